//! What readers decide about names: a list of decisions, to be undone and done again.

use super::{Entity, Label};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What a reader decides about who and what is named. Entities are those that the decisions before have left,
/// and are written as their ids: `{"kind": "merge", "entity": "PER:Rubio", "into": "PER:Marco Rubio"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Written", try_from = "Written")]
pub enum Decision {
    /// All mentions of `entity` are of `into`, whatever their label was.
    Merge { entity: Entity, into: Entity },
    /// Mentions of `entity` that are written as `form` are of an entity called so, with the same label.
    Split { entity: Entity, form: String },
    /// The entity is called `name`; it is one with an entity that is called so already.
    Rename { entity: Entity, name: String },
    /// The entity is of this kind of names; it is one with an entity of that kind that is called the same.
    Relabel { entity: Entity, label: Label },
    /// Mentions of `entity`, or only those written as `form`, are no names.
    Reject { entity: Entity, form: Option<String> },
    /// Wherever `form` stands as whole words, written exactly so, `into` is named, or without that an entity
    /// called `form` with this label. Mentions inside of such a place give way; inside of longer ones it is none.
    Add { form: String, label: Label, into: Option<Entity> },
}

impl Decision {
    /// The entities it speaks of, before it is followed.
    pub fn entities(&self) -> Vec<Entity> {
        self.clone().entities_mut().map(|entity| entity.clone()).collect()
    }

    pub(super) fn entities_mut(&mut self) -> impl Iterator<Item = &mut Entity> {
        let [one, other] = match self {
            Decision::Merge { entity, into } => [Some(entity), Some(into)],
            Decision::Split { entity, .. }
            | Decision::Rename { entity, .. }
            | Decision::Relabel { entity, .. }
            | Decision::Reject { entity, .. } => [Some(entity), None],
            Decision::Add { into, .. } => [into.as_mut(), None],
        };
        one.into_iter().chain(other)
    }

    /// The way of writing it speaks of, if it does not concern all of an entity.
    pub fn form(&self) -> Option<&str> {
        match self {
            Decision::Split { form, .. } | Decision::Add { form, .. } => Some(form),
            Decision::Reject { form, .. } => form.as_deref(),
            _ => None,
        }
    }

    /// The entity that its mentions are of when it has been followed; none if they are no names any more.
    ///
    /// ```
    /// use corpus_viewer::entity::{Decision, Entity, Label};
    /// let rubio = Entity { label: Label::Per, name: "Marco Rubio".to_owned() };
    /// let split = Decision::Split { entity: rubio, form: "Rubio".to_owned() };
    /// assert_eq!(split.outcome().unwrap().id(), "PER:Rubio");
    /// ```
    pub fn outcome(&self) -> Option<Entity> {
        let own = |label: Label, name: &str| Some(Entity { label, name: name.to_owned() });
        match self {
            Decision::Merge { into, .. } | Decision::Add { into: Some(into), .. } => Some(into.clone()),
            Decision::Split { entity, form } => own(entity.label, form),
            Decision::Rename { entity, name } => own(entity.label, name),
            Decision::Relabel { entity, label } => own(*label, &entity.name),
            Decision::Reject { .. } => None,
            Decision::Add { form, label, into: None } => own(*label, form),
        }
    }
}

/// A decision as it is written: of all that decisions speak of, that which those of its kind do.
#[derive(Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Written {
    pub kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<Entity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub into: Option<Entity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
}

impl From<Decision> for Written {
    fn from(decision: Decision) -> Written {
        let of = |kind: &str, entity| Written { kind: kind.to_owned(), entity, ..Written::default() };
        match decision {
            Decision::Merge { entity, into } => Written { into: Some(into), ..of("merge", Some(entity)) },
            Decision::Split { entity, form } => Written { form: Some(form), ..of("split", Some(entity)) },
            Decision::Rename { entity, name } => Written { name: Some(name), ..of("rename", Some(entity)) },
            Decision::Relabel { entity, label } => {
                Written { label: Some(label), ..of("relabel", Some(entity)) }
            }
            Decision::Reject { entity, form } => Written { form, ..of("reject", Some(entity)) },
            Decision::Add { form, label, into } => {
                Written { into, form: Some(form), label: Some(label), ..of("add", None) }
            }
        }
    }
}

