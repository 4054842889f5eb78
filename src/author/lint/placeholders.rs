//! Parts of commands that the learner must replace, and whether the lesson says by what.

use super::command::calls;
use super::given::Given;
use super::tags::is_general;
use crate::diagnostic::Diagnostic;
use crate::document::{Block, BlockKind, Command, NodeKind, walk};

/// Words of a section that tell the learner to put something of their own in.
const TELLS: &[&str] = &[
    "replac",
    "substitut",
    "fill in",
    "instead of",
    "your own",
    "in place of",
    "placeholder",
    "stands for",
    "change the",
    "modify",
    "adapt",
    "with the name of",
    "with the id",
    "make sure to use",
    "is the name",
    "is your",
    "be sure to use",
];

/// A command with so many placeholders is a general form: it shows what goes where, and is not to be typed.
const GENERAL_FORM: usize = 3;
/// A name of so many words is its own explanation.
const WORDY: usize = 3;
/// Keys that a text shows so: `ssh manager<TAB>`.
const KEYS: &[&str] =
    &["tab", "enter", "return", "space", "backspace", "esc", "escape", "ctrl", "alt", "shift", "up", "down", "cr"];
/// What everybody has one of and knows.
const KNOWN: &[&str] = &["username", "user name", "login", "password", "passwd", "email", "e mail"];
/// Letters of a name that is looked for in the text without its blanks; a shorter one would be found anywhere.
const LONG: usize = 5;

/// More different placeholders are not looked at: each is looked for in the whole text.
const LIMIT: usize = 200;

pub fn find(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    let whole = said(given);
    let squeezed: String = whole.chars().filter(|c| c.is_alphanumeric()).collect();
    let (sections, listed) = (section_starts(given), listed(given));
    let mut seen: Vec<String> = Vec::new();
    // Of each that nothing explains: its name in lower case, where it stands first, and all its lines.
    let mut unsaid: Vec<(String, Diagnostic, Vec<usize>)> = Vec::new();
    for (block, command) in given.commands().filter(|(_, c)| !is_form(c) && !given.allowances.hold("L0204", c.line)) {
        let remarks = remarks_above(given, block, command.line);
        let asked = |name: &&String| !(speaks_for_itself(name) || is_of_language(block, &command.text, name));
        for name in command.placeholders.iter().filter(asked) {
            let bare = bare(name);
            // What the sidecar draws for the learner is not theirs to replace.
            if given.lesson.variables.keys().any(|variable| variable.to_lowercase() == bare) {
                continue;
            }
            // `<folder/results>` is told of with `<folder>`.
            if seen.iter().any(|s| bare.starts_with(s.as_str())) {
                let again = unsaid.iter_mut().find(|(name, ..)| *name == bare);
                again.into_iter().for_each(|(.., lines)| lines.push(command.line));
                continue;
            }
            if seen.len() == LIMIT {
                continue;
            }
            let (section, prose) = section(given, &sections, command.line);
            let words = words(name);
            let is_said = is_listed(&words, &listed)
                || all_spoken(&words, &prose.to_lowercase())
                || is_squeezed(&bare, &squeezed)
                || words.iter().all(|word| remarks.contains(word))
                || tells(&intro_above(given, command.line));
            if !is_said && !is_explained(&bare, &section.to_lowercase(), &whole) {
                let message = format!("nothing says what to put in place of `{name}`");
                let help = "say in the section where the learner finds it, for example: replace … by …";
                let finding = given.finding("L0204", given.span_in(command, name), message).help(help);
                unsaid.push((bare.clone(), finding, vec![command.line]));
            }
            seen.push(bare);
        }
    }
    found.extend(unsaid.into_iter().map(|(_, finding, lines)| {
        let message = finding.message.clone() + &Given::more(&lines);
        Diagnostic { message, ..finding }
    }));
}

/// A command that shows what goes where, and is not to be typed.
fn is_form(command: &Command) -> bool {
    command.placeholders.len() >= GENERAL_FORM || is_general(&command.text)
}

/// What needs no word: a key, a template's part, an id that was cut short, a path that is called one, a phrase of several
/// words, a name in another script, `volume_name`, `<password>`.
fn speaks_for_itself(name: &str) -> bool {
    let bare = bare(name);
    let words = words(name);
    let is_key = name.starts_with('<') && bare.split(['-', '+', ' ']).next().is_some_and(|key| KEYS.contains(&key));
    let is_cut = name.ends_with("...") || name.ends_with('…');
    let is_named = matches!(words.as_slice(), [kind, name] if name == "name" && LISTED.contains(&kind.as_str()));
    let is_known = KNOWN.contains(&bare.replace(['_', '-'], " ").as_str());
    is_key
        || is_cut
        || is_named
        || is_known
        || words.len() >= WORDY
        || name.starts_with("{{")
        || name.starts_with('/')
        || bare.chars().any(|c| c.is_alphabetic() && !c.is_ascii())
}

