//! What is known of each document but for its text: fields and blocks.
//!
//! ```text
//! documents = documents u32, { end of the record u32, end of the text u32, by id u32 } { record }
//! record    = id, title, flags u8, [ date ] [ author ] [ source ] [ url ], language u8,
//!             fields varint, { name, value }, blocks varint, { kind u8, gap varint, bytes varint },
//!             origins varint, { fact u8, rule u8, [ place ], [ start varint, bytes varint ] }
//! ```
//! A rule of 0 is followed by where the source has it; 128 is added where a line of the text follows.
//! Before version 4 there were no origins.
//! `by id` lists the documents in the order of their ids.

use super::texts::{Texts, TextsReader};
use crate::codec::{Malformed, Reader, put_text, put_varint};
use crate::corpus::{Block, BlockKind, Date, DocId, Document};
use crate::language::Language;
use crate::order;
use crate::origin::{Fact, Origin, Rule};
use crate::shards::Body;
use crate::span::Span;
use std::ops::Range;

const KINDS: [BlockKind; 5] =
    [BlockKind::Title, BlockKind::Meta, BlockKind::Paragraph, BlockKind::Furniture, BlockKind::Restored];

/// Added to the number of a rule where a line of the text follows.
const IN_TEXT: u8 = 128;

const TITLE_IS_FIRST_SENTENCE: u8 = 1;
const HAS_DATE: u8 = 2;
const HAS_AUTHOR: u8 = 4;
const HAS_SOURCE: u8 = 8;
const HAS_URL: u8 = 16;

const HEAD: usize = 4;
const ROW: usize = 12;

/// Takes documents one by one.
#[derive(Default)]
pub(super) struct DocumentsWriter {
    ids: Vec<String>,
    ends: Vec<(u32, u32)>,
    records: Vec<u8>,
}

impl DocumentsWriter {
    /// Appends what is known of `document`, whose text ends at `text_end` among all texts.
    pub fn push(&mut self, document: &Document, text_end: usize) {
        put_record(&mut self.records, document);
        self.ids.push(document.id.clone());
        self.ends.push((self.records.len() as u32, text_end as u32));
    }

    pub fn finish(mut self) -> Vec<u8> {
        let by_id = order::of(self.ids.len(), &|a, b| self.ids[a].cmp(&self.ids[b]));
        let mut bytes = (self.ids.len() as u32).to_le_bytes().to_vec();
        for ((record, text), doc) in self.ends.into_iter().zip(by_id) {
            bytes.extend([record, text, doc as u32].iter().flat_map(|number| number.to_le_bytes()));
        }
        bytes.append(&mut self.records);
        bytes
    }
}

fn put_record(out: &mut Vec<u8>, document: &Document) {
    let date = document.date.map(|date| date.to_string());
    let optional = [
        (HAS_DATE, date.as_deref()),
        (HAS_AUTHOR, document.author.as_deref()),
        (HAS_SOURCE, document.source.as_deref()),
        (HAS_URL, document.url.as_deref()),
    ];
    let given = optional.iter().filter(|(_, text)| text.is_some());
    let flags = given.fold(u8::from(document.title_is_first_sentence), |flags, (flag, _)| flags | flag);
    put_text(out, &document.id);
    put_text(out, &document.title);
    out.push(flags);
    optional.iter().filter_map(|(_, text)| *text).for_each(|text| put_text(out, text));
    out.push(document.language.index());
    put_varint(out, document.fields.len() as u32);
    for (name, value) in &document.fields {
        put_text(out, name);
        put_text(out, value);
    }
    put_varint(out, document.blocks.len() as u32);
    let mut end = 0;
    for block in &document.blocks {
        out.push(block.kind as u8);
        put_varint(out, block.span.start - end);
        put_varint(out, block.span.end - block.span.start);
        end = block.span.end;
    }
    put_varint(out, document.origins.len() as u32);
    document.origins.iter().for_each(|origin| put_origin(out, origin));
}

fn put_origin(out: &mut Vec<u8>, Origin { fact, rule, span }: &Origin) {
    out.push(*fact as u8);
    let number = Rule::OF_CLEANING.iter().position(|known| known == rule).map_or(0, |at| at as u8 + 1);
    out.push(number + if span.is_some() { IN_TEXT } else { 0 });
    if let Rule::Given(place) = rule {
        put_text(out, place);
    }
    if let Some(span) = span {
        put_varint(out, span.start);
        put_varint(out, span.end - span.start);
    }
}

/// The documents of a part.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Documents {
    bytes: Body,
    len: u32,
}

