//! Prompts that an author made up: `[Our-Bay]🚩 > docker ps`, `me$ docker ps`, `box-a $ docker ps`.
//!
//! Nobody can list them. A prompt of that kind is believed where a block begins with it and a call of the engine or a
//! log-in to another machine follows, or any command behind one that can be nothing else; from then on it is one in the whole lesson.

mod sure;

use super::super::raw::RawBlock;
use super::super::scan::{has_part, is_blank, trimmed};
use super::engine;
use super::known::{Likeness, is_program, is_sentence, likeness, likeness_of, without_prefixes};
use super::prompt::split;
use super::words::simple_commands;
use std::borrow::Cow;

/// So many bytes are looked at for the end of a prompt.
const MAX_OWN: usize = 40;

/// Puts `$` in the place of such prompts. Where they name several machines nobody can tell which is the learner's, and
/// they are left.
pub fn take(raw: &mut [RawBlock<'_>]) {
    let mut found: Vec<String> = Vec::new();
    for (block, line) in raw.iter().filter_map(|block| Some((block, first_line(block)?))) {
        if let Some(prompt) =
            own(line).filter(|prompt| !sure::must_stand_alone(prompt) || sure::stands_alone(prompt, block))
            && !found.iter().any(|known| known == prompt)
        {
            found.push(prompt.to_owned());
        }
    }
    let Some(name) = found.first().map(|first| machine(first)) else { return };
    if found.iter().any(|prompt| machine(prompt) != name) {
        return;
    }
    for block in raw {
        let is_known = |line: &str| found.iter().any(|prompt| line.starts_with(&**prompt));
        let is_others = |line: &str| own(line).is_some_and(|prompt| machine(prompt) != name);
        // What stands above may be printed; of two machines nobody tells by it which is the learner's.
        let begins = first_line(block).is_some_and(is_known);
        if !begins && block.lines.iter().any(|(_, text)| is_others(trimmed(text))) {
            continue;
        }
        for (_, text) in &mut block.lines {
            let line = trimmed(text);
            let behind = |prompt: &String| line.strip_prefix(&**prompt).or_else(|| behind_name(prompt, line));
            if let Some(typed) = found.iter().find_map(behind) {
                *text = Cow::Owned(format!("$ {}", typed.trim_start()));
            }
        }
    }
}

fn first_line<'b>(block: &'b RawBlock<'_>) -> Option<&'b str> {
    block.lines.iter().map(|(_, text)| trimmed(text)).find(|text| !is_blank(text))
}

/// The prompt of one word that a line begins with, if a call of the engine or a log-in stands behind it and nobody else's
/// prompt before.
fn own(line: &str) -> Option<&str> {
    let bytes = line.as_bytes();
    let first = line.chars().next()?;
    if !(first.is_alphanumeric() || matches!(first, '[' | ':' | '~' | '(' | '=')) {
        return None;
    }
    let end = bytes
        .iter()
        .take(MAX_OWN)
        .position(|b| b.is_ascii_whitespace() || matches!(b, b'$' | b'>' | b'%' | b'"' | b'`'))?;
    let sign = if bytes[end] == b' ' { end + 1 } else { end };
    if !matches!(bytes.get(sign)?, b'$' | b'>' | b'%') {
        return None;
    }
    let is_sure = sure::is_drawn(&line[..=sign]);
    if !(is_sure || has_part(line, "docker") || has_part(line, "ssh ")) {
        return None;
    }
    if is_program(line[..end].trim_end_matches('=')) {
        return None;
    }
    // A word and `>` may be a sentence's.
    if sign > end && bytes[sign] != b'$' && line[..end].bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    let prompt = &line[..=sign];
    let typed = line[prompt.len()..].trim_start();
    let calls = simple_commands(typed);
    let words = without_prefixes(calls.first()?);
    // Nobody but a person at a prompt logs in somewhere.
    let logs_in = || matches!(words, [first, .., machine] if first == "ssh" && has_part(machine, "@"));
    let is_call = is_sure && !is_sentence(typed)
        || words.first().is_some_and(|first| engine::is_engine(first) || **first == *"docker-compose")
        || logs_in();
    let least = if prompt == sure::HOME { Likeness::Plausible } else { Likeness::Known };
    (is_call && likeness_of(typed, &calls) >= least && split(line).is_none()).then_some(prompt)
}

/// What is typed behind a prompt's name and picture, should its sign have been forgotten: `[Our-Bay]🚩 docker ps`.
fn behind_name<'l>(prompt: &str, line: &'l str) -> Option<&'l str> {
    let name = prompt.trim_end_matches(['>', '$', '%']).trim_end();
    if !name.ends_with(is_picture) {
        return None;
    }
    let typed = line.strip_prefix(name)?.strip_prefix(' ')?.trim_start();
    (likeness(typed) == Likeness::Known && !is_sentence(typed)).then_some(typed)
}

/// A sign that is drawn, and of no script.
fn is_picture(sign: char) -> bool {
    !(sign.is_ascii() || sign.is_alphanumeric() || sign.is_whitespace())
}

/// The machine's name, without the folder behind it.
fn machine(prompt: &str) -> &str {
    let prompt = prompt.trim_start_matches(['[', '(', ')', ':']);
    let end =
        prompt.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '\''))).unwrap_or(prompt.len());
    &prompt[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prompts_that_were_made_up() {
        for (line, want) in [
            ("[Our-Bay]🚩 >  docker ps", Some("[Our-Bay]🚩 >")),
            ("Our'sBay==>sudo docker ps", Some("Our'sBay==>")),
            ("me$ docker run x", Some("me$")),
            ("box-a $ docker ps", Some("box-a $")),
            (":~/web$ time docker build .", Some(":~/web$")),
            ("[Our-Bay]🚩 >  ssh ada@192.0.2.7", Some("[Our-Bay]🚩 >")),
            ("here:~$ ssh -p 22 ada@box", Some("here:~$")),
            ("here$ ssh box", None),
            ("[Our-Bay]🚩 >  terraform plan", Some("[Our-Bay]🚩 >")),
            (":~$ kubectl get nodes", Some(":~$")),
            ("==>docker compose logs", Some("==>")),
            ("==>docker-compose logs", Some("==>")),
            ("[Our-Bay]🚩 >  Ready to go", None),
            ("me$ ls", None),
            ("$ docker ps", None),
            ("# docker ps", None),
            ("Type > docker", None),
            ("echo > docker ps", None),
            ("node1$ docker ps", None),
            ("ID=$(docker ps -q)", None),
            ("docker ps > docker ps", None),
            ("me$ docker is good", None),
        ] {
            assert_eq!(own(line), want, "{line}");
        }
    }
}
