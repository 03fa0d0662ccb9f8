//! Lists as tables: all rows, how they were made, and nothing that a spreadsheet would run.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::selection;
use corpus_viewer::entity::{Annotator, Decision, english};
use corpus_viewer::pipeline::{Builder, build_texts};
use corpus_viewer::store::CorpusFile;
use corpus_viewer::view::{
    ExportOptions, Exported, History, NewNote, Similarity, Sort, TableFormat, add_note, curate, export,
    provenance,
};
use proptest::prelude::*;
use serde_json::{Value, json};

fn corpus() -> CorpusFile {
    let mut builder = Builder::default();
    let lines = br#"{"id":"a","title":"Base","text":"The army left Quito.","date":"2025-02-01","source":"Reuters","section":"World"}
{"id":"b","title":"=HYPERLINK(\"x\")","text":"The army, he said, left Peru.","author":"-Ada \"A\" B","section":"World, News"}
{"id":"c","title":"Rain","text":"It rained.","date":"2024","=cmd":"+1"}"#;
    builder.add_lines("lines", 0, lines);
    builder.finish().0
}

fn exported(file: &CorpusFile, options: &ExportOptions) -> String {
    export(file, &[], &Similarity::default(), options).expect("it makes sense")
}

fn options(what: Exported, format: TableFormat) -> ExportOptions {
    ExportOptions { what, format, ..ExportOptions::default() }
}

/// The cells of CSV, read by RFC 4180 and nothing else.
fn cells(csv: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut is_quoted = false;
    let mut chars = csv.chars().peekable();
    while let Some(c) = chars.next() {
        let row = rows.last_mut().expect("there is always one");
        let cell = row.last_mut().expect("there is always one");
        match c {
            '"' if is_quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(String::new()),
            '\r' if !is_quoted && chars.peek() == Some(&'\n') => {
                chars.next();
                rows.push(vec![String::new()]);
            }
            c => cell.push(c),
        }
    }
    rows.pop();
    rows
}

fn without_comments(csv: &str) -> &str {
    let mut rest = csv;
    while rest.starts_with("# ") {
        rest = rest.split_once("\r\n").expect("every line ends").1;
    }
    rest
}

#[test]
fn articles_are_a_table_with_their_metadata() {
    let csv = exported(&corpus(), &options(Exported::Articles, TableFormat::Csv));
    let expected = [
        "id,title,date,author,source,url,language,metadata.=cmd,metadata.section",
        "a,Base,2025-02-01,,Reuters,,en,,World",
        "b,\"'=HYPERLINK(\"\"x\"\")\",,\"'-Ada \"\"A\"\" B\",,,en,,\"World, News\"",
        "c,Rain,2024,,,,en,'+1,",
        "",
    ];
    assert_eq!(without_comments(&csv), expected.join("\r\n"));
}

#[test]
fn a_table_says_how_it_was_made() {
    let file = corpus();
    let asked = ExportOptions {
        query: "army".to_owned(),
        filter: "date:2025".to_owned(),
        sort: Sort::Newest,
        ..options(Exported::Articles, TableFormat::Csv)
    };
    let hash = provenance(&file).expect("it makes sense").hash;
    let expected = [
        concat!("# program: corpus-viewer ", env!("CARGO_PKG_VERSION")),
        "# documents: 3",
        &format!("# hash: {hash}"),
        "# list: articles",
        "# query: army",
        "# filter: date:2025",
        "# sort: newest",
        "# rows: 1",
        "",
    ];
    let csv = exported(&file, &asked);
    assert!(csv.starts_with(&expected.join("\r\n")), "{csv}");
    let json = exported(&file, &ExportOptions { format: TableFormat::Json, ..asked });
    let json: Value = serde_json::from_str(&json).expect("it is JSON");
    let made = &json["provenance"];
    assert_eq!((&made["hash"], &made["list"]), (&Value::from(hash), &"articles".into()));
    assert_eq!(made["asked"]["filter"], "date:2025");
    assert_eq!((json["rows"].as_array().map(Vec::len), &json["rows"][0]["id"]), (Some(1), &"a".into()));
    assert_eq!(json["rows"][0]["author"], Value::Null);
}

