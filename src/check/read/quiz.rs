//! The questions of a sidecar.

use super::codes;
use super::fields::{Fields, Reader, shorten, suggestion};
use crate::check::yaml::{Node, Scalar, Value};
use crate::check::{Assertion, Check, OutputCheck, Pattern, Prediction};
use crate::document::{Choice, Quiz, QuizKind};
use crate::text::did_you_mean;
use regex::Regex;

/// The keys of a question.
pub const QUIZ_KEYS: &[&str] =
    &["question", "kind", "choices", "answer", "pattern", "tolerance", COMMAND_KEY, "expect", "explanation"];
/// The key that only a question before a command has.
pub const COMMAND_KEY: &str = "command";
/// The kinds of question, as a sidecar names them.
pub const QUIZ_KINDS: &[&str] = &["reveal", "single", "multiple", "truefalse", "text", "number", "predict"];

/// When a question is asked, and how it is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// When the step is done.
    After(QuizKind),
    /// Before a command.
    Predict,
}

impl Reader<'_> {
    /// Questions for when the step is done, and those that come before one of its commands.
    pub(super) fn quizzes(&mut self, fields: &Fields<'_>, key: &str) -> (Vec<Quiz>, Vec<Prediction>) {
        let (mut quizzes, mut predictions) = (Vec::new(), Vec::new());
        let Some(node) = fields.get(key) else { return (quizzes, predictions) };
        for item in self.list(node, key, "a list of questions, each with a `-` before it") {
            let Some((kind, quiz, fields)) = self.quiz(item) else { continue };
            match kind {
                Kind::After(_) => quizzes.push(quiz),
                Kind::Predict => predictions.extend(self.prediction(quiz, &fields)),
            }
        }
        (quizzes, predictions)
    }

    fn quiz<'n>(&mut self, node: &'n Node) -> Option<(Kind, Quiz, Fields<'n>)> {
        let fields = self.fields(node, "quiz", "a map with `question` and `answer`", QUIZ_KEYS)?;
        let question = self.text(&fields, "question");
        let choices = self.choices(&fields);
        let kind = self.quiz_kind(&fields);
        let explanation = self.text(&fields, "explanation").unwrap_or_default();
        if fields.get("question").is_none() {
            self.error(codes::MISSING, node.span, "a quiz without a `question`".to_owned(), None);
        }
        let Some(answer) = fields.get("answer") else {
            let help = Some("add `answer:`".to_owned());
            self.error(codes::NO_ANSWER, node.span, "a quiz without an `answer`".to_owned(), help);
            return None;
        };
        let kind = kind.unwrap_or_else(|| infer(&fields, &choices, answer));
        let answered = match kind {
            Kind::After(kind) => kind,
            Kind::Predict if choices.is_empty() => QuizKind::Text,
            Kind::Predict => QuizKind::Single,
        };
        self.only_for(&fields, "pattern", "text", answered == QuizKind::Text);
        self.only_for(&fields, "tolerance", "number", answered == QuizKind::Number);
        self.only_for(&fields, COMMAND_KEY, "predict", kind == Kind::Predict);
        self.only_for(&fields, "expect", "predict", kind == Kind::Predict);
        let (choices, answer) = match answered {
            QuizKind::Text => self.words(&fields, answer)?,
            QuizKind::Number => (Vec::new(), self.figure(&fields, answer)?),
            _ => self.graded(answered, choices, answer)?,
        };
        let quiz = Quiz { line: self.line(node), question: question?, kind: answered, choices, answer, explanation };
        Some((kind, quiz, fields))
    }

    /// What more there is to a question that comes before a command. Where nothing is expected its answer must be in
    /// what the command prints.
    fn prediction(&mut self, quiz: Quiz, fields: &Fields<'_>) -> Option<Prediction> {
        if fields.get(COMMAND_KEY).is_none() {
            let message = "a prediction without a `command`".to_owned();
            let help = "add the pattern of the command before which it is asked, such as `command: ^docker ps`";
            self.error(codes::MISSING, fields.span, message, Some(help.to_owned()));
        }
        let mut expect = self.checks(fields, "expect", false);
        let command = self.pattern(fields, COMMAND_KEY)?;
        if fields.get("expect").is_none() {
            expect.push(Check::new(printed(&quiz, &command), Some(quiz.line)));
        }
        Some(Prediction { quiz, command, expect })
    }

    fn choices(&mut self, fields: &Fields<'_>) -> Vec<String> {
        let Some(node) = fields.get("choices") else { return Vec::new() };
        let choices = self.texts_of(node, "choices");
        if choices.len() == 1 {
            let help = Some("give at least two, or leave them out".to_owned());
            self.error(codes::BAD_VALUE, node.span, "a single choice is none".to_owned(), help);
        }
        if let Some(twice) = choices.iter().enumerate().find(|(i, c)| choices[..*i].contains(c)).map(|(_, c)| c) {
            let help = Some("keep one of them".to_owned());
            self.error(codes::BAD_VALUE, node.span, format!("the choice `{}` is repeated", shorten(twice)), help);
        }
        choices
    }

    fn quiz_kind(&mut self, fields: &Fields<'_>) -> Option<Kind> {
        let node = fields.get("kind")?;
        let text = self.text_of(node, "kind")?;
        let kind = match text.as_str() {
            "reveal" => QuizKind::Reveal,
            "single" => QuizKind::Single,
            "multiple" => QuizKind::Multiple,
            "truefalse" => QuizKind::TrueFalse,
            "text" => QuizKind::Text,
            "number" => QuizKind::Number,
            "predict" => return Some(Kind::Predict),
            _ => {
                let help = Some(suggestion(&text, QUIZ_KINDS).replace("it may have", "it may be"));
                self.error(codes::BAD_VALUE, node.span, format!("there is no quiz of kind `{text}`"), help);
                return None;
            }
        };
        Some(Kind::After(kind))
    }

    /// A key that means something for one kind only.
    fn only_for(&mut self, fields: &Fields<'_>, key: &str, kind: &str, fits: bool) {
        if let Some(node) = fields.get(key).filter(|_| !fits) {
            let help = Some(format!("add `kind: {kind}`, or leave it out"));
            self.error(codes::BAD_VALUE, node.span, format!("`{key}` means nothing for this kind of question"), help);
        }
    }

    /// The answers that count, the pattern between slashes, and the first of them to be shown.
    fn words(&mut self, fields: &Fields<'_>, answer: &Node) -> Option<(Vec<Choice>, String)> {
        let mut texts = self.texts_of(answer, "answer");
        let shown = texts.first().cloned()?;
        if let Some(node) = fields.get("pattern") {
            let pattern = self.text_of(node, "pattern")?;
            if let Err(error) = Regex::new(&pattern) {
                let why = error.to_string().lines().last().unwrap_or_default().to_owned();
                self.error(codes::BAD_PATTERN, node.span, format!("`pattern` is no regular expression: {why}"), None);
            }
            texts.push(format!("/{pattern}/"));
        }
        let choice = |text: String| Choice { text, correct: true };
        Some((texts.into_iter().map(choice).collect(), shown))
    }

    /// The number and its tolerance: `5 ± 0.5`.
    fn figure(&mut self, fields: &Fields<'_>, answer: &Node) -> Option<String> {
        let number = self.number_of(answer, "answer")?;
        let tolerance = fields.get("tolerance").map(|node| self.number_of(node, "tolerance"));
        Some(match tolerance {
            Some(tolerance) => format!("{number} ± {}", tolerance?),
            None => number,
        })
    }

    fn number_of(&mut self, node: &Node, key: &str) -> Option<String> {
        let text = self.text_of(node, key)?;
        if text.trim().parse::<f64>().is_ok_and(f64::is_finite) {
            return Some(text);
        }
        self.wrong_type(node, key, "a number");
        None
    }

    /// The choices with the right ones marked, and the answer in words.
    fn graded(&mut self, kind: QuizKind, choices: Vec<String>, answer: &Node) -> Option<(Vec<Choice>, String)> {
        match kind {
            QuizKind::Reveal | QuizKind::Text | QuizKind::Number => {
                self.text_of(answer, "answer").map(|text| (Vec::new(), text))
            }
            QuizKind::TrueFalse => {
                let right = self.truth(answer)?;
                let choice = |text: &str, correct| Choice { text: text.to_owned(), correct };
                let word = if right { "True" } else { "False" };
                Some((vec![choice("True", right), choice("False", !right)], word.to_owned()))
            }
            QuizKind::Single | QuizKind::Multiple => self.marked(kind, choices, answer),
        }
    }

    fn truth(&mut self, answer: &Node) -> Option<bool> {
        match &answer.value {
            Value::Scalar { kind: Scalar::Bool(on), .. } => Some(*on),
            Value::Scalar { text, .. } if text.eq_ignore_ascii_case("true") => Some(true),
            Value::Scalar { text, .. } if text.eq_ignore_ascii_case("false") => Some(false),
            _ => {
                self.wrong_type(answer, "answer", "`true` or `false`");
                None
            }
        }
    }

    fn marked(&mut self, kind: QuizKind, choices: Vec<String>, answer: &Node) -> Option<(Vec<Choice>, String)> {
        let right = self.texts_of(answer, "answer");
        if choices.is_empty() {
            let help = Some("add `choices:`, or use `kind: reveal`".to_owned());
            self.error(codes::BAD_ANSWER, answer.span, "there are no choices to answer from".to_owned(), help);
            return None;
        }
        for text in right.iter().filter(|text| !choices.contains(text)) {
            self.no_such_choice(text, &choices, answer);
        }
        if kind == QuizKind::Single && right.len() > 1 {
            let message = format!("a single choice with {} answers", right.len());
            self.error(codes::BAD_ANSWER, answer.span, message, Some("use `kind: multiple`".to_owned()));
        }
        if right.is_empty() {
            let message = "a quiz without an `answer`".to_owned();
            self.error(codes::NO_ANSWER, answer.span, message, Some("name the right choices".to_owned()));
        }
        let mark = |text: String| Choice { correct: right.contains(&text), text };
        Some((choices.into_iter().map(mark).collect(), right.join(", ")))
    }

    fn no_such_choice(&mut self, text: &str, choices: &[String], answer: &Node) {
        let near = did_you_mean(text, choices.iter().map(String::as_str));
        let help = near.map_or("write it exactly as among the choices".to_owned(), |n| format!("did you mean `{n}`?"));
        let message = format!("the answer `{}` is not among the choices", shorten(text));
        self.error(codes::BAD_ANSWER, answer.span, message, Some(help));
    }
}

