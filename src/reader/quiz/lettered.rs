//! Questions with lettered choices (`A) …`, `- B. …`) and an answer nearby or in a key at the end; and questions
//! that a line `**Answer:** …` answers.

use super::super::cursor::{Cursor, in_word};
use super::super::inline_text::{marked, mentions, of_nodes};
use super::super::lines::begun;
use super::super::scan::{any_at, begins_word_any_case, each_word_any_case};
use super::choices;
use super::key::Keys;
use super::spread;
use super::traits::Traits;
use crate::document::{Callout, Choice, Inline, Node, NodeKind, Quiz, plain_text};
use memchr::memchr2;
use std::borrow::Cow;
use std::ops::{Range, RangeInclusive};

/// How far below a question its answer may stand, in nodes.
const NEAR: usize = 4;

/// The first of lettered choices.
fn is_first(text: &str) -> bool {
    let ends = |text: &[u8], at: usize| matches!(text.get(at + 1), Some(b')' | b'.'));
    any_at(text, b'A', ends)
        || any_at(text, b'a', |text, at| begins(text, at) && matches!(text.get(at + 1), Some(b')' | b'.')))
}

/// Whether no letter stands before a place: many words end with an `a`.
fn begins(text: &[u8], at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| text[before].is_ascii() && !text[before].is_ascii_alphanumeric())
}

/// What is known of a lesson before its questions are looked for.
pub struct Known<'t> {
    /// The lesson's text.
    pub text: &'t str,
    /// What its paragraphs have.
    traits: Traits,
    /// The keys to its questions.
    pub keys: Keys,
}

impl<'t> Known<'t> {
    /// What is known of a lesson with this text.
    pub fn of(text: &'t str, nodes: &[Node], traits: Traits) -> Self {
        // A key is one to choices.
        let keys = if traits.choices { Keys::of(nodes) } else { Keys::default() };
        Self { text, traits, keys }
    }
}

