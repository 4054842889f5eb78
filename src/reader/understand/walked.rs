//! A whole walk that is shown as it went: "The whole process looks like the following:", above what was typed and what
//! came of it.

use super::super::scan::is_blank;
use super::alone::Alone;
use super::known::{Likeness, likeness};
use super::prompt::split;
use super::reading::{Context, Reading};
use super::tag::Tag;
use super::transcript::{Item, trim_output};
use super::typed::Typed;
use std::borrow::Cow;

/// What the sentence before calls it.
const WALKS: &[&str] = &["process", "procedure", "session"];

/// Reads such a block: its first line is a command without a prompt, and all others are typed behind prompts that name
/// who types where. A bare `$` within is printed: whoever logs in is shown what may be typed.
pub fn read<'r>(raw: &Alone<'r>, context: &Context<'_>) -> Option<Reading<'r>> {
    let is_open = matches!(context.tag, Tag::None | Tag::Text | Tag::Shell | Tag::Loose);
    // Most sentences have no letters of these words.
    let may_say = || context.cue.tells_of("ess") || context.cue.tells_of("edure");
    let walks = || may_say() && WALKS.iter().any(|walk| context.cue.has_word(walk));
    if !(is_open && walks() && context.cue.is_output()) {
        return None;
    }
    let mut lines = raw.lines.iter().skip_while(|(_, text)| is_blank(text));
    let (line, first) = lines.next().filter(|(_, text)| split(text).is_none() && likeness(text) == Likeness::Known)?;
    let mut items = vec![Item::Command { line: *line, prompt: None, typed: Typed::new(Cow::Borrowed(first.trim())) }];
    for (line, text) in lines {
        match split(text).filter(|_| is_named(text)) {
            Some((_, rest)) if is_blank(rest) => {}
            Some((prompt, rest)) => {
                let typed = Typed::new(Cow::Borrowed(rest.trim()));
                items.push(Item::Command { line: *line, prompt: Some(prompt), typed });
            }
            None => items.push(Item::Output(*line, text)),
        }
    }
    let is_walk = items.iter().filter(|item| matches!(item, Item::Command { .. })).nth(1).is_some();
    is_walk.then(|| Reading::Typed(trim_output(items)))
}

/// Whether a line's prompt names who types where: `[me@box ~]$ `, `me@box:~$ `.
fn is_named(text: &str) -> bool {
    let end = text.find(['$', '#', '%', '>']).unwrap_or(text.len());
    text[..end].contains('@')
}
