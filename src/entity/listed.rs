//! Names that the lists alone tell, where no model can: in other languages, in lines in capitals.

use super::gazetteer::{COMMON, Known};
use super::line::{Line, Style};
use super::{Label, Mention};

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

/// Whether a name of the lists is one here too: not an everyday word that begins a sentence, and no
/// surname alone.
fn holds(line: &Line, start: usize, end: usize, known: Known) -> bool {
    let single = end == start + 1;
    let unmarked = line.tokens[start].first || line.style != Style::Running;
    let everyday = single && unmarked && line.is(start, COMMON) && !known.capitals;
    let bare = single && known.label == Label::Per;
    !everyday && !bare
}
