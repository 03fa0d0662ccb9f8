//! The lists behind the model: names and words by what they are, and clusters of words.

use super::super::gazetteer::{COMMON, GAZETTEER};
use super::super::tagger::lexicon::{Lexicon, Lists};
use super::TrainError;
use super::draft::Draft;
use crate::normalize::Normalizer;
use std::collections::HashSet;

/// Which list a file of names makes, by its name without the ending. The first are those of the
/// data; the others come with the program.
const FILES: &[(&str, u32)] = &[
    ("first", 5),
    ("countries", 7),
    ("groups", 8),
    ("organisations", 9),
    ("events", 10),
    ("works", 11),
    ("places", 12),
    ("well-known-people", 13),
    ("peoples", 14),
    ("given-names", 15),
    ("surnames", 16),
    ("regions", 17),
    ("towns", 18),
    ("ethnic-and-political-groups", 19),
    ("armed-groups", 20),
    ("companies", 20),
    ("education-and-sport", 20),
    ("international-bodies", 20),
    ("media", 20),
    ("parties", 20),
    ("state-bodies", 20),
];

/// The types of names in `gaz.tsv`, from list 0 on.
const TYPES: [&str; 5] = ["cn", "dm", "ci", "st", "sa"];

/// Lists of names of people: a word of everyday language may be one. In other lists such a word
/// stands for a longer name, and would tell little by itself.
const PEOPLE: [&str; 3] = ["first", "given-names", "surnames"];

/// Gathers lists, without some names.
pub struct Gatherer {
    draft: Draft,
    normalizer: Normalizer,
    without: HashSet<String>,
}

impl Gatherer {
    /// Names that fold as one of `without` does are passed over in every list.
    pub fn new(without: impl IntoIterator<Item = String>) -> Self {
        Gatherer {
            draft: Draft::default(),
            normalizer: Normalizer::default(),
            without: without.into_iter().map(|name| name.to_lowercase()).collect(),
        }
    }

    /// Adds a file of names: one a line, or several of the same divided by ` | `. Lines that begin
    /// with `#` are comments.
    ///
    /// # Errors
    /// No list is made of a file with this name.
    pub fn names(&mut self, file: &str, text: &str) -> Result<(), TrainError> {
        let list = FILES.iter().find(|(name, _)| *name == file);
        let &(name, bit) = list.ok_or_else(|| TrainError::new(file, "no list is made of it"))?;
        let people = PEOPLE.contains(&name);
        for name in text.lines().filter(|line| !line.starts_with('#')).flat_map(|line| line.split(" | ")) {
            let bare = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
            if people || !self.is_everyday(bare) {
                self.add(bare, 1 << bit);
            }
        }
        Ok(())
    }

    fn is_everyday(&self, name: &str) -> bool {
        let mut term = String::new();
        self.normalizer.fold(name, &mut term);
        GAZETTEER.classes(&term) & COMMON != 0
    }

    fn add(&mut self, name: &str, lists: Lists) {
        if !self.without.contains(&name.to_lowercase()) {
            self.draft.add(name, lists, &self.normalizer);
        }
    }

    /// Adds names with their types: a name, a tab, types divided by commas.
    ///
    /// # Errors
    /// A line of another form, with its number.
    pub fn typed(&mut self, file: &str, text: &str) -> Result<(), TrainError> {
        for (number, line) in (1..).zip(text.lines()) {
            let lists = line.split_once('\t').and_then(|(name, types)| {
                let bit = |of: &str| TYPES.iter().position(|&known| known == of);
                let lists = types.split(',').map(bit).try_fold(0, |lists, bit| Some(lists | 1 << bit?))?;
                Some((name, lists))
            });
            let (name, lists) =
                lists.ok_or_else(|| TrainError::line(file, number, "it is no name with types"))?;
            self.add(name, lists);
        }
        Ok(())
    }

    /// Adds words with their clusters, from the coarsest to the finest, divided by tabs.
    ///
    /// # Errors
    /// A line of another form, with its number.
    pub fn clusters(&mut self, file: &str, text: &str) -> Result<(), TrainError> {
        for (number, line) in (1..).zip(text.lines()) {
            let mut fields = line.split('\t');
            let word = fields.next().unwrap_or_default();
            let clusters: Vec<u16> = fields.filter_map(|field| field.parse().ok()).collect();
            let clusters = <[u16; 3]>::try_from(clusters)
                .map_err(|_| TrainError::line(file, number, "it is no word with three clusters"))?;
            self.draft.cluster(word, clusters, &self.normalizer);
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> Lexicon {
        self.draft.finish()
    }
}
