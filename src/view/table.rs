//! A list as a table that other programs read, with how it was made.

use super::provenance::Provenance;
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// A list: the names of its columns, and rows of as many cells.
pub(super) struct Table {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Cell {
    None,
    Text(String),
    Number(u64),
    /// From 0 to 1.
    Share(f32),
    Texts(Vec<String>),
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Self {
        text.map_or(Cell::None, Cell::Text)
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TableFormat {
    #[default]
    Csv,
    Json,
}

/// What was asked for, by the names that it was asked by; what was left as it is without being asked for is not told.
pub(super) type Asked = Vec<(&'static str, String)>;

#[derive(Serialize)]
struct Made<'a> {
    #[serde(flatten)]
    provenance: &'a Provenance,
    list: &'static str,
    #[serde(serialize_with = "as_map")]
    asked: &'a Asked,
    rows: usize,
}

fn as_map<S: Serializer>(asked: &Asked, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(asked.iter().map(|(name, value)| (name, value)))
}

/// The table called `list` as text.
pub(super) fn write(
    table: &Table,
    format: TableFormat,
    provenance: &Provenance,
    list: &'static str,
    asked: &Asked,
) -> String {
    let made = Made { provenance, list, asked, rows: table.rows.len() };
    match format {
        TableFormat::Csv => csv(table, &made),
        TableFormat::Json => json(table, &made),
    }
}

#[derive(Serialize)]
struct Json<'a> {
    provenance: &'a Made<'a>,
    rows: Vec<Row<'a>>,
}

/// The cells of a row by the names of their columns.
struct Row<'a>(&'a [String], &'a [Cell]);

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Row(columns, cells) = self;
        let mut map = serializer.serialize_map(Some(columns.len()))?;
        for (name, cell) in columns.iter().zip(cells.iter()) {
            map.serialize_entry(name, cell)?;
        }
        map.end()
    }
}

fn json(Table { columns, rows }: &Table, made: &Made) -> String {
    let rows = rows.iter().map(|row| Row(columns, row)).collect();
    let json = serde_json::to_string_pretty(&Json { provenance: made, rows });
    json.expect("it holds texts and numbers alone") + "\n"
}

/// As RFC 4180 has it, behind lines that begin with `#` and say how it was made. A spreadsheet may take a text that
/// begins with `=`, `+`, `-`, `@`, a tab or a carriage return for a formula and run it: such a text begins with an
/// apostrophe here, and so does what looks like one in the lines above.
fn csv(Table { columns, rows }: &Table, made: &Made) -> String {
    let Provenance { program, version, documents, hash } = made.provenance;
    let mut out = String::new();
    let mut tell = |name: &str, value: &str| {
        out.push_str(&format!("# {name}: {}\r\n", inert(value)));
    };
    tell("program", &format!("{program} {version}"));
    tell("documents", &documents.to_string());
    tell("hash", hash);
    tell("list", made.list);
    made.asked.iter().for_each(|(name, value)| tell(name, value));
    tell("rows", &made.rows.to_string());
    let names = columns.iter().map(|name| text_field(name));
    push_line(&mut out, names);
    for row in rows {
        push_line(&mut out, row.iter().map(field));
    }
    out
}

fn push_line(out: &mut String, fields: impl Iterator<Item = String>) {
    for (nth, field) in fields.enumerate() {
        if nth > 0 {
            out.push(',');
        }
        out.push_str(&field);
    }
    out.push_str("\r\n");
}

fn field(cell: &Cell) -> String {
    match cell {
        Cell::None => String::new(),
        Cell::Text(text) => text_field(text),
        Cell::Number(number) => number.to_string(),
        Cell::Share(share) => share.to_string(),
        Cell::Texts(texts) => text_field(&texts.join("; ")),
    }
}

fn text_field(text: &str) -> String {
    let mark = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    let is_quoted = text.contains(['"', ',', '\r', '\n']) || text.starts_with('#');
    if is_quoted { format!("\"{mark}{}\"", text.replace('"', "\"\"")) } else { format!("{mark}{text}") }
}

/// A value on a line of its own, which a program that takes the line for cells finds no formula in.
fn inert(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut begins_cell = false;
    for c in value.chars().map(|c| if c.is_control() { ' ' } else { c }) {
        if begins_cell && matches!(c, '=' | '+' | '-' | '@') {
            let _ = out.write_char('\'');
        }
        begins_cell = matches!(c, ',' | ';') || begins_cell && matches!(c, ' ' | '"');
        out.push(c);
    }
    out
}
