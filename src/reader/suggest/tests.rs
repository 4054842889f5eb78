use crate::document::{Location, Suggested};
use crate::source::Source;

fn check(text: &str, want: &[&str]) {
    let (document, _) = crate::reader::read(&Source::new("x.md", text));
    let got: Vec<&str> = document.suggested.iter().map(|s| s.text.as_str()).collect();
    assert_eq!(got, want, "{text}");
}

#[test]
fn what_a_sentence_asks_for() {
    for (text, want) in [
        ("Exit the container with `exit`.", &["exit"][..]),
        ("- In a terminal, run `docker remove --force web` to remove it.", &["docker remove --force web"]),
        (
            "Use `docker ps` to get its id and then `docker rm -f <id>` to remove it.",
            &["docker ps", "docker rm -f <id>"],
        ),
        ("To see all options run `docker run --help`.", &["docker run --help"]),
        ("1. Start the container: `docker run -d web`", &["docker run -d web"]),
        ("Then run a `bash` shell inside the container, as before:", &[]),
        ("Now delete all of it with `rm -rf /`.", &[]),
        ("Run `sudo dd if=/dev/zero of=/dev/sda`.", &[]),
        ("Delete the folder with `rm -rf build/`.", &["rm -rf build/"]),
        ("Führen Sie den Befehl `docker ps` aus.", &["docker ps"]),
        ("Ejecuta `docker ps -a` otra vez.", &["docker ps -a"]),
        ("Exécutez la commande `docker images`.", &["docker images"]),
        ("请运行 `docker ps`。", &["docker ps"]),
        ("使用 `docker ps -a` 命令", &["docker ps -a"]),
        ("以下のコマンド `docker ps` を実行してください。", &["docker ps"]),
        ("Führen Sie `docker ps` aus.", &["docker ps"]),
        ("Execute o comando `docker ps`.", &["docker ps"]),
        ("Utiliser la commande `docker ps`.", &["docker ps"]),
        ("- Run `docker ps`\n- Then type `docker images`.", &["docker ps", "docker images"]),
        ("type `docker images`", &["docker images"]),
        ("Now, run the command `docker ps -a` again.", &["docker ps -a"]),
        ("To see them all, run the following command: `docker ps -a`", &["docker ps -a"]),
        ("If it hangs, use `docker stop web` and `docker rm web`.", &["docker stop web", "docker rm web"]),
        ("You can list them by running `docker ps`.", &["docker ps"]),
        ("Try typing the command `docker ps` now.", &["docker ps"]),
        ("Now try running `docker diff <container id>` for the container you made.", &["docker diff <container id>"]),
        ("You can also use `docker image ls`.", &["docker image ls"]),
        (
            "Stop it with `docker stop web`, then start it using `docker start web`.",
            &["docker stop web", "docker start web"],
        ),
        ("You need to run `docker pull alpine` first.", &["docker pull alpine"]),
        ("In a second terminal run `docker stats --no-stream`.", &["docker stats --no-stream"]),
        ("Look at x.tar, and remove it with **`rm x.tar`**.", &["rm x.tar"]),
        ("Try these commands:\n\n- `pwd`\n- `whoami`\n- a `-v` flag", &["pwd", "whoami"]),
        ("> [!NOTE]\n> Run `docker ps`.", &["docker ps"]),
        (
            "Let's make a user in the box:\n\n1. `docker exec -it web bash`\n2. `ls -l`",
            &["docker exec -it web bash", "ls -l"],
        ),
        ("1. List them.  \n   `docker ps`  \n   They are there.", &["docker ps"]),
        ("- Run it in a container, like so: `docker run alpine ls`", &["docker run alpine ls"]),
        ("- Run a container with `docker run -it alpine`", &["docker run -it alpine"]),
    ] {
        check(text, want);
    }
}

