use super::news::{Story, Writer, corpus};
use super::partners::MOST;
use super::sketch::{PLACES, Sketch, agreements, sequences, sketch};
use super::{Groups, LEAST, Sketches, USUAL, forest, needed};
use crate::corpus::DocId;
use crate::entity::hash::hash_bytes;
use crate::pipeline::{Builder, build_texts};
use crate::store::CorpusFile;
use proptest::prelude::*;
use std::collections::{BTreeSet, HashMap};

fn words(story: &Story) -> impl Iterator<Item = u64> {
    story.iter().flatten().map(|word| hash_bytes(word.as_bytes()))
}

/// How alike two texts are by the definition.
fn jaccard(a: &BTreeSet<u64>, b: &BTreeSet<u64>) -> f64 {
    a.intersection(b).count() as f64 / a.union(b).count().max(1) as f64
}

/// All sequences of words of a text.
fn set(story: &Story) -> BTreeSet<u64> {
    let mut set = BTreeSet::new();
    sequences(words(story), |hash| {
        set.insert(hash);
    });
    set
}

fn similarity(a: &Sketch, b: &Sketch) -> f64 {
    f64::from(agreements(a, b)) / PLACES as f64
}

fn sketches(file: &CorpusFile) -> Sketches {
    Sketches::of(file).expect("it was just built")
}

/// Articles and edited copies of the first of them: eight tenths of the copies are of one each, the
/// others are a second and third of the first tenth. Each with the number of the article whose story
/// it tells.
fn planted(articles: usize, copies: usize, share: impl Fn(&mut Writer) -> f64) -> Vec<(usize, Story)> {
    let mut writer = Writer::new(1);
    let mut stories: Vec<(usize, Story)> = (0..articles).map(|nth| (nth, writer.story())).collect();
    for original in (0..copies * 8 / 10).chain(0..copies / 10).chain(0..copies / 10) {
        let share = share(&mut writer);
        let copy = writer.edited(&stories[original].1, share);
        stories.push((original, copy));
    }
    // So that some copies stand before their originals, and in the other part.
    stories.rotate_right(copies / 2);
    stories
}

#[test]
fn edited_copies_are_found_and_nothing_else() {
    let stories = planted(10_000, 1000, |writer| 0.1 + 0.001 * writer.below(101) as f64);
    let file = corpus(stories.iter().map(|(_, story)| story));
    let sketches = sketches(&file);
    let groups = sketches.groups(USUAL);
    let of = |doc: DocId| stories[doc as usize].0;
    let (mut right, mut wrong) = (0, 0);
    for group in groups.iter() {
        for (nth, &a) in group.iter().enumerate() {
            for &b in &group[..nth] {
                if of(a) == of(b) { right += 1 } else { wrong += 1 }
            }
        }
    }
    let all = 700 + 100 * 6;
    let (precision, recall) =
        (f64::from(right) / f64::from(right + wrong), f64::from(right) / f64::from(all));
    assert!(precision >= 0.95, "{precision}");
    assert!(recall >= 0.95, "{recall}");
}

#[test]
fn sketches_tell_how_alike_texts_are() {
    for most_sentences in [2, 5, 20] {
        let mut writer = Writer::new(2);
        let (mut sum, mut squares, mut expected) = (0.0, 0.0, 0.0);
        let pairs = 400;
        for nth in 0..pairs {
            let mut story = writer.story();
            story.truncate(most_sentences);
            let copy = writer.edited(&story, 0.5 * f64::from(nth) / f64::from(pairs));
            let (a, b) = (set(&story), set(&copy));
            let exact = jaccard(&a, &b);
            let [a, b] = [&story, &copy].map(|story| sketch(words(story)).unwrap_or([0; PLACES]));
            let error = similarity(&a, &b) - exact;
            sum += error;
            squares += error * error;
            expected += exact * (1.0 - exact) / PLACES as f64;
        }
        let mean = sum / f64::from(pairs);
        assert!(mean.abs() < 0.01, "neither too high nor too low: {mean}");
        assert!(squares < 1.3 * expected, "the errors are those of a sample: {squares} for {expected}");
    }
}

