//! Who a short name may stand for.

/// The one long name that a short one is part of, if there is one and no other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Holder {
    #[default]
    None,
    One(u32),
    Several,
}

impl Holder {
    /// Takes in one more long name, or the same again.
    pub fn note(&mut self, long: u32) {
        *self = match *self {
            Holder::None => Holder::One(long),
            Holder::One(known) if known == long => Holder::One(known),
            _ => Holder::Several,
        };
    }

    pub fn one(self) -> Option<u32> {
        match self {
            Holder::One(long) => Some(long),
            Holder::None | Holder::Several => None,
        }
    }
}

/// A value for each key that is forgotten when a new round begins, at no cost.
pub struct Rounds<T> {
    round: u32,
    values: Vec<(u32, T)>,
}

impl<T: Copy + Default> Rounds<T> {
    /// Values for so many keys, in the first round.
    pub fn new(keys: usize) -> Self {
        Rounds { round: 1, values: vec![(0, T::default()); keys] }
    }

    pub fn begin(&mut self) {
        self.round += 1;
    }

    /// What was set for `key` in this round.
    pub fn get(&self, key: u32) -> Option<T> {
        let (round, value) = self.values[key as usize];
        (round == self.round).then_some(value)
    }

    /// What is set for `key` in this round: at first the default.
    pub fn entry(&mut self, key: u32) -> &mut T {
        let (round, value) = &mut self.values[key as usize];
        if *round != self.round {
            (*round, *value) = (self.round, T::default());
        }
        value
    }

    /// Sets `key`, and tells whether it was not set before in this round.
    pub fn set(&mut self, key: u32, value: T) -> bool {
        let is_new = self.values[key as usize].0 != self.round;
        self.values[key as usize] = (self.round, value);
        is_new
    }
}
