//! Prompts: what stands before a command, and what that tells of where it is typed.

use super::super::cursor::{Cursor, in_word};
use super::super::scan::{has_any_case, has_byte, trimmed};
use memchr::memchr2;

/// What a prompt says of the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prompt {
    /// The host's, by its name or look.
    Host,
    /// A machine's that has a number in its name: one of several (`node1$`, `[node1] $`).
    Machine,
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

fn may_be_prompt(line: &str) -> bool {
    let start = &line.as_bytes()[..line.len().min(MAX_PROMPT)];
    let signs = start.iter().fold(0, |all, byte| all | SIGNS[usize::from(*byte)]);
    signs & ENDS != 0
        || line.starts_with("... ")
        || line.starts_with("In [")
        || (line.starts_with('[') && line.contains('@'))
        || (signs & NAMES != 0 && DRAWN_NAMED.iter().any(|sign| line.contains(*sign)))
}

/// Whether a line begins with a word in lower case and a blank, as most do: of all prompts `host >` alone has that.
fn begins_with_word(line: &str) -> bool {
    let in_word = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-';
    let length = line.bytes().take_while(in_word).count();
    length > 0 && line.as_bytes().get(length) == Some(&b' ') && &line[..length] != "host"
}

/// Signs that end a prompt.
const ENDS: u8 = 1;
/// The sign before a machine's name.
const NAMES: u8 = 2;

/// Which of them a byte is.
static SIGNS: [u8; 256] = {
    let mut signs = [0; 256];
    (signs[b'$' as usize], signs[b'#' as usize]) = (ENDS, ENDS);
    (signs[b'>' as usize], signs[b'%' as usize]) = (ENDS, ENDS);
    signs[b'@' as usize] = NAMES;
    signs
};

/// Drawn signs that end a prompt which names its machine: `me@server ➤ ls`.
const DRAWN_NAMED: [char; 2] = ['➤', '❯'];

/// Prompts end within so many bytes.
const MAX_PROMPT: usize = 120;

/// A line's prompt and the text after it.
pub fn split(line: &str) -> Option<(Prompt, &str)> {
    let line = trimmed(line);
    // Most lines are told by their first sign, or have no sign at all: no pattern is tried on them.
    match line.as_bytes() {
        [b'$', b' ', ..] => return Some(behind_dollar(line[1..].trim_start())),
        [b'#', b' ', ..] => return Some((Prompt::Root, line[1..].trim_start())),
        // `%` is the C shell's, and begins comments elsewhere: no surer than `>`.
        [b'>' | b'%', b' ', ..] => return Some((Prompt::Angle, line[1..].trim_start())),
        [0xe2 | 0xce, ..] if let Some(rest) = drawn(line) => return Some((Prompt::Shell, rest)),
        [b'P', b'S', b'>', b' ', ..] => return Some((Prompt::Host, line[3..].trim_start())),
        [b'$', b'>', b' ', ..] => return Some((Prompt::Shell, line[2..].trim_start())),
        _ if begins_with_word(line) || !may_be_prompt(line) => return None,
        _ => {}
    }
    let start = Cursor(line);
    repl(start)
        .map(|rest| (Prompt::Repl, rest))
        .or_else(|| Some((Prompt::Shell, typed(start.past("~ $")?)?)))
        .or_else(|| Some((Prompt::Container, container(start)?)))
        .or_else(|| Some((Prompt::Host, host(start)?)))
        .or_else(|| Some((Prompt::Machine, numbered(start)?.1)))
        .or_else(|| if line.contains('@') { at_host(start) } else { None })
        .or_else(|| sign(start))
}

/// What is typed behind `$`, and where: some authors put one before the prompt of root's own, `$ root@box:/# ls`.
fn behind_dollar(rest: &str) -> (Prompt, &str) {
    let own = || if rest.starts_with("root@") { at_host(Cursor(rest)) } else { None };
    match own() {
        Some((Prompt::Container, rest)) if !rest.is_empty() => (Prompt::Container, rest),
        Some((_, rest)) if !rest.is_empty() => (Prompt::Shell, rest),
        _ => (Prompt::Shell, rest),
    }
}

