//! Which blocks leave a choice: the same in other words, what is done in another case.

use super::check;

/// A lesson with a command, words, and another command.
fn between(one: &str, said: &str, other: &str) -> String {
    format!("```sh\n{one}\n```\n\n{said}\n\n```sh\n{other}\n```\n")
}

#[test]
fn the_same_in_other_words() {
    let text = |said: &str| between("docker run -d -p 80:80 web", said, "docker run -dp 80:80 web");
    let (one, other) = ("Command 1 docker run -d -p 80:80 web", "docker run -dp 80:80 web");
    for said in ["Signs may be joined, so it could be written as:", "You could also write:", "You can also use:"] {
        check(&text(said), &[one, &format!("Command 7 =1 {other}")]);
    }
    check(&text("Now start another one:"), &[one, &format!("Command 7 {other}")]);
    let boxed = format!(
        "```sh\n{}\n```\n\n- `-d` hides it\n\n!!! tip\n    It can be written as:\n    ```\n    {other}\n    ```\n",
        "docker run -d -p 80:80 web"
    );
    check(&boxed, &[one, &format!("Command 9 =1 {other}")]);
    let short = between(
        "docker rmi quay.io/a/web",
        "You can also leave `quay.io/a` out. It is the only one.",
        "docker rmi web",
    );
    check(&short, &["Command 1 docker rmi quay.io/a/web", "Command 7 =1 docker rmi web"]);
    let more = between("docker run web", "You can also do so in the background:", "docker run -d web");
    check(&more, &["Command 1 docker run web", "Command 7 docker run -d web"]);
}

#[test]
fn an_option_more_if_it_is_needed() {
    let text = "```sh\ndocker run -it web\n```\n\n> **Note:** It may warn. If needed, you can pass `--pull always`:\n> ```sh\n> docker run --pull always -it web\n> ```\n";
    check(text, &["Command 1 docker run -it web", "Command 6 =1 docker run --pull always -it web"]);
}

#[test]
fn who_uses_their_own_does_the_other_thing() {
    let text = |one: &str, other: &str| format!("{one}\n\n{}", between("git pull", other, "git clone https://x.y/z"));
    let (pull, clone) = ("Command 3 git pull", "git clone https://x.y/z");
    let own = "If you're using your own machine, fetch it:";
    check(
        &text("If you're using a prepared machine, bring it up to date:", own),
        &[pull, &format!("Command 9 =3 {clone}")],
    );
    check(&text("Bring it up to date:", own), &[pull, &format!("Command 9 {clone}")]);
}

#[test]
fn or_with_another_aim_is_a_further_step() {
    let text = |said: &str| between("docker run a", said, "docker run a /x");
    check(&text("Or to run another program, use:"), &["Command 1 docker run a", "Command 7 docker run a /x"]);
    check(&text("Or, to say it in full, use:"), &["Command 1 docker run a", "Command 7 =1 docker run a /x"]);
}

#[test]
fn what_the_first_way_prints_may_stand_between() {
    let text = |said: &str| {
        format!(
            "```sh\ndocker images web\n```\n\n```output\nREPOSITORY\n```\n\n{said}\n\n```sh\ndocker images --filter=reference=web\n```\n"
        )
    };
    let other = "docker images --filter=reference=web";
    check(&text("or, in full"), &["Command 1 docker images web", "Output 5", &format!("Command 11 =1 {other}")]);
    check(&text("Now in full:"), &["Command 1 docker images web", "Output 5", &format!("Command 11 {other}")]);
}

#[test]
fn an_example_may_have_options_that_its_pattern_lacks() {
    let text = between("docker run -v <here>:<there> <image>", "For example:", "docker run --rm -it -v $PWD:/data web");
    check(
        &text,
        &["Command 1 =7 docker run -v <here>:<there> <image>", "Command 7 docker run --rm -it -v $PWD:/data web"],
    );
}

