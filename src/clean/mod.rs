//! A raw document to a cleaned one, once: its lines put in order, its title, date
//! and byline read, and the furniture of the page it came from set apart.

mod byline;
mod date;
mod dateline;
mod facts;
mod furniture;
mod labelled;
mod lines;

use crate::corpus::{Block, BlockKind, Date, Document};
use crate::ingest::RawDocument;
use crate::language::Language;
use crate::normalize::Normalizer;
use crate::origin::{Fact, Rule};
use crate::span::Span;
use crate::token::{each_word, sentences, words};
use byline::byline;
use facts::{Facts, Read};
use furniture::{Furniture, Heading};
use std::collections::HashSet;

/// The most characters of a first sentence that stands in for a headline.
const LABEL_CHARACTERS: usize = 90;

/// Fields that say what language a document is in.
const LANGUAGE_FIELDS: [&str; 2] = ["language", "lang"];

/// The field of the place where a report was filed.
const DATELINE: &str = "dateline";

/// Cleans documents. Holds what is looked up, so that one is made and used many times.
#[derive(Default)]
pub struct Cleaner {
    furniture: Furniture,
    normalizer: Normalizer,
}

impl Cleaner {
    /// ```
    /// use corpus_viewer::{clean::Cleaner, ingest::RawDocument};
    /// let text = "Menu\nArmy returns to base\nDate 2025-02-19\n\
    ///     The army went back to its old base in the port on Monday.\nRead also:\n- Rain";
    /// let raw = RawDocument { id: "a".into(), text: text.into(), ..RawDocument::default() };
    /// let document = Cleaner::default().clean(raw);
    /// assert_eq!(document.title, "Army returns to base");
    /// assert_eq!(document.date.unwrap().to_string(), "2025-02-19");
    /// assert_eq!(document.content().count(), 2);
    /// ```
    pub fn clean(&self, raw: RawDocument) -> Document {
        let given_title = raw.title.map(|title| one_line(&title)).filter(|title| !title.is_empty());
        let body = match raw.kinds {
            Some(_) => lines::composed(&raw.text),
            None => lines::normalized(&raw.text),
        };
        let mut kinds = raw.kinds.unwrap_or_default();
        let has_title = kinds.contains(&BlockKind::Title);
        let text = match &given_title {
            Some(title)
                if !has_title
                    && body.trim_start().lines().next().is_none_or(|first| first.trim() != title) =>
            {
                kinds.insert(0, BlockKind::Title);
                format!("{title}\n\n{body}")
            }
            _ => body,
        };
        let mut page = Page::new(&text, &kinds, self);
        match given_title {
            Some(_) if !has_title => page.take_title(0),
            _ if has_title => page.take_titles(),
            _ => page.read_date_scraped(),
        }
        page.read_labelled_lines();
        page.set_furniture_apart();
        page.read_head();
        page.read_source_line();
        page.read_dateline();
        page.keep_something();
        let first_sentence = page.title.is_none().then(|| first_sentence(&text, &page.blocks));
        let Page { blocks, title, date, author, source, dateline, url, .. } = page;
        let mut facts = Facts::new(raw.origins);
        let mut fields = raw.fields;
        let given_date = raw.date.as_deref().and_then(date::given);
        if let Some(unread) = raw.date.filter(|_| given_date.is_none()) {
            fields.push(("date".to_owned(), unread));
        }
        let title = match (title, first_sentence) {
            (Some(title), _) => {
                facts.settle(Fact::Title, given_title.map(|_| title.value.clone()), Some(title))
            }
            (None, first) => facts.settle(Fact::Title, None, first),
        };
        let date = facts.settle(Fact::Date, given_date, date);
        let author = facts.settle(Fact::Author, raw.author, author);
        let source = facts.settle(Fact::Source, raw.source, source);
        let url = facts.settle(Fact::Url, raw.url, url);
        let given_dateline = field(&fields, &[DATELINE]);
        let has_dateline = given_dateline.is_some();
        let dateline = facts.settle(Fact::Dateline, given_dateline, dateline);
        fields.extend(dateline.filter(|_| !has_dateline).map(|place| (DATELINE.to_owned(), place)));
        let given_language = field(&fields, &LANGUAGE_FIELDS).and_then(|code| Language::from_code(&code));
        let language = facts.settle(Fact::Language, given_language, Some(language_of(&text)));
        let origins = facts.origins();
        let title_is_first_sentence = origins.iter().any(|origin| origin.rule == Rule::FirstSentence);
        Document {
            id: raw.id,
            title: title.unwrap_or_default(),
            title_is_first_sentence,
            date,
            author,
            source,
            url,
            language: language.unwrap_or(Language::English),
            fields,
            origins,
            text,
            blocks,
        }
    }
}

