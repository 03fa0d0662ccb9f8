//! A page as a flat tree: elements and texts in the order of the page, each with its parent
//! and where its descendants end. Tags that are left out are implied as browsers do in the cases
//! that matter for text; whatever else is wrong with a page, every text of it is kept.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, State, Tokenizer};
use std::convert::Infallible;
use std::ops::Range;

/// A node: its place in the page, from 0.
pub(super) type NodeId = u32;

/// How deep elements may lie in one another. Browsers stop at 512; what lies deeper becomes a sibling.
const MAX_DEPTH: usize = 256;

/// How many nodes a page may have. The text behind the last of them is kept, but not its tags.
const MAX_NODES: usize = 1 << 22;

/// The longest value of an attribute that is kept, in bytes.
const MAX_VALUE: usize = 1 << 16;

/// The attributes that are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attribute {
    Class,
    Id,
    Style,
    Hidden,
    AriaHidden,
    Role,
    Rel,
    Href,
    Lang,
    Type,
    Name,
    Property,
    Content,
    Itemprop,
    Itemtype,
    Datetime,
    HttpEquiv,
    Charset,
    Open,
}

impl Attribute {
    fn named(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"class" => Self::Class,
            b"id" => Self::Id,
            b"style" => Self::Style,
            b"hidden" => Self::Hidden,
            b"aria-hidden" => Self::AriaHidden,
            b"role" => Self::Role,
            b"rel" => Self::Rel,
            b"href" => Self::Href,
            b"lang" | b"xml:lang" => Self::Lang,
            b"type" => Self::Type,
            b"name" => Self::Name,
            b"property" => Self::Property,
            b"content" => Self::Content,
            b"itemprop" => Self::Itemprop,
            b"itemtype" => Self::Itemtype,
            b"datetime" => Self::Datetime,
            b"http-equiv" => Self::HttpEquiv,
            b"charset" => Self::Charset,
            b"open" => Self::Open,
            _ => return None,
        })
    }
}

/// The elements that anything is known of. All others are one: a stretch of a line.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "address",
    "annotation",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "datalist",
    "dd",
    "desc",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "label",
    "legend",
    "li",
    "link",
    "listing",
    "main",
    "menu",
    "meta",
    "nav",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "plaintext",
    "pre",
    "rp",
    "rt",
    "script",
    "search",
    "section",
    "select",
    "source",
    "span",
    "strong",
    "style",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "ul",
    "video",
    "wbr",
    "xmp",
];

const OTHER: &str = "other";

/// What a node is: an element by its tag, or a text.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// In small letters; empty for a text.
    pub tag: &'static str,
    pub parent: NodeId,
    /// The first node behind its descendants.
    pub end: NodeId,
    /// For a text, whether it is the text of a link.
    pub in_link: bool,
    /// Bytes of the text, or numbers of the attributes.
    stretch: Range<u32>,
}

/// A page. Node 0 is its root, which has no tag that is known.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    attributes: Vec<(Attribute, Range<u32>)>,
    text: String,
}

impl Tree {
    pub fn new(html: &str) -> Self {
        let mut builder = Builder::default();
        let take = |event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
            builder.take(event);
            None
        };
        let mut emitter = CallbackEmitter::new(take);
        emitter.naively_switch_states(true);
        let mut tokenizer = Tokenizer::new_with_emitter(html, emitter);
        tokenizer.set_state(State::Data);
        let Ok(()) = tokenizer.finish();
        builder.finish()
    }

    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id as usize]
    }

    pub fn tag(&self, id: NodeId) -> &'static str {
        self.node(id).tag
    }

    /// All nodes in the order of the page.
    pub fn ids(&self) -> Range<NodeId> {
        0..self.nodes.len() as NodeId
    }

    /// The text of a text; of an element, nothing.
    pub fn text(&self, id: NodeId) -> &str {
        let node = self.node(id);
        if node.tag.is_empty() { self.slice(&node.stretch) } else { "" }
    }

    /// All that an element holds of text, hidden or not.
    pub fn all_text(&self, id: NodeId) -> String {
        (id..self.node(id).end).map(|id| self.text(id)).collect()
    }

    /// An attribute's value, if the element has that attribute.
    pub fn attribute(&self, id: NodeId, name: Attribute) -> Option<&str> {
        let node = self.node(id);
        if node.tag.is_empty() {
            return None;
        }
        let range = node.stretch.start as usize..node.stretch.end as usize;
        let (_, value) = self.attributes[range].iter().find(|(kept, _)| *kept == name)?;
        Some(self.slice(value))
    }

    /// The elements that `id` lies in, from the inside out, and itself.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(Some(id), |&at| (at != 0).then(|| self.node(at).parent))
    }

    pub fn contains(&self, outer: NodeId, inner: NodeId) -> bool {
        outer <= inner && inner < self.node(outer).end
    }

    fn slice(&self, range: &Range<u32>) -> &str {
        &self.text[range.start as usize..range.end as usize]
    }
}

