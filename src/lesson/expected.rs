//! What the lesson shows as the output of its commands.

use super::{Step, Task, opens_shell};
use crate::document::{Block, BlockKind, Location, Node, NodeKind, walk};
use crate::state::CommandRecord;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The words of a lesson's commands and files, each with the line where it is first met.
pub type Words = BTreeMap<String, usize>;

/// The output that a lesson shows of one command.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    /// 1-based line of the command.
    pub line: usize,
    /// The command as the lesson has it.
    pub command: String,
    /// What it prints there.
    pub output: String,
    /// The words of the whole lesson.
    pub words: Arc<Words>,
}

impl Shown {
    /// Whether the lesson so far names a thing: by its name, or by the repository of an image. Where nothing is known of
    /// the lesson, everything may be its own.
    pub fn is_own(&self, name: &str) -> bool {
        let plain = name.strip_suffix(":latest").unwrap_or(name);
        let repository = plain.rsplit_once(':').map_or(plain, |(repository, _)| repository);
        let is_met = |word: &str| self.words.get(word).is_some_and(|line| *line <= self.line);
        self.words.is_empty() || [name, plain, repository].into_iter().any(is_met)
    }
}

/// The words of all blocks of a lesson.
pub(super) fn words(nodes: &[Node]) -> Words {
    let mut words = Words::new();
    walk(nodes, &mut |node| {
        let NodeKind::Block(block) = &node.kind else { return };
        let mut add = |line: usize, text: &str| {
            let parts = text.split(|c: char| c.is_whitespace() || "\"'`=,;|()[]{}".contains(c));
            for word in parts.filter(|word| !word.is_empty()) {
                words.entry(word.to_owned()).or_insert(line);
                if let Some((repository, _)) = word.rsplit_once(':').filter(|(repository, _)| !repository.is_empty()) {
                    words.entry(repository.to_owned()).or_insert(line);
                }
            }
        };
        block.commands.iter().for_each(|command| add(command.line, &command.text));
        if block.kind == BlockKind::File {
            add(node.line, &block.text);
        }
    });
    words
}

impl Step {
    /// What the lesson shows for a command as it was typed, with any blanks, after it was typed `times` before in this
    /// step: a lesson that gives a command again shows something else then, or nothing.
    pub fn shown_for(&self, typed: &str, times: usize) -> Option<&Shown> {
        let typed = apart(typed);
        // A command with its placeholders filled is told by its line.
        let lines: Vec<usize> = self
            .tasks
            .iter()
            .filter_map(|task| match task {
                Task::Type(task) if apart(&task.text) == typed => Some(task.line),
                _ => None,
            })
            .collect();
        let line = lines.get(times).or(lines.last());
        let is_same = |shown: &&Shown| apart(&shown.command) == typed;
        let at_line = || self.outputs.iter().filter(|shown| Some(&shown.line) == line);
        let anywhere = || self.outputs.iter().filter(|_| line.is_none()).find(is_same);
        // Several commands may stand in one line.
        at_line().find(is_same).or_else(|| at_line().next()).or_else(anywhere)
    }

    /// The same after the commands that were typed before in this step.
    pub fn shown_after(&self, typed: &str, before: &[CommandRecord]) -> Option<&Shown> {
        self.shown_for(typed, before.iter().filter(|record| apart(&record.text) == apart(typed)).count())
    }
}

