//! The kinds of boxes, folded to few words.

use super::inline::without_icons;
use super::inline_text::marked;
use super::names::Names;
use crate::document::{Callout, Node, NodeKind};

/// The kind of boxes that hold a hint.
pub const HINT: &str = "hint";

/// What authors write, and the kind it is.
const KINDS: [(&str, &str); 75] = [
    ("note", "note"),
    ("info", "note"),
    ("callout", "note"),
    ("callout-note", "note"),
    ("discussion", "note"),
    ("details", "note"),
    ("abstract", "note"),
    ("summary", "note"),
    ("tldr", "note"),
    ("example", "note"),
    ("quote", "note"),
    ("cite", "note"),
    ("seealso", "note"),
    ("see", "note"),
    ("todo", "note"),
    ("testimonial", "note"),
    ("comment", "note"),
    ("important", "warning"),
    ("callout-important", "warning"),
    ("tip", "tip"),
    ("tips", "tip"),
    ("notes", "note"),
    ("callout-tip", "tip"),
    ("warning", "warning"),
    ("warn", "warning"),
    ("callout-warning", "warning"),
    ("attention", "warning"),
    ("caution", "warning"),
    ("callout-caution", "warning"),
    ("danger", "warning"),
    ("error", "warning"),
    ("bug", "warning"),
    ("success", "success"),
    ("check", "success"),
    ("done", "success"),
    ("failure", "failure"),
    ("fail", "failure"),
    ("missing", "failure"),
    ("question", "question"),
    ("help", "question"),
    ("faq", "question"),
    ("questions", "questions"),
    ("objectives", "objectives"),
    ("keypoints", "keypoints"),
    ("challenge", "challenge"),
    ("exercise", "challenge"),
    ("hands_on", "challenge"),
    ("hands-on", "challenge"),
    ("solution", "solution"),
    ("answer", "solution"),
    ("hint", HINT),
    ("prereq", "prereq"),
    ("prerequisites", "prereq"),
    ("checklist", "checklist"),
    ("instructor", "instructor"),
    ("instructor-note", "instructor"),
    ("spoiler", "note"),
    ("dropdown", "note"),
    ("agenda", "note"),
    ("type-along", "note"),
    // In German, French and Spanish.
    ("lösung", "solution"),
    ("antwort", "solution"),
    ("réponse", "solution"),
    ("respuesta", "solution"),
    ("solución", "solution"),
    ("aufgabe", "challenge"),
    ("übung", "challenge"),
    ("Übung", "challenge"),
    ("exercice", "challenge"),
    ("défi", "challenge"),
    ("ejercicio", "challenge"),
    ("desafío", "challenge"),
    ("frage", "question"),
    ("pregunta", "question"),
    ("indice", HINT),
];

/// What authors write, in the same order.
static NAMES: Names<{ KINDS.len() }> = {
    let (mut names, mut at) = ([""; KINDS.len()], 0);
    while at < names.len() {
        names[at] = KINDS[at].0;
        at += 1;
    }
    Names::new(names)
};

/// Whether a word names a kind of box.
pub fn is_name(word: &str) -> bool {
    NAMES.has_any_case(word)
}

/// The kind that a name stands for; a name that is not known stands for a note.
fn fold(name: &str) -> &'static str {
    NAMES.position_any_case(name).map_or("note", |at| KINDS[at].1)
}

/// The kind of a box with a name and a title. A name that is not known leaves it to the title: `!!! dumbbell "Question 1"`.
/// A title that says that the box answers is more sure than a name that says that it asks: `??? question "Solution"`.
fn kind(name: &str, title: &str) -> &'static str {
    let is_known = is_name(name);
    match if is_known { fold(name) } else { "note" } {
        "question" => told(title).map(fold).filter(|told| matches!(*told, "solution" | HINT)).unwrap_or("question"),
        // What is called a tip by its colour, and a hint by its author.
        "tip" | "note" if is_known && told(title).map(fold) == Some(HINT) => HINT,
        known if is_known => known,
        _ => told(title).map_or("note", fold),
    }
}

/// The name with which a title begins, if it says what the learner has to do with the box: `Answer`, `Question 1`.
pub fn told(title: &str) -> Option<&str> {
    let first = title.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty())?;
    (is_name(first) && matches!(fold(first), "solution" | "question" | "challenge" | HINT)).then_some(first)
}

/// Whether a title begins with the name of an answer: `Solution 1`.
pub fn is_answer(title: &str) -> bool {
    title.trim_start().starts_with(['A', 'a', 'S', 's']) && told(title).map(fold) == Some("solution")
}

