//! What of a lesson's text its learner reads: without what the welcome has told already, and without the answers to
//! questions that are asked after the step.

use crate::document::{Callout, Document, Inline, Minutes, Node, NodeKind, plain_text, walk};
use std::collections::BTreeMap;

/// What is kept for whoever asks for it: in the text only the title of its box stands.
#[derive(Debug, Default)]
pub(super) struct Held {
    /// The lines of the boxes with hints.
    pub hints: Vec<usize>,
    /// Solutions in words.
    pub solutions: Vec<Node>,
}

/// What the learner is told elsewhere.
#[derive(Debug)]
pub(super) struct Told<'d> {
    objectives: &'d [String],
    minutes: Minutes,
    /// The lines of the questions, and whether their answers are known.
    asked: BTreeMap<usize, bool>,
}

impl<'d> Told<'d> {
    /// What the welcome and the questions of a lesson tell.
    pub fn by(document: &'d Document) -> Self {
        let asked = document.quizzes.iter().map(|q| (q.line, !q.answer.is_empty())).collect();
        Self { objectives: &document.objectives, minutes: document.minutes, asked }
    }

    /// The nodes that are left to be read.
    pub fn shown(&self, nodes: Vec<Node>, held: &mut Held) -> Vec<Node> {
        without_lone_rules(self.of_siblings(nodes, held))
    }

    fn of_siblings(&self, nodes: Vec<Node>, held: &mut Held) -> Vec<Node> {
        let mut out: Vec<Node> = Vec::with_capacity(nodes.len());
        // A question whose answer is folded below it.
        let mut asked = false;
        // One that no box answered yet.
        let mut is_open = false;
        let mut nodes = nodes.into_iter().peekable();
        while let Some(node) = nodes.next() {
            // What is to be done is read before it is done, wherever its answer stands.
            let is_done = nodes.peek().is_some_and(|next| is_answer(next) && has_more(std::slice::from_ref(next)));
            let is_told = self.is_told(&node) && !(is_done && is_question(&node));
            let answers = asked && is_answer(&node) || is_open && bids_to_open(&node);
            let is_text = matches!(node.kind, NodeKind::Paragraph(_) | NodeKind::Heading { .. });
            is_open = !answers && (is_open || is_text && self.asked.get(&node.line) == Some(&true));
            if is_told || answers {
                asked |= is_question(&node);
                // What leads to a list of objectives and its heading go with it.
                if matches!(node.kind, NodeKind::List { .. }) {
                    out.pop_if(|last| leads_on(last));
                    out.pop_if(|last| is_heading(last));
                }
                continue;
            }
            asked = match node.kind {
                // The answer to a box stands right below it.
                NodeKind::Paragraph(_) | NodeKind::Heading { .. } | NodeKind::Callout(_) => {
                    asked || self.is_asked(&node)
                }
                _ => asked,
            };
            out.extend(self.inside(node, held));
        }
        out
    }

    /// A node without what is told elsewhere; none where nothing is left of it.
    fn inside(&self, mut node: Node, held: &mut Held) -> Option<Node> {
        let line = node.line;
        match &mut node.kind {
            NodeKind::List { items, .. } => {
                for item in items.iter_mut() {
                    *item = self.of_siblings(std::mem::take(item), held);
                }
                // Its questions are asked later, and nothing else was in it.
                if items.iter().all(Vec::is_empty) {
                    return None;
                }
            }
            NodeKind::Quote(children) => {
                *children = self.of_siblings(std::mem::take(children), held);
                if children.is_empty() {
                    return None;
                }
            }
            NodeKind::Callout(callout) if callout.is_folded_help() => {
                if callout.kind == "hint" {
                    held.hints.push(line);
                } else {
                    held.solutions.extend(callout.children.iter().cloned());
                }
                callout.children.clear();
            }
            NodeKind::Callout(callout) => {
                let had_quiz = callout.kind == "question" && callout.children.iter().any(is_quiz);
                let is_challenge = self.asked.contains_key(&line);
                let is_own = |n: &Node| matches!(&n.kind, NodeKind::Callout(c) if callout.is_answered_by(c));
                let is_answer = |n: &Node| is_challenge && (is_answer(n) || is_own(n) || callout.answers_itself());
                let children = callout.children.iter().filter(|n| !is_answer(n)).cloned().collect();
                callout.children = self.of_siblings(children, held);
                if had_quiz && callout.children.is_empty() {
                    return None;
                }
            }
            // The keys of an action are for the page that it was written for.
            NodeKind::Block(block) => {
                if let Some(words) = block.action.take() {
                    if words.is_empty() {
                        return None;
                    }
                    node.kind = NodeKind::Paragraph(Inline::Text(words.into()).into());
                }
            }
            _ => {}
        }
        Some(node)
    }

    /// Whether a question begins with a node.
    fn is_asked(&self, node: &Node) -> bool {
        self.asked.contains_key(&node.line)
    }

