//! The command, run as people run it.
#![cfg(not(target_arch = "wasm32"))]

use serde_json::{Value, json};
use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder for one test, empty at first and removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("the folder can be made");
        Folder(path)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().expect("it is in the folder")).expect("the folder can be made");
        fs::write(&path, bytes).expect("the file can be written");
        path.display().to_string()
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("the path is UTF-8")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_corpus-viewer"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    child.stdin.take().expect("it is piped").write_all(input.as_bytes()).expect("it reads its input");
    child.wait_with_output().expect("the command ends")
}

fn status(output: &Output) -> i32 {
    output.status.code().expect("it ended by itself")
}

fn out(output: &Output) -> &str {
    str::from_utf8(&output.stdout).expect("the output is UTF-8")
}

fn err(output: &Output) -> &str {
    str::from_utf8(&output.stderr).expect("the errors are UTF-8")
}

fn json_of(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("the output is JSON")
}

fn ids(page: &Value) -> Vec<&str> {
    let hits = page["hits"].as_array().expect("there is a list of hits");
    hits.iter().map(|hit| hit["id"].as_str().expect("a hit has an id")).collect()
}

#[test]
fn search_finds_phrases_in_the_seeds() {
    let output = run(&["search", "seeds", "-q", "\"Los Choneros\"", "--json"], "");
    assert_eq!(status(&output), 0, "{}", err(&output));
    let page = json_of(&output);
    let mut found = ids(&page);
    found.sort_unstable();
    assert_eq!(found, ["000_7d08ab192de5d08a", "004_293bf5882dd1b62d"]);
    assert_eq!(page["total"], 2);
    assert!(page["elapsedMs"].is_number());
    let marked =
        page["hits"][0]["snippet"].as_array().unwrap().iter().find(|run| run["marks"] == json!(["hit"]));
    assert_eq!(marked.expect("a run is marked")["text"], "Los Choneros");
}

#[test]
fn a_mistake_in_the_query_is_pointed_at() {
    let output = run(&["search", "seeds", "-q", "noboa (rubio"], "");
    assert_eq!(status(&output), 2);
    assert_eq!(err(&output), "error: this parenthesis is not closed\n  noboa (rubio\n        ^\n");
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_kept() {
    let folder = Folder::new("skipped");
    folder.file("good.txt", "The army left.");
    folder.file("sub/deep/also.txt", "The army came.");
    folder.file("empty.txt", " \n");
    folder.file("null.txt", b"a\0b");
    folder.file("photo.png", b"\x89PNG");
    folder.file("paper.pdf", b"%PDF-1.7");
    folder.file(
        "lines.jsonl",
        "{\"id\":\"x\",\"text\":\"The army.\"}\n{\"id\":\"y\"}\nnonsense\n{\"id\":\"x\",\"text\":\"b\"}\n",
    );
    folder.file(".hidden", "x");
    folder.file("README.md", "x");
    folder.file("SOURCES.md", "x");
    let output = run(&["search", folder.path(), "-q", "army", "--json"], "");
    assert_eq!(status(&output), 1);
    let page = json_of(&output);
    let mut found = ids(&page);
    found.sort_unstable();
    assert_eq!(found, ["good", "sub/deep/also", "x"]);
    let skipped: Vec<&str> = err(&output).lines().collect();
    assert_eq!(
        skipped,
        [
            "skipped: empty.txt: it is empty",
            "skipped: lines.jsonl, line 2: it has no \"text\"",
            "skipped: lines.jsonl, line 3: not a JSON object (column 2)",
            "skipped: lines.jsonl: the id \"x\" is already taken; ids must differ",
            "skipped: null.txt: it is not text (byte 1); save it as plain text in UTF-8 (.txt)",
            "skipped: paper.pdf: PDF is read by the viewer of `corpus-viewer site` and of `page --pdf`, not here; or save it as plain text (.txt)",
            "skipped: photo.png: it is a picture; take the text out of it, and save that as plain text (.txt)",
        ]
    );
}

#[test]
fn nothing_usable_is_an_error() {
    let folder = Folder::new("nothing");
    for input in [folder.path(), "no/such/file.txt", &folder.file("empty.txt", "")] {
        let output = run(&["info", input], "");
        assert_eq!(status(&output), 2, "{input}");
        assert!(err(&output).contains("there is no article"), "{}", err(&output));
    }
    assert!(err(&run(&["info", "no/such/file.txt"], "")).contains("no/such/file.txt: No such file"));
}

#[test]
fn a_corpus_is_built_opened_and_refused_when_damaged() {
    let folder = Folder::new("built");
    let corpus = folder.file("news.corpus", "");
    assert_eq!(status(&run(&["build", "seeds", "-o", &corpus], "")), 0);
    let search = |input: &str| json_of(&run(&["search", input, "-q", "noboa", "--json"], ""))["hits"].clone();
    assert_eq!(search(&corpus), search("seeds"));

    let mut bytes = fs::read(&corpus).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    let damaged = folder.file("damaged.corpus", &bytes);
    let output = run(&["info", &damaged], "");
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("this .corpus file is damaged"), "{}", err(&output));

    folder.file("more/a.txt", "Noboa spoke.");
    let output = run(&["info", &format!("{}/more", folder.path()), &corpus, &damaged, "--json"], "");
    assert_eq!(status(&output), 1);
    assert_eq!(json_of(&output)["documents"], 6);
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("the name is new");
        writer.write_all(bytes).expect("a vector takes all");
    }
    writer.finish().expect("a vector takes all").into_inner()
}

