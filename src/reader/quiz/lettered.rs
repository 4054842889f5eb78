//! Questions with lettered choices (`A) …`, `- B. …`) and an answer nearby or in a key at the end; and questions
//! that a line `**Answer:** …` answers.

use super::super::inline_text::{marked, mentions, of_nodes, plain};
use super::super::pattern::Pattern;
use super::super::scan::{any_at, has_any_case};
use crate::document::{Choice, Inline, Node, NodeKind, Quiz, plain_text};
use std::borrow::Cow;
use std::collections::BTreeMap;

static LETTER: Pattern = Pattern::new(r"(?:^|\s)\(?([A-H])[).]\s");
static ANSWER: Pattern = Pattern::new(
    r"(?is)^\W*(?:(?:the )?(?:correct |right |model )?answers?|a)(?:\s*\([^)]*\))?\s*(?:is|are)?\s*[:：]\s*(.*)$",
);
static LETTERS: Pattern = Pattern::new(r"^\W*([A-H](?:\s*(?:,|and|&|\+)\s*[A-H])*)(?:[).:,\s–-]|$)");
static EXPLANATION: Pattern = Pattern::new(r"(?is)\b(?:explanation|why|rationale)\s*:\s*(.*)$");
static ASKS: Pattern = Pattern::new(r"(?is)^\W*(?:q(?:uestion)?\s*\d*\s*[:.)]|true or false|exercise\b|task\b)|\?\W*$");
static NUMBER: Pattern = Pattern::new(r"(?i)^\W*(?:q(?:uestion)?\s*)?(\d{1,3})\b");
static KEY: Pattern = Pattern::new(r"(?:^|[\s|,])(\d{1,3})\s*(?:[.):|-]\s*)+([A-H])\b");
static KEY_TITLE: Pattern = Pattern::new(r"(?i)\banswers?\b");

/// How far below a question its answer may stand, in nodes.
const NEAR: usize = 4;

/// The first of lettered choices.
fn is_first(text: &str) -> bool {
    any_at(text, b'A', |text, at| matches!(text.get(at + 1), Some(b')' | b'.')))
}

/// A question found, and how many nodes it takes from its own on.
pub struct Found {
    /// The question.
    pub quiz: Quiz,
    /// The index of its first node.
    pub from: usize,
    /// The index after its last.
    pub to: usize,
}

/// The question whose choices or text stand at an index, if they are answered.
pub fn at(nodes: &[Node], index: usize, key: &BTreeMap<usize, String>, ordinal: usize) -> Option<Found> {
    let (NodeKind::Paragraph(_) | NodeKind::List { .. }) = nodes[index].kind else { return None };
    match lettered(&nodes[index]) {
        Some((prefix, choices)) => with_choices(nodes, index, prefix, choices, key, ordinal),
        None => open_question(nodes, index),
    }
}

/// The lettered choices of a list or paragraph, and what stands before them.
fn lettered(node: &Node) -> Option<(String, Vec<String>)> {
    let text = match &node.kind {
        NodeKind::Paragraph(text) if mentions(text, is_first) => marked(text),
        NodeKind::List { items, .. } if items.len() <= 8 => {
            if !matches!(items.first()?.first().map(|n| &n.kind), Some(NodeKind::Paragraph(t)) if mentions(t, is_first))
            {
                return None;
            }
            let first = |item: &Vec<Node>| match item.first().map(|n| &n.kind) {
                Some(NodeKind::Paragraph(text)) => marked(text),
                _ => String::new(),
            };
            items.iter().map(first).collect::<Vec<_>>().join("\n")
        }
        _ => return None,
    };
    let marks = LETTER.all(&text, 1);
    let in_order = marks.iter().zip('A'..='H').take_while(|((_, m), want)| m.starts_with(*want)).count();
    if in_order < 2 || in_order < marks.len() {
        return None;
    }
    let end = |i: usize| marks.get(i + 1).map_or(text.len(), |(at, _)| *at);
    let choice = |(i, (at, _)): (usize, &(usize, &str))| text[at + 2..end(i)].trim_end_matches([' ', '\n', '(']).trim();
    let choices = marks.iter().enumerate().map(choice).map(str::to_owned).collect();
    let prefix = text[..marks[0].0].trim_end_matches('(').trim().to_owned();
    Some((prefix, choices))
}

