//! The effect of Docker's commands.

use super::{file, is_elided, run};
use crate::check::dockerfile::{Instruction, parse};
use crate::check::shell::Command;
use crate::check::{
    ArchiveCheck, ArchiveKind, Assertion, CommandLine, ComposeCheck, ContainerCheck, ImageCheck, Look, NetworkCheck,
    RegistryCheck, ServiceState, VolumeCheck, reference,
};

/// What a command brings about; none where that cannot be told.
pub(super) fn effects(command: &Command) -> Option<Vec<Assertion>> {
    if command.program != "docker" {
        return None;
    }
    match command.verb.as_str() {
        "run" | "create" => run::effects(command),
        "build" => Some(command.values("tag").filter_map(|name| built(name, command)).collect()),
        "pull" => command.args.first().filter(|name| !name.contains('@')).and_then(|name| image(name)).map(one),
        "tag" => tag(command),
        "commit" => commit(command),
        "import" => imported(command),
        "save" | "export" => command.value("output").map(|path| one(archive(command, path))),
        "push" => command.args.first().and_then(|name| pushed(name)).map(one),
        "rmi" => each(command, |name| image(name).map(absent)),
        "volume rm" => each(command, |name| Some(absent(Assertion::Volume(volume(name))))),
        "network rm" => each(command, |name| Some(absent(Assertion::Network(network(name))))),
        "volume create" => {
            let (driver, labels) = (command.value("driver").map(str::to_owned), run::pairs(command, "label"));
            let volume = |name: &String| VolumeCheck { driver, labels, ..volume(name) };
            command.args.first().map(|name| one(Assertion::Volume(volume(name))))
        }
        "network create" => {
            let (driver, labels) = (command.value("driver").map(str::to_owned), run::pairs(command, "label"));
            let network = |name: &String| NetworkCheck { driver, labels, ..network(name) };
            command.args.first().map(|name| one(Assertion::Network(network(name))))
        }
        "network connect" => member(command).map(one),
        "network disconnect" => member(command).map(|connected| one(Assertion::Not(Box::new(connected)))),
        "compose up" if command.has("detach") => Some(one(compose(command))),
        // Which project is meant tells only its name; without one another may go on.
        "compose down" if command.value("project-name").is_some() => {
            Some(one(Assertion::Not(Box::new(compose(command)))))
        }
        "cp" => copied(command),
        _ => containers(command),
    }
}

/// Signals that end a program, if it does not care for them itself.
const ENDS: &[&str] = &["KILL", "SIGKILL", "9", "TERM", "SIGTERM", "15", "INT", "SIGINT", "2", "QUIT", "SIGQUIT", "3"];

/// Commands on containers by their names.
fn containers(command: &Command) -> Option<Vec<Assertion>> {
    let none = ContainerCheck::default;
    let check = match command.verb.as_str() {
        "rm" => ContainerCheck { removed: true, ..none() },
        "kill" if command.value("signal").is_some_and(|signal| !ENDS.contains(&signal)) => return None,
        "stop" | "kill" => ContainerCheck { exited: Some(true), ..none() },
        "start" | "restart" => ContainerCheck { ran: true, ..none() },
        "pause" => ContainerCheck { paused: Some(true), ..none() },
        "unpause" => ContainerCheck { running: Some(true), paused: Some(false), ..none() },
        "update" => Some(ContainerCheck { restart: run::policy(command), ..run::limits(command) })
            .filter(|check| *check != none())?,
        "rename" => return renamed(command),
        _ => return None,
    };
    each(command, |name| Some(Assertion::Container(ContainerCheck { name: Some(name.to_owned()), ..check.clone() })))
}

/// The new name is there, and the old one is not any more.
fn renamed(command: &Command) -> Option<Vec<Assertion>> {
    let [old, new] = command.args.as_slice() else { return None };
    let named =
        |name: &String| Assertion::Container(ContainerCheck { name: Some(name.clone()), ..ContainerCheck::default() });
    let old = Some(old).filter(|old| !is_identity(old)).map(|old| Assertion::Not(Box::new(named(old))));
    Some(std::iter::once(named(new)).chain(old).collect())
}

fn tag(command: &Command) -> Option<Vec<Assertion>> {
    let [from, to] = command.args.as_slice() else { return None };
    let same_as = (!is_identity(from)).then(|| from.clone());
    valid(to).map(|to| one(Assertion::Image(ImageCheck { reference: Some(to), same_as, ..ImageCheck::default() })))
}

fn commit(command: &Command) -> Option<Vec<Assertion>> {
    let text = |flag: &str| command.value(flag).filter(|text| is_told(text)).map(str::to_owned);
    let check = ImageCheck {
        reference: Some(valid(command.args.get(1)?)?),
        author: text("author"),
        comment: text("message"),
        commit_of: command.args.first().filter(|name| is_name(name) && !is_identity(name)).cloned(),
        ..changed(command)
    };
    Some(one(Assertion::Image(check)))
}

/// Whether a word can be the name of a container.
fn is_name(word: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
    word.starts_with(|c: char| c.is_ascii_alphanumeric()) && word.chars().all(fits) && !is_elided(word)
}

/// Whether a value is there to the word: nothing of it is left out, and nothing is for the shell to look up.
fn is_told(text: &str) -> bool {
    !is_elided(text) && !text.contains(['$', '`'])
}

