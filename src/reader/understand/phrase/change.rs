//! Files that are there before: a part of one that is shown, what is added to one; and the name that is told afterwards.

use super::super::super::scan::{find_any_case, has_any_case, has_part, has_word_any_case, tail};
use super::{is_docker_or_make, is_file_name, is_path, last_word, whole};
use memchr::{memchr, memchr_iter, memmem};

/// Words between "first" and "lines of", at most.
const BETWEEN: usize = 2;

/// Whether a paragraph tells that a part of a file is shown, or one of before: "Here are the first few lines of `X`", "Let's
/// look at the Dockerfile that we were using". What it tells to write is no part.
pub fn shows_part(paragraph: &str) -> bool {
    if !may_show_part(paragraph) {
        return false;
    }
    let mut is_part = false;
    for sentence in paragraph.split(". ") {
        is_part = (is_part || is_shown_part(sentence)) && !tells_to_write(sentence);
    }
    is_part
}

/// Whether a paragraph has a word that any of this begins with: most have none.
fn may_show_part(paragraph: &str) -> bool {
    let parts = ["lines", "part", "section", "snippet", "excerpt"];
    let of = |at: usize| parts.iter().any(|part| paragraph[..at].ends_with(part));
    memmem::find_iter(paragraph.as_bytes(), " of ").any(of)
        || has_part(paragraph, "as using")
        || has_part(paragraph, "ere using")
        || has_part(paragraph, "reads")
}

fn is_shown_part(sentence: &str) -> bool {
    let has = |words: &str| has_any_case(sentence, words);
    let lines =
        || has("lines of") && ["first", "next", "last"].iter().any(|which| precedes(sentence, which, "lines of"));
    let part = || ["part of", "section of", "snippet of", "excerpt of"].iter().any(|words| is_of_file(sentence, words));
    let before = || ["were using", "was using"].iter().any(|words| has(words)) && has("dockerfile");
    let now = || ["right now it reads", "currently reads"].iter().any(|words| has(words));
    lines() || part() || before() || now()
}

/// Whether a word stands before others, with a few between.
fn precedes(sentence: &str, word: &str, words: &str) -> bool {
    let Some(at) = find_any_case(sentence, words) else { return false };
    sentence[..at].split_whitespace().rev().take(BETWEEN + 1).any(|before| before.eq_ignore_ascii_case(word))
}

/// Whether words are followed by a file: "section of the `X`", "part of our Dockerfile".
fn is_of_file(sentence: &str, words: &str) -> bool {
    whole(sentence, words).any(|at| {
        let mut rest = sentence[at + words.len()..].trim_start();
        for article in ["the ", "our ", "your ", "this ", "that "] {
            rest = rest.strip_prefix(article).unwrap_or(rest);
        }
        let name = rest.strip_prefix('`').and_then(|rest| rest.split('`').next());
        name.is_some_and(is_file_name) || rest.starts_with("Dockerfile")
    })
}

fn tells_to_write(sentence: &str) -> bool {
    let verbs = [
        "create", "add", "write", "update", "edit", "replace", "save", "change", "modify", "make", "copy", "put",
        "paste",
    ];
    verbs.iter().any(|verb| has_word_any_case(sentence, verb))
}

/// Whether a sentence tells to make a file: "make these changes" and "make sure" are no such words.
pub fn makes(sentence: &str) -> bool {
    let has = |word: &str| has_word_any_case(sentence, word);
    has("create") || has("creating") || has("make") && !(has("change") || has("changes") || has("sure"))
}

/// Whether a sentence tells of a piece that belongs somewhere into a file: "add the following to `X` on line 12", "at the top of
/// `X`", "add this function to `X`".
pub fn tells_of_piece(sentence: &str) -> bool {
    let places = [
        "on line ",
        "at line ",
        "around line ",
        "top of the `",
        "top of `",
        "top of your `",
        "beginning of the `",
        "beginning of `",
        "replacing them with",
    ];
    let may_be = || ["line ", " of ", "replacing"].iter().any(|word| has_part(sentence, word));
    if may_be() && places.iter().any(|words| has_part(sentence, words)) {
        return true;
    }
    let pieces = [
        "function",
        "route",
        "method",
        "class",
        "import",
        "endpoint",
        "property",
        "section",
        "parameter",
        "attribute",
        "element",
        "field",
        "key",
    ];
    let is_named = |word: &str| {
        let word = word.trim_end_matches([',', ':', '.']);
        pieces.iter().any(|piece| word == *piece || word.strip_suffix('s') == Some(piece))
    };
    let is_piece = |at: usize| {
        let mut words = sentence[at..].split_whitespace().skip(1);
        matches!(words.next(), Some("this" | "the" | "a" | "an" | "these")) && words.take(BETWEEN).any(is_named)
    };
    ["add", "adding", "insert"].iter().any(|verb| whole(sentence, verb).any(is_piece)) && !makes(sentence)
}