    /// Whether somebody else tells all of a node.
    fn is_told(&self, node: &Node) -> bool {
        match &node.kind {
            NodeKind::List { items, .. } => self.are_objectives(items),
            NodeKind::Paragraph(text) => self.is_time(&plain_text(text)),
            NodeKind::Block(_) => self.is_asked(node),
            NodeKind::Callout(callout) => match callout.kind.as_str() {
                "quiz" => true,
                "question" => self.asked.get(&node.line) == Some(&true) && !has_more(&callout.children),
                "objectives" => self.is_list_of_objectives(callout),
                _ => false,
            },
            _ => false,
        }
    }

    fn is_list_of_objectives(&self, callout: &Callout) -> bool {
        let told = |n: &Node| matches!(&n.kind, NodeKind::List { items, .. } if self.are_objectives(items));
        let mut other = callout.children.iter().filter(|n| !told(n));
        callout.children.iter().any(told) && other.all(|n| matches!(n.kind, NodeKind::Paragraph(_)))
    }

    fn are_objectives(&self, items: &[Vec<Node>]) -> bool {
        let is_one = |item: &Vec<Node>| match item.as_slice() {
            [Node { kind: NodeKind::Paragraph(text), .. }] => {
                let words = bare(&plain_text(text));
                self.objectives.iter().any(|o| bare(o) == words)
            }
            _ => false,
        };
        !items.is_empty() && items.iter().all(is_one)
    }

    /// `10 Minutes`: the estimate alone.
    fn is_time(&self, text: &str) -> bool {
        let Some(minutes) = self.minutes.teaching.filter(|_| text.len() < MAX_TIME) else { return false };
        let text = text.to_lowercase();
        let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let number = minutes.to_string();
        let known = |w: &str| w == number || TIME_WORDS.contains(&w) || w.parse::<u32>().is_ok_and(|n| n <= minutes);
        text.contains(&number) && text.contains("min") && words.all(known)
    }
}

/// A line that states a time and nothing else is not longer, in bytes.
const MAX_TIME: usize = 60;
const TIME_WORDS: &[&str] = &[
    "time",
    "duration",
    "reading",
    "estimated",
    "approximately",
    "about",
    "approx",
    "around",
    "to",
    "minutes",
    "minute",
    "min",
    "mins",
];

/// Without the marks of code and the full stop.
fn bare(text: &str) -> String {
    text.replace(['`', '*', '_'], "").trim().trim_end_matches('.').to_owned()
}

/// Whether a paragraph says nothing but what the list below it is.
fn leads_on(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Paragraph(text) if {
        let text = plain_text(text);
        text.trim_end().ends_with([':', '：']) && !text.contains(". ")
    })
}

fn is_heading(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Heading { .. })
}

fn is_quiz(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Callout(c) if c.kind == "quiz")
}

fn is_question(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Callout(c) if c.kind == "question")
}

/// Whether there is more than words that are asked and answered: code, or a hint for whoever does it.
fn has_more(nodes: &[Node]) -> bool {
    let mut has = false;
    walk(nodes, &mut |node| {
        has |= match &node.kind {
            NodeKind::Block(_) => true,
            NodeKind::Callout(callout) => callout.kind == "hint",
            _ => false,
        };
    });
    has
}

/// A box with the answer to what is asked above it or around it.
fn is_answer(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Callout(c) if c.is_way_out() || c.kind == "success")
}

/// A box whose title does not say what it holds: below a question that is its answer.
fn bids_to_open(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Callout(c) if c.bids_to_open())
}

