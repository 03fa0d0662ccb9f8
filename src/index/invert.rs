//! The tokens of all documents to the places of each term, by counting how many there are and
//! putting each where it belongs. That is done for some of the terms at a time, so that
//! the places take little memory.

use super::forms::FormId;
use super::forward::Tokens;
use super::postings::List;
use super::stems::Languages;
use crate::corpus::{DocId, Position, TermId};
use std::ops::Range;

/// How often all tokens are gone through. The places take up eight bytes a token over this.
const PASSES: usize = 4;

/// Where each term occurs.
pub(super) struct Inverted<'a> {
    pub tokens: &'a Tokens,
    /// The term of each form; those of one term are neighbours.
    pub terms: &'a [TermId],
    /// How often each term occurs.
    pub counts: &'a [u32],
    /// The languages of each document.
    pub languages: &'a [Languages],
}

impl Inverted<'_> {
    /// Calls `visit` with the list of each term, in order, and the languages of its documents.
    pub fn each_list(&self, mut visit: impl FnMut(TermId, &mut List, Languages)) {
        let all: usize = self.counts.iter().map(|&count| count as usize).sum();
        let mut list = List::default();
        let mut places = Vec::new();
        let mut start = 0;
        while start < self.counts.len() {
            let mut end = start;
            let mut sum = 0;
            while end < self.counts.len() && sum <= all / PASSES {
                sum += self.counts[end] as usize;
                end += 1;
            }
            let ends = self.fill(start..end, &mut places);
            let mut from = 0;
            for (term, end) in (start as TermId..).zip(ends) {
                let languages = self.read(&places[from..end as usize], &mut list);
                visit(term, &mut list, languages);
                from = end as usize;
            }
            start = end;
        }
    }

    /// Writes the places of `terms` to `places`, and tells where those of each end.
    fn fill(&self, terms: Range<usize>, places: &mut Vec<(DocId, Position)>) -> Vec<u32> {
        let mut sum = 0;
        let mut next = Vec::with_capacity(terms.len());
        for count in &self.counts[terms.clone()] {
            next.push(sum);
            sum += count;
        }
        places.clear();
        places.resize(sum as usize, (0, 0));
        let first_form = self.terms.partition_point(|&term| (term as usize) < terms.start);
        let end_form = self.terms.partition_point(|&term| (term as usize) < terms.end);
        let of_forms = &self.terms[first_form..end_form];
        self.tokens.each(|doc, position, form| {
            if let Some(&term) = of_forms.get(form.wrapping_sub(first_form as FormId) as usize) {
                let next = &mut next[term as usize - terms.start];
                places[*next as usize] = (doc, position);
                *next += 1;
            }
        });
        next
    }

    /// Makes a list of places, and tells the languages of its documents.
    fn read(&self, places: &[(DocId, Position)], list: &mut List) -> Languages {
        list.clear();
        let mut languages = 0;
        for of_doc in places.chunk_by(|a, b| a.0 == b.0) {
            list.docs.push(of_doc[0].0);
            list.term_freqs.push(of_doc.len() as u32);
            list.positions.extend(of_doc.iter().map(|place| place.1));
            languages |= self.languages[of_doc[0].0 as usize];
        }
        languages
    }
}
