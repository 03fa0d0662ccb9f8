//! Days with a name: "Christmas Eve", "New Year's Day", "Labor Day weekend", "Good Friday", "Ramadan".

use super::year::with_year;
use crate::entity::line::{Line, Shape};
use crate::order;
use std::sync::LazyLock;

/// A day with a name.
pub(super) struct Holiday {
    /// The folded words of the name.
    pub words: Vec<&'static str>,
    /// The month and day, if they are the same in every year.
    pub date: Option<(u8, u8)>,
}

/// All of them, by the first word, and of those with the same first word the longer before the shorter.
static HOLIDAYS: LazyLock<Vec<Holiday>> = LazyLock::new(|| {
    let lines = include_str!("../lists/holidays.txt").lines().filter(|line| !line.starts_with('#'));
    let mut all: Vec<Holiday> = lines.map(read).collect();
    order::by(&mut all, |a, b| (a.words[0], b.words.len()).cmp(&(b.words[0], a.words.len())));
    all
});

fn read(line: &'static str) -> Holiday {
    let (name, date) = line.split_once('|').map_or((line, None), |(name, date)| (name, Some(date)));
    let date = date.and_then(|date| date.split_once('-'));
    let date = date.and_then(|(month, day)| month.parse().ok().zip(day.parse().ok()));
    Holiday { words: name.split(' ').collect(), date }
}

/// Whether some name begins with the folded word `first`.
pub(super) fn begins(first: &str) -> bool {
    HOLIDAYS.binary_search_by(|holiday| holiday.words[0].cmp(first)).is_ok()
}

/// The longest name of which `key` gives the words: the first for 0, and so on.
pub(super) fn named<'k>(key: impl Fn(usize) -> &'k str) -> Option<&'static Holiday> {
    let first = key(0);
    let start = HOLIDAYS.partition_point(|holiday| holiday.words[0] < first);
    let mut same = HOLIDAYS[start..].iter().take_while(|holiday| holiday.words[0] == first);
    same.find(|holiday| holiday.words.iter().enumerate().all(|(at, word)| key(at) == *word))
}

/// The end of the holiday at `at`, with its year or weekend.
pub(super) fn holiday(line: &Line, at: usize) -> Option<usize> {
    if !line.is_capital(at) {
        return None;
    }
    let name = &named(|offset| line.key(at + offset))?.words;
    let joined = |at: usize| matches!(line.gap(at), " " | "\u{a0}" | "' " | "’ " | ". " | "-");
    let small = |at: usize| matches!(line.key(at), "of" | "al");
    let end = at + name.len();
    if !(at + 1..end).all(|next| joined(next) && (line.is_capital(next) || small(next))) {
        return None;
    }
    // "Easter Island" and "Christmas Carol" are other names.
    let longer = line.spaced(end) && line.is_capital(end) && line.shape(end) != Shape::Digits;
    if longer && name.len() == 1 {
        return None;
    }
    let end = with_year(line, end);
    let weekend = line.key(end) == "weekend" && line.spaced(end);
    Some(if weekend { end + 1 } else { end })
}
