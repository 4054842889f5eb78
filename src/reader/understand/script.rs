//! Scripts, which look like what is typed: who is to read one says so in its first line, or the words before it do.

use super::super::lines::begun;
use super::super::scan::{has_part, is_blank};
use super::alone::Alone;
use super::prompt::{Prompt, split};
use super::reading::Context;
use super::tag::Tag;

/// Whether a text begins with the program that reads it: `#!/bin/sh`.
pub fn begins(text: &str) -> bool {
    let rest = begun(text).strip_prefix("#!");
    rest.is_some_and(|rest| rest.trim_start_matches(' ').starts_with('/'))
}

/// Whether a script is announced by its name and by what is in it: "create `run.sh` with the following content:".
pub fn is_told(raw: &Alone<'_>, context: &Context<'_>) -> bool {
    let named = || {
        context
            .cue
            .file_name()
            .is_some_and(|name| name.rsplit_once('.').is_some_and(|(_, ending)| matches!(ending, "sh" | "bash")))
    };
    let begins = || {
        raw.lines
            .iter()
            .find(|(_, t)| !is_blank(t))
            .is_some_and(|(_, t)| split(t).is_none_or(|(p, _)| p == Prompt::Root))
    };
    if is_to_save(raw, context) || is_text_of(raw, context) || leaves_steps_out(raw, context) {
        return true;
    }
    if !matches!(context.tag, Tag::Shell | Tag::Windows) {
        return false;
    }
    context.tag == Tag::Shell && context.cue.tells_of("content") && named() && begins()
        || context.cue.tells_of("cript ") && context.cue.ends_with_colon() && is_explained(context) && begins()
}

/// Whether the words before tell to save the block: "Create a script `up.sh`:". What names that file makes or calls it, and a
/// prompt shows what is typed.
fn is_to_save(raw: &Alone<'_>, context: &Context<'_>) -> bool {
    if !matches!(context.tag, Tag::Shell | Tag::None | Tag::Loose) || context.after_cat {
        return false;
    }
    let Some(path) = context.cue.file_to_save().filter(|_| !context.cue.is_output()) else { return false };
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_typed = |line: &str| {
        split(line).is_some_and(|(prompt, _)| prompt != Prompt::Root)
            || has_part(line, name) && !line.trim_start().starts_with('#')
    };
    !raw.lines.iter().any(|(_, line)| is_typed(line))
}

/// Whether the sentence before tells what stands in a script: "In `up.sh`, wait for the web server". What calls the script
/// has its name, and a prompt shows what is typed.
fn is_text_of(raw: &Alone<'_>, context: &Context<'_>) -> bool {
    if context.tag != Tag::Shell {
        return false;
    }
    let Some(path) = context.cue.script_told_of() else { return false };
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_typed = |line: &str| split(line).is_some_and(|(prompt, _)| prompt != Prompt::Root) || has_part(line, name);
    !raw.lines.iter().any(|(_, line)| is_typed(line))
}

/// Whether a remark stands for steps of a script that are left out, in words: `# ... add the line to the table ...`. Nobody
/// can type what is left of it.
fn leaves_steps_out(raw: &Alone<'_>, context: &Context<'_>) -> bool {
    let stands_for = |line: &str| {
        let words = line.trim().strip_prefix("# ... ").and_then(|rest| rest.strip_suffix("..."));
        words.is_some_and(|words| words.split_whitespace().nth(1).is_some())
    };
    // Between commands it is the learner who does that.
    let mut above = raw.lines.iter().take_while(|(_, line)| is_blank(line) || line.trim_start().starts_with('#'));
    let is_script = context.tag == Tag::Shell && raw.has(b"#") && above.any(|(_, line)| stands_for(line));
    is_script && !raw.lines.iter().any(|(_, line)| split(line).is_some_and(|(prompt, _)| prompt != Prompt::Root))
}

/// Whether the sentence before tells what a script does, and asks for nothing: "Then the script uses `curl` to fetch it:".
fn is_explained(context: &Context<'_>) -> bool {
    let subjects = ["the script ", "The script ", "this script ", "This script "];
    let verbs = ["uses ", "runs ", "calls ", "executes ", "performs ", "checks "];
    subjects.iter().any(|subject| verbs.iter().any(|verb| context.cue.tells_of(&format!("{subject}{verb}"))))
}
