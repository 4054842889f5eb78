//! A simple command with its flags told from its words, so that two spellings of one command are alike.

use super::docker;
use super::split::{Simple, quote};
use crate::check::reference::normal_reference;

/// A flag by its longest name, and its value where it takes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// Without hyphens.
    pub name: String,
    /// None for a switch, and for a value that is missing.
    pub value: Option<String>,
}

/// A command in one spelling.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Command {
    /// `ls`, or `docker`.
    pub program: String,
    /// Docker's command by its shortest name: `run`, `volume ls`; empty for other programs.
    pub verb: String,
    /// The first of a verb's two words as it was written: `container` in `container ls`.
    pub group: String,
    /// In the order they are written.
    pub flags: Vec<Flag>,
    /// The other words.
    pub args: Vec<String>,
}

impl Command {
    /// Reads a simple command; none where there is nothing but variables to set.
    pub fn read(simple: &Simple) -> Option<Self> {
        let words: Vec<&str> = simple.words.iter().map(|word| word.text.as_str()).collect();
        let mut command = Self::of_words(&words)?;
        // `docker load < app.tar` is another spelling of `docker load --input app.tar`.
        if let Some(file) = simple.reads.as_ref().filter(|_| command.is_load() && !command.has("input")) {
            command.flags.push(Flag { name: "input".to_owned(), value: Some(file.text.clone()) });
        }
        Some(command)
    }

    fn is_load(&self) -> bool {
        self.program == "docker" && self.verb == "load"
    }

    /// Reads the words of a simple command.
    pub fn of_words(words: &[&str]) -> Option<Self> {
        let first = words.iter().position(|word| *word != "sudo" && !is_assignment(word))?;
        let (program, rest) = (words[first], &words[first + 1..]);
        let mut command = Self { program: program.to_owned(), ..Self::default() };
        match program {
            "docker" => command.docker(rest),
            "docker-compose" => {
                "docker".clone_into(&mut command.program);
                command.grouped("compose", rest);
            }
            _ => command.plain(rest),
        }
        Some(command)
    }

    fn docker(&mut self, words: &[&str]) {
        match self.flags_until_word("", words).split_first() {
            Some((group, rest)) if docker::is_group(group) => self.grouped(group, rest),
            Some((verb, rest)) => self.with_verb(docker::canonical(None, verb), rest),
            None => {}
        }
    }

    fn grouped(&mut self, group: &str, words: &[&str]) {
        group.clone_into(&mut self.group);
        match self.flags_until_word(group, words).split_first() {
            Some((word, rest)) => self.with_verb(docker::canonical(Some(group), word), rest),
            None => group.clone_into(&mut self.verb),
        }
    }

    fn with_verb(&mut self, verb: String, words: &[&str]) {
        self.verb = verb;
        let verb = self.verb.clone();
        let mut rest = words;
        loop {
            rest = self.flags_until_word(&verb, rest);
            let Some((word, after)) = rest.split_first() else { return };
            self.args.push((*word).to_owned());
            rest = after;
            if docker::ends_at_first_word(&verb) {
                self.args.extend(rest.iter().map(|word| (*word).to_owned()));
                return;
            }
        }
    }

