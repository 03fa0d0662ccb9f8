//! Shell and corpus to one page that needs nothing else: no server, no network.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compression, write::GzEncoder};
use std::io::Write;

/// Where in a shell the corpus goes: once, inside its `<corpus-viewer>` element.
pub const CORPUS_MARK: &str = "<!--corpus-->";

/// Where in a shell the reader of PDF goes, if it is asked for.
pub const PDF_MARK: &str = "<!--pdf-->";

/// The shell has no [`CORPUS_MARK`] or [`PDF_MARK`], or more than one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAShell;

/// The most characters in one script block. A single block takes WebKit time that
/// grows with the square of its length.
const BLOCK: usize = 512 * 1024;

/// The page: `shell` with the [`pieces`](super::pieces) of a corpus, each gzipped before, in the place of
/// [`CORPUS_MARK`], in Base64, in script blocks that are data to a browser and never run.
///
/// ```
/// let shell = "<corpus-viewer><!--corpus--></corpus-viewer>";
/// let page = corpus_viewer::publish::page(shell, &[corpus_viewer::publish::gzipped(b"...")]).unwrap();
/// assert!(page.starts_with("<corpus-viewer><script type=\"application/x-corpus\" data-piece=\"0\">H4sI"));
/// ```
///
/// # Errors
/// See [`NotAShell`].
pub fn page(shell: &str, pieces: &[Vec<u8>]) -> Result<String, NotAShell> {
    let (mut page, after) = parts(shell, CORPUS_MARK)?;
    for (number, piece) in pieces.iter().enumerate() {
        write_blocks(&mut page, &format!("x-corpus\" data-piece=\"{number}"), piece);
    }
    page.push_str(after);
    Ok(page)
}

/// The shell with the reader of PDF inside: `script` is the `corpus-viewer.pdf.js` of the built viewer.
///
/// ```
/// let shell = "<corpus-viewer><!--corpus--></corpus-viewer><!--pdf-->";
/// let shell = corpus_viewer::publish::with_pdf(shell, b"...").unwrap();
/// assert!(shell.ends_with("</script>\n") && shell.contains("</corpus-viewer><script type=\"application/x-pdf\">H4sI"));
/// ```
///
/// # Errors
/// See [`NotAShell`].
pub fn with_pdf(shell: &str, script: &[u8]) -> Result<String, NotAShell> {
    let (mut page, after) = parts(shell, PDF_MARK)?;
    write_blocks(&mut page, "x-pdf", &gzipped(script));
    page.push_str(after);
    Ok(page)
}

/// What is before and after the only `mark`.
fn parts<'a>(shell: &'a str, mark: &str) -> Result<(String, &'a str), NotAShell> {
    let (before, after) = shell.split_once(mark).ok_or(NotAShell)?;
    if after.contains(mark) { Err(NotAShell) } else { Ok((before.to_owned(), after)) }
}

/// Writes data for a page, in blocks that are not too long.
fn write_blocks(page: &mut String, kind: &str, bytes: &[u8]) {
    let text = STANDARD.encode(bytes);
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let (block, later) = rest.split_at(rest.len().min(BLOCK));
        page.push_str(&format!("<script type=\"application/{kind}\">{block}</script>\n"));
        rest = later;
    }
}

/// Bytes gzipped. A browser has that of its own, and need not be sent it.
pub fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.expect("writing to a vector does not fail")
}