impl TryFrom<Written> for Decision {
    type Error = String;

    fn try_from(written: Written) -> Result<Decision, String> {
        let Written { kind, entity, into, form, name, label } = written;
        Ok(match (&*kind, entity, into, form, name, label) {
            ("merge", Some(entity), Some(into), None, None, None) => Decision::Merge { entity, into },
            ("split", Some(entity), None, Some(form), None, None) => Decision::Split { entity, form },
            ("rename", Some(entity), None, None, Some(name), None) => Decision::Rename { entity, name },
            ("relabel", Some(entity), None, None, None, Some(label)) => Decision::Relabel { entity, label },
            ("reject", Some(entity), None, form, None, None) => Decision::Reject { entity, form },
            ("add", None, into, Some(form), None, Some(label)) => Decision::Add { form, label, into },
            _ => return Err(format!("no decision \"{kind}\" is of these parts")),
        })
    }
}

/// Why a decision changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unapplied {
    /// Nothing is named so.
    NoEntity(Entity),
    /// The entity, or the corpus, has no such place.
    NoForm,
}

/// Decisions taken together: they are undone together, too.
pub type Step = Vec<Decision>;

/// The decisions of readers, oldest first. A copy takes little room: the steps are shared.
///
/// ```
/// use corpus_viewer::entity::{Curation, Decision, Entity, Label};
/// let rubio = Entity { label: Label::Per, name: "Rubio".to_owned() };
/// let mut curation = Curation::default();
/// curation.push(vec![Decision::Reject { entity: rubio, form: None }]);
/// assert_eq!(curation.decisions().count(), 1);
/// assert_eq!(curation.without_last(), Some(Curation::default()));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Curation {
    steps: Vec<Arc<Step>>,
}

impl Curation {
    /// The most decisions a corpus can have.
    pub const MOST: usize = 1 << 16;

    /// Of steps, oldest first.
    pub fn new(steps: Vec<Step>) -> Self {
        Curation { steps: steps.into_iter().map(Arc::new).collect() }
    }

    /// Oldest first; none is empty.
    pub fn steps(&self) -> &[Arc<Step>] {
        &self.steps
    }

    pub fn decisions(&self) -> impl Iterator<Item = &Decision> {
        self.steps.iter().flat_map(|step| step.iter())
    }

    /// What was decided before the last step; `None` if there is no step.
    pub fn without_last(&self) -> Option<Curation> {
        let (_, steps) = self.steps.split_last()?;
        Some(Curation { steps: steps.to_vec() })
    }

    /// Takes a step, unless it is empty.
    pub fn push(&mut self, step: Step) {
        if !step.is_empty() {
            self.steps.push(step.into());
        }
    }

    /// Keeps the decisions that are `wanted`.
    pub fn retain(&mut self, mut wanted: impl FnMut(&Decision) -> bool) {
        self.change(|step| step.iter().filter(|decision| wanted(decision)).cloned().collect());
        self.steps.retain(|step| !step.is_empty());
    }

    /// Takes the steps of another corpus, but for those that were taken here.
    pub fn join(&mut self, other: &Curation) {
        let new: Vec<Arc<Step>> =
            other.steps.iter().filter(|step| !self.steps.contains(step)).cloned().collect();
        self.steps.extend(new);
    }

    /// Puts `decisions` in place of its own, one for one.
    pub(crate) fn replace(&mut self, decisions: impl IntoIterator<Item = Decision>) {
        let mut decisions = decisions.into_iter();
        self.change(|step| decisions.by_ref().take(step.len()).collect());
    }

    /// Steps that stay as they are stay shared.
    fn change(&mut self, mut changed: impl FnMut(&Step) -> Step) {
        for step in &mut self.steps {
            let changed = changed(step);
            if changed != **step {
                *step = Arc::new(changed);
            }
        }
    }
}
