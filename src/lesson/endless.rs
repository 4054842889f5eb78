//! Commands that go on until somebody stops them: by what they are, or by what the text says and shows. "Press `Ctrl-C`
//! to stop it" below a command tells it, and so does a `^C` in what it printed.

use crate::check::shell::{Command as Call, runs_for_ever, split};
use crate::document::{Block, Command, Location, Node, NodeKind, plain_text};
use std::collections::BTreeSet;

/// So many paragraphs and lists below a block may tell of it.
const BELOW: usize = 2;
/// How the key is named; no other letter follows.
const KEYS: &[&str] = &["ctrl", "control", "strg"];
/// What the key does to the command.
const STOPS: &[&str] = &[
    "stop",
    "exit",
    "quit",
    "end ",
    "ends ",
    "leave",
    "close",
    "interrupt",
    "terminate",
    "cancel",
    "kill",
    "abort",
    "get out",
    "shut",
];
/// The key does nothing, or is not to be pressed.
const NOT: &[&str] = &["n't", "n’t", " not ", "never", "without", "if you", "sigint"];
/// Commands of the engine that may keep the terminal.
const KEEP: &[&str] = &["run", "exec", "start", "attach", "compose up", "compose run", "compose exec", "compose start"];
/// Programs that come back by themselves, whatever is said near them.
const ENDS: &[&str] = &[
    "cat", "cd", "chmod", "cp", "curl", "echo", "exit", "export", "git", "kubectl", "logout", "ls", "mkdir", "mv",
    "npx", "pip", "ps", "rm", "sed", "set", "touch", "unset", "wget",
];

/// The lines of the commands that go on until somebody stops them.
pub fn endless(nodes: &[Node]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    of_siblings(nodes, &mut found);
    found
}

fn of_siblings(nodes: &[Node], found: &mut BTreeSet<usize>) {
    for (at, node) in nodes.iter().enumerate() {
        match &node.kind {
            NodeKind::Block(block) if !block.commands.is_empty() => of_block(block, &nodes[at + 1..], found),
            NodeKind::List { items, .. } => items.iter().for_each(|item| of_siblings(item, found)),
            NodeKind::Quote(children) => of_siblings(children, found),
            NodeKind::Callout(callout) => of_siblings(&callout.children, found),
            _ => {}
        }
    }
}

/// `below` is what stands behind the block.
fn of_block(block: &Block, below: &[Node], found: &mut BTreeSet<usize>) {
    let lines: Vec<&str> = block.text.lines().collect();
    for (at, command) in block.commands.iter().enumerate() {
        let next = block.commands.get(at + 1).map_or(usize::MAX, |next| next.line);
        let behind = command.line + command.text.lines().count();
        let to = next.saturating_sub(block.line + 1).min(lines.len());
        let printed = lines.get(behind.saturating_sub(block.line + 1)..to).unwrap_or_default();
        let says = |line: &&str| is_pressed(line) || tells(line);
        let is_said = || printed.iter().any(says) || remark(&command.text).is_some_and(tells);
        if runs_for_ever(command.typed()) || may_go_on(command) && is_said() {
            found.insert(command.line);
        }
    }
    let Some(last) = block.commands.last().filter(|last| may_go_on(last)) else { return };
    let expected = || {
        !block.output && block.expected.as_deref().is_some_and(|text| text.lines().any(|l| is_pressed(l) || tells(l)))
    };
    if expected() || is_told(below) {
        found.insert(last.line);
    }
}

/// Whether what stands below a block, up to the next one, says how its last command is stopped.
fn is_told(below: &[Node]) -> bool {
    for node in below.iter().take(BELOW) {
        match &node.kind {
            NodeKind::Paragraph(text) if sentences(&plain_text(text)).any(tells) => return true,
            NodeKind::Paragraph(_) => {}
            NodeKind::List { items, .. } => {
                let first = |item: &Vec<Node>| match item.first().map(|node| &node.kind) {
                    Some(NodeKind::Paragraph(text)) => sentences(&plain_text(text)).any(tells),
                    _ => false,
                };
                return items.iter().any(first);
            }
            NodeKind::Block(next) => return next.commands.is_empty() && is_pressed(next.text.trim()),
            _ => return false,
        }
    }
    false
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(". ").flat_map(str::lines)
}

/// Whether a command could keep the terminal: none that opens a shell, where the key stops what runs in it, and nothing
/// that is known to come back.
fn may_go_on(command: &Command) -> bool {
    let text = command.typed();
    if command.location == Location::Program || text.trim_end().ends_with('&') || super::opens_shell(text) {
        return false;
    }
    let Some(call) = split(text).last().and_then(Call::read) else { return false };
    if call.program != "docker" {
        return !ENDS.contains(&call.program.as_str()) && !is_counted(&call);
    }
    KEEP.contains(&call.verb.as_str()) && !call.has("detach") && !call.has("help")
}

/// Whether it stops by itself after so many times: `ping -c 3`.
fn is_counted(call: &Call) -> bool {
    call.program == "ping" && call.flags.iter().any(|flag| flag.name.starts_with(['c', 'w']))
}