#[test]
fn an_archive_is_read_like_a_folder() {
    let folder = Folder::new("zipped");
    let inner = zipped(&[("deep.txt", b"The army.")]);
    let bytes = zipped(&[
        ("news/a.txt", b"The army left."),
        ("news/b.jsonl", b"{\"id\":\"b\",\"text\":\"An army.\"}"),
        ("__MACOSX/news/._a.txt", b"\0\0"),
        ("news/README.md", b"army"),
        ("photo.png", b"\x89PNG"),
        ("inner.zip", &inner),
    ]);
    let archive = folder.file("news.zip", &bytes);
    let output = run(&["search", &archive, "-q", "army", "--json"], "");
    assert_eq!(status(&output), 1);
    let page = json_of(&output);
    let mut found = ids(&page);
    found.sort_unstable();
    assert_eq!(found, ["b", "deep", "news/a"]);
    let skipped: Vec<&str> = err(&output).lines().map(|line| line.split(": ").nth(1).unwrap()).collect();
    assert_eq!(skipped, ["photo.png"]);

    let cut = folder.file("cut.zip", &bytes[..bytes.len() / 2]);
    let output = run(&["info", &cut], "");
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("cut.zip: it cannot be unpacked"), "{}", err(&output));
}

#[test]
fn metadata_of_a_folder_is_that_of_its_files() {
    let folder = Folder::new("metadata");
    folder.file("metadata.csv", "id;date;title\na;2025-02-19;Named\nsub/b.txt;2025-02-20;\ngone;;\n");
    folder.file("a.txt", "The army left.");
    folder.file("sub/b.txt", "The army came.");
    folder.file("own/metadata.csv", "id,date\na,2024-01-01\n\"open,\n");
    folder.file("own/a.txt", "The army stayed.");
    let output = run(&["search", folder.path(), "-q", "army", "--json"], "");
    assert_eq!(err(&output).lines().count(), 1);
    assert!(
        err(&output).starts_with("skipped: own/metadata.csv, line 3: a quotation mark"),
        "{}",
        err(&output)
    );
    let page = json_of(&output);
    let mut dates: Vec<(&str, &str)> = ids(&page)
        .into_iter()
        .zip(page["hits"].as_array().unwrap().iter().map(|hit| hit["date"].as_str().expect("it has one")))
        .collect();
    dates.sort_unstable();
    assert_eq!(dates, [("a", "2025-02-19"), ("own/a", "2024-01-01"), ("sub/b", "2025-02-20")]);
    assert!(page["hits"].as_array().unwrap().iter().any(|hit| hit["title"] == "Named"));
}

