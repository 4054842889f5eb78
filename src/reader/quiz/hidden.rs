//! Questions for `jupyterquiz` that the page does not show: JSON, plain or in Base64, in a hidden element.

use super::blocks::json;
use super::lettered::Found;
use crate::document::{Node, NodeKind};

/// The questions of the hidden element at an index. `text` is the lesson's.
pub fn at(text: &str, nodes: &[Node], index: usize) -> Option<Found> {
    let node = &nodes[index];
    let NodeKind::Paragraph(_) = &node.kind else { return None };
    // Its tag may stand right above it.
    let from = text.get(..node.span.start)?.trim_end();
    let from = if from.ends_with('>') { tag_before(from)? } else { node.span.start };
    let element = text.get(from..node.span.end)?.trim_start();
    if !element.starts_with("<span") && !element.starts_with("<div") {
        return None;
    }
    let (tag, rest) = element.split_once('>')?;
    let is_hidden = tag.replace(' ', "").to_ascii_lowercase().contains("display:none");
    let held = rest.split("</").next().unwrap_or_default().trim();
    if !is_hidden || held.is_empty() {
        return None;
    }
    let decoded;
    let held = if held.starts_with(['[', '{']) {
        held
    } else {
        decoded = String::from_utf8(base64(held)?).ok()?;
        decoded.trim()
    };
    let mut quizzes = json(node.line, held);
    let quiz = (!quizzes.is_empty()).then(|| quizzes.remove(0))?;
    Some(Found { quiz, others: quizzes, from: index, to: index + 1 })
}

/// A tag has so many bytes at most.
const MAX_TAG: usize = 300;

/// Where the tag begins that ends a text.
fn tag_before(text: &str) -> Option<usize> {
    let from = text.len().saturating_sub(MAX_TAG);
    text.as_bytes()[from..].iter().rposition(|b| *b == b'<').map(|at| from + at)
}

/// Bytes of Base64 (RFC 4648, section 4), whose lines may be broken.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for byte in text.bytes().filter(|b| !b.is_ascii_whitespace()) {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push(u8::try_from(bits >> count & 0xff).ok()?);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use crate::source::Source;

    #[track_caller]
    fn check(text: &str, want: &str) {
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let said = document.quizzes.iter().map(|q| format!("{:?} {} = {}", q.kind, q.question, q.answer));
        assert_eq!(said.collect::<Vec<_>>().join("; "), want, "{text}");
        let shown = document.nodes.iter().any(|node| matches!(node.kind, crate::document::NodeKind::Paragraph(_)));
        assert!(want.is_empty() || !shown, "{text}");
    }

    #[test]
    fn hidden_elements_hold_questions() {
        let json = r#"[{"question": "Who?", "type": "many_choice", "answers": [{"answer": "Ann", "correct": true}, {"answer": "Bob", "correct": false}]}]"#;
        let base64 = "W3sicXVlc3Rpb24iOiAiV2hvPyIsICJ0eXBlIjogIm1hbnlfY2hvaWNlIiwgImFuc3dlcnMiOiBbeyJhbnN3ZXIiOiAiQW5uIiwgImNvcnJlY3QiOiB0cnVlfSwgeyJhbnN3ZXIiOiAiQm9iIiwgImNvcnJlY3QiOiBmYWxzZX1dfV0=";
        for held in [json, base64] {
            check(&format!("<span style=\"display:none\" id=\"q1\">{held}</span>\n"), "Single Who? = Ann");
            check(&format!("<span style=\"display: none\" id=\"q1\">\n{held}\n</span>\n"), "Single Who? = Ann");
            check(&format!("<span id=\"q1\">{held}</span>\n"), "");
        }
        check("<span style=\"display:none\">Nobody sees this, not even Ann.</span>\n", "");
    }
}
