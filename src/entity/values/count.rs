//! Ordinal numbers, and the numbers that are nothing else.

use super::number::{and_a_half, is_range, joined, number, ordinal, plain, single};
use super::words::Words;
use super::{Pattern, before};
use crate::entity::Label;
use crate::entity::gazetteer::{COMMON, FUNCTION, NUMBER, WHICH};
use crate::entity::line::{Line, Shape, Style};
use crate::span::Span;

/// Words that, with a capital behind a number, make a name of it: "101st Airborne Division", "10 Downing Street".
const HEADS: Words = Words(
    "street avenue road boulevard lane drive square division brigade battalion regiment army corps \
      fleet squadron airborne infantry circuit precinct amendment congress arrondissement district \
      floor",
);

/// Words before a number that make a name with it: "Boeing 737", "Highway 61".
const NAMED: Words = Words(
    "boeing airbus flight highway route interstate channel radio apollo windows iphone formula covid \
      cop xbox playstation galaxy soyuz falcon area studio protocol ftse nikkei cac russell fortune \
      ibex stoxx csi euro",
);

pub(super) fn ordinal_number(line: &Line, at: usize) -> Option<Pattern> {
    let end = ordinal(line, at)?;
    if is_title(line, at) && line.is_capital(end) || is_phrase(line, at, end) || is_headed(line, end) {
        return None;
    }
    Some(Pattern::new(at..end, line.span(at..end), Label::Ordinal))
}

/// Whether the ordinal at `at` makes a phrase with the words around, in which nothing is counted: "first aid".
fn is_phrase(line: &Line, at: usize, end: usize) -> bool {
    let (before, next) = (before(line, at), line.key(end));
    match line.key(at) {
        "first" => {
            let place = next == "place" && before == "the" && line.key(at.wrapping_sub(2)) == "in";
            let all = next == "of" && line.key(end + 1) == "all";
            let noun = matches!(
                next,
                "aid"
                    | "hand"
                    | "name"
                    | "names"
                    | "lady"
                    | "minister"
                    | "amendment"
                    | "responder"
                    | "responders"
            );
            noun || place || all || before == "at"
        }
        "second" => matches!(next, "hand" | "thoughts" | "nature" | "amendment") || before == "split",
        "third" => matches!(next, "world" | "party" | "parties"),
        _ => false,
    }
}

/// Whether the number at `at` is in words, with a capital where running text has none.
fn is_title(line: &Line, at: usize) -> bool {
    line.style == Style::Running && line.is_capital(at) && !line.tokens[at].first && line.spaced(at)
}

/// Whether the capitalised words from `at` on make a name of the number before them.
fn is_headed(line: &Line, at: usize) -> bool {
    let mut run = (at..at + 3).take_while(|&next| line.is_capital(next) && joined(line, next));
    run.any(|next| HEADS.hold(line.key(next)))
}

/// Any other number; "one" only where it counts.
pub(super) fn cardinal(line: &Line, at: usize) -> Option<Pattern> {
    let amount = number(line, at).filter(|amount| amount.unit.is_empty())?;
    let end = amount.tokens.end;
    if is_in_name(line, at, end) || is_idiom(line, at, end) {
        return None;
    }
    let last = second(line, at, end);
    if amount.tokens.len() == 1 && line.key(at) == "one" && last.is_none() && !counts(line, at) {
        return None;
    }
    let end = last.unwrap_or(end);
    let span = Span { start: amount.span.start, end: line.tokens[end - 1].span.end };
    Some(Pattern::new(at..end, span, Label::Cardinal))
}

/// Whether the number belongs to a name: "MS-13", "Formula One", "Boeing 737", "10 Downing Street".
fn is_in_name(line: &Line, at: usize, end: usize) -> bool {
    let capital_before = at > 0 && line.is_capital(at - 1);
    // What is left of "777-200" behind a name was not taken with what stands before it.
    let left = at > 0 && line.shape(at - 1) == Shape::Digits;
    let glued = matches!(line.gap(at), "-" | "–") && (capital_before || left);
    let numbered = line.gap(end) == "-" && line.is_capital(end) && !line.tokens[at].first;
    let within = is_title(line, at) && (line.is_capital(end) || capital_before);
    let named = line.spaced(at) && is_numbered(line, at);
    glued || numbered || within || named || line.shape(at) == Shape::Digits && is_headed(line, end)
}

/// Whether the word before the number at `at` makes a name with it: "Boeing 737", "S&P 500".
pub(super) fn is_numbered(line: &Line, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    if !line.word(before).contains(char::is_uppercase) {
        return false;
    }
    NAMED.hold(line.key(before)) || line.shape(before) == Shape::Initial && line.gap(before) == "&"
}

/// "24/7", "zero-tolerance", "one-on-one", "two-fold".
fn is_idiom(line: &Line, at: usize, end: usize) -> bool {
    let week = |at: usize| line.gap(at + 1) == "/" && line.word(at) == "24" && line.word(at + 1) == "7";
    let always = week(at) || at > 0 && week(at - 1);
    let compound = line.gap(end) == "-"
        && (line.key(end) == "fold" || !line.is(end, NUMBER) && matches!(line.key(at), "one" | "zero"));
    always || compound || line.gap(at) == "-" && before(line, at) == "on"
}

/// No chain of numbers is read further than this.
const MOST_CHAINED: usize = 8;

