//! Bytes to text, whatever they are encoded in.

use super::{IngestError, RawDocument};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Text, and what its bytes were in.
#[derive(Debug, PartialEq)]
pub(super) struct Decoded<'a> {
    pub text: Cow<'a, str>,
    encoding: &'static str,
    by: By,
}

/// How an encoding was found out.
#[derive(Clone, Copy, Debug, PartialEq)]
enum By {
    Mark,
    Declaration,
    Bytes,
}

impl Decoded<'_> {
    /// Notes in `document` what it was encoded in, if that was not UTF-8.
    pub fn note(&self, document: &mut RawDocument) {
        if self.encoding != UTF_8.name() {
            let by = match self.by {
                By::Mark => "by its byte order mark",
                By::Declaration => "as declared",
                By::Bytes => "guessed by its bytes",
            };
            document.origins.push(("encoding".to_owned(), format!("{}, {by}", self.encoding)));
        }
    }
}

/// How many bytes at the beginning may declare an encoding, as in HTML.
const DECLARED_WITHIN: usize = 1024;

/// The text that `bytes` hold, without a byte order mark: by such a mark, by what `declared` or the
/// beginning of markup says, or by the bytes themselves. Bytes that are UTF-8 are that, whatever
/// they declare: texts are recoded more often than their declarations.
///
/// # Errors
/// No text in any encoding, or nothing but white space.
pub(super) fn decode<'a>(bytes: &'a [u8], declared: Option<&str>) -> Result<Decoded<'a>, IngestError> {
    let decoded = decode_any(bytes, declared)?;
    if let Some(at) = binary_from(decoded.text.as_bytes()) {
        return Err(IngestError::NotText { at });
    }
    if decoded.text.trim().is_empty() { Err(IngestError::Empty) } else { Ok(decoded) }
}

fn decode_any<'a>(bytes: &'a [u8], declared: Option<&str>) -> Result<Decoded<'a>, IngestError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(decoded(encoding, &bytes[mark..], By::Mark));
    }
    let declared = declared.map(str::to_owned).or_else(|| declaration(bytes));
    let declared = declared.and_then(|label| Encoding::for_label_no_replacement(label.as_bytes()));
    if let Some(at) = bytes.iter().position(|&byte| byte == 0) {
        return utf16(bytes).ok_or(IngestError::NotText { at });
    }
    match str::from_utf8(bytes) {
        Ok(_) if is_iso_2022_jp(bytes) => return Ok(decoded(ISO_2022_JP, bytes, By::Bytes)),
        Ok(_) => return Ok(decoded(UTF_8, bytes, By::Bytes)),
        Err(_) => {}
    }
    // Markup that can be read as ASCII is not in the UTF-16 that it may declare.
    if let Some(encoding) = declared.filter(|encoding| ![UTF_8, UTF_16LE, UTF_16BE].contains(encoding)) {
        return Ok(decoded(encoding, bytes, By::Declaration));
    }
    if let Some(at) = binary_from(bytes) {
        return Err(IngestError::NotText { at });
    }
    if is_mostly_utf8(bytes) {
        return Ok(decoded(UTF_8, bytes, By::Bytes));
    }
    Ok(decoded(guessed(bytes), bytes, By::Bytes))
}

/// What bytes that are not UTF-8 are most likely in, by what follows the first letter beyond ASCII.
fn guessed(bytes: &[u8]) -> &'static Encoding {
    const LOOKED_AT: usize = 128 << 10;
    const BEFORE: usize = 256;
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let start = first.saturating_sub(BEFORE);
    let end = bytes.len().min(start + LOOKED_AT);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(&bytes[start..end], end == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

fn decoded<'a>(encoding: &'static Encoding, bytes: &'a [u8], by: By) -> Decoded<'a> {
    let text = encoding.decode_without_bom_handling(bytes).0;
    Decoded { text, encoding: encoding.name(), by }
}

/// Whether bytes of ASCII alone mean Japanese by an escape sequence, as in mail.
fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    bytes.contains(&0x1B) && bytes.windows(3).any(|three| matches!(three, b"\x1B$B" | b"\x1B$@"))
}

/// Where the first of so many control characters stands that this is no text: a few are left over in
/// many texts that were copied out of PDF.
fn binary_from(bytes: &[u8]) -> Option<usize> {
    let is_control = |byte: &u8| matches!(byte, 0x00..=0x06 | 0x0E..=0x19);
    let count = bytes.iter().filter(|byte| is_control(byte)).count();
    if count * 50 > bytes.len() || bytes.contains(&0) { bytes.iter().position(is_control) } else { None }
}

