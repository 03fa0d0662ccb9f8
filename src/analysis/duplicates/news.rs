//! News written by code, for tests: articles that have nothing to do with one another but share
//! what news shares, and copies of some with changes.

use crate::corpus::{Block, BlockKind, Document};
use crate::entity::hash::mix;
use crate::language::Language;
use crate::span::Span;
use crate::store::{CorpusFile, DraftBuilder};

/// A text: sentences of words.
pub type Story = Vec<Vec<String>>;

/// How many different words, phrases and standing paragraphs there are.
const WORDS: f64 = 20_000.0;
const PHRASES: f64 = 2_000.0;
const STANDING: u64 = 12;

/// Sentences that agencies write again and again; `*` is another word each time.
const FORMULAS: [&str; 6] = [
    "the ministry said in a statement on * that it would look into the matter",
    "it was not immediately clear how many people had been hurt in the *",
    "he spoke on condition of anonymity because he was not authorized to speak to the *",
    "the * did not immediately respond to a request for comment",
    "shares of the company fell * per cent in early trading in * on the news",
    "no group has claimed responsibility for the attack so far police in * said",
];

/// A writer whose choices follow from a number.
pub struct Writer(u64);

impl Writer {
    pub fn new(seed: u64) -> Self {
        Writer(mix(1, seed))
    }

    /// From 0 to below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(1);
        (mix(mix(7, self.0), self.0) >> 33) % end
    }

    pub fn chance(&mut self, share: f64) -> bool {
        (self.below(1 << 20) as f64) < share * f64::from(1 << 20)
    }

    /// A rank from 0, the low ones most often: by Zipf's law.
    fn zipf(&mut self, ranks: f64) -> u64 {
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        ranks.powf(share) as u64 - 1
    }

    pub fn word(&mut self) -> String {
        word(self.zipf(WORDS))
    }

    fn sentence(&mut self) -> Vec<String> {
        if self.chance(0.1) {
            return self.formula();
        }
        let length = 8 + self.below(18) as usize;
        let mut sentence = Vec::new();
        while sentence.len() < length {
            if self.chance(0.15) {
                let mut phrase = Writer::new(self.zipf(PHRASES));
                let words = 3 + phrase.below(3);
                sentence.extend((0..words).map(|_| phrase.word()));
            } else {
                sentence.push(self.word());
            }
        }
        sentence
    }

    pub fn formula(&mut self) -> Vec<String> {
        let formula = FORMULAS[self.below(FORMULAS.len() as u64) as usize];
        formula.split(' ').map(|part| if part == "*" { self.word() } else { part.to_owned() }).collect()
    }

    /// An article of some 120 to 400 words; in one of three with a paragraph that others have too.
    pub fn story(&mut self) -> Story {
        let sentences = 7 + self.below(16);
        let mut story: Story = (0..sentences).map(|_| self.sentence()).collect();
        if self.chance(0.33) {
            let mut standing = Writer::new(1 << 40 | self.below(STANDING));
            story.extend((0..2).map(|_| standing.sentence()));
        }
        story
    }

    /// A copy with `share` of its words changed, put in or left out, and here and there a sentence.
    pub fn edited(&mut self, story: &Story, share: f64) -> Story {
        let mut copy = Vec::new();
        for sentence in story {
            if self.chance(0.05) {
                continue;
            }
            let mut edited = Vec::new();
            for word in sentence {
                match if self.chance(share) { self.below(4) } else { 4 } {
                    0 => edited.extend([word.clone(), self.word()]),
                    1 => {}
                    2 | 3 => edited.push(self.word()),
                    _ => edited.push(word.clone()),
                }
            }
            copy.push(edited);
        }
        copy
    }
}

fn word(rank: u64) -> String {
    const LETTERS: [&[u8]; 2] = [b"bdfgklmnprstvz", b"aeiou"];
    let mut rest = rank;
    let mut word = String::new();
    while word.len() < 2 || rest > 0 {
        let letters = LETTERS[word.len() % 2];
        word.push(char::from(letters[rest as usize % letters.len()]));
        rest /= letters.len() as u64;
    }
    word
}

/// A corpus of these stories, in two parts.
pub fn corpus<'a>(stories: impl ExactSizeIterator<Item = &'a Story>) -> CorpusFile {
    let mut drafts = [DraftBuilder::default(), DraftBuilder::default()];
    let first = stories.len() / 2;
    for (nth, story) in stories.enumerate() {
        drafts[usize::from(nth >= first)].add(&document(nth.to_string(), story), Vec::new());
    }
    CorpusFile::link(drafts.map(DraftBuilder::finish).into(), Default::default())
}

/// A document without a headline; three sentences to a paragraph.
fn document(id: String, story: &Story) -> Document {
    let (mut text, mut blocks) = (String::new(), Vec::new());
    for paragraph in story.chunks(3) {
        let start = text.len();
        for sentence in paragraph {
            text += &sentence.join(" ");
            text += ". ";
        }
        blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(start, text.len() - 1) });
    }
    Document {
        title: id.clone(),
        id,
        title_is_first_sentence: true,
        date: None,
        author: None,
        source: None,
        url: None,
        language: Language::English,
        origins: Vec::new(),
        fields: Vec::new(),
        text,
        blocks,
    }
}
