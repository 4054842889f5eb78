//! One step of a sidecar.

use super::codes;
use super::fields::{Fields, Reader, suggestion};
use crate::check::yaml::{Node, Value};
use crate::check::{Check, Explained, StepChecks};
use crate::source::Span;

/// The keys of a step.
pub const STEP_KEYS: &[&str] =
    &["expect", "impossible", "hints", "solution", "also", "wrong", "explained", "quiz", "recorded"];

impl Reader<'_> {
    pub(super) fn step(&mut self, id: &str, span: Span, node: &Node) -> Option<StepChecks> {
        if matches!(&node.value, Value::Null) || matches!(&node.value, Value::Map(m) if m.is_empty()) {
            let message = format!("the step `{id}` is empty");
            self.error(codes::EMPTY, span, message, Some(suggestion("", STEP_KEYS)));
            return None;
        }
        self.uses(node);
        let node = &self.with_variables(node);
        let fields = self.fields(node, id, "a map with `expect`, `hints`, `solution` …", STEP_KEYS)?;
        let (quizzes, predictions) = self.quizzes(&fields, "quiz");
        let step = StepChecks {
            id: id.to_owned(),
            span,
            expect: self.checks(&fields, "expect", true),
            // What must not be is nothing that later steps could mean.
            impossible: self.checks(&fields, "impossible", false),
            hints: self.texts(&fields, "hints"),
            solution: self.commands(&fields, "solution"),
            also: self.sequences(&fields, "also"),
            wrong: self.sequences(&fields, "wrong"),
            explained: self.explained(&fields),
            quizzes,
            predictions,
            recorded: self.digest(&fields, "recorded"),
        };
        self.give_names(&step);
        Some(step)
    }

    fn digest(&mut self, fields: &Fields<'_>, key: &str) -> Option<String> {
        let text = self.text(fields, key)?;
        let digits = text.strip_prefix("sha256:").unwrap_or_default();
        if digits.len() == 64 && digits.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)) {
            return Some(text);
        }
        let span = fields.get(key).map_or(fields.span, |node| node.span);
        let help = Some("`ropewalk record` writes it; leave it out of what you write yourself".to_owned());
        self.error(codes::BAD_VALUE, span, format!("`{key}` is no digest"), help);
        None
    }

    /// A list of assertions; whether each may give a name.
    pub(super) fn checks(&mut self, fields: &Fields<'_>, key: &str, may_name: bool) -> Vec<Check> {
        let Some(node) = fields.get(key) else { return Vec::new() };
        let items = self.list(node, key, "a list of assertions, each with a `-` before it");
        if matches!(&node.value, Value::List(list) if list.is_empty()) {
            let help = Some("add an assertion, or leave the key out".to_owned());
            self.error(codes::EMPTY, node.span, format!("`{key}` is empty"), help);
        }
        items.iter().filter_map(|item| self.check(item, may_name)).collect()
    }

    /// One command sequence: a text with a command a line, or a list of commands.
    fn commands(&mut self, fields: &Fields<'_>, key: &str) -> Vec<String> {
        fields.get(key).map_or_else(Vec::new, |node| self.commands_of(node, key))
    }

    fn commands_of(&mut self, node: &Node, key: &str) -> Vec<String> {
        match &node.value {
            Value::Scalar { text, .. } => split_commands(text),
            Value::List(_) => {
                let items = self.list(node, key, "a list of commands");
                items.iter().filter_map(|item| self.text_of(item, key)).collect()
            }
            _ => {
                self.wrong_type(node, key, "text with a command a line, or a list of commands");
                Vec::new()
            }
        }
    }

    /// `explained: [ { mutant: …, because: … } ]`
    fn explained(&mut self, fields: &Fields<'_>) -> Vec<Explained> {
        let Some(node) = fields.get("explained") else { return Vec::new() };
        let items = self.list(node, "explained", "a list of maps, each with `mutant` and `because`");
        items.iter().filter_map(|item| self.explanation(item)).collect()
    }

    fn explanation(&mut self, node: &Node) -> Option<Explained> {
        let fields = self.fields(node, "explained", "a map with `mutant` and `because`", &["mutant", "because"])?;
        let mut text = |key: &str| {
            if let Some(value) = fields.get(key) {
                return self.text_of(value, key).filter(|text| !text.trim().is_empty());
            }
            let message = format!("`explained` needs `{key}`");
            let help = "for example `{ mutant: docker run alpine, because: any command will do here }`";
            self.error(codes::EMPTY, node.span, message, Some(help.to_owned()));
            None
        };
        let (mutant, because) = (text("mutant"), text("because"));
        Some(Explained { mutant: mutant?, because: because? })
    }

    /// Several sequences, each of them a text or a list.
    fn sequences(&mut self, fields: &Fields<'_>, key: &str) -> Vec<Vec<String>> {
        let Some(node) = fields.get(key) else { return Vec::new() };
        let items = match &node.value {
            Value::Scalar { .. } => std::slice::from_ref(node),
            _ => self.list(node, key, "a list of command sequences"),
        };
        let sequences = items.iter().map(|item| self.commands_of(item, key));
        sequences.filter(|commands| !commands.is_empty()).collect()
    }
}

/// The commands of a text: a line each, but for lines that end with a backslash; comments are left out.
fn split_commands(text: &str) -> Vec<String> {
    let mut commands: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
        match commands.last_mut().filter(|_| open) {
            Some(last) => {
                last.push('\n');
                last.push_str(line);
            }
            None => commands.push(line.trim_end().to_owned()),
        }
        open = line.ends_with('\\');
    }
    commands
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_of_a_text() {
        let cases: [(&str, &[&str]); 4] = [
            ("docker ps", &["docker ps"]),
            ("a\n\n# why\nb  \n", &["a", "b"]),
            ("docker run \\\n  alpine\nls", &["docker run \\\n  alpine", "ls"]),
            ("  \n", &[]),
        ];
        for (text, want) in cases {
            assert_eq!(split_commands(text), want, "{text:?}");
        }
    }
}
