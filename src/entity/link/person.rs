//! The name of a person, taken apart: what else may be written for it.

use super::Reason;

/// Longer names than this have no short forms: they are no names of people.
const MOST_WORDS: usize = 8;

/// How a short form is part of a full name. In a document, the first that holds decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The name without middle initials, or without "Jr.".
    Same,
    /// Its last words.
    End,
    /// Its first words, several.
    Start,
    /// Its first word.
    Given,
    /// A word between, or the first and the last.
    Inside,
}

impl Part {
    pub const COUNT: usize = 5;

    /// Whether the part alone tells who is meant where the full name stands in another document.
    pub fn is_telling(self) -> bool {
        matches!(self, Part::Same | Part::End | Part::Start)
    }
}

/// A full name: folded words, with what may be left out of it told apart.
pub struct Person<'a> {
    /// The words without "Jr." and the like.
    base: Vec<&'a str>,
    suffix: Option<&'a str>,
}

impl<'a> Person<'a> {
    /// `words` has single spaces between.
    pub fn new(words: &'a str) -> Self {
        let mut base: Vec<&str> = words.split(' ').collect();
        let has_suffix = base.len() > 1
            && matches!(base[base.len() - 1], "jr" | "jnr" | "sr" | "snr" | "ii" | "iii" | "iv");
        let suffix = if has_suffix { base.pop() } else { None };
        Person { base, suffix }
    }

    /// It ends with "Jr." or the like: another person may have the name without it.
    pub fn has_suffix(&self) -> bool {
        self.suffix.is_some()
    }

    /// The words without middle initials and "Jr.".
    pub fn core(&self) -> Vec<&'a str> {
        let last = self.base.len() - 1;
        let words = self.base.iter().enumerate();
        words
            .filter(|&(at, word)| at == 0 || at == last || word.chars().count() > 1)
            .map(|(_, word)| *word)
            .collect()
    }

    /// Calls `visit` with each shorter way of writing the name, how it is part of it, and whether it
    /// could as well be of the one who has the name without "Jr.".
    pub fn each_short_form(&self, mut visit: impl FnMut(&str, Part, bool)) {
        let core = self.core();
        if self.base.len() > MOST_WORDS {
            return;
        }
        let mut tell = |words: &[&str], part: Part, is_bare: bool| visit(&words.join(" "), part, is_bare);
        let is_bare = self.has_suffix();
        let lacks_initials = core.len() < self.base.len();
        let same = |words: &[&str]| if words.len() > 1 { Part::Same } else { Part::Given };
        if is_bare {
            tell(&self.base, same(&self.base), true);
        }
        if lacks_initials {
            tell(&core, Part::Same, is_bare);
        }
        for at in 1..self.base.len() {
            tell(&self.base[at..], Part::End, is_bare);
        }
        for at in 1..core.len() {
            tell(&core[..at], if at > 1 { Part::Start } else { Part::Given }, is_bare);
        }
        if let Some(suffix) = self.suffix {
            let with_suffix = |words: &[&'a str]| [words, &[suffix]].concat();
            if lacks_initials {
                tell(&with_suffix(&core), Part::Same, false);
            }
            for at in 1..self.base.len() {
                tell(&with_suffix(&self.base[at..]), Part::End, false);
            }
        }
        if let [first, middle @ .., last] = &*core {
            for word in middle.iter().filter(|word| word.chars().count() > 2) {
                tell(&[word], Part::Inside, is_bare);
            }
            if !middle.is_empty() {
                tell(&[first, last], Part::Inside, is_bare);
            }
        }
    }
}

/// How `name` stands to `full`, both folded words and known to be of one person.
pub fn reason(name: &str, full: &str) -> Reason {
    let [name, full] = [name, full].map(|words| Person::new(words).core());
    let [letters, all] = [&name, &full].map(|words| words.concat());
    if letters == all {
        Reason::SameName
    } else if all.ends_with(&letters) {
        Reason::SurnameOf
    } else if name.len() == 1 && full[0] == name[0] {
        Reason::GivenNameOf
    } else if letters.len() > all.len() {
        Reason::LongFor
    } else {
        Reason::ShortFor
    }
}
