//! Machines that are named right before a block: "On node2, run:", "Now on the worker type this:", "## On node2".

use super::super::super::scan::{any_three, are};
use super::Cue;

/// So many words may stand between `on` and what the machine is called: "on one of the swarm's".
const DESCRIBED: usize = 4;
/// So many digits at most has a machine's number.
const DIGITS: usize = 2;
/// What machines of a cluster are there for.
const MANAGERS: &[&str] = &["manager", "leader", "master"];
const WORKERS: &[&str] = &["worker", "workers"];
/// What any machine is called.
const ANY: &[&str] = &["node", "nodes", "machine", "host", "server", "vm", "instance", "computer"];
/// What may stand before that.
const BEFORE: &[&str] = &["the", "your", "our", "a", "an", "one", "of", "swarm", "docker", "virtual"];
/// How another one is told.
const OTHER: &[&str] = &["other", "another", "different", "remote", "separate"];
const NUMBERS: &[&str] = &["first", "second", "third", "fourth", "fifth"];
/// What may stand before all of it.
const OPENERS: &[&str] = &["now", "then", "next", "again", "finally", "also", "so", "first", "back", "still", "and"];
/// What is done there, right behind the name.
const DONE: &[&str] = &[
    "run", "type", "enter", "execute", "issue", "start", "use", "launch", "do", "join", "check", "list", "look", "see",
    "create", "install", "open", "paste",
];
/// What is told to be done there before it is named: "run this on node2".
const TYPES: &[&str] = &["run", "type", "enter", "execute", "issue", "repeat", "do", "paste"];
const THIS: &[&str] = &["this", "these", "following", "below", "command", "commands", "same"];
/// How a machine is gone to: "log in to node2 and run".
const GOES: &[&str] = &["ssh", "log", "login", "connect", "switch", "go", "move", "return", "change"];

/// A machine, by what the text calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Machine {
    /// What it is there for.
    pub role: Role,
    /// Its number, if it is told.
    pub number: Option<u32>,
    /// It is another one than that at hand, whichever.
    pub is_other: bool,
}

/// What a machine is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It leads a cluster.
    Manager,
    /// It works for one.
    Worker,
    /// Nobody says.
    Any,
}

impl Cue<'_> {
    /// The machine on which the block is typed, as the last sentence says, or else the title of its section.
    pub fn machine_told(&self) -> Option<Machine> {
        sent_to(self.sentence()).or_else(|| sent_to(self.title))
    }
}

/// Whether letters of what machines are called occur: most is said of none.
fn may_name(text: &str) -> bool {
    any_three(text.as_bytes(), |a, b, c| {
        are(a, b, c, *b"nod")
            | are(a, b, c, *b"mac")
            | are(a, b, c, *b"hos")
            | are(a, b, c, *b"erv")
            | are(a, b, c, *b"nst")
            | are(a, b, c, *b"omp")
            | are(a, b, c, *b"ork")
            | are(a, b, c, *b"nag")
            | are(a, b, c, *b"ast")
            | are(a, b, c, *b"ead")
            | are(a, b, c, *b" vm")
            | are(a, b, c, *b"`vm")
    })
}

/// A word, and whether a sign behind it ends what it belongs to.
struct Word<'t> {
    name: &'t str,
    ends: bool,
}

impl<'t> Word<'t> {
    fn of(word: &'t str) -> Self {
        Self {
            name: word.trim_matches(|c: char| !c.is_alphanumeric()),
            ends: word.trim_end_matches(['`', '*', '"', '\'', ')']).ends_with([',', ':', ';', '.']),
        }
    }
}

fn words(text: &str) -> Vec<Word<'_>> {
    text.split_whitespace().map(Word::of).filter(|word| !word.name.is_empty()).collect()
}

