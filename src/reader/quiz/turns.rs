//! Questions and answers that take turns, each with its letter: `**Q1.** Why?` and below it `**A1.** So.`

use super::super::cursor::Cursor;
use super::super::inline_text::marked;
use super::answer::beginning;
use super::lettered::{Found, number};
use super::near::body_below;
use super::{as_true_or_false, reveal};
use crate::document::{Inline, Node, NodeKind, Quiz};

/// Letters of questions, and those of their answers: in French `Q` and `R`, in Spanish `P` and `R`.
const LETTERS: &[(char, &[char])] = &[('Q', &['A', 'R']), ('P', &['R'])];

/// A letter, its number and its sign: `Q1:`.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Label {
    letter: char,
    number: Option<usize>,
    sign: char,
}

impl Label {
    /// Whether a question with this label may be answered by what has another one.
    fn is_answered_by(self, other: Self) -> bool {
        let answers = LETTERS.iter().any(|(asked, said)| *asked == self.letter && said.contains(&other.letter));
        answers && (self.number, self.sign) == (other.number, other.sign)
    }

    fn asks(self) -> bool {
        // Names have initials: `P. Smith`.
        self.letter == 'Q' || self.letter == 'P' && self.sign == ':'
    }
}

/// A label, and what stands behind it.
fn label(text: &str) -> Option<(Label, &str)> {
    let letter = text.chars().next().filter(|c| matches!(c, 'Q' | 'P' | 'A' | 'R'))?;
    let after = Cursor(&text[letter.len_utf8()..]);
    let (number, after) = number(after).map_or((None, after), |(number, after)| (Some(number), after));
    let end = after.white().one(|c| c == ':').or_else(|| after.one(|c| c == '.'))?;
    let sign = if after.0.starts_with('.') { '.' } else { ':' };
    let rest = end.0;
    let label = Label { letter, number, sign };
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some((label, rest.trim_start()))
}

/// Whether a text is the label of an answer and nothing else: `A1:`.
pub fn is_bare_answer(text: &str) -> bool {
    label(text).is_some_and(|(label, rest)| rest.is_empty() && matches!(label.letter, 'A' | 'R'))
}

/// The label of a question.
fn asked(text: &str) -> Option<(Label, &str)> {
    label(text).filter(|(label, _)| label.asks())
}

/// Whether a paragraph may begin with the letter of a question.
fn may_ask(text: &[Inline]) -> bool {
    let ends = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ' ' | '\u{a0}');
    beginning(text).is_some_and(|(first, next)| matches!(first, 'Q' | 'P') && next.is_none_or(ends))
}

/// The questions that begin with the paragraph at an index. `text` is the lesson's.
pub fn at(text: &str, nodes: &[Node], index: usize) -> Option<Found> {
    let node = &nodes[index];
    let NodeKind::Paragraph(inlines) = &node.kind else { return None };
    if !may_ask(inlines) {
        return None;
    }
    let said = marked(inlines);
    let pairs = pairs(said.trim());
    if let Some((question, answer)) = pairs.first() {
        let lines = lines(text.get(node.span.start..node.span.end).unwrap_or_default());
        let line = |i: usize| node.line + lines.get(i).copied().unwrap_or(0);
        let others = pairs.iter().enumerate().skip(1).map(|(i, (q, a))| quiz(line(i), q, a)).collect();
        return Some(Found { quiz: quiz(node.line, question, answer), others, from: index, to: index + 1 });
    }
    below(nodes, index, said.trim())
}

/// The answer in the paragraph below the question, or below code that it asks about.
fn below(nodes: &[Node], index: usize, question: &str) -> Option<Found> {
    let (label_asked, words) = asked(question)?;
    let next = index + 1 + usize::from(matches!(nodes.get(index + 1)?.kind, NodeKind::Block(_)));
    let NodeKind::Paragraph(answer) = &nodes.get(next)?.kind else { return None };
    if words.is_empty() || !beginning(answer).is_some_and(|(first, _)| matches!(first, 'A' | 'R')) {
        return None;
    }
    let answer = marked(answer);
    let (answered, answer) = label(answer.trim())?;
    // Choices have letters too.
    let goes_on = || matches!(nodes.get(next + 1).map(|n| &n.kind), Some(NodeKind::Paragraph(t)) if is_b(&marked(t)));
    let is_choice = answered.sign == '.' && answered.number.is_none() && (answer.contains(" B. ") || goes_on());
    if !label_asked.is_answered_by(answered) || is_choice {
        return None;
    }
    let (body, to) = body_below(nodes, next + 1, answer.is_empty() || answer.ends_with(':'));
    let answer = [answer, &body].join("\n").trim().to_owned();
    // Code that is asked about stays above the question.
    let from = if next > index + 1 { next } else { index };
    (!answer.is_empty()).then(|| Found::one(quiz(nodes[index].line, question, &answer), from, to))
}

