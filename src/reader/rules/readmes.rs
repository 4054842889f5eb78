//! What the pages of repositories and the sheets of courses show.

use super::check;

#[test]
fn remarks_above_instructions_are_no_prompts() {
    check("```\n# install dependencies\nRUN pip install flask\n```\n", &["File 1"]);
    check("```\n# test the app\nCMD [\"app\"]\n```\n", &["File 1"]);
    check("```yaml\n# test the service\nservices:\n  web:\n    image: web\n```\n", &["File 1"]);
}

#[test]
fn a_version_is_printed_below_the_question_for_it() {
    let text = "```\n# curl -L \"https://x.y/z\" -o /usr/local/bin/docker-compose\n# docker-compose --version\n\
                docker-compose version v2.2.2, build b31ff33\n```\n";
    let want = "Session 1 curl -L \"https://x.y/z\" -o /usr/local/bin/docker-compose | docker-compose --version";
    check(text, &[want]);
}

#[test]
fn a_word_of_any_language_says_that_output_follows() {
    let text = |said: &str| format!("```sh\ndocker exec -it db bash\n# {said}\npsql (12.1 (Debian))\n```\n");
    for said in ["output", "出力", "输出", "Ausgabe", "salida"] {
        check(&text(said), &["Session 1 docker exec -it db bash"]);
    }
}

#[test]
fn a_prompt_beats_the_tag_of_what_is_printed() {
    let text = "```html\n$ curl http://localhost:8000\n<html><body>Hello</body></html>\n```\n";
    check(text, &["Session 1 curl http://localhost:8000"]);
    check("```dockerfile\n$ docker build -t a .\n```\n", &["Command 1 docker build -t a ."]);
    check("```dockerfile\n# docker build -t a .\nFROM alpine\n```\n", &["File 1 > Dockerfile"]);
}

#[test]
fn prompts_below_a_call_that_opens_a_shell_are_typed_there() {
    let text = "```\ndocker container run -i -t -v $(pwd):/data web:1 bash\n$ touch /data/a\n```\n";
    check(text, &["Session 1 docker container run -i -t -v $(pwd):/data web:1 bash | @touch /data/a"]);
    let text = "```\ndocker run --interactive --tty --entrypoint bash node:16\nls\n```\n";
    check(text, &["Session 1 docker run --interactive --tty --entrypoint bash node:16 | @ls"]);
    let text = "```\n$ docker run -i ubuntu /bin/bash\nls\nbin\nboot\n```\n";
    check(text, &["Session 1 docker run -i ubuntu /bin/bash | @ls"]);
}

#[test]
fn the_last_line_may_say_that_it_goes_on() {
    let text = "```bash\ndocker run -d \\\n  -p 80:80 \\\n  nginx \\\n```\n";
    check(text, &["Command 1 docker run -d \\\n  -p 80:80 \\\n  nginx \\"]);
}

#[test]
fn a_users_prompt_with_its_folder() {
    check("```\n~ $ mkdir docker\n~ $ cd docker\n```\n", &["Command 1 mkdir docker | cd docker"]);
    check("```\n~/docker $ ls\n```\n", &["Command 1 ls"]);
    check("```\n➜  ~ docker ps\n```\n", &["Command 1 docker ps"]);
    let text = "```\n$ docker run -it web sh\n~ $ ls\n```\n";
    check(text, &["Session 1 docker run -it web sh | @ls"]);
}

#[test]
fn pages_and_units_are_files() {
    let page = "<html>\n<body>\nHello\n</body>\n</html>";
    check(&format!("```\n{page}\n```\n"), &["File 1 ?"]);
    check(&format!("```\n$ curl localhost\n{page}\n```\n"), &["Session 1 curl localhost"]);
    check(&format!("```\ncurl localhost\n```\n\n```\n{page}\n```\n"), &["Command 1 curl localhost", "Output 5"]);
    let unit = "[Unit]\nDescription=A\n\n[Service]\nExecStart=/bin/a\n";
    let text = format!("Create `/etc/systemd/system/a.service`:\n\n```text\n{unit}```\n");
    check(&text, &["File 3 > /etc/systemd/system/a.service"]);
}

#[test]
fn a_line_that_is_to_read_so_is_a_files() {
    let text = "```\ndocker compose build\n```\n\nModify the line in `app.conf` so it reads as follows:\n\n\
                ```\nconfig.vm.box = 'a'\n```\n";
    check(text, &["Command 1 docker compose build", "File 7 ? > app.conf"]);
}

