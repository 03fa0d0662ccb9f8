//! The terms of a dictionary within a small edit distance of a word.
//!
//! The dictionary is walked in order with an automaton whose states are bits (S. Wu and
//! U. Manber, "Fast Text Searching Allowing Errors", 1992): bit `i` of row `e` says that the
//! term so far can be made from the first `i` characters of the word with `e` edits left.
//! States are kept for every character of the term, so that what neighbours share is not read
//! again. Where no bit is left, the walk goes on at the next string that can still be near,
//! as with any automaton (K. Schulz and S. Mihov, "Fast String Correction with Levenshtein
//! Automata", 2002): without an edit left, few characters keep a term near.

use crate::index::{Dictionary, Entry};
use crate::order;

/// The most edits.
pub const MAX_DISTANCE: u32 = 2;

/// The most characters of a word; of a longer one no term is near.
const MAX_CHARS: usize = 62;

/// By edits left.
type State = [u64; MAX_DISTANCE as usize + 1];

/// Calls `visit` with the terms at most `distance` insertions, deletions or substitutions of
/// a character away from `word`.
pub fn each_near(terms: &Dictionary, word: &str, distance: u32, mut visit: impl FnMut(Entry, &[u8])) {
    let chars: Vec<char> = word.chars().collect();
    if chars.len() > MAX_CHARS {
        return;
    }
    let word = Word::new(&chars);
    // Where each character of the term ends, and the state there.
    let mut path = vec![(0, start(distance.min(MAX_DISTANCE)))];
    let mut entries = terms.entries();
    let mut target = Vec::new();
    let mut next = entries.next();
    while let Some(entry) = next {
        while path.last().is_some_and(|&(end, _)| end > entries.shared()) {
            path.pop();
        }
        match word.read(entries.string(), &mut path) {
            Read::All => {
                if path.last().is_some_and(|(_, state)| word.accepts(state)) {
                    visit(entry, entries.string());
                }
                next = entries.next();
            }
            Read::Until(c) => {
                next = if word.next_near(entries.string(), &mut path, c, &mut target) {
                    entries.seek(&target)
                } else {
                    None
                };
            }
            Read::Malformed => next = entries.next(),
        }
    }
}

/// Before the first character: with each edit one more character of the word may be missing.
fn start(distance: u32) -> State {
    [0, 1, 2].map(|left| if left > distance { 0 } else { (2 << (distance - left)) - 1 })
}

/// How far a term was read.
enum Read {
    All,
    /// No term with this character in this place is near.
    Until(char),
    Malformed,
}

/// Where in a word each character stands.
struct Word {
    /// Ascending.
    chars: Vec<(char, u64)>,
    /// The bits of all places in it, and of its end.
    all: u64,
    ascii: [u64; 128],
}

impl Word {
    fn new(chars: &[char]) -> Self {
        let mut word = Word { chars: Vec::new(), all: (2 << chars.len()) - 1, ascii: [0; 128] };
        let mut known = chars.to_vec();
        order::by(&mut known, Ord::cmp);
        known.dedup();
        for c in known {
            let places = (0..chars.len()).filter(|&at| chars[at] == c).map(|at| 1 << at).sum();
            word.chars.push((c, places));
            if let Some(ascii) = word.ascii.get_mut(c as usize) {
                *ascii = places;
            }
        }
        word
    }

    /// Reads on from the end of `path` to the end of `term`, or till no term is near.
    #[inline]
    fn read(&self, term: &[u8], path: &mut Vec<(usize, State)>) -> Read {
        let Some(&(mut at, mut state)) = path.last() else { return Read::Malformed };
        while at < term.len() {
            let Some(c) = first_char(&term[at..]) else { return Read::Malformed };
            state = self.step(state, c);
            if state == State::default() {
                return Read::Until(c);
            }
            at += c.len_utf8();
            path.push((at, state));
        }
        Read::All
    }

