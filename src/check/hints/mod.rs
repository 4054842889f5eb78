//! Hints that nobody wrote: what an assertion says, held against what is there, tells which object differs, which of
//! Docker's commands is about that, which flag, and in the end the command.

mod again;
mod container;
mod file;
mod look;
mod object;
mod program;
#[cfg(test)]
mod tests;
mod way;

use super::describe::open_words;
use super::judge::at_hand;
use super::plain::meant;
use super::shell::{Command, split};
use super::{Assertion, ContainerCheck, Finding, ImageCheck, Look, Pattern, RanCheck, derive};
use crate::state::{FileKind, State};
pub use again::{Instead, instead};
use object::removed_first;
use way::Way;

/// The ladder for one assertion that does not hold, from vague to exact: the object, the command that is about it,
/// its flags, the whole of it. The last is a command of the solution if one of them does it.
pub fn hints(assertion: &Assertion, finding: &Finding, solution: &[String], state: &State) -> Vec<String> {
    let mut ladder = vec![object(finding)];
    let way = way(assertion, state);
    ladder.extend(way.look_at.clone());
    // What is known by looking alone may have come about in any way.
    if way.tool.is_empty() {
        return ladder;
    }
    let mut way = way;
    let command = clear_way(fitting(solution, assertion, &way), assertion, &mut way, state);
    let own = way.plain_tool();
    let tool = command.as_deref().and_then(tool_of).unwrap_or_else(|| own.clone());
    // A program of the shell is no riddle to be solved in two steps.
    if tool.starts_with("docker ") && (way.look_at.is_none() || tool != own) {
        ladder.push(format!("`{tool}` is about that: look at `{tool} --help`."));
    }
    let of_tool = way.tool.split(' ').filter(|word| word.starts_with("--"));
    let flags = of_tool.chain(way.flags.iter().map(|(flag, _)| *flag));
    let mut flags: Vec<String> = flags.map(|flag| format!("`{flag}`")).collect();
    flags.dedup();
    if !flags.is_empty() && tool == own && way.lines.is_empty() {
        ladder.push(format!("The part that matters: {}.", flags.join(", ")));
    }
    ladder.push(exact(&way, command));
    ladder
}

/// The command as it can be typed: a container that has the name already is used again, or goes first.
fn clear_way(command: Option<String>, assertion: &Assertion, way: &mut Way, state: &State) -> Option<String> {
    if way.mends || !way.before.is_empty() {
        return command;
    }
    let text = command.clone().unwrap_or_else(|| way.command());
    let Some(Instead { before, command: text, .. }) = instead(&text, &|text| counts(text, assertion), &state.now)
    else {
        return command;
    };
    if before.is_none() {
        return Some(text);
    }
    way.before.extend(before);
    command
}

/// Whether a command is one of those that an assertion looks at.
pub fn counts(command: &str, assertion: &Assertion) -> bool {
    match assertion {
        Assertion::Output(check) => check.command.as_ref().is_none_or(|meant| meant.is_match(command)),
        Assertion::Exit(check) => check.command.as_ref().is_none_or(|meant| meant.is_match(command)),
        Assertion::All(parts) => parts.iter().all(|part| counts(command, part)),
        Assertion::Any(parts) => parts.iter().any(|part| counts(command, part)),
        Assertion::Ran(check) => tool_of(command) == tool_of(&check.command),
        _ => true,
    }
}

impl Way {
    /// Its tool without flags of its own: `docker compose up`.
    fn plain_tool(&self) -> String {
        tool_of(&self.tool).unwrap_or_else(|| self.tool.clone())
    }
}

/// The whole command. What is typed inside a program belongs to the way too, and is no command of its own.
fn exact(way: &Way, command: Option<String>) -> String {
    let is_own = command.is_none();
    if way.is_part && command.as_deref().is_none_or(leads_inside) {
        return format!("It begins with `{}`.", command.unwrap_or_else(|| way.command()));
    }
    let command = command.unwrap_or_else(|| way.command());
    let only = way.inside.as_ref().filter(|_| way.before.is_empty());
    let only = only.map(|container| format!(", while `{container}` runs")).unwrap_or_default();
    // What has to be written first is told before.
    let does = match way.tool.as_str() {
        "nano" if is_own => "This opens it",
        _ if is_own && way.look_at.is_some() => "Then",
        _ => "This does it",
    };
    let lines: Vec<String> = way.lines.iter().map(|line| format!("`{line}`")).collect();
    let lines = if lines.is_empty() { String::new() } else { format!(", with {} in the Dockerfile", lines.join(", ")) };
    let does = format!("{does}{}", if is_own { lines } else { String::new() });
    let before: Vec<String> = way.before.iter().map(|before| format!("`{before}`, then ")).collect();
    format!("{does}: {}`{command}`{only}", before.concat())
}

