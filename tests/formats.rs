//! The readers of all formats: files in `tests/formats/` beside what they give, and files that mean harm.
#![cfg(not(target_arch = "wasm32"))]

#[path = "fuzz/targets.rs"]
#[allow(dead_code)]
mod targets;

use corpus_viewer::ingest::{Found, Ingest, Mapping, RawDocument, Role, Sink, Skipped, Table};
use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;

const FOLDER: &str = "tests/formats";

fn read(name: &str, bytes: &[u8]) -> Vec<Found> {
    read_with(&Ingest::default(), name, bytes)
}

fn read_with(ingest: &Ingest, name: &str, bytes: &[u8]) -> Vec<Found> {
    let mut found = Vec::new();
    ingest.read(name, bytes, &mut |one| found.push(one));
    found
}

/// What was found, for people to read.
fn told(found: &[Found]) -> String {
    let mut told = String::new();
    for one in found {
        match one {
            Found::Document(document) => tell_document(&mut told, document),
            Found::Table(table) => tell_table(&mut told, table),
            Found::Skipped(skipped) => tell_skipped(&mut told, skipped),
        }
    }
    told
}

fn tell_document(told: &mut String, document: &RawDocument) {
    let RawDocument { id, title, text, kinds, date, author, source, url, fields, origins } = document;
    let _ = writeln!(told, "document {id}");
    let named = [("title", title), ("date", date), ("author", author), ("source", source), ("url", url)];
    for (name, value) in named.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?))) {
        let _ = writeln!(told, "  {name}: {value}");
    }
    for (name, value) in fields {
        let _ = writeln!(told, "  field {name}: {value}");
    }
    for (name, value) in origins {
        let _ = writeln!(told, "  {name} from {value}");
    }
    let mut kinds = kinds.iter().flatten();
    for line in text.split('\n').filter(|line| !line.trim().is_empty()) {
        let kind = kinds.next().map(|kind| format!("{kind:?}")).unwrap_or_default();
        let _ = writeln!(told, "  {kind:9}| {line}");
    }
}

fn tell_table(told: &mut String, table: &Table) {
    let Table { name, delimiter, has_header, columns, rows } = table;
    let header = if *has_header { "with" } else { "without" };
    let _ = writeln!(told, "table {name}: {rows} rows, {header} header, delimiter {delimiter:?}");
    for column in columns {
        let _ = writeln!(told, "  {} is {:?}: {}", column.name, column.role, column.samples.join(" / "));
    }
}

fn tell_skipped(told: &mut String, skipped: &Skipped) {
    let _ = writeln!(told, "skipped [{}] {skipped}", skipped.kind);
}

/// The bytes of a fixture: a file, or a folder that stands for a file that is an archive of it.
fn fixture(path: &Path) -> Vec<u8> {
    if path.is_file() {
        return fs::read(path).expect("it can be read");
    }
    let mut files = Vec::new();
    add_files(path, "", &mut files);
    zipped(files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
}

fn add_files(folder: &Path, below: &str, files: &mut Vec<(String, Vec<u8>)>) {
    for path in sorted(folder) {
        let name = format!("{below}{}", file_name(&path));
        match path.is_dir() {
            true => add_files(&path, &format!("{name}/"), files),
            false => files.push((name, fs::read(&path).expect("it can be read"))),
        }
    }
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("it can be listed");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be listed").path()).collect();
    paths.sort();
    paths
}

fn file_name(path: &Path) -> String {
    path.file_name().expect("it has a name").to_string_lossy().into_owned()
}

fn zipped<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(name, SimpleFileOptions::default()).expect("the name is new");
        writer.write_all(bytes).expect("a vector takes all");
    }
    writer.finish().expect("a vector takes all").into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("a vector takes all");
    encoder.finish().expect("a vector takes all")
}

fn documents(found: &[Found]) -> Vec<&RawDocument> {
    let documents =
        found.iter().map(|one| if let Found::Document(document) = one { Some(document) } else { None });
    documents.flatten().collect()
}

