//! Notes of readers on places of documents. Those of a corpus are kept with it.

use crate::corpus::Date;
use crate::place::Place;
use crate::said::{Said, said};
use std::fmt;
use std::sync::Arc;

/// The most characters of a note, of the words it is on, and of a tag, and the most tags and notes.
pub const MOST_TEXT: usize = 20_000;
pub const MOST_QUOTED: usize = 20_000;
pub const MOST_TAG: usize = 60;
pub const MOST_TAGS: usize = 20;
pub const MOST_NOTES: usize = 100_000;

/// The most characters of a time, as ISO 8601 has it.
const MOST_TIME: usize = 40;

/// What a reader says of a place.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Note {
    /// From 1; told by [`Notes::add`].
    pub id: u32,
    pub place: Place,
    pub text: String,
    /// Each once, without space around.
    pub tags: Vec<String>,
    /// When it was made and changed last, in ISO 8601, as whoever made it said.
    pub created: String,
    pub changed: String,
}

/// Why there is no such note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteError {
    /// None has this id.
    Missing { id: u32 },
    /// Its text has too many characters.
    Text { characters: usize },
    /// It is on too many characters, or on none.
    Quoted { characters: usize },
    /// A tag has too many characters.
    Tag { tag: String },
    /// It has too many tags.
    Tags { tags: usize },
    /// This is no time in ISO 8601.
    Time { time: String },
    /// There are too many notes already.
    TooMany,
}

impl NoteError {
    /// What a reader is told of it.
    pub fn said(&self) -> Said {
        match self {
            Self::Missing { id } => said!("there is no note {0}", id),
            Self::Text { characters } => {
                said!("a note has at most {0} characters; this has {1}", MOST_TEXT, characters)
            }
            Self::Quoted { characters } => {
                said!("a note is on 1 to {0} characters; this would be on {1}", MOST_QUOTED, characters)
            }
            Self::Tag { tag } => said!("a tag has at most {0} characters: \"{1}\"", MOST_TAG, tag),
            Self::Tags { tags } => said!("a note has at most {0} tags; this has {1}", MOST_TAGS, tags),
            Self::Time { time } => said!("this is no time in ISO 8601: \"{0}\"", time),
            Self::TooMany => said!("a corpus has at most {0} notes", MOST_NOTES),
        }
    }
}

impl fmt::Display for NoteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said().english())
    }
}

impl std::error::Error for NoteError {}

/// The notes of a corpus, in the order in which they were made.
///
/// ```
/// use corpus_viewer::{Span, notes::Notes, pipeline::build_texts, place::Place};
/// let file = build_texts([("a", "The army left.")]);
/// let mut notes = Notes::default();
/// let place = Place::new(&file.document(0)?, Span::new(4, 8));
/// let id = notes.add(place, "Which?", &["ask"], "2026-02-01T10:00Z").unwrap();
/// assert_eq!(notes.get(id).unwrap().place.exact, "army");
/// notes.change(id, Some("The Ecuadorean one."), None, "2026-02-02").unwrap();
/// assert_eq!(notes.get(id).unwrap().tags, ["ask"]);
/// notes.remove(id).unwrap();
/// assert_eq!(notes.iter().count(), 0);
/// # Ok::<(), corpus_viewer::store::StoreError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// By id.
    all: Vec<Arc<Note>>,
    /// The id given last.
    last: u32,
}

impl Notes {
    /// Those that were kept; `None` unless their ids ascend to `last` at most.
    pub fn kept(all: Vec<Note>, last: u32) -> Option<Notes> {
        let ascend = all.is_sorted_by(|a, b| a.id < b.id) && all.last().is_none_or(|note| note.id <= last);
        ascend.then(|| Notes { all: all.into_iter().map(Arc::new).collect(), last })
    }

    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Note> {
        self.all.iter().map(|note| &**note)
    }

    /// The id given last, 0 if none has been.
    pub fn last_id(&self) -> u32 {
        self.last
    }

