//! The bindings: the only files that know JavaScript. Each is a module of its own in the browser.

#[cfg(feature = "browser")]
mod engine;
#[cfg(feature = "browser-files")]
mod files;
#[cfg(feature = "browser-pdf")]
mod pdf;

#[cfg(feature = "browser")]
pub use engine::{CorpusBuilder, Engine, part_bytes};
#[cfg(feature = "browser-files")]
pub use files::{Reader, page};
#[cfg(feature = "browser-pdf")]
pub use pdf::PdfText;

use wasm_bindgen::prelude::*;

/// Prints panics to the console: a panic is a mistake here, and ends the module.
#[wasm_bindgen(start)]
fn report_panics() {
    std::panic::set_hook(Box::new(|panic| web_sys::console::error_1(&panic.to_string().into())));
}
