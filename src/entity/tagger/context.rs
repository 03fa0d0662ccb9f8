//! A document as its names are read: where they may stand, the runs of capitals, what divides
//! tokens, and what the document as a whole tells of a word.

use super::super::Map;
use super::super::forms::{Form, FormId, Shape};
use super::super::gazetteer::{FUNCTION, IN_PLACE, ORG_HEAD, PLACE_HEAD, ROLE, SPEECH, TITLE};
use super::super::line::{Document, Style};
use super::lexicon::{INNER_LIST, LONGEST, Lexicon, Lists, phrase_hash};
use super::words::{Word, Words};
use std::ops::Range;

/// What stands between a token and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    Line,
    Sentence,
    Space,
    Nothing,
    Hyphen,
    Dash,
    Comma,
    Stop,
    Apostrophe,
    Slash,
    And,
    Opening,
    Closing,
    Quote,
    Colon,
    Other,
}

fn gap(between: &str) -> Gap {
    match between {
        " " | "\u{a0}" => return Gap::Space,
        "" => return Gap::Nothing,
        "-" | "‑" => return Gap::Hyphen,
        ", " => return Gap::Comma,
        _ => {}
    }
    let mut found = Gap::Space;
    for c in between.chars().take(8) {
        found = match c {
            _ if c.is_whitespace() => continue,
            '(' | '[' => return Gap::Opening,
            ')' | ']' => Gap::Closing,
            '"' | '“' | '”' | '‘' | '«' | '»' | '„' => return Gap::Quote,
            '\'' | '’' => Gap::Apostrophe,
            '-' | '–' | '—' | '‑' => Gap::Dash,
            ',' => Gap::Comma,
            '.' => Gap::Stop,
            '/' => Gap::Slash,
            '&' => Gap::And,
            ':' | ';' => Gap::Colon,
            _ => Gap::Other,
        };
    }
    found
}

/// Capitalised tokens that may belong to one name.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub tokens: Range<usize>,
    /// The run with those that small words like "of" tie to it.
    pub whole: Range<usize>,
    /// The last token of the first run of the whole: the head of "Ministry of Health".
    pub head: usize,
}

/// A name of several words that stands in lists.
#[derive(Clone, Debug)]
pub(crate) struct Match {
    pub tokens: Range<usize>,
    pub lists: Lists,
}

pub(crate) struct Context<'d> {
    pub document: &'d Document<'d>,
    pub words: &'d Words,
    pub gaps: Vec<Gap>,
    /// Where names may stand: stretches of tokens that do not cross a line.
    pub zones: Vec<Range<usize>>,
    /// The line of each zone.
    pub lines: Vec<(Range<usize>, Style)>,
    pub runs: Vec<Run>,
    /// For each token the number of its run, or [`NO_RUN`].
    pub run_of: Vec<u32>,
    /// The names of several words that stand in lists, in order and apart.
    pub matches: Vec<Match>,
    /// For each token where it stands in one of them; see [`Context::matched`].
    places: Vec<u8>,
    own: Vec<u32>,
    slots: Map<FormId, u32>,
    counts: Vec<[u8; FLAGS]>,
}

pub(crate) const NO_RUN: u32 = u32::MAX;

/// What a document tells of a word by one of its places.
const FLAGS: usize = 20;
const CAPITAL: usize = 0;
const LOWER: usize = 1;
const MIDDLE: usize = 2;
const AFTER_TITLE: usize = 3;
const AFTER_IN: usize = 4;
const AFTER_TO: usize = 5;
const AFTER_OF: usize = 6;
const AFTER_THE: usize = 7;
const AFTER_GIVEN: usize = 8;
const NEAR_SPEECH: usize = 9;
const OWNS: usize = 10;
const ASIDE: usize = 11;
const FIRST_OF_RUN: usize = 12;
const LAST_OF_RUN: usize = 13;
const ALONE: usize = 14;
const WITH_ORG_HEAD: usize = 15;
const WITH_PLACE_HEAD: usize = 16;
const BEFORE_WHO: usize = 17;
const BEFORE_COMMA_NAME: usize = 18;
const AFTER_COMMA_NAME: usize = 19;

/// The list of small words that names have inside.
const INNER: Lists = 1 << INNER_LIST;

/// Lists of given names.
const GIVEN: Lists = 1 << 5 | 1 << 15;

