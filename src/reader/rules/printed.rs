//! Which command printed what is shown, where something stands between the two.

use crate::document::Confidence;
use crate::source::Source;

/// What each block of a lesson with commands is expected to print, in short: `1 NAMES`, or `1` for nothing.
#[track_caller]
fn check(text: &str, want: &[&str]) {
    let (document, _) = super::read(&Source::new("x.md", text));
    let typed = document.blocks().into_iter().filter(|block| !block.commands.is_empty());
    let found: Vec<_> = typed
        .map(|block| format!("{} {}", block.line, block.expected.as_deref().unwrap_or_default()).trim_end().to_owned())
        .collect();
    assert_eq!(found, want, "{text}");
}

#[test]
fn a_prompt_that_is_shown_as_it_looks_is_not_printed() {
    let text = |shown: &str| {
        format!("```\nssh barge\n```\n\nYou should see a prompt looking like this:\n\n```\n{shown}\n```\n")
    };
    check(&text("[barge] (hay) ada@quay ~\n$"), &["1"]);
    check(&text("Hay is fine.\nOats are fine.\nFull: 100%"), &["1 Hay is fine.\nOats are fine.\nFull: 100%"]);
}

#[test]
fn a_box_on_the_side_may_stand_between() {
    let text = |kind: &str, mark: &str| {
        format!(
            "```sh\nls *.txt\n```\n\n!!! {kind}\n    If it fails, do this:\n    ```sh\n    chmod a+w .\n    ```\n\n{mark}\n```\na.txt\n```\n"
        )
    };
    check(&text("warning", "The output is:\n"), &["1 a.txt", "7"]);
    // What a box asks for is done there.
    check(&text("exercise", "The output is:\n"), &["1", "7"]);
    check(&text("warning", "Then write a list:\n"), &["1", "7"]);
    let marked = "```sh\nls *.txt\n```\n\n!!! note\n    Or this:\n    ```sh\n    ls\n    ```\n\n    It has more.\n\n```output\na.txt\n```\n";
    check(marked, &["1 a.txt", "7"]);
}

#[test]
fn the_command_is_named_where_its_output_is_told() {
    let text = |said: &str| {
        format!(
            "```sh\ndocker ps -a\n```\n\nWhat is it?\n\n??? success \"Answer\"\n    {said}\n\n    ```\n    NAMES\n    web\n    ```\n"
        )
    };
    check(&text("The output of `docker ps -a` is:"), &["1 NAMES\nweb"]);
    check(&text("Running the command `docker ps -a` results in:"), &["1 NAMES\nweb"]);
    check(&text("The output of `docker images` is:"), &["1"]);
    let boxed = "```sh\n$ ls\n```\n\n??? \"Expected output\"\n    It lists files. You should see something like this:\n\n    ```\n    a.txt\n    ```\n";
    check(boxed, &["1 a.txt"]);
}

#[test]
fn the_last_item_of_a_list_printed_what_stands_below_the_list() {
    let text = |said: &str| {
        format!(
            "1. Build it:\n\n   ```sh\n   make a\n   ```\n\n2. Run it:\n\n   ```sh\n   docker run a\n   ```\n\n{said}\n\n```\nhello\n```\n"
        )
    };
    check(&text("The output is:"), &["3", "9 hello"]);
    check(&text("You probably saw an error like this (with other ids):"), &["3", "9 hello"]);
    check(&text("Now we have it."), &["3", "9"]);
    check(&text("## Next\n\nThe output is:"), &["3", "9"]);
}

#[test]
fn below_both_systems_ways_stands_what_this_systems_printed() {
    let text = |said: &str| {
        format!(
            "On Linux:\n\n```sh\ndocker run -v ${{PWD}}:/x a\n```\n\nIn `cmd.exe` on Windows:\n\n```\ndocker run -v \"%CD%\":/x a\n```\n\n{said}```\nhello\n```\n"
        )
    };
    check(&text("This was the output:\n\n"), &["3 hello", "9"]);
    check(&text(""), &["3", "9 hello"]);
}

#[test]
fn what_is_left_out_is_not_expected() {
    check("```\n$ docker logs a\n$ docker stop a\netc.\n```\n", &["1"]);
    check("```\n$ docker logs a\n(a heap of lines here)\n```\n", &["1"]);
    check("```sh\ndocker logs a\n```\n\nThe output is:\n\n```\n...\n```\n", &["1"]);
}

