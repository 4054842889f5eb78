//! What a block's commands tell of where they are typed.

use super::super::lines::begun;
use super::super::raw::RawBlock;
use super::super::scan::{has_part, is_blank};
use super::alone::Alone;
use super::cue::Cue;
use super::engine::{Head, is_engine};
use super::known::{Likeness, is_sentence, likeness, without_prefixes};
use super::phrase;
use super::prompt::{Prompt, split};
use super::shells;
use super::transcript::{self, Item};
use super::typed::Typed;
use super::words::first_word;

/// Whether commands of no engine end with `exit`: what is left was open before the first of them.
pub fn ends_inside(items: &[Item<'_>]) -> bool {
    let is_quiet = |item: &Item<'_>| {
        let hosts = |text: &str| text.starts_with("ssh ") || has_part(text, "sudo ") || text.ends_with("sh");
        let opens = |typed: &Typed<'_>| typed.opened().is_some() || hosts(typed.text());
        is_plain(item) && matches!(item, Item::Command { typed, .. } if !opens(typed))
    };
    let is_exit = |item: &Item<'_>| matches!(item, Item::Command { typed, .. } if typed.text() == "exit");
    // Much more is a way of its own.
    (2..=4).contains(&items.len()) && items.last().is_some_and(is_exit) && items.iter().all(is_quiet)
}

/// Whether variables are set, without a prompt, for a call of the engine below.
pub fn prepares_call(items: &[Item<'_>]) -> bool {
    let plain =
        |i: &Item<'_>| matches!(i, Item::Command { prompt: None, typed, .. } if typed.text().starts_with("export "));
    let set = items.iter().take_while(|i| plain(i)).count();
    let calls = |i: &Item<'_>| matches!(i, Item::Command { prompt: None, typed, .. } if typed.ask(|_, words| shells::is_for_engine(words)));
    set > 0 && items.get(set).is_some_and(calls)
}

/// Whether the engine makes something, without a prompt, below other commands and before a container is left: who types
/// that is out already. Who copies something out of the container may have been in it the line before.
pub fn makes_below(items: &[Item<'_>]) -> bool {
    let stays = |item: &Item<'_>| match item {
        Item::Command { prompt, typed, .. } => prompt.is_none() && !shells::leaves(typed.text()),
        Item::Output(..) => true,
    };
    let makes = |head: Head<'_, '_>| {
        let (first, last) = head.command.split_once(' ').unwrap_or(("", &head.command));
        first == "compose" || matches!(last, "build" | "run" | "pull" | "push")
    };
    let is_made = |item: &Item<'_>| match item {
        Item::Command { typed, .. } => {
            typed.ask(|_, words| Head::read(without_prefixes(words.first()?)).map(makes)).unwrap_or_default()
        }
        Item::Output(..) => false,
    };
    items.iter().take_while(|item| stays(item)).any(is_made)
}

