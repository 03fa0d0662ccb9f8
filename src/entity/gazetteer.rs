//! What is known beforehand: classes of words, and names of one or more words,
//! looked up by their folded words, the longest first. The lists are in `lists/`.

use super::{Label, Map};
use crate::normalize::Normalizer;
use crate::token::each_word;
use std::sync::LazyLock;

/// The lists, read once.
pub(super) static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(Gazetteer::read);

/// A set of word classes, one bit each.
pub(super) type Classes = u64;

pub(super) const TITLE: Classes = 1 << 1;
pub(super) const ROLE: Classes = 1 << 2;
pub(super) const PORTFOLIO: Classes = 1 << 3;
pub(super) const ORG_HEAD: Classes = 1 << 4;
pub(super) const PLACE_HEAD: Classes = 1 << 5;
pub(super) const EVENT_HEAD: Classes = 1 << 6;
pub(super) const WORK_HEAD: Classes = 1 << 7;
pub(super) const COMMON: Classes = 1 << 8;
pub(super) const SPEECH: Classes = 1 << 9;
pub(super) const PARTICLE: Classes = 1 << 10;
pub(super) const IN_PLACE: Classes = 1 << 11;
pub(super) const MONTH: Classes = 1 << 12;
pub(super) const WEEKDAY: Classes = 1 << 13;
pub(super) const DAY_PERIOD: Classes = 1 << 14;
pub(super) const CLOCK_PERIOD: Classes = 1 << 15;
pub(super) const DAY_PART: Classes = 1 << 16;
pub(super) const SEASON: Classes = 1 << 17;
pub(super) const NUMBER: Classes = 1 << 18;
pub(super) const SCALE: Classes = 1 << 19;
pub(super) const SCALES: Classes = 1 << 20;
pub(super) const ORDINAL: Classes = 1 << 21;
pub(super) const UNIT: Classes = 1 << 22;
pub(super) const CURRENCY: Classes = 1 << 23;
pub(super) const CURRENCY_CODE: Classes = 1 << 24;
pub(super) const FEW: Classes = 1 << 25;
pub(super) const WHICH: Classes = 1 << 26;
pub(super) const COMPASS: Classes = 1 << 27;
pub(super) const FUNCTION: Classes = 1 << 28;
pub(super) const PLACE_NOUN: Classes = 1 << 29;
pub(super) const GROUP_NOUN: Classes = 1 << 30;
pub(super) const ORG_FRONT: Classes = 1 << 32;
pub(super) const WORK_NOUN: Classes = 1 << 33;
pub(super) const MOTION: Classes = 1 << 34;
/// A word that is in none of the classes of values, and that some date, sum or number begins with.
pub(super) const OPENER: Classes = 1 << 63;
/// A word that some name in the lists begins with.
const FIRST: Classes = 1 << 31;

const WORD_LISTS: &[(Classes, &str)] = &[
    (TITLE, include_str!("lists/titles.txt")),
    (ROLE, include_str!("lists/roles.txt")),
    (PORTFOLIO, include_str!("lists/portfolios.txt")),
    (ORG_HEAD, include_str!("lists/org_heads.txt")),
    (PLACE_HEAD, include_str!("lists/place_heads.txt")),
    (EVENT_HEAD, include_str!("lists/event_heads.txt")),
    (WORK_HEAD, include_str!("lists/work_heads.txt")),
    (COMMON, include_str!("lists/common.txt")),
    (COMMON | FUNCTION, include_str!("lists/function.txt")),
    (CURRENCY, include_str!("lists/currencies.txt")),
    (UNIT, include_str!("lists/units.txt")),
    (SPEECH, include_str!("lists/speech.txt")),
];

