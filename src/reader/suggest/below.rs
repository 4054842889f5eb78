//! Commands of sentences that the next block types anyway, though something stands between: another sentence, or the end
//! of a list.

use super::doubt::is_same_call;
use crate::document::{Block, Location, Suggested};
use crate::source::Source;

/// So many lines may stand between.
const NEAR: usize = 12;

/// How a block types what is suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Below {
    /// As its first command, or with flags that were left out.
    First,
    /// Farther below, as it stands.
    Later,
}

/// How the first block below a suggestion types it.
pub fn typed_below(suggested: &Suggested, block: &Block, source: &Source) -> Option<Below> {
    if block.line <= suggested.line || block.line - suggested.line > NEAR {
        return None;
    }
    let how = typed(suggested, block)?;
    // Under another title, once more, or in a box that holds the answer.
    let parts = |line: usize| {
        let begun = source.line_text(line).trim_start();
        begun.contains("again")
            || ["#", "???", "!!!", ":::", "<details", ">"].iter().any(|sign| begun.starts_with(sign))
    };
    (!(suggested.line + 1..block.line).any(parts)).then_some(how)
}

fn typed(suggested: &Suggested, block: &Block) -> Option<Below> {
    let text = suggested.text.as_str();
    let is_first = block.commands.first().is_some_and(|first| {
        first.text == text || text.contains(' ') && first.location == Location::Host && is_same_call(text, &first.text)
    });
    if is_first || block.commands.iter().any(|command| has_more_flags(text, &command.text)) {
        return Some(Below::First);
    }
    let is_same = |typed: &str| typed.split(" #").next().is_some_and(|typed| typed.trim_end() == text);
    block.commands.iter().any(|command| is_same(&command.text)).then_some(Below::Later)
}

/// Whether a command has all words of another in their order, first and last alike, and flags between them:
/// `docker compose -f a.yml build` for `docker compose build`.
fn has_more_flags(less: &str, more: &str) -> bool {
    let (less, more): (Vec<&str>, Vec<&str>) = (less.split_whitespace().collect(), more.split_whitespace().collect());
    if less.len() < 2 || more.len() <= less.len() || less.first() != more.first() || less.last() != more.last() {
        return false;
    }
    let mut rest = more.iter();
    less.iter().all(|word| rest.any(|other| other == word)) && more[1].starts_with('-')
}

#[cfg(test)]
mod tests {
    use super::has_more_flags;

    #[test]
    fn the_same_call_with_flags() {
        assert!(has_more_flags("docker-compose build", "docker-compose -f a.yml build"));
        assert!(!has_more_flags("docker-compose build", "docker-compose build"));
        assert!(!has_more_flags("docker ps", "docker rm ps"));
        assert!(!has_more_flags("id", "id"));
    }
}
