//! What a lesson states in lists of its own, besides its objectives: the questions that it answers, what its learner
//! must have or know first, and what to remember of it.

use super::front_matter::FrontMatter;
use super::inline_text::{marked, plain};
use super::meta::items;
use crate::document::{Callout, Inline, Node, NodeKind, Stated};

/// The longest of the titles has so many bytes, with a drawn sign before and a colon behind it.
const MAX_TITLE: usize = 40;
/// So many pieces a title may have: a sign, a space, emphasis.
const MAX_PIECES: usize = 3;

/// What one of these lists is called.
struct Names {
    /// The key in the front matter, in small letters.
    keys: &'static [&'static str],
    /// The kind of a box.
    kind: &'static str,
    /// Titles of sections and boxes, in small letters.
    titles: &'static [&'static str],
    /// It may be said in sentences, without a list.
    in_words: bool,
}

/// A section with the title "Questions" is a quiz more often than not.
const QUESTIONS: Names = Names { keys: &["questions"], kind: "questions", titles: &[], in_words: false };
const KEY_POINTS: Names = Names {
    keys: &["keypoints", "key_points", "key-points"],
    kind: "keypoints",
    titles: &[
        "key points",
        "keypoints",
        "key takeaways",
        "key takeaway",
        "takeaways",
        "key learnings",
        "points clés",
        "puntos clave",
        "pontos-chave",
        "kernpunkte",
    ],
    in_words: false,
};
const PREREQUISITES: Names = Names {
    keys: &["prerequisites", "prereqs", "prereq", "dependson"],
    kind: "prereq",
    titles: &[
        "prerequisites",
        "prerequisite",
        "pre-requisites",
        "pre-requisite",
        "prereqs",
        "requirements",
        "what you need",
        "what you'll need",
        "what you will need",
        "before you begin",
        "before you start",
        "prérequis",
        "requisitos previos",
        "pré-requisitos",
        "voraussetzungen",
    ],
    in_words: true,
};

/// The questions that a lesson answers.
pub fn questions(front: &FrontMatter<'_>, nodes: &[Node], boxes: &[&Node]) -> Stated {
    QUESTIONS.stated(front, nodes, boxes)
}

/// What there is to remember.
pub fn key_points(front: &FrontMatter<'_>, nodes: &[Node], boxes: &[&Node]) -> Stated {
    KEY_POINTS.stated(front, nodes, boxes)
}

/// What is needed before the lesson is begun.
pub fn prerequisites(front: &FrontMatter<'_>, nodes: &[Node], boxes: &[&Node]) -> Stated {
    PREREQUISITES.stated(front, nodes, boxes)
}

impl Names {
    fn stated(&self, front: &FrontMatter<'_>, nodes: &[Node], boxes: &[&Node]) -> Stated {
        if let Some(listed) = self.keys.iter().map(|key| front.list(key)).find(|list| !list.is_empty()) {
            return Stated { items: listed.iter().map(|item| item.clone().into_owned()).collect(), in_text: false };
        }
        let of_kind = boxes.iter().filter_map(|node| match &node.kind {
            NodeKind::Callout(callout) if self.is_box(callout) => Some(callout),
            _ => None,
        });
        let found: Vec<String> = of_kind.flat_map(|callout| self.said(&callout.children)).collect();
        let items = if found.is_empty() { self.section(nodes) } else { found };
        Stated { items, in_text: true }
    }

    fn is_box(&self, callout: &Callout) -> bool {
        callout.kind == self.kind || self.is_title(&callout.title)
    }

    fn is_title(&self, title: &str) -> bool {
        // Most titles have more.
        if self.titles.is_empty() || title.len() > MAX_TITLE {
            return false;
        }
        let title = title.trim_matches(|c: char| !c.is_alphanumeric());
        let is_alike = |known: &&str| known.len() == title.len() && **known == title.to_lowercase();
        self.titles.iter().any(is_alike)
    }

    /// The first section with one of the titles.
    fn section(&self, nodes: &[Node]) -> Vec<String> {
        let is_heading = |n: &Node| matches!(n.kind, NodeKind::Heading { .. });
        let announces = |n: &Node| match &n.kind {
            NodeKind::Heading { text, .. } => match text.as_slice() {
                [Inline::Text(title)] => self.is_title(title),
                pieces => pieces.len() <= MAX_PIECES && self.is_title(&plain(text)),
            },
            _ => false,
        };
        let Some(at) = nodes.iter().position(announces) else { return Vec::new() };
        let section = &nodes[at + 1..];
        self.said(&section[..section.iter().position(is_heading).unwrap_or(section.len())])
    }

