//! The languages whose word forms are known, and a guess at which one a text is in.

use crate::token::each_word;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A language with a stemmer and a list of its most frequent words.
///
/// ```
/// use corpus_viewer::language::Language;
/// assert_eq!(Language::from_code("es-EC"), Some(Language::Spanish));
/// assert_eq!(Language::Spanish.code(), "es");
/// assert_eq!(Language::from_index(Language::Spanish.index()), Some(Language::Spanish));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    English,
    Spanish,
    French,
    German,
    Portuguese,
    Italian,
    Russian,
}

/// What is known of each language, in the order of [`Language::ALL`]: its two codes, by ISO 639-1 and
/// ISO 639-2, and frequent words with little meaning of their own.
const FACTS: [(&str, &str, &str); Language::ALL.len()] = [
    (
        "en",
        "eng",
        "the of and to in that is was for on with as it at by from be are has have his her this they not",
    ),
    (
        "es",
        "spa",
        "de la que el en y los del las un por con una para su al se no es lo más como pero sus fue este",
    ),
    (
        "fr",
        "fra",
        "de la le les et des en un une du est que dans pour qui par sur pas plus au avec ce se sont il elle",
    ),
    (
        "de",
        "deu",
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an hat sie",
    ),
    (
        "pt",
        "por",
        "de que o a e do da em um para com não uma os no se na por mais as dos como mas ao das foi à pelo",
    ),
    (
        "it",
        "ita",
        "di che e la il un a per in una del è non della con i le si sono da dei al come più nel anche gli lo",
    ),
    ("ru", "rus", "и в не на что с по это как к из у за от но он о для его то же был так было они она все а"),
];

/// The languages that each of the frequent words is one of.
static SMALL_WORDS: LazyLock<FxHashMap<&str, Vec<Language>>> = LazyLock::new(|| {
    let mut languages: FxHashMap<&str, Vec<Language>> = FxHashMap::default();
    for language in Language::ALL {
        for word in FACTS[language as usize].2.split(' ') {
            languages.entry(word).or_default().push(language);
        }
    }
    languages
});

/// How many bytes of words [`Language::detect`] reads.
const READ: usize = 2_000;

impl Language {
    pub const ALL: [Language; 7] = [
        Language::English,
        Language::Spanish,
        Language::French,
        Language::German,
        Language::Portuguese,
        Language::Italian,
        Language::Russian,
    ];

    /// The two letters of ISO 639-1: "en".
    pub fn code(self) -> &'static str {
        FACTS[self as usize].0
    }

    /// The language of a code of two or three letters, large or small, with or without a region:
    /// "en", "EN", "eng", "en-US", "en_GB".
    pub fn from_code(code: &str) -> Option<Language> {
        let letters = code.split(['-', '_']).next().unwrap_or(code);
        Language::ALL.into_iter().find(|language| {
            let (two, three, _) = FACTS[*language as usize];
            letters.eq_ignore_ascii_case(two) || letters.eq_ignore_ascii_case(three)
        })
    }

    /// The place in [`Language::ALL`], which a file may keep: it never changes.
    pub fn index(self) -> u8 {
        self as u8
    }

    /// The language at a place in [`Language::ALL`].
    pub fn from_index(index: u8) -> Option<Language> {
        Language::ALL.get(usize::from(index)).copied()
    }

    /// The language that `text` is written in, as its most frequent words tell: the one that knows most
    /// of the first 2,000 bytes of words. None if that is less than one word in seven, or fewer than
    /// three, or if another language knows nearly as many.
    ///
    /// ```
    /// use corpus_viewer::language::Language;
    /// let text = "The army is back at the base, and the mayor is not happy with it.";
    /// assert_eq!(Language::detect(text), Some(Language::English));
    /// assert_eq!(Language::detect("Quito, Guayaquil, Cuenca"), None);
    /// ```
    pub fn detect(text: &str) -> Option<Language> {
        let mut known = [0u32; Language::ALL.len()];
        let mut words = 0;
        let mut lower = String::new();
        each_word(within(text), |word| {
            words += 1;
            lower.clear();
            lower.extend(word.of(text).chars().flat_map(char::to_lowercase));
            for language in SMALL_WORDS.get(&*lower).into_iter().flatten() {
                known[*language as usize] += 1;
            }
        });
        let (best, &most) = known.iter().enumerate().max_by_key(|(_, count)| **count)?;
        let next = known.iter().enumerate().filter(|(at, _)| *at != best).map(|(_, count)| *count).max()?;
        let clear = most >= 3 && most * 7 >= words && most * 4 >= next * 5;
        clear.then_some(Language::ALL[best])
    }
}

/// The beginning of `text` that [`Language::detect`] reads, up to white space where there is some.
fn within(text: &str) -> &str {
    if text.len() <= READ {
        return text;
    }
    let cut = text.floor_char_boundary(READ);
    &text[..text[..cut].rfind(char::is_whitespace).unwrap_or(cut)]
}
