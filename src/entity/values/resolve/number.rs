//! The value of a number as it is written: "13.5m", "two and a half million", "twenty-first".

use super::decimal::Decimal;
use super::word::Word;

/// A number in words: what it is worth, what of that a scale like "million" makes, and where it ends.
pub(super) struct Reading {
    pub value: Decimal,
    /// The factor of the words and letters for thousands, millions and so on.
    pub scale: Option<Decimal>,
    pub end: usize,
}

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: [&str; 20] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];

/// What a word for one to ninety is worth.
fn small(word: &str) -> Option<u32> {
    let of = |list: &[&str]| list.iter().position(|&known| known == word).map(|place| place as u32);
    of(&SMALL).or_else(|| Some((of(&TENS)? + 2) * 10))
}

/// What a word or the letters behind digits multiply by.
fn scale(word: &str) -> Option<Decimal> {
    let power = match word {
        "dozen" => return Some(Decimal::whole(12)),
        "hundred" => 2,
        "thousand" | "k" => 3,
        "lakh" => 5,
        "million" | "m" | "mn" | "mln" => 6,
        "crore" => 7,
        "billion" | "bn" | "bln" | "b" => 9,
        "trillion" | "tn" | "trn" | "t" => 12,
        _ => return None,
    };
    (0..power).try_fold(Decimal::whole(1), |number, _| number.times(Decimal::whole(10)))
}

/// What "½", or "half" and "quarter", are worth.
fn part(word: &str) -> Option<Decimal> {
    let hundredths = match word {
        "½" | "half" => 50,
        "¼" | "quarter" => 25,
        "¾" => 75,
        _ => return None,
    };
    Some(Decimal::hundredths(hundredths))
}

/// Reads the number that begins at `at` of `words`.
pub(super) fn read(words: &[Word], at: usize) -> Option<Reading> {
    let key = key_of(words);
    if key(at).starts_with(|c: char| c.is_ascii_digit()) {
        return digits(words, at);
    }
    let Some(part) = part(key(at)) else { return spelt(words, at) };
    // "half a million", "quarter of a million"
    let of = if key(at + 1) == "of" { at + 2 } else { at + 1 };
    let end = if matches!(key(of), "a" | "an" | "one" | "1") { of + 1 } else { at + 1 };
    scaled(words, part, end)
}

fn key_of<'w>(words: &'w [Word]) -> impl Fn(usize) -> &'w str {
    |at| words.get(at).map_or("", |word| word.key.as_str())
}

/// `value` with the scales from `end` on.
fn scaled(words: &[Word], mut value: Decimal, mut end: usize) -> Option<Reading> {
    let key = key_of(words);
    let mut factor = None;
    while let Some(times) = scale(key(end)).filter(|_| key(end).len() > 1) {
        value = value.times(times)?;
        factor = Some(factor.unwrap_or(Decimal::whole(1)).times(times)?);
        end += 1;
    }
    Some(Reading { value, scale: factor, end })
}

/// Reads number words: "one hundred and five", "two and a half million", "million".
fn spelt(words: &[Word], at: usize) -> Option<Reading> {
    let key = key_of(words);
    let (zero, one) = (Decimal::whole(0), Decimal::whole(1));
    let (mut total, mut current, mut factor) = (zero, None, None);
    let mut end = at;
    loop {
        let next = if end > at && key(end) == "and" { end + 1 } else { end };
        if let Some(value) = small(key(next)) {
            current = Some(current.unwrap_or(zero).plus(Decimal::whole(value))?);
            factor = None;
            end = next + 1;
        } else if let Some((whole, part)) = current.zip(half(words, end)) {
            current = Some(whole.plus(part)?);
            end += 3;
        } else if let Some(times) = scale(key(end)).filter(|_| key(end).len() > 1) {
            let closes = times >= Decimal::whole(1000);
            (total, current) = match current {
                Some(number) if closes => (total.plus(number.times(times)?)?, None),
                Some(number) => (total, Some(number.times(times)?)),
                None if end > at => (total.times(times)?, None),
                None => (zero, Some(times)),
            };
            factor = Some(factor.unwrap_or(one).times(times)?);
            end += 1;
        } else {
            break;
        }
    }
    let value = total.plus(current.unwrap_or(zero))?;
    (end > at).then_some(Reading { value, scale: factor, end })
}

/// What "and a half" at `at` adds.
fn half(words: &[Word], at: usize) -> Option<Decimal> {
    let key = key_of(words);
    part(key(at + 2)).filter(|_| key(at) == "and" && matches!(key(at + 1), "a" | "one"))
}

/// Reads digits with what follows them: "13.5m", "2 000", "2½", "5 million".
fn digits(words: &[Word], at: usize) -> Option<Reading> {
    let key = key_of(words);
    let word = key(at);
    let letters = word.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
    let (number, suffix) = word.split_at(letters.unwrap_or(word.len()));
    let mut end = at + 1;
    let mut number = number.to_owned();
    let is_group = |at: usize| {
        let spaced = words.get(at).is_some_and(|word| matches!(word.gap, " " | "\u{a0}"));
        spaced && key(at).len() == 3 && key(at).bytes().all(|b| b.is_ascii_digit())
    };
    while number.len() <= 9 && suffix.is_empty() && !number.contains(['.', ',']) && is_group(end) {
        number += key(end);
        end += 1;
    }
    let mut value = Decimal::parse(&number)?;
    if let Some(part) = part(key(end)).filter(|_| words[end].gap.is_empty()) {
        value = value.plus(part)?;
        end += 1;
    } else if let Some(half) = half(words, end) {
        value = value.plus(half)?;
        end += 3;
    }
    match scale(suffix) {
        Some(times) => Some(Reading { value: value.times(times)?, scale: Some(times), end }),
        None => scaled(words, value, end),
    }
}

/// Reads the ordinal number that begins at `at`: its value and end.
pub(super) fn ordinal(words: &[Word], at: usize) -> Option<(u32, usize)> {
    let key = key_of(words);
    let of = |word: &str| ORDINALS.iter().position(|&known| known == word).map(|place| place as u32);
    let word = key(at);
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending));
    if let Some(value) = digits.and_then(Decimal::parse).and_then(|value| value.up_to(99_999)) {
        return Some((value, at + 1));
    }
    let tens = TENS.iter().position(|&tens| tens == word).map(|place| (place as u32 + 2) * 10);
    if let Some((tens, ones)) = tens.zip(of(key(at + 1))) {
        return Some((tens + ones, at + 2));
    }
    let round = TENS.iter().position(|tens| word.strip_suffix("ieth") == tens.strip_suffix('y'));
    let value = match word {
        "hundredth" => Some(100),
        _ => of(word).or_else(|| Some((round? as u32 + 2) * 10)),
    };
    Some((value?, at + 1))
}