/// The remark behind a command: `docker run web # Ctrl-C stops it`.
fn remark(command: &str) -> Option<&str> {
    command.rsplit_once(" #").map(|(_, remark)| remark)
}

/// Whether a printed line shows that the key was pressed: `^C` stands where the terminal shows it.
fn is_pressed(line: &str) -> bool {
    let line = line.trim();
    line.strip_prefix("^C").is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '^'))
}

/// Whether a sentence says that the key stops what runs.
fn tells(sentence: &str) -> bool {
    let text = sentence.to_lowercase();
    names_key(&text) && STOPS.iter().any(|word| text.contains(word)) && !NOT.iter().any(|word| text.contains(word))
}

/// Whether a text in small letters names `Ctrl-C`, in whatever way it is written.
fn names_key(text: &str) -> bool {
    let is_c = |rest: &str| {
        let rest = rest.trim_start_matches(['+', '-', ' ', '`', '*', '>', '<', '‑', '–']);
        rest.strip_prefix('c').is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    };
    text.contains("^c") || KEYS.iter().any(|key| text.match_indices(key).any(|(at, key)| is_c(&text[at + key.len()..])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::read;
    use crate::source::Source;

    fn check(text: &str, want: &[usize]) {
        let found = endless(&read(&Source::new("x.md", text)).0.nodes);
        assert_eq!(found.into_iter().collect::<Vec<_>>(), want, "{text}");
    }

    #[test]
    fn what_somebody_has_to_stop() {
        check("```bash\ndocker logs -f web\n```\n", &[2]);
        check("```bash\ndocker run clock\n```\n\nPress `Ctrl-C` to stop it.\n", &[2]);
        check("```bash\ndocker run clock\n```\n\nThe time is shown each second. Stop it with Ctrl + C.\n", &[2]);
        check(
            "```bash\ndocker run clock\n```\n\n- It shows the time.\n- To leave, hit <kbd>Ctrl</kbd>+<kbd>C</kbd>.\n",
            &[2],
        );
        check("```bash\ndocker run clock # CTRL+C to quit\n```\n", &[2]);
        check("```bash\ndocker run clock\n# Ctrl+C ends it, then\ndocker ps\n```\n", &[2]);
        check("```\n$ docker run clock\n10:00\n^C\n$ docker ps\n```\n", &[2]);
        check("```bash\nflask run\n```\n\n```output\n * Running (Press CTRL+C to quit)\n```\n", &[2]);
        check("```bash\nstern web\n```\n\n```key\n^C\n```\n", &[2]);
    }

    #[test]
    fn what_ends_by_itself() {
        check("```bash\ndocker run -d clock\n```\n\nPress `Ctrl-C` to stop it.\n", &[]);
        check("```bash\ndocker run clock\n```\n\nIt does not stop with `Ctrl-C`.\n", &[]);
        check("```bash\ndocker run clock\n```\n\nIt stops.\n\nIt ends.\n\nStop with `Ctrl-C`.\n", &[]);
        check("```bash\ndocker run clock\n```\n\n## Next\n\nStop with `Ctrl-C`.\n", &[]);
        check("```bash\ndocker rm web\n```\n\nPress `Ctrl-C` in the other window to stop the log.\n", &[]);
        check("```bash\ndocker run -it alpine sh\n```\n\nPress `Ctrl-C` to stop what runs there.\n", &[]);
        check("```bash\nping -c 3 a\n```\n\nPress `Ctrl-C` to stop earlier.\n", &[]);
        check("```bash\ndocker run clock\n```\n\nStop it with `Ctrl-Click`, a control centre.\n", &[]);
    }

    #[test]
    fn what_goes_on_in_a_container_is_stopped_by_its_key() {
        let text =
            "# X\n\n```\n$ docker run -it alpine sh\n/ # ping a\nPING a\n^C\n/ # top\n^C\n/ # ls\n/ # exit\n```\n";
        let lesson = crate::lesson::compile("x", &read(&Source::new("x.md", text)).0, None).0;
        let typed = lesson.steps.iter().flat_map(|step| &step.tasks).find_map(super::super::Task::typed);
        let replies = typed.map(|typed| typed.replies).unwrap_or_default();
        assert_eq!(replies, ["ping a", "Ctrl-C", "top", "Ctrl-C", "ls", "exit"]);
    }

    #[test]
    fn nobody_waits_for_it() {
        let text =
            "# X\n\n```bash\ndocker run clock\n```\n\nPress `Ctrl-C` to stop it.\n\n```bash\ndocker run web\n```\n";
        let lesson = crate::lesson::compile("x", &read(&Source::new("x.md", text)).0, None).0;
        let typed: Vec<_> =
            lesson.steps.iter().flat_map(|step| &step.tasks).filter_map(super::super::Task::typed).collect();
        let limits: Vec<_> = typed.iter().map(super::super::Typed::endless_limit).collect();
        assert_eq!(limits, [Some(super::super::SERVE_LIMIT), None]);
    }
}
