//! Links that a reader takes apart, and puts back.

use super::curation::{curate, take};
use super::entities::{Counts, EntityRow, counts_of, row};
use super::error::CorpusError;
use super::history::History;
use crate::entity::{Decision, Entity, Label};
use crate::store::CorpusFile;
use serde::Serialize;

/// A link that has been taken apart: `form` was taken to be of the entity `of`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ApartRow {
    /// With counts of 0 if nothing else is left of it.
    pub of: EntityRow,
    pub form: String,
    /// The entity of its own; with counts of 0 if nothing is written so any more.
    pub own: EntityRow,
}

/// What was taken from the entity called `name`, and from what it was taken itself.
pub(super) fn apart_rows(file: &CorpusFile, label: Label, name: &str) -> Result<Vec<ApartRow>, CorpusError> {
    let mut rows = Vec::new();
    for decision in file.curation().decisions() {
        if let Decision::Split { entity, form } = decision
            && entity.label == label
            && (entity.name == name || form == name)
        {
            rows.push(apart_row(file, entity, form)?);
        }
    }
    Ok(rows)
}

fn apart_row(file: &CorpusFile, entity: &Entity, form: &str) -> Result<ApartRow, CorpusError> {
    let counted = |name: &str| {
        let number = file.entities().find(entity.label, name);
        let counts = number.map_or(Ok(Counts::default()), |number| counts_of(file, number))?;
        Ok::<_, CorpusError>(row(entity.label, name, counts))
    };
    Ok(ApartRow { of: counted(&entity.name)?, form: form.to_owned(), own: counted(form)? })
}

/// Takes one link of the entity called `id` apart: its mentions written as `form` become an entity
/// of their own, called `form`, whose id is given. It lasts: it is saved with the corpus, and holds
/// for documents that are added.
///
/// ```
/// use corpus_viewer::{pipeline, view::{History, relink, unlink}};
/// let mut file = pipeline::build_texts([("a", "Marco Rubio landed. Rubio spoke.")]);
/// let (before, mut history) = (file.encode()?, History::default());
/// assert_eq!(unlink(&mut file, &mut history, "PER:Marco Rubio", "Rubio")?, "PER:Rubio");
/// relink(&mut file, &mut history, "PER:Marco Rubio", "Rubio")?;
/// assert_eq!(file.encode()?, before);
/// # Ok::<(), corpus_viewer::view::CorpusError>(())
/// ```
///
/// # Errors
/// There is no such entity; it is not written so, or that is its very name; or the corpus makes no sense.
pub fn unlink(
    file: &mut CorpusFile,
    history: &mut History,
    id: &str,
    form: &str,
) -> Result<String, CorpusError> {
    let split = split(id, form)?;
    let own = curate(file, history, &split)?;
    Ok(own.expect("what is set apart is named"))
}

/// Puts a link back that [`unlink`] took apart, whatever was decided since: a change as any other, which can be undone.
///
/// # Errors
/// No such link was taken apart, or the corpus makes no sense.
pub fn relink(file: &mut CorpusFile, history: &mut History, id: &str, form: &str) -> Result<(), CorpusError> {
    let split = split(id, form)?;
    let mut curation = file.curation().clone();
    curation.retain(|decision| *decision != split);
    if curation == *file.curation() {
        return Err(CorpusError::no_name(id, form));
    }
    let put_back = file.curated(curation)?;
    take(file, history, put_back);
    Ok(())
}

fn split(id: &str, form: &str) -> Result<Decision, CorpusError> {
    let entity = Entity::from_id(id).ok_or_else(|| CorpusError::no_entity(id))?;
    Ok(Decision::Split { entity, form: form.to_owned() })
}
