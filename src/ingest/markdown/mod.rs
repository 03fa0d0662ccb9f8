//! Markdown to lines of plain text (after CommonMark 0.31 and the tables and notes of GitHub). It is read
//! here and not by a crate: the parser in use, with its tables of references and signs, is as large as all
//! other readers together.

mod inline;

use super::lines::Lines;
use super::reading::Reading;
use super::{IngestError, RawDocument, encoding, front_matter, split_extension};
use crate::corpus::BlockKind;
use std::collections::BTreeSet;

pub(super) fn read(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError> {
    let decoded = encoding::decode(bytes, None)?;
    let (head, text) = front_matter::split(&decoded.text).unwrap_or(("", &decoded.text));
    let mut told = RawDocument::default();
    front_matter::read(head, &mut told);
    let mut blocks = Blocks { has_title: told.title.is_some(), ..Blocks::default() };
    blocks.links.extend(text.lines().filter_map(|line| link_defined(line.trim())));
    for line in text.lines() {
        blocks.take(line);
    }
    blocks.end_paragraph();
    if blocks.lines.is_empty() {
        return Err(IngestError::Empty);
    }
    let found = blocks.lines.document(split_extension(name).0.to_owned());
    let mut document = RawDocument { id: found.id, text: found.text, kinds: found.kinds, ..told };
    decoded.note(&mut document);
    reading.give(document);
    Ok(())
}

/// A text being read line by line.
#[derive(Default)]
struct Blocks {
    lines: Lines,
    /// The paragraph, list item or row being read, without its signs.
    paragraph: String,
    /// What is defined as a link somewhere, in small letters.
    links: BTreeSet<String>,
    has_title: bool,
    fence: Option<Fence>,
    /// In a comment, which ends with `-->`.
    in_comment: bool,
    in_list: bool,
    in_table: bool,
    after_blank: bool,
}

/// The fence that ends the code being read.
struct Fence {
    signs: String,
    is_quoted: bool,
}

impl Blocks {
    fn take(&mut self, whole_line: &str) {
        let mut line = unquoted(whole_line);
        if let Some(fence) = &self.fence {
            line = if fence.is_quoted { line } else { whole_line };
            let signs = line.trim();
            match signs.starts_with(&fence.signs) && signs.chars().all(|c| fence.signs.starts_with(c)) {
                true => self.fence = None,
                false => self.push_code(line),
            }
            return;
        }
        let trimmed = line.trim();
        if self.in_comment {
            self.in_comment = !trimmed.contains("-->");
        } else if trimmed.is_empty() {
            self.end_paragraph();
            self.in_table = false;
            self.after_blank = true;
        } else {
            let is_indented = line.starts_with([' ', '\t']);
            let is_new = std::mem::take(&mut self.after_blank);
            self.in_list &= !is_new || is_indented || begins_item(trimmed);
            let is_code = line.starts_with("    ") || line.starts_with('\t');
            match is_code && !self.in_list && self.paragraph.is_empty() {
                true => self.push_code(line),
                false => self.take_line(line, line.len() < whole_line.len()),
            }
        }
    }

    /// Takes a line that is neither blank nor code.
    fn take_line(&mut self, line: &str, is_quoted: bool) {
        let trimmed = line.trim();
        let in_paragraph = !self.paragraph.is_empty();
        if let Some(signs) = fence(trimmed) {
            self.end_paragraph();
            self.fence = Some(Fence { signs: signs.to_owned(), is_quoted });
        } else if trimmed.starts_with("<!--") {
            self.end_paragraph();
            self.in_comment = !trimmed.contains("-->");
        } else if in_paragraph && trimmed.chars().all(|c| c == '=') {
            self.end_heading(true);
        } else if in_paragraph && !self.in_list && trimmed.chars().all(|c| c == '-') {
            self.end_heading(false);
        } else if is_table_rule(trimmed) {
            self.end_paragraph();
            self.in_table = true;
        } else if is_rule(trimmed) || link_defined(trimmed).is_some() {
            self.end_paragraph();
        } else {
            self.take_words(trimmed);
            if line.ends_with("  ") {
                self.end_paragraph();
            }
        }
    }

    fn take_words(&mut self, line: &str) {
        let mut line = line;
        while begins_item(line) {
            self.end_paragraph();
            self.in_list = true;
            match BULLETS.iter().find_map(|bullet| line.strip_prefix(bullet)) {
                Some(item) => line = without_box(item.trim_start()),
                None => break,
            }
        }
        if let Some((level, heading)) = heading(line) {
            self.end_paragraph();
            self.paragraph.push_str(heading);
            return self.end_heading(level == 1);
        }
        if self.in_table || line.starts_with('|') {
            self.end_paragraph();
            let cells = line.split('|').map(str::trim).filter(|cell| !cell.is_empty());
            self.paragraph = cells.collect::<Vec<_>>().join(" | ");
            return self.end_paragraph();
        }
        if let Some(note) = line.strip_prefix("[^").and_then(|note| note.split_once("]:")) {
            self.end_paragraph();
            line = note.1.trim_start();
        }
        if !self.paragraph.is_empty() {
            self.paragraph.push(' ');
        }
        match line.strip_suffix('\\') {
            Some(line) => {
                self.paragraph.push_str(line);
                self.end_paragraph();
            }
            None => self.paragraph.push_str(line),
        }
    }

    fn push_code(&mut self, line: &str) {
        self.lines.push(line);
        self.lines.end(BlockKind::Paragraph);
    }

    fn end_heading(&mut self, is_first_level: bool) {
        let is_title = is_first_level && !self.has_title;
        self.has_title |=
            self.end_as(if is_title { BlockKind::Title } else { BlockKind::Paragraph }) && is_title;
    }

    fn end_paragraph(&mut self) {
        self.end_as(BlockKind::Paragraph);
    }

    fn end_as(&mut self, kind: BlockKind) -> bool {
        self.lines.push(&inline::plain(&self.paragraph, &self.links));
        self.paragraph.clear();
        self.lines.end(kind)
    }
}

/// The signs before an item of a list that has no numbers.
const BULLETS: [&str; 3] = ["- ", "* ", "+ "];

/// Whether a line begins an item of a list. Numbers stay: they are read with the item.
fn begins_item(line: &str) -> bool {
    let after_number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - after_number.len();
    let is_numbered =
        (1..=9).contains(&digits) && [". ", ") "].iter().any(|sign| after_number.starts_with(sign));
    is_numbered || BULLETS.iter().any(|bullet| line.starts_with(bullet))
}

/// An item of a list of things to do, without its box.
fn without_box(item: &str) -> &str {
    ["[ ] ", "[x] ", "[X] "].iter().find_map(|sign| item.strip_prefix(sign)).unwrap_or(item)
}

/// A line without the signs of quotations before it.
fn unquoted(line: &str) -> &str {
    let mut line = line;
    while let Some(quoted) = line.trim_start().strip_prefix('>').filter(|_| !line.starts_with("    ")) {
        line = quoted.strip_prefix(' ').unwrap_or(quoted);
    }
    line
}

/// The signs that begin code, if the line begins with them.
fn fence(line: &str) -> Option<&str> {
    let sign = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let after = line.trim_start_matches(sign);
    let signs = &line[..line.len() - after.len()];
    (signs.len() >= 3 && !after.contains(sign)).then_some(signs)
}

/// A line of signs that divides the text.
fn is_rule(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    let Some(first @ ('-' | '*' | '_')) = signs.next() else { return false };
    signs.clone().all(|c| c == first) && signs.count() >= 2
}

/// The line under the head of a table.
fn is_table_rule(line: &str) -> bool {
    line.contains('|') && line.contains('-') && line.chars().all(|c| matches!(c, '|' | ':' | '-' | ' '))
}

/// The level of a heading and its words.
fn heading(line: &str) -> Option<(usize, &str)> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let is_heading = (1..=6).contains(&level) && (words.is_empty() || words.starts_with([' ', '\t']));
    is_heading.then(|| (level, words.trim().trim_end_matches('#').trim_end()))
}

/// What a line `[name]: address "title"` defines.
fn link_defined(line: &str) -> Option<String> {
    let (name, address) = line.strip_prefix('[')?.split_once("]:")?;
    let after = address.trim().split_once(' ').map_or("", |(_, after)| after.trim_start());
    let is_address = !address.trim().is_empty() && (after.is_empty() || after.starts_with(['"', '\'', '(']));
    (is_address && !name.starts_with('^')).then(|| name.to_lowercase())
}
