//! Whether a block may replace the one before: another way, or the other system's.

use super::super::scan::{
    any_three, are, find_any_case, has_any_case, has_byte, has_part, has_word_any_case, in_word, is_word,
};
use super::engine;
use super::known::{is_piped_text, is_program};
use super::phrase::last_word;

/// What only Windows has; its own name alone tells little.
const WINDOWS: &[&str] = &["powershell", "cmd.exe", "git bash", "windows user", "windows users"];

/// Whether Windows may be spoken of: few other words have these letters of `windows`, `powershell`, `cmd.exe` and
/// `git bash`.
pub fn may_say_windows(text: &str) -> bool {
    any_three(text.as_bytes(), |a, b, c| {
        are(a, b, c, *b"ndo") | are(a, b, c, *b"wer") | are(a, b, c, *b"d.e") | are(a, b, c, *b"git")
    })
}

/// Whether Windows is spoken of.
pub fn says_windows(text: &str) -> bool {
    let begins = |at: usize| at.checked_sub(1).is_none_or(|before| !in_word(text.as_bytes()[before]));
    let is_here = |(at, byte): (usize, u8)| {
        matches!(byte | 0x20, b'p' | b'c' | b'g' | b'w') && begins(at) && is_windows(text, at)
    };
    text.bytes().enumerate().any(is_here)
}

/// Whether nothing is said but the system's name, as above a section for it.
pub fn is_windows_alone(text: &str) -> bool {
    text.trim_matches(|c: char| !c.is_alphanumeric()).eq_ignore_ascii_case("windows")
}

/// Whether a title names the system, and not only what runs on it: "Start it on Windows", but "Windows containers".
pub fn titles_windows(title: &str) -> bool {
    let words = title.trim_matches(|c: char| !c.is_alphanumeric());
    let ends = ["windows", "cmd"].iter().any(|name| last_word(words).eq_ignore_ascii_case(name));
    let begins = || {
        let rest = words.get(.."windows".len()).filter(|first| first.eq_ignore_ascii_case("windows"));
        rest.is_some() && !has_any_case(words, "container") && !has_any_case(words, "image")
    };
    ends || says_windows(words) || begins()
}

/// Whether a command is a call of the engine that is the same for every shell, or gets a text that only `PowerShell` gives
/// it, which is shown and not typed.
pub fn is_everywhere(text: &str) -> bool {
    let is_call = || text.split_whitespace().next().is_some_and(engine::is_engine);
    is_call() && !has_byte(text, b'`') && !has_byte(text, b'%') && !has_part(text, "$env:") || is_piped_text(text)
}

/// Whether a command has a variable as only the other system's command line knows it: `%cd%`.
pub fn is_of_windows(text: &str) -> bool {
    has_byte(text, b'%') && ["%cd%", "%userprofile%", "%homepath%"].iter().any(|name| has_any_case(text, name))
}

/// Whether a command may do on the other system what another one does: two calls of the engine that ask for different
/// things do not, nor does another program do what the engine does.
pub fn may_do_the_same(one: &str, other: &str) -> bool {
    fn asks(text: &str) -> Option<&str> {
        let mut words = text.split_whitespace().skip_while(|word| matches!(*word, "sudo" | "winpty"));
        let first = words.next()?;
        if matches!(first, "docker-compose" | "podman-compose") {
            return Some("compose");
        }
        words.find(|word| !matches!(*word, "container" | "image")).filter(|_| engine::is_engine(first))
    }
    let is_other = |text: &str| {
        text.split(' ').next().is_some_and(|first| is_program(first) && !first.starts_with('.'))
            && !has_part(text, "docker")
    };
    match (asks(one), asks(other)) {
        (Some(one), Some(other)) => one == other,
        (Some(_), None) => !is_other(other),
        (None, Some(_)) => !is_other(one),
        (None, None) => true,
    }
}

/// `on Windows`, `Git Bash`, by where the word with the system begins.
fn is_windows(text: &str, at: usize) -> bool {
    let on = || {
        text.get(..at)
            .and_then(|before| before.strip_suffix(' '))
            .is_some_and(|before| last_word(before).eq_ignore_ascii_case("on"))
    };
    WINDOWS.iter().any(|words| is_word(text, at, words)) || (is_word(text, at, "windows") && on())
}

/// How an alternative begins in other languages: alone, or as the sentence's first word.
const OR: &[&str] =
    &["or", "alternatively", "oder", "alternativ", "ou", "alternativement", "alternativamente", "或者", "或", "또는"];
/// What the learner does, and what a program does: "run this instead", but "print the date instead".
const USES: &[&str] = &["use", "using", "run", "try", "type", "enter", "execute", "can", "could", "do", "this"];
const TELLS: &[&str] = &[
    "print", "prints", "say", "says", "show", "shows", "display", "displays", "output", "outputs", "return", "returns",
    "list", "lists", "greet", "greets", "echo", "serve", "serves",
];

