//! What the text and the boxes beside it have for somebody in need: "If something goes wrong, reset it with:", or in a box a
//! command that clears everything away. Many authors put real steps into boxes, so nothing else in them is one.

use super::remedy::leads_to_remedy;
use crate::document::{Block, Inline, Node, NodeKind, plain_text, walk};
use std::collections::BTreeSet;

/// The lines of blocks that are typed only by who needs them.
#[derive(Debug, Clone, Default)]
pub(super) struct Aside(BTreeSet<usize>);

/// Boxes beside the text.
const BOXES: &[&str] = &["note", "tip", "warning", "callout"];
/// How a condition begins.
const CONDITIONS: &[&str] = &["if", "in case", "should"];
/// Words of conditions that hold for some: something went wrong, or somebody would rather have it otherwise.
const NEEDS: &[&str] = &[
    "error",
    "errors",
    "fail",
    "fails",
    "failed",
    "problem",
    "problems",
    "trouble",
    "issue",
    "issues",
    "wrong",
    "bad",
    "stuck",
    "lost",
    "broken",
    "miss",
    "missed",
    "reset",
    "want",
    "wish",
    "prefer",
    "ever",
    "needed",
    "necessary",
    "cannot",
    "warning",
    "denied",
];
/// How a sentence says what happens to some.
const POSSIBLE: &[&str] = &["may ", "might ", "can "];
/// How it says that something is done by some.
const MAY_NEED: &[&str] = &["you may need to ", "you might need to ", "you may have to ", "you might have to "];
/// Words of conditions that are a step for whoever has not taken it.
const PREREQUISITES: &[&str] = &["haven't", "have not", "not yet", "already", "don't have", "do not have"];
/// How somebody is spoken to who has another computer.
const HAVING: &[&str] = &[
    "if you are using ",
    "if you're using ",
    "if you use ",
    "if you have ",
    "if you are on ",
    "if you're on ",
    "if you are running ",
    "if you're running ",
    "if you run ",
    "if you are working ",
    "if you are deploying ",
    "if you deploy ",
    "if your computer ",
    "if your machine ",
    "on a mac",
    "on windows",
];
/// Words for computers that the sandbox is not.
const OTHERS: &[&str] = &[
    "mac",
    "macs",
    "macos",
    "macbook",
    "apple",
    "arm",
    "arm64",
    "m1",
    "m2",
    "m3",
    "silicon",
    "windows",
    "wsl",
    "wsl2",
    "podman",
    "proxy",
    "vpn",
    "firewall",
    "selinux",
    "gpu",
    "cluster",
    "hpc",
    "institution",
];
/// What somebody has of their own.
const COMPUTERS: &[&str] = &["machine", "computer", "laptop", "pc", "mac", "server", "host"];
/// How a challenge says that its answer is enough.
const NEEDLESS: &[&str] = &["actually need to ", "need to actually ", "have to actually ", "actually have to "];
/// Commands that clear away the images that later steps may need.
const SWEEPS: &[&str] = &["system prune -a", "system prune --all", "image prune -a", "image prune --all"];

impl Aside {
    /// What the boxes of a lesson have for somebody in need.
    pub fn of(nodes: &[Node]) -> Self {
        let mut found = Self::default();
        found.text(nodes);
        found
    }

    /// Whether the block that begins at a line is for somebody in need.
    pub fn has(&self, line: usize) -> bool {
        self.0.contains(&line)
    }

    fn text(&mut self, nodes: &[Node]) {
        // Below a line that stands apart: "Running on your own Linux machine instead".
        let mut is_elsewhere = false;
        // Right below a sentence for whom something failed.
        let mut is_remedy = false;
        for (at, node) in nodes.iter().enumerate() {
            match &node.kind {
                NodeKind::Heading { .. } => (is_elsewhere, is_remedy) = (false, false),
                NodeKind::Paragraph(text) => {
                    is_elsewhere = names_own_computer(text).unwrap_or(is_elsewhere);
                    let leads =
                        matches!(nodes.get(at + 1).map(|n| &n.kind), Some(NodeKind::Block(_) | NodeKind::List { .. }));
                    is_remedy = leads && leads_to_remedy(&plain_text(text).to_lowercase().replace('’', "'"));
                }
                _ if is_elsewhere => self.all(std::slice::from_ref(node)),
                NodeKind::Block(_) | NodeKind::List { .. } if is_remedy => self.all(std::slice::from_ref(node)),
                NodeKind::List { items, .. } => items.iter().for_each(|item| self.text(item)),
                NodeKind::Quote(children) => self.text(children),
                NodeKind::Callout(callout) if BOXES.contains(&callout.kind.as_str()) => self.boxed(&callout.children),
                NodeKind::Callout(callout) if !callout.is_way_out() => {
                    if is_needless(&callout.children) {
                        self.all(&callout.children);
                    }
                    self.text(&callout.children);
                }
                _ => {}
            }
        }
    }

