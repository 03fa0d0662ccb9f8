//! Which lines of a page are its main text: the element that holds most prose and least else, and
//! in it what is neither a list of links, nor a teaser, nor a caption.

use super::areas::{Areas, Trust, prose};
use super::lines::{Line, Lines, ends_sentence};
use super::names::{self, Hint};
use super::phrases::{Over, over};
use super::tree::{Attribute, NodeId, Tree, is_heading};

/// How much prose makes a main text that is not doubted.
const ENOUGH: u32 = 140;

/// Where paragraphs are marked as such, how much there is at least to read in one that is not.
const UNMARKED: u32 = 120;

/// How much there is to read in a sentence that may end the main text.
const SHORT_SENTENCE: u32 = 15;

/// What part of the prose a teaser or a section of something else may be at most: one by this.
const MOST_OF_SECTION: u32 = 4;

/// For each line of a page, whether it is of the main text.
pub(super) fn of(tree: &Tree, lines: &Lines) -> Vec<bool> {
    let mut best = (0, vec![false; lines.lines.len()]);
    for trust in [Trust::Names, Trust::Tags] {
        let kept = Page::new(tree, lines, trust).main_text();
        let amount =
            lines.lines.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(line, _)| line.size).sum();
        if amount > best.0 {
            best = (amount, kept);
        }
        if best.0 >= ENOUGH {
            break;
        }
    }
    best.1
}

struct Page<'a> {
    tree: &'a Tree,
    lines: &'a Lines,
    areas: Areas,
    /// For each node, how much there is to read in it, and how much of that in links.
    sizes: Vec<(u32, u32)>,
    /// For each node, how much prose there is in it.
    prose: Vec<u32>,
}

impl<'a> Page<'a> {
    fn new(tree: &'a Tree, lines: &'a Lines, trust: Trust) -> Self {
        let mut sizes = vec![(0, 0); tree.len()];
        for line in &lines.lines {
            let (size, links) = &mut sizes[line.block as usize];
            *size += line.size;
            *links += line.link_size;
        }
        for id in tree.ids().skip(1).rev() {
            let (size, links) = sizes[id as usize];
            let of_parent = &mut sizes[tree.node(id).parent as usize];
            *of_parent = (of_parent.0 + size, of_parent.1 + links);
        }
        Page { tree, lines, areas: Areas::new(tree, lines, trust), sizes, prose: prose(tree, lines) }
    }

    fn main_text(&self) -> Vec<bool> {
        let Some(root) = self.root() else { return vec![false; self.lines.lines.len()] };
        let mut kept: Vec<bool> = self.lines.lines.iter().map(|line| self.is_kept(line, root)).collect();
        self.drop_teasers(root, &mut kept);
        self.drop_unmarked(&mut kept);
        self.drop_what_headings_tell(root, &mut kept);
        self.drop_loose_ends(&mut kept);
        kept
    }

    /// The element that holds the main text, if there is any prose in the page.
    fn root(&self) -> Option<NodeId> {
        let mut values = vec![0.0; self.tree.len()];
        for line in &self.lines.lines {
            values[line.block as usize] += self.value(line);
        }
        let mut best = (None, 0.0);
        for id in self.tree.ids().rev() {
            let value = values[id as usize];
            if value * self.prior(id) > best.1 {
                best = (Some(id), value * self.prior(id));
            }
            if id > 0 {
                values[self.tree.node(id).parent as usize] += value;
            }
        }
        best.0
    }

    /// How much more an element is believed to be the article than any other.
    fn prior(&self, id: NodeId) -> f64 {
        let itemprop = self.tree.attribute(id, Attribute::Itemprop).unwrap_or_default();
        match (self.areas.hints[id as usize], self.tree.tag(id)) {
            _ if itemprop.eq_ignore_ascii_case("articleBody") => 2.0,
            (Hint::Body, _) => 1.7,
            (_, "article") | (Hint::Article, _) => 1.5,
            (_, "main") => 1.2,
            (Hint::Content, _) => 1.1,
            _ => 1.0,
        }
    }

    /// How much a line speaks for an element that holds it.
    fn value(&self, line: &Line) -> f64 {
        let size = f64::from(line.size);
        if self.areas.apart[self.holder(line) as usize] {
            -2.0
        } else if line.link_size * 2 >= line.size {
            -10.0 - size.min(50.0)
        } else if line.is_prose {
            size
        } else {
            -5.0
        }
    }

    /// The innermost element that holds all of a line.
    fn holder(&self, line: &Line) -> NodeId {
        let parent = self.tree.node(line.start).parent;
        let holds = |&id: &NodeId| self.tree.node(id).end > line.last;
        self.tree.ancestors(parent).find(holds).unwrap_or(0)
    }

    fn is_kept(&self, line: &Line, root: NodeId) -> bool {
        if !self.tree.contains(root, line.block) || self.areas.apart[self.holder(line) as usize] {
            return false;
        }
        let inside = self.tree.ancestors(line.block).take_while(|&id| id != root);
        match inside.filter(|&id| matches!(self.tree.tag(id), "ul" | "ol")).last() {
            Some(list) => {
                let (size, links) = self.sizes[list as usize];
                links * 2 < size
            }
            None => line.link_size * 10 < line.size * 6,
        }
    }