/// Whether there is such a word at a place.
fn is_one(words: &[Word<'_>], at: usize, known: &[&str]) -> bool {
    words.get(at).is_some_and(|word| is_among(word.name, known))
}

/// Whether a word is among some, in upper or lower case.
fn is_among(word: &str, known: &[&str]) -> bool {
    known.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// The machine that a sentence sends the learner to for what follows.
fn sent_to(sentence: &str) -> Option<Machine> {
    if !may_name(sentence) {
        return None;
    }
    let is_sent = |word: &Word<'_>| is_among(word.name, &["on", "from", "to", "into"]);
    let words = words(sentence);
    if !words.iter().any(is_sent) {
        return None;
    }
    let begin = (0..words.len()).find(|at| !is_one(&words, *at, OPENERS))?;
    (begin..words.len()).find_map(|at| {
        let is_on = is_one(&words, at, &["on", "from"]);
        if !is_on && !is_one(&words, at, &["to", "into"]) {
            return None;
        }
        let (machine, next) = machine_at(&words, at + 1)?;
        let is_last = next == words.len();
        let is_told = if is_on && at == begin {
            is_last || words[next - 1].ends || is_one(&words, next, DONE)
        } else if is_on {
            is_last && is_one(&words, begin, TYPES) && (begin..at).any(|word| is_one(&words, word, THIS))
        } else {
            let is_gone_to = is_one(&words, begin, GOES) || begin > 0 && is_one(&words, begin - 1, &["back"]);
            is_gone_to && is_one(&words, next, &["and"]) && is_one(&words, next + 1, DONE)
        };
        is_told.then_some(machine)
    })
}

/// The machine that some words name from a place on, and where they end.
fn machine_at(words: &[Word<'_>], from: usize) -> Option<(Machine, usize)> {
    let (mut at, mut number, mut is_other) = (from, None, false);
    for _ in 0..DESCRIBED {
        let name = words.get(at)?.name;
        if let Some(place) = NUMBERS.iter().position(|known| known.eq_ignore_ascii_case(name)) {
            number = u32::try_from(place + 1).ok();
        } else if is_among(name, OTHER) {
            is_other = true;
        } else if !is_among(name, BEFORE) {
            break;
        }
        at += 1;
    }
    let (role, own) = called(words.get(at)?.name)?;
    number = own.or(number);
    let goes_on = |at: usize| words.get(at).is_some_and(|word| !word.ends) && at + 1 < words.len();
    if role != Role::Any
        && goes_on(at)
        && let Some((Role::Any, own)) = called(words[at + 1].name)
    {
        at += 1;
        number = own.or(number);
    }
    if number.is_none()
        && goes_on(at)
        && let Some(own) = digits(words[at + 1].name)
    {
        at += 1;
        number = Some(own);
    }
    let is_one = role != Role::Any || number.is_some() || is_other;
    is_one.then_some((Machine { role, number, is_other }, at + 1))
}

/// What a word calls a machine: `worker`, `node2`, `vm-01`.
fn called(word: &str) -> Option<(Role, Option<u32>)> {
    let stem = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = &word[stem.len()..];
    let stem = stem.trim_end_matches(['-', '_']);
    let role = match () {
        () if is_among(stem, MANAGERS) => Role::Manager,
        () if is_among(stem, WORKERS) => Role::Worker,
        () if is_among(stem, ANY) => Role::Any,
        () => return None,
    };
    if number.is_empty() { Some((role, None)) } else { Some((role, Some(digits(number)?))) }
}

fn digits(word: &str) -> Option<u32> {
    let are_few = word.len() <= DIGITS && word.bytes().all(|b| b.is_ascii_digit());
    are_few.then(|| word.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(machine: Option<Machine>) -> String {
        let Some(Machine { role, number, is_other }) = machine else { return "none".to_owned() };
        let number = number.map_or(String::new(), |number| number.to_string());
        format!("{role:?}{number}{}", if is_other { " other" } else { "" })
    }

    #[test]
    fn machines_in_sentences() {
        for (sentence, want) in [
            ("On node2, run:", "Any2"),
            ("On `node-02` run:", "Any2"),
            ("Now on the **worker** run this command:", "Worker"),
            ("Then, on the manager node:", "Manager"),
            ("On worker node 2:", "Worker2"),
            ("On the second machine type:", "Any2"),
            ("On the other node, look at it:", "Any other"),
            ("From one of the workers:", "Worker"),
            ("Run this on node2:", "Any2"),
            ("Execute the following command on the first manager:", "Manager1"),
            ("SSH into node3 and run:", "Any3"),
            ("Go back to the manager and list them:", "Manager"),
            ("List what runs on node2:", "none"),
            ("On node2 the container is there:", "none"),
            ("On the host, run:", "none"),
            ("On the server, run:", "none"),
            ("On all nodes, run:", "none"),
            ("On the master branch, run:", "none"),
            ("Log in to node2:", "none"),
            ("Run this to see node2:", "none"),
            ("On a new machine, run:", "none"),
            ("On node", "none"),
            ("On node2345, run:", "none"),
            ("On VM 2, type:", "Any2"),
            ("On `vm2`:", "Any2"),
            ("On the third instance, do this:", "Any3"),
            ("On another computer, type:", "Any other"),
            ("On the leader, run:", "Manager"),
            ("On the master, run:", "Manager"),
            // Titles.
            ("On node2", "Any2"),
            ("On the worker", "Worker"),
            ("Run the command below on the worker node", "Worker"),
            ("Node 2", "none"),
            ("The manager", "none"),
            ("On node2 and node3", "none"),
            ("", "none"),
        ] {
            assert_eq!(shown(sent_to(sentence)), want, "{sentence}");
        }
    }
}
