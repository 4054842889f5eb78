//! What the learner must replace in a file before it is saved: `YOUR_REGION`, `<your-name>`, `$$org$$`, `[FIXME]`.

use super::super::super::cursor::{Cursor, in_word};
use super::super::super::scan::{has_byte, has_part};
use super::super::to_replace::part;
use super::super::words::angle;
use super::{NOT_ANGLE, dollars, unique};

use memchr::memchr_iter;

/// Files of settings and the like: `<` has no meaning in them.
const PLAIN: &[&str] =
    &["env", "yml", "yaml", "json", "toml", "ini", "conf", "cfg", "properties", "config", "txt", "service", "tfvars"];
/// Files of which `<` is the language.
const MARKUP: &[&str] = &["html", "htm", "xml", "xhtml", "svg", "md", "mdx", "jsx", "tsx", "vue", "php", "hbs", "ejs"];

/// How a file is written, by its name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    Plain,
    Markup,
    Code,
}

impl Language {
    fn of(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        let ending = name.rsplit('.').next().unwrap_or(name);
        let is_plain = name.starts_with(".env") || PLAIN.contains(&ending) || name.starts_with("Dockerfile");
        match () {
            () if is_plain => Self::Plain,
            () if MARKUP.contains(&ending) => Self::Markup,
            () => Self::Code,
        }
    }
}

/// The placeholders of a file that is saved under a name, in order; `told` are the words of which the text says that they
/// are to be replaced.
pub fn of_file(text: &str, path: &str, told: &[&str]) -> Vec<String> {
    let signs = [b'<', b'[', b'$'];
    let may_be = signs.iter().any(|sign| has_byte(text, *sign)) || has_part(text, "YOUR") || !told.is_empty();
    if !may_be {
        return Vec::new();
    }
    let language = Language::of(path);
    let is_told = |word: &&str| language == Language::Plain && is_telling(word) && has_part(text, word);
    let told: Vec<&str> = told.iter().copied().filter(is_told).take(MAX_TOLD).collect();
    let mut found = Vec::new();
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        // Nobody reads a remark but people.
        let is_remark = ["#", ";", "//"].iter().any(|sign| line.trim_start().starts_with(sign));
        if !is_remark {
            of_line(line, from, language, &mut found);
            let places = told.iter().filter_map(|word| Some((part(line, word)?, *word)));
            let values = places.filter(|(at, word)| !is_key(&line[at + word.len()..]));
            found.extend(values.map(|(at, word)| (from + at, word.to_owned())));
        }
        from += line.len();
    }
    found.sort_by_key(|(at, _)| *at);
    unique(found.into_iter().map(|(_, word)| word))
}

/// So many words that the text tells are looked for.
const MAX_TOLD: usize = 16;

/// Whether a word can be found again in a file: any other may be a part of its language.
fn is_telling(word: &str) -> bool {
    word.len() > 3 && word.contains(['-', '_', '.', '/', '@'])
}

/// Whether what stands before is what a value is given to.
fn is_key(after: &str) -> bool {
    let after = after.trim_start_matches(['"', '\'']).trim_start();
    after.starts_with('=') || after.starts_with(':') && after[1..].starts_with([' ', '\n'])
}

/// What authors write where something is missing.
const FIXME: &str = "[FIXME]";

fn of_line(line: &str, from: usize, language: Language, found: &mut Vec<(usize, String)>) {
    for at in memchr_iter(b'<', line.as_bytes()) {
        let Some(length) = angle(&line[at..]) else { continue };
        let inner = &line[at + 1..at + length - 1];
        if is_blank(inner) && is_free(line, at, length, language) {
            found.push((from + at, line[at..at + length].to_owned()));
        }
    }
    for at in memchr_iter(b'$', line.as_bytes()) {
        let here = Cursor(&line[at..]);
        if let Some(after) = dollars(here, "") {
            found.push((from + at, after.since(here).to_owned()));
        }
    }
    found.extend(line.match_indices(FIXME).map(|(at, word)| (from + at, word.to_owned())));
    for (at, _) in line.match_indices("YOUR") {
        let word = &line[at..at + line[at..].bytes().take_while(|b| is_of_name(*b)).count()];
        let before = line[..at].chars().next_back();
        let is_whole = !before.is_some_and(|c| in_word(c) || matches!(c, '$' | '{' | '-' | '<' | '%'));
        // In a program a name of a constant looks the same.
        let is_value = language == Language::Plain || matches!(before, Some('"' | '\''));
        if is_whole && is_value && word["YOUR".len()..].starts_with(['_', '-']) && !is_key(&line[at + word.len()..]) {
            found.push((from + at, word.trim_end_matches(['_', '-']).to_owned()));
        }
    }
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-')
}

/// Whether what stands between `<` and `>` says what belongs there: no element, no type and no group of a pattern.
fn is_blank(inner: &str) -> bool {
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.' | '/' | '\'');
    inner.chars().all(is_of_name) && !inner.contains("://") && !NOT_ANGLE.contains(&inner.to_lowercase().as_str())
}

/// Whether such a part may stand for a value, by the language around it.
fn is_free(line: &str, at: usize, length: usize, language: Language) -> bool {
    let (before, after) = (&line[..at], &line[at + length..]);
    let inner = &line[at + 1..at + length - 1];
    let is_quoted = before.ends_with(['"', '\'']) && after.starts_with(['"', '\'']);
    let is_name = inner.contains([' ', '-', '_']) || inner.bytes().all(|b| b.is_ascii_uppercase());
    match language {
        Language::Plain => !before.ends_with(['?', 'P', '<']) && !has_part(line, "</") && !is_key(after),
        Language::Code => is_quoted && is_name,
        Language::Markup => false,
    }
}

#[cfg(test)]
mod tests {
    use super::of_file;

    #[test]
    fn what_is_to_be_replaced_in_a_file() {
        for (path, text, want) in [
            (".env", "REGION = 'YOUR_REGION'\nYOUR_KEY=1\nB=$YOUR_B", "YOUR_REGION"),
            (".env", "# <your name>\nNAME=<your name>\nA=<>", "<your name>"),
            ("compose.yaml", "    image: <hub-user>/web:1\n    # <x>\n", "<hub-user>"),
            ("compose.yaml", "  url: http://$$host$$/YOUR_ID", "$$host$$, YOUR_ID"),
            ("a.yml", "pattern: kafka<type=Broker>(.+)\nre: (?P<box_name>.*)", ""),
            ("Dockerfile", "FROM alpine\nCOPY . [FIXME]", "[FIXME]"),
            ("a.js", "const key = '<API-KEY>'; let x = a<b>c; y = '<div>'", "<API-KEY>"),
            ("a.py", "YOUR_KEY = os.environ['B']\nc = \"YOUR_ID\"", "YOUR_ID"),
            ("a.html", "<my-box>YOUR_NAME</my-box>", ""),
            ("a.yaml", "host: web.example.org\nkey-1: x", "web.example.org"),
            ("a.js", "host = 'web.example.org'", ""),
        ] {
            assert_eq!(of_file(text, path, &["web.example.org", "key-1", "x"]).join(", "), want, "{path} {text}");
        }
    }
}
