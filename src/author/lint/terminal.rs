//! Programs that wait for a person and get no terminal to meet one.

use super::command::{argument_place, base, calls, engine};
use super::given::Given;
use crate::check::shell;
use crate::diagnostic::Diagnostic;
use crate::document::{Command, Location};
use regex::Regex;
use std::sync::LazyLock;

/// Lines below a block in which its outcome is told.
const LOOK_BELOW: usize = 8;
const SHELLS: &[&str] = &["sh", "bash", "ash", "zsh", "dash", "fish"];
/// Flags that leave a shell at its prompt.
const PROMPT_FLAGS: &[&str] = &["-l", "--login", "-i", "-li", "-il", "--norc"];
/// Programs that show a prompt of their own where nothing else is asked of them.
const LANGUAGES: &[&str] =
    &["python", "python3", "ipython", "node", "irb", "lua", "julia", "R", "jshell", "ghci", "iex", "pwsh", "redis-cli"];
/// Clients of databases, and the first letters of flags that give them something to do.
const CLIENTS: &[(&str, &str)] = &[
    ("psql", "cflV?"),
    ("mysql", "eV?"),
    ("mariadb", "eV?"),
    ("mongosh", "f"),
    ("mongo", "f"),
    ("cqlsh", "ef"),
    ("clickhouse-client", "q"),
    ("sqlplus", "V?"),
];
/// How a script is named that gives a client something to do.
const SCRIPTS: &[&str] = &[".js", ".sql", ".cql"];
/// Long flags that give a client something to do.
const TASKS: &[&str] = &["--command", "--execute", "--file", "--list", "--version", "--help", "--eval", "--query"];
const EDITORS: &[&str] = &["vi", "vim", "nano", "emacs"];
/// What a text says of a program that did not run on, as the author wants it.
const MEANT: &[&str] = &[
    "nothing happen",
    "exited",
    "exits",
    "will exit",
    "ends at once",
    "ended",
    "stops right",
    "no prompt",
    "immediately",
    "error",
    "not found",
    "does not exist",
    "doesn't exist",
    "no such",
    "fail",
    "not available",
    "not installed",
    "no shell",
    "without a shell",
    "won't work",
    "not work",
];
static ANGLES: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"<[A-Za-z][^<>\n]*>").ok());

pub fn find(given: &Given<'_>, found: &mut Vec<Diagnostic>) {
    for typed in given.typed().filter(|typed| typed.command.location == Location::Host) {
        let command = typed.command;
        if is_fed(command) || is_meant(given, typed.below) {
            continue;
        }
        for (simple, call) in calls(command) {
            // What it prints goes on to another program, or its input comes from one.
            let is_fed = simple.piped || !simple.writes.is_empty();
            if let Some(message) = fault(&call).filter(|_| !is_fed) {
                // The program, or the image whose own shell it is.
                let number = usize::from(call.args.len() > 1);
                let place = argument_place(&simple, number).unwrap_or(0..command.text.len());
                let span = given.span_at(command, place);
                found.push(given.finding("L0207", span, message).help(mend(&call, &command.text)));
            }
        }
    }
}

/// Whether the text below a line tells what the learner sees: then the missing terminal is the lesson.
fn is_meant(given: &Given<'_>, line: usize) -> bool {
    let below = (line + 1..=line + LOOK_BELOW).map(|l| given.source.line_text(l).to_lowercase());
    let text = below.collect::<Vec<_>>().join(" ");
    MEANT.iter().any(|words| text.contains(words))
}

/// Whether a file or here document is its input.
fn is_fed(command: &Command) -> bool {
    let text = ANGLES.as_ref().map_or(command.text.as_str().into(), |a| a.replace_all(&command.text, ""));
    text.contains('<')
}

/// How a call gives its program what it waits for.
fn mend(call: &shell::Command, text: &str) -> String {
    let (verb, engine) = (&call.verb, engine(text));
    if is_of_compose(call) {
        let flag = if call.has("no-TTY") { "`-T`" } else { "`--interactive=false`" };
        return format!("take {flag} away: `{verb}` gives it the learner's keyboard and screen by itself");
    }
    if verb == "run" && call.has("detach") {
        return format!("`{engine} {verb} -dit …` gives it a terminal, so it goes on");
    }
    format!("`{engine} {verb} -it …` gives it the learner's keyboard and screen")
}

fn is_of_compose(call: &shell::Command) -> bool {
    matches!(call.verb.as_str(), "compose run" | "compose exec")
}

fn fault(call: &shell::Command) -> Option<String> {
    if call.program != "docker" || !(is_of_compose(call) || matches!(call.verb.as_str(), "run" | "exec")) {
        return None;
    }
    let program = waits(call)?;
    let is_detached = call.has("detach");
    if is_of_compose(call) {
        // It gives both where nobody forbids them.
        let is_mute = call.flags.iter().any(|f| f.name == "interactive" && f.value.as_deref() == Some("false"));
        return match (is_detached, call.has("no-TTY"), is_mute) {
            (false, true, _) => Some(format!("`{program}` has `-T` and so no screen: it shows no prompt")),
            (false, false, true) => Some(format!("`{program}` has a screen and no keyboard: it waits for ever")),
            _ => None,
        };
    }
    match (call.has("interactive"), call.has("tty")) {
        (false, false) => Some(format!("`{program}` gets no terminal, so it ends at once")),
        (false, true) if !is_detached => Some(format!("`{program}` has a screen and no keyboard: it waits for ever")),
        (true, false) if !is_detached => Some(format!("`{program}` has `-i` and no `-t`, so it shows no prompt")),
        _ => None,
    }
}

