//! Lists as tables for other programs: all of their rows, and how they were made.

use super::curation::{EntityName, curation};
use super::entities::{EntityOptions, entities_with};
use super::error::CorpusError;
use super::facets::FacetValue;
use super::history::History;
use super::kwic::{KwicOptions, kwic};
use super::like::{LikeOptions, like};
use super::mentions::{MentionOptions, mentions};
use super::network::{NetworkOptions, network};
use super::notes::{NoteOptions, notes};
use super::provenance::provenance;
use super::search::{SearchOptions, Sort, listed, search_with};
use super::similar::{SimilarOptions, Similarity, similar};
use super::table::{Asked, Cell, Table, TableFormat, write};
use super::timeline::{By, TimelineOptions, timeline};
use crate::ingest::Skipped;
use crate::store::CorpusFile;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::BTreeSet;

/// Which list is wanted, in which form, and what its view is asked for: each list has its own of these options. Which
/// part of it a page would show is of no account.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct ExportOptions {
    pub what: Exported,
    pub format: TableFormat,
    pub query: String,
    pub filter: String,
    /// Of articles.
    pub sort: Sort,
    /// Of articles, names and facets: see [`SearchOptions`]. Of copies: how alike they have to be.
    pub similar: Option<f32>,
    /// Of names: those with one of these labels, if there are any.
    pub labels: Vec<String>,
    /// Of notes.
    pub tag: String,
    /// Of notes, copies, articles alike: the id of an article.
    pub document: String,
    /// Of a concordance, a timeline, a network, forms, companions, quotes: the id of an entity.
    pub entity: Option<String>,
    /// Of a concordance: see [`KwicOptions`], where `order` is called `sort`.
    pub label: Option<String>,
    pub window: Option<usize>,
    pub order: String,
    pub sample: Option<usize>,
    pub seed: u64,
    /// Of a timeline.
    pub by: By,
}

/// A list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Exported {
    /// The articles that satisfy the query.
    #[default]
    Articles,
    /// In how many of them each value of a field occurs, as [`search`](super::search) counts them beside its results.
    Facets,
    /// The articles that tell the story of one.
    Copies,
    /// The articles about the same things as one: the hundred that share most with it.
    Alike,
    /// Who and what is named.
    Names,
    /// The names of an entity.
    Forms,
    /// What readers have decided about names.
    Decisions,
    Notes,
    /// All lines.
    Concordance,
    /// All periods.
    Timeline,
    /// Who and what is named together, and how often.
    Network,
    /// Who and what an entity is named with, in how many sentences and articles.
    Companions,
    /// Direct speech near the mentions of an entity.
    Quotes,
    /// What was left out when the corpus was built, and why.
    Skipped,
}

/// All of a list, as CSV or JSON; `skipped` is what was left out when the corpus was built.
///
/// ```
/// use corpus_viewer::{pipeline::build_texts, view::{ExportOptions, Similarity, export}};
/// let file = build_texts([("a", "The army left Quito."), ("b", "It rained.")]);
/// let csv = export(&file, &[], &Similarity::default(), &ExportOptions::default())?;
/// assert!(csv.starts_with("# program: corpus-viewer "));
/// assert!(csv.ends_with("a,The army left Quito.,,,,,en\r\nb,It rained.,,,,,en\r\n"));
/// # Ok::<(), corpus_viewer::view::CorpusError>(())
/// ```
///
/// # Errors
/// As the view of the list.
pub fn export(
    file: &CorpusFile,
    skipped: &[Skipped],
    similarity: &Similarity,
    options: &ExportOptions,
) -> Result<String, CorpusError> {
    let (list, table) = match options.what {
        Exported::Articles => ("articles", articles(file, similarity, options)?),
        Exported::Facets => ("facets", facets(file, similarity, options)?),
        Exported::Copies => ("copies", copies(file, similarity, options)?),
        Exported::Alike => ("alike", alike(file, options)?),
        Exported::Forms => ("forms", forms(file, options)?),
        Exported::Decisions => ("decisions", decisions(file)),
        Exported::Names => ("names", names(file, similarity, options)?),
        Exported::Notes => ("notes", noted(file, options)?),
        Exported::Concordance => ("concordance", lines(file, options)?),
        Exported::Timeline => ("timeline", periods(file, options)?),
        Exported::Network => ("network", links(file, options)?),
        Exported::Companions => ("companions", companions(file, options)?),
        Exported::Quotes => ("quotes", quotes(file, options)?),
        Exported::Skipped => ("skipped", left_out(skipped)),
    };
    Ok(write(&table, options.format, &provenance(file)?, list, &asked(options)))
}

