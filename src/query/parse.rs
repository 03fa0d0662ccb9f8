//! What was typed to what is meant.
//!
//! ```text
//! query   = and { "OR" and }
//! and     = unary { [ "AND" ] unary }
//! unary   = "NOT" unary | "(" query ")" | phrase | word
//! phrase  = a quotation mark, words, a quotation mark (straight, curly or angled)
//! ```
//! Operators are written in capitals; `and`, `or`, `not` are words.

use super::error::{MAX_QUERY_BYTES, MAX_QUERY_DEPTH, QueryError, QueryErrorKind};
use crate::language::Language;
use crate::normalize::Normalizer;
use crate::span::Span;
use crate::token::words;

/// What one word or phrase of a query asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Leaf {
    /// Any term with this stem; `term` is the word as typed, folded.
    Word { term: String, stem: String },
    /// These terms, one right after another, exactly as folded; at least one.
    Phrase { terms: Vec<String> },
}

/// How the leaves are put together.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Every document.
    All,
    /// The leaf of this number in [`Query::leaves`].
    Leaf(usize),
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
}

/// A query understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// The words and phrases, each once, in the order typed.
    pub leaves: Vec<Leaf>,
    pub root: Node,
    /// Nothing but words was typed: no phrase, operator or parenthesis.
    pub is_plain: bool,
}

impl Query {
    /// Reads a query. Nothing but white space asks for every document.
    ///
    /// ```
    /// use corpus_viewer::{normalize::Normalizer, query::{Node, Query}};
    /// let normalizer = Normalizer::default();
    /// let query = Query::parse("noboa AND NOT rubio", &normalizer)?;
    /// assert_eq!(query.root, Node::And(vec![Node::Leaf(0), Node::Not(Box::new(Node::Leaf(1)))]));
    ///
    /// let error = Query::parse("noboa (rubio", &normalizer).unwrap_err();
    /// assert_eq!(error.span.of("noboa (rubio"), "(");
    /// # Ok::<(), corpus_viewer::query::QueryError>(())
    /// ```
    ///
    /// # Errors
    /// What is wrong, and where in `text`.
    pub fn parse(text: &str, normalizer: &Normalizer) -> Result<Query, QueryError> {
        if text.len() > MAX_QUERY_BYTES {
            let kept = text.floor_char_boundary(MAX_QUERY_BYTES);
            return Err(QueryErrorKind::TooLong.at(Span::new(kept, text.len())));
        }
        let mut leaves = Vec::new();
        let lexemes = lex(text, normalizer, &mut leaves)?;
        let is_plain = lexemes.iter().all(|(kind, _)| matches!(kind, Lexeme::Leaf { quoted: false, .. }));
        let root = if lexemes.is_empty() {
            Node::All
        } else {
            let mut parser = Parser { lexemes: &lexemes, at: 0, end: text.len() };
            let root = parser.any(0)?;
            match parser.peek() {
                None => root,
                Some(_) => return Err(QueryErrorKind::UnopenedParenthesis.at(lexemes[parser.at].1)),
            }
        };
        Ok(Query { leaves, root, is_plain })
    }

    /// The query for documents with any of the words of `text`, read without operators.
    pub fn any_word(text: &str, normalizer: &Normalizer) -> Query {
        let mut leaves = Vec::new();
        for term in words(text).into_iter().filter_map(|word| folded(word.of(text), normalizer)) {
            numbered(word_leaf(term, normalizer), &mut leaves);
        }
        let root = Node::Or((0..leaves.len()).map(Node::Leaf).collect());
        Query { leaves, root, is_plain: true }
    }
}

impl Query {
    /// The numbers of the leaves that are not under a NOT, in the order typed.
    pub fn leaves_asked_for(&self) -> impl Iterator<Item = usize> {
        let mut numbers = Vec::new();
        self.root.collect_asked_for(&mut numbers);
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_iter()
    }
}

