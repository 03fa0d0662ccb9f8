//! The items that pdf.js finds on a page, as lines.

/// A stretch of text on a page, as pdf.js gives it. Lengths are in points, heights are counted from below.
#[derive(Clone, Debug, Default)]
pub struct Item {
    pub text: String,
    /// Which way it is written: the first row of its matrix.
    pub right: f32,
    pub up: f32,
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
    /// pdf.js takes it for the last of its line.
    pub ends_line: bool,
    /// Its letters stand one below another, as in Japanese.
    pub is_vertical: bool,
}

/// A line of a page. It is measured as if the page were turned so that the line is written to the right.
#[derive(Debug)]
pub(super) struct Line {
    pub text: String,
    pub page: u32,
    pub start: f32,
    pub end: f32,
    /// The height of its base.
    pub base: f32,
    pub size: f32,
    /// It is no part of the running text.
    pub is_aside: bool,
    /// By how many quarters it is turned to the left.
    quarter: u8,
    /// How many bytes of it have the size and base that it is said to have.
    measured: usize,
}

/// By how much of its size a letter may be raised or lowered in its line.
const RAISED: f32 = 0.5;

/// A gap of more than this much of the size is a space.
const SPACE: f32 = 0.15;

impl Line {
    fn new(item: &Item, page: u32) -> Self {
        let quarter = match (item.right, item.up) {
            _ if item.is_vertical => 3,
            (right, up) if right.abs() >= up.abs() => 2 * u8::from(right < 0.0),
            (_, up) => 1 + 2 * u8::from(up < 0.0),
        };
        let (start, base) = match quarter {
            0 => (item.x, item.y),
            1 => (item.y, -item.x),
            2 => (-item.x, -item.y),
            _ => (-item.y, item.x),
        };
        let (length, size) =
            if item.is_vertical { (item.height, item.width) } else { (item.width, item.height) };
        let measured = item.text.len();
        let text = item.text.clone();
        Line { text, page, start, end: start + length, base, size, is_aside: false, quarter, measured }
    }

    /// Whether `next` stands in the same line. After what pdf.js takes for the end of one it may still be a raised
    /// number and what follows it.
    fn goes_on(&self, next: &Line, is_ended: bool) -> bool {
        let size = self.size.max(next.size);
        self.quarter == next.quarter
            && (self.base - next.base).abs() <= RAISED * size
            && (!is_ended || (next.start - self.end).abs() <= size)
    }

    fn join(&mut self, next: Line, is_ended: bool) {
        if is_ended && next.start - self.end > SPACE * self.size {
            self.text.push(' ');
        }
        self.text.push_str(&next.text);
        self.start = self.start.min(next.start);
        self.end = self.end.max(next.end);
        if next.measured > self.measured {
            (self.base, self.size, self.measured) = (next.base, next.size, next.measured);
        }
    }
}

/// Adds the lines of a page. Those that are written another way than most of it are no part of the text.
pub(super) fn add(items: &[Item], page: u32, lines: &mut Vec<Line>) {
    let first = lines.len();
    let mut line: Option<Line> = None;
    let mut is_ended = false;
    for item in items {
        let is_blank = item.text.trim().is_empty();
        match &mut line {
            // Where a space stands is not told.
            Some(line) if is_blank => line.text.push_str(&item.text),
            None if is_blank => {}
            _ => {
                let next = Line::new(item, page);
                match &mut line {
                    Some(line) if line.goes_on(&next, is_ended) => line.join(next, is_ended),
                    _ => lines.extend(line.replace(next)),
                }
                is_ended = false;
            }
        }
        is_ended |= item.ends_line;
    }
    lines.extend(line);
    let lines = &mut lines[first..];
    let mut written = [0; 4];
    for line in &mut *lines {
        line.text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
        written[usize::from(line.quarter)] += line.text.len();
    }
    let most = written.iter().max().copied();
    lines.iter_mut().for_each(|line| line.is_aside = Some(written[usize::from(line.quarter)]) != most);
}

/// Whether most of what is written are letters, figures and signs. In a font that does not tell what its codes
/// mean they come out as codes without a meaning.
pub(super) fn has_words(lines: &[Line]) -> bool {
    let (mut all, mut unknown) = (0_usize, 0_usize);
    for c in lines.iter().flat_map(|line| line.text.chars()) {
        all += 1;
        unknown += usize::from(c.is_control() || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFFD}'));
    }
    all > 2 * unknown
}
