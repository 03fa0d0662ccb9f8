//! The part of an article that shows best why it was found.

use super::run::{Run, joined_hits, runs};
use crate::corpus::{Block, BlockKind, Document};
use crate::query::Hit;
use crate::span::Span;
use crate::token::{FAR, sentences, words};
use rustc_hash::FxHashMap;

/// About how many bytes a snippet has.
const SNIPPET: usize = 240;

/// How far before the first hit, in bytes, a sentence may begin for the snippet to begin there.
const LEAD: usize = 120;

/// The stretch of the body that shows most different words and phrases of the
/// query, then most hits, then comes first. An ellipsis stands where text was cut.
pub(super) fn snippet(document: &Document, hits: &[Hit]) -> Vec<Run> {
    let mut best: Option<((usize, usize), Span, u32)> = None;
    for block in document.blocks.iter().filter(|block| is_body(block)) {
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
    let window = window(block.of(&document.text), (start - block.start) as usize);
    let mut runs = runs(&document.text, window.span.offset_by(block.start), &joined_hits(hits), &[]);
    let ellipsis = || Run { text: "…".to_owned(), ..Run::default() };
    if window.is_cut_before {
        runs.insert(0, ellipsis());
    }
    if window.is_cut_behind {
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
    let mut paragraphs = document.blocks.iter().filter(|block| is_body(block));
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

/// A stretch of a paragraph.
struct Window {
    span: Span,
    /// It begins, or ends, within a sentence.
    is_cut_before: bool,
    is_cut_behind: bool,
}

/// Up to [`SNIPPET`] bytes of `paragraph` that show what begins at `hit`: whole sentences, or
/// where one is too long for that, whole words.
fn window(paragraph: &str, hit: usize) -> Window {
    let from = paragraph.floor_char_boundary(hit.saturating_sub(LEAD));
    let near = &paragraph[from..paragraph.floor_char_boundary(hit + SNIPPET + FAR)];
    let is_to_end = from + near.len() == paragraph.len();
    let sentences = sentences(near, &words(near));
    let whole = &sentences[..sentences.len() - usize::from(!is_to_end && !sentences.is_empty())];
    let hit = hit - from;
    let mut starts = sentences.iter().map(|sentence| sentence.start as usize);
    let first = starts.find(|&start| start <= hit && (start > 0 || from == 0));
    let lead = &near[..hit];
    let word = || lead.find(char::is_whitespace).map_or(0, |at| hit - lead[at..].trim_start().len());
    let start = first.unwrap_or_else(word);
    let furthest = near.floor_char_boundary(start + SNIPPET);
    let ends = whole.iter().map(|sentence| sentence.end as usize);
    let last = ends.filter(|&end| hit < end && end <= furthest).max();
    let is_short = |end: usize| end < start + SNIPPET / 2 && !(is_to_end && furthest == near.len());
    let (end, is_cut_behind) = match (last, near[hit..furthest].rfind(char::is_whitespace)) {
        (Some(end), _) if !is_short(end) => (end, false),
        (_, Some(at)) => (hit + at, true),
        (_, None) => (furthest, furthest < near.len()),
    };
    Window {
        span: Span::new(from + start, from + end),
        is_cut_before: first.is_none() && from + start > 0,
        is_cut_behind,
    }
}

/// Whether snippets are cut from a block.
fn is_body(block: &Block) -> bool {
    block.is_content() && block.kind != BlockKind::Title
}
