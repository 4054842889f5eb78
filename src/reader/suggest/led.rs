//! A command that is a paragraph of its own below a line that tells what it does: "**1. Fetch it**", and `git clone …`.

use super::roles::{DEED, DENIAL, DIRECT, OPENER, Roles, roles};
use super::{CONDITION, each_word};
use crate::document::{Inline, NodeKind, plain_text};

/// No such line has more bytes.
const MAX_LINE: usize = 120;
/// Verbs of such lines that ask for no command by themselves in a sentence.
const MORE: &[&str] = &[
    "fetch",
    "navigate",
    "move",
    "add",
    "set",
    "enable",
    "disable",
    "convert",
    "access",
    "log",
    "prepare",
    "authenticate",
];

/// Whether what stands above tells in an imperative what is to be done, and nothing more: a title, bold words, a sentence.
pub fn leads_in(above: &NodeKind) -> bool {
    let text: &[Inline] = match above {
        NodeKind::Heading { text, .. } | NodeKind::Paragraph(text) => text,
        _ => return false,
    };
    // A line that is code itself is another one of them.
    if !matches!(text.first(), Some(Inline::Text(_) | Inline::Strong(_) | Inline::Emphasis(_))) {
        return false;
    }
    let said = plain_text(text);
    let said = said.trim_end().trim_end_matches([':', '.']);
    let line = said.rsplit(". ").next().unwrap_or_default();
    let line = if line.len() == said.len() { said } else { numbered(said).unwrap_or(line) };
    if line.len() > MAX_LINE || line.contains('\n') || line.ends_with(['?', ',']) {
        return false;
    }
    let mut words = each_word(line).skip_while(|word| word.bytes().all(|b| b.is_ascii_digit()) || is_step(word));
    let first = words.find(|word| roles(word) & OPENER == 0).unwrap_or_default();
    let is_verb = roles(first) & (DEED | DIRECT) != 0 || MORE.iter().any(|verb| verb.eq_ignore_ascii_case(first));
    let all: Roles = each_word(line).map(roles).fold(0, |all, word| all | word);
    is_verb && words.next().is_some() && all & (DENIAL | CONDITION) == 0
}

/// What follows a number: "1. Fetch it".
fn numbered(said: &str) -> Option<&str> {
    let (number, rest) = said.split_once(". ")?;
    let digits = number.trim_start_matches("Step ");
    (digits.len() < 3 && digits.bytes().all(|b| b.is_ascii_digit()) && !rest.contains(". ")).then_some(rest)
}

fn is_step(word: &str) -> bool {
    word.eq_ignore_ascii_case("step")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_lead_to_a_command() {
        for (line, want) in [
            ("1. Fetch the files to your machine", true),
            ("1. Get the files to your machine", true),
            ("Step 2: Change the folder", true),
            ("Now run the container:", true),
            ("It is there. Run the container", true),
            ("Syntax", false),
            ("Run", false),
            ("The container runs", false),
            ("Do not run the container", false),
            ("Run it if you like", false),
            ("Start it now?", false),
        ] {
            let text = Inline::Strong(vec![Inline::Text(line.into())]).into();
            assert_eq!(leads_in(&NodeKind::Paragraph(text)), want, "{line}");
        }
    }
}
