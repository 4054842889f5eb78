//! Commands without prompts: alone, and above what they print or what is typed into a program that they start.

mod cluster;

use super::super::lines::begun;
use super::super::scan::{has_byte, has_part, is_blank, lines, trimmed};
use super::alone::{Alone, Script};
use super::engine::Head;
use super::known::{Likeness, is_sentence, keeps_value, likeness, likeness_of, without_prefixes};
use super::prompt::{Prompt, split};
use super::reading::{Context, Reading, commands};
use super::start::Opened;
use super::synopsis::{is_fragment, is_synopsis};
use super::tag::Tag;
use super::transcript::{Item, bare, behind_angles, leading, with_prompts};
use super::typed::Typed;
use super::words::is_whole;
use super::{by_path, cmdlets, editor, engine, input, listing, placeholder, printed, shape, shells};
use crate::document::Confidence;
use std::borrow::Cow;

/// Nothing but flags, or a single line that is a command's general form. `items` are the block's commands, should it
/// have nothing else.
fn is_general_form(text: &str, items: Option<&[Item<'_>]>, context: &Context<'_>) -> bool {
    let begins = text.trim_start();
    if is_fragment(text) || begins.starts_with("[OPTIONS]") || begins.starts_with("[options]") {
        return true;
    }
    // What stands in angles, or in brackets that a name cannot do without, is for the learner to fill in: the call is
    // complete then.
    let are_joined = |text: &str| has_byte(text, b'[') && ["]:[", "]/["].iter().any(|signs| has_part(text, signs));
    let is_to_fill = |text: &str| text.contains('<') || are_joined(text) && !is_synopsis(text);
    let announced = |text: &str| {
        context.cue.is_syntax()
            && (!is_to_fill(text) || text.starts_with("docker <"))
            && !placeholder::of_synopsis(text).is_empty()
    };
    if let Some([Item::Command { typed, .. }]) = items
        && !typed.is_one_line()
        && announced(typed.text())
    {
        return true;
    }
    let mut lines = lines(text).filter(|l| !is_blank(l) && !begun(l).starts_with('#'));
    let (Some(first), None) = (lines.next(), lines.next()) else { return false };
    let synopsis = match items {
        Some([Item::Command { typed, .. }]) if typed.is_one_line() => typed.is_synopsis(),
        _ => is_synopsis(first),
    };
    synopsis || announced(first)
}

/// A command's general form, or nothing but commands.
pub fn unprompted<'r>(raw: &Alone<'r>, text: &str, context: &Context<'_>) -> Option<(Reading<'r>, Confidence)> {
    let is_printed = || raw.lines.iter().any(|(_, t)| shape::is_printed(t) || is_sentence(t));
    let sure = if context.tag == Tag::Shell { Confidence::Certain } else { Confidence::Likely };
    let marked = matches!(context.tag, Tag::Shell | Tag::Windows);
    let least = || match context.tag {
        // Few of the words of Windows are known here.
        Tag::Windows if !context.cue.is_output() && !is_printed() && !text.trim_start().starts_with('[') => {
            Likeness::None
        }
        // Below "Expected output:" the mark is a habit: what might be a command is none.
        // The name of something, below "its name is:".
        _ if !text.trim().contains(' ') && context.cue.is_value() => Likeness::Known,
        _ if marked && (context.cue.is_command() || !context.cue.is_output()) => Likeness::Plausible,
        _ => Likeness::Known,
    };
    if raw.has(b"\\") && shape::is_end_of_layer(text) {
        return Some((Reading::File, Confidence::Likely));
    }
    // What the engine makes of something, nobody types.
    if context.cue.tells_of("would run the following") {
        return None;
    }
    if let Some(items) = in_powershell(raw, text, context) {
        return Some((Reading::Typed(items), Confidence::Guess));
    }
    if let Some(script) = own_script(raw, context) {
        return Some(script);
    }
    let items = raw.bare_by(least);
    if is_general_form(text, items.as_deref(), context) {
        return Some((Reading::Synopsis, Confidence::Likely));
    }
    let items = items
        .or_else(|| named_program(raw, context))
        .or_else(|| beside_sudo(raw, context))
        .or_else(|| own_program(raw, context))
        .or_else(|| installed_program(raw, context))
        .or_else(|| by_path::typed(raw, context))
        .or_else(|| cmdlets::typed(raw, text, context))?;
    let shown = || context.cue.is_only_seen() || context.cue.is_look_of_command();
    let alone = || context.is_followed() || !context.cue.ends_with_colon() || context.cue.asks_to_see() || shown();
    let answers = context.after_command || context.near_command;
    // What the engine tells to type next, it prints.
    let brings = |c: &Typed<'_>| items.len() == 1 && !has_part(c.text(), " join ") && context.cue.foretells_effect();
    let is_told =
        |c: &Typed<'_>| context.cue.names(c.text()) || is_call(c) && (alone() || answers && runs(c) || brings(c));
    let is_wanted = || context.cue.wants_call() || raw.calls_installed && context.cue.asks_to_see();
    // Nobody prints how a file is written.
    let writes = commands(&items).any(|c| !c.is_one_line() && has_part(c.text(), "<<"));
    let is_announced = !(marked || writes) && context.cue.is_output() && !context.cue.is_command();
    if is_announced && !commands(&items).all(is_told) && !is_wanted() {
        return None;
    }
    let general = commands(&items).any(|c| c.is_synopsis() && !is_filled_in(c, &items));
    let reading = if general {
        below_general_form(items).map_or(Reading::Synopsis, Reading::Typed)
    } else {
        Reading::Typed(items)
    };
    Some((reading, sure))
}

