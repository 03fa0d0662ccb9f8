//! What readers decide about who and what is named.

use super::error::CorpusError;
use super::history::{History, Kept};
use crate::entity::{Curation, Decision, Entity, Label, Unapplied, Written};
use crate::said::{Said, said};
use crate::store::CorpusFile;
use crate::token::words;
use serde::{Deserialize, Serialize};

/// The decisions of readers.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CurationList {
    /// Oldest first.
    pub decisions: Vec<DecisionRow>,
    pub can_undo: bool,
    pub can_redo: bool,
}

/// A [`Decision`], to be put in words: what is not of its kind is not there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DecisionRow {
    /// "merge", "split", "rename", "relabel", "reject" or "add".
    pub kind: String,
    /// As it was called then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityName>,
    /// What it was merged into, or added to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub into: Option<EntityName>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// What it is called now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The label it has now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<&'static str>,
}

/// An entity without its counts: it may not be named any more.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntityName {
    pub id: String,
    pub label: &'static str,
    pub name: String,
}

/// What came of decisions that were taken elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ImportReport {
    /// How many hold here.
    pub applied: usize,
    /// The others, which are left out.
    pub failed: Vec<FailedDecision>,
}

/// A decision that cannot be here, and the kind and message of the error that it would be.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FailedDecision {
    pub decision: DecisionRow,
    pub kind: &'static str,
    pub message: String,
    pub said: Said,
}

/// The most characters of a name that a reader gives.
const LONGEST_NAME: usize = 200;

/// Follows a decision: everywhere, for documents that are added too, and saved with the corpus. Gives the id of the
/// entity that is to be shown then: what its mentions are of now, or of those that are rejected, what they were of;
/// none if nothing is left of that.
///
/// ```
/// use corpus_viewer::entity::{Decision, Entity, Label};
/// use corpus_viewer::{pipeline, view::{History, curate, undo_curation}};
/// let mut file = pipeline::build_texts([("a", "Marco Rubio landed. Rubio spoke.")]);
/// let mut history = History::default();
/// let entity = Entity { label: Label::Per, name: "Marco Rubio".to_owned() };
/// let rename = Decision::Rename { entity, name: "Marco Antonio Rubio".to_owned() };
/// assert_eq!(curate(&mut file, &mut history, &rename)?.as_deref(), Some("PER:Marco Antonio Rubio"));
/// assert!(undo_curation(&mut file, &mut history)?);
/// assert!(file.entities().find(Label::Per, "Marco Rubio").is_some());
/// # Ok::<(), corpus_viewer::view::CorpusError>(())
/// ```
///
/// # Errors
/// An entity is not named here (`no-entity`), or not written so, or a text to be added stands nowhere, or only
/// inside of longer names (`no-name`); a name is empty, longer than 200 characters or of several lines (`bad-name`);
/// a label is not of names (`no-label`); nothing would change (`no-change`); there are too many decisions
/// (`too-many-decisions`); or the corpus makes no sense, or holds counts alone.
pub fn curate(
    file: &mut CorpusFile,
    history: &mut History,
    decision: &Decision,
) -> Result<Option<String>, CorpusError> {
    let is_named = |entity: &Entity| file.entities().find(entity.label, &entity.name).is_some();
    if let Some(entity) = decision.entities().iter().find(|entity| !is_named(entity)) {
        return Err(CorpusError::no_entity(&entity.id()));
    }
    check(decision)?;
    check_room(file, 1)?;
    let (curated, followed) = file.decided(vec![decision.clone()])?;
    followed.into_iter().try_for_each(|followed| followed.map_err(|why| unapplied(decision, why)))?;
    take(file, history, curated);
    let shown = decision.outcome().or_else(|| decision.entities().into_iter().next());
    let is_left = |entity: &Entity| file.entities().find(entity.label, &entity.name).is_some();
    Ok(shown.filter(is_left).map(|entity| entity.id()))
}

/// Puts `curated` in place of the corpus, which is one change to be undone.
pub(super) fn take(file: &mut CorpusFile, history: &mut History, curated: CorpusFile) {
    history.keep(Kept::Names(file.curation().clone()));
    *file = curated;
}

/// The decisions that hold, and whether there is one to be undone or done again.
pub fn curation(file: &CorpusFile, history: &History) -> CurationList {
    let decisions: Vec<DecisionRow> = file.curation().decisions().map(row).collect();
    let (is_changed, can_redo) = history.can_step(Kept::is_names);
    CurationList { can_undo: is_changed || !decisions.is_empty(), can_redo, decisions }
}

const FORMAT: &str = "corpus-viewer curation";
const VERSION: u32 = 1;

/// A file of decisions.
#[derive(Serialize, Deserialize)]
struct Exported {
    format: String,
    version: u32,
    decisions: Vec<Decision>,
}

/// The decisions as JSON, for [`import_curation`].
pub fn export_curation(file: &CorpusFile) -> String {
    let decisions = file.curation().decisions().cloned().collect();
    let exported = Exported { format: FORMAT.to_owned(), version: VERSION, decisions };
    serde_json::to_string_pretty(&exported).expect("decisions are texts in lists")
}