#[test]
fn output_that_is_announced_is_no_guess() {
    let confidence = |said: &str| {
        let text = format!("```sh\nls\n```\n\n{said}\n\n```\na b\n```\n");
        let (document, _) = super::read(&Source::new("x.md", text));
        document.blocks()[1].confidence
    };
    assert_eq!(confidence("The output should be similar to:"), Confidence::Likely);
    assert_eq!(confidence("Output:"), Confidence::Likely);
    assert_eq!(confidence("It is there."), Confidence::Guess);
}

#[test]
fn comments_may_say_what_one_command_prints() {
    let text = |below: &str| format!("```bash\n# List them\nls a\n\n# Expected output:\n{below}\n```\n");
    check(&text("# b.txt\n# c.txt"), &["1 b.txt\nc.txt"]);
    check(&text("# It will list all the files"), &["1"]);
    check(&text("# b.txt\n\nls b"), &["1"]);
    check(&text("# ..."), &["1"]);
}

#[test]
fn attributes_begin_with_the_name_of_their_file() {
    check("```\n$ getfattr -d a\n# file: a\nuser.b=\"c\"\n```\n", &["1 # file: a\nuser.b=\"c\""]);
    check("```\n$ ls\n# file: a\nb\n```\n", &["1 b"]);
}

#[test]
fn an_error_below_its_sentence_was_printed() {
    let kinds = |said: &str, shown: &str| {
        let text = format!("```sh\nmkdir a\n```\n\n{said}\n\n```\n{shown}\n```\n");
        let (document, _) = super::read(&Source::new("x.md", text));
        let blocks = document.blocks();
        (format!("{:?}", blocks[1].kind), blocks[0].expected.clone().unwrap_or_default())
    };
    let shown = "dial tcp: lookup a: no such host";
    let printed = ("Output".to_owned(), shown.to_owned());
    assert_eq!(kinds("It fails with the below error:", shown), printed);
    assert_eq!(kinds("Now we run into this issue:", shown), printed);
    assert_eq!(kinds("**Error:**", shown), printed);
    // What need not come is not expected.
    assert_eq!(kinds("If it is there, you get the below issue:", shown).1, "");
    assert_eq!(kinds("You might face the below error:", shown), ("Output".to_owned(), String::new()));
    assert_eq!(kinds("To fix the below issue:", "docker ps").0, "Command");
    assert_eq!(kinds("If you get this error, run:", "docker ps").0, "Command");
}

#[test]
fn comments_below_the_last_of_several_commands_are_what_that_prints() {
    check("```bash\ndocker pull a\ndocker run a\n\n# Expected output:\n# hi\n```\n", &["1 hi"]);
    check("```bash\nls a \\\n  b\npwd \\\n  -P\n# Output:\n# /tmp\n```\n", &["1 /tmp"]);
    // Each prints its own.
    check("```bash\nls\n# Output:\n# a\n\npwd\n# Output:\n# /tmp\n```\n", &["1"]);
}

#[test]
fn what_is_printed_does_not_begin_with_its_command() {
    let text = |command: &str, shown: &str| format!("```bash\n{command}\n```\n\n```output\n{shown}\n```\n");
    check(&text("docker ps -q", "docker ps -q\n0a1b"), &["1 0a1b"]);
    check(&text("ssh <name>@boats", "ssh ada@boats\nPassword:"), &["1 Password:"]);
    check(&text("ssh <name>@boats", "ssh ada@ships\nPassword:"), &["1 ssh ada@ships\nPassword:"]);
    check(&text("echo cat", "cat"), &["1 cat"]);
    check(&text("exit", "exit\n$ "), &["1 exit"]);
    check(&text("cat a", "cat a"), &["1 cat a"]);
}

#[test]
fn what_the_engine_fetches_first_is_of_the_call_above_a_list_of_its_flags() {
    let text = |image: &str| {
        format!(
            "1. Start it:\n\n    ```\n    $ docker run -d --name db mysql:latest\n    ```\n\n    * `-d` hides it\n    * `--name` names it\n\n    It was not there, and so it came from the Hub.\n\n    ```\n    Unable to find image '{image}' locally\n    latest: Pulling from library/mysql\n    ```\n"
        )
    };
    let expected = |text: &str| {
        let (document, _) = super::read(&super::Source::new("x.md", text));
        document.blocks()[0].expected.is_some()
    };
    assert!(expected(&text("mysql:latest")));
    assert!(!expected(&text("redis:latest")));
}

