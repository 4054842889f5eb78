//! Step 4: what a block is for. Evidence in this order: explicit mark, tag, prompts, the sentence before, command
//! words, shape. What is not certain is shown, never typed.

use super::super::lines::begun;
use super::super::scan::{has_byte, has_part, is_blank, lines};
use super::alone::Alone;
use super::cue::Cue;
use super::known::{Likeness, is_sentence, likeness};
use super::prompt::{Prompt, split};
use super::start::Opened;
use super::synopsis::{is_fragment, is_synopsis, is_usage};
use super::tag::Tag;
use super::transcript::{Item, alternating, entering, leading, with_comments};
use super::typed::Typed;
use super::{engine, input, placeholder, printed, shape};
use crate::document::{Confidence, Form};
use std::borrow::Cow;

/// What is known when a block is met.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Context<'c> {
    /// The author's marks.
    pub tag: Tag,
    /// The prose before.
    pub cue: &'c Cue<'c>,
    /// The last block held commands and nothing stood between.
    pub after_command: bool,
    /// The last block held commands and printed nothing, and no heading stands between.
    pub near_command: bool,
    /// Those commands print files.
    pub after_cat: bool,
    /// The last command before, if no heading stands between.
    pub after: Option<&'c str>,
    /// Another program's prompt is open.
    pub in_repl: bool,
    /// The next block is announced as output: this one is what prints it.
    pub is_followed: bool,
    /// It stands in a box with a hint, where sentences are set in fences too.
    pub in_hint: bool,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading<'r> {
    /// Commands, and perhaps what they print.
    Typed(Vec<Item<'r>>),
    /// What a program printed.
    Output,
    /// A file's content.
    File,
    /// A command's general form.
    Synopsis,
    /// Input for another program; empty where nobody can tell its commands apart.
    Repl(Vec<Item<'r>>),
    /// Nothing of all this.
    Other,
}

/// Reads a block whose lines make up a text, and says how sure that is.
pub fn read<'r>(raw: &Alone<'r>, text: &str, context: &Context<'_>) -> (Reading<'r>, Confidence) {
    use Confidence::{Certain, Likely};
    if is_blank(text) {
        return (Reading::Other, Certain);
    }
    if raw.block.form == Form::Indented {
        return indented(raw, text, context);
    }
    match context.tag {
        Tag::Diagram => (Reading::Other, Certain),
        Tag::Output => (marked_output(raw), Certain),
        Tag::File => (file(raw, text, context), Certain),
        Tag::Run => (run(raw), Certain),
        Tag::Text => (plain_text(raw, text, context), Likely),
        Tag::Windows | Tag::Shell | Tag::Loose | Tag::None => by_content(raw, text, context),
    }
}

/// A block without marks of its own, which may be anything that drifted too far to the right: what is typed must have
/// a prompt, or be the engine's and announced.
fn indented<'r>(raw: &Alone<'r>, text: &str, context: &Context<'_>) -> (Reading<'r>, Confidence) {
    use Confidence::{Guess, Likely};
    let first = raw.lines.iter().find(|(_, t)| !is_blank(t)).and_then(|(_, t)| split(t));
    let weak = first.is_none_or(|(p, rest)| p == Prompt::Angle || p == Prompt::Root && !is_engine_call(rest));
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
    let written = || (context.cue.is_file() && shape::is_dockerfile(text)).then_some(Reading::File);
    match typed().or_else(called).or_else(written) {
        Some(reading) => (reading, Likely),
        None if shape::is_printed(text) || context.cue.is_output() => (Reading::Output, Guess),
        None => (Reading::Other, Guess),
    }
}

/// Whether every line is a known command with something behind it: a list of names is none.
fn has_known_calls_only(raw: &Alone<'_>) -> bool {
    let is_call = |t: &str| t.trim().contains(' ') && likeness(t.trim()) == Likeness::Known && !is_sentence(t);
    raw.lines.iter().filter(|(_, t)| !is_blank(t)).all(|(_, t)| is_call(t))
}

/// Whether a line calls the engine.
fn is_engine_call(text: &str) -> bool {
    text.split_whitespace().next().is_some_and(engine::is_engine) && likeness(text) == Likeness::Known
}

