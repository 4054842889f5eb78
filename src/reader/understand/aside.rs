//! Boxes that stand beside what is done.

use super::target::is_engine;
use crate::document::{Callout, Location, Node, NodeKind};

/// A folded box that is named for what it tells: sentences are set in fences there too.
pub fn is_information(callout: &Callout) -> bool {
    callout.collapsed && callout.kind == "note" && {
        let title = callout.title.trim();
        ["info", "information", "docs", "documentation"].iter().any(|name| name.eq_ignore_ascii_case(title))
    }
}

/// Whether a box is a note in which nothing is run.
pub fn is_note(callout: &Callout) -> bool {
    fn runs(nodes: &[Node]) -> bool {
        nodes.iter().any(|node| match &node.kind {
            NodeKind::Block(block) => block.text.lines().any(is_engine),
            NodeKind::List { items, .. } => items.iter().any(|item| runs(item)),
            NodeKind::Quote(children) => runs(children),
            _ => false,
        })
    }
    matches!(&*callout.kind, "note" | "tip") && !runs(&callout.children)
}

/// Whether a box tells of something on the side, after which the lesson goes on where it was. `is_left` says whether it
/// leaves the shell that was open.
pub fn is_aside(callout: &Callout, is_left: bool) -> bool {
    fn leaves(nodes: &[Node]) -> bool {
        nodes.iter().any(|node| match &node.kind {
            NodeKind::Block(block) => {
                block.commands.iter().any(|c| c.location != Location::Host || c.text.starts_with("exit"))
            }
            NodeKind::List { items, .. } => items.iter().any(|item| leaves(item)),
            NodeKind::Quote(children) => leaves(children),
            NodeKind::Callout(callout) => leaves(&callout.children),
            _ => false,
        })
    }
    callout.is_for_teacher()
        || is_left && matches!(&*callout.kind, "note" | "tip" | "warning" | "failure") && !leaves(&callout.children)
}
