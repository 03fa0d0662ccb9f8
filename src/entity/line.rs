//! A document as the taggers see it: the tokens of its lines, each with its
//! folded form, its shape and the classes the lists put it in.

use super::forms::{FormId, Forms, without_ending};
use super::gazetteer::{COMMON, Classes, FUNCTION, GAZETTEER, Known, SPEECH};
use crate::span::Span;
use crate::token::{sentences, words};
use std::ops::Range;

pub(super) use super::forms::Shape;

/// How a line is written, and so what a capital letter in it tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Running text: a capital marks a name or the first word of a sentence.
    Running,
    /// A headline in which every longer word has a capital.
    Headline,
    /// A line in capitals.
    Capitals,
}

#[derive(Debug)]
pub(super) struct Token {
    /// The word without a closing 's; with the last stop of a dotted abbreviation.
    pub span: Span,
    pub form: FormId,
    pub shape: Shape,
    /// The first of its sentence, or of what is quoted.
    pub first: bool,
    /// The first of its sentence.
    pub opens: bool,
    /// Whether an 's was cut off.
    pub possessive: bool,
}

pub(super) struct Document<'t> {
    pub text: &'t str,
    pub forms: &'t Forms,
    pub tokens: Vec<Token>,
    lines: Vec<(Range<usize>, Span, Style)>,
}

impl<'t> Document<'t> {
    pub fn new(text: &'t str, blocks: &[Span], forms: &'t mut Forms) -> Self {
        let bytes: usize = blocks.iter().map(|block| block.len()).sum();
        let mut tokens = Vec::with_capacity(bytes / BYTES_A_TOKEN);
        let mut lines = Vec::new();
        for block in blocks {
            let mut start = block.start as usize;
            for line in block.of(text).split_inclusive('\n') {
                let from = tokens.len();
                read_line(start, line, forms, &mut tokens);
                if from < tokens.len() {
                    let style = style(&tokens[from..], forms, line);
                    lines.push((from..tokens.len(), Span::new(start, start + line.len()), style));
                }
                start += line.len();
            }
        }
        Document { text, forms, tokens, lines }
    }

    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.lines.iter().map(|(range, span, style)| Line {
            text: self.text,
            forms: self.forms,
            tokens: &self.tokens[range.clone()],
            offset: range.start,
            bounds: *span,
            style: *style,
        })
    }

    /// Whether enough small words are the usual ones of English: else capitals tell less.
    pub fn reads_as_english(&self) -> bool {
        let small = self.tokens.iter().filter(|token| token.shape == Shape::Small);
        let (usual, all) = small.fold((0, 0), |(usual, all), token| {
            (usual + usize::from(self.forms.get(token.form).classes & FUNCTION != 0), all + 1)
        });
        all < 12 || usual * 5 > all
    }
}

#[inline(never)]
fn read_line(base: usize, line: &str, forms: &mut Forms, tokens: &mut Vec<Token>) {
    let words = words(line);
    let sentences = sentences(line, &words);
    let mut starts = sentences.iter().map(|sentence| sentence.start).peekable();
    let mut words = words.into_iter().peekable();
    while let Some(word) = words.next() {
        let mut opens = false;
        while starts.next_if(|&start| start <= word.start).is_some() {
            opens = true;
        }
        let written = word.of(line);
        let id = forms.intern(written);
        let form = forms.get(id);
        let bare = &written[..written.len() - usize::from(form.ending)];
        let abbreviated = bare.contains('.') && form.shape != Shape::Digits
            || form.shape == Shape::Capital && STOPPED.contains(&forms.key(id));
        let free = words.peek().is_none_or(|next| next.start > word.end);
        let stop = abbreviated && form.ending == 0 && free && line[word.end as usize..].starts_with('.');
        let start = base + word.start as usize;
        let ahead = &line[..word.start as usize];
        let quoted = ahead.ends_with(['“', '"', '‘']) || ahead.trim_end().ends_with(':');
        tokens.push(Token {
            span: Span::new(start, start + bare.len() + usize::from(stop)),
            form: id,
            shape: form.shape,
            first: opens || quoted,
            opens,
            possessive: form.ending > 0,
        });
    }
}

/// About how many bytes of text there are to a token, so that memory for tokens is asked for once.
const BYTES_A_TOKEN: usize = 5;

/// Abbreviations at the end of names, which keep their stop.
const STOPPED: &[&str] = &["inc", "ltd", "corp", "jr", "sr", "bros", "calif", "fla", "conn", "mass"];

/// One line of a document. Asked about a token beyond its ends, it answers with
/// what no rule looks for.
#[derive(Clone, Copy)]
pub(super) struct Line<'d> {
    pub text: &'d str,
    forms: &'d Forms,
    pub tokens: &'d [Token],
    /// The place of the first token among those of the document.
    pub offset: usize,
    bounds: Span,
    pub style: Style,
}

