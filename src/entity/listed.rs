//! Names that the lists alone tell, where no model can: in other languages, in lines in capitals,
//! and acronyms.

use super::Mention;
use super::gazetteer::{COMMON, Known};
use super::line::{Line, Shape, Style};

/// Adds the names of the lists in `line` to `found`, in order.
pub(super) fn find(line: &Line, found: &mut Vec<Mention>) {
    let mut at = 0;
    while at < line.tokens.len() {
        match line.known(at).filter(|&(end, known)| holds(line, at, end, known)) {
            Some((end, known)) => {
                found.push(Mention { span: line.span(at..end), label: known.label });
                at = end;
            }
            None => at += 1,
        }
    }
}

/// Adds the acronyms of three letters and more of the lists that begin a sentence of `line`, where the model may take them for
/// words written large.
pub(super) fn find_acronyms(line: &Line, found: &mut Vec<Mention>) {
    if line.style == Style::Capitals {
        return;
    }
    let first = |at: &usize| {
        let token = &line.tokens[*at];
        token.first && token.shape == Shape::Capitals && token.span.len() > 2
    };
    for at in (0..line.tokens.len()).filter(first) {
        let known = line.known(at).filter(|&(end, known)| end == at + 1 && known.capitals);
        found.extend(known.map(|(end, known)| Mention { span: line.span(at..end), label: known.label }));
    }
}

/// Whether a name of the lists is one here too: not an everyday word that begins a sentence.
fn holds(line: &Line, start: usize, end: usize, known: Known) -> bool {
    let single = end == start + 1;
    let unmarked = line.tokens[start].first || line.style != Style::Running;
    let everyday = single && unmarked && line.is(start, COMMON) && !known.capitals;
    !everyday
}
