//! A segment against what was put into it, and against damage.

use super::*;
use crate::corpus::{DocId, Position};
use crate::normalize::Normalizer;
use crate::span::Span;
use proptest::prelude::*;

/// Few words, so that lists have several blocks; the first ones are in most documents.
const WORDS: [&str; 12] =
    ["army", "Army", "armies", "base", "US", "us", "Élan", "elan", "based", "x", "noboa’s", "漢字"];

/// Title and text of a document, by the numbers of its words.
type Written = (Vec<usize>, Vec<usize>);

fn written() -> impl Strategy<Value = Vec<Written>> {
    let word = || (0..WORDS.len(), 0..WORDS.len()).prop_map(|(a, b)| a.min(b));
    let words = |most| prop::collection::vec(word(), 0..most);
    prop::collection::vec((words(3), words(12)), 1..700)
}

fn text(words: &[usize]) -> String {
    words.iter().map(|&word| WORDS[word]).collect::<Vec<_>>().join(" ")
}

fn segment(documents: &[Written]) -> Segment {
    let mut builder = SegmentBuilder::default();
    documents.iter().for_each(|(title, body)| builder.add_plain(&text(title), &text(body)));
    builder.finish()
}

/// Position, form as written, and place of the tokens of a document; and how many are in its title.
fn tokens((title, body): &Written) -> (Vec<(Position, String, Span)>, Position) {
    let (title, body) = (text(title), text(body));
    let mut tokens = Vec::new();
    each_form(&title, |span, form| tokens.push((tokens.len() as u32, form.of(&title).to_owned(), span)));
    let in_title = tokens.len() as u32;
    let base = title.len() as u32 + 1;
    let is_apart = u32::from(in_title > 0);
    each_form(&body, |span, form| {
        tokens.push((tokens.len() as u32 + is_apart, form.of(&body).to_owned(), span.offset_by(base)));
    });
    (tokens, in_title)
}

fn fold(form: &str) -> String {
    let mut term = String::new();
    Normalizer::default().fold(form, &mut term);
    term
}

/// The posting list of a term: documents, the positions in each, and whether one is in the title.
fn list(documents: &[Written], term: &str) -> Vec<(DocId, Vec<Position>, bool)> {
    let row = |(doc, written): (u32, &Written)| {
        let (tokens, title) = tokens(written);
        let positions: Vec<Position> =
            tokens.iter().filter(|(_, form, _)| fold(form) == term).map(|token| token.0).collect();
        (!positions.is_empty()).then(|| (doc, positions.clone(), positions[0] < title))
    };
    (0..).zip(documents).filter_map(row).collect()
}

fn terms() -> impl Iterator<Item = String> {
    let mut terms: Vec<String> = WORDS.map(fold).to_vec();
    terms.sort();
    terms.dedup();
    terms.into_iter()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn lists_hold_what_was_written(
        documents in written(),
        steps in prop::collection::vec(0u32..200, 1..40),
        asked in prop::collection::vec(any::<bool>(), 1..9),
    ) {
        let segment = segment(&documents);
        for term in terms() {
            let twin = list(&documents, &term);
            let Some(entry) = segment.term(&term) else {
                prop_assert!(twin.is_empty());
                continue;
            };
            let mut postings = segment.postings(&entry);
            prop_assert_eq!(postings.doc_freq() as usize, twin.len());
            for ((doc, positions, in_title), asked) in twin.iter().zip(asked.iter().cycle()) {
                prop_assert_eq!(postings.doc(), *doc);
                let weight = Weight { term_freq: positions.len() as u32, in_title: *in_title };
                prop_assert_eq!(postings.weight(), weight);
                if *asked {
                    let mut found = Vec::new();
                    postings.positions(&mut found);
                    prop_assert_eq!(&found, positions);
                }
                postings.advance();
            }
            prop_assert_eq!(postings.doc(), END);
            prop_assert_eq!(postings.advance(), END);

            let mut postings = segment.postings(&entry);
            let mut target = 0;
            for (step, asked) in steps.iter().zip(asked.iter().cycle()) {
                target += step;
                let after = twin.iter().find(|row| row.0 >= target);
                prop_assert_eq!(postings.seek(target), after.map_or(END, |row| row.0));
                let mut found = Vec::new();
                if *asked && let Some(row) = after {
                    postings.positions(&mut found);
                    prop_assert_eq!(&found, &row.1);
                }
            }
            prop_assert!(!postings.is_damaged());
        }
    }

    #[test]
    fn bounds_bound(documents in written(), targets in prop::collection::vec(0u32..700, 1..20)) {
        let segment = segment(&documents);
        for (term, entry) in terms().filter_map(|term| Some((term.clone(), segment.term(&term)?))) {
            let twin = list(&documents, &term);
            let holds = |bound: Bound, doc: DocId, positions: &[Position], in_title: bool| {
                positions.len() as u32 <= bound.most.term_freq
                    && in_title <= bound.most.in_title
                    && bound.shortest <= segment.lengths().tokens(doc)
            };
            let mut targets = targets.clone();
            targets.sort_unstable();
            let mut postings = segment.postings(&entry);
            for target in targets {
                postings.seek(target);
                let (end, bound) = postings.block_bound(target);
                for (doc, positions, in_title) in &twin {
                    prop_assert!(holds(postings.bound(), *doc, positions, *in_title));
                    if (target..=end).contains(doc) {
                        prop_assert!(holds(bound, *doc, positions, *in_title));
                    }
                }
            }
        }
    }

    #[test]
    fn forward_file_and_forms_hold_the_texts(documents in written()) {
        let segment = segment(&documents);
        let forms = segment.forms();
        prop_assert_eq!(segment.forward().documents(), documents.len());
        for (doc, written) in (0..).zip(&documents) {
            let mut found = segment.forward().tokens(doc);
            for (position, form, span) in tokens(written).0 {
                let token = found.next().expect("it is as long");
                prop_assert_eq!((token.position, token.span), (position, span));
                let term = fold(&form);
                let entry = segment.term(&term).expect("all its terms are there");
                let of_term = forms.of_term(entry.id, term.as_bytes());
                prop_assert!(of_term.contains(&(token.form, form.into_bytes())));
                prop_assert_eq!(forms.term(token.form), entry.id);
                let ids: Vec<FormId> = forms.of_terms(entry.id..entry.id + 1).collect();
                prop_assert_eq!(ids, of_term.iter().map(|form| form.0).collect::<Vec<_>>());
            }
            prop_assert_eq!(found.next(), None);
        }
        prop_assert_eq!(segment.forward().tokens(documents.len() as u32).next(), None);
    }

    #[test]
    fn terms_are_found_by_their_stems(
        words in prop::collection::btree_set("(arm|bas|nat|elect)(y|ies|ed|e|ion|ions|ing|s)?", 1..30),
    ) {
        let mut builder = SegmentBuilder::default();
        builder.add_plain("", &words.iter().map(String::as_str).collect::<Vec<_>>().join(" "));
        let segment = builder.finish();
        let normalizer = Normalizer::default();
        let stem_of = |id: TermId| {
            let (term, _) = segment.terms().get(id).expect("it is a term");
            normalizer.stem(str::from_utf8(&term).expect("terms are texts"), Language::English).into_owned()
        };
        for word in &words {
            let stem = normalizer.stem(word, Language::English);
            let mut found = Vec::new();
            segment.terms_of_stem(Language::English, word, &normalizer, &mut found);
            let twin: Vec<TermId> = (0..segment.terms().len()).filter(|&id| stem_of(id) == stem).collect();
            prop_assert_eq!(found, twin);
        }
    }
}

