//! Makes available what lessons suppose, and says what stands in for what.

use crate::lesson::{Lesson, Need};
use crate::sandbox::image::has_program;
use crate::sandbox::{Sandbox, SandboxError};

/// What can be provided, and from what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provider {
    /// `--stand-in NAME=IMAGE`: what the user wants for a name.
    pub chosen: Vec<(String, String)>,
    /// The registry answers: names are pulled for real.
    pub has_registry: bool,
}

/// The images that every sandbox can pull under their own names.
pub const STAND_INS: &[&str] = &["alpine", "busybox", "hello-world", "debian", "ubuntu", "nginx", "httpd"];

/// What stands in for a name that nothing here is like: it has a shell, tools and apt.
const DEFAULT_BASE: &str = "debian";

impl Provider {
    /// What stands in for an image.
    pub fn base<'a>(&'a self, name: &'a str) -> &'a str {
        let bare = name.split(['@', ':']).next().unwrap_or(name);
        if let Some((_, base)) =
            self.chosen.iter().find(|(n, _)| n == name || n == bare || format!("{n}:latest") == name)
        {
            return base;
        }
        if STAND_INS.contains(&bare) {
            return bare;
        }
        if name.contains("alpine") { "alpine" } else { DEFAULT_BASE }
    }

    /// The lesson as it can be played: what a stand-in cannot do is not expected of it, and a
    /// program that the sandbox does not have is not started.
    pub fn fit(&self, lesson: Lesson) -> Lesson {
        let lesson = lesson.with_programs(&has_program);
        if self.has_registry { lesson } else { lesson.with_idle(&|name| self.is_idle(name), &has_program) }
    }

    /// Whether what stands in for an image ends at once, and does not serve as the image itself may.
    fn is_idle(&self, name: &str) -> bool {
        let bare = name.split(['@', ':']).next().unwrap_or(name);
        !STAND_INS.contains(&bare) && matches!(self.base(name), "alpine" | "busybox" | "debian" | "ubuntu")
    }

    /// Declares a need that was provided, in words.
    fn declared(&self, need: &Need) -> String {
        let base = self.base(need.name());
        let what = match base {
            "alpine" | "busybox" => "BusyBox from Debian".to_owned(),
            "debian" | "ubuntu" => "Debian".to_owned(),
            "hello-world" => "a greeting of our own".to_owned(),
            "nginx" | "httpd" => "a small web server from BusyBox".to_owned(),
            other => format!("`{other}`"),
        };
        match need {
            Need::Pullable(name) => format!("`{name}` is a stand-in: {what}"),
            Need::Image(name) => format!("`{name}`, an image this lesson supposes, is a stand-in: {what}"),
            Need::Container(name) => {
                format!("`{name}`, a container this lesson supposes, is made from a stand-in: {what}")
            }
            Need::Folder(name) => format!("`~/{name}`, a folder this lesson supposes, is made and empty"),
        }
    }
}

/// Provides all of it; gives the declarations to show.
pub async fn provide_all(
    machine: &mut impl Sandbox,
    needs: &[Need],
    provider: &Provider,
) -> Result<Vec<String>, SandboxError> {
    let is_there = |need: &&Need| provider.has_registry && matches!(need, Need::Pullable(_));
    let wanted: Vec<_> = needs.iter().filter(|need| !is_there(need)).map(|n| (n, provider.base(n.name()))).collect();
    if !wanted.is_empty() {
        machine.provide(&wanted).await?;
    }
    Ok(wanted.iter().map(|(need, _)| provider.declared(need)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_fitting_stand_ins() {
        let provider = Provider { chosen: vec![("mysql".into(), "busybox".into())], has_registry: false };
        for (name, want) in [
            ("alpine:3.20", "alpine"),
            ("ubuntu:14.04", "ubuntu"),
            ("mysql:latest", "busybox"),
            ("python:3-alpine", "alpine"),
            ("registry.example.com/a/b:latest", "debian"),
        ] {
            assert_eq!(provider.base(name), want, "{name}");
        }
        let idle = ["alpine:3.20", "mysql:latest", "python:3-alpine", "nginx:1", "me/app"].map(|n| provider.is_idle(n));
        assert_eq!(idle, [false, true, true, false, true]);
    }
}
