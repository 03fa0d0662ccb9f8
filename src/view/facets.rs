//! How many of some articles have each value of a field.

use super::entities::counts;
use super::error::CorpusError;
use super::matching::Documents;
use crate::corpus::{Date, DocId};
use crate::entity::Label;
use crate::order;
use crate::query::{Filter, term};
use crate::store::{CorpusFile, Part};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A field and its values.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Facet {
    /// "year", "month", the label of names ("PER", "ORG", "LOC" ...), or the name of a field: "source",
    /// "author", any metadata.
    pub field: String,
    /// Years and months in their order; all others by how many articles have them.
    pub values: Vec<FacetValue>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FacetValue {
    pub value: String,
    /// How many articles have it.
    pub documents: usize,
    /// The query for the articles that have it, and for no others. None where no query can say it: the
    /// name of the field is none of the language, or the value is too long.
    pub filter: Option<String>,
}

/// Counts the values of every field over `documents`: all years and months, and of each other field and label
/// the `most` frequent values. A field of which a document has one value ("date" for years and months) is counted
/// over the documents of `without`, called with its name, if there are such.
pub(super) fn facets(
    file: &CorpusFile,
    documents: &Documents,
    without: impl Fn(&str) -> Result<Option<Documents>, CorpusError>,
    most: usize,
) -> Result<Vec<Facet>, CorpusError> {
    let mut found = dates(file, without("date")?.as_ref().unwrap_or(documents));
    let columns = file.parts().iter().flat_map(|part| part.columns().iter());
    let fields: BTreeSet<&str> = columns.map(|column| column.name.as_str()).collect();
    for field in fields {
        let counts = values(file, field, without(field)?.as_ref().unwrap_or(documents));
        let is = |value: &str| Filter::FieldIs { name: field.to_owned(), value: value.to_owned() };
        found.push(most_frequent(field, counts, most, is));
    }
    let mut by_label: BTreeMap<Label, Vec<(&str, usize)>> = BTreeMap::new();
    for (entity, counts) in (0..).zip(counts(file, documents)?).filter(|(_, counts)| counts.documents > 0) {
        let (label, name) = file.entities().get(entity).map_err(|_| CorpusError::malformed_entities())?;
        if label.is_name() {
            by_label.entry(label).or_default().push((name, counts.documents));
        }
    }
    for (label, counts) in by_label {
        let is = |name: &str| Filter::EntityIs { label: Some(label.code()), name: name.to_owned() };
        found.push(most_frequent(label.code(), counts, most, is));
    }
    found.retain(|facet| !facet.values.is_empty());
    Ok(found)
}

/// The years and months of `documents`.
fn dates(file: &CorpusFile, documents: &Documents) -> Vec<Facet> {
    let mut years: BTreeMap<Date, usize> = BTreeMap::new();
    let mut months: BTreeMap<Date, usize> = BTreeMap::new();
    for (part, docs) in by_part(file, documents) {
        for date in docs.filter_map(|doc| part.columns().date(doc)) {
            *years.entry(date.to_year()).or_default() += 1;
            if let Some(month) = date.to_month() {
                *months.entry(month).or_default() += 1;
            }
        }
    }
    vec![of_dates("year", years), of_dates("month", months)]
}

/// How many of `documents` have each value of `field`, for those that any has.
fn values<'a>(file: &'a CorpusFile, field: &str, documents: &Documents) -> Vec<(&'a str, usize)> {
    let mut all: BTreeMap<&str, usize> = BTreeMap::new();
    for (part, docs) in by_part(file, documents) {
        let Some(column) = part.columns().get(field) else { continue };
        let mut counts = vec![0; column.values().len()];
        docs.filter_map(|doc| column.of(doc)).for_each(|value| counts[value] += 1);
        for (value, count) in column.values().iter().zip(counts).filter(|(_, count)| *count > 0) {
            *all.entry(value).or_default() += count;
        }
    }
    all.into_iter().collect()
}

/// The parts of the corpus, each with those of its documents that are of `documents`.
fn by_part<'a>(
    file: &'a CorpusFile,
    documents: &Documents,
) -> impl Iterator<Item = (&'a Part, impl Iterator<Item = DocId>)> {
    let mut base = 0;
    file.parts().iter().map(move |part| {
        let first = base;
        base += part.documents();
        (part, (0..part.documents()).filter(move |doc| documents.contains(first + doc)))
    })
}

fn of_dates(field: &str, counts: BTreeMap<Date, usize>) -> Facet {
    let value = |(date, documents): (Date, usize)| FacetValue {
        value: date.to_string(),
        documents,
        filter: term(&Filter::Date { from: Some(date), to: Some(date) }),
    };
    Facet { field: field.to_owned(), values: counts.into_iter().map(value).collect() }
}

fn most_frequent(
    field: &str,
    mut counts: Vec<(&str, usize)>,
    most: usize,
    is: impl Fn(&str) -> Filter,
) -> Facet {
    order::by(&mut counts, |a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let value = |(value, documents): (&str, usize)| FacetValue {
        value: value.to_owned(),
        documents,
        filter: term(&is(value)),
    };
    Facet { field: field.to_owned(), values: counts.into_iter().take(most).map(value).collect() }
}
