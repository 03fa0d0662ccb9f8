//! Which stretches of a page are set apart from its article: by their tags, roles and names.

use super::lines::Lines;
use super::names::{Hint, hint};
use super::tree::{Attribute, NodeId, Tree};
use rustc_hash::FxHashMap;

/// What share of a page's prose an element may hold and still be set apart.
const MOST_APART: f64 = 0.4;

/// The same where its tag or role says so.
const MOST_APART_BY_TAG: f64 = 0.7;

/// The same of what readers wrote, which is often longer than the article.
const MOST_TALK: f64 = 0.9;

/// What is believed about where the article is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// Tags, roles and names of elements.
    Names,
    /// Tags and roles only, and what readers wrote.
    Tags,
}

/// What is known of the elements of a page.
pub(super) struct Areas {
    pub hints: Vec<Hint>,
    /// Whether a node lies in something that is set apart.
    pub apart: Vec<bool>,
}

impl Areas {
    pub fn new(tree: &Tree, lines: &Lines, trust: Trust) -> Self {
        let hints: Vec<Hint> = tree.ids().map(|id| hint(tree, id)).collect();
        let prose = prose(tree, lines);
        let has_headline = holding(tree, "h1");
        // Many sites name each paragraph of an article alike, whatever the name means to them.
        let mut of_class: FxHashMap<&str, u32> = FxHashMap::default();
        for id in tree.ids() {
            if let Some(class) = class_of_paragraph(tree, id) {
                *of_class.entry(class).or_default() += prose[id as usize];
            }
        }
        let mut apart = vec![false; tree.len()];
        for id in tree.ids().skip(1) {
            let share = |prose_in: u32| f64::from(prose_in) / f64::from(prose[0].max(1));
            let own = share(prose[id as usize]);
            let alike = class_of_paragraph(tree, id).and_then(|class| of_class.get(class)).copied();
            let all = own.max(share(alike.unwrap_or(0)));
            let by_tag = is_apart_by_tag(tree.tag(id)) || has_apart_role(tree, id);
            let is_apart = match hints[id as usize] {
                _ if matches!(tree.tag(id), "" | "body" | "html") => false,
                Hint::Talk => own < MOST_TALK && !has_headline[id as usize],
                Hint::Apart if trust == Trust::Names && all < MOST_APART => true,
                _ => by_tag && own < MOST_APART_BY_TAG,
            };
            apart[id as usize] = is_apart || apart[tree.node(id).parent as usize];
        }
        Areas { hints, apart }
    }
}

/// For each node, whether an element with this tag lies in it.
fn holding(tree: &Tree, tag: &str) -> Vec<bool> {
    let mut holding = vec![false; tree.len()];
    for id in tree.ids().skip(1).rev() {
        holding[tree.node(id).parent as usize] |= holding[id as usize] || tree.tag(id) == tag;
    }
    holding
}

fn class_of_paragraph(tree: &Tree, id: NodeId) -> Option<&str> {
    tree.attribute(id, Attribute::Class).filter(|_| tree.tag(id) == "p")
}

/// For each node, how much prose there is in it.
pub(super) fn prose(tree: &Tree, lines: &Lines) -> Vec<u32> {
    let mut prose = vec![0; tree.len()];
    for line in lines.lines.iter().filter(|line| line.is_prose) {
        prose[line.block as usize] += line.size;
    }
    for id in tree.ids().skip(1).rev() {
        prose[tree.node(id).parent as usize] += prose[id as usize];
    }
    prose
}

fn is_apart_by_tag(tag: &str) -> bool {
    matches!(
        tag,
        "aside"
            | "button"
            | "dialog"
            | "figcaption"
            | "footer"
            | "form"
            | "menu"
            | "nav"
            | "option"
            | "search"
            | "select"
            | "textarea"
    )
}

fn has_apart_role(tree: &Tree, id: NodeId) -> bool {
    matches!(
        tree.attribute(id, Attribute::Role).unwrap_or_default(),
        "alert"
            | "alertdialog"
            | "banner"
            | "button"
            | "complementary"
            | "contentinfo"
            | "dialog"
            | "menu"
            | "menubar"
            | "navigation"
            | "search"
            | "toolbar"
    )
}
