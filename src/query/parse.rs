//! What was typed to what is meant.
//!
//! ```text
//! query    = all { "OR" all }
//! all      = not { [ "AND" ] not }
//! not      = ( "NOT" | "-" ) not | near
//! near     = single { "NEAR/" n single }               words or phrases, n words or fewer between
//! single   = "(" query ")" | [ field ":" ] leaf
//! leaf     = phrase [ "~" n ] | "=" ( word | phrase ) | word [ "~" [ 1 | 2 ] ] | "/" regex "/"
//! phrase   = a quotation mark, words, a quotation mark (straight, curly or angled); after "=", one written
//!            twice is one of the words
//! word     = letters, with * for any characters and ? for one
//! field    = title | date | entity | per | org | loc | norp | event | misc | any metadata
//! date     = day [ ".." day ] | day ".." | ".." day         day = YYYY [ -MM [ -DD ]]
//! ```
//! Operators are written in capitals; `and`, `or`, `not` are words.

use super::error::{MAX_QUERY_BYTES, MAX_QUERY_DEPTH, QueryError, QueryErrorKind};
use super::fuzzy::MAX_DISTANCE;
use super::lex::{Lexeme, Placed, escaped, lex, unescaped};
use super::pattern::{Filter, Leaf, LeafKind, Pattern, Phrase};
use super::regex;
use super::words::{Meaning, folded, join, slots, ways_of_writing, with_last_character};
use crate::corpus::Date;
use crate::entity::Label;
use crate::normalize::Normalizer;
use crate::span::Span;

/// The most words of a phrase, and of words that stand near one another.
const MAX_PHRASE: usize = 64;
const MAX_NEAR: usize = 8;

/// The most words that may stand between others.
const MAX_BETWEEN: u32 = 100;

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
    /// Each once, in the order typed, with its place.
    pub leaves: Vec<Leaf>,
    pub places: Vec<Span>,
    pub root: Node,
    /// Nothing but words was typed: no phrase, operator, field, sign or parenthesis.
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
        let lexemes = lex(text)?;
        let is_plain = lexemes.iter().all(|(lexeme, _)| matches!(lexeme, Lexeme::Word(_)));
        let mut parser = Parser {
            normalizer,
            lexemes: &lexemes,
            at: 0,
            end: text.len(),
            leaves: Vec::new(),
            places: Vec::new(),
            passed_over: None,
        };
        let root = parser.query()?;
        let Parser { leaves, places, .. } = parser;
        let mut query = Query { leaves, places, root, is_plain };
        query.join_neighbours();
        Ok(query)
    }

    /// The query for documents with any of the words of `text`, read without operators.
    pub fn any_word(text: &str, normalizer: &Normalizer) -> Query {
        let mut query = Query { leaves: Vec::new(), places: Vec::new(), root: Node::All, is_plain: true };
        for slot in slots(&text.replace(['*', '?'], " "), Meaning::Inflected, normalizer) {
            let leaf = Leaf::phrases(vec![vec![slot]]);
            if !query.leaves.contains(&leaf) {
                query.leaves.push(leaf);
                query.places.push(Span::new(0, 0));
            }
        }
        query.root = Node::Or((0..query.leaves.len()).map(Node::Leaf).collect());
        query
    }

    /// The numbers of the leaves in the text that are not under a NOT, in the order typed.
    pub fn leaves_asked_for(&self) -> impl Iterator<Item = usize> {
        let mut numbers = Vec::new();
        self.root.collect_asked_for(&mut numbers);
        numbers.retain(|&number: &usize| self.leaves[number].is_in_text());
        numbers.sort_unstable();
        numbers.dedup();
        numbers.into_iter()
    }

    /// The query without those of its conditions, joined by AND, that ask about this field alone, whether one or
    /// several of its values are wanted or none. None if no condition does.
    ///
    /// ```
    /// use corpus_viewer::{normalize::Normalizer, query::{Node, Query}};
    /// let query = Query::parse("noboa (source:=A OR source:=B)", &Normalizer::default())?;
    /// assert_eq!(query.without("source").unwrap().root, Node::And(vec![Node::Leaf(0)]));
    /// assert_eq!(query.without("author"), None);
    /// # Ok::<(), corpus_viewer::query::QueryError>(())
    /// ```
    pub fn without(&self, field: &str) -> Option<Query> {
        let conditions = match &self.root {
            Node::And(nodes) => nodes.as_slice(),
            root => std::slice::from_ref(root),
        };
        let others: Vec<Node> =
            conditions.iter().filter(|node| !self.asks_about(node, field)).cloned().collect();
        (others.len() < conditions.len()).then(|| Query { root: Node::And(others), ..self.clone() })
    }

    /// Whether all that `node` asks about is this field.
    fn asks_about(&self, node: &Node, field: &str) -> bool {
        match node {
            Node::All => false,
            Node::Leaf(number) => match &self.leaves[*number].kind {
                LeafKind::Filter(filter) => filter.field() == Some(field),
                _ => false,
            },
            Node::And(nodes) | Node::Or(nodes) => nodes.iter().all(|node| self.asks_about(node, field)),
            Node::Not(inner) => self.asks_about(inner, field),
        }
    }

    /// Typed side by side, letters and digits are also found as one word: "ms 13".
    fn join_neighbours(&mut self) {
        let Node::And(nodes) = &self.root else { return };
        let pairs: Vec<(usize, usize)> = nodes
            .windows(2)
            .filter_map(|pair| match pair {
                [Node::Leaf(a), Node::Leaf(b)] => Some((*a, *b)),
                _ => None,
            })
            .collect();
        for (a, b) in pairs {
            let slot =
                |leaf: usize| self.leaves[leaf].plain_word().map(|word| vec![Pattern::Word(word.to_owned())]);
            let Some(joined) = slot(a).zip(slot(b)).and_then(|(a, b)| join(&a, &b)) else { continue };
            for leaf in [a, b] {
                if let LeafKind::Phrase(phrases) = &mut self.leaves[leaf].kind {
                    phrases.push(vec![joined.clone()]);
                }
            }
        }
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

struct Parser<'a> {
    normalizer: &'a Normalizer,
    lexemes: &'a [Placed<'a>],
    at: usize,
    end: usize,
    leaves: Vec<Leaf>,
    places: Vec<Span>,
    /// The first piece without a word in it.
    passed_over: Option<Span>,
}

