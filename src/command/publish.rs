//! A corpus as files: `build`, `page` and `site`.

use crate::Outcome;
use crate::load::Inputs;
use crate::print::pointed;
use clap::{Args, ValueEnum};
use corpus_viewer::publish::{self, Level};
use std::error::Error;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What is given away, and in which viewer.
#[derive(Args)]
pub struct Published {
    /// How much of the articles: all, the words around the hits of --query, or counts of words alone
    #[arg(long, value_enum, default_value_t = Much::Full)]
    level: Much,
    /// With --level snippets: what to look for
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true, required_if_eq("level", "snippets"))]
    query: Option<String>,
    /// With --level snippets: how many words on each side of a hit
    #[arg(long, default_value_t = 10)]
    words: usize,
    /// The folder of the built viewer [default: dist here or beside the program]
    #[arg(long, value_name = "DIR")]
    shell: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Much {
    Full,
    Snippets,
    Counts,
}

impl Published {
    fn level(&self) -> Level {
        match self.level {
            Much::Full => Level::Full,
            Much::Snippets => {
                Level::Snippets { query: self.query.clone().unwrap_or_default(), words: self.words }
            }
            Much::Counts => Level::Counts,
        }
    }

    /// The folder of the built viewer.
    fn viewer(&self) -> Result<PathBuf, Box<dyn Error>> {
        let beside = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.join("dist")));
        let folders = match &self.shell {
            Some(given) => vec![given.clone()],
            None => [Some(PathBuf::from("dist")), beside].into_iter().flatten().collect(),
        };
        let found = folders.into_iter().find(|folder| folder.join(SHELL).is_file());
        Ok(found.ok_or("there is no built viewer here: run `make build`, or name its folder with --shell")?)
    }
}

/// The page that a corpus is put into.
const SHELL: &str = "shell.html";

/// The files of a site: the page, the folder of the program, and that of the corpus.
const INDEX: &str = "index.html";
const VIEWER: &str = "viewer";
const CORPUS: &str = "corpus";

/// The reader of PDF in the folder of the program.
const PDF: &str = "pdf.js";

pub fn build(inputs: &Inputs, output: &Path) -> Outcome {
    let loaded = inputs.load()?;
    write_file(output, &loaded.file.encode()?)?;
    Ok(loaded.done())
}

pub fn page(inputs: &Inputs, output: &Path, pdf: bool, published: &Published) -> Outcome {
    let viewer = published.viewer()?;
    let no_place =
        |_| "the shell.html of the viewer has no place for what the page is to hold: run `make build`";
    let mut shell = fs::read_to_string(viewer.join(SHELL))?;
    if pdf {
        let script = viewer.join(VIEWER).join(PDF);
        let script = fs::read(&script).map_err(|error| format!("{}: {error}", script.display()))?;
        shell = publish::with_pdf(&shell, &script).map_err(no_place)?;
    }
    let loaded = inputs.load()?;
    let pieces = publish::pieces(&loaded.file, &published.level()).map_err(pointed)?;
    let packed: Vec<Vec<u8>> = pieces.iter().map(|piece| publish::gzipped(piece)).collect();
    let page = publish::page(&shell, &packed).map_err(no_place)?;
    write_file(output, page.as_bytes())?;
    Ok(loaded.done())
}

pub fn site(inputs: &Inputs, output: &Path, published: &Published) -> Outcome {
    let viewer = published.viewer()?;
    let corpus = output.join(CORPUS);
    let is_site = corpus.join(publish::HEAD).is_file();
    if !is_site && fs::read_dir(output).is_ok_and(|mut entries| entries.next().is_some()) {
        let output = output.display();
        return Err(format!(
            "{output} holds other files already: name a new folder, or a site to write anew"
        )
        .into());
    }
    let loaded = inputs.load()?;
    let reduced = publish::reduced(&loaded.file, &published.level()).map_err(pointed)?;
    let sharded = reduced.sharded()?;
    fs::create_dir_all(&corpus)?;
    fs::create_dir_all(output.join(VIEWER))?;
    copy_file(&viewer.join(INDEX), &output.join(INDEX))?;
    for file in files_in(&viewer.join(VIEWER))? {
        copy_file(&file, &output.join(VIEWER).join(file.file_name().unwrap_or_default()))?;
    }
    // Those of the site that was here before, which may have had more.
    for file in files_in(&corpus)?.iter().filter(|file| publish::is_of_site(&file.to_string_lossy())) {
        fs::remove_file(file)?;
    }
    publish::site(&sharded)
        .try_for_each(|(name, script)| write_file(&corpus.join(name), script.as_bytes()))?;
    Ok(loaded.done())
}

fn files_in(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).and_then(|entries| entries.collect::<io::Result<Vec<_>>>());
    let entries = entries.map_err(|error| format!("{}: {error}", folder.display()))?;
    Ok(entries.iter().map(fs::DirEntry::path).collect())
}

fn copy_file(from: &Path, to: &Path) -> Result<(), String> {
    let copied = fs::copy(from, to);
    copied.map(|_| ()).map_err(|error| format!("{} to {}: {error}", from.display(), to.display()))
}

fn write_file(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|error| format!("{}: {error}", path.display()))
}
