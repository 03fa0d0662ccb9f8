//! The `.corpus` file: documents, index and annotations in one piece.
//!
//! A corpus is kept in parts, each with the sections of its documents and of its index;
//! the entities are those of all parts. Sections are read where they lie: opening a file
//! checks its bytes and its tables, and unpacks next to nothing. What makes no sense
//! deeper in is found when it is read, and told then.

mod columns;
pub mod container;
mod counts;
mod curation;
mod documents;
mod found;
mod mentions;
mod notes;
mod packed;
mod part;
mod sharded;
mod texts;
mod version1;

use crate::bytes::Bytes;
use crate::codec::Malformed;
use crate::corpus::{DocId, Document};
use crate::entity::{self, Curation, Decision, Entity, Label, LinkedMention, Mention, Step, Unapplied};
use crate::normalize::Normalizer;
use crate::notes::Notes;
use crate::order;
use crate::said::{Said, said};
use crate::shards::Body;
use documents::Documents;
use std::collections::HashSet;
use std::fmt;
use texts::{Texts, TextsReader};

pub use columns::{Column, Columns};
pub use mentions::Entities;
pub use part::{Draft, DraftBuilder, Part};
pub use sharded::ShardedCorpus;

/// The version of the format that is written. It goes up with every change of the layout.
/// Files of version 1 are read too, and indexed anew.
pub const FORMAT_VERSION: u32 = 6;

/// The version before there were reasons and [`Section::Curation`]: read too, and linked anew.
const WITHOUT_REASONS: u32 = 2;

/// The version before there was [`Section::Notes`]. In that before it, documents did not tell where their facts
/// were found.
const WITHOUT_NOTES: u32 = 4;

/// The version in which readers could but set forms apart, and before there was [`Section::Found`].
const WITHOUT_DECISIONS: u32 = 5;

/// A corpus with its index and annotations. Documents are counted over all parts.
#[derive(Clone, Debug, PartialEq)]
pub struct CorpusFile {
    parts: Vec<Part>,
    entities: Entities,
    entity_bytes: Bytes,
    curation: Curation,
    notes: Notes,
}

/// The sections of a file. Those of a part repeat for each part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The versions of tokenizing and normalizing that the index was made with.
    Versions,
    Entities,
    Documents,
    Texts,
    Columns,
    Mentions,
    Named,
    Lengths,
    Terms,
    Lists,
    Stems,
    StemLists,
    Forms,
    Forward,
    /// Of the file: what readers have decided.
    Curation,
    /// Of a packed part, which has these and no others.
    PackedDocuments,
    PackedTexts,
    PackedMentions,
    /// Of a part whose longest sections are but heads: where their rest is.
    Shards,
    /// Of the file: the notes of readers.
    Notes,
    /// The mentions as they were found, where others are shown.
    Found,
}

impl Section {
    const OF_FILE: [Section; 4] = [Section::Versions, Section::Entities, Section::Curation, Section::Notes];
    const PACKED: [Section; 5] = [
        Section::Curation,
        Section::PackedDocuments,
        Section::PackedTexts,
        Section::PackedMentions,
        Section::Found,
    ];
    const OF_PART: [Section; 13] = [
        Section::Documents,
        Section::Texts,
        Section::Columns,
        Section::Mentions,
        Section::Named,
        Section::Lengths,
        Section::Terms,
        Section::Lists,
        Section::Stems,
        Section::StemLists,
        Section::Forms,
        Section::Forward,
        Section::Found,
    ];

    /// Which of the sections of a part it is.
    fn place_in_part(self) -> usize {
        let place = Self::OF_PART.iter().position(|&section| section == self);
        place.expect("only sections of parts are asked for")
    }

    fn kind(self) -> u32 {
        self as u32 + 1
    }
}

/// Why some bytes are not a `.corpus` file that can be opened, or not one that can be read on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// It does not begin as a `.corpus` file does.
    NotACorpus,
    /// It was written in a version of the format unknown here.
    Version { found: u32 },
    /// It has another length than it says: cut off, or added to.
    Length { expected: u64, found: u64 },
    /// The header or a table in it is damaged.
    Head,
    /// Some of these bytes are damaged.
    Page { from: u64, to: u64 },
    /// A section is whole but makes no sense: not written by this program.
    Malformed { section: Section },
    /// It holds counts alone, and what was asked for takes its texts.
    CountsOnly,
    /// It is in shards, and some that this takes are not here: see [`CorpusFile::take_missed`].
    NotHere,
    /// It is in shards, and indexed in another way than this program does.
    OtherIndex,
    /// What was given as a shard of it is another's, or damaged.
    Shard { number: u32 },
}

