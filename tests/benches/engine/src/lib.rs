//! The index alone, without cleaning, names and stored texts: what other search libraries
//! do, to be measured beside them.

#[cfg(feature = "names")]
mod names;

use corpus_viewer::bytes::Bytes;
use corpus_viewer::index::{Segment, SegmentBuilder, SegmentBytes};
use corpus_viewer::normalize::Normalizer;
use corpus_viewer::query::{Query, Source};
use corpus_viewer::rank::Search;
use corpus_viewer::store::container::{self, Section};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
#[derive(Default)]
pub struct IndexBuilder(SegmentBuilder);

#[wasm_bindgen]
impl IndexBuilder {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    pub fn add(&mut self, title: &str, text: &str) {
        self.0.add_plain(title, text);
    }

    pub fn finish(self) -> SearchIndex {
        SearchIndex::of(self.0.finish())
    }
}

#[wasm_bindgen]
pub struct SearchIndex {
    segment: Segment,
    normalizer: Normalizer,
}

#[wasm_bindgen]
impl SearchIndex {
    /// Opens what [`serialize`](Self::serialize) wrote, after checking all of it.
    pub fn load(bytes: Vec<u8>) -> Option<SearchIndex> {
        let mut sections = container::decode(&Bytes::from(bytes)).ok()?.into_iter();
        let mut next = || sections.next().map(|section| section.bytes);
        let bytes = SegmentBytes {
            lengths: next()?,
            terms: next()?,
            lists: next()?,
            stems: next()?,
            stem_lists: next()?,
            forms: next().unwrap_or_default(),
            forward: next().unwrap_or_default(),
        };
        Segment::open(bytes).ok().map(SearchIndex::of)
    }

    /// The `.corpus` file without texts; forms and forward file, which answer what no other engine is
    /// asked here, only if they are `wanted`.
    pub fn serialize(&self, wanted: bool) -> Vec<u8> {
        let sections = self.sections();
        let count = if wanted { sections.len() } else { sections.len() - 2 };
        let section = |(kind, bytes): (u32, Bytes)| Section { kind, part: 0, bytes };
        let sections: Vec<Section<Bytes>> = (1..).zip(sections).take(count).map(section).collect();
        container::encode(0, &sections)
    }

    /// The bytes of lengths, terms, posting lists, stems, their lists, forms and the forward file.
    pub fn sizes(&self) -> Vec<u32> {
        self.sections().iter().map(|bytes| bytes.len() as u32).collect()
    }

    /// The best documents, by number.
    pub fn search(&self, query: &str, most: usize) -> Vec<u32> {
        Query::parse(query, &self.normalizer).map_or(Vec::new(), |query| self.best(&query, most))
    }

    /// The best documents with any of the words of `text`.
    #[wasm_bindgen(js_name = searchText)]
    pub fn search_text(&self, text: &str, most: usize) -> Vec<u32> {
        self.best(&Query::any_word(text, &self.normalizer), most)
    }
}

impl SearchIndex {
    fn sections(&self) -> [Bytes; 7] {
        let SegmentBytes { lengths, terms, lists, stems, stem_lists, forms, forward } = self.segment.bytes();
        [lengths, terms, lists, stems, stem_lists, forms, forward]
            .map(|body| body.whole().expect("it was built or loaded here, as a whole"))
    }

    fn of(segment: Segment) -> Self {
        SearchIndex { segment, normalizer: Normalizer::default() }
    }

    fn best(&self, query: &Query, most: usize) -> Vec<u32> {
        let source = Source { segment: &self.segment, part: None };
        let best = Search::new(query, [source], &self.normalizer).best(most);
        best.into_iter().map(|scored| scored.doc).collect()
    }
}
