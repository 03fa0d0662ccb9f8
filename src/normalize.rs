//! When two words are the same. The only code that decides it, for documents and queries alike.
//!
//! A word counts as its *term*: compatibility forms, case, and marks that readers leave out are folded,
//! what is left is composed (NFC). Terms of one *stem* are found by each other.

use crate::language::Language;
use frostem::{Algorithm, Stemmer};
use icu_casemap::{CaseMapper, CaseMapperBorrowed};
use icu_normalizer::{
    ComposingNormalizer, ComposingNormalizerBorrowed, DecomposingNormalizer, DecomposingNormalizerBorrowed,
};
use std::borrow::Cow;
use std::ops::RangeInclusive;
use std::sync::LazyLock;

/// The version of tokenizing and normalizing, written in every index; raise it when terms or stems come
/// out differently.
pub const VERSION: u32 = 1;

/// Turns words into terms, and terms into stems. Holds the tables, so that one is made and used many times.
pub struct Normalizer {
    stemmers: [Stemmer; Language::ALL.len()],
    case: CaseMapperBorrowed<'static>,
    decomposing: DecomposingNormalizerBorrowed<'static>,
    composing: ComposingNormalizerBorrowed<'static>,
}

impl Default for Normalizer {
    fn default() -> Self {
        Normalizer {
            stemmers: Language::ALL.map(|language| Stemmer::new(algorithm(language))),
            case: CaseMapper::new(),
            decomposing: DecomposingNormalizer::new_nfkd(),
            composing: ComposingNormalizer::new_nfc(),
        }
    }
}

impl Normalizer {
    /// Writes the term that `word` counts as to `term`, which is cleared first:
    /// without case, without diacritics, without a possessive 's or ', without the
    /// stops of an abbreviation, with straight apostrophes. Full-width and other
    /// compatibility forms count as what they stand for. Empty only if `word`
    /// holds nothing but marks. The term of a term is itself.
    ///
    /// ```
    /// let normalizer = corpus_viewer::normalize::Normalizer::default();
    /// let mut term = String::new();
    /// for (word, expected) in [("Pazmiño", "pazmino"), ("Noboa’s", "noboa"), ("U.S", "us")] {
    ///     normalizer.fold(word, &mut term);
    ///     assert_eq!(term, expected);
    /// }
    /// ```
    pub fn fold(&self, word: &str, term: &mut String) {
        term.clear();
        if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            term.push_str(word);
            term.make_ascii_lowercase();
            return;
        }
        if !fold_quickly(word, term) {
            term.clear();
            self.fold_letters(word, term);
        }
        drop_possessive(term);
        if is_dotted(term) {
            term.retain(|c| c != '.');
        }
    }

    fn fold_letters(&self, word: &str, term: &mut String) {
        for c in self.case.fold_string(&self.without_diacritics(word)).chars() {
            match plain_letters(c) {
                Some(plain) => term.push_str(plain),
                None => term.push(c),
            }
        }
        if !term.is_ascii() {
            *term = self.composing.normalize(term).into_owned();
        }
    }

    /// `word` decomposed, and its diacritics left out.
    fn without_diacritics(&self, word: &str) -> String {
        let mut letters = String::with_capacity(word.len());
        for c in self.decomposing.normalize_iter(word.chars()) {
            if !is_diacritic(c) || letters.ends_with(|base| makes_letter(base, c)) {
                letters.push(straight(c));
            }
        }
        letters
    }

    /// The stem of a term in a language, by its Snowball algorithm. Terms with one stem are found by
    /// each other. Endings are given the marks that the algorithm tells them by, and stems have none:
    /// so a word finds the same with and without its marks.
    ///
    /// ```
    /// use corpus_viewer::language::Language::{English, Portuguese};
    /// let normalizer = corpus_viewer::normalize::Normalizer::default();
    /// assert_eq!(normalizer.stem("negotiations", English), normalizer.stem("negotiation", English));
    /// assert_eq!(normalizer.stem("eleicoes", Portuguese), normalizer.stem("eleicao", Portuguese));
    /// ```
    pub fn stem<'a>(&self, term: &'a str, language: Language) -> Cow<'a, str> {
        let stemmer = self.stemmers[usize::from(language.index())];
        let mut marked = marked_endings(language).iter();
        match marked.find_map(|(bare, marked)| Some((term.strip_suffix(bare)?, marked))) {
            Some((start, ending)) => {
                Cow::Owned(self.without_diacritics(&stemmer.stem(&format!("{start}{ending}"))))
            }
            None => stemmer.stem(term),
        }
    }
}