impl StoreError {
    /// A name that stays the same, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotACorpus => "not-a-corpus",
            Self::Version { .. } => "unknown-version",
            Self::Length { .. } | Self::Head | Self::Page { .. } => "damaged-corpus",
            Self::Malformed { .. } => "malformed-corpus",
            Self::CountsOnly => "counts-only",
            Self::NotHere => "not-here",
            Self::OtherIndex => "unknown-version",
            Self::Shard { .. } => "damaged-corpus",
        }
    }

    /// What a reader is told of it.
    pub fn said(&self) -> Said {
        match self {
            Self::NotACorpus => said!("this is not a .corpus file"),
            Self::Version { found } => said!(
                "this .corpus file has format version {0}; this program reads up to version {1}",
                found,
                FORMAT_VERSION
            ),
            Self::Length { expected, found } => {
                said!("this .corpus file is damaged: it should have {0} bytes and has {1}", expected, found)
            }
            Self::Head => {
                said!("this .corpus file is damaged: in its first bytes, which say what is in it")
            }
            Self::Page { from, to } => {
                said!("this .corpus file is damaged: between byte {0} and byte {1}", from, to)
            }
            Self::Malformed { section } => {
                said!("this .corpus file makes no sense in its section \"{0}\"", format!("{section:?}"))
            }
            Self::CountsOnly => {
                said!(
                    "this corpus holds counts, not texts: it can neither be changed nor added to, nor searched for copies, nor shown in lines"
                )
            }
            Self::NotHere => said!("some of this corpus has not been loaded yet"),
            Self::OtherIndex => {
                said!("this corpus was made for another version of the viewer: make its folder anew")
            }
            Self::Shard { number } => {
                said!(
                    "shard {0} of this corpus is damaged, or of another corpus: copy all of its folder",
                    number
                )
            }
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said().english())
    }
}

impl std::error::Error for StoreError {}

/// A corpus without documents.
impl Default for CorpusFile {
    fn default() -> Self {
        CorpusFile::link(Vec::new(), Curation::default())
    }
}

impl CorpusFile {
    /// Makes a corpus of parts, in their order: finds out which mentions name the same, and follows the decisions of
    /// readers.
    pub fn link(drafts: Vec<Draft>, curation: Curation) -> CorpusFile {
        CorpusFile::link_telling(drafts, curation).0
    }