/// The commands below a general form, should each be an example of one: `docker exec [OPTIONS] CONTAINER COMMAND`, and
/// then `docker exec web ls`.
pub fn below_general_form(items: Vec<Item<'_>>) -> Option<Vec<Item<'_>>> {
    let called = |typed: &Typed<'_>| {
        typed.ask(|_, words| Head::read(without_prefixes(words.only()?)).map(|head| head.command.into_owned()))
    };
    let is_general = |item: &Item<'_>| matches!(item, Item::Command { typed, .. } if typed.is_synopsis());
    let first = commands(&items).next().filter(|typed| typed.is_synopsis()).and_then(called)?;
    let is_example = |typed: &Typed<'_>| !typed.is_synopsis() && called(typed).as_ref() == Some(&first);
    // One form, and right below it the first example.
    let one = commands(&items).filter(|typed| typed.is_synopsis()).count() == 1;
    (one && commands(&items).nth(1).is_some_and(is_example))
        .then(|| items.into_iter().filter(|item| !is_general(item)).collect())
}

/// Whether what stands in brackets, and may be left out, is what the learner fills in for other commands of the block:
/// `docker stats [container]` below `docker logs [container]`.
fn is_filled_in(typed: &Typed<'_>, items: &[Item<'_>]) -> bool {
    let names = placeholder::of_command(typed.text());
    let elsewhere = |name: &String| commands(items).any(|c| !c.is_synopsis() && c.text().contains(&**name));
    !names.is_empty() && names.iter().all(|name| name.starts_with('[') && elsewhere(name))
}

/// One command, of a program that the sentence before calls one.
fn named_program<'r>(raw: &Alone<'r>, context: &Context<'_>) -> Option<Vec<Item<'r>>> {
    let mut lines = raw.lines.iter().filter(|(_, t)| !is_blank(t));
    let (Some((_, line)), None) = (lines.next(), lines.next()) else { return None };
    let first = line.split_whitespace().next()?;
    let plain = first.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    let in_shell = context.tag == Tag::Shell;
    let named = plain && (in_shell || context.tag == Tag::None) && context.cue.names_program(first, in_shell);
    named.then(|| raw.bare(if in_shell { Likeness::Plausible } else { Likeness::None }))?
}

