//! Learns the weights: FTRL-Proximal (McMahan and others 2013, "Ad click prediction: a view from the
//! trenches", algorithm 1), a zone at a time, by one thread in a fixed order, so that the same
//! texts give the same weights.

use super::super::tagger::hash::mix;
use super::super::tagger::tags::{KINDS, PLACES, TAGS, WIDTH, shared};
use super::crf::{Chain, Expected, Pairs, Scores, exp};
use super::examples::{ANY, Examples};

/// A number for each of what a feature tells apart.
pub type Row = [f32; WIDTH];

/// How fast weights move at first, and how soon that slows down.
const ALPHA: f32 = 0.05;
const BETA: f32 = 0.1;

/// Transitions are few and seen often: plain AdaGrad with this rate.
const TRANSITION_RATE: f32 = 0.1;

/// A token whose tag is foreseen as well as this moves nothing.
const FORESEEN: f32 = 0.001;

pub struct Learner {
    weights: Vec<Row>,
    /// The sums of gradients, as FTRL-Proximal corrects them.
    sums: Vec<Row>,
    squares: Vec<Row>,
    /// Which weights may be other than 0, one bit each.
    open: Vec<u32>,
    transitions: Pairs,
    transition_squares: Pairs,
    /// How strongly weights are drawn to 0: by a constant, and by their size.
    pub lasso: f32,
    pub ridge: f32,
    rounds: u64,
}

impl Learner {
    pub fn new(features: usize, lasso: f32, ridge: f32) -> Self {
        let zeros = || vec![[0.0; WIDTH]; features];
        Learner {
            weights: zeros(),
            sums: zeros(),
            squares: zeros(),
            open: vec![u32::MAX; features],
            transitions: [[0.0; TAGS]; TAGS],
            transition_squares: [[0.0; TAGS]; TAGS],
            lasso,
            ridge,
            rounds: 0,
        }
    }

    pub fn weights(&self) -> &[Row] {
        &self.weights
    }

    pub fn transitions(&self) -> &Pairs {
        &self.transitions
    }

    /// How often, about, a feature had to be corrected.
    pub fn corrected(&self, feature: usize) -> f32 {
        self.squares[feature].iter().sum()
    }

    /// Goes once through all zones, in an order of its own for each round.
    pub fn round(&mut self, examples: &Examples) {
        self.rounds += 1;
        let mut chain = Chain::default();
        let (mut free, mut gold) = (Expected::default(), Expected::default());
        let mut scores: Vec<Scores> = Vec::new();
        let mut any = Vec::new();
        for zone in shuffled(examples.zones.len(), self.rounds) {
            let (tokens, weight) = examples.zones[zone].clone();
            scores.clear();
            scores.extend(tokens.clone().map(|token| self.scores(examples, token)));
            any.resize(any.len().max(scores.len()), ANY);
            let factors = self.transitions.map(|row| row.map(exp));
            chain.expect(&scores, &factors, &any[..scores.len()], &mut free);
            chain.expect(&scores, &factors, &examples.allowed[tokens.clone()], &mut gold);
            for (token, (free, gold)) in tokens.zip(free.tags.iter().zip(&gold.tags)) {
                let gradient: Scores = std::array::from_fn(|tag| weight * (free[tag] - gold[tag]));
                if gradient.iter().any(|value| value.abs() >= FORESEEN) {
                    let row = shared_out(&gradient);
                    for at in examples.features_of(token) {
                        self.correct(examples.features[at] as usize, &row);
                    }
                }
            }
            self.correct_transitions(weight, &free.pairs, &gold.pairs);
        }
    }

    fn scores(&self, examples: &Examples, token: usize) -> Scores {
        let mut sum = [0.0; WIDTH];
        for &feature in &examples.features[examples.features_of(token)] {
            sum.iter_mut().zip(&self.weights[feature as usize]).for_each(|(sum, weight)| *sum += weight);
        }
        let mut scores: Scores = std::array::from_fn(|tag| sum[tag]);
        for (inner, score) in scores[1..].iter_mut().enumerate() {
            let (kind, place) = shared(inner / PLACES.len(), inner % PLACES.len());
            *score += sum[kind] + sum[place];
        }
        scores
    }

    fn correct(&mut self, feature: usize, gradient: &Row) {
        let (weights, sums) = (&mut self.weights[feature], &mut self.sums[feature]);
        let squares = &mut self.squares[feature];
        let open = self.open[feature];
        for at in 0..WIDTH {
            let before = squares[at].sqrt();
            squares[at] += gradient[at] * gradient[at];
            let after = squares[at].sqrt();
            sums[at] += gradient[at] - (after - before) / ALPHA * weights[at];
            let beyond = (sums[at].abs() - self.lasso).max(0.0).copysign(sums[at]);
            let weight = -beyond / ((BETA + after) / ALPHA + self.ridge);
            weights[at] = if open >> at & 1 == 1 { weight } else { 0.0 };
        }
    }

    fn correct_transitions(&mut self, weight: f32, free: &Pairs, gold: &Pairs) {
        for from in 0..TAGS {
            for next in 0..TAGS {
                let gradient = weight * (free[from][next] - gold[from][next]);
                let square = &mut self.transition_squares[from][next];
                *square += gradient * gradient;
                self.transitions[from][next] -= TRANSITION_RATE * gradient / (BETA + square.sqrt());
            }
        }
    }

    /// Sets all but about the `most` weights that matter most to 0, for good: those that are large,
    /// and of features that had to be corrected often.
    pub fn cut(&mut self, most: usize) {
        let matters = |weight: f32, square: f32| weight.abs() * square.sqrt().sqrt();
        let rows = self.weights.iter().zip(&self.squares);
        let mut all: Vec<f32> = rows
            .flat_map(|(weights, squares)| weights.iter().zip(squares))
            .map(|(&weight, &square)| matters(weight, square))
            .filter(|&value| value > 0.0)
            .collect();
        all.sort_unstable_by(|a, b| b.total_cmp(a));
        let Some(&least) = all.get(most) else { return };
        for (feature, open) in self.open.iter_mut().enumerate() {
            *open = 0;
            for at in 0..WIDTH {
                if matters(self.weights[feature][at], self.squares[feature][at]) > least {
                    *open |= 1 << at;
                } else {
                    (self.weights[feature][at], self.sums[feature][at]) = (0.0, 0.0);
                }
            }
        }
    }
}

/// A gradient by tags as one by all that a feature tells apart.
fn shared_out(gradient: &Scores) -> Row {
    let mut row = [0.0; WIDTH];
    row[..TAGS].copy_from_slice(gradient);
    for (inner, &value) in gradient[1..].iter().enumerate() {
        let (kind, place) = shared(inner / PLACES.len(), inner % PLACES.len());
        row[kind] += value;
        row[place] += value;
    }
    debug_assert_eq!(KINDS.len() * PLACES.len() + 1, TAGS);
    row
}

/// The numbers below `count` in an order that `seed` tells (Fisher and Yates).
fn shuffled(count: usize, seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut random = seed;
    for last in (1..count).rev() {
        random = mix(random, last as u64);
        order.swap(last, (random % (last as u64 + 1)) as usize);
    }
    order
}