/// The end of a second number that goes on the first: "10 to 20", "two or three", "one in five", "9 out of 10",
/// "4:1", "4-26-42".
fn second(line: &Line, at: usize, end: usize) -> Option<usize> {
    if line.gap(end) == ":" && plain(line, at).is_some() && plain(line, end).is_some() {
        return Some(end + 1);
    }
    let is_next = |next: &usize| matches!(line.gap(*next), "-" | "–") && plain(line, *next).is_some();
    let chain = (end..end + MOST_CHAINED).take_while(is_next).count();
    if chain > 0 && end > at + 1 {
        return Some(end + chain);
    }
    let (start, may) = match (line.key(end), line.key(end + 1)) {
        ("to", _) => (end + 1, is_range(line, at)),
        ("or", _) => (end + 1, true),
        ("in", _) => (end + 1, matches!(line.word(at), "one" | "One" | "1")),
        ("out", "of") => (end + 2, true),
        _ => return None,
    };
    if !may || !(end..=start).all(|next| line.spaced(next)) {
        return None;
    }
    let second = single(line, start).filter(|second| second.unit.is_empty())?;
    let last = second.tokens.end;
    let year = line.key(end) == "in" && line.word(start).len() == 4 && plain(line, start).is_some();
    let one = second.tokens.len() == 1 && line.key(start) == "one";
    (!year && !one && !line.gap(last).starts_with([':', '/', '-'])).then_some(last)
}

const PARTS: Words = Words(
    "third thirds quarter quarters fifth fifths sixth sixths seventh eighth eighths ninth tenth \
      tenths half halves",
);

/// Shares and rough numbers: "two-thirds", "one quarter", "third of", "half the", "scores of".
pub(super) fn share(line: &Line, at: usize) -> Option<Pattern> {
    let end = scores(line, at).or_else(|| fraction(line, at)).or_else(|| part_of(line, at))?;
    let end = and_a_half(line, end).unwrap_or(end);
    Some(Pattern::new(at..end, line.span(at..end), Label::Cardinal))
}

/// "scores of people".
fn scores(line: &Line, at: usize) -> Option<usize> {
    let many = line.key(at) == "scores" && line.key(at + 1) == "of" && line.spaced(at + 1);
    let told =
        matches!(before(line, at), "the" | "test" | "these" | "those" | "their" | "its" | "his" | "her");
    (many && !told && !line.is_capital(at + 2)).then_some(at + 1)
}

/// "two-thirds", "one quarter". "two second-half goals" counts things, and "thirty-third" is no share.
fn fraction(line: &Line, at: usize) -> Option<usize> {
    let counts = line.is(at, NUMBER) && !line.key(at).ends_with("ty");
    let part = joined(line, at + 1) && PARTS.hold(line.key(at + 1));
    (counts && part && line.gap(at + 2) != "-").then_some(at + 2)
}

/// "half the votes", "about half", "a third of them", "by a quarter". "wounding a third" is one more.
fn part_of(line: &Line, at: usize) -> Option<usize> {
    let (before, next) = (before(line, at), line.key(at + 1));
    let is_rough = |word| {
        matches!(
            word,
            "about" | "nearly" | "almost" | "roughly" | "than" | "by" | "over" | "only" | "up" | "down"
        )
    };
    let share = match line.key(at) {
        "half" => {
            let whole =
                matches!(next, "of" | "the" | "that" | "their" | "its" | "his" | "her" | "our" | "all");
            whole || is_rough(before) && !matches!(next, "a" | "an")
        }
        "quarter" | "third" | "fifth" | "tenth" | "sixth" | "eighth" => {
            before == "a" && (next == "of" || is_rough(line.key(at.wrapping_sub(2))))
        }
        _ => false,
    };
    let name = line.spaced(at + 1) && line.is_capital(at + 1) || line.gap(at + 1) == "-";
    (share && !name).then_some(at + 1)
}

/// Words before and behind a "one" that is somebody, or one of two.
const PRONOUN_BEFORE: Words = Words("no the this that any every each which another some a an such");
const PRONOUN_AFTER: Words = Words(
    "needs knows says thinks sees gets takes makes finds looks feels wants hears reads wonders \
      expects hopes believes considers cannot ought another hand point time side way thing might day",
);

/// Words before a "one" that is somebody hurt, or the least there is.
const COUNTED_BEFORE: Words = Words(
    "only just least than exactly killing killed injuring injured wounding wounded number arresting \
      arrested leaving",
);

/// Whether "one" is a number here, and not somebody.
fn counts(line: &Line, at: usize) -> bool {
    let (before, next) = (before(line, at), line.key(at + 1));
    let told = line.gap(at) == "-" || line.is(at + 1, WHICH);
    if told || PRONOUN_BEFORE.hold(before) || PRONOUN_AFTER.hold(next) {
        return false;
    }
    if matches!(next, "of" | "or" | "out" | "third" | "half" | "quarter" | "more" | "other") {
        return line.spaced(at + 1);
    }
    let ends = line.behind(at).starts_with(['.', ',', ';', ')', '?', '!']);
    if ends || line.is(at + 1, FUNCTION) {
        return COUNTED_BEFORE.hold(before);
    }
    let noun = line.spaced(at + 1) && line.shape(at + 1) == Shape::Small;
    let named = line.spaced(at + 1) && line.is_capital(at + 1);
    noun || named && (!line.is(at + 1, COMMON) || line.known(at + 1).is_some())
}
