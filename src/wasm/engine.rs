//! The engine: builds, opens, and answers.

use crate::entity::{Annotator, Decision, Model};
use crate::ingest::{self, Found, IngestError, Skipped};
use crate::pipeline::{self, Annotators, Builder};
use crate::publish;
use crate::said::Said;
use crate::store::CorpusFile;
use crate::view::{self, Concordance, CorpusError, History, Similarity};
use js_sys::{JSON, Uint8Array};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;

/// See [`pipeline::part_bytes`].
#[wasm_bindgen(js_name = partBytes)]
pub fn part_bytes(part: usize) -> u32 {
    pipeline::part_bytes(part)
}

/// Takes sources one by one; see [`Builder`].
#[wasm_bindgen]
#[derive(Default)]
pub struct CorpusBuilder(Builder);

#[wasm_bindgen]
impl CorpusBuilder {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// One that marks names with the model in these bytes; see [`Model::decode`].
    #[wasm_bindgen(js_name = withNames)]
    pub fn with_names(model: &[u8]) -> Result<Self, JsValue> {
        let model = Model::decode(model).map_err(|error| object(&CorpusError::from(error)))?;
        Ok(CorpusBuilder(Builder::new(Annotator::new(model.into()))))
    }

    /// Adds what the module of files found in the source called `name`, as JSON.
    #[wasm_bindgen(js_name = addFound)]
    pub fn add_found(&mut self, name: &str, found: &[u8]) -> Result<(), JsValue> {
        let found: Vec<Found> = read(&String::from_utf8_lossy(found))?;
        found.into_iter().for_each(|found| self.0.add_found(name, found));
        Ok(())
    }

    /// Adds the documents of a `.corpus` file.
    #[wasm_bindgen(js_name = addCorpus)]
    pub fn add_corpus(&mut self, name: &str, bytes: &[u8]) {
        self.0.add_corpus(name, bytes);
    }

    /// Adds some whole lines of a file of JSON lines, which begin at byte `at` of it.
    #[wasm_bindgen(js_name = addLines)]
    pub fn add_lines(&mut self, name: &str, at: f64, bytes: &[u8]) {
        self.0.add_lines(name, at as u64, bytes);
    }

    /// Adds a document given as JSON; `name` is what it is called if it has to be skipped.
    #[wasm_bindgen(js_name = addDocument)]
    pub fn add_document(&mut self, name: &str, json: &str) {
        match ingest::read_line(json) {
            Ok(raw) => self.0.add(name, raw),
            Err(reason) => self.0.skip(name, reason),
        }
    }

    /// Notes a file that the page could not read; `message` is a [`Said`].
    pub fn skip(&mut self, name: &str, message: JsValue) -> Result<(), JsValue> {
        let message: Said = read(&text_of(&message)?)?;
        self.0.skip(name, IngestError::Unreadable { message });
        Ok(())
    }

    /// How many documents have been added.
    pub fn documents(&self) -> usize {
        self.0.documents()
    }

    pub fn finish(self) -> Engine {
        let (file, skipped) = self.0.finish();
        Engine::new(file, skipped)
    }
}

/// An open corpus. What a method answers with a struct of [`crate::view`] is given as JSON: a text is quicker
/// handed on than an object. A [`CorpusError`] is thrown, as an object.
#[wasm_bindgen]
pub struct Engine {
    file: CorpusFile,
    skipped: Vec<Skipped>,
    /// Of the documents in `file`.
    similarity: Similarity,
    /// Of the documents and entities in `file`.
    concordance: Concordance,
    /// Of the notes and decisions in `file`, since documents were added or removed.
    history: History,
}

impl Engine {
    fn new(file: CorpusFile, skipped: Vec<Skipped>) -> Self {
        let (similarity, concordance, history) = Default::default();
        Engine { file, skipped, similarity, concordance, history }
    }

    /// Takes `file` instead of its own, which has other texts.
    fn change(&mut self, file: CorpusFile) {
        self.file = file;
        self.similarity = Similarity::default();
        self.concordance = Concordance::default();
    }

