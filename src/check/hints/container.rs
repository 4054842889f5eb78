//! Ways to a container that is as asked: one that is there is mended as far as that can be done, else it is made.

use super::file::folder_of;
use super::program::{in_shell, is_command, is_server, program, stays, words};
use super::way::{Way, or, path_word, word};
use crate::check::judge::at_hand;
use crate::check::shell::quote;
use crate::check::{ChangeKind, CommandLine, ContainerCheck, FileChange};
use crate::state::{Container, EngineEvent, Snapshot, State};

pub(super) fn way(check: &ContainerCheck, state: &State) -> Way {
    let now = &state.now;
    if check.removed && !check.ran {
        return removal(check, now);
    }
    match at_hand::container(check, now) {
        Some(there) if check.name.is_some() => mended(check, there, state),
        // Another one may be made of the same image, which takes nothing away.
        Some(there) if !check.ran => {
            Some(mended(check, there, state)).filter(|way| way.mends).unwrap_or_else(|| made(check, now))
        }
        Some(_) => made(check, now),
        None => renamed(check, state).unwrap_or_else(|| made_and_turned(check, now)),
    }
}

/// The newest container of which something holds.
pub(super) fn newest(now: &Snapshot, fits: impl Fn(&Container) -> bool) -> Option<&String> {
    let fitting = now.containers.iter().filter(|container| fits(container));
    fitting.max_by_key(|container| container.started).map(|container| &container.name)
}

/// One that is not there is made, and then brought into the condition that is asked.
fn made_and_turned(check: &ContainerCheck, now: &Snapshot) -> Way {
    let Some(name) = check.name.as_deref().filter(|_| !check.ran) else { return made(check, now) };
    let turned = match check {
        ContainerCheck { paused: Some(true), .. } => Way::new("docker pause", &[name]),
        ContainerCheck { running: Some(false), exited: None, exit_code: None, .. } => Way::new("docker stop", &[name]),
        ContainerCheck { changed, .. } if !changed.is_empty() => touched(changed, name),
        _ => return made(check, now),
    };
    turned.behind(made(&ContainerCheck { running: Some(true), ..check.clone() }, now))
}

