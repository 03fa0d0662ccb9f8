//! The title of an article: the heading in the page that agrees with what the head of the page
//! tells, or else `og:title`, the headline of JSON-LD, or `<title>`, each without the name of the
//! site; where the head tells nothing, the only `<h1>` or the last heading before the main text.

use super::lines::Lines;
use super::metadata::{Found, Metadata, plain};
use super::tree::{Attribute, Tree, is_heading};
use rustc_hash::FxHashSet;

/// How much of their words a heading and a told title must share: twice the common ones by all.
const AGREE: f64 = 0.6;

/// The same of a line before the main text that is no heading.
const AGREE_PLAIN: f64 = 0.7;

/// What stands between a title and the name of the site.
const SEPARATORS: [&str; 9] = [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", "_"];

/// The most words of a site's name that is not told elsewhere.
const SITE_WORDS: usize = 5;

/// The title, and the line of the page that it is, if it is one.
pub(super) struct Title {
    pub found: Option<Found>,
    pub line: Option<usize>,
}

/// Finds the title. `body` is the first line of the main text.
pub(super) fn find(tree: &Tree, lines: &Lines, metadata: &Metadata, body: usize) -> Title {
    let told = told(tree, metadata);
    let headings: Vec<usize> =
        (0..lines.lines.len()).filter(|&at| heading(tree, lines, at).is_some()).collect();
    let agrees = |at: usize| {
        let text = lines.text_of(&lines.lines[at]);
        told.iter().map(|(title, _)| likeness(text, title)).fold(0.0, f64::max)
    };
    let near = |at: usize| usize::from(at > body);
    let rank = |at: usize| (heading(tree, lines, at) != Some("h1"), near(at), at);
    let agreeing = headings.iter().copied().filter(|&at| agrees(at) >= AGREE).min_by_key(|&at| rank(at));
    let plain_line = || (0..body).rfind(|&at| lines.lines[at].link_size == 0 && agrees(at) >= AGREE_PLAIN);
    let only = || {
        let mut best = headings.iter().copied().filter(|&at| heading(tree, lines, at) == Some("h1"));
        let before = || headings.iter().copied().rfind(|&at| at < body);
        best.next().filter(|_| best.next().is_none()).or_else(before).filter(|_| told.is_empty())
    };
    match agreeing.or_else(plain_line).or_else(only) {
        Some(at) => {
            let origin = heading(tree, lines, at).unwrap_or("the page").to_owned();
            Title { found: Some((lines.text_of(&lines.lines[at]).to_owned(), origin)), line: Some(at) }
        }
        None => Title { found: told.into_iter().next(), line: None },
    }
}

/// The tag of the heading that a line stands in.
fn heading(tree: &Tree, lines: &Lines, at: usize) -> Option<&'static str> {
    let tags = tree.ancestors(lines.lines[at].block).take(3).map(|id| tree.tag(id));
    tags.into_iter().find(|tag| is_heading(tag))
}

/// What the head of the page tells, the best first.
fn told(tree: &Tree, metadata: &Metadata) -> Vec<Found> {
    let site = metadata.source().map(|(name, _)| name);
    let data =
        metadata.told.headline.as_deref().and_then(plain).map(|title| (title, "JSON-LD headline".to_owned()));
    let element = tree.ids().find(|&id| tree.tag(id) == "title" && is_of_page(tree, id));
    let element = element.and_then(|id| plain(&tree.all_text(id))).map(|title| (title, "title".to_owned()));
    let meta =
        metadata.meta(&["og:title"], |_| true).into_iter().chain(metadata.meta(&["twitter:title"], |_| true));
    let found = meta.chain(data).chain(element);
    found
        .map(|(title, origin)| (without_site(&title, site.as_deref()), origin))
        .filter(|(title, _)| !title.is_empty())
        .collect()
}

/// Whether a `<title>` is the page's and not a drawing's.
fn is_of_page(tree: &Tree, id: u32) -> bool {
    tree.ancestors(id).all(|id| tree.tag(id) != "svg" && tree.attribute(id, Attribute::Itemprop).is_none())
}

/// A title without the name of the site before or behind it.
fn without_site(title: &str, site: Option<&str>) -> String {
    let cuts = || SEPARATORS.iter().flat_map(|by| [title.split_once(by), title.rsplit_once(by)]).flatten();
    let is_site = |part: &str| site.is_some_and(|site| likeness(part, site) >= AGREE);
    let cut = cuts().find_map(
        |(before, behind)| {
            if is_site(behind) { Some(before) } else { is_site(before).then_some(behind) }
        },
    );
    let shorter = || {
        let (before, behind) = cuts().max_by_key(|(before, _)| before.len())?;
        let count = |part: &str| part.split_whitespace().count();
        (count(behind) <= SITE_WORDS && count(before) > count(behind)).then_some(before)
    };
    cut.or_else(shorter).unwrap_or(title).trim().to_owned()
}

/// How alike two texts are: twice the common words by all, from 0 to 1.
fn likeness(one: &str, other: &str) -> f64 {
    let words = |text: &str| -> FxHashSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let (one, other) = (words(one), words(other));
    let common = one.intersection(&other).count();
    2.0 * common as f64 / (one.len() + other.len()).max(1) as f64
}
