//! The guess at a text's language, and what stems bring together.
#![cfg(not(target_arch = "wasm32"))]

use corpus_viewer::language::Language::{self, *};
use corpus_viewer::normalize::Normalizer;
use corpus_viewer::pipeline::build_texts;
use corpus_viewer::store::CorpusFile;
use corpus_viewer::token::each_word;
use corpus_viewer::view::read;
use proptest::prelude::*;

const SAMPLES: &[(Language, &str)] = &[
    (English, "The council has not said when the bridge will be open to traffic, but it is in no hurry."),
    (English, "Prices rose for the third month, and people who rent from the city were told to wait."),
    (Spanish, "El alcalde dijo que las obras del puente no van a terminar este año por falta de dinero."),
    (Spanish, "Los vecinos de la zona se quejan del ruido, pero el ayuntamiento no responde."),
    (French, "Le maire a dit que les travaux du pont ne sont pas finis et que la ville manque d’argent."),
    (French, "Dans une lettre, elle demande au ministre une réponse pour les familles qui attendent."),
    (German, "Der Bürgermeister sagt, dass die Brücke in diesem Jahr nicht mehr für den Verkehr offen ist."),
    (German, "Die Stadt hat mit dem Bau eines neuen Bahnhofs begonnen, und das kostet viel Geld."),
    (Portuguese, "O prefeito disse que as obras da ponte não vão acabar neste ano por falta de dinheiro."),
    (Portuguese, "Os moradores da região reclamam do barulho, mas a prefeitura não responde a uma carta."),
    (Italian, "Il sindaco ha detto che i lavori del ponte non sono finiti e che la città è senza soldi."),
    (Italian, "Gli abitanti della zona si lamentano del rumore, ma il comune non risponde alle lettere."),
    (Russian, "Мэр сказал, что ремонт моста не закончат в этом году и что денег на него нет."),
    (Russian, "Он написал письмо министру, но ответа из столицы так и не получил."),
];

#[test]
fn languages_are_told_by_their_small_words() {
    for (language, text) in SAMPLES {
        assert_eq!(Language::detect(text), Some(*language), "{text}");
        assert_eq!(Language::detect(&text.to_uppercase()), Some(*language), "{text}");
        assert_eq!(Language::detect(&text.repeat(100)), Some(*language), "{text}");
    }
}

#[test]
fn nothing_is_guessed_from_too_little() {
    let unclear = [
        "",
        "1 2 3",
        "Quito",
        "de la de la",
        "今日は良い天気です。",
        "Reuters – Paris, Berlin, Roma",
        "De burgemeester zegt dat het werk aan de brug dit jaar niet klaar is en dat er geld nodig is.",
        "Burmistrz mówi, że w tym roku nie będzie pieniędzy na remont mostu i że nie wie, co dalej.",
    ];
    for text in unclear {
        assert_eq!(Language::detect(text), None, "{text}");
    }
}

#[test]
fn codes_and_numbers_lead_back() {
    for language in Language::ALL {
        assert_eq!(Language::from_code(language.code()), Some(language));
        assert_eq!(Language::from_index(language.index()), Some(language));
    }
    for (code, language) in [("EN", English), ("eng", English), ("de-AT", German), ("pt_BR", Portuguese)] {
        assert_eq!(Language::from_code(code), Some(language), "{code}");
    }
    for code in ["", "e", "english", "xx", "-en"] {
        assert_eq!(Language::from_code(code), None, "{code}");
    }
    assert_eq!(Language::from_index(Language::ALL.len() as u8), None);
}

fn stem(normalizer: &Normalizer, word: &str, language: Language) -> String {
    let mut term = String::new();
    normalizer.fold(word, &mut term);
    normalizer.stem(&term, language).into_owned()
}

