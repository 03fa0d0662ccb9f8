//! A JSON object to a document, by what its fields are called.

use super::table::Role;
use super::{IngestError, MAX_BYTES, RawDocument, columns};
use crate::said::said;
use serde_json::{Map, Value};

/// Reads an object as a document: its text under one of the usual names, and whatever else it
/// has. `id` makes one for an object that has none.
pub(super) fn document(
    mut fields: Map<String, Value>,
    id: &dyn Fn() -> Option<String>,
) -> Result<RawDocument, IngestError> {
    fields.retain(|_, value| !is_blank(value));
    let names: Vec<String> = fields.keys().cloned().collect();
    let roles = columns::by_name(names.iter().map(String::as_str));
    let mut document = RawDocument::default();
    let mut take = |role: Role| {
        let name = &names[roles.iter().position(|found| *found == role)?];
        let may_be = |value: &Value| role != Role::Date || value.is_string() || value.is_number();
        let value = fields.get(name).is_some_and(may_be).then(|| fields.remove(name))??;
        document.note_origin(role, "field", name);
        Some(value)
    };
    let (own_id, text) = (take(Role::Id), take(Role::Text));
    let [title, date, author, source, url, language] =
        [Role::Title, Role::Date, Role::Author, Role::Source, Role::Url, Role::Language]
            .map(|role| take(role).and_then(plain));
    document = RawDocument { title, date, author, source, url, ..document };
    document.id = required("id", own_id).or_else(|error| id().ok_or(error))?;
    document.text = required("text", text)?;
    if document.text.trim().is_empty() {
        return Err(IngestError::Empty);
    }
    if document.text.len() > MAX_BYTES {
        return Err(IngestError::TooLarge { bytes: document.text.len() as u64 });
    }
    let others = fields.into_iter().filter_map(|(name, value)| Some((name, plain(value)?)));
    document.fields = language.map(|code| ("language".to_owned(), code)).into_iter().chain(others).collect();
    Ok(document)
}

/// How many bytes the text of an object has: 0 if there is none.
#[cfg(feature = "files")]
pub(super) fn text_length(fields: &Map<String, Value>) -> usize {
    let roles = columns::by_name(fields.keys().map(String::as_str));
    let texts = fields.values().zip(roles).filter(|(_, role)| *role == Role::Text);
    texts.filter_map(|(value, _)| value.as_str()).map(str::len).sum()
}

fn is_blank(value: &Value) -> bool {
    value.is_null() || value.as_str() == Some("")
}

/// The value of a field that has to be there; a list of texts is one a line.
fn required(name: &str, value: Option<Value>) -> Result<String, IngestError> {
    let message = match value {
        Some(Value::String(text)) => return Ok(text),
        Some(Value::Number(number)) => return Ok(number.to_string()),
        Some(Value::Array(items)) if !items.is_empty() && items.iter().all(Value::is_string) => {
            return Ok(items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n"));
        }
        None => said!("it has no \"{0}\"", name),
        Some(_) => said!("its \"{0}\" is not a text", name),
    };
    Err(IngestError::Json { message })
}

/// A value as text: lists joined with commas, of an object its name; none for null and for nothing.
fn plain(value: Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text,
        Value::Array(items) => items.into_iter().filter_map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(mut object) => match object.remove("name") {
            Some(name) => return plain(name),
            None => Value::Object(object).to_string(),
        },
        other => other.to_string(),
    };
    (!text.is_empty()).then_some(text)
}
