//! Pieces of files that are there, and files whose names or folders only the sentences around them tell.

use super::check;

/// A lesson with words before a block.
fn below(before: &str, info: &str, text: &str) -> String {
    format!("{before}\n\n```{info}\n{text}\n```\n")
}

#[test]
fn a_piece_of_a_compose_file_that_is_there_is_not_written_over_it() {
    let text = "services:\n  cache:\n    image: redis";
    let add = "In the `compose.yaml` file, add the following service:";
    check(&below(add, "yaml", text), &["File 3 > compose.yaml"]);
    check(&below(&format!("You already have a `compose.yaml` file.\n\n{add}"), "yaml", text), &["File 5"]);
    let behind = format!("{}\nLeave `services` out: it already exists in your file.\n", below(add, "yaml", text));
    check(&behind, &["File 3"]);
    let ran = format!("```\n$ docker compose up -d\n```\n\n{}", below(add, "yaml", text));
    check(&ran, &["Command 1 docker compose up -d", "File 7"]);
    let end = "Add the following at the end of the `compose.yaml` file:";
    check(&below(end, "yaml", text), &["File 3"]);
    check(&below("Add the following at the end of the `ci.yml` file:", "yaml", "a:\n  b: 1"), &["File 3 >> ci.yml"]);
}

#[test]
fn a_dockerfile_that_nobody_can_build_is_only_shown() {
    let text = "FROM <image>\nCOPY <sources>\nRUN <the tests>\nCMD, EXPOSE ...";
    check(&below("", "dockerfile", text), &["File 3"]);
    check(&below("", "dockerfile", "FROM <image>\nCOPY . /app"), &["File 3 > Dockerfile"]);
    check(&below("It becomes:", "dockerfile", "FROM node:$$tag$$"), &["File 3"]);
}

#[test]
fn a_file_that_a_command_shows_is_not_made() {
    let text = |command: &str| format!("```sh\n{command}\n```\n\n```\nFROM alpine\nRUN ls\n```\n");
    check(&text("more web/Dockerfile"), &["Command 1 more web/Dockerfile", "Output 5"]);
    check(&text("touch Dockerfile"), &["Command 1 touch Dockerfile", "File 5 > Dockerfile"]);
}

#[test]
fn the_file_that_is_shown_is_not_the_one_it_is_likened_to() {
    let text = "services:\n  web:\n    image: a";
    let said = "It is very similar to `Dockerfile.old`. This is the `stack.yml` file in the top folder:";
    check(&below(said, "", text), &["File 3 > stack.yml"]);
}

#[test]
fn what_is_opened_is_filled() {
    let old = "web:\n  image: a\n  ports:\n    - 80:80";
    let said = "Once there is a `docker-compose.yml`, open it and copy the following into it:";
    check(&below(said, "yaml", old), &["File 3 > docker-compose.yml"]);
    check(&below("Edit `docker-compose.yml`:", "yaml", old), &["File 3"]);
    check(&below(said, "yaml", "ports:\n  - 80:80"), &["File 3"]);
}

#[test]
fn the_folder_may_be_told_a_sentence_before() {
    let said = "Make a folder called `.github/workflows`. In this folder we keep a script, named `ci.yml`.\n\n\
                In the `ci.yml` file, add the following:";
    check(&below(said, "yaml", "name: a\non:\n  push:\n    tags: b"), &["File 5 > .github/workflows/ci.yml"]);
    let said = "Make a folder called `x`. Stay where you are.\n\nIn the `ci.yml` file, add the following:";
    check(&below(said, "yaml", "name: a\non:\n  push:\n    tags: b"), &["File 5 > ci.yml"]);
}