/// Whether a title says that a box that has to be opened holds an answer: `Click to show solution`.
pub fn shows_answer(title: &str) -> bool {
    title.split(|c: char| !c.is_alphanumeric()).any(|word| fold(word) == "solution")
}

/// A title without the sign it begins with: `:pencil2: Hands-on`.
fn without_sign(title: &str) -> Option<&str> {
    let (name, rest) = title.trim_start().strip_prefix(':')?.split_once(':')?;
    let is_name = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-' | b'+'));
    (is_name && !name.is_empty() && rest.starts_with(' ')).then(|| rest.trim_start())
}

/// A box with the name its author gave it. Without a title its first heading is the title.
pub fn named(name: &str, title: Option<&str>, mut children: Vec<Node>) -> Callout {
    let mut title = title.map(str::to_owned).or_else(|| leading_heading(&mut children)).unwrap_or_default();
    if let Some(words) = without_sign(&title) {
        title = words.to_owned();
    }
    if let Some(words) = without_icons(&title) {
        title = words;
    }
    let kind = if is_objectives(&title) { "objectives" } else { kind(name, &title) };
    // Sites show these folded.
    let collapsed = matches!(kind, "solution" | HINT) || name.eq_ignore_ascii_case("spoiler");
    Callout { kind: kind.to_owned(), title, collapsed, children }
}

/// A GitHub alert, which has no title of its own.
pub fn alert(name: &str, title: Option<String>, children: Vec<Node>) -> Callout {
    Callout { kind: fold(name).to_owned(), title: title.unwrap_or_default(), collapsed: false, children }
}

/// The words of a heading that announces what is learned.
pub fn is_objectives(title: &str) -> bool {
    let bytes = title.as_bytes();
    // All of them have a letter that few other titles have, and so many bytes before it.
    let any = |at: usize, before: usize, all: &[&str]| {
        let here = at.checked_sub(before).map_or(&[][..], |from| &bytes[from..]);
        all.iter().any(|words| here.get(..words.len()).is_some_and(|t| t.eq_ignore_ascii_case(words.as_bytes())))
    };
    let is_here = |(at, byte): (usize, &u8)| match byte | 0x20 {
        b'j' => any(at, "ob".len(), &["objective", "objectif", "objetivo"]),
        b'z' => any(at, "lern".len(), &["lernziel"]),
        b'g' => any(at, "learning ".len(), &["learning goal"]),
        b'u' => {
            any(at, "yo".len(), &["you will learn", "you'll learn", "you will be able"])
                || any(at, "learning o".len(), &["learning outcome", "expected outcomes"])
        }
        _ => false,
    };
    let last = title.trim_end_matches(|c: char| !c.is_alphanumeric()).rsplit(' ').next().unwrap_or_default();
    let learned = ["lernst", "lernen", "apprendre", "apprendrez", "aprenderás", "aprenderá"];
    bytes.iter().enumerate().any(is_here)
        || last.len() < title.len() && learned.iter().any(|word| word.eq_ignore_ascii_case(last))
        || !title.is_ascii() && (title.contains("学习目标") || title.contains("學習目標"))
}

fn leading_heading(children: &mut Vec<Node>) -> Option<String> {
    let Some(Node { kind: NodeKind::Heading { text, .. }, .. }) = children.first() else { return None };
    let title = marked(text);
    children.remove(0);
    Some(title)
}

/// `note` as a title.
pub fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().collect::<String>() + chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold_to_few_kinds() {
        for (name, title, kind, collapsed) in [
            ("Info", "", "note", false),
            ("IMPORTANT", "", "warning", false),
            ("success", "Learning Objectives", "objectives", false),
            ("success", "Expected Outcomes", "objectives", false),
            ("tip", "Expected outcome", "tip", false),
            ("solution", "", "solution", true),
            ("spoiler", "", "note", true),
            ("hint", "", "hint", true),
            ("unheard-of", "", "note", false),
            ("dumbbell", "Question 1", "question", false),
            ("question", "Solution", "solution", true),
            ("tip", "Hint: look", "hint", true),
            ("question", "Is the answer right?", "question", false),
            ("note", "Question 1", "note", false),
            ("unheard-of", ":pencil2: Exercise", "challenge", false),
            ("Lösung", "", "solution", true),
            ("question", "Réponse", "solution", true),
            ("unheard-of", "Ejercicio 2", "challenge", false),
            ("unheard-of", "Übung 2", "challenge", false),
        ] {
            let got = named(name, Some(title), Vec::new());
            assert_eq!((got.kind.as_str(), got.collapsed), (kind, collapsed), "{name}");
        }
    }
}
