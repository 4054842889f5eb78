//! In which shell or program something is typed, and what opens and leaves one.

use super::check;

#[test]
fn what_is_typed_as_root_has_no_mark() {
    check(
        "```\nsudo -i\n  cd /sys\n  cat a   # the shell and cat, better than most!\n```\n",
        &["Command 1 sudo -i | cd /sys | cat a   # the shell and cat, better than most!"],
    );
    check("```\nmyprobe web\nsudo nsenter -t 1 id\n```\n", &["Command 1 myprobe web | sudo nsenter -t 1 id"]);
    check("It prints:\n\n```\nmyprobe web\nsudo reboot\n```\n", &["Output 3"]);
    check("```\nmyprobe web\n```\n", &["Other 1 ?"]);
    // What the other systems need is not done by another program.
    check(
        "```\nsudo nsenter -t 1 id\n```\n\nOn Windows there is this:\n\n```\ndocker run x id\n```\n",
        &["Command 1 sudo nsenter -t 1 id", "Command 7 docker run x id"],
    );
}

#[test]
fn a_shell_that_shows_only_a_sign_goes_on_behind_it() {
    let open = "```\n$ docker exec -it web sh\n # ip a\n1: lo\n```\n\n";
    let opened = "Session 1 docker exec -it web sh | @ip a";
    check(
        &format!("{open}```\n # ping db\nPING\n```\n\n```\n$ curl localhost\n```\n"),
        &[opened, "Session 7 @ping db", "Command 12 curl localhost"],
    );
    check(
        &format!("{open}```\n# ping db\n# exit\n$ docker rm -f web\n```\n"),
        &[opened, "Session 7 @ping db | @exit | docker rm -f web"],
    );
    // A comment, where another sign was shown, or nothing is left.
    check(
        "```\n$ docker exec -it web sh\n/ # ls\nbin\n```\n\n```\n# exit\n$ docker ps\n```\n",
        &["Session 1 docker exec -it web sh | @ls", "Command 7 docker ps"],
    );
    check(&format!("{open}```\n# list them\n$ docker ps\n```\n"), &[opened, "Command 7 docker ps"]);
}

#[test]
fn a_program_is_left_by_its_word_with_a_semicolon() {
    let text = "Log in: `docker exec -it db mysql -p`{{execute}}\n\nList: `show databases;`{{execute}}\n\n\
        Leave: `exit;`{{execute}}\n\nThen: `ls`{{execute}}\n";
    check(text, &["Command 1 docker exec -it db mysql -p", "Repl 3 @show databases;", "Repl 5 @exit;", "Command 7 ls"]);
}

/// The terminals of a lesson's blocks.
fn terminals(text: &str) -> Vec<u32> {
    let (document, _) = super::read(&super::Source::new("x.md", text));
    document.blocks().into_iter().map(|block| block.terminal).collect()
}

#[test]
fn the_learner_is_sent_to_another_terminal() {
    let text = |said: &str| format!("{said}\n\n```bash\ndocker ps\n```\n");
    for (said, want) in [
        ("In a new terminal window type:", 2),
        ("Open a second terminal. It is needed to look from outside:", 2),
        ("Look at the dashboard, or open another host terminal and type:", 2),
        ("In the third terminal:", 3),
        ("Open a second terminal, and in the first terminal type:", 1),
        ("Close the second terminal and type:", 1),
        ("Open http://localhost:80 in a new tab of the terminal, then:", 1),
        ("If you open a new terminal, set it again:", 1),
        ("Start a new shell in the container:", 1),
        ("Then ask it from another window:", 2),
        ("In a second tab, look at it:", 2),
        ("Open another shell, and look at it:", 2),
        ("Start a new shell and look:", 1),
        ("You find it in another tab of the browser. Type:", 1),
        ("It is in another table:", 1),
        ("On Windows, in the other Windows folder:", 1),
        ("We don't have to launch another terminal. Type:", 1),
        ("Open up the new instance and look:", 1),
    ] {
        assert_eq!(terminals(&text(said)), [want], "{said}");
    }
    let several = "```.term2\nls\n```\n\nOpen up the new instance and paste this. It joins:\n\n```\ndocker ps\n```\n\n\
        Output:\n\n```\nNAMES\n```\n";
    assert_eq!(terminals(several), [2, 2, 2]);
}