/// Closed classes, short enough to read here.
const CLOSED_CLASSES: &[(Classes, &str)] = &[
    (
        PARTICLE,
        "de del della der den di da do dos das du la le van von zu zur ter ten bin bint ibn ben al el abu \
      af des und et y fur",
    ),
    (IN_PLACE, "in at near from outside inside across throughout around into"),
    (
        COMPASS,
        "north south east west northern southern eastern western northeast northwest southeast southwest \
      northeastern northwestern southeastern southwestern central upper lower greater mid",
    ),
    (
        MONTH,
        "january february march april may june july august september october november december \
      jan feb mar apr jun jul aug sep sept oct nov dec",
    ),
    (
        WEEKDAY,
        "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays \
      fridays saturdays sundays",
    ),
    (
        DAY_PERIOD,
        "day days week weeks weekend weekends weekday weekdays fortnight fortnights month months quarter quarters \
      year years decade decades century centuries millennium millennia generation generations",
    ),
    (CLOCK_PERIOD, "hour hours hr hrs minute minutes mins second seconds"),
    (DAY_PART, "morning mornings afternoon afternoons evening evenings night nights"),
    (SEASON, "spring summer autumn fall winter"),
    (
        NUMBER,
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
      sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety",
    ),
    (SCALE, "dozen hundred thousand million billion trillion mn mln bn tn lakh crore"),
    (SCALES, "dozens hundreds thousands millions billions trillions"),
    (
        ORDINAL,
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth \
      fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth \
      fiftieth hundredth",
    ),
    (
        CURRENCY_CODE,
        "usd eur gbp jpy chf cad aud nzd cny rmb inr rub brl mxn zar kes ngn sek nok dkk pln czk huf ron bgn \
      isk uah ils aed qar kwd bhd omr egp tnd dzd ghs etb ugx tzs rwf zmw bwp xof xaf pkr bdt lkr npr idr \
      myr sgd hkd twd krw thb vnd php ars clp uyu pyg gtq hnl crc dop jmd ttd ves kzt uzs azn gel irr iqd",
    ),
    (
        PLACE_NOUN,
        "province city district region town village river island islands area airport state county \
      valley border suburb suburbs peninsula governorate municipality prefecture neighborhood neighbourhood \
      mountains desert capital port coast highway prison",
    ),
    (
        GROUP_NOUN,
        "gang gangs group groups militia cartel cartels company firm band airline newspaper magazine \
      broadcaster network party faction organization organisation agency charity club bank network publisher \
      label retailer manufacturer carmaker daily website station channel movement",
    ),
    (
        MOTION,
        "go goes going went gone come came travel travels traveling travelled traveled travelling fly flew \
      flown flying drive drove driven march marched flee fled move moved moving return returned returning back \
      sail sailed deported sent trip visit visits journey flight flights road way tour emigrated immigrated",
    ),
    (
        WORK_NOUN,
        "album albums single song songs film films movie novel book play opera musical sitcom series game \
      painting poem documentary soundtrack",
    ),
    (
        ORG_FRONT,
        "parti partido partito partei lega liga forza bloc frente movimiento mouvement movimento bewegung \
      alianza alleanza alliance coalition banco grupo team radio fc ac cf los las club",
    ),
    (FEW, "several few many couple"),
    (
        OPENER,
        "tens half quarter minus plus percentage fraction scores noon midnight midday tonight overnight nightly \
      hourly dawn dusk sunrise sunset nightfall daybreak early late mid later earlier small wee latter end \
      beginning start middle dead turn close rest remainder final opening closing initial mon tue tues wed thu thur \
      thurs fri sat sun today yesterday tomorrow all other twenties thirties forties fifties sixties seventies \
      eighties nineties ad fy fiscal financial school academic calendar tax marketing budget new full whole \
      entire single daily weekly monthly yearly annually annual quarterly fortnightly biweekly bimonthly biannual \
      biennial semiannual weeklong monthlong yearlong daylong decadelong midweek midyear midsummer midwinter rs rm rp \
      ksh kshs sh shs ush tsh tk rmb bs fr sfr nt",
    ),
    (
        WHICH,
        "last past next previous coming following recent this every each same that current upcoming preceding \
      subsequent ensuing these those",
    ),
];

/// The lists of names, and what they name. Of two lists with the same name, the first holds.
const NAME_LISTS: &[(Label, &str)] = &[
    (Label::Loc, include_str!("lists/countries.txt")),
    (Label::Norp, include_str!("lists/groups.txt")),
    (Label::Org, include_str!("lists/organisations.txt")),
    (Label::Event, include_str!("lists/events.txt")),
    (Label::Misc, include_str!("lists/works.txt")),
    (Label::Loc, include_str!("lists/places.txt")),
];

const PEOPLES: &str = include_str!("lists/peoples.txt");

