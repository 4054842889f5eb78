//! Reads Dockerfiles: instructions in any case, continued lines, comments, the escape directive, here documents,
//! JSON forms, stages. Never fails; what cannot be meant is a [`Fault`].

use crate::text::did_you_mean;
use std::collections::BTreeMap;

/// The instructions there are.
const INSTRUCTIONS: &[&str] = &[
    "ADD",
    "ARG",
    "CMD",
    "COPY",
    "ENTRYPOINT",
    "ENV",
    "EXPOSE",
    "FROM",
    "HEALTHCHECK",
    "LABEL",
    "MAINTAINER",
    "ONBUILD",
    "RUN",
    "SHELL",
    "STOPSIGNAL",
    "USER",
    "VOLUME",
    "WORKDIR",
];
/// Instructions that may have here documents.
const WITH_DOCUMENTS: &[&str] = &["ADD", "COPY", "RUN"];
/// How often a variable's value may name another variable.
const DEPTH_LIMIT: usize = 8;

/// A Dockerfile, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dockerfile {
    /// Its instructions, in order.
    pub instructions: Vec<Instruction>,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

/// One instruction.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Instruction {
    /// 1-based line.
    pub line: usize,
    /// In capital letters.
    pub name: String,
    /// What follows, on one line, without comments.
    pub text: String,
    /// Its words, quotes removed; those of a JSON form are the list's.
    pub words: Vec<String>,
    /// The lines of its here documents.
    pub documents: Vec<String>,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// 1-based line.
    pub line: usize,
    /// In words, after "line 3 of it".
    pub message: String,
}

/// Reads one.
pub fn parse(text: &str) -> Dockerfile {
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    let escape = escape(&lines);
    let mut file = Dockerfile::default();
    let mut at = 0;
    while at < lines.len() {
        if is_idle(lines[at]) {
            at += 1;
            continue;
        }
        let line = at + 1;
        let (whole, next) = logical_line(&lines, at, escape);
        at = next;
        let mut instruction = instruction(&whole, line, escape);
        at = documents(&mut instruction, &lines, at);
        file.faults.extend(fault(&instruction, &file.instructions));
        file.instructions.push(instruction);
    }
    file
}

fn is_idle(line: &str) -> bool {
    line.trim().is_empty() || line.trim_start().starts_with('#')
}

/// The escape character: a directive may set it, before anything else.
fn escape(lines: &[&str]) -> char {
    for line in lines {
        let Some((key, value)) = line.trim().strip_prefix('#').and_then(|rest| rest.split_once('=')) else { break };
        if key.trim().eq_ignore_ascii_case("escape") {
            return if value.trim() == "`" { '`' } else { '\\' };
        }
    }
    '\\'
}

/// A line with those that continue it, and where the next one begins. Comments and empty lines within do not count.
fn logical_line(lines: &[&str], from: usize, escape: char) -> (String, usize) {
    let mut whole = String::new();
    let mut at = from;
    while at < lines.len() {
        let line = lines[at];
        at += 1;
        if at > from + 1 && is_idle(line) {
            continue;
        }
        let end = line.trim_end();
        let open = end.strip_suffix(escape);
        whole.push_str(open.unwrap_or(end));
        if open.is_none() {
            break;
        }
    }
    (whole.trim().to_owned(), at)
}

fn instruction(whole: &str, line: usize, escape: char) -> Instruction {
    let (name, text) = whole.split_once(char::is_whitespace).unwrap_or((whole, ""));
    let text = text.trim();
    let words = json_words(text).unwrap_or_else(|| words(text, escape));
    Instruction { line, name: name.to_uppercase(), text: text.to_owned(), words, documents: Vec::new() }
}

fn json_words(text: &str) -> Option<Vec<String>> {
    text.starts_with('[').then(|| serde_json::from_str(text).ok())?
}

