//! Who and what is named: the entities, the mentions of each document, and the documents
//! of each entity.
//!
//! ```text
//! entities = entities u32, { end u32 } { label u8, name }
//! mentions = documents u32, { end u32 } { count varint, { gap varint, bytes varint, entity varint, kind u8 } }
//! kind     = label + 16 * reason (in version 2: label)
//! named    = entities u32, { end u32 } { distance of documents varint, mentions varint }
//! ```

use crate::codec::{Malformed, Reader, put_varint};
use crate::corpus::DocId;
use crate::entity::{Entity, Label, LinkedMention, Mention, Reason};
use crate::index::END;
use crate::shards::Body;
use crate::span::Span;
use std::ops::Range;

/// Labels and reasons share a byte.
const LABELS: u8 = 16;
const _: () = assert!(Label::ALL.len() <= LABELS as usize && Reason::ALL.len() <= LABELS as usize);

/// What a mention is, in one byte.
pub(super) struct Kind {
    pub label: Label,
    pub reason: Reason,
}

impl Kind {
    pub fn encode(&self) -> u8 {
        self.label.index() + LABELS * self.reason.index()
    }

    pub fn decode(byte: u8) -> Result<Self, Malformed> {
        let label = Label::from_index(byte % LABELS).ok_or(Malformed)?;
        Ok(Kind { label, reason: Reason::from_index(byte / LABELS).ok_or(Malformed)? })
    }
}

/// The bytes of a table before its ends.
const HEAD: usize = 4;

/// Entries of any length, found by number.
#[derive(Clone, Debug, Default, PartialEq)]
struct Table {
    bytes: Body,
    len: usize,
}

impl Table {
    fn encode(entries: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
        let mut packed = Vec::new();
        let mut ends = Vec::new();
        for mut entry in entries {
            packed.append(&mut entry);
            ends.push(packed.len() as u32);
        }
        let mut bytes = (ends.len() as u32).to_le_bytes().to_vec();
        bytes.extend(ends.iter().flat_map(|end| end.to_le_bytes()));
        bytes.append(&mut packed);
        bytes
    }

    fn open(bytes: Body) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes.head());
        let len = reader.u32()? as usize;
        let ends = reader.take(len.checked_mul(4).ok_or(Malformed)?)?.as_chunks::<4>().0;
        let ascend = ends.is_sorted_by_key(|&end| u32::from_le_bytes(end));
        let end = ends.last().map_or(0, |&end| u32::from_le_bytes(end) as usize);
        let is_whole = HEAD + 4 * len + end == bytes.len();
        if ascend && is_whole { Ok(Table { bytes, len }) } else { Err(Malformed) }
    }

    fn get(&self, number: usize) -> Result<Reader<'_>, Malformed> {
        if number >= self.len {
            return Err(Malformed);
        }
        self.bytes.get(self.end_of(number)..self.end_of(number + 1)).map(Reader::new)
    }

    /// Where the first `entries` end.
    fn end_of(&self, entries: usize) -> usize {
        let ends = self.bytes.head().get(HEAD..).unwrap_or_default().as_chunks::<4>().0;
        HEAD + 4 * self.len + entries.checked_sub(1).map_or(0, |last| u32::from_le_bytes(ends[last]) as usize)
    }
}

/// The entities of a corpus, sorted by label, then name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entities(Table);

impl Entities {
    pub(super) fn encode(entities: &[Entity]) -> Vec<u8> {
        Entities::encode_pairs(entities.iter().map(|entity| (entity.label, entity.name.as_str())))
    }

    /// Of labels and names, sorted.
    pub(super) fn encode_pairs<'a>(entities: impl Iterator<Item = (Label, &'a str)>) -> Vec<u8> {
        Table::encode(entities.map(|(label, name)| [&[label.index()], name.as_bytes()].concat()))
    }

    pub(super) fn open(bytes: Body) -> Result<Self, Malformed> {
        Table::open(bytes).map(Entities)
    }

    pub fn len(&self) -> u32 {
        self.0.len as u32
    }

    pub fn is_empty(&self) -> bool {
        self.0.len == 0
    }

    /// The label and the name of an entity.
    pub fn get(&self, entity: u32) -> Result<(Label, &str), Malformed> {
        let mut reader = self.0.get(entity as usize)?;
        let label = Label::from_index(reader.byte()?).ok_or(Malformed)?;
        let name = reader.take(reader.left())?;
        Ok((label, str::from_utf8(name).map_err(|_| Malformed)?))
    }

    /// The labels and names of all, which are sorted.
    pub(super) fn all(&self) -> Result<Vec<(Label, &str)>, Malformed> {
        let all: Vec<(Label, &str)> =
            (0..self.len()).map(|entity| self.get(entity)).collect::<Result<_, _>>()?;
        if all.is_sorted_by(|one, next| one < next) { Ok(all) } else { Err(Malformed) }
    }

    /// The number of the entity with this label and name.
    pub fn find(&self, label: Label, name: &str) -> Option<u32> {
        let place = self.first(|entity| entity >= (label, name)).ok()?;
        (self.get(place) == Ok((label, name))).then_some(place)
    }

    /// The numbers of the entities with this label.
    pub fn with_label(&self, label: Label) -> Result<Range<u32>, Malformed> {
        Ok(self.first(|entity| entity.0 >= label)?..self.first(|entity| entity.0 > label)?)
    }

    /// The first of which `is_true`, as it is of all behind it.
    fn first(&self, is_true: impl Fn((Label, &str)) -> bool) -> Result<u32, Malformed> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = (low + high) / 2;
            if is_true(self.get(middle)?) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        Ok(low)
    }
}

