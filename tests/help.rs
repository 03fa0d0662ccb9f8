//! The query language in its three places: the help, the written grammar, and what the engine does.
#![cfg(not(target_arch = "wasm32"))]

use corpus_viewer::entity::{Annotator, english};
use corpus_viewer::pipeline::Builder;
use corpus_viewer::store::CorpusFile;
use corpus_viewer::view::{HELP_ROWS, SearchOptions, help, search};

fn seeds() -> CorpusFile {
    let mut builder = Builder::new(Annotator::new(english()));
    for entry in std::fs::read_dir("seeds").expect("seeds/ is there") {
        let path = entry.expect("it can be read").path();
        let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
        if name.ends_with(".txt") {
            builder.add_source(&name, &std::fs::read(&path).expect("it can be read"));
        }
    }
    builder.finish().0
}

#[test]
fn the_written_grammar_has_the_rows_of_the_help() {
    let written = include_str!("../docs/query-language.md");
    let rows: Vec<String> =
        written.lines().filter(|line| line.starts_with("| `")).map(str::to_owned).collect();
    let expected: Vec<String> =
        HELP_ROWS.iter().map(|(write, finds, _)| format!("| `{write}` | {finds} |")).collect();
    assert_eq!(rows, expected);
}

#[test]
fn the_written_grammar_is_the_parsers() {
    let written = include_str!("../docs/query-language.md");
    let parser = include_str!("../src/query/parse.rs");
    let block = |text: &str, prefix: &str| -> Vec<String> {
        let lines = text.lines().skip_while(|line| !line.ends_with("```text")).skip(1);
        lines
            .take_while(|line| !line.ends_with("```"))
            .map(|line| line.trim_start_matches(prefix).to_owned())
            .collect()
    };
    assert_eq!(block(written, ""), block(parser, "//! "));
}

#[test]
fn every_example_finds_something() {
    let file = seeds();
    let rows = help(&file).expect("the corpus is whole");
    for row in &rows {
        let page = search(&file, &row.example, &SearchOptions::default());
        let total = page.map(|page| page.total).map_err(|error| error.message);
        assert!(
            total.clone().is_ok_and(|total| total > 0),
            "{}: {:?} finds {total:?}",
            row.write,
            row.example
        );
    }
    let missing: Vec<&str> = HELP_ROWS
        .iter()
        .map(|row| row.0)
        .filter(|write| rows.iter().all(|row| row.write != *write))
        .collect();
    assert_eq!(missing, ["author:name", "field:value"], "the five articles name no authors");
}
