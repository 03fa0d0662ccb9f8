//! What readers decide about names: each kind of decision on marked texts, undone and done again, kept, and taken
//! elsewhere.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use common::selection;
use corpus_viewer::corpus::{Block, BlockKind, Document};
use corpus_viewer::entity::{Curation, Decision, Entity, Label, Mention, Reason};
use corpus_viewer::pipeline::{Annotators, build_texts, with_furniture};
use corpus_viewer::publish::{Level, reduced};
use corpus_viewer::span::Span;
use corpus_viewer::store::{CorpusFile, DraftBuilder};
use corpus_viewer::view::{
    self, DecisionRow, EntityOptions, History, MentionOptions, NewNote, NoteOptions, SearchOptions, add_note,
    curate, curation, export_curation, import_curation, notes, redo, redo_curation, relink, undo,
    undo_curation, unlink,
};
use proptest::prelude::*;

fn id(id: &str) -> Entity {
    Entity::from_id(id).unwrap_or_else(|| panic!("{id} is no id"))
}

/// `kind | entity | …` as in `suites/curation.txt`.
fn decision(line: &str) -> Decision {
    let parts: Vec<&str> = line.split(" | ").collect();
    let label = |code: &str| Label::from_code(code).unwrap_or_else(|| panic!("{code} is no label"));
    match parts[..] {
        ["merge", entity, into] => Decision::Merge { entity: id(entity), into: id(into) },
        ["split", entity, form] => Decision::Split { entity: id(entity), form: form.to_owned() },
        ["rename", entity, name] => Decision::Rename { entity: id(entity), name: name.to_owned() },
        ["relabel", entity, code] => Decision::Relabel { entity: id(entity), label: label(code) },
        ["reject", entity] => Decision::Reject { entity: id(entity), form: None },
        ["reject", entity, form] => Decision::Reject { entity: id(entity), form: Some(form.to_owned()) },
        ["add", code, form] => Decision::Add { form: form.to_owned(), label: label(code), into: None },
        ["add", code, form, into] => {
            Decision::Add { form: form.to_owned(), label: label(code), into: Some(id(into)) }
        }
        _ => panic!("{line} is no decision"),
    }
}

/// The corpus of texts with mentions marked as `[PER Marco Rubio]`, one document a text.
fn marked(texts: &[&str]) -> CorpusFile {
    let mut builder = DraftBuilder::default();
    for (number, text) in texts.iter().enumerate() {
        let (text, mentions) = read_marked(text);
        let span = Span::new(0, text.len());
        let document = Document {
            id: number.to_string(),
            blocks: vec![Block { kind: BlockKind::Paragraph, span }],
            text,
            title_is_first_sentence: false,
            origins: Vec::new(),
            ..build_texts([("a", "A.")]).document(0).expect("it was just built")
        };
        builder.add(&document, mentions);
    }
    CorpusFile::link(vec![builder.finish()], Curation::default())
}

fn read_marked(marked: &str) -> (String, Vec<Mention>) {
    let (mut text, mut mentions) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let (inside, behind) = after.split_once(']').expect("a mark ends");
        let (code, name) = inside.split_once(' ').expect("a mark has a label and a name");
        let start = text.len();
        text.push_str(name);
        mentions.push(Mention {
            span: Span::new(start, text.len()),
            label: Label::from_code(code).expect("a mark has a label"),
        });
        rest = behind;
    }
    text.push_str(rest);
    (text, mentions)
}

/// The texts of a corpus with its mentions marked, each with the name of its entity where it is written otherwise.
fn shown(file: &CorpusFile) -> Vec<String> {
    let text = |doc: u32| {
        let text = file.document(doc).expect("it is whole").text;
        let mut marked = String::new();
        let mut at = 0;
        for linked in file.mentions(doc, &text).expect("they are whole") {
            let (label, name) = file.entities().get(linked.entity).expect("it is whole");
            assert_eq!(label, linked.mention.label);
            let range = linked.mention.span.range();
            marked += &text[at..range.start];
            let form = &text[range.clone()];
            let named = if form == name { String::new() } else { format!(" = {name}") };
            marked += &format!("[{} {form}{named}]", label.code());
            at = range.end;
        }
        marked + &text[at..]
    };
    (0..file.documents()).map(text).collect()
}