/// As if all were compared with all.
#[test]
fn hardly_a_pair_is_missed() {
    let stories = planted(250, 250, |writer| 0.3 * writer.below(100) as f64 / 100.0);
    let file = corpus(stories.iter().map(|(_, story)| story));
    let sketches = sketches(&file);
    let (mut all, mut found) = (0, 0);
    for a in 0..file.documents() {
        for b in 0..a {
            if sketches.agreements(a, b, USUAL).is_some() {
                all += 1;
                found +=
                    usize::from(sketches.pairs.iter().any(|pair| pair.docs == (a, b) || pair.docs == (b, a)));
            }
        }
    }
    assert!(all > 150 && found * 200 > all * 199, "{found} of {all}");
}

/// Notices of one form, in which two words differ.
fn notices(count: usize) -> Vec<Story> {
    let mut writer = Writer::new(3);
    let form: Vec<Vec<String>> = (0..4).map(|_| writer.formula()).collect();
    let notice = |_| {
        let mut notice = form.clone();
        notice[0][3] = writer.word();
        notice[2][5] = writer.word();
        notice
    };
    (0..count).map(notice).collect()
}

#[test]
fn four_times_the_articles_take_four_times_the_work() {
    let work = |stories: Vec<Story>| {
        let sketches: Vec<Sketch> =
            stories.iter().map(|story| sketch(words(story)).expect("it has words")).collect();
        let mut compared = 0;
        forest::candidates(&sketches, 0..stories.len() as DocId, |_, _| compared += 1);
        PLACES * stories.len() + compared
    };
    let news = |count: usize| {
        let mut writer = Writer::new(4);
        (0..count).map(|_| writer.story()).collect()
    };
    let same = |count: usize| vec![notices(1).remove(0); count];
    let corpora = [
        ("news", news(1000), news(4000)),
        ("notices of one form", notices(1000), notices(4000)),
        ("the same notice", same(1000), same(4000)),
    ];
    for (name, one, four) in corpora {
        let (one, four) = (work(one), work(four));
        assert!(four < 5 * one, "{name}: {one} to {four}");
    }
}

#[test]
fn very_many_alike_are_one_group() {
    for stories in [vec![notices(1).remove(0); 1000], notices(1000)] {
        let sketches = sketches(&corpus(stories.iter()));
        assert!(sketches.pairs.len() <= MOST * stories.len());
        let mut compared = 0;
        let pairs = sketches.pairs.iter().map(|pair| pair.docs);
        let groups = Groups::new(&sketches.ranks, pairs, |a, b| {
            compared += 1;
            sketches.agreements(a, b, LEAST).is_some()
        });
        assert!(compared <= 2 * sketches.pairs.len());
        assert_eq!(groups.iter().map(<[DocId]>::len).collect::<Vec<_>>(), [1000]);
        assert_eq!(groups.representative(999), 0);
    }
}

#[test]
fn chains_are_no_groups() {
    let mut writer = Writer::new(5);
    let text: Vec<String> = (0..3000).map(|_| writer.word()).collect();
    let stories: Vec<Story> = (0..140).map(|nth| vec![text[nth * 20..nth * 20 + 200].to_vec()]).collect();
    let sketches = sketches(&corpus(stories.iter()));
    let groups = sketches.groups(USUAL);
    assert!(groups.iter().count() > 10);
    for group in groups.iter() {
        let ends = [group.iter().min(), group.iter().max()].map(|doc| *doc.expect("it has members"));
        assert!(ends[1] - ends[0] <= 12, "200 words and as many around are no longer than {ends:?}");
    }
}

fn grouped(texts: &[&str], threshold: f32) -> Vec<Vec<DocId>> {
    let ids: Vec<String> = (0..texts.len()).map(|nth| nth.to_string()).collect();
    let file = build_texts(ids.iter().map(String::as_str).zip(texts.iter().copied()));
    sketches(&file).groups(threshold).iter().map(<[DocId]>::to_vec).collect()
}

#[test]
fn short_texts_have_to_be_nearly_the_same() {
    let formula = "The ministry said in a statement on Monday that it would look into";
    let texts = [
        &format!("{formula} the theft of paintings from the old museum."),
        &format!("{formula} the collapse of a bridge in Quito."),
        &format!("{formula} the theft of paintings from the Old Museum!"),
        "Rain.",
        "rain",
        "Rain again.",
        "Fog.",
    ];
    assert_eq!(grouped(&texts, LEAST), [vec![0, 2], vec![3, 4]]);
}

