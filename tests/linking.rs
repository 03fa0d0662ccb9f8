//! Links between mentions: taken apart and put back, and who appears with whom, against a naive twin.
#![cfg(not(target_arch = "wasm32"))]

use corpus_viewer::entity::{Label, Reason};
use corpus_viewer::pipeline::build_texts;
use corpus_viewer::store::CorpusFile;
use corpus_viewer::token::{sentences, words};
use corpus_viewer::view::{
    Companion, EntityOptions, History, MentionList, MentionOptions, entities, mentions, read, relink, unlink,
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const TEXTS: [(&str, &str); 3] = [
    ("a", "Marco Rubio landed in Quito. Rubio spoke to Daniel Noboa.\nNoboa left Quito. It rained."),
    ("b", "Rubio met Daniel Noboa in Peru."),
    ("c", "Donald Trump called Marco Rubio. Rubio’s plane left Peru."),
];

fn page(file: &CorpusFile, id: &str) -> MentionList {
    mentions(file, id, MentionOptions::default()).expect("it is named")
}

fn names(page: &MentionList) -> Vec<(&str, usize, Reason)> {
    page.names.iter().map(|row| (row.form.as_str(), row.mentions, row.reason)).collect()
}

#[test]
fn an_entity_has_names_a_first_place_and_companions() {
    let file = build_texts(TEXTS);
    let rubio = page(&file, "PER:Marco Rubio");
    assert_eq!((rubio.entity.mentions, rubio.entity.documents), (5, 3));
    assert_eq!(names(&rubio), [("Rubio", 3, Reason::SurnameOf), ("Marco Rubio", 2, Reason::SameName)]);
    assert_eq!([rubio.names[0].can_unlink, rubio.names[1].can_unlink], [true, false]);
    let first = rubio.first.expect("it is named");
    assert_eq!((first.document.as_str(), first.node.as_str()), ("a", "Marco Rubio"));
    assert_eq!([first.left.as_str(), first.right.as_str()], ["", " landed in Quito."]);
    let shown = |companions: &[Companion]| -> Vec<(String, usize)> {
        companions.iter().map(|companion| (companion.id.clone(), companion.together)).collect()
    };
    let of = |id: &str, together| (id.to_owned(), together);
    let sentences =
        [of("PER:Daniel Noboa", 2), of("LOC:Peru", 2), of("PER:Donald Trump", 1), of("LOC:Quito", 1)];
    let articles =
        [of("PER:Daniel Noboa", 2), of("LOC:Peru", 2), of("PER:Donald Trump", 1), of("LOC:Quito", 1)];
    assert_eq!(shown(&rubio.in_sentences), sentences);
    assert_eq!(shown(&rubio.in_articles), articles);
    let few = MentionOptions { companions: 1, ..MentionOptions::default() };
    assert_eq!(mentions(&file, "PER:Marco Rubio", few).unwrap().in_articles.len(), 1);
}

#[test]
fn runs_know_how_often_their_entity_is_named_and_why() {
    let article = read(&build_texts(TEXTS), "b", "").expect("it is there");
    let runs = article.paragraphs.into_iter().flat_map(|paragraph| paragraph.runs);
    let mark = runs.filter_map(|run| run.entity).next().expect("Rubio is named first");
    assert_eq!((mark.name.as_str(), mark.mentions, mark.documents), ("Marco Rubio", 5, 3));
    assert_eq!(mark.reason, Reason::SurnameOf);
}

#[test]
fn a_link_is_taken_apart_and_put_back() {
    let mut file = build_texts(TEXTS);
    let before = file.encode().unwrap();
    assert_eq!(
        unlink(&mut file, &mut History::default(), "PER:Marco Rubio", "Rubio").as_deref(),
        Ok("PER:Rubio")
    );
    let (rubio, own) = (page(&file, "PER:Marco Rubio"), page(&file, "PER:Rubio"));
    assert_eq!(names(&rubio), [("Marco Rubio", 2, Reason::SameName)]);
    assert_eq!(names(&own), [("Rubio", 3, Reason::SameName)]);
    for page in [rubio, own] {
        let [row] = &page.apart[..] else { panic!("{:?}", page.apart) };
        assert_eq!(
            (row.of.id.as_str(), row.form.as_str(), row.own.mentions),
            ("PER:Marco Rubio", "Rubio", 3)
        );
    }
    relink(&mut file, &mut History::default(), "PER:Marco Rubio", "Rubio").expect("it was taken apart");
    assert_eq!(file.encode().unwrap(), before);
}

#[test]
fn what_cannot_be_taken_apart_or_put_back_is_told() {
    let mut file = build_texts(TEXTS);
    let kind = |told: Result<(), corpus_viewer::view::CorpusError>| told.expect_err("it cannot be").kind;
    let mut take =
        |id: &str, form: &str| kind(unlink(&mut file, &mut History::default(), id, form).map(drop));
    assert_eq!(take("PER:Marco Rubio", "Marco Rubio"), "no-name");
    assert_eq!(take("PER:Marco Rubio", "Noboa"), "no-name");
    assert_eq!(take("PER:Nobody", "Nobody"), "no-entity");
    assert_eq!(take("Rubio", "Rubio"), "no-entity");
    assert_eq!(kind(relink(&mut file, &mut History::default(), "PER:Marco Rubio", "Rubio")), "no-name");
}

#[test]
fn documents_that_are_added_hold_to_it() {
    let [a, b, c] = TEXTS.map(|text| build_texts([text]));
    let mut two = CorpusFile::join(vec![a, b]).unwrap();
    unlink(&mut two, &mut History::default(), "PER:Marco Rubio", "Rubio").unwrap();
    let all = CorpusFile::join(vec![two, c]).unwrap();
    assert_eq!(names(&page(&all, "PER:Rubio")), [("Rubio", 3, Reason::SameName)]);
    let opened = CorpusFile::decode(all.encode().unwrap()).expect("it was just written");
    assert_eq!(opened, all);
}

/// What is set apart is found again when the entity goes by a longer name.
#[test]
fn an_entity_that_changes_its_name_keeps_what_is_set_apart() {
    let mut file = build_texts([("a", "Mario Pazmino left. Pazmino slept.")]);
    unlink(&mut file, &mut History::default(), "PER:Mario Pazmino", "Pazmino").unwrap();
    let more = build_texts([("b", "Mario Pazmiño left."), ("c", "Mario Pazmiño slept.")]);
    let mut all = CorpusFile::join(vec![file, more]).unwrap();
    assert_eq!(page(&all, "PER:Mario Pazmiño").apart[0].own.id, "PER:Pazmino");
    relink(&mut all, &mut History::default(), "PER:Mario Pazmiño", "Pazmino")
        .expect("it was taken apart under the other name");
    assert_eq!(page(&all, "PER:Mario Pazmiño").entity.mentions, 4);
}

/// An entity of which nothing is left is none; its parts can still be put back.
#[test]
fn all_that_is_written_may_be_set_apart() {
    let mut file = build_texts([("a", "Rain fell on the UK.")]);
    let before = file.encode().unwrap();
    assert_eq!(
        unlink(&mut file, &mut History::default(), "LOC:United Kingdom", "UK").as_deref(),
        Ok("LOC:UK")
    );
    assert_eq!(
        mentions(&file, "LOC:United Kingdom", MentionOptions::default()).unwrap_err().kind,
        "no-entity"
    );
    let own = page(&file, "LOC:UK");
    assert_eq!((own.apart[0].of.id.as_str(), own.apart[0].of.mentions), ("LOC:United Kingdom", 0));
    relink(&mut file, &mut History::default(), "LOC:United Kingdom", "UK").unwrap();
    assert_eq!(file.encode().unwrap(), before);
}

/// Sentences with names in them that share words.
fn article() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Marco Rubio"),
        Just("Rubio"),
        Just("Marco"),
        Just("Ada Rubio"),
        Just("Daniel Noboa"),
        Just("Noboa’s"),
        Just("Quito"),
        Just("the UK"),
        Just("Britain"),
        Just("the Acme Workers Union (AWU)"),
        Just("AWU"),
        Just("left"),
        Just("and"),
        Just("two"),
        Just("spoke. It"),
        Just("rained.\nThen"),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.join(" "))
}

