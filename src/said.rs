//! Sentences for people, apart from the names and figures in them: so a page can say them in another language, by a
//! table from these sentences to its own.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;

/// A sentence in English, without its full stop, and what is told by it.
///
/// ```
/// use corpus_viewer::store::StoreError;
/// let said = StoreError::Page { from: 0, to: 65536 }.said();
/// assert_eq!(said.sentence, "this .corpus file is damaged: between byte {0} and byte {1}");
/// assert_eq!(said.english(), "this .corpus file is damaged: between byte 0 and byte 65536");
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// `{0}` to `{9}` stand for the facts.
    pub sentence: Cow<'static, str>,
    pub facts: Vec<Fact>,
}

/// What is told by a sentence: as it is in every language, or said itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Fact {
    Text(String),
    Said(Said),
}

impl Said {
    /// The sentence with its facts.
    pub fn english(&self) -> String {
        let mut english = String::with_capacity(self.sentence.len());
        let mut rest = &*self.sentence;
        while let Some(at) = rest.find('{') {
            let (before, place) = rest.split_at(at);
            english.push_str(before);
            let nth = place.as_bytes().get(1).filter(|_| place.get(2..3) == Some("}"));
            let fact = nth.and_then(|nth| self.facts.get(usize::from(nth.wrapping_sub(b'0'))));
            rest = &place[if fact.is_some() { 3 } else { 1 }..];
            match fact {
                Some(Fact::Text(text)) => english.push_str(text),
                Some(Fact::Said(said)) => english.push_str(&said.english()),
                None => english.push('{'),
            }
        }
        english + rest
    }
}

/// What somebody else says, as a system or a library: it is in no table.
impl From<String> for Said {
    fn from(text: String) -> Self {
        Said { sentence: text.into(), facts: Vec::new() }
    }
}

impl From<Said> for Fact {
    fn from(said: Said) -> Self {
        Fact::Said(said)
    }
}

impl<T: fmt::Display> From<T> for Fact {
    fn from(text: T) -> Self {
        Fact::Text(text.to_string())
    }
}

/// A sentence and its facts: `said!("there is no note {0}", id)`. The tables of languages have just the sentences that
/// stand in this macro.
macro_rules! said {
    ($sentence:literal $(, $fact:expr)* $(,)?) => {
        $crate::said::Said {
            sentence: std::borrow::Cow::Borrowed($sentence),
            facts: vec![$($crate::said::Fact::from($fact)),*],
        }
    };
}

pub(crate) use said;
