//! Which file a block is written to, and which blocks are no file's whole content.

use super::check;

/// A lesson with words before and after a block.
fn around(before: &str, info: &str, text: &str, after: &str) -> String {
    format!("{before}\n\n```{info}\n{text}\n```\n\n{after}\n")
}

#[test]
fn what_changes_in_a_file_is_not_written_over_it() {
    let text = |info: &str, lines: &str| around("In the `src/app.js` file:", info, lines, "");
    check(&text("diff", "- say('a')\n+ say('b')"), &["File 3"]);
    check(&text("patch", "say('b')"), &["File 3"]);
    check(&text("js", "-  say('a')\n+  say('b')"), &["File 3"]);
    check(&text("js", " go()\n+say('b')\n stop()"), &["File 3"]);
    check(&text("js", "@@ -1,2 +1,2 @@\n go()"), &["File 3"]);
    check(&text("js", "go()\n// ...\nstop()"), &["File 3"]);
    check(&text("js", "say('b')\n- 1"), &["File 3 > src/app.js"]);
    let python = around("In the `src/app.py` file:", "python", "def go():\n    ...", "");
    check(&python, &["File 3 > src/app.py"]);
}

#[test]
fn a_part_that_is_shown_is_not_written_over_the_whole() {
    let text = |said: &str| around(said, "dockerfile", "FROM alpine\nRUN ls", "");
    check(&text("Here are the first few lines of `Dockerfile`. A line may be a layer."), &["File 3"]);
    check(&text("Look at the next section of our Dockerfile."), &["File 3"]);
    check(&text("Let's look at the Dockerfile that we were using."), &["File 3"]);
    check(&text("Remember the first lines of it. Now create a `Dockerfile` with this:"), &["File 3 > Dockerfile"]);
    let text = |said: &str| around(said, "js", "say('a')", "");
    check(&text("In the `a.js` file, add this on line 12:"), &["File 3"]);
    check(&text("Add this function to `a.js`:"), &["File 3"]);
    check(&text("Add this line at the top of the `a.js` file:"), &["File 3"]);
    check(&text("Add this to `a.js`:"), &["File 3 > a.js"]);
}

#[test]
fn services_alone_are_no_compose_file() {
    let text = |said: &str, lines: &str| around(said, "yaml", lines, "");
    check(&text("Edit `compose.yaml`:", "services:\n  web:\n    image: a"), &["File 3 > compose.yaml"]);
    check(&text("Edit `compose.yaml`:", "  web:\n    image: a"), &["File 3"]);
    check(&text("Create `docker-compose.yml`:", "web:\n  image: a"), &["File 3 > docker-compose.yml"]);
}

#[test]
fn the_name_may_be_told_behind_the_block() {
    let text = |said: &str| around("Such a Dockerfile is small:", "dockerfile", "FROM alpine\nRUN ls", said);
    check(&text("It lists.\n\n- Copy the code above into, e.g. `a.Dockerfile`."), &["File 3 > a.Dockerfile"]);
    check(&text("Save this as `Dockerfile.b`."), &["File 3 > Dockerfile.b"]);
    check(&text("## More\n\nSave this as `Dockerfile.b`."), &["File 3 > Dockerfile"]);
    check(&text("Copy it into the image."), &["File 3 > Dockerfile"]);
    let next = "Save this as `Dockerfile.b`:\n\n```dockerfile\nFROM debian\nRUN ls\n```";
    check(&text(next), &["File 3 > Dockerfile", "File 10 > Dockerfile.b"]);
    let build = "```\ndocker build -t a -f Dockerfile.c .\n```";
    check(&text(build), &["File 3 > Dockerfile.c", "Command 8 docker build -t a -f Dockerfile.c ."]);
    check(&around("A script:", "python", "print(1)", "Put the code above into `a.py`."), &["File 3 > a.py"]);
}

