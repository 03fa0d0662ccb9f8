//! A text whose lines are paragraphs, each of a kind that its format tells.

use super::RawDocument;
use super::xml::one_line;
use crate::corpus::BlockKind;

/// Lines written one after another; white space is one space, and blank lines are left out.
#[derive(Default)]
pub(super) struct Lines {
    text: String,
    kinds: Vec<BlockKind>,
    line: String,
}

impl Lines {
    /// Adds words to the line being written.
    pub fn push(&mut self, text: &str) {
        let text = one_line(text);
        let is_spaced = self.line.is_empty() || self.line.ends_with(' ');
        self.line.push_str(if is_spaced { text.trim_start_matches(' ') } else { &text });
    }

    /// Begins another cell of a row, if there has been one.
    pub fn next_cell(&mut self) {
        if !self.line.trim().is_empty() {
            self.push(" | ");
        }
    }

    /// The line being written.
    pub fn line(&mut self) -> &mut String {
        &mut self.line
    }

    /// Ends the line, if there is anything in it. Whether there was.
    pub fn end(&mut self, kind: BlockKind) -> bool {
        let line = self.line.trim();
        let has_words = !line.is_empty();
        if has_words {
            self.text.extend([line, "\n"]);
            self.kinds.push(kind);
        }
        self.line.clear();
        has_words
    }

    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// Adds the lines of `other`.
    pub fn append(&mut self, other: Lines) {
        self.text.push_str(&other.text);
        self.kinds.extend(other.kinds);
    }

    /// A document of these lines.
    pub fn document(self, id: String) -> RawDocument {
        RawDocument { id, text: self.text, kinds: Some(self.kinds), ..RawDocument::default() }
    }
}