/// Whether more is to be typed where a command leads.
fn leads_inside(command: &str) -> bool {
    let mut parts = split(command).into_iter().filter_map(|part| Command::read(&part));
    parts.any(|part| part.program == "docker" && (part.verb == "attach" || part.has("interactive")))
}

/// The command of the solution that does it: by its effect, or at least by its name. What mends a thing that is there is
/// done by no command that would make it.
fn fitting(solution: &[String], assertion: &Assertion, way: &Way) -> Option<String> {
    let own = way.plain_tool();
    let has_tool = |command: &&String| tool_of(command).is_some_and(|tool| tool == own);
    let makes = !way.mends && way.before.is_empty();
    let name = about(assertion).1.filter(|_| !makes);
    let names = |command: &&String| {
        name.is_none_or(|name| split(command).iter().any(|part| part.words.iter().any(|word| word.text == name)))
    };
    let by_effect = solution.iter().find(|command| has_effect(command, assertion) && (makes || has_tool(command)));
    let by_tool = || solution.iter().find(|command| has_tool(command) && names(command));
    by_effect.or_else(by_tool).filter(|_| way.inside.is_none()).cloned()
}

fn object(finding: &Finding) -> String {
    match &finding.why {
        Some(why) => format!("Wanted: {}. But {why}.", finding.what),
        None => format!("Wanted: {}.", finding.what),
    }
}

/// Whether a command is about the very thing that an assertion is about.
pub fn is_about(command: &str, assertion: &Assertion) -> bool {
    match assertion {
        Assertion::Output(check) => check.command.as_ref().is_some_and(|meant| meant.is_match(command)),
        Assertion::Exit(check) => check.command.as_ref().is_some_and(|meant| meant.is_match(command)),
        _ => has_effect(command, assertion),
    }
}

fn has_effect(command: &str, assertion: &Assertion) -> bool {
    derive(command).iter().any(|effect| about(effect) == about(assertion) && about(effect).1.is_some())
}

/// The kind of object an assertion is about, and its name.
fn about(assertion: &Assertion) -> (&'static str, Option<&str>) {
    match assertion {
        Assertion::Image(check) => ("image", check.reference.as_deref()),
        Assertion::Container(check) => ("container", check.name.as_deref()),
        Assertion::Volume(check) => ("volume", check.name.as_deref()),
        Assertion::Network(check) => ("network", check.name.as_deref()),
        Assertion::File(check) if check.place.is_none() => ("file", Some(&check.path)),
        Assertion::File(_) => ("inside", None),
        Assertion::Output(_) => ("output", None),
        Assertion::Exit(_) => ("exit", None),
        Assertion::Ran(_) => ("ran", None),
        Assertion::Look(look) => match look.as_ref() {
            Look::Archive(check) => ("file", Some(&check.path)),
            Look::Dockerfile(check) => ("file", Some(&check.path)),
            _ => ("look", None),
        },
        Assertion::Absent(inner) => match about(inner).0 {
            "image" => ("no image", about(inner).1),
            "container" => ("no container", about(inner).1),
            _ => ("nothing", about(inner).1),
        },
        // What leads to the first of them leads on.
        Assertion::All(parts) | Assertion::Any(parts) => parts.first().map_or(("nothing", None), about),
        Assertion::Not(inner) => ("nothing", about(inner).1),
        Assertion::Count(check) => about(&check.of),
    }
}

fn tool_of(command: &str) -> Option<String> {
    let command = split(command).iter().find_map(Command::read)?;
    let verb = command.verb.as_str();
    Some(if verb.is_empty() || command.program != "docker" { command.program } else { format!("docker {verb}") })
}

