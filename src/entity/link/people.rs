//! Full names for the short ones: a surname is the one full name that ends so, in its document or,
//! where that has none, in all documents. Where two compete it stays alone.

use super::forms::{Forms, Key};
use super::holders::{Holder, Rounds};
use super::person::{Part, Person};
use crate::entity::{Label, Map};
use crate::order;

/// A shorter way of writing a full name that some document has.
#[derive(Clone, Copy)]
struct Short {
    key: u32,
    part: Part,
    /// Whoever has the name without "Jr." comes first.
    is_bare: bool,
}

/// What is known of the name of one key.
#[derive(Clone, Default)]
struct Name {
    shorts: Vec<Short>,
    /// The number of its words without initials and "Jr.".
    core: u32,
    has_suffix: bool,
    letters: usize,
}

/// Holders of short names, by the part that each is of the long one.
type Parts = [Holder; Part::COUNT];

pub struct People {
    /// For each key; empty for what is no person.
    names: Vec<Name>,
    /// For each key, the full name it stands for wherever its document has none.
    wide: Vec<u32>,
    /// In the document: the full name of each key, and who may be meant.
    full: Rounds<u32>,
    parts: Rounds<Parts>,
    cores: Rounds<()>,
}

impl People {
    /// Reads the names of people in all documents, each given as the keys in it.
    pub fn new<'a>(forms: &Forms, documents: impl Iterator<Item = &'a [u32]>) -> Self {
        let names = names(forms);
        let cores = names.iter().map(|name| name.core as usize + 1).max().unwrap_or(0);
        let mut people = People {
            full: Rounds::new(names.len()),
            parts: Rounds::new(names.len()),
            cores: Rounds::new(cores),
            wide: (0..names.len() as u32).collect(),
            names,
        };
        let mut rivals = vec![false; cores];
        for keys in documents {
            let persons = people.longest_first(keys);
            people.begin(&persons);
            for name in persons.iter().map(|&key| &people.names[key as usize]) {
                rivals[name.core as usize] |= name.has_suffix && people.cores.get(name.core).is_some();
            }
        }
        people.read_widely(&rivals);
        people
    }

    /// Settles who is who in a document that has these keys.
    pub fn settle(&mut self, keys: &[u32]) {
        let persons = self.longest_first(keys);
        self.begin(&persons);
        for key in persons {
            let full = match self.holder(key) {
                Holder::One(full) => full,
                Holder::Several => key,
                Holder::None => self.wide[key as usize],
            };
            self.full.set(key, full);
            self.note_shorts(key, full, |core, cores| cores.get(core).is_some(), |_| true);
        }
    }

    /// The full name that `key`, a person of the document that was settled last, stands for.
    pub fn full_name(&self, key: u32) -> u32 {
        self.full.get(key).unwrap_or(key)
    }

    /// The full name that `key` stands for where its document has none.
    pub fn widely(&self, key: u32) -> u32 {
        self.wide[key as usize]
    }

    fn read_widely(&mut self, rivals: &[bool]) {
        let all: Vec<u32> = (0..self.names.len() as u32).collect();
        self.parts.begin();
        for key in self.longest_first(&all) {
            let full = self.holder(key).one().unwrap_or(key);
            self.wide[key as usize] = full;
            self.note_shorts(key, full, |core, _| rivals[core as usize], Part::is_telling);
        }
    }

    fn begin(&mut self, persons: &[u32]) {
        self.parts.begin();
        self.full.begin();
        self.cores.begin();
        for name in persons.iter().map(|&key| &self.names[key as usize]).filter(|name| !name.has_suffix) {
            self.cores.set(name.core, ());
        }
    }

    /// The persons among `keys`: whatever is short for another comes after it.
    fn longest_first(&self, keys: &[u32]) -> Vec<u32> {
        let letters = |key: u32| self.names[key as usize].letters;
        let mut persons: Vec<u32> = keys.iter().copied().filter(|&key| letters(key) > 0).collect();
        order::by_key(&mut persons, |&key| (std::cmp::Reverse(letters(key)), key));
        persons
    }

    fn holder(&self, key: u32) -> Holder {
        let parts = self.parts.get(key).unwrap_or_default();
        parts.into_iter().find(|&holder| holder != Holder::None).unwrap_or_default()
    }

    /// Notes that the short forms of `key` may stand for `full`.
    fn note_shorts(
        &mut self,
        key: u32,
        full: u32,
        has_rival: impl Fn(u32, &Rounds<()>) -> bool,
        is_wanted: impl Fn(Part) -> bool,
    ) {
        let name = &self.names[key as usize];
        let has_rival = name.has_suffix && has_rival(name.core, &self.cores);
        for short in name.shorts.iter().filter(|short| is_wanted(short.part) && !(has_rival && short.is_bare))
        {
            self.parts.entry(short.key)[short.part as usize].note(full);
        }
    }
}

/// What is known of the name of each key.
fn names(forms: &Forms) -> Vec<Name> {
    let mut cores: Map<String, u32> = Map::default();
    let mut name = |(number, key): (u32, &Key)| {
        if key.label != Label::Per {
            return Name::default();
        }
        let person = Person::new(&key.words);
        let mut shorts = Vec::new();
        person.each_short_form(|short, part, is_bare| {
            if let Some(short) = forms.find_key(Label::Per, short).filter(|&short| short != number) {
                shorts.push(Short { key: short, part, is_bare });
            }
        });
        let next = cores.len() as u32;
        Name {
            shorts,
            core: *cores.entry(person.core().concat()).or_insert(next),
            has_suffix: person.has_suffix(),
            letters: key.words.len() - key.words.matches(' ').count(),
        }
    };
    (0..).zip(&forms.keys).map(&mut name).collect()
}
