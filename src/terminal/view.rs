//! The tutor's screens as text. Every function takes plain values and gives whole lines, each ended by a line
//! feed; nothing here knows a session, prints, or asks for the time.

use super::frame::{barred, boxed, hanging, led};
use super::inline::message as marked;
use super::layout::{Line, Piece, indent, one_line, paint, piece, width, wrap};
use super::listing::count_u64;
use super::style::{Role, Theme};
use crate::session::{WORDS, Word};
use crate::text::count;

pub use super::listing::{Counts, Detail, LessonRow, VerifyRow, lesson_list, summary, verify_row};

/// How one thing that was looked at turned out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It is as it should be.
    Pass,
    /// It is not, but can still become so.
    NotYet,
    /// It cannot become so from here.
    Impossible,
    /// It could not be found out.
    Unknown,
}

impl Mark {
    /// Its sign on a screen.
    fn sign(self) -> &'static str {
        match self {
            Self::Pass => "✓",
            Self::NotYet => "○",
            Self::Impossible => "✗",
            Self::Unknown => "?",
        }
    }

    /// Its name, which stands in for the sign in plain text.
    pub fn words(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::NotYet => "not yet",
            Self::Impossible => "impossible",
            Self::Unknown => "unknown",
        }
    }

    /// The role it is painted in.
    pub fn role(self) -> Role {
        match self {
            Self::Pass => Role::Pass,
            Self::NotYet => Role::NotYet,
            Self::Impossible => Role::Impossible,
            Self::Unknown => Role::Unknown,
        }
    }

    /// What stands before a line, by theme: `✓ ` or `pass: `.
    pub(super) fn lead(self, theme: &Theme) -> Piece {
        if theme.plain {
            piece(Role::Text, &format!("{}: ", self.words()))
        } else {
            piece(self.role(), &format!("{} ", self.sign()))
        }
    }
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingLine {
    /// How it turned out.
    pub mark: Mark,
    /// What should be: "container `web` is running".
    pub what: String,
    /// Why it is not: "it exited with status 1 twelve seconds ago".
    pub why: Option<String>,
}

/// One step in the list of steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepLine {
    /// Its title.
    pub title: String,
    /// Whether it is done.
    pub done: bool,
    /// Whether the learner is there now.
    pub current: bool,
}

/// The line above a step: `Step 3 of 7 · Tag an image`, with the lesson and its progress at the right.
pub fn step_header(number: usize, done: &[bool], title: &str, lesson_title: &str, theme: &Theme) -> String {
    let total = done.len();
    let (title, lesson_title) = (one_line(title), one_line(lesson_title));
    if theme.plain {
        return message(Role::Text, &format!("Step {number} of {total}: {title} (lesson: {lesson_title})"), theme);
    }
    let mut left = vec![piece(Role::Muted, &format!("Step {number} of {total} · "))];
    left.extend(marked(Role::Title, &title, theme));
    let dots = dots(number, done);
    let lesson = piece(Role::Muted, &format!("{lesson_title}  "));
    let room = theme.width.saturating_sub(width(&left));
    let right = [vec![lesson], dots.clone()].concat();
    let lines = match [right, dots].into_iter().find(|right| width(right) + 2 <= room) {
        Some(right) => {
            let gap = " ".repeat(room - width(&right));
            vec![[left, vec![piece(Role::Text, &gap)], right].concat()]
        }
        None => wrap(&left, theme.width),
    };
    paint(&lines, theme)
}

/// More steps than this share dots.
const MAX_DOTS: usize = 16;

/// Progress as dots: what is done is full, what was left or is to come is not. One dot of several steps is full where all
/// of them are done.
fn dots(number: usize, done: &[bool]) -> Line {
    let all = done.len().clamp(1, MAX_DOTS);
    let dot_of = |step: usize| if done.len() > MAX_DOTS { step * all / done.len() } else { step }.clamp(1, all);
    let here = dot_of(number);
    let dot = |at: usize| {
        let is_full = (1..).zip(done).filter(|(step, _)| dot_of(*step) == at).all(|(_, done)| *done);
        match (at == here, is_full) {
            (true, _) => (Role::Heading, "◉"),
            (_, true) => (Role::Pass, "●"),
            (_, false) => (Role::Muted, "○"),
        }
    };
    let dots: Vec<(Role, &str)> = (1..=all).map(dot).collect();
    dots.chunk_by(|a, b| a == b).map(|same| piece(same[0].0, &same[0].1.repeat(same.len()))).collect()
}