#[test]
fn what_a_sentence_only_mentions() {
    for text in [
        "The `docker ps` command lists containers.",
        "`docker ps` shows what runs.",
        "- Start a container: `docker run web`",
        "To share it run the `docker push command`.",
        "Try the same with `whoami` instead of `id`.",
        "The container will start, execute the `hostname` command, then exit.",
        "We start one and tell it to run the `hostname` command.",
        "When you run `docker ps`, nothing is shown.",
        "We ran `docker ps` before.",
        "Running `docker ps` shows the containers.",
        "When you try running `docker ps`, nothing is shown.",
        "To build only a part again, e.g. run `docker ps` in it.",
        "There are notes.[^1]\n\n[^1]: Type `docker ps` to see it.",
        "To look at one we can use the `apptainer inspect` command.",
        "Run `singularity exec` with it.",
        "Do not run `docker rm web`.",
        "Never use `docker kill web` here.",
        "It is similar to `docker run alpine`.",
        "What happens if you type `exit`?",
        "Use `--rm` and `Dockerfile`.",
        "Use `docker run` to start a container.",
        "It starts with `docker ps`.",
        "Containers that use `docker attach web` share it.",
        "## Run `docker ps`",
        "| Run | `docker ps` |\n|---|---|\n| Run `docker ps` | x |",
        "Use the `docker ps` command:\n\n```\ndocker ps -a\n```",
        "Check with `curl`.",
        "For this we will use the `podman image build` command.",
        "It lists them, as  \n`docker ps`  \ndoes.",
        "So you need to run `docker run -v a:b …` first, or run `docker run -p 80:80 ...`.",
        "The commands are:\n\n- `pwd`",
        "<details><summary>Solution</summary>\n\nRun `docker ps`.\n\n</details>",
        "Run `docker ps`{{execute}}",
    ] {
        check(text, &[]);
    }
}

#[test]
fn what_is_asked_for_by_next_to_nothing() {
    for (text, want) in [
        ("Then `docker start web`.", &["docker start web"][..]),
        ("- Now do `docker compose down`", &["docker compose down"]),
        ("- Once done, `docker rm -f web`", &["docker rm -f web"]),
        ("Repeat the command `docker run hello-world`.", &["docker run hello-world"]),
        ("Invoke `docker ps -a`", &["docker ps -a"]),
        ("Do a `docker pull alpine` first.", &["docker pull alpine"]),
        ("Look at `docker logs web`.", &["docker logs web"]),
        ("Next, we will run `docker ps`.", &["docker ps"]),
        ("Run `$ docker ps`", &["docker ps"]),
        ("Run **docker ps**.", &["docker ps"]),
        ("Edit the file with `nano Dockerfile`.", &["nano Dockerfile"]),
        ("Then `docker ps` shows it.", &[]),
        ("It lists them, and so do `docker ps` and its like.", &[]),
        ("What do `docker ps` and `docker images` show?", &[]),
        ("Now run `./up.sh`.", &["./up.sh"]),
        ("Write it to `./up.sh`.", &[]),
        ("We run `docker ps` in each lesson.", &[]),
        ("## Do it\n\n1. `docker pull web`\n2. `docker run web`\n", &["docker pull web", "docker run web"]),
        ("## Calls\n\n- `docker pull web`\n- `docker run web`\n", &[]),
        ("The most used calls are these.\n\n1. `docker pull web`\n2. `docker run web`\n", &[]),
        ("Look at `docker run --help`.", &[]),
        ("With **docker ps** they are listed.", &[]),
        ("Now `docker compose` is there.", &[]),
        ("Now, without `docker ps`.", &[]),
    ] {
        check(text, want);
    }
}

#[test]
fn what_is_said_once_more_at_the_end() {
    for text in [
        "# X\n\n## Summary\n\n- Start one with `docker start web`\n- See it with `docker ps`\n",
        "# X\n\n## 5. What you learned\n\nUse `docker ps` to see it.\n",
        "In this part you learned how to:\n\n- list containers: use `docker ps`\n- Stop one with `docker stop web`\n",
        "**Recap**\n\n- Stop one with `docker stop web`\n",
        "After this page you will be able to:\n\n* Stop one with `docker stop web`\n",
        "You are done when you can:\n\n- Watch what runs with `docker stats`\n",
        "Let's recap what was done:\n\n1. Stop one with `docker stop web`\n",
    ] {
        check(text, &[]);
    }
    check("## Summary\n\nThat is it.\n\n## Clean up\n\nRun `docker stop web`.\n", &["docker stop web"]);
    check("Use what you learned:\n\n- Stop it with `docker stop web`\n", &["docker stop web"]);
}

#[test]
fn a_command_of_two_lines_is_one() {
    let (document, _) = crate::reader::read(&Source::new("x.md", "So\nrun `docker run -d \\\n  web` now.\n"));
    let all: Vec<_> = document.suggested.iter().map(|s| (s.line, s.text.as_str())).collect();
    assert_eq!(all, [(2, "docker run -d web")]);
    check("Run `cp My\\ Notes a`.", &["cp My\\ Notes a"]);
}

