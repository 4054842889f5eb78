//! The project's own order: which module may know which, how long things may be, where outside crates live.
#![allow(clippy::unwrap_used)]

use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The longest file and the longest function, in lines.
const FILE_LINES: usize = 600;
const FUNCTION_LINES: usize = 70;

/// Where each outside crate may be used. A new crate needs a line here, and a second home a reason.
const HOMES: &[(&str, &[&str], &str)] = &[
    ("annotate_snippets", &["terminal"], ""),
    ("bollard", &["sandbox", "app"], "commands hand the engine's client from one part of the sandbox to another"),
    ("bytes", &["sandbox"], ""),
    ("clap", &["cli"], ""),
    ("clap_complete", &["cli"], ""),
    ("console", &["terminal"], ""),
    ("etcetera", &["app"], ""),
    ("globset", &["app"], ""),
    ("futures_util", &["sandbox", "app"], "streams of an engine; lessons that are played side by side"),
    ("http_body_util", &["sandbox"], ""),
    ("hyper", &["sandbox"], ""),
    ("hyper_util", &["sandbox"], ""),
    ("indicatif", &["app"], "spinners run while the loop waits, beside the screens"),
    (
        "jiff",
        &["state", "progress", "sandbox", "app"],
        "a calendar for moments, the log's times, the engine's times, how old an answer is",
    ),
    ("pulldown_cmark", &["reader"], ""),
    ("quick_junit", &["report"], ""),
    ("memchr", &["reader"], "bytes in lessons"),
    ("regex", &["reader", "check", "lesson", "author"], "patterns in lessons, in sidecars, in what lint looks for"),
    ("rustix", &["terminal", "sandbox", "app"], "the terminal's mode, a process's life, room on the disk"),
    ("rustyline", &["terminal"], ""),
    ("schemars", &["check"], ""),
    (
        "serde",
        &["diagnostic", "document", "state", "check", "session", "sandbox", "progress", "app"],
        "derives on data",
    ),
    (
        "serde_json",
        &["check", "reader", "lesson", "sandbox", "progress", "author", "report", "app"],
        "a schema, a course's index, contexts of docker, the log, a lesson's JSON files, outputs",
    ),
    ("serde_saphyr", &["check"], ""),
    ("sha2", &["lesson"], ""),
    ("similar", &["check", "author"], "a lesson's output against what was printed, a sidecar against its new text"),
    ("strsim", &["text"], ""),
    ("tar", &["sandbox"], ""),
    ("tempfile", &["sandbox", "app"], "the folder of a socket; doctor tries whether the state folder can be written"),
    ("textwrap", &["terminal"], ""),
    ("thiserror", &["sandbox"], ""),
    ("tokio", &["sandbox", "terminal", "app", "cli"], "the loop and its streams, keys as a channel, the runtime"),
    ("unicode_width", &["terminal"], ""),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Rust files below a folder of the project, with their text.
fn rust_files(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(root()).unwrap().to_owned(), text));
            }
        }
    }
    found.sort();
    found
}

/// Code alone: comments, strings and characters are blanked, lines stay where they are.
fn code(text: &str) -> String {
    let tokens = Regex::new(
        r#"(?xs) //[^\n]* | /\*.*?\*/ | \br\#"(?:.*?)"\# | \br"[^"]*" | "(?:\\.|[^"\\])*" | '(?:\\[^\n]+?|[^\\'\n])' "#,
    )
    .unwrap();
    let blank = |c: &regex::Captures| c[0].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect::<String>();
    tokens.replace_all(text, blank).into_owned()
}

/// Where the brace that opens at `from` is closed.
fn close(code: &str, from: usize) -> usize {
    let mut depth = 0_usize;
    for (at, c) in code[from..].char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 1 => return from + at,
            '}' => depth -= 1,
            _ => {}
        }
    }
    panic!("a brace is not closed in: {}", &code[from..code.len().min(from + 200)]);
}

/// The program's code, without its tests.
fn production() -> Vec<(PathBuf, String)> {
    let is_test = |path: &Path| path.components().any(|c| c.as_os_str() == "tests" || c.as_os_str() == "tests.rs");
    let files = rust_files("src").into_iter().filter(|(path, _)| !is_test(path));
    files.map(|(path, text)| (path, without_tests(&code(&text)))).collect()
}

fn without_tests(code: &str) -> String {
    let mut rest = code.to_owned();
    while let Some(at) = rest.find("#[cfg(test)]") {
        let end = rest[at..].find(['{', ';']).map(|e| at + e).unwrap();
        let end = if rest.as_bytes()[end] == b'{' { close(&rest, end) } else { end };
        let lines = "\n".repeat(rest[at..=end].matches('\n').count());
        rest.replace_range(at..=end, &lines);
    }
    rest
}