/// How many lines of the screen what was looked at may take.
pub const FINDINGS_LIMIT: usize = 12;

/// What was looked at, a line each, with the reason below where one is known; within [`FINDINGS_LIMIT`], but one is
/// always shown. What does not fit is counted, and what holds goes first.
pub fn findings(lines: &[FindingLine], theme: &Theme) -> String {
    let shown: Vec<String> = lines.iter().map(|line| finding(line, theme)).collect();
    let height = |text: &String| text.lines().count();
    if shown.len() < 2 || shown.iter().map(height).sum::<usize>() <= FINDINGS_LIMIT {
        return shown.concat();
    }
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|at| lines[*at].mark == Mark::Pass);
    let mut room = FINDINGS_LIMIT - 1;
    let mut fits = |at: &usize| {
        let left = room.checked_sub(height(&shown[*at]));
        room = left.unwrap_or_default();
        left.is_some()
    };
    let many = order.iter().take_while(|at| fits(at)).count().max(1);
    let (mut kept, cut) = (order[..many].to_vec(), &order[many..]);
    kept.sort_unstable();
    let hold = if cut.iter().all(|at| lines[*at].mark == Mark::Pass) { " that hold" } else { "" };
    let rest = message(Role::Muted, &format!("and {} more{hold}", cut.len()), theme);
    kept.iter().map(|at| shown[*at].as_str()).chain([rest.as_str()]).collect()
}

fn finding(line: &FindingLine, theme: &Theme) -> String {
    let role = if line.mark == Mark::Pass { Role::Muted } else { Role::Text };
    let mut out = led(&line.mark.lead(theme), &marked(role, &line.what, theme), theme);
    if let Some(why) = &line.why {
        let lead = piece(Role::Muted, if theme.plain { "  because: " } else { "  → " });
        out += &led(&lead, &marked(Role::Text, why, theme), theme);
    }
    out
}

/// A hint of the ladder: the first of three is the vaguest.
pub fn hint(n: usize, of: Option<usize>, text: &str, theme: &Theme) -> String {
    let of = of.map(|of| format!(" of {of}")).unwrap_or_default();
    boxed(Role::Hint, &format!("Hint {n}{of}"), &marked(Role::Text, text, theme), theme)
}

/// A question with its numbered choices; `kind` says in words how to answer ("choose one").
pub fn quiz_question(question: &str, choices: &[String], kind: &str, theme: &Theme) -> String {
    let title = if kind.is_empty() { "Question".to_owned() } else { format!("Question ({kind})") };
    let mut out = boxed(Role::Note, &title, &marked(Role::Strong, question, theme), theme);
    for (i, choice) in choices.iter().enumerate() {
        let number = i + 1;
        let said = marked(Role::Text, choice, theme);
        if theme.plain {
            out += &led(&piece(Role::Text, &format!("Choice {number}: ")), &said, theme);
            continue;
        }
        let lines = hanging(&[piece(Role::Note, &format!("{number:>4}  "))], &said, theme.width.saturating_sub(2));
        out += &paint(&barred(lines, Role::Note, theme), theme);
    }
    out
}

/// What to say to an answer. An empty `answer` keeps the right one back.
pub fn quiz_feedback(correct: bool, answer: &str, explanation: &str, theme: &Theme) -> String {
    let (mark, word) = if correct { (Mark::Pass, "Right") } else { (Mark::NotYet, "Not quite") };
    let lead = if theme.plain { Vec::new() } else { vec![mark.lead(theme)] };
    let mut said = vec![piece(mark.role(), word)];
    match (correct, answer) {
        (_, "") => said.push(piece(Role::Text, ".")),
        (true, answer) => said.extend(marked(Role::Text, &format!(": {answer}"), theme)),
        (false, answer) => said.extend(marked(Role::Text, &format!(". The answer is: {answer}"), theme)),
    }
    let mut lines = hanging(&lead, &said, theme.width);
    if !explanation.is_empty() {
        let by = width(&lead);
        lines.extend(indent(wrap(&marked(Role::Text, explanation, theme), theme.width.saturating_sub(by)), by));
    }
    paint(&lines, theme)
}