/// Commands of which one is typed as root and all may be some: nobody writes `sudo` but to have it typed.
fn beside_sudo<'r>(raw: &Alone<'r>, context: &Context<'_>) -> Option<Vec<Item<'r>>> {
    let is_root = |(_, text): &(usize, Cow<'_, str>)| begun(text).starts_with("sudo ");
    let may_be = context.tag == Tag::None && !context.cue.is_output() && raw.lines.iter().any(is_root);
    let items = may_be.then(|| raw.bare(Likeness::Plausible))??;
    let are_calls = commands(&items).all(|typed| typed.text().contains(' '));
    are_calls.then_some(items)
}

/// Commands of which the first is a program's that the lesson types elsewhere or has installed, and each has flags: so
/// many nobody prints.
fn own_program<'r>(raw: &Alone<'r>, context: &Context<'_>) -> Option<Vec<Item<'r>>> {
    if !raw.calls_own || context.cue.is_output() || context.cue.is_file() {
        return None;
    }
    let items = raw.bare(Likeness::Plausible)?;
    let has_flags = |typed: &Typed<'_>| has_part(typed.text(), " -") || typed.likeness() == Likeness::Known;
    let all = commands(&items).all(has_flags);
    all.then_some(items)
}

/// Calls of programs that the lesson installed further up, where nobody says that something prints what stands here. A
/// name alone may be one of a list.
fn installed_program<'r>(raw: &Alone<'r>, context: &Context<'_>) -> Option<Vec<Item<'r>>> {
    let cue = context.cue;
    if !raw.calls_installed || cue.is_file() || cue.is_output() && !(cue.wants_call() || cue.asks_to_see()) {
        return None;
    }
    let is_call = |typed: &Typed<'_>| typed.text().contains(' ') || cue.is_command();
    raw.bare(Likeness::Plausible).filter(|items| commands(items).all(is_call))
}

/// Calls of a script by its name alone, which is the lesson's own where something else tells of it: each has flags, or is
/// announced as something to type. One of which nothing is known is shown.
fn own_script<'r>(raw: &Alone<'r>, context: &Context<'_>) -> Option<(Reading<'r>, Confidence)> {
    if raw.script == Script::None || context.cue.is_output() || context.cue.is_file() {
        return None;
    }
    let is_told = raw.script == Script::Told;
    let is_announced = is_told && context.cue.is_command();
    let is_call =
        |typed: &Typed<'_>| is_announced || has_part(typed.text(), " -") || typed.likeness() == Likeness::Known;
    let items = raw.bare(Likeness::Plausible).filter(|items| commands(items).all(is_call))?;
    Some((Reading::Typed(items), if is_told { Confidence::Likely } else { Confidence::Guess }))
}

