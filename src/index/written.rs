//! Where a text stands exactly as it is written.

use super::{END, Segment, each_form};
use crate::corpus::DocId;
use crate::normalize::Normalizer;
use crate::span::Span;
use crate::token::is_unspaced;

/// What may follow a name in the same word.
const POSSESSIVE: [&str; 3] = ["'s", "’s", "’"];

impl Segment {
    /// The documents that `written` may stand in, ascending: those with the rarest of its words.
    pub fn documents_with(&self, written: &str, normalizer: &Normalizer) -> Vec<DocId> {
        let mut rarest = None;
        let mut is_lacking = false;
        let mut term = String::new();
        each_form(written, |token, form| {
            // The last character of a script without spaces may be of a pair in the text.
            if form == token && form.of(written).starts_with(is_unspaced) {
                return;
            }
            normalizer.fold(form.of(written), &mut term);
            match self.term(&term) {
                Some(entry) if rarest.as_ref().is_none_or(|(least, _)| entry.doc_freq < *least) => {
                    rarest = Some((entry.doc_freq, entry));
                }
                Some(_) => {}
                None => is_lacking = true,
            }
        });
        match rarest {
            _ if is_lacking => Vec::new(),
            None => (0..self.documents()).collect(),
            Some((_, entry)) => {
                let mut list = self.postings(&entry);
                let mut docs = Vec::new();
                while list.doc() != END {
                    docs.push(list.doc());
                    list.advance();
                }
                docs
            }
        }
    }

    /// Where `written` stands in the text of `doc` as whole words, none on top of another, in what is indexed of it.
    ///
    /// ```
    /// use corpus_viewer::pipeline::build_texts;
    /// let text = "New York’s port. The new York. New Yorkers left New York.";
    /// let file = build_texts([("a", text)]);
    /// let places = file.parts()[0].segment().places_of("New York", 0, text);
    /// assert_eq!(places.iter().map(|place| place.start).collect::<Vec<_>>(), [0, 50]);
    /// ```
    pub fn places_of(&self, written: &str, doc: DocId, text: &str) -> Vec<Span> {
        let found: Vec<Span> =
            text.match_indices(written).map(|(start, found)| Span::new(start, start + found.len())).collect();
        if found.is_empty() {
            return found;
        }
        let tokens: Vec<Span> = self.forward().tokens(doc).map(|token| token.span).collect();
        let is_whole = |span: &Span| {
            let starts = tokens.binary_search_by_key(&span.start, |token| token.start).is_ok();
            let last = tokens.partition_point(|token| token.start < span.end).checked_sub(1);
            let rest =
                last.map(|last| tokens[last].end).and_then(|end| text.get(span.end as usize..end as usize));
            starts && rest.is_some_and(|rest| rest.is_empty() || POSSESSIVE.contains(&rest))
        };
        found.into_iter().filter(is_whole).collect()
    }
}