/// The value of the first of the fields called one of `names`.
fn field(fields: &[(String, String)], names: &[&str]) -> Option<String> {
    let found = fields.iter().find(|(name, _)| names.contains(&name.to_lowercase().as_str()));
    found.map(|(_, value)| value.clone())
}

fn language_of(text: &str) -> Read<Language> {
    match Language::detect(text) {
        Some(language) => Read { value: language, rule: Rule::Words, span: None },
        None => Read { value: Language::English, rule: Rule::Assumed, span: None },
    }
}

fn one_line(text: &str) -> String {
    lines::normalized(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first sentence of the first paragraph, cut at a word.
fn first_sentence(text: &str, blocks: &[Block]) -> Read<String> {
    let paragraph = blocks.iter().find(|block| block.kind == BlockKind::Paragraph).or(blocks.first());
    let span = paragraph.map_or(Span::new(0, 0), |block| block.span);
    let paragraph = span.of(text);
    let sentence = sentences(paragraph, &words(paragraph)).first().copied();
    let sentence = sentence.map_or(span, |sentence| sentence.offset_by(span.start));
    Read::from_line(cut(sentence.of(text)), Rule::FirstSentence, sentence)
}

fn cut(sentence: &str) -> String {
    if sentence.chars().count() <= LABEL_CHARACTERS {
        return sentence.to_owned();
    }
    let ends: Vec<usize> = sentence.char_indices().map(|(at, _)| at).take(LABEL_CHARACTERS + 1).collect();
    let last_space = sentence[..ends[LABEL_CHARACTERS]].rfind(char::is_whitespace);
    let cut = last_space.unwrap_or(ends[LABEL_CHARACTERS - 1]);
    format!("{}…", sentence[..cut].trim_end_matches(|c: char| !c.is_alphanumeric()))
}

/// A document on its way: its paragraphs, and what has been read from them.
struct Page<'a> {
    text: &'a str,
    cleaner: &'a Cleaner,
    blocks: Vec<Block>,
    title: Option<Read<String>>,
    date: Option<Read<Date>>,
    author: Option<Read<String>>,
    source: Option<Read<String>>,
    dateline: Option<Read<String>>,
    url: Option<Read<String>>,
}

impl<'a> Page<'a> {
    /// The lines of `text` that are not blank, each of the kind told, or else a paragraph.
    fn new(text: &'a str, kinds: &[BlockKind], cleaner: &'a Cleaner) -> Self {
        let mut blocks = Vec::new();
        let mut kinds = kinds.iter().copied();
        let mut start = 0;
        for line in text.split('\n') {
            let lead = line.len() - line.trim_start().len();
            let span = Span::new(start + lead, start + lead + line.trim().len());
            if !span.is_empty() {
                blocks.push(Block { kind: kinds.next().unwrap_or(BlockKind::Paragraph), span });
            }
            start += line.len() + 1;
        }
        Page {
            text,
            cleaner,
            blocks,
            title: None,
            date: None,
            author: None,
            source: None,
            dateline: None,
            url: None,
        }
    }

    fn paragraph(&self, at: usize) -> &'a str {
        self.blocks[at].span.of(self.text)
    }

    fn is_body(&self, at: usize) -> bool {
        self.blocks[at].kind == BlockKind::Paragraph
    }

    /// A date that a scraper put before the first line gets a block of its own.
    fn read_date_scraped(&mut self) {
        let Some(first) = self.blocks.first().copied() else { return };
        let line = first.span.of(self.text);
        let Some((date, length)) = date::scraped(line) else { return };
        let rest = line[length..].trim_start();
        let start = first.span.start as usize;
        let span = Span::new(start, start + length);
        self.date = Some(Read::from_line(date, Rule::ScrapedDate, span));
        self.blocks[0] = Block { kind: BlockKind::Meta, span };
        if !rest.is_empty() {
            let end = first.span.end as usize;
            let span = Span::new(end - rest.len(), end);
            self.blocks.insert(1, Block { kind: BlockKind::Paragraph, span });
        }
    }

    /// Lines at the beginning that name what they hold. One alone that calls itself a title may be anything.
    fn read_labelled_lines(&mut self) {
        /// No head has more lines.
        const MOST: usize = 20;
        let head = 0..self.blocks.len().min(MOST);
        let lines: Vec<(usize, Fact, &str)> = head
            .take_while(|&at| !self.is_body(at) || !is_prose(self.paragraph(at), 12))
            .filter(|&at| self.is_body(at))
            .filter_map(|at| labelled::labelled(self.paragraph(at)).map(|(fact, value)| (at, fact, value)))
            .collect();
        if lines.len() < 2 {
            return;
        }
        for (at, fact, value) in lines {
            let span = self.blocks[at].span;
            let read = || Read::from_line(value.to_owned(), Rule::Labelled, span);
            let slot = match fact {
                Fact::Title => &mut self.title,
                Fact::Author => &mut self.author,
                Fact::Dateline => &mut self.dateline,
                Fact::Source => &mut self.source,
                Fact::Url => &mut self.url,
                Fact::Date => {
                    let Some(date) = date::given(value) else { continue };
                    self.date.get_or_insert(Read::from_line(date, Rule::Labelled, span));
                    self.blocks[at].kind = BlockKind::Meta;
                    continue;
                }
                Fact::Language => continue,
            };
            slot.get_or_insert_with(read);
            self.blocks[at].kind = BlockKind::Meta;
        }
    }

    fn set_furniture_apart(&mut self) {
        /// Appeals stand at the head or the foot of a page.
        const EDGE: usize = 4;
        let furniture = &self.cleaner.furniture;
        let last = self.blocks.len();
        for at in 0..last {
            let paragraph = self.paragraph(at);
            let at_edge = at < EDGE || at + EDGE >= last;
            let set_apart = self.is_body(at)
                && (furniture.is_line(paragraph) || at_edge && furniture.is_appeal(paragraph));
            if set_apart {
                self.blocks[at].kind = BlockKind::Furniture;
            }
        }
        let mut at = 0;
        let mut prose_before = false;
        while at < last {
            let heading = self.is_body(at).then(|| furniture.heading(self.paragraph(at))).flatten();
            let end = match heading {
                None => at,
                Some(_) if !prose_before => at + 1,
                Some(Heading::Links) => self.article_goes_on(at + 1).unwrap_or(last),
                Some(Heading::Talk) => last,
            };
            prose_before |= heading.is_none() && self.is_body(at) && is_prose(self.paragraph(at), 8);
            self.blocks[at..end].iter_mut().for_each(|block| block.kind = BlockKind::Furniture);
            at = end.max(at + 1);
        }
    }

    /// A page that is furniture from end to end, but for a headline, is taken for an article after all.
    fn keep_something(&mut self) {
        let is_kept = |block: &Block| block.is_content() && block.kind != BlockKind::Title;
        if self.blocks.iter().any(is_kept) {
            return;
        }
        let has_title = self.title.is_some();
        let is_lost = |kind| kind == BlockKind::Furniture || !has_title;
        let lost = self.blocks.iter_mut().filter(|block| is_lost(block.kind));
        lost.for_each(|block| block.kind = BlockKind::Paragraph);
    }

    /// Where after `from` two paragraphs of prose follow each other: a list of links and teasers has none.
    fn article_goes_on(&self, from: usize) -> Option<usize> {
        let full = |at: usize| is_prose(self.paragraph(at), 8);
        (from..self.blocks.len().saturating_sub(1)).find(|&at| full(at) && full(at + 1))
    }

    /// Reads what stands before the body: headline, date line, byline. The body
    /// begins with the first paragraph of prose.
    fn read_head(&mut self) {
        let mut paragraphs = (0..self.blocks.len()).filter(|&at| self.is_body(at));
        let body = paragraphs.clone().find(|&at| is_prose(self.paragraph(at), 8));
        let headline = match body {
            _ if self.title.is_some() => None,
            Some(body) => self.headline(body),
            None => {
                let first = paragraphs.next().filter(|&at| is_headline(self.paragraph(at)));
                first.filter(|_| paragraphs.next().is_some())
            }
        };
        let body = body.unwrap_or(headline.map_or(0, |at| at + 1));
        for at in 0..body {
            if Some(at) == headline {
                self.take_title(at);
            } else if self.is_body(at) {
                self.blocks[at].kind = self.head_line(at, headline);
            }
        }
    }

    /// The first line that is told to be a title is the headline, any other a paragraph.
    fn take_titles(&mut self) {
        for at in 0..self.blocks.len() {
            match self.blocks[at].kind {
                BlockKind::Title if self.title.is_none() => self.take_title(at),
                BlockKind::Title => self.blocks[at].kind = BlockKind::Paragraph,
                _ => {}
            }
        }
    }

    fn take_title(&mut self, at: usize) {
        let span = self.blocks[at].span;
        self.title = Some(Read::from_line(self.paragraph(at).to_owned(), Rule::Headline, span));
        self.blocks[at].kind = BlockKind::Title;
    }

    /// What a line of the head is that is neither furniture by its words nor the headline.
    fn head_line(&mut self, at: usize, headline: Option<usize>) -> BlockKind {
        let line = self.paragraph(at);
        if let Some(date) = date::whole_line(line) {
            self.date.get_or_insert(Read::from_line(date, Rule::DateLine, self.blocks[at].span));
            return BlockKind::Meta;
        }
        if let Some(author) = byline(line) {
            self.author.get_or_insert(Read::from_line(author.to_owned(), Rule::Byline, self.blocks[at].span));
            return BlockKind::Meta;
        }
        let before_headline = headline.is_some_and(|headline| at < headline);
        let loose = !ends_sentence(line) && (before_headline || words(line).len() <= 2);
        if loose { BlockKind::Furniture } else { BlockKind::Paragraph }
    }

    /// The headline among the lines before the paragraph `body`: the first one that
    /// shares at least half as much of its wording with the beginning of the body
    /// as the one that shares most. Captions and menus share little.
    fn headline(&self, body: usize) -> Option<usize> {
        let candidates: Vec<usize> = (0..body)
            .filter(|&at| self.is_body(at) && is_headline(self.paragraph(at)))
            .filter(|&at| {
                date::whole_line(self.paragraph(at)).is_none() && byline(self.paragraph(at)).is_none()
            })
            .collect();
        let lead = self.terms(self.paragraph(body));
        let shares: Vec<f64> =
            candidates.iter().map(|&at| shared(&self.terms(self.paragraph(at)), &lead)).collect();
        let most = shares.iter().copied().fold(0.0, f64::max);
        let first = shares.iter().position(|&share| share * 2.0 >= most)?;
        Some(candidates[first])
    }

    fn terms(&self, paragraph: &str) -> HashSet<String> {
        let mut terms = HashSet::new();
        let mut term = String::new();
        each_word(paragraph, |word| {
            self.cleaner.normalizer.fold(word.of(paragraph), &mut term);
            terms.insert(term.clone());
        });
        terms
    }

    /// Place and agency at the start of the body. They stay in its text.
    fn read_dateline(&mut self) {
        let Some(first) = (0..self.blocks.len()).find(|&at| self.is_body(at)) else { return };
        let span = self.blocks[first].span;
        let Some(found) = dateline::dateline(self.paragraph(first)) else { return };
        self.dateline = Some(Read::from_line(found.place.to_owned(), Rule::Dateline, span));
        if let Some(agency) = found.agency {
            self.source.get_or_insert(Read::from_line(agency.to_owned(), Rule::Agency, span));
        }
    }

    /// "Source: NAME" among the last paragraphs; what follows it is about the page, not of the article.
    fn read_source_line(&mut self) {
        const LAST: usize = 4;
        for at in self.blocks.len().saturating_sub(LAST)..self.blocks.len() {
            let Some(source) = self.is_body(at).then(|| source_line(self.paragraph(at))).flatten() else {
                continue;
            };
            self.source = Some(Read::from_line(source.to_owned(), Rule::SourceLine, self.blocks[at].span));
            self.blocks[at].kind = BlockKind::Meta;
            let after = self.blocks[at + 1..].iter_mut().filter(|block| block.is_content());
            after.for_each(|block| block.kind = BlockKind::Furniture);
            return;
        }
    }
}

