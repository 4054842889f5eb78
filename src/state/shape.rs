//! A sandbox without what is another every time: two runs that came to the same have the same shape.

use super::{Answer, Container, Image, Mount, State};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The facts of a state in words, each with how often it holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shape(BTreeMap<Fact, usize>);

/// What is known of one thing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Fact {
    /// What it is about; all of it where it has no parts.
    about: String,
    /// What can be told apart of it.
    parts: Vec<String>,
    /// What stands between them in words.
    between: &'static str,
}

impl Fact {
    fn new(about: String, parts: Vec<String>) -> Self {
        Self { about, parts, between: ", " }
    }

    /// In words, of its parts those that another one of the same thing does not have; none where only the other one has
    /// more.
    fn beside(&self, others: &[&Self]) -> Option<String> {
        let Some(other) = others.iter().find(|other| other.about == self.about) else { return Some(self.to_string()) };
        let lacks = |parts: &[String], part: &&String| !parts.contains(part);
        let own = self.parts.iter().filter(|part| !part.is_empty() && lacks(&other.parts, part));
        let own: Vec<String> = own.cloned().collect();
        if !own.is_empty() {
            return Some(Self { parts: own, ..self.clone() }.to_string());
        }
        let has_more = other.parts.iter().any(|part| lacks(&self.parts, &part));
        (!has_more).then(|| self.to_string())
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let colon = if self.parts.is_empty() { "" } else { ": " };
        write!(f, "{}{colon}{}", self.about, self.parts.join(self.between))
    }
}

/// Ports from here on are given by the engine where nobody asked for one.
const GIVEN_PORTS: u16 = 32768;

impl Shape {
    /// The shape of a state. Names of containers that nobody chose are no facts.
    pub fn of(state: &State, is_chosen: &dyn Fn(&str) -> bool) -> Self {
        let mut shape = Self::default();
        let name = |name: &str| if is_chosen(name) { format!("`{name}`") } else { "without a chosen name".to_owned() };
        for c in &state.now.containers {
            let image = made_from(state, &c.image, &c.image_id);
            let hostname = steady(&c.hostname, &|_| String::new());
            shape.put(format!("container {}", name(&c.name)), container(c, image, &hostname));
        }
        let gone = |id: &str| !state.now.containers.iter().any(|c| c.id == id);
        for (_, seen) in state.history.containers.iter().filter(|(id, seen)| seen.started_in_step && gone(id)) {
            let status = seen.exit_code.map(|code| code.to_string()).unwrap_or_default();
            let image = made_from(state, &seen.image, "");
            shape.add(format!("container {} of `{image}` ran to status {status} and is gone", name(&seen.name)));
        }
        for i in &state.now.images {
            let (name, parts) = image(i);
            shape.put(format!("image {name}"), parts);
        }
        for v in &state.now.volumes {
            let name = if is_id(&v.name) { "without a name".to_owned() } else { format!("`{}`", v.name) };
            shape.put(format!("volume {name}"), driven(&v.driver, &v.labels));
        }
        for n in &state.now.networks {
            shape.put(format!("network `{}`", n.name), driven(&n.driver, &n.labels));
        }
        let called = |id: &str| {
            let seen = state.history.containers.iter().find(|(known, _)| super::is_identity(id, known));
            seen.map_or_else(|| "an identity".to_owned(), |(_, seen)| name(&seen.name))
        };
        for (probe, answer) in &state.now.answers {
            shape.answer(&steady(&probe.to_string(), &called), answer, &called);
        }
        shape
    }

    /// A fact for each thing that a look showed.
    fn answer(&mut self, probe: &str, answer: &Answer, called: &dyn Fn(&str) -> String) {
        let steadied = |text: &str| text.split('\n').map(|line| steady(line, called)).collect::<Vec<_>>();
        let said = match answer {
            // A line is a part: of a long file only what differs is to be told.
            Answer::File(file) => {
                let mut parts = vec![format!("{:?}, mode {:o}", file.kind, file.mode)];
                parts.extend(steadied(&file.content));
                return self.count(Fact { about: probe.to_owned(), parts, between: "\n" });
            }
            Answer::Lines(lines) => {
                let parts = lines.iter().map(|line| steady(line, called)).collect();
                return self.count(Fact { about: probe.to_owned(), parts, between: "\n" });
            }
            Answer::Each(each) => {
                return each.iter().for_each(|(id, own)| self.answer(&format!("{probe} {}", called(id)), own, called));
            }
            // Compressed or not: when its entries were made is no fact.
            Answer::Archive(archive) => {
                let entries: BTreeSet<String> = archive.entries.iter().map(|entry| steady(entry, called)).collect();
                format!("{entries:?} {} {} {} {}", archive.cut, archive.manifest, archive.index, archive.broken)
            }
            other => format!("{other:?}"),
        };
        self.put(probe.to_owned(), vec![steady(&said, called)]);
    }

