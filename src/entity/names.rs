//! Candidates for names: the capitalised runs of a line, cut and read by the
//! lists, the heads and titles in them, and the words around.

use super::evidence::{Guess, around, attached, headed, office, person_end, run_end};
use super::gazetteer::*;
use super::line::{Line, Shape, Style};
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
    fn add(&mut self, tokens: Range<usize>, guess: Guess) {
        let base = self.line.offset;
        self.names.push(Name { tokens: tokens.start + base..tokens.end + base, guess });
    }

    /// Reads what begins at `at`; returns where to read on, behind it.
    fn read(&mut self, at: usize) -> usize {
        let line = self.line;
        let known = line.known(at).filter(|&(end, known)| self.holds(at..end, known));
        if !line.is_capital(at) {
            return known.map_or(at + 1, |(end, known)| {
                self.add(at..end, Guess::Sure(known.label));
                end
            });
        }
        if line.is(at, FUNCTION) && known.is_none() {
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
        self.add(at..end, Guess::Sure(Label::Per));
        self.read_bracketed(end)
    }

    /// "President (Guillermo) Lasso": the rest of the name behind the bracket.
    fn read_bracketed(&mut self, at: usize) -> usize {
        if self.line.gap(at) != ") " || !self.line.is_capital(at) || self.taken[at] {
            return at;
        }
        let end = person_end(self.line, at, &self.taken);
        self.add(at..end, Guess::Sure(Label::Per));
        end
    }

    fn read_known(&mut self, run: Range<usize>, end: usize, known: Known) -> usize {
        let line = self.line;
        let at = run.start;
        if end < run.end {
            if let Some((head_end, label)) = headed(line, run.clone()).filter(|&(head_end, _)| head_end > end)
            {
                if self.one_name(at, end, known, head_end) {
                    self.add(at..head_end, Guess::Sure(label));
                    return head_end;
                }
            }
            let person =
                line.is(at, GIVEN) && end == at + 1 && line.spaced(end) && known.label != Label::Norp;
            if person
                && line
                    .known(end)
                    .is_none_or(|(_, next)| next.label == Label::Per || next.label == Label::Loc)
            {
                return self.read_person(run);
            }
        }
        self.add(at..end, Guess::Sure(known.label));
        end
    }

    /// Whether a known name and the headed run it begins are one name.
    fn one_name(&self, at: usize, end: usize, known: Known, head_end: usize) -> bool {
        let line = self.line;
        if line.gap(end) != " " {
            return false;
        }
        let nested = line.known(end).is_some_and(|(next, _)| next <= head_end && next > end + 1);
        match known.label {
            Label::Norp => !nested,
            Label::Loc => !nested && at < end,
            _ => true,
        }
    }

    fn read_person(&mut self, run: Range<usize>) -> usize {
        let end = person_end(self.line, run.start, &self.taken);
        self.add(run.start..end, Guess::Sure(Label::Per));
        end
    }

    fn read_unknown(&mut self, run: Range<usize>) -> usize {
        let line = self.line;
        let at = run.start;
        let first = line.tokens[at].first;
        if let Some((end, label)) = headed(line, run.clone()) {
            let only_first = first && line.is(at, COMMON) && run.len() == 2 && line.style != Style::Running;
            if !only_first {
                self.add(at..end, Guess::Sure(label));
                return end;
            }
        }
        let unmarked = first || line.style != Style::Running;
        if unmarked && line.is(at, COMMON) && !(line.is(at, GIVEN) && run.len() > 1) {
            return at + 1;
        }
        if (line.is(at, GIVEN) || line.shape(at) == Shape::Initial) && run.len() > 1 && attached(line, at + 1)
        {
            return self.read_person(run);
        }
        // A known name inside the run ends what is unknown before it.
        let end = (at + 1..run.end)
            .find(|&inner| line.known(inner).is_some_and(|(_, known)| known.label != Label::Per))
            .unwrap_or(run.end);
        let run = at..end;
        let guess = self.guess(run.clone());
        match guess {
            Some(guess) => self.add(run.clone(), guess),
            None => {}
        }
        run.end
    }

    fn guess(&self, run: Range<usize>) -> Option<Guess> {
        let line = self.line;
        let at = run.start;
        let first = line.tokens[at].first;
        let role = at > 0 && line.spaced(at) && line.is(at - 1, ROLE) && !line.is_capital(at - 1);
        let single = run.len() == 1;
        let running = line.style == Style::Running;
        if single && line.is(at, COMMON) {
            return None;
        }
        if single && line.shape(at) == Shape::Capitals {
            let letters = line.word(at).chars().count();
            return match (running, letters) {
                (false, _) => Some(Guess::Weak),
                (true, 2..=6) => Some(Guess::Likely(Label::Org)),
                _ => Some(Guess::Name),
            };
        }
        if line.shape(at) == Shape::Initial && single {
            return None;
        }
        if role && running {
            return Some(Guess::Sure(Label::Per));
        }
        if let Some(label) = around(line, run.clone()).filter(|_| running || !single) {
            return Some(Guess::Likely(label));
        }
        if single && line.is(at, GIVEN) {
            return Some(Guess::Likely(Label::Per));
        }
        if !running {
            return Some(Guess::Weak);
        }
        if single {
            let copula = matches!(line.key(run.end), "is" | "was" | "has" | "had" | "who" | "will")
                && line.spaced(run.end);
            return Some(match first {
                true if copula => Guess::Likely(Label::Per),
                true => Guess::Weak,
                false => Guess::Name,
            });
        }
        if run.clone().any(|at| line.is(at, COMMON)) {
            return Some(if first { Guess::Weak } else { Guess::Likely(Label::Misc) });
        }
        Some(Guess::Likely(Label::Per))
    }
}