impl Node {
    fn collect_asked_for(&self, numbers: &mut Vec<usize>) {
        match self {
            Node::All | Node::Not(_) => {}
            Node::Leaf(number) => numbers.push(*number),
            Node::And(nodes) | Node::Or(nodes) => {
                nodes.iter().for_each(|node| node.collect_asked_for(numbers))
            }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Lexeme {
    Leaf { number: usize, quoted: bool },
    And,
    Or,
    Not,
    Open,
    Close,
}

/// Whether `c` opens or closes a phrase. Which of them does not matter: people paste them mixed.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

fn lex(
    text: &str,
    normalizer: &Normalizer,
    leaves: &mut Vec<Leaf>,
) -> Result<Vec<(Lexeme, Span)>, QueryError> {
    let mut lexemes = Vec::new();
    let mut passed_over = None;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        at += c.len_utf8();
        if c.is_whitespace() {
            continue;
        }
        let lexeme = if c == '(' {
            Some(Lexeme::Open)
        } else if c == ')' {
            Some(Lexeme::Close)
        } else if is_quote(c) {
            let length = text[at..].find(is_quote);
            let length = length.ok_or_else(|| QueryErrorKind::UnclosedQuote.at(Span::new(start, at)))?;
            let phrase = &text[at..at + length];
            at += length + text[at + length..].chars().next().map_or(0, char::len_utf8);
            let leaf = phrase_leaf(phrase, normalizer);
            let leaf = leaf.ok_or_else(|| QueryErrorKind::EmptyPhrase.at(Span::new(start, at)))?;
            Some(Lexeme::Leaf { number: numbered(leaf, leaves), quoted: true })
        } else {
            let ends = |c: char| c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')');
            at = start + text[start..].find(ends).unwrap_or(text.len() - start);
            match &text[start..at] {
                "AND" => Some(Lexeme::And),
                "OR" => Some(Lexeme::Or),
                "NOT" => Some(Lexeme::Not),
                word => typed_leaf(word, normalizer)
                    .map(|leaf| Lexeme::Leaf { number: numbered(leaf, leaves), quoted: false }),
            }
        };
        let span = Span::new(start, at);
        match lexeme {
            Some(lexeme) => lexemes.push((lexeme, span)),
            None => passed_over = passed_over.or(Some(span)),
        }
    }
    match passed_over {
        Some(span) if lexemes.is_empty() => Err(QueryErrorKind::NoWord.at(span)),
        _ => Ok(lexemes),
    }
}

/// The number of `leaf` in `leaves`, where each stands once.
fn numbered(leaf: Leaf, leaves: &mut Vec<Leaf>) -> usize {
    leaves.iter().position(|known| *known == leaf).unwrap_or_else(|| {
        leaves.push(leaf);
        leaves.len() - 1
    })
}

fn folded(word: &str, normalizer: &Normalizer) -> Option<String> {
    let mut term = String::new();
    normalizer.fold(word, &mut term);
    (!term.is_empty()).then_some(term)
}

fn word_leaf(term: String, normalizer: &Normalizer) -> Leaf {
    let stem = normalizer.stem(&term, Language::English).into_owned();
    Leaf::Word { term, stem }
}

/// A leaf for what stands between spaces: a word, or a phrase if it is split into
/// several ("quid-pro-quo", a run of Han characters). None if it holds no word.
fn typed_leaf(typed: &str, normalizer: &Normalizer) -> Option<Leaf> {
    match phrase_leaf(typed, normalizer)? {
        Leaf::Phrase { mut terms } if terms.len() == 1 => Some(word_leaf(terms.remove(0), normalizer)),
        phrase => Some(phrase),
    }
}

fn phrase_leaf(phrase: &str, normalizer: &Normalizer) -> Option<Leaf> {
    let terms: Vec<String> =
        words(phrase).into_iter().filter_map(|word| folded(word.of(phrase), normalizer)).collect();
    (!terms.is_empty()).then_some(Leaf::Phrase { terms })
}

struct Parser<'a> {
    lexemes: &'a [(Lexeme, Span)],
    at: usize,
    end: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<Lexeme> {
        self.lexemes.get(self.at).map(|&(lexeme, _)| lexeme)
    }

    fn any(&mut self, depth: usize) -> Result<Node, QueryError> {
        let mut nodes = vec![self.all(depth)?];
        while self.peek() == Some(Lexeme::Or) {
            self.at += 1;
            nodes.push(self.all(depth)?);
        }
        Ok(one_or(nodes, Node::Or))
    }

    fn all(&mut self, depth: usize) -> Result<Node, QueryError> {
        let mut nodes = vec![self.unary(depth)?];
        loop {
            match self.peek() {
                Some(Lexeme::And) => self.at += 1,
                None | Some(Lexeme::Or | Lexeme::Close) => return Ok(one_or(nodes, Node::And)),
                Some(Lexeme::Leaf { .. } | Lexeme::Not | Lexeme::Open) => {}
            }
            nodes.push(self.unary(depth)?);
        }
    }

    fn unary(&mut self, depth: usize) -> Result<Node, QueryError> {
        let Some(&(lexeme, span)) = self.lexemes.get(self.at) else {
            return Err(self.missing_operand(Span::new(self.end, self.end)));
        };
        if depth > MAX_QUERY_DEPTH {
            return Err(QueryErrorKind::TooDeep.at(span));
        }
        match lexeme {
            Lexeme::Leaf { number, .. } => {
                self.at += 1;
                Ok(Node::Leaf(number))
            }
            Lexeme::Not => {
                self.at += 1;
                Ok(Node::Not(Box::new(self.unary(depth + 1)?)))
            }
            Lexeme::Open => {
                self.at += 1;
                match self.peek() {
                    None => return Err(QueryErrorKind::UnclosedParenthesis.at(span)),
                    Some(Lexeme::Close) => {
                        let close = self.lexemes[self.at].1;
                        return Err(QueryErrorKind::EmptyParentheses.at(Span { end: close.end, ..span }));
                    }
                    Some(_) => {}
                }
                let inner = self.any(depth + 1)?;
                if self.peek() != Some(Lexeme::Close) {
                    return Err(QueryErrorKind::UnclosedParenthesis.at(span));
                }
                self.at += 1;
                Ok(inner)
            }
            Lexeme::Close if self.at == 0 => Err(QueryErrorKind::UnopenedParenthesis.at(span)),
            Lexeme::And | Lexeme::Or | Lexeme::Close => Err(self.missing_operand(span)),
        }
    }

    /// An operator has nothing to work on: the one before `here`, or else the one that stands there.
    fn missing_operand(&self, here: Span) -> QueryError {
        let operator = match self.at.checked_sub(1).map(|before| self.lexemes[before]) {
            Some((Lexeme::And | Lexeme::Or | Lexeme::Not, span)) => span,
            _ => here,
        };
        QueryErrorKind::MissingOperand.at(operator)
    }
}

/// The one node, or `many` of them; what is said twice counts once.
fn one_or(nodes: Vec<Node>, many: fn(Vec<Node>) -> Node) -> Node {
    let mut different: Vec<Node> = Vec::with_capacity(nodes.len());
    for node in nodes {
        if !different.contains(&node) {
            different.push(node);
        }
    }
    if different.len() == 1 { different.remove(0) } else { many(different) }
}