/// Whether what stands before `instead` is done with another command, and not another thing with the same one.
fn is_done_instead(before: &str) -> bool {
    let is = |word: &str, known: &[&str]| known.iter().any(|known| known.eq_ignore_ascii_case(word));
    let mut words = before.split(|c: char| !(c.is_alphanumeric() || c == '_')).rev();
    let verb = words.find(|word| is(word, USES) || is(word, TELLS));
    !verb.is_some_and(|verb| is(verb, TELLS))
}

/// How a sentence ends that names a longer or another way to say the command above it.
const SAME_AS: &[&str] = &["shorthand for", "short for", "the same as", "equivalent to", "an alias for", "an alias of"];

/// Whether the command above is said to be the one below: "This is shorthand for:".
fn is_same_as(words: &str) -> bool {
    let first = words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if words.starts_with("The equivalent ") || words.starts_with("the equivalent ") {
        return true;
    }
    // "The `exec` equivalent to `attach` would look like:"
    if ["would look like", "would be", "looks like"].iter().any(|end| words.ends_with(end)) {
        return has_part(words, " equivalent to ");
    }
    let is_of_above = || ["this", "it", "that", "which"].iter().any(|word| first.eq_ignore_ascii_case(word));
    SAME_AS.iter().any(|end| words.ends_with(end)) && (is_of_above() || names_above(words))
}

/// Whether a sentence begins with the command above: "The previous instruction is …", "The command above is …".
fn names_above(words: &str) -> bool {
    const CALLED: [&str; 4] = ["command", "instruction", "call", "line"];
    const ABOVE: [&str; 4] = ["previous", "above", "preceding", "last"];
    let has = |known: &[&str]| words.split_whitespace().take(WORDS_OF_ABOVE).any(|word| known.contains(&word));
    has(&ABOVE) && has(&CALLED)
}

/// Whether the command is said to be another one for who types it elsewhere: "if you are running it from the host, your
/// command will look like this".
fn is_elsewhere(words: &str) -> bool {
    let ends = ["look like this", "look something like this", "look similar to this"];
    let running = ["if you are running ", "if you're running ", "if you run "];
    ends.iter().any(|end| words.ends_with(end))
        && running.iter().any(|begin| has_any_case(words, begin))
        && has_any_case(words, "your command ")
}

/// Whether a sentence begins with `Or`, or says that it gives the command above in other words.
pub fn begins_with_or(sentence: &str) -> bool {
    let words = sentence.trim_matches(|c: char| !(c.is_alphanumeric() || c == '_'));
    if is_same_as(words) {
        return true;
    }
    let first = words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    OR.iter().any(|or| first.eq_ignore_ascii_case(or))
}

/// Whether what follows "Or" has an aim of its own: "to run another program". Who does the one may do the other after it.
fn is_other_aim(rest: &str) -> bool {
    const OTHER: [&str; 4] = ["another", "alternative", "different", "other"];
    let Some(aim) = rest.trim_start_matches([',', ' ']).strip_prefix("to ") else { return false };
    aim.split_whitespace().take(WORDS_OF_ABOVE).any(|word| OTHER.contains(&word))
}

/// How a case begins.
const CASES: &[&str] = &["if", "on", "for", "when", "with", "using", "in", "users"];
/// Machines and engines that the sandbox's own shell is not.
const OTHERS: &[&str] = &[
    "windows",
    "mac",
    "macs",
    "macos",
    "osx",
    "os x",
    "m1",
    "m2",
    "m3",
    "m4",
    "apple silicon",
    "arm64",
    "arm",
    "aarch64",
    "raspberry",
    "podman",
    "nerdctl",
];

/// Whether a sentence may tell how it is done in another case: "If you are using an M1 Mac instead, …".
pub fn begins_case(sentence: &str) -> bool {
    let sentence = sentence.trim_start();
    let first = &sentence[..sentence.bytes().take_while(u8::is_ascii_alphabetic).count()];
    matches!(first.len(), 2..=5) && CASES.iter().any(|case| case.eq_ignore_ascii_case(first))
}

/// How it is said that something cannot be done.
const FAILS: &[&str] = &[
    " fail",
    " not work",
    "n't work",
    "n’t work",
    " not there",
    " not available",
    "n't available",
    " not installed",
    "n't installed",
    " not found",
    " not exist",
    "n't exist",
    " an error",
    " has no ",
    " is missing",
];

/// Whether a sentence tells what to do where the command above cannot be: "If `bash` is not there, try `sh`:".
pub fn falls_back(sentence: &str) -> bool {
    let sentence = sentence.trim_start();
    let begins = sentence.get(..3).is_some_and(|first| first.eq_ignore_ascii_case("if "));
    let condition = || sentence.split(',').next().unwrap_or_default();
    begins && FAILS.iter().any(|words| has_any_case(condition(), words))
}

/// Whether a sentence names a machine or an engine that the sandbox's own shell is not.
pub fn names_other(sentence: &str) -> bool {
    !has_word_any_case(sentence, "linux") && OTHERS.iter().any(|other| has_word_any_case(sentence, other))
}

/// What a sentence says that leaves a choice.
const MODALS: &[&str] = &["can", "could", "would", "may", "might", "you'd", "you’d"];