fn with_choices(
    nodes: &[Node],
    index: usize,
    prefix: String,
    choices: Vec<String>,
    key: &BTreeMap<usize, String>,
    ordinal: usize,
) -> Option<Found> {
    let before = index.checked_sub(1).map(|i| &nodes[i]);
    let (question, line, from) = match before.map(|n| (&n.kind, n.line)) {
        _ if !prefix.is_empty() => (prefix, nodes[index].line, index),
        Some((NodeKind::Paragraph(text), line)) => (marked(text).trim().to_owned(), line, index - 1),
        Some((NodeKind::Heading { text, .. }, line)) => (marked(text).trim().to_owned(), line, index),
        _ => return None,
    };
    let near = answer_below(nodes, index + 1);
    let number = numbered(&question).or_else(|| heading_number(nodes, from)).unwrap_or(ordinal);
    let (answer, explanation, to) = match near {
        Some((answer, explanation, to)) => (answer, explanation, to),
        None => (key.get(&number)?.clone(), String::new(), index + 1),
    };
    let letters = LETTERS.group(&answer, 1)?;
    let right: Vec<usize> = letters.chars().filter_map(|c| ('A'..='H').position(|l| l == c)).collect();
    let choices: Vec<Choice> =
        choices.into_iter().enumerate().map(|(i, text)| Choice { correct: right.contains(&i), text }).collect();
    Some(Found { quiz: super::choices::graded(line, question, choices, explanation)?, from, to })
}

fn numbered(text: &str) -> Option<usize> {
    NUMBER.group(text, 1)?.parse().ok()
}

fn heading_number(nodes: &[Node], from: usize) -> Option<usize> {
    let NodeKind::Heading { text, .. } = &nodes.get(from.checked_sub(1)?)?.kind else { return None };
    numbered(&plain_text(text))
}

/// The answer in the nodes below: its text, the explanation, and the index after it.
fn answer_below(nodes: &[Node], from: usize) -> Option<(String, String, usize)> {
    for (i, node) in nodes.iter().enumerate().skip(from).take(NEAR) {
        let text = match &node.kind {
            NodeKind::Paragraph(text) => marked(text),
            NodeKind::Callout(callout) => of_nodes(&callout.children),
            NodeKind::Quote(children) => of_nodes(children),
            NodeKind::Heading { .. } => return None,
            _ => continue,
        };
        let Some(answer) = ANSWER.group(text.trim(), 1) else { continue };
        let (answer, inside) = split_explanation(answer);
        let (explanation, to) = match inside {
            Some(explanation) => (explanation, i + 1),
            None => explanation_below(nodes, i + 1),
        };
        return Some((answer, explanation, to));
    }
    None
}

fn split_explanation(answer: &str) -> (String, Option<String>) {
    match EXPLANATION.all(answer, 0).first() {
        Some((at, _)) => (answer[..*at].trim().to_owned(), EXPLANATION.group(answer, 1).map(|t| t.trim().to_owned())),
        None => (answer.trim().to_owned(), None),
    }
}

fn explanation_below(nodes: &[Node], at: usize) -> (String, usize) {
    let text = match nodes.get(at).map(|n| &n.kind) {
        Some(NodeKind::Paragraph(text)) => marked(text),
        _ => return (String::new(), at),
    };
    match EXPLANATION.captures(text.trim()).filter(|c| c.get(0).is_some_and(|m| m.start() < 3)) {
        Some(c) => (c[1].trim().to_owned(), at + 1),
        None => (String::new(), at),
    }
}