/// What the beginning of XML or HTML says of its encoding.
fn declaration(bytes: &[u8]) -> Option<String> {
    let head = &bytes[..bytes.len().min(DECLARED_WITHIN)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let head = head.trim_start();
    if !head.starts_with('<') {
        return None;
    }
    let after = match head.strip_prefix("<?xml").and_then(|prolog| prolog.split("?>").next()) {
        Some(prolog) if prolog.contains("encoding") => prolog.split_once("encoding")?.1,
        _ => head.split_once("charset")?.1,
    };
    let value = after.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| matches!(c, '"' | '\'' | ';' | '>' | '/') || c.is_whitespace());
    Some(value[..end.unwrap_or(value.len())].to_owned())
}

/// UTF-16 without a mark: the zero bytes, the upper halves of Latin letters and spaces, are all even or all
/// odd, and everything read that way makes sense.
fn utf16(bytes: &[u8]) -> Option<Decoded<'_>> {
    let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    let encoding = match (zeros(0), zeros(1)) {
        (0, 1..) => UTF_16LE,
        (1.., 0) => UTF_16BE,
        _ => return None,
    };
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let makes_sense =
        |c: char| !matches!(c, '\u{80}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' | '\u{FFF0}'..='\u{FFFF}');
    (!had_errors && text.chars().all(makes_sense)).then_some(Decoded {
        text,
        encoding: encoding.name(),
        by: By::Bytes,
    })
}

/// UTF-8 with a few damaged places, such as a character cut at the end: these become U+FFFD.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > 10 * broken
}

#[cfg(test)]
mod tests {
    use super::*;

    const GERMAN: &str = "Über die Häfen fließt das meiste Öl; die Zölle für große Schiffe bleiben. ";
    const JAPANESE: &str = "政府は新しい基地について月曜日に発表した。住民の多くは反対している。";
    const RUSSIAN: &str = "Правительство объявило о новой базе в порту. Жители города выступают против.";
    const CHINESE: &str = "政府星期一宣布了新的基地。许多居民表示反对，他们担心港口的环境和渔业。";

    fn text(bytes: &[u8]) -> String {
        decode(bytes, None).expect("it is text").text.into_owned()
    }

    fn utf16(text: &str, little: bool, mark: bool) -> Vec<u8> {
        let units = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16());
        units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    }

    #[test]
    fn texts_are_told_by_their_bytes() {
        let cases = [
            ("windows-1252", GERMAN),
            ("shift_jis", JAPANESE),
            ("euc-jp", JAPANESE),
            ("koi8-r", RUSSIAN),
            ("windows-1251", RUSSIAN),
            ("gb18030", CHINESE),
            ("iso-2022-jp", JAPANESE),
        ];
        for (label, expected) in cases {
            let encoding = Encoding::for_label(label.as_bytes()).expect("it is known");
            let (bytes, _, unmappable) = encoding.encode(expected);
            assert!(!unmappable);
            assert_eq!(text(&bytes), expected, "{label}");
        }
    }

    #[test]
    fn utf16_is_told_by_its_mark_or_its_zeros() {
        for expected in [GERMAN, RUSSIAN, "政府 2025: 基地。\n"] {
            for (little, mark) in [(true, true), (false, true), (true, false), (false, false)] {
                assert_eq!(text(&utf16(expected, little, mark)), expected, "{little} {mark}");
            }
        }
    }

    #[test]
    fn declarations_count_unless_the_bytes_are_utf8() {
        assert_eq!(
            text(b"<?xml version='1.0' encoding='ISO-8859-2'?><p>\xE8</p>").chars().nth(46),
            Some('č')
        );
        assert!(text(b"<html><meta charset=koi8-r><p>\xD4\xC1\xCB").ends_with("так"));
        let http =
            b"<html><META http-equiv=Content-Type content='text/html; charset=windows-1251'><p>\xE4\xE0";
        assert!(text(http).ends_with("да"));
        assert!(text("<meta charset=iso-8859-1><p>día".as_bytes()).ends_with("día"));
        assert!(text("<meta charset=utf-16><p>día".as_bytes()).ends_with("día"));
        assert_eq!(decode(b"\xE4\xE0", Some("windows-1251")).unwrap().text, "да");
        let plain = "Whoever writes charset=koi8-r goes to cafés, is naïve, and has a fiancée.";
        let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(plain);
        assert_eq!(text(&bytes), plain);
    }

    #[test]
    fn a_damaged_character_does_not_change_the_encoding() {
        let mut bytes = RUSSIAN.as_bytes().to_vec();
        bytes.pop();
        bytes.pop();
        assert!(text(&bytes).starts_with("Правительство"));
    }

    #[test]
    fn what_is_not_text_is_told() {
        assert_eq!(decode(b"a\0b", None), Err(IngestError::NotText { at: 1 }));
        assert_eq!(decode(b"\x01\x02", None), Err(IngestError::NotText { at: 0 }));
        assert_eq!(decode(b"\xEF\xBB\xBF \n", None), Err(IngestError::Empty));
        assert_eq!(decode(&[1, 0, 2, 0, 3, 0], None), Err(IngestError::NotText { at: 0 }));
    }
}
