//! A query in one segment, as a cursor over the documents that satisfy it.

use super::filter;
use super::leaves::LeafCursor;
use super::parse::{Node, Query};
use super::pattern::LeafKind;
use super::resolve::Source;
use crate::codec::Malformed;
use crate::corpus::DocId;
use crate::index::{END, Lengths, Postings, Weight};
use crate::normalize::Normalizer;
use crate::order;

/// Stands on one document that satisfies a query after another, ascending.
pub enum Cursor<'a> {
    /// The leaf of this number.
    Leaf {
        leaf: usize,
        cursor: LeafCursor<'a>,
    },
    /// Documents known beforehand.
    Listed {
        docs: Vec<DocId>,
        at: usize,
        is_damaged: bool,
    },
    All {
        doc: DocId,
        documents: u32,
    },
    And {
        wanted: Vec<Cursor<'a>>,
        excluded: Vec<Cursor<'a>>,
        doc: DocId,
    },
    Or {
        any: Vec<Cursor<'a>>,
        doc: DocId,
    },
}

impl<'a> Cursor<'a> {
    /// The cursor of `query`, on its first document.
    pub fn open(query: &Query, source: Source<'a>, normalizer: &Normalizer) -> Self {
        Cursor::of_node(&query.root, query, source, normalizer)
    }

    fn of_node(node: &Node, query: &Query, source: Source<'a>, normalizer: &Normalizer) -> Self {
        let open = |node: &Node| Cursor::of_node(node, query, source, normalizer);
        let documents = source.segment.documents();
        let all = || Cursor::All { doc: if documents > 0 { 0 } else { END }, documents };
        match node {
            Node::All => all(),
            Node::Leaf(number) => match &query.leaves[*number].kind {
                LeafKind::Filter(filter) => {
                    let found =
                        source.part.map(|(file, part)| filter::documents(filter, file, part, normalizer));
                    let is_damaged = found == Some(Err(Malformed));
                    Cursor::Listed { docs: found.and_then(Result::ok).unwrap_or_default(), at: 0, is_damaged }
                }
                _ => Cursor::Leaf {
                    leaf: *number,
                    cursor: LeafCursor::open(&query.leaves[*number], source.segment, normalizer),
                },
            },
            Node::Not(inner) => Cursor::both(vec![all()], vec![open(inner)]),
            Node::And(nodes) => {
                let (excluded, wanted): (Vec<&Node>, Vec<&Node>) =
                    nodes.iter().partition(|node| matches!(node, Node::Not(_)));
                let excluded = excluded.into_iter().map(|node| match node {
                    Node::Not(inner) => open(inner),
                    _ => open(node),
                });
                let mut wanted: Vec<Cursor> = wanted.into_iter().map(open).collect();
                if wanted.is_empty() {
                    wanted.push(all());
                }
                Cursor::both(wanted, excluded.collect())
            }
            Node::Or(nodes) => {
                let any: Vec<Cursor> = nodes.iter().map(open).collect();
                let doc = any.iter().map(Cursor::doc).min().unwrap_or(END);
                Cursor::Or { any, doc }
            }
        }
    }

    /// Documents of all `wanted` and none of `excluded`.
    fn both(mut wanted: Vec<Cursor<'a>>, excluded: Vec<Cursor<'a>>) -> Self {
        order::by_key(&mut wanted, Cursor::most);
        let mut cursor = Cursor::And { wanted, excluded, doc: 0 };
        cursor.find(0);
        cursor
    }

    /// How many documents there may be at most.
    fn most(&self) -> u32 {
        match self {
            Cursor::Leaf { cursor, .. } => cursor.most(),
            Cursor::Listed { docs, .. } => docs.len() as u32,
            Cursor::All { documents, .. } => *documents,
            Cursor::And { wanted, .. } => wanted.iter().map(Cursor::most).min().unwrap_or(0),
            Cursor::Or { any, .. } => any.iter().map(Cursor::most).fold(0, u32::saturating_add),
        }
    }

    /// The document this stands on, or [`END`].
    #[inline]
    pub fn doc(&self) -> DocId {
        match self {
            Cursor::Leaf { cursor, .. } => cursor.doc(),
            Cursor::Listed { docs, at, .. } => docs.get(*at).copied().unwrap_or(END),
            Cursor::All { doc, .. } | Cursor::And { doc, .. } | Cursor::Or { doc, .. } => *doc,
        }
    }

    /// Goes to the next document.
    #[inline]
    pub fn advance(&mut self) -> DocId {
        match self {
            Cursor::Leaf { cursor, .. } => cursor.advance(),
            Cursor::Or { any, doc } => {
                let now = *doc;
                let next =
                    |cursor: &mut Cursor| if cursor.doc() == now { cursor.advance() } else { cursor.doc() };
                *doc = any.iter_mut().map(next).min().unwrap_or(END);
                *doc
            }
            _ => self.seek(self.doc().saturating_add(1)),
        }
    }

