//! Other ways to type the same docker command.

use super::edit::{Place, places};
use super::wrong::created;
use super::{Kind, Setting, Way};
use crate::check::normal_reference;
use crate::check::shell::letter_of;

/// The equal ways to type what a text says.
pub fn ways(text: &str, setting: &Setting) -> Vec<Way> {
    let mut ways = Vec::new();
    for place in places(text) {
        ways.extend(other_verb(&place));
        ways.extend(other_flags(&place));
        ways.extend(other_order(&place));
        ways.extend(in_two(&place));
        ways.extend(pulled_before(&place, setting));
        ways.extend(one_by_one(&place));
        ways.extend(stopped_before(&place));
    }
    ways
}

/// Commands on containers that have a group, by their short names.
const OF_CONTAINER: &[&str] = &[
    "run", "create", "start", "stop", "restart", "kill", "rm", "logs", "exec", "attach", "pause", "unpause", "rename",
    "commit", "diff", "export", "cp", "top", "stats", "port", "wait", "update",
];
/// Commands on images that have a group.
const OF_IMAGE: &[&str] = &["pull", "push", "tag", "build", "save", "load", "import", "history"];

/// `docker container run` for `docker run`, and back.
fn other_verb(place: &Place<'_>) -> Option<Way> {
    let verb = place.verb();
    let long = match verb {
        "ps" => "container ls".to_owned(),
        "images" => "image ls".to_owned(),
        "rmi" => "image rm".to_owned(),
        verb if OF_CONTAINER.contains(&verb) => format!("container {verb}"),
        verb if OF_IMAGE.contains(&verb) => format!("image {verb}"),
        _ => return None,
    };
    let words = &place.anatomy.verb_words;
    let new = if words.len() == 1 { long.as_str() } else { verb };
    Some(Way::new(Kind::Spelling, format!("`docker {new}`"), place.with(words, new)))
}

/// Long flags for short ones, and short ones for long ones.
fn other_flags(place: &Place<'_>) -> Vec<Way> {
    let (mut text, mut said) = (place.text.to_owned(), Vec::new());
    // From the last to the first, so that the places of those before stay.
    for flag in place.anatomy.flags.iter().rev() {
        let first = &place.simple.words[flag.words.start].text;
        let is_long = first.starts_with("--");
        let spelled: Option<Vec<String>> = flag.flags.iter().map(|f| spell(place.verb(), f, !is_long)).collect();
        let known = flag.words.clone().all(|word| place.known(word).is_some());
        let Some(spelled) = spelled.filter(|_| known) else { continue };
        let (start, end) = (&place.simple.words[flag.words.start], &place.simple.words[flag.words.end - 1]);
        let new = spelled.join(" ");
        said.push(format!("`{}`", spelled.join(" ")));
        text.replace_range(start.span.start..end.span.end, &new);
    }
    if said.is_empty() {
        return Vec::new();
    }
    said.reverse();
    vec![Way::new(Kind::Spelling, said.join(", "), text)]
}

/// A flag in its long spelling, or in its short one where it has one.
fn spell(verb: &str, flag: &crate::check::shell::Flag, long: bool) -> Option<String> {
    let value = flag.value.as_deref().map(crate::check::shell::quote);
    if long {
        return Some(value.map_or_else(|| format!("--{}", flag.name), |v| format!("--{}={v}", flag.name)));
    }
    let letter = letter_of(verb, &flag.name)?;
    Some(value.map_or_else(|| format!("-{letter}"), |v| format!("-{letter} {v}")))
}

