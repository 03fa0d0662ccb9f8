//! The body of an article as a page's data tell it: whether the main text that was found is that.

use super::lines::Lines;
use rustc_hash::{FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};

/// How many words are compared at a time.
const RUN: usize = 4;

/// How many such runs a told body has at least. Many pages tell the first sentence only.
const LEAST: usize = 100;

/// What share of a line's runs are of the told body if the line is.
const OF_LINE: f64 = 0.6;

/// What share of the told body the page has to show.
const SHOWN: f64 = 0.8;

/// What share of the told body the main text has to hold to be left as it is.
const HELD: f64 = 0.5;

/// What share of the main text may be cut off where the told body does not reach.
const CUT: f64 = 0.3;

/// Puts right which lines are of the main text, if the page shows the body that it tells: all that
/// are of that body if most of it was missed, and none before and behind it if that is little.
pub(super) fn compare(body: &str, lines: &Lines, kept: &mut [bool]) {
    let told: FxHashSet<u64> = runs(body).into_iter().collect();
    if told.len() < LEAST {
        return;
    }
    let common: Vec<f64> = lines.lines.iter().map(|line| common(&told, lines.text_of(line))).collect();
    let is_told = |at: usize| common[at] >= OF_LINE;
    let amount = |of: &dyn Fn(usize) -> bool| {
        let held =
            (0..common.len()).filter(|&at| of(at) && is_told(at)).map(|at| lines.text_of(&lines.lines[at]));
        let held: FxHashSet<u64> = held.flat_map(runs).filter(|run| told.contains(run)).collect();
        held.len() as f64 / told.len() as f64
    };
    if amount(&|_| true) < SHOWN {
        return;
    }
    if amount(&|at| kept[at]) < HELD {
        return (0..kept.len()).for_each(|at| kept[at] = is_told(at));
    }
    let first = (0..kept.len()).find(|&at| is_told(at)).unwrap_or(0);
    let last = (0..kept.len()).rfind(|&at| is_told(at)).unwrap_or(kept.len());
    let size = |from: usize, to: usize| -> u32 {
        (from..to).filter(|&at| kept[at]).map(|at| lines.lines[at].size).sum()
    };
    let outside = size(0, first) + size((last + 1).min(kept.len()), kept.len());
    if f64::from(outside) <= CUT * f64::from(size(0, kept.len())) {
        kept[..first].fill(false);
        kept.iter_mut().skip(last + 1).for_each(|kept| *kept = false);
    }
}

/// What share of a line's runs are told.
fn common(told: &FxHashSet<u64>, line: &str) -> f64 {
    let runs = runs(line);
    let common = runs.iter().filter(|run| told.contains(run)).count();
    common as f64 / runs.len().max(1) as f64
}

/// The runs of words of a text, as hashes.
fn runs(text: &str) -> Vec<u64> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    let hash = |run: &[&str]| {
        let mut hasher = FxHasher::default();
        run.hash(&mut hasher);
        hasher.finish()
    };
    words.windows(RUN).map(hash).collect()
}