#[test]
fn how_a_table_was_read_is_told() {
    let folder = Folder::new("table");
    let table = folder.file("news.csv", "headline;body;desk\nRain;It rained.;World\n");
    let output = run(&["info", &table], "");
    let expected = "table      news.csv, 1 row: headline (title), body (text), desk (metadata)\n";
    assert!(out(&output).contains(expected), "{}", out(&output));
}

#[test]
fn three_broken_files_among_ten_thousand_are_named_and_the_rest_kept() {
    let folder = Folder::new("many");
    for number in 0..10_000 {
        folder.file(&format!("{number}.txt"), "Rain.");
    }
    folder.file("17.txt", "");
    folder.file("photo.jpg", b"\xFF\xD8\xFF\xE0\0");
    folder.file("cut.docx", b"PK\x03\x04");
    let output = run(&["info", folder.path(), "--json"], "");
    assert_eq!(status(&output), 1);
    assert_eq!(json_of(&output)["documents"], 9_999);
    let names: Vec<&str> = err(&output).lines().filter_map(|line| line.split(": ").nth(1)).collect();
    assert_eq!(names, ["17.txt", "cut.docx", "photo.jpg"]);
}

#[test]
fn a_file_that_is_too_large_is_not_even_read() {
    let folder = Folder::new("large");
    folder.file("a.txt", "Rain.");
    let large = fs::File::create(folder.0.join("large.txt")).expect("it can be made");
    large.set_len(2 << 30).expect("it may have holes");
    let output = run(&["info", folder.path(), "--json"], "");
    assert_eq!((status(&output), &json_of(&output)["skipped"][0]["kind"]), (1, &json!("too-large")));
}

#[test]
fn an_empty_folder_is_an_error_that_says_so() {
    let output = run(&["info", Folder::new("empty").path()], "");
    assert_eq!((status(&output), err(&output)), (2, "error: there is no article in what was given\n"));
}

#[test]
fn standard_input_is_json_lines() {
    let lines = "{\"id\":\"a\",\"title\":\"Crane\",\"text\":\"Sold.\",\"date\":\"2025-01-02\"}\n";
    let page = json_of(&run(&["search", "-", "-q", "crane", "--json"], lines));
    assert_eq!(page["hits"][0]["title"], "Crane");
    assert_eq!(page["hits"][0]["date"], "2025-01-02");
}

#[test]
fn building_into_the_folder_itself_takes_the_texts_as_they_are_now() {
    let folder = Folder::new("in-place");
    folder.file("news.txt", "The old army.");
    let corpus = folder.file("all.corpus", "");
    assert_eq!(status(&run(&["build", folder.path(), "-o", &corpus], "")), 0);
    folder.file("news.txt", "The new navy.");
    let output = run(&["build", folder.path(), "-o", &corpus], "");
    assert_eq!((status(&output), err(&output)), (0, ""));
    assert_eq!(json_of(&run(&["search", &corpus, "-q", "navy", "--json"], ""))["total"], 1);
}

#[test]
fn a_bad_byte_costs_one_json_line() {
    let folder = Folder::new("bad-byte");
    let lines = folder.file(
        "a.ndjson",
        b"\xEF\xBB\xBF{\"id\":1,\"text\":\"a\"}\n{\"id\":\"caf\xE9\"}\n{\"id\":\"\",\"text\":\"b\"}\n",
    );
    let output = run(&["info", &lines, "--json"], "");
    assert_eq!(status(&output), 1);
    let info = json_of(&output);
    assert_eq!(info["documents"], 2);
    let row = &info["skipped"][0];
    assert_eq!((row["name"].as_str(), row["kind"].as_str()), (Some("a.ndjson, line 2"), Some("not-text")));
    assert_eq!(info["skipped"].as_array().map(Vec::len), Some(1));
}

