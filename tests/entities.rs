//! Mentions and entities against sentences that a reader can check.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/brackets.rs"]
mod brackets;

use brackets::{bare, marked};
use corpus_viewer::Span;
use corpus_viewer::entity::{Annotator, Label, LinkedMention, Links, Mention, Reason, english, link};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn suite() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suites/entities")
}

/// The cases of a suite: its lines but the first, which says what they show.
fn cases(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).expect("the suite is there");
    text.lines().filter(|line| !line.starts_with('#')).map(str::to_string).collect()
}

fn tag_all(text: &str) -> Vec<Mention> {
    Annotator::new(english()).annotate(text, &[Span::new(0, text.len())])
}

#[test]
fn mentions() {
    let mut paths: Vec<_> =
        fs::read_dir(suite()).expect("the folder is there").flatten().map(|f| f.path()).collect();
    paths.sort();
    let mut failed = String::new();
    for path in paths.iter().filter(|path| !path.ends_with("linking.txt") && !path.ends_with("values.txt")) {
        for expected in cases(path) {
            let text = bare(&expected);
            let found = marked(&text, &tag_all(&text));
            if found != expected {
                failed += &format!("\nexpected {expected}\n   found {found}\n");
            }
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

/// A text with its mentions in brackets, and the mentions.
fn read_marked(marked: &str) -> (String, Vec<Mention>) {
    let mut pieces = marked.split('[');
    let mut text = pieces.next().unwrap_or_default().to_string();
    let mut mentions = Vec::new();
    for piece in pieces {
        let (label, name) = piece.split_once(' ').expect("a label and a space follow a bracket");
        let (name, rest) = name.split_once(']').expect("a bracket is closed");
        let span = Span::new(text.len(), text.len() + name.len());
        mentions.push(Mention { span, label: Label::from_code(label).expect("the label is one") });
        text = text + name + rest;
    }
    (text, mentions)
}

#[test]
fn entities() {
    let mut failed = String::new();
    for case in cases(&suite().join("linking.txt")) {
        let (texts, expected) = case.split_once(" => ").expect("an arrow divides texts and entities");
        let texts: Vec<_> = texts.split(" / ").map(read_marked).collect();
        let found = listed(&texts);
        if found != expected {
            failed += &format!("\n    {case}\nexpected {expected}\n   found {found}\n");
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

fn link_all(documents: &[(String, Vec<Mention>)]) -> Links {
    link(documents.iter().map(|(text, mentions)| (text, &mentions[..])), &[], |_| Vec::new())
}

/// Each entity with its count, and after it what else it is called, by the reason.
fn listed(documents: &[(String, Vec<Mention>)]) -> String {
    let links = link_all(documents);
    let mut counts = vec![0; links.entities.len()];
    let mut others: Vec<BTreeMap<Reason, BTreeSet<&str>>> = vec![BTreeMap::new(); counts.len()];
    for ((text, mentions), links_of) in documents.iter().zip(&links.mentions) {
        for (mention, link) in mentions.iter().zip(links_of) {
            let (entity, form) = (link.entity as usize, mention.span.of(text));
            counts[entity] += 1;
            if link.reason != Reason::SameName || form != links.entities[entity].name {
                others[entity].entry(link.reason).or_default().insert(form);
            }
        }
    }
    let shown = links.entities.iter().zip(counts).zip(&others).map(|((entity, count), others)| {
        let others = others.iter().map(|(reason, forms)| {
            let forms: Vec<&str> = forms.iter().copied().collect();
            format!(" [{}: {}]", reason.code(), forms.join(", "))
        });
        format!("{}: {} ({count}){}", entity.label.code(), entity.name, others.collect::<String>())
    });
    shown.collect::<Vec<_>>().join("; ")
}

/// Pieces that the rules look for, in any order.
fn newslike() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("President "),
        Just("John"),
        Just("’s "),
        Just("'s"),
        Just("’s."),
        Just("Corp"),
        Just("of the "),
        Just("U.S."),
        Just(" "),
        Just("\n"),
        Just("$"),
        Just("5.5m"),
        Just(" million "),
        Just("%"),
        Just("€"),
        Just("5"),
        Just("p.m"),
        Just("."),
        Just("May "),
        Just("Thursday, "),
        Just("8:30"),
        Just(" p.m. "),
        Just("19th century"),
        Just("al-"),
        Just("“The "),
        Just("Ministry of "),
        Just("and "),
        Just("("),
        Just(") "),
        Just("-"),
        Just("Ü"),
        Just("東京"),
        Just("ی"),
        Just("2009"),
        Just("e\u{301}"),
        Just("Los "),
        Just("last two "),
        Just("years ago"),
        Just("per cent"),
        Just("/"),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn check_spans(text: &str, blocks: &[Span]) {
    let mentions = Annotator::new(english()).annotate(text, blocks);
    for pair in mentions.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "{pair:?} overlap in {text:?}");
    }
    for mention in &mentions {
        assert!(
            !mention.span.is_empty() && text.get(mention.span.range()).is_some(),
            "{mention:?} in {text:?}"
        );
        assert!(blocks.iter().any(|block| block.contains(mention.span)), "{mention:?} in {text:?}");
        assert!(!mention.span.of(text).contains('\n'), "{mention:?} in {text:?}");
    }
    let links = link([(text, &mentions[..])].into_iter(), &[], |_| Vec::new());
    assert!(links.entities.is_sorted() && links.mentions[0].len() == mentions.len());
}

const PEOPLE: &[&str] = &[
    "Ada Byron",
    "Byron",
    "Ada",
    "Ada K. Byron",
    "Ada Byron Jr.",
    "Lord Byron",
    "Ada Byron King",
    "King",
    "George W. Bush",
    "George H. W. Bush",
    "George Bush",
    "Bush",
    "BUSH",
];
const ORGANISATIONS: &[&str] =
    &["Acme Workers Union", "Alta Weavers Union", "(AWU)", "AWU", "WHO", "World Health Organization", "Bush"];

/// Documents that are nothing but names out of these.
fn documents_of(
    people: &'static [&'static str],
    organisations: &'static [&'static str],
) -> impl Strategy<Value = Vec<(String, Vec<Mention>)>> {
    let names = people.iter().map(|&name| (Label::Per, name));
    let names: Vec<_> = names.chain(organisations.iter().map(|&name| (Label::Org, name))).collect();
    let document = prop::collection::vec(prop::sample::select(names), 0..6).prop_map(|names| {
        let (mut text, mut mentions) = (String::new(), Vec::new());
        for (label, name) in names {
            let bare = name.trim_matches(['(', ')']);
            let start = text.len() + usize::from(bare.len() < name.len());
            mentions.push(Mention { span: Span::new(start, start + bare.len()), label });
            text = text + name + " ";
        }
        (text, mentions)
    });
    prop::collection::vec(document, 1..6)
}

/// For each mention of each document the entity, by its name, and the reason.
fn named(links: &Links) -> Vec<Vec<(String, Reason)>> {
    let name = |link: &LinkedMention| (links.entities[link.entity as usize].name.clone(), link.reason);
    links.mentions.iter().map(|own| own.iter().map(name).collect()).collect()
}

proptest! {
    #[test]
    fn links_do_not_depend_on_the_order_of_documents(documents in documents_of(PEOPLE, ORGANISATIONS)) {
        let forwards = named(&link_all(&documents));
        let backwards: Vec<_> = documents.into_iter().rev().collect();
        let mut backwards = named(&link_all(&backwards));
        backwards.reverse();
        prop_assert_eq!(forwards, backwards);
    }

    #[test]
    fn a_surname_is_the_one_full_name_that_there_is(
        documents in documents_of(&["Ada King", "Max King", "King", "Ada Byron", "Byron", "Eva Byron"], &[]),
    ) {
        let links = named(&link_all(&documents));
        let forms = |(text, mentions): &(String, Vec<Mention>)| -> Vec<String> {
            mentions.iter().map(|mention| mention.span.of(text).to_owned()).collect()
        };
        let documents: Vec<Vec<String>> = documents.iter().map(forms).collect();
        let full_names = |forms: &[String], surname: &str| -> BTreeSet<String> {
            forms.iter().filter(|form| form.ends_with(&format!(" {surname}"))).cloned().collect()
        };
        for (forms, links) in documents.iter().zip(links) {
            for (form, (name, reason)) in forms.iter().zip(links) {
                let own = full_names(forms, form);
                let meant = if own.is_empty() { full_names(&documents.concat(), form) } else { own };
                let expected = match meant.first() {
                    Some(full) if meant.len() == 1 => (full.clone(), Reason::SurnameOf),
                    _ => (form.clone(), Reason::SameName),
                };
                prop_assert_eq!((name, reason), expected);
            }
        }
    }

    #[test]
    fn spans_are_sound_in_any_text(text in any::<String>(), at in any::<prop::sample::Index>()) {
        check_spans(&text, &[Span::new(0, text.len())]);
        let ends: Vec<_> = text.char_indices().map(|(end, _)| end).chain([text.len()]).collect();
        let middle = *at.get(&ends);
        check_spans(&text, &[Span::new(0, middle), Span::new(middle, text.len())]);
    }

    #[test]
    fn spans_are_sound_in_newslike_text(text in newslike()) {
        check_spans(&text, &[Span::new(0, text.len())]);
    }
}
