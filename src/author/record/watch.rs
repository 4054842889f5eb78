//! What is looked at while a step is played, so that changes are seen that no command names.
//!
//! A look is pure here: [`Watch::probes`] says what to ask, [`Watch::discover`] what is to be asked besides by what the
//! answers show. What is new was not there before, which is told with it: so a change is known that began before
//! anybody could know where to look.

use super::built::put_in;
use super::files::paths;
use crate::author::mutate::is_reader;
use crate::check::shell::{Command, split};
use crate::check::{Assertion, Look, derive, normal_reference};
use crate::lesson::Typed;
use crate::state::{Answer, Container, Detail, File, FileKind, Output, Place, Probe, Snapshot};
use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// How many of the learner's files are looked at; a step that makes more is about something else.
pub const FILE_LIMIT: usize = 60;
/// How many files within containers and volumes are looked at.
pub const INNER_LIMIT: usize = 12;
/// How many pages are asked for.
pub const PAGE_LIMIT: usize = 6;
/// How often looking may show that there is more to look at: an archive in a file that was just found.
pub const ROUNDS: usize = 4;

/// The learner's files and folders, `f PATH` and `d PATH`; docker's own, the shell's and those of looks left out.
const LIST: &str = r"#!/bin/sh
find . /tmp -mindepth 1 \( -path ./.cache -o -path ./.docker -o -path ./.local -o -name .git -o -name node_modules -o -name .bash_history -o -name .lesshst -o -name .viminfo -o -name '.*.sw?' -o -name '.ropewalk*' -o -path '/tmp/tmp.*' \) -prune -o -printf '%y %p\n' 2> /dev/null | LC_ALL=C sort | head -n 2000";
/// How many seconds the list may take.
const LIST_SECONDS: u32 = 10;