    fn all(&mut self, nodes: &[Node]) {
        walk(nodes, &mut |node| {
            if let NodeKind::Block(block) = &node.kind {
                self.0.insert(block.line);
            }
        });
    }

    fn boxed(&mut self, nodes: &[Node]) {
        let (mut is_conditional, mut is_for_others, mut may_fail) = (false, false, false);
        for node in nodes {
            match &node.kind {
                NodeKind::Paragraph(text) => {
                    let text = plain_text(text).to_lowercase().replace('’', "'");
                    may_fail |= tells_of_failure(&text);
                    is_conditional = is_for_some(&text) || may_fail && is_offered(&text);
                    // The command may stand a paragraph on.
                    is_for_others |= is_for_other_computers(&text);
                }
                NodeKind::List { items, .. } => items.iter().for_each(|item| self.boxed(item)),
                NodeKind::Block(block) if is_conditional || is_for_others || sweeps(block) => {
                    self.0.insert(block.line);
                }
                _ => {}
            }
        }
    }
}

/// Whether the sentence that leads to a command holds for some only.
fn is_for_some(text: &str) -> bool {
    let last = text.trim_end().rsplit(". ").find(|part| part.len() > "(e.g".len()).unwrap_or_default();
    let last = last.strip_prefix("for example, ").unwrap_or(last);
    let begins = |word: &&str| last.strip_prefix(*word).is_some_and(|rest| rest.starts_with([' ', ',']));
    let mut words = last.split(|c: char| !c.is_alphanumeric());
    let may_need = MAY_NEED.iter().any(|words| last.contains(words));
    (may_need || CONDITIONS.iter().any(begins) && words.any(|word| NEEDS.contains(&word)))
        && !PREREQUISITES.iter().any(|words| last.contains(words))
}

/// Whether one of the sentences says that something may go wrong: "you may face an error".
fn tells_of_failure(text: &str) -> bool {
    let fails = |rest: &str| {
        let end = rest.find(". ").unwrap_or(rest.len());
        let mut words = rest[..end].split(|c: char| !c.is_alphanumeric()).take(MAX_REACH);
        words.any(|word| matches!(word, "error" | "errors" | "fail" | "warning"))
    };
    POSSIBLE.iter().any(|word| text.match_indices(word).any(|(at, _)| fails(&text[at + word.len()..])))
}

/// So many words may stand between what may be and the error that it is.
const MAX_REACH: usize = 6;

/// Whether the last sentence says what one can do then.
fn is_offered(text: &str) -> bool {
    text.trim_end().rsplit(". ").next().is_some_and(|last| last.contains("you can "))
}

/// Whether one of the sentences is for those whose computer is another one.
fn is_for_other_computers(text: &str) -> bool {
    let says = |sentence: &str| {
        let mut words = sentence.split(|c: char| !c.is_alphanumeric());
        HAVING.iter().any(|begin| sentence.starts_with(begin)) && words.any(|word| OTHERS.contains(&word))
    };
    text.split(". ").map(str::trim_start).any(says)
}

/// Where a paragraph begins with a line that stands apart as a heading does: whether it is for those who do this on a
/// computer of their own instead.
fn names_own_computer(text: &[Inline]) -> Option<bool> {
    let plain = plain_text(text);
    let line = plain.lines().next().unwrap_or_default();
    let is_apart =
        text.len() == 1 && matches!(text[0], Inline::Strong(_) | Inline::Emphasis(_)) || line.starts_with("***");
    let said = line.to_lowercase();
    let mut words = said.split(|c: char| !c.is_alphanumeric());
    let is_own = said.contains(" your own ") && words.any(|word| COMPUTERS.contains(&word));
    is_apart.then_some(is_own && said.contains("instead"))
}

/// Whether a challenge says that what it asks for needs not be typed.
fn is_needless(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| {
        let NodeKind::Paragraph(text) = &node.kind else { return false };
        let text = plain_text(text).to_lowercase().replace('’', "'");
        let is_denied = |at: usize| ["don't ", "do not ", "not "].iter().any(|no| text[..at].ends_with(no));
        NEEDLESS.iter().any(|words| text.match_indices(words).any(|(at, _)| is_denied(at)))
    })
}

/// Whether a block removes all images, or all that nobody uses now.
fn sweeps(block: &Block) -> bool {
    let removes_all = |text: &str| {
        let images = text.contains("docker rmi") || text.contains("image rm");
        images && text.split_once("$(").is_some_and(|(_, rest)| rest.contains(" -q") || rest.contains(" -aq"))
    };
    block.commands.iter().any(|c| removes_all(&c.text) || SWEEPS.iter().any(|sweep| c.text.contains(sweep)))
}

#[cfg(test)]
mod tests {
    use crate::lesson::{Task, Why};
    use crate::source::Source;

