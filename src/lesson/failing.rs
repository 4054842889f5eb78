//! Commands that are meant to fail: what the text shows as their output is an error, or the sentence above or below says
//! so. Nothing is derived from them, since they bring nothing about.

use crate::document::{Block, Node, NodeKind, plain_text};
use std::collections::BTreeSet;

/// How what is printed begins where a command failed.
const ERRORS: &[&str] = &[
    "Error response from daemon",
    "docker: Error",
    "docker: invalid",
    "docker: open",
    "Error: ",
    "error: ",
    "ERROR: ",
    "Error parsing",
    "invalid argument",
    "unknown flag",
    "unknown shorthand flag",
    "curl: (",
    "ping: ",
    "bash: ",
    "sh: ",
    "/bin/sh: ",
    "cat: ",
    "ls: ",
    "touch: ",
    "rm: ",
    "mkdir: ",
    "Traceback (most recent call last):",
];
/// How a sentence above says that what follows will not go well.
const FORETOLD: &[&str] = &[
    "should fail",
    "will fail",
    "would fail",
    "supposed to fail",
    "expected to fail",
    "meant to fail",
    "going to fail",
    "will get an error",
    "should get an error",
    "get an error:",
    "will see an error",
    "results in an error",
    "result in an error",
    "will give an error",
    "gives an error",
    "produces an error",
    "produce an error",
    "will not work:",
    "won't work:",
    "does not work:",
    "doesn't work:",
    "should see an error",
    "expect an error",
    "returns an error",
    "see an error message:",
    "get an error message:",
    "with an error message:",
    "fails, as it should",
    "attempt fails",
    "get permission denied",
    "will be refused",
];
/// How a sentence below begins that says that it did not.
const TOLD: &[&str] = &[
    "you'll get an error",
    "you will get an error",
    "you should get an error",
    "you get an error",
    "you'll see an error",
    "you will see an error",
    "you should see an error",
    "this fails",
    "this will fail",
    "this should fail",
    "it fails",
    "it will fail",
    "it should fail",
    "that fails",
    "that failed",
    "the command fails",
    "the command will fail",
    "the command should fail",
    "this command fails",
    "this results in an error",
    "this gives an error",
    "this returns an error",
    "that returns an error",
    "it returns an error",
    "the command returns an error",
    "this command returns an error",
    "our attempt fails",
    "the attempt fails",
];
/// What makes a sentence one of something that may be.
const POSSIBLE: &[&str] = &[
    "if ",
    "may ",
    "might ",
    "unless ",
    "otherwise",
    "could ",
    "without ",
    "when ",
    "in case ",
    "sometimes ",
    "nothing ",
    "to fix ",
    "to avoid ",
];

/// The lines of the commands that are meant to fail.
pub fn failing(nodes: &[Node]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    of_siblings(nodes, &mut found);
    found
}

fn of_siblings(nodes: &[Node], found: &mut BTreeSet<usize>) {
    for (at, node) in nodes.iter().enumerate() {
        match &node.kind {
            NodeKind::Block(block) => {
                let above = at.checked_sub(1).and_then(|above| paragraph(&nodes[above]));
                let below = nodes.get(at + 1).and_then(paragraph);
                let below = below.filter(|text| !announces(text, nodes.get(at + 2)));
                of_block(block, above.as_deref(), below.as_deref(), found);
            }
            NodeKind::List { items, .. } => items.iter().for_each(|item| of_siblings(item, found)),
            NodeKind::Quote(children) => of_siblings(children, found),
            NodeKind::Callout(callout) => of_siblings(&callout.children, found),
            _ => {}
        }
    }
}

fn paragraph(node: &Node) -> Option<String> {
    match &node.kind {
        NodeKind::Paragraph(text) => Some(plain_text(text).to_lowercase()),
        _ => None,
    }
}

/// Whether a paragraph tells of the block below it, and so not of the one above: "This will fail:".
fn announces(text: &str, next: Option<&Node>) -> bool {
    let types = |block: &Block| !block.commands.is_empty();
    let said = text.trim_end();
    said.ends_with(':')
        && !said.contains(". ")
        && matches!(next.map(|next| &next.kind), Some(NodeKind::Block(block)) if types(block))
}

fn of_block(block: &Block, above: Option<&str>, below: Option<&str>, found: &mut BTreeSet<usize>) {
    let lines: Vec<&str> = block.text.lines().collect();
    for (at, command) in block.commands.iter().enumerate() {
        let next = block.commands.get(at + 1).map_or(usize::MAX, |next| next.line);
        let behind = command.line + command.text.lines().count();
        let printed = lines.iter().enumerate().map(|(at, text)| (block.line + 1 + at, *text));
        let mut printed = printed.filter(|(line, text)| (behind..next).contains(line) && !text.trim().is_empty());
        let above = || (command.line.checked_sub(block.line + 2)).and_then(|above| lines.get(above));
        let is_said = || says_so(&command.text) || above().is_some_and(|remark| is_remark_so(remark));
        if printed.next().is_some_and(|(_, text)| is_error(text)) || is_said() {
            found.insert(command.line);
        }
    }
    let Some(last) = block.commands.last() else { return };
    let is_single = block.commands.len() == 1;
    let shows_error = is_single && block.expected.as_deref().is_some_and(is_error);
    let is_foretold = || is_single && above.is_some_and(|text| FORETOLD.iter().any(|words| says(text, words)));
    let is_told = || below.is_some_and(|text| TOLD.iter().any(|words| text.trim_start().starts_with(words)));
    if shows_error || !block.output && (is_foretold() || is_told()) {
        found.insert(last.line);
    }
}