/// Addresses of pages on the learner's own machine.
static PAGES: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?:localhost|127\.0\.0\.1):(\d{1,5})(/[^\s'"`|;&)]*)?"#).ok());
/// Paths within a container.
static INNER: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r#"/[^\s'"`|;&<>()$:,=]+"#).ok());

/// What is looked at in one step.
#[derive(Debug, Clone)]
pub struct Watch {
    asked: BTreeSet<Probe>,
    /// Paths that the step's commands and replies speak of.
    spoken: BTreeSet<String>,
    text: String,
    /// The names of images at the step's beginning; none before the first look.
    old_images: Option<BTreeSet<String>>,
}

/// A look that came to be of interest, and what it showed before; none where that is not known.
pub type New = (Probe, Option<Answer>);

impl Watch {
    /// For the commands of a step.
    pub fn new(commands: &[Typed]) -> Self {
        let texts = || commands.iter().map(|typed| typed.text.as_str());
        let text: String =
            commands.iter().flat_map(|t| std::iter::once(&t.text).chain(&t.replies)).flat_map(|l| [l, "\n"]).collect();
        let spoken = INNER.iter().flat_map(|r| r.find_iter(&text)).map(|found| found.as_str().to_owned()).collect();
        let outside = paths(texts()).into_iter().filter(|path| path.starts_with('/') && !is_listed(path));
        let mut asked: BTreeSet<Probe> = outside.map(Probe::File).collect();
        asked.insert(list());
        asked.extend([Detail::Logs, Detail::Changes].map(|detail| Probe::Detail { detail, container: None }));
        asked.extend(texts().flat_map(derive).filter_map(pushed));
        asked.extend(texts().flat_map(run_inside));
        asked.extend(pages(&text).take(PAGE_LIMIT));
        Self { asked, spoken, text, old_images: None }
    }

    /// What to ask.
    pub fn probes(&self) -> Vec<Probe> {
        self.asked.iter().cloned().collect()
    }

    /// What is to be asked besides, by what was seen.
    pub fn discover(&mut self, seen: &Snapshot) -> Vec<New> {
        let mut new: Vec<New> = listed(seen).map(|path| (Probe::File(path), Some(Answer::Missing))).collect();
        let archive = |(probe, answer): (&Probe, &Answer)| match (probe, answer) {
            (Probe::File(path), Answer::File(file)) if is_archive(file) => Some(Probe::Archive(path.clone())),
            _ => None,
        };
        new.extend(seen.answers.iter().filter_map(archive).map(|probe| (probe, Some(Answer::Missing))));
        let published = seen.containers.iter().filter(|c| c.status == "running").flat_map(|c| c.ports.values());
        let page = |port: &u16| Probe::Http { port: *port, path: "/".to_owned(), host: None };
        let is_said = |port: &&u16| self.text.contains(&port.to_string());
        let published = published.flatten().filter(is_said).map(|port| (page(port), Some(Answer::Missing)));
        new.extend(published.take(PAGE_LIMIT));
        new.extend(self.inner(seen));
        new.extend(self.built(seen));
        new.retain(|(probe, _)| !self.asked.contains(probe));
        let counts = |limit: usize, kind: fn(&Probe) -> bool| {
            limit.saturating_sub(self.asked.iter().filter(|p| kind(p)).count())
        };
        let mut left = [
            counts(FILE_LIMIT, |p| matches!(p, Probe::File(_) | Probe::Archive(_))),
            counts(INNER_LIMIT, |p| matches!(p, Probe::FileIn(..))),
            counts(2 * PAGE_LIMIT, |p| matches!(p, Probe::Http { .. })),
        ];
        new.retain(|(probe, _)| {
            let left = match probe {
                Probe::FileIn(..) => &mut left[1],
                Probe::Http { .. } => &mut left[2],
                _ => &mut left[0],
            };
            let fits = *left > 0;
            *left = left.saturating_sub(1);
            fits
        });
        self.asked.extend(new.iter().map(|(probe, _)| probe.clone()));
        new
    }

    /// Files of containers that changed and of volumes that are mounted, where the step speaks of them.
    fn inner(&self, seen: &Snapshot) -> Vec<New> {
        let mut new = Vec::new();
        for container in &seen.containers {
            // Where something is mounted there is a folder that the engine made.
            let changed = changes(seen, &container.id)
                .filter(|(_, path)| self.speaks_of(path) && !container.mounts.contains_key(*path));
            new.extend(changed.map(|(letter, path)| {
                let was = (letter == "A").then_some(Answer::Missing);
                (Probe::FileIn(Place::Container(container.name.clone()), path.to_owned()), was)
            }));
            let volumes = container.mounts.iter().filter(|(_, mount)| mount.kind == "volume");
            new.extend(volumes.flat_map(|(at, mount)| self.within(at, &mount.source)));
        }
        let flags = split(&self.text).iter().filter_map(Command::read).flat_map(|c| mounted(&c)).collect::<Vec<_>>();
        new.extend(flags.iter().flat_map(|(volume, at)| self.within(at, volume)));
        new
    }

    /// Files that a build of this step puts into its image.
    fn built(&mut self, seen: &Snapshot) -> Vec<New> {
        let there = || seen.images.iter().flat_map(|image| &image.tags).map(|tag| normal_reference(tag));
        let old = self.old_images.get_or_insert_with(|| there().collect());
        let files: Vec<(&str, &str)> = seen.answers.iter().filter_map(text_file).collect();
        let is_there = |image: &String| there().any(|tag| tag == normal_reference(image));
        let put_in = put_in(&self.text, &files).into_iter().filter(|(image, _)| is_there(image));
        let new = put_in.map(|(image, path)| {
            let was = (!old.contains(&normal_reference(&image))).then_some(Answer::Missing);
            (Probe::FileIn(Place::Image(image), path), was)
        });
        new.collect()
    }

    fn within(&self, at: &str, volume: &str) -> Vec<New> {
        let rest =
            |path: &String| path.strip_prefix(at)?.strip_prefix('/').filter(|r| !r.is_empty()).map(str::to_owned);
        let paths = self.spoken.iter().filter_map(rest);
        paths.map(|path| (Probe::FileIn(Place::Volume(volume.to_owned()), path), None)).collect()
    }

    /// Whether the step names a path, whole or by its last part.
    fn speaks_of(&self, path: &str) -> bool {
        let last = path.rsplit('/').next().unwrap_or_default();
        let is_part = |c: char| c.is_alphanumeric() || "._-".contains(c);
        let is_above = |spoken: &String| spoken.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
        let is_folder = self.spoken.iter().any(is_above);
        self.spoken.contains(path)
            || (!is_folder && !last.is_empty() && self.text.split(|c| !is_part(c)).any(|word| word == last))
    }
}

/// Gives each container's own answer under its name and identity too, as a check that names it asks for it.
pub fn spread(seen: &mut Snapshot) {
    let of_all = seen.answers.iter().filter_map(|(probe, answer)| match (probe, answer) {
        (Probe::Detail { detail, container: None }, Answer::Each(each)) => Some((*detail, each.clone())),
        _ => None,
    });
    let mut named = Vec::new();
    for (detail, each) in of_all {
        for Container { id, name, .. } in &seen.containers {
            let own: BTreeMap<_, _> = each.get(id).map(|answer| (id.clone(), answer.clone())).into_iter().collect();
            let called = [name, id].map(|called| Probe::Detail { detail, container: Some(called.clone()) });
            named.extend(called.map(|probe| (probe, Answer::Each(own.clone()))));
        }
    }
    seen.answers.extend(named);
}

/// A container's changed files as `docker diff` shows them: letter and path.
pub fn changes<'s>(seen: &'s Snapshot, id: &str) -> impl Iterator<Item = (&'s str, &'s str)> {
    details(seen, Detail::Changes, id).filter_map(|line| line.split_once(' '))
}

/// The lines of what a container tells.
pub fn details<'s>(seen: &'s Snapshot, detail: Detail, id: &str) -> impl Iterator<Item = &'s str> {
    let lines = match seen.answers.get(&Probe::Detail { detail, container: None }) {
        Some(Answer::Each(each)) => match each.get(id) {
            Some(Answer::Lines(lines)) => lines.as_slice(),
            _ => &[],
        },
        _ => &[],
    };
    lines.iter().map(String::as_str)
}