#[test]
fn a_comment_at_the_head_names_the_file() {
    let text = "services:\n  web:\n    image: a";
    check(&below("", "yaml", &format!("# stack.yml for the tests\n{text}")), &["File 3 > stack.yml"]);
    check(&below("", "yaml", &format!("# tests for stack.yml\n{text}")), &["File 3"]);
    check(&below("", "bash", "#!/bin/sh\n# clean-up.sh\nls"), &["File 3 > clean-up.sh"]);
    let lesson = below("", "json", "// /etc/a/b.json\n{\n  \"c\": 1,\n  \"d\": 2,\n  \"e\": 3\n}");
    check(&lesson, &["File 3 > /etc/a/b.json"]);
    let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", lesson));
    assert_eq!(&*document.blocks()[0].text, "{\n  \"c\": 1,\n  \"d\": 2,\n  \"e\": 3\n}");
}

#[test]
fn a_compose_file_has_its_usual_name() {
    let text = "services:\n  web:\n    image: a";
    check(&below("Save this Compose file at the top:", "yaml", text), &["File 3 > compose.yaml"]);
    check(&below("This Compose file has one:", "yaml", text), &["File 3"]);
}

#[test]
fn a_sign_without_a_blank_is_a_prompt_where_something_shows_it() {
    check("```\n$pwd;ls\n/home/app\na b\n```\n", &["Session 1 pwd;ls"]);
    check("```\n$pwd\n$ls\n```\n", &["Command 1 pwd | ls"]);
    check("```\n$ cd a\n$ls -l\ntotal 0\n```\n", &["Session 1 cd a | ls -l"]);
    check("```\n$chmod +x a.sh\n$./a.sh\n```\n", &["Command 1 chmod +x a.sh | ./a.sh"]);
    check("```bash\n$brew install jq\n```\n", &["Command 1 brew install jq"]);
    check("```\n$pwd\n```\n", &["Other 1 ?"]);
    check("```\n$ getcap $file\n$file = x+ep\n```\n", &["Session 1 getcap $file"]);
    check("```php\n$date = 1;\n$sort -> a;\n```\n", &["File 1"]);
}

#[test]
fn a_prompt_may_stand_on_the_line_above() {
    check("```\n$\ndocker ps\nNAMES\nweb\n```\n", &["Session 1 docker ps"]);
    check("```\nme@box:~$\nls\n\nme@box:~$\npwd\n```\n", &["Command 1 ls | pwd"]);
    check("```\n$\ndocker run -it alpine sh\n/ #\nls\nbin\n```\n", &["Session 1 docker run -it alpine sh | @ls"]);
    // Where other prompts have their commands beside them, it was left empty.
    check("```\n$ docker attach a\n/ #\nread escape sequence\n```\n", &["Session 1 docker attach a"]);
    check("```\n$\n$ ls\npwd\n```\n", &["Session 1 ls"]);
}

#[test]
fn what_other_languages_and_people_remark_is_not_typed() {
    for remark in ["// all of them", "/* all of them */", "<!-- all of them -->", "; all of them"] {
        check(&format!("```bash\n{remark}\ndocker ps\n```\n"), &["Command 1 docker ps"]);
        check(&format!("```bash\n{remark}\n```\n"), &["Other 1 ?"]);
    }
}

#[test]
fn a_line_that_pipes_belongs_to_the_one_above() {
    check(
        "```bash\ndocker images\n  | grep web\n  | sort\ndocker ps\n```\n",
        &["Command 1 docker images \\\n  | grep web \\\n  | sort | docker ps"],
    );
    check("```\ndocker ps\n| NAME | AGE |\n```\n", &["Session 1 docker ps"]);
}

#[test]
fn calls_and_what_they_print_may_take_turns_without_prompts() {
    check(
        "```\ndocker images\nREPOSITORY   TAG   SIZE\ndocker pull alpine:3\n3: Pulling from library/alpine\n```\n",
        &["Session 1 docker images | docker pull alpine:3"],
    );
    check(
        "```\ndocker inspect web\n[\n    {\n        \"Id\": \"a\"\n    }\n]\ndocker stop web\nweb\n```\n",
        &["Session 1 docker inspect web | docker stop web"],
    );
    check(
        "```\ndocker version\nClient:\n Version: 20\ndocker info\nContainers: 1\n```\n",
        &["Session 1 docker version | docker info"],
    );
    // Words on commands, a list of them, and a file.
    check("```\ndocker ps\nThis is how to see all of them.\ndocker ps -a\n```\n", &["Other 1 ?"]);
    check("```bash\ndocker build\ndocker push/pull\ndocker history\n```\n", &["Other 1 ?"]);
    check("```bash\ndocker ps\nFROM web\nRUN ls\ndocker ps\n```\n", &["Other 1 ?"]);
}

