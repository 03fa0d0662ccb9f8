//! What stands between two lines `---` before a text: names and values, as in YAML but simple ones only.

use super::csv::set;
use super::table::Role;
use super::{RawDocument, columns};

/// The lines between the marks, and the text after them.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let after = text.strip_prefix("---")?;
    let after = after.trim_start_matches([' ', '\t', '\r']).strip_prefix('\n')?;
    let mut at = 0;
    for line in after.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((&after[..at], &after[at + line.len()..]));
        }
        at += line.len();
    }
    None
}

/// Says of `document` what the lines tell: values, lists of them, and texts of several lines. What is of any
/// other form is kept under the name it follows, as it is written.
pub(super) fn read(lines: &str, document: &mut RawDocument) {
    let entries = entries(lines);
    let roles = columns::by_name(entries.iter().map(|(name, _)| name.as_str()));
    for ((name, value), role) in entries.into_iter().zip(roles) {
        let role = if matches!(role, Role::Text | Role::Id) { Role::Metadata } else { role };
        if !value.is_empty() {
            set(document, role, "front matter", &name, value);
        }
    }
}

/// The names and values, lists joined with commas.
fn entries(lines: &str) -> Vec<(String, String)> {
    let mut entries: Vec<(String, String)> = Vec::new();
    for line in lines.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let is_inner = line.starts_with([' ', '\t', '-']);
        match (is_inner, line.split_once(':'), entries.last_mut()) {
            (false, Some((name, value)), _) => {
                let (name, value) = (name.trim().to_owned(), value.trim());
                let is_block = matches!(value, "|" | ">" | "|-" | ">-");
                entries.push((name, if is_block { String::new() } else { one_or_list(value) }));
            }
            (_, _, Some((_, value))) => {
                let inner = line.trim();
                let item = inner.strip_prefix("- ").map(|item| scalar(item).to_owned());
                let between = match (&item, value.is_empty()) {
                    (_, true) => "",
                    (Some(_), false) => ", ",
                    (None, false) => " ",
                };
                value.extend([between, item.as_deref().unwrap_or(inner)]);
            }
            _ => {}
        }
    }
    entries
}

/// A value, or those of a list in brackets.
fn one_or_list(value: &str) -> String {
    match value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
        Some(list) => list.split(',').map(scalar).collect::<Vec<_>>().join(", "),
        None => scalar(value).to_owned(),
    }
}

/// A value without the quotation marks around it, or the comment after it.
fn scalar(value: &str) -> &str {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote)
            && let Some(end) = inner.find(quote)
        {
            return &inner[..end];
        }
    }
    value.split(" #").next().unwrap_or_default().trim_end()
}
