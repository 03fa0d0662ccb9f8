//! Which of two texts comes first, in any script: the root collation of Unicode (UTS #10, with the table of CLDR).

use crate::order;
use icu_collator::CollatorBorrowed;
use icu_collator::options::{CollatorOptions, Strength};
use std::cmp::Ordering;

/// The place of a text among others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rank {
    /// By its letters alone: texts that differ in nothing but accents and case have the same.
    pub letters: u32,
    /// By all of it: only equal texts have the same.
    pub whole: u32,
}

/// The rank of each of `texts`, from 0. Accents decide where letters are the same, then case, small letters
/// first, then the code points. Takes `n log n` comparisons.
///
/// ```
/// use corpus_viewer::collation::ranks;
/// let ranks = ranks(&["Zulia", "nino", "Niño", "niño", "Ñandú"]);
/// assert_eq!(ranks.iter().map(|rank| rank.whole).collect::<Vec<_>>(), [4, 1, 3, 2, 0]);
/// assert_eq!(ranks.iter().map(|rank| rank.letters).collect::<Vec<_>>(), [2, 1, 1, 1, 0]);
/// ```
pub fn ranks(texts: &[&str]) -> Vec<Rank> {
    let (by_letters, by_all) = (collator(Strength::Primary), collator(Strength::Tertiary));
    let compared = |a: &str, b: &str| by_all.compare(a, b).then_with(|| a.cmp(b));
    let order = order::of(texts.len(), &|a, b| compared(texts[a], texts[b]));
    let mut ranks = vec![Rank::default(); texts.len()];
    for pair in order.windows(2) {
        let (before, this) = (pair[0], pair[1]);
        let Rank { letters, whole } = ranks[before];
        let differ = by_letters.compare(texts[before], texts[this]) != Ordering::Equal;
        ranks[this] = Rank {
            letters: letters + u32::from(differ),
            whole: whole + u32::from(texts[before] != texts[this]),
        };
    }
    ranks
}

/// The tables of the root collation are a fifth of those with the tailorings to languages, which are left out.
fn collator(strength: Strength) -> CollatorBorrowed<'static> {
    let mut options = CollatorOptions::default();
    options.strength = Some(strength);
    CollatorBorrowed::new_root(options)
}
