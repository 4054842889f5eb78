//! What whole lessons show of rules for what is typed and what was printed, a few lines each.

use super::rules::check;

#[test]
fn a_programs_version_is_not_typed() {
    let printed = "docker-compose version 1.25.0, build 1a2b3c4d";
    check(&format!("```\n$ docker-compose --version\n{printed}\n```\n"), &["Session 1 docker-compose --version"]);
    check(&format!("```bash\ndocker-compose --version\n{printed}\n```\n"), &["Session 1 docker-compose --version"]);
    check("```console\n$ docker debug web\ndocker > ls\n```\n", &["Session 1 docker debug web"]);
}

#[test]
fn remarks_in_brackets_within_comments() {
    check(
        "```bash\ncurl http://x:80  # only from the host (not from a box)\n```\n",
        &["Command 1 curl http://x:80  # only from the host (not from a box)"],
    );
    check("```bash\nkill 12 (or your number)\n```\n", &["Other 1 ?"]);
}

#[test]
fn words_that_look_like_commands_in_what_was_printed() {
    check("```\ndocker service scale http=3\nhttp scaled to 3\n```\n", &["Session 1 docker service scale http=3"]);
    let table = "IMAGE      TAG      SIZE\nnode       22       1.1GB\nnode       22-slim   240MB\n";
    check(&format!("```bash\ndocker images\n\n{table}```\n"), &["Session 1 docker images"]);
    check("```\ndocker build -t a .\n\nStep 0 : FROM x\n ---> 1a2b\n```\n", &["Session 1 docker build -t a ."]);
    let inspect = "docker inspect a | grep Name";
    check(
        &format!("```\n{inspect}\n    \"Name\": \"/a\",\n    \"Name\": \"b\",\n```\n"),
        &[&format!("Session 1 {inspect}")],
    );
}

#[test]
fn a_comment_that_ends_with_output_announces_none_above_a_command() {
    check("```bash\ndocker ps\n\n# Another output\ndocker ps -q\n```\n", &["Command 1 docker ps | docker ps -q"]);
    check("```bash\ndocker ps\n\n# Output\nNAMES\n```\n", &["Session 1 docker ps"]);
    let block = "if [ -z \"$a\" ]; then\n  exit 1\nfi";
    let text = format!("```bash\na=$(docker ps -q)\n\n# Check result\n{block}\n```\n");
    check(&text, &[&format!("Command 1 a=$(docker ps -q) | {block}")]);
}

#[test]
fn what_a_program_within_quotes_begins_is_no_loop() {
    let program = "docker stats --no-stream | awk '{\n  if (NR > 1) {\n    print $2\n  }\n}'";
    check(&format!("```bash\n{program}\ndocker ps\n```\n"), &[&format!("Command 1 {program} | docker ps")]);
}

#[test]
fn what_is_to_be_seen_is_typed_first() {
    check(
        "Now you can check its output:\n\n```\ndocker service logs -f a\n```\n",
        &["Command 3 docker service logs -f a"],
    );
    check("You should see this output:\n\n```\ndocker service logs -f a\n```\n", &["Output 3"]);
}

#[test]
fn prompts_on_some_lines_only() {
    check("```\ndocker run a\n\n$ docker run b\nhello\n```\n", &["Session 1 docker run a | docker run b"]);
    check("```\ndocker run a\nTry this:\n$ docker run b\n```\n", &["Session 1 docker run a"]);
    check("```\ndocker logs a\n$ yarn start\nready\n```\n", &["Session 1 docker logs a"]);
    check("```\n...\n$ docker run a\nhello\n```\n", &["Session 1 docker run a"]);
}

#[test]
fn prompts_of_root_that_name_the_machine() {
    let join = "    docker swarm join --token x 10.0.0.1:2377";
    check(
        &format!("```\nroot@berry:/srv/a# docker swarm init\nNow run:\n\n{join}\n```\n"),
        &["Session 1 docker swarm init"],
    );
    check("```\nroot@one:/x# ls\na\nme@one:~$ pwd\n/srv/a\n```\n", &["Session 1 ls | pwd"]);
    check("```\n[node1] (local) root@10.0.0.1 /My Apps/web\n$ docker ps\nNAMES\n```\n", &["Session 1 docker ps"]);
}

