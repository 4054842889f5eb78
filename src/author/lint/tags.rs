//! What a block says it is, against what it is.

use super::command::unquoted;
use super::given::Given;
use super::harm::has_bomb;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Command, Form};
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Languages of files.
const FILES: &[&str] = &[
    "vim",
    "docker",
    "dockerfile",
    "yaml",
    "yml",
    "json",
    "python",
    "py",
    "javascript",
    "js",
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
    "makefile",
    "r",
];
/// Languages of shell scripts; `console` and its like are for transcripts and hold output by right.
const SHELLS: &[&str] = &["bash", "sh", "shell", "zsh"];
/// Words of an info string that say that a block is not to be run.
const SHOWN: &[&str] = &["output", "no-run", "no-copy", "stdout", "eval=false", "norun"];

static ENGINE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r#"\bengine\s*=\s*["']?(\w+)"#).ok());
/// How a line begins that no language of files has.
const COMMANDS: &[&str] = &[
    "$ ",
    "docker ",
    "npm install",
    "npm run ",
    "npm start",
    "pip install ",
    "git clone ",
    "kubectl ",
    "sudo ",
    "apt-get ",
];

/// The notation of a command's general form.
static GENERAL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\[(?:OPTIONS?|options?|--?[A-Za-z][^\]]*|COMMAND|ARG|:\w+)[^\]]*\]|\b[A-Z]{2,}\s?\.\.\.|[A-Z]\[[:@]")
        .ok()
});

pub fn find(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    for (_, block) in &given.blocks {
        found.extend(output_as_shell(given, block));
        found.extend(synopsis_to_run(given, block));
    }
    other_languages(given, found);
}

/// The language as one word: `{.bash}` is `bash`, and so is `{r, engine='bash'}`. Where the fence has none, kramdown's
/// attribute list on the line below may.
fn language(given: &Given<'_>, block: &Block) -> String {
    let engine = ENGINE.as_ref().and_then(|e| Some(e.captures(given.info(block))?.get(1)?.as_str().to_lowercase()));
    let own = || block.tag.trim_matches(|c: char| "{}.,".contains(c)).to_lowercase();
    let language = engine.unwrap_or_else(own);
    if !language.is_empty() {
        return language;
    }
    let below = given.source.line_text(block.end_line + 1).trim_start_matches(['>', ' ']).to_lowercase();
    let Some(list) = below.trim_end().strip_prefix("{:").and_then(|l| l.strip_suffix('}')) else { return language };
    let named = |class: &str| class.strip_prefix("language-").map_or_else(|| class.to_owned(), str::to_owned);
    let mut classes = list.split_whitespace().filter_map(|w| w.strip_prefix('.')).map(named);
    classes.find(|c| FILES.contains(&c.as_str()) || SHELLS.contains(&c.as_str())).unwrap_or_default()
}

/// The first line with anything in it.
fn first_line(block: &Block) -> &str {
    block.text.lines().map(str::trim).find(|l| !l.is_empty()).unwrap_or_default()
}

/// One finding for each language: who has a habit need not read of it at every block.
fn other_languages(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    let mut met: BTreeMap<(String, &str), Vec<&Block>> = BTreeMap::new();
    for (_, block) in given.blocks.iter().filter(|(_, b)| !given.allowances.hold("L0201", b.line)) {
        if let Some((language, fault)) = other_language(given, block) {
            met.entry((language, fault)).or_default().push(block);
        }
    }
    for ((language, fault), blocks) in met {
        let lines: Vec<usize> = blocks.iter().map(|b| b.line).collect();
        let message = format!("this block {fault} and is tagged `{language}`{}", Given::also(&lines));
        let prompted = blocks.iter().filter(|b| is_prompted(b)).count();
        let help = match prompted {
            0 => "tag it `bash`",
            n if n == blocks.len() => "tag it `console`",
            _ => "tag it `console` where lines begin with a prompt, else `bash`",
        };
        found.push(given.finding("L0201", given.line_span(lines[0]), message).help(help));
    }
}

/// Whether lines of a block begin with a prompt, or show what was printed.
fn is_prompted(block: &Block) -> bool {
    let lines: Vec<&str> = block.text.lines().collect();
    let has_prompt = |c: &Command| {
        let line = c.line.checked_sub(block.line + 1).and_then(|at| lines.get(at)).map_or("", |l| l.trim_start());
        let text = c.text.lines().next().unwrap_or_default().trim();
        line.find(text).is_some_and(|at| at > 0)
    };
    block.kind == BlockKind::Session
        || block.commands.iter().any(has_prompt)
        || lines.iter().any(|l| l.trim_start().starts_with("$ "))
}

/// The language of a file that a block of commands is tagged with, and what the block does.
fn other_language(given: &Given<'_>, block: &Block) -> Option<(String, &'static str)> {
    let language = language(given, block);
    if !FILES.contains(&language.as_str()) {
        return None;
    }
    let first = first_line(block);
    match block.kind {
        BlockKind::Command | BlockKind::Session => Some((language, "holds commands")),
        BlockKind::File | BlockKind::Other if !is_general(first) && COMMANDS.iter().any(|c| first.starts_with(c)) => {
            Some((language, "reads like commands"))
        }
        _ => None,
    }
}