    /// Takes the flags at the start; what is left begins with a word that is none.
    fn flags_until_word<'w>(&mut self, verb: &str, words: &'w [&'w str]) -> &'w [&'w str] {
        let mut rest = words;
        while let Some((word, after)) = rest.split_first() {
            let Some(name) = word.strip_prefix('-').filter(|name| !name.is_empty()) else { break };
            rest = after;
            if name == "-" {
                break;
            }
            let wants_value = match name.strip_prefix('-') {
                Some(long) => self.long_flag(verb, long),
                None => self.short_flags(verb, name),
            };
            if let (true, Some((value, after)), Some(flag)) = (wants_value, rest.split_first(), self.flags.last_mut()) {
                flag.value = Some((*value).to_owned());
                rest = after;
            }
        }
        rest
    }

    /// Whether a value is still to come.
    fn long_flag(&mut self, verb: &str, spelled: &str) -> bool {
        let (name, value) = spelled.split_once('=').map_or((spelled, None), |(name, value)| (name, Some(value)));
        let known = docker::flag(verb, name);
        let valued = known.is_some_and(|flag| flag.valued);
        let value = value.filter(|value| valued || known.is_none() || *value == "false").map(str::to_owned);
        let wants_value = valued && value.is_none();
        self.flags.push(Flag { name: known.map_or(name, |flag| flag.long).to_owned(), value });
        wants_value
    }

    /// Whether a value is still to come.
    fn short_flags(&mut self, verb: &str, letters: &str) -> bool {
        for (at, letter) in letters.char_indices() {
            let name = letter.to_string();
            let known = docker::flag(verb, &name);
            let name = known.map_or(name, |flag| flag.long.to_owned());
            let valued = known.is_some_and(|flag| flag.valued);
            let after = letters[at + letter.len_utf8()..].trim_start_matches('=');
            let value = (valued && !after.is_empty()).then(|| after.to_owned());
            self.flags.push(Flag { name, value: value.clone() });
            if valued {
                return value.is_none();
            }
        }
        false
    }

    /// Another program: its flags are taken for switches.
    fn plain(&mut self, words: &[&str]) {
        for word in words {
            match word.strip_prefix("--").filter(|name| !name.is_empty()) {
                Some(long) => drop(self.long_flag("", long)),
                None if word.len() > 1 && word.starts_with('-') => self.letters(&word[1..]),
                None => self.args.push((*word).to_owned()),
            }
        }
    }

    fn letters(&mut self, letters: &str) {
        self.flags.extend(letters.chars().map(|letter| Flag { name: letter.to_string(), value: None }));
    }

    /// The value of a flag; the last one counts.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.flags.iter().rev().find(|flag| flag.name == name).and_then(|flag| flag.value.as_deref())
    }

    /// The values of a flag that may be repeated.
    pub fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.flags.iter().filter(move |flag| flag.name == name).filter_map(|flag| flag.value.as_deref())
    }

    /// Whether a switch is set.
    pub fn has(&self, name: &str) -> bool {
        self.flags.iter().any(|flag| flag.name == name && flag.value.as_deref() != Some("false"))
    }

    /// Whether the last word is a flag whose value is not there.
    pub fn wants_value(&self) -> bool {
        let valued = |flag: &Flag| docker::flag(&self.verb, &flag.name).is_some_and(|known| known.valued);
        self.args.is_empty() && self.flags.last().is_some_and(|flag| flag.value.is_none() && valued(flag))
    }

    /// What of a pattern this command lacks, in words to write; empty where it fits.
    /// None where it is another command altogether.
    pub fn lacks(&self, pattern: &Command) -> Option<Vec<String>> {
        let verb = pattern.verb.is_empty() || pattern.verb == self.verb || pattern.verb == self.group;
        if self.program != pattern.program || !verb {
            return None;
        }
        let flags = pattern.flags.iter().filter(|wanted| !self.has_flag(wanted)).map(spell);
        let args = pattern.args.iter().enumerate().filter(|(at, wanted)| !self.has_arg(*at, wanted));
        Some(flags.chain(args.map(|(_, wanted)| quote(wanted))).collect())
    }

    fn has_flag(&self, wanted: &Flag) -> bool {
        self.flags.iter().filter(|flag| flag.name == wanted.name).any(|flag| match (&wanted.value, &flag.value) {
            (None, _) => true,
            (Some(wanted), Some(value)) => self.alike(wanted, value),
            (Some(_), None) => false,
        })
    }

    fn has_arg(&self, at: usize, wanted: &str) -> bool {
        self.args.get(at).is_some_and(|arg| self.alike(wanted, arg))
    }

    /// `*` is any word, and `alpine` is `alpine:latest` to Docker.
    fn alike(&self, wanted: &str, word: &str) -> bool {
        let reference = || normal_reference(wanted) == normal_reference(word);
        wanted == "*" || wanted == word || (self.program == "docker" && reference())
    }
}

fn spell(flag: &Flag) -> String {
    let hyphens = if flag.name.chars().count() == 1 { "-" } else { "--" };
    let value = flag.value.as_ref().map(|value| format!(" {}", quote(value))).unwrap_or_default();
    format!("{hyphens}{}{value}", flag.name)
}