#[test]
fn lines_are_added_to_a_file_that_is_there() {
    let text = |said: &str, line: &str| around(said, "dockerfile", line, "");
    check(
        &text("Let's add a line to the `Dockerfile` that we have. It copies.", "COPY a /b"),
        &["File 3 >> Dockerfile"],
    );
    check(&text("Append this to your Dockerfile:", "RUN ls"), &["File 3 >> Dockerfile"]);
    check(&text("Add this to the Dockerfile before `CMD`:", "RUN ls"), &["File 3"]);
    check(&text("You could add this to your Dockerfile:", "RUN ls"), &["File 3"]);
    check(&text("Add this to your Dockerfile:", "FROM a\nRUN ls"), &["File 3 > Dockerfile"]);
    let text = |said: &str| around(said, "text", "flask", "");
    check(&text("Add the following line to `requirements.txt`:"), &["File 3 >> requirements.txt"]);
    check(&text("Create `requirements.txt` and add this line to the file:"), &["File 3 > requirements.txt"]);
}

#[test]
fn examples_of_a_dockerfile_are_only_shown() {
    let text = |said: &str, after: &str| around(said, "dockerfile", "FROM alpine\nRUN ls", after);
    let build = "```\ndocker build .\n```";
    check(&text("Consider a small image:", ""), &["File 3"]);
    check(&text("## Maven Example\n\nIt is built in two stages.", ""), &["File 5"]);
    check(&text("Consider a small image:", build), &["File 3 > Dockerfile", "Command 8 docker build ."]);
    check(&text("For example, create a `Dockerfile`:", ""), &["File 3 > Dockerfile"]);
    let boxed = |title: &str| {
        format!(
            "??? abstract \"{title}\"\n\n    A `Dockerfile` has it:\n\n    ```\n    FROM alpine\n    RUN ls\n    ```\n\n{build}\n"
        )
    };
    check(&boxed("FROM"), &["File 5", "Command 10 docker build ."]);
    check(&boxed("Dockerfile"), &["File 5 > Dockerfile", "Command 10 docker build ."]);
}

#[test]
fn numbers_of_lines_are_no_part_of_a_file() {
    let text = "The compose.yml file:\n\n```\n  1 services:\n  2\n  3   web:\n  4     image: a\n  \n```\n";
    check(text, &["File 3 > compose.yml"]);
    let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
    assert_eq!(&*document.blocks()[0].text, "services:\n\n  web:\n    image: a");
    check("```dockerfile\n1 | FROM alpine\n2 | RUN ls\n3 | CMD ls\n```\n", &["File 1 > Dockerfile"]);
    check("```bash\n1 docker ps\n2 docker images\n3 ls\n```\n", &["Command 1 docker ps | docker images | ls"]);
    let printed = "```\ncat -n compose.yml\n```\n\n```\n1 services:\n2   web:\n3     image: a\n```\n";
    check(printed, &["Command 1 cat -n compose.yml", "Output 5"]);
}

#[test]
fn settings_are_added_to_their_file() {
    let ssh = "Host web\n  HostName localhost\n  User me";
    let below =
        |said: &str, info: &str, text: &str| format!("```sh\ndocker ps\n```\n\n{said}\n\n```{info}\n{text}\n```\n");
    let want = ["Command 1 docker ps", "File 7 >> ~/.ssh/config"];
    let guessed = [want[0], "File 7 ? >> ~/.ssh/config"];
    check(&below("Make a name for it by adding the following to your `~/.ssh/config`:", "text", ssh), &want);
    check(&below("Name a file, best: `~/.ssh/config`. Edit it, so it looks like this:", "", ssh), &guessed);
    check(&below("Then this.", "", ssh), &guessed);
    check(&below("Add this line to `/etc/hosts`:", "text", "127.0.0.1 web"), &[want[0], "File 7 >> /etc/hosts"]);
    check(&below("Look at `/etc/hosts`:", "text", "127.0.0.1 web"), &[want[0], "Output 7"]);
}

#[test]
fn this_file_is_the_one_that_was_spoken_of() {
    let yaml = "---\na: b\nc:\n- d";
    let text = |said: &str| around(said, "", yaml, "");
    check(&text("First comes the `tools.yaml` file, with tools.\n\nThis file looks like:"), &["File 5 > tools.yaml"]);
    check(&text("## Filling the `tools.yaml`\n\nThis file looks like:"), &["File 5 > tools.yaml"]);
    check(&text("Neither `a.yaml` nor `b.yaml` is left.\n\nThis file looks like:"), &["File 5"]);
}

/// A lesson that makes a file, tells something and shows a block.
fn after(name: &str, before: &str, said: &str, text: &str) -> String {
    let tag = name.rsplit('.').next().unwrap_or_default();
    format!("Create a file named `{name}`:\n\n```{tag}\n{before}\n```\n\n{said}\n\n```{tag}\n{text}\n```\n")
}