/// Small words that stand inside names.
const TIES: &[&str] = &[
    "of", "the", "for", "de", "del", "la", "las", "los", "y", "e", "do", "da", "dos", "das", "di", "du",
    "des", "von", "van", "der", "den", "bin", "ibn", "al", "el", "en", "on", "et", "to", "in",
];

/// A zone is cut here, so that its memory is bounded.
const LONGEST_ZONE: usize = 256;

/// Between two names of a zone stand at most this many small words.
const FARTHEST: usize = 3;

impl<'d> Context<'d> {
    pub fn new(document: &'d Document<'d>, words: &'d mut Words, lexicon: &Lexicon) -> Self {
        let tokens = &document.tokens;
        let mut lines = Vec::new();
        let mut zones = Vec::new();
        let mut gaps = Vec::with_capacity(tokens.len());
        for line in document.lines() {
            let range = line.offset..line.offset + line.tokens.len();
            gaps.extend(line.tokens.iter().enumerate().map(|(at, token)| match at {
                0 => Gap::Line,
                _ if token.opens => Gap::Sentence,
                _ => gap(line.gap(at)),
            }));
            read_words(document, range.clone(), words, lexicon);
            Zones { document, words, line: range.clone() }.find(&mut zones);
            lines.resize(zones.len(), (range, line.style));
        }
        let mut context = Context {
            document,
            words,
            gaps,
            zones,
            lines,
            runs: Vec::new(),
            run_of: vec![NO_RUN; tokens.len()],
            matches: Vec::new(),
            places: vec![0; tokens.len()],
            own: vec![0; tokens.len()],
            slots: Map::default(),
            counts: Vec::new(),
        };
        for zone in 0..context.zones.len() {
            context.find_runs(zone);
            context.match_names(context.zones[zone].clone(), lexicon);
        }
        context.count();
        context
    }

    pub fn form(&self, at: usize) -> &Form {
        self.document.forms.get(self.document.tokens[at].form)
    }

    pub fn word(&self, at: usize) -> &Word {
        self.words.get(self.document.tokens[at].form)
    }

    pub fn key(&self, at: usize) -> &str {
        self.document.forms.key(self.document.tokens[at].form)
    }

    pub fn capital(&self, at: usize) -> bool {
        self.form(at).capital
    }

    /// Whether the token may go on a name that the one before is part of.
    fn attached(&self, at: usize) -> bool {
        let before = &self.document.tokens[at - 1];
        match self.gaps[at] {
            Gap::Space | Gap::Nothing | Gap::Hyphen | Gap::Apostrophe | Gap::And => !before.possessive,
            Gap::Stop => matches!(before.shape, Shape::Initial | Shape::Capital) && before.span.len() < 5,
            _ => false,
        }
    }

    fn find_runs(&mut self, zone: usize) {
        let range = self.zones[zone].clone();
        let first = self.runs.len();
        let mut at = range.start;
        while at < range.end {
            if !self.capital(at) {
                at += 1;
                continue;
            }
            let start = at;
            at += 1;
            while at < range.end && self.capital(at) && self.attached(at) {
                at += 1;
            }
            self.run_of[start..at].fill(self.runs.len() as u32);
            self.runs.push(Run { tokens: start..at, whole: start..at, head: at - 1 });
        }
        let mut from = first;
        while from < self.runs.len() {
            let mut to = from + 1;
            while to < self.runs.len() && self.tied(self.runs[to - 1].tokens.end, self.runs[to].tokens.start)
            {
                to += 1;
            }
            let whole = self.runs[from].tokens.start..self.runs[to - 1].tokens.end;
            let head = self.runs[from].tokens.end - 1;
            for run in from..to {
                self.run_of[self.runs[run].tokens.start..whole.end].fill(run as u32);
                self.runs[run].whole = whole.clone();
                self.runs[run].head = head;
            }
            from = to;
        }
    }

    /// Whether the tokens between two runs are small words that names have inside.
    fn tied(&self, from: usize, to: usize) -> bool {
        from < to
            && to - from <= 2
            && (from..=to).all(|at| self.gaps[at] == Gap::Space)
            && (from..to).all(|at| TIES.contains(&self.key(at)))
            && !self.document.tokens[from - 1].possessive
    }

