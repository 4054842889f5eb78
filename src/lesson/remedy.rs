//! Sentences that lead to what is typed only where something failed: "If that fails, try:", "If you get a permission
//! error, run". Where nothing failed, nobody types it.

/// How such a sentence may begin, before its condition.
const LEADS: &[&str] = &["but ", "however, ", "and ", "note: ", "tip: ", "note that ", "troubleshooting: "];
/// How the condition begins.
const CONDITIONS: &[&str] = &["if ", "in case ", "should ", "in the event ", "when that fails"];
/// Words for what went wrong.
const FAILURES: &[&str] = &[
    "error",
    "errors",
    "fail",
    "fails",
    "failed",
    "failure",
    "problem",
    "problems",
    "trouble",
    "issue",
    "issues",
    "wrong",
    "stuck",
    "denied",
    "refused",
    "complains",
    "unable",
    "cannot",
    "can't",
    "hangs",
];
/// The same in several words.
const NOT_SO: &[&str] =
    &["not work", "n't work", "not start", "n't start", "not found", "n't found", "timed out", "times out"];
/// Words of conditions that say that all is well, or that somebody means to have the failure or to be spared it.
const OTHERWISE: &[&str] = &[
    "no",
    "not",
    "never",
    "without",
    "nothing",
    "avoid",
    "prevent",
    "look",
    "read",
    "inspect",
    "ignore",
    "want",
    "cause",
    "introduce",
    "curious",
    "wonder",
    "until",
    "expected",
];
/// Where a condition without a comma ends.
const ENDS: &[&str] = &[",", ":", " try ", " run ", " use ", " type ", " you can ", " you may ", " then "];
/// What says that something follows, in a sentence with a full stop.
const FOLLOWS: &[&str] = &["the following", "this command", "these commands", "command below", "commands below"];

/// Whether the paragraph above a block ends with such a sentence. The text is in lower case, with straight apostrophes.
pub(super) fn leads_to_remedy(text: &str) -> bool {
    let text = text.trim_end();
    if !CONDITIONS.iter().any(|begin| text.contains(begin)) {
        return false;
    }
    let ends = |(at, _): (usize, &str)| text[at + 1..].starts_with(' ').then_some(at + 1);
    let inner = text.trim_end_matches(['.', '!', ':']);
    let last = inner.rmatch_indices(['.', '!', '?']).find_map(ends).map_or(text, |at| &text[at..]).trim_start();
    let last = LEADS.iter().find_map(|lead| last.strip_prefix(lead)).unwrap_or(last);
    let leads = !last.ends_with(['.', '!', '?']) || FOLLOWS.iter().any(|words| last.contains(words));
    leads && CONDITIONS.iter().any(|begin| last.starts_with(begin)) && tells_of_failure(condition(last))
}

/// What must hold, without what is done then.
fn condition(sentence: &str) -> &str {
    let end = ENDS.iter().filter_map(|end| sentence.find(end)).min();
    &sentence[..end.unwrap_or(sentence.len())]
}

fn tells_of_failure(condition: &str) -> bool {
    let has = |known: &[&str]| {
        condition.split(|c: char| !(c.is_alphanumeric() || c == '\'')).any(|word| known.contains(&word))
    };
    NOT_SO.iter().any(|words| condition.contains(words))
        || has(FAILURES) && !has(OTHERWISE) && (!condition.contains("n't ") || condition.contains("can't "))
}

#[cfg(test)]
mod tests {
    use super::leads_to_remedy;
    use crate::lesson::{Task, Why};
    use crate::source::Source;

    #[test]
    fn what_is_typed_where_something_failed() {
        for text in [
            "if that fails, try:",
            "start it. if you get a permission error, run",
            "if the pull fails with `denied` try this:",
            "but if it doesn't work, restart it:",
            "should you get an error, use the following command.",
            "in case of problems, list them:",
            "if you cannot connect, look at the ports:",
        ] {
            assert!(leads_to_remedy(text), "{text}");
        }
        for text in [
            "if there are no errors, go on:",
            "if it did not fail, remove it:",
            "if you don't get an error, go on:",
            "if you want to see the error, run:",
            "if you look at the error, you see why. now mend it:",
            "if it fails, ask somebody.",
            "if it fails, ask somebody. now list them:",
            "it fails:",
            "you get an error if you run:",
            "if you run it, you get an error:",
            "if you have not pulled it yet:",
            "",
        ] {
            assert!(!leads_to_remedy(text), "{text}");
        }
    }

    /// The commands that are typed, and how many are left for whoever needs them.
    #[track_caller]
    fn check(text: &str, want: &str, left: usize) {
        let (document, _) = crate::reader::read(&Source::new("x.md", format!("## Do\n\n{text}")));
        let (lesson, _) = crate::lesson::compile("x", &document, None);
        let tasks = || lesson.steps.iter().flat_map(|step| &step.tasks);
        let aside = tasks().filter(|task| matches!(task, Task::Leave { why: Why::Aside, .. })).count();
        let typed = lesson.steps.iter().flat_map(crate::lesson::Step::solution).map(|t| t.text).collect::<Vec<_>>();
        assert_eq!((typed.join("; ").as_str(), aside), (want, left), "{text}");
    }

    #[test]
    fn a_remedy_in_the_text_is_not_typed() {
        let text = |said: &str| {
            format!("```bash\ndocker ps\n```\n\n{said}\n\n```bash\ndocker info\n```\n\nThen:\n\n```bash\nls\n```\n")
        };
        check(&text("If that fails, ask for more:"), "docker ps; ls", 1);
        check(&text("If all is well, ask for more:"), "docker ps; docker info; ls", 0);
        let listed = "If you get an error:\n\n1. Look:\n\n   ```bash\n   docker ps\n   ```\n2. Ask:\n\n   ```bash\n   docker info\n   ```\n\nThen:\n\n```bash\nls\n```\n";
        check(listed, "ls", 2);
        let item = "- List:\n\n  ```bash\n  docker ps\n  ```\n\n  If this does not work, try:\n\n  ```bash\n  docker info\n  ```\n";
        check(item, "docker ps", 1);
    }
}
