//! Mentions to entities: which mentions, across all documents, name the same, and why.
//!
//! ```text
//! mentions ── forms ──> keys: folded words, as the lists call them
//!              ├─ people    a short name is the one full name it is part of (person)
//!              └─ acronyms  LN is the one Long Name it stands beside, or whose initials it is
//! keys ── naming ──> entities; what readers have set apart is apart (Apart)
//! ```
//! Names under different labels are never the same.

mod acronyms;
mod apart;
mod forms;
mod holders;
mod known;
mod naming;
mod people;
mod person;
mod reason;

use super::{Label, Map, Mention};
use acronyms::{Acronyms, Pair};
use apart::SetApart;
use forms::{Form, Forms};
use naming::Names;
use people::People;

pub use apart::Apart;
pub use reason::Reason;

/// Who or what is named, under the form shown for all its mentions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Entity {
    pub label: Label,
    pub name: String,
}

/// What a mention names, and why it is taken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its place in [`Links::entities`].
    pub entity: u32,
    pub reason: Reason,
}

/// The entities of a corpus, and which of them each mention names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// Distinct, sorted by label, then name.
    pub entities: Vec<Entity>,
    /// For each document, for each of its mentions.
    pub mentions: Vec<Vec<Link>>,
    /// What was set apart, sorted, under the names that the entities have now.
    pub apart: Vec<Apart>,
}

/// Links the mentions of all documents, each given as its text and the sorted mentions in it, but
/// for what is set `apart`. The same documents in the same order give the same links.
///
/// ```
/// use corpus_viewer::Span;
/// use corpus_viewer::entity::{Annotator, Reason, english, link};
/// let text = "Ada Lovelace left the U.S. for Turin. Lovelace never saw the United States again.";
/// let mentions = Annotator::new(english()).annotate(text, &[Span::new(0, text.len())]);
/// let links = link([(text, &mentions[..])].into_iter(), &[]);
/// let names: Vec<_> = links.entities.iter().map(|entity| entity.name.as_str()).collect();
/// assert_eq!(names, ["Ada Lovelace", "Turin", "United States"]);
/// let lovelace = links.mentions[0][3];
/// assert_eq!((lovelace.entity, lovelace.reason), (0, Reason::SurnameOf));
/// ```
pub fn link<'a>(documents: impl Iterator<Item = (impl AsRef<str>, &'a [Mention])>, apart: &[Apart]) -> Links {
    let mut forms = Forms::default();
    let read: Vec<Read> = documents.map(|(text, own)| Read::new(text.as_ref(), own, &mut forms)).collect();
    let mut people = People::new(&forms, read.iter().map(|document| &*document.keys));
    let mut acronyms = Acronyms::new(&forms, read.iter().map(|document| (&*document.keys, &*document.pairs)));
    let names = Names::new(&forms, &people);
    let set_apart = SetApart::new(apart, &forms, &people, &names);

    let mut groups = Vec::with_capacity(read.len());
    for document in &read {
        people.settle(&document.keys);
        acronyms.settle(&document.keys, &document.pairs);
        let group = |&number: &u32| {
            let form = &forms.forms[number as usize];
            let key = match form.label {
                Label::Per => people.full_name(form.key),
                _ => acronyms.long_name(form.key),
            };
            match set_apart.find(names.called_by(key), number) {
                Some(place) => (Group::SetApart(place), Reason::SameName),
                None => (Group::Key(key), reason(form, key, &forms, &names)),
            }
        };
        groups.push(document.forms.iter().map(group).collect());
    }
    let entity = |group| match group {
        Group::SetApart(place) => set_apart.entity(place),
        Group::Key(key) => {
            Entity { label: forms.keys[key as usize].label, name: names.of(names.called_by(key)).to_owned() }
        }
    };
    numbered(groups, entity, set_apart.renamed(&names))
}

/// What linking needs of one document.
struct Read {
    /// The form of each mention.
    forms: Vec<u32>,
    /// The keys of the forms, each once.
    keys: Vec<u32>,
    pairs: Vec<Pair>,
}

impl Read {
    fn new(text: &str, mentions: &[Mention], forms: &mut Forms) -> Self {
        let own: Vec<u32> =
            mentions.iter().map(|mention| forms.add(mention.label, mention.span.of(text))).collect();
        let mut keys: Vec<u32> = own.iter().map(|&form| forms.forms[form as usize].key).collect();
        keys.sort_unstable();
        keys.dedup();
        Read { pairs: acronyms::explained(text, mentions, &own, forms), forms: own, keys }
    }
}

/// Mentions that are of one entity: linked to one key, or set apart by a reader.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Group {
    Key(u32),
    SetApart(usize),
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

/// Numbers the entities of all groups: those of one label and name are one.
fn numbered(groups: Vec<Vec<(Group, Reason)>>, entity: impl Fn(Group) -> Entity, apart: Vec<Apart>) -> Links {
    let mut numbers: Map<Group, u32> = Map::default();
    let mut named: Vec<(Entity, Group)> = Vec::new();
    for &(group, _) in groups.iter().flatten() {
        numbers.entry(group).or_insert_with(|| {
            named.push((entity(group), group));
            0
        });
    }
    named.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    let mut entities: Vec<Entity> = Vec::with_capacity(named.len());
    for (entity, group) in named {
        if entities.last() != Some(&entity) {
            entities.push(entity);
        }
        numbers.insert(group, entities.len() as u32 - 1);
    }
    let link = |(group, reason)| Link { entity: numbers[&group], reason };
    let mentions = groups.into_iter().map(|own| own.into_iter().map(link).collect()).collect();
    Links { entities, mentions, apart }
}
