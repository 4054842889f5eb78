//! Where commands are typed, and which of several.

use super::check;

#[test]
fn a_prompt_may_be_made_of_the_containers_name() {
    let run = "$ docker run -it --name c1 alpine";
    check(
        &format!("```\n{run}\nc1# ip route\ndefault\nc1:/tmp# exit\n$ docker ps\n```\n"),
        &["Session 1 docker run -it --name c1 alpine | @ip route | @exit | docker ps"],
    );
    check(
        &format!("```\n{run}\n```\n\n```\nroot@c1:/# ls\n```\n"),
        &["Command 1 docker run -it --name c1 alpine", "Session 5 @ls"],
    );
    // What its logs show was printed, and nobody else's prompt is the container's.
    check(
        &format!("```\n{run}\n```\n\n```\n$ docker logs c1\nc1# ls\n```\n"),
        &["Command 1 docker run -it --name c1 alpine", "Session 5 docker logs c1"],
    );
    check("```\nroot@box:/# ls\n```\n", &["Command 1 ls"]);
    check(
        &format!("```\n{run}\n```\n\n```\nroot@box:/# docker ps\n```\n"),
        &["Command 1 docker run -it --name c1 alpine", "Command 5 docker ps"],
    );
}

#[test]
fn what_follows_a_call_of_another_machine_is_typed_there() {
    check("```\nssh me@server\ndocker ps\n```\n", &["Command 1 ? ssh me@server"]);
    check(
        "```\n$ docker-machine ssh one\n$ docker ps\n$ exit\n$ ls\n```\n",
        &["Command 1 ? docker-machine ssh one | ls"],
    );
    check("```\n$ vagrant ssh\nWelcome\nvagrant@one:~$ ls\n```\n", &["Session 1 ? vagrant ssh"]);
    check("```\nssh me@server docker ps\ndocker ps\n```\n", &["Command 1 ssh me@server docker ps | docker ps"]);
    check("```\nls\nssh me@server\n```\n", &["Command 1 ls | ssh me@server"]);
}

#[test]
fn two_commands_with_or_between_them_are_two_ways() {
    let line =
        |between: &str| format!("Use `docker ps`{{{{execute}}}}{between}`docker container ls`{{{{execute}}}} now.\n");
    for between in [" or ", ", or simply ", " 또는 ", "\noder "] {
        let (first, second) = ("Command 1 docker ps", usize::from(between.contains('\n')) + 1);
        check(&line(between), &[first, &format!("Command {second} =1 docker container ls")]);
    }
    for between in [" and ", ", ", " or the wide ", " oracle "] {
        check(&line(between), &["Command 1 docker ps", "Command 1 docker container ls"]);
    }
}

#[test]
fn of_a_pattern_and_its_example_one_is_typed() {
    let text = |pattern: &str, said: &str, example: &str| {
        format!("```bash\n{pattern}\n```\n\n{said}\n\n```bash\n{example}\n```\n")
    };
    let (pattern, id, name) = ("docker logs <container>", "docker logs 4c01db0b339c", "docker logs web");
    let both = |first: &str, second: &str| [format!("Command 1{first}"), format!("Command 7{second}")];
    let check = |text: &str, want: [String; 2]| check(text, &[&*want[0], &*want[1]]);
    check(&text(pattern, "For example:", id), both(" docker logs <container>", " =1 docker logs 4c01db0b339c"));
    check(&text(pattern, "such as", name), both(" =7 docker logs <container>", " docker logs web"));
    let (pattern_of_own, own) = ("docker build -t USERNAME/web .", "docker build -t ada/web .");
    let goes_on = text(pattern_of_own, "For example:", own) + "\n```bash\ndocker run ada/web\n```\n";
    super::check(
        &goes_on,
        &[
            "Command 1 =7 docker build -t USERNAME/web .",
            "Command 7 docker build -t ada/web .",
            "Command 11 docker run ada/web",
        ],
    );
    check(&text(pattern, "Then:", name), both(" docker logs <container>", " docker logs web"));
    check(&text(pattern, "For example:", "docker top web"), both(" docker logs <container>", " docker top web"));
    super::check(
        "Run `docker rm <id>`{{execute}}, e.g. `docker rm 4c01`{{execute}}.\n",
        &["Command 1 docker rm <id>", "Command 1 =1 docker rm 4c01"],
    );
}