/// The kind that the shape of a question tells.
fn infer(fields: &Fields<'_>, choices: &[String], answer: &Node) -> Kind {
    if fields.get(COMMAND_KEY).is_some() {
        return Kind::Predict;
    }
    Kind::After(match &answer.value {
        _ if fields.get("pattern").is_some() => QuizKind::Text,
        _ if fields.get("tolerance").is_some() => QuizKind::Number,
        Value::List(_) => QuizKind::Multiple,
        _ if !choices.is_empty() => QuizKind::Single,
        Value::Scalar { kind: Scalar::Bool(_), .. } => QuizKind::TrueFalse,
        _ => QuizKind::Reveal,
    })
}

/// That a command prints the answer: its text, or one of those that count. A choice may stand in backticks.
fn printed(quiz: &Quiz, command: &Pattern) -> Assertion {
    let printed = |text: &str| {
        let pattern = text.strip_prefix('/').and_then(|text| text.strip_suffix('/')).filter(|text| !text.is_empty());
        let matches = pattern.and_then(|pattern| Pattern::new(&format!("(?i){pattern}")).ok());
        let contains = if matches.is_some() { Vec::new() } else { vec![text.trim_matches('`').to_owned()] };
        let command = Some(command.clone());
        Assertion::Output(OutputCheck { contains, matches, command, ..OutputCheck::default() })
    };
    let mut all: Vec<Assertion> = quiz.choices.iter().filter(|c| c.correct).map(|c| printed(&c.text)).collect();
    if all.len() == 1 { all.remove(0) } else { Assertion::Any(all) }
}
