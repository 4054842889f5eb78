//! Headings that open an exercise (`## Exercise 2: Share`, `### Your turn`) which nothing in the lesson solves.

use crate::document::{BlockKind, Callout, Document, Inline, Node, NodeKind, plain_text, walk};

/// Words with which a task begins. What only tells of something begins otherwise.
const VERBS: &[&str] = &[
    "add",
    "adapt",
    "adjust",
    "answer",
    "attach",
    "build",
    "change",
    "check",
    "combine",
    "compare",
    "configure",
    "connect",
    "containerize",
    "convert",
    "copy",
    "create",
    "debug",
    "define",
    "delete",
    "deploy",
    "describe",
    "design",
    "develop",
    "display",
    "download",
    "enter",
    "examine",
    "execute",
    "experiment",
    "explain",
    "explore",
    "export",
    "expose",
    "extend",
    "figure",
    "find",
    "fix",
    "get",
    "give",
    "identify",
    "implement",
    "improve",
    "inspect",
    "install",
    "launch",
    "limit",
    "list",
    "log",
    "look",
    "make",
    "measure",
    "migrate",
    "modify",
    "mount",
    "move",
    "name",
    "optimize",
    "prepare",
    "print",
    "publish",
    "pull",
    "push",
    "reduce",
    "refactor",
    "remove",
    "rename",
    "repeat",
    "replace",
    "restart",
    "rewrite",
    "run",
    "scale",
    "search",
    "see",
    "set",
    "share",
    "show",
    "start",
    "stop",
    "tag",
    "take",
    "test",
    "think",
    "try",
    "tie",
    "update",
    "use",
    "verify",
    "write",
];
/// What stands before such a word.
const LEADS: &[&str] =
    &["now", "then", "next", "first", "finally", "please", "also", "and", "to", "your", "task", "goal"];
/// Words of tasks that are told step by step, or only talked about.
const GUIDED: &[&str] = &["click", "select the", "discuss", "etherpad", "instructor"];

/// The lines and titles of such headings.
pub fn unsolved(document: &Document) -> Vec<(usize, String)> {
    let nodes = &document.nodes;
    let opens = |node: &Node| matches!(&node.kind, NodeKind::Heading { text, .. } if is_exercise(&plain_text(text)));
    // Most lessons have none.
    if !nodes.iter().any(opens) || has_solutions(document) {
        return Vec::new();
    }
    let mut found = Vec::new();
    // The lesson's title is no exercise's.
    let title = nodes.iter().position(|node| matches!(node.kind, NodeKind::Heading { .. }));
    for (at, node) in nodes.iter().enumerate().filter(|(at, node)| Some(*at) != title && opens(node)) {
        let NodeKind::Heading { level, text, .. } = &node.kind else { continue };
        let ends = |n: &Node| matches!(&n.kind, NodeKind::Heading { level: other, .. } if other <= level);
        let section = &nodes[at + 1..];
        let section = &section[..section.iter().position(ends).unwrap_or(section.len())];
        let end = nodes.get(at + 1 + section.len()).map_or(usize::MAX, |next| next.line);
        let is_here = |line: usize| (node.line..end).contains(&line);
        let is_solved = document.suggested.iter().any(|suggested| is_here(suggested.line))
            || document.quizzes.iter().any(|quiz| is_here(quiz.line))
            || section.iter().any(opens);
        if !is_solved && asks_to_do(section) && !gives_more(section) {
            found.push((node.line, plain_text(text).trim().to_owned()));
        }
    }
    found
}

/// Whether a heading opens an exercise: `Exercise 2: Share`, `3.1 Challenge`, `Your turn!`
fn is_exercise(title: &str) -> bool {
    let title = title.to_lowercase();
    let start = title.trim_start_matches(|c: char| !c.is_alphabetic());
    let is_named = match ["exercise", "challenge"].iter().find_map(|word| start.strip_prefix(word)) {
        // What is hard about something is no task: `Challenge of scale`.
        Some(rest) => {
            let rest = rest.trim_start();
            rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit() || c == '#' || is_sign(c))
        }
        None => start.strip_prefix("your turn").is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)),
    };
    is_named && !["solution", "answer", "hint"].iter().any(|word| title.contains(word))
}

/// Signs that part the name of an exercise from its title.
fn is_sign(c: char) -> bool {
    matches!(c, ':' | '-' | '–' | '—' | '(' | '.' | '!' | '|')
}

/// Whether a lesson has a part with solutions, or leads to one.
fn has_solutions(document: &Document) -> bool {
    let mut found = false;
    walk(&document.nodes, &mut |node| {
        found |= match &node.kind {
            NodeKind::Heading { text, .. } => is_solution(&plain_text(text)),
            NodeKind::Paragraph(text) => links_to_solution(text),
            _ => false,
        }
    });
    found
}

fn is_solution(text: &str) -> bool {
    let text = text.to_lowercase();
    ["solution", "answer"].iter().any(|word| text.contains(word))
}

fn links_to_solution(text: &[Inline]) -> bool {
    text.iter().any(|inline| match inline {
        Inline::Link { text, url } => is_solution(&plain_text(text)) || is_solution(url),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => links_to_solution(inner),
        _ => false,
    })
}

/// Whether a paragraph or an item of a list tells to do something, or asks.
fn asks_to_do(section: &[Node]) -> bool {
    let mut found = false;
    walk(section, &mut |node| {
        if let NodeKind::Paragraph(text) = &node.kind {
            found |= bids(&plain_text(text));
        }
    });
    found
}

fn bids(text: &str) -> bool {
    text.split_inclusive(['.', '!', '?', ':', '\n']).any(|sentence| {
        let lower = sentence.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut words = words.filter(|word| word.parse::<u32>().is_err() && !LEADS.contains(word));
        let first = words.next();
        let is_done = first == Some("do") && matches!(words.next(), Some("it" | "the" | "this" | "that" | "so"));
        let asks = sentence.strip_suffix('?').is_some_and(|asked| asked.ends_with(char::is_alphanumeric));
        asks || first.is_some_and(|word| VERBS.contains(&word)) || is_done
    })
}

/// Whether a section has what may solve it or leads through it: blocks other than printed ones, calls in sentences, boxes
/// that answer or ask for themselves, steps to click through.
fn gives_more(section: &[Node]) -> bool {
    let mut found = false;
    walk(section, &mut |node| {
        found |= match &node.kind {
            NodeKind::Block(block) => block.kind != BlockKind::Output,
            NodeKind::Callout(callout) => answers_or_asks(callout),
            NodeKind::Paragraph(text) => {
                let words = plain_text(text).to_lowercase();
                GUIDED.iter().any(|guide| words.contains(guide)) || holds_call(text)
            }
            _ => false,
        }
    });
    found
}

/// Whether a sentence has a call with what it is given: `docker run web`. A program and its subcommand tell too little.
fn holds_call(text: &[Inline]) -> bool {
    text.iter().any(|inline| match inline {
        Inline::Code(code) => code.split_whitespace().nth(2).is_some(),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => holds_call(inner),
        _ => false,
    })
}

fn answers_or_asks(callout: &Callout) -> bool {
    matches!(callout.kind.as_str(), "solution" | "success" | "challenge" | "question" | "quiz")
        || is_solution(&callout.title)
        || callout.collapsed && callout.kind != "hint"
}
