//! Names by a trained model: a conditional random field over the tokens around capitals.
//!
//! ```text
//! Document ── context ──> zones, runs of capitals, what the document tells of a word
//!              └─ features (of words: words.rs) ──> model: sums of weights ── viterbi ──> names
//! ```
//!
//! The features of a word alone are most of all, and depend only on how it is written and how
//! far away it stands: their sums are kept, so that a word costs its features once.

mod after;
pub(crate) mod context;
pub(crate) mod features;
pub(crate) mod hash;
pub(crate) mod keys;
pub(crate) mod lexicon;
pub(crate) mod model;
pub(crate) mod tags;
pub(crate) mod viterbi;
pub(crate) mod words;

use super::forms::FormId;
use super::line::{Document, Style};
use context::Context;
use features::{Sink, features};
use model::Model;
use std::ops::Range;
use std::sync::Arc;
use tags::{KINDS, OUTSIDE, Place, TAGS, WIDTH, parts, shared};
use viterbi::{Decoder, Scores};
use words::{OFFSETS, Words, at_offset};

/// A name: tokens of the document, and which of [`KINDS`] it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    pub tokens: Range<usize>,
    pub kind: usize,
}

/// Sums of weights, a number for each of what is told apart.
type Row = [i32; WIDTH];

/// Finds names with a model, and keeps what it worked out for words it has met.
pub(crate) struct Tagger {
    model: Arc<Model>,
    decoder: Decoder,
    words: Words,
    sums: Sums,
    scores: Vec<Scores>,
    tags: Vec<usize>,
}

/// The sums of words at each distance.
#[derive(Default)]
struct Sums {
    /// For each form and offset the number of its row, from 1; 0 if it is not there yet.
    numbers: Vec<u32>,
    rows: Vec<[i16; WIDTH]>,
}

impl Sums {
    fn of(&mut self, form: FormId, offset: isize, context: &Context, model: &Model) -> &[i16; WIDTH] {
        let at = form as usize * OFFSETS.len() + (offset - OFFSETS.start) as usize;
        if self.numbers.len() <= at {
            self.numbers.resize((at + 1).next_multiple_of(1024), 0);
        }
        if self.numbers[at] == 0 {
            if self.rows.len() == MOST_ROWS {
                self.numbers.fill(0);
                self.rows.clear();
            }
            let mut row = [0; WIDTH];
            context.words.each_atom(form, context.document.forms, offset.unsigned_abs(), |atom| {
                model.add(at_offset(atom, offset), &mut row);
            });
            self.rows.push(row.map(|sum| sum.clamp(i16::MIN.into(), i16::MAX.into()) as i16));
            self.numbers[at] = self.rows.len() as u32;
        }
        &self.rows[self.numbers[at] as usize - 1]
    }
}

/// More rows than these are forgotten, so that memory is bounded in a document of any length.
const MOST_ROWS: usize = 1 << 16;

struct Sum<'s, 'd> {
    row: Row,
    sums: &'s mut Sums,
    context: &'s Context<'d>,
    model: &'s Model,
}

impl Sink for Sum<'_, '_> {
    fn word(&mut self, form: FormId, offset: isize) {
        let sums = self.sums.of(form, offset, self.context, self.model);
        self.row.iter_mut().zip(sums).for_each(|(sum, &value)| *sum += i32::from(value));
    }

    fn feature(&mut self, hash: u64) {
        self.model.add(hash, &mut self.row);
    }
}

impl Tagger {
    pub fn new(model: Arc<Model>) -> Self {
        Tagger {
            decoder: Decoder::new(&model.transitions),
            model,
            words: Words::default(),
            sums: Sums::default(),
            scores: Vec::new(),
            tags: Vec::new(),
        }
    }

    /// Forgets the words it has met.
    pub fn forget(&mut self) {
        self.words = Words::default();
        self.sums = Sums::default();
    }

    /// The names in `document`, in order, none inside another.
    pub fn find(&mut self, document: &Document) -> Vec<Name> {
        let context = Context::new(document, &mut self.words, &self.model.lexicon);
        let mut names = Vec::new();
        for (zone, (line, style)) in context.zones.iter().zip(&context.lines) {
            self.scores.clear();
            for at in zone.clone() {
                let sum =
                    Sum { row: [0; WIDTH], sums: &mut self.sums, context: &context, model: &self.model };
                self.scores.push(score(at, line, *style, sum));
            }
            self.decoder.best(&self.scores, &mut self.tags);
            read(zone.start, &self.tags, &mut names);
        }
        after::settle(&context, &mut names);
        names
    }
}

/// What each tag of a token scores. A function of its own, since browsers improve code between calls,
/// and a long document is one call.
#[inline(never)]
fn score(at: usize, line: &Range<usize>, style: Style, mut sum: Sum) -> Scores {
    features(sum.context, at, line, style, &mut sum);
    scores(&sum.row)
}

/// What each tag scores by the sums of its own weights and those it shares.
fn scores(row: &Row) -> Scores {
    let mut scores = [0; TAGS];
    scores.copy_from_slice(&row[..TAGS]);
    for (inner, score) in scores[1..].iter_mut().enumerate() {
        let (kind, place) = shared(inner / 4, inner % 4);
        *score += row[kind] + row[place];
    }
    scores
}

/// Adds the names that `tags` mark, for tokens from `first` on.
pub(crate) fn read(first: usize, tags: &[usize], names: &mut Vec<Name>) {
    let mut start = first;
    for (at, &tag) in (first..).zip(tags).filter(|&(_, &tag)| tag != OUTSIDE) {
        let Some((kind, place)) = parts(tag) else { continue };
        if matches!(place, Place::Begin | Place::Unit) {
            start = at;
        }
        if matches!(place, Place::Last | Place::Unit) {
            debug_assert!(kind < KINDS.len());
            names.push(Name { tokens: start..at + 1, kind });
        }
    }
}
