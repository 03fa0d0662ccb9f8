//! Numbers in as few bits as they need, one after another, low bits first.

use crate::codec::Malformed;

/// How many bits `value` takes: 0 for 0.
pub fn bit_length(value: u32) -> u32 {
    u32::BITS - value.leading_zeros()
}

/// Writes numbers bit by bit.
#[derive(Default)]
pub struct BitWriter {
    bytes: Vec<u8>,
    pending: u64,
    filled: u32,
}

impl BitWriter {
    /// The number of bits written.
    pub fn len(&self) -> usize {
        self.bytes.len() * 8 + self.filled as usize
    }

    /// Appends the low `width` bits of `value`, which has no others. `width` is at most 32.
    pub fn put(&mut self, value: u32, width: u32) {
        debug_assert!(width == 32 || value >> width == 0);
        self.pending |= u64::from(value) << self.filled;
        self.filled += width;
        if self.filled >= 32 {
            self.bytes.extend_from_slice(&(self.pending as u32).to_le_bytes());
            self.pending >>= 32;
            self.filled -= 32;
        }
    }

    /// Appends `count` zeros and a one.
    pub fn put_unary(&mut self, mut count: u32) {
        while count >= 32 {
            self.put(0, 32);
            count -= 32;
        }
        self.put(1 << count, count + 1);
    }

    /// Appends `value` in Elias' gamma code of `value + 1`: short where it is small.
    pub fn put_gamma(&mut self, value: u32) {
        debug_assert!(value < u32::MAX);
        let width = bit_length(value + 1) - 1;
        self.put_unary(width);
        self.put((value + 1) & !(1 << width), width);
    }

    /// Appends ascending values below `universe`, all different; the reader has to know how
    /// many. The size depends on the two counts alone (see [`ascending_bits`]).
    pub fn put_ascending(&mut self, values: &[u32], universe: u32) {
        let count = values.len() as u32;
        if count <= PLAIN {
            let width = bit_length(universe.saturating_sub(1));
            values.iter().for_each(|&value| self.put(value, width));
            return;
        }
        let width = low_width(count, universe);
        for &value in values {
            self.put(value & ((1 << width) - 1), width);
        }
        let mut last = 0;
        for &value in values {
            let high = value >> width;
            self.put_unary(high - last);
            last = high;
        }
        for _ in last..(universe - 1) >> width {
            self.put(0, 1);
        }
    }

    /// Moves what was written to the end of `out`.
    pub fn flush(&mut self, out: &mut Vec<u8>) {
        out.append(&mut self.bytes);
        out.extend_from_slice(&self.pending.to_le_bytes()[..self.filled.div_ceil(8) as usize]);
        (self.pending, self.filled) = (0, 0);
    }
}

/// Up to so many ascending values are written plain; more of them by Elias and Fano's code.
const PLAIN: u32 = 2;

/// The bits of each value that Elias and Fano's code writes as they are: about the logarithm of how far
/// apart the values are. What a division would tell better saves less than half a percent.
#[inline]
fn low_width(count: u32, universe: u32) -> u32 {
    bit_length(universe).saturating_sub(bit_length(count))
}

/// How many bits [`BitWriter::put_ascending`] writes for `count` values below `universe`.
#[inline]
pub fn ascending_bits(count: u32, universe: u32) -> usize {
    if count <= PLAIN {
        return (count * bit_length(universe.saturating_sub(1))) as usize;
    }
    let width = low_width(count, universe);
    count as usize * (width as usize + 1) + (universe.saturating_sub(1) >> width) as usize
}

