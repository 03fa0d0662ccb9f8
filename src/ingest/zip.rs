//! A `.zip` of files: each is read by its own name. Files of office programs and books are such archives too.

use super::archive::{Archive, Entry};
use super::reading::{Reader, Reading};
use super::{IngestError, METADATA, docx, epub, is_corpus, is_passed_over, odt, split_extension};
use crate::said::{Said, said};

/// Parts that tell that an archive is a file of its own kind, the extension of such files, and their reader.
const READ: [(&str, &str, Reader); 3] = [
    (docx::TEXT, "docx", docx::read),
    (epub::CONTAINER, "epub", epub::read),
    (odt::MANIFEST, "odt", odt::read),
];

/// Such parts of files that are not read, what they are, and what to do instead.
const NOT_READ: [(&str, Said, Said); 2] = [
    ("xl/workbook.xml", said!("a spreadsheet"), said!("save the table with the texts as .csv")),
    ("ppt/presentation.xml", said!("a presentation"), said!("save its text as .docx or plain text (.txt)")),
];

pub(super) fn read(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError> {
    let archive = Archive::open(bytes)?;
    if let Some((.., read)) = READ.iter().find(|(part, ..)| archive.find(part).is_some()) {
        return read(name, bytes, reading);
    }
    if let Some((_, what, instead)) = NOT_READ.into_iter().find(|(part, ..)| archive.find(part).is_some()) {
        return Err(IngestError::Binary { what, instead });
    }
    let extension = split_extension(name).1.to_ascii_lowercase();
    if let Some((part, ..)) = READ.iter().find(|(_, known, _)| *known == extension) {
        return Err(IngestError::NoPart { part: part.into() });
    }
    if files(&archive).next().is_none() {
        return Err(IngestError::Empty);
    }
    read_files(&archive, reading)
}

fn read_files(archive: &Archive, reading: &mut Reading) -> Result<(), IngestError> {
    let mut lists = Vec::new();
    for entry in files(archive).filter(|entry| entry.name.rsplit('/').next() == Some(METADATA)) {
        match archive.unpack(entry, &mut reading.left) {
            Ok(list) => lists.push((entry.name.clone(), list.bytes)),
            Err(reason) => reading.skip(&entry.name, reason),
        }
    }
    let mut articles = files(archive).filter(|entry| !entry.name.split('/').any(is_passed_over));
    reading.with_metadata(&lists, |reading| {
        articles.try_for_each(|entry| {
            let read = read_entry(archive, entry, reading);
            reading.read_up_to(archive.end(entry));
            read
        })
    })
}

/// The files of an archive, without what macOS puts beside them.
fn files<'a>(archive: &'a Archive) -> impl Iterator<Item = &'a Entry> {
    archive.entries.iter().filter(|entry| !entry.is_folder && !entry.name.starts_with("__MACOSX/"))
}

/// Reads a file of an archive.
///
/// # Errors
/// The archive has given more than it may.
fn read_entry(archive: &Archive, entry: &Entry, reading: &mut Reading) -> Result<(), IngestError> {
    if is_corpus(&entry.name) {
        reading.skip(&entry.name, IngestError::CorpusInside);
        return Ok(());
    }
    match archive.unpack(entry, &mut reading.left) {
        Ok(file) => {
            reading.read_inner(&entry.name, &file.bytes);
            if file.is_damaged {
                let message = said!("it is damaged in the archive");
                reading.skip(&entry.name, IngestError::Damaged { message });
            }
        }
        Err(reason @ IngestError::TooMuch { .. }) => return Err(reason),
        Err(reason) => reading.skip(&entry.name, reason),
    }
    Ok(())
}