fn algorithm(language: Language) -> Algorithm {
    match language {
        Language::English => Algorithm::English,
        Language::Spanish => Algorithm::Spanish,
        Language::French => Algorithm::French,
        Language::German => Algorithm::German,
        Language::Portuguese => Algorithm::Portuguese,
        Language::Italian => Algorithm::Italian,
        Language::Russian => Algorithm::Russian,
    }
}

/// Endings that nearly always bear marks, as terms have them and as the algorithm is to read them; the
/// longest first. The plural of -ão, which Snowball leaves by itself, is read as the singular.
fn marked_endings(language: Language) -> &'static [(&'static str, &'static str)] {
    match language {
        Language::French => &[("ees", "ées"), ("ee", "ée")],
        Language::Portuguese => {
            &[("coes", "ção"), ("cao", "ção"), ("oes", "ão"), ("aes", "ão"), ("ao", "ão")]
        }
        _ => &[],
    }
}

/// The letters of Europe, which the quick way knows; and among them, marks, which it does not.
const LETTERS: RangeInclusive<char> = 'À'..='ӿ';

/// What each of [`LETTERS`] folds to.
static FOLDED: LazyLock<Vec<String>> = LazyLock::new(|| {
    let normalizer = Normalizer::default();
    let folded = |c: char| {
        let mut term = String::new();
        normalizer.fold_letters(c.encode_utf8(&mut [0; 4]), &mut term);
        term
    };
    LETTERS.map(folded).collect()
});

/// Appends the folded letters of `word`, or some of them and false if one is not known here.
fn fold_quickly(word: &str, term: &mut String) -> bool {
    let folded = &*FOLDED;
    for c in word.chars() {
        match c {
            '\0'..='\x7F' => term.push(c.to_ascii_lowercase()),
            '’' => term.push('\''),
            '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' => return false,
            'À'..='ӿ' => term.push_str(&folded[c as usize - *LETTERS.start() as usize]),
            'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='鿿' | '가'..='힣' => term.push(c),
            _ => return false,
        }
    }
    true
}

fn straight(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' | '‛' => '\'',
        _ => c,
    }
}

/// Drops "'s", and an apostrophe after the s of a plural.
fn drop_possessive(term: &mut String) {
    while let Some(owner) = term.strip_suffix("'s").or(term.strip_suffix('\'')).filter(|s| !s.is_empty()) {
        term.truncate(owner.len());
    }
}

/// Letters by single characters with stops between: "u.s", "e.u", "u.s.a.".
fn is_dotted(term: &str) -> bool {
    term.contains('.')
        && term.strip_suffix('.').unwrap_or(term).split('.').all(|part| {
            let mut chars = part.chars();
            chars.next().is_some_and(char::is_lowercase) && chars.next().is_none()
        })
}

/// Whether `mark` makes another letter of the Cyrillic letter before it, one that nobody types without:
/// й, ў, ї.
fn makes_letter(base: char, mark: char) -> bool {
    match mark {
        '\u{306}' => matches!(base, 'и' | 'И' | 'у' | 'У'),
        '\u{308}' => matches!(base, 'і' | 'І'),
        _ => false,
    }
}

/// The marks that a reader leaves out when typing: accents (the combining
/// diacritical blocks), Hebrew points and Arabic vowel signs. Marks that spell
/// (Devanagari vowels, kana voicing) are not among them.
fn is_diacritic(c: char) -> bool {
    matches!(c,
        '\u{0300}'..='\u{036F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}' | '\u{0591}'..='\u{05BD}'
        | '\u{05BF}' | '\u{05C1}' | '\u{05C2}' | '\u{064B}'..='\u{065F}' | '\u{0670}'
        | '\u{00AD}' | '\u{200B}'..='\u{200D}')
}

/// Latin letters that no normalization form takes apart, as they are typed without their keyboard.
fn plain_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}
