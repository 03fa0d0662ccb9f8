//! The words of a paragraph in Markdown without the signs among them.

use crate::ingest::xml::entity;
use crate::order;
use std::collections::BTreeSet;

/// How far signs that belong together may be apart, in bytes: addresses and tags, and names of links.
const FAR: usize = 2000;
const NAME: usize = 200;

/// What may be no plain word.
const SIGNS: [char; 10] = ['\\', '`', '!', '[', ']', '*', '_', '~', '<', '&'];

/// The most backticks that begin code.
const MOST_BACKTICKS: usize = 32;

/// The words of `text`: emphasis, links, tags and references are gone, what they mark stays. `links` are the
/// names that are defined as links elsewhere, in small letters.
pub(super) fn plain(text: &str, links: &BTreeSet<String>) -> String {
    let mut words = Words {
        text,
        links,
        out: String::with_capacity(text.len()),
        signs: Vec::new(),
        brackets: Vec::new(),
        runs: Default::default(),
        lone: Vec::new(),
    };
    let mut at = 0;
    while at < text.len() {
        let plain = text[at..].find(SIGNS).unwrap_or(text.len() - at);
        words.out.push_str(&text[at..at + plain]);
        at += plain;
        let Some(sign) = text[at..].chars().next() else { break };
        at += match sign {
            '\\' => words.escape(at),
            '`' => words.code(at),
            '!' if text[at + 1..].starts_with('[') => words.open_link(at, "!["),
            '[' => words.note(at).unwrap_or_else(|| words.open_link(at, "[")),
            ']' => words.close_link(at),
            '*' | '_' | '~' => words.emphasis(at, sign),
            '<' => words.tag(at).unwrap_or_else(|| words.keep(at, 1)),
            '&' => words.reference(at).unwrap_or_else(|| words.keep(at, 1)),
            _ => words.keep(at, 1),
        };
    }
    words.finish()
}

/// A paragraph being read. Each function takes the sign at `at`, and gives how many bytes it took.
struct Words<'a> {
    text: &'a str,
    links: &'a BTreeSet<String>,
    out: String,
    /// Which bytes of `out` turned out to be signs.
    signs: Vec<usize>,
    /// Brackets that are open: where in `out`, how many bytes, and where in `text` their words begin.
    brackets: Vec<(usize, usize, usize)>,
    /// For each sign of emphasis, the runs that may begin one: where in `out`, and how many signs.
    runs: [Vec<(usize, usize)>; 3],
    /// How many backticks have no counterpart further on.
    lone: Vec<usize>,
}

