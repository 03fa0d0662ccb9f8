//! Who and what is named together, as a network to be drawn.

use super::companions::each_sentence;
use super::entities::{Counts, EntityRow, counts, each_naming, named, parse_id, row_of};
use super::error::CorpusError;
use super::matching::{Documents, satisfying};
use crate::analysis::layout::layout;
use crate::corpus::DocId;
use crate::entity::{Label, LinkedMention};
use crate::order;
use crate::store::CorpusFile;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// Which entities are wanted, and what links them.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct NetworkOptions {
    /// Only what is named in the articles that satisfy this query.
    pub query: String,
    /// And this one too.
    pub filter: String,
    /// Only in the articles that mention the entity called so: it, and those named in most of them.
    pub entity: Option<String>,
    /// Only entities with one of these labels, if there are any; but always of names.
    pub labels: Vec<String>,
    pub within: Within,
    /// The most entities, up to 100.
    pub limit: usize,
}

impl Default for NetworkOptions {
    fn default() -> Self {
        NetworkOptions {
            query: String::new(),
            filter: String::new(),
            entity: None,
            labels: Vec::new(),
            within: Within::Article,
            limit: 40,
        }
    }
}

/// Where two have to be named to be linked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Within {
    #[default]
    Article,
    /// Takes time for reading the articles that name two of them.
    Sentence,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Network {
    /// The entity that was asked for, then those mentioned most often; or, with one, named in most articles
    /// with it.
    pub nodes: Vec<NetworkNode>,
    /// The strongest first, at most three for each node.
    pub edges: Vec<NetworkEdge>,
}

/// An entity, counted in the articles that were looked at.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NetworkNode {
    #[serde(flatten)]
    pub entity: EntityRow,
    /// Where it is drawn: from 0, left, to 1.
    pub x: f64,
    /// From 0, the top, to 1.
    pub y: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct NetworkEdge {
    /// The places in the list of nodes, the lower one first.
    pub from: usize,
    pub to: usize,
    /// In how many articles, or sentences, both are named.
    pub together: usize,
}

/// The most nodes: laying them out takes time for their square.
const MOST_NODES: usize = 100;

/// How many edges there are for each node, at most.
const EDGES: usize = 3;

/// Who and what is named together, and where to draw it.
///
/// ```
/// use corpus_viewer::{pipeline, view::{NetworkOptions, network}};
/// let texts = [("a", "Daniel Noboa met Marco Rubio."), ("b", "Daniel Noboa and Marco Rubio left."), ("c", "Quito.")];
/// let drawn = network(&pipeline::build_texts(texts), &NetworkOptions::default())?;
/// let names: Vec<_> = drawn.nodes.iter().map(|node| node.entity.name.as_str()).collect();
/// assert_eq!(names, ["Daniel Noboa", "Marco Rubio", "Quito"]);
/// assert_eq!(drawn.edges.iter().map(|edge| (edge.from, edge.to, edge.together)).collect::<Vec<_>>(), [(0, 1, 2)]);
/// # Ok::<(), corpus_viewer::view::CorpusError>(())
/// ```
///
/// # Errors
/// A mistake in a query, with its place; there is no such entity; or the corpus makes no sense.
pub fn network(file: &CorpusFile, options: &NetworkOptions) -> Result<Network, CorpusError> {
    let mut documents = satisfying(file, &options.query)?.and(&satisfying(file, &options.filter)?);
    let center = options.entity.as_deref().map(|id| {
        let (label, name) = parse_id(id)?;
        file.entities().find(label, name).ok_or_else(|| CorpusError::no_entity(id))
    });
    let center = center.transpose()?;
    if let Some(center) = center {
        let mut docs = Vec::new();
        each_naming(file, center, |doc, _| docs.push(doc))?;
        docs.retain(|&doc| documents.contains(doc));
        documents = Documents::of(file, docs.into_iter());
    }
    let (entities, rows) = nodes(file, &documents, center, options)?;
    let named = named_together(file, &documents, &entities)?;
    let mut together = Together::of(entities.len());
    match options.within {
        Within::Article => named.iter().for_each(|(_, nodes)| together.add(nodes)),
        Within::Sentence => count_in_sentences(file, &named, &entities, &mut together)?,
    }
    let edges = strongest(together.edges(), entities.len());
    let most = edges.iter().map(|edge| edge.together).max().unwrap_or(1) as f64;
    let weight = |edge: &NetworkEdge| (edge.from, edge.to, (edge.together as f64 / most).sqrt());
    let places = layout(entities.len(), &edges.iter().map(weight).collect::<Vec<_>>());
    let node = |(entity, [x, y]): (EntityRow, [f64; 2])| NetworkNode { entity, x, y };
    Ok(Network { nodes: rows.into_iter().zip(places).map(node).collect(), edges })
}

