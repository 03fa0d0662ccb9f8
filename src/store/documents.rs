//! The section of the documents: each with its fields, its text and its blocks.

use crate::codec::{Malformed, Reader, put_optional_text, put_text, put_varint};
use crate::corpus::{Block, BlockKind, Corpus, Date, Document};
use crate::span::Span;
use std::collections::HashSet;

const KINDS: [BlockKind; 4] = [BlockKind::Title, BlockKind::Meta, BlockKind::Paragraph, BlockKind::Furniture];

pub(super) fn encode(corpus: &Corpus, out: &mut Vec<u8>) {
    put_varint(out, corpus.documents.len() as u32);
    for document in &corpus.documents {
        put_text(out, &document.id);
        put_text(out, &document.title);
        out.push(document.title_is_first_sentence as u8);
        put_optional_text(out, document.date.map(|date| date.to_string()).as_deref());
        put_optional_text(out, document.author.as_deref());
        put_optional_text(out, document.source.as_deref());
        put_optional_text(out, document.url.as_deref());
        put_varint(out, document.fields.len() as u32);
        for (name, value) in &document.fields {
            put_text(out, name);
            put_text(out, value);
        }
        put_text(out, &document.text);
        put_varint(out, document.blocks.len() as u32);
        let mut end = 0;
        for block in &document.blocks {
            out.push(block.kind as u8);
            put_varint(out, block.span.start - end);
            put_varint(out, block.span.end - block.span.start);
            end = block.span.end;
        }
    }
}

pub(super) fn decode(bytes: &[u8]) -> Result<Corpus, Malformed> {
    let mut reader = Reader::new(bytes);
    let count = reader.count(10)?;
    let documents: Vec<Document> =
        (0..count).map(|_| decode_document(&mut reader)).collect::<Result<_, _>>()?;
    let ids: HashSet<&str> = documents.iter().map(|document| document.id.as_str()).collect();
    if ids.len() == documents.len() && reader.is_at_end() { Ok(Corpus { documents }) } else { Err(Malformed) }
}

fn decode_document(reader: &mut Reader) -> Result<Document, Malformed> {
    let id = reader.text()?.to_owned();
    let title = reader.text()?.to_owned();
    let title_is_first_sentence = match reader.byte()? {
        0 => false,
        1 => true,
        _ => return Err(Malformed),
    };
    let date = match reader.optional_text()? {
        Some(date) => Some(Date::parse_iso(date).ok_or(Malformed)?),
        None => None,
    };
    let mut optional = || reader.optional_text().map(|text| text.map(str::to_owned));
    let (author, source, url) = (optional()?, optional()?, optional()?);
    let count = reader.count(2)?;
    let fields = (0..count)
        .map(|_| Ok((reader.text()?.to_owned(), reader.text()?.to_owned())))
        .collect::<Result<_, _>>()?;
    let text = reader.text()?.to_owned();
    let blocks = decode_blocks(reader, &text)?;
    Ok(Document { id, title, title_is_first_sentence, date, author, source, url, fields, text, blocks })
}

fn decode_blocks(reader: &mut Reader, text: &str) -> Result<Vec<Block>, Malformed> {
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