/// Output, unless a container's prompt shows that something is typed.
fn marked_output<'r>(raw: &Alone<'r>) -> Reading<'r> {
    let first = raw.lines.iter().find_map(|(_, t)| split(t));
    match (first, raw.with_prompts()) {
        (Some((Prompt::Container, _)), Some(items)) => Reading::Typed(items),
        _ => Reading::Output,
    }
}

fn run<'r>(raw: &Alone<'r>) -> Reading<'r> {
    let items = raw.with_prompts().or_else(|| raw.bare(Likeness::None));
    // A mark to run it makes no command of a usage.
    if items.as_ref().is_some_and(|items| commands(items).any(|c| is_usage(c.text()))) {
        return Reading::Synopsis;
    }
    items.map_or(Reading::Other, Reading::Typed)
}

fn file<'r>(raw: &Alone<'r>, text: &str, context: &Context<'_>) -> Reading<'r> {
    // A box to copy from that names no file holds commands as often.
    if raw.block.form == Form::Pre
        && raw.block.path.is_none()
        && let Some(items) = raw.bare(Likeness::Known)
    {
        return Reading::Typed(items);
    }
    if shape::is_dockerfile(text) && shape::is_glossary(text) {
        return Reading::Other;
    }
    let answers = context.after_command || context.near_command;
    if answers && context.cue.is_output() && !context.cue.is_file() && !is_named_or_docker(raw, text) {
        return Reading::Output;
    }
    // A server's answer.
    let responds = || ["respond", "responds", "response", "output", "returns"].iter().any(|w| context.cue.has_word(w));
    let is_data = || ["html", "json", "xml"].iter().any(|name| raw.block.info.starts_with(name));
    if is_data() && context.cue.is_output() && responds() && !context.cue.is_file() && !is_named_or_docker(raw, text) {
        return Reading::Output;
    }
    // Tagged by the language that is typed at its prompt.
    if text.starts_with(">>> ")
        && let Some(repl @ Reading::Repl(_)) = prompted(raw)
    {
        return repl;
    }
    let braces = || text.contains('{') && (context.cue.heading || text.trim_start().starts_with('{'));
    // What has a name or a Dockerfile's instructions is not typed, whatever is open.
    let is_named = || is_named_or_docker(raw, text);
    if context.in_repl && !context.cue.is_file() && !braces() && !is_named() {
        return Reading::Repl(input::statements(raw.lines).unwrap_or_default());
    }
    Reading::File
}

/// Whether a block has a file's name or a Dockerfile's instructions.
fn is_named_or_docker(raw: &Alone<'_>, text: &str) -> bool {
    super::tag::path(raw.block).is_some() || shape::is_dockerfile(text)
}

/// Plain text is output, unless it begins with a prompt or reads like prose.
fn plain_text<'r>(raw: &Alone<'r>, text: &str, context: &Context<'_>) -> Reading<'r> {
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
    let other = !context.cue.is_output() && !context.after_command && words() && !shape::is_printed(text);
    let drawn = shape::is_diagram(text) && !context.cue.is_output() && !context.after_command;
    if other || drawn { Reading::Other } else { Reading::Output }
}

/// Nothing but calls of the engine, where neither the text nor a command before makes it output.
fn engine_calls<'r>(raw: &Alone<'r>, context: &Context<'_>) -> Option<Reading<'r>> {
    if context.after_command || context.near_command || context.cue.is_output() {
        return None;
    }
    let items = raw.bare(Likeness::Known)?;
    let is_engine = |c: &str| c.split_whitespace().next().is_some_and(super::engine::is_engine);
    let calls = |c: &Typed<'_>| is_engine(c.text()) && !c.is_synopsis();
    if commands(&items).all(calls) { Some(Reading::Typed(items)) } else { None }
}

