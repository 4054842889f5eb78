//! The effect of Docker's commands.

use super::{file, run};
use crate::check::shell::Command;
use crate::check::{Assertion, ContainerCheck, FileCheck, ImageCheck, NetworkCheck, VolumeCheck, reference};
use crate::state::FileKind;

/// What a command brings about; none where that cannot be told.
pub(super) fn effects(command: &Command) -> Option<Vec<Assertion>> {
    if command.program != "docker" {
        return None;
    }
    match command.verb.as_str() {
        "run" | "create" => run::effects(command),
        "build" => Some(command.values("tag").filter_map(image).collect()),
        "pull" => command.args.first().filter(|name| !name.contains('@')).and_then(|name| image(name)).map(one),
        "tag" => tag(command),
        "commit" => commit(command),
        "import" => command.args.get(1).and_then(|name| image(name)).map(one),
        "save" | "export" => command.value("output").map(|path| one(archive(path))),
        "rmi" => each(command, |name| image(name).map(absent)),
        "volume rm" => each(command, |name| Some(absent(volume(name, None)))),
        "network rm" => each(command, |name| Some(absent(network(name, None, Vec::new())))),
        "volume create" => command.args.first().map(|name| one(volume(name, command.value("driver")))),
        "network create" => command.args.first().map(|name| one(network(name, command.value("driver"), Vec::new()))),
        "network connect" => {
            let (name, member) = (command.args.first()?, command.args.get(1).filter(|id| !is_identity(id))?);
            Some(one(network(name, None, vec![member.clone()])))
        }
        "cp" => copied(command),
        _ => containers(command),
    }
}

/// Commands on containers by their names.
fn containers(command: &Command) -> Option<Vec<Assertion>> {
    let none = ContainerCheck::default;
    let check = match command.verb.as_str() {
        "rm" => ContainerCheck { removed: true, ..none() },
        "stop" | "kill" => ContainerCheck { exited: Some(true), ..none() },
        "start" | "restart" => ContainerCheck { ran: true, ..none() },
        "pause" => ContainerCheck { paused: Some(true), ..none() },
        "unpause" => ContainerCheck { running: Some(true), paused: Some(false), ..none() },
        "rename" => {
            let name = command.args.get(1)?.clone();
            return Some(one(Assertion::Container(ContainerCheck { name: Some(name), ..none() })));
        }
        _ => return None,
    };
    each(command, |name| Some(Assertion::Container(ContainerCheck { name: Some(name.to_owned()), ..check.clone() })))
}

fn tag(command: &Command) -> Option<Vec<Assertion>> {
    let [from, to] = command.args.as_slice() else { return None };
    let same_as = (!is_identity(from)).then(|| from.clone());
    valid(to).map(|to| one(Assertion::Image(ImageCheck { reference: Some(to), same_as, ..ImageCheck::default() })))
}

fn commit(command: &Command) -> Option<Vec<Assertion>> {
    let check = ImageCheck {
        reference: Some(valid(command.args.get(1)?)?),
        author: command.value("author").map(str::to_owned),
        comment: command.value("message").map(str::to_owned),
        ..ImageCheck::default()
    };
    Some(one(Assertion::Image(check)))
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

fn volume(name: &str, driver: Option<&str>) -> Assertion {
    let (name, driver) = (Some(name.to_owned()), driver.map(str::to_owned));
    Assertion::Volume(VolumeCheck { name, driver, ..VolumeCheck::default() })
}

fn network(name: &str, driver: Option<&str>, members: Vec<String>) -> Assertion {
    let (name, driver) = (Some(name.to_owned()), driver.map(str::to_owned));
    Assertion::Network(NetworkCheck { name, driver, members, ..NetworkCheck::default() })
}

fn archive(path: &str) -> Assertion {
    let (path, kind) = (path.to_owned(), Some(FileKind::File));
    Assertion::File(FileCheck { path, kind, min_size: Some(1), ..FileCheck::default() })
}