/// What follows the sign that some shells are made to show: `❯ ls`, `➜ ls`, `λ ls`.
fn drawn<'l>(line: &'l str) -> Option<&'l str> {
    let rest = ["❯ ", "➜ ", "➤ ", "λ ", "» "].iter().find_map(|sign| line.strip_prefix(sign))?.trim_start();
    // More of the prompt may follow, as the folder, and where its files are kept: `app git:(main) ✗ ls`.
    let in_branch = |rest: &'l str| {
        let (_, behind) = rest.split_once(' ')?;
        let (_, behind) = behind.trim_start().strip_prefix("git:(")?.split_once(')')?;
        Some(behind.trim_start().trim_start_matches(['✗', '✘', '±', '*']).trim_start())
    };
    if let Some(rest) = in_branch(rest) {
        return Some(rest);
    }
    let place = rest.split_once(' ').filter(|(place, _)| *place == "~" || place.starts_with("~/"));
    Some(place.map_or(rest, |(_, rest)| rest.trim_start())).filter(|rest| !rest.contains(['$', '✗', '❯']))
}

/// What follows a prompt's last sign: nothing, or white space and a command.
fn typed(after: Cursor<'_>) -> Option<&str> {
    let rest = after.white();
    (after.0.is_empty() || rest != after).then_some(rest.0)
}

/// What authors write right behind the sign, and nobody names a variable by.
const JOINED: &[&str] =
    &["docker ", "docker-compose ", "sudo ", "curl ", "kubectl ", "git clone ", "cd ", "mkdir ", "cat /"];

/// `$`, `#` and `>` alone.
fn sign(start: Cursor<'_>) -> Option<(Prompt, &str)> {
    if let Some(after) = start.past("$") {
        let joined = JOINED.iter().any(|name| after.0.starts_with(name));
        if is_first_line(after.0) {
            return Some((Prompt::Shell, ""));
        }
        return if joined { Some(after.0) } else { typed(after) }.map(|rest| (Prompt::Shell, rest));
    }
    let root = start.past("#").map(|after| (Prompt::Root, after));
    let (prompt, after) = root.or_else(|| Some((Prompt::Angle, start.past(">")?)))?;
    typed(after).filter(|rest| !rest.is_empty()).map(|rest| (prompt, rest))
}

/// The prompts of other programs: `mysql>`, `>>>`, `In [1]:`, `postgres=#`.
fn repl<'t>(start: Cursor<'t>) -> Option<&'t str> {
    let up_to = |name: &str, sign: &str| start.past(name)?.skip(|c| !(c == '>' || c.is_whitespace())).past(sign);
    let number = |place: Cursor<'t>| place.some(char::is_numeric);
    let after = match start.0.as_bytes().first()? {
        b'>' => start.past(">>>"),
        b'.' => start.past("... "),
        b'0'..=b'9' => (0..3)
            .try_fold(start, |place, _| number(place)?.past("."))
            .and_then(number)
            .and_then(|place| number(place.past(":")?)?.past(">")),
        b'I' => start.past("In [").and_then(|place| number(place)?.past("]:")),
        b'M' => start.past("MariaDB [").and_then(|place| place.skip(|c| c != ']').past("]>")),
        b'i' => start.past("irb(").and_then(|place| {
            let place = place.skip(|c| c != ')').past(")")?;
            let after = place.skip(|c| !c.is_whitespace());
            after.since(place).ends_with('>').then_some(after)
        }),
        b'm' => start.past("mysql>").or_else(|| start.past("mongo")?.skip(in_word).past(">")),
        b's' => start.past("sqlite>"),
        b'c' => start.past("cqlsh").and_then(|place| place.skip(|c| in_word(c) || c == ':').past(">")),
        // A database's program names the one that is in use.
        b't' => start.past("test>"),
        b'j' => start.past("julia>"),
        b'r' => up_to("redis", ">"),
        _ => None,
    };
    after.and_then(typed).or_else(|| {
        let after = start.some(in_word)?.past("=")?;
        typed(after.one(|c| matches!(c, '#' | '>'))?)
    })
}

/// A container's host name is so many digits of its id.
const SHORT_ID: usize = 12;

