//! How many of some articles have each value of a field.

use super::entities::named;
use super::error::CorpusError;
use super::matching::Documents;
use crate::corpus::{Date, DocId};
use crate::entity::Label;
use crate::order;
use crate::query::{Filter, term};
use crate::store::{CorpusFile, Part};
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::collections::BTreeSet;

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
        let value = |(value, count): (&str, usize)| {
            let is = Filter::FieldIs { name: field.to_owned(), value: value.to_owned() };
            of_value(value, count, &is)
        };
        let values = most_frequent(&counts, most).map(value).collect();
        found.push(Facet { field: field.to_owned(), values });
    }
    for label in Label::ALL.into_iter().filter(|label| label.is_name()) {
        let named = named(file, documents, [label])?.into_iter();
        let counts: Vec<(u32, usize)> = named.map(|(entity, counts)| (entity, counts.documents)).collect();
        let value = |(entity, count)| {
            let (_, name) = file.entities().get(entity).map_err(|_| CorpusError::malformed_entities())?;
            let is = Filter::EntityIs { label: Some(label.code()), name: name.to_owned() };
            Ok(of_value(name, count, &is))
        };
        let values = most_frequent(&counts, most).map(value).collect::<Result<_, CorpusError>>()?;
        found.push(Facet { field: label.code().to_owned(), values });
    }
    found.retain(|facet| !facet.values.is_empty());
    Ok(found)
}

/// The years and months of `documents`.
fn dates(file: &CorpusFile, documents: &Documents) -> Vec<Facet> {
    // By the year, and in it by the month: 0 where that is not known.
    let mut counts: Vec<[usize; 13]> = Vec::new();
    for (part, docs) in by_part(file, documents) {
        for date in docs.filter_map(|doc| part.columns().date(doc)) {
            let year = usize::from(date.year());
            counts.resize(counts.len().max(year + 1), [0; 13]);
            counts[year][usize::from(date.month())] += 1;
        }
    }
    let years = (0..).zip(&counts).map(|(year, months)| (year, 0, months.iter().sum()));
    let months = (0..)
        .zip(&counts)
        .flat_map(|(year, months)| (1..).zip(&months[1..]).map(move |(month, &count)| (year, month, count)));
    vec![of_dates("year", years), of_dates("month", months)]
}

/// How many of `documents` have each value of `field`, for those that any has.
fn values<'a>(file: &'a CorpusFile, field: &str, documents: &Documents) -> Vec<(&'a str, usize)> {
    let mut all: FxHashMap<&str, usize> = FxHashMap::default();
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

/// A field of years, or of months, of which some have no articles.
fn of_dates(field: &str, counts: impl Iterator<Item = (u16, u8, usize)>) -> Facet {
    let value = |(year, month, count): (u16, u8, usize)| {
        let date = Date::new(year, month, 0).filter(|_| count > 0)?;
        Some(of_value(&date.to_string(), count, &Filter::Date { from: Some(date), to: Some(date) }))
    };
    Facet { field: field.to_owned(), values: counts.filter_map(value).collect() }
}

/// The `most` that are counted most often, these first; of those counted as often, the lesser ones.
fn most_frequent<T: Copy + Ord>(counts: &[(T, usize)], most: usize) -> impl Iterator<Item = (T, usize)> {
    let compare = |a: usize, b: usize| counts[b].1.cmp(&counts[a].1).then(counts[a].0.cmp(&counts[b].0));
    order::page(counts.len(), 0..most, &compare).into_iter().map(|place| counts[place])
}

fn of_value(value: &str, documents: usize, is: &Filter) -> FacetValue {
    FacetValue { value: value.to_owned(), documents, filter: term(is) }
}
