//! Stems: groups of terms beside the dictionary, by language, so that one index finds
//! inflected forms and exact ones alike. In the main language, that of most terms, a group is
//! left out where it is but the term that is written like the stem.
//!
//! ```text
//! stems = dictionary of: language u8, stem     its doc_freq is the number of terms in the group
//! lists = main language u8, { list }
//! list  = zigzag varint: distance of the first term from where the stem would stand among
//!         the terms; then varints: distances from term to term
//! ```

use super::dictionary::{Dictionary, DictionaryWriter};
use super::group::by_group;
use super::intern::Interner;
use crate::bytes::Bytes;
use crate::codec::{Malformed, Reader, put_varint};
use crate::corpus::TermId;
use crate::language::Language;
use crate::normalize::Normalizer;

/// A set of languages: bit `n` for the language of index `n`.
pub(super) type Languages = u16;

/// Writes the dictionary of stems, and their lists. `terms` ascend; `languages` has those of the
/// documents that each occurs in.
pub(super) fn encode(
    normalizer: &Normalizer,
    terms: &[&[u8]],
    languages: &[Languages],
) -> (Vec<u8>, Vec<u8>) {
    let mut stems = Interner::default();
    let mut members: Vec<(u32, TermId)> = Vec::with_capacity(terms.len());
    let mut key = Vec::new();
    let main = main_language(languages);
    for (id, (&term, languages)) in (0..).zip(terms.iter().zip(languages)) {
        let text = str::from_utf8(term).expect("terms are texts");
        for language in Language::ALL.into_iter().filter(|language| languages >> language.index() & 1 == 1) {
            write_key(language, &normalizer.stem(text, language), &mut key);
            members.push((stems.number(&key).0, id));
        }
    }
    let order = stems.sorted();
    let (places, ends) = by_group(members.iter().map(|member| member.0), &order);
    let ids: Vec<TermId> = places.into_iter().map(|place| members[place as usize].1).collect();
    let mut writer = DictionaryWriter::default();
    let mut lists = vec![main.index()];
    let (mut start, mut place, mut last_language) = (0, 0, None);
    for (stem, end) in order.into_iter().zip(ends) {
        let group = &ids[start..end];
        start = end;
        let (first, language, spelling) = (group[0], stems.get(stem)[0], &stems.get(stem)[1..]);
        if last_language.replace(language) != Some(language) {
            place = 0;
        }
        place += terms[place..].iter().take_while(|&&term| term < spelling).count();
        if language == main.index() && group.len() == 1 && terms[first as usize] == spelling {
            continue;
        }
        let before = lists.len();
        put_varint(&mut lists, zigzag(i64::from(first) - place as i64));
        group.windows(2).for_each(|pair| put_varint(&mut lists, pair[1] - pair[0]));
        writer.push(stems.get(stem), group.len() as u32, lists.len() - before);
    }
    (writer.finish(), lists)
}

fn main_language(languages: &[Languages]) -> Language {
    let count =
        |language: &Language| languages.iter().filter(|set| *set >> language.index() & 1 == 1).count();
    Language::ALL.into_iter().rev().max_by_key(count).unwrap_or(Language::English)
}

fn write_key(language: Language, stem: &str, key: &mut Vec<u8>) {
    key.clear();
    key.push(language.index());
    key.extend_from_slice(stem.as_bytes());
}

/// Signed numbers as unsigned ones, small where they are near zero: 0, -1, 1, -2 ...
fn zigzag(number: i64) -> u32 {
    ((number << 1) ^ (number >> 63)) as u32
}

fn unzigzag(number: u32) -> i64 {
    i64::from(number >> 1) ^ -i64::from(number & 1)
}

/// The groups of terms with one stem.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stems {
    dictionary: Dictionary,
    main: Option<Language>,
    lists: Bytes,
}

impl Stems {
    pub fn open(dictionary: Bytes, lists: Bytes) -> Result<Self, Malformed> {
        let dictionary = Dictionary::open(dictionary)?;
        let main = lists.first().map(|&main| Language::from_index(main).ok_or(Malformed)).transpose()?;
        let lists = lists.slice(1..lists.len()).unwrap_or_default();
        if dictionary.lists() == lists.len() { Ok(Stems { dictionary, main, lists }) } else { Err(Malformed) }
    }

    /// Adds to `found` the terms that have the stem of `word` in `language`. `terms` is the
    /// dictionary that the ids speak of.
    pub fn terms(
        &self,
        language: Language,
        word: &str,
        normalizer: &Normalizer,
        terms: &Dictionary,
        found: &mut Vec<TermId>,
    ) {
        let stem = normalizer.stem(word, language);
        let mut key = Vec::new();
        write_key(language, &stem, &mut key);
        let Some(entry) = self.dictionary.find(&key) else {
            if self.main == Some(language) && normalizer.stem(&stem, language) == stem {
                found.extend(terms.find(stem.as_bytes()).map(|entry| entry.id));
            }
            return;
        };
        let place = i64::from(terms.rank_of(stem.as_bytes()));
        let mut reader = Reader::new(self.lists.get(entry.list).unwrap_or_default());
        let Ok(first) = reader.varint() else { return };
        let mut term = place + unzigzag(first);
        for _ in 0..entry.doc_freq {
            match u32::try_from(term) {
                Ok(id) if id < terms.len() => found.push(id),
                _ => return,
            }
            let Ok(distance) = reader.varint() else { return };
            term += i64::from(distance);
        }
    }
}