/// The options that were given, by their names.
fn asked(options: &ExportOptions) -> Asked {
    let sort = match options.sort {
        Sort::Relevance => "",
        Sort::Newest => "newest",
        Sort::Oldest => "oldest",
    };
    let all = [
        ("query", options.query.clone()),
        ("filter", options.filter.clone()),
        ("sort", sort.to_owned()),
        ("similar", options.similar.map(|similar| similar.to_string()).unwrap_or_default()),
        ("labels", options.labels.join(" ")),
        ("tag", options.tag.clone()),
        ("document", options.document.clone()),
        ("entity", options.entity.clone().unwrap_or_default()),
        ("label", options.label.clone().unwrap_or_default()),
        ("window", options.window.map(|window| window.to_string()).unwrap_or_default()),
        ("order", options.order.clone()),
        ("sample", options.sample.map(|sample| sample.to_string()).unwrap_or_default()),
        ("seed", options.sample.map(|_| options.seed.to_string()).unwrap_or_default()),
        ("by", options.by.name().to_owned()),
    ];
    all.into_iter().filter(|(_, value)| !value.trim().is_empty()).collect()
}

fn named<const N: usize>(columns: [&str; N]) -> Vec<String> {
    columns.map(str::to_owned).to_vec()
}

/// The most columns of metadata: the first by their names.
const MOST_FIELDS: usize = 100;

fn articles(
    file: &CorpusFile,
    similarity: &Similarity,
    options: &ExportOptions,
) -> Result<Table, CorpusError> {
    let ExportOptions { query, filter, sort, similar, .. } = options.clone();
    let all = SearchOptions { limit: usize::MAX, filter, sort, similar, ..SearchOptions::default() };
    let docs = listed(file, similarity, &query, &all)?;
    file.needs(docs.iter().copied())?;
    let mut documents = Vec::with_capacity(docs.len());
    let mut reader = file.reader();
    for doc in docs {
        let mut document = reader.document(doc)?;
        // Only what is known of it is wanted, and all texts together may be much.
        document.text = String::new();
        documents.push(document);
    }
    let fields: BTreeSet<String> =
        documents.iter().flat_map(|document| &document.fields).map(|(name, _)| name.clone()).collect();
    let fields: Vec<String> = fields.into_iter().take(MOST_FIELDS).collect();
    let mut columns = named(["id", "title", "date", "author", "source", "url", "language"]);
    columns.extend(fields.iter().map(|name| format!("metadata.{name}")));
    let rows = documents.into_iter().map(|document| {
        let value = |name: &String| {
            let values =
                document.fields.iter().filter(|(own, _)| own == name).map(|(_, value)| value.clone());
            let values: Vec<String> = values.collect();
            Cell::from((!values.is_empty()).then(|| values.join("; ")))
        };
        let metadata: Vec<Cell> = fields.iter().map(value).collect();
        let known = [
            Cell::Text(document.id),
            Cell::Text(document.title),
            document.date.map(|date| date.to_string()).into(),
            document.author.into(),
            document.source.into(),
            document.url.into(),
            Cell::Text(document.language.code().to_owned()),
        ];
        known.into_iter().chain(metadata).collect()
    });
    Ok(Table { rows: rows.collect(), columns })
}

fn facets(file: &CorpusFile, similarity: &Similarity, options: &ExportOptions) -> Result<Table, CorpusError> {
    let ExportOptions { query, filter, similar, .. } = options.clone();
    let all = SearchOptions { limit: 0, filter, similar, facets: usize::MAX, ..SearchOptions::default() };
    let facets = search_with(file, similarity, &query, &all)?.facets.into_iter();
    let rows = facets.flat_map(|facet| {
        let row = move |value: FacetValue| {
            let count = Cell::Number(value.documents as u64);
            vec![Cell::Text(facet.field.clone()), Cell::Text(value.value), count, value.filter.into()]
        };
        facet.values.into_iter().map(row)
    });
    Ok(Table { columns: named(["field", "value", "documents", "filter"]), rows: rows.collect() })
}