/// `/app #`, `/app $`, `bash-5.1#`, `Apptainer>`, `7ab80e31e7e9:~#`
fn container<'t>(start: Cursor<'t>) -> Option<&'t str> {
    let runtime = |place: Cursor<'t>| {
        let named = place.past("Singularity").or_else(|| place.past("Apptainer"))?;
        typed(named.skip(|c| c != '>').past(">")?)
    };
    match start.0.as_bytes().first()? {
        // Two slashes begin another language's comment.
        b'/' if start.past("//").is_some() => None,
        b'/' | b'~' => {
            let place = folder(start)?;
            let root = || typed(place.past(" ").unwrap_or(place).some(|c| c == '#')?);
            root().or_else(|| typed(place.past(" $")?))
        }
        b'I' => typed(start.past("I have no name!@")?.skip(|c| !matches!(c, '$' | '#')).one(|_| true)?),
        b'(' => runtime(start.skip(|c| c != ')').past(") ")?),
        b'S' | b'A' => runtime(start),
        b'b' | b's' if let Some(place) = start.past("bash-").or_else(|| start.past("sh-")) => {
            typed(place.some(|c| c.is_numeric() || c == '.')?.one(|c| matches!(c, '#' | '$'))?)
        }
        b'0'..=b'9' | b'a'..=b'f' => {
            let name = start.some(|c| c.is_ascii_hexdigit())?;
            let is_id = name.since(start).len() == SHORT_ID;
            typed(folder(name.past(":").filter(|_| is_id)?)?.one(|c| matches!(c, '#' | '$'))?)
        }
        _ => None,
    }
}

/// Past `~` or `/a/folder`.
fn folder(start: Cursor<'_>) -> Option<Cursor<'_>> {
    start.past("~").or_else(|| start.past("/").map(|place| place.skip(|c| in_word(c) || "./-".contains(c))))
}

/// The host's prompts that have no user's name: `host>`, `PS C:\>`, `mac:~ me$`, `~/a$`; and one that is so long that
/// the author broke the line after it.
fn host<'t>(start: Cursor<'t>) -> Option<&'t str> {
    let in_name = |c: char| in_word(c) || matches!(c, '.' | '-');
    let windows = |place: Cursor<'t>| {
        let place = place.one(|c| c.is_ascii_uppercase())?.past(":\\")?;
        Some(place.skip(|c| c != '>').past(">")?.white().0)
    };
    match start.0.as_bytes().first()? {
        b'[' => return is_wrapped(start).then_some(""),
        b'~' | b'/' => {
            let place = start.one(|_| true)?.skip(|c| in_word(c) || "./-".contains(c));
            return typed(place.past("$").or_else(|| place.past(" $"))?);
        }
        b'P' if start.past("PS ").is_some() => {
            let place = start.past("PS ")?;
            let shell = || typed(place.one(|c| matches!(c, '/' | '~'))?.skip(|c| c != '>').past(">")?);
            return shell().or_else(|| windows(place));
        }
        b'h' => {
            let named = start.past("host").map(|place| place.past(" ").unwrap_or(place));
            let rest = named.and_then(|place| typed(place.one(|c| matches!(c, '>' | '$' | '#'))?));
            if rest.is_some() {
                return rest;
            }
        }
        b'l' => {
            if let Some(rest) = start.past("local$").and_then(typed) {
                return Some(rest);
            }
        }
        _ => {}
    }
    // `mac:~ me$`
    let place = start.some(in_name)?.past(":")?;
    let mac = || typed(place.some(|c| !c.is_whitespace())?.past(" ")?.some(in_name)?.past("$")?);
    // `me:~/app (main) $`
    let branch = |place: Cursor<'t>| {
        let after = place.past("(")?;
        after.skip(|c| c != ')').past(") ")
    };
    let folder = || {
        let after = place.one(|c| matches!(c, '~' | '/'))?.skip(|c| in_word(c) || "./-".contains(c)).past(" ")?;
        typed(branch(after).unwrap_or(after).past("$")?)
    };
    folder().or_else(mac).or_else(|| windows(start))
}

/// Whether a text begins with a prompt of Windows: `PS C:\lab> `, `C:\>`.
pub fn is_of_windows(text: &str) -> bool {
    let begun = trimmed(text);
    let place = begun.strip_prefix("PS ").unwrap_or(begun);
    let is_drive = matches!(place.as_bytes(), [b'A'..=b'Z', b':', b'\\', ..]);
    (is_drive || begun.starts_with("PS>")) && has_byte(begun.lines().next().unwrap_or_default(), b'>')
}

/// The machine that a line's prompt names by letters and a number, if that is all its prompt has.
pub fn machine(line: &str) -> Option<&str> {
    // Most prompts are but a sign.
    let begun = trimmed(line);
    if !begun.starts_with(|c: char| c.is_ascii_alphabetic() || c == '[') {
        return None;
    }
    memchr2(b'$', b'#', line.as_bytes())?;
    let (name, _) = numbered(Cursor(begun))?;
    split(line).filter(|(prompt, _)| *prompt == Prompt::Machine).map(|_| name)
}

