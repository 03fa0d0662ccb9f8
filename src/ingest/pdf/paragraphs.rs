//! Lines to paragraphs.

use super::lines::Line;
use crate::corpus::BlockKind;
use std::collections::{BTreeMap, BTreeSet};

/// A paragraph, a heading, or a line that is no part of the text.
pub(super) struct Block {
    pub text: String,
    pub kind: BlockKind,
    pub page: u32,
    pub size: f32,
    /// The last of its lines, and how many it has.
    last: usize,
    count: usize,
}

/// Sizes that differ by less, in shares, are the same.
const SAME_SIZE: f32 = 0.08;

/// What is so many times as large as most of the text is a heading.
pub(super) const LARGE: f32 = 1.2;

/// A gap this many times as high as most is one between paragraphs.
const WIDE: f32 = 1.3;

/// By how much of its size a line is indented, at least.
const INDENT: f32 = 0.8;

/// How much wider than its first word a line is left that ends before the margin, in sizes.
const MARGIN: f32 = 1.0;

/// The blocks of a file, in the order in which they begin.
pub(super) fn of(lines: &[Line]) -> Vec<Block> {
    let flow = Flow::of(lines);
    let mut blocks: Vec<Block> = Vec::new();
    // The paragraph being read, and the last one of the size that most of the text has: notes may stand between
    // its lines.
    let (mut current, mut body) = (None, None);
    for (at, line) in lines.iter().enumerate() {
        if line.is_aside {
            blocks.push(Block::new(lines, at, BlockKind::Furniture));
            continue;
        }
        let goes_on = |block: &Option<usize>| block.filter(|&block| flow.goes_on(&blocks[block], at));
        let place = goes_on(&current).or_else(|| goes_on(&body)).unwrap_or(blocks.len());
        if place == blocks.len() {
            blocks.push(Block::new(lines, at, BlockKind::Paragraph));
        } else {
            flow.join(&mut blocks[place], at);
        }
        current = Some(place);
        if is_same_size(line.size, flow.size) {
            body = current;
        } else if line.size > flow.size {
            body = None;
        }
    }
    blocks
}

impl Block {
    fn new(lines: &[Line], at: usize, kind: BlockKind) -> Self {
        let Line { text, page, size, .. } = &lines[at];
        Block { text: text.clone(), kind, page: *page, size: *size, last: at, count: 1 }
    }
}

/// How the lines of a file follow one another.
struct Flow<'a> {
    lines: &'a [Line],
    /// The size that most of the text is in.
    size: f32,
    /// How far apart the bases of two lines are, in sizes; at least 1.
    leading: f32,
    /// Where the column ends that a line stands in.
    margins: Vec<f32>,
    /// Words with hyphens within a line.
    compounds: BTreeSet<String>,
}

impl<'a> Flow<'a> {
    fn of(lines: &'a [Line]) -> Self {
        let size =
            commonest(lines.iter().filter(|line| !line.is_aside).map(|line| (line.size, line.text.len())));
        let is_text = |line: &Line| !line.is_aside && is_same_size(line.size, size);
        let pairs = lines.windows(2).filter(|pair| pair.iter().all(is_text) && is_below(&pair[0], &pair[1]));
        let leading = commonest(pairs.map(|pair| ((pair[0].base - pair[1].base) / pair[0].size, 1))).max(1.0);
        let mut margins = Vec::with_capacity(lines.len());
        for column in lines.chunk_by(is_below) {
            let ends = column.iter().filter(|line| is_text(line)).map(|line| line.end).collect();
            margins.resize(margins.len() + column.len(), middle(ends));
        }
        let words = lines.iter().flat_map(|line| line.text.split(' '));
        let compounds =
            words.filter(|word| word.trim_matches('-').contains('-')).map(|word| compound(word, ""));
        Flow { lines, size, leading, margins, compounds: compounds.collect() }
    }