fn is_error(printed: &str) -> bool {
    let printed = printed.trim_start();
    ERRORS.iter().any(|begin| printed.starts_with(begin))
}

/// Whether the remark behind a command says that it fails: `docker rm web # fails`.
fn says_so(command: &str) -> bool {
    command.rsplit_once(" #").is_some_and(|(_, remark)| is_failure(remark))
}

/// Whether the line above a command is a remark that says so.
fn is_remark_so(line: &str) -> bool {
    // "# Error" may be a title.
    line.trim_start().strip_prefix('#').is_some_and(|remark| remark.trim().contains(' ') && is_failure(remark))
}

fn is_failure(remark: &str) -> bool {
    let remark = remark.trim_start_matches('#').trim().trim_end_matches(['.', '!', ':']).to_lowercase();
    let says = remark.strip_prefix("this ").or_else(|| remark.strip_prefix("it ")).unwrap_or(&remark);
    matches!(
        says,
        "fails"
            | "should fail"
            | "will fail"
            | "error"
            | "will not work"
            | "won't work"
            | "does not work"
            | "doesn't work"
    )
}

/// Whether a paragraph's last sentence says some words for sure.
fn says(paragraph: &str, words: &str) -> bool {
    let end = paragraph.trim_end().trim_end_matches(['.', ':']).len();
    let begin = paragraph[..end].rfind(". ").map_or(0, |stop| stop + 2);
    let sentence = &paragraph[begin..];
    sentence.contains(words) && !POSSIBLE.iter().any(|word| sentence.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::read;
    use crate::source::Source;

    fn check(text: &str, want: &[usize]) {
        let found = failing(&read(&Source::new("x.md", text)).0.nodes);
        assert_eq!(found.into_iter().collect::<Vec<_>>(), want, "{text}");
    }

    #[test]
    fn what_is_meant_to_fail() {
        check("```\n$ docker rm a\nError response from daemon: no\n$ docker ps\nCONTAINER ID\n```\n", &[2]);
        check("Run it:\n\n```bash\ndocker rm a\n```\n\n```output\nError response from daemon: no\n```\n", &[4]);
        check("This should fail:\n\n```\ndocker rm a\n```\n", &[4]);
        check("Stop it. Removing it now would fail:\n\n```\ndocker rm a\n```\n", &[4]);
        check("Try:\n\n```\ndocker stop b\ndocker rm a\n```\n\nYou will get an error, since it runs.\n", &[5]);
        check("```\ndocker rm a # fails\n```\n", &[2]);
        check("The next try returns an error since it runs:\n\n```bash\ndocker rm a\n```\n", &[4]);
        check("You should see an error message:\n\n```bash\ndocker rm a\n```\n", &[4]);
        check("Now we get `permission denied`:\n\n```bash\ndocker ps\n```\n", &[4]);
        check("```bash\n# This will not work:\ndocker rm a\ndocker ps\n```\n", &[3]);
        check("```bash\ndocker rm a # won't work\n```\n", &[2]);
        check("- Now this will fail:\n\n  ```\n  docker rm a\n  ```\n", &[4]);
        check("```bash\npython3 a.py\n```\n\n```py\nTraceback (most recent call last):\n  x\n```\n", &[2]);
    }

    #[test]
    fn what_may_fail_is_meant_to_go_well() {
        check("If it should fail, try:\n\n```\ndocker rm a\n```\n", &[]);
        check("Look for an error message:\n\n```bash\ndocker logs a\n```\n", &[]);
        check("See that nothing returns an error:\n\n```bash\ndocker logs a\n```\n", &[]);
        check("In case it does not work:\n\n```bash\ndocker logs a\n```\n", &[]);
        check("You may get an error:\n\n```\ndocker rm a\n```\n", &[]);
        check("It should fail. Now do it right:\n\n```\ndocker rm a\n```\n", &[]);
        check("```\n$ docker logs a\nstarted\nerror: none\n```\n", &[]);
        check("```\ndocker rm a\n```\n\nIf it fails, look again.\n", &[]);
        check("```\ndocker run a # an error? no\n```\n", &[]);
    }

    #[test]
    fn a_sentence_with_a_colon_tells_of_what_is_below() {
        let text =
            "```bash\ndocker run --name a web\n```\n\nThis will fail:\n\n```bash\ndocker run --name a web\n```\n";
        check(text, &[8]);
        let text = "```bash\ndocker rm a\n```\n\nYou'll get an error:\n\n```bash\ndocker rm b\n```\n";
        check(text, &[8]);
        let text = "```bash\ndocker rm a\n```\n\nThis fails. Do it by force:\n\n```bash\ndocker rm -f a\n```\n";
        check(text, &[2]);
        let text = "```bash\ndocker rm a\n```\n\nThis fails:\n\n```output\nno such thing\n```\n";
        check(text, &[2]);
    }

    #[test]
    fn nothing_is_derived_from_it() {
        let text =
            "# X\n\n## A\n\nThis should fail:\n\n```\ndocker pull nosuch\n```\n\n## B\n\n```\ndocker pull a\n```\n";
        let lesson = crate::lesson::compile("x", &read(&Source::new("x.md", text)).0, None).0;
        let checks: Vec<usize> = lesson.steps.iter().map(|step| step.expect.len()).collect();
        assert_eq!(checks, [0, 1]);
    }
}
