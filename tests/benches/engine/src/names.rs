//! Finding who and what is named, alone.

use corpus_viewer::Span;
use corpus_viewer::entity::{self, Model};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
pub struct Annotator(entity::Annotator);

#[wasm_bindgen]
impl Annotator {
    /// Reads the model; nothing if the bytes are none.
    pub fn load(model: &[u8]) -> Option<Annotator> {
        Model::decode(model).ok().map(|model| Annotator(entity::Annotator::new(model.into())))
    }

    /// The number of mentions in a text.
    pub fn annotate(&mut self, text: &str) -> usize {
        self.0.annotate(text, &[Span::new(0, text.len())]).len()
    }
}
