//! The engine's twin: a search that reads every word of every document and knows nothing of the
//! index. Both have to find the same documents, as often, at the same places.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use corpus_viewer::Span;
use corpus_viewer::corpus::{Date, Document};
use corpus_viewer::entity::{Annotator, english};
use corpus_viewer::index::END;
use corpus_viewer::language::Language;
use corpus_viewer::normalize::Normalizer;
use corpus_viewer::pipeline::Builder;
use corpus_viewer::query::{
    Cursor, Filter, GlobPart, Highlighter, Hit, Leaf, LeafKind, Node, Pattern, Phrase, Query, Slot, Source,
};
use corpus_viewer::rank::{Scored, Search};
use corpus_viewer::store::CorpusFile;
use corpus_viewer::token::words;
use corpus_viewer::view::{SearchOptions, search};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::Config;
use std::collections::{BTreeMap, BTreeSet};

/// A word of a document.
struct Token {
    position: u32,
    span: Span,
    /// How it is written: a Han, Kana or Hangul character with the one right behind it.
    form: String,
    form_end: u32,
    term: String,
    in_title: bool,
}

/// A document, read.
struct Text {
    document: Document,
    entities: Vec<u32>,
    tokens: Vec<Token>,
}

/// The terms of one part of a corpus, by the languages of the documents they are in.
#[derive(Default)]
struct Vocabulary {
    terms: BTreeMap<Language, BTreeSet<String>>,
}

struct Twin<'a> {
    file: &'a CorpusFile,
    normalizer: Normalizer,
    texts: Vec<Text>,
    vocabularies: Vec<Vocabulary>,
    part_of: Vec<usize>,
}

/// A place where a leaf is found: its first position, how many words it has, and its span.
type Place = (u32, u32, Span);

impl<'a> Twin<'a> {
    fn new(file: &'a CorpusFile) -> Self {
        let normalizer = Normalizer::default();
        let mut twin =
            Twin { file, normalizer, texts: Vec::new(), vocabularies: Vec::new(), part_of: Vec::new() };
        for (number, part) in file.parts().iter().enumerate() {
            let mut vocabulary = Vocabulary::default();
            for _ in 0..part.documents() {
                let text = twin.read(twin.texts.len() as u32);
                let terms = vocabulary.terms.entry(text.document.language).or_default();
                terms.extend(text.tokens.iter().map(|token| token.term.clone()));
                twin.texts.push(text);
                twin.part_of.push(number);
            }
            twin.vocabularies.push(vocabulary);
        }
        twin
    }

    fn read(&self, doc: u32) -> Text {
        let document = self.file.document(doc).expect("the corpus is whole");
        let mentions = self.file.mentions(doc, &document.text).expect("the corpus is whole");
        let mut tokens: Vec<Token> = Vec::new();
        let title = document.blocks.iter().position(|block| block.is_content());
        for (number, block) in document.blocks.iter().enumerate().filter(|(_, block)| block.is_content()) {
            let in_title = Some(number) == title && block.kind == corpus_viewer::corpus::BlockKind::Title;
            let spans: Vec<Span> = words(block.span.of(&document.text));
            // One position is left empty between blocks.
            let first = tokens.last().map_or(0, |token| token.position + 2);
            for (nth, span) in spans.iter().enumerate() {
                let span = span.offset_by(block.span.start);
                let stands_alone = |span: Span| span.of(&document.text).starts_with(is_unspaced);
                let behind = spans.get(nth + 1).map(|next| next.offset_by(block.span.start));
                let pair =
                    behind.filter(|next| next.start == span.end && stands_alone(span) && stands_alone(*next));
                let form_end = pair.map_or(span.end, |next| next.end);
                let form = Span { end: form_end, ..span }.of(&document.text).to_owned();
                let term = self.folded(&form);
                tokens.push(Token { position: first + nth as u32, span, form, form_end, term, in_title });
            }
        }
        Text { document, entities: mentions.iter().map(|linked| linked.entity).collect(), tokens }
    }

    fn folded(&self, word: &str) -> String {
        let mut term = String::new();
        self.normalizer.fold(word, &mut term);
        term
    }

