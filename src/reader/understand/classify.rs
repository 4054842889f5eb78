//! Step 4: what a block is for. Evidence in this order: explicit mark, tag, prompts, the sentence before, command
//! words, shape. What is not certain is shown, never typed.

mod told;

use super::super::lines::begun;
use super::super::raw::Role;
use super::super::scan::{has_part, is_blank, lines};
use super::alone::Alone;
use super::editor::{self, edits};
use super::in_program::in_program;
use super::known::{Likeness, is_sentence, likeness};
use super::no_command::is_complaint;
use super::prompt::{Prompt, split};
use super::reading::{Context, Reading, commands};
use super::synopsis::is_fragment;
use super::tag::Tag;
use super::transcript::{Item, alternating, below_banner, entering, is_engine_call, late_prompts, with_comments};
use super::typed::Typed;
use super::unprompted::{
    below_general_form, unprompted, with_data_below, with_entries_below, with_output_above, with_output_below,
    with_prompts_below,
};
use super::words::first_word;
use super::{
    agents, by_path, code, drawing, engine, gap, input, marked, parts, phrase, placeholder, printed, quoted_data,
    script, shape, shown, silent, target, walked,
};
use crate::document::{Confidence, Form};

/// Reads a block whose lines make up a text, and says how sure that is.
pub fn read<'r>(raw: &Alone<'r>, text: &str, context: &Context<'_>) -> (Reading<'r>, Confidence) {
    use Confidence::{Certain, Likely};
    if is_blank(text) {
        return (Reading::Other, Certain);
    }
    if context.in_agent && agents::is_said(text, context) {
        return (Reading::Repl(Vec::new()), Likely);
    }
    if shown::is_printed(raw, text, context) {
        return (Reading::Output, Likely);
    }
    if let Some(copied) = editor::copied(raw, text, context) {
        return copied;
    }
    if raw.block.form == Form::Indented {
        return indented(raw, text, context);
    }
    if let Some(walk) = walked::read(raw, context) {
        return (walk, Likely);
    }
    match context.tag {
        Tag::Diagram => (Reading::Other, Certain),
        Tag::Output => marked::not_run(raw, marked_output(raw, text, context)),
        Tag::File if is_call_below_tag(raw, text) => by_content(raw, text, context),
        Tag::File => (file(raw, text, context), Certain),
        Tag::Run => (marked::run(raw, context), Certain),
        Tag::Text => (plain_text(raw, text, context), Likely),
        Tag::Windows | Tag::Shell | Tag::Loose | Tag::None => by_content(raw, text, context),
    }
}

/// Whether a block that is tagged as data or code begins with a call of the engine: neither does.
fn is_call_below_tag(raw: &Alone<'_>, text: &str) -> bool {
    let is_tag = raw.block.form == Form::Fence && raw.block.role == Role::Unknown && !raw.block.info.starts_with('{');
    is_tag && is_engine_call(begun(text).lines().next().unwrap_or_default())
}

