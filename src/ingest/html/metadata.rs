//! What a page tells about its article, and where it tells that.
//!
//! Of several places the first that tells something is believed:
//!
//! | | where |
//! | --- | --- |
//! | date | meta tags of publishing; JSON-LD `datePublished`; microdata `datePublished`; meta tags of a date; `<time>` behind the headline; the address |
//! | author | JSON-LD `author`; meta tags; microdata; a link `rel="author"` |
//! | source | `og:site_name`; JSON-LD `publisher`; meta tags |
//! | url | `<link rel="canonical">`; `og:url`; JSON-LD `url` |
//! | language | `<html lang>`; meta tags; JSON-LD `inLanguage` |
//!
//! The title is in `title.rs`.

use super::dates::day;
use super::json_ld::{self, Told};
use super::tree::{Attribute, NodeId, Tree};
use std::borrow::Cow;

/// A value, and where it stands in the page.
pub(super) type Found = (String, String);

/// The longest value that is kept, in bytes.
const MAX_VALUE: usize = 1000;

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "publisheddate",
    "publish-date",
    "publishdate",
    "publication_date",
    "publicationdate",
    "published_time",
    "pubdate",
    "pub_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "article.published",
    "article.created",
    "citation_publication_date",
    "citation_date",
    "cxenseparse:recs:publishtime",
    "rnews:datepublished",
    "ptime",
    "timestamp",
];
const DATED: &[&str] =
    &["date", "dc.date", "dcterms.date", "og:pubdate", "created", "article:modified_time", "last-modified"];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "og:article:author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "article.author",
];
const SOURCES: &[&str] =
    &["dc.publisher", "dcterms.publisher", "publisher", "article:publisher", "application-name", "copyright"];
const LANGUAGES: &[&str] = &["content-language", "dc.language", "dcterms.language", "og:locale", "language"];

/// What a page tells in its head and its data.
pub(super) struct Metadata<'a> {
    tree: &'a Tree,
    /// Names in small letters, and contents that are not blank.
    metas: Vec<(String, &'a str)>,
    pub told: Told,
}

impl<'a> Metadata<'a> {
    pub fn read(tree: &'a Tree) -> Self {
        let metas = tree.ids().filter(|&id| tree.tag(id) == "meta").filter_map(|id| {
            let names = [Attribute::Property, Attribute::Name, Attribute::HttpEquiv, Attribute::Itemprop];
            let name = names.into_iter().find_map(|name| tree.attribute(id, name))?;
            let content = tree.attribute(id, Attribute::Content)?.trim();
            (!content.is_empty()).then(|| (name.trim().to_ascii_lowercase(), content))
        });
        Metadata { tree, metas: metas.collect(), told: json_ld::read(tree) }
    }

    /// The content of the first of these meta tags that the page has.
    pub fn meta(&self, names: &[&str], accept: impl Fn(&str) -> bool) -> Option<Found> {
        names.iter().find_map(|name| {
            let (name, content) =
                self.metas.iter().find(|(known, content)| known == name && accept(content))?;
            Some((plain(content)?, format!("meta {name}")))
        })
    }

    /// The day the article is of, as ISO 8601. `behind` is where its headline is.
    pub fn date(&self, behind: NodeId) -> Option<Found> {
        let is_day = |content: &str| day(content).is_some();
        let data = || self.told.date.clone().map(|date| (date, "JSON-LD datePublished".to_owned()));
        let data = || data().filter(|(date, _)| is_day(date));
        let found = self
            .meta(PUBLISHED, is_day)
            .or_else(data)
            .or_else(|| self.microdata("datePublished").filter(|(date, _)| is_day(date)))
            .or_else(|| self.meta(DATED, is_day))
            .or_else(|| self.time(behind))
            .or_else(|| {
                self.url().and_then(|(url, _)| Some((day_of_address(&url)?, "address".to_owned())))
            })?;
        Some((day(&found.0)?.to_string(), found.1))
    }

    /// The first `<time>` behind the headline, or else in the page.
    fn time(&self, behind: NodeId) -> Option<Found> {
        let value = |id: NodeId| {
            let written = || self.tree.all_text(id);
            let value = self.tree.attribute(id, Attribute::Datetime).map_or_else(written, str::to_owned);
            day(&value).map(|_| (value, "time".to_owned()))
        };
        let times = |from: NodeId| {
            self.tree.ids().skip(from as usize).filter(|&id| self.tree.tag(id) == "time").find_map(value)
        };
        times(behind).or_else(|| times(0))
    }

