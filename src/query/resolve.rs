//! The patterns of a slot to the terms and forms of one segment.

use super::fuzzy::each_near;
use super::glob;
use super::pattern::{Pattern, Slot};
use super::regex;
use crate::corpus::TermId;
use crate::index::{Entry, FormId, Segment};
use crate::language::Language;
use crate::normalize::Normalizer;
use crate::order;
use crate::store::{CorpusFile, Part};

/// Where a query is answered: a segment, and if it is one of a corpus, the part it is of.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub segment: &'a Segment,
    pub part: Option<(&'a CorpusFile, &'a Part)>,
}

impl<'a> Source<'a> {
    /// The segments of `file`, in order.
    pub fn all(file: &'a CorpusFile) -> impl Iterator<Item = Source<'a>> {
        file.parts().iter().map(move |part| Source { segment: part.segment(), part: Some((file, part)) })
    }
}

/// What matches a slot in a segment.
#[derive(Debug, Default)]
pub struct Found {
    /// Ascending by id, each once.
    pub terms: Vec<Entry>,
    /// If only some ways of writing the terms match: those, ascending.
    pub forms: Option<Vec<FormId>>,
}

pub fn resolve(slot: &Slot, segment: &Segment, normalizer: &Normalizer) -> Found {
    let mut found = Found::default();
    for pattern in slot {
        match pattern {
            Pattern::Word(word) => word_terms(word, segment, normalizer, &mut found.terms),
            Pattern::Term(term) => exact_terms(term, segment, &mut found.terms),
            Pattern::Form { term, form } => {
                let Some(entry) = segment.term(term) else { continue };
                let forms = segment.forms().of_term(entry.id, term.as_bytes());
                let wanted = forms.iter().filter(|(_, written)| is_written(written, form)).map(|&(id, _)| id);
                found.forms.get_or_insert_default().extend(wanted);
                found.terms.push(entry);
            }
            Pattern::Glob(parts) => {
                each_with_prefix(segment, glob::prefix(parts), |entry, term| {
                    if glob::matches(parts, term) {
                        found.terms.push(entry);
                    }
                });
            }
            Pattern::Fuzzy { term, distance } => {
                each_near(segment.terms(), term, *distance, |entry, _| found.terms.push(entry));
            }
            Pattern::Regex(pattern) => {
                let Ok(regex) = regex::compile(pattern) else { continue };
                each_with_prefix(segment, "", |entry, term| {
                    if regex.is_match(term) {
                        found.terms.push(entry);
                    }
                });
            }
        }
    }
    if slot.len() > 1 || matches!(slot[..], [Pattern::Word(_)]) {
        order::by_key(&mut found.terms, |entry| entry.id);
        found.terms.dedup_by_key(|entry| entry.id);
    }
    found
}

/// Whether a form counts as `typed`, but for the possessive and the stop of an abbreviation.
fn is_written(form: &[u8], typed: &str) -> bool {
    let Ok(form) = str::from_utf8(form) else { return false };
    let bare = form.strip_suffix("'s").or(form.strip_suffix("’s")).unwrap_or(form);
    form == typed || bare == typed
}

/// The terms with the stem of `word` in any language, and `word` itself.
fn word_terms(word: &str, segment: &Segment, normalizer: &Normalizer, terms: &mut Vec<Entry>) {
    let mut ids: Vec<TermId> = Vec::new();
    for language in Language::ALL {
        segment.terms_of_stem(language, word, normalizer, &mut ids);
    }
    terms.extend(ids.into_iter().filter_map(|id| segment.terms().get(id)).map(|(_, entry)| entry));
    exact_terms(word, segment, terms);
}

/// The term itself; and if it is a number, the number with a unit behind it ("13.5m").
fn exact_terms(term: &str, segment: &Segment, terms: &mut Vec<Entry>) {
    if !term.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',')) {
        terms.extend(segment.term(term));
        return;
    }
    each_with_prefix(segment, term, |entry, found| {
        let unit = &found[term.len()..];
        let is_unit =
            unit.chars().all(char::is_alphabetic) && !matches!(unit, "st" | "nd" | "rd" | "th" | "s");
        if is_unit {
            terms.push(entry);
        }
    });
}

fn each_with_prefix(segment: &Segment, prefix: &str, mut visit: impl FnMut(Entry, &str)) {
    let mut entries = segment.terms().from(prefix.as_bytes());
    while let Some(entry) = entries.next() {
        if !entries.string().starts_with(prefix.as_bytes()) {
            return;
        }
        if let Ok(term) = str::from_utf8(entries.string()) {
            visit(entry, term);
        }
    }
}
