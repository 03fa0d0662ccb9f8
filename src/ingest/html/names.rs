//! What the names that web designers give to elements tell: class and id, word by word.

use super::tree::{Attribute, NodeId, Tree};

/// What an element's names tell of what is in it, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Hint {
    Nothing,
    /// The page without its frame.
    Content,
    /// An article with its head and foot.
    Article,
    /// The body of an article or a post.
    Body,
    /// Something that is not of the article.
    Apart,
    /// What readers wrote.
    Talk,
}

/// Words that mark what readers wrote, by their beginnings.
const TALK: &[&str] =
    &["comment", "disqus", "kommentar", "respond", "discuss", "livefyre", "comentario", "reply", "replies"];

/// Words that mark what is not of the article, by their beginnings.
const APART_STARTS: &[&str] = &[
    "advert",
    "anzeige",
    "banner",
    "breadcrumb",
    "byline",
    "captcha",
    "carousel",
    "cookie",
    "copyright",
    "dropdown",
    "footer",
    "footnav",
    "masthead",
    "metadata",
    "navbar",
    "navig",
    "newsletter",
    "outbrain",
    "pagination",
    "popup",
    "promo",
    "publicid",
    "publicit",
    "recirc",
    "recommend",
    "related",
    "relacionad",
    "share",
    "sharing",
    "sidebar",
    "signup",
    "slideshow",
    "social",
    "sponsor",
    "subscri",
    "syndicat",
    "taboola",
    "teaser",
    "toolbar",
    "trending",
    "verwandt",
    "werbung",
    "widget",
];

/// Words that mark what is not of the article, whole.
const APART: &[&str] = &[
    "ad",
    "ads",
    "adv",
    "agegate",
    "asides",
    "author",
    "authors",
    "autor",
    "bio",
    "caption",
    "captions",
    "cta",
    "credit",
    "credits",
    "date",
    "dateline",
    "disclaimer",
    "download",
    "follow",
    "gallery",
    "gdpr",
    "legal",
    "login",
    "menu",
    "meta",
    "modal",
    "more",
    "nav",
    "noprint",
    "overlay",
    "pager",
    "partage",
    "poll",
    "popular",
    "postmeta",
    "print",
    "pub",
    "rating",
    "ratings",
    "register",
    "rss",
    "search",
    "skip",
    "skyscraper",
    "sr",
    "tags",
    "tagcloud",
    "taglist",
    "tagged",
    "timestamp",
    "tool",
    "tools",
    "tooltip",
    "topics",
    "upsell",
    "vote",
    "votes",
    "shoutbox",
    "sitemap",
    "ticker",
];

/// Two words that mark it only together.
const APART_PAIRS: &[&str] = &[
    "alsoread",
    "articleinfo",
    "articlefooter",
    "authorbox",
    "cardlist",
    "entrymeta",
    "entryfooter",
    "infobox",
    "mostread",
    "mostviewed",
    "navbox",
    "nextarticle",
    "nextpost",
    "nextprev",
    "postinfo",
    "postfooter",
    "postnav",
    "postmeta",
    "prevnext",
    "previousarticle",
    "readalso",
    "readmore",
    "readnext",
    "relatedposts",
    "screenreader",
    "seealso",
    "signin",
    "storymeta",
    "topstories",
    "latestnews",
    "editsection",
    "moreon",
    "keepreading",
    "youmay",
    "alsolike",
];

/// Words of names that mark a byline or a date line.
const BYLINE: &[&str] =
    &["author", "autor", "byline", "date", "dateline", "published", "pubdate", "timestamp", "writer"];

/// Words that say that the next one is not what the element is.
const NEGATIONS: &[&str] = &["has", "no", "not", "with", "without", "is", "hide"];

/// Words before the name of a subject or a person that the page is about: `category-social-media`.
const SLUGS: &[&str] = &[
    "author", "cat", "category", "format", "menu", "page", "postid", "section", "tag", "term", "topic",
    "type",
];