#[test]
fn names_and_notes_are_tables_too() {
    let mut file =
        build_texts([("a", "Daniel Noboa left Quito. Noboa slept."), ("b", "Noboa, Daniel Noboa.")]);
    let csv = exported(
        &file,
        &ExportOptions { labels: vec!["PER".to_owned()], ..options(Exported::Names, TableFormat::Csv) },
    );
    assert!(csv.contains("# labels: PER\r\n"));
    assert_eq!(without_comments(&csv), "label,name,mentions,documents\r\nPER,Daniel Noboa,4,2\r\n");
    for words in ["left Quito", "slept"] {
        let selection = selection(&file, "a", words);
        let tags = vec!["x".to_owned(), "y".to_owned()];
        let (text, now) = ("=1+1, \"so\"\nand so".to_owned(), "2026-02-01".to_owned());
        add_note(&mut file, &mut History::default(), &NewNote { selection, text, tags, now })
            .expect("it is right");
    }
    let csv = exported(&file, &options(Exported::Notes, TableFormat::Csv));
    let rows = cells(without_comments(&csv));
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[1][4..7], ["left Quito", "'=1+1, \"so\"\nand so", "x; y"]);
    let asked = ExportOptions { query: "SLE so".to_owned(), ..options(Exported::Notes, TableFormat::Csv) };
    let rows = cells(without_comments(&exported(&file, &asked)));
    assert_eq!((rows.len(), &*rows[1][4]), (2, "slept"), "those that have the words");
    let json: Value = serde_json::from_str(&exported(&file, &options(Exported::Notes, TableFormat::Json)))
        .expect("it is JSON");
    assert_eq!(json["rows"][1]["tags"][1], "y");
    assert_eq!(json["rows"][1]["text"], "=1+1, \"so\"\nand so", "nothing runs in JSON");
}

#[test]
fn companions_and_quotes_of_an_entity_are_tables() {
    let said = "“We will not give up,” said Daniel Noboa. ".repeat(60);
    let file = build_texts([("a", "Daniel Noboa left Quito. He met Marco Rubio."), ("b", &said)]);
    let of_noboa =
        |what, format| ExportOptions { entity: Some("PER:Daniel Noboa".to_owned()), ..options(what, format) };
    let csv = exported(&file, &of_noboa(Exported::Companions, TableFormat::Csv));
    assert!(csv.contains("# list: companions\r\n# entity: PER:Daniel Noboa\r\n# rows: 2\r\n"), "{csv}");
    let expected =
        ["label,name,inSentences,inArticles,documents", "PER,Marco Rubio,0,1,1", "LOC,Quito,1,1,1", ""];
    assert_eq!(without_comments(&csv), expected.join("\r\n"));
    let rows = cells(without_comments(&exported(&file, &of_noboa(Exported::Quotes, TableFormat::Csv))));
    assert_eq!(rows.len(), 1 + 60, "more than are shown");
    assert_eq!(rows[0], ["document", "title", "date", "left", "quote", "right"]);
    assert_eq!(rows[1][3..], ["“", "We will not give up,", "” said Daniel Noboa."]);
    let unasked = export(&file, &[], &Similarity::default(), &options(Exported::Quotes, TableFormat::Csv));
    assert_eq!(unasked.expect_err("quotes are near an entity").kind, "no-entity");
}

