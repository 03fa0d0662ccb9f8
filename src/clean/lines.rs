//! From the characters of a source to lines that are paragraphs.

use icu_normalizer::ComposingNormalizer;
use std::borrow::Cow;

/// `raw` with `\n` for every kind of line end, in NFC, and with lines that were
/// broken at a margin joined again. Nothing but white space is lost.
pub(super) fn normalized(raw: &str) -> String {
    let composed = composed(&line_ends(raw));
    unwrapped(&composed).unwrap_or(composed)
}

/// `raw` in NFC, where lines are paragraphs already.
pub(super) fn composed(raw: &str) -> String {
    ComposingNormalizer::new_nfc().normalize(raw).into_owned()
}

fn line_ends(raw: &str) -> Cow<'_, str> {
    let is_end = |c| matches!(c, '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    if !raw.contains(is_end) {
        return Cow::Borrowed(raw);
    }
    let mut text = String::with_capacity(raw.len());
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\r' && chars.peek() == Some(&'\n') {
            continue;
        }
        text.push(if is_end(c) { '\n' } else { c });
    }
    Cow::Owned(text)
}

/// Joins the lines of paragraphs that were broken at a right margin. A line was
/// broken there if the first word of the next would not have fitted; a text is
/// taken to have a margin if most of its lines that another follows were, and most
/// of these others do not begin with a capital, as verses do.
fn unwrapped(text: &str) -> Option<String> {
    const WIDEST: usize = 100;
    const NARROWEST: usize = 45;
    let width = text.lines().map(|line| line.chars().count()).max()?;
    if !(NARROWEST..=WIDEST).contains(&width) {
        return None;
    }
    let lines: Vec<&str> = text.lines().collect();
    let follows = |pair: &[&str]| !pair[0].trim().is_empty() && !pair[1].trim().is_empty();
    let broken = |pair: &[&str]| {
        let first_word = pair[1].split_whitespace().next().map_or(0, |word| word.chars().count());
        follows(pair) && pair[0].trim_end().chars().count() + 1 + first_word + 4 > width
    };
    let pairs = lines.windows(2).filter(|pair| follows(pair)).count();
    let breaks = lines.windows(2).filter(|pair| broken(pair)).count();
    let capitals =
        lines.windows(2).filter(|pair| broken(pair) && pair[1].starts_with(char::is_uppercase)).count();
    if breaks < 3 || breaks * 10 < pairs * 6 || capitals * 2 > breaks {
        return None;
    }
    let mut joined = String::with_capacity(text.len());
    for (at, line) in lines.iter().enumerate() {
        let follows_break = at > 0 && broken(&lines[at - 1..=at]);
        joined.push_str(if follows_break { line.trim_start() } else { line });
        match lines.get(at + 1) {
            None => {}
            Some(_) if !broken(&lines[at..at + 2]) => joined.push('\n'),
            Some(_) if line.ends_with('-') => {}
            Some(_) => joined.push(' '),
        }
    }
    Some(joined)
}
