//! What readers have set apart.
//!
//! ```text
//! apart = count varint, { label u8, name, form }, ascending
//! ```

use crate::codec::{Malformed, Reader, put_text, put_varint};
use crate::entity::{Apart, Entity, Label};

/// At least a label and the lengths of two texts.
const LEAST: usize = 3;

/// `apart` is sorted, and each is in it once.
pub fn encode(apart: &[Apart]) -> Vec<u8> {
    let mut out = Vec::new();
    put_varint(&mut out, apart.len() as u32);
    for Apart { entity, form } in apart {
        out.push(entity.label.index());
        put_text(&mut out, &entity.name);
        put_text(&mut out, form);
    }
    out
}

pub fn decode(bytes: &[u8]) -> Result<Vec<Apart>, Malformed> {
    let mut reader = Reader::new(bytes);
    let count = reader.count(LEAST)?;
    let mut apart: Vec<Apart> = Vec::new();
    for _ in 0..count {
        let label = Label::from_index(reader.byte()?).ok_or(Malformed)?;
        let name = reader.text()?.to_owned();
        let next = Apart { entity: Entity { label, name }, form: reader.text()?.to_owned() };
        if apart.last().is_some_and(|last| *last >= next) {
            return Err(Malformed);
        }
        apart.push(next);
    }
    if reader.is_at_end() { Ok(apart) } else { Err(Malformed) }
}
