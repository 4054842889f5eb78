//! Commands that a sentence tells the learner to try: "Exit the container with `exit`".
//!
//! They are suggested, and never typed by themselves: a sentence that only mentions a command ("the `docker ps` command
//! lists containers") looks much the same, and what stands in a block is what the author meant to be done.

use super::names::{Names, joined};
use super::scan::tail;
use super::understand::is_complete_command;
use crate::document::{Callout, Form, Inline, Node, NodeKind, Suggested, plain_text, push_plain, walk};
use crate::source::Source;
use memchr::memrchr2_iter;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeSet;

/// Verbs whose object is the command itself.
static DIRECT: Names<9> = Names::new(["run", "type", "execute", "enter", "issue", "try", "use", "rerun", "re-run"]);
/// The same, as the means to an end.
static GERUNDS: Names<7> = Names::new(["running", "typing", "executing", "entering", "issuing", "using", "trying"]);
/// Words that tell the means.
static MEANS: Names<4> = Names::new(["with", "using", "via", "through"]);
/// How "like so" and "as follows" end.
static LIKENESS: Names<2> = Names::new(["so", "follows"]);
/// Verbs that begin what is to be done by those means.
static DEEDS: Names<53> = Names::new([
    "attach", "build", "change", "check", "clean", "close", "confirm", "connect", "copy", "create", "delete", "detach",
    "display", "do", "download", "exit", "find", "get", "go", "inspect", "install", "kill", "leave", "list", "load",
    "log", "look", "make", "open", "pause", "print", "pull", "push", "quit", "remove", "rename", "repeat", "restart",
    "return", "save", "see", "show", "shut", "start", "stop", "switch", "tag", "test", "update", "upload", "validate",
    "verify", "view",
]);
/// Words between the verb and the command.
static FILLERS: Names<11> =
    Names::new(["the", "this", "these", "a", "following", "simple", "command", "commands", "again", "first", "just"]);
/// Words that may stand before an imperative.
static OPENERS: Names<23> = Names::new([
    "now",
    "then",
    "next",
    "first",
    "finally",
    "again",
    "also",
    "please",
    "simply",
    "just",
    "and",
    "or",
    "so",
    "let's",
    "lastly",
    "afterwards",
    "instead",
    "but",
    "lets",
    "alternatively",
    "otherwise",
    "once",
    "more",
]);
/// Words before an infinitive that ask for it.
static ASKS_FOR: Names<9> = Names::new(["need", "have", "remember", "forget", "sure", "going", "is", "wish", "free"]);
static MODALS: Names<6> = Names::new(["can", "could", "should", "must", "may", "might"]);
/// Who may be asked to do something.
static READERS: Names<3> = Names::new(["you", "we", "one"]);
/// Nouns of place behind which an imperative goes on: "in a new terminal run …".
static PLACES: Names<8> =
    Names::new(["terminal", "shell", "prompt", "window", "container", "host", "directory", "folder"]);
/// Imperatives of other languages whose object is the command itself.
static OTHER_DIRECT: Names<15> = Names::new([
    "ejecuta",
    "ejecute",
    "ejecutamos",
    "ejecutar",
    "exécutez",
    "exécuter",
    "lancez",
    "tapez",
    "utilisez",
    "rode",
    "digite",
    "usa",
    "usamos",
    "escribe",
    "utiliza",
]);
/// What a command is called in them, and verbs of which one asks for it: "Führen Sie den Befehl `ls` aus".
static OTHER_NOUNS: Names<4> = Names::new(["befehl", "comando", "commande", "kommando"]);
static OTHER_VERBS: Names<14> = Names::new([
    "führen",
    "führe",
    "starten",
    "verwenden",
    "nutzen",
    "tippen",
    "mit",
    "ejecuta",
    "ejecute",
    "exécutez",
    "lancez",
    "tapez",
    "utilisez",
    "con",
]);
/// Words right before a command that may ask for it.
static ASKING: Names<41> = Names::new(joined(&[
    DIRECT.list(),
    GERUNDS.list(),
    MEANS.list(),
    LIKENESS.list(),
    OTHER_DIRECT.list(),
    OTHER_NOUNS.list(),
]));
/// How a sentence asks in Chinese.
const CHINESE: &[&str] = &["运行", "执行", "输入", "运行命令", "执行命令"];

/// A sentence that says one of these does not ask for the command.
static DENIALS: Names<9> =
    Names::new(["not", "don't", "never", "doesn't", "cannot", "without", "rather", "avoid", "won't"]);

