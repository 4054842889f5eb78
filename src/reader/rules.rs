//! What whole lessons show of single rules, a few lines each.

mod blocks;
mod by_hand;
mod calls;
mod cells;
mod choices;
mod copied;
mod files;
mod forms;
mod fragments;
mod kinds;
mod machines;
mod marks;
mod pieces;
mod places;
mod printed;
mod programs;
mod prompts;
mod readmes;
mod remarks;
mod saved;
mod screens;
mod seats;
mod shapes;
mod shows;
mod sides;
mod solutions;
mod stand_ins;
mod start_files;
mod ways;

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
pub fn check(text: &str, want: &[&str]) {
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
    let text = "We can edit the `a.html` file:\n\n```docker\ncat<<END >/srv/a.html\nHi ?\nEND\n```\n";
    check(text, &["Command 3 cat<<END >/srv/a.html\nHi ?\nEND"]);
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
    let text = "```powershell\ndocker run a\n```\n\nThen:\n\n```powershell\ndocker run -d a\n```\n";
    check(text, &["Command 1 docker run a", "Command 7 docker run -d a"]);
    check(&text.replacen("powershell", "bash", 1), &["Command 1 docker run a", "Command 7 =1 docker run -d a"]);
    let third = "\n```powershell\ndocker ps\n```\n";
    let text = text.replacen("powershell", "bash", 1) + third;
    check(&text, &["Command 1 docker run a", "Command 7 =1 docker run -d a", "Command 11 =7 docker ps"]);
}

