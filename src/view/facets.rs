//! How many of some articles have each value of a field.

use super::entities::counts;
use super::error::CorpusError;
use super::matching::Documents;
use crate::corpus::Date;
use crate::entity::Label;
use crate::query::{Filter, term};
use crate::store::CorpusFile;
use serde::Serialize;
use std::collections::BTreeMap;

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

/// Counts the values of every field over `documents`: all years and months, and of each
/// other field and label the `most` frequent values.
pub(super) fn facets(
    file: &CorpusFile,
    documents: &Documents,
    most: usize,
) -> Result<Vec<Facet>, CorpusError> {
    let mut by_field: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    let mut years: BTreeMap<Date, usize> = BTreeMap::new();
    let mut months: BTreeMap<Date, usize> = BTreeMap::new();
    let mut base = 0;
    for part in file.parts() {
        let of_part = || (0..part.documents()).filter(|&doc| documents.contains(base + doc));
        for date in of_part().filter_map(|doc| part.columns().date(doc)) {
            *years.entry(date.to_year()).or_default() += 1;
            if let Some(month) = date.to_month() {
                *months.entry(month).or_default() += 1;
            }
        }
        for column in part.columns().iter() {
            let mut counts = vec![0; column.values().len()];
            of_part().filter_map(|doc| column.of(doc)).for_each(|value| counts[value] += 1);
            let field = by_field.entry(&column.name).or_default();
            for (value, count) in column.values().iter().zip(counts).filter(|(_, count)| *count > 0) {
                *field.entry(value).or_default() += count;
            }
        }
        base += part.documents();
    }
    let mut found = vec![of_dates("year", years), of_dates("month", months)];
    for (field, counts) in by_field {
        let is = |value: &str| Filter::FieldIs { name: field.to_owned(), value: value.to_owned() };
        found.push(most_frequent(field, counts.into_iter().collect(), most, is));
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
    counts.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let value = |(value, documents): (&str, usize)| FacetValue {
        value: value.to_owned(),
        documents,
        filter: term(&is(value)),
    };
    Facet { field: field.to_owned(), values: counts.into_iter().take(most).map(value).collect() }
}