    pub fn author(&self) -> Option<Found> {
        let is_name = |name: &str| !name.contains("://") && name.len() < 200;
        let data = self.told.author.as_deref().filter(|name| is_name(name)).and_then(plain);
        let found = data
            .map(|name| (name, "JSON-LD author".to_owned()))
            .or_else(|| self.meta(AUTHORS, is_name))
            .or_else(|| self.microdata("author").filter(|(name, _)| is_name(name)))
            .or_else(|| self.author_link())?;
        let name = ["By ", "by ", "BY ", "Par ", "Por ", "Von "]
            .iter()
            .find_map(|by| found.0.strip_prefix(by))
            .unwrap_or(&found.0);
        Some((name.trim().to_owned(), found.1))
    }

    fn author_link(&self) -> Option<Found> {
        let is_author = |id: &NodeId| {
            self.tree.tag(*id) == "a" && self.tree.attribute(*id, Attribute::Rel) == Some("author")
        };
        let name = self.tree.ids().filter(is_author).find_map(|id| plain(&self.tree.all_text(id)))?;
        (name.len() < 100).then(|| (name, "link rel=author".to_owned()))
    }

    pub fn source(&self) -> Option<Found> {
        let is_name = |name: &str| !name.contains("://");
        let data = || {
            self.told.publisher.as_deref().and_then(plain).map(|name| (name, "JSON-LD publisher".to_owned()))
        };
        self.meta(&["og:site_name"], is_name).or_else(data).or_else(|| self.meta(SOURCES, is_name))
    }

    pub fn url(&self) -> Option<Found> {
        let is_address = |url: &str| url.starts_with("https://") || url.starts_with("http://");
        let is_canonical = |id: &NodeId| {
            let rel = self.tree.attribute(*id, Attribute::Rel).unwrap_or_default();
            self.tree.tag(*id) == "link" && rel.eq_ignore_ascii_case("canonical")
        };
        let links =
            self.tree.ids().filter(is_canonical).filter_map(|id| self.tree.attribute(id, Attribute::Href));
        let data = || self.told.url.as_deref().filter(|url| is_address(url)).and_then(plain);
        let link = links.map(str::trim).find(|url| is_address(url)).and_then(plain);
        link.map(|url| (url, "link canonical".to_owned()))
            .or_else(|| self.meta(&["og:url"], is_address))
            .or_else(|| data().map(|url| (url, "JSON-LD url".to_owned())))
    }

    /// A code like `en`.
    pub fn language(&self) -> Option<Found> {
        let html = self.tree.ids().find(|&id| self.tree.tag(id) == "html");
        let lang = html
            .and_then(|id| self.tree.attribute(id, Attribute::Lang))
            .map(|lang| (lang.to_owned(), "html lang".to_owned()));
        let data = || self.told.language.clone().map(|language| (language, "JSON-LD inLanguage".to_owned()));
        let is_code = |(code, _): &Found| language_code(code).is_some();
        let meta = || self.meta(LANGUAGES, |content| language_code(content).is_some());
        let found = lang.filter(is_code).or_else(meta).or_else(|| data().filter(is_code))?;
        Some((language_code(&found.0)?, found.1))
    }

    /// The first value of a property in microdata: an attribute, the name inside, or the text.
    fn microdata(&self, property: &str) -> Option<Found> {
        let has = |id: NodeId, property: &str| {
            let properties = self.tree.attribute(id, Attribute::Itemprop).unwrap_or_default();
            properties.split_ascii_whitespace().any(|one| one.eq_ignore_ascii_case(property))
        };
        let value = |id: NodeId| {
            let given = [Attribute::Content, Attribute::Datetime]
                .into_iter()
                .find_map(|name| self.tree.attribute(id, name));
            let named = (id..self.tree.node(id).end).find(|&inner| inner != id && has(inner, "name"));
            given.and_then(plain).or_else(|| plain(&self.tree.all_text(named.unwrap_or(id))))
        };
        let found = self.tree.ids().filter(|&id| has(id, property)).find_map(value)?;
        Some((found, format!("itemprop {property}")))
    }
}

/// A value on one line, without tags and entities that were written into it; nothing if it is blank or very long.
pub(super) fn plain(value: &str) -> Option<String> {
    let text = without_markup(value);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty() && text.len() <= MAX_VALUE).then_some(text)
}

/// A text without tags and entities that were written into it.
pub(super) fn without_markup(text: &str) -> Cow<'_, str> {
    if text.contains('&') || text.contains("</") {
        Cow::Owned(Tree::new(text).all_text(0))
    } else {
        Cow::Borrowed(text)
    }
}

/// `en` of `en-US`.
fn language_code(given: &str) -> Option<String> {
    let code = given.trim().split(['-', '_', ',', ' ']).next()?.to_ascii_lowercase();
    ((2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase())).then_some(code)
}

/// The day in an address like `https://example.org/2019/08/23/rain`.
fn day_of_address(url: &str) -> Option<String> {
    let parts: Vec<&str> = url.split('/').collect();
    let is_year = |part: &str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    parts
        .windows(3)
        .filter(|parts| is_year(parts[0]))
        .find_map(|parts| day(&parts.join("-")))
        .map(|day| day.to_string())
}
