//! The bindings, in a real browser: what crosses, and what is thrown.
#![cfg(target_arch = "wasm32")]

use corpus_viewer::wasm::{CorpusBuilder, Engine};
use js_sys::{JSON, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// The model that comes with the page.
const MODEL: &[u8] = include_bytes!("../models/english.names");

fn with_names() -> CorpusBuilder {
    CorpusBuilder::with_names(MODEL).unwrap_or_else(|_| panic!("it is whole"))
}

/// What the engine gives: an answer as JSON, or an error as an object.
trait Given {
    fn object(&self) -> JsValue;
}

impl Given for String {
    fn object(&self) -> JsValue {
        JSON::parse(self).expect("answers are JSON")
    }
}

impl Given for JsValue {
    fn object(&self) -> JsValue {
        self.clone()
    }
}

fn get(given: &impl Given, path: &str) -> JsValue {
    path.split('.')
        .fold(given.object(), |value, name| Reflect::get(&value, &name.into()).expect("it is an object"))
}

fn text(given: &impl Given, path: &str) -> String {
    get(given, path).as_string().expect("it is a text")
}

fn options(json: &str) -> JsValue {
    JSON::parse(json).expect("the test's JSON is right")
}

fn engine() -> Engine {
    let mut builder = CorpusBuilder::new();
    builder.add_document("a", r#"{"id":"a","text":"President Daniel Noboa spoke in Quito."}"#);
    builder.add_document("b.txt", r#"{"id":"b","text":" "}"#);
    builder
        .add_document("c", r#"{"id":"c","title":"Rain","text":"It rained on Quito.","date":"2025-01-02"}"#);
    builder.add_document("d", r#"{"id":"d"}"#);
    builder.add_document("sub/e.txt", r#"{"id":"sub/e","text":"Fog."}"#);
    builder.finish()
}

#[wasm_bindgen_test]
fn pages_are_plain_objects() {
    let page = engine().search("quito noboa", JsValue::UNDEFINED).expect("the query is right");
    assert_eq!(get(&page, "total").as_f64(), Some(1.0));
    assert_eq!(text(&page, "hits.0.id"), "a");
    assert!(get(&page, "hits.0.date").is_null());
    assert_eq!(text(&page, "hits.0.snippet.1.text"), "Noboa");
    assert_eq!(text(&page, "hits.0.snippet.1.marks.0"), "hit");
}

#[wasm_bindgen_test]
fn options_are_read_and_checked() {
    let engine = engine();
    let page = engine.search("quito", options(r#"{"limit":1,"offset":1}"#)).expect("the options are right");
    assert_eq!(get(&page, "hits.length").as_f64(), Some(1.0));
    let error = engine.search("quito", options(r#"{"limit":"many"}"#)).expect_err("many is no number");
    assert_eq!(text(&error, "kind"), "options");
    assert!(!text(&error, "message").contains(" at line "), "what was given has no lines");
}

#[wasm_bindgen_test]
fn similar_articles_are_listed_as_one_till_some_are_removed() {
    let mut builder = CorpusBuilder::new();
    builder.add_document("a", r#"{"id":"a","text":"It rained on Quito."}"#);
    builder.add_document("b", r#"{"id":"b","text":"IT RAINED ON QUITO."}"#);
    builder.add_document("c", r#"{"id":"c","text":"Fog."}"#);
    let mut engine = builder.finish();
    let found = |engine: &Engine| engine.search("quito", options(r#"{"similar":0.5}"#)).expect("it is right");
    let page = found(&engine);
    assert_eq!(get(&page, "total").as_f64(), Some(1.0));
    assert_eq!(get(&page, "totalArticles").as_f64(), Some(2.0));
    assert_eq!(get(&page, "hits.0.similar").as_f64(), Some(1.0));
    let list = engine.similar("a", options(r#"{"threshold":0.5}"#)).expect("it is there");
    assert_eq!(text(&list, "articles.0.id"), "b");
    let error = engine.search("quito", options(r#"{"similar":0}"#)).expect_err("it is out of bounds");
    assert_eq!(text(&error, "kind"), "options");
    engine.remove(vec!["a".to_owned()]).expect("it is whole");
    assert_eq!(get(&found(&engine), "hits.0.similar").as_f64(), Some(0.0));
}

#[wasm_bindgen_test]
fn lines_are_those_of_the_corpus_as_it_is() {
    let mut engine = engine();
    let of_quito = || options(r#"{"window":1,"sort":"1L","entity":"LOC:Quito","sample":9,"seed":1}"#);
    let page = engine.kwic("", of_quito()).expect("it is named");
    assert_eq!(get(&page, "total").as_f64(), Some(2.0));
    assert_eq!(
        (text(&page, "lines.0.left"), text(&page, "lines.1.left")),
        ("in ".to_owned(), "on ".to_owned())
    );
    assert_eq!(get(&page, "lines.0.mention").as_f64(), Some(0.0));
    engine.remove(vec!["a".to_owned()]).expect("it is whole");
    assert_eq!(get(&engine.kwic("", of_quito()).expect("it is named"), "total").as_f64(), Some(1.0));
    let error = engine.kwic("quito", options(r#"{"sort":"9R"}"#)).expect_err("there is no such column");
    assert_eq!(text(&error, "kind"), "options");
}

#[wasm_bindgen_test]
fn articles_entities_and_mentions_are_given() {
    let engine = engine();
    let article = engine.read("c", "rain", None, Some(1000)).expect("it is there");
    assert_eq!(text(&article, "title"), "Rain");
    assert_eq!(text(&article, "paragraphs.0.kind"), "title");
    let list = engine.entities(options(r#"{"label":"LOC"}"#)).expect("the options are right");
    assert_eq!(text(&list, "entities.0.name"), "Quito");
    assert_eq!(get(&list, "entities.0.documents").as_f64(), Some(2.0));
    let mentions = engine.mentions("LOC:Quito", JsValue::UNDEFINED).expect("it is named");
    assert_eq!(text(&mentions, "lines.1.document"), "c");
}

#[wasm_bindgen_test]
fn links_are_taken_apart_and_put_back() {
    let mut builder = with_names();
    builder.add_document("a", r#"{"id":"a","text":"Marco Rubio landed. Rubio spoke."}"#);
    let mut engine = builder.finish();
    let before = engine.save().expect("all of it is here").to_vec();
    let own = engine.unlink("PER:Marco Rubio", "Rubio").expect("it is a surname");
    assert_eq!(own, r#""PER:Rubio""#);
    let page = engine.mentions("PER:Marco Rubio", JsValue::UNDEFINED).expect("it is named");
    assert_eq!(text(&page, "names.0.reason"), "same name");
    assert_eq!(text(&page, "apart.0.own.id"), "PER:Rubio");
    engine.relink("PER:Marco Rubio", "Rubio").expect("it was taken apart");
    assert_eq!(engine.save().expect("all of it is here").to_vec(), before);
    let undone = engine.undo().expect("it is whole");
    assert_eq!(text(&undone, "entity"), "PER:Marco Rubio");
    assert_eq!(text(&engine.curation(), "decisions.0.kind"), "split");
    engine.redo().expect("it is whole");
    let error = engine.relink("PER:Marco Rubio", "Rubio").expect_err("it is back");
    assert_eq!(text(&error, "kind"), "no-name");
}

#[wasm_bindgen_test]
fn names_are_corrected() {
    let mut engine = engine();
    let rename = r#"{"kind":"rename","entity":"LOC:Quito","name":"San Francisco de Quito"}"#;
    let shown = engine.curate(options(rename)).expect("it is named");
    assert_eq!(shown, r#""LOC:San Francisco de Quito""#);
    assert_eq!(text(&engine.curation(), "decisions.0.entity.name"), "Quito");
    let json = engine.export_curation();
    assert_eq!(engine.undo_curation().expect("it is whole"), "true");
    let report = engine.import_curation(&json).expect("it was just written");
    assert_eq!(get(&report, "applied").as_f64(), Some(1.0));
    let lines = |engine: &mut Engine| {
        let page = engine.kwic("", options(r#"{"label":"LOC"}"#)).expect("there is such a label");
        get(&page, "total").as_f64()
    };
    assert_eq!(lines(&mut engine), Some(2.0));
    let reject = options(r#"{"kind":"reject","entity":"LOC:San Francisco de Quito"}"#);
    assert_eq!(engine.curate(reject).expect("it is called so now"), "null");
    assert_eq!(lines(&mut engine), Some(0.0), "the lines are not those of before");
    let error = engine.curate(options(r#"{"kind":"burn"}"#)).expect_err("there is no such decision");
    assert_eq!(text(&error, "kind"), "options");
}

#[wasm_bindgen_test]
fn what_was_skipped_is_told() {
    let info = engine().info().expect("the corpus is whole");
    assert_eq!(get(&info, "documents").as_f64(), Some(3.0));
    assert_eq!(text(&info, "skipped.0.name"), "b.txt");
    assert_eq!(text(&info, "skipped.1.reason"), "it has no \"text\"");
}

#[wasm_bindgen_test]
fn what_was_skipped_elsewhere_is_told_as_there() {
    let mut other = CorpusBuilder::new().finish();
    other.skip(engine().skipped()).expect("it is of the form");
    let [told, there] = [&other, &engine()].map(|engine| engine.info().expect("the corpus is whole"));
    for place in ["skipped.0.name", "skipped.0.kind", "skipped.1.kind", "skipped.1.reason"] {
        assert_eq!(text(&told, place), text(&there, place));
    }
}

#[wasm_bindgen_test]
fn a_saved_corpus_opens_and_a_damaged_one_does_not() {
    let mut bytes = engine().save().expect("all of it is here").to_vec();
    let again = Engine::open(bytes.clone()).unwrap_or_else(|_| panic!("it was just saved"));
    assert_eq!(text(&again.read("sub/e", "", None, None).expect("it is there"), "title"), "Fog.");
    bytes[200] ^= 1;
    let Err(error) = Engine::open(bytes) else { panic!("it is damaged") };
    assert_eq!(text(&error, "kind"), "damaged-corpus");
}

#[wasm_bindgen_test]
fn corpora_are_joined_and_documents_removed() {
    let mut builder = CorpusBuilder::new();
    builder.add_lines(
        "more.jsonl",
        0.0,
        b"{\"id\":\"f\",\"text\":\"Snow on Quito.\"}\n{\"id\":\"a\",\"text\":\"Again.\"}\n",
    );
    let mut joined =
        Engine::join(vec![engine(), builder.finish()]).unwrap_or_else(|_| panic!("both are whole"));
    let found =
        |engine: &Engine| get(&engine.search("quito", JsValue::UNDEFINED).expect("it is right"), "total");
    assert_eq!(found(&joined).as_f64(), Some(3.0));
    assert_eq!(text(&joined.info().expect("it is whole"), "skipped.2.name"), "a");
    joined.remove(vec!["c".to_owned(), "nowhere".to_owned()]).expect("it is whole");
    assert_eq!(found(&joined).as_f64(), Some(2.0));
}

#[wasm_bindgen_test]
fn names_are_marked_with_a_model_and_a_damaged_one_is_refused() {
    let mut builder = with_names();
    builder.add_document(
        "a",
        r#"{"id":"a","text":"Ngozi Okafor of the Lagos Chamber of Commerce met reporters."}"#,
    );
    let list = builder.finish().entities(options(r#"{"label":"PER"}"#)).expect("the options are right");
    assert_eq!(text(&list, "entities.0.name"), "Ngozi Okafor");

    let refused = |change: fn(&mut Vec<u8>)| {
        let mut bytes = MODEL.to_vec();
        change(&mut bytes);
        let Err(error) = CorpusBuilder::with_names(&bytes) else { panic!("it is damaged") };
        assert_eq!(text(&error, "kind"), "names");
        text(&error, "message")
    };
    let damaged = "the model of names is damaged";
    assert_eq!(refused(|bytes| bytes[500_000] ^= 1), damaged);
    assert_eq!(refused(|bytes| bytes.truncate(500_000)), damaged);
    assert_eq!(refused(|bytes| bytes.truncate(7)), damaged);
    assert!(refused(|bytes| bytes[7] += 1).starts_with("this model of names has version "));
    assert_eq!(refused(Vec::clear), "this is not a model of names");
}

#[wasm_bindgen_test]
fn a_corpus_goes_through_pieces_and_levels() {
    let pieces = |level: &str| engine().pieces(options(level)).expect("it makes sense");
    let whole = pieces(r#""full""#);
    let opened = whole.iter().map(|piece| Engine::open(piece.to_vec()));
    let merged = Engine::merge(opened.collect::<Result<_, _>>().expect("they are whole"));
    let merged = merged.unwrap_or_else(|_| panic!("they belong together"));
    assert_eq!(
        merged.save().expect("all of it is here").to_vec(),
        engine().save().expect("all of it is here").to_vec()
    );

    let [counts] = &pieces(r#""counts""#)[..] else { panic!("counts are one piece") };
    let counts = Engine::open(counts.to_vec()).unwrap_or_else(|_| panic!("it is whole"));
    let error = counts.search("\"quito noboa\"", JsValue::UNDEFINED).expect_err("there are no places");
    assert_eq!(text(&error, "kind"), "needs-places");
    let error = engine().pieces(options(r#"{"snippets":{"query":"snow","words":3}}"#));
    assert_eq!(text(&error.expect_err("nothing is found"), "kind"), "options");
}

#[wasm_bindgen_test]
fn the_help_has_examples_of_the_corpus() {
    let rows = engine().help().expect("the corpus is whole");
    assert!(get(&rows, "length").as_f64().is_some_and(|rows| rows > 0.0));
    assert!(!text(&rows, "0.example").is_empty());
}

#[wasm_bindgen_test]
fn errors_have_a_kind_and_a_place() {
    let engine = engine();
    let error = engine.search("noboa (quito", JsValue::UNDEFINED).expect_err("the parenthesis is open");
    assert_eq!(text(&error, "kind"), "unclosed-parenthesis");
    let place = ["before", "at", "after"].map(|part| text(&error, part));
    assert_eq!(place, ["noboa ", "(", "quito"]);
    assert_eq!(text(&engine.read("z", "", None, None).expect_err("it is not there"), "kind"), "no-document");
    assert_eq!(
        text(&engine.mentions("PER:Z", JsValue::UNDEFINED).expect_err("nor is she"), "kind"),
        "no-entity"
    );
}