    /// Whether the command of a box is typed.
    #[track_caller]
    fn check(words: &str, command: &str, want: bool) {
        // A remedy is not typed in the text either.
        let below = if super::leads_to_remedy(&words.to_lowercase()) { "Then:" } else { words };
        let text =
            format!("## Do\n\n> [!NOTE]\n> {words}\n>\n> ```bash\n> {command}\n> ```\n\n{below}\n\n```bash\nls\n```\n");
        let (document, _) = crate::reader::read(&Source::new("x.md", &text));
        let (lesson, _) = crate::lesson::compile("x", &document, None);
        let left = lesson.steps[0].tasks.iter().any(|task| matches!(task, Task::Leave { why: Why::Aside, .. }));
        let typed: Vec<String> = lesson.steps[0].solution().into_iter().map(|typed| typed.text).collect();
        assert_eq!(
            (typed, left),
            (if want { vec![command.into(), "ls".into()] } else { vec!["ls".into()] }, !want),
            "{words}"
        );
    }

    #[test]
    fn what_only_some_need_is_not_typed() {
        check("If something bad happened, reset it with:", "docker rm -f web", false);
        check("All is well. If you ever miss a command, run:", "docker rm -f web", false);
        check("Should it fail, remove it:", "docker rm -f web", false);
        check("Remove all images:", "docker image rm $(docker image ls -q)", false);
        check("Clean up:", "docker system prune -af", false);
        check("If `docker ps` says that it cannot connect, start it:", "sudo service docker start", false);
        check("All is well. If needed, you can name the platform:", "docker run --platform linux/amd64 a", false);
        check("Some hosts have modules, so you may need to use this command:", "module load docker", false);
        check("On some hosts, you may face an error. You can mend this by adding its name:", "docker pull b/a", false);
        check("You can also list them, which may take long:", "docker ps -a", true);
    }

    #[test]
    fn what_is_for_other_computers_is_not_typed() {
        check("If you are using an ARM based Mac, build it anew:", "docker build --platform linux/amd64 .", false);
        check("The shop is of one kind. If you have a Mac with Apple silicon, pull it:", "docker pull alpine", false);
        check("If you are deploying in a cluster of your institution, make a tunnel:", "docker port web", false);
        check("For example, if you want to stop it:", "docker stop web", false);
        let apart = "If you're on Windows, it has another name.\n>\n> Look it up:";
        let text = format!("## Do\n\n> [!NOTE]\n> {apart}\n>\n> ```bash\n> docker ps\n> ```\n\n```bash\nls\n```\n");
        let (document, _) = crate::reader::read(&Source::new("x.md", &text));
        let (lesson, _) = crate::lesson::compile("x", &document, None);
        assert_eq!(lesson.steps[0].solution().iter().map(|t| t.text.as_str()).collect::<Vec<_>>(), ["ls"]);
    }

    #[test]
    fn an_answer_that_needs_not_be_typed_is_not() {
        let of = |words: &str| {
            let text = format!(
                "## Do\n\n::: challenge\n## Which?\n\n{words}\n\n::: solution\n```bash\ndocker pull huge\n```\n:::\n:::\n\n```bash\nls\n```\n"
            );
            let (document, _) = crate::reader::read(&Source::new("x.md", &text));
            let (lesson, _) = crate::lesson::compile("x", &document, None);
            lesson.steps[0].solution().len()
        };
        assert_eq!(of("Name it. You don't actually need to pull it."), 1);
        assert_eq!(of("Pull it. You need to actually look at it."), 2);
    }

    #[test]
    fn what_is_done_on_a_computer_of_ones_own_instead_is_not_typed() {
        let typed = |apart: &str, end: &str| {
            let text = format!(
                "## Do\n\n{apart}\nRestart it:\n\n```bash\ndocker ps\n```\n\n- So:\n\n  ```bash\n  docker info\n  ```\n\n{end}\n\n```bash\nls\n```\n"
            );
            let (document, _) = crate::reader::read(&Source::new("x.md", &text));
            let (lesson, _) = crate::lesson::compile("x", &document, None);
            lesson.steps.iter().flat_map(crate::lesson::Step::solution).map(|t| t.text).collect::<Vec<_>>().join(" ")
        };
        let own = "*** Running on your own Linux machine instead of in this browser window ***";
        assert_eq!(typed(own, "*** For all ***"), "ls");
        assert_eq!(typed(own, "## Then"), "ls");
        assert_eq!(typed(own, "Then:"), "");
        assert_eq!(typed("**If you run this on your own Mac instead**\n", "**For all**"), "ls");
        let all = "docker ps docker info ls";
        assert_eq!(typed("**Run it on your own machine**\n", "**For all**"), all);
        assert_eq!(typed("Run it on your own machine instead.", "**For all**"), all);
    }

    #[test]
    fn a_step_in_a_box_stays_one() {
        check("Look at it first:", "docker ps", true);
        check("If you have not pulled it yet, and want it:", "docker pull alpine", true);
        check("If you list the containers, you see it:", "docker ps", true);
        check("If you are using Linux, look at it:", "docker ps", true);
        check("If you have a container, look at it:", "docker ps", true);
        check("Clean up:", "docker system prune -f", true);
        check("Remove all containers:", "docker rm -f $(docker ps -aq)", true);
    }
}
