//! Checks that are programs of their author's.

use crate::check::ScriptCheck;
use crate::check::judge::say;
use crate::state::{Answer, Probe, State};
use crate::text::printable;

/// How much of a script's last line is shown, in characters.
const LINE_LIMIT: usize = 200;

/// The look that runs it.
pub(super) fn probe(check: &ScriptCheck) -> Probe {
    let (name, text) = (name(check), check.text.clone());
    Probe::Script { name, text, args: check.args.clone(), limit: check.limit }
}

/// The script's path, or the command itself.
pub(super) fn name(check: &ScriptCheck) -> String {
    check.path.clone().unwrap_or_else(|| check.text.clone())
}

/// Why the script does not agree: its last line; none where it ends with status 0.
pub(super) fn why_not(check: &ScriptCheck, state: &State) -> Option<String> {
    let Some(Answer::Output(output)) = state.now.answers.get(&probe(check)) else {
        return Some(format!("{} was not run", say::command(&name(check))));
    };
    if output.status == 0 {
        return None;
    }
    let text = printable(&output.text);
    let last = text.lines().rev().map(str::trim).find(|line| !line.is_empty());
    Some(last.map_or_else(
        || format!("{} ended with status {}", say::command(&name(check)), output.status),
        |line| line.chars().take(LINE_LIMIT).collect(),
    ))
}
