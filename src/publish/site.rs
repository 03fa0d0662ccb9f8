//! A corpus as scripts in a folder: for any static host, and for disk, where a page may fetch nothing but run
//! scripts beside it.

use super::page::gzipped;
use crate::store::ShardedCorpus;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The script that is loaded first.
pub const HEAD: &str = "corpus.js";

/// The names of the files of the folder, and what is in them. Each is one call that hands over bytes, gzipped and
/// in Base64; shards are loaded as they are missed.
///
/// ```
/// use corpus_viewer::{pipeline::build_texts, publish::site};
/// let sharded = build_texts([("a", "The army left.")]).sharded()?;
/// let files: Vec<(String, String)> = site(&sharded).collect();
/// assert_eq!((files[0].0.as_str(), files[1].0.as_str()), ("corpus.js", "shard-0.js"));
/// assert!(files[1].1.starts_with("corpusViewerData(\"H4sI"));
/// # Ok::<(), corpus_viewer::store::StoreError>(())
/// ```
pub fn site(corpus: &ShardedCorpus) -> impl Iterator<Item = (String, String)> {
    let shards = corpus.shards.iter().enumerate();
    let shards = shards.map(|(number, bytes)| (format!("shard-{number}.js"), script(bytes)));
    [(HEAD.to_owned(), script(&corpus.head))].into_iter().chain(shards)
}

/// Whether a file has a name as [`site`] gives it.
pub fn is_of_site(path: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let number = name.strip_prefix("shard-").and_then(|rest| rest.strip_suffix(".js"));
    name == HEAD || number.is_some_and(|number| number.parse::<u32>().is_ok())
}

fn script(bytes: &[u8]) -> String {
    format!("corpusViewerData(\"{}\");\n", STANDARD.encode(gzipped(bytes)))
}
