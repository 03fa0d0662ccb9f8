//! What leaves the house: how much of a corpus, and as what.

mod level;
#[cfg(feature = "files")]
mod page;
#[cfg(feature = "files")]
mod site;

pub use level::{Level, pieces, reduced};
#[cfg(feature = "files")]
pub use page::{CORPUS_MARK, NotAShell, PDF_MARK, gzipped, page, with_pdf};
#[cfg(feature = "files")]
pub use site::{HEAD, is_of_site, site};
