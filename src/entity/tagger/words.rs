//! What a form tells by itself, worked out once for each form: its hashes and the atoms, the
//! parts of features that hold for it wherever it stands.

use super::super::forms::{FormId, Forms};
use super::hash::{hash_bytes, mix};
use super::lexicon::{Clusters, Lexicon, Lists, word_hash};
use std::ops::Range;

#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// The hash of the folded word.
    pub id: u64,
    /// How it is written, runs of like characters shortened.
    pub shape: u64,
    pub clusters: Clusters,
    pub lists: Lists,
    /// How many words the longest name has that begins so.
    pub longest: u8,
}

/// The words of forms, filled as they are asked for.
#[derive(Default)]
pub(crate) struct Words {
    words: Vec<Option<Word>>,
}

/// Longer words have no inner n-grams: what is longer is rarely a name.
const LONGEST: usize = 24;

impl Words {
    pub fn read(&mut self, id: FormId, forms: &Forms, lexicon: &Lexicon) {
        let at = id as usize;
        if self.words.len() <= at {
            self.words.resize(forms.len(), None);
        }
        self.words[at].get_or_insert_with(|| {
            let hash = word_hash(forms.key(id));
            let entry = lexicon.entry(hash);
            Word {
                id: hash,
                shape: shape(forms.written(id)),
                clusters: lexicon.clusters(hash),
                lists: entry.lists,
                longest: entry.longest,
            }
        });
    }

    /// The word of a form that has been read.
    pub fn get(&self, id: FormId) -> &Word {
        self.words[id as usize].as_ref().expect("the words of a document are read before it is")
    }

    /// Gives the atoms of a form that count at this distance in tokens, from 0 to 2: fewer, the
    /// farther away.
    pub fn each_atom(&self, id: FormId, forms: &Forms, distance: usize, mut visit: impl FnMut(u64)) {
        let word = self.get(id);
        let [coarsest, coarse, fine] = word.clusters.map(u64::from);
        let mut atom = |kind: u64, value: u64| visit(mix(kind, value));
        atom(1, word.id);
        atom(2, word.shape);
        atom(4, coarse);
        atom(5, coarsest);
        bits(word.lists).for_each(|bit| atom(6, u64::from(bit)));
        let classes = forms.get(id).classes;
        bits(classes as u32).for_each(|bit| atom(7, u64::from(bit)));
        bits((classes >> 32) as u32).for_each(|bit| atom(7, u64::from(bit) + 32));
        if distance == 2 {
            return;
        }
        let (folded, written) = (forms.key(id), forms.written(id));
        atom(3, fine);
        atom(8, hash_bytes(suffix(folded, 3).as_bytes()));
        atom(9, u64::from(word.lists));
        if distance == 1 {
            return;
        }
        atom(10, hash_bytes(written.as_bytes()));
        atom(11, mix(word.shape, written.chars().count().min(10) as u64));
        for len in [1, 2, 4, 5] {
            atom(20 + len as u64, hash_bytes(suffix(folded, len).as_bytes()));
        }
        for len in 1..=4 {
            atom(30 + len as u64, hash_bytes(prefix(folded, len).as_bytes()));
        }
        if folded.len() <= LONGEST {
            each_gram(folded, 3, |gram| atom(40, hash_bytes(gram)));
            each_gram(folded, 4, |gram| atom(41, hash_bytes(gram)));
        }
    }
}

pub(crate) fn bits(set: u32) -> impl Iterator<Item = u32> {
    (0..32).filter(move |bit| set >> bit & 1 == 1)
}

/// "Quito" is Xx, "NATO" XX, "McCain" XxXx, "U.S" X.X, "MS" XX, "2009" dd.
fn shape(written: &str) -> u64 {
    let mut shown = [0u8; 8];
    let mut len = 0;
    let (mut last, mut run) = (0, 0);
    for c in written.chars() {
        let class = match c {
            _ if c.is_lowercase() => b'x',
            _ if c.is_uppercase() => b'X',
            _ if c.is_numeric() => b'd',
            _ if c.is_alphabetic() => b'o',
            _ => c as u8,
        };
        run = if class == last { run + 1 } else { 0 };
        last = class;
        let most = if class == b'x' { 1 } else { 2 };
        if run < most && len < shown.len() {
            shown[len] = class;
            len += 1;
        }
    }
    u64::from_le_bytes(shown)
}

fn prefix(word: &str, len: usize) -> &str {
    word.char_indices().nth(len).map_or(word, |(end, _)| &word[..end])
}

fn suffix(word: &str, len: usize) -> &str {
    word.char_indices().rev().nth(len - 1).map_or(word, |(start, _)| &word[start..])
}

fn each_gram(word: &str, len: usize, mut visit: impl FnMut(&[u8])) {
    let ends: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    ends.windows(len + 1).for_each(|window| visit(&word.as_bytes()[window[0]..window[len]]));
}

/// The token before or after counted from the token itself.
pub(crate) const OFFSETS: Range<isize> = -2..3;

/// The hash of an atom at an offset.
pub(crate) fn at_offset(atom: u64, offset: isize) -> u64 {
    mix(atom, (offset + 100) as u64)
}