/// Commands of PowerShell's, which keep values under names, and known ones beside them: none of them may be lost. Where a
/// comment names a system, the lines of the other one say the same again.
fn in_powershell<'r>(raw: &Alone<'r>, text: &str, context: &Context<'_>) -> Option<Vec<Item<'r>>> {
    if !(raw.has(b"$") && context.tag == Tag::None && (begun(text).starts_with('$') || has_part(text, "\n$"))) {
        return None;
    }
    let is_remark = |t: &str| is_blank(t) || begun(t).starts_with('#');
    let lines = || raw.lines.iter().map(|(line, t)| (line, trimmed(t))).filter(|(_, t)| !is_remark(t));
    let names_system = |t: &str| is_remark(t) && (has_part(t, "indows") || has_part(t, "ower"));
    if context.cue.is_output()
        || !lines().any(|(_, t)| keeps_value(t))
        || raw.lines.iter().any(|(_, t)| names_system(t))
    {
        return None;
    }
    let is_typed = |t: &str| keeps_value(t) || likeness(t) == Likeness::Known && is_whole(t);
    let item = |(line, t): (&usize, &'r str)| Item::Command { line: *line, prompt: None, typed: Typed::new(t) };
    lines().all(|(_, t)| is_typed(t)).then(|| lines().map(item).collect())
}

/// Whether a command is a call of the engine with all it needs: nothing prints that alone.
fn is_call(typed: &Typed<'_>) -> bool {
    !typed.is_synopsis() && typed.text().contains(' ') && typed.calls_engine()
}

/// Whether a command makes a container: no command before it prints that.
fn runs(typed: &Typed<'_>) -> bool {
    let makes = |head: Head<'_, '_>| matches!(&*head.command, "run" | "create");
    typed.ask(|_, words| Head::read(without_prefixes(words.only()?)).map(makes)).unwrap_or_default()
}

/// Calls of the engine without prompt, and below the JSON that the last one prints.
pub fn with_data_below<'r>(raw: &Alone<'r>, text: &str) -> Option<Reading<'r>> {
    let data = || text.lines().skip(1).any(|l| begun(l).starts_with(['{', '[', '"']));
    if !raw.has(b"{[\"") || !begun(text).starts_with(['d', '#', 's']) || !data() {
        return None;
    }
    let (items, below) = leading(raw.lines)?;
    // A piece of it is what an inspection left.
    let inspects = || commands(&items).last().is_some_and(|c| has_part(c.text(), "inspect"));
    let first = raw.lines[below..].iter().map(|(_, t)| t.trim()).find(|t| !t.is_empty())?;
    let opens = first.starts_with(['{', '[']) || first.starts_with('"') && inspects();
    let known = raw.lines[below..].iter().any(|(_, t)| likeness(t.trim()) == Likeness::Known);
    (opens && !known).then(|| Reading::Typed(with_rest(raw, items, below)))
}

/// Whether a command calls the engine.
fn is_engines(typed: &Typed<'_>) -> bool {
    typed.ask(|text, words| likeness_of(text, words) == Likeness::Known && engine::has_call(words))
}

/// Calls of the engine without prompt, and below them some with `$`.
pub fn with_prompts_below<'r>(raw: &Alone<'r>, text: &str) -> Option<Reading<'r>> {
    let begins = begun(text);
    if !raw.has(b"$") || !(begins.starts_with("docker") || begins.starts_with('#')) || !has_part(text, "\n$ ") {
        return None;
    }
    let is_prompted = |t: &str| matches!(split(t), Some((Prompt::Shell, _)));
    let at = raw.lines.iter().position(|(_, t)| is_prompted(t))?;
    let mut items = bare(&raw.lines[..at], Likeness::Known)?;
    items.extend(with_prompts(&raw.lines[at..])?);
    // What a container's own shell says that it does stands behind `$`, too.
    let calls = commands(&items).all(is_engines);
    calls.then_some(Reading::Typed(items))
}

/// What was left on the screen above the first prompt, and below it what a known command prints: a copy of a terminal.
/// What tells of commands in its own words has them indented, or below a colon.
pub fn with_output_above<'r>(raw: &Alone<'r>, context: &Context<'_>) -> Option<Reading<'r>> {
    if !raw.has(b"$\x80") || context.tag != Tag::None || context.after_command && !context.cue.heading {
        return None;
    }
    let at = raw.lines.iter().position(|(_, t)| t.starts_with("$ "))?;
    let (above, rest) = raw.lines.split_at(at);
    let is_typed = |t: &str| matches!(split(t), Some((Prompt::Shell, rest)) if likeness(rest) == Likeness::Known);
    let is_left = |t: &str| !(is_blank(t) || t.trim_end().ends_with(':') || begun(t).starts_with('#'));
    let answers = rest.get(1).is_some_and(|(_, t)| !is_blank(t) && split(t).is_none());
    let are_left = above.first().is_some_and(|(_, t)| printed::is_any(t)) && above.iter().all(|(_, t)| is_left(t));
    if !(answers && are_left && rest.first().is_some_and(|(_, t)| is_typed(t))) || context.cue.is_output() {
        return None;
    }
    let mut items: Vec<_> = above.iter().map(|(n, t)| Item::Output(*n, t)).collect();
    items.extend(with_prompts(rest)?);
    Some(Reading::Typed(items))
}

