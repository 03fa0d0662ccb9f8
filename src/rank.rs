//! Matching documents to ordered ones, by BM25.
//!
//! S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and
//! Beyond" (2009). A phrase counts as a term as rare as its words together. A term in the
//! title counts like some more of it in the text (the weighted fields of BM25F, ibid.).

use crate::corpus::DocId;
use crate::index::{Bound, END, Lengths, Postings, Weight};
use crate::normalize::Normalizer;
use crate::order;
use crate::query::{Cursor, Distances, Lists, Query, Source};
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// BM25 k1: how soon more of the same word adds nothing. Within 1.2–2.0 in the paper.
const K1: f32 = 1.2;

/// BM25 b: how much a long document is held against it. Within 0.5–0.8 in the paper.
const B: f32 = 0.75;

/// How many more times a term in the title counts as being in the text.
const IN_TITLE: f32 = 2.0;

/// How many documents, the best by their words, are put in order by how near the words are too. Where many are found,
/// it could decide nearly everywhere, and reading where words stand costs more than all else.
const NEAREST: usize = 1000;

/// A document and its score; higher is better.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// Counted over all segments.
    pub doc: DocId,
    pub score: f32,
}

impl Eq for Scored {}

impl PartialOrd for Scored {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Better ones come first; of equal ones, those that come first in the corpus.
impl Ord for Scored {
    fn cmp(&self, other: &Self) -> Ordering {
        other.score.total_cmp(&self.score).then(self.doc.cmp(&other.doc))
    }
}

/// A query over all segments of a corpus, ready to be answered.
pub struct Search<'a> {
    parts: Vec<Part<'a>>,
    scorer: Scorer,
}

struct Part<'a> {
    base: DocId,
    lengths: &'a Lengths,
    cursor: Cursor<'a>,
    distances: Option<Distances<'a>>,
}

/// What the score of a document depends on but for the document.
#[derive(Default)]
struct Scorer {
    /// By number of the leaf: its inverse document frequency, times k1 + 1.
    weights: Vec<f32>,
    /// k1 (1 - b), and k1 b over the average length.
    base: f32,
    by_length: f32,
}

impl Scorer {
    fn new(query: &Query, parts: &[Part]) -> Self {
        let documents: u32 = parts.iter().map(|part| part.lengths.documents()).sum();
        let tokens: u64 = parts.iter().map(|part| part.lengths.all_tokens()).sum();
        let average = (tokens as f32 / documents.max(1) as f32).max(1.0);
        let mut freqs: Vec<Vec<Vec<u32>>> = vec![Vec::new(); query.leaves.len()];
        for part in parts {
            let mut seen = vec![false; query.leaves.len()];
            part.cursor.each_leaf(&mut |leaf, cursor| {
                if !std::mem::replace(&mut seen[leaf], true) {
                    add_up(&mut freqs[leaf], cursor.doc_freqs());
                }
            });
        }
        let idf = |doc_freq: &u32| inverse_document_frequency(*doc_freq, documents);
        let of_way = |way: &Vec<u32>| way.iter().map(idf).sum::<f32>();
        let of_leaf = |ways: Vec<Vec<u32>>| {
            let found = ways.iter().filter(|way| !way.contains(&0)).map(of_way);
            found.min_by(f32::total_cmp).unwrap_or(0.0) * (K1 + 1.0)
        };
        Scorer {
            weights: freqs.into_iter().map(of_leaf).collect(),
            base: K1 * (1.0 - B),
            by_length: K1 * B / average,
        }
    }

    /// What a leaf adds to the score of a document of so many tokens.
    #[inline]
    fn score(&self, leaf: usize, weight: Weight, tokens: u32) -> f32 {
        let term_freq = weight.term_freq as f32 + if weight.in_title { IN_TITLE } else { 0.0 };
        self.weights[leaf] * term_freq / (term_freq + self.base + self.by_length * tokens as f32)
    }

    fn bound(&self, leaf: usize, bound: Bound) -> f32 {
        self.score(leaf, bound.most, bound.shortest)
    }
}