#[test]
fn shortcodes_that_deny_each_other_leave_a_choice() {
    let text = |name: &str, other: &str| {
        format!(
            "{{{{< {name} >}}}}\n\n```\ndocker pull a\n```\n\n{{{{< /{name} >}}}}\n\n{{{{< {other} >}}}}\n\n```\ndocker pull b\n```\n\n{{{{< /{other} >}}}}\n"
        )
    };
    let pull = "Command 3 docker pull a";
    check(&text("net-available", "net-unavailable"), &[pull, "Command 11 =3 docker pull b"]);
    check(&text("no-net", "net"), &[pull, "Command 11 =3 docker pull b"]);
    check(&text("net-available", "net-slow"), &[pull, "Command 11 docker pull b"]);
}

#[test]
fn the_sandboxs_system_is_chosen_wherever_it_stands() {
    let (windows, linux) = ("docker run -v %cd%:/data web", "docker run -v $PWD:/data web");
    let text = |one: &str, other: &str| format!("{one}\n\n{}", between(windows, other, linux));
    for (one, other) in [
        ("On **Windows** (PowerShell):", "On **macOS/Linux**:"),
        ("If you are on Windows, use:", "If you are on Linux:"),
        ("Windows users: use this command", "Linux users:"),
        ("### On Windows", "### On Linux"),
        ("### Share it on Windows 11", "### Share it on Ubuntu"),
        ("On Windows:", ""),
    ] {
        let line = 7 + 2;
        check(&text(one, other), &[&format!("Command 3 ={line} {windows}"), &format!("Command {line} {linux}")]);
    }
    let items = format!("- Windows:\n\n  ```\n  {windows}\n  ```\n\n- Linux:\n\n  ```\n  {linux}\n  ```\n");
    check(&items, &[&format!("Command 3 =9 {windows}"), &format!("Command 9 {linux}")]);
    let boxed = format!("> **Windows users:** use this\n> ```\n> {windows}\n> ```\n\n```sh\n{linux}\n```\n");
    check(&boxed, &[&format!("Command 2 =6 {windows}"), &format!("Command 6 {linux}")]);
    // What is said of Windows in a sentence is no label.
    let told = "On Windows this needs a machine of its own. Start it:";
    check(
        &format!("{told}\n\n{}", between("docker run web", "Then on Linux:", "docker ps")),
        &["Command 3 docker run web", "Command 9 docker ps"],
    );
    let twins = "```powershell\ndocker run -v ${PWD}:/data web\n```\n\n```bash\ndocker run -v $(pwd):/data web\n```\n";
    check(twins, &["Command 1 =5 docker run -v ${PWD}:/data web", "Command 5 docker run -v $(pwd):/data web"]);
}

#[test]
fn a_tab_for_the_sandboxs_system_is_chosen() {
    let tab = |name: &str, command: &str| format!("=== \"{name}\"\n\n    ```bash\n    {command}\n    ```\n\n");
    let (mac, linux) = (tab("macOS", "brew install x"), tab("Linux", "apt install x"));
    check(&format!("{mac}{linux}"), &["Command 3 =9 brew install x", "Command 9 apt install x"]);
    check(&format!("{linux}{mac}"), &["Command 3 apt install x", "Command 9 =3 brew install x"]);
    let windows = tab("Windows", "docker run -v %cd%:/a x");
    check(
        &format!("{windows}{mac}{linux}"),
        &["Command 3 =15 docker run -v %cd%:/a x", "Command 9 =15 brew install x", "Command 15 apt install x"],
    );
    check(&format!("{mac}{windows}"), &["Command 3 brew install x", "Command 9 =3 docker run -v %cd%:/a x"]);
}

