//! Programs that wait for a person and get no terminal to meet one.

use super::command::{argument_place, base, calls};
use super::given::Given;
use crate::check::shell;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, Command, Location};
use regex::Regex;
use std::sync::LazyLock;

/// Lines below a block in which its outcome is told.
const LOOK_BELOW: usize = 8;
const SHELLS: &[&str] = &["sh", "bash", "ash", "zsh", "dash", "fish"];
static ANGLES: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"<[A-Za-z][^<>\n]*>").ok());

pub fn find(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    for (block, command) in given.commands().filter(|(_, c)| c.location == Location::Host) {
        if is_fed(command) || is_meant(given, block) {
            continue;
        }
        for (simple, call) in calls(command) {
            // What it prints goes on to another program, or its input comes from one.
            let is_fed = simple.piped || !simple.writes.is_empty();
            if let Some(message) = fault(&call).filter(|_| !is_fed) {
                let place = argument_place(&simple, 1).unwrap_or(0..command.text.len());
                let span = given.span_at(command, place);
                let help = format!("`docker {} -it …` gives it the learner's keyboard and screen", call.verb);
                found.push(given.finding("L0207", span, message).help(help));
            }
        }
    }
}

/// Whether the text below the block tells what the learner sees: then the missing terminal is the lesson.
fn is_meant(given: &Given<'_>, block: &Block) -> bool {
    let below = (block.end_line + 1..=block.end_line + LOOK_BELOW).map(|l| given.source.line_text(l).to_lowercase());
    let text = below.collect::<Vec<_>>().join(" ");
    ["nothing happen", "exited", "exits", "will exit", "ends at once", "ended", "stops right", "no prompt"]
        .iter()
        .any(|words| text.contains(words))
}

/// Whether a file or here document is its input.
fn is_fed(command: &Command) -> bool {
    let text = ANGLES.as_ref().map_or(command.text.as_str().into(), |a| a.replace_all(&command.text, ""));
    text.contains('<')
}

fn fault(call: &shell::Command) -> Option<String> {
    if call.program != "docker" || !matches!(call.verb.as_str(), "run" | "exec") {
        return None;
    }
    let program = call.args.get(1).map(|p| base(p)).filter(|p| SHELLS.contains(p))?;
    let is_detached = call.has("detach");
    // With more words (`-c ls`, a script) it has something to do without a person.
    let is_prompt = call.args.len() == 2;
    match (call.has("interactive"), call.has("tty")) {
        _ if !is_prompt => None,
        (false, false) => Some(format!("`{program}` gets no terminal, so it ends at once")),
        (false, true) if !is_detached => Some(format!("`{program}` has a screen and no keyboard: it waits for ever")),
        (true, false) if !is_detached => Some(format!("`{program}` has `-i` and no `-t`, so it shows no prompt")),
        _ => None,
    }
}
