//! What can be typed after `docker`, for completion: the commands that lessons use, with the flags people type.

/// What a word of a command names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    Nothing,
    Images,
    Containers,
    Volumes,
    Networks,
    /// Anything that `docker inspect` finds.
    Anything,
}

/// A command of a group; `docker container run`, most of them also `docker run`.
#[derive(Debug)]
pub(super) struct Verb {
    pub group: &'static str,
    pub name: &'static str,
    /// How it is called without its group, where that is possible.
    pub short: Option<&'static str>,
    /// What its words name; the last stands for all further ones.
    pub words: &'static [Names],
    /// Its flags; one that ends in `=` takes a value as its next word.
    pub flags: &'static str,
}

use Names::{Anything, Containers, Images, Networks, Nothing, Volumes};

const RUN: &str = "-d --detach -i --interactive -t --tty -it --rm --name= -p= --publish= -P --publish-all -v= --volume= \
    --mount= --network= --net= -e= --env= --env-file= -w= --workdir= -u= --user= -h= --hostname= -l= --label= \
    --entrypoint= --restart= -m= --memory= --cpus= --volumes-from= --read-only --privileged --init --pull= \
    --add-host= --cap-add= --cap-drop= --link= --health-cmd= --platform= --pid= --ulimit= --tmpfs=";
const FILTER: &str = "-a --all -f= --filter= --format= --no-trunc -q --quiet";
const LIST: &str = "-f= --filter= --format= -q --quiet";
const PRUNE: &str = "-a --all -f --force --filter=";
const INSPECT: &str = "-f= --format= -s --size";
const BUILD: &str = "-t= --tag= -f= --file= --build-arg= --no-cache --pull --target= --progress= -q --quiet --label= \
    --network= --platform= --secret= --ssh= -o= --output= --push --load";

const fn verb(
    group: &'static str,
    name: &'static str,
    short: Option<&'static str>,
    words: &'static [Names],
    flags: &'static str,
) -> Verb {
    Verb { group, name, short, words, flags }
}