fn copies(file: &CorpusFile, similarity: &Similarity, options: &ExportOptions) -> Result<Table, CorpusError> {
    let plain = SimilarOptions::default();
    let threshold = options.similar.unwrap_or(plain.threshold);
    let all = SimilarOptions { threshold, query: options.query.clone(), limit: usize::MAX };
    let rows = similar(file, similarity, &options.document, &all)?.articles.into_iter().map(|row| {
        let similarity = Cell::Share(row.similarity);
        vec![Cell::Text(row.id), Cell::Text(row.title), row.date.into(), row.source.into(), similarity]
    });
    Ok(Table { columns: named(["id", "title", "date", "source", "similarity"]), rows: rows.collect() })
}

/// The most articles that are listed as alike: the list has no end of its own.
const MOST_ALIKE: usize = 100;

fn alike(file: &CorpusFile, options: &ExportOptions) -> Result<Table, CorpusError> {
    let all = LikeOptions { limit: MOST_ALIKE };
    let rows = like(file, &options.document, all)?.articles.into_iter().map(|row| {
        let shared = Cell::Texts(row.shared);
        vec![Cell::Text(row.id), Cell::Text(row.title), row.date.into(), row.source.into(), shared]
    });
    Ok(Table { columns: named(["id", "title", "date", "source", "shared"]), rows: rows.collect() })
}

fn forms(file: &CorpusFile, options: &ExportOptions) -> Result<Table, CorpusError> {
    let none = MentionOptions { limit: 0, offset: 0, companions: 0, quotes: 0 };
    let rows = mentions(file, asked_entity(options), none)?.names.into_iter().map(|row| {
        let reason = Cell::Text(row.reason.code().to_owned());
        vec![Cell::Text(row.form), Cell::Number(row.mentions as u64), reason]
    });
    Ok(Table { columns: named(["form", "mentions", "reason"]), rows: rows.collect() })
}

fn decisions(file: &CorpusFile) -> Table {
    let id = |entity: Option<EntityName>| Cell::from(entity.map(|entity| entity.id));
    let rows = curation(file, &History::default()).decisions.into_iter().map(|row| {
        let label = row.label.map(str::to_owned);
        vec![
            Cell::Text(row.kind),
            id(row.entity),
            id(row.into),
            row.form.into(),
            row.name.into(),
            label.into(),
        ]
    });
    Table { columns: named(["kind", "entity", "into", "form", "name", "label"]), rows: rows.collect() }
}

fn names(file: &CorpusFile, similarity: &Similarity, options: &ExportOptions) -> Result<Table, CorpusError> {
    let ExportOptions { query, filter, similar, labels, .. } = options.clone();
    let all = EntityOptions { limit: usize::MAX, query, filter, similar, labels, ..EntityOptions::default() };
    let rows = entities_with(file, similarity, &all)?.entities.into_iter().map(|row| {
        let counts = [row.mentions, row.documents].map(|count| Cell::Number(count as u64));
        [Cell::Text(row.label.to_owned()), Cell::Text(row.name)].into_iter().chain(counts).collect()
    });
    Ok(Table { columns: named(["label", "name", "mentions", "documents"]), rows: rows.collect() })
}

fn noted(file: &CorpusFile, options: &ExportOptions) -> Result<Table, CorpusError> {
    let ExportOptions { query, tag, document, .. } = options.clone();
    let all = NoteOptions { limit: usize::MAX, offset: 0, query, tag, document };
    let rows = notes(file, &History::default(), &all)?.notes.into_iter().map(|row| {
        vec![
            Cell::Text(row.document),
            Cell::Text(row.title),
            row.date.into(),
            row.source.into(),
            Cell::Text(row.quote),
            Cell::Text(row.text),
            Cell::Texts(row.tags),
            Cell::Text(row.created),
            Cell::Text(row.changed),
            Cell::Text(row.passage),
        ]
    });
    let columns = named([
        "document", "title", "date", "source", "quote", "text", "tags", "created", "changed", "passage",
    ]);
    Ok(Table { columns, rows: rows.collect() })
}

