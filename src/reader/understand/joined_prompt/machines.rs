//! The prompt of a machine with no blank behind its sign: `ada@box:~$ls`, `root@box:/srv#ip link`.

use super::super::super::cursor::{Cursor, in_word};
use super::super::super::raw::RawBlock;
use super::super::super::scan::{has_byte, trimmed};
use super::super::known::{Likeness, is_sentence, likeness};
use super::super::tag::{self, Tag};
use std::borrow::Cow;

/// Writes a blank behind each such sign, so that all later questions find the prompt.
pub fn separate(raw: &mut [RawBlock<'_>]) {
    for block in raw {
        // Only names with `@` are looked at, and most blocks have none.
        if !block.lines.iter().any(|(_, text)| has_byte(text, b'@') && split(text).is_some())
            || !matches!(tag::of(block), Tag::Shell | Tag::None | Tag::Loose | Tag::Text)
        {
            continue;
        }
        for (_, text) in &mut block.lines {
            if let Some((prompt, call)) = split(text) {
                *text = Cow::Owned(format!("{prompt} {call}"));
            }
        }
    }
}

/// The prompt of a user at a machine, with a folder, and what is typed right behind its sign.
fn split(line: &str) -> Option<(&str, &str)> {
    let line = trimmed(line);
    let in_name = |c: char| in_word(c) || matches!(c, '.' | '-');
    let start = Cursor(line);
    let place = start.some(in_name)?.past("@")?.some(in_name)?.past(":")?;
    let after = place.one(|c| matches!(c, '~' | '/'))?.skip(|c| in_name(c) || c == '/');
    let after = after.one(|c| matches!(c, '$' | '#'))?;
    let call = after.0;
    let is_call = call.starts_with(|c: char| c.is_ascii_lowercase() || matches!(c, '.' | '/'))
        && likeness(call) == Likeness::Known
        && !is_sentence(call);
    is_call.then(|| (after.since(start), call))
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn what_stands_right_behind_a_machines_prompt() {
        for (line, want) in [
            ("ada@box:~$ls -l", Some(("ada@box:~$", "ls -l"))),
            ("root@box-2:/srv/a#ip link add a", Some(("root@box-2:/srv/a#", "ip link add a"))),
            ("root@0a1b2c3d4e5f:/#cd /srv", Some(("root@0a1b2c3d4e5f:/#", "cd /srv"))),
            ("ada@box:~$ ls", None),
            ("ada@box:~$HOME", None),
            ("git@example.com:ada/shop#main", None),
            ("git@example.com:/ada/shop.git#main", None),
            ("ada@box:~#", None),
            ("ada@box", None),
        ] {
            assert_eq!(split(line), want, "{line}");
        }
    }
}
