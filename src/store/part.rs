//! A part of a corpus: neighbouring documents, built and indexed on their own.

use super::columns::{Columns, ColumnsWriter};
use super::documents::{Documents, DocumentsWriter};
use super::mentions::{Entities, Mentions, Named};
use super::texts::{Texts, TextsWriter};
use super::{Section, found};
use crate::codec::Malformed;
use crate::corpus::{DocId, Document};
use crate::entity::{LinkedMention, Mention};
use crate::index::{Segment, SegmentBuilder, SegmentBytes};
use crate::shards::Body;

/// The documents of a part, their index, and who is named in them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    bytes: DocumentBytes,
    pub(super) documents: Documents,
    pub(super) texts: Texts,
    columns: Columns,
    segment: Segment,
    mention_bytes: MentionBytes,
    pub(super) mentions: Mentions,
    named: Named,
}

/// What a part holds of its documents but for the index.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct DocumentBytes {
    pub documents: Body,
    pub texts: Body,
    pub columns: Body,
}

/// What a part holds of its mentions.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct MentionBytes {
    pub mentions: Body,
    pub named: Body,
    pub found: Body,
}

impl DocumentBytes {
    fn open(&self) -> (Documents, Texts) {
        let texts = Texts::open(self.texts.clone()).expect("it was written or opened before");
        let documents = Documents::open(self.documents.clone(), texts.len());
        (documents.expect("it was written or opened before"), texts)
    }
}

impl Part {
    /// Opens the sections of a part, in the order of [`Section::OF_PART`]. What they say of its
    /// documents has to agree.
    pub(super) fn open(bytes: [Body; 13], entities: u32) -> Result<Self, (Section, Malformed)> {
        let [
            documents,
            texts,
            columns,
            mentions,
            named,
            lengths,
            terms,
            lists,
            stems,
            stem_lists,
            forms,
            forward,
            found,
        ] = bytes;
        let of = |section: Section| move |malformed| (section, malformed);
        let agrees = |section: Section, agrees: bool| if agrees { Ok(()) } else { Err((section, Malformed)) };
        let bytes = DocumentBytes { documents, texts, columns };
        let texts = Texts::open(bytes.texts.clone()).map_err(of(Section::Texts))?;
        let documents =
            Documents::open(bytes.documents.clone(), texts.len()).map_err(of(Section::Documents))?;
        let columns = bytes.columns.whole().and_then(Columns::open).map_err(of(Section::Columns))?;
        let segment = SegmentBytes { lengths, terms, lists, stems, stem_lists, forms, forward };
        let segment = Segment::open(segment).map_err(of(Section::Terms))?;
        let mention_bytes = MentionBytes { mentions, named, found };
        let mentions = Mentions::open(mention_bytes.mentions.clone()).map_err(of(Section::Mentions))?;
        let named = Named::open(mention_bytes.named.clone()).map_err(of(Section::Named))?;
        let count = documents.len() as usize;
        agrees(Section::Columns, columns.documents() == count)?;
        agrees(Section::Lengths, segment.documents() as usize == count)?;
        let tokens_of = if segment.has_places() { count } else { 0 };
        agrees(Section::Forward, segment.forward().documents() == tokens_of)?;
        agrees(Section::Mentions, mentions.documents() == count)?;
        agrees(Section::Named, named.entities() == entities as usize)?;
        Ok(Part { bytes, documents, texts, columns, segment, mention_bytes, mentions, named })
    }

    /// A part of bytes that were just written, or opened before.
    pub(super) fn assemble(bytes: DocumentBytes, segment: Segment, mention_bytes: MentionBytes) -> Part {
        let (documents, texts) = bytes.open();
        Part {
            columns: bytes.columns.whole().and_then(Columns::open).expect("it was written or opened before"),
            mentions: Mentions::open(mention_bytes.mentions.clone()).expect("it was just written"),
            named: Named::open(mention_bytes.named.clone()).expect("it was just written"),
            bytes,
            segment,
            documents,
            texts,
            mention_bytes,
        }
    }

    /// The sections, as they are written to a file.
    pub(super) fn sections(&self) -> impl Iterator<Item = (Section, &Body)> {
        let index = self.segment.bytes();
        let bytes: [&Body; 13] = [
            &self.bytes.documents,
            &self.bytes.texts,
            &self.bytes.columns,
            &self.mention_bytes.mentions,
            &self.mention_bytes.named,
            &index.lengths,
            &index.terms,
            &index.lists,
            &index.stems,
            &index.stem_lists,
            &index.forms,
            &index.forward,
            &self.mention_bytes.found,
        ];
        Section::OF_PART.into_iter().zip(bytes)
    }