/// A block without marks of its own, which may be anything that drifted too far to the right: what is typed must have
/// a prompt, or be the engine's and announced.
fn indented<'r>(raw: &Alone<'r>, text: &str, context: &Context<'_>) -> (Reading<'r>, Confidence) {
    use Confidence::{Guess, Likely};
    if script::begins(text) && !context.cue.is_output() && !context.after_command {
        return (Reading::File, Likely);
    }
    // A remark above the commands tells nothing of them.
    let is_remark =
        |t: &str| is_blank(t) || matches!(split(t), Some((Prompt::Root, rest)) if likeness(rest) == Likeness::None);
    let begin = raw.lines.iter().map(|(_, t)| &**t).find(|t| !is_remark(t));
    let first = begin.and_then(split);
    let weak = told::is_weak(first, begin.unwrap_or(text));
    let announced = || context.cue.paragraphs > 0 || context.cue.ends_with_colon();
    let typed = || prompted(raw).filter(|_| !weak);
    let called = || {
        let begins = first.is_none() && announced() && !context.cue.is_output();
        let calls = raw.lines.iter().find(|(_, t)| !(is_blank(t) || t.trim_start().starts_with('#')));
        if begins && !context.cue.is_file() && has_known_calls_only(raw) {
            return unprompted(raw, text, context).map(|(reading, _)| reading);
        }
        if !(begins && calls.is_some_and(|(_, t)| is_engine_call(t.trim()))) {
            return None;
        }
        let form = unprompted(raw, text, context).map(|(reading, _)| reading);
        form.or_else(|| entering(raw.lines).map(Reading::Typed)).or_else(|| with_output_below(raw, context))
    };
    let is_file = || {
        shape::is_dockerfile(text) && (context.cue.is_file() || shape::is_whole_dockerfile(text))
            || raw.shape(text).is_like_yaml && shape::has_compose_keys(text)
            || ["<!DOCTYPE", "<html", "<?php", "<?xml"].iter().any(|begin| text.trim_start().starts_with(begin))
                && !context.cue.is_output()
                && !context.after_command
    };
    let written = || is_file().then_some(Reading::File);
    match typed().or_else(called).or_else(written) {
        Some(reading) => (reading, Likely),
        None if shape::is_printed(text) || context.cue.is_output() => (Reading::Output, Guess),
        None => (Reading::Other, Guess),
    }
}

/// Whether there is nothing but known commands with something behind them: a list of names is none.
fn has_known_calls_only(raw: &Alone<'_>) -> bool {
    let is_call = |item: &Item<'_>| match item {
        Item::Command { typed, .. } => typed.text().contains(' ') && !is_sentence(typed.text()),
        Item::Output(..) => false,
    };
    raw.bare(Likeness::Known).is_some_and(|items| items.iter().all(is_call))
}

/// Output, unless a container's prompt shows that something is typed, or the mark only says that there is no button.
fn marked_output<'r>(raw: &Alone<'r>, text: &str, context: &Context<'_>) -> Reading<'r> {
    let info = &raw.block.info;
    if drawing::is_of_several(text) {
        return Reading::Other;
    }
    // What no command before has printed is to be saved, whatever the colour of the box.
    if shape::is_recipe(text) && !context.after_command && (context.after.is_none() || context.cue.is_file()) {
        return Reading::File;
    }
    if has_part(info, "no-copy-button") && !info.starts_with("diff") {
        let is_part = || shape::is_dockerfile(text) && !shape::is_glossary(text);
        if context.cue.is_look_of_file() || is_part() && !context.cue.is_output() {
            return Reading::File;
        }
    } else if context.in_repl && has_part(info, "no-run-button") && !context.cue.is_output() {
        let entries = input::statements(raw.lines).or_else(|| input::entries(raw.lines));
        return Reading::Repl(entries.unwrap_or_default());
    }
    // Nobody is to click on it, which says nothing of what it is.
    if has_part(info, "no-run-button") && !has_part(info, "no-copy-button") && !context.cue.is_output() {
        let calls = || commands_of_shell(raw).filter(|items| commands(items).all(|c| is_engine_call(c.text())));
        if let Some(items) = calls() {
            return Reading::Typed(items);
        }
    }
    let in_container = || matches!(raw.lines.iter().find_map(|(_, t)| split(t)), Some((Prompt::Container, _)));
    raw.with_prompts().filter(|_| in_container()).map_or(Reading::Output, Reading::Typed)
}

/// The commands of a block that is tagged as a shell's, with or without prompts.
fn commands_of_shell<'r>(raw: &Alone<'r>) -> Option<Vec<Item<'r>>> {
    let is_shell = ["bash", "sh", "shell", "console"].iter().any(|tag| raw.block.info.split(' ').next() == Some(tag));
    is_shell.then(|| raw.with_prompts().or_else(|| raw.bare(Likeness::Known)))?
}

