//! What is typed at the prompts of other programs, and in containers' shells.

use super::check;

#[test]
fn what_is_typed_into_a_program_is_no_output() {
    let session = "apptainer shell c.sif\n\nApptainer> python3\n\n>>> import x\n>>> x.y()\n42\n";
    check(&format!("```bash\n{session}```\n"), &["Session 1 apptainer shell c.sif | @python3 | @import x | @x.y()"]);
    // Below the command that starts it, and what it says of itself.
    check(
        "```bash\ndocker run -it python:3\nPython 3.12 on linux\n>>> f(1)\n1\n>>> exit()\n```\n",
        &["Session 1 docker run -it python:3 | @f(1) | @exit()"],
    );
    check(
        "```bash\ncd app\ndocker exec -it db psql -U me\npostgres=# \\dt\npostgres=# \\q\n```\n",
        &["Session 1 cd app | docker exec -it db psql -U me | @\\dt | @\\q"],
    );
    // Who starts no program is at no program's prompt.
    check("```bash\ndocker exec db cat a.py\n>>> b\n```\n", &["Session 1 docker exec db cat a.py"]);
}

#[test]
fn a_containers_shell_may_be_entered_by_hand() {
    let text =
        |said: &str, typed: &str| format!("```console\n$ docker ps\n```\n\n{said}\n\n```console\n{typed}\n```\n");
    let said = "Select **Exec** to enter into the container shell. You can type the following command:";
    check(&text(said, "# psql -U postgres"), &["Command 1 docker ps", "Session 7 @psql -U postgres"]);
    let said = "Open a shell in the container from the dashboard and run:";
    check(&text(said, "cat /etc/hostname"), &["Command 1 docker ps", "Session 7 @cat /etc/hostname"]);
    check(&text(said, "apptainer shell a.sif"), &["Command 1 docker ps", "Command 7 apptainer shell a.sif"]);
    let said = "The clock is missing. You need to open a shell in the Docker container and set it as the manual says:";
    check(&text(said, "$ apk add tz\n$ cp a /etc/b"), &["Command 1 docker ps", "Session 7 @apk add tz | @cp a /etc/b"]);
    check(&text(said, "docker exec -it a sh"), &["Command 1 docker ps", "Command 7 docker exec -it a sh"]);
    let said = "If you want to open a shell in the container and look around:";
    check(&text(said, "./open.sh"), &["Command 1 docker ps", "Command 7 ./open.sh"]);
    check(&text("Open a shell and run:", "# psql -U postgres"), &["Command 1 docker ps", "Command 7 psql -U postgres"]);
}

#[test]
fn a_command_that_is_given_again_for_the_host_is_the_containers() {
    let text = |said: &str, again: &str| {
        let build = "apptainer build /data/a.sif /data/a.def";
        format!(
            "{said}\n\n```\n$ {build}\n```\n\n{again}\n\n```\n$ docker run -v $PWD:/data app build /data/a.sif /data/a.def\n```\n"
        )
    };
    let (said, again) = ("`/data` is bound in your container:", "If you run the command from the host, it is this:");
    let (build, run) =
        ("apptainer build /data/a.sif /data/a.def", "docker run -v $PWD:/data app build /data/a.sif /data/a.def");
    let host = [format!("Command 3 {build}"), format!("Command 9 {run}")];
    let inside = format!("Session 3 @{build}");
    let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text(said, again)));
    assert_eq!(super::sketch(document.blocks()[0]), inside);
    check(&text(said, "Then:"), &[&host[0], &host[1]]);
    check(&text("Build it:", "Then:"), &[&host[0], &host[1]]);
}

#[test]
fn what_is_typed_in_rs_console_has_its_prompt() {
    let text = |info: &str, ial: &str| format!("```{info}\n> f(1,\n+ 2)\n[1] 3\n> g()\n```\n{ial}");
    check(&text("r", ""), &["Repl 1 @f(1,\n2) | @g()"]);
    check(&text("", "{: .r}\n"), &["Repl 1 @f(1,\n2) | @g()"]);
    check("```r\nx <- 1\n> y\n```\n", &["File 1"]);
}

