//! Lines that say who wrote: "By Ana Pérez", "Por Ana Pérez", "Von Ana Pérez und Jan Maas".

use crate::token::words;

/// How a byline begins: English, Spanish and Portuguese, French, German, Italian and Dutch.
const STARTS: [&str; 10] =
    ["By ", "BY ", "Written by ", "Por ", "POR ", "Par ", "Von ", "VON ", "Di ", "Door "];

/// The most words of names, with "and" and the paper's name.
const MOST_WORDS: usize = 8;

/// The names in a line that is a byline: each word but small ones has a capital.
pub(super) fn byline(line: &str) -> Option<&str> {
    let name = STARTS.iter().find_map(|start| line.strip_prefix(start))?.trim();
    let words = words(name);
    let is_name = |word: &str| word.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic());
    let first = words.first()?.of(name);
    let small = words.iter().filter(|word| !is_name(word.of(name))).count();
    let holds = is_name(first)
        && words.len() <= MOST_WORDS
        && small <= 3
        && small < words.len() - small
        && !name.ends_with(['.', '?', '!', ':']);
    holds.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_sentences() {
        let cases = [
            ("By Ana Pérez", Some("Ana Pérez")),
            ("Por Ana Pérez de la Torre", Some("Ana Pérez de la Torre")),
            ("Von Ana Perez und Jan Maas", Some("Ana Perez und Jan Maas")),
            ("By the time the army left", None),
            ("By Monday the army had left the town", None),
            ("Por la noche", None),
            ("By", None),
        ];
        for (line, expected) in cases {
            assert_eq!(byline(line), expected, "{line}");
        }
    }
}