#[test]
fn metadata_may_be_lists_and_dates_may_be_written_out() {
    let lines = [
        json!({ "id": "a", "text": "x", "author": ["Ann Lee", "Bo Tan"], "date": "Feb 19, 2025", "tags": ["b", 1, null] }),
        json!({ "id": "b", "text": "x", "date": "Wed, 19 Feb 2025 10:00:00 GMT", "source": { "name": "Post" } }),
        json!({ "id": "c", "text": "x", "date": "some day", "title": null }),
    ];
    let lines: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let output = run(&["search", "-", "-q", "", "--json"], &lines);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let page = json_of(&output);
    let dates: Vec<&Value> = page["hits"].as_array().unwrap().iter().map(|hit| &hit["date"]).collect();
    assert_eq!(dates, [&json!("2025-02-19"), &json!("2025-02-19"), &Value::Null]);
}

#[test]
fn the_caret_stands_under_wide_characters_and_a_query_may_begin_with_a_minus() {
    let output = run(&["search", "seeds", "-q", "漢字 (x"], "");
    assert_eq!(err(&output), "error: this parenthesis is not closed\n  漢字 (x\n       ^\n");
    assert_eq!(status(&run(&["search", "seeds", "-q", "-rubio noboa"], "")), 0);
}

#[test]
fn texts_cannot_steer_the_terminal() {
    let line = json!({ "id": "a", "title": "T\u{1b}[2J", "text": "Rain\u{7}." });
    let output = run(&["search", "-", "-q", "rain"], &line.to_string());
    assert!(out(&output).contains("Rain"));
    assert!(!out(&output).contains(|c: char| c.is_control() && c != '\n'), "{}", out(&output));
}

/// What stands for a built viewer.
fn viewer(folder: &Folder) -> String {
    folder.file("dist/shell.html", "<corpus-viewer><!--corpus--></corpus-viewer>");
    folder.file("dist/index.html", "<corpus-viewer src=\"corpus/corpus.js\"></corpus-viewer>");
    folder.file("dist/viewer/app.js", "run()");
    format!("{}/dist", folder.path())
}

#[test]
fn a_site_is_the_viewer_with_the_corpus_beside_it() {
    let folder = Folder::new("site");
    let (dist, site) = (viewer(&folder), format!("{}/site", folder.path()));
    let make = |more: &[&str]| run(&[&["site", "seeds", "-o", &site, "--shell", &dist], more].concat(), "");
    assert_eq!(status(&make(&[])), 0);
    let is_there = |name: &str| Path::new(&site).join(name).is_file();
    assert!(
        ["index.html", "viewer/app.js", "corpus/corpus.js", "corpus/shard-0.js"].into_iter().all(is_there)
    );

    let own = folder.file("site/corpus/notes.txt", "my own");
    folder.file("site/corpus/shard-9.js", "of a longer corpus that was here before");
    assert_eq!(status(&make(&["--level", "counts"])), 0, "it can be made anew");
    assert!(Path::new(&own).is_file() && !is_there("corpus/shard-9.js"));

    folder.file("full/thesis.txt", "years of work");
    let full = format!("{}/full", folder.path());
    let output = run(&["site", "seeds", "-o", &full, "--shell", &dist], "");
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("holds other files already"), "{}", err(&output));
}

#[test]
fn a_page_gives_away_as_much_as_was_asked_for() {
    let folder = Folder::new("levels");
    let (dist, page) = (viewer(&folder), format!("{}/page.html", folder.path()));
    let bytes_of = |more: &[&str]| {
        let output = run(&[&["page", "seeds", "-o", &page, "--shell", &dist], more].concat(), "");
        assert_eq!(status(&output), 0, "{}", err(&output));
        fs::metadata(&page).expect("it was written").len()
    };
    let full = bytes_of(&[]);
    let snippets = bytes_of(&["--level", "snippets", "--query", "Noboa", "--words", "3"]);
    let counts = bytes_of(&["--level", "counts"]);
    assert!(snippets < full / 2 && counts < full, "{full} {snippets} {counts}");
    let output = run(&["page", "seeds", "-o", &page, "--shell", &dist, "--level", "snippets"], "");
    assert_eq!(status(&output), 2, "snippets of what?");
}

