//! What is sure of a name in one place of a document holds in all its places.

use super::evidence::Guess;
use super::line::{Document, Line, Shape};
use super::names::Name;
use super::{Label, Map, Mention};
use crate::span::Span;
use rustc_hash::{FxBuildHasher, FxHasher};
use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// Decides the candidates of a whole document.
pub(super) fn settle(document: &Document, names: Vec<Name>) -> Vec<Mention> {
    let all = document.whole();
    let mut memory = Memory::default();
    for name in &names {
        memory.learn(&all, name);
    }
    let everyday = everyday(&all, &names);
    let english = document.reads_as_english();
    let mut settled: Vec<Mention> = Vec::with_capacity(names.len());
    for Name { tokens, guess } in names {
        let span = all.span(tokens.clone());
        let before = settled.last().filter(|before| listed_together(all.text, before.span, span));
        let label = match guess {
            Guess::Sure(label) => Some(label),
            Guess::Likely(label) => memory.recall(&all, &tokens).or(Some(label)),
            Guess::Name if !english => memory.recall(&all, &tokens),
            Guess::Name if everyday.contains(&hash(&all, tokens.clone())) => memory.recall(&all, &tokens),
            Guess::Name => {
                let label = memory.recall(&all, &tokens).or(before.map(|before| before.label));
                label.or_else(|| Some(fallback(&all, &tokens)))
            }
            Guess::Weak => memory.recall(&all, &tokens),
        };
        settled.extend(label.map(|label| Mention { span, label }));
    }
    settled
}

/// Whether two names are neighbours in a list: "Udine, Gorizia and Trieste".
fn listed_together(text: &str, before: Span, after: Span) -> bool {
    matches!(&text[before.end as usize..after.start as usize], ", " | " and " | ", and " | " or ")
}

/// Labels by a hash of the folded words, with how sure they are.
#[derive(Default)]
struct Memory {
    labels: Map<u64, (u8, Label)>,
}

impl Memory {
    fn learn(&mut self, line: &Line, name: &Name) {
        let (rank, label) = match name.guess {
            Guess::Sure(label) => (2, label),
            Guess::Likely(label) => (1, label),
            Guess::Name | Guess::Weak => return,
        };
        self.note(hash(line, name.tokens.clone()), rank, label);
        if label == Label::Per && name.tokens.len() > 1 {
            let last = name.tokens.end - 1;
            self.note(hash(line, last..last + 1), rank, label);
            self.note(hash(line, name.tokens.start..name.tokens.start + 1), 0, label);
        }
    }

    fn note(&mut self, key: u64, rank: u8, label: Label) {
        let held = self.labels.entry(key).or_insert((rank, label));
        if held.0 < rank {
            *held = (rank, label);
        }
    }

    fn recall(&self, line: &Line, tokens: &Range<usize>) -> Option<Label> {
        self.labels.get(&hash(line, tokens.clone())).map(|&(_, label)| label)
    }
}

/// The words of `names` that nothing tells about and that the document also writes small.
fn everyday(line: &Line, names: &[Name]) -> HashSet<u64, FxBuildHasher> {
    let doubtful: HashSet<u64, FxBuildHasher> = names
        .iter()
        .filter(|name| name.guess == Guess::Name && name.tokens.len() == 1)
        .map(|name| hash(line, name.tokens.clone()))
        .collect();
    if doubtful.is_empty() {
        return doubtful;
    }
    let small = (0..line.tokens.len()).filter(|&at| line.shape(at) == Shape::Small);
    small.map(|at| hash(line, at..at + 1)).filter(|key| doubtful.contains(key)).collect()
}

fn hash(line: &Line, tokens: Range<usize>) -> u64 {
    let mut hasher = FxHasher::default();
    tokens.for_each(|at| line.key(at).hash(&mut hasher));
    hasher.finish()
}

/// What a name is taken for that nothing tells about.
fn fallback(line: &Line, tokens: &Range<usize>) -> Label {
    if line.shape(tokens.start) == Shape::Capitals { Label::Org } else { Label::Per }
}
