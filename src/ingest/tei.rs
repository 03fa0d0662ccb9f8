//! TEI: one document a file, or for each `TEI` in a `teiCorpus`. What the header says becomes metadata;
//! lines are paragraphs, verses, headings, items of lists; notes, and what is repeated on each page, are
//! set apart at the end.

use super::encoding::Decoded;
use super::lines::Lines;
use super::reading::Reading;
use super::xml::{self, Piece, Tag};
use super::{IngestError, RawDocument, shared, split_extension};
use crate::corpus::BlockKind;

/// Elements that make lines.
const LINES: &str = "\
    argument ab byline closer dateline div docAuthor docDate docImprint docTitle epigraph \
    figure floatingText head imprimatur item l label lg list opener p postscript row salute \
    signed sp speaker stage table titlePart trailer";

/// Elements that are left out: what an editor or author struck out, and other readings.
const LEFT_OUT: [&str; 5] = ["del", "gap", "rdg", "surplus", "teiHeader"];

/// Of a `choice`, what is left out: the spelling of the source.
const OLDER: [&str; 3] = ["abbr", "orig", "sic"];

/// More authors are not named with each text of a corpus.
const MOST_AUTHORS: usize = 20;

/// Elements that are set apart.
const APART: [&str; 2] = ["note", "fw"];

pub(super) fn read(name: &str, decoded: &Decoded, reading: &mut Reading) -> Result<(), IngestError> {
    let mut found = Tei { stem: split_extension(name).0, ..Tei::default() };
    let well_formed = xml::each(&decoded.text, &mut |piece| {
        if let Some(mut document) = found.take(piece) {
            decoded.note(&mut document);
            reading.give(document);
        }
    });
    if well_formed.is_err() {
        found.end_text().into_iter().for_each(|document| reading.give(document));
    }
    match found.documents {
        0 => well_formed.and(Err(IngestError::Empty)),
        _ => well_formed,
    }
}

fn makes_lines(name: &str) -> bool {
    LINES.split(' ').any(|known| known == name)
}

/// A file being read.
#[derive(Default)]
struct Tei<'a> {
    stem: &'a str,
    /// The elements that are open, and how many of them are of each kind.
    open: Vec<Element>,
    in_header: usize,
    in_text: usize,
    in_left_out: usize,
    in_apart: usize,
    is_corpus: bool,
    documents: usize,
    /// What the header of a whole corpus says.
    of_corpus: Header,
    header: Header,
    /// What the innermost element of a header has as text so far.
    words: String,
    /// The value of the attribute `when` of the last date.
    when: Option<String>,
    id: Option<String>,
    body: Lines,
    apart: Lines,
    has_heading: bool,
    /// The line goes on without a space: in a word broken at a line's end.
    is_broken: bool,
    /// A word has just ended, in a text marked word by word.
    after_word: bool,
}

/// An open element.
struct Element {
    name: String,
    is_left_out: bool,
}

/// What a `teiHeader` says.
#[derive(Clone, Default)]
struct Header {
    title: Option<String>,
    authors: Vec<String>,
    publisher: Option<String>,
    /// With how much it is of the text itself.
    date: Option<(usize, String)>,
    language: Option<String>,
    keywords: Vec<String>,
}