    /// The same, and what came of each decision.
    fn link_telling(drafts: Vec<Draft>, mut curation: Curation) -> (CorpusFile, Vec<Result<(), Unapplied>>) {
        let opened: Vec<(Documents, Texts)> = drafts.iter().map(Draft::open).collect();
        let texts = opened.iter().zip(&drafts).flat_map(|((documents, texts), draft)| {
            documents.texts(texts).zip(draft.mentions.iter().map(Vec::as_slice))
        });
        let normalizer = Normalizer::default();
        let places = |written: &str| places_of(written, &drafts, &opened, &normalizer);
        let decisions: Vec<Decision> = curation.decisions().cloned().collect();
        let links = entity::link(texts, &decisions, places);
        let (decisions, followed): (Vec<Decision>, Vec<_>) = links.decisions.into_iter().unzip();
        curation.replace(decisions);
        let entity_bytes = Bytes::from(Entities::encode(&links.entities));
        let mut shown = links.mentions.as_slice();
        let mut parts = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let (own, rest) = shown.split_at(draft.mentions.len());
            shown = rest;
            parts.push(draft.finish(own, links.entities.len()));
        }
        let entities = Entities::open(entity_bytes.clone().into()).expect("it was just written");
        (CorpusFile { parts, entities, entity_bytes, curation, notes: Notes::default() }, followed)
    }

    /// A corpus of one part, whose mentions are linked already.
    fn of_linked(
        draft: Draft,
        shown: &[Vec<LinkedMention>],
        entities: &[Entity],
        curation: Curation,
    ) -> CorpusFile {
        let part = draft.finish(shown, entities.len());
        let entity_bytes = Bytes::from(Entities::encode(entities));
        let entities = Entities::open(entity_bytes.clone().into()).expect("it was just written");
        CorpusFile { parts: vec![part], entities, entity_bytes, curation, notes: Notes::default() }
    }

    /// The corpus in pieces: [`decode`](Self::decode) opens one, [`merge`](Self::merge) puts them together again. The
    /// first, a small one, can be searched at once; the others, of some megabytes, have no index, which opening them
    /// makes anew.
    ///
    /// ```
    /// use corpus_viewer::{pipeline, store::CorpusFile};
    /// let file = pipeline::build_texts([("a", "Marco Rubio left Quito."), ("b", "Rubio landed.")]);
    /// let pieces: Result<Vec<_>, _> = file.pack()?.into_iter().map(CorpusFile::decode).collect();
    /// assert_eq!(CorpusFile::merge(pieces?)?, file);
    /// # Ok::<(), corpus_viewer::store::StoreError>(())
    /// ```
    ///
    /// # Errors
    /// The corpus makes no sense deeper in.
    pub fn pack(&self) -> Result<Vec<Vec<u8>>, StoreError> {
        self.needs_texts()?;
        let curation = curation::encode(&self.curation);
        let encode = |[documents, texts, mentions, found]: [Vec<u8>; 4]| {
            let bytes: [&[u8]; 5] = [&curation, &documents, &texts, &mentions, &found];
            let sections = Section::PACKED.into_iter().zip(bytes);
            let sections: Vec<container::Section<&[u8]>> = sections
                .map(|(section, bytes)| container::Section { kind: section.kind(), part: 0, bytes })
                .collect();
            container::encode(FORMAT_VERSION, &sections)
        };
        let mut pieces: Vec<Vec<u8>> = packed::pack(self)?.into_iter().map(encode).collect();
        if let Some(first) = pieces.first_mut() {
            *first = CorpusFile::decode(std::mem::take(first))?.with_notes(self.notes.clone()).encode()?;
        }
        Ok(pieces)
    }

    /// The documents of corpora as one, in their order, whose mentions were linked together before.
    ///
    /// # Errors
    /// One of them makes no sense deeper in.
    pub fn merge(mut files: Vec<CorpusFile>) -> Result<CorpusFile, StoreError> {
        if files.len() == 1 {
            return Ok(files.remove(0));
        }
        let own: Vec<Vec<(Label, &str)>> = files
            .iter()
            .map(|file| file.entities.all())
            .collect::<Result<_, _>>()
            .map_err(malformed(Section::Entities))?;
        let mut entities = own.concat();
        // This is quick where long stretches are in order already.
        order::by(&mut entities, Ord::cmp);
        entities.dedup();
        let mut merged = CorpusFile { parts: Vec::new(), ..CorpusFile::default() };
        for (file, own) in files.iter().zip(own) {
            // Both are in the same order.
            let mut places = 0..;
            let number = |entity: (Label, &str)| places.find(|&place| entities[place as usize] == entity);
            let numbers: Vec<u32> = own.into_iter().filter_map(number).collect();
            for part in &file.parts {
                let part = part.renumbered(&numbers, entities.len());
                merged.parts.push(part.map_err(|(section, Malformed)| StoreError::Malformed { section })?);
            }
            merged.curation.join(&file.curation);
            merged.notes.join(&file.notes);
        }
        merged.entity_bytes = Bytes::from(Entities::encode_pairs(entities.into_iter()));
        merged.entities = Entities::open(merged.entity_bytes.clone().into()).expect("it was just written");
        Ok(merged)
    }

    /// These documents, and the mentions as they were found.
    fn drafts(&self) -> Result<Vec<Draft>, StoreError> {
        self.needs_texts()?;
        let drafts = self.parts.iter().map(|part| part.draft(&self.entities)).collect::<Result<_, _>>();
        drafts.map_err(malformed(Section::Mentions))
    }

    /// The notes of readers.
    pub fn notes(&self) -> &Notes {
        &self.notes
    }

    /// Puts others in place of them: on documents that it has.
    pub fn set_notes(&mut self, notes: Notes) {
        self.notes = notes;
    }

    pub(crate) fn with_notes(self, notes: Notes) -> CorpusFile {
        CorpusFile { notes, ..self }
    }

    /// What readers have decided.
    pub fn curation(&self) -> &Curation {
        &self.curation
    }

    /// This corpus with other decisions in place of its own, followed from the mentions as they were found.
    ///
    /// # Errors
    /// The corpus makes no sense deeper in, or holds counts alone.
    pub fn curated(&self, curation: Curation) -> Result<CorpusFile, StoreError> {
        Ok(CorpusFile::link(self.drafts()?, curation).with_notes(self.notes.clone()))
    }

    /// This corpus with a step of decisions more, and what came of each. Those that change nothing are left out.
    ///
    /// ```
    /// use corpus_viewer::entity::{Decision, Entity, Label};
    /// let file = corpus_viewer::pipeline::build_texts([("a", "Marco Rubio landed. Rubio spoke.")]);
    /// let rubio = Entity { label: Label::Per, name: "Marco Rubio".to_owned() };
    /// let split = Decision::Split { entity: rubio, form: "Rubio".to_owned() };
    /// let (taken, followed) = file.decided(vec![split])?;
    /// assert_eq!(followed, [Ok(())]);
    /// assert!(taken.entities().find(Label::Per, "Rubio").is_some());
    /// assert_eq!(taken.curated(file.curation().clone())?, file);
    /// # Ok::<(), corpus_viewer::store::StoreError>(())
    /// ```
    ///
    /// # Errors
    /// As [`curated`](Self::curated).
    pub fn decided(&self, step: Step) -> Result<(CorpusFile, Vec<Result<(), Unapplied>>), StoreError> {
        let before = self.curation.decisions().count();
        let mut curation = self.curation.clone();
        curation.push(step);
        let (mut file, followed) = CorpusFile::link_telling(self.drafts()?, curation);
        let mut all = (0..).zip(&followed);
        file.curation.retain(|_| all.next().is_some_and(|(nth, followed)| nth < before || followed.is_ok()));
        Ok((file.with_notes(self.notes.clone()), followed[before..].to_vec()))
    }

    /// The documents of several corpora as one, in their order. What is decided in one holds in all.
    ///
    /// # Errors
    /// One of them makes no sense deeper in.
    pub fn join(files: Vec<CorpusFile>) -> Result<CorpusFile, StoreError> {
        let mut drafts = Vec::new();
        let mut curation = Curation::default();
        let mut notes = Notes::default();
        for file in &files {
            drafts.extend(file.drafts()?);
            curation.join(&file.curation);
            notes.join(&file.notes);
        }
        Ok(CorpusFile::link(drafts, curation).with_notes(notes))
    }

    /// This corpus but for the documents that `is_removed`, and the notes on them. Only parts that lose some are indexed anew.
    ///
    /// # Errors
    /// It makes no sense deeper in.
    pub fn without(&self, is_removed: impl Fn(DocId) -> bool) -> Result<CorpusFile, StoreError> {
        self.with_each(&is_removed, |_| None)
    }

    /// This corpus with what `change` makes of the documents that are `chosen`: others with their
    /// mentions, or none. Only parts that hold some are indexed anew.
    ///
    /// # Errors
    /// It makes no sense deeper in.
    pub fn with_each(
        &self,
        chosen: impl Fn(DocId) -> bool,
        mut change: impl FnMut(Document) -> Option<(Document, Vec<Mention>)>,
    ) -> Result<CorpusFile, StoreError> {
        self.needs_texts()?;
        let found = self.found()?;
        let mut drafts = Vec::new();
        let mut removed = HashSet::new();
        let mut base = 0;
        for part in &self.parts {
            let documents = base..base + part.documents();
            base = documents.end;
            if !documents.clone().any(&chosen) {
                drafts.push(part.draft(&self.entities).map_err(malformed(Section::Mentions))?);
                continue;
            }
            let mut builder = DraftBuilder::default();
            let mut reader = self.reader();
            for doc in documents {
                let document = reader.document(doc)?;
                if !chosen(doc) {
                    builder.add(&document, found.of(doc, &document.text)?);
                } else {
                    let id = document.id.clone();
                    match change(document) {
                        Some((document, mentions)) => builder.add(&document, mentions),
                        None => _ = removed.insert(id),
                    }
                }
            }
            if builder.documents() > 0 {
                drafts.push(builder.finish());
            }
        }
        let mut notes = self.notes.clone();
        notes.retain(|note| !removed.contains(&note.place.document));
        Ok(CorpusFile::link(drafts, self.curation.clone()).with_notes(notes))
    }

    /// The bytes of the `.corpus` file: the same content, the same bytes.
    ///
    /// # Errors
    /// It is in shards, and some are not here.
    pub fn encode(&self) -> Result<Vec<u8>, StoreError> {
        self.needs_all()?;
        let mut sections = self.sections_of_file();
        for (number, part) in (0..).zip(&self.parts) {
            for (section, body) in part.sections() {
                let bytes = body.whole().map_err(|Malformed| StoreError::NotHere)?;
                sections.push(container::Section { kind: section.kind(), part: number, bytes });
            }
        }
        Ok(container::encode(FORMAT_VERSION, &sections))
    }

    fn sections_of_file(&self) -> Vec<container::Section<Bytes>> {
        let (curation, notes) = (curation::encode(&self.curation).into(), notes::encode(&self.notes).into());
        let bytes = [versions().into(), self.entity_bytes.clone(), curation, notes];
        let sections = Section::OF_FILE.into_iter().zip(bytes);
        sections.map(|(section, bytes)| container::Section { kind: section.kind(), part: 0, bytes }).collect()
    }

    /// Opens the bytes of a `.corpus` file, after checking all of them.
    ///
    /// ```
    /// use corpus_viewer::{pipeline, store::{CorpusFile, StoreError}};
    /// let file = pipeline::build_texts([("a", "The army left Quito on Monday.")]);
    /// let mut bytes = file.encode()?;
    /// assert_eq!(CorpusFile::decode(bytes.clone()).as_ref(), Ok(&file));
    ///
    /// bytes.pop();
    /// assert!(matches!(CorpusFile::decode(bytes), Err(StoreError::Length { .. })));
    /// # Ok::<(), StoreError>(())
    /// ```
    ///
    /// # Errors
    /// What is wrong with the file, and where.
    pub fn decode(bytes: impl Into<Bytes>) -> Result<CorpusFile, StoreError> {
        let bytes = bytes.into();
        match container::version(&bytes)? {
            1 => version1::decode(&bytes),
            version @ WITHOUT_REASONS..=FORMAT_VERSION => {
                let sections = container::decode(&bytes)?;
                if sections.get(1).is_some_and(|section| section.kind == Section::PackedDocuments.kind()) {
                    return CorpusFile::unpack(sections, version);
                }
                CorpusFile::open(sections, version)
            }
            found => Err(StoreError::Version { found }),
        }
    }

    fn unpack(mut sections: Vec<container::Section<Bytes>>, version: u32) -> Result<Self, StoreError> {
        if version <= WITHOUT_DECISIONS {
            let none = Bytes::from(found::encode(&[], &[]));
            sections.push(container::Section { kind: Section::Found.kind(), part: 0, bytes: none });
        }
        let is_known = sections.iter().map(|section| section.kind).eq(Section::PACKED.map(Section::kind));
        let Ok([curation, documents, texts, mentions, found]) = <[_; 5]>::try_from(sections) else {
            return Err(StoreError::Head);
        };
        if !is_known {
            return Err(StoreError::Head);
        }
        let curation = read_curation(&curation.bytes, version)?;
        packed::unpack(documents.bytes, &texts.bytes, &mentions.bytes, &found.bytes, curation)
    }

    fn open(sections: Vec<container::Section<Bytes>>, version: u32) -> Result<Self, StoreError> {
        let has_reasons = version > WITHOUT_REASONS;
        let has_notes = version > WITHOUT_NOTES;
        let of_file = Section::OF_FILE.len() - usize::from(!has_reasons) - usize::from(!has_notes);
        let tables = sharded::Tables::find(&sections)?;
        let has_found = version > WITHOUT_DECISIONS;
        let of_part = Section::OF_PART.len() - usize::from(!has_found) + usize::from(tables.is_some());
        let parts = sections.len().saturating_sub(of_file) / of_part;
        let mut sections = sections.into_iter();
        let mut next = |section: Section, part: u32| {
            let found = sections.next().filter(|found| found.kind == section.kind() && found.part == part);
            found.map(|found| found.bytes).ok_or(StoreError::Head)
        };
        let is_current = *next(Section::Versions, 0)? == versions();
        let entity_bytes = next(Section::Entities, 0)?;
        let entities = Entities::open(entity_bytes.clone().into()).map_err(malformed(Section::Entities))?;
        let curation = match has_reasons {
            true => read_curation(&next(Section::Curation, 0)?, version)?,
            false => Curation::default(),
        };
        let notes = match has_notes {
            true => notes::decode(&next(Section::Notes, 0)?).map_err(malformed(Section::Notes))?,
            false => Notes::default(),
        };
        let mut file =
            CorpusFile { parts: Vec::with_capacity(parts), entities, entity_bytes, curation, notes };
        for number in 0..parts as u32 {
            let mut bytes = Vec::with_capacity(Section::OF_PART.len());
            for section in Section::OF_PART {
                bytes.push(match section {
                    Section::Found if !has_found => found::encode(&[], &[]).into(),
                    _ => next(section, number)?,
                });
            }
            let bytes: [Bytes; 13] = bytes.try_into().expect("there are as many as sections");
            let bodies = match &tables {
                Some(tables) => {
                    next(Section::Shards, number)?;
                    tables.bodies(number as usize, bytes).map_err(malformed(Section::Shards))?
                }
                None => bytes.map(Body::from),
            };
            let part = Part::open(bodies, file.entities.len());
            file.parts.push(part.map_err(|(section, Malformed)| StoreError::Malformed { section })?);
        }
        if sections.next().is_some() {
            return Err(StoreError::Head);
        }
        match (is_current, has_reasons) {
            (true, true) => Ok(file),
            (true, false) => file.curated(Curation::default()),
            (false, _) if tables.is_some() => Err(StoreError::OtherIndex),
            (false, _) => file.indexed_anew(),
        }
    }

    /// For a file whose index was made with another way of tokenizing or normalizing.
    fn indexed_anew(&self) -> Result<CorpusFile, StoreError> {
        let mut drafts = Vec::with_capacity(self.parts.len());
        let found = self.found()?;
        let mut doc = 0;
        for part in &self.parts {
            let mut builder = DraftBuilder::default();
            for _ in 0..part.documents() {
                let document = self.document(doc)?;
                builder.add(&document, found.of(doc, &document.text)?);
                doc += 1;
            }
            drafts.push(builder.finish());
        }
        Ok(CorpusFile::link(drafts, self.curation.clone()).with_notes(self.notes.clone()))
    }

    /// The number of documents.
    pub fn documents(&self) -> u32 {
        self.parts.iter().map(Part::documents).sum()
    }

    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Whether it has the texts and tells where words stand: not if it only counts.
    pub fn has_places(&self) -> bool {
        self.parts.iter().all(|part| part.segment().has_places())
    }

    /// All of it has to be here, and hold texts.
    pub(crate) fn needs_texts(&self) -> Result<(), StoreError> {
        if self.has_places() { self.needs_all() } else { Err(StoreError::CountsOnly) }
    }

    /// Who and what is named.
    pub fn entities(&self) -> &Entities {
        &self.entities
    }

    /// The document `doc`.
    ///
    /// # Errors
    /// There is none, or it makes no sense.
    pub fn document(&self, doc: DocId) -> Result<Document, StoreError> {
        let error = malformed(Section::Documents);
        let (part, doc) = self.part_of(doc).ok_or(Malformed).map_err(error)?;
        part.documents.read(doc, &mut part.texts.reader()).map_err(error)
    }

    /// Reads one document after another; quick where they are neighbours.
    pub fn reader(&self) -> DocumentReader<'_> {
        DocumentReader { file: self, readers: self.parts.iter().map(|part| part.texts.reader()).collect() }
    }

    /// The mentions of `doc`, whose text is `text`, in order.
    ///
    /// # Errors
    /// They make no sense.
    pub fn mentions(&self, doc: DocId, text: &str) -> Result<Vec<LinkedMention>, StoreError> {
        let error = malformed(Section::Mentions);
        let (part, doc) = self.part_of(doc).ok_or(Malformed).map_err(error)?;
        part.mentions.read(doc, text, self.entities.len()).map_err(error)
    }

    /// The mentions as they were found, before any decision.
    ///
    /// # Errors
    /// They make no sense.
    pub fn found(&self) -> Result<FoundMentions<'_>, StoreError> {
        let parts = self.parts.iter().map(Part::found).collect::<Result<_, _>>();
        Ok(FoundMentions { file: self, parts: parts.map_err(malformed(Section::Found))? })
    }

    /// The document called `id`.
    pub fn find(&self, id: &str) -> Option<DocId> {
        let mut base = 0;
        for part in &self.parts {
            if let Some(doc) = part.documents.find(id) {
                return Some(base + doc);
            }
            base += part.documents();
        }
        None
    }

    /// The id of `doc`.
    ///
    /// # Errors
    /// There is none, or it makes no sense.
    pub fn id(&self, doc: DocId) -> Result<&str, StoreError> {
        let error = malformed(Section::Documents);
        let (part, doc) = self.part_of(doc).ok_or(Malformed).map_err(error)?;
        part.documents.id(doc).map_err(error)
    }

    /// The part that `doc` is in, and its number there.
    pub fn part_of(&self, doc: DocId) -> Option<(&Part, DocId)> {
        self.place(doc).map(|(number, doc)| (&self.parts[number], doc))
    }

    fn place(&self, mut doc: DocId) -> Option<(usize, DocId)> {
        for (number, part) in self.parts.iter().enumerate() {
            match doc.checked_sub(part.documents()) {
                None => return Some((number, doc)),
                Some(rest) => doc = rest,
            }
        }
        None
    }
}

