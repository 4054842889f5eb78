//! What a block's text looks like, where nothing else tells.

mod env;
mod hcl;

pub use env::{is_env, is_setup, may_be_env, tells_of_env};
pub use hcl::is_hcl;

use super::super::lines::begun;
use super::super::names::Names;
use super::super::scan::{has_byte, has_part, is_blank, lines};
use super::known::is_sentence;
use super::phrase::is_file_name;
use super::printed;
use super::words::first_word;
use memchr::{memchr_iter, memchr2};

static INSTRUCTIONS: Names<18> = Names::new([
    "FROM",
    "RUN",
    "CMD",
    "LABEL",
    "MAINTAINER",
    "EXPOSE",
    "ENV",
    "ADD",
    "COPY",
    "ENTRYPOINT",
    "VOLUME",
    "USER",
    "WORKDIR",
    "ARG",
    "ONBUILD",
    "STOPSIGNAL",
    "HEALTHCHECK",
    "SHELL",
]);
/// The letters of the shortest.
const SHORTEST: usize = 3;
/// Keys that say that YAML is read by the engine.
const COMPOSE: &[&str] =
    &["services", "version", "volumes", "networks", "image", "build", "apiVersion", "ports", "secrets", "configs"];
/// How scripts begin, those for the queues of clusters, and the parts of an Apptainer image's recipe.
const SCRIPTS: &[&str] = &[
    "#!",
    "<?php",
    "#PBS ",
    "#SBATCH ",
    "#BSUB ",
    "%post",
    "%runscript",
    "%environment",
    "%files",
    "%labels",
    "%help",
];

fn significant(text: &str) -> impl Iterator<Item = &str> {
    lines(text).filter(|l| !is_blank(l))
}

/// The word after a line's instruction.
fn instruction(line: &str) -> Option<&str> {
    let line = begun(line);
    let letters = line.bytes().take_while(u8::is_ascii_uppercase).count();
    let (name, rest) = line.split_at(letters);
    if letters < SHORTEST || !(INSTRUCTIONS.has(name) && rest.starts_with(char::is_whitespace)) {
        return None;
    }
    first_word(begun(rest))
}

/// What follows the colon after a line's key, and whether the key stands in quotes.
fn after_key(line: &str) -> Option<(bool, &str)> {
    let line = line.trim_start();
    let (quoted, rest) = match line.strip_prefix('"') {
        Some(inner) => (true, inner.split_once('"').filter(|(key, _)| !key.is_empty())?.1),
        None => (false, behind_key(line)),
    };
    let some = rest.len() < line.len();
    Some((quoted, rest.trim_start().strip_prefix(':').filter(|_| some)?))
}

/// What follows the letters, digits and signs of a key.
fn behind_key(line: &str) -> &str {
    let in_key = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'/' | b'-');
    let rest = &line[line.bytes().take_while(|b| in_key(b)).count()..];
    if rest.as_bytes().first().is_none_or(u8::is_ascii) {
        return rest;
    }
    // Letters of other alphabets belong to it, too.
    rest.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '/' | '-'))
}

fn is_key(line: &str) -> bool {
    after_key(line).is_some_and(|(_, rest)| rest.is_empty() || rest.starts_with(char::is_whitespace))
}

/// What a whole text looks like. Where it is a Dockerfile nothing else is asked.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "a text may look like several things")]
pub struct Shape {
    /// A Dockerfile, or a part of one.
    pub is_dockerfile: bool,
    /// A script.
    pub is_script: bool,
    /// JSON, or a part of it.
    pub is_json: bool,
    /// Keys and lists.
    pub is_like_yaml: bool,
}

impl Shape {
    /// The shape of a text.
    pub fn of(text: &str) -> Self {
        if is_dockerfile(text) {
            return Self { is_dockerfile: true, ..Self::default() };
        }
        let (is_script, is_json, is_like_yaml) = (is_script(text), is_json(text), is_like_yaml(text));
        Self { is_dockerfile: false, is_script, is_json, is_like_yaml }
    }
}

