//! What the learner's commands were, printed, and ended with.

use super::miss::{self, Miss, about};
use super::{file, say};
use crate::check::describe::open_words;
use crate::check::plain;
use crate::check::shell::{Command, split};
use crate::check::{Comparison, Difference, ExitCheck, ExitStatus, OutputCheck, Pattern, RanCheck, compare};
use crate::state::{CommandRecord, EngineEvent, State};

/// Why no command printed what was asked for; none where one did.
pub(super) fn output(check: &OutputCheck, state: &State) -> Option<String> {
    let candidates = meant(check.command.as_ref(), state);
    // The latest command is the one the learner has before their eyes.
    match miss::nearest(candidates.iter().rev().map(|record| output_misses(check, record))) {
        Some(misses) => miss::told(misses),
        None => Some(nothing_ran(check.command.as_ref())),
    }
}

fn output_misses(check: &OutputCheck, record: &CommandRecord) -> Vec<Miss> {
    let name = say::command(&record.text);
    let lacking: Vec<&String> = check.contains.iter().filter(|text| !file::contains(&record.output, text)).collect();
    let pattern = check.matches.as_ref().filter(|pattern| !pattern.is_match(&record.output));
    // Which command is meant nobody says, and this one is not: it comes near in nothing.
    let is_any = check.command.is_none() && check.equals.is_none() && check.like.is_none();
    let is_any = is_any && lacking.len() == check.contains.len() && pattern.is_some() == check.matches.is_some();
    let not_printed = |what: &str| {
        if is_any { format!("no command has printed {what} yet") } else { format!("{name} did not print {what}") }
    };
    let lacks = |text: &str| {
        if is_any { not_printed(&say::code(text)) } else { unprinted(&name, text, &record.output) }
    };
    let mut misses: Vec<Miss> = lacking.iter().flat_map(|text| about(&say::code(text), [lacks(text)])).collect();
    let pattern = pattern.map(|pattern| match plain::asked(pattern) {
        Some(asked) if is_any => not_printed(&asked),
        None if is_any => not_printed("what the step asks for"),
        _ if record.output.trim().is_empty() => format!("{name} printed nothing"),
        Some(asked) => format!("{name} did not print {asked}"),
        None => format!("{name} printed something else"),
    });
    misses.extend(about("what it looks like", pattern));
    let whole = format!("the output of {name}");
    let difference = check.equals.as_ref().and_then(|wanted| say::first_difference(&whole, &record.output, wanted));
    misses.extend(about("its text", difference));
    let comparison = check.like.as_ref().map(|wanted| compare(wanted, &record.output));
    misses.extend(about("line", comparison.iter().flat_map(|comparison| unlike(&whole, comparison))));
    let excess = check.excludes.iter().filter(|text| file::contains(&record.output, text));
    misses.extend(about("too much", excess.map(|text| format!("{name} still printed {}", say::code(text)))));
    misses
}

fn unprinted(name: &str, text: &str, output: &str) -> String {
    match say::alike(output, text) {
        Some((line, text)) => format!("{name} did not print {text}; it printed {line}"),
        None => format!("{name} did not print {}", say::code(text)),
    }
}

/// The lines that are not like the wanted ones.
fn unlike<'c>(whole: &'c str, comparison: &'c Comparison) -> impl Iterator<Item = String> + 'c {
    comparison.differences.iter().map(move |difference| unlike_line(whole, difference, comparison))
}

fn unlike_line(whole: &str, difference: &Difference, comparison: &Comparison) -> String {
    let ignored = comparison.ignored_words().map(|words| format!(" ({words})")).unwrap_or_default();
    let line = |line: Option<String>| line.map(|l| say::code(&l.split_whitespace().collect::<Vec<_>>().join(" ")));
    let (shown, printed) = difference.aligned();
    match (line(shown), line(printed)) {
        (Some(shown), None) => format!("{whole} has no line like {shown}{ignored}"),
        (None, printed) => {
            format!("{whole} has a line that the step does not ask for: {}", printed.unwrap_or_default())
        }
        (Some(shown), Some(_)) if difference.is_moved() => {
            format!("{whole} has {shown} in another place among its lines")
        }
        (Some(shown), Some(printed)) if difference.is_reordered() => {
            format!("{whole} has {printed}; the step asks for another order of these words: {shown}{ignored}")
        }
        (Some(shown), Some(printed)) => {
            format!("a line of {} is {printed}; the step asks for one like {shown}{ignored}", whole.trim_start())
        }
    }
}

/// Why no command ended as was asked for; none where one did.
pub(super) fn exit(check: &ExitCheck, state: &State) -> Option<String> {
    let mut candidates = meant(check.command.as_ref(), state);
    if check.command.is_none() {
        candidates = candidates.into_iter().next_back().into_iter().collect();
    }
    match candidates.last() {
        None => Some(nothing_ran(check.command.as_ref())),
        Some(_) if candidates.iter().any(|record| fits(check.status, record.exit)) => None,
        Some(record) => Some(ended(record)),
    }
}

fn ended(record: &CommandRecord) -> String {
    format!("{} ended with status {}", say::command(&record.text), record.exit)
}