/// Reads documents, and keeps the block of text it has unpacked last.
pub struct DocumentReader<'a> {
    file: &'a CorpusFile,
    readers: Vec<TextsReader<'a>>,
}

impl DocumentReader<'_> {
    /// The document `doc`.
    ///
    /// # Errors
    /// There is none, or it makes no sense.
    pub fn document(&mut self, doc: DocId) -> Result<Document, StoreError> {
        let error = malformed(Section::Documents);
        let (number, doc) = self.file.place(doc).ok_or(Malformed).map_err(error)?;
        self.file.parts[number].documents.read(doc, &mut self.readers[number]).map_err(error)
    }
}

/// The mentions of documents as they were found.
pub struct FoundMentions<'a> {
    file: &'a CorpusFile,
    /// For each part, the documents of it in which others are shown, ascending.
    parts: Vec<Vec<(DocId, Vec<Mention>)>>,
}

impl FoundMentions<'_> {
    /// Those of `doc`, whose text is `text`, in order.
    ///
    /// # Errors
    /// There is no such document, or they make no sense.
    pub fn of(&self, doc: DocId, text: &str) -> Result<Vec<Mention>, StoreError> {
        let (part, own) = self.file.place(doc).ok_or(Malformed).map_err(malformed(Section::Found))?;
        match self.parts[part].binary_search_by_key(&own, |found| found.0) {
            Ok(place) => {
                part::checked(self.parts[part][place].1.clone(), text).map_err(malformed(Section::Found))
            }
            Err(_) => Ok(self.file.mentions(doc, text)?.into_iter().map(|linked| linked.mention).collect()),
        }
    }
}