#[test]
fn what_needs_a_shell_that_is_open_and_gone_once_it_is_left_is_typed_beside_it() {
    let text = |flag: &str, call: &str| {
        format!("```\n$ docker run -it{flag} debian bash\nroot@8a0081aaf7b5:/# ls\n```\n\n```\n$ {call}\n```\n")
    };
    assert_eq!(terminals(&text(" --rm", "docker commit 8a0081aaf7b5 me/web")), [1, 2]);
    assert_eq!(terminals(&text(" --rm --name web", "docker cp web:/a .")), [1, 2]);
    assert_eq!(terminals(&text("", "docker commit 8a0081aaf7b5 me/web")), [1, 1]);
    assert_eq!(terminals(&text(" --rm", "docker ps")), [1, 1]);
    assert_eq!(terminals("```bash\ndocker run -it --rm --name web a bash\nls\ndocker logs web\n```\n"), [1]);
}

#[test]
fn a_command_that_is_echoed_above_its_output_is_printed() {
    let text = |first: &str, said: &str, second: &str| {
        format!("```\n{first}\n```\n\n{said}\n\n```\n$ {second}\nIt joined.\n```\n")
    };
    let (join, short) = ("docker swarm join --token abc 10.0.0.1:2377", "docker swarm join --token a");
    check(&text(join, "**Output:**", short), &[&format!("Command 1 {join}"), "Output 7"]);
    check(&text("docker ps", "Output:", "docker ps"), &["Command 1 docker ps", "Session 7 docker ps"]);
    check(&text("docker ps", "Output:", short), &["Command 1 docker ps", &format!("Session 7 {short}")]);
    check(&text(join, "Now again:", join), &[&format!("Command 1 {join}"), &format!("Session 7 {join}")]);
}

#[test]
fn what_a_terminal_broke_at_its_width_is_joined() {
    let token = "SWMTKN-1-0123456789abcdef0123456789abcdef0123456789abcdef0123456789";
    check(
        &format!("Type this:\n\n```\n docker swarm join \\\n    --token {token}\nvzb \\\n    10.0.0.1:2377\n```\n"),
        &[&format!("Command 3 docker swarm join \\\n    --token {token}vzb \\\n    10.0.0.1:2377")],
    );
    check("```\ndocker run \\\n    -d\nnginx \\\n    ls\n```\n", &["Synopsis 1"]);
}

#[test]
fn what_is_said_to_an_assistant_is_not_typed_in_the_shell() {
    let open = "```bash\nsbx run --name a claude --kit ./b\n```\n\n";
    let opened = "Command 1 sbx run --name a claude --kit ./b";
    let said = "```bash\nContainerize this app. Build it and run it.\n```\n\n```bash\n! bash <<'E'\nls\nE\n```\n\n";
    check(
        &format!("{open}When it opens, paste this:\n\n{said}```bash\ndocker ps\n```\n"),
        &[opened, "Repl 7", "Repl 11", "Command 17 docker ps"],
    );
    check(
        &format!("{open}```\n/exit\n```\n\n```yaml\na: b\n```\n\n```bash\nmytool do\n```\n"),
        &[opened, "Repl 5", "File 9 ?", "Command 13 mytool do"],
    );
    check("```bash\nollama run a\n```\n\n```python\nimport os\n```\n", &["Command 1 ollama run a", "File 5"]);
}

