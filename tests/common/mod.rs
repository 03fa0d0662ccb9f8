//! What several tests need: the suites, cases that a person can read, and the seed articles.
#![allow(dead_code)]

use corpus_viewer::store::CorpusFile;
use corpus_viewer::view::{RunPlace, Selection, read};
use std::fmt::Write;

/// The cases of a suite: lines `given => expected`. Blank lines and lines that begin with `#` are for the reader.
pub fn cases(suite: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = suite.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split_once(" => ").unwrap_or_else(|| panic!("no \" => \" in {line:?}")))
}

/// Checks every case of a suite, and tells all that fail at once.
pub fn check(suite: &str, answer: impl Fn(&str) -> String) {
    let mut failures = String::new();
    let mut count = 0;
    for (given, expected) in cases(suite) {
        count += 1;
        let found = answer(given);
        if found != expected.trim_end() {
            let _ = writeln!(failures, "given    {given}\nexpected {expected}\nfound    {found}\n");
        }
    }
    assert!(count > 0, "the suite is empty");
    assert!(failures.is_empty(), "\n{failures}");
}

/// The articles in `seeds/` by their file names, in order.
pub fn seed_texts() -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir("seeds").expect("seeds/ is there");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("it can be listed").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let name =
        |path: &std::path::Path| path.file_name().expect("it is a file").to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), std::fs::read(path).expect("it can be read"))).collect()
}

/// The first place of `words` in a paragraph of an article, as a browser tells it.
pub fn selection(file: &CorpusFile, document: &str, words: &str) -> Selection {
    let article = read(file, document, "").expect("it is there");
    for (paragraph, found) in article.paragraphs.iter().enumerate() {
        let text: String = found.runs.iter().map(|run| run.text.as_str()).collect();
        let Some(at) = text.find(words) else { continue };
        let place = |end: usize| {
            let mut before = 0;
            for (number, run) in found.runs.iter().enumerate() {
                if end <= before + run.text.len() {
                    let unit = run.text[..end - before].encode_utf16().count();
                    return RunPlace { paragraph, run: number, unit };
                }
                before += run.text.len();
            }
            panic!("{end} is behind all runs")
        };
        let document = document.to_owned();
        return Selection { document, from: place(at), to: place(at + words.len()), ..Selection::default() };
    }
    panic!("{words:?} is not in {document}")
}
