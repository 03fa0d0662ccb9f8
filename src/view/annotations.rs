//! Notes in the form of the W3C Web Annotation Data Model, to and from other programs.

use super::error::CorpusError;
use super::history::History;
use super::notes::put;
use crate::corpus::Document;
use crate::notes::{Note, NoteError, Notes};
use crate::place::{Place, SIDE};
use crate::said::said;
use crate::span::{ScalarCounter, Span};
use crate::store::CorpusFile;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// An `AnnotationCollection` with all of its annotations in one page.
#[derive(Serialize, Deserialize)]
struct Collection {
    #[serde(rename = "@context", default)]
    context: String,
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(default)]
    total: usize,
    first: Page,
}

#[derive(Serialize, Deserialize)]
struct Page {
    #[serde(rename = "type", default)]
    kind: String,
    items: Vec<Annotation>,
}

#[derive(Serialize, Deserialize)]
struct Annotation {
    #[serde(rename = "type", default)]
    kind: String,
    created: String,
    modified: Option<String>,
    #[serde(default)]
    body: Vec<Body>,
    target: Target,
}

/// A `TextualBody`: what a note says, or, if it is for tagging, a tag.
#[derive(Serialize, Deserialize)]
struct Body {
    #[serde(rename = "type", default)]
    kind: String,
    #[serde(default)]
    purpose: String,
    value: String,
}

const TAGGING: &str = "tagging";
const QUOTE: &str = "TextQuoteSelector";

/// A document by its id, and the place in it.
#[derive(Serialize, Deserialize)]
struct Target {
    source: String,
    selector: Vec<Selector>,
}

/// A `TextQuoteSelector`, or a `TextPositionSelector`, which counts Unicode scalar values of the cleaned text.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Selector {
    #[serde(rename = "type")]
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    exact: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    prefix: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suffix: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<u64>,
}

/// How many notes an import added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Imported {
    pub added: usize,
    /// On articles that are not here.
    pub elsewhere: usize,
    /// The same was here already.
    pub known: usize,
}

/// All notes as JSON: an `AnnotationCollection` of the W3C Web Annotation Data Model. The source of each target is
/// the id of an article.
///
/// # Errors
/// The corpus makes no sense.
pub fn export_notes(file: &CorpusFile) -> Result<String, CorpusError> {
    need(file, file.notes().iter().map(|note| &*note.place.document))?;
    let items = file.notes().iter().map(|note| annotation(file, note)).collect::<Result<_, _>>()?;
    let page = Page { kind: "AnnotationPage".to_owned(), items };
    let collection = Collection {
        context: CONTEXT.to_owned(),
        kind: "AnnotationCollection".to_owned(),
        total: page.items.len(),
        first: page,
    };
    let json = serde_json::to_string_pretty(&collection);
    Ok(json.expect("it holds texts and numbers alone") + "\n")
}

fn annotation(file: &CorpusFile, note: &Note) -> Result<Annotation, CorpusError> {
    let Note { place, text, tags, created, changed, .. } = note.clone();
    let body = |purpose: &str, value| {
        let (kind, purpose) = ("TextualBody".to_owned(), purpose.to_owned());
        Body { kind, purpose, value }
    };
    let position = document(file, &place.document)?.and_then(|document| {
        let span = place.find(&document.text)?;
        let mut scalars = ScalarCounter::new(&document.text);
        let [start, end] = [span.range().start, span.range().end].map(|at| Some(scalars.at(at) as u64));
        Some(Selector { kind: "TextPositionSelector".to_owned(), start, end, ..Selector::default() })
    });
    let Place { exact, prefix, suffix, .. } = place;
    let [exact, prefix, suffix] = [exact, prefix, suffix].map(Some);
    let quote = Selector { kind: QUOTE.to_owned(), exact, prefix, suffix, ..Selector::default() };
    let said = Some(body("commenting", text)).filter(|body| !body.value.is_empty());
    Ok(Annotation {
        kind: "Annotation".to_owned(),
        created,
        modified: Some(changed),
        body: said.into_iter().chain(tags.into_iter().map(|tag| body(TAGGING, tag))).collect(),
        target: Target { source: place.document, selector: [quote].into_iter().chain(position).collect() },
    })
}

/// Adds the notes of a JSON text as [`export_notes`] writes it: all of them, as one change to be undone, but for those
/// on articles that are not here, and those that are here already. Each gets an id of its own.
///
/// # Errors
/// The text is of another form, or a note in it has no quotation or is beyond its [bounds](crate::notes): then none is
/// added. Or the corpus makes no sense.
pub fn import_notes(
    file: &mut CorpusFile,
    history: &mut History,
    json: &str,
) -> Result<Imported, CorpusError> {
    let no_notes =
        |error: serde_json::Error| CorpusError::options(said!("this is no collection of notes: {0}", error));
    let collection: Collection = serde_json::from_str(json).map_err(no_notes)?;
    let items = collection.first.items;
    need(file, items.iter().map(|item| &*item.target.source))?;
    let mut notes = file.notes().clone();
    let mut known: HashSet<Note> = notes.iter().map(without_id).collect();
    let mut imported = Imported { added: 0, elsewhere: 0, known: 0 };
    for item in items {
        let Some(document) = document(file, &item.target.source)? else {
            imported.elsewhere += 1;
            continue;
        };
        let id = add(&mut notes, item, &document)?;
        if known.insert(without_id(notes.get(id)?)) {
            imported.added += 1;
        } else {
            notes.remove(id)?;
            imported.known += 1;
        }
    }
    if imported.added > 0 {
        put(file, history, notes)?;
    }
    Ok(imported)
}

fn without_id(note: &Note) -> Note {
    Note { id: 0, ..note.clone() }
}

fn add(notes: &mut Notes, item: Annotation, document: &Document) -> Result<u32, NoteError> {
    let Annotation { created, modified, body, target, .. } = item;
    let (tags, said): (Vec<Body>, Vec<Body>) = body.into_iter().partition(|body| body.purpose == TAGGING);
    let values = |bodies: Vec<Body>| bodies.into_iter().map(|body| body.value).collect::<Vec<_>>();
    let id = notes.add(place(target, document), &values(said).join("\n"), &values(tags), &created)?;
    notes.change(id, None, None, &modified.unwrap_or(created))?;
    Ok(id)
}

/// The place of a target; an empty one if it has no quotation.
fn place(target: Target, document: &Document) -> Place {
    let position = target.selector.iter().find_map(|selector| selector.start).unwrap_or(0);
    let quote = target.selector.into_iter().find(|selector| selector.kind == QUOTE).unwrap_or_default();
    let [exact, prefix, suffix] = [quote.exact, quote.prefix, quote.suffix].map(Option::unwrap_or_default);
    let position = usize::try_from(position).unwrap_or(usize::MAX);
    let start = document.text.char_indices().nth(position).map_or(document.text.len(), |(at, _)| at);
    let before = prefix.char_indices().rev().take(SIDE).last().map_or(0, |(at, _)| at);
    Place {
        document: target.source,
        span: Span::new(start, start + exact.len()),
        prefix: prefix[before..].to_owned(),
        suffix: suffix.chars().take(SIDE).collect(),
        exact,
    }
}

/// All of the documents with these ids has to be here.
fn need<'a>(file: &CorpusFile, ids: impl Iterator<Item = &'a str>) -> Result<(), CorpusError> {
    Ok(file.needs(ids.filter_map(|id| file.find(id)))?)
}

fn document(file: &CorpusFile, id: &str) -> Result<Option<Document>, CorpusError> {
    let document = file.find(id).map(|doc| file.document(doc));
    Ok(document.transpose()?)
}
