//! The best tags of a zone (Viterbi 1967), under what may follow what.

use super::tags::{OUTSIDE, TAGS, Tag, may_begin, may_end, may_follow};

pub(crate) type Scores = [i32; TAGS];

/// No tag: what may not be.
const NEVER: i32 = i32::MIN / 2;

/// Which tags may come before each, with how well they do.
pub(crate) struct Decoder {
    before: Vec<Vec<(u8, i32)>>,
    back: Vec<[u8; TAGS]>,
}

impl Decoder {
    /// `transitions` scores each tag after each other; those that may not follow are not read.
    pub fn new(transitions: &[Scores; TAGS]) -> Self {
        let before = |next: Tag| {
            let allowed = (0..TAGS).filter(|&tag| may_follow(tag, next));
            allowed.map(|tag| (tag as u8, transitions[tag][next])).collect()
        };
        Decoder { before: (0..TAGS).map(before).collect(), back: Vec::new() }
    }

    /// Writes the best tags for tokens with these scores to `tags`. Of equal ones the first wins.
    #[inline(never)]
    pub fn best(&mut self, scores: &[Scores], tags: &mut Vec<Tag>) {
        tags.clear();
        let Some(first) = scores.first() else { return };
        self.back.clear();
        let mut best: Scores = std::array::from_fn(|tag| if may_begin(tag) { first[tag] } else { NEVER });
        for scores in &scores[1..] {
            let mut next = [NEVER; TAGS];
            let mut back = [0; TAGS];
            for (tag, before) in self.before.iter().enumerate() {
                let (mut most, mut from) = (NEVER, before[0].0);
                for &(tag, transition) in before {
                    let score = best[usize::from(tag)] + transition;
                    if score > most {
                        (most, from) = (score, tag);
                    }
                }
                next[tag] = (most + scores[tag]).max(NEVER);
                back[tag] = from;
            }
            self.back.push(back);
            best = next;
        }
        let ends = (0..TAGS).filter(|&tag| may_end(tag)).rev();
        let mut tag = ends.max_by_key(|&tag| best[tag]).unwrap_or(OUTSIDE);
        tags.push(tag);
        for back in self.back.iter().rev() {
            tag = usize::from(back[tag]);
            tags.push(tag);
        }
        tags.reverse();
    }
}

#[cfg(test)]
mod tests {
    use super::super::tags::{Place, tag};
    use super::*;
    use proptest::prelude::*;

    /// The best by trying all.
    fn naive(scores: &[Scores], transitions: &[Scores; TAGS]) -> i32 {
        fn go(at: usize, last: Tag, scores: &[Scores], transitions: &[Scores; TAGS]) -> Option<i32> {
            if at == scores.len() {
                return may_end(last).then_some(0);
            }
            let next = (0..TAGS).filter(|&tag| if at == 0 { may_begin(tag) } else { may_follow(last, tag) });
            next.filter_map(|tag| {
                let step = if at == 0 { 0 } else { transitions[last][tag] };
                go(at + 1, tag, scores, transitions).map(|rest| rest + step + scores[at][tag])
            })
            .max()
        }
        go(0, OUTSIDE, scores, transitions).expect("all outside is always possible")
    }

    proptest! {
        #[test]
        fn the_best_is_found(
            scores in prop::collection::vec(prop::array::uniform21(-99i32..99), 1..4),
            transitions in prop::array::uniform21(prop::array::uniform21(-50i32..50)),
        ) {
            let mut tags = Vec::new();
            Decoder::new(&transitions).best(&scores, &mut tags);
            let mut sum = 0;
            for (at, &tag) in tags.iter().enumerate() {
                sum += scores[at][tag] + if at == 0 { 0 } else { transitions[tags[at - 1]][tag] };
                let fits = if at == 0 { may_begin(tag) } else { may_follow(tags[at - 1], tag) };
                prop_assert!(fits);
            }
            prop_assert_eq!(sum, naive(&scores, &transitions));
        }
    }

    #[test]
    fn names_are_whole() {
        let mut scores = [[0; TAGS]; 2];
        scores[0][tag(0, Place::Begin)] = 5;
        scores[1][tag(0, Place::Last)] = 5;
        scores[1][tag(1, Place::Last)] = 9;
        let mut tags = Vec::new();
        Decoder::new(&[[0; TAGS]; TAGS]).best(&scores, &mut tags);
        assert_eq!(tags, [tag(0, Place::Begin), tag(0, Place::Last)]);
    }
}
