//! Delimited text to rows of fields (RFC 4180, and the delimiters people use).

use super::IngestError;
use std::borrow::Cow;

/// A row: the line it begins on, from 1, and its fields.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row<'a> {
    pub line: usize,
    pub fields: Vec<Cow<'a, str>>,
}

/// A place that is no row: its line, and why.
pub(super) type Unread = (usize, IngestError);

/// The rows of a text, blank lines left out. Where a quotation mark is opened and not closed
/// before the next field, that line is told and reading goes on at the next.
pub(super) struct Rows<'a> {
    text: &'a str,
    delimiter: u8,
    /// Where the next row begins, and on which line.
    at: usize,
    line: usize,
    /// How many bytes have been read in vain, to be read again.
    in_vain: usize,
}

/// How often a text may be read over again, for the sake of quotation marks left open.
const MOST_TIMES: usize = 4;

impl<'a> Rows<'a> {
    /// `delimiter` is an ASCII character.
    pub fn new(text: &'a str, delimiter: char) -> Self {
        Rows { text, delimiter: delimiter as u8, at: 0, line: 1, in_vain: 0 }
    }

    /// How many bytes have been read.
    pub fn at(&self) -> usize {
        self.at
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn is_field_end(&self, at: usize) -> bool {
        self.byte(at).is_none_or(|byte| byte == self.delimiter || matches!(byte, b'\n' | b'\r'))
    }

    /// The field that begins at `at`, and where it ends.
    fn field(&self, at: usize) -> Result<(Cow<'a, str>, usize), OpenQuote> {
        if self.byte(at) != Some(b'"') {
            let end = (at..).find(|&at| self.is_field_end(at)).expect("the end of the text ends a field");
            return Ok((Cow::Borrowed(&self.text[at..end]), end));
        }
        let mut has_pairs = false;
        let mut close = at + 1;
        loop {
            let Some(found) = self.text[close..].find('"') else {
                return Err(OpenQuote { at, read_to: self.text.len() });
            };
            close += found;
            if self.byte(close + 1) != Some(b'"') {
                break;
            }
            has_pairs = true;
            close += 2;
        }
        let end = close + 1 + self.text[close + 1..].bytes().take_while(|&byte| byte == b' ').count();
        if !self.is_field_end(end) {
            return Err(OpenQuote { at, read_to: end });
        }
        let field = &self.text[at + 1..close];
        Ok((if has_pairs { field.replace("\"\"", "\"").into() } else { field.into() }, end))
    }

    fn fields(&self) -> Result<(Vec<Cow<'a, str>>, usize), OpenQuote> {
        let mut fields = Vec::new();
        let mut at = self.at;
        loop {
            let (field, end) = self.field(at)?;
            fields.push(field);
            if self.byte(end) != Some(self.delimiter) {
                return Ok((fields, end));
            }
            at = end + 1;
        }
    }

    /// Goes on to `at`, counting lines.
    fn go_to(&mut self, at: usize) {
        self.line += line_ends(&self.text[self.at..at]);
        self.at = at;
    }

    /// Where the line after the one that `at` is in, or ends, begins.
    fn next_line(&self, at: usize) -> usize {
        match self.text[at..].find(['\n', '\r']) {
            Some(found) if self.text[at + found..].starts_with("\r\n") => at + found + 2,
            Some(found) => at + found + 1,
            None => self.text.len(),
        }
    }
}

/// A quotation mark at `at` that is not closed; `read_to` is where that shows.
struct OpenQuote {
    at: usize,
    read_to: usize,
}

fn line_ends(text: &str) -> usize {
    text.matches('\n').count() + text.matches('\r').count() - text.matches("\r\n").count()
}

impl<'a> Iterator for Rows<'a> {
    type Item = Result<Row<'a>, Unread>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.at < self.text.len() {
            match self.fields() {
                Ok((fields, end)) => {
                    let line = self.line;
                    self.go_to(self.next_line(end));
                    if fields.len() > 1 || !fields[0].trim().is_empty() {
                        return Some(Ok(Row { line, fields }));
                    }
                }
                Err(OpenQuote { at, read_to }) => {
                    let line = self.line + line_ends(&self.text[self.at..at]);
                    self.go_to(self.next_line(at));
                    self.in_vain += read_to.saturating_sub(self.at);
                    if self.in_vain > MOST_TIMES * self.text.len() {
                        self.at = self.text.len();
                        return Some(Err((line, IngestError::TooManyQuotes)));
                    }
                    return Some(Err((line, IngestError::OpenQuote)));
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Result<(usize, Vec<String>), Unread>> {
        let row = |row: Row| (row.line, row.fields.into_iter().map(Cow::into_owned).collect());
        Rows::new(text, ',').map(|found| found.map(row)).collect()
    }

    fn row(line: usize, fields: &[&str]) -> Result<(usize, Vec<String>), Unread> {
        Ok((line, fields.iter().map(|&field| field.to_owned()).collect()))
    }

    #[test]
    fn quotes_keep_delimiters_line_ends_and_quotes() {
        let text = "a,\"b, \"\"c\"\"\r\nd\" ,\r\n\n , \r\"\",e\"f";
        let expected = [row(1, &["a", "b, \"c\"\r\nd", ""]), row(4, &[" ", " "]), row(5, &["", "e\"f"])];
        assert_eq!(rows(text), expected);
    }

    #[test]
    fn a_missing_quote_costs_its_line_alone() {
        let text = "1,\"one\n2,\"two\"\n3,\"three\n4,four\n";
        let expected = [
            Err((1, IngestError::OpenQuote)),
            row(2, &["2", "two"]),
            Err((3, IngestError::OpenQuote)),
            row(4, &["4", "four"]),
        ];
        assert_eq!(rows(text), expected);
    }

    #[test]
    fn reading_over_again_has_an_end() {
        let text = "b\",\"x\n".repeat(20_000);
        assert_eq!(rows(&text).last().map(Result::is_err), Some(true));
        assert!(rows(&text).len() < 20);
    }
}
