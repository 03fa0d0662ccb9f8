//! What a PDF file says of itself, and its title.

use super::paragraphs::{Block, LARGE, commonest};
use crate::corpus::{BlockKind, Date};
use crate::ingest::{RawDocument, shared};

/// A document without text, with what its properties and its first page tell. The block with its title is marked.
pub(super) fn describe(blocks: &mut [Block], properties: &[(String, String)]) -> RawDocument {
    let get = |names: [&str; 2]| {
        let known =
            names.into_iter().flat_map(|name| properties.iter().filter(move |(known, _)| known == name));
        let mut values = known.map(|(name, value)| (shared(value.trim()), format!("property {name}")));
        values.find(|(value, _)| !value.is_empty()).map(|(value, place)| (value.to_owned(), place))
    };
    let date = get(["CreationDate", "xmp:createdate"]).and_then(|(date, place)| Some((day(&date)?, place)));
    let said = get(["Title", "dc:title"]).filter(|(title, _)| !is_file_name(title));
    let mut document = RawDocument::default();
    let mut keep = |fact: &str, found: Option<(String, String)>| {
        let (value, place) = found?;
        document.origins.push((fact.to_owned(), place));
        Some(value)
    };
    let title = keep("title", title(blocks, said));
    let author = keep("author", get(["Author", "dc:creator"]));
    let date = keep("date", date);
    let language = keep("language", get(["Language", "dc:language"]));
    let fields = language.into_iter().map(|language| ("language".to_owned(), language)).collect();
    RawDocument { title, author, date, fields, ..document }
}

/// Names that programs give to files are often left for a title.
const EXTENSIONS: [&str; 15] = [
    "doc", "docx", "dvi", "html", "indd", "odt", "pages", "pdf", "ppt", "pptx", "qxd", "rtf", "tex", "txt",
    "wpd",
];

/// Whether a title is what a program calls a file: "report_final.docx", "Microsoft Word - report", "Document1".
fn is_file_name(title: &str) -> bool {
    let lower = title.to_lowercase();
    lower.rsplit_once('.').is_some_and(|(_, end)| EXTENSIONS.contains(&end))
        || ["microsoft word - ", "microsoft powerpoint - ", "untitled"]
            .iter()
            .any(|start| lower.starts_with(start))
        || !title.contains(' ') && title.contains(['_', '\\', '/'])
        || !lower.trim_start_matches("document").contains(char::is_alphabetic)
}

/// The title and where it was found: the one that the file says, unless it is not on the first page where a heading
/// is. If it is a block, that is marked.
fn title(blocks: &mut [Block], said: Option<(String, String)>) -> Option<(String, String)> {
    /// No title is longer, in bytes.
    const LONGEST: usize = 300;
    /// What is shorter is an initial, or a sign.
    const SHORTEST: usize = 4;
    let text = || blocks.iter().enumerate().filter(|(_, block)| block.kind == BlockKind::Paragraph);
    let page = text().next()?.1.page;
    let first = || text().filter(|(_, block)| block.page == page);
    let size = commonest(text().map(|(_, block)| (block.size, block.text.len())));
    let headings = first()
        .filter(|(_, block)| (SHORTEST..=LONGEST).contains(&block.text.len()) && block.size > LARGE * size);
    let largest = headings.reduce(|best, next| if next.1.size > best.1.size { next } else { best });
    let said = said.map(|said| (letters(&said.0), said));
    let stated = said.as_ref().and_then(|(said, _)| first().find(|(_, block)| letters(&block.text) == *said));
    let is_on_page =
        |said: &str| first().map(|(_, block)| letters(&block.text)).collect::<String>().contains(said);
    let (at, place) = match (stated, said, largest) {
        (Some((at, _)), Some((_, (_, place))), _) => (at, place),
        (_, Some((letters, said)), largest) if largest.is_none() || is_on_page(&letters) => {
            return Some(said);
        }
        (_, _, largest) => (largest?.0, "the largest heading of its first page".to_owned()),
    };
    blocks[at].kind = BlockKind::Title;
    Some((blocks[at].text.clone(), place))
}

/// The letters and figures of a text, small.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The day of a date as PDF (D:20250219080000+01'00') or XMP has it.
fn day(date: &str) -> Option<String> {
    let date = date.trim_start_matches("D:");
    let digits = date.bytes().take_while(u8::is_ascii_digit).count();
    let day = match digits {
        8.. => Date::parse_iso(&format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..8])),
        6.. => Date::parse_iso(&format!("{}-{}", &date[..4], &date[4..6])),
        _ => Date::parse_iso(date),
    };
    Some(day?.to_string())
}