    /// Adds a fact that has no parts.
    pub fn add(&mut self, fact: String) {
        self.put(fact, Vec::new());
    }

    fn put(&mut self, about: String, parts: Vec<String>) {
        self.count(Fact::new(about, parts));
    }

    fn count(&mut self, fact: Fact) {
        *self.0.entry(fact).or_default() += 1;
    }

    /// The facts that hold here and not, or less often, there; of a thing that is there too only what differs.
    pub fn without(&self, other: &Self) -> Vec<String> {
        let theirs: Vec<&Fact> = other.more_than(self).collect();
        self.more_than(other).filter_map(|fact| fact.beside(&theirs)).collect()
    }

    fn more_than<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a Fact> {
        self.0.iter().filter(|(fact, n)| other.0.get(*fact).is_none_or(|m| m < *n)).map(|(fact, _)| fact)
    }
}

/// From so many hexadecimal digits on a word is an identity or a digest.
const ID_DIGITS: usize = 12;

/// A text without what is another in every run: identities, digests, dates and times of day.
fn steady(text: &str, called: &dyn Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let is_part = |c: char| c.is_alphanumeric() || c == ':' || c == '-' || c == '.';
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        out.push_str(&steady_word(word, called));
        let sign = behind.chars().next().map_or(0, char::len_utf8);
        out.push_str(&behind[..sign]);
        rest = &behind[sign..];
    }
    out
}

fn steady_word(word: &str, called: &dyn Fn(&str) -> String) -> String {
    if is_moment(word) {
        return "a moment".to_owned();
    }
    let part = |part: &str| {
        let is_hex = part.len() >= ID_DIGITS && part.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if is_hex { called(part) } else { part.to_owned() }
    };
    word.split_inclusive([':', '-', '.'])
        .map(|piece| {
            let bare = piece.trim_end_matches([':', '-', '.']);
            format!("{}{}", part(bare), &piece[bare.len()..])
        })
        .collect::<Vec<_>>()
        .concat()
}

/// Whether a word is a date or a time: `2026-01-31`, `07:05`, `07:05:09.12`, both together.
fn is_moment(word: &str) -> bool {
    let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
    let is_date = |text: &str| {
        let parts: Vec<&str> = text.split('-').collect();
        matches!(parts.as_slice(), [y, m, d] if digits(y, 4) && digits(m, 2) && digits(d, 2))
    };
    let is_time = |text: &str| {
        let text = text.trim_end_matches('Z').split('.').next().unwrap_or_default();
        let parts: Vec<&str> = text.split(':').collect();
        (2..=3).contains(&parts.len()) && parts.iter().all(|part| digits(part, 2))
    };
    is_date(word) || is_time(word) || word.split_once('T').is_some_and(|(date, time)| is_date(date) && is_time(time))
}

/// The name of an image by which a container was made: of several names that mean the same image always the same one.
fn made_from<'s>(state: &'s State, name: &'s str, id: &str) -> &'s str {
    let tag = |reference: &str| if reference.contains([':', '@']) { None } else { Some(format!("{reference}:latest")) };
    let is_it = |i: &&Image| i.id == id || i.tags.iter().any(|t| t == name || tag(name).as_ref() == Some(t));
    let image = state.now.images.iter().find(is_it);
    image.and_then(|image| image.tags.iter().min()).map_or(name, String::as_str)
}

