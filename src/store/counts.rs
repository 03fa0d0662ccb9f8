//! A corpus of counts alone: what can be given away of texts that may not be.

use super::columns::ColumnsWriter;
use super::documents::DocumentsWriter;
use super::mentions::{Entities, Mentions, Named};
use super::part::{DocumentBytes, MentionBytes, Part};
use super::texts::TextsWriter;
use super::{CorpusFile, Section, StoreError, found, malformed};
use crate::bytes::Bytes;
use crate::corpus::{DocId, Document};
use crate::entity::Entity;
use crate::index::Segment;
use rustc_hash::FxHashMap;

/// A word or name in fewer articles might point to one of them.
const FEWEST_DOCUMENTS: u32 = 3;

impl CorpusFile {
    /// This corpus with counts alone: how often each article has each word and names each entity, of words
    /// and entities in at least three articles. There is no text in it, no place of a word, and no way it
    /// was written. What is known of articles stays: headlines, dates, authors, sources, metadata.
    ///
    /// # Errors
    /// The corpus makes no sense deeper in.
    pub fn counts_only(&self) -> Result<CorpusFile, StoreError> {
        let mut documents_with: FxHashMap<Vec<u8>, u32> = FxHashMap::default();
        for part in &self.parts {
            let mut entries = part.segment().terms().entries();
            while let Some(entry) = entries.next() {
                *documents_with.entry(entries.string().to_vec()).or_default() += entry.doc_freq;
            }
        }
        documents_with.retain(|_, documents| *documents >= FEWEST_DOCUMENTS);
        let (kept, entities) = self.common_entities()?;
        let entity_bytes = Bytes::from(Entities::encode(&entities));
        let entities = Entities::open(entity_bytes.clone().into()).expect("it was just written");
        let mut counted = CorpusFile { parts: Vec::new(), entities, entity_bytes, ..CorpusFile::default() };
        let mut reader = self.reader();
        let mut base = 0;
        for part in &self.parts {
            let documents: Vec<Document> = (base..base + part.documents())
                .map(|doc| reader.document(doc).map(without_text))
                .collect::<Result<_, _>>()?;
            base += part.documents();
            let segment = part.segment().counts_only(
                |term| documents_with.contains_key(term),
                |doc| documents[doc as usize].language,
            );
            let segment = segment.map_err(malformed(Section::Lists))?;
            let mut lists: Vec<Vec<(DocId, u32)>> = vec![Vec::new(); kept.len()];
            for (list, &entity) in lists.iter_mut().zip(&kept) {
                let visited = part.each_naming(entity, |doc, mentions| list.push((doc, mentions)));
                visited.map_err(malformed(Section::Named))?;
            }
            counted.parts.push(Part::of_counts(&documents, segment, &lists));
        }
        Ok(counted)
    }

    /// The entities in enough documents: their numbers, and they.
    fn common_entities(&self) -> Result<(Vec<u32>, Vec<Entity>), StoreError> {
        let (mut kept, mut entities) = (Vec::new(), Vec::new());
        for entity in 0..self.entities.len() {
            let mut documents = 0;
            for part in &self.parts {
                part.each_naming(entity, |_, _| documents += 1).map_err(malformed(Section::Named))?;
            }
            if documents >= FEWEST_DOCUMENTS {
                let (label, name) = self.entities.get(entity).map_err(malformed(Section::Entities))?;
                kept.push(entity);
                entities.push(Entity { label, name: name.to_owned() });
            }
        }
        Ok((kept, entities))
    }
}

/// What is known of a document that its text need not be at hand for. A title that is a sentence of the
/// text is of the text.
fn without_text(document: Document) -> Document {
    let title = if document.title_is_first_sentence { document.id.clone() } else { document.title };
    Document {
        title,
        title_is_first_sentence: false,
        origins: Vec::new(),
        text: String::new(),
        blocks: Vec::new(),
        ..document
    }
}

impl Part {
    /// A part without texts: its documents, their counts, and who is named in how many of them.
    fn of_counts(documents: &[Document], segment: Segment, named: &[Vec<(DocId, u32)>]) -> Part {
        let mut writer = DocumentsWriter::default();
        let mut columns = ColumnsWriter::default();
        for document in documents {
            writer.push(document, 0);
            columns.push(document);
        }
        let bytes = DocumentBytes {
            documents: writer.finish().into(),
            texts: TextsWriter::default().finish().into(),
            columns: columns.finish().into(),
        };
        let none = vec![Vec::new(); documents.len()];
        let mentions = MentionBytes {
            mentions: Mentions::encode(&none).into(),
            named: Named::encode_lists(named).into(),
            found: found::encode(&[], &[]).into(),
        };
        Part::assemble(bytes, segment, mentions)
    }
}
