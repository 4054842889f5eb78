//! What a model learner types into the programs that commands start: the lines of a container's shell, answers, the way
//! out.

use super::{Task, Typed, Why};
use crate::check::shell::{self, split};
use crate::document::{Block, Command, Confidence};
use crate::reader::{opens_container, starts_program, starts_program_inside};

/// A line typed in a container belongs to the command that opened it.
pub(super) fn of_container(command: &Command, endless: bool, tasks: &mut Vec<Task>) {
    match last_typed(tasks) {
        Some(typed) if !typed.replies.is_empty() => {
            supposes_no_exit(typed);
            let keys = typed.replies.pop_if(|last| last == DETACH && !leaves(command.typed()));
            typed.replies.retain(|r| r != DETACH);
            typed.replies.push(command.typed().to_owned());
            typed.replies.extend(endless.then(|| INTERRUPT.to_owned()));
            typed.replies.extend(keys);
        }
        _ => tasks.push(Task::Leave { line: command.line, text: command.text.clone(), why: Why::NoContainer }),
    }
}

/// Whether what is typed last is at a program's prompt: a line for the program belongs to it.
pub(super) fn is_in_program(tasks: &mut [Task]) -> bool {
    last_typed(tasks).is_some_and(|typed| {
        let of_shell = || typed.replies.iter().any(|line| starts_program_inside(line));
        !typed.replies.is_empty() && (starts_program(&typed.text) || of_shell())
    })
}

/// Whether the lines of a block are known, and surely for a program: what leaves it has no other meaning there.
pub(super) fn is_for_program(block: &Block) -> bool {
    const WAYS_OUT: &[&str] = &["\\q", "\\quit", ".exit", "exit", "exit()", "exit;", "quit", "quit()", "quit;"];
    let leaves = |command: &Command| WAYS_OUT.contains(&command.text.trim());
    let is_sure = block.confidence != Confidence::Guess || block.commands.iter().all(leaves);
    is_sure && !block.commands.is_empty()
}

/// A line typed at a program's prompt belongs to the command that started the program.
pub(super) fn of_program(command: &Command, tasks: &mut Vec<Task>) {
    if !is_in_program(tasks) {
        return tasks.push(Task::Leave { line: command.line, text: command.text.clone(), why: Why::Repl });
    }
    let Some(typed) = last_typed(tasks) else { return };
    supposes_no_exit(typed);
    // Below lines that are set in, an empty one ends them.
    let is_set_in = command.text.lines().last().is_some_and(|last| last.starts_with([' ', '\t']));
    let end = if is_set_in { "\n" } else { "" };
    typed.replies.push(format!("{}{end}", command.text));
}

/// The last command that is typed.
fn last_typed(tasks: &mut [Task]) -> Option<&mut Typed> {
    tasks.iter_mut().rev().find_map(|task| match task {
        Task::Type(typed) | Task::Ask { typed, .. } => Some(typed),
        _ => None,
    })
}

/// The closing `exit` that was supposed until now goes behind what the lesson says.
fn supposes_no_exit(typed: &mut Typed) {
    if typed.replies.last().is_some_and(|r| r == CLOSE) && typed.replies.len() == 1 {
        typed.replies.clear();
    }
}

/// Closes a shell that a lesson leaves open.
const CLOSE: &str = "exit";
/// Leaves a container that ran before somebody attached to it: a lesson that wants it ended says so.
pub(super) const DETACH: &str = "Ctrl-P Ctrl-Q";

/// Stops what goes on in a container's shell.
pub const INTERRUPT: &str = "Ctrl-C";

/// Whether a line or its keys leave a shell.
pub(super) fn leaves(line: &str) -> bool {
    matches!(line.trim(), "exit" | "logout" | "Ctrl-D") || is_detaching(line)
}

