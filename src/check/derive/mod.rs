//! What a command of a lesson should bring about, for lessons whose author wrote no checks.

mod docker;
mod run;

pub(super) use run::published;

use super::shell::{Command, Simple, quote, runs_for_ever, split};
use super::{Assertion, ExitStatus, FileCheck, RanCheck};
use crate::state::FileKind;

/// Words with which parts of a loop or of a condition begin: such a part is no command of its own.
const SHELL_WORDS: &[&str] =
    &["while", "until", "for", "do", "done", "if", "then", "elif", "else", "fi", "case", "esac", "select", "{", "}"];

/// What a pipe packs an archive with.
const PACKERS: &[&str] = &["gzip", "pigz", "bzip2", "xz"];

/// The effect of one command line on the sandbox; a command whose effect cannot be told must have run.
pub fn derive(command: &str) -> Vec<Assertion> {
    let mut found: Vec<Assertion> = Vec::new();
    let parts = split(command);
    for at in 0..parts.len() {
        for assertion in derive_part(&parts, at, command) {
            if !found.contains(&assertion) {
                found.push(assertion);
            }
        }
    }
    found
}

/// The effect of one of the simple commands of a command. How it ended does not matter where only Ctrl-C ends the whole.
pub fn derive_part(parts: &[Simple], at: usize, command: &str) -> Vec<Assertion> {
    let Some(simple) = parts.get(at) else { return Vec::new() };
    let mut found = packed(parts, at).map_or_else(|| derive_simple(simple), |archive| vec![archive]);
    if is_told_by_another(parts, at) {
        found.retain(|assertion| !matches!(assertion, Assertion::Ran(_)));
    }
    if runs_for_ever(command) {
        let ran = found.iter_mut().filter_map(|assertion| match assertion {
            Assertion::Ran(check) => Some(check),
            _ => None,
        });
        ran.for_each(|check| check.status = ExitStatus::Any);
    }
    found
}

/// Whether it needs not be told of a part of a pipe that it was run: what comes of it tells more, and of several parts
/// docker's own, or else the first.
fn is_told_by_another(parts: &[Simple], at: usize) -> bool {
    let is_docker = |part: &Simple| Command::read(part).is_some_and(|command| command.program == "docker");
    let has_effect =
        |part: &Simple| derive_simple(part).iter().any(|assertion| !matches!(assertion, Assertion::Ran(_)));
    let (before, after) = pipe(parts, at);
    let saves = |part: &Simple| Command::read(part).is_some_and(|command| is_saver(&command));
    let is_packed = (0..after.len()).any(|n| packed(parts, at + 1 + n).is_some());
    match parts.get(at) {
        Some(part) if saves(part) => is_packed,
        Some(part) if is_docker(part) => false,
        _ => after.iter().any(has_effect) || !before.is_empty() || after.iter().any(is_docker),
    }
}

/// The parts that a part of a pipe gets its input from, and those that go on with its output.
fn pipe(parts: &[Simple], at: usize) -> (&[Simple], &[Simple]) {
    let piped = |part: &&Simple| part.piped;
    let before = parts.iter().take(at + 1).rev().take_while(piped).count();
    let after = parts.iter().skip(at + 1).take_while(piped).count();
    (
        parts.get(at.saturating_sub(before)..at).unwrap_or_default(),
        parts.get(at + 1..at + 1 + after).unwrap_or_default(),
    )
}

/// The archive that the end of a pipe writes, where docker's own output was packed in it.
fn packed(parts: &[Simple], at: usize) -> Option<Assertion> {
    let (first, between) = pipe(parts, at).0.split_first()?;
    let packs = |part: &Simple| Command::read(part).is_some_and(|command| PACKERS.contains(&command.program.as_str()));
    let last = parts.get(at).filter(|last| packs(last) && between.iter().all(packs) && first.writes.is_empty())?;
    let path = last.writes.first().filter(|word| !word.unknown)?;
    let command = Command::read(first).filter(|command| is_saver(command) && is_known(first))?;
    Some(docker::archive(&command, &path.text))
}

/// Whether a command writes an archive to its output.
fn is_saver(command: &Command) -> bool {
    command.program == "docker" && matches!(command.verb.as_str(), "save" | "export")
}

