//! The same story twice: wire copies, posts repeated, copies with changes.
//!
//! ```text
//! forward file ── sketch ──> 256 numbers for each document
//! sketches ── forest ──> pairs worth comparing ── agreements ──> pairs that are alike
//! pairs, a threshold ── groups ──> groups, each with its representative
//! ```
//! Words are those of titles and paragraphs, as terms: neither case nor page furniture counts, nor
//! where paragraphs end.

mod forest;
mod groups;
#[cfg(test)]
mod news;
mod partners;
mod sketch;
#[cfg(test)]
mod tests;

use crate::corpus::DocId;
use crate::entity::hash::hash_bytes;
use crate::index::Segment;
use crate::store::{CorpusFile, Section, StoreError};
use partners::{Pair, Partners};
use sketch::{PLACES, Sketch, agreements, sketch};

pub use groups::Groups;

/// The least threshold: pairs that are less alike are not kept.
pub const LEAST: f32 = 0.2;

/// A good threshold: what two texts share that differ in every fifth word, and a little less.
pub const USUAL: f32 = 0.3;

/// How many sequences of words two texts may share as a formula and yet report different things. What
/// is no more than that share of the shorter text does not make them alike, up to [`ENOUGH`].
const FORMULA: f32 = 32.0;
const ENOUGH: f32 = 0.8;

/// What is known of all documents of a corpus to tell which are alike: some 520 bytes for each.
#[derive(Clone, Debug, PartialEq)]
pub struct Sketches {
    /// All zeros for documents without words.
    sketches: Vec<Sketch>,
    /// How many words each document has.
    words: Vec<u32>,
    /// The place of each document in the order of [`Groups::representative`].
    ranks: Vec<u32>,
    /// Each once.
    pairs: Vec<Pair>,
}

impl Sketches {
    /// Reads all documents of a corpus. Takes time for the words of the corpus, however alike they are.
    ///
    /// ```
    /// use corpus_viewer::{analysis::duplicates::{Sketches, USUAL}, pipeline};
    /// let story = "The army left the old base near the port on Monday, after residents had blocked \
    ///     its gates for three weeks. A spokesman said the last trucks went at dawn, and that the keys \
    ///     were handed to the mayor, who has promised a park there.";
    /// let copy = story.replace("on Monday", "yesterday");
    /// let file = pipeline::build_texts([("a", story), ("b", "It rained."), ("c", &*copy)]);
    /// let sketches = Sketches::of(&file)?;
    /// assert!(sketches.similarity(0, 2) > 0.7);
    /// let groups = sketches.groups(USUAL);
    /// assert_eq!(groups.of(2), Some(&[0, 2][..]));
    /// assert_eq!(groups.of(1), None);
    /// # Ok::<(), corpus_viewer::store::StoreError>(())
    /// ```
    ///
    /// # Errors
    /// The corpus makes no sense deeper in.
    pub fn of(file: &CorpusFile) -> Result<Sketches, StoreError> {
        let mut found = Sketches {
            sketches: Vec::with_capacity(file.documents() as usize),
            words: Vec::with_capacity(file.documents() as usize),
            ranks: Vec::new(),
            pairs: Vec::new(),
        };
        for part in file.parts() {
            found.add(part.segment())?;
        }
        found.ranks = ranks(file, &found.words);
        found.pairs = found.find_pairs();
        Ok(found)
    }

    fn add(&mut self, segment: &Segment) -> Result<(), StoreError> {
        let hashes = term_hashes(segment);
        for doc in 0..segment.documents() {
            let mut words = 0;
            let tokens = segment.forward().tokens(doc).inspect(|_| words += 1);
            let sketch = sketch(tokens.map(|token| hashes[token.form as usize]));
            if words != segment.lengths().tokens(doc) {
                return Err(StoreError::Malformed { section: Section::Forward });
            }
            self.sketches.push(sketch.unwrap_or([0; PLACES]));
            self.words.push(words);
        }
        Ok(())
    }