/// How far behind the verb the name stands, in bytes.
const FAR: usize = 70;

/// The name under which what stands above is to be saved: "Copy the code above into a file called `X`", "Save this as `X`",
/// "Save the definition file as `X`, and build it:".
pub fn saved_as(paragraph: &str) -> Option<&str> {
    // What ends with a colon announces what comes next.
    let announces = paragraph.trim_end().ends_with(':');
    let mut from = 0;
    while let Some(length) = memchr(b'`', &paragraph.as_bytes()[from..]) {
        let (before, behind) = (&paragraph[..from + length], &paragraph[from + length + 1..]);
        let name = behind.split('`').next()?;
        let goes_on = || behind[name.len()..].trim_start_matches('`').starts_with([',', '.', ';', ')']);
        if !announces && (is_file_name(name) || is_of_docker(name)) && saves_above(before)
            || (!announces || goes_on()) && has_ending(name) && saves_the_file(before)
        {
            return Some(name);
        }
        from += length + name.len() + 2;
        if from > paragraph.len() {
            return None;
        }
    }
    None
}

/// The name under which a paragraph tells to save a file that stands farther above: "save the contents of the file shown above
/// to a file", which "has been named `X`".
pub fn saved_from_above(paragraph: &str) -> Option<&str> {
    if !(has_part(paragraph, "above") && has_part(paragraph, "`")) {
        return None;
    }
    let saves = |sentence: &&str| {
        let has = |words: &str| has_word_any_case(sentence, words);
        let is_content = has("content of") || has("contents of");
        is_content && has("above") && ["save", "copy", "put", "paste", "store"].iter().any(|verb| has(verb))
    };
    let at = paragraph.split(". ").find(saves).and_then(|sentence| paragraph.find(sentence))?;
    let mut parts = paragraph[at..].split('`');
    let mut before = parts.next()?;
    while let (Some(name), Some(after)) = (parts.next(), parts.next()) {
        let is_named =
            ["named", "called", "as", "file", "to", "into"].iter().any(|word| before.trim_end().ends_with(word));
        if is_named && has_ending(name) {
            return Some(name);
        }
        before = after;
    }
    None
}

/// `web.def`, `Dockerfile`
fn has_ending(name: &str) -> bool {
    let ends = |(stem, end): (&str, &str)| !stem.is_empty() && !end.is_empty() && !end.contains('/');
    is_path(name) && (name.rsplit_once('.').is_some_and(ends) || is_docker_or_make(name))
}

/// Whether the words before a name tell under which one the file that was shown is to be saved: "save the definition file
/// as".
fn saves_the_file(before: &str) -> bool {
    let near = tail(before, FAR);
    if is_authors_file(near) {
        return true;
    }
    let Some(told) = near.trim_end().strip_suffix(" as") else { return false };
    let what = ["file", "definition", "script", "recipe", "code", "content", "contents", "dockerfile"];
    let is_shown = |object: &str| {
        let mut words = object.split_whitespace();
        words.next() == Some("the") && words.next_back().is_some_and(|w| what.iter().any(|x| x.eq_ignore_ascii_case(w)))
    };
    whole(told, "save").any(|at| is_shown(&told[at + "save".len()..]))
}

/// Words between "called" and "file", at most.
const DESCRIBED: usize = 3;

/// "I have called my modified definition file", "we named this file"
fn is_authors_file(before: &str) -> bool {
    let Some(told) = before.trim_end().strip_suffix(" file") else { return false };
    let called = [" called ", " named "].iter().find_map(|verb| told.rfind(verb).map(|at| (at, at + verb.len())));
    let Some((at, end)) = called else { return false };
    let who = told[..at].trim_end_matches(" have").trim_end_matches("'ve").trim_end_matches("’ve");
    let mut object = told[end..].split_whitespace();
    let is_shown = matches!(object.next(), Some("my" | "our" | "this" | "the"));
    is_shown && object.count() <= DESCRIBED && matches!(last_word(who), "I" | "we" | "We")
}