#[test]
fn what_is_added_at_the_end_does_not_overwrite() {
    let yaml = |said: &str| after("a.yml", "a: 1\nb: 2", said, "x: 1\ny: 2");
    let added = ["File 3 > a.yml", "File 10 >> a.yml"];
    check(&yaml("Append the following lines to `a.yml`:"), &added);
    check(&yaml("Add the following to the end of `a.yml`:"), &added);
    check(&yaml("Add these lines at the bottom of the `a.yml` file:"), &added);
    check(&yaml("Open `a.yml` and add the following:"), &added);
    check(&yaml("Open the `a.yml` file. Add these lines:"), &added);
    check(&yaml("Change `a.yml` to add the names:"), &added);
    check(&yaml("Add the following to the `a.yml` file inside this folder:"), &added);
    check(&yaml("Create `a.yml` and add the following:"), &["File 3 > a.yml", "File 10 > a.yml"]);
    check(&yaml("Add a file named `b.yml`:"), &["File 3 > a.yml", "File 10 > b.yml"]);
    check(&yaml("Add the following code block to `a.yml`:"), &added);
    let again = after("a.sh", "#!/bin/sh\nls", "Add a line to `a.sh`:", "#!/bin/sh\nset -e\nls");
    check(&again, &["File 3 > a.sh", "File 10 > a.sh"]);
    let python = |said: &str| after("a.py", "print(1)", said, "print(2)");
    check(&python("Now append the following to the end of `a.py`:"), &["File 3 > a.py", "File 9 >> a.py"]);
    check(&python("Look at `a.py`:"), &["File 3 > a.py", "File 9 > a.py"]);
    let made = "```\ncp default.py a.py\n```\n\nAdd the following to `a.py`:\n\n```python\nprint(2)\n```\n";
    check(made, &["Command 1 cp default.py a.py", "File 7 >> a.py"]);
}

#[test]
fn what_goes_somewhere_inside_is_only_shown() {
    let yaml = |said: &str, text: &str| after("a.yml", "server:\n  port: 80\nname: a", said, text);
    let shown = ["File 3 > a.yml", "File 11"];
    let part = "log: 1\nuser: me";
    for said in [
        "Insert the following into `a.yml`:",
        "In `a.yml`, add the `log` parameter to the server:",
        "Set it up by adding a section in `a.yml`:",
        "Add the following under `server` in `a.yml`:",
        "Add the following to the `server` block in `a.yml`:",
        "Add the following inside `server` in `a.yml`:",
        "You could add the following to `a.yml`:",
    ] {
        check(&yaml(said, part), &shown);
    }
    // What stands around it is repeated.
    check(&yaml("Add the following to `a.yml`:", "server:\n  log: 1"), &shown);
    check(
        &yaml("Add the following to `a.yml`:", "server:\n  port: 80\n  log: 1"),
        &["File 3 > a.yml", "File 11 > a.yml"],
    );
    let json = after("a.json", "{\n  \"a\": 1\n}", "Append the following to `a.json`:", "{\n  \"b\": 2\n}");
    check(&json, &["File 3 > a.json", "File 11"]);
    check(&around("Create `a.json`:", "json", "\"a\": {\n  \"b\": 2\n}", ""), &["File 3"]);
    let called = "def go():\n    pass\nif __name__ == '__main__':\n    go()";
    check(&after("a.py", called, "Add the following to `a.py`:", "stop()"), &["File 3 > a.py", "File 12"]);
}

#[test]
fn a_file_that_is_changed_is_written_anew_only_as_a_whole() {
    let text = |said: &str, text: &str| after("a.ini", "a = 1\nb = 2\nc = 3", said, text);
    let said = "Modify the `a.ini` file to have another letter:";
    check(&text(said, "a = 1\nb = 2\nc = 4"), &["File 3 > a.ini", "File 11 > a.ini"]);
    check(&text(said, "c = 4"), &["File 3 > a.ini", "File 11"]);
    check(&text("Change `a.ini` so it looks like this:", "c = 4"), &["File 3 > a.ini", "File 11 > a.ini"]);
}

