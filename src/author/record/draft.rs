//! An assertion that grows as long as it holds.

use super::names::Names;
use super::value::{Value, flow};
use super::{Entry, PlayedStep};
use crate::check::{Check, Verdict, judge, parse};
use crate::source::Source;
use crate::state::State;

/// An assertion before it was tried.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// `image`, `container` …
    pub kind: &'static str,
    /// Something that was there and is gone: the whole stands in `absent`.
    pub absent: bool,
    /// The key whose value alone may stand for the whole: `ref`, `name`, `path`.
    pub main: &'static str,
    /// What it cannot do without.
    pub needed: Vec<(&'static str, Value)>,
    /// What is added where it holds.
    pub more: Vec<(&'static str, Value)>,
    /// What it is about.
    pub about: String,
    /// What the command did: one of [`super::DEEDS`].
    pub deed: &'static str,
    /// The name that the thing gets in the sidecar.
    pub gives: Option<String>,
    /// What the last thing it cannot do without may be instead, where it does not hold in every run.
    pub weaker: Option<Value>,
}

impl Draft {
    /// The assertion with all of it that holds at the step's end; none where it holds at the beginning already. It is
    /// tried with identities, and written with the names that stand for them.
    pub fn tried(&self, step: &PlayedStep, command: &str, names: &Names) -> Option<Entry> {
        let mut fields = self.needed.clone();
        let mut kept = holding(&self.text(&fields), &step.end)?;
        for field in &self.more {
            fields.push(field.clone());
            match holding(&self.text(&fields), &step.end) {
                Some(check) => kept = check,
                None => drop(fields.pop()),
            }
        }
        let why = format!("{} {}", named(command), self.deed);
        if judge(&kept, &step.begin).verdict == Verdict::Pass {
            return None;
        }
        let text = self.text(&fields);
        let fields: Vec<_> = fields.into_iter().map(|(key, value)| (key, value.named(names))).collect();
        let written = self.text(&fields);
        let check = if written == text { kept } else { read_with(&written, names.values())? };
        let weaker = self.weakened().filter(|text| *text != written);
        Some(Entry { text: written, why, about: self.about.clone(), check, gives: self.gives.clone(), weaker })
    }

    fn weakened(&self) -> Option<String> {
        // Of a JSON file that is another in every run, that it is there.
        if self.more.iter().any(|(key, _)| *key == "json") {
            return Some(self.text(&self.needed));
        }
        let ((key, _), others) = self.needed.split_last()?;
        Some(self.text(&[others, &[(*key, self.weaker.clone()?)]].concat()))
    }

    fn text(&self, fields: &[(&'static str, Value)]) -> String {
        let value = match fields {
            [(key, value)] if *key == self.main => value.clone(),
            fields => Value::Map(fields.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect()),
        };
        let inner = Value::Map(vec![(self.kind.to_owned(), value.clone())]);
        let (kind, value) = if self.absent { ("absent", inner) } else { (self.kind, value) };
        format!("{kind}: {}", flow(&value))
    }
}

/// The check that a text says, where it can be read without a finding.
pub fn read(text: &str) -> Option<Check> {
    read_with(text, std::iter::empty())
}

/// The same where a step before gives these names.
pub fn read_with<'n>(text: &str, names: impl Iterator<Item = &'n String>) -> Option<Check> {
    let given: Vec<String> = names.map(|name| format!("      - container: x\n        as: {name}\n")).collect();
    let before = if given.is_empty() { "" } else { "  before:\n    expect:\n" };
    let given = format!("{before}{}", given.concat());
    let source = Source::new("", format!("steps:\n{given}  step:\n    expect:\n      - {text}\n"));
    let (sidecar, found) = parse(&source);
    if !found.is_empty() {
        return None;
    }
    sidecar?.steps.into_iter().next_back()?.expect.into_iter().next()
}

fn holding(text: &str, state: &State) -> Option<Check> {
    read(text).filter(|check| judge(check, state).verdict == Verdict::Pass)
}

/// The longest part of a command in a comment, in characters.
const COMMAND_WIDTH: usize = 60;

/// A command as a comment names it.
pub fn named(command: &str) -> String {
    let line = crate::text::printable(command.lines().next().unwrap_or_default());
    let cut: String = line.chars().take(COMMAND_WIDTH).collect();
    let more = if cut.len() < command.trim_end().len() { " …" } else { "" };
    format!("`{}{more}`", cut.trim_end())
}