/// A Dockerfile, or a part of one.
pub fn is_dockerfile(text: &str) -> bool {
    let mut code = significant(text).filter(|l| !begun(l).starts_with('#'));
    code.next().is_some_and(|l| instruction(l).is_some())
}

/// What only a Dockerfile's instruction does, without the instruction: lists of packages are thrown away so that a layer
/// gets smaller.
pub fn is_end_of_layer(text: &str) -> bool {
    const LISTS: &str = "rm -rf /var/lib/apt/lists";
    has_byte(text, b'\\') && has_part(text, "&&") && has_part(text, LISTS) && !has_part(text, "docker ")
}

/// A Dockerfile from its base image on.
pub fn is_whole_dockerfile(text: &str) -> bool {
    text.lines().any(|l| l.trim_start().starts_with("FROM "))
}

/// Whether a title is an instruction's name: `FROM`, "The RUN instruction".
pub fn is_instruction(title: &str) -> bool {
    let mut words = title.split_whitespace().map(|word| word.trim_matches('`')).filter(|word| *word != "The");
    words.next().is_some_and(|word| INSTRUCTIONS.has(word)) && words.nth(1).is_none()
}

/// Settings for `ssh`: `Host web`, and what is set for it below.
pub fn is_ssh_config(text: &str) -> bool {
    const KEYS: [&str; 6] = ["HostName ", "User ", "Port ", "IdentityFile ", "ProxyJump ", "ForwardAgent "];
    let is_set = |line: &str| KEYS.iter().any(|key| begun(line).starts_with(key));
    begun(text).starts_with("Host ") && significant(text).skip(1).any(is_set)
}

/// Instructions explained rather than given: `FROM - sets the base image`, `FROM   The base image to begin with.`
pub fn is_glossary(text: &str) -> bool {
    let (mut all, mut explained) = (0, 0);
    for line in significant(text) {
        if let Some(after) = instruction(line) {
            all += 1;
            let told = after.starts_with(|c: char| c.is_ascii_uppercase()) && is_told(line);
            explained += usize::from(told || matches!(after, "-" | "–" | "—" | ":"));
        }
    }
    explained * 2 > all
}

/// Some words, and no sign that an instruction's operands have.
fn is_told(line: &str) -> bool {
    let plain = |word: &str| word.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b'.' | b',' | b'\''));
    line.split_whitespace().nth(4).is_some() && line.split_whitespace().all(plain)
}

/// JSON, or a part of it.
pub fn is_json(text: &str) -> bool {
    if !has_byte(text, b'"') {
        return false;
    }
    let trimmed = without_remarks(text.trim());
    let (mut lines, mut keys) = (0, 0);
    for line in significant(text) {
        lines += 1;
        keys += usize::from(begun(line).starts_with('"') && after_key(line).is_some());
    }
    (trimmed.starts_with(['{', '[']) && (keys > 0 || trimmed.ends_with(['}', ']']))) || (keys > 0 && keys * 2 >= lines)
}

/// A text without the lines of remarks that it begins with: `# settings`, or `// /etc/a.json` as other languages have it.
fn without_remarks(mut text: &str) -> &str {
    while text.starts_with('#') || text.starts_with("//") {
        text = text.split_once('\n').map_or("", |(_, below)| begun(below));
    }
    text
}

/// A script, or the recipe of an Apptainer image.
pub fn is_script(text: &str) -> bool {
    let mut head = significant(text).map(str::trim_start);
    // The script's name may stand in a comment above.
    let is_first = |l: &str| SCRIPTS.iter().any(|begin| l.starts_with(begin)) || is_bootstrap(l);
    let begins = head.next().is_some_and(is_first);
    begins || text.starts_with('#') && head.next().is_some_and(|l| l.starts_with("#!/"))
}