#[test]
fn what_a_box_has_for_others_is_not_typed() {
    let boxed = |title: &str, command: &str| format!("!!! tip \"{title}\"\n    ```sh\n    {command}\n    ```\n\n");
    let run = "```sh\ndocker run web\n```\n\n";
    let mac = boxed("On a Mac with Apple silicon?", "docker run --platform linux/amd64 web");
    check(&format!("{run}{mac}"), &["Command 1 docker run web", "Command 6 =1 docker run --platform linux/amd64 web"]);
    check(&boxed("Using Podman", "podman ps"), &["Command 2 ? podman ps"]);
    check(&boxed("On Linux", "docker ps"), &["Command 2 docker ps"]);
}

#[test]
fn of_sections_for_several_systems_one_is_followed() {
    let part = |title: &str, command: &str| format!("### {title}\n\n```sh\n{command}\n```\n\n");
    let docker = part("Using Docker", "docker run web") + &part("Using Podman", "podman run web");
    let again = part("Docker", "docker stop web") + &part("Podman", "podman stop web");
    check(
        &format!("{docker}{again}"),
        &[
            "Command 3 docker run web",
            "Command 9 =3 podman run web",
            "Command 15 docker stop web",
            "Command 21 =15 podman stop web",
        ],
    );
    let both = part("Linux", "sudo systemctl start docker") + &part("macOS", "open -a Docker");
    check(&both, &["Command 3 sudo systemctl start docker", "Command 9 =3 open -a Docker"]);
    let other = part("Build it on Linux", "docker build .") + &part("Run it on a Mac", "docker run web");
    check(&other, &["Command 3 docker build .", "Command 9 docker run web"]);
}

#[test]
fn of_counted_ways_the_first_is_followed() {
    let text =
        |one: &str, other: &str| format!("{one}\n\n{}", between("docker run web", other, "docker compose up -d"));
    let run = "Command 3 docker run web";
    for (one, other) in [
        ("**Option 1: docker run**", "**Option 2: compose**"),
        ("### Option A: docker run", "### Option B: compose"),
        ("Method 1:", "Method 2:"),
        ("There are two ways to start it. With docker:", "With compose:"),
    ] {
        check(&text(one, other), &[run, "Command 9 =3 docker compose up -d"]);
    }
    for (one, other) in [("### Option A: it", "### Method B: it"), ("With docker:", "With compose:")] {
        check(&text(one, other), &[run, "Command 9 docker compose up -d"]);
    }
    // What stands below the last way is done whichever was taken.
    let below = format!("{}\nLook at it:\n\n```sh\ndocker ps\n```\n", text("**Option 1:**", "**Option 2:**"));
    check(&below, &[run, "Command 9 =3 docker compose up -d", "Command 15 docker ps"]);
}

#[test]
fn what_is_done_where_it_fails_is_another_way() {
    let bash = "Command 1 docker exec -it web bash";
    for said in ["If `bash` is not there, try `sh`:", "If that fails, use `sh`:"] {
        let text = between("docker exec -it web bash", said, "docker exec -it web sh");
        check(&text, &[bash, "Command 7 =1 docker exec -it web sh"]);
    }
    let text = between("docker exec -it web bash", "If you like, start another one:", "docker exec -it web sh");
    check(&text, &[bash, "Command 7 docker exec -it web sh"]);
    let text = between("docker run web", "The equivalent with podman is:", "podman run web");
    check(&text, &["Command 1 docker run web", "Command 7 =1 podman run web"]);
}

#[test]
fn where_all_is_typed_at_prompts_of_windows_nothing_is_another_way() {
    let text =
        |tag: &str, typed: &str| format!("```\nPS C:\\lab> docker run web\n```\n\nNow:\n\n```{tag}\n{typed}\n```\n");
    let run = "Command 1 docker run web";
    check(&text("powershell", "docker stop web"), &[run, "Command 7 docker stop web"]);
    check(&text("", "PS C:\\lab> $env:A = \"b\""), &[run, "Command 7 ? $env:A = \"b\""]);
    let other = "```bash\ndocker run -v $(pwd):/a web\n```\n\nOr:\n\n```powershell\ndocker run -v ${PWD}:/a web\n```\n";
    check(other, &["Command 1 docker run -v $(pwd):/a web", "Command 7 =1 docker run -v ${PWD}:/a web"]);
}

