//! What stands at the edges of pages and is no part of the text: running titles, numbers of pages.

use super::lines::Line;
use super::paragraphs::{LARGE, commonest};
use std::collections::BTreeMap;

/// How many pages further on a running title comes again at the latest: left and right pages have their own.
const FAR: u32 = 2;

/// On how many pages a running title is found, or numbers that go with those of the pages, in a longer file.
const OFTEN: u32 = 3;

/// Lines whose bases differ by less, in points, stand side by side.
const SAME_BASE: f32 = 2.0;

/// Something that is found on several pages: the last of them, and how many they are.
#[derive(Default)]
struct Seen {
    page: u32,
    pages: u32,
}

impl Seen {
    fn see(&mut self, page: u32) {
        self.pages += u32::from(page != self.page);
        self.page = page;
    }
}

/// Marks what is a running title or the number of a page among the lines of the pages.
pub(super) fn set_apart(lines: &mut [Line], pages: u32) {
    let size = commonest(lines.iter().map(|line| (line.size, line.text.len())));
    let at_edge = lines.chunk_by(|a, b| a.page == b.page).flat_map(edges);
    let may_be: Vec<bool> =
        at_edge.zip(&*lines).map(|(at_edge, line)| at_edge && line.size <= LARGE * size).collect();
    let mut titles: BTreeMap<String, Seen> = BTreeMap::new();
    let mut numbers: BTreeMap<i64, Seen> = BTreeMap::new();
    for (line, _) in lines.iter().zip(&may_be).filter(|(_, may_be)| **may_be) {
        let title = titles.entry(without_numbers(&line.text)).or_default();
        if title.pages < OFTEN && line.page - title.page > FAR {
            title.pages = 0;
        }
        title.see(line.page);
        numbers_of(line).for_each(|number| numbers.entry(number).or_default().see(line.page));
    }
    let often = OFTEN.min(pages.max(2));
    let counted = numbers.iter().max_by_key(|(_, seen)| seen.pages);
    let counted = counted.filter(|(_, seen)| seen.pages >= OFTEN && seen.pages * 2 >= pages);
    let is_numbered =
        |line: &Line| counted.is_some_and(|(counted, _)| numbers_of(line).any(|n| n == *counted));
    for (line, _) in lines.iter_mut().zip(&may_be).filter(|(_, may_be)| **may_be) {
        line.is_aside |= is_numbered(line) || titles[&without_numbers(&line.text)].pages >= often;
    }
}

/// For each line of a page, whether it is one of the two upper or the two lower ones.
fn edges(lines: &[Line]) -> Vec<bool> {
    let upper = second(lines.iter().map(|line| line.base));
    let lower = -second(lines.iter().map(|line| -line.base));
    lines.iter().map(|line| line.base >= upper || line.base <= lower).collect()
}

/// The second highest of some heights.
fn second(heights: impl Iterator<Item = f32>) -> f32 {
    let (mut first, mut second) = (f32::MIN, f32::MIN);
    for height in heights {
        if height > first + SAME_BASE {
            (first, second) = (height, first);
        } else if height < first - SAME_BASE && height > second {
            second = height;
        }
    }
    if second == f32::MIN { first } else { second }
}

/// A text with one sign for each number, also for a Roman one that stands alone.
fn without_numbers(text: &str) -> String {
    if text.bytes().all(|byte| b"ivxlc".contains(&byte)) {
        return "#".to_owned();
    }
    let mut known = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_numeric() {
            true if known.ends_with('#') => {}
            true => known.push('#'),
            false => known.push(c),
        }
    }
    known
}

/// By how much the numbers that a line begins and ends with are more than that of its page in the file.
fn numbers_of(line: &Line) -> impl Iterator<Item = i64> {
    let words = [line.text.split(' ').next(), line.text.split(' ').next_back()];
    let page = i64::from(line.page);
    words.into_iter().flatten().filter_map(move |word| Some(i64::from(word.parse::<u32>().ok()?) - page))
}