/// What stands around the nodes in which a question is looked for.
#[derive(Clone, Copy, Default)]
pub struct Around<'n> {
    /// The title of their box, and its line.
    pub title: Option<(&'n str, usize)>,
    /// The number of their item.
    pub number: Option<usize>,
    /// How many questions were found since the last key.
    pub ordinal: usize,
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

/// The question whose choices or text are the list or paragraph at an index, if they are answered.
pub fn at(nodes: &[Node], index: usize, known: &Known<'_>, around: &Around<'_>) -> Option<Found> {
    if known.traits.choices {
        let spread = spread::choices(nodes, index).and_then(|(lines, to)| Some((in_order(&lines)?, to)));
        let found = spread.and_then(|(lettered, to)| with_choices(nodes, index..to, lettered, known, around));
        if found.is_some() {
            return found;
        }
        if let Some(lettered) = lettered(&nodes[index]) {
            return with_choices(nodes, index..index + 1, lettered, known, around);
        }
    }
    if known.traits.answers
        && let Some(found) = below_heading(nodes, index)
    {
        return Some(found);
    }
    open_question(nodes, index, known.traits)
}

/// What a heading asks, and the line right below answers.
fn below_heading(nodes: &[Node], index: usize) -> Option<Found> {
    let NodeKind::Paragraph(text) = &nodes[index].kind else { return None };
    let heading = &nodes[index.checked_sub(1)?];
    let NodeKind::Heading { text: question, .. } = &heading.kind else { return None };
    // `Solution:` solves what went wrong, too.
    if !matches!(beginning(text), Some(('A' | 'a', Some('n')))) {
        return None;
    }
    let question = marked(question);
    let said = marked(text);
    let answer = answered(said.trim()).filter(|answer| !answer.is_empty() && question.trim_end().ends_with('?'))?;
    let mut quiz = super::reveal(heading.line, question.trim().to_owned());
    let (answer, explanation) = split_explanation(answer);
    (quiz.answer, quiz.explanation) = (answer, explanation.unwrap_or_default());
    super::as_true_or_false(&mut quiz);
    Some(Found { quiz, from: index, to: index + 1 })
}

/// Lettered choices.
struct Lettered {
    /// What stands before them.
    prefix: String,
    choices: Vec<Choice>,
    /// `a)` and not `A)`: ordinary lists have such letters too.
    small: bool,
}

/// The lettered choices of a list or paragraph.
fn lettered(node: &Node) -> Option<Lettered> {
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
    in_order(&text)
}

/// The choices of a text whose letters stand in their order.
fn in_order(text: &str) -> Option<Lettered> {
    let capitals = marks(text, 'A'..='H');
    let small = capitals.is_empty();
    let marks = if small { marks(text, 'a'..='h') } else { capitals };
    let letters = if small { b'a'..=b'h' } else { b'A'..=b'H' };
    let in_order = marks.iter().zip(letters).take_while(|(at, want)| text.as_bytes()[**at] == *want).count();
    if in_order < 2 || in_order < marks.len() {
        return None;
    }
    let end = |i: usize| marks.get(i + 1).copied().unwrap_or(text.len());
    let choice = |(i, at): (usize, &usize)| text[at + 2..end(i)].trim_end_matches([' ', '\n', '(']).trim();
    let choice = |at| Choice { text: choice(at).to_owned(), correct: false };
    let choices = marks.iter().enumerate().map(choice).collect();
    let prefix = text[..marks[0]].trim_end_matches('(').trim().to_owned();
    Some(Lettered { prefix, choices, small })
}

/// Where the letters stand in `A) …`, `(B) …`.
fn marks(text: &str, letters: RangeInclusive<char>) -> Vec<usize> {
    let (mut found, mut taken) = (Vec::new(), 0);
    for (at, _) in text.match_indices(|c| letters.contains(&c)) {
        let after = Cursor(&text[at + 1..]).one(|c| matches!(c, ')' | '.')).and_then(|c| c.one(char::is_whitespace));
        let before = &text[..at];
        let before = before.strip_suffix('(').unwrap_or(before);
        let begins = before.is_empty() || before[taken..].ends_with(char::is_whitespace);
        if let (Some(after), true) = (after, begins) {
            found.push(at);
            taken = text.len() - after.0.len();
        }
    }
    found
}

fn with_choices(
    nodes: &[Node],
    place: Range<usize>,
    lettered: Lettered,
    known: &Known<'_>,
    around: &Around<'_>,
) -> Option<Found> {
    let Lettered { prefix, mut choices, small } = lettered;
    let (question, line, from) = match prefix {
        prefix if !prefix.is_empty() => (prefix, nodes[place.start].line, place.start),
        _ => choices::above(nodes, place.start, around)?,
    };
    if small && !(asks(&question) || around.number.is_some()) {
        return None;
    }
    let inside = choices.last_mut().and_then(take_answer).map(|answer| split_explanation(&answer));
    let near = inside.map(|(answer, why)| (answer, why.unwrap_or_default(), place.end));
    if near.is_none() && take_marks(&mut choices) {
        let (explanation, to) = explanation_below(nodes, place.end);
        let quiz = choices::graded(line, question, choices, explanation)?;
        return Some(Found { quiz, from, to });
    }
    let near = near.or_else(|| answer_below(nodes, place.end, &known.keys));
    let titled = || around.title.and_then(|(title, _)| numbered(title));
    let number = numbered(&question).or(around.number).or_else(|| heading_number(nodes, from)).or_else(titled);
    let (answer, explanation, to) = if let Some(near) = near {
        near
    } else {
        let (answer, why) = known.keys.get(number.unwrap_or(around.ordinal), line)?;
        (answer.clone(), why.clone(), place.end)
    };
    let letters = letters(&answer, small)?.to_ascii_uppercase();
    letters.chars().filter_map(|c| ('A'..='H').position(|l| l == c)).for_each(|right| {
        choices.get_mut(right).into_iter().for_each(|choice| choice.correct = true);
    });
    Some(Found { quiz: choices::graded(line, question, choices, explanation)?, from, to })
}

/// Takes the marks away that say which of the choices are right: `two ✓`, `two ← correct`. Whether there are such, and
/// not on all.
fn take_marks(choices: &mut [Choice]) -> bool {
    let bare = |text: &str| {
        let text = text.trim_end().trim_end_matches(')');
        let word = ["correct", "right"].iter().find_map(|word| {
            let at = text.len().checked_sub(word.len()).filter(|at| text.is_char_boundary(*at))?;
            let before = text[..at].trim_end();
            text[at..].eq_ignore_ascii_case(word).then_some(before)?.strip_suffix(['←', '(', '✓', '✅'])
        });
        word.or_else(|| text.trim_end_matches('\u{fe0f}').strip_suffix(['✓', '✅', '✔', '☑']))
            .map(|t| t.trim_end().to_owned())
    };
    let marked: Vec<Option<String>> = choices.iter().map(|choice| bare(&choice.text)).collect();
    if !marked.iter().any(Option::is_some) || marked.iter().all(Option::is_some) {
        return false;
    }
    for (choice, text) in choices.iter_mut().zip(marked) {
        choice.correct = text.is_some();
        choice.text = text.unwrap_or_else(|| std::mem::take(&mut choice.text));
    }
    true
}

/// The answer line that stands below the last choice in the same paragraph.
fn take_answer(last: &mut Choice) -> Option<String> {
    let last = &mut last.text;
    let begins = |rest: &str| ["Answer", "Correct ", "Solution"].iter().any(|word| rest.starts_with(word));
    let said = |at: usize| {
        let rest = &last[at + 1..];
        begins(rest).then(|| answered(rest)).flatten().map(|answer| (at, answer.to_owned()))
    };
    let (at, answer) = last.match_indices([' ', '\n']).find_map(|(at, _)| said(at))?;
    last.truncate(at);
    // A sign may stand before it: `✅ **Answer: C**`.
    let is_drawn = |c: char| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}');
    last.truncate(last.trim_end_matches(|c: char| c.is_whitespace() || is_drawn(c)).len());
    Some(answer)
}