#[test]
fn more_calls_of_the_engines() {
    for call in ["podman generate kube a > a.yml", "podman unshare ls", "podman play kube a.yml", "docker dev list"] {
        check(&format!("```\n{call}\n```\n"), &[&format!("Command 1 {call}")]);
    }
    check("```bash\ndocker debug web\n```\n\n```bash\nls\n```\n", &["Command 1 docker debug web", "Session 5 @ls"]);
    check(
        "```bash\ndocker exec -it a sh\n# Inside:\nenv | grep B\n```\n",
        &["Session 1 docker exec -it a sh | @env | grep B"],
    );
}

#[test]
fn what_a_container_has_no_use_for_is_the_hosts_below_a_heading() {
    let open = "```bash\ndocker exec -it a sh\n```\n\n";
    let alias = "```bash\nalias docker=podman\nsudo dnf install podman-docker\n```\n";
    let typed = "alias docker=podman | sudo dnf install podman-docker";
    check(&format!("{open}# Names\n\n{alias}"), &["Command 1 docker exec -it a sh", &format!("Command 7 {typed}")]);
    check(&format!("{open}# Look\n\n```bash\nid\n```\n"), &["Command 1 docker exec -it a sh", "Session 7 @id"]);
}

#[test]
fn files_of_keys_with_scripts_in_them_and_of_servers() {
    let tasks =
        "tasks:\n  ...\n  check:\n    run: |\n      if ! running a; then\n        echo no\n        exit 1\n      fi\n";
    check(&format!("```yaml\n{tasks}```\n"), &["File 1 ?"]);
    check("The server:\n\n```\nuser nginx;\nevents {\n}\n```\n", &["File 3 ?"]);
    check("```\nFROM\tThe image that it begins with\nRUN\tDoes something and keeps it\n```\n", &["Other 1"]);
}

#[test]
fn text_that_another_systems_shell_pipes() {
    let text = "Make an image:\n\n```\n\"FROM x `n CMD y\" | docker build -t <your-id>/i -\n```\n";
    check(text, &["Command 3 ? \"FROM x `n CMD y\" | docker build -t <your-id>/i -"]);
}

#[test]
fn a_server_in_the_foreground_has_no_shell() {
    check(
        "```\n$ docker run -it --net n nginx\n```\n\n```\n$ curl 10.0.0.2\n```\n",
        &["Command 1 docker run -it --net n nginx", "Command 5 curl 10.0.0.2"],
    );
    check(
        "```\n$ docker run -it alpine\n```\n\n```\n$ id\n```\n",
        &["Command 1 docker run -it alpine", "Session 5 @id"],
    );
}

#[test]
fn a_variable_that_is_set_for_the_command_behind_it() {
    check(
        "```\nbase=http://x &&\n\ncurl -L $base/a >/tmp/a\n```\n",
        &["Command 1 base=http://x &&\n\ncurl -L $base/a >/tmp/a"],
    );
}

#[test]
fn what_the_engine_makes_of_something_is_not_typed() {
    check("This would run the following command in the image:\n\n```bash\nsh -c \"a -b\" c\n```\n", &["Other 3 ?"]);
    check("Then run the following command:\n\n```bash\nsh -c \"a -b\" c\n```\n", &["Command 3 sh -c \"a -b\" c"]);
}

#[test]
fn remarks_where_a_line_goes_on() {
    let text = "docker run \\   # it runs\n  -d \\        # behind\n  nginx        # this";
    let lesson = format!("```bash\n{text}\ndocker ps\n```\n");
    check(&lesson, &[&format!("Command 1 {text} | docker ps")]);
    let (document, _) = super::read(&crate::source::Source::new("x.md", lesson));
    assert_eq!(document.blocks()[0].commands[0].typed(), "docker run \\\n  -d \\\n  nginx        # this");
}

