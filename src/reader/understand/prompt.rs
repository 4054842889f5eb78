//! Prompts: what stands before a command, and what that tells of where it is typed.

use super::super::pattern::Pattern;

/// What a prompt says of the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prompt {
    /// The host's, by its name or look.
    Host,
    /// A container's, by its name or look.
    Container,
    /// `$`: whatever shell is open.
    Shell,
    /// `#`: root of whatever shell is open, or a comment.
    Root,
    /// `>`: Windows, or a redirection, or a quotation.
    Angle,
    /// Another program's.
    Repl,
}

static REPL: Pattern = Pattern::new(
    r"^(?:mysql>|MariaDB \[[^\]]*\]>|sqlite>|>>>|\.\.\. |irb\([^)]*\)\S*>|In \[\d+\]:|redis[^>\s]*>|\d+(?:\.\d+){3}:\d+>|mongo\w*>|julia>|\w+=[#>])(?:\s+(.*))?$",
);
static CONTAINER: Pattern = Pattern::new(
    r"^(?:(?:/[\w./-]*|~) ?#+|(?:/[\w./-]*|~) \$|I have no name!@[^$#]*[$#]|(?:\([^)]*\) )?(?:Singularity|Apptainer)[^>]*>|(?:bash|sh)-[\d.]+[#$])(?:\s+(.*))?$",
);
static ROOT_AT: Pattern = Pattern::new(r"^\[?root@(<[^>]*>|[^\s:\]>$#]+)[^$#>]*[$#>]+/?(?:\s+(.*))?$");
static USER_AT: Pattern =
    Pattern::new(r"^(?:\[\w+\] \(\w+\) |\([\w.-]+\) )?\[?[\w.-]*@([\w.-]+)[^$#%>]*[$#%>](?:\s+(.*))?$");
static HOST: Pattern = Pattern::new(
    r"^(?:(?:host ?[>$#]|PS [/~][^>]*>|[\w.-]+:\S+ [\w.-]+\$|(?:~|/)[\w./-]*\$|local\$)(?:\s+(.*))?|(?:PS )?[A-Z]:\\[^>]*>\s*(.*))$",
);
/// A prompt that is so long that the author broke the line after it.
static WRAPPED: Pattern = Pattern::new(r"^\[\w+\] \(\w+\) \S+@\S+ ?~?$");
static SHELL: Pattern = Pattern::new(r"^\$(?:\s+(.*)|((?:docker|sudo) .*))?$");
static ROOT: Pattern = Pattern::new(r"^#\s+(\S.*)$");
static ANGLE: Pattern = Pattern::new(r"^>\s+(\S.*)$");
static ID: Pattern = Pattern::new(r"^(?:[0-9a-f]{6,64}|<.*>|.*(?i:container).*|HEX)$");

fn may_be_prompt(line: &str) -> bool {
    line.bytes().take(MAX_PROMPT).any(|b| matches!(b, b'$' | b'#' | b'>' | b'%'))
        || line.starts_with("... ")
        || line.starts_with("In [")
        || (line.starts_with('[') && line.contains('@'))
}

/// Prompts end within so many bytes.
const MAX_PROMPT: usize = 120;

/// A line's prompt and the text after it.
pub fn split(line: &str) -> Option<(Prompt, &str)> {
    let line = line.trim();
    // Most lines are told by their first sign, or have no sign at all: no pattern is tried on them.
    match line.as_bytes() {
        [b'$', b' ', ..] => return Some((Prompt::Shell, line[1..].trim_start())),
        [b'#', b' ', ..] => return Some((Prompt::Root, line[1..].trim_start())),
        [b'>', b' ', ..] => return Some((Prompt::Angle, line[1..].trim_start())),
        _ if !may_be_prompt(line) => return None,
        _ => {}
    }
    let rest = |p: &Pattern, group: usize| p.captures(line).map(|c| c.get(group).map_or("", |m| m.as_str()));
    if may_be_repl(line)
        && let Some(rest) = rest(&REPL, 1)
    {
        return Some((Prompt::Repl, rest));
    }
    let first = line.bytes().next()?;
    if matches!(first, b'/' | b'~' | b'I' | b'(' | b'S' | b'A' | b'b' | b's')
        && let Some(rest) = rest(&CONTAINER, 1)
    {
        return Some((Prompt::Container, rest));
    }
    if first == b'[' && WRAPPED.is_match(line) {
        return Some((Prompt::Host, ""));
    }
    if may_be_host(line)
        && let Some(c) = HOST.captures(line)
    {
        return Some((Prompt::Host, c.get(1).or(c.get(2)).map_or("", |m| m.as_str())));
    }
    if line.contains('@')
        && let Some(found) = at_host(line)
    {
        return Some(found);
    }
    match first {
        b'$' => SHELL.captures(line).map(|c| (Prompt::Shell, c.get(1).or(c.get(2)).map_or("", |m| m.as_str()))),
        b'#' => rest(&ROOT, 1).map(|r| (Prompt::Root, r)),
        b'>' => rest(&ANGLE, 1).map(|r| (Prompt::Angle, r)),
        _ => None,
    }
}

