//! How answers begin: `Answer: …`, `**Solution:** …`, `A: …`, `Réponse : …`.

use super::super::cursor::Cursor;
use super::super::inline_text::marked;
use super::super::lines::begun;
use super::super::scan::any_at;
use super::lettered::letters;
use crate::document::{Inline, plain_text};
use memchr::memchr2_iter;
use std::borrow::Cow;

/// What names an answer.
const WORDS: &[&str] =
    &["answer", "solution", "réponse", "antwort", "lösung", "respuesta", "solución", "solucion", "ans"];
/// How most of them say that there are several.
const SEVERAL: &[&str] = &["s", "en", "es"];
/// What may stand before them.
const BEFORE: &[&str] = &["correct ", "right ", "model ", "bonne ", "richtige "];
/// What may stand behind them.
const BEHIND: &[&str] = &["correcte", "correcta", "is", "are", "est", "ist", "es"];

/// What an answer says behind its title: `**Answer:** …`, `*Solution:* …`, `The correct answer is: …`, `A: …`.
pub fn answered(text: &str) -> Option<&str> {
    let start = Cursor(text).to_word();
    let named = || {
        let place = start.maybe_one_of(&["the ", "la ", "die "]).maybe_one_of(BEFORE);
        said(place.past_one_of(WORDS)?.maybe_one_of(SEVERAL))
    };
    named().or_else(|| said(start.past_any_case("a")?))
}

/// Whether an answer says nothing: a line to write on, or a promise.
pub fn is_blank(answer: &str) -> bool {
    let answer = answer.trim().trim_matches('*');
    let is_line = || answer.bytes().all(|b| b == b'_') && answer.len() > 2;
    answer.is_empty() || is_line() || matches!(answer, "..." | "…" | "TODO" | "TBD" | "todo" | "tbd")
}

/// What a sentence names: `The correct answer is B.`
pub fn named(text: &str) -> Option<&str> {
    let start = Cursor(text).to_word().maybe("the ").maybe_one_of(&["correct ", "right "]);
    let answer = start.past_any_case("answer is ")?;
    letters(answer.0, false).is_some().then_some(answer.0)
}

/// What stands behind a title and its colon.
fn said<'t>(title: Cursor<'t>) -> Option<&'t str> {
    let brackets = || title.white().past("(")?.skip(|c| c != ')').past(")");
    let colon = |place: Cursor<'t>| {
        let place = place.white().maybe_one_of(BEHIND).white();
        place.one(|c| matches!(c, ':' | '：'))
    };
    let place = brackets().and_then(colon).or_else(|| colon(title))?;
    Some(place.white().0)
}

/// Takes the answer line that stands below the last choice in the same paragraph.
pub fn take_from(last: &mut String) -> Option<String> {
    let begins = |rest: &str| {
        let first = Cursor(rest).one(char::is_uppercase).is_some();
        first && Cursor(rest).maybe_one_of(BEFORE).past_one_of(WORDS).is_some()
    };
    let said = |at: usize| {
        let rest = &last[at + 1..];
        begins(rest).then(|| answered(rest)).flatten().map(|answer| (at, answer.to_owned()))
    };
    let (at, answer) = last.match_indices([' ', '\n']).find_map(|(at, _)| said(at))?;
    last.truncate(at);
    // A sign may stand before it: `✅ **Answer: C**`.
    let is_drawn = |c: char| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}');
    last.truncate(last.trim_end_matches(|c: char| c.is_whitespace() || is_drawn(c)).len());
    Some(answer)
}

/// Whether a text may begin as answers do: `Answer`, `A:`, `The correct answer`, `Model solution`, `Lösung`.
pub fn may_answer(inlines: &[Inline]) -> bool {
    beginning(inlines).is_some_and(|(first, next)| match first.to_ascii_lowercase() {
        // Behind the letter alone `is` or `are` may stand, too.
        'a' => next.is_none_or(|c| matches!(c, 'n' | 'N' | 'i' | 'I' | 'a' | 'A') || !c.is_ascii_alphanumeric()),
        'b' | 'c' | 'm' | 's' => next.is_none_or(|c| matches!(c, 'o' | 'O')),
        'd' => next == Some('i'),
        'l' => matches!(next, Some('ö' | 'a')),
        'r' => next.is_none_or(|c| matches!(c, 'i' | 'I' | 'é' | 'e')),
        't' => next.is_none_or(|c| matches!(c, 'h' | 'H')),
        _ => false,
    })
}

