//! Articles about the same things as one.

use super::entities::each_naming;
use super::error::CorpusError;
use crate::corpus::{DocId, Document};
use crate::index::FormId;
use crate::normalize::Normalizer;
use crate::order;
use crate::query::{Leaf, Node, Pattern, Query, Source};
use crate::rank::{Scored, Search};
use crate::span::Span;
use crate::store::{CorpusFile, Section, StoreError};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

/// How many articles are wanted.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(default)]
pub struct LikeOptions {
    pub limit: usize,
}

impl Default for LikeOptions {
    fn default() -> Self {
        LikeOptions { limit: 5 }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LikeList {
    /// Those that have most in common with the article first.
    pub articles: Vec<LikeArticle>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LikeArticle {
    pub id: String,
    pub title: String,
    pub date: Option<String>,
    pub source: Option<String>,
    /// Up to four names, and if they are fewer words, that both have: those of the fewest articles first.
    pub shared: Vec<String>,
}

/// How many words of an article are looked for.
const TERMS: usize = 25;

/// Of how many articles with these words, for each that is wanted, the names are compared.
const CANDIDATES: usize = 10;

/// How many things are told that two articles share.
const SHARED: usize = 4;

/// The articles that share most with the article called `id`: the words that tell most of it, by how often
/// they are in it and how few articles have them, ranked as in a search for any of them; and the names.
/// Takes time for these words and names, not for all texts. Copies of the article are among them.
///
/// ```
/// use corpus_viewer::{pipeline, view::{LikeOptions, like}};
/// let texts = [("a", "Cocoa from Quito."), ("b", "It rained."), ("c", "Quito has a harvest of cocoa."), ("d", "Fog.")];
/// let list = like(&pipeline::build_texts(texts), "a", LikeOptions::default())?;
/// assert_eq!((list.articles.len(), list.articles[0].id.as_str()), (1, "c"));
/// assert_eq!(list.articles[0].shared, ["Quito", "Cocoa"]);
/// # Ok::<(), corpus_viewer::view::CorpusError>(())
/// ```
///
/// # Errors
/// There is no such article, or the corpus makes no sense.
pub fn like(file: &CorpusFile, id: &str, options: LikeOptions) -> Result<LikeList, CorpusError> {
    let doc = file.find(id).ok_or_else(|| CorpusError::no_document(id))?;
    file.needs([doc])?;
    let document = file.document(doc)?;
    let words = telling_words(file, doc, &document.text);
    let names = names(file, doc, &document)?;
    let mut found = with_any(file, &words, options.limit.saturating_mul(CANDIDATES).saturating_add(1))?;
    found.retain(|scored| scored.doc != doc);
    for scored in &mut found {
        scored.score +=
            names.iter().filter(|name| name.is_in(scored.doc)).map(|name| name.worth).sum::<f32>();
    }
    found.sort_unstable();
    found.truncate(options.limit);
    file.needs(found.iter().map(|scored| scored.doc))?;
    let article = |scored: &Scored| {
        let Document { id, title, date, source, .. } = file.document(scored.doc)?;
        let shared = shared(file, scored.doc, &words, &names);
        Ok(LikeArticle { id, title, date: date.map(|date| date.to_string()), source, shared })
    };
    Ok(LikeList { articles: found.iter().map(article).collect::<Result<_, CorpusError>>()? })
}

/// A word of the article.
struct Word {
    term: String,
    /// As the article has it first.
    written: String,
    /// 1 + ln of how often the article has it, times its [rarity] (G. Salton and C. Buckley, "Term-Weighting
    /// Approaches in Automatic Text Retrieval", 1988).
    worth: f32,
}

/// A name in the article.
struct Name {
    name: String,
    worth: f32,
    /// The documents that have it, ascending.
    docs: Vec<DocId>,
}

impl Name {
    fn is_in(&self, doc: DocId) -> bool {
        self.docs.binary_search(&doc).is_ok()
    }
}

/// The inverse document frequency, ln(N / n) (K. Spärck Jones, "A Statistical Interpretation of Term
/// Specificity and its Application in Retrieval", 1972).
fn rarity(file: &CorpusFile, documents: usize) -> f32 {
    (file.documents() as f32 / documents.max(1) as f32).ln()
}

/// The words of `doc`, whose text is `text`, that tell most of it and that others have too.
fn telling_words(file: &CorpusFile, doc: DocId, text: &str) -> Vec<Word> {
    let Some((part, doc)) = file.part_of(doc) else { return Vec::new() };
    let segment = part.segment();
    let mut forms: FxHashMap<FormId, (Span, u32)> = FxHashMap::default();
    for token in segment.forward().tokens(doc) {
        forms.entry(token.form).or_insert((token.span, 0)).1 += 1;
    }
    let mut terms: FxHashMap<u32, (Span, u32)> = FxHashMap::default();
    for (form, (span, count)) in forms {
        let term = terms.entry(segment.forms().term(form)).or_insert((span, 0));
        *term = (term.0.min(span), term.1 + count);
    }
    let word = |(term, (span, count)): (u32, (Span, u32))| {
        let term = String::from_utf8(segment.terms().get(term)?.0).ok()?;
        let segments = file.parts().iter().filter_map(|part| part.segment().term(&term));
        let documents = segments.map(|entry| entry.doc_freq as usize).sum();
        let written = text.get(span.range())?.to_owned();
        let is_shared = documents > 1 && term.contains(char::is_alphabetic);
        is_shared.then(|| Word {
            term,
            written,
            worth: (1.0 + (count as f32).ln()) * rarity(file, documents),
        })
    };
    let mut words: Vec<Word> = terms.into_iter().filter_map(word).collect();
    order::by(&mut words, |a, b| b.worth.total_cmp(&a.worth).then_with(|| a.term.cmp(&b.term)));
    words.truncate(TERMS);
    words
}

/// The names in `document`, which is number `doc`, those of the fewest articles first.
fn names(file: &CorpusFile, doc: DocId, document: &Document) -> Result<Vec<Name>, CorpusError> {
    let linked = file.mentions(doc, &document.text)?;
    let entities: FxHashSet<u32> = linked.iter().map(|linked| linked.entity).collect();
    let mut names = Vec::new();
    for entity in entities {
        let (label, name) = file.entities().get(entity).map_err(|_| CorpusError::malformed_entities())?;
        if label.is_name() {
            let mut docs = Vec::new();
            each_naming(file, entity, |doc, _| docs.push(doc))?;
            names.push(Name { name: name.to_owned(), worth: rarity(file, docs.len()), docs });
        }
    }
    order::by(&mut names, |a, b| b.worth.total_cmp(&a.worth).then_with(|| a.name.cmp(&b.name)));
    Ok(names)
}

/// The best `most` documents with any of `words`.
fn with_any(file: &CorpusFile, words: &[Word], most: usize) -> Result<Vec<Scored>, CorpusError> {
    let normalizer = Normalizer::default();
    let leaf = |word: &Word| Leaf::phrases(vec![vec![vec![Pattern::Term(word.term.clone())]]]);
    let query = Query {
        leaves: words.iter().map(leaf).collect(),
        places: vec![Span::new(0, 0); words.len()],
        root: Node::Or((0..words.len()).map(Node::Leaf).collect()),
        is_plain: true,
    };
    let mut search = Search::new(&query, Source::all(file), &normalizer);
    let found = search.best(most);
    if search.is_damaged() {
        return Err(StoreError::Malformed { section: Section::Lists }.into());
    }
    Ok(found)
}

/// What of `words` and `names` is in `doc` too.
fn shared(file: &CorpusFile, doc: DocId, words: &[Word], names: &[Name]) -> Vec<String> {
    let mut shared: Vec<String> = Vec::new();
    for name in names.iter().filter(|name| name.is_in(doc)) {
        if !shared.contains(&name.name) {
            shared.push(name.name.clone());
        }
    }
    let Some((part, doc)) = file.part_of(doc) else { return shared };
    let has = |word: &&Word| {
        part.segment().term(&word.term).is_some_and(|term| part.segment().postings(&term).seek(doc) == doc)
    };
    for word in words.iter().filter(has) {
        if !shared.iter().any(|known| known.contains(&word.written)) {
            shared.push(word.written.clone());
        }
    }
    shared.truncate(SHARED);
    shared
}
