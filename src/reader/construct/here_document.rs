//! Here documents in fenced code: what is written into a file may have fences and headings of its own, which end nothing.

use super::super::lines::Line;
use super::super::scan::{find_part, has_byte};
use super::super::understand::heredoc;
use super::fence::{Fence, closing, opening, with_language};

/// So many lines at most are looked at for the end of a here document, and behind it for the fence's.
const MAX_BELOW: usize = 500;

/// Where a fence ends that a first closing fence was found for, and where what may show that it was forgotten begins: both
/// behind the here documents that are open in between.
pub fn past(lines: &[Line<'_>], from: usize, end: usize, fence: Fence<'_>) -> (usize, usize) {
    let (mut from, mut end) = (from, end);
    // What shows Markdown shows its fences.
    if fence.info.starts_with('m') {
        return (end, from);
    }
    while let Some((at, word)) = begun(lines, from, end, fence) {
        let until = lines.len().min(at + 1 + MAX_BELOW);
        let Some(last) = last_line(&lines[..until], at + 1, &word) else { break };
        if last < end {
            from = last + 1;
            continue;
        }
        let until = lines.len().min(last + 1 + MAX_BELOW);
        let Some(next) = next_fence(&lines[..until], last + 1, fence) else { break };
        let is_closed = closing(&lines[next].text, fence.mark, fence.length).is_some();
        if !(is_closed && are_pairs(&lines[at + 1..last], fence)) {
            break;
        }
        (from, end) = (last + 1, next);
    }
    (end, from)
}

/// The first line that begins a here document before another fence with a language opens, and the word that ends it.
fn begun(lines: &[Line<'_>], from: usize, end: usize, fence: Fence<'_>) -> Option<(usize, String)> {
    let body = lines.get(from..end)?;
    let at = from + body.iter().position(|line| word(line).is_some())?;
    // Only what stands before it is looked through: there may be a thousand in one block.
    let is_first = with_language(&lines[..at], from, fence).is_none();
    word(&lines[at]).filter(|_| is_first).map(|word| (at, word))
}

/// The word that ends the here document which a line begins.
fn word(line: &Line<'_>) -> Option<String> {
    if !has_byte(&line.text, b'<') || line.sign() == Some(b'#') {
        return None;
    }
    heredoc(&line.text[find_part(&line.text, "<<")?..])
}

/// The line that ends a here document, unless another one with the same word begins before.
fn last_line(lines: &[Line<'_>], from: usize, end: &str) -> Option<usize> {
    let first = end.bytes().next();
    let ends = |line: &Line<'_>| line.sign() == first && line.trimmed() == end;
    let last = from + lines.get(from..)?.iter().position(ends)?;
    let again = lines[from..last].iter().any(|line| word(line).is_some_and(|word| word == end));
    (!again).then_some(last)
}

fn next_fence(lines: &[Line<'_>], from: usize, fence: Fence<'_>) -> Option<usize> {
    Some(from + lines.get(from..)?.iter().position(|line| is_mark(line, fence))?)
}

/// Whether a line is a fence that may open or close another one.
fn is_mark(line: &Line<'_>, fence: Fence<'_>) -> bool {
    line.sign() == Some(fence.mark)
        && (closing(&line.text, fence.mark, fence.length).is_some()
            || opening(&line.text).is_some_and(|inner| inner.length >= fence.length))
}

/// Whether the fences of a text are its own: each that opens is closed.
fn are_pairs(text: &[Line<'_>], fence: Fence<'_>) -> bool {
    let mut open = false;
    for line in text.iter().filter(|line| is_mark(line, fence)) {
        if open && closing(&line.text, fence.mark, fence.length).is_none() {
            return false;
        }
        open = !open;
    }
    !open
}

#[cfg(test)]
mod tests {
    fn blocks(text: &str) -> (Vec<(usize, usize)>, Vec<&'static str>) {
        let (document, found) = crate::reader::read(&crate::source::Source::new("x.md", text));
        let lines = document.blocks().iter().map(|b| (b.line, b.end_line)).collect();
        (lines, found.iter().map(|d| d.code).collect())
    }

    #[test]
    fn a_here_document_keeps_its_fences_and_headings() {
        let text = "```bash\ncat > NOTES.md << 'END'\n# Notes\n\n## Stop\n\n```bash\ndocker rm a\n```\n\n## More\nEND\n\
                    cat NOTES.md\n```\n\n```bash\nls\n```\n";
        assert_eq!(blocks(text), (vec![(1, 14), (16, 18)], vec![]));
        // One below another, each with fences.
        let both = text.replace("cat NOTES.md\n", "cat > b.md <<END\n```\na\n```\nEND\n");
        assert_eq!(blocks(&both), (vec![(1, 18), (20, 22)], vec![]));
        let listed = format!("1. Write it:\n\n{}", text.replace('\n', "\n   ").replacen("```", "   ```", 1));
        assert_eq!(blocks(&listed).0, [(3, 16), (18, 20)]);
        // What never ends keeps nothing, nor does what ends below a fence that was forgotten.
        assert_eq!(blocks(&text.replace("\nEND", "\nend")).0.len(), 3);
        let forgotten = "```bash\ncat <<END\na\n```\n\nText.\n\n```bash\ncat <<END\nb\nEND\n```\n";
        assert_eq!(blocks(forgotten), (vec![(1, 4), (8, 12)], vec![]));
        let odd = text.replace("docker rm a\n```", "docker rm a");
        assert_eq!(blocks(&odd), (vec![(1, 13), (15, 17)], vec![]));
    }

    #[test]
    fn a_fence_below_a_here_document_may_be_forgotten() {
        let text = "```bash\ncat <<END\n## a\nEND\nls\n\n## Then\n\n```yaml\na: b\n```\n";
        assert_eq!(blocks(text), (vec![(1, 6), (9, 11)], vec!["L0103"]));
    }
}