fn add_up(sums: &mut Vec<Vec<u32>>, more: Vec<Vec<u32>>) {
    if sums.is_empty() {
        *sums = more;
        return;
    }
    for (sum, more) in sums.iter_mut().flatten().zip(more.into_iter().flatten()) {
        *sum = sum.saturating_add(more);
    }
}

/// ln(1 + (N − n + ½) / (n + ½)): never negative, however common the word.
fn inverse_document_frequency(doc_freq: u32, documents: u32) -> f32 {
    let doc_freq = doc_freq.min(documents) as f32;
    (1.0 + (documents as f32 - doc_freq + 0.5) / (doc_freq + 0.5)).ln()
}

/// Keeps the best documents.
struct Best {
    most: usize,
    heap: BinaryHeap<Scored>,
    /// What may yet be added to a score.
    more: f32,
    /// If something may: all that may become one of the best.
    open: Vec<Scored>,
}

impl Best {
    fn new(most: usize, more: f32) -> Self {
        Best { most, heap: BinaryHeap::new(), more, open: Vec::new() }
    }

    /// What a later document has to score more than.
    #[inline]
    fn threshold(&self) -> f32 {
        match self.heap.peek() {
            None if self.most == 0 => f32::INFINITY,
            Some(worst) if self.heap.len() == self.most => worst.score - self.more,
            _ => f32::NEG_INFINITY,
        }
    }

    #[inline]
    fn push(&mut self, scored: Scored) {
        if self.more > 0.0 && scored.score > self.threshold() {
            self.open.push(scored);
        }
        if self.heap.len() < self.most {
            self.heap.push(scored);
        } else if let Some(mut worst) = self.heap.peek_mut()
            && scored < *worst
        {
            *worst = scored;
        }
    }
}

impl<'a> Search<'a> {
    /// Opens `query` in each of `sources`, whose documents are counted one after another.
    ///
    /// ```
    /// use corpus_viewer::{normalize::Normalizer, pipeline, query::{Query, Source}, rank::Search};
    /// let file = pipeline::build_texts([("a", "Rain, and the army."), ("b", "The army, the army!")]);
    /// let query = Query::parse("army", &Normalizer::default())?;
    /// let best = Search::new(&query, Source::all(&file), &Normalizer::default()).best(10);
    /// assert_eq!(best.iter().map(|scored| scored.doc).collect::<Vec<_>>(), [1, 0]);
    /// # Ok::<(), corpus_viewer::query::QueryError>(())
    /// ```
    pub fn new(
        query: &Query,
        sources: impl IntoIterator<Item = Source<'a>>,
        normalizer: &Normalizer,
    ) -> Self {
        let mut base = 0;
        let parts = sources.into_iter().map(|source| {
            let cursor = Cursor::open(query, source, normalizer);
            let distances = Distances::of(&cursor);
            let part = Part { base, lengths: source.segment.lengths(), cursor, distances };
            base += source.segment.documents();
            part
        });
        let parts: Vec<Part> = parts.collect();
        let scorer = Scorer::new(query, &parts);
        Search { parts, scorer }
    }

    /// The best `most` documents, best first. Documents that cannot be among them are passed over.
    pub fn best(&mut self, most: usize) -> Vec<Scored> {
        if most == 0 {
            return Vec::new();
        }
        let is_near = self.parts.iter().any(|part| part.distances.is_some());
        let mut best = Best::new(most, if is_near { nearness(1) } else { 0.0 });
        for Part { base, lengths, cursor, .. } in &mut self.parts {
            match cursor.lists() {
                Lists::Any(mut lists) => match lists.as_mut_slice() {
                    [(leaf, list)] => best_of_list(list, *leaf, *base, lengths, &self.scorer, &mut best),
                    _ => best_of_any(lists, *base, lengths, &self.scorer, &mut best),
                },
                Lists::All(lists) => best_of_all(lists, *base, lengths, &self.scorer, &mut best),
                Lists::None => {
                    each_match(cursor, lengths, &self.scorer, |doc, score, _| {
                        best.push(Scored { doc: *base + doc, score });
                    });
                }
            }
        }
        if !is_near {
            return best.heap.into_sorted_vec();
        }
        let mut found = best.open;
        self.draw_near(most, &mut found);
        found.sort_unstable();
        found.truncate(most);
        found
    }

