//! Where in an article hits, mentions and notes stand: what a map in its margin shows.

use super::article::Paragraph;
use super::run::Run;
use serde::Serialize;

/// Into how many parts of as many characters the body of an article is cut.
const PARTS: usize = 200;

/// Something begins in a part of the body: the paragraphs that are searched, but for the title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MapMark {
    /// Which part, from 0 to 199.
    pub at: usize,
    /// "hit", "note", "passage", or the label of a mention.
    pub what: &'static str,
    /// The number of the first such hit or mention there, as in the runs; -1 for notes and the passage.
    pub place: i64,
}

/// What begins in each part of the body, each kind once, in order.
pub(super) fn map(paragraphs: &[Paragraph]) -> Vec<MapMark> {
    let body = || {
        let body = paragraphs.iter().filter(|paragraph| ["paragraph", "restored"].contains(&paragraph.kind));
        body.flat_map(|paragraph| &paragraph.runs)
    };
    let length = |run: &Run| run.text.chars().count();
    let all: usize = body().map(length).sum();
    let mut marks: Vec<MapMark> = Vec::new();
    let (mut before, mut last) = (0, &Run::default());
    for run in body() {
        let at = before * PARTS / all;
        for (what, place) in begins(run, last) {
            if marks.iter().rev().take_while(|mark| mark.at == at).all(|mark| mark.what != what) {
                marks.push(MapMark { at, what, place });
            }
        }
        before += length(run);
        last = run;
    }
    marks
}

/// What begins with `run`, which stands behind `last`.
fn begins(run: &Run, last: &Run) -> impl Iterator<Item = (&'static str, i64)> {
    let is_passage = |run: &Run| run.marks.contains(&"passage");
    let hit = run.hit.filter(|_| run.hit != last.hit).map(|hit| ("hit", hit as i64));
    let mention =
        run.entity.as_ref().filter(|own| last.entity.as_ref().is_none_or(|last| last.mention != own.mention));
    let mention = mention.map(|mention| (mention.label, mention.mention as i64));
    let note = run.notes.iter().any(|note| last.notes.binary_search(note).is_err()).then_some(("note", -1));
    let passage = (is_passage(run) && !is_passage(last)).then_some(("passage", -1));
    [hit, mention, note, passage].into_iter().flatten()
}
