//! JSON: one object, a list of objects, an object that holds such a list, or lines after all.

use super::reading::Reading;
use super::{IngestError, encoding, jsonl_file, record, split_extension};
use crate::said::said;
use serde_json::{Map, Value};

pub(super) fn read(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError> {
    let decoded = encoding::decode(bytes, None)?;
    let text = decoded.text.trim();
    if let Some(list) = text.strip_prefix('[') {
        return read_list(name, list, reading);
    }
    if let Some((first, _)) = text.split_once('\n')
        && serde_json::from_str::<Map<String, Value>>(first).is_ok()
    {
        return jsonl_file::read(name, text.as_bytes(), reading);
    }
    let object: Map<String, Value> = serde_json::from_str(text).map_err(|error| IngestError::Json {
        message: said!("not a JSON object or list (line {0}, column {1})", error.line(), error.column()),
    })?;
    match longest_list(&object) {
        Some(items) if is_about(&object, items) => {
            for (number, item) in (1..).zip(items) {
                read_item(name, number, item.clone(), reading);
            }
        }
        _ => {
            let stem = split_extension(name).0;
            reading.give(record::document(object, &|| Some(stem.to_owned()))?);
        }
    }
    Ok(())
}

/// Reads the items of a list, `text` being what follows its bracket. Each is read by itself, so
/// that one that makes no sense, or the end of the file, costs no other.
fn read_list(name: &str, text: &str, reading: &mut Reading) -> Result<(), IngestError> {
    let mut at = 0;
    for number in 1.. {
        let length = item_length(&text[at..]).unwrap_or(text.len() - at);
        let item = text[at..at + length].trim();
        let end = text.as_bytes().get(at + length);
        if !item.is_empty() {
            match serde_json::from_str(item) {
                Ok(item) => read_item(name, number, item, reading),
                Err(error) => {
                    let message = said!("not JSON (its line {0}, column {1})", error.line(), error.column());
                    reading.skip(&format!("{name}, item {number}"), IngestError::Json { message });
                }
            }
        } else if end == Some(&b']') && number == 1 {
            return Err(IngestError::Empty);
        }
        at += length + 1;
        reading.read_share(at, text.len());
        let message = match end {
            Some(b',') => continue,
            None => said!("the end of the list is missing"),
            Some(_) if text[at..].trim().is_empty() => break,
            Some(_) => said!("there is more after the end of the list"),
        };
        return Err(IngestError::Json { message });
    }
    Ok(())
}

/// How many bytes an item of a list takes, up to the comma or bracket after it.
fn item_length(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut in_string = false;
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' if in_string => drop(bytes.next()),
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b',' | b']' if depth == 0 => return Some(at),
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

fn read_item(name: &str, number: usize, item: Value, reading: &mut Reading) {
    let stem = split_extension(name).0;
    let document = match item {
        Value::Object(object) => record::document(object, &|| Some(format!("{stem}/{number}"))),
        _ => Err(IngestError::Json { message: said!("not a JSON object") }),
    };
    match document {
        Ok(document) => reading.give(document),
        Err(reason) => reading.skip(&format!("{name}, item {number}"), reason),
    }
}

/// The longest list of objects in an object, which may lie in another: `{"response":{"docs":[...]}}`.
fn longest_list(object: &Map<String, Value>) -> Option<&Vec<Value>> {
    let lists = object.values().filter_map(|value| match value {
        Value::Array(items) if items.iter().any(Value::is_object) => Some(items),
        Value::Object(inner) => longest_list(inner),
        _ => None,
    });
    lists.max_by_key(|items| items.len())
}

/// Whether an object is about the list in it: the list has a longer text than the object itself.
/// An article may have a list as well, of comments or pictures.
fn is_about(object: &Map<String, Value>, items: &[Value]) -> bool {
    let texts = items.iter().filter_map(Value::as_object).map(record::text_length);
    texts.max().is_some_and(|longest| longest > record::text_length(object))
}
