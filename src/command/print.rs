//! What is printed for people.

use corpus_viewer::query::MAX_QUERY_BYTES;
use corpus_viewer::view::{CorpusError, Run};
use std::io::{self, BufWriter, Write};
use unicode_width::UnicodeWidthStr;

/// Text of a corpus or a file name, with nothing in it that a terminal would obey.
pub fn printable(text: &str) -> String {
    text.replace(char::is_control, "\u{FFFD}")
}

/// The text of `runs`, hits in bold on a terminal and in square brackets elsewhere.
pub fn marked(runs: &[Run], styled: bool) -> String {
    let (on, off) = if styled { ("\x1b[1m", "\x1b[0m") } else { ("[", "]") };
    let mark = |run: &Run| {
        let text = printable(&run.text);
        if run.hit.is_some() { [on, &text, off].concat() } else { text }
    };
    runs.iter().map(mark).collect()
}

/// A mistake in a query, with a line that points at it.
pub fn pointed(error: CorpusError) -> String {
    let Some(place) = &error.place else { return error.message };
    if place.at.len() > MAX_QUERY_BYTES {
        return error.message;
    }
    let [before, at, after] = [&place.before, &place.at, &place.after].map(|part| printable(part));
    let indent = " ".repeat(before.width());
    let caret = "^".repeat(at.width().max(1));
    format!("{}\n  {before}{at}{after}\n  {indent}{caret}", error.message)
}

pub fn counted(count: usize, thing: &str) -> String {
    if count == 1 { format!("1 {thing}") } else { format!("{count} {thing}s") }
}

pub fn print(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    write(&mut out)?;
    out.flush()
}