    fn folded_words(&self, text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| self.folded(word.of(text))).collect()
    }

    fn fits(&self, pattern: &Pattern, token: &Token, vocabulary: &Vocabulary) -> bool {
        let term = &token.term;
        match pattern {
            Pattern::Word(word) => is_exactly(word, term) || self.is_inflected(word, term, vocabulary),
            Pattern::Term(word) => is_exactly(word, term),
            Pattern::Form { term: wanted, form } => {
                let owner = token.form.strip_suffix("’s").or(token.form.strip_suffix("'s"));
                term == wanted && (token.form == *form || owner == Some(form.as_str()))
            }
            Pattern::Glob(parts) => fits_glob(parts, &term.chars().collect::<Vec<_>>()),
            Pattern::Fuzzy { term: word, distance } => edits(word, term) <= *distance,
            Pattern::Regex(regex) => {
                let whole = format!("(?i)^(?:{regex})$");
                regex_lite::Regex::new(&whole).expect("the parser has read it").is_match(term)
            }
        }
    }

    /// Whether the two have one stem in the language of a document with `term`, or the term is the
    /// stem in the main language.
    fn is_inflected(&self, word: &str, term: &str, vocabulary: &Vocabulary) -> bool {
        let main = vocabulary.main();
        Language::ALL.into_iter().any(|language| {
            let stem = self.normalizer.stem(word, language);
            let has_term = vocabulary.terms.get(&language).is_some_and(|terms| terms.contains(term));
            let has_group = || {
                let mut terms = vocabulary.terms.get(&language).into_iter().flatten();
                terms.any(|other| other != term && self.normalizer.stem(other, language) == stem)
            };
            self.normalizer.stem(term, language) == stem
                && (has_term || main == Some(language) && *term == *stem && !has_group())
        })
    }

    /// Where `phrase` is found in `text`.
    fn phrase(&self, phrase: &Phrase, text: &Text, vocabulary: &Vocabulary) -> Vec<Place> {
        let fits =
            |slot: &Slot, token: &Token| slot.iter().any(|pattern| self.fits(pattern, token, vocabulary));
        let mut places = Vec::new();
        for window in text.tokens.windows(phrase.len()) {
            let (first, last) = (&window[0], &window[window.len() - 1]);
            let in_a_row = last.position - first.position == phrase.len() as u32 - 1;
            if in_a_row && phrase.iter().zip(window).all(|(slot, token)| fits(slot, token)) {
                let span = Span { start: first.span.start, end: last.span.end };
                places.push((first.position, phrase.len() as u32, span));
            }
        }
        places
    }

    /// Where a leaf is found in `text`, each place once.
    fn places(&self, leaf: &Leaf, text: &Text, vocabulary: &Vocabulary) -> BTreeSet<Place> {
        let mut places: BTreeSet<Place> = match &leaf.kind {
            LeafKind::Phrase(ways) => {
                ways.iter().flat_map(|phrase| self.phrase(phrase, text, vocabulary)).collect()
            }
            LeafKind::Near { operands, between } => {
                let of_each: Vec<Vec<Place>> =
                    operands.iter().map(|phrase| self.phrase(phrase, text, vocabulary)).collect();
                let mut found = BTreeSet::new();
                each_group(&of_each, &mut Vec::new(), &mut |group| {
                    if is_near(group, *between) {
                        found.extend(group.iter().copied());
                    }
                });
                found
            }
            LeafKind::Filter(_) => BTreeSet::new(),
        };
        if leaf.in_title {
            let last_of = |place: &Place| place.0 + place.1 - 1;
            let title = text.tokens.iter().filter(|token| token.in_title).map(|token| token.position).max();
            places.retain(|place| title.is_some_and(|title| last_of(place) <= title));
        }
        places
    }

    /// What is marked at `place`: where a pair of characters was asked for last, both of them.
    fn marked(&self, leaf: &Leaf, place: &Place, text: &Text) -> Span {
        let last = text.tokens.iter().find(|token| token.span.end == place.2.end).expect("a word ends there");
        let LeafKind::Phrase(ways) = &leaf.kind else { return place.2 };
        let is_pair = |term: &str| term.chars().filter(|&c| is_unspaced(c)).count() > 1;
        match ways[0].last().map(Vec::as_slice) {
            Some([Pattern::Term(term) | Pattern::Form { term, .. }]) if is_pair(term) => {
                Span { end: last.form_end, ..place.2 }
            }
            _ => place.2,
        }
    }

    fn is_true(&self, filter: &Filter, text: &Text) -> bool {
        let holds =
            |value: &[String], words: &[String]| value.windows(words.len()).any(|window| window == words);
        match filter {
            Filter::Date { from, to } => text.document.date.is_some_and(|date| {
                let mut days = days_of(date).peekable();
                let not_before = from.is_none_or(|from| days_of(from).next() <= days.peek().copied());
                not_before && to.is_none_or(|to| days.max() <= days_of(to).max())
            }),
            Filter::Field { name, words } => {
                let Document { source, author, fields, .. } = &text.document;
                let own = [("source", source.as_ref()), ("author", author.as_ref())];
                let own = own.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
                let further = fields.iter().map(|(name, value)| (name.to_lowercase(), value));
                let value = own.chain(further).find(|(known, _)| known == name);
                value.is_some_and(|(_, value)| holds(&self.folded_words(value), words))
            }
            Filter::FieldIs { name, value } => {
                let Document { source, author, fields, .. } = &text.document;
                match name.as_str() {
                    "source" => source.as_ref() == Some(value),
                    "author" => author.as_ref() == Some(value),
                    _ => fields
                        .iter()
                        .find(|(known, _)| known.to_lowercase() == *name)
                        .is_some_and(|(_, own)| own == value),
                }
            }
            Filter::EntityIs { label, name } => text.entities.iter().any(|&entity| {
                let (of, own) = self.file.entities().get(entity).expect("the corpus is whole");
                own == name && label.is_none_or(|label| label == of.code())
            }),
            Filter::Entity { label, words } => {
                let entities = self.file.entities();
                let all = (0..entities.len()).map(|entity| {
                    let (of, name) = entities.get(entity).expect("the corpus is whole");
                    (entity, of, self.folded_words(name))
                });
                let labelled: Vec<_> =
                    all.filter(|(_, of, _)| label.is_none_or(|l| l == of.code())).collect();
                let is_called = |name: &[String]| match labelled.iter().any(|(.., name)| name == words) {
                    true => name == words,
                    false => holds(name, words),
                };
                let named = labelled.iter().filter(|(.., name)| is_called(name));
                named.into_iter().any(|(entity, ..)| text.entities.contains(entity))
            }
        }
    }

    fn holds(&self, node: &Node, query: &Query, text: &Text, vocabulary: &Vocabulary) -> bool {
        let holds = |node: &Node| self.holds(node, query, text, vocabulary);
        match node {
            Node::All => true,
            Node::Leaf(number) => match &query.leaves[*number] {
                Leaf { kind: LeafKind::Filter(filter), .. } => self.is_true(filter, text),
                leaf => !self.places(leaf, text, vocabulary).is_empty(),
            },
            Node::And(nodes) => nodes.iter().all(holds),
            Node::Or(nodes) => nodes.iter().any(holds),
            Node::Not(inner) => !holds(inner),
        }
    }

    /// Holds the engine's answer to `typed` against this one's.
    fn check(&self, typed: &str) -> Result<(), TestCaseError> {
        let query = match Query::parse(typed, &self.normalizer) {
            Ok(query) => query,
            Err(error) => return Err(TestCaseError::fail(format!("{typed:?}: {error}"))),
        };
        let mut expected = Vec::new();
        let mut highlighter = Highlighter::new(&query, self.file, &self.normalizer);
        for (doc, (text, &part)) in (0..).zip(self.texts.iter().zip(&self.part_of)) {
            let vocabulary = &self.vocabularies[part];
            if self.holds(&query.root, &query, text, vocabulary) {
                expected.push(doc);
            }
            let mut hits = Vec::new();
            for leaf in query.leaves_asked_for() {
                let places = self.places(&query.leaves[leaf], text, vocabulary);
                let marked = |place| Hit { span: self.marked(&query.leaves[leaf], place, text), leaf };
                hits.extend(places.iter().map(marked));
            }
            hits.sort_unstable();
            prop_assert_eq!(highlighter.hits(doc), hits, "{} marked in {:?}", typed, text.document.text);
        }
        let mut found = Vec::new();
        let mut search = Search::new(&query, Source::all(self.file), &self.normalizer);
        search.each(|scored| found.push(scored));
        search.draw_near(usize::MAX, &mut found);
        let docs: Vec<u32> = found.iter().map(|scored| scored.doc).collect();
        prop_assert_eq!(docs, expected, "{} found", typed);
        self.check_weights(&query)?;
        self.check_best(&query, found)
    }

    /// How often each leaf is in each document found, and whether in its title.
    fn check_weights(&self, query: &Query) -> Result<(), TestCaseError> {
        let mut base = 0;
        for (source, vocabulary) in Source::all(self.file).zip(&self.vocabularies) {
            let mut cursor = Cursor::open(query, source, &self.normalizer);
            while cursor.doc() != END {
                let text = &self.texts[base + cursor.doc() as usize];
                let mut weights = Vec::new();
                cursor
                    .each_weight(source.segment.lengths(), &mut |leaf, weight| weights.push((leaf, weight)));
                for (leaf, weight) in weights {
                    let places = self.places(&query.leaves[leaf], text, vocabulary);
                    let title = |position| {
                        text.tokens.iter().any(|token| token.position == position && token.in_title)
                    };
                    prop_assert_eq!(weight.term_freq as usize, places.len());
                    prop_assert_eq!(weight.in_title, places.iter().any(|place| title(place.0)));
                }
                cursor.advance();
            }
            base += source.segment.documents() as usize;
        }
        Ok(())
    }

    /// The best documents are the first of all when sorted.
    fn check_best(&self, query: &Query, mut all: Vec<Scored>) -> Result<(), TestCaseError> {
        all.sort_unstable();
        for most in [0, 1, 3, 100] {
            let best = Search::new(query, Source::all(self.file), &self.normalizer).best(most);
            prop_assert_eq!(best.len(), most.min(all.len()));
            let near = |a: f32, b: f32| (a - b).abs() <= 1e-4 * a.abs().max(1.0);
            for (found, expected) in best.iter().zip(&all) {
                let same = all.iter().find(|scored| scored.doc == found.doc).expect("it is found by both");
                prop_assert!(near(found.score, expected.score) && near(found.score, same.score));
            }
        }
        Ok(())
    }
}