    /// Writes to `target` the least string that may be near, of those that do not begin as `term` does up
    /// to the end of `path` and `c` behind it. False if there is none.
    fn next_near(
        &self,
        term: &[u8],
        path: &mut Vec<(usize, State)>,
        mut c: char,
        target: &mut Vec<u8>,
    ) -> bool {
        while let Some((at, state)) = path.pop() {
            if let Some(next) = self.next_char(&state, c) {
                target.clear();
                target.extend_from_slice(&term[..at]);
                target.extend_from_slice(next.encode_utf8(&mut [0; 4]).as_bytes());
                path.push((at, state));
                return true;
            }
            match path.last().and_then(|&(before, _)| first_char(&term[before..])) {
                Some(last) => c = last,
                None => return false,
            }
        }
        false
    }

    /// The first character after `c` that may follow in `state`.
    fn next_char(&self, state: &State, c: char) -> Option<char> {
        if state[1] | state[2] != 0 {
            return (c..=char::MAX).nth(1);
        }
        let may_follow = |&&(_, places): &&(char, u64)| state[0] & places != 0;
        let after = self.chars.partition_point(|&(other, _)| other <= c);
        self.chars[after..].iter().find(may_follow).map(|&(next, _)| next)
    }

    #[inline]
    fn places(&self, c: char) -> u64 {
        match self.ascii.get(c as usize) {
            Some(&places) => places,
            None => self.chars.binary_search_by_key(&c, |&(other, _)| other).map_or(0, |at| self.chars[at].1),
        }
    }

    /// Reads one more character of the term.
    #[inline]
    fn step(&self, state: State, c: char) -> State {
        let places = self.places(c);
        let same = state.map(|bits| (bits & places) << 1);
        let mut next = same;
        for left in [1, 0] {
            let inserted = state[left + 1];
            let substituted = state[left + 1] << 1;
            let deleted = next[left + 1] << 1;
            next[left] = (same[left] | inserted | substituted | deleted) & self.all;
        }
        next
    }

    #[inline]
    fn accepts(&self, state: &State) -> bool {
        // The highest of all places is the end.
        (state[0] | state[1] | state[2]) > self.all >> 1
    }
}

#[inline]
fn first_char(bytes: &[u8]) -> Option<char> {
    match *bytes {
        [first, ..] if first < 0x80 => Some(char::from(first)),
        _ => bytes.utf8_chunks().next()?.valid().chars().next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::SegmentBuilder;
    use proptest::prelude::*;

    /// The edit distance (R. Wagner and M. Fischer, "The String-to-String Correction Problem", 1974).
    fn edits(a: &[char], b: &[char]) -> usize {
        let mut row: Vec<usize> = (0..=b.len()).collect();
        for (i, x) in a.iter().enumerate() {
            let mut corner = std::mem::replace(&mut row[0], i + 1);
            for (j, y) in b.iter().enumerate() {
                let substituted = corner + usize::from(x != y);
                corner = row[j + 1];
                row[j + 1] = substituted.min(corner + 1).min(row[j] + 1);
            }
        }
        row[b.len()]
    }

    proptest! {
        #[test]
        fn agrees_with_its_twin(
            terms in prop::collection::btree_set("[abcжя\u{10400}]{1,7}|[a-e]{20,23}", 0..120),
            word in "[abcжя\u{10400}]{0,7}|[a-e]{20,23}",
            distance in 0u32..=2,
        ) {
            let mut builder = SegmentBuilder::default();
            let text: Vec<&str> = terms.iter().map(String::as_str).collect();
            builder.add_plain("", &text.join(" "));
            let segment = builder.finish();
            let mut found = Vec::new();
            each_near(segment.terms(), &word, distance, |_, term| {
                found.push(String::from_utf8_lossy(term).into_owned());
            });
            let mut all = segment.terms().entries();
            let mut wanted = Vec::new();
            let chars: Vec<char> = word.chars().collect();
            while all.next().is_some() {
                let term = str::from_utf8(all.string()).expect("terms are texts");
                if edits(&term.chars().collect::<Vec<_>>(), &chars) <= distance as usize {
                    wanted.push(term.to_owned());
                }
            }
            prop_assert_eq!(found, wanted);
        }
    }
}
