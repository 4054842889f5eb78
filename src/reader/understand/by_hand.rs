//! Files that are typed by hand: `cat > a.txt`, below it what is to be in the file, and at last the key that ends it.

use super::super::scan::{is_blank, trimmed};
use super::keys;
use super::prompt::split;
use super::transcript::Lines;
use super::words::MAX_DOCUMENT;

/// What ends a document for which one has to be chosen; the second where a line is the first.
const ENDS: [&str; 2] = ["EOF", "END_OF_FILE"];

/// The command that begins on a line and takes those below it up to that key, and how many lines these are. It is typed
/// with its lines as a document: nobody has to press a key, and none of the lines is a command, whatever it looks like.
pub fn gather(lines: &Lines<'_>, at: usize, first: &str) -> Option<(String, usize)> {
    let first = first.trim_end();
    if !opens(first) {
        return None;
    }
    let below = lines.get(at + 1..)?;
    let length = below.iter().take(MAX_DOCUMENT).position(|(_, text)| keys::ends_input(text))?;
    let document = &below[..length];
    // Behind a prompt the key is the shell's, which was back by then.
    let is_typed = |text: &str| matches!(split(text), Some((_, rest)) if !is_blank(rest));
    if document.is_empty() || document.iter().any(|(_, text)| is_typed(text)) {
        return None;
    }
    let end = ENDS.iter().find(|end| !document.iter().any(|(_, text)| trimmed(text).trim_end() == **end))?;
    let mut command = format!("{first} << '{end}'");
    for (_, text) in document {
        command.push('\n');
        command.push_str(text.trim_end());
    }
    command.push('\n');
    command.push_str(end);
    Some((command, length + 2))
}

/// Whether a command writes a file with what is typed: `cat > a.txt`, `cat >>a.txt`, and nothing else.
pub fn opens(text: &str) -> bool {
    let Some(target) = text.strip_prefix("cat").and_then(|rest| rest.trim_start().strip_prefix('>')) else {
        return false;
    };
    let path = target.strip_prefix('>').unwrap_or(target).trim_start();
    let in_path = |c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '_' | '-' | '~' | '$' | '{' | '}');
    !path.is_empty() && path.chars().all(in_path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_into_a_file() {
        let gathered = |text: &str| {
            let lines: Vec<_> = text.lines().enumerate().map(|(i, t)| (i + 1, t.into())).collect();
            let first = text.lines().next().unwrap_or_default();
            gather(&lines, 0, first).map_or("none".to_owned(), |(command, taken)| format!("{taken} {command}"))
        };
        for (text, want) in [
            ("cat > a.txt\none\nls\n^D\nls", "4 cat > a.txt << 'EOF'\none\nls\nEOF"),
            ("cat >>~/a\none\n<Ctrl+D>", "3 cat >>~/a << 'EOF'\none\nEOF"),
            ("cat >a\nEOF\nCtrl-D", "3 cat >a << 'END_OF_FILE'\nEOF\nEND_OF_FILE"),
            ("cat > a\n\n  b\n\n^D", "5 cat > a << 'EOF'\n\n  b\n\nEOF"),
            ("cat > a.txt\none\nls", "none"),
            ("cat > a.txt\n^D", "none"),
            ("cat > a.txt\none\n$ ls\n^D", "none"),
            ("cat > a.txt << E\none\nE\n^D", "none"),
            ("cat a > b\none\n^D", "none"),
            ("cat b | tee a\none\n^D", "none"),
            ("catch > a\none\n^D", "none"),
        ] {
            assert_eq!(gathered(text), want, "{text:?}");
        }
    }
}
