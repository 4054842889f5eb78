//! Ways to a container that is as asked: one that is there is mended as far as that can be done, else it is made.

use super::way::{Way, or};
use crate::check::judge::at_hand;
use crate::check::shell::quote;
use crate::check::{CommandLine, ContainerCheck};
use crate::state::{Container, Snapshot, State};

pub(super) fn way(check: &ContainerCheck, state: &State) -> Way {
    let now = &state.now;
    if check.removed && !check.ran {
        return removal(check, now);
    }
    match at_hand::container(check, now) {
        Some(there) if check.name.is_some() => mended(check, there, now),
        // Another one may be made of the same image, which takes nothing away.
        Some(there) if !check.ran => Some(mended(check, there, now)).filter(|way| way.mends).unwrap_or(made(check)),
        Some(_) => made(check),
        None => renamed(check, state).unwrap_or_else(|| made_and_turned(check)),
    }
}

/// One that is not there is made, and then brought into the condition that is asked.
fn made_and_turned(check: &ContainerCheck) -> Way {
    let tool = match check {
        ContainerCheck { name: None, .. } | ContainerCheck { ran: true, .. } => return made(check),
        ContainerCheck { paused: Some(true), .. } => "docker pause",
        ContainerCheck { running: Some(false), exited: None, exit_code: None, .. } => "docker stop",
        _ => return made(check),
    };
    let lives = made(&ContainerCheck { running: Some(true), ..check.clone() });
    Way::new(tool, &[or(check.name.as_ref(), "CONTAINER")]).after([lives.command()])
}

/// Away with it.
pub(super) fn removal(check: &ContainerCheck, now: &Snapshot) -> Way {
    let there = at_hand::container(check, now);
    let name = there.map(|container| &container.name).or(check.name.as_ref());
    let way = Way::mending("docker rm", &[or(name, "CONTAINER")]);
    if there.is_none() && check.name.is_some() {
        // What never was there cannot be gone.
        return way.after(Some(made(check).command()));
    }
    if there.is_some_and(Container::is_running) { way.flag("--force", "") } else { way }
}

/// Not as it is, and it stays.
pub(super) fn otherwise(check: &ContainerCheck, now: &Snapshot) -> Way {
    let name = or(check.name.as_ref(), "CONTAINER");
    match check {
        ContainerCheck { paused: Some(true), .. } => Way::mending("docker unpause", &[name]),
        ContainerCheck { running: Some(true), .. } => Way::mending("docker stop", &[name]),
        ContainerCheck { running: Some(false), .. } | ContainerCheck { exited: Some(true), .. } => {
            Way::mending("docker start", &[name])
        }
        ContainerCheck { networks, .. } if !networks.is_empty() => {
            Way::mending("docker network disconnect", &[&networks[0], name])
        }
        ContainerCheck { restart: Some(_), .. } => Way::mending("docker update", &[name]).flag("--restart", "no"),
        other if is_bare(other) => removal(check, now),
        _ => Way::default(),
    }
}

/// Whether nothing is asked but that it is there.
fn is_bare(check: &ContainerCheck) -> bool {
    let (name, image) = (check.name.clone(), check.image.clone());
    *check == ContainerCheck { name, image, ..ContainerCheck::default() }
}

/// One that the learner made in this step, as asked but for its name.
fn renamed(check: &ContainerCheck, state: &State) -> Option<Way> {
    let name = check.name.as_ref().filter(|_| check.image.is_some() && !check.ran)?;
    let unnamed = ContainerCheck { name: None, ..check.clone() };
    let is_new = |container: &&Container| !state.before.containers.iter().any(|before| before.id == container.id);
    let mut others = at_hand::containers(&unnamed, &state.now).filter(is_new);
    let only = others.next().filter(|_| others.next().is_none())?;
    Some(Way::mending("docker rename", &[&only.name, name]))
}

/// By what can still be done to it.
fn mended(check: &ContainerCheck, there: &Container, now: &Snapshot) -> Way {
    let fits = |part: ContainerCheck| {
        let part = ContainerCheck { name: Some(there.name.clone()), ..part };
        at_hand::containers(&part, now).next().is_some()
    };
    let fixed = ContainerCheck {
        image: check.image.clone(),
        labels: check.labels.clone(),
        env: check.env.clone(),
        // One that does not run publishes nothing, but will.
        ports: check
            .ports
            .iter()
            .filter(|port| !is_bound(*port, there))
            .map(|(at, host)| (at.clone(), *host))
            .collect(),
        mounts: check.mounts.clone(),
        command: check.command.clone(),
        user: check.user.clone(),
        workdir: check.workdir.clone(),
        hostname: check.hostname.clone(),
        ..ContainerCheck::default()
    };
    if !fits(fixed) || check.created == Some(true) && there.started > 0 {
        return made_anew(check, there);
    }
    if let Some(way) = turned(check, there) {
        return way;
    }
    let limits = ContainerCheck {
        restart: check.restart.clone(),
        memory: check.memory,
        milli_cpus: check.milli_cpus,
        ..ContainerCheck::default()
    };
    if !fits(limits) {
        // A limit that is there cannot be taken away.
        let way = updated(check, there);
        return if way.flags.is_empty() { made_anew(check, there) } else { way };
    }
    let networks = check.networks.iter().find(|network| !there.networks.contains(network));
    if let Some(network) = networks {
        return Way::mending("docker network connect", &[&quote(network), &there.name]);
    }
    told(check, there).unwrap_or_else(|| made_anew(check, there))
}

