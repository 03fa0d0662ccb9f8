//! Learns the model of names, and scores one: see `models/README.md`.

use clap::{Parser, Subcommand};
use corpus_viewer::entity::train::{Gatherer, Marked, TrainError, learn, read_brackets, read_json, score};
use corpus_viewer::entity::{Annotator, Label, Model};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{fs, process};

#[derive(Parser)]
#[command(about = "Learns the model that names are found with, and scores one")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Learns a model from the marked texts and lists in DATA and the lists and articles here.
    Learn {
        /// The folder with `train/`, `silver/` and `res/`.
        data: PathBuf,
        /// Where the model goes.
        #[arg(short)]
        out: PathBuf,
        /// Leaves the names marked in these texts out of all lists.
        #[arg(long, value_name = "FILE")]
        without: Vec<PathBuf>,
    },
    /// Prints the exact-span F1 of a model on marked texts, `.jsonl` or `.txt`.
    Score { model: PathBuf, texts: Vec<PathBuf> },
}

fn main() {
    let done = match Arguments::parse().command {
        Command::Learn { data, out, without } => learn_model(&data, &out, &without),
        Command::Score { model, texts } => score_model(&model, &texts),
    };
    if let Err(error) = done {
        eprintln!("{error}");
        process::exit(2);
    }
}

/// The marked texts in the data, and how much a token of each counts. Texts whose marks are no
/// person's work count less, those that are few and unlike the rest more; chosen on `dev/`.
const TEXTS: &[(&str, f32)] = &[
    ("train/docred.jsonl", 1.0),
    ("train/crossner.jsonl", 1.0),
    ("train/uner-ewt.jsonl", 2.0),
    ("train/wnut17.jsonl", 1.0),
    ("silver/gmb-vote.jsonl", 0.5),
];

/// How many words have clusters, the most frequent ones: the rest made the model larger and no better.
const CLUSTERED: usize = 45_000;

/// How much a token of the articles written for this project counts.
const OWN: f32 = 0.6;

/// Lists of `src/entity/lists` that name things.
const NAMED: [&str; 7] = ["countries", "groups", "organisations", "events", "works", "places", "peoples"];

fn learn_model(data: &Path, out: &Path, without: &[PathBuf]) -> Result<(), Box<dyn Error>> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut left_out = Vec::new();
    for marked in without.iter().map(|path| read_marked(path)).collect::<Result<Vec<_>, _>>()?.concat() {
        left_out.extend(marked.names.iter().map(|(span, _)| span.of(&marked.text).to_owned()));
    }
    let mut lists = Gatherer::new(left_out);
    lists.typed("gaz.tsv", &read(&data.join("res/gaz.tsv"))?)?;
    lists.names("first", &read(&data.join("res/first.txt"))?)?;
    for name in NAMED {
        lists.names(name, &read(&own.join(format!("src/entity/lists/{name}.txt")))?)?;
    }
    for path in files(&own.join("models/lists"))? {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        lists.names(&name, &read(&path)?)?;
    }
    let clusters = read(&data.join("res/clusters.tsv"))?;
    let frequent: Vec<&str> = clusters.lines().take(CLUSTERED).collect();
    lists.clusters("clusters.tsv", &frequent.join("\n"))?;

    let mut texts = Vec::new();
    for &(name, weight) in TEXTS {
        texts.extend(read_marked(&data.join(name))?.into_iter().map(|text| (text, weight)));
    }
    for path in files(&own.join("models/articles"))? {
        texts.extend(read_marked(&path)?.into_iter().map(|text| (text, OWN)));
    }
    let bytes = learn(lists, &texts, |told| eprintln!("{told}"));
    fs::write(out, &bytes).map_err(|error| format!("{}: {error}", out.display()))?;
    let (features, weights) = Model::decode(&bytes)?.size();
    println!("{}: {} bytes, {weights} weights in {features} features", out.display(), bytes.len());
    Ok(())
}

/// The `.txt` files in a folder, by name.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    Ok(paths)
}

fn read(path: &Path) -> Result<String, TrainError> {
    fs::read_to_string(path).map_err(|error| TrainError::new(&path.display().to_string(), error.to_string()))
}

fn read_marked(path: &Path) -> Result<Vec<Marked>, TrainError> {
    let name = path.display().to_string();
    let text = read(path)?;
    if name.ends_with(".jsonl") { read_json(&name, &text) } else { read_brackets(&name, &text) }
}

fn score_model(model: &Path, texts: &[PathBuf]) -> Result<(), Box<dyn Error>> {
    let bytes = fs::read(model).map_err(|error| format!("{}: {error}", model.display()))?;
    let mut annotator = Annotator::new(Model::decode(&bytes)?.into());
    println!("| text | PER+ORG+LOC | PER | ORG | LOC | NORP | MISC |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    let mut sum = 0.0;
    for path in texts {
        let score = score(&mut annotator, &read_marked(path)?);
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        print!("| {name} | {:.1} |", score.names().f1());
        for label in [Label::Per, Label::Org, Label::Loc, Label::Norp, Label::Misc] {
            print!(" {:.1} |", score.of(label).f1());
        }
        println!();
        sum += score.names().f1();
    }
    if texts.len() > 1 {
        println!("| mean | {:.1} | | | | | |", sum / texts.len() as f64);
    }
    Ok(())
}
