//! Lines of a command that are not run when it is typed: here documents, and the body of a function.

use super::super::scan::has_part;
use super::words::{begins_function, heredoc};

/// A command's text without the documents in it; `None` where it has none. What a document holds is written or read, and
/// asks nobody.
pub fn without_documents(text: &str) -> Option<String> {
    if !has_part(text, "<<") || !text.contains('\n') {
        return None;
    }
    let (mut kept, mut end): (String, Option<String>) = (String::new(), None);
    let mut found = false;
    for line in text.lines() {
        match &end {
            Some(word) if line.trim() == word => end = None,
            Some(_) => found = true,
            None => {
                if !kept.is_empty() {
                    kept.push('\n');
                }
                kept.push_str(line);
                end = line.find("<<").and_then(|at| heredoc(&line[at..]));
            }
        }
    }
    (found && end.is_none()).then_some(kept)
}

/// Whether a command does nothing but say what a function is to do.
pub fn is_function(text: &str) -> bool {
    text.ends_with('}') && text.split_once('\n').is_some_and(|(first, _)| begins_function(first.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::super::typed::Typed;
    use super::*;

    #[test]
    fn documents_are_left_out() {
        for (text, want) in [
            ("cat > a.sh <<'END'\nls\nEND", Some("cat > a.sh <<'END'")),
            ("if true; then\n  cat <<E\nls\nE\n  vi a\nfi", Some("if true; then\n  cat <<E\n  vi a\nfi")),
            ("cat <<E\nls", None),
            ("echo $((1<<2))\nls", None),
            ("ls", None),
        ] {
            assert_eq!(without_documents(text).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn what_is_only_written_asks_nobody() {
        for (text, want) in [
            ("cat > tidy.sh <<'END'\necho tidy\ndocker volume prune\nEND", false),
            ("cat > go.sh <<'END'\ndocker exec -it web sh\nEND", false),
            ("into() {\n  docker exec -it web sh\n}", false),
            ("docker volume prune\nls", true),
        ] {
            let typed = Typed::new(text.to_owned());
            assert_eq!((typed.is_interactive(), typed.opened().is_some()), (want, false), "{text}");
        }
    }
}