#[test]
fn different_words_are_different_texts() {
    let sketches: Vec<Sketch> =
        (0..2000u32).filter_map(|word| sketch([hash_bytes(&word.to_le_bytes())].into_iter())).collect();
    let alike = |nth: usize| sketches[..nth].iter().any(|other| agreements(&sketches[nth], other) > 20);
    assert!(!(0..sketches.len()).any(alike));
}

#[test]
fn documents_without_words_are_in_no_group() {
    let file = build_texts([("a", "…"), ("b", "!"), ("c", "— — —"), ("d", "Word.")]);
    let sketches = sketches(&file);
    assert_eq!(sketches.groups(LEAST).iter().count(), 0);
    assert_eq!((sketches.similarity(0, 1), sketches.similarity(3, 3)), (0.0, 1.0));
    assert_eq!(sketches.groups(LEAST).representative(1), 1);
    assert_eq!(
        super::Sketches::of(&CorpusFile::default()).expect("it is whole").groups(USUAL).iter().count(),
        0
    );
}

#[test]
fn the_earliest_represents_then_the_longest_then_the_first() {
    let body = "The army left the old base near the port on Monday after residents had blocked its gates for \
        three weeks and the mayor had promised them a park there with a pool for all.";
    let longer = format!("{body} It rained.");
    let rows = [
        ("undated", None, &longer[..]),
        ("late", Some("2025-03-02"), &longer),
        ("early", Some("2025-03-01"), body),
        ("early and long", Some("2025-03-01"), &longer),
        ("the same again", Some("2025-03-01"), &longer),
        ("undated and short", None, body),
    ];
    let mut builder = Builder::default();
    for (id, date, text) in rows {
        let date = date.map_or(String::new(), |date| format!(r#","date":"{date}""#));
        builder.add_lines("a", 0, format!(r#"{{"id":"{id}","text":"{text}"{date}}}"#).as_bytes());
    }
    let groups = sketches(&builder.finish().0).groups(USUAL);
    assert_eq!(groups.of(1), Some(&[3, 4, 2, 1, 0, 5][..]));
    assert_eq!(groups.representative(5), 3);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Held against all pairs compared word by word: a group lies around one of its documents, and of two
    /// that are in none, neither is like the other.
    #[test]
    fn groups_are_those_of_the_twin(
        seed in 0u64..1000,
        copies in prop::collection::vec((0usize..8, 0u8..60), 0..40),
        threshold in 0.2f32..0.9,
    ) {
        let mut writer = Writer::new(seed);
        let mut stories: Vec<Story> = (0..8).map(|_| writer.story()).collect();
        for (of, share) in copies {
            let copy = writer.edited(&stories[stories.len() * of / 8], f64::from(share) / 100.0);
            stories.push(copy);
        }
        let sketches = sketches(&corpus(stories.iter()));
        let groups = sketches.groups(threshold);
        let sets: Vec<BTreeSet<u64>> = stories.iter().map(set).collect();
        let mut exact = HashMap::new();
        for a in 0..stories.len() as DocId {
            for b in 0..=a {
                let alike = jaccard(&sets[a as usize], &sets[b as usize]);
                let told = f64::from(sketches.similarity(a, b));
                // Six times the usual error.
                let error = 6.0 * (alike * (1.0 - alike) / PLACES as f64).sqrt() + 0.02;
                prop_assert!((told - alike).abs() <= error, "{told} for {alike}");
                exact.insert((a, b), (alike, error));
            }
        }
        let threshold = f64::from(needed(threshold)) / PLACES as f64;
        for group in groups.iter() {
            let is_like_all = |centre: &&DocId| group.iter().all(|doc| {
                let (alike, error) = exact[&(*doc.max(*centre), *doc.min(*centre))];
                alike >= threshold - error
            });
            prop_assert!(group.len() > 1 && group.iter().find(is_like_all).is_some());
            prop_assert!(group.iter().all(|&doc| groups.of(doc) == Some(group)));
        }
        for (&(a, b), (alike, error)) in &exact {
            let lone = a != b && groups.of(a).is_none() && groups.of(b).is_none();
            prop_assert!(!lone || *alike < threshold + error || *alike < 0.45, "{a} and {b}: {alike}");
        }
    }
}
