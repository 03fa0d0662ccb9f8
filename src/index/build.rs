//! Documents in, segment out: each token is looked up once, by how it is written, and kept as
//! the number of that. What has to be decided by the word alone, the term and its stem, is
//! decided once for each way of writing. When all documents are there, their tokens are
//! sorted by term.

use super::dictionary::DictionaryWriter;
use super::forms::FormsWriter;
use super::forward::{LONG, Tokens};
use super::group::by_group;
use super::intern::{Interner, Key, Slot};
use super::invert::Inverted;
use super::lengths::{Length, Lengths};
use super::stems::{self, Languages};
use super::{Segment, SegmentBytes};
use crate::corpus::{BlockKind, Document, Position};
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

/// What is known of a form.
#[derive(Clone, Copy)]
pub(super) struct Form {
    /// The number of its term.
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

/// How many words are looked up together: few enough to stay in the processor's nearest cache.
const TOGETHER: usize = 256;

/// A word that is looked up next.
struct Word {
    token: Span,
    /// Of its form.
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
            let key = Key::of(text.as_bytes(), form.start as usize, form.len());
            words.push(Word { token, key, guess: Slot::default() });
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
        for &Word { token, key, guess } in &*words {
            if std::mem::take(&mut place.is_behind_block) {
                place.position += 1;
                self.tokens.push_break();
            }
            let form = Span { start: token.start, end: token.start + key.length };
            let (number, is_new) = self.spellings.number_guessed(&text.as_bytes()[form.range()], key, guess);
            if is_new {
                self.define(form.of(text), token.len());
            }
            self.forms[number as usize].count += 1;
            self.tokens.push((base + token.start as usize - place.end) as u32, number, token.len() as u32);
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

    fn encode(self) -> SegmentBytes {
        let mut bytes: SegmentBytes = SegmentBytes::default();
        let order = self.terms.sorted();
        // What is all over the place in memory is fetched by loops that do nothing else: then the
        // processor need not wait for one before it fetches the next.
        let terms: Vec<&[u8]> = order.iter().map(|&term| self.terms.get(term)).collect();
        let languages = self.encode_lists(&order, &terms, &mut bytes);
        (bytes.stems, bytes.stem_lists) = stems::encode(&self.normalizer, &terms, &languages);
        let forms = self.encode_forms(&order, &terms, &mut bytes);
        bytes.forward = self.tokens.encode(&self.forms, &forms);
        self.lengths.encode(&mut bytes.lengths);
        bytes
    }

    /// Writes `terms`, of which `order` has the numbers, and their lists; tells the languages of
    /// the documents of each.
    fn encode_lists(&self, order: &[u32], terms: &[&[u8]], bytes: &mut SegmentBytes) -> Vec<Languages> {
        let term_of: Vec<u32> = self.forms.iter().map(|form| form.term).collect();
        let mut counts = vec![0; order.len()];
        self.forms.iter().for_each(|form| counts[form.term as usize] += form.count);
        let inverted = Inverted::new(&self.tokens, &term_of, &self.languages, &self.lengths);
        let mut dictionary = DictionaryWriter::default();
        let mut all_languages = Vec::with_capacity(order.len());
        inverted.each_list(order, &counts, |term, list, languages| {
            let start = bytes.lists.len();
            list.encode(&self.lengths, &mut bytes.lists);
            dictionary.push(terms[term as usize], list.doc_freq(), bytes.lists.len() - start);
            all_languages.push(languages);
        });
        bytes.terms = dictionary.finish();
        all_languages
    }

    /// Writes the forms of `terms`, of which `order` has the numbers; gives the numbers of the forms by id.
    fn encode_forms(&self, order: &[u32], terms: &[&[u8]], bytes: &mut SegmentBytes) -> Vec<u32> {
        let (numbers, ends) = by_group(self.forms.iter().map(|form| form.term), order);
        let mut forms: Vec<(&[u8], u32)> =
            numbers.into_iter().map(|number| (self.spellings.get(number), number)).collect();
        let mut writer = FormsWriter::default();
        let mut start = 0;
        for (term, end) in terms.iter().zip(ends) {
            let of_term = &mut forms[start..end];
            of_term.sort_unstable();
            writer.push(term, of_term.iter().map(|form| form.0));
            start = end;
        }
        bytes.forms = writer.finish();
        forms.into_iter().map(|(_, number)| number).collect()
    }
}

/// Calls `visit` with each token of `text` and with what it is looked up by: itself, but for Han, Kana
/// and Hangul a pair, a character with the one that follows it. Any stretch of them can then be
/// looked for as a phrase of pairs, which are far rarer than characters.
pub fn each_form(text: &str, mut visit: impl FnMut(Span, Span)) {
    let mut single: Option<Span> = None;
    each_word(text, |token| {
        let is_single = starts_unspaced(text, token);
        if let Some(before) = single.take() {
            let is_pair = is_single && before.end == token.start;
            let end = if is_pair { token.end } else { before.end };
            visit(before, Span { start: before.start, end });
        }
        if is_single {
            single = Some(token);
        } else {
            visit(token, token);
        }
    });
    if let Some(last) = single {
        visit(last, last);
    }
}

/// The first byte of all characters that are no words with those beside them is at least this.
const UNSPACED: u8 = 0xE1;

#[inline]
fn starts_unspaced(text: &str, token: Span) -> bool {
    text.as_bytes()[token.start as usize] >= UNSPACED && token.of(text).starts_with(is_unspaced)
}
