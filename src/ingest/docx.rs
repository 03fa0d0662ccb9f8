//! Word documents (ECMA-376): paragraphs and rows of tables as lines, notes after the text.

use super::archive::Archive;
use super::lines::Lines;
use super::reading::Reading;
use super::xml::{self, Piece, Tag};
use super::{IngestError, office, split_extension};
use crate::corpus::BlockKind;
use std::collections::BTreeSet;

/// Where in the archive the text is.
pub(super) const TEXT: &str = "word/document.xml";

/// Footnotes are the author's words as the text is, and are paragraphs at its end.
const NOTES: [&str; 2] = ["word/footnotes.xml", "word/endnotes.xml"];

/// Elements that are left out: what was deleted or moved away, formulas of fields, the copy of a text box
/// for old programs.
const LEFT_OUT: [&str; 4] = ["del", "moveFrom", "instrText", "Fallback"];

pub(super) fn read(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError> {
    let archive = Archive::open(bytes)?;
    let mut part = |name: &str| office::part(&archive, name, &mut reading.left);
    let text = part(TEXT)?;
    let styles = part("word/styles.xml").map(|styles| heading_styles(&styles)).unwrap_or_default();
    let mut body = Word { styles, ..Word::default() };
    let mut well_formed = xml::each(&text, &mut |piece| body.take(piece));
    body.lines.end(BlockKind::Paragraph);
    for notes in NOTES.iter().filter(|notes| archive.find(notes).is_some()) {
        let mut found = Word::default();
        let read = part(notes).and_then(|notes| xml::each(&notes, &mut |piece| found.take(piece)));
        well_formed = well_formed.and(read);
        body.lines.append(found.lines);
    }
    if body.lines.is_empty() {
        return well_formed.and(Err(IngestError::Empty));
    }
    let has_title = body.has_title;
    let mut document = body.lines.document(split_extension(name).0.to_owned());
    if let Ok(core) = part("docProps/core.xml") {
        office::describe(&mut document, &core, has_title);
    }
    reading.give(document);
    well_formed
}

/// The styles that are headings, by their ids: Word translates these, but not the names.
fn heading_styles(xml: &str) -> BTreeSet<String> {
    let mut styles = BTreeSet::new();
    let mut id = None;
    // What comes before a mistake is good enough.
    let _ = xml::each(xml, &mut |piece| {
        if let Piece::Start(tag) = piece {
            match tag.name() {
                "style" => id = tag.attribute("styleId"),
                "name" => {
                    let is_title = tag.attribute("val").is_some_and(|name| is_title_style(&name));
                    styles.extend(id.take().filter(|_| is_title));
                }
                _ => {}
            }
        }
    });
    styles
}

fn is_title_style(name: &str) -> bool {
    ["title", "heading 1", "heading1"].contains(&name.to_lowercase().as_str())
}

/// A part of a document being read.
#[derive(Default)]
struct Word {
    styles: BTreeSet<String>,
    lines: Lines,
    /// How many tables are open in one another, and elements that are left out.
    tables: usize,
    left_out: usize,
    is_title: bool,
    has_title: bool,
    in_text: bool,
    /// Paragraphs around the one being read, which is in a text box there.
    around: Vec<String>,
}

impl Word {
    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Start(tag) => self.start(&tag),
            Piece::Text(text) if self.in_text && self.left_out == 0 => self.lines.push(&text),
            Piece::Text(_) => {}
            Piece::End(name) => self.end(&name),
        }
    }

    fn start(&mut self, tag: &Tag) {
        match tag.name() {
            name if LEFT_OUT.contains(&name) => self.left_out += 1,
            _ if self.left_out > 0 => {}
            "txbxContent" => self.around.push(std::mem::take(self.lines.line())),
            "pStyle" => {
                let style = tag.attribute("val").unwrap_or_default();
                self.is_title = self.styles.contains(&style) || is_title_style(&style);
            }
            "t" => self.in_text = true,
            "tab" | "br" | "cr" => self.lines.push(" "),
            "noBreakHyphen" => self.lines.push("-"),
            "tbl" => self.tables += 1,
            "tc" if self.tables == 1 => self.lines.next_cell(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            name if LEFT_OUT.contains(&name) => self.left_out = self.left_out.saturating_sub(1),
            _ if self.left_out > 0 => {}
            "txbxContent" => {
                self.lines.end(BlockKind::Paragraph);
                *self.lines.line() = self.around.pop().unwrap_or_default();
            }
            "t" => self.in_text = false,
            "tbl" => self.tables = self.tables.saturating_sub(1),
            "tr" if self.tables == 1 => drop(self.lines.end(BlockKind::Paragraph)),
            "p" if self.tables > 0 => self.lines.push(" "),
            "p" => self.end_paragraph(),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let is_title = std::mem::take(&mut self.is_title) && !self.has_title;
        let kind = if is_title { BlockKind::Title } else { BlockKind::Paragraph };
        self.has_title |= self.lines.end(kind) && is_title;
    }
}
