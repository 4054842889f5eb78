//! Questions with lettered choices (`A) …`, `- B. …`) and an answer nearby or in a key at the end; and questions
//! that a line `**Answer:** …` answers.

use super::super::cursor::{Cursor, in_word};
use super::super::inline_text::{marked, mentions, of_nodes};
use super::super::scan::any_at;
use super::answer::{self, answered, beginning, initial, may_answer, question_and_answer};
use super::choices;
use super::key::Keys;
use super::near::{answer_below, body_below, explanation_below, split_explanation};
use super::spread;
use super::traits::Traits;
use super::why;
use crate::document::{Choice, Inline, Node, NodeKind, Quiz, plain_text};
use memchr::{memchr2, memmem};
use std::ops::{Range, RangeInclusive};

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
    /// An element may be hidden.
    pub hides: bool,
}

impl<'t> Known<'t> {
    /// What is known of a lesson with this text.
    pub fn of(text: &'t str, nodes: &[Node], traits: Traits) -> Self {
        // A key is one to choices.
        let keys = if traits.choices || may_be_false(text) { Keys::of(nodes) } else { Keys::default() };
        let hides = memmem::find(text.as_bytes(), b"display").is_some();
        Self { text, traits, keys, hides }
    }

    /// Whether there may be lettered choices.
    pub fn may_choose(&self) -> bool {
        self.traits.choices
    }

    /// Whether a paragraph answers a question.
    pub fn may_answer(&self) -> bool {
        self.traits.answers
    }
}

/// Whether a line may be the choice `False`.
fn may_be_false(text: &str) -> bool {
    let is_choice = |at: usize| [b"] ", b"- ", b"* ", b") "].iter().any(|mark| text.as_bytes()[..at].ends_with(*mark));
    memmem::find_iter(text.as_bytes(), b"False").any(is_choice)
}

/// What stands around the nodes in which a question is looked for.
#[derive(Clone, Copy, Default)]
pub struct Around<'n> {
    /// The title of their box, and its line.
    pub title: Option<(&'n str, usize)>,
    /// The number of their item.
    pub number: Option<usize>,
    /// They stand in a box that asks.
    pub in_question: bool,
    /// How many questions were found since the last key.
    pub ordinal: usize,
}

/// Questions found together, and the nodes that they take.
pub struct Found {
    /// The question, or the first of several.
    pub quiz: Quiz,
    /// Those that stand beside it, in the same list or paragraph.
    pub others: Vec<Quiz>,
    /// The index of its first node.
    pub from: usize,
    /// The index after its last.
    pub to: usize,
}

impl Found {
    /// One question that takes the nodes between two indexes.
    pub fn one(quiz: Quiz, from: usize, to: usize) -> Self {
        Self { quiz, others: Vec::new(), from, to }
    }
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
    open_question(nodes, index, known)
}

/// What a heading asks, and the line right below answers.
fn below_heading(nodes: &[Node], index: usize) -> Option<Found> {
    let NodeKind::Paragraph(text) = &nodes[index].kind else { return None };
    let heading = &nodes[index.checked_sub(1)?];
    let NodeKind::Heading { text: question, .. } = &heading.kind else { return None };
    // `Solution:` solves what went wrong, too.
    if !matches!(beginning(text), Some(('A' | 'a', Some('n')) | ('R', Some('é' | 'e')))) {
        return None;
    }
    let question = marked(question);
    let said = marked(text);
    let answer =
        answered(said.trim()).filter(|answer| !answer::is_blank(answer) && question.trim_end().ends_with('?'))?;
    let mut quiz = super::reveal(heading.line, question.trim().to_owned());
    let (answer, explanation) = split_explanation(answer);
    (quiz.answer, quiz.explanation) = (answer, explanation.unwrap_or_default());
    super::as_true_or_false(&mut quiz);
    Some(Found::one(quiz, index, index + 1))
}

/// Lettered choices.
pub struct Lettered {
    /// What stands before them.
    prefix: String,
    choices: Vec<Choice>,
    /// `a)` and not `A)`: ordinary lists have such letters too.
    small: bool,
}

impl Lettered {
    /// What stands before the choices, and the choices.
    pub fn into_parts(self) -> (String, Vec<Choice>) {
        (self.prefix, self.choices)
    }
}

