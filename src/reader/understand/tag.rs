//! What the author's own marks say of a block: info string, attribute list, closing fence.

use super::super::construct::classes;
use super::super::cursor::{Cursor, in_word};
use super::super::names::Names;
use super::super::raw::{RawBlock, Role};
use super::super::scan::{find_part, has_byte};
use super::phrase::is_file_name;
use std::borrow::Cow;

/// What the marks say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// What a word among the marks may mean, a bit for each.
type Meanings = u8;

/// What was printed.
const OUTPUT: Meanings = 1;
/// Without a button to run it.
const NOT_RUN: Meanings = 1 << 1;
/// A drawing.
const DIAGRAM: Meanings = 1 << 2;
/// A name that authors also give to other things.
const LOOSE: Meanings = 1 << 3;
/// A file's language.
const FILE: Meanings = 1 << 4;
/// A shell of Windows.
const WINDOWS: Meanings = 1 << 5;
/// A shell.
const SHELL: Meanings = 1 << 6;
/// Plain text.
const TEXT: Meanings = 1 << 7;

/// Words among the marks and what they mean; some mean several things.
const WORDS: [(&str, Meanings); 99] = [
    ("output", OUTPUT),
    ("stdout", OUTPUT),
    ("stderr", OUTPUT),
    ("error", OUTPUT),
    ("log", OUTPUT),
    ("no-copy-button", OUTPUT),
    ("no-run-button", NOT_RUN),
    ("mermaid", DIAGRAM),
    ("plantuml", DIAGRAM),
    ("dot", DIAGRAM),
    ("graphviz", DIAGRAM),
    ("mermaidjs", DIAGRAM),
    ("vim", LOOSE),
    ("docker", LOOSE | SHELL),
    ("yaml", LOOSE | FILE),
    ("yml", LOOSE | FILE),
    ("json", LOOSE | FILE),
    ("dockerfile", FILE),
    ("python", FILE),
    ("py", FILE),
    ("javascript", FILE),
    ("js", FILE),
    ("jsx", FILE),
    ("typescript", FILE),
    ("ts", FILE),
    ("html", FILE),
    ("css", FILE),
    ("toml", FILE),
    ("ini", FILE),
    ("xml", FILE),
    ("java", FILE),
    ("go", FILE),
    ("rust", FILE),
    ("golang", FILE),
    ("kotlin", FILE),
    ("scala", FILE),
    ("groovy", FILE),
    ("jenkinsfile", FILE),
    ("terraform", FILE),
    ("tf", FILE),
    ("tsx", FILE),
    ("vue", FILE),
    ("scss", FILE),
    ("lua", FILE),
    ("haskell", FILE),
    ("elixir", FILE),
    ("swift", FILE),
    ("jinja", FILE),
    ("jinja2", FILE),
    ("c", FILE),
    ("cpp", FILE),
    ("ruby", FILE),
    ("php", FILE),
    ("sql", FILE),
    ("nginx", FILE),
    ("conf", FILE),
    ("env", FILE),
    ("dotenv", FILE),
    ("properties", FILE),
    ("makefile", FILE),
    ("markdown", FILE),
    ("md", FILE),
    ("diff", FILE),
    ("patch", FILE),
    ("r", FILE),
    ("csharp", FILE),
    ("cs", FILE),
    ("hcl", FILE),
    ("compose", FILE),
    ("ignore", FILE),
    ("dockerignore", FILE),
    ("powershell", WINDOWS),
    ("ps1", WINDOWS),
    ("pwsh", WINDOWS),
    ("cmd", WINDOWS),
    ("bat", WINDOWS),
    ("batch", WINDOWS),
    ("dos", WINDOWS),
    ("bash", SHELL),
    ("sh", SHELL),
    ("shell", SHELL),
    ("console", SHELL),
    ("zsh", SHELL),
    ("shell-session", SHELL),
    ("shellsession", SHELL),
    ("terminal", SHELL),
    ("sh-session", SHELL),
    ("bash-session", SHELL),
    ("language-bash", SHELL),
    ("command", SHELL),
    ("cli", SHELL),
    ("source", SHELL),
    ("text", TEXT),
    ("txt", TEXT),
    ("plaintext", TEXT),
    ("plain", TEXT),
    ("no-highlight", TEXT),
    ("nohighlight", TEXT),
    ("none", TEXT),
];