fn ids(found: &[Found]) -> Vec<&str> {
    documents(found).into_iter().map(|document| document.id.as_str()).collect()
}

/// The codes of what was skipped, with its names.
fn skipped(found: &[Found]) -> Vec<(&str, &str)> {
    let skipped = found.iter().map(|one| match one {
        Found::Skipped(Skipped { name, kind, .. }) => Some((name.as_str(), kind.as_str())),
        Found::Document(_) | Found::Table(_) => None,
    });
    skipped.flatten().collect()
}

/// Each file in `tests/formats` gives what the file `NAME.expected` beside it says. To see what a new one
/// gives, run the test: it prints that.
#[test]
fn files_give_what_stands_beside_them() {
    let mut failures = String::new();
    let mut count = 0;
    for path in sorted(Path::new(FOLDER)) {
        let name = file_name(&path);
        if name.ends_with(".expected") {
            continue;
        }
        count += 1;
        let expected =
            fs::read_to_string(path.with_file_name(format!("{name}.expected"))).unwrap_or_default();
        let found = told(&read(&name, &fixture(&path)));
        if found != expected {
            let _ = writeln!(failures, "=== {name}\n{found}=== expected\n{expected}");
        }
    }
    assert!(count > 10);
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn bytes_tell_what_a_file_is_whatever_its_name() {
    let docx = fixture(&Path::new(FOLDER).join("report.docx"));
    let text = b"The army left.";
    let cases: &[(&str, &[u8], &str)] = &[
        ("a.txt", &zipped([("b.txt", text.as_slice())]), "b"),
        ("a", &gzipped(text), "a"),
        ("report.doc", &docx, "report"),
        ("a.txt", b"<!DOCTYPE html><p>The army left.", "a"),
        ("a.txt", b"<p> is how paragraphs begin.", "a"),
        ("noname", b"[{\"id\":\"j\",\"text\":\"One.\"}]", "j"),
        ("noname", b"{\"id\":\"j\",\"text\":\"One.\"}\n{\"id\":\"k\",\"text\":\"Two.\"}", "j"),
        ("a.unknown", b"<?xml version='1.0'?><TEI><text><p>Rain.</p></text></TEI>", "a"),
        ("a.unknown", text, "a"),
        ("riff.txt", b"RIFF is how sounds begin.", "riff"),
    ];
    for (name, bytes, id) in cases {
        let found = read(name, bytes);
        assert_eq!(ids(&found).first(), Some(id), "{name}: {found:?}");
    }
    let html = read("a.txt", cases[3].1);
    assert_eq!(documents(&html)[0].text, text.map(char::from).iter().collect::<String>());
    assert!(documents(&read("a.txt", cases[4].1))[0].text.starts_with("<p>"));
}

#[test]
fn what_is_not_read_is_told_with_a_reason_and_a_way_out() {
    let spreadsheet = zipped([("xl/workbook.xml", b"x".as_slice())]);
    let cases: &[(&str, &[u8], &str)] = &[
        ("photo.txt", b"\xFF\xD8\xFF\xE0\0", "binary"),
        ("old.doc", b"\xD0\xCF\x11\xE0\xA1\xB1", "binary"),
        ("sheet.xlsx", &spreadsheet, "binary"),
        ("letter.rtf", b"{\\rtf1 Hello}", "binary"),
        ("all.tar", &[[0; 257].as_slice(), b"ustar\0"].concat(), "binary"),
        ("paper.pdf", b"x", "pdf"),
        ("paper.txt", b"%PDF-1.7", "pdf"),
        ("page_files/app.js", b"let x", "no-reader"),
        ("news.txt", b"\x89CORPUS\n", "corpus-inside"),
        ("empty.csv", b" \n", "empty"),
        ("list.json", b"[ ]", "empty"),
        ("a.json", b"{\"id\":1}", "json"),
        ("numbers.csv", b"a,b\n1,2\n3,4\n", "no-text-column"),
        ("cut.docx", &fixture(&Path::new(FOLDER).join("report.docx"))[..200], "zip"),
        ("plain.epub", b"just text", "zip"),
        ("other.docx", &zipped([("a.txt", b"Rain.".as_slice())]), "no-part"),
        ("noise.txt", b"a\0b\x01\x02\0", "not-text"),
        ("a.xml", b"no tags", "xml"),
        ("a.xml", b"<a><b/></a>", "empty"),
        ("a.warc", b"nothing", "empty"),
        ("a.html", b"<script>1</script>", "empty"),
    ];
    for (name, bytes, code) in cases {
        let found = read(name, bytes);
        assert_eq!(skipped(&found), [(*name, *code)], "{found:?}");
        assert!(documents(&found).is_empty());
    }
}

#[test]
fn codes_are_words_and_reasons_say_what_to_do() {
    let found = read("a.gz", &gzipped(b"\xFF\xD8\xFF\0"));
    let [Found::Skipped(skipped)] = &*found else { panic!("{found:?}") };
    assert_eq!(
        skipped.to_string(),
        "a: it is a picture; take the text out of it, and save that as plain text (.txt)"
    );
    let json = serde_json::to_string(&found).expect("it is plain");
    assert_eq!(serde_json::from_str::<Vec<Found>>(&json).expect("it was just written"), found);
}

#[test]
fn texts_are_read_in_their_encodings() {
    let russian = "Правительство объявило о новой базе в порту. Жители города выступают против.";
    let csv = format!("id;text\na;{russian}\n");
    for label in ["koi8-r", "windows-1251", "utf-8"] {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("it is known");
        let found = read("a.csv", &encoding.encode(&csv).0);
        assert_eq!(documents(&found)[0].text, russian);
        assert_eq!(documents(&found)[0].origins.len(), usize::from(label != "utf-8"));
    }
    let utf16: Vec<u8> = format!("\u{FEFF}{csv}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(documents(&read("a.csv", &utf16))[0].text, russian);
}

#[test]
fn columns_are_what_somebody_says_they_are() {
    let mut ingest = Ingest::default();
    let mapping = r#"{"delimiter":"|","hasHeader":false,"roles":["title","text","text","left-out","id"]}"#;
    let mapping: Mapping = serde_json::from_str(mapping).expect("it is one");
    ingest.set_columns("news.csv", mapping);
    let found = read_with(&ingest, "news.csv", b"Title|Text|More|x|a,b\nArmy|It left.|It came.|y|c\n");
    let texts: Vec<(&str, &str)> =
        documents(&found).iter().map(|document| (document.id.as_str(), document.text.as_str())).collect();
    assert_eq!(texts, [("a,b", "Text\n\nMore"), ("c", "It left.\n\nIt came.")]);
    let Some(Found::Table(table)) = found.last() else { panic!("{found:?}") };
    assert_eq!((table.columns[3].role, table.columns[3].samples.len()), (Role::LeftOut, 2));
    let json = serde_json::to_value(table).expect("it is plain");
    assert_eq!(json["columns"][4]["role"], "id");
}

#[test]
fn excel_may_say_what_the_delimiter_is() {
    let found = read("a.csv", b"sep=;\r\nid;text\r\na;\"One, two\r\n");
    assert_eq!(skipped(&found), [("a.csv, line 3", "open-quote")]);
}

#[test]
fn a_list_of_metadata_tells_more_of_the_files_beside_it() {
    let metadata = "id,titre,date,auteur,rubrique\na.txt,Le port,2025-02-19,Ada,Monde\n\
                    news/b,,2025-02-20,,\nbook,,,Bo,\npage,,2025-02-21,,\ngone,,,,\n\"open,,,,\n";
    let epub = fixture(&Path::new(FOLDER).join("novel.epub"));
    let files = [
        ("a.txt", b"The army left.".as_slice()),
        ("news/b.txt", b"The army came."),
        ("other.txt", b"Rain."),
        ("book.epub", &epub),
        ("page.html", b"<title>Old</title><meta name=date content=2024-01-01><p>The army stayed, he said."),
        ("texts/metadata.csv", metadata.as_bytes()),
    ];
    let found = read("all.zip", &zipped(files));
    let all = documents(&found);
    let described = |id: &str| *all.iter().find(|document| document.id == id).expect("it is there");
    assert_eq!(described("a").title.as_deref(), Some("Le port"));
    assert_eq!(described("a").author.as_deref(), Some("Ada"));
    assert_eq!(described("a").fields, [("rubrique".to_owned(), "Monde".to_owned())]);
    let origin = |id: &str, fact: &str| {
        let of_fact = described(id).origins.iter().filter(|(of, _)| of == fact);
        of_fact.map(|(_, place)| place.clone()).collect::<Vec<_>>()
    };
    assert_eq!(origin("a", "title"), ["metadata.csv, column \"titre\""]);
    assert_eq!(origin("page", "date"), ["metadata.csv, column \"date\""], "no longer what the page says");
    assert_eq!(origin("page", "title"), ["title"]);
    assert_eq!(described("news/b").date.as_deref(), Some("2025-02-20"));
    assert_eq!(described("news/b").title, None);
    assert_eq!(described("other").date, None);
    assert_eq!(described("book/03-two").author.as_deref(), Some("Bo"));
    assert_eq!(skipped(&found)[0], ("texts/metadata.csv, line 7", "open-quote"));

    let lists = [
        ("metadata.csv", b"id,date\na,2025\n".as_slice()),
        ("sub/metadata.csv", b"id,date\na,2024\n"),
        ("sub/deep/a.txt", b"Rain."),
        ("other/a.txt", b"Fog."),
    ];
    let found = read("all.zip", &zipped(lists));
    let dates: Vec<_> = documents(&found).into_iter().map(|document| document.date.as_deref()).collect();
    assert_eq!(dates, [Some("2024"), Some("2025")]);

    let found = read("all.zip", &zipped([("metadata.csv", b"".as_slice()), ("a.txt", b"Rain.")]));
    assert_eq!((skipped(&found), ids(&found)), (vec![("metadata.csv", "empty")], vec!["a"]));
}

#[test]
fn of_the_long_name_of_a_column_the_beginning_is_told() {
    let name = format!("date {}", "ñ".repeat(300));
    let roles = vec![Role::Date, Role::Text];
    let mapping = Mapping { roles, has_header: Some(true), ..Mapping::default() };
    let mut ingest = Ingest::default();
    ingest.set_columns("a.csv", mapping);
    let found = read_with(&ingest, "a.csv", format!("{name},text\n2025,Rain.\n").as_bytes());
    let told = format!("column \"date {}\"", "ñ".repeat(55));
    assert_eq!(documents(&found)[0].origins, [("date".to_owned(), told)]);
}

#[test]
fn an_archive_is_read_whatever_its_names() {
    let inner = zipped([("deep.txt", b"Deep.".as_slice())]);
    let mut deepest = inner.clone();
    for name in ["1.zip", "2.zip", "3.zip"] {
        deepest = zipped([(name, deepest.as_slice())]);
    }
    let files = [
        ("../../up.txt", b"Up.".as_slice()),
        ("/root.txt", b"Root."),
        ("folder/", b""),
        ("folder/a.txt", b"A."),
        ("__MACOSX/folder/._a.txt", b"\0"),
        ("folder/.hidden.txt", b"x"),
        ("inner.zip", &inner),
        ("deepest.zip", &deepest),
        ("old.corpus", b"x"),
        ("a.csv.gz", &gzipped(b"id,text\nrow,Row.\n")),
    ];
    let found = read("all.zip", &zipped(files));
    assert_eq!(ids(&found), ["up", "root", "folder/a", "deep", "row"]);
    assert_eq!(skipped(&found), [("1.zip", "too-deep"), ("old.corpus", "corpus-inside")]);
}

#[test]
fn names_that_occur_twice_give_both_files() {
    let bytes = zipped([("a.txt", b"One.".as_slice()), ("b.txt", b"Two.")]);
    let twice = replaced(&bytes, b"b.txt", b"a.txt");
    let found = read("all.zip", &twice);
    assert_eq!(ids(&found), ["a", "a"]);
}

/// `bytes` with another text of the same length instead of `from`, wherever it stands.
fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for at in 0..=bytes.len() - from.len() {
        if bytes[at..].starts_with(from) {
            bytes[at..at + from.len()].copy_from_slice(to);
        }
    }
    bytes
}

/// Where the record of the directory of an archive for its entry `name` begins.
fn directory_entry(bytes: &[u8], name: &[u8]) -> usize {
    const FIXED: usize = 46;
    let at = bytes.windows(name.len()).rposition(|window| window == name).expect("the directory names it");
    at - FIXED
}

#[test]
fn locked_and_damaged_entries_are_told_and_the_others_read() {
    let mut bytes =
        zipped([("a.txt", b"The army left the port.".as_slice()), ("b.txt", b"Rain."), ("c.txt", b"Fog.")]);
    let locked = directory_entry(&bytes, b"b.txt");
    bytes[locked + 8] |= 1;
    let checksum = directory_entry(&bytes, b"a.txt") + 16;
    bytes[checksum] ^= 1;
    let found = read("all.zip", &bytes);
    assert_eq!(ids(&found), ["a", "c"]);
    assert_eq!(skipped(&found), [("a.txt", "damaged"), ("b.txt", "encrypted")]);
}

#[test]
fn archives_made_to_unpack_without_end_are_refused() {
    let zeros = vec![b' '; 20 << 20];
    let found = read("bomb.zip", &zipped([("a.txt", zeros.as_slice()), ("b.txt", b"Rain.")]));
    assert_eq!((skipped(&found), ids(&found)), (vec![("a.txt", "bomb")], vec!["b"]));
    assert_eq!(skipped(&read("a.txt.gz", &gzipped(&zeros))), [("a.txt.gz", "bomb")]);

    // Many entries, all over the same packed bytes.
    let found = read("overlapping.zip", &overlapping(2000));
    assert_eq!(documents(&found).len(), 1);
    assert_eq!(skipped(&found).len(), 1999);
}

/// An archive whose entries all lie in the same place.
fn overlapping(count: u32) -> Vec<u8> {
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::best());
    packer.write_all(&b"Rain. ".repeat(1 << 17)).expect("a vector takes all");
    let packed = packer.finish().expect("a vector takes all");
    let name = b"a.txt";
    let mut bytes = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x05\0\0\0".to_vec();
    bytes.extend(name);
    bytes.extend(&packed);
    let start = bytes.len() as u32;
    let checksum = crc32fast::hash(&b"Rain. ".repeat(1 << 17)).to_le_bytes();
    for _ in 0..count {
        bytes.extend(b"PK\x01\x02\x14\0\x14\0\0\0\x08\0\0\0\0\0");
        bytes.extend(checksum);
        bytes.extend((packed.len() as u32).to_le_bytes());
        bytes.extend((6_u32 << 17).to_le_bytes());
        bytes.extend(b"\x05\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
        bytes.extend(name);
    }
    let length = bytes.len() as u32 - start;
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([(count as u16).to_le_bytes(), (count as u16).to_le_bytes()].concat());
    bytes.extend([length.to_le_bytes(), start.to_le_bytes()].concat());
    bytes.extend(b"\0\0");
    bytes
}

#[test]
fn what_a_cut_gzip_file_gives_is_read_and_the_cut_told() {
    let lines: String = (0..5000).map(|n| format!("{{\"id\":\"{n}\",\"text\":\"Rain {n}.\"}}\n")).collect();
    let whole = gzipped(lines.as_bytes());
    let found = read("a.jsonl.gz", &whole[..whole.len() / 2]);
    assert!(documents(&found).len() > 1000);
    assert_eq!(skipped(&found).last(), Some(&("a.jsonl.gz", "damaged")));

    let two = [gzipped(b"One "), gzipped(b"text.")].concat();
    assert_eq!(documents(&read("a.txt.gz", &two))[0].text, "One text.");
    assert_eq!(skipped(&read("a.txt.gz", &two)), []);
    let more = [gzipped(b"One text."), b"and more".to_vec()].concat();
    assert_eq!(skipped(&read("a.txt.gz", &more)), [("a.txt.gz", "damaged")]);
}

/// A record of a web archive, with the answer of a server.
fn record(uri: &str, header: &str, body: &[u8]) -> Vec<u8> {
    let answer =
        [b"HTTP/1.1 ".as_slice(), header.replace('\n', "\r\n").as_bytes(), b"\r\n\r\n", body].concat();
    let head = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2025-02-19T08:00:00Z\r\n\
         Content-Length: {}\r\n\r\n",
        answer.len()
    );
    [head.as_bytes(), &answer, b"\r\n\r\n"].concat()
}

