//! How many articles, and how many places in them, there are of each day, month or year.

use super::entities::{each_naming, parse_id};
use super::error::CorpusError;
use super::matching::{matching, parse, satisfying};
use crate::codec::Malformed;
use crate::corpus::{Date, DocId};
use crate::normalize::Normalizer;
use crate::query::{Source, each_count};
use crate::store::{CorpusFile, Part, Section, StoreError};
use serde::{Deserialize, Serialize};

/// What is counted, and by what.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct TimelineOptions {
    pub by: By,
    /// A query that all articles have to satisfy, those that are not found too.
    pub filter: String,
    /// Only articles that mention the entity called so; its mentions are counted instead of hits.
    pub entity: Option<String>,
}

/// How long the periods are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// Days, months or years, by how far apart the dates are and how exactly most of them are known.
    #[default]
    #[serde(rename = "")]
    Span,
    Day,
    Month,
    Year,
}

impl By {
    /// What it is called where it is asked for.
    pub fn name(self) -> &'static str {
        match self {
            By::Span => "",
            By::Day => "day",
            By::Month => "month",
            By::Year => "year",
        }
    }
}

/// The articles of a corpus in the order of time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Timeline {
    /// How long the periods are; never [`By::Span`].
    pub by: By,
    /// From the first with an article to the last, without a gap: days and months at most 2,000.
    pub periods: Vec<Period>,
    /// Articles of which the date is known less exactly than to a period.
    pub coarse: Counted,
    /// Articles without a date.
    pub undated: Counted,
    /// The highest figures of a period.
    pub most: Most,
}

/// A day, month or year.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Period {
    /// As "2025-09".
    pub period: String,
    /// The query for the articles of this period.
    pub filter: String,
    /// With the `to` of this or a later period behind it, the query for all articles from here to there.
    pub from: String,
    pub to: String,
    /// Articles that are found.
    pub documents: usize,
    /// Places in them: hits, or mentions of the entity.
    pub hits: usize,
    /// Words of all articles, whether found or not.
    pub words: u64,
    pub total_documents: usize,
    /// Hits for each million of words; 0 where there are no words.
    pub per_million: f64,
}

/// Articles that are found, and places in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Counted {
    pub documents: usize,
    pub hits: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Most {
    pub documents: usize,
    pub hits: usize,
    pub total_documents: usize,
    pub per_million: f64,
}

/// The most periods, but for years, which are no more than 9,999.
const MOST: usize = 2000;

/// Up to so many days, and else up to so many months, are shown if nothing else is asked for.
const DAYS: usize = 60;
const MONTHS: usize = 8 * 12;

/// When the articles are from that `query` finds, among all that satisfy the filter. Without a query all are
/// found, with no hits.
///
/// ```
/// use corpus_viewer::{pipeline::Builder, view::{TimelineOptions, timeline}};
/// let mut builder = Builder::default();
/// builder.add_lines("a", 0, br#"{"id":"a","text":"Rain, rain.","date":"2025-01-30"}"#);
/// builder.add_lines("b", 0, br#"{"id":"b","text":"It was dry.","date":"2025-02-01"}"#);
/// let file = builder.finish().0;
/// let line = timeline(&file, "rain", &TimelineOptions::default())?;
/// let hits: Vec<_> = line.periods.iter().map(|day| (day.period.as_str(), day.hits, day.words)).collect();
/// assert_eq!(hits, [("2025-01-30", 2, 2), ("2025-01-31", 0, 0), ("2025-02-01", 0, 3)]);
/// # Ok::<(), corpus_viewer::view::CorpusError>(())
/// ```
///
/// # Errors
/// A mistake in a query, with its place; there is no such entity; or the corpus makes no sense.
pub fn timeline(file: &CorpusFile, query: &str, options: &TimelineOptions) -> Result<Timeline, CorpusError> {
    let normalizer = Normalizer::default();
    let parsed = parse(file, query, &normalizer)?;
    let wanted = satisfying(file, &options.filter)?;
    let is_wanted = |doc: DocId| wanted.contains(doc);
    let articles = articles(file);
    let dates =
        (0..).zip(&articles).filter(|(doc, _)| is_wanted(*doc)).filter_map(|(_, article)| article.date);
    let (by, periods) = by_and_periods(&dates.collect::<Vec<_>>(), options.by);
    // Behind the periods, what is known less exactly, and what is not known at all.
    let place = |date: Option<Date>| match date.map(|date| by.of(date)) {
        Some(Some(date)) => periods.binary_search(&date).unwrap_or_else(|place| place),
        Some(None) => periods.len(),
        None => periods.len() + 1,
    };
    let places: Vec<usize> = articles.iter().map(|article| place(article.date)).collect();
    let mut rows = vec![Row::default(); periods.len() + 2];
    for (doc, article) in (0..).zip(&articles).filter(|(doc, _)| is_wanted(*doc)) {
        let row = &mut rows[places[doc as usize]];
        row.total_documents += 1;
        row.words += u64::from(article.words);
    }
    let mut count = |doc: DocId, hits: usize| {
        let found = &mut rows[places[doc as usize]].found;
        found.documents += 1;
        found.hits += hits;
    };
    match &options.entity {
        None => {
            let mut base = 0;
            for source in Source::all(file) {
                let is_wanted = |doc| is_wanted(base + doc);
                each_count(&parsed, source, &normalizer, is_wanted, |doc, hits| count(base + doc, hits))
                    .map_err(|Malformed| StoreError::Malformed { section: Section::Lists })?;
                base += source.segment.documents();
            }
        }
        Some(id) => {
            let (label, name) = parse_id(id)?;
            let entity = file.entities().find(label, name).ok_or_else(|| CorpusError::no_entity(id))?;
            let found = matching(file, &parsed, &normalizer)?;
            each_naming(file, entity, |doc, mentions| {
                if is_wanted(doc) && found.contains(doc) {
                    count(doc, mentions as usize);
                }
            })?;
        }
    }
    let (coarse, undated) = (rows[periods.len()].found, rows[periods.len() + 1].found);
    let periods: Vec<Period> = periods.into_iter().zip(&rows).map(|(date, row)| period(date, row)).collect();
    Ok(Timeline { by, most: most(&periods), periods, coarse, undated })
}