#[test]
fn decisions() {
    let mut failed = String::new();
    for case in include_str!("suites/curation.txt").split("\n\n").filter(|case| !case.starts_with('#')) {
        let (before, rest) = case.split_once("\n> ").expect("a case has a decision");
        let (taken, after) = rest.split_once("\n= ").expect("a case says what is shown then");
        let (mut file, mut history) = (marked(&before.lines().collect::<Vec<_>>()), History::default());
        let mut told = Vec::new();
        for line in taken.split("\n> ") {
            let (line, expected) = line.split_once(" ->").expect("a decision says what is to be shown then");
            let answer = curate(&mut file, &mut history, &decision(line));
            let answer = answer.map_or_else(|error| error.kind.to_owned(), |id| id.unwrap_or_default());
            if answer != expected.trim() {
                told.push(format!("{line} -> {answer}"));
            }
        }
        let after: Vec<&str> = after.trim_end().lines().map(|line| line.trim_start_matches("= ")).collect();
        if shown(&file) != after || !told.is_empty() {
            failed += &format!("\n{case}\nfound {told:?} {:#?}\n", shown(&file));
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

const TEXTS: [(&str, &str); 3] = [
    ("a", "Marco Rubio landed in Quito. Rubio spoke to Daniel Noboa.\nNoboa left Quito. It rained."),
    ("b", "Rubio met Daniel Noboa in Peru."),
    ("c", "Donald Trump called Marco Rubio. Rubio’s plane left Peru."),
];

fn decided(file: &CorpusFile) -> Vec<DecisionRow> {
    curation(file, &History::default()).decisions
}

fn taken(texts: &[(&str, &str)], lines: &[&str]) -> CorpusFile {
    let mut file = build_texts(texts.iter().copied());
    for line in lines {
        curate(&mut file, &mut History::default(), &decision(line))
            .unwrap_or_else(|error| panic!("{line}: {error:?}"));
    }
    file
}

const OF_ALL_KINDS: [&str; 6] = [
    "merge | LOC:Quito | LOC:Peru",
    "split | PER:Marco Rubio | Rubio",
    "rename | PER:Rubio | The Senator",
    "relabel | LOC:Peru | ORG",
    "reject | PER:Daniel Noboa | Noboa",
    "add | MISC | plane",
];

/// Lists, counts, facets, queries, runs and companions all tell of what is decided.
#[test]
fn every_view_holds_to_what_is_decided() {
    let file = taken(&TEXTS, &OF_ALL_KINDS);
    let list = view::entities(&file, &EntityOptions::default()).unwrap();
    let rows = list.entities.iter().map(|row| (row.id.as_str(), row.mentions, row.documents));
    let mut rows: Vec<_> = rows.collect();
    rows.sort_unstable();
    let expected = [
        ("MISC:plane", 1, 1),
        ("ORG:Peru", 4, 3),
        ("PER:Daniel Noboa", 2, 2),
        ("PER:Donald Trump", 1, 1),
        ("PER:Marco Rubio", 2, 2),
        ("PER:The Senator", 3, 3),
    ];
    assert_eq!(rows, expected);
    let found = |query: &str| view::search(&file, query, &SearchOptions::default()).unwrap().total;
    let counts = ["per:senator", "org:peru", "loc:peru", "misc:plane", "per:noboa"].map(found);
    assert_eq!(counts, [3, 3, 0, 1, 2]);
    let facets =
        view::search(&file, "", &SearchOptions { facets: 9, ..SearchOptions::default() }).unwrap().facets;
    let organisations = facets.iter().find(|facet| facet.field == "ORG").expect("names are counted");
    let values: Vec<_> = organisations.values.iter().map(|value| (&*value.value, value.documents)).collect();
    assert_eq!(values, [("Peru", 3)]);
    let senator = view::mentions(&file, "PER:The Senator", MentionOptions::default()).unwrap();
    assert_eq!(senator.names[0].form, "Rubio");
    assert!(senator.in_sentences.iter().any(|companion| companion.id == "MISC:plane"));
    let article = view::read(&file, "c", "").unwrap();
    let runs = article.paragraphs.into_iter().flat_map(|paragraph| paragraph.runs);
    let marks: Vec<_> = runs.filter_map(|run| run.entity).map(|mark| (mark.id, mark.reason)).collect();
    assert!(marks.contains(&("MISC:plane".to_owned(), Reason::Decided)), "{marks:?}");
}

#[test]
fn decisions_hold_for_documents_that_are_added_and_after_all_that_is_done_to_a_corpus() {
    let all = taken(&TEXTS, &OF_ALL_KINDS);
    let two = taken(&TEXTS[..2], &OF_ALL_KINDS[..5]);
    let mut joined = CorpusFile::join(vec![two, build_texts([TEXTS[2]])]).unwrap();
    curate(&mut joined, &mut History::default(), &decision(OF_ALL_KINDS[5])).unwrap();
    assert_eq!(shown(&joined), shown(&all));

    let opened = CorpusFile::decode(joined.encode().unwrap()).expect("it was just written");
    assert_eq!(opened, joined);
    let pieces = joined.pack().unwrap().into_iter().map(|piece| CorpusFile::decode(piece).unwrap());
    let merged = CorpusFile::merge(pieces.collect()).unwrap();
    assert_eq!(shown(&merged), shown(&all));
    assert_eq!(decided(&merged), decided(&all));

    let rest = joined.without(|doc| doc == 0).unwrap();
    assert_eq!(shown(&rest), shown(&all)[1..]);
    let mut annotators = Annotators::default();
    let whole = with_furniture(&all, |_| true, true, &mut annotators).unwrap();
    assert_eq!(shown(&with_furniture(&whole, |_| true, false, &mut annotators).unwrap()), shown(&all));

    let (mut undone, mut history) = (opened, History::default());
    while undo_curation(&mut undone, &mut history).unwrap() {}
    let found = CorpusFile::join(vec![build_texts([TEXTS[0], TEXTS[1]]), build_texts([TEXTS[2]])]).unwrap();
    assert_eq!(undone.encode(), found.encode());
}

/// Everything of an entity is gone with its articles, and comes back with others that name it.
#[test]
fn a_decision_waits_for_what_it_speaks_of() {
    let file = taken(&TEXTS, &["rename | LOC:Peru | Perú", "reject | LOC:Quito"]);
    let without = file.without(|doc| doc > 0).unwrap();
    assert_eq!(decided(&without).len(), 2);
    let back = CorpusFile::join(vec![without, build_texts([("d", "Peru is south of Quito.")])]).unwrap();
    assert_eq!(shown(&back)[1], "[LOC Peru = Perú] is south of Quito.");
}

#[test]
fn what_was_undone_is_done_again_until_something_else_is_decided() {
    let all = taken(&TEXTS, &OF_ALL_KINDS);
    let (mut file, mut history) = (all.clone(), History::default());
    let can = |file: &CorpusFile, history: &History| {
        let list = curation(file, history);
        (list.can_undo, list.can_redo)
    };
    assert_eq!(can(&file, &history), (true, false));
    assert!(
        undo_curation(&mut file, &mut history).unwrap() && undo_curation(&mut file, &mut history).unwrap()
    );
    assert_eq!(can(&file, &history), (true, true));
    assert_eq!(shown(&file), shown(&taken(&TEXTS, &OF_ALL_KINDS[..4])));
    assert!(
        redo_curation(&mut file, &mut history).unwrap() && redo_curation(&mut file, &mut history).unwrap()
    );
    assert!(!redo_curation(&mut file, &mut history).unwrap());
    assert_eq!(file, all);
    undo_curation(&mut file, &mut history).unwrap();
    curate(&mut file, &mut history, &decision("reject | PER:Donald Trump")).unwrap();
    assert_eq!(can(&file, &history), (true, false));
}

/// What is decided and noted in `file`.
fn made(file: &CorpusFile) -> (Vec<DecisionRow>, usize) {
    (decided(file), notes(file, &History::default(), &NoteOptions::default()).unwrap().total)
}

/// Names corrected, set apart and put back, and notes: the last is taken back first, whatever it was.
#[test]
fn what_was_done_last_is_undone_first() {
    let (mut file, mut history) = (build_texts(TEXTS), History::default());
    let note = |file: &CorpusFile| NewNote {
        selection: selection(file, "b", "Peru"),
        now: "2026-02-01".to_owned(),
        ..NewNote::default()
    };
    let mut states = vec![made(&file)];
    let mut keep = |file: &CorpusFile| states.push(made(file));
    unlink(&mut file, &mut history, "PER:Marco Rubio", "Rubio").unwrap();
    keep(&file);
    curate(&mut file, &mut history, &decision("rename | LOC:Peru | Perú")).unwrap();
    keep(&file);
    let new = note(&file);
    add_note(&mut file, &mut history, &new).unwrap();
    keep(&file);
    relink(&mut file, &mut history, "PER:Marco Rubio", "Rubio").unwrap();
    keep(&file);
    curate(&mut file, &mut history, &decision("reject | LOC:Quito")).unwrap();
    keep(&file);

    let (last, earlier) = states.split_last().unwrap();
    let told = [
        ("names", Some("LOC:Quito")),
        ("names", Some("PER:Marco Rubio")),
        ("notes", None),
        ("names", Some("LOC:Peru")),
        ("names", Some("PER:Marco Rubio")),
    ];
    for (nth, (state, told)) in earlier.iter().rev().zip(told).enumerate() {
        let restored = undo(&mut file, &mut history).unwrap().expect("there is a change");
        assert_eq!((restored.what, restored.entity.as_deref()), told);
        assert_eq!((&made(&file), restored.can_undo), (state, nth < 4));
    }
    assert_eq!(undo(&mut file, &mut history), Ok(None));
    assert_eq!(file.encode().unwrap(), build_texts(TEXTS).encode().unwrap());
    let told = [
        (Some("PER:Marco Rubio"), ""),
        (Some("LOC:Perú"), "LOC:Peru"),
        (None, ""),
        (Some("PER:Marco Rubio"), "PER:Rubio"),
        (None, "LOC:Quito"),
    ];
    for (state, (entity, gone)) in states[1..].iter().zip(told) {
        let restored = redo(&mut file, &mut history).unwrap().expect("there is a change");
        assert_eq!((restored.entity.as_deref(), &made(&file)), (entity, state));
        assert_eq!(restored.gone.join(" "), gone);
    }
    assert_eq!((redo(&mut file, &mut history), &made(&file)), (Ok(None), last));

    // Beside the list of decisions their own last one is meant, and is the first to be made again.
    let new = note(&file);
    add_note(&mut file, &mut history, &new).unwrap();
    assert!(undo_curation(&mut file, &mut history).unwrap());
    assert_eq!(made(&file), (states[4].0.clone(), 2));
    assert!(redo(&mut file, &mut history).unwrap().is_some());
    assert_eq!(made(&file), (last.0.clone(), 2));
}

/// A corpus that is opened has a past of decisions alone, which only the list of decisions takes back.
#[test]
fn what_a_corpus_was_opened_with_is_not_undone_by_the_way() {
    let (mut file, mut history) = (taken(&TEXTS, &OF_ALL_KINDS[..2]), History::default());
    assert_eq!(undo(&mut file, &mut history), Ok(None));
    relink(&mut file, &mut history, "PER:Marco Rubio", "Rubio").unwrap();
    assert!(undo_curation(&mut file, &mut history).unwrap());
    assert_eq!(decided(&file), decided(&taken(&TEXTS, &OF_ALL_KINDS[..2])), "it is apart again");
    for left in [1, 0] {
        assert!(undo_curation(&mut file, &mut history).unwrap());
        assert_eq!(decided(&file).len(), left);
    }
    assert!(!undo_curation(&mut file, &mut history).unwrap());
    while redo(&mut file, &mut history).unwrap().is_some() {}
    assert_eq!(decided(&file), decided(&taken(&TEXTS, &OF_ALL_KINDS[..1])), "it is put back again");
}

#[test]
fn decisions_are_taken_elsewhere() {
    let file = taken(&TEXTS, &OF_ALL_KINDS);
    let json = export_curation(&file);
    assert!(json.contains("\"format\": \"corpus-viewer curation\""), "{json}");
    let mut other = build_texts(TEXTS);
    let mut history = History::default();
    let report = import_curation(&mut other, &mut history, &json).unwrap();
    assert_eq!((report.applied, report.failed.len()), (6, 0));
    assert_eq!(shown(&other), shown(&file));
    assert_eq!(decided(&other), decided(&file));
    assert!(undo_curation(&mut other, &mut history).unwrap());
    assert_eq!(other.encode(), build_texts(TEXTS).encode(), "one step back undoes them all");

    let mut elsewhere = build_texts([TEXTS[1]]);
    let report = import_curation(&mut elsewhere, &mut history, &json).unwrap();
    let failed: Vec<_> = report.failed.iter().map(|failed| (&*failed.decision.kind, failed.kind)).collect();
    let expected =
        [("merge", "no-entity"), ("split", "no-entity"), ("reject", "no-name"), ("add", "no-name")];
    assert_eq!((report.applied, &failed[..]), (2, &expected[..]));
    assert_eq!(decided(&elsewhere).len(), 2);
    assert_eq!(shown(&elsewhere), ["[PER Rubio = The Senator] met [PER Daniel Noboa] in [ORG Peru]."]);
}

#[test]
fn what_is_no_list_of_decisions_is_told() {
    let (mut file, mut history) = (build_texts(TEXTS), History::default());
    let list = |decisions: &str| {
        format!(r#"{{"format": "corpus-viewer curation", "version": 1, "decisions": [{decisions}]}}"#)
    };
    let bad = [
        String::new(),
        "[]".to_owned(),
        list(r#"{"kind": "burn", "entity": "PER:Marco Rubio"}"#),
        list(r#"{"kind": "reject", "entity": "Marco Rubio"}"#),
        list(r#"{"kind": "reject", "entity": "PER:Marco Rubio", "into": "PER:Rubio"}"#),
        list(r#"{"kind": "add", "form": "plane", "label": "THING"}"#),
        list("").replace('1', "2"),
        list("").replace("curation", "recipes"),
    ];
    for json in bad {
        assert_eq!(import_curation(&mut file, &mut history, &json).expect_err(&json).kind, "no-curation");
    }
    assert_eq!(import_curation(&mut file, &mut history, &list("")).unwrap().applied, 0);
    let empty = list(r#"{"kind": "rename", "entity": "PER:Marco Rubio", "name": " "}"#);
    assert_eq!(import_curation(&mut file, &mut history, &empty).unwrap().failed[0].kind, "bad-name");
    let one = r#"{"kind": "reject", "entity": "PER:Marco Rubio"},"#.repeat(Curation::MOST + 1);
    let told = import_curation(&mut file, &mut history, &list(one.trim_end_matches(',')));
    assert_eq!(told.unwrap_err().kind, "too-many-decisions");
    assert_eq!((&file, undo(&mut file.clone(), &mut history)), (&build_texts(TEXTS), Ok(None)));
}

/// What is given away in part tells no name that is not in it.
#[test]
fn snippets_and_counts_hold_to_what_is_decided_and_tell_no_more() {
    let file = taken(&TEXTS, &OF_ALL_KINDS);
    let snippets = Level::Snippets { query: "met".to_owned(), words: 1 };
    let cut = reduced(&file, &snippets).unwrap();
    assert_eq!(shown(&cut), ["[PER Rubio = The Senator] met Daniel …"]);
    assert_eq!(decided(&cut).len(), 1, "but for what tells of Marco Rubio");
    let wide = Level::Snippets { query: "plane".to_owned(), words: 9 };
    assert_eq!(decided(&reduced(&file, &wide).unwrap()).len(), 4, "of the plane, not of Quito");
    let counts = reduced(&file, &Level::Counts).unwrap();
    assert_eq!(decided(&counts).len(), 0);
    let ids = view::entities(&counts, &EntityOptions::default()).unwrap().entities;
    assert_eq!(ids.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["ORG:Peru", "PER:The Senator"]);
}

/// Sentences with names in them that share words.
fn article() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("[PER Marco Rubio]"),
        Just("[PER Rubio]"),
        Just("[ORG Rubio]"),
        Just("[PER Daniel Noboa]"),
        Just("[PER Noboa]’s"),
        Just("[LOC Quito]"),
        Just("Quito"),
        Just("[LOC New York] City"),
        Just("New York"),
        Just("left"),
        Just("spoke. It"),
        Just("[DATE Monday]"),
    ];
    prop::collection::vec(piece, 1..16).prop_map(|pieces| pieces.join(" "))
}

fn any_decision() -> impl Strategy<Value = Decision> {
    let entity = || {
        let ids =
            ["PER:Marco Rubio", "PER:Rubio", "ORG:Rubio", "PER:Daniel Noboa", "LOC:Quito", "LOC:New York"];
        prop::sample::select(ids.to_vec()).prop_map(id)
    };
    let form = || prop::sample::select(vec!["Rubio", "Noboa", "New York City", "Quito", "York", "left"]);
    let label = || prop::sample::select(vec![Label::Per, Label::Org, Label::Loc]);
    prop_oneof![
        (entity(), entity()).prop_map(|(entity, into)| Decision::Merge { entity, into }),
        (entity(), form()).prop_map(|(entity, form)| Decision::Split { entity, form: form.to_owned() }),
        (entity(), form()).prop_map(|(entity, name)| Decision::Rename { entity, name: name.to_owned() }),
        (entity(), label()).prop_map(|(entity, label)| Decision::Relabel { entity, label }),
        (entity(), prop::option::of(form()))
            .prop_map(|(entity, form)| Decision::Reject { entity, form: form.map(str::to_owned) }),
        (form(), label(), prop::option::of(entity())).prop_map(|(form, label, into)| Decision::Add {
            form: form.to_owned(),
            label,
            into
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn whatever_is_decided_is_undone_without_a_trace(
        texts in prop::collection::vec(article(), 1..4),
        decisions in prop::collection::vec(any_decision(), 0..12),
    ) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let (mut file, mut history) = (marked(&texts), History::default());
        let start = file.encode().unwrap();
        let mut states = vec![file.clone()];
        for decision in &decisions {
            let before = file.clone();
            match curate(&mut file, &mut history, decision) {
                Ok(_) => states.push(file.clone()),
                Err(_) => prop_assert_eq!(&file, &before),
            }
            let opened = CorpusFile::decode(file.encode().unwrap());
            prop_assert_eq!(opened.as_ref(), Ok(&file));
            let counted: usize = view::entities(&file, &EntityOptions::default())
                .unwrap().entities.iter().map(|row| row.mentions).sum();
            let marks: usize = (0..file.documents())
                .map(|doc| file.mentions(doc, &file.document(doc).unwrap().text).unwrap().len()).sum();
            prop_assert_eq!(counted, marks);
        }
        let mut imported = marked(&texts);
        let report = import_curation(&mut imported, &mut History::default(), &export_curation(&file)).unwrap();
        prop_assert_eq!(report.failed, []);
        prop_assert_eq!(shown(&imported), shown(&file));
        for state in states.iter().rev() {
            prop_assert_eq!(shown(&file), shown(state));
            undo(&mut file, &mut history).unwrap();
        }
        prop_assert_eq!(file.encode().unwrap(), start);
        for state in &states[1..] {
            redo(&mut file, &mut history).unwrap();
            prop_assert_eq!(shown(&file), shown(state));
        }
    }
}