/// The words, in the same order.
static NAMES: Names<{ WORDS.len() }> = Names::new({
    let (mut names, mut index) = ([""; WORDS.len()], 0);
    while index < names.len() {
        names[index] = WORDS[index].0;
        index += 1;
    }
    names
});

/// What a word in lower case means.
fn meanings(word: &str) -> Meanings {
    NAMES.position(word).map_or(0, |at| WORDS[at].1)
}

/// Reads a block's marks. Where an attribute list and the info string disagree, the list wins.
pub fn of(raw: &RawBlock<'_>) -> Tag {
    match raw.role {
        Role::Unknown => {}
        Role::Run => return Tag::Run,
        Role::File | Role::Part => return Tag::File,
        Role::Page => return Tag::Diagram,
    }
    if raw.closer.starts_with('{') && is_execute(&raw.closer)
        || raw.info.starts_with(".term")
        || raw.info.starts_with("execute")
    {
        return Tag::Run;
    }
    if raw.info.starts_with("{r") && is_unseen(raw) {
        return Tag::Diagram;
    }
    let is_one_word = is_one_word(raw);
    if !is_one_word && (has_byte(&raw.info, b'=') && raw.info.contains("save-as=") || bracketed(&raw.info).is_some()) {
        return Tag::File;
    }
    if raw.info.is_empty() && raw.attributes.is_empty() {
        return Tag::None;
    }
    let all = if is_one_word { meanings(&raw.info) } else { words(raw).fold(0, |all, word| all | meanings(&word)) };
    let says = |meaning: Meanings| all & meaning != 0;
    match () {
        // Nobody prints what changes a file.
        () if (says(OUTPUT) || is_titled_as_output(raw)) && !raw.info.starts_with("diff") => Tag::Output,
        // Without its button a file is still a file; a command is one that the learner should not run.
        () if says(NOT_RUN) && !says(FILE) => Tag::Output,
        () if says(DIAGRAM) => Tag::Diagram,
        () if is_titled_as_file(raw) => Tag::File,
        () if says(LOOSE) => Tag::Loose,
        () if says(FILE) => Tag::File,
        () if says(WINDOWS) => Tag::Windows,
        () if says(SHELL) => Tag::Shell,
        () if says(TEXT) => Tag::Text,
        () if is_cell(&raw.info) => Tag::Diagram,
        () => Tag::None,
    }
}

/// Whether a block is a cell for a program that nobody knows: `{ojs}`, `{tikz a.svg}`. What `{code-block}` and the like hold
/// tells of itself.
fn is_cell(info: &str) -> bool {
    let Some((name, _)) = info.strip_prefix('{').and_then(|rest| rest.split_once('}')) else { return false };
    let name = name.split([' ', ',']).next().unwrap_or_default();
    let is_code = ["code", "sourcecode", "literalinclude", "raw"].iter().any(|begin| name.starts_with(begin));
    let is_plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    is_plain && name.starts_with(|c: char| c.is_ascii_alphabetic()) && !is_code
}

/// Whether a cell of R is not shown on the page (`{r, echo=FALSE}`), or only a picture that it includes.
fn is_unseen(raw: &RawBlock<'_>) -> bool {
    let is_off = |key: &str| {
        let value = raw.info.split_once(key).and_then(|(_, rest)| rest.trim_start().strip_prefix('='));
        value.is_some_and(|value| value.trim_start().starts_with('F'))
    };
    let mut code = raw.lines.iter().map(|(_, line)| line.trim()).filter(|l| !(l.is_empty() || l.starts_with('#')));
    let is_picture = |line: &str| line.trim_start_matches("knitr::").starts_with("include_graphics(");
    !raw.info.contains("engine") && (is_off("echo") || is_off("include") || code.next().is_some_and(is_picture))
}