#[test]
fn what_was_decided_and_what_was_left_out_are_tables() {
    let mut builder = Builder::new(Annotator::new(english()));
    builder.add_lines(
        "lines.jsonl",
        0,
        b"{\"id\":\"a\",\"text\":\"Marco Rubio left Quito.\"}\n{\"id\":\"b\"}",
    );
    let (mut file, skipped) = builder.finish();
    let decision = json!({ "kind": "rename", "entity": "PER:Marco Rubio", "name": "M. Rubio" });
    let decision: Decision = serde_json::from_value(decision).expect("it is a decision");
    curate(&mut file, &mut History::default(), &decision).expect("he is named");
    let rows = |what| {
        let options = options(what, TableFormat::Json);
        let json = export(&file, &skipped, &Similarity::default(), &options).expect("it makes sense");
        serde_json::from_str::<Value>(&json).expect("it is JSON")["rows"].clone()
    };
    let renamed = json!({
        "kind": "rename", "entity": "PER:Marco Rubio", "into": null, "form": null, "name": "M. Rubio", "label": null,
    });
    assert_eq!(rows(Exported::Decisions), json!([renamed]));
    let [left_out] = &skipped[..] else { panic!("one line has no text: {skipped:?}") };
    let told = json!({ "name": left_out.name, "kind": "json", "reason": "it has no \"text\"" });
    assert_eq!(rows(Exported::Skipped), json!([told]));
}

#[test]
fn forms_facets_copies_and_articles_alike_are_tables() {
    let rain = "It rained on the harbour of Quito all night, and Marco Rubio stayed at home with a book.";
    let texts =
        [("a", rain), ("b", rain), ("c", "Rubio left the harbour of Quito in the rain."), ("d", "Fog.")];
    let file = build_texts(texts);
    let rows = |options: ExportOptions| {
        let json: Value = serde_json::from_str(&exported(&file, &options)).expect("it is JSON");
        json["rows"].clone()
    };
    let plain = |what| options(what, TableFormat::Json);

    let rubio = Some("PER:Marco Rubio".to_owned());
    let forms = rows(ExportOptions { entity: rubio, ..plain(Exported::Forms) });
    let expected = json!([
        { "form": "Marco Rubio", "mentions": 2, "reason": "same name" },
        { "form": "Rubio", "mentions": 1, "reason": "surname of" },
    ]);
    assert_eq!(forms, expected);

    let facets = |query: &str, similar| {
        rows(ExportOptions { query: query.to_owned(), similar, ..plain(Exported::Facets) })
    };
    let quito = |documents| json!({ "field": "LOC", "value": "Quito", "documents": documents, "filter": "loc:=\"Quito\"" });
    let has = |rows: &Value, row: Value| rows.as_array().expect("rows").contains(&row);
    assert!(has(&facets("", None), quito(3)), "{}", facets("", None));
    assert!(has(&facets("night", None), quito(2)));
    assert!(has(&facets("night", Some(0.7)), quito(1)), "copies count as one");

    let about = |what| rows(ExportOptions { document: "a".to_owned(), ..plain(what) });
    let copy = json!([{ "id": "b", "title": rain, "date": null, "source": null, "similarity": 1.0 }]);
    assert_eq!(about(Exported::Copies), copy);
    let alike = about(Exported::Alike);
    let ids: Vec<&Value> = alike.as_array().expect("rows").iter().map(|row| &row["id"]).collect();
    assert_eq!(ids, ["b", "c"]);
    assert_eq!(alike[1]["shared"][0], "Marco Rubio");
    let unasked = export(&file, &[], &Similarity::default(), &plain(Exported::Copies));
    assert_eq!(unasked.expect_err("they are copies of an article").kind, "no-document");
}

#[test]
fn all_rows_are_there_and_only_those_that_satisfy_the_query() {
    let texts: Vec<(String, String)> =
        (0..150).map(|n| (format!("d{n:03}"), format!("Rain number{n} fell on Quito."))).collect();
    let file = build_texts(texts.iter().map(|(id, text)| (id.as_str(), text.as_str())));
    let rows = |query: &str| {
        let query = query.to_owned();
        let options = ExportOptions { query, ..options(Exported::Articles, TableFormat::Csv) };
        cells(without_comments(&exported(&file, &options))).len() - 1
    };
    assert_eq!(rows("rain"), 150);
    assert_eq!(rows("number7 rain quito"), 1, "none with only most of the words");
}