    /// The part with its mentions as they were found.
    pub(super) fn draft(&self, entities: &Entities) -> Result<Draft, Malformed> {
        let mut mentions = Vec::with_capacity(self.documents() as usize);
        let mut found = self.found()?.into_iter().peekable();
        for (doc, text) in (0..).zip(self.documents.texts(&self.texts)) {
            mentions.push(match found.next_if(|found| found.0 == doc) {
                Some((_, found)) => checked(found, &text)?,
                None => {
                    let linked = self.mentions.read(doc, &text, entities.len())?;
                    linked.into_iter().map(|linked| linked.mention).collect()
                }
            });
        }
        Ok(Draft { bytes: self.bytes.clone(), segment: self.segment.clone(), mentions })
    }

    /// The documents in which something else was found than is shown, ascending, with what was found.
    pub(super) fn found(&self) -> Result<Vec<(DocId, Vec<Mention>)>, Malformed> {
        found::decode(&self.mention_bytes.found.whole()?)
    }

    /// The part with the entity `numbers[n]`, of `entities`, for each entity n.
    pub(super) fn renumbered(&self, numbers: &[u32], entities: usize) -> Result<Part, (Section, Malformed)> {
        let of = |section: Section| move |malformed| (section, malformed);
        let mentions = self.mentions.renumbered(numbers).map_err(of(Section::Mentions))?;
        let named = self.named.renumbered(numbers, entities).map_err(of(Section::Named))?;
        let found = self.mention_bytes.found.clone();
        let mention_bytes = MentionBytes { mentions: mentions.into(), named: named.into(), found };
        Ok(Part::assemble(self.bytes.clone(), self.segment.clone(), mention_bytes))
    }

    /// The number of documents.
    pub fn documents(&self) -> u32 {
        self.documents.len()
    }

    /// The number of bytes of all texts.
    pub fn text_bytes(&self) -> usize {
        self.texts.len()
    }

    pub fn segment(&self) -> &Segment {
        &self.segment
    }

    pub fn columns(&self) -> &Columns {
        &self.columns
    }

    /// Calls `visit` with the documents of this part that mention `entity`, ascending, and how
    /// often each does.
    ///
    /// # Errors
    /// The list makes no sense.
    pub fn each_naming(&self, entity: u32, mut visit: impl FnMut(DocId, u32)) -> Result<(), Malformed> {
        let documents = self.documents();
        let mut is_within = true;
        self.named.each(entity, |doc, mentions| match doc < documents {
            true => visit(doc, mentions),
            false => is_within = false,
        })?;
        if is_within { Ok(()) } else { Err(Malformed) }
    }
}

/// A part that still lacks who its mentions are of.
#[derive(Default)]
pub struct Draft {
    bytes: DocumentBytes,
    segment: Segment,
    pub(super) mentions: Vec<Vec<Mention>>,
}

impl Draft {
    pub(super) fn segment(&self) -> &Segment {
        &self.segment
    }

    pub(super) fn open(&self) -> (Documents, Texts) {
        self.bytes.open()
    }

    /// Puts in what is shown of each document; there are `entities` in all.
    pub(super) fn finish(self, shown: &[Vec<LinkedMention>], entities: usize) -> Part {
        let mention_bytes = MentionBytes {
            mentions: Mentions::encode(shown).into(),
            named: Named::encode(shown, entities).into(),
            found: found::encode(&self.mentions, shown).into(),
        };
        Part::assemble(self.bytes, self.segment, mention_bytes)
    }
}

/// Mentions that were kept of `text`, if they are of it.
pub(super) fn checked(mentions: Vec<Mention>, text: &str) -> Result<Vec<Mention>, Malformed> {
    let is_whole =
        |mention: &Mention| text.get(mention.span.range()).is_some_and(|mention| !mention.is_empty());
    if mentions.iter().all(is_whole) { Ok(mentions) } else { Err(Malformed) }
}

/// Takes documents one by one.
#[derive(Default)]
pub struct DraftBuilder {
    documents: DocumentsWriter,
    texts: TextsWriter,
    columns: ColumnsWriter,
    index: SegmentBuilder,
    mentions: Vec<Vec<Mention>>,
}

impl DraftBuilder {
    /// Adds a document and the mentions in it.
    pub fn add(&mut self, document: &Document, mentions: Vec<Mention>) {
        let text_end = self.texts.push(&document.text);
        self.documents.push(document, text_end);
        self.columns.push(document);
        self.index.add(document);
        self.mentions.push(mentions);
    }

    /// The number of documents.
    pub fn documents(&self) -> usize {
        self.mentions.len()
    }

    pub fn finish(self) -> Draft {
        let bytes = DocumentBytes {
            documents: self.documents.finish().into(),
            texts: self.texts.finish().into(),
            columns: self.columns.finish().into(),
        };
        Draft { bytes, segment: self.index.finish(), mentions: self.mentions }
    }
}