impl Vocabulary {
    /// The language with most terms.
    fn main(&self) -> Option<Language> {
        let count = |language: &Language| self.terms.get(language).map_or(0, BTreeSet::len);
        Language::ALL.into_iter().rev().max_by_key(count)
    }
}

/// The same term; or the number `word` with a unit behind it.
fn is_exactly(word: &str, term: &str) -> bool {
    let is_number = word.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',');
    let unit = term.strip_prefix(word).filter(|unit| unit.chars().all(char::is_alphabetic));
    word == term || is_number && unit.is_some_and(|unit| !["st", "nd", "rd", "th", "s"].contains(&unit))
}

fn fits_glob(parts: &[GlobPart], term: &[char]) -> bool {
    match parts.split_first() {
        None => term.is_empty(),
        Some((GlobPart::One, rest)) => !term.is_empty() && fits_glob(rest, &term[1..]),
        Some((GlobPart::Many, rest)) => (0..=term.len()).any(|from| fits_glob(rest, &term[from..])),
        Some((GlobPart::Text(text), rest)) => {
            let text: Vec<char> = text.chars().collect();
            term.strip_prefix(text.as_slice()).is_some_and(|behind| fits_glob(rest, behind))
        }
    }
}

/// Some of the Han, Kana and Hangul characters: those in the texts of this file.
fn is_unspaced(c: char) -> bool {
    matches!(c, '가'..='힣' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | 'ｱ'..='ﾝ' | '一'..='鿿')
}

