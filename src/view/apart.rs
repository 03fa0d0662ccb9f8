//! Links that a reader takes apart, and puts back.

use super::entities::{Counts, EntityRow, counts_of, entity_id, parse_id, row};
use super::error::CorpusError;
use super::mentions::{MentionOptions, mentions};
use crate::entity::{Apart, Entity, Label};
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
    let concerns =
        |apart: &&Apart| apart.entity.label == label && (apart.entity.name == name || apart.form == name);
    file.apart().iter().filter(concerns).map(|apart| apart_row(file, apart)).collect()
}

fn apart_row(file: &CorpusFile, Apart { entity, form }: &Apart) -> Result<ApartRow, CorpusError> {
    let counted = |name: &str| {
        let number = file.entities().find(entity.label, name);
        let counts = number.map_or(Ok(Counts::default()), |number| counts_of(file, number))?;
        Ok::<_, CorpusError>(row(entity.label, name, counts))
    };
    Ok(ApartRow { of: counted(&entity.name)?, form: form.clone(), own: counted(form)? })
}

/// Takes one link of the entity called `id` apart: its mentions written as `form` become an entity
/// of their own, called `form`, whose id is given. It lasts: it is saved with the corpus, and holds
/// for documents that are added.
///
/// ```
/// use corpus_viewer::{pipeline, view::{relink, unlink}};
/// let mut file = pipeline::build_texts([("a", "Marco Rubio landed. Rubio spoke.")]);
/// let before = file.encode()?;
/// assert_eq!(unlink(&mut file, "PER:Marco Rubio", "Rubio")?, "PER:Rubio");
/// relink(&mut file, "PER:Marco Rubio", "Rubio")?;
/// assert_eq!(file.encode()?, before);
/// # Ok::<(), corpus_viewer::view::CorpusError>(())
/// ```
///
/// # Errors
/// There is no such entity; it is not written so, or that is its very name; or the corpus makes no sense.
pub fn unlink(file: &mut CorpusFile, id: &str, form: &str) -> Result<String, CorpusError> {
    let (label, name) = parse_id(id)?;
    let page = mentions(file, id, MentionOptions { limit: 0, offset: 0, companions: 0 })?;
    if !page.names.iter().any(|row| row.form == form && row.can_unlink) {
        return Err(CorpusError::no_name(id, form));
    }
    *file = file.unlink(apart(label, name, form))?;
    Ok(entity_id(label, form))
}

/// Puts a link back that [`unlink`] took apart.
///
/// # Errors
/// No such link was taken apart, or the corpus makes no sense.
pub fn relink(file: &mut CorpusFile, id: &str, form: &str) -> Result<(), CorpusError> {
    let (label, name) = parse_id(id)?;
    let apart = apart(label, name, form);
    if !file.apart().contains(&apart) {
        return Err(CorpusError::no_name(id, form));
    }
    *file = file.relink(&apart)?;
    Ok(())
}

fn apart(label: Label, name: &str, form: &str) -> Apart {
    Apart { entity: Entity { label, name: name.to_owned() }, form: form.to_owned() }
}
