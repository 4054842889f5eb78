//! What a course of another platform brings to judge a page by: the `verify` script that Katacoda's and Killercoda's
//! `index.json` names beside a page. There its status decides alone whether the page is done, and here it does too.

use super::compile::derive_checks;
use super::{Lesson, Step, Task};
use crate::check::Check;
use crate::document::Node;
use regex::Regex;
use serde_json::Value;
use std::sync::LazyLock;

/// The names of pages and of their `verify` scripts in an `index.json`, both from its folder.
pub fn page_scripts(index: &str) -> Vec<(String, String)> {
    let Ok(index) = serde_json::from_str::<Value>(index) else { return Vec::new() };
    let details = &index["details"];
    let steps = details["steps"].as_array().map(Vec::as_slice).unwrap_or_default();
    let pages = [&details["intro"]].into_iter().chain(steps).chain([&details["finish"]]);
    let named = |page: &Value| Some((page["text"].as_str()?.to_owned(), page["verify"].as_str()?.to_owned()));
    pages.filter_map(named).collect()
}

/// Where a script names a program to start: at the beginning of a command, also of one within another.
static STARTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words = "if|then|while|until|do|else|elif|sudo|time|!";
    Regex::new(&format!(r"(?m)(?:^|\$\(|`|\||&&|;)\s*(?:(?:{words})\s+)*([A-Za-z][A-Za-z0-9_.+-]*)(=|\+=|\s*\(\))?"))
        .ok()
});

/// A program that a shell script starts and that is not there; of a script in another language its interpreter.
pub fn lacking_program(script: &str, has: &dyn Fn(&str) -> bool) -> Option<String> {
    let interpreter = script.strip_prefix("#!").and_then(|rest| rest.lines().next()).map(|line| {
        let mut words = line.split_whitespace().map(|word| word.rsplit('/').next().unwrap_or(word));
        words.find(|word| *word != "env" && !word.starts_with('-')).unwrap_or_default()
    });
    if let Some(name) = interpreter.filter(|name| !matches!(*name, "sh" | "bash" | "dash" | "")) {
        return (!has(name)).then(|| name.to_owned());
    }
    let lines: Vec<&str> = script.lines().filter(|line| !line.trim_start().starts_with('#')).collect();
    let text = lines.join("\n");
    let is_own = |name: &str| text.contains(&format!("{name}()")) || text.contains(&format!("function {name}"));
    let started = STARTS.as_ref()?.captures_iter(&text).filter(|found| found.get(2).is_none());
    let mut names = started.filter_map(|found| Some(found.get(1)?.as_str().to_owned()));
    names.find(|name| !has(name) && !is_own(name))
}

impl Lesson {
    /// The same page, of this text, judged by its platform's script: its last step that has something to do, if no sidecar
    /// says what is to come of that. A page without a command is one step.
    #[must_use]
    pub fn judged_by(mut self, script: Check, text: &[Node]) -> Self {
        if self.steps.is_empty() {
            let (id, title, nodes) = (self.id.clone(), self.title.clone(), text.to_vec());
            self.steps.push(Step { id, title, line: 1, nodes, ..Step::default() });
        }
        let last = self.steps.iter().rposition(|step| !step.is_reading()).or(self.steps.len().checked_sub(1));
        if let Some(step) = last.and_then(|at| self.steps.get_mut(at)).filter(|step| step.is_derived()) {
            step.script = Some(script);
            derive_checks(step);
        }
        self
    }
}

impl Step {
    /// The platform's script, where what it asks for can be done here.
    pub(super) fn platform_check(&self) -> Option<Check> {
        let can_be_done = self.tasks.is_empty() || self.tasks.iter().any(|task| !matches!(task, Task::Leave { .. }));
        self.script.clone().filter(|_| can_be_done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::script_of;
    use crate::lesson::compile;
    use crate::source::Source;

    #[test]
    fn pages_and_their_scripts() {
        let index = r#"{"details": {"intro": {"text": "intro.md"}, "steps": [{"text": "s1/text.md", "verify": "s1/verify.sh"},
            {"text": "s2.md"}, {"verify": "alone.sh"}], "finish": {"text": "end.md", "verify": 3}}}"#;
        assert_eq!(page_scripts(index), [("s1/text.md".to_owned(), "s1/verify.sh".to_owned())]);
        assert_eq!(page_scripts("no json"), []);
        assert_eq!(page_scripts("[1]"), []);
    }

    #[test]
    fn programs_that_a_script_starts() {
        let has = |name: &str| ["docker", "grep", "test", "if", "exit", "fi", "echo"].contains(&name);
        for (script, want) in [
            ("docker ps | grep -q web", None),
            ("#!/bin/bash\n# kubectl is not here\nif docker ps | grep web; then\n  exit 0\nfi\nexit 1\n", None),
            ("#!/bin/bash\nkubectl get pods | grep -q web", Some("kubectl")),
            ("if kubectl get pods; then exit 0; fi", Some("kubectl")),
            ("test \"$(kubectl get pods -o name)\" = pod/web", Some("kubectl")),
            ("docker ps | yq .x", Some("yq")),
            ("N=3\nN+=1\ncheck() { docker ps; }\ncheck\n/opt/own\n./own", None),
            ("#!/usr/bin/env python3\nimport sys", Some("python3")),
            ("#!/usr/bin/env -S bash -e\ndocker ps", None),
            ("", None),
        ] {
            assert_eq!(lacking_program(script, &has).as_deref(), want, "{script}");
        }
    }

    /// What the steps of a page expect that has a script.
    fn expected(text: &str, sidecar: Option<&str>) -> Vec<Vec<String>> {
        let source = sidecar.map(|yaml| Source::new("x.yaml", yaml));
        let joined = source.as_ref().map(|source| (source, crate::check::parse(source).0.unwrap()));
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let lesson = compile("x", &document, joined).0.judged_by(script_of("verify.sh", "exit 1"), &document.nodes);
        let lesson = lesson.with_programs(&|name| name == "docker").offline();
        lesson.steps.iter().map(|step| step.expect.iter().map(Check::words).collect()).collect()
    }

    #[test]
    fn the_last_step_with_something_to_do_is_judged_by_the_script() {
        let script = "the script `verify.sh` agrees";
        let two = "# P\n\n## A {#a}\n\n```console\n$ docker pull alpine\n```\n\n## B {#b}\n\n```console\n$ docker tag alpine b\n```\n\n## End\n\nWell done.\n";
        assert_eq!(expected(two, None), [vec!["image `alpine` exists"], vec![script], vec![]]);
        assert_eq!(expected("# P\n\nStart a server.\n", None), [vec![script]], "a challenge without a command");
        assert_eq!(expected("# P\n\n```console\n$ kubectl get pods\n```\n", None), [Vec::<String>::new()]);
        let checks = |id: &str| format!("steps: {{{id}: {{expect: [{{image: b}}], solution: docker tag alpine b}}}}");
        assert_eq!(expected(two, Some(&checks("b")))[1], ["image `b` exists"]);
    }
}