fn lines(file: &CorpusFile, options: &ExportOptions) -> Result<Table, CorpusError> {
    let ExportOptions { query, filter, entity, label, window, order, sample, seed, .. } = options.clone();
    let plain = KwicOptions::default();
    let window = window.unwrap_or(plain.window);
    let all =
        KwicOptions { window, sort: order, limit: usize::MAX, filter, entity, label, sample, seed, ..plain };
    let rows = kwic(file, &query, &all)?.lines.into_iter().map(|line| {
        vec![
            Cell::Text(line.id),
            Cell::Text(line.title),
            line.date.into(),
            line.source.into(),
            Cell::Text(line.left),
            Cell::Text(line.node),
            Cell::Text(line.right),
        ]
    });
    let columns = named(["document", "title", "date", "source", "left", "node", "right"]);
    Ok(Table { columns, rows: rows.collect() })
}

fn periods(file: &CorpusFile, options: &ExportOptions) -> Result<Table, CorpusError> {
    let ExportOptions { query, filter, entity, by, .. } = options.clone();
    let rows =
        timeline(file, &query, &TimelineOptions { by, filter, entity })?.periods.into_iter().map(|row| {
            let counts = [row.documents as u64, row.hits as u64, row.total_documents as u64, row.words]
                .map(Cell::Number);
            [Cell::Text(row.period)].into_iter().chain(counts).collect()
        });
    let columns = named(["period", "documents", "hits", "totalDocuments", "words"]);
    Ok(Table { columns, rows: rows.collect() })
}

fn links(file: &CorpusFile, options: &ExportOptions) -> Result<Table, CorpusError> {
    let ExportOptions { query, filter, entity, labels, .. } = options.clone();
    let drawn =
        network(file, &NetworkOptions { query, filter, entity, labels, ..NetworkOptions::default() })?;
    let rows = drawn.edges.iter().map(|edge| {
        let ends = [edge.from, edge.to].map(|node| &drawn.nodes[node]);
        let names = ends
            .into_iter()
            .flat_map(|node| [node.entity.label.to_owned(), node.entity.name.clone()])
            .map(Cell::Text);
        names.chain([Cell::Number(edge.together as u64)]).collect()
    });
    let columns = named(["fromLabel", "from", "toLabel", "to", "together"]);
    Ok(Table { columns, rows: rows.collect() })
}

fn companions(file: &CorpusFile, options: &ExportOptions) -> Result<Table, CorpusError> {
    let all = MentionOptions { limit: 0, offset: 0, companions: usize::MAX, quotes: 0 };
    let list = mentions(file, asked_entity(options), all)?;
    let in_sentences: FxHashMap<String, usize> =
        list.in_sentences.into_iter().map(|companion| (companion.id, companion.together)).collect();
    let rows = list.in_articles.into_iter().map(|companion| {
        let in_sentences = in_sentences.get(&companion.id).copied().unwrap_or_default();
        let counts = [in_sentences, companion.together, companion.documents];
        let counts = counts.map(|count| Cell::Number(count as u64));
        [Cell::Text(companion.label.to_owned()), Cell::Text(companion.name)]
            .into_iter()
            .chain(counts)
            .collect()
    });
    let columns = named(["label", "name", "inSentences", "inArticles", "documents"]);
    Ok(Table { columns, rows: rows.collect() })
}

fn quotes(file: &CorpusFile, options: &ExportOptions) -> Result<Table, CorpusError> {
    let all = MentionOptions { limit: 0, offset: 0, companions: 0, quotes: usize::MAX };
    let rows = mentions(file, asked_entity(options), all)?.quotes.into_iter().map(|row| {
        vec![
            Cell::Text(row.document),
            Cell::Text(row.title),
            row.date.into(),
            Cell::Text(row.left),
            Cell::Text(row.quote),
            Cell::Text(row.right),
        ]
    });
    let columns = named(["document", "title", "date", "left", "quote", "right"]);
    Ok(Table { columns, rows: rows.collect() })
}

fn left_out(skipped: &[Skipped]) -> Table {
    let rows = skipped.iter().cloned().map(|Skipped { name, kind, reason, .. }| {
        vec![Cell::Text(name), Cell::Text(kind), Cell::Text(reason)]
    });
    Table { columns: named(["name", "kind", "reason"]), rows: rows.collect() }
}

fn asked_entity(options: &ExportOptions) -> &str {
    options.entity.as_deref().unwrap_or_default()
}