/// `1. …`, `Question 2: …`
pub fn numbered(text: &str) -> Option<usize> {
    let start = Cursor(text).to_word();
    let named = start.past_one_of(&["question", "q"]).map(Cursor::white);
    number(named.unwrap_or(start)).filter(|(_, after)| after.ends_word()).map(|(number, _)| number)
}

/// A number of up to three digits, and where it ends.
pub fn number(here: Cursor<'_>) -> Option<(usize, Cursor<'_>)> {
    let after = here.some(|c| c.is_ascii_digit())?;
    let digits = after.since(here);
    Some((digits.parse().ok().filter(|_| digits.len() <= 3)?, after))
}

/// What an answer says behind its title: `**Answer:** …`, `*Solution:* …`, `The correct answer is: …`, `A: …`.
pub fn answered(text: &str) -> Option<&str> {
    let start = Cursor(text).to_word();
    let named = || {
        let place = start.maybe("the ").maybe_one_of(&["correct ", "right ", "model "]);
        said(place.past_one_of(&["answer", "solution"])?.maybe("s"))
    };
    named().or_else(|| said(start.past_any_case("a")?))
}

/// What a sentence names: `The correct answer is B.`
fn named(text: &str) -> Option<&str> {
    let start = Cursor(text).to_word().maybe("the ").maybe_one_of(&["correct ", "right "]);
    let answer = start.past_any_case("answer is ")?;
    letters(answer.0, false).is_some().then_some(answer.0)
}

/// What stands behind a title and its colon.
fn said<'t>(title: Cursor<'t>) -> Option<&'t str> {
    let brackets = || title.white().past("(")?.skip(|c| c != ')').past(")");
    let colon = |place: Cursor<'t>| {
        let place = place.white().maybe_one_of(&["is", "are"]).white();
        place.one(|c| matches!(c, ':' | '：'))
    };
    let place = brackets().and_then(colon).or_else(|| colon(title))?;
    Some(place.white().0)
}

