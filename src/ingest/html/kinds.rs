//! What each line of a page is.

use super::dates::day;
use super::lines::{Line, Lines};
use super::names;
use super::tree::{Attribute, NodeId, Tree};
use crate::corpus::{BlockKind, Date};

/// How many lines before the main text may tell its author and date, if there is no headline.
const HEAD_LINES: usize = 8;

/// How many lines before the headline may do so.
const BEFORE_TITLE: usize = 2;

/// The longest line of a head that holds a date, in bytes.
const MAX_DATED: usize = 80;

/// The longest line of a head that tells an author or a date, in bytes.
const MAX_META: usize = 160;

/// The most words of an author's name in a byline.
const MAX_NAME: usize = 8;

/// The kinds of all lines. `kept` says which are of the main text, `title` which is the headline.
pub(super) fn of(tree: &Tree, lines: &Lines, kept: &[bool], title: Option<usize>) -> Vec<BlockKind> {
    let body = kept.iter().position(|&kept| kept).unwrap_or(kept.len());
    let before = body.saturating_sub(HEAD_LINES);
    let head = match title {
        Some(title) if title < body => title.saturating_sub(BEFORE_TITLE)..body,
        _ => before..body,
    };
    let kind = |(at, line): (usize, &Line)| {
        if title == Some(at) {
            BlockKind::Title
        } else if kept[at] {
            BlockKind::Paragraph
        } else if head.contains(&at) && is_meta(tree, lines, line) {
            BlockKind::Meta
        } else {
            BlockKind::Furniture
        }
    };
    lines.lines.iter().enumerate().map(kind).collect()
}

/// The day and the author that the lines of the head tell.
pub(super) fn read_head(lines: &Lines, kinds: &[BlockKind]) -> (Option<Date>, Option<String>) {
    let head = || lines.lines.iter().zip(kinds).filter(|(_, kind)| **kind == BlockKind::Meta);
    let mut texts = head().map(|(line, _)| lines.text_of(line));
    let date = head().find_map(|(line, _)| day(lines.text_of(line)));
    let author = texts.find_map(|text| {
        let name = text.strip_prefix("By ").or_else(|| text.strip_prefix("BY "))?.trim();
        let is_name =
            name.split_whitespace().count() <= MAX_NAME && !name.contains(|c: char| c.is_ascii_digit());
        is_name.then(|| name.to_owned())
    });
    (date, author)
}

/// Whether a line tells who wrote the article, or when.
fn is_meta(tree: &Tree, lines: &Lines, line: &Line) -> bool {
    let text = lines.text_of(line);
    if text.len() > MAX_META {
        return false;
    }
    let by = text.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("by "));
    by || text.len() <= MAX_DATED && day(text).is_some()
        || (line.start..=line.last).any(|id| is_marked(tree, tree.node(id).parent))
}

fn is_marked(tree: &Tree, id: NodeId) -> bool {
    tree.ancestors(id).take(3).any(|id| {
        let property = tree.attribute(id, Attribute::Itemprop).unwrap_or_default();
        let named = [Attribute::Class, Attribute::Id].into_iter().filter_map(|name| tree.attribute(id, name));
        tree.tag(id) == "time"
            || tree.attribute(id, Attribute::Rel) == Some("author")
            || matches!(property, "author" | "datePublished")
            || named.flat_map(str::split_ascii_whitespace).any(names::is_of_byline)
    })
}
