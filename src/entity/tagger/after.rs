//! What a whole document, and a few words around, tell of names once they are found.

use super::super::Map;
use super::super::forms::{FormId, Shape};
use super::super::line::Document;
use super::Name;
use super::context::{Context, Gap, Match};
use super::lexicon::Lists;
use super::tags::KINDS;
use crate::entity::Label;
use crate::order;
use std::ops::Range;

/// Mends the names of a document, which are in order before and after.
pub(crate) fn settle(context: &Context, names: &mut Vec<Name>) {
    let acronyms = acronyms(context, names);
    relabel(context, &acronyms, names);
    names.retain(|name| !names_office(context, name));
    names.iter_mut().for_each(|name| add_suffix(context, name));
    add_countries(context, names);
    add_acronyms(context, &acronyms, names);
}

/// The initials of names of several words, three at least, with the kind of the first that has them.
type Acronyms = Map<String, usize>;

fn acronyms(context: &Context, names: &[Name]) -> Acronyms {
    let mut acronyms = Acronyms::default();
    for name in names.iter().filter(|name| name.tokens.len() > 1) {
        if let Some(initials) = initials(context.document, name.tokens.clone()) {
            acronyms.entry(initials).or_insert(name.kind);
        }
    }
    acronyms
}

/// Adds the acronyms of names of the document that were taken for words.
fn add_acronyms(context: &Context, acronyms: &Acronyms, names: &mut Vec<Name>) {
    if acronyms.is_empty() {
        return;
    }
    let mut added = Vec::new();
    for at in context.zones.iter().flat_map(Clone::clone) {
        if context.document.tokens[at].shape == Shape::Capitals
            && let Some(&kind) = acronyms.get(context.key(at))
        {
            let next = names.partition_point(|name| name.tokens.end <= at);
            if names.get(next).is_none_or(|name| name.tokens.start > at) {
                added.push(Name { tokens: at..at + 1, kind });
            }
        }
    }
    names.append(&mut added);
    order::by_key(names, |name| name.tokens.start);
}

fn kind_of(label: Label) -> usize {
    KINDS.iter().position(|&kind| kind == label).expect("names are told apart by it")
}

/// Labels anew the names of one token that others in the document tell about: a surname is the
/// person's whose full name stands there, an acronym is of the kind of the name whose initials it
/// is, and what is nearly always of one kind is so throughout.
fn relabel(context: &Context, acronyms: &Acronyms, names: &mut [Name]) {
    let document = context.document;
    let person = kind_of(Label::Per);
    let word = |at: usize| document.forms.get(document.tokens[at].form).word;
    let mut surnames: Map<FormId, ()> = Map::default();
    let mut alone: Map<FormId, [u32; KINDS.len()]> = Map::default();
    for name in names.iter() {
        if name.tokens.len() == 1 {
            alone.entry(word(name.tokens.start)).or_default()[name.kind] += 1;
            continue;
        }
        if name.kind == person {
            surnames.insert(word(name.tokens.end - 1), ());
        }
    }
    for name in names.iter_mut().filter(|name| name.tokens.len() == 1) {
        let at = name.tokens.start;
        let counts = alone[&word(at)];
        if document.tokens[at].shape == Shape::Capitals {
            name.kind = acronyms.get(context.key(at)).copied().unwrap_or(name.kind);
        } else if name.kind != person && surnames.contains_key(&word(at)) {
            let place = context.word(at).lists & PLACES != 0;
            if !place || counts[person] >= counts[name.kind] {
                name.kind = person;
            }
        } else {
            let most = (0..KINDS.len()).max_by_key(|&kind| counts[kind]).unwrap_or(name.kind);
            if counts[most] >= 4 * counts[name.kind] {
                name.kind = most;
            }
        }
    }
}

/// The lists of countries, in the data and here.
const COUNTRIES: Lists = 1 | 1 << 7;

/// Those of countries, cities and states.
const PLACES: Lists = 0b1_1101 | COUNTRIES;

/// The first letters of the capitalised words of a name, small: "oas" of "Organization of American States".
fn initials(document: &Document, tokens: Range<usize>) -> Option<String> {
    let capitals = document.tokens[tokens].iter().filter(|token| document.forms.get(token.form).capital);
    let initials: String =
        capitals.filter_map(|token| document.forms.key(token.form).chars().next()).collect();
    (initials.len() > 2).then_some(initials)
}

/// Whether a name is the field of an office: "State" in "Secretary of State".
fn names_office(context: &Context, name: &Name) -> bool {
    let Some(title) = name.tokens.start.checked_sub(2) else { return false };
    let office = ["secretary", "undersecretary", "minister"].contains(&context.key(title))
        && context.capital(title)
        && context.key(title + 1) == "of";
    office && KINDS[name.kind] != Label::Loc && context.gaps[name.tokens.start] == Gap::Space
}

/// Takes "Jr." and the like into the name of the person before.
fn add_suffix(context: &Context, name: &mut Name) {
    let next = name.tokens.end;
    let follows = next < context.gaps.len() && matches!(context.gaps[next], Gap::Space | Gap::Comma);
    let person = KINDS[name.kind] == Label::Per && name.tokens.len() > 1;
    if person && follows && context.capital(next) && SUFFIXES.contains(&context.key(next)) {
        name.tokens.end = next + 1;
    }
}

const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

/// Adds the countries of several words that are in no other name, in the place of parts of them.
fn add_countries(context: &Context, names: &mut Vec<Name>) {
    let mut added = Vec::new();
    let mut before = 0;
    for Match { tokens, .. } in context.matches.iter().filter(|found| found.lists & COUNTRIES != 0) {
        let start = tokens.start;
        before += names[before..].iter().take_while(|name| name.tokens.end <= start).count();
        let mut overlapping = names[before..].iter().take_while(|name| name.tokens.start < tokens.end);
        if overlapping.all(|name| name.tokens.start >= start && name.tokens.end <= tokens.end) {
            added.push(Name { tokens: tokens.clone(), kind: kind_of(Label::Loc) });
        }
    }
    let inside = |name: &Name| {
        let at = added.partition_point(|country| country.tokens.end <= name.tokens.start);
        added.get(at).is_some_and(|country| country.tokens.start <= name.tokens.start)
    };
    names.retain(|name| !inside(name));
    names.append(&mut added);
    order::by_key(names, |name| name.tokens.start);
}
