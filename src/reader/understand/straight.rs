//! Quotes and spaces that a word processor made: no shell knows them.

use crate::diagnostic::Diagnostic;
use crate::document::{Node, NodeKind, walk};
use crate::source::{Source, Span};

/// What is meant by a sign.
fn meant(sign: char) -> Option<char> {
    match sign {
        '“' | '”' | '„' | '‟' | '″' => Some('"'),
        '‘' | '’' | '‚' | '‛' | '′' => Some('\''),
        '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{2009}' => Some(' '),
        _ => None,
    }
}

/// The command with straight quotes and plain spaces; `None` where it has them already.
pub fn straight(text: &str) -> Option<String> {
    let bent = !text.is_ascii() && text.chars().any(|c| meant(c).is_some());
    bent.then(|| text.chars().map(|c| meant(c).unwrap_or(c)).collect())
}

/// Tells the author of every command with such signs.
pub fn notes(source: &Source, nodes: &[Node], diagnostics: &mut Vec<Diagnostic>) {
    walk(nodes, &mut |node| {
        let NodeKind::Block(block) = &node.kind else { return };
        for command in block.commands.iter().filter(|c| c.straight.is_some()) {
            let lines = command.line..command.line + command.text.lines().count();
            let sign = lines.into_iter().find_map(|line| span_of_sign(source, line));
            let message = "this command has typographic quotes or spaces, which a shell does not know";
            let help = "the straight form is typed instead; write it straight";
            let found = Diagnostic::note("L0109", source, sign.unwrap_or(block.body), message);
            diagnostics.push(found.help(help));
        }
    });
}

fn span_of_sign(source: &Source, line: usize) -> Option<Span> {
    let (column, sign) = source.line_text(line).chars().enumerate().find(|(_, c)| meant(*c).is_some())?;
    let start = source.offset(line, column + 1);
    Some(Span::new(start, start + sign.len_utf8()))
}

#[cfg(test)]
mod tests {
    use super::straight;

    #[test]
    fn signs_are_made_straight() {
        for (text, want) in [
            ("docker run -e “A=b c” x", Some("docker run -e \"A=b c\" x")),
            ("echo ‘a’\u{a0}b", Some("echo 'a' b")),
            ("echo 'é'", None),
            ("ls", None),
        ] {
            assert_eq!(straight(text).as_deref(), want, "{text}");
        }
    }
}
