//! What is repeated at the edges of pages: running titles, numbers of pages.

use super::lines::Line;
use std::collections::BTreeMap;

/// How many pages further on a running title comes again at the latest: left and right pages have their own.
const FAR: u32 = 2;

/// How often it has come again in a file of more than two pages.
const OFTEN: u32 = 2;

/// A line that comes again: the last page it was seen on, and how often it had come again by then.
struct Seen {
    page: u32,
    again: u32,
}

/// Marks the lines at the upper and lower edges of pages that come again on the pages after, but for their figures.
pub(super) fn set_apart(lines: &mut [Line], pages: u32) {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut seen: Vec<Seen> = Vec::new();
    let mut edges: Vec<(usize, usize)> = Vec::new();
    let mut first = 0;
    for page in lines.chunk_by(|a, b| a.page == b.page) {
        let upper = second(page, 1.0);
        let lower = second(page, -1.0);
        for (at, line) in (first..).zip(page) {
            let is_upper = line.base >= upper;
            if !is_upper && -line.base < lower {
                continue;
            }
            let place = *places.entry(known_by(is_upper, &line.text)).or_insert(seen.len());
            if place == seen.len() {
                seen.push(Seen { page: line.page, again: 0 });
            }
            let seen = &mut seen[place];
            seen.again += u32::from(line.page != seen.page && line.page - seen.page <= FAR);
            seen.page = line.page;
            edges.push((at, place));
        }
        first += page.len();
    }
    let often = OFTEN.min(pages.saturating_sub(1)).max(1);
    edges.iter().for_each(|(at, place)| lines[*at].is_aside |= seen[*place].again >= often);
}

/// The second highest of the bases of a page, or, counted from above, the second lowest.
fn second(lines: &[Line], up: f32) -> f32 {
    /// Lines whose bases differ by less stand side by side.
    const SAME: f32 = 2.0;
    let (mut first, mut second) = (f32::MIN, f32::MIN);
    for height in lines.iter().map(|line| up * line.base) {
        if height > first + SAME {
            (first, second) = (height, first);
        } else if height < first - SAME && height > second {
            second = height;
        }
    }
    if second == f32::MIN { first } else { second }
}

/// A text with one sign for each number, also for a Roman one that stands alone.
fn known_by(is_upper: bool, text: &str) -> String {
    let mut known = String::from(if is_upper { "^" } else { "_" });
    if text.bytes().all(|byte| b"ivxlc".contains(&byte)) {
        known.push('#');
        return known;
    }
    for c in text.chars() {
        match c.is_numeric() {
            true if known.ends_with('#') => {}
            true => known.push('#'),
            false => known.push(c),
        }
    }
    known
}
