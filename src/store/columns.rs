//! Metadata by column, for filters and counts: dates, and for each field the values and
//! which of them each document has.
//!
//! ```text
//! columns = documents u32, { date u32 } columns varint { column }
//! column  = name, values varint, { value }, bytes of a number u8, { number of the value plus one, or 0 }
//! date    = year * 512 + month * 32 + day, 0 where unknown
//! ```

use crate::bytes::Bytes;
use crate::codec::{Malformed, Reader, put_text, put_varint};
use crate::corpus::{Date, DocId, Document};
use std::collections::{BTreeMap, HashMap};

/// Takes documents one by one.
#[derive(Default)]
pub(super) struct ColumnsWriter {
    dates: Vec<u32>,
    columns: BTreeMap<String, Draft>,
}

#[derive(Default)]
struct Draft {
    values: HashMap<String, u32>,
    of_documents: Vec<(DocId, u32)>,
}

impl ColumnsWriter {
    pub fn push(&mut self, document: &Document) {
        let doc = self.dates.len() as DocId;
        self.dates.push(document.date.map_or(0, packed_date));
        let own = [("source", &document.source), ("author", &document.author)];
        let own = own.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?)));
        let further = document.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        for (name, value) in own.chain(further) {
            let column = self.columns.entry(name.to_lowercase()).or_default();
            let next = column.values.len() as u32;
            let number = *column.values.entry(value.to_owned()).or_insert(next);
            if column.of_documents.last().is_none_or(|&(last, _)| last < doc) {
                column.of_documents.push((doc, number));
            }
        }
    }

    pub fn finish(self) -> Vec<u8> {
        let mut out = (self.dates.len() as u32).to_le_bytes().to_vec();
        out.extend(self.dates.iter().flat_map(|date| date.to_le_bytes()));
        put_varint(&mut out, self.columns.len() as u32);
        for (name, column) in self.columns {
            put_text(&mut out, &name);
            let mut values = vec![""; column.values.len()];
            column.values.iter().for_each(|(value, &number)| values[number as usize] = value);
            put_varint(&mut out, values.len() as u32);
            values.iter().for_each(|value| put_text(&mut out, value));
            let width = (u32::BITS - (values.len() as u32).leading_zeros()).div_ceil(8) as usize;
            out.push(width as u8);
            let start = out.len();
            out.resize(start + self.dates.len() * width, 0);
            for (doc, number) in column.of_documents {
                let at = start + doc as usize * width;
                out[at..at + width].copy_from_slice(&(number + 1).to_le_bytes()[..width]);
            }
        }
        out
    }
}

fn packed_date(date: Date) -> u32 {
    u32::from(date.year()) << 9 | u32::from(date.month()) << 5 | u32::from(date.day())
}

/// The metadata of the documents of a part.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    dates: Bytes,
    columns: Vec<Column>,
}

/// One field of the metadata.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// In small letters.
    pub name: String,
    values: Vec<String>,
    numbers: Bytes,
    width: usize,
}

impl Columns {
    pub(super) fn open(bytes: Bytes) -> Result<Self, Malformed> {
        let mut reader = Reader::new(&bytes);
        let documents = reader.u32()? as usize;
        let place = |reader: &Reader, length: usize| {
            let at = bytes.len() - reader.left();
            bytes.slice(at..at.checked_add(length)?)
        };
        let dates_length = documents.checked_mul(4).ok_or(Malformed)?;
        let dates = place(&reader, dates_length).ok_or(Malformed)?;
        reader.take(dates_length)?;
        let count = reader.count(3)?;
        let mut columns = Vec::with_capacity(count);
        for _ in 0..count {
            let name = reader.text()?.to_owned();
            let count = reader.count(1)?;
            let values = (0..count).map(|_| reader.text().map(str::to_owned)).collect::<Result<_, _>>()?;
            let width = usize::from(reader.byte()?);
            let length = documents.checked_mul(width).filter(|_| width <= 4).ok_or(Malformed)?;
            let numbers = place(&reader, length).ok_or(Malformed)?;
            reader.take(length)?;
            columns.push(Column { name, values, numbers, width });
        }
        if reader.is_at_end() { Ok(Columns { dates, columns }) } else { Err(Malformed) }
    }

    pub(super) fn documents(&self) -> usize {
        self.dates.len() / 4
    }

    /// The date of `doc`.
    pub fn date(&self, doc: DocId) -> Option<Date> {
        let bytes = self.dates.get(doc as usize * 4..)?.first_chunk()?;
        let date = u32::from_le_bytes(*bytes);
        Date::new((date >> 9) as u16, (date >> 5 & 15) as u8, (date & 31) as u8)
    }

    /// The fields there are, in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter()
    }

    /// The column of the field called `name`, which is in small letters.
    pub fn get(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

impl Column {
    /// The different values, in the order they were met.
    pub fn values(&self) -> &[String] {
        &self.values
    }

    /// The place in [`values`](Self::values) of what `doc` has.
    pub fn of(&self, doc: DocId) -> Option<usize> {
        let at = doc as usize * self.width;
        let bytes = self.numbers.get(at..at + self.width)?;
        let number = bytes.iter().rfold(0, |number, &byte| number << 8 | usize::from(byte));
        number.checked_sub(1).filter(|&number| number < self.values.len())
    }
}
