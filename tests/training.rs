//! Learning a model of names: the same bytes each time, and what it learned.
#![cfg(feature = "train")]

use corpus_viewer::Span;
use corpus_viewer::entity::train::{Gatherer, Marked, learn, read_brackets, read_json, score};
use corpus_viewer::entity::{Annotator, Label, Model};

/// Sentences that differ in their names.
fn texts() -> Vec<(Marked, f32)> {
    let people = ["Ada", "Boris", "Carla", "Dimitri", "Elena", "Farid", "Gudrun", "Hamid"];
    let places = ["Turin", "Quito", "Lagos", "Osaka", "Cuenca", "Porto", "Graz", "Delhi"];
    let mut articles = String::new();
    for (person, place) in people.iter().flat_map(|person| places.map(|place| (person, place))) {
        articles += &format!("Mr [PER {person}] said that the train to [LOC {place}] was late.\n\n");
    }
    let articles = read_brackets("articles", &articles).expect("they are marked well");
    articles.into_iter().map(|article| (article, 1.0)).collect()
}

fn lists() -> Gatherer {
    let mut lists = Gatherer::new(["Turin".to_owned()]);
    lists.names("towns", "# Towns\nTurin\nQuito | San Francisco de Quito\n").expect("it is a list");
    lists.clusters("clusters", "said\t1\t1\t1\nlate\t1\t2\t3\n").expect("they are clusters");
    lists
}

#[test]
fn the_same_texts_give_the_same_model_and_it_learned_them() {
    let bytes = learn(lists(), &texts(), |_| {});
    assert!(bytes == learn(lists(), &texts(), |_| {}), "the bytes differ");
    let model = Model::decode(&bytes).expect("it was just packed");
    let mut annotator = Annotator::new(model.into());
    let text = "Mr Zoltan said that the train to Brno was late.";
    let found = annotator.annotate(text, &[Span::new(0, text.len())]);
    let found: Vec<_> = found.iter().map(|mention| (mention.label, mention.span.of(text))).collect();
    assert_eq!(found, [(Label::Per, "Zoltan"), (Label::Loc, "Brno")]);
    let marked: Vec<Marked> = texts().into_iter().map(|(text, _)| text).collect();
    assert_eq!(score(&mut annotator, &marked).names().f1(), 100.0);
}

#[test]
fn offsets_count_scalar_values() {
    let line = r#"{"source":"s","text":"¡Olé, Ada!","spans":[[6,9,"PER"]]}"#;
    let marked = &read_json("lines", line).expect("it is a line")[0];
    assert_eq!(marked.names[0].0.of(&marked.text), "Ada");
}

#[test]
fn what_makes_no_sense_is_told_with_its_place() {
    let told = |error: Result<Vec<Marked>, _>| {
        error.map_err(|error: corpus_viewer::entity::train::TrainError| error.to_string())
    };
    assert_eq!(
        told(read_json("a", "{}")).unwrap_err(),
        "a, line 1: missing field `source` at line 1 column 2"
    );
    let far = r#"{"source":"s","text":"Ada","spans":[[0,9,"PER"]]}"#;
    assert_eq!(told(read_json("a", far)).unwrap_err(), "a, line 1: 0..9 lies outside of the text");
    assert_eq!(
        told(read_brackets("a", "x\n[PER Ada")).unwrap_err(),
        "a, line 2: this is no name in brackets: [PER Ada"
    );
    assert_eq!(told(read_brackets("a", "[FOO Ada]")).unwrap_err(), "a, line 1: there is no label FOO");
    assert!(Gatherer::new([]).names("nothing", "").is_err());
    assert!(Gatherer::new([]).typed("gaz", "no tab\n").is_err());
    assert!(Gatherer::new([]).clusters("clusters", "word\t1\n").is_err());
}
