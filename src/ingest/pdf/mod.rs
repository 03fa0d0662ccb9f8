//! PDF files: what pdf.js finds on their pages, as a document. The page has pdf.js, so that a PDF file is handed
//! over when it is met, and its text comes back page by page.
//!
//! ```text
//! items - lines.rs - repeated.rs - paragraphs.rs - properties.rs
//! ```

mod lines;
mod paragraphs;
mod properties;
mod repeated;

use super::inflate::MAX_UNPACKED;
use super::reading::Reading;
use super::{Found, IngestError, RawDocument, Skipped};
use lines::Line;

pub use lines::Item;

pub(super) fn read(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError> {
    reading.give_pdf(name, bytes);
    Ok(())
}

/// A PDF file whose text is being taken from its pages.
#[derive(Debug)]
pub struct Pdf {
    name: String,
    /// Its id, and what lists of metadata tell of it.
    told: RawDocument,
    lines: Vec<Line>,
    pages: u32,
    /// How many bytes of text it may still have.
    left: usize,
    skipped: Vec<Skipped>,
}

impl Pdf {
    /// One without pages as yet. What `told` says counts more than what the file says of itself.
    pub(super) fn new(name: &str, told: RawDocument) -> Self {
        Pdf {
            name: name.to_owned(),
            told,
            lines: Vec::new(),
            pages: 0,
            left: MAX_UNPACKED,
            skipped: Vec::new(),
        }
    }

    /// Adds the next page: its items in the order in which the file has them. Whether there is room for more;
    /// if not, the rest is left out, and told.
    pub fn add_page(&mut self, items: &[Item]) -> bool {
        self.pages += 1;
        let bytes: usize = items.iter().map(|item| item.text.len()).sum();
        let has_room = bytes <= self.left;
        self.left = self.left.saturating_sub(bytes);
        if has_room {
            lines::add(items, self.pages, &mut self.lines);
        } else {
            self.skip(IngestError::TooMuch { bytes: MAX_UNPACKED as u64 });
        }
        has_room
    }

    /// Notes that the next page cannot be read.
    pub fn skip_page(&mut self) {
        self.pages += 1;
        let message = format!("page {} is damaged", self.pages);
        self.skip(IngestError::Damaged { message });
    }

    /// Gives up the file, which cannot be read.
    pub fn give_up(self, reason: IngestError) -> Found {
        Found::Skipped(Skipped { name: self.name, reason })
    }

    /// The document, and what cannot be read of it. `properties` are what the file says of itself, by the
    /// names it has for them: those of its information dictionary, and those of its XMP, as "dc:title".
    pub fn finish(mut self, properties: &[(String, String)]) -> Vec<Found> {
        if !lines::has_words(&self.lines) {
            let reason = match self.skipped.is_empty() {
                false => IngestError::NotPdf,
                true if self.pages == 0 => IngestError::Empty,
                true => IngestError::Scanned,
            };
            return vec![self.give_up(reason)];
        }
        repeated::set_apart(&mut self.lines, self.pages);
        let mut blocks = paragraphs::of(&self.lines);
        let mut document = properties::describe(&mut blocks, properties);
        for block in &blocks {
            document.text.extend([&*block.text, "\n"]);
        }
        document.kinds = Some(blocks.iter().map(|block| block.kind).collect());
        let document = Found::Document(told_first(self.told, document));
        std::iter::once(document).chain(self.skipped.into_iter().map(Found::Skipped)).collect()
    }

    fn skip(&mut self, reason: IngestError) {
        self.skipped.push(Skipped { name: self.name.clone(), reason });
    }
}

/// A document with what was told of it, and for the rest what it says itself.
fn told_first(told: RawDocument, mut own: RawDocument) -> RawDocument {
    let is_told = |fact: &str| match fact {
        "title" => told.title.is_some(),
        "author" => told.author.is_some(),
        "date" => told.date.is_some(),
        _ => false,
    };
    own.origins.retain(|(fact, _)| !is_told(fact));
    own.origins.extend(told.origins);
    RawDocument {
        id: told.id,
        title: told.title.or(own.title),
        author: told.author.or(own.author),
        date: told.date.or(own.date),
        source: told.source,
        url: told.url,
        fields: [told.fields, own.fields].concat(),
        ..own
    }
}