#[test]
fn a_page_is_the_shell_with_the_corpus_inside() {
    let folder = Folder::new("page");
    folder.file("shell.html", "<corpus-viewer><!--corpus--></corpus-viewer>");
    let page = folder.file("out.html", "");
    assert_eq!(status(&run(&["page", "seeds", "-o", &page, "--shell", folder.path()], "")), 0);
    let text = fs::read_to_string(&page).unwrap();
    assert!(text.starts_with("<corpus-viewer><script type=\"application/x-corpus\" data-piece=\"0\">"));

    let output = run(&["page", "seeds", "-o", &page, "--shell", "no/such/folder"], "");
    assert_eq!(status(&output), 2);
    assert!(err(&output).contains("make build"));
}

#[test]
fn queries_of_a_file_are_ranked_by_any_word() {
    let folder = Folder::new("trec");
    let queries = folder.file("queries.tsv", "q1\tchoneros AND (nothing\nq2\tpazmiño\n");
    let output = run(&["search", "seeds", "--queries", &queries, "--format", "trec", "--limit", "1"], "");
    assert_eq!(status(&output), 0, "{}", err(&output));
    let lines: Vec<Vec<&str>> = out(&output).lines().map(|line| line.split(' ').collect()).collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(
        (lines[1][0], lines[1][1], lines[1][2], lines[1][3]),
        ("q2", "Q0", "001_1b5b004863749788", "1")
    );
    let bad = folder.file("bad.tsv", "no tab here\n");
    assert_eq!(status(&run(&["search", "seeds", "--queries", &bad, "--format", "trec"], "")), 2);
    assert!(lines[1][4].parse::<f64>().expect("the score is a number") > 0.0);
}

