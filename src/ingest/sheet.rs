//! How delimited text is laid out: its delimiter, its header, what its columns hold.

use super::rows::{Row, Rows};
use super::table::{Mapping, Role};
use super::{columns, shared};
use crate::corpus::Date;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// How many rows a guess looks at.
const SAMPLE: usize = 100;

const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];

/// The layout of a text, guessed from its first rows or as somebody says.
pub(super) struct Sheet<'a> {
    /// Without the line that Excel puts first to say what the delimiter is.
    text: &'a str,
    skipped_lines: usize,
    pub delimiter: char,
    pub has_header: bool,
    /// What the header calls the columns, or their numbers from 1.
    pub names: Vec<String>,
    pub roles: Vec<Role>,
    /// The first rows, without the header.
    first: Vec<Row<'a>>,
}

impl<'a> Sheet<'a> {
    /// The layout of `text`; what `mapping` leaves open is guessed.
    pub fn of(text: &'a str, mapping: &Mapping) -> Self {
        let (given, text, skipped_lines) = match said_by_excel(text) {
            Some((delimiter, rest)) => (Some(delimiter), rest, 1),
            None => (None, text, 0),
        };
        let usable =
            mapping.delimiter.filter(|delimiter| delimiter.is_ascii() && !"\"\r\n".contains(*delimiter));
        let delimiter = usable.or(given).unwrap_or_else(|| guess_delimiter(text));
        let mut first: Vec<Row> =
            Rows::new(text, delimiter).filter_map(Result::ok).take(SAMPLE + 1).collect();
        let has_header = mapping.has_header.unwrap_or_else(|| guess_header(&first));
        let columns = match first.first() {
            Some(header) if has_header => header.fields.len(),
            _ => usual_length(&first).0,
        };
        let mut names: Vec<String> = (1..=columns).map(|number| number.to_string()).collect();
        if has_header && !first.is_empty() {
            for (name, field) in names.iter_mut().zip(first.remove(0).fields) {
                if !field.trim().is_empty() {
                    *name = shared(field.trim()).to_owned();
                }
            }
        }
        let mut sheet = Sheet { text, skipped_lines, delimiter, has_header, names, roles: Vec::new(), first };
        sheet.roles = match &*mapping.roles {
            [] => sheet.guess_roles(),
            given => (0..columns).map(|at| given.get(at).copied().unwrap_or(Role::Metadata)).collect(),
        };
        sheet
    }

    /// The rows that are data, with the lines of the whole text.
    pub fn rows(&self) -> SheetRows<'a> {
        let rows = Rows::new(self.text, self.delimiter);
        SheetRows { rows, skipped_lines: self.skipped_lines, is_header_next: self.has_header }
    }

    /// How many bytes of text there are below.
    pub fn length(&self) -> usize {
        self.text.len()
    }

    /// The first values of a column that are not blank.
    pub fn values(&self, column: usize) -> impl Iterator<Item = &str> {
        let fields = self.first.iter().filter_map(move |row| row.fields.get(column));
        fields.map(|field| field.trim()).filter(|value| !value.is_empty())
    }

    /// What the columns are by their names and, where no name tells, by their values: the text is what is
    /// longest on average, the date what is one throughout, the address what is one.
    fn guess_roles(&self) -> Vec<Role> {
        let mut roles = columns::by_name(self.names.iter().map(String::as_str));
        for (column, role) in roles.iter_mut().enumerate() {
            if *role == Role::Date
                && !self.values(column).any(|value| value.contains(|c: char| c.is_ascii_digit()))
            {
                *role = Role::Metadata;
            }
        }
        let open = |roles: &[Role], role: Role| {
            let unknown = (0..roles.len()).filter(|&column| roles[column] == Role::Metadata);
            if roles.contains(&role) { Vec::new() } else { unknown.collect() }
        };
        let is_date = |value: &str| value.len() > 4 && Date::parse_iso(value).is_some();
        let is_address = |value: &str| value.starts_with("http://") || value.starts_with("https://");
        let all = |column: usize, is: &dyn Fn(&str) -> bool| {
            self.values(column).next().is_some() && self.values(column).all(is)
        };
        if let Some(&column) = open(&roles, Role::Date).iter().find(|&&column| all(column, &is_date)) {
            roles[column] = Role::Date;
        }
        if let Some(&column) = open(&roles, Role::Url).iter().find(|&&column| all(column, &is_address)) {
            roles[column] = Role::Url;
        }
        let letters = |column: usize| {
            let letters = |value: &str| value.chars().filter(|c| c.is_alphabetic()).count();
            self.values(column).map(letters).sum::<usize>()
        };
        let longest = open(&roles, Role::Text).into_iter().rev().max_by_key(|&column| letters(column));
        if let Some(column) = longest.filter(|&column| letters(column) > 0) {
            roles[column] = Role::Text;
        }
        roles
    }
}

