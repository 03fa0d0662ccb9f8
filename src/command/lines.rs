//! Texts as JSON lines in, what they hold out: `annotate` and `tokens`.

use crate::{Done, Outcome};
use corpus_viewer::entity::{Annotator, english};
use corpus_viewer::span::{ScalarCounter, Span};
use corpus_viewer::token;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::io::{self, BufRead, BufWriter, Write};

/// A text to be answered.
#[derive(Deserialize)]
struct Line {
    id: Value,
    text: String,
}

/// Answers each JSON line of standard input with one on standard output.
fn each_line(mut answer: impl FnMut(&Line) -> Value) -> Outcome {
    let (mut answered, mut skipped) = (0, 0);
    let mut out = BufWriter::new(io::stdout().lock());
    for (number, line) in (1..).zip(io::stdin().lock().split(b'\n')) {
        let line = line?;
        let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line);
        if line.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice(line) {
            Ok(line) => {
                writeln!(out, "{}", answer(&line))?;
                answered += 1;
            }
            Err(error) => {
                eprintln!("skipped: line {number}: {error}");
                skipped += 1;
            }
        }
    }
    out.flush()?;
    match (answered, skipped) {
        (_, 0) => Ok(Done::Whole),
        (0, _) => Err("no line could be read".into()),
        _ => Ok(Done::SomeSkipped),
    }
}

pub fn annotate() -> Outcome {
    let mut annotator = Annotator::new(english());
    each_line(|line| names_in(&mut annotator, line))
}

fn names_in(annotator: &mut Annotator, line: &Line) -> Value {
    let whole = Span::new(0, line.text.len());
    let mut scalars = ScalarCounter::new(&line.text);
    let spans: Vec<(usize, usize, &str)> = annotator
        .annotate(&line.text, &[whole])
        .iter()
        .map(|mention| {
            let (start, end) = in_scalars(&mut scalars, mention.span);
            (start, end, mention.label.code())
        })
        .collect();
    json!({ "id": line.id, "spans": spans })
}

pub fn tokens() -> Outcome {
    each_line(tokens_in)
}

fn tokens_in(line: &Line) -> Value {
    #[derive(Serialize)]
    struct Tokens<'a> {
        id: &'a Value,
        tokens: Vec<(usize, usize)>,
        sentences: Vec<(usize, usize)>,
    }
    let counted = |spans: &[Span]| {
        let mut scalars = ScalarCounter::new(&line.text);
        spans.iter().map(|&span| in_scalars(&mut scalars, span)).collect()
    };
    let words = token::words(&line.text);
    let sentences = token::sentences(&line.text, &words);
    json!(Tokens { id: &line.id, tokens: counted(&words), sentences: counted(&sentences) })
}

fn in_scalars(scalars: &mut ScalarCounter, span: Span) -> (usize, usize) {
    (scalars.at(span.start as usize), scalars.at(span.end as usize))
}