fn corpus() -> impl Strategy<Value = CorpusFile> {
    prop::collection::vec(article(), 1..4).prop_map(|texts| {
        let ids = ["0", "1", "2"];
        build_texts(ids.into_iter().zip(texts.iter().map(String::as_str)))
    })
}

/// How often each written form of each label occurs.
fn written(file: &CorpusFile) -> BTreeMap<(Label, String), usize> {
    let mut counts = BTreeMap::new();
    for doc in 0..file.documents() {
        let text = file.document(doc).expect("it is whole").text;
        for linked in file.mentions(doc, &text).expect("they are whole") {
            let form = linked.mention.span.of(&text).to_owned();
            *counts.entry((linked.mention.label, form)).or_default() += 1;
        }
    }
    counts
}

/// Who appears with `entity` in how many stretches of text, read without any index: sentences, or documents.
fn companions_by_hand(file: &CorpusFile, entity: u32, in_sentences: bool) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for doc in 0..file.documents() {
        let document = file.document(doc).expect("it is whole");
        let linked = file.mentions(doc, &document.text).expect("they are whole");
        let stretches = document.content().flat_map(|block| {
            let text = block.span.of(&document.text);
            sentences(text, &words(text))
                .into_iter()
                .map(move |sentence| sentence.offset_by(block.span.start))
        });
        let whole = corpus_viewer::Span::new(0, document.text.len());
        let stretches = if in_sentences { stretches.collect() } else { vec![whole] };
        for stretch in stretches {
            let within = linked.iter().filter(|linked| stretch.contains(linked.mention.span));
            let named: BTreeSet<u32> = within.map(|linked| linked.entity).collect();
            for &other in named.iter().filter(|&&other| other != entity && named.contains(&entity)) {
                let (label, name) = file.entities().get(other).expect("it is whole");
                if label.is_name() {
                    *counts.entry(format!("{}:{name}", label.code())).or_default() += 1;
                }
            }
        }
    }
    counts
}

