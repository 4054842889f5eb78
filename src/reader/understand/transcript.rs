//! A block's lines as commands and what they printed.

use super::super::lines::{begun, indent};
use super::super::scan::{any_three, are, has_part, is_blank, trimmed};
use super::by_hand;
use super::engine;
use super::input;
use super::keys;
use super::known::{Likeness, is_cmdlet, is_program, is_sentence, likeness};
use super::listing;
use super::no_command::{
    asks_address, is_address, is_complaint, is_data, is_gap, is_id, is_key, is_legend, is_path_of_file, is_place,
    is_remark, is_riddle, is_set_by_call, is_title,
};
use super::printed;
use super::prompt::{Prompt, is_first_line, machine, split};
use super::shape;
use super::shells;
use super::start::{self, Opened};
use super::typed::Typed;
use super::words::{MAX_DOCUMENT, extent, first_word, here_string, is_whole};
use crate::document::is_lone_or;
use std::borrow::Cow;

mod above_data;
mod angles;
mod bare;
mod cut;
mod entering;
mod forgotten;
mod remarks;
mod root_inside;
mod root_line;
mod slashes;

pub use above_data::is_above_data;
use above_data::{is_of_file, names_compose};
pub use angles::behind_angles;
use bare::is_answer;
pub use bare::{bare, bare_and_sure, bare_with};
pub use entering::entering;
pub use remarks::{printed_below, printed_in_comments, with_comments};
use root_inside::root_until_line;

/// A piece of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item<'r> {
    /// A command.
    Command {
        /// 1-based line.
        line: usize,
        /// What stood before it.
        prompt: Option<Prompt>,
        /// Without prompt; continuation lines joined.
        typed: Typed<'r>,
    },
    /// A line that was printed, with its number.
    Output(usize, &'r str),
}

/// A block's lines with their numbers.
pub type Lines<'s> = [(usize, Cow<'s, str>)];

/// Reads a block with prompts. `None` where it does not begin with one.
pub fn with_prompts<'r>(lines: &'r Lines<'_>) -> Option<Vec<Item<'r>>> {
    // Remarks behind `//` are the author's where the block begins with one.
    let from = slashes::behind(lines);
    let accepted = accepted(&lines[from..])?;
    let (mut items, mut at, mut prompts) = (Vec::with_capacity(lines.len()), from, 0);
    // Where a command asked for help: its prompt's indentation. Deeper prompts are the help's own examples.
    let mut help: Option<usize> = None;
    // Before this line `#` is the prompt of a container's shell that was opened above.
    let mut root_until = 0;
    // Root's prompt has a name where other prompts are told by theirs: `#` alone is a comment there.
    let named = accepted.contains(&Prompt::Shell);
    let is_remark = |prompt: Prompt, text: &str| named && prompt == Prompt::Root && text.trim_start().starts_with('#');
    let first = lines.iter().find(|(_, t)| !is_blank(t)).map_or(0, |(_, t)| indent(t));
    while let Some((line, text)) = lines.get(at) {
        if from > 0 && slashes::length(lines, at) > 0 {
            at += slashes::length(lines, at);
            continue;
        }
        // So are those of a program that greets: "you can run:", and below it, indented, what.
        let above = items.iter().rev().take(2).find(|item| !matches!(item, Item::Output(_, text) if is_blank(text)));
        let told = matches!(above, Some(Item::Output(_, before)) if before.trim_end().ends_with(':'));
        let is_example = help.is_some_and(|columns| indent(text) > columns) || told && indent(text) > first;
        // In a container that was entered above some authors write `>`.
        if at >= root_until && is_comment(text) && is_inside(&items) {
            let until = root_until_line(lines, at).or_else(|| root_line::last_call(lines, at));
            root_until = until.unwrap_or_default();
        }
        let prompted = split(text)
            .map(|prompted| whose(prompted, &items, at < root_until))
            .filter(|(p, _)| accepted.contains(p) && !is_remark(*p, text) && !is_example && !is_logged(&items, *p));
        prompts += usize::from(prompted.is_some());
        match prompted {
            // A prompt alone is no command, nor is what is drawn for the cursor.
            Some((_, "" | "_")) => at += 1,
            // Nor is a comment after a prompt, or a key.
            Some((_, rest)) if rest.starts_with(['#', '^']) || is_key(rest) || is_first_line(rest) => at += 1,
            Some((_, rest))
                if is_place(rest) || is_complaint(rest) || is_riddle(rest) || is_title(rest) || is_told(text, rest) =>
            {
                items.push(Item::Output(*line, rest));
                at += 1;
            }
            Some((prompt, rest)) => {
                let (command, taken) = gather_behind(prompt, lines, at, rest)?;
                help = asks_for_help(&command).then(|| indent(text));
                items.push(Item::Command { line: *line, prompt: Some(prompt), typed: Typed::new(command) });
                at += taken;
            }
            None if is_first_line(text)
                || is_lone_or(text) && is_prompted(lines, at + 1)
                || keys::are_pressed(text) =>
            {
                at += 1;
            }
            None => {
                items.push(without_prompt(&items, *line, text));
                at += 1;
            }
        }
    }
    let has_commands = items.iter().any(|i| matches!(i, Item::Command { .. }));
    let items = if has_commands { trim_output(items) } else { return None };
    // Whoever gives a prompt to some commands and not to all gives it to the first only: what stands between prompts,
    // or behind the last of several, was printed, even if it has the words of a command (`read escape sequence`).
    Some(if prompts == 1 { unprompted_commands(items) } else { items })
}