pub(super) struct Gazetteer {
    classes: Map<Box<str>, Classes>,
    names: Map<Box<str>, Entry>,
    usual: Map<Box<str>, (Label, &'static str)>,
}

/// A name, or the beginning of a longer one.
#[derive(Clone, Copy, Default)]
struct Entry {
    known: Option<Known>,
    longer: bool,
}

/// A name in the lists.
#[derive(Clone, Copy)]
pub(super) struct Known {
    pub label: Label,
    /// Written in capitals only: "US" is a name, "us" and "Us" are not.
    pub capitals: bool,
    /// A name only after "the": "The Independent".
    pub article: bool,
}

impl Gazetteer {
    fn read() -> Self {
        let mut read = Gazetteer { classes: Map::default(), names: Map::default(), usual: Map::default() };
        let normalizer = Normalizer::default();
        for &(class, list) in WORD_LISTS {
            entries(list).for_each(|word| *read.classes.entry(fold(word, &normalizer)).or_default() |= class);
        }
        for &(class, list) in CLOSED_CLASSES {
            for word in list.split_whitespace() {
                *read.classes.entry(word.into()).or_default() |= class;
            }
        }
        for &(label, list) in NAME_LISTS {
            entries(list).for_each(|line| read.add_line(label, line, &normalizer));
        }
        for people in entries(PEOPLES) {
            let plural = !people.ends_with(['s', 'h']) && !people.ends_with("ese");
            let plural = plural.then(|| fold(&format!("{people}s"), &normalizer));
            for key in plural.into_iter().chain([fold(people, &normalizer)]) {
                read.add(Label::Norp, &key, false, false);
                read.usual.insert(key, (Label::Norp, people));
            }
        }
        read
    }

    fn add_line(&mut self, label: Label, line: &'static str, normalizer: &Normalizer) {
        let usual = line.split(" | ").next().expect("a split gives at least one piece");
        let usual = usual.strip_prefix("the ").unwrap_or(usual);
        let mut add = |form: &str| {
            let bare = form.strip_prefix("the ").unwrap_or(form);
            let capitals = !bare.contains(char::is_lowercase);
            let key = fold(bare, normalizer);
            self.add(label, &key, capitals, bare.len() < form.len());
            key
        };
        let keys: Vec<_> = line.split(" | ").map(&mut add).collect();
        for key in keys {
            self.usual.entry(key).or_insert((label, usual));
        }
    }

    fn add(&mut self, label: Label, key: &str, capitals: bool, article: bool) {
        for (at, _) in key.match_indices(' ') {
            self.names.entry(key[..at].into()).or_default().longer = true;
        }
        let first = key.split(' ').next().unwrap_or(key);
        *self.classes.entry(first.into()).or_default() |= FIRST;
        let known = &mut self.names.entry(key.into()).or_default().known;
        known.get_or_insert(Known { label, capitals, article });
    }

    /// The classes of a folded word.
    pub fn classes(&self, word: &str) -> Classes {
        self.classes.get(word).copied().unwrap_or(0)
    }

    /// The names made of the first words that `word` gives, from the shortest to
    /// the longest, each with its number of words.
    pub fn names<'w>(
        &self,
        classes: Classes,
        words: impl Iterator<Item = &'w str>,
        mut visit: impl FnMut(usize, Known),
    ) {
        if classes & FIRST == 0 {
            return;
        }
        let mut key = String::new();
        for (at, word) in words.enumerate() {
            if at > 0 {
                key.push(' ');
            }
            key.push_str(word);
            let Some(entry) = self.names.get(key.as_str()) else { return };
            if let Some(known) = entry.known {
                visit(at + 1, known);
            }
            if !entry.longer {
                return;
            }
        }
    }

    /// The form under which the lists hold what the folded name means as this label.
    pub fn usual_name(&self, label: Label, folded: &str) -> Option<&'static str> {
        self.usual.get(folded).filter(|(known, _)| *known == label).map(|&(_, usual)| usual)
    }
}

/// The entries of a list: its lines but the first, which says what the list holds.
fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().filter(|line| !line.starts_with('#'))
}

/// The folded words of `name`, with single spaces between.
pub(super) fn fold(name: &str, normalizer: &Normalizer) -> Box<str> {
    let mut joined = String::new();
    let mut term = String::new();
    each_word(name, |word| {
        normalizer.fold(word.of(name), &mut term);
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(&term);
    });
    joined.into()
}
