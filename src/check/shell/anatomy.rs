//! Which words of a docker command are its verb, its flags and its other words: for those who change one of them.

use super::docker;
use super::{Command, Flag, Simple};
use std::ops::Range;

/// A docker command by its words, each range counting the words of its [`Simple`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anatomy {
    /// By its shortest name: `run`, `volume ls`.
    pub verb: String,
    /// One word or two: `ps`, `container ls`.
    pub verb_words: Range<usize>,
    /// Each with its value.
    pub flags: Vec<FlagWords>,
    /// The other words; after `run`'s image they are the container's command.
    pub args: Vec<usize>,
}

/// The words of a flag: `-d`, `-dit`, `--name web`, `--name=web`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlagWords {
    /// One word, or two where the value stands apart.
    pub words: Range<usize>,
    /// One, or several for letters in one word.
    pub flags: Vec<Flag>,
}

/// Takes a docker command apart; none for other programs, and where flags stand before the verb.
pub fn anatomy(simple: &Simple) -> Option<Anatomy> {
    let words: Vec<&str> = simple.words.iter().map(|word| word.text.as_str()).collect();
    let program = words.iter().position(|word| *word == "docker")?;
    let command = Command::of_words(&words).filter(|c| c.program == "docker" && !c.verb.is_empty())?;
    let first = *words.get(program + 1)?;
    let verb_words = program + 1..program + 2 + usize::from(docker::is_group(first));
    // `docker compose -p shop up`
    let is_flag_first = words.get(verb_words.clone()).is_none_or(|verb| verb.iter().any(|word| word.starts_with('-')));
    if is_flag_first {
        return None;
    }
    let mut anatomy =
        Anatomy { verb: command.verb, verb_words: verb_words.clone(), flags: Vec::new(), args: Vec::new() };
    let mut at = verb_words.end;
    while let Some(word) = words.get(at) {
        if *word == "--" {
            anatomy.args.extend(at + 1..words.len());
            break;
        }
        if word.len() < 2 || !word.starts_with('-') {
            anatomy.args.push(at);
            at += 1;
            if docker::ends_at_first_word(&anatomy.verb) {
                anatomy.args.extend(at..words.len());
                break;
            }
            continue;
        }
        let flag = flag_words(&words, &verb_words, at);
        at = flag.words.end;
        anatomy.flags.push(flag);
    }
    Some(anatomy)
}

fn flag_words(words: &[&str], verb: &Range<usize>, at: usize) -> FlagWords {
    let of = |end: usize| {
        let line: Vec<&str> = ["docker"].into_iter().chain(words[verb.clone()].iter().copied()).collect();
        Command::of_words(&[line, words[at..end].to_vec()].concat()).unwrap_or_default()
    };
    let alone = of(at + 1);
    if alone.wants_value() && at + 1 < words.len() {
        return FlagWords { words: at..at + 2, flags: of(at + 2).flags };
    }
    FlagWords { words: at..at + 1, flags: alone.flags }
}

/// A flag's one letter, where it has one: `d` for `run`'s `detach`.
pub fn letter_of(verb: &str, flag: &str) -> Option<&'static str> {
    docker::letter(verb, flag).filter(|letter| !letter.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::split;
    use super::*;

    fn check(text: &str, want: &str) {
        let simple = &split(text)[0];
        let said = anatomy(simple).map_or_else(String::new, |a| {
            let words =
                |r: &Range<usize>| simple.words[r.clone()].iter().map(|w| w.text.clone()).collect::<Vec<_>>().join(" ");
            let flags: Vec<String> =
                a.flags.iter().map(|f| format!("[{}]{}", words(&f.words), f.flags.len())).collect();
            let args: Vec<&str> = a.args.iter().map(|&n| simple.words[n].text.as_str()).collect();
            format!("{}={} {} {}", words(&a.verb_words), a.verb, flags.concat(), args.join(" "))
        });
        assert_eq!(said, want, "{text}");
    }

    #[test]
    fn docker_commands_are_taken_apart() {
        check(
            "docker run -dit --name web -p=80:80 nginx sh -c x",
            "run=run [-dit]3[--name web]1[-p=80:80]1 nginx sh -c x",
        );
        check("sudo docker container ls --all", "container ls=ps [--all]1 ");
        check("docker rm web -f db", "rm=rm [-f]1 web db");
        check("docker exec -- web ls", "exec=exec  web ls");
        check("docker run -v", "run=run [-v]1 ");
        check("docker -c x ps", "");
        check("docker compose -p shop up -d", "");
        check("docker compose up -d", "compose up=compose up [-d]1 ");
        check("docker compose", "");
        check("ls -la", "");
        assert_eq!((letter_of("run", "detach"), letter_of("run", "name")), (Some("d"), None));
    }
}