/// The machine of `node1$ ls`, `worker2# ls`, `[node1] $ ls`, and what is typed there.
fn numbered(start: Cursor<'_>) -> Option<(&str, &str)> {
    let bracket = start.past("[");
    let place = bracket.unwrap_or(start);
    let after = place.some(|c| c.is_ascii_alphanumeric() || c == '-')?;
    let name = after.since(place);
    let counts = name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.ends_with(|c: char| c.is_ascii_digit());
    let after = match bracket {
        Some(_) => after.past("]").map(|after| after.past(" ").unwrap_or(after))?,
        None => after,
    };
    let rest = typed(after.one(|c| matches!(c, '$' | '#'))?)?;
    (counts && !is_id(name)).then_some((name, rest))
}

/// `[node7] (local) root@10.0.0.7 ~`
fn is_wrapped(start: Cursor<'_>) -> bool {
    let Some(place) = in_brackets(start) else { return false };
    let end = place.skip(|c| !c.is_whitespace());
    let named = end.since(place);
    let named = named.get(1..named.len().saturating_sub(1)).unwrap_or(named);
    let place = end.0.strip_prefix(' ').unwrap_or_default();
    // Some folders have spaces in their names.
    let white = |c: char| c.is_whitespace() && (c != ' ' || place.starts_with("~ "));
    let in_folder = place.starts_with(['~', '/']) && !place.contains(white) && !place.contains(['$', '#']);
    named.contains('@') && (end.0.is_empty() || in_folder)
}

/// Whether a text is nothing but the first line of a prompt that takes two.
pub fn is_first_line(text: &str) -> bool {
    text.starts_with('[') && is_wrapped(Cursor(trimmed(text)))
}

/// Past `[node7] (local) `.
fn in_brackets(start: Cursor<'_>) -> Option<Cursor<'_>> {
    start.past("[")?.some(in_word)?.past("] (")?.some(in_word)?.past(") ")
}

/// `me@server:~$`
fn at_host(start: Cursor<'_>) -> Option<(Prompt, &str)> {
    let ((name, rest), other) =
        root_at(start).map(|found| (found, Prompt::Root)).or_else(|| Some((user_at(start)?, Prompt::Host)))?;
    // Who draws a sign of their own has it in every shell.
    let drawn = || other == Prompt::Host && start.0[..start.0.len() - rest.len()].contains(DRAWN_NAMED);
    Some((
        if is_id(name) {
            Prompt::Container
        } else if drawn() {
            Prompt::Shell
        } else {
            other
        },
        rest,
    ))
}

/// The name of the machine and what root types there: `[root@server /]# ls`, `root@<your id>:/# ls`.
fn root_at<'t>(start: Cursor<'t>) -> Option<(&'t str, &'t str)> {
    let place = start.past("[").unwrap_or(start).past("root@")?;
    let ends = |c: char| matches!(c, '$' | '#' | '>');
    let rest = |after: Cursor<'t>| {
        let after = after.skip(|c| !ends(c)).some(ends)?;
        typed(after.past("/").unwrap_or(after))
    };
    let in_angles = || {
        let after = place.past("<")?.skip(|c| c != '>').past(">")?;
        Some((after.since(place), rest(after)?))
    };
    in_angles().or_else(|| {
        let after = place.some(|c| !(c.is_whitespace() || matches!(c, ':' | ']') || ends(c)))?;
        Some((after.since(place), rest(after)?))
    })
}

/// The same of any user: `(base) [me@server ~]$ ls`.
fn user_at(start: Cursor<'_>) -> Option<(&str, &str)> {
    let in_name = |c: char| in_word(c) || matches!(c, '.' | '-');
    let environment = || start.past("(")?.some(in_name)?.past(") ");
    let place = in_brackets(start).or_else(environment).unwrap_or(start);
    let place = place.past("[").unwrap_or(place).skip(in_name).past("@")?;
    let after = place.some(in_name)?;
    let ends = |c: char| matches!(c, '$' | '#' | '%' | '>') || DRAWN_NAMED.contains(&c);
    let rest = typed(after.skip(|c| !ends(c)).one(|_| true)?)?;
    Some((after.since(place), rest))
}