/// Records of every kind, one of them damaged.
fn records() -> Vec<Vec<u8>> {
    let page = b"<html><p>The army left.</p></html>";
    let chunked = b"5\r\n<html\r\n1D;x=1\r\n><p>The army left.</p></html>\r\n0\r\n\r\n";
    let mut damaged = record("http://a/damaged", "200 OK\nContent-Type: text/html", page);
    damaged.truncate(damaged.len() - 20);
    vec![
        b"WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n".to_vec(),
        record("http://a/plain", "200 OK\nContent-Type: text/plain; charset=windows-1251", b"\xE4\xE0"),
        record("http://a/chunked", "200 OK\ncontent-type: text/html\nTransfer-Encoding: chunked", chunked),
        record("http://a/gzip", "200 OK\nContent-Type: text/html\nContent-Encoding: gzip", &gzipped(page)),
        record("http://a/brotli", "200 OK\nContent-Type: text/html\nContent-Encoding: br", page),
        record("http://a/gone", "404 Not Found\nContent-Type: text/html", page),
        record("http://a/photo", "200 OK\nContent-Type: image/png", b"\x89PNG"),
        damaged,
        b"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://a/wet\r\nContent-Type: text/plain\r\n\
          Content-Length: 5\r\n\r\nRain.\r\n\r\n"
            .to_vec(),
    ]
}

