//! Dates that stand in a page's head: "date 2025-02-19", "Published: Sept. 5, 2025".

use crate::corpus::Date;
use crate::span::Span;
use crate::token::words;

/// Words that announce a date.
const ANNOUNCED: &[&str] = &[
    "date",
    "dated",
    "published",
    "updated",
    "posted",
    "last",
    "on",
    "first",
    "publicado",
    "actualizado",
    "el",
    "publié",
    "le",
    "mis",
    "à",
    "jour",
    "veröffentlicht",
    "aktualisiert",
    "am",
    "em",
    "pubblicato",
];

/// Words that may stand beside a date in a line that holds nothing else.
const BESIDE: &[&str] = &[
    "at", "am", "pm", "a.m", "p.m", "gmt", "utc", "bst", "cet", "est", "edt", "et", "pst", "pdt", "pt",
    "eat", "ist", "local", "time",
];

/// The months in English, Spanish, French, German, Portuguese and Italian.
const MONTHS: [[&str; 12]; 6] = [
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
    [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    [
        "januar",
        "februar",
        "märz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
    ],
    [
        "janeiro",
        "fevereiro",
        "março",
        "abril",
        "maio",
        "junho",
        "julho",
        "agosto",
        "setembro",
        "outubro",
        "novembro",
        "dezembro",
    ],
    [
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ],
];

/// Stands between day, month and year in Spanish and Portuguese.
const OF: [&str; 2] = ["de", "del"];

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A date announced by the word "date" at the start of a line, as scrapers leave
/// it before the first line of the page; and how many bytes it takes up.
pub(super) fn scraped(line: &str) -> Option<(Date, usize)> {
    let words = words(line);
    if !words.first()?.of(line).eq_ignore_ascii_case("date") {
        return None;
    }
    let (date, used) = absolute(line, &words[1..])?;
    Some((date, words[used].end as usize))
}

/// A date given with a document: ISO 8601, or as a line of a page's head may have it.
pub(super) fn given(text: &str) -> Option<Date> {
    Date::parse_iso(text.trim()).or_else(|| whole_line(text))
}

/// The date of a line that holds a date and nothing else but what announces it and a time.
pub(super) fn whole_line(line: &str) -> Option<Date> {
    if line.len() > 80 {
        return None;
    }
    let words = words(line);
    let is_extra = |word: &Span| {
        let word = word.of(line).to_lowercase();
        let hour = word.trim_end_matches('z');
        hour.bytes().all(|b| b.is_ascii_digit()) && hour.len() <= 2 || BESIDE.contains(&word.as_str())
    };
    let lead = words.iter().take_while(|word| {
        let word = word.of(line).to_lowercase();
        ANNOUNCED.contains(&word.as_str()) || is_weekday(&word)
    });
    let start = lead.count();
    let (date, used) = absolute(line, &words[start..])?;
    words[start + used..].iter().all(is_extra).then_some(date)
}

/// A date with its year at the start of `words`, and how many of them it takes up:
/// "2025-02-19", "5 September 2025", "Sept 5, 2025", "5 de septiembre de 2025".
fn absolute(line: &str, words: &[Span]) -> Option<(Date, usize)> {
    let is_of = |at: usize| words.get(at).is_some_and(|word| OF.contains(&word.of(line)));
    let second = 1 + usize::from(is_of(1));
    let third = second + 1 + usize::from(is_of(second + 1));
    let places = [0, second, third];
    let word = |nth: usize| words.get(places[nth]).map(|word| word.of(line));
    let number = |nth: usize, least: usize, most: usize| {
        let digits = word(nth)?.split(|c: char| !c.is_ascii_digit()).next()?;
        ((least..=most).contains(&digits.len())).then(|| digits.parse::<u16>().ok())?
    };
    let joined = |at: usize| {
        let gap = &line[words[at].end as usize..words[at + 1].start as usize];
        matches!(gap, "-" | "/" | ".")
    };
    if let (Some(year), Some(month), Some(day)) = (number(0, 4, 4), number(1, 1, 2), number(2, 1, 2)) {
        return (joined(0) && joined(1)).then(|| Date::new(year, month as u8, day as u8))?.map(|d| (d, 3));
    }
    let year = number(2, 4, 4)?;
    let (day, month) = match (number(0, 1, 2), month(word(0)?)) {
        (Some(day), _) => (day, month(word(1)?)?),
        (None, Some(month)) => (number(1, 1, 2)?, month),
        (None, None) => return None,
    };
    Date::new(year, month, day as u8).map(|date| (date, third + 1))
}

/// The month that `word` names, from 1: in full, in English also cut to three letters or more.
pub(super) fn month(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    let [english, others @ ..] = &MONTHS;
    let cut = english.iter().position(|month| word.len() >= 3 && month.starts_with(&word));
    let full = || others.iter().find_map(|months| months.iter().position(|month| *month == word));
    Some(cut.or_else(full)? as u8 + 1)
}

fn is_weekday(word: &str) -> bool {
    word.len() >= 3 && WEEKDAYS.iter().any(|day| day.starts_with(word))
}