/// Whether a container that does not run is made to publish a port.
fn is_bound((inner, host): (&String, &Option<u16>), there: &Container) -> bool {
    let bound = there.bindings.get(inner);
    !there.is_running() && bound.is_some_and(|hosts| host.is_none_or(|host| hosts.contains(&host)))
}

/// From one condition into another.
fn turned(check: &ContainerCheck, there: &Container) -> Option<Way> {
    let name = there.name.as_str();
    let act = |tool| Some(Way::mending(tool, &[name]));
    let (runs, loops) = (there.is_running(), there.status == "restarting");
    let has_ended = matches!(there.status.as_str(), "exited" | "dead");
    let start = format!("docker start {name}");
    match check {
        _ if loops && (check.running == Some(true) || check.stable_for.is_some()) => {
            Some(with_command(made_anew(check, there), check).looked_at(name))
        }
        ContainerCheck { paused: Some(true), .. } if there.status != "paused" => {
            act("docker pause").map(|way| way.after((!runs).then_some(start)))
        }
        ContainerCheck { paused: Some(false), .. } if there.status == "paused" => act("docker unpause"),
        ContainerCheck { running: Some(false), .. } | ContainerCheck { restarting: Some(false), .. }
            if runs && (check.running.is_some() || loops) =>
        {
            act("docker stop")
        }
        ContainerCheck { exited: Some(true), .. } if runs => act("docker stop"),
        ContainerCheck { restarting: Some(true), .. } if !loops => {
            let restart = check.restart.clone().or_else(|| Some("always".to_owned()));
            let again = ContainerCheck { restart, ..check.clone() };
            let text = "The engine starts it again if its program ends and its restart policy says so.".to_owned();
            Some(Way { look_at: Some(text), ..with_command(made_anew(&again, there), check) })
        }
        ContainerCheck { exit_code: Some(code), .. } if has_ended && there.exit_code != *code => {
            Some(with_command(made_anew(check, there), check).looked_at(name))
        }
        ContainerCheck { exit_code: Some(_), .. } if runs => act("docker stop"),
        ContainerCheck { ran: true, .. } if runs => act("docker restart"),
        _ if !runs && lives(check) => act("docker start"),
        _ => None,
    }
}

/// Whether it can only be so while it runs, or because it did.
fn lives(check: &ContainerCheck) -> bool {
    let within = !check.processes.is_empty() || !check.changed.is_empty();
    check.running == Some(true)
        || check.ran
        || check.created == Some(false)
        || check.stable_for.is_some()
        || within
        || check.exited == Some(false)
        || check.health.as_ref().is_some_and(|health| health != "none")
        || check.exited == Some(true)
        || check.exit_code.is_some()
}

impl Way {
    fn looked_at(self, name: &str) -> Self {
        Self { look_at: by_its_logs(name).look_at, ..self }
    }
}

fn by_its_logs(name: &str) -> Way {
    Way::by_looking(format!("`docker logs {name}` tells what it said before it ended."))
}

/// Its limits and its restart policy.
fn updated(check: &ContainerCheck, there: &Container) -> Way {
    let way = Way::mending("docker update", &[&there.name]).one("--restart", check.restart.as_ref());
    limited(way, check)
}

fn limited(way: Way, check: &ContainerCheck) -> Way {
    let way = way.one("--memory", check.memory.filter(|bytes| *bytes > 0).map(mebibytes).as_ref());
    way.one("--cpus", check.milli_cpus.filter(|cpus| *cpus > 0).map(processors).as_ref())
}

/// What it says, holds or does: only a look into it tells more.
fn told(check: &ContainerCheck, there: &Container) -> Option<Way> {
    let name = there.name.as_str();
    if check.stable_for.is_some() && there.is_running() {
        let text = format!("It has to go on running: wait a little, and `docker logs {name}` tells what it says.");
        return Some(Way::by_looking(text));
    }
    if check.health.as_ref().is_some_and(|health| health != "none") {
        let text = format!(
            "`docker run --health-cmd`, or `HEALTHCHECK` in a Dockerfile, gives a container its check; `docker inspect \
             {name}` shows what that said."
        );
        let way = with_command(made_anew(check, there), check).flag("--health-cmd", "CHECK");
        let way = match there.health.as_str() {
            "" => way,
            // Nothing but time tells how it ends.
            "starting" => Way::default(),
            _ if check.health.as_deref() == Some("starting") => Way::mending("docker restart", &[name]),
            _ => inside(name),
        };
        return Some(Way { look_at: Some(text), ..way });
    }
    if !check.logs.is_open() {
        let text = format!("`docker logs {name}` shows what it said.");
        return Some(Way { look_at: Some(text), ..said(check, there) });
    }
    let look = match (check.changed.is_empty(), check.processes.is_empty()) {
        (false, _) => format!("`docker diff {name}` shows what is not as in its image."),
        (true, false) => format!("`docker top {name}` shows what runs in it."),
        (true, true) => return None,
    };
    Some(Way { look_at: Some(look), ..inside(name) })
}

