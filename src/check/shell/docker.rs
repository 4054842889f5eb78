//! What Docker's command line knows: other names of its commands, and which flags take a value.

/// Commands that are made of two words.
const GROUPS: &[&str] = &[
    "builder",
    "buildx",
    "compose",
    "config",
    "container",
    "context",
    "image",
    "manifest",
    "network",
    "node",
    "plugin",
    "secret",
    "service",
    "stack",
    "swarm",
    "system",
    "trust",
    "volume",
];

/// Whether the word is the first of a command's two.
pub fn is_group(word: &str) -> bool {
    GROUPS.contains(&word)
}

/// The shortest name of a command: `container ls` is `ps`.
pub fn canonical(group: Option<&str>, word: &str) -> String {
    let short = match (group, word) {
        (Some("container"), "ls" | "list" | "ps") => "ps",
        (Some("container" | "image"), "inspect") => "inspect",
        (Some("container"), "rm" | "remove") | (None, "remove") => "rm",
        (Some("image"), "ls" | "list") => "images",
        (Some("image"), "rm" | "remove") => "rmi",
        (Some("buildx" | "builder"), "build") => "build",
        (Some("container" | "image"), word) if word != "prune" => word,
        (None, _) | (Some("system"), "info" | "events") => word,
        (Some(group), "list") => return format!("{group} ls"),
        (Some(group), "remove") => return format!("{group} rm"),
        (Some(group), word) => return format!("{group} {word}"),
    };
    short.to_owned()
}

/// The flags of commands: `short/long`, and `=` after those that take a value.
const FLAGS: &[(&str, &str)] = &[
    ("", "c/context= D/debug H/host= l/log-level= config= v/version tls"),
    ("compose", "f/file= p/project-name= profile= env-file= project-directory= ansi= progress= parallel="),
    ("run", RUN),
    ("create", RUN),
    ("exec", "d/detach i/interactive t/tty privileged e/env= u/user= w/workdir= env-file= detach-keys="),
    ("ps", "a/all q/quiet l/latest s/size no-trunc f/filter= n/last= format="),
    ("images", "a/all q/quiet digests no-trunc tree f/filter= format="),
    ("rm", "f/force l/link v/volumes"),
    ("rmi", "f/force no-prune platform="),
    ("stop", "s/signal= t/time="),
    ("restart", "s/signal= t/time="),
    ("start", "a/attach i/interactive detach-keys="),
    ("kill", "s/signal="),
    ("logs", "f/follow t/timestamps details n/tail= since= until="),
    ("build", BUILD),
    ("pull", "a/all-tags q/quiet platform="),
    ("push", "a/all-tags q/quiet platform="),
    ("commit", "p/pause a/author= m/message= c/change="),
    ("save", "o/output= platform="),
    ("load", "q/quiet i/input= platform="),
    ("import", "c/change= m/message= platform="),
    ("export", "o/output="),
    ("cp", "a/archive L/follow-link q/quiet"),
    ("inspect", "s/size f/format= type="),
    ("history", "H/human q/quiet no-trunc format= platform="),
    ("stats", "a/all no-stream no-trunc format="),
    ("search", "no-trunc f/filter= format= limit="),
    ("login", "password-stdin u/username= p/password="),
    ("version", "f/format="),
    ("info", "f/format="),
    ("events", "f/filter= format= since= until="),
    ("attach", "no-stdin sig-proxy detach-keys="),
    ("update", "cpus= m/memory= memory-swap= restart= pids-limit= c/cpu-shares="),
    ("volume create", "a/availability= d/driver= label= name= o/opt="),
    ("volume ls", "q/quiet f/filter= format="),
    ("volume rm", "f/force"),
    ("volume inspect", "f/format="),
    ("volume prune", "a/all f/force filter="),
    (
        "network create",
        "attachable d/driver= gateway= ingress internal ip-range= ipam-driver= ipv6 label= o/opt= subnet= scope=",
    ),
    ("network connect", "alias= driver-opt= ip= ip6= link= link-local-ip="),
    ("network disconnect", "f/force"),
    ("network ls", "q/quiet no-trunc f/filter= format="),
    ("network rm", "f/force"),
    ("network inspect", "v/verbose f/format="),
    ("system prune", "a/all f/force volumes filter="),
    ("system df", "v/verbose format="),
    ("container prune", "f/force filter="),
    ("image prune", "a/all f/force filter="),
    ("network prune", "f/force filter="),
    ("stack deploy", "c/compose-file= d/detach prune q/quiet resolve-image= with-registry-auth"),
    ("compose up", "d/detach build force-recreate no-deps wait scale= t/timeout="),
    ("compose down", "v/volumes remove-orphans rmi= t/timeout="),
    ("service logs", "f/follow t/timestamps details no-resolve no-task-ids no-trunc raw n/tail= since="),
    ("compose logs", "f/follow t/timestamps n/tail= since= until="),
    ("compose exec", "d/detach T/no-TTY e/env= u/user= w/workdir= index="),
    (
        "compose run",
        "d/detach rm T/no-TTY P/service-ports e/env= u/user= w/workdir= p/publish= v/volume= name= entrypoint=",
    ),
    ("compose ps", "a/all q/quiet services filter= format= status="),
    ("compose build", "no-cache pull q/quiet build-arg="),
];

