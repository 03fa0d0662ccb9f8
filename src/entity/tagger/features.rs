//! What is asked about a token to tell its tag. Learning and tagging share this file.

use super::super::forms::FormId;
use super::super::line::Style;
use super::context::{Context, Gap, NO_RUN};
use super::hash::mix;
use super::words::{OFFSETS, bits};
use std::ops::Range;

/// Takes the features of a token.
pub(crate) trait Sink {
    /// All atoms of a form that stands so many tokens away.
    fn word(&mut self, form: FormId, offset: isize);
    fn feature(&mut self, hash: u64);
}

/// Gives the features of the token at `at`, in a zone of the line `line`.
pub(crate) fn features(
    context: &Context,
    at: usize,
    line: &Range<usize>,
    style: Style,
    sink: &mut impl Sink,
) {
    let tokens = &context.document.tokens;
    let inside = |offset: isize| {
        let other = at.checked_add_signed(offset)?;
        line.contains(&other).then_some(other)
    };
    for offset in OFFSETS {
        match inside(offset) {
            Some(other) => sink.word(tokens[other].form, offset),
            None => sink.feature(mix(50, offset as u64)),
        }
    }
    let before = inside(-1).map(|other| context.word(other));
    let after = inside(1).map(|other| context.word(other));
    let word = context.word(at);
    let (id_before, id_after) = (before.map_or(1, |word| word.id), after.map_or(2, |word| word.id));
    let (shape_before, shape_after) =
        (before.map_or(1, |word| word.shape), after.map_or(2, |word| word.shape));
    let cluster = |word: Option<&super::words::Word>, which: usize| {
        word.map_or(0, |word| u64::from(word.clusters[which]))
    };
    let lists = |word: Option<&super::words::Word>| word.map_or(0, |word| u64::from(word.lists));
    let gap = context.gaps[at] as u64;
    let gap_after = inside(1).map_or(Gap::Line, |other| context.gaps[other]) as u64;
    let gap_before_last = inside(-1).map_or(Gap::Line, |other| context.gaps[other]) as u64;
    let gap_after_next = inside(2).map_or(Gap::Line, |other| context.gaps[other]) as u64;
    let first = u64::from(tokens[at].first);
    let mut pair = |kind: u64, a: u64, b: u64| sink.feature(mix(mix(kind, a), b));

    pair(60, id_before, word.id);
    pair(61, word.id, id_after);
    pair(62, id_before, id_after);
    pair(63, shape_before, word.shape);
    pair(64, word.shape, shape_after);
    pair(65, mix(shape_before, word.shape), shape_after);
    pair(66, cluster(before, 1), u64::from(word.clusters[1]));
    pair(67, u64::from(word.clusters[1]), cluster(after, 1));
    pair(68, id_before, word.shape);
    pair(69, word.shape, id_after);
    pair(70, cluster(before, 2), word.shape);
    pair(71, word.shape, cluster(after, 2));
    pair(72, lists(before), u64::from(word.lists));
    pair(73, u64::from(word.lists), lists(after));
    pair(74, gap, word.shape);
    pair(75, gap_after, word.shape);
    pair(76, mix(gap_before_last, gap), mix(gap_after, gap_after_next));
    pair(77, mix(gap, gap_after), u64::from(word.clusters[0]));
    pair(78, gap, id_before);
    pair(79, gap_after, id_after);
    pair(80, style as u64, word.shape);
    pair(81, first, word.id);
    pair(82, mix(first, word.shape), u64::from(word.clusters[0]));
    pair(83, mix(first, word.shape), u64::from(word.lists));
    pair(84, u64::from(tokens[at].possessive), word.shape);
    if let Some(last) = inside(-2) {
        pair(85, mix(context.word(last).id, id_before), word.shape);
        pair(86, cluster(Some(context.word(last)), 1), cluster(before, 1));
    }
    if let Some(next) = inside(2) {
        pair(87, mix(id_after, context.word(next).id), word.shape);
        pair(88, cluster(after, 1), cluster(Some(context.word(next)), 1));
    }

    let (found, place) = context.matched(at);
    for bit in bits(found) {
        pair(90, u64::from(bit), place);
    }

    for offset in -1..=1 {
        let Some(other) = inside(offset).filter(|&other| context.capital(other)) else { continue };
        let told = context.elsewhere(other);
        for bit in bits(told) {
            pair(100, u64::from(bit), offset as u64);
        }
        if offset == 0 {
            pair(101, u64::from(told), 0);
            pair(102, u64::from(context.times(other).min(6)), first);
            pair(103, u64::from(told & 0b111), mix(first, word.shape));
        }
    }

    let run = context.run_of[at];
    if run != NO_RUN {
        let run = &context.runs[run as usize];
        let caps = context.capital(at);
        let near = |other: Option<usize>| other.filter(|other| line.contains(other));
        let outside_before = near(run.tokens.start.checked_sub(1)).map_or(1, |other| context.word(other).id);
        let outside_after = near(Some(run.tokens.end)).map_or(2, |other| context.word(other).id);
        let (start, last) = (run.tokens.start, run.tokens.end - 1);
        let len = run.tokens.len().min(5) as u64;
        let from_end = (run.tokens.end.wrapping_sub(at)).min(4) as u64;
        let from_start = at.wrapping_sub(run.tokens.start).min(3) as u64;
        let mut pair = |kind: u64, a: u64, b: u64| sink.feature(mix(mix(kind, a), b));
        pair(110, len, mix(from_start, from_end));
        pair(111, context.word(last).id, u64::from(caps));
        pair(112, context.word(start).id, u64::from(caps));
        pair(113, outside_before, u64::from(caps));
        pair(114, outside_after, u64::from(caps));
        pair(115, u64::from(context.word(last).lists), len);
        pair(116, u64::from(context.word(start).lists), len);
        pair(117, u64::from(context.word(last).clusters[2]), 0);
        pair(118, u64::from(context.word(start).clusters[2]), 0);
        pair(119, context.word(run.head).id, u64::from(at > run.head));
        pair(120, u64::from(context.word(run.head).clusters[1]), u64::from(at > run.head));
        pair(121, run.whole.len().min(8) as u64, (at - run.whole.start).min(8) as u64);
        pair(122, context.word(run.whole.end - 1).id, u64::from(at > run.head));
        pair(123, outside_before, outside_after);
        pair(124, u64::from(tokens[start].first), mix(len, from_end));
        pair(
            125,
            context.gaps[start] as u64,
            near(Some(last + 1)).map_or(Gap::Line, |next| context.gaps[next]) as u64,
        );
    }
}
