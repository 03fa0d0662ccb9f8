//! Pairs to groups.
//!
//! A group has a centre, the document that is like most others, and the documents that are like
//! it: J. Aslam, E. Pelekhov and D. Rus, "The Star Clustering Algorithm" (2004). Chains do not
//! make groups: what is like a copy only, and no more like the centre, stays out.

use super::{in_order, key};
use crate::corpus::DocId;

/// The documents of a corpus that are the same story, in groups of two and more.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Groups {
    groups: Vec<Vec<DocId>>,
    /// For each document the number of its group.
    of: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Groups {
    /// Groups documents, of which `ranks` tells who comes first, by `pairs` that are alike; for any
    /// others `are_alike` has to say.
    pub(super) fn new(
        ranks: &[u32],
        pairs: impl Iterator<Item = (DocId, DocId)> + Clone,
        mut are_alike: impl FnMut(DocId, DocId) -> bool,
    ) -> Groups {
        let neighbours = Neighbours::new(ranks.len(), pairs);
        let rank = |doc: DocId| ranks[doc as usize];
        let centres =
            in_order((0..ranks.len() as DocId).filter(|&doc| !neighbours.of(doc).is_empty()), |doc| {
                key(u32::MAX - neighbours.of(doc).len() as u32, rank(doc))
            });
        let mut found = Groups { groups: Vec::new(), of: vec![NONE; ranks.len()] };
        for centre in centres {
            if found.of[centre as usize] != NONE {
                continue;
            }
            let number = found.groups.len() as u32;
            let mut group = vec![centre];
            found.of[centre as usize] = number;
            // The neighbours of members are looked at too: of very many alike, not all pairs are known.
            let mut nth = 0;
            while let Some(&member) = group.get(nth) {
                nth += 1;
                for &doc in neighbours.of(member) {
                    if found.of[doc as usize] == NONE && (member == centre || are_alike(centre, doc)) {
                        found.of[doc as usize] = number;
                        group.push(doc);
                    }
                }
            }
            if group.len() > 1 {
                found.groups.push(in_order(group.into_iter(), |doc| u64::from(rank(doc))));
            } else {
                found.of[centre as usize] = NONE;
            }
        }
        found
    }

    /// The group of `doc`, its representative first; none if nothing is like it.
    pub fn of(&self, doc: DocId) -> Option<&[DocId]> {
        let number = *self.of.get(doc as usize)?;
        self.groups.get(number as usize).map(Vec::as_slice)
    }

    /// Who stands for the group of `doc`; itself if it has none. That is the earliest by date, since
    /// the others tell what it told first; of those the one with most words, which copies leave out
    /// rather than add; of those the first in the corpus.
    pub fn representative(&self, doc: DocId) -> DocId {
        self.of(doc).map_or(doc, |group| group[0])
    }

    /// All groups.
    pub fn iter(&self) -> impl Iterator<Item = &[DocId]> {
        self.groups.iter().map(Vec::as_slice)
    }
}

/// For each document those that are like it, side by side.
struct Neighbours {
    ends: Vec<usize>,
    docs: Vec<DocId>,
}

impl Neighbours {
    fn new(documents: usize, pairs: impl Iterator<Item = (DocId, DocId)> + Clone) -> Self {
        let both = || pairs.clone().flat_map(|(a, b)| [(a, b), (b, a)]);
        let mut ends = vec![0; documents];
        both().for_each(|(doc, _)| ends[doc as usize] += 1);
        let mut start = 0;
        for end in &mut ends {
            start += std::mem::replace(end, start);
        }
        let mut docs = vec![0; start];
        for (doc, other) in both() {
            docs[ends[doc as usize]] = other;
            ends[doc as usize] += 1;
        }
        Neighbours { ends, docs }
    }

    fn of(&self, doc: DocId) -> &[DocId] {
        let start = (doc as usize).checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.docs[start..self.ends[doc as usize]]
    }
}