#[test]
fn web_archives_give_their_pages_and_go_on_after_damage() {
    let packed: Vec<u8> = records().iter().flat_map(|record| gzipped(record)).collect();
    for (name, bytes) in
        [("a.warc", records().concat()), ("a.warc.gz", packed), ("a.gz", gzipped(&records().concat()))]
    {
        let found = read(name, &bytes);
        let all: Vec<(&str, &str)> = documents(&found)
            .into_iter()
            .map(|document| (document.url.as_deref().expect("it has one"), document.text.as_str()))
            .collect();
        let expected = [
            ("http://a/plain", "да"),
            ("http://a/chunked", "The army left."),
            ("http://a/gzip", "The army left."),
            ("http://a/wet", "Rain."),
        ];
        assert_eq!(all, expected, "{name}");
        assert!(
            documents(&found)[0].fields.contains(&("archived".to_owned(), "2025-02-19T08:00:00Z".to_owned()))
        );
        let told = skipped(&found);
        assert_eq!(told.iter().map(|(_, code)| *code).collect::<Vec<_>>(), ["record", "record"], "{told:?}");
        assert!(told[0].0.ends_with("record 5") && told[1].0.ends_with("record 8"), "{told:?}");
    }
}

#[test]
fn a_damaged_member_of_a_web_archive_costs_its_record() {
    let mut members: Vec<Vec<u8>> = records().iter().map(|record| gzipped(record)).collect();
    let middle = members[1].len() / 2;
    members[1][middle] ^= 0xFF;
    let found = read("a.warc.gz", &members.concat());
    assert!(documents(&found).len() >= 3);
    assert!(skipped(&found).iter().any(|(_, code)| *code == "damaged"), "{found:?}");
}

