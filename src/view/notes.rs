//! Notes of readers: the list of them, and how they are made and changed.

use super::error::CorpusError;
use super::history::{History, Kept};
use super::place::{Selection, place_of};
use crate::corpus::{DocId, Document};
use crate::normalize::Normalizer;
use crate::notes::{Note, Notes};
use crate::order;
use crate::passage::passage;
use crate::store::{CorpusFile, StoreError};
use crate::token::each_word;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A note to be made.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewNote {
    /// What it is on.
    pub selection: Selection,
    pub text: String,
    pub tags: Vec<String>,
    /// The time, in ISO 8601: the core has no clock.
    pub now: String,
}

/// What is to become of a note; what is `None` stays.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct NoteChange {
    pub text: Option<String>,
    pub tags: Option<Vec<String>>,
    /// The time, in ISO 8601.
    pub now: String,
}

/// Which notes are wanted.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct NoteOptions {
    /// Only those in which each of these words, or one that begins so, is: in text, quote or tags.
    pub query: String,
    /// Only those with this tag, unless it is empty.
    pub tag: String,
    /// Only those on the article with this id, unless it is empty.
    pub document: String,
    pub limit: usize,
    pub offset: usize,
}

impl Default for NoteOptions {
    fn default() -> Self {
        let none = String::new;
        NoteOptions { query: none(), tag: none(), document: none(), limit: 100, offset: 0 }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NoteList {
    /// How many notes are wanted.
    pub total: usize,
    /// In the order of the corpus.
    pub notes: Vec<NoteRow>,
    /// The tags of those that would be wanted whatever their tags: most frequent first, then by their letters.
    pub tags: Vec<TagRow>,
    pub can_undo: bool,
    pub can_redo: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TagRow {
    pub tag: String,
    pub notes: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NoteRow {
    pub id: u32,
    /// The id of the article.
    pub document: String,
    pub title: String,
    pub date: Option<String>,
    pub source: Option<String>,
    /// The words it is on.
    pub quote: String,
    pub text: String,
    pub tags: Vec<String>,
    pub created: String,
    pub changed: String,
    /// What opens the article there; see [`passage`](crate::passage). Empty if it is not found.
    pub passage: String,
    /// Whether the words are in the article still.
    pub is_found: bool,
}

/// The notes of a corpus; `history` tells whether something can be undone.
///
/// ```
/// use corpus_viewer::pipeline::build_texts;
/// use corpus_viewer::view::{History, NewNote, NoteOptions, RunPlace, Selection, add_note, notes};
/// let (mut file, mut history) = (build_texts([("a", "The army left.")]), History::default());
/// let to = RunPlace { unit: 8, ..RunPlace::default() };
/// let selection = Selection { document: "a".to_owned(), to, ..Selection::default() };
/// let note = NewNote { selection, text: "Which?".to_owned(), now: "2026-02-01".to_owned(), ..NewNote::default() };
/// assert_eq!(add_note(&mut file, &mut history, &note)?.quote, "The army");
/// let list = notes(&file, &history, &NoteOptions { query: "armies which".to_owned(), ..NoteOptions::default() })?;
/// assert_eq!((list.total, list.can_undo), (0, true));
/// let list = notes(&file, &history, &NoteOptions { query: "arm which".to_owned(), ..NoteOptions::default() })?;
/// assert_eq!(list.notes[0].passage, "*The army");
/// # Ok::<(), corpus_viewer::view::CorpusError>(())
/// ```
///
/// # Errors
/// The corpus makes no sense.
pub fn notes(file: &CorpusFile, history: &History, options: &NoteOptions) -> Result<NoteList, CorpusError> {
    let mut tags: BTreeMap<&str, usize> = BTreeMap::new();
    let mut wanted = Vec::new();
    for note in asked_for(file, options) {
        note.tags.iter().for_each(|tag| *tags.entry(tag).or_default() += 1);
        if options.tag.is_empty() || note.tags.contains(&options.tag) {
            wanted.push(note);
        }
    }
    let total = wanted.len();
    let page = in_order(file, wanted).into_iter().skip(options.offset).take(options.limit).collect();
    let mut tags: Vec<TagRow> =
        tags.into_iter().map(|(tag, notes)| TagRow { tag: tag.to_owned(), notes }).collect();
    order::by_key(&mut tags, |row| Reverse(row.notes));
    let (can_undo, can_redo) = history.can_step(Kept::is_notes);
    Ok(NoteList { total, notes: rows(file, page)?, tags, can_undo, can_redo })
}

/// Those on the document asked for that have the words asked for.
fn asked_for<'a>(file: &'a CorpusFile, options: &NoteOptions) -> impl Iterator<Item = &'a Note> {
    let normalizer = Normalizer::default();
    let asked = terms(&normalizer, &options.query);
    let document = options.document.clone();
    file.notes().iter().filter(move |note| {
        let has_words = || {
            let texts = [&note.text, &note.place.exact].into_iter().chain(&note.tags);
            let own: Vec<String> = texts.flat_map(|text| terms(&normalizer, text)).collect();
            asked.iter().all(|asked| own.iter().any(|term| term.starts_with(asked)))
        };
        (document.is_empty() || note.place.document == document) && (asked.is_empty() || has_words())
    })
}

fn terms(normalizer: &Normalizer, text: &str) -> Vec<String> {
    let mut terms = Vec::new();
    each_word(text, |word| {
        let mut term = String::new();
        normalizer.fold(word.of(text), &mut term);
        terms.push(term);
    });
    terms
}

/// Notes with the documents they are on, in the order of the corpus; at the end those on none.
fn in_order<'a>(file: &CorpusFile, notes: Vec<&'a Note>) -> Vec<(Option<DocId>, &'a Note)> {
    let mut found: FxHashMap<&str, Option<DocId>> = FxHashMap::default();
    let mut find = |id: &'a str| *found.entry(id).or_insert_with(|| file.find(id));
    let mut notes: Vec<_> = notes.into_iter().map(|note| (find(&note.place.document), note)).collect();
    order::by_key(&mut notes, |(doc, note)| (doc.is_none(), *doc, note.place.span, note.id));
    notes
}

fn rows(file: &CorpusFile, notes: Vec<(Option<DocId>, &Note)>) -> Result<Vec<NoteRow>, CorpusError> {
    file.needs(notes.iter().filter_map(|(doc, _)| *doc))?;
    let mut reader = file.reader();
    let mut last: Option<(DocId, Document)> = None;
    let mut rows = Vec::with_capacity(notes.len());
    for (doc, note) in notes {
        if let Some(doc) = doc.filter(|doc| last.as_ref().is_none_or(|(last, _)| last != doc)) {
            last = Some((doc, reader.document(doc)?));
        }
        rows.push(row(note, doc.and(last.as_ref()).map(|(_, document)| document)));
    }
    Ok(rows)
}

fn row(note: &Note, document: Option<&Document>) -> NoteRow {
    let Note { id, place, text, tags, created, changed } = note.clone();
    let found = document.and_then(|document| Some((document, place.find(&document.text)?)));
    NoteRow {
        id,
        title: document.map_or_else(|| place.document.clone(), |document| document.title.clone()),
        date: document.and_then(|document| document.date).map(|date| date.to_string()),
        source: document.and_then(|document| document.source.clone()),
        document: place.document,
        quote: place.exact,
        text,
        tags,
        created,
        changed,
        passage: found.map(|(document, span)| passage(&document.text, span)).unwrap_or_default(),
        is_found: found.is_some(),
    }
}

/// Makes a note. It lasts: it is saved with the corpus.
///
/// # Errors
/// Nothing of an article is selected; the note is beyond its [bounds](crate::notes); or the corpus makes no sense.
pub fn add_note(file: &mut CorpusFile, history: &mut History, new: &NewNote) -> Result<NoteRow, CorpusError> {
    let (document, place) = place_of(file, &new.selection)?;
    let mut notes = file.notes().clone();
    let id = notes.add(place, &new.text, &new.tags, &new.now)?;
    let row = row(notes.get(id)?, Some(&document));
    put(file, history, notes)?;
    Ok(row)
}

/// Changes what a note says.
///
/// # Errors
/// There is no such note, or as [`add_note`].
pub fn change_note(
    file: &mut CorpusFile,
    history: &mut History,
    id: u32,
    change: &NoteChange,
) -> Result<NoteRow, CorpusError> {
    let mut notes = file.notes().clone();
    notes.change(id, change.text.as_deref(), change.tags.as_deref(), &change.now)?;
    let row = rows(file, in_order(file, vec![notes.get(id)?]))?.remove(0);
    put(file, history, notes)?;
    Ok(row)
}

/// Removes a note.
///
/// # Errors
/// There is no such note.
pub fn remove_note(file: &mut CorpusFile, history: &mut History, id: u32) -> Result<(), CorpusError> {
    let mut notes = file.notes().clone();
    notes.remove(id)?;
    put(file, history, notes)
}

/// Puts notes in place of those there are, which is one change to be undone: unless what they were made of is
/// not here, for then they are made once more.
pub(super) fn put(file: &mut CorpusFile, history: &mut History, notes: Notes) -> Result<(), CorpusError> {
    if file.has_missed() {
        return Err(StoreError::NotHere.into());
    }
    history.keep(Kept::Notes(file.notes().clone()));
    file.set_notes(notes);
    Ok(())
}
