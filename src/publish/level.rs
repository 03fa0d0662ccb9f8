//! How much of a corpus is given away: all of it, what stands around hits, or counts.

use crate::Span;
use crate::corpus::{Block, BlockKind, Document};
use crate::entity::{Curation, Mention};
use crate::normalize::Normalizer;
use crate::query::{Highlighter, Hit};
use crate::said::said;
use crate::store::{CorpusFile, DraftBuilder};
use crate::token::words;
use crate::view::{self, CorpusError};
use serde::Deserialize;
use std::collections::HashSet;

/// How much of a corpus is given away.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Level {
    #[default]
    Full,
    /// Of the articles in which `query` is found, so many words before and after each hit, and no others.
    Snippets { query: String, words: usize },
    /// See [`CorpusFile::counts_only`].
    Counts,
}

/// Stands where a text was cut.
const CUT: &str = "…";

/// The corpus with as much as `level` gives away: what is left out is in no byte of it.
///
/// ```
/// use corpus_viewer::{pipeline::build_texts, publish::{Level, reduced}};
/// let file = build_texts([("a", "The army left the old base in the port on Monday."), ("b", "It rained.")]);
/// let level = Level::Snippets { query: "base".to_owned(), words: 2 };
/// let cut = reduced(&file, &level)?;
/// assert_eq!(cut.document(0)?.text, "… the old base in the …");
/// assert_eq!(cut.documents(), 1);
/// # Ok::<(), corpus_viewer::view::CorpusError>(())
/// ```
///
/// # Errors
/// The query has a mistake, or finds nothing; or the corpus makes no sense deeper in, or holds counts alone.
pub fn reduced(file: &CorpusFile, level: &Level) -> Result<CorpusFile, CorpusError> {
    match level {
        Level::Full => Ok(file.clone()),
        Level::Counts => Ok(file.counts_only()?),
        Level::Snippets { query, words } => snippets(file, query, *words),
    }
}

/// The bytes that a page holds of as much of the corpus as `level` gives away: [packed](CorpusFile::pack)
/// pieces, or one `.corpus` file of counts.
///
/// # Errors
/// As [`reduced`].
pub fn pieces(file: &CorpusFile, level: &Level) -> Result<Vec<Vec<u8>>, CorpusError> {
    let given = match level {
        Level::Full => file,
        _ => &reduced(file, level)?,
    };
    Ok(if given.has_places() { given.pack()? } else { vec![given.encode()?] })
}

fn snippets(file: &CorpusFile, query: &str, around: usize) -> Result<CorpusFile, CorpusError> {
    let normalizer = Normalizer::default();
    let query = view::parse(file, query, &normalizer)?;
    let mut highlighter = Highlighter::new(&query, file, &normalizer);
    let found = view::matching(file, &query, &normalizer)?;
    file.needs((0..file.documents()).filter(|&doc| found.contains(doc)))?;
    let mut builder = DraftBuilder::default();
    let mut written = String::new();
    let mut reader = file.reader();
    let all_found = file.found()?;
    for doc in (0..file.documents()).filter(|&doc| found.contains(doc)) {
        let document = reader.document(doc)?;
        let hits = view::hits_in(&mut highlighter, doc, &document.text)?;
        let mentions = all_found.of(doc, &document.text)?;
        let (cut, mentions) = cut(document, &hits, &mentions, around);
        if !cut.text.is_empty() {
            written.push_str(&cut.text);
            written.push('\n');
            builder.add(&cut, mentions);
        }
    }
    if builder.documents() == 0 {
        return Err(CorpusError::options(said!(
            "the query finds no word in any article: there would be no snippet"
        )));
    }
    Ok(CorpusFile::link(vec![builder.finish()], told(file.curation(), &written)))
}

/// The decisions that tell no name but those that are `written`, and those that readers gave to such.
fn told(curation: &Curation, written: &str) -> Curation {
    let mut told = curation.clone();
    let mut given = HashSet::new();
    told.retain(|decision| {
        let is_known = |name: &str| written.contains(name) || given.contains(name);
        let is_told = decision.entities().iter().all(|entity| is_known(&entity.name))
            && decision.form().is_none_or(is_known);
        if is_told {
            given.extend(decision.outcome().map(|entity| entity.name));
        }
        is_told
    });
    told
}

/// What of a document stands at most `around` words from a hit in the same block: each stretch a paragraph.
/// The mentions that lie in one whole come along.
fn cut(document: Document, hits: &[Hit], mentions: &[Mention], around: usize) -> (Document, Vec<Mention>) {
    let (mut text, mut blocks, mut kept) = (String::new(), Vec::new(), Vec::new());
    for block in document.content() {
        for window in windows(block.span, &document.text, hits, around) {
            if !text.is_empty() {
                text.push('\n');
            }
            let start = text.len();
            if window.start > block.span.start {
                text.push_str(CUT);
                text.push(' ');
            }
            let moved = text.len();
            text.push_str(window.of(&document.text));
            let inside = mentions
                .iter()
                .filter(|mention| window.start <= mention.span.start && mention.span.end <= window.end);
            let own = |at: u32| (at - window.start) as usize + moved;
            kept.extend(inside.map(|mention| Mention {
                span: Span::new(own(mention.span.start), own(mention.span.end)),
                ..*mention
            }));
            if window.end < block.span.end {
                text.push(' ');
                text.push_str(CUT);
            }
            blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, text.len()) });
        }
    }
    let title = if document.title_is_first_sentence { document.id.clone() } else { document.title };
    let origins = Vec::new();
    (Document { title, title_is_first_sentence: false, origins, text, blocks, ..document }, kept)
}

/// The stretches of a block around its hits, ascending and apart.
fn windows(block: Span, text: &str, hits: &[Hit], around: usize) -> Vec<Span> {
    let own: Vec<Span> = hits
        .iter()
        .map(|hit| hit.span)
        .filter(|hit| block.start <= hit.start && hit.end <= block.end)
        .collect();
    if own.is_empty() {
        return Vec::new();
    }
    let words: Vec<Span> = words(block.of(text)).iter().map(|word| word.offset_by(block.start)).collect();
    let mut windows: Vec<Span> = Vec::new();
    for hit in own {
        let first = words.partition_point(|word| word.end <= hit.start).saturating_sub(around);
        let behind = words.partition_point(|word| word.start < hit.end);
        let start = words.get(first).map_or(hit.start, |word| word.start.min(hit.start));
        let last = (behind + around).min(words.len()).checked_sub(1);
        let end = last.map_or(hit.end, |last| words[last].end.max(hit.end));
        match windows.last_mut() {
            Some(before) if start <= before.end => before.end = before.end.max(end),
            _ => windows.push(Span { start, end }),
        }
    }
    windows
}