/// The rows of a sheet that are data.
pub(super) struct SheetRows<'a> {
    rows: Rows<'a>,
    skipped_lines: usize,
    is_header_next: bool,
}

impl SheetRows<'_> {
    /// How many bytes have been read.
    pub fn at(&self) -> usize {
        self.rows.at()
    }
}

impl<'a> Iterator for SheetRows<'a> {
    type Item = <Rows<'a> as Iterator>::Item;

    fn next(&mut self) -> Option<Self::Item> {
        let lines = self.skipped_lines;
        let mut row = self.rows.next()?;
        if row.is_ok() && std::mem::take(&mut self.is_header_next) {
            row = self.rows.next()?;
        }
        Some(match row {
            Ok(row) => Ok(Row { line: row.line + lines, ..row }),
            Err((line, reason)) => Err((line + lines, reason)),
        })
    }
}

/// The delimiter that a first line "sep=;" names, and what follows the line.
fn said_by_excel(text: &str) -> Option<(char, &str)> {
    let rest = text.strip_prefix("sep=")?;
    let delimiter = rest.chars().next().filter(char::is_ascii)?;
    let rest = rest[1..].strip_prefix('\r').unwrap_or(&rest[1..]);
    Some((delimiter, rest.strip_prefix('\n')?))
}

/// The delimiter that gives most rows the same number of fields, and of those the one that gives most fields.
fn guess_delimiter(text: &str) -> char {
    let evenness = |delimiter: char| {
        let rows: Vec<Row> = Rows::new(text, delimiter).take(SAMPLE).filter_map(Result::ok).collect();
        let (length, count) = usual_length(&rows);
        if length > 1 { (count * 1000 / rows.len().max(1), length) } else { (0, 0) }
    };
    DELIMITERS.into_iter().rev().max_by_key(|&delimiter| evenness(delimiter)).expect("there are some")
}

/// How many fields most rows have, and how many rows have them.
fn usual_length(rows: &[Row]) -> (usize, usize) {
    let length = |row: &Row| row.fields.len();
    let counted =
        rows.iter().map(length).map(|this| (this, rows.iter().filter(|row| length(row) == this).count()));
    counted.max_by_key(|(length, count)| (*count, *length)).unwrap_or((0, 0))
}

fn is_number(field: &str) -> bool {
    let is_sign = |c: char| matches!(c, '.' | ',' | '-' | '+' | '%' | ' ');
    field.contains(|c: char| c.is_ascii_digit()) && field.chars().all(|c| c.is_ascii_digit() || is_sign(c))
}

/// Whether the first row names the columns: one of its fields is a name known, or all are short, different
/// and no numbers or dates, above a column of numbers, dates or far longer texts.
fn guess_header(first: &[Row]) -> bool {
    const LONGEST_NAME: usize = 40;
    let Some((header, body)) = first.split_first() else { return false };
    let fields: Vec<&str> = header.fields.iter().map(|field| field.trim()).collect();
    let is_value = |field: &str| is_number(field) || Date::parse_iso(field).is_some();
    let is_name = |field: &&str| field.chars().count() <= LONGEST_NAME && !is_value(field);
    if !fields.iter().all(is_name) {
        return false;
    }
    let roles = columns::by_name(fields.iter().copied());
    if roles.iter().any(|role| *role != Role::Metadata) {
        return true;
    }
    let mut different = BTreeSet::new();
    let differ = fields.iter().all(|name| different.insert((*name).to_owned()));
    let values = |column: usize| {
        let values = body.iter().filter_map(move |row| row.fields.get(column));
        values.map(Cow::as_ref).map(str::trim).filter(|value| !value.is_empty())
    };
    let is_unlike = |(column, name): (usize, &&str)| {
        let (count, length) =
            values(column).fold((0, 0), |(count, sum), value| (count + 1, sum + value.len()));
        count > 0 && (values(column).all(is_value) || length > 3 * count * name.len().max(1))
    };
    differ && fields.iter().enumerate().any(is_unlike)
}
