//! What a PDF file says of itself, and its title.

use super::paragraphs::{Block, commonest};
use crate::corpus::{BlockKind, Date};
use crate::ingest::{RawDocument, shared};

/// A document without text, with what its properties and its first page tell. The block with its title is marked.
pub(super) fn describe(blocks: &mut [Block], properties: &[(String, String)]) -> RawDocument {
    let mut document = RawDocument::default();
    let get = |names: [&str; 2]| {
        let own =
            names.into_iter().flat_map(|name| properties.iter().filter(move |(known, _)| known == name));
        let mut values = own.map(|(name, value)| (name.clone(), shared(value.trim()).to_owned()));
        values.find(|(_, value)| !value.is_empty())
    };
    let mut keep = |fact: &str, found: Option<(String, String)>| {
        let (name, value) = found?;
        document.origins.push((fact.to_owned(), format!("property {name}")));
        Some(value)
    };
    let author = keep("author", get(["Author", "dc:creator"]));
    let date = get(["CreationDate", "xmp:createdate"]).and_then(|(name, value)| Some((name, day(&value)?)));
    let date = keep("date", date);
    let language = keep("language", get(["Language", "dc:language"]));
    let said = get(["Title", "dc:title"]).filter(|(_, title)| !is_file_name(title));
    let title = match mark_title(blocks, said.as_ref().map(|(_, title)| title.as_str())) {
        true => None,
        false => keep("title", said),
    };
    let fields = language.into_iter().map(|language| ("language".to_owned(), language)).collect();
    RawDocument { title, author, date, fields, ..document }
}

/// Whether a title is what a program calls a file: "report_final.docx", "Microsoft Word - report", "untitled".
fn is_file_name(title: &str) -> bool {
    let is_extension =
        |end: &str| (2..=5).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let lower = title.to_lowercase();
    title.rsplit_once('.').is_some_and(|(_, end)| is_extension(end))
        || ["microsoft ", "untitled", "document"].iter().any(|start| lower.starts_with(start))
        || !title.contains(' ') && title.contains(['_', '\\', '/'])
        || !title.contains(char::is_alphabetic)
}

/// Marks the block of the first page that is the title: the one that the file says is, or else its largest
/// heading, unless the file says another title whose words are all on the page. Whether there is one.
fn mark_title(blocks: &mut [Block], said: Option<&str>) -> bool {
    /// No title is longer, in bytes.
    const LONGEST: usize = 300;
    /// By how much it is larger than the text.
    const LARGE: f32 = 1.2;
    /// What is shorter is an initial, or a sign.
    const SHORTEST: usize = 4;
    let text = || blocks.iter().enumerate().filter(|(_, block)| block.kind == BlockKind::Paragraph);
    let Some(page) = text().next().map(|(_, block)| block.page) else { return false };
    let first = || text().filter(|(_, block)| block.page == page);
    let said = said.map(letters);
    let stated = first().find(|(_, block)| said.as_ref().is_some_and(|said| *said == letters(&block.text)));
    let all = || first().map(|(_, block)| letters(&block.text)).collect::<String>();
    let is_elsewhere = || said.as_ref().is_some_and(|said| all().contains(said));
    let size = commonest(text().map(|(_, block)| (block.size, block.text.len())));
    let is_heading =
        |block: &Block| (SHORTEST..=LONGEST).contains(&block.text.len()) && block.size > LARGE * size;
    let largest = || {
        let headings = first().filter(|(_, block)| is_heading(block));
        headings.reduce(|best, next| if next.1.size > best.1.size { next } else { best })
    };
    let title = match stated {
        None if is_elsewhere() => None,
        None => largest(),
        stated => stated,
    };
    let title = title.map(|(at, _)| at);
    title.into_iter().for_each(|at| blocks[at].kind = BlockKind::Title);
    title.is_some()
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
