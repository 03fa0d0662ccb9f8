//! Matching documents to ordered ones, by BM25.
//!
//! S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and
//! Beyond" (2009). A phrase counts as a term of its own.

use crate::corpus::DocId;
use crate::index::{Index, Posting};
use crate::query::Matches;

/// BM25 k1: how soon more of the same word adds nothing. Within 1.2–2.0 in the paper.
const K1: f64 = 1.2;

/// BM25 b: how much a long document is held against it. Within 0.5–0.8 in the paper.
const B: f64 = 0.75;

/// A document and its score; higher is better.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    pub doc: DocId,
    pub score: f64,
}

/// The documents of `matches`, best first; equal scores in the order of the corpus.
///
/// ```
/// use corpus_viewer::{normalize::Normalizer, pipeline, query::{Query, evaluate}, rank::rank};
/// let file = pipeline::build_texts([("a", "Rain, and the army."), ("b", "The army, the army!")]);
/// let query = Query::parse("army", &Normalizer::default())?;
/// let ranked = rank(&evaluate(&query, &file.index), &file.index);
/// assert_eq!(ranked[0].doc, 1);
/// # Ok::<(), corpus_viewer::query::QueryError>(())
/// ```
pub fn rank(matches: &Matches, index: &Index) -> Vec<Scored> {
    let mut scored: Vec<Scored> = matches.documents.iter().map(|&doc| Scored { doc, score: 0.0 }).collect();
    let average = index.tokens() as f64 / f64::from(index.documents().max(1));
    for postings in &matches.leaves {
        add_scores(&mut scored, postings, index, average);
    }
    scored.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.doc.cmp(&b.doc)));
    scored
}

/// Adds what one leaf is worth to the documents it occurs in. Both lists ascend by document.
fn add_scores(scored: &mut [Scored], postings: &[Posting], index: &Index, average: f64) {
    let idf = inverse_document_frequency(postings.len() as f64, f64::from(index.documents()));
    let mut postings = postings.iter().peekable();
    for document in scored {
        while postings.next_if(|posting| posting.doc < document.doc).is_some() {}
        if let Some(posting) = postings.next_if(|posting| posting.doc == document.doc) {
            let length = f64::from(index.doc_lengths()[document.doc as usize]);
            document.score += idf * saturation(f64::from(posting.term_freq), length / average);
        }
    }
}

/// ln(1 + (N − n + ½) / (n + ½)): never negative, however common the word.
fn inverse_document_frequency(doc_freq: f64, documents: f64) -> f64 {
    (1.0 + (documents - doc_freq + 0.5) / (doc_freq + 0.5)).ln()
}

/// `relative_length` is the document's length over the average.
fn saturation(term_freq: f64, relative_length: f64) -> f64 {
    term_freq * (K1 + 1.0) / (term_freq + K1 * (1.0 - B + B * relative_length))
}
