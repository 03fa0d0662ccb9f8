//! Long names for acronyms: "Long Name (LN)" explains one; the initials of a name in the same
//! document fit another. Elsewhere an acronym counts only where nothing else can be meant.

use super::forms::{Form, Forms};
use super::holders::{Holder, Rounds};
use crate::entity::{Label, Mention};
use crate::normalize::Normalizer;
use crate::token::words;

/// An acronym has so many letters.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=10;

/// Fewer letters fit too many names to be taken for one of another document.
const TELLING: usize = 3;

/// An acronym and a long name, by their keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    short: u32,
    long: u32,
}

/// The pairs that a document explains: "Long Name (LN)" and "LN (Long Name)". `own` are the forms
/// of its mentions.
pub fn explained(text: &str, mentions: &[Mention], own: &[u32], forms: &Forms) -> Vec<Pair> {
    let form = |at: usize| &forms.forms[own[at] as usize];
    let beside = mentions.windows(2).enumerate().filter(|(_, pair)| {
        let gap = text.get(pair[0].span.end as usize..pair[1].span.start as usize).unwrap_or_default();
        let after = text.get(pair[1].span.end as usize..).unwrap_or_default();
        let after = after.strip_prefix(['"', '”', '’', '\'']).unwrap_or(after);
        matches!(gap, " (" | " (the " | " (“" | " (\"" | " (‘" | " ('") && after.starts_with(')')
    });
    beside.filter_map(|(at, _)| pair(form(at), form(at + 1), forms)).collect()
}

/// The pair that "`before` (`inside`)" explains, if it explains one.
fn pair(before: &Form, inside: &Form, forms: &Forms) -> Option<Pair> {
    let key = |form: &Form| &forms.keys[form.key as usize];
    let fits = |short: &Form, long: &Form| {
        // The letters may be those of another language, unless the lists have them for something else.
        let is_any = short.label == Label::Org && is_acronym(&short.text) && key(short).usual.is_none();
        let (short_words, long_words) = (&key(short).words, &key(long).words);
        let is_shorter = !short.is_alias && !short_words.contains(' ') && long_words.contains(' ');
        is_shorter && (is_any || abbreviates(short_words, long_words))
    };
    if before.label != inside.label || !before.label.is_name() || before.label == Label::Per {
        None
    } else if fits(inside, before) {
        Some(Pair { short: inside.key, long: before.key })
    } else if fits(before, inside) {
        Some(Pair { short: before.key, long: inside.key })
    } else {
        None
    }
}

/// Whether the letters of `short` stand in order in `long`, from its first letter.
fn abbreviates(short: &str, long: &str) -> bool {
    if short.chars().next() != long.chars().next() {
        return false;
    }
    let mut letters = long.chars();
    short.chars().all(|c| letters.any(|letter| letter == c))
}

/// One word of a few capitals.
fn is_acronym(form: &str) -> bool {
    let letters = form.chars().filter(|c| *c != '.');
    letters.clone().all(char::is_uppercase) && LETTERS.contains(&letters.count())
}

/// What an acronym may stand for.
#[derive(Clone, Copy, Default)]
struct Meant {
    explained: Holder,
    fits: Holder,
}

pub struct Acronyms {
    /// For each key, the acronyms that its initials give.
    of: Vec<Vec<u32>>,
    /// Whether one stands for a long name wherever its document has none: for each key that name or itself.
    wide: Vec<u32>,
    meant: Rounds<Meant>,
}

impl Acronyms {
    /// Reads the acronyms of all documents, each given as the keys in it and the pairs it explains.
    pub fn new<'a>(forms: &Forms, documents: impl Iterator<Item = (&'a [u32], &'a [Pair])>) -> Self {
        let mut acronyms = Acronyms {
            of: fitting(forms),
            wide: (0..forms.keys.len() as u32).collect(),
            meant: Rounds::new(forms.keys.len()),
        };
        let mut explained = vec![Holder::None; forms.keys.len()];
        let mut met = explained.clone();
        for (keys, pairs) in documents {
            pairs.iter().for_each(|pair| explained[pair.short as usize].note(pair.long));
            acronyms.settle(keys, pairs);
            for &key in keys {
                if let Some(Meant { fits: Holder::One(long), .. }) = acronyms.meant.get(key) {
                    met[key as usize].note(long);
                }
            }
        }
        let all: Vec<u32> = (0..forms.keys.len() as u32).collect();
        acronyms.settle(&all, &[]);
        for key in all {
            let fits = acronyms.meant.get(key).unwrap_or_default().fits;
            let is_telling = forms.keys[key as usize].words.chars().count() >= TELLING;
            let long = match explained[key as usize] {
                Holder::One(long) => Some(long),
                Holder::Several => None,
                Holder::None => met[key as usize].one().filter(|_| is_telling && fits != Holder::Several),
            };
            acronyms.wide[key as usize] = long.unwrap_or(key);
        }
        acronyms
    }

    /// Settles what the acronyms mean in a document that has these keys and explains these pairs.
    pub fn settle(&mut self, keys: &[u32], pairs: &[Pair]) {
        self.meant.begin();
        pairs.iter().for_each(|pair| self.meant.entry(pair.short).explained.note(pair.long));
        for &long in keys {
            self.of[long as usize].iter().for_each(|&short| self.meant.entry(short).fits.note(long));
        }
    }

    /// The long name that `key`, of the document that was settled last, stands for: itself if it is none's acronym.
    pub fn long_name(&self, key: u32) -> u32 {
        let Meant { explained, fits } = self.meant.get(key).unwrap_or_default();
        match (explained, fits) {
            (Holder::One(long), _) | (Holder::None, Holder::One(long)) => long,
            (Holder::None, Holder::None) => self.wide[key as usize],
            _ => key,
        }
    }
}

/// For each key, the acronyms among the keys that the initials of one of its forms give.
fn fitting(forms: &Forms) -> Vec<Vec<u32>> {
    let mut is_short = vec![false; forms.keys.len()];
    for form in forms.forms.iter().filter(|form| form.label == Label::Org && !form.is_alias) {
        is_short[form.key as usize] |= is_acronym(&form.text);
    }
    let mut of = vec![Vec::new(); forms.keys.len()];
    let normalizer = Normalizer::default();
    for form in forms.forms.iter().filter(|form| form.label == Label::Org && form.text.contains(' ')) {
        for initials in initials(&form.text, &normalizer) {
            let short = forms.find_key(Label::Org, &initials).filter(|&short| is_short[short as usize]);
            let own: &mut Vec<u32> = &mut of[form.key as usize];
            if let Some(short) = short.filter(|short| *short != form.key && !own.contains(short)) {
                own.push(short);
            }
        }
    }
    of
}

/// The folded first letters of the capitalised words of `name`, and those of all its words.
fn initials(name: &str, normalizer: &Normalizer) -> [String; 2] {
    let mut found = [String::new(), String::new()];
    let mut term = String::new();
    for word in words(name) {
        normalizer.fold(word.of(name), &mut term);
        if word.of(name).starts_with(char::is_uppercase) {
            found[0].extend(term.chars().next());
        }
        found[1].extend(term.chars().next());
    }
    found
}
