//! What is said of a command that failed or will.

/// How a sentence above says that what follows will not go well.
const FORETOLD: &[&str] = &[
    "should fail",
    "will fail",
    "would fail",
    "supposed to fail",
    "expected to fail",
    "meant to fail",
    "going to fail",
    "will get an error",
    "you'll get an error",
    "should get an error",
    "get an error:",
    "will see an error",
    "results in an error",
    "result in an error",
    "will give an error",
    "gives an error",
    "produces an error",
    "produce an error",
    "will not work:",
    "won't work:",
    "does not work:",
    "doesn't work:",
    "should see an error",
    "expect an error",
    "returns an error",
    "see an error message:",
    "get an error message:",
    "with an error message:",
    "fails, as it should",
    "attempt fails",
    "get permission denied",
    "will be refused",
    "this fails:",
    "following fails:",
    "command fails:",
];
/// How a paragraph below begins that says that it did not.
const TOLD: &[&str] = &[
    "you'll get an error",
    "you will get an error",
    "you should get an error",
    "you get an error",
    "you'll see an error",
    "you will see an error",
    "you should see an error",
    "this fails",
    "this will fail",
    "this should fail",
    "it fails",
    "it will fail",
    "it should fail",
    "that fails",
    "that failed",
    "the command fails",
    "the command will fail",
    "the command should fail",
    "this command fails",
    "this results in an error",
    "this gives an error",
    "this returns an error",
    "that returns an error",
    "it returns an error",
    "the command returns an error",
    "this command returns an error",
    "our attempt fails",
    "the attempt fails",
    "error response from daemon",
];
/// What makes a sentence one of something that may be.
const POSSIBLE: &[&str] = &[
    "if ",
    "may ",
    "might ",
    "unless ",
    "otherwise",
    "could ",
    "without ",
    "when ",
    "in case ",
    "sometimes ",
    "nothing ",
    "to fix ",
    "to avoid ",
];
/// The same, of a sentence that tells of what was just typed.
const ONLY_POSSIBLE: &[&str] = &[" if ", " unless ", "otherwise", " in case ", "sometimes ", " when "];
/// What is tried is what stands below.
const TRIES: &[&str] =
    &["if you try ", "if we try ", "if you now try ", "if we now try ", "when you try ", "when we try "];
/// How a short sentence sends the learner to do what the one before told of.
const DO_IT: &[&str] =
    &["try it", "try this", "try that", "let's try", "go ahead", "see for yourself", "see it for yourself"];
/// No such sentence has more words.
const FEW: usize = 6;
/// What may stand before a sentence that tells how it went.
const OPENERS: &[&str] = &[
    "but ",
    "but, ",
    "however ",
    "however, ",
    "unfortunately ",
    "unfortunately, ",
    "oh no, ",
    "oops, ",
    "hm, ",
    "hmm, ",
    "again, ",
    "this time ",
    "this time, ",
    "now ",
    "now, ",
    "as expected, ",
    "as you can see, ",
    "you can see that ",
    "you'll find that ",
    "you will find that ",
    "you'll find, however, that ",
    "you will find, however, that ",
    "you'll notice that ",
    "you will notice that ",
    "you'll see that ",
    "you will see that ",
    "you should see that ",
    "notice that ",
    "note that ",
    "notice how ",
];
/// What the learner has just done.
const DEEDS: &[&str] = &["the command", "this command", "that command", "the above command", "the previous command"];
/// The same, right below it.
const BELOW: &[&str] = &[
    "this",
    "that",
    "it",
    "the operation",
    "the build",
    "the pull",
    "the push",
    "the attempt",
    "our attempt",
    "the ping",
    "the request",
    "the deployment",
];
/// What it is called where it is done once more in words.
const DOING: &[&str] = &["running", "executing", "trying", "typing", "doing"];
/// What follows there.
const DONE: &[&str] =
    &["this", "that", "it", "so", "the command", "this command", "the command above", "the above command"];
/// That it failed.
const FAILS: &[&str] =
    &["fails", "failed", "will fail", "should fail", "would fail", "has failed", "also fails", "still fails"];
/// What is before an error.
const YIELDS: &[&str] = &[
    "results in ",
    "resulted in ",
    "will result in ",
    "gives ",
    "gives us ",
    "gives you ",
    "gave ",
    "yields ",
    "returns ",
    "returned ",
    "produces ",
    "throws ",
    "ends with ",
    "ends in ",
    "exits with ",
    "stops with ",
];
/// Who met it.
const MEETS: &[&str] = &[
    "we get ",
    "you get ",
    "we got ",
    "you'll get ",
    "you will get ",
    "you should get ",
    "we'll get ",
    "we will get ",
    "we see ",
    "you'll see ",
    "you will see ",
    "you should see ",
    "we still get ",
    "you still get ",
];
/// Which one.
const ERRORS: &[&str] = &[
    "an error",
    "the same error",
    "a similar error",
    "another error",
    "the following error",
    "this error",
    "the error",
];

/// Whether a paragraph above says it of the command below.
pub fn is_foretold(paragraph: &str) -> bool {
    // Nothing of all that has none of these.
    let may_tell = ["fail", "rror", "work:", "denied", "refused"].iter().any(|part| paragraph.contains(part));
    may_tell && FORETOLD.iter().any(|words| says(paragraph, words))
}

