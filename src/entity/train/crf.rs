//! The linear-chain conditional random field (Lafferty, McCallum and Pereira 2001): what it expects
//! of the tags of a zone.

use super::super::tagger::tags::{TAGS, may_begin, may_end, may_follow};
use super::examples::Allowed;

/// A number for each tag.
pub type Scores = [f32; TAGS];

/// A number for each pair of tags, the earlier first.
pub type Pairs = [Scores; TAGS];

/// e to the power of `x`, the same on every machine: 2 to the whole part by the exponent, to the
/// rest by the Taylor polynomial of degree 6, with a relative error below 1e-5.
pub fn exp(x: f32) -> f32 {
    let scaled = (x * std::f32::consts::LOG2_E).clamp(-126.0, 126.0);
    let whole = scaled.round();
    let rest = (scaled - whole) * std::f32::consts::LN_2;
    let inverses = [1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0];
    let series = inverses.iter().fold(0.0, |sum, inverse| sum * rest + inverse);
    series * f32::from_bits(((whole as i32 + 127) as u32) << 23)
}

/// The probabilities of tags at each token, and of pairs of tags summed over the zone.
#[derive(Default)]
pub struct Expected {
    pub tags: Vec<Scores>,
    pub pairs: Pairs,
}

/// Works out what is expected, in memory that is kept.
pub struct Chain {
    /// For each tag those that may stand before it.
    before: Vec<Vec<usize>>,
    weights: Vec<Scores>,
    forward: Vec<Scores>,
    scale: Vec<f32>,
}

impl Default for Chain {
    fn default() -> Self {
        let before = |next| (0..TAGS).filter(|&tag| may_follow(tag, next)).collect();
        let before = (0..TAGS).map(before).collect();
        Chain { before, weights: Vec::new(), forward: Vec::new(), scale: Vec::new() }
    }
}

impl Chain {
    /// Forward and backward over a zone, each step scaled to a sum of one. `transitions` are
    /// factors, not logarithms; at least one way of tagging is `allowed`.
    pub fn expect(
        &mut self,
        scores: &[Scores],
        transitions: &Pairs,
        allowed: &[Allowed],
        out: &mut Expected,
    ) {
        self.weigh(scores, allowed);
        self.go_forward(transitions);
        self.go_backward(transitions, out);
    }

    fn weigh(&mut self, scores: &[Scores], allowed: &[Allowed]) {
        let last = scores.len() - 1;
        self.weights.clear();
        for (at, (scores, allowed)) in scores.iter().zip(allowed).enumerate() {
            let most = scores.iter().copied().fold(f32::MIN, f32::max);
            self.weights.push(std::array::from_fn(|tag| {
                let fits = (at > 0 || may_begin(tag)) && (at < last || may_end(tag));
                if fits && allowed >> tag & 1 == 1 { exp(scores[tag] - most) } else { 0.0 }
            }));
        }
    }

    fn go_forward(&mut self, transitions: &Pairs) {
        self.forward.clear();
        self.scale.clear();
        for (at, weights) in self.weights.iter().enumerate() {
            let mut reached: Scores = std::array::from_fn(|tag| {
                let from = |&from: &usize| self.forward[at - 1][from] * transitions[from][tag];
                let reach: f32 = if at == 0 { 1.0 } else { self.before[tag].iter().map(from).sum() };
                reach * weights[tag]
            });
            let scale = 1.0 / reached.iter().sum::<f32>().max(1e-30);
            reached.iter_mut().for_each(|value| *value *= scale);
            self.forward.push(reached);
            self.scale.push(scale);
        }
    }

    fn go_backward(&mut self, transitions: &Pairs, out: &mut Expected) {
        out.tags.clear();
        out.tags.resize(self.forward.len(), [0.0; TAGS]);
        out.pairs = [[0.0; TAGS]; TAGS];
        let mut backward = [1.0; TAGS];
        for at in (0..self.forward.len()).rev() {
            out.tags[at] = std::array::from_fn(|tag| self.forward[at][tag] * backward[tag]);
            let Some(before) = at.checked_sub(1) else { return };
            let mut next = [0.0; TAGS];
            for (tag, all_before) in self.before.iter().enumerate() {
                let reach = self.weights[at][tag] * backward[tag] * self.scale[at];
                if reach > 0.0 {
                    for &from in all_before {
                        let step = transitions[from][tag] * reach;
                        next[from] += step;
                        out.pairs[from][tag] += self.forward[before][from] * step;
                    }
                }
            }
            backward = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::ANY;
    use super::*;

    #[test]
    fn the_exponential_is_near() {
        for step in -400..400 {
            let x = step as f32 / 10.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-5, "{x}");
        }
    }

    /// Of two tokens, by going through all pairs of tags.
    #[test]
    fn probabilities_are_those_of_all_ways() {
        let scores: Vec<Scores> = (0..2)
            .map(|at| std::array::from_fn(|tag| ((tag * 7 + at * 5) % 11) as f32 / 4.0 - 1.0))
            .collect();
        let transitions: Pairs =
            std::array::from_fn(|from| std::array::from_fn(|tag| exp(((from * 3 + tag) % 5) as f32 / 5.0)));
        let mut found = Expected::default();
        Chain::default().expect(&scores, &transitions, &[ANY; 2], &mut found);
        let (mut all, mut first) = (0.0, [0.0f32; TAGS]);
        for (a, first) in first.iter_mut().enumerate().filter(|&(a, _)| may_begin(a)) {
            for b in (0..TAGS).filter(|&b| may_follow(a, b) && may_end(b)) {
                let way = (scores[0][a] + scores[1][b]).exp() * transitions[a][b];
                all += way;
                *first += way;
            }
        }
        for (tag, (found, way)) in found.tags[0].iter().zip(first).enumerate() {
            assert!((found - way / all).abs() < 1e-4, "{tag}");
        }
        assert!((found.pairs.iter().flatten().sum::<f32>() - 1.0).abs() < 1e-4);
    }
}