impl Tei<'_> {
    /// Takes a piece of the file, and gives the document that it ends.
    fn take(&mut self, piece: Piece) -> Option<RawDocument> {
        match piece {
            Piece::Start(tag) => self.start(&tag),
            Piece::Text(text) => self.text(&text),
            Piece::End(name) => {
                self.end(&name);
                self.close();
                return matches!(&*name, "TEI" | "TEI.2").then(|| self.end_text())?;
            }
        }
        None
    }

    fn open(&mut self, name: &str) {
        let in_choice = self.open.last().is_some_and(|parent| parent.name == "choice");
        let is_left_out = LEFT_OUT.contains(&name) || in_choice && OLDER.contains(&name);
        self.in_header += usize::from(name == "teiHeader");
        self.in_text += usize::from(name == "text");
        self.in_apart += usize::from(APART.contains(&name));
        self.in_left_out += usize::from(is_left_out);
        self.open.push(Element { name: name.to_owned(), is_left_out });
    }

    fn close(&mut self) {
        let Some(Element { name, is_left_out }) = self.open.pop() else { return };
        self.in_header -= usize::from(name == "teiHeader");
        self.in_text -= usize::from(name == "text");
        self.in_apart -= usize::from(APART.contains(&&*name));
        self.in_left_out -= usize::from(is_left_out);
    }

    /// Whether an element called so is not far outside the one being read.
    fn is_in(&self, name: &str) -> bool {
        const FAR: usize = 16;
        self.open.iter().rev().take(FAR).any(|open| open.name == name)
    }

    fn is_left_out(&self) -> bool {
        self.in_text == 0 || self.in_left_out > 0
    }

    /// The lines that are being written: those of the text, or those set apart.
    fn lines(&mut self) -> &mut Lines {
        if self.in_apart > 0 { &mut self.apart } else { &mut self.body }
    }

    fn start(&mut self, tag: &Tag) {
        let name = tag.name();
        self.is_corpus |= name == "teiCorpus";
        if matches!(name, "TEI" | "TEI.2") {
            self.id = tag.attribute("id");
        }
        if self.in_header > 0 {
            self.words.clear();
            self.when = tag.attribute("when").or_else(|| tag.attribute("notBefore"));
            if name == "language" {
                self.header.language = self
                    .header
                    .language
                    .take()
                    .or_else(|| tag.attribute("ident").map(|code| shared(&code).to_owned()));
            }
        }
        self.open(name);
        if self.is_left_out() {
            return;
        }
        match name {
            "lb" | "pb" | "cb" if tag.attribute("break").as_deref() == Some("no") => {
                let line = self.lines().line();
                line.truncate(line.trim_end().trim_end_matches(['-', '¬', '\u{AD}']).len());
                self.is_broken = true;
            }
            "lb" if !self.lines().line().ends_with('-') => self.lines().push(" "),
            "w" if self.after_word => self.lines().push(" "),
            "cell" => self.lines().next_cell(),
            name if makes_lines(name) => self.end_line(BlockKind::Paragraph),
            name if APART.contains(&name) => drop(self.apart.end(BlockKind::Furniture)),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_header > 0 {
            self.words.push_str(text);
        }
        if self.is_left_out() {
            return;
        }
        let text = if self.is_broken { text.trim_start() } else { text };
        self.is_broken &= text.is_empty();
        self.after_word &= text.is_empty();
        self.lines().push(text);
    }

    /// Ends an element, which is still among the open ones.
    fn end(&mut self, name: &str) {
        if self.in_header > 0 {
            self.end_in_header(name);
        }
        if self.is_left_out() {
            return;
        }
        self.after_word = matches!(name, "w" | "pc");
        match name {
            "head" if !self.has_heading && self.header.title.is_none() => {
                self.has_heading = self.body.end(BlockKind::Title);
            }
            name if makes_lines(name) || name == "text" => self.end_line(BlockKind::Paragraph),
            name if APART.contains(&name) => drop(self.apart.end(BlockKind::Furniture)),
            _ => {}
        }
    }

    fn end_line(&mut self, kind: BlockKind) {
        let kind = if self.in_apart > 0 { BlockKind::Furniture } else { kind };
        self.lines().end(kind);
    }

    fn end_in_header(&mut self, name: &str) {
        let words = shared(xml::one_line(&self.words).trim()).to_owned();
        let is_of_source = self.is_in("sourceDesc");
        let places = ["publicationStmt", "sourceDesc", "creation"];
        let nearness = places.iter().rposition(|place| self.is_in(place));
        let [in_title, in_publication, in_keywords, in_text] =
            ["titleStmt", "publicationStmt", "keywords", "TEI"].map(|name| self.is_in(name));
        let header = &mut self.header;
        match name {
            "title" if in_title && !is_of_source && !words.is_empty() => {
                header.title.get_or_insert(words);
            }
            "author" if in_title && !is_of_source && header.authors.len() < MOST_AUTHORS => {
                header.authors.push(words)
            }
            "publisher" if in_publication && !words.is_empty() => {
                header.publisher.get_or_insert(words);
            }
            "date" => {
                let date = self
                    .when
                    .take()
                    .map(|when| shared(&when).to_owned())
                    .or(Some(words))
                    .filter(|date| !date.is_empty());
                if let (Some(nearness), Some(date)) = (nearness, date)
                    && header.date.as_ref().is_none_or(|(known, _)| *known < nearness)
                {
                    header.date = Some((nearness, date));
                }
            }
            "term" if in_keywords && !words.is_empty() => header.keywords.push(words),
            "teiHeader" if self.is_corpus && !in_text => self.of_corpus = std::mem::take(header),
            _ => {}
        }
    }

    /// The document that has been read, if it has a text; its header counts before that of the corpus.
    fn end_text(&mut self) -> Option<RawDocument> {
        self.end_line(BlockKind::Paragraph);
        let Header { title, authors, publisher, date, language, keywords } = std::mem::take(&mut self.header);
        let (mut body, apart) = (std::mem::take(&mut self.body), std::mem::take(&mut self.apart));
        let id = self.id.take();
        self.has_heading = false;
        if body.is_empty() {
            return None;
        }
        body.append(apart);
        self.documents += 1;
        let id = match self.is_corpus {
            true => format!("{}/{}", self.stem, id.unwrap_or_else(|| self.documents.to_string())),
            false => self.stem.to_owned(),
        };
        let corpus = self.of_corpus.clone();
        let authors = if authors.is_empty() { corpus.authors } else { authors };
        let fields = [
            ("language", language.or(corpus.language).unwrap_or_default()),
            ("keywords", keywords.join(", ")),
        ];
        let fields = fields.into_iter().filter(|(_, value)| !value.is_empty());
        Some(RawDocument {
            title,
            author: Some(authors.join(", ")).filter(|authors| !authors.is_empty()),
            source: publisher.or(corpus.publisher),
            date: date.or(corpus.date).map(|(_, date)| date),
            fields: fields.map(|(name, value)| (name.to_owned(), value)).collect(),
            ..body.document(id)
        })
    }
}