    /// Goes to the first document that is not before `target`; never back.
    pub fn seek(&mut self, target: DocId) -> DocId {
        if self.doc() >= target {
            return self.doc();
        }
        match self {
            Cursor::Leaf { cursor, .. } => cursor.seek(target),
            Cursor::Listed { docs, at, .. } => {
                *at += docs[*at..].partition_point(|&doc| doc < target);
                self.doc()
            }
            Cursor::All { doc, documents } => {
                *doc = if target < *documents { target } else { END };
                *doc
            }
            Cursor::And { .. } => self.find(target),
            Cursor::Or { any, doc } => {
                *doc = any.iter_mut().map(|cursor| cursor.seek(target)).min().unwrap_or(END);
                *doc
            }
        }
    }

    fn find(&mut self, mut target: DocId) -> DocId {
        let Cursor::And { wanted, excluded, doc } = self else { return END };
        'documents: while target != END {
            for cursor in wanted.iter_mut() {
                let found = cursor.seek(target);
                if found > target {
                    target = found;
                    continue 'documents;
                }
            }
            if excluded.iter_mut().all(|cursor| cursor.seek(target) != target) {
                break;
            }
            target += 1;
        }
        *doc = target;
        target
    }

    /// Calls `visit` with the leaves that this document is found by, and how often each is in it.
    #[inline]
    pub fn each_weight(&mut self, lengths: &Lengths, visit: &mut impl FnMut(usize, Weight)) {
        match self {
            Cursor::Leaf { leaf, cursor } => visit(*leaf, cursor.weight(lengths)),
            Cursor::Listed { .. } | Cursor::All { .. } => {}
            Cursor::And { wanted, .. } => {
                wanted.iter_mut().for_each(|cursor| cursor.each_weight(lengths, visit))
            }
            Cursor::Or { any, doc } => {
                let here = any.iter_mut().filter(|cursor| cursor.doc() == *doc);
                here.for_each(|cursor| cursor.each_weight(lengths, visit));
            }
        }
    }

    /// The posting lists, if the query asks for any or for all of some terms and for nothing else.
    pub fn lists(&mut self) -> Lists<'_, 'a> {
        match self {
            Cursor::Leaf { .. } => lists_of(std::slice::from_mut(self)).map_or(Lists::None, Lists::Any),
            Cursor::Or { any, .. } => lists_of(any).map_or(Lists::None, Lists::Any),
            Cursor::And { wanted, excluded, .. } if excluded.is_empty() => {
                lists_of(wanted).map_or(Lists::None, Lists::All)
            }
            _ => Lists::None,
        }
    }

    /// Calls `visit` with the leaves in the text, but for those under a NOT.
    pub fn each_leaf(&self, visit: &mut impl FnMut(usize, &LeafCursor<'a>)) {
        match self {
            Cursor::Leaf { leaf, cursor } => visit(*leaf, cursor),
            Cursor::Listed { .. } | Cursor::All { .. } => {}
            Cursor::And { wanted: cursors, .. } | Cursor::Or { any: cursors, .. } => {
                cursors.iter().for_each(|cursor| cursor.each_leaf(visit));
            }
        }
    }

    /// Something read on the way made no sense: the index is damaged.
    pub fn is_damaged(&self) -> bool {
        match self {
            Cursor::Leaf { cursor, .. } => cursor.is_damaged(),
            Cursor::Listed { is_damaged, .. } => *is_damaged,
            Cursor::All { .. } => false,
            Cursor::And { wanted, excluded, .. } => wanted.iter().chain(excluded).any(Cursor::is_damaged),
            Cursor::Or { any, .. } => any.iter().any(Cursor::is_damaged),
        }
    }
}

/// Posting lists, each with the number of its leaf.
pub enum Lists<'c, 'a> {
    Any(Vec<(usize, &'c mut Postings<'a>)>),
    /// Of which the first is the shortest.
    All(Vec<(usize, &'c mut Postings<'a>)>),
    None,
}

/// The lists of cursors that are nothing else.
fn lists_of<'c, 'a>(cursors: &'c mut [Cursor<'a>]) -> Option<Vec<(usize, &'c mut Postings<'a>)>> {
    let list = |cursor: &'c mut Cursor<'a>| match cursor {
        Cursor::Leaf { leaf, cursor } => cursor.list().map(|list| (*leaf, list)),
        _ => None,
    };
    cursors.iter_mut().map(list).collect()
}