/// The entities that are shown: their numbers, and what is told of them.
fn nodes(
    file: &CorpusFile,
    documents: &Documents,
    center: Option<u32>,
    options: &NetworkOptions,
) -> Result<(Vec<u32>, Vec<EntityRow>), CorpusError> {
    let is_wanted = |label: &Label| {
        let listed = options.labels.is_empty() || options.labels.iter().any(|code| code == label.code());
        listed && label.is_name()
    };
    let mut named = named(file, documents, Label::ALL.into_iter().filter(is_wanted))?;
    if let Some(center) = center {
        named.retain(|&(entity, _)| entity != center);
        named.extend([center].into_iter().zip(counts(file, documents, center..center + 1)?));
    }
    let rank = |nth: usize| {
        let (entity, Counts { mentions, documents }) = named[nth];
        let counts = if center.is_some() { (documents, mentions) } else { (mentions, documents) };
        (Reverse((center == Some(entity), counts)), entity)
    };
    let most = options.limit.min(MOST_NODES);
    let shown = order::page(named.len(), 0..most, &|a, b| rank(a).cmp(&rank(b))).into_iter();
    shown.map(|nth| Ok((named[nth].0, row_of(file, named[nth].0, named[nth].1)?))).collect()
}

/// The documents that name two or more of `entities`, and which of them, by their places there: ascending.
fn named_together(
    file: &CorpusFile,
    documents: &Documents,
    entities: &[u32],
) -> Result<Vec<(DocId, Vec<usize>)>, CorpusError> {
    let mut by_doc: Vec<Vec<usize>> = vec![Vec::new(); file.documents() as usize];
    for (node, &entity) in entities.iter().enumerate() {
        each_naming(file, entity, |doc, _| {
            if documents.contains(doc) {
                by_doc[doc as usize].push(node);
            }
        })?;
    }
    Ok((0..).zip(by_doc).filter(|(_, nodes)| nodes.len() > 1).collect())
}

/// How often any two nodes are named together.
struct Together {
    nodes: usize,
    counts: Vec<usize>,
}

impl Together {
    fn of(nodes: usize) -> Self {
        Together { nodes, counts: vec![0; nodes * nodes] }
    }

    /// Counts each two of `group`, whose nodes ascend.
    fn add(&mut self, group: &[usize]) {
        for (nth, &from) in group.iter().enumerate() {
            group[nth + 1..].iter().for_each(|&to| self.counts[from * self.nodes + to] += 1);
        }
    }

    fn edges(self) -> Vec<NetworkEdge> {
        let edge = |(place, &together): (usize, &usize)| NetworkEdge {
            from: place / self.nodes,
            to: place % self.nodes,
            together,
        };
        self.counts.iter().enumerate().filter(|(_, together)| **together > 0).map(edge).collect()
    }
}

/// Counts which of `entities` are named in the same sentences of the documents `named`.
fn count_in_sentences(
    file: &CorpusFile,
    named: &[(DocId, Vec<usize>)],
    entities: &[u32],
    together: &mut Together,
) -> Result<(), CorpusError> {
    let node_of: FxHashMap<u32, usize> = entities.iter().copied().zip(0..).collect();
    file.needs(named.iter().map(|&(doc, _)| doc))?;
    let mut reader = file.reader();
    for &(doc, _) in named {
        let document = reader.document(doc)?;
        let mut mentions = file.mentions(doc, &document.text)?;
        mentions.retain(|linked| node_of.contains_key(&linked.entity));
        let add = |own: &[LinkedMention]| {
            let mut group: Vec<usize> = own.iter().map(|linked| node_of[&linked.entity]).collect();
            group.sort_unstable();
            group.dedup();
            together.add(&group);
        };
        each_sentence(&document, &mentions, |_| true, add);
    }
    Ok(())
}

/// The strongest edge of each of so many nodes, and the strongest of the others, up to [`EDGES`] for each node.
fn strongest(mut edges: Vec<NetworkEdge>, nodes: usize) -> Vec<NetworkEdge> {
    order::by_key(&mut edges, |edge| (Reverse(edge.together), edge.from, edge.to));
    let mut is_linked = vec![false; nodes];
    let (first, others): (Vec<_>, Vec<_>) = edges.into_iter().partition(|edge| {
        let is_first = !is_linked[edge.from] || !is_linked[edge.to];
        (is_linked[edge.from], is_linked[edge.to]) = (true, true);
        is_first
    });
    let mut kept = first;
    kept.extend(others);
    kept.truncate(EDGES * nodes);
    order::by_key(&mut kept, |edge| (Reverse(edge.together), edge.from, edge.to));
    kept
}