fn by_id(companions: Vec<Companion>) -> BTreeMap<String, usize> {
    companions.into_iter().map(|companion| (companion.id, companion.together)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_link_is_taken_apart_and_put_back_without_a_trace(file in corpus()) {
        let bytes = file.encode().unwrap();
        for row in entities(&file, &EntityOptions::default()).unwrap().entities {
            for name in page(&file, &row.id).names.into_iter().filter(|name| name.can_unlink) {
                let mut changed = file.clone();
                let own = unlink(&mut changed, &mut History::default(), &row.id, &name.form).unwrap();
                prop_assert_eq!(written(&changed), written(&file), "no mention is lost");
                let own = page(&changed, &own);
                prop_assert_eq!(own.names.iter().find(|own| own.form == name.form).map(|own| own.mentions >= name.mentions), Some(true));
                if let Ok(rest) = mentions(&changed, &row.id, MentionOptions::default()) {
                    prop_assert_eq!(rest.entity.mentions, row.mentions - name.mentions);
                }
                let opened = CorpusFile::decode(changed.encode().unwrap());
                prop_assert_eq!(opened.as_ref(), Ok(&changed));
                relink(&mut changed, &mut History::default(), &row.id, &name.form).unwrap();
                prop_assert_eq!(changed.encode().unwrap(), bytes.clone());
            }
        }
    }

    #[test]
    fn companions_are_those_of_a_naive_count(file in corpus()) {
        for entity in 0..file.entities().len() {
            let (label, name) = file.entities().get(entity).unwrap();
            let page = page(&file, &format!("{}:{name}", label.code()));
            prop_assert_eq!(by_id(page.in_sentences), companions_by_hand(&file, entity, true));
            prop_assert_eq!(by_id(page.in_articles), companions_by_hand(&file, entity, false));
        }
    }
}