fn list() -> Probe {
    Probe::Script { name: "files".to_owned(), text: LIST.to_owned(), args: Vec::new(), limit: LIST_SECONDS }
}

/// Whether a path is where the list looks.
fn is_listed(path: &str) -> bool {
    ["/tmp/", "/home/"].iter().any(|folder| path.starts_with(folder))
}

/// The paths of the list, from the learner's home where they are in it.
fn listed(seen: &Snapshot) -> impl Iterator<Item = String> {
    let text = match seen.answers.get(&list()) {
        Some(Answer::Output(Output { status: 0, text })) => text.as_str(),
        _ => "",
    };
    let path = |line: &str| {
        let path = line.strip_prefix("f ").or(line.strip_prefix("d ")).or(line.strip_prefix("l "))?;
        Some(path.strip_prefix("./").unwrap_or(path).to_owned())
    };
    text.lines().filter_map(path).collect::<Vec<_>>().into_iter()
}

/// A plain file that was looked at, and its text.
fn text_file<'s>((probe, answer): (&'s Probe, &'s Answer)) -> Option<(&'s str, &'s str)> {
    match (probe, answer) {
        (Probe::File(path), Answer::File(file)) if file.kind == FileKind::File => Some((path, &file.content)),
        _ => None,
    }
}

/// Where tar writes `ustar`.
const MAGIC: std::ops::Range<usize> = 257..262;

/// Whether a file begins as an archive does: a tar file, or one that was packed with gzip.
fn is_archive(file: &File) -> bool {
    let bytes = file.content.as_bytes();
    file.kind == FileKind::File && (bytes.get(MAGIC) == Some(b"ustar") || file.content.starts_with("\u{1f}\u{fffd}"))
}

fn pushed(assertion: Assertion) -> Option<Probe> {
    match assertion {
        Assertion::Look(look) => match *look {
            Look::Registry(check) => Some(Probe::Pushed(check.reference)),
            _ => None,
        },
        _ => None,
    }
}

/// What `docker exec` reads in containers: it may be asked again.
fn run_inside(text: &str) -> Vec<Probe> {
    let inside = |simple: &crate::check::shell::Simple| {
        let is_known = !simple.words.iter().any(|word| word.unknown);
        let command = Command::read(simple).filter(|c| is_known && c.program == "docker" && c.verb == "exec")?;
        let (container, words) = command.args.split_first()?;
        let reads = !command.has("tty") && !command.has("detach") && command.value("user").is_none();
        let reads = reads && is_reader(&words.join(" "));
        reads.then(|| Probe::Exec { container: container.clone(), words: words.to_vec() })
    };
    split(text).iter().filter_map(inside).collect()
}

fn pages(text: &str) -> impl Iterator<Item = Probe> + '_ {
    let found = PAGES.iter().flat_map(move |r| r.captures_iter(text));
    found.filter_map(|page| {
        let path = page.get(2).map_or("/", |path| path.as_str()).to_owned();
        Some(Probe::Http { port: page[1].parse().ok().filter(|port| *port > 0)?, path, host: None })
    })
}