/// The recipe of an Apptainer image.
pub fn is_recipe(text: &str) -> bool {
    is_bootstrap(text) && has_part(text, "\nFrom:")
}

/// Whether such a recipe begins: its first key may be written in any case.
pub fn is_bootstrap(text: &str) -> bool {
    let key = begun(text).split(':').next().filter(|key| key.len() < text.len());
    key.is_some_and(|key| key.eq_ignore_ascii_case("bootstrap"))
}

/// Sections and what is set in them: `[Unit]`, `Description=web`.
pub fn is_unit(text: &str) -> bool {
    let is_section = |line: &str| line.starts_with('[') && line.ends_with(']') && !line.contains(' ');
    let sets = |line: &str| line.split_once('=').is_some_and(|(key, _)| !key.is_empty() && !key.contains(['[', '$']));
    let mut lines = significant(text).map(str::trim).filter(|line| !line.starts_with(['#', ';']));
    lines.next().is_some_and(is_section)
        && significant(text).any(|line| sets(line.trim()))
        && lines.all(|line| is_section(line) || sets(line))
}

/// The file's name, where the first line is a comment with nothing else: `# Dockerfile.dev`.
pub fn commented_name(text: &str) -> Option<&str> {
    let name = text.lines().next()?.strip_prefix("# ")?.trim();
    name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-/".contains(&b)).then_some(name)
}

/// The name of any file, where the first line is a comment with nothing else: `// src/app.js`, `# file: init.sql`.
pub fn commented_file(text: &str) -> Option<&str> {
    // The name of a script may stand below the line that says who reads it.
    let text = if text.starts_with("#!/") { text.split_once('\n')?.1 } else { text };
    let comment = first_comment(text)?;
    if let Some(name) = labelled(comment).filter(|_| is_plain_label(comment)) {
        return Some(name);
    }
    let name = labelled(comment).unwrap_or(comment);
    // `# compose.yaml for the tests`
    let name = name.split_once(" for ").map_or(name, |(name, _)| name);
    // `# .env file`
    let name = name.strip_suffix(" file").unwrap_or(name);
    (name.contains('.') && (is_file_name(name) || name.starts_with('.') && is_file_name(&format!("a{name}"))))
        .then_some(name)
}

/// Whether a comment says `filename: X`, where X may be any name: of a file without an ending, too.
fn is_plain_label(comment: &str) -> bool {
    let (label, name) = comment.split_once(':').unwrap_or_default();
    let is_name = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'/');
    let name = name.trim();
    ["filename", "file name"].iter().any(|known| label.eq_ignore_ascii_case(known))
        && !name.is_empty()
        && name.bytes().all(is_name)
}

/// Whether the first line is a comment that says whose file this is: `# filename: run.sh`.
pub fn is_labelled_file(text: &str) -> bool {
    let is_name = |name: &str| name.contains('.') && is_file_name(name);
    first_comment(text).is_some_and(|comment| is_plain_label(comment) || labelled(comment).is_some_and(is_name))
}

/// What a comment in the first line says.
fn first_comment(text: &str) -> Option<&str> {
    let begun = begun(text);
    if !begun.starts_with(['#', '/', '-', ';', '<']) {
        return None;
    }
    let line = begun.lines().next()?.trim_end();
    let sign = ["# ", "// ", "-- ", "; ", "/* ", "<!-- "].iter().find(|sign| line.starts_with(**sign))?;
    Some(line[sign.len()..].trim_end_matches("*/").trim_end_matches("-->").trim())
}

/// What stands behind the label of a file's name.
fn labelled(comment: &str) -> Option<&str> {
    let (label, name) = comment.split_once(':')?;
    let is_label = ["file", "filename", "file name"].iter().any(|known| label.trim().eq_ignore_ascii_case(known));
    is_label.then(|| name.trim().trim_matches('`'))
}