/// Sums up how far a source has been read.
#[derive(Default)]
struct Progress(Vec<usize>);

impl Sink for Progress {
    fn take(&mut self, _: Found) {}

    fn read_up_to(&mut self, byte: usize) {
        self.0.push(byte);
    }
}

#[test]
fn progress_within_a_source_goes_up_to_its_end() {
    let rows = |row: &str| row.repeat(100);
    let csv = format!("id,text\n{}", rows("x,Rain in Quito.\n"));
    let json = format!("[{}]", [r#"{"text":"Rain."}"#; 100].join(","));
    let lines = rows("{\"text\":\"Rain.\"}\n");
    let files: Vec<(String, &[u8])> =
        (0..100).map(|n| (format!("{n}.txt"), b"Rain in Quito.".as_slice())).collect();
    let sources = [
        ("a.csv", csv.into_bytes()),
        ("a.json", json.into_bytes()),
        ("a.jsonl", lines.into_bytes()),
        ("a.zip", zipped(files.iter().map(|(name, bytes)| (name.as_str(), *bytes)))),
        ("a.warc", records().concat()),
    ];
    for (name, bytes) in sources {
        let mut progress = Progress::default();
        Ingest::default().read(name, &bytes, &mut progress);
        let steps = &progress.0;
        assert!(steps.len() > 5 && steps.is_sorted(), "{name}: {steps:?}");
        let last = *steps.last().expect("there are some");
        assert!(last <= bytes.len() && last * 3 > bytes.len(), "{name}: {last} of {}", bytes.len());
    }
}

#[test]
fn what_a_document_type_declares_does_not_grow() {
    let entities: String = (1..50).map(|n| format!("<!ENTITY e{n} \"&e{};&e{};\">", n - 1, n - 1)).collect();
    let xml = format!("<!DOCTYPE TEI [{entities}]><TEI><text><p>&e49; &amp; rain</p></text></TEI>");
    let found = read("a.xml", xml.as_bytes());
    assert_eq!(documents(&found)[0].text.trim(), "&e49; & rain");
}

#[test]
fn deep_and_repeated_markup_takes_no_long_time() {
    let deep = 50_000;
    for (name, start, middle, end) in [
        ("a.xml", "<a>", "Rain.", "</a>"),
        ("a.xml", "<TEI><text>", "Rain.", ""),
        ("a.tei", "<TEI><teiHeader><title>", "Rain.", ""),
        ("a.json", "[", "Rain.", "]"),
        ("a.json", "{\"a\":", "1", "}"),
        ("a.md", "> - ", "Rain.", ""),
        ("a.md", "[", "Rain.", "](x)"),
        ("a.csv", "\"a\n", "x", ""),
        ("a.csv", "b\",\"x\n", "x", ""),
        ("a.html", "<div>", "Rain.", ""),
    ] {
        let bytes = [start.repeat(deep), middle.to_owned(), end.repeat(deep)].concat();
        read(name, bytes.as_bytes());
    }
}

/// Whatever the bytes, there is an answer under any name.
fn check_any(bytes: &[u8]) {
    targets::NAMES.iter().for_each(|name| targets::ingest_as(name, bytes));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_under_any_name_have_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        check_any(&bytes);
    }

    #[test]
    fn any_signs_under_any_name_have_an_answer(text in "[a-b0-1<>/&;#\"',|\\[\\]{}()*_`!: \n\\\\-]{0,120}") {
        check_any(text.as_bytes());
    }

    /// What is written as a table is read as it was.
    #[test]
    fn a_table_is_read_as_it_was_written(rows in proptest::collection::vec("[a-c,;\"\n é]{0,12}[a-c]", 1..6)) {
        let cell = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
        let lines: String = rows.iter().map(|text| format!("x,{}\n", cell(text))).collect();
        let found = read("a.csv", format!("desk,text\n{lines}").as_bytes());
        let texts: Vec<&str> = documents(&found).into_iter().map(|document| document.text.as_str()).collect();
        prop_assert_eq!(texts, rows);
    }

    /// Fixtures with a few bytes changed have an answer as well.
    #[test]
    fn damaged_files_have_an_answer(which in 0..16_usize, at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let paths = sorted(Path::new(FOLDER));
        let path = &paths[which % paths.len()];
        let mut bytes = fixture(path);
        let at = at.index(bytes.len());
        bytes[at] = byte;
        read(&file_name(path), &bytes);
        read(&file_name(path), &bytes[..at]);
    }
}