    /// Calls `visit` with every document that satisfies the query and its score, in order. How near
    /// the words are does not count yet: see [`draw_near`](Self::draw_near).
    pub fn each(&mut self, mut visit: impl FnMut(Scored)) {
        self.each_counted(|scored, _| visit(scored));
    }

    /// Adds to the scores how near the words are, in all of `found` that may be among the best `most` of them; but
    /// not behind the best thousand by the scores they have. They are in order, and satisfy the query.
    ///
    /// It never takes from a score, so those thousand stay before all others, and their order is the same whatever
    /// `most` is: pages of one list fit together, and for none is it read where words stand in more documents.
    pub fn draw_near(&mut self, most: usize, found: &mut [Scored]) {
        if most == 0 || self.parts.iter().all(|part| part.distances.is_none()) {
            return;
        }
        let mut best = found.to_vec();
        let mut first_behind = |most: usize| {
            let next = (most < best.len()).then(|| *best.select_nth_unstable(most).1);
            best.truncate(most);
            next
        };
        let behind = first_behind(NEAREST);
        let least = first_behind(most).map_or(f32::NEG_INFINITY, |next| next.score - nearness(1));
        let may_rise =
            |scored: &Scored| scored.score >= least && behind.is_none_or(|behind| *scored < behind);
        let mut rest = found;
        for Part { base, lengths, distances, .. } in &mut self.parts {
            let end = *base + lengths.documents();
            let (of_part, later) = rest.split_at_mut(rest.partition_point(|scored| scored.doc < end));
            rest = later;
            let Some(distances) = distances else { continue };
            for scored in of_part.iter_mut().filter(|scored| may_rise(scored)) {
                scored.score += distances.least(scored.doc - *base).map_or(0.0, nearness);
            }
        }
    }

    /// Calls `visit` with every document that satisfies the query, its score, and by how many
    /// leaves it is found.
    pub fn each_counted(&mut self, mut visit: impl FnMut(Scored, usize)) {
        for Part { base, lengths, cursor, .. } in &mut self.parts {
            each_match(cursor, lengths, &self.scorer, |doc, score, leaves| {
                visit(Scored { doc: *base + doc, score }, leaves);
            });
        }
    }

    /// Something read on the way made no sense: the index is damaged.
    pub fn is_damaged(&self) -> bool {
        self.parts.iter().any(|part| part.cursor.is_damaged())
    }
}

/// Calls `visit` with every match, its score, and by how many leaves it is found.
fn each_match(
    cursor: &mut Cursor,
    lengths: &Lengths,
    scorer: &Scorer,
    mut visit: impl FnMut(DocId, f32, usize),
) {
    let mut doc = cursor.doc();
    while doc != END {
        let tokens = lengths.tokens(doc);
        let (mut score, mut leaves) = (0.0, 0);
        cursor.each_weight(lengths, &mut |leaf, weight| {
            score += scorer.score(leaf, weight, tokens);
            leaves += 1;
        });
        visit(doc, score, leaves);
        doc = cursor.advance();
    }
}

/// What words add to the score that stand `distance` positions apart (T. Tao and C. Zhai, "An
/// Exploration of Proximity Measures in Information Retrieval", 2007: ln(α + e^−δ) with α = 0.3,
/// for the least distance δ of two of them; moved so that words far apart add nothing).
fn nearness(distance: u32) -> f32 {
    const ALPHA: f32 = 0.3;
    (1.0 + (-(distance as f32)).exp() / ALPHA).ln()
}