#[test]
fn a_concordance_is_printed_as_lines_a_table_or_json() {
    let kwic =
        |more: &[&str]| run(&[&["kwic", "seeds", "-q", "deport*", "--window", "3"], more].concat(), "");
    let output = kwic(&["--sort", "N,1R", "--json"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let page = json_of(&output);
    let lines = page["lines"].as_array().expect("there are lines");
    assert!(lines.len() > 5 && page["total"] == lines.len() && page["sampled"] == lines.len());
    let text = |line: &Value, field: &str| line[field].as_str().expect("it is a text").to_owned();
    let nodes: Vec<String> = lines.iter().map(|line| text(line, "node").to_lowercase()).collect();
    assert!(nodes.is_sorted() && nodes.iter().all(|node| node.starts_with("deport")), "{nodes:?}");

    let aligned = kwic(&["--sort", "N,1R"]);
    let mut rows: Vec<&str> = out(&aligned).lines().collect();
    assert_eq!(rows.pop(), Some(&*format!("{} lines found", lines.len())));
    let starts: Vec<usize> = rows
        .iter()
        .zip(lines)
        .map(|(row, line)| {
            let [before, behind] = ["left", "right"].map(|side| text(line, side).trim().to_owned());
            let (start, rest) = row.rsplit_once(&text(line, "node")).expect("the node is there");
            assert!(start.trim_end().ends_with(&before) && rest.trim() == behind, "{row}");
            start.chars().count()
        })
        .collect();
    assert!(starts.iter().all(|start| *start == starts[0]), "the nodes stand one under the other");

    let table = kwic(&["--sort", "N,1R", "--csv", "--limit", "2"]);
    let mut rows = out(&table).split_terminator("\r\n");
    assert_eq!(rows.next(), Some("id,title,date,source,left,node,right"));
    let rows: Vec<&str> = rows.collect();
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().zip(lines).all(|(row, line)| row.starts_with(&text(line, "id"))));
}

#[test]
fn a_concordance_may_be_drawn_and_of_mentions() {
    let drawn = |seed: &str| run(&["kwic", "seeds", "-q", "the", "--sample", "4", "--seed", seed], "");
    assert_eq!(out(&drawn("1")), out(&drawn("1")));
    assert_ne!(out(&drawn("1")), out(&drawn("2")));
    assert_eq!(out(&drawn("1")).lines().count(), 5);
    assert!(out(&drawn("1")).ends_with("lines found, 4 drawn\n"));
    let rubio = ["kwic", "seeds", "--entity", "PER:Marco Rubio", "--filter", "drug", "--json"];
    let page = json_of(&run(&rubio, ""));
    assert!(page["lines"].as_array().unwrap().iter().all(|line| line["mention"].is_number()));
    assert!(page["total"].as_u64() > Some(2));
    for call in [
        &["kwic", "seeds"][..],
        &["kwic", "seeds", "-q", "a (b"],
        &["kwic", "seeds", "-q", "a", "--sort", "9R"],
    ] {
        assert_eq!(status(&run(call, "")), 2, "{call:?}");
    }
}

#[test]
fn a_table_of_lines_quotes_what_has_to_be() {
    let line = json!({ "id": "a", "title": "Rain, \"again\"", "text": "It said: \"Rain, and\u{7} rain.\"" });
    let output = run(&["kwic", "-", "-q", "=rain", "--csv", "--window", "4"], &line.to_string());
    let expected = "a,\"Rain, \"\"again\"\"\",,,\"It said: \"\"Rain, and\u{7} \",rain,\".\"\"\"";
    assert_eq!(out(&output).lines().nth(1), Some(expected));
    let output = run(&["kwic", "-", "-q", "=rain"], &line.to_string());
    assert!(!out(&output).contains('\u{7}'), "{}", out(&output));
}

#[test]
fn entities_are_counted() {
    let list = json_of(&run(&["entities", "seeds", "--json"], ""));
    let rubio = list["entities"].as_array().unwrap().iter().find(|row| row["name"] == "Marco Rubio");
    let rubio = rubio.expect("he is named");
    assert_eq!((&rubio["label"], &rubio["id"]), (&json!("PER"), &json!("PER:Marco Rubio")));
    assert_eq!(rubio["documents"], 3);
}

#[test]
fn annotations_count_scalar_values_of_the_text_as_given() {
    let line = json!({ "id": 7, "text": "¡Sí! \r\nPresident Rafael Correa left." });
    let output = run(&["annotate"], &format!("{line}\n\nnonsense\n"));
    assert_eq!(status(&output), 1);
    assert!(err(&output).starts_with("skipped: line 3: "));
    assert_eq!(json_of(&output), json!({ "id": 7, "spans": [[17, 30, "PER"]] }));
}

#[test]
fn lines_that_are_all_unusable_are_an_error() {
    assert_eq!(status(&run(&["annotate"], "nonsense\n")), 2);
    assert_eq!(status(&run(&["tokens"], "")), 0);
    assert_eq!(status(&run(&["tokens"], "\u{FEFF}{\"id\":1,\"text\":\"a\"}\n")), 0);
}

#[test]
fn tokens_count_scalar_values() {
    let line = json!({ "id": "a", "text": "Él vio. 東京 😀 It’s" });
    let output = run(&["tokens"], &line.to_string());
    let expected = json!({
        "id": "a",
        "tokens": [[0, 2], [3, 6], [8, 9], [9, 10], [13, 17]],
        "sentences": [[0, 7], [8, 17]],
    });
    assert_eq!(json_of(&output), expected);
}

#[test]
fn usage_errors_end_with_two() {
    assert_eq!(status(&run(&["search", "seeds"], "")), 2);
    assert_eq!(status(&run(&["nonsense"], "")), 2);
    assert_eq!(status(&run(&["--help"], "")), 0);
}