/// The insertions, deletions and substitutions between two words (V. Levenshtein, 1965).
fn edits(a: &str, b: &str) -> u32 {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<u32> = (0..=b.len() as u32).collect();
    for (above, a) in (1..).zip(a.chars()) {
        let mut before = std::mem::replace(&mut row[0], above);
        for (at, b) in b.iter().enumerate() {
            let substituted = before + u32::from(a != *b);
            before = row[at + 1];
            row[at + 1] = substituted.min(before + 1).min(row[at] + 1);
        }
    }
    row[b.len()]
}

/// Calls `visit` with every choice of one place of each.
fn each_group(of_each: &[Vec<Place>], group: &mut Vec<Place>, visit: &mut impl FnMut(&[Place])) {
    match of_each.split_first() {
        None => visit(group),
        Some((places, rest)) => {
            for &place in places {
                group.push(place);
                each_group(rest, group, visit);
                group.pop();
            }
        }
    }
}

/// Whether none stands on top of another, and at most so many words between first and last belong to none.
fn is_near(group: &[Place], between: u32) -> bool {
    let positions: Vec<u32> = group.iter().flat_map(|place| place.0..place.0 + place.1).collect();
    let different: BTreeSet<u32> = positions.iter().copied().collect();
    let (first, last) = (different.first().expect("it has a word"), different.last().expect("it has one"));
    different.len() == positions.len() && last - first < positions.len() as u32 + between
}