/// The prompts of other programs, by how they begin.
fn may_be_repl(line: &str) -> bool {
    let named = ["mysql", "Maria", "sqlite", ">>>", "...", "irb(", "In [", "redis", "mongo", "julia"];
    line.starts_with(|c: char| c.is_ascii_digit())
        || named.iter().any(|name| line.starts_with(name))
        || line.contains("=#")
        || line.contains("=>")
}

/// The host's prompts that have no user's name, by how they begin.
fn may_be_host(line: &str) -> bool {
    let named = ["host", "PS ", "~", "/", "local$"];
    named.iter().any(|name| line.starts_with(name)) || line.as_bytes().get(1) == Some(&b':') || {
        let place = line.find('$').map_or("", |end| &line[..end]);
        place.contains(':') && place.contains(' ')
    }
}

/// `me@server:~$`
fn at_host(line: &str) -> Option<(Prompt, &str)> {
    [(&ROOT_AT, Prompt::Root), (&USER_AT, Prompt::Host)].into_iter().find_map(|(pattern, other)| {
        let c = pattern.captures(line)?;
        let prompt = if ID.is_match(c.get(1)?.as_str()) { Prompt::Container } else { other };
        Some((prompt, c.get(2).map_or("", |m| m.as_str())))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts() {
        use Prompt::{Angle, Container, Host, Repl, Root, Shell};
        for (line, want) in [
            ("$ docker ps", Some((Shell, "docker ps"))),
            ("(base) [me@login1 ~]$ ls", Some((Host, "ls"))),
            ("(base) me@login1:~$ ls", Some((Host, "ls"))),
            ("$", Some((Shell, ""))),
            ("$USER", None),
            ("$docker ps", Some((Shell, "docker ps"))),
            ("# apt update", Some((Root, "apt update"))),
            ("/ # ls", Some((Container, "ls"))),
            ("/# ls", Some((Container, "ls"))),
            ("/app # ls", Some((Container, "ls"))),
            ("/ #", Some((Container, ""))),
            ("root@4e0c3f1a2b3c:/opt/x# ls", Some((Container, "ls"))),
            ("root@my_container> exit", Some((Container, "exit"))),
            ("root@<yourBoxId>:#/ ls", Some((Container, "ls"))),
            ("[root@4e0c3f1a2b3c /]# ls", Some((Container, "ls"))),
            ("root@server:~# ls", Some((Root, "ls"))),
            ("host> docker run x", Some((Host, "docker run x"))),
            ("@me ➜ /work (dev ✗) $ docker rm 1", Some((Host, "docker rm 1"))),
            ("[node7] (local) root@10.0.0.7 ~$ ls", Some((Host, "ls"))),
            ("me@2a99ffabb5aa:~/x$ ls", Some((Container, "ls"))),
            ("[node7] (local) root@10.0.0.7 ~", Some((Host, ""))),
            ("me@ip-10-0-0-1:~$ ls", Some((Host, "ls"))),
            ("I have no name!@2a99ffabb5aa:/x$ ls", Some((Container, "ls"))),
            ("bash-5.1# ls", Some((Container, "ls"))),
            ("mysql> SELECT 1;", Some((Repl, "SELECT 1;"))),
            (">>> 1 + 1", Some((Repl, "1 + 1"))),
            ("postgres=# \\l", Some((Repl, "\\l"))),
            ("> docker ps", Some((Angle, "docker ps"))),
            ("docker save x > y.tar", None),
            ("alpine   latest", None),
            ("exit  # leave it", None),
        ] {
            assert_eq!(split(line), want, "{line}");
        }
    }
}