impl<'d> Line<'d> {
    /// The folded word.
    pub fn key(&self, at: usize) -> &'d str {
        self.tokens.get(at).map_or("", |token| self.forms.key(token.form))
    }

    pub fn is(&self, at: usize, classes: Classes) -> bool {
        self.tokens.get(at).is_some_and(|token| self.forms.get(token.form).classes & classes != 0)
    }

    pub fn shape(&self, at: usize) -> Shape {
        self.tokens.get(at).map_or(Shape::Small, |token| token.shape)
    }

    pub fn is_capital(&self, at: usize) -> bool {
        matches!(self.shape(at), Shape::Capital | Shape::Capitals | Shape::Initial)
    }

    pub fn word(&self, at: usize) -> &'d str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// What stands between the token before `at` and it.
    pub fn gap(&self, at: usize) -> &'d str {
        match (at.checked_sub(1).and_then(|before| self.tokens.get(before)), self.tokens.get(at)) {
            (Some(before), Some(token)) => {
                let gap = &self.text[before.span.end as usize..token.span.start as usize];
                if before.possessive { without_ending(gap) } else { gap }
            }
            _ => "\n",
        }
    }

    /// What stands between the token at `at` and the one before, or the beginning of the line.
    pub fn ahead(&self, at: usize) -> &'d str {
        let start = at.checked_sub(1).map_or(self.bounds.start, |before| self.tokens[before].span.end);
        &self.text[start as usize..self.tokens[at].span.start as usize]
    }

    /// What stands between the token at `at` and the next, or the end of the line.
    pub fn behind(&self, at: usize) -> &'d str {
        let end = self.tokens.get(at + 1).map_or(self.bounds.end, |next| next.span.start);
        &self.text[self.tokens[at].span.end as usize..end as usize]
    }

    /// Whether only a space divides the token at `at` from the one before.
    pub fn spaced(&self, at: usize) -> bool {
        matches!(self.gap(at), " " | "\u{a0}")
    }

    pub fn span(&self, tokens: Range<usize>) -> Span {
        Span { start: self.tokens[tokens.start].span.start, end: self.tokens[tokens.end - 1].span.end }
    }

    /// The longest name of the lists that begins at `at`: its end and what it is.
    pub fn known(&self, at: usize) -> Option<(usize, Known)> {
        let token = self.tokens.get(at)?;
        let mut longest = None;
        let words = (at..self.tokens.len())
            .take_while(|&next| next == at || self.holds_together(next))
            .map(|next| self.key(next));
        GAZETTEER.names(self.forms.get(token.form).classes, words, |len, known| {
            if self.writes(at..at + len, known) {
                longest = Some((at + len, known));
            }
        });
        longest
    }

    /// Whether the token at `at` and the one before may belong to one name.
    fn holds_together(&self, at: usize) -> bool {
        let gap = self.gap(at);
        let dash = matches!(gap, "-" | "–" | "‑" | " - " | " – ");
        dash || matches!(gap, " " | "\u{a0}" | "'" | "’" | "' " | "’ " | " & " | "&" | ". ")
    }

    /// Whether the tokens are written as the known name is: with capitals where it has them.
    fn writes(&self, tokens: Range<usize>, known: Known) -> bool {
        let (start, last) = (tokens.start, tokens.end - 1);
        if known.article && start.checked_sub(1).is_none_or(|before| self.key(before) != "the") {
            return false;
        }
        if (start..last).any(|at| self.tokens[at].possessive && !is_owner(self.key(at))) {
            return false;
        }
        if known.capitals {
            let capital = |at| matches!(self.shape(at), Shape::Capitals | Shape::Initial | Shape::Digits);
            return tokens.into_iter().all(capital);
        }
        let acronym = start == last && self.shape(start) == Shape::Capitals && self.style == Style::Running;
        if acronym && self.word(start).len() < 5 {
            return false;
        }
        let named = |at: usize| self.shape(at) == Shape::Digits || self.word(at).contains(char::is_uppercase);
        (named(start) || self.key(start) == "al") && named(last)
    }
}

fn style(tokens: &[Token], forms: &Forms, line: &str) -> Style {
    let sentence = line.trim_end().ends_with(['.', '!', '?', '”', '"']);
    let (mut capital, mut everyday, mut capitals, mut small) = (0, 0, 0, 0);
    for token in tokens {
        match token.shape {
            Shape::Small if token.span.len() > 3 => small += 1,
            Shape::Capital => {
                capital += 1;
                everyday +=
                    usize::from(!token.first && forms.get(token.form).classes & (COMMON | SPEECH) != 0);
            }
            Shape::Capitals => capitals += 1,
            _ => {}
        }
    }
    if capitals > 4 * (small + capital) {
        Style::Capitals
    } else if !sentence && everyday > 1 && everyday > small && capital + capitals > 3 * small {
        Style::Headline
    } else {
        Style::Running
    }
}

/// Whether "X's" may stand inside a name: "People's Party", "King's College".
pub(super) fn is_owner(key: &str) -> bool {
    OWNERS.contains(&key)
}

const OWNERS: &[&str] = &[
    "people", "peoples", "lord", "king", "queen", "women", "men", "children", "worker", "workers", "farmer",
    "farmers", "players", "teachers", "veterans", "citizens", "years", "nation", "poor", "moody", "mcdonald",
];
