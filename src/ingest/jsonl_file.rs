//! A file of JSON lines.

use super::reading::Reading;
use super::{IngestError, jsonl};

pub(super) fn read(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError> {
    let lines = jsonl::without_mark(bytes);
    if lines.trim_ascii().is_empty() {
        return Err(IngestError::Empty);
    }
    let mut at = bytes.len() - lines.len();
    for (number, line) in (1..).zip(lines.split(|&byte| byte == b'\n')) {
        match jsonl::read_bytes(name, at as u64, line) {
            Some(Ok(document)) => reading.give(document),
            Some(Err(reason)) => reading.skip(&format!("{name}, line {number}"), reason),
            None => {}
        }
        at += line.len() + 1;
        reading.read_up_to(at.min(bytes.len()));
    }
    Ok(())
}
