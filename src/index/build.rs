//! Documents in, segment out: terms are numbered as they come, and the list of
//! all places is turned round once at the end, by counting.

use super::{Dictionary, Index, TermEntry, postings};
use crate::corpus::{DocId, Document, Position, TermId};
use crate::language::Language;
use crate::normalize::Normalizer;
use crate::span::Span;
use crate::token::each_word;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Calls `visit` with each word of the document's content: its position, its span,
/// and the term it counts as. The one place that says what a document's positions are.
pub fn content_terms(
    document: &Document,
    normalizer: &Normalizer,
    mut visit: impl FnMut(Position, Span, &str),
) {
    let mut term = String::new();
    let mut position = 0;
    for block in document.content() {
        position += u32::from(position > 0);
        let text = block.span.of(&document.text);
        each_word(text, |word| {
            normalizer.fold(word.of(text), &mut term);
            visit(position, word.offset_by(block.span.start), &term);
            position += 1;
        });
    }
}

/// Takes documents one by one and makes their [`Index`].
///
/// ```
/// use corpus_viewer::{clean::Cleaner, index::IndexBuilder, ingest::RawDocument};
/// let raw = RawDocument { id: "a".into(), text: "The base, the army.".into(), ..RawDocument::default() };
/// let mut builder = IndexBuilder::default();
/// builder.add(&Cleaner::default().clean(raw));
/// let index = builder.finish();
/// let the = index.term("the").unwrap();
/// assert_eq!(index.postings(the).next().unwrap().term_freq, 2);
/// ```
#[derive(Default)]
pub struct IndexBuilder {
    normalizer: Normalizer,
    numbers: FxHashMap<Box<str>, u32>,
    /// How often each term occurs, by its number.
    counts: Vec<u32>,
    /// Each token as its term's number and its position, document after document.
    tokens: Vec<(u32, Position)>,
    doc_lengths: Vec<u32>,
}

impl IndexBuilder {
    pub fn add(&mut self, document: &Document) {
        let IndexBuilder { normalizer, numbers, counts, tokens, doc_lengths } = self;
        let before = tokens.len();
        content_terms(document, normalizer, |position, _, term| {
            let number = match numbers.get(term) {
                Some(&number) => number,
                None => {
                    let number = counts.len() as u32;
                    numbers.insert(term.into(), number);
                    counts.push(0);
                    number
                }
            };
            counts[number as usize] += 1;
            tokens.push((number, position));
        });
        doc_lengths.push((tokens.len() - before) as u32);
    }

    pub fn finish(self) -> Index {
        let IndexBuilder { normalizer, numbers, counts, tokens, doc_lengths } = self;
        let mut terms: Vec<(Box<str>, u32)> = numbers.into_iter().collect();
        terms.sort_unstable();
        let places = places_by_term(&counts, &tokens, &doc_lengths);
        drop(tokens);
        let mut index = Index {
            terms: Dictionary::from_sorted(terms.iter().map(|(term, _)| &**term)),
            doc_lengths,
            ..Index::default()
        };
        for (_, number) in &terms {
            let of_term = &places.all[places.starts[*number as usize]..places.starts[*number as usize + 1]];
            let doc_freq = postings::encode(of_term, &mut index.docs, &mut index.positions);
            index.entries.push(TermEntry {
                doc_freq,
                docs_end: index.docs.len() as u32,
                positions_end: index.positions.len() as u32,
            });
        }
        (index.stems, index.stem_terms) = stem_groups(&normalizer, &terms);
        index
    }
}

/// Every place, those of one term together: the term with number `n` has
/// `all[starts[n]..starts[n + 1]]`, ascending.
struct Places {
    starts: Vec<usize>,
    all: Vec<(DocId, Position)>,
}

fn places_by_term(counts: &[u32], tokens: &[(u32, Position)], doc_lengths: &[u32]) -> Places {
    let mut starts = Vec::with_capacity(counts.len() + 1);
    starts.push(0);
    for count in counts {
        starts.push(starts[starts.len() - 1] + *count as usize);
    }
    let mut next = starts.clone();
    let mut all = vec![(0, 0); tokens.len()];
    let mut tokens = tokens.iter();
    for (doc, &length) in (0..).zip(doc_lengths) {
        for &(number, position) in tokens.by_ref().take(length as usize) {
            let slot = &mut next[number as usize];
            all[*slot] = (doc, position);
            *slot += 1;
        }
    }
    Places { starts, all }
}

/// The stems that tell more than the terms themselves, and the terms of each.
fn stem_groups(normalizer: &Normalizer, terms: &[(Box<str>, u32)]) -> (Dictionary, Vec<Vec<TermId>>) {
    let mut groups: BTreeMap<String, Vec<TermId>> = BTreeMap::new();
    for (id, (term, _)) in (0..).zip(terms) {
        groups.entry(normalizer.stem(term, Language::English).into_owned()).or_default().push(id);
    }
    groups.retain(|stem, ids| ids.len() > 1 || **stem != *terms[ids[0] as usize].0);
    (Dictionary::from_sorted(groups.keys().map(String::as_str)), groups.into_values().collect())
}
