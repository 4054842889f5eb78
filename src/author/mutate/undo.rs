//! How to take back what a mutant changed, where docker can: so that the next one needs no sandbox of its own.

use crate::check::shell::{Command, quote, split};
use crate::state::{Change, Container, Delta};

/// The commands that undo a delta, in their order; none where only a new sandbox is as before.
///
/// Whether they did is to be seen by another look: what was removed and could be fetched again is fetched, and may
/// come back as something else.
pub fn undo(delta: &Delta) -> Option<Vec<String>> {
    let mut steps: Vec<(u8, String)> = Vec::new();
    for change in &delta.changes {
        steps.extend(undo_one(change)?);
    }
    // Containers hold images, volumes and networks.
    steps.sort_by_key(|(order, _)| *order);
    Some(steps.into_iter().map(|(_, command)| command).collect())
}

fn undo_one(change: &Change) -> Option<Vec<(u8, String)>> {
    let one = |order: u8, command: String| Some(vec![(order, command)]);
    match change {
        Change::ContainerMade(c) => one(0, format!("docker rm -f -v {}", c.id)),
        Change::Untagged { reference, image } => one(1, format!("docker tag {} {}", image.id, quote(reference))),
        Change::Tagged { reference, taken_from: Some(old), .. } => {
            one(1, format!("docker tag {old} {}", quote(reference)))
        }
        Change::Tagged { reference, taken_from: None, .. } => one(2, format!("docker rmi {}", quote(reference))),
        Change::ImageMade(image) => one(3, format!("docker rmi -f {}", image.id)),
        Change::ImageGone(image) if image.tags.is_empty() => None,
        Change::ImageGone(image) => {
            Some(image.tags.iter().map(|tag| (4, format!("docker pull -q {}", quote(tag)))).collect())
        }
        Change::VolumeMade(v) => one(5, format!("docker volume rm -f {}", quote(&v.name))),
        Change::NetworkMade(n) => one(5, format!("docker network rm {}", quote(&n.name))),
        // Files are put back as a whole; what ran and is gone left nothing.
        Change::ContainerPassed(_)
        | Change::FileMade { .. }
        | Change::FileChanged { .. }
        | Change::FileGone { .. }
        | Change::LookChanged { .. } => Some(Vec::new()),
        Change::ContainerChanged { before, now } => undo_change(before, now),
        Change::ContainerGone(_) | Change::VolumeGone(_) | Change::NetworkGone(_) => None,
    }
}

/// How a container comes back to its condition: one that ran is started again, one that was paused is paused. That one
/// has never run, or how it once ended, cannot come back.
fn undo_change(before: &Container, now: &Container) -> Option<Vec<(u8, String)>> {
    let mut steps = Vec::new();
    let id = &now.id;
    if before.name != now.name {
        steps.push((0, format!("docker rename {id} {}", quote(&before.name))));
    }
    let joined = now.networks.iter().filter(|network| !before.networks.contains(network));
    steps.extend(joined.map(|network| (0, format!("docker network disconnect {} {id}", quote(network)))));
    let left = before.networks.iter().filter(|network| !now.networks.contains(network));
    steps.extend(left.map(|network| (6, format!("docker network connect {} {id}", quote(network)))));
    match (before.status.as_str(), now.status.as_str()) {
        (was, is) if was == is => {}
        ("running", "exited") => steps.push((7, format!("docker start {id}"))),
        ("running", "paused") => steps.push((7, format!("docker unpause {id}"))),
        ("paused", "running") => steps.push((7, format!("docker pause {id}"))),
        ("paused", "exited") => steps.push((7, format!("docker start {id} && docker pause {id}"))),
        _ => return None,
    }
    Some(steps)
}

/// Programs that change the shell they are typed into.
const OF_SHELL: &[&str] = &[
    "export", "alias", "unalias", "unset", "source", ".", "set", "shopt", "trap", "exec", "exit", "logout", "eval",
    "read", "declare", "local", "umask", "ulimit", "sudo", "su", "kill", "bg", "fg", "disown",
];

/// Whether a text may leave more behind than what is observed: a variable of the shell, a job, a login.
pub fn upsets(text: &str) -> bool {
    let in_background = text.replace("&&", "").replace(">&", "").replace("&>", "").replace("|&", "").contains('&');
    let one = |simple: &crate::check::shell::Simple| match Command::read(simple) {
        None => true,
        Some(command) if command.program == "docker" => {
            let group = command.verb.split(' ').next().unwrap_or_default();
            matches!(group, "login" | "logout" | "context" | "swarm" | "plugin" | "buildx" | "builder" | "push" | "cp")
        }
        Some(command) => OF_SHELL.contains(&command.program.as_str()),
    };
    in_background || split(text).iter().any(one)
}

