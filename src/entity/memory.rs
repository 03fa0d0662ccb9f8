//! What is sure of a name in one place of a document holds in all its places.

use super::evidence::Guess;
use super::line::{Document, Line, Shape};
use super::names::Name;
use super::{Label, Map, Mention};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// Decides the candidates of a whole document.
pub(super) fn settle(document: &Document, names: Vec<Name>) -> Vec<Mention> {
    let all = document.whole();
    let mut memory = Memory::default();
    for name in &names {
        memory.learn(&all, name);
    }
    names
        .into_iter()
        .filter_map(|name| {
            let label = match name.guess {
                Guess::Sure(label) => label,
                Guess::Likely(label) => memory.recall(&all, &name.tokens).unwrap_or(label),
                Guess::Name => {
                    memory.recall(&all, &name.tokens).unwrap_or_else(|| fallback(&all, &name.tokens))
                }
                Guess::Weak => memory.recall(&all, &name.tokens)?,
            };
            Some(Mention { span: all.span(name.tokens), label })
        })
        .collect()
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

fn hash(line: &Line, tokens: Range<usize>) -> u64 {
    let mut hasher = FxHasher::default();
    tokens.for_each(|at| line.key(at).hash(&mut hasher));
    hasher.finish()
}

/// What a name is taken for that nothing tells about.
fn fallback(line: &Line, tokens: &Range<usize>) -> Label {
    if line.shape(tokens.start) == Shape::Capitals { Label::Org } else { Label::Per }
}
