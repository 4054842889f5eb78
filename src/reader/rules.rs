//! What whole lessons show of single rules, a few lines each.

use super::read;
use crate::document::{Block, BlockKind, Confidence};
use crate::source::Source;

/// A block in short: `Command 3 docker ps | ls`, with `=1` for an alternative of the block on line 1, `?` for a guess
/// and `> path` for a file.
fn sketch(block: &Block) -> String {
    let commands: Vec<_> = block.commands.iter().map(|c| format!("{}{}", place(c), c.text)).collect();
    let other = block.alternative_of.map_or(String::new(), |line| format!(" ={line}"));
    let guess = if block.confidence == Confidence::Guess && block.kind != BlockKind::Output { " ?" } else { "" };
    let file = block.path.as_ref().map_or(String::new(), |p| format!(" {} {p}", if block.append { ">>" } else { ">" }));
    format!("{:?} {}{other}{guess}{file} {}", block.kind, block.line, commands.join(" | ")).trim_end().to_owned()
}

/// A mark for what is typed in a container.
fn place(command: &crate::document::Command) -> &'static str {
    if command.location == crate::document::Location::Host { "" } else { "@" }
}

#[track_caller]
fn check(text: &str, want: &[&str]) {
    let (document, _) = read(&Source::new("x.md", text));
    let blocks: Vec<_> = document.blocks().into_iter().map(sketch).collect();
    assert_eq!(blocks, want, "{text}");
}

#[test]
fn what_is_added_to_a_shells_start_file_is_not_typed() {
    let block = "```bash\nexport A=1\nalias d=docker\n```\n";
    check(&format!("Add this to your `~/.bashrc`:\n\n{block}"), &["File 3 >> ~/.bashrc"]);
    check(&format!("Append the following lines to .zshrc.\n\n{block}"), &["File 3 >> .zshrc"]);
    check(&format!("Type this:\n\n{block}"), &["Command 3 export A=1 | alias d=docker"]);
    check("Add it to `~/.bashrc`:\n\n```bash\necho a >> ~/.bashrc\n```\n", &["Command 3 echo a >> ~/.bashrc"]);
}

#[test]
fn what_only_powershell_knows_is_another_way() {
    let text = "```bash\ncat a | docker build -\n```\n\n```powershell\nGet-Content a | docker build -\n```\n";
    check(text, &["Command 1 cat a | docker build -", "Command 5 =1 ? Get-Content a | docker build -"]);
    let text = "In bash:\n\n```bash\nalias a='ls'\n```\n\nOr in PowerShell:\n\n```\nfunction a { ls }\n```\n";
    check(text, &["Command 3 alias a='ls'", "Other 9 ?"]);
    check("```powershell\nGet-Content a\n```\n", &["Command 1 ? Get-Content a"]);
}

#[test]
fn another_thing_instead_is_no_other_way() {
    let text = |said: &str| format!("```bash\ndocker run a\n```\n\n{said}\n\n```bash\ndocker run b\n```\n");
    let both = ["Command 1 docker run a", "Command 7 docker run b"];
    check(&text("Start it and let it print the date instead:"), &both);
    check(&text("You can run this instead:"), &[both[0], "Command 7 =1 docker run b"]);
    check(&text("Oder, um eine andere zu starten:"), &[both[0], "Command 7 =1 docker run b"]);
}

#[test]
fn what_the_engine_asks_is_output() {
    let block = "```\nWARNING! This will remove all unused things.\nAre you sure you want to continue? [y/N]\n```\n";
    check(
        &format!("```bash\ndocker volume prune\n```\n\nDocker wants to know first:\n\n{block}"),
        &["Command 1 docker volume prune", "Output 7"],
    );
}

#[test]
fn who_goes_from_server_to_server_leaves_no_container() {
    check("```bash\nexit\nssh two\nls\n```\n", &["Command 1 exit | ssh two | ls"]);
    check("```bash\nexit\nls\n```\n", &["Session 1 @exit | ls"]);
}

#[test]
fn a_shell_without_a_terminal_is_entered() {
    let text = "```bash\ndocker exec -i box bash\nls\nexit\ndf\n```\n";
    check(text, &["Session 1 docker exec -i box bash | @ls | @exit | df"]);
}

#[test]
fn what_no_shell_takes_is_not_typed() {
    check("Stop it:\n\n```bash\nkill 12 (or your number)\n```\n", &["Other 3 ?"]);
    check("```console\n&& apk add curl \\\n&& rm -rf /tmp/x\n```\n", &["Other 1 ?"]);
    let lists = "apt-get install -y curl && \\\n    rm -rf /var/lib/apt/lists/*\n";
    check(&format!("Smaller:\n\n```console\n{lists}```\n"), &["File 3"]);
    let general = "```bash\ndocker run \\\n  -v PATH_HERE:PATH_THERE \\\n  IMAGE\n```\n";
    check(&format!("The general form for this is:\n\n{general}"), &["Synopsis 3"]);
    check(&format!("Type:\n\n{general}"), &["Command 3 docker run \\\n  -v PATH_HERE:PATH_THERE \\\n  IMAGE"]);
}