#[test]
fn keys_that_are_told_to_be_pressed_leave_what_is_open() {
    let text = |said: &str| format!("```bash\ndocker exec -it box sh\n```\n\n{said}\n\n```bash\nmytool run\n```\n");
    let opened = "Command 1 docker exec -it box sh";
    for said in [
        "Detach with Ctrl+P Ctrl+Q. Then go on:",
        "Press Ctrl+D to leave the container.",
        "Now press <kbd>Ctrl</kbd>+<kbd>D</kbd> to exit.",
        "Detach with `Ctrl-p` followed by `Ctrl-q`:",
        "Leave with ctrl+p+q:",
        "Hit Control-D to log out.",
        "Type `^D`.",
        "Press Ctrl+P, then Ctrl+Q. Go on:",
        "Press Ctrl+C to stop the server, and then Ctrl+D to leave the container.",
        "Press `Ctrl+C` to exit from the container.",
        "Leave the container and look at the folder:",
        "Now log out of the container.",
    ] {
        check(&text(said), &[opened, "Command 7 mytool run"]);
    }
    for said in [
        "Stop it with Ctrl+C.",
        "If you press Ctrl+D here, the shell ends.",
        "You can detach with Ctrl-P Ctrl-Q.",
        "This will leave the container running.",
        "The sign ^D stands for the end.",
        "List the users and then leave the container:",
    ] {
        check(&text(said), &[opened, "Session 7 @mytool run"]);
    }
    let opens = "docker run -it --name box debian sh";
    for (comment, want) in [
        ("# detach with Ctrl+P Ctrl+Q", format!("Command 1 {opens} | mytool run")),
        ("# Press Ctrl-D to leave", format!("Command 1 {opens} | mytool run")),
        ("# Ctrl-C stops it", format!("Session 1 {opens} | @mytool run")),
        ("# If you press Ctrl-D, it ends", format!("Session 1 {opens} | @mytool run")),
    ] {
        check(&format!("```bash\n{opens}\n{comment}\nmytool run\n```\n"), &[&want]);
    }
}

#[test]
fn what_is_typed_on_a_server_until_that_is_left_is_only_shown() {
    let block = |text: &str| format!("```bash\n{text}\n```\n\n");
    let lesson = |blocks: &[&str]| blocks.iter().map(|text| block(text)).collect::<String>();
    check(
        &lesson(&["docker ps", "ssh ada@box", "docker ps", "ls\nexit", "ls"]),
        &[
            "Command 1 docker ps",
            "Command 5 ssh ada@box",
            "Command 9 ? docker ps",
            "Command 13 ? ls | exit",
            "Command 18 ls",
        ],
    );
    let told =
        lesson(&["docker ps", "docker-machine ssh one", "docker info"]) + "Log out of the server:\n\n" + &block("ls");
    check(
        &told,
        &["Command 1 docker ps", "Command 5 docker-machine ssh one", "Command 9 ? docker info", "Command 15 ls"],
    );
    // A container is left, and nobody knows how long the server is used.
    check(
        &lesson(&["docker ps", "ssh ada@box", "docker run -it debian sh", "ls", "exit", "ls"]),
        &[
            "Command 1 docker ps",
            "Command 5 ssh ada@box",
            "Command 9 docker run -it debian sh",
            "Session 13 @ls",
            "Session 17 @exit",
            "Command 21 ls",
        ],
    );
    // All of the lesson is done there.
    check(
        &lesson(&["ssh ada@box", "docker ps", "exit"]),
        &["Command 1 ssh ada@box", "Command 5 docker ps", "Session 9 @exit"],
    );
}

#[test]
fn a_prompt_that_was_made_up_is_told_by_a_log_in_too() {
    check(
        "```\n[Bay]🚩 > ssh ada@192.0.2.7\nada@192.0.2.7's password:\nLast login: Tue\n```\n",
        &["Session 1 ssh ada@192.0.2.7"],
    );
}