/// Words as a Dockerfile knows them: white space parts them, quotes hold them together.
pub fn words(text: &str, escape: char) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, quote) {
            (c, Some(open)) if c == open => quote = None,
            ('"' | '\'', None) => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (c, _) if c == escape && chars.peek().is_some_and(|next| "\"'\\` $".contains(*next)) => {
                word.get_or_insert_default().extend(chars.next());
            }
            (c, None) if c.is_whitespace() => words.extend(word.take()),
            (c, _) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

/// Takes the here documents that an instruction opens; gives where they end.
fn documents(instruction: &mut Instruction, lines: &[&str], from: usize) -> usize {
    let mut at = from;
    if !WITH_DOCUMENTS.contains(&instruction.name.as_str()) {
        return at;
    }
    let text = instruction.text.clone();
    let marks = text.split_whitespace().filter_map(|word| word.find("<<").map(|at| &word[at + 2..]));
    for mark in marks {
        let strip = mark.starts_with('-');
        let end = mark.trim_start_matches('-').trim_matches(['"', '\'']);
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if end.is_empty() || !end.chars().all(is_name) {
            continue;
        }
        // One that is never closed is no here document, but a shell's `<<` in a longer line.
        let closes = |line: &&str| (if strip { line.trim_start_matches('\t') } else { *line }) == end;
        let Some(length) = lines[at..].iter().position(closes) else { break };
        instruction.documents.extend(lines[at..at + length].iter().map(|line| (*line).to_owned()));
        at += length + 1;
    }
    at
}

fn fault(instruction: &Instruction, before: &[Instruction]) -> Option<Fault> {
    let name = instruction.name.as_str();
    let fault = |message: String| Some(Fault { line: instruction.line, message });
    if !INSTRUCTIONS.contains(&name) {
        let near = did_you_mean(name, INSTRUCTIONS.iter().copied());
        let help = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        let shown: String = name.chars().take(40).collect();
        return fault(format!("begins with `{shown}`, which is no instruction{help}"));
    }
    if instruction.words.is_empty() && instruction.text.is_empty() {
        return fault(format!("has `{name}` with nothing behind it"));
    }
    let begun = before.iter().any(|earlier| earlier.name == "FROM");
    (!begun && name != "FROM" && name != "ARG")
        .then(|| Fault { line: instruction.line, message: format!("has `{name}` before the first `FROM`") })
}

impl Dockerfile {
    /// How many stages it has.
    pub fn stages(&self) -> usize {
        self.instructions.iter().filter(|instruction| instruction.name == "FROM").count()
    }

    /// The image that the last stage begins with; none where there is no stage. A stage that begins with an earlier
    /// one has that one's image, and variables are replaced by their defaults.
    pub fn base(&self) -> Option<String> {
        let global = self.instructions.iter().take_while(|i| i.name != "FROM").filter(|i| i.name == "ARG");
        let defaults: BTreeMap<&str, &str> =
            global.flat_map(|i| &i.words).filter_map(|word| word.split_once('=')).collect();
        let mut stages: BTreeMap<String, String> = BTreeMap::new();
        let mut last = None;
        for (number, from) in self.instructions.iter().filter(|i| i.name == "FROM").enumerate() {
            let mut words = from.words.iter().filter(|word| !word.starts_with("--"));
            let image = replaced(words.next().map_or("", String::as_str), &defaults);
            let image = stages.get(&image.to_lowercase()).cloned().unwrap_or(image);
            if words.next().is_some_and(|word| word.eq_ignore_ascii_case("as")) {
                stages.extend(words.next().map(|name| (name.to_lowercase(), image.clone())));
            }
            stages.insert(number.to_string(), image.clone());
            last = Some(image);
        }
        last
    }
}

/// `$NAME`, `${NAME}` and `${NAME:-default}` replaced.
fn replaced(text: &str, values: &BTreeMap<&str, &str>) -> String {
    let mut now = text.to_owned();
    for _ in 0..DEPTH_LIMIT {
        let Some(at) = now.find('$') else { break };
        let rest = &now[at + 1..];
        let braced = rest.strip_prefix('{').and_then(|inner| inner.split_once('}')).map(|(name, _)| name);
        let plain = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let (name, length) = braced.map_or((&rest[..plain], plain), |name| (name, name.len() + 2));
        let (name, default) = name.split_once(":-").unwrap_or((name, ""));
        let value = values.get(name).copied().unwrap_or(default);
        let next = format!("{}{value}{}", &now[..at], &rest[length..]);
        if next == now {
            break;
        }
        now = next;
    }
    now
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<(usize, String, Vec<String>)> {
        parse(text).instructions.into_iter().map(|i| (i.line, i.name, i.words)).collect()
    }

    fn check(text: &str, want: &[(usize, &str, &[&str])]) {
        let want: Vec<_> = want
            .iter()
            .map(|(line, name, words)| (*line, (*name).to_owned(), words.iter().map(|w| (*w).to_owned()).collect()))
            .collect();
        assert_eq!(read(text), want, "{text}");
    }

    #[test]
    fn instructions_and_their_words() {
        check("# c\n\nfrom alpine as base\n", &[(3, "FROM", &["alpine", "as", "base"])]);
        check("RUN a \\\n  # why\n\n  b\nCMD x", &[(1, "RUN", &["a", "b"]), (5, "CMD", &["x"])]);
        check("# escape=`\nRUN a `\n b\\", &[(2, "RUN", &["a", "b\\"])]);
        check("CMD [\"a b\", \"c\"]", &[(1, "CMD", &["a b", "c"])]);
        check("CMD [not, json]", &[(1, "CMD", &["[not,", "json]"])]);
        check("LABEL a=\"x y\" b='z' c=p\\ q", &[(1, "LABEL", &["a=x y", "b=z", "c=p q"])]);
        check("RUN a \\", &[(1, "RUN", &["a"])]);
        check("", &[]);
    }

    #[test]
    fn here_documents() {
        let file = parse("RUN <<EOF\nFROM no\nEOF\nCOPY <<-\"A\" <<B /x\n\tone\n\tA\ntwo\nB\nRUN cat <<X && y\n");
        let seen: Vec<_> = file.instructions.iter().map(|i| (i.line, i.name.as_str(), i.documents.len())).collect();
        assert_eq!(seen, [(1, "RUN", 1), (4, "COPY", 2), (9, "RUN", 0)]);
    }

    #[test]
    fn the_image_that_the_last_stage_begins_with() {
        let cases = [
            ("FROM alpine", Some("alpine"), 1),
            ("FROM --platform=linux/amd64 alpine:3 AS x", Some("alpine:3"), 1),
            ("ARG V=3\nFROM alpine:${V}", Some("alpine:3"), 1),
            ("ARG BASE=debian\nARG IMAGE=$BASE\nFROM $IMAGE", Some("debian"), 1),
            ("FROM alpine:${V:-9}", Some("alpine:9"), 1),
            ("ARG A=$A\nFROM $A", Some("$A"), 1),
            ("FROM golang AS Build\nRUN x\nFROM build", Some("golang"), 2),
            ("FROM golang\nFROM scratch\nCOPY --from=0 a b", Some("scratch"), 2),
            ("RUN x", None, 0),
            ("FROM", Some(""), 1),
        ];
        for (text, base, stages) in cases {
            let file = parse(text);
            assert_eq!((file.base().as_deref(), file.stages()), (base, stages), "{text}");
        }
    }

    #[test]
    fn what_is_wrong() {
        let cases = [
            ("FORM alpine", 1, "begins with `FORM`, which is no instruction; did you mean `FROM`?"),
            ("FROM a\nzzz", 2, "begins with `ZZZ`, which is no instruction"),
            ("RUN a\nFROM b", 1, "has `RUN` before the first `FROM`"),
            ("FROM a\nRUN", 2, "has `RUN` with nothing behind it"),
        ];
        for (text, line, message) in cases {
            assert_eq!(parse(text).faults.first(), Some(&Fault { line, message: message.to_owned() }), "{text}");
        }
        assert_eq!(parse("ARG V=1\nFROM a:$V\nonbuild run x\nCMD []").faults, []);
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in "\\PC{0,200}") {
            let file = parse(&text);
            let _ = (file.base(), file.stages());
        }

        #[test]
        fn reading_what_is_almost_a_dockerfile_never_panics(
            parts in prop::collection::vec(prop::sample::select(vec![
                "FROM ", "a", " AS ", "\n", "\\\n", "<<EOF", "EOF", "$", "${", "}", ":-", "[\"", "\"]", "'", "é", "ARG ",
                "=", "# escape=`\n", "`", "RUN ", "\t", "\r\n",
            ]), 0..60)
        ) {
            let file = parse(&parts.concat());
            let _ = (file.base(), file.stages());
            let lines = parts.concat().lines().count();
            prop_assert!(file.instructions.iter().all(|i| i.line >= 1 && i.line <= lines));
        }
    }
}