#[test]
fn drawn_prompts_are_prompts() {
    check("```bash\nme@mine ➤ docker build -t a .\n```\n", &["Command 1 docker build -t a ."]);
}

#[test]
fn what_is_said_in_other_languages_is_understood() {
    let run = "```bash\ndocker run a\n```\n\n";
    check(
        &format!("{run}Sortie attendue :\n\n```bash\nBonjour tout le monde\n```\n"),
        &["Command 1 docker run a", "Output 7"],
    );
    check("### 预期响应\n\n```json\n{\n  \"a\": 1\n}\n```\n", &["Output 3"]);
    check("## Expected output\n\n```json\n{\n  \"a\": 1\n}\n```\n", &["Output 3"]);
    check("创建 `.dockerignore` 文件：\n\n```text\n.git\nREADME.md\n```\n", &["File 3 > .dockerignore"]);
    check("Crea el archivo \"index.html\" con esto:\n\n```\nHola <b>a todos</b>\n```\n", &["File 3 ? > index.html"]);
    let (document, _) = read(&Source::new("x.md", "**Ejercicio uno**\n\n## Objetivos\n\n- a\n"));
    assert_eq!((document.title.as_deref(), document.objectives), (Some("Objetivos"), vec!["a".to_owned()]));
    let (document, _) = read(&Source::new("x.md", "**Exercice : un**\n\nDurée : 20 minutes\n"));
    assert_eq!((document.title.as_deref(), document.minutes.teaching), (Some("Exercice : un"), Some(20)));
}

#[test]
fn where_a_command_is_typed_is_told_by_words_and_prompts() {
    // A comment or a sentence names the second terminal.
    let text = "```console\n# in terminal 1\n$ docker run -it a sh\n/ # ls\n```\n\n\
                ```console\n# in terminal 2\n$ touch b\n$ docker ps\n```\n\n```console\n/ # ls\n```\n";
    check(text, &["Session 1 docker run -it a sh | @ls", "Command 7 touch b | docker ps", "Session 13 @ls"]);
    // Root's prompt on a machine with a name, below that of a container's number.
    let text = "```\nroot@4e0c3f1a2b3c:/# id\n```\n\n```\nroot@tux:~# ip addr\n```\n";
    check(text, &["Session 1 @id", "Command 5 ip addr"]);
    // A container with the other system's shell.
    let text = "```console\ndocker run -it nano cmd.exe\n```\n\n```cmd\necho a > b.txt\nexit\n```\n";
    check(text, &["Command 1 docker run -it nano cmd.exe", "Session 5 @echo a > b.txt | @exit"]);
}

#[test]
fn scripts_that_are_told_of_are_files() {
    let script = "```bash\nwhile true\ndo\n  sleep 1\ndone\n```\n";
    check(&format!("Create a file `run.sh` with the following content:\n\n{script}"), &["File 3 > run.sh"]);
    check("```yaml\nservices:\n  a:\n    image: b\n```\n", &["File 1"]);
    let text = "```bash\ncat > a.yml <<E\nservices:\n  a:\n    image: b\nE\n```\n";
    check(text, &["Command 1 cat > a.yml <<E\nservices:\n  a:\n    image: b\nE"]);
    check("Once you are inspecting it:\n\n```yaml\nservices:\n  a:\n    image: b\n```\n", &["File 3"]);
}

#[test]
fn what_is_typed_into_a_program_is_no_output() {
    let text = "```bash\n# start it\ndocker run -it python:3 python\n\n# in it\nimport os\nprint(1)\nexit()\n```\n";
    check(text, &["Session 1 docker run -it python:3 python | @import os | @print(1) | @exit()"]);
}

#[test]
fn another_way_may_stand_in_the_next_item() {
    let text = "- Start it:\n  ```bash\n  docker run --name a x\n  ```\n- Oder, mit Namen:\n  ```bash\n  docker run --name a y\n  ```\n";
    check(text, &["Command 2 docker run --name a x", "Command 6 =2 docker run --name a y"]);
    check(&text.replace("Oder", "Then"), &["Command 2 docker run --name a x", "Command 6 docker run --name a y"]);
}

#[test]
fn output_is_no_command_whatever_its_tag() {
    let run = "```bash\ndocker run a\n```\n\n";
    check(
        &format!("{run}Expected output:\n\n```bash\nhello from alpine\n```\n"),
        &["Command 1 docker run a", "Output 7"],
    );
    check(&format!("{run}You should see:\n\n```html\n<h1>a</h1>\n```\n"), &["Command 1 docker run a", "Output 7"]);
    check(
        &format!("{run}Edit `a.html`:\n\n```html\n<h1>a</h1>\n```\n"),
        &["Command 1 docker run a", "File 7 > a.html"],
    );
}