#[test]
fn what_is_filled_in_elsewhere_may_not_be_left_out() {
    let both = "docker top [container] | docker stats [container]";
    check("```bash\ndocker top [container]\ndocker stats [container]\n```\n", &[&format!("Command 1 {both}")]);
    check("```bash\ndocker stats [container]\n```\n", &["Synopsis 1"]);
    check("```bash\ndocker top [container]\ndocker ps [OPTIONS]\n```\n", &["Synopsis 1"]);
}

#[test]
fn tables_and_addresses_are_not_typed() {
    check(
        "```\n$ yes > /dev/null & top\n$ PID USER PR NI %CPU\n1 root 20 0 99\n```\n",
        &["Session 1 yes > /dev/null & top"],
    );
    let keeps = "$ip = docker inspect -f '{{ .A }}' web";
    check(&format!("```powershell\n> {keeps}\n> $ip\n10.0.0.2\n```\n"), &[&format!("Session 1 ? {keeps} | $ip")]);
    check("```powershell\ndocker-machine ip a\n10.0.0.2\n```\n", &["Session 1 docker-machine ip a"]);
}

#[test]
fn names_of_files_and_prompts_are_not_typed() {
    check(
        "In a file:\n\n```bash\n# ~/.config/a/storage.conf\n[storage]\ndriver = \"overlay\"\n```\n",
        &["File 3 > ~/.config/a/storage.conf"],
    );
    check("```bash\n# .env\nA_PORT=80\nB=c\n```\n", &["File 1 > .env"]);
    check("`.env`:\n\n```bash\n# Ports\nA_PORT=80\n```\n", &["File 3 > .env"]);
    check("```bash\nA_PORT=80\nB=c\n```\n", &["Command 1 A_PORT=80 | B=c"]);
    check("```\n$ $ docker ps\nNAMES\n```\n", &["Session 1 docker ps"]);
    check("```\n$ docker run -it a sh\n/ # / # ls\nbin\n/ # C\n```\n", &["Session 1 docker run -it a sh | @ls"]);
    check(
        "```bash\n#On both\nbox-a $ docker network create a\nbox-b $ docker network create b\n```\n",
        &["Command 1 ? docker network create a | docker network create b"],
    );
}

#[test]
fn something_may_stand_above_the_first_prompt() {
    let session = "➜ docker ps\nNAMES\nweb\n\nme in ~/app on main\n➜ docker stop web\nweb";
    check(&format!("```\nme in ~/app on main\n{session}\n```\n"), &["Session 1 docker ps | docker stop web"]);
    check("```console\nFirst list them:\n$ docker ps\nNAMES\n```\n", &["Session 1 docker ps"]);
    // A program that greets sets in what may be typed next.
    check("```\nHello there.\n $ docker run -it ubuntu bash\n```\n", &["Other 1 ?"]);
    check("```\nAnswer:\ndocker ps\ndocker stop web\n```\n", &["Command 1 docker ps | docker stop web"]);
}

#[test]
fn a_group_in_braces_is_one_command() {
    let group = "{\n  echo a\n  docker ps\n} > out.txt";
    check(&format!("```bash\n{group}\ncat out.txt\n```\n"), &[&format!("Command 1 {group} | cat out.txt")]);
}

#[test]
fn scripts_for_queues_and_files_of_variables_are_not_typed() {
    check("```bash\n#SBATCH --time=1:00\n\nsrun ls\n```\n", &["File 1"]);
    let file = "```bash\nKEY=value\nname=test\n```\n";
    check(&format!("Create a file named `env.list` and put these in it:\n\n{file}"), &["File 3 > env.list"]);
    check(file, &["Command 1 KEY=value | name=test"]);
}

#[test]
fn what_is_to_be_filled_in_was_not_printed() {
    check("```\ndocker ps\n```\n\n```\nqstat <job ID>\n```\n", &["Command 1 docker ps", "Command 5 ? qstat <job ID>"]);
}

#[test]
fn an_example_below_its_general_form_is_typed() {
    let form = "docker exec [OPTIONS] CONTAINER COMMAND [ARG...]";
    check(&format!("```bash\n{form}\ndocker exec web ls\n```\n"), &["Command 1 docker exec web ls"]);
    check(&format!("```bash\n{form}\ndocker ps\n```\n"), &["Synopsis 1"]);
}

