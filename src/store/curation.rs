//! The decisions of readers.
//!
//! ```text
//! curation = steps varint, { decisions varint, { decision } }
//! decision = 0, entity, entity     merge one into the other
//!          | 1, entity, form       split
//!          | 2, entity, name       rename
//!          | 3, entity, label u8   relabel
//!          | 4, entity, [ form ]   reject
//!          | 5, label u8, form, 0 | 1, entity       add
//! entity   = label u8, name
//! ```
//! Up to version 5 there were forms set apart alone: count varint, { entity, form }, ascending.

use crate::codec::{Malformed, Reader, put_text, put_varint};
use crate::entity::{Curation, Decision, Entity, Label};

const MERGE: u8 = 0;
const SPLIT: u8 = 1;
const RENAME: u8 = 2;
const RELABEL: u8 = 3;
const REJECT: u8 = 4;
const ADD: u8 = 5;

/// At least a kind, a label, and the length of a text.
const LEAST: usize = 3;

pub fn encode(curation: &Curation) -> Vec<u8> {
    let mut out = Vec::new();
    put_varint(&mut out, curation.steps().len() as u32);
    for step in curation.steps() {
        put_varint(&mut out, step.len() as u32);
        step.iter().for_each(|decision| put_decision(&mut out, decision));
    }
    out
}

fn put_decision(out: &mut Vec<u8>, decision: &Decision) {
    match decision {
        Decision::Merge { entity, into } => {
            out.push(MERGE);
            put_entity(out, entity);
            put_entity(out, into);
        }
        Decision::Split { entity, form } => {
            out.push(SPLIT);
            put_entity(out, entity);
            put_text(out, form);
        }
        Decision::Rename { entity, name } => {
            out.push(RENAME);
            put_entity(out, entity);
            put_text(out, name);
        }
        Decision::Relabel { entity, label } => {
            out.push(RELABEL);
            put_entity(out, entity);
            out.push(label.index());
        }
        Decision::Reject { entity, form } => {
            out.push(REJECT);
            put_entity(out, entity);
            out.push(u8::from(form.is_some()));
            form.iter().for_each(|form| put_text(out, form));
        }
        Decision::Add { form, label, into } => {
            out.extend([ADD, label.index()]);
            put_text(out, form);
            out.push(u8::from(into.is_some()));
            into.iter().for_each(|into| put_entity(out, into));
        }
    }
}

fn put_entity(out: &mut Vec<u8>, entity: &Entity) {
    out.push(entity.label.index());
    put_text(out, &entity.name);
}

pub fn decode(bytes: &[u8]) -> Result<Curation, Malformed> {
    let mut reader = Reader::new(bytes);
    let count = reader.count(1 + LEAST)?;
    let mut all = 0;
    let mut steps = Vec::with_capacity(count);
    for _ in 0..count {
        let count = reader.count(LEAST)?;
        all += count;
        if count == 0 || all > Curation::MOST {
            return Err(Malformed);
        }
        steps.push((0..count).map(|_| read_decision(&mut reader)).collect::<Result<_, _>>()?);
    }
    if reader.is_at_end() { Ok(Curation::new(steps)) } else { Err(Malformed) }
}

fn read_decision(reader: &mut Reader) -> Result<Decision, Malformed> {
    Ok(match reader.byte()? {
        MERGE => Decision::Merge { entity: read_entity(reader)?, into: read_entity(reader)? },
        SPLIT => Decision::Split { entity: read_entity(reader)?, form: reader.text()?.to_owned() },
        RENAME => Decision::Rename { entity: read_entity(reader)?, name: reader.text()?.to_owned() },
        RELABEL => Decision::Relabel { entity: read_entity(reader)?, label: read_label(reader)? },
        REJECT => Decision::Reject {
            entity: read_entity(reader)?,
            form: reader.optional_text()?.map(str::to_owned),
        },
        ADD => {
            let (label, form) = (read_label(reader)?, reader.text()?.to_owned());
            let into = match reader.byte()? {
                0 => None,
                1 => Some(read_entity(reader)?),
                _ => return Err(Malformed),
            };
            Decision::Add { form, label, into }
        }
        _ => return Err(Malformed),
    })
}

fn read_entity(reader: &mut Reader) -> Result<Entity, Malformed> {
    Ok(Entity { label: read_label(reader)?, name: reader.text()?.to_owned() })
}

fn read_label(reader: &mut Reader) -> Result<Label, Malformed> {
    Label::from_index(reader.byte()?).ok_or(Malformed)
}

/// What versions up to 5 have.
pub fn decode_apart(bytes: &[u8]) -> Result<Curation, Malformed> {
    let mut reader = Reader::new(bytes);
    let count = reader.count(LEAST)?;
    let mut steps = Vec::with_capacity(count);
    for _ in 0..count {
        let entity = read_entity(&mut reader)?;
        steps.push(vec![Decision::Split { entity, form: reader.text()?.to_owned() }]);
    }
    if reader.is_at_end() && count <= Curation::MOST { Ok(Curation::new(steps)) } else { Err(Malformed) }
}
