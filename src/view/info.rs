//! A corpus in figures.

use crate::ingest::Skipped;
use crate::store::CorpusFile;
use serde::Serialize;

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Info {
    pub documents: usize,
    /// Words in titles and bodies.
    pub tokens: u64,
    /// Different words, as they are looked for.
    pub types: u32,
    pub entities: usize,
    pub mentions: usize,
    /// Bytes of cleaned text, page furniture included.
    pub text_bytes: usize,
    /// The earliest and the latest date of an article.
    pub dates: Option<(String, String)>,
    pub skipped: Vec<SkippedRow>,
}

/// Something that could not be read, and why.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SkippedRow {
    pub name: String,
    pub reason: String,
}

/// The figures of a corpus; `skipped` is what was left out when it was built.
pub fn info(file: &CorpusFile, skipped: &[Skipped]) -> Info {
    let documents = &file.corpus.documents;
    let dates = || documents.iter().filter_map(|document| document.date);
    let rows = skipped
        .iter()
        .map(|skipped| SkippedRow { name: skipped.name.clone(), reason: skipped.reason.to_string() });
    Info {
        documents: documents.len(),
        tokens: file.index.tokens(),
        types: file.index.types(),
        entities: file.annotations.links.entities.len(),
        mentions: file.annotations.mentions.iter().map(Vec::len).sum(),
        text_bytes: documents.iter().map(|document| document.text.len()).sum(),
        dates: dates().min().zip(dates().max()).map(|(first, last)| (first.to_string(), last.to_string())),
        skipped: rows.collect(),
    }
}
