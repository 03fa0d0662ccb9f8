//! Exact decimal numbers, so that a sum of money is the one that was written.

use std::cmp::Ordering;
use std::fmt;

/// An exact decimal number of up to 18 digits: 13.5 is 135 tenths.
///
/// ```
/// use corpus_viewer::Span;
/// use corpus_viewer::entity::{Label, Mention, Value, value};
/// let text = "1,234.50";
/// let mention = Mention { span: Span::new(0, text.len()), label: Label::Cardinal };
/// let Some(Value::Number(amount)) = value(text, mention, None) else { panic!("a number") };
/// assert_eq!(amount.least.to_f64(), 1234.5);
/// assert_eq!(amount.least.to_string(), "1,234.5");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    digits: i64,
    /// How many of the digits stand behind the point; the last of those is not 0.
    places: u32,
}

/// Numbers of more digits are not read.
const MOST_DIGITS: usize = 18;

impl Decimal {
    /// `digits` divided by ten to the power of `places`.
    fn new(mut digits: i64, mut places: u32) -> Decimal {
        while places > 0 && digits % 10 == 0 {
            digits /= 10;
            places -= 1;
        }
        Decimal { digits, places }
    }

    /// The whole number `value`.
    pub(super) fn whole(value: u32) -> Decimal {
        Decimal { digits: i64::from(value), places: 0 }
    }

    /// `hundredths` divided by 100.
    pub(super) fn hundredths(hundredths: u32) -> Decimal {
        Decimal::new(i64::from(hundredths), 2)
    }

    /// Reads digits with separators: "1,000", "13.5", "1.000.000". A lone comma that is not before three digits is
    /// a decimal one: "1,5".
    pub(super) fn parse(text: &str) -> Option<Decimal> {
        let groups = |separator: char| {
            let mut groups = text.split(separator);
            groups.next().is_some_and(|first| (1..=3).contains(&first.len()))
                && groups.all(|group| group.len() == 3)
        };
        let point = match (text.matches(',').count(), text.matches('.').count()) {
            (0, 1) => text.find('.'),
            (0, 0) => None,
            (_, 0) if groups(',') => None,
            (1, 0) => text.find(','),
            (0, _) if groups('.') => None,
            (_, 1) if text.rfind('.') > text.rfind(',') => text.find('.'),
            (1, _) if text.rfind(',') > text.rfind('.') => text.find(','),
            _ => return None,
        };
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        if digits.is_empty() || digits.len() > MOST_DIGITS {
            return None;
        }
        let places = point.map_or(0, |point| text.len() - point - 1);
        Some(Decimal::new(digits.parse().ok()?, places as u32))
    }

    pub(super) fn times(self, factor: Decimal) -> Option<Decimal> {
        let places = self.places + factor.places;
        (places <= MOST_DIGITS as u32).then_some(())?;
        Some(Decimal::new(self.digits.checked_mul(factor.digits)?, places))
    }

    pub(super) fn plus(self, other: Decimal) -> Option<Decimal> {
        let places = self.places.max(other.places);
        let widened =
            |number: Decimal| number.digits.checked_mul(10_i64.checked_pow(places - number.places)?);
        Some(Decimal::new(widened(self)?.checked_add(widened(other)?)?, places))
    }

    pub(super) fn negative(self) -> Decimal {
        Decimal { digits: -self.digits, ..self }
    }

    /// The number if it is whole, and no more than `most`.
    pub(super) fn up_to(self, most: u32) -> Option<u32> {
        u32::try_from(self.digits).ok().filter(|&value| self.places == 0 && value <= most)
    }

    /// The nearest number of floating point.
    pub fn to_f64(self) -> f64 {
        self.digits as f64 / 10_f64.powi(self.places as i32)
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let places = self.places.max(other.places);
        let widened = |number: &Decimal| i128::from(number.digits) * 10_i128.pow(places - number.places);
        widened(self).cmp(&widened(other))
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.digits.unsigned_abs().to_string();
        let places = self.places as usize;
        let digits = format!("{digits:0>width$}", width = places + 1);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        if self.digits < 0 {
            f.write_str("-")?;
        }
        for (at, digit) in whole.char_indices() {
            if at > 0 && (whole.len() - at) % 3 == 0 {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        if places > 0 { write!(f, ".{fraction}") } else { Ok(()) }
    }
}