/// Keys and lists, whoever reads them.
pub fn is_like_yaml(text: &str) -> bool {
    let most = memchr_iter(b'\n', text.as_bytes()).count() + 1;
    if most < 2 {
        return false;
    }
    let (mut lines, mut like) = (0, 0);
    for line in significant(text) {
        lines += 1;
        like += usize::from(line.trim_start().starts_with(['-', '#']) || is_key(line));
        // So many lines that are not cannot be made up for by the rest.
        if (lines - like) * 5 > most {
            return false;
        }
    }
    lines >= 2 && like * 5 >= lines * 4
}

/// Whether a file with keys is a Compose file or one of its like.
pub fn has_compose_keys(text: &str) -> bool {
    text.lines().any(|l| l.trim_start().split_once(':').is_some_and(|(key, _)| COMPOSE.contains(&key)))
}

/// Whether a Compose file begins with a key that such a file needs.
pub fn is_whole_compose(text: &str) -> bool {
    ["services:", "version:", "include:", "name:"].iter().any(|key| text.lines().any(|line| line.starts_with(key)))
}

/// A Compose file as they once were, the services at the left: `web:` and an image or a folder to build below each.
pub fn is_old_compose(text: &str) -> bool {
    let mut services = 0;
    let mut has_source = true;
    for line in significant(text) {
        if !line.starts_with([' ', '#', '\t']) {
            let is_name = line.trim_end().strip_suffix(':').is_some_and(|name| !name.contains([' ', '"', '.']));
            if !is_name || !has_source {
                return false;
            }
            (services, has_source) = (services + 1, false);
        }
        has_source |= line.starts_with("  image:") || line.starts_with("  build:");
    }
    services > 0 && has_source
}

/// Whether lines tell what changes in a file: `@@ -1,2 +1,3 @@`, `-old` and `+new`.
pub fn is_change(text: &str) -> bool {
    let begins = |sign: &str, line: &str| text.starts_with(sign) || has_part(text, line);
    if !(begins("+", "\n+") || begins("@@ ", "\n@@ ")) {
        return false;
    }
    let is_place = |line: &str| line.strip_prefix("@@ ").is_some_and(|rest| has_part(rest, "@@"));
    let (mut plus, mut minus, mut others) = (false, false, false);
    for line in lines(text) {
        match line.as_bytes().first() {
            Some(b'@') if is_place(line) => return true,
            Some(b'+') => plus = true,
            Some(b'-') => minus = true,
            None | Some(b' ' | b'\t') => {}
            _ => others = true,
        }
    }
    plus && (minus || !others)
}

/// Whether a line of dots stands for what is left out.
pub fn leaves_out(text: &str) -> bool {
    let stands_for = |line: &str| {
        let dots = begun(line).trim_end();
        let is_set_in = dots.len() < line.trim_end().len();
        // `[... the rest of it]`
        let told = dots.trim_start_matches(['-', ' ']);
        matches!(dots, "..." | "…") && is_set_in
            || matches!(dots, "# ..." | "// ..." | "# …" | "// …")
            || told.starts_with("[...") && told.ends_with(']')
            || ["# ... ", "// ... "].iter().any(|sign| dots.strip_prefix(sign).is_some_and(tells_of_rest))
    };
    (has_part(text, "...") || has_byte(text, 0xE2) && has_part(text, "…")) && lines(text).any(stands_for)
}

/// Whether a remark behind dots says what is left out: `# ... rest of the file`, `# ... as above ...`.
fn tells_of_rest(remark: &str) -> bool {
    let remark = remark.trim_start_matches(['(', '[', ' ']);
    let remark = remark.strip_prefix("the ").unwrap_or(remark);
    let begins = ["rest of", "rest is", "remaining ", "same as", "as before", "as above", "unchanged"];
    remark.ends_with("...") || remark == "rest" || begins.iter().any(|begin| remark.starts_with(begin))
}