/// Reads what a [`BitWriter`] wrote.
#[derive(Clone, Copy)]
pub struct BitReader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> BitReader<'a> {
    /// Begins at bit `at` of `bytes`.
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        BitReader { bytes, at }
    }

    /// The bit that is read next.
    pub fn position(&self) -> usize {
        self.at
    }

    /// The next 57 bits or more; zeros stand for what lies behind the end.
    #[inline]
    fn window(&self) -> u64 {
        let byte = self.at / 8;
        let word = match self.bytes.get(byte..byte + 8) {
            Some(bytes) => u64::from_le_bytes(bytes.try_into().expect("these are eight")),
            None => self.last_window(byte),
        };
        word >> (self.at % 8)
    }

    #[cold]
    fn last_window(&self, byte: usize) -> u64 {
        let mut last = [0; 8];
        let rest = self.bytes.get(byte..).unwrap_or_default();
        let count = rest.len().min(8);
        last[..count].copy_from_slice(&rest[..count]);
        u64::from_le_bytes(last)
    }

    /// The next `width` bits, at most 32. Behind the end there are zeros.
    #[inline]
    pub fn get(&mut self, width: u32) -> u32 {
        let value = self.window() & ((1 << width) - 1);
        self.at += width as usize;
        value as u32
    }

    /// The number of zeros before the next one.
    #[inline]
    pub fn unary(&mut self) -> Result<u32, Malformed> {
        let zeros = self.window().trailing_zeros();
        if zeros < 57 {
            self.at += zeros as usize + 1;
            return Ok(zeros);
        }
        self.long_unary()
    }

    #[cold]
    fn long_unary(&mut self) -> Result<u32, Malformed> {
        let mut count = 0u32;
        loop {
            if self.at / 8 >= self.bytes.len() {
                return Err(Malformed);
            }
            let zeros = self.window().trailing_zeros();
            if zeros < 57 {
                self.at += zeros as usize + 1;
                return Ok(count + zeros);
            }
            count += 56;
            self.at += 56;
        }
    }

    pub fn gamma(&mut self) -> Result<u32, Malformed> {
        let width = self.unary()?;
        if width >= 32 {
            return Err(Malformed);
        }
        Ok((self.get(width) | 1 << width) - 1)
    }

    /// Calls `visit` with what [`BitWriter::put_ascending`] wrote: `count` values.
    #[inline]
    pub fn ascending(
        &mut self,
        count: u32,
        universe: u32,
        mut visit: impl FnMut(u32),
    ) -> Result<(), Malformed> {
        if count <= PLAIN {
            let width = bit_length(universe.saturating_sub(1));
            (0..count).for_each(|_| visit(self.get(width)));
            return Ok(());
        }
        let width = low_width(count, universe);
        let mut lows = *self;
        self.at += (count * width) as usize;
        let end = self.at + count as usize + (universe.saturating_sub(1) >> width) as usize;
        let mut high = 0u32;
        for _ in 0..count {
            high += self.unary()?;
            if self.at > end {
                return Err(Malformed);
            }
            visit(high << width | lows.get(width));
        }
        self.at = end;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ascending_values_come_back(
            mut values in prop::collection::btree_set(0u32..5000, 0..200),
            above in 1u32..3000,
            lead in 0u32..9,
        ) {
            let universe = values.last().map_or(0, |last| last + 1) + above;
            values.insert(universe - 1);
            let values: Vec<u32> = values.into_iter().collect();
            let mut writer = BitWriter::default();
            writer.put(0, lead);
            writer.put_ascending(&values, universe);
            prop_assert_eq!(writer.len() - lead as usize, ascending_bits(values.len() as u32, universe));
            writer.put_gamma(lead);
            let mut bytes = Vec::new();
            writer.flush(&mut bytes);
            let mut reader = BitReader::new(&bytes, lead as usize);
            let mut read = Vec::new();
            prop_assert_eq!(reader.ascending(values.len() as u32, universe, |value| read.push(value)), Ok(()));
            prop_assert_eq!(read, values);
            prop_assert_eq!(reader.gamma(), Ok(lead));
        }

        #[test]
        fn numbers_come_back(numbers in prop::collection::vec((any::<u32>(), 0u32..=32, 0u32..200), 0..50)) {
            let mut writer = BitWriter::default();
            let low = |value: u32, width: u32| if width == 32 { value } else { value & ((1 << width) - 1) };
            for &(value, width, count) in &numbers {
                writer.put(low(value, width), width);
                writer.put_unary(count);
                writer.put_gamma(value >> 1);
            }
            let mut bytes = Vec::new();
            writer.flush(&mut bytes);
            let mut reader = BitReader::new(&bytes, 0);
            for &(value, width, count) in &numbers {
                prop_assert_eq!(reader.get(width), low(value, width));
                prop_assert_eq!(reader.unary(), Ok(count));
                prop_assert_eq!(reader.gamma(), Ok(value >> 1));
            }
        }
    }
}