    /// Whether the line at `next` goes on with a paragraph.
    fn goes_on(&self, block: &Block, next: usize) -> bool {
        let (last, line) = (&self.lines[block.last], &self.lines[next]);
        if is_initial(last, line) {
            return true;
        }
        if !is_same_size(last.size, line.size) || has_bullet(&line.text) {
            return false;
        }
        let is_full = !self.has_room(block.last, line);
        if !is_below(last, line) || block.last + 1 < next {
            // The top of a column or page, or after what stands between.
            let is_near = line.page - last.page <= 1;
            let begins_small = line.text.starts_with(char::is_lowercase);
            let is_cut = !ends_sentence(&last.text) && (begins_small || block.count > 1);
            return is_near && is_full && is_cut;
        }
        if last.base - line.base > WIDE * self.leading * last.size {
            return false;
        }
        // Headings are centred, or ragged.
        if last.size > self.size && !is_same_size(last.size, self.size) {
            return true;
        }
        let is_first = block.count == 1;
        let indent = (line.start - last.start) / line.size;
        let is_indented = indent > INDENT && (!is_first || ends_sentence(&last.text));
        let is_outdented = indent < -INDENT && !is_first;
        is_full && !is_indented && !is_outdented
    }

    /// Whether the first word of `next` would have found room in the line at `at`.
    fn has_room(&self, at: usize, next: &Line) -> bool {
        let first = next.text.split(' ').next().unwrap_or_default();
        let share = first.len() as f32 / next.text.len() as f32;
        let width = share * (next.end - next.start) + MARGIN * next.size;
        self.lines[at].end + width < self.margins[at]
    }

    fn join(&self, block: &mut Block, at: usize) {
        let (last, line) = (&self.lines[block.last], &self.lines[at]);
        if breaks_word(&block.text, &line.text) {
            if !self.compounds.contains(&compound(&last.text, &line.text)) {
                block.text.pop();
            }
        } else if is_spaced(&block.text, &line.text) && !is_initial(last, line) {
            block.text.push(' ');
        }
        block.text.push_str(&line.text);
        block.size = line.size;
        block.last = at;
        block.count += 1;
    }
}

/// The word that is broken between two lines, with its hyphen.
fn compound(line: &str, next: &str) -> String {
    let first = line.rsplit(' ').next().unwrap_or_default();
    [first, next.split(' ').next().unwrap_or_default()]
        .concat()
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_owned()
}

/// Whether `next` stands below `line` on the same page.
fn is_below(line: &Line, next: &Line) -> bool {
    line.page == next.page && line.base > next.base
}

fn is_same_size(a: f32, b: f32) -> bool {
    (a - b).abs() <= SAME_SIZE * a.max(b)
}

/// Whether a line is the large first letter of the one that follows.
fn is_initial(line: &Line, next: &Line) -> bool {
    const LARGER: f32 = 1.5;
    let mut letters = line.text.chars();
    let is_letter = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    is_letter && line.page == next.page && line.base < next.base && line.size > LARGER * next.size
}

fn has_bullet(text: &str) -> bool {
    text.starts_with(['•', '◦', '▪', '■', '●', '‣'])
}

fn ends_sentence(text: &str) -> bool {
    let ending = text.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»']);
    ending.ends_with(['.', '!', '?', '…', ':', '。', '！', '？'])
}

/// Whether a word is broken between two lines.
fn breaks_word(line: &str, next: &str) -> bool {
    let rest = line.strip_suffix(['-', '\u{2010}']).unwrap_or_default();
    line.ends_with('\u{AD}') || rest.ends_with(char::is_alphabetic) && next.starts_with(char::is_lowercase)
}

/// Whether a space stood between two lines: not after a hyphen, nor between characters of Han and Kana.
fn is_spaced(line: &str, next: &str) -> bool {
    let is_unspaced = |c| matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}');
    !(line.ends_with('-') || line.ends_with(is_unspaced) && next.starts_with(is_unspaced))
}

/// Of some lengths, and how much each of them weighs, the one that has most weight, to a part of a unit; or 0.
pub(super) fn commonest(lengths: impl Iterator<Item = (f32, usize)>) -> f32 {
    const PARTS: f32 = 20.0;
    let mut tally: BTreeMap<i32, usize> = BTreeMap::new();
    lengths.for_each(|(length, weight)| *tally.entry((length * PARTS).round() as i32).or_default() += weight);
    let most = tally.into_iter().reduce(|most, next| if next.1 > most.1 { next } else { most });
    most.map_or(0.0, |(length, _)| length as f32 / PARTS)
}

/// The length that as many are longer than as are shorter, or 0.
fn middle(mut lengths: Vec<f32>) -> f32 {
    if lengths.is_empty() {
        return 0.0;
    }
    let half = lengths.len() / 2;
    *lengths.select_nth_unstable_by(half, f32::total_cmp).1
}
