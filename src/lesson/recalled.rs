//! What a lesson only looks back at: "this was the command we were using", and the forms that key points sum up.

use crate::document::{Callout, Node, NodeKind, plain_text, walk};
use std::collections::BTreeSet;

/// The lines of blocks that are looked back at.
#[derive(Debug, Clone, Default)]
pub(super) struct Recalled(BTreeSet<usize>);

/// How a sentence begins that looks back.
const BEGINS: &[&str] = &[
    "recall ",
    "to recall",
    "to remember, ",
    "previously",
    "earlier",
    "as a reminder",
    "in the previous",
    "last time",
];
/// Such a sentence needs nothing else.
const ALONE: &[&str] = &["to recall, ", "to remember, ", "as a reminder"];
/// What somebody did with a command.
const DID: &[&str] = &["used", "ran", "using", "executed", "typed", "issued", "entered", "created", "started", "built"];
/// How a sentence ends that leads to how it was done.
const LEADS: &[&str] = &["with", "using", "by", "following", "this", "follows", "so"];
/// What is done once more is typed once more.
const ON: &[&str] =
    &["again", "once more", "let's", "let us", "now", "try", "instead", "repeat", "re-run", "rerun", "same"];
/// Titles of boxes that sum up.
const SUMS_UP: &[&str] = &["key points", "keypoints", "key takeaways", "summary", "recap", "cheat sheet", "cheatsheet"];

impl Recalled {
    /// What a lesson looks back at.
    pub fn of(nodes: &[Node]) -> Self {
        let mut found = Self::default();
        found.text(nodes);
        found
    }

    /// Whether the block that begins at a line is only looked back at.
    pub fn has(&self, line: usize) -> bool {
        self.0.contains(&line)
    }

    fn text(&mut self, nodes: &[Node]) {
        let mut is_led_to = false;
        for node in nodes {
            match &node.kind {
                NodeKind::Block(block) if is_led_to => {
                    self.0.insert(block.line);
                }
                NodeKind::List { items, .. } => items.iter().for_each(|item| self.text(item)),
                NodeKind::Quote(children) => self.text(children),
                NodeKind::Callout(callout) if sums_up(callout) => self.all(&callout.children),
                NodeKind::Callout(callout) => self.text(&callout.children),
                _ => {}
            }
            is_led_to = matches!(&node.kind, NodeKind::Paragraph(text) if looks_back(&plain_text(text)));
        }
    }

    fn all(&mut self, nodes: &[Node]) {
        walk(nodes, &mut |node| {
            if let NodeKind::Block(block) = &node.kind {
                self.0.insert(block.line);
            }
        });
    }
}

/// Whether a box says once more what was said before it.
fn sums_up(callout: &Callout) -> bool {
    let title = callout.title.to_lowercase();
    let title = title.trim_matches(|c: char| !c.is_alphanumeric());
    callout.kind == "keypoints" || (callout.kind == "note" && SUMS_UP.contains(&title))
}

/// Whether the sentence that leads to a command tells that it was typed before.
fn looks_back(text: &str) -> bool {
    let text = text.to_lowercase().replace('’', "'");
    let last = text.trim_end().split_inclusive(['.', '?', '!']).rfind(|s| s.chars().any(char::is_alphabetic));
    let sentence = last.unwrap_or_default().trim();
    if sentence.ends_with('?') || ON.iter().any(|word| has(sentence, word)) {
        return false;
    }
    let begins = BEGINS.iter().any(|begin| sentence.starts_with(begin));
    let is_command = has(sentence, "command") || has(sentence, "commands");
    let was_it = sentence.contains("was the command") || sentence.contains("were the commands");
    let names_it = ["the command", "this is the command", "here is the command", "these are the commands"];
    let names_it = names_it.iter().any(|begin| sentence.starts_with(begin));
    let words = sentence.trim_end_matches(|c: char| !c.is_alphanumeric());
    let leads = LEADS.iter().any(|word| words.ends_with(word));
    was_it
        || ALONE.iter().any(|begin| sentence.starts_with(begin))
        || (names_it && somebody_did(sentence))
        || (begins && somebody_did(sentence) && (is_command || leads))
}

/// `we used`, `you have just run`
fn somebody_did(sentence: &str) -> bool {
    const REACH: usize = 3;
    let words: Vec<&str> = sentence.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let who = words.iter().enumerate().filter(|(_, word)| matches!(**word, "we" | "you" | "i"));
    who.into_iter().any(|(at, _)| words[at + 1..].iter().take(REACH).any(|word| DID.contains(word)))
}

/// Whether a sentence has a word, or words.
fn has(sentence: &str, words: &str) -> bool {
    sentence.match_indices(words).any(|(at, _)| {
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !is_letter(sentence[..at].chars().next_back()) && !is_letter(sentence[at + words.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use crate::lesson::{Step, Task, Why};
    use crate::source::Source;

    /// What is typed, and what is only looked back at.
    fn of(text: &str) -> (Vec<String>, usize) {
        let (document, _) = crate::reader::read(&Source::new("x.md", format!("# L\n\n## Do\n\n{text}")));
        let (lesson, _) = crate::lesson::compile("x", &document, None);
        let typed = lesson.steps.iter().flat_map(Step::solution).map(|typed| typed.text).collect();
        let is_left = |task: &&Task| matches!(task, Task::Leave { why: Why::Recalled, .. });
        (typed, lesson.steps.iter().flat_map(|s| &s.tasks).filter(is_left).count())
    }

    #[track_caller]
    fn check(words: &str, want: bool) {
        let found = of(&format!("{words}\n\n```bash\ndocker run -d nginx\n```\n\nThen:\n\n```bash\ndocker ps\n```\n"));
        let typed: &[&str] = if want { &["docker ps"] } else { &["docker run -d nginx", "docker ps"] };
        assert_eq!(found, (typed.iter().map(|t| (*t).to_owned()).collect(), usize::from(want)), "{words}");
    }

    #[test]
    fn what_was_typed_before_is_not_typed_again() {
        check("To remember, this was the command that started the shop.", true);
        check("On to the store. The command that we used for it was the following:", true);
        check("Previously, we ran this command:", true);
        check("Earlier you started the shop with:", true);
        check("Recall the command we typed in the first part:", true);
        check("As a reminder:", true);
    }

    #[test]
    fn what_goes_on_from_there_is_typed() {
        check("Previously we ran a shop. Run another one:", false);
        check("Run the command we used before once more:", false);
        check("The command that we used before can be run again:", false);
        check("Earlier you ran a shop, so stop it first:", false);
        check("What was the command to start it?", false);
        check("Recall that a shop is started so:", false);
        check("Start the shop:", false);
    }

    #[test]
    fn key_points_sum_up() {
        let block = "```bash\ndocker ps\n```\n";
        let of_box = |head: &str| of(&format!("```bash\nls\n```\n\n{head}\n- See them all:\n\n{block}:::\n"));
        assert_eq!(of_box("::: keypoints"), (vec!["ls".to_owned()], 1));
        assert_eq!(of_box("::: callout\n## Summary\n"), (vec!["ls".to_owned()], 1));
        assert_eq!(of_box("::: callout\n## See\n").1, 0);
    }
}
