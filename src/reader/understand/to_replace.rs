//! What the text says that the learner puts in its place: "replace `ada` with your Docker ID", and shell variables that
//! stand for something: "`$CAP` will be used for one or more capabilities".

mod own;

pub use own::cut;

use super::super::scan::{find_any_case, is_word};
use super::known::is_program;
use super::stand_in::is_stand_in;
use memchr::memmem::{self, Finder};
use std::cell::OnceCell;
use std::sync::LazyLock;

/// What the verbs are found by: `replace`, `remplacer`, `substitute`, `change`; with the first, "in place of" is.
static VERBS: LazyLock<[Finder<'static>; 3]> = LazyLock::new(|| ["plac", "ubstitu", "hange "].map(Finder::new));
/// What else tells of values that are to be the learner's own: "instead of `ada`", "where `ada` is".
static OTHERS: LazyLock<[Finder<'static>; 2]> = LazyLock::new(|| ["stead ", "ere "].map(Finder::new));
/// So far behind the verb stands what is replaced, in bytes, and so far behind that by what.
const NEAR: usize = 60;
/// Marks around a word that is meant literally, with those that end it.
const MARKS: &[(char, char)] = &[('`', '`'), ('"', '"'), ('“', '”'), ('\'', '\''), ('‘', '’'), ('«', '»')];
/// What stands before the value.
const BY: &[&str] = &["with", "by", "for", "to", "using", "avec", "par", "con", "por", "com"];
/// Says that the value is the learner's.
const OWN: &[&str] = &["your", "own", "yours", "votre", "vos", "tu", "su", "seu", "sua", "teu"];
/// What is changed to these stays what it is.
const TASTES: &[&str] = &["liking", "needs", "taste", "preference", "preferences", "own", "version", "changes"];

/// What a lesson's text says of it.
#[derive(Debug, Default)]
pub struct ToReplace<'t> {
    /// Where in the text that is said, and the word.
    words: Vec<(usize, &'t str)>,
    /// The same for plain words without marks, which are meant only where they stand before a slash.
    owners: Vec<(usize, &'t str)>,
    text: &'t str,
    /// Where it is said that what is highlighted is to be replaced.
    highlighted: Vec<usize>,
    /// Variables that the text names, without their sign; found on the first question.
    variables: OnceCell<Vec<&'t str>>,
}

impl<'t> ToReplace<'t> {
    /// Reads a lesson's paragraphs, code marked by backticks.
    pub fn of(text: &'t str) -> Self {
        let mut found = Self { text, ..Self::default() };
        let bytes = text.as_bytes();
        let [place, others @ ..] = &*VERBS;
        for at in place.find_iter(bytes) {
            found.highlighted.extend(own::is_highlighted(text, at).then_some(at));
            found.words.extend(word(text, at).map(|word| (at, word)));
            found.owners.extend(owner(text, at).map(|word| (at, word)));
            if text[..at].ends_with("n ") && text[at..].starts_with("place ") {
                found.words.extend(own::instead_of(text, at + "place ".len()).map(|word| (at, word)));
            }
        }
        for verb in others {
            found.words.extend(verb.find_iter(bytes).filter_map(|at| Some((at, word(text, at)?))));
        }
        let [instead, is] = &*OTHERS;
        let instead = instead.find_iter(bytes);
        found.words.extend(instead.filter_map(|at| Some((at, own::instead_of(text, at + "stead ".len())?))));
        for at in is.find_iter(bytes) {
            found.words.extend(own::where_is(text, at + "ere ".len()).map(|word| (at, word)));
            found.owners.extend(own::owner_is(text, at + "ere ".len()).map(|word| (at, word)));
        }
        found.words.sort_unstable();
        found
    }

    /// Whether it is said anywhere that what is highlighted is to be replaced.
    pub fn has_highlighted(&self) -> bool {
        !self.highlighted.is_empty()
    }

    /// Whether it is said in a part of the text.
    pub fn replaces_highlighted(&self, part: std::ops::Range<usize>) -> bool {
        self.highlighted.iter().any(|at| part.contains(at))
    }

    /// Whether there is any word.
    pub fn has_words(&self) -> bool {
        !(self.words.is_empty() && self.owners.is_empty())
    }

    /// The words that are said up to a place, of images' owners: "Replace ada with your own Docker ID".
    pub fn owners_until(&self, end: usize) -> impl Iterator<Item = &'t str> {
        self.owners.iter().filter(move |(at, _)| *at < end).map(|(_, word)| *word)
    }

    /// Whether it is said in a part of the text that the part of a name is to be replaced which has a role: "replace the
    /// docker-id in the following command with your own".
    pub fn has_role(&self, part: std::ops::Range<usize>) -> bool {
        self.words.iter().any(|(at, word)| part.contains(at) && is_role(word))
    }

    /// The words that are said up to a place of the text; what stands for a value by itself does so before it is said.
    pub fn words_until(&self, end: usize) -> impl Iterator<Item = &'t str> {
        self.words.iter().filter(move |(at, word)| *at < end || is_stand_in(word)).map(|(_, word)| *word)
    }

    /// Whether the text names a variable that no shell has set.
    pub fn names_variable(&self, name: &str) -> bool {
        self.variables.get_or_init(|| variables(self.text)).contains(&name)
    }
}

/// The variables that stand alone in backticks, with a value perhaps, or that are told of: "where $FILE is its path".
fn variables(text: &str) -> Vec<&str> {
    let name = |at: usize, ends: fn(&str) -> bool| {
        let name = &text[at..];
        let end = name.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
        let (name, after) = name.split_at(end);
        (ends(after) && is_for_values(name)).then_some(name)
    };
    let marked = |after: &str| after.starts_with('`') || after.starts_with(" = ");
    let told = |after: &str| [" is ", " are ", " stands ", " means "].iter().any(|verb| after.starts_with(verb));
    let alone = memmem::find_iter(text.as_bytes(), "`$").filter_map(|at| name(at + "`$".len(), marked));
    let where_is = memmem::find_iter(text.as_bytes(), "here $").filter_map(|at| name(at + "here $".len(), told));
    alone.chain(where_is).collect()
}

/// Whether a variable may stand for a value: no shell has set it.
fn is_for_values(name: &str) -> bool {
    const SET: &[&str] = &[
        "HOME", "USER", "PWD", "OLDPWD", "PATH", "SHELL", "HOSTNAME", "UID", "EUID", "GID", "RANDOM", "LANG", "TERM",
        "LOGNAME", "EDITOR", "DISPLAY", "TMPDIR", "IFS", "PPID", "SECONDS", "OSTYPE", "HOSTTYPE", "USERNAME",
    ];
    name.starts_with(|c: char| c.is_ascii_alphabetic()) && !SET.contains(&name)
}

/// The word in marks behind a verb, should the learner's own value stand behind it.
fn word(text: &str, at: usize) -> Option<&str> {
    // The letters before are the verb's still.
    let begins = at - text[..at].bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let verb = &text[begins..];
    let begins_with =
        |verb_begins: &str| find_any_case(verb.get(..verb_begins.len()).unwrap_or_default(), verb_begins) == Some(0);
    let changes = begins_with("change");
    let is_verb = changes || ["replac", "remplac", "substitu"].into_iter().any(begins_with);
    let sentence = own::near(text, at);
    let is_meant = |(open, word, after): &(usize, &str, &str)| {
        // A file is changed to another content, and not to another file.
        let is_file = changes && word.contains('.') && !own::is_address(word);
        !is_file && *open <= NEAR && own::is_value(word) && is_own(after, changes)
    };
    let told = [marked, bare, own::behind].iter().find_map(|find| find(sentence).filter(is_meant));
    told.filter(|_| is_verb).map(|(_, word, _)| word)
}

/// The first word in marks: where the mark stands, the word, and what follows.
fn marked(sentence: &str) -> Option<(usize, &str, &str)> {
    let (open, mark) = sentence.char_indices().find(|(_, c)| MARKS.iter().any(|(open, _)| open == c))?;
    let inner = &sentence[open + mark.len_utf8()..];
    let close = MARKS.iter().find(|(open, _)| *open == mark)?.1;
    let (word, after) = inner.split_at(inner.find(close)?);
    Some((open, word, after))
}

/// The word right behind the verb, without marks, that no sentence is made of: `my-secret`, `user_1`.
fn bare(sentence: &str) -> Option<(usize, &str, &str)> {
    let (verb, word, after) = behind_verb(sentence)?;
    let is_made_up = word.contains(['-', '_']) && word.starts_with(|c: char| c.is_ascii_alphanumeric());
    is_made_up.then_some((verb, word, after))
}

/// The length of the verb, the word behind it and what follows.
fn behind_verb(sentence: &str) -> Option<(usize, &str, &str)> {
    let (verb, rest) = sentence.split_once(' ')?;
    let rest = rest.strip_prefix("the ").unwrap_or(rest);
    let (word, after) = rest.split_at(rest.find(' ')?);
    Some((verb.len(), word, after))
}

/// A plain word right behind the verb, and right behind that the learner's value: "Replace ada with your Docker ID".
fn owner(text: &str, at: usize) -> Option<&str> {
    let begins = at - text[..at].bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let is_verb = find_any_case(text.get(begins..begins + "replac".len())?, "replac") == Some(0);
    let (_, word, after) = behind_verb(Some(own::near(text, at)).filter(|_| is_verb)?)?;
    let is_name = word.len() >= 3 && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let is_own = [" with your ", " by your "].iter().any(|own| after.starts_with(own));
    (is_name && is_own && !is_program(word)).then_some(word)
}

/// Whether a word says what the part of an image's name before the slash is.
fn is_role(word: &str) -> bool {
    let plain = |b: &u8| !matches!(b, b'-' | b'_');
    let plain: Vec<u8> = word.bytes().filter(plain).map(|b| b.to_ascii_lowercase()).collect();
    ["dockerid", "dockerhubid", "dockerusername", "dockerhubusername", "hubid"]
        .iter()
        .any(|role| role.as_bytes() == plain)
}

/// Who owns the image that a command tags or pushes: `ada` in `docker push ada/web`.
pub fn owner_of_image(command: &str) -> Option<&str> {
    let mut words = command.split_whitespace().skip_while(|word| *word == "sudo");
    if words.next() != Some("docker") || !matches!(words.find(|word| *word != "image"), Some("tag" | "push")) {
        return None;
    }
    let (owner, _) = words.last()?.split_once('/')?;
    let is_plain = owner.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    (is_plain && owner.len() >= 3).then_some(owner)
}

/// Whether a sentence goes on with a value of the learner's: ` on each line with your Docker ID`.
fn is_own(after: &str, changes: bool) -> bool {
    let near: String = after.chars().take(NEAR).collect();
    let near = near.split(". ").next().unwrap_or_default();
    let by = near.split_whitespace().position(|w| BY.iter().any(|by| by.eq_ignore_ascii_case(w)));
    let mut rest = by.into_iter().flat_map(|at| near.split_whitespace().skip(at + 1).take(6));
    if changes {
        let plain = |w: &str| w.trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned();
        let is_your = rest.next().is_some_and(|w| w.eq_ignore_ascii_case("your"));
        // The closing mark comes first.
        return is_your && by.is_some_and(|at| at <= 1) && rest.next().is_some_and(|w| !TASTES.contains(&&*plain(w)));
    }
    rest.any(|w| OWN.iter().any(|own| is_word(w.trim_start_matches(['`', '"', '\'']), 0, own)))
}

/// Where a word stands in a command as a part of its own: `ada` in `docker push ada/web`, in `key_ada.pem`.
pub fn part(text: &str, word: &str) -> Option<usize> {
    let apart = |b: Option<&u8>| b.is_none_or(|b| !(b.is_ascii_alphanumeric() || *b == b'-'));
    let bytes = text.as_bytes();
    // A password is given right behind its flag.
    let begins =
        |at: usize| text[..at].ends_with(" -p") || apart(at.checked_sub(1).and_then(|before| bytes.get(before)));
    memmem::find_iter(bytes, word).find(|at| begins(*at) && apart(bytes.get(at + word.len())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_to_be_replaced() {
        for (text, want) in [
            ("Replace `ada` with your Docker ID.", "ada"),
            ("You need to replace the instance of \"ada\" on each line with your Docker Hub username.", "ada"),
            ("Edit it (replace `username` with your username), and go on.", "username"),
            ("Substitute ‘ada’ by your own name", "ada"),
            ("Remplacez `ada` par votre nom", "ada"),
            ("Replace `nginx` with your image", ""),
            ("Replace `ada` with another name", ""),
            ("Replace my-secret with a secure password of your choice.", "my-secret"),
            ("Replace my-secret with another one.", ""),
            ("Replace everything with your own.", ""),
            ("Change `ada` with your `user login`:", "ada"),
            ("In the command above change `ada` to your Docker ID.", "ada"),
            ("Change `ada` to your liking.", ""),
            ("Change `index.html` to your own text, and `ada` to `eve`", ""),
            ("Exchange `ada` for your name", ""),
            ("Replace the file. In `ada` is your data", ""),
            ("The change `ada` made to your image", ""),
            ("Place `ada` with your files", ""),
            ("Replace 192.0.2.10 by the address of your machine:", "192.0.2.10"),
            ("Replace the address 192.0.2.10 with your `IP`.", "192.0.2.10"),
            ("Change 192.0.2.10 to your address.", "192.0.2.10"),
            ("Substitute /home/user/app with the path to your own folder", "/home/user/app"),
            ("Replace key_1a2b3c with your own key", "key_1a2b3c"),
            ("Replace the 2 lines with your own", ""),
            ("Use your own token instead of key_1a2b3c.", "key_1a2b3c"),
            ("Use your own token instead of `key_1a...`", "key_1a..."),
            ("Be sure to enter your key in place of `abcd1234`.", "abcd1234"),
            ("Use podman instead of `docker` on your machine", ""),
            ("Your editor opens instead of `nano1`", ""),
            ("Use your own file instead of `a.yaml`", ""),
            ("Here `ada` is your Docker ID.", "ada"),
            ("This is where `ada` is kept, your data.", ""),
        ] {
            let found = ToReplace::of(text);
            assert_eq!(found.words.iter().map(|(_, word)| *word).collect::<Vec<_>>().join(" "), want, "{text}");
        }
        let found = ToReplace::of(
            "Replace the docker-id with your own. Replace ada with your own Docker ID, or it with your x",
        );
        assert_eq!(found.owners_until(99).collect::<Vec<_>>(), ["ada"]);
        let owners = |text: &'static str| ToReplace::of(text).owners_until(99).collect::<Vec<_>>();
        assert_eq!(owners("(where ada is your Docker ID)"), ["ada"]);
        assert!(owners("This is where it is your turn, and where docker is your tool").is_empty());
        assert_eq!((found.has_role(0..20), found.has_role(20..99)), (true, false));
        for (text, want) in [
            ("docker image tag a:1 ada/b:1", Some("ada")),
            ("docker push ada/b", Some("ada")),
            ("docker push example.org/b", None),
            ("docker push b", None),
            ("docker run ada/b", None),
        ] {
            assert_eq!(owner_of_image(text), want, "{text}");
        }
        let found = ToReplace::of("`$CAP` is used for one. `$HOME` is not, `$1` neither, nor is `$x y`.");
        assert!(["CAP", "HOME", "1", "x"].map(|name| found.names_variable(name)) == [true, false, false, false]);
        let found = ToReplace::of("Here `$file = /bin/ping`, where $prog is a program. Where $cap was, $tool is.");
        assert!(["file", "prog", "cap", "tool"].map(|name| found.names_variable(name)) == [true, true, false, false]);
    }

    #[test]
    fn where_a_word_stands_by_itself() {
        for (text, want) in [
            ("docker push ada/web", Some(12)),
            ("chmod 400 key_ada.pem", Some(14)),
            ("docker run ada-web adam", None),
            ("mysql -u root -pada", Some(16)),
            ("ada", Some(0)),
        ] {
            assert_eq!(part(text, "ada"), want, "{text}");
        }
    }
}
