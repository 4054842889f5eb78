//! What changed between two moments of a sandbox, as plain data and in words.

use super::{Answer, Answers, Container, File, Image, Network, Probe, Seen, Snapshot, State, Volume};
use crate::text::count;
use std::fmt;

/// What changed between two moments: images first, then containers, volumes, networks and files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Delta {
    /// One entry an object and way of change.
    pub changes: Vec<Change>,
}

/// One thing that changed. It carries the object, so that an assertion can be made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// An image is there that was not, with the names it came with.
    ImageMade(Image),
    /// An image is gone, with all its names.
    ImageGone(Image),
    /// An image that stays got a name, or took it from another one.
    Tagged {
        /// `name:tag`.
        reference: String,
        /// The image that has it now.
        image: Image,
        /// The identity of the image that had it before.
        taken_from: Option<String>,
    },
    /// An image that stays lost a name.
    Untagged {
        /// `name:tag`.
        reference: String,
        /// The image that had it.
        image: Image,
    },
    /// A container is there that was not.
    ContainerMade(Container),
    /// A container that stays is in another condition.
    ContainerChanged {
        /// As it was.
        before: Box<Container>,
        /// As it is.
        now: Box<Container>,
    },
    /// A container is gone.
    ContainerGone(Container),
    /// A container was made, ran and is gone again, all in between (`--rm`).
    ContainerPassed(Seen),
    /// A volume is there that was not.
    VolumeMade(Volume),
    /// A volume is gone.
    VolumeGone(Volume),
    /// A network is there that was not.
    NetworkMade(Network),
    /// A network is gone.
    NetworkGone(Network),
    /// A file is there that was not. Only what was looked at in both snapshots is known.
    FileMade {
        /// How it was looked at.
        probe: Probe,
        /// As it is.
        file: File,
    },
    /// A file is another.
    FileChanged {
        /// How it was looked at.
        probe: Probe,
        /// As it was.
        before: File,
        /// As it is.
        now: File,
    },
    /// A file is gone.
    FileGone {
        /// How it was looked at.
        probe: Probe,
        /// As it was.
        file: File,
    },
    /// Another look shows something else than before.
    LookChanged {
        /// How it was looked at.
        probe: Probe,
        /// What it showed.
        before: Answer,
        /// What it shows.
        now: Answer,
    },
}

impl Delta {
    /// What changed between two snapshots of one sandbox.
    pub fn between(before: &Snapshot, now: &Snapshot) -> Self {
        let mut changes = images(before, now);
        changes.extend(containers(before, now));
        let name = |v: &Volume| v.name.clone();
        changes.extend(made_and_gone((&before.volumes, &now.volumes), name, Change::VolumeMade, Change::VolumeGone));
        let id = |n: &Network| n.id.clone();
        changes.extend(made_and_gone((&before.networks, &now.networks), id, Change::NetworkMade, Change::NetworkGone));
        changes.extend(looks(&before.answers, &now.answers));
        Self { changes }
    }

