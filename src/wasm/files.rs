//! Files in, files out.

use crate::ingest::{Found, Ingest, Mapping, RawDocument, Sink, Skipped, Table};
use crate::publish;
use crate::said::said;
use js_sys::{Function, Uint8Array};
use wasm_bindgen::prelude::*;

/// About how many bytes of found documents are handed over at a time.
const BATCH: usize = 1 << 20;

/// Reads sources; see [`Ingest`]. What is found is given as JSON, some at a time, with how many bytes of
/// the source have been read, and as JSON, too, the tables that were met. The bytes of a PDF file are given
/// as they are, with its name, what is told of it, and why it is left out if nobody can read it, as JSON.
#[wasm_bindgen]
#[derive(Default)]
pub struct Reader(Ingest);

#[wasm_bindgen]
impl Reader {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// See [`Ingest::set_columns`]; the mapping is JSON.
    #[wasm_bindgen(js_name = setColumns)]
    pub fn set_columns(&mut self, name: &str, mapping: &str) -> Result<(), JsError> {
        let mapping: Mapping = serde_json::from_str(mapping)?;
        self.0.set_columns(name, mapping);
        Ok(())
    }

    /// See [`Ingest::set_metadata`]; what cannot be read of it is given.
    #[wasm_bindgen(js_name = setMetadata)]
    pub fn set_metadata(&mut self, name: &str, bytes: &[u8], give: &Function) {
        let mut batches = Batches::new(give);
        for skipped in self.0.set_metadata(name, bytes) {
            batches.take(Found::Skipped(skipped));
        }
        batches.finish(bytes.len());
    }

    /// Reads a file by its name.
    pub fn read(&self, name: &str, bytes: &[u8], give: &Function) {
        let mut batches = Batches::new(give);
        self.0.read(name, bytes, &mut batches);
        batches.finish(bytes.len());
    }

    /// Reads a file of a folder; `path` begins with the folder's own name.
    #[wasm_bindgen(js_name = readFolderFile)]
    pub fn read_folder_file(&self, path: &str, bytes: &[u8], give: &Function) {
        let mut batches = Batches::new(give);
        self.0.read_folder_file(path, bytes, &mut batches);
        batches.finish(bytes.len());
    }
}

/// See [`publish::page`]: the bytes of the page.
#[wasm_bindgen]
pub fn page(shell: &str, pieces: Vec<Uint8Array>) -> Result<Uint8Array, JsValue> {
    let pieces: Vec<Vec<u8>> = pieces.iter().map(Uint8Array::to_vec).collect();
    let page = publish::page(shell, &pieces).map_err(|_| {
        JsError::new(&said!("this viewer has no place for a corpus, so that it cannot be saved").english())
    })?;
    Ok(Uint8Array::from(page.as_bytes()))
}

struct Batches<'a> {
    json: Vec<u8>,
    tables: Vec<Table>,
    byte: usize,
    give: &'a Function,
}

impl<'a> Batches<'a> {
    fn new(give: &'a Function) -> Self {
        Batches { json: Vec::new(), tables: Vec::new(), byte: 0, give }
    }

    fn finish(mut self, byte: usize) {
        self.byte = byte;
        self.end();
    }

    fn end(&mut self) {
        if self.json.is_empty() {
            self.json.push(b'[');
        }
        self.json.push(b']');
        let json = Uint8Array::from(&*self.json);
        self.json.clear();
        self.give(json, JsValue::UNDEFINED);
    }

    fn give(&mut self, bytes: Uint8Array, pdf: JsValue) {
        let tables =
            serde_json::to_string(&std::mem::take(&mut self.tables)).expect("texts and numbers are JSON");
        let byte = JsValue::from(self.byte as f64);
        let given = self.give.call4(&JsValue::NULL, &bytes, &byte, &tables.into(), &pdf);
        given.expect("whoever takes the batches does not throw");
    }
}

impl Sink for Batches<'_> {
    fn take(&mut self, found: Found) {
        if let Found::Table(table) = found {
            return self.tables.push(table);
        }
        self.json.push(if self.json.is_empty() { b'[' } else { b',' });
        serde_json::to_writer(&mut self.json, &found).expect("texts and numbers are JSON");
        if self.json.len() > BATCH {
            self.end();
        }
    }

    fn take_pdf(&mut self, told: RawDocument, bytes: &[u8], refusal: Skipped) {
        if !self.json.is_empty() {
            self.end();
        }
        let pdf = (refusal.name.clone(), told, Found::Skipped(refusal));
        let pdf = serde_json::to_string(&pdf).expect("texts and numbers are JSON");
        self.give(Uint8Array::from(bytes), pdf.into());
    }

    fn read_up_to(&mut self, byte: usize) {
        self.byte = byte;
    }
}
