//! From HTML to a document: the one place where web pages, books and web archives ask for it.
//! TO BE REPLACED by the reader of web pages: `document` and `chapter` then call that, and the rest goes.

use super::reading::Reading;
use super::{IngestError, RawDocument, encoding, split_extension, xml::entity};

pub(super) fn read(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError> {
    let decoded = encoding::decode(bytes, None)?;
    let mut document = document(&decoded.text);
    if document.text.trim().is_empty() {
        return Err(IngestError::Empty);
    }
    split_extension(name).0.clone_into(&mut document.id);
    decoded.note(&mut document);
    reading.give(document);
    Ok(())
}

/// Elements that stand within a line.
const INLINE: [&str; 14] =
    ["a", "b", "i", "em", "strong", "span", "sub", "sup", "small", "u", "q", "cite", "abbr", "code"];

/// Elements whose text nobody reads.
const UNREAD: [&str; 3] = ["script", "style", "template"];

/// The title and the text of a page, without an id: a line for each element that is not [`INLINE`].
pub(super) fn document(html: &str) -> RawDocument {
    let mut document = RawDocument::default();
    let mut rest = html;
    let mut text = String::new();
    while let Some(start) = rest.find('<') {
        push_decoded(&mut text, &rest[..start]);
        let end = rest[start..].find('>').map_or(rest.len(), |end| start + end);
        let tag = &rest[start + 1..end];
        let is_end = tag.starts_with('/');
        let name: String =
            tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        rest = rest.get(end + 1..).unwrap_or_default();
        match &*name {
            "title" if is_end => document.title = Some(std::mem::take(&mut text).trim().to_owned()),
            name if !is_end && UNREAD.contains(&name) => {
                let close = format!("</{name}");
                rest = rest.find(&close).map_or("", |at| &rest[at..]);
            }
            name if INLINE.contains(&name) => {}
            _ => text.push('\n'),
        }
    }
    push_decoded(&mut text, rest);
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    document.text = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
    document
}

/// The title and the text of a chapter of a book, all of which is of it.
pub(super) fn chapter(html: &str) -> RawDocument {
    document(html)
}

/// Appends the text of markup, its references replaced.
fn push_decoded(text: &mut String, markup: &str) {
    let mut rest = markup;
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at].replace('\n', " "));
        rest = &rest[at + 1..];
        match rest
            .bytes()
            .take(12)
            .position(|byte| byte == b';')
            .and_then(|end| Some((entity(&rest[..end])?, end)))
        {
            Some((value, end)) => {
                text.push_str(&value);
                rest = &rest[end + 1..];
            }
            None => text.push('&'),
        }
    }
    text.push_str(&rest.replace('\n', " "));
}