/// Whether a paragraph ends with the offer to take another file than the one above: "If there is a proxy in the way, you
/// can use", "Instead of the above Dockerfile you'd use". Who is told to take it takes it.
pub fn offers_other_file(paragraph: &str, sentence: &str) -> bool {
    let leaves_choice = |text: &str| MODALS.iter().any(|modal| has_word_any_case(text, modal));
    let behind = |words: &str| Some(&sentence[find_any_case(sentence, words)? + words.len()..]);
    let of_above = |rest: &&str| {
        let mut words = rest.split_whitespace().take(WORDS_OF_ABOVE);
        words.any(|word| ["above", "previous", "this", "that"].contains(&word.trim_end_matches(',')))
    };
    let begins = |text: &str| text.trim_start().get(..3).is_some_and(|first| first.eq_ignore_ascii_case("if "));
    let in_case = || {
        let is_this = ["in this case", "in that case"].iter().any(|words| has_any_case(sentence, words));
        is_this && paragraph.split(". ").any(|before| has_word_any_case(before, "if"))
    };
    behind("instead of ").filter(of_above).is_some_and(leaves_choice)
        || (begins(sentence) || in_case()) && leaves_choice(sentence)
}

/// So many words behind "instead of" tell of what.
const WORDS_OF_ABOVE: usize = 4;

/// Whether two calls of an engine ask for the same with the same: they begin alike, and one more word is in both.
pub fn does_the_same(one: &str, other: &str) -> bool {
    fn words(text: &str) -> Option<Vec<&str>> {
        let mut words = text.split_whitespace().skip_while(|word| matches!(*word, "sudo" | "winpty"));
        let is_call = words.next().is_some_and(engine::is_engine);
        is_call.then(|| words.filter(|word| !matches!(*word, "container" | "image" | "buildx")).collect())
    }
    let (Some(one), Some(other)) = (words(one), words(other)) else { return false };
    let is_common = |word: &&&str| !word.starts_with('-') && one[1..].contains(*word);
    one.first() == other.first() && (one.len() <= 1 || other.iter().skip(1).any(|word| is_common(&word)))
}

/// Whether nothing but `or` stands between two commands in a sentence: "`docker ps` or simply `docker ps -a`".
pub fn is_or_alone(between: &str) -> bool {
    const MORE: &[&str] = &["with", "by", "use", "using", "run", "type", "just", "simply", "even", "also", "try"];
    let of = |word: &&str, known: &[&str]| known.iter().any(|known| known.eq_ignore_ascii_case(word));
    let mut words = between.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.next().is_some_and(|first| of(&first, OR)) && words.all(|word| of(&word, MORE))
}

/// Whether it is told what came of a command: what is done instead of it comes after it.
fn tells_result(before: &str) -> bool {
    ["happened", "no output", "any output", "nothing"].iter().any(|words| has_any_case(before, words))
}

/// What stands above another way, and is all that is said of it.
const WAYS: &[&str] = &[
    "alternative",
    "alternative way",
    "alternative method",
    "alternative command",
    "another way",
    "the alternative way",
];
/// How it is said of two commands that they do the same.
const SAME: &[&str] = &["commands both ", "commands are equivalent", "commands do the same", "commands are the same"];

/// Whether a sentence says so of those that follow.
pub fn announces_two(sentence: &str) -> bool {
    has_part(sentence, "commands ")
        && ["two ", "both ", "following "].iter().any(|word| has_part(sentence, word))
        && SAME.iter().any(|words| has_part(sentence, words))
}

/// `Or …`, `Alternatively …`, `… instead`; `before` stands before the sentence.
pub fn replaces(sentence: &str, before: &str) -> bool {
    let no_word = |c: char| !c.is_alphanumeric() && c != '_';
    let words = sentence.trim_matches(no_word);
    let first = words.split(no_word).next().unwrap_or_default();
    let last = words.len().checked_sub("instead".len()).and_then(|from| words.get(from..)).unwrap_or_default();
    let begins = OR.iter().any(|or| first.eq_ignore_ascii_case(or)) && !is_other_aim(&words[first.len()..]);
    // "You can use this command to do the same:"
    let begins = begins || words.ends_with(" to do the same") || is_same_as(words) || is_elsewhere(words);
    let begins = begins || WAYS.iter().any(|way| way.eq_ignore_ascii_case(words));
    // Those who write without spaces go on at once.
    let begins = begins || words.starts_with("或者");
    let is_instead = || last.eq_ignore_ascii_case("instead") && is_done_instead(&words[..words.len() - last.len()]);
    begins || is_instead() && !tells_result(before)
}

/// The first of the programs that install from the same packages as the one that a command calls: those of other systems
/// do the same as each other.
pub fn installer(text: &str) -> Option<&'static str> {
    const FAMILIES: &[&[&str]] =
        &[&["apt-get", "apt"], &["dnf", "yum", "microdnf"], &["zypper"], &["pacman"], &["apk"], &["brew"], &["choco"]];
    let first = text.strip_prefix("sudo ").unwrap_or(text).split_whitespace().next()?;
    FAMILIES.iter().find(|names| names.contains(&first)).map(|names| names[0])
}
