//! What the core and the library say, and the table that has it in Spanish: each sentence with its facts, and no more.
#![cfg(not(target_arch = "wasm32"))]

use corpus_viewer::origin::Rule;
use corpus_viewer::pipeline::Builder;
use corpus_viewer::said::Fact;
use corpus_viewer::view::{HELP_ROWS, info};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Ways of asking that have no word to be put in Spanish.
const SAME_IN_SPANISH: [&str; 9] = [
    "a NEAR/5 b",
    "a AND b",
    "a OR b",
    "a NOT b, a -b",
    "(a OR b) c",
    "depor*",
    "rubbio~1",
    "date:2025, date:2025-02..2025-09",
    "*",
];

/// The table `CORE` of es.js, whose entries are written as JSON.
fn table() -> BTreeMap<String, String> {
    let (_, table) = include_str!("../www/messages/es.js").split_once("CORE = {").expect("it is there");
    let (table, _) = table.split_once(",\n};").expect("it ends so");
    let entries = table.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<String>();
    serde_json::from_str(&format!("{{{entries}}}")).expect("each entry is JSON")
}

/// The texts written out behind `call` in the files below `folder` that end in `ending`.
fn written_out(folder: &Path, ending: &str, call: &str, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("it is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            written_out(&path, ending, call, found);
        } else if path.to_string_lossy().ends_with(ending) {
            let text = fs::read_to_string(&path).expect("it is text");
            let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            let code = code.collect::<Vec<_>>().join("\n");
            found.extend(code.split(call).skip(1).filter_map(|rest| literal(rest.trim_start())));
        }
    }
}

/// The string literal that a piece of code begins with.
fn literal(code: &str) -> Option<String> {
    let mut text = String::new();
    let mut rest = code.strip_prefix('"')?.chars();
    loop {
        match rest.next()? {
            '"' => return Some(text),
            '\\' => match rest.next()? {
                '\n' => rest = rest.as_str().trim_start().chars(),
                escaped @ ('"' | '\\') => text.push(escaped),
                other => panic!("\\{other} in {code:.60}"),
            },
            plain => text.push(plain),
        }
    }
}

fn said() -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    written_out(Path::new("src"), ".rs", "said!(", &mut said);
    written_out(Path::new("www"), ".js", "said(", &mut said);
    said.extend(HELP_ROWS.iter().flat_map(|&(write, finds, _)| [write.to_owned(), finds.to_owned()]));
    said.extend(Rule::OF_CLEANING.iter().map(|rule| rule.text().to_owned()));
    said.insert(Rule::Given(String::new()).text().to_owned());
    said.retain(|sentence| !SAME_IN_SPANISH.contains(&&**sentence));
    said
}

/// The places for facts in a sentence.
fn places(sentence: &str) -> BTreeSet<&str> {
    sentence.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}

#[test]
fn every_sentence_is_in_spanish_and_no_other() {
    let table = table();
    let said = said();
    let missing: Vec<&String> = said.iter().filter(|sentence| !table.contains_key(*sentence)).collect();
    let idle: Vec<&String> = table.keys().filter(|sentence| !said.contains(*sentence)).collect();
    assert!(missing.is_empty() && idle.is_empty(), "missing: {missing:#?}\nidle: {idle:#?}");
}

#[test]
fn in_spanish_all_facts_are_told() {
    for (sentence, spanish) in &table() {
        assert_eq!(places(sentence), places(spanish), "{sentence}");
    }
}

/// The module of files tells the engine, as JSON, what it could not read.
#[test]
fn a_reason_keeps_its_facts_between_modules() {
    let mut builder = Builder::default();
    builder.add_source("a.zip", b"PK\x05\x06");
    builder.add_source("a.json", b"[{\"id\": \"a\", \"text\": {}}]");
    let (file, skipped) = builder.finish();
    let json = serde_json::to_string(&skipped).expect("reasons are JSON");
    assert_eq!(serde_json::from_str::<Vec<_>>(&json).ok(), Some(skipped.clone()));
    let rows = info(&file, &skipped).expect("the corpus is whole").skipped;
    assert!(matches!(&*rows[0].said.facts, [Fact::Said(inner)] if inner.facts.is_empty()));
    assert_eq!(rows[0].reason, "it cannot be unpacked: it is no whole .zip archive; its end is missing");
    assert_eq!(rows[1].said.facts, [Fact::Text("text".to_owned())]);
    assert_eq!(rows[1].reason, "its \"text\" is not a text");
}
