//! Pieces of a corpus without what can be made again: for pages, which are small where they carry no index.
//! Opening one indexes it anew, which is quicker than unpacking an index; who is named is kept,
//! since finding names takes long.
//!
//! ```text
//! texts    = the texts of all documents, one after another
//! mentions = { mentions of the document varint } { gap varint } { bytes varint } { kind u8 }
//!            { entity varint } { name }
//! entity   = 0: one not met before, called as it is written here | 1: one not met before, whose name is
//!            among the names | the place plus two of one that was met
//! ```
//! The first number of each list is its length in bytes. Kinds are those of [`super::mentions`]. Where something else
//! was found than is shown, [`super::found`] has it.

use super::documents::{Documents, DocumentsWriter};
use super::mentions::Kind;
use super::part::checked;
use super::{CorpusFile, DraftBuilder, Entities, Part, Section, StoreError, found, malformed};
use crate::bytes::Bytes;
use crate::codec::{Malformed, Reader, put_text, put_varint};
use crate::corpus::Document;
use crate::entity::{Curation, Entity, Label, LinkedMention, Mention};
use crate::order;
use crate::span::Span;
use rustc_hash::FxHashMap;

/// The lists of the mentions.
const LISTS: usize = 6;

/// A code of an entity: not met before, and called as the mention is written.
const AS_WRITTEN: u32 = 0;
/// Not met before, with a name of its own.
const NAMED: u32 = 1;
/// Added to the place of an entity that was met.
const MET: u32 = 2;

/// How many bytes of text the first piece is worth: few, since it keeps its index, which takes the room of
/// twice as much text.
const FIRST_BYTES: usize = 1 << 19;

/// How many bytes each later piece is worth at least, and at most. Each can be opened by a worker of its own,
/// and each adds to the time of a query: so there are but a few, unless they would be larger than that.
const LEAST_BYTES: usize = 4 << 20;
const MOST_BYTES: usize = 32 << 20;
const FEW: usize = 4;

/// Behind how many bytes of text each piece but the last ends, where there are so many in all.
fn piece_ends(total: usize) -> Vec<usize> {
    let rest = total.saturating_sub(FIRST_BYTES);
    if rest < FIRST_BYTES {
        return Vec::new();
    }
    let later = (rest / LEAST_BYTES).clamp(1, FEW).max(rest.div_ceil(MOST_BYTES));
    (0..later).map(|piece| FIRST_BYTES + rest / later * piece).collect()
}

/// The sections of the pieces of a corpus: documents, texts, mentions, and what was found else, of each.
pub fn pack(file: &CorpusFile) -> Result<Vec<[Vec<u8>; 4]>, StoreError> {
    let total: usize = file.parts().iter().map(Part::text_bytes).sum();
    let ends = piece_ends(total);
    let mut pieces = Vec::with_capacity(ends.len() + 1);
    let mut packer = Packer::new(file.entities());
    let mut reader = file.reader();
    let found = file.found()?;
    let mut done = 0;
    for doc in 0..file.documents() {
        let document = reader.document(doc)?;
        let mentions = file.mentions(doc, &document.text)?;
        let found = found.of(doc, &document.text)?;
        packer.add(&document, mentions, found).map_err(malformed(Section::Entities))?;
        done += document.text.len();
        let is_full = ends.get(pieces.len()).is_some_and(|&end| done >= end);
        if is_full || doc + 1 == file.documents() {
            pieces.push(packer.finish());
            packer = Packer::new(file.entities());
        }
    }
    Ok(pieces)
}

struct Packer<'a> {
    entities: &'a Entities,
    documents: DocumentsWriter,
    texts: Vec<u8>,
    /// The places of the entities met so far.
    met: FxHashMap<u32, u32>,
    lists: [Vec<u8>; LISTS],
    shown: Vec<Vec<LinkedMention>>,
    found: Vec<Vec<Mention>>,
}

impl<'a> Packer<'a> {
    fn new(entities: &'a Entities) -> Self {
        Packer {
            entities,
            documents: DocumentsWriter::default(),
            texts: Vec::new(),
            met: FxHashMap::default(),
            lists: Default::default(),
            shown: Vec::new(),
            found: Vec::new(),
        }
    }

    fn add(
        &mut self,
        document: &Document,
        mentions: Vec<LinkedMention>,
        found: Vec<Mention>,
    ) -> Result<(), Malformed> {
        self.texts.extend_from_slice(document.text.as_bytes());
        self.documents.push(document, self.texts.len());
        let [counts, gaps, lengths, kinds, codes, names] = &mut self.lists;
        put_varint(counts, mentions.len() as u32);
        let mut end = 0;
        for LinkedMention { mention, entity, reason } in &mentions {
            put_varint(gaps, mention.span.start - end);
            put_varint(lengths, mention.span.end - mention.span.start);
            kinds.push(Kind { label: mention.label, reason: *reason }.encode());
            end = mention.span.end;
            let next = self.met.len() as u32;
            if let Some(place) = self.met.get(entity) {
                put_varint(codes, place + MET);
                continue;
            }
            self.met.insert(*entity, next);
            let (label, name) = self.entities.get(*entity)?;
            if (label, name) == (mention.label, mention.span.of(&document.text)) {
                put_varint(codes, AS_WRITTEN);
            } else {
                put_varint(codes, NAMED);
                names.push(label.index());
                put_text(names, name);
            }
        }
        self.shown.push(mentions);
        self.found.push(found);
        Ok(())
    }