fn is_known(simple: &Simple) -> bool {
    !simple.words.iter().any(|word| word.unknown || is_elided(&word.text))
}

/// The effect of one simple command, as [`derive()`] has it where nothing is piped.
pub fn derive_simple(simple: &Simple) -> Vec<Assertion> {
    let files: Vec<Assertion> =
        simple.writes.iter().filter(|word| !word.unknown).map(|word| written(simple, &word.text)).collect();
    let mut effects = effects(simple);
    // What only must not be holds before the command too.
    if let Some(effects) = effects.as_mut().filter(|effects| effects.iter().all(Assertion::is_guard)) {
        effects.splice(0..0, ran(simple));
    }
    // What a command leaves in a file says more than that it ran.
    let told = !files.is_empty();
    effects.unwrap_or_else(|| if told { Vec::new() } else { ran(simple) }).into_iter().chain(files).collect()
}

/// A file that a command's output is written to.
fn written(simple: &Simple, path: &str) -> Assertion {
    match Command::read(simple).filter(|command| is_known(simple) && is_saver(command)) {
        Some(command) => docker::archive(&command, path),
        None => file(path, Some(FileKind::File)),
    }
}

/// None where the effect cannot be told: an unknown command, or a part of it that only a run tells.
fn effects(simple: &Simple) -> Option<Vec<Assertion>> {
    let command = Command::read(simple)?;
    // Which container a commit is made of does not matter where the image's name is known.
    let told_by_last = command.program == "docker" && command.verb == "commit" && command.args.len() == 2;
    let needed = if told_by_last { &simple.words[simple.words.len() - 1..] } else { &simple.words };
    if needed.iter().any(|word| word.unknown || is_elided(&word.text)) {
        return None;
    }
    docker::effects(&command).filter(|effects| !effects.is_empty())
}

/// The words before the first unknown one must have been run.
fn ran(simple: &Simple) -> Vec<Assertion> {
    let known: Vec<&str> = simple
        .words
        .iter()
        .map_while(|word| {
            let unknown = word.unknown || is_elided(&word.text) || docker::is_identity(&word.text);
            (!unknown).then_some(word.text.as_str())
        })
        .collect();
    let cut = known.len() < simple.words.len();
    let known = if cut { without_open_flag(&known) } else { &known };
    let is_shell_word = known.first().is_some_and(|word| SHELL_WORDS.contains(word));
    if Command::of_words(known).is_none() || is_shell_word {
        return Vec::new();
    }
    // A sweep over all there is meets what is in use: that it fails for those is no fault.
    let is_sweep =
        cut && Command::of_words(known).is_some_and(|c| matches!(c.verb.as_str(), "rm" | "rmi" | "stop" | "kill"));
    // What only Ctrl-C ends says that it was interrupted.
    let status = if is_sweep || runs_for_ever(&known.join(" ")) { ExitStatus::Any } else { ExitStatus::Is(0) };
    let command = known.iter().map(|word| quote(word)).collect::<Vec<_>>().join(" ");
    vec![Assertion::Ran(RanCheck { command, status })]
}

