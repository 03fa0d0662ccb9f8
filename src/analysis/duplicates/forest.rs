//! Which documents to compare: those that stand side by side when all are sorted by a stretch of
//! their sketches, and agree in the beginning of it; and that for many stretches.
//!
//! M. Bawa, T. Condie and P. Ganesan, "LSH Forest" (2005): where many documents agree, what comes
//! next in the sketch decides who is near whom, so that no document is ever compared with more
//! than a few in each order, however many are alike.

use super::sketch::{PLACES, Sketch};
use crate::corpus::DocId;

/// How many values of a sketch documents are sorted by, and how many of those have to agree. There
/// are 64 orders: of pairs that are 0.3 alike, that leaves out (1 − 0.3²)^64, one in 400, and of
/// those that are 0.01 alike, it takes one in 150.
const STRETCH: usize = 4;
const TOGETHER: usize = 2;

/// How many documents before it one is compared with in each order.
const NEIGHBOURS: usize = 4;

/// Calls `visit` with pairs of `docs` that may be alike, some of them again and again: no more than
/// 256 for each document.
pub fn candidates(
    sketches: &[Sketch],
    docs: impl Iterator<Item = DocId> + Clone,
    mut visit: impl FnMut(DocId, DocId),
) {
    let mut rows: Vec<(u64, DocId)> = Vec::new();
    for start in (0..PLACES).step_by(STRETCH) {
        rows.clear();
        rows.extend(docs.clone().map(|doc| (key(&sketches[doc as usize], start), doc)));
        rows.sort_unstable();
        for (nth, &(key, doc)) in rows.iter().enumerate() {
            let before = rows[nth.saturating_sub(NEIGHBOURS)..nth].iter().rev();
            before.take_while(|row| beginning(row.0) == beginning(key)).for_each(|row| visit(row.1, doc));
        }
    }
}

/// The values from `start` on, as a number.
fn key(sketch: &Sketch, start: usize) -> u64 {
    sketch[start..start + STRETCH].iter().fold(0, |key, &value| key << 16 | u64::from(value))
}

/// The values of a key that have to agree.
fn beginning(key: u64) -> u64 {
    key >> (16 * (STRETCH - TOGETHER))
}
