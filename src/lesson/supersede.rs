//! Expectations derived from a step's earlier commands, as its later ones leave them: who runs a container, stops
//! it and removes it in one step expects no running container in the end.

use super::Folder;
use crate::check::shell::{Command, Simple};
use crate::check::{Assertion, ContainerCheck, Look, normal_reference};

/// Takes back what a later command of the same step undoes.
pub(super) fn supersede(expect: &mut Vec<Assertion>, simple: &Simple, folder: &Folder) {
    let is_sweep = simple.words.iter().any(|w| w.unknown);
    let Some(command) = Command::read(simple) else { return };
    if command.program != "docker" {
        return files(expect, &command, folder);
    }
    let names = |name: &str| is_sweep || command.args.iter().any(|a| a == name);
    let is_image = |name: &str| is_sweep || command.args.iter().any(|a| normal_reference(a) == normal_reference(name));
    match command.verb.as_str() {
        "stop" | "kill" | "rm" | "pause" | "unpause" | "restart" | "start" | "rename" => {
            containers(expect, &|name| name.is_none_or(names));
            if let ("rename", [old, new]) = (command.verb.as_str(), command.args.as_slice()) {
                renamed(expect, old, new);
                expect.retain(|a| !is_no_container(a, new));
            }
            if matches!(command.verb.as_str(), "start" | "restart") {
                expect.retain(|a| !is_absent_container(a, &names));
            } else {
                // A registry that does not run cannot be asked.
                expect.retain(|a| !matches!(look(a), Some(Look::Registry(_))));
            }
        }
        "run" | "create" => {
            let own = command.value("name");
            expect.retain(|a| !is_absent_container(a, &|name| Some(name) == own) && !is_absent_image(a));
            expect.retain(|a| !own.is_some_and(|own| is_no_container(a, own)));
        }
        "pull" | "load" | "build" | "buildx build" | "tag" | "import" | "commit" => {
            expect.retain(|a| !is_absent_image(a));
        }
        "rmi" => expect.retain(|a| !is_image_named(a, &is_image)),
        "volume rm" => {
            expect.retain(|a| !matches!(a, Assertion::Volume(v) if v.name.as_deref().is_none_or(names)));
        }
        "network rm" => {
            expect.retain(|a| !matches!(a, Assertion::Network(n) if n.name.as_deref().is_none_or(names)));
        }
        "network connect" => expect.retain(|a| !matches!(a, Assertion::Not(inner) if is_member(inner, &names))),
        "network disconnect" => {
            expect.retain(|a| !is_member(a, &names));
            networks(expect, &command.args);
        }
        "update" => containers_policy(expect, &names),
        "compose up" | "compose start" | "compose run" => {
            expect.retain(|a| !matches!(a, Assertion::Not(inner) if is_compose(inner)));
        }
        "compose down" | "compose stop" | "compose rm" | "compose kill" | "compose pause" => {
            expect.retain(|a| !is_compose(a));
        }
        verb if verb.ends_with("prune") => prune(expect),
        _ => {}
    }
}

/// A container that a command made has run, whatever comes after. What another command asked of a container that
/// was there before does not hold any more.
fn containers(expect: &mut Vec<Assertion>, concerns: &dyn Fn(Option<&str>) -> bool) {
    expect.retain_mut(|assertion| match assertion {
        Assertion::Container(check) if concerns(check.name.as_deref()) && !check.removed => {
            let kept = std::mem::take(check);
            *check = ContainerCheck { running: None, exited: None, paused: None, created: None, ran: true, ..kept };
            check.image.is_some()
        }
        _ => true,
    });
}

/// What was made under one name has another one now.
fn renamed(expect: &mut [Assertion], old: &str, new: &str) {
    let change = |name: &mut String| {
        if name == old {
            new.clone_into(name);
        }
    };
    for assertion in expect {
        match assertion {
            Assertion::Container(check) if !check.removed => check.name.iter_mut().for_each(change),
            Assertion::Network(check) => check.members.iter_mut().for_each(change),
            _ => {}
        }
    }
}

/// Another command of the system moves or removes files.
fn files(expect: &mut Vec<Assertion>, command: &Command, folder: &Folder) {
    if matches!(command.program.as_str(), "rm" | "mv" | "gzip" | "gunzip" | "bzip2" | "xz") {
        let paths: Vec<String> = command.args.iter().filter_map(|path| folder.of(path)).collect();
        expect.retain(|a| match (a, look(a)) {
            (Assertion::File(check), _) => !paths.contains(&check.path),
            (_, Some(Look::Archive(check))) => !paths.contains(&check.path),
            _ => true,
        });
    }
}

fn look(assertion: &Assertion) -> Option<&Look> {
    if let Assertion::Look(look) = assertion { Some(look) } else { None }
}

fn is_compose(assertion: &Assertion) -> bool {
    matches!(look(assertion), Some(Look::Compose(_)))
}

/// Whether it asks for one of these containers in one of these networks.
fn is_member(assertion: &Assertion, names: &dyn Fn(&str) -> bool) -> bool {
    matches!(assertion, Assertion::Network(network)
        if network.name.as_deref().is_none_or(names) && network.members.iter().any(|member| names(member)))
}