/// A shell in a container, for what is to be done there.
pub(super) fn inside(name: &str) -> Way {
    Way::mending("docker exec", &[&quote(name), "sh"]).flag("--interactive", "").flag("--tty", "")
}

/// A server that runs says something when it is asked; what else a program says is up to its command, and what was said
/// stays said.
fn said(check: &ContainerCheck, there: &Container) -> Way {
    let port = there.ports.values().flatten().next().filter(|_| check.logs.excludes.is_empty());
    match port {
        Some(port) => Way::mending("curl", &[&format!("localhost:{port}")]),
        None => with_command(made_anew(check, there), check),
    }
}

/// With a word for the command on which all depends, where nobody says which it is.
fn with_command(mut way: Way, check: &ContainerCheck) -> Way {
    if check.command.is_none() {
        way.rest.push("COMMAND".to_owned());
    }
    way
}

/// What a container was made with stays with it: another one must take its place.
fn made_anew(check: &ContainerCheck, there: &Container) -> Way {
    let image = check.image.clone().or_else(|| Some(there.image.clone()));
    let running = check.running.or_else(|| (there.is_running() && check.created != Some(true)).then_some(true));
    let way = made(&ContainerCheck { image, running, ..check.clone() });
    let name = &there.name;
    let force = if there.is_running() { "--force " } else { "" };
    way.after(Some(format!("docker rm {force}{name}")))
}

/// By making it with all that it must have.
pub(super) fn made(check: &ContainerCheck) -> Way {
    let ContainerCheck {
        name,
        image,
        running,
        labels,
        env,
        ports,
        mounts,
        networks,
        command,
        restart,
        user,
        workdir,
        hostname,
        created,
        ran,
        removed,
        // How it fares afterwards, and what is done to it later.
        exited: _,
        exit_code: _,
        health: _,
        stable_for: _,
        logs: _,
        changed: _,
        processes: _,
        paused: _,
        restarting: _,
        // With the other limits.
        memory: _,
        milli_cpus: _,
    } = check;
    let tool = if *created == Some(true) { "docker create" } else { "docker run" };
    let mut way = Way::new(tool, &[or(image.as_ref(), "IMAGE")]);
    if *running == Some(true) {
        way = way.flag("--detach", "");
    }
    if *ran && *removed {
        way = way.flag("--rm", "");
    }
    way = way.one("--name", name.as_ref()).pairs("--label", labels).pairs("--env", env);
    for (inner, host) in ports {
        let inner = inner.trim_end_matches("/tcp");
        way = way.flag("--publish", host.map_or_else(|| inner.to_owned(), |host| format!("{host}:{inner}")));
    }
    for (target, mount) in mounts {
        let mode = if mount.read_only == Some(true) { ":ro" } else { "" };
        way = match (&mount.source, mount.kind.as_deref()) {
            (Some(source), _) => way.flag("--volume", quote(&format!("{source}:{target}{mode}"))),
            (None, Some("tmpfs")) => way.flag("--tmpfs", quote(target)),
            (None, Some("bind")) => way.flag("--volume", format!("FOLDER:{}{mode}", quote(target))),
            (None, _) => way.flag("--volume", quote(target)),
        };
    }
    way = networks.iter().fold(way, |way, network| way.flag("--network", quote(network)));
    way = limited(way.one("--restart", restart.as_ref()), check);
    way = way.one("--user", user.as_ref()).one("--workdir", workdir.as_ref()).one("--hostname", hostname.as_ref());
    way.rest.extend(command.as_ref().map(|command| match command {
        CommandLine::Text(text) => text.clone(),
        CommandLine::Words(words) => words.iter().map(|word| quote(word)).collect::<Vec<_>>().join(" "),
    }));
    way
}

/// As `--memory` takes it: "64m"; what is no whole number of them in bytes.
fn mebibytes(bytes: u64) -> String {
    if bytes.is_multiple_of(1 << 20) { format!("{}m", bytes >> 20) } else { bytes.to_string() }
}

/// As `--cpus` takes thousandths: "0.5".
fn processors(thousandths: u64) -> String {
    let number = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    number.trim_end_matches('0').trim_end_matches('.').to_owned()
}
