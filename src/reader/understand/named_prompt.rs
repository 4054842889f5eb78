//! Prompts made of the name that a container was given: `docker run -it --name c1 alpine`, and then `c1# ls`,
//! `root@c1:/# ls`. By its look such a prompt is the host's, or another machine's.

mod machines;
mod several;

pub use machines::is_away;
pub use several::take as take_several;

use super::super::cursor::Cursor;
use super::super::raw::RawBlock;
use super::super::scan::{has_part, is_blank, trimmed};
use super::engine::{self, Call};
use super::known::{Likeness, likeness, without_prefixes};
use super::prompt::{Prompt, split};
use super::start::Opened;
use super::typed::Typed;
use super::words::simple_commands;
use std::borrow::Cow;

/// Puts the prompts that containers and machines show by themselves in the place of those.
pub fn take(raw: &mut [RawBlock<'_>]) {
    take_containers(raw);
    machines::take(raw);
}

/// Puts the prompt that a container shows by itself in the place of those.
fn take_containers(raw: &mut [RawBlock<'_>]) {
    let lines = || raw.iter().flat_map(|block| &block.lines).map(|(_, text)| &**text);
    // An id is told by its look.
    let is_other = |line: &str| !matches!(split(line), Some((Prompt::Container, _)));
    if !lines().any(|line| named(line).is_some() && is_other(line)) {
        return;
    }
    let entered = raw.iter().flat_map(|block| below_start(block));
    let names: Vec<String> = names(lines()).into_iter().chain(entered).map(str::to_owned).collect();
    for block in raw {
        // What a container's logs show was typed once.
        let typed = block.lines.iter_mut().take_while(|(_, text)| !has_part(text, " logs "));
        for (_, text) in typed {
            let own = named(text).filter(|(name, _)| names.iter().any(|known| known == name));
            if let Some((_, rest)) = own {
                *text = Cow::Owned(format!("/ # {rest}"));
            }
        }
    }
}

/// So many lines of a block are looked at for such prompts.
const FEW: usize = 100;

/// The names in the prompts that stand right below a call which opens a shell, and that no call of the engine stands
/// behind: `container# ls` below `docker run -it alpine`.
fn below_start<'b>(raw: &'b RawBlock<'_>) -> Vec<&'b str> {
    let lines = || raw.lines.iter().map(|(_, text)| &**text).filter(|text| !is_blank(text)).take(FEW);
    let mut found = Vec::new();
    for (above, line) in lines().zip(lines().skip(1)) {
        let calls = has_part(above, "docker ") || has_part(above, "podman ");
        if !(calls && has_part(above, " -")) || split(line).is_some() {
            continue;
        }
        let Some((name, _)) = named(line).filter(|(_, typed)| likeness(typed) > Likeness::None) else { continue };
        let typed_above = split(above).map_or(above, |(_, rest)| rest);
        let is_hosts = |line: &str| {
            named(line).is_some_and(|(other, typed)| other == name && engine::has_call(&simple_commands(typed)))
        };
        if Typed::new(typed_above).opened() == Some(Opened::Shell) && !lines().any(is_hosts) {
            found.push(name);
        }
    }
    found
}

/// The names that containers are given or called by.
fn names<'t>(lines: impl Iterator<Item = &'t str>) -> Vec<&'t str> {
    let (mut found, mut starts, mut goes_on) = (Vec::new(), false, false);
    for line in lines {
        let calls = has_part(line, "docker") || has_part(line, "podman");
        starts = starts && goes_on || calls && (has_part(line, " run ") || has_part(line, " create "));
        goes_on = line.trim_end().ends_with('\\');
        if starts {
            given(line, &mut found);
        }
        if calls && (has_part(line, " exec ") || has_part(line, " attach ")) {
            found.extend(entered(line));
        }
    }
    found
}

