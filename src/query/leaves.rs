//! The leaves of a query as cursors over the documents of a segment.

use super::occurrences::{Occurrence, keep_followed, keep_near};
use super::pattern::{Leaf, LeafKind, Phrase, Slot};
use super::resolve::{Found, resolve};
use crate::corpus::{DocId, Position, TermId};
use crate::index::{END, Entry, FormId, Lengths, Postings, Segment, Weight};
use crate::normalize::Normalizer;
use crate::order;
use std::ops::Range;

/// Up to so many posting lists are read side by side; more are added up first.
const FEW: usize = 8;

/// Stands on one document with the word after another, ascending.
#[derive(Clone)]
pub enum WordCursor<'a> {
    One(Box<Postings<'a>>),
    Few {
        lists: Vec<Postings<'a>>,
        doc: DocId,
    },
    /// Documents found beforehand; their places are read from the forward file.
    Listed(Listed<'a>),
}

#[derive(Clone)]
pub struct Listed<'a> {
    rows: Vec<(DocId, Weight)>,
    at: usize,
    segment: &'a Segment,
    /// Neighbouring terms, till somebody asks for places; then the forms.
    terms: Vec<Range<TermId>>,
    forms: Vec<Range<FormId>>,
    is_damaged: bool,
}

impl Listed<'_> {
    fn doc(&self) -> DocId {
        self.rows.get(self.at).map_or(END, |row| row.0)
    }

    fn positions(&mut self, positions: &mut Vec<Position>) {
        let forms = self.segment.forms();
        self.forms.extend(self.terms.drain(..).map(|terms| forms.of_terms(terms)));
        let tokens = self.segment.forward().tokens(self.rows[self.at].0);
        positions.extend(tokens.filter(|token| holds(&self.forms, token.form)).map(|token| token.position));
    }
}

impl<'a> WordCursor<'a> {
    pub fn open(slot: &Slot, segment: &'a Segment, normalizer: &Normalizer) -> Self {
        let found = resolve(slot, segment, normalizer);
        let list = |entry: &Entry| segment.postings(entry);
        match (&found.forms, found.terms.len()) {
            (Some(_), _) => exact(found, segment),
            (None, 1) => WordCursor::One(Box::new(list(&found.terms[0]))),
            (None, 0..=FEW) => {
                let lists: Vec<Postings> = found.terms.iter().map(list).collect();
                let doc = lists.iter().map(Postings::doc).min().unwrap_or(END);
                WordCursor::Few { lists, doc }
            }
            _ => added_up(&found.terms, segment),
        }
    }

    /// How many documents there are: an upper bound.
    pub fn doc_freq(&self) -> u32 {
        match self {
            WordCursor::One(list) => list.doc_freq(),
            WordCursor::Few { lists, .. } => {
                lists.iter().map(Postings::doc_freq).fold(0, u32::saturating_add)
            }
            WordCursor::Listed(listed) => listed.rows.len() as u32,
        }
    }

    #[inline]
    pub fn doc(&self) -> DocId {
        match self {
            WordCursor::One(list) => list.doc(),
            WordCursor::Few { doc, .. } => *doc,
            WordCursor::Listed(listed) => listed.doc(),
        }
    }

    #[inline]
    pub fn advance(&mut self) -> DocId {
        match self {
            WordCursor::One(list) => list.advance(),
            WordCursor::Few { lists, doc } => {
                let now = *doc;
                *doc = lists
                    .iter_mut()
                    .map(|list| if list.doc() == now { list.advance() } else { list.doc() })
                    .min()
                    .unwrap_or(END);
                *doc
            }
            WordCursor::Listed(listed) => {
                listed.at += 1;
                listed.doc()
            }
        }
    }