/// The best of one list: blocks that hold nothing good enough are passed over unread.
fn best_of_list(
    list: &mut Postings,
    leaf: usize,
    base: DocId,
    lengths: &Lengths,
    scorer: &Scorer,
    best: &mut Best,
) {
    let mut block_end = None;
    while list.doc() != END {
        let doc = list.doc();
        if block_end.is_none_or(|end| doc > end) {
            let (end, bound) = list.block_bound(doc);
            if scorer.bound(leaf, bound) <= best.threshold() {
                list.seek(end.max(doc).saturating_add(1));
                continue;
            }
            block_end = Some(end);
        }
        let score = scorer.score(leaf, list.weight(), lengths.tokens(doc));
        if score > best.threshold() {
            best.push(Scored { doc: base + doc, score });
        }
        list.advance();
    }
}

/// The best of any of several lists (MaxScore: H. Turtle and J. Flood, "Query Evaluation:
/// Strategies and Optimizations", 1995): documents that are only in lists that together add
/// less than what is needed are never looked at.
fn best_of_any(
    lists: Vec<(usize, &mut Postings)>,
    base: DocId,
    lengths: &Lengths,
    scorer: &Scorer,
    best: &mut Best,
) {
    let mut lists: Vec<(f32, usize, &mut Postings)> =
        lists.into_iter().map(|(leaf, list)| (scorer.bound(leaf, list.bound()), leaf, list)).collect();
    order::by(&mut lists, |a, b| a.0.total_cmp(&b.0));
    // What all lists up to each one can add together.
    let mut sum = 0.0;
    let bounds: Vec<f32> = lists
        .iter()
        .map(|list| {
            sum += list.0;
            sum
        })
        .collect();
    let mut needed = 0;
    loop {
        while needed < lists.len() && bounds[needed] <= best.threshold() {
            needed += 1;
        }
        let doc = lists[needed..].iter().map(|list| list.2.doc()).min().unwrap_or(END);
        if doc == END {
            return;
        }
        let tokens = lengths.tokens(doc);
        let mut score = 0.0;
        for (_, leaf, list) in &mut lists[needed..] {
            if list.doc() == doc {
                score += scorer.score(*leaf, list.weight(), tokens);
                list.advance();
            }
        }
        for nth in (0..needed).rev() {
            if score + bounds[nth] <= best.threshold() {
                score = f32::NEG_INFINITY;
                break;
            }
            let (_, leaf, list) = &mut lists[nth];
            if list.seek(doc) == doc {
                score += scorer.score(*leaf, list.weight(), tokens);
            }
        }
        if score > best.threshold() {
            best.push(Scored { doc: base + doc, score });
        }
    }
}