/// A single line of a Compose file.
pub fn is_key_of_compose(text: &str) -> bool {
    let line = text.trim();
    !line.contains('\n') && is_key(line) && has_compose_keys(line)
}

/// Whether a text begins with a key in small letters.
pub fn is_first_key(text: &str) -> bool {
    let key = text.split_once(": ").map_or("", |(key, _)| key);
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'-'))
}

/// A single line with a key and what it is set to.
pub fn is_only_key(text: &str) -> bool {
    let line = text.trim();
    !line.contains('\n') && !line.starts_with('#') && is_key(line)
}

/// Whether the first line has the sign with which programs say that they did something: `✔ Created`.
pub fn is_ticked(text: &str) -> bool {
    ["✔ ", "✓ ", "✅ "].iter().any(|sign| begun(text).starts_with(sign))
}

/// What the engine and common tools print.
pub fn is_printed(text: &str) -> bool {
    let columns = |l: &str| {
        let capital = |b: u8| !b.is_ascii_lowercase() && !b.is_ascii_digit();
        l.starts_with(|c: char| c.is_ascii_uppercase()) && l.bytes().all(capital) && has_columns(l)
    };
    printed::is_any(text) || significant(text).next().is_some_and(columns)
}

/// What the containers of a Compose project say: `app-web-1  | ready`.
pub fn is_log(text: &str) -> bool {
    let is_line = |line: &str| {
        let Some((name, _)) = line.split_once(" | ") else { return false };
        let name = name.trim();
        let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        name.ends_with(|c: char| c.is_ascii_digit()) && name.contains(['-', '_']) && name.chars().all(part)
    };
    let mut lines = significant(text);
    lines.next().is_some_and(is_line) && lines.next().is_none_or(is_line)
}

/// Values with much white space between them, as tables have: `web     1.0     4f5e6d7c8b9a`.
pub fn is_row(line: &str) -> bool {
    line.split("   ").filter(|part| !is_blank(part)).count() > 2 && !line.contains(['|', '\\'])
}

/// Titles in capitals with some white space between them: `CONTAINER ID   IMAGE`.
fn has_columns(line: &str) -> bool {
    let (mut rest, mut columns) = (line.trim_end(), 0);
    loop {
        let in_title = |c: char| c.is_ascii_uppercase() || matches!(c, '/' | '_' | '%');
        let after = rest.trim_start_matches(in_title);
        if after.is_empty() {
            return columns > 0;
        }
        rest = after.trim_start();
        let white = &after[..after.len() - rest.len()];
        let parts = white.chars().nth(1).is_some() && rest.starts_with(|c: char| c.is_ascii_uppercase());
        columns += usize::from(parts);
        // A single space may stand within a title, and so may more before another sign.
        if white.is_empty() || !parts && white.contains(|c| c != ' ') {
            return false;
        }
    }
}

/// `│`, `├`, and what is drawn with ASCII: `|   |`.
fn has_box(line: &str) -> bool {
    // All of them begin with the same byte.
    let drawn =
        || memchr_iter(0xe2, line.as_bytes()).any(|at| line[at..].starts_with(['│', '├', '└', '┌', '─', '┬', '┴']));
    let between = |part: &str| !part.is_empty() && part.trim_start().is_empty();
    // What stands before the first and behind the last is not between two.
    let parts = || line.split('|').skip(1).zip(line.split('|').skip(2)).any(|(part, _)| between(part));
    has_byte(line, b'|') && parts() || drawn()
}

/// A drawing.
pub fn is_diagram(text: &str) -> bool {
    if memchr2(0xe2, b'|', text.as_bytes()).is_none() {
        return false;
    }
    let (mut lines, mut drawn) = (0, 0);
    for line in significant(text) {
        lines += 1;
        drawn += usize::from(has_box(line));
    }
    drawn * 2 > lines
}

