//! What the words of a capitalised run, and those around it, tell about what it names.

use super::Label;
use super::gazetteer::*;
use super::line::Line;
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

const HEADS: Classes = ORG_HEAD | PLACE_HEAD | EVENT_HEAD | WORK_HEAD;

pub(super) fn is_head(line: &Line, at: usize) -> bool {
    line.is(at, HEADS) && line.is_capital(at)
}

/// What the head of the run tells, and where the name that has it ends.
pub(super) fn headed(line: &Line, run: Range<usize>) -> Option<(usize, Label)> {
    let of = run.clone().find(|&at| matches!(line.key(at), "of" | "for" | "on") && !line.is_capital(at));
    if let Some(of) = of.filter(|&of| is_head(line, of - 1)) {
        return Some((run.end, head_label(line, of - 1)));
    }
    if run.len() < 2 {
        return None;
    }
    if line.is(run.start, ORG_FRONT) && line.spaced(run.start + 1) {
        return Some((run.end.min(run.start + 4), Label::Org));
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
    let place_after = |at: usize| line.known(at).is_some_and(|(_, known)| known.label == Label::Loc);
    let noun_after =
        |classes: Classes| line.spaced(run.end) && line.is(run.end, classes) && !line.is_capital(run.end);
    if noun_after(SPEECH) || line.key(run.end) == "who" {
        return Some(Label::Per);
    }
    if noun_after(PLACE_NOUN) || line.gap(run.end) == ", " && place_after(run.end) {
        return Some(Label::Loc);
    }
    let before = run.start.checked_sub(1)?;
    if matches!(line.key(before), "source" | "via") && matches!(line.gap(run.start), ": " | " ") {
        return Some(Label::Org);
    }
    if !line.spaced(run.start) || line.is_capital(before) {
        return None;
    }
    if line.is(before, GROUP_NOUN) {
        return Some(Label::Org);
    }
    if line.is(before, WORK_NOUN) {
        return Some(Label::Misc);
    }
    let from = |back: usize| run.start >= back && line.key(run.start - back) == "from";
    if line.key(before) == "to" && before > 0 && (line.is(before - 1, MOTION) || (2..6).any(from)) {
        return Some(Label::Loc);
    }
    let named_place = line.key(before) == "of" && before > 0 && line.is(before - 1, PLACE_NOUN | TITLE);
    (named_place || line.is(before, IN_PLACE | PLACE_NOUN | COMPASS)).then_some(Label::Loc)
}
