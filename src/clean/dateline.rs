//! The place and agency that open a report: "QUITO, Ecuador (AP) — The army …".

use crate::token::words;

/// The most bytes before the dash.
const LONGEST: usize = 90;

/// How a dash stands between dateline and text. A hyphen or a full stop counts behind an agency only.
const DASHES: [&str; 4] = [" — ", " – ", "— ", " -- "];
const WEAK_DASHES: [&str; 2] = [" - ", " _ "];

/// What a dateline says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Dateline<'a> {
    pub place: &'a str,
    pub agency: Option<&'a str>,
}

/// The dateline at the start of a paragraph. Its first word is in capitals, or an agency in brackets
/// stands before the dash.
pub(super) fn dateline(paragraph: &str) -> Option<Dateline<'_>> {
    let strong = DASHES.iter().filter_map(|dash| paragraph.find(dash)).min();
    let weak = WEAK_DASHES.iter().filter_map(|dash| paragraph.find(dash)).min();
    let before = |at: usize| paragraph.get(..at).filter(|before| before.len() <= LONGEST);
    let (head, is_strong) = match (strong.and_then(before), weak.and_then(before)) {
        (Some(strong), Some(weak)) if weak.len() < strong.len() => (weak, false),
        (Some(strong), _) => (strong, true),
        (None, weak) => (weak?, false),
    };
    let (place, agency) = match head.trim_end().strip_suffix(')').and_then(|head| head.rsplit_once('(')) {
        Some((place, agency)) => (place.trim(), Some(agency.trim())),
        None => (head.trim(), None),
    };
    let agency = agency.filter(|agency| is_agency(agency));
    // "GUAYAQUIL, Ecuador, March 3": the day is not of the place.
    let place = place.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let place = if place.len() < head.len() && agency.is_none() { without_month(place) } else { place };
    let place = without_month(place).trim_end_matches([',', ' ']);
    let first = words(place).first()?.of(place);
    let is_loud = first.chars().count() >= 2 && first.chars().all(|c| !c.is_lowercase());
    let is_short = words(place).len() <= 8 && !place.contains(['.', '!', '?', ';', ':', '"', '“']);
    let is_name = first.starts_with(char::is_uppercase);
    let holds = is_name && is_short && (is_loud && (is_strong || agency.is_some()) || agency.is_some());
    holds.then_some(Dateline { place, agency })
}

/// The place without the name of a month behind its last comma.
fn without_month(place: &str) -> &str {
    match place.rsplit_once(',') {
        Some((before, month)) if super::date::month(month.trim().trim_end_matches('.')).is_some() => before,
        _ => place,
    }
}

/// One to four words, each with a capital.
fn is_agency(text: &str) -> bool {
    let words = words(text);
    (1..=4).contains(&words.len()) && words.iter().all(|word| word.of(text).starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_agencies() {
        let cases = [
            ("QUITO, Ecuador (AP) — The army left.", Some(("QUITO, Ecuador", Some("AP")))),
            ("LONDON, March 3 (Reuters) - Shares fell.", Some(("LONDON", Some("Reuters")))),
            ("MEXICO CITY — Rain.", Some(("MEXICO CITY", None))),
            ("Guayaquil (EFE) – La policía detuvo a dos.", Some(("Guayaquil", Some("EFE")))),
            ("WASHINGTON — President Noboa — who left — spoke.", Some(("WASHINGTON", None))),
            ("The army — all of it — left.", None),
            ("Noboa — who left — spoke.", None),
            ("He said: QUITO — no.", None),
            ("NATO - led troops left.", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let found = dateline(text).map(|found| (found.place, found.agency));
            assert_eq!(found, expected, "{text}");
        }
    }
}