/// Commands without prompts on the first lines, and below what clearly was printed.
pub fn with_output_below<'r>(raw: &Alone<'r>, context: &Context<'_>) -> Option<Reading<'r>> {
    let (items, below) = leading(raw.lines)?;
    if let Some(input) = input_below(raw, &items, below) {
        return Some(Reading::Typed(items.into_iter().chain(input).collect()));
    }
    let mut rest = raw.lines[below..].iter().map(|(_, t)| t.trim()).filter(|t| !t.is_empty());
    let first = rest.next()?;
    if editor::is_above_text(&items, &raw.lines[below..]) && !context.cue.is_output() {
        return Some(Reading::Typed(items));
    }
    // A word above a tree is its root.
    if first.starts_with(['├', '└', '│'])
        && items
            .iter()
            .any(|i| matches!(i, Item::Command { typed, .. } if !typed.text().contains(' ') && typed.text() != "tree"))
    {
        return None;
    }
    if listing::is_below(&items, &raw.lines[below..]) && !commands(&items).any(Typed::is_synopsis) {
        return Some(Reading::Typed(with_rest(raw, items, below)));
    }
    // Behind a call of the engine, what cannot be a command was printed.
    let engine = || commands(&items).all(|c| c.ask(|_, words| engine::has_call(words) || cluster::has_call(words)));
    // Logs may hold anything, prompts and commands too.
    let logs = context.tag != Tag::Text && commands(&items).last().is_some_and(|c| c.ask(|_, w| engine::is_logs(w)));
    // Behind one of a shell's so was what begins with a word or a number, and not with a sign of the shell's.
    let told = |c: char| c.is_uppercase() || context.tag == Tag::Shell && c.is_alphanumeric();
    let has_words = || items.iter().all(|i| matches!(i, Item::Command { typed, .. } if typed.text().contains(' ')));
    let one = || {
        matches!(context.tag, Tag::Shell | Tag::None)
            && items.len() == 1
            && first.starts_with(told)
            && (context.tag == Tag::Shell || has_words())
    };
    let is_none = || likeness(first) == Likeness::None && !first.starts_with('#');
    // In a shell's block what calls the engine is typed, whatever the words before announce.
    let shells = || context.tag == Tag::Shell && engine() && has_words();
    let no_command = || is_none() && (!context.cue.is_output() || shells());
    // Words that end like a sentence are what the last of some known commands says.
    let says =
        || context.tag == Tag::Shell && items.len() > 1 && first.ends_with(['!', '.']) && has_words() && is_none();
    if logs && items.len() == 1 && !context.in_hint && split(first).is_some_and(|(p, _)| p == Prompt::Shell) {
        return Some(Reading::Typed(with_rest(raw, items, below)));
    }
    // Names in columns.
    let lists = || commands(&items).last().is_some_and(|c| c.text().split(' ').next() == Some("ls"));
    // A server may answer anything.
    let answers = likeness(first) < Likeness::Known
        && commands(&items).last().is_some_and(|c| c.text().starts_with("curl ") && c.is_one_line());
    let printed = answers
        || shape::is_printed(first)
        || lists() && has_part(first, "  ") && likeness(first) < Likeness::Known
        || engine() && shape::is_row(first)
        || (no_command() && (engine() || one()) && !context.in_hint)
        || first.starts_with(told) && says();
    // What helps has the names of commands.
    let is_page = answers && first.starts_with(['<', '{', '[']);
    // Much of a page looks like something that may be typed.
    let calls = |t: &str| !is_page || t.split(' ').next().is_some_and(|word| engine::is_engine(word) || word == "curl");
    let is_known = |t: &str| likeness(t) == Likeness::Known && !shape::is_row(t) && calls(t);
    let mut known = || !first.starts_with("Usage:") && rest.any(is_known);
    if !printed || commands(&items).any(Typed::is_synopsis) || known() {
        return None;
    }
    Some(Reading::Typed(with_rest(raw, items, below)))
}

