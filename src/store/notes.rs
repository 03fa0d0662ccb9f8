//! The notes of readers.
//!
//! ```text
//! notes = last id varint, count varint, { note }, by id
//! note  = id varint, document, start varint, bytes varint, exact, prefix, suffix, text,
//!         tags varint, { tag }, created, changed
//! ```

use crate::codec::{Malformed, Reader, put_text, put_varint};
use crate::notes::{Note, Notes};
use crate::place::Place;
use crate::span::Span;

/// At least one byte for each of the numbers and texts.
const LEAST: usize = 11;

pub fn encode(notes: &Notes) -> Vec<u8> {
    let mut out = Vec::new();
    put_varint(&mut out, notes.last_id());
    put_varint(&mut out, notes.iter().len() as u32);
    for Note { id, place, text, tags, created, changed } in notes.iter() {
        put_varint(&mut out, *id);
        put_text(&mut out, &place.document);
        put_varint(&mut out, place.span.start);
        put_varint(&mut out, place.span.end - place.span.start);
        [&place.exact, &place.prefix, &place.suffix, text]
            .into_iter()
            .for_each(|text| put_text(&mut out, text));
        put_varint(&mut out, tags.len() as u32);
        tags.iter().chain([created, changed]).for_each(|text| put_text(&mut out, text));
    }
    out
}

pub fn decode(bytes: &[u8]) -> Result<Notes, Malformed> {
    let mut reader = Reader::new(bytes);
    let last = reader.varint()?;
    let count = reader.count(LEAST)?;
    let all = (0..count).map(|_| note(&mut reader)).collect::<Result<_, _>>()?;
    if reader.is_at_end() { Notes::kept(all, last).ok_or(Malformed) } else { Err(Malformed) }
}

fn note(reader: &mut Reader) -> Result<Note, Malformed> {
    let id = reader.varint()?;
    let document = reader.text()?.to_owned();
    let start = reader.varint()?;
    let span = Span { start, end: start.checked_add(reader.varint()?).ok_or(Malformed)? };
    let mut text = || reader.text().map(str::to_owned);
    let place = Place { document, span, exact: text()?, prefix: text()?, suffix: text()? };
    let text = text()?;
    let tags = (0..reader.count(1)?).map(|_| reader.text().map(str::to_owned)).collect::<Result<_, _>>()?;
    let (created, changed) = (reader.text()?.to_owned(), reader.text()?.to_owned());
    Ok(Note { id, place, text, tags, created, changed })
}
