//! The part of an article that shows best why it was found.

use super::run::{Run, joined_hits, runs};
use crate::corpus::{BlockKind, Document};
use crate::query::Hit;
use crate::span::Span;
use crate::token::{sentences, words};
use rustc_hash::FxHashMap;

/// About how many bytes a snippet has.
const SNIPPET: usize = 240;

/// How far before the first hit, in bytes, a sentence may begin for the snippet to begin there.
const LEAD: usize = 120;

/// The stretch of the body that shows most different words and phrases of the
/// query, then most hits, then comes first. An ellipsis stands where text was cut.
pub(super) fn snippet(document: &Document, hits: &[Hit]) -> Vec<Run> {
    let mut best: Option<((usize, usize), Span, u32)> = None;
    for block in document.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph) {
        let first = hits.partition_point(|hit| hit.span.start < block.span.start);
        let last = hits.partition_point(|hit| hit.span.start < block.span.end);
        each_window(&hits[first..last], |worth, start| {
            if best.is_none_or(|(most, ..)| worth > most) {
                best = Some((worth, block.span, start));
            }
        });
    }
    let place = best.map(|(_, block, start)| (block, start)).or_else(|| opening(document));
    let Some((block, start)) = place else { return Vec::new() };
    let window = window(&document.text, block, start);
    let mut runs = runs(&document.text, window, &joined_hits(hits), &[]);
    let ellipsis = || Run { text: "…".to_owned(), ..Run::default() };
    if window.start > block.start && !starts_sentence(&document.text, block, window.start) {
        runs.insert(0, ellipsis());
    }
    if window.end < block.end {
        runs.push(ellipsis());
    }
    runs
}

/// For the window that begins at each hit: how many different leaves and how many
/// hits are in it. Each hit goes in and out once.
fn each_window(hits: &[Hit], mut visit: impl FnMut((usize, usize), u32)) {
    let mut in_window: FxHashMap<usize, usize> = FxHashMap::default();
    let mut end = 0;
    for (at, hit) in hits.iter().enumerate() {
        let reach = hit.span.start as usize + SNIPPET - LEAD;
        while end < hits.len() && (end <= at || hits[end].span.end as usize <= reach) {
            *in_window.entry(hits[end].leaf).or_default() += 1;
            end += 1;
        }
        visit((in_window.len(), end - at), hit.span.start);
        if let Some(1) = in_window.insert(hit.leaf, in_window[&hit.leaf] - 1) {
            in_window.remove(&hit.leaf);
        }
    }
}

/// Where a snippet without hits begins: at the first paragraph, or after its first
/// sentence if that already stands in for the title.
fn opening(document: &Document) -> Option<(Span, u32)> {
    let mut paragraphs = document.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
    let first = paragraphs.next()?.span;
    if !document.title_is_first_sentence {
        return Some((first, first.start));
    }
    let text = first.of(&document.text);
    match sentences(text, &words(text)).get(1) {
        Some(second) => {
            let start = first.start + second.start;
            Some((Span { start, ..first }, start))
        }
        None => paragraphs.next().map(|second| (second.span, second.span.start)),
    }
}

fn starts_sentence(text: &str, block: Span, at: u32) -> bool {
    let before = text[block.start as usize..at as usize].trim_end();
    before.len() < (at - block.start) as usize && before.ends_with(['.', '!', '?', '”', '"'])
}

/// About [`SNIPPET`] bytes of `block` that show `hit`: from the start of its sentence, or
/// from a word not far before it, to the end of a word.
fn window(text: &str, block: Span, hit: u32) -> Span {
    let paragraph = block.of(text);
    let hit = (hit - block.start) as usize;
    let nearest = paragraph.floor_char_boundary(hit.saturating_sub(LEAD));
    let lead = &paragraph[nearest..hit];
    let mut words = lead.match_indices([' ', '\u{A0}']).map(|(at, space)| nearest + at + space.len());
    let sentence = words.find(|&at| starts_sentence(text, block, block.start + at as u32));
    let word = || lead.find(' ').map_or(nearest, |at| nearest + at + 1);
    let start = if nearest == 0 { 0 } else { sentence.unwrap_or_else(word) };
    let furthest = paragraph.floor_char_boundary(start + SNIPPET);
    let end = match paragraph[start..furthest].rfind(char::is_whitespace) {
        Some(at) if furthest < paragraph.len() && start + at > hit => start + at,
        _ => furthest,
    };
    Span::new(block.start as usize + start, block.start as usize + end)
}
