//! Which elements of a page are not to be seen.

use super::tree::{Attribute, NodeId, Tree};

/// For each node of a page, whether it hides what is in it. What scripts would show is shown if it
/// is most of the page's text: such pages were saved before their scripts had run, or with a
/// message lying over them.
pub(super) fn hiding(tree: &Tree) -> Vec<bool> {
    let mut sizes = vec![0; tree.len()];
    for id in tree.ids().rev() {
        sizes[id as usize] += tree.text(id).trim().len();
        if is_never_shown(tree, id) {
            sizes[id as usize] = 0;
        }
        if id > 0 {
            sizes[tree.node(id).parent as usize] += sizes[id as usize];
        }
    }
    let most = sizes[0] / 2;
    let hides = |id: NodeId| is_never_shown(tree, id) || is_hidden(tree, id) && sizes[id as usize] <= most;
    tree.ids().map(hides).collect()
}

fn is_never_shown(tree: &Tree, id: NodeId) -> bool {
    let by_tag = matches!(
        tree.tag(id),
        "annotation"
            | "audio"
            | "canvas"
            | "datalist"
            | "desc"
            | "head"
            | "iframe"
            | "noembed"
            | "noframes"
            | "noscript"
            | "object"
            | "rp"
            | "script"
            | "style"
            | "template"
            | "title"
            | "video"
    );
    by_tag || tree.tag(id) == "dialog" && tree.attribute(id, Attribute::Open).is_none()
}

fn is_hidden(tree: &Tree, id: NodeId) -> bool {
    tree.attribute(id, Attribute::Hidden).is_some_and(|value| !value.eq_ignore_ascii_case("until-found"))
        || tree.attribute(id, Attribute::AriaHidden).is_some_and(|value| value.eq_ignore_ascii_case("true"))
        || tree.attribute(id, Attribute::Style).is_some_and(is_hiding_style)
}

fn is_hiding_style(style: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(name, value)| {
        let value = value.split('!').next().unwrap_or_default().trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "display" => value.eq_ignore_ascii_case("none"),
            "visibility" => value.eq_ignore_ascii_case("hidden"),
            _ => false,
        }
    })
}
