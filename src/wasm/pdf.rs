//! The text of PDF files, beside pdf.js.

use crate::ingest::{Found, IngestError, Item, Pdf, RawDocument};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

/// A PDF file; see [`Pdf`].
#[wasm_bindgen]
pub struct PdfText(Pdf);

#[wasm_bindgen]
impl PdfText {
    /// One called `name`, of which `told`, a [`RawDocument`] as JSON, is known.
    #[wasm_bindgen(constructor)]
    pub fn new(name: String, told: &str) -> Result<Self, JsError> {
        let told: RawDocument = serde_json::from_str(told)?;
        Ok(PdfText(Pdf::new(name, told)))
    }

    /// Adds the next page: the texts of its items, and of each what is measured, the fields of [`Item`] in their
    /// order. Whether there is room for more.
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

    /// What is found, as JSON for an engine; `properties` are names and values by turns.
    pub fn finish(self, properties: Vec<String>) -> Uint8Array {
        let (properties, _) = properties.as_chunks();
        let properties: Vec<_> = properties.iter().cloned().map(|[name, value]| (name, value)).collect();
        json(&self.0.finish(&properties))
    }

    /// Why the file cannot be read, as JSON for an engine.
    #[wasm_bindgen(js_name = giveUp)]
    pub fn give_up(self, is_locked: bool) -> Uint8Array {
        let reason = if is_locked { IngestError::Encrypted } else { IngestError::NotPdf };
        json(&[self.0.give_up(reason)])
    }
}

fn json(found: &[Found]) -> Uint8Array {
    let json = serde_json::to_vec(found).expect("texts and numbers are JSON");
    Uint8Array::from(&*json)
}