#[test]
fn a_container_is_left_in_many_words_and_not_where_that_is_denied() {
    let text = |said: &str| format!("```bash\ndocker run -it alpine sh\n```\n\n{said}\n\n```bash\nuname -a\n```\n");
    let run = "Command 1 docker run -it alpine sh";
    for said in [
        "Type exit to leave.",
        "When all is seen, type \"exit\" and press Enter.",
        "Type **exit** to return to your machine.",
        "Type `exit` to exit the container.",
        "End the session: `exit`",
        "Leave the container:",
        "Exit from your first alpine container.",
        "On the host machine, run",
        "From the host:",
        "Let's go back to our host and ask it:",
    ] {
        check(&text(said), &[run, "Command 7 uname -a"]);
    }
    for said in [
        "Don't type `exit` yet, but ask it:",
        "Don't exit the container.",
        "Before you exit the container, ask it:",
        "Leave the container running and ask it:",
        "To exit the container, you would type `exit`:",
    ] {
        check(&text(said), &[run, "Session 7 @uname -a"]);
    }
}

#[test]
fn keys_in_a_block_leave_what_is_open() {
    let run = "Command 1 docker run -it alpine sh";
    for keys in ["^D", "<Ctrl-D>", "^P^Q", "read escape sequence"] {
        check(
            &format!("```\n$ docker run -it alpine sh\n/ # ls\n/ # {keys}\n$ uname -a\n```\n"),
            &["Session 1 docker run -it alpine sh | @ls | uname -a"],
        );
        check(
            &format!("```\ndocker exec -it web sh\n/ # ls\n/ # {keys}\n$ uname -a\n```\n"),
            &["Session 1 docker exec -it web sh | @ls | uname -a"],
        );
        let alone = format!("```\ndocker run -it alpine sh\n```\n\n```\n{keys}\n```\n\n```\nuname -a\n```\n");
        let third = "Command 9 uname -a";
        check(&alone, &[run, if keys.starts_with('r') { "Output 5" } else { "Other 5 ?" }, third]);
    }
    check("```\n$ docker attach web\n[Ctrl+P][Ctrl+Q]\n$ uname -a\n```\n", &["Command 1 docker attach web | uname -a"]);
    let text = |remark: &str| format!("```bash\ndocker run -it alpine sh\n# {remark}\nuname -a\n```\n");
    check(&text("detach: Ctrl-P Ctrl-Q"), &["Command 1 docker run -it alpine sh | uname -a"]);
    check(&text("you can leave by Ctrl-D"), &["Session 1 docker run -it alpine sh | @uname -a"]);
    // What reads until the key is pressed ends by it.
    check(
        "```\n$ docker run -it alpine sh\n/ # cat > a\nhello\n^D\n/ # ls\n/ # exit\n```\n",
        &["Session 1 docker run -it alpine sh | @cat > a << 'EOF'\nhello\nEOF | @ls | @exit"],
    );
    // A comment says what the command below it does.
    check(
        "```bash\ndocker run -it alpine sh\nbash\n# Exit the shell\nexit\nls\n```\n",
        &["Session 1 docker run -it alpine sh | @bash | @exit | @ls"],
    );
}

