//! Mentions to entities: which mentions, across all documents, name the same, and why.
//!
//! ```text
//! mentions ── forms ──> keys: folded words, as the lists call them
//!              ├─ people    a short name is the one full name it is part of (person)
//!              └─ acronyms  LN is the one Long Name it stands beside, or whose initials it is
//! keys ── naming ──> entities ── curated ──> those that readers' decisions leave
//! ```
//! Names under different labels are never the same.

mod acronyms;
mod curated;
mod forms;
mod holders;
mod known;
mod naming;
mod people;
mod person;
mod reason;

use super::{Decision, Label, Mention, Unapplied};
use acronyms::{Acronyms, Pair};
use curated::Curated;
use forms::{Form, Forms};
use naming::Names;
use people::People;
use serde::{Deserialize, Serialize};

pub use curated::Place;
pub use reason::Reason;

/// Who or what is named, under the form shown for all its mentions. It is written as its [id](Entity::id).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Entity {
    pub label: Label,
    pub name: String,
}

impl Entity {
    /// What it is called in an address: its label and its name.
    ///
    /// ```
    /// use corpus_viewer::entity::{Entity, Label};
    /// let rubio = Entity { label: Label::Per, name: "Marco Rubio".to_owned() };
    /// assert_eq!(rubio.id(), "PER:Marco Rubio");
    /// assert_eq!(Entity::from_id("PER:Marco Rubio"), Some(rubio));
    /// ```
    pub fn id(&self) -> String {
        format!("{}:{}", self.label.code(), self.name)
    }

    /// The entity called so; none if that is no id.
    pub fn from_id(id: &str) -> Option<Entity> {
        let (code, name) = id.split_once(':')?;
        Some(Entity { label: Label::from_code(code)?, name: name.to_owned() })
    }
}

impl From<Entity> for String {
    fn from(entity: Entity) -> String {
        entity.id()
    }
}

impl TryFrom<String> for Entity {
    type Error = String;

    fn try_from(id: String) -> Result<Self, String> {
        Entity::from_id(&id).ok_or_else(|| format!("\"{id}\" is no id of an entity"))
    }
}

/// A mention, the number of the entity it is of, and why it is taken to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkedMention {
    pub mention: Mention,
    /// Its place among the entities of the corpus.
    pub entity: u32,
    pub reason: Reason,
}

/// The entities of a corpus, and which of them each mention names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// Distinct, sorted by label, then name.
    pub entities: Vec<Entity>,
    /// For each document its mentions, those that decisions leave, sorted.
    pub mentions: Vec<Vec<LinkedMention>>,
    /// The decisions, under the names that their entities have now, and why some of them change nothing.
    pub decisions: Vec<(Decision, Result<(), Unapplied>)>,
}

/// Links the mentions of all documents, each given as its text and the sorted mentions in it, and follows
/// `decisions`; `places` tells where a text stands as whole words, no place on top of another. The same documents
/// in the same order give the same links.
///
/// ```
/// use corpus_viewer::Span;
/// use corpus_viewer::entity::{Annotator, Reason, english, link};
/// let text = "Ada Lovelace left the U.S. for Turin. Lovelace never saw the United States again.";
/// let mentions = Annotator::new(english()).annotate(text, &[Span::new(0, text.len())]);
/// let links = link([(text, &mentions[..])].into_iter(), &[], |_| Vec::new());
/// let names: Vec<_> = links.entities.iter().map(|entity| entity.name.as_str()).collect();
/// assert_eq!(names, ["Ada Lovelace", "Turin", "United States"]);
/// let lovelace = links.mentions[0][3];
/// assert_eq!((lovelace.entity, lovelace.reason), (0, Reason::SurnameOf));
/// ```
pub fn link<'a>(
    documents: impl Iterator<Item = (impl AsRef<str>, &'a [Mention])>,
    decisions: &[Decision],
    places: impl Fn(&str) -> Vec<Place>,
) -> Links {
    let mut forms = Forms::default();
    let read: Vec<Read> = documents.map(|(text, own)| Read::new(text.as_ref(), own, &mut forms)).collect();
    let mut people = People::new(&forms, read.iter().map(|document| &*document.keys));
    let mut acronyms = Acronyms::new(&forms, read.iter().map(|document| (&*document.keys, &*document.pairs)));
    let names = Names::new(&forms, &people);

    let mut curated = Curated::default();
    let mut numbers: Vec<Option<u32>> = vec![None; forms.keys.len()];
    for document in read {
        people.settle(&document.keys);
        acronyms.settle(&document.keys, &document.pairs);
        let own = document.forms.iter().map(|&number| &forms.forms[number as usize]);
        let linked = document.mentions.iter().zip(own.clone()).map(|(&mention, form)| {
            let key = match form.label {
                Label::Per => people.full_name(form.key),
                _ => acronyms.long_name(form.key),
            };
            let entity = *numbers[key as usize].get_or_insert_with(|| {
                let name = names.of(names.called_by(key)).to_owned();
                curated.number(Entity { label: forms.keys[key as usize].label, name })
            });
            LinkedMention { mention, entity, reason: reason(form, key, &forms, &names) }
        });
        let linked = linked.collect();
        curated.push(linked, own.map(|form| form.text.as_str()).collect());
    }
    let now_called = |entity: &Entity| {
        let key = forms.key_of(entity.label, &entity.name)?;
        // A single word may stand for one now and for another then.
        let key = if entity.name.contains(' ') { people.widely(key) } else { key };
        Some(Entity { label: entity.label, name: names.of(names.called_by(key)).to_owned() })
    };
    let decisions = curated.follow(decisions, places, now_called);
    let (entities, mentions) = curated.finish();
    Links { entities, mentions, decisions }
}

/// What linking needs of one document.
struct Read<'a> {
    mentions: &'a [Mention],
    /// The form of each mention.
    forms: Vec<u32>,
    /// The keys of the forms, each once.
    keys: Vec<u32>,
    pairs: Vec<Pair>,
}

impl<'a> Read<'a> {
    fn new(text: &str, mentions: &'a [Mention], forms: &mut Forms) -> Self {
        let own: Vec<u32> =
            mentions.iter().map(|mention| forms.add(mention.label, mention.span.of(text))).collect();
        let mut keys: Vec<u32> = own.iter().map(|&form| forms.forms[form as usize].key).collect();
        keys.sort_unstable();
        keys.dedup();
        Read { mentions, pairs: acronyms::explained(text, mentions, &own, forms), forms: own, keys }
    }
}

/// Why `form` is taken to mean the entity of `key`, told of the name under which that is shown.
fn reason(form: &Form, key: u32, forms: &Forms, names: &Names) -> Reason {
    let shown = names.called_by(key);
    if form.key == shown || form.key == key && form.label != Label::Per {
        return if form.is_alias { Reason::AliasList } else { Reason::SameName };
    }
    match form.label {
        Label::Per => person::reason(&forms.keys[form.key as usize].words, &forms.keys[shown as usize].words),
        _ => Reason::AcronymOf,
    }
}