#[test]
fn code_in_elements_within_elements() {
    let text = "<div class=\"language-bash highlighter-rouge\"><div class=\"highlight\"><pre class=\"highlight\"><code>\
                docker ps\n</code></pre></div></div>\n\n<div class=\"language-plaintext output\"><div><pre><code>a b\n\
                </code></pre></div></div>\n";
    check(text, &["Command 1 docker ps", "Output 4"]);
}

#[test]
fn what_nobody_is_to_click_on_may_be_a_command() {
    check("Run it with:\n\n```bash no-run-button\ndocker run web\n```\n", &["Command 3 ? docker run web"]);
    check("```bash no-run-button no-copy-button\ndocker run web\n```\n", &["Output 1"]);
    check("```console no-run-button\nweb\n```\n", &["Output 1"]);
}

#[test]
fn what_one_should_see_is_output() {
    check("Vous devriez voir :\n\n```html\n<p>a</p>\n```\n", &["Output 3"]);
    check("Put this into `a.html`:\n\n```html\n<p>a</p>\n```\n", &["File 3 > a.html"]);
}

#[test]
fn other_systems_install_with_other_programs() {
    let text =
        "**Debian**:\n\n```bash\nsudo apt install web\n```\n\n**Fedora**:\n\n```bash\nsudo dnf install web\n```\n";
    check(text, &["Command 3 sudo apt install web", "Command 9 =3 sudo dnf install web"]);
    let text = "```bash\napt update\n```\n\nThen:\n\n```bash\napt-get install web\n```\n";
    check(text, &["Command 1 apt update", "Command 7 apt-get install web"]);
}

#[test]
fn a_page_that_is_set_in_is_a_file() {
    let page = "        <html>\n        <body>\n        </body>\n        </html>\n";
    check(&format!("1. Put the file index.html there:\n\n{page}"), &["File 3"]);
}

#[test]
fn terminals_and_files_that_sites_have_elements_for() {
    let text = "<Terminal>\n$ docker ps\nCONTAINER ID   IMAGE\n</Terminal>\n\n<Snippet filename=\"a.yaml\">\n\n\
                ```yaml\nservices:\n  a:\n    image: a\n```\n\n</Snippet>\n\n<Terminal>\n\n```bash\ndocker ps\n```\n\n</Terminal>\n";
    check(text, &["Session 1 docker ps", "File 8 > a.yaml", "Command 18 docker ps"]);
    let text = "<AlertBox variant=\"warning\" title=\"Mind\">\n\nSo.\n\n</AlertBox>\n";
    let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
    let boxes: Vec<_> = document.callouts().into_iter().map(|(_, c)| format!("{} {}", c.kind, c.title)).collect();
    assert_eq!(boxes, ["warning Mind"]);
}

#[test]
fn what_is_left_was_open_before() {
    check("Stop it:\n\n```bash\nstop_web\nexit\n```\n", &["Session 3 @stop_web | @exit"]);
    check("Run it by typing in the container prompt\n\n```\nls -l\n```\n", &["Session 3 @ls -l"]);
}

#[test]
fn names_in_angles_are_one_placeholder() {
    let text = "The syntax is:\n\n```bash\ndocker stop [OPTIONS] <CONTAINER ID>\n```\n";
    let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
    assert_eq!(document.blocks()[0].placeholders, ["OPTIONS", "<CONTAINER ID>"]);
}

#[test]
fn what_may_be_printed_is_not_expected() {
    let expected = |said: &str| {
        let text = format!("```\ndocker rmi web\n```\n\n{said}\n\n```\nError response from daemon: conflict\n```\n");
        let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
        document.blocks()[0].expected.clone()
    };
    assert_eq!(expected("However, you may see this output:"), None);
    assert!(expected("The output is:").is_some());
}

#[test]
fn lists_of_keys_and_failures() {
    check("```\n- name: Log in\n  run: docker login\n- name: Push\n  run: docker push web\n```\n", &["File 1"]);
    check("```\nOCI runtime exec failed: exec failed: no such file\n```\n", &["Output 1"]);
    check("```\nsbatch run.sbatch\n```\n", &["Command 1 sbatch run.sbatch"]);
    check(
        "```\ndocker build --tag <name>:<version|default=latest> .\n```\n",
        &["Command 1 docker build --tag <name>:<version|default=latest> ."],
    );
    let text = "Once inside the WordPress container, enter this:\n\n```sh\napt-get update\n```\n";
    check(text, &["Session 3 @apt-get update"]);
}

