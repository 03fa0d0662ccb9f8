//! Tables in CSV and the like: one row, one document. What is guessed of them is told.

use super::reading::Reading;
use super::rows::Row;
use super::sheet::Sheet;
use super::table::{Column, Role, Table};
use super::{IngestError, RawDocument, encoding, split_extension};
use std::borrow::Cow;

/// How many values of a column are shown, and how many characters of each.
const SAMPLES: usize = 3;
const SAMPLE_CHARACTERS: usize = 80;

pub(super) fn read(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError> {
    let decoded = encoding::decode(bytes, None)?;
    let sheet = Sheet::of(&decoded.text, &reading.mapping(name));
    let has_text = sheet.roles.contains(&Role::Text);
    let mut rows = sheet.rows();
    let mut count = 0;
    while let Some(row) = rows.next() {
        let read = row.and_then(|row| {
            count += 1;
            let line = row.line;
            if has_text {
                document(name, count, row, &sheet).map(Some).map_err(|e| (line, e))
            } else {
                Ok(None)
            }
        });
        match read {
            Ok(Some(mut document)) => {
                decoded.note(&mut document);
                reading.give(document);
            }
            Ok(None) => {}
            Err((line, reason)) => reading.skip(&format!("{name}, line {line}"), reason),
        }
        reading.read_share(rows.at(), sheet.length());
    }
    reading.tell(table(name, &sheet, count));
    if has_text { Ok(()) } else { Err(IngestError::NoTextColumn) }
}

/// The document of a row; `number` is its number from 1.
fn document(name: &str, number: usize, mut row: Row, sheet: &Sheet) -> Result<RawDocument, IngestError> {
    let expected = sheet.names.len();
    while row.fields.len() > expected && row.fields.last().is_some_and(|field| field.trim().is_empty()) {
        row.fields.pop();
    }
    if row.fields.len() != expected {
        return Err(IngestError::RowLength { fields: row.fields.len(), expected });
    }
    let mut document = RawDocument::default();
    for ((field, role), column) in row.fields.into_iter().zip(&sheet.roles).zip(&sheet.names) {
        put(&mut document, *role, column, field);
    }
    if document.text.trim().is_empty() {
        return Err(IngestError::Empty);
    }
    if document.id.is_empty() {
        document.id = format!("{}/{number}", split_extension(name).0);
    }
    Ok(document)
}

/// Puts a field of a row where its role says.
fn put(document: &mut RawDocument, role: Role, column: &str, field: Cow<str>) {
    if field.trim().is_empty() {
        return;
    }
    let field = field.into_owned();
    match role {
        Role::Text if document.text.is_empty() => document.text = field,
        Role::Text => document.text.extend(["\n\n", &field]),
        Role::Id => document.id = field.trim().to_owned(),
        Role::LeftOut => {}
        role => set(document, role, "column", column, field),
    }
}

/// Says of a document what is told of it under a name: by a "column", as `container` says, or the like.
pub(super) fn set(document: &mut RawDocument, role: Role, container: &str, name: &str, value: String) {
    document.note_origin(role, container, name);
    match role {
        Role::Title => document.title = Some(value),
        Role::Date => document.date = Some(value),
        Role::Author => document.author = Some(value),
        Role::Source => document.source = Some(value),
        Role::Url => document.url = Some(value),
        Role::Language => set_field(document, "language", value),
        Role::Metadata => set_field(document, name, value),
        Role::Id | Role::Text | Role::LeftOut => {}
    }
}

fn set_field(document: &mut RawDocument, name: &str, value: String) {
    match document.fields.iter_mut().find(|(known, _)| known == name) {
        Some(field) => field.1 = value,
        None => document.fields.push((name.to_owned(), value)),
    }
}

fn table(name: &str, sheet: &Sheet, rows: usize) -> Table {
    let sample = |value: &str| value.chars().take(SAMPLE_CHARACTERS).collect();
    let column = |(at, (name, role)): (usize, (&String, &Role))| Column {
        name: name.clone(),
        role: *role,
        samples: sheet.values(at).take(SAMPLES).map(sample).collect(),
    };
    Table {
        name: name.to_owned(),
        delimiter: sheet.delimiter,
        has_header: sheet.has_header,
        columns: sheet.names.iter().zip(&sheet.roles).enumerate().map(column).collect(),
        rows,
    }
}
