//! Items of a list that are for another system than the sandbox's: "Windows: use `type a`".

use crate::document::{Inline, Node, NodeKind};

/// How they begin.
const BEGINNINGS: &[&str] = &["Microsoft Windows", "On Windows", "For Windows", "Windows", "PowerShell", "cmd.exe"];

/// Whether an item is for Windows, as its first words say, with all that stands in it.
pub fn is_for_windows(item: &[Node]) -> bool {
    let Some(NodeKind::Paragraph(text)) = item.first().map(|node| &node.kind) else { return false };
    let first = match text.first() {
        Some(Inline::Strong(inner)) => inner.first(),
        first => first,
    };
    let Some(Inline::Text(said)) = first else { return false };
    let behind = BEGINNINGS.iter().find_map(|begin| said.trim_start().strip_prefix(begin));
    // "Windows containers" are something else.
    behind.is_some_and(|rest| {
        rest.is_empty() || [":", " (", " running", " users", ","].iter().any(|next| rest.starts_with(next))
    }) && !(said.contains("Linux") || said.contains("mac") || said.contains("WSL"))
}
