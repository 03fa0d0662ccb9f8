//! What a whole document tells of names once they are found: a surname is the person's whose full
//! name stands there, an acronym is of the kind of the name whose initials it is.

use super::super::Map;
use super::super::forms::{FormId, Shape};
use super::super::line::Document;
use super::Name;
use super::context::Context;
use super::lexicon::Lists;
use super::tags::KINDS;
use crate::entity::Label;
use std::ops::Range;

fn kind_of(label: Label) -> usize {
    KINDS.iter().position(|&kind| kind == label).expect("names are told apart by it")
}

/// Labels anew the names of one token that others in the document tell about.
pub(crate) fn settle(context: &Context, names: &mut Vec<Name>) {
    let document = context.document;
    let person = kind_of(Label::Per);
    let word = |at: usize| document.forms.get(document.tokens[at].form).word;
    let mut surnames: Map<FormId, bool> = Map::default();
    let mut acronyms: Map<String, usize> = Map::default();
    let mut shown: Map<FormId, [u16; KINDS.len()]> = Map::default();
    for name in names.iter() {
        if name.tokens.len() == 1 {
            let shown = &mut shown.entry(word(name.tokens.start)).or_default()[name.kind];
            *shown = shown.saturating_add(1);
            continue;
        }
        if name.kind == person {
            surnames.insert(word(name.tokens.end - 1), true);
        }
        if let Some(initials) = initials(document, name.tokens.clone()) {
            acronyms.entry(initials).or_insert(name.kind);
        }
    }
    for name in names.iter_mut().filter(|name| name.tokens.len() == 1) {
        let at = name.tokens.start;
        let token = &document.tokens[at];
        if token.shape == Shape::Capitals {
            if let Some(&kind) = acronyms.get(context.key(at)) {
                name.kind = kind;
            }
        } else if name.kind != person && surnames.contains_key(&word(at)) {
            let shown = shown[&word(at)];
            let place = context.word(at).lists & PLACES != 0;
            if !place || shown[person] >= shown[name.kind] {
                name.kind = person;
            }
        } else {
            let shown = shown[&word(at)];
            let most = (0..KINDS.len()).max_by_key(|&kind| shown[kind]).unwrap_or(name.kind);
            if shown[most] >= 4 * shown[name.kind] {
                name.kind = most;
            }
        }
    }
}

/// Lists of countries, cities and states.
const PLACES: Lists = 0b1_1101;

/// The first letters of the capitalised words of a name, small: "oas" of "Organization of American States".
fn initials(document: &Document, tokens: Range<usize>) -> Option<String> {
    let mut initials = String::new();
    for token in &document.tokens[tokens] {
        if document.forms.get(token.form).capital {
            initials.extend(document.forms.key(token.form).chars().next());
        }
    }
    (initials.len() > 2).then_some(initials)
}
