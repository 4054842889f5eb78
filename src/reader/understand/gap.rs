//! Dots in the place of what a call needs: `git clone ...`. Whoever types them asks for something else.

use super::super::scan::{any_at, has_byte, has_part};
use super::known::{is_cmdlet, is_piped_text};
use super::reading::{Reading, commands};
use super::transcript::Item;
use super::typed::Typed;
use super::words::Commands;

/// Whether a word of a call is nothing but dots, which no quotes make a text to print.
pub fn has_gap(text: &str, commands: &Commands<'_>) -> bool {
    let has_dots = any_at(text, b'.', |text, at| text[at..].starts_with(b"..."));
    let may_have = has_dots || !text.is_ascii() && has_part(text, "…");
    // Nor is what stands in brackets of its own a shell's.
    if !may_have || has_part(text, "<<") || has_part(text, "( ") {
        return false;
    }
    // Also before a colon or behind it: `-v ...:/srv`.
    let is_whole = |word: &str| matches!(word, "..." | "…");
    let is_dots = |word: &str| {
        is_whole(word) || word.split_once(':').is_some_and(|(a, b)| !a.contains('=') && (is_whole(a) || is_whole(b)))
    };
    // Quoted it would be a piece of the text, but no word of it.
    text.split_whitespace().any(is_dots)
        && commands.iter().any(|words| {
            let [first, rest @ ..] = words else { return false };
            !matches!(&**first, "echo" | "printf") && rest.iter().any(|word| is_dots(word))
        })
}

/// Whether a value is nothing but dots: `export API_TOKEN=...`, `--url=db:...`. The learner knows what it is, and nobody
/// else.
fn lacks_value(text: &str) -> bool {
    let is_open = |word: &str| {
        let value = word.split_once('=').filter(|(name, _)| !name.contains(['"', '\'', '.'])).map(|(_, value)| value);
        let known = value.and_then(|value| value.strip_suffix("..."));
        // A number's begin tells what is wanted: it is asked for.
        known.is_some_and(|known| !known.contains(|c: char| c.is_ascii_digit() || matches!(c, '/' | '"' | '\'' | '$')))
    };
    has_byte(text, b'=') && has_part(text, "...") && !has_part(text, "<<") && text.split_whitespace().any(is_open)
}

/// Whether a command is only shown: no shell but the other system's knows it, or a value is left out.
pub fn is_doubtful(text: &str) -> bool {
    is_cmdlet(text) || is_piped_text(text) || lacks_value(text) || has_byte(text, b'`') && has_part(text, "`...`")
}

/// A session without such calls, and without what they print: nothing of it can be typed if it has no others.
pub fn session(mut items: Vec<Item<'_>>) -> Reading<'_> {
    let is_gapped = |typed: &Typed<'_>| typed.is_synopsis() && typed.ask(has_gap);
    if !commands(&items).any(is_gapped) {
        return Reading::Typed(items);
    }
    let mut leaves_out = false;
    items.retain(|item| {
        if let Item::Command { typed, .. } = item {
            leaves_out = is_gapped(typed);
        }
        !leaves_out
    });
    if commands(&items).next().is_some() { Reading::Typed(items) } else { Reading::Synopsis }
}
