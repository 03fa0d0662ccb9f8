//! Web pages: a suite of pages, each with what is read from it, and what holds for any page.
#![cfg(not(target_arch = "wasm32"))]

use corpus_viewer::corpus::BlockKind;
use corpus_viewer::ingest::{Found, Ingest, RawDocument};
use proptest::prelude::*;
use std::fmt::Write;
use std::fs;

/// What is read from a page; nothing if there is no text in it.
fn read(html: &[u8]) -> Option<RawDocument> {
    let mut documents = Vec::new();
    Ingest::default().read("page.html", html, &mut |found| documents.push(found));
    assert_eq!(documents.len(), 1, "a page is one document");
    match documents.pop() {
        Some(Found::Document(document)) => Some(document),
        _ => None,
    }
}

fn letter(kind: BlockKind) -> char {
    match kind {
        BlockKind::Title => 'T',
        BlockKind::Meta => 'M',
        BlockKind::Paragraph => 'P',
        BlockKind::Furniture => 'F',
        BlockKind::Restored => unreachable!("readers restore nothing"),
    }
}

/// A document as the suite has it: what is told with where it is told, then a line a paragraph.
fn shown(document: &RawDocument) -> String {
    let mut shown = String::new();
    let language = document.fields.iter().find(|(name, _)| name == "language").map(|(_, value)| value);
    let values = [
        ("title", document.title.as_ref()),
        ("date", document.date.as_ref()),
        ("author", document.author.as_ref()),
        ("source", document.source.as_ref()),
        ("url", document.url.as_ref()),
        ("language", language),
    ];
    for (name, value) in values {
        let origin = document.origins.iter().find(|(of, _)| of == name).map(|(_, origin)| origin);
        assert_eq!(value.is_some(), origin.is_some(), "a {name} comes from somewhere");
        if let (Some(value), Some(origin)) = (value, origin) {
            let _ = writeln!(shown, "{name}: {value} ({origin})");
        }
    }
    let kinds = document.kinds.as_deref().expect("a page's lines have kinds");
    assert_eq!(document.text.lines().count(), kinds.len(), "each line has a kind");
    for (line, kind) in document.text.lines().zip(kinds) {
        let _ = writeln!(shown, "{} {}", letter(*kind), line.replace('\t', "\\t"));
    }
    shown
}

/// With `BLESS=1` what is read is written as what is expected: to be read before it is committed.
#[test]
fn pages() {
    let mut failures = String::new();
    let entries = fs::read_dir("tests/pages").expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("it can be listed").path());
    let mut pages: Vec<_> = paths.filter(|path| path.extension().is_some_and(|end| end == "html")).collect();
    pages.sort();
    assert!(pages.len() > 10);
    for page in pages {
        let found = read(&fs::read(&page).expect("it can be read"));
        let found = found.map_or_else(|| "nothing\n".to_owned(), |document| shown(&document));
        let expected = page.with_extension("expected.txt");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&expected, &found).expect("it can be written");
        }
        if fs::read_to_string(&expected).unwrap_or_default() != found {
            let _ = writeln!(failures, "=== {}\n{found}", expected.display());
        }
    }
    assert!(failures.is_empty(), "found otherwise than expected:\n{failures}");
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

fn words_of(html: &str) -> Vec<String> {
    let text = read(html.as_bytes()).unwrap_or_default().text;
    words(&text).into_iter().map(str::to_owned).collect()
}

#[test]
fn deep_nesting() {
    let tags =
        ["b", "a href=x", "ul><li", "table><tr><td", "blockquote", "font", "span", "p", "svg", "button"];
    for (tag, depth) in [("div", 100_000)].into_iter().chain(tags.map(|tag| (tag, 10_000))) {
        let mut html = String::new();
        for at in 0..depth {
            let _ = write!(html, "<{tag}>w{at} ");
        }
        html += &"</div></b></a></ul></table></blockquote>".repeat(depth / 2);
        assert_eq!(words_of(&html).len(), depth, "{tag}");
    }
}

#[test]
fn much_that_is_never_closed() {
    for piece in [
        "<a",
        "<!--",
        "<p class=\"",
        "<script>x",
        "&amp",
        "</",
        "<title>",
        "<table><td>",
        "</p>",
        "<br>",
        "<li>x",
        "<![CDATA[",
    ] {
        let _ = read(piece.repeat(100_000).as_bytes());
    }
}

/// A tree of elements that hide nothing, with a number for each word.
#[derive(Clone, Debug)]
enum Node {
    Words(u8),
    Element(&'static str, Vec<Node>),
}

fn node() -> impl Strategy<Value = Node> {
    let tags = prop::sample::select(vec![
        "div",
        "p",
        "b",
        "a href=x",
        "ul",
        "li",
        "table",
        "tr",
        "td",
        "h1",
        "h2",
        "article",
        "nav",
        "blockquote",
        "pre",
        "section class=comments",
        "span",
        "dl",
        "dt",
        "dd",
        "aside",
        "form",
        "select",
        "option",
        "article class=post-body",
        "em",
        "footer",
        "button",
        "figure",
        "figcaption",
        "br",
        "hr",
        "x-y",
    ]);
    let leaf = (1..30_u8).prop_map(Node::Words);
    leaf.prop_recursive(6, 60, 5, move |inner| {
        (tags.clone(), prop::collection::vec(inner, 0..5)).prop_map(|(tag, nodes)| Node::Element(tag, nodes))
    })
}

fn write(node: &Node, closed: bool, next: &mut usize, html: &mut String) {
    match node {
        Node::Words(count) => {
            for _ in 0..*count {
                *next += 1;
                let end = if next.is_multiple_of(7) { "." } else { "" };
                let _ = write!(html, "w{next}{end} ");
            }
        }
        Node::Element(tag, nodes) => {
            let _ = write!(html, "<{tag}>");
            nodes.iter().for_each(|node| write(node, closed, next, html));
            if closed {
                let _ = write!(html, "</{}>", tag.split(' ').next().unwrap_or(tag));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_visible_word_is_kept_in_order(nodes in prop::collection::vec(node(), 1..8), closed: bool) {
        let (mut html, mut count) = (String::new(), 0);
        nodes.iter().for_each(|node| write(node, closed, &mut count, &mut html));
        let expected: Vec<String> = (1..=count).map(|at| format!("w{at}")).collect();
        prop_assert_eq!(words_of(&html), expected);
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let document = read(&bytes).unwrap_or_default();
        prop_assert_eq!(document.text.lines().count(), document.kinds.unwrap_or_default().len());
    }

    #[test]
    fn any_markup_is_read(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "<p>", "</p>", "<div class='a b-c Comment'>", "</div>", "<td>", "<table>", "</table>", "<a href=#>", "</a>", "<h1>",
            "<title>", "</title>", "<script type=application/ld+json>", "</script>", "{\"@type\":\"Article\",\"headline\":[", "<!--",
            "-->", "<meta property=og:title content='A B'>", "<time datetime=2020-02-30>", "&#0;&#x10FFFF;&nosuch;", "<select>",
            "<option>", "<br><br>", "Words that make a sentence.", "\u{2028}", "\t", "<head>", "<body>", "<html lang=en>", "<pre>\n a\n",
            "<", "é", "<svg>", "<dialog open>", "<p hidden>", "2020年5月3日", "By A B",
        ]), 0..60)
    ) {
        let document = read(pieces.concat().as_bytes()).unwrap_or_default();
        prop_assert_eq!(document.text.lines().count(), document.kinds.unwrap_or_default().len());
        prop_assert!(document.text.lines().all(|line| !line.trim().is_empty()));
    }
}