/// The letters with which an answer begins: `B`, `A, C and D`; or small ones, which are no words of a sentence only
/// where a sign follows: `b) the image`.
pub fn letters<'t>(answer: &'t str, small: bool) -> Option<&'t str> {
    let start = Cursor(answer).to_word();
    let letter = |place: Cursor<'t>| place.one(|c| matches!(c, 'A'..='H') || small && matches!(c, 'a'..='h'));
    let ends = |place: Cursor<'_>| {
        let white = |c: char| if small { c == '\n' } else { c.is_whitespace() };
        place.0.is_empty() || place.0.starts_with(|c: char| white(c) || ").:,–-".contains(c))
    };
    let (mut place, mut found) = (letter(start), None);
    while let Some(after) = place {
        if ends(after) {
            found = Some(after.since(start));
        }
        let sign = ["and", ",", "&", "+"].iter().find_map(|sign| after.white().past(sign));
        place = sign.and_then(|sign| letter(sign.white()));
    }
    found
}

fn heading_number(nodes: &[Node], from: usize) -> Option<usize> {
    let NodeKind::Heading { text, .. } = &nodes.get(from.checked_sub(1)?)?.kind else { return None };
    numbered(&plain_text(text))
}

/// The answer in the nodes below: its text, the explanation, and the index after it.
fn answer_below(nodes: &[Node], from: usize, keys: &Keys) -> Option<(String, String, usize)> {
    for (i, node) in nodes.iter().enumerate().skip(from).take(NEAR) {
        // A key answers several.
        if keys.has(node.line) {
            return None;
        }
        let text = match &node.kind {
            NodeKind::Paragraph(text) => marked(text),
            NodeKind::Callout(callout) => of_nodes(&callout.children),
            NodeKind::Quote(children) => of_nodes(children),
            NodeKind::Heading { .. } => return None,
            _ => continue,
        };
        // A folded box with a title that promises the answer need not say the word again.
        let titled = || matches!(&node.kind, NodeKind::Callout(c) if super::boxes::is_answer(c)).then_some(text.trim());
        let Some(answer) = answered(text.trim()).or_else(|| named(text.trim())).or_else(titled) else { continue };
        let (answer, inside) = split_explanation(answer);
        let (explanation, to) = match inside {
            Some(explanation) => (explanation, i + 1),
            None => explanation_below(nodes, i + 1),
        };
        return Some((answer, explanation, to));
    }
    None
}

/// Where an explanation begins, and what it says: `Explanation: …`.
fn explained(text: &str) -> Option<(usize, &str)> {
    let words = ["explanation", "why", "rationale"];
    let found = words.iter().flat_map(|word| {
        let said =
            move |at: usize| Cursor(&text[at + word.len()..]).white().past(":").map(|place| (at, place.white().0));
        each_word_any_case(text, word).filter_map(said)
    });
    found.min_by_key(|(at, _)| *at)
}

fn split_explanation(answer: &str) -> (String, Option<String>) {
    match explained(answer) {
        Some((at, said)) => (answer[..at].trim().to_owned(), Some(said.trim().to_owned())),
        None => (answer.trim().to_owned(), None),
    }
}

/// Whether a box says why: `<summary>Explanation</summary>`.
fn explains(callout: &Callout) -> bool {
    ["explanation", "why", "rationale"].iter().any(|word| begins_word_any_case(callout.title.trim(), word))
}

/// What stands right below and says why, and the index after it.
pub fn explanation_below(nodes: &[Node], at: usize) -> (String, usize) {
    let text = match nodes.get(at).map(|n| &n.kind) {
        Some(NodeKind::Paragraph(text)) => marked(text),
        Some(NodeKind::Quote(children)) => of_nodes(children),
        Some(NodeKind::Callout(c)) if explains(c) => return (of_nodes(&c.children), at + 1),
        _ => return (String::new(), at),
    };
    match explained(text.trim()).filter(|(from, _)| *from < 3) {
        Some((_, said)) => (said.trim().to_owned(), at + 1),
        None => (String::new(), at),
    }
}