#[test]
fn a_database_is_left_within_a_block() {
    let text = "```bash\ndocker exec -it db mysql -p\n# Now in it\nUSE a;\nSELECT *\nFROM b;\nexit\n\n# Back\ndocker stop db\n```\n";
    check(text, &["Session 1 docker exec -it db mysql -p | @USE a; | @SELECT *\nFROM b; | @exit | docker stop db"]);
}

#[test]
fn a_program_that_said_something_has_ended() {
    let text = |image: &str| format!("```console\n$ docker run -it {image}\nHello\n\n$ ls\na.txt\n```\n");
    check(&text("my/app"), &["Session 1 docker run -it my/app | ls"]);
    check(&text("ubuntu"), &["Session 1 docker run -it ubuntu | @ls"]);
}

#[test]
fn what_says_how_a_file_is_written_was_not_printed() {
    let file = "cat > /etc/a.json << EOF\n{}\nEOF";
    check(
        &format!("Reload it, similar to Step 6:\n\n```\n{file}\ncat /etc/a.json\n```\n"),
        &[&format!("Command 3 {file} | cat /etc/a.json")],
    );
}

#[test]
fn code_alone_in_a_folded_box_stays_code() {
    let text = "<details><summary>Answer</summary>\n\n    docker ps -a\n\n</details>\n\nRemove it.\n";
    check(text, &["Other 3 ?"]);
    check("<details><summary>Answer</summary>\n\n    It is kept.\n\n</details>\n", &[]);
}

#[test]
fn keys_and_what_is_typed_into_an_editor_are_no_commands() {
    check("Press `^ESC`{{execute ctrl-seq}}\n", &["Other 1"]);
    check("```\nvi a.txt\n:wq\n```\n", &["Command 1 vi a.txt"]);
}

#[test]
fn apptainers_shell_is_a_containers() {
    check("```bash\napptainer shell a.sif\n\nApptainer> pwd\n```\n", &["Session 1 apptainer shell a.sif | @pwd"]);
    let open = "```bash\napptainer shell a.sif\n```\n";
    let opened = "Command 1 apptainer shell a.sif";
    let made = "```bash\nmkdir a\n```\n";
    check(&format!("{open}\nMake a folder:\n\n{made}"), &[opened, "Session 7 @mkdir a"]);
    check(&format!("{open}\nMake a folder on the host:\n\n{made}"), &[opened, "Command 7 mkdir a"]);
    check(
        &format!("{open}\nThen this:\n\n```bash\nexport APPTAINER_BIND=/a\n```\n"),
        &[opened, "Command 7 export APPTAINER_BIND=/a"],
    );
    check("To leave it out:\n\n```bash\nrun --no-mount tmp a.sif\n```\n", &["Synopsis 3"]);
}

#[test]
fn what_root_types_in_a_container() {
    let typed = "```console\n# mysql -u root -p\nEnter password:\nmysql> SHOW DATABASES;\n| mysql |\n```\n";
    check(
        &format!("```console\n$ docker exec -it db bash\n```\n\nThere:\n\n{typed}"),
        &["Command 1 docker exec -it db bash", "Session 7 @mysql -u root -p | @SHOW DATABASES;"],
    );
    check(
        "Run the following command in the container's terminal:\n\n```console\n# ls /a\nb\n```\n",
        &["Session 3 @ls /a"],
    );
    check("```\ndocker run -it alpine\n/ # ls\nbin\n$\n```\n", &["Session 1 docker run -it alpine | @ls"]);
}

#[test]
fn what_answers_a_program_is_no_command() {
    let input = |text: &str| format!("```terminal:input\ntext: {text}\n```\n");
    check(&input("Y"), &["Other 1"]);
    check(&input("docker ps"), &["Command 1 docker ps"]);
}

#[test]
fn a_program_greets_above_its_prompt() {
    let greeting = "Python 3.13 (main)\nType \"help\" for more.\n>>> a = 1\n>>> a\n1\n";
    check(
        &format!("```bash\napptainer exec a.sif python3\n```\n\n```text\n{greeting}```\n"),
        &["Command 1 apptainer exec a.sif python3", "Repl 5 @a = 1 | @a"],
    );
}