/// Words of one line are found by each other, with or without their marks.
const FAMILIES: &[(Language, &[&str])] = &[
    (English, &["negotiation", "negotiations", "Negotiation’s"]),
    (English, &["run", "runs", "running"]),
    (Spanish, &["presidente", "presidentes", "PRESIDENTE"]),
    (Spanish, &["elección", "elecciones", "eleccion"]),
    (Spanish, &["niño", "niños", "ninos"]),
    (Spanish, &["económica", "economica", "económicas"]),
    (French, &["élection", "élections", "elections", "l’élection", "L'ELECTION"]),
    (French, &["gouvernement", "gouvernements"]),
    (French, &["déclaré", "déclarer", "declarer"]),
    (German, &["Haus", "Häuser", "hauser", "Hauses"]),
    (German, &["Straße", "Straßen", "strassen", "STRASSE"]),
    (German, &["Wahl", "Wahlen"]),
    (Portuguese, &["eleição", "eleições", "eleicao", "eleicoes"]),
    (Portuguese, &["presidente", "presidentes"]),
    (Portuguese, &["nação", "nações", "nacao"]),
    (Italian, &["elezione", "elezioni", "l’elezione", "dell'elezione"]),
    (Italian, &["governo", "governi"]),
    (Russian, &["выборы", "выборов", "выборам"]),
    (Russian, &["российский", "российского", "РОССИЙСКИЙ"]),
];

#[test]
fn forms_of_a_word_share_a_stem() {
    let normalizer = Normalizer::default();
    let mut failures = Vec::new();
    for (language, family) in FAMILIES {
        let stems: Vec<String> = family.iter().map(|word| stem(&normalizer, word, *language)).collect();
        if stems.iter().any(|stem| *stem != stems[0]) {
            failures.push(format!("{language:?} {family:?}: {stems:?}"));
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn stems_keep_other_words_apart() {
    let normalizer = Normalizer::default();
    let apart = [
        (English, "university", "universe's"),
        (Spanish, "presidente", "presión"),
        (French, "élection", "élève"),
        (German, "Haus", "Hase"),
        (Portuguese, "eleição", "elefante"),
        (Italian, "governo", "gelato"),
        (Russian, "выборы", "выход"),
    ];
    for (language, one, other) in apart {
        assert_ne!(stem(&normalizer, one, language), stem(&normalizer, other, language), "{one} {other}");
    }
}

/// Articles, their languages, and the names, dates and numbers that are marked in them: a model would mark
/// Mariana Ixtlán, and does in English.
const ARTICLES: &[(&str, &str, &str)] = &[
    (
        "Mariana Ixtlán told reporters in Quito that the work on the bridge will cost $20 million.",
        "en",
        "Mariana Ixtlán, Quito, $20 million",
    ),
    (
        "Mariana Ixtlán dijo en Quito que las obras del puente no van a terminar en 2026 por falta de dinero.",
        "es",
        "Quito, 2026",
    ),
    ("Mariana Ixtlán llegó a Quito, y no es la única en el puente.", "es", "Quito"),
];

#[test]
fn names_in_languages_that_the_model_does_not_know_are_those_of_lists() {
    for (text, language, marked) in ARTICLES {
        let bytes = build_texts([("a", *text)]).encode().unwrap();
        let file = CorpusFile::decode(bytes).expect("it was just saved");
        let article = read(&file, "a", "").expect("it is there");
        assert_eq!((article.language, article.only_listed_names), (*language, *language != "en"), "{text}");
        let runs = article.paragraphs.iter().flat_map(|paragraph| &paragraph.runs);
        let found: Vec<&str> = runs.filter(|run| run.entity.is_some()).map(|run| &*run.text).collect();
        assert_eq!(found.join(", "), *marked, "{text}");
    }
}

proptest! {
    #[test]
    fn any_text_has_stems_and_perhaps_a_language(text in "\\PC{0,60}") {
        let normalizer = Normalizer::default();
        let _ = Language::detect(&text);
        for language in Language::ALL {
            normalizer.stem(&text, language);
            each_word(&text, |word| {
                stem(&normalizer, word.of(&text), language);
            });
        }
    }

    /// The endings that stemmers take off, alone and heaped up.
    #[test]
    fn heaps_of_endings_have_stems(text in "(['a-z]|ção|ções|ción|ment|issements|ungen|isch|zione|ость|ться|й|ß|ü){0,8}") {
        let normalizer = Normalizer::default();
        for language in Language::ALL {
            stem(&normalizer, &text, language);
            normalizer.stem(&text, language);
        }
    }
}