/// The suggested commands of a lesson, in the order of the text.
pub fn find(source: &Source, nodes: &[Node]) -> Vec<Suggested> {
    let mut found = Vec::new();
    of_nodes(source, nodes, &mut found);
    found
}

fn of_nodes(source: &Source, nodes: &[Node], found: &mut Vec<Suggested>) {
    for (i, node) in nodes.iter().enumerate() {
        match &node.kind {
            NodeKind::Paragraph(text) => {
                let from = found.len();
                of_paragraph(source, node, text, found);
                if found.len() == from
                    && stands_alone(text)
                    && let Some(NodeKind::Paragraph(before)) = i.checked_sub(1).map(|before| &nodes[before].kind)
                    && announces(before)
                {
                    alone(source, std::slice::from_ref(node), found);
                }
                if found.len() > from
                    && let Some(NodeKind::Block(block)) = nodes.get(i + 1).map(|n| &n.kind)
                {
                    // "Use the `docker ps` command:", and there it is.
                    let told = |s: &Suggested| block.commands.iter().any(|c| c.text.starts_with(&s.text));
                    let new = found.split_off(from);
                    found.extend(new.into_iter().filter(|s| !told(s)));
                }
            }
            NodeKind::List { items, .. } => {
                let before = i.checked_sub(1).map(|before| &nodes[before].kind);
                let lead = OnceCell::new();
                let is_led = || *lead.get_or_init(|| matches!(before, Some(NodeKind::Paragraph(text)) if leads(text)));
                for item in items {
                    if matches!(item.first().map(|n| &n.kind), Some(NodeKind::Paragraph(text)) if stands_alone(text))
                        && is_led()
                    {
                        alone(source, item, found);
                    }
                    of_nodes(source, item, found);
                }
            }
            NodeKind::Quote(children) => of_nodes(source, children, found),
            NodeKind::Callout(callout) if is_told(callout) => of_nodes(source, &callout.children, found),
            _ => {}
        }
    }
}

/// Answers are nothing to be tried before they are found.
fn is_told(callout: &Callout) -> bool {
    !matches!(callout.kind.as_str(), "quiz" | "question" | "solution" | "success" | "failure" | "keypoints")
}

/// Whether a paragraph announces a list of commands: "Try the following commands:".
fn leads(text: &[Inline]) -> bool {
    let colon = match text.last() {
        Some(Inline::Text(last)) => last.trim_end().ends_with(':') || last.trim().is_empty(),
        other => other.is_some(),
    };
    if !(colon && may_ask(text)) {
        return false;
    }
    let words = plain_text(text);
    let words = words.trim_end();
    words.ends_with(':') && is_cue(words.trim_end_matches(':'))
}

/// Whether a paragraph announces the command that stands alone below it: "You have to type this command yourself."
fn announces(text: &[Inline]) -> bool {
    let said = plain_text(text);
    let sentence = said.trim_end().trim_end_matches(['.', ':']).rsplit(". ").next().unwrap_or_default();
    let words = words(sentence);
    let any = |is: fn(&str) -> bool| words.iter().any(|w| is(w));
    let command = |w: &str| matches!(w, "command" | "commands");
    leads(text) || any(|w| DIRECT.has(w)) && any(command) && !any(|w| DENIALS.has(w))
}

/// Whether a paragraph is a piece of code and nothing else.
fn stands_alone(text: &[Inline]) -> bool {
    matches!(text, [Inline::Code(_)])
}

/// An item or a paragraph that is a command and nothing else, below a sentence that announces such.
fn alone(source: &Source, item: &[Node], found: &mut Vec<Suggested>) {
    if let [node, ..] = item
        && let NodeKind::Paragraph(text) = &node.kind
        && let [Inline::Code(code)] = text.as_slice()
        && is_complete_command(code)
    {
        found.push(suggested(source, node, code, &mut 0));
    }
}

/// A piece of code, also where it is stressed.
fn code_of(inline: &Inline) -> Option<&str> {
    match inline {
        Inline::Code(code) => Some(code),
        Inline::Strong(inner) | Inline::Emphasis(inner) => match inner.as_slice() {
            [Inline::Code(code)] => Some(code),
            _ => None,
        },
        _ => None,
    }
}

