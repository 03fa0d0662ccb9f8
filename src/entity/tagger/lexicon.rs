//! What is known of words and names beforehand: the lists they stand in, and the cluster of
//! words that are used alike. Words and names are kept by the keys of their hashes alone.
//!
//! ```text
//! lexicon  = names, clusters
//! names    = keys, kinds varint, { lists u32, longest u8 }, { kind varint } for each key
//! clusters = keys, fine varint, { coarse u16, coarsest u16 }, { fine, 10 bits } for each key
//! ```

use super::hash::{hash_bytes, mix};
use super::keys::Keys;
use crate::codec::{Malformed, Reader};
use crate::index::bits::BitReader;
#[cfg(feature = "train")]
use crate::{codec::put_varint, index::bits::BitWriter};

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

/// The list of small words that names have inside, gathered from marked texts.
pub(crate) const INNER_LIST: u32 = 31;

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
    pub names: Keys,
    pub kinds: Vec<Entry>,
    pub kind_of: Vec<u32>,
    pub clustered: Keys,
    pub coarser: Vec<[u16; 2]>,
    pub cluster_of: Vec<u16>,
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

    #[cfg(feature = "train")]
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
