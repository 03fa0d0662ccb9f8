//! Currencies, by the sign, code or word beside an amount.

use super::number::read;
use super::word::Word;
use crate::entity::gazetteer::{CURRENCY_CODE, GAZETTEER};

/// A currency and what part of it is counted.
pub(super) struct Currency {
    /// Of ISO 4217, or the word or sign for one that several countries have.
    pub code: String,
    /// Pence are counted.
    pub hundredths: bool,
}

/// Signs, with the letters before them. "$" alone is the dollar of the United States, as news in English means it.
const SIGNS: &[(&str, &str)] = &[
    ("US$", "USD"),
    ("A$", "AUD"),
    ("AU$", "AUD"),
    ("C$", "CAD"),
    ("CA$", "CAD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("S$", "SGD"),
    ("SG$", "SGD"),
    ("R$", "BRL"),
    ("NT$", "TWD"),
    ("MX$", "MXN"),
    ("J$", "JMD"),
    ("TT$", "TTD"),
    ("Mex$", "MXN"),
    ("$", "USD"),
    ("£", "GBP"),
    ("€", "EUR"),
    ("₹", "INR"),
    ("₩", "KRW"),
    ("₽", "RUB"),
    ("₦", "NGN"),
    ("₺", "TRY"),
    ("₴", "UAH"),
    ("₱", "PHP"),
    ("₫", "VND"),
    ("₵", "GHS"),
    ("₪", "ILS"),
    ("¥", "¥"),
];

/// Letters before an amount.
const PREFIXES: &[(&str, &str)] = &[
    ("rs", "rupee"),
    ("rm", "MYR"),
    ("rp", "IDR"),
    ("ksh", "KES"),
    ("kshs", "KES"),
    ("ush", "UGX"),
    ("tsh", "TZS"),
    ("sh", "shilling"),
    ("shs", "shilling"),
    ("tk", "BDT"),
    ("rmb", "CNY"),
    ("sfr", "CHF"),
    ("fr", "franc"),
    ("bs", "Bs"),
    ("r", "ZAR"),
    ("n", "NGN"),
    ("k", "kwacha"),
    ("nt", "TWD"),
];

/// Words, in the singular, of currencies that one country has or that have one usual meaning.
const WORDS: &[(&str, &str)] = &[
    ("dollar", "USD"),
    ("buck", "USD"),
    ("euro", "EUR"),
    ("pound", "GBP"),
    ("yen", "JPY"),
    ("yuan", "CNY"),
    ("renminbi", "CNY"),
    ("won", "KRW"),
    ("rouble", "RUB"),
    ("ruble", "RUB"),
    ("real", "BRL"),
    ("reais", "BRL"),
    ("bolivar", "VES"),
    ("lira", "TRY"),
    ("shekel", "ILS"),
    ("zloty", "PLN"),
    ("forint", "HUF"),
    ("koruna", "CZK"),
    ("kronor", "SEK"),
    ("hryvnia", "UAH"),
    ("lev", "BGN"),
    ("leu", "RON"),
    ("naira", "NGN"),
    ("cedi", "GHS"),
    ("rand", "ZAR"),
    ("birr", "ETB"),
    ("baht", "THB"),
    ("ringgit", "MYR"),
    ("rupiah", "IDR"),
    ("dong", "VND"),
    ("taka", "BDT"),
    ("quetzal", "GTQ"),
    ("lempira", "HNL"),
    ("guarani", "PYG"),
    ("gourde", "HTG"),
    ("sol", "PEN"),
    ("quid", "GBP"),
    ("soles", "PEN"),
    ("tenge", "KZT"),
    ("lari", "GEL"),
    ("kyat", "MMK"),
    ("riel", "KHR"),
    ("tugrik", "MNT"),
    ("cordoba", "NIO"),
    ("balboa", "PAB"),
    ("pula", "BWP"),
    ("metical", "MZN"),
    ("kina", "PGK"),
    ("denar", "MKD"),
    ("renminbi", "CNY"),
];

/// Currencies whose country an adjective or name before them tells.
const NATIONAL: &[(&str, &str, &str)] = &[
    ("us", "dollar", "USD"),
    ("american", "dollar", "USD"),
    ("canadian", "dollar", "CAD"),
    ("australian", "dollar", "AUD"),
    ("zealand", "dollar", "NZD"),
    ("kong", "dollar", "HKD"),
    ("singapore", "dollar", "SGD"),
    ("taiwan", "dollar", "TWD"),
    ("taiwanese", "dollar", "TWD"),
    ("jamaican", "dollar", "JMD"),
    ("namibian", "dollar", "NAD"),
    ("liberian", "dollar", "LRD"),
    ("zimbabwean", "dollar", "ZWL"),
    ("mexican", "peso", "MXN"),
    ("argentine", "peso", "ARS"),
    ("argentinian", "peso", "ARS"),
    ("chilean", "peso", "CLP"),
    ("colombian", "peso", "COP"),
    ("cuban", "peso", "CUP"),
    ("dominican", "peso", "DOP"),
    ("philippine", "peso", "PHP"),
    ("uruguayan", "peso", "UYU"),
    ("swiss", "franc", "CHF"),
    ("cfa", "franc", "CFA"),
    ("congolese", "franc", "CDF"),
    ("rwandan", "franc", "RWF"),
    ("burundian", "franc", "BIF"),
    ("guinean", "franc", "GNF"),
    ("french", "franc", "FRF"),
    ("belgian", "franc", "BEF"),
    ("indian", "rupee", "INR"),
    ("pakistani", "rupee", "PKR"),
    ("nepali", "rupee", "NPR"),
    ("nepalese", "rupee", "NPR"),
    ("lankan", "rupee", "LKR"),
    ("mauritian", "rupee", "MUR"),
    ("kenyan", "shilling", "KES"),
    ("ugandan", "shilling", "UGX"),
    ("tanzanian", "shilling", "TZS"),
    ("somali", "shilling", "SOS"),
    ("austrian", "schilling", "ATS"),
    ("egyptian", "pound", "EGP"),
    ("lebanese", "pound", "LBP"),
    ("syrian", "pound", "SYP"),
    ("sudanese", "pound", "SDG"),
    ("british", "pound", "GBP"),
    ("irish", "pound", "IEP"),
    ("iraqi", "dinar", "IQD"),
    ("kuwaiti", "dinar", "KWD"),
    ("serbian", "dinar", "RSD"),
    ("jordanian", "dinar", "JOD"),
    ("algerian", "dinar", "DZD"),
    ("tunisian", "dinar", "TND"),
    ("libyan", "dinar", "LYD"),
    ("bahraini", "dinar", "BHD"),
    ("moroccan", "dirham", "MAD"),
    ("uae", "dirham", "AED"),
    ("emirati", "dirham", "AED"),
    ("saudi", "riyal", "SAR"),
    ("qatari", "riyal", "QAR"),
    ("iranian", "rial", "IRR"),
    ("omani", "rial", "OMR"),
    ("yemeni", "rial", "YER"),
    ("swedish", "krona", "SEK"),
    ("icelandic", "krona", "ISK"),
    ("swedish", "crown", "SEK"),
    ("norwegian", "krone", "NOK"),
    ("norwegian", "crown", "NOK"),
    ("danish", "krone", "DKK"),
    ("danish", "crown", "DKK"),
    ("czech", "crown", "CZK"),
    ("slovak", "crown", "SKK"),
    ("zambian", "kwacha", "ZMW"),
    ("malawian", "kwacha", "MWK"),
    ("costa", "colon", "CRC"),
    ("rican", "colon", "CRC"),
    ("turkish", "lira", "TRY"),
    ("syrian", "lira", "SYP"),
    ("moldovan", "leu", "MDL"),
    ("german", "mark", "DEM"),
    ("namibia", "dollar", "NAD"),
    ("finnish", "mark", "FIM"),
    ("korean", "won", "KRW"),
    ("japanese", "yen", "JPY"),
    ("chinese", "yuan", "CNY"),
    ("russian", "ruble", "RUB"),
    ("russian", "rouble", "RUB"),
    ("belarusian", "ruble", "BYN"),
    ("belarusian", "rouble", "BYN"),
    ("azerbaijani", "manat", "AZN"),
    ("turkmen", "manat", "TMT"),
];

/// The currency of the sum `mention`.
pub(super) fn of(mention: &str, words: &[Word]) -> Option<Currency> {
    let whole = |code: &str| Currency { code: code.to_owned(), hundredths: false };
    for word in words {
        if let Some(code) = code(word.text) {
            return Some(whole(&code));
        }
    }
    if let Some(sign) = SIGNS.iter().find(|(sign, _)| has_sign(mention, sign)) {
        return Some(whole(sign.1));
    }
    let first = words.first()?.text;
    let letters = &first[..first.find(|c: char| c.is_ascii_digit()).unwrap_or(first.len())];
    let prefix = letters.to_lowercase();
    let prefixed = PREFIXES.iter().find(|(known, _)| *known == prefix).map(|(_, code)| (*code).to_owned());
    if let Some(code) = code(letters).or(prefixed) {
        return Some(whole(&code));
    }
    if words.iter().any(|word| matches!(word.key.as_str(), "pence" | "penny" | "p") || is_pence(&word.key)) {
        return Some(Currency { code: "GBP".to_owned(), hundredths: true });
    }
    let last = words.iter().rposition(|word| word.key != "sterling")?;
    let noun = singular(&words[last].key);
    let before = last.checked_sub(1).map(|before| &words[before]);
    let national = NATIONAL.iter().find(|(nation, currency, _)| {
        *currency == noun && before.is_some_and(|before| before.key == *nation)
    });
    if let Some((.., code)) = national {
        return Some(whole(code));
    }
    // The dollar of a country that is not known here is not the usual one.
    let foreign = last > 1
        && before.is_some_and(|before| before.text.starts_with(char::is_uppercase))
        && read(words, last - 1).is_none();
    let usual = WORDS.iter().find(|(known, _)| *known == noun && !foreign);
    Some(whole(usual.map_or(noun, |(_, code)| code)))
}

/// Whether `mention` has `sign`, which no other letter precedes.
fn has_sign(mention: &str, sign: &str) -> bool {
    mention.find(sign).is_some_and(|at| sign.len() == 1 || !mention[..at].ends_with(char::is_alphanumeric))
}

/// "50p"
fn is_pence(word: &str) -> bool {
    word.strip_suffix('p').is_some_and(|number| number.ends_with(|c: char| c.is_ascii_digit()))
}

/// The code of ISO 4217 that `word` is.
fn code(word: &str) -> Option<String> {
    let capitals = word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase());
    let known = capitals && GAZETTEER.classes(&word.to_ascii_lowercase()) & CURRENCY_CODE != 0;
    known.then(|| if word == "RMB" { "CNY".to_owned() } else { word.to_owned() })
}

fn singular(word: &str) -> &str {
    match word {
        "soles" | "reais" | "kronor" => word,
        "colones" => "colon",
        "kroner" => "krone",
        "liras" | "lire" => "lira",
        "pesos" => "peso",
        _ => word.strip_suffix('s').filter(|bare| bare.len() > 2).unwrap_or(word),
    }
}
