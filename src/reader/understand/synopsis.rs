//! A command's general form, which nobody can run.

mod notation;

use super::super::cursor::{Cursor, in_word};
use super::super::lines::begun;
use super::super::scan::{any_at, has_byte, has_part, trimmed};
use super::engine::{Call, is_engine};
use super::gap::has_gap;
use super::known::without_prefixes;
use super::words::{Commands, Word, is_apostrophe, simple_commands};
use memchr::memchr_iter;
use notation::is_optional;

/// Whether a text is a command's general form: optional notation, a flag alone, or a required operand missing.
pub fn is_synopsis(text: &str) -> bool {
    is_synopsis_of(text, &simple_commands(text))
}

/// The same for a text whose words are known.
pub fn is_synopsis_of(text: &str, commands: &Commands<'_>) -> bool {
    let text = trimmed(text);
    if text.starts_with('-') && is_flag(text) {
        return true;
    }
    let Some(words) = commands.first().map(|w| without_prefixes(w)) else { return false };
    let engine = words.first().is_some_and(|w| is_engine(w) || w == "docker-compose");
    engine && (has_optional_notation(text) || lacks_operands(words))
        || is_optional(text)
        || lacks_image(words)
        || has_gap(text, commands)
}

/// `apptainer inspect --deffile`: what runs an image, makes one or tells of it wants one.
pub fn lacks_image(words: &[Word<'_>]) -> bool {
    let [runtime, verb, rest @ ..] = words else { return false };
    matches!(&**runtime, "apptainer" | "singularity")
        && matches!(
            &**verb,
            "build"
                | "exec"
                | "inspect"
                | "instance"
                | "pull"
                | "push"
                | "run"
                | "run-help"
                | "shell"
                | "sign"
                | "verify"
        )
        && rest.iter().all(|word| word.starts_with('-') && !matches!(&**word, "-h" | "--help"))
}

/// The same for a text that begins with a call of the engine.
pub fn is_synopsis_of_call(text: &str, call: &Call<'_>, commands: &Commands<'_>) -> bool {
    let text = trimmed(text);
    has_optional_notation(text) || is_optional(text) || call.lacks_operands() || has_gap(text, commands)
}

/// A flag alone, with its value: `-v /a:/b`.
fn is_flag(text: &str) -> bool {
    let name = Cursor(text).past("-").map(|c| c.maybe("-")).and_then(|c| c.one(|c| c.is_ascii_alphabetic()));
    let Some(after) = name.map(|c| c.skip(|c| in_word(c) || c == '-')) else { return false };
    let values = |rest: &str| rest.split(' ').all(|part| !(part.is_empty() || part.contains(char::is_whitespace)));
    after.0.is_empty() || after.one(|c| matches!(c, '=' | ' ')).is_some_and(|rest| values(rest.0))
}

/// `IMAGE...`, `[FLAGS] ...`
fn has_trailing_dots(text: &str) -> bool {
    let name = |c: char| c.is_ascii_uppercase() || c == ']';
    text.match_indices("...").any(|(at, _)| {
        let before = &text[..at];
        before.strip_suffix(char::is_whitespace).unwrap_or(before).ends_with(name)
    })
}

/// `[from]:[to]:[rw|ro]`
fn is_parts(text: &str) -> bool {
    let part = |part: &str| {
        let inner = part.strip_prefix('[').and_then(|p| p.strip_suffix(']')).unwrap_or_default();
        !inner.is_empty() && inner.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '|' | '_' | '-'))
    };
    has_part(text, "]:[") && text.split(':').all(part)
}

/// What parts of names stand for.
const PARTS: &[&str] = &["NAME", "TAG", "IMAGE", "REPOSITORY", "REPO", "OWNER", "USER", "HOST", "PORT"];

