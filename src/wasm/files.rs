//! Files in, files out.

use crate::ingest::{Found, Ingest, Sink};
use crate::publish;
use js_sys::{Function, Uint8Array};
use wasm_bindgen::prelude::*;

/// About how many bytes of found documents are handed over at a time.
const BATCH: usize = 1 << 20;

/// Reads a source, and calls `give` with what was found in it, as JSON, some at a time, and with
/// how many bytes of the source have been read.
#[wasm_bindgen]
pub fn read(name: &str, bytes: &[u8], give: &Function) {
    let mut batches = Batches { json: Vec::new(), byte: 0, give };
    Ingest::default().read(name, bytes, &mut batches);
    batches.finish(bytes.len());
}

/// Reads a file of a folder, as [`read`] does; `path` begins with the folder's own name.
#[wasm_bindgen(js_name = readFolderFile)]
pub fn read_folder_file(path: &str, bytes: &[u8], give: &Function) {
    let mut batches = Batches { json: Vec::new(), byte: 0, give };
    Ingest::default().read_folder_file(path, bytes, &mut batches);
    batches.finish(bytes.len());
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
    byte: usize,
    give: &'a Function,
}

impl Batches<'_> {
    fn finish(mut self, byte: usize) {
        self.byte = byte;
        self.end();
    }

    fn end(&mut self) {
        self.json.push(if self.json.is_empty() { b'[' } else { b' ' });
        self.json.push(b']');
        let json = Uint8Array::from(&*self.json);
        self.json.clear();
        let given = self.give.call2(&JsValue::NULL, &json, &JsValue::from(self.byte as f64));
        given.expect("whoever takes the batches does not throw");
    }
}

impl Sink for Batches<'_> {
    fn take(&mut self, found: Found) {
        self.json.push(if self.json.is_empty() { b'[' } else { b',' });
        serde_json::to_writer(&mut self.json, &found).expect("texts and numbers are JSON");
        if self.json.len() > BATCH {
            self.end();
        }
    }

    fn read_up_to(&mut self, byte: usize) {
        self.byte = byte;
    }
}