#[test]
fn the_host_goes_on_below_a_containers_exit() {
    let text = "```bash\n# Make it\ndocker run -it --name test alpine sh\n/ # echo a > /b\n/ # exit\n\n# Gone\ndocker rm test\n\
        test\ndocker ps -a\n```\n";
    check(
        text,
        &["Session 1 docker run -it --name test alpine sh | @echo a > /b | @exit | docker rm test | docker ps -a"],
    );
}

#[test]
fn what_a_shell_has_to_find_out_is_set_by_a_command() {
    let text = "```\n# on Linux:\ndir=\"${PWD}/scripts\"\nchmod +x \"$dir/a.sh\"\n\n# or with PowerShell:\n$dir=\"${PWD}/scripts\"\n```\n";
    check(text, &["Command 1 dir=\"${PWD}/scripts\" | chmod +x \"$dir/a.sh\""]);
    check("```\nA=b\nB=c\n```\n", &["Other 1 ?"]);
}

#[test]
fn a_file_that_is_shown_is_not_typed() {
    check("```\n$ cat go.sh\nid=$(docker ps -q)\ndocker rm $id\n```\n", &["Session 1 cat go.sh"]);
}

#[test]
fn what_is_often_seen_and_what_makes_a_container_was_not_printed() {
    let first = "```\ndocker run -it --rm alpine id\n```\n";
    let second = "```\ndocker run -it --rm --user 1000 alpine id\n```\n";
    let commands = ["Command 1 docker run -it --rm alpine id", "Command 7 docker run -it --rm --user 1000 alpine id"];
    check(&format!("{first}\nSo that it is yours (you can see this a lot):\n\n{second}"), &commands);
    check(&format!("{first}\nYou will see:\n\n{second}"), &commands);
    check(
        &format!("{first}\nYou will see this:\n\n```\nweb\n```\n"),
        &["Command 1 docker run -it --rm alpine id", "Output 7"],
    );
}

#[test]
fn comments_tell_of_other_ways_to_do_the_same() {
    let ways = |text: &str| {
        let source = crate::source::Source::new("x.md", format!("```bash\n{text}\n```\n"));
        let (document, _) = super::read(&source);
        let choices = document.blocks()[0].choices();
        let way = |way: &crate::document::OtherWay| format!("{}{:?}", way.name, way.lines);
        choices.iter().map(|ways| ways.iter().map(way).collect::<Vec<_>>().join(" | ")).collect::<Vec<_>>().join("; ")
    };
    assert_eq!(
        ways("# Linux/Mac\ndocker ps\n\n# Windows (PowerShell)\ndocker ps -a"),
        "Linux/Mac[3] | Windows (PowerShell)[6]"
    );
    assert_eq!(ways("docker ps\n# or\ndocker container ls\n# then\nls"), "[2] | or[4]");
    assert_eq!(ways("docker pull a\ndocker run a\n# or\ndocker run b"), "[3] | or[5]");
    assert_eq!(
        ways("# Option 1: here\ndocker ps\n# Option 2: there\ndocker ps -a\ndocker images\n# Option 3\nls"),
        "Option 1: here[3] | Option 2: there[5, 6] | Option 3[8]"
    );
    assert_eq!(ways("ls\n# or\npwd\n# list\ndocker ps\n# or\ndocker images"), "[2] | or[4]; list[6] | or[8]");
    assert_eq!(ways("# Windows only\ndocker ps\n# List them\ndocker images"), "");
    assert_eq!(ways("docker ps\n# or"), "");
    assert_eq!(
        ways("docker rm 4e0c3f1a2b3c\ndocker rm web # is equivalent\ndocker rm -f web # same as above"),
        "[2] | is equivalent[3] | same as above[4]"
    );
    assert_eq!(ways("docker ps # or `docker ps -a`\ndocker ps -a # equivalent to `ps`\nls # same thing"), "");
    assert_eq!(ways("docker ps # or"), "");
}
