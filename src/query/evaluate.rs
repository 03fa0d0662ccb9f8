//! A query and an index to the documents that match, with how often each leaf occurs in them.

use super::parse::{Leaf, Node, Query};
use crate::corpus::{DocId, Position};
use crate::index::{Index, Posting, Postings};

/// What a query finds.
#[derive(Clone, Debug, PartialEq)]
pub struct Matches {
    /// The documents that satisfy the query, ascending.
    pub documents: Vec<DocId>,
    /// For each leaf of the query that is not under a NOT: the documents it occurs in, ascending.
    pub leaves: Vec<Vec<Posting>>,
}

/// Finds the documents of `index` that satisfy `query`.
///
/// ```
/// use corpus_viewer::{normalize::Normalizer, pipeline, query::{Query, evaluate}};
/// let file = pipeline::build_texts([("a", "The army left."), ("b", "The armies met.")]);
/// let query = Query::parse("army NOT met", &Normalizer::default())?;
/// assert_eq!(evaluate(&query, &file.index).documents, [0]);
/// # Ok::<(), corpus_viewer::query::QueryError>(())
/// ```
pub fn evaluate(query: &Query, index: &Index) -> Matches {
    let mut leaves: Vec<Vec<Posting>> = query.leaves.iter().map(|leaf| occurrences(leaf, index)).collect();
    let documents = satisfying(&query.root, &leaves, index.documents());
    let leaves = query.leaves_asked_for().map(|leaf| std::mem::take(&mut leaves[leaf])).collect();
    Matches { documents, leaves }
}

/// Where `leaf` occurs in `index`, ascending by document.
fn occurrences(leaf: &Leaf, index: &Index) -> Vec<Posting> {
    match leaf {
        Leaf::Word { term, stem } => {
            let lists = index.terms_of_stem(stem, term);
            merged(lists.into_iter().map(|term| index.postings(term)).collect())
        }
        Leaf::Phrase { terms } => {
            let lists: Option<Vec<_>> =
                terms.iter().map(|term| index.term(term).map(|term| index.postings(term))).collect();
            match lists {
                None => Vec::new(),
                Some(lists) if lists.len() == 1 => merged(lists),
                Some(lists) => adjacent(lists),
            }
        }
    }
}

/// The documents of any of `lists`, their frequencies added up.
fn merged(mut lists: Vec<Postings>) -> Vec<Posting> {
    if lists.len() == 1 {
        return lists.remove(0).collect();
    }
    let mut all: Vec<Posting> = lists.into_iter().flatten().collect();
    all.sort_unstable_by_key(|posting| posting.doc);
    all.dedup_by(|next, kept| {
        let same = next.doc == kept.doc;
        if same {
            kept.term_freq += next.term_freq;
        }
        same
    });
    all
}

/// The documents in which the terms of `lists` follow one another, and how often.
fn adjacent(mut lists: Vec<Postings>) -> Vec<Posting> {
    let mut found = Vec::new();
    let mut starts: Vec<Position> = Vec::new();
    let mut positions: Vec<Position> = Vec::new();
    let Some(mut target) = lists[0].next().map(|posting| posting.doc) else { return found };
    let mut current: Vec<DocId> = vec![target];
    for list in &mut lists[1..] {
        let Some(posting) = list.next() else { return found };
        current.push(posting.doc);
    }
    loop {
        for (list, doc) in lists.iter_mut().zip(&mut current) {
            while *doc < target {
                let Some(posting) = list.next() else { return found };
                *doc = posting.doc;
            }
            target = target.max(*doc);
        }
        if current.iter().any(|&doc| doc < target) {
            continue;
        }
        lists[0].read_positions(&mut starts);
        for (nth, list) in (1..).zip(&mut lists[1..]) {
            list.read_positions(&mut positions);
            keep_followed(&mut starts, &positions, nth);
        }
        if !starts.is_empty() {
            found.push(Posting { doc: target, term_freq: starts.len() as u32 });
        }
        target += 1;
    }
}

/// Keeps of `starts` those with a position `distance` further on in `positions`. Both ascend.
fn keep_followed(starts: &mut Vec<Position>, positions: &[Position], distance: Position) {
    let mut at = 0;
    starts.retain(|start| {
        let wanted = start.saturating_add(distance);
        while at < positions.len() && positions[at] < wanted {
            at += 1;
        }
        positions.get(at) == Some(&wanted)
    });
}

fn satisfying(node: &Node, leaves: &[Vec<Posting>], documents: u32) -> Vec<DocId> {
    match node {
        Node::All => (0..documents).collect(),
        Node::Leaf(number) => leaves[*number].iter().map(|posting| posting.doc).collect(),
        Node::Not(inner) => without((0..documents).collect(), &satisfying(inner, leaves, documents)),
        Node::Or(nodes) => {
            let mut any: Vec<DocId> =
                nodes.iter().flat_map(|node| satisfying(node, leaves, documents)).collect();
            any.sort_unstable();
            any.dedup();
            any
        }
        Node::And(nodes) => {
            let (excluded, wanted): (Vec<&Node>, Vec<&Node>) =
                nodes.iter().partition(|node| matches!(node, Node::Not(_)));
            let sets = wanted.into_iter().map(|node| satisfying(node, leaves, documents));
            let all = sets.reduce(|all, set| both(&all, &set)).unwrap_or_else(|| (0..documents).collect());
            excluded.into_iter().fold(all, |all, node| match node {
                Node::Not(inner) => without(all, &satisfying(inner, leaves, documents)),
                _ => all,
            })
        }
    }
}

/// What is in both ascending lists.
fn both(a: &[DocId], b: &[DocId]) -> Vec<DocId> {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let mut rest = long;
    let mut common = Vec::with_capacity(short.len());
    for &doc in short {
        rest = &rest[first_at_least(rest, doc)..];
        if rest.first() == Some(&doc) {
            common.push(doc);
        }
    }
    common
}

/// What is in `all` and not in `excluded`, both ascending.
fn without(mut all: Vec<DocId>, excluded: &[DocId]) -> Vec<DocId> {
    let mut rest = excluded;
    all.retain(|&doc| {
        rest = &rest[first_at_least(rest, doc)..];
        rest.first() != Some(&doc)
    });
    all
}

/// Where in ascending `docs` the first that is at least `doc` stands, sought in growing steps.
fn first_at_least(docs: &[DocId], doc: DocId) -> usize {
    let mut end = 1;
    while end < docs.len() && docs[end] < doc {
        end *= 2;
    }
    let start = end / 2;
    let end = docs.len().min(end + 1);
    start + docs[start.min(end)..end].partition_point(|&candidate| candidate < doc)
}
