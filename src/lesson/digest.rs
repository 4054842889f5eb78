//! What a step's text was when its checks were recorded.

use super::{Lesson, Step};
use crate::source::Source;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The digest of a step's text, `sha256:…`, with the reading before it. White space at the ends of lines and empty
/// lines do not count, and neither does how lines are ended, so that only what a learner reads makes a difference.
pub fn digest(source: &Source, step: &Step) -> String {
    let mut hasher = Sha256::new();
    for node in &step.nodes {
        let text = source.text.get(node.span.start..node.span.end).unwrap_or_default();
        for line in text.lines().map(str::trim_end).filter(|line| !line.is_empty()) {
            hasher.update(line);
            hasher.update("\n");
        }
    }
    hasher.finalize().iter().fold("sha256:".to_owned(), |mut out, byte| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// The steps whose text is not what their checks were recorded from.
pub fn moved_on<'l>(source: &Source, lesson: &'l Lesson) -> Vec<&'l Step> {
    let moved = |step: &&Step| step.recorded.as_ref().is_some_and(|recorded| *recorded != digest(source, step));
    lesson.steps.iter().filter(moved).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digests(text: &str) -> Vec<String> {
        let source = Source::new("x.md", text);
        let (document, _) = crate::reader::read(&source);
        let (lesson, _) = crate::lesson::compile("x", &document, None);
        lesson.steps.iter().map(|step| digest(&source, step)).collect()
    }

    const TEXT: &str = "# A\n\n## One {#one}\n\nRead.\n\n```console\n$ docker ps\n```\n\n## Two {#two}\n\n```console\n$ docker images\n```\n";

    #[test]
    fn only_a_steps_own_text_counts_and_no_white_space() {
        let was = digests(TEXT);
        assert!(was.iter().all(|d| d.len() == "sha256:".len() + 64), "{was:?}");
        assert_eq!(digests(&TEXT.replace("\n\n", "\n\n\n").replace("Read.", "Read.  ")), was);
        assert_eq!(digests(&TEXT.replace('\n', "\r\n")), was);
        let now = digests(&TEXT.replace("docker images", "docker images -a"));
        assert!(now[0] == was[0] && now[1] != was[1]);
    }
}
