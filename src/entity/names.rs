//! Candidates for names: the capitalised runs of a line, cut and read by the
//! lists, the heads and titles in them, and the words around.

use super::evidence::{Guess, around, headed};
use super::gazetteer::*;
use super::line::{Line, Shape, Style};
use super::runs::{attached, office, person_end, run_end};
use super::{Label, Mention};
use std::ops::Range;

/// A candidate: tokens of the document, and the reading so far.
pub(super) struct Name {
    pub tokens: Range<usize>,
    pub guess: Guess,
}

/// Adds the candidates in `line`, outside of its `patterns`, to `names`, in order.
pub(super) fn find(line: &Line, patterns: &[Mention], names: &mut Vec<Name>) {
    let mut reader = Reader { line, taken: taken(line, patterns), names };
    let mut at = 0;
    while at < line.tokens.len() {
        at = if reader.taken[at] { at + 1 } else { reader.read(at) };
    }
}

/// Which tokens lie in a pattern.
fn taken(line: &Line, patterns: &[Mention]) -> Vec<bool> {
    let mut patterns = patterns.iter().peekable();
    line.tokens
        .iter()
        .map(|token| {
            while patterns.next_if(|pattern| pattern.span.end <= token.span.start).is_some() {}
            patterns.peek().is_some_and(|pattern| pattern.span.start < token.span.end)
        })
        .collect()
}

struct Reader<'l, 'd> {
    line: &'l Line<'d>,
    taken: Vec<bool>,
    names: &'l mut Vec<Name>,
}

impl Reader<'_, '_> {
    /// Adds a candidate; returns where to read on.
    fn take(&mut self, tokens: Range<usize>, guess: Guess) -> usize {
        let base = self.line.offset;
        let end = tokens.end;
        self.names.push(Name { tokens: tokens.start + base..end + base, guess });
        end
    }

    /// Reads what begins at `at`; returns where to read on, behind it.
    fn read(&mut self, at: usize) -> usize {
        let line = self.line;
        let known = line.known(at).filter(|&(end, known)| self.holds(at..end, known));
        if !line.is_capital(at) {
            return match known {
                Some((end, known)) => self.take(at..end, Guess::Sure(known.label)),
                None => self.read_small(at),
            };
        }
        if let Some(work) = self.quoted(at) {
            return self.take(work, Guess::Likely(Label::Misc));
        }
        let initial = line.shape(at) == Shape::Initial && line.gap(at + 1) == ". " && line.is_capital(at + 1);
        if line.is(at, FUNCTION) && known.is_none() && !initial {
            return at + 1;
        }
        let several = known.is_some_and(|(end, _)| end > at + 1);
        if let Some(end) = office(line, at).filter(|_| !several) {
            return self.read_titled(end);
        }
        let run = at..self.cut(at, run_end(line, at, &self.taken));
        match known {
            Some((end, known)) => self.read_known(run, end, known),
            None => self.read_unknown(run),
        }
    }

    /// A title in quotation marks that begins at `at`, without its article: 'The A Word'.
    fn quoted(&self, at: usize) -> Option<Range<usize>> {
        let line = self.line;
        if !line.gap(at).ends_with(['\'', '‘', '"', '“']) {
            return None;
        }
        let written =
            |at: usize| line.is_capital(at) || line.shape(at) == Shape::Digits || line.is(at, FUNCTION);
        let within = |at: usize| {
            at < self.taken.len()
                && matches!(line.gap(at), " " | "-" | ": ")
                && !self.taken[at]
                && written(at)
        };
        let end = (at + 1..at + 8).find(|&next| !within(next))?;
        let capitals = (at..end).filter(|&at| line.is_capital(at)).count();
        let closed = line.behind(end - 1).starts_with(['\'', '’', '"', '”']);
        let start = if matches!(line.key(at), "the" | "a" | "an") { at + 1 } else { at };
        let title =
            closed && capitals > 1 && line.is_capital(end - 1) && start < end && line.style == Style::Running;
        (title && line.known(at).is_none() && !line.tokens[end - 1].possessive).then_some(start..end)
    }

    /// "al-Zawahri": a name may begin with a small particle.
    fn read_small(&mut self, at: usize) -> usize {
        let line = self.line;
        let next = at + 1;
        let article = matches!(line.key(at), "al" | "el" | "ad" | "ar" | "as" | "az" | "an" | "ul");
        if !article || line.gap(next) != "-" || !line.is_capital(next) || self.taken[next] {
            return next;
        }
        let end = person_end(line, next, &self.taken);
        self.take(at..end, Guess::Name)
    }

