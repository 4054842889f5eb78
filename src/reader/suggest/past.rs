//! What a lesson says once more when all is done: a section "Summary", a list below "In this lesson you learned to:". The
//! learner did it, and is not led to do it again.

use super::super::callout::is_objectives;
use super::super::scan::{any_three, are, has_any_case, has_word_any_case};
use crate::document::{Inline, NodeKind, plain_text, push_plain};

/// The titles of what was done or learned, without the signs and numbers before them.
const TITLES: &[&str] = &[
    "summary",
    "recap",
    "conclusion",
    "conclusions",
    "takeaways",
    "key takeaways",
    "key points",
    "wrap up",
    "wrap-up",
    "wrapping up",
    "summing up",
    "zusammenfassung",
    "fazit",
    "resumen",
    "resumo",
    "résumé",
    "conclusión",
    "总结",
    "小结",
];
/// How such titles begin.
const BEGINS: &[&str] = &["summary of ", "recap of ", "recap:", "summary:"];
/// How they end.
const ENDS: &[&str] = &[" summary", " recap"];
/// What is spoken of where that was learned.
const QUESTIONS: &[&str] = &["what ", "things "];
/// That it was.
const LEARNED: &[&str] = &["learned", "learnt"];
/// No title has more bytes.
const MAX_TITLE: usize = 60;
/// How a sentence ends below which is listed what was learned.
const LISTS: &[&str] = &[
    "learned",
    "learnt",
    "learned to",
    "learnt to",
    "learned how to",
    "learnt how to",
    "seen how to",
    "know how to",
    "able to",
    "when you can",
    "covered",
];
/// What says that it is to be done by means of what was learned.
const USES: &[&str] = &["use", "using", "apply", "with", "now that", "since", "if", "practice", "practise", "repeat"];
/// No such sentence has more bytes.
const MAX_SENTENCE: usize = 160;

/// Whether a heading begins a part in which all is said once more.
pub fn begins(heading: &[Inline]) -> bool {
    let mut title = String::new();
    for piece in heading {
        push_plain(std::slice::from_ref(piece), &mut title);
        if title.len() > MAX_TITLE {
            return false;
        }
    }
    is_title(&title)
}

fn is_title(title: &str) -> bool {
    if title.len() > MAX_TITLE {
        return false;
    }
    let title = title.trim_start_matches(|c: char| !c.is_alphabetic());
    let title = title.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let tells = || QUESTIONS.iter().any(|word| title.starts_with(word)) && has_learned(&title);
    TITLES.contains(&title.as_str())
        || BEGINS.iter().any(|words| title.starts_with(words))
        || ENDS.iter().any(|words| title.ends_with(words))
        || tells()
}

fn has_learned(text: &str) -> bool {
    LEARNED.iter().any(|word| has_word_any_case(text, word))
}

/// Whether a list below something tells what was learned or will be.
pub fn lists(before: Option<&NodeKind>) -> bool {
    let Some(NodeKind::Paragraph(text)) = before else { return false };
    if let [Inline::Strong(title)] = text.as_slice() {
        return begins(title);
    }
    let Some(Inline::Text(last)) = text.last() else { return false };
    if !last.trim_end().ends_with([':', '…', '.']) {
        return false;
    }
    let said = plain_text(text);
    let said = said.trim_end().trim_end_matches([':', '…', '.']).trim_end();
    let sentence = said.rsplit([';', '!', '?']).next().unwrap_or_default();
    let sentence = sentence.rsplit(". ").next().unwrap_or_default().trim_start();
    if sentence.len() > MAX_SENTENCE {
        return false;
    }
    let ends =
        LISTS.iter().any(|words| sentence.strip_suffix(words).is_some_and(|rest| rest.ends_with([' ', '\'', '’'])));
    // `recap`, `summarize`, `summary`
    let may_be_recap = || any_three(sentence.as_bytes(), |a, b, c| are(a, b, c, *b"eca") | are(a, b, c, *b"umm"));
    let is_recap = || {
        may_be_recap()
            && ["let's recap", "let’s recap", "to recap", "to summarize", "to summarise", "in summary"]
                .iter()
                .any(|words| has_any_case(sentence, words))
    };
    (ends || is_recap() || is_objectives(sentence)) && !USES.iter().any(|word| has_word_any_case(sentence, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_what_was_done() {
        for (title, want) in [
            ("Summary", true),
            ("7. Recap", true),
            ("🎉 Conclusion!", true),
            ("Quick recap", true),
            ("What you've learned", true),
            ("What have we learnt?", true),
            ("Summary of the calls", true),
            ("Use what you learned", false),
            ("What is a container?", false),
            ("Clean up", false),
            ("Summarise the logs", false),
            ("", false),
        ] {
            assert_eq!(is_title(title), want, "{title}");
        }
    }
}