/// Whose prompt stands before the rest of a line, by what was typed above it.
fn whose<'r>((prompt, rest): (Prompt, &'r str), above: &[Item<'_>], is_root_inside: bool) -> (Prompt, &'r str) {
    match prompt {
        // Of some programs it is the whole prompt.
        Prompt::Angle if is_in_repl(above) => (Prompt::Repl, rest),
        Prompt::Angle if is_inside(above) && likeness(rest) == Likeness::Known => (Prompt::Container, rest),
        Prompt::Root if is_root_inside => (Prompt::Container, rest),
        // Twice, as they are where nothing was typed behind the first.
        Prompt::Shell | Prompt::Container => split(rest).filter(|(p, _)| *p == prompt).unwrap_or((prompt, rest)),
        _ => (prompt, rest),
    }
}

/// A line without a prompt below those: mostly it was printed.
fn without_prompt<'r>(items: &[Item<'r>], line: usize, text: &'r str) -> Item<'r> {
    // A shell without a terminal shows no prompt.
    let is_asked = match items.last() {
        Some(Item::Command { typed, .. }) => asks_nothing_but_a_name(typed, text),
        _ => false,
    };
    let is_typed = || text.starts_with("docker ") && is_below_table(items, text) || forgotten::is_command(items, text);
    if is_asked || is_typed() {
        return Item::Command { line, prompt: None, typed: Typed::new(text.trim()) };
    }
    Item::Output(line, text)
}

/// Whether a line begins with a prompt.
fn is_prompted(lines: &Lines<'_>, at: usize) -> bool {
    lines.get(at).is_some_and(|(_, text)| split(text).is_some())
}

/// More words than a program's unknown name and what it is given.
const WORDS_TOLD: usize = 5;

/// Whether what stands behind PowerShell's prompt is the rest of a message, which a copy left there.
fn is_told(line: &str, rest: &str) -> bool {
    trimmed(line).starts_with("PS ")
        && likeness(rest) == Likeness::None
        && !is_cmdlet(rest)
        && rest.split_whitespace().nth(WORDS_TOLD).is_some()
}

/// What prints a table, of which no row is a call.
const LISTS: &[&str] =
    &["docker ps", "docker images", "docker container ls", "docker image ls", "docker volume ls", "docker network ls"];

fn lists(command: &str) -> bool {
    LISTS.iter().any(|list| command.starts_with(list))
}

