//! Direct speech near the mentions of an entity.

use super::around::cut_between;
use crate::corpus::Document;
use crate::entity::LinkedMention;
use crate::order;
use crate::span::Span;
use crate::token::{sentences, words};
use serde::Serialize;
use std::cmp::Reverse;

/// Direct speech whose sentence, or the one before or after it in the same paragraph, mentions an entity.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuoteRow {
    /// The article's id.
    pub document: String,
    pub title: String,
    pub date: Option<String>,
    /// Which mention of the article it stands near, from 0.
    pub mention: usize,
    /// The beginning of its sentence, up to the quotation mark.
    pub left: String,
    pub quote: String,
    /// The quotation mark, and the rest of its sentence.
    pub right: String,
}

/// What has fewer words is a term or a title more often than something said.
const FEWEST_WORDS: usize = 4;

/// About how many bytes stand on each side of a quote.
const SIDE: usize = 160;

/// Appends the quotes of `document` that stand near a mention of `entity`, till there are `most`.
pub(super) fn add_quotes(
    document: &Document,
    mentions: &[LinkedMention],
    entity: u32,
    most: usize,
    found: &mut Vec<QuoteRow>,
) {
    let own = mentions.iter().enumerate().filter(|(_, linked)| linked.entity == entity);
    let own: Vec<(usize, Span)> = own.map(|(number, linked)| (number, linked.mention.span)).collect();
    for block in document.content() {
        if !own.iter().any(|(_, mention)| block.span.contains(*mention)) || found.len() >= most {
            continue;
        }
        let text = block.span.of(&document.text);
        let mut quotes = quotations(text);
        quotes.retain(|quote| words(quote.of(text)).len() >= FEWEST_WORDS);
        if quotes.is_empty() {
            continue;
        }
        let sentences = sentences(text, &words(text));
        for quote in quotes {
            let first = sentences.partition_point(|sentence| sentence.end <= quote.start);
            let end = sentences.partition_point(|sentence| sentence.start < quote.end);
            let around = |first: usize, end: usize| {
                let (first, last) = (sentences.get(first)?, sentences[..end.min(sentences.len())].last()?);
                Some(Span { start: first.start, end: last.end }.offset_by(block.span.start))
            };
            let quote = quote.offset_by(block.span.start);
            let whole = around(first, end).filter(|whole| whole.contains(quote)).unwrap_or(block.span);
            let near = around(first.saturating_sub(1), end + 1).unwrap_or(whole);
            let near = own.iter().filter(|(_, mention)| near.contains(*mention));
            let mention = near.min_by_key(|(_, mention)| !whole.contains(*mention));
            let (Some(&(mention, _)), true) = (mention, found.len() < most) else { continue };
            let (left, right) = cut_between(&document.text, whole, quote, SIDE);
            found.push(QuoteRow {
                document: document.id.clone(),
                title: document.title.clone(),
                date: document.date.map(|date| date.to_string()),
                mention,
                left,
                quote: quote.of(&document.text).to_owned(),
                right,
            });
        }
    }
}

/// Pairs of quotation marks, by the mark that opens.
#[derive(Clone, Copy)]
enum Marks {
    /// “ ”
    Curly,
    /// „ “ or „ ”
    Low,
    /// « »
    Out,
    /// » «
    In,
    /// " "
    Straight,
    /// ‘ ’
    Single,
}

/// What stands between quotation marks in `text`, one paragraph, without white space around it. Of quotes
/// in quotes the outer ones are given; one that is not closed is none.
fn quotations(text: &str) -> Vec<Span> {
    let mut open: [Vec<usize>; 6] = Default::default();
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let is_begun = !text[..at].ends_with(char::is_alphanumeric);
        let is_followed = text[end..].starts_with(char::is_alphanumeric);
        let is_open = |marks: Marks| !open[marks as usize].is_empty();
        let (marks, closes) = match c {
            '“' if is_open(Marks::Low) => (Marks::Low, true),
            '“' => (Marks::Curly, false),
            '”' if is_open(Marks::Curly) => (Marks::Curly, true),
            '”' => (Marks::Low, true),
            '„' => (Marks::Low, false),
            '«' if is_open(Marks::In) => (Marks::In, true),
            '«' => (Marks::Out, false),
            '»' if is_open(Marks::Out) => (Marks::Out, true),
            '»' if is_followed && is_begun => (Marks::In, false),
            '"' if is_open(Marks::Straight) => (Marks::Straight, true),
            '"' if is_begun => (Marks::Straight, false),
            '‘' if is_followed && is_begun => (Marks::Single, false),
            '’' if !is_apostrophe(&text[..at], &text[end..]) => (Marks::Single, true),
            _ => continue,
        };
        if closes {
            found.extend(open[marks as usize].pop().map(|start| trimmed(text, start, at)));
        } else {
            open[marks as usize].push(end);
        }
    }
    order::by_key(&mut found, |quote| (quote.start, Reverse(quote.end)));
    let mut last = 0;
    found.retain(|quote| {
        quote.start >= last && !quote.is_empty() && {
            last = quote.end;
            true
        }
    });
    found
}

/// Whether ’ between these belongs to a word: "Noboa’s", "the soldiers’ boots".
fn is_apostrophe(before: &str, after: &str) -> bool {
    let is_plural = before.ends_with('s')
        && after.strip_prefix(' ').is_some_and(|after| after.starts_with(char::is_lowercase));
    after.starts_with(char::is_alphanumeric) || is_plural
}

fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let inside = &text[start..end];
    let start = end - inside.trim_start().len();
    Span::new(start, start + text[start..end].trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What is quoted stands in brackets.
    const CASES: &[&str] = &[
        "He said “[it rained]” and left.",
        "“[It rained]”, he said. “[It rained again.]”",
        "\"[It rained]\", he said, \"[again]\".",
        "«[It rained]», « [it rained] » and »[it rained]«.",
        "„[Es regnet]“ or „[es regnet]”.",
        "‘[It rained on Noboa’s roof,]’ he said.",
        "‘[It rained in the soldiers’ boots,]’ he said.",
        "Noboa’s roof, the soldiers’ boots, in the ’90s and the ‘90s.",
        // Quotes in quotes.
        "“[He told me ‘it rained’ and left]”",
        "‘[He told me “it rained” and left,]’ she said.",
        "“[He said “it rained” and left]” she said.",
        // What is not closed.
        "“It rained, he said.",
        "“It rained, he said. “[Again.]”",
        "It rained” he said. \"[Again]\" and \"again.",
        "“[It ‘rained again’]”",
        // What crosses, and what is empty.
        "“[It ‘rained]” again’",
        "“” and \" \" and «»",
        // An inch is no quotation mark.
        "The 5\" pipe and the 6\" pipe.",
    ];

    #[test]
    fn quotations_stand_between_marks() {
        for case in CASES {
            let text = case.replace(['[', ']'], "");
            let mut marked = text.clone();
            for quote in quotations(&text).iter().rev() {
                marked.insert(quote.end as usize, ']');
                marked.insert(quote.start as usize, '[');
            }
            assert_eq!(&marked, case);
        }
    }

    proptest! {
        #[test]
        fn any_text_has_quotations_in_order_and_apart(text in "[“”„«»\"‘’ a5.é]{0,30}") {
            let mut last = 0;
            for quote in quotations(&text) {
                prop_assert!(quote.start >= last && text.get(quote.range()).is_some_and(|quote| !quote.is_empty()));
                last = quote.end;
            }
        }
    }
}
