//! What readers changed, taken back and made again: notes and names in one order.

use super::error::CorpusError;
use crate::entity::{Curation, Entity};
use crate::notes::Notes;
use crate::store::CorpusFile;
use serde::Serialize;

/// How many changes can be taken back.
const MOST: usize = 100;

/// The changes of a corpus since it was opened, in the order in which they were made. Steps that did not change are
/// shared.
#[derive(Default)]
pub struct History {
    done: Vec<Kept>,
    /// Those taken back last at the end.
    undone: Vec<Kept>,
}

/// What was there before a change, or before it was taken back.
pub(super) enum Kept {
    Notes(Notes),
    Names(Curation),
}

/// What a change was about that has been taken back, or made again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Restored {
    /// "notes" or "names".
    pub what: &'static str,
    /// Of names: the id of the entity to be shown now, if anything is left of those it was about.
    pub entity: Option<String>,
    /// The ids of those it was about that are not named any more.
    pub gone: Vec<String>,
    /// Whether there is a change before it.
    pub can_undo: bool,
}

impl History {
    /// What a change is about to replace. What was taken back before is forgotten.
    pub(super) fn keep(&mut self, before: Kept) {
        self.done.push(before);
        if self.done.len() > MOST {
            self.done.remove(0);
        }
        self.undone.clear();
    }

    /// Whether there is a change of this kind to be taken back, and one to be made again.
    pub(super) fn can_step(&self, is_wanted: fn(&Kept) -> bool) -> (bool, bool) {
        (self.done.iter().any(is_wanted), self.undone.iter().any(is_wanted))
    }
}

impl Kept {
    pub(super) fn is_notes(&self) -> bool {
        matches!(self, Kept::Notes(_))
    }

    pub(super) fn is_names(&self) -> bool {
        matches!(self, Kept::Names(_))
    }

    /// Puts it in the place of what is there, which is given.
    fn put(&self, file: &mut CorpusFile) -> Result<Kept, CorpusError> {
        match self {
            Kept::Notes(notes) => {
                let before = file.notes().clone();
                file.set_notes(notes.clone());
                Ok(Kept::Notes(before))
            }
            Kept::Names(curation) => {
                let before = file.curation().clone();
                *file = file.curated(curation.clone())?;
                Ok(Kept::Names(before))
            }
        }
    }
}

/// Takes back the last change since the corpus was opened, of notes or of names; nothing happens if there is none.
///
/// ```
/// use corpus_viewer::pipeline::build_texts;
/// use corpus_viewer::view::{History, curation, redo, relink, undo, unlink};
/// let mut file = build_texts([("a", "Marco Rubio landed. Rubio spoke.")]);
/// let mut history = History::default();
/// unlink(&mut file, &mut history, "PER:Marco Rubio", "Rubio")?;
/// relink(&mut file, &mut history, "PER:Marco Rubio", "Rubio")?;
/// let restored = undo(&mut file, &mut history)?.unwrap();
/// assert_eq!((restored.what, restored.entity.as_deref()), ("names", Some("PER:Marco Rubio")));
/// assert_eq!(curation(&file, &history).decisions[0].kind, "split", "it is apart again");
/// assert!(redo(&mut file, &mut history)?.is_some() && redo(&mut file, &mut history)?.is_none());
/// # Ok::<(), corpus_viewer::view::CorpusError>(())
/// ```
///
/// # Errors
/// The corpus makes no sense, or holds counts alone.
pub fn undo(file: &mut CorpusFile, history: &mut History) -> Result<Option<Restored>, CorpusError> {
    let before = step(file, &mut history.done, &mut history.undone, |_| true)?;
    Ok(before.map(|before| restored(file, before, !history.done.is_empty())))
}

/// Makes the change again that was taken back last, unless something else was changed since.
///
/// # Errors
/// As [`undo`].
pub fn redo(file: &mut CorpusFile, history: &mut History) -> Result<Option<Restored>, CorpusError> {
    let before = step(file, &mut history.undone, &mut history.done, |_| true)?;
    Ok(before.map(|before| restored(file, before, true)))
}

/// Takes back the last change of notes, whatever was done with names since; tells whether there was one.
///
/// # Errors
/// As [`undo`].
pub fn undo_notes(file: &mut CorpusFile, history: &mut History) -> Result<bool, CorpusError> {
    Ok(step(file, &mut history.done, &mut history.undone, Kept::is_notes)?.is_some())
}

/// Makes the change of notes again that was taken back last, unless something was changed since; tells whether there
/// was one.
///
/// # Errors
/// As [`undo`].
pub fn redo_notes(file: &mut CorpusFile, history: &mut History) -> Result<bool, CorpusError> {
    Ok(step(file, &mut history.undone, &mut history.done, Kept::is_notes)?.is_some())
}

/// Takes back the last change of names, whatever was done with notes since: a decision, or all that were imported with
/// it, or that a form was put back; then, step by step, what the corpus was opened with. Tells whether there was
/// anything.
///
/// # Errors
/// As [`undo`].
pub fn undo_curation(file: &mut CorpusFile, history: &mut History) -> Result<bool, CorpusError> {
    if step(file, &mut history.done, &mut history.undone, Kept::is_names)?.is_some() {
        return Ok(true);
    }
    let Some(before) = file.curation().without_last() else { return Ok(false) };
    history.undone.push(Kept::Names(before).put(file)?);
    Ok(true)
}

/// Makes the change of names again that was taken back last, unless something was changed since; tells whether there
/// was one.
///
/// # Errors
/// As [`undo`].
pub fn redo_curation(file: &mut CorpusFile, history: &mut History) -> Result<bool, CorpusError> {
    Ok(step(file, &mut history.undone, &mut history.done, Kept::is_names)?.is_some())
}

/// Puts what was kept last in `from`, of what is wanted, in the place of what is there, which is kept in `to` and given.
fn step<'a>(
    file: &mut CorpusFile,
    from: &mut Vec<Kept>,
    to: &'a mut Vec<Kept>,
    is_wanted: fn(&Kept) -> bool,
) -> Result<Option<&'a Kept>, CorpusError> {
    let Some(last) = from.iter().rposition(is_wanted) else { return Ok(None) };
    to.push(from[last].put(file)?);
    from.remove(last);
    Ok(to.last())
}

fn restored(file: &CorpusFile, before: &Kept, can_undo: bool) -> Restored {
    match before {
        Kept::Notes(_) => Restored { what: "notes", entity: None, gone: Vec::new(), can_undo },
        Kept::Names(before) => {
            let is_named = |entity: &Entity| file.entities().find(entity.label, &entity.name).is_some();
            let (named, gone): (Vec<_>, Vec<_>) = touched(file, before).into_iter().partition(is_named);
            let entity = named.first().map(Entity::id);
            Restored { what: "names", entity, gone: gone.iter().map(Entity::id).collect(), can_undo }
        }
    }
}

/// The entities that the decision speaks of which there is now and was not before, or was there before and is not now.
fn touched(file: &CorpusFile, before: &Curation) -> Vec<Entity> {
    let [before, now] = [before, file.curation()].map(|curation| curation.decisions().collect::<Vec<_>>());
    let (more, fewer) = if before.len() > now.len() { (before, now) } else { (now, before) };
    let same = more.iter().zip(&fewer).take_while(|(one, other)| one == other).count();
    let Some(decision) = more.get(same) else { return Vec::new() };
    decision.entities().into_iter().chain(decision.outcome()).collect()
}