fn apart(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

/// What a section shows; where it cannot be told which command an output belongs to, nothing.
pub(super) fn outputs(nodes: &[Node]) -> Vec<Shown> {
    let mut found = Vec::new();
    walk(nodes, &mut |node| {
        if let NodeKind::Block(block) = &node.kind {
            found.extend(of_block(block));
        }
    });
    found
}

fn of_block(block: &Block) -> Vec<Shown> {
    let Some(expected) = &block.expected else { return Vec::new() };
    let is_plain = block.commands.iter().all(|c| c.location == Location::Host && !opens_shell(c.typed()));
    let outputs = match block.commands.len() {
        _ if !is_plain => Vec::new(),
        1 => vec![expected.clone()],
        _ => split(block, expected).or_else(|| below_last(block, expected)).unwrap_or_default(),
    };
    // Dots alone stand for anything.
    let is_left_out = |c: char| c.is_whitespace() || matches!(c, '.' | '…' | '[' | ']');
    let shown = block.commands.iter().zip(outputs).filter(|(_, output)| !output.chars().all(is_left_out));
    shown
        .map(|(c, output)| Shown { line: c.line, command: c.typed().to_owned(), output, words: Arc::default() })
        .collect()
}

/// The same where comments below the last command say what that prints: nothing for each of the others.
fn below_last(block: &Block, expected: &str) -> Option<Vec<String>> {
    let last = block.commands.last()?;
    let end = (last.line + last.text.lines().count()).saturating_sub(block.line + 1);
    let told = block.text.lines().skip(end).filter_map(|line| line.trim_start().strip_prefix('#'));
    let told: Vec<&str> = told.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    let mut outputs = vec![String::new(); block.commands.len() - 1];
    outputs.push(expected.to_owned());
    told.join("\n").trim_end().ends_with(expected.trim_end()).then_some(outputs)
}

/// A transcript's output, command by command; none where it is not the transcript's own.
fn split(block: &Block, expected: &str) -> Option<Vec<String>> {
    let mut parts: Vec<Vec<&str>> = Vec::new();
    let mut continued = 0;
    for line in block.text.lines() {
        let next = block.commands.get(parts.len()).map(|c| (c.text.lines().next().unwrap_or_default().trim(), &c.text));
        match next {
            _ if continued > 0 => continued -= 1,
            Some((first, text)) if line.trim_end().ends_with(first) => {
                continued = text.lines().count() - 1;
                parts.push(Vec::new());
            }
            _ => parts.last_mut()?.push(line),
        }
    }
    let lines = |text: &str| text.lines().filter(|l| !l.trim().is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let parts: Vec<String> = parts.iter().map(|part| part.join("\n")).collect();
    (parts.len() == block.commands.len() && lines(&parts.join("\n")) == lines(expected)).then_some(parts)
}

#[cfg(test)]
mod tests {
    use crate::lesson::compile;
    use crate::reader::read;
    use crate::source::Source;

    #[track_caller]
    fn check(text: &str, want: &[(&str, &str)]) {
        let (lesson, _) = compile("x", &read(&Source::new("x.md", text)).0, None);
        let shown = lesson.steps.iter().flat_map(|s| &s.outputs);
        let shown: Vec<(&str, &str)> = shown.map(|s| (s.command.as_str(), s.output.trim())).collect();
        assert_eq!(shown, want, "{text}");
    }

    #[test]
    fn an_output_belongs_to_its_command() {
        check("# R\n\n```\n$ docker ps\nNAMES\nweb\n```\n", &[("docker ps", "NAMES\nweb")]);
        check("# R\n\n```\n$ echo a\na\n$ echo b\nb\n$ true\n```\n", &[("echo a", "a"), ("echo b", "b")]);
        check("# R\n\n```bash\ndocker ps\n```\n\nOutput:\n\n```output\nNAMES\n```\n", &[("docker ps", "NAMES")]);
        check("# R\n\n```\n$ docker run -it alpine\n/ # ls\nbin\n```\n", &[]);
        check("# R\n\n```bash\ndocker ps\n```\n", &[]);
        let told = "docker pull a\ndocker run a\n# Expected output:\n# hi";
        check(&format!("# R\n\n```bash\n{told}\n```\n"), &[("docker run a", "hi")]);
        check("# R\n\n```bash\ndocker login\n...\ndocker push a\n```\n", &[]);
    }

    #[test]
    fn a_command_is_known_whatever_its_blanks() {
        let text = "# R\n\n```\n$ docker  ps -a\nNAMES\nweb\n```\n";
        let (lesson, _) = compile("x", &read(&Source::new("x.md", text)).0, None);
        assert!(lesson.steps[0].shown_for(" docker ps -a", 0).is_some_and(|s| s.output == "NAMES\nweb"));
        assert_eq!(lesson.steps[0].shown_for("docker ps", 0), None);
    }
    #[test]
    fn a_command_given_again_shows_what_it_shows_then() {
        let ps = |shown: &str| format!("```\n$ docker ps -a\n{shown}```\n\n```\n$ docker rm web\n```\n\n");
        let text = format!("# R\n\n{}{}{}", ps("NAMES\nweb\n"), ps(""), ps("NAMES\n"));
        let (lesson, _) = compile("x", &read(&Source::new("x.md", &text)).0, None);
        let shown = |times| lesson.steps[0].shown_for("docker ps -a", times).map(|s| s.output.trim());
        assert_eq!([0, 1, 2, 3].map(shown), [Some("NAMES\nweb"), None, Some("NAMES"), Some("NAMES")]);
    }
}
