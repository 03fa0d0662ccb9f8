//! A segment without places: which terms each document has and how often, but neither where nor how
//! they are written. What a text said cannot be made of it.

use super::dictionary::DictionaryWriter;
use super::lengths::{Length, Lengths};
use super::postings::{END, List};
use super::stems::{self, Languages};
use super::{Segment, SegmentBytes};
use crate::codec::Malformed;
use crate::corpus::DocId;
use crate::language::Language;
use crate::normalize::Normalizer;

impl Segment {
    /// The counts of the terms that are `kept`; `language` tells that of each document. The numbers of
    /// tokens stay those of the whole documents.
    ///
    /// # Errors
    /// A list makes no sense.
    pub fn counts_only(
        &self,
        kept: impl Fn(&[u8]) -> bool,
        language: impl Fn(DocId) -> Language,
    ) -> Result<Segment, Malformed> {
        let mut lengths = Lengths::without_places();
        for doc in 0..self.documents() {
            lengths.push(Length { tokens: self.lengths.tokens(doc), ..Length::default() });
        }
        let languages: Vec<Languages> = (0..self.documents()).map(|doc| 1 << language(doc).index()).collect();
        let mut bytes: SegmentBytes = SegmentBytes::default();
        let mut dictionary = DictionaryWriter::default();
        let (mut terms, mut languages_of_terms) = (Vec::new(), Vec::new());
        let mut list = List::default();
        let mut entries = self.terms.entries();
        while let Some(entry) = entries.next() {
            if !kept(entries.string()) {
                continue;
            }
            list.clear();
            let mut languages_of_term = 0;
            let mut postings = self.postings(&entry);
            while postings.doc() != END {
                list.push(postings.doc(), postings.weight());
                languages_of_term |= languages[postings.doc() as usize];
                postings.advance();
            }
            if postings.is_damaged() {
                return Err(Malformed);
            }
            let start = bytes.lists.len();
            list.encode(&lengths, &mut bytes.lists);
            dictionary.push(entries.string(), entry.doc_freq, bytes.lists.len() - start);
            terms.push(entries.string().to_vec());
            languages_of_terms.push(languages_of_term);
        }
        bytes.terms = dictionary.finish();
        let terms: Vec<&[u8]> = terms.iter().map(Vec::as_slice).collect();
        (bytes.stems, bytes.stem_lists) = stems::encode(&Normalizer::default(), &terms, &languages_of_terms);
        lengths.encode(&mut bytes.lengths);
        Segment::open(bytes)
    }

    /// Whether it tells where terms stand.
    pub fn has_places(&self) -> bool {
        self.lengths.has_places()
    }
}