fn of_paragraph(source: &Source, node: &Node, text: &[Inline], found: &mut Vec<Suggested>) {
    // Few sentences ask for a command: only of these the words are put together.
    let asked = |(i, inline): (usize, &Inline)| {
        code_of(inline).is_some_and(|code| may_ask(&text[..i]) && is_complete_command(code))
    };
    let Some(first) = text.iter().enumerate().position(asked) else { return };
    let (mut before, mut inherits, mut from) = (String::new(), false, 0);
    for (i, inline) in text.iter().enumerate() {
        let Some(code) = code_of(inline) else {
            push_plain(std::slice::from_ref(inline), &mut before);
            continue;
        };
        let cued = || may_ask(&text[..i]) && is_cue(&before) || inherits && joins(&before);
        // Nothing is asked for before the first.
        inherits = i >= first && cued() && (i == first || is_complete_command(code));
        if inherits {
            found.push(suggested(source, node, code, &mut from));
        }
        // What was said before a command stays its sentence's beginning: "With `a` …, run `b`".
        before.push_str(CODE);
    }
}

/// Stands for a command in the words before another one.
const CODE: &str = " \u{fffc} ";

/// Whether two commands belong together: "Run `a` and `b`".
fn joins(before: &str) -> bool {
    let between = tail(before, MAX_SENTENCE).rsplit(CODE).next().unwrap_or_default();
    let words = between.trim().trim_matches(',').trim();
    matches!(words, "" | "and" | "then" | "and then" | "or" | "followed by" | "and finally" | "/" | "&")
}

/// Whether the words before a command may ask for it, as far as the last one that is no filler tells.
fn may_ask(before: &[Inline]) -> bool {
    // What else than text stands before a command is rare: the whole sentence tells.
    let Some(Inline::Text(text)) = before.last() else { return !before.is_empty() };
    let found =
        text.split_ascii_whitespace().rev().find(|w| !matches!(bare(w), w if w.is_empty() || FILLERS.has_any_case(w)));
    let Some(word) = found else { return true };
    // A word may begin in what is stressed before it, and other scripts have white space of their own.
    let whole = word.is_ascii() && (before.len() == 1 || !text.starts_with(word));
    let word = bare(word);
    !whole || ASKING.has_any_case(word)
}

/// A word without the signs around it.
fn bare(word: &str) -> &str {
    let bytes = word.as_bytes();
    let plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    if plain(bytes.first()) && plain(bytes.last()) {
        return word;
    }
    word.trim_matches(|c: char| !(c.is_alphanumeric() || c == '\u{fffc}'))
}

/// So many bytes before a command tell whether it is asked for: a sentence without an end would be read again for each
/// command in it.
const MAX_SENTENCE: usize = 600;

/// Whether the words before a command ask for it.
fn is_cue(before: &str) -> bool {
    let before = tail(before, MAX_SENTENCE);
    let start = last_stop(before).map_or(0, |at| ends_sentence(before, at));
    let sentence = &before[start..];
    let clause_from = last_pause(sentence).map_or(0, |at| start + at);
    let clause = words(&before[clause_from.max(start)..]);
    let is_asked = asks(&clause)
        || asks_in_other_words(&clause)
        || asks_by_means(&clause)
        || (clause_from > start && asks_by_means(&words(sentence)));
    is_asked && !each_word(sentence).any(|w| DENIALS.has(&w))
}

/// Where the last sentence begins; a dot within a name (`x.tar`) ends none, and a colon right before the command
/// neither: "run the following command: `ls`".
fn ends_sentence(before: &str, at: usize) -> usize {
    let rest = &before[at + 1..];
    let ends = rest.starts_with(char::is_whitespace) && !rest.trim().is_empty() || before[at..].starts_with('(');
    if ends {
        return at + 1;
    }
    last_stop(&before[..at]).map_or(0, |earlier| earlier + 1)
}

/// The last sign that may end a sentence.
fn last_stop(text: &str) -> Option<usize> {
    text.as_bytes().iter().rposition(|b| matches!(b, b'.' | b'!' | b'?' | b':' | b';' | b'('))
}

/// The last comma or dash.
fn last_pause(text: &str) -> Option<usize> {
    let is_pause = |at: &usize| text[*at..].starts_with([',', '–', '—']);
    // Both dashes begin with the same byte.
    memrchr2_iter(b',', 0xe2, text.as_bytes()).find(|at| is_pause(at))
}

/// Most clauses have fewer words.
const FEW: usize = 16;

/// The words of a text in lower case, with straight apostrophes.
fn words(text: &str) -> Vec<Cow<'_, str>> {
    let mut words = Vec::with_capacity(FEW);
    words.extend(each_word(text));
    words
}