/// The program that a call starts, where it waits for a person. With more words (`-c ls`, a script, a query) it has something
/// to do without one.
fn waits(call: &shell::Command) -> Option<&str> {
    let entry = call.value("entrypoint").map(base);
    let (program, rest) = match (entry, call.args.get(1)) {
        (Some(program), _) => (program, call.args.get(1..).unwrap_or_default()),
        (None, program) => (base(program?), call.args.get(2..).unwrap_or_default()),
    };
    // `/usr/bin/env bash`, `bundle exec rails console`
    let (program, rest) = match (program, rest) {
        ("env", [program, rest @ ..]) if !program.contains(['=', '-']) => (base(program), rest),
        ("bundle", [exec, program, rest @ ..]) if exec == "exec" => (base(program), rest),
        as_written => as_written,
    };
    is_prompt(program, rest).then_some(program)
}

/// Whether a program with some words shows a prompt and waits.
fn is_prompt(program: &str, rest: &[String]) -> bool {
    if let Some((_, letters)) = CLIENTS.iter().find(|(name, _)| *name == program) {
        return !rest.iter().any(|word| is_task(letters, word));
    }
    let words: Vec<&str> = rest.iter().map(String::as_str).collect();
    match program {
        // Behind the database stands a question.
        "sqlite3" => words.iter().filter(|word| !word.starts_with('-')).count() < 2,
        "rails" => matches!(words.as_slice(), ["console" | "c"]),
        "php" => words.as_slice() == ["-a"],
        "su" => !words.iter().any(|word| word.starts_with("-c") || word.starts_with("--c")),
        _ if SHELLS.contains(&program) => words.iter().all(|word| PROMPT_FLAGS.contains(word)),
        _ if EDITORS.contains(&program) => !words.iter().any(|word| word.starts_with('-')),
        _ => LANGUAGES.contains(&program) && words.is_empty(),
    }
}

/// Whether a word gives a database's client something to do.
fn is_task(letters: &str, word: &str) -> bool {
    let is_long = TASKS.iter().any(|task| word.starts_with(task));
    let is_script = word.starts_with('@') || SCRIPTS.iter().any(|end| word.ends_with(end));
    // `-tAc` asks too; `-psecret` is a password.
    let short = word.strip_prefix('-').filter(|short| !short.starts_with(['-', 'p', 'u', 'h', 'U', 'd', 'D', 'P']));
    is_long || is_script || short.is_some_and(|short| short.contains(|c| letters.contains(c)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::shell::split;

    #[test]
    fn who_waits_for_a_person() {
        for (text, want) in [
            ("docker exec web bash -l", Some("bash")),
            ("docker exec web bash -c ls", None),
            ("docker run --entrypoint sh alpine:3.20", Some("sh")),
            ("docker run --entrypoint sh alpine:3.20 -c ls", None),
            ("docker run python:3.12 python", Some("python")),
            ("docker run python:3.12 python app.py", None),
            ("docker exec db psql -U postgres", Some("psql")),
            ("docker exec db psql -U postgres -c 'select 1'", None),
            ("docker exec db psql -U postgres -tAc 'select 1'", None),
            ("docker exec db mysql -u root -psecret", Some("mysql")),
            ("docker exec db mysql -u root -e 'show tables'", None),
            ("docker exec cache redis-cli", Some("redis-cli")),
            ("docker exec cache redis-cli ping", None),
            ("docker exec web vi /etc/hosts", Some("vi")),
            ("docker run nginx:1.27", None),
            ("docker exec db mongosh", Some("mongosh")),
            ("docker exec db mongosh --eval 'db.stats()'", None),
            ("docker exec db mongosh /seed.js", None),
            ("docker exec db cqlsh -e 'describe keyspaces'", None),
            ("docker exec db sqlplus shop/pw@localhost", Some("sqlplus")),
            ("docker exec web sqlite3 /shop.db", Some("sqlite3")),
            ("docker exec web sqlite3 /shop.db .tables", None),
            ("docker exec web rails console", Some("rails")),
            ("docker exec web rails db:migrate", None),
            ("docker exec web bundle exec rails c", Some("rails")),
            ("docker exec web php -a", Some("php")),
            ("docker exec web php app.php", None),
            ("docker exec db su - postgres", Some("su")),
            ("docker exec db su - postgres -c psql", None),
            ("docker exec web /usr/bin/env bash", Some("bash")),
            ("docker exec web env", None),
        ] {
            let call = shell::Command::read(&split(text)[0]).unwrap();
            assert_eq!(waits(&call), want, "{text}");
        }
    }
}
