//! Files whose names only commands tell: the build that takes one, or what fetched it.

use super::super::scan::{has_any_case, has_byte, has_part};
use super::alone::Alone;
use super::script;
use super::shape::{is_bootstrap, is_old_compose, is_whole_compose};
use super::target::{Place, is_engine};
use crate::document::Block;

/// The Dockerfile that the next build is told to take, if there is no other before it.
pub fn dockerfile(below: &[Alone<'_>]) -> Option<String> {
    for (_, line) in below.iter().flat_map(|alone| alone.lines) {
        if line.starts_with("FROM ") {
            return None;
        }
        if is_engine(line) && has_part(line, " build ") {
            return named_in(line).map(str::to_owned);
        }
    }
    None
}

/// So many Dockerfiles in a row may be built by as many calls below them.
const MAX_IN_ROW: usize = 4;

/// The Dockerfile of a block that stands in a row of several, where the next block that builds anything has as many builds,
/// each with a name of its own: they are told in the same order.
pub fn dockerfile_in_row(place: &Place<'_, '_, '_>) -> Option<String> {
    let is_one = |alone: &Alone<'_>| alone.lines.iter().any(|(_, line)| line.starts_with("FROM "));
    let builds = |line: &str| is_engine(line) && has_part(line, " build ");
    let before = place.above.iter().rev().take(MAX_IN_ROW).take_while(|alone| is_one(alone)).count();
    let behind = place.below.iter().take(MAX_IN_ROW).take_while(|alone| is_one(alone)).count();
    let build = place.below.get(behind).filter(|alone| alone.lines.iter().any(|(_, line)| builds(line)));
    let lines = || build.into_iter().flat_map(|alone| alone.lines).map(|(_, line)| line);
    let names: Vec<&str> = lines().filter(|line| builds(line)).map_while(|line| named_in(line)).collect();
    let is_its = names.len() == lines().filter(|line| builds(line)).count() && names.len() == before + behind + 1;
    let differ = names.iter().enumerate().all(|(at, name)| !names[..at].contains(name));
    (is_its && names.len() > 1 && differ).then(|| names[before].to_owned())
}

/// The Dockerfile that a build is told to take.
fn named_in(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace().skip_while(|word| !matches!(*word, "-f" | "--file"));
    let named = words.nth(1).or_else(|| line.split_once("--file=")?.1.split_whitespace().next());
    named.filter(|name| has_any_case(name, "dockerfile"))
}

/// So many blocks may stand between the definition of an image and its build.
const FARTHEST: usize = 2;

/// The file that Apptainer's or Singularity's next build in the section takes, if it is this one: an image is defined here,
/// and by no block between.
pub fn definition(block: &Block, place: &Place<'_, '_, '_>) -> Option<String> {
    let defines = |text: &str| is_bootstrap(text);
    // Nobody knows which tab was chosen.
    if block.tab.is_some() || !defines(&block.text) || !block.text.lines().any(|line| line.starts_with('%')) {
        return None;
    }
    let mut is_near = true;
    for (at, (below, cue)) in place.below.iter().zip(place.next).enumerate() {
        if below.block.tab.is_none() && below.lines.iter().any(|(_, line)| defines(line)) {
            return None;
        }
        is_near &= at <= FARTHEST && !cue.heading;
        let name = below.lines.iter().find_map(|(_, line)| built_by(line)).filter(|_| is_near || cue.tells_of_above());
        if let Some(name) = name {
            return place.written(name).is_none().then(|| name.to_owned());
        }
    }
    None
}

/// The Compose file that the last sentence names, where the next call of Compose starts it: "Here is a `compose.yaml` for
/// it."
pub fn started(block: &Block, place: &Place<'_, '_, '_>) -> Option<String> {
    let is_whole = || is_whole_compose(&block.text) || is_old_compose(&block.text);
    let name = place.cue.compose_file_named().filter(|name| is_whole() && place.written(name).is_none())?;
    let next = place.below.first().zip(place.next.first()).filter(|(_, cue)| !cue.heading)?.0;
    let call = next.lines.iter().map(|(_, line)| line.trim()).find(|line| !line.is_empty())?;
    let starts = ["docker-compose up", "docker compose up"].iter().any(|up| has_part(call, up));
    (is_engine(call) && starts).then(|| name.to_owned())
}

/// What a build takes: `own.def` in `apptainer build own.sif own.def`. It is a file here, and none that is told by a name
/// for any.
fn built_by(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace().skip_while(|word| !matches!(*word, "apptainer" | "singularity"));
    words.next()?;
    let mut operands = words.filter(|word| !word.starts_with('-'));
    if operands.next() != Some("build") {
        return None;
    }
    let ends = |name: &str| matches!(name.rsplit_once('.'), Some((_, "def" | "recipe")));
    let (image, name) = (operands.next()?, operands.next()?);
    let is_plain = |word: &str| !(has_byte(word, b'<') || has_byte(word, b'$') || has_byte(word, b':'));
    let is_file = name.starts_with("Singularity") || ends(name);
    let is_here = !name.starts_with('/') && operands.next().is_none();
    (is_plain(image) && is_plain(name) && is_file && is_here).then_some(name)
}

/// The script that the block right above fetches and makes a program of: what it holds is shown below.
pub fn fetched(text: &str, place: &Place<'_, '_, '_>) -> Option<String> {
    if !script::begins(text) || place.cue.paragraphs > 0 {
        return None;
    }
    let above = place.above.last()?.lines;
    let (_, last) = above.last()?;
    let name = last.trim().strip_prefix("chmod +x ")?.trim();
    let fetches = |line: &str| (has_part(line, "curl ") || has_part(line, "wget ")) && has_part(line, name);
    if has_byte(name, b'/') || has_byte(name, b' ') || !above.iter().any(|(_, line)| fetches(line)) {
        return None;
    }
    let folder = above.iter().rev().find_map(|(_, line)| line.trim().strip_prefix("cd "));
    match folder.map(|folder| folder.trim().trim_end_matches('/')) {
        Some(folder) if folder.starts_with("~/") && !has_byte(folder, b' ') => Some(format!("{folder}/{name}")),
        Some(_) => None,
        None => Some(name.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::built_by;

    #[test]
    fn what_a_build_takes() {
        for (line, want) in [
            ("apptainer build a.sif a.def", Some("a.def")),
            ("$ sudo singularity build --fakeroot a.sif b/a.def", Some("b/a.def")),
            ("me@here:~$ apptainer build a.sif Singularity", Some("Singularity")),
            ("apptainer build <image> <file.def>", None),
            ("apptainer build a.sif docker://alpine", None),
            ("apptainer build a.sif b.sif", None),
            ("apptainer build a.sif /srv/a.def", None),
            ("apptainer run a.sif a.def", None),
            ("build a.sif a.def", None),
        ] {
            assert_eq!(built_by(line), want, "{line}");
        }
    }
}