#[test]
fn a_call_below_what_it_brings_about_is_typed() {
    let call = "```\ndocker rm web\n```\n";
    for said in ["You'll get an error:", "You should see your image:", "Now you will see the list of them:"] {
        check(&format!("{said}\n\n{call}"), &["Command 3 docker rm web"]);
    }
    for said in ["You should see:", "You should see the following line:"] {
        check(&format!("{said}\n\n{call}"), &["Output 3"]);
    }
    check("You will get a token:\n\n```\ndocker swarm join --token a 10.0.0.1:2377\n```\n", &["Output 3"]);
}

#[test]
fn forms_without_a_programs_name_are_commands() {
    for form in [
        "[ -d data ] || mkdir data",
        "[ -f .env ] && source .env\ndocker compose up -d",
        ". ./env.sh\ndocker compose up -d",
        "$(aws ecr get-login --no-include-email)",
        "{ echo a; echo b; } > f",
        "build() {\n  docker build .\n}\nbuild",
        "function build {\n  docker build .\n}\nbuild",
        "docker run -d $(\n  docker images -q web\n)",
    ] {
        let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", format!("```bash\n{form}\n```\n")));
        let commands: Vec<_> = document.blocks()[0].commands.iter().map(|c| &*c.text).collect();
        assert_eq!(commands.join("\n"), form);
    }
    check("```\nfunction add(a, b) {\n  return a + b;\n}\n```\n", &["File 1 ?"]);
    check("```bash\n[ info ] it is built\n```\n", &["Other 1 ?"]);
    check("```bash\nint main () {\n  puts(1);\n}\n```\n", &["Other 1 ?"]);
    check("```bash\n# ~/.bashrc\nexport A=1\nbuild() {\n  docker build .\n}\n```\n", &["File 1 >> ~/.bashrc"]);
}

#[test]
fn plain_text_that_is_announced_after_a_command_is_typed() {
    let text = |said: &str| format!("```bash\ndocker ps\n```\n\n{said}```text\ndocker images\n```\n");
    check(&text("Now:\n\n"), &["Command 1 docker ps", "Command 7 docker images"]);
    check(&text("Output:\n\n"), &["Command 1 docker ps", "Output 7"]);
    check(&text(""), &["Command 1 docker ps", "Output 5"]);
    check(
        "```text\ndocker ps\n```\n\n```text\ndocker pull a\ndocker run a\n```\n",
        &["Command 1 docker ps", "Command 5 docker pull a | docker run a"],
    );
}

#[test]
fn a_loop_that_is_fed_is_one_command() {
    let text = "docker ps -q | while read id; do\n  docker stop $id\ndone";
    check(&format!("```bash\n{text}\ndocker ps\n```\n"), &[&format!("Command 1 {text} | docker ps")]);
    check(
        "```bash\nls | while read a; do echo $a; done\nls\n```\n",
        &["Command 1 ls | while read a; do echo $a; done | ls"],
    );
}

#[test]
fn remarks_behind_slashes_stand_above_commands() {
    let text = "//First look which hay\nis there.\n\nbarn1$ docker ps\nNAMES\nhay\n\n//Then feed it.\nbarn1$ docker stop hay\nhay\n";
    check(&format!("Look:\n\n```\n{text}```\n"), &["Session 3 docker ps | docker stop hay"]);
    check("```\n// Feed it\nconst a = 1\n```\n", &["Other 1 ?"]);
}
