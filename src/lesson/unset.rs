//! Variables of the shell that a command uses and nothing sets: where `$DEMOS` is empty, `cd $DEMOS/one` goes elsewhere.

use super::placeholders::{Placeholder, assigned};
use crate::check::shell::split;
use std::collections::BTreeSet;

/// The variables that a lesson's commands have set so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Variables {
    names: BTreeSet<String>,
    /// A file of variables was read: nobody knows which.
    any: bool,
}

/// What a shell has by itself, or a computer for all of its programs.
const KNOWN: &[&str] = &[
    "COLUMNS",
    "DEBIAN_FRONTEND",
    "DISPLAY",
    "EDITOR",
    "EUID",
    "GROUPS",
    "HOME",
    "HOSTNAME",
    "HOSTTYPE",
    "IFS",
    "LANG",
    "LANGUAGE",
    "LINENO",
    "LINES",
    "LOGNAME",
    "MACHTYPE",
    "MAIL",
    "NF",
    "NR",
    "OLDPWD",
    "OSTYPE",
    "PAGER",
    "PATH",
    "PPID",
    "PS1",
    "PS2",
    "PWD",
    "RANDOM",
    "SECONDS",
    "SHELL",
    "SHLVL",
    "TEMP",
    "TERM",
    "TMP",
    "TMPDIR",
    "TZ",
    "UID",
    "USER",
    "VISUAL",
    "XAUTHORITY",
    "env",
];
/// How the names of others begin.
const FAMILIES: &[&str] = &["BASH", "COMPOSE_", "DBUS_", "DOCKER_", "LC_", "SSH_", "WAYLAND_", "XDG_"];
/// Words behind which names are set.
const SETTERS: &[&str] = &["for", "select", "read", "mapfile", "readarray", "getopts", "declare", "local", "typeset"];

impl Variables {
    /// A command is typed.
    pub fn see(&mut self, text: &str) {
        self.names.extend(assigned(text));
        for simple in split(text) {
            let words = simple.words.iter().map(|word| word.text.as_str());
            let first = words.clone().next();
            self.any |= matches!(first, Some("source" | "." | "eval")) || text.contains("$(. ");
            let behind = words.skip_while(|word| !SETTERS.contains(word)).skip(1);
            self.names.extend(behind.map(|word| word.split('=').next().unwrap_or_default().to_owned()));
        }
    }

    /// What a command uses and nothing sets, itself included.
    pub fn missing(&self, text: &str) -> Vec<Placeholder> {
        if !text.contains('$') {
            return Vec::new();
        }
        let mut own = self.clone();
        own.see(text);
        let mut found: Vec<Placeholder> = Vec::new();
        for (name, written) in used(text) {
            let placeholder = Placeholder::new(written);
            if !own.any && !own.names.contains(name) && !is_known(name) && !found.contains(&placeholder) {
                found.push(placeholder);
            }
        }
        found
    }
}

fn is_known(name: &str) -> bool {
    KNOWN.contains(&name)
        || FAMILIES.iter().any(|family| name.starts_with(family))
        || name.to_ascii_lowercase().ends_with("_proxy")
}

/// The variables that a shell puts a value for, each with how it is written: not those between single quotes, behind a
/// backslash, with a value of their own (`${A:-b}`), in a template, or in a text that goes on below.
fn used(text: &str) -> Vec<(&str, &str)> {
    let (mut found, mut at) = (Vec::new(), 0);
    let (mut quoted, mut template) = (false, false);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        at += match rest.as_bytes() {
            [b'\\', ..] => 1 + rest[1..].chars().next().map_or(0, char::len_utf8),
            [b'\'', ..] if !quoted => rest[1..].find('\'').map_or(rest.len(), |end| end + 2),
            [b'<', b'<', next, ..] if *next != b'<' => break,
            // `$$name$$` is another mark, and `$$` the shell's number.
            [b'$', b'$', ..] => {
                2 + rest[2..].find("$$").filter(|end| is_name(&rest[2..2 + end])).map_or(0, |end| end + 2)
            }
            [b'$', ..] => {
                let (name, written) = variable(rest);
                found.extend((!(name.is_empty() || template)).then_some((name, written)));
                written.len().max(1)
            }
            [first, ..] => {
                quoted ^= *first == b'"';
                template = rest.starts_with("{{") || template && !rest.starts_with("}}");
                rest.chars().next().map_or(1, char::len_utf8)
            }
            [] => break,
        };
    }
    found
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// The name of the variable that a text begins with, and how it is written; the name is empty where it has a value of
/// its own, or is no name.
fn variable(text: &str) -> (&str, &str) {
    let of_name = |c: char| is_name(c.encode_utf8(&mut [0; 4]));
    let inner = text[1..].strip_prefix('{').unwrap_or(&text[1..]);
    let name = &inner[..inner.find(|c| !of_name(c)).unwrap_or(inner.len())];
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let braced = inner.len() + 2 == text.len();
    match braced {
        _ if !begins => ("", &text[..1]),
        false => (name, &text[..=name.len()]),
        true if inner[name.len()..].starts_with('}') => (name, &text[..name.len() + 3]),
        true => ("", &text[..name.len() + 2]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nothing_sets_is_missing() {
        for (before, text, want) in [
            ("", "cd $DEMOS/one", "$DEMOS"),
            ("", "docker run -v ${scripts}:/s -v \"$data\":/d alpine", "${scripts} $data"),
            ("DEMOS=~/demos", "cd $DEMOS/one", ""),
            ("export DEMOS=~/demos", "cd ${DEMOS}/one", ""),
            ("read -p 'Where? ' DEMOS", "cd $DEMOS", ""),
            ("source env.sh", "cd $DEMOS", ""),
            ("", "for i in 1 2; do echo $i; done", ""),
            ("", "a=$(docker ps -q); docker rm $a", ""),
            ("", "docker run -v $PWD:/x -e DISPLAY=$DISPLAY alpine ls $HOME", ""),
            ("", "docker exec web sh -c 'echo $NAME'", ""),
            ("", "docker exec web sh -c \"echo \\$NAME it's\" && echo $NAME", "$NAME"),
            ("", "echo ${NAME:-me} $1 $? $(id) $$ ${#NAME}", ""),
            ("", "docker inspect -f \"{{range $k, $v := .A}}{{$k}}{{end}}\" web", ""),
            ("", "echo $$name$$ $name", "$name"),
            ("", "echo \"$(. /etc/os-release && echo \"$ID\")\"", ""),
            ("", "cat > a.sh <<E\necho $NAME\nE", ""),
            ("", "curl -s http://é.example.org/$NAME", "$NAME"),
        ] {
            let mut variables = Variables::default();
            variables.see(before);
            let missing = variables.missing(text);
            let written: Vec<&str> = missing.iter().map(|p| p.written.as_str()).collect();
            assert_eq!(written.join(" "), want, "{before}; {text}");
        }
    }
}