/// Takes the decisions of another corpus: those that can be, as one step to be undone.
///
/// ```
/// use corpus_viewer::{pipeline, view::{History, export_curation, import_curation, unlink}};
/// let mut file = pipeline::build_texts([("a", "Marco Rubio landed. Rubio spoke.")]);
/// let mut other = file.clone();
/// unlink(&mut file, &mut History::default(), "PER:Marco Rubio", "Rubio")?;
/// assert_eq!(import_curation(&mut other, &mut History::default(), &export_curation(&file))?.applied, 1);
/// assert_eq!(other, file);
/// # Ok::<(), corpus_viewer::view::CorpusError>(())
/// ```
///
/// # Errors
/// It is no JSON of decisions, or of a later version (`no-curation`); there are too many (`too-many-decisions`); or
/// the corpus makes no sense, or holds counts alone.
pub fn import_curation(
    file: &mut CorpusFile,
    history: &mut History,
    json: &str,
) -> Result<ImportReport, CorpusError> {
    let no_curation = |why| CorpusError::new("no-curation", why);
    let exported: Exported = serde_json::from_str(json)
        .map_err(|error| no_curation(said!("this is no list of decisions about names: {0}", error)))?;
    if exported.format != FORMAT || exported.version != VERSION {
        let Exported { format, version, .. } = exported;
        return Err(no_curation(said!(
            "this is \"{0}\" {1}, and \"{2}\" {3} is needed",
            format,
            version,
            FORMAT,
            VERSION
        )));
    }
    check_room(file, exported.decisions.len())?;
    let mut failed = Vec::new();
    let mut fail = |decision: &Decision, error: CorpusError| {
        let CorpusError { kind, message, said, .. } = error;
        failed.push(FailedDecision { decision: row(decision), kind, message, said });
    };
    let mut step = exported.decisions;
    step.retain(|decision| check(decision).map_err(|error| fail(decision, error)).is_ok());
    let (curated, followed) = file.decided(step.clone())?;
    let mut applied = 0;
    for (decision, followed) in step.iter().zip(followed) {
        match followed {
            Ok(()) => applied += 1,
            Err(why) => fail(decision, unapplied(decision, why)),
        }
    }
    if applied > 0 {
        take(file, history, curated);
    }
    Ok(ImportReport { applied, failed })
}

/// Whether a decision can be anywhere.
fn check(decision: &Decision) -> Result<(), CorpusError> {
    match decision {
        Decision::Merge { entity, into } if entity == into => Err(no_change(entity)),
        Decision::Merge { entity, into } if entity.label != into.label => {
            check_label(entity.label).and(check_label(into.label))
        }
        Decision::Split { entity, form } if *form == entity.name => {
            Err(CorpusError::no_name(&entity.id(), form))
        }
        Decision::Rename { entity, name } if *name == entity.name => Err(no_change(entity)),
        Decision::Relabel { entity, label } if *label == entity.label => Err(no_change(entity)),
        Decision::Rename { name, .. } => check_name(name),
        Decision::Relabel { label, .. } => check_label(*label),
        Decision::Add { form, label, into } => {
            check_name(form)?;
            check_label(into.as_ref().map_or(*label, |into| into.label))?;
            let is_word = !words(form).is_empty();
            if is_word { Ok(()) } else { Err(bad_name(form, said!("it has no word in it"))) }
        }
        Decision::Merge { .. } | Decision::Split { .. } | Decision::Reject { .. } => Ok(()),
    }
}

fn check_name(name: &str) -> Result<(), CorpusError> {
    if name.trim().is_empty() {
        Err(bad_name(name, said!("it is empty")))
    } else if name.trim() != name || name.contains(char::is_control) {
        Err(bad_name(name, said!("it begins or ends with a space, or is of several lines")))
    } else if name.chars().nth(LONGEST_NAME).is_some() {
        let start: String = name.chars().take(20).collect();
        Err(bad_name(&format!("{start}…"), said!("it has more than {0} characters", LONGEST_NAME)))
    } else {
        Ok(())
    }
}

fn bad_name(name: &str, why: Said) -> CorpusError {
    CorpusError::new("bad-name", said!("\"{0}\" cannot be a name: {1}", name, why))
}

fn check_label(label: Label) -> Result<(), CorpusError> {
    match label.is_name() {
        true => Ok(()),
        false => Err(CorpusError::new("no-label", said!("{0} is no kind of names", label.code()))),
    }
}

fn check_room(file: &CorpusFile, more: usize) -> Result<(), CorpusError> {
    match file.curation().decisions().count().saturating_add(more) {
        0..=Curation::MOST => Ok(()),
        many => {
            let said = said!("{0} decisions are more than the {1} a corpus can have", many, Curation::MOST);
            Err(CorpusError::new("too-many-decisions", said))
        }
    }
}

fn no_change(entity: &Entity) -> CorpusError {
    CorpusError::new("no-change", said!("that is what \"{0}\" is already", entity.id()))
}

fn unapplied(decision: &Decision, why: Unapplied) -> CorpusError {
    let form = decision.form().unwrap_or_default();
    match (why, decision.entities().first()) {
        (Unapplied::NoEntity(entity), _) => CorpusError::no_entity(&entity.id()),
        (Unapplied::NoForm, Some(entity)) if !matches!(decision, Decision::Add { .. }) => {
            CorpusError::no_name(&entity.id(), form)
        }
        (Unapplied::NoForm, _) => {
            let said =
                said!("\"{0}\" stands nowhere in this corpus as whole words outside of longer names", form);
            CorpusError::new("no-name", said)
        }
    }
}

fn row(decision: &Decision) -> DecisionRow {
    let named =
        |entity: Entity| EntityName { id: entity.id(), label: entity.label.code(), name: entity.name };
    let Written { kind, entity, into, form, name, label } = decision.clone().into();
    let [entity, into] = [entity, into].map(|entity| entity.map(named));
    DecisionRow { kind, entity, into, form, name, label: label.map(Label::code) }
}