/// The first flag behind the others.
fn other_order(place: &Place<'_>) -> Option<Way> {
    let flags = &place.anatomy.flags;
    let (first, second) = (flags.first()?, flags.get(1)?);
    // Only flags that stand side by side change places.
    if first.words.end != second.words.start || first.flags.iter().any(|f| second.flags.contains(f)) {
        return None;
    }
    let bytes = |words: &std::ops::Range<usize>| {
        let words = &place.simple.words[words.clone()];
        words.first().map_or(0, |w| w.span.start)..words.last().map_or(0, |w| w.span.end)
    };
    // A flag that may be repeated means something else in another order.
    let same = first.flags.iter().any(|f| second.flags.iter().any(|s| s.name == f.name));
    let (one, two) = (&place.text[bytes(&first.words)], &place.text[bytes(&second.words)]);
    let new = format!("{two} {one}");
    (!same).then(|| Way::new(Kind::Order, format!("`{new}`"), place.with(&(first.words.start..second.words.end), &new)))
}

/// `pull` and `run`; `create` and `start`.
fn in_two(place: &Place<'_>) -> Vec<Way> {
    if place.verb() != "run" || !place.is_alone() {
        return Vec::new();
    }
    let mut ways = Vec::new();
    let interactive = place.flag("interactive").is_some() || place.flag("tty").is_some();
    let named = place.flag("name").filter(|f| f.words.clone().all(|w| place.known(w).is_some()));
    let name = named.and_then(|f| f.flags.last()).and_then(|f| f.value.clone());
    let Some(name) = name.filter(|_| !interactive && place.flag("rm").is_none()) else { return ways };
    let split = |made: String, start: String| Way {
        kind: Kind::Split,
        what: "made, then started".into(),
        texts: vec![made, start],
    };
    if place.flag("detach").is_some() {
        ways.extend(created(place).map(|made| split(made, format!("docker start {name}"))));
    } else {
        let made = place.with_word(place.anatomy.verb_words.end - 1, "create");
        ways.push(split(made, format!("docker start --attach {name}")));
    }
    ways
}

/// Commands that take several targets and do the same with each.
const OF_EACH: &[&str] =
    &["rm", "rmi", "stop", "start", "kill", "pause", "unpause", "restart", "volume rm", "network rm"];

/// `docker rm a b` as `docker rm a` and `docker rm b`.
fn one_by_one(place: &Place<'_>) -> Option<Way> {
    let args = &place.anatomy.args;
    let are_known = args.iter().all(|word| place.known(*word).is_some());
    if !OF_EACH.contains(&place.verb()) || args.len() < 2 || !place.is_alone() || !are_known {
        return None;
    }
    // Only where the targets stand side by side at the end.
    let (first, last) = (*args.first()?, *args.last()?);
    if last + 1 - first != args.len() || last + 1 != place.simple.words.len() {
        return None;
    }
    let texts = args.iter().filter_map(|word| {
        let name = crate::check::shell::quote(&place.known(*word)?.text);
        Some(place.with(&(first..last + 1), &name))
    });
    Some(Way { kind: Kind::Split, what: "one after the other".into(), texts: texts.collect() })
}

/// `docker kill` before `docker rm`, which would do it with `-f`.
fn stopped_before(place: &Place<'_>) -> Option<Way> {
    let flag = place.flag("force").filter(|flag| flag.flags.len() == 1 && place.verb() == "rm" && place.is_alone())?;
    let [word] = place.anatomy.args.as_slice() else { return None };
    let name = crate::check::shell::quote(&place.known(*word)?.text);
    // One that does not run cannot be killed, which does not matter.
    let texts = vec![format!("docker kill {name}"), place.without(&flag.words)];
    Some(Way { kind: Kind::Split, what: "killed, then removed".into(), texts })
}

/// `docker pull` before `docker run`, which would pull by itself.
fn pulled_before(place: &Place<'_>, setting: &Setting) -> Option<Way> {
    let (_, image) = place.arg(0).filter(|_| place.verb() == "run" && place.is_alone())?;
    let is_same = |known: &String| normal_reference(known) == normal_reference(image);
    let texts = vec![format!("docker pull {image}"), place.text.to_owned()];
    setting.pullable.iter().any(is_same).then(|| Way { kind: Kind::Split, what: "pulled, then run".into(), texts })
}