/// Whether the words before a name tell to save what stands above: "copy the code above into a file called".
fn saves_above(before: &str) -> bool {
    let near = tail(before, FAR);
    let told = near.trim_end().trim_end_matches("e.g.").trim_end_matches([' ', ',']);
    if !["as", "in", "into", "to", "called", "named", "under", "file", "a", "the"]
        .iter()
        .any(|word| told.ends_with(word))
    {
        return false;
    }
    ["copy", "save", "put", "paste", "store"]
        .iter()
        .any(|verb| whole(near, verb).any(|at| is_above(&near[at + verb.len()..])))
}

/// `Dockerfile.dev`
fn is_of_docker(name: &str) -> bool {
    has_part(name, "Dockerfile") && is_path(name)
}

/// "the code above into a file called", "this as"
fn is_above(object: &str) -> bool {
    if has_part(&object.replace("e.g. ", ""), ". ") {
        return false;
    }
    let mut words = object.split_whitespace();
    let told = matches!(words.next(), Some("this" | "it" | "that"))
        || has_word_any_case(object, "above") && !has_word_any_case(object, "file above");
    told && words
        .any(|word| matches!(word.trim_end_matches(','), "as" | "in" | "into" | "to" | "called" | "named" | "under"))
}

/// The Dockerfile to which a paragraph tells to add lines, anywhere: "Let's add a new line to the `Dockerfile`".
pub fn added_to_dockerfile(paragraph: &str) -> Option<&str> {
    if !has_any_case(paragraph, "dockerfile") {
        return None;
    }
    paragraph.split(". ").find_map(|sentence| {
        let at = ["add", "append", "adding"].iter().find_map(|verb| whole(sentence, verb).next())?;
        let to =
            at + [" to ", " into ", " end of ", " bottom of "].iter().find_map(|words| sentence[at..].find(words))?;
        let name = sentence[to..]
            .split(|c: char| c.is_whitespace() || matches!(c, '`' | '*' | ',' | ':'))
            .find(|word| is_docker_or_make(word.trim_end_matches('.')))?;
        let is_sure = !["could", "can", "would", "might", "may", "or", "if"]
            .iter()
            .any(|word| has_word_any_case(&sentence[..at], word));
        let is_anywhere = !["before", "after", "above", "top", "beginning", "between", "under", "start"]
            .iter()
            .any(|word| has_word_any_case(sentence, word));
        (is_sure && is_anywhere && has_any_case(name, "dockerfile")).then_some(name.trim_end_matches('.'))
    })
}

/// Endings of files whose lines stand by themselves.
const LINES: &[&str] = &["txt", "env", "conf", "cfg", "ini", "sh", "properties", "list"];

/// Whether a sentence tells to add lines to a file in which every line stands by itself.
pub fn adds_lines(sentence: &str, path: &str) -> bool {
    let has = |word: &str| has_word_any_case(sentence, word);
    let name = path.rsplit('/').next().unwrap_or(path);
    let by_itself = || name.rsplit_once('.').is_none_or(|(stem, end)| stem.is_empty() || LINES.contains(&end));
    let is_settings = || path.starts_with("~/.") || path.starts_with("/etc/") || path.starts_with("$HOME/.");
    let adds = || ["add", "adding", "put", "paste", "include", "insert"].iter().any(|verb| has(verb));
    let appends = || has("append") || has("appending");
    let is_named = || has_part(sentence, name) && !makes(sentence);
    by_itself()
        && !is_docker_or_make(name)
        && (appends() || adds() && (is_settings() || has("line") || has("lines")))
        && is_named()
}

/// The file with settings of a program or of the system to which a sentence tells to add something, as it is written; or
/// that of the words before it, which is to be changed: "Edit it, so it looks like this".
pub fn settings_file<'t>(sentence: &'t str, before: &'t str) -> Option<&'t str> {
    let begins = |at: usize| ["~/.", "/etc/", "$HOME/."].iter().any(|begin| before[at + 1..].starts_with(begin));
    if !memchr_iter(b'`', before.as_bytes()).any(begins) {
        return None;
    }
    let is_settings =
        |name: &&str| ["~/.", "/etc/", "$HOME/."].iter().any(|begin| name.starts_with(begin)) && !name.contains(' ');
    let last = |text: &'t str| text.split('`').skip(1).step_by(2).filter(is_settings).last();
    let has = |word: &str| has_word_any_case(sentence, word);
    let adds =
        ["add", "adding", "append", "appending", "put", "paste", "insert", "include"].iter().any(|verb| has(verb));
    let changes =
        || ["edit", "change", "modify"].iter().any(|verb| has(verb)) && (has("looks like") || has("look like"));
    match () {
        () if adds && ["following", "this", "these", "line", "lines"].iter().any(|what| has(what)) => last(sentence),
        () if changes() => last(sentence).or_else(|| last(before)),
        () => None,
    }
}
