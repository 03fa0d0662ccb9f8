//! Files in, files out.

use crate::ingest::{Found, Ingest, IngestError, Item, Mapping, Pdf, Sink, Table};
use crate::publish;
use js_sys::{Function, Uint8Array};
use wasm_bindgen::prelude::*;

/// About how many bytes of found documents are handed over at a time.
const BATCH: usize = 1 << 20;

/// Reads sources; see [`Ingest`]. What is found is given as JSON, some at a time, with how many bytes of
/// the source have been read, and as JSON, too, the tables that were met. The bytes of a PDF file are given
/// as they are, and what reads its pages with them.
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

/// A PDF file that a source holds; see [`Pdf`].
#[wasm_bindgen]
pub struct PdfFile(Pdf);

#[wasm_bindgen]
impl PdfFile {
    /// Adds the next page: the texts of its items, and what is measured of each, the fields of [`Item`] in their order.
    /// Whether there is room for more.
    #[wasm_bindgen(js_name = addPage)]
    pub fn add_page(&mut self, texts: Vec<String>, places: &[f32]) -> bool {
        let (places, _) = places.as_chunks();
        let items = texts.into_iter().zip(places).map(|(text, place)| {
            let [right, up, x, y, width, height, ends_line, is_vertical] = *place;
            let (ends_line, is_vertical) = (ends_line > 0.0, is_vertical > 0.0);
            Item { text, right, up, x, y, width, height, ends_line, is_vertical }
        });
        self.0.add_page(&items.collect::<Vec<_>>())
    }

    /// See [`Pdf::skip_page`].
    #[wasm_bindgen(js_name = skipPage)]
    pub fn skip_page(&mut self) {
        self.0.skip_page();
    }

    /// Gives the document; `properties` are names and values by turns.
    pub fn finish(self, properties: Vec<String>, give: &Function) {
        let (properties, _) = properties.as_chunks();
        let properties: Vec<_> = properties.iter().cloned().map(|[name, value]| (name, value)).collect();
        give_all(self.0.finish(&properties), give);
    }

    /// Gives why the file cannot be read.
    #[wasm_bindgen(js_name = giveUp)]
    pub fn give_up(self, kind: &str, message: String, give: &Function) {
        let reason = match kind {
            "encrypted" => IngestError::Encrypted,
            "not-pdf" => IngestError::NotPdf,
            "pdf" => IngestError::Pdf,
            _ => IngestError::Unreadable { message },
        };
        give_all(vec![self.0.give_up(reason)], give);
    }
}

fn give_all(found: Vec<Found>, give: &Function) {
    let mut batches = Batches::new(give);
    found.into_iter().for_each(|found| batches.take(found));
    batches.finish(0);
}

/// See [`publish::page`]: the bytes of the page.
#[wasm_bindgen]
pub fn page(shell: &str, pieces: Vec<Uint8Array>) -> Result<Uint8Array, JsValue> {
    let pieces: Vec<Vec<u8>> = pieces.iter().map(Uint8Array::to_vec).collect();
    let page = publish::page(shell, &pieces)
        .map_err(|_| JsError::new("this viewer has no place for a corpus, so that it cannot be saved"))?;
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

    fn take_pdf(&mut self, pdf: Pdf, bytes: &[u8]) {
        if !self.json.is_empty() {
            self.end();
        }
        self.give(Uint8Array::from(bytes), PdfFile(pdf).into());
    }

    fn read_up_to(&mut self, byte: usize) {
        self.byte = byte;
    }
}
