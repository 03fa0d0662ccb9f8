//! A `.zip` of files: each is read by its own name. Files of office programs and books are such archives too.

use super::archive::{Archive, Entry};
use super::reading::Reading;
use super::{IngestError, METADATA, docx, epub, is_corpus, is_passed_over, odt, split_extension};

pub(super) fn read(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError> {
    let archive = Archive::open(bytes)?;
    if archive.find(docx::TEXT).is_some() {
        return docx::read(name, bytes, reading);
    }
    if archive.find(epub::CONTAINER).is_some() {
        return epub::read(name, bytes, reading);
    }
    if archive.find(odt::TEXT).is_some() && archive.find("mimetype").is_some() {
        return odt::read(name, bytes, reading);
    }
    if archive.find("xl/workbook.xml").is_some() {
        return Err(office("a spreadsheet", "save the table with the texts as .csv"));
    }
    if archive.find("ppt/presentation.xml").is_some() {
        return Err(office("a presentation", "save its text as .docx or plain text (.txt)"));
    }
    let part = match &*split_extension(name).1.to_ascii_lowercase() {
        "docx" => Some(docx::TEXT),
        "epub" => Some(epub::CONTAINER),
        "odt" => Some(odt::TEXT),
        _ => None,
    };
    if let Some(part) = part {
        return Err(IngestError::NoPart { part: part.to_owned() });
    }
    if files(&archive).next().is_none() {
        return Err(IngestError::Empty);
    }
    let lists: Vec<(String, Vec<u8>)> = files(&archive)
        .filter(|entry| file_name(&entry.name) == METADATA)
        .filter_map(|entry| Some((entry.name.clone(), archive.unpack(entry, &mut reading.left).ok()?.bytes)))
        .collect();
    let mut articles = files(&archive).filter(|entry| !entry.name.split('/').any(is_passed_over));
    reading.with_metadata(&lists, |reading| {
        articles.try_for_each(|entry| {
            let read = read_entry(&archive, entry, reading);
            reading.read_up_to(archive.end(entry));
            read
        })
    })
}

fn office(what: &str, instead: &str) -> IngestError {
    IngestError::Binary { what: what.to_owned(), instead: instead.to_owned() }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
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
                let message = "it is damaged in the archive".to_owned();
                reading.skip(&entry.name, IngestError::Damaged { message });
            }
        }
        Err(reason @ IngestError::TooMuch { .. }) => return Err(reason),
        Err(reason) => reading.skip(&entry.name, reason),
    }
    Ok(())
}