fn file<'r>(raw: &Alone<'r>, text: &str, context: &Context<'_>) -> Reading<'r> {
    // A box to copy from that names no file holds commands as often.
    if raw.block.form == Form::Pre
        && raw.block.path.is_none()
        && let Some(items) = raw.bare(Likeness::Known)
    {
        return Reading::Typed(items);
    }
    // A cell that is not evaluated is often another language's.
    if raw.block.info.starts_with("{r") && super::tag::is_not_evaluated(&raw.block.info) {
        if let Some(typed) = prompted(raw).or_else(|| raw.bare(Likeness::Known).map(Reading::Typed)) {
            return typed;
        }
        if shape::is_printed(text) {
            return Reading::Output;
        }
    }
    if shape::is_dockerfile(text)
        && let reading @ (Reading::Other | Reading::Synopsis) = Reading::of_dockerfile(text)
    {
        return reading;
    }
    // The tag tells of what is printed.
    let first = raw.lines.iter().find(|(_, t)| !is_blank(t)).and_then(|(_, t)| split(t));
    if matches!(first, Some((Prompt::Shell, rest)) if text.starts_with("$ ") && likeness(rest) == Likeness::Known)
        && let Some(typed) = prompted(raw)
    {
        return typed;
    }
    let answers = (context.after_command || context.near_command) && !context.cue.is_opened_in_editor();
    let is_told = || context.cue.is_output() && !context.cue.is_file() && !shown::is_changed(context.cue);
    if answers && is_told() && !is_named_or_docker(raw, text) {
        return Reading::Output;
    }
    // A server's answer.
    let responds = || ["respond", "responds", "response", "output", "returns"].iter().any(|w| context.cue.has_word(w));
    let is_data = || ["html", "json", "xml"].iter().any(|name| raw.block.info.starts_with(name));
    if is_data() && context.cue.is_output() && responds() && !context.cue.is_file() && !is_named_or_docker(raw, text) {
        return Reading::Output;
    }
    // "You should see:"
    let sees = || ["should see", "devriez voir", "deberías ver", "deverá ver"].iter().any(|w| context.cue.tells_of(w));
    if is_data() && sees() && !context.cue.is_file() && !is_named_or_docker(raw, text) {
        return Reading::Output;
    }
    // Right below a call that prints pages.
    let prints = |command: &str| {
        command.trim_start_matches("sudo ").starts_with("curl ")
            || is_engine_call(command) && has_part(command, " run ")
    };
    if is_data() && context.after_command && context.after.is_some_and(prints) && !is_named_or_docker(raw, text) {
        return Reading::Output;
    }
    // Tagged by the language that is typed at its prompt.
    if text.starts_with(">>> ")
        && let Some(repl @ Reading::Repl(_)) = prompted(raw)
    {
        return repl;
    }
    if let Some(items) = text.starts_with("> ").then(|| input::console(raw.block, raw.lines)).flatten() {
        return Reading::Repl(items);
    }
    let braces = || text.contains('{') && (context.cue.heading || text.trim_start().starts_with('{'));
    // What has a name or a Dockerfile's instructions is not typed, whatever is open.
    if context.in_repl && !context.cue.is_file() && !braces() && !is_named_or_docker(raw, text) {
        let apart = input::statements(raw.lines).or_else(|| input::entries(raw.lines));
        return Reading::Repl(apart.unwrap_or_default());
    }
    Reading::File
}

/// Whether a block has a file's name or a Dockerfile's instructions.
fn is_named_or_docker(raw: &Alone<'_>, text: &str) -> bool {
    super::tag::path(raw.block).is_some() || shape::is_dockerfile(text)
}

/// Plain text is output, unless it begins with a prompt or reads like prose.
fn plain_text<'r>(raw: &Alone<'r>, text: &str, context: &Context<'_>) -> Reading<'r> {
    if let Some(items) = context.in_repl.then(|| below_banner(raw.lines)).flatten() {
        return Reading::Repl(items);
    }
    let strong = |(p, _)| !matches!(p, Prompt::Root | Prompt::Angle);
    let begins = raw.lines.iter().find(|(_, t)| !is_blank(t)).and_then(|(_, t)| split(t)).is_some_and(strong);
    if begins && let Some(reading) = prompted(raw) {
        return reading;
    }
    if let Some(file) = by_shape(raw, text, context) {
        return file;
    }
    if context.in_repl
        && let Some(statements) = input::statements(raw.lines)
    {
        return Reading::Repl(statements);
    }
    if is_fragment(text) && !context.after_command && !context.cue.is_output() {
        return Reading::Synopsis;
    }
    if !context.after_cat && target::is_settings(text, context.cue) {
        return Reading::File;
    }
    let announced = context.cue.is_file() && context.cue.file_name().is_some();
    if announced && !context.after_command && !context.cue.is_output() {
        return Reading::File;
    }
    if let Some(calls) = engine_calls(raw, context) {
        return calls;
    }
    if is_address(text) && !context.after_command && !context.cue.is_output() {
        return Reading::Other;
    }
    let words = || context.in_hint || shape::is_prose(text);
    let is_free = !context.cue.is_output() && !context.after_command;
    let is_format = || is_free && context.cue.has_word("format");
    let other = context.cue.is_to_use()
        || is_format()
        || is_free && (words() && !shape::is_printed(text) || shape::is_diagram(text));
    if other { Reading::Other } else { Reading::Output }
}

