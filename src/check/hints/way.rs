//! A way to bring something about, step by step from its tool to the whole command.

use super::program::with_shell;
use crate::check::shell::quote;
use crate::state::{Place, Snapshot};
use std::collections::BTreeMap;

/// What brings an assertion about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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

    pub fn flag_if(self, is_needed: bool, flag: &'static str) -> Self {
        let has = self.flags.iter().any(|(known, _)| *known == flag);
        if is_needed && !has { self.flag(flag, "") } else { self }
    }

    pub fn one(self, flag: &'static str, value: Option<&String>) -> Self {
        match value {
            Some(value) => self.flag(flag, word(value)),
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

    /// With another way before it.
    pub fn behind(self, first: Self) -> Self {
        let look_at = self.look_at.clone().or_else(|| first.look_at.clone());
        let before = first.commands().into_iter().chain(self.before).collect();
        Self { before, look_at, ..self }
    }

    /// One after the other; the last is what it comes to.
    pub fn chain(ways: Vec<Self>) -> Self {
        ways.into_iter().reduce(|first, next| next.behind(first)).unwrap_or_default()
    }

    /// Done in what a file is in. Of a volume by a container that has it mounted; an image is built.
    pub fn within(self, place: Option<&Place>, now: &Snapshot) -> Self {
        match place {
            None => self,
            Some(Place::Container(_) | Place::Volume(_)) if self.tool.is_empty() => self,
            Some(Place::Container(name)) => {
                let rest = self.script();
                Self { inside: Some(name.clone()), ..Self::new("docker exec", &[name, &rest]) }
            }
            Some(Place::Volume(name)) => {
                let mount = quote(&format!("{name}:{LOOK_AT}"));
                let image = or(with_shell(now), "IMAGE");
                Self::new("docker run", &[image, &self.script()]).flag("--rm", "").flag("--volume", mount)
            }
            Some(Place::Image(name)) => {
                let text = match self.tool.as_str() {
                    "rm" => "An image is never changed: one without the file is built from another Dockerfile.",
                    _ => "In a Dockerfile `COPY` and `RUN` put files into an image.",
                };
                let way = Self::new("docker build", &["."]).flag("--tag", name);
                Self { look_at: Some(text.to_owned()), ..way }
            }
        }
    }

    /// Its commands as what follows the name of a container.
    fn script(self) -> String {
        let script = self.commands().join(" && ");
        if script.contains(['>', '|', '&']) { format!("sh -c {}", quote_script(&script)) } else { script }
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
pub(super) fn quote_script(script: &str) -> String {
    let is_safe = script.contains('\'') && !script.contains(['"', '$', '`', '!']);
    if is_safe { format!("\"{script}\"") } else { quote(script) }
}

/// A value, or a word in capitals where none is known.
pub(super) fn or<'v>(value: Option<&'v String>, otherwise: &'v str) -> &'v str {
    value.map_or(otherwise, String::as_str)
}

/// A word as it is typed; what a shell would put something else in the place of is quoted too.
pub(super) fn word(text: &str) -> String {
    let is_pattern = text.contains('*') || text.starts_with('~');
    if is_pattern { format!("'{}'", text.replace('\'', r"'\''")) } else { quote(text) }
}

/// A path as it is typed: the `~` before it is left to the shell.
pub(super) fn path_word(path: &str) -> String {
    match path.strip_prefix("~/") {
        Some("") => "~/".to_owned(),
        Some(rest) => format!("~/{}", word(rest)),
        None if path == "~" => path.to_owned(),
        // It would be taken for a flag.
        None if path.starts_with('-') => format!("./{}", word(path)),
        None => word(path),
    }
}
