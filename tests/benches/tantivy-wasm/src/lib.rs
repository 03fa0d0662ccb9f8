//! Tantivy behind the few calls that `adapters/tantivy-wasm.js` makes: a title and a text per
//! document, positions kept, documents not stored, one segment in memory.

use std::fmt::Display;
use std::io::Write;
use std::path::Path;
use tantivy::collector::TopDocs;
use tantivy::directory::{Directory, RamDirectory, TerminatingWrite};
use tantivy::query::{BooleanQuery, FuzzyTermQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TEXT};
use tantivy::{
    Index, IndexReader, IndexSettings, ReloadPolicy, SingleSegmentIndexWriter, TantivyDocument, Term, doc,
};
use wasm_bindgen::prelude::*;

/// How many bytes the writer may use before it would have to start a second segment.
const WRITER_BUDGET: usize = 300_000_000;
/// The file that says which others there are; Tantivy writes and reads it in one go.
const META: &str = "meta.json";

#[wasm_bindgen]
pub struct Builder {
    files: RamDirectory,
    writer: SingleSegmentIndexWriter<TantivyDocument>,
    fields: [Field; 2],
}

#[wasm_bindgen]
impl Builder {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Result<Builder, JsError> {
        let mut schema = Schema::builder();
        let fields = [schema.add_text_field("title", TEXT), schema.add_text_field("text", TEXT)];
        let settings = IndexSettings { docstore_compress_dedicated_thread: false, ..Default::default() };
        let files = RamDirectory::create();
        let index = Index::builder().schema(schema.build()).settings(settings);
        let writer = index.single_segment_index_writer(files.clone(), WRITER_BUDGET).map_err(thrown)?;
        Ok(Builder { files, writer, fields })
    }

    pub fn add(&mut self, title: &str, text: &str) -> Result<(), JsError> {
        let [in_title, in_text] = self.fields;
        self.writer.add_document(doc!(in_title => title, in_text => text)).map_err(thrown)
    }

    pub fn finish(self) -> Result<Engine, JsError> {
        Engine::open(self.files, &self.writer.finalize().map_err(thrown)?)
    }
}

#[wasm_bindgen]
pub struct Engine {
    files: RamDirectory,
    reader: IndexReader,
    fields: [Field; 2],
}

impl Engine {
    fn open(files: RamDirectory, index: &Index) -> Result<Engine, JsError> {
        let schema = index.schema();
        let fields = [schema.get_field("title").map_err(thrown)?, schema.get_field("text").map_err(thrown)?];
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        Ok(Engine { files, reader: reader.try_into().map_err(thrown)?, fields })
    }

    /// In the title or in the text.
    fn either<Q: Query>(&self, query: impl Fn(Field) -> Q) -> Box<dyn Query> {
        any(self.fields.map(|field| Box::new(query(field)) as _))
    }

    fn word(&self, word: &str) -> Box<dyn Query> {
        any(self.fields.map(|field| in_field(field, word)))
    }

    fn every_word(&self, words: &[&str]) -> Box<dyn Query> {
        Box::new(BooleanQuery::new(words.iter().map(|word| (Occur::Must, self.word(word))).collect()))
    }

    /// One flat list of terms, of which Tantivy skips those that can no longer matter.
    fn any_word(&self, words: &[&str]) -> Box<dyn Query> {
        any(words.iter().flat_map(|word| self.fields.map(|field| in_field(field, word))))
    }
}

#[wasm_bindgen]
impl Engine {
    /// The numbers of at most `k` documents, best first. `words` are lower-case, with a space between.
    pub fn search(&self, kind: &str, words: &str, edits: u8, k: usize) -> Result<Vec<u32>, JsError> {
        let words: Vec<&str> = words.split(' ').collect();
        let term = |field| Term::from_field_text(field, words[0]);
        let query = match kind {
            "term" | "nohit" => self.word(words[0]),
            "and" => self.every_word(&words),
            "or" => self.any_word(&words),
            "phrase" => self.either(|field| {
                PhraseQuery::new(words.iter().map(|word| Term::from_field_text(field, word)).collect())
            }),
            "prefix" => self.either(|field| FuzzyTermQuery::new_prefix(term(field), 0, false)),
            "fuzzy" => self.either(|field| FuzzyTermQuery::new(term(field), edits, false)),
            _ => return Err(JsError::new(&format!("no such kind of query: {kind}"))),
        };
        let best = TopDocs::with_limit(k).order_by_score();
        let found = self.reader.searcher().search(&query, &best).map_err(thrown)?;
        Ok(found.into_iter().map(|(_, address)| address.doc_id).collect())
    }

    /// Every file of the index: length of its name, length of its bytes, name, bytes.
    pub fn serialize(&self) -> Result<Vec<u8>, JsError> {
        let index = self.reader.searcher().index().clone();
        let mut paths: Vec<_> = index.directory().list_managed_files().into_iter().collect();
        paths.retain(|path| path != Path::new(META));
        paths.sort();
        let mut bytes = Vec::new();
        for path in paths {
            if self.files.exists(&path).map_err(thrown)? {
                let file = self.files.open_read(&path).map_err(thrown)?;
                put_file(&mut bytes, &path.to_string_lossy(), &file.read_bytes().map_err(thrown)?);
            }
        }
        put_file(&mut bytes, META, &self.files.atomic_read(Path::new(META)).map_err(thrown)?);
        Ok(bytes)
    }

    pub fn load(mut bytes: &[u8]) -> Result<Engine, JsError> {
        let files = RamDirectory::create();
        while !bytes.is_empty() {
            let (name, data) = take_file(&mut bytes).ok_or_else(|| JsError::new("the index is cut off"))?;
            if name == META {
                files.atomic_write(Path::new(name), data).map_err(thrown)?;
            } else {
                let mut file = files.open_write(Path::new(name)).map_err(thrown)?;
                file.write_all(data).map_err(thrown)?;
                file.terminate().map_err(thrown)?;
            }
        }
        Engine::open(files.clone(), &Index::open(files).map_err(thrown)?)
    }
}

fn any(queries: impl IntoIterator<Item = Box<dyn Query>>) -> Box<dyn Query> {
    Box::new(BooleanQuery::new(queries.into_iter().map(|query| (Occur::Should, query)).collect()))
}

fn in_field(field: Field, word: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::WithFreqs))
}

fn put_file(bytes: &mut Vec<u8>, name: &str, data: &[u8]) {
    for length in [name.len(), data.len()] {
        bytes.extend(u32::try_from(length).expect("wasm32 has no more").to_le_bytes());
    }
    bytes.extend(name.as_bytes());
    bytes.extend(data);
}

fn take_file<'a>(bytes: &mut &'a [u8]) -> Option<(&'a str, &'a [u8])> {
    let name_length = u32::from_le_bytes(*bytes.split_off(..4)?.first_chunk()?) as usize;
    let data_length = u32::from_le_bytes(*bytes.split_off(..4)?.first_chunk()?) as usize;
    let name = std::str::from_utf8(bytes.split_off(..name_length)?).ok()?;
    Some((name, bytes.split_off(..data_length)?))
}

fn thrown(error: impl Display) -> JsError {
    JsError::new(&error.to_string())
}