/// All commands that stand in a group; those without one have an empty group.
pub(super) const VERBS: &[Verb] = &[
    verb("container", "attach", Some("attach"), &[Containers, Nothing], "--detach-keys= --no-stdin --sig-proxy"),
    verb(
        "container",
        "commit",
        Some("commit"),
        &[Containers, Images, Nothing],
        "-a= --author= -m= --message= -c= --change= -p --pause",
    ),
    verb("container", "cp", Some("cp"), &[Containers], "-a --archive -L --follow-link -q --quiet"),
    verb("container", "create", Some("create"), &[Images, Nothing], RUN),
    verb("container", "diff", Some("diff"), &[Containers, Nothing], ""),
    verb(
        "container",
        "exec",
        Some("exec"),
        &[Containers, Nothing],
        "-d --detach -i --interactive -t --tty -it -e= --env= -u= --user= -w= --workdir= --privileged",
    ),
    verb("container", "export", Some("export"), &[Containers, Nothing], "-o= --output="),
    verb("container", "inspect", None, &[Containers], INSPECT),
    verb("container", "kill", Some("kill"), &[Containers], "-s= --signal="),
    verb(
        "container",
        "logs",
        Some("logs"),
        &[Containers, Nothing],
        "-f --follow -n= --tail= -t --timestamps --since= --until= --details",
    ),
    verb(
        "container",
        "ls",
        Some("ps"),
        &[Nothing],
        "-a --all -f= --filter= --format= -n= --last= -l --latest --no-trunc -q --quiet -s --size",
    ),
    verb("container", "pause", Some("pause"), &[Containers], ""),
    verb("container", "port", Some("port"), &[Containers, Nothing], ""),
    verb("container", "prune", None, &[Nothing], "-f --force --filter="),
    verb("container", "rename", Some("rename"), &[Containers, Nothing], ""),
    verb("container", "restart", Some("restart"), &[Containers], "-t= --time= -s= --signal="),
    verb("container", "rm", Some("rm"), &[Containers], "-f --force -v --volumes -l --link"),
    verb("container", "run", Some("run"), &[Images, Nothing], RUN),
    verb("container", "start", Some("start"), &[Containers], "-a --attach -i --interactive"),
    verb("container", "stats", Some("stats"), &[Containers], "-a --all --format= --no-stream --no-trunc"),
    verb("container", "stop", Some("stop"), &[Containers], "-t= --time= -s= --signal="),
    verb("container", "top", Some("top"), &[Containers, Nothing], ""),
    verb("container", "unpause", Some("unpause"), &[Containers], ""),
    verb("container", "update", Some("update"), &[Containers], "-m= --memory= --cpus= --restart= --pids-limit="),
    verb("container", "wait", Some("wait"), &[Containers], ""),
    verb("image", "build", Some("build"), &[Nothing], BUILD),
    verb("image", "history", Some("history"), &[Images, Nothing], "--format= -H --human --no-trunc -q --quiet"),
    verb("image", "import", Some("import"), &[Nothing], "-c= --change= -m= --message= --platform="),
    verb("image", "inspect", None, &[Images], INSPECT),
    verb("image", "load", Some("load"), &[Nothing], "-i= --input= -q --quiet"),
    verb(
        "image",
        "ls",
        Some("images"),
        &[Images, Nothing],
        "-a --all --digests -f= --filter= --format= --no-trunc -q --quiet",
    ),
    verb("image", "prune", None, &[Nothing], PRUNE),
    verb("image", "pull", Some("pull"), &[Images, Nothing], "-a --all-tags --platform= -q --quiet"),
    verb("image", "push", Some("push"), &[Images, Nothing], "-a --all-tags -q --quiet"),
    verb("image", "rm", Some("rmi"), &[Images], "-f --force --no-prune"),
    verb("image", "save", Some("save"), &[Images], "-o= --output="),
    verb("image", "tag", Some("tag"), &[Images], ""),
    verb("volume", "create", None, &[Nothing], "-d= --driver= --label= -o= --opt="),
    verb("volume", "inspect", None, &[Volumes], "-f= --format="),
    verb("volume", "ls", None, &[Nothing], LIST),
    verb("volume", "prune", None, &[Nothing], PRUNE),
    verb("volume", "rm", None, &[Volumes], "-f --force"),
    verb("network", "connect", None, &[Networks, Containers, Nothing], "--alias= --ip= --link="),
    verb("network", "create", None, &[Nothing], "-d= --driver= --subnet= --gateway= --internal --label= --attachable"),
    verb("network", "disconnect", None, &[Networks, Containers, Nothing], "-f --force"),
    verb("network", "inspect", None, &[Networks], "-f= --format= -v --verbose"),
    verb("network", "ls", None, &[Nothing], FILTER),
    verb("network", "prune", None, &[Nothing], "-f --force --filter="),
    verb("network", "rm", None, &[Networks], "-f --force"),
    verb("system", "df", None, &[Nothing], "--format= -v --verbose"),
    verb("system", "events", Some("events"), &[Nothing], "-f= --filter= --format= --since= --until="),
    verb("system", "info", Some("info"), &[Nothing], "-f= --format="),
    verb("system", "prune", None, &[Nothing], "-a --all -f --force --filter= --volumes"),
    verb("builder", "build", None, &[Nothing], BUILD),
    verb("builder", "prune", None, &[Nothing], PRUNE),
    verb("buildx", "build", None, &[Nothing], BUILD),
    verb("buildx", "du", None, &[Nothing], "--filter= --verbose"),
    verb("buildx", "ls", None, &[Nothing], ""),
    verb("buildx", "prune", None, &[Nothing], PRUNE),
    verb("buildx", "version", None, &[Nothing], ""),
    verb("compose", "build", None, &[Nothing], "--no-cache --pull -q --quiet"),
    verb("compose", "config", None, &[Nothing], "-q --quiet --services --images --volumes"),
    verb("compose", "down", None, &[Nothing], "-v --volumes --remove-orphans --rmi= -t= --timeout="),
    verb("compose", "exec", None, &[Nothing], "-d --detach -e= --env= -T --no-TTY -u= --user= -w= --workdir="),
    verb("compose", "images", None, &[Nothing], "-q --quiet"),
    verb("compose", "logs", None, &[Nothing], "-f --follow -n= --tail= -t --timestamps --no-color"),
    verb("compose", "ls", None, &[Nothing], "-a --all -q --quiet"),
    verb("compose", "ps", None, &[Nothing], "-a --all -q --quiet --services"),
    verb("compose", "pull", None, &[Nothing], "-q --quiet"),
    verb("compose", "restart", None, &[Nothing], "-t= --timeout="),
    verb("compose", "rm", None, &[Nothing], "-f --force -s --stop -v --volumes"),
    verb("compose", "run", None, &[Nothing], "-d --detach --rm -e= --env= --name= -v= --volume= --service-ports"),
    verb("compose", "start", None, &[Nothing], ""),
    verb("compose", "stop", None, &[Nothing], "-t= --timeout="),
    verb("compose", "top", None, &[Nothing], ""),
    verb("compose", "up", None, &[Nothing], "-d --detach --build --force-recreate --no-deps --scale= --remove-orphans"),
    verb("", "help", Some("help"), &[Nothing], ""),
    verb("", "inspect", Some("inspect"), &[Anything], "-f= --format= -s --size --type="),
    verb("", "login", Some("login"), &[Nothing], "-u= --username= --password-stdin"),
    verb("", "logout", Some("logout"), &[Nothing], ""),
    verb("", "search", Some("search"), &[Nothing], "-f= --filter= --format= --limit= --no-trunc"),
    verb("", "version", Some("version"), &[Nothing], "-f= --format="),
];

