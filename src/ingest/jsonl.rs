//! JSON lines: one document a line, `{"id","title"?,"text","date"?,"source"?,"author"?,"url"?, ...}`.

use super::{Found, IngestError, RawDocument, Skipped, record, split_extension};
use crate::said::said;

/// Reads some lines of a source called `name`, whole ones, that begin at byte `at` of it. A line
/// without an id is called after the source and the byte it begins at, however they are cut.
pub fn read_lines(name: &str, at: u64, bytes: &[u8], mut take: impl FnMut(Found)) {
    let lines = if at == 0 { without_mark(bytes) } else { bytes };
    let mut offset = at + (bytes.len() - lines.len()) as u64;
    for line in lines.split(|&byte| byte == b'\n') {
        match read_bytes(name, offset, line) {
            Some(Ok(document)) => take(Found::Document(document)),
            Some(Err(reason)) => {
                take(Found::Skipped(Skipped::new(format!("{name}, the line at byte {offset}"), &reason)));
            }
            None => {}
        }
        offset += line.len() as u64 + 1;
    }
}

/// The bytes without a byte order mark.
pub(super) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// What the line at byte `at` of the source called `name` gives, if it is not blank.
pub(super) fn read_bytes(name: &str, at: u64, line: &[u8]) -> Option<Result<RawDocument, IngestError>> {
    let line = line.trim_ascii();
    if line.is_empty() {
        return None;
    }
    let text = str::from_utf8(line).map_err(|error| IngestError::NotText { at: error.valid_up_to() });
    let id = || Some(format!("{}:{at}", split_extension(name).0));
    Some(text.and_then(|line| record::document(object(line)?, &id)))
}

/// Reads one JSON line. Only an id and a text have to be there; the text may be called "body" and
/// the like, and so may the others. Fields not known become metadata; lists of texts are joined
/// with commas.
///
/// ```
/// let document = corpus_viewer::ingest::read_line(r#"{"id":"a","text":"Hello.","desk":"world"}"#)?;
/// assert_eq!(document.fields, [("desk".to_owned(), "world".to_owned())]);
/// # Ok::<(), corpus_viewer::ingest::IngestError>(())
/// ```
pub fn read_line(line: &str) -> Result<RawDocument, IngestError> {
    record::document(object(line)?, &|| None)
}

pub(super) fn object(line: &str) -> Result<serde_json::Map<String, serde_json::Value>, IngestError> {
    serde_json::from_str(line).map_err(|error| IngestError::Json {
        message: said!("not a JSON object (column {0})", error.column()),
    })
}