/// All days that `date` may mean, in order.
fn days_of(date: Date) -> impl Iterator<Item = (u16, u8, u8)> {
    let days = (1..=12).flat_map(|month| (1..=31).map(move |day| (month, day)));
    let may_mean =
        move |&(month, day): &(u8, u8)| [0, month].contains(&date.month()) && [0, day].contains(&date.day());
    let exists = move |&(month, day): &(u8, u8)| Date::new(date.year(), month, day).is_some();
    days.filter(may_mean).filter(exists).map(move |(month, day)| (date.year(), month, day))
}

#[test]
fn agrees_on_the_seeds() {
    let mut builder = Builder::new(Annotator::new(english()));
    common::seed_texts().iter().for_each(|(name, bytes)| builder.add_source(name, bytes));
    let file = builder.finish().0;
    let twin = Twin::new(&file);
    for (query, _) in common::cases(include_str!("suites/seeds.txt")) {
        twin.check(query).unwrap();
    }
}

#[test]
fn agrees_on_the_articles() {
    let mut builder = Builder::new(Annotator::new(english()));
    builder.add_source("articles.jsonl", include_bytes!("suites/articles.jsonl"));
    let file = builder.finish().0;
    let twin = Twin::new(&file);
    for (query, expected) in common::cases(include_str!("suites/search.txt")) {
        if !expected.contains('⟦') {
            twin.check(query).unwrap();
        }
    }
}

/// Words that are near one another in every way the engine knows.
const WORDS: &[&str] = &[
    "rain",
    "Rains",
    "raining",
    "train",
    "army",
    "armies",
    "Army",
    "US",
    "us",
    "U.S.",
    "MS-13",
    "MS13",
    "ms",
    "13",
    "13.5m",
    "$13m",
    "13th",
    "Noboa’s",
    "noboa",
    "Pazmiño",
    "quid-pro-quo",
    "quid",
    "pro",
    "quo",
    "not",
    "notes",
    "don't",
    "women",
    "woman",
    "gatos",
    "gato",
    "casa",
    "chats",
    "chat",
    "Häuser",
    "Haus",
    "Straße",
    "strasse",
    "東京",
    "東京都",
    "京",
    "都は",
    "カタカナ",
    "ｶﾞｽ",
    "ガス",
    "서울",
    "서울시",
    "東京2025年",
    "Los Choneros",
    "Marco Rubio",
    "Rubio",
    "Quito",
    "the",
    ".",
    "、",
    "“",
];

fn text(length: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    prop::collection::vec(select(WORDS), length).prop_map(|words| words.join(" "))
}

const DATES: &[&str] =
    &["2024", "2024-02", "2024-02-29", "2025-01-31", "2025-02", "2025-02-28", "2025-03-01"];

/// A document as a line of JSON, but for its id.
fn document() -> impl Strategy<Value = serde_json::Value> {
    let field = |values: &'static [&'static str]| prop::option::of(select(values));
    (
        prop::option::of(text(1..5)),
        prop::collection::vec(text(0..9), 1..4),
        field(DATES),
        field(&["The Post", "Harbour Post", "post"]),
        field(&["world", "World News", "東京 desk"]),
        field(&["en", "es", "fr", "de"]),
    )
        .prop_map(|(title, paragraphs, date, source, desk, language)| {
            serde_json::json!({
                "title": title, "text": format!("The rain.\n{}", paragraphs.join("\n")), "date": date,
                "source": source, "desk": desk, "language": language,
            })
        })
}