fn output_as_shell(given: &Given<'_>, block: &Block) -> Option<Diagnostic> {
    let language = language(given, block);
    let info = given.info(block);
    // An attribute list below a kramdown block says what it is.
    let after = given.source.line_text(block.end_line + 1);
    let is_shown = SHOWN.iter().any(|word| info.contains(word) || after.contains(word));
    // The command stands above what it printed.
    let first = first_line(block);
    let is_setting = first.split_once('=').is_some_and(|(name, _)| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
    });
    let begins_with_command = first.starts_with("docker ") || first.starts_with("$ ") || is_setting;
    let is_printed = match block.kind {
        BlockKind::Output => !(begins_with_command || may_be_typed(given, block) || has_bomb(&block.text)),
        BlockKind::File => block.path.is_none() && is_printed_json(given, block),
        _ => false,
    };
    if !is_printed || !SHELLS.contains(&language.as_str()) || is_shown {
        return None;
    }
    let message = format!("this is what a program prints, and it is tagged `{language}`");
    let help = "tag it `output` or `text`, so that nobody types it";
    Some(given.finding("L0202", given.line_span(block.line), message).help(help))
}

/// Words with which a text says what will be printed. Without one of them it may as well ask for a command: "check the
/// response time:", "if you get errors:".
const FORETELLS: &[&str] = &["should", "will", "would", "expected", "like", "similar", "following", "follows"];
/// Words with which it asks for a command all the same: "do something like this".
const ASKS: &[&str] = &["do", "run", "type", "enter", "execute", "try"];

/// Whether a block may be a command of a program that nobody knows: it begins with a name and what that is given. Where
/// it has no flag the text above must not foretell what is printed.
fn may_be_typed(given: &Given<'_>, block: &Block) -> bool {
    let is_code = |line: &&str| !(line.is_empty() || line.starts_with('#'));
    let Some(first) = block.text.lines().map(str::trim).find(is_code) else { return false };
    let mut words = first.split_whitespace();
    let name = words.next().unwrap_or_default();
    // The prompt of a machine: `build-box$ ls`.
    let prompted = name.len() > 1 && name.ends_with(['$', '%']) && !name.starts_with(|c: char| !c.is_alphabetic());
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_' | b'.' | b'+'));
    let is_sentence = first.ends_with(['.', '!', '?', ':', ',']);
    let Some(second) = words.next() else { return false };
    if prompted {
        return true;
    }
    if !is_name || is_sentence || matches!(second, "=" | ":" | "->" | "-" | "|") || first.contains("  ") {
        return false;
    }
    let is_flag = |word: &str| {
        word.trim_start_matches('-').starts_with(|c: char| c.is_ascii_alphabetic()) && word.starts_with('-')
    };
    let above = given.paragraph_above(block.line);
    let sentence = above.trim_end_matches(['.', ':']).rsplit(". ").next().unwrap_or_default();
    let is_row = above.starts_with('|');
    let says = |words: &[&str]| sentence.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word));
    let foretold = !is_row && says(FORETELLS) && !says(ASKS);
    first.split_whitespace().any(is_flag) || !foretold
}

/// Whether a block without a name has data that the text above calls a result.
fn is_printed_json(given: &Given<'_>, block: &Block) -> bool {
    const RESULTS: &[&str] = &["result", "results", "output", "outputs", "prints", "returns", "response", "answer"];
    let text = block.text.trim();
    let is_json = text.starts_with(['{', '[']) && text.ends_with(['}', ']']) && text.contains('"');
    let above = given.paragraph_above(block.line);
    is_json && above.split(|c: char| !c.is_alphanumeric()).any(|word| RESULTS.contains(&word))
}

/// Whether a block is marked as one to run with a click.
fn is_run(given: &Given<'_>, block: &Block) -> bool {
    let info = given.info(block);
    let closer = given.source.line_text(block.end_line);
    let labspace = given.document.dialects.contains(&"labspace") && SHELLS.contains(&language(given, block).as_str());
    let marked = info.starts_with(".term") || info.starts_with("execute") || closer.contains("{{exec");
    (marked || labspace) && !SHOWN.iter().any(|word| info.contains(word))
}

/// Whether a text is a command's general form.
pub fn is_general(text: &str) -> bool {
    GENERAL.as_ref().is_some_and(|g| g.is_match(&unquoted(text)))
}

fn synopsis_to_run(given: &Given<'_>, block: &Block) -> Option<Diagnostic> {
    let is_prompted = block.text.lines().find(|l| !l.trim().is_empty()).is_some_and(|l| l.starts_with("$ "));
    let general = |c: &&Command| is_general(&c.text);
    let line = match block.kind {
        BlockKind::Synopsis if (is_prompted || is_run(given, block)) && is_general(&block.text) => {
            block.line + usize::from(block.form != Form::Inline)
        }
        BlockKind::Command | BlockKind::Session if is_run(given, block) => block.commands.iter().find(general)?.line,
        _ => return None,
    };
    let help = if is_prompted {
        "show it without a prompt in a block that is not to be run, and give an example to type"
    } else {
        "show it in a block that does not run with a click, and give an example to type"
    };
    Some(given.finding("L0205", given.line_span(line), "this is a command's general form in a block to run").help(help))
}
