//! Commands that are meant to fail: what the text shows as their output is an error, or the sentence above or below says
//! so. Nothing is derived from them, since they bring nothing about.

mod printed;
mod said;

use crate::document::{Block, Node, NodeKind, plain_text};
use printed::is_error;
use std::collections::BTreeSet;

/// So many paragraphs below a block may tell of it.
const PARAGRAPHS: usize = 3;

/// The lines of the commands that are meant to fail.
pub fn failing(nodes: &[Node]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    of_siblings(nodes, &mut found);
    found
}

fn of_siblings(nodes: &[Node], found: &mut BTreeSet<usize>) {
    for (at, node) in nodes.iter().enumerate() {
        match &node.kind {
            NodeKind::Block(block) if !block.commands.is_empty() => of_block(block, nodes, at, found),
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

/// `at` is where the block stands among its siblings.
fn of_block(block: &Block, nodes: &[Node], at: usize, found: &mut BTreeSet<usize>) {
    let lines: Vec<&str> = block.text.lines().collect();
    for (at, command) in block.commands.iter().enumerate() {
        let next = block.commands.get(at + 1).map_or(usize::MAX, |next| next.line);
        let behind = command.line + command.text.lines().count();
        let to = next.saturating_sub(block.line + 1).min(lines.len());
        let printed = lines.get(behind.saturating_sub(block.line + 1)..to).unwrap_or_default();
        let above = || (command.line.checked_sub(block.line + 2)).and_then(|above| lines.get(above));
        let is_said = || says_so(&command.text) || above().is_some_and(|remark| is_remark_so(remark));
        if !printed.is_empty() && is_error(&printed.join("\n"), &command.text) || is_said() {
            found.insert(command.line);
        }
    }
    let Some(last) = block.commands.last() else { return };
    let is_single = block.commands.len() == 1;
    let shows_error =
        (is_single || !block.output) && block.expected.as_deref().is_some_and(|text| is_error(text, &last.text));
    if shows_error || !block.output && (is_single && is_foretold(nodes, at) || is_told(nodes, at)) {
        found.insert(last.line);
    }
}

fn is_foretold(nodes: &[Node], at: usize) -> bool {
    at.checked_sub(1).and_then(|above| paragraph(&nodes[above])).is_some_and(|text| said::is_foretold(&text))
}

/// Whether one of the paragraphs below a block tells that it failed.
fn is_told(nodes: &[Node], at: usize) -> bool {
    let below = nodes[at + 1..].iter().take(PARAGRAPHS).enumerate();
    let below = below.map_while(|(i, node)| Some((i, paragraph(node)?)));
    let mut told = below.filter(|(i, text)| !announces(text, nodes.get(at + 2 + i)));
    told.any(|(i, text)| if i == 0 { said::is_told(&text) } else { said::is_told_later(&text) })
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
    fn an_error_may_stand_below_what_was_printed_first() {
        check("```\n$ docker pull a\nUsing default tag: latest\nError response from daemon: no\n```\n", &[2]);
        let text = "```bash\ntouch a\ndocker build .\n```\n\n```output\n => ERROR [2/2] RUN false\n```\n";
        check(text, &[3]);
        let text = "```\n$ ping b\nping: bad address 'b'\n$ ping a\nPING a (10.0.0.2): 56 data bytes\n```\n";
        check(text, &[2]);
    }

    #[test]
    fn what_is_told_farther_below() {
        let text = |said: &str| format!("```bash\ndocker run a\n```\n\nIt is loaded.\n\n{said}\n");
        check(&text("The last word is a name. You'll see that the command failed with an error."), &[2]);
        check(&text("This fails on old ones."), &[]);
        check(&text("## Next\n\nThe command fails."), &[]);
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