/// Without a flag at the end whose value was cut off.
fn without_open_flag<'w>(words: &'w [&'w str]) -> &'w [&'w str] {
    let open = Command::of_words(words).is_some_and(|command| command.wants_value());
    if open { &words[..words.len() - 1] } else { words }
}

/// A part that the author left out.
fn is_elided(word: &str) -> bool {
    word.contains("...") || word.contains('…') || (word.starts_with('[') && word.len() > 1)
}

fn file(path: &str, kind: Option<FileKind>) -> Assertion {
    Assertion::File(FileCheck { path: path.to_owned(), kind, ..FileCheck::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Check, Verdict, describe, judge};
    use crate::state::{CommandRecord, State};
    use proptest::prelude::*;

    fn shown(command: &str) -> String {
        derive(command).iter().map(describe).collect::<Vec<_>>().join("; ")
    }

    const MAKING: &[(&str, &str)] = &[
        ("docker pull alpine", "image `alpine` exists"),
        ("docker image pull -q alpine:3", "image `alpine:3` exists"),
        ("docker pull alpine@sha256:12", "`docker pull alpine@sha256:12` is run"),
        ("docker build -t me/app:1 --tag me/app .", "image `me/app:1` exists; image `me/app` exists"),
        ("docker build .", "`docker build .` is run"),
        ("docker buildx build -t app .", "image `app` exists"),
        ("docker tag a b", "image `b` is the same image as `a`"),
        ("docker tag 3f2a1b9c me/app", "image `me/app` exists"),
        (
            "docker commit -a Ada -m 'first try' web me/web",
            "image `me/web` is a commit of container `web` with author `Ada` and comment `first try`",
        ),
        (
            "docker commit -c 'CMD [\"sh\", \"-l\"]' -c 'ENV A=b' --change 'LABEL x=y' -c 'WORKDIR /srv' -c 'EXPOSE 80' web me/web",
            "image `me/web` is a commit of container `web` with label `x=y`, variable `A=b`, command `sh -l`, working directory `/srv` and exposed port 80",
        ),
        ("docker commit -m \"$(date)\" -c 'ENV A=...' web me/web", "image `me/web` is a commit of container `web`"),
        ("docker commit 3f2a1b9c me/web", "image `me/web` exists"),
        ("docker commit web", "`docker commit web` is run"),
        ("docker commit $(docker ps -lq) me/web", "image `me/web` exists"),
        ("docker save -o a.tar alpine", "`a.tar` is an image archive with image `alpine`"),
        ("docker save alpine > a.tar", "`a.tar` is an image archive with image `alpine`"),
        ("docker save 3f2a1b9c > a.tar", "`a.tar` is an image archive"),
        ("docker export web > c.tar", "`c.tar` is an archive of a file system"),
        ("docker import -m 'from web' c.tar base", "image `base` exists with comment `from web`"),
        ("docker import -c 'USER app' c.tar base", "image `base` exists with user `app`"),
        (
            "docker save -o a.tar alpine busybox:1",
            "`a.tar` is an image archive with image `alpine` and image `busybox:1`",
        ),
        ("docker build --label a=b -t app .", "image `app` exists with label `a=b`"),
        ("docker push localhost:5000/app:1", "`localhost:5000/app:1` in the registry exists"),
        ("docker push me/app", "`docker push me/app` is run"),
        ("docker volume create --label a=b data", "volume `data` exists with label `a=b`"),
        ("docker network create --label a=b front", "network `front` exists with label `a=b`"),
        (
            "docker network disconnect front web",
            "`docker network disconnect front web` is run; network `front` does not connect `web`",
        ),
        ("docker kill -s HUP web", "`docker kill -s HUP web` is run"),
        ("docker kill --signal SIGKILL web", "container `web` has exited"),
        ("docker update --restart on-failure:3 web", "container `web` exists with restart policy `on-failure`"),
        (
            "docker update -m 64m --cpus 0.5 web",
            "container `web` exists with a memory limit of 64 MiB and a limit of 0.5 processors",
        ),
        ("docker update --pids-limit 9 web", "`docker update --pids-limit 9 web` is run"),
        ("docker compose up -d web db", "a compose project exists with `db` running and `web` running"),
        ("docker compose -p shop up -d", "compose project `shop` exists"),
        ("docker compose up", "`docker compose up` is run, however it ends"),
        ("docker compose down", "`docker compose down` is run"),
        ("docker compose -p shop down", "`docker compose -p shop down` is run; there is no compose project `shop`"),
    ];

    const TAKING: &[(&str, &str)] = &[
        ("docker save alpine | gzip > a.tgz", "`a.tgz` is an image archive with image `alpine`"),
        ("docker export web | gzip -9 > a.tgz", "`a.tgz` is an archive of a file system"),
        ("docker save $NAME | gzip > a.tgz", "`docker save` is run; file `a.tgz` exists"),
        ("docker save alpine | wc -c", "`docker save alpine` is run"),
        ("docker ps | grep web | wc -l", "`docker ps` is run"),
        ("cat a | grep b", "`cat a` is run"),
        ("echo secret | docker login --password-stdin", "`docker login --password-stdin` is run"),
        ("echo hi | docker run -i alpine cat", "a container of `alpine` has run with command `cat`"),
        ("ls | sort > list", "file `list` exists"),
        ("cat Dockerfile | docker build -t app -", "image `app` exists"),
        ("docker export web | docker import - base", "`docker export web` is run; image `base` exists"),
        ("docker load -i a.tar", "`docker load -i a.tar` is run"),
        ("docker import a.tar me/base:1", "image `me/base:1` exists"),
        ("cat a.tar | docker import - me/base", "image `me/base` exists"),
        ("docker export -o c.tar web", "`c.tar` is an archive of a file system"),
        ("docker rmi alpine a:1", "image `alpine` is gone; image `a:1` is gone"),
        ("docker rmi 3f2a1b9c", "`docker rmi` is run, however it ends"),
        ("docker volume create --driver local data", "volume `data` exists with driver `local`"),
        ("docker volume create", "`docker volume create` is run"),
        ("docker volume rm a b", "volume `a` is gone; volume `b` is gone"),
        ("docker network create -d bridge front", "network `front` exists with driver `bridge`"),
        ("docker network rm front", "network `front` is gone"),
        ("docker network connect front web", "network `front` connects `web`"),
        ("docker stop web db", "container `web` has exited; container `db` has exited"),
        ("docker kill web", "container `web` has exited"),
        ("docker start web", "container `web` has run"),
        ("docker pause web", "container `web` is paused"),
        ("docker unpause web", "container `web` is running and is not paused"),
        ("docker rename a b", "container `b` exists; there is no container `a`"),
        ("docker rename 3f2a1b9c b", "container `b` exists"),
        ("docker rm -f web", "container `web` is removed"),
        ("docker rm -f $(docker ps -aq)", "`docker rm -f` is run, however it ends"),
        ("docker rm <container id>", "`docker rm` is run, however it ends"),
        ("docker cp web:/etc/hosts ./hosts", "file `./hosts` exists"),
        ("docker cp web:/etc/hosts .", "`docker cp web:/etc/hosts .` is run"),
        ("docker ps -a", "`docker ps -a` is run"),
        ("docker exec web ls > out 2>&1", "file `out` exists"),
        ("echo 'hi there' > f", "file `f` exists"),
        ("mkdir x && cd x", "`mkdir x` is run; `cd x` is run"),
        ("docker run -v $PWD:/x alpine", "`docker run` is run"),
        ("docker ...", "`docker` is run"),
        ("docker run [OPTIONS] IMAGE", "`docker run` is run"),
        ("docker start [CONTAINER NAME]", "`docker start` is run"),
        ("docker pull a && docker pull a", "image `a` exists"),
        ("# nothing", ""),
        ("<command>", ""),
        ("$(x)", ""),
    ];

    #[test]
    fn the_effect_of_commands() {
        for (command, want) in MAKING.iter().chain(TAKING) {
            assert_eq!(shown(command), *want, "{command}");
        }
    }

    #[test]
    fn the_effect_of_run_and_create() {
        let cases = [
            ("docker run hello-world", "a container of `hello-world` has run"),
            (
                "docker container run -it --rm alpine sh",
                "a container of `alpine` has run with command `sh`, and is removed",
            ),
            ("docker run -it --rm --name x alpine sh", "container `x` of `alpine` has run with command `sh`"),
            ("docker run -d --rm nginx", "a container of `nginx` is running"),
            ("docker run -d --rm alpine date", "a container of `alpine` has run with command `date`"),
            ("docker run --rm -p 80:80 web", "a container of `web` has run with port 80 on 80, and is removed"),
            (
                "docker run --name x --restart on-failure:2 --network front -l a=b -u 7 -w /srv -m 64m --cpus 1.5 alpine sh -c 'a b'",
                "container `x` of `alpine` has run with label `a=b`, network `front`, command `sh -c a b`, restart policy \
                 `on-failure`, a memory limit of 64 MiB, a limit of 1.5 processors, user `7` and working directory `/srv`",
            ),
            (
                "docker run --env-file app.env alpine env",
                "a container of `alpine` has run with command `env`; `docker run --env-file app.env` is run, however it \
                 ends; or `docker create --env-file app.env` is run, however it ends",
            ),
            ("docker run alpine ls *", "a container of `alpine` has run"),
            ("docker run --entrypoint date alpine -u", "a container of `alpine` has run with command `date -u`"),
            (
                "docker run -d --tmpfs /t:size=1m -v d:/d:ro nginx",
                "a container of `nginx` is running with `d` mounted at `/d` for reading only and a tmpfs mounted at `/t`",
            ),
            (
                "docker run -d --name web -l tier=front -p 127.0.0.1:8080:80 -e A=b nginx",
                "container `web` of `nginx` is running with label `tier=front`, variable `A=b` and port 80 on 8080",
            ),
            ("docker run -dp 80 -P nginx", "a container of `nginx` is running with port 80 published"),
            ("docker run -d -p 53:53/udp dns", "a container of `dns` is running with port 53/udp on 53"),
            ("docker run -d -p 8000-8010:80 nginx", "a container of `nginx` is running"),
            (
                "docker run -d -v data:/d --network front redis",
                "a container of `redis` is running with `data` mounted at `/d` and network `front`",
            ),
            ("docker run -d -v ./site:/d nginx", "a container of `nginx` is running with `./site` mounted at `/d`"),
            ("docker run -d --restart always redis", "a container of `redis` is running with restart policy `always`"),
            ("docker run -d --name x alpine echo hi", "container `x` of `alpine` has run with command `echo hi`"),
            ("docker run -d --name x alpine sleep 59", "container `x` of `alpine` has run with command `sleep 59`"),
            ("docker run -d --name x alpine sleep 60", "container `x` of `alpine` is running with command `sleep 60`"),
            (
                "docker run -d --name x alpine sleep infinity",
                "container `x` of `alpine` is running with command `sleep infinity`",
            ),
            ("docker run -d --name x alpine", "container `x` of `alpine` has run"),
            ("docker run -dt --name x alpine", "container `x` of `alpine` is running"),
            ("docker run -d hello-world", "a container of `hello-world` has run"),
            (
                "docker run -d --name x -u 1000 -w /srv -h box --mount type=volume,src=data,dst=/d nginx",
                "container `x` of `nginx` is running with `data` mounted at `/d`, user `1000`, working directory `/srv` and host name `box`",
            ),
            ("docker run -d -v /d nginx", "a container of `nginx` is running with a volume mounted at `/d`"),
            ("docker create --name x nginx", "container `x` of `nginx` was created and never started"),
            (
                "docker run --name x -l a alpine true",
                "container `x` of `alpine` has run with label `a=` and command `true`",
            ),
            (
                "docker create --name x -p 1:2 alpine",
                "container `x` of `alpine` was created with port 2 on 1, and never started",
            ),
            ("docker run -d", "`docker run -d` is run"),
        ];
        for (command, want) in cases {
            assert_eq!(shown(command), want, "{command}");
        }
    }

    proptest! {
        #[test]
        fn deriving_never_panics(words in prop::collection::vec(prop::sample::select(vec![
            "docker", "run", "-d", "-p", "80:80", "::", "-v", ":", "$(", ")", "<a>", "tag", "network", "create", "\"",
            "'", ">", "|", "&&", "é", "--name", "=", "cp", "save", "-o", "\\", "\n", "sleep",
        ]), 0..12)) {
            let text = words.join(" ");
            prop_assert!(derive(&text).iter().all(|assertion| !describe(assertion).is_empty()));
        }

        #[test]
        fn what_must_run_has_run_once_it_was_typed(words in prop::collection::vec(prop::sample::select(vec![
            "docker", "ps", "-a", "--name=x", "-it", "run", "exec", "<name>", "$(pwd)", "-v", "--format", "'{{.ID}}'",
            "ls", "-la", "&&", "|", ";", "12ab", "compose", "-f", "up", "'a b'", "--", "*", "volume", "sudo", "A=b", "-",
        ]), 0..10)) {
            let text = words.join(" ");
            let commands = vec![CommandRecord { text: text.clone(), ..CommandRecord::default() }];
            let state = State { commands, ..State::default() };
            for assertion in derive(&text).into_iter().filter(|assertion| matches!(assertion, Assertion::Ran(_))) {
                let finding = judge(&Check::new(assertion, None), &state);
                prop_assert_eq!(finding.verdict, Verdict::Pass, "{}: {:?}", text, finding);
            }
        }
    }
}