fn is_b(text: &str) -> bool {
    text.trim_start().starts_with("B. ")
}

fn quiz(line: usize, question: &str, answer: &str) -> Quiz {
    let mut quiz = reveal(line, question.to_owned());
    answer.clone_into(&mut quiz.answer);
    as_true_or_false(&mut quiz);
    quiz
}

/// Questions, each with its answer, in one paragraph, whose lines are not told apart.
fn pairs(text: &str) -> Vec<(&str, &str)> {
    let (mut found, mut rest) = (Vec::new(), text);
    while let Some((question, _)) = asked(rest) {
        let Some((at, (_, behind))) = find(rest, |label| question.is_answered_by(label)) else { break };
        let end = find(behind, Label::asks).map_or(behind.len(), |(at, _)| at);
        let answer = behind[..end].trim();
        if answer.is_empty() || question.sign == '.' && answer.contains(" B. ") {
            break;
        }
        found.push((rest[..at].trim(), answer));
        rest = &behind[end..];
    }
    found
}

/// Where a label of some kind stands behind a blank, and what stands behind it.
fn find(text: &str, is: impl Fn(Label) -> bool) -> Option<(usize, (Label, &str))> {
    text.match_indices(' ').find_map(|(at, _)| {
        let found = label(&text[at + 1..]).filter(|(label, _)| is(*label))?;
        // A sentence may end so: `plan A.`
        let ends = || text[..at].trim_end().ends_with(|c: char| !c.is_alphanumeric());
        (found.0.sign == ':' || ends()).then_some((at + 1, found))
    })
}

/// How far below the first line of a paragraph the lines are that begin with a question's letter.
fn lines(source: &str) -> Vec<usize> {
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '*' | '_' | '>');
    let asks = |line: &str| {
        let after = Cursor(line.trim_start_matches(is_mark)).one(|c| matches!(c, 'Q' | 'P'));
        after.is_some_and(|c| c.skip(|c| c.is_ascii_digit()).one(|c| matches!(c, ':' | '.')).is_some())
    };
    source.lines().enumerate().filter(|(_, line)| asks(line)).map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use crate::source::Source;

    #[track_caller]
    fn check(text: &str, want: &str) {
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let said = document.quizzes.iter().map(|q| format!("{} {:?} {} = {}", q.line, q.kind, q.question, q.answer));
        assert_eq!(said.collect::<Vec<_>>().join("; ").replace('\n', "|"), want, "{text}");
    }

    #[test]
    fn questions_and_answers_take_turns() {
        for (text, want) in [
            ("**Q.** Why tie it?\n\n**A.** It holds.\n", "1 Reveal Q. Why tie it? = It holds."),
            ("**Q1.** Name a knot.\n\n**A1.** The bowline.\n", "1 Reveal Q1. Name a knot. = The bowline."),
            ("Q2: Who ties?\n\nA2: You.\n", "1 Reveal Q2: Who ties? = You."),
            ("**Q3: Who ties?**\n\n**A3: You.**\n", "1 Reveal Q3: Who ties? = You."),
            ("**Q.** Why?\n**A.** So.\n", "1 Reveal Q. Why? = So."),
            ("Q : Pourquoi ?\n\nR : Ainsi.\n", "1 Reveal Q : Pourquoi ? = Ainsi."),
            ("P: ¿Por qué?\n\nR: Así.\n", "1 Reveal P: ¿Por qué? = Así."),
            (
                "**Q1:** Who?\n**A1:** You.\n**Q2:** Why?\n**A2:** So.\n",
                "1 Reveal Q1: Who? = You.; 3 Reveal Q2: Why? = So.",
            ),
            ("**Q.** Which are there?\n\n**A.**\n\n- one\n- two\n", "1 Reveal Q. Which are there? = one|two"),
            (
                "**Q1:** What does it?\n\n```bash\nls\n```\n\n**A1:** It lists.\n",
                "1 Reveal Q1: What does it? = It lists.",
            ),
            // Choices have letters, and others are answered elsewhere.
            ("Q. Which?\n\nA. one\n\nB. two\n", ""),
            ("Q. Which? A. one B. two\n", ""),
            ("Q1. Why?\n\nA2. So.\n", ""),
            ("Q. Is plan A. better?\n", ""),
            ("P. Smith wrote it.\n\nA. Jones read it.\n", ""),
        ] {
            check(text, want);
        }
    }
}
