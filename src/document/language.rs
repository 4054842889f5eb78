//! The language of a code block, whatever its tag says: a third of all fences have none, and some have a wrong one.

use super::{Block, BlockKind};

/// What authors tag shells with whose names say more than `bash`.
const SHELLS: &[&str] = &["sh", "zsh", "fish", "bash"];
/// Tags that say nothing of a file's language: they are a shell's, or say that there is none.
const UNTOLD: &[&str] = &[
    "sh",
    "bash",
    "zsh",
    "shell",
    "console",
    "shell-session",
    "sh-session",
    "terminal",
    "cmd",
    "text",
    "txt",
    "plain",
    "plaintext",
    "output",
    "none",
    "nohighlight",
    "no-highlight",
    "vim",
    "code",
    "copy",
    "source",
];
/// Names that have another, better known one.
const SHORT: &[(&str, &str)] = &[
    ("yml", "yaml"),
    ("docker", "dockerfile"),
    ("py", "python"),
    ("python3", "python"),
    ("js", "javascript"),
    ("ts", "typescript"),
    ("ps1", "powershell"),
    ("golang", "go"),
    ("rb", "ruby"),
    ("md", "markdown"),
    ("htm", "html"),
    ("conf", "ini"),
    ("cfg", "ini"),
];
/// Ends of files' names, and what they hold.
const ENDS: &[(&str, &str)] = &[
    ("yml", "yaml"),
    ("yaml", "yaml"),
    ("json", "json"),
    ("py", "python"),
    ("js", "javascript"),
    ("ts", "typescript"),
    ("sh", "bash"),
    ("html", "html"),
    ("css", "css"),
    ("go", "go"),
    ("rs", "rust"),
    ("java", "java"),
    ("rb", "ruby"),
    ("php", "php"),
    ("r", "r"),
    ("toml", "toml"),
    ("ini", "ini"),
    ("conf", "ini"),
    ("cfg", "ini"),
    ("sql", "sql"),
    ("md", "markdown"),
    ("xml", "xml"),
    ("ps1", "powershell"),
];
/// How the lines of a Dockerfile begin.
const INSTRUCTIONS: &[&str] = &[
    "FROM ",
    "RUN ",
    "COPY ",
    "ADD ",
    "CMD ",
    "CMD[",
    "ENTRYPOINT ",
    "ENV ",
    "ARG ",
    "EXPOSE ",
    "WORKDIR ",
    "USER ",
    "VOLUME ",
    "LABEL ",
    "HEALTHCHECK ",
    "ONBUILD ",
    "STOPSIGNAL ",
];

impl Block {
    /// The language of its text: as its kind, its path and the text itself tell, else as it is tagged. None where nobody
    /// can tell, and for what was printed as words.
    pub fn language(&self) -> Option<&str> {
        let tag = self.tag.trim_matches(|c: char| "{}.,".contains(c));
        match self.kind {
            BlockKind::Command | BlockKind::Session | BlockKind::Synopsis => Some(self.shell(tag)),
            BlockKind::Repl => of_prompt(&self.text).or_else(|| told(tag)),
            BlockKind::Output => of_data(&self.text),
            BlockKind::File => {
                self.path.as_deref().and_then(of_path).or_else(|| of_text(&self.text)).or_else(|| told(tag))
            }
            BlockKind::Other => told(tag),
        }
    }

    fn shell<'t>(&'t self, tag: &'t str) -> &'t str {
        let is = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(tag));
        let is_cmdlet = |text: &str| {
            let first = text.split_whitespace().next().unwrap_or_default();
            let is_capital = |part: &str| part.starts_with(|c: char| c.is_ascii_uppercase());
            first.split_once('-').is_some_and(|(verb, noun)| is_capital(verb) && is_capital(noun))
        };
        let shows = || self.text.lines().find(|line| !line.trim().is_empty()).is_some_and(is_powershells);
        if is(&["powershell", "pwsh", "ps1", "ps"])
            || self.commands.iter().any(|c| is_cmdlet(&c.text) || is_for_powershell(&c.text))
            || shows()
        {
            "powershell"
        } else if is(&["cmd", "bat", "batch", "dos"]) {
            "batch"
        } else if is(SHELLS) {
            tag
        } else {
            "bash"
        }
    }
}

/// Whether a command is written for PowerShell, by what no other shell takes: a grave accent where a line goes on, a value
/// that is kept under a name behind a dollar, a path from here with the other system's signs.
pub fn is_for_powershell(text: &str) -> bool {
    text.contains(" `\n") || text.strip_prefix('$').is_some_and(keeps_value) || text.contains(".\\") && has_path(text)
}

/// `Env:NAME = 'x'`, `root='C:\web'`
fn keeps_value(text: &str) -> bool {
    let name = text.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b':')).count();
    let value = text[name..].trim_start().strip_prefix('=');
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && value.is_some_and(|value| !value.starts_with('='))
}

/// `ls .\web`, where nothing is quoted: in quotes it may be a pattern.
fn has_path(text: &str) -> bool {
    let is_path = |word: &str| word.strip_prefix(".\\").is_some_and(|path| path.starts_with(char::is_alphabetic));
    !text.contains(['\'', '"']) && text.split(' ').any(is_path)
}

/// Whether a line begins with PowerShell's prompt: `PS C:\lab> `, `PS /root> `, `PS> `.
fn is_powershells(line: &str) -> bool {
    let Some((place, _)) = line.trim_start().strip_prefix("PS").and_then(|rest| rest.split_once('>')) else {
        return false;
    };
    let begins = |place: &str| {
        let drive = place.strip_prefix(|c: char| c.is_ascii_alphabetic());
        place.starts_with(['/', '~', '\\']) || drive.is_some_and(|rest| rest.starts_with(':'))
    };
    place.is_empty() || place.strip_prefix(' ').is_some_and(begins)
}