/// What is typed into a program that the last command starts: "docker run -it python", and below it `print(1)`.
fn input_below<'r>(raw: &Alone<'r>, items: &[Item<'r>], below: usize) -> Option<Vec<Item<'r>>> {
    let starts = commands(items).last()?.opened() == Some(Opened::Repl);
    let lines = || raw.lines[below..].iter().filter(|(_, t)| !(is_blank(t) || t.starts_with('#')));
    let is_input = || lines().next().is_some() && lines().all(|(_, t)| input::is_input(t));
    let typed = |(line, text): &'r (usize, Cow<'_, str>)| Item::Command {
        line: *line,
        prompt: Some(Prompt::Repl),
        typed: Typed::new(text.trim()),
    };
    (starts && is_input()).then(|| lines().map(typed).collect())
}

/// What is typed into a program that the last command starts.
pub fn with_entries_below<'r>(raw: &Alone<'r>, text: &str) -> Option<Reading<'r>> {
    raw.has(b">#").then(|| with_repl_below(raw)).flatten().or_else(|| with_statements_below(raw, text))
}

/// What is typed into a database's program that the last command starts, each statement with all of its lines.
fn with_statements_below<'r>(raw: &Alone<'r>, text: &str) -> Option<Reading<'r>> {
    if !(raw.has(b";") && (has_part(text, "sql") || has_part(text, "mariadb"))) {
        return None;
    }
    let (items, below) = leading(raw.lines)?;
    if commands(&items).last()?.opened() != Some(Opened::Repl) {
        return None;
    }
    // Once they left it they are in their own shell again.
    let typed = &raw.lines[below..];
    let left = typed.iter().position(|(_, t)| shells::leaves(t) && !is_blank(t)).map_or(typed.len(), |at| at + 1);
    let (typed, after) = typed.split_at(left);
    let statements = input::statements(typed)?;
    let is_remark = |(_, t): &(usize, Cow<'_, str>)| is_blank(t) || begun(t).starts_with('#');
    let after = if after.iter().all(is_remark) { Vec::new() } else { bare(after, Likeness::Known)? };
    Some(Reading::Typed(items.into_iter().chain(statements).chain(after).collect()))
}

/// What is typed at the prompt of a program that the last of some commands starts, below what it says of itself.
fn with_repl_below<'r>(raw: &Alone<'r>) -> Option<Reading<'r>> {
    let is = |wanted: Prompt| move |(_, t): &(usize, Cow<'_, str>)| matches!(split(t), Some((p, _)) if p == wanted);
    let own = raw.lines.iter().position(is(Prompt::Repl));
    let at = own.or_else(|| raw.lines.iter().position(is(Prompt::Angle)))?;
    let (mut items, below) = leading(raw.lines)?;
    if below > at || commands(&items).last()?.opened() != Some(Opened::Repl) {
        return None;
    }
    items.extend(raw.lines[below..at].iter().filter(|(_, t)| !is_blank(t)).map(|(n, t)| Item::Output(*n, t)));
    let typed = if own.is_some() { with_prompts(&raw.lines[at..]) } else { behind_angles(&raw.lines[at..]) };
    items.extend(typed?);
    Some(Reading::Typed(items))
}

/// Commands, and what was printed from some line on.
fn with_rest<'r>(raw: &Alone<'r>, mut items: Vec<Item<'r>>, below: usize) -> Vec<Item<'r>> {
    items.extend(raw.lines[below..].iter().map(|(n, t)| Item::Output(*n, t)));
    items
}