#[test]
fn a_file_is_in_the_folder_that_is_told_with_it() {
    let text = |said: &str, after: &str| around(said, "ini", "a=1", after);
    for said in [
        "In the directory `conf`, create a file called `a.ini`:",
        "In the `conf` folder, create a file called `a.ini`:",
        "Create a file called `a.ini` inside the `conf/` folder:",
        "Create a subdirectory named `conf`, and then create a file named `a.ini`:",
        "Create a `conf` folder and, in it, create the file `a.ini`:",
    ] {
        check(&text(said, ""), &["File 3 > conf/a.ini"]);
    }
    for said in [
        "Create a folder named `conf` and a file named `a.ini`:",
        "Create a file called `a.ini`, not a folder like `conf`:",
        "Create a file called `a.ini` for the `conf` of it:",
    ] {
        check(&text(said, ""), &["File 3 > a.ini"]);
    }
    check(&text("In the `conf` folder, create `b/a.ini`:", ""), &["File 3 > b/a.ini"]);
    // Where the learner works is no folder within.
    let inside = "In the `web` folder, create a file called `a.ini`:";
    let built = "```\ndocker build .\n```";
    check(&text(inside, built), &["File 3 > a.ini", "Command 7 docker build ."]);
    let within = "```\ndocker build -f web/Dockerfile .\n```";
    check(&text(inside, within), &["File 3 > web/a.ini", "Command 7 docker build -f web/Dockerfile ."]);
    let below = |typed: &str| format!("```\n{typed}\n```\n\n{}", text(inside, ""));
    check(&below("mkdir web && cd web"), &["Command 1 mkdir web && cd web", "File 7 > a.ini"]);
    check(&below("cd web && ls; cd .."), &["Command 1 cd web && ls; cd ..", "File 7 > web/a.ini"]);
}

#[test]
fn the_general_form_of_an_instruction_is_no_file() {
    let text = |lines: &str| around("It has two forms.", "dockerfile", lines, "");
    check(&text("COPY [--link] <source>... <target>"), &["Synopsis 3"]);
    check(&text("FROM <image>[:<tag>] [AS <name>]"), &["Synopsis 3"]);
    check(&text("RUN [\"<program>\", \"a\"]"), &["File 3"]);
    check(&text("FROM <you>/web\nRUN ls"), &["File 3 > Dockerfile"]);
    let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text("COPY [--link] <a>... <b>")));
    assert_eq!(document.blocks()[0].placeholders, ["<a>", "<b>"]);
}

#[test]
fn a_file_may_be_named_by_what_is_done_with_it() {
    let text =
        |said: &str| format!("```sh\ndocker cp a:/b/tone.config .\n```\n\n{said}\n\n```\n::: loud\n```\n\nIt rings.\n");
    let copied = "Command 1 docker cp a:/b/tone.config .";
    check(&text("Let's now modify the tone.config file to be loud:"), &[copied, "File 7 ? > tone.config"]);
    check(&text("Let's look at the tone.config file:"), &[copied, "File 7 ?"]);
    let again =
        |said: &str, lines: &str| format!("{}\n{said}\n\n```\n{lines}\n```\n", text("Edit the tone.config file:"));
    let named = [copied, "File 7 ? > tone.config"];
    let said = "Now edit the file to ring twice:";
    check(&again(said, "::: loud loud"), &[named[0], named[1], "File 15 ? > tone.config"]);
    check(&again("Now edit the file `b.config`:", "::: soft"), &[named[0], named[1], "File 15 ? > b.config"]);
    check(
        &again(said, "::: loud loud").replace("```\n::: loud l", "```json\n::: loud l"),
        &[named[0], named[1], "File 15 ?"],
    );
}

#[test]
fn a_file_may_be_named_farther_below() {
    let recipe = "Bootstrap: docker\nFrom: alpine\n\n%post\n    apk add curl";
    let part = "It begins so:\n\n```\nBootstrap: docker\nFrom: alpine\n```\n";
    let text = |between: &str, said: &str| around("A recipe:", "", recipe, &format!("{between}\n{said}"));
    let said = "Save the contents of the recipe shown above to a file. In this example it has been named `own.def`.";
    check(&text(part, said), &["File 3 > own.def", "File 13"]);
    check(&text(part, &format!("## More\n\n{said}")), &["File 3", "File 13"]);
    check(&text(part, "Save the contents of the image to a file named `own.tar`."), &["File 3", "File 13"]);
    check(
        &text(&part.replace("From: alpine", "From: a\n\n%post\n    ls\n    id"), said),
        &["File 3", "File 13 > own.def"],
    );
}