    fn match_names(&mut self, zone: Range<usize>, lexicon: &Lexicon) {
        let mut at = zone.start;
        while at < zone.end {
            let longest = usize::from(self.word(at).longest).min(LONGEST).min(zone.end - at);
            let reach = (at + 1..at + longest.max(1)).find(|&next| !self.holds_together(next));
            let reach = reach.unwrap_or(at + longest.max(1));
            let found = (2..=reach - at).rev().find_map(|len| {
                let last = self.form(at + len - 1);
                if !self.capital(at) || !last.capital && last.shape != Shape::Digits {
                    return None;
                }
                let lists = lexicon.entry(phrase_hash((at..at + len).map(|at| self.word(at).id))).lists;
                (lists != 0).then_some((len, lists))
            });
            let Some((len, lists)) = found else {
                at += 1;
                continue;
            };
            self.places[at..at + len].fill(2);
            (self.places[at], self.places[at + len - 1]) = (1, 3);
            self.matches.push(Match { tokens: at..at + len, lists });
            at += len;
        }
    }

    /// The lists of the name of several words that a token is part of, and whether the token is its
    /// first (1), an inner one (2) or its last (3); zeros if there is none.
    pub fn matched(&self, at: usize) -> (Lists, u64) {
        let place = self.places[at];
        if place == 0 {
            return (0, 0);
        }
        let name = self.matches.partition_point(|name| name.tokens.end <= at);
        (self.matches[name].lists, u64::from(place))
    }

    fn holds_together(&self, at: usize) -> bool {
        !matches!(
            self.gaps[at],
            Gap::Line | Gap::Sentence | Gap::Comma | Gap::Opening | Gap::Closing | Gap::Quote | Gap::Colon
        )
    }

    /// Counts what each place of a word tells.
    fn count(&mut self) {
        let document = self.document;
        for (zone, (line, style)) in self.zones.iter().zip(&self.lines) {
            for at in zone.clone().filter(|&at| document.forms.get(document.tokens[at].form).capital) {
                let told = self.told(at, line, *style);
                self.own[at] = told;
                let word = self.form(at).word;
                let next = self.counts.len() as u32;
                let slot = *self.slots.entry(word).or_insert(next);
                if slot == next {
                    self.counts.push([0; FLAGS]);
                }
                let counts = &mut self.counts[slot as usize];
                for (flag, count) in counts.iter_mut().enumerate() {
                    *count = count.saturating_add((told >> flag & 1) as u8);
                }
            }
        }
        for token in &document.tokens {
            let form = document.forms.get(token.form);
            if !form.capital
                && let Some(&slot) = self.slots.get(&form.word)
            {
                let count = &mut self.counts[slot as usize][LOWER];
                *count = count.saturating_add(1);
            }
        }
    }

    #[inline(never)]
    fn told(&self, at: usize, line: &Range<usize>, style: Style) -> u32 {
        let tokens = &self.document.tokens;
        let mut told = 1 << CAPITAL;
        let mut tell = |flag: usize, holds: bool| told |= u32::from(holds) << flag;
        let run = &self.runs[self.run_of[at] as usize].tokens;
        if at > line.start && at == run.start {
            let before = at - 1;
            let near = matches!(self.gaps[at], Gap::Space | Gap::Hyphen);
            let is = |classes| near && self.form(before).classes & classes != 0;
            tell(MIDDLE, style == Style::Running && !tokens[at].first);
            tell(AFTER_TITLE, is(TITLE | ROLE));
            tell(AFTER_IN, is(IN_PLACE));
            tell(AFTER_TO, near && self.key(before) == "to");
            tell(AFTER_OF, near && self.key(before) == "of");
            tell(AFTER_THE, near && self.key(before) == "the");
            tell(AFTER_COMMA_NAME, self.gaps[at] == Gap::Comma && self.capital(before));
        } else if at > run.start {
            tell(AFTER_GIVEN, self.word(at - 1).lists & GIVEN != 0);
            tell(AFTER_TITLE, self.form(at - 1).classes & TITLE != 0);
        }
        tell(FIRST_OF_RUN, run.len() > 1 && at == run.start);
        tell(LAST_OF_RUN, run.len() > 1 && at + 1 == run.end);
        tell(ALONE, run.len() == 1);
        tell(OWNS, tokens[at].possessive);
        let has = |classes| run.clone().any(|other| other != at && self.form(other).classes & classes != 0);
        tell(WITH_ORG_HEAD, run.len() < 8 && has(ORG_HEAD));
        tell(WITH_PLACE_HEAD, run.len() < 8 && has(PLACE_HEAD));
        let speaks = |other: usize| self.form(other).classes & SPEECH != 0;
        let said_before =
            run.start > line.start && self.gaps[run.start] == Gap::Space && speaks(run.start - 1);
        let mut says_after = false;
        if run.end < line.end {
            says_after = matches!(self.gaps[run.end], Gap::Space | Gap::Comma) && speaks(run.end);
            tell(
                BEFORE_WHO,
                matches!(self.gaps[run.end], Gap::Space | Gap::Comma) && self.key(run.end) == "who",
            );
            tell(BEFORE_COMMA_NAME, self.gaps[run.end] == Gap::Comma && self.capital(run.end));
            tell(ASIDE, self.gaps[run.end] == Gap::Closing && self.gaps[run.start] == Gap::Opening);
        }
        tell(NEAR_SPEECH, said_before || says_after);
        told
    }