fn documents(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(document(), count).prop_map(|documents| {
        let numbered = |(number, mut document): (usize, serde_json::Value)| {
            let object = document.as_object_mut().expect("it is one");
            object.retain(|_, value| !value.is_null());
            object.insert("id".to_owned(), number.to_string().into());
            document.to_string()
        };
        documents.into_iter().enumerate().map(numbered).collect()
    })
}

fn corpus(lines: &[String]) -> CorpusFile {
    let mut builder = Builder::new(Annotator::new(english()));
    builder.add_source("a.jsonl", lines.join("\n").as_bytes());
    let (file, skipped) = builder.finish();
    assert_eq!(skipped, []);
    file
}

/// The same documents in several parts.
fn corpus_in_parts(lines: &[String], length: usize) -> CorpusFile {
    CorpusFile::join(lines.chunks(length).map(corpus).collect()).expect("the parts are whole")
}

fn word() -> impl Strategy<Value = String> {
    select(WORDS)
        .prop_filter("it has a letter", |word| word.contains(char::is_alphanumeric))
        .prop_map(String::from)
}

fn phrase() -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 1..4).prop_map(|words| format!("\"{}\"", words.join(" ")))
}

const GLOBS: &[&str] =
    &["rain*", "*ain*", "wom?n", "?ain", "n*", "*13*", "東*", "*都*", "\"l* ch*\"", "\"the r*\""];
const FUZZY: &[&str] =
    &["rains~1", "rian~2", "nobaa~1", "women~1", "rubbio~1", "notes~2", "pazmina~1", "京~1", "us~0"];
const REGEXES: &[&str] = &["/r.*s?/", "/[nm].*/", "/m?s13/", "/.*京.*/", "/(quid|quo)/", "/\\d+.*/"];
const EXACT: &[&str] =
    &["=US", "=us", "=U.S.", "=“Los Choneros”", "=Army", "=noboa", "=Noboa", "=東京", "=MS13"];
const FILTERS: &[&str] = &[
    "date:2024",
    "date:2024-02",
    "date:2025-01-31..2025-02",
    "date:..2025-02-28",
    "date:2025-02-28..",
    "date:2024-02-01..2024-02-29",
    "source:post",
    "source:=Post",
    "source:=\"Harbour Post\"",
    "desk:=crime",
    "per:=\"Daniel Noboa\"",
    "entity:=US",
    "source:\"the post\"",
    "desk:world",
    "desk:\"東京\"",
    "entity:rubio",
    "per:\"marco rubio\"",
    "loc:quito",
    "org:choneros",
];

fn leaf() -> impl Strategy<Value = String> {
    let near = (prop_oneof![word(), phrase()], 0..4, prop_oneof![word(), phrase()]);
    let titled = prop_oneof![word(), phrase(), select(GLOBS).prop_map(String::from)];
    prop_oneof![
        4 => word(),
        3 => phrase(),
        1 => (phrase(), 0..4).prop_map(|(phrase, between)| format!("{phrase}~{between}")),
        1 => near.prop_map(|(a, between, b)| format!("({a} NEAR/{between} {b})")),
        1 => titled.prop_map(|leaf| format!("title:{leaf}")),
        1 => select(GLOBS).prop_map(String::from),
        1 => select(FUZZY).prop_map(String::from),
        1 => select(REGEXES).prop_map(String::from),
        1 => select(EXACT).prop_map(String::from),
        1 => select(FILTERS).prop_map(String::from),
    ]
}

fn query() -> impl Strategy<Value = String> {
    leaf().prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} {b}")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} OR {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("{a} -({b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a}) AND NOT {b}")),
            inner.prop_map(|a| format!("NOT ({a})")),
        ]
    })
}

