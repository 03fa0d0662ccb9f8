//! JSON lines: one document a line, `{"id","title"?,"text","date"?,"source"?,"author"?,"url"?, ...}`.

use super::{IngestError, RawDocument, Reading, Skipped, text};
use serde_json::{Map, Value};

pub(super) fn read(id: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError> {
    let lines = text::decode(bytes)?;
    for (number, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match read_line(line) {
            Ok(document) => reading.documents.push(document),
            Err(reason) => {
                let name = format!("{id}.jsonl, line {}", number + 1);
                reading.skipped.push(Skipped { name, reason });
            }
        }
    }
    Ok(())
}

/// Reads one JSON line. Fields other than those named become metadata.
///
/// ```
/// let document = corpus_viewer::ingest::read_line(r#"{"id":"a","text":"Hello.","desk":"world"}"#)?;
/// assert_eq!(document.fields, [("desk".to_owned(), "world".to_owned())]);
/// # Ok::<(), corpus_viewer::ingest::IngestError>(())
/// ```
pub fn read_line(line: &str) -> Result<RawDocument, IngestError> {
    let invalid = |message: String| IngestError::Json { message };
    let mut fields: Map<String, Value> =
        serde_json::from_str(line).map_err(|error| invalid(format!("not a JSON object: {error}")))?;
    let mut take = |name: &str| match fields.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(Value::Number(number)) => Ok(Some(number.to_string())),
        Some(_) => Err(invalid(format!("\"{name}\" is not a text"))),
    };
    let id = take("id")?.ok_or_else(|| invalid("it has no \"id\"".to_owned()))?;
    let text = take("text")?.ok_or_else(|| invalid("it has no \"text\"".to_owned()))?;
    if text.trim().is_empty() {
        return Err(IngestError::Empty);
    }
    Ok(RawDocument {
        id,
        text,
        title: take("title")?,
        date: take("date")?,
        author: take("author")?,
        source: take("source")?,
        url: take("url")?,
        fields: fields.into_iter().map(|(name, value)| (name, plain(value))).collect(),
    })
}

fn plain(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}
