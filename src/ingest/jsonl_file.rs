//! A file of JSON lines.

use super::reading::Reading;
use super::{Found, IngestError, jsonl};

pub(super) fn read(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError> {
    let bytes = jsonl::without_mark(bytes);
    if bytes.trim_ascii().is_empty() {
        return Err(IngestError::Empty);
    }
    let mut read = 0;
    for (number, line) in (1..).zip(bytes.split(|&byte| byte == b'\n')) {
        match jsonl::read_bytes(line, || format!("{name}, line {number}")) {
            Some(Found::Document(document)) => reading.give(document),
            Some(Found::Skipped(skipped)) => reading.skip(&skipped.name, skipped.reason),
            None => {}
        }
        read += line.len() + 1;
        reading.read_up_to(read);
    }
    Ok(())
}
