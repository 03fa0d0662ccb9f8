//! Files and folders to a corpus.

use crate::Done;
use crate::print::{counted, printable};
use clap::Args;
use corpus_viewer::entity::{Annotator, english};
use corpus_viewer::ingest::{
    Found, Ingest, IngestError, MAX_BYTES, METADATA, Skipped, Table, is_corpus, is_folder_article,
};
use corpus_viewer::pipeline::Builder;
use corpus_viewer::store::CorpusFile;
use std::error::Error;
use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(Args)]
pub struct Inputs {
    /// Files, folders, or - for JSON lines on standard input
    #[arg(value_name = "INPUT", required = true)]
    paths: Vec<PathBuf>,
}

/// What the inputs gave, and what could not be read, which has been told.
pub struct Loaded {
    pub file: CorpusFile,
    pub skipped: Vec<Skipped>,
    pub tables: Vec<Table>,
}

impl Loaded {
    pub fn done(&self) -> Done {
        if self.skipped.is_empty() { Done::Whole } else { Done::SomeSkipped }
    }
}

impl Inputs {
    pub fn load(&self) -> Result<Loaded, Box<dyn Error>> {
        if let [path] = &*self.paths
            && is_corpus(&path.to_string_lossy())
        {
            let name = path.display();
            let bytes = fs::read(path).map_err(|error| format!("{name}: {error}"))?;
            let file = CorpusFile::decode(bytes).map_err(|error| format!("{name}: {error}"))?;
            return Ok(Loaded { file, skipped: Vec::new(), tables: Vec::new() });
        }
        let mut loader = Loader { builder: Builder::new(Annotator::new(english())), told: Instant::now() };
        for path in &self.paths {
            loader.add(path);
        }
        let tables = loader.builder.tables().to_vec();
        let (file, skipped) = loader.builder.finish();
        skipped.iter().for_each(|skipped| eprintln!("skipped: {}", printable(&skipped.to_string())));
        if file.documents() == 0 {
            return Err("there is no article in what was given".into());
        }
        Ok(Loaded { file, skipped, tables })
    }
}

/// Feeds files to a [`Builder`], and shows on a terminal how far it is.
struct Loader {
    builder: Builder,
    told: Instant,
}

impl Loader {
    fn add(&mut self, path: &Path) {
        let name = path.display().to_string();
        if name == "-" {
            let mut bytes = Vec::new();
            match io::stdin().lock().take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes) {
                Ok(_) => self.builder.add_source("standard input.jsonl", &bytes),
                Err(error) => self.builder.skip("standard input", unreadable(&error)),
            }
        } else if path.is_dir() {
            self.add_folder(path, "", &Ingest::default());
        } else {
            let file = path.file_name().map_or(name.clone(), |file| file.to_string_lossy().into_owned());
            self.add_file(path, &file, &Ingest::default());
        }
    }

    /// Adds the files of a folder in the order of their names. `below` is its path
    /// below the folder that was given, with a `/` at its end, or nothing. A list of
    /// metadata in it counts instead of that of the folder around it.
    fn add_folder(&mut self, folder: &Path, below: &str, around: &Ingest) {
        let own = self.metadata(&folder.join(METADATA), &format!("{below}{METADATA}"));
        let ingest = own.as_ref().unwrap_or(around);
        let entries = fs::read_dir(folder).and_then(|entries| entries.collect::<io::Result<Vec<_>>>());
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(error) => return self.builder.skip(&folder.display().to_string(), unreadable(&error)),
        };
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let name = entry.file_name().to_string_lossy().into_owned();
            if !is_folder_article(&name) {
                continue;
            }
            let path = entry.path();
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                self.add_folder(&path, &format!("{below}{name}/"), ingest);
            } else {
                self.add_file(&path, &format!("{below}{name}"), ingest);
            }
        }
    }

    /// Readers that know the list of metadata at `path`, if there is one.
    fn metadata(&mut self, path: &Path, name: &str) -> Option<Ingest> {
        if !path.exists() {
            return None;
        }
        match read_file(path) {
            Err(reason) => {
                self.builder.skip(name, reason);
                None
            }
            Ok(bytes) => {
                let mut ingest = Ingest::default();
                let unread = ingest.set_metadata(name, &bytes);
                unread.into_iter().map(Found::Skipped).for_each(|found| self.builder.add_found(name, found));
                Some(ingest)
            }
        }
    }

    fn add_file(&mut self, path: &Path, name: &str, ingest: &Ingest) {
        match read_file(path) {
            Err(reason) => self.builder.skip(&path.display().to_string(), reason),
            Ok(bytes) => self.builder.add_source_with(ingest, name, &bytes),
        }
        self.tell();
    }

    fn tell(&mut self) {
        let terminal = io::stderr().is_terminal();
        if terminal && self.told.elapsed().as_millis() > 200 {
            eprint!("\r{} read\x1b[K\r", counted(self.builder.documents(), "article"));
            self.told = Instant::now();
        }
    }
}

/// The bytes of a file; not of a pipe or a device, which may never end, nor of one that is too
/// large anyway.
fn read_file(path: &Path) -> Result<Vec<u8>, IngestError> {
    let metadata = fs::metadata(path).map_err(|error| unreadable(&error))?;
    if !metadata.is_file() {
        return Err(unreadable(&io::Error::other("it is not a file")));
    }
    if metadata.len() > MAX_BYTES as u64 && !is_corpus(&path.to_string_lossy()) {
        return Err(IngestError::TooLarge { bytes: metadata.len() });
    }
    fs::read(path).map_err(|error| unreadable(&error))
}

fn unreadable(error: &io::Error) -> IngestError {
    IngestError::Unreadable { message: error.to_string().into() }
}
