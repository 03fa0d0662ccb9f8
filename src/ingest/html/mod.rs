//! Web pages: the article in them, what they tell about it, and all the rest of their text set apart.

mod areas;
mod lines;
mod main_text;
mod names;
mod phrases;
mod tree;
mod visible;

use super::reading::Reading;
use super::{IngestError, RawDocument, split_extension};
use crate::corpus::BlockKind;
use lines::Lines;
use std::borrow::Cow;
use tree::Tree;

pub(super) fn read(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError> {
    let document = document(split_extension(name).0, &decode(bytes));
    if document.text.is_empty() {
        return Err(IngestError::Empty);
    }
    reading.give(document);
    Ok(())
}

fn decode(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// A page as a document called `id`.
pub(super) fn document(id: &str, html: &str) -> RawDocument {
    let tree = Tree::new(html);
    let mut lines = Lines::of(&tree);
    let kept = main_text::of(&tree, &lines);
    let kinds = kept.iter().map(|&kept| if kept { BlockKind::Paragraph } else { BlockKind::Furniture }).collect();
    RawDocument {
        id: id.to_owned(),
        text: std::mem::take(&mut lines.text),
        kinds: Some(kinds),
        ..RawDocument::default()
    }
}