    #[inline]
    pub fn seek(&mut self, target: DocId) -> DocId {
        match self {
            WordCursor::One(list) => list.seek(target),
            WordCursor::Few { lists, doc } => {
                *doc = lists.iter_mut().map(|list| list.seek(target)).min().unwrap_or(END);
                *doc
            }
            WordCursor::Listed(listed) => {
                listed.at += listed.rows[listed.at..].partition_point(|row| row.0 < target);
                listed.doc()
            }
        }
    }

    #[inline]
    pub fn weight(&mut self) -> Weight {
        match self {
            WordCursor::One(list) => list.weight(),
            WordCursor::Few { lists, doc } => {
                let here = lists.iter_mut().filter(|list| list.doc() == *doc).map(Postings::weight);
                here.reduce(plus).expect("it stands on a document of one of its lists")
            }
            WordCursor::Listed(listed) => listed.rows[listed.at].1,
        }
    }

    /// Writes the positions in this document to `positions`, ascending, each once.
    pub fn positions(&mut self, positions: &mut Vec<Position>) {
        positions.clear();
        match self {
            WordCursor::One(list) => list.positions(positions),
            WordCursor::Few { lists, doc } => {
                lists.iter_mut().filter(|list| list.doc() == *doc).for_each(|list| list.positions(positions));
                positions.sort_unstable();
            }
            WordCursor::Listed(listed) => listed.positions(positions),
        }
    }

    pub fn is_damaged(&self) -> bool {
        match self {
            WordCursor::One(list) => list.is_damaged(),
            WordCursor::Few { lists, .. } => lists.iter().any(Postings::is_damaged),
            WordCursor::Listed(listed) => listed.is_damaged,
        }
    }
}

fn plus(a: Weight, b: Weight) -> Weight {
    Weight { term_freq: a.term_freq.saturating_add(b.term_freq), in_title: a.in_title || b.in_title }
}

/// Whether `form` lies in one of `ranges`, which ascend and are apart.
#[inline]
fn holds(ranges: &[Range<FormId>], form: FormId) -> bool {
    let after = ranges.partition_point(|range| range.start <= form);
    after > 0 && form < ranges[after - 1].end
}

/// Neighbouring ids as ranges.
fn joined(mut ids: Vec<Range<u32>>) -> Vec<Range<u32>> {
    order::by_key(&mut ids, |range| range.start);
    ids.dedup_by(|next, before| {
        let touches = next.start <= before.end;
        if touches {
            before.end = before.end.max(next.end);
        }
        touches
    });
    ids
}

/// The documents in which one of some forms occurs.
fn exact<'a>(found: Found, segment: &'a Segment) -> WordCursor<'a> {
    let forms = joined(found.forms.unwrap_or_default().into_iter().map(|form| form..form + 1).collect());
    let mut docs = Vec::new();
    let mut is_damaged = false;
    for entry in &found.terms {
        let mut list = segment.postings(entry);
        while list.doc() != END {
            docs.push(list.doc());
            list.advance();
        }
        is_damaged |= list.is_damaged();
    }
    docs.sort_unstable();
    docs.dedup();
    let row = |doc: DocId| {
        let tokens = segment.forward().tokens(doc).filter(|token| holds(&forms, token.form));
        let title = segment.lengths().title(doc);
        let weight = tokens
            .fold((0, false), |(count, in_title), token| (count + 1, in_title || token.position < title));
        (weight.0 > 0).then_some((doc, Weight { term_freq: weight.0, in_title: weight.1 }))
    };
    let rows = docs.into_iter().filter_map(row).collect();
    WordCursor::Listed(Listed { rows, at: 0, segment, terms: Vec::new(), forms, is_damaged })
}

