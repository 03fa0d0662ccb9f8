//! Where the nodes of a network are drawn.

use crate::order;

/// How many steps are made.
const STEPS: usize = 150;

/// How strongly nodes are drawn to the middle, so that parts without a link between them stay near.
const TO_MIDDLE: f64 = 0.5;

/// Cosine and sine of the golden angle: each node starts that much further round, so that none are near.
const GOLDEN: (f64, f64) = (-0.737_368_878_078_319_8, 0.675_490_294_261_523_6);

/// Places for `nodes` nodes, each coordinate from 0 to 1, such that those that are linked stand near one
/// another, and each on a line of its own, one as far from the next as any: names written beside them overlap
/// nowhere, however narrow the drawing is. An edge has two numbers of nodes and a weight from 0
/// to 1. Forces as in T. Fruchterman and E. Reingold, "Graph Drawing by Force-Directed Placement" (1991),
/// with a fixed start and number of steps: the same network has the same places. Each step takes time for
/// the square of the nodes.
///
/// ```
/// use corpus_viewer::analysis::layout::layout;
/// let places = layout(3, &[(0, 1, 1.0)]);
/// let mut lines: Vec<f64> = places.iter().map(|place| place[1]).collect();
/// lines.sort_by(f64::total_cmp);
/// assert_eq!(lines, [0.0, 0.5, 1.0]);
/// ```
pub fn layout(nodes: usize, edges: &[(usize, usize, f64)]) -> Vec<[f64; 2]> {
    let mut places = spiral(nodes);
    // The distance that nodes would have if they were spread evenly.
    let even = 1.0 / (nodes.max(1) as f64).sqrt();
    for step in 0..STEPS {
        let mut forces: Vec<[f64; 2]> =
            places.iter().map(|place| place.map(|at| -TO_MIDDLE * even * at)).collect();
        for one in 0..nodes {
            for other in 0..one {
                let (away, distance) = between(&places, one, other);
                add(&mut forces, one, other, away, even * even / distance);
            }
        }
        for &(one, other, weight) in edges.iter().filter(|(one, other, _)| one != other) {
            let (away, distance) = between(&places, one, other);
            add(&mut forces, one, other, away, -weight * distance * distance / even);
        }
        let most = 0.1 * (1.0 - step as f64 / STEPS as f64);
        for (place, force) in places.iter_mut().zip(forces) {
            let length = length(force);
            let share = if length > most { most / length } else { 1.0 };
            *place = [place[0] + force[0] * share, place[1] + force[1] * share];
        }
    }
    fill(&mut places);
    put_on_lines(&mut places);
    places
}

/// Places around the origin, from the inside out.
fn spiral(nodes: usize) -> Vec<[f64; 2]> {
    let mut direction = [1.0, 0.0];
    let mut place = |nth: usize| {
        let radius = 0.5 * ((nth as f64 + 0.5) / nodes as f64).sqrt();
        let place = direction.map(|at| at * radius);
        let ([x, y], (cos, sin)) = (direction, GOLDEN);
        direction = [x * cos - y * sin, x * sin + y * cos];
        place
    };
    (0..nodes).map(&mut place).collect()
}

fn length([x, y]: [f64; 2]) -> f64 {
    (x * x + y * y).sqrt()
}

/// The direction from `other` to `one`, and how far apart they are: never nothing.
fn between(places: &[[f64; 2]], one: usize, other: usize) -> ([f64; 2], f64) {
    let way = [places[one][0] - places[other][0], places[one][1] - places[other][1]];
    let distance = length(way);
    if distance < 1e-9 { ([1.0, 0.0], 1e-9) } else { (way.map(|at| at / distance), distance) }
}

/// Adds to two nodes a force that drives them apart, or draws them together if it is negative.
fn add(forces: &mut [[f64; 2]], one: usize, other: usize, away: [f64; 2], force: f64) {
    for axis in 0..2 {
        forces[one][axis] += away[axis] * force;
        forces[other][axis] -= away[axis] * force;
    }
}

/// Stretches the places from 0 to 1 in each direction.
fn fill(places: &mut [[f64; 2]]) {
    for axis in 0..2 {
        let least = places.iter().map(|place| place[axis]).fold(f64::INFINITY, f64::min);
        let most = places.iter().map(|place| place[axis]).fold(f64::NEG_INFINITY, f64::max);
        for place in places.iter_mut() {
            place[axis] = if most > least { (place[axis] - least) / (most - least) } else { 0.5 };
        }
    }
}

/// Moves nodes up and down to lines of their own, from 0 to 1, in the order they stand in.
fn put_on_lines(places: &mut [[f64; 2]]) {
    let order = order::of(places.len(), &|a, b| places[a][1].total_cmp(&places[b][1]));
    let [_, .., _] = places else { return };
    let last = (places.len() - 1) as f64;
    for (line, node) in order.into_iter().enumerate() {
        places[node][1] = line as f64 / last;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
        length([a[0] - b[0], a[1] - b[1]])
    }

    #[test]
    fn little_networks() {
        assert_eq!(layout(0, &[]), [[0.0; 2]; 0]);
        assert_eq!(layout(1, &[]), [[0.5, 0.5]]);
        let [a, b] = layout(2, &[(0, 1, 1.0)])[..] else { panic!("two nodes have two places") };
        assert_eq!((a[1] - b[1]).abs(), 1.0);
    }

    /// Two groups, each linked all through, and one link between them.
    #[test]
    fn groups_stand_together() {
        let all = |from: usize| (from..from + 5).flat_map(move |a| (from..a).map(move |b| (a, b, 1.0)));
        let edges: Vec<_> = all(0).chain(all(5)).chain([(4, 5, 1.0)]).collect();
        let places = layout(10, &edges);
        let mean = |pairs: &[(usize, usize)]| {
            let sum: f64 = pairs.iter().map(|&(a, b)| distance(places[a], places[b])).sum();
            sum / pairs.len() as f64
        };
        let (inside, across): (Vec<_>, Vec<_>) =
            (0..10).flat_map(|a| (0..a).map(move |b| (a, b))).partition(|(a, b)| (*a < 5) == (*b < 5));
        assert!(mean(&inside) * 1.5 < mean(&across), "{} {}", mean(&inside), mean(&across));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(30))]

        #[test]
        fn every_node_has_a_line_of_its_own(
            nodes in 0usize..100,
            edges in prop::collection::vec((any::<usize>(), any::<usize>(), 0.0f64..=1.0), 0..300),
        ) {
            let edges = edges.into_iter().map(|(a, b, weight)| (a % nodes.max(1), b % nodes.max(1), weight));
            let edges: Vec<_> = edges.take(3 * nodes).collect();
            let places = layout(nodes, &edges);
            prop_assert_eq!(places.len(), nodes);
            prop_assert!(places.iter().flatten().all(|at| (0.0..=1.0).contains(at)), "{:?}", places);
            let mut lines: Vec<f64> = places.iter().map(|place| place[1]).collect();
            lines.sort_by(f64::total_cmp);
            for pair in lines.windows(2) {
                prop_assert!((pair[1] - pair[0] - 1.0 / (nodes - 1) as f64).abs() < 1e-9);
            }
            prop_assert_eq!(places, layout(nodes, &edges));
        }
    }
}