#[test]
fn what_is_done_on_another_machine_is_another_way() {
    let text =
        |first: &str, said: &str, second: &str| format!("```bash\n{first}\n```\n\n{said}\n\n```bash\n{second}\n```\n");
    let ways = |first: &str, second: &str| [format!("Command 1 {first}"), format!("Command 7 =1 {second}")];
    let apart = |first: &str, second: &str| [format!("Command 1 {first}"), format!("Command 7 {second}")];
    let check = |text: &str, want: [String; 2]| check(text, &[&*want[0], &*want[1]]);
    let (run, arm, podman) = ("docker run -d web", "docker run -d --platform linux/amd64 web", "podman run -d web");
    let m1 = "If you are using an M1 Mac instead, it would look like:";
    check(&text(run, m1, arm), ways(run, arm));
    check(&text(run, "If you use podman:", podman), ways(run, podman));
    check(
        &text("docker build .", "On Apple Silicon:", "docker buildx build ."),
        ways("docker build .", "docker buildx build ."),
    );
    check(&text(run, m1, "docker run -d raft"), apart(run, "docker run -d raft"));
    check(&text(run, "On Linux or a Mac, try this:", arm), apart(run, arm));
    check(&text(run, "Podman and a Mac are nice.", arm), apart(run, arm));
}

#[test]
fn what_stands_alone_in_a_quote_below_a_command_is_what_that_prints() {
    let command = "```bash\ndocker run alpine ls\n```\n";
    let output = ["Command 1 docker run alpine ls", "Output 5"];
    check(&format!("{command}\n> ```bash\n> bin\n> hello\n> ```\n"), &output);
    let next = ["Command 1 docker run alpine ls", "Command 5 docker ps"];
    check(&format!("{command}\n> ```bash\n> docker ps\n> ```\n"), &next);
    let (document, _) =
        crate::reader::read(&crate::source::Source::new("x.md", format!("{command}> ```\n> bin\n> ```\n")));
    let mut expected = None;
    crate::document::walk(&document.nodes, &mut |node| {
        if let crate::document::NodeKind::Block(block) = &node.kind {
            expected = expected.take().or(block.expected.clone());
        }
    });
    assert_eq!(expected.as_deref(), Some("bin"));
}

#[test]
fn what_is_typed_and_what_it_prints_may_stand_in_quotes_side_by_side() {
    let part = |class: &str, text: &str| {
        format!("> > <{class}-title>Bash</{class}-title>\n> > ```\n> > {text}\n> > ```\n> {{: .{class}}}\n>\n")
    };
    let (input, output) = (part("code-in", "docker ps"), part("code-out", "rm -rf here"));
    check(&format!("> Do it\n>\n{input}{output}{{: .hands_on}}\n"), &["Command 4 docker ps", "Output 10"]);
    check("> ```bash\n> docker rm -f x\n> ```\n{: .hidden}\n\n```bash\ndocker ps\n```\n", &["Command 6 docker ps"]);
}

#[test]
fn what_goes_into_a_field_of_another_program_is_shown() {
    let typed = "```bash\ndocker build -t web .\n```\n";
    let text = |said: &str| format!("## Build\n\n{said}\n\n{typed}");
    let (shown, typed) = (&["Command 5 ? docker build -t web ."], &["Command 5 docker build -t web ."]);
    check(&text("In the *Execute shell* field paste:"), shown);
    check(&text("Add these lines to your pipeline's script:"), shown);
    check(&text("Choose **Add step** and **Execute Shell**. Use this:"), shown);
    check(&text("Execute shell commands like this one:"), typed);
    check(&text("Add a build step by this:"), typed);
    // No shell is opened there.
    check(
        "Paste it into the \"Command\" field:\n\n```\ndocker run -it a sh\n```\n\nThen:\n\n```\nls\n```\n",
        &["Command 3 ? docker run -it a sh", "Command 9 ls"],
    );
}

#[test]
fn a_shell_without_input_ends_at_once() {
    check("```bash\ndocker exec web bash\nls\n```\n", &["Command 1 docker exec web bash | ls"]);
    check("```\n$ docker exec web bash\n$ ls\n```\n", &["Command 1 docker exec web bash | ls"]);
    let prompted = "```\n$ docker exec web bash\nroot@0a1b2c3d4e5f:/# ls\n```\n";
    check(prompted, &["Session 1 docker exec web bash | @ls"]);
}

#[test]
fn a_title_may_say_that_a_containers_shell_is_meant() {
    let text = |title: &str, said: &str| {
        format!("```bash\ndocker run -d web\n```\n\n### {title}\n\n{said}\n\n```bash\nbash bin/check.sh\n```\n")
    };
    let first = "Command 1 docker run -d web";
    let there = [first, "Session 9 @bash bin/check.sh"];
    check(&text("Way 2: Check it from a terminal inside the container", "From the top folder:"), &there);
    check(&text("From the shell in the running container", "Look at it:"), &there);
    let further = "\nOnce more:\n\n```bash\nls\n```\n\n### Clean up\n\nThrow it away:\n\n```bash\nrm -rf a\n```\n";
    check(
        &(text("Check it from a terminal inside the container", "Look at it:") + further),
        &[first, there[1], "Session 15 @ls", "Command 23 rm -rf a"],
    );
    let here = [first, "Command 9 bash bin/check.sh"];
    check(&text("Check it from a terminal inside the container", "Prepare it on the host:"), &here);
    check(&text("Open a shell inside the container", "Look at it:"), &here);
    check(&text("From a terminal inside the containers folder", "Look at it:"), &here);
}