/// What the value of a flag names.
pub(super) fn value_of(flag: &str) -> Names {
    match flag {
        "--network" | "--net" => Networks,
        "-v" | "--volume" => Volumes,
        "--volumes-from" | "--link" => Containers,
        _ => Nothing,
    }
}

/// The groups, each once.
pub(super) fn groups() -> Vec<&'static str> {
    let mut groups: Vec<_> = VERBS.iter().map(|v| v.group).filter(|g| !g.is_empty()).collect();
    groups.dedup();
    groups
}

/// The command that these words begin with, and how many words name it.
pub(super) fn find(words: &[&str]) -> Option<(&'static Verb, usize)> {
    let (first, second) = (words.first()?, words.get(1));
    let short = VERBS.iter().find(|v| v.short == Some(first)).map(|v| (v, 1));
    short.or_else(|| VERBS.iter().find(|v| v.group == *first && Some(&v.name) == second).map(|v| (v, 2)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_table_is_well_made() {
        let mut seen = BTreeSet::new();
        for v in VERBS {
            assert!(seen.insert((v.group, v.name)), "{} {} twice", v.group, v.name);
            assert!(!v.words.is_empty());
            assert!(v.flags.split_whitespace().all(|f| f.starts_with('-')), "{}", v.flags);
        }
        let shorts: Vec<_> = VERBS.iter().filter_map(|v| v.short).collect();
        assert_eq!(shorts.iter().collect::<BTreeSet<_>>().len(), shorts.len());
        assert_eq!(groups(), ["container", "image", "volume", "network", "system", "builder", "buildx", "compose"]);
    }

    #[test]
    fn commands_are_found_in_both_forms() {
        type Case = (&'static [&'static str], Option<(&'static str, usize)>);
        let cases: [Case; 5] = [
            (&["rmi", "x"], Some(("rm", 1))),
            (&["image", "rm", "x"], Some(("rm", 2))),
            (&["ps"], Some(("ls", 1))),
            (&["image"], None),
            (&[], None),
        ];
        for (words, want) in cases {
            assert_eq!(find(words).map(|(v, n)| (v.name, n)), want, "{words:?}");
        }
    }
}
