//! The section of the annotations: mentions by document, and the entities they are of.

use crate::codec::{Malformed, Reader, put_text, put_varint};
use crate::corpus::Corpus;
use crate::entity::{Entity, Label, Links, Mention};
use crate::span::Span;

/// Who and what is named in a corpus, and where.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotations {
    /// For each document: its mentions, ascending and apart.
    pub mentions: Vec<Vec<Mention>>,
    /// For each mention: its entity.
    pub links: Links,
}

impl Annotations {
    pub(super) fn encode(&self, out: &mut Vec<u8>) {
        put_varint(out, self.links.entities.len() as u32);
        for entity in &self.links.entities {
            out.push(entity.label.index());
            put_text(out, &entity.name);
        }
        for (mentions, entities) in self.mentions.iter().zip(&self.links.mentions) {
            put_varint(out, mentions.len() as u32);
            let mut end = 0;
            for (mention, &entity) in mentions.iter().zip(entities) {
                put_varint(out, mention.span.start - end);
                put_varint(out, mention.span.end - mention.span.start);
                put_varint(out, entity);
                out.push(mention.label.index());
                end = mention.span.end;
            }
        }
    }

    pub(super) fn decode(bytes: &[u8], corpus: &Corpus) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        let count = reader.count(2)?;
        let entities: Vec<Entity> = (0..count)
            .map(|_| Ok(Entity { label: decode_label(&mut reader)?, name: reader.text()?.to_owned() }))
            .collect::<Result<_, _>>()?;
        if !entities.is_sorted_by(|a, b| (a.label, &a.name) < (b.label, &b.name)) {
            return Err(Malformed);
        }
        let mut annotations =
            Annotations { mentions: Vec::new(), links: Links { entities, mentions: Vec::new() } };
        for document in &corpus.documents {
            let (mentions, entities) = decode_mentions(&mut reader, &document.text, count as u32)?;
            annotations.mentions.push(mentions);
            annotations.links.mentions.push(entities);
        }
        if reader.is_at_end() { Ok(annotations) } else { Err(Malformed) }
    }
}

fn decode_label(reader: &mut Reader) -> Result<Label, Malformed> {
    Label::from_index(reader.byte()?).ok_or(Malformed)
}

fn decode_mentions(
    reader: &mut Reader,
    text: &str,
    entities: u32,
) -> Result<(Vec<Mention>, Vec<u32>), Malformed> {
    let count = reader.count(4)?;
    let mut mentions = Vec::with_capacity(count);
    let mut linked = Vec::with_capacity(count);
    let mut end = 0u32;
    for _ in 0..count {
        let start = end.checked_add(reader.varint()?).ok_or(Malformed)?;
        end = start.checked_add(reader.varint()?).ok_or(Malformed)?;
        let entity = reader.varint()?;
        let label = decode_label(reader)?;
        let whole = text.get(start as usize..end as usize).is_some_and(|mention| !mention.is_empty());
        if !whole || entity >= entities {
            return Err(Malformed);
        }
        mentions.push(Mention { span: Span { start, end }, label });
        linked.push(entity);
    }
    Ok((mentions, linked))
}
