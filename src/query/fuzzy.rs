//! The terms of a dictionary within a small edit distance of a word.
//!
//! The dictionary is walked in order with an automaton whose states are bits (S. Wu and
//! U. Manber, "Fast Text Searching Allowing Errors", 1992): bit `i` of row `d` says that
//! the term so far can be made from the first `i` characters of the word with `d` edits.
//! States are kept for every byte of the term, so that what neighbours share is not read
//! again, and where no bit is left, all terms with that beginning are passed over.

use crate::index::{Dictionary, Entry};

/// The most edits.
pub const MAX_DISTANCE: u32 = 2;

/// The most characters of a word; of a longer one no term is near.
const MAX_CHARS: usize = 62;

type Row = [u64; MAX_DISTANCE as usize + 1];

/// Calls `visit` with the terms at most `distance` insertions, deletions or substitutions of
/// a character away from `word`.
pub fn each_near(terms: &Dictionary, word: &str, distance: u32, mut visit: impl FnMut(Entry, &[u8])) {
    let chars: Vec<char> = word.chars().collect();
    if chars.len() > MAX_CHARS {
        return;
    }
    let distance = distance.min(MAX_DISTANCE) as usize;
    let word = Word::new(&chars);
    let accept = 1 << chars.len();
    // After each byte of the term: the state if a character ends there, and else none.
    let mut states: Vec<Option<Row>> = vec![Some(start(distance))];
    let mut entries = terms.entries();
    'terms: while let Some(entry) = entries.next() {
        let mut at = entries.shared().min(states.len() - 1);
        while states[at].is_none() {
            at -= 1;
        }
        states.truncate(at + 1);
        let term = entries.string();
        let Ok(rest) = str::from_utf8(&term[at..]) else { continue };
        let mut row = states[at].expect("a character ends here");
        for c in rest.chars() {
            row = word.step(row, c, distance);
            at += c.len_utf8();
            states.resize(at, None);
            states.push(Some(row));
            if row == Row::default() {
                entries.pass_prefix(at);
                continue 'terms;
            }
        }
        if row.iter().any(|bits| bits & accept != 0) {
            visit(entry, term);
        }
    }
}

/// Before the first character: `d` characters of the word may be missing.
fn start(distance: usize) -> Row {
    let mut row = Row::default();
    for (edits, bits) in row.iter_mut().enumerate().take(distance + 1) {
        *bits = (2 << edits) - 1;
    }
    row
}

/// Where in a word each character stands.
struct Word {
    /// The bits of all places in it, and of its end.
    all: u64,
    ascii: [u64; 128],
    others: Vec<(char, u64)>,
}

impl Word {
    fn new(chars: &[char]) -> Self {
        let mut word = Word { all: (2 << chars.len()) - 1, ascii: [0; 128], others: Vec::new() };
        for (at, &c) in chars.iter().enumerate() {
            match word.ascii.get_mut(c as usize) {
                Some(places) => *places |= 1 << at,
                None => word.others.push((c, 1 << at)),
            }
        }
        word
    }

    #[inline]
    fn places(&self, c: char) -> u64 {
        match self.ascii.get(c as usize) {
            Some(&places) => places,
            None => self.others.iter().filter(|(other, _)| *other == c).map(|(_, at)| at).sum(),
        }
    }

    /// Reads one more character of the term.
    #[inline]
    fn step(&self, row: Row, c: char, distance: usize) -> Row {
        let places = self.places(c);
        let mut next = Row::default();
        next[0] = (row[0] & places) << 1;
        for edits in 1..=distance {
            let same = (row[edits] & places) << 1;
            let inserted = row[edits - 1];
            let substituted = row[edits - 1] << 1;
            let deleted = next[edits - 1] << 1;
            next[edits] = (same | inserted | substituted | deleted) & self.all;
        }
        next
    }
}
