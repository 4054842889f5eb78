//! Pictures without words, and links to files that are not there.

use super::given::Given;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use regex::{Captures, Match, Regex};
use std::ops::Range;
use std::sync::LazyLock;

/// A picture: its description, its address, and what follows it on the line (attributes).
static PICTURE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"!\[([^\]\n]*)\](?:\(\s*<?([^)>\s]+)[^)]*\)|\[[^\]\n]*\])(\s*\{[^}]*\})?").ok());
/// A tag that says that a picture is for decoration, and a figure whose caption describes it.
static DECORATION: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"(?i)\brole\s*=\s*["']?(?:presentation|none)|\baria-hidden\s*=\s*["']?true"#).ok());
static FIGURE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)<figure\b[\s\S]*?</figure>").ok());
/// Descriptions that say no more than that there is a picture.
const EMPTY_WORDS: &[&str] =
    &["", "image", "img", "picture", "pic", "photo", "alt", "alt text", "alt_text", "image alt text"];
static IMG: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)<img\b[^>]*>").ok());
static ALT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?i)\balt\s*=").ok());
/// A link's address: in angle brackets, or with brackets in it that are closed.
static TARGET: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\]\(\s*(?:<([^<>\n]+)>|([^()<>\s]+(?:\([^()\s]*\)[^()\s]*)*))").ok());
static DEFINITION: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^ {0,3}\[[^\]^]+\]:\s*<?([^\s>]+)").ok());
static SRC: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?i)<(?:a|img|video|audio|source|embed)\b[^>]*?\b(?:src|href)\s*=\s*["']([^"']+)["']"#).ok()
});

/// Hugo's picture, and what describes one there.
static SHORTCODE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\{\{[<%]\s*figure\s[^\n]*?[>%]\}\}").ok());
static DESCRIBED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\b(?:alt|caption|title)\s*=").ok());
/// `MyST`'s picture, as its directive begins.
static DIRECTIVE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^[ \t]*(?:`{3,}|:{3,})\{(?:image|figure)\}[ \t]*\S[^\n]*").ok());

/// Endings of files that lie beside a lesson. Pages (`.html`) are made by a site's generator, so nobody can look.
const ENDINGS: &[&str] = &[
    "md",
    "mdx",
    "markdown",
    "rst",
    "adoc",
    "png",
    "jpg",
    "jpeg",
    "gif",
    "svg",
    "webp",
    "drawio",
    "mp4",
    "webm",
    "mov",
    "pdf",
    "pptx",
    "docx",
    "xlsx",
    "odp",
    "txt",
    "log",
    "csv",
    "yml",
    "yaml",
    "json",
    "toml",
    "ini",
    "conf",
    "cfg",
    "xml",
    "env",
    "sh",
    "ps1",
    "bat",
    "py",
    "js",
    "ts",
    "tsx",
    "jsx",
    "css",
    "java",
    "go",
    "rs",
    "rb",
    "c",
    "cpp",
    "h",
    "sql",
    "r",
    "def",
    "dockerfile",
    "zip",
    "tar",
    "gz",
    "tgz",
    "ipynb",
    "qmd",
    "rmd",
];
/// Files that everybody knows without an ending.
const KNOWN: &[&str] = &["Dockerfile", "Makefile", "Jenkinsfile", "Vagrantfile", "LICENSE"];

pub fn find(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    let mut missing = Vec::new();
    for target in targets(given) {
        let path = target.as_str().split(['#', '?']).next().unwrap_or_default();
        if is_local(path) && !(given.files.exist)(&decoded(path)) {
            let span = Span::new(target.start(), target.end());
            let help = "correct the path; it is relative to the lesson's folder, or to one above it in the repository";
            found.push(given.finding("L0405", span, format!("there is no file `{path}`")).help(help));
            missing.push(span);
        }
    }
    no_words(given, &missing, found);
}

/// A picture that is not there is told of already.
fn no_words(given: &Given<'_>, missing: &[Span], found: &mut Vec<Diagnostic>) {
    let has_alt = |text: &str| ALT.as_ref().is_some_and(|p| p.is_match(text));
    let mut report = |m: Match<'_>, message: &str, place: &str| {
        let help = format!("say {place} what is to be seen; a terminal and a screen reader show nothing else");
        if missing.iter().any(|span| m.range().contains(&span.start)) {
            return;
        }
        found.push(given.finding("L0404", Span::new(m.start(), m.end()), message.to_owned()).help(help));
    };
    for captures in PICTURE.iter().flat_map(|p| p.captures_iter(&given.prose)) {
        let part = |at: usize| captures.get(at).map_or("", |m| m.as_str());
        let Some(whole) = captures.get(0).filter(|_| !has_alt(part(3))) else { continue };
        // A reference without words takes those of the brackets behind it.
        let is_wordless = EMPTY_WORDS.contains(&part(1).trim().to_lowercase().as_str());
        if is_wordless && part(1).trim().is_empty() {
            report(whole, "this picture has no description", "between the brackets");
        } else if is_wordless || is_file_name(part(1).trim(), part(2)) {
            report(whole, "the description of this picture says nothing of it", "between the brackets");
        }
    }
    let figures: Vec<Range<usize>> = FIGURE.iter().flat_map(|p| p.find_iter(&given.prose)).map(|m| m.range()).collect();
    let is_told = |m: &Match<'_>| {
        let figure = figures.iter().find(|f| f.contains(&m.start())).map_or("", |f| &given.prose[f.clone()]);
        figure.to_lowercase().contains("<figcaption") || DECORATION.as_ref().is_some_and(|d| d.is_match(m.as_str()))
    };
    let images = IMG.iter().flat_map(|p| p.find_iter(&given.prose));
    for image in images.filter(|m| !has_alt(m.as_str()) && !is_told(m)) {
        report(image, "this picture has no `alt` text", "in `alt=\"…\"`");
    }
    let is_described = |text: &str| DESCRIBED.as_ref().is_some_and(|p| p.is_match(text));
    let shortcodes = SHORTCODE.iter().flat_map(|p| p.find_iter(&given.prose));
    for image in shortcodes.filter(|m| !is_described(m.as_str())) {
        report(image, "this picture has no `alt` text", "in `alt=\"…\"`");
    }
    let directives = DIRECTIVE.iter().flat_map(|p| p.find_iter(&given.text));
    for image in directives.filter(|m| !is_described_below(&given.text[m.end()..])) {
        report(image, "this picture has no `:alt:`", "in `:alt: …`");
    }
}

