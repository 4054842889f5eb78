//! Programs that are asked from within the sandbox: commands in containers, servers behind published ports.

use super::{Looker, OUTPUT_LIMIT};
use crate::state::{Answer, Output, Probe};
use crate::text::printable;
use std::time::{Duration, Instant};

/// How long a command in a container may take.
const EXEC_LIMIT: Duration = Duration::from_secs(10);
/// How long a server may take to answer.
pub(super) const HTTP_LIMIT: Duration = Duration::from_secs(5);
/// How much longer than its own limit a program in the sandbox may take to start and to be stopped.
pub(super) const SLACK: Duration = Duration::from_secs(15);
/// The status with which `timeout` tells that it stopped a program.
const STOPPED: i64 = 124;
/// The same for a program that had to be killed.
const KILLED: i64 = 137;

/// Exit statuses of curl.
pub(super) const CURL_REFUSED: i64 = 7;
const CURL_TIMED_OUT: i64 = 28;
const CURL_EMPTY_REPLY: i64 = 52;
const CURL_RECEIVE_FAILED: i64 = 56;
/// Above these it is no status of curl's own.
pub(super) const CURL_LAST: i64 = 99;

/// Runs the program on its standard input, wherever it can; ends as it ends and says the end of what it prints.
const SCRIPT: &str = r#"limit=$1 keep=$2; shift 2
f=$(mktemp /tmp/.ropewalk-check.XXXXXXXXXX) || exit 125
trap 'rm -f "$f" "$f.status"' EXIT
cat > "$f" && chmod 700 "$f" && cd || exit 125
{ timeout -k 1 "$limit" "$f" "$@" < /dev/null; echo "$?" > "$f.status"; } 2>&1 | tail -c "$keep"
exit "$(cat "$f.status")""#;
/// How the name begins that a script has for the moment, and how many characters follow.
const SCRIPT_NAME: (&str, usize) = ("/tmp/.ropewalk-check.", 10);
/// From this status on a script did no work of its own: what it calls cannot be run (126, 127), or it was killed.
const NO_WORK: i64 = 126;
/// How `timeout` says that a program could not be started at all.
const NOT_STARTED: &str = "timeout: failed to run command";

impl Looker<'_> {
    /// Runs a command in a container, as the learner could.
    pub(super) async fn exec(&self, probe: &Probe, container: &str, words: &[String]) -> Vec<(Probe, Answer)> {
        let mut argv = vec!["docker", "exec", "--", container];
        argv.extend(words.iter().map(String::as_str));
        vec![(probe.clone(), self.program(&argv, EXEC_LIMIT, container).await)]
    }

    /// Runs a program that the sandbox itself stops when its time is up.
    pub(super) async fn program(&self, argv: &[&str], limit: Duration, what: &str) -> Answer {
        let seconds = limit.as_secs().to_string();
        let mut line = vec!["timeout", "-k", "1", &seconds];
        line.extend(argv);
        let begun = Instant::now();
        match self.run(&line, limit + SLACK).await {
            Ok(said) if was_stopped(said.status, begun, limit) => {
                Answer::Unknown(format!("what was run in `{what}` did not end within {seconds} seconds"))
            }
            Ok(said) => Answer::Output(Output { status: said.status, text: said.out + &said.err }),
            Err(why) => Answer::Unknown(why),
        }
    }

    /// Runs a program that is brought along, as the learner in their home.
    pub(super) async fn script(&self, probe: &Probe) -> Vec<(Probe, Answer)> {
        let Probe::Script { name, text, args, limit } = probe else { return Vec::new() };
        let (seconds, keep) = (limit.to_string(), OUTPUT_LIMIT.to_string());
        let mut argv = vec!["sh", "-c", SCRIPT, "sh", &seconds, &keep];
        argv.extend(args.iter().map(String::as_str));
        let limit = Duration::from_secs(u64::from(*limit));
        let begun = Instant::now();
        let answer = match self.feed(&argv, text.as_bytes(), OUTPUT_LIMIT, limit + SLACK).await {
            Ok(said) if was_stopped(said.status, begun, limit) => {
                Answer::Unknown(format!("`{name}` did not end within {seconds} seconds"))
            }
            Ok(said) if said.out.contains(NOT_STARTED) => {
                let why = said.out.trim().rsplit(": ").next().unwrap_or_default().to_lowercase();
                Answer::Unknown(format!("`{name}` could not be started: {}", printable(&why)))
            }
            Ok(said) => judged(name, said.status, &said.out),
            Err(why) => Answer::Unknown(why),
        };
        vec![(probe.clone(), answer)]
    }

    /// Asks a port of the sandbox itself; nothing beyond it can be asked.
    pub(super) async fn http(&self, probe: &Probe, port: u16, path: &str, host: Option<&str>) -> Vec<(Probe, Answer)> {
        let (seconds, url) = (HTTP_LIMIT.as_secs().to_string(), format!("http://127.0.0.1:{port}{path}"));
        let mut argv =
            vec!["curl", "-s", "-g", "--noproxy", "*", "--max-time", &seconds, "-w", "%{stderr}%{http_code}"];
        let header = host.map(|host| format!("Host: {host}"));
        argv.extend(header.iter().flat_map(|header| ["-H", header.as_str()]));
        argv.push(&url);
        let answer = match self.run(&argv, HTTP_LIMIT + SLACK).await {
            Ok(said) => reply(said.status, said.out, &said.err),
            Err(why) => Answer::Unknown(why),
        };
        vec![(probe.clone(), answer)]
    }
}

