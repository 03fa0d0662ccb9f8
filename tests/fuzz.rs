//! The fuzz targets on every run: what is kept in `fuzz/seeds/`, then mutations of it for a while.
//! `FUZZ_SECONDS` is how long for each target (10), `FUZZ_SEED` where the generator begins (0).
#![cfg(not(target_arch = "wasm32"))]

mod common;
#[path = "fuzz/targets.rs"]
mod targets;

use corpus_viewer::pipeline::build_texts;
use std::fs;
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// The longest that one input may take.
const LONGEST: Duration = Duration::from_secs(20);

fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

/// Tries what is kept for `target` as it is, then mutations of that and of `seeds`.
fn fuzz(name: &'static str, seeds: Vec<Vec<u8>>, target: fn(&[u8])) {
    let kept = fs::read_dir(Path::new("tests/fuzz/seeds").join(name)).expect("the folder is there");
    let mut paths: Vec<_> = kept.map(|entry| entry.expect("it can be listed").path()).collect();
    paths.sort();
    let mut seeds: Vec<Vec<u8>> =
        paths.iter().map(|path| fs::read(path).expect("it can be read")).chain(seeds).collect();
    let found = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("found-{name}"));
    let (started, inputs) = channel::<Vec<u8>>();
    let worker = std::thread::spawn(move || {
        let mut random = Random(setting("FUZZ_SEED", 0));
        for seed in &seeds {
            started.send(seed.clone()).expect("somebody listens");
            target(seed);
        }
        let end = Instant::now() + Duration::from_secs(setting("FUZZ_SECONDS", 10));
        seeds.sort_by_key(Vec::len);
        while Instant::now() < end {
            let input = random.mutation(&seeds);
            started.send(input.clone()).expect("somebody listens");
            target(&input);
        }
    });
    let mut last = Vec::new();
    let mut count = 0;
    let too_long = loop {
        match inputs.recv_timeout(LONGEST) {
            Ok(input) => last = input,
            Err(RecvTimeoutError::Timeout) => break true,
            Err(RecvTimeoutError::Disconnected) => break false,
        }
        count += 1;
    };
    if too_long || worker.join().is_err() {
        fs::write(&found, &last).expect("it can be written");
        panic!("{name} {}: {}", if too_long { "takes too long" } else { "fails" }, found.display());
    }
    println!("{name}: {count} inputs");
    assert!(count > 100, "{name}: only {count} inputs");
}

/// SplitMix64 (G. Steele, D. Lea and C. Flood, 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ mixed >> 31) % bound.max(1) as u64) as usize
    }

    fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        let most = [4, 16, length][self.below(3)];
        start..length.min(start + self.below(most + 1))
    }

    /// One of `seeds`, changed in a few places.
    fn mutation(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = seeds[self.below(seeds.len())].clone();
        for _ in 0..=self.below(4) {
            let range = self.range(bytes.len());
            match self.below(6) {
                0 => bytes.iter_mut().skip(range.start).take(1).for_each(|byte| *byte ^= 1 << self.below(8)),
                1 => {
                    bytes.iter_mut().skip(range.start).take(1).for_each(|byte| *byte = self.below(256) as u8)
                }
                2 => {
                    let number = [0, 1, 0x7F, 0x7FFF_FFFF, u32::MAX, bytes.len() as u32][self.below(6)];
                    let number = number.to_le_bytes().into_iter();
                    bytes.iter_mut().skip(range.start).zip(number).for_each(|(byte, new)| *byte = new);
                }
                3 => drop(bytes.drain(range)),
                4 => {
                    let copy = bytes[range].to_vec();
                    let at = self.below(bytes.len() + 1);
                    bytes.splice(at..at, copy);
                }
                _ => {
                    let other = &seeds[self.below(seeds.len())];
                    let piece = other[self.range(other.len())].to_vec();
                    bytes.splice(range, piece);
                }
            }
        }
        bytes
    }
}

/// What is given in the cases of a suite.
fn given(suite: &str) -> Vec<Vec<u8>> {
    common::cases(suite).map(|(given, _)| given.replace("\\n", "\n").into_bytes()).collect()
}

#[test]
fn any_bytes_are_a_corpus_or_told_to_be_none() {
    let texts: Vec<String> = (0..150).map(|n| format!("The army {} of {}", n % 7, n * n % 31)).collect();
    let ids: Vec<String> = (0..150).map(|n| n.to_string()).collect();
    let many = build_texts(ids.iter().map(String::as_str).zip(texts.iter().map(String::as_str)));
    fuzz("open", vec![targets::sample().encode().unwrap(), many.encode().unwrap()], targets::open);
}

#[test]
fn any_file_is_read_or_told_why_not() {
    let mut seeds = Vec::new();
    for entry in fs::read_dir("tests/formats").expect("it can be listed") {
        let path = entry.expect("it can be listed").path();
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        let name = format!("a.{extension}");
        if let (Some(at), true) = (targets::NAMES.iter().position(|known| *known == name), path.is_file()) {
            seeds.push([vec![at as u8], fs::read(&path).expect("it can be read")].concat());
        }
    }
    fuzz("ingest", seeds, targets::ingest);
}

#[test]
fn any_text_has_words_and_sentences() {
    let suites = [include_str!("suites/words.txt"), include_str!("suites/sentences.txt")];
    fuzz("tokenize", suites.into_iter().flat_map(given).collect(), targets::tokenize);
}

#[test]
fn any_text_is_a_query_or_has_a_mistake() {
    let suites = [include_str!("suites/queries.txt"), include_str!("suites/search.txt")];
    fuzz("query", suites.into_iter().flat_map(given).collect(), targets::query);
}