/// How much of `terms` is also in `lead`, by letters, so that long words count for more than "of".
fn shared(terms: &HashSet<String>, lead: &HashSet<String>) -> f64 {
    let letters = |terms: &mut dyn Iterator<Item = &String>| terms.map(String::len).sum::<usize>() as f64;
    let all = letters(&mut terms.iter());
    if all == 0.0 { 0.0 } else { letters(&mut terms.intersection(lead)) / all }
}

/// A paragraph of at least `least` words that ends as a sentence does.
fn is_prose(paragraph: &str, least: usize) -> bool {
    ends_sentence(paragraph) && words(paragraph).len() >= least
}

fn ends_sentence(paragraph: &str) -> bool {
    let ending = paragraph.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»']);
    ending.ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

/// A line of at least two words, not all in capitals, without a final stop.
fn is_headline(line: &str) -> bool {
    let count = words(line).len();
    let kicker = count <= 3 && !line.contains(char::is_lowercase);
    (2..=40).contains(&count) && !kicker && !line.ends_with(['.', ':', ',', ';'])
}

/// The name in a line "Source: NAME".
fn source_line(line: &str) -> Option<&str> {
    let name = line.strip_prefix("Source:").or_else(|| line.strip_prefix("SOURCE:"))?.trim();
    (!name.is_empty() && name.len() <= 80).then_some(name)
}
