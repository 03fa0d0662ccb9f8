//! The tokens of all documents to the places of each term, by counting how many there are and
//! putting each where it belongs. That is done for some of the terms at a time, so that
//! the places take little memory.

use super::forward::Tokens;
use super::lengths::Lengths;
use super::postings::List;
use super::stems::Languages;
use crate::corpus::{DocId, TermId};
use std::ops::Range;

/// How often all tokens are gone through, about. The places take up four bytes a token over this.
const PASSES: usize = 2;

/// How many places lie between two of which the document is noted.
const LANDMARK: u32 = 128;

/// A position, counted on from document to document.
type Place = u32;

/// Where each term occurs.
pub(super) struct Inverted<'a> {
    tokens: &'a Tokens,
    /// The term of each form; those of one term are neighbours.
    terms: &'a [TermId],
    /// The languages of each document.
    languages: &'a [Languages],
    /// The place where each document begins, and where the last ends.
    starts: Vec<Place>,
    /// The document of every so many places.
    landmarks: Vec<DocId>,
}

impl<'a> Inverted<'a> {
    pub fn new(
        tokens: &'a Tokens,
        terms: &'a [TermId],
        languages: &'a [Languages],
        lengths: &Lengths,
    ) -> Self {
        let mut starts = vec![0];
        let mut landmarks = Vec::new();
        let mut end = 0;
        for doc in 0..lengths.documents() {
            end += lengths.extent(doc);
            starts.push(end);
            landmarks.resize(end.div_ceil(LANDMARK) as usize, doc);
        }
        Inverted { tokens, terms, languages, starts, landmarks }
    }

    /// Calls `visit` with the list of each term, in order, and the languages of its documents.
    /// `counts` tells how often each occurs.
    pub fn each_list(&self, counts: &[u32], mut visit: impl FnMut(TermId, &mut List, Languages)) {
        let most = counts.iter().sum::<u32>() / PASSES as u32;
        let mut list = List::default();
        let mut places = Vec::new();
        let mut start = 0;
        while start < counts.len() {
            let mut end = start;
            let mut sum = 0;
            while end < counts.len() && sum <= most {
                sum += counts[end];
                end += 1;
            }
            places.clear();
            places.resize(sum as usize, 0);
            let ends = self.fill(start..end, &counts[start..end], &mut places);
            let mut from = 0;
            for (term, end) in (start as TermId..).zip(ends) {
                let languages = self.read(&places[from..end as usize], &mut list);
                visit(term, &mut list, languages);
                from = end as usize;
            }
            start = end;
        }
    }

    /// Writes the places of `terms`, which occur so often, to `places`, and tells where those of each end.
    fn fill(&self, terms: Range<usize>, counts: &[u32], places: &mut [Place]) -> Vec<u32> {
        let mut sum = 0;
        let mut next = Vec::with_capacity(counts.len());
        for count in counts {
            next.push(sum);
            sum += count;
        }
        let form_of = |term: usize| self.terms.partition_point(|&other| (other as usize) < term);
        let forms = form_of(terms.start)..form_of(terms.end);
        for (document, &start) in self.tokens.documents().iter().zip(&self.starts) {
            self.fill_document(document, start, &forms, &mut next, places);
        }
        next
    }

    /// A function of its own: a browser improves the code of a function for its later calls only.
    #[inline(never)]
    fn fill_document(
        &self,
        document: &[u32],
        start: Place,
        forms: &Range<usize>,
        next: &mut [u32],
        places: &mut [Place],
    ) {
        let terms = &self.terms[forms.clone()];
        let Some(&first) = terms.first() else { return };
        Tokens::each(document, |position, form| {
            if let Some(term) = terms.get((form as usize).wrapping_sub(forms.start)) {
                let next = &mut next[(term - first) as usize];
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
            list.docs.push(doc as DocId);
            list.term_freqs.push(count as u32);
            list.positions.extend(of_doc.iter().map(|place| place - start));
            languages |= self.languages[doc];
            places = rest;
        }
        languages
    }
}
