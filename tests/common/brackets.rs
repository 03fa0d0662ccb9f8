//! Texts with their mentions in brackets: `[PER Ada Lovelace] left [LOC Turin].`

use corpus_viewer::entity::Mention;

/// The text under brackets: `[PER Ada] left` is "Ada left".
pub fn bare(marked: &str) -> String {
    let mut pieces = marked.split('[');
    let mut text = pieces.next().unwrap_or_default().to_string();
    for piece in pieces {
        let (_, name) = piece.split_once(' ').expect("a label and a space follow a bracket");
        text.extend(name.chars().filter(|&c| c != ']'));
    }
    text
}

/// A text with brackets around its mentions.
pub fn marked(text: &str, mentions: &[Mention]) -> String {
    let mut shown = String::new();
    let mut from = 0;
    for mention in mentions {
        let span = mention.span.range();
        shown += &format!("{}[{} {}]", &text[from..span.start], mention.label.code(), &text[span.clone()]);
        from = span.end;
    }
    shown + &text[from..]
}