#[test]
fn a_tab_with_tabs_in_it_replaces_the_whole_other_one() {
    let tab = |name: &str, file: &str, call: &str| {
        format!(
            "=== \"{name}\"\n    ```bash\n    make {call}\n    ```\n\n    === \"Intel\"\n        ```bash\n        docker build -t {call} .\n        ```\n\n    === \"ARM\"\n        ```bash\n        docker build --platform linux/amd64 -t {call} .\n        ```\n\n    Save this as `{file}`:\n    ```python\n    a = 1\n    ```\n\n    ```bash\n    docker run {call}\n    ```\n\n"
        )
    };
    let text = tab("R", "a.py", "r") + &tab("Python", "b.py", "p");
    check(
        &text,
        &[
            "Command 2 make r",
            "Command 7 docker build -t r .",
            "Command 12 =7 docker build --platform linux/amd64 -t r .",
            "File 17 > a.py",
            "Command 21 docker run r",
            "Command 26 =2 make p",
            "Command 31 =7 docker build -t p .",
            "Command 36 =7 docker build --platform linux/amd64 -t p .",
            "File 41 =17 > b.py",
            "Command 45 =21 docker run p",
        ],
    );
}

#[test]
fn a_numbered_section_that_begins_with_alternatively_is_another_way() {
    let text = |second: &str| {
        format!(
            "# X\n\n### 1. With make\n\n```sh\nmake a\n```\n\n```sh\nmake run\n```\n\n{second}\n\n- Build it:\n\n  ```sh\n  docker build -t a .\n  ```\n\n- Run it:\n\n  ```sh\n  docker run a\n  ```\n"
        )
    };
    let made = ["Command 5 make a", "Command 9 make run"];
    let other = "### 2. With docker\n\nAlternatively, you can do so in a container:";
    check(&text(other), &[made[0], made[1], "Command 19 =5 docker build -t a .", "Command 25 =9 docker run a"]);
    let next = "### 2. With docker\n\nNow do so in a container:";
    check(&text(next), &[made[0], made[1], "Command 19 docker build -t a .", "Command 25 docker run a"]);
}

#[test]
fn what_is_called_by_another_name_or_of_another_version_is_the_same() {
    let ids = "docker start <ID>\ndocker attach <ID>";
    let names = "docker start <NAME>\ndocker attach <NAME>";
    let boxed = format!(
        "```sh\n{ids}\n```\n\n!!! note\n    You can also attach to them by their name\n\n    ```sh\n    docker start <NAME>\n    docker attach <NAME>\n    ```\n"
    );
    check(
        &boxed,
        &["Command 1 docker start <ID> | docker attach <ID>", &format!("Command 9 =1 {}", names.replace('\n', " | "))],
    );
    let run = "docker run --rm -p 80:80 me/web";
    let said = "If you want to try an older version, look at the tags and run for example:";
    check(&between(run, said, &format!("{run}:2")), &[&format!("Command 1 {run}"), &format!("Command 7 =1 {run}:2")]);
}

#[test]
fn another_call_of_the_engine_for_windows_is_a_step_of_its_own() {
    let text =
        |said: &str, other: &str| format!("```bash\ndocker run web\n```\n\n{said}\n\n```powershell\n{other}\n```\n");
    let run = "Command 1 docker run web";
    check(&text("Then:", "docker volume create data"), &[run, "Command 7 docker volume create data"]);
    check(&text("Then:", "docker run -d web"), &[run, "Command 7 =1 docker run -d web"]);
    check(&text("## Again", "docker run -d web"), &[run, "Command 7 docker run -d web"]);
    check(&text("## On Windows", "docker run -d web"), &[run, "Command 7 =1 docker run -d web"]);
    // What other shells do not know may be no other's.
    check(&text("## Again", "docker run $env:IMAGE"), &[run, "Command 7 =1 docker run $env:IMAGE"]);
    check(&text("## Install", "wsl --install"), &[run, "Command 7 =1 wsl --install"]);
}

