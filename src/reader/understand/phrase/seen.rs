//! What is seen, which need not be printed: "as we can see, the socket is mounted".

use super::super::super::scan::has_part;
use super::super::topics;
use super::{ends_with_any, told};

/// Whether nothing but "you can see" tells of output: that may be said of a file and of a command, too.
pub fn is_only_seen(sentence: &str) -> bool {
    if !has_part(sentence, " see") {
        return false;
    }
    let (mut seen, mut printed) = (false, false);
    topics::each(sentence, |at, found| {
        if found.has(topics::OUTPUT) && !printed && told(sentence, at, topics::OUTPUT).has(topics::OUTPUT) {
            let before = sentence[..at].trim_end().trim_end_matches(" now").trim_end_matches(" also");
            let is_seen = sentence[at..].starts_with("see") && ends_with_any(before, &["can", "you", "we"]);
            (seen, printed) = (seen || is_seen, printed || !is_seen);
        }
    });
    seen && !printed
}

/// Whether the output that is spoken of lies somewhere, rather than follows: "the output is there in the `web` folder".
pub(super) fn is_kept(output: &str) -> bool {
    const KEPT: [&str; 7] =
        [" is there", " exists", " was written", " has been written", " folder", " directory", " files are there"];
    let behind = output.strip_prefix("outputs").unwrap_or_else(|| output.get("output".len()..).unwrap_or_default());
    KEPT.iter().any(|words| behind.starts_with(words))
}
