//! Blocks without prompts that hold nothing but commands, and what some of them print.

use super::super::super::scan::{is_blank, trimmed};
use super::super::known::{Likeness, is_cmdlet, likeness};
use super::super::words::Commands;
use super::super::{engine, listing, printed};
use super::{
    Item, Lines, Typed, asks_address, gather, is_address, is_comment, is_data, is_gap, is_id, is_key, is_legend,
    is_remark,
};
use crate::document::is_lone_or;

/// Reads a block without prompts as commands only; `None` where a line is less likely one than asked.
pub fn bare<'r>(lines: &'r Lines<'_>, least: Likeness) -> Option<Vec<Item<'r>>> {
    bare_and_sure(lines, least).map(|(items, _)| items)
}

/// The same, and whether they are all the same where nothing but known commands is asked for.
pub fn bare_and_sure<'r>(lines: &'r Lines<'_>, least: Likeness) -> Option<(Vec<Item<'r>>, bool)> {
    bare_with(lines, least, |_, _| false)
}

/// The same, where more is known of some lines, by their place and text: they are commands.
pub fn bare_with<'r>(
    lines: &'r Lines<'_>,
    least: Likeness,
    is_call: impl Fn(usize, &str) -> bool,
) -> Option<(Vec<Item<'r>>, bool)> {
    let (mut items, mut at, mut latest) = (Vec::with_capacity(lines.len()), 0, None);
    let mut sure = least > Likeness::None;
    while let Some((line, text)) = lines.get(at) {
        // What only the other system's shell knows says the same again, where there is something else.
        let is_foreign = least > Likeness::None && is_cmdlet(trimmed(text));
        // Dots below a command are what it prints, left out.
        if latest.is_some() && is_gap(trimmed(text)) {
            items.push(Item::Output(*line, text));
            at += 1;
            continue;
        }
        let is_left =
            |text: &str| is_key(text) || is_remark(text) || is_gap(text) || is_caption(text) || is_legend(text);
        let is_skipped = is_foreign && !is_of_named(&items, latest, trimmed(text));
        if is_blank(text) || is_comment(text) || is_skipped || is_left(trimmed(text)) || is_lone_or(text) {
            at += 1;
            continue;
        }
        if is_foreign || is_answer(&items, latest, trimmed(text)) || latest.is_some() && is_address(trimmed(text)) {
            items.push(Item::Output(*line, text));
            at += 1;
            continue;
        }
        // Where something is to be found, between commands.
        if is_data(trimmed(text)) {
            at += 1;
            continue;
        }
        let (command, taken) = gather(lines, at, trimmed(text))?;
        let typed = Typed::new(command);
        let like = typed.likeness();
        if like == Likeness::Plausible && is_setting(&items, latest, trimmed(text)) {
            items.push(Item::Output(*line, text));
            at += 1;
            continue;
        }
        // In the folder that was entered before.
        let is_made = || latest.is_some() && typed.text() == "make";
        let is_known = like == Likeness::Known || is_made();
        if like < least && !is_known && !is_call(at, text) || like == Likeness::Plausible && printed::is_any(text) {
            return None;
        }
        sure = sure && is_known;
        latest = Some(items.len());
        items.push(Item::Command { line: *line, prompt: None, typed });
        at += taken;
    }
    // Below all commands, once, they say that there are more.
    let is_dots = |item: &Item<'_>| matches!(item, Item::Output(_, text) if is_gap(trimmed(text)));
    if items.last().is_some_and(is_dots) && items.iter().filter(|item| is_dots(item)).count() == 1 {
        items.pop();
    }
    (!items.is_empty()).then_some((items, sure))
}

/// `Answer:`
fn is_caption(text: &str) -> bool {
    let word = text.strip_suffix(':').unwrap_or_default();
    word.len() > 1 && word.starts_with(|c: char| c.is_uppercase()) && word.chars().all(char::is_alphabetic)
}

/// How many commands before may have echoed what is printed.
const ECHOED: usize = 8;

/// A word alone that was printed: the name that the engine was given, an id, or what was echoed. `last` is where among
/// the items the command before stands.
pub(super) fn is_answer(items: &[Item<'_>], last: Option<usize>, text: &str) -> bool {
    if text.starts_with("rm '") && last.is_some_and(|last| removes_from_git(&items[last])) {
        return true;
    }
    let (Some(last), false) = (last, text.contains([' ', '='])) else { return false };
    let command = |item: &Item<'_>, is: &dyn Fn(&str, &Commands<'_>) -> bool| match item {
        Item::Command { typed, .. } => typed.ask(is),
        Item::Output(..) => false,
    };
    let known = likeness(text) == Likeness::Known;
    let answers = |whole: &str, words: &Commands<'_>| {
        let tells = || engine::lists(words) || whole.starts_with("echo $") || whole.ends_with("whoami");
        let is_number = || is_id(text) && engine::calls(words) || is_address(text) && !known && asks_address(whole);
        engine::names_again(words, text) || is_number() || !known && tells() || listing::prints_path(words, text)
    };
    let echoes = |whole: &str, words: &Commands<'_>| {
        whole.starts_with("echo ") && words.first().is_some_and(|w| w.iter().any(|w| w == text))
    };
    command(&items[last], &answers) || !known && items[..last].iter().rev().take(ECHOED).any(|i| command(i, &echoes))
}

/// Whether a line begins with the name that the command before was given, and says something of that: `$file = cap_chown`
/// below `getcap $file`. Who sets a name does so before it is used.
fn is_of_named(items: &[Item<'_>], last: Option<usize>, text: &str) -> bool {
    let Some(Item::Command { typed, .. }) = last.and_then(|last| items.get(last)) else { return false };
    let is_used = |name: &str| typed.text().split_whitespace().skip(1).any(|word| word.trim_matches('"') == name);
    text.starts_with('$') && text.split([' ', '=']).next().is_some_and(is_used)
}

/// `git rm notes.txt`, which prints `rm 'notes.txt'`.
fn removes_from_git(item: &Item<'_>) -> bool {
    matches!(item, Item::Command { typed, .. } if typed.text().starts_with("git rm "))
}

/// `NAME="Debian"`, below a command that prints such settings.
fn is_setting(items: &[Item<'_>], last: Option<usize>, text: &str) -> bool {
    let Some(Item::Command { typed, .. }) = last.and_then(|last| items.get(last)) else { return false };
    let (name, command) = (text.split('=').next().unwrap_or_default(), typed.text());
    let prints = |word: &str| matches!(word, "cat" | "env" | "printenv");
    name.len() < text.len()
        && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
        && !command.contains(['>', '<'])
        && command.split_whitespace().any(prints)
}