/// The first letter or digit, and what stands right behind it in the same piece.
pub fn beginning(inlines: &[Inline]) -> Option<(char, Option<char>)> {
    inlines.iter().find_map(|inline| match inline {
        Inline::Text(t) | Inline::Code(t) | Inline::Image { alt: t, .. } => {
            let mut chars = t.chars();
            let first = chars.find(|c| c.is_alphanumeric())?;
            Some((first, chars.next()))
        }
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) | Inline::Link { text: inner, .. } => {
            beginning(inner)
        }
        Inline::Break => None,
    })
}

/// The first letter or digit.
pub fn initial(inlines: &[Inline]) -> Option<char> {
    beginning(inlines).map(|(first, _)| first)
}

/// Whether a paragraph that asks may answer itself.
pub fn may_hold(text: &[Inline]) -> bool {
    let is_initial = |c: char| matches!(c, 'A' | 'L' | 'R' | 'S');
    text.iter().enumerate().any(|(i, inline)| match inline {
        Inline::Text(t) => {
            begun(t).starts_with(is_initial) || any_at(t, b'?', is_before_answer) || any_at(t, b'\n', is_before_answer)
        }
        Inline::Emphasis(t) | Inline::Strong(t) => i > 0 && initial(t).is_some_and(is_initial),
        _ => false,
    })
}

/// Whether an answer may stand behind a question or at the beginning of a line.
fn is_before_answer(text: &[u8], at: usize) -> bool {
    let first = if text[at] == b'?' { at + 2 } else { at + 1 };
    matches!(text.get(first), Some(b'A' | b'L' | b'R' | b'S'))
}

/// Whether a text is the title of an answer and what stands behind it: `A: …`, `Answer: …`, `Réponse : …`.
fn is_titled(text: &str, titles: &[&str]) -> bool {
    titles.iter().any(|title| text.strip_prefix(title).is_some_and(|rest| rest.trim_start().starts_with(':')))
}

/// Titles of answers in a sentence.
const TITLES: &[&str] = &["A", "Answer", "Antwort", "Réponse", "Respuesta"];

/// `**Q: …?**` and `A: …` in one paragraph.
pub fn question_and_answer(text: &[Inline]) -> (String, Option<String>) {
    let cut = text.iter().enumerate().skip(1).find(|(_, inline)| {
        let words = match inline {
            Inline::Text(text) => Cow::Borrowed(text.as_str()),
            other => plain_text(std::slice::from_ref(other)).into(),
        };
        let words = words.trim_start();
        is_titled(words, TITLES) || is_titled(words, &["Solution", "Lösung", "Solución"])
    });
    if let Some((at, _)) = cut {
        let answer = marked(&text[at..]);
        return (marked(&text[..at]), answered(answer.trim()).map(|a| a.trim().to_owned()));
    }
    let all = marked(text);
    // Where the white space before the title begins.
    let begins = |at: usize| {
        let from = at + usize::from(all.as_bytes()[at] == b'?');
        let rest = all[from..].strip_prefix([' ', '\n'])?;
        is_titled(rest, TITLES).then_some(from)
    };
    let cut = memchr2_iter(b'\n', b'?', all.as_bytes()).find_map(begins);
    let answer = cut.and_then(|at| answered(all[at..].trim())).map(|a| a.trim().to_owned());
    (cut.map_or(all.as_str(), |at| &all[..at]).to_owned(), answer)
}

#[cfg(test)]
mod tests {
    use super::answered;

    #[test]
    fn answers_have_titles_in_four_languages() {
        for (text, want) in [
            ("Answer: B", Some("B")),
            ("Réponse : une corde.", Some("une corde.")),
            ("La bonne réponse est : B", Some("B")),
            ("Réponse correcte\u{a0}: B", Some("B")),
            ("Richtige Antwort: B", Some("B")),
            ("Antworten: a, b", Some("a, b")),
            ("Die Lösung (kurz): So.", Some("So.")),
            ("Respuesta: una cuerda.", Some("una cuerda.")),
            ("Soluciones: a", Some("a")),
            ("Lösungsmittel: Wasser", None),
            ("La cuerda: so", None),
            ("Antwort", None),
        ] {
            assert_eq!(answered(text), want, "{text}");
        }
    }
}