/// What a tag says of a language, if it says any.
fn told(tag: &str) -> Option<&str> {
    let says = !tag.is_empty() && !UNTOLD.iter().any(|none| none.eq_ignore_ascii_case(tag));
    says.then(|| better(SHORT, tag).unwrap_or(tag))
}

fn better<'n>(names: &[(&str, &'n str)], name: &str) -> Option<&'n str> {
    names.iter().find(|(short, _)| short.eq_ignore_ascii_case(name)).map(|(_, long)| *long)
}

fn of_path(path: &str) -> Option<&'static str> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_recipe = |name: &str| name.starts_with("Dockerfile") || name.starts_with("Containerfile");
    if is_recipe(name) || name.to_ascii_lowercase().ends_with(".dockerfile") {
        return Some("dockerfile");
    }
    if name.eq_ignore_ascii_case("makefile") {
        return Some("makefile");
    }
    better(ENDS, name.rsplit_once('.')?.1)
}

/// What the signs of a program's prompt, or its first word, say.
fn of_prompt(text: &str) -> Option<&'static str> {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    let begins = |signs: &[&str]| signs.iter().any(|sign| first.starts_with(sign));
    let word = first.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
    if begins(&[">>>", "In ["]) {
        Some("python")
    } else if begins(&["mysql>", "MariaDB ["])
        || first.contains("=# ")
        || matches!(word.as_str(), "select" | "show" | "insert" | "create" | "use" | "update" | "delete" | "drop")
    {
        Some("sql")
    } else if begins(&["irb("]) {
        Some("ruby")
    } else if begins(&["julia>"]) {
        Some("julia")
    } else {
        None
    }
}

/// Data that programs print: JSON.
fn of_data(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let is_in = |open: char, close: char| text.starts_with(open) && text.ends_with(close);
    ((is_in('{', '}') || is_in('[', ']')) && text.contains('"')).then_some("json")
}

fn of_text(text: &str) -> Option<&'static str> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.clone().next()?;
    if let Some(program) = first.strip_prefix("#!").filter(|rest| rest.trim_start().starts_with('/')) {
        let named = |name: &str| program.contains(name);
        let known = [("python", "python"), ("node", "javascript"), ("ruby", "ruby"), ("perl", "perl")];
        return Some(known.iter().find(|(name, _)| named(name)).map_or("bash", |(_, language)| language));
    }
    let begin = first.get(..5).unwrap_or(first);
    if begin.eq_ignore_ascii_case("<html") || first.to_ascii_lowercase().starts_with("<!doctype html") {
        return Some("html");
    }
    if begin == "<?xml" {
        return Some("xml");
    }
    // Remarks stand above the first of them.
    let said = lines.find(|line| !line.starts_with('#'))?;
    if INSTRUCTIONS.iter().any(|word| said.starts_with(word)) {
        return Some("dockerfile");
    }
    if let Some(data) = of_data(text) {
        return Some(data);
    }
    let (key, value) = said.split_once(':')?;
    let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.'));
    (is_key && (value.is_empty() || value.starts_with(' ')) && !said.ends_with(['{', ';'])).then_some("yaml")
}

#[cfg(test)]
mod tests {
    use crate::reader::read;
    use crate::source::Source;

    #[test]
    fn languages_whatever_the_tag_says() {
        for (block, want) in [
            ("docker\n$ docker ps", Some("bash")),
            ("\ndocker images", Some("bash")),
            ("zsh\ndocker images", Some("zsh")),
            (".term1\ndocker images", Some("bash")),
            ("powershell\ndocker images", Some("powershell")),
            ("bash\ncd a\n.\\make.ps1 $id", Some("powershell")),
            ("\ndocker build -f .\\Dockerfile.web .", Some("powershell")),
            ("\ndocker run `\n  --rm `\n  alpine", Some("powershell")),
            ("bash\ngrep '.\\d' a", Some("bash")),
            ("\nPS C:\\> Get-Process", Some("powershell")),
            ("\nPS C:\\lab> docker ps\nNAMES", Some("powershell")),
            ("bash\nPS> docker ps", Some("powershell")),
            ("\nPS /root> docker ps", Some("powershell")),
            ("\n$ echo PS C:\\> a", Some("bash")),
            ("vim\nFROM alpine\nRUN ls", Some("dockerfile")),
            ("yaml\n# syntax=a\nFROM alpine\nRUN ls", Some("dockerfile")),
            ("\nservices:\n  web:\n    image: nginx", Some("yaml")),
            ("shell\n{\"a\": 1}", Some("json")),
            ("\n#!/usr/bin/env python3\nprint(1)", Some("python")),
            ("yaml\n#! Some values\n---\na: 1\nb: 2", Some("yaml")),
            ("\n>>> print(1)\n1", Some("python")),
            ("bash\nCONTAINER ID   IMAGE   COMMAND\n1f2d3c4b5a69   nginx   \"x\"", None),
            ("mermaid\ngraph TD\nA-->B", Some("mermaid")),
            ("py\nprint(1)", Some("python")),
            ("\n", None),
        ] {
            let source = Source::new("x.md", format!("```{block}\n```\n"));
            let document = read(&source).0;
            let found = document.blocks();
            assert_eq!(found.first().and_then(|b| b.language()), want, "{block}");
        }
    }
}