#[test]
fn a_line_for_each() {
    let (document, _) = crate::reader::read(&Source::new("x.md", "Run\n`docker ps`,\nthen `docker ps`.\n"));
    assert_eq!(document.suggested.iter().map(|s| s.line).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn what_is_only_told_of() {
    for text in [
        "> [!TIP]\n> You can remove them all with `docker image prune`.",
        "> [!NOTE]\n> One can look at it using `docker info`.",
        "Start it with `-d` so that you can run the `docker ps` command.",
        "You will run the `docker ps` command later. Now run `docker images` in the next part.",
        "If you're using Lima, run `limactl list` and run `docker ps`.",
        "We no longer need to run `docker ps`.",
        "When done, you can take another example, run `docker compose up` and play with it!",
        "Note that you might need to run `docker ps`.",
        "**Objective**: Use `docker stats` to watch it.",
        "## Objectives\n\n- Start a container with `docker start web`\n- List them with `docker ps`\n\n## Do\n\nText.",
        "Write a script. It should:\n\n* run `docker ps`\n* run `docker images`",
        "Use `kubectl label ...` for it.",
        "Now show it by running the `docker port [CONTAINER]` command\n\n```\n$ docker port web\n80/tcp\n```",
        "Use the `docker ps` command:\n\n```\nsudo docker ps\n```",
        "```\ndocker run -it alpine sh\n```\n\nTo exit the shell type `exit`.\n\nIn the container:\n\n```\n/ # ls\n```",
    ] {
        check(text, &[]);
    }
}

#[test]
fn what_is_asked_for_in_passing() {
    for (text, want) in [
        ("Once done, the image needs to be rebuilt `docker build -t a .`", &["docker build -t a ."][..]),
        ("It must be started with `docker start web`.", &["docker start web"]),
        ("It may be that the image was built `docker build .` before.", &[]),
        ("If it has to be rebuilt `docker build .` does so.", &[]),
        ("Check out `docker ps`.", &["docker ps"]),
        ("Make sure that nothing runs (`docker ps` and `docker rm -f <ids>`).", &["docker ps", "docker rm -f <ids>"]),
        ("There is a list of what runs (`docker ps`).", &[]),
        ("Stop the old one (`docker stop web` does it).", &[]),
        ("There are more - run `docker images`, then see.", &["docker images"]),
        (
            "Look at it with `docker top a` to see what runs, and `docker logs a` to read.",
            &["docker top a", "docker logs a"],
        ),
        ("1. Login by a click on the button or using the\n   command `docker login -u ME`.", &["docker login -u ME"]),
    ] {
        check(text, want);
    }
}

#[test]
fn a_container_is_left_where_the_text_says_so() {
    let text = |said: &str, open: &str| format!("1. Go:\n   ```\n   $ {open}\n   ```\n\n2. {said}\n\nDone.\n");
    let open = "docker run --rm -it alpine sh";
    check(&text("Exit the container.", open), &["exit"]);
    check(&text("Exit from the container's shell.", open), &["exit"]);
    check(&text("Exit the container.", "docker run alpine"), &[]);
    check(&text("Exit the program.", open), &[]);
    check(&text("Exit the container.\n   ```\n   exit\n   ```", open), &[]);
}

/// Where the suggested commands of a lesson are typed: `@` in a container, `>` in a program.
fn check_places(text: &str, want: &[&str]) {
    let (document, _) = crate::reader::read(&Source::new("x.md", text));
    let sign = |s: &Suggested| match s.location {
        Location::Host => "",
        Location::Container => "@",
        Location::Program => ">",
    };
    let got: Vec<String> = document.suggested.iter().map(|s| format!("{}{}", sign(s), s.text)).collect();
    assert_eq!(got, want, "{text}");
}

#[test]
fn what_is_suggested_is_typed_where_the_lesson_is() {
    check_places("List them: run `docker ps`. Then run `ls`.", &["docker ps", "ls"]);
    let inside = |said: &str| format!("```bash\ndocker run -it --name box alpine sh\n```\n\n{said}\n");
    for (said, want) in [
        ("Exit the container with `exit`. Now run `ls`.", &["@exit", "ls"][..]),
        ("Run `ls`, and then `pwd`.", &["@ls", "@pwd"]),
        ("In another terminal run `docker top box`, and then `ls`.", &["docker top box", "ls"]),
        ("Open a new terminal.\n\nThere, run `ls`.", &["ls"]),
        ("Run `ls` in another terminal. Here, run `pwd`.", &["ls", "@pwd"]),
        ("Run `uname -a` on your own machine. Now run `uname -r`.", &["uname -a", "@uname -r"]),
        ("Try these commands:\n\n- `pwd`\n- `whoami`", &["@pwd", "@whoami"]),
        ("Leave the container.\n\nRun `ls`.", &["@exit", "ls"]),
        ("Press Ctrl-D.\n\nRun `ls`.", &["ls"]),
        ("```console\n/ # exit\n```\n\nRun `ls`.", &["ls"]),
        ("```bash\ndocker ps\n```\n\nRun `ls`.", &["ls"]),
    ] {
        check_places(&inside(said), want);
    }
    let opened = "Run `docker run -it alpine sh`. Then type `ls`, and leave it with `exit`. Then run `pwd`.";
    check_places(opened, &["docker run -it alpine sh", "@ls", "@exit", "pwd"]);
    check_places("Run `cat a` inside the container. Then run `cat a` on the host.", &["@cat a", "cat a"]);
    check_places("Inside the container, run `cat a`.", &["@cat a"]);
    check_places("```bash\ndocker exec -it db psql\n```\n\nType `exit` to leave the terminal.", &[">exit"]);
}

#[test]
fn a_command_that_is_a_paragraph_below_what_it_does() {
    for (text, want) in [
        ("**1. Get the files**\n\n`git clone https://x.y/z.git`\n", &["git clone https://x.y/z.git"][..]),
        ("## Start it up\n\n`docker pull web`\n\n`docker run web`\n", &["docker pull web", "docker run web"]),
        ("Now run the container.\n\n`docker run web`\n", &["docker run web"]),
        ("**Syntax**\n\n`docker run web`\n", &[]),
        ("The container starts.\n\n`docker run web`\n", &[]),
        ("Don't run this one\n\n`docker run web`\n", &[]),
    ] {
        check(text, want);
    }
}

#[test]
fn what_is_short_for_a_longer_command() {
    for text in [
        "Use the `ps` command to see all:\n\n```\n$ docker ps -a\nNAMES\n```\n",
        "Check it using `ps -a` once more (the full command is `docker ps -a`).",
        "```\nls /data/x\n```\n\nTry running the `ls` command again.",
    ] {
        check(text, &[]);
    }
    check("```\nls\n```\n\nTry running the `ls` command again.", &["ls"]);
    check("Use `ps` to see it, and on the host `docker ps`.", &["ps"]);
}

#[test]
fn what_is_weighed_or_told_of() {
    for text in [
        "Or we could install it with `pip install flask`.",
        "For instance, we could go and use `pip install flask`.",
        "We saw above that it is there by running `docker ps -a`.",
        "> [!NOTE]\n> You can type `docker buildx install` to make it short. Use `docker buildx uninstall` to undo that.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn what_is_named_as_one_of_several() {
    for (text, want) in [
        ("- Copy it to _e.g._ `a.Dockerfile` and build it using `docker build -f a .`", &["docker build -f a ."][..]),
        ("Use e.g. `docker ps` to see it.", &["docker ps"]),
        ("Once it is done you can list all, old ones too, using `docker ps -a`.", &["docker ps -a"]),
        ("Once you can list all using `docker ps -a`, go on.", &[]),
        ("Use the window or `docker ps` to find it.", &["docker ps"]),
        ("What is listed by the window or `docker ps` runs.", &[]),
        ("Let's run `uname -a` to see it.\n\n- Run `uname -a` on your own machine.", &["uname -a"]),
        ("!!! tip \"Type `docker ps` to see it.\"\n\nText.", &["docker ps"]),
        ("Run `cat /etc/x` in it.\n\n```\ndocker exec -it a sh\n```\n\n```\n/ # cat /etc/x\nb\n```\n", &[]),
    ] {
        check(text, want);
    }
}

#[test]
fn what_prints_what_stands_below() {
    let text = |said: &str| format!("{said}\n\n```text\nUsage:  docker [OPTIONS] COMMAND\n```\n");
    for (said, want) in [
        ("The command `docker inspect web` will give:", &["docker inspect web"][..]),
        ("If we run `docker --help`, we see the following output (and more):", &["docker --help"]),
        ("`docker info` shows:", &["docker info"]),
        ("You can check it with: `docker image ls`, which gives:", &["docker image ls"]),
        ("If we run `docker --help`, we do not see the output:", &[]),
        ("The `docker run` command prints:", &[]),
        ("It is `docker info` that helps. The output:", &[]),
    ] {
        check(&text(said), want);
    }
    let typed = "```\ndocker info\n```\n\n".to_owned() + &text("The command `docker info` will give:");
    check(&typed, &[]);
}

#[test]
fn what_is_forbidden_or_another_way_is_not_suggested() {
    for (text, want) in [
        ("To drop the volume you would use `docker volume rm v1`. **Do not drop it, it is needed below.**", &[][..]),
        ("Drop it with `docker volume rm v1`. Don't run this yet.", &[]),
        ("Stop it with `docker stop web`. Do not wait for it.", &["docker stop web"]),
        ("See them with the `ps` command:\n\n```bash\ndocker-compose ps\n```", &[]),
        ("See them with the `ps` command:\n\n```bash\ndocker compose ps\n```", &[]),
        ("You will have to use `docker-machine ssh` instead.", &[]),
        ("If `jq` is not there, you can install it with `sudo apt-get install jq`.", &["sudo apt-get install jq"]),
        ("If you like it, do not stop it with `docker stop web`.", &[]),
        ("To see what went wrong, run `dmesg`.", &["dmesg"]),
        ("To make it, use `make image` **or**:\n\n```bash\ndocker build -t web .\n```", &[]),
        ("To make it, use `make image` or, if that fails:\n\n```bash\ndocker build -t web .\n```", &["make image"]),
    ] {
        check(text, want);
    }
}

#[test]
fn who_is_no_more_in_a_container_does_not_leave_it() {
    let said = "You should be on the host. If you see a prompt like `root@0a1b:/#` you are still in the boat. Type `exit` to go back.";
    check(said, &[]);
    check(&format!("```\ndocker run web\n```\n\n{said}"), &[]);
    check(&format!("```\ndocker run -it web sh\n```\n\n{said}"), &["exit"]);
    check("```\ndocker run -it web sh\n```\n\nType `exit` to go back.", &["exit"]);
}

#[test]
fn what_is_told_of_windows_in_a_list_is_not_suggested() {
    let text = |one: &str| format!("- {one}\n  - run `ls ropes` to look\n- Linux:\n  - run `cat ropes` to look\n");
    for one in ["Windows:", "Microsoft Windows running `cmd.exe`:", "**PowerShell** users:", "On Windows (10):"] {
        check(&text(one), &["cat ropes"]);
    }
    for one in ["Windows containers:", "Windows, macOS, Linux:", "All:"] {
        check(&text(one), &["ls ropes", "cat ropes"]);
    }
}

#[test]
fn what_is_good_to_know_at_any_time_is_no_step() {
    check("**Debugging techniques:**\n\n1. Check what runs with `ps -a`\n", &[]);
    check("**Next steps:**\n\n1. Check what runs with `ps -a`\n", &["ps -a"]);
}

#[test]
fn what_is_to_be_done_and_how() {
    for (text, want) in [
        ("Let's build our shop `$ docker build -t shop .`", &["docker build -t shop ."][..]),
        ("Now let's build the shop: `docker build -t shop .`.", &["docker build -t shop ."]),
        ("For it not to end, you need to `docker run -it alpine sh`. Look around.", &["docker run -it alpine sh"]),
        ("If it is gone, you need to `docker run -it alpine sh`.", &[]),
        (
            "It ends unless it has a terminal - so you need to `docker run -it alpine sh`.",
            &["docker run -it alpine sh"],
        ),
        ("Let's build what `docker build -t shop .` makes.", &[]),
        ("Let's see what is behind `docker build -t shop .` in our shop.", &[]),
        ("Let's check the output of `docker ps -a`.", &[]),
        ("Let's not build our shop `docker build -t shop .`", &[]),
        ("Let's build our shop `docker build`", &[]),
        ("Now enter your `docker stack services shop` command again.", &["docker stack services shop"]),
        ("Now enter your `docker stack services shop` notes.", &[]),
    ] {
        check(text, want);
    }
}
