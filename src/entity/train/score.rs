//! How well names are found: by exact spans. Leading articles and closing possessives do not count.

use super::super::Annotator;
use super::super::tagger::tags::KINDS;
use super::data::Marked;
use crate::entity::Label;
use crate::span::Span;

/// What was marked, what was found, and what of it was right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub marked: usize,
    pub found: usize,
    pub right: usize,
}

impl Counts {
    /// The harmonic mean of precision and recall, in percent: 0 if nothing is right.
    pub fn f1(self) -> f64 {
        200.0 * self.right as f64 / ((self.found + self.marked) as f64).max(1.0)
    }

    fn add(&mut self, other: Counts) {
        self.marked += other.marked;
        self.found += other.found;
        self.right += other.right;
    }
}

/// Counts for each of [`KINDS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score([Counts; KINDS.len()]);

impl Score {
    pub fn of(&self, label: Label) -> Counts {
        KINDS.iter().position(|&kind| kind == label).map_or_else(Counts::default, |kind| self.0[kind])
    }

    /// People, organisations and places together.
    pub fn names(&self) -> Counts {
        let mut all = Counts::default();
        for label in [Label::Per, Label::Org, Label::Loc] {
            all.add(self.of(label));
        }
        all
    }
}

/// Compares what `annotator` finds in texts with what is marked there. Events count as other names.
pub fn score(annotator: &mut Annotator, texts: &[Marked]) -> Score {
    let mut score = Score::default();
    for marked in texts {
        let text = &marked.text;
        let gold: Vec<_> = marked.names.iter().map(|&(span, kind)| (bare(text, span), kind)).collect();
        for mention in annotator.annotate(text, &[Span::new(0, text.len())]) {
            let label = if mention.label == Label::Event { Label::Misc } else { mention.label };
            if let Some(kind) = KINDS.iter().position(|&kind| kind == label) {
                score.0[kind].found += 1;
                score.0[kind].right += usize::from(gold.contains(&(bare(text, mention.span), kind)));
            }
        }
        gold.iter().for_each(|&(_, kind)| score.0[kind].marked += 1);
    }
    score
}

/// A span without an article before and a possessive behind.
fn bare(text: &str, mut span: Span) -> Span {
    let name = span.of(text);
    let article = ["the ", "a ", "an "]
        .iter()
        .find(|article| name.get(..article.len()).is_some_and(|start| start.eq_ignore_ascii_case(article)));
    span.start += article.map_or(0, |article| article.len() as u32);
    let ending = ["'s", "’s", "'", "’"].iter().find(|ending| span.of(text).ends_with(*ending));
    span.end -= ending.map_or(0, |ending| ending.len() as u32);
    span
}