/// The names that flags of a call give: `--name c1`, `--hostname=c1`.
fn given<'t>(line: &'t str, found: &mut Vec<&'t str>) {
    let mut words = line.split_whitespace();
    while let Some(word) = words.next() {
        let (flag, value) = word.split_once('=').map_or((word, None), |(flag, value)| (flag, Some(value)));
        if matches!(flag, "--name" | "--hostname" | "-h") {
            found.extend(value.or_else(|| words.next()));
        }
    }
}

/// The container whose shell a call opens: `docker exec -it c1 sh`.
fn entered(line: &str) -> Option<&str> {
    let typed = split(line).map_or(line, |(_, rest)| rest);
    let commands = simple_commands(typed);
    let call = Call::read(without_prefixes(commands.only()?))?;
    let name = call.operands.first().filter(|_| matches!(&*call.command, "exec" | "attach"))?;
    // The words of a call may be copies of what stands in it.
    line.split_whitespace().find(|word| word == name)
}

/// The name in a prompt that begins a line, and what is typed behind it.
fn named(line: &str) -> Option<(&str, &str)> {
    let line = trimmed(line);
    if !may_be_named(line.as_bytes()) {
        return None;
    }
    let in_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let start = Cursor(line);
    let place = start.past("[").unwrap_or(start);
    let after = place.some(in_name)?;
    let (place, after) = match after.past("@") {
        Some(place) => (place, place.some(in_name)?),
        None => (place, after),
    };
    let name = after.since(place);
    let at_sign = folder(after).unwrap_or(after);
    let apart = at_sign.past(" ");
    let rest = apart.unwrap_or(at_sign).one(|c| matches!(c, '#' | '$'))?;
    let is_typed = rest.0.is_empty() || rest.0.starts_with(' ');
    let typed = rest.white().0;
    // `web # the first` is a remark.
    let sure = apart.is_none() || likeness(typed) == Likeness::Known;
    (is_typed && sure).then_some((name, typed))
}

/// Whether a line may begin with such a prompt: most words are followed by something else.
fn may_be_named(line: &[u8]) -> bool {
    if !line.first().is_some_and(|b| b.is_ascii_alphabetic() || *b == b'[') {
        return false;
    }
    let in_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'[');
    let end = line.iter().take_while(|b| in_name(b)).count();
    match line.get(end) {
        Some(b'#' | b'$' | b'@') => true,
        Some(b' ' | b':') => matches!(line.get(end + 1), Some(b'#' | b'$' | b'/' | b'~')),
        _ => false,
    }
}

/// Past the folder: `:/app`, `:~`, ` /app]`.
fn folder(here: Cursor<'_>) -> Option<Cursor<'_>> {
    let path = |place: Cursor<'_>| place.0.starts_with(['/', '~']);
    let in_path = |c: char| !(c.is_whitespace() || matches!(c, '#' | '$' | ']'));
    let after = here.past(":").or_else(|| here.past(" ")).filter(|place| path(*place))?.skip(in_path);
    Some(after.past("]").unwrap_or(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_prompts() {
        for (line, want) in [
            ("c1# ls", Some(("c1", "ls"))),
            ("c1$ ls", Some(("c1", "ls"))),
            ("c1 # ip a", Some(("c1", "ip a"))),
            ("c1:/# ls -l", Some(("c1", "ls -l"))),
            ("c1:~$", Some(("c1", ""))),
            ("root@box-1:/srv/a# ls", Some(("box-1", "ls"))),
            ("[me@c1 /]$ ls", Some(("c1", "ls"))),
            ("web # the first one", None),
            ("web: # the first one", None),
            ("c1#ls", None),
            ("$ c1# ls", None),
            ("docker ps # all", None),
            ("redis:6379> get a", None),
        ] {
            assert_eq!(named(line), want, "{line}");
        }
    }

    #[test]
    fn names_of_containers() {
        let lines = [
            "$ docker run -it --name c1 -h=box alpine",
            "docker run -d \\",
            "  --hostname c2 \\",
            "  nginx --name no",
            "minikube start --name m1",
            "$ docker exec -it -u root c3 sh",
            "docker network create a",
        ];
        assert_eq!(names(lines.into_iter()), ["c1", "box", "c2", "no", "c3"]);
    }
}