fn by_content<'r>(raw: &Alone<'r>, text: &str, context: &Context<'_>) -> (Reading<'r>, Confidence) {
    use Confidence::{Certain, Guess, Likely};
    let is_setup = || shape::is_setup(text) && context.cue.start_file().is_some();
    if is_setup() || is_script_told(raw, context) {
        return (Reading::File, Likely);
    }
    let marked = context.tag == Tag::Shell;
    let least = if marked { Likeness::Plausible } else { Likeness::Known };
    prompted(raw)
        .or_else(|| with_comments(raw.lines, least).map(Reading::Typed))
        .or_else(|| entering(raw.lines).map(Reading::Typed))
        .or_else(|| with_statements_below(raw, text))
        .map(|r| (r, Certain))
        .or_else(|| Some((with_data_below(raw, text)?, Likely)))
        .or_else(|| Some((by_shape(raw, text, context)?, Likely)))
        .or_else(|| unprompted(raw, text, context))
        .or_else(|| Some((with_output_below(raw, context)?, Likely)))
        .or_else(|| Some((Reading::Typed(alternating(raw.lines, shape::is_printed)?), Likely)))
        .unwrap_or_else(|| (what_else(raw, text, context), Guess))
}

/// Whether a script is announced by its name and by what is in it: "create `run.sh` with the following content:".
fn is_script_told(raw: &Alone<'_>, context: &Context<'_>) -> bool {
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
    context.tag == Tag::Shell && context.cue.tells_of("content") && named() && begins()
}

fn prompted<'r>(raw: &Alone<'r>) -> Option<Reading<'r>> {
    let items = raw.with_prompts()?;
    let repl = |i: &Item<'_>| !matches!(i, Item::Command { prompt, .. } if *prompt != Some(Prompt::Repl));
    if items.iter().all(repl) {
        return Some(Reading::Repl(items));
    }
    let general = commands(&items).count() == items.len() && commands(&items).any(Typed::is_synopsis);
    Some(if general { Reading::Synopsis } else { Reading::Typed(items) })
}

fn commands<'i, 'r>(items: &'i [Item<'r>]) -> impl Iterator<Item = &'i Typed<'r>> {
    items.iter().filter_map(|i| match i {
        Item::Command { typed, .. } => Some(typed),
        Item::Output(..) => None,
    })
}

/// Files that can be told by their content alone.
fn by_shape<'r>(raw: &Alone<'r>, text: &str, context: &Context<'_>) -> Option<Reading<'r>> {
    if context.after_cat && (context.after_command || context.cue.is_output()) {
        return Some(Reading::Output);
    }
    // What a here document holds is written by a command.
    if begun(text).starts_with("cat ") && lines(text).next().is_some_and(|first| first.contains("<<")) {
        return None;
    }
    let shape = raw.shape(text);
    if shape.is_dockerfile {
        return Some(if shape::is_glossary(text) { Reading::Other } else { Reading::File });
    }
    let keys = shape.is_like_yaml;
    if shape.is_script || (keys && context.cue.is_look_of_file()) {
        return Some(Reading::File);
    }
    let named = || context.cue.is_file() && !context.cue.is_output();
    if !(shape.is_json || keys && (shape::has_compose_keys(text) || named())) {
        return None;
    }
    let inspects = |command: &str| command.contains("inspect") || command.contains("json");
    let shown = || context.after.is_some_and(inspects) || context.cue.has_word("inspect");
    let printed = context.cue.is_output() || context.after_command || shown();
    Some(if printed { Reading::Output } else { Reading::File })
}

