//! Root's prompt where nothing but the lesson tells it from a comment.

use super::super::scan::{has_part, is_blank};
use super::alone::Alone;
use super::known::{Likeness, is_sentence, likeness};
use super::prompt::{Prompt, split};
use super::transcript::Item;
use super::typed::Typed;

/// Takes what stands behind `#` for commands that nobody knows, where the lesson has such prompts in other blocks: there
/// is nothing else in the block, and each has flags and is no sentence.
pub fn take(all: &mut [Alone<'_>]) {
    if !all.iter().any(shows) {
        return;
    }
    for alone in all {
        if !(alone.may_have_prompts() && alone.has(b"#")) {
            continue;
        }
        let typed = || alone.lines.iter().filter(|(_, t)| !is_blank(t));
        if typed().next().is_some() && typed().all(|(_, t)| behind(t).is_some()) {
            let item = |(line, text)| {
                Some(Item::Command { line, prompt: Some(Prompt::Root), typed: Typed::new(behind(text)?) })
            };
            alone.set_prompted(typed().filter_map(|(line, text)| item((*line, text))).collect());
        }
    }
}

/// Whether commands stand behind such a prompt.
fn shows(alone: &Alone<'_>) -> bool {
    let items = alone.with_prompts();
    let is_root = |i: &Item<'_>| matches!(i, Item::Command { prompt: Some(Prompt::Root), .. });
    let shows = items.iter().flatten().any(is_root);
    if let Some(items) = items {
        alone.set_prompted(items);
    }
    shows
}

/// What may be typed behind the sign on a line.
fn behind(line: &str) -> Option<&str> {
    let (Prompt::Root, rest) = split(line)? else { return None };
    let may_be = has_part(rest, " -") && !is_sentence(rest) && likeness(rest) > Likeness::None;
    may_be.then_some(rest.trim_end())
}