/// Docker's commands that write nothing into a container that is there already, but for volumes.
const APART: &[&str] = &[
    "build",
    "commit",
    "create",
    "diff",
    "events",
    "export",
    "history",
    "images",
    "import",
    "info",
    "inspect",
    "load",
    "logs",
    "network create",
    "network inspect",
    "network ls",
    "network rm",
    "port",
    "ps",
    "pull",
    "rename",
    "rm",
    "rmi",
    "run",
    "save",
    "search",
    "stats",
    "system df",
    "tag",
    "top",
    "version",
    "volume create",
    "volume inspect",
    "volume ls",
    "volume rm",
    "wait",
];
/// Programs that know nothing of containers.
const PLAIN: &[&str] = &[
    "cat", "cd", "chmod", "cmp", "cp", "cut", "diff", "echo", "false", "file", "find", "grep", "gunzip", "gzip",
    "head", "hostname", "id", "less", "ls", "mkdir", "mv", "printf", "pwd", "rm", "rmdir", "sed", "sleep", "sort",
    "stat", "tail", "tar", "tee", "test", "touch", "tr", "true", "uniq", "wc",
];

/// Whether a text may change what a container holds that is there already: its files, its processes.
pub fn reaches_containers(text: &str) -> bool {
    let one = |simple: &crate::check::shell::Simple| match Command::read(simple) {
        None => false,
        Some(command) if command.program == "docker" => {
            !APART.contains(&command.verb.as_str()) || command.has("volumes-from")
        }
        Some(command) => !PLAIN.contains(&command.program.as_str()),
    };
    split(text).iter().any(one)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Image, Snapshot};

    #[test]
    fn what_was_made_is_removed_and_containers_first() {
        let image = Image { id: "i".into(), tags: vec!["a:1".into()], ..Image::default() };
        let container = Container { id: "c".into(), ..Container::default() };
        let none = Snapshot::default();
        let both = Snapshot { images: vec![image], containers: vec![container], ..Snapshot::default() };
        let made = undo(&Delta::between(&none, &both));
        assert_eq!(made, Some(vec!["docker rm -f -v c".to_owned(), "docker rmi -f i".to_owned()]));
        assert_eq!(undo(&Delta::between(&both, &none)), None);
        assert_eq!(undo(&Delta::default()), Some(Vec::new()));
    }

    #[test]
    fn a_container_that_was_stopped_runs_again_and_what_has_ended_stays_so() {
        let desk = |status: &str, name: &str| Container {
            id: "c".into(),
            name: name.into(),
            status: status.into(),
            ..Container::default()
        };
        let cases = [
            (desk("running", "a"), desk("exited", "a"), Some("docker start c")),
            (desk("paused", "a"), desk("exited", "a"), Some("docker start c && docker pause c")),
            (desk("running", "a"), desk("paused", "b"), Some("docker rename c a; docker unpause c")),
            (desk("exited", "a"), desk("running", "a"), None),
            (desk("created", "a"), desk("running", "a"), None),
        ];
        let snapshot = |c: &Container| Snapshot { containers: vec![c.clone()], ..Snapshot::default() };
        for (before, now, want) in cases {
            let undone = undo(&Delta::between(&snapshot(&before), &snapshot(&now)));
            assert_eq!(undone.map(|commands| commands.join("; ")).as_deref(), want, "{before:?}");
        }
    }

    #[test]
    fn what_is_in_a_container_is_changed_by_little() {
        for text in
            ["docker exec web touch /x", "ls; docker start -ai web", "docker cp a web:/", "make", "docker compose up"]
        {
            assert!(reaches_containers(text), "{text}");
        }
        for text in
            ["docker container run web", "docker save web > x.tar", "docker image ls", "cd x && ls | wc -l", "A=b"]
        {
            assert!(!reaches_containers(text), "{text}");
        }
    }

    #[test]
    fn the_shell_is_upset_by_little() {
        for text in ["export A=b", "A=b", "sleep 100 &", "docker login", "ls; . x"] {
            assert!(upsets(text), "{text}");
        }
        for text in ["docker run alpine", "cd x && ls", "a > b 2>&1", "mkdir -p note"] {
            assert!(!upsets(text), "{text}");
        }
    }
}