/// Nothing but calls of the engine, where neither the text nor a command before makes it output.
fn engine_calls<'r>(raw: &Alone<'r>, context: &Context<'_>) -> Option<Reading<'r>> {
    if context.cue.is_output() {
        return None;
    }
    let items = raw.bare(Likeness::Known)?;
    // Nothing prints what the learner must replace.
    let wants = |c: &Typed<'_>| !placeholder::of_command(c.text()).is_empty();
    // "Now:", and no word on output; nor does anything print several of them.
    let is_announced = context.near_command && context.cue.ends_with_colon() || commands(&items).nth(1).is_some();
    if (context.after_command || context.near_command) && !is_announced && !commands(&items).all(wants) {
        return None;
    }
    let is_engine = |c: &str| first_word(c).is_some_and(engine::is_engine);
    let calls = |c: &Typed<'_>| is_engine(c.text()) && !c.is_synopsis();
    if commands(&items).all(calls) { Some(Reading::Typed(items)) } else { None }
}

fn by_content<'r>(raw: &Alone<'r>, text: &str, context: &Context<'_>) -> (Reading<'r>, Confidence) {
    use Confidence::{Certain, Guess, Likely};
    let is_setup =
        || shape::is_setup(text) && context.cue.start_file().or_else(|| phrase::commented_start_file(text)).is_some();
    let is_env = || {
        let may_be = || shape::tells_of_env(begun(text)) || context.cue.tells_of(".env");
        let is_named = || context.cue.is_file() && context.cue.file_name().is_some();
        shape::may_be_env(text)
            && raw.has(b"=")
            && (may_be() && shape::is_env(text, false) || shape::is_env(text, true) && is_named())
    };
    let in_parts = || {
        editor::with_lines(raw, text)
            .or_else(|| raw.has(b"#").then(|| parts::typed(raw, text).or_else(|| parts::below_drawing(raw, text)))?)
    };
    if let Some(items) = in_parts() {
        return (Reading::Typed(items), Likely);
    }
    if context.start_file.is_some() || is_setup() || is_env() || script::is_told(raw, context) {
        return (Reading::File, Likely);
    }
    // Nobody types the line that says who reads a script.
    if script::begins(text)
        && let Some(script) = by_shape(raw, text, context)
    {
        return (script, Likely);
    }
    let marked = context.tag == Tag::Shell;
    let least = if marked { Likeness::Plausible } else { Likeness::Known };
    prompted(raw)
        .or_else(|| raw.has(b"$\x80").then(|| late_prompts(raw.lines).map(Reading::Typed))?)
        .or_else(|| raw.has(b"#").then(|| with_comments(raw.lines, least).map(Reading::Typed))?)
        .or_else(|| raw.has(b"$#>%\x80").then(|| entering(raw.lines).map(Reading::Typed))?)
        .or_else(|| with_entries_below(raw, text))
        .or_else(|| with_prompts_below(raw, text).or_else(|| with_output_above(raw, context)))
        .map(|r| (r, Certain))
        .or_else(|| Some((with_data_below(raw, text)?, Likely)))
        .or_else(|| Some((by_shape(raw, text, context)?, Likely)))
        .or_else(|| (raw.has(b"|") && shape::is_log(text)).then_some((Reading::Output, Likely)))
        .or_else(|| unprompted(raw, text, context))
        .or_else(|| Some((with_output_below(raw, context).or_else(|| by_path::with_output(raw, context))?, Likely)))
        .or_else(|| Some((Reading::Typed(alternating(raw.lines, shape::is_printed)?), Likely)))
        .unwrap_or_else(|| (what_else(raw, text, context), Guess))
}