const RUN: &str = "d/detach i/interactive t/tty rm init privileged read-only P/publish-all no-healthcheck \
    oom-kill-disable sig-proxy disable-content-trust q/quiet a/attach= add-host= annotation= c/cpu-shares= cap-add= \
    cap-drop= cgroup-parent= cgroupns= cidfile= cpu-period= cpu-quota= cpus= cpuset-cpus= cpuset-mems= \
    detach-keys= device= dns= dns-option= dns-search= entrypoint= e/env= env-file= expose= gpus= group-add= \
    health-cmd= health-interval= health-retries= health-timeout= h/hostname= ip= ip6= ipc= isolation= l/label= \
    label-file= link= log-driver= log-opt= mac-address= m/memory= memory-reservation= memory-swap= mount= name= \
    network= net= network-alias= net-alias= oom-score-adj= pid= pids-limit= platform= p/publish= pull= restart= \
    runtime= security-opt= shm-size= stop-signal= stop-timeout= storage-opt= sysctl= tmpfs= ulimit= u/user= \
    userns= uts= v/volume= volume-driver= volumes-from= w/workdir=";
const BUILD: &str = "no-cache pull q/quiet rm force-rm squash load push compress add-host= build-arg= build-context= \
    builder= cache-from= cache-to= f/file= iidfile= label= metadata-file= network= o/output= platform= progress= \
    secret= shm-size= ssh= t/tag= target=";

/// A flag as the table knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// Its long name.
    pub long: &'static str,
    /// Whether a value follows.
    pub valued: bool,
}

/// Looks a flag up by its short or long name, without hyphens.
pub fn flag(command: &str, name: &str) -> Option<Known> {
    let (_, flags) = FLAGS.iter().find(|(known, _)| *known == command)?;
    flags.split_whitespace().find_map(|entry| {
        let (spelled, valued) = entry.strip_suffix('=').map_or((entry, false), |spelled| (spelled, true));
        let (short, long) = spelled.split_once('/').unwrap_or(("", spelled));
        (name == short || name == long).then_some(Known { long: alike(long), valued })
    })
}

/// The one letter of a flag that has one.
pub fn letter(command: &str, long: &str) -> Option<&'static str> {
    let (_, flags) = FLAGS.iter().find(|(known, _)| *known == command)?;
    let mut pairs = flags.split_whitespace().filter_map(|entry| entry.trim_end_matches('=').split_once('/'));
    pairs.find(|(_, known)| *known == long).map(|(short, _)| short)
}

/// One name for flags that have two long ones.
fn alike(long: &'static str) -> &'static str {
    match long {
        "net" => "network",
        "net-alias" => "network-alias",
        long => long,
    }
}

/// Commands without flags that the table needs to know.
const PLAIN: &[&str] = &["diff", "logout", "pause", "port", "rename", "tag", "top", "unpause", "wait"];

/// The words that may follow `docker`.
pub fn commands() -> impl Iterator<Item = &'static str> {
    let flagged = FLAGS.iter().map(|(name, _)| *name).filter(|name| !name.is_empty() && !name.contains(' '));
    flagged.chain(GROUPS.iter().copied()).chain(PLAIN.iter().copied())
}

/// Whether flags end at the first word that is none, because what follows is another program's command line.
pub fn ends_at_first_word(command: &str) -> bool {
    matches!(command, "run" | "create" | "exec" | "compose run" | "compose exec")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_command() {
        let cases = [
            (Some("container"), "ls", "ps"),
            (Some("container"), "run", "run"),
            (Some("container"), "prune", "container prune"),
            (Some("image"), "ls", "images"),
            (Some("image"), "rm", "rmi"),
            (Some("image"), "prune", "image prune"),
            (Some("image"), "tag", "tag"),
            (None, "remove", "rm"),
            (Some("volume"), "remove", "volume rm"),
            (Some("network"), "list", "network ls"),
            (Some("system"), "info", "info"),
            (Some("system"), "df", "system df"),
            (Some("buildx"), "build", "build"),
            (None, "ps", "ps"),
        ];
        for (group, word, want) in cases {
            assert_eq!(canonical(group, word), want);
        }
    }

    #[test]
    fn flags_by_either_name() {
        let known = |long, valued| Some(Known { long, valued });
        assert_eq!(flag("run", "p"), known("publish", true));
        assert_eq!(flag("run", "publish"), known("publish", true));
        assert_eq!(flag("run", "rm"), known("rm", false));
        assert_eq!(flag("run", "net"), known("network", true));
        assert_eq!((flag("run", "zzz"), flag("nothing", "a")), (None, None));
    }
}