/// Nothing but flags, or a single line that is a command's general form. `items` are the block's commands, should it
/// have nothing else.
fn is_general_form(text: &str, items: Option<&[Item<'_>]>, context: &Context<'_>) -> bool {
    if is_fragment(text) {
        return true;
    }
    let announced = |text: &str| context.cue.is_syntax() && !placeholder::of_synopsis(text).is_empty();
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
fn unprompted<'r>(raw: &Alone<'r>, text: &str, context: &Context<'_>) -> Option<(Reading<'r>, Confidence)> {
    let is_printed = || raw.lines.iter().any(|(_, t)| shape::is_printed(t) || is_sentence(t));
    let sure = if context.tag == Tag::Shell { Confidence::Certain } else { Confidence::Likely };
    let marked = matches!(context.tag, Tag::Shell | Tag::Windows);
    let least = match context.tag {
        // Few of the words of Windows are known here.
        Tag::Windows if !context.cue.is_output() && !is_printed() => Likeness::None,
        // Below "Expected output:" the mark is a habit: what might be a command is none.
        _ if marked && (context.cue.is_command() || !context.cue.is_output()) => Likeness::Plausible,
        _ => Likeness::Known,
    };
    if shape::is_end_of_layer(text) {
        return Some((Reading::File, Confidence::Likely));
    }
    let items = raw.bare(least);
    if is_general_form(text, items.as_deref(), context) {
        return Some((Reading::Synopsis, Confidence::Likely));
    }
    let items = items?;
    let alone = context.is_followed || !context.cue.ends_with_colon();
    let is_told = |c: &Typed<'_>| context.cue.names(c.text()) || alone && is_call(c);
    if !marked && context.cue.is_output() && !context.cue.is_command() && !commands(&items).all(is_told) {
        return None;
    }
    let general = commands(&items).any(Typed::is_synopsis);
    Some((if general { Reading::Synopsis } else { Reading::Typed(items) }, sure))
}

/// Whether a command is a call of the engine with all it needs: nothing prints that alone.
fn is_call(typed: &Typed<'_>) -> bool {
    !typed.is_synopsis() && typed.text().contains(' ') && typed.ask(|_, words| engine::calls(words))
}

/// Calls of the engine without prompt, and below the JSON that the last one prints.
fn with_data_below<'r>(raw: &Alone<'r>, text: &str) -> Option<Reading<'r>> {
    let data = || text.lines().skip(1).any(|l| l.starts_with(['{', '[']));
    if !(text.trim_start().starts_with('d') || text.trim_start().starts_with('#')) || !data() {
        return None;
    }
    let (items, below) = leading(raw.lines)?;
    let opens = raw.lines[below..].iter().map(|(_, t)| t.trim()).find(|t| !t.is_empty())?.starts_with(['{', '[']);
    let known = raw.lines[below..].iter().any(|(_, t)| likeness(t.trim()) == Likeness::Known);
    (opens && !known).then(|| Reading::Typed(with_rest(raw, items, below)))
}

/// Commands without prompts on the first lines, and below what clearly was printed.
fn with_output_below<'r>(raw: &Alone<'r>, context: &Context<'_>) -> Option<Reading<'r>> {
    let (items, below) = leading(raw.lines)?;
    if let Some(input) = input_below(raw, &items, below) {
        return Some(Reading::Typed(items.into_iter().chain(input).collect()));
    }
    let mut rest = raw.lines[below..].iter().map(|(_, t)| t.trim()).filter(|t| !t.is_empty());
    let first = rest.next()?;
    // Behind a call of the engine, what cannot be a command was printed.
    let engine = || commands(&items).all(|c| c.ask(|_, words| engine::calls(words)));
    // Behind one of a shell's so was what begins with a word or a number, and not with a sign of the shell's.
    let told = |c: char| c.is_uppercase() || context.tag == Tag::Shell && c.is_alphanumeric();
    let has_words = || items.iter().all(|i| matches!(i, Item::Command { typed, .. } if typed.text().contains(' ')));
    let one = || {
        matches!(context.tag, Tag::Shell | Tag::None)
            && items.len() == 1
            && first.starts_with(told)
            && (context.tag == Tag::Shell || has_words())
    };
    let no_command = || likeness(first) == Likeness::None && !first.starts_with('#') && !context.cue.is_output();
    let printed = shape::is_printed(first) || (no_command() && (engine() || one()) && !context.in_hint);
    if !printed || commands(&items).any(Typed::is_synopsis) || rest.any(|t| likeness(t) == Likeness::Known) {
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

/// What is typed into a database's program that the last command starts, each statement with all of its lines.
fn with_statements_below<'r>(raw: &Alone<'r>, text: &str) -> Option<Reading<'r>> {
    if !(has_byte(text, b';') && (has_part(text, "sql") || has_part(text, "mariadb"))) {
        return None;
    }
    let (items, below) = leading(raw.lines)?;
    if commands(&items).last()?.opened() != Some(Opened::Repl) {
        return None;
    }
    let statements = input::statements(&raw.lines[below..])?;
    Some(Reading::Typed(items.into_iter().chain(statements).collect()))
}

/// Commands, and what was printed from some line on.
fn with_rest<'r>(raw: &Alone<'r>, mut items: Vec<Item<'r>>, below: usize) -> Vec<Item<'r>> {
    items.extend(raw.lines[below..].iter().map(|(n, t)| Item::Output(*n, t)));
    items
}