#[test]
fn docker_desktop_has_a_shell_for_a_container() {
    let text = "Select the `web-1` container.\n\nSelect Exec.\n\nRun this:\n\n```bash\napt update\n```\n";
    check(text, &["Session 7 @apt update"]);
}

#[test]
fn the_second_exit_closes_the_terminal() {
    let open = "```\n$ docker run -it alpine\n```\n\n";
    check(&format!("{open}```\n$ exit\n$ exit\n```\n"), &["Command 1 docker run -it alpine", "Session 5 @exit | exit"]);
}

#[test]
fn a_second_shell_below_the_first_is_what_the_screen_shows() {
    let shown =
        "You should see that your prompt changes.\n\n```\n$ docker run -ti ubuntu bash\nroot@5b91b65eb29f:/#\n```\n";
    check(
        &format!("```\ndocker run -ti ubuntu bash\n```\n\n{shown}"),
        &["Command 1 docker run -ti ubuntu bash", "Output 7"],
    );
}

#[test]
fn a_placeholder_of_several_words_is_one_word() {
    let text = "```bash\ndocker run --rm -it example.org/[your name]/[my repo]:[branch name]-[short SHA] /bin/bash\nbash a.sh b\n```\n";
    check(
        text,
        &[
            "Session 1 docker run --rm -it example.org/[your name]/[my repo]:[branch name]-[short SHA] /bin/bash | @bash a.sh b",
        ],
    );
}

#[test]
fn what_a_program_says_is_not_run_by_a_mark() {
    check("```.term1\n/tmp/hello: cannot execute binary file\n```\n", &["Output 1"]);
    check("```.term1\necho a: b c\n```\n", &["Command 1 echo a: b c"]);
}

#[test]
fn a_call_below_a_table_is_typed() {
    for prompt in ["$", ">"] {
        let text = format!("```\n{prompt} docker ps\nCONTAINER ID   IMAGE\n35c5aa   nginx\ndocker cp a web:/a\n```\n");
        check(&text, &["Session 1 docker ps | docker cp a web:/a"]);
    }
    let joined = "```\n$ docker swarm init\nTo add one, run:\n    docker swarm join --token a 10.0.0.1:2377\n```\n";
    check(joined, &["Session 1 docker swarm init"]);
}

#[test]
fn what_a_script_does_is_not_typed() {
    let text = |said: &str| format!("{said}\n\n```bash\ncurl localhost\n```\n");
    check(&text("Then the script uses `curl` to fetch it:"), &["File 3"]);
    check(&text("Run the script, or type:"), &["Command 3 curl localhost"]);
}

#[test]
fn a_program_that_was_installed_further_up_is_called() {
    let text = |said: &str, typed: &str| {
        format!("```bash\nsudo apt-get install -y banner\n```\n\n{said}\n\n```\n{typed}\n```\n")
    };
    let installed = "Command 1 sudo apt-get install -y banner";
    for said in ["Look at the response of:", "See the output of:", "Now look at what it draws:", "Try it:"] {
        check(&text(said, "banner hello"), &[installed, "Command 7 banner hello"]);
    }
    check(&text("Run it:", "banner"), &[installed, "Command 7 banner"]);
    for (said, printed) in [
        ("The output is:", "banner hello"),
        ("It prints:", "banner is already the newest version"),
        ("Look at the response:", "banner 1.3.2 (linux)"),
    ] {
        check(&text(said, printed), &[installed, "Output 7"]);
    }
    check(&text("These are there:", "banner"), &[installed, "Output 7"]);
    // In the shell in which it was installed.
    check(
        "```bash\ndocker run -it alpine sh\napk add banner\n```\n\nLook at the response of:\n\n```\nbanner hello\n```\n",
        &["Session 1 docker run -it alpine sh | @apk add banner", "Session 8 @banner hello"],
    );
    check("Try it:\n\n```\nbanner hello\n```\n", &["Other 3 ?"]);
    // What a sentence lacks is what stands below it.
    check("Look at the output of:\n\n```\nuname -a\n```\n", &["Command 3 uname -a"]);
    check("Look at the output:\n\n```\nuname\n```\n", &["Output 3"]);
}
