//! The folder that a lesson's shell is in: a lesson says `cd app` once and means files of `app` from then on.

use crate::check::shell::{Command, Simple};
use crate::check::{Assertion, Look};

/// A folder, absolute or within the learner's home; unknown behind a `cd` to what only a shell knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder(Option<String>);

impl Default for Folder {
    /// The learner's home, where a shell begins.
    fn default() -> Self {
        Self(Some(String::new()))
    }
}

impl Folder {
    /// Where the shell is after a command.
    pub fn go(&mut self, simple: &Simple) {
        let Some(command) = Command::read(simple) else { return };
        *self = match command.program.as_str() {
            "cd" | "pushd" => match (command.args.first(), simple.words.iter().any(|word| word.unknown)) {
                (None, false) if command.program == "cd" => Self::default(),
                (Some(to), false) if to != "-" => Self(self.of(to)),
                _ => Self(None),
            },
            "popd" => Self(None),
            _ => return,
        };
    }

    /// A path as it is meant here, from the learner's home; none where that is not known.
    pub fn of(&self, path: &str) -> Option<String> {
        if path == "~" {
            return Some(String::new());
        }
        let joined = match path.strip_prefix("~/") {
            Some(rest) => rest.to_owned(),
            None if path.starts_with('/') => path.to_owned(),
            None => match self.0.as_ref()?.as_str() {
                "" => path.to_owned(),
                folder => format!("{folder}/{path}"),
            },
        };
        plain(&joined)
    }

    /// An expectation of a command typed here, with its path from the learner's home; none where that is not known.
    pub fn meant(&self, mut assertion: Assertion) -> Option<Assertion> {
        match &mut assertion {
            Assertion::File(check) if check.place.is_none() => check.path = self.of(&check.path)?,
            Assertion::Look(look) => {
                if let Look::Archive(check) = &mut **look {
                    check.path = self.of(&check.path)?;
                }
            }
            _ => {}
        }
        Some(assertion)
    }
}

/// Without `.` and `..`; none where it leads out of the home.
fn plain(path: &str) -> Option<String> {
    let is_absolute = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/').filter(|part| !matches!(*part, "" | ".")) {
        if part == ".." {
            if parts.pop().is_none() && !is_absolute {
                return None;
            }
        } else {
            parts.push(part);
        }
    }
    Some(format!("{}{}", if is_absolute { "/" } else { "" }, parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::shell::split;

    #[track_caller]
    fn check(commands: &str, path: &str, want: Option<&str>) {
        let mut folder = Folder::default();
        split(commands).iter().for_each(|simple| folder.go(simple));
        assert_eq!(folder.of(path).as_deref(), want, "{commands}: {path}");
    }

    #[test]
    fn a_path_is_meant_from_where_the_shell_is() {
        check("", "a/./b", Some("a/b"));
        check("mkdir app && cd app", "Dockerfile", Some("app/Dockerfile"));
        check("cd app; cd src", "../x", Some("app/x"));
        check("cd ~/app/", "./x", Some("app/x"));
        check("cd app\ncd ..", "x", Some("x"));
        check("cd app\ncd", "x", Some("x"));
        check("cd app", "~/x", Some("x"));
        check("cd app", "/tmp/x", Some("/tmp/x"));
        check("cd /tmp", "x", Some("/tmp/x"));
        check("cd /tmp/a", "../../../x", Some("/x"));
        check("cd $HERE", "x", None);
        check("cd -", "x", None);
        check("cd ..", "x", None);
        check("cd $HERE", "~/x", Some("x"));
        check("pushd app", "x", Some("app/x"));
        check("popd", "x", None);
    }
}