fn is_assignment(word: &str) -> bool {
    let name = word.split_once('=').map_or("", |(name, _)| name);
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::super::split;
    use super::*;

    fn command(text: &str) -> Command {
        Command::read(&split(text)[0]).unwrap()
    }

    fn show(text: &str) -> String {
        let command = command(text);
        let flags: Vec<String> = command.flags.iter().map(spell).collect();
        let head = format!("{} {}", command.program, command.verb);
        format!("{} | {} | {}", head.trim_end(), flags.join(" "), command.args.join(" "))
    }

    #[test]
    fn flags_are_told_from_words() {
        let cases = [
            ("docker ps -a", "docker ps | --all | "),
            ("docker container ls --all", "docker ps | --all | "),
            (
                "docker run -dit --rm -p 80:80 -p=81:81 nginx sh -c 'a b'",
                "docker run | --detach --interactive --tty --rm --publish 80:80 --publish 81:81 | nginx sh -c a b",
            ),
            ("docker run --name=web --rm=true nginx", "docker run | --name web --rm | nginx"),
            ("docker rm web -f", "docker rm | --force | web"),
            ("docker run -v", "docker run | --volume | "),
            ("docker build -t a:b .", "docker build | --tag a:b | ."),
            ("docker -c x compose -f y up -d", "docker compose up | --context x --file y --detach | "),
            ("docker-compose up", "docker compose up |  | "),
            ("sudo A=b docker images", "docker images |  | "),
            ("ls -la --color=auto x", "ls | -l -a --color auto | x"),
            ("docker", "docker |  | "),
            ("docker volume", "docker volume |  | "),
            ("docker exec web -- ls", "docker exec |  | web -- ls"),
            ("docker exec -- web ls", "docker exec |  | web ls"),
            ("docker load -i a.tar", "docker load | --input a.tar | "),
            ("docker image load < a.tar", "docker load | --input a.tar | "),
            ("docker load <<< text", "docker load |  | "),
            ("cat < a.tar", "cat |  | "),
        ];
        for (text, want) in cases {
            assert_eq!(show(text), want, "{text:?}");
        }
        assert_eq!(Command::read(&split("A=b")[0]), None);
    }

    #[test]
    fn an_archive_that_is_piped_in_is_loaded() {
        for (text, want) in [("cat a.tar | docker load", Some("a.tar")), ("gunzip -c a.gz | docker load", None)] {
            assert_eq!(Command::read(&split(text)[1]).unwrap().value("input"), want, "{text}");
        }
    }

    #[test]
    fn patterns_fit_or_say_what_is_lacking() {
        let cases: [(&str, &str, Option<&[&str]>); 16] = [
            ("docker ps", "docker container ls -a", Some(&[])),
            ("docker ps -a", "docker container ls --all", Some(&[])),
            ("docker ps -a", "docker ps", Some(&["--all"])),
            ("docker ps -a", "docker images -a", None),
            ("docker run -it alpine", "docker run -t -i --rm alpine:latest sh", Some(&[])),
            ("docker run -p 8080:80 nginx", "docker run -p 8081:80 nginx", Some(&["--publish 8080:80"])),
            ("docker run alpine ls", "docker run alpine", Some(&["ls"])),
            ("docker run alpine", "docker run ubuntu", Some(&["alpine"])),
            ("docker rm *", "docker rm web", Some(&[])),
            ("docker rm *", "docker rm", Some(&["*"])),
            ("docker", "docker ps", Some(&[])),
            ("docker volume", "docker volume ls", Some(&[])),
            ("docker volume", "docker network ls", None),
            ("ls -la", "ls -a -l x", Some(&[])),
            ("cat notes.txt", "cat 'notes.txt'", Some(&[])),
            ("cat notes.txt", "less notes.txt", None),
        ];
        for (pattern, text, want) in cases {
            let lacks = command(text).lacks(&command(pattern));
            let want = want.map(|words| words.iter().map(|w| (*w).to_owned()).collect());
            assert_eq!(lacks, want, "{pattern:?} on {text:?}");
        }
    }
}