    /// What the other places of a capitalised word in the document tell, one bit for each.
    pub fn elsewhere(&self, at: usize) -> u32 {
        let Some(&slot) = self.slots.get(&self.form(at).word) else { return 0 };
        let counts = &self.counts[slot as usize];
        let own = self.own[at];
        (0..FLAGS).fold(0, |told, flag| told | u32::from(u32::from(counts[flag]) > (own >> flag & 1)) << flag)
    }

    /// How often the word stands capitalised in the document, up to 255.
    pub fn times(&self, at: usize) -> u8 {
        self.slots.get(&self.form(at).word).map_or(0, |&slot| self.counts[slot as usize][CAPITAL])
    }
}

/// Reads the words that are looked at: those around capitals.
fn read_words(document: &Document, line: Range<usize>, words: &mut Words, lexicon: &Lexicon) {
    let mut read = line.start;
    for at in line.clone() {
        if document.forms.get(document.tokens[at].form).capital {
            let end = (at + LOOKED_AT + 1).min(line.end);
            for near in read.max(at.saturating_sub(LOOKED_AT))..end {
                words.read(document.tokens[near].form, document.forms, lexicon);
            }
            read = read.max(end);
        }
    }
}

/// How far from a capital a token may be that features ask about, or zones.
const LOOKED_AT: usize = FARTHEST + 2;

/// Finds where names may stand in a line.
struct Zones<'z> {
    document: &'z Document<'z>,
    words: &'z Words,
    line: Range<usize>,
}

impl Zones<'_> {
    /// Adds the stretches of the line around its capitals, with the small words and numbers beside and
    /// between them that names have inside.
    fn find(&self, zones: &mut Vec<Range<usize>>) {
        let first = zones.len();
        for at in self.line.clone().filter(|&at| self.may_be_named(at)) {
            let start = at - usize::from(at > self.line.start && self.stands_inside(at - 1));
            let end = at + 1 + usize::from(at + 1 < self.line.end && self.stands_inside(at + 1));
            match zones[first..].last_mut() {
                Some(zone) if end - zone.start <= LONGEST_ZONE && self.joined(zone.end, start) => {
                    zone.end = end
                }
                Some(zone) => {
                    let start = start.max(zone.end);
                    zones.extend((start < end).then_some(start..end));
                }
                None => zones.push(start..end),
            }
        }
    }

    /// Whether a name can begin here: with a capital that is more than that of a sentence's first word.
    fn may_be_named(&self, at: usize) -> bool {
        let token = &self.document.tokens[at];
        let usual = || token.shape == Shape::Capital && self.form(at).classes & FUNCTION != 0;
        let next = at + 1;
        let alone = || next >= self.line.end || !self.form(next).capital;
        self.form(at).capital && !(token.opens && usual() && alone())
    }

    fn stands_inside(&self, at: usize) -> bool {
        let form = self.form(at);
        let word = || self.words.get(self.document.tokens[at].form);
        !form.capital && (form.shape == Shape::Digits || word().lists & INNER != 0)
    }

    fn form(&self, at: usize) -> &Form {
        self.document.forms.get(self.document.tokens[at].form)
    }

    fn joined(&self, end: usize, start: usize) -> bool {
        start <= end || start - end <= FARTHEST && (end..start).all(|at| self.stands_inside(at))
    }
}
