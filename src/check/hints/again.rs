//! A command that makes a container, where one of its name is there already: as it stands the engine refuses it.

use crate::check::derive::published;
use crate::check::judge::at_hand;
use crate::check::shell::{Command, split};
use crate::check::{Assertion, ContainerCheck, derive};
use crate::state::{Container, Snapshot};

/// What leads to the same as a command that something is in the way of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instead {
    /// The container that is in the way.
    pub name: String,
    /// What must be typed before.
    pub before: Option<String>,
    /// The command itself, or the one that takes its place.
    pub command: String,
}

impl Instead {
    /// What becomes of the container that is in the way.
    pub fn words(&self) -> String {
        let what = if self.before.is_some() { "removed first" } else { "used again" };
        format!("A container `{}` is there already, so it is {what}.", self.name)
    }

    /// Both in one line.
    pub fn line(&self) -> String {
        self.before.iter().chain([&self.command]).cloned().collect::<Vec<_>>().join(" && ")
    }
}

/// What to type instead of a command that makes a container whose name is taken; none where nothing is in the way. A
/// container that is made alike is used again, if what is typed then `counts`.
pub fn instead(command: &str, counts: &dyn Fn(&str) -> bool, now: &Snapshot) -> Option<Instead> {
    let parts: Vec<Command> = split(command).iter().filter_map(Command::read).collect();
    let in_the_way = |part: &Command| {
        let name = part.value("name").filter(|_| part.program == "docker" && is_maker(&part.verb))?;
        now.containers.iter().find(|container| container.name == name)
    };
    let there = parts.iter().find_map(in_the_way)?;
    let alone = parts.first().filter(|_| parts.len() == 1);
    let again = alone.filter(|part| has_ports(part, there) && is_like(command, there, now));
    let again = again.and_then(|part| used_again(part, there)).filter(|text| counts(text));
    Some(again.map_or_else(
        || Instead { name: there.name.clone(), before: Some(super::removed_first(there)), command: command.to_owned() },
        |command| Instead { name: there.name.clone(), before: None, command },
    ))
}

fn is_maker(verb: &str) -> bool {
    matches!(verb, "run" | "create")
}

/// What the command would do, done with the container that is there.
fn used_again(command: &Command, there: &Container) -> Option<String> {
    let name = &there.name;
    let (runs, inside) = (there.is_running(), command.has("interactive"));
    match command.verb.as_str() {
        "run" if there.status == "paused" || there.status == "restarting" => None,
        "run" if runs && inside => Some(format!("docker attach {name}")),
        "run" if runs => None,
        "run" if inside => Some(format!("docker start -ai {name}")),
        "run" if command.has("detach") => Some(format!("docker start {name}")),
        "run" => Some(format!("docker start -a {name}")),
        _ => None,
    }
}

fn has_ports(command: &Command, there: &Container) -> bool {
    published(command).iter().all(|(inner, host)| {
        there.bindings.get(inner).is_some_and(|hosts| host.is_none_or(|host| hosts.contains(&host)))
    })
}

/// Whether a container is made as a command would make it, but for its ports.
fn is_like(command: &str, there: &Container, now: &Snapshot) -> bool {
    derive(command).into_iter().any(|effect| {
        let Assertion::Container(made) = effect else { return false };
        let alike = ContainerCheck { running: None, created: None, ran: false, ports: [].into(), ..made };
        at_hand::containers(&alike, now).any(|container| container.id == there.id)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn container(name: &str, status: &str) -> Container {
        Container {
            id: name.repeat(20),
            name: name.into(),
            image: "alpine".into(),
            status: status.into(),
            command: vec!["/bin/sh".into()],
            bindings: [("80/tcp".to_owned(), vec![8080])].into(),
            ..Container::default()
        }
    }

    #[test]
    fn what_is_in_the_way_is_used_again_or_removed() {
        let containers = vec![container("desk", "exited"), container("live", "running"), container("held", "paused")];
        let now = Snapshot { containers, ..Snapshot::default() };
        let any: &dyn Fn(&str) -> bool = &|_| true;
        let runs_only: &dyn Fn(&str) -> bool = &|text| text.contains("run");
        for (command, counts, want) in [
            ("docker run -it --name desk alpine", any, "docker start -ai desk"),
            ("docker run -it --name desk alpine sh", any, "docker start -ai desk"),
            ("docker run -d --name desk -p 8080:80 alpine", any, "docker start desk"),
            ("docker run --name desk alpine", any, "docker start -a desk"),
            ("docker run -it --name live alpine", any, "docker attach live"),
            ("docker run -it --name desk alpine", runs_only, "docker rm desk && docker run -it --name desk alpine"),
            (
                "docker run -d --name desk -p 9090:80 alpine",
                any,
                "docker rm desk && docker run -d --name desk -p 9090:80 alpine",
            ),
            ("docker run --name desk busybox", any, "docker rm desk && docker run --name desk busybox"),
            ("docker create --name desk alpine", any, "docker rm desk && docker create --name desk alpine"),
            ("docker run -d --name live alpine", any, "docker rm --force live && docker run -d --name live alpine"),
            ("docker run -it --name held alpine", any, "docker rm --force held && docker run -it --name held alpine"),
            (
                "docker pull alpine && docker run --name desk alpine",
                any,
                "docker rm desk && docker pull alpine && docker run --name desk alpine",
            ),
        ] {
            let found = instead(command, counts, &now).map(|instead| instead.line());
            assert_eq!(found.as_deref(), Some(want), "{command}");
        }
        for free in ["docker run --name other alpine", "docker run alpine", "docker start desk", "echo --name desk"] {
            assert_eq!(instead(free, any, &now), None, "{free}");
        }
    }
}
