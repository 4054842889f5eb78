//! What speaks against a command that a sentence seems to ask for: it is only told of, it is for others or for later,
//! or a block types it anyway.

use super::super::callout::is_objectives;
use super::super::scan::has_any_case;
use super::below::{Below, typed_below};
use super::in_one_line;
use crate::document::{Block, Form, Inline, Location, Node, NodeKind, Suggested, plain_text};
use crate::source::Source;
use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::BTreeSet;

/// What is done elsewhere, or by whom it concerns: a sentence with one of these asks nobody here.
const FOR_OTHERS: &[&str] = &[
    "so that ",
    "so you can ",
    "no longer ",
    "if you're using ",
    "if you’re using ",
    "if you are using ",
    "you may need to ",
    "you might need to ",
    "we saw ",
    "you saw ",
    "we have seen ",
    "we've seen ",
];
/// How a sentence says that something is possible.
const OFFERS: &[&str] = &["you can ", "we can ", "you could ", "we could ", "one can "];
/// How a sentence begins that weighs what could be done.
const WEIGHS: &[&str] = &["or", "for instance", "for example"];
/// Behind a command: it is for another time.
const LATER: &[&str] = &["in the next ", "in a later ", "in later "];
/// How a sentence ends below which is told what a file or a program has to do.
const REQUIRES: &[&str] = &["should:", "must:", "has to:", "will:"];

/// Whether the sentence before a command tells of it more than it asks for it. What one can do besides stands in boxes.
pub fn only_tells(sentence: &str, is_boxed: bool) -> bool {
    let has = |words: &[&str]| words.iter().any(|words| has_any_case(sentence, words));
    has(FOR_OTHERS) || weighs(sentence) || is_boxed && has(OFFERS) && !has(&["can do this "])
}

/// "If it is not there, install it with": what does not hold is no reason against what is to be done then.
pub fn without_condition(sentence: &str) -> &str {
    let said = sentence.trim_start();
    let told = said.strip_prefix("If ").and_then(|rest| rest.split_once(", "));
    told.map_or(sentence, |(_, told)| told)
}

/// "Or we could install it with": nobody does so yet.
fn weighs(sentence: &str) -> bool {
    let said = sentence.trim_start();
    WEIGHS.iter().any(|begin| {
        let rest =
            said.get(..begin.len()).filter(|first| first.eq_ignore_ascii_case(begin)).map(|_| &said[begin.len()..]);
        rest.is_some_and(|rest| rest.trim_start_matches([',', ' ']).starts_with("we could "))
    })
}

/// Whether the sentence before a command says that it is possible.
pub fn offers(before: &str) -> bool {
    let sentence = before.rsplit(". ").next().unwrap_or_default();
    OFFERS.iter().any(|words| has_any_case(sentence, words))
}

/// Whether what stands behind a command puts it off, or makes it one of several things that may be done: "you can go
/// elsewhere, run `ls` and be happy".
pub fn is_for_later(before: &str, after: Option<&Inline>) -> bool {
    let Some(Inline::Text(text)) = after else { return false };
    let rest = text.split(['.', ';']).next().unwrap_or_default();
    if LATER.iter().any(|words| has_any_case(rest, words)) {
        return true;
    }
    let offer = || {
        let (earlier, verb) = before.trim_end().rsplit_once(", ")?;
        let sentence = earlier.rsplit(['.', ':']).next().unwrap_or_default();
        Some(!verb.contains(' ') && OFFERS.iter().any(|words| has_any_case(sentence, words)))
    };
    rest.starts_with(" and ") && offer().unwrap_or_default()
}

/// Whether a shell is only what a container is to be started with: "run the container and start it with `bash`".
pub fn starts_container_with(before: &str, code: &str) -> bool {
    if !matches!(code, "bash" | "sh" | "ash" | "zsh" | "/bin/sh" | "/bin/bash") {
        return false;
    }
    let sentence = before.rsplit(['.', ';', '!', '?']).next().unwrap_or_default();
    let is_with = || ["with", "using"].iter().any(|word| sentence.trim_end().ends_with(word));
    is_with() && ["container", "image"].iter().any(|word| has_any_case(sentence, word))
}

/// Whether a paragraph begins with the title of what is to be learned: "**Objective**: Use `docker stats`".
pub fn is_aim(text: &[Inline]) -> bool {
    matches!(text, [Inline::Strong(inner), _, ..] if is_objectives(&plain_text(inner)))
}

/// Whether a list tells what something has to do: "Write a file. It should:".
pub fn lists_requirements(before: Option<&NodeKind>) -> bool {
    let Some(NodeKind::Paragraph(text)) = before else { return false };
    let Some(Inline::Text(last)) = text.last() else { return false };
    let last = last.trim_end();
    REQUIRES.iter().any(|words| last.ends_with(words))
}

/// What is good to know at any time, and is no step: "**Debugging techniques:**".
const ADVICE: &[&str] = &["techniques", "tips", "strategies", "practices", "considerations", "concepts"];