/// `OWNER/REPOSITORY:TAG`
fn is_name(text: &str) -> bool {
    let capitals = |part: &str| {
        let signs = part.bytes().all(|b| b.is_ascii_uppercase() || matches!(b, b'_' | b'-'));
        part.len() > 2 && signs
    };
    let is_known = |part: &str| PARTS.iter().any(|known| part.ends_with(known));
    let parts = || text.split([':', '/', '@']);
    parts().all(capitals) && parts().any(is_known)
}

/// Whether a call is given with what it may be given: `docker pull [OPTIONS] NAME`.
pub fn is_usage(text: &str) -> bool {
    has_byte(text, b'[') && has_part(text, "[OPTIONS]") && is_synopsis(text)
}

/// Whether a text is nothing but flags, or the parts of a value in brackets: `-p HOST:BOX`, `[from]:[to]`.
pub fn is_fragment(text: &str) -> bool {
    fn code(line: &str) -> &str {
        line.split(" #").next().unwrap_or_default().trim()
    }
    if is_call_without_program(text) {
        return true;
    }
    // By most signs no text begins that is one.
    if !begun(text).starts_with(|c: char| c.is_ascii_uppercase() || matches!(c, '-' | '[' | '_' | '#')) {
        return false;
    }
    let lines = || text.lines().map(str::trim).filter(|l| !(l.is_empty() || l.starts_with('#')));
    match lines().next() {
        Some(first) if first.starts_with('-') => lines().all(|l| is_flag(code(l))),
        Some(first) if first.starts_with('[') => is_parts(first) && lines().count() == 1,
        // Few texts begin with a capital, and hardly any is a name.
        Some(first) if first.contains([':', '/']) => is_name(first) && lines().count() == 1,
        _ => false,
    }
}

/// Whether a line is a command of a program for containers whose name is left out: `run --no-mount tmp web.sif`.
fn is_call_without_program(text: &str) -> bool {
    let Some((first, rest)) = begun(text).split_once(' ').filter(|(first, _)| first.len() <= 5) else { return false };
    let is_flag =
        |rest: &str| rest.strip_prefix("--").is_some_and(|name| name.starts_with(|c: char| c.is_ascii_lowercase()));
    matches!(first, "run" | "exec" | "build" | "pull" | "push") && is_flag(rest) && !text.trim().contains('\n')
}

/// Whether instructions of a Dockerfile are told with what may be left out or stand there more than once:
/// `COPY [--chown=<user>] <src>... <dest>`.
pub fn is_form_of_instructions(text: &str) -> bool {
    if !(has_byte(text, b'<') && (has_byte(text, b'[') || has_part(text, ">..."))) {
        return false;
    }
    let lines = || text.lines().filter(|line| !line.trim().is_empty());
    let has_notation =
        |line: &str| [" [--", ">...", "[:<", "[@<", "[=<", " [<", " [AS "].iter().any(|sign| has_part(line, sign));
    lines().all(|line| line.contains(['<', '['])) && lines().any(has_notation)
}

