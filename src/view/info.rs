//! A corpus in figures.

use super::entities::counts;
use super::error::CorpusError;
use super::matching::Documents;
use crate::index::Entries;
use crate::ingest::Skipped;
use crate::store::{CorpusFile, Part};
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
    pub skipped: Vec<Skipped>,
}

/// The figures of a corpus; `skipped` is what was left out when it was built.
///
/// # Errors
/// The corpus makes no sense.
pub fn info(file: &CorpusFile, skipped: &[Skipped]) -> Result<Info, CorpusError> {
    let dates = || {
        file.parts().iter().flat_map(|part| (0..part.documents()).filter_map(|doc| part.columns().date(doc)))
    };
    let everything = Documents::of(file, 0..file.documents());
    Ok(Info {
        documents: file.documents() as usize,
        tokens: file.parts().iter().map(|part| part.segment().lengths().all_tokens()).sum(),
        types: types(file),
        entities: file.entities().len() as usize,
        mentions: counts(file, &everything, 0..file.entities().len())?
            .iter()
            .map(|counts| counts.mentions)
            .sum(),
        text_bytes: file.parts().iter().map(Part::text_bytes).sum(),
        dates: dates().min().zip(dates().max()).map(|(first, last)| (first.to_string(), last.to_string())),
        skipped: skipped.to_vec(),
    })
}

/// How many different terms the parts have together.
fn types(file: &CorpusFile) -> u32 {
    if let [part] = file.parts() {
        return part.segment().terms().len();
    }
    let mut walks: Vec<Entries> = file.parts().iter().map(|part| part.segment().terms().entries()).collect();
    walks.retain_mut(|walk| walk.next().is_some());
    let mut types = 0;
    while let Some(lowest) = walks.iter().map(Entries::string).min().map(<[u8]>::to_vec) {
        types += 1;
        walks.retain_mut(|walk| walk.string() != lowest || walk.next().is_some());
    }
    types
}