/// A database's answer: a line of dashes with `+` between them, below one with titles.
pub fn is_result(text: &str) -> bool {
    let is_rule = |line: &str| has_part(line, "-+-") && line.bytes().all(|b| matches!(b, b'-' | b'+' | b' '));
    has_byte(text, b'|') && significant(text).skip(1).any(is_rule)
}

/// How lines of code begin that are neither a shell's nor anybody's words.
const CODE: &[&str] = &[
    "from flask import",
    "import ",
    "def ",
    "print(",
    "print (",
    "app = ",
    "const ",
    "var ",
    "let ",
    "function ",
    "require(",
    "console.log(",
    "server {",
    "location /",
    "location ~",
    "location =",
    "events {",
    "user nginx;",
    "user  nginx;",
    "worker_processes ",
    "upstream ",
    "package main",
    "using System",
    "public class ",
    "<!DOCTYPE",
    "<html",
    "<?xml",
    "#include <",
    "library(",
];

/// `Description=a`
fn is_setting(line: &str) -> bool {
    let name = line.trim_start().split('=').next().unwrap_or_default();
    name.len() < line.len() && !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// Code, by how its first line begins and by the signs at its lines' ends.
pub fn is_code(text: &str) -> bool {
    let marks = |l: &str| l.strip_prefix('@').is_some_and(|name| name.starts_with(|c: char| c.is_ascii_uppercase()));
    let remark = |l: &str| l.starts_with("//") || l.starts_with('#') && !l.starts_with("#include") || marks(l);
    let mut lines = significant(text).map(str::trim).filter(|l| !remark(l)).peekable();
    let Some(&first) = lines.peek() else { return false };
    // `[Unit]`, and below it `Description=a`
    let section = || first.starts_with('[') && first.ends_with(']') && !first.contains(' ');
    if section() && significant(text).nth(1).is_some_and(is_setting) {
        return true;
    }
    CODE.iter().any(|begin| first.starts_with(begin))
        && !is_prose(text)
        && lines.any(|l| l.ends_with([')', ';', '{', '}', '>', '"']))
        || first.starts_with("import ") && (first.split(' ').count() == 2 || has_part(first, " as "))
}

/// Sentences.
pub fn is_prose(text: &str) -> bool {
    let lines = significant(text).count();
    lines > 0 && significant(text).filter(|l| is_sentence(l)).count() * 2 >= lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        let shape = |text: &str| {
            type Test = fn(&str) -> bool;
            let tests: [(&str, Test); 8] = [
                ("script", is_script),
                ("glossary", |t| is_dockerfile(t) && is_glossary(t)),
                ("dockerfile", is_dockerfile),
                ("json", is_json),
                ("yaml", |t| is_like_yaml(t) && has_compose_keys(t)),
                ("diagram", is_diagram),
                ("printed", is_printed),
                ("prose", is_prose),
            ];
            tests.iter().find(|(_, is)| is(text)).map_or("none", |(name, _)| name)
        };
        for (text, want) in [
            ("# v1\nFROM a\nRUN b", "dockerfile"),
            ("FROM - the base\nRUN - runs\n..", "glossary"),
            ("FROM\t  The image to begin with\nRUN\t  Runs a command for a layer.\nCMD Rscript a.R", "glossary"),
            ("\"a\": {\n \"b\": 1,\n \"c\": 2", "json"),
            ("[\n {\n \"Id\": 1\n }\n]", "json"),
            ("services:\n  web:\n    image: x", "yaml"),
            ("CONTAINER ID  IMAGE", "printed"),
            ("A  B\n1  2", "printed"),
            ("Please read this sentence here.", "prose"),
            ("├── a\n└── b", "diagram"),
            ("#!/bin/sh\nls", "script"),
            ("<?php\necho 1;", "script"),
            ("#SBATCH --time=1:00\n\nsrun ls", "script"),
            ("foo", "none"),
            ("", "none"),
        ] {
            assert_eq!(shape(text), want, "{text:?}");
        }
    }
}