#[test]
fn a_prompt_below_what_opens_a_shell_is_not_printed() {
    check("```\nbox1$ docker exec -it web sh\nshop#\n```\n", &["1"]);
    check("```\nbox1$ docker exec web cat sign\nshop#\n```\n", &["1 shop#"]);
}

#[test]
fn what_only_starts_a_container_lists_no_files() {
    let text = |call: &str, shown: &str| {
        format!("```sh\n{call}\n```\n\nThere are two new boats in the harbour.\n\n```\n{shown}\n```\n")
    };
    let run = "docker container run -d web";
    check(&text(run, "0a1b2c3d4e5f\n0a1b2c3d4e5f-init\nl"), &["1"]);
    check(&text(run, "0a1b2c3d4e5f"), &["1 0a1b2c3d4e5f"]);
    let pulled = "Unable to find image 'web:latest' locally\n0a1b2c3d4e5f";
    check(&text(run, pulled), &[&format!("1 {pulled}")]);
    check(&text("docker run web", "a.txt\nb.txt"), &["1 a.txt\nb.txt"]);
}

#[test]
fn a_prompt_before_a_path_alone_was_not_printed() {
    let text = |shown: &str| format!("```bash\n$ pwd\n```\n\n```bash\n{shown}\n```\n");
    check(&text("$ /Users/me/boats"), &["1 /Users/me/boats"]);
}

#[test]
fn what_is_said_of_a_name_that_was_given_is_printed() {
    let (document, _) = super::read(&super::Source::new("x.md", "```\ngetcap $file\n\n$file = cap_chown+ep\n```\n"));
    assert_eq!(document.blocks()[0].expected.as_deref(), Some("$file = cap_chown+ep"));
    // What is kept under a name is PowerShell's.
    super::check("```\n$a = 'x'\ndocker ps\n```\n", &["Command 1 ? $a = 'x' | docker ps"]);
}

#[test]
fn fences_that_touch_belong_together_however_they_are_set_in() {
    let text = "1. Run it:\n\n   ```\n   docker run --rm web\n  ```\n  ```\n   Operation not permitted\n  ```\n";
    check(text, &["3 Operation not permitted"]);
    check(&text.replace("  ```\n  ```", "  ```\n\nLater:\n\n  ```"), &["3"]);
}

#[test]
fn a_command_that_was_broken_elsewhere_is_no_output_of_its_own() {
    let call = "docker swarm join \\\n    --token SWMTKN-1-abc 10.0.0.1:2377";
    let text = |echoed: &str| format!("```\n{call}\n```\n\nOutput:\n\n```output\n{echoed}\nThis node joined.\n```\n");
    check(&text("$ docker swarm join --token SWMTKN-1-a\nbc 10.0.0.1:2377"), &["1 This node joined."]);
    let other = "$ docker swarm join --token SWMTKN-1-b\nbc 10.0.0.1:2377";
    check(&text(other), &[&format!("1 {other}\nThis node joined.")]);
}

#[test]
fn what_is_written_in_an_editor_is_not_expected() {
    check("```\n$ sudo vi /etc/a.conf\n\n# add this line\nA=\"b\"\n```\n", &["1"]);
    check("```\n$ cat /etc/a.conf\nA=\"b\"\n```\n", &["1 A=\"b\""]);
}

#[test]
fn what_a_command_cannot_have_printed_is_a_file() {
    let text = |call: &str| {
        format!("```bash\n{call}\n```\n\n```yaml\n# In the stack\nvolumes:\n  hold:\n    driver: local\n```\n")
    };
    for call in ["docker volume create hold", "docker compose -f a.yml up -d", "kubectl apply -f a.yaml", "mkdir hold"]
    {
        super::check(&text(call), &[&format!("Command 1 {call}"), "File 5"]);
    }
    for call in ["docker compose config", "docker stack config", "kubectl get pod a -o yaml", "docker run hold"] {
        super::check(&text(call), &[&format!("Command 1 {call}"), "Output 5"]);
    }
    let said = text("docker volume create hold").replace("\n```yaml", "\nIt prints:\n\n```yaml");
    super::check(&said, &["Command 1 docker volume create hold", "Output 7"]);
}
