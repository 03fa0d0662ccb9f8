//! One article, to read.

use super::error::CorpusError;
use super::margin::{MapMark, map};
use super::marks::{mark, marked};
use super::matching::parse;
use super::run::{Run, hits_in, joined_hits, marked_mentions, runs};
use crate::corpus::{Block, BlockKind};
use crate::entity::{Label, LinkedMention};
use crate::normalize::Normalizer;
use crate::origin::Origin;
use crate::passage;
use crate::query::Highlighter;
use crate::span::Span;
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
    /// All of them, or if not [`is_whole`](Article::is_whole) the first.
    pub paragraphs: Vec<Paragraph>,
    pub is_whole: bool,
    /// Where in the body hits, mentions and notes begin, in order; empty if the article is not whole.
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
    read_up_to(file, id, query, passage, usize::MAX)
}

/// The same without the paragraphs behind the one that has the last of the first `marks` hits and mentions, so that the
/// beginning of a long article is there soon. All else is told of the whole article.
///
/// ```
/// use corpus_viewer::{pipeline::build_texts, view::{read, read_up_to}};
/// let file = build_texts([("a", "The army left Quito.\n\nThe army left Lima.\n\nThe army left.")]);
/// let beginning = read_up_to(&file, "a", "army", "", 3)?;
/// assert_eq!((beginning.paragraphs.len(), beginning.is_whole, beginning.hits), (2, false, 3));
/// assert_eq!(beginning.paragraphs, read(&file, "a", "army")?.paragraphs[..2]);
/// # Ok::<(), corpus_viewer::view::CorpusError>(())
/// ```
///
/// # Errors
/// As [`read`].
pub fn read_up_to(
    file: &CorpusFile,
    id: &str,
    query: &str,
    passage: &str,
    marks: usize,
) -> Result<Article, CorpusError> {
    let normalizer = Normalizer::default();
    let doc = file.find(id).ok_or_else(|| CorpusError::no_document(id))?;
    let query = parse(file, query, &normalizer)?;
    let document = file.document(doc)?;
    let words = file.part_of(doc).map_or(0, |(part, doc)| part.segment().lengths().tokens(doc) as usize);
    let mut highlighter = Highlighter::new(&query, file, &normalizer);
    let hits = joined_hits(&hits_in(&mut highlighter, doc, &document.text)?);
    let linked = file.mentions(doc, &document.text)?;
    let labels = count_labels(file, &linked)?;
    let blocks = beginning(&document.blocks, &hits, &linked, marks);
    let is_whole = blocks.len() == document.blocks.len();
    let end = blocks.last().map_or(0, |block| block.span.end);
    let read = linked.partition_point(|linked| linked.mention.span.start < end);
    let mentions = marked_mentions(file, &document, &linked[..read])?;
    let passage_found = passage::find(&document.text, passage);
    let marked = marked(&document, file.notes(), passage_found);
    let paragraph = |block: &Block| Paragraph {
        kind: kind_name(block.kind),
        runs: mark(runs(&document.text, block.span, &hits, &mentions), block.span.start, &marked),
    };
    let paragraphs: Vec<Paragraph> = blocks.iter().map(paragraph).collect();
    let origin = |origin: &Origin| OriginRow {
        fact: origin.fact.code(),
        rule: origin.rule.text().to_owned(),
        line: origin.span.map(|span| span.of(&document.text).to_owned()),
    };
    let origins = document.origins.iter().map(origin).collect();
    Ok(Article {
        language: document.language.code(),
        only_listed_names: document.has_only_listed_names(),
        map: if is_whole { map(&paragraphs) } else { Vec::new() },
        paragraphs,
        is_whole,
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
        labels,
        lacks_passage: !passage.is_empty() && passage_found.is_none(),
    })
}

/// The blocks up to the one that has the last of the first `marks` hits and mentions.
fn beginning<'a>(blocks: &'a [Block], hits: &[Span], linked: &[LinkedMention], marks: usize) -> &'a [Block] {
    let are_enough = |block: &Block| {
        let end = block.span.end;
        let mentions = linked.partition_point(|linked| linked.mention.span.start < end);
        hits.partition_point(|hit| hit.start < end) + mentions >= marks
    };
    let last = blocks.iter().position(are_enough);
    &blocks[..last.map_or(blocks.len(), |last| last + 1)]
}

fn count_labels(file: &CorpusFile, linked: &[LinkedMention]) -> Result<Vec<LabelCount>, CorpusError> {
    let mut counts = Label::ALL.map(|label| (label, 0));
    for mention in linked {
        let entity = file.entities().get(mention.entity);
        let (label, _) = entity.map_err(|_| CorpusError::malformed_entities())?;
        counts.iter_mut().filter(|(own, _)| *own == label).for_each(|(_, count)| *count += 1);
    }
    let counts = counts.into_iter().filter(|&(_, mentions)| mentions > 0);
    Ok(counts.map(|(label, mentions)| LabelCount { label: label.code(), mentions }).collect())
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