/// Whether there is nothing but a word in lower case, as most blocks have.
fn is_one_word(raw: &RawBlock<'_>) -> bool {
    raw.attributes.is_empty() && raw.info.bytes().all(|b| b.is_ascii_lowercase())
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
    // `go:main.go`
    let told = info.split(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | ',' | ':'));
    listed.chain(told.map(move |word| plain(word.trim_start_matches('.'))))
}

/// `{{exec}}`, `{{execute T2}}`, `{{T2}}`
fn is_execute(closer: &str) -> bool {
    let Some(place) = Cursor(closer).past("{{").map(Cursor::white) else { return false };
    let named = |name: &str| place.past(name).is_some_and(Cursor::ends_word);
    named("execute") || named("exec") || place.past("T").is_some_and(|c| c.0.starts_with(char::is_numeric))
}

/// `save-as="a.yml"`, `title=a.yml`, `file='a.yml'`
fn saved_as(info: &str) -> Option<&str> {
    let keys = ["save-as=", "title=", "filename="];
    // What else has a name is no file.
    let vague = ["file=", "path=", "name="];
    let begins = |at: usize| !info[..at].ends_with(in_word);
    let is_end = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '}');
    let valued = |at: usize, keys: &[&str]| {
        let place = keys.iter().find_map(|key| Cursor(&info[at..]).past(key))?;
        // A button's name may have blanks in it.
        if let Some(name) = place.past("\"").filter(|_| info[at..].starts_with("save-as="))
            && let Some(end) = name.some(|c| c != '"').filter(|end| end.0.starts_with('"'))
        {
            return Some(end.since(name));
        }
        let place = place.maybe_one_of(&["\"", "'"]);
        Some(place.some(|c| !is_end(c))?.since(place))
    };
    let is_file = |name: &&str| name.contains('.') && is_file_name(name);
    let named = |at: usize| valued(at, &vague).filter(|_| !info[..at].ends_with('-')).filter(is_file);
    let any = |at: usize| valued(at, &keys).or_else(|| named(at));
    info.char_indices().map(|(at, _)| at).filter(|at| begins(*at)).find_map(any)
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
    if has_byte(info, b'[') { info.match_indices('[').find_map(name) } else { None }
}

/// `.term2`, `{{T2}}`, `terminal-id=labspace3`
fn terminal_of(word: &str) -> Option<u32> {
    let start = Cursor(word);
    let id = || Some(start.past("terminal-id=")?.skip(|c| !c.is_numeric()));
    let named = || ["term", ".term", "execute-", "{{T", "T"].iter().find_map(|name| start.past(name));
    // Another machine has a terminal of its own.
    let machine = || start.past("HOST").filter(|number| number.0.starts_with(|c| matches!(c, '2'..='9')));
    id().or_else(named).or_else(machine)?.0.chars().next()?.to_digit(10)
}

/// Whether the block's title is a file's name (`title="run.sh"`), and not that of a program (`Node.js`).
fn is_titled_as_file(raw: &RawBlock<'_>) -> bool {
    if !has_byte(&raw.info, b'=') || raw.info.starts_with("diff") {
        return false;
    }
    let Some(name) = saved_as(&raw.info) else { return false };
    let is_extension = |end: &str| (1..=5).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_lowercase());
    let has_extension = name.rsplit_once('.').is_some_and(|(_, end)| is_extension(end));
    // `.dockerignore`
    let is_hidden = name.strip_prefix('.').is_some_and(|rest| rest.len() > 2 && rest.bytes().all(is_of_hidden));
    name.ends_with("Dockerfile") || is_hidden || has_extension && !name.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Whether the block's title says that it was printed: `title="Expected output"`.
