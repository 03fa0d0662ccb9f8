//! The trained model, packed: what is known beforehand, and what each feature weighs.
//!
//! ```text
//! model    = "cvnames" u8 version, crc32 u32 of the rest, lexicon, features, transitions
//! features = keys, { weights u8 } for each key, { number of the feature's row u8 } and
//!            { level u8 } for each weight
//! transitions = { level u8 } for each pair of tags that may follow one another
//! ```
//!
//! A level is 32 plus a signed six-bit number; see [`value`] for the weight it stands for.

use super::keys::Keys;
use super::lexicon::Lexicon;
use super::tags::{TAGS, WIDTH, may_follow};
use super::viterbi::Scores;
use crate::codec::{Malformed, Reader};
use crate::said::{Said, said};
use std::fmt;

/// The version of the format and of the features: a model is read by the program it was made for.
pub const VERSION: u8 = 1;

const MAGIC: &[u8; 7] = b"cvnames";

/// What names are found with.
#[derive(Clone, PartialEq)]
pub struct Model {
    pub(crate) lexicon: Lexicon,
    features: Keys,
    /// For each feature the end of its weights.
    ends: Vec<u32>,
    rows: Vec<u8>,
    weights: Vec<i16>,
    pub(crate) transitions: [Scores; TAGS],
}

/// Why bytes are no model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelError {
    /// They begin otherwise than a model does.
    NotAModel,
    /// A model of another version of this program.
    Version { found: u8 },
    /// The checksum is another one, or something in them makes no sense.
    Damaged,
}

impl ModelError {
    /// What a reader is told of it.
    pub fn said(&self) -> Said {
        match self {
            ModelError::NotAModel => said!("this is not a model of names"),
            ModelError::Version { found } => {
                said!("this model of names has version {0}, and version {1} is needed", found, VERSION)
            }
            ModelError::Damaged => said!("the model of names is damaged"),
        }
    }
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said().english())
    }
}

impl std::error::Error for ModelError {}

impl From<Malformed> for ModelError {
    fn from(Malformed: Malformed) -> Self {
        ModelError::Damaged
    }
}

/// The highest level of a weight.
pub(crate) const MOST_LEVEL: i32 = 31;

/// What a level stands for, in units of 1/250: weights near 0 are told apart best, as there are
/// most of them. The level squared: from 0.004 to 3.844.
pub(crate) const fn value(level: i32) -> i16 {
    (level * level.abs()) as i16
}

fn sum(row: &mut [i32; WIDTH], rows: &[u8], weights: &[i16]) {
    for (&at, &weight) in rows.iter().zip(weights) {
        row[usize::from(at) % WIDTH] += i32::from(weight);
    }
}

impl Model {
    /// Adds the weights of the feature with this hash, if it has any.
    pub(crate) fn add(&self, feature: u64, row: &mut [i32; WIDTH]) {
        if let Some(number) = self.features.find(feature) {
            let start = number.checked_sub(1).map_or(0, |before| self.ends[before]) as usize;
            let end = self.ends[number] as usize;
            sum(row, &self.rows[start..end], &self.weights[start..end]);
        }
    }

    /// How many features and weights there are.
    pub fn size(&self) -> (usize, usize) {
        (self.features.len(), self.weights.len())
    }

    /// Reads a packed model.
    ///
    /// # Errors
    /// See [`ModelError`]: bytes of any kind give one, and nothing else.
    pub fn decode(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut reader = Reader::new(bytes);
        if reader.take(MAGIC.len()).ok() != Some(MAGIC) {
            return Err(ModelError::NotAModel);
        }
        let version = reader.byte()?;
        if version != VERSION {
            return Err(ModelError::Version { found: version });
        }
        let checksum = reader.u32()?;
        if crc32fast::hash(reader.take(reader.left())?) != checksum {
            return Err(ModelError::Damaged);
        }
        let mut reader = Reader::new(&bytes[MAGIC.len() + 5..]);
        let lexicon = Lexicon::decode(&mut reader)?;
        let features = Keys::decode(&mut reader)?;
        let counts = reader.take(features.len())?;
        let mut end = 0;
        let ends: Vec<u32> = counts.iter().map(|&count| (end += u32::from(count), end).1).collect();
        let rows = reader.take(end as usize)?.to_vec();
        let weights = reader.take(end as usize)?.iter().map(|&level| weight(level)).collect();
        let mut transitions = [[0; TAGS]; TAGS];
        for (from, next) in following() {
            transitions[from][next] = i32::from(weight(reader.byte()?));
        }
        if !reader.is_at_end() {
            return Err(ModelError::Damaged);
        }
        Ok(Model { lexicon, features, ends, rows, weights, transitions })
    }
}

fn weight(level: u8) -> i16 {
    value((i32::from(level) - 32).clamp(-MOST_LEVEL, MOST_LEVEL))
}

fn following() -> impl Iterator<Item = (usize, usize)> {
    (0..TAGS)
        .flat_map(|from| (0..TAGS).filter(move |&next| may_follow(from, next)).map(move |next| (from, next)))
}

/// The level that comes nearest to a weight.
#[cfg(feature = "train")]
pub(crate) fn level(weight: f32) -> i32 {
    let root = (weight.abs() * 250.0).sqrt().round().min(MOST_LEVEL as f32) as i32;
    if weight < 0.0 { -root } else { root }
}

/// The bytes of a model: of what is known, the levels of each feature by its key, ascending, as
/// pairs of row and level, and the levels of transitions.
#[cfg(feature = "train")]
pub(crate) fn pack(
    lexicon: &Lexicon,
    features: &[(u32, Vec<(u8, i32)>)],
    transitions: &[[i32; TAGS]; TAGS],
) -> Vec<u8> {
    let byte = |level: i32| (level + 32) as u8;
    let mut body = Vec::new();
    lexicon.encode(&mut body);
    Keys::new(features.iter().map(|(key, _)| *key).collect()).encode(&mut body);
    let weights = || features.iter().flat_map(|(_, weights)| weights);
    body.extend(features.iter().map(|(_, weights)| weights.len() as u8));
    body.extend(weights().map(|&(row, _)| row));
    body.extend(weights().map(|&(_, level)| byte(level)));
    body.extend(following().map(|(from, next)| byte(transitions[from][next])));
    let mut bytes = MAGIC.to_vec();
    bytes.push(VERSION);
    bytes.extend(crc32fast::hash(&body).to_le_bytes());
    bytes.extend(body);
    bytes
}