/// Whether a variable is set that the program which starts containers reads: nobody in a container needs it.
pub fn sets_runtime(items: &[Item<'_>]) -> bool {
    let sets = |text: &str| {
        ["APPTAINER", "SINGULARITY", "DOCKER_"]
            .iter()
            .any(|name| text.strip_prefix("export ").is_some_and(|set| set.starts_with(name)))
    };
    matches!(items.first(), Some(Item::Command { prompt: None, typed, .. }) if sets(typed.text()))
}

/// Whether a prompt is a container's own.
pub fn has_containers_prompt(items: &[Item<'_>]) -> bool {
    items.iter().any(|item| matches!(item, Item::Command { prompt: Some(Prompt::Container), .. }))
}

/// Whether a block ends with a container's prompt and nothing behind it: that is what the command before shows.
pub fn ends_at_container(raw: &RawBlock<'_>) -> bool {
    let last = raw.lines.iter().rev().find(|(_, text)| !is_blank(text));
    last.is_some_and(|(_, text)| matches!(split(text), Some((Prompt::Container, rest)) if is_blank(rest)))
}

/// Whether a line's prompt is root's sign and no more.
pub fn is_root_alone(raw: &RawBlock<'_>, line: usize) -> bool {
    let at = raw.lines.binary_search_by_key(&line, |(number, _)| *number);
    at.is_ok_and(|at| root_alone(&raw.lines[at].1).is_some())
}

/// What follows root's sign where nothing stands before that.
fn root_alone(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix("# ").map(str::trim)
}

/// Takes the commands behind `#` above the first plain prompt, up to the one that leaves a container: they look like
/// comments, but the shell that is open has such a prompt.
pub fn take_root_above<'r>(items: &mut Vec<Item<'r>>, raw: &'r RawBlock<'_>) {
    let Some(Item::Command { line: first, prompt: Some(Prompt::Shell), .. }) = items.first() else { return };
    let above = || raw.lines.iter().take_while(|(line, _)| line < first).filter(|(_, text)| !is_blank(text));
    let is_typed = |text: &str| likeness(text) == Likeness::Known && !is_sentence(text);
    let leaves = above().last().is_some_and(|(_, text)| matches!(root_alone(text), Some("exit" | "logout")));
    if !leaves || !above().all(|(_, text)| root_alone(text).is_some_and(is_typed)) {
        return;
    }
    let typed = above().filter_map(|(line, text)| {
        let typed = Typed::new(root_alone(text)?);
        Some(Item::Command { line: *line, prompt: Some(Prompt::Container), typed })
    });
    let typed: Vec<_> = typed.collect();
    items.splice(..0, typed);
}

/// Whether a block's only command is for those who are in a container, as the block below gives it to those who are not: by
/// a call of the engine that ends like it. It may be a call of an engine in the container.
pub fn is_way_inside(items: &[Item<'_>], cue: &Cue<'_>, next: Option<(&Cue<'_>, &Alone<'_>)>) -> bool {
    let ([Item::Command { typed, .. }], Some((next_cue, next))) = (items, next) else { return false };
    let ends_alike = |line: &str, last: &str| {
        let line = line.trim_end();
        let call = split(line).map_or(line, |(_, call)| call).trim_start();
        first_word(call).is_some_and(is_engine) && line.strip_suffix(last).is_some_and(|before| before.ends_with(' '))
    };
    let last = typed.text().split_whitespace().next_back().filter(|last| last.contains('/'));
    last.is_some_and(|last| {
        next_cue.is_way_from_host()
            && cue.tells_of_container()
            && next.lines.iter().any(|(_, line)| ends_alike(line, last))
    })
}

/// The lines of commands above which a shell is left, in order: its program has ended, or a comment tells to press keys that
/// leave it, "# detach with Ctrl-P Ctrl-Q".
pub fn ended(items: &[Item<'_>], raw: &RawBlock<'_>) -> Vec<usize> {
    let mut lines = transcript::ended(items);
    let leaves = |text: &str| begun(text).starts_with('#') && phrase::leaves_by_keys(text);
    let mut comments = raw.lines.iter().filter(|(_, text)| leaves(text)).map(|(line, _)| *line).peekable();
    for item in items {
        let Item::Command { line, .. } = item else { continue };
        let from = lines.len();
        while comments.next_if(|comment| comment < line).is_some() {
            lines.truncate(from);
            lines.push(*line);
        }
    }
    lines.sort_unstable();
    lines
}

/// A command without prompt that a container seldom has a use for.
pub fn is_hosts(item: &Item<'_>) -> bool {
    let hosts = |text: &str| text.starts_with("sudo ") || text.starts_with("alias docker=");
    matches!(item, Item::Command { prompt: None, typed, .. } if hosts(typed.text()))
}

/// A command without prompt that is not the engine's.
pub fn is_plain(item: &Item<'_>) -> bool {
    let no_own = |prompt: &Option<Prompt>| prompt.is_none_or(|prompt| matches!(prompt, Prompt::Shell | Prompt::Root));
    matches!(item, Item::Command { prompt, typed, .. }
        if no_own(prompt) && !typed.calls_engine())
}

/// Whether a command enters a container by itself.
pub fn enters(item: &Item<'_>) -> bool {
    matches!(item, Item::Command { typed, .. } if shells::opens_container(typed.text()))
}

/// Whether one server is left for another: `exit`, and behind it `ssh other`.
pub fn goes_to_server(items: &[Item<'_>]) -> bool {
    let mut texts = items.iter().filter_map(|i| match i {
        Item::Command { typed, .. } => Some(typed.text()),
        Item::Output(..) => None,
    });
    texts.next() == Some("exit") && texts.next().is_some_and(|text| text.starts_with("ssh "))
}