fn lacks_operands(words: &[Word<'_>]) -> bool {
    Call::read(words).is_some_and(|call| call.lacks_operands())
}

/// `[OPTIONS]`, `[-o FILE]`, `IMAGE[:TAG]`, `IMAGE...`; but `start [NAME]` is a required operand in brackets.
fn has_optional_notation(text: &str) -> bool {
    let has_dots = any_at(text, b'.', |text, at| text[at..].starts_with(b"..."));
    if has_dots && has_trailing_dots(text) {
        return true;
    }
    if has_byte(text, b'<') && has_optional_angles(text) {
        return true;
    }
    if !has_byte(text, b'[') {
        return false;
    }
    let (outside, groups) = split_brackets(text);
    if groups.is_empty() {
        return false;
    }
    // "your" says that the learner has one, and `container_id` names one value.
    let named = |t: &str| has_byte(t, b'_') && t.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    let own = |g: &Group| g.text.get(..4).is_some_and(|t| t.eq_ignore_ascii_case("your")) || named(&g.text);
    // So does a name in several small words, within another word: `hub.example/[the owner]/app`.
    let told = |g: &Group| {
        let letters = |c: char| c.is_ascii_lowercase() || matches!(c, ' ' | '\'');
        g.attached && g.text.contains(' ') && g.text.chars().all(letters)
    };
    if groups.iter().any(|g| own(g) || told(g)) && !groups.iter().any(|g| g.text.starts_with('-')) {
        return false;
    }
    let clear =
        |g: &Group| g.attached && !g.required || g.text.starts_with('-') || has_part(&g.text.to_uppercase(), "OPTION");
    // What is optional stands last: `commit [NAME] image`, `push [NAME]/image` and `pull [NAME]:[TAG]` cannot do without it.
    if groups.iter().all(|g| !clear(g) && (g.followed || g.required)) && !lacks(&outside) {
        return false;
    }
    groups.iter().any(clear) || !lacks(&outside)
}

/// What stands in angles is no longer, in bytes.
const MAX_ANGLES: usize = 60;

/// `<options>`, `<potential arguments/options>`: not what the learner fills in, but what may stand there.
fn has_optional_angles(text: &str) -> bool {
    memchr_iter(b'<', text.as_bytes()).any(|at| {
        let inner = text.as_bytes()[at + 1..].iter().take(MAX_ANGLES).position(|b| *b == b'>');
        let inner = inner.map_or("", |length| &text[at + 1..at + 1 + length]);
        let mut words = inner.split(|c: char| !c.is_ascii_alphabetic());
        words
            .any(|word| ["option", "options", "optional", "potential"].iter().any(|own| own.eq_ignore_ascii_case(word)))
    })
}

fn lacks(text: &str) -> bool {
    simple_commands(text).first().is_some_and(|w| lacks_operands(without_prefixes(w)))
}

#[derive(Default)]
struct Group {
    text: String,
    attached: bool,
    /// What stands before it needs it: `name:[TAG]`, `host/[NAME]`.
    required: bool,
    /// More of the same word or another operand follows.
    followed: bool,
}

/// Signs that no operand begins with.
const NO_OPERAND: [char; 9] = ['[', '-', '|', '>', '<', '&', ';', '#', '.'];

/// Whether what stands right behind a bracket needs what is in it.
fn needs(rest: &str) -> bool {
    let has_ending =
        || rest.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
    rest.starts_with(|c: char| c == '-' || !(c.is_whitespace() || NO_OPERAND.contains(&c))) || has_ending()
}

/// Whether what stands in a bracket is the name of a part and no more: `IMAGE NAME`, but not `USER/` or `ro|rw`.
fn is_name_of_part(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b' ' | b'_' | b'-' | b'\''))
}

/// Where the last word begins that may be an operand.
fn last_operand(text: &str) -> Option<usize> {
    let mut words = text.split_whitespace().filter(|word| !word.starts_with(NO_OPERAND));
    words.next_back().map(|word| word.as_ptr() as usize - text.as_ptr() as usize)
}

/// The text outside of brackets, and what is in the outermost ones. Quoted text and templates are skipped.
fn split_brackets(text: &str) -> (String, Vec<Group>) {
    let (mut outside, mut groups) = (String::new(), Vec::new());
    let last = last_operand(text);
    let (mut depth, mut quote) = (0_usize, None);
    let mut current = Group::default();
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(q), c) if q == c => quote = None,
            (None, '\'') if is_apostrophe(text, at) => {}
            (None, '\'' | '"') => quote = Some(c),
            (None, '[') => {
                if depth == 0 {
                    let attached = outside.ends_with(|c: char| c.is_ascii_uppercase() || c == '/');
                    let required = text[..at].ends_with([':', '/', '@', '=']);
                    current = Group { attached, required, ..Group::default() };
                }
                depth += 1;
                continue;
            }
            (None, ']') if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    let mut group = std::mem::take(&mut current);
                    group.required &= is_name_of_part(&group.text);
                    group.followed = !group.text.ends_with('/') && (needs(&text[at + 1..]) || last > Some(at));
                    groups.push(group);
                }
                continue;
            }
            _ => {}
        }
        if depth > 0 { &mut current.text } else { &mut outside }.push(c);
    }
    groups.retain(|g| g.text.starts_with(|c: char| c.is_alphabetic() || "-:/".contains(c)));
    (outside, groups)
}

