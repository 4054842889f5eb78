//! What single blocks show by themselves and by the block above.

use super::check;

#[test]
fn a_server_may_answer_anything() {
    let text = |answer: &str| format!("```\ndocker run a\n```\n\n```\ncurl localhost\n{answer}```\n");
    let want = ["Command 1 docker run a", "Session 5 curl localhost"];
    check(&text("  example\n"), &want);
    check(&text("  <p>a</p>\n\n  cat, and more of it.\n"), &want);
    check(&text("curl: (7) Failed to connect\n"), &want);
    check(&text("docker ps\n"), &[want[0], "Command 5 curl localhost | docker ps"]);
}

#[test]
fn what_is_typed_below_a_shown_file_is_not_in_it() {
    let text = |file: &str| format!("```bash\ncat {file}\n```\n\n```bash\ndocker kill a\nls -l\n```\n");
    check(&text("notes.txt"), &["Command 1 cat notes.txt", "Command 5 docker kill a | ls -l"]);
    check(&text("run.sh"), &["Command 1 cat run.sh", "Output 5"]);
}

#[test]
fn prompts_may_begin_late() {
    check("```\ncd app\n$ docker build .\n$ ls\na\n```\n", &["Session 1 cd app | docker build . | ls"]);
    check("```\ndocker logs web\n$ node app\nready\n```\n", &["Session 1 docker logs web"]);
    check("```\ncat notes\n$ ls\n```\n", &["Other 1 ?"]);
}

#[test]
fn another_languages_comment_is_no_prompt() {
    check("```golang\n//# make it\nfunc a() {\n}\n```\n", &["File 1"]);
    check("``` golang\n//# make it\nfunc a() {\n}\n```\n", &["File 1"]);
    check("```\n//# make it\nint a;\n```\n", &["Other 1 ?"]);
}

#[test]
fn a_here_document_may_be_a_script() {
    let script = "echo a\n".repeat(100);
    let want = format!("Command 1 cat > a.sh <<'E'\n{script}E");
    check(&format!("```bash\ncat > a.sh <<'E'\n{script}E\n```\n"), &[&want]);
    check(&format!("```bash\necho 'a\n{script}'\n```\n"), &["Other 1 ?"]);
}

#[test]
fn plug_ins_are_called_where_a_shell_is_marked() {
    check("```bash\ndocker hello --name me\n```\n", &["Command 1 docker hello --name me"]);
    check("```\ndocker hello --name me\n```\n", &["Other 1 ?"]);
    check("```bash\ndocker is a good tool\n```\n", &["Other 1 ?"]);
}

#[test]
fn nothing_prints_what_the_learner_must_replace() {
    let text = |id: &str| format!("```bash\ndocker run -d a\n```\n\n```none\ndocker logs {id}\n```\n");
    check(&text("FIXME"), &["Command 1 docker run -d a", "Command 5 docker logs FIXME"]);
    check(&text("web"), &["Command 1 docker run -d a", "Output 5"]);
}

#[test]
fn a_heading_may_name_the_file() {
    let block = "```yaml\nglobal:\n  every: 15s\n```\n";
    check(&format!("## The metrics (metrics.yml)\n\n{block}"), &["File 3 > metrics.yml"]);
    check(&format!("## The metrics (all of them)\n\n{block}"), &["File 3 ?"]);
}

#[test]
fn keys_within_keys_are_nobodys_output() {
    let text =
        "```bash\ndocker network create a\n```\n\nIt can be made in Compose:\n\n```\nipam:\n  driver: bridge\n```\n";
    check(text, &["Command 1 docker network create a", "File 7 ?"]);
}

#[test]
fn data_that_is_set_in_stays_in_one_piece() {
    let data = "    services:\n\n      web:\n        image: a\n        ports:\n          - \"80\"\n    \n      db:\n        image: b\n";
    check(&format!("Deploy it:\n\n{data}\nGo on.\n"), &["File 3"]);
    check("Some text\n    - a\n", &[]);
}

#[test]
fn a_tag_may_name_the_file_behind_a_colon() {
    check("```go:main.go\npackage main\n```\n", &["File 1 > main.go"]);
    check("```bash:Terminal\ndocker ps\n```\n", &["Command 1 docker ps"]);
}

#[test]
fn who_is_told_to_type_within_the_container_has_its_prompt() {
    let text = |said: &str| format!("{said}\n\n```bash\n$ apt-get update\n```\n");
    check(&text("Run the following commands inside the Docker container"), &["Session 3 @apt-get update"]);
    check(&text("Run the following commands"), &["Command 3 apt-get update"]);
}

#[test]
fn what_only_the_other_systems_shell_knows_is_left() {
    let block = "```bash\n# Linux\nA=$PWD docker ps\n# Windows\n$Env:A = (Get-Location).Path; docker ps\n```\n";
    check(block, &["Command 1 A=$PWD docker ps"]);
}

#[test]
fn a_table_is_nothing_to_ask_a_program() {
    let text = "```\ndocker run -it python\n```\n\nLook with `docker ps`:\n\n```console\nCONTAINER ID   IMAGE\n0a1b   x\n```\n";
    check(text, &["Command 1 docker run -it python", "Output 7"]);
}

#[test]
fn a_comment_may_name_the_shells_start_file() {
    let block = |comment: &str| format!("```bash\n# {comment}\nalias d=docker\n```\n");
    check(&block("Add to ~/.bashrc or ~/.zshrc"), &["File 1 >> ~/.bashrc"]);
    check(&block("A short name"), &["Command 1 alias d=docker"]);
}