/// A container that leaves a network was asked to be in it when it was made.
fn networks(expect: &mut [Assertion], args: &[String]) {
    for assertion in expect {
        if let Assertion::Container(check) = assertion {
            check.networks.retain(|network| !args.contains(network));
        }
    }
}

/// What a container was made with is another now.
fn containers_policy(expect: &mut [Assertion], names: &dyn Fn(&str) -> bool) {
    for assertion in expect {
        if let Assertion::Container(check) = assertion
            && check.name.as_deref().is_none_or(names)
        {
            (check.restart, check.memory, check.milli_cpus) = (None, None, None);
        }
    }
}

fn is_absent_container(assertion: &Assertion, names: &dyn Fn(&str) -> bool) -> bool {
    match assertion {
        Assertion::Container(c) => c.removed && c.name.as_deref().is_none_or(names),
        Assertion::Absent(inner) => matches!(&**inner, Assertion::Container(c) if c.name.as_deref().is_none_or(names)),
        _ => false,
    }
}

/// Whether it asks that no container has this name.
fn is_no_container(assertion: &Assertion, name: &str) -> bool {
    matches!(assertion, Assertion::Not(inner) if matches!(&**inner, Assertion::Container(c) if c.name.as_deref() == Some(name)))
}

fn is_absent_image(assertion: &Assertion) -> bool {
    matches!(assertion, Assertion::Absent(inner) if matches!(**inner, Assertion::Image(_)))
}

fn is_image_named(assertion: &Assertion, names: &dyn Fn(&str) -> bool) -> bool {
    matches!(assertion, Assertion::Image(i) if i.reference.as_deref().is_none_or(names))
}

/// What a prune leaves depends on all that is there.
fn prune(expect: &mut Vec<Assertion>) {
    containers(expect, &|_| true);
    expect.retain(|a| !matches!(a, Assertion::Image(_) | Assertion::Volume(_) | Assertion::Network(_)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::shell::split;
    use crate::check::{derive_simple, describe};

    #[track_caller]
    fn check(commands: &[&str], want: &[&str]) {
        let mut expect = Vec::new();
        for command in commands {
            for simple in split(command) {
                supersede(&mut expect, &simple, &Folder::default());
                expect.extend(derive_simple(&simple));
            }
        }
        let said: Vec<String> =
            expect.iter().map(describe).filter(|d| !d.contains("is run,") && !d.ends_with("is run")).collect();
        assert_eq!(said, want, "{commands:?}");
    }

    #[test]
    fn later_commands_take_back_what_they_undo() {
        check(&["docker run -d --name web nginx"], &["container `web` of `nginx` is running"]);
        check(
            &["docker run -d --name web nginx", "docker stop web", "docker rm web"],
            &["container `web` of `nginx` has run", "container `web` is removed"],
        );
        check(
            &["docker run -d --name web nginx", "docker stop web && docker rm web"],
            &["container `web` of `nginx` has run", "container `web` is removed"],
        );
        check(&["docker pull alpine", "docker rmi alpine"], &["image `alpine` is gone"]);
        check(&["docker rmi a:1", "docker load -i a.tar"], &[]);
        check(&["docker rm web", "docker run -d --name web nginx"], &["container `web` of `nginx` is running"]);
        check(&["docker volume create v", "docker volume rm v"], &["volume `v` is gone"]);
        check(
            &["docker run -d --name web nginx", "docker rm -f $(docker ps -aq)"],
            &["container `web` of `nginx` has run"],
        );
        check(&["docker pull alpine", "docker system prune -af"], &[]);
        check(
            &["docker create --name x alpine", "docker start x"],
            &["container `x` of `alpine` has run", "container `x` has run"],
        );
        check(&["docker save -o a.tar alpine", "gzip a.tar"], &[]);
        check(&["docker save alpine > a.tar", "docker rmi alpine", "rm a.tar"], &["image `alpine` is gone"]);
        check(
            &["docker network connect front web", "docker network disconnect front web"],
            &["network `front` does not connect `web`"],
        );
        check(
            &["docker network disconnect front web", "docker network connect front web"],
            &["network `front` connects `web`"],
        );
        check(
            &["docker run -d --name a nginx", "docker network connect front a", "docker rename a b"],
            &[
                "container `b` of `nginx` has run",
                "network `front` connects `b`",
                "container `b` exists",
                "there is no container `a`",
            ],
        );
        check(
            &["docker rename web old", "docker run -d --name web nginx"],
            &["container `old` exists", "container `web` of `nginx` is running"],
        );
        check(
            &["docker rename a t", "docker rename b a", "docker rename t b"],
            &["container `a` exists", "container `b` exists", "there is no container `t`"],
        );
        check(&["docker compose up -d", "docker compose down"], &[]);
        check(&["docker compose -p s down", "docker compose -p s up -d"], &["compose project `s` exists"]);
        check(&["docker push localhost:5000/a", "docker rm -f registry"], &["container `registry` is removed"]);
    }
}
