//! Questions whose choices are boxes right below, each with its judgement: `!!! failure "-it"` and `!!! success "-d"`, or
//! `<summary>A) -it</summary>❌ Wrong`.

use super::super::cursor::Cursor;
use super::super::inline_text::{marked, of_nodes};
use super::boxes::{is_label, whole};
use super::choices;
use super::lettered::{Around, Found, asks};
use super::why;
use crate::document::{Choice, Node, NodeKind};

/// The question that the paragraph or box at an index asks.
pub fn at(nodes: &[Node], index: usize, around: &Around<'_>) -> Option<Found> {
    if around.in_question || !matches!(nodes.get(index + 1)?.kind, NodeKind::Callout(_)) {
        return None;
    }
    let node = &nodes[index];
    let question = match &node.kind {
        NodeKind::Paragraph(text) => Some(marked(text).trim().to_owned()).filter(|said| asks(said))?,
        NodeKind::Callout(c) if c.kind == "question" && judged(node).is_none() => whole(c),
        _ => return None,
    };
    let (choices, said): (Vec<_>, Vec<_>) = nodes[index + 1..].iter().map_while(judged).unzip();
    let to = index + 1 + choices.len();
    if choices.len() < 2 || choices.iter().all(|choice| choice.correct) {
        return None;
    }
    let why = why::of_each(&choices, &said);
    Some(Found::one(choices::graded(node.line, question, choices, why)?, index, to))
}

/// A box that is a choice: its title, whether that is right, and what it says.
fn judged(node: &Node) -> Option<(Choice, String)> {
    let NodeKind::Callout(callout) = &node.kind else { return None };
    if is_label(&callout.title) {
        return None;
    }
    let said = of_nodes(&callout.children);
    let correct = match callout.kind.as_str() {
        "success" => true,
        "failure" => false,
        "note" | "tip" | "warning" => judgement(&said)?,
        _ => return None,
    };
    let text = without_letter(callout.title.trim()).to_owned();
    Some((Choice { text, correct }, said))
}

/// What the first word of a box says of its title: `Correct!`, `❌ Nope.`
fn judgement(said: &str) -> Option<bool> {
    let said = said.trim_start();
    if said.starts_with(['✅', '✔', '✓', '❌', '✗', '✘']) {
        return Some(said.starts_with(['✅', '✔', '✓']));
    }
    let ends = |place: Cursor<'_>| place.0.is_empty() || place.0.starts_with(['.', ',', '!', ':', ';']);
    let is = |words: &[&str]| words.iter().any(|word| Cursor(said).to_word().past_any_case(word).is_some_and(ends));
    if is(&["correct", "right", "yes", "that is right", "that is correct"]) {
        return Some(true);
    }
    is(&["wrong", "incorrect", "no", "nope", "not quite", "not correct"]).then_some(false)
}

/// `A) -it` without its letter.
fn without_letter(title: &str) -> &str {
    let letter = Cursor(title).one(|c| c.is_ascii_alphabetic()).and_then(|c| c.one(|c| matches!(c, ')' | '.')));
    letter.and_then(|c| c.some(char::is_whitespace)).map_or(title, |c| c.0)
}

#[cfg(test)]
mod tests {
    use crate::source::Source;

    #[track_caller]
    fn check(text: &str, want: &str) {
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let said = document.quizzes.iter().map(|q| {
            let why = if q.explanation.is_empty() { String::new() } else { format!(" ({})", q.explanation) };
            format!("{} {:?} {} = {}{why}", q.line, q.kind, q.question, q.answer)
        });
        assert_eq!(said.collect::<Vec<_>>().join("; ").replace('\n', "|"), want, "{text}");
    }

    #[test]
    fn boxes_below_a_question_are_its_choices() {
        let want = "1 Single Which holds? = knot (Tight.|nail: Rusty.)";
        let boxes = "!!! failure \"nail\"\n    Rusty.\n\n!!! success \"knot\"\n    Tight.\n";
        check(&format!("!!! question \"Which holds?\"\n\n{boxes}"), want);
        check(&format!("**Which holds?**\n\n{boxes}"), want);
        check(&format!("Tie it.\n\n{boxes}"), "");
        check("Which holds?\n\n!!! success \"knot\"\n    Tight.\n", "");
        let rows = "<details><summary>A) nail</summary>❌ No.</details>\n<details><summary>B) knot</summary>✅ Yes.</details>\n";
        check(&format!("Which holds?\n\n{rows}"), "1 Single Which holds? = knot (✅ Yes.|nail: ❌ No.)");
        let red = "??? danger \"nail\"\n    No.\n\n??? check \"knot\"\n    Yes.\n";
        check(&format!("Which holds?\n\n{red}"), "1 Single Which holds? = knot (Yes.|nail: No.)");
        let notes = "??? note \"Nails\"\n    They rust.\n\n??? note \"Knots\"\n    They hold.\n";
        check(&format!("Which holds?\n\n{notes}"), "");
    }

    #[test]
    fn choices_need_no_list() {
        check("Which holds?\n\n( ) nail\n(x) knot\n( ) glue\n", "1 Single Which holds? = knot");
        check("Which hold?\n\n[ ] nail\n[x] knot\n[x] splice\n", "1 Multiple Which hold? = knot, splice");
        check("Do it:\n\n[ ] nail\n[x] knot\n", "");
        check("Which holds?\n\n( ) nail\n( ) knot\n", "");
    }
}
