//! Parts of commands that the learner must replace, and whether the lesson says by what.

use super::given::Given;
use crate::diagnostic::Diagnostic;
use crate::document::{NodeKind, walk};
use std::collections::BTreeSet;

/// Words of a section that tell the learner to put something of their own in.
const TELLS: &[&str] = &[
    "replac",
    "substitut",
    "fill in",
    "instead of",
    "your own",
    "in place of",
    "placeholder",
    "stands for",
    "change the",
    "modify",
    "adapt",
    "with the name of",
    "with the id",
    "make sure to use",
    "is the name",
    "is your",
    "be sure to use",
];

pub fn find(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    let whole = given.text.to_lowercase();
    let sections = section_starts(given);
    let mut seen = BTreeSet::new();
    for (_, command) in given.commands() {
        for name in &command.placeholders {
            if !seen.insert(name.to_lowercase()) {
                continue;
            }
            let section = section(given, &sections, command.line).to_lowercase();
            if !is_explained(name, &section, &whole) {
                let message = format!("nothing says what to put in place of `{name}`");
                let help = "say in the section where the learner finds it, for example: replace … by …";
                found.push(given.finding("L0204", given.span_in(command, name), message).help(help));
            }
        }
    }
}

fn section_starts(given: &Given<'_>) -> Vec<usize> {
    let mut starts = vec![1];
    walk(&given.document.nodes, &mut |node| {
        if matches!(node.kind, NodeKind::Heading { .. }) {
            starts.push(node.line);
        }
    });
    starts
}

/// The text of the section that a line stands in, comments and output of blocks included: both explain.
fn section<'g>(given: &'g Given<'_>, starts: &[usize], line: usize) -> &'g str {
    let next = starts.partition_point(|s| *s <= line);
    let from = given.source.offset(next.checked_sub(1).map_or(1, |i| starts[i]), 1);
    let to = starts.get(next).map_or(given.source.text.len(), |l| given.source.offset(*l, 1));
    &given.source.text[from..to.max(from)]
}

/// A name explains itself (`<your name>`), stands in the prose, or the section tells to replace things.
fn is_explained(name: &str, section: &str, whole: &str) -> bool {
    let bare = name.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let words: Vec<&str> = bare.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let spoken = words.join(" ");
    let is_own = words.iter().any(|w| matches!(*w, "my" | "some" | "new" | "old")) || bare.contains("your");
    let run_together = spoken.replace("container", "container ").replace("image", "image ").replace("user", "user ");
    let spoken_of = [&bare, &spoken, run_together.trim(), &spoken.replace(' ', "")].iter().any(|s| whole.contains(*s));
    is_own || spoken_of || TELLS.iter().any(|t| section.contains(t))
}

#[cfg(test)]
mod tests {
    use super::is_explained;

    #[test]
    fn what_explains_a_placeholder() {
        for (name, section, whole, want) in [
            ("<container id>", "", "copy the container id", true),
            ("CONTAINER_ID", "", "copy the container id", true),
            ("<your name>", "", "", true),
            ("yourname", "", "", true),
            ("<id>", "replace it", "", true),
            ("imagename", "", "the image name is long", true),
            ("<volume>", "", "nothing", false),
        ] {
            assert_eq!(is_explained(name, section, whole), want, "{name}");
        }
    }
}
