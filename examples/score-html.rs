//! How well the main text of web pages is told from the rest of them:
//!
//! ```text
//! cargo run --release --example score-html DIR [SHOWN]
//! ```
//!
//! `DIR` holds pages, `NAME.html`, and beside each the text that is to be found in it, `NAME.txt`.
//! What is found is compared with that by all runs of four words: precision and recall for each
//! page, F1, and the means over the pages. The worst pages are shown, ten of them if not said
//! otherwise.

use corpus_viewer::corpus::BlockKind;
use corpus_viewer::ingest::{Found, Ingest};
use std::collections::HashMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs};

/// How many words a run has.
const RUN: usize = 4;

struct Score {
    name: String,
    precision: f64,
    recall: f64,
}

impl Score {
    fn f1(&self) -> f64 {
        let sum = self.precision + self.recall;
        if sum == 0.0 { 0.0 } else { 2.0 * self.precision * self.recall / sum }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let folder = arguments.next().ok_or("which folder? cargo run --release --example score-html DIR")?;
    let shown = arguments.next().map_or(Ok(10), |shown| shown.parse())?;
    let mut bytes = 0;
    let mut time = Duration::ZERO;
    let mut scores = Vec::new();
    for page in pages(Path::new(&folder))? {
        let html = fs::read(&page)?;
        let start = Instant::now();
        let found = main_text(&html);
        time += start.elapsed();
        bytes += html.len();
        let name = page.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        scores.push(score(name, &found, &fs::read_to_string(page.with_extension("txt"))?));
    }
    if scores.is_empty() {
        return Err(format!("{folder} has no NAME.html with a NAME.txt").into());
    }
    scores.sort_by(|a, b| a.f1().total_cmp(&b.f1()));
    for score in scores.iter().take(shown) {
        println!("{:.3} {:.3} {:.3}  {}", score.precision, score.recall, score.f1(), score.name);
    }
    let mean = |of: fn(&Score) -> f64| scores.iter().map(of).sum::<f64>() / scores.len() as f64;
    let means = (mean(|score| score.precision), mean(|score| score.recall), mean(Score::f1));
    println!("precision {:.4}, recall {:.4}, F1 {:.4}; {} pages", means.0, means.1, means.2, scores.len());
    println!("{:.1} MB of HTML a second", bytes as f64 / 1e6 / time.as_secs_f64());
    Ok(())
}

/// The pages of a folder that have a text beside them, in order.
fn pages(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut pages = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "html") && path.with_extension("txt").exists() {
            pages.push(path);
        }
    }
    pages.sort();
    Ok(pages)
}

fn main_text(html: &[u8]) -> String {
    let mut text = String::new();
    Ingest::default().read("page.html", html, &mut |found| {
        let Found::Document(document) = found else { return };
        let lines = document.text.lines().filter(|line| !line.trim().is_empty());
        for (line, kind) in lines.zip(document.kinds.unwrap_or_default()) {
            if kind == BlockKind::Paragraph {
                text += line;
                text.push('\n');
            }
        }
    });
    text
}

fn score(name: String, found: &str, expected: &str) -> Score {
    let (found, expected) = (runs(found), runs(expected));
    let common: usize = found.iter().map(|(run, count)| count.min(expected.get(run).unwrap_or(&0))).sum();
    let part = |runs: &HashMap<Vec<String>, usize>| {
        let all: usize = runs.values().sum();
        if all == 0 { f64::from(u8::from(common == 0)) } else { common as f64 / all as f64 }
    };
    Score { name, precision: part(&found), recall: part(&expected) }
}

/// All runs of words in a text and how often they are there; a text of fewer words is one run.
fn runs(text: &str) -> HashMap<Vec<String>, usize> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    let mut runs = HashMap::new();
    for run in words.windows(RUN.min(words.len().max(1))) {
        *runs.entry(run.to_vec()).or_insert(0) += 1;
    }
    runs
}