/// Volumes that a command mounts by name, and where.
fn mounted(command: &Command) -> Vec<(String, String)> {
    let short = command.values("volume").filter_map(|value| {
        let mut parts = value.split(':');
        Some((parts.next()?, parts.next()?))
    });
    let long = command.values("mount").filter_map(|value| {
        let field = |names: &[&str]| {
            let mut pairs = value.split(',').filter_map(|pair| pair.split_once('='));
            pairs.find(|(key, _)| names.contains(key)).map(|(_, value)| value)
        };
        Some((field(&["source", "src"])?, field(&["target", "destination", "dst"])?))
    });
    let named = short.chain(long).filter(|(volume, _)| !volume.contains(['/', '.', '$', '~']) && !volume.is_empty());
    named.map(|(volume, at)| (volume.to_owned(), at.trim_end_matches('/').to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Typed {
        Typed { text: text.to_owned(), ..Typed::default() }
    }

    fn listing(text: &str) -> (Probe, Answer) {
        (list(), Answer::Output(Output { status: 0, text: text.to_owned() }))
    }

    fn shown(new: &[New]) -> Vec<String> {
        new.iter().map(|(probe, was)| format!("{probe}{}", if was.is_some() { " new" } else { "" })).collect()
    }

    #[test]
    fn what_commands_speak_of_is_asked_from_the_beginning() {
        let watch = Watch::new(&[
            typed("docker push localhost:5000/app:1"),
            typed("docker exec web cat /data/x"),
            typed("docker exec web rm /data/x"),
            typed("curl -s http://localhost:8080/health"),
            typed("echo hi > /srv/x"),
        ]);
        let asked: Vec<String> = watch.probes().iter().map(ToString::to_string).collect();
        for want in [
            "`localhost:5000/app:1` in its registry",
            "`cat /data/x` in container `web`",
            "`/health` on port 8080",
            "`/srv/x`",
            "the logs of the containers",
        ] {
            assert!(asked.contains(&want.to_owned()), "{want}: {asked:?}");
        }
        assert!(!asked.iter().any(|look| look.contains("rm ")), "{asked:?}");
    }

    #[test]
    fn files_and_archives_in_them_are_found() {
        let mut watch = Watch::new(&[typed("vi notes")]);
        let mut seen = Snapshot { answers: [listing("f ./notes\nd ./site\np ./pipe\n")].into(), ..Snapshot::default() };
        assert_eq!(shown(&watch.discover(&seen)), ["`notes` new", "`site` new"]);
        assert_eq!(watch.discover(&seen), []);
        let content = format!("{}ustar", "x".repeat(MAGIC.start));
        seen.answers.insert(Probe::File("notes".into()), Answer::File(File { content, ..File::default() }));
        assert_eq!(shown(&watch.discover(&seen)), ["the archive `notes` new"]);
        let many: Vec<String> = (0..=FILE_LIMIT).map(|n| format!("f ./{n}\n")).collect();
        seen.answers.extend([listing(&many.concat())]);
        assert_eq!(watch.discover(&seen).len(), FILE_LIMIT - 3, "there is a limit");
    }

    #[test]
    fn what_changed_in_a_container_is_found_where_the_step_speaks_of_it() {
        let mut watch = Watch::new(&[typed(
            "docker exec web sh -c 'echo hi > /etc/motd'; docker run -v data:/d alpine touch /d/x",
        )]);
        let container = Container { id: "1".into(), name: "web".into(), ..Container::default() };
        let lines = ["C /etc", "C /etc/motd", "A /run/nginx.pid"].map(str::to_owned);
        let each = Answer::Each([("1".to_owned(), Answer::Lines(lines.into()))].into());
        let answers = [(Probe::Detail { detail: Detail::Changes, container: None }, each)];
        let mut seen = Snapshot { containers: vec![container], answers: answers.into(), ..Snapshot::default() };
        assert_eq!(shown(&watch.discover(&seen)), ["`/etc/motd` in container `web`", "`x` in volume `data`"]);
        spread(&mut seen);
        let own = Probe::Detail { detail: Detail::Changes, container: Some("web".into()) };
        assert!(matches!(&seen.answers[&own], Answer::Each(each) if each.len() == 1));
    }
}