    /// Whether a name of the lists is one here too: not an everyday word that begins a sentence.
    fn holds(&self, tokens: Range<usize>, known: Known) -> bool {
        let line = self.line;
        if tokens.clone().any(|at| self.taken[at]) {
            return false;
        }
        let everyday = line.is(tokens.start, COMMON) && tokens.len() == 1;
        let unmarked = line.tokens[tokens.start].first || line.style != Style::Running;
        !everyday
            || !unmarked
            || known.capitals && line.style != Style::Capitals
            || line.word(tokens.start) == "US"
    }

    /// Cuts a run before a title, and in a headline before an everyday word.
    fn cut(&self, start: usize, end: usize) -> usize {
        let line = self.line;
        (start + 1..end)
            .find(|&at| {
                let title = line.is(at, TITLE | PORTFOLIO)
                    && line.is_capital(at)
                    && office(line, at).is_some()
                    && !line.is(at, ORG_HEAD)
                    && at + 1 < end;
                let everyday = line.style != Style::Running
                    && line.is(at, COMMON)
                    && !line.is(at, ORG_HEAD | PLACE_HEAD)
                    && line.is_capital(at);
                title || everyday
            })
            .unwrap_or(end)
    }

    /// What follows a title is a person, unless the lists know it as something else.
    fn read_titled(&mut self, at: usize) -> usize {
        let line = self.line;
        let joined = attached(line, at) || matches!(line.gap(at), " (" | ". ");
        if at >= line.tokens.len()
            || self.taken[at]
            || !joined
            || !line.is_capital(at)
            || line.is(at, FUNCTION)
            || office(line, at).is_some()
        {
            return at;
        }
        if let Some((end, known)) = line.known(at) {
            let other = known.label == Label::Norp || known.label != Label::Per && end > at + 1;
            if other || known.label == Label::Org {
                return at;
            }
        }
        let end = person_end(line, at, &self.taken);
        self.take(at..end, Guess::Sure(Label::Per));
        self.read_bracketed(end)
    }

    /// "President (Guillermo) Lasso": the rest of the name behind the bracket.
    fn read_bracketed(&mut self, at: usize) -> usize {
        if self.line.gap(at) != ") " || !self.line.is_capital(at) || self.taken[at] {
            return at;
        }
        let end = person_end(self.line, at, &self.taken);
        self.take(at..end, Guess::Sure(Label::Per))
    }

    fn read_known(&mut self, run: Range<usize>, end: usize, known: Known) -> usize {
        let line = self.line;
        let at = run.start;
        if end < run.end {
            let whole = headed(line, run.clone()).filter(|&(head_end, _)| head_end > end && line.spaced(end));
            if let Some((head_end, label)) = whole {
                return self.take(at..head_end, Guess::Sure(label));
            }
            if end == at + 1 && line.spaced(end) && self.begins_person(at, known) {
                return self.read_person(run);
            }
        }
        self.take(at..end, Guess::Sure(known.label))
    }

    /// Whether the known name at `at` is the first of a person's names: "Jordan Peterson".
    fn begins_person(&self, at: usize, known: Known) -> bool {
        let line = self.line;
        let next = at + 1;
        let given = line.is(at, GIVEN) && known.label != Label::Norp;
        let surname =
            known.label == Label::Per && line.shape(next) == Shape::Capital && !line.is(next, COMMON);
        let known_next =
            line.known(next).is_none_or(|(_, next)| matches!(next.label, Label::Per | Label::Loc));
        (given || surname) && known_next
    }

    fn read_person(&mut self, run: Range<usize>) -> usize {
        let end = person_end(self.line, run.start, &self.taken);
        self.take(run.start..end, Guess::Sure(Label::Per))
    }