/// Where `written` stands as whole words, in documents counted over all drafts.
fn places_of(
    written: &str,
    drafts: &[Draft],
    opened: &[(Documents, Texts)],
    normalizer: &Normalizer,
) -> Vec<entity::Place> {
    let mut places = Vec::new();
    let mut base = 0;
    for (draft, (documents, texts)) in drafts.iter().zip(opened) {
        let segment = draft.segment();
        let mut reader = texts.reader();
        let docs = segment.documents_with(written, normalizer).into_iter();
        for doc in docs.filter(|&doc| doc < documents.len()) {
            let text = reader.read(documents.text_range(doc)).unwrap_or_default();
            let own = segment.places_of(written, doc, &text);
            places.extend(own.into_iter().map(|span| (base + doc as usize, span)));
        }
        base += draft.mentions.len();
    }
    places
}

/// What readers have decided in a file of this version.
fn read_curation(bytes: &[u8], version: u32) -> Result<Curation, StoreError> {
    let read =
        if version > WITHOUT_DECISIONS { curation::decode(bytes) } else { curation::decode_apart(bytes) };
    read.map_err(malformed(Section::Curation))
}

fn malformed(section: Section) -> impl Fn(Malformed) -> StoreError + Copy {
    move |Malformed| StoreError::Malformed { section }
}

/// What the terms and stems of an index depend on.
fn versions() -> Vec<u8> {
    crate::normalize::VERSION.to_le_bytes().to_vec()
}