/// Whether an element begins and ends a line.
pub(super) fn is_block(tag: &str) -> bool {
    matches!(
        tag,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "optgroup"
            | "option"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "select"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "textarea"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "xmp"
    )
}

fn is_void(tag: &str) -> bool {
    matches!(
        tag,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

pub(super) fn is_heading(tag: &str) -> bool {
    matches!(tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// What stands in the head of a page.
fn is_of_head(tag: &str) -> bool {
    matches!(
        tag,
        "base" | "head" | "html" | "link" | "meta" | "noscript" | "script" | "style" | "template" | "title"
    )
}

/// Whether a start tag `tag` ends an open element `open`, which may lie around others.
fn ends(tag: &str, open: &str) -> bool {
    match open {
        "p" => is_block(tag) && !matches!(tag, "legend" | "option" | "optgroup" | "select" | "textarea"),
        "li" => tag == "li",
        "dd" | "dt" => matches!(tag, "dd" | "dt"),
        "option" => matches!(tag, "option" | "optgroup"),
        "optgroup" => tag == "optgroup",
        "td" | "th" => matches!(tag, "td" | "th" | "tr" | "tbody" | "thead" | "tfoot"),
        "tr" => matches!(tag, "tr" | "tbody" | "thead" | "tfoot"),
        "tbody" | "thead" | "tfoot" | "caption" => matches!(tag, "tbody" | "thead" | "tfoot"),
        "a" => tag == "a",
        "head" => !is_of_head(tag),
        _ => false,
    }
}

/// Whether the search for an element that a start tag `tag` ends stops at `open`.
fn bounds(tag: &str, open: &str) -> bool {
    match tag {
        "a" => is_block(open),
        "li" => matches!(open, "ul" | "ol" | "menu" | "dir" | "table" | "td" | "th"),
        "dd" | "dt" => matches!(open, "dl" | "table" | "td" | "th"),
        "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" => open == "table",
        "option" | "optgroup" => open == "select",
        _ => matches!(open, "button" | "caption" | "object" | "table" | "td" | "template" | "th"),
    }
}

/// Whether an end tag `tag` cannot end anything that lies outside `open`.
fn holds(tag: &str, open: &str) -> bool {
    match open {
        "table" | "template" => true,
        "td" | "th" | "caption" => !matches!(tag, "table" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr"),
        _ => is_block(open) && !is_block(tag) && open != "p",
    }
}

#[derive(Default)]
struct Builder {
    nodes: Vec<Node>,
    attributes: Vec<(Attribute, Range<u32>)>,
    text: String,
    /// The open elements; the root is open below them.
    open: Vec<NodeId>,
    /// A page has one head.
    has_head: bool,
    /// How many elements were too deep to be opened.
    too_deep: usize,
    /// Whether what follows is the text of a link.
    in_link: bool,
    /// The start tag being read, till its end.
    starting: Option<&'static str>,
    first_attribute: u32,
    attribute: Option<Attribute>,
}

impl Builder {
    fn take(&mut self, event: CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.starting = Some(known(name));
                self.first_attribute = self.attributes.len() as u32;
                self.attribute = None;
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = Attribute::named(name).filter(|_| self.starting.is_some());
                if let Some(attribute) = self.attribute {
                    let at = self.text.len() as u32;
                    self.attributes.push((attribute, at..at));
                }
            }
            CallbackEvent::AttributeValue { value } if self.attribute.take().is_some() => {
                let start = self.text.len() as u32;
                self.text.push_str(&String::from_utf8_lossy(&value[..value.len().min(MAX_VALUE)]));
                if let Some((_, range)) = self.attributes.last_mut() {
                    *range = start..self.text.len() as u32;
                }
            }
            CallbackEvent::CloseStartTag { .. } => {
                if let Some(tag) = self.starting.take() {
                    self.start(tag);
                }
            }
            CallbackEvent::EndTag { name } => self.end(known(name)),
            CallbackEvent::String { value } => self.push_text(&String::from_utf8_lossy(value)),
            _ => {}
        }
    }

    fn push_text(&mut self, text: &str) {
        if self.innermost() == "head" && !text.trim_ascii().is_empty() {
            self.pop();
        }
        let start = self.text.len() as u32;
        self.text.push_str(text);
        let end = self.text.len() as u32;
        let parent = self.open.last().copied().unwrap_or(0);
        match self.nodes.last_mut() {
            Some(last) if last.tag.is_empty() && last.parent == parent && last.stretch.end == start => {
                last.stretch.end = end;
            }
            _ => {
                self.push("", start..end);
            }
        }
    }

    fn push(&mut self, tag: &'static str, stretch: Range<u32>) -> NodeId {
        let id = self.nodes.len() as NodeId;
        if id == 0 {
            self.nodes.push(Node { tag: OTHER, parent: 0, end: 0, in_link: false, stretch: 0..0 });
            return self.push(tag, stretch);
        }
        let parent = self.open.last().copied().unwrap_or(0);
        self.nodes.push(Node { tag, parent, end: id + 1, in_link: self.in_link, stretch });
        id
    }

    fn start(&mut self, tag: &'static str) {
        let attributes = self.first_attribute..self.attributes.len() as u32;
        if self.nodes.len() >= MAX_NODES || tag == "head" && self.has_head {
            return;
        }
        self.has_head |= tag == "head";
        self.imply_ends(tag);
        let id = self.push(tag, attributes.clone());
        if is_void(tag) {
            return;
        }
        if self.open.len() == MAX_DEPTH {
            self.too_deep += 1;
            return;
        }
        if tag == "a" {
            self.in_link = self.attributes[attributes.start as usize..]
                .iter()
                .any(|(attribute, _)| *attribute == Attribute::Href);
        }
        self.open.push(id);
    }

    fn innermost(&self) -> &'static str {
        self.open.last().map_or(OTHER, |&id| self.nodes[id as usize].tag)
    }

    /// Ends what a start tag ends without saying so.
    fn imply_ends(&mut self, tag: &'static str) {
        if is_heading(tag) && is_heading(self.innermost()) {
            self.pop();
        }
        let mut ended = None;
        for (depth, &id) in self.open.iter().enumerate().rev() {
            let open = self.nodes[id as usize].tag;
            if ends(tag, open) {
                ended = Some(depth);
            }
            if bounds(tag, open) {
                break;
            }
        }
        if let Some(depth) = ended {
            self.pop_to(depth);
        }
    }

    fn end(&mut self, tag: &'static str) {
        if self.too_deep > 0 && !is_void(tag) {
            self.too_deep -= 1;
            return;
        }
        match tag {
            "br" => {
                self.push("br", 0..0);
            }
            "html" | "body" => {}
            _ => {
                self.end_open(tag);
                if tag == "a" {
                    self.in_link = false;
                }
            }
        }
    }

    fn end_open(&mut self, tag: &'static str) {
        for depth in (0..self.open.len()).rev() {
            let open = self.nodes[self.open[depth] as usize].tag;
            if open == tag || is_heading(open) && is_heading(tag) {
                return self.pop_to(depth);
            }
            if holds(tag, open) {
                break;
            }
        }
        if tag == "p" {
            self.push("p", 0..0);
        }
    }

    /// Ends the open elements from `depth` on.
    fn pop_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let end = self.nodes.len() as NodeId;
        if let Some(id) = self.open.pop() {
            let node = &mut self.nodes[id as usize];
            node.end = end;
            if node.tag == "a" {
                self.in_link = false;
            }
        }
    }

    fn finish(mut self) -> Tree {
        if self.nodes.is_empty() {
            self.push_text("");
        }
        self.pop_to(0);
        self.nodes[0].end = self.nodes.len() as NodeId;
        Tree { nodes: self.nodes, attributes: self.attributes, text: self.text }
    }
}

fn known(name: &[u8]) -> &'static str {
    TAGS.binary_search_by(|tag| tag.as_bytes().cmp(name)).map_or(OTHER, |at| TAGS[at])
}