/// Whether a call of the engine stands below the table that the command before prints: its author gave a prompt to the
/// first command only.
fn is_below_table(items: &[Item<'_>], call: &str) -> bool {
    let rows = items.iter().rev().take_while(|item| matches!(item, Item::Output(..))).count();
    let before = items.iter().rev().find_map(|item| match item {
        Item::Command { typed, .. } => Some(typed.text()),
        Item::Output(..) => None,
    });
    rows > 1 && before.is_some_and(lists) && likeness(call) == Likeness::Known && !is_sentence(call)
}

/// Whether a line right below a call that opens a shell is a command that asks for nothing more: `ls`.
fn asks_nothing_but_a_name(before: &Typed<'_>, line: &str) -> bool {
    matches!(trimmed(line), "ls" | "pwd" | "whoami" | "id" | "hostname" | "ps" | "date" | "env" | "uname -a" | "ls -l")
        && before.opened() == Some(Opened::Shell)
}

/// Whether the command before opened a container's shell, or was typed there behind a prompt.
fn is_inside(items: &[Item<'_>]) -> bool {
    let last = items.iter().rev().find(|item| !matches!(item, Item::Output(_, text) if is_blank(text)));
    matches!(last, Some(Item::Command { prompt, typed, .. })
        if *prompt == Some(Prompt::Container) || typed.opened() == Some(Opened::Shell))
}

/// Whether the last command opened a program's prompt, or was typed behind it.
fn is_in_repl(items: &[Item<'_>]) -> bool {
    let last = items.iter().rev().find(|item| matches!(item, Item::Command { .. }));
    matches!(last, Some(Item::Command { prompt, typed, .. })
        if *prompt == Some(Prompt::Repl) && !shells::leaves(typed.text()) || typed.opened() == Some(Opened::Repl))
}

/// A prompt of another kind below a container's logs is what was typed in the container once.
fn is_logged(items: &[Item<'_>], prompt: Prompt) -> bool {
    let last = items.iter().rev().find_map(|i| match i {
        Item::Command { prompt, typed, .. } => Some((*prompt, typed)),
        Item::Output(..) => None,
    });
    last.is_some_and(|(before, typed)| {
        before != Some(prompt) && has_part(typed.text(), "logs") && typed.ask(|_, words| engine::is_logs(words))
    })
}

/// `docker run --help`, `git help clone`
fn asks_for_help(command: &str) -> bool {
    let may_ask = |a, b, c| are(a, b, c, *b"hel") | are(a, b, c, *b"man");
    any_three(command.as_bytes(), may_ask)
        && command.split_whitespace().any(|word| matches!(word, "--help" | "help" | "man"))
}

/// The prompts to believe in. The block must begin with one, and a command must follow one somewhere.
fn accepted(lines: &Lines<'_>) -> Option<&'static [Prompt]> {
    let mut significant = lines.iter().map(|(_, t)| &**t).filter(|t| !is_blank(t) && !is_gap(t));
    // Most blocks do not begin with one, nor with a comment above it.
    let begins = significant.clone().next()?;
    let at_first = split(begins);
    if at_first.is_none() && !is_comment(begins) {
        return None;
    }
    let strong = |p: Prompt| !matches!(p, Prompt::Root | Prompt::Angle);
    // Whether `# x` is a comment is told by what follows; `## x` is one.
    let first =
        if is_comment(begins) { significant.clone().find(|t| !is_comment(t)).and_then(split) } else { at_first };
    let is_root = |t: &str| t.strip_prefix('[').unwrap_or(t).starts_with("root@");
    if let Some((first, _)) = first
        && (strong(first) || is_root(trimmed(begins)))
    {
        if first == Prompt::Machine {
            return one_machine(lines);
        }
        // Root's is the last.
        let all = &[Prompt::Host, Prompt::Container, Prompt::Shell, Prompt::Repl, Prompt::Root];
        let root_too = lines.iter().any(|(_, t)| is_root(trimmed(t)));
        let believed = |p: Prompt| strong(p) || root_too && p == Prompt::Root;
        // With the name of the machine root's is as good as another's.
        let is_full = |p: Prompt, t: &str| strong(p) || is_root(trimmed(t));
        let least = |p: Prompt, t: &str| if is_full(p, t) { Likeness::Plausible } else { Likeness::Known };
        let is_typed = |p, t: &str, rest: &str| likeness(rest) >= least(p, t) || p == Prompt::Host && is_cmdlet(rest);
        let typed = |t: &str| split(t).is_some_and(|(p, rest)| believed(p) && is_typed(p, t, rest));
        let sure = matches!(first, Prompt::Shell | Prompt::Container | Prompt::Repl);
        return (sure || significant.any(typed)).then_some(if root_too { all } else { &all[..4] });
    }
    let weak = |prompt: Prompt, all: &'static [Prompt]| is_weak(lines, prompt).then_some(all);
    weak(Prompt::Root, &[Prompt::Root, Prompt::Container, Prompt::Repl])
        .or_else(|| weak(Prompt::Angle, &[Prompt::Angle, Prompt::Container]))
}

/// Prompts with a machine's number. Where several machines are meant, each must be given a command: whoever reads the
/// items finds out that nobody can tell which of them is the learner's.
fn one_machine(lines: &Lines<'_>) -> Option<&'static [Prompt]> {
    let typed = || lines.iter().filter_map(|(_, t)| Some((machine(t)?, split(t)?.1)));
    let known = || lines.iter().any(|(_, t)| split(t).is_some_and(|(_, rest)| likeness(rest) > Likeness::None));
    let (first, _) = typed().next()?;
    let all: &[_] = &[Prompt::Machine, Prompt::Container, Prompt::Repl];
    let are_given =
        || typed().all(|(_, rest)| rest.is_empty() || likeness(rest) == Likeness::Known && !is_sentence(rest));
    (known() && (typed().all(|(name, _)| name == first) || are_given())).then_some(all)
}

/// So many commands behind a sign make it a prompt for sure.
const MANY: usize = 3;

/// `#` and `>` are prompts only where a known command follows and no other line is a command by itself.
fn is_weak(lines: &Lines<'_>, wanted: Prompt) -> bool {
    let significant = lines.iter().map(|(_, t)| &**t).filter(|t| !is_blank(t));
    let first = significant.clone().next().and_then(split).filter(|(p, _)| *p == wanted);
    if wanted == Prompt::Angle && first.is_some_and(|(_, rest)| angles::is_text(lines, rest)) {
        return true;
    }
    let begins = first
        .is_some_and(|(_, rest)| !is_path_of_file(rest) && (likeness(rest) == Likeness::Known || is_set_by_call(rest)));
    // Remarks stand above the instructions of a file.
    let is_remark = || {
        let first = significant.clone().next().and_then(split);
        significant.clone().find(|t| !is_comment(t)).is_some_and(is_of_file)
            || first.is_some_and(|(_, rest)| names_compose(rest))
    };
    if begins && wanted == Prompt::Root && is_remark() {
        return false;
    }
    // The other lines are looked at only where it may matter.
    let prompted = |t: &str| split(t).is_some_and(|(p, _)| p == wanted || p == Prompt::Repl);
    // A row of a table may have a program's name in it.
    let known = |t: &str| !t.starts_with('|') && likeness(t.trim()) == Likeness::Known;
    let mut bare = significant.clone().filter(|t| !prompted(t) && known(t)).peekable();
    if !begins || bare.peek().is_none() {
        return begins;
    }
    let first = significant.clone().next().and_then(split);
    if wanted == Prompt::Angle
        && first.is_some_and(|(_, rest)| lists(rest))
        && bare.clone().all(|t| t.starts_with("docker "))
    {
        return true;
    }
    // A name alone may have been printed, where most lines with the sign are commands.
    let typed = significant.filter(|t| split(t).is_some_and(|(p, rest)| p == wanted && known(rest))).count();
    bare.all(|t| !t.trim().contains(' ')) && typed >= MANY
}

/// What begins behind a prompt, and how many lines it takes.
fn gather_behind<'r>(prompt: Prompt, lines: &'r Lines<'_>, at: usize, first: &'r str) -> Option<(Cow<'r, str>, usize)> {
    if prompt == Prompt::Repl { Some(input::gather(lines, at, first)) } else { gather(lines, at, first) }
}

/// The command that begins on a line, and how many lines it takes; `None` where it never ends.
fn gather<'r>(lines: &'r Lines<'_>, at: usize, first: &'r str) -> Option<(Cow<'r, str>, usize)> {
    // A shell's own sign for a line that goes on.
    let sign = |text: &'r str| text.strip_prefix("> ").or_else(|| text.strip_prefix(">> "));
    let marked = lines.get(at + 1).is_some_and(|(_, t)| sign(t).is_some());
    let plain = |text: &'r str| sign(text).filter(|_| marked).unwrap_or(text);
    if let Some((command, taken)) = by_hand::gather(lines, at, first) {
        return Some((command.into(), taken));
    }
    let following = lines[at + 1..].iter().take(MAX_DOCUMENT).map(|(_, t)| plain(t));
    let taken = match here_string(first) {
        Some(end) => 2 + following.clone().position(|t| t.starts_with(end))?,
        None if is_whole(first) => 1,
        None => extent(std::iter::once(first).chain(following.clone()))?,
    };
    let piped = pipes(&lines[at + taken..]);
    if taken == 1 && piped == 0 {
        return Some((Cow::Borrowed(first.trim_end()), 1));
    }
    let piped = if piped == 0 { cut::forgotten(lines, at, first, taken) } else { piped };
    let mut command = first.trim_end().to_owned();
    for (number, text) in following.take(taken + piped - 1).enumerate() {
        // Of itself the line before would be the whole command.
        command.push_str(if number + 1 >= taken { " \\\n" } else { "\n" });
        command.push_str(text.trim_end());
    }
    Some((command.into(), taken + piped))
}

/// How many lines pipe what the command above them prints, each into a command of its own: `| grep web`. No shell takes
/// that as it stands; what is meant is clear.
fn pipes(below: &Lines<'_>) -> usize {
    let is_pipe = |text: &str| {
        let into = trimmed(text).strip_prefix("| ").map(str::trim_end);
        into.is_some_and(|into| is_whole(into) && !into.contains('|') && first_word(into).is_some_and(is_program))
    };
    below.iter().take_while(|(_, text)| is_pipe(text)).count()
}

/// Reads a block in which something stands above the first prompt, on a line of its own: a caption, or the first line of
/// prompts that take two. A known command must follow right below, behind a shell's prompt.
pub fn below_caption<'r>(lines: &'r Lines<'_>) -> Option<Vec<Item<'r>>> {
    let at = lines.iter().position(|(_, t)| !is_blank(t))?;
    let (caption, first) = (&lines[at].1, &lines.get(at + 1)?.1);
    let is_typed = matches!(split(first), Some((Prompt::Shell, rest)) if likeness(rest) == Likeness::Known);
    let is_told = is_comment(caption) || split(caption).is_some() || likeness(caption.trim()) == Likeness::Known;
    if !is_typed || is_told || indent(caption) != indent(first) {
        return None;
    }
    let mut items = with_prompts(&lines[at + 1..])?;
    // What stands above each prompt again is no output.
    let word = |text: &str| text.split_whitespace().next().map(str::to_owned);
    let again = word(caption);
    let is_prompt = |line: usize| lines.iter().find(|(n, _)| *n == line).is_some_and(|(_, t)| split(t).is_some());
    items.retain(|item| !matches!(item, Item::Output(n, t) if word(t) == again && is_prompt(n + 1)));
    Some(trim_output(items))
}

/// Reads what is typed at a program's prompt below what the program says of itself at its start.
pub fn below_banner<'r>(lines: &'r Lines<'_>) -> Option<Vec<Item<'r>>> {
    let at = lines.iter().position(|(_, t)| matches!(split(t), Some((Prompt::Repl, _))))?;
    let greets = |(_, t): &(usize, Cow<'_, str>)| has_part(t, "Type \"help\"") || has_part(t, "Welcome to");
    if at == 0 || !lines[..at].iter().any(greets) { None } else { with_prompts(&lines[at..]) }
}

fn is_comment(text: &str) -> bool {
    begun(text).starts_with('#')
}

/// Without blank lines and comments around output, which are nobody's.
pub fn trim_output(items: Vec<Item<'_>>) -> Vec<Item<'_>> {
    let remark = |t: &str| is_comment(t) && !begun(t).starts_with("#!");
    let blank = |i: &Item<'_>| matches!(i, Item::Output(_, t) if is_blank(t) || remark(t));
    if items.len() == 1 || !items.iter().any(blank) {
        return items;
    }
    let mut out: Vec<Item<'_>> = Vec::with_capacity(items.len());
    let mut held = Vec::new();
    for item in items {
        if blank(&item) && !begins_attributes(out.last(), &item) {
            held.push(item);
            continue;
        }
        // Between two lines of output they belong to it.
        if matches!((out.last(), &item), (Some(Item::Output(..)), Item::Output(..))) {
            out.append(&mut held);
        }
        held.clear();
        out.push(item);
    }
    out
}

/// Whether a line that looks like a remark is what `getfattr` and `getfacl` print first: `# file: a`.
fn begins_attributes(before: Option<&Item<'_>>, item: &Item<'_>) -> bool {
    matches!((before, item), (Some(Item::Command { typed, .. }), Item::Output(_, text))
        if begun(text).starts_with("# file: ") && typed.text().contains("getfa"))
}

/// Where an author gave a prompt to the first command only, the lines without one are all commands.
fn unprompted_commands(items: Vec<Item<'_>>) -> Vec<Item<'_>> {
    if items.len() < 2 {
        return items;
    }
    let plain: Vec<&str> = items
        .iter()
        .filter_map(|i| match i {
            // What begins like a script was printed.
            Item::Output(_, t) if !is_blank(t) && (!is_comment(t) || begun(t).starts_with("#!")) => Some(*t),
            _ => None,
        })
        .collect();
    let last = items.iter().position(|i| matches!(i, Item::Command { .. }));
    // What a file has is shown.
    if matches!(last.map(|at| &items[at]), Some(Item::Command { typed, .. }) if typed.text().starts_with("cat ") && typed.is_one_line() && !typed.text().contains('>'))
    {
        return items;
    }
    let names =
        || matches!(last.map(|at| &items[at]), Some(Item::Command { typed, .. }) if typed.text().ends_with("whoami"));
    let printed = |text: &str| is_answer(&items, last, text) || plain.len() == 1 && names();
    let all_known =
        !plain.is_empty() && plain.iter().all(|t| likeness(t.trim()) == Likeness::Known && !printed(t.trim()));
    if !all_known {
        return items;
    }
    let as_command = |item| match item {
        Item::Output(_, t) if is_blank(t) || is_comment(t) => None,
        Item::Output(line, t) => Some(Item::Command { line, prompt: None, typed: Typed::new(t.trim()) }),
        command @ Item::Command { .. } => Some(command),
    };
    items.into_iter().filter_map(as_command).collect()
}

/// The commands without prompts that a block begins with, and where what is none of them stands.
pub fn leading<'r>(lines: &'r Lines<'_>) -> Option<(Vec<Item<'r>>, usize)> {
    let (mut items, mut at) = (Vec::new(), 0);
    while let Some((line, text)) = lines.get(at) {
        if is_blank(text) || is_comment(text) {
            at += 1;
            continue;
        }
        let is_listed = |item: &Item<'_>| matches!(item, Item::Command { typed, .. } if typed.ask(|_, words| listing::prints_path(words, trimmed(text))));
        if items.last().is_some_and(is_listed) {
            break;
        }
        let Some((command, taken)) = gather(lines, at, trimmed(text)) else { break };
        let typed = Typed::new(command);
        if typed.likeness() < Likeness::Known || matches!(split(text), Some((Prompt::Repl, _))) {
            break;
        }
        items.push(Item::Command { line: *line, prompt: None, typed });
        at += taken;
    }
    (!items.is_empty() && at < lines.len()).then_some((items, at))
}

/// Calls of the engine, and of `curl`, without prompts, each with what it clearly printed below: a table, an id, a name, a
/// page. A call is told from a line of output by where it stands: at the left, behind what it cannot be a part of.
pub fn alternating<'r>(lines: &'r Lines<'_>, is_printed: impl Fn(&str) -> bool) -> Option<Vec<Item<'r>>> {
    let asks = |text: &str| text.split(' ').next().is_some_and(|first| engine::is_engine(first) || first == "curl");
    let calls = |text: &str| asks(text) && likeness(text) == Likeness::Known;
    let is_page = |text: &str| text.starts_with(['{', '<', '[']);
    lines.iter().filter(|(_, t)| calls(t)).nth(1)?;
    // What was complained of stands apart above what mends it.
    let is_complaint = |at: usize, text: &str| {
        let begins = ["Error response from daemon: ", "docker: Error ", "Cannot connect to the Docker daemon"];
        begins.iter().any(|begin| text.starts_with(begin)) && lines.get(at + 1).is_some_and(|(_, t)| is_blank(t))
    };
    let (mut items, mut at, mut latest) = (Vec::new(), 0, None);
    while let Some((line, text)) = lines.get(at) {
        if calls(text) {
            let (command, taken) = gather(lines, at, text)?;
            latest = Some(items.len());
            let typed = Typed::new(command);
            // Names of commands are in lists, and nothing prints below them.
            if typed.is_synopsis() {
                return None;
            }
            items.push(Item::Command { line: *line, prompt: None, typed });
            at += taken;
            continue;
        }
        let begins = matches!(items.last(), Some(Item::Command { .. }));
        let remark = is_blank(text) || is_comment(text);
        if items.is_empty() && !remark && !is_complaint(at, text)
            || begins
                && !remark
                && !(is_answer(&items, latest, text) || is_printed(text) || is_page(text) || is_none(lines, at))
        {
            return None;
        }
        if !remark || !(items.is_empty() || begins) {
            items.push(Item::Output(*line, text));
        }
        at += 1;
    }
    Some(trim_output(items))
}

/// Whether a line below a call cannot be a command, nor words on one: `3: Pulling from library/alpine`, an id, or a key
/// with something below it, `Client:`.
fn is_none(lines: &Lines<'_>, at: usize) -> bool {
    let text = trimmed(&lines[at].1).trim_end();
    let is_hex = || text.len() > 5 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let is_number = || is_hex() && text.contains(|c: char| c.is_ascii_digit());
    let goes_on = || lines.get(at + 1).is_some_and(|(_, below)| below.starts_with(' '));
    let is_word = |text: &str| text.starts_with(|c: char| c.is_ascii_alphanumeric());
    // What a Dockerfile holds was written, and what begins with the engine's name tells of its commands.
    let is_other = || first_word(text).is_none_or(|word| shape::is_instruction(word) || engine::is_engine(word));
    is_number()
        || is_word(text)
            && likeness(text) == Likeness::None
            && !is_other()
            && !is_sentence(text)
            && (!text.ends_with(':') || goes_on())
}

/// Reads a block whose first commands have no prompt and whose others do: `cd app`, then `$ docker build .`. Nothing
/// before the first prompt may have been printed.
pub fn late_prompts<'r>(lines: &'r Lines<'_>) -> Option<Vec<Item<'r>>> {
    let shell = |(_, t): &(usize, Cow<'_, str>)| matches!(split(t), Some((Prompt::Shell, rest)) if !rest.is_empty());
    if !lines.iter().any(shell) {
        return None;
    }
    let (mut items, below) = leading(lines)?;
    let is_quiet = |item: &Item<'_>| match item {
        Item::Command { typed, .. } => {
            let text = typed.text();
            let prints = ["cat ", "head ", "tail ", "less ", "more "].iter().any(|name| text.starts_with(name));
            !prints && (typed.opened().is_some() || !typed.ask(|_, words| engine::has_call(words)))
        }
        Item::Output(..) => false,
    };
    if !(shell(&lines[below]) && items.iter().all(is_quiet)) {
        return None;
    }
    items.extend(with_prompts(&lines[below..])?);
    Some(items)
}

/// Whether a line calls the engine.
pub fn is_engine_call(text: &str) -> bool {
    first_word(text).is_some_and(engine::is_engine) && likeness(text) == Likeness::Known
}

/// The lines of commands that are typed once a container has ended by itself: the program of somebody's own image was
/// started, said something that is no sign of a download, and below it the prompt is the same as before.
pub fn ended(items: &[Item<'_>]) -> Vec<usize> {
    let (mut lines, mut started, mut said) = (Vec::new(), false, false);
    for item in items {
        match item {
            Item::Output(_, text) => said = started && (said || !(is_blank(text) || printed::is_any(text))),
            Item::Command { line, prompt, typed } => {
                let same = *prompt == Some(Prompt::Shell);
                if started && said && same {
                    lines.push(*line);
                }
                started = same && typed.opened() == Some(Opened::Shell) && typed.ask(|_, w| start::opens_own_image(w));
                said = false;
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests;