fn prompted<'r>(raw: &Alone<'r>) -> Option<Reading<'r>> {
    let items = raw.with_prompts()?;
    let repl = |i: &Item<'_>| !matches!(i, Item::Command { prompt, .. } if *prompt != Some(Prompt::Repl));
    if items.iter().all(repl) {
        return Some(Reading::Repl(items));
    }
    let general = commands(&items).count() == items.len() && commands(&items).any(Typed::is_synopsis);
    Some(if general {
        below_general_form(items).map_or(Reading::Synopsis, Reading::Typed)
    } else {
        gap::session(items)
    })
}

/// Files that can be told by their content alone.
fn by_shape<'r>(raw: &Alone<'r>, text: &str, context: &Context<'_>) -> Option<Reading<'r>> {
    if context.after_cat && (context.after_command || context.cue.is_output()) && !goes_on_typing(raw, context) {
        return Some(Reading::Output);
    }
    // What a here document holds is written by a command.
    let opens = |first: &str| has_part(first, "<<") && likeness(first.trim()) == Likeness::Known;
    let begins = raw.has(b"<") && begun(text).starts_with(['c', 'k', 'd', 's', 't']);
    if begins && lines(text).next().is_some_and(opens) {
        return None;
    }
    let shape = raw.shape(text);
    if shape.is_dockerfile {
        return Some(Reading::of_dockerfile(text));
    }
    if shape.is_json && quoted_data::is_argument(text) {
        return None;
    }
    if let Some(reading) = told::configuration(text, context) {
        return Some(reading);
    }
    let keys = shape.is_like_yaml;
    if shape.is_script || shape::is_labelled_file(text) || (keys && context.cue.is_look_of_file()) {
        return Some(Reading::File);
    }
    // "It looks like this:", where no command is that shows it.
    let is_shown = || context.cue.is_output() && !(context.after.is_none() && context.cue.only_looks());
    if raw.has(b"[") && shape::is_unit(text) && !is_shown() {
        return Some(Reading::File);
    }
    if (keys || shape.is_json) && context.after.is_none() && context.cue.is_look_of_layout() {
        return Some(Reading::File);
    }
    let named = || context.cue.is_file() && !context.cue.is_output();
    // A list of what has keys: `- name: build`.
    let is_list = || begun(text).strip_prefix("- ").is_some_and(shape::is_first_key);
    if !(shape.is_json || keys && (shape::has_compose_keys(text) || named() || is_list())) {
        return None;
    }
    let inspects = |command: &str| has_part(command, "inspect") || has_part(command, "json");
    let shown = || shape.is_json && context.after.is_some_and(inspects) || context.cue.has_word("inspect");
    let printed = context.cue.is_output() && !(keys && context.is_seen_file())
        || context.after_command && !silent::is_not_printed(raw, context)
        || shown();
    let printed = printed && !context.cue.is_opened_in_editor() && !context.cue.is_to_paste();
    Some(if printed { Reading::Output } else { Reading::File })
}

/// Whether a block below a command that shows a file is typed like that one, and not what is in the file: a script has
/// commands too.
fn goes_on_typing(raw: &Alone<'_>, context: &Context<'_>) -> bool {
    let shows_script = context.after.is_none_or(|shown| shown.ends_with("sh") || shown.ends_with("file"));
    let typed = || raw.bare(Likeness::Known).is_some_and(|items| commands(&items).count() == items.len());
    context.tag == Tag::Shell && !context.cue.is_output() && !shows_script && typed()
}

/// An address to open.
fn is_address(text: &str) -> bool {
    text.trim_start().starts_with("http") && text.split_whitespace().count() == 1 && has_part(text, "://")
}

