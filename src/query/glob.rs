//! Words with `*` and `?` in them.

use super::pattern::GlobPart;

/// The part of what `parts` match that is sure from its beginning.
pub fn prefix(parts: &[GlobPart]) -> &str {
    match parts.first() {
        Some(GlobPart::Text(text)) => text,
        _ => "",
    }
}

/// Whether `parts` make up all of `term`. Goes back only to the last `*`, so that the time
/// is bounded by the product of the two lengths.
///
/// ```
/// use corpus_viewer::query::{GlobPart, glob_matches};
/// let women = [GlobPart::Text("wom".into()), GlobPart::One, GlobPart::Text("n".into())];
/// assert!(glob_matches(&women, "women") && !glob_matches(&women, "womn"));
/// ```
pub fn matches(parts: &[GlobPart], term: &str) -> bool {
    let mut rest = term;
    let mut at = 0;
    let mut retry: Option<(usize, &str)> = None;
    loop {
        let step = match parts.get(at) {
            None if rest.is_empty() => return true,
            None => None,
            Some(GlobPart::Many) => {
                retry = Some((at + 1, rest));
                Some(rest)
            }
            Some(GlobPart::One) => without_first(rest),
            Some(GlobPart::Text(text)) => rest.strip_prefix(text.as_str()),
        };
        match (step, &mut retry) {
            (Some(after), _) => {
                rest = after;
                at += 1;
            }
            (None, None) => return false,
            (None, Some((again, from))) => match without_first(from) {
                None => return false,
                Some(after) => {
                    *from = after;
                    rest = after;
                    at = *again;
                }
            },
        }
    }
}

fn without_first(text: &str) -> Option<&str> {
    let mut chars = text.chars();
    chars.next().map(|_| chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn twin(parts: &[GlobPart], term: &str) -> bool {
        match parts.first() {
            None => term.is_empty(),
            Some(GlobPart::Text(text)) => {
                term.strip_prefix(text.as_str()).is_some_and(|rest| twin(&parts[1..], rest))
            }
            Some(GlobPart::One) => without_first(term).is_some_and(|rest| twin(&parts[1..], rest)),
            Some(GlobPart::Many) => {
                twin(&parts[1..], term) || without_first(term).is_some_and(|rest| twin(parts, rest))
            }
        }
    }

    proptest! {
        #[test]
        fn agrees_with_its_twin(parts in prop::collection::vec(0..4, 0..6), term in "[abé]{0,7}") {
            let part = |kind: &i32| match kind {
                0 => GlobPart::Many,
                1 => GlobPart::One,
                2 => GlobPart::Text("a".into()),
                _ => GlobPart::Text("bé".into()),
            };
            let parts: Vec<GlobPart> = parts.iter().map(part).collect();
            prop_assert_eq!(matches(&parts, &term), twin(&parts, &term));
        }
    }
}