/// A paragraph that asks, with a line below that answers.
fn open_question(nodes: &[Node], index: usize, traits: Traits) -> Option<Found> {
    let NodeKind::Paragraph(text) = &nodes[index].kind else { return None };
    // Nothing is asked where nothing answers.
    // Other scripts have a colon of their own.
    let has_colon = |text: &[Inline]| mentions(text, |t| memchr2(b':', 0xef, t.as_bytes()).is_some());
    // What is asked may be about code that stands between.
    let next = index + 1 + usize::from(matches!(nodes.get(index + 1).map(|n| &n.kind), Some(NodeKind::Block(_))));
    if !traits.answers && !matches!(nodes.get(next).map(|n| &n.kind), Some(NodeKind::Quote(_))) {
        return None;
    }
    let below = || match nodes.get(next).map(|n| &n.kind) {
        Some(NodeKind::Paragraph(t)) => may_answer(t) && (has_colon(t) || has_colon(text)),
        Some(NodeKind::Quote(_)) => initial(text).is_some_and(|c| matches!(c, 'Q' | 'q')),
        _ => false,
    };
    let answered_in = |(i, inline): (usize, &Inline)| match inline {
        Inline::Text(t) => begun(t).starts_with('A') || any_at(t, b'A', is_behind_question),
        Inline::Emphasis(t) | Inline::Strong(t) => i > 0 && initial(t).is_some_and(|c| matches!(c, 'A' | 'S')),
        _ => false,
    };
    let same = || text.iter().enumerate().any(answered_in);
    if !(same() || below()) {
        return None;
    }
    let (question, same) = question_and_answer(text);
    let entitled = || same.is_none() && heading_number(nodes, index).is_some();
    if !(asks(question.trim()) || entitled()) || answered(question.trim()).is_some() {
        return None;
    }
    let (answer, explanation, to) = if let Some(answer) = same {
        (answer, String::new(), index + 1)
    } else if let NodeKind::Quote(children) = &nodes.get(next)?.kind {
        // Only a number tells that the quotation answers, unless it says so itself.
        let text = of_nodes(children);
        let answer = answered(text.trim()).or_else(|| numbered(question.trim()).map(|_| text.trim()))?;
        let (answer, explanation) = split_explanation(answer);
        (answer, explanation.unwrap_or_default(), next + 1)
    } else {
        let NodeKind::Paragraph(below) = &nodes.get(next)?.kind else { return None };
        let text = marked(below);
        let (answer, inside) = split_explanation(answered(text.trim())?);
        let body = body_below(nodes, next + 1, answer.is_empty() || answer.ends_with(':'));
        let (explanation, to) = inside.map_or_else(|| explanation_below(nodes, body.1), |e| (e, body.1));
        ([answer, body.0].join("\n").trim().to_owned(), explanation, to)
    };
    if answer.is_empty() {
        return None;
    }
    let mut quiz = super::reveal(nodes[index].line, question.trim().to_owned());
    (quiz.answer, quiz.explanation) = (answer, explanation);
    super::as_true_or_false(&mut quiz);
    // Code that is asked about stays above the question.
    let from = if next > index + 1 { next } else { index };
    Some(Found { quiz, from, to })
}

/// Whether a text may begin as answers do: `Answer`, `A:`, `The correct answer`, `Model solution`.
fn may_answer(inlines: &[Inline]) -> bool {
    beginning(inlines).is_some_and(|(first, next)| match first.to_ascii_lowercase() {
        // Behind the letter alone `is` or `are` may stand, too.
        'a' => next.is_none_or(|c| matches!(c, 'n' | 'N' | 'i' | 'I' | 'a' | 'A') || !c.is_ascii_alphanumeric()),
        'c' | 'm' | 's' => next.is_none_or(|c| matches!(c, 'o' | 'O')),
        'r' => next.is_none_or(|c| matches!(c, 'i' | 'I')),
        't' => next.is_none_or(|c| matches!(c, 'h' | 'H')),
        _ => false,
    })
}

/// Whether a place is the beginning of a line or stands behind a question.
fn is_behind_question(text: &[u8], at: usize) -> bool {
    matches!(text[..at], [.., b'\n'] | [.., b'?', b' '])
}

