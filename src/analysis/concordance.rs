//! A concordance: places in the texts, each a line, in the order of the words around them.

use crate::collation::ranks;
use crate::corpus::{DocId, Document};
use crate::said::{Said, said};
use crate::span::Span;
use crate::store::{CorpusFile, DocumentReader, Section, StoreError};
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// What one line shows: a hit or mention of a document. They are ordered as they stand in the corpus.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub doc: DocId,
    pub span: Span,
    /// Which hit or mention of the document it is, from 0.
    pub number: u32,
}

/// A document and its words, as the index has them: no text is read twice.
pub struct Reading {
    pub document: Document,
    words: Vec<Span>,
}

/// What stands around a place in its paragraph.
pub struct Around<'a> {
    pub paragraph: Span,
    /// The words before it and behind it, in the order of the text.
    pub before: &'a [Span],
    pub behind: &'a [Span],
}

impl Reading {
    /// Reads the document `doc` of `file`.
    ///
    /// # Errors
    /// It makes no sense.
    pub fn of(file: &CorpusFile, reader: &mut DocumentReader, doc: DocId) -> Result<Self, StoreError> {
        let document = reader.document(doc)?;
        let (part, own) = file.part_of(doc).expect("it was just read");
        let words: Vec<Span> = part.segment().forward().tokens(own).map(|token| token.span).collect();
        let is_whole = words.len() == part.segment().lengths().tokens(own) as usize
            && words.iter().all(|word| document.text.get(word.range()).is_some());
        if is_whole { Ok(Reading { document, words }) } else { Err(MALFORMED) }
    }

    /// What stands around `node`. A word that it holds a part of belongs to it.
    ///
    /// # Errors
    /// It is not a stretch of the text.
    pub fn around(&self, node: Span) -> Result<Around<'_>, StoreError> {
        let Document { text, blocks, .. } = &self.document;
        text.get(node.range()).ok_or(MALFORMED)?;
        let block = blocks.partition_point(|block| block.span.end <= node.start);
        let block = blocks.get(block).filter(|block| block.span.contains(node));
        let paragraph = block.map_or(node, |block| block.span);
        let first = self.words.partition_point(|word| word.start < paragraph.start);
        let end = self.words.partition_point(|word| word.start < paragraph.end);
        let words = &self.words[first..end];
        let before = words.partition_point(|word| word.end <= node.start);
        let behind = words.partition_point(|word| word.start < node.end);
        Ok(Around { paragraph, before: &words[..before], behind: &words[behind..] })
    }
}

const MALFORMED: StoreError = StoreError::Malformed { section: Section::Forward };

/// A text on one line: with one space for any white space.
pub fn on_one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            line.push(c);
        } else if !line.ends_with(' ') {
            line.push(' ');
        }
    }
    line
}

/// The most columns that lines are ordered by.
const MOST: usize = 3;

/// What lines are ordered by: up to three columns, the first of them first. Written as "1R,2R"; nothing stands for the
/// order of the corpus.
///
/// ```
/// use corpus_viewer::analysis::concordance::Order;
/// assert!("1R, N,3L".parse::<Order>().is_ok());
/// assert!("4R".parse::<Order>().is_err());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order(Vec<Column>);

/// A column of words: so many from the node, the nearest from 0; or the node itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Left(usize),
    Node,
    Right(usize),
}

/// How columns are written.
const COLUMNS: [(&str, Column); 7] = [
    ("3L", Column::Left(2)),
    ("2L", Column::Left(1)),
    ("1L", Column::Left(0)),
    ("N", Column::Node),
    ("1R", Column::Right(0)),
    ("2R", Column::Right(1)),
    ("3R", Column::Right(2)),
];

/// There is no such order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderError;

impl OrderError {
    /// What a reader is told of it.
    pub fn said(self) -> Said {
        said!("lines are sorted by up to three of 3L, 2L, 1L, N, 1R, 2R and 3R, with commas between")
    }
}

impl fmt::Display for OrderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said().english())
    }
}

impl std::error::Error for OrderError {}

impl FromStr for Order {
    type Err = OrderError;

    fn from_str(written: &str) -> Result<Self, OrderError> {
        if written.trim().is_empty() {
            return Ok(Order::default());
        }
        let known = |name: &str| COLUMNS.iter().find(|column| column.0 == name.trim()).map(|column| column.1);
        let columns: Option<Vec<Column>> = written.split(',').map(known).collect();
        columns.filter(|columns| columns.len() <= MOST).map(Order).ok_or(OrderError)
    }
}