/// The lettered choices of a list or paragraph.
pub fn lettered(node: &Node) -> Option<Lettered> {
    let text = match &node.kind {
        NodeKind::Paragraph(text) if mentions(text, is_first) => marked(text),
        NodeKind::List { items, .. } if items.len() <= 8 => {
            if !matches!(items.first()?.first().map(|n| &n.kind), Some(NodeKind::Paragraph(t)) if mentions(t, is_first))
            {
                return None;
            }
            let first = |item: &Vec<Node>| match item.first().map(|n| &n.kind) {
                // A box to tick stands before the letter.
                Some(NodeKind::Paragraph(text)) => {
                    let text = marked(text);
                    choices::ticked(&text).map_or(text, |(_, choice)| choice.text)
                }
                _ => String::new(),
            };
            let found = in_order(&items.iter().map(first).collect::<Vec<_>>().join("\n"))?;
            // A list of questions is no list of choices.
            return (found.prefix.is_empty() || items.len() == 1).then_some(found);
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
    let inside = choices.last_mut().and_then(|last| answer::take_from(&mut last.text));
    let inside = inside.filter(|answer| !answer::is_blank(answer)).map(|answer| split_explanation(&answer));
    let near = inside.map(|(answer, why)| (answer, why.unwrap_or_default(), place.end));
    if near.is_none() && take_marks(&mut choices) {
        let (explanation, to) = explanation_below(nodes, place.end, &choices);
        let quiz = choices::graded(line, question, choices, explanation)?;
        return Some(Found::one(quiz, from, to));
    }
    let near = near.or_else(|| answer_below(nodes, place.end, &known.keys));
    let is_near = near.is_some();
    let (answer, explanation, to) = if let Some(near) = near {
        near
    } else {
        let (answer, why) = known.keys.get(number_in_key(nodes, from, &question, around), line)?;
        (answer.clone(), why.clone(), place.end)
    };
    let said = letters(&answer, small)?;
    let letters = said.to_ascii_uppercase();
    letters.chars().filter_map(|c| ('A'..='H').position(|l| l == c)).for_each(|right| {
        choices.get_mut(right).into_iter().for_each(|choice| choice.correct = true);
    });
    let (explanation, to) = match explanation {
        why if !is_near => (why::without_choice(&why, &choices), to),
        why if why.is_empty() => match why::behind_letters(&answer, said, &choices) {
            why if why.is_empty() => why::below(nodes, to, &choices).unwrap_or((why, to)),
            why => (why, to),
        },
        why => (why, to),
    };
    Some(Found::one(choices::graded(line, question, choices, explanation)?, from, to))
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

/// The number by which a key names a question.
pub fn number_in_key(nodes: &[Node], from: usize, question: &str, around: &Around<'_>) -> usize {
    let titled = || around.title.and_then(|(title, _)| numbered(title));
    let number = numbered(question).or(around.number).or_else(|| heading_number(nodes, from)).or_else(titled);
    number.unwrap_or(around.ordinal)
}

/// The number in the heading right above a place.
pub fn heading_number(nodes: &[Node], from: usize) -> Option<usize> {
    let NodeKind::Heading { text, .. } = &nodes.get(from.checked_sub(1)?)?.kind else { return None };
    numbered(&plain_text(text))
}

/// A paragraph that asks, with a line below that answers.
fn open_question(nodes: &[Node], index: usize, known: &Known<'_>) -> Option<Found> {
    let NodeKind::Paragraph(text) = &nodes[index].kind else { return None };
    // Nothing is asked where nothing answers.
    // Other scripts have a colon of their own.
    let has_colon = |text: &[Inline]| mentions(text, |t| memchr2(b':', 0xef, t.as_bytes()).is_some());
    // What is asked may be about code that stands between.
    let next = index + 1 + usize::from(matches!(nodes.get(index + 1).map(|n| &n.kind), Some(NodeKind::Block(_))));
    if !known.traits.answers && !matches!(nodes.get(next).map(|n| &n.kind), Some(NodeKind::Quote(_))) {
        return None;
    }
    let below = || match nodes.get(next).map(|n| &n.kind) {
        // A key answers several.
        Some(NodeKind::Paragraph(t)) => {
            may_answer(t)
                && (has_colon(t) || has_colon(text))
                && !nodes.get(next).is_some_and(|n| known.keys.has(n.line))
        }
        Some(NodeKind::Quote(_)) => initial(text).is_some_and(|c| matches!(c, 'Q' | 'q')),
        _ => false,
    };
    let same = || answer::may_hold(text);
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
        let (explanation, to) = inside.map_or_else(|| explanation_below(nodes, body.1, &[]), |e| (e, body.1));
        ([answer, body.0].join("\n").trim().to_owned(), explanation, to)
    };
    if answer::is_blank(&answer) {
        return None;
    }
    let mut quiz = super::reveal(nodes[index].line, question.trim().to_owned());
    (quiz.answer, quiz.explanation) = (answer, explanation);
    super::as_true_or_false(&mut quiz);
    // Code that is asked about stays above the question.
    let from = if next > index + 1 { next } else { index };
    Some(Found::one(quiz, from, to))
}

/// Whether a node has lettered choices, or asks: what stands below it belongs to that question.
pub fn begins_question(node: &Node) -> bool {
    let asks = || matches!(&node.kind, NodeKind::Paragraph(text) if numbered_question(marked(text).trim()));
    lettered(node).is_some() || asks()
}

/// `2. Who?`, `Question 2: …`
fn numbered_question(text: &str) -> bool {
    numbered(text).is_some() && asks(text)
}

/// Whether a text begins or ends as questions do.
pub fn asks(text: &str) -> bool {
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