impl Documents {
    /// Opens what a [`DocumentsWriter`] finished, and checks its table against the bytes of all texts.
    pub fn open(bytes: Body, text_bytes: usize) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes.head());
        let len = reader.u32()?;
        let table = reader.take((len as usize).checked_mul(ROW).ok_or(Malformed)?)?;
        let mut last = [0; 2];
        for row in table.as_chunks::<ROW>().0 {
            let [record, text, by_id] = numbers(row);
            if record < last[0] || text < last[1] || by_id >= len {
                return Err(Malformed);
            }
            last = [record, text];
        }
        let is_whole = HEAD + table.len() + last[0] as usize == bytes.len() && last[1] as usize == text_bytes;
        if is_whole { Ok(Documents { bytes, len }) } else { Err(Malformed) }
    }

    pub fn len(&self) -> u32 {
        self.len
    }

    /// The document `doc`, with its text out of `texts`.
    pub fn read(&self, doc: DocId, texts: &mut TextsReader) -> Result<Document, Malformed> {
        if doc >= self.len {
            return Err(Malformed);
        }
        self.read_with(doc, texts.read(self.text_range(doc))?)
    }

    /// The document `doc`, which there is, with this text.
    pub fn read_with(&self, doc: DocId, text: String) -> Result<Document, Malformed> {
        read_record(&mut self.record(doc)?, text)
    }

    /// Where the text of `doc`, which there is, lies among all texts.
    pub fn text_range(&self, doc: DocId) -> Range<usize> {
        let start = doc.checked_sub(1).map_or(0, |before| self.row(before)[1]);
        start as usize..self.row(doc)[1] as usize
    }

    /// The text of each document; nothing for one that makes no sense.
    pub fn texts<'a>(&'a self, texts: &'a Texts) -> impl Iterator<Item = String> + Clone + 'a {
        let mut reader = texts.reader();
        (0..self.len).map(move |doc| reader.read(self.text_range(doc)).unwrap_or_default())
    }

    /// The id of `doc`.
    pub fn id(&self, doc: DocId) -> Result<&str, Malformed> {
        self.record(doc)?.text()
    }

    /// The document called `id`.
    pub fn find(&self, id: &str) -> Option<DocId> {
        let (mut low, mut high) = (0, self.len);
        while low < high {
            let middle = (low + high) / 2;
            let doc = self.row(middle)[2];
            match self.id(doc).unwrap_or_default().cmp(id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(doc),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    fn record(&self, doc: DocId) -> Result<Reader<'_>, Malformed> {
        self.bytes.get(self.end_of(doc)..self.end_of(doc + 1)).map(Reader::new)
    }

    /// Where, in the bytes of the section, the records of the first `documents` end.
    pub fn end_of(&self, documents: u32) -> usize {
        let end = documents.checked_sub(1).map_or(0, |last| self.row(last)[0]);
        HEAD + self.len as usize * ROW + end as usize
    }

    fn row(&self, doc: DocId) -> [u32; 3] {
        let at = HEAD + doc as usize * ROW;
        numbers(self.bytes.head()[at..].first_chunk().expect("the table was checked when this was opened"))
    }
}

fn numbers(row: &[u8; ROW]) -> [u32; 3] {
    let words = row.as_chunks::<4>().0;
    [0, 1, 2].map(|nth| u32::from_le_bytes(words[nth]))
}

fn read_record(reader: &mut Reader, text: String) -> Result<Document, Malformed> {
    let id = reader.text()?.to_owned();
    let title = reader.text()?.to_owned();
    let flags = reader.byte()?;
    let mut optional = |flag: u8| match flags & flag {
        0 => Ok(None),
        _ => reader.text().map(|text| Some(text.to_owned())),
    };
    let date = match optional(HAS_DATE)? {
        Some(date) => Some(Date::parse_iso(&date).ok_or(Malformed)?),
        None => None,
    };
    let (author, source, url) = (optional(HAS_AUTHOR)?, optional(HAS_SOURCE)?, optional(HAS_URL)?);
    let language = Language::from_index(reader.byte()?).ok_or(Malformed)?;
    let fields = read_fields(reader)?;
    let blocks = read_blocks(reader, &text)?;
    let origins = if reader.is_at_end() { Vec::new() } else { read_origins(reader, &text)? };
    let title_is_first_sentence = flags & TITLE_IS_FIRST_SENTENCE != 0;
    if !reader.is_at_end() {
        return Err(Malformed);
    }
    Ok(Document {
        id,
        title,
        title_is_first_sentence,
        date,
        author,
        source,
        url,
        language,
        fields,
        origins,
        text,
        blocks,
    })
}

fn read_origins(reader: &mut Reader, text: &str) -> Result<Vec<Origin>, Malformed> {
    let count = reader.count(2)?;
    (0..count).map(|_| read_origin(reader, text)).collect()
}

fn read_origin(reader: &mut Reader, text: &str) -> Result<Origin, Malformed> {
    let fact = *Fact::ALL.get(usize::from(reader.byte()?)).ok_or(Malformed)?;
    let number = reader.byte()?;
    let rule = match usize::from(number % IN_TEXT).checked_sub(1) {
        None => Rule::Given(reader.text()?.to_owned()),
        Some(at) => Rule::OF_CLEANING.get(at).cloned().ok_or(Malformed)?,
    };
    let span = match number / IN_TEXT {
        0 => None,
        _ => {
            let start = reader.varint()?;
            let end = start.checked_add(reader.varint()?).ok_or(Malformed)?;
            text.get(start as usize..end as usize).ok_or(Malformed)?;
            Some(Span { start, end })
        }
    };
    Ok(Origin { fact, rule, span })
}

/// Names and values.
pub(super) fn read_fields(reader: &mut Reader) -> Result<Vec<(String, String)>, Malformed> {
    let count = reader.count(2)?;
    (0..count).map(|_| Ok((reader.text()?.to_owned(), reader.text()?.to_owned()))).collect()
}

pub(super) fn read_blocks(reader: &mut Reader, text: &str) -> Result<Vec<Block>, Malformed> {
    let count = reader.count(3)?;
    let mut blocks = Vec::with_capacity(count);
    let mut end = 0u32;
    for _ in 0..count {
        let kind = *KINDS.get(reader.byte()? as usize).ok_or(Malformed)?;
        let start = end.checked_add(reader.varint()?).ok_or(Malformed)?;
        end = start.checked_add(reader.varint()?).ok_or(Malformed)?;
        let whole = text.get(start as usize..end as usize).is_some_and(|block| !block.is_empty());
        if !whole {
            return Err(Malformed);
        }
        blocks.push(Block { kind, span: Span { start, end } });
    }
    Ok(blocks)
}
