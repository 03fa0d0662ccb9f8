//! Where names and offices end: which words go on what the words before began.

use super::Label;
use super::evidence::is_head;
use super::gazetteer::*;
use super::line::{Line, Shape, Style, is_owner};
use crate::token::TITLES;

/// No name is longer than this many words, so that reading stays linear.
const LONGEST: usize = 12;

/// The end of the titles and offices that begin at `at`: "Prime Minister",
/// "Secretary of Homeland Security"; but "General Assembly" is none.
pub(super) fn office(line: &Line, at: usize) -> Option<usize> {
    let mut end = at;
    let mut title = None;
    while end < at + LONGEST
        && line.is_capital(end)
        && line.is(end, TITLE | PORTFOLIO)
        && (end == at || attached(line, end))
    {
        if line.tokens[end].possessive {
            break;
        }
        if line.is(end, TITLE) {
            title = Some(end + 1);
        }
        end += 1;
    }
    let end = title?;
    let headed = attached(line, end)
        && line.is_capital(end)
        && line.is(end, ORG_HEAD | PLACE_HEAD | EVENT_HEAD | WORK_HEAD);
    if headed && !line.is(end, GIVEN) {
        return None;
    }
    Some(field(line, end).unwrap_or(end))
}

/// The end of "of Foreign Affairs", "of the Republic", "for Human Rights", right after a title.
fn field(line: &Line, at: usize) -> Option<usize> {
    if !matches!(line.key(at), "of" | "for") || !line.spaced(at) {
        return None;
    }
    let start = if line.key(at + 1) == "the" { at + 2 } else { at + 1 };
    let mut end = start;
    while end < start + LONGEST {
        let next = if end > start && matches!(line.key(end), "and" | "of") { end + 1 } else { end };
        if !line.is_capital(next) || !line.is(next, PORTFOLIO) || !matches!(line.gap(next), " " | ", ") {
            break;
        }
        end = next + 1;
    }
    let cut = attached(line, end) && line.is_capital(end) && line.is(end, ORG_HEAD);
    (end > start && !cut).then_some(end)
}

/// Whether the token at `at` may go on a name that the one before is part of.
pub(super) fn attached(line: &Line, at: usize) -> bool {
    match line.gap(at) {
        " " | "\u{a0}" | "-" | "‑" | "'" | "’" | "" | " & " | "&" => true,
        "' " | "’ " => at > 0 && is_owner(line.key(at - 1)),
        ". " => at > 0 && is_abbreviation(line, at - 1),
        _ => false,
    }
}

fn is_abbreviation(line: &Line, at: usize) -> bool {
    line.shape(at) == Shape::Initial || TITLES.contains(&line.key(at))
}

/// The end of a person's name whose first token is at `at`.
pub(super) fn person_end(line: &Line, at: usize, taken: &[bool]) -> usize {
    let most = if line.style == Style::Running { 6 } else { 3 };
    let mut end = at + 1;
    while end < at + most && !line.tokens[end - 1].possessive {
        let next = (end..end + 3).find(|&next| !is_particle(line, next)).unwrap_or(end);
        let held = (end..=next).all(|next| next < taken.len() && !taken[next] && attached(line, next));
        if !held || !line.is_capital(next) || !goes_on_person(line, next) {
            break;
        }
        end = next + 1;
    }
    if matches!(line.key(end), "jr" | "sr" | "ii" | "iii" | "iv")
        && matches!(line.gap(end), " " | ", ")
        && line.is_capital(end)
        && !taken[end]
    {
        end += 1;
    }
    end
}

fn is_particle(line: &Line, at: usize) -> bool {
    line.is(at, PARTICLE) && line.shape(at) == Shape::Small
}

fn goes_on_person(line: &Line, at: usize) -> bool {
    let suffixed = matches!(line.key(at + 1), "jr" | "sr" | "ii" | "iii");
    let office = line.is(at, TITLE) && line.is_capital(at + 1) && line.spaced(at + 1) && !suffixed;
    let headline_word = line.style != Style::Running && line.is(at, COMMON | SPEECH | ROLE);
    if line.is(at, FUNCTION) || office || headline_word {
        return false;
    }
    match line.known(at) {
        Some((_, known)) if known.label == Label::Norp => false,
        Some((end, known)) => known.label == Label::Per || end == at + 1,
        None => true,
    }
}

/// Whether the preposition after `at` belongs to the name: after a head, "for" and
/// "on" not after the head of a place, and once more "of" after "for".
fn completes(line: &Line, preposition: &str, at: usize, complement: Option<&str>) -> bool {
    match complement {
        None => is_head(line, at) && (preposition == "of" || line.is(at, ORG_HEAD | WORK_HEAD | EVENT_HEAD)),
        Some(before) => before == "for" && preposition == "of",
    }
}

/// The end of the run of capitalised words that begins at `at`, with the small
/// words that hold names together: "University of Oxford", "Tren de Aragua".
pub(super) fn run_end(line: &Line, at: usize, taken: &[bool]) -> usize {
    let mut end = at + 1;
    let mut complement = None;
    while end < taken.len() && end < at + LONGEST {
        if line.tokens[end - 1].possessive && !is_owner(line.key(end - 1)) {
            break;
        }
        let open =
            |next: usize| next < taken.len() && !taken[next] && line.is_capital(next) && attached(line, next);
        if open(end) && !line.is(end, FUNCTION) {
            end += 1;
            continue;
        }
        let small = !line.is_capital(end) && line.spaced(end) && !taken[end];
        if !small {
            break;
        }
        let next = match line.key(end) {
            word @ ("of" | "for" | "on") if completes(line, word, end - 1, complement) => {
                complement = Some(word);
                if line.key(end + 1) == "the" { end + 2 } else { end + 1 }
            }
            "and" if complement.is_some() && attached(line, end + 1) && line.known(end + 1).is_none() => {
                end + 1
            }
            _ if is_particle(line, end) => {
                (end..end + 3).find(|&next| !is_particle(line, next)).unwrap_or(end)
            }
            _ => break,
        };
        if !open(next) || line.is(next, FUNCTION) {
            break;
        }
        end = next + 1;
    }
    end
}
