//! How many of some articles have each value of a field.

use super::entities::{counts, entity_id};
use super::error::CorpusError;
use super::matching::Documents;
use crate::store::CorpusFile;
use serde::Serialize;
use std::collections::BTreeMap;

/// A field and its values.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Facet {
    /// "year", "month", "entity", or the name of a field: "source", "author", any metadata.
    pub field: String,
    /// Years and months in their order; all others by how many articles have them.
    pub values: Vec<FacetValue>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FacetValue {
    pub value: String,
    /// How many articles have it.
    pub documents: usize,
}

/// Counts the values of every field over `documents`: all years and months, and of each
/// other field the `most` frequent values.
pub(super) fn facets(
    file: &CorpusFile,
    documents: &Documents,
    most: usize,
) -> Result<Vec<Facet>, CorpusError> {
    let mut by_field: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    let mut years: BTreeMap<String, usize> = BTreeMap::new();
    let mut months: BTreeMap<String, usize> = BTreeMap::new();
    let mut base = 0;
    for part in file.parts() {
        let of_part = || (0..part.documents()).filter(|&doc| documents.contains(base + doc));
        for date in of_part().filter_map(|doc| part.columns().date(doc)) {
            *years.entry(format!("{:04}", date.year())).or_default() += 1;
            if date.month() > 0 {
                *months.entry(format!("{:04}-{:02}", date.year(), date.month())).or_default() += 1;
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
    let in_order = |field: &str, counts: BTreeMap<String, usize>| Facet {
        field: field.to_owned(),
        values: counts.into_iter().map(|(value, documents)| FacetValue { value, documents }).collect(),
    };
    let mut found = vec![in_order("year", years), in_order("month", months)];
    for (field, counts) in by_field {
        let value = |(value, documents): (&str, usize)| FacetValue { value: value.to_owned(), documents };
        found.push(Facet {
            field: field.to_owned(),
            values: most_frequent(counts.into_iter().map(value), most),
        });
    }
    let mut named = Vec::new();
    for (entity, counts) in (0..).zip(counts(file, documents)?) {
        if counts.documents > 0 {
            let (label, name) = file.entities().get(entity).map_err(|_| CorpusError::malformed_entities())?;
            named.push(FacetValue { value: entity_id(label, name), documents: counts.documents });
        }
    }
    found.push(Facet { field: "entity".to_owned(), values: most_frequent(named.into_iter(), most) });
    found.retain(|facet| !facet.values.is_empty());
    Ok(found)
}

fn most_frequent(values: impl Iterator<Item = FacetValue>, most: usize) -> Vec<FacetValue> {
    let mut values: Vec<FacetValue> = values.collect();
    values.sort_by(|a, b| b.documents.cmp(&a.documents).then_with(|| a.value.cmp(&b.value)));
    values.truncate(most);
    values
}