#[test]
fn classes_below_their_marks_are_files() {
    check("```\n@RestController\npublic class A {\n    int a() {\n    }\n}\n```\n", &["File 1 ?"]);
}

#[test]
fn who_is_still_inside_is_told_to_leave() {
    let text = |said: &str| format!("```\n$ docker run -it web sh\n```\n\n## Move\n\n{said}\n\n```\nmv a b\n```\n");
    let left = text("If you still see `#` as your prompt, enter `exit` to exit the container.\n\nMove it:");
    check(&left, &["Command 1 docker run -it web sh", "Command 11 mv a b"]);
    check(&text("Now move it:"), &["Command 1 docker run -it web sh", "Session 9 @mv a b"]);
}

#[test]
fn what_is_to_be_filled_in_makes_no_general_form() {
    let text = |call: &str| format!("Use the next syntax:\n\n```\n{call}\n```\n");
    check(&text("docker stop <CONTAINER ID>"), &["Command 3 docker stop <CONTAINER ID>"]);
    check(&text("docker stop CONTAINER"), &["Synopsis 3"]);
    check(&text("docker <object> <command> <options>"), &["Synopsis 3"]);
    let read = crate::reader::read(&crate::source::Source::new("x.md", text("docker rmi [オプション] イメージ名"))).0;
    assert_eq!(read.blocks()[0].placeholders, ["オプション", "イメージ名"]);
}

#[test]
fn what_mends_an_error_stands_below_it() {
    let text = "```bash\n# The image is in use:\nError response from daemon: conflict: unable to remove it\n\n\
                # Remove the container first\ndocker rm web\ndocker rmi nginx\n```\n";
    check(text, &["Session 1 docker rm web | docker rmi nginx"]);
    check(&text.replace("\n\n#", "\n#"), &["Output 1"]);
}

#[test]
fn the_first_line_of_a_prompt_that_takes_two_is_not_printed() {
    let text = "```\n$ docker compose stop\nStopping web ... done\n\n[node2] (local) root@192.168.0.12 ~/My Apps/web\n\
                $ docker compose ps\nNAME\n```\n";
    check(text, &["Session 1 docker compose stop | docker compose ps"]);
    let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
    let printed = document.blocks()[0].expected.clone().unwrap_or_default();
    assert!(printed.contains("done") && printed.contains("NAME") && !printed.contains("node2"), "{printed}");
}

#[test]
fn a_quote_may_say_itself_what_it_is() {
    let boxes = |text: &str| {
        let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
        let shown: Vec<_> = document.nodes.iter().map(|node| format!("{:?}", node.kind)).collect();
        shown.join("; ").chars().take(60).collect::<String>()
    };
    for text in [
        "> **Note:** words\n",
        "> **Note**: words\n",
        "> NOTE: words\n",
        "> __Note__\n> words\n",
        "> Note\n>\n> words\n",
    ] {
        assert!(boxes(text).starts_with("Callout(Callout { kind: \"note\", title: \"\""), "{text}: {}", boxes(text));
        assert!(!boxes(text).contains("Note"), "{}", boxes(text));
    }
    for text in [
        "> Note that words\n",
        "> **Note the words**\n",
        "> Words: note\n",
        "> **Time**: 3 minutes\n",
        "> Notebook: a\n",
    ] {
        assert!(boxes(text).starts_with("Quote("), "{text}: {}", boxes(text));
    }
}

#[test]
fn a_title_tells_what_a_box_is_for_more_than_its_colour() {
    let kind = |text: &str| {
        let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
        match &document.nodes[0].kind {
            crate::document::NodeKind::Callout(callout) => format!("{} {}", callout.kind, callout.title),
            other => format!("{other:?}"),
        }
    };
    assert_eq!(kind(":::{admonition} Answer\n:class: dropdown hint\n\n42\n:::\n"), "solution Answer");
    assert_eq!(kind("```{admonition} Mind this\n:class: warning\n\n42\n```\n"), "warning Mind this");
    let folded = "::: {.callout-tip collapse=\"true\" title=\"Click to show the solution\"}\n42\n:::\n";
    assert_eq!(kind(folded), "solution Click to show the solution");
    assert_eq!(kind("> ### :pencil2: Hands-on: fill it\n> words\n{: .hands_on}\n"), "challenge Hands-on: fill it");
}

