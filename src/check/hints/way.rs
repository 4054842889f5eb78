//! A way to bring something about, step by step from its tool to the whole command.

use crate::check::shell::quote;
use crate::state::Place;
use std::collections::BTreeMap;

/// What brings an assertion about.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Way {
    /// `docker tag`; a program of the shell for a file.
    pub tool: String,
    /// Its flags, each with what it is for.
    pub flags: Vec<(&'static str, String)>,
    /// The words behind the flags.
    pub rest: Vec<String>,
    /// Whether more words are needed than are known.
    pub is_part: bool,
    /// The container in which it is done from outside.
    pub inside: Option<String>,
    /// Goes by what is there: a command that would make it anew is none here.
    pub mends: bool,
    /// What must be typed before, where something is in the way.
    pub before: Vec<String>,
    /// The lines of a Dockerfile that are needed for it.
    pub lines: Vec<String>,
    /// What to look at instead of the tool's own help.
    pub look_at: Option<String>,
}

impl Way {
    pub fn new(tool: &str, rest: &[&str]) -> Self {
        let rest = rest.iter().map(|word| (*word).to_owned()).collect();
        Self { tool: tool.to_owned(), rest, ..Self::default() }
    }

    /// Does something to what is there.
    pub fn mending(tool: &str, rest: &[&str]) -> Self {
        Self { mends: true, ..Self::new(tool, rest) }
    }

    /// No command does it alone.
    pub fn by_looking(text: String) -> Self {
        Self { look_at: Some(text), ..Self::default() }
    }

    pub fn flag(mut self, flag: &'static str, value: impl Into<String>) -> Self {
        self.flags.push((flag, value.into()));
        self
    }

    pub fn one(self, flag: &'static str, value: Option<&String>) -> Self {
        match value {
            Some(value) => self.flag(flag, quote(value)),
            None => self,
        }
    }

    pub fn pairs(self, flag: &'static str, pairs: &BTreeMap<String, String>) -> Self {
        pairs.iter().fold(self, |way, (key, value)| way.flag(flag, quote(&format!("{key}={value}"))))
    }

    pub fn after(mut self, before: impl IntoIterator<Item = String>) -> Self {
        self.before.extend(before);
        self
    }

    /// All that is typed for it, in order.
    pub fn commands(self) -> Vec<String> {
        let command = self.command();
        self.before.into_iter().chain([command]).collect()
    }

    /// Done in what a file is in. Of a volume by a container that has it mounted; an image is built.
    pub fn within(self, place: Option<&Place>) -> Self {
        match place {
            None => self,
            Some(Place::Container(_) | Place::Volume(_)) if self.tool.is_empty() => self,
            Some(Place::Container(name)) => {
                let script = self.command();
                let needs_shell = script.contains(['>', '\'', '|']);
                let rest = if needs_shell { format!("sh -c {}", quote_script(&script)) } else { script };
                Self { inside: Some(name.clone()), ..Self::new("docker exec", &[name, &rest]) }
            }
            Some(Place::Volume(name)) => {
                let script = self.command();
                let needs_shell = script.contains(['>', '\'', '|']);
                let rest = if needs_shell { format!("sh -c {}", quote_script(&script)) } else { script };
                let mount = quote(&format!("{name}:{LOOK_AT}"));
                Self::new("docker run", &["IMAGE", &rest]).flag("--rm", "").flag("--volume", mount)
            }
            Some(Place::Image(name)) if self.tool == "rm" => {
                let text =
                    "An image is never changed: one without the file is built from another Dockerfile.".to_owned();
                Self { look_at: Some(text), ..Self::new("docker build", &["."]).flag("--tag", name) }
            }
            Some(Place::Image(name)) => {
                let text = "In a Dockerfile `COPY` and `RUN` put files into an image.".to_owned();
                Self { look_at: Some(text), ..Self::new("docker build", &["."]).flag("--tag", name) }
            }
        }
    }

    pub fn command(&self) -> String {
        let flags = self.flags.iter().flat_map(|(flag, value)| [(*flag).to_owned(), value.clone()]);
        let words = std::iter::once(self.tool.clone()).chain(flags).chain(self.rest.iter().cloned());
        words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// Where a container that is made for a volume alone has it.
pub(super) const LOOK_AT: &str = "/look";

/// As a learner quotes commands that have quotes themselves.
fn quote_script(script: &str) -> String {
    let is_safe = script.contains('\'') && !script.contains(['"', '$', '`', '!']);
    if is_safe { format!("\"{script}\"") } else { quote(script) }
}

/// A value, or a word in capitals where none is known.
pub(super) fn or<'v>(value: Option<&'v String>, otherwise: &'v str) -> &'v str {
    value.map_or(otherwise, String::as_str)
}
