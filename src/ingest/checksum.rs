//! The checksum of zip and gzip (CRC-32). It takes a table of 1 KiB; the faster ways of `crc32fast` take 16,
//! which no download could pack.

/// What each value of a byte adds (RFC 1952, section 8).
const TABLE: [u32; 256] = {
    let mut table = [0; 256];
    let mut at = 0;
    while at < 256 {
        let mut rest = at as u32;
        let mut bit = 0;
        while bit < 8 {
            rest = if rest & 1 == 1 { 0xEDB8_8320 ^ rest >> 1 } else { rest >> 1 };
            bit += 1;
        }
        table[at] = rest;
        at += 1;
    }
    table
};

pub(super) fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |rest: u32, &byte| TABLE[usize::from(rest as u8 ^ byte)] ^ rest >> 8)
}

#[cfg(test)]
mod tests {
    #[test]
    fn it_is_the_checksum_that_others_compute() {
        for text in ["", "a", "The army left the port on Monday."] {
            assert_eq!(super::crc32(text.as_bytes()), crc32fast::hash(text.as_bytes()));
        }
    }
}
