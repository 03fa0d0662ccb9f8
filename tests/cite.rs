//! Citations in every format, of plain and of hostile articles.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::selection;
use corpus_viewer::ingest::read_line;
use corpus_viewer::pipeline::Builder;
use corpus_viewer::store::CorpusFile;
use corpus_viewer::view::{
    CitationFormat, CiteOptions, Cited, History, NewNote, Selection, add_note, cite, read_at,
};
use proptest::prelude::*;
use std::fmt::Write;

const FORMATS: [(&str, CitationFormat); 4] = [
    ("text", CitationFormat::Text),
    ("markdown", CitationFormat::Markdown),
    ("bibtex", CitationFormat::Bibtex),
    ("csl-json", CitationFormat::CslJson),
];

fn corpus(json: &str) -> CorpusFile {
    let mut builder = Builder::default();
    builder.add("lines", read_line(json).unwrap_or_else(|error| panic!("{error}: {json}")));
    builder.finish().0
}

fn options(format: CitationFormat) -> CiteOptions {
    let link = "https://example.org/page#query=x".to_owned();
    CiteOptions { format, link, accessed: "2026-02-01".to_owned() }
}

#[test]
fn every_case_is_written_as_expected() {
    let mut failures = String::new();
    let suite = include_str!("suites/citations.txt");
    let mut count = 0;
    for case in suite.split("====\n").skip(1) {
        let mut lines = case.splitn(4, '\n');
        let mut next = || lines.next().expect("article, words, format, and what is expected");
        let (json, words, format, expected) = (next(), next(), next(), next());
        let file = corpus(json);
        let cited = match words {
            "" => Cited::Document(file.id(0).expect("there is one").to_owned()),
            words => Cited::Selection(selection(&file, file.id(0).expect("there is one"), words)),
        };
        let (_, format) = FORMATS.into_iter().find(|(name, _)| *name == format).expect(format);
        let found = cite(&file, &cited, &options(format)).expect("it is there").text;
        if found.trim_end() != expected.trim_end() {
            let _ = writeln!(failures, "{json}\n{words}\nexpected\n{expected}\nfound\n{found}");
        }
        count += 1;
    }
    assert!(count > 10, "{count}");
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn a_note_is_cited_like_its_place_and_the_link_opens_it() {
    let mut file =
        corpus(r#"{"id":"a/b & c","title":"Base","text":"Noboa 🙂 left. He said: no & yes = 50%."}"#);
    let selection = selection(&file, "a/b & c", "no & yes = 50%");
    let note = NewNote { selection, now: "2026-02-01".to_owned(), ..NewNote::default() };
    let row = add_note(&mut file, &mut History::default(), &note).expect("it is there");
    let place = common::selection(&file, "a/b & c", "no & yes = 50%");
    for (_, format) in FORMATS {
        let of_note = cite(&file, &Cited::Note(row.id), &options(format)).expect("it is there");
        let of_place = cite(&file, &Cited::Selection(place.clone()), &options(format));
        assert_eq!(Ok(of_note), of_place);
    }
    let text = cite(&file, &Cited::Note(row.id), &options(CitationFormat::Text)).expect("it is there").text;
    let link = text.lines().last().and_then(|line| line.split(' ').next()).expect("it has one");
    let expected =
        "https://example.org/page#document=a%2Fb+%26+c&passage=left.+He+said%3A+*no+%26+yes+%3D+50%25";
    assert_eq!(link, expected);
    let article = read_at(&file, "a/b & c", "", &row.passage).expect("it is there");
    let runs = article.paragraphs.iter().flat_map(|paragraph| &paragraph.runs);
    let opened: String =
        runs.filter(|run| run.marks.contains(&"passage")).map(|run| run.text.as_str()).collect();
    assert_eq!(opened, "no & yes = 50%");
}

#[test]
fn what_is_not_there_is_told() {
    let file = corpus(r#"{"id":"a","text":"It rained."}"#);
    let kind = |cited: Cited, options: CiteOptions| cite(&file, &cited, &options).map_err(|error| error.kind);
    assert_eq!(kind(Cited::Note(1), CiteOptions::default()), Err("no-note"));
    assert_eq!(kind(Cited::Document("b".to_owned()), CiteOptions::default()), Err("no-document"));
    assert_eq!(kind(Cited::Selection(Selection::default()), CiteOptions::default()), Err("no-document"));
    let accessed = "yesterday".to_owned();
    let options = CiteOptions { accessed, ..CiteOptions::default() };
    assert_eq!(kind(Cited::Document("a".to_owned()), options), Err("options"));
}

proptest! {
    /// Whatever an article says: JSON stays JSON, braces match, and a Markdown quotation stays one.
    #[test]
    fn hostile_articles_break_no_format(
        title in "[a \\\\{}%&#_~^$\"<>`*\\[\\]\n]{1,20}",
        source in "[a {}\\\\,=@\"]{0,10}",
        words in "[a{}\\\\%>#`*_<\\-+=1.]{1,20}",
    ) {
        let json = serde_json::json!({ "id": "a", "title": title, "source": source, "text": format!("xyz {words} zyx\n\nEnd.") });
        let file = corpus(&json.to_string());
        let document = file.document(0).expect("it is there");
        prop_assume!(document.text.contains("xyz "));
        let cited = Cited::Selection(selection(&file, "a", "xyz"));
        let text = |format| cite(&file, &cited, &options(format)).expect("it is there").text;

        let item: serde_json::Value = serde_json::from_str(&text(CitationFormat::CslJson)).expect("it is JSON");
        prop_assert!(item[0]["title"].is_string());

        let entry = text(CitationFormat::Bibtex);
        let mut depth = 0;
        for (at, byte) in entry.trim_end().bytes().enumerate() {
            depth += i32::from(byte == b'{') - i32::from(byte == b'}');
            prop_assert!(depth > 0 || at < entry.find('{').expect("it has one") || at + 1 == entry.trim_end().len(), "{}", entry);
        }
        prop_assert_eq!(depth, 0, "{}", entry);

        let markdown = text(CitationFormat::Markdown);
        let (quote, rest) = markdown.split_once("\n\n").expect("an empty line ends the quotation");
        prop_assert!(quote.lines().all(|line| line.starts_with('>')));
        prop_assert_eq!(rest.lines().count(), 1, "{}", rest);
    }
}
