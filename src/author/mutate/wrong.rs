//! Wrong variants of one docker command: what learners mix up.

use super::edit::{Place, places};
use super::{Kind, Setting, Way};
use crate::check::shell::FlagWords;

/// The wrong ways to type what a text says.
pub fn ways(text: &str, setting: &Setting) -> Vec<Way> {
    places(text).iter().flat_map(|place| of_place(place, setting)).collect()
}

fn of_place(place: &Place<'_>, setting: &Setting) -> Vec<Way> {
    let mut ways = Vec::new();
    match place.verb() {
        "run" | "create" => {
            ways.extend(image(place, 0, setting));
            ways.extend(not_running(place));
        }
        "pull" => ways.extend(image(place, 0, setting)),
        "tag" => {
            ways.extend(image(place, 0, setting));
            ways.extend(reference(place, 1));
        }
        "commit" => {
            ways.extend(container(place, setting));
            ways.extend(reference(place, 1));
        }
        "import" => ways.extend(reference(place, 1)),
        "save" => ways.extend((0..place.anatomy.args.len()).filter_map(|number| image(place, number, setting))),
        "export" | "exec" | "attach" | "cp" | "rename" => {
            ways.extend(container(place, setting));
            ways.extend(if place.verb() == "rename" { name(place, 1) } else { None });
        }
        "network connect" | "network disconnect" => ways.extend(targets(place, setting)),
        "rm" | "stop" | "start" | "kill" | "pause" | "unpause" | "restart" | "rmi" | "volume rm" | "network rm" => {
            ways.extend(targets(place, setting));
            ways.extend(too_much(place));
        }
        "volume create" | "network create" => ways.extend(name(place, 0)),
        verb if verb.ends_with("prune") => ways.extend(too_much(place)),
        _ => {}
    }
    for flag in &place.anatomy.flags {
        ways.extend(without_flag(place, flag));
        ways.extend(other_value(place, flag));
    }
    ways
}

fn image(place: &Place<'_>, number: usize, setting: &Setting) -> Option<Way> {
    let (word, old) = place.arg(number)?;
    let new = setting.other_image(old)?;
    Some(Way::new(Kind::Image, instead(new, old), place.with_word(word, new)))
}

/// A name that is given: another tag, another name.
fn reference(place: &Place<'_>, number: usize) -> Vec<Way> {
    let Some((word, old)) = place.arg(number) else { return Vec::new() };
    renamed(old)
        .into_iter()
        .map(|(kind, new)| Way::new(kind, instead(&new, old), place.with_word(word, &new)))
        .collect()
}

/// A reference with another tag, and with another name.
fn renamed(old: &str) -> Vec<(Kind, String)> {
    let tagged = old.rsplit_once(':').filter(|(_, tag)| !tag.contains('/'));
    let mut new = match tagged {
        Some((name, tag)) => vec![(Kind::Tag, name.to_owned()), (Kind::Tag, format!("{name}:{tag}x"))],
        None => vec![(Kind::Tag, format!("{old}:other"))],
    };
    new.push((Kind::Name, tagged.map_or_else(|| format!("{old}x"), |(name, tag)| format!("{name}x:{tag}"))));
    new
}

fn name(place: &Place<'_>, number: usize) -> Option<Way> {
    let (word, old) = place.arg(number)?;
    let new = format!("{old}2");
    Some(Way::new(Kind::Name, instead(&new, old), place.with_word(word, &new)))
}

/// Another container.
fn container(place: &Place<'_>, setting: &Setting) -> Option<Way> {
    let (word, old) = place.arg(0)?;
    let (name, path) = old.split_once(':').map_or((old, String::new()), |(name, path)| (name, format!(":{path}")));
    let other = setting.other_name(name)?;
    // A container that nobody named is not told from what is none.
    let new = format!("{other}{path}");
    setting
        .names
        .iter()
        .any(|known| known == name)
        .then(|| Way::new(Kind::Name, instead(&new, old), place.with_word(word, &new)))
}

/// Another target, and one of several left out.
fn targets(place: &Place<'_>, setting: &Setting) -> Vec<Way> {
    let mut ways = Vec::new();
    for number in 0..place.anatomy.args.len() {
        let Some((word, old)) = place.arg(number) else { continue };
        let other = match place.verb() {
            "rmi" => setting.other_image(old).map(|new| (Kind::Image, new)),
            "volume rm" | "network rm" => setting.other_thing(old).map(|new| (Kind::Name, new)),
            "network connect" | "network disconnect" if number == 0 => {
                setting.other_thing(old).map(|new| (Kind::Name, new))
            }
            _ => setting.other_name(old).map(|new| (Kind::Name, new)),
        };
        if let Some((kind, new)) = other {
            ways.push(Way::new(kind, instead(new, old), place.with_word(word, new)));
        }
        if place.anatomy.args.len() > 1 && !place.verb().starts_with("network ") {
            ways.push(Way::new(Kind::LeftOut, format!("without `{old}`"), place.without(&(word..word + 1))));
        }
    }
    ways
}