/// Whether a program did not end by itself: its status alone may be its own.
fn was_stopped(status: i64, begun: Instant, limit: Duration) -> bool {
    [STOPPED, KILLED].contains(&status) && begun.elapsed() >= limit
}

/// What a script's end means: from [`NO_WORK`] on nothing about the learner.
fn judged(name: &str, status: i64, out: &str) -> Answer {
    let text = called(out, name);
    if status < NO_WORK {
        return Answer::Output(Output { status, text });
    }
    let text = printable(&text);
    let last = text.lines().rev().map(str::trim).find(|line| !line.is_empty());
    let why = last.map(|line| format!(": {line}")).unwrap_or_default();
    Answer::Unknown(format!("`{name}` could not do its work, status {status}{why}"))
}

/// What a script prints, with the name that its author knows it by.
fn called(text: &str, name: &str) -> String {
    let (begin, length) = SCRIPT_NAME;
    let mut parts = text.split(begin);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(name);
        out.push_str(part.get(length..).unwrap_or_default());
    }
    out
}

/// What curl's end means.
fn reply(exit: i64, body: String, status: &str) -> Answer {
    match (exit, status.trim().parse()) {
        (0, Ok(status)) => Answer::Reply { status, body },
        (CURL_REFUSED, _) => Answer::Missing,
        (CURL_TIMED_OUT, _) => Answer::Silent(format!("nothing came within {} seconds", HTTP_LIMIT.as_secs())),
        (CURL_EMPTY_REPLY | CURL_RECEIVE_FAILED, _) => {
            Answer::Silent("the connection was closed at once; perhaps nothing listens behind it".to_owned())
        }
        (1..=CURL_LAST, _) => Answer::Silent("what answers there does not speak HTTP".to_owned()),
        _ => Answer::Unknown("the sandbox could not ask it".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_script_s_end_means() {
        let words = |status, out: &str| match judged("a.sh", status, out) {
            Answer::Output(output) => format!("{} {}", output.status, output.text),
            Answer::Unknown(why) => why,
            other => panic!("{other:?}"),
        };
        let cases = [
            (0, "fine\n", "0 fine\n"),
            (125, "no\n", "125 no\n"),
            (
                127,
                "x\n/tmp/.ropewalk-check.abcdefghij: 2: jq: not found\n",
                "`a.sh` could not do its work, status 127: a.sh: 2: jq: not found",
            ),
            (126, "", "`a.sh` could not do its work, status 126"),
            (137, "Killed\n\n", "`a.sh` could not do its work, status 137: Killed"),
            (1, "/tmp/.ropewalk-check.abc", "1 a.sh"),
        ];
        for (status, out, want) in cases {
            assert_eq!(words(status, out), want);
        }
    }

    #[test]
    fn how_an_answer_is_told() {
        let words = |exit, status: &str| match reply(exit, "hi".into(), status) {
            Answer::Reply { status, body } => format!("{status} {body}"),
            Answer::Missing => "missing".to_owned(),
            Answer::Silent(why) => why,
            Answer::Unknown(_) => "unknown".to_owned(),
            other => panic!("{other:?}"),
        };
        let cases = [
            (0, "200", "200 hi"),
            (7, "000", "missing"),
            (28, "000", "nothing came within 5 seconds"),
            (52, "000", "the connection was closed at once; perhaps nothing listens behind it"),
            (1, "000", "what answers there does not speak HTTP"),
            (127, "", "unknown"),
            (-1, "", "unknown"),
        ];
        for (exit, status, want) in cases {
            assert_eq!(words(exit, status), want, "{exit}");
        }
    }
}
