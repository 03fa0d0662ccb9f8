//! OpenDocument texts: paragraphs and rows of tables as lines, notes after the text.

use super::archive::Archive;
use super::lines::Lines;
use super::reading::Reading;
use super::xml::{self, Piece, Tag};
use super::{IngestError, office, split_extension};
use crate::corpus::BlockKind;

/// What tells that an archive is such a document.
pub(super) const MANIFEST: &str = "META-INF/manifest.xml";

/// Where in the archive the text is.
const TEXT: &str = "content.xml";

/// Elements that are left out: comments, what was deleted, the sign of a note in the text.
const LEFT_OUT: [&str; 4] = ["annotation", "tracked-changes", "note-citation", "scripts"];

pub(super) fn read(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError> {
    let archive = Archive::open(bytes)?;
    let mut part = |name: &str| office::part(&archive, name, &mut reading.left);
    let text = part(TEXT)?;
    let mut found = Odt::default();
    let well_formed = xml::each(&text, &mut |piece| found.take(piece));
    let Odt { mut lines, notes, has_title, .. } = found;
    lines.end(BlockKind::Paragraph);
    lines.append(notes);
    if lines.is_empty() {
        return well_formed.and(Err(IngestError::Empty));
    }
    let mut document = lines.document(split_extension(name).0.to_owned());
    if let Ok(meta) = part("meta.xml") {
        office::describe(&mut document, &meta, has_title);
    }
    reading.give(document);
    well_formed
}

/// A text being read.
#[derive(Default)]
struct Odt {
    lines: Lines,
    notes: Lines,
    tables: usize,
    left_out: usize,
    in_note: usize,
    is_title: bool,
    has_title: bool,
}

impl Odt {
    fn lines(&mut self) -> &mut Lines {
        if self.in_note > 0 { &mut self.notes } else { &mut self.lines }
    }

    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Start(tag) => self.start(&tag),
            Piece::Text(text) if self.left_out == 0 => self.lines().push(&text),
            Piece::Text(_) => {}
            Piece::End(name) => self.end(&name),
        }
    }

    fn start(&mut self, tag: &Tag) {
        match tag.name() {
            name if LEFT_OUT.contains(&name) => self.left_out += 1,
            _ if self.left_out > 0 => {}
            "note-body" => self.in_note += 1,
            "table" => self.tables += 1,
            "table-cell" => self.lines().next_cell(),
            "s" | "tab" | "line-break" => self.lines().push(" "),
            "h" => self.is_title = tag.attribute("outline-level").is_none_or(|level| level == "1"),
            "p" => self.is_title = tag.attribute("style-name").as_deref() == Some("Title"),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            name if LEFT_OUT.contains(&name) => self.left_out = self.left_out.saturating_sub(1),
            _ if self.left_out > 0 => {}
            "note-body" => {
                self.notes.end(BlockKind::Paragraph);
                self.in_note = self.in_note.saturating_sub(1);
            }
            "table" => self.tables = self.tables.saturating_sub(1),
            "table-row" => drop(self.lines().end(BlockKind::Paragraph)),
            "p" | "h" if self.in_note > 0 || self.tables > 0 => self.lines().push(" "),
            "p" | "h" => {
                let is_title = std::mem::take(&mut self.is_title) && !self.has_title;
                let kind = if is_title { BlockKind::Title } else { BlockKind::Paragraph };
                self.has_title |= self.lines.end(kind) && is_title;
            }
            _ => {}
        }
    }
}