    /// What changed since a step began, containers that came and went in between included.
    pub fn of_step(state: &State) -> Self {
        let mut delta = Self::between(&state.before, &state.now);
        let is_there = |id: &str| state.before.containers.iter().chain(&state.now.containers).any(|c| c.id == id);
        let seen = state.history.containers.iter();
        let passed = seen.filter(|(id, seen)| seen.started_in_step && !is_there(id));
        delta.changes.extend(passed.map(|(_, seen)| Change::ContainerPassed(seen.clone())));
        delta
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// A line for each change, in words.
    pub fn describe(&self) -> Vec<String> {
        self.changes.iter().map(ToString::to_string).collect()
    }
}

fn images(before: &Snapshot, now: &Snapshot) -> Vec<Change> {
    let find = |snapshot: &Snapshot, id: &str| snapshot.images.iter().find(|i| i.id == id).cloned();
    let holder = |snapshot: &Snapshot, tag: &String| snapshot.images.iter().find(|i| i.tags.contains(tag)).cloned();
    let mut changes = Vec::new();
    for image in &now.images {
        let old = find(before, &image.id);
        if old.is_none() {
            changes.push(Change::ImageMade(image.clone()));
        }
        for tag in image.tags.iter().filter(|tag| old.as_ref().is_none_or(|old| !old.tags.contains(tag))) {
            let taken_from = holder(before, tag).map(|i| i.id);
            if old.is_some() || taken_from.is_some() {
                changes.push(Change::Tagged { reference: tag.clone(), image: image.clone(), taken_from });
            }
        }
    }
    for image in &before.images {
        let Some(kept) = find(now, &image.id) else {
            changes.push(Change::ImageGone(image.clone()));
            continue;
        };
        // A name that another image took is told there.
        for tag in image.tags.iter().filter(|tag| !kept.tags.contains(tag) && holder(now, tag).is_none()) {
            changes.push(Change::Untagged { reference: tag.clone(), image: kept.clone() });
        }
    }
    changes
}

fn containers(before: &Snapshot, now: &Snapshot) -> Vec<Change> {
    let find = |snapshot: &Snapshot, id: &str| snapshot.containers.iter().find(|c| c.id == id).cloned();
    let mut changes = Vec::new();
    for container in &now.containers {
        match find(before, &container.id) {
            None => changes.push(Change::ContainerMade(container.clone())),
            Some(old) if old != *container => {
                changes.push(Change::ContainerChanged { before: old.into(), now: container.clone().into() });
            }
            Some(_) => {}
        }
    }
    let gone = before.containers.iter().filter(|c| find(now, &c.id).is_none());
    changes.extend(gone.cloned().map(Change::ContainerGone));
    changes
}

fn made_and_gone<T: Clone>(
    (before, now): (&[T], &[T]),
    key: impl Fn(&T) -> String,
    made: fn(T) -> Change,
    gone: fn(T) -> Change,
) -> Vec<Change> {
    let lacks = |list: &[T], item: &T| !list.iter().any(|other| key(other) == key(item));
    let made = now.iter().filter(|item| lacks(before, item)).cloned().map(made);
    made.chain(before.iter().filter(|item| lacks(now, item)).cloned().map(gone)).collect()
}

fn looks(before: &Answers, now: &Answers) -> Vec<Change> {
    let both = now.iter().filter_map(|(probe, now)| Some((probe.clone(), before.get(probe)?.clone(), now.clone())));
    let changed = both.filter(|(_, before, now)| !before.is_like(now));
    let change = |(probe, before, now)| match (before, now) {
        (Answer::Missing, Answer::File(file)) => Change::FileMade { probe, file },
        (Answer::File(file), Answer::Missing) => Change::FileGone { probe, file },
        (Answer::File(before), Answer::File(now)) => Change::FileChanged { probe, before, now },
        (before, now) => Change::LookChanged { probe, before, now },
    };
    changed.map(change).collect()
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ImageMade(image) => write!(f, "{} is new", image_words(image)),
            Self::ImageGone(image) => write!(f, "{} is gone", image_words(image)),
            Self::Tagged { reference, image, taken_from } => {
                let from = taken_from.as_ref().map(|id| format!("; image {} had it", short(id))).unwrap_or_default();
                write!(f, "`{reference}` names image {} now{from}", short(&image.id))
            }
            Self::Untagged { reference, image } => write!(f, "image {} lost the name `{reference}`", short(&image.id)),
            Self::ContainerMade(c) => write!(f, "container `{}` was made from `{}` and {}", c.name, c.image, is(c)),
            Self::ContainerChanged { before, now } => {
                write!(f, "container `{}` {}", before.name, condition(before, now).join(", "))
            }
            Self::ContainerGone(c) => write!(f, "container `{}` is gone", c.name),
            Self::ContainerPassed(seen) => {
                let status = seen.exit_code.map(|code| format!(", ended with status {code}")).unwrap_or_default();
                write!(f, "container `{}` ran from `{}`{status} and is gone", seen.name, seen.image)
            }
            Self::VolumeMade(v) => write!(f, "volume `{}` is new", short(&v.name)),
            Self::VolumeGone(v) => write!(f, "volume `{}` is gone", short(&v.name)),
            Self::NetworkMade(n) => write!(f, "network `{}` is new", n.name),
            Self::NetworkGone(n) => write!(f, "network `{}` is gone", n.name),
            Self::FileMade { probe, file } => write!(f, "{} is new, {}", probe, bytes(file)),
            Self::FileChanged { probe, before, now } => {
                write!(f, "{} changed: {}, {} before", probe, bytes(now), bytes(before))
            }
            Self::FileGone { probe, .. } => write!(f, "{probe} is gone"),
            Self::LookChanged { probe, .. } => write!(f, "{probe} is not as it was"),
        }
    }
}

fn image_words(image: &Image) -> String {
    match image.tags.as_slice() {
        [] => format!("image {}, without a name,", short(&image.id)),
        tags => format!("image {}", tags.iter().map(|t| format!("`{t}`")).collect::<Vec<_>>().join(", ")),
    }
}

/// How many digits of an identity are shown, as docker itself does.
const SHORT: usize = 12;

/// An identity as docker shows it; other names as they are.
fn short(id: &str) -> &str {
    let digits = id.strip_prefix("sha256:").unwrap_or(id);
    let is_id = digits.len() == 64 && digits.bytes().all(|b| b.is_ascii_hexdigit());
    if is_id { &digits[..SHORT] } else { id }
}

/// `runs`, `was never started`, `exited with status 1`.
fn is(container: &Container) -> String {
    match container.status.as_str() {
        "running" => "runs".to_owned(),
        "created" => "was never started".to_owned(),
        "exited" => format!("exited with status {}", container.exit_code),
        other => format!("is {other}"),
    }
}

