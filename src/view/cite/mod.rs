//! A place or an article, as it is told in a text of one's own: what is written there, and where it was found.

mod bibtex;
mod csl;
mod markdown;
mod text;

use super::error::CorpusError;
use super::place::{Selection, place_of};
use crate::corpus::{Date, Document};
use crate::normalize::Normalizer;
use crate::passage::passage;
use crate::said::said;
use crate::store::CorpusFile;
use crate::token::each_word;
use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// What is cited.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cited {
    Selection(Selection),
    /// The words that the note with this id is on.
    Note(u32),
    /// The article with this id, without words of it.
    Document(String),
}

impl Default for Cited {
    fn default() -> Self {
        Cited::Document(String::new())
    }
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct CiteOptions {
    pub format: CitationFormat,
    /// The address of the page that shows the corpus; what is behind a `#` is left out. Empty: no link is given.
    pub link: String,
    /// The day, in ISO 8601; told unless it is empty.
    pub accessed: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CitationFormat {
    #[default]
    Text,
    Markdown,
    /// An entry of a BibTeX file.
    Bibtex,
    /// A list of one item of CSL-JSON 1.0.
    CslJson,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Citation {
    pub text: String,
    /// What opens the page just there, if its address was given.
    pub link: Option<String>,
}

/// What a citation tells; each format writes it in its own way. All texts but the quotation are of one line.
struct Source {
    /// Of ASCII letters and digits: source, year, and a word of the title.
    key: String,
    quote: Option<String>,
    title: String,
    author: Option<String>,
    source: Option<String>,
    date: Option<Date>,
    url: Option<String>,
    /// What opens the article at the quotation.
    link: Option<String>,
    accessed: Option<Date>,
}

/// The citation of a place or an article.
///
/// ```
/// use corpus_viewer::pipeline::build_texts;
/// use corpus_viewer::view::{CiteOptions, Cited, cite};
/// let file = build_texts([("a b", "Base reopens\nThe army left the old base on Monday.")]);
/// let options = CiteOptions { link: "https://example.org/".to_owned(), ..CiteOptions::default() };
/// let citation = cite(&file, &Cited::Document("a b".to_owned()), &options)?;
/// assert_eq!(citation.text, "Base reopens.\nhttps://example.org/#document=a+b\n");
/// # Ok::<(), corpus_viewer::view::CorpusError>(())
/// ```
///
/// # Errors
/// There is no such article or note, nothing is selected, or `accessed` is no day; or the article makes no sense.
pub fn cite(file: &CorpusFile, cited: &Cited, options: &CiteOptions) -> Result<Citation, CorpusError> {
    let (document, quote) = found(file, cited)?;
    let accessed = match &*options.accessed {
        "" => None,
        accessed => {
            let is_none = || CorpusError::options(said!("\"{0}\" is no day in ISO 8601", accessed));
            Some(Date::parse_iso(accessed).ok_or_else(is_none)?)
        }
    };
    let one_line = |text: &Option<String>| text.as_deref().map(one_line).filter(|text| !text.is_empty());
    let (quote, passage) = quote.unzip();
    let source = Source {
        key: key(&document),
        quote,
        title: self::one_line(&document.title),
        author: one_line(&document.author),
        source: one_line(&document.source),
        date: document.date,
        url: one_line(&document.url),
        link: link(&options.link, &document.id, passage.as_deref()),
        accessed,
    };
    let text = match options.format {
        CitationFormat::Text => text::write(&source),
        CitationFormat::Markdown => markdown::write(&source),
        CitationFormat::Bibtex => bibtex::write(&source),
        CitationFormat::CslJson => csl::write(&source),
    };
    Ok(Citation { text, link: source.link })
}

/// The document of what is cited, and of a place in it the words and the passage. The passage is empty if a note's
/// words are not in the text any more.
fn found(file: &CorpusFile, cited: &Cited) -> Result<(Document, Option<(String, String)>), CorpusError> {
    let document = |id: &str| {
        let doc = file.find(id).ok_or_else(|| CorpusError::no_document(id))?;
        Ok::<_, CorpusError>(file.document(doc)?)
    };
    let (document, place) = match cited {
        Cited::Document(id) => return Ok((document(id)?, None)),
        Cited::Selection(selection) => place_of(file, selection)?,
        Cited::Note(id) => {
            let place = file.notes().get(*id)?.place.clone();
            (document(&place.document)?, place)
        }
    };
    let found = place.find(&document.text);
    let passage = found.map(|span| passage(&document.text, span)).unwrap_or_default();
    Ok((document, Some((place.exact, passage))))
}

/// The address that opens an article at a passage, as the page reads it.
fn link(page: &str, document: &str, passage: Option<&str>) -> Option<String> {
    let page = page.split('#').next().filter(|page| !page.is_empty())?;
    let mut link = format!("{page}#document={}", form_encoded(document));
    if let Some(passage) = passage.filter(|passage| !passage.is_empty()) {
        let _ = write!(link, "&passage={}", form_encoded(passage));
    }
    Some(link)
}

/// As `URLSearchParams` writes it: `application/x-www-form-urlencoded` of the URL Standard.
fn form_encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b' ' => out.push('+'),
            b'*' | b'-' | b'.' | b'_' => out.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            _ => _ = write!(out, "%{byte:02X}"),
        }
    }
    out
}

/// Text with every stretch of white space as one space, and without control characters.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c.is_control()).collect();
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A word of a title is of some length, or else a small one that many titles begin with.
const LONG: usize = 4;

/// What the entry is called: `reuters2025base`.
fn key(document: &Document) -> String {
    let normalizer = Normalizer::default();
    let ascii_words = |text: &str| {
        let mut words = Vec::new();
        each_word(text, |word| {
            let mut term = String::new();
            normalizer.fold(word.of(text), &mut term);
            term.retain(|c| c.is_ascii_alphanumeric());
            words.push(term);
        });
        words.retain(|word| !word.is_empty());
        words
    };
    let who = document.source.as_deref().or(document.author.as_deref()).unwrap_or_default();
    let year = document.date.map(|date| date.year().to_string());
    let title = ascii_words(&document.title);
    let word = title.iter().find(|word| word.len() >= LONG).or(title.first()).cloned();
    let who = Some(ascii_words(who).concat()).filter(|who| !who.is_empty());
    [who.unwrap_or_else(|| "article".to_owned()), year.unwrap_or_default(), word.unwrap_or_default()].concat()
}

/// A title as the first of several sentences.
fn with_stop(title: &str) -> String {
    let is_ended = title.ends_with(['.', '?', '!', '…']);
    if is_ended { title.to_owned() } else { format!("{title}.") }
}

/// Where an article appeared, and when.
fn appeared(source: Option<&str>, date: Option<Date>) -> String {
    let date = date.map(|date| date.to_string());
    source.into_iter().chain(date.as_deref()).collect::<Vec<_>>().join(", ")
}