/// The documents of many terms.
fn added_up<'a>(terms: &[Entry], segment: &'a Segment) -> WordCursor<'a> {
    let postings: usize = terms.iter().map(|entry| entry.doc_freq as usize).sum();
    let documents = segment.documents() as usize;
    let mut is_damaged = false;
    let mut each = |visit: &mut dyn FnMut(DocId, Weight)| {
        for entry in terms {
            let mut list = segment.postings(entry);
            while list.doc() != END {
                visit(list.doc(), list.weight());
                list.advance();
            }
            is_damaged |= list.is_damaged();
        }
    };
    let mut rows: Vec<(DocId, Weight)> = Vec::new();
    if postings * 8 < documents {
        each(&mut |doc, weight| rows.push((doc, weight)));
        rows.sort_unstable_by_key(|row| row.0);
        rows.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 = plus(kept.1, next.1);
            }
            same
        });
    } else {
        let mut sums = vec![Weight { term_freq: 0, in_title: false }; documents];
        each(&mut |doc, weight| sums[doc as usize] = plus(sums[doc as usize], weight));
        rows.extend((0..).zip(sums).filter(|(_, weight)| weight.term_freq > 0));
    }
    let terms = joined(terms.iter().map(|entry| entry.id..entry.id + 1).collect());
    WordCursor::Listed(Listed { rows, at: 0, segment, terms, forms: Vec::new(), is_damaged })
}

/// Stands on one document after another in which words follow one another.
#[derive(Clone)]
pub struct PhraseCursor<'a> {
    words: Vec<WordCursor<'a>>,
    /// The words by how rare they are, rarest first.
    order: Vec<usize>,
    doc: DocId,
    /// Where the phrase begins in this document.
    starts: Vec<Position>,
    positions: Vec<Position>,
}

impl<'a> PhraseCursor<'a> {
    fn open(phrase: &Phrase, segment: &'a Segment, normalizer: &Normalizer) -> Self {
        let words: Vec<WordCursor> =
            phrase.iter().map(|slot| WordCursor::open(slot, segment, normalizer)).collect();
        let order = order::of(words.len(), &|a, b| words[a].doc_freq().cmp(&words[b].doc_freq()));
        let mut cursor = PhraseCursor { words, order, doc: 0, starts: Vec::new(), positions: Vec::new() };
        cursor.find(0);
        cursor
    }

    fn find(&mut self, mut target: DocId) -> DocId {
        let PhraseCursor { words, order, doc, starts, positions } = self;
        'documents: loop {
            target = words[order[0]].seek(target);
            *doc = target;
            if target == END {
                return END;
            }
            for (nth, &word) in order.iter().enumerate().skip(1) {
                let found = words[word].seek(target);
                if found > target {
                    target = found;
                    continue 'documents;
                }
                if nth == 1 {
                    let before = order[0] as Position;
                    words[order[0]].positions(starts);
                    starts.retain(|&position| position >= before);
                    starts.iter_mut().for_each(|position| *position -= before);
                }
                words[word].positions(positions);
                keep_followed(starts, positions, word as Position);
                if starts.is_empty() {
                    target += 1;
                    continue 'documents;
                }
            }
            return target;
        }
    }
}

/// Stands on one document after another in which phrases stand near one another.
#[derive(Clone)]
pub struct NearCursor<'a> {
    operands: Vec<LeafCursor<'a>>,
    between: u32,
    doc: DocId,
    /// What of each operand takes part.
    found: Vec<Vec<Occurrence>>,
}

impl NearCursor<'_> {
    fn find(&mut self, mut target: DocId) -> DocId {
        'documents: loop {
            for operand in &mut self.operands {
                let doc = operand.seek(target);
                if doc == END {
                    self.doc = END;
                    return END;
                }
                if doc > target {
                    target = doc;
                    continue 'documents;
                }
            }
            for (operand, found) in self.operands.iter_mut().zip(&mut self.found) {
                found.clear();
                operand.occurrences(found);
            }
            keep_near(&mut self.found, self.between);
            if !self.found[0].is_empty() {
                self.doc = target;
                return target;
            }
            target += 1;
        }
    }
}

