//! The visible text of a page as lines: a paragraph, heading, list item or table row each.

use super::tree::{NodeId, Tree, is_block, is_heading};
use super::visible::hiding;
use std::ops::Range;

/// The most bytes of text in a table's row that is one line.
const MAX_ROW: usize = 400;

/// How much there is to read in a line that looks like prose by its length alone.
const LONG: u32 = 80;

/// How much there has to be in a sentence to look like prose.
const SENTENCE: u32 = 30;

/// What stands between the cells of a row.
const BETWEEN_CELLS: char = '\t';

/// Characters that are not to be seen: where a word may be broken, and a byte order mark.
const SOFT_HYPHEN: char = '\u{AD}';
const MARK: char = '\u{FEFF}';

/// A line of a page's text.
#[derive(Clone, Debug)]
pub(super) struct Line {
    bytes: Range<usize>,
    /// The innermost block that the line stands in.
    pub block: NodeId,
    /// Its first text, and its last.
    pub start: NodeId,
    pub last: NodeId,
    /// How much there is to read: letters and digits. A character of a script that writes words with one or
    /// two counts as several.
    pub size: u32,
    /// How much of that is the text of links.
    pub link_size: u32,
    /// Whether it looks like a paragraph of prose.
    pub is_prose: bool,
}

/// The lines of a page, none of them blank, in its order.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub text: String,
    pub lines: Vec<Line>,
}

impl Lines {
    pub fn of(tree: &Tree) -> Self {
        let mut writer = Writer { tree, found: Lines::default(), line: None, space: Space::None, breaks: 0 };
        let hiding = hiding(tree);
        let mut open: Vec<NodeId> = vec![0];
        let mut id = 0;
        while (id as usize) < tree.len() {
            while open.len() > 1 && open.last().is_some_and(|&last| tree.node(last).end <= id) {
                open.pop().into_iter().for_each(|closed| writer.edge(closed));
            }
            if hiding[id as usize] {
                id = tree.node(id).end;
                continue;
            }
            if tree.tag(id).is_empty() {
                writer.write(id, &open);
            } else {
                writer.edge(id);
                open.push(id);
            }
            id += 1;
        }
        writer.end_line();
        writer.found
    }

    pub fn text_of(&self, line: &Line) -> &str {
        &self.text[line.bytes.clone()]
    }
}

enum Space {
    None,
    One,
    Cell,
}

struct Writer<'a> {
    tree: &'a Tree,
    found: Lines,
    /// The line being written, once it has a character.
    line: Option<Line>,
    /// What goes before the next character, if the line has one already.
    space: Space,
    /// How many line breaks have been met since the last character.
    breaks: usize,
}

impl Writer<'_> {
    /// An element begins or ends.
    fn edge(&mut self, id: NodeId) {
        match self.tree.tag(id) {
            // Met at its beginning and at its end.
            "br" => {
                self.breaks += 1;
                self.space = Space::One;
                if self.breaks == 4 {
                    self.end_line();
                }
            }
            "td" | "th" if self.is_in_short_row(id) => self.space = Space::Cell,
            tag if is_block(tag) => self.end_line(),
            _ => {}
        }
    }

    /// Whether a cell belongs to a row that is short and of cells only.
    fn is_in_short_row(&self, cell: NodeId) -> bool {
        let row = self.tree.node(cell).parent;
        if self.tree.tag(row) != "tr" {
            return false;
        }
        let mut bytes = 0;
        for id in row + 1..self.tree.node(row).end {
            bytes += self.tree.text(id).len();
            let tag = self.tree.tag(id);
            if bytes > MAX_ROW || tag == "br" || is_block(tag) && !matches!(tag, "td" | "th") {
                return false;
            }
        }
        true
    }

    fn write(&mut self, id: NodeId, open: &[NodeId]) {
        let preformatted = open
            .iter()
            .any(|&id| matches!(self.tree.tag(id), "pre" | "listing" | "xmp" | "plaintext" | "textarea"));
        for c in self.tree.text(id).chars() {
            if preformatted && c == '\n' {
                self.end_line();
            } else if c.is_whitespace() || c == '\u{200B}' {
                if !matches!(self.space, Space::Cell) {
                    self.space = Space::One;
                }
            } else if !matches!(c, SOFT_HYPHEN | MARK) {
                self.put(c, id, open);
            }
        }
    }

    fn put(&mut self, c: char, id: NodeId, open: &[NodeId]) {
        let text = &mut self.found.text;
        let line = self.line.get_or_insert_with(|| {
            self.space = Space::None;
            let is_block = |id: &&NodeId| is_block(self.tree.tag(**id));
            let block = open.iter().rev().find(is_block).copied().unwrap_or(0);
            Line {
                bytes: text.len()..text.len(),
                block,
                start: id,
                last: id,
                size: 0,
                link_size: 0,
                is_prose: false,
            }
        });
        match std::mem::replace(&mut self.space, Space::None) {
            Space::None => {}
            Space::One => text.push(' '),
            Space::Cell => text.push(BETWEEN_CELLS),
        }
        text.push(c);
        self.breaks = 0;
        let size = size(c);
        line.last = id;
        line.size += size;
        if self.tree.node(id).in_link {
            line.link_size += size;
        }
    }

    fn is_prose(&self, line: &Line) -> bool {
        let few_links = line.link_size * 3 < line.size;
        let is_heading = is_heading(self.tree.tag(line.block));
        let long_enough = match line.size {
            LONG.. => !is_heading || line.size >= 2 * LONG,
            // Lines of preformatted text end anywhere.
            SENTENCE.. if self.tree.tag(line.block) == "pre" => true,
            SENTENCE.. => !is_heading && ends_sentence(&self.found.text[line.bytes.clone()]),
            _ => false,
        };
        few_links && long_enough
    }

    fn end_line(&mut self) {
        self.space = Space::None;
        self.breaks = 0;
        if let Some(mut line) = self.line.take() {
            line.bytes.end = self.found.text.len();
            line.is_prose = self.is_prose(&line);
            self.found.text.push('\n');
            self.found.lines.push(line);
        }
    }
}

/// Whether a line ends as a sentence does, or as what announces something.
pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '“']);
    text.ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '؟', '।', '۔'])
}

/// How much a character is to read.
fn size(c: char) -> u32 {
    match c {
        '\u{0E00}'..='\u{0FFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' => 1,
        '\u{3040}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7AF}'
        | '\u{20000}'..='\u{3FFFF}' => 3,
        _ => u32::from(c.is_alphanumeric()),
    }
}
