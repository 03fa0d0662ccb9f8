//! The documents of which a fact is true.

use super::pattern::Filter;
use super::words::folded;
use crate::codec::Malformed;
use crate::corpus::{Date, DocId};
use crate::entity::Label;
use crate::normalize::Normalizer;
use crate::store::{CorpusFile, Part};

/// The documents of `part`, a part of `file`, for which `filter` holds, ascending.
pub fn documents(
    filter: &Filter,
    file: &CorpusFile,
    part: &Part,
    normalizer: &Normalizer,
) -> Result<Vec<DocId>, Malformed> {
    let columns = part.columns();
    let all = 0..part.documents();
    match filter {
        Filter::Date { from, to } => {
            Ok(all.filter(|&doc| columns.date(doc).is_some_and(|date| is_within(date, *from, *to))).collect())
        }
        Filter::Field { name, words } => {
            let Some(column) = columns.get(name) else { return Ok(Vec::new()) };
            let fits: Vec<bool> =
                column.values().iter().map(|value| holds(&folded(normalizer, value), words)).collect();
            Ok(all.filter(|&doc| column.of(doc).is_some_and(|value| fits[value])).collect())
        }
        Filter::FieldIs { name, value } => {
            let Some(column) = columns.get(name) else { return Ok(Vec::new()) };
            let Some(wanted) = column.values().iter().position(|known| known == value) else {
                return Ok(Vec::new());
            };
            Ok(all.filter(|&doc| column.of(doc) == Some(wanted)).collect())
        }
        Filter::Entity { label, words } => naming(part, named(file, *label, words, normalizer)?),
        Filter::EntityIs { label, name } => {
            naming(part, labels(*label).filter_map(|label| file.entities().find(label, name)))
        }
    }
}

/// The label called `code`; all of them without one.
fn labels(code: Option<&str>) -> impl Iterator<Item = Label> {
    Label::ALL.into_iter().filter(move |label| code.is_none_or(|code| code == label.code()))
}

/// The documents of `part` that mention any of `entities`, ascending.
fn naming(part: &Part, entities: impl IntoIterator<Item = u32>) -> Result<Vec<DocId>, Malformed> {
    let mut docs = Vec::new();
    for entity in entities {
        part.each_naming(entity, |doc, _| docs.push(doc))?;
    }
    docs.sort_unstable();
    docs.dedup();
    Ok(docs)
}

/// Whether all that `date` may mean lies between the two.
fn is_within(date: Date, from: Option<Date>, to: Option<Date>) -> bool {
    from.is_none_or(|from| from.first_day() <= date.first_day())
        && to.is_none_or(|to| date.last_day() <= to.last_day())
}

/// Whether `words` stand in a row in `value`.
fn holds(value: &[String], words: &[String]) -> bool {
    value.windows(words.len()).any(|window| window == words)
}

/// The entities called `words`; if there are none, those whose name holds them.
fn named(
    file: &CorpusFile,
    label: Option<&str>,
    words: &[String],
    normalizer: &Normalizer,
) -> Result<Vec<u32>, Malformed> {
    let mut exact = Vec::new();
    let mut partial = Vec::new();
    for label in labels(label) {
        for entity in file.entities().with_label(label)? {
            let (_, name) = file.entities().get(entity)?;
            let name = folded(normalizer, name);
            if name == words {
                exact.push(entity);
            } else if holds(&name, words) {
                partial.push(entity);
            }
        }
    }
    Ok(if exact.is_empty() { partial } else { exact })
}