fn is_titled_as_output(raw: &RawBlock<'_>) -> bool {
    const WORDS: [&str; 8] = ["expected", "example", "sample", "terminal", "console", "command", "output", "result"];
    let Some(at) = find_part(&raw.info, "title=\"") else { return false };
    let (title, _) = raw.info[at + "title=\"".len()..].split_once('"').unwrap_or_default();
    let mut words =
        title.trim_end_matches(':').split(' ').map(|word| WORDS.iter().rposition(|w| w.eq_ignore_ascii_case(word)));
    words.next_back().flatten().is_some_and(|last| last >= WORDS.len() - 2) && words.all(|word| word.is_some())
}

/// What the name of a file is made of that is hidden: `.browserslistrc`.
fn is_of_hidden(byte: u8) -> bool {
    byte.is_ascii_lowercase() || matches!(byte, b'.' | b'-' | b'_')
}

/// Whether the learner is to copy the block: then nobody printed it.
pub fn is_to_copy(raw: &RawBlock<'_>) -> bool {
    raw.closer.starts_with("{{copy") || raw.info.starts_with("copy") || raw.info.starts_with("workshop:copy")
}

/// Whether the block tells what changes in a file, which is not what is in it.
pub fn is_change(raw: &RawBlock<'_>) -> bool {
    raw.info.starts_with("diff") || raw.info.starts_with("patch")
}

/// Whether the marks are those of a button that saves the block.
pub fn is_saved(raw: &RawBlock<'_>) -> bool {
    raw.path.is_some() || has_byte(&raw.info, b'=') && raw.info.contains("save-as=")
}

/// Whether a block is tagged as R's, or as what is typed in its console.
pub fn is_r(raw: &RawBlock<'_>) -> bool {
    words(raw).any(|word| matches!(&*word, "r" | "rconsole"))
}

/// Whether a cell is only shown: `{r, eval = F}`
pub fn is_not_evaluated(info: &str) -> bool {
    let after = info.split_once("eval").map(|(_, rest)| rest.trim_start().trim_start_matches('=').trim_start());
    after.is_some_and(|value| value.starts_with(['F', 'f']))
}

/// The file that the marks name.
pub fn path(raw: &RawBlock<'_>) -> Option<String> {
    if is_change(raw) {
        return None;
    }
    let named = || if raw.info.contains('=') { saved_as(&raw.info) } else { None };
    let bracketed = || if raw.info.contains('[') { bracketed(&raw.info) } else { None };
    raw.path.clone().or_else(|| named().or_else(bracketed).or_else(|| behind_colon(&raw.info)).map(str::to_owned))
}

/// `go:main.go`, as sites in Japan write it.
fn behind_colon(info: &str) -> Option<&str> {
    let (language, name) = info.split_whitespace().next()?.split_once(':')?;
    let known = !language.is_empty() && language.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (known && is_file_name(name)).then_some(name)
}

fn may_be_terminal(word: &str) -> bool {
    word.starts_with(['.', 't', 'e', '{', 'T', 'H']) && word.contains(char::is_numeric)
}

/// The terminal that the marks name.
pub fn terminal(raw: &RawBlock<'_>) -> u32 {
    if let Some(terminal) = raw.terminal {
        return terminal;
    }
    let has_digit = |text: &str| text.bytes().any(|b| b.is_ascii_digit());
    if !(has_digit(&raw.info) || has_digit(&raw.closer)) {
        return 1;
    }
    let marks = raw.info.split_whitespace().chain(raw.closer.trim_end_matches('}').split_whitespace());
    let named = marks.into_iter().filter(|w| may_be_terminal(w)).find_map(terminal_of);
    named.filter(|n| *n > 0).unwrap_or(1)
}

