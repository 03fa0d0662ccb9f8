//! Documents in, segment out, in one pass: each token is looked up once, by how it is
//! written, and its place appended to the list of its term. What has to be decided by
//! the word alone, the term and its stem, is decided once for each way of writing.

use super::chains::Chains;
use super::dictionary::DictionaryWriter;
use super::forms::{FormId, FormsWriter};
use super::forward::{LONG, Tokens};
use super::intern::Interner;
use super::lengths::{Length, Lengths};
use super::postings::List;
use super::stems::{self, Languages};
use super::{Segment, SegmentBytes};
use crate::corpus::{BlockKind, Document, Position, TermId};
use crate::language::Language;
use crate::normalize::Normalizer;
use crate::span::Span;
use crate::token::{each_word, is_unspaced};

/// Takes documents one by one and makes their [`Segment`].
///
/// ```
/// use corpus_viewer::{clean::Cleaner, index::SegmentBuilder, ingest::RawDocument};
/// let raw = RawDocument { id: "a".into(), text: "The base, the army.".into(), ..RawDocument::default() };
/// let mut builder = SegmentBuilder::default();
/// builder.add(&Cleaner::default().clean(raw));
/// let segment = builder.finish();
/// let the = segment.term("the").unwrap();
/// assert_eq!(segment.postings(&the).weight().term_freq, 2);
/// ```
#[derive(Default)]
pub struct SegmentBuilder {
    normalizer: Normalizer,
    /// How tokens are written; pairs of characters for scripts without spaces.
    spellings: Interner,
    forms: Vec<Form>,
    terms: Interner,
    places: Chains,
    tokens: Tokens,
    lengths: Lengths,
    term: String,
}

/// What is known of a form, by its number.
pub(super) struct Form {
    /// The number of its term.
    pub term: u32,
    /// How often it occurs.
    pub count: u32,
    /// The bytes of one of its tokens, 255 if they are that many or more.
    pub length: u8,
}

/// How far a document has been read.
struct Place {
    /// The position of the next token.
    position: Position,
    /// The end of the token before, in bytes of the text.
    end: usize,
    tokens: u32,
    languages: Languages,
}

impl SegmentBuilder {
    /// The number of documents so far.
    pub fn documents(&self) -> u32 {
        self.lengths.documents()
    }

    pub fn add(&mut self, document: &Document) {
        let mut place = Place::start_of(document.language);
        let mut title = 0;
        for block in document.content() {
            let is_title = block.kind == BlockKind::Title && place.tokens == 0;
            self.add_block(&mut place, block.span.of(&document.text), block.span.start as usize);
            if is_title {
                title = place.position;
            }
        }
        self.lengths.push(Length { tokens: place.tokens, extent: place.position, title });
        self.tokens.end_document();
    }

    /// Adds a document that needs no cleaning, as if the text stood on the line below the title.
    pub fn add_plain(&mut self, title: &str, text: &str) {
        let mut place = Place::start_of(Language::English);
        self.add_block(&mut place, title, 0);
        let in_title = place.position;
        self.add_block(&mut place, text, title.len() + 1);
        self.lengths.push(Length { tokens: place.tokens, extent: place.position, title: in_title });
        self.tokens.end_document();
    }

    /// Adds the tokens of `text`, which begins at `base` of its document.
    fn add_block(&mut self, place: &mut Place, text: &str, base: usize) {
        let mut starts_block = place.tokens > 0;
        let doc = self.lengths.documents();
        each_form(text, |token, form| {
            if std::mem::take(&mut starts_block) {
                place.position += 1;
                self.tokens.push_break();
            }
            let number = self.number(form, token.len());
            let form = &mut self.forms[number as usize];
            form.count += 1;
            self.places.add(form.term, doc, place.position, place.languages);
            let gap = base + token.start as usize - place.end;
            let long = (form.length == LONG).then_some(token.len() as u32);
            self.tokens.push(gap as u32, number, long);
            place.position += 1;
            place.tokens += 1;
            place.end = base + token.end as usize;
        });
    }