#[test]
fn a_lesson_for_the_other_system_has_no_other_ways() {
    let text = "```powershell\ndocker pull a\n```\n\nThen:\n\n```powershell\ndocker run a\n```\n";
    check(text, &["Command 1 docker pull a", "Command 7 docker run a"]);
    check(&text.replacen("powershell", "bash", 1), &["Command 1 docker pull a", "Command 7 =1 docker run a"]);
    let third = "\n```powershell\ndocker ps\n```\n";
    let text = text.replacen("powershell", "bash", 1) + third;
    check(&text, &["Command 1 docker pull a", "Command 7 =1 docker run a", "Command 11 =7 docker ps"]);
}

#[test]
fn statements_below_a_databases_program_are_its_input() {
    let text = "```bash\ndocker exec -it db mysql -p\nCREATE TABLE a (\n  id INT\n);\nselect *\nfrom a;\nexit\n```\n";
    let want = "Session 1 docker exec -it db mysql -p | @CREATE TABLE a (\n  id INT\n); | @select *\nfrom a; | @exit";
    check(text, &[want]);
    let text =
        "```bash\ndocker exec -it db psql -U me\n```\n\n```sql\nSELECT *\nFROM a;\n\\q\n```\n\n```bash\nls\n```\n";
    check(text, &["Command 1 docker exec -it db psql -U me", "Repl 5 @SELECT *\nFROM a; | @\\q", "Command 11 ls"]);
    check("```bash\ndocker ps\nSELECT 1;\n```\n", &["Session 1 docker ps"]);
}

#[test]
fn commands_that_an_item_sets_in_are_blocks() {
    let text = "1. Pull it\n\n    docker pull a\n\n2. Run it\n\n    $ docker run a\n    $ docker ps\n\n3. Look\n\n    docker is good.\n";
    check(text, &["Command 3 docker pull a", "Command 7 docker run a | docker ps"]);
    check(
        "- Get it\n\n        git clone https://x.y/z.git\n        cd z\n",
        &["Command 3 git clone https://x.y/z.git | cd z"],
    );
    check("- Names\n\n        curl\n        git\n", &["Other 3 ?"]);
    check("Text\n   docker pull a\n", &[]);
}

#[test]
fn a_dockerfiles_instruction_is_no_command_whatever_its_tag() {
    check("```bash\nRUN apt-get update && apt-get install -y curl\n```\n", &["File 1"]);
    check("```sh\n# the app\nFROM alpine\nCMD ls\n```\n", &["File 1 > Dockerfile"]);
}

#[test]
fn a_sentence_may_open_a_containers_shell() {
    let rest = "\n\n```\nrm -rf /bin\n```\n\n```\ndocker ps\n```\n";
    let inside = ["Session 3 @rm -rf /bin", "Command 7 docker ps"];
    check(&format!("Spin it up with `docker run -ti alpine`, then:{rest}"), &inside);
    let host = ["Command 3 rm -rf /bin", "Command 7 docker ps"];
    check(&format!("If you run `docker run -ti alpine` it waits.{rest}"), &host);
    check(&format!("Run `docker run -d nginx`:{rest}"), &host);
    check(&format!("Run `docker run -it alpine` and leave it with `exit`. Then:{rest}"), &host);
}

#[test]
fn a_plain_prompt_is_the_containers_where_the_text_says_so() {
    let text = |said: &str| {
        format!("```\n$ docker run -it a\n[root@25fc15aa1cb9 /]# ls\n```\n\n{said}\n\n```\n$ rm -fr /usr/bin\n```\n")
    };
    let session = "Session 1 docker run -it a | @ls";
    check(&text("Run this from within the container:"), &[session, "Session 8 @rm -fr /usr/bin"]);
    check(&text("Clean up:"), &[session, "Command 8 rm -fr /usr/bin"]);
}

#[test]
fn what_is_written_in_an_editor_is_a_file() {
    check(
        "```bash\nvi /etc/hosts\n```\n\n```\n10.0.0.1 a\n10.0.0.2 b\n```\n",
        &["Command 1 vi /etc/hosts", "File 5 ?"],
    );
    check("```bash\ncat /etc/hosts\n```\n\n```\n10.0.0.1 a\n```\n", &["Command 1 cat /etc/hosts", "Output 5"]);
}

#[test]
fn what_is_followed_by_its_output_is_a_command() {
    let text =
        "In the output of it you see a line for each:\n\n```\ndocker run a\n```\n\nExpected output:\n\n```\nx y\n```\n";
    check(text, &["Command 3 docker run a", "Output 9"]);
    check(&text.replace("Expected output:", "Then go on."), &["Output 3", "Other 9 ?"]);
}