    /// What readers change, who and what is named perhaps.
    fn changed(&mut self) -> (&mut CorpusFile, &mut History) {
        self.concordance = Concordance::default();
        (&mut self.file, &mut self.history)
    }
}

#[wasm_bindgen]
impl Engine {
    /// Opens the bytes of a `.corpus` file. They are handed over, not copied.
    pub fn open(bytes: Vec<u8>) -> Result<Engine, JsValue> {
        let file = CorpusFile::decode(bytes).map_err(|error| object(&CorpusError::from(error)))?;
        Ok(Engine::new(file, Vec::new()))
    }

    /// Puts the corpora as one; see [`pipeline::join`].
    pub fn join(engines: Vec<Engine>) -> Result<Engine, JsValue> {
        let parts = engines.into_iter().map(|engine| (engine.file, engine.skipped)).collect();
        let (file, skipped) = pipeline::join(parts).map_err(|error| object(&CorpusError::from(error)))?;
        Ok(Engine::new(file, skipped))
    }

    /// Puts the corpora as one, whose mentions are not linked anew; see [`CorpusFile::merge`].
    pub fn merge(engines: Vec<Engine>) -> Result<Engine, JsValue> {
        let mut skipped = Vec::new();
        let mut files = Vec::with_capacity(engines.len());
        for engine in engines {
            skipped.extend(engine.skipped);
            files.push(engine.file);
        }
        let file = CorpusFile::merge(files).map_err(|error| object(&CorpusError::from(error)))?;
        Ok(Engine::new(file, skipped))
    }

    /// Takes the page furniture of the documents with these ids into their texts, or of all, or sets it
    /// apart again. Names in it are marked with the model in these bytes, or by lists.
    #[wasm_bindgen(js_name = setFurniture)]
    pub fn set_furniture(
        &mut self,
        ids: Option<Vec<String>>,
        restore: bool,
        model: Option<Vec<u8>>,
    ) -> Result<(), JsValue> {
        let mut annotators = match model {
            Some(model) => {
                let model = Model::decode(&model).map_err(|error| object(&CorpusError::from(error)))?;
                Annotators::new(Annotator::new(model.into()))
            }
            None => Annotators::default(),
        };
        let chosen: Option<FxHashSet<u32>> =
            ids.map(|ids| ids.iter().filter_map(|id| self.file.find(id)).collect());
        let is_chosen = |doc| chosen.as_ref().is_none_or(|chosen| chosen.contains(&doc));
        let changed = pipeline::with_furniture(&self.file, is_chosen, restore, &mut annotators);
        self.change(changed.map_err(|error| object(&CorpusError::from(error)))?);
        Ok(())
    }

    /// The bytes that a page holds of as much of the corpus as the level gives away; see
    /// [`publish::pieces`].
    pub fn pieces(&self, level: JsValue) -> Result<Vec<Uint8Array>, JsValue> {
        let pieces = publish::pieces(&self.file, &read_options(level)?).map_err(|error| object(&error))?;
        Ok(pieces.iter().map(|piece| Uint8Array::from(&**piece)).collect())
    }

    /// Leaves out the documents with these ids.
    pub fn remove(&mut self, ids: Vec<String>) -> Result<(), JsValue> {
        let removed: FxHashSet<u32> = ids.iter().filter_map(|id| self.file.find(id)).collect();
        if !removed.is_empty() {
            let rest = self.file.without(|doc| removed.contains(&doc));
            self.change(rest.map_err(|error| object(&CorpusError::from(error)))?);
            self.history = History::default();
        }
        Ok(())
    }

    /// What was left out, for another engine to be told.
    pub fn skipped(&self) -> JsValue {
        object(&self.skipped)
    }

    /// Notes what was left out elsewhere: what [`Engine::skipped`] gave there.
    pub fn skip(&mut self, skipped: JsValue) -> Result<(), JsValue> {
        self.skipped.extend(read_options::<Vec<Skipped>>(skipped)?);
        Ok(())
    }

    /// The bytes of the corpus as a `.corpus` file.
    pub fn save(&self) -> Result<Uint8Array, JsValue> {
        let bytes = self.file.encode().map_err(|error| object(&CorpusError::from(error)))?;
        Ok(Uint8Array::from(&*bytes))
    }