/// Rules part what stands around them: none at an end, and one is enough.
fn without_lone_rules(nodes: Vec<Node>) -> Vec<Node> {
    let is_rule = |n: &Node| matches!(n.kind, NodeKind::Rule);
    let mut out: Vec<Node> = Vec::with_capacity(nodes.len());
    for node in nodes {
        if !(is_rule(&node) && out.last().is_none_or(is_rule)) {
            out.push(node);
        }
    }
    while out.last().is_some_and(is_rule) {
        out.pop();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    /// What is left, in short.
    fn check(text: &str, want: &str) {
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let left = Told::by(&document).shown(document.nodes.clone(), &mut Held::default());
        assert_eq!(left.iter().map(short).collect::<Vec<_>>().join(" | "), want, "{text}");
    }

    fn indented(text: &str) -> String {
        text.lines().flat_map(|line| ["    ", line, "\n"]).collect()
    }

    fn short(node: &Node) -> String {
        match &node.kind {
            NodeKind::Heading { text, .. } => format!("# {}", plain_text(text)),
            NodeKind::Paragraph(text) => plain_text(text),
            NodeKind::List { items, .. } => format!("list of {}", items.len()),
            NodeKind::Quote(children) => format!("quote of {}", children.len()),
            NodeKind::Callout(c) => {
                format!("{} [{}]", c.kind, c.children.iter().map(short).collect::<Vec<_>>().join(" | "))
            }
            NodeKind::Block(block) => block.text.to_string(),
            NodeKind::Table { .. } => "table".to_owned(),
            NodeKind::Rule => "---".to_owned(),
        }
    }

    #[test]
    fn what_the_welcome_tells_is_not_read_again() {
        check(
            "# Ropes\n\n10 Minutes\n\n---\n\n## Learning Objectives\n\n* Tie `one`\n* Pull it\n\n---\n\n## Tie\n\nHow to tie.\n",
            "# Ropes | --- | # Tie | How to tie.",
        );
        check("# R\n\n!!! Success \"Learning Objectives\"\n\n    * Tie one\n    * Pull it\n\nText.\n", "# R | Text.");
        check(
            "# R\n\n## Objectives\n\nAfter it you will be able to:\n\n- Tie one\n- Pull it\n\nText.\n",
            "# R | Text.",
        );
        check("Wait 10 minutes.\n\n- one\n- two\n", "Wait 10 minutes. | list of 2");
    }

    #[test]
    fn actions_of_another_page_are_told_in_words() {
        let action = |name: &str, keys: &str| format!("Text.\n\n```{name}\n{keys}\n```\n");
        for (name, keys, want) in [
            ("examiner:execute-test", "name: one\ntitle: Is it up?", "Text. | Is it up?"),
            ("examiner:execute-test", "name: one\nargs:\n- a", "Text."),
            ("dashboard:open-url", "url: http://localhost:80/", "Text. | Open http://localhost:80/"),
            ("dashboard:create-dashboard", "name: App\ntitle: The app\nurl: http://x", "Text. | The app: http://x"),
            ("terminal:interrupt", "session: 1", "Text. | Press Ctrl-C."),
            ("terminal:clear", "session: 1", "Text."),
            ("editor:open-file", "file: ~/a.py\nline: 3", "Text. | Open the file ~/a.py."),
            (
                "editor:replace-text-selection",
                "file: ~/a.py\ntext: |\n  x",
                "Text. | In the file ~/a.py, in the place of what is selected: | x",
            ),
            ("files:download-file", "path: a\ndescription: Take the file home", "Text. | Take the file home"),
            ("terminal:execute", "command: docker ps", "Text. | docker ps"),
        ] {
            check(&action(name, keys), want);
        }
    }

    #[test]
    fn answers_are_not_shown_before_the_question() {
        let gift = "Text.\n\n```gift\nWhat is it? {=a rope ~a boat}\n```\n";
        check(gift, "Text.");
        let json = r#"[{"question": "How many?", "type": "numeric", "answers": [{"type": "value", "value": 3, "correct": true}]}]"#;
        check(&format!("Text.\n\n```json\n{json}\n```\n"), "Text.");
        check("??? Question \"Where is it?\"\n\n    !!! Success \"Answer\"\n\n        Here.\n\nText.\n", "Text.");
        check("1. Which?\n   - ( ) a\n   - (x) b\n\nText.\n", "Text.");
        check("Which?\n\n- ( ) a\n- (x) b\n\nText.\n", "Text.");
        check(
            "::::: challenge\n## Tie it\nHow?\n\n::: solution\nSo.\n:::\n:::::\n\nText.\n",
            "challenge [How?] | Text.",
        );
        check(
            "**Exercise:** what is shown?\n\n??? success \"Answer\"\n    A rope.\n\nText.\n",
            "Exercise: what is shown? | Text.",
        );
        let bids = |title: &str| format!("<details><summary>{title}</summary>\n\nSo.\n\n</details>\n\nText.\n");
        check(&format!("**Why is it so?**\n\n{}", bids("Click to reveal")), "Why is it so? | Text.");
        check(&format!("It is so.\n\n{}", bids("Click to reveal")), "It is so. | note [So.] | Text.");
        let done = "??? success \"Solution\"\n    ```bash\n    docker ps\n    ```\n";
        check(
            &format!("!!! question \"Do it\"\n    Tie it.\n\n{}\nText.\n", indented(done)),
            "question [Tie it.] | Text.",
        );
        check(&format!("!!! question \"Do it\"\n    Tie it.\n\n{done}\nText.\n"), "question [Tie it.] | Text.");
        check("!!! question \"Why?\"\n    Think.\n\n??? success \"Answer\"\n    So.\n\nText.\n", "Text.");
        check("!!! question \"Activity\"\n    Tie it.\n", "question [Tie it.]");
        check("??? question \"How?\"\n    So:\n\n    ```bash\n    ls\n    ```\n", "question []");
        // Hints and solutions are for whoever asks for them.
        check("<details><summary>Hint</summary>\n\nLook.\n\n</details>\n\nText.\n", "hint [] | Text.");
        check("??? success \"Solution\"\n    So.\n\nText.\n", "success [] | Text.");
        check("- Do it.\n\n  <details><summary>Not sure how?</summary>\n\n  So.\n\n  </details>\n", "list of 1");
        check("<details><summary>More</summary>\n\nLook.\n\n</details>\n", "note [Look.]");
        check("!!! success \"Well done\"\n    It floats.\n", "success [It floats.]");
    }
}