/// Whether a text begins or ends as questions do.
fn asks(text: &str) -> bool {
    let start = Cursor(text).to_word();
    let numbered = |place: Cursor<'_>| {
        let place = place.white().skip(char::is_numeric).white();
        place.0.starts_with([':', '.', ')'])
    };
    let question = || ["question", "q"].iter().any(|name| start.past_any_case(name).is_some_and(numbered));
    let titled = || start.past_one_of(&["exercise", "task"]).is_some_and(Cursor::ends_word);
    let end = text.trim_end_matches(|c| !in_word(c));
    super::asks_for_truth(text) || text[end.len()..].contains('?') || question() || titled()
}

/// The first letter or digit, and what stands right behind it in the same piece.
fn beginning(inlines: &[Inline]) -> Option<(char, Option<char>)> {
    inlines.iter().find_map(|inline| match inline {
        Inline::Text(t) | Inline::Code(t) | Inline::Image { alt: t, .. } => {
            let mut chars = t.chars();
            let first = chars.find(|c| c.is_alphanumeric())?;
            Some((first, chars.next()))
        }
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) | Inline::Link { text: inner, .. } => {
            beginning(inner)
        }
        Inline::Break => None,
    })
}

/// The first letter or digit.
fn initial(inlines: &[Inline]) -> Option<char> {
    beginning(inlines).map(|(first, _)| first)
}

/// `**Q: …?**` and `A: …` in one paragraph.
fn question_and_answer(text: &[Inline]) -> (String, Option<String>) {
    let cut = text.iter().enumerate().skip(1).find(|(_, inline)| {
        let words = match inline {
            Inline::Text(text) => Cow::Borrowed(text.as_str()),
            other => plain_text(std::slice::from_ref(other)).into(),
        };
        ["A:", "Answer:", "Solution:"].iter().any(|title| words.trim_start().starts_with(title))
    });
    if let Some((at, _)) = cut {
        let answer = marked(&text[at..]);
        return (marked(&text[..at]), answered(answer.trim()).map(|a| a.trim().to_owned()));
    }
    let all = marked(text);
    if !any_at(&all, b':', |text, at| text[..at].ends_with(b"A") || text[..at].ends_with(b"Answer")) {
        return (all, None);
    }
    let cut = ["\nA:", "? A:", "\nAnswer:", "? Answer:"].iter().find_map(|mark| Some(all.find(mark)? + 1));
    let answer = cut.and_then(|at| answered(all[at..].trim())).map(|a| a.trim().to_owned());
    (cut.map_or(all.as_str(), |at| &all[..at]).to_owned(), answer)
}

/// What an answer line announces without saying it: the list, block or paragraph below.
fn body_below(nodes: &[Node], from: usize, announced: bool) -> (String, usize) {
    if !announced {
        return (String::new(), from);
    }
    let below = nodes.get(from..).unwrap_or_default();
    let first = usize::from(matches!(below.first().map(|n| &n.kind), Some(NodeKind::Paragraph(_))));
    let belongs = |n: &&Node| matches!(n.kind, NodeKind::List { .. } | NodeKind::Block(_));
    let taken = first + below.iter().skip(first).take(NEAR).take_while(belongs).count();
    (of_nodes(&nodes[from..from + taken]), from + taken)
}

#[cfg(test)]
mod tests {
    use crate::source::Source;