    /// See [`CorpusFile::take_missed`].
    pub fn missed(&self) -> Vec<u32> {
        self.file.take_missed()
    }

    /// See [`CorpusFile::put_shard`].
    #[wasm_bindgen(js_name = putShard)]
    pub fn put_shard(&self, number: u32, bytes: Vec<u8>) -> Result<(), JsValue> {
        self.file.put_shard(number, bytes).map_err(|error| object(&CorpusError::from(error)))
    }

    /// See [`CorpusFile::needs_all`].
    #[wasm_bindgen(js_name = needAll)]
    pub fn need_all(&self) -> Result<(), JsValue> {
        self.file.needs_all().map_err(|error| object(&CorpusError::from(error)))
    }

    pub fn info(&self) -> Answer {
        answer(view::info(&self.file, &self.skipped))
    }

    /// The ways of asking, each with an example that finds something here.
    pub fn help(&self) -> Answer {
        answer(view::help(&self.file).map_err(CorpusError::from))
    }

    pub fn search(&self, query: &str, options: JsValue) -> Answer {
        answer(view::search_with(&self.file, &self.similarity, query, &read_options(options)?))
    }

    /// The lines of a concordance.
    pub fn kwic(&mut self, query: &str, options: JsValue) -> Answer {
        answer(view::kwic_with(&self.file, &mut self.concordance, query, &read_options(options)?))
    }

    /// The article called `id`, with a passage marked if there is one; or its beginning, with so many marks.
    pub fn read(&self, id: &str, query: &str, passage: Option<String>, marks: Option<usize>) -> Answer {
        let (passage, marks) = (passage.unwrap_or_default(), marks.unwrap_or(usize::MAX));
        answer(view::read_up_to(&self.file, id, query, &passage, marks))
    }

    /// The articles that tell the same story as the one called `id`.
    pub fn similar(&self, id: &str, options: JsValue) -> Answer {
        answer(view::similar(&self.file, &self.similarity, id, &read_options(options)?))
    }

    /// The articles about the same things as the one called `id`.
    pub fn like(&self, id: &str, options: JsValue) -> Answer {
        answer(view::like(&self.file, id, read_options(options)?))
    }

    /// When the articles are from that `query` finds.
    pub fn timeline(&self, query: &str, options: JsValue) -> Answer {
        answer(view::timeline(&self.file, query, &read_options(options)?))
    }

    pub fn entities(&self, options: JsValue) -> Answer {
        answer(view::entities_with(&self.file, &self.similarity, &read_options(options)?))
    }

    /// Who and what is named together.
    pub fn network(&self, options: JsValue) -> Answer {
        answer(view::network(&self.file, &read_options(options)?))
    }

    pub fn mentions(&self, id: &str, options: JsValue) -> Answer {
        answer(view::mentions(&self.file, id, read_options(options)?))
    }

    /// See [`view::unlink`]: the id of the entity that is apart now.
    pub fn unlink(&mut self, id: &str, form: &str) -> Answer {
        let (file, history) = self.changed();
        answer(view::unlink(file, history, id, form))
    }

    /// See [`view::relink`].
    pub fn relink(&mut self, id: &str, form: &str) -> Answer {
        let (file, history) = self.changed();
        answer(view::relink(file, history, id, form))
    }

    /// See [`view::undo`].
    pub fn undo(&mut self) -> Answer {
        let (file, history) = self.changed();
        answer(view::undo(file, history))
    }

    /// See [`view::redo`].
    pub fn redo(&mut self) -> Answer {
        let (file, history) = self.changed();
        answer(view::redo(file, history))
    }

    pub fn notes(&self, options: JsValue) -> Answer {
        answer(view::notes(&self.file, &self.history, &read_options(options)?))
    }

    #[wasm_bindgen(js_name = addNote)]
    pub fn add_note(&mut self, note: JsValue) -> Answer {
        answer(view::add_note(&mut self.file, &mut self.history, &read_options(note)?))
    }

    #[wasm_bindgen(js_name = changeNote)]
    pub fn change_note(&mut self, id: u32, change: JsValue) -> Answer {
        answer(view::change_note(&mut self.file, &mut self.history, id, &read_options(change)?))
    }

