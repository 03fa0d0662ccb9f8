//! Files of format version 1: three sections, with one checksum each. Documents and
//! mentions are taken over; the index is made anew.
//!
//! ```text
//! offset  bytes
//!      0     24   as in version 2
//!     24   24 n   sections: kind u32, CRC-32 u32, offset u64, length u64
//!              4   CRC-32 of everything above
//! documents   = documents varint, { id, title, flag u8, [ date ], [ author ], [ source ], [ url ],
//!               fields, text, blocks }
//! annotations = entities varint, { label u8, name }, for each document: mentions
//! ```

use super::documents::{read_blocks, read_fields};
use super::{CorpusFile, DraftBuilder, Section, StoreError, malformed};
use crate::codec::{Malformed, Reader};
use crate::corpus::{Date, Document};
use crate::entity::{Curation, Label, Mention};
use crate::language::Language;
use crate::span::Span;
use std::collections::HashSet;

const HEADER: usize = 24;
const ROW: usize = 24;
const SECTIONS: usize = 3;

pub fn decode(bytes: &[u8]) -> Result<CorpusFile, StoreError> {
    let [documents, _, annotations] = sections(bytes)?;
    let documents = read_documents(&mut Reader::new(documents)).map_err(malformed(Section::Documents))?;
    let mentions = read_annotations(&mut Reader::new(annotations), &documents);
    let mentions = mentions.map_err(malformed(Section::Mentions))?;
    let mut builder = DraftBuilder::default();
    for (document, mentions) in documents.iter().zip(mentions) {
        builder.add(document, mentions);
    }
    Ok(CorpusFile::link(vec![builder.finish()], Curation::default()))
}

fn sections(bytes: &[u8]) -> Result<[&[u8]; SECTIONS], StoreError> {
    let head = |Malformed| StoreError::Head;
    let (header, rest) = bytes.split_at_checked(HEADER + ROW * SECTIONS).ok_or(StoreError::Head)?;
    let mut reader = Reader::new(&header[12..]);
    let count = reader.u32().map_err(head)? as usize;
    let length = reader.u64().map_err(head)?;
    if length != bytes.len() as u64 {
        return Err(StoreError::Length { expected: length, found: bytes.len() as u64 });
    }
    if count != SECTIONS || Reader::new(rest).u32().map_err(head)? != crc32fast::hash(header) {
        return Err(StoreError::Head);
    }
    let mut found = [&bytes[..0]; SECTIONS];
    for section in &mut found {
        let _kind = reader.u32().map_err(head)?;
        let checksum = reader.u32().map_err(head)?;
        let (from, length) = (reader.u64().map_err(head)?, reader.u64().map_err(head)?);
        let to = from.checked_add(length).ok_or(StoreError::Head)?;
        if to > bytes.len() as u64 {
            return Err(StoreError::Head);
        }
        *section = &bytes[from as usize..to as usize];
        if crc32fast::hash(section) != checksum {
            return Err(StoreError::Page { from, to });
        }
    }
    Ok(found)
}

fn read_documents(reader: &mut Reader) -> Result<Vec<Document>, Malformed> {
    let count = reader.count(10)?;
    let documents: Vec<Document> = (0..count).map(|_| read_document(reader)).collect::<Result<_, _>>()?;
    let ids: HashSet<&str> = documents.iter().map(|document| document.id.as_str()).collect();
    if ids.len() == documents.len() && reader.is_at_end() { Ok(documents) } else { Err(Malformed) }
}

fn read_document(reader: &mut Reader) -> Result<Document, Malformed> {
    let id = reader.text()?.to_owned();
    let title = reader.text()?.to_owned();
    let title_is_first_sentence = reader.byte()? == 1;
    let date = match reader.optional_text()? {
        Some(date) => Some(Date::parse_iso(date).ok_or(Malformed)?),
        None => None,
    };
    let mut optional = || reader.optional_text().map(|text| text.map(str::to_owned));
    let (author, source, url) = (optional()?, optional()?, optional()?);
    let fields = read_fields(reader)?;
    let text = reader.text()?.to_owned();
    let blocks = read_blocks(reader, &text)?;
    let language = Language::detect(&text).unwrap_or(Language::English);
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
        origins: Vec::new(),
        text,
        blocks,
    })
}

fn read_annotations(reader: &mut Reader, documents: &[Document]) -> Result<Vec<Vec<Mention>>, Malformed> {
    for _ in 0..reader.count(2)? {
        reader.byte()?;
        reader.text()?;
    }
    documents.iter().map(|document| read_mentions(reader, &document.text)).collect()
}

fn read_mentions(reader: &mut Reader, text: &str) -> Result<Vec<Mention>, Malformed> {
    let count = reader.count(4)?;
    let mut mentions = Vec::with_capacity(count);
    let mut end = 0u32;
    for _ in 0..count {
        let start = end.checked_add(reader.varint()?).ok_or(Malformed)?;
        end = start.checked_add(reader.varint()?).ok_or(Malformed)?;
        let _entity = reader.varint()?;
        let label = Label::from_index(reader.byte()?).ok_or(Malformed)?;
        text.get(start as usize..end as usize).filter(|mention| !mention.is_empty()).ok_or(Malformed)?;
        mentions.push(Mention { span: Span { start, end }, label });
    }
    Ok(mentions)
}