#[test]
fn the_hash_is_of_the_articles_and_of_nothing_else() {
    let hash = |file: &CorpusFile| provenance(file).expect("it makes sense").hash;
    let file = corpus();
    let same = hash(&file);
    assert_eq!(same.len(), 16);
    let opened = CorpusFile::decode(file.encode().unwrap()).unwrap();
    let (first, second) = (file.without(|doc| doc == 0).unwrap(), file.without(|doc| doc != 0).unwrap());
    let pieces = file.pack().unwrap().into_iter().map(|piece| CorpusFile::decode(piece).unwrap()).collect();
    let mut noted = file.clone();
    let selection = selection(&noted, "a", "army");
    let note = NewNote { selection, now: "2026-02-01".to_owned(), ..NewNote::default() };
    add_note(&mut noted, &mut History::default(), &note).expect("it is right");
    let sames = [
        opened,
        CorpusFile::merge(pieces).unwrap(),
        CorpusFile::join(vec![first.clone(), second]).unwrap(),
        noted,
    ];
    assert!(sames.iter().all(|file| hash(file) == same));
    let sharded = file.sharded().unwrap();
    let far = CorpusFile::decode(sharded.head).unwrap();
    assert!(provenance(&far).is_err());
    for number in far.take_missed() {
        far.put_shard(number, sharded.shards[number as usize].clone()).unwrap();
    }
    assert_eq!(hash(&far), same);

    let changed = |change: &dyn Fn(&mut corpus_viewer::corpus::Document)| {
        let changed = file.with_each(
            |doc| doc == 1,
            |mut document| {
                change(&mut document);
                Some((document, Vec::new()))
            },
        );
        hash(&changed.unwrap())
    };
    let changes = [
        hash(&first),
        changed(&|document| document.id.push('x')),
        changed(&|document| document.title.push('x')),
        changed(&|document| document.text = document.text.replace("Peru", "Lima")),
        changed(&|document| document.date = None.or(corpus_viewer::corpus::Date::new(2025, 1, 1))),
        changed(&|document| document.source = Some("x".to_owned())),
        changed(&|document| document.url = Some("x".to_owned())),
        changed(&|document| document.fields[0].1.push('x')),
    ];
    let distinct: std::collections::HashSet<&String> = changes.iter().chain([&same]).collect();
    assert_eq!(distinct.len(), changes.len() + 1);
}

proptest! {
    /// No cell begins like a formula, and every row has as many cells as there are columns, whatever they say.
    #[test]
    fn no_text_becomes_a_formula(
        title in "[a=+@,;\"'#\t -]{1,12}",
        section in "[=+\n\r,\"a-]{1,12}",
        filter in "[a =,;+\"-]{0,12}",
    ) {
        let line = serde_json::json!({ "id": "a", "title": title, "text": "It rained.", "section": section });
        let mut builder = Builder::default();
        builder.add_lines("lines", 0, line.to_string().as_bytes());
        let file = builder.finish().0;
        let query = format!("section:\"{}\" OR rained", filter.replace(['"', '\\'], ""));
        let asked = ExportOptions { query, ..options(Exported::Articles, TableFormat::Csv) };
        let Ok(csv) = export(&file, &[], &Similarity::default(), &asked) else { return Ok(()) };
        let begins_formula = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let rows = cells(without_comments(&csv));
        prop_assert_eq!(rows.len(), 2);
        for row in &rows {
            prop_assert_eq!(row.len(), rows[0].len());
            prop_assert!(row.iter().all(|cell| !begins_formula(cell)), "{:?}", row);
        }
        for line in csv.lines().take_while(|line| line.starts_with('#')) {
            let cells = line.split([',', ';']).map(|cell| cell.trim_start_matches([' ', '"']));
            prop_assert!(cells.into_iter().all(|cell| !begins_formula(cell)), "{}", line);
        }
    }
}