#[test]
fn each_terminal_has_its_own_shells() {
    let block = |said: &str, typed: &str| format!("{said}\n\n```bash\n{typed}\n```\n\n");
    let seen = |text: &str| {
        let (document, _) = super::read(&super::Source::new("x.md", text));
        let show = |block: &crate::document::Block| {
            let typed: Vec<_> = block.commands.iter().map(|c| format!("{}{}", super::place(c), c.text)).collect();
            format!("{} {}", block.terminal, typed.join(" | "))
        };
        document.blocks().into_iter().map(show).collect::<Vec<_>>()
    };
    let (first, second) =
        (block("In terminal 1:", "docker exec -it a sh"), block("In terminal 2:", "docker exec -it b sh"));
    let opened = ["1 docker exec -it a sh", "2 docker exec -it b sh"];
    let both = format!("{first}{second}");
    let last = |said: &str, typed: &str| seen(&format!("{both}{}", block(said, typed)))[2].clone();
    assert_eq!(seen(&both), opened);
    assert_eq!(last("In terminal 2:", "ls\nexit\nls"), "2 @ls | @exit | ls");
    assert_eq!(last("In terminal 1:", "ls\nexit\nls"), "1 @ls | @exit | ls");
    assert_eq!(last("In that shell:", "ls"), "2 @ls");
    assert_eq!(last("And then:", "ls"), "2 @ls");
    assert_eq!(last("In a third terminal:", "ls"), "3 ls");
    assert_eq!(last("And then:", "docker ps"), "1 docker ps");
    // Who has left the second is in the first, should nothing be open there.
    let left = format!("{second}{}{}", block("Now:", "ls\nexit"), block("Now:", "ls"));
    assert_eq!(seen(&left), ["2 docker exec -it b sh", "2 @ls | @exit", "1 ls"]);
    // A program's prompt is open in the second.
    let program = format!("{}```sql\nSELECT 1;\n```\n", block("In a second terminal:", "docker exec -it db psql"));
    assert_eq!(seen(&program), ["2 docker exec -it db psql", "2 @SELECT 1;"]);
}

#[test]
fn terminals_may_have_letters_titles_and_machines_of_their_own() {
    let text = |said: &str| format!("{said}\n\n```bash\nls\n```\n");
    for (said, want) in [
        ("Terminal A:", 1),
        ("Terminal B:", 2),
        ("In terminal C run", 3),
        ("The terminal A new one", 1),
        ("## Second terminal", 2),
        ("## Terminal 2", 2),
        ("## What a second terminal is good for", 1),
    ] {
        assert_eq!(terminals(&text(said)), [want], "{said}");
    }
    assert_eq!(terminals("`ls`{{execute HOST1}}\n\n`ls`{{execute HOST2}}\n"), [1, 2]);
}

#[test]
fn who_calls_the_engine_below_a_heading_has_left_the_container() {
    let text = |said: &str, typed: &str| {
        format!("```bash\ndocker run -it debian bash\n```\n\n{said}\n\n```bash\n{typed}\n```\n")
    };
    let run = "Command 1 docker run -it debian bash";
    check(&text("## Build", "cd web\ndocker build ."), &[run, "Command 7 cd web | docker build ."]);
    check(&text("Build it:", "cd web\ndocker build ."), &[run, "Session 7 @cd web | docker build ."]);
    check(&text("## Leave", "ls\nexit\ndocker ps"), &[run, "Session 7 @ls | @exit | docker ps"]);
    check(&text("## Update", "wsl --update"), &[run, "Command 7 wsl --update"]);
}

#[test]
fn programs_may_have_nothing_but_an_angle_for_a_prompt() {
    check(
        "```\n$ docker exec -it db mongo\n> show dbs\nadmin 0.1GB\n> exit\nbye\n$ uname\n```\n",
        &["Session 1 docker exec -it db mongo | @show dbs | @exit | uname"],
    );
    check(
        "```\ndocker run -it --rm node:18\n> 1 + 1\n2\n> .exit\n```\n",
        &["Session 1 docker run -it --rm node:18 | @1 + 1 | @.exit"],
    );
    check(
        "```\n$ docker exec -it db cqlsh\ncqlsh> describe keyspaces\ncqlsh> exit\n$ uname\n```\n",
        &["Session 1 docker exec -it db cqlsh | @describe keyspaces | @exit | uname"],
    );
    check(
        "```\n$ sqlite3 a.db\nsqlite> .tables\nsqlite> .quit\n$ uname\n```\n",
        &["Session 1 sqlite3 a.db | @.tables | @.quit | uname"],
    );
}

