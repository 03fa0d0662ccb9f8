//! PDF files: what pdf.js finds on their pages, as a document. Where a PDF file is met it is handed over (see
//! [`Sink::take_pdf`](super::Sink)), since pdf.js is JavaScript.
//!
//! ```text
//! items - lines.rs - repeated.rs - paragraphs.rs - properties.rs
//! ```

mod lines;
mod paragraphs;
mod properties;
mod repeated;

use super::{Found, IngestError, MAX_BYTES, RawDocument, Skipped};
use crate::said::said;
use lines::Line;

pub use lines::Item;

/// A PDF file whose text is being taken from its pages.
#[derive(Debug)]
pub struct Pdf {
    name: String,
    /// Its id, and what lists of metadata tell of it.
    told: RawDocument,
    lines: Vec<Line>,
    pages: u32,
    /// How many bytes of text it may still have.
    left: usize,
    skipped: Vec<Skipped>,
}

impl Pdf {
    /// One called `name`, without pages as yet. What `told` says counts more than what the file says of itself.
    pub fn new(name: String, told: RawDocument) -> Self {
        Pdf { name, told, lines: Vec::new(), pages: 0, left: MAX_BYTES, skipped: Vec::new() }
    }

    /// Adds the next page: its items in the order in which the file has them. Whether there is room for more;
    /// if not, the rest is left out, and told.
    pub fn add_page(&mut self, items: &[Item]) -> bool {
        self.pages += 1;
        let bytes: usize = items.iter().map(|item| item.text.len()).sum();
        let has_room = bytes <= self.left;
        self.left = self.left.saturating_sub(bytes);
        if has_room {
            lines::add(items, self.pages, &mut self.lines);
        } else {
            self.skip(IngestError::TooMuch { bytes: MAX_BYTES as u64 });
        }
        has_room
    }

    /// Notes that the next page cannot be read.
    pub fn skip_page(&mut self) {
        self.pages += 1;
        let message = said!("page {0} is damaged", self.pages);
        self.skip(IngestError::Damaged { message });
    }

    /// Gives up the file, which cannot be read.
    pub fn give_up(self, reason: IngestError) -> Found {
        Found::Skipped(Skipped::new(self.name, &reason))
    }

    /// The document, and what cannot be read of it. `properties` are what the file says of itself, by the
    /// names it has for them: those of its information dictionary, and those of its XMP, as "dc:title".
    pub fn finish(mut self, properties: &[(String, String)]) -> Vec<Found> {
        if !lines::has_words(&self.lines) {
            let reason = match self.skipped.is_empty() {
                false => IngestError::NotPdf,
                true if self.pages == 0 => IngestError::Empty,
                true => IngestError::Scanned,
            };
            return vec![self.give_up(reason)];
        }
        repeated::set_apart(&mut self.lines, self.pages);
        let mut blocks = paragraphs::of(&self.lines);
        let mut document = properties::describe(&mut blocks, properties);
        for block in &blocks {
            document.text.extend([&*block.text, "\n"]);
        }
        document.kinds = Some(blocks.iter().map(|block| block.kind).collect());
        let document = Found::Document(told_first(self.told, document));
        std::iter::once(document).chain(self.skipped.into_iter().map(Found::Skipped)).collect()
    }

    fn skip(&mut self, reason: IngestError) {
        self.skipped.push(Skipped::new(&*self.name, &reason));
    }
}

/// A document with what was told of it, and for the rest what it says itself.
fn told_first(told: RawDocument, mut own: RawDocument) -> RawDocument {
    let is_told = |fact: &str| match fact {
        "title" => told.title.is_some(),
        "author" => told.author.is_some(),
        "date" => told.date.is_some(),
        _ => false,
    };
    own.origins.retain(|(fact, _)| !is_told(fact));
    own.origins.extend(told.origins);
    RawDocument {
        id: told.id,
        title: told.title.or(own.title),
        author: told.author.or(own.author),
        date: told.date.or(own.date),
        source: told.source,
        url: told.url,
        fields: [told.fields, own.fields].concat(),
        ..own
    }
}

#[cfg(test)]
mod tests {
    use super::{Item, Pdf};
    use crate::corpus::BlockKind::{Furniture, Paragraph, Title};
    use crate::ingest::{Found, RawDocument};