/// A paragraph that asks, with a line below that answers.
fn open_question(nodes: &[Node], index: usize) -> Option<Found> {
    let NodeKind::Paragraph(text) = &nodes[index].kind else { return None };
    // Nothing is asked where nothing answers.
    let answers = |c: Option<char>| matches!(c, Some('A' | 'a' | 'C' | 'c' | 'M' | 'm' | 'R' | 'r' | 'T' | 't'));
    let below = || matches!(nodes.get(index + 1).map(|n| &n.kind), Some(NodeKind::Paragraph(t)) if answers(initial(t)));
    let same = text.iter().skip(1).any(|i| matches!(i, Inline::Text(t) if t.trim_start().starts_with('A')));
    if !(same || below()) {
        return None;
    }
    let (question, same) = question_and_answer(text);
    if !(may_ask(&question) && ASKS.is_match(question.trim())) || ANSWER.is_match(question.trim()) {
        return None;
    }
    let (answer, explanation, to) = if let Some(answer) = same {
        (answer, String::new(), index + 1)
    } else {
        let NodeKind::Paragraph(below) = &nodes.get(index + 1)?.kind else { return None };
        let text = marked(below);
        let (answer, inside) = split_explanation(ANSWER.group(text.trim(), 1)?);
        let body = body_below(nodes, index + 2, answer.is_empty());
        let (explanation, to) = inside.map_or_else(|| explanation_below(nodes, body.1), |e| (e, body.1));
        ([answer, body.0].join("\n").trim().to_owned(), explanation, to)
    };
    if answer.is_empty() {
        return None;
    }
    let mut quiz = super::reveal(nodes[index].line, question.trim().to_owned());
    (quiz.answer, quiz.explanation) = (answer, explanation);
    super::as_true_or_false(&mut quiz);
    Some(Found { quiz, from: index, to })
}

/// Whether a text begins or ends as questions do, as far as one sign tells.
fn may_ask(text: &str) -> bool {
    let no_word = |c: char| !(c.is_alphanumeric() || c == '_');
    let words = text.trim_end_matches(no_word);
    text[words.len()..].contains('?') || words.trim_start_matches(no_word).starts_with(['Q', 'q', 'T', 't', 'E', 'e'])
}

/// The first letter or digit.
fn initial(inlines: &[Inline]) -> Option<char> {
    inlines.iter().find_map(|inline| match inline {
        Inline::Text(t) | Inline::Code(t) | Inline::Image { alt: t, .. } => t.chars().find(|c| c.is_alphanumeric()),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) | Inline::Link { text: inner, .. } => {
            initial(inner)
        }
        Inline::Break => None,
    })
}

/// `**Q: …?**` and `A: …` in one paragraph.
fn question_and_answer(text: &[Inline]) -> (String, Option<String>) {
    let cut = text.iter().enumerate().skip(1).find(|(_, inline)| {
        let words = match inline {
            Inline::Text(text) => Cow::Borrowed(text.as_str()),
            other => plain_text(std::slice::from_ref(other)).into(),
        };
        words.trim_start().starts_with("A:") || words.trim_start().starts_with("Answer:")
    });
    match cut {
        Some((at, _)) => {
            let answer = marked(&text[at..]);
            (marked(&text[..at]), ANSWER.group(answer.trim(), 1).map(|a| a.trim().to_owned()))
        }
        None => (marked(text), None),
    }
}

/// What an answer line announces without saying it: the list, block or paragraph below.
fn body_below(nodes: &[Node], from: usize, announced: bool) -> (String, usize) {
    if !announced {
        return (String::new(), from);
    }
    let belongs = |n: &&Node| matches!(n.kind, NodeKind::List { .. } | NodeKind::Block(_));
    let taken = nodes.get(from..).unwrap_or_default().iter().take(NEAR).take_while(belongs).count();
    (of_nodes(&nodes[from..from + taken]), from + taken)
}

/// The key at a file's end: the letters by the number of their question.
pub fn key(nodes: &[Node]) -> BTreeMap<usize, String> {
    let answers = |title: &str| has_any_case(title, "answer") && KEY_TITLE.is_match(title);
    let titled = |n: &Node| matches!(&n.kind, NodeKind::Heading { text, .. } if answers(&plain(text)));
    let Some(at) = nodes.iter().rposition(titled) else { return BTreeMap::new() };
    let text = of_nodes(&nodes[at + 1..]);
    let mut numbered_items = BTreeMap::new();
    if let Some(NodeKind::List { start: Some(start), items }) = nodes.get(at + 1).map(|n| &n.kind) {
        for (i, item) in items.iter().enumerate() {
            if let Some(letter) = LETTERS.group(&of_nodes(item), 1) {
                numbered_items.insert(usize::try_from(*start).unwrap_or(1).saturating_add(i), letter.to_owned());
            }
        }
    }
    let pairs = KEY.all(&text, 0);
    let pair = |(_, found): (usize, &str)| {
        let c = KEY.captures(found)?;
        Some((c[1].parse().ok()?, c[2].to_owned()))
    };
    numbered_items.extend(pairs.into_iter().filter_map(pair));
    numbered_items
}