proptest! {
    #![proptest_config(Config::with_cases(200))]

    #[test]
    fn agrees_on_any_texts_and_queries(
        lines in documents(1..6),
        queries in prop::collection::vec(query(), 10),
    ) {
        let file = corpus(&lines);
        let twin = Twin::new(&file);
        queries.iter().try_for_each(|query| twin.check(query))?;
    }

    /// Whether in one part or in several.
    #[test]
    fn agrees_on_any_parts(
        lines in documents(2..7),
        length in 1usize..3,
        queries in prop::collection::vec(query(), 5),
    ) {
        let file = corpus_in_parts(&lines, length);
        let twin = Twin::new(&file);
        queries.iter().try_for_each(|query| twin.check(query))?;
    }
}

proptest! {
    #![proptest_config(Config::with_cases(200))]

    /// Any stretch of Han, Kana and Hangul is found wherever it stands, and marked from end to end.
    #[test]
    fn stretches_of_characters_are_found_and_marked(
        texts in prop::collection::vec("[東京都は가나 ]{1,12}", 1..5),
        wanted in "[東京都は가나]{1,4}",
    ) {
        let ids = ["a", "b", "c", "d", "e"];
        let file = corpus_viewer::pipeline::build_texts(ids.into_iter().zip(texts.iter().map(String::as_str)));
        let normalizer = Normalizer::default();
        let query = Query::parse(&wanted, &normalizer).expect("it has no sign in it");
        let mut highlighter = Highlighter::new(&query, &file, &normalizer);
        for doc in 0..file.documents() {
            let text = file.document(doc).expect("it is there").text;
            let starts = text.char_indices().map(|(at, _)| at);
            let expected: Vec<Span> = starts
                .filter(|&at| text[at..].starts_with(&wanted))
                .map(|at| Span::new(at, at + wanted.len()))
                .collect();
            let found: Vec<Span> = highlighter.hits(doc).iter().map(|hit| hit.span).collect();
            prop_assert_eq!(found, expected, "{} in {}", wanted, text);
        }
    }

    /// Counts of fields are those of counting by hand, and snippets mark every hit that is in them.
    #[test]
    fn pages_agree_with_reading(lines in documents(1..6), typed in query()) {
        let file = corpus(&lines);
        let options = SearchOptions { facets: 100, limit: 100, ..SearchOptions::default() };
        let page = search(&file, &typed, &options);
        let Ok(page) = page else {
            prop_assert_eq!(page.unwrap_err().kind, "unknown-field");
            return Ok(());
        };
        let found: Vec<Document> = page.hits[..page.total]
            .iter()
            .map(|hit| file.document(file.find(&hit.id).expect("it is there")).expect("it is whole"))
            .collect();
        let counted = |value: &dyn Fn(&Document) -> Option<String>| {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            found.iter().filter_map(value).for_each(|value| *counts.entry(value).or_default() += 1);
            counts
        };
        let told = |field: &str| {
            let values = page.facets.iter().filter(|facet| facet.field == field).flat_map(|facet| &facet.values);
            values.map(|value| (value.value.clone(), value.documents)).collect::<BTreeMap<_, _>>()
        };
        let desk = |document: &Document| {
            document.fields.iter().find(|(name, _)| name == "desk").map(|(_, value)| value.clone())
        };
        prop_assert_eq!(told("source"), counted(&|document| document.source.clone()));
        prop_assert_eq!(told("desk"), counted(&desk));
        prop_assert_eq!(told("year"), counted(&|document| Some(document.date?.year().to_string())));
        let normalizer = Normalizer::default();
        let query = Query::parse(&typed, &normalizer).expect("it was just answered");
        for hit in &page.hits {
            let doc = file.find(&hit.id).expect("it is there");
            let text = file.document(doc).expect("it is whole").text;
            let hits = Highlighter::new(&query, &file, &normalizer).hits(doc);
            let shown: String = hit.snippet.iter().map(|run| run.text.as_str()).collect();
            let start = text.find(shown.trim_matches('…'));
            let Some(start) = start.filter(|_| text.matches(shown.trim_matches('…')).count() == 1) else { continue };
            let mut at = start;
            for run in hit.snippet.iter().filter(|run| run.text != "…") {
                for (offset, _) in run.text.char_indices() {
                    let inside = |hit: &Hit| hit.span.range().contains(&(at + offset));
                    prop_assert_eq!(run.hit.is_some(), hits.iter().any(inside), "{} in {}", typed, shown);
                }
                at += run.text.len();
            }
        }
    }
}
