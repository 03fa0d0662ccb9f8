//! Numbers and texts as bytes and back: little-endian, with variable-length
//! integers (LEB128: seven bits a byte, the low ones first). Reading checks
//! every bound, so that bytes from outside give an error and nothing else.

/// The bytes end early, or hold no such value here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

/// Appends `value` in LEB128, one to five bytes.
pub fn put_varint(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Appends the length of `text` and its bytes.
pub fn put_text(out: &mut Vec<u8>, text: &str) {
    put_varint(out, text.len() as u32);
    out.extend_from_slice(text.as_bytes());
}

/// Reads values one after another from the front of some bytes.
///
/// ```
/// use corpus_viewer::codec::{Reader, put_text, put_varint};
/// let mut bytes = Vec::new();
/// put_varint(&mut bytes, 300);
/// put_text(&mut bytes, "Quito");
/// let mut reader = Reader::new(&bytes);
/// assert_eq!(reader.varint(), Ok(300));
/// assert_eq!(reader.text(), Ok("Quito"));
/// assert!(reader.is_at_end() && reader.varint().is_err());
/// ```
#[derive(Clone, Copy, Default)]
pub struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    pub fn new(bytes: &'a [u8]) -> Self {
        Reader { bytes }
    }

    /// How many bytes are left.
    pub fn left(&self) -> usize {
        self.bytes.len()
    }

    pub fn is_at_end(&self) -> bool {
        self.bytes.is_empty()
    }

    pub fn byte(&mut self) -> Result<u8, Malformed> {
        let (&first, rest) = self.bytes.split_first().ok_or(Malformed)?;
        self.bytes = rest;
        Ok(first)
    }

    #[inline]
    pub fn varint(&mut self) -> Result<u32, Malformed> {
        match *self.bytes {
            [first, ref rest @ ..] if first < 0x80 => {
                self.bytes = rest;
                Ok(u32::from(first))
            }
            _ => self.long_varint(),
        }
    }

    fn long_varint(&mut self) -> Result<u32, Malformed> {
        let mut value = 0u32;
        for shift in [0, 7, 14, 21, 28] {
            let byte = self.byte()?;
            let bits = u32::from(byte & 0x7F);
            if shift == 28 && byte > 0x0F {
                return Err(Malformed);
            }
            value |= bits << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Malformed)
    }

    /// A count of things that follow, each at least `least` bytes long: never more
    /// than the bytes left can hold, so that space may be set aside for it.
    pub fn count(&mut self, least: usize) -> Result<usize, Malformed> {
        let count = self.varint()? as usize;
        if count <= self.bytes.len() / least.max(1) { Ok(count) } else { Err(Malformed) }
    }

    pub fn take(&mut self, length: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self.bytes.split_at_checked(length).ok_or(Malformed)?;
        self.bytes = rest;
        Ok(taken)
    }

    pub fn text(&mut self) -> Result<&'a str, Malformed> {
        let length = self.varint()? as usize;
        str::from_utf8(self.take(length)?).map_err(|_| Malformed)
    }

    pub fn optional_text(&mut self) -> Result<Option<&'a str>, Malformed> {
        match self.byte()? {
            0 => Ok(None),
            1 => self.text().map(Some),
            _ => Err(Malformed),
        }
    }

    pub fn u16(&mut self) -> Result<u16, Malformed> {
        self.array().map(u16::from_le_bytes)
    }

    pub fn u32(&mut self) -> Result<u32, Malformed> {
        self.array().map(u32::from_le_bytes)
    }

    pub fn u64(&mut self) -> Result<u64, Malformed> {
        self.array().map(u64::from_le_bytes)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        let (&taken, rest) = self.bytes.split_first_chunk().ok_or(Malformed)?;
        self.bytes = rest;
        Ok(taken)
    }
}