/// Away with it.
pub(super) fn removal(check: &ContainerCheck, now: &Snapshot) -> Way {
    let there = at_hand::container(check, now);
    let name = there.map(|container| &container.name).or(check.name.as_ref());
    let way = Way::mending("docker rm", &[or(name, "CONTAINER")]);
    if there.is_none() && check.name.is_some() {
        // What never was there cannot be gone.
        return way.behind(made(check, now));
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
fn mended(check: &ContainerCheck, there: &Container, state: &State) -> Way {
    let now = &state.now;
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
        return made_anew(check, there, now);
    }
    if let Some(way) = turned(check, there, state) {
        return way;
    }
    let limits = ContainerCheck {
        restart: check.restart.clone(),
        memory: check.memory,
        milli_cpus: check.milli_cpus,
        ..ContainerCheck::default()
    };
    let mut ways = Vec::new();
    if !fits(limits) {
        // A limit that is there cannot be taken away.
        let way = updated(check, there);
        if way.flags.is_empty() {
            return made_anew(check, there, now);
        }
        ways.push(way);
    }
    let lacking = check.networks.iter().filter(|network| !there.networks.contains(network));
    ways.extend(lacking.map(|network| {
        Way::mending("docker network connect", &[&quote(network), &there.name]).after(new_network(network, now))
    }));
    if !ways.is_empty() {
        return Way::chain(ways);
    }
    told(check, there, now).unwrap_or_else(|| made_anew(check, there, now))
}

/// What makes a network that is not there.
fn new_network(name: &str, now: &Snapshot) -> Option<String> {
    let is_there = now.networks.iter().any(|network| network.is_called(name));
    let is_own = is_there || matches!(name, "bridge" | "host" | "none") || name.contains(':');
    (!is_own).then(|| format!("docker network create {}", quote(name)))
}

/// Whether a container that does not run is made to publish a port.
fn is_bound((inner, host): (&String, &Option<u16>), there: &Container) -> bool {
    let bound = there.bindings.get(inner);
    !there.is_running() && bound.is_some_and(|hosts| host.is_none_or(|host| hosts.contains(&host)))
}

/// From one condition into another.
fn turned(check: &ContainerCheck, there: &Container, state: &State) -> Option<Way> {
    let name = there.name.as_str();
    let now = &state.now;
    let act = |tool| Some(Way::mending(tool, &[name]));
    let (runs, loops) = (there.is_running(), is_looping(check, there));
    let has_ended = matches!(there.status.as_str(), "exited" | "dead");
    match check {
        _ if loops && (check.running == Some(true) || check.stable_for.is_some()) => {
            Some(with_command(made_anew(check, there, now), check).looked_at(name))
        }
        // What ends as soon as it starts ends again.
        _ if stays(check) && ended_by_itself(there, state) => {
            Some(with_command(made_and_turned_anew(check, there, now), check).looked_at(name))
        }
        ContainerCheck { paused: Some(true), .. } if there.status != "paused" => {
            act("docker pause").map(|way| way.after((!runs).then(|| format!("docker start {name}"))))
        }
        ContainerCheck { paused: Some(false), .. } if there.status == "paused" => act("docker unpause"),
        ContainerCheck { running: Some(false), .. } | ContainerCheck { restarting: Some(false), .. }
            if runs && (check.running.is_some() || loops) =>
        {
            act("docker stop")
        }
        ContainerCheck { exit_code: Some(KILLED), .. } if runs => act("docker kill"),
        ContainerCheck { exit_code: Some(0), .. } if runs && is_server(&there.image, now) => act("docker stop"),
        ContainerCheck { exit_code: Some(_), .. } if runs => Some(with_command(made_anew(check, there, now), check)),
        ContainerCheck { exit_code: Some(code), .. } if has_ended && there.exit_code != *code => {
            Some(with_command(made_anew(check, there, now), check).looked_at(name))
        }
        ContainerCheck { exited: Some(true), .. } if runs => act("docker stop"),
        ContainerCheck { restarting: Some(true), .. } if !loops => {
            let restart = check.restart.clone().or_else(|| Some("always".to_owned()));
            let again = ContainerCheck { restart, ..check.clone() };
            let text = "The engine starts it again if its program ends and its restart policy says so.".to_owned();
            let way = made_anew(&again, there, now).flag_if(check.running != Some(true), "--detach");
            Some(Way { look_at: Some(text), ..with_command(way, check) })
        }
        ContainerCheck { ran: true, .. } if runs => act("docker restart"),
        _ if !runs && lives(check) => act("docker start"),
        _ => None,
    }
}

/// Whether it ends again and again; between two starts it runs.
fn is_looping(check: &ContainerCheck, there: &Container) -> bool {
    there.status == "restarting" || there.restarts > 0 && check.stable_for.is_some()
}

/// The status of what `docker kill` has ended.
const KILLED: i64 = 137;
/// The status of what was asked to end.
const ASKED: i64 = 143;
/// Who ends within this time had nothing to do, in seconds.
const AT_ONCE: i64 = 5;

/// Whether a container ended as soon as it was started and nobody stopped it; one with a keyboard ends when it is left.
fn ended_by_itself(there: &Container, state: &State) -> bool {
    let is_brief = there.started > 0 && there.finished >= there.started && there.finished - there.started < AT_ONCE;
    if there.status != "exited" || !is_brief || matches!(there.exit_code, KILLED | ASKED) {
        return false;
    }
    let of_it = |action: &'static str| move |event: &EngineEvent| event.id == there.id && event.action == action;
    let was_stopped =
        state.history.events.iter().rev().take_while(|event| !of_it("start")(event)).any(|event| of_it("kill")(event));
    let made = state.blame(of_it("create")).and_then(|blame| blame.command);
    !was_stopped && !made.is_some_and(super::leads_inside)
}

/// Another one in its place, in the condition that is asked.
fn made_and_turned_anew(check: &ContainerCheck, there: &Container, now: &Snapshot) -> Way {
    let paused = (check.paused == Some(true)).then(|| Way::mending("docker pause", &[&there.name]));
    let running = ContainerCheck { running: Some(true), ..check.clone() };
    let made = made_anew(&running, there, now);
    paused.into_iter().fold(made, |first, next| next.behind(first))
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
fn told(check: &ContainerCheck, there: &Container, now: &Snapshot) -> Option<Way> {
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
        let way = match there.health.as_str() {
            "" => made_anew(check, there, now),
            // Nothing but time tells how it ends.
            "starting" => Way::default(),
            _ if check.health.as_deref() == Some("starting") => Way::mending("docker restart", &[name]),
            _ => inside(name),
        };
        return Some(Way { look_at: Some(text), ..way });
    }
    if !check.logs.is_open() {
        let text = format!("`docker logs {name}` shows what it said.");
        return Some(Way { look_at: Some(text), ..said(check, there, now) });
    }
    let (look, way) = match (check.changed.is_empty(), check.processes.as_slice()) {
        (false, _) => {
            (format!("`docker diff {name}` shows what is not as in its image."), touched(&check.changed, name))
        }
        (true, []) => return None,
        (true, [process, ..]) => {
            let process = Some(process.as_str()).filter(|text| is_command(text));
            let detached = |text: &str| Way::mending("docker exec", &[name, text]).flag("--detach", "");
            (format!("`docker top {name}` shows what runs in it."), process.map_or_else(|| inside(name), detached))
        }
    };
    Some(Way { look_at: Some(look), ..way })
}

/// A shell in a container, for what is to be done there.
pub(super) fn inside(name: &str) -> Way {
    Way::mending("docker exec", &[&quote(name), "sh"]).flag("--interactive", "").flag("--tty", "")
}

/// Files of a container become others than in its image.
fn touched(changes: &[FileChange], name: &str) -> Way {
    let one = |change: &FileChange| {
        let path = word(&change.path);
        let folder = folder_of(&change.path, None).map(|way| way.command());
        match change.kind {
            Some(ChangeKind::Deleted) => format!("rm -r {path}"),
            Some(ChangeKind::Added) | None => {
                folder.into_iter().chain([format!("touch {path}")]).collect::<Vec<_>>().join(" && ")
            }
            Some(ChangeKind::Changed) => format!("touch {path}"),
        }
    };
    let script = changes.iter().map(one).collect::<Vec<_>>().join(" && ");
    let script = if script.contains('&') { in_shell(&script) } else { script };
    Way::mending("docker exec", &[&quote(name), &script])
}

/// A server that runs says something when it is asked; what else a program says is up to its command, and what was said
/// stays said.
fn said(check: &ContainerCheck, there: &Container, now: &Snapshot) -> Way {
    let port = there.ports.values().flatten().next().filter(|_| check.logs.excludes.is_empty());
    match port {
        Some(port) => Way::mending("curl", &[&format!("localhost:{port}")]),
        None => with_command(made_anew(check, there, now), check),
    }
}

/// With a word for the command on which all depends, where nobody says which it is.
fn with_command(mut way: Way, check: &ContainerCheck) -> Way {
    // Behind the image there is nothing yet.
    if check.command.is_none() && way.tool == "docker run" && way.rest.len() < 2 {
        way.rest.push("COMMAND".to_owned());
    }
    way
}

/// What a container was made with stays with it: another one must take its place.
fn made_anew(check: &ContainerCheck, there: &Container, now: &Snapshot) -> Way {
    let image = check.image.clone().or_else(|| Some(there.image.clone()));
    let running = check.running.or_else(|| {
        let goes_on = there.is_running()
            && check.created != Some(true)
            && check.exited != Some(true)
            && check.exit_code.is_none();
        goes_on.then_some(true)
    });
    let kept = Some(there).filter(|there| {
        there.status == "running"
            && there.restarts == 0
            && check.logs.is_open()
            && check.processes.is_empty()
            && check.exit_code.is_none()
    });
    let command = check.command.clone().or_else(|| own_command(kept?, now));
    let way = made(&ContainerCheck { image, running, command, ..check.clone() }, now);
    let name = &there.name;
    let force = if there.is_running() { "--force " } else { "" };
    way.after(Some(format!("docker rm {force}{name}")))
}

/// What a container was given to run, where that is not its image's own.
fn own_command(there: &Container, now: &Snapshot) -> Option<CommandLine> {
    let image = now.images.iter().find(|image| image.id == there.image_id)?;
    let own = there.command.strip_prefix(image.entrypoint.as_slice())?;
    (own != image.cmd && !own.is_empty()).then(|| CommandLine::Words(own.to_vec()))
}

/// By making it with all that it must have.
pub(super) fn made(check: &ContainerCheck, now: &Snapshot) -> Way {
    let ContainerCheck {
        name,
        image,
        running: _,
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
        health,
        // With its program.
        exited: _,
        exit_code: _,
        stable_for: _,
        logs: _,
        processes: _,
        restarting: _,
        // What is done to it later.
        changed: _,
        paused: _,
        // With the other limits.
        memory: _,
        milli_cpus: _,
    } = check;
    let tool = if *created == Some(true) { "docker create" } else { "docker run" };
    let mut way = Way::new(tool, &[or(image.as_ref(), "IMAGE")]);
    let goes_on = stays(check) || check.restarting == Some(true);
    way = way.flag_if(goes_on && *created != Some(true), "--detach");
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
            (Some(source), _) => way.flag("--volume", path_word(&format!("{source}:{target}{mode}"))),
            (None, Some("tmpfs")) => way.flag("--tmpfs", quote(target)),
            (None, Some("bind")) => way.flag("--volume", format!("\"$PWD\":{}{mode}", quote(target))),
            (None, _) => way.flag("--volume", quote(target)),
        };
    }
    way = networks
        .iter()
        .fold(way, |way, network| way.flag("--network", quote(network)).after(new_network(network, now)));
    let again = (check.restarting == Some(true) && restart.is_none()).then(|| "always".to_owned());
    way = limited(way.one("--restart", restart.as_ref().or(again.as_ref())), check);
    way = way.one("--user", user.as_ref()).one("--workdir", workdir.as_ref()).one("--hostname", hostname.as_ref());
    way = checked(way, health.as_deref());
    way.rest.extend(command.as_ref().map(words).or_else(|| program(check, now)));
    way
}

/// With a health check that comes out as asked.
fn checked(way: Way, health: Option<&str>) -> Way {
    let with = |result: &str| way.clone().flag("--health-cmd", result).flag("--health-interval", "1s");
    match health {
        Some("unhealthy") => with("false").flag("--health-retries", "1"),
        Some("healthy") => with("true"),
        Some("starting") => way.flag("--health-cmd", "true"),
        _ => way,
    }
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