impl<'a> Parser<'a> {
    fn query(&mut self) -> Result<Node, QueryError> {
        if self.lexemes.is_empty() {
            return Ok(Node::All);
        }
        let root = self.any(0)?;
        if let Some(&(_, span)) = self.lexemes.get(self.at) {
            return Err(QueryErrorKind::UnopenedParenthesis.at(span));
        }
        match (root, self.passed_over) {
            (Some(root), _) => Ok(root),
            (None, Some(span)) => Err(QueryErrorKind::NoWord.at(span)),
            (None, None) => Ok(Node::All),
        }
    }

    fn peek(&self) -> Option<Lexeme<'a>> {
        self.lexemes.get(self.at).map(|&(lexeme, _)| lexeme)
    }

    /// None stands for pieces without a word, which are passed over.
    fn any(&mut self, depth: usize) -> Result<Option<Node>, QueryError> {
        let mut nodes = vec![self.all(depth)?];
        while self.peek() == Some(Lexeme::Or) {
            self.at += 1;
            nodes.push(self.all(depth)?);
        }
        Ok(one_or(nodes, Node::Or))
    }

    fn all(&mut self, depth: usize) -> Result<Option<Node>, QueryError> {
        let mut nodes = vec![self.not(depth)?];
        loop {
            match self.peek() {
                Some(Lexeme::And) => self.at += 1,
                None | Some(Lexeme::Or | Lexeme::Close) => return Ok(one_or(nodes, Node::And)),
                Some(_) => {}
            }
            nodes.push(self.not(depth)?);
        }
    }

    fn not(&mut self, depth: usize) -> Result<Option<Node>, QueryError> {
        match self.lexemes.get(self.at) {
            Some(&(Lexeme::Not, span)) if depth > MAX_QUERY_DEPTH => Err(QueryErrorKind::TooDeep.at(span)),
            Some((Lexeme::Not, _)) => {
                self.at += 1;
                Ok(self.not(depth + 1)?.map(|node| Node::Not(Box::new(node))))
            }
            _ => self.near(depth),
        }
    }

    fn near(&mut self, depth: usize) -> Result<Option<Node>, QueryError> {
        let mut left = self.single(depth)?;
        let mut pairs = Vec::new();
        while let Some(Lexeme::Near(between)) = self.peek() {
            let span = self.lexemes[self.at].1;
            if between > MAX_BETWEEN {
                return Err(QueryErrorKind::NumberTooHigh.at(span));
            }
            self.at += 1;
            if self.peek() == Some(Lexeme::Not) {
                return Err(QueryErrorKind::NearNeedsWords.at(span));
            }
            let right = self.single(depth)?;
            let (Some(one), Some(other)) = (self.phrase_of(&left), self.phrase_of(&right)) else {
                return Err(QueryErrorKind::NearNeedsWords.at(span));
            };
            let kind = LeafKind::Near { operands: vec![one, other], between };
            pairs.push(Some(self.leaf(Leaf { kind, in_title: false }, span)));
            left = right;
        }
        if pairs.is_empty() { Ok(left) } else { Ok(one_or(pairs, Node::And)) }
    }

    /// The phrase that a node consists of.
    fn phrase_of(&self, node: &Option<Node>) -> Option<Phrase> {
        let Some(Node::Leaf(leaf)) = node else { return None };
        match &self.leaves[*leaf] {
            Leaf { kind: LeafKind::Phrase(phrases), in_title: false } => {
                phrases.first().cloned().map(with_last_character)
            }
            _ => None,
        }
    }

    fn single(&mut self, depth: usize) -> Result<Option<Node>, QueryError> {
        let Some(&(lexeme, span)) = self.lexemes.get(self.at) else {
            return Err(self.missing_operand(Span::new(self.end, self.end)));
        };
        if depth > MAX_QUERY_DEPTH {
            return Err(QueryErrorKind::TooDeep.at(span));
        }
        match lexeme {
            Lexeme::Open => self.group(depth, span),
            Lexeme::Field(name) => self.field(name, span),
            Lexeme::Close if self.at == 0 => Err(QueryErrorKind::UnopenedParenthesis.at(span)),
            Lexeme::And | Lexeme::Or | Lexeme::Not | Lexeme::Close | Lexeme::Near(_) => {
                Err(self.missing_operand(span))
            }
            _ => {
                self.at += 1;
                self.text_leaf(lexeme, span, false)
            }
        }
    }

    fn group(&mut self, depth: usize, open: Span) -> Result<Option<Node>, QueryError> {
        self.at += 1;
        match self.lexemes.get(self.at) {
            None => return Err(QueryErrorKind::UnclosedParenthesis.at(open)),
            Some(&(Lexeme::Close, close)) => {
                return Err(QueryErrorKind::EmptyParentheses.at(Span { end: close.end, ..open }));
            }
            Some(_) => {}
        }
        let inner = self.any(depth + 1)?;
        if self.peek() != Some(Lexeme::Close) {
            return Err(QueryErrorKind::UnclosedParenthesis.at(open));
        }
        self.at += 1;
        Ok(inner)
    }

    /// An operator has nothing to work on: the one before `here`, or else the one that stands there.
    fn missing_operand(&self, here: Span) -> QueryError {
        let operator = match self.at.checked_sub(1).map(|before| self.lexemes[before]) {
            Some((Lexeme::And | Lexeme::Or | Lexeme::Not | Lexeme::Near(_) | Lexeme::Field(_), span)) => span,
            _ => here,
        };
        QueryErrorKind::MissingOperand.at(operator)
    }

    fn leaf(&mut self, leaf: Leaf, span: Span) -> Node {
        let known = self.leaves.iter().position(|known| *known == leaf);
        Node::Leaf(known.unwrap_or_else(|| {
            self.leaves.push(leaf);
            self.places.push(span);
            self.leaves.len() - 1
        }))
    }

    fn text_leaf(&mut self, lexeme: Lexeme, span: Span, in_title: bool) -> Result<Option<Node>, QueryError> {
        let quoted = matches!(lexeme, Lexeme::Phrase(_) | Lexeme::ExactPhrase(_) | Lexeme::Within(..));
        match self.leaf_kind(lexeme, span)? {
            Some(kind) => Ok(Some(self.leaf(Leaf { kind, in_title }, span))),
            None if lexeme == Lexeme::Word("*") => Ok(Some(Node::All)),
            None if quoted => Err(QueryErrorKind::EmptyPhrase.at(span)),
            None => {
                self.passed_over = self.passed_over.or(Some(span));
                Ok(None)
            }
        }
    }

    fn leaf_kind(&self, lexeme: Lexeme, span: Span) -> Result<Option<LeafKind>, QueryError> {
        let normalizer = self.normalizer;
        let one = |pattern| Ok(Some(LeafKind::Phrase(vec![vec![vec![pattern]]])));
        match lexeme {
            Lexeme::Word(word) => {
                let phrase = slots(word, Meaning::Inflected, normalizer);
                let is_several = phrase.len() > 1;
                let phrase = if is_several { slots(word, Meaning::Term, normalizer) } else { phrase };
                self.phrase_kind(phrase, span)
            }
            Lexeme::Phrase(text) => self.phrase_kind(slots(text, Meaning::Term, normalizer), span),
            Lexeme::Exact(text) | Lexeme::ExactPhrase(text) => {
                self.phrase_kind(slots(text, Meaning::Exact, normalizer), span)
            }
            Lexeme::Within(text, between) => {
                let pieces = text.split_whitespace().map(|piece| slots(piece, Meaning::Term, normalizer));
                let operands: Vec<Phrase> =
                    pieces.filter(|piece| !piece.is_empty()).map(with_last_character).collect();
                if operands.len() > MAX_NEAR || operands.iter().any(|operand| operand.len() > MAX_PHRASE) {
                    return Err(QueryErrorKind::TooManyWords.at(span));
                }
                if between > MAX_BETWEEN {
                    return Err(QueryErrorKind::NumberTooHigh.at(span));
                }
                Ok((!operands.is_empty()).then_some(LeafKind::Near { operands, between }))
            }
            Lexeme::Fuzzy(word, distance) => {
                let mut words = folded(normalizer, word);
                match (words.len(), distance) {
                    (0, _) => Ok(None),
                    (1, 0..=MAX_DISTANCE) => one(Pattern::Fuzzy { term: words.remove(0), distance }),
                    (1, _) => Err(QueryErrorKind::TooManyEdits.at(span)),
                    _ => Err(QueryErrorKind::FuzzyNeedsWord.at(span)),
                }
            }
            Lexeme::Regex(pattern) => match regex::compile(pattern) {
                Ok(_) => one(Pattern::Regex(pattern.to_owned())),
                Err(_) => Err(QueryErrorKind::Regex.at(span)),
            },
            _ => Ok(None),
        }
    }

    fn phrase_kind(&self, phrase: Phrase, span: Span) -> Result<Option<LeafKind>, QueryError> {
        if phrase.len() > MAX_PHRASE {
            return Err(QueryErrorKind::TooManyWords.at(span));
        }
        Ok((!phrase.is_empty()).then(|| LeafKind::Phrase(ways_of_writing(phrase))))
    }

    fn field(&mut self, name: &str, span: Span) -> Result<Option<Node>, QueryError> {
        self.at += 1;
        let Some(&(lexeme, value_span)) = self.lexemes.get(self.at) else {
            return Err(self.missing_operand(span));
        };
        self.at += 1;
        let whole = Span { end: value_span.end, ..span };
        let name = name.to_lowercase();
        if name == "title" && lexeme.is_leaf() {
            return self.text_leaf(lexeme, whole, true);
        }
        let value = match lexeme {
            Lexeme::Word(value) | Lexeme::Phrase(value) => value,
            Lexeme::Exact(value) | Lexeme::ExactPhrase(value) => value,
            _ => return Err(QueryErrorKind::FieldNeedsValue.at(whole)),
        };
        let words = || {
            let words = folded(self.normalizer, value);
            if words.is_empty() { Err(QueryErrorKind::NoWord.at(value_span)) } else { Ok(words) }
        };
        let is = match lexeme {
            Lexeme::Exact(value) => Some(value.to_owned()),
            Lexeme::ExactPhrase(value) => Some(unescaped(value)),
            _ => None,
        };
        let label = Label::ALL.into_iter().map(Label::code).find(|code| code.eq_ignore_ascii_case(&name));
        let filter = match (name.as_str(), label, is) {
            ("date", None, _) | (_, Some("DATE"), _) => {
                let (from, to) = date_range(value).ok_or_else(|| QueryErrorKind::Date.at(value_span))?;
                Filter::Date { from, to }
            }
            ("entity", _, Some(name)) => Filter::EntityIs { label: None, name },
            (_, Some(_), Some(name)) => Filter::EntityIs { label, name },
            (_, None, Some(value)) => Filter::FieldIs { name, value },
            ("entity", _, None) => Filter::Entity { label: None, words: words()? },
            (_, Some(_), None) => Filter::Entity { label, words: words()? },
            (_, None, None) => Filter::Field { words: words()?, name },
        };
        Ok(Some(self.leaf(Leaf { kind: LeafKind::Filter(filter), in_title: false }, whole)))
    }
}

