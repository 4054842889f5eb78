//! What the author's own marks say of a block: info string, attribute list, closing fence.

use super::super::construct::classes;
use super::super::cursor::{Cursor, in_word};
use super::super::raw::{RawBlock, Role};
use std::borrow::Cow;

/// What the marks say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tag {
    /// Nothing.
    None,
    /// To be run, said by a mark that means just that (`{{exec}}`, `.term1`).
    Run,
    /// A shell's language.
    Shell,
    /// PowerShell or the Windows command line.
    Windows,
    /// Output, said by a mark that means just that.
    Output,
    /// Plain text, which is output more often than not.
    Text,
    /// A file's language, or a mark with a target.
    File,
    /// A language whose name authors also give to other things.
    Loose,
    /// A drawing.
    Diagram,
}

const SHELLS: &[&str] = &[
    "bash",
    "sh",
    "shell",
    "console",
    "zsh",
    "shell-session",
    "shellsession",
    "terminal",
    "sh-session",
    "bash-session",
    "language-bash",
    "command",
    "cli",
    "docker",
    "source",
];
const WINDOWS: &[&str] = &["powershell", "ps1", "pwsh", "cmd", "bat", "batch", "dos"];
const OUTPUTS: &[&str] = &["output", "stdout", "stderr", "error", "log", "no-copy-button"];
const NOT_RUN: &[&str] = &["no-run-button"];
const TEXTS: &[&str] = &["text", "txt", "plaintext", "plain", "no-highlight", "nohighlight", "none"];
const FILES: &[&str] = &[
    "dockerfile",
    "yaml",
    "yml",
    "json",
    "python",
    "py",
    "javascript",
    "js",
    "jsx",
    "typescript",
    "ts",
    "html",
    "css",
    "toml",
    "ini",
    "xml",
    "java",
    "go",
    "rust",
    "c",
    "cpp",
    "ruby",
    "php",
    "sql",
    "nginx",
    "conf",
    "env",
    "dotenv",
    "properties",
    "makefile",
    "markdown",
    "md",
    "diff",
    "r",
    "csharp",
    "cs",
    "hcl",
    "compose",
    "ignore",
    "dockerignore",
];
const LOOSE: &[&str] = &["vim", "docker", "yaml", "yml", "json"];
const DIAGRAMS: &[&str] = &["mermaid", "plantuml", "dot", "graphviz", "mermaidjs"];

/// Reads a block's marks. Where an attribute list and the info string disagree, the list wins.
pub fn of(raw: &RawBlock<'_>) -> Tag {
    match raw.role {
        Role::Unknown => {}
        Role::Run => return Tag::Run,
        Role::File => return Tag::File,
        Role::Page => return Tag::Diagram,
    }
    if raw.closer.starts_with('{') && is_execute(&raw.closer)
        || raw.info.starts_with(".term")
        || raw.info.starts_with("execute")
    {
        return Tag::Run;
    }
    if raw.info.contains("save-as=") || raw.info.contains('[') && bracketed(&raw.info).is_some() {
        return Tag::File;
    }
    if raw.info.is_empty() && raw.attributes.is_empty() {
        return Tag::None;
    }
    let words: Vec<Cow<'_, str>> = words(raw).collect();
    let any = |list: &[&str]| words.iter().any(|w| list.contains(&&**w));
    match () {
        () if any(OUTPUTS) => Tag::Output,
        // Without its button a file is still a file; a command is one that the learner should not run.
        () if any(NOT_RUN) && !any(FILES) => Tag::Output,
        () if any(DIAGRAMS) => Tag::Diagram,
        () if is_titled_as_file(raw) => Tag::File,
        () if any(LOOSE) => Tag::Loose,
        () if any(FILES) => Tag::File,
        () if any(WINDOWS) => Tag::Windows,
        () if any(SHELLS) => Tag::Shell,
        () if any(TEXTS) => Tag::Text,
        () => Tag::None,
    }
}

/// Classes of the attribute list, then the language and further words of the info string, in lower case.
fn words<'r>(raw: &'r RawBlock<'_>) -> impl Iterator<Item = Cow<'r, str>> {
    let info = raw.info.trim_start_matches('{');
    let plain = |word: &'r str| {
        let word = word.strip_prefix("language-").unwrap_or(word);
        let lower = word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
        if lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
    };
    let listed = classes(&raw.attributes).map(plain);
    let told = info.split(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | ','));
    listed.chain(told.map(move |word| plain(word.trim_start_matches('.'))))
}

/// `{{exec}}`, `{{execute T2}}`, `{{T2}}`
fn is_execute(closer: &str) -> bool {
    let Some(place) = Cursor(closer).past("{{").map(Cursor::white) else { return false };
    let named = |name: &str| place.past(name).is_some_and(Cursor::ends_word);
    named("execute") || named("exec") || place.past("T").is_some_and(|c| c.0.starts_with(char::is_numeric))
}

/// `save-as="a.yml"`, `title=a.yml`
fn saved_as(info: &str) -> Option<&str> {
    let keys = ["save-as=", "title=", "filename="];
    let begins = |at: usize| !info[..at].ends_with(in_word);
    let is_end = |c: char| c.is_whitespace() || matches!(c, '"' | '}');
    let value = |at: usize| {
        let place = keys.iter().find_map(|key| Cursor(&info[at..]).past(key))?.maybe("\"");
        Some(place.some(|c| !is_end(c))?.since(place))
    };
    info.char_indices().map(|(at, _)| at).filter(|at| begins(*at)).find_map(value)
}

