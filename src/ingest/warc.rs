//! Web archives (ISO 28500): the pages and texts among their records.

use super::inflate::{self, Unpacked};
use super::reading::Reading;
use super::{IngestError, RawDocument, encoding, gzip, html, split_extension};
use crate::said::{Said, said};
use flate2::bufread::DeflateDecoder;
use std::borrow::Cow;

pub(super) fn read(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError> {
    let mut warc = Warc::new(name);
    warc.read(bytes, reading);
    warc.end()
}

/// A web archive that is being read.
pub(super) struct Warc<'a> {
    name: &'a str,
    records: usize,
    documents: usize,
}

const BEGIN: &[u8] = b"WARC/";

impl<'a> Warc<'a> {
    pub fn new(name: &'a str) -> Self {
        Warc { name, records: 0, documents: 0 }
    }

    /// How many records have been read.
    pub fn records(&self) -> usize {
        self.records
    }

    /// Reads some whole records. After what makes no sense it goes on at the next that begins as one does.
    pub fn read(&mut self, bytes: &[u8], reading: &mut Reading) {
        let mut at = 0;
        while let Some(start) = next_record(bytes, at) {
            self.records += 1;
            if !bytes[at..start].trim_ascii().is_empty() {
                self.skip(said!("there is something before it that is none"), reading);
            }
            at = match record(&bytes[start..]) {
                Some((header, content)) => {
                    self.read_record(&header, content, reading);
                    start + header.length + content.len()
                }
                None => {
                    self.skip(said!("it is cut off, or has not the length it says"), reading);
                    next_record(bytes, start + BEGIN.len()).unwrap_or(bytes.len())
                }
            };
            reading.read_up_to(at);
        }
    }

    /// # Errors
    /// There was neither page nor text.
    pub fn end(self) -> Result<(), IngestError> {
        if self.documents == 0 { Err(IngestError::Empty) } else { Ok(()) }
    }

    fn skip(&self, message: Said, reading: &mut Reading) {
        self.skip_because(IngestError::Record { message }, reading);
    }

    fn skip_because(&self, reason: IngestError, reading: &mut Reading) {
        reading.skip(&format!("{}, record {}", self.name, self.records), reason);
    }

    /// Reads a record if it is a page or a text; most others are pictures, scripts and requests.
    fn read_record(&mut self, header: &Header, content: &[u8], reading: &mut Reading) {
        let read = match header.get("warc-type").unwrap_or_default() {
            "response" => response(content, &mut reading.left),
            "resource" | "conversion" => text_type(header).map(|kind| text(kind, header, content)),
            _ => None,
        };
        match read {
            None => {}
            Some(Err(reason)) => self.skip_because(reason, reading),
            Some(Ok(document)) => {
                self.documents += 1;
                let mut document = RawDocument {
                    id: format!("{}/{}", split_extension(self.name).0, self.documents),
                    url: header.get("warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned()),
                    ..document
                };
                let archived = header.get("warc-date").map(str::to_owned);
                document.fields.extend(archived.map(|date| ("archived".to_owned(), date)));
                reading.give(document);
            }
        }
    }
}

/// Where the next record after `at` begins: with a line that has nothing but the version.
fn next_record(bytes: &[u8], at: usize) -> Option<usize> {
    let begins = |&start: &usize| {
        let version = bytes[start..].strip_prefix(BEGIN).unwrap_or_default();
        let digits = version.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
        digits > 0 && matches!(version.get(digits), Some(b'\r' | b'\n'))
    };
    (at..bytes.len()).find(begins)
}

/// A record's or an answer's header.
struct Header<'a> {
    lines: Cow<'a, str>,
    /// How many bytes it takes, with the blank line after it.
    length: usize,
}

/// The most bytes of a header.
const MOST_HEADER: usize = 64 << 10;

impl<'a> Header<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        let head = &bytes[..bytes.len().min(MOST_HEADER)];
        let mut at = 0;
        for line in head.split_inclusive(|&byte| byte == b'\n') {
            at += line.len();
            if matches!(line, b"\r\n" | b"\n") {
                return Some(Header { lines: String::from_utf8_lossy(&head[..at]), length: at });
            }
        }
        None
    }

    /// The value of a field, by its name in small letters.
    fn get(&self, name: &str) -> Option<&str> {
        let fields = self.lines.lines().filter_map(|line| line.split_once(':'));
        fields
            .filter(|(field, _)| field.trim().eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
            .next()
    }
}