#[test]
fn who_reads_a_script_is_said_in_its_first_line() {
    let script = "#!/usr/bin/env sh\nset -e\n\n# Output:\ndocker ps\n";
    check(&format!("Run:\n\n```bash\n{script}```\n"), &["File 3"]);
    check(&format!("Write it to the file `t.sh`:\n\n```bash\n{script}```\n"), &["File 3 > t.sh"]);
    check("Create the file `t.sh`:\n\n    #!/bin/sh\n    docker ps\n", &["File 3 > t.sh"]);
    let shown = "```bash\ncat t.sh\n```\n\n```bash\n#!/bin/sh\ndocker ps\n```\n";
    check(shown, &["Command 1 cat t.sh", "Output 5"]);
}

#[test]
fn what_is_beside_a_file_is_not_written_over_it() {
    let compose = "services:\n  web:\n    image: a";
    let text = |said: &str| around(said, "yaml", compose, "");
    let made = &["File 3 > b.yml"];
    check(&text("Create a file named `b.yml` next to the `compose.yml` file."), made);
    check(&text("Create a file called `b.yml` beside `compose.yml`:"), made);
    check(&text("Write it to file `b.yml` next to the `compose.yml` file we just created."), made);
    check(&text("Create a file `b.yml` in the same folder as your existing `compose.yml`."), made);
    check(&text("Next to `compose.yml`, create a file `b.yml`:"), made);
    check(&text("Create a file called b.yml alongside the compose.yml file:"), made);
    check(&text("Add `b.yml` to the `compose.yml` file:"), &["File 3 > compose.yml"]);
}

#[test]
fn a_name_counts_wherever_its_sentence_stands() {
    let text = |said: &str| around(said, "", "var os = require(\"os\");", "");
    let told = "Type the following content into a file named *a.js*. You can use any editor.";
    check(&text(told), &["File 3 ? > a.js"]);
    check(&text(&format!("Type `exit` to leave.\n\n{told}")), &["File 5 ? > a.js"]);
    let text = |said: &str| around(said, "html", "<p>a</p>", "");
    let made = &["File 3 > a.html"];
    check(&text("Write a basic `a.html` file as:"), made);
    check(&text("Write a basic `a.html` file like this:"), made);
    check(&text("Write a basic `a.html` file with the following content:"), made);
    check(&text("Write about a basic `a.html` and the like:"), &["File 3"]);
}

#[test]
fn the_file_that_was_shown_gets_the_name_under_which_it_is_saved() {
    let text = |said: &str| around("This is easy:", "source", "Bootstrap: docker\nFrom: alpine", said);
    check(&text("Save the definition file as `a.def`, and build it from there."), &["File 3 > a.def"]);
    check(&text("Save the file as `a.def`, and build it:"), &["File 3 > a.def"]);
    check(&text("Save the script as `a.sh`:"), &["File 3"]);
    check(&text("Save the output as `a.def`."), &["File 3"]);
}

#[test]
fn a_base_image_alone_is_no_dockerfile_where_one_is_spoken_of() {
    let text = |said: &str, info: &str, lines: &str| around(said, info, lines, "");
    check(&text("The `Dockerfile` has the following base image:", "dockerfile", "FROM a:1"), &["File 3"]);
    check(&text("In the `Dockerfile`, update it to `a:2`:", "dockerfile", "FROM a:2"), &["File 3"]);
    check(&text("Pin it:", "dockerfile no-run-button", "FROM a@sha256:b"), &["File 3"]);
    check(&text("Pin it:", "dockerfile", "FROM a@sha256:<digest>"), &["File 3"]);
    check(&text("Create a `Dockerfile`:", "dockerfile", "FROM a:1"), &["File 3 > Dockerfile"]);
    check(&text("Update the `Dockerfile`:", "dockerfile", "FROM a:2\nRUN b"), &["File 3 > Dockerfile"]);
}

