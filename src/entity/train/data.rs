//! Marked texts: `{"source", "text", "spans": [[start, end, "PER"], ...]}` a line, offsets in Unicode
//! scalar values; or articles with their names in brackets, `[PER Ada Lovelace] left [LOC Turin].`

use super::super::tagger::tags::KINDS;
use super::TrainError;
use crate::entity::Label;
use crate::span::Span;
use serde::Deserialize;

/// A text and the names in it, each with the number of its kind, ascending and apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marked {
    /// What the text was taken from.
    pub source: String,
    pub text: String,
    pub names: Vec<(Span, usize)>,
    pub unmarked: Unmarked,
}

/// Which names a text has that are not marked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unmarked {
    #[default]
    None,
    /// Those that are neither of people nor organisations nor places.
    Misc,
    /// Some of every kind.
    Some,
}

#[derive(Deserialize)]
struct Line {
    source: String,
    text: String,
    spans: Vec<(usize, usize, String)>,
}

/// Reads lines of JSON. Spans with labels that are none of a name are passed over.
///
/// # Errors
/// The line of `file` that makes no sense, and why.
pub fn read_json(file: &str, lines: &str) -> Result<Vec<Marked>, TrainError> {
    let numbered = (1..).zip(lines.lines());
    numbered
        .map(|(number, line)| read_line(line).map_err(|why| TrainError::line(file, number, why)))
        .collect()
}

fn read_line(line: &str) -> Result<Marked, String> {
    let line: Line = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let ends: Vec<usize> = line.text.char_indices().map(|(at, _)| at).chain([line.text.len()]).collect();
    let mut names = Vec::new();
    for (start, end, label) in line.spans {
        let (Some(&from), Some(&to)) = (ends.get(start), ends.get(end)) else {
            return Err(format!("{start}..{end} lies outside of the text"));
        };
        if let Some(kind) = kind(&label)? {
            names.push((Span::new(from, to), kind));
        }
    }
    names.sort_unstable();
    let unmarked = match line.source.as_str() {
        "uner-ewt" => Unmarked::Misc,
        "redocred-dev" | "redocred-test" | "docred-test" if std::env::var("NOHID").is_err() => Unmarked::Some,
        _ => Unmarked::None,
    };
    Ok(Marked { source: line.source, text: line.text, names, unmarked })
}

/// The kind of name that a label stands for, if it does for one. Events are not told from other
/// names while learning.
fn kind(label: &str) -> Result<Option<usize>, String> {
    match Label::from_code(label) {
        Some(Label::Event) => Ok(KINDS.iter().position(|&kind| kind == Label::Misc)),
        Some(label) => Ok(KINDS.iter().position(|&kind| kind == label)),
        None => Err(format!("there is no label {label}")),
    }
}

/// Reads articles divided by empty lines, with names in brackets. Lines that begin with `#` are
/// comments.
///
/// # Errors
/// A bracket of `file` that is not closed, or a label there is not, with the line.
pub fn read_brackets(file: &str, articles: &str) -> Result<Vec<Marked>, TrainError> {
    let mut found = Vec::new();
    let mut article = empty(file);
    for (number, line) in (1..).zip(articles.lines()).filter(|(_, line)| !line.starts_with('#')) {
        if line.trim().is_empty() {
            found.push(std::mem::replace(&mut article, empty(file)));
        } else {
            add_line(&mut article, line).map_err(|why| TrainError::line(file, number, why))?;
        }
    }
    found.push(article);
    found.retain(|article| !article.text.is_empty());
    Ok(found)
}

fn empty(source: &str) -> Marked {
    Marked { source: source.to_owned(), ..Marked::default() }
}

fn add_line(article: &mut Marked, line: &str) -> Result<(), String> {
    if !article.text.is_empty() {
        article.text.push('\n');
    }
    let mut pieces = line.split('[');
    article.text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let marked = piece.split_once(']').and_then(|(name, after)| {
            let (label, name) = name.split_once(' ')?;
            Some((label, name, after))
        });
        let (label, name, after) = marked.ok_or_else(|| format!("this is no name in brackets: [{piece}"))?;
        let start = article.text.len();
        article.text.push_str(name);
        if let Some(kind) = kind(label)? {
            article.names.push((Span::new(start, article.text.len()), kind));
        }
        article.text.push_str(after);
    }
    Ok(())
}