/// `yaml [~/app/compose.yaml]{2,9-11}`
fn bracketed(info: &str) -> Option<&str> {
    let name = |(at, _)| {
        let place = Cursor(&info[at + 1..]);
        let after = place.skip(|c| !(matches!(c, '[' | ']') || c.is_whitespace()));
        let name = after.past("]").map(|_| after.since(place))?;
        let ending = |end: &str| !end.is_empty() && end.chars().all(in_word);
        let is_file = name.ends_with("file") || name.rsplit_once('.').is_some_and(|(_, end)| ending(end));
        (is_file && info[..at].ends_with(char::is_whitespace)).then_some(name)
    };
    info.match_indices('[').find_map(name)
}

/// `.term2`, `{{T2}}`, `terminal-id=labspace3`
fn terminal_of(word: &str) -> Option<u32> {
    let start = Cursor(word);
    let id = || Some(start.past("terminal-id=")?.skip(|c| !c.is_numeric()));
    let named = || ["term", ".term", "execute-", "{{T", "T"].iter().find_map(|name| start.past(name));
    id().or_else(named)?.0.chars().next()?.to_digit(10)
}

/// Whether the block's title is a file's name (`title="run.sh"`), and not that of a program (`Node.js`).
fn is_titled_as_file(raw: &RawBlock<'_>) -> bool {
    if !raw.info.contains('=') || raw.info.starts_with("diff") {
        return false;
    }
    let Some(name) = saved_as(&raw.info) else { return false };
    let is_extension = |end: &str| (1..=5).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_lowercase());
    let has_extension = name.rsplit_once('.').is_some_and(|(_, end)| is_extension(end));
    name.ends_with("Dockerfile") || has_extension && !name.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Whether the learner is to copy the block: then nobody printed it.
pub fn is_to_copy(raw: &RawBlock<'_>) -> bool {
    raw.closer.starts_with("{{copy") || raw.info.starts_with("copy") || raw.info.starts_with("workshop:copy")
}

/// The file that the marks name.
pub fn path(raw: &RawBlock<'_>) -> Option<String> {
    // What changes a file is not what is in it.
    if raw.info.starts_with("diff") {
        return None;
    }
    let named = || if raw.info.contains('=') { saved_as(&raw.info) } else { None };
    let bracketed = || if raw.info.contains('[') { bracketed(&raw.info) } else { None };
    raw.path.clone().or_else(|| named().or_else(bracketed).map(str::to_owned))
}

fn may_be_terminal(word: &str) -> bool {
    word.starts_with(['.', 't', 'e', '{', 'T']) && word.contains(char::is_numeric)
}

/// The terminal that the marks name.
pub fn terminal(raw: &RawBlock<'_>) -> u32 {
    if let Some(terminal) = raw.terminal {
        return terminal;
    }
    if !raw.info.bytes().chain(raw.closer.bytes()).any(|b| b.is_ascii_digit()) {
        return 1;
    }
    let marks = raw.info.split_whitespace().chain(raw.closer.trim_end_matches('}').split_whitespace());
    let named = marks.into_iter().filter(|w| may_be_terminal(w)).find_map(terminal_of);
    named.filter(|n| *n > 0).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks() {
        for (info, attributes, closer, want) in [
            ("bash", "", "", Tag::Shell),
            ("", "", "", Tag::None),
            ("console no-copy-button", "", "", Tag::Output),
            ("dockerfile no-run-button", "", "", Tag::File),
            ("bash no-run-button", "", "", Tag::Output),
            ("", "{: .language-python}", "", Tag::File),
            ("bash", "{: .output}", "", Tag::Output),
            ("", "{: .language-bash}", "", Tag::Shell),
            ("Dockerfile", "", "", Tag::File),
            ("{.bash code-line-numbers=\"1\"}", "", "", Tag::Shell),
            ("vim", "", "", Tag::Loose),
            ("plaintext", "", "", Tag::Text),
            ("", "", "{{exec}}", Tag::Run),
            ("", "", "{{T2}}", Tag::Run),
            ("", "", "{{copy}}", Tag::None),
            ("yaml [~/a/b.yaml]{2,9}", "", "", Tag::File),
            ("yaml title=\"a.yml\"", "", "", Tag::File),
            ("bash title=\"scripts/run.sh\"", "", "", Tag::File),
            ("text title=\"Node.js\"", "", "", Tag::Text),
            ("bash title=\"Terminal\"", "", "", Tag::Shell),
            ("bash title=\"1.5 Run\"", "", "", Tag::Shell),
            (".term2", "", "", Tag::Run),
            ("dotenv save-as=.local", "", "", Tag::File),
            ("mermaid", "", "", Tag::Diagram),
        ] {
            let raw = RawBlock {
                info: info.to_owned(),
                attributes: attributes.to_owned(),
                closer: closer.to_owned(),
                ..RawBlock::default()
            };
            assert_eq!(of(&raw), want, "{info} {attributes} {closer}");
        }
    }

    #[test]
    fn terminals_and_paths() {
        let raw = |info: &str| RawBlock::<'static> { info: info.to_owned(), ..RawBlock::default() };
        assert_eq!([".term2", "bash terminal-id=labspace3", "bash", ".term0"].map(|i| terminal(&raw(i))), [2, 3, 1, 1]);
        let closed = |closer: &str| RawBlock::<'static> { closer: closer.to_owned(), ..RawBlock::default() };
        assert_eq!(["{{execute T2}}", "{{T3}}", "{{exec}}"].map(|c| terminal(&closed(c))), [2, 3, 1]);
        assert_eq!(path(&raw("yaml save-as=a/b.yml x")).as_deref(), Some("a/b.yml"));
        assert_eq!(path(&raw("yaml title=\"c.yml\"")).as_deref(), Some("c.yml"));
        assert_eq!(path(&raw("diff title=\"c.yml\"")), None);
    }
}