#[test]
fn what_the_text_says_is_to_be_replaced_is_a_placeholder() {
    let placeholders = |text: &str| {
        let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
        document.blocks().iter().flat_map(|b| &b.commands).map(|c| c.placeholders.join(" ")).collect::<Vec<_>>()
    };
    let blocks = "```\ndocker push ada/web\n```\n\nThen:\n\n```\ndocker pull ada/web\n```\n";
    let before = format!("Replace \"ada\" on each line with your name:\n\n{blocks}");
    assert_eq!(placeholders(&before), ["ada", "ada"]);
    let after = "```\ndocker push ada/web\n```\n\nMake sure to replace `ada` by your own name.\n";
    assert_eq!(placeholders(after), ["ada"]);
    let later = format!("{blocks}\nWords.\n\nReplace `ada` with your name.\n\n```\ndocker rmi ada/web\n```\n");
    assert_eq!(placeholders(&later), ["", "", "ada"]);
    let variable = "`$CAP` stands for one or more:\n\n```\ndocker run --cap-add $CAP -e A=$B alpine\n```\n";
    assert_eq!(placeholders(variable), ["$CAP"]);
    assert_eq!(
        placeholders("```\nfilecap /absolute/path none\ncat /any/path/to/x\n```\n").join(" "),
        "/absolute/path /any/path/to/x"
    );
}

#[test]
fn a_part_of_the_next_command_is_none() {
    let text = "A process pings a server and logs its output in a file:\n\n```docker\nping 8.8.8.8 > /data/a.txt\n```\n\n\
                So:\n\n```docker\ndocker run -d alpine sh -c 'ping 8.8.8.8 > /data/a.txt'\n```\n";
    let whole = "Command 9 docker run -d alpine sh -c 'ping 8.8.8.8 > /data/a.txt'";
    check(text, &["Synopsis 3 ?", whole]);
}

#[test]
fn what_may_be_left_out_makes_a_general_form() {
    check("```\ndocker run <image> <potential arguments/options>\n```\n", &["Synopsis 1"]);
    check("```\ndocker run <image> <command>\n```\n", &["Command 1 docker run <image> <command>"]);
}

#[test]
fn another_thing_instead_comes_after_a_result() {
    let blocks = |said: &str| format!("```\ndocker run alpine\n```\n\n{said}\n\n```\ndocker run alpine ls\n```\n");
    let apart = ["Command 1 docker run alpine", "Command 7 docker run alpine ls"];
    check(&blocks("What happened? There was no output. Try this instead:"), &apart);
    check(&blocks("Try this instead:"), &["Command 1 docker run alpine", "Command 7 =1 docker run alpine ls"]);
    check(
        &blocks("You can run this to do the same:"),
        &["Command 1 docker run alpine", "Command 7 =1 docker run alpine ls"],
    );
}

#[test]
fn a_section_that_every_lesson_has_is_no_title() {
    let title = |text: &str| crate::reader::read(&crate::source::Source::new("x.md", text)).0.title;
    assert_eq!(title("## Objective\n\nWords.\n\n## Volumes\n"), None);
    assert_eq!(title("## Volumes\n\nWords.\n").as_deref(), Some("Volumes"));
    assert_eq!(title("# Introduction\n\nWords.\n").as_deref(), Some("Introduction"));
}

#[test]
fn a_mark_to_run_it_ends_no_statement() {
    let text = "```console\n$ docker exec -it db mysql -uroot\n```\n\n```sql\nCREATE TABLE a (\n  b INT\n);\nSELECT 1;\n```{{execute}}\n\n\
                ```\nexit\n```{{execute}}\n\n```\ndocker ps\n```{{execute}}\n";
    let opened = "Command 1 docker exec -it db mysql -uroot";
    check(
        text,
        &[opened, "Repl 5 @CREATE TABLE a (\n  b INT\n); | @SELECT 1;", "Repl 12 @exit", "Command 16 docker ps"],
    );
}

#[test]
fn a_heading_may_tell_to_make_a_file() {
    let text = |title: &str| format!("## {title}\n\n```yaml\nservices:\n  web:\n    image: a:1\n```\n");
    check(&text("Create a docker-compose.yml file"), &["File 3 > docker-compose.yml"]);
    check(&text("Create `compose.yaml`"), &["File 3 > compose.yaml"]);
    check(&text("Networks"), &["File 3"]);
}
