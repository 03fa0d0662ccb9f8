//! When two words are the same. The only code that decides it, for documents and queries alike.

use frostem::{Algorithm, Stemmer};
use icu_casemap::{CaseMapper, CaseMapperBorrowed};
use icu_normalizer::{DecomposingNormalizer, DecomposingNormalizerBorrowed};

/// Turns words into terms. Holds the tables, so that one is made and used many times.
pub struct Normalizer {
    stemmer: Stemmer,
    case: CaseMapperBorrowed<'static>,
    compatibility: DecomposingNormalizerBorrowed<'static>,
}

impl Default for Normalizer {
    fn default() -> Self {
        Normalizer {
            stemmer: Stemmer::new(Algorithm::English),
            case: CaseMapper::new(),
            compatibility: DecomposingNormalizer::new_nfkd(),
        }
    }
}

impl Normalizer {
    /// Writes the term that `word` counts as to `term`, which is cleared first:
    /// without case, without diacritics, without a possessive 's, without the
    /// stops of an abbreviation, with straight apostrophes. Empty only if `word`
    /// holds nothing but marks.
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
        if word.is_ascii() {
            term.push_str(word);
            term.make_ascii_lowercase();
        } else {
            let letters = self.compatibility.normalize_iter(word.chars().map(straight));
            let bare: String = letters.filter(|&c| !is_diacritic(c)).collect();
            for c in self.case.fold_string(&bare).chars() {
                match plain_letters(c) {
                    Some(plain) => term.push_str(plain),
                    None => term.push(c),
                }
            }
        }
        if term.len() > 2 && term.ends_with("'s") {
            term.truncate(term.len() - 2);
        }
        if is_dotted(term) {
            term.retain(|c| c != '.');
        }
    }

    /// The Snowball stem of a term. Terms with one stem are found by each other.
    ///
    /// ```
    /// let normalizer = corpus_viewer::normalize::Normalizer::default();
    /// assert_eq!(normalizer.stem("negotiations"), normalizer.stem("negotiation"));
    /// ```
    pub fn stem<'a>(&self, term: &'a str) -> std::borrow::Cow<'a, str> {
        self.stemmer.stem(term)
    }
}

fn straight(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' | '＇' | '‛' => '\'',
        _ => c,
    }
}

/// Letters by single characters with stops between: "u.s", "e.u".
fn is_dotted(term: &str) -> bool {
    term.contains('.')
        && term.split('.').all(|part| {
            let mut chars = part.chars();
            chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
        })
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