    /// A line in a font whose letters are half as wide as high.
    fn item(text: &str, x: f32, y: f32, size: f32) -> Item {
        let width = text.chars().count() as f32 * size / 2.0;
        let text = text.to_owned();
        Item { text, right: size, x, y, width, height: size, ends_line: true, ..Item::default() }
    }

    /// Lines of size 10, one below another, with a base every 12 points.
    fn column(x: f32, y: f32, lines: &[&str]) -> Vec<Item> {
        (0_u8..).zip(lines).map(|(at, line)| item(line, x, y - 12.0 * f32::from(at), 10.0)).collect()
    }

    fn found(pages: &[Vec<Item>], properties: &[(&str, &str)]) -> Vec<Found> {
        let mut pdf =
            Pdf::new("a.pdf".to_owned(), RawDocument { id: "a".to_owned(), ..RawDocument::default() });
        pages.iter().for_each(|page| assert!(pdf.add_page(page)));
        let owned = |(name, value): &(&str, &str)| (name.to_string(), value.to_string());
        pdf.finish(&properties.iter().map(owned).collect::<Vec<_>>())
    }

    fn read(pages: &[Vec<Item>], properties: &[(&str, &str)]) -> RawDocument {
        match found(pages, properties).swap_remove(0) {
            Found::Document(document) => document,
            other => panic!("{other:?}"),
        }
    }

    /// What is written on one page, a paragraph a line.
    fn text(page: Vec<Item>) -> String {
        read(&[page], &[]).text.trim_end().replace('\n', " / ")
    }

