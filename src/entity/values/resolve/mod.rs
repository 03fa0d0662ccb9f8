//! What a mention is worth: the days a date names, seen from the article's own, sums, numbers.

mod amount;
mod calendar;
mod currency;
mod date;
mod decimal;
mod number;
mod sign;
mod word;

use crate::corpus::Date;
use crate::entity::{Label, Mention};
use calendar::Period;
pub use decimal::Decimal;
use std::fmt;

/// What a mention is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// The days that a date names: a closed range, of which both ends are known to the day.
    Dates { from: Date, to: Date },
    /// A sum and its currency: the code of ISO 4217 ("USD"), or, for one of which the text does not say which
    /// country's it is, its word ("peso") or sign ("¥"). "$" and "dollars" alone are taken for US dollars, "pounds" for
    /// those of the United Kingdom.
    Money { amount: Amount, currency: String },
    /// A number, of a percentage or quantity that without its unit.
    Number(Amount),
}

impl Value {
    fn of_period(period: Period) -> Value {
        Value::Dates { from: period.from, to: period.to }
    }
}

/// A number, or the least and the most it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    pub least: Decimal,
    pub most: Decimal,
}

impl Amount {
    fn of(value: Decimal) -> Amount {
        Amount { least: value, most: value }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        range(f, self.least, self.most)
    }
}

/// Short, for readers: "2025-08-01 – 2025-08-31", "USD 13,500,000", "21".
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Dates { from, to } => range(f, *from, *to),
            Value::Money { amount, currency } => write!(f, "{currency} {amount}"),
            Value::Number(amount) => amount.fmt(f),
        }
    }
}

fn range<T: PartialEq + fmt::Display>(f: &mut fmt::Formatter<'_>, from: T, to: T) -> fmt::Result {
    if from == to { write!(f, "{from}") } else { write!(f, "{from} – {to}") }
}

/// What `mention` of `text` is worth, in an article of the date `reference`. Nothing where the words leave it open
/// ("several weeks", "millions of dollars"), where it takes more than they say (a length of time, a time of day), or
/// where the article's date is not known, or not as exactly as needed.
///
/// Dates are read as news means them:
/// - a weekday is the last one up to the article's day; with "last" before that day, with "next", "coming" or "this"
///   from it on;
/// - a month without a year is the last one up to the article's month, and so are quarters and seasons; a day of a
///   month is that of the article's year, or of the year before if it lies more than half a year ahead;
/// - "last year" and the like are of the calendar, weeks from Monday to Sunday; "past year", and "last two years", end
///   on the article's day; "two years ago" is that whole year, "two days ago" that day;
/// - "early", "mid" and "late" are the thirds of a period; seasons are those of the north, spring from March to May;
/// - of "05/09/2025", which may be two days, the one nearer to the article's.
///
/// A time of day that names a day, "Monday night", is worth that day.
///
/// ```
/// use corpus_viewer::Span;
/// use corpus_viewer::corpus::Date;
/// use corpus_viewer::entity::{Label, Mention, value};
/// let text = "On Thursday she said that the $13.5m would be paid within two months.";
/// let thursday = Mention { span: Span::new(3, 11), label: Label::Date };
/// let sum = Mention { span: Span::new(30, 36), label: Label::Money };
/// let shown = |mention, date| value(text, mention, date).map(|value| value.to_string());
/// assert_eq!(shown(thursday, Date::new(2025, 9, 5)).as_deref(), Some("2025-09-04"));
/// assert_eq!(shown(thursday, None), None);
/// assert_eq!(shown(sum, None).as_deref(), Some("USD 13,500,000"));
/// ```
pub fn value(text: &str, mention: Mention, reference: Option<Date>) -> Option<Value> {
    let written = text.get(mention.span.range())?;
    match mention.label {
        Label::Date => date::days(written, reference).map(Value::of_period),
        Label::Time => date::day_of_time(written, reference).map(Value::of_period),
        Label::Money => amount::money(written).map(|(amount, currency)| Value::Money { amount, currency }),
        Label::Percent | Label::Quantity => amount::number(written).map(Value::Number),
        Label::Cardinal => amount::count(written).map(Value::Number),
        Label::Ordinal => amount::place(written).map(Value::Number),
        Label::Per | Label::Org | Label::Loc | Label::Norp | Label::Event | Label::Misc => None,
    }
}
