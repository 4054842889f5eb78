//! Fields of another program's page: what is pasted there that program types, not the learner.

use super::super::super::scan::{any_three, are};
use super::{has_any_word, whole};
use memchr::memchr_iter;

/// What such places are called.
const PLACES: &[&str] = &[
    "field",
    "fields",
    "text box",
    "textbox",
    "text area",
    "textarea",
    "input box",
    "script box",
    "script section",
    "build step",
    "build steps",
    "pipeline",
    "pipeline script",
    "user data",
    "appropriate place",
];
/// What is done there.
const FILLS: &[&str] = &["paste", "copy", "enter", "put", "type", "insert", "add", "fill"];
/// So many words may stand between "in the" and the place.
const NAME: usize = 5;

/// Whether a text that ends with this sentence tells to put what follows into a field: "In the *Command* field paste:",
/// "add these to your pipeline's script:", or names a step of Jenkins that has one, "Select **Execute shell**."
pub fn fills_field(text: &str, sentence: &str) -> bool {
    let fills = || {
        may_name_place(sentence)
            && has_any_word(sentence, FILLS)
            && PLACES.iter().any(|place| whole(sentence, place).any(|at| is_where(&sentence[..at])))
    };
    // Few letters are as rare as the second one.
    let may_execute = || memchr_iter(b'x', text.as_bytes()).any(|at| text.as_bytes()[at..].starts_with(b"xecute "));
    fills() || may_execute() && whole(text, "execute shell").any(|at| is_step(text, at))
}

/// Whether letters of such places occur: `field`, `box`, `area`, `step`, `pipeline`, `script`, `data`, `place`.
fn may_name_place(sentence: &str) -> bool {
    any_three(sentence.as_bytes(), |a, b, c| {
        are(a, b, c, *b"iel")
            | are(a, b, c, *b"box")
            | are(a, b, c, *b"rea")
            | are(a, b, c, *b"ste")
            | are(a, b, c, *b"ipe")
            | are(a, b, c, *b"cri")
            | are(a, b, c, *b"dat")
            | are(a, b, c, *b"lac")
    })
}

/// Whether the words before a place tell that something goes there: "into the", "to your Jenkins".
fn is_where(before: &str) -> bool {
    let mut words = before.split_whitespace().rev().take(NAME).peekable();
    while let Some(word) = words.next() {
        let is = |known: &[&str], word: &str| known.iter().any(|known| known.eq_ignore_ascii_case(word));
        let leads = words.peek().is_some_and(|before| is(&["in", "into", "to", "inside"], before));
        if leads && is(&["the", "your", "its", "this", "that", "a"], word) {
            return true;
        }
    }
    false
}

/// Whether the words at a place name the step and do not tell to execute commands.
fn is_step(text: &str, at: usize) -> bool {
    let behind = text[at + "execute shell".len()..].trim_start_matches(['`', '"', '\'', ')']);
    let goes_on = behind.strip_prefix(' ').map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next());
    goes_on.is_none_or(|next| matches!(next, Some("field" | "box" | "build" | "step" | "section" | "area" | "")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_into_a_field() {
        for (text, want) in [
            ("In the Execute shell field paste:", true),
            ("Paste the following into the User data field:", true),
            ("Enter the code below into the text box:", true),
            ("Add to the pipeline's script:", true),
            ("Copy these commands into the appropriate place:", true),
            ("Add these commands to your first build step:", true),
            ("Choose Add build step. Select Execute Shell.\nUse these:", true),
            ("Execute shell commands in the container:", false),
            ("Read a field of the image:", false),
            ("Run this to add a field:", false),
            ("Add a build step by this:", false),
            ("Type this in the terminal:", false),
            ("The pipeline runs:", false),
        ] {
            assert_eq!(fills_field(text, text.rsplit('\n').next().unwrap_or_default()), want, "{text}");
        }
    }
}