    #[test]
    fn lines_are_joined_to_paragraphs() {
        let long = "The army went back to its old base in";
        type Placed<'a> = &'a [(&'a str, f32, f32)];
        let cases: &[(Placed, &str)] = &[
            // A gap between two, an indented line, a line that ends before the margin.
            (
                &[(long, 50., 700.), ("the port.", 50., 688.), ("It rained.", 50., 664.)],
                "… the port. / It rained.",
            ),
            (&[(long, 50., 700.), (long, 50., 688.), ("It rained.", 62., 676.)], "… … / It rained."),
            (
                &[(long, 62., 700.), (long, 50., 688.), ("It ended.", 50., 676.), ("It rained.", 62., 664.)],
                "… … It ended. / It rained.",
            ),
            (
                &[(long, 50., 700.), (long, 50., 688.), ("Monday.", 50., 676.), (long, 50., 664.)],
                "… … Monday. / …",
            ),
            // What hangs below a bullet, and the next one.
            (
                &[("• The army", 50., 700.), ("left.", 62., 688.), ("• It rained.", 50., 676.)],
                "• The army left. / • It rained.",
            ),
        ];
        for (lines, expected) in cases {
            let page = lines.iter().map(|(text, x, y)| item(text, *x, *y, 10.0)).collect();
            assert_eq!(text(page).replace(long, "…"), *expected);
        }
    }

    #[test]
    fn words_broken_at_the_end_of_a_line_are_made_whole() {
        let cases = [
            (["the wind-", "mill"], "the windmill"),
            (["the wind\u{AD}", "mill"], "the windmill"),
            (["the Franco-", "German border"], "the Franco-German border"),
            (["pages 10-", "12"], "pages 10-12"),
            (["在中国", "的军队"], "在中国的军队"),
            (["the well-liked and well-", "liked man"], "the well-liked and well-liked man"),
        ];
        for (lines, expected) in cases {
            assert_eq!(text(column(50.0, 700.0, &lines)), expected);
        }
    }

    #[test]
    fn a_raised_number_stays_in_its_line_and_an_initial_with_its_word() {
        let mut note = item("3", 65.0, 704.0, 6.0);
        note.ends_line = true;
        assert_eq!(
            text(vec![item("Men", 50.0, 700.0, 10.0), note, item(" came.", 68.0, 700.0, 10.0)]),
            "Men3 came."
        );
        let initial = item("T", 50.0, 676.0, 36.0);
        let rest = column(70.0, 700.0, &["he army went back to its base", "in the port."]);
        assert_eq!(text([vec![initial], rest].concat()), "The army went back to its base in the port.");
    }

    #[test]
    fn columns_and_pages_are_read_on() {
        let left = column(50.0, 700.0, &["The army went back to", "its old base, from which"]);
        let right = column(300.0, 700.0, &["it had come, and stayed", "there. Nobody knew how"]);
        let note = vec![item("1 So the minister said.", 50.0, 100.0, 7.0)];
        let next = column(50.0, 700.0, &["long it would do so."]);
        let document = read(&[[left, right, note].concat(), next], &[]);
        assert_eq!(
            document.text,
            "The army went back to its old base, from which it had come, and stayed there. Nobody knew how long \
             it would do so.\n1 So the minister said.\n"
        );
    }

    #[test]
    fn a_sentence_goes_over_to_the_next_page_from_a_short_line_too() {
        let page = |last: &str| column(50.0, 700.0, &["The army went back to its old base,", last]);
        let next = |first: &str| column(50.0, 700.0, &[first]);
        for (last, first, expected) in [
            ("which has", "one port.", "The army went back to its old base, which has one port.\n"),
            ("at last.", "one port.", "The army went back to its old base, at last.\none port.\n"),
            ("which has", "One port.", "The army went back to its old base, which has\nOne port.\n"),
        ] {
            assert_eq!(read(&[page(last), next(first)], &[]).text, expected);
        }
    }

    #[test]
    fn running_titles_and_numbers_of_pages_are_set_apart() {
        let page = |number: u32| {
            let head = item(if number < 3 { "Chapter One" } else { "Chapter Two" }, 200.0, 800.0, 9.0);
            let word = ["One", "Two", "Three", "Four", "Five", "Six"][number as usize - 1];
            let body = column(50.0, 700.0, &[word, "day it rained", "and", word]);
            [vec![head], body, vec![item(&(number + 4).to_string(), 300.0, 40.0, 9.0)]].concat()
        };
        let document = read(&[page(1), page(2), page(3), page(4), page(5), page(6)], &[]);
        let kinds = document.kinds.unwrap();
        let furniture = document.text.lines().zip(kinds).filter(|(_, kind)| *kind == Furniture);
        let furniture: Vec<&str> = furniture.map(|(line, _)| line).collect();
        assert_eq!(furniture.iter().filter(|line| line.starts_with("Chapter Two")).count(), 4);
        assert_eq!(furniture.iter().filter(|line| line.len() == 1).count(), 5);
        assert!(furniture.contains(&"10"));
        assert!(!furniture.iter().any(|line| line.contains("rained")));
    }

    #[test]
    fn what_is_written_up_the_margin_is_set_apart() {
        let mut side = item("arXiv:2501.00001", 20.0, 300.0, 10.0);
        (side.right, side.up) = (0.0, 10.0);
        let document = read(&[[vec![side], column(50.0, 700.0, &["It rained all day."])].concat()], &[]);
        assert_eq!(document.kinds.unwrap(), [Furniture, Paragraph]);
    }

    #[test]
    fn letters_one_below_another_are_read_from_right_to_left() {
        let vertical = |text: &str, x: f32| {
            let item = item(text, x, 700.0, 10.0);
            Item { width: 10.0, height: item.width, is_vertical: true, ..item }
        };
        assert_eq!(
            text(vec![vertical("軍隊は基", 500.0), vertical("地に戻った", 488.0)]),
            "軍隊は基地に戻った"
        );
    }

    #[test]
    fn a_file_tells_of_itself() {
        let page = || {
            let heading =
                vec![item("Army returns", 50.0, 760.0, 20.0), item("to its base", 50.0, 736.0, 20.0)];
            [
                heading,
                column(50.0, 700.0, &["It rained all day in the port, and all night,", "and nobody came."]),
            ]
            .concat()
        };
        let about = [
            ("Title", "base_final.docx"),
            ("Author", " Ana Ruiz "),
            ("CreationDate", "D:20250219080000+01'00'"),
        ];
        let document = read(&[page()], &about);
        assert_eq!(document.kinds.as_deref(), Some([Title, Paragraph].as_slice()));
        assert!(document.text.starts_with("Army returns to its base\n"));
        assert_eq!(document.title.as_deref(), Some("Army returns to its base"));
        assert_eq!(document.author.as_deref(), Some("Ana Ruiz"));
        assert_eq!(document.date.as_deref(), Some("2025-02-19"));
        let origins: Vec<&str> = document.origins.iter().map(|(_, place)| place.as_str()).collect();
        assert_eq!(
            origins,
            ["the largest heading of its first page", "property Author", "property CreationDate"]
        );

        let heading = Some("Army returns to its base");
        let cases = [
            ("It rained all day", Some("It rained all day"), "property Title", 0),
            ("Army Returns to its Base", heading, "property Title", 1),
            ("Template 2003", heading, "the largest heading of its first page", 1),
            ("Document1", heading, "the largest heading of its first page", 1),
        ];
        for (said, title, place, titles) in cases {
            let document = read(&[page()], &[("Title", said)]);
            assert_eq!((document.title.as_deref(), document.origins[0].1.as_str()), (title, place), "{said}");
            assert_eq!(
                document.kinds.unwrap().iter().filter(|kind| **kind == Title).count(),
                titles,
                "{said}"
            );
        }
        let plain = vec![column(50.0, 700.0, &["It rained all day."])];
        assert_eq!(read(&plain, &[("dc:title", "On Rain")]).title.as_deref(), Some("On Rain"));
        assert_eq!(
            read(&plain, &[("xmp:createdate", "2024-05-01T10:00:00Z")]).date.as_deref(),
            Some("2024-05-01")
        );
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        let reason = |pages: &[Vec<Item>]| match found(pages, &[]).swap_remove(0) {
            Found::Skipped(skipped) => skipped.kind,
            other => panic!("{other:?}"),
        };
        assert_eq!(reason(&[]), "empty");
        assert_eq!(reason(&[vec![], vec![item(" ", 0.0, 0.0, 10.0)]]), "scanned");
        assert_eq!(reason(&[column(50.0, 700.0, &["\u{E001}\u{E002}\u{FFFD} a"])]), "scanned");

        let mut pdf = Pdf::new("a.pdf".to_owned(), RawDocument::default());
        pdf.skip_page();
        assert!(pdf.add_page(&column(50.0, 700.0, &["It rained."])));
        let found = pdf.finish(&[]);
        assert!(
            matches!(&found[1], Found::Skipped(skipped) if skipped.to_string().starts_with("a.pdf: page 1 is damaged"))
        );
    }

    proptest::proptest! {
        #[test]
        fn no_letter_is_lost_wherever_it_stands(
            items in proptest::collection::vec(("[A-Za-z .-]{0,9}", proptest::array::uniform6(proptest::num::f32::ANY), 0..4_u8), 0..40),
            pages in 1..4_usize,
        ) {
            let items: Vec<Item> = items
                .into_iter()
                .map(|(text, [right, up, x, y, width, height], flags)| Item {
                    text, right, up, x, y, width, height, ends_line: flags & 1 == 1, is_vertical: flags & 2 == 2,
                })
                .collect();
            let letters = |text: &str| {
                let mut letters: Vec<char> = text.chars().filter(char::is_ascii_alphabetic).collect();
                letters.sort_unstable();
                letters
            };
            let given: String = items.iter().map(|item| item.text.as_str()).collect();
            let size = items.len().div_ceil(pages).max(1);
            let pages: Vec<Vec<Item>> = items.chunks(size).map(<[Item]>::to_vec).collect();
            if let Found::Document(document) = found(&pages, &[]).swap_remove(0) {
                assert_eq!(letters(&document.text), letters(&given));
                assert_eq!(document.text.lines().count(), document.kinds.unwrap().len());
            } else {
                assert!(given.trim().is_empty());
            }
        }
    }

    #[test]
    fn what_was_told_of_a_file_counts_more_than_what_it_says() {
        let told = RawDocument {
            date: Some("1999".to_owned()),
            fields: vec![("desk".to_owned(), "World".to_owned())],
            ..RawDocument::default()
        };
        let mut pdf = Pdf::new("a.pdf".to_owned(), told);
        pdf.add_page(&column(50.0, 700.0, &["It rained."]));
        let properties =
            [("CreationDate", "D:2025"), ("Language", "en")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        let Found::Document(document) = pdf.finish(&properties).swap_remove(0) else {
            panic!("it is a document")
        };
        assert_eq!(document.date.as_deref(), Some("1999"));
        assert!(!document.origins.iter().any(|(fact, _)| fact == "date"));
        assert_eq!(document.fields.len(), 2);
    }
}