    /// The items of what is listed, or the sentences above all code.
    fn said(&self, nodes: &[Node]) -> Vec<String> {
        let listed: Vec<String> = nodes[..begin_of_steps(nodes)].iter().flat_map(items).collect();
        if !listed.is_empty() || !self.in_words {
            return listed;
        }
        let above = nodes.iter().map_while(|node| match &node.kind {
            NodeKind::Paragraph(text) => Some(marked(text).trim().to_owned()),
            _ => None,
        });
        above.filter(|text| !text.is_empty()).collect()
    }
}

/// Where the steps begin below a list: a paragraph of its own leads to a block there, and what is listed farther down
/// tells what each block does.
fn begin_of_steps(nodes: &[Node]) -> usize {
    let first = nodes.iter().position(|node| matches!(node.kind, NodeKind::List { .. })).unwrap_or(nodes.len());
    let mut pairs = nodes.windows(2).enumerate().skip(first);
    let leads = |pair: &[Node]| matches!(pair, [a, b] if matches!(a.kind, NodeKind::Paragraph(_)) && matches!(b.kind, NodeKind::Block(_)));
    pairs.find(|(_, pair)| leads(pair)).map_or(nodes.len(), |(at, _)| at)
}

#[cfg(test)]
mod tests {
    use crate::reader::read;
    use crate::source::Source;

    fn check(text: &str, questions: &[&str], prerequisites: &[&str], key_points: &[&str]) {
        let (document, _) = read(&Source::new("x.md", text));
        assert_eq!(document.questions.items, questions, "{text}");
        assert_eq!(document.prerequisites.items, prerequisites, "{text}");
        assert_eq!(document.key_points.items, key_points, "{text}");
        let stated = [&document.questions, &document.prerequisites, &document.key_points];
        assert!(stated.iter().all(|s| s.in_text != text.starts_with("---") || s.items.is_empty()), "{text}");
    }

    #[test]
    fn what_a_lesson_states_in_lists() {
        let front = "---\ntitle: X\nquestions:\n- \"What is an image?\"\nkeypoints:\n- Images are made of layers.\n\
                     - They stay.\nprerequisites: [Shell]\n---\n\nText.\n";
        check(front, &["What is an image?"], &["Shell"], &["Images are made of layers.", "They stay."]);
        check("---\ndependsOn: [shell.bash]\nkey_points: [A]\n---\n", &[], &["shell.bash"], &["A"]);
        let divs = "::: questions\n- Why?\n:::\n\n::: prereq\nYou need `docker`.\n\nAnd time.\n:::\n\n# X\n\n\
                    ::: keypoints\n- So.\n- It is.\n:::\n";
        check(divs, &["Why?"], &["You need `docker`.", "And time."], &["So.", "It is."]);
        let directives = "```{questions}\n- Why?\n```\n\n```{keypoints}\n- So.\n```\n";
        check(directives, &["Why?"], &[], &["So."]);
        let sections = "# X\n\n## Prerequisites\n\n- Docker\n- A shell\n\n## Run\n\n```\ndocker ps\n```\n\n\
                        ### 🎯 Key Takeaways\n\n1. So.\n";
        check(sections, &[], &["Docker", "A shell"], &["So."]);
        let words = "# X\n\n## What you'll need:\n\nOnly a browser.\n\n```\ndocker ps\n```\n\nBut no more.\n";
        check(words, &[], &["Only a browser."], &[]);
        let admonition = "!!! info \"Prerequisites\"\n    - An account\n\n    So it is.\n";
        check(admonition, &[], &["An account"], &[]);
    }

    #[test]
    fn what_is_called_alike_is_none() {
        check("# X\n\n## Questions\n\n- What is an image?\n", &[], &[], &[]);
        let steps = "# X\n\n## Prerequisites\n\n- Linux\n\nWe begin with three of them:\n\n```\ndocker ps\n```\n\n- Making one\n\n\
                     ```\ndocker run web\n```\n";
        check(steps, &[], &["Linux"], &[]);
        let apart = "# X\n\n## Prerequisites\n\n- Linux\n\n```\nuname\n```\n\n- Docker\n";
        check(apart, &[], &["Linux", "Docker"], &[]);
        check("# X\n\n## Install prerequisites\n\n- Type it.\n\n## Prerequisite Task\n\n- Do it.\n", &[], &[], &[]);
        check("# X\n\n## Key Takeaways\n\nThat was all.\n", &[], &[], &[]);
    }
}
