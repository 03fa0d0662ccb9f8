//! What readers mark in an article: notes, and the passage that a link opens.

use super::run::Run;
use crate::corpus::Document;
use crate::notes::Notes;
use crate::span::Span;

/// The most notes that are marked in an article.
const MOST: usize = 1000;

/// A stretch of an article that is marked.
pub(super) struct Marked {
    span: Span,
    /// The note on it; none: it is the passage.
    note: Option<u32>,
}

/// What of the notes, and which passage, is to be marked in a document.
pub(super) fn marked(document: &Document, notes: &Notes, passage: Option<Span>) -> Vec<Marked> {
    let own = notes.iter().filter(|note| note.place.document == document.id).take(MOST);
    let notes =
        own.filter_map(|note| Some(Marked { span: note.place.find(&document.text)?, note: Some(note.id) }));
    notes.chain(passage.map(|span| Marked { span, note: None })).collect()
}

/// Cuts `runs`, which begin at byte `start` of the text, where something that is marked begins or ends.
pub(super) fn mark(runs: Vec<Run>, start: u32, marked: &[Marked]) -> Vec<Run> {
    let end = start + runs.iter().map(|run| run.text.len() as u32).sum::<u32>();
    let inside: Vec<&Marked> =
        marked.iter().filter(|marked| marked.span.start < end && marked.span.end > start).collect();
    if inside.is_empty() {
        return runs;
    }
    let mut edges: Vec<u32> = inside.iter().flat_map(|marked| [marked.span.start, marked.span.end]).collect();
    edges.sort_unstable();
    edges.dedup();
    let mut cut = Vec::with_capacity(runs.len());
    let mut at = start;
    for mut run in runs {
        let whole = std::mem::take(&mut run.text);
        let end = at + whole.len() as u32;
        let first = edges.partition_point(|&edge| edge <= at);
        let behind = edges.partition_point(|&edge| edge < end).max(first);
        let mut rest = whole.as_str();
        for &edge in edges[first..behind].iter().chain([&end]) {
            let (text, after) = rest.split_at((edge - at) as usize);
            cut.push(with_marks(Run { text: text.to_owned(), ..run.clone() }, at, &inside));
            (rest, at) = (after, edge);
        }
    }
    cut
}

/// A run that begins at byte `at`, where no mark ends or begins inside of it.
fn with_marks(mut run: Run, at: u32, marked: &[&Marked]) -> Run {
    let here = || marked.iter().filter(|marked| marked.span.start <= at && at < marked.span.end);
    run.notes = here().filter_map(|marked| marked.note).collect();
    if here().any(|marked| marked.note.is_none()) {
        run.marks.push("passage");
    }
    if !run.notes.is_empty() {
        run.marks.push("note");
    }
    run
}
