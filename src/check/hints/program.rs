//! What runs in a container that is made: whether its image's own program stays, and what to give it instead.

use super::way::word;
use crate::check::judge::at_hand;
use crate::check::plain::line_of;
use crate::check::reference::{normal_reference, split as split_reference};
use crate::check::shell::runs_for_ever;
use crate::check::{CommandLine, ContainerCheck};
use crate::state::{Image, Snapshot};

/// Images whose own program is a prompt: without a keyboard it ends at once.
const PROMPTS: &[&str] = &[
    "almalinux",
    "alpine",
    "amazonlinux",
    "archlinux",
    "bash",
    "busybox",
    "centos",
    "debian",
    "fedora",
    "node",
    "python",
    "rockylinux",
    "ruby",
    "ubuntu",
];
/// Programs that are a prompt.
const PROMPT_PROGRAMS: &[&str] = &["ash", "bash", "dash", "irb", "node", "python", "python3", "sh", "zsh"];

/// What keeps a container going that has nothing to do.
pub(super) const STAYS: &str = "sleep infinity";

/// What to give a container behind its image's name, where the check itself names no command; none where the image's
/// own program will do, or where nobody knows.
pub(super) fn program(check: &ContainerCheck, now: &Snapshot) -> Option<String> {
    if check.command.is_some() {
        return None;
    }
    let kind = Kind::of(check, now);
    if let Some(line) = line_to_say(check).filter(|_| kind != Kind::Server) {
        let line = word(&line);
        return Some(if stays(check) { in_shell(&format!("echo {line}; {STAYS}")) } else { format!("echo {line}") });
    }
    match check.exit_code {
        Some(0) | None => {}
        Some(status) => return Some(in_shell(&format!("exit {status}"))),
    }
    if check.restarting == Some(true) && kind != Kind::Unknown {
        return Some("false".to_owned());
    }
    if let Some(process) = check.processes.first().filter(|text| is_command(text) && kind == Kind::Prompt) {
        return Some(process.clone());
    }
    match kind {
        Kind::Prompt if stays(check) => Some(STAYS.to_owned()),
        Kind::Server | Kind::Prompt if check.exited == Some(true) || check.exit_code == Some(0) => {
            Some("true".to_owned())
        }
        _ => None,
    }
}

/// Whether it has to go on running.
pub(super) fn stays(check: &ContainerCheck) -> bool {
    check.running == Some(true)
        || check.paused == Some(true)
        || check.stable_for.is_some()
        || check.health.as_ref().is_some_and(|health| health != "none")
        || !check.processes.is_empty()
}

/// What the program of an image does by itself.
#[derive(PartialEq)]
enum Kind {
    Prompt,
    Server,
    Unknown,
}

impl Kind {
    fn of(check: &ContainerCheck, now: &Snapshot) -> Self {
        let Some(name) = &check.image else { return Self::Unknown };
        if runs_for_ever(&format!("docker run {name}")) {
            return Self::Server;
        }
        let reference = normal_reference(name);
        let is_prompt = match at_hand::image(name, now).filter(|image| !own_program(image).is_empty()) {
            Some(image) => is_prompt(&own_program(image)),
            None => PROMPTS.contains(&split_reference(&reference).0),
        };
        if is_prompt { Self::Prompt } else { Self::Unknown }
    }
}

fn own_program(image: &Image) -> Vec<String> {
    image.entrypoint.iter().chain(&image.cmd).cloned().collect()
}

/// Whether what a container runs reads from a keyboard, and so ends where there is none.
pub(super) fn is_prompt(command: &[String]) -> bool {
    let last = command.last().and_then(|word| word.rsplit('/').next());
    last.is_some_and(|program| PROMPT_PROGRAMS.contains(&program))
}

/// An image with a shell in it.
pub(super) fn with_shell(now: &Snapshot) -> Option<&String> {
    let has = now.images.iter().filter(|image| is_prompt(&own_program(image)));
    has.filter_map(|image| image.tags.first()).min()
}

/// A line that its logs must have.
fn line_to_say(check: &ContainerCheck) -> Option<String> {
    let logs = &check.logs;
    let whole = logs.equals.clone().or_else(|| Some(logs.contains.join(" ")).filter(|text| !text.is_empty()));
    whole.or_else(|| logs.matches.as_ref().and_then(line_of)).filter(|text| !text.contains('\n'))
}

/// Programs that go on and are in every image with a shell.
const LASTING: &[&str] = &["ping", "sleep", "tail", "top", "watch", "yes"];

/// Whether a part of a command line can be typed as one.
pub(super) fn is_command(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || " -_./=".contains(c);
    text.chars().all(is_plain) && text.split(' ').next().is_some_and(|program| LASTING.contains(&program))
}

/// Whether an image's own program is a server, which ends well where it is asked to.
pub(super) fn is_server(image: &str, now: &Snapshot) -> bool {
    let check = ContainerCheck { image: Some(image.to_owned()), ..ContainerCheck::default() };
    Kind::of(&check, now) == Kind::Server
}

/// For a shell in a container, quoted for the learner's.
pub(super) fn in_shell(script: &str) -> String {
    format!("sh -c {}", super::way::quote_script(script))
}

/// The words of a command as they are typed.
pub(super) fn words(command: &CommandLine) -> String {
    match command {
        CommandLine::Text(text) => text.clone(),
        CommandLine::Words(words) => words.iter().map(|text| word(text)).collect::<Vec<_>>().join(" "),
    }
}