/// The module below the crate's root that a file belongs to.
fn module(path: &Path) -> String {
    let first = path.components().nth(1).unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The module table of the crate's documentation, top first.
fn table() -> Vec<String> {
    let text = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let (_, modules) = text.split_once("//! # Modules").unwrap();
    let table = modules.split("//! ```").nth(1).unwrap();
    let rows = table.lines().filter_map(|line| line.strip_prefix("//! "));
    let row = Regex::new(r"^([a-z]+) +\S").unwrap();
    rows.map(|line| row.captures(line).unwrap_or_else(|| panic!("no row of the table: {line}"))[1].to_owned()).collect()
}

/// The modules that a text of code names from the crate's root.
fn imports(code: &str) -> BTreeSet<String> {
    let path = Regex::new(r"\bcrate::(?:([a-z_]+)\b|\{)").unwrap();
    let word = Regex::new(r"^\s*([a-z_]+)").unwrap();
    let mut found = BTreeSet::new();
    for captures in path.captures_iter(code) {
        if let Some(name) = captures.get(1) {
            found.insert(name.as_str().to_owned());
            continue;
        }
        let open = captures.get(0).unwrap().end() - 1;
        let (mut depth, mut part) = (0, String::new());
        for c in code[open + 1..close(code, open)].chars().chain([',']) {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    found.extend(word.captures(&part).map(|c| c[1].to_owned()));
                    part.clear();
                    continue;
                }
                _ => {}
            }
            part.push(c);
        }
    }
    found
}

#[test]
fn a_module_imports_only_what_stands_above_it() {
    let table = table();
    let place = |module: &str| table.iter().position(|m| m == module);
    let mut wrong = Vec::new();
    let mut met = BTreeSet::new();
    for (path, code) in production() {
        let own = module(&path);
        if own == "lib" || own == "main" {
            continue;
        }
        met.insert(own.clone());
        let Some(at) = place(&own) else {
            wrong.push(format!("{}: `{own}` has no row in the table of src/lib.rs", path.display()));
            continue;
        };
        for other in imports(&code) {
            if place(&other).is_none_or(|other| other > at) {
                wrong.push(format!("{}: `{own}` stands above `{other}` and must not know it", path.display()));
            }
        }
        // `super` from the top of a module leads out of it as well.
        let depth = path.components().count() - 2 - usize::from(path.ends_with("mod.rs"));
        if code.contains(&"super::".repeat(depth + 1)) {
            wrong.push(format!("{}: leaves its module by `super`; say `crate::`", path.display()));
        }
    }
    assert_eq!(wrong, [""; 0]);
    assert_eq!(met, table.into_iter().collect::<BTreeSet<_>>(), "a row without a module");
}

#[test]
fn the_checker_sees_every_way_to_import() {
    let text = "use crate::app;\nuse crate::{cli::x, state::{a, b}, text};\nfn f() { crate::lesson::g() }\n";
    assert_eq!(imports(text).into_iter().collect::<Vec<_>>(), ["app", "cli", "lesson", "state", "text"]);
    let hidden = code("// crate::a\n/// crate::b\n\"crate::c \\\" crate::d\" r#\"crate::e\"# 'x' '\\'' b'{' x<'a>");
    assert_eq!((imports(&hidden).len(), hidden.contains('{')), (0, false), "{hidden}");
    let tests = without_tests("fn a() {}\n#[cfg(test)]\nmod tests { use crate::cli; fn b() {} }\nfn c() {}\n");
    assert!(imports(&tests).is_empty() && tests.contains("fn c") && tests.lines().count() == 4);
}

#[test]
fn files_and_functions_are_short() {
    let mut long = Vec::new();
    for (path, text) in rust_files("src").into_iter().chain(rust_files("tests")) {
        let lines = text.lines().count();
        if lines > FILE_LINES {
            long.push(format!("{}: {lines} lines", path.display()));
        }
    }
    let function = Regex::new(r"\bfn ([a-z_0-9]+)").unwrap();
    for (path, code) in production() {
        for captures in function.captures_iter(&code) {
            let begin = captures.get(0).unwrap().start();
            // A semicolon before the body: a declaration, unless it is within an array's type.
            let Some(open) = code[begin..].find('{').map(|at| begin + at) else { continue };
            if code[begin..open].replace(['[', ']'], "").contains(";\n") {
                continue;
            }
            let lines = code[begin..=close(&code, open)].lines().count();
            if lines > FUNCTION_LINES {
                long.push(format!("{}: fn {} has {lines} lines", path.display(), &captures[1]));
            }
        }
    }
    assert_eq!(long, [""; 0]);
}

