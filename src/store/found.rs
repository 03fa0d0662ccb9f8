//! The mentions of documents as they were found, where the decisions of readers have left others.
//!
//! ```text
//! found = documents varint, { distance varint, mentions varint, { gap varint, bytes varint, label u8 } }
//! ```

use crate::codec::{Malformed, Reader, put_varint};
use crate::corpus::DocId;
use crate::entity::{Label, LinkedMention, Mention};
use crate::span::Span;

/// At least a distance and a number; at least two numbers and a label.
const LEAST_OF_DOCUMENT: usize = 2;
const LEAST_OF_MENTION: usize = 3;

/// For each document what was found, and what is `shown` of it.
pub fn encode(found: &[Vec<Mention>], shown: &[Vec<LinkedMention>]) -> Vec<u8> {
    let is_changed = |(_, (found, shown)): &(DocId, (&Vec<Mention>, &Vec<LinkedMention>))| {
        !found.iter().eq(shown.iter().map(|linked| &linked.mention))
    };
    let changed: Vec<(DocId, (&Vec<Mention>, _))> =
        (0..).zip(found.iter().zip(shown)).filter(is_changed).collect();
    let mut out = Vec::new();
    put_varint(&mut out, changed.len() as u32);
    let mut next = 0;
    for (doc, (mentions, _)) in changed {
        put_varint(&mut out, doc - next);
        put_varint(&mut out, mentions.len() as u32);
        let mut end = 0;
        for Mention { span, label } in mentions {
            put_varint(&mut out, span.start - end);
            put_varint(&mut out, span.end - span.start);
            out.push(label.index());
            end = span.end;
        }
        next = doc + 1;
    }
    out
}

/// The documents in which something else was found than is shown, ascending, with what was found.
pub fn decode(bytes: &[u8]) -> Result<Vec<(DocId, Vec<Mention>)>, Malformed> {
    let mut reader = Reader::new(bytes);
    let count = reader.count(LEAST_OF_DOCUMENT)?;
    let mut found = Vec::with_capacity(count);
    let mut next: DocId = 0;
    for _ in 0..count {
        let doc = next.checked_add(reader.varint()?).ok_or(Malformed)?;
        let count = reader.count(LEAST_OF_MENTION)?;
        let mut mentions = Vec::with_capacity(count);
        let mut end = 0u32;
        for _ in 0..count {
            let start = end.checked_add(reader.varint()?).ok_or(Malformed)?;
            end = start.checked_add(reader.varint()?).ok_or(Malformed)?;
            let label = Label::from_index(reader.byte()?).ok_or(Malformed)?;
            mentions.push(Mention { span: Span { start, end }, label });
        }
        found.push((doc, mentions));
        next = doc.checked_add(1).ok_or(Malformed)?;
    }
    if reader.is_at_end() { Ok(found) } else { Err(Malformed) }
}