/// A sentence or more in a role; parts in backticks are code.
pub fn message(role: Role, text: &str, theme: &Theme) -> String {
    paint(&wrap(&marked(role, text, theme), theme.width), theme)
}

/// All steps: which are done, and where the learner is.
pub fn steps_list(steps: &[StepLine], theme: &Theme) -> String {
    let digits = steps.len().to_string().len();
    let line = |(i, step): (usize, &StepLine)| {
        let number = format!("{:>digits$}. ", i + 1);
        let title = marked(if step.current { Role::Title } else { Role::Text }, &step.title, theme);
        let (mark, tail) = step_marks(step, theme.plain);
        let lead = [mark, piece(Role::Muted, &number)];
        hanging(&lead, &[title, vec![tail]].concat(), theme.width)
    };
    paint(&steps.iter().enumerate().flat_map(line).collect::<Vec<_>>(), theme)
}

/// What stands before and after a step's title.
fn step_marks(step: &StepLine, plain: bool) -> (Piece, Piece) {
    let tail = match (step.current, step.done) {
        (true, true) => " (you are here, done)",
        (true, false) => " (you are here)",
        (false, true) if plain => " (done)",
        _ => "",
    };
    let mark = match step {
        _ if plain => piece(Role::Text, "Step "),
        StepLine { done: true, .. } => piece(Role::Pass, "✓ "),
        StepLine { current: true, .. } => piece(Role::Heading, "◉ "),
        _ => piece(Role::Muted, "○ "),
    };
    (mark, piece(Role::Muted, tail))
}

/// What can be typed besides commands.
pub fn help(theme: &Theme) -> String {
    let mut out = message(
        Role::Text,
        "Type a command as in any shell. On an empty line, Enter runs the command that is offered. These words \
         are for the tutor:",
        theme,
    );
    for Word { name, help } in WORDS {
        let lead = if theme.plain { format!(":{name}: ") } else { format!("  :{name:<10}") };
        out += &led(&piece(Role::Command, &lead), &[piece(Role::Text, help)], theme);
    }
    out
}

/// The end of a lesson.
pub fn finished(title: &str, steps: usize, minutes: u64, theme: &Theme) -> String {
    let minutes = if minutes == 0 { "less than a minute".to_owned() } else { count_u64(minutes, "minute") };
    let said = format!("{} done in {minutes}.", count(steps, "step"));
    boxed(Role::Pass, &format!("Lesson finished: {title}"), &[piece(Role::Text, &said)], theme)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(mark: Mark, at: usize) -> FindingLine {
        let why = (mark != Mark::Pass).then(|| "it is not".to_owned());
        FindingLine { mark, what: format!("thing {at}"), why }
    }

    #[test]
    fn findings_take_a_screen_at_most() {
        let many = |open: usize, pass: usize| -> Vec<FindingLine> {
            let marks = std::iter::repeat_n(Mark::NotYet, open).chain(std::iter::repeat_n(Mark::Pass, pass));
            marks.enumerate().map(|(at, mark)| line(mark, at)).collect()
        };
        let cases = [
            (many(0, FINDINGS_LIMIT), 12, "thing 11"),
            (many(0, FINDINGS_LIMIT + 1), 12, "and 2 more that hold"),
            (many(6, 0), 12, "it is not"),
            (many(6, 1), 11, "and 2 more"),
            (many(5, 4), 12, "and 3 more that hold"),
            (many(40, 2), 11, "and 37 more"),
        ];
        for (lines, height, last) in cases {
            let shown = findings(&lines, &Theme::new(false, true, Some(80)));
            let end = shown.lines().last().unwrap_or_default();
            assert!(shown.lines().count() == height && end.ends_with(last), "{height} {last}\n{shown}");
        }
        let first_passes = [many(0, 1), many(7, 0)].concat();
        assert!(
            !findings(&first_passes, &Theme::new(false, true, Some(80))).contains("pass: "),
            "what holds goes first"
        );
        let long = FindingLine { why: Some("word ".repeat(400)), ..line(Mark::NotYet, 0) };
        assert!(
            findings(&[long.clone(), long], &Theme::new(false, true, Some(80))).ends_with("and 1 more\n"),
            "one is always shown"
        );
    }
}
