//! Every key of the language has a ladder of hints that leads to a command: the object, the command about it, the flag
//! that matters, the command itself.

use super::golden::{CASES, ELSEWHERE, LOOKS, workshop};
use super::*;
use crate::check::{hints, schema};

/// Cases without a command at the end, and why there can be none.
const NO_COMMAND: &[(&str, &str)] = &[
    ("container: {name: young, health: healthy}", "the health check is on its way: only time tells how it ends"),
    ("container: {name: web, stable_for: 5s}", "it runs: only time makes it steady"),
    ("output: {contains: api}", "no command is named: any may have been meant"),
    ("output: {matches: '^api'}", "no command is named: any may have been meant"),
    ("output: {equals: web}", "no command is named: any may have been meant"),
    ("exit: {status: 0}", "no command is named: the last one is meant, whichever that is"),
    ("output: {matches: '^web .*Up', command: '^docker .*(logs|[a-z]+)'}", "the pattern means no command in words"),
    ("script: {path: check.sh, args: [a], limit: 9}", "what an author's program asks for only its last line tells"),
    ("script: {command: 'false'}", "what an author's program asks for only its last line tells"),
];

fn ladder(yaml: &str, state: &State) -> Vec<String> {
    let check = &checks(yaml)[0];
    hints(&check.assertion, &judge(check, state), &[], state)
}

/// The command at the end of a ladder, if it leads to one.
fn command(ladder: &[String]) -> Option<&str> {
    let last = ladder.last()?;
    let leads = ["This does it: ", "This opens it: ", "It begins with "].iter().any(|lead| last.starts_with(lead));
    (leads || last.starts_with("Then")).then(|| last.rsplit('`').nth(1))?
}

#[test]
fn every_ladder_leads_from_the_object_to_a_command() {
    let state = workshop();
    let all: Vec<&str> = CASES.iter().flat_map(|(_, cases)| *cases).chain(LOOKS).copied().collect();
    for yaml in &all {
        let ladder = ladder(yaml, &state);
        assert!(ladder[0].starts_with("Wanted: "), "{yaml}: the object");
        let exception = NO_COMMAND.iter().find(|(known, _)| known == yaml);
        let Some(command) = command(&ladder) else {
            assert!(exception.is_some(), "{yaml}: no command, and no reason why: {ladder:#?}");
            continue;
        };
        assert!(exception.is_none(), "{yaml}: has a command by now: {ladder:#?}");
        // A program of the shell is no riddle, and what is typed first may be another command than the one about it.
        let names_tool = ladder.len() > 2 || !command.starts_with("docker ") || ladder[1].starts_with("It begins with");
        assert!(names_tool, "{yaml}: no rung names the command alone: {ladder:#?}");
        let has_flag = command.contains(" --") && command.starts_with("docker ");
        let names_flag = |rung: &String| rung.starts_with("The part that matters: ") || rung.contains("a Dockerfile");
        assert!(!has_flag || ladder.iter().any(names_flag), "{yaml}: no rung names the flag: {ladder:#?}");
    }
    for (yaml, why) in NO_COMMAND {
        assert!(all.contains(yaml), "{yaml} ({why}) is no case");
    }
}

/// The cases of the other kinds hold each key; those of the looks are held to the schema here.
#[test]
fn the_looks_hold_every_key() {
    let schema = schema();
    for kind in ELSEWHERE {
        let cases: Vec<&&str> = LOOKS.iter().filter(|yaml| yaml.starts_with(kind)).collect();
        let definition = kind[..1].to_uppercase() + &kind[1..];
        let keys = schema["$defs"][&definition]["properties"].as_object().unwrap_or_else(|| panic!("{definition}"));
        for key in keys.keys() {
            assert!(cases.iter().any(|yaml| yaml.contains(&format!("{key}: "))), "{kind}.{key}");
        }
    }
}

#[test]
fn what_is_there_and_not_right_has_a_command_too() {
    let mut state = workshop();
    let reply = |status, body: &str| Answer::Reply { status, body: body.into() };
    let web = |path: &str| Probe::Http { port: 8081, path: path.into(), host: None };
    state.now.answers.insert(web("/"), reply(200, "Hello"));
    state.now.answers.insert(web("/health"), reply(500, ""));
    let put = |state: &mut State, path: &str, content: &str| {
        let file = File { mode: 0o644, size: content.len() as u64, content: content.into(), ..File::default() };
        state.now.answers.insert(Probe::File(path.into()), Answer::File(file));
    };
    put(&mut state, "c.json", "{\"server\": {\"port\": 80}, \"tags\": [\"a\"]}");
    put(&mut state, "long.json", &format!("{{\"a\": \"{}\"}}", "x".repeat(200)));
    put(&mut state, "no.json", "port = 80");
    put(&mut state, "poem.txt", "roses\n");
    let port =
        Container { bindings: [("80/tcp".into(), vec![9090])].into(), ..container("s", "old", "nginx", "exited") };
    state.now.containers.push(port);
    for (yaml, want) in [
        ("http: {port: 8081, contains: hi}", "docker exec --interactive --tty web sh"),
        ("http: {port: 8081, path: /health, status: 200}", "docker exec --interactive --tty web sh"),
        ("http: 9090", "docker start old"),
        ("container: {name: old, running: true, port: {80: 9090}}", "docker start old"),
        ("container: {name: sick, health: healthy}", "docker exec --interactive --tty sick sh"),
        ("container: {name: sick, health: starting}", "docker restart sick"),
        ("container: {name: web, logs: ready}", "curl localhost:8081"),
        ("container: {name: web, logs: {excludes: error}}", "docker run --detach --name web nginx COMMAND"),
        ("container: {name: web, restarting: true}", "docker run --detach --name web --restart always nginx false"),
        ("container: {name: loop, running: true}", "docker run --detach --name loop alpine sleep infinity"),
        (
            "file: {path: c.json, json: {/server/port: 8080, /tags/0: b, /new/key: 'true'}}",
            "echo '{\"server\":{\"port\":8080},\"tags\":[\"b\"],\"new\":{\"key\":true}}' > c.json",
        ),
        ("file: {path: c.json, json: {/tags/3: b}}", "nano c.json"),
        ("file: {path: long.json, json: {/b: 1}}", "nano long.json"),
        ("file: {path: no.json, json: {/port: 80}}", "nano no.json"),
        ("file: {path: new.json, json: {/port: 80}}", "echo '{\"port\":80}' > new.json"),
        ("file: {path: poem.txt, matches: '^violets$'}", "echo violets >> poem.txt"),
        ("file: {path: poem.txt, matches: 'v.*s'}", "nano poem.txt"),
        ("file: {path: f, in: web, matches: 'v.*s'}", "docker exec --interactive --tty web sh"),
        (
            "file: {path: f, in: {volume: data}, matches: 'v.*s'}",
            "docker run --interactive --tty --rm --volume data:/look IMAGE sh",
        ),
        ("not: {file: {path: /x, in: {image: nothing}}}", "docker pull nothing"),
        ("not: {file: {path: /x, in: {container: nobody}}}", "docker run --detach --name nobody IMAGE"),
        (
            "compose: {project: shop, folder: '~/my shop', services: {web: running, db: any}}",
            "docker compose --project-name shop up --detach web db",
        ),
        ("compose: {services: {db: exited}}", "docker compose up --detach"),
    ] {
        let ladder = ladder(yaml, &state);
        assert_eq!(command(&ladder), Some(want), "{yaml}: {ladder:#?}");
    }
}