fn damaged(part: &mut Vec<u8>, places: &[(prop::sample::Index, u8)], cut: Option<prop::sample::Index>) {
    for (place, byte) in places {
        if !part.is_empty() {
            let at = place.index(part.len());
            part[at] = *byte;
        }
    }
    if let Some(cut) = cut {
        part.truncate(cut.index(part.len() + 1));
    }
}

/// Reads all there is to read.
fn use_everything(segment: &Segment) {
    let mut entries = segment.terms().entries();
    let mut known = Vec::new();
    while let Some(entry) = entries.next() {
        known.push((entries.string().to_vec(), entry));
    }
    let mut positions = Vec::new();
    for (spelling, entry) in &known {
        segment.terms().find(spelling);
        segment.terms().get(entry.id);
        segment.terms().rank_of(spelling);
        segment.terms().entries().seek(spelling);
        let mut list = segment.postings(entry);
        while list.doc() != END {
            list.weight();
            list.block_bound(list.doc());
            positions.clear();
            list.positions(&mut positions);
            list.advance();
        }
        let mut list = segment.postings(entry);
        (0..segment.documents()).step_by(97).for_each(|doc| _ = list.seek(doc));
        for (form, _) in segment.forms().of_term(entry.id, spelling) {
            segment.forms().term(form);
        }
        segment.forms().of_terms(entry.id..entry.id + 1);
        let stem = String::from_utf8_lossy(spelling);
        for language in Language::ALL {
            segment.terms_of_stem(language, &stem, &Normalizer::default(), &mut Vec::new());
        }
    }
    for doc in 0..segment.documents() {
        segment.forward().tokens(doc).count();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn damage_does_no_harm(
        documents in written(),
        part in 0usize..7,
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
        head in prop::collection::vec((0usize..40, any::<u8>()), 0..3),
        cut in prop::option::weighted(0.1, any::<prop::sample::Index>()),
    ) {
        let shared = segment(&documents).bytes().clone();
        let SegmentBytes { lengths, terms, lists, stems, stem_lists, forms, forward } = shared;
        let mut parts = [lengths, terms, lists, stems, stem_lists, forms, forward].map(|part| part.whole().expect("nothing of it is in shards").to_vec());
        damaged(&mut parts[part], &places, cut);
        for (at, byte) in head {
            parts[part].get_mut(at).into_iter().for_each(|place| *place = byte);
        }
        let [lengths, terms, lists, stems, stem_lists, forms, forward] = parts;
        let bytes = SegmentBytes { lengths, terms, lists, stems, stem_lists, forms, forward };
        if let Ok(segment) = Segment::open(bytes) {
            use_everything(&segment);
        }
    }
}