/// Whether a list stands below the title of such things.
pub fn lists_advice(before: Option<&NodeKind>) -> bool {
    let Some(NodeKind::Paragraph(text)) = before else { return false };
    let title = match text.as_slice() {
        [Inline::Strong(title)] => plain_text(title),
        [Inline::Strong(title), Inline::Text(colon)] if colon.trim() == ":" => plain_text(title),
        _ => return false,
    };
    let title = title.trim_end_matches([':', ' ']);
    ADVICE.iter().any(|word| title.rsplit(' ').next().is_some_and(|last| last.eq_ignore_ascii_case(word)))
}

/// Whether a paragraph ends with `or:`, so that the block below is another way to do what it tells.
pub fn is_other_way(text: &[Inline]) -> bool {
    let Some(Inline::Text(last)) = text.last() else { return false };
    if !last.trim_end().ends_with(':') {
        return false;
    }
    let said = plain_text(text);
    let said = said.trim_end().trim_end_matches(':').trim_end();
    said.strip_suffix("or").is_some_and(|before| before.ends_with([' ', ',']))
}

/// Whether a block types what the sentence above it speaks of: the same call, with `sudo` or not, more flags, or with
/// values for what is to be filled in.
pub fn types(block: &Block, suggested: &str) -> bool {
    block.commands.iter().any(|command| is_same_call(suggested, &command.text))
}

/// Whether what is typed is what a sentence speaks of, with more to it or not.
pub(super) fn is_same_call(suggested: &str, typed: &str) -> bool {
    let suggested = suggested.strip_prefix("sudo ").unwrap_or(suggested);
    let typed = typed.strip_prefix("sudo ").unwrap_or(typed);
    if typed.starts_with(suggested) {
        return true;
    }
    let mut words = typed.split_ascii_whitespace();
    let named = suggested.split_ascii_whitespace().take_while(|word| !word.starts_with(['<', '[']));
    let count = named.clone().count();
    // The program and what it does: less is the same as nothing.
    count > 1
        && suggested.split_ascii_whitespace().nth(count).is_some()
        && named.eq(words.by_ref().take(count))
        && words.next().is_some()
}

/// Takes away what is no step: blocks of their own (`` `ls`{{execute}} ``), what is to be learned
/// or was, and the way out of a shell while the lesson goes on in it.
pub fn without_others(
    mut found: Vec<Suggested>,
    source: &Source,
    blocks: &[&Node],
    told: &[&[String]],
) -> Vec<Suggested> {
    if found.is_empty() {
        return found;
    }
    let all = || {
        blocks.iter().filter_map(|node| match &node.kind {
            NodeKind::Block(block) => Some(block),
            _ => None,
        })
    };
    let inline = || all().filter(|block| block.form == Form::Inline);
    let broken: BTreeSet<_> = inline()
        .filter(|block| block.text.trim().contains('\n'))
        .map(|block| (block.line, unbroken(&block.text)))
        .collect();
    let typed: BTreeSet<_> = inline().map(|block| (block.line, in_one_line(block.text.trim()))).collect();
    let places: Vec<_> = all().filter_map(|block| Some((block.line, block.commands.first()?.location))).collect();
    let goes_on = |s: &Suggested| {
        let next = || places.get(places.partition_point(|(line, _)| *line <= s.line));
        s.text == "exit" && next().is_some_and(|(_, location)| *location == Location::Container)
    };
    let lines = LazyCell::new(|| source.text.lines().collect::<Vec<_>>());
    let is_learned = |s: &Suggested| {
        let line = || words_of(lines.get(s.line.saturating_sub(1)).copied().unwrap_or_default());
        let mut all = told.iter().copied().flatten().take(MAX_TOLD);
        all.any(|aim| aim.contains(&s.text) && line().contains(&words_of(aim)))
    };
    let below: Vec<_> = all().filter(|block| block.form != Form::Inline && !block.commands.is_empty()).collect();
    let next = |s: &Suggested| {
        let at = below.partition_point(|block| block.line <= s.line);
        let first = below.get(at)?;
        let how = |block: &Block| Some((block.line, typed_below(s, block, source)?));
        // A container may have to be entered before.
        let enters = || matches!(first.commands.as_slice(), [only] if only.interactive);
        how(first).or_else(|| how(below.get(at + 1).filter(|_| enters())?))
    };
    let how = |s: &Suggested| next(s);
    let hows: Vec<_> = found.iter().map(how).collect();
    // Where one is the first of what is typed below, the others are all the rest.
    let is_typed = |how: Option<(usize, Below)>| match how {
        Some((line, Below::Later)) => hows.contains(&Some((line, Below::First))),
        how => how.is_some(),
    };
    let mut each = hows.iter();
    found.retain(|s| {
        let is_typed = each.next().is_some_and(|how| is_typed(*how));
        let is_block = typed.contains(&(s.line, Cow::Borrowed(s.text.as_str())))
            || !broken.is_empty() && broken.contains(&(s.line, unbroken(&s.text)));
        !is_block && !goes_on(s) && !is_learned(s) && !is_typed
    });
    found
}

/// A text of several lines as one, where it does not matter how they go on.
fn unbroken(text: &str) -> String {
    text.split_whitespace().filter(|word| *word != "\\").collect::<Vec<_>>().join(" ")
}

/// So many things to be learned are looked through.
const MAX_TOLD: usize = 64;

/// A text without its marks.
fn words_of(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '`' | '*' | '_')).collect()
}
