//! XML: its tags, and its text with references replaced; and files in XML of which nothing else is known.

use super::reading::Reading;
use super::{IngestError, RawDocument, encoding, html, sniff, split_extension, tei};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// What a text in XML is made of, in its order. Elements without content have an end as well.
pub(super) enum Piece<'a> {
    Start(Tag<'a>),
    End(Cow<'a, str>),
    Text(Cow<'a, str>),
}

/// A tag's name, without its prefix, and attributes.
pub(super) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of the attribute called so, whatever its prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.html_attributes();
        let mut attributes = attributes.with_checks(false).flatten();
        let named = attributes.find(|attribute| attribute.key.local_name().into_inner() == name);
        named.map(|attribute| replaced(&attribute.value))
    }
}

/// Hands the pieces of `text` to `take`. What a document type declares is not replaced, so that nothing
/// can grow; a reference that is not known stays as it is written. Tags that do not match are taken as
/// they come.
///
/// # Errors
/// It is not XML from some byte on, or cut off; what comes before has been taken.
pub(super) fn each(text: &str, take: &mut dyn FnMut(Piece)) -> Result<(), IngestError> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    config.expand_empty_elements = true;
    let mut open = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Eof) if open == 0 => return Ok(()),
            Ok(Event::Eof) => return Err(IngestError::Xml { at: text.len() as u64 }),
            Ok(Event::Start(start)) => {
                open += 1;
                take(Piece::Start(Tag(start)));
            }
            Ok(Event::End(end)) => {
                open = open.saturating_sub(1);
                take(Piece::End(end.local_name().into_inner().into()));
            }
            Ok(Event::Text(text)) => take(Piece::Text(text.into_inner())),
            Ok(Event::CData(text)) => take(Piece::Text(text.into_inner())),
            Ok(Event::GeneralRef(name)) => {
                let value = entity(&name).unwrap_or_else(|| format!("&{};", &*name));
                take(Piece::Text(value.into()));
            }
            Ok(_) => {}
            Err(_) => return Err(IngestError::Xml { at: reader.error_position() }),
        }
    }
}

/// The text of an attribute with its references replaced.
fn replaced(value: &str) -> String {
    let mut parts = value.split('&');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(';').and_then(|(name, rest)| Some((entity(name)?, rest))) {
            Some((value, rest)) => text.extend([&*value, rest]),
            None => text.extend(["&", part]),
        }
    }
    text
}

/// What a reference stands for, `name` being what is between `&` and `;`: a number, one of XML's own,
/// or the letters and signs that texts are most often written with.
pub(super) fn entity(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
            None => number.parse(),
        };
        return code.ok().filter(|&code| code > 0).and_then(char::from_u32).map(String::from);
    }
    if let Some((_, sign)) = SIGNS.iter().find(|(known, _)| *known == name) {
        return Some((*sign).to_owned());
    }
    let letter = name.chars().next().filter(char::is_ascii_alphabetic)?;
    let (_, accent) = ACCENTS.iter().find(|(known, _)| *known == &name[1..])?;
    Some(format!("{letter}{accent}"))
}

const SIGNS: [(&str, &str); 25] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{A0}"),
    ("shy", "\u{AD}"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("sbquo", "‚"),
    ("bdquo", "„"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("bull", "•"),
    ("iquest", "¿"),
    ("iexcl", "¡"),
    ("euro", "€"),
    ("szlig", "ß"),
    ("aelig", "æ"),
    ("oelig", "œ"),
];

/// Marks after a letter, as in "eacute".
const ACCENTS: [(&str, char); 7] = [
    ("acute", '\u{301}'),
    ("grave", '\u{300}'),
    ("circ", '\u{302}'),
    ("uml", '\u{308}'),
    ("tilde", '\u{303}'),
    ("cedil", '\u{327}'),
    ("ring", '\u{30A}'),
];

/// Reads a file in XML by its root: TEI, a page in XHTML, or any other, which becomes a line for each element
/// that is not within a text.
pub(super) fn read(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError> {
    if sniff::is_html(bytes) {
        return html::read(name, bytes, reading);
    }
    let decoded = encoding::decode(bytes, None)?;
    let mut root = None;
    let well_formed = each(&decoded.text, &mut |piece| {
        if let (Piece::Start(tag), None) = (piece, &root) {
            root = Some(tag.name().to_owned());
        }
    });
    match root.as_deref() {
        None => return Err(IngestError::Xml { at: 0 }),
        Some("TEI" | "teiCorpus" | "TEI.2") => return tei::read(name, &decoded, reading),
        Some(_) => {
            let mut document = RawDocument {
                id: split_extension(name).0.to_owned(),
                text: lines(&decoded.text),
                ..RawDocument::default()
            };
            if document.text.is_empty() {
                return well_formed.and(Err(IngestError::Empty));
            }
            decoded.note(&mut document);
            reading.give(document);
        }
    }
    well_formed
}

/// The text of any XML: elements in a parent that has words of its own are within its line, all
/// others make lines.
fn lines(xml: &str) -> String {
    let has_words = elements_with_words(xml);
    let mut elements = has_words.iter();
    let mut open: Vec<bool> = Vec::new();
    let mut text = String::new();
    // What comes before a mistake is kept, and the mistake told by the caller.
    let _ = each(xml, &mut |piece| match piece {
        Piece::Text(words) => text.push_str(&one_line(&words)),
        Piece::Start(_) => {
            let is_within = open.last().is_some_and(|has_words| *has_words);
            open.push(elements.next().is_some_and(|has_words| *has_words));
            if !is_within {
                text.push('\n');
            }
        }
        Piece::End(_) => {
            open.pop();
            if !open.last().is_some_and(|has_words| *has_words) {
                text.push('\n');
            }
        }
    });
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// For each element in the order of their start tags, whether words stand directly in it.
fn elements_with_words(xml: &str) -> Vec<bool> {
    let mut elements = Vec::new();
    let mut open = Vec::new();
    let _ = each(xml, &mut |piece| match piece {
        Piece::Start(_) => {
            open.push(elements.len());
            elements.push(false);
        }
        Piece::End(_) => drop(open.pop()),
        Piece::Text(words) => {
            if let Some(&last) = open.last() {
                elements[last] |= !words.trim().is_empty();
            }
        }
    });
    elements
}

/// A text with one space for any white space in it, also at its ends.
pub(super) fn one_line(text: &str) -> String {
    let is_space = |c: char| c.is_whitespace() && c != '\u{A0}';
    let mut line = String::with_capacity(text.len());
    for (number, word) in text.split(is_space).enumerate() {
        if number > 0 && !line.ends_with(' ') {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