    pub fn get(&self, id: u32) -> Result<&Note, NoteError> {
        self.place_of(id).map(|place| &*self.all[place])
    }

    /// Adds a note, and gives its id. `now` is in ISO 8601.
    ///
    /// # Errors
    /// It is beyond the bounds above, or `now` is no time.
    pub fn add(
        &mut self,
        place: Place,
        text: &str,
        tags: &[impl AsRef<str>],
        now: &str,
    ) -> Result<u32, NoteError> {
        match place.exact.chars().count() {
            1..=MOST_QUOTED => {}
            characters => return Err(NoteError::Quoted { characters }),
        }
        let (text, tags, now) = (checked_text(text)?, checked_tags(tags)?, checked_time(now)?);
        let id = self.last.checked_add(1).filter(|_| self.all.len() < MOST_NOTES);
        self.last = id.ok_or(NoteError::TooMany)?;
        self.all.push(Arc::new(Note {
            id: self.last,
            place,
            text,
            tags,
            created: now.clone(),
            changed: now,
        }));
        Ok(self.last)
    }

    /// Gives a note another text, or other tags; what is `None` stays.
    ///
    /// # Errors
    /// There is no such note, or as [`add`](Self::add).
    pub fn change(
        &mut self,
        id: u32,
        text: Option<&str>,
        tags: Option<&[String]>,
        now: &str,
    ) -> Result<(), NoteError> {
        let place = self.place_of(id)?;
        let mut note = Note::clone(&self.all[place]);
        if let Some(text) = text {
            note.text = checked_text(text)?;
        }
        if let Some(tags) = tags {
            note.tags = checked_tags(tags)?;
        }
        note.changed = checked_time(now)?;
        self.all[place] = Arc::new(note);
        Ok(())
    }

    /// # Errors
    /// There is no such note.
    pub fn remove(&mut self, id: u32) -> Result<(), NoteError> {
        let place = self.place_of(id)?;
        self.all.remove(place);
        Ok(())
    }

    /// Keeps those that are `wanted`.
    pub fn retain(&mut self, wanted: impl Fn(&Note) -> bool) {
        self.all.retain(|note| wanted(note));
    }

    /// Adds those of another corpus, which get ids of their own here, unless none has been given yet.
    pub fn join(&mut self, others: &Notes) {
        if self.last == 0 {
            self.clone_from(others);
            return;
        }
        for (note, id) in others.all.iter().zip(self.last..u32::MAX) {
            self.last = id + 1;
            self.all.push(Arc::new(Note { id: self.last, ..Note::clone(note) }));
        }
    }

    fn place_of(&self, id: u32) -> Result<usize, NoteError> {
        self.all.binary_search_by_key(&id, |note| note.id).map_err(|_| NoteError::Missing { id })
    }
}

fn checked_text(text: &str) -> Result<String, NoteError> {
    match text.chars().count() {
        0..=MOST_TEXT => Ok(text.to_owned()),
        characters => Err(NoteError::Text { characters }),
    }
}

fn checked_tags(tags: &[impl AsRef<str>]) -> Result<Vec<String>, NoteError> {
    let mut checked: Vec<String> = Vec::new();
    for tag in tags.iter().map(|tag| tag.as_ref().trim()) {
        if tag.chars().count() > MOST_TAG {
            return Err(NoteError::Tag { tag: tag.chars().take(MOST_TAG).chain(['…']).collect() });
        }
        if !tag.is_empty() && !checked.iter().any(|other| other == tag) {
            checked.push(tag.to_owned());
        }
        if checked.len() > MOST_TAGS {
            return Err(NoteError::Tags { tags: tags.len() });
        }
    }
    Ok(checked)
}

fn checked_time(time: &str) -> Result<String, NoteError> {
    let is_time = time.chars().nth(MOST_TIME).is_none() && Date::parse_iso(time).is_some();
    let told = || NoteError::Time { time: time.chars().take(MOST_TIME).collect() };
    if is_time { Ok(time.to_owned()) } else { Err(told()) }
}
