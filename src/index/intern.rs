//! Strings to numbers, in the order they are first met.

/// Numbers strings from 0; each is kept once, one after another in one run of bytes. Common
/// strings are met early and so stand side by side: what is looked at to tell them stays in the
/// processor's cache, where of the slots, which are all over the place, little is kept.
pub struct Interner {
    /// Open addressing over a power of two of slots.
    slots: Vec<Slot>,
    heads: Vec<u64>,
    ends: Vec<u32>,
    bytes: Vec<u8>,
}

#[derive(Clone, Copy, Default)]
pub struct Slot {
    tag: u32,
    /// The number plus one; 0 if the slot is free.
    number: u32,
}

/// What strings are told by: those of up to eight bytes, most words of most texts, by nothing else.
#[derive(Clone, Copy)]
pub struct Key {
    /// The bytes of the string.
    pub length: u32,
    /// The first eight bytes, zeros behind a shorter string.
    head: u64,
    /// The length in the low eight bits, 255 if it is more; above it bits of the hash.
    tag: u32,
}

const SHORT: usize = 8;

impl Default for Interner {
    fn default() -> Self {
        Interner {
            slots: vec![Slot::default(); 1 << 12],
            heads: Vec::new(),
            ends: Vec::new(),
            bytes: Vec::new(),
        }
    }
}

impl Interner {
    /// The string numbered `number`.
    pub fn get(&self, number: u32) -> &[u8] {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start as usize..self.ends[number] as usize]
    }

    /// The number of `string`, and whether it is new.
    pub fn number(&mut self, string: &[u8]) -> (u32, bool) {
        let key = Key::of(string, 0, string.len());
        self.number_guessed(string, key, self.guess(key))
    }

    /// What is likely to be the slot of a string. When many are asked for together, the processor
    /// waits for them at the same time.
    #[inline]
    pub fn guess(&self, key: Key) -> Slot {
        self.slots[place(key.tag) & (self.slots.len() - 1)]
    }

    /// The number of `string`, and whether it is new.
    #[inline]
    pub fn number_guessed(&mut self, string: &[u8], key: Key, guess: Slot) -> (u32, bool) {
        if self.holds(guess, key, string) {
            (guess.number - 1, false)
        } else {
            self.number_searched(string, key)
        }
    }

    fn number_searched(&mut self, string: &[u8], key: Key) -> (u32, bool) {
        let mask = self.slots.len() - 1;
        let mut at = place(key.tag) & mask;
        loop {
            let slot = self.slots[at];
            if slot.number == 0 {
                return (self.insert(at, key, string), true);
            }
            if self.holds(slot, key, string) {
                return (slot.number - 1, false);
            }
            at = (at + 1) & mask;
        }
    }

    #[inline]
    fn holds(&self, slot: Slot, key: Key, string: &[u8]) -> bool {
        slot.number > 0
            && slot.tag == key.tag
            && self.heads[slot.number as usize - 1] == key.head
            && (string.len() <= SHORT || have_same_rest(self.get(slot.number - 1), string))
    }

    #[cold]
    fn insert(&mut self, at: usize, key: Key, string: &[u8]) -> u32 {
        self.bytes.extend_from_slice(string);
        self.ends.push(self.bytes.len() as u32);
        self.heads.push(key.head);
        let number = self.ends.len() as u32;
        self.slots[at] = Slot { tag: key.tag, number };
        if self.ends.len() * 3 > self.slots.len() * 2 {
            self.grow();
        }
        number - 1
    }

    fn grow(&mut self) {
        let mask = self.slots.len() * 2 - 1;
        let mut slots = vec![Slot::default(); mask + 1];
        for slot in self.slots.iter().filter(|slot| slot.number > 0) {
            let mut at = place(slot.tag) & mask;
            while slots[at].number > 0 {
                at = (at + 1) & mask;
            }
            slots[at] = *slot;
        }
        self.slots = slots;
    }

    /// All numbers, those of lower strings first.
    pub fn sorted(&self) -> Vec<u32> {
        let mut order: Vec<(u64, u32)> = self.heads.iter().map(|head| head.swap_bytes()).zip(0..).collect();
        order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| self.get(a.1).cmp(self.get(b.1))));
        order.into_iter().map(|(_, number)| number).collect()
    }
}

impl Key {
    /// The key of the `length` bytes of `text` from `start` on. The hash is by multiplication (D. Knuth,
    /// "The Art of Computer Programming", volume 3, 6.4: the constant is 2^64 over the golden ratio).
    #[inline]
    pub fn of(text: &[u8], start: usize, length: usize) -> Self {
        const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
        let mix = |hash: u64, word: u64| (hash ^ word).wrapping_mul(GOLDEN).rotate_left(29);
        let head = head(text, start, length);
        let mut hash = mix(0, head);
        if length > SHORT {
            let rest = &text[start..start + length][SHORT..];
            let (words, last) = rest.as_chunks::<SHORT>();
            hash = words.iter().fold(hash, |hash, word| mix(hash, u64::from_le_bytes(*word)));
            hash = last.iter().fold(hash, |hash, &byte| mix(hash, u64::from(byte)));
        }
        let high = (hash.wrapping_mul(GOLDEN) >> 32) as u32;
        Key { length: length as u32, head, tag: high << 8 | length.min(0xFF) as u32 }
    }
}

/// Whether two strings are equal of which the first eight bytes are.
#[inline]
fn have_same_rest(a: &[u8], b: &[u8]) -> bool {
    match (a.last_chunk::<SHORT>(), b.last_chunk::<SHORT>()) {
        (Some(end), Some(other)) if a.len() <= 2 * SHORT => a.len() == b.len() && end == other,
        _ => a == b,
    }
}

/// Where the search for a slot begins, to be cut to the number of slots.
fn place(tag: u32) -> usize {
    (tag >> 8) as usize
}

/// The first eight of `length` bytes of `text` from `start` on, low byte first, zeros behind fewer.
#[inline]
fn head(text: &[u8], start: usize, length: usize) -> u64 {
    let length = length.min(SHORT);
    let mask = u64::MAX.checked_shr(64 - 8 * length as u32).unwrap_or(0);
    if let Some(word) = text[start..].first_chunk() {
        return u64::from_le_bytes(*word) & mask;
    }
    let mut word = [0; SHORT];
    word[..length].copy_from_slice(&text[start..start + length]);
    u64::from_le_bytes(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equal_strings_and_no_others_have_one_number(
            strings in prop::collection::vec(prop::collection::vec(0u8..3, 0..20), 0..300),
        ) {
            let mut interner = Interner::default();
            let mut known: Vec<&[u8]> = Vec::new();
            for string in &strings {
                let number = known.iter().position(|other| other == string);
                let is_new = number.is_none();
                if is_new {
                    known.push(string);
                }
                let expected = (number.unwrap_or(known.len() - 1) as u32, is_new);
                prop_assert_eq!(interner.number(string), expected);
                prop_assert_eq!(interner.get(expected.0), &**string);
            }
            let sorted: Vec<&[u8]> = interner.sorted().into_iter().map(|number| interner.get(number)).collect();
            known.sort_unstable();
            prop_assert_eq!(sorted, known);
        }
    }
}