#[test]
fn what_is_said_of_the_command_above_leaves_a_choice() {
    let (stop, rm) = ("docker stop web db", "docker rm web db");
    let two = format!(
        "```sh\n{stop}\n{rm}\n```\n\nNote: they can also be removed at once:\n\n```\ndocker rm -f web db\n```\n"
    );
    check(&two, &[&format!("Command 1 {stop} | {rm}"), "Command 8 =1 docker rm -f web db"]);
    let text = |said: &str| between("./boat.py", said, "./boat.py --from a.txt");
    for said in
        ["By default it takes all. Your previous instruction is equivalent to:", "The command above is the same as:"]
    {
        check(&text(said), &["Command 1 ./boat.py", "Command 7 =1 ./boat.py --from a.txt"]);
    }
    check(&text("The boat is equivalent to:"), &["Command 1 ./boat.py", "Command 7 ./boat.py --from a.txt"]);
}

#[test]
fn comments_name_the_system_for_which_a_block_is() {
    let block = |comment: &str, file: &str| format!("```bash\n# {comment}\nbash {file}.sh\n```\n\n");
    let (mac, chip) =
        (block("Install it for 64-bit Mac", "mac"), block("Install it for 64-bit Mac (Apple chip)", "arm"));
    let linux = block("Install it for 64-bit Linux", "linux");
    let want = ["Command 1 =11 bash mac.sh", "Command 6 =11 bash arm.sh", "Command 11 bash linux.sh"];
    check(&format!("{mac}{chip}{linux}"), &want);
    check(&format!("{linux}{mac}"), &["Command 1 bash linux.sh", "Command 6 =1 bash mac.sh"]);
    let other = block("Start it on a Mac", "mac");
    check(&format!("{linux}{other}"), &["Command 1 bash linux.sh", "Command 6 bash mac.sh"]);
    check(&format!("{linux}Then:\n\n{mac}"), &["Command 1 bash linux.sh", "Command 8 bash mac.sh"]);
    check(&format!("{mac}{chip}"), &["Command 1 bash mac.sh", "Command 6 bash arm.sh"]);
}

#[test]
fn what_looks_at_a_container_does_not_replace_what_starts_it() {
    let text = "```\ndocker-compose up -d\n```\n\nTo open it (on Windows 10, or from the server) take its address:\n\n";
    check(
        &format!("{text}```\ndocker inspect web_1\n```\n"),
        &["Command 1 docker-compose up -d", "Command 7 docker inspect web_1"],
    );
    let text = "```\ndocker compose up -d\n```\n\nOn Windows:\n\n```\ndocker-compose -f win.yml up -d\n```\n";
    check(text, &["Command 1 docker compose up -d", "Command 7 =1 docker-compose -f win.yml up -d"]);
}

#[test]
fn what_is_for_all_other_cases_is_another_way() {
    let item = |said: &str, call: &str| format!("- {said}\n  ```bash\n  {call}\n  ```\n\n");
    let text = |first: &str, second: &str| item(first, "export BARGE=one") + &item(second, "eval $(barge env)");
    let case = "If you have a barge of your own:";
    check(&text(case, "Otherwise, use ours:"), &["Command 2 export BARGE=one", "Command 7 =2 eval $(barge env)"]);
    check(&text(case, "If not, use ours:"), &["Command 2 export BARGE=one", "Command 7 =2 eval $(barge env)"]);
    let both = ["Command 2 export BARGE=one", "Command 7 eval $(barge env)"];
    check(&text("Take a barge:", "Otherwise, use ours:"), &both);
    check(&text(case, "Then use ours:"), &both);
    check(&text(case, "Otherwise, nothing is there. Now use ours:"), &both);
}
