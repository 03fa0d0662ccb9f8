//! Books (EPUB 2 and 3): one document for each part of the text in reading order, which is mostly a
//! chapter, so that what is found can be told by chapter; parts without words, such as covers, are left out.

use super::archive::Archive;
use super::reading::Reading;
use super::xml::{self, Piece};
use super::{IngestError, RawDocument, html, office, shared, split_extension};
use crate::said::said;
use std::collections::{BTreeMap, BTreeSet};

/// Where in the archive it is told where the rest is.
pub(super) const CONTAINER: &str = "META-INF/container.xml";

/// The list of what is locked: by copy protection, or fonts.
const LOCKED: &str = "META-INF/encryption.xml";

pub(super) fn read(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError> {
    let archive = Archive::open(bytes)?;
    let mut package_path = None;
    xml::each(&office::part(&archive, CONTAINER, &mut reading.left)?, &mut |piece| {
        if let Piece::Start(tag) = piece
            && tag.name() == "rootfile"
        {
            package_path = package_path.take().or_else(|| tag.attribute("full-path"));
        }
    })?;
    let package_path =
        package_path.ok_or_else(|| IngestError::NoPart { part: said!("its package file").into() })?;
    let package = Package::of(&office::part(&archive, &package_path, &mut reading.left)?)?;
    let locked = locked(&archive, &mut reading.left);
    let folder = package_path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let stem = split_extension(name).0;
    let mut count = 0;
    for (number, href) in (1..).zip(package.chapters()) {
        let path = resolved(folder, href);
        match chapter(&archive, &path, &locked, &mut reading.left) {
            Ok(chapter) => {
                count += 1;
                let file = path.rsplit('/').next().unwrap_or(&path);
                let id = format!("{stem}/{number:02}-{}", split_extension(file).0);
                reading.give(package.describe(RawDocument { id, ..chapter }));
                reading.read_up_to(archive.find(&path).map_or(0, |entry| archive.end(entry)));
            }
            Err(IngestError::Empty) => {}
            Err(reason @ IngestError::TooMuch { .. }) => return Err(reason),
            Err(reason) => reading.skip(&format!("{name}, {path}"), reason),
        }
    }
    if count == 0 { Err(IngestError::Empty) } else { Ok(()) }
}

/// A part of the text, without an id.
fn chapter(
    archive: &Archive,
    path: &str,
    locked: &BTreeSet<String>,
    left: &mut usize,
) -> Result<RawDocument, IngestError> {
    if locked.contains(path) {
        return Err(IngestError::Encrypted);
    }
    let chapter = html::chapter(&office::part(archive, path, left)?);
    if chapter.text.trim().is_empty() { Err(IngestError::Empty) } else { Ok(chapter) }
}

/// The paths of what is locked.
fn locked(archive: &Archive, left: &mut usize) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    if let Ok(xml) = office::part(archive, LOCKED, left) {
        // What comes before a mistake is good enough.
        let _ = xml::each(&xml, &mut |piece| {
            if let Piece::Start(tag) = piece
                && tag.name() == "CipherReference"
            {
                paths.extend(tag.attribute("URI").map(|path| resolved("", &path)));
            }
        });
    }
    paths
}

/// More authors are not named with each chapter.
const MOST_AUTHORS: usize = 20;

/// What a book's package file says: what the book is, its files, and their order.
#[derive(Default)]
struct Package {
    title: Option<String>,
    authors: Vec<String>,
    date: Option<String>,
    publisher: Option<String>,
    language: Option<String>,
    /// By their ids, the files that are pages and no tables of contents.
    pages: BTreeMap<String, usize>,
    addresses: Vec<String>,
    order: Vec<String>,
}

impl Package {
    fn of(xml: &str) -> Result<Self, IngestError> {
        let mut package = Package::default();
        let mut value = String::new();
        xml::each(xml, &mut |piece| match piece {
            Piece::Start(tag) => {
                value.clear();
                let is_nav =
                    || tag.attribute("properties").is_some_and(|all| all.split(' ').any(|one| one == "nav"));
                match tag.name() {
                    "item" if !is_nav() => package.add_page(tag.attribute("id"), tag.attribute("href")),
                    "itemref" => package.order.extend(tag.attribute("idref")),
                    _ => {}
                }
            }
            Piece::Text(text) => value.push_str(&text),
            Piece::End(name) => package.set(&name, std::mem::take(&mut value).trim()),
        })?;
        Ok(package)
    }

    fn set(&mut self, name: &str, value: &str) {
        let value = || shared(value).to_owned();
        match name {
            _ if value().is_empty() => {}
            "title" => drop(self.title.get_or_insert_with(value)),
            "creator" if self.authors.len() < MOST_AUTHORS => self.authors.push(value()),
            "date" => drop(self.date.get_or_insert_with(value)),
            "publisher" => drop(self.publisher.get_or_insert_with(value)),
            "language" => drop(self.language.get_or_insert_with(value)),
            _ => {}
        }
    }

    fn add_page(&mut self, id: Option<String>, address: Option<String>) {
        if let (Some(id), Some(address)) = (id, address) {
            self.pages.insert(id, self.addresses.len());
            self.addresses.push(address);
        }
    }

    /// The files of the text in reading order.
    fn chapters(&self) -> impl Iterator<Item = &str> {
        self.order.iter().filter_map(|id| self.pages.get(id)).map(|&at| self.addresses[at].as_str())
    }

    /// Says of a chapter what the book is.
    fn describe(&self, chapter: RawDocument) -> RawDocument {
        let mut chapter = RawDocument {
            author: chapter
                .author
                .or_else(|| Some(self.authors.join(", ")).filter(|authors| !authors.is_empty())),
            date: chapter.date.or_else(|| self.date.clone()),
            source: self.publisher.clone(),
            ..chapter
        };
        let fields = [("book", &self.title), ("language", &self.language)];
        let known = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value.clone()?)));
        chapter.fields.extend(known);
        chapter
    }
}

/// The path in the archive that `href` means in a file of `folder`.
fn resolved(folder: &str, href: &str) -> String {
    let href = unescaped(href.split('#').next().unwrap_or_default());
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// An address with its percent signs and digits replaced by the bytes they mean.
fn unescaped(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| str::from_utf8(digits).ok());
        let escaped = digits.filter(|_| byte == b'%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(escaped.unwrap_or(byte));
        rest = if escaped.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