/// What `--change` says of an image, in the instructions of a Dockerfile.
fn changed(command: &Command) -> ImageCheck {
    let mut check = ImageCheck::default();
    for instruction in
        command.values("change").filter(|text| is_told(text)).flat_map(|change| parse(change).instructions)
    {
        let Instruction { name, text, words, .. } = instruction;
        let pairs = words.iter().filter_map(|word| word.split_once('='));
        let pairs = pairs.map(|(key, value)| (key.to_owned(), value.to_owned()));
        let first = words.first().cloned();
        let line =
            if text.starts_with('[') { CommandLine::Words(words.clone()) } else { CommandLine::Text(text.clone()) };
        match name.as_str() {
            "LABEL" => check.labels.extend(pairs),
            "ENV" if !text.contains('=') => {
                check.env.extend(words.split_first().map(|(key, value)| (key.clone(), value.join(" "))));
            }
            "ENV" => check.env.extend(pairs),
            "CMD" => check.cmd = Some(line),
            "ENTRYPOINT" => check.entrypoint = Some(line),
            "USER" => check.user = first,
            // From another folder on, it is not known here.
            "WORKDIR" => check.workdir = first.filter(|path| path.starts_with('/')),
            "EXPOSE" => check.ports.extend(words.iter().filter_map(|port| exposed(port))),
            _ => {}
        }
    }
    check
}

/// `80` is `80/tcp` for the engine; ranges are left out.
fn exposed(port: &str) -> Option<String> {
    let (number, protocol) = port.split_once('/').unwrap_or((port, "tcp"));
    number.parse::<u16>().is_ok().then(|| format!("{number}/{protocol}"))
}

fn built(name: &str, command: &Command) -> Option<Assertion> {
    let (reference, labels) = (Some(valid(name)?), run::pairs(command, "label"));
    Some(Assertion::Image(ImageCheck { reference, labels, ..ImageCheck::default() }))
}

fn imported(command: &Command) -> Option<Vec<Assertion>> {
    let reference = Some(valid(command.args.get(1)?)?);
    let comment = command.value("message").map(str::to_owned);
    Some(one(Assertion::Image(ImageCheck { reference, comment, ..changed(command) })))
}

/// Only a registry of the learner's own machine can be looked at.
fn pushed(name: &str) -> Option<Assertion> {
    let is_local = ["localhost:", "127.0.0.1:"].iter().any(|host| name.starts_with(host));
    let check = RegistryCheck { reference: valid(name)?, ..RegistryCheck::default() };
    is_local.then(|| Assertion::Look(Box::new(Look::Registry(check))))
}

/// A network with the container that a command names.
fn member(command: &Command) -> Option<Assertion> {
    let (name, member) = (command.args.first()?, command.args.get(1).filter(|id| !is_identity(id))?);
    Some(Assertion::Network(NetworkCheck { members: vec![member.clone()], ..network(name) }))
}

fn compose(command: &Command) -> Assertion {
    let services = if command.verb == "compose up" { command.args.as_slice() } else { &[] };
    let check = ComposeCheck {
        project: command.value("project-name").map(str::to_owned),
        services: services.iter().map(|service| (service.clone(), ServiceState::Running)).collect(),
        ..ComposeCheck::default()
    };
    Assertion::Look(Box::new(Look::Compose(check)))
}

/// A file that is copied out; into a directory it gets a name that is not written here.
fn copied(command: &Command) -> Option<Vec<Assertion>> {
    let [from, to] = command.args.as_slice() else { return None };
    let out = from.contains(':') && !to.contains(':');
    let names_file = !to.ends_with(['/', '-']) && !to.ends_with('.');
    (out && names_file).then(|| one(file(to, None)))
}

/// One assertion for every argument; none where one of them is an identity, which is another for every learner.
fn each(command: &Command, make: impl Fn(&str) -> Option<Assertion>) -> Option<Vec<Assertion>> {
    let known = |name: &String| if is_identity(name) { None } else { make(name) };
    command.args.iter().map(known).collect()
}

/// Whether a word looks like the identity of an image or a container: hexadecimal digits with a number among them.
pub(super) fn is_identity(word: &str) -> bool {
    let hex = word.strip_prefix("sha256:").unwrap_or(word);
    let digits = hex.chars().all(|c| c.is_ascii_digit() || ('a'..='f').contains(&c));
    digits && (4..=64).contains(&hex.len()) && hex.contains(|c: char| c.is_ascii_digit())
}

fn one(assertion: Assertion) -> Vec<Assertion> {
    vec![assertion]
}

fn absent(assertion: Assertion) -> Assertion {
    Assertion::Absent(Box::new(assertion))
}

fn valid(name: &str) -> Option<String> {
    reference::fault(name).is_none().then(|| name.to_owned())
}

fn image(name: &str) -> Option<Assertion> {
    valid(name).map(|name| Assertion::Image(ImageCheck { reference: Some(name), ..ImageCheck::default() }))
}

fn volume(name: &str) -> VolumeCheck {
    VolumeCheck { name: Some(name.to_owned()), ..VolumeCheck::default() }
}

fn network(name: &str) -> NetworkCheck {
    NetworkCheck { name: Some(name.to_owned()), ..NetworkCheck::default() }
}

/// What `docker save` or `docker export` writes; an image that is saved by its identity has no name in there.
pub(super) fn archive(command: &Command, path: &str) -> Assertion {
    let is_image = command.verb == "save";
    let names = command.args.iter().filter(|name| is_image && !is_identity(name) && !name.contains('@'));
    let check = ArchiveCheck {
        path: path.to_owned(),
        kind: if is_image { ArchiveKind::Image } else { ArchiveKind::Filesystem },
        tags: names.filter_map(|name| valid(name)).collect(),
        ..ArchiveCheck::default()
    };
    Assertion::Look(Box::new(Look::Archive(check)))
}
