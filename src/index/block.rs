//! Blocks of 128 numbers, packed with one width and a few exceptions (Zukowski et al.,
//! "Super-Scalar RAM-CPU Cache Compression", 2006), laid out in rows of four so that four
//! at a time are unpacked by one vector instruction (Lemire and Boytsov, "Decoding billions
//! of integers per second through vectorization", 2015).

use super::bits::bit_length;
use crate::codec::{Malformed, Reader, put_varint};

/// How many numbers a block holds.
pub const BLOCK: usize = 128;

/// How many numbers stand in a row.
const LANES: usize = 4;

/// How many bytes a row takes.
const ROW: usize = 4 * LANES;

/// Appends a block: its width, its number of exceptions, the low bits of all numbers in
/// `width` rows, and for each exception its place and its high bits.
pub fn put_block(out: &mut Vec<u8>, values: &[u32; BLOCK]) {
    let width = best_width(values);
    let exceptions = || (0..).zip(values).filter(|(_, value)| **value >> width.min(31) >> (width / 32) > 0);
    out.push(width as u8);
    out.push(exceptions().count() as u8);
    let rows = out.len();
    out.resize(rows + ROW * width as usize, 0);
    let mask = u32::MAX.checked_shr(32 - width).unwrap_or(0);
    for (nth, value) in values.iter().enumerate() {
        let bit = nth / LANES * width as usize;
        let shifted = u64::from(value & mask) << (bit % 32);
        for (word, part) in [(bit / 32, shifted as u32), (bit / 32 + 1, (shifted >> 32) as u32)] {
            if part > 0 {
                let at = rows + ROW * word + 4 * (nth % LANES);
                for (byte, part) in out[at..at + 4].iter_mut().zip(part.to_le_bytes()) {
                    *byte |= part;
                }
            }
        }
    }
    for (nth, value) in exceptions() {
        out.push(nth);
        put_varint(out, value >> width);
    }
}

/// The width that makes the block smallest.
fn best_width(values: &[u32; BLOCK]) -> u32 {
    let mut of_length = [0usize; 33];
    values.iter().for_each(|&value| of_length[bit_length(value) as usize] += 1);
    let longest = (0..33).rev().find(|&length| of_length[length] > 0).unwrap_or(0);
    let bytes = |width: usize| {
        let exception = |length: usize| of_length[length] * (1 + (length - width).div_ceil(7));
        ROW * width + (width + 1..=longest).map(exception).sum::<usize>()
    };
    (0..=longest).min_by_key(|&width| bytes(width)).unwrap_or(0) as u32
}

/// Reads a block from the front of `reader`.
#[inline]
pub fn read_block(reader: &mut Reader, values: &mut [u32; BLOCK]) -> Result<(), Malformed> {
    let width = u32::from(reader.byte()?);
    let exceptions = reader.byte()?;
    if width > 32 {
        return Err(Malformed);
    }
    unpack(reader.take(ROW * width as usize)?, width, values);
    for _ in 0..exceptions {
        let nth = usize::from(reader.byte()?);
        let high = reader.varint()?;
        let value = values.get_mut(nth).ok_or(Malformed)?;
        *value |= high.checked_shl(width).ok_or(Malformed)?;
    }
    Ok(())
}

fn unpack(rows: &[u8], width: u32, values: &mut [u32; BLOCK]) {
    let (rows, _) = rows.as_chunks::<ROW>();
    let mask = u32::MAX.checked_shr(32 - width).unwrap_or(0);
    if width == 0 {
        values.fill(0);
        return;
    }
    let mut bit = 0;
    for out in values.as_chunks_mut::<LANES>().0 {
        let (word, shift) = ((bit / 32) as usize, bit % 32);
        let low = row(&rows[word]);
        for lane in 0..LANES {
            out[lane] = low[lane] >> shift;
        }
        if shift + width > 32 {
            let high = row(&rows[word + 1]);
            for lane in 0..LANES {
                out[lane] |= high[lane] << (32 - shift);
            }
        }
        for value in out {
            *value &= mask;
        }
        bit += width;
    }
}

#[inline]
fn row(bytes: &[u8; ROW]) -> [u32; LANES] {
    let (words, _) = bytes.as_chunks::<4>();
    [0, 1, 2, 3].map(|lane| u32::from_le_bytes(words[lane]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn blocks_come_back(values in prop::collection::vec((any::<u32>(), 0u32..33), BLOCK), usual in 0u32..33) {
            let narrow = |(nth, &(value, width)): (usize, &(u32, u32))| {
                value.checked_shr(32 - if nth % 9 == 0 { width } else { usual }).unwrap_or(0)
            };
            let values: Vec<u32> = values.iter().enumerate().map(narrow).collect();
            let values: [u32; BLOCK] = values.try_into().unwrap();
            let mut bytes = Vec::new();
            put_block(&mut bytes, &values);
            let mut reader = Reader::new(&bytes);
            let mut read = [7; BLOCK];
            prop_assert_eq!(read_block(&mut reader, &mut read), Ok(()));
            prop_assert!(reader.is_at_end());
            prop_assert_eq!(read, values);
        }
    }
}