/// An address to open.
fn is_address(text: &str) -> bool {
    text.trim_start().starts_with("http") && text.split_whitespace().count() == 1 && text.contains("://")
}

/// Whether a command opens a file in an editor.
fn edits(command: &str) -> bool {
    let mut words = command.trim_start_matches("sudo ").split(' ');
    words.next().is_some_and(|word| matches!(word, "vi" | "vim" | "nano" | "emacs" | "pico")) && words.next().is_some()
}

fn what_else<'r>(raw: &Alone<'r>, text: &str, context: &Context<'_>) -> Reading<'r> {
    // Where the learner is, and nothing typed there but a remark.
    let mut significant = lines(text).filter(|l| !is_blank(l)).map(split).peekable();
    let remark = matches!(significant.peek(), Some(Some((Prompt::Shell, rest))) if rest.starts_with('#'));
    if remark || significant.all(|l| l.is_some_and(|(_, rest)| is_blank(rest))) {
        return Reading::Output;
    }
    // A word to copy answers a question.
    let is_answer = || raw.block.form == Form::Inline && !text.trim().contains([' ', ';', '(']);
    let may_be_typed = context.in_repl && context.tag != Tag::Loose && !is_answer();
    if may_be_typed && !context.cue.is_output() {
        let statements = input::statements(raw.lines);
        if statements.is_some() || !context.after_command || input::is_input(text) {
            return Reading::Repl(statements.unwrap_or_default());
        }
    }
    // A function of PowerShell's, say.
    if text.starts_with("function ") && context.cue.is_windows() {
        return Reading::Other;
    }
    if shape::is_printed(text) || context.cue.is_output() {
        return Reading::Output;
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
    // What is written there, by hand.
    if context.after_command && context.after.is_some_and(edits) {
        return Reading::File;
    }
    if shape::is_diagram(text) || shape::is_prose(text) && !context.after_command {
        return Reading::Other;
    }
    if context.after_command {
        return Reading::Output;
    }
    if context.cue.is_file() && (context.tag != Tag::Shell || context.cue.file_name().is_some()) {
        return Reading::File;
    }
    // Tagged as data, looks like data, and nothing printed it.
    let data = || text.trim_start().starts_with("---\n") || shape::is_like_yaml(text);
    if context.tag == Tag::Loose && data() {
        return Reading::File;
    }
    // After a command, and a sentence on what it does, comes what it prints.
    if context.near_command && context.tag == Tag::None && !context.cue.is_command() {
        return Reading::Output;
    }
    Reading::Other
}

#[cfg(test)]
mod tests {
    use super::super::super::raw::RawBlock;
    use super::*;
    use crate::document::Inline;
    use crate::source::Source;

    fn texts<'i>(items: &'i [Item<'_>]) -> Vec<&'i str> {
        commands(items).map(Typed::text).collect()
    }

    /// The reading of a block with an info string after a sentence.
    fn reading(info: &str, sentence: &str, text: &str) -> String {
        let lines = text.lines().enumerate().map(|(i, t)| (i + 1, t.into())).collect();
        let raw = RawBlock { info: info.to_owned(), lines, ..RawBlock::default() };
        let mut said = super::super::cue::Said::new(1);
        said.say(&[Inline::Text(sentence.into())]);
        said.block();
        let source = Source::new("x.md", text);
        let raw = super::super::alone::all(&source, std::slice::from_ref(&raw)).remove(0);
        let context = Context {
            tag: raw.tag,
            cue: &said.cues()[0],
            after_command: false,
            near_command: false,
            after_cat: false,
            after: None,
            in_repl: false,
            is_followed: false,
            in_hint: false,
        };
        match read(&raw, text, &context).0 {
            Reading::Typed(items) => texts(&items).join("; "),
            Reading::Repl(items) => "repl ".to_owned() + &texts(&items).join(" "),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn readings() {
        for (info, sentence, text, want) in [
            ("", "", "docker load -i a.tar", "docker load -i a.tar"),
            ("", "The syntax is:", "docker load [-i FILE]", "Synopsis"),
            ("", "", "docker rmi", "Synopsis"),
            ("", "", "-v /a:/b", "Synopsis"),
            ("shell", "", "\"a\": {\n  \"b\": 1,\n  \"c\": 2", "File"),
            ("", "You should see:", "docker ps", "Output"),
            ("bash", "You should see:", "docker ps", "docker ps"),
            ("html", "It should respond with something like", "<p>a</p>", "Output"),
            ("html", "Make it look like", "<p>a</p>", "File"),
            ("bash", "The output is something like:", "my_box", "Output"),
            ("", "", "mytool do it", "Other"),
            ("bash", "", "mytool do", "mytool do"),
            ("bash", "", "This is a sentence, no command.", "Other"),
            ("console", "", "$ docker ps\nNAMES", "docker ps"),
            ("output", "", "$ docker ps", "Output"),
            ("output", "", "/ # ls\nbin", "ls"),
            ("text", "For example:", "docker run --rm x", "docker run --rm x"),
            ("text", "It prints something like:", "docker run --rm x", "Output"),
            ("text", "Create `.dockerignore`:", ".git", "File"),
            ("text", "Output:", "a │ b", "Output"),
            ("", "This file looks like:", "---\na: b\nc:\n- d", "File"),
            ("", "", "#!/bin/sh\nls", "File"),
            ("text", "", "# Old\n$ nodemon x\nready", "Output"),
            ("text", "", "mysql> SELECT 1;\n1", "repl SELECT 1;"),
            ("", "You will see what it does", "docker run x", "docker run x"),
            ("console", "", "root@4e0c3f1a2b3c:/#\n$", "Output"),
            ("", "It works:", "telnet localhost 80\nTrying 127.0.0.1...", "telnet localhost 80"),
            ("", "They are:", "git\nTrying it out", "Other"),
            ("bash", "", "$ # docker inspect x\n[{\n}]", "Output"),
            ("vim", "", "FROM a\nRUN b", "File"),
            ("vim", "", "FROM - the base\nRUN - runs it", "Other"),
            ("docker", "", "docker ps", "docker ps"),
            ("json", "The result is", "{\"a\": 1}", "Output"),
            ("", "", "docker ps\nCONTAINER ID   IMAGE", "docker ps"),
            ("", "", "CONTAINER ID   IMAGE", "Output"),
            ("", "You should see:", "docker ps\nCONTAINER ID   IMAGE", "docker ps"),
            ("", "You get something like:", "ping x\n64 bytes from 8.8.8.8", "ping x"),
            ("", "", "docker pull x\ndocker run x hostname\n0a1b2c3d4e5f", "docker pull x; docker run x hostname"),
            ("", "", "docker run x\nHi there!", "docker run x"),
            ("", "You should see:", "docker run x\nHi there!", "Output"),
            ("bash", "", "docker volume inspect v\n[\n  {\n    \"Name\": \"v\"\n  }\n]", "docker volume inspect v"),
            ("bash", "", "docker run x\nmytool do", "docker run x; mytool do"),
            ("", "", "docker is good\nHi there!", "Other"),
            ("", "", "-p HOST:BOX\n# such as\n-p 80:80  # the web", "Synopsis"),
            ("bash", "", "[here]:[there]:[rw|ro]", "Synopsis"),
            (".term1", "", "docker pull [OPTIONS] NAME[:TAG]", "Synopsis"),
            (".term1", "", "docker rmi", "docker rmi"),
            ("python", "", ">>> 1 + 1\n2", "repl 1 + 1"),
            ("", "", "https://localhost:80/x", "Other"),
            ("text", "", "https://localhost:80/x", "Other"),
            ("", "At first we have", "version: '3'", "File"),
            ("", "", "Note: this", "Other"),
            ("", "", "cat: /x: Permission denied", "Output"),
            ("bash", "Add this line to `/etc/x.conf`:", "a-b=[\"c\"]", "File"),
            ("bash", "", "# start.sh\n#!/bin/sh\nls", "File"),
            ("yaml", "", "host:\n  ...\n  # its name\n  name: a\n  port: 1\n  user: b", "File"),
            ("yaml", "", "a heap of words\nand more of them", "Other"),
            ("mermaid", "", "graph TD", "Other"),
            ("bash", "", "", "Other"),
        ] {
            assert_eq!(reading(info, sentence, text), want, "{info} {sentence} {text:?}");
        }
    }
}
