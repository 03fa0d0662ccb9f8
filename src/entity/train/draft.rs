//! A lexicon while it is gathered.

use super::super::Map;
use super::super::tagger::keys::{Keys, key};
use super::super::tagger::lexicon::{Entry, LONGEST, Lexicon, Lists, phrase_hash, word_hash};
use crate::normalize::Normalizer;
use crate::token::each_word;
use std::cmp::Reverse;

/// Gathers lists and clusters.
#[derive(Default)]
pub(crate) struct Draft {
    entries: Map<u32, Entry>,
    clusters: Map<u32, [u16; 3]>,
}

impl Draft {
    /// Adds a name of one to [`LONGEST`] words to lists; others are passed over.
    pub fn add(&mut self, name: &str, lists: Lists, normalizer: &Normalizer) {
        let words = word_hashes(name, normalizer);
        let (Some(&first), len) = (words.first(), words.len()) else { return };
        if len > LONGEST {
            return;
        }
        if len > 1 {
            let start = self.entries.entry(key(first)).or_default();
            start.longest = start.longest.max(len as u8);
        }
        let whole = if len > 1 { phrase_hash(words.into_iter()) } else { first };
        self.entries.entry(key(whole)).or_default().lists |= lists;
    }

    /// Puts a word into a cluster, given with the coarser ones around it; the first time counts.
    pub fn cluster(&mut self, word: &str, clusters: [u16; 3], normalizer: &Normalizer) {
        let mut term = String::new();
        normalizer.fold(word, &mut term);
        self.clusters.entry(key(word_hash(&term))).or_insert(clusters);
    }

    /// The lexicon. A fine cluster lies in the coarser ones that most of its words do.
    pub fn finish(self) -> Lexicon {
        let mut entries: Vec<(u32, Entry)> = self.entries.into_iter().collect();
        entries.sort_unstable();
        let mut counts: Map<Entry, u32> = Map::default();
        entries.iter().for_each(|&(_, entry)| *counts.entry(entry).or_default() += 1);
        let mut kinds: Vec<Entry> = counts.keys().copied().collect();
        kinds.sort_unstable_by_key(|&kind| (Reverse(counts[&kind]), kind));
        let numbers: Map<Entry, u32> = kinds.iter().copied().zip(0..).collect();
        let kind_of = entries.iter().map(|&(_, entry)| numbers[&entry]).collect();

        let mut clusters: Vec<(u32, [u16; 3])> = self.clusters.into_iter().collect();
        clusters.sort_unstable();
        let fine = clusters.iter().map(|&(_, [_, _, fine])| usize::from(fine) + 1).max().unwrap_or(0);
        let most = |which: usize| {
            let mut votes: Vec<Map<u16, u32>> = vec![Map::default(); fine];
            clusters
                .iter()
                .for_each(|&(_, of)| *votes[usize::from(of[2])].entry(of[which]).or_default() += 1);
            let best =
                |votes: Map<u16, u32>| votes.into_iter().max_by_key(|&(of, votes)| (votes, Reverse(of)));
            votes.into_iter().map(|votes| best(votes).map_or(0, |(of, _)| of)).collect::<Vec<_>>()
        };
        let coarser = most(1).into_iter().zip(most(0)).map(|(coarse, coarsest)| [coarse, coarsest]).collect();
        Lexicon {
            names: Keys::new(entries.into_iter().map(|(key, _)| key).collect()),
            kinds,
            kind_of,
            clustered: Keys::new(clusters.iter().map(|&(key, _)| key).collect()),
            coarser,
            cluster_of: clusters.iter().map(|&(_, [_, _, fine])| fine).collect(),
        }
    }
}

fn word_hashes(name: &str, normalizer: &Normalizer) -> Vec<u64> {
    let mut words = Vec::new();
    let mut term = String::new();
    each_word(name, |word| {
        normalizer.fold(word.of(name), &mut term);
        words.push(word_hash(&term));
    });
    words
}
