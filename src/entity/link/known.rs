//! What the lists say of names: all that linking asks them.

use crate::entity::Label;
use crate::entity::gazetteer::{GAZETTEER, PORTFOLIO, ROLE, TITLE};

/// The form under which the lists hold what the folded `name` means as this label.
pub fn usual_name(label: Label, name: &str) -> Option<&'static str> {
    GAZETTEER.usual_name(label, name)
}

/// The folded `name` of a person without the office or rank before it; as it is where nothing
/// would be left.
///
/// "secretary of state marco rubio" is "marco rubio".
pub fn without_title(name: &str) -> &str {
    let mut rest = name;
    while let Some((word, after)) = rest.split_once(' ')
        && GAZETTEER.classes(word) & (TITLE | ROLE) != 0
    {
        rest = after_portfolio(after);
    }
    rest
}

/// What follows "of state" or "of foreign affairs and trade"; all of `words` where no office's field stands there.
fn after_portfolio(words: &str) -> &str {
    let Some(mut rest) = words.strip_prefix("of ") else { return words };
    let mut is_field = false;
    while let Some((word, after)) = rest.split_once(' ') {
        let is_in_field = GAZETTEER.classes(word) & PORTFOLIO != 0;
        if !is_in_field && !matches!(word, "and" | "the" | "of") {
            break;
        }
        is_field |= is_in_field;
        rest = after;
    }
    if is_field { rest } else { words }
}