    fn find_pairs(&self) -> Vec<Pair> {
        let docs = (0..self.words.len() as DocId).filter(|&doc| self.words[doc as usize] > 0);
        let mut partners = Partners { of: vec![Vec::new(); self.words.len()] };
        forest::candidates(&self.sketches, docs, |a, b| {
            if partners.has(a, b) || partners.has(b, a) {
                return;
            }
            if let Some(agreements) = self.agreements(a, b, LEAST) {
                partners.add(a, b, agreements);
                partners.add(b, a, agreements);
            }
        });
        partners.pairs()
    }

    /// In how many places the sketches of two documents agree, if that is enough for `threshold` and
    /// for documents as short.
    fn agreements(&self, a: DocId, b: DocId, threshold: f32) -> Option<u16> {
        let [a, b] = [a, b].map(|doc| doc as usize);
        let shorter = self.words[a].min(self.words[b]);
        let needed = needed(threshold.max(ENOUGH.min(FORMULA / shorter as f32)));
        Some(agreements(&self.sketches[a], &self.sketches[b])).filter(|&agreements| agreements >= needed)
    }

    /// About which share two documents have in common of all the sequences of three words that
    /// stand in one of them: from 0 to 1.
    pub fn similarity(&self, a: DocId, b: DocId) -> f32 {
        let has_words = |doc: DocId| self.words.get(doc as usize).is_some_and(|&words| words > 0);
        if !has_words(a) || !has_words(b) {
            return 0.0;
        }
        let agreements = agreements(&self.sketches[a as usize], &self.sketches[b as usize]);
        f32::from(agreements) / PLACES as f32
    }

    /// The documents that are alike by `threshold`, of [`LEAST`] to 1, or more. All of a group are so
    /// like the one document in its midst. Texts of less than some hundred words have to be more alike
    /// than that: a formula may be a third of them. Takes time for the documents that are alike.
    pub fn groups(&self, threshold: f32) -> Groups {
        let needed = needed(threshold);
        let pairs = self.pairs.iter().filter(|pair| pair.agreements >= needed).map(|pair| pair.docs);
        Groups::new(&self.ranks, pairs, |a, b| self.agreements(a, b, threshold).is_some())
    }
}

/// In how many places two sketches have to agree for `threshold`.
fn needed(threshold: f32) -> u16 {
    (threshold.max(LEAST) * PLACES as f32).ceil() as u16
}

/// For each form, the hash of the term it counts as: the same in all parts.
fn term_hashes(segment: &Segment) -> Vec<u64> {
    let forms = segment.forward().forms();
    let mut hashes = Vec::with_capacity(forms);
    let mut terms = segment.terms().entries();
    while let Some(term) = terms.next() {
        let end = segment.forms().of_terms(term.id..term.id + 1).end as usize;
        hashes.resize(end.clamp(hashes.len(), forms), hash_bytes(terms.string()));
    }
    hashes.resize(forms, 0);
    hashes
}

/// The place of each document in the order of [`Groups::representative`].
fn ranks(file: &CorpusFile, words: &[u32]) -> Vec<u32> {
    let dates =
        file.parts().iter().flat_map(|part| (0..part.documents()).map(|doc| part.columns().date(doc)));
    let days = dates.map(|date| date.map_or(u32::MAX, |date| day_number(date.first_day())));
    let keys: Vec<u64> = days.zip(words).map(|(day, &words)| key(day, u32::MAX - words)).collect();
    let order = in_order(0..words.len() as DocId, |doc| keys[doc as usize]);
    let mut ranks = vec![0; words.len()];
    (0..).zip(order).for_each(|(rank, doc)| ranks[doc as usize] = rank);
    ranks
}

/// A number that is greater for later days.
fn day_number((year, month, day): (u16, u8, u8)) -> u32 {
    u32::from(year) << 16 | u32::from(month) << 8 | u32::from(day)
}

/// What tells the order first by one number, then by another.
fn key(first: u32, second: u32) -> u64 {
    u64::from(first) << 32 | u64::from(second)
}

/// Documents sorted by their keys, then by their numbers.
fn in_order(docs: impl Iterator<Item = DocId>, key: impl Fn(DocId) -> u64) -> Vec<DocId> {
    let mut rows: Vec<(u64, DocId)> = docs.map(|doc| (key(doc), doc)).collect();
    rows.sort_unstable();
    rows.into_iter().map(|row| row.1).collect()
}
