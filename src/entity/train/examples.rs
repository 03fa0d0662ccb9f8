//! Marked texts as what a model learns from: the features of each token that is read, and the tags
//! it may have.

use super::super::forms::{FormId, Forms};
use super::super::line::Document;
use super::super::tagger::context::Context;
use super::super::tagger::features::{Sink, features};
use super::super::tagger::lexicon::Lexicon;
use super::super::tagger::tags::{
    KINDS, OUTSIDE, PLACES, Place, TAGS, Tag, may_begin, may_end, may_follow, tag,
};
use super::super::tagger::words::{Words, at_offset};
use super::data::{Marked, Unmarked};
use crate::entity::Label;
use crate::span::Span;
use std::ops::Range;

/// Which tags a token may have, one bit each.
pub type Allowed = u32;

pub const ANY: Allowed = (1 << TAGS) - 1;

/// The tokens of many zones, one after another.
#[derive(Default)]
pub struct Examples {
    /// The tokens of each zone, and how much it counts.
    pub zones: Vec<(Range<usize>, f32)>,
    /// For each token the end of its features; the first begins at 0.
    pub ends: Vec<usize>,
    pub features: Vec<u32>,
    pub allowed: Vec<Allowed>,
}

impl Examples {
    /// Where the features of a token stand.
    pub fn features_of(&self, token: usize) -> Range<usize> {
        token.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[token]
    }
}

/// Reads texts. What is worked out for a word is kept from one to the next, as in the tagger.
pub struct Extractor<'l> {
    lexicon: &'l Lexicon,
    forms: Forms,
    words: Words,
}

struct Hashes<'c, 'd> {
    context: &'c Context<'d>,
    found: Vec<u64>,
}

impl Sink for Hashes<'_, '_> {
    fn word(&mut self, form: FormId, offset: isize) {
        let Context { words, document, .. } = self.context;
        words.each_atom(form, document.forms, offset.unsigned_abs(), |atom| {
            self.found.push(at_offset(atom, offset));
        });
    }

    fn feature(&mut self, hash: u64) {
        self.found.push(hash);
    }
}

impl<'l> Extractor<'l> {
    pub(crate) fn new(lexicon: &'l Lexicon) -> Self {
        Extractor { lexicon, forms: Forms::default(), words: Words::default() }
    }

    /// Adds the zones of a text, each of which counts `weight`; `number` gives the number of a
    /// feature by its hash, if it has one.
    pub fn add(
        &mut self,
        marked: &Marked,
        weight: f32,
        examples: &mut Examples,
        mut number: impl FnMut(u64) -> Option<u32>,
    ) {
        let text = &marked.text;
        let document = Document::new(text, &[Span::new(0, text.len())], &mut self.forms);
        let context = Context::new(&document, &mut self.words, self.lexicon);
        let gold = gold(&context, marked);
        let mut sink = Hashes { context: &context, found: Vec::new() };
        for (zone, (line, style)) in context.zones.iter().zip(&context.lines) {
            let first = examples.allowed.len();
            for at in zone.clone() {
                sink.found.clear();
                features(&context, at, line, *style, &mut sink);
                examples.features.extend(sink.found.iter().filter_map(|&hash| number(hash)));
                examples.ends.push(examples.features.len());
                let may_be_name = context.capital(at) && !document.tokens[at].first;
                let unmarked = if may_be_name { marked.unmarked } else { Unmarked::None };
                examples.allowed.push(allowed(gold[at], unmarked));
            }
            make_possible(&mut examples.allowed[first..]);
            examples.zones.push((first..examples.allowed.len(), weight));
        }
    }
}

/// The tag of each token of a document.
fn gold(context: &Context, marked: &Marked) -> Vec<Tag> {
    let tokens = &context.document.tokens;
    let mut gold = vec![OUTSIDE; tokens.len()];
    let mut next = 0;
    for &(span, kind) in &marked.names {
        while next < tokens.len() && tokens[next].span.end <= span.start {
            next += 1;
        }
        let mut first = next;
        while next < tokens.len() && tokens[next].span.start < span.end {
            next += 1;
        }
        if next > first + 1 && matches!(context.key(first), "the" | "a" | "an") {
            first += 1;
        }
        for (at, gold) in (first..next).zip(&mut gold[first..next]) {
            *gold = tag(
                kind,
                match (at == first, at + 1 == next) {
                    (true, true) => Place::Unit,
                    (true, false) => Place::Begin,
                    (false, true) => Place::Last,
                    (false, false) => Place::Inside,
                },
            );
        }
    }
    gold
}

/// The tags that a token marked so may have: outside may be a name that was left unmarked.
fn allowed(marked: Tag, unmarked: Unmarked) -> Allowed {
    let misc = KINDS.iter().position(|&kind| kind == Label::Misc).expect("it is a kind");
    let hidden = match unmarked {
        Unmarked::Misc => PLACES.iter().fold(0, |tags, &place| tags | 1 << tag(misc, place)),
        Unmarked::Some => ANY,
        Unmarked::None => 0,
    };
    1 << marked | if marked == OUTSIDE { hidden } else { 0 }
}

/// A name that is cut by the end of a zone tells nothing there.
fn make_possible(allowed: &mut [Allowed]) {
    let Some(last) = allowed.len().checked_sub(1) else { return };
    let any =
        |tags: Allowed, holds: &dyn Fn(Tag) -> bool| (0..TAGS).any(|tag| tags >> tag & 1 == 1 && holds(tag));
    if !any(allowed[0], &may_begin) {
        allowed[0] = ANY;
    }
    if !any(allowed[last], &may_end) {
        allowed[last] = ANY;
    }
    for at in 1..allowed.len() {
        let before = allowed[at - 1];
        if !any(allowed[at], &|next| any(before, &|tag| may_follow(tag, next))) {
            (allowed[at - 1], allowed[at]) = (ANY, ANY);
        }
    }
}