/// The same command on all there is, or a stronger one.
fn too_much(place: &Place<'_>) -> Vec<Way> {
    let all = match place.verb() {
        "rm" | "stop" | "kill" | "pause" | "container prune" => "docker rm -f $(docker ps -aq)",
        "rmi" | "image prune" => "docker rmi -f $(docker images -q)",
        "volume rm" | "volume prune" => "docker volume rm $(docker volume ls -q)",
        "network rm" | "network prune" => "docker network prune -f",
        _ => return Vec::new(),
    };
    let words = 0..place.simple.words.len();
    vec![Way::new(Kind::TooMuch, format!("`{all}`"), place.with(&words, all))]
}

/// A container in the background that does not run in the end.
fn not_running(place: &Place<'_>) -> Vec<Way> {
    if place.verb() != "run" || place.flag("detach").is_none() || place.flag("rm").is_some() || !place.is_alone() {
        return Vec::new();
    }
    let mut ways = Vec::new();
    if let Some(created) = created(place) {
        ways.push(Way::new(Kind::Stopped, "made and never started", created));
    }
    let texts = vec![place.text.to_owned(), "docker kill $(docker ps -lq)".to_owned()];
    ways.push(Way { kind: Kind::Stopped, what: "it does not run any more".into(), texts });
    ways
}

/// `docker create` with the flags of `docker run` that it knows.
pub fn created(place: &Place<'_>) -> Option<String> {
    let detach = place.flag("detach")?;
    // Among other letters in one word it is not taken out.
    if detach.flags.len() > 1 {
        return None;
    }
    let verb = place.anatomy.verb_words.end - 1;
    let shorter = place.without(&detach.words);
    let again = places(&shorter).into_iter().next()?;
    Some(again.with_word(verb, "create"))
}

/// Flags whose absence makes no other thing of a command, only another look.
const LOOKS: &[&str] = &["quiet", "no-trunc", "progress", "human", "platform", "pull", "no-cache", "time"];

fn without_flag(place: &Place<'_>, flag: &FlagWords) -> Option<Way> {
    let is_look = flag.flags.iter().all(|f| LOOKS.contains(&f.name.as_str()));
    let words = &place.simple.words[flag.words.clone()];
    let said = words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ");
    (!is_look).then(|| Way::new(Kind::Flag, format!("without `{said}`"), place.without(&flag.words)))
}

/// Flags whose value is looked at by what it means.
fn other_value(place: &Place<'_>, flag: &FlagWords) -> Vec<Way> {
    let Some(last) = flag.flags.last() else { return Vec::new() };
    let Some(old) = last.value.as_deref().filter(|_| words_are_known(place, flag)) else { return Vec::new() };
    let news: Vec<(Kind, String)> = match last.name.as_str() {
        "name" => vec![(Kind::Name, format!("{old}2"))],
        "publish" => other_ports(old),
        "tag" if place.verb() == "build" => renamed(old),
        "env" | "label" | "build-arg" if old.contains('=') => vec![(Kind::Flag, format!("{old}x"))],
        "volume" => mounts(old),
        "restart" => vec![(Kind::Flag, if old == "always" { "on-failure" } else { "always" }.to_owned())],
        "entrypoint" => vec![(Kind::Flag, "true".to_owned())],
        "author" | "message" | "user" | "workdir" | "hostname" => vec![(Kind::Flag, format!("{old}x"))],
        "output" => vec![(Kind::Name, format!("{old}.other"))],
        _ => Vec::new(),
    };
    let way = |(kind, new): (Kind, String)| {
        let text = place.with_value(flag, &new)?;
        Some(Way::new(kind, instead(&new, old), text))
    };
    news.into_iter().filter_map(way).collect()
}

/// `data:/var` from another source, and to another path.
fn mounts(old: &str) -> Vec<(Kind, String)> {
    let Some((from, to)) = old.split_once(':') else { return Vec::new() };
    let (path, mode) = to.split_once(':').map_or((to, String::new()), |(path, mode)| (path, format!(":{mode}")));
    vec![(Kind::Name, format!("{from}2:{to}")), (Kind::Flag, format!("{from}:{path}2{mode}"))]
}

fn words_are_known(place: &Place<'_>, flag: &FlagWords) -> bool {
    flag.words.clone().all(|word| place.known(word).is_some())
}

/// `8080:80` with another port on each side.
fn other_ports(old: &str) -> Vec<(Kind, String)> {
    let next = |port: &str| port.parse::<u16>().ok().and_then(|p| p.checked_add(1));
    let Some((host, inner)) = old.rsplit_once(':') else { return Vec::new() };
    let (address, port) = host.rsplit_once(':').map_or(("", host), |(a, p)| (a, p));
    let colon = if address.is_empty() { "" } else { ":" };
    let host = next(port).map(|p| (Kind::Port, format!("{address}{colon}{p}:{inner}")));
    let inner = next(inner).map(|p| (Kind::Port, format!("{address}{colon}{port}:{p}")));
    host.into_iter().chain(inner).collect()
}

fn instead(new: &str, old: &str) -> String {
    format!("`{new}` for `{old}`")
}