/// Whether the marks name a terminal.
pub fn names_terminal(raw: &RawBlock<'_>) -> bool {
    let marks = || raw.info.split_whitespace().chain(raw.closer.trim_end_matches('}').split_whitespace());
    raw.terminal.is_some() || terminal_name(raw).is_some() || marks().any(|word| terminal_of(word).is_some())
}

/// The name of a terminal: `terminal-id=db`.
pub fn terminal_name<'r>(raw: &'r RawBlock<'_>) -> Option<&'r str> {
    const MARK: &str = "terminal-id=";
    // Most have no mark but a word.
    let from = if raw.info.len() > MARK.len() { find_part(&raw.info, MARK)? } else { return None };
    raw.info[from + MARK.len()..].split_whitespace().next()
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
            ("diff no-copy-button", "", "", Tag::File),
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
            ("title=\".dockerignore\"", "", "", Tag::File),
            ("title=\"...\"", "", "", Tag::None),
            ("bash title=\"Output\"", "", "", Tag::Output),
            ("console title=\"Expected output:\" linenums=\"1\"", "", "", Tag::Output),
            ("bash title=\"Read the output\"", "", "", Tag::Shell),
            ("bash title=\"Console\"", "", "", Tag::Shell),
            ("bash title=\"Terminal\"", "", "", Tag::Shell),
            ("bash title=\"1.5 Run\"", "", "", Tag::Shell),
            (".term2", "", "", Tag::Run),
            ("dotenv save-as=.local", "", "", Tag::File),
            ("mermaid", "", "", Tag::Diagram),
            ("{ojs}", "", "", Tag::Diagram),
            ("{bash}", "", "", Tag::Shell),
            ("{code-cell} ipython3", "", "", Tag::None),
            ("{linenos=table}", "", "", Tag::None),
        ] {
            let raw = RawBlock {
                info: info.into(),
                attributes: attributes.to_owned(),
                closer: closer.to_owned(),
                ..RawBlock::default()
            };
            assert_eq!(of(&raw), want, "{info} {attributes} {closer}");
        }
    }

    #[test]
    fn cells_that_nobody_sees() {
        let tag = |info: &str, line: &'static str| {
            let lines = vec![(1, line.into())];
            of(&RawBlock { info: info.into(), lines, ..RawBlock::default() })
        };
        for (info, line, want) in [
            ("{r a, echo=FALSE, out.width=\"75%\"}", "plot(a)", Tag::Diagram),
            ("{r, include = F}", "library(a)", Tag::Diagram),
            ("{r a}", "knitr::include_graphics(\"a.png\")", Tag::Diagram),
            ("{r echo=TRUE}", "plot(a)", Tag::File),
            ("{r engine='bash', echo=FALSE}", "ls", Tag::File),
        ] {
            assert_eq!(tag(info, line), want, "{info}");
        }
    }

    #[test]
    fn terminals_and_paths() {
        let raw = |info: &str| RawBlock::<'static> { info: info.to_owned().into(), ..RawBlock::default() };
        assert_eq!([".term2", "bash terminal-id=labspace3", "bash", ".term0"].map(|i| terminal(&raw(i))), [2, 3, 1, 1]);
        let closed = |closer: &str| RawBlock::<'static> { closer: closer.to_owned(), ..RawBlock::default() };
        assert_eq!(["{{execute T2}}", "{{T3}}", "{{exec}}"].map(|c| terminal(&closed(c))), [2, 3, 1]);
        assert_eq!(path(&raw("yaml save-as=a/b.yml x")).as_deref(), Some("a/b.yml"));
        assert_eq!(path(&raw("yaml title=\"c.yml\"")).as_deref(), Some("c.yml"));
        assert_eq!(path(&raw("diff title=\"c.yml\"")), None);
        assert_eq!(path(&raw("yaml:a/compose.yml")).as_deref(), Some("a/compose.yml"));
        assert_eq!((path(&raw("bash:Terminal")), of(&raw("bash:Terminal"))), (None, Tag::Shell));
    }
}