    /// The number of `form`, whose tokens take `bytes`; what it counts as is decided when it is met first.
    #[inline]
    fn number(&mut self, form: &str, bytes: usize) -> u32 {
        let (number, is_new) = self.spellings.number(form.as_bytes());
        if is_new {
            self.define(form, bytes);
        }
        number
    }

    #[cold]
    fn define(&mut self, form: &str, bytes: usize) {
        self.normalizer.fold(form, &mut self.term);
        let (term, is_new) = self.terms.number(self.term.as_bytes());
        if is_new {
            self.places.push();
        }
        self.forms.push(Form { term, count: 0, length: bytes.min(usize::from(LONG)) as u8 });
    }

    /// The whole segment.
    pub fn finish(self) -> Segment {
        Segment::open(self.encode()).expect("what was just written can be opened")
    }

    fn encode(self) -> SegmentBytes {
        let order = self.terms.sorted();
        let mut bytes: SegmentBytes = SegmentBytes::default();
        let mut dictionary = DictionaryWriter::default();
        let mut list = List::default();
        for &term in &order {
            self.places.read(term, &mut list);
            let start = bytes.lists.len();
            list.encode(&self.lengths, &mut bytes.lists);
            dictionary.push(self.terms.get(term), list.docs.len() as u32, bytes.lists.len() - start);
        }
        bytes.terms = dictionary.finish();
        let terms: Vec<(&[u8], Languages)> =
            order.iter().map(|&term| (self.terms.get(term), self.places.languages(term))).collect();
        (bytes.stems, bytes.stem_lists) = stems::encode(&self.normalizer, &terms);
        let ids = self.encode_forms(&order, &mut bytes.forms);
        bytes.forward = self.tokens.encode(&ids, &self.forms);
        self.lengths.encode(&mut bytes.lengths);
        bytes
    }

    /// Writes the forms of the terms in `order`, and gives the id of each form by its number.
    fn encode_forms(&self, order: &[u32], out: &mut Vec<u8>) -> Vec<FormId> {
        let mut rank = vec![0; order.len()];
        (0..).zip(order).for_each(|(id, &term)| rank[term as usize] = id);
        let mut forms: Vec<(TermId, u32)> =
            (0..).zip(&self.forms).map(|(number, form)| (rank[form.term as usize], number)).collect();
        let spelling = |number: u32| self.spellings.get(number);
        forms.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| spelling(a.1).cmp(spelling(b.1))));
        let mut writer = FormsWriter::default();
        for (of_term, &term) in forms.chunk_by(|a, b| a.0 == b.0).zip(order) {
            writer.push(self.terms.get(term), of_term.iter().map(|&(_, number)| spelling(number)));
        }
        *out = writer.finish();
        let mut ids = vec![0; forms.len()];
        (0..).zip(&forms).for_each(|(id, &(_, number))| ids[number as usize] = id);
        ids
    }
}

impl Place {
    fn start_of(language: Language) -> Self {
        Place { position: 0, end: 0, tokens: 0, languages: 1 << language.index() }
    }
}

/// Calls `visit` with each token of `text` and how it is written. Han, Kana and Hangul are
/// written as pairs, a character with the one that follows it: any stretch of them can then be
/// looked for as a phrase of pairs, which are far rarer than characters.
pub fn each_form<'t>(text: &'t str, mut visit: impl FnMut(Span, &'t str)) {
    let mut single: Option<Span> = None;
    each_word(text, |token| {
        let is_single = starts_unspaced(&text[token.start as usize..]);
        if let Some(before) = single.take() {
            let is_pair = is_single && before.end == token.start;
            let end = if is_pair { token.end } else { before.end };
            visit(before, &text[before.start as usize..end as usize]);
        }
        if is_single {
            single = Some(token);
        } else {
            visit(token, token.of(text));
        }
    });
    if let Some(last) = single {
        visit(last, last.of(text));
    }
}

/// The first byte of all characters that are no words with those beside them is at least this.
const UNSPACED: u8 = 0xE1;

#[inline]
fn starts_unspaced(text: &str) -> bool {
    text.as_bytes()[0] >= UNSPACED && text.starts_with(is_unspaced)
}
