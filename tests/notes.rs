//! Notes: made, changed, undone, kept, given away, and carried through every change of the corpus.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::selection;
use corpus_viewer::notes::{MOST_TAG, MOST_TAGS, MOST_TEXT};
use corpus_viewer::pipeline::{Annotators, Builder, build_texts, join, with_furniture};
use corpus_viewer::store::{CorpusFile, ShardedCorpus};
use corpus_viewer::view::{
    CorpusError, History, NewNote, NoteChange, NoteList, NoteOptions, NoteRow, add_note, change_note,
    export_notes, import_notes, notes, read, redo_notes, remove_note, undo_notes,
};

const TEXTS: [(&str, &str); 3] = [
    ("a", "The army left the port on Monday, he said.\nShare this\nIt rained in Quito."),
    ("b", "Daniel Noboa told 🙂 reporters of the base."),
    ("c", "東京に雨が降る。"),
];

/// A corpus and what was done to its notes.
struct Desk {
    file: CorpusFile,
    history: History,
}

impl Desk {
    fn new() -> Self {
        Desk { file: build_texts(TEXTS), history: History::default() }
    }

    /// With notes on three articles, the later ones first.
    fn with_notes() -> Self {
        let mut desk = Desk::new();
        desk.add("c", "雨", "rain", &["weather"]).expect("it is right");
        desk.add("b", "Noboa told 🙂", "Whom?", &["who", "ask"]).expect("it is right");
        desk.add("a", "rained in Quito", "Again", &["weather", "ask"]).expect("it is right");
        desk.add("a", "army", "", &["ask"]).expect("it is right");
        desk
    }

    fn add(
        &mut self,
        document: &str,
        words: &str,
        text: &str,
        tags: &[&str],
    ) -> Result<NoteRow, CorpusError> {
        let selection = selection(&self.file, document, words);
        let tags = tags.iter().map(|&tag| tag.to_owned()).collect();
        let note = NewNote { selection, text: text.to_owned(), tags, now: "2026-02-01T10:00Z".to_owned() };
        add_note(&mut self.file, &mut self.history, &note)
    }

    fn list(&self, options: &NoteOptions) -> NoteList {
        notes(&self.file, &self.history, options).expect("it makes sense")
    }

    fn all(&self) -> Vec<NoteRow> {
        self.list(&NoteOptions::default()).notes
    }
}

fn quotes(rows: &[NoteRow]) -> Vec<&str> {
    rows.iter().map(|row| row.quote.as_str()).collect()
}

fn change(text: Option<&str>, tags: Option<&[&str]>) -> NoteChange {
    let tags = tags.map(|tags| tags.iter().map(|&tag| tag.to_owned()).collect());
    NoteChange { text: text.map(str::to_owned), tags, now: "2026-02-02".to_owned() }
}

#[test]
fn notes_are_listed_in_the_order_of_the_corpus() {
    let desk = Desk::with_notes();
    let list = desk.list(&NoteOptions::default());
    assert_eq!(quotes(&list.notes), ["army", "rained in Quito", "Noboa told 🙂", "雨"]);
    let ids: Vec<u32> = list.notes.iter().map(|row| row.id).collect();
    assert_eq!(ids, [4, 3, 2, 1]);
    let tags: Vec<(&str, usize)> = list.tags.iter().map(|row| (row.tag.as_str(), row.notes)).collect();
    assert_eq!(tags, [("ask", 3), ("weather", 2), ("who", 1)]);
    let row = &list.notes[2];
    assert_eq!(
        (row.document.as_str(), row.title.as_str()),
        ("b", "Daniel Noboa told 🙂 reporters of the base.")
    );
    assert!(row.is_found && row.created == "2026-02-01T10:00Z" && row.changed == row.created);
    let page = desk.list(&NoteOptions { limit: 2, offset: 1, ..NoteOptions::default() });
    assert_eq!((page.total, &page.notes[..]), (4, &list.notes[1..3]));
}

