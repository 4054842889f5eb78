//! A sidecar, or a part of one, as text.

use super::value::{fits_block, line, quoted};
use super::{Entry, RecordedStep, SOLUTION_COMMENT};
use crate::check::escaped;

/// What a sidecar is made of.
const LEAD: &str = "\
# Recorded by `ropewalk record`. Whatever stands under a comment of the recorder is changed by `record --update`;
# everything else is yours. Hints are computed from the state until you write `hints:`.
";

/// A whole new sidecar. Steps without anything to write are left out.
pub fn write_sidecar(lesson: &str, images: &[String], network: bool, steps: &[RecordedStep]) -> String {
    let mut out = format!("{LEAD}lesson: {}\n", line(lesson));
    if !images.is_empty() {
        let images: Vec<String> = images.iter().map(|image| line(image)).collect();
        out += "images: [";
        out += &images.join(", ");
        out += "]\n";
    }
    if network {
        out.push_str("network: true\n");
    }
    out.push_str("steps:\n");
    let blocks: Vec<String> = steps.iter().filter(|s| is_worth(s)).map(|s| text_of(&step_lines(s, INDENT))).collect();
    if blocks.is_empty() {
        return out.replace("steps:\n", "steps: {}\n");
    }
    out + &blocks.join("\n")
}

/// Blanks before a step's id.
pub const INDENT: usize = 2;

/// Whether there is something to write of a step.
pub fn is_worth(step: &RecordedStep) -> bool {
    !step.entries.is_empty()
}

fn text_of(lines: &[String]) -> String {
    lines.iter().map(|line| format!("{line}\n")).collect::<Vec<_>>().concat()
}

/// A whole step, `indent` blanks before its id.
pub fn step_lines(step: &RecordedStep, indent: usize) -> Vec<String> {
    let (outer, inner) = (" ".repeat(indent), " ".repeat(indent + 2));
    let mut lines = vec![format!("{outer}{}:", line(&step.id)), format!("{inner}recorded: {}", step.digest)];
    lines.extend(expect_lines(&step.entries, indent + 2));
    lines.extend(solution_lines(&step.solution, indent + 2));
    lines
}

/// `expect:` with its entries.
pub fn expect_lines(entries: &[Entry], indent: usize) -> Vec<String> {
    let mut lines = vec![format!("{}expect:", " ".repeat(indent))];
    lines.extend(entries.iter().flat_map(|entry| entry_lines(entry, indent + 2)));
    lines
}

/// An entry under its comment.
pub fn entry_lines(entry: &Entry, indent: usize) -> Vec<String> {
    let blanks = " ".repeat(indent);
    let mut lines = vec![format!("{blanks}# {}", entry.why), format!("{blanks}- {}", entry.text)];
    lines.extend(entry.gives.iter().map(|name| format!("{blanks}  as: {}", line(name))));
    lines
}

/// `solution:` under its comment; nothing where nothing was typed.
pub fn solution_lines(commands: &[String], indent: usize) -> Vec<String> {
    let blanks = " ".repeat(indent);
    let mut lines = vec![format!("{blanks}# {SOLUTION_COMMENT}")];
    let commands: Vec<String> = commands.iter().map(|command| escaped(command)).collect();
    match commands.as_slice() {
        [] => return Vec::new(),
        [one] if is_line(one) => lines.push(format!("{blanks}solution: {}", line(one))),
        many if many.iter().all(|command| is_line(command) && fits_block(command)) => {
            lines.push(format!("{blanks}solution: |"));
            lines.extend(many.iter().map(|command| format!("{blanks}  {command}")));
        }
        many => {
            lines.push(format!("{blanks}solution:"));
            lines.extend(many.iter().flat_map(|command| item_lines(command, indent + 2)));
        }
    }
    lines
}

/// Whether a command is one line of a text of commands.
fn is_line(command: &str) -> bool {
    !command.contains('\n') && !command.trim_start().starts_with('#') && !command.ends_with('\\')
}

/// A command as an entry of a list; one of several lines as a block.
fn item_lines(command: &str, indent: usize) -> Vec<String> {
    let blanks = " ".repeat(indent);
    if !command.contains('\n') {
        return vec![format!("{blanks}- {}", line(command))];
    }
    if !fits_block(command) {
        return vec![format!("{blanks}- {}", quoted(command))];
    }
    let inner = |line: &str| if line.is_empty() { String::new() } else { format!("{blanks}  {line}") };
    [format!("{blanks}- |-")].into_iter().chain(command.split('\n').map(inner)).collect()
}
