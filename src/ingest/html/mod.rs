//! Web pages: the article in them, what they tell about it, and all the rest of their text set apart.
//!
//! ```text
//! bytes - tree.rs - visible.rs, lines.rs - areas.rs, names.rs, phrases.rs, main_text.rs, told_body.rs - kinds.rs
//!            \- json_ld.rs, dates.rs, metadata.rs, title.rs
//! ```

mod areas;
mod dates;
mod json_ld;
mod kinds;
mod lines;
mod main_text;
mod metadata;
mod names;
mod phrases;
mod title;
mod told_body;
mod tree;
mod visible;

use super::reading::Reading;
use super::{IngestError, RawDocument, encoding, split_extension};
use lines::Lines;
use metadata::Metadata;
use tree::Tree;

pub(super) fn read(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError> {
    let decoded = encoding::decode(bytes, None)?;
    let mut document = document(&decoded.text);
    if document.text.is_empty() {
        return Err(IngestError::Empty);
    }
    split_extension(name).0.clone_into(&mut document.id);
    decoded.note(&mut document);
    reading.give(document);
    Ok(())
}

/// A page as a document without an id: what it tells about itself, and its text, a paragraph a
/// line, each of them told to be the headline, of its byline, of the article, or of the page.
/// A page without text gives an empty one.
pub(super) fn document(html: &str) -> RawDocument {
    let tree = Tree::new(html);
    let lines = Lines::of(&tree);
    let metadata = Metadata::read(&tree);
    let mut kept = main_text::of(&tree, &lines);
    if let Some(body) = metadata.told.body.as_deref() {
        told_body::compare(&metadata::without_markup(body), &lines, &mut kept);
    }
    with_metadata(&tree, lines, &metadata, &kept)
}

/// A chapter of a book as a document without an id: all of its text is of it.
pub(super) fn chapter(html: &str) -> RawDocument {
    let tree = Tree::new(html);
    let lines = Lines::of(&tree);
    let kept = vec![true; lines.lines.len()];
    with_metadata(&tree, lines, &Metadata::read(&tree), &kept)
}

fn with_metadata(tree: &Tree, lines: Lines, metadata: &Metadata, kept: &[bool]) -> RawDocument {
    let body = kept.iter().position(|&kept| kept).unwrap_or(0);
    let title = title::find(tree, &lines, metadata, body);
    let headline = title.line.map_or(0, |at| lines.lines[at].start);
    let kinds = kinds::of(tree, &lines, kept, title.line);
    let (day, name) = kinds::read_head(&lines, &kinds);
    let in_head = |value: String| (value, "a line of the page's head".to_owned());
    let date = metadata.date(headline).or_else(|| day.map(|day| in_head(day.to_string())));
    let author = metadata.author().or_else(|| name.map(in_head));
    let mut document = RawDocument { kinds: Some(kinds), ..RawDocument::default() };
    let mut keep = |name: &str, found: Option<metadata::Found>| {
        let (value, origin) = found?;
        document.origins.push((name.to_owned(), origin));
        Some(value)
    };
    document.title = keep("title", title.found);
    document.date = keep("date", date);
    document.author = keep("author", author);
    document.source = keep("source", metadata.source());
    document.url = keep("url", metadata.url());
    let language = keep("language", metadata.language());
    document.fields.extend(language.map(|language| ("language".to_owned(), language)));
    document.text = lines.text.trim_end().to_owned();
    document
}

#[cfg(test)]
mod tests {
    use super::{chapter, document};
    use crate::corpus::BlockKind::{Furniture, Paragraph, Title};

    #[test]
    fn a_chapter_is_all_text() {
        let html = "<title>One</title><h1>One</h1><p>He came.<p><a href=2>Two</a>";
        assert_eq!(chapter(html).kinds, Some(vec![Title, Paragraph, Paragraph]));
        assert_eq!(document(html).kinds, Some(vec![Title, Furniture, Furniture]));
    }
}