#[test]
fn a_compose_file_is_told_by_the_service_that_is_called_next() {
    let file = |service: &str| format!("```\nversion: '3'\nservices:\n  {service}:\n    image: a\n```\n");
    let call = "docker-compose run --rm tools env";
    let typed = format!("\n```\n{call}\n```\n");
    check(&format!("{}{typed}", file("tools")), &["File 1 > docker-compose.yml", &format!("Command 8 {call}")]);
    check(&format!("{}{typed}", file("web")), &["File 1", &format!("Command 8 {call}")]);
    let named = "Create `docker-compose.yml`:\n\n";
    let last = format!("Command 17 {call}");
    let both = ["File 3 > docker-compose.yml", "File 10 > docker-compose.yml", &last];
    check(&format!("{named}{}\n{}{typed}", file("web"), file("tools")), &both);
    check(&format!("{named}{}\n{}{typed}", file("tools"), file("tools")), &[both[0], "File 10", both[2]]);
}

#[test]
fn a_comment_may_name_a_file_without_an_ending() {
    let server = "location ~ x$ {\n  include a.conf;\n}";
    check(&format!("```\n# filename: default\n{server}\n```\n"), &["File 1 > default"]);
    check(&format!("```\n# the server\n{server}\n```\n"), &["File 1 ?"]);
}

#[test]
fn a_file_of_an_image_is_not_the_learners() {
    let text = |said: &str| around(said, "", "Hello there, you.", "");
    check(&text("There should be a file in `/srv/a/hello.txt` with this content:"), &["File 3 ?"]);
    check(&text("Create a file `/srv/a/hello.txt` with this content:"), &["File 3 ? > /srv/a/hello.txt"]);
}

#[test]
fn theory_is_not_typed_where_the_lesson_marks_what_is() {
    let text = |title: &str| format!("`docker ps`{{{{execute}}}}\n\n## {title}\n\n```\ndocker run -d a\n```\n");
    let marked = "Command 1 docker ps";
    check(&text("Volumes (theory)"), &[marked, "Command 5 ? docker run -d a"]);
    check(&text("Volumes"), &[marked, "Command 5 docker run -d a"]);
    check("## Theory\n\n```\ndocker run -d a\n```\n", &["Command 3 docker run -d a"]);
}

#[test]
fn what_may_be_taken_instead_is_not_written_over_the_file() {
    let file = |from: &str| format!("```dockerfile\nFROM {from}\nRUN ls\n```\n\n");
    let text = |said: &str| format!("{}{said}\n\n{}```\ndocker build .\n```\n", file("alpine"), file("debian"));
    let offered = ["File 1 > Dockerfile", "File 8 =1 > Dockerfile", "Command 13 docker build ."];
    let told = [offered[0], "File 8 > Dockerfile", offered[2]];
    check(&text("It may not work. Instead of above Dockerfile you'd use:"), &offered);
    check(&text("Instead of the above Dockerfile, you could write:"), &offered);
    check(&text("If there is a proxy in the way, you can use this one:"), &offered);
    check(&text("If there is a proxy, it fails. In this case you can use:"), &offered);
    check(&text("Instead of the above Dockerfile we use:"), &told);
    check(&text("Now you can make it smaller:"), &told);
}

#[test]
fn a_change_that_makes_a_file_has_all_of_it() {
    let text = |from: &str, lines: &str| {
        let head = format!("--- {from}\n+++ b/a/c.xml\n@@ -0,0 +1,2 @@\n");
        around("Create the new file:", "diff", &format!("{head}{lines}"), "")
    };
    let new = text("/dev/null", "+<a>\n+  <b/>\n+</a>");
    check(&new, &["File 3 > a/c.xml"]);
    let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", new));
    assert_eq!(&*document.blocks()[0].text, "<a>\n  <b/>\n</a>");
    check(&text("a/a/c.xml", "+<a>"), &["File 3"]);
    check(&text("/dev/null", "+<a>\n--- /dev/null\n+++ b/d\n@@ -0,0 +1 @@\n+x"), &["File 3"]);
}

#[test]
fn a_title_names_a_file_and_lines_are_added_to_it() {
    let text = |said: &str, lines: &str| around(said, "dockerfile title=\"Dockerfile\"", lines, "");
    let added = "To add it, you would add the following line to the bottom of your Dockerfile:";
    check(&text(added, "RUN ls"), &["File 3 >> Dockerfile"]);
    check(&text("It has this line:", "RUN ls"), &["File 3"]);
    check(&text("It has this:", "FROM a\nRUN ls"), &["File 3 > Dockerfile"]);
}

