//! Documents in, segment out: each token is looked up once, by how it is written, and kept as
//! the number of that. What has to be decided by the word alone, the term and its stem, is
//! decided once for each way of writing. When all documents are there, their tokens are
//! sorted by term.

use super::dictionary::DictionaryWriter;
use super::forms::{FormId, FormsWriter};
use super::forward::{LONG, Tokens};
use super::intern::{Interner, Key, Slot};
use super::invert::Inverted;
use super::lengths::{Length, Lengths};
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
    tokens: Tokens,
    lengths: Lengths,
    languages: Vec<Languages>,
    words: Vec<Word>,
    term: String,
}

/// What is known of a form, by its number, at last by its id.
#[derive(Clone, Copy)]
pub(super) struct Form {
    /// The number of its term, at last the id.
    pub term: u32,
    /// How often it occurs.
    pub count: u32,
    /// The bytes of one of its tokens, 255 if they are that many or more.
    pub length: u8,
}

/// How far a document has been read.
#[derive(Default)]
struct Place {
    /// The position of the next token.
    position: Position,
    /// The end of the token before, in bytes of the text.
    end: usize,
    tokens: u32,
    /// No token has been read since a block ended.
    is_behind_block: bool,
}

/// How many words are looked up together.
const TOGETHER: usize = 1024;

/// A word that is looked up next.
struct Word {
    token: Span,
    /// The bytes of its form.
    form: u32,
    key: Key,
    guess: Slot,
}

impl SegmentBuilder {
    /// The number of documents so far.
    pub fn documents(&self) -> u32 {
        self.lengths.documents()
    }

    pub fn add(&mut self, document: &Document) {
        let mut place = Place::default();
        let mut title = 0;
        for block in document.content() {
            let is_title = block.kind == BlockKind::Title && place.tokens == 0;
            self.add_block(&mut place, block.span.of(&document.text), block.span.start as usize);
            if is_title {
                title = place.position;
            }
        }
        self.end_document(&place, title, document.language);
    }

    /// Adds a document that needs no cleaning, as if the text stood on the line below the title.
    pub fn add_plain(&mut self, title: &str, text: &str) {
        let mut place = Place::default();
        self.add_block(&mut place, title, 0);
        let in_title = place.position;
        self.add_block(&mut place, text, title.len() + 1);
        self.end_document(&place, in_title, Language::English);
    }

    fn end_document(&mut self, place: &Place, title: Position, language: Language) {
        self.lengths.push(Length { tokens: place.tokens, extent: place.position, title });
        self.languages.push(1 << language.index());
        self.tokens.end_document();
    }

    /// Adds the tokens of `text`, which begins at `base` of its document.
    fn add_block(&mut self, place: &mut Place, text: &str, base: usize) {
        place.is_behind_block = place.tokens > 0;
        let mut words = std::mem::take(&mut self.words);
        each_form(text, |token, form| {
            let key = Key::of(text.as_bytes(), token.start as usize, form.len());
            words.push(Word { token, form: form.len() as u32, key, guess: Slot::default() });
            if words.len() == TOGETHER {
                self.add_words(place, text, base, &mut words);
                words.clear();
            }
        });
        self.add_words(place, text, base, &mut words);
        words.clear();
        self.words = words;
    }

    fn add_words(&mut self, place: &mut Place, text: &str, base: usize, words: &mut [Word]) {
        words.iter_mut().for_each(|word| word.guess = self.spellings.guess(word.key));
        for &Word { token, form, key, guess } in &*words {
            if std::mem::take(&mut place.is_behind_block) {
                place.position += 1;
                self.tokens.push_break();
            }
            let start = token.start as usize;
            let form = &text[start..start + form as usize];
            let (number, is_new) = self.spellings.number_guessed(form.as_bytes(), key, guess);
            if is_new {
                self.define(form, token.len());
            }
            self.forms[number as usize].count += 1;
            self.tokens.push((base + start - place.end) as u32, number, token.len() as u32);
            place.position += 1;
            place.tokens += 1;
            place.end = base + token.end as usize;
        }
    }

    /// Decides what a form counts as whose tokens take `bytes`.
    #[cold]
    fn define(&mut self, form: &str, bytes: usize) {
        self.normalizer.fold(form, &mut self.term);
        let (term, _) = self.terms.number(self.term.as_bytes());
        self.forms.push(Form { term, count: 0, length: bytes.min(usize::from(LONG)) as u8 });
    }

    /// The whole segment.
    pub fn finish(self) -> Segment {
        Segment::open(self.encode()).expect("what was just written can be opened")
    }

    fn encode(mut self) -> SegmentBytes {
        let mut bytes: SegmentBytes = SegmentBytes::default();
        let order = self.terms.sorted();
        self.encode_forms(&order, &mut bytes.forms);
        let languages = self.encode_lists(&order, &mut bytes);
        let spellings = order.iter().map(|&term| self.terms.get(term));
        let terms: Vec<(&[u8], Languages)> = spellings.zip(languages).collect();
        (bytes.stems, bytes.stem_lists) = stems::encode(&self.normalizer, &terms);
        bytes.forward = self.tokens.encode(&self.forms);
        self.lengths.encode(&mut bytes.lengths);
        bytes
    }

    /// Writes the forms of the terms in `order`; from now on they, and the terms, go by their ids.
    fn encode_forms(&mut self, order: &[u32], out: &mut Vec<u8>) {
        let mut rank: Vec<TermId> = vec![0; order.len()];
        (0..).zip(order).for_each(|(id, &term)| rank[term as usize] = id);
        self.forms.iter_mut().for_each(|form| form.term = rank[form.term as usize]);
        let spelling = |number: u32| self.spellings.get(number);
        let mut numbers: Vec<(TermId, u32)> = self.forms.iter().map(|form| form.term).zip(0..).collect();
        numbers.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| spelling(a.1).cmp(spelling(b.1))));
        let mut writer = FormsWriter::default();
        for (of_term, &term) in numbers.chunk_by(|a, b| a.0 == b.0).zip(order) {
            writer.push(self.terms.get(term), of_term.iter().map(|&(_, number)| spelling(number)));
        }
        *out = writer.finish();
        let mut ids: Vec<FormId> = vec![0; numbers.len()];
        (0..).zip(&numbers).for_each(|(id, &(_, number))| ids[number as usize] = id);
        self.tokens.renumber(&ids);
        self.forms = numbers.iter().map(|&(_, number)| self.forms[number as usize]).collect();
    }

    /// Writes the terms in `order` and their lists; tells the languages of the documents of each.
    fn encode_lists(&self, order: &[u32], bytes: &mut SegmentBytes) -> Vec<Languages> {
        let terms: Vec<TermId> = self.forms.iter().map(|form| form.term).collect();
        let mut counts = vec![0; order.len()];
        self.forms.iter().for_each(|form| counts[form.term as usize] += form.count);
        let inverted = Inverted::new(&self.tokens, &terms, &self.languages, &self.lengths);
        let mut dictionary = DictionaryWriter::default();
        let mut all_languages = Vec::with_capacity(order.len());
        inverted.each_list(&counts, |term, list, languages| {
            let start = bytes.lists.len();
            list.encode(&self.lengths, &mut bytes.lists);
            let spelling = self.terms.get(order[term as usize]);
            dictionary.push(spelling, list.docs.len() as u32, bytes.lists.len() - start);
            all_languages.push(languages);
        });
        bytes.terms = dictionary.finish();
        all_languages
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