#[test]
fn notes_are_found_by_words_tags_and_articles() {
    let desk = Desk::with_notes();
    let cases: [(&str, &str, &str, &[u32]); 9] = [
        ("quito", "", "", &[3]),
        ("RAIN", "", "", &[3, 1]),
        ("rain again", "", "", &[3]),
        ("who", "", "", &[2]),
        ("rain snow", "", "", &[]),
        ("", "ask", "", &[4, 3, 2]),
        ("", "as", "", &[]),
        ("", "", "a", &[4, 3]),
        ("", "weather", "a", &[3]),
    ];
    for (query, tag, document, expected) in cases {
        let [query, tag, document] = [query, tag, document].map(str::to_owned);
        let list = desk.list(&NoteOptions { query, tag, document, ..NoteOptions::default() });
        let ids: Vec<u32> = list.notes.iter().map(|row| row.id).collect();
        assert_eq!((&ids[..], list.total), (expected, expected.len()));
    }
}

#[test]
fn changes_are_undone_and_done_again() {
    let mut desk = Desk::with_notes();
    let mut states = vec![desk.all()];
    change_note(&mut desk.file, &mut desk.history, 2, &change(Some("Us"), None)).expect("it is there");
    states.push(desk.all());
    assert_eq!((states[1][2].text.as_str(), &states[1][2].tags), ("Us", &states[0][2].tags));
    assert_eq!(states[1][2].changed, "2026-02-02");
    change_note(&mut desk.file, &mut desk.history, 2, &change(None, Some(&[" x ", "x", ""])))
        .expect("it is there");
    states.push(desk.all());
    assert_eq!((states[2][2].text.as_str(), &states[2][2].tags[..]), ("Us", &["x".to_owned()][..]));
    remove_note(&mut desk.file, &mut desk.history, 1).expect("it is there");
    states.push(desk.all());
    assert_eq!(states[3].len(), 3);
    for state in states.iter().rev().skip(1) {
        assert!(undo_notes(&mut desk.file, &mut desk.history).expect("it is whole"));
        assert_eq!(&desk.all(), state);
        assert!(desk.list(&NoteOptions::default()).can_redo);
    }
    for state in &states[1..] {
        assert!(redo_notes(&mut desk.file, &mut desk.history).expect("it is whole"));
        assert_eq!(&desk.all(), state);
    }
    assert!(!redo_notes(&mut desk.file, &mut desk.history).expect("it is whole"));
    assert_eq!(desk.all(), states[3], "there is nothing to be done again");
    undo_notes(&mut desk.file, &mut desk.history).expect("it is whole");
    desk.add("a", "port", "", &[]).expect("it is right");
    assert!(!desk.list(&NoteOptions::default()).can_redo);
    let mut fresh = Desk::new();
    assert!(!undo_notes(&mut fresh.file, &mut fresh.history).expect("it is whole"));
    assert!(fresh.all().is_empty() && !fresh.list(&NoteOptions::default()).can_undo);
}

#[test]
fn what_is_beyond_bounds_is_told_and_changes_nothing() {
    let mut desk = Desk::with_notes();
    let before = desk.file.encode().unwrap();
    let long_tag = "x".repeat(MOST_TAG + 1);
    let many: Vec<String> = (0..=MOST_TAGS).map(|tag| tag.to_string()).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let long = "é".repeat(MOST_TEXT + 1);
    let cases: [(&str, &[&str]); 3] = [(&long, &[]), ("", &[&long_tag]), ("", &many)];
    for (text, tags) in cases {
        assert_eq!(desk.add("a", "army", text, tags).unwrap_err().kind, "note");
        let change = change(Some(text), Some(tags));
        assert_eq!(change_note(&mut desk.file, &mut desk.history, 1, &change).unwrap_err().kind, "note");
    }
    for now in ["", "yesterday", "2026-13-01", &"2026-02-01T".repeat(9)] {
        let change = NoteChange { now: now.to_owned(), ..change(None, None) };
        assert_eq!(
            change_note(&mut desk.file, &mut desk.history, 1, &change).unwrap_err().kind,
            "note",
            "{now}"
        );
    }
    let missing = remove_note(&mut desk.file, &mut desk.history, 99).unwrap_err();
    assert_eq!((missing.kind, missing.message.as_str()), ("no-note", "there is no note 99"));
    assert_eq!(desk.file.encode().unwrap(), before);
    desk.add("a", "army", &long[2..], &many[1..]).expect("this is just within");
}

