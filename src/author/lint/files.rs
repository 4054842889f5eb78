//! Files that nobody can write because they have no name, and files that two blocks are for.

use super::given::Given;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind};
use crate::lesson::Examples;
use regex::Regex;
use std::sync::LazyLock;

/// A file that is named, with an ending, with a folder or as everybody knows it.
static NAMED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\b[\w-]{2,}\.[a-z][a-z0-9]{0,5}\b|`[^`\s]*[/.][^`\s]*`|(?:docker|make)file").ok());
/// What is said where a file is to be written.
static WRITES: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\b(?:create|write|save|paste|copy (?:the|this|and)|put the|add the|make a)\b").ok());
/// A demand to write a file, in the sentence right above it: "create a file", "and paste the following". What is told of
/// ("as you edit and save your files") or of a part of a file ("add this to the file") is none.
static DEMANDS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let lead = r"(?:^|[,;:] |\b(?:and|then|now|please|just|first|next|let's|let us|can|should|must|need to|have to|will|going to|want to) )";
    let verb = r"(?:create|write|save|paste|copy|make|put)";
    let what = r"(?:files?|contents?|scripts?|following(?: lines?| code| text)?(?: in(?:to)? (?:your|the) (?:\w+ )?folder)?(?::|$))";
    Regex::new(&format!(r"{lead}{verb}\s+(?:[^\s.]+\s+){{0,6}}?{what}(?:\W|$)")).ok()
});
/// The same where an editor is spoken of: "open your editor and paste:", "put this into your editor and save it:".
static EDITS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let editor = r"(?:your|an|the|a)(?: text| code| favou?rite)? editor";
    Regex::new(&format!(r"\bopen {editor},? (?:and|then) (?:paste|type|write|enter)\b[^.]*:$|\b(?:paste|put|type|write) (?:this|the following)(?: \w+)? in(?:to)? {editor}\b")).ok()
});
/// An attribute of the fence for the file's name, without one.
static EMPTY_MARK: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#"\b(?:save-as|title|file|filename|path)=(?:""|''|\s|\}|$)"#).ok());
/// Who does it besides the reader, and where what is written is no file.
static TOLD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?:as|when|if|once|after|before|while|that|which|how) (?:you|we)\b|\b(?:window|form|dialog|browser|field|page|box|terminal|prompt|console)\b|\b(?:write|create|make) an? (?:\w+ ){0,2}(?:function|class|method|decorator|generator)\b").ok()
});
/// How a sentence says that what it speaks of stands below it.
const POINTS_BELOW: &[&str] = &["following", "below", "this content", "these contents"];
/// A name without an ending that the section gives a file: "the `wparmor` profile", "in the `Jenkinsfile`".
static CALLED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"`[^`\s]+`\*{0,2} (?:file|profile|script|config|definition)\b|(?:file|profile|script)s?,? (?:called|named|as) [`*']?[\w.-]+|`\w+file`").ok()
});
/// What is said where one is to be written anew.
static CHANGES: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\b(?:change|edit|update|replace|modify)\b").ok());
/// What lines of a Dockerfile begin with; without a `FROM` they are a part of one.
const INSTRUCTIONS: &[&str] = &[
    "RUN",
    "COPY",
    "ADD",
    "CMD",
    "ENTRYPOINT",
    "ENV",
    "EXPOSE",
    "WORKDIR",
    "VOLUME",
    "USER",
    "LABEL",
    "ARG",
    "HEALTHCHECK",
    "ONBUILD",
    "SHELL",
    "STOPSIGNAL",
];

pub fn find(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    without_name(given, found);
    overwritten(given, found);
}

/// Only where the sentence right above demands it: an excerpt for reading has no name.
fn without_name(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    for (_, block) in given.blocks.iter().filter(|(_, b)| b.kind == BlockKind::File && b.path.is_none()) {
        let is_whole = !is_part_of_dockerfile(block) && !is_patch(block) && !is_named_within(block);
        let is_told = || demands_nameless(&given.paragraph_above(block.line)) && !is_named_above(given, block.line);
        let info = given.info(block);
        let is_marked = says(&EMPTY_MARK, info) || info.contains("-lines-to-file");
        if is_marked || is_whole && is_told() {
            let message = "nothing tells the name of this file, so it cannot be written for the learner";
            let help = "name it in the sentence before (create a file called `app.py`) or with `title=\"app.py\"`";
            found.push(given.finding("L0211", given.line_span(block.line), message).help(help));
        }
    }
}