/// Whether what is neither typed nor printed is a file, by what it looks like or what is said of it.
fn is_other_file(raw: &Alone<'_>, text: &str, context: &Context<'_>) -> bool {
    let is_file = || shape::is_code(text) || code::is_program(text) || shape::commented_file(text).is_some();
    if raw.block.form != Form::Inline && matches!(context.tag, Tag::None | Tag::Shell | Tag::Windows) && is_file() {
        return true;
    }
    if context.cue.is_file() && (context.tag != Tag::Shell || context.cue.file_name().is_some()) {
        return true;
    }
    if matches!(context.tag, Tag::None | Tag::Shell) && context.cue.asks_to_write() {
        return true;
    }
    if context.tag == Tag::None && !context.near_command && context.cue.meant_file().is_some() {
        return true;
    }
    // A list of files has it too.
    let is_told = |name: &str| !text.lines().any(|line| line.trim() == name);
    if context.tag == Tag::None && !context.near_command && context.cue.made_before().is_some_and(is_told) {
        return true;
    }
    // Tagged as data, looks like data, and nothing printed it.
    let data = || text.trim_start().starts_with("---\n") || shape::is_like_yaml(text) || shape::is_only_key(text);
    // Keys within keys are data's, whoever reads it.
    let nested = || text.lines().zip(text.lines().skip(1)).any(|(a, b)| a.ends_with(':') && b.starts_with("  "));
    let scripts = || raw.block.info.starts_with('y') && nested();
    if context.tag == Tag::Loose && (data() || scripts()) {
        return true;
    }
    context.tag == Tag::None && shape::is_like_yaml(text) && nested()
}

fn what_else<'r>(raw: &Alone<'r>, text: &str, context: &Context<'_>) -> Reading<'r> {
    // Where the learner is, and nothing typed there but a remark.
    let mut significant = lines(text).filter(|l| !is_blank(l)).map(split).peekable();
    let remark =
        matches!(significant.peek(), Some(Some((Prompt::Shell, rest))) if rest.starts_with('#') || is_complaint(rest));
    if remark || significant.all(|l| l.is_some_and(|(_, rest)| is_blank(rest))) {
        return Reading::Output;
    }
    if let Some(reading) = in_program(raw, text, context) {
        return reading;
    }
    if !context.after_command && shape::is_key_of_compose(text) && context.cue.is_begin_of_file() {
        return Reading::File;
    }
    if let Some(reading) = told::by_words(raw, text, context) {
        return reading;
    }
    if !context.after_cat && target::is_settings(text, context.cue) {
        return Reading::File;
    }
    if !context.after_command && context.cue.is_changed_file() {
        return Reading::File;
    }
    if drawing::is_of_several(text) || drawing::is_layout(text, context) {
        return Reading::Other;
    }
    if shape::is_printed(text) || context.cue.is_output() && !(is_address(text) && context.cue.is_only_seen()) {
        return Reading::Output;
    }
    if told::is_to_fill_in(text)
        && !context.cue.is_file()
        && let Some(items) = raw.bare(Likeness::Plausible)
    {
        return Reading::Typed(items);
    }
    if is_address(text) {
        return Reading::Other;
    }
    if !context.after_command && shape::is_key_of_compose(text) {
        return Reading::File;
    }
    if printed::is_failure(text) {
        return Reading::Output;
    }
    // No shell knows the sign with which programs say that they are done.
    if context.tag == Tag::Shell && shape::is_ticked(text) {
        return Reading::Output;
    }
    // What is written there, by hand.
    if context.after_command && context.after.is_some_and(edits) {
        return Reading::File;
    }
    if shape::is_diagram(text) || shape::is_prose(text) && !context.after_command {
        let draws = |command: &str| command.starts_with("tree");
        return if context.after.is_some_and(draws) { Reading::Output } else { Reading::Other };
    }
    if context.after_command {
        return Reading::Output;
    }
    if is_other_file(raw, text, context) {
        return Reading::File;
    }
    // After a command, and a sentence on what it does, comes what it prints.
    if context.near_command && context.tag == Tag::None && !context.cue.is_command() || told::lists_files(text, context)
    {
        return Reading::Output;
    }
    Reading::Other
}

#[cfg(test)]
mod tests;