/// What a model learner types into a command that waits for somebody and that the lesson says nothing of: a shell
/// is left again, a question whether to go on is answered with yes.
pub(super) fn default_replies(text: &str) -> Vec<String> {
    let asks = |c: &shell::Command| c.program == "docker" && c.verb.ends_with("prune") && !c.has("force");
    if attaches(text) {
        vec![DETACH.to_owned()]
    } else if opens_shell(text) {
        vec![CLOSE.to_owned()]
    } else if split(text).iter().filter_map(shell::Command::read).any(|c| asks(&c)) {
        vec!["y".to_owned()]
    } else {
        Vec::new()
    }
}

/// Begins a line of a sidecar's commands that is typed into the program which the command above it starts.
const REPLY: char = '>';

/// A sidecar's commands, each with what it says is typed into the program it starts: `> ls` below
/// `docker run -it alpine`.
pub(super) fn sequence(commands: &[String]) -> Vec<Typed> {
    let mut typed: Vec<Typed> = Vec::new();
    for text in commands {
        let reply = text.strip_prefix(REPLY).filter(|rest| rest.is_empty() || rest.starts_with(' '));
        match (reply, typed.last_mut()) {
            (Some(reply), Some(opener)) => opener.replies.push(reply.trim().to_owned()),
            _ => typed.push(Typed { text: text.clone(), ..Typed::default() }),
        }
    }
    typed
}

/// Whether a command hands its terminal to a program in a container. What opens a shell there is what the reader takes
/// for one: the lines below it are typed into it.
pub fn opens_shell(text: &str) -> bool {
    let hands_over = |command: &shell::Command| match command.verb.as_str() {
        _ if command.program != "docker" => false,
        "attach" => true,
        "run" | "exec" | "start" => command.has("interactive") && !command.has("detach"),
        _ => false,
    };
    split(text).iter().filter_map(shell::Command::read).any(|c| hands_over(&c))
        || opens_container(text)
        || starts_program(text)
}

fn attaches(text: &str) -> bool {
    split(text).iter().filter_map(shell::Command::read).any(|c| c.program == "docker" && c.verb == "attach")
}

/// The keys that leave a container's shell and let it run.
pub(super) fn is_detaching(keys: &str) -> bool {
    let keys = keys.to_lowercase();
    keys.contains("ctrl") && keys.contains('p') && keys.contains('q')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_whether_to_go_on_is_answered() {
        assert_eq!(default_replies("docker system prune"), ["y"]);
        assert_eq!(default_replies("docker image prune -f"), [""; 0]);
        assert_eq!(default_replies("docker run -it alpine"), ["exit"]);
    }

    #[test]
    fn lines_behind_a_sign_belong_to_the_command_above_them() {
        let commands =
            ["docker run -it alpine", "> ls", ">", "> Ctrl-P Ctrl-Q", "docker ps", "docker attach web", ">x"];
        let typed = sequence(&commands.map(str::to_owned));
        let shown: Vec<_> = typed.iter().map(|t| (t.text.as_str(), t.replies.join("|"))).collect();
        let want =
            [("docker run -it alpine", "ls||Ctrl-P Ctrl-Q"), ("docker ps", ""), ("docker attach web", ""), (">x", "")];
        assert_eq!(shown, want.map(|(text, replies)| (text, replies.to_owned())));
        assert_eq!(sequence(&["> x".to_owned()])[0].text, "> x", "there is nothing to type it into");
    }

    #[test]
    fn interactive_commands_are_known() {
        for (text, want) in [
            ("docker run -it alpine sh", true),
            ("docker container run --interactive --tty alpine", true),
            ("docker run -dit alpine", false),
            ("docker exec -ti web sh", true),
            ("docker start -ai web", true),
            ("docker run alpine ls -i", false),
            ("apptainer shell --no-mount home a.sif", true),
            ("singularity shell a.sif", true),
            ("apptainer exec a.sif ls", false),
            ("docker compose exec web sh", true),
            ("docker compose exec web ls", false),
            ("kubectl exec -it web -- sh", true),
            ("docker ps -i", false),
        ] {
            assert_eq!(opens_shell(text), want, "{text}");
        }
    }
}
