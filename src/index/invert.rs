//! The tokens of all documents to the places of each term, by counting how many there are and
//! putting each where it belongs. That is done for some of the terms at a time, so that
//! the places take little memory.

use super::forward::Tokens;
use super::lengths::Lengths;
use super::postings::{List, Weight};
use super::stems::Languages;
use crate::corpus::{DocId, TermId};

/// How many places are sorted at a time, about; they take up four bytes each. With more tokens,
/// all are gone through more than once.
const AT_ONCE: u32 = 1 << 24;

/// How many places lie between two of which the document is noted.
const LANDMARK: u32 = 128;

/// Stands for a term that is not sorted at present.
const ABSENT: u32 = u32::MAX;

/// A position, counted on from document to document.
type Place = u32;

/// Where each term occurs.
pub(super) struct Inverted<'a> {
    tokens: &'a Tokens,
    /// The number of the term of each form, by number.
    terms: &'a [u32],
    /// The languages of each document.
    languages: &'a [Languages],
    lengths: &'a Lengths,
    /// The place where each document begins, and where the last ends.
    starts: Vec<Place>,
    /// The document of every so many places.
    landmarks: Vec<DocId>,
}

impl<'a> Inverted<'a> {
    pub fn new(
        tokens: &'a Tokens,
        terms: &'a [u32],
        languages: &'a [Languages],
        lengths: &'a Lengths,
    ) -> Self {
        let mut starts = vec![0];
        let mut landmarks = Vec::new();
        let mut end = 0;
        for doc in 0..lengths.documents() {
            end += lengths.extent(doc);
            starts.push(end);
            landmarks.resize(end.div_ceil(LANDMARK) as usize, doc);
        }
        Inverted { tokens, terms, languages, lengths, starts, landmarks }
    }

    /// Calls `visit` with the list of each term and the languages of its documents. `order` has the
    /// numbers of the terms by id, and `counts` tells how often each occurs, by number.
    pub fn each_list(
        &self,
        order: &[u32],
        counts: &[u32],
        mut visit: impl FnMut(TermId, &mut List, Languages),
    ) {
        let mut id = 0;
        let mut list = List::default();
        let mut places = Vec::new();
        let mut next = vec![ABSENT; counts.len()];
        let mut rest = order;
        while !rest.is_empty() {
            let mut sum = 0;
            let fits = |&&term: &&u32| {
                let fits = sum < AT_ONCE;
                if fits {
                    next[term as usize] = sum;
                    sum += counts[term as usize];
                }
                fits
            };
            let count = rest.iter().take_while(fits).count();
            let (terms, later) = rest.split_at(count);
            rest = later;
            places.clear();
            places.resize(sum as usize, 0);
            for (document, &start) in self.tokens.documents().iter().zip(&self.starts) {
                self.fill(document, start, &mut next, &mut places);
            }
            let mut end_of = |&term: &u32| std::mem::replace(&mut next[term as usize], ABSENT) as usize;
            let ends: Vec<usize> = terms.iter().map(&mut end_of).collect();
            let mut from = 0;
            for end in ends {
                let languages = self.read(&places[from..end], &mut list);
                visit(id, &mut list, languages);
                from = end;
                id += 1;
            }
        }
    }

    /// Writes the places of a document that begins at `start`. `next` tells where those of each term
    /// go on. A function of its own: a browser improves the code of a function for its later calls only.
    #[inline(never)]
    fn fill(&self, document: &[u32], start: Place, next: &mut [u32], places: &mut [Place]) {
        Tokens::each(document, |position, form| {
            let next = &mut next[self.terms[form as usize] as usize];
            if *next != ABSENT {
                places[*next as usize] = start + position;
                *next += 1;
            }
        });
    }

    /// Makes a list of places, and tells the languages of its documents.
    #[inline(never)]
    fn read(&self, mut places: &[Place], list: &mut List) -> Languages {
        list.clear();
        let mut languages = 0;
        while let Some(&first) = places.first() {
            let mut doc = self.landmarks[(first / LANDMARK) as usize] as usize;
            while self.starts[doc + 1] <= first {
                doc += 1;
            }
            let (start, end) = (self.starts[doc], self.starts[doc + 1]);
            let count = places.iter().take_while(|&&place| place < end).count();
            let (of_doc, rest) = places.split_at(count);
            let in_title = first - start < self.lengths.title(doc as DocId);
            list.push(doc as DocId, Weight { term_freq: count as u32, in_title });
            list.positions.extend(of_doc.iter().map(|place| place - start));
            languages |= self.languages[doc];
            places = rest;
        }
        languages
    }
}