    /// Sets apart items that are the title of another article, as a link, and what it is about.
    fn drop_teasers(&self, root: NodeId, kept: &mut [bool]) {
        let lines = &self.lines.lines;
        let is_item = |&id: &NodeId| {
            matches!(self.tree.tag(id), "li" | "article")
                && self.prose[id as usize] * MOST_OF_SECTION < self.prose[root as usize]
        };
        let mut at = 0;
        while at < lines.len() {
            let inside = self.tree.ancestors(lines[at].block).take_while(|&id| id != root);
            let item = inside.filter(is_item).last();
            let Some(item) = item.filter(|_| self.tree.contains(root, lines[at].block)) else {
                at += 1;
                continue;
            };
            let end = lines.partition_point(|line| line.start < self.tree.node(item).end);
            let is_title = |line: &Line| line.size > 8 && line.link_size * 10 > line.size * 9;
            let prose = lines[at..end].iter().position(|line| line.is_prose).map_or(end, |prose| at + prose);
            if lines[at..prose].iter().any(is_title) {
                kept[at..end].fill(false);
            }
            at = end.max(at + 1);
        }
    }

    /// Where most prose is in marked paragraphs, sets apart short lines that are not.
    fn drop_unmarked(&self, kept: &mut [bool]) {
        let kept_lines =
            || self.lines.lines.iter().zip(&*kept).filter(|(_, kept)| **kept).map(|(line, _)| line);
        let amount = |marked: bool| {
            let of_kind = kept_lines().filter(|line| line.is_prose && self.is_marked(line) == marked);
            of_kind.map(|line| line.size).sum::<u32>()
        };
        if amount(true) < amount(false) * 4 {
            return;
        }
        for (line, kept) in self.lines.lines.iter().zip(kept) {
            *kept &= self.is_marked(line) || line.size >= UNMARKED;
        }
    }

    /// Whether a line stands in an element that says what it is.
    fn is_marked(&self, line: &Line) -> bool {
        let tag = self.tree.tag(line.block);
        let by_tag =
            matches!(tag, "blockquote" | "caption" | "dd" | "dt" | "li" | "p" | "pre" | "td" | "th" | "tr");
        by_tag || is_heading(tag) || names::is_heading(self.tree, self.holder(line))
    }

    /// Sets apart what stands below headings like "Related articles" and "3 comments".
    fn drop_what_headings_tell(&self, root: NodeId, kept: &mut [bool]) {
        let lines = &self.lines.lines;
        let Some(first) = (0..lines.len()).find(|&at| kept[at] && lines[at].is_prose) else { return };
        for at in first + 1..lines.len() {
            if !self.tree.contains(root, lines[at].block) {
                continue;
            }
            match over(self.lines.text_of(&lines[at])) {
                Some(Over::Talk) if self.is_alone(&lines[at]) => return kept[at..].fill(false),
                Some(Over::Others) => {
                    let end = self.end_of_section(at, root, kept);
                    kept[at..end].fill(false);
                }
                _ => {}
            }
        }
    }

    /// Whether a line is a heading or a division of its own.
    fn is_alone(&self, line: &Line) -> bool {
        let tag = self.tree.tag(line.block);
        is_heading(tag) || matches!(tag, "div" | "header" | "section")
    }

    /// The line behind what a heading at `at` stands over: all of an element that begins with it, or
    /// else the list that follows it.
    fn end_of_section(&self, at: usize, root: NodeId, kept: &[bool]) -> usize {
        let lines = &self.lines.lines;
        let before = at.checked_sub(1).map(|before| lines[before].start);
        let is_section = |id: &NodeId| {
            let begins = before.is_none_or(|before| before < *id);
            begins && self.prose[*id as usize] * MOST_OF_SECTION < self.prose[root as usize]
        };
        let section = self.tree.ancestors(lines[at].block).take_while(is_section).last();
        let end =
            section.map_or(at + 1, |id| lines.partition_point(|line| line.start < self.tree.node(id).end));
        let follows = |at: &usize| !kept[*at] || self.tree.tag(lines[*at].block) == "li";
        if end > at + 1 {
            end
        } else {
            (end..lines.len()).take_while(follows).last().map_or(end, |last| last + 1)
        }
    }

    /// Sets apart headings that stand over nothing, and short lines around the text.
    fn drop_loose_ends(&self, kept: &mut [bool]) {
        let lines = &self.lines.lines;
        let is_prose = |at: &usize| kept[*at] && lines[*at].is_prose;
        let first = (0..lines.len()).find(is_prose);
        let is_sentence = |at: &usize| {
            let line = &lines[*at];
            kept[*at]
                && line.size >= SHORT_SENTENCE
                && self.is_marked(line)
                && ends_sentence(self.lines.text_of(line))
        };
        let last = (0..lines.len()).rfind(|at| is_prose(at) || is_sentence(at));
        let (Some(first), Some(last)) = (first, last) else { return };
        kept[..first].fill(false);
        let belongs = |at: &usize| {
            kept[*at] && self.is_marked(&lines[*at]) && !self.lines.text_of(&lines[*at]).starts_with('©')
        };
        let end = (last + 1..lines.len()).find(|at| !belongs(at)).unwrap_or(lines.len());
        kept[end..].fill(false);
        let mut over_something = false;
        for at in (0..lines.len()).rev() {
            if is_heading(self.tree.tag(lines[at].block)) {
                kept[at] &= over_something;
                over_something = false;
            } else {
                over_something |= kept[at];
            }
        }
    }
}
