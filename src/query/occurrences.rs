//! Where in one document the words of a leaf stand together.

use crate::corpus::Position;

/// One place where a leaf matches: its first position, and how many words it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occurrence {
    pub start: Position,
    pub words: u32,
}

impl Occurrence {
    /// One more than its last position.
    pub fn end(self) -> Position {
        self.start.saturating_add(self.words)
    }
}

/// Keeps of `starts` those with a position `distance` further on in `positions`. Both ascend.
pub fn keep_followed(starts: &mut Vec<Position>, positions: &[Position], distance: Position) {
    let mut at = 0;
    starts.retain(|start| {
        let wanted = start.saturating_add(distance);
        while at < positions.len() && positions[at] < wanted {
            at += 1;
        }
        positions.get(at) == Some(&wanted)
    });
}

/// The places that stand near one another: one of each operand, none on top of another,
/// with at most `between` words between the first and the last that belong to none.
/// `operands` ascend; what is kept of them is what takes part in such a group.
pub fn keep_near(operands: &mut [Vec<Occurrence>], between: u32) {
    let lengths: u32 = operands.iter().filter_map(|places| places.first()).map(|place| place.words).sum();
    let window = lengths + between;
    let mut kept: Vec<Vec<bool>> = operands.iter().map(|places| vec![false; places.len()]).collect();
    let mut firsts: Vec<Position> = operands.iter().flatten().map(|place| place.start).collect();
    firsts.sort_unstable();
    firsts.dedup();
    let mut lows = vec![0; operands.len()];
    for first in firsts {
        let end = first.saturating_add(window);
        let mut ranges = Vec::with_capacity(operands.len());
        for (low, places) in lows.iter_mut().zip(operands.iter()) {
            *low += places[*low..].iter().take_while(|place| place.start < first).count();
            let inside = places[*low..].iter().take_while(|place| place.end() <= end).count();
            ranges.push(*low..*low + inside);
        }
        if ranges.iter().all(|range| !range.is_empty()) {
            for operand in 0..operands.len() {
                for place in ranges[operand].clone() {
                    if !kept[operand][place] && has_group(operands, &ranges, operand, place) {
                        kept[operand][place] = true;
                    }
                }
            }
        }
    }
    for (places, kept) in operands.iter_mut().zip(kept) {
        let mut kept = kept.into_iter();
        places.retain(|_| kept.next().unwrap_or(false));
    }
}

/// Whether `place` of `operand` stands in a group within `ranges`.
fn has_group(
    operands: &[Vec<Occurrence>],
    ranges: &[std::ops::Range<usize>],
    operand: usize,
    place: usize,
) -> bool {
    let fixed = operands[operand][place];
    let inside = |nth: usize| &operands[nth][ranges[nth].clone()];
    let is_apart = |other: &&Occurrence| other.end() <= fixed.start || fixed.end() <= other.start;
    let others: Vec<Vec<Position>> = (0..operands.len())
        .filter(|&nth| nth != operand)
        .map(|nth| inside(nth).iter().filter(is_apart).map(|place| place.start).collect())
        .collect();
    let mut taken = Vec::new();
    (0..others.len()).all(|nth| assign(nth, &others, &mut taken, &mut vec![false; others.len()]))
}

/// Finds a place of its own for operand `nth`, where need be by moving those that have one
/// (H. Kuhn, "The Hungarian Method for the Assignment Problem", 1955).
fn assign(
    nth: usize,
    places: &[Vec<Position>],
    taken: &mut Vec<(Position, usize)>,
    tried: &mut [bool],
) -> bool {
    if std::mem::replace(&mut tried[nth], true) {
        return false;
    }
    for &place in &places[nth] {
        let holder = taken.iter().position(|&(at, _)| at == place);
        match holder {
            None => {
                taken.push((place, nth));
                return true;
            }
            Some(holder) if assign(taken[holder].1, places, taken, tried) => {
                let holder = taken.iter().position(|&(at, by)| at == place && by != nth);
                if let Some(holder) = holder {
                    taken[holder].1 = nth;
                }
                return true;
            }
            Some(_) => {}
        }
    }
    false
}