#[test]
fn the_lesson_goes_on_beside_a_containers_shell_until_the_learner_goes_back() {
    let text = |said: &str| {
        format!(
            "```bash\ndocker run -it --name web alpine sh\n```\n\n```bash\nls\n```\n\nOpen a new terminal tab and list what runs:\n\n```bash\ndocker ps\n```\n\nThen call it by another name\n\n```bash\ndocker rename web box\n```\n\n{said}\n\n```bash\ntouch a\n```\n"
        )
    };
    let back = "Go back into the terminal used for your container and";
    for (said, want) in [
        (back, [1, 1, 2, 2, 1]),
        ("Now in the container, make a file:", [1, 1, 2, 2, 1]),
        ("Make a file:", [1, 1, 2, 2, 2]),
        ("Leave the container and make a file:", [1, 1, 2, 2, 1]),
    ] {
        assert_eq!(terminals(&text(said)), want, "{said}");
    }
    check(
        &text(back),
        &[
            "Command 1 docker run -it --name web alpine sh",
            "Session 5 @ls",
            "Command 11 docker ps",
            "Command 17 docker rename web box",
            "Session 23 @touch a",
        ],
    );
    let next = text("## Next").replace("touch a", "docker stop box");
    assert_eq!(terminals(&next), [1, 1, 2, 2, 1]);
}

#[test]
fn a_new_terminal_has_the_hosts_shell() {
    let text = |said: &str| {
        let typed = "`docker run -it --name hay alpine sh`{{execute HOST2}}\n\n`ls`{{execute HOST2}}\n";
        format!("{typed}\n{said}\n\n`cd barn`{{{{execute HOST2}}}}\n")
    };
    let entered = ["Command 1 docker run -it --name hay alpine sh", "Session 3 @ls"];
    check(&text("Now open a new terminal with the plus sign."), &[entered[0], entered[1], "Command 7 cd barn"]);
    check(&text("Then go on."), &[entered[0], entered[1], "Session 7 @cd barn"]);
}

#[test]
fn a_sign_that_the_open_shell_does_not_have_is_the_hosts() {
    let block = |said: &str, lines: &str| format!("{said}\n\n```bash\n{lines}\n```\n\n");
    let lesson = |open: &str| {
        [
            block("Start it:", &format!("$ {open}")),
            block("See what is there:", " # ls /sys/class/net\n lo"),
            block("In another shell (on the host), check that it isn't there:", "$ sudo ip link add a type dummy"),
            block("Set it up:", "$ sudo ip link set a up"),
            block("In the process that was started, see its number:", " # echo $$\n 41"),
            block("*On the host*, move it there:", "$ sudo ip link set a netns 41"),
            block("## Next\n\nSet it up:", " # ip link set a up"),
        ]
        .concat()
    };
    for open in ["docker run -it alpine sh", "sudo unshare --net", "sudo chroot box"] {
        let text = lesson(open);
        check(
            &text,
            &[
                &format!("Command 3 {open}"),
                "Session 9 @ls /sys/class/net",
                "Command 16 sudo ip link add a type dummy",
                "Command 22 sudo ip link set a up",
                "Session 28 @echo $$",
                "Command 35 sudo ip link set a netns 41",
                "Session 43 @ip link set a up",
            ],
        );
        let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", &*text));
        let terminals: Vec<u32> = document.blocks().iter().map(|block| block.terminal).collect();
        assert_eq!(terminals, [1, 1, 2, 2, 1, 2, 1], "{open}");
    }
    check("```\n$ sudo unshare -r id\n$ ls\n```\n", &["Command 1 sudo unshare -r id | ls"]);
}

#[test]
fn one_line_as_root_is_typed_in_the_shell_that_was_opened() {
    let text = |line: &str| format!("```bash\n$ docker run -it alpine\n{line}\n```\n");
    check(&text("# ps faux"), &["Session 1 docker run -it alpine | @ps faux"]);
    for remark in ["# look around", "# docker ps", "# ls works in there", "# test it", "# ps: see"] {
        check(&text(remark), &["Command 1 docker run -it alpine"]);
    }
    check("```bash\n$ docker run -d nginx\n# ps faux\n```\n", &["Command 1 docker run -d nginx"]);
}