#[cfg(test)]
mod tests {
    use super::{is_fragment, is_synopsis};

    const FORMS: &[(&str, bool)] = &[
        ("docker export [-o OUT_FILE] BOX_NAME[:TAG]", true),
        ("docker import [-m MESSAGE]", true),
        ("docker tag IMAGE[:TAG] [HOST/][USER/]NAME[:TAG]", true),
        ("docker stop [OPTIONS] BOX [BOX...]", true),
        ("docker rm CONTAINER...", true),
        ("docker -v <folder>:<folder> <image>", true),
        ("docker run <repository>/<image>:<tag> <potential arguments/options>", true),
        ("docker run <options> <image>", true),
        ("docker run <image> <command>", false),
        ("docker rmi", true),
        ("docker build -t a", true),
        ("podman build -f a -t b", false),
        ("podman build -t", true),
        ("docker service update --image", true),
        ("docker service update --image a b", false),
        ("docker network create --help", false),
        ("docker search  ", true),
        ("docker run -u \"$(id -u):$(id -g)\"", true),
        ("-v /srv/username/x:/y", true),
        ("--rm", true),
        ("docker start [BOX NAME]", false),
        ("docker stats [box_id]", false),
        ("docker stats [BOX]", true),
        ("docker commit [BOX NAME] mine", false),
        ("docker push [USER NAME]/mine:v2", false),
        ("docker tag mine [USER NAME]/mine", false),
        ("docker commit BOX [IMAGE NAME]", true),
        ("docker pull [IMAGE NAME]:[TAG]", false),
        ("apptainer pull docker://[USER NAME]/[IMAGE NAME]:[TAG]", false),
        ("docker push [USER]/[NAME]", false),
        ("docker push [USER]/[NAME][:TAG]", true),
        ("docker push [HOST/][USER/]NAME", true),
        ("docker tag [IMAGE] [USER]/[IMAGE]:[TAG]", false),
        ("docker pull [OPTIONS] [NAME]:[TAG]", true),
        ("docker pull NAME:[TAG|DIGEST]", true),
        ("docker run -v a:b image ...", true),
        ("docker run box -i [name].mp4", false),
        ("docker run ... alpine", true),
        ("docker run \\\n  ... \\\n  alpine", true),
        ("git clone ...", true),
        ("cd app && npm install …", true),
        ("git log a...b", false),
        ("echo so it goes ...", false),
        ("grep -r '...' .", false),
        ("cat > a <<E\nb ...\nE", false),
        ("docker run alpine echo '...'", false),
        ("docker rm $(docker ps -q)", false),
        ("docker run alpine ls /", false),
        ("docker run alpine echo 'this or docker'", false),
        ("docker ps --format '[{{.Names}}]'", false),
        ("docker", false),
        ("docker --help", false),
        ("docker search --help", false),
        ("docker tag a b", false),
        ("[ -f x ] && ls", false),
        ("ls [a-z]*", false),
        ("- item", false),
    ];

    #[test]
    fn general_forms() {
        for (text, want) in FORMS {
            assert_eq!(is_synopsis(text), *want, "{text}");
        }
        for (text, want) in [
            ("OWNER/BOX_IMAGE:TAG", true),
            ("-p HOST:BOX", true),
            ("[from]:[to]", true),
            ("GET/POST", false),
            ("OWNER/BOX\nTAG", false),
            ("TAG", false),
        ] {
            assert_eq!(is_fragment(text), want, "{text}");
        }
    }
}