#[test]
fn outside_crates_have_a_home() {
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let (_, rest) = manifest.split_once("\n[dependencies]\n").unwrap();
    let dependencies = rest.lines().take_while(|line| !line.starts_with('['));
    let names = dependencies.filter_map(|line| Some(line.split_once([' ', '=', '.'])?.0.replace('-', "_")));
    let names: BTreeSet<String> = names.filter(|n| !n.is_empty()).collect();
    let homes: BTreeMap<&str, &[&str]> = HOMES.iter().map(|(name, homes, _)| (*name, *homes)).collect();
    assert_eq!(names, homes.keys().map(|n| (*n).to_owned()).collect(), "the table does not fit Cargo.toml");
    let mut wrong: Vec<String> = Vec::new();
    for (name, homes, why) in HOMES {
        if homes.len() > 1 && why.is_empty() {
            wrong.push(format!("{name}: more than one home needs a reason"));
        }
    }
    let mut used: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let production = production();
    for (name, homes) in &homes {
        let use_of = Regex::new(&format!(r"(^|[^a-z_0-9:>])(::)?{name}::|\buse {name}\b")).unwrap();
        for (path, _) in production.iter().filter(|(path, code)| module(path) != *name && use_of.is_match(code)) {
            used.entry(name).or_default().insert(module(path));
            if !homes.contains(&module(path).as_str()) {
                wrong.push(format!("{}: {name} lives in {homes:?}", path.display()));
            }
        }
    }
    for (name, homes) in &homes {
        let used = used.get(name).cloned().unwrap_or_default();
        let idle = homes.iter().filter(|home| !used.contains(**home));
        wrong.extend(idle.map(|home| format!("{name} is not used in {home} any more")));
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn nothing_is_left_undone() {
    let forbidden = Regex::new(r"\b(todo|unimplemented|dbg)!|#\[ignore").unwrap();
    let mut found = Vec::new();
    for (path, text) in rust_files("src").into_iter().chain(rust_files("tests")) {
        let code = code(&text);
        let all: Vec<_> = forbidden.find_iter(&code).map(|m| m.as_str().to_owned()).collect();
        if !all.is_empty() {
            found.push(format!("{}: {all:?}", path.display()));
        }
    }
    assert_eq!(found, [""; 0]);
}

/// Files that belong to the project: those git knows, or all where there is no git.
fn tracked() -> Vec<PathBuf> {
    let listed = std::process::Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output();
    let listed = listed.ok().filter(|o| o.status.success() && !o.stdout.is_empty());
    let text = listed.map(|o| String::from_utf8(o.stdout).unwrap());
    match text {
        Some(text) => {
            text.split('\0').filter(|n| !n.is_empty()).map(|n| root().join(n)).filter(|p| p.is_file()).collect()
        }
        None => rust_files("src").into_iter().chain(rust_files("tests")).map(|(path, _)| root().join(path)).collect(),
    }
}

#[test]
fn no_trace_of_one_computer_is_left() {
    // Put together here, so that this file does not hold them.
    let places = [["/ho", "me/"], ["/Us", "ers/"], ["/wo", "rk/"], ["/tmp/w", "t"], ["/ro", "ot/."], ["C:\\Us", "ers"]];
    let hosts =
        [["artif", "actory"], ["jf", "rog"], ["nexus", "-"], [".inter", "nal:"], ["mirror", "s."], ["gopro", "xy"]];
    let mut patterns: Vec<String> = places.iter().chain(&hosts).map(|parts| parts.concat()).collect();
    patterns.push(root().display().to_string());
    // A home that only a sandbox, an image or an example has.
    let nobody = format!(r#"({}|{})(learner|app|a?user|me/|none\b|[${{";])"#, places[0].concat(), places[1].concat());
    let nobody = Regex::new(&nobody).unwrap();
    let mut found = Vec::new();
    for path in tracked() {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        for (number, line) in text.lines().enumerate() {
            let line = nobody.replace_all(line, "");
            if let Some(pattern) = patterns.iter().find(|p| line.contains(*p)) {
                found.push(format!("{}:{}: {pattern}", path.display(), number + 1));
            }
        }
    }
    assert_eq!(found, [""; 0]);
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let sources: BTreeSet<_> = lock.lines().filter(|l| l.starts_with("source = ")).collect();
    let index = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
    assert_eq!(sources.into_iter().collect::<Vec<_>>(), [index]);
}
