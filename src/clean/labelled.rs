//! Lines of a text's head that name what they hold: "Title: …", "BYLINE: …", "Fecha: …".

use crate::origin::Fact;

/// Labels in small letters: English, then Spanish, French, German and Portuguese.
const LABELS: [(Fact, &[&str]); 6] = [
    (Fact::Title, &["title", "headline", "título", "titular", "titre", "titel"]),
    (Fact::Author, &["author", "authors", "byline", "by", "autor", "autora", "auteur"]),
    (Fact::Date, &["date", "published", "publication date", "release date", "fecha", "datum", "data"]),
    (Fact::Dateline, &["dateline"]),
    (Fact::Source, &["source", "publication", "newspaper", "fuente", "quelle", "fonte"]),
    (Fact::Url, &["url", "link"]),
];

/// The longest such line, in bytes.
const LONGEST: usize = 300;

/// What a line holds, if it says so, and the value.
pub(super) fn labelled(line: &str) -> Option<(Fact, &str)> {
    let (label, value) = line.split_once(':').filter(|_| line.len() <= LONGEST)?;
    let label = label.trim().to_lowercase();
    let value = value.trim();
    let (fact, _) = LABELS.iter().find(|(_, labels)| labels.contains(&label.as_str()))?;
    (!value.is_empty()).then_some((*fact, value))
}