/// The best of all of several lists. Where the blocks that a document stands in cannot hold
/// anything good enough, the search goes on behind the first of them.
fn best_of_all(
    mut lists: Vec<(usize, &mut Postings)>,
    base: DocId,
    lengths: &Lengths,
    scorer: &Scorer,
    best: &mut Best,
) {
    let Some(((first_leaf, first), others)) = lists.split_first_mut() else { return };
    let mut block_end = None;
    'documents: while first.doc() != END {
        let doc = first.doc();
        if block_end.is_none_or(|end| doc > end) {
            let (mut end, bound) = first.block_bound(doc);
            let mut most = scorer.bound(*first_leaf, bound);
            for (leaf, list) in others.iter() {
                let (other_end, bound) = list.block_bound(doc);
                end = end.min(other_end);
                most += scorer.bound(*leaf, bound);
            }
            if most <= best.threshold() {
                first.seek(end.max(doc).saturating_add(1));
                continue;
            }
            block_end = Some(end);
        }
        for (_, list) in others.iter_mut() {
            let found = list.seek(doc);
            if found > doc {
                first.seek(found);
                continue 'documents;
            }
        }
        let tokens = lengths.tokens(doc);
        let mut score = scorer.score(*first_leaf, first.weight(), tokens);
        for (leaf, list) in others.iter_mut() {
            score += scorer.score(*leaf, list.weight(), tokens);
        }
        best.push(Scored { doc: base + doc, score });
        first.advance();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::SegmentBuilder;
    use proptest::prelude::*;

    #[test]
    fn however_far_a_page_is_only_the_best_are_drawn_near() {
        let normalizer = Normalizer::default();
        let mut builder = SegmentBuilder::default();
        for number in 0..NEAREST + 500 {
            let (between, behind) = (number * 7 % 4, number * 13 % 50);
            builder.add_plain("", &format!("aa {}bb {}", "cc ".repeat(between), "dd ".repeat(behind)));
        }
        let segment = builder.finish();
        let query = Query::parse("aa bb", &normalizer).expect("it is well formed");
        // The scores before and after.
        let drawn = |most: usize| {
            let mut search = Search::new(&query, [Source { segment: &segment, part: None }], &normalizer);
            let mut found = Vec::new();
            search.each(|scored| found.push(scored));
            let before = found.clone();
            search.draw_near(most, &mut found);
            (before, found)
        };
        let (mut before, mut all) = drawn(usize::MAX);
        let raised = before.iter().zip(&all).filter(|(before, after)| after.score > before.score);
        assert_eq!(raised.count(), NEAREST);
        before.sort();
        all.sort();
        assert_eq!(before[NEAREST..], all[NEAREST..]);
        assert_ne!(before[..NEAREST], all[..NEAREST]);
        for most in [1, 20, NEAREST - 1, NEAREST, NEAREST + 1, NEAREST + 400] {
            let (before, mut found) = drawn(most);
            let raised = before.iter().zip(&found).filter(|(before, after)| after.score > before.score);
            assert!(raised.count() <= NEAREST);
            found.sort();
            assert_eq!(found[..most], all[..most]);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        /// Documents that are passed over are none of the best.
        #[test]
        fn best_are_the_first_of_all(
            documents in prop::collection::vec(
                (0usize..4, prop::collection::vec((0u8..6, 0u8..6), 1..40)),
                300..900,
            ),
            words in prop::collection::vec(0u8..6, 1..5),
            operator in 0usize..3,
            most in 0usize..30,
        ) {
            let normalizer = Normalizer::default();
            let mut builders = [SegmentBuilder::default(), SegmentBuilder::default()];
            for (nth, (title, words)) in documents.iter().enumerate() {
                let word = |&(a, b): &(u8, u8)| ["aa", "bb", "cc", "dd", "ee", "ff"][usize::from(a.min(b))];
                let words: Vec<&str> = words.iter().map(word).collect();
                let (title, text) = words.split_at(words.len().min(*title));
                // Documents of a segment are neighbours.
                builders[nth * 2 / documents.len()].add_plain(&title.join(" "), &text.join(" "));
            }
            let segments = builders.map(SegmentBuilder::finish);
            let word = |&word: &u8| ["aa", "bb", "dd", "ee", "ff", "gg"][usize::from(word)];
            let words: Vec<String> = words.iter().map(|number| format!("\"{}\"", word(number))).collect();
            let query = Query::parse(&words.join([" OR ", " AND ", " "][operator]), &normalizer)
                .expect("it is well formed");
            let sources = || segments.each_ref().map(|segment| Source { segment, part: None });
            let open = || Search::new(&query, sources(), &normalizer);
            let mut all = Vec::new();
            let mut search = open();
            search.each(|scored| all.push(scored));
            search.draw_near(usize::MAX, &mut all);
            all.sort();
            all.truncate(most);
            let best = open().best(most);
            prop_assert_eq!(best.len(), all.len());
            // Sums in another order differ in their last bits, and so may change places.
            for (found, twin) in best.iter().zip(&all) {
                prop_assert!((found.score - twin.score).abs() <= 1e-5 * twin.score.abs());
            }
            for found in &best {
                let is_last = |last: &Scored| (found.score - last.score).abs() <= 1e-5 * last.score;
                prop_assert!(all.iter().any(|twin| twin.doc == found.doc) || all.last().is_some_and(is_last));
            }
        }
    }
}
