//! What some bytes are by how they begin, whatever their name says.

use super::IngestError;
use crate::said::{Said, said};

/// Beginnings of files that are no text and are read all the same, and the extension of their reader.
const READ: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1F\x8B\x08", "gz"),
    (b"WARC/", "warc"),
    (b"%PDF-", "pdf"),
];

const TAKE_OUT: Said = said!("take the text out of it, and save that as plain text (.txt)");
const REPACK: Said = said!("unpack it, and pack it again as .zip");

/// Beginnings of files that are not read, what they are, and what to do instead.
const NOT_READ: [(&[u8], Said, Said); 18] = [
    (b"\x89PNG", said!("a picture"), TAKE_OUT),
    (b"\xFF\xD8\xFF", said!("a picture"), TAKE_OUT),
    (b"GIF8", said!("a picture"), TAKE_OUT),
    (b"II*\0", said!("a picture"), TAKE_OUT),
    (b"MM\0*", said!("a picture"), TAKE_OUT),
    (b"RIFF", said!("a picture or a recording"), TAKE_OUT),
    (b"ID3", said!("a recording"), TAKE_OUT),
    (b"OggS", said!("a recording"), TAKE_OUT),
    (b"\x1AE\xDF\xA3", said!("a film"), TAKE_OUT),
    (
        b"\xD0\xCF\x11\xE0",
        said!("a file of an older office program"),
        said!("save it as .docx, or a table as .csv"),
    ),
    (b"7z\xBC\xAF", said!("a 7-Zip archive"), REPACK),
    (b"Rar!", said!("a RAR archive"), REPACK),
    (b"\xFD7zXZ\0", said!("an xz archive"), REPACK),
    (b"\x28\xB5\x2F\xFD", said!("a Zstandard archive"), REPACK),
    (b"BZh", said!("a bzip2 archive"), REPACK),
    (b"SQLite format 3\0", said!("a database"), said!("save the table with the texts as .csv")),
    (b"\x7FELF", said!("a program"), TAKE_OUT),
    (b"MZ\x90\0", said!("a program"), TAKE_OUT),
];

/// How `.corpus` files begin, and Rich Text.
const CORPUS: &[u8] = b"\x89CORPUS\n";
const RICH_TEXT: &[u8] = b"{\\rtf";

/// What stands in a tar archive, and where.
const TAR: (usize, &[u8]) = (257, b"ustar");

/// The extension of the reader for bytes that are no plain text, if they are that.
///
/// # Errors
/// They are something that is not read here.
pub(super) fn by_magic(bytes: &[u8]) -> Result<Option<&'static str>, IngestError> {
    if bytes.starts_with(CORPUS) {
        return Err(IngestError::CorpusInside);
    }
    let not_read = |what, instead| IngestError::Binary { what, instead };
    if bytes.starts_with(RICH_TEXT) {
        return Err(not_read(said!("Rich Text"), said!("save it as .docx or as plain text (.txt)")));
    }
    if bytes.get(TAR.0..).is_some_and(|rest| rest.starts_with(TAR.1)) && bytes.contains(&0) {
        return Err(not_read(said!("a tar archive"), REPACK));
    }
    if let Some((_, what, instead)) = NOT_READ.into_iter().find(|(magic, ..)| bytes.starts_with(magic))
        && !is_plain(bytes)
    {
        return Err(not_read(what, instead));
    }
    Ok(READ.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, extension)| *extension))
}

/// Whether these may be words after all, such as "RIFF" and "ID3".
fn is_plain(bytes: &[u8]) -> bool {
    str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0'))
}

/// Whether a text starts like a web page.
pub(super) fn is_html(bytes: &[u8]) -> bool {
    let head = head(bytes);
    let after_prolog =
        head.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map(|(_, rest)| rest);
    let head = after_prolog.unwrap_or(&head).trim_start();
    head.starts_with("<!doctype html") || head.starts_with("<html")
}

/// The extension of the reader for text of a kind that its name does not tell.
pub(super) fn by_text(bytes: &[u8]) -> &'static str {
    if is_html(bytes) {
        return "html";
    }
    let head = head(bytes);
    let mut signs = head.chars().filter(|c| !c.is_whitespace());
    match (signs.next(), signs.next()) {
        (Some('{'), Some('"')) | (Some('['), Some('{')) => "json",
        (Some('<'), _) if ["<?xml", "<tei", "<!doctype"].iter().any(|start| head.starts_with(start)) => "xml",
        _ => "txt",
    }
}

/// The first characters in small letters, if they are ASCII, also in UTF-16.
fn head(bytes: &[u8]) -> String {
    const LENGTH: usize = 1024;
    let marks = [0x00, 0xEF, 0xBB, 0xBF, 0xFE, 0xFF];
    let head = bytes.iter().take(LENGTH).filter(|byte| !marks.contains(byte));
    let head: String = head.map(|&byte| char::from(byte).to_ascii_lowercase()).collect();
    head.trim_start().to_owned()
}