impl Words<'_> {
    fn keep(&mut self, at: usize, length: usize) -> usize {
        self.out.push_str(&self.text[at..at + length]);
        length
    }

    fn escape(&mut self, at: usize) -> usize {
        match self.text[at + 1..].chars().next().filter(char::is_ascii_punctuation) {
            Some(escaped) => {
                self.out.push(escaped);
                2
            }
            None => self.keep(at, 1),
        }
    }

    fn code(&mut self, at: usize) -> usize {
        let length = run(&self.text[at..], '`');
        if length > MOST_BACKTICKS {
            return self.keep(at, length);
        }
        let inner = &self.text[at + length..];
        let mut end = 0;
        while !self.lone.contains(&length) {
            let Some(found) = inner[end..].find('`') else {
                self.lone.push(length);
                break;
            };
            let closing = run(&inner[end + found..], '`');
            if closing == length {
                self.out.push_str(&inner[..end + found]);
                return length + end + found + length;
            }
            end += found + closing;
        }
        self.keep(at, length)
    }

    /// A sign for a note, `[^1]`.
    fn note(&mut self, at: usize) -> Option<usize> {
        let name = self.text[at..].strip_prefix("[^")?;
        let end = within(name, NAME).find(']')?;
        Some(2 + end + 1)
    }

    fn open_link(&mut self, at: usize, sign: &str) -> usize {
        self.brackets.push((self.out.len(), sign.len(), at + sign.len()));
        self.keep(at, sign.len())
    }

    fn close_link(&mut self, at: usize) -> usize {
        let Some((out, length, start)) = self.brackets.pop() else { return self.keep(at, 1) };
        let after = &self.text[at + 1..];
        let name = &self.text[start..at];
        let is_defined = || name.len() <= NAME && self.links.contains(&name.to_lowercase());
        let rest = match () {
            () if after.starts_with('(') => address(after),
            () if after.starts_with('[') => within(after, NAME).find(']').map(|end| end + 1),
            () => None,
        };
        match rest.or_else(|| is_defined().then_some(0)) {
            Some(rest) => {
                self.signs.extend(out..out + length);
                1 + rest
            }
            None => self.keep(at, 1),
        }
    }

    /// A run of signs that may end the emphasis of an earlier run, begin one, or be just signs.
    fn emphasis(&mut self, at: usize, sign: char) -> usize {
        let length = run(&self.text[at..], sign);
        let before = self.text[..at].chars().next_back().filter(|c| !c.is_whitespace());
        let after = self.text[at + length..].chars().next().filter(|c| !c.is_whitespace());
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let within_word = sign != '*' && is_word(before) && is_word(after);
        let start = self.out.len();
        self.keep(at, length);
        if within_word || sign == '~' && length > 2 {
            return length;
        }
        let runs =
            &mut self.runs[['*', '_', '~'].iter().position(|known| *known == sign).expect("it is one")];
        let mut left = length;
        while before.is_some() && left > 0 {
            let Some((open, count)) = runs.pop() else { break };
            let both = left.min(count);
            self.signs.extend(open + count - both..open + count);
            self.signs.extend(start + length - left..start + length - left + both);
            left -= both;
            if both < count {
                runs.push((open, count - both));
            }
        }
        if after.is_some() && left > 0 {
            runs.push((start + length - left, left));
        }
        length
    }

    /// An address in angle brackets, which is kept, or a tag, which is not.
    fn tag(&mut self, at: usize) -> Option<usize> {
        let inner = &self.text[at + 1..];
        let inner = &inner[..within(inner, FAR).find('>')?];
        let is_address = inner.contains([':', '@']) && !inner.contains([' ', '"']);
        if is_address {
            self.out.push_str(inner);
        } else if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!')) {
            return None;
        } else if inner.starts_with("br") {
            self.out.push(' ');
        }
        Some(inner.len() + 2)
    }

    fn reference(&mut self, at: usize) -> Option<usize> {
        let name = &self.text[at + 1..];
        let name = &name[..within(name, 12).find(';')?];
        self.out.push_str(&entity(name)?);
        Some(name.len() + 2)
    }

    fn finish(mut self) -> String {
        order::by_key(&mut self.signs, |&sign| sign);
        let mut words = String::with_capacity(self.out.len());
        let mut from = 0;
        for sign in self.signs {
            words.push_str(&self.out[from..sign]);
            from = sign + 1;
        }
        words.push_str(&self.out[from..]);
        words
    }
}

/// How often `sign` stands at the beginning of a text.
fn run(text: &str, sign: char) -> usize {
    text.len() - text.trim_start_matches(sign).len()
}

/// The first bytes of a text, about so many.
fn within(text: &str, length: usize) -> &str {
    &text[..text.floor_char_boundary(length)]
}

/// How many bytes an address in parentheses takes, `(https://example.org "Title")`.
fn address(text: &str) -> Option<usize> {
    let mut depth = 0;
    let mut bytes = within(text, FAR).bytes().enumerate();
    let end = loop {
        match bytes.next()? {
            (_, b'\\') => drop(bytes.next()),
            (_, b'(') => depth += 1,
            (at, b')') if depth == 1 => break at,
            (_, b')') => depth -= 1,
            _ => {}
        }
    };
    let inner = text[1..end].trim();
    let title = inner.split_once(' ').map_or("", |(_, title)| title.trim_start());
    let is_address = inner.starts_with('<') || title.is_empty() || title.starts_with(['"', '\'', '(']);
    is_address.then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_go_and_words_stay() {
        let links = BTreeSet::from(["the law".to_owned()]);
        for (given, expected) in [
            ("a *b* **c** ***d*** _e_ __f__ ~~g~~", "a b c d e f g"),
            ("*not closed, 2 * 3, snake_case_name **x*", "*not closed, 2 * 3, snake_case_name *x"),
            ("[text](https://a.b/c_(d) \"T\") and ![a picture](p.png)", "text and a picture"),
            ("[a][1], [the law], [sic] and [b](see below)", "a, the law, [sic] and [b](see below)"),
            ("[![badge](b.svg)](https://a.b) [^1]", "badge "),
            ("`code *x*` ``a`b`` \\*kept\\* `lone", "code *x* a`b *kept* `lone"),
            (
                "<https://a.b> <b>bold</b><br>x < y &amp; &eacute; &x;",
                "https://a.b bold x < y & e\u{301} &x;",
            ),
        ] {
            assert_eq!(plain(given, &links), expected, "{given}");
        }
    }

    #[test]
    fn many_signs_take_no_long_time() {
        for signs in ["[", "![", "](", "*a_", "`", "<", "&", "`a``b```c````d", "[a](b"] {
            let text = signs.repeat(20_000);
            assert!(plain(&text, &BTreeSet::new()).len() <= text.len());
        }
    }
}
