//! One article, to read.

use super::error::CorpusError;
use super::margin::{MapMark, map};
use super::marks::{mark, marked};
use super::matching::parse;
use super::run::{Run, hits_in, joined_hits, marked_mentions, runs};
use crate::corpus::{Block, BlockKind};
use crate::entity::Label;
use crate::normalize::Normalizer;
use crate::origin::Origin;
use crate::passage;
use crate::query::Highlighter;
use crate::store::CorpusFile;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Article {
    pub id: String,
    pub title: String,
    pub title_is_first_sentence: bool,
    pub date: Option<String>,
    pub author: Option<String>,
    pub source: Option<String>,
    pub url: Option<String>,
    /// What its words are stemmed by: the code of a language.
    pub language: &'static str,
    /// It is in a language whose names the model does not know: of names, only those of lists are marked.
    pub only_listed_names: bool,
    /// Further metadata, name and value.
    pub fields: Vec<(String, String)>,
    /// Where what is known of it was found.
    pub origins: Vec<OriginRow>,
    pub paragraphs: Vec<Paragraph>,
    /// Where in the body hits, mentions and notes begin, in order.
    pub map: Vec<MapMark>,
    /// How many words it has, page furniture not counted.
    pub words: usize,
    /// About how long it takes to read, rounded up, at least 1.
    pub reading_minutes: usize,
    /// How many hits are marked.
    pub hits: usize,
    /// How many mentions of each label there are; labels with none are left out.
    pub labels: Vec<LabelCount>,
    /// The passage that was asked for is not in the text.
    pub lacks_passage: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Paragraph {
    /// "title", "meta", "paragraph", "furniture", or "restored": furniture that was taken back.
    pub kind: &'static str,
    pub runs: Vec<Run>,
}

/// Where a fact about an article was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OriginRow {
    /// "title", "date", "author", "dateline", "source", "url" or "language".
    pub fact: &'static str,
    /// The rule it was found by, or where its source has it.
    pub rule: String,
    /// The line of the text it was read from.
    pub line: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LabelCount {
    pub label: &'static str,
    pub mentions: usize,
}

/// How many words a minute are read: silently, of English non-fiction (M. Brysbaert, "How many words do we
/// read per minute?", 2019).
const WORDS_A_MINUTE: usize = 238;

/// The article called `id`, with its mentions and notes marked, and the hits of `query`.
///
/// # Errors
/// There is no such article, the query has a mistake, or the article makes no sense.
pub fn read(file: &CorpusFile, id: &str, query: &str) -> Result<Article, CorpusError> {
    read_at(file, id, query, "")
}

/// The same, with a [passage](crate::passage) marked too, unless it is empty.
///
/// ```
/// use corpus_viewer::{pipeline::build_texts, view::read_at};
/// let file = build_texts([("a", "The army left. The navy left.")]);
/// let article = read_at(&file, "a", "", "The navy *left")?;
/// let run = article.paragraphs[0].runs.iter().find(|run| run.marks == ["passage"]).unwrap();
/// assert_eq!(run.text, "left");
/// assert!(read_at(&file, "a", "", "The navy *stayed")?.lacks_passage);
/// # Ok::<(), corpus_viewer::view::CorpusError>(())
/// ```
///
/// # Errors
/// As [`read`].
pub fn read_at(file: &CorpusFile, id: &str, query: &str, passage: &str) -> Result<Article, CorpusError> {
    let normalizer = Normalizer::default();
    let doc = file.find(id).ok_or_else(|| CorpusError::no_document(id))?;
    let query = parse(file, query, &normalizer)?;
    let document = file.document(doc)?;
    let words = file.part_of(doc).map_or(0, |(part, doc)| part.segment().lengths().tokens(doc) as usize);
    let mut highlighter = Highlighter::new(&query, file, &normalizer);
    let hits = joined_hits(&hits_in(&mut highlighter, doc, &document.text)?);
    let mentions = marked_mentions(file, doc, &document)?;
    let passage_found = passage::find(&document.text, passage);
    let marked = marked(&document, file.notes(), passage_found);
    let paragraph = |block: &Block| Paragraph {
        kind: kind_name(block.kind),
        runs: mark(runs(&document.text, block.span, &hits, &mentions), block.span.start, &marked),
    };
    let paragraphs: Vec<Paragraph> = document.blocks.iter().map(paragraph).collect();
    let count = |label: Label| mentions.iter().filter(|mention| mention.mark.label == label.code()).count();
    let labels =
        Label::ALL.into_iter().map(|label| LabelCount { label: label.code(), mentions: count(label) });
    let origin = |origin: &Origin| OriginRow {
        fact: origin.fact.code(),
        rule: origin.rule.text().to_owned(),
        line: origin.span.map(|span| span.of(&document.text).to_owned()),
    };
    let origins = document.origins.iter().map(origin).collect();
    Ok(Article {
        language: document.language.code(),
        only_listed_names: document.has_only_listed_names(),
        map: map(&paragraphs),
        paragraphs,
        words,
        reading_minutes: words.div_ceil(WORDS_A_MINUTE).max(1),
        id: document.id,
        title: document.title,
        title_is_first_sentence: document.title_is_first_sentence,
        date: document.date.map(|date| date.to_string()),
        author: document.author,
        source: document.source,
        url: document.url,
        fields: document.fields,
        origins,
        hits: hits.len(),
        labels: labels.filter(|count| count.mentions > 0).collect(),
        lacks_passage: !passage.is_empty() && passage_found.is_none(),
    })
}

fn kind_name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Meta => "meta",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Furniture => "furniture",
        BlockKind::Restored => "restored",
    }
}
