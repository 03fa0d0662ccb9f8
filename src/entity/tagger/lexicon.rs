//! What is known of words and names beforehand: the lists they stand in, and the cluster of
//! words that are used alike. Words and names are kept by the keys of their hashes alone.
//!
//! ```text
//! lexicon  = names, clusters
//! names    = keys, kinds varint, { lists u32, longest u8 }, { kind varint } for each key
//! clusters = keys, fine varint, { coarse u16, coarsest u16 }, { fine, 10 bits } for each key
//! ```

use super::super::Map;
use super::hash::{hash_bytes, mix};
use super::keys::{Keys, key};
use crate::codec::{Malformed, Reader, put_varint};
use crate::index::bits::{BitReader, BitWriter};
use crate::normalize::Normalizer;
use crate::token::each_word;
use std::cmp::Reverse;

/// A set of lists, one bit each.
pub(crate) type Lists = u32;

/// What is known of a word or of a name of several words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Entry {
    /// The lists it stands in.
    pub lists: Lists,
    /// How many words the longest name has that begins with this word; 0 if none begins so.
    pub longest: u8,
}

/// No name in the lists counts for more words.
pub(crate) const LONGEST: usize = 7;

/// How many bits the number of a cluster takes.
const CLUSTER_BITS: u32 = 10;

/// The hash of a folded word.
pub(crate) fn word_hash(folded: &str) -> u64 {
    hash_bytes(folded.as_bytes())
}

/// The hash of a name of several words by theirs, in order.
pub(crate) fn phrase_hash(words: impl Iterator<Item = u64>) -> u64 {
    words.fold(0x9e37_79b9, mix)
}

/// Numbers of clusters from the coarsest to the finest, from 1; 0 for none.
pub(crate) type Clusters = [u16; 3];

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Lexicon {
    names: Keys,
    kinds: Vec<Entry>,
    kind_of: Vec<u32>,
    clustered: Keys,
    coarser: Vec<[u16; 2]>,
    cluster_of: Vec<u16>,
}

impl Lexicon {
    /// What is known of the word or name with this hash.
    pub fn entry(&self, hash: u64) -> Entry {
        self.names.find(hash).map_or_else(Entry::default, |at| self.kinds[self.kind_of[at] as usize])
    }

    pub fn clusters(&self, word: u64) -> Clusters {
        let Some(at) = self.clustered.find(word) else { return [0; 3] };
        let fine = self.cluster_of[at];
        let [coarse, coarsest] = self.coarser[usize::from(fine)];
        [coarsest + 1, coarse + 1, fine + 1]
    }

    pub fn encode(&self, out: &mut Vec<u8>) {
        self.names.encode(out);
        put_varint(out, self.kinds.len() as u32);
        for kind in &self.kinds {
            out.extend(kind.lists.to_le_bytes());
            out.push(kind.longest);
        }
        self.kind_of.iter().for_each(|&kind| put_varint(out, kind));
        self.clustered.encode(out);
        put_varint(out, self.coarser.len() as u32);
        out.extend(self.coarser.iter().flatten().flat_map(|cluster| cluster.to_le_bytes()));
        let mut bits = BitWriter::default();
        self.cluster_of.iter().for_each(|&fine| bits.put(u32::from(fine), CLUSTER_BITS));
        bits.flush(out);
    }

    pub fn decode(reader: &mut Reader) -> Result<Self, Malformed> {
        let names = Keys::decode(reader)?;
        let kinds = (0..reader.count(5)?)
            .map(|_| Ok(Entry { lists: reader.u32()?, longest: reader.byte()? }))
            .collect::<Result<Vec<_>, Malformed>>()?;
        let kind_of = (0..names.len())
            .map(|_| reader.varint().ok().filter(|&kind| (kind as usize) < kinds.len()).ok_or(Malformed))
            .collect::<Result<Vec<_>, Malformed>>()?;
        let clustered = Keys::decode(reader)?;
        let coarser = (0..reader.count(4)?)
            .map(|_| Ok([reader.u16()?, reader.u16()?]))
            .collect::<Result<Vec<_>, Malformed>>()?;
        let packed = reader.take((clustered.len() * CLUSTER_BITS as usize).div_ceil(8))?;
        let mut bits = BitReader::new(packed, 0);
        let cluster_of: Vec<u16> = (0..clustered.len()).map(|_| bits.get(CLUSTER_BITS) as u16).collect();
        let known = cluster_of.iter().all(|&fine| usize::from(fine) < coarser.len());
        let small = coarser.iter().flatten().all(|&cluster| cluster < u16::MAX);
        if !known || !small {
            return Err(Malformed);
        }
        Ok(Lexicon { names, kinds, kind_of, clustered, coarser, cluster_of })
    }
}

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