/// A container's parts; a `hostname` is told where it is no identity.
fn container(c: &Container, image: &str, hostname: &str) -> Vec<String> {
    let status = if c.status == "exited" { format!(" with status {}", c.exit_code) } else { String::new() };
    let mut parts = vec![format!("from `{image}`"), format!("{}{status}", c.status)];
    let mount = |(to, from): (&String, &Mount)| {
        let access = if from.read_only { ", read-only" } else { "" };
        format!("mount {to}={} ({}{access})", chosen(&from.source), from.kind)
    };
    let one = |what: &str, value: &str| (!value.is_empty()).then(|| format!("{what} {value}"));
    parts.extend(one("command", &c.command.join(" ")));
    parts.extend(labels(&c.labels));
    parts.extend(c.env.iter().map(|pair| format!("environment {pair}")));
    parts.extend(c.ports.iter().map(|(inner, hosts)| format!("port {inner}={}", given(hosts))));
    parts.extend(c.mounts.iter().map(mount));
    parts.extend(c.networks.iter().map(|network| format!("network {network}")));
    parts.extend(one("restart", &c.restart));
    parts.extend(c.auto_remove.then(|| "removed when it ends".to_owned()));
    parts.extend(one("user", &c.user));
    parts.extend(one("working directory", &c.workdir));
    parts.extend(one("host name", hostname));
    parts.extend((c.memory != 0).then(|| format!("memory {} bytes", c.memory)));
    parts.extend((c.milli_cpus != 0).then(|| format!("processors {}/1000", c.milli_cpus)));
    parts
}

/// An image's names and its parts.
fn image(i: &Image) -> (String, Vec<String>) {
    let mut tags = i.tags.clone();
    tags.sort();
    let name = if tags.is_empty() { "without a name".to_owned() } else { tags.join(" ") };
    let mut parts = vec![crate::text::count(i.layers.len(), "layer")];
    parts.extend(i.env.iter().map(|pair| format!("environment {pair}")));
    let (cmd, entrypoint) = (i.cmd.join(" "), i.entrypoint.join(" "));
    let texts = [
        ("command", &cmd),
        ("entrypoint", &entrypoint),
        ("user", &i.user),
        ("working directory", &i.workdir),
        ("author", &i.author),
        ("comment", &i.comment),
    ];
    parts.extend(texts.iter().filter(|(_, text)| !text.is_empty()).map(|(what, text)| format!("{what} {text}")));
    parts.extend(i.ports.iter().map(|port| format!("port {port}")));
    parts.extend(labels(&i.labels));
    (name, parts)
}

/// A volume's or a network's parts.
fn driven(driver: &str, own: &BTreeMap<String, String>) -> Vec<String> {
    std::iter::once(format!("driver {driver}")).chain(labels(own)).collect()
}

fn labels(map: &BTreeMap<String, String>) -> impl Iterator<Item = String> {
    map.iter().map(|(k, v)| format!("label {k}={v}"))
}

fn given(ports: &[u16]) -> String {
    let port = |p: &u16| if *p >= GIVEN_PORTS { "any".to_owned() } else { p.to_string() };
    ports.iter().map(port).collect::<Vec<_>>().join("+")
}

/// A volume that nobody named has an identity for a name.
fn chosen(source: &str) -> &str {
    if is_id(source) { "a volume without a name" } else { source }
}