/// Whether a paragraph right below says it of the command above.
pub fn is_told(paragraph: &str) -> bool {
    let paragraph = paragraph.trim_start();
    may_tell(paragraph)
        && (TOLD.iter().any(|words| paragraph.starts_with(words))
            || sentences(paragraph).enumerate().any(|(at, sentence)| tells(sentence, at == 0)))
}

/// Whether a paragraph farther below does: it names the command.
pub fn is_told_later(paragraph: &str) -> bool {
    may_tell(paragraph) && sentences(paragraph).any(|sentence| tells(sentence, false))
}

fn may_tell(paragraph: &str) -> bool {
    paragraph.contains("fail") || paragraph.contains("rror")
}

/// Whether a sentence tells that the command above failed. `is_first` is set for what stands right below it, and may
/// call it `this`.
fn tells(sentence: &str, is_first: bool) -> bool {
    let mut sentence = sentence.trim_start();
    if ONLY_POSSIBLE.iter().any(|word| sentence.contains(word)) {
        return false;
    }
    if let Some(rest) = OPENERS.iter().filter_map(|opener| sentence.strip_prefix(opener)).min_by_key(|rest| rest.len())
    {
        sentence = rest;
    }
    let meets = MEETS.iter().find_map(|words| sentence.strip_prefix(words));
    if let Some(error) = meets {
        let again = error.starts_with("the same error") || error.starts_with("a similar error");
        return again || is_first && is_an_error(error);
    }
    did(sentence, is_first).is_some_and(went_wrong)
}

/// What a sentence says of the command: what stands behind the words for it.
fn did(sentence: &str, is_first: bool) -> Option<&str> {
    let after = |names: &[&str]| {
        let rests = names.iter().filter_map(|name| sentence.strip_prefix(name)?.strip_prefix(' '));
        rests.min_by_key(|rest| rest.len())
    };
    if let Some(rest) = after(DEEDS) {
        return Some(rest.strip_prefix("above ").unwrap_or(rest));
    }
    if let Some(done) = after(DOING) {
        let rests = DONE.iter().filter_map(|what| done.strip_prefix(what)?.strip_prefix(' '));
        return rests.min_by_key(|rest| rest.len());
    }
    if is_first { after(BELOW) } else { None }
}

fn went_wrong(rest: &str) -> bool {
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric());
    FAILS.iter().any(|verb| rest.strip_prefix(verb).is_some_and(ends))
        || YIELDS.iter().any(|verb| rest.strip_prefix(verb).is_some_and(is_an_error))
}

fn is_an_error(rest: &str) -> bool {
    ERRORS.iter().any(|error| rest.starts_with(error))
}

/// The sentences of a paragraph.
fn sentences(paragraph: &str) -> impl Iterator<Item = &str> {
    paragraph.split_inclusive(['.', '!', '?']).map(str::trim)
}

/// Whether a paragraph's last sentence says some words for sure.
fn says(paragraph: &str, words: &str) -> bool {
    let end = paragraph.trim_end().trim_end_matches(['.', ':']).len();
    let begin = |end: usize| paragraph[..end].rfind(". ").map_or(0, |stop| stop + 2);
    let (mut from, mut sentence) = (begin(end), &paragraph[begin(end)..]);
    if from > 0 && is_call_to_try(sentence) {
        let to = from;
        from = begin(to - 2);
        sentence = &paragraph[from..to];
    }
    // "If you try to do so, you will get an error:", and below it is done.
    let tried = TRIES.iter().any(|begin| sentence.trim_start().starts_with(begin));
    let sentence = sentence.split_once(", ").filter(|_| tried).map_or(sentence, |(_, rest)| rest);
    sentence.contains(words) && !POSSIBLE.iter().any(|word| sentence.contains(word))
}

/// "Try it here:"
fn is_call_to_try(sentence: &str) -> bool {
    DO_IT.iter().any(|words| sentence.trim_start().starts_with(words)) && sentence.split_whitespace().nth(FEW).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_above() {
        for (text, want) in [
            ("if you try to list them on a worker, you'll get an error. try it here:", true),
            ("if we try to do that without a key, we will get an error:", true),
            ("if you get an error, try it again:", false),
            ("if it fails, you will get an error:", false),
            ("running this fails:", true),
            ("the build will fail. do it right:", false),
        ] {
            assert_eq!(is_foretold(text), want, "{text}");
        }
    }

    #[test]
    fn what_is_said_below() {
        for (text, want) in [
            ("the operation fails because it is not signed.", true),
            ("but we get the same error!", true),
            ("this time the command returns an error code: it is not allowed to.", true),
            ("running the command above results in an error:", true),
            ("running this command results in a similar error as above:", true),
            ("you'll find, however, that the command failed with an error message.", true),
            ("it runs for a while. you'll find, however, that the command failed.", true),
            ("the build fails in the second stage, as it should.", true),
            ("running this fails:", true),
            ("we get an error.", true),
            ("it builds the image. we get an error in the log of another one.", false),
            ("it starts two of them. the build fails in the second stage.", false),
            ("the command fails over to the second one", true),
            ("the build fails if there is none.", false),
            ("running the command above results in the image `a`.", false),
            ("a container that fails is started again.", false),
            ("the command may have failed.", false),
            ("the command failed with an error: could not open it", true),
            ("you will never get an error.", false),
        ] {
            assert_eq!(is_told(text), want, "{text}");
        }
        assert!(is_told_later("the program was loaded. however, the command failed with an error."));
        assert!(!is_told_later("this fails."));
    }
}