#[test]
fn a_script_is_called_as_the_next_command_calls_it() {
    let text = |said: &str, typed: &str| {
        format!("{said}\n\n```bash\n#!/bin/bash\nls\n```\n\nSubmit it:\n\n```\n$ {typed}\n```\n")
    };
    check(&text("A job:", "sbatch a.sh"), &["File 3 > a.sh", "Command 10 sbatch a.sh"]);
    check(&text("A job, for pulling a `.sif` file:", "./a.sh"), &["File 3 > a.sh", "Command 10 ./a.sh"]);
    check(&text("A job:", "ls"), &["File 3", "Command 10 ls"]);
}

#[test]
fn it_may_be_told_to_be_in_the_folder_made_above() {
    let text = |said: &str| format!("```\nmkdir -p a/b\n```\n\n{said}\n\n```\nx: 1\ny:\n  z: 2\n```\n");
    let made = "Command 1 mkdir -p a/b";
    check(&text("and save a file `d.yaml` in it with the following content:"), &[made, "File 7 > a/b/d.yaml"]);
    check(&text("Create a file `d.yaml` in that directory:"), &[made, "File 7 > a/b/d.yaml"]);
    check(&text("Create a file `d.yaml`:"), &[made, "File 7 > d.yaml"]);
}

#[test]
fn a_start_file_that_is_filled_bit_by_bit_is_not_typed() {
    let block = |said: &str, lines: &str| format!("{said}\n\n```bash\n{lines}\n```\n\n");
    let first = block("Edit your `~/.profile`, at the top put:", "export A=1");
    let middle = block("Make sure it has something like this in the middle:", ". ~/.own");
    let last = block("At the bottom put:", "cd ~");
    let filled = ["File 3 >> ~/.profile", "File 9 >> ~/.profile", "File 15 >> ~/.profile"];
    check(&format!("{first}{middle}{last}"), &filled);
    check(&format!("{first}{middle}## More\n\n{last}"), &[filled[0], filled[1], "Command 17 cd ~"]);
    check(&format!("{first}{}", block("Now try it:", "cd ~")), &[filled[0], "Command 9 cd ~"]);
    let own = "You may need to add logic to your `~/.bashrc` to know where you are. For example I have this:";
    let logic = "if ! grep -q a /proc/1/cgroup; then\n    alias b=c\nfi";
    check(&block(own, logic), &["File 3 >> ~/.bashrc"]);
    check(&block(own, "echo 'alias b=c' >> ~/.bashrc"), &["Command 3 echo 'alias b=c' >> ~/.bashrc"]);
    check(&block("Add a line to your `~/.bashrc`:", "nano ~/.bashrc"), &["Command 3 nano ~/.bashrc"]);
    check(&block("Make sure it has something like this:", "cd ~"), &["Command 3 cd ~"]);
}

#[test]
fn a_definition_is_called_as_its_build_takes_it() {
    let recipe = "Bootstrap: docker\nFrom: alpine\n\n%post\n    apk add curl";
    let text = |between: &str, call: &str| {
        around("Such a file:", "def", recipe, &format!("{between}Build it:\n\n```bash\n{call}\n```"))
    };
    let call = "apptainer build a.sif a.def";
    check(&text("", call), &["File 3 > a.def", &format!("Command 13 {call}")]);
    check(&text("## More\n\n", call), &["File 3", &format!("Command 15 {call}")]);
    let general = "```bash\napptainer build <image> <definition>\n```\n\n";
    check(
        &text(general, call)[..],
        &["File 3 > a.def", "Command 11 apptainer build <image> <definition>", &format!("Command 17 {call}")],
    );
    check(
        &text("", "apptainer build a.sif docker://alpine"),
        &["File 3", "Command 13 apptainer build a.sif docker://alpine"],
    );
    let other = format!("```def\n{recipe}\n```\n\n");
    check(&text(&other, call), &["File 3", "File 11 > a.def", &format!("Command 21 {call}")]);
    let told = |said: &str| around("Such a file:", "def", recipe, said);
    check(&told("Then build it (I have called my own `def` file `b.def`):"), &["File 3 > b.def"]);
    check(&told("Then build it (if you called your file `b.def`):"), &["File 3"]);
}