const BODY: &[&str] = &[
    "articlebody",
    "articlecontent",
    "articletext",
    "articlecopy",
    "bodycontent",
    "bodycopy",
    "bodytext",
    "contentbody",
    "entrycontent",
    "entrybody",
    "entrytext",
    "fieldbody",
    "maincopy",
    "newsbody",
    "newscontent",
    "newstext",
    "pagecontent",
    "postbody",
    "postcontent",
    "postentry",
    "posttext",
    "richtext",
    "singlecontent",
    "storybody",
    "storycontent",
    "storytext",
    "storycopy",
    "textbody",
    "textcontent",
    "articulo",
    "cuerpo",
];

const ARTICLE: &[&str] = &["article", "artikel", "blogpost", "entry", "hentry", "post", "story", "articulo"];

const CONTENT: &[&str] =
    &["body", "content", "contents", "contenido", "inhalt", "main", "text", "maincontent"];

/// What the names of an element tell.
pub(super) fn hint(tree: &Tree, id: NodeId) -> Hint {
    let values = [Attribute::Class, Attribute::Id].map(|name| tree.attribute(id, name));
    let hints = values.into_iter().flatten().flat_map(str::split_ascii_whitespace).map(of_name);
    hints.max().unwrap_or(Hint::Nothing)
}

/// Words of names that mark a heading that is none by its tag.
const HEADING: &[&str] = &[
    "crosshead",
    "heading",
    "headline",
    "intertitle",
    "intertitre",
    "subhead",
    "subheading",
    "subheadline",
    "zwischentitel",
];

/// Whether an element is named as a heading.
pub(super) fn is_heading(tree: &Tree, id: NodeId) -> bool {
    let names = tree.attribute(id, Attribute::Class).unwrap_or_default().split_ascii_whitespace();
    names.flat_map(words).any(|word| has(HEADING, &word))
}

/// Whether a name marks a byline or a date line.
pub(super) fn is_of_byline(name: &str) -> bool {
    words(name).any(|word| has(BYLINE, &word))
}

/// What one name tells: `article-body`, `ShareBar`, `related_posts`.
fn of_name(name: &str) -> Hint {
    let mut best = Hint::Nothing;
    if name.eq_ignore_ascii_case("hidden") {
        return Hint::Apart;
    }
    let mut before = String::new();
    for word in words(name) {
        if before.is_empty() && has(SLUGS, &word) || before == "post" && word == "tag" {
            return Hint::Nothing;
        }
        let negated = NEGATIONS.contains(&before.as_str());
        let pair = before.clone() + &word;
        let found = if negated {
            Hint::Nothing
        } else if starts_any(&word, TALK) && word != "commentary" {
            Hint::Talk
        } else if starts_any(&word, APART_STARTS)
            || has(APART, &word)
            || has(APART_PAIRS, &pair)
            || has(APART_PAIRS, &word)
        {
            Hint::Apart
        } else if has(BODY, &pair) || has(BODY, &word) {
            Hint::Body
        } else if has(ARTICLE, &word) {
            Hint::Article
        } else if has(CONTENT, &word) {
            Hint::Content
        } else {
            Hint::Nothing
        };
        best = best.max(found);
        before = word;
    }
    best
}

fn has(list: &[&str], word: &str) -> bool {
    list.contains(&word)
}

fn starts_any(word: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|beginning| word.starts_with(beginning))
}

/// The words of a name in small letters: they end at humps, and at what is no letter.
fn words(name: &str) -> impl Iterator<Item = String> {
    let mut words = vec![String::new()];
    let mut after_small = false;
    for c in name.chars() {
        if !c.is_alphabetic() || c.is_uppercase() && after_small {
            words.push(String::new());
        }
        if c.is_alphabetic() {
            words.last_mut().expect("it begins with one").extend(c.to_lowercase());
        }
        after_small = c.is_lowercase();
    }
    words.into_iter().filter(|word| !word.is_empty())
}
