//! JSON lines: one document a line, `{"id","title"?,"text","date"?,"source"?,"author"?,"url"?, ...}`.

use super::{Found, IngestError, MAX_BYTES, RawDocument, Skipped};
use serde_json::{Map, Value};

/// Reads some lines of a source called `name`, whole ones, that begin at byte `at` of it.
pub fn read_lines(name: &str, at: u64, bytes: &[u8], mut take: impl FnMut(Found)) {
    let bytes = if at == 0 { without_mark(bytes) } else { bytes };
    let mut offset = at;
    for line in bytes.split(|&byte| byte == b'\n') {
        read_bytes(line, || format!("{name}, the line at byte {offset}")).map(&mut take);
        offset += line.len() as u64 + 1;
    }
}

/// The bytes without a byte order mark.
pub(super) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// What a line gives, if it is not blank.
pub(super) fn read_bytes(line: &[u8], place: impl Fn() -> String) -> Option<Found> {
    let line = line.trim_ascii();
    if line.is_empty() {
        return None;
    }
    let text = str::from_utf8(line).map_err(|error| IngestError::NotText { at: error.valid_up_to() });
    Some(match text.and_then(read_line) {
        Ok(document) => Found::Document(document),
        Err(reason) => Found::Skipped(Skipped { name: place(), reason }),
    })
}

/// Reads one JSON line. Fields other than those named become metadata. Only `id`
/// and `text` have to be there; lists of texts are joined with commas.
///
/// ```
/// let document = corpus_viewer::ingest::read_line(r#"{"id":"a","text":"Hello.","desk":"world"}"#)?;
/// assert_eq!(document.fields, [("desk".to_owned(), "world".to_owned())]);
/// # Ok::<(), corpus_viewer::ingest::IngestError>(())
/// ```
pub fn read_line(line: &str) -> Result<RawDocument, IngestError> {
    let invalid = |message: String| IngestError::Json { message };
    let mut fields: Map<String, Value> = serde_json::from_str(line)
        .map_err(|error| invalid(format!("not a JSON object (column {})", error.column())))?;
    let mut required = |name: &str| match fields.remove(name) {
        Some(Value::String(text)) if !text.is_empty() => Ok(text),
        Some(Value::Number(number)) => Ok(number.to_string()),
        None | Some(Value::Null | Value::String(_)) => Err(invalid(format!("it has no \"{name}\""))),
        Some(_) => Err(invalid(format!("its \"{name}\" is not a text"))),
    };
    let id = required("id")?;
    let text = required("text")?;
    if text.trim().is_empty() {
        return Err(IngestError::Empty);
    }
    if line.len() > MAX_BYTES {
        return Err(IngestError::TooLarge { bytes: line.len() });
    }
    let mut take = |name: &str| fields.remove(name).and_then(plain);
    Ok(RawDocument {
        id,
        text,
        title: take("title"),
        date: take("date"),
        author: take("author"),
        source: take("source"),
        url: take("url"),
        fields: fields.into_iter().filter_map(|(name, value)| Some((name, plain(value)?))).collect(),
        ..RawDocument::default()
    })
}

/// A value as text; none for null and for nothing.
fn plain(value: Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text,
        Value::Array(items) => items.into_iter().filter_map(plain).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    };
    (!text.is_empty()).then_some(text)
}
