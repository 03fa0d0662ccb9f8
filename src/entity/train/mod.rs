//! Learns the model that names are found with, from marked texts and lists. Native only; the
//! features are the tagger's own, so that the two cannot differ.
//!
//! ```text
//! lists ──> lexicon ──┐
//! marked texts ── examples (features of tokens, tags they may have) ── learner ──> weights
//!                     └────────────────────────────────────────── pack ──> a model
//! ```

mod crf;
mod data;
mod draft;
mod examples;
mod learner;
mod lists;
mod score;

use super::Map;
use super::tagger::keys::key;
use super::tagger::lexicon::Lexicon;
use super::tagger::model::{level, pack};
use examples::{Examples, Extractor};
use learner::{Learner, Row};
use std::collections::BTreeMap;
use std::fmt;

pub use data::{Marked, read_brackets, read_json};
pub use lists::Gatherer;
pub use score::{Counts, Score, score};

/// What cannot be learned from, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrainError {
    pub file: String,
    /// From 1; 0 for the file as a whole.
    pub line: usize,
    pub reason: String,
}

impl TrainError {
    pub fn new(file: &str, reason: impl Into<String>) -> Self {
        TrainError { file: file.to_owned(), line: 0, reason: reason.into() }
    }

    fn line(file: &str, line: usize, reason: impl Into<String>) -> Self {
        TrainError { file: file.to_owned(), line, reason: reason.into() }
    }
}

impl fmt::Display for TrainError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.reason),
            line => write!(f, "{}, line {line}: {}", self.file, self.reason),
        }
    }
}

impl std::error::Error for TrainError {}

/// A feature that occurs less often is passed over.
const RAREST: u32 = 3;

/// Rounds of learning with all features, then with those that are kept.
const ROUNDS: usize = 5;
const LAST_ROUNDS: usize = 4;

/// How strongly weights are drawn to 0 in the first rounds, by a constant; and by their size in all.
const LASSO: f32 = 1.0;
const RIDGE: f32 = 15.0;

/// How many weights are kept.
const WEIGHTS: usize = 240_000;

/// Learns a model from what was gathered and from texts, each of which counts by its weight. The
/// same input gives the same bytes. `tell` is told how it goes.
pub fn learn(mut lists: Gatherer, texts: &[(Marked, f32)], mut tell: impl FnMut(&str)) -> Vec<u8> {
    lists.inner_words(
        texts.iter().flat_map(|(text, _)| text.names.iter().map(|(span, _)| span.of(&text.text))),
    );
    let lexicon = lists.finish();
    let hashes = frequent(&lexicon, texts);
    let numbers: Map<u64, u32> = hashes.iter().copied().zip(0..).collect();
    let mut examples = Examples::default();
    let mut extractor = Extractor::new(&lexicon);
    for (text, weight) in texts {
        extractor.add(text, *weight, &mut examples, |hash| numbers.get(&hash).copied());
    }
    tell(&format!(
        "{} texts, {} tokens near capitals, {} features",
        texts.len(),
        examples.ends.len(),
        hashes.len()
    ));

    let mut learner = Learner::new(hashes.len(), LASSO, RIDGE);
    for round in 1..=ROUNDS {
        learner.round(&examples);
        tell(&format!("round {round} of {}", ROUNDS + LAST_ROUNDS));
    }
    learner.cut(WEIGHTS);
    learner.lasso = 0.0;
    let mut sums = vec![[0.0; _]; hashes.len()];
    for round in 1..=LAST_ROUNDS {
        learner.round(&examples);
        add(&mut sums, learner.weights());
        tell(&format!("round {} of {}", ROUNDS + round, ROUNDS + LAST_ROUNDS));
    }
    packed(&lexicon, &hashes, &sums, &learner)
}

fn add(sums: &mut [Row], rows: &[Row]) {
    for (sums, row) in sums.iter_mut().zip(rows) {
        sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
    }
}

/// The hashes of the features that are not rare, ascending.
fn frequent(lexicon: &Lexicon, texts: &[(Marked, f32)]) -> Vec<u64> {
    let mut counts: Map<u64, u32> = Map::default();
    let mut examples = Examples::default();
    let mut extractor = Extractor::new(lexicon);
    for (text, weight) in texts {
        extractor.add(text, *weight, &mut examples, |hash| {
            *counts.entry(hash).or_default() += 1;
            None
        });
    }
    let mut hashes: Vec<u64> =
        counts.into_iter().filter(|&(_, count)| count >= RAREST).map(|(hash, _)| hash).collect();
    hashes.sort_unstable();
    hashes
}

/// The model of weights averaged over the last rounds (Polyak and Juditsky 1992). Of features that
/// share a key the one that had to be corrected most is kept.
fn packed(lexicon: &Lexicon, hashes: &[u64], sums: &[Row], learner: &Learner) -> Vec<u8> {
    let mut by_key: BTreeMap<u32, (f32, Vec<(u8, i32)>)> = BTreeMap::new();
    for (feature, (&hash, sums)) in hashes.iter().zip(sums).enumerate() {
        let levels = (0..).zip(sums).map(|(row, sum)| (row, level(sum / LAST_ROUNDS as f32)));
        let levels: Vec<(u8, i32)> = levels.filter(|&(_, level)| level != 0).collect();
        if !levels.is_empty() {
            let corrected = learner.corrected(feature);
            let held = by_key.entry(key(hash)).or_default();
            if held.0 < corrected {
                *held = (corrected, levels);
            }
        }
    }
    let features: Vec<_> = by_key.into_iter().map(|(key, (_, levels))| (key, levels)).collect();
    pack(lexicon, &features, &learner.transitions().map(|row| row.map(level)))
}
