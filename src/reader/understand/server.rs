//! Another machine's shell, opened in the first line of a block: what follows there is typed on that machine, which the
//! learner does not have.

use super::super::lines::begun;
use super::super::raw::RawBlock;
use super::known::without_prefixes;
use super::prompt::Prompt;
use super::transcript::Item;
use super::typed::Typed;
use super::words::Word;

/// Flags of `ssh` with a value in the next word.
const VALUED: &str = "bBcDEeFIiJLlmOoPpQRSWw";
/// Flags of `ssh` with which it opens no shell.
const QUIET: &str = "NfTVGQ";

/// Whether a block begins with a command that opens a shell on another machine.
pub fn opens(items: &[Item<'_>]) -> bool {
    matches!(items, [Item::Command { typed, .. }, _, ..] if opens_machine(typed))
}

/// Takes away what is typed on the machine whose shell the first command opens, up to where that is left. Says whether
/// that was anything.
///
/// Another login right below it, or one below a remark of its own, is another example of the same and not typed there.
pub fn take_away(items: &mut Vec<Item<'_>>, raw: &RawBlock<'_>) -> bool {
    let (all, mut is_there, mut first, mut logs_in, mut again) = (items.len(), true, true, false, false);
    items.retain(|item| match item {
        Item::Output(..) | Item::Command { prompt: Some(Prompt::Container), .. } => true,
        Item::Command { line, prompt, typed } => {
            let was_there = is_there && !std::mem::take(&mut first);
            let is_login = prompt.is_none() && opens_machine(typed);
            if was_there && is_login && (logs_in || is_remarked(raw, *line)) {
                (logs_in, again) = (true, true);
                return true;
            }
            logs_in = is_login;
            is_there &= !matches!(typed.text(), "exit" | "logout");
            !was_there
        }
    });
    again || items.len() < all
}

/// Whether the line above a command is a remark.
fn is_remarked(raw: &RawBlock<'_>, line: usize) -> bool {
    let above = raw.lines.iter().take_while(|(number, _)| *number < line).last();
    above.is_some_and(|(_, text)| begun(text).starts_with('#'))
}

/// Whether a command opens a shell on another machine and gives it nothing to do: `ssh me@server`.
pub fn opens_machine(typed: &Typed<'_>) -> bool {
    let text = typed.text();
    let begins = || {
        let program = text.strip_prefix("sudo ").unwrap_or(text).split(' ').next();
        matches!(program, Some("ssh" | "docker-machine" | "vagrant" | "minikube" | "multipass" | "colima" | "podman"))
    };
    let is_bare = |words: &[Word<'_>]| is_shell_of_machine(without_prefixes(words));
    text.starts_with(['s', 'd', 'v', 'm', 'c', 'p'])
        && begins()
        && !text.contains('<')
        && typed.ask(|_, commands| commands.only().is_some_and(is_bare))
}

fn is_shell_of_machine(words: &[Word<'_>]) -> bool {
    let words: Vec<&str> = words.iter().map(|word| &**word).collect();
    let is_at_most_a_name = |rest: &[&str]| rest.len() <= 1 && !rest.iter().any(|word| word.starts_with('-'));
    match words.as_slice() {
        ["ssh", rest @ ..] => is_bare(rest),
        ["docker-machine" | "vagrant" | "minikube" | "colima", "ssh", rest @ ..]
        | ["multipass", "shell", rest @ ..]
        | ["podman", "machine", "ssh", rest @ ..] => is_at_most_a_name(rest),
        _ => false,
    }
}

/// Whether `ssh` is given a machine and no command for it.
fn is_bare(arguments: &[&str]) -> bool {
    let (mut machines, mut words) = (0, arguments.iter());
    while let Some(word) = words.next() {
        let Some(flags) = word.strip_prefix('-') else {
            machines += 1;
            continue;
        };
        if flags.contains(|flag| QUIET.contains(flag)) {
            return false;
        }
        if flags.len() == 1 && VALUED.contains(flags) {
            words.next();
        }
    }
    machines == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shells_of_other_machines() {
        for (text, want) in [
            ("ssh me@server", true),
            ("sudo ssh -i key.pem -p 22 server", true),
            ("ssh me@server -p 2222", true),
            ("ssh me@server docker ps", false),
            ("ssh me@server << EOF\nls\nEOF", false),
            ("ssh -fN -L 80:localhost:80 me@server", false),
            ("ssh-keygen -t rsa", false),
            ("docker-machine ssh one", true),
            ("docker-machine ssh one docker ps", false),
            ("docker-machine ls", false),
            ("vagrant ssh", true),
            ("vagrant ssh -c ls", false),
            ("ssh me@server | tee a", false),
            ("docker exec -it ssh sh", false),
        ] {
            assert_eq!(opens_machine(&Typed::new(text)), want, "{text}");
        }
    }
}