/// What is asked of each article.
struct Article {
    date: Option<Date>,
    words: u32,
}

fn articles(file: &CorpusFile) -> Vec<Article> {
    let of_part = |part: &Part| {
        let article =
            |doc| Article { date: part.columns().date(doc), words: part.segment().lengths().tokens(doc) };
        (0..part.documents()).map(article).collect::<Vec<_>>()
    };
    file.parts().iter().flat_map(of_part).collect()
}

/// What was counted of a period.
#[derive(Clone, Default)]
struct Row {
    found: Counted,
    words: u64,
    total_documents: usize,
}

fn period(date: Date, row: &Row) -> Period {
    let day =
        |(year, month, day)| Date::new(year, month, day).expect("every period has a first and a last day");
    let per_million = if row.words > 0 { row.found.hits as f64 * 1e6 / row.words as f64 } else { 0.0 };
    Period {
        period: date.to_string(),
        filter: format!("date:{date}"),
        from: format!("date:{}..", day(date.first_day())),
        to: day(date.last_day()).to_string(),
        documents: row.found.documents,
        hits: row.found.hits,
        words: row.words,
        total_documents: row.total_documents,
        per_million,
    }
}

fn most(periods: &[Period]) -> Most {
    periods.iter().fold(Most::default(), |most, period| Most {
        documents: most.documents.max(period.documents),
        hits: most.hits.max(period.hits),
        total_documents: most.total_documents.max(period.total_documents),
        per_million: most.per_million.max(period.per_million),
    })
}

impl By {
    /// The period that `date` lies in, if it is known so exactly.
    fn of(self, date: Date) -> Option<Date> {
        match self {
            By::Span | By::Day => (date.day() > 0).then_some(date),
            By::Month => date.to_month(),
            By::Year => Some(date.to_year()),
        }
    }

    /// The periods from the first to the last of `dates`, if they are no more than `most`; and how many of
    /// the dates are known so exactly.
    fn periods(self, dates: &[Date], most: usize) -> (Option<Vec<Date>>, usize) {
        let known = || dates.iter().filter_map(|&date| self.of(date));
        let Some((first, last)) = known().min().zip(known().max()) else { return (Some(Vec::new()), 0) };
        let all = std::iter::successors(Some(first), |date| date.next().filter(|next| *next <= last));
        let periods: Vec<Date> = all.take(most.saturating_add(1)).collect();
        ((periods.len() <= most).then_some(periods), known().count())
    }
}

/// How long the periods of some dates are to be, and all of them, in order.
fn by_and_periods(dates: &[Date], wanted: By) -> (By, Vec<Date>) {
    for (by, few) in [(By::Day, DAYS), (By::Month, MONTHS)].into_iter().filter(|(by, _)| *by >= wanted) {
        let is_free = wanted == By::Span;
        let (periods, known) = by.periods(dates, if is_free { few } else { MOST });
        match periods {
            Some(periods) if !is_free || 2 * known >= dates.len() => return (by, periods),
            _ => {}
        }
    }
    (By::Year, By::Year.periods(dates, usize::MAX).0.unwrap_or_default())
}