fn each_word(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    fn is_plain(word: &str) -> bool {
        word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase())
    }
    let lower = |w| if is_plain(w) { Cow::Borrowed(w) } else { Cow::Owned(w.replace('’', "'").to_lowercase()) };
    pieces(text).map(bare).filter(|w| !w.is_empty()).map(lower)
}

/// What stands between white space.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let is_white = |b: &u8| matches!(b, b' ' | b'\t'..=b'\r');
    let is_plain = text.is_ascii();
    let mut rest = text;
    std::iter::from_fn(move || {
        if !is_plain {
            let piece = rest.split_whitespace().next()?;
            rest = &rest.trim_start()[piece.len()..];
            return Some(piece);
        }
        let start = rest.bytes().position(|b| !is_white(&b))?;
        let length = rest.as_bytes()[start..].iter().position(is_white).unwrap_or(rest.len() - start);
        let (piece, after) = rest[start..].split_at(length);
        rest = after;
        Some(piece)
    })
}

/// The words without the fillers at their end.
fn core<'c, 't>(clause: &'c [Cow<'t, str>]) -> &'c [Cow<'t, str>] {
    let fillers = clause.iter().rev().take_while(|w| FILLERS.has(w)).count();
    &clause[..clause.len() - fillers]
}

/// "…run", where this is an imperative or asked for.
fn asks(clause: &[Cow<'_, str>]) -> bool {
    let Some((verb, rest)) = core(clause).split_last() else { return false };
    if !DIRECT.has(verb) {
        return false;
    }
    let Some((last, rest)) = rest.split_last() else { return true };
    match &**last {
        "to" => rest.last().is_some_and(|w| ASKS_FOR.has(w)),
        word if MODALS.has(word) => rest.last().is_some_and(|w| READERS.has(w)) && !is_condition(rest),
        // "You can also run", "we can just use"; but not "programs also use".
        word if OPENERS.has(word) => rest.is_empty() || begins(rest) || is_offer(rest),
        word => PLACES.has(word) && !is_condition(rest),
    }
}

/// The same in other languages.
fn asks_in_other_words(clause: &[Cow<'_, str>]) -> bool {
    let Some(last) = clause.last() else { return false };
    let named = || OTHER_NOUNS.has(last) && clause.iter().any(|word| OTHER_VERBS.has(word));
    OTHER_DIRECT.has(last) || named() || !last.is_ascii() && CHINESE.iter().any(|end| last.ends_with(end))
}

/// "When you can …" asks for nothing.
fn is_condition(words: &[Cow<'_, str>]) -> bool {
    words.first().is_some_and(|w| {
        matches!(&**w, "when" | "if" | "whenever" | "how" | "what" | "why" | "where" | "once" | "after" | "while")
    })
}

/// What stands before "and run": an imperative of its own, or a place.
fn begins(words: &[Cow<'_, str>]) -> bool {
    let first = words.iter().find(|w| !OPENERS.has(w));
    first.is_none_or(|w| DEEDS.has(w) || DIRECT.has(w) || matches!(&**w, "in" | "on" | "from" | "at" | "back"))
}

fn is_offer(words: &[Cow<'_, str>]) -> bool {
    let can = |pair: &[Cow<'_, str>]| READERS.has(&pair[0]) && MODALS.has(&pair[1]);
    words.windows(2).any(can) && !is_condition(words)
}

/// "Leave the container with", "you can list them by running".
fn asks_by_means(clause: &[Cow<'_, str>]) -> bool {
    let core = core(clause);
    let Some((last, rest)) = core.split_last() else { return false };
    if let [rest @ .., a, b] = core
        && matches!((&**a, &**b), ("like", "so" | "this") | ("as", "follows"))
    {
        return rest.iter().find(|w| !OPENERS.has(w)).is_some_and(|w| DEEDS.has(w) || DIRECT.has(w));
    }
    let by_doing = GERUNDS.has(last) && rest.last().is_some_and(|w| w == "by");
    if !(MEANS.has(last) || by_doing) {
        return false;
    }
    let first = rest.iter().find(|w| !OPENERS.has(w));
    first.is_some_and(|w| DEEDS.has(w) || DIRECT.has(w)) || is_offer(rest)
}

/// The command with its line: the paragraph's text is looked through from where the last one ended.
fn suggested(source: &Source, node: &Node, code: &str, from: &mut usize) -> Suggested {
    let text = source.text.get(node.span.start..node.span.end).unwrap_or_default();
    let at = text.get(*from..).and_then(|rest| rest.find(code)).map(|at| at + *from);
    let line = at.map_or(node.line, |at| source.line(node.span.start + at));
    *from = at.map_or(*from, |at| at + code.len());
    Suggested { line, text: code.trim().to_owned() }
}

/// Takes away those that are blocks of their own (`` `ls`{{execute}} ``).
pub fn without_blocks(found: Vec<Suggested>, nodes: &[Node]) -> Vec<Suggested> {
    if found.is_empty() {
        return found;
    }
    let mut typed = BTreeSet::new();
    walk(nodes, &mut |node| {
        if let NodeKind::Block(block) = &node.kind
            && block.form == Form::Inline
        {
            typed.insert((block.line, block.text.trim()));
        }
    });
    found.into_iter().filter(|s| !typed.contains(&(s.line, s.text.as_str()))).collect()
}

#[cfg(test)]
mod tests {
    use crate::source::Source;

    fn check(text: &str, want: &[&str]) {
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let got: Vec<&str> = document.suggested.iter().map(|s| s.text.as_str()).collect();
        assert_eq!(got, want, "{text}");
    }

    #[test]
    fn what_a_sentence_asks_for() {
        for (text, want) in [
            ("Exit the container with `exit`.", &["exit"][..]),
            ("Führen Sie den Befehl `docker ps` aus.", &["docker ps"]),
            ("Ejecuta `docker ps -a` otra vez.", &["docker ps -a"]),
            ("Exécutez la commande `docker images`.", &["docker images"]),
            ("请运行 `docker ps`。", &["docker ps"]),
            ("- Run `docker ps`\n- Then type `docker images`.", &["docker ps", "docker images"]),
            ("type `docker images`", &["docker images"]),
            ("Now, run the command `docker ps -a` again.", &["docker ps -a"]),
            ("To see them all, run the following command: `docker ps -a`", &["docker ps -a"]),
            ("If it hangs, use `docker stop web` and `docker rm web`.", &["docker stop web", "docker rm web"]),
            ("You can list them by running `docker ps`.", &["docker ps"]),
            ("You can also use `docker image ls`.", &["docker image ls"]),
            (
                "Stop it with `docker stop web`, then start it using `docker start web`.",
                &["docker stop web", "docker start web"],
            ),
            ("You need to run `docker pull alpine` first.", &["docker pull alpine"]),
            ("In a second terminal run `docker stats --no-stream`.", &["docker stats --no-stream"]),
            ("Look at x.tar, and remove it with **`rm x.tar`**.", &["rm x.tar"]),
            ("Try these commands:\n\n- `pwd`\n- `whoami`\n- a `-v` flag", &["pwd", "whoami"]),
            ("> [!NOTE]\n> Run `docker ps`.", &["docker ps"]),
            ("- Run it in a container, like so: `docker run alpine ls`", &["docker run alpine ls"]),
            ("- Run a container with `docker run -it alpine`", &["docker run -it alpine"]),
        ] {
            check(text, want);
        }
    }

    #[test]
    fn what_a_sentence_only_mentions() {
        for text in [
            "The `docker ps` command lists containers.",
            "`docker ps` shows what runs.",
            "When you run `docker ps`, nothing is shown.",
            "We ran `docker ps` before.",
            "Running `docker ps` shows the containers.",
            "Do not run `docker rm web`.",
            "Never use `docker kill web` here.",
            "It is similar to `docker run alpine`.",
            "What happens if you type `exit`?",
            "Use `--rm` and `Dockerfile`.",
            "Use `docker run` to start a container.",
            "It starts with `docker ps`.",
            "Containers that use `docker attach web` share it.",
            "## Run `docker ps`",
            "| Run | `docker ps` |\n|---|---|\n| Run `docker ps` | x |",
            "Use the `docker ps` command:\n\n```\ndocker ps -a\n```",
            "Check with `curl`.",
            "The commands are:\n\n- `pwd`",
            "<details><summary>Solution</summary>\n\nRun `docker ps`.\n\n</details>",
            "Run `docker ps`{{execute}}",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn a_line_for_each() {
        let (document, _) = crate::reader::read(&Source::new("x.md", "Run\n`docker ps`,\nthen `docker ps`.\n"));
        assert_eq!(document.suggested.iter().map(|s| s.line).collect::<Vec<_>>(), [2, 3]);
    }
}