/// Stands on one document that a leaf is found in after another, ascending.
#[derive(Clone)]
pub enum LeafCursor<'a> {
    Word {
        word: WordCursor<'a>,
        /// Where it stands in this document, once that was asked.
        positions: Vec<Position>,
    },
    Phrase(PhraseCursor<'a>),
    Near(NearCursor<'a>),
    /// Any of several ways of writing.
    Any {
        ways: Vec<LeafCursor<'a>>,
        doc: DocId,
    },
    Title {
        inner: Box<LeafCursor<'a>>,
        segment: &'a Segment,
    },
}

impl<'a> LeafCursor<'a> {
    /// The cursor of a leaf in the text, on its first document.
    pub fn open(leaf: &Leaf, segment: &'a Segment, normalizer: &Normalizer) -> Self {
        let phrase = |phrase: &Phrase| match phrase.as_slice() {
            [slot] => {
                LeafCursor::Word { word: WordCursor::open(slot, segment, normalizer), positions: Vec::new() }
            }
            _ => LeafCursor::Phrase(PhraseCursor::open(phrase, segment, normalizer)),
        };
        let cursor = match &leaf.kind {
            LeafKind::Phrase(phrases) => {
                let mut ways: Vec<LeafCursor> = phrases.iter().map(phrase).collect();
                match ways.len() {
                    1 => ways.remove(0),
                    _ => {
                        let doc = ways.iter().map(LeafCursor::doc).min().unwrap_or(END);
                        LeafCursor::Any { ways, doc }
                    }
                }
            }
            LeafKind::Near { operands, between } => {
                let operands: Vec<LeafCursor> = operands.iter().map(phrase).collect();
                let found = vec![Vec::new(); operands.len()];
                let mut near = NearCursor { operands, between: *between, doc: 0, found };
                near.find(0);
                LeafCursor::Near(near)
            }
            LeafKind::Filter(_) => LeafCursor::Any { ways: Vec::new(), doc: END },
        };
        if !leaf.in_title {
            return cursor;
        }
        let mut title = LeafCursor::Title { inner: Box::new(cursor), segment };
        title.pass_to_title();
        title
    }

    /// How many documents there may be at most.
    pub fn most(&self) -> u32 {
        match self {
            LeafCursor::Word { word, .. } => word.doc_freq(),
            LeafCursor::Phrase(phrase) => phrase.words.iter().map(WordCursor::doc_freq).min().unwrap_or(0),
            LeafCursor::Near(near) => near.operands.iter().map(LeafCursor::most).min().unwrap_or(0),
            LeafCursor::Any { ways, .. } => ways.iter().map(LeafCursor::most).fold(0, u32::saturating_add),
            LeafCursor::Title { inner, .. } => inner.most(),
        }
    }

    /// For each way of writing the leaf: in how many documents each of its words occurs.
    pub fn doc_freqs(&self) -> Vec<Vec<u32>> {
        match self {
            LeafCursor::Word { word, .. } => vec![vec![word.doc_freq()]],
            LeafCursor::Phrase(phrase) => vec![phrase.words.iter().map(WordCursor::doc_freq).collect()],
            LeafCursor::Near(near) => {
                vec![near.operands.iter().flat_map(LeafCursor::doc_freqs).flatten().collect()]
            }
            LeafCursor::Any { ways, .. } => ways.iter().flat_map(LeafCursor::doc_freqs).collect(),
            LeafCursor::Title { inner, .. } => inner.doc_freqs(),
        }
    }

    /// Whether its places are read from posting lists, not by walking through the document.
    pub fn has_places_at_hand(&self) -> bool {
        !matches!(self, LeafCursor::Word { word: WordCursor::Listed(_), .. })
    }

    /// The posting list, if the leaf is one term.
    pub fn list(&mut self) -> Option<&mut Postings<'a>> {
        match self {
            LeafCursor::Word { word: WordCursor::One(list), .. } => Some(list),
            _ => None,
        }
    }

    #[inline]
    pub fn doc(&self) -> DocId {
        match self {
            LeafCursor::Word { word, .. } => word.doc(),
            LeafCursor::Phrase(phrase) => phrase.doc,
            LeafCursor::Near(near) => near.doc,
            LeafCursor::Any { doc, .. } => *doc,
            LeafCursor::Title { inner, .. } => inner.doc(),
        }
    }

    #[inline]
    pub fn advance(&mut self) -> DocId {
        match self {
            LeafCursor::Word { word, .. } => word.advance(),
            _ => self.seek(self.doc().saturating_add(1)),
        }
    }

    /// Goes to the first document that is not before `target`; never back.
    #[inline]
    pub fn seek(&mut self, target: DocId) -> DocId {
        if self.doc() >= target {
            return self.doc();
        }
        match self {
            LeafCursor::Word { word, .. } => word.seek(target),
            LeafCursor::Phrase(phrase) => phrase.find(target),
            LeafCursor::Near(near) => near.find(target),
            LeafCursor::Any { ways, doc } => {
                *doc = ways.iter_mut().map(|way| way.seek(target)).min().unwrap_or(END);
                *doc
            }
            LeafCursor::Title { inner, .. } => {
                inner.seek(target);
                self.pass_to_title()
            }
        }
    }

    /// How often the leaf is found in this document.
    pub fn weight(&mut self, lengths: &Lengths) -> Weight {
        match self {
            LeafCursor::Word { word, .. } => word.weight(),
            LeafCursor::Phrase(phrase) => {
                let in_title = phrase.starts[0] < lengths.title(phrase.doc);
                Weight { term_freq: phrase.starts.len() as u32, in_title }
            }
            _ => {
                let title = lengths.title(self.doc());
                let mut found = Vec::new();
                self.occurrences(&mut found);
                let in_title = found.iter().any(|place| place.start < title);
                Weight { term_freq: found.len() as u32, in_title }
            }
        }
    }

    /// Appends the places where the leaf is found in this document, ascending, each once.
    pub fn occurrences(&mut self, found: &mut Vec<Occurrence>) {
        match self {
            LeafCursor::Word { word, positions } => {
                word.positions(positions);
                found.extend(positions.iter().map(|&start| Occurrence { start, words: 1 }));
            }
            LeafCursor::Phrase(phrase) => {
                let words = phrase.words.len() as u32;
                found.extend(phrase.starts.iter().map(|&start| Occurrence { start, words }));
            }
            LeafCursor::Near(near) => {
                found.extend(near.found.iter().flatten());
                found.sort_unstable();
                found.dedup();
            }
            LeafCursor::Any { ways, doc } => {
                ways.iter_mut().filter(|way| way.doc() == *doc).for_each(|way| way.occurrences(found));
                found.sort_unstable();
                found.dedup();
            }
            LeafCursor::Title { inner, segment } => {
                let title = segment.lengths().title(inner.doc());
                inner.occurrences(found);
                found.retain(|place| place.end() <= title);
            }
        }
    }

    pub fn is_damaged(&self) -> bool {
        match self {
            LeafCursor::Word { word, .. } => word.is_damaged(),
            LeafCursor::Phrase(phrase) => phrase.words.iter().any(WordCursor::is_damaged),
            LeafCursor::Near(near) => near.operands.iter().any(LeafCursor::is_damaged),
            LeafCursor::Any { ways, .. } => ways.iter().any(LeafCursor::is_damaged),
            LeafCursor::Title { inner, .. } => inner.is_damaged(),
        }
    }

    /// Goes on to a document with the leaf in its title, if it does not stand on one.
    fn pass_to_title(&mut self) -> DocId {
        let mut found = Vec::new();
        while self.doc() != END {
            found.clear();
            self.occurrences(&mut found);
            if !found.is_empty() {
                break;
            }
            let LeafCursor::Title { inner, .. } = self else { break };
            inner.advance();
        }
        self.doc()
    }
}
