//! Which of two texts comes first, in any script: the root collation of Unicode (UTS #10, with the table of CLDR).

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::provider::{
    Baked, CollationDiacriticsV1, CollationJamoV1, CollationMetadataV1, CollationReorderingV1,
    CollationRootV1, CollationSpecialPrimariesV1, CollationTailoringV1,
};
use icu_collator::{Collator, CollatorPreferences};
use icu_normalizer::provider::{Baked as Decompositions, NormalizerNfdDataV1, NormalizerNfdTablesV1};
use icu_provider::{DataError, DataErrorKind, DataMarker, DataProvider, DataRequest, DataResponse};
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
    let mut order: Vec<usize> = (0..texts.len()).collect();
    let compared = |a: &str, b: &str| by_all.as_borrowed().compare(a, b).then_with(|| a.cmp(b));
    order.sort_unstable_by(|&a, &b| compared(texts[a], texts[b]));
    let mut ranks = vec![Rank::default(); texts.len()];
    for pair in order.windows(2) {
        let (before, this) = (pair[0], pair[1]);
        let Rank { letters, whole } = ranks[before];
        let differ = by_letters.as_borrowed().compare(texts[before], texts[this]) != Ordering::Equal;
        ranks[this] = Rank {
            letters: letters + u32::from(differ),
            whole: whole + u32::from(texts[before] != texts[this]),
        };
    }
    ranks
}

fn collator(strength: Strength) -> Collator {
    let mut options = CollatorOptions::default();
    options.strength = Some(strength);
    Collator::try_new_unstable(&Root, CollatorPreferences::default(), options)
        .expect("the root collation is compiled in")
}

/// Gives the tables of the root collation and none of the tailorings to languages, which are five times as large.
struct Root;

macro_rules! compiled_in {
    ($($marker:ty => $baked:expr),* $(,)?) => {$(
        impl DataProvider<$marker> for Root {
            fn load(&self, request: DataRequest) -> Result<DataResponse<$marker>, DataError> {
                $baked.load(request)
            }
        }
    )*};
}

macro_rules! left_out {
    ($($marker:ty),*) => {$(
        impl DataProvider<$marker> for Root {
            fn load(&self, request: DataRequest) -> Result<DataResponse<$marker>, DataError> {
                Err(DataErrorKind::IdentifierNotFound.with_req(<$marker>::INFO, request))
            }
        }
    )*};
}

compiled_in! {
    CollationRootV1 => Baked,
    CollationSpecialPrimariesV1 => Baked,
    CollationJamoV1 => Baked,
    CollationMetadataV1 => Baked,
    CollationDiacriticsV1 => Baked,
    NormalizerNfdDataV1 => Decompositions,
    NormalizerNfdTablesV1 => Decompositions,
}
left_out!(CollationTailoringV1, CollationReorderingV1);