    fn read_unknown(&mut self, run: Range<usize>) -> usize {
        let line = self.line;
        let at = run.start;
        let first = line.tokens[at].first;
        if let Some((end, label)) = headed(line, run.clone()) {
            let everyday = first && line.style != Style::Running && (at..end).all(|at| line.is(at, COMMON));
            if !everyday {
                return self.take(at..end, Guess::Sure(label));
            }
        }
        if line.shape(at) == Shape::Initial && line.gap(at + 1) == "-" {
            return at + 1;
        }
        let unmarked = first || line.style != Style::Running;
        if unmarked && line.is(at, COMMON) && !(line.is(at, GIVEN) && run.len() > 1) {
            return at + 1;
        }
        if (line.is(at, GIVEN) || line.shape(at) == Shape::Initial) && run.len() > 1 && attached(line, at + 1)
        {
            return self.read_person(run);
        }
        let initial =
            (at + 1..run.end).any(|inner| line.shape(inner) == Shape::Initial && line.gap(inner + 1) == ". ");
        if initial {
            return self.read_person(run);
        }
        let inner = (at + 1..run.end).find_map(|inner| {
            let (end, known) = line.known(inner).filter(|(_, known)| known.label != Label::Per)?;
            Some((inner, end, known.label))
        });
        if let Some((inner, end, Label::Loc)) = inner
            && (at..inner).all(|at| line.is(at, COMPASS))
        {
            return self.take(at..end, Guess::Sure(Label::Loc));
        }
        let mut run = at..inner.map_or(run.end, |(inner, ..)| inner);
        let led = first && run.len() > 2 && !line.is(at, GIVEN) && line.is(at + 1, GIVEN);
        if led || line.is(at, ROLE) && run.len() > 1 && line.spaced(at + 1) {
            run.start += 1;
            return self.read_person(run);
        }
        match self.guess(run.clone()) {
            Some(guess) => self.take(run, guess),
            None => run.end,
        }
    }

    /// What a run that holds no known name, head or title may be.
    fn guess(&self, run: Range<usize>) -> Option<Guess> {
        let line = self.line;
        if run.len() == 1 {
            return self.guess_single(run.start);
        }
        if line.style == Style::Capitals {
            return Some(Guess::Weak);
        }
        if self.after_role(run.start) {
            return Some(Guess::Sure(Label::Per));
        }
        if let Some(label) = around(line, run.clone()) {
            return Some(Guess::Likely(label));
        }
        if line.is(run.start, COMPASS) || line.is(run.end - 1, COMPASS) {
            return Some(Guess::Likely(Label::Loc));
        }
        if line.style == Style::Headline {
            return Some(Guess::Weak);
        }
        let surname = run.len() == 2 && !line.is(run.start, COMMON);
        let everyday = run.clone().any(|at| line.is(at, COMMON)) && !surname;
        Some(match (everyday, line.tokens[run.start].first) {
            (true, true) => Guess::Weak,
            (true, false) => Guess::Likely(Label::Misc),
            (false, _) => Guess::Likely(Label::Per),
        })
    }

    fn guess_single(&self, at: usize) -> Option<Guess> {
        let line = self.line;
        let first = line.tokens[at].first;
        if line.is(at, COMMON | ORG_HEAD | PLACE_HEAD | EVENT_HEAD | WORK_HEAD)
            || line.shape(at) == Shape::Initial
        {
            return None;
        }
        if line.style == Style::Capitals {
            return Some(Guess::Weak);
        }
        if line.shape(at) == Shape::Capitals {
            return Some(self.guess_acronym(at));
        }
        if self.after_role(at) {
            return Some(Guess::Sure(Label::Per));
        }
        if let Some(label) = around(line, at..at + 1).filter(|_| !first || line.style == Style::Running) {
            return Some(Guess::Likely(label));
        }
        if line.is(at, GIVEN) {
            return Some(Guess::Likely(Label::Per));
        }
        let acts = line.spaced(at + 1)
            && (matches!(
                line.key(at + 1),
                "is" | "was" | "has" | "had" | "will" | "would" | "also" | "did" | "could" | "later" | "then"
            ) || line.key(at + 1).ends_with("ed"));
        let plural = line.key(at).ends_with('s');
        Some(match line.style {
            Style::Running if first && acts && !plural => Guess::Likely(Label::Per),
            Style::Running if !first => Guess::Name,
            _ => Guess::Weak,
        })
    }

    fn guess_acronym(&self, at: usize) -> Guess {
        let line = self.line;
        let word = line.word(at);
        let kind = word.ends_with('s');
        let aside = line.gap(at).ends_with('(') && !(at > 0 && line.is_capital(at - 1));
        let unmarked = line.style != Style::Running || line.tokens[at].first && word.len() > 5;
        if aside || unmarked || kind || word.len() > 7 {
            Guess::Weak
        } else if word.contains(|c: char| c.is_ascii_digit()) {
            Guess::Likely(Label::Misc)
        } else {
            Guess::Likely(Label::Org)
        }
    }

    /// Whether a word for what a person is or does stands before `at`: "spokesperson Bruce".
    fn after_role(&self, at: usize) -> bool {
        let line = self.line;
        at > 0
            && line.spaced(at)
            && line.is(at - 1, ROLE)
            && !line.is_capital(at - 1)
            && line.style == Style::Running
    }
}