    #[test]
    fn questions_with_small_letters_quotes_and_italics() {
        let small = "**Which one lists?**\n\na) run  \nb) ps\n\n";
        for (text, want) in [
            (format!("{small}*Answer:* b\n"), "Single Which one lists?: ps"),
            (format!("{small}_Solution:_ b) ps\n"), "Single Which one lists?: ps"),
            (format!("{small}> **Answer:** b\n"), "Single Which one lists?: ps"),
            ("1. Which lists?\n   - a. run\n   - b. ps\n\n## Answers\n\n1. b\n".into(), "Single Which lists?: ps"),
            (
                "Question 2: Which?\n\na. run\nb. ps\n\n**Answer:** a, b\n".into(),
                "Multiple Question 2: Which?: run, ps",
            ),
            (
                "**Q3.** Why are layers kept?\n\n> They are shared.\n".into(),
                "Reveal Q3. Why are layers kept?: They are shared.",
            ),
            ("**Q4.** Why?\n\n> **Answer:** So.\n".into(), "Reveal Q4. Why?: So."),
            ("Why is it so?\n\n*Solution:* It is kept.\n".into(), "Reveal Why is it so?: It is kept."),
            ("Why is it so?\n\n_Answer:_ It is kept.\n".into(), "Reveal Why is it so?: It is kept."),
            ("**Why is it so?**\n*Answer:* It is kept.\n".into(), "Reveal Why is it so?: It is kept."),
            // Short forms, with everything in one paragraph, and what a numbered heading asks for.
            ("**Q1: Logs**\nA) tail  \nB) logs  \n**Answer:** B\n".into(), "Single Q1: Logs: logs"),
            ("Which lists?\nA) run B) ps C) rm  \n**Answer:** B - ps\n".into(), "Single Which lists?: ps"),
            ("Which lists?\n- A) run\n- B) ps\n✅ **Answer: B**\n".into(), "Single Which lists?: ps"),
            (
                "### Question 8: Two\n**List two of them.**\n\n**Model Answer:**\n1. `a`\n2. `b`\n".into(),
                "Reveal List two of them.: `a`\n`b`",
            ),
            (
                "### Question 9\n**Name its states.**\n\n**Model Answer:**\nIt has:\n- one\n- two\n".into(),
                "Reveal Name its states.: It has:\none\ntwo",
            ),
            ("### Notes\n**List two of them.**\n\n**Model Answer:**\n1. `a`\n2. `b`\n".into(), ""),
            // What is asked may be about code that stands between.
            (
                "What does this do?\n\n```yaml\na: b\n```\n\n- A) one\n- B) two\n\n**Answer:** B\n".into(),
                "Single What does this do?: two",
            ),
            (
                "What does this do?\n\n```yaml\na: b\n```\n\n- [ ] one\n- [x] two\n".into(),
                "Single What does this do?: two",
            ),
            ("Why is this so?\n\n```yaml\na: b\n```\n\n**Answer:** So.\n".into(), "Reveal Why is this so?: So."),
            ("Do this.\n\n```bash\nls\n```\n\n- [ ] one\n- [x] two\n".into(), ""),
            // Each choice a paragraph of its own, and the answers at the end.
            (
                "### Q1: Which lists?\n\nA. `run`\n\nB. `ps`\n\n### Q2: Which ends?\n\nA. `rm`\n\nB. `stop`\n\n\
                 ## Answers:\n\n**Q1: Which lists?**\n\n- **Answer: B. `ps`**\n- Explanation: so\n\n\
                 **Q2: Which ends?**\n\n- **Answer: B. `stop`\n"
                    .into(),
                "Single Q1: Which lists?: `ps`; Single Q2: Which ends?: `stop`",
            ),
            ("Which lists?\n\nA) run\n\nB) ps\n\n**Answer:** B\n".into(), "Single Which lists?: ps"),
            ("Which lists?\n\nA) run\n\nB) ps\n".into(), ""),
            ("### How many?\n\n**Answer:** 8\n".into(), "Reveal How many?: 8"),
            ("### 2. What does it?\n\n*Answer: It follows.*\n".into(), "Reveal 2. What does it?: It follows."),
            ("### It fails?\n\nSolution: start it again.\n".into(), ""),
            // Lists with letters, questions and quotations are not quizzes by themselves.
            (small.into(), ""),
            ("Do these:\n\na) run it  \nb) stop it\n\nAnswer: b is the last.\n".into(), ""),
            ("Which one?\n\na) run\nb) ps\n\nAnswer: a container is one.\n".into(), ""),
            ("Why is it so?\n\n> Nobody knows.\n".into(), ""),
            ("See data. And a. b. too?\n\nAnswer: b\n".into(), "Reveal See data. And a. b. too?: b"),
        ] {
            let (document, _) = crate::reader::read(&Source::new("x.md", text.clone()));
            let said = document.quizzes.iter().map(|q| format!("{:?} {}: {}", q.kind, q.question, q.answer));
            assert_eq!(said.collect::<Vec<_>>().join("; "), want, "{text}");
        }
    }
}