/// A type of PowerShell's (`[string]$name`, `[Math]::Round`), a variable of the shell's, what Katacoda fills in, and what a
/// site has made of an address.
fn is_of_language(block: &Block, command: &str, name: &str) -> bool {
    let in_powershell = matches!(block.tag.to_lowercase().as_str(), "powershell" | "ps1" | "pwsh" | "posh");
    let is_cast = || command.match_indices(name).any(|(at, _)| command[at + name.len()..].starts_with(['$', ':', '@']));
    let is_type = name.starts_with('[') && !name.contains(' ') && (in_powershell || is_cast());
    is_type || name.starts_with("[[") || name.starts_with('$') || name.contains("email") && name.contains("protected")
}

/// The words of the comments in a block, from its first line to the one of a command.
fn remarks_above(given: &Given<'_>, block: &Block, line: usize) -> Vec<String> {
    let lines = (block.line + 1..=line).map(|line| given.source.line_text(line).trim_start());
    let remark = |text: &str| match text.strip_prefix('#') {
        Some(remark) => Some(remark.to_lowercase()),
        None => text.split_once(" # ").map(|(_, remark)| remark.to_lowercase()),
    };
    let remarks: Vec<String> = lines.filter_map(remark).collect();
    let words = remarks.iter().flat_map(|remark| remark.split(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// `<ipaddress>`, where the text speaks of an IP address.
fn is_squeezed(bare: &str, squeezed: &str) -> bool {
    let name: String = bare.chars().filter(|c| c.is_alphanumeric()).collect();
    name.len() >= LONG && squeezed.contains(&name)
}

fn tells(section: &str) -> bool {
    TELLS.iter().any(|t| section.contains(t))
}

/// What stands between the headings above a line, of a higher level each, and the next heading: "adapt the following" of a
/// chapter holds for its sections. In lower case.
fn intro_above(given: &Given<'_>, line: usize) -> String {
    let mut headings = Vec::new();
    walk(&given.document.nodes, &mut |node| {
        if let NodeKind::Heading { level, .. } = node.kind {
            headings.push((node.line, level));
        }
    });
    let (mut intro, mut inner) = (String::new(), u8::MAX);
    for (at, (start, level)) in headings.iter().enumerate().rev().filter(|(_, (start, _))| *start <= line) {
        // The title's own text is about the whole lesson.
        if *level < inner && *level > 1 {
            inner = *level;
            let end = headings.get(at + 1).map_or(given.source.line_count(), |(next, _)| *next);
            let (from, to) = (given.source.offset(*start, 1), given.source.offset(end, 1));
            intro += &given.prose.get(from..to).unwrap_or_default().to_lowercase();
        }
    }
    intro
}

/// All that the lesson says in lower case: its prose, and the output it shows (a column `CONTAINER ID`).
fn said(given: &Given<'_>) -> String {
    let mut said = given.text.to_lowercase();
    for (_, block) in &given.blocks {
        let shown = if block.kind == BlockKind::Output { Some(&*block.text) } else { block.expected.as_deref() };
        said.extend(shown.map(|text| format!("\n{}", text.to_lowercase())));
    }
    said
}

/// A placeholder's words without its brackets, in lower case.
fn bare(name: &str) -> String {
    name.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

fn section_starts(given: &Given<'_>) -> Vec<usize> {
    let mut starts = vec![1];
    walk(&given.document.nodes, &mut |node| {
        if matches!(node.kind, NodeKind::Heading { .. }) {
            starts.push(node.line);
        }
    });
    starts
}

/// What `docker ps` and its like show: things with an id and a name.
const LISTED: &[&str] = &["container", "image", "volume", "network"];

/// The kinds of things that a command or a sentence of the lesson lists, with their ids and names.
fn listed(given: &Given<'_>) -> Vec<&'static str> {
    let calls = given.commands().flat_map(|(_, command)| calls(command)).map(|(_, call)| call);
    let engine = calls.filter(|call| matches!(call.program.as_str(), "docker" | "podman"));
    let verbs: Vec<String> =
        engine.map(|call| format!("{} {}", call.verb, call.args.join(" ")).trim().to_owned()).collect();
    let lists = |kind: &str, verb: &str| match kind {
        "container" => verb.starts_with("ps"),
        "image" => verb.starts_with("images"),
        _ => verb.starts_with(kind) && verb[kind.len()..].starts_with(" ls"),
    };
    let told = |kind: &str| {
        let short = if kind == "container" { "docker ps" } else { "docker images" };
        given.text.contains(&format!("docker {kind} ls"))
            || (matches!(kind, "container" | "image") && given.text.contains(short))
    };
    LISTED.iter().copied().filter(|kind| told(kind) || verbs.iter().any(|verb| lists(kind, verb))).collect()
}

/// `<container-id>`, where the lesson lists containers: there it is to be found.
fn is_listed(words: &[String], listed: &[&str]) -> bool {
    let has = |word: &str| words.iter().any(|w| w == word);
    (has("id") || has("name")) && listed.iter().any(|kind| has(kind))
}

/// Whether the prose has every word of a name of several: "the ID of this container" for `CONTAINER_ID`.
fn all_spoken(words: &[String], prose: &str) -> bool {
    let said: Vec<&str> = prose.split(|c: char| !c.is_alphanumeric()).collect();
    words.len() > 1 && words.iter().all(|word| said.contains(&word.as_str()))
}

/// The words of a placeholder in lower case: `<containerId>`, `IMAGE_ID` and `imagename` are two each.
fn words(name: &str) -> Vec<String> {
    let mut spaced = String::with_capacity(name.len() + 4);
    let mut before_is_lower = false;
    for c in name.chars() {
        if c.is_uppercase() && before_is_lower {
            spaced.push(' ');
        }
        before_is_lower = c.is_lowercase();
        spaced.push(if c.is_alphanumeric() { c } else { ' ' });
    }
    let mut lower = spaced.to_lowercase();
    for kind in LISTED {
        lower = lower.replace(kind, &format!("{kind} "));
    }
    lower.split_whitespace().map(str::to_owned).collect()
}

/// The text of the section that a line stands in, comments and output of blocks included, and its prose: both explain.
fn section<'g>(given: &'g Given<'_>, starts: &[usize], line: usize) -> (&'g str, &'g str) {
    let next = starts.partition_point(|s| *s <= line);
    let from = given.source.offset(next.checked_sub(1).map_or(1, |i| starts[i]), 1);
    let to = starts.get(next).map_or(given.source.text.len(), |l| given.source.offset(*l, 1));
    let to = to.max(from);
    (&given.source.text[from..to], &given.prose[from..to])
}

/// A name explains itself (`<your name>`), stands in the prose, or the section tells to replace things.
fn is_explained(bare: &str, section: &str, whole: &str) -> bool {
    let words: Vec<&str> = bare.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let spoken = words.join(" ");
    let is_own = words.iter().any(|w| matches!(*w, "my" | "some" | "new" | "old")) || bare.contains("your");
    let run_together = spoken.replace("container", "container ").replace("image", "image ").replace("user", "user ");
    let spoken_of = [bare, &spoken, run_together.trim(), &spoken.replace(' ', "")].iter().any(|s| whole.contains(*s));
    is_own || spoken_of || words.len() >= WORDY || tells(section)
}

#[cfg(test)]
mod tests {
    use super::{all_spoken, bare, is_explained, is_listed, is_squeezed, speaks_for_itself, words};

    #[test]
    fn what_can_be_found() {
        for (name, want) in
            [("<container id>", true), ("<mysqlContainerID>", true), ("containername", true), ("<container>", false)]
        {
            assert_eq!(is_listed(&words(name), &["container"]), want, "{name}");
        }
        assert!(!is_listed(&words("IMAGE_ID"), &["container"]));
        assert!(all_spoken(&words("IMAGE_ID"), "get the id of the new image and"));
        assert!(!all_spoken(&words("<network>"), "a network"));
    }

    #[test]
    fn what_needs_no_word() {
        for (name, want) in [
            ("<TAB>", true),
            ("<ctrl-c>", true),
            ("{{println}}", true),
            ("SWMTKN-1-2ypam...", true),
            ("/host/path", true),
            ("<id du conteneur>", true),
            ("<編號>", true),
            ("volume_name", true),
            ("<Password>", true),
            ("<network>", false),
            ("<ssh-user>", false),
            ("CONTAINER_ID", false),
        ] {
            assert_eq!(speaks_for_itself(name), want, "{name}");
        }
        assert!(is_squeezed("ipaddress", "theipaddressofit") && !is_squeezed("id", "aside"));
    }

    #[test]
    fn what_explains_a_placeholder() {
        for (name, section, whole, want) in [
            ("<container id>", "", "copy the container id", true),
            ("CONTAINER_ID", "", "copy the container id", true),
            ("<your name>", "", "", true),
            ("yourname", "", "", true),
            ("<id>", "replace it", "", true),
            ("imagename", "", "the image name is long", true),
            ("<volume>", "", "nothing", false),
            ("<name-of-the-image>", "", "nothing", true),
        ] {
            assert_eq!(is_explained(&bare(name), section, whole), want, "{name}");
        }
    }
}