/// A record's header and content. A header that the next record begins in is cut off.
fn record(bytes: &[u8]) -> Option<(Header<'_>, &[u8])> {
    let head = &bytes[..bytes.len().min(MOST_HEADER)];
    let header = Header::of(&head[..next_record(head, BEGIN.len()).unwrap_or(head.len())])?;
    let length: usize = header.get("content-length")?.parse().ok()?;
    let (content, after) = bytes.get(header.length..)?.split_at_checked(length)?;
    let is_whole = after.is_empty() || after.starts_with(b"\r\n") || after.starts_with(b"\n");
    is_whole.then_some((header, content))
}

/// A kind of text that is read.
#[derive(Clone, Copy)]
enum TextType {
    Html,
    Plain,
}

fn text_type(header: &Header) -> Option<TextType> {
    let kind = header.get("content-type")?.split(';').next()?.trim().to_ascii_lowercase();
    match &*kind {
        "text/html" | "application/xhtml+xml" => Some(TextType::Html),
        "text/plain" => Some(TextType::Plain),
        _ => None,
    }
}

/// The page or text of a server's answer, if it is one and the server was content (2xx).
fn response(content: &[u8], left: &mut usize) -> Option<Result<RawDocument, IngestError>> {
    let header = Header::of(content)?;
    let status = header.lines.lines().next()?.split(' ').nth(1)?;
    let kind = text_type(&header).filter(|_| status.starts_with('2'))?;
    let body = &content[header.length..];
    let is_chunked = header.get("transfer-encoding").is_some_and(|encoding| encoding.contains("chunked"));
    let body = if is_chunked { joined(body) } else { Cow::Borrowed(body) };
    Some(unpacked(&header, &body, left).and_then(|body| text(kind, &header, &body)))
}

/// The chunks of a body, joined. What is not in chunks, whatever it says, stays as it is.
fn joined(body: &[u8]) -> Cow<'_, [u8]> {
    let mut all = Vec::new();
    let mut rest = body;
    loop {
        let chunk = rest.iter().take(32).position(|&byte| byte == b'\n').and_then(|end| {
            let size = str::from_utf8(&rest[..end]).ok()?.split(';').next()?.trim();
            let size = usize::from_str_radix(size, 16).ok()?;
            Some((size, &rest[end + 1..]))
        });
        match chunk {
            None if all.is_empty() => return Cow::Borrowed(body),
            None | Some((0, _)) => return Cow::Owned(all),
            Some((size, after)) => {
                let (chunk, after) = after.split_at(size.min(after.len()));
                all.extend(chunk);
                rest = after.trim_ascii_start();
            }
        }
    }
}

/// A body as it was before the server packed it.
fn unpacked<'a>(header: &Header, body: &'a [u8], left: &mut usize) -> Result<Cow<'a, [u8]>, IngestError> {
    let encoding = header.get("content-encoding").unwrap_or_default().to_ascii_lowercase();
    let inflated =
        |packed: &[u8], left| inflate::unpack(&mut DeflateDecoder::new(packed), packed.len(), left);
    let unpacked = match &*encoding {
        "gzip" | "x-gzip" if body.starts_with(gzip::MAGIC) => {
            gzip::unpack_member(body, left).map(|(all, _)| all)
        }
        // With the header of zlib, as the standard has it, or without.
        "deflate" => {
            inflated(body.strip_prefix(b"\x78").and_then(|body| body.get(1..)).unwrap_or(body), left)
        }
        "br" | "zstd" => {
            let message = said!("it is packed as \"{0}\", which is not read here", encoding);
            return Err(IngestError::Record { message });
        }
        _ => return Ok(Cow::Borrowed(body)),
    };
    let Unpacked { bytes, is_damaged } = unpacked?;
    match bytes.is_empty() && is_damaged {
        true => Err(IngestError::Record { message: said!("it is packed and damaged") }),
        false => Ok(Cow::Owned(bytes)),
    }
}

fn text(kind: TextType, header: &Header, body: &[u8]) -> Result<RawDocument, IngestError> {
    let charset = header.get("content-type").and_then(|kind| {
        kind.to_ascii_lowercase().split_once("charset=").map(|(_, charset)| {
            charset.split(';').next().unwrap_or_default().trim_matches(['"', '\'', ' ']).to_owned()
        })
    });
    let decoded = encoding::decode(body, charset.as_deref())?;
    let mut document = match kind {
        TextType::Html => html::document(&decoded.text),
        TextType::Plain => RawDocument { text: decoded.text.to_string(), ..RawDocument::default() },
    };
    decoded.note(&mut document);
    if document.text.trim().is_empty() { Err(IngestError::Empty) } else { Ok(document) }
}