    fn finish(self) -> [Vec<u8>; 4] {
        let mut mentions = Vec::new();
        for list in self.lists {
            put_varint(&mut mentions, list.len() as u32);
            mentions.extend(list);
        }
        [self.documents.finish(), self.texts, mentions, found::encode(&self.found, &self.shown)]
    }
}

/// The corpus of one part that was packed.
pub fn unpack(
    documents: Bytes,
    texts: &Bytes,
    mentions: &Bytes,
    found: &[u8],
    curation: Curation,
) -> Result<CorpusFile, StoreError> {
    let documents =
        Documents::open(documents.into(), texts.len()).map_err(malformed(Section::PackedDocuments))?;
    let mut unpacker = Unpacker::new(mentions).map_err(malformed(Section::PackedMentions))?;
    let mut builder = DraftBuilder::default();
    let mut shown = Vec::with_capacity(documents.len() as usize);
    let found = found::decode(found).map_err(malformed(Section::Found))?;
    let mut found = found.into_iter().peekable();
    for doc in 0..documents.len() {
        let text = texts.get(documents.text_range(doc)).and_then(|text| str::from_utf8(text).ok());
        let text = text.ok_or(StoreError::Malformed { section: Section::PackedTexts })?;
        let document =
            documents.read_with(doc, text.to_owned()).map_err(malformed(Section::PackedDocuments))?;
        let linked = unpacker.read(&document).map_err(malformed(Section::PackedMentions))?;
        let mentions = match found.next_if(|found| found.0 == doc) {
            Some((_, found)) => checked(found, &document.text).map_err(malformed(Section::Found))?,
            None => linked.iter().map(|linked| linked.mention).collect(),
        };
        builder.add(&document, mentions);
        shown.push(linked);
    }
    let entities = unpacker.finish(&mut shown).map_err(malformed(Section::PackedMentions))?;
    Ok(CorpusFile::of_linked(builder.finish(), &shown, &entities, curation))
}

struct Unpacker<'a> {
    lists: [Reader<'a>; LISTS],
    met: Vec<Entity>,
}

impl<'a> Unpacker<'a> {
    fn new(bytes: &'a [u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        let mut lists: [Reader; LISTS] = Default::default();
        for list in &mut lists {
            let length = reader.varint()?;
            *list = Reader::new(reader.take(length as usize)?);
        }
        if reader.is_at_end() { Ok(Unpacker { lists, met: Vec::new() }) } else { Err(Malformed) }
    }

    /// The mentions of the next document, with entities by the order they are met in.
    fn read(&mut self, document: &Document) -> Result<Vec<LinkedMention>, Malformed> {
        let [counts, gaps, lengths, kinds, codes, names] = &mut self.lists;
        let mut mentions = Vec::new();
        let mut end = 0u32;
        for _ in 0..counts.varint()? {
            let start = end.checked_add(gaps.varint()?).ok_or(Malformed)?;
            end = start.checked_add(lengths.varint()?).ok_or(Malformed)?;
            let written = document.text.get(start as usize..end as usize).filter(|text| !text.is_empty());
            let written = written.ok_or(Malformed)?;
            let Kind { label, reason } = Kind::decode(kinds.byte()?)?;
            let met = self.met.len() as u32;
            let entity = match codes.varint()? {
                AS_WRITTEN => {
                    self.met.push(Entity { label, name: written.to_owned() });
                    met
                }
                NAMED => {
                    let label = Label::from_index(names.byte()?).ok_or(Malformed)?;
                    self.met.push(Entity { label, name: names.text()?.to_owned() });
                    met
                }
                place => Some(place - MET).filter(|&place| place < met).ok_or(Malformed)?,
            };
            let mention = Mention { span: Span { start, end }, label };
            mentions.push(LinkedMention { mention, entity, reason });
        }
        Ok(mentions)
    }

    /// The entities in their order, each once; `linked` is made to count by that.
    fn finish(self, linked: &mut [Vec<LinkedMention>]) -> Result<Vec<Entity>, Malformed> {
        if !self.lists.iter().all(Reader::is_at_end) {
            return Err(Malformed);
        }
        let order = order::of(self.met.len(), &|a, b| self.met[a].cmp(&self.met[b]));
        let mut numbers = vec![0; order.len()];
        let mut entities: Vec<Entity> = Vec::with_capacity(order.len());
        let mut met = self.met;
        for place in order {
            let Entity { label, name } = &mut met[place];
            let entity = Entity { label: *label, name: std::mem::take(name) };
            if entities.last() != Some(&entity) {
                entities.push(entity);
            }
            numbers[place] = entities.len() as u32 - 1;
        }
        linked.iter_mut().flatten().for_each(|link| link.entity = numbers[link.entity as usize]);
        Ok(entities)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_piece_is_small_and_the_others_are_alike() {
        let cases: [(usize, &[usize]); 6] = [
            (0, &[0]),
            (900, &[900]),
            (1024, &[512, 512]),
            (512 + 4 * 6000, &[512, 6000, 6000, 6000, 6000]),
            (512 + 4 * 32768, &[512, 32768, 32768, 32768, 32768]),
            (512 + 5 * 32000, &[512, 32000, 32000, 32000, 32000, 32000]),
        ];
        for (kibibytes, expected) in cases {
            let ends = [&piece_ends(kibibytes << 10)[..], &[kibibytes << 10]].concat();
            let starts = [&[0], &ends[..]].concat();
            let sizes: Vec<usize> =
                starts.iter().zip(&ends).map(|(start, end)| (end - start) >> 10).collect();
            assert_eq!(sizes, expected);
        }
    }
}