#[test]
fn sections_for_the_other_system_say_the_same_another_way() {
    let text = |other: &str| {
        format!(
            "## Linux\n\n```bash\ndocker run -v \"$PWD\":/a b\n```\n\n## {other}\n\n```\ndocker run -v a:/a b\n```\n\n\
             ## On Windows\n\n```\ndocker run -v %cd%:/a b\n```\n"
        )
    };
    let of = |line: &str| {
        let blocks = ["Command 3 docker run -v \"$PWD\":/a b", "Command 9 docker run -v a:/a b"];
        [blocks[0].to_owned(), blocks[1].replace("9 ", line), "Command 15 =3 docker run -v %cd%:/a b".to_owned()]
    };
    check(&text("Windows"), &of("9 =3 ").each_ref().map(String::as_str));
    check(
        "In PowerShell:\n\n```\ndocker pull a\n```\n\nIn PowerShell:\n\n```\ndocker run a\n```\n",
        &["Command 3 docker pull a", "Command 9 docker run a"],
    );
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

#[test]
fn logs_hold_what_they_hold() {
    let text = "Watch them until you see this…\n\n```bash\ndocker logs -f <the-id>\n$ watcher src/a.js\n[watcher] ready\n```\n";
    check(text, &["Session 3 docker logs -f <the-id>"]);
    let text = "```\ndocker images | grep web\nweb        1.0         4f5e6d7c8b9a        2 days\n```\n";
    check(text, &["Session 1 docker images | grep web"]);
    check("```bash\necho a\n```\n\n- b\n\n```bash\n✔ Sent\nNow look.\n```\n", &["Command 1 echo a", "Output 7"]);
}

#[test]
fn a_container_that_did_not_start_has_no_shell_in_the_next_block_either() {
    let run = "```bash\ndocker run -it a sh\n```\n\n";
    let failed = format!("{run}```\ndocker: Error response from daemon: no.\n```\n\n```bash\nls\n```\n");
    check(&failed, &["Command 1 docker run -it a sh", "Output 5", "Command 9 ls"]);
    check(&format!("{run}```bash\nls\n```\n"), &["Command 1 docker run -it a sh", "Session 5 @ls"]);
}

#[test]
fn the_engine_of_apptainer_is_the_hosts_too() {
    let enter = "```bash\napptainer shell a.sif\nls\n```\n\n";
    let inside = "Session 1 apptainer shell a.sif | @ls";
    check(
        &format!("{enter}```bash\napptainer exec a.sif date\nls\n```\n"),
        &[inside, "Command 6 apptainer exec a.sif date | ls"],
    );
    let text = format!("{enter}```bash\nexport A=1\napptainer run a.sif\n```\n\n```bash\nexport B=2\n```\n");
    check(&text, &[inside, "Command 6 export A=1 | apptainer run a.sif", "Command 11 export B=2"]);
    check(&format!("{enter}```bash\nexport A=1\nls\n```\n"), &[inside, "Session 6 @export A=1 | @ls"]);
}

#[test]
fn who_is_told_to_be_in_a_container_is_in_it() {
    let text = |said: &str| format!("```bash\ndocker run -it a sh\n```\n\n{said}\n\n```bash\nls\n```\n");
    let run = "Command 1 docker run -it a sh";
    let said = "From the terminal of the container see that it calls back to the Docker Host.";
    check(&text(said), &[run, "Session 7 @ls"]);
    check(&text("Go back to the Docker Host."), &[run, "Command 7 ls"]);
    let shown = "You will see a terminal that is running a shell in the ubuntu container. Look around:";
    check(&format!("{shown}\n\n```bash\nls\n```\n"), &["Session 3 @ls"]);
    check("It runs a shell in the ubuntu container:\n\n```bash\nls\n```\n", &["Command 3 ls"]);
    // A shell of its own in the container's is left first.
    let text = "```bash\ndocker run -it a sh\nunshare --user\nexit\nexit\nls\n```\n";
    check(text, &["Session 1 docker run -it a sh | @unshare --user | @exit | @exit | ls"]);
    let text = "```\nme@box ➤ docker run -it a sh\nme@box ➤ ls\n```\n";
    check(text, &["Session 1 docker run -it a sh | @ls"]);
}

#[test]
fn files_are_told_by_what_is_said_of_them() {
    let yaml = "```yaml\nservices:\n  a:\n    image: b\n```\n";
    check(&format!("Now `compose.yaml` should look like this:\n\n{yaml}"), &["File 3 > compose.yaml"]);
    check("It begins with its name\n\n```yaml\nname: Deploy it\n```\n", &["File 3 ?"]);
    let json = "```\n{\n  \"a\": [\n  ]\n}\n```\n";
    check(&format!("The layout of a profile looks like this:\n\n{json}"), &["File 3"]);
    check(&format!("The answer looks like this:\n\n{json}"), &["Output 3"]);
    let block = "```\n _   _\n| |_| |\n```\n";
    check(&format!("Without a word (`./a.sif`) it should give:\n\n{block}"), &["Output 3"]);
    let said = "Type the following into a file named *deck.js*. You can use any editor you know.";
    check(&format!("{said}\n\n```\nvar a = 1;\n```\n"), &["File 3 ? > deck.js"]);
}

#[test]
fn a_program_may_be_named_in_the_sentence() {
    let block = "```\nlabelize /a/b all\n```\n";
    check(&format!("The `labelize` command does it.\n\n{block}"), &["Command 3 labelize /a/b all"]);
    check(&format!("It does it.\n\n{block}"), &["Other 3 ?"]);
    let said = "You can write the output of `banner` to a file like this:";
    check(&format!("{said}\n\n```sh\nbanner 'a' > b.txt\n```\n"), &["Command 3 banner 'a' > b.txt"]);
    check("You should see what it does:\n\n```sh\nbanner 'a'\n```\n", &["Output 3"]);
    check("```bash\ndocker run --it alpine\n```\n", &["Command 1 docker run --it alpine"]);
}

#[test]
fn cells_that_are_not_evaluated_are_what_they_hold() {
    check("```{r, eval = F}\ndocker build -t a .\n```\n", &["Command 1 docker build -t a ."]);
    check("```{r, eval=FALSE}\nlibrary(a)\nb <- 1\n```\n", &["File 1"]);
    check("```{r}\ndocker build -t a .\n```\n", &["File 1"]);
}

#[test]
fn input_for_a_program_is_told_apart() {
    let start = "```bash\ndocker exec -it db redis-cli\n```\n\n";
    let want = "Command 1 docker exec -it db redis-cli";
    check(&format!("{start}```\nSET a 1\nGET a\n```\n"), &[want, "Repl 5 ? @SET a 1 | @GET a"]);
}

#[test]
fn placeholders_in_brackets_may_have_an_apostrophe() {
    let text = "docker pull hub.example/[the owner's name]/[his box]:[branch]-[short SHA]";
    check(
        &format!("```bash\ndocker login hub.example\n{text}\n```\n"),
        &[&format!("Command 1 docker login hub.example | {text}")],
    );
    check("```bash\necho [it's open\n```\n", &["Other 1 ?"]);
}

#[test]
fn the_last_line_of_a_box_may_lack_its_mark() {
    let text = "> ## Task\n>\n> > ## Solution\n> >\n> > ~~~\n> > a\n> > ~~~\n> > {: .output}\n> It is a.\n> {: .solution}\n{: .challenge}\n";
    let (document, _) = read(&Source::new("x.md", text));
    assert_eq!(document.quizzes.len(), 1);
    assert!(document.quizzes[0].answer.contains("It is a."), "{:?}", document.quizzes[0]);
}

#[test]
fn what_is_so_by_the_end_is_an_objective() {
    let objectives = |text: &str| read(&Source::new("x.md", text)).0.objectives;
    assert_eq!(objectives("# T\n\nBy the end, you'll know how to:\n\n- build\n"), ["build"]);
    assert_eq!(objectives("# T\n\nIn the end, you'll know how to:\n\n- build\n"), [""; 0]);
    assert_eq!(objectives("# T\n\n!!! success \"Expected Outcomes\"\n    - build\n"), ["build"]);
}

#[test]
fn a_heading_or_a_verb_may_name_the_file() {
    check("### .dockerignore\n\n```\n.git\nnode_modules\n```\n", &["File 3 ? > .dockerignore"]);
    check("### Ignored\n\n```\n.git\nnode_modules\n```\n", &["Other 3 ?"]);
    let text = "Modify `needs.txt` (add a comment or more):\n\n```\nflask==3.0.0\n```\n";
    check(text, &["File 3 ? > needs.txt"]);
    check("### app.py\n\n```bash\ndocker build .\n```\n", &["Command 3 docker build ."]);
}

#[test]
fn the_form_of_a_name_is_no_output() {
    let text = |tag: &str| format!("The names have this format:\n\n```{tag}\nOWNER/BOX_NAME:TAG\n```\n");
    check(&text(""), &["Synopsis 3"]);
    check(&text("text"), &["Synopsis 3"]);
    let run = "```bash\ndocker run a b\n```\n";
    check(&format!("{run}```html\n<h1>a</h1>\n```\n"), &["Command 1 docker run a b", "Output 4"]);
    check("```bash\nmkdir a\n```\n```html\n<h1>a</h1>\n```\n", &["Command 1 mkdir a", "File 4"]);
}

#[test]
fn what_a_file_looks_like_is_no_output() {
    let text = "Going back to `stack.yml`, change the image, so that it looks like this:\n\n```\n  web:\n    image: a:2\n    ports:\n      - 80:80\n```\n";
    check(text, &["File 3"]);
    check("Look at the file again. You'll see it starts with\n\n```\nversion: \"3\"\n```\n", &["File 3 ?"]);
    let text = "First deploy it, and then we will look into it:\n\n```\ndocker stack deploy -c a.yml vote\nCreating network vote_a\n```\n";
    check(text, &["Session 3 docker stack deploy -c a.yml vote"]);
}

#[test]
fn the_name_of_something_is_no_command() {
    check("The image's name is:\n\n```bash\nclock\n```\n", &["Other 3 ?"]);
    check("The command is:\n\n```bash\nclock\n```\n", &["Command 3 clock"]);
    check("All there is:\n\n```bash\nls\n```\n", &["Command 3 ls"]);
}

#[test]
fn a_slides_properties_may_stand_below_an_empty_line() {
    let text = "\nclass: title\n\n# Boxes\n\n---\n\nclass: extra\n\n## More\n";
    let (document, _) = read(&Source::new("x.md", text));
    assert_eq!(document.dialects, ["remark"]);
}

#[test]
fn what_some_commands_say_is_no_command() {
    let block = "```bash\napptainer build a.sif a.def\napptainer run a.sif Mars\nHello Mars!\n```\n";
    let want = "Session 3 apptainer build a.sif a.def | apptainer run a.sif Mars";
    check(&format!("Run it:\n\n{block}"), &[want]);
    check(&format!("Doing this gives:\n\n{block}"), &[want]);
}

#[test]
fn what_an_editor_opens_is_a_file() {
    let yaml = "```yaml\nservices:\n  web:\n    image: a\n```\n";
    let text = "```bash\nls\n```\n\n`nano a.yaml`\n\nYou should see something like this:\n\n";
    check(&format!("{text}{yaml}"), &["Command 1 ls", "File 9"]);
    let script = "```bash\n#do.sh\n#!/bin/sh\nset -e\nls\n```\n";
    check(script, &["File 1"]);
}

#[test]
fn terminals_may_have_names() {
    let block = |id: &str, text: &str| format!("```bash{id}\n{text}\n```\n");
    let terminals = |text: &str| {
        let (document, _) = read(&Source::new("x.md", text));
        document.blocks().iter().map(|block| block.terminal).collect::<Vec<_>>()
    };
    let three = [" terminal-id=db", " terminal-id=client", " terminal-id=db"].map(|id| block(id, "ls")).concat();
    assert_eq!(terminals(&three), [1, 2, 1]);
    let watcher = ["", " terminal-id=watcher", ""].map(|id| block(id, "ls")).concat();
    assert_eq!(terminals(&watcher), [1, 2, 1]);
    let numbered = ["", " terminal-id=lab3", " terminal-id=lab2"].map(|id| block(id, "ls")).concat();
    assert_eq!(terminals(&numbered), [1, 3, 2]);
}

#[test]
fn a_block_without_a_button_may_be_typed_or_a_file() {
    let text =
        "```bash\ndocker exec -it box redis-cli\n```\n\nTry these:\n\n```bash no-run-button\nKEYS *\nGET hits\n```\n";
    check(text, &["Command 1 docker exec -it box redis-cli", "Repl 7 @KEYS * | @GET hits"]);
    let text =
        "The end of your file should now look like this:\n\n```dockerfile no-copy-button\nCOPY a b\nCMD [\"c\"]\n```\n";
    check(text, &["File 3"]);
}

#[test]
fn what_containers_log_and_files_of_servers() {
    let log = "It can help to look into the log:\n\n```bash\na_7-web-1  | ready\na_7-web-1  | 2023 [emerg] bad\nexited\n```\n";
    check(log, &["Output 3"]);
    let text = "The following file should be set to _/etc/x.conf_ inside the web container. You can use a mount.\n\n";
    check(&format!("{text}```bash\nevents {{ a 1; }}\n\nhttp {{\n  b 1;\n}}\n```\n"), &["File 3 ?"]);
    let text = "```console\n$ docker inspect a | grep x\n```\n\nSome words.\n\nIt seems to need two variables.\n\n```yaml\nweb:\n  image: a:1\n  ports:\n    - 80:80\n```\n";
    check(text, &["Command 1 docker inspect a | grep x", "File 9"]);
}

#[test]
fn prompts_that_an_author_made_up_are_prompts() {
    let text = "```\n[Our-Bay]🚩 >  docker ps\nNAMES\n```\n\n```\n[Our-Bay]🚩 > ls\na\n```\n";
    check(text, &["Session 1 docker ps", "Session 6 ls"]);
    check("```\nbox-a $ docker ps\n```\n\n```\nbox-b $ docker ps\n```\n", &["Other 1 ?", "Other 5 ?"]);
    let play =
        "```\n[node1] (local) root@10.0.0.7 /web\n$ docker run x\nHello\n[node1] (local) root@10.0.0.7 /web\n$\n```\n";
    check(play, &["Session 1 docker run x"]);
    check("```bash\n$ [node1] (local) root@10.0.0.7 ~/x\n$ docker ps\nNAMES\n```\n", &["Session 1 docker ps"]);
    check("```$ docker run x sh\n$ ls\n```\n", &["Command 1 docker run x sh | ls"]);
    check("```\n$ curl: (28) Connection timed out\n```\n", &["Output 1"]);
}

#[test]
fn what_runs_in_a_cluster_is_a_container_too() {
    let text = "```bash\nkubectl exec -it web -- sh\nls\nexit\nkubectl get pods\n```\n";
    check(text, &["Session 1 kubectl exec -it web -- sh | @ls | @exit | kubectl get pods"]);
    let text = "```bash\nkubectl exec -it web -- sh\nls\n```\n\n```bash\nls\n```\n";
    check(text, &["Session 1 kubectl exec -it web -- sh | @ls", "Command 6 ls"]);
}

#[test]
fn means_are_no_announcement_of_output() {
    check(
        "You can see your server using:\n\n```\ndocker run debian cat /x\n```\n",
        &["Command 3 docker run debian cat /x"],
    );
    check("You can verify the output by asking it:\n\n```\ncurl localhost:80\n```\n", &["Command 3 curl localhost:80"]);
    check(
        "The following command outputs the variables:\n\n```\ndocker-machine env a\n```\n",
        &["Command 3 docker-machine env a"],
    );
}

#[test]
fn a_tag_of_data_makes_no_data_of_a_call() {
    check("```json\ndocker compose ls\n```\n", &["Command 1 docker compose ls"]);
    check("```json\ndocker inspect x\n[\n  {\n    \"Id\": \"1\"\n  }\n]\n```\n", &["Session 1 docker inspect x"]);
    check(
        "```\n  kubectl create -f- <<EOF\n  kind: Pod\n  metadata:\n    name: a\n  EOF\n```\n",
        &["Command 1 kubectl create -f- <<EOF\nkind: Pod\nmetadata:\n  name: a\nEOF"],
    );
}

#[test]
fn commands_that_were_not_known_to_be_any() {
    check("```\ncd examples/a\nmake\n```\n", &["Command 1 cd examples/a | make"]);
    check("```\neval $(docker-machine env a)\n```\n", &["Command 1 eval $(docker-machine env a)"]);
    check("```\nsudo reboot\n```\n", &["Command 1 sudo reboot"]);
    check(
        "```\ndocker model --help\nUsage:  docker model COMMAND\n\nCommands:\n  ps   List them\n  rm   Remove one\n```\n",
        &["Session 1 docker model --help"],
    );
}

#[test]
fn what_a_comment_names_is_a_files_path() {
    check("```\ndocker run \\ \n-d \\ \nnginx\n```\n", &["Command 1 docker run \\\n-d \\\nnginx"]);
    check(
        "```bash\ntree .\n```\n\n**Expected Structure:**\n\n```\n.\n├── a\n└── b\n```\n",
        &["Command 1 tree .", "Output 7"],
    );
    check("Take this:\n\n```bash\n# Edit your .env file\nNAME=a\n```\n", &["File 3"]);
    check("This command is:\n\n```bash\napptainer inspect --deffile\n```\n", &["Synopsis 3"]);
    let small = "Make a `.dockerignore` file. It keeps the build small:\n\n```\nnode_modules\n";
    check(&format!("{small}```\n"), &["File 3 ? > .dockerignore"]);
    check(&format!("{small}.dockerignore\n```\n"), &["Other 3 ?"]);
    check("Ignore these:\n\n```\n# .dockerignore\nnode_modules\n```\n", &["File 3 ? > .dockerignore"]);
    check("```js\n// src/app.js\nconst a = 1;\n```\n", &["File 1 > src/app.js"]);
    check("Create `web/app.py`:\n\n```python\n# app.py\nprint(1)\n```\n", &["File 3 > web/app.py"]);
    check("```yaml\n# a remark on it.\na:\n  b: 1\n  c: 2\n  d: 3\n```\n", &["File 1 ?"]);
}

#[test]
fn code_without_a_tag_is_a_file() {
    check("It says:\n\n```\nfrom flask import Flask\napp = Flask(__name__)\n```\n", &["File 3 ?"]);
    check("Code for a.py:\n\n```\nprint (\"Hello\")\n```\n", &["File 3 ? > a.py"]);
    check("```\nupstream service {\n    server app:80;\n}\n```\n", &["File 1 ?"]);
    check("```\nimport the things you need\nand go on\n```\n", &["Other 1 ?"]);
}

#[test]
fn what_no_program_takes_is_not_typed_in_it() {
    let open = "```\ndocker exec -it db psql -U me\n```\n\n";
    let table = "```\n Name | Owner\n------+-------\n a    | me\n```\n";
    check(&format!("{open}# All\n\n{table}"), &["Command 1 docker exec -it db psql -U me", "Output 7"]);
    check(
        &format!("{open}# Ask it\n\n```\nRun several of them with the usual port and set one\n```\n"),
        &["Command 1 docker exec -it db psql -U me", "Other 7 ?"],
    );
}

#[test]
fn answers_between_commands_without_prompts() {
    check("You should see some files:\n\n```bash\nls\npackage.json  spec   src\n```\n", &["Session 3 ls"]);
    let text = "```bash\ndocker run -d a\n\ncurl localhost:80\n{\"a\":\"b\"}\n\ndocker stop a\n```\n";
    check(text, &["Session 1 docker run -d a | curl localhost:80 | docker stop a"]);
    check("```bash\ndocker-machine ip a\n192.168.0.2\nls\n```\n", &["Session 1 docker-machine ip a | ls"]);
}
