//! What the words of a capitalised run, and those around it, tell about what it names.

use super::Label;
use super::gazetteer::*;
use super::line::{Line, Shape, Style};
use std::ops::Range;

/// How sure a reading of a name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guess {
    /// The words themselves or a title tell.
    Sure(Label),
    /// The words around suggest it.
    Likely(Label),
    /// A name, but of what?
    Name,
    /// Perhaps no name: a first word, or a word of a headline.
    Weak,
}

/// The end of the titles and offices that begin at `at`: "US" no, "Prime Minister"
/// yes, "Secretary of Homeland Security" yes.
pub(super) fn office(line: &Line, at: usize) -> Option<usize> {
    let mut end = at;
    let mut title = None;
    while line.is_capital(end) && line.is(end, TITLE | PORTFOLIO) && (end == at || attached(line, end)) {
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
    loop {
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
        ". " => at > 0 && is_abbreviation(line, at - 1),
        _ => false,
    }
}

fn is_abbreviation(line: &Line, at: usize) -> bool {
    line.shape(at) == Shape::Initial
        || matches!(
            line.key(at),
            "mr" | "mrs"
                | "ms"
                | "dr"
                | "prof"
                | "st"
                | "ste"
                | "sen"
                | "rep"
                | "gov"
                | "gen"
                | "lt"
                | "col"
                | "sgt"
                | "capt"
                | "maj"
                | "cmdr"
                | "adm"
                | "brig"
                | "rev"
                | "fr"
                | "hon"
                | "pres"
                | "mt"
                | "ft"
                | "sr"
                | "jr"
                | "sra"
                | "cpl"
        )
}

/// Whether "X's" may stand inside a name: "People's Party", "King's College".
pub(super) fn is_owner(key: &str) -> bool {
    matches!(
        key,
        "people"
            | "lord"
            | "king"
            | "queen"
            | "women"
            | "men"
            | "children"
            | "worker"
            | "farmer"
            | "moody"
            | "mcdonald"
            | "st"
            | "peter"
            | "poor"
            | "citizen"
            | "nation"
            | "veteran"
            | "player"
            | "master"
    )
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
    let office = line.is(at, TITLE) && line.is_capital(at + 1) && line.spaced(at + 1);
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

/// The end of the run of capitalised words that begins at `at`, with the small
/// words that hold names together: "University of Oxford", "Tren de Aragua".
pub(super) fn run_end(line: &Line, at: usize, taken: &[bool]) -> usize {
    let mut end = at + 1;
    let mut complement = false;
    while end < taken.len() && end < at + 12 {
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
            "of" | "for" | "on" if is_head(line, end - 1) && !complement => {
                complement = true;
                if line.key(end + 1) == "the" { end + 2 } else { end + 1 }
            }
            "and" if complement && attached(line, end + 1) && line.known(end + 1).is_none() => end + 1,
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

const HEADS: Classes = ORG_HEAD | PLACE_HEAD | EVENT_HEAD | WORK_HEAD;

fn is_head(line: &Line, at: usize) -> bool {
    line.is(at, HEADS) && line.is_capital(at)
}

/// What the head of the run tells, and where the name that has it ends.
pub(super) fn headed(line: &Line, run: Range<usize>) -> Option<(usize, Label)> {
    if let Some(of) =
        run.clone().find(|&at| matches!(line.key(at), "of" | "for" | "on") && !line.is_capital(at))
    {
        if is_head(line, of - 1) {
            return Some((run.end, head_label(line, of - 1)));
        }
    }
    if run.len() < 2 {
        return None;
    }
    let front = match line.key(run.start) {
        "lake" | "mount" | "fort" | "port" | "camp" | "cape" | "isle" | "hotel" | "villa" | "mt" => {
            Some(Label::Loc)
        }
        "operation" | "hurricane" | "typhoon" | "cyclone" => Some(Label::Event),
        _ => None,
    };
    if let Some(label) = front {
        let most = run.end.min(run.start + 3);
        return Some((most, label));
    }
    let head = (run.start + 1..run.end).rev().find(|&at| is_head(line, at))?;
    Some((head + 1, head_label(line, head)))
}

fn head_label(line: &Line, at: usize) -> Label {
    if line.is(at, ORG_HEAD) {
        Label::Org
    } else if line.is(at, PLACE_HEAD) {
        Label::Loc
    } else if line.is(at, EVENT_HEAD) {
        Label::Event
    } else {
        Label::Misc
    }
}

/// What the words around a run of unknown words suggest.
pub(super) fn around(line: &Line, run: Range<usize>) -> Option<Label> {
    let before = run.start.checked_sub(1).filter(|_| line.spaced(run.start));
    if line.is(run.end, SPEECH) && line.spaced(run.end) {
        return Some(Label::Per);
    }
    if before.is_some_and(|before| line.is(before, IN_PLACE)) {
        return Some(Label::Loc);
    }
    let named_place = line.gap(run.end) == ", "
        && line.known(run.end).is_some_and(|(_, known)| known.label == Label::Loc)
        && before.is_some_and(|before| matches!(line.key(before), "of" | "for" | "between"));
    named_place.then_some(Label::Loc)
}