#[test]
fn noted_runs_are_marked_and_may_overlap() {
    let mut desk = Desk::new();
    for words in ["left the port on", "port on Monday", "army left the port on Monday, he"] {
        desk.add("a", words, "", &[]).expect("it is right");
    }
    let article = read(&desk.file, "a", "port").expect("it is there");
    let shown: Vec<(&str, &[u32])> = article.paragraphs[0]
        .runs
        .iter()
        .inspect(|run| assert_eq!(run.marks.contains(&"note"), !run.notes.is_empty()))
        .inspect(|run| assert_eq!(run.marks.contains(&"hit"), run.text == "port"))
        .map(|run| (run.text.as_str(), &run.notes[..]))
        .collect();
    let expected: [(&str, &[u32]); 8] = [
        ("The ", &[]),
        ("army ", &[3]),
        ("left the ", &[1, 3]),
        ("port", &[1, 2, 3]),
        (" on", &[1, 2, 3]),
        (" ", &[2, 3]),
        ("Monday", &[2, 3]),
        (", he", &[3]),
    ];
    assert_eq!(shown[..8], expected);
    assert!(article.paragraphs[1].runs.iter().all(|run| run.notes.is_empty()));
}

#[test]
fn notes_are_kept_with_the_corpus() {
    let desk = Desk::with_notes();
    let list = desk.all();
    let listed = |file: &CorpusFile| {
        notes(file, &History::default(), &NoteOptions::default()).expect("it makes sense").notes
    };
    let bytes = desk.file.encode().unwrap();
    let opened = CorpusFile::decode(bytes.clone()).unwrap();
    assert_eq!((&opened, listed(&opened)), (&desk.file, list.clone()));
    let pieces = desk.file.pack().unwrap().into_iter().map(|piece| CorpusFile::decode(piece).unwrap());
    assert_eq!(CorpusFile::merge(pieces.collect()).unwrap(), desk.file);
    let (added, _) = join(vec![(build_texts([("z", "Rain.")]), vec![]), (opened, vec![])]).unwrap();
    assert_eq!(listed(&added), list);
    let mut builder = Builder::default();
    builder.add_source("b.jsonl", br#"{"id":"b","text":"Another one of this id."}"#);
    builder.add_source("all.corpus", &bytes);
    let (built, _) = builder.finish();
    assert_eq!(quotes(&listed(&built)), ["army", "rained in Quito", "雨"], "b is another article");
}

#[test]
fn notes_of_articles_that_are_removed_go_and_those_of_two_corpora_have_ids_of_their_own() {
    let desk = Desk::with_notes();
    let taken = desk.file.without(|doc| doc == 0).unwrap();
    let listed = |file: &CorpusFile| {
        notes(file, &History::default(), &NoteOptions::default()).expect("it makes sense").notes
    };
    assert_eq!(quotes(&listed(&taken)), ["Noboa told 🙂", "雨"]);
    let bytes = taken.encode().unwrap();
    for gone in ["Again", "rained in Quito"] {
        assert!(!bytes.windows(gone.len()).any(|window| window == gone.as_bytes()), "{gone}");
    }
    let mut other = Desk { file: build_texts([("x", "It snowed.")]), history: History::default() };
    other.add("x", "snowed", "", &[]).expect("it is right");
    let (both, _) = join(vec![(desk.file, vec![]), (other.file, vec![])]).unwrap();
    let ids: Vec<u32> = listed(&both).iter().map(|row| row.id).collect();
    assert_eq!(ids, [4, 3, 2, 1, 5]);
    assert_eq!(CorpusFile::decode(both.encode().unwrap()), Ok(both));
}

#[test]
fn notes_stay_where_furniture_is_taken_into_the_text() {
    let desk = Desk::with_notes();
    let whole = with_furniture(&desk.file, |_| true, true, &mut Annotators::default()).unwrap();
    assert_ne!(whole, desk.file);
    assert_eq!(notes(&whole, &desk.history, &NoteOptions::default()).unwrap().notes, desk.all());
    let again = with_furniture(&whole, |_| true, false, &mut Annotators::default()).unwrap();
    assert_eq!(again.notes(), desk.file.notes());
}

#[test]
fn a_note_whose_words_are_gone_says_so() {
    let desk = Desk::with_notes();
    let json = export_notes(&desk.file).unwrap();
    let mut file =
        build_texts([("a", "He told us: the army stayed."), ("c", "東京に降る。"), ("b", TEXTS[1].1)]);
    let mut history = History::default();
    import_notes(&mut file, &mut history, &json).unwrap();
    let list = notes(&file, &history, &NoteOptions::default()).unwrap();
    let found: Vec<(&str, bool)> = list.notes.iter().map(|row| (row.quote.as_str(), row.is_found)).collect();
    assert_eq!(found, [("army", true), ("rained in Quito", false), ("雨", false), ("Noboa told 🙂", true)]);
    assert!(list.notes.iter().all(|row| row.passage.is_empty() != row.is_found));
}

#[test]
fn notes_are_exported_and_imported_once() {
    let mut desk = Desk::with_notes();
    change_note(&mut desk.file, &mut desk.history, 3, &change(Some("Again\nand again"), None)).unwrap();
    let json = export_notes(&desk.file).unwrap();
    let value: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!(value["@context"], "http://www.w3.org/ns/anno.jsonld");
    let target = &value["first"]["items"][1]["target"];
    assert_eq!((&target["source"], &target["selector"][0]["exact"]), (&"b".into(), &"Noboa told 🙂".into()));
    assert_eq!(target["selector"][1]["end"].to_string(), "19", "an emoji is one scalar value");

    let mut other = Desk::new();
    let told = import_notes(&mut other.file, &mut other.history, &json).unwrap();
    assert_eq!((told.added, told.elsewhere, told.known), (4, 0, 0));
    assert_eq!(other.file.notes(), desk.file.notes());
    let told = import_notes(&mut other.file, &mut other.history, &json).unwrap();
    assert_eq!((told.added, told.elsewhere, told.known), (0, 0, 4));
    undo_notes(&mut other.file, &mut other.history).expect("it is whole");
    assert!(other.all().is_empty(), "one step takes all of them back");

    let mut fewer = Desk { file: build_texts([TEXTS[0]]), history: History::default() };
    let told = import_notes(&mut fewer.file, &mut fewer.history, &json).unwrap();
    assert_eq!((told.added, told.elsewhere, told.known), (2, 2, 0));
}

#[test]
fn an_import_with_something_wrong_adds_nothing() {
    let desk = Desk::with_notes();
    let json = export_notes(&desk.file).unwrap();
    let wrong = [
        "",
        "[]",
        "{\"first\":{}}",
        &json[..json.len() / 2],
        &json.replace("2026-02-01T10:00Z", "soon"),
        &json.replace("\"army\"", "\"\""),
        &json.replace("TextQuoteSelector", "Other"),
        &json.replace("\"weather\"", &format!("\"{}\"", "x".repeat(MOST_TAG + 1))),
        &json.replace("\"start\": ", "\"start\": -"),
    ];
    let mut other = Desk::new();
    for json in wrong {
        let error = import_notes(&mut other.file, &mut other.history, json).unwrap_err();
        assert!(["options", "note"].contains(&error.kind), "{error:?}");
        assert!(other.all().is_empty() && !other.list(&NoteOptions::default()).can_undo);
    }
    let far = json.replace("\"start\": ", "\"start\": 9999999999");
    assert_eq!(import_notes(&mut other.file, &mut other.history, &far).unwrap().added, 4);
    assert_eq!(quotes(&other.all()).len(), 4);
}

/// What a page does with a site: it asks, loads what was missed, and asks again.
#[test]
fn notes_of_a_corpus_in_shards_are_made_once() {
    let desk = Desk::with_notes();
    let parts = vec![build_texts([("x", "It snowed.")]), desk.file.clone()];
    let whole = CorpusFile::join(parts).unwrap();
    let selection = selection(&whole, "b", "reporters");
    let note = NewNote { selection, now: "2026-02-01".to_owned(), ..NewNote::default() };
    let ShardedCorpus { head, shards } = whole.sharded().unwrap();
    let mut far = CorpusFile::decode(head).unwrap();
    let mut history = History::default();
    let mut rounds = 0;
    loop {
        let told = add_note(&mut far, &mut history, &note);
        let missed = far.take_missed();
        if missed.is_empty() {
            assert_eq!(told.expect("all of it is here").quote, "reporters");
            break;
        }
        assert!(told.is_err() && far.notes() == whole.notes());
        rounds += 1;
        missed.into_iter().for_each(|number| far.put_shard(number, shards[number as usize].clone()).unwrap());
    }
    assert!(rounds > 0);
    assert_eq!(far.notes().iter().count(), 5);
    loop {
        let list = notes(&far, &history, &NoteOptions::default());
        let missed = far.take_missed();
        if missed.is_empty() {
            assert_eq!(list.expect("all of it is here").notes.len(), 5);
            break;
        }
        missed.into_iter().for_each(|number| far.put_shard(number, shards[number as usize].clone()).unwrap());
    }
}