fn condition(before: &Container, now: &Container) -> Vec<String> {
    let mut said = Vec::new();
    if before.name != now.name {
        said.push(format!("is called `{}` now", now.name));
    }
    if before.status != now.status {
        said.push(format!("{}; it {}", is(now), is(before).replacen("runs", "ran", 1).replacen("is ", "was ", 1)));
    } else if before.started != now.started {
        said.push("was started again".to_owned());
    }
    let joined = now.networks.iter().filter(|n| !before.networks.contains(n));
    said.extend(joined.map(|n| format!("joined network `{n}`")));
    let left = before.networks.iter().filter(|n| !now.networks.contains(n));
    said.extend(left.map(|n| format!("left network `{n}`")));
    if said.is_empty() {
        said.push("has other settings".to_owned());
    }
    said
}

fn bytes(file: &File) -> String {
    count(usize::try_from(file.size).unwrap_or(usize::MAX), "byte")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image(id: &str, tags: &[&str]) -> Image {
        Image { id: id.into(), tags: tags.iter().map(|t| (*t).to_owned()).collect(), ..Image::default() }
    }

    fn container(id: &str, status: &str, exit_code: i64) -> Container {
        let (name, image) = (format!("c{id}"), "alpine".to_owned());
        Container { id: id.into(), name, image, status: status.into(), exit_code, ..Container::default() }
    }

    fn check(before: &Snapshot, now: &Snapshot, want: &[&str]) {
        assert_eq!(Delta::between(before, now).describe(), want);
    }

    #[test]
    fn images_and_their_names() {
        let one = Snapshot { images: vec![image("1", &["a:1"])], ..Snapshot::default() };
        let snapshot = |images: Vec<Image>| Snapshot { images, ..Snapshot::default() };
        check(&one, &one, &[]);
        check(&Snapshot::default(), &one, &["image `a:1` is new"]);
        check(&one, &Snapshot::default(), &["image `a:1` is gone"]);
        check(&one, &snapshot(vec![image("1", &["a:1", "b:2"])]), &["`b:2` names image 1 now"]);
        check(&one, &snapshot(vec![image("1", &[])]), &["image 1 lost the name `a:1`"]);
        let moved = snapshot(vec![image("2", &["a:1"]), image("1", &[])]);
        check(&one, &moved, &["image `a:1` is new", "`a:1` names image 2 now; image 1 had it"]);
    }

    #[test]
    fn containers_and_what_became_of_them() {
        let snapshot = |containers: Vec<Container>| Snapshot { containers, ..Snapshot::default() };
        let runs = snapshot(vec![container("1", "running", 0)]);
        check(&Snapshot::default(), &runs, &["container `c1` was made from `alpine` and runs"]);
        let ended = snapshot(vec![container("1", "exited", 137)]);
        check(&runs, &ended, &["container `c1` exited with status 137; it ran"]);
        check(&ended, &Snapshot::default(), &["container `c1` is gone"]);
        let mut joined = container("1", "running", 0);
        (joined.started, joined.networks) = (5, vec!["front".into()]);
        check(&runs, &snapshot(vec![joined]), &["container `c1` was started again, joined network `front`"]);
    }

    #[test]
    fn volumes_networks_and_files() {
        let file = |content: &str| {
            Answer::File(File { size: content.len() as u64, content: content.into(), ..File::default() })
        };
        let answers = |a: Answer, b: Answer| [(Probe::File("a".into()), a), (Probe::File("b".into()), b)].into();
        let before = Snapshot { answers: answers(Answer::Missing, file("x")), ..Snapshot::default() };
        let mut now = Snapshot { answers: answers(file("hi"), Answer::Missing), ..Snapshot::default() };
        now.volumes.push(Volume { name: "ab".repeat(32), ..Volume::default() });
        now.networks.push(Network { id: "n".into(), name: "front".into(), ..Network::default() });
        let mut later = now.clone();
        later.volumes.clear();
        later.answers = answers(file("h"), Answer::Unknown("gone".into()));
        check(
            &before,
            &now,
            &["volume `abababababab` is new", "network `front` is new", "`a` is new, 2 bytes", "`b` is gone"],
        );
        let want = ["volume `abababababab` is gone", "`a` changed: 1 byte, 2 bytes before", "`b` is not as it was"];
        check(&now, &later, &want);
    }

    #[test]
    fn a_container_that_came_and_went_is_told() {
        let mut state = State::default();
        let seen = Seen {
            name: "quick".into(),
            image: "alpine".into(),
            started_in_step: true,
            exit_code: Some(0),
            ..Seen::default()
        };
        state.history.containers.insert("1".into(), seen);
        let told = Delta::of_step(&state);
        assert_eq!(told.describe(), ["container `quick` ran from `alpine`, ended with status 0 and is gone"]);
        assert!(!told.is_empty());
    }
}
