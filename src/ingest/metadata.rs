//! What a `metadata.csv` says of the texts beside it: the first column has their file names, with or without
//! extension, as TXM has it.

use super::rows::Unread;
use super::sheet::Sheet;
use super::table::{Mapping, Role};
use super::{IngestError, METADATA, RawDocument, csv, encoding, shared, split_extension};
use std::collections::BTreeMap;

/// The rows of such a file by the ids of texts.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    names: Vec<String>,
    roles: Vec<Role>,
    rows: Vec<Vec<String>>,
    /// The row of an id as it is written, and without an extension.
    by_id: BTreeMap<String, usize>,
    by_stem: BTreeMap<String, usize>,
}

impl Metadata {
    /// Reads a file; the rows of it that cannot be read are told, and the others taken.
    pub fn read(bytes: &[u8]) -> Result<(Self, Vec<Unread>), IngestError> {
        let decoded = encoding::decode(bytes, None)?;
        let sheet = Sheet::of(&decoded.text, &Mapping { has_header: Some(true), ..Mapping::default() });
        if sheet.names.is_empty() {
            return Err(IngestError::NoMetadata);
        }
        let mut roles = super::columns::by_name(sheet.names.iter().map(String::as_str));
        let id = roles.iter().position(|role| *role == Role::Id).unwrap_or(0);
        roles.iter_mut().filter(|role| **role == Role::Text).for_each(|role| *role = Role::Metadata);
        roles[id] = Role::Id;
        let mut metadata = Metadata { names: sheet.names.clone(), roles, ..Metadata::default() };
        let mut unread = Vec::new();
        for row in sheet.rows() {
            match row {
                Ok(row) if row.fields.len() == metadata.names.len() => {
                    metadata
                        .add(id, row.fields.iter().map(|field| shared(field.trim()).to_owned()).collect());
                }
                Ok(row) => {
                    let expected = metadata.names.len();
                    unread.push((row.line, IngestError::RowLength { fields: row.fields.len(), expected }));
                }
                Err(error) => unread.push(error),
            }
        }
        let is_empty = metadata.rows.is_empty() && unread.is_empty();
        if is_empty { Err(IngestError::NoMetadata) } else { Ok((metadata, unread)) }
    }

    /// Says of `document` what the row of its id says, or of the last part of the id, or else
    /// of the file it lies in. What the row leaves empty stays as it is.
    pub fn apply(&self, document: &mut RawDocument, file: &str) {
        let ids = [&document.id, file, split_extension(file).0];
        let keys = ids.into_iter().flat_map(|id| [id, id.rsplit('/').next().unwrap_or(id)]);
        let row = keys.flat_map(|key| self.by_id.get(key).or_else(|| self.by_stem.get(key))).next();
        let Some(&row) = row else { return };
        let container = format!("{METADATA}, column");
        for ((value, role), name) in self.rows[row].iter().zip(&self.roles).zip(&self.names) {
            if !value.is_empty() {
                csv::set(document, *role, &container, name, value.clone());
            }
        }
        document.origins.push(("metadata".to_owned(), METADATA.to_owned()));
    }

    fn add(&mut self, id: usize, fields: Vec<String>) {
        let (stem, extension) = split_extension(&fields[id]);
        if !extension.is_empty() && extension.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            self.by_stem.insert(stem.to_owned(), self.rows.len());
        }
        self.by_id.insert(fields[id].clone(), self.rows.len());
        self.rows.push(fields);
    }
}

/// The lists of an archive, by the folders they lie in.
#[derive(Default)]
pub(super) struct Lists {
    lists: Vec<Metadata>,
    by_folder: BTreeMap<String, usize>,
}

impl Lists {
    /// Adds a list that lies at `path`.
    pub fn add(&mut self, path: &str, list: Metadata) {
        self.by_folder.insert(folder(path).to_owned(), self.lists.len());
        self.lists.push(list);
    }

    /// The list for the file at `path`: the only one there is, wherever it lies, or the nearest above.
    pub fn of(&self, path: &str) -> Option<&Metadata> {
        if let [only] = &*self.lists {
            return Some(only);
        }
        let mut above = path;
        while !above.is_empty() {
            above = folder(above);
            if let Some(&list) = self.by_folder.get(above) {
                return Some(&self.lists[list]);
            }
        }
        None
    }
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