/// The term that [`Query::parse`] reads as `filter`, if there is one: not for a field whose name is none
/// of the language, nor for a value too long for a query.
///
/// ```
/// use corpus_viewer::query::{Filter, term};
/// let is = |name: &str| Filter::FieldIs { name: name.to_owned(), value: "The \"Post\"".to_owned() };
/// assert_eq!(term(&is("source")).as_deref(), Some("source:=\"The \"\"Post\"\"\""));
/// assert_eq!(term(&is("two words")), None);
/// ```
pub fn term(filter: &Filter) -> Option<String> {
    let day = |date: &Option<Date>| date.map_or(String::new(), |date| date.to_string());
    let written = match filter {
        Filter::Date { from, to } if from == to => format!("date:{}", day(from)),
        Filter::Date { from, to } => format!("date:{}..{}", day(from), day(to)),
        Filter::Field { name, words } => format!("{name}:\"{}\"", words.join(" ")),
        Filter::FieldIs { name, value } => format!("{name}:=\"{}\"", escaped(value)),
        Filter::Entity { label, words } => format!("{}:\"{}\"", field_of(*label), words.join(" ")),
        Filter::EntityIs { label, name } => format!("{}:=\"{}\"", field_of(*label), escaped(name)),
    };
    let is_read_so = |query: Query| match query.leaves.as_slice() {
        [Leaf { kind: LeafKind::Filter(read), .. }] => read == filter && query.root == Node::Leaf(0),
        _ => false,
    };
    Query::parse(&written, &Normalizer::default()).is_ok_and(is_read_so).then_some(written)
}

fn field_of(label: Option<&str>) -> String {
    label.unwrap_or("entity").to_lowercase()
}

/// `2025`, `2025-02..2025-09`, `2025-02-19..` or `..2025`: the first and the last day, month or year.
fn date_range(text: &str) -> Option<(Option<Date>, Option<Date>)> {
    let one = |text: &str| match text {
        "" => Some(None),
        _ => Date::parse_iso(text).map(Some),
    };
    match text.split_once("..") {
        None => one(text).filter(Option::is_some).map(|date| (date, date)),
        Some(("", "")) => None,
        Some((from, to)) => {
            let (from, to) = (one(from.trim())?, one(to.trim())?);
            let ascend = from.zip(to).is_none_or(|(from, to)| from.first_day() <= to.last_day());
            ascend.then_some((from, to))
        }
    }
}

/// The one node, or `many` of them; what is said twice counts once.
fn one_or(nodes: Vec<Option<Node>>, many: fn(Vec<Node>) -> Node) -> Option<Node> {
    let mut different: Vec<Node> = Vec::with_capacity(nodes.len());
    for node in nodes.into_iter().flatten() {
        if !different.contains(&node) {
            different.push(node);
        }
    }
    if different.len() > 1 { Some(many(different)) } else { different.pop() }
}