    #[wasm_bindgen(js_name = removeNote)]
    pub fn remove_note(&mut self, id: u32) -> Answer {
        answer(view::remove_note(&mut self.file, &mut self.history, id))
    }

    #[wasm_bindgen(js_name = undoNotes)]
    pub fn undo_notes(&mut self) -> Answer {
        answer(view::undo_notes(&mut self.file, &mut self.history))
    }

    #[wasm_bindgen(js_name = redoNotes)]
    pub fn redo_notes(&mut self) -> Answer {
        answer(view::redo_notes(&mut self.file, &mut self.history))
    }

    #[wasm_bindgen(js_name = exportNotes)]
    pub fn export_notes(&self) -> Answer {
        answer(view::export_notes(&self.file))
    }

    #[wasm_bindgen(js_name = importNotes)]
    pub fn import_notes(&mut self, json: &str) -> Answer {
        answer(view::import_notes(&mut self.file, &mut self.history, json))
    }

    pub fn cite(&self, cited: JsValue, options: JsValue) -> Answer {
        answer(view::cite(&self.file, &read_options(cited)?, &read_options(options)?))
    }

    pub fn export(&self, options: JsValue) -> Answer {
        answer(view::export(&self.file, &self.skipped, &self.similarity, &read_options(options)?))
    }

    pub fn provenance(&self) -> Answer {
        answer(view::provenance(&self.file))
    }

    /// See [`view::curate`].
    pub fn curate(&mut self, decision: JsValue) -> Answer {
        let decision: Decision = read(&text_of(&decision)?)?;
        let (file, history) = self.changed();
        answer(view::curate(file, history, &decision))
    }

    pub fn curation(&self) -> String {
        json(&view::curation(&self.file, &self.history))
    }

    /// See [`view::undo_curation`].
    #[wasm_bindgen(js_name = undoCuration)]
    pub fn undo_curation(&mut self) -> Answer {
        let (file, history) = self.changed();
        answer(view::undo_curation(file, history))
    }

    /// See [`view::redo_curation`].
    #[wasm_bindgen(js_name = redoCuration)]
    pub fn redo_curation(&mut self) -> Answer {
        let (file, history) = self.changed();
        answer(view::redo_curation(file, history))
    }

    /// See [`view::export_curation`].
    #[wasm_bindgen(js_name = exportCuration)]
    pub fn export_curation(&self) -> String {
        view::export_curation(&self.file)
    }

    /// See [`view::import_curation`].
    #[wasm_bindgen(js_name = importCuration)]
    pub fn import_curation(&mut self, json: &str) -> Answer {
        let (file, history) = self.changed();
        answer(view::import_curation(file, history, json))
    }
}

/// All goes through JSON, both ways: one reader and one writer serve files and JavaScript.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("the structs of view hold nothing but texts, numbers and lists")
}

fn object(value: &impl Serialize) -> JsValue {
    JSON::parse(&json(value)).expect("it was written as JSON")
}

/// JSON, or the object of an error.
type Answer = Result<String, JsValue>;

fn answer(result: Result<impl Serialize, CorpusError>) -> Answer {
    result.map(|value| json(&value)).map_err(|error| object(&error))
}

fn read_options<T: for<'a> Deserialize<'a> + Default>(options: JsValue) -> Result<T, JsValue> {
    if options.is_undefined() { Ok(T::default()) } else { read(&text_of(&options)?) }
}

fn text_of(object: &JsValue) -> Result<String, JsValue> {
    let json = JSON::stringify(object).ok().and_then(|json| json.as_string());
    json.ok_or_else(|| no_options("this cannot be written as JSON"))
}

fn read<T: for<'a> Deserialize<'a>>(json: &str) -> Result<T, JsValue> {
    serde_json::from_str(json).map_err(|error| {
        let message = error.to_string();
        // Whoever gave an object knows of no lines and columns.
        no_options(message.rsplit_once(" at line ").map_or(&message, |(what, _)| what))
    })
}

fn no_options(message: &str) -> JsValue {
    object(&CorpusError::options(message.to_owned().into()))
}
