//! All mentions of a document: values, and names, put in one order.

use super::forms::Forms;
use super::gazetteer::EVENT_HEAD;
use super::line::{Document, Line, Style};
use super::tagger::model::Model;
use super::tagger::{Name, Tagger, tags::KINDS};
use super::{Label, Mention, listed, values};
use crate::order;
use crate::span::Span;
use std::sync::Arc;

/// The model that comes with the program: names in English.
#[cfg(not(target_arch = "wasm32"))]
pub fn english() -> Arc<Model> {
    static ENGLISH: std::sync::LazyLock<Arc<Model>> = std::sync::LazyLock::new(|| {
        let model = Model::decode(include_bytes!("../../models/english.names"));
        Arc::new(model.expect("the model was packed by this version of the program"))
    });
    ENGLISH.clone()
}

/// Finds the mentions of documents, one after another. What it works out for a word is kept for
/// the next time it is met; mentions do not depend on the documents before.
#[derive(Default)]
pub struct Annotator {
    forms: Forms,
    tagger: Option<Tagger>,
}

/// More forms than these are forgotten before the next document, so that memory is bounded.
const MOST_FORMS: usize = 1 << 16;

/// A line in capitals with more words than these tells nothing by its capitals.
const LONGEST_IN_CAPITALS: usize = 12;

impl Annotator {
    /// Finds names with `model`, and values. [`Annotator::default`] has no model, and finds only
    /// names of its lists, as every annotator does in languages other than the model's.
    pub fn new(model: Arc<Model>) -> Self {
        Annotator { forms: Forms::default(), tagger: Some(Tagger::new(model)) }
    }

    /// The mentions in `blocks` of `text`: sorted, never overlapping, each inside one
    /// block and one line of it. `blocks` are ascending and apart: the title and the
    /// paragraphs of one document, since a name once clear is clear throughout.
    ///
    /// ```
    /// use corpus_viewer::Span;
    /// use corpus_viewer::entity::{Annotator, english};
    /// let text = "Ada Lovelace left Turin on 5 May 1843. Lovelace was 27.";
    /// let found = Annotator::new(english()).annotate(text, &[Span::new(0, text.len())]);
    /// let shown: Vec<_> = found.iter().map(|m| (m.label.code(), m.span.of(text))).collect();
    /// assert_eq!(shown[..3], [("PER", "Ada Lovelace"), ("LOC", "Turin"), ("DATE", "5 May 1843")]);
    /// assert_eq!(shown[3], ("PER", "Lovelace"));
    /// ```
    pub fn annotate(&mut self, text: &str, blocks: &[Span]) -> Vec<Mention> {
        if self.forms.len() > MOST_FORMS {
            self.forms = Forms::default();
            self.tagger.iter_mut().for_each(Tagger::forget);
        }
        let document = Document::new(text, blocks, &mut self.forms);
        let mut found = Vec::new();
        let mut listed = Vec::new();
        let tagger = self.tagger.as_mut().filter(|_| document.reads_as_english());
        for line in document.lines() {
            values::find(&line, &mut found);
            if tagger.is_none() || is_shouted(&line) {
                listed::find(&line, &mut listed);
            } else {
                listed::find_acronyms(&line, &mut listed);
            }
        }
        let mut names: Vec<Mention> = match tagger {
            Some(tagger) => mentions(&document, tagger.find(&document)),
            None => Vec::new(),
        };
        listed.retain(|mention| !overlaps(&names, mention.span));
        names.append(&mut listed);
        order::by(&mut names, Ord::cmp);
        without_overlaps(found, names)
    }
}

/// Whether a span shares something with one of `mentions`, which ascend and are apart.
fn overlaps(mentions: &[Mention], span: Span) -> bool {
    let next = mentions.partition_point(|mention| mention.span.end <= span.start);
    mentions.get(next).is_some_and(|mention| mention.span.start < span.end)
}

fn is_shouted(line: &Line) -> bool {
    line.style == Style::Capitals && line.tokens.len() > LONGEST_IN_CAPITALS
}

/// The names in lines that tell something by their capitals.
fn mentions(document: &Document, names: Vec<Name>) -> Vec<Mention> {
    let mut mentions = Vec::with_capacity(names.len());
    let mut names = names.into_iter().peekable();
    for line in document.lines() {
        let end = line.offset + line.tokens.len();
        let shouted = is_shouted(&line);
        while let Some(name) = names.next_if(|name| name.tokens.start < end) {
            if !shouted {
                mentions.push(mention(&line, name));
            }
        }
    }
    mentions
}

fn mention(line: &Line, name: Name) -> Mention {
    let tokens = name.tokens.start - line.offset..name.tokens.end - line.offset;
    let label = match KINDS[name.kind] {
        Label::Misc if names_event(line, tokens.start, tokens.end) => Label::Event,
        Label::Org | Label::Loc if is_surely_event(line, tokens.start, tokens.end) => Label::Event,
        label => label,
    };
    Mention { span: line.span(tokens), label }
}

/// Whether a name is that of an event: one of the lists, or with a word for one.
fn names_event(line: &Line, start: usize, end: usize) -> bool {
    let known = line.known(start).filter(|&(known_end, _)| known_end == end);
    match known {
        Some((_, known)) => known.label == Label::Event,
        None => (start..end).any(|at| line.is(at, EVENT_HEAD) && line.is_capital(at)),
    }
}

/// Words that names of storms begin with, and words that names of events end with, if hardly any
/// other name does.
const STORMS: &[&str] = &["hurricane", "typhoon", "cyclone", "storm"];
const MEETINGS: &[&str] = &["summit", "war", "cup", "games", "olympics", "championship", "championships"];

fn is_surely_event(line: &Line, start: usize, end: usize) -> bool {
    let of = line.key(start + 1) == "of" && MEETINGS.contains(&line.key(start));
    end > start + 1 && (of || STORMS.contains(&line.key(start)) || MEETINGS.contains(&line.key(end - 1)))
}

/// Of a value and a name that overlap, the one that holds the other is kept: "May 5" is a date,
/// "Boeing 747" a name; of two that hold as much, the name, unless it is of no known kind: "Easter".
fn without_overlaps(values: Vec<Mention>, names: Vec<Mention>) -> Vec<Mention> {
    let mut kept: Vec<Mention> = Vec::with_capacity(values.len() + names.len());
    let mut values = values.into_iter().peekable();
    let mut add = |mention: Mention| {
        while let Some(last) = kept.last().filter(|last| last.span.end > mention.span.start) {
            let vague = last.span == mention.span && matches!(mention.label, Label::Misc | Label::Event);
            if last.span.len() > mention.span.len() || vague {
                return;
            }
            kept.pop();
        }
        kept.push(mention);
    };
    for name in names {
        while let Some(value) = values.next_if(|value| value.span.start <= name.span.start) {
            add(value);
        }
        add(name);
    }
    values.for_each(add);
    kept
}
