//! Articles that tell the same story: listed as one, or one beside the other.

use super::error::CorpusError;
use super::matching::{Documents, satisfying};
use crate::analysis::duplicates::{Groups, LEAST, Sketches, USUAL};
use crate::corpus::DocId;
use crate::said::said;
use crate::store::CorpusFile;
use serde::{Deserialize, Serialize};
use std::cell::OnceCell;

/// How alike the articles of one corpus are: worked out when it is first asked, and kept. A corpus
/// with other articles needs a new one.
#[derive(Default)]
pub struct Similarity {
    sketches: OnceCell<Sketches>,
}

impl Similarity {
    fn sketches(&self, file: &CorpusFile) -> Result<&Sketches, CorpusError> {
        if let Some(sketches) = self.sketches.get() {
            return Ok(sketches);
        }
        file.needs_texts()?;
        let sketches = Sketches::of(file)?;
        Ok(self.sketches.get_or_init(|| sketches))
    }

    /// The groups of articles alike by `threshold`, and what that rests on.
    fn groups(&self, file: &CorpusFile, threshold: f32) -> Result<(&Sketches, Groups), CorpusError> {
        if !(LEAST..=1.0).contains(&threshold) {
            let message = said!("how similar articles have to be is a number from {0} to 1", LEAST);
            return Err(CorpusError::options(message));
        }
        let sketches = self.sketches(file)?;
        Ok((sketches, sketches.groups(threshold)))
    }
}

/// Which of some articles are shown where those alike are shown as one: of each group the first, in
/// the order of [`Groups::representative`].
pub(super) struct Folded {
    groups: Groups,
    all: Documents,
    shown: Documents,
}

impl Folded {
    /// Folds `all` by `threshold`.
    pub fn new(
        file: &CorpusFile,
        similarity: &Similarity,
        all: Documents,
        threshold: f32,
    ) -> Result<Self, CorpusError> {
        let (_, groups) = similarity.groups(file, threshold)?;
        let shown = first_of_each(&groups, file, &all);
        Ok(Folded { groups, all, shown })
    }

    /// Those of other documents that are shown.
    pub fn fold(&self, file: &CorpusFile, others: &Documents) -> Documents {
        first_of_each(&self.groups, file, others)
    }

    pub fn shows(&self, doc: DocId) -> bool {
        self.shown.contains(doc)
    }

    pub fn into_shown(self) -> Documents {
        self.shown
    }

    /// How many are folded into `doc`, which is shown.
    pub fn others(&self, doc: DocId) -> usize {
        let group = self.groups.of(doc).unwrap_or_default();
        group.iter().filter(|&&other| other != doc && self.all.contains(other)).count()
    }

    /// One number for all that are alike, each another's.
    pub fn story(&self, doc: DocId) -> DocId {
        self.groups.representative(doc)
    }
}

/// The first of each group of `all`, and those in no group.
fn first_of_each(groups: &Groups, file: &CorpusFile, all: &Documents) -> Documents {
    let mut is_shown: Vec<bool> = (0..file.documents()).map(|doc| all.contains(doc)).collect();
    for group in groups.iter() {
        let others = group.iter().filter(|&&doc| all.contains(doc)).skip(1);
        others.for_each(|&doc| is_shown[doc as usize] = false);
    }
    Documents::of(file, (0..file.documents()).filter(|&doc| is_shown[doc as usize]))
}

/// Which of the articles like one are wanted.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct SimilarOptions {
    /// From [`LEAST`] to 1: about which share of their sequences of three words they have in common.
    pub threshold: f32,
    /// Only those that satisfy this query.
    pub query: String,
    pub limit: usize,
}

impl Default for SimilarOptions {
    fn default() -> Self {
        SimilarOptions { threshold: USUAL, query: String::new(), limit: 100 }
    }
}

/// The articles that tell the story of one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SimilarList {
    /// How many there are, that one not counted.
    pub total: usize,
    /// The earliest first; those without a date at the end.
    pub articles: Vec<SimilarArticle>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SimilarArticle {
    pub id: String,
    pub title: String,
    pub date: Option<String>,
    pub source: Option<String>,
    /// How alike the two are, from 0 to 1. It may be less than the threshold, where both are like a third.
    pub similarity: f32,
}

/// The articles that are listed as one with the article called `id` where those alike are.
///
/// ```
/// use corpus_viewer::{pipeline, view::{SimilarOptions, Similarity, similar}};
/// let file = pipeline::build_texts([("a", "It rained on Quito."), ("b", "IT RAINED ON QUITO."), ("c", "Fog.")]);
/// let list = similar(&file, &Similarity::default(), "a", &SimilarOptions::default())?;
/// assert_eq!((list.total, list.articles[0].id.as_str(), list.articles[0].similarity), (1, "b", 1.0));
/// # Ok::<(), corpus_viewer::view::CorpusError>(())
/// ```
///
/// # Errors
/// There is no such article, the query has a mistake, the threshold is out of its bounds, or the corpus
/// makes no sense.
pub fn similar(
    file: &CorpusFile,
    similarity: &Similarity,
    id: &str,
    options: &SimilarOptions,
) -> Result<SimilarList, CorpusError> {
    let doc = file.find(id).ok_or_else(|| CorpusError::no_document(id))?;
    let found = satisfying(file, &options.query)?;
    let (sketches, groups) = similarity.groups(file, options.threshold)?;
    let is_wanted = |other: &DocId| *other != doc && found.contains(*other);
    let others: Vec<DocId> = groups.of(doc).unwrap_or_default().iter().copied().filter(is_wanted).collect();
    file.needs(others.iter().copied().take(options.limit))?;
    let mut reader = file.reader();
    let mut articles = Vec::with_capacity(others.len().min(options.limit));
    for &other in others.iter().take(options.limit) {
        let document = reader.document(other)?;
        articles.push(SimilarArticle {
            id: document.id,
            title: document.title,
            date: document.date.map(|date| date.to_string()),
            source: document.source,
            similarity: sketches.similarity(doc, other),
        });
    }
    Ok(SimilarList { total: others.len(), articles })
}