/// Whether the lines of a directive, up to its end, have words for its picture: an option, or a caption.
fn is_described_below(text: &str) -> bool {
    let mut lines = text.lines().skip(1).map(str::trim).take_while(|line| !line.starts_with("```") && *line != ":::");
    let is_option = |line: &str| line.starts_with(':') || line == "---" || line.split_once(": ").is_some();
    lines.any(|line| line.starts_with(":alt:") || line.starts_with("alt:") || !(line.is_empty() || is_option(line)))
}

/// `![a.png](fig/a.png)`: the name of the file again.
fn is_file_name(words: &str, path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    !words.is_empty() && words.contains('.') && words.eq_ignore_ascii_case(name)
}

/// Everything that a link, a picture or a definition leads to.
pub fn targets<'g>(given: &'g Given<'_>) -> Vec<Match<'g>> {
    let patterns = [&TARGET, &DEFINITION, &SRC].into_iter().filter_map(|p| p.as_ref());
    let all = patterns.flat_map(|p| p.captures_iter(&given.prose));
    let is_link = |c: &Captures<'g>| !c.get(0).is_some_and(|m| is_escaped(&given.prose[..m.start()]));
    let mut found: Vec<Match<'g>> = all.filter(is_link).filter_map(|c| c.get(1).or_else(|| c.get(2))).collect();
    found.sort_by_key(Match::start);
    found
}

/// Whether the bracket that the next character closes is written as a sign: `\[x](y.md)`.
fn is_escaped(before: &str) -> bool {
    let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    let mut depth = 0_usize;
    let opens = |(_, c): &(usize, char)| match c {
        ']' => {
            depth += 1;
            false
        }
        '[' if depth > 0 => {
            depth -= 1;
            false
        }
        c => *c == '[',
    };
    line.char_indices().rev().find(opens).is_some_and(|(at, _)| line[..at].ends_with('\\'))
}

/// Whether a target is a file that lies beside the lesson: no address, no template, no path from a site's root, no alias
/// (`@site/…`, `~/…`).
fn is_local(path: &str) -> bool {
    let is_address = path.contains(':') || path.starts_with(['/', '#', '@', '~']) || path.starts_with("www.");
    let is_template = path.contains(['{', '}', '$', '<', '|']);
    let name = path.rsplit('/').next().unwrap_or_default();
    let ending = name.rsplit_once('.').map(|(_, e)| e.to_lowercase());
    let is_known = KNOWN.contains(&name) || ending.is_some_and(|e| ENDINGS.contains(&e.as_str()));
    !is_address && !is_template && is_known
}

/// The path with `%20` and its like as characters.
pub fn decoded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = (first == b'%').then(|| after.get(..2)).flatten().and_then(|h| std::str::from_utf8(h).ok());
        let byte = code.and_then(|h| u8::from_str_radix(h, 16).ok());
        bytes.push(byte.unwrap_or(first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_files() {
        for (path, want) in [
            ("fig/a.png", true),
            ("../02-b.md", true),
            ("https://example.org/a.png", false),
            ("/assets/a.png", false),
            ("02-b.html", false),
            ("{{ site.url }}/a.png", false),
            ("setup", false),
            ("mailto:a@b.md", false),
            ("@site/static/a.png", false),
            ("~/a.md", false),
            ("app/Dockerfile", true),
            ("nginx.conf", true),
            ("docs.docker.com", false),
        ] {
            assert_eq!(is_local(path), want, "{path}");
        }
        assert_eq!(decoded("a%20b%.png"), "a b%.png");
    }

    #[test]
    fn words_for_directives() {
        for (below, want) in [
            ("\n:alt: A ship\n```\n", true),
            ("\n---\nalt: A ship\n---\n```\n", true),
            ("\n:width: 20px\n\nA ship on its way.\n```\n", true),
            ("\n:width: 20px\n```\nText.\n", false),
            ("\n```\n:alt: no\n", false),
            ("", false),
        ] {
            assert_eq!(is_described_below(below), want, "{below}");
        }
    }

    #[test]
    fn escaped_brackets() {
        for (before, want) in [("[x", false), ("\\[x", true), ("\\[a] [b", false), ("[![a]", false), ("x", false)] {
            assert_eq!(is_escaped(before), want, "{before}");
        }
    }
}
