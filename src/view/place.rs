//! What a reader selects, as a place of a document.

use super::article::read_at;
use super::error::CorpusError;
use crate::corpus::Document;
use crate::place::Place;
use crate::said::said;
use crate::span::Span;
use crate::store::CorpusFile;
use serde::Deserialize;

/// A stretch of an article as it is shown: as [`read_at`] gives it with the same query and passage.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Selection {
    /// The article's id.
    pub document: String,
    pub query: String,
    pub passage: String,
    /// Its two ends, in either order.
    pub from: RunPlace,
    pub to: RunPlace,
}

/// A place in an article as it is shown.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RunPlace {
    /// Which of the article's paragraphs, from 0.
    pub paragraph: usize,
    /// Which of the paragraph's runs, from 0; 0 where it has none.
    pub run: usize,
    /// UTF-16 code units from the beginning of the run to it; it may lie in a later run of the paragraph.
    pub unit: usize,
}

/// The document of a selection, and its place there, without white space at its ends. An end inside a
/// character takes the whole character in.
///
/// # Errors
/// There is no such article, nothing is selected, or an end is nowhere in the article; or the article makes no sense.
pub(super) fn place_of(file: &CorpusFile, selection: &Selection) -> Result<(Document, Place), CorpusError> {
    let article = read_at(file, &selection.document, &selection.query, &selection.passage)?;
    let doc = file.find(&selection.document).ok_or_else(|| CorpusError::no_document(&selection.document))?;
    let document = file.document(doc)?;
    let outside = || CorpusError::selection(said!("an end of the selection is outside of the article"));
    let offset = |place: RunPlace| {
        let block = document.blocks.get(place.paragraph)?;
        let runs = &article.paragraphs.get(place.paragraph)?.runs;
        let before: usize = runs.get(..place.run)?.iter().map(|run| run.text.len()).sum();
        let start = block.span.range().start + before;
        let around = around(&document.text[start..block.span.range().end], place.unit)?;
        Some(around.map(|at| start + at))
    };
    let from = offset(selection.from).ok_or_else(outside)?;
    let to = offset(selection.to).ok_or_else(outside)?;
    let selected = &document.text[from[0].min(to[0])..from[1].max(to[1])];
    let start = from[0].min(to[0]) + (selected.len() - selected.trim_start().len());
    let exact = selected.trim();
    if exact.is_empty() {
        return Err(CorpusError::selection(said!("nothing is selected")));
    }
    let place = Place::new(&document, Span::new(start, start + exact.len()));
    Ok((document, place))
}

/// The bytes of `text` before its UTF-16 code unit `unit`: to the beginning of a character that it is inside of, and to
/// its end. None if the text has fewer units.
fn around(text: &str, unit: usize) -> Option<[usize; 2]> {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        if units == unit {
            return Some([at; 2]);
        }
        units += c.len_utf16();
        if units > unit {
            return Some([at, at + c.len_utf8()]);
        }
    }
    (units == unit).then_some([text.len(); 2])
}