fn way(assertion: &Assertion, state: &State) -> Way {
    match assertion {
        Assertion::Image(check) => object::image(check, state),
        Assertion::Container(check) => container::way(check, state),
        Assertion::Volume(check) => object::volume(check, &state.now),
        Assertion::Network(check) => object::network(check, state),
        Assertion::File(check) => file::file(check, state),
        Assertion::Output(check) => typed(check.command.as_ref()),
        Assertion::Exit(check) => typed(check.command.as_ref()),
        Assertion::Ran(RanCheck { command, .. }) => {
            let tool = tool_of(command).unwrap_or_else(|| command.clone());
            let rest = command.strip_prefix(&tool).map_or_else(String::new, |rest| rest.trim().to_owned());
            Way { tool, rest: vec![open_words(&rest)], ..Way::default() }
        }
        Assertion::Look(check) => look::way(check, state),
        Assertion::Absent(inner) => removal(inner, state),
        Assertion::Not(inner) => otherwise(inner, state),
        Assertion::All(parts) => {
            let open = parts.iter().find(|part| !at_hand::holds(part, state));
            open.or(parts.first()).map(|part| way(part, state)).unwrap_or_default()
        }
        Assertion::Any(parts) => at_hand::nearest(parts, state).map(|part| way(part, state)).unwrap_or_default(),
        Assertion::Count(check) => {
            if at_hand::too_many(check, &state.now) {
                removal(&object::without_pattern(&check.of), state)
            } else {
                object::another(&object::next_of_pattern(&check.of, &state.now), state)
            }
        }
    }
}

/// By a command that a pattern means: its first words are a way to begin, and never the whole of it.
fn typed(command: Option<&Pattern>) -> Way {
    let Some(command) = command else {
        let text = "What the last command of the step printed, and how it ended, tells: read it once more.";
        return Way::by_looking(text.to_owned());
    };
    let meant = meant(command).filter(|meant| !meant.contains(&"docker".to_owned())).unwrap_or_default();
    let Some((first, others)) = meant.split_first() else { return Way::default() };
    let about = (!others.is_empty()).then(|| {
        let names: Vec<String> = meant.iter().map(|command| format!("`{command}`")).collect();
        format!("{} is about that: each has its `--help`.", names.join(" or "))
    });
    Way { is_part: true, look_at: about, ..Way::new(first, &[]) }
}

/// Away with it.
fn removal(inner: &Assertion, state: &State) -> Way {
    match inner {
        Assertion::Image(check) => object::image_removal(check, &state.now),
        Assertion::Container(check) => container::removal(check, &state.now),
        Assertion::Volume(check) => object::volume_removal(check, state),
        Assertion::Network(check) => object::network_removal(check, state),
        Assertion::File(check) => file::removal(check, state),
        Assertion::Look(look) => match look.as_ref() {
            Look::Archive(check) => file::removed(&way::path_word(&check.path), FileKind::File),
            Look::Compose(check) => look::compose_removal(check),
            _ => Way::default(),
        },
        Assertion::Not(inner) | Assertion::Absent(inner) => way(inner, state),
        Assertion::All(parts) | Assertion::Any(parts) => {
            parts.first().map(|part| removal(part, state)).unwrap_or_default()
        }
        Assertion::Count(check) => removal(&object::without_pattern(&check.of), state),
        Assertion::Output(_) | Assertion::Exit(_) | Assertion::Ran(_) => way(inner, state),
    }
}

/// Not as it is; the thing itself may stay.
fn otherwise(inner: &Assertion, state: &State) -> Way {
    match inner {
        // What is not there yet has to be, before it can be otherwise.
        Assertion::Container(check) if check.name.is_some() && at_hand::container(check, &state.now).is_none() => {
            container::way(&ContainerCheck { name: check.name.clone(), ..ContainerCheck::default() }, state)
        }
        Assertion::Image(check)
            if check.reference.as_ref().is_some_and(|name| at_hand::image(name, &state.now).is_none()) =>
        {
            object::image(&ImageCheck { reference: check.reference.clone(), ..ImageCheck::default() }, state)
        }
        Assertion::Container(check) => container::otherwise(check, &state.now),
        Assertion::Network(check) => match (&check.name, check.members.first()) {
            (Some(name), Some(member)) => Way::mending("docker network disconnect", &[name, member]),
            _ => removal(inner, state),
        },
        Assertion::File(check) => file::place(check.place.as_ref(), state).unwrap_or_else(|| {
            let is_told = check.mode.is_some() || !check.contains.is_empty() || check.equals.is_some();
            if is_told { file::edited(check, &state.now) } else { removal(inner, state) }
        }),
        // What it printed cannot be taken back: it is typed again, in another way.
        Assertion::Output(_) | Assertion::Exit(_) | Assertion::Ran(_) => Way::default(),
        _ => removal(inner, state),
    }
}
