//! Marks that slides set in code to make it stand out: backticks around words, `*` before a line. No shell sees them.

use super::known::{Likeness, is_program, likeness};
use super::prompt;
use std::borrow::Cow;

/// Programs that are called for their value alone, and that nobody would look for in a lesson otherwise.
const FOR_VALUE: &[&str] = &["arch", "logname", "mktemp", "nproc", "tty"];

/// Programs that print nothing of use at once, and whose names are images' names as well.
const SERVERS: &[&str] = &["httpd", "nginx"];

/// A command without the backticks that only make words stand out; `None` where it has none, or where any of them
/// may stand for a program's output.
pub fn without_highlights(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split('`').collect();
    let (pairs, last) = (parts.len() / 2, parts.len() - 1);
    if pairs == 0 || last % 2 != 0 {
        return None;
    }
    let words_only = |part: &str| {
        let first = part.split_whitespace().next().unwrap_or_default();
        let is_value = is_program(first) && !SERVERS.contains(&first) || FOR_VALUE.contains(&first);
        !(first.is_empty() || is_value || part.contains(['|', ';', '$', '\n']))
    };
    let stands_out = |pair: &[&str]| match pair {
        [before, part] => is_variable(part) || words_only(part) && !(part.contains(' ') && sets(before)),
        _ => true,
    };
    parts.chunks(2).all(stands_out).then(|| parts.concat())
}

/// What stands out in a command of a slide.
pub fn spans(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// `$IP`: nobody calls a program whose name only a variable knows for what it prints.
fn is_variable(part: &str) -> bool {
    let Some(name) = part.strip_prefix('$') else { return false };
    let name = name.strip_prefix('{').and_then(|name| name.strip_suffix('}')).unwrap_or(name);
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// Whether a variable is set to what follows: `A=`, `export A=`. What has several words there is a call for its value.
fn sets(before: &str) -> bool {
    let Some(name) = before.strip_suffix('=') else { return false };
    let name = name.strip_prefix("export ").unwrap_or(name);
    name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// Takes the `*` away from lines that are commands without it. Says whether any was.
pub fn take_line_marks(lines: &mut [(usize, Cow<'_, str>)]) -> bool {
    let (mut taken, mut goes_on) = (false, false);
    for (_, line) in lines {
        let marked = line.strip_prefix('*').is_some_and(|rest| goes_on || is_typed(rest.trim()));
        if marked {
            match line {
                Cow::Borrowed(text) => *text = &text[1..],
                Cow::Owned(text) => drop(text.remove(0)),
            }
            taken = true;
        }
        goes_on = line.ends_with('\\');
    }
    taken
}

fn is_typed(text: &str) -> bool {
    let command = prompt::split(text).map_or(text, |(_, rest)| rest);
    likeness(command) == Likeness::Known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn highlights_are_taken_and_substitutions_are_kept() {
        for (text, want) in [
            ("docker run `-d` nginx", Some("docker run -d nginx")),
            ("docker run `-d -p 80:80` `nginx`", Some("docker run -d -p 80:80 nginx")),
            ("docker run -v `/a`:/b x", Some("docker run -v /a:/b x")),
            ("docker rm `docker ps -q`", None),
            ("docker run -v `pwd`:/b `-d` x", None),
            ("echo `nproc` `./count`", None),
            ("echo `date; ls`", None),
            ("echo `", None),
            ("echo ``", None),
            ("curl `$BERTH`", Some("curl $BERTH")),
            ("curl http://quay.`${BERTH}`/a", Some("curl http://quay.${BERTH}/a")),
            ("curl `$BERTH/quay`", None),
            ("echo `$TOOL --now`", None),
            ("KEY=`mykey --new`", None),
            ("export KEY=`mykey --new`", None),
            ("KEY=`abc`", Some("KEY=abc")),
            ("docker run --name=`my box` x", Some("docker run --name=my box x")),
            ("docker ps", None),
        ] {
            assert_eq!(without_highlights(text).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn marks_before_commands_are_taken() {
        for (text, want) in [
            ("docker ps\n*docker run nginx", "docker ps\ndocker run nginx"),
            ("*$ docker ps\n* main", "$ docker ps\n* main"),
            ("docker run \\\n*  -d \\\n  nginx", "docker run \\\n  -d \\\n  nginx"),
            ("*.log\n*a*", "*.log\n*a*"),
        ] {
            let mut lines: Vec<_> = text.lines().enumerate().map(|(i, t)| (i, Cow::Borrowed(t))).collect();
            assert_eq!(take_line_marks(&mut lines), text != want, "{text}");
            assert_eq!(lines.into_iter().map(|(_, t)| t).collect::<Vec<_>>().join("\n"), want);
        }
    }
}