#[test]
fn a_script_that_was_fetched_is_shown_below() {
    let text = |last: &str, said: &str| {
        let fetches = format!("cd ~/bin\ncurl -LO https://example.org/a/do-it\n{last}");
        format!("```bash\n{fetches}\n```\n\n{said}```bash\n#!/bin/sh\nls\n```\n")
    };
    let kind = |text: &str| {
        let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
        document.blocks()[1].path.clone()
    };
    assert_eq!(kind(&text("chmod +x do-it", "")).as_deref(), Some("~/bin/do-it"));
    assert_eq!(kind(&text("chmod +x do-it", "Another one:\n\n")), None);
    assert_eq!(kind(&text("ls", "")), None);
    assert_eq!(kind(&text("chmod +x other", "")), None);
}

#[test]
fn a_piece_of_a_file_does_not_replace_it() {
    let whole = "FROM a AS build\nRUN make\nFROM b AS final\nCOPY --from=build /x /x\n";
    let text = |piece: &str| {
        format!(
            "In the `Dockerfile`:\n\n```dockerfile\n{whole}```\n\n## Walkthrough\n\nThe second stage:\n\n```dockerfile\n{piece}```\n"
        )
    };
    check(&text("FROM b AS final\nCOPY --from=build /x /x\n"), &["File 3 > Dockerfile", "File 14"]);
    check(&text("FROM c\nRUN make\n"), &["File 3 > Dockerfile", "File 14 > Dockerfile"]);
    check("In `a.yml`:\n\n```yaml\na: 1\n# ... as before ...\n```\n", &["File 3"]);
    check("In `a.yml`:\n\n```yaml\nstages:\n  - [... any other stages]\n```\n", &["File 3"]);
}

#[test]
fn what_a_file_should_contain_is_the_file() {
    let said = "Now make a `shop.yaml` file. This file should have content similar to the following:";
    let text = format!("```bash\ndocker ps\n```\n\n{}", around(said, "yaml", "shop:\n  id: one", ""));
    check(&text, &["Command 1 docker ps", "File 7 > shop.yaml"]);
    check(&around("Make `Jenkinsfile`:", "groovy", "pipeline {\n}", ""), &["File 3 > Jenkinsfile"]);
}

#[test]
fn what_an_editor_has_open_is_made_to_look_like_the_block() {
    let text = |said: &str| format!("```sh\nsudo nano /etc/shop/a.conf\n```\n\n{said}\n\n```\n[Shop]\nCarts=2\n```\n");
    let open = "Command 1 sudo nano /etc/shop/a.conf";
    check(&text("## Now make it look like this and save it:"), &[open, "File 7 > /etc/shop/a.conf"]);
    check(&text("Make it look like this:"), &[open, "File 7 ? > /etc/shop/a.conf"]);
    check(&text("Change these lines:"), &[open, "File 7"]);
}

#[test]
fn what_stands_below_a_key_that_is_left_out_is_no_whole_file() {
    let text = |key: &str| {
        let said = "Edit `stack.yml` and change the `vote` image, so that it looks like this:";
        format!("{said}\n\n```\n{key}  vote:\n    image: a/vote:2\n    ports:\n      - 80:80\n```\n")
    };
    check(&text(""), &["File 3"]);
    check(&text("services:\n"), &["File 3 > stack.yml"]);
    check(&text("  services:\n"), &["File 3 > stack.yml"]);
}

#[test]
fn dots_before_what_is_kept_leave_out_an_element() {
    let block = "```\n... url=\"Server=(db);Safe=true\"\n```\n";
    check(&format!("In the project it is set like so:\n\n{block}"), &["File 3 ?"]);
    check(&format!("```\nls\n```\n\n{block}"), &["Command 1 ls", "Output 5"]);
    // Nobody builds it from one line.
    let base = "```\nFROM a/sdk:1\n```\n\nThis pulls it in.\n\n```\nSHELL [\"powershell\"]\n```\n";
    check(&format!("Let's look at `Dockerfile.web`:\n\n{base}"), &["File 3", "File 9"]);
}

#[test]
fn what_is_available_in_a_value_is_no_file() {
    let text = |said: &str| around(said, "yaml", "color: red\nsize: 3", "");
    check(&text("The colors are then available in `data.values`:"), &["File 3 ?"]);
    check(&text("The colors are now available in `colors.yaml`:"), &["File 3 > colors.yaml"]);
}