/// Whether the name of a machine is a container's.
fn is_id(name: &str) -> bool {
    let hex = || name.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    matches!(name.len(), 6..=64) && hex()
        || name.len() > 1 && name.starts_with('<') && name.ends_with('>')
        || name == "HEX"
        || has_any_case(name, "container")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts() {
        use Prompt::{Angle, Container, Host, Machine, Repl, Root, Shell};
        for (line, want) in [
            ("$ docker ps", Some((Shell, "docker ps"))),
            ("(base) [me@login1 ~]$ ls", Some((Host, "ls"))),
            ("(base) me@login1:~$ ls", Some((Host, "ls"))),
            ("$", Some((Shell, ""))),
            ("me:~/app (main) $ docker ps", Some((Host, "docker ps"))),
            ("me:~/app $ docker ps", Some((Host, "docker ps"))),
            ("$USER", None),
            ("$ root@4e0c3f1a2b3c:/opt# ls", Some((Container, "ls"))),
            ("$ root@box:/opt# ls", Some((Shell, "ls"))),
            ("$docker ps", Some((Shell, "docker ps"))),
            ("$curl -L x", Some((Shell, "curl -L x"))),
            ("# apt update", Some((Root, "apt update"))),
            ("/ # ls", Some((Container, "ls"))),
            ("/# ls", Some((Container, "ls"))),
            ("/app # ls", Some((Container, "ls"))),
            ("//# ls", None),
            ("/ #", Some((Container, ""))),
            ("root@4e0c3f1a2b3c:/opt/x# ls", Some((Container, "ls"))),
            ("root@my_container> exit", Some((Container, "exit"))),
            ("root@<yourBoxId>:#/ ls", Some((Container, "ls"))),
            ("[root@4e0c3f1a2b3c /]# ls", Some((Container, "ls"))),
            ("root@server:~# ls", Some((Root, "ls"))),
            ("host> docker run x", Some((Host, "docker run x"))),
            ("@me ➜ /work (dev ✗) $ docker rm 1", Some((Host, "docker rm 1"))),
            ("me@mine ➤ docker rm 1", Some((Shell, "docker rm 1"))),
            ("me@2a99ffabb5aa ❯ ls", Some((Container, "ls"))),
            ("➤ docker ps", Some((Shell, "docker ps"))),
            ("➜  app git:(main) ✗ docker ps", Some((Shell, "docker ps"))),
            ("➜  app git:(main) docker ps", Some((Shell, "docker ps"))),
            ("➜  app git:(main) ✗", Some((Shell, ""))),
            ("[node7] (local) root@10.0.0.7 ~$ ls", Some((Host, "ls"))),
            ("me@2a99ffabb5aa:~/x$ ls", Some((Container, "ls"))),
            ("[node7] (local) root@10.0.0.7 ~", Some((Host, ""))),
            ("[node7] (local) root@10.0.0.7 /tmp/x", Some((Host, ""))),
            ("[node7] (local) root@10.0.0.7 /My Apps/web", Some((Host, ""))),
            ("[node7] (local) root@10.0.0.7 /My Apps/web $ ls", Some((Host, "ls"))),
            ("$[node7] (local) root@10.0.0.7 ~", Some((Shell, ""))),
            ("~/app/web $ ls", Some((Host, "ls"))),
            ("~ $ ls", Some((Shell, "ls"))),
            ("me@ip-10-0-0-1:~$ ls", Some((Host, "ls"))),
            ("I have no name!@2a99ffabb5aa:/x$ ls", Some((Container, "ls"))),
            ("bash-5.1# ls", Some((Container, "ls"))),
            ("7ab80e31e7e9:~# ls", Some((Container, "ls"))),
            ("7ab80e31e7e9:/app$ ls", Some((Container, "ls"))),
            ("7ab8:~# ls", None),
            ("mysql> SELECT 1;", Some((Repl, "SELECT 1;"))),
            (">>> 1 + 1", Some((Repl, "1 + 1"))),
            ("postgres=# \\l", Some((Repl, "\\l"))),
            ("cqlsh> exit", Some((Repl, "exit"))),
            ("cqlsh:web> exit", Some((Repl, "exit"))),
            ("test> show dbs", Some((Repl, "show dbs"))),
            ("> docker ps", Some((Angle, "docker ps"))),
            ("node1$ docker ps", Some((Machine, "docker ps"))),
            ("worker-2# docker ps", Some((Machine, "docker ps"))),
            ("[node1] $ docker ps", Some((Machine, "docker ps"))),
            ("[node1]$", Some((Machine, ""))),
            ("node$ docker ps", None),
            ("cost 10$ each", None),
            ("1$ docker ps", None),
            ("docker save x > y.tar", None),
            ("alpine   latest", None),
            ("exit  # leave it", None),
        ] {
            assert_eq!(split(line), want, "{line}");
        }
    }
}
