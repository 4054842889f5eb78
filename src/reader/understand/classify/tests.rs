use super::super::super::raw::RawBlock;
use super::*;
use crate::document::Inline;
use crate::source::Source;

fn texts<'i>(items: &'i [Item<'_>]) -> Vec<&'i str> {
    commands(items).map(Typed::text).collect()
}

/// The reading of a block with an info string after a sentence.
fn reading(info: &str, sentence: &str, text: &str) -> String {
    let lines = text.lines().enumerate().map(|(i, t)| (i + 1, t.into())).collect();
    let raw = RawBlock { info: info.into(), lines, ..RawBlock::default() };
    let mut said = super::super::cue::Said::new(1);
    said.say(&[Inline::Text(sentence.into())]);
    said.block();
    let source = Source::new("x.md", text);
    let raw = super::super::alone::all(&source, std::slice::from_ref(&raw)).remove(0);
    let cues = said.cues();
    let context = Context::alone(raw.tag, &cues[0]);
    match read(&raw, text, &context).0 {
        Reading::Typed(items) => texts(&items).join("; "),
        Reading::Repl(items) => "repl ".to_owned() + &texts(&items).join(" "),
        other => format!("{other:?}"),
    }
}

#[test]
fn readings() {
    for (info, sentence, text, want) in [
        ("", "", "docker load -i a.tar", "docker load -i a.tar"),
        ("", "The syntax is:", "docker load [-i FILE]", "Synopsis"),
        ("", "", "docker rmi", "Synopsis"),
        ("", "", "-v /a:/b", "Synopsis"),
        ("shell", "", "\"a\": {\n  \"b\": 1,\n  \"c\": 2", "File"),
        ("", "You should see:", "docker ps", "Output"),
        ("bash", "You should see:", "docker ps", "docker ps"),
        ("html", "It should respond with something like", "<p>a</p>", "Output"),
        ("html", "Make it look like", "<p>a</p>", "File"),
        ("bash", "The output is something like:", "my_box", "Output"),
        ("", "", "mytool do it", "Other"),
        ("bash", "", "mytool do", "mytool do"),
        ("bash", "", "This is a sentence, no command.", "Other"),
        ("console", "", "$ docker ps\nNAMES", "docker ps"),
        ("output", "", "$ docker ps", "Output"),
        ("output", "", "/ # ls\nbin", "ls"),
        ("text", "For example:", "docker run --rm x", "docker run --rm x"),
        ("text", "It prints something like:", "docker run --rm x", "Output"),
        ("text", "Create `.dockerignore`:", ".git", "File"),
        ("text", "Output:", "a │ b", "Output"),
        ("", "This file looks like:", "---\na: b\nc:\n- d", "File"),
        ("", "", "#!/bin/sh\nls", "File"),
        ("text", "", "# Old\n$ nodemon x\nready", "Output"),
        ("text", "", "mysql> SELECT 1;\n1", "repl SELECT 1;"),
        ("", "You will see what it does", "docker run x", "docker run x"),
        ("console", "", "root@4e0c3f1a2b3c:/#\n$", "Output"),
        ("", "It works:", "telnet localhost 80\nTrying 127.0.0.1...", "telnet localhost 80"),
        ("", "They are:", "git\nTrying it out", "Other"),
        ("bash", "", "$ # docker inspect x\n[{\n}]", "Output"),
        ("vim", "", "FROM a\nRUN b", "File"),
        ("vim", "", "FROM - the base\nRUN - runs it", "Other"),
        ("docker", "", "docker ps", "docker ps"),
        ("json", "The result is", "{\"a\": 1}", "Output"),
        ("", "", "docker ps\nCONTAINER ID   IMAGE", "docker ps"),
        ("", "", "CONTAINER ID   IMAGE", "Output"),
        ("", "You should see:", "docker ps\nCONTAINER ID   IMAGE", "docker ps"),
        ("", "You get something like:", "ping x\n64 bytes from 8.8.8.8", "ping x"),
        ("", "", "docker pull x\ndocker run x hostname\n0a1b2c3d4e5f", "docker pull x; docker run x hostname"),
        ("", "", "docker run x\nHi there!", "docker run x"),
        ("", "You should see:", "docker run x\nHi there!", "Output"),
        ("bash", "", "docker volume inspect v\n[\n  {\n    \"Name\": \"v\"\n  }\n]", "docker volume inspect v"),
        ("bash", "", "docker run x\nmytool do", "docker run x; mytool do"),
        ("", "", "docker is good\nHi there!", "Other"),
        ("", "", "-p HOST:BOX\n# such as\n-p 80:80  # the web", "Synopsis"),
        ("bash", "", "[here]:[there]:[rw|ro]", "Synopsis"),
        (".term1", "", "docker pull [OPTIONS] NAME[:TAG]", "Synopsis"),
        (".term1", "", "docker rmi", "docker rmi"),
        ("python", "", ">>> 1 + 1\n2", "repl 1 + 1"),
        ("", "", "https://localhost:80/x", "Other"),
        ("text", "", "https://localhost:80/x", "Other"),
        ("", "At first we have", "version: '3'", "File"),
        ("", "", "Note: this", "Other"),
        ("", "", "cat: /x: Permission denied", "Output"),
        ("bash", "Add this line to `/etc/x.conf`:", "a-b=[\"c\"]", "File"),
        ("bash", "", "# start.sh\n#!/bin/sh\nls", "File"),
        ("yaml", "", "host:\n  ...\n  # its name\n  name: a\n  port: 1\n  user: b", "File"),
        ("yaml", "", "a heap of words\nand more of them", "Other"),
        ("mermaid", "", "graph TD", "Other"),
        ("bash", "", "", "Other"),
    ] {
        assert_eq!(reading(info, sentence, text), want, "{info} {sentence} {text:?}");
    }
}