/// Why no such command was run; none where one was.
pub(super) fn ran(check: &RanCheck, state: &State) -> Option<String> {
    let patterns: Vec<Command> = split(&check.command).iter().filter_map(Command::read).collect();
    let mut nearest: Option<(usize, String)> = None;
    for record in state.commands.iter().rev() {
        let Some(lacks) = record_lacks(record, &patterns) else { continue };
        let why = if lacks.is_empty() {
            let fitting = fits(check.status, record.exit) || fits(check.status, 0) && was_detached(record);
            match unseen(&patterns, check.status, record, state) {
                None if fitting => return None,
                Some(verb) if fitting => {
                    format!("{} ended well, but the engine saw no `docker {verb}`", say::command(&record.text))
                }
                _ => ended(record),
            }
        } else {
            format!("{} was run; the step asks for {} too", say::command(&record.text), say::code(&lacks.join(" ")))
        };
        if nearest.as_ref().is_none_or(|(count, _)| lacks.len() < *count) {
            nearest = Some((lacks.len(), why));
        }
    }
    nearest
        .map(|(_, why)| why)
        .or_else(|| Some(format!("{} has not been run yet", say::command(&open_words(&check.command)))))
}

/// What the engine always tells of a command that succeeds, by its verb.
const TOLD: &[(&str, &str)] = &[("run", "create"), ("create", "create"), ("exec", "exec_create")];

/// How long before a command began, and after it ended, by the shell's account, the engine may tell of it, in nanoseconds.
const SLACK: i64 = 1_000_000_000;

/// The verb of which the engine told nothing while the line ran, though it would have: `true || docker run alpine`. None
/// where nothing is known of the engine's part.
fn unseen<'p>(patterns: &'p [Command], status: ExitStatus, record: &CommandRecord, state: &State) -> Option<&'p str> {
    let history = &state.history;
    let is_known = record.started > 0 && history.lost.is_none() && history.events_ever == history.events.len() as u64;
    if !is_known || !fits(status, 0) || record.exit != 0 {
        return None;
    }
    let span = record.started - SLACK..=record.ended + SLACK;
    let told = |action: &str| {
        let is_it = |e: &&EngineEvent| e.kind == "container" && e.action.split(':').next() == Some(action);
        history.events.iter().rev().filter(|e| span.contains(&e.nanoseconds)).any(|e| is_it(&e))
    };
    let mut verbs = patterns.iter().filter(|pattern| pattern.program == "docker").map(|pattern| pattern.verb.as_str());
    verbs.find(|verb| TOLD.iter().any(|(known, action)| known == verb && !told(action)))
}

/// Words of the shell before a command.
const KEYWORDS: &[&str] = &["then", "do", "else", "elif", "if", "while", "until", "{", "(", "!", "time"];

/// The commands of a line, those in loops and conditions and in `sh -c '…'` included.
fn commands_of(line: &str) -> Vec<Command> {
    let mut commands = Vec::new();
    for mut simple in split(line) {
        let keywords = simple.words.iter().take_while(|word| KEYWORDS.contains(&word.text.as_str())).count();
        simple.words.drain(..keywords);
        let words: Vec<&str> = simple.words.iter().map(|word| word.text.as_str()).collect();
        if let ["sh" | "bash", "-c", script, ..] = words[..] {
            commands.extend(split(script).iter().filter_map(Command::read));
        }
        commands.extend(Command::read(&simple));
    }
    commands
}

/// Whether the keys that leave a container ended the command: `docker attach` calls that an error and ends with status 1
/// (docker/cli, `term.EscapeError`), and did all that was asked of it.
fn was_detached(record: &CommandRecord) -> bool {
    record.exit == 1 && record.output.trim_end().ends_with("read escape sequence")
}

/// What of the patterns the commands of one line lack; none where none of them is even the same program.
fn record_lacks(record: &CommandRecord, patterns: &[Command]) -> Option<Vec<String>> {
    let commands = commands_of(&record.text);
    let nearest = |pattern: &Command| commands.iter().filter_map(|command| command.lacks(pattern)).min_by_key(Vec::len);
    let lacks: Option<Vec<Vec<String>>> = patterns.iter().map(nearest).collect();
    lacks.filter(|lacks| !lacks.is_empty()).map(|lacks| lacks.concat())
}

/// Whether a command ended as was asked for.
pub(super) fn fits(wanted: ExitStatus, status: i32) -> bool {
    match wanted {
        ExitStatus::Is(wanted) => status == wanted,
        ExitStatus::Nonzero => status != 0,
        ExitStatus::Any => true,
    }
}

/// The commands that may be meant, in their order.
fn meant<'s>(command: Option<&Pattern>, state: &'s State) -> Vec<&'s CommandRecord> {
    state.commands.iter().filter(|record| command.is_none_or(|pattern| pattern.is_match(&record.text))).collect()
}

fn nothing_ran(command: Option<&Pattern>) -> String {
    match command {
        Some(pattern) => match plain::commands(pattern) {
            Some(commands) => format!("no command like {commands} has been run yet"),
            None => "no command as the step asks for has been run yet".to_owned(),
        },
        None => "no command has been run yet".to_owned(),
    }
}
