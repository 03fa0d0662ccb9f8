//! The text around a place, cut where it is long.

use crate::span::Span;

/// The text of `whole` before and after `span`, at most about `side` bytes of each.
pub(super) fn cut_between(text: &str, whole: Span, span: Span, side: usize) -> (String, String) {
    let before = &text[whole.start as usize..span.start as usize];
    let after = &text[span.end as usize..whole.end as usize];
    let from = before.floor_char_boundary(before.len().saturating_sub(side));
    let to = after.floor_char_boundary(side.min(after.len()));
    let left = match before[from..].find(' ') {
        Some(space) if from > 0 => format!("…{}", &before[from + space..]),
        _ => before[from..].to_owned(),
    };
    let right = match after[..to].rfind(' ') {
        Some(space) if to < after.len() => format!("{} …", &after[..space]),
        _ => after[..to].to_owned(),
    };
    (left, right)
}
