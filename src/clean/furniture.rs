//! Telling page furniture from the article: menus, appeals, link lists.

use crate::normalize::Normalizer;
use crate::token::{self, each_word};

/// The longest line, in bytes, that a phrase can mark as furniture.
const SHORT: usize = 100;

/// The most words of a heading that names what its links are about: "More on Capital News".
const HEADING_WORDS: usize = 6;

/// How many different appeal phrases make a paragraph an appeal.
const APPEALS: usize = 3;

/// What a line says that stands over something that is not the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heading {
    /// A list of links follows.
    Links,
    /// What readers wrote follows, to the end of the page.
    Talk,
}

/// The phrases of `furniture.txt`, by how they are looked for.
pub(super) struct Furniture {
    lines: Vec<&'static str>,
    starts: Vec<&'static str>,
    notices: Vec<&'static str>,
    ends: Vec<&'static str>,
    ofs: Vec<&'static str>,
    talks: Vec<&'static str>,
    appeals: Vec<&'static str>,
    normalizer: Normalizer,
}

impl Default for Furniture {
    fn default() -> Self {
        let phrases = |how: &'static str| {
            let entries = include_str!("furniture.txt").lines().filter_map(|line| line.split_once('\t'));
            entries.filter(|(kind, _)| *kind == how).map(|(_, phrase)| phrase).collect()
        };
        Furniture {
            lines: phrases("line"),
            starts: phrases("start"),
            notices: phrases("notice"),
            ends: phrases("end"),
            ofs: phrases("of"),
            talks: phrases("talk"),
            appeals: phrases("appeal"),
            normalizer: Normalizer::default(),
        }
    }
}

impl Furniture {
    /// A short line that belongs to the page and not to the article.
    pub fn is_line(&self, paragraph: &str) -> bool {
        let Some(words) = self.short(paragraph) else { return false };
        self.lines.contains(&words.as_str())
            || starts_with_any(&words, &self.notices)
            || !super::ends_sentence(paragraph) && starts_with_any(&words, &self.starts)
    }

    /// What a line stands over, if it is a heading of furniture.
    pub fn heading(&self, paragraph: &str) -> Option<Heading> {
        let words = self.short(paragraph).filter(|_| !super::ends_sentence(paragraph))?;
        let bare = words.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
        if self.talks.contains(&bare) {
            return Some(Heading::Talk);
        }
        let of_name = || {
            let spans = token::words(paragraph);
            (3..=HEADING_WORDS).contains(&spans.len())
                && starts_with_any(&words, &self.ofs)
                && spans[2..].iter().all(|word| word.of(paragraph).starts_with(char::is_uppercase))
        };
        (self.ends.contains(&bare) || of_name()).then_some(Heading::Links)
    }

    /// A paragraph that asks for money or a subscription.
    pub fn is_appeal(&self, paragraph: &str) -> bool {
        let words = format!(" {} ", self.folded(paragraph));
        let found = self.appeals.iter().filter(|phrase| words.contains(&format!(" {phrase} ")));
        found.take(APPEALS).count() == APPEALS
    }

    fn short(&self, paragraph: &str) -> Option<String> {
        (paragraph.len() <= SHORT).then(|| self.folded(paragraph))
    }

    fn folded(&self, paragraph: &str) -> String {
        let mut words = String::with_capacity(paragraph.len());
        let mut term = String::new();
        each_word(paragraph, |word| {
            self.normalizer.fold(word.of(paragraph), &mut term);
            if !words.is_empty() {
                words.push(' ');
            }
            words.push_str(&term);
        });
        words
    }
}

fn starts_with_any(words: &str, phrases: &[&str]) -> bool {
    phrases
        .iter()
        .any(|phrase| words.strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}
