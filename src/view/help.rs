//! The query language, each way of asking with an example out of the corpus itself.

use crate::corpus::Document;
use crate::entity::Label;
use crate::normalize::Normalizer;
use crate::store::{CorpusFile, StoreError};
use crate::token::words;
use serde::Serialize;

/// One way of asking.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HelpRow {
    /// How it is written.
    pub write: &'static str,
    /// What it finds.
    pub finds: &'static str,
    /// A query that finds something in this corpus.
    pub example: String,
}

/// How a query is written, what it finds, and an example with words of the corpus in braces.
/// The written grammar, docs/query-language.md, has the same rows.
pub const ROWS: [(&str, &str, &str); 22] = [
    ("words", "articles with all of the words, in any form: “army” finds “armies”", "{one} {four}"),
    ("\"words in a row\"", "these words one after another, exactly", "\"{one} {two}\""),
    ("\"words\"~5", "these words in any order, with at most 5 others between them", "\"{four} {one}\"~5"),
    ("a NEAR/5 b", "two words or phrases, in any order, with at most 5 words between", "{four} NEAR/5 {one}"),
    ("a AND b", "both; the same as leaving AND out", "{one} AND {four}"),
    ("a OR b", "one of them, or both", "{one} OR {four}"),
    ("a NOT b, a -b", "the first and not the second", "{one} NOT \"{four} {one}\""),
    ("(a OR b) c", "parentheses say what belongs together", "({one} OR {two}) {four}"),
    ("depor*", "words that begin so", "{beginning}*"),
    ("*tion", "words that end so", "*{ending}"),
    ("wom?n", "any one letter in this place", "{gap}"),
    ("rubbio~1", "words at most 1 letter away, or 2", "{misspelt}~1"),
    ("/regular expression/", "words that match it from end to end", "/{beginning}.*/"),
    ("=Exact", "the word exactly as written: “=US” is not the pronoun", "={form}"),
    ("title:word", "in headlines only", "title:{title}"),
    ("date:2025, date:2025-02..2025-09", "articles of a year, month or day, or between two", "date:{year}"),
    ("source:name", "articles from this source", "source:\"{source}\""),
    ("author:name", "articles by this author", "author:\"{author}\""),
    ("field:value", "any other field of the metadata", "{field}:\"{value}\""),
    (
        "per:name, org:name, loc:name",
        "articles that name this person, organisation or place",
        "{label}:\"{name}\"",
    ),
    ("entity:name", "articles that name this, whatever it is", "entity:\"{name}\""),
    ("*", "every article", "*"),
];

/// The ways of asking for which the corpus has an example.
///
/// # Errors
/// The corpus makes no sense.
pub fn help(file: &CorpusFile) -> Result<Vec<HelpRow>, StoreError> {
    let values = examples(file)?;
    let rows = ROWS.iter().filter_map(|&(write, finds, template)| {
        let mut example = template.to_owned();
        for (name, value) in &values {
            example = example.replace(&format!("{{{name}}}"), value);
        }
        (!example.contains('{')).then_some(HelpRow { write, finds, example })
    });
    Ok(rows.collect())
}

/// How many articles are looked through for examples.
const LOOKED_THROUGH: u32 = 20;

/// What stands for the names in the templates.
fn examples(file: &CorpusFile) -> Result<Vec<(&'static str, String)>, StoreError> {
    let mut values = Vec::new();
    let documents = 0..file.documents().min(LOOKED_THROUGH);
    file.needs(documents.clone())?;
    for doc in documents {
        let document = file.document(doc)?;
        if !values.iter().any(|(name, _)| *name == "one") {
            values.extend(of_text(&document));
        }
        let title = document.title.split_whitespace().find(|word| is_telling(word));
        let source = document.source.clone().filter(|source| !source.contains(['"', '{']));
        let author = document.author.clone().filter(|author| !author.contains(['"', '{']));
        let field = document.fields.iter().find(|(name, value)| is_plain(name) && is_plain(value));
        let found = [
            ("title", title.filter(|_| !document.title_is_first_sentence).map(str::to_owned)),
            ("source", source),
            ("author", author),
            ("year", document.date.map(|date| format!("{:04}", date.year()))),
            ("field", field.map(|(name, _)| name.clone())),
            ("value", field.map(|(_, value)| value.clone())),
        ];
        for (name, value) in found {
            if let Some(value) = value
                && !values.iter().any(|(known, _)| *known == name)
            {
                values.push((name, value));
            }
        }
    }
    values.extend(named(file).into_iter().flatten());
    Ok(values)
}

/// Four words of an article that follow one another, the first, the second and the last of
/// them telling ones; and parts of the first.
fn of_text(document: &Document) -> Vec<(&'static str, String)> {
    let normalizer = Normalizer::default();
    let term = |word: &str| {
        let mut term = String::new();
        normalizer.fold(word, &mut term);
        term
    };
    for block in document.content() {
        let text = block.span.of(&document.text);
        let words = words(text);
        let fits = |four: &&[crate::Span]| {
            [0, 1, 3].iter().all(|&nth| is_telling(four[nth].of(text)))
                && term(four[0].of(text)) != term(four[3].of(text))
        };
        let Some(four) = words.windows(4).find(fits) else { continue };
        let form = four[0].of(text).to_owned();
        let one = term(&form);
        let letters: Vec<char> = one.chars().collect();
        let without = |at: usize| letters[..at].iter().chain(&letters[at + 1..]).collect::<String>();
        let middle = letters.len() / 2;
        return vec![
            ("two", term(four[1].of(text))),
            ("four", term(four[3].of(text))),
            ("beginning", letters[..4].iter().collect()),
            ("ending", letters[letters.len() - 4..].iter().collect()),
            ("gap", letters[..middle].iter().chain(&['?']).chain(&letters[middle + 1..]).collect()),
            ("misspelt", without(middle)),
            ("form", form),
            ("one", one),
        ];
    }
    Vec::new()
}

/// Whether a word says something by itself, and can stand in a query as it is.
fn is_telling(word: &str) -> bool {
    word.chars().count() >= 6 && word.chars().all(char::is_alphabetic)
}

fn is_plain(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_alphanumeric)
}

/// The first person, organisation or place.
fn named(file: &CorpusFile) -> Option<[(&'static str, String); 2]> {
    let entities = file.entities();
    let mut all = (0..entities.len()).filter_map(|entity| entities.get(entity).ok());
    let (label, name) = all.find(|(label, name)| {
        matches!(label, Label::Per | Label::Org | Label::Loc) && !name.contains(['"', '{'])
    })?;
    Some([("label", label.code().to_lowercase()), ("name", name.to_owned())])
}