fn says(pattern: &LazyLock<Option<Regex>>, paragraph: &str) -> bool {
    pattern.as_ref().is_some_and(|p| p.is_match(paragraph))
}

/// Whether the last sentence of a paragraph tells the learner to write the file below, and not what it is called.
fn demands_nameless(paragraph: &str) -> bool {
    let paragraph = paragraph.replace("e.g.", "eg");
    let sentence = last_sentence(&paragraph);
    let points = sentence.ends_with(':') || POINTS_BELOW.iter().any(|words| sentence.contains(words));
    let has_name = says(&NAMED, sentence) || says(&CALLED, sentence);
    let demands = says(&DEMANDS, sentence) || says(&EDITS, sentence);
    points && demands && !says(&TOLD, sentence) && !has_name
}

/// The last sentence or item of a list, without the signs before it.
fn last_sentence(paragraph: &str) -> &str {
    let paragraph = paragraph.trim_end();
    let inner = paragraph.trim_end_matches(['.', ':', '!', '*', '_']);
    let start = [". ", "! ", "? "].iter().filter_map(|end| inner.rfind(end)).max().map_or(0, |at| at + 2);
    paragraph[start..].trim_start_matches(|c: char| c.is_ascii_digit() || "*_->#.() ".contains(c))
}

/// Whether the section names a file before this line: then that one is meant.
fn is_named_above(given: &Given<'_>, line: usize) -> bool {
    let above = given.section_above(line).to_lowercase();
    says(&NAMED, &above) || says(&CALLED, &above)
}

/// Lines to be taken away and added; the file is there already.
fn is_patch(block: &Block) -> bool {
    block.tag.eq_ignore_ascii_case("diff") || block.tag.eq_ignore_ascii_case("patch")
}

/// Whether a comment on the first two lines names the file: below a script's `#!` it is the second.
fn is_named_within(block: &Block) -> bool {
    let comment = |line: &str| {
        let text = line.trim_start_matches(|c: char| "#/;*<!- ".contains(c));
        (text.len() < line.len() && !line.starts_with("#!")).then(|| text.to_lowercase())
    };
    block.text.lines().take(2).map(str::trim).filter_map(comment).any(|text| says(&NAMED, &text))
}

fn is_part_of_dockerfile(block: &Block) -> bool {
    let first = block.text.lines().map(str::trim).find(|l| !l.is_empty() && !l.starts_with('#')).unwrap_or_default();
    INSTRUCTIONS.contains(&first.split_whitespace().next().unwrap_or_default())
}

/// Only where the learner is told to write it: two forms that are compared are both for reading.
fn overwritten(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    for (line, other) in Examples::of(given.document).overwritten() {
        let paragraph = given.paragraph_above(line);
        if !says(&WRITES, &paragraph) && !says(&CHANGES, &paragraph) {
            continue;
        }
        let message = format!("line {other} writes the same file before anything uses this one: it is only shown");
        let help = "give it a name of its own, or say what to do with it first";
        found.push(given.finding("L0212", given.line_span(line), message).help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::demands_nameless;

    #[test]
    fn who_is_told_to_write_a_file_without_a_name() {
        for (paragraph, want) in [
            ("create a file with this content:", true),
            ("copy the following content into a new file.", true),
            ("create the **app.py** with this content:", false),
            ("copy the content into index.js file.", false),
            ("create `/etc/motd` file:", false),
            ("add the lines to the dockerfile of this content", false),
            ("the file that we created has this content:", false),
            ("this file is what a builder reads:", false),
            ("create an image, e.g. with this content:", true),
            ("you need a script. open an editor and paste the following:", true),
            ("save the following script:", true),
            ("in the `jenkinsfile`, inside the stage, add the following:", false),
            ("add the following to the file:", false),
            ("save the file.", false),
            ("save the following code in your project folder:", true),
            ("open your editor and paste:", true),
            ("put this into your editor and save it:", true),
            ("write a function that reads a text file and returns statistics:", false),
            ("it previews your services as you edit and save your files, as in the following:", false),
            ("replace the contents of the pop-up window with the following and select save.", false),
            ("we could write the following contents in the `def` file:", false),
        ] {
            assert_eq!(demands_nameless(paragraph), want, "{paragraph}");
        }
    }
}