impl Column {
    /// What stands in this column of a line; nothing where the paragraph has no such word.
    fn text<'a>(self, text: &'a str, around: &Around, node: Span) -> Cow<'a, str> {
        let word = match self {
            Column::Left(nth) => around.before.iter().nth_back(nth),
            Column::Node => return on_one_line(node.of(text)).into(),
            Column::Right(nth) => around.behind.get(nth),
        };
        word.map_or("", |word| word.of(text)).into()
    }
}

/// For each column of a line a number.
type Key = [u32; MOST];

/// Puts `places`, which are in the order of the corpus, into `order`: by [the letters](crate::collation::Rank) of all
/// columns, then by all of the columns, then as they stand in the corpus. An empty column comes first. Takes time for
/// the documents they are in, and `n log n` comparisons of numbers.
///
/// ```
/// use corpus_viewer::analysis::concordance::{Place, sort};
/// use corpus_viewer::{Span, pipeline};
/// let file = pipeline::build_texts([("a", "Peace now. Peace at last."), ("b", "Peace!")]);
/// let place = |doc, start| Place { doc, span: Span::new(start, start + 5), number: 0 };
/// let mut places = vec![place(0, 0), place(0, 11), place(1, 0)];
/// sort(&file, &mut places, &"1R".parse().unwrap())?;
/// assert_eq!(places, [place(1, 0), place(0, 11), place(0, 0)]);
/// # Ok::<(), corpus_viewer::store::StoreError>(())
/// ```
///
/// # Errors
/// A document, or a place in it, makes no sense.
pub fn sort(file: &CorpusFile, places: &mut [Place], order: &Order) -> Result<(), StoreError> {
    if order.0.is_empty() {
        return Ok(());
    }
    let mut numbers = FxHashMap::default();
    let mut rows: Vec<(Key, Key, Place)> = Vec::with_capacity(places.len());
    let mut reader = file.reader();
    for of_document in places.chunk_by(|a, b| a.doc == b.doc) {
        let reading = Reading::of(file, &mut reader, of_document[0].doc)?;
        for &place in of_document {
            let around = reading.around(place.span)?;
            let mut key = Key::default();
            for (number, column) in key.iter_mut().zip(&order.0) {
                *number = number_of(&column.text(&reading.document.text, &around, place.span), &mut numbers);
            }
            rows.push((key, key, place));
        }
    }
    let mut texts = vec![""; numbers.len()];
    numbers.iter().for_each(|(text, &number)| texts[number as usize] = text);
    let ranks = ranks(&texts);
    for (letters, whole, _) in &mut rows {
        // Columns beyond those of the order are all the same.
        letters.iter_mut().zip(&order.0).for_each(|(number, _)| *number = ranks[*number as usize].letters);
        whole.iter_mut().zip(&order.0).for_each(|(number, _)| *number = ranks[*number as usize].whole);
    }
    rows.sort_unstable();
    places.iter_mut().zip(rows).for_each(|(place, row)| *place = row.2);
    Ok(())
}

/// The number of `text` among those that were met, from 0.
fn number_of(text: &str, numbers: &mut FxHashMap<String, u32>) -> u32 {
    if let Some(&number) = numbers.get(text) {
        return number;
    }
    let number = numbers.len() as u32;
    numbers.insert(text.to_owned(), number);
    number
}

/// Keeps `most` of `places`, if there are more: drawn at random, each set of so many as likely as any other, and in
/// the same order (D. Knuth, The Art of Computer Programming 2, 3.4.2, algorithm S). The same `seed` draws the same.
///
/// ```
/// use corpus_viewer::{Span, analysis::concordance::{Place, sample}};
/// let places: Vec<Place> = (0..9).map(|doc| Place { doc, span: Span::new(0, 1), number: 0 }).collect();
/// let (mut some, mut again) = (places.clone(), places);
/// sample(&mut some, 4, 1);
/// sample(&mut again, 4, 1);
/// assert_eq!(some, again);
/// assert!(some.len() == 4 && some.is_sorted());
/// ```
pub fn sample(places: &mut Vec<Place>, most: usize, seed: u64) {
    let mut random = Random(seed);
    let mut left = places.len();
    let mut wanted = most.min(left);
    places.retain(|_| {
        let is_taken = random.below(left) < wanted;
        left -= 1;
        wanted -= usize::from(is_taken);
        is_taken
    });
}

/// SplitMix64 (G. Steele, D. Lea and C. Flood, 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    /// A number below `bound`, which is not 0: each as likely as any other (D. Lemire, 2019).
    fn below(&mut self, bound: usize) -> usize {
        let bound = bound as u64;
        loop {
            let product = u128::from(self.next()) * u128::from(bound);
            if product as u64 >= bound.wrapping_neg() % bound {
                return (product >> 64) as usize;
            }
        }
    }
}