#[test]
fn what_installs_on_the_host_is_typed_there() {
    let text = "```bash\ndocker exec -it a sh\n```\n\n```bash\nbrew install b\nls\n```\n";
    check(text, &["Command 1 docker exec -it a sh", "Command 5 brew install b | ls"]);
}

#[test]
fn carets_join_the_lines_of_the_other_systems_commands() {
    let text = "```bash\ndocker run \\\n  -d a\n```\n\n```cmd\ndocker run ^\n  -d a\n```\n";
    check(text, &["Command 1 docker run \\\n  -d a", "Command 6 =1 docker run ^\n  -d a"]);
}

#[test]
fn variables_before_a_command_make_no_file() {
    let text = |line: &str| format!("It overrides what `.env` says:\n\n```bash\n{line}\n```\n");
    check(&text("A=1 B=2 docker compose up -d"), &["Command 3 A=1 B=2 docker compose up -d"]);
    check(&text("A=1\nB=two words"), &["File 3"]);
}

#[test]
fn set_in_code_stays_in_one_piece() {
    let text = "1. Look:\n\n       docker ps -a\n\n       CONTAINER ID   IMAGE\n";
    check(text, &["Session 3 docker ps -a"]);
    // What only nearly is such code stands alone.
    check("1. Look:\n\n    docker ps -a\n\n    So it is.\n", &["Command 3 docker ps -a"]);
}

#[test]
fn a_comment_may_label_the_file() {
    check("```\n# filename: app.py\nimport os\n```\n", &["File 1 > app.py"]);
    check("```bash\n# File: run.sh\ndocker run web\n```\n", &["File 1 > run.sh"]);
    check("```bash\n# files: two\ndocker run web\n```\n", &["Command 1 docker run web"]);
}

#[test]
fn data_below_its_files_name_was_not_printed() {
    let data = "```json\n{\n  \"a\": 1\n}\n```\n";
    check(&format!("## 1. box.json — the manifest\n\nIt names the app, similar to `a.json`.\n\n{data}"), &["File 5"]);
    check(&format!("Make a file, paste the content below, and see its output:\n\n{data}"), &["File 3"]);
}

#[test]
fn what_the_parts_of_a_command_mean_stands_above_it() {
    let legend = "--t = Tag of the image\n.   = The context\n\n# An example\n";
    check(&format!("```\n{legend}docker build -t a .\n```\n"), &["Command 1 docker build -t a ."]);
}

#[test]
fn a_box_of_any_colour_that_ends_with_its_solution_asks() {
    let questions = |text: &str| {
        let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
        document.quizzes.into_iter().map(|quiz| format!("{} {}", quiz.line, quiz.answer)).collect::<Vec<_>>().join(", ")
    };
    let solved = ":::{admonition} Solution\n:class: dropdown\n\nSo.\n:::\n";
    let text = |title: &str, end: &str| {
        format!("::::{{admonition}} {title}\n:class: important\nDo it.\n\n{solved}{end}::::\n")
    };
    assert_eq!(questions(&text("Start it", "")), "1 So.");
    assert_eq!(questions(&text("Start it", "\nAnd more.\n")), "");
}

#[test]
fn what_a_lesson_sums_up_is_not_suggested() {
    let suggested = |text: &str| {
        let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
        document.suggested.len()
    };
    let text = |title: &str| format!("!!! note \"{title}\"\n\n    Run `docker ps -a` to list them.\n");
    assert_eq!((suggested(&text("Look")), suggested(&text("Key Points"))), (1, 0));
}

#[test]
fn calls_with_remarks_behind_them_are_typed() {
    let block = "```\ngit clone <repo>    # the code alone\nbox install         # and what it needs\n```\n";
    check(block, &["Command 1 ? git clone <repo>    # the code alone | box install         # and what it needs"]);
}

#[test]
fn what_says_the_same_in_other_words_is_another_way() {
    let text = |words: &str| format!("```bash\n./a.sif\n```\n\n{words}\n\n```bash\napptainer run a.sif\n```\n");
    let first = "Command 1 ./a.sif";
    for words in ["This is shorthand for:", "If you are running it from the host, your command will look like this:"] {
        check(&text(words), &[first, "Command 7 =1 apptainer run a.sif"]);
    }
    let boxed =
        "```bash\n./a.sif\n```\n\n!!! note\n    It is the same as:\n\n    ```bash\n    apptainer run a.sif\n    ```\n";
    check(boxed, &[first, "Command 8 =1 apptainer run a.sif"]);
    // Another box before it.
    let second = format!("!!! note\n    Text.\n\n{boxed}");
    check(&second, &["Command 4 ./a.sif", "Command 11 =4 apptainer run a.sif"]);
    for words in ["The image is the same as:", "If you run it, it will look like this:", "Then start it:"] {
        check(&text(words), &[first, "Command 7 apptainer run a.sif"]);
    }
}

#[test]
fn what_is_sent_and_what_is_to_be_used_was_not_printed() {
    let json = "{\n  \"model\": \"a\"\n}";
    let text = |said: &str| format!("{said}\n\n```json no-copy-button\n{json}\n```\n");
    check(&text("The core request looks like this:"), &["File 3"]);
    check(&text("The response looks like this:"), &["Output 3"]);
    let text =
        |said: &str| format!("```bash\ndocker push example.org/a:1\n```\n\n{said}\n\n```text\nexample.org/a:1\n```\n");
    let pushed = "Command 1 docker push example.org/a:1";
    check(&text("Use this tag for comparison:"), &[pushed, "Other 7"]);
    check(&text("It is printed:"), &[pushed, "Output 7"]);
}