fn is_id(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|b| b.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::{Archive, Detail, Probe, Seen, Snapshot};

    fn state(id: &str, name: &str, port: u16) -> State {
        let container = Container {
            id: id.into(),
            name: name.into(),
            status: "running".into(),
            ports: [("80/tcp".to_owned(), vec![port])].into(),
            started: 7,
            ..Container::default()
        };
        let now = Snapshot { containers: vec![container], ..Snapshot::default() };
        State { now, ..State::default() }
    }

    #[test]
    fn what_a_look_shows_has_no_identities_and_no_times() {
        let ids = ["0123456789abcdef", "fedcba9876543210"].map(|id| id.repeat(4));
        let logs = || Probe::Detail { detail: Detail::Logs, container: None };
        let of = |id: &str, line: &str, manifest: &str| {
            let mut state = state(id, "web", 8080);
            let seen = Seen { name: "web".into(), ..Seen::default() };
            state.history.containers.insert(id.to_owned(), seen);
            let own = Answer::Lines(vec![line.to_owned()]);
            let named = Probe::Detail { detail: Detail::Logs, container: Some(id.to_owned()) };
            let archive = Archive { manifest: manifest.to_owned(), ..Archive::default() };
            state.now.answers = [
                (logs(), Answer::Each([(id.to_owned(), own.clone())].into())),
                (named, Answer::Each([(id.to_owned(), own)].into())),
                (Probe::Archive("x.tar".into()), Answer::Archive(archive)),
            ]
            .into();
            Shape::of(&state, &|name| name == "web")
        };
        let layer = |digit: &str| format!("blobs/sha256/{}", digit.repeat(64));
        let one = of(&ids[0], "2026-01-31T07:05:09.1Z ready", &layer("a"));
        assert_eq!(one, of(&ids[1], "2026-02-01T23:59:00Z ready", &layer("b")));
        assert_ne!(one, of(&ids[1], "2026-02-01T23:59:00Z gone", &layer("b")));
    }

    #[test]
    fn names_of_one_image_are_one() {
        let of = |name: &str| {
            let mut state = state("1", "web", 8080);
            let tags = vec!["mine:1".to_owned(), "alpine:latest".to_owned()];
            state.now.images = vec![Image { id: "i".into(), tags, ..Image::default() }];
            (state.now.containers[0].image, state.now.containers[0].image_id) = (name.into(), "i".into());
            let seen = Seen { name: "x".into(), image: name.into(), started_in_step: true, ..Seen::default() };
            state.history.containers.insert("9".into(), seen);
            Shape::of(&state, &|_| true)
        };
        assert_eq!(of("mine:1"), of("alpine"));
        assert_ne!(Shape::default(), of("other"));
    }

    type Case = (fn(&mut Container), &'static str);

    #[test]
    fn settings_of_a_container_that_differ_are_another_end_and_told_alone() {
        let of = |change: &dyn Fn(&mut Container)| {
            let mut state = state("0123456789abcdef", "web", 8080);
            state.now.containers[0].hostname = "0123456789ab".into();
            change(&mut state.now.containers[0]);
            Shape::of(&state, &|_| true)
        };
        let cases: &[Case] = &[
            (|c| c.user = "1000".into(), "user 1000"),
            (|c| c.memory = 64 << 20, "memory 67108864 bytes"),
            (|c| c.milli_cpus = 500, "processors 500/1000"),
            (|c| c.workdir = "/tmp".into(), "working directory /tmp"),
            (|c| c.hostname = "box".into(), "host name box"),
            (|c| drop(c.ports.insert("80/tcp".into(), vec![8081])), "port 80/tcp=8081"),
        ];
        let plain = of(&|_| {});
        for (change, want) in cases {
            let other = of(change);
            assert_eq!(other.without(&plain), [format!("container `web`: {want}")]);
        }
        // What is another only by what is missing is told on the other side.
        assert_eq!(plain.without(&of(&|c| c.user = "1000".into())), [""; 0]);
        // The engine's own host name is the identity.
        assert_eq!(plain, of(&|c| c.hostname = "fedcba987654".into()));
    }

    #[test]
    fn of_a_file_the_lines_that_differ_are_told() {
        let of = |content: &str| {
            let mut state = state("1", "web", 8080);
            let file = crate::state::File { content: content.into(), ..crate::state::File::default() };
            state.now.answers = [(Probe::File("x".into()), Answer::File(file))].into();
            Shape::of(&state, &|_| true)
        };
        assert_eq!(of("a\nb\nc\n").without(&of("a\nc\n")), ["`x`: b"]);
        assert_ne!(of("a\nb"), of("b\na"));
    }

    #[test]
    fn moments_and_other_words() {
        for word in ["07:05", "07:05:09.123", "2026-01-31", "2026-01-31T07:05:09Z"] {
            assert!(is_moment(word), "{word}");
        }
        for word in ["8080:80", "a:b", "1-2-3", "alpine:3", "", ":", "7:5"] {
            assert!(!is_moment(word), "{word}");
        }
    }

    #[test]
    fn what_is_another_every_time_is_left_out() {
        let of = |state: &State| Shape::of(state, &|name| name == "web");
        assert_eq!(of(&state("1", "odd_name", 32769)), of(&state("2", "other_name", 40000)));
        assert_ne!(of(&state("1", "web", 32769)), of(&state("1", "odd_name", 32769)));
        assert_ne!(of(&state("1", "web", 8080)), of(&state("1", "web", 8081)));
        let mut ran = state("1", "web", 8080);
        let seen = Seen { name: "quick".into(), started_in_step: true, exit_code: Some(0), ..Seen::default() };
        ran.history.containers.insert("9".into(), seen);
        let (with, without) = (of(&ran), of(&state("1", "web", 8080)));
        assert_eq!(with.without(&without), ["container without a chosen name of `` ran to status 0 and is gone"]);
        assert_eq!(without.without(&with), [""; 0]);
    }
}