/// The mentions of the documents of a part.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Mentions(Table);

impl Mentions {
    /// For each document its mentions, ascending and apart.
    pub fn encode(of_documents: &[Vec<LinkedMention>]) -> Vec<u8> {
        Table::encode(of_documents.iter().map(|mentions| {
            let mut out = Vec::new();
            put_varint(&mut out, mentions.len() as u32);
            let mut end = 0;
            for LinkedMention { mention, entity, reason } in mentions {
                put_varint(&mut out, mention.span.start - end);
                put_varint(&mut out, mention.span.end - mention.span.start);
                put_varint(&mut out, *entity);
                out.push(Kind { label: mention.label, reason: *reason }.encode());
                end = mention.span.end;
            }
            out
        }))
    }

    pub fn open(bytes: Body) -> Result<Self, Malformed> {
        Table::open(bytes).map(Mentions)
    }

    /// Where, in the bytes of the section, the mentions of the first `documents` end.
    pub fn end_of(&self, documents: u32) -> usize {
        self.0.end_of(documents as usize)
    }

    pub fn documents(&self) -> usize {
        self.0.len
    }

    /// The mentions of `doc`, whose text is `text`; there are `entities` entities.
    pub fn read(&self, doc: DocId, text: &str, entities: u32) -> Result<Vec<LinkedMention>, Malformed> {
        let mut reader = self.0.get(doc as usize)?;
        let count = reader.count(4)?;
        let mut mentions = Vec::with_capacity(count);
        let mut end = 0u32;
        for _ in 0..count {
            let start = end.checked_add(reader.varint()?).ok_or(Malformed)?;
            end = start.checked_add(reader.varint()?).ok_or(Malformed)?;
            let entity = reader.varint()?;
            let Kind { label, reason } = Kind::decode(reader.byte()?)?;
            let is_whole = text.get(start as usize..end as usize).is_some_and(|mention| !mention.is_empty());
            if !is_whole || entity >= entities {
                return Err(Malformed);
            }
            let mention = Mention { span: Span { start, end }, label };
            mentions.push(LinkedMention { mention, entity, reason });
        }
        Ok(mentions)
    }
}

impl Mentions {
    /// The same with the entity `numbers[n]` for each entity n.
    pub fn renumbered(&self, numbers: &[u32]) -> Result<Vec<u8>, Malformed> {
        let entry = |doc: usize| {
            let mut reader = self.0.get(doc)?;
            let count = reader.count(4)?;
            let mut out = Vec::with_capacity(reader.left() + count);
            put_varint(&mut out, count as u32);
            for _ in 0..count {
                put_varint(&mut out, reader.varint()?);
                put_varint(&mut out, reader.varint()?);
                put_varint(&mut out, *numbers.get(reader.varint()? as usize).ok_or(Malformed)?);
                out.push(reader.byte()?);
            }
            Ok(out)
        };
        let entries: Vec<Vec<u8>> = (0..self.documents()).map(entry).collect::<Result<_, _>>()?;
        Ok(Table::encode(entries.into_iter()))
    }
}

/// The documents of a part that mention each entity.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Named(Table);

impl Named {
    /// For each document its mentions; there are `count` entities.
    pub fn encode(of_documents: &[Vec<LinkedMention>], count: usize) -> Vec<u8> {
        let mut lists: Vec<Vec<(DocId, u32)>> = vec![Vec::new(); count];
        for (doc, mentions) in (0..).zip(of_documents) {
            for &LinkedMention { entity, .. } in mentions {
                match lists[entity as usize].last_mut() {
                    Some((last, mentions)) if *last == doc => *mentions += 1,
                    _ => lists[entity as usize].push((doc, 1)),
                }
            }
        }
        Named::encode_lists(&lists)
    }

    /// For each entity its documents, and how often each mentions it.
    pub fn encode_lists(lists: &[Vec<(DocId, u32)>]) -> Vec<u8> {
        Table::encode(lists.iter().map(|list| {
            let mut out = Vec::new();
            let mut next = 0;
            for &(doc, mentions) in list {
                put_varint(&mut out, doc - next);
                put_varint(&mut out, mentions);
                next = doc + 1;
            }
            out
        }))
    }

    pub fn open(bytes: Body) -> Result<Self, Malformed> {
        Table::open(bytes).map(Named)
    }

    /// The same with the entity `numbers[n]`, of `entities`, for each entity n.
    pub fn renumbered(&self, numbers: &[u32], entities: usize) -> Result<Vec<u8>, Malformed> {
        let mut lists: Vec<&[u8]> = vec![&[]; entities];
        for (entity, &number) in numbers.iter().enumerate() {
            let mut list = self.0.get(entity)?;
            lists[number as usize] = list.take(list.left())?;
        }
        Ok(Table::encode(lists.into_iter().map(<[u8]>::to_vec)))
    }

    pub fn entities(&self) -> usize {
        self.0.len
    }

    /// Calls `visit` with the documents that mention `entity`, ascending, and how often each does.
    pub fn each(&self, entity: u32, mut visit: impl FnMut(DocId, u32)) -> Result<(), Malformed> {
        let mut reader = self.0.get(entity as usize)?;
        let mut next = 0u32;
        while !reader.is_at_end() {
            let doc = next.checked_add(reader.varint()?).filter(|&doc| doc < END).ok_or(Malformed)?;
            visit(doc, reader.varint()?);
            next = doc + 1;
        }
        Ok(())
    }
}
