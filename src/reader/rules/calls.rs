//! What whole lessons show of rules for what is a call and what is none, a few lines each.

use super::check;

#[test]
fn dots_in_the_place_of_a_word_are_not_typed() {
    check("```bash\ngit clone ...\ndocker compose up\n```\n", &["Synopsis 1"]);
    check("```bash\nnpm install …\n```\n", &["Synopsis 1"]);
    check("```bash\ndocker run \\\n  ... \\\n  nginx\n```\n", &["Synopsis 1"]);
    check("```bash\necho waiting ...\ngo test ./...\n```\n", &["Command 1 echo waiting ... | go test ./..."]);
    check("```\nsum ( ... )\n```\n", &["Other 1 ?"]);
    // As code in a sentence is marked.
    check("```bash\ndocker load -i `...`\n```\n", &["Command 1 ? docker load -i `...`"]);
    // In a session what it prints goes with it.
    check("```\n$ docker run ...\nhello\n$ docker ps\nNAMES\n```\n", &["Session 1 docker ps"]);
    check("```\n$ docker run ...\nhello\n```\n", &["Synopsis 1"]);
}

#[test]
fn a_call_of_small_words_is_typed_where_the_lesson_calls_the_program() {
    let login = "```bash\nbarn login --name a\n```\n\n";
    check(
        &format!("{login}Then:\n\n```bash\n# Hay\nbarn stable open hay\ndocker ps\n```\n"),
        &["Command 1 barn login --name a", "Command 7 barn stable open hay | docker ps"],
    );
    check(
        &format!("{login}```bash\nbarn stable open hay\n```\n"),
        &["Command 1 barn login --name a", "Command 5 barn stable open hay"],
    );
    // The comment right above explains it.
    check(
        "```bash\n# Hay first\nbarn stable open hay\nbarn list\n```\n",
        &["Command 1 barn stable open hay | barn list"],
    );
    for said in ["barn is open for all", "barn stable open hay."] {
        check(&format!("{login}Then:\n\n```bash\n{said}\n```\n"), &["Command 1 barn login --name a", "Other 7 ?"]);
    }
    check("```bash\nbarn stable open hay\n```\n", &["Other 1 ?"]);
    check(
        "```bash\nmake -j 2\n```\n\nSo:\n\n```bash\nmake friends happy everywhere\n```\n",
        &["Command 1 make -j 2", "Other 7 ?"],
    );
    check(&format!("{login}Then:\n\n```\nbarn stable open hay\n```\n"), &["Command 1 barn login --name a", "Output 7"]);
}

#[test]
fn what_is_seen_need_not_be_printed() {
    let file = "```yaml\nservices:\n  web:\n    image: a\n```\n";
    check(&format!("You can see that it has one service:\n\n{file}"), &["File 3"]);
    check(&format!("As we can see in its volumes, it is mounted.\n\n{file}"), &["File 3"]);
    check(&format!("You should see its output:\n\n{file}"), &["Output 3"]);
    check(
        &format!("```bash\nbarn show\n```\n\nAs you can see, it is open:\n\n{file}"),
        &["Command 1 barn show", "Output 7"],
    );
    check("As we can see, they are there:\n\n```\ndocker images\n```\n", &["Command 3 docker images"]);
    check("You should see this:\n\n```\ndocker images\n```\n", &["Output 3"]);
    check("If you see, we are making one.\n\n```\nhttps://example.org/a.js\n```\n", &["Other 3 ?"]);
}

#[test]
fn a_copied_command_looks_like_a_command() {
    let text = |said: &str| format!("{said}\n\n```\ndocker swarm join --token a 10.0.0.5:2377\n```\n");
    let typed = ["Command 3 docker swarm join --token a 10.0.0.5:2377"];
    check(&text("Copy the command of the first one. On the second it should look like this:"), &typed);
    check(&text("Your command should look like this:"), &typed);
    check(&text("It should look like this:"), &["Output 3"]);
}

#[test]
fn powershells_commands_need_no_mark() {
    let text = |block: &str| format!("In PowerShell as the administrator:\n\n```\n{block}\n```\n");
    check(
        &text("Install-Module -Name Hay -Force\nRestart-Computer -Force"),
        &["Command 3 ? Install-Module -Name Hay -Force | Restart-Computer -Force"],
    );
    check(&text("Install-Script -Name Feed\nFeed.ps1"), &["Command 3 ? Install-Script -Name Feed | Feed.ps1"]);
    check(&text("Get-Hay\nSet-Hay"), &["Other 3 ?"]);
    let next = text("Install-Module -Name Hay") + "\n" + &text("Install-Script -Name Feed\nFeed.ps1");
    check(&next, &["Command 3 ? Install-Module -Name Hay", "Command 9 ? Install-Script -Name Feed | Feed.ps1"]);
    check("```\ndocker ps\n```\n\n```\nGet-Hay -a\n```\n", &["Command 1 docker ps", "Output 5"]);
}

#[test]
fn a_script_of_the_lesson_may_be_called_by_its_name_alone() {
    let call = "```\nmake-it.sh --all\n```\n";
    check(&format!("Get the script `make-it.sh` first.\n\n{call}"), &["Command 3 make-it.sh --all"]);
    let made = "```bash\necho 'docker ps' > make-it.sh\n```\n\n";
    check(&format!("{made}{call}"), &["Command 1 echo 'docker ps' > make-it.sh", "Command 5 make-it.sh --all"]);
    check(
        &format!("{made}Now run it:\n\n```\nmake-it.sh web\n```\n"),
        &["Command 1 echo 'docker ps' > make-it.sh", "Command 7 make-it.sh web"],
    );
    // Nobody knows whose it is, or what is printed.
    check(&format!("{call}\n{call}"), &["Command 1 ? make-it.sh --all", "Command 5 ? make-it.sh --all"]);
    check(&format!("There is remake-it.sh, too.\n\n{call}"), &["Command 3 ? make-it.sh --all"]);
    check("```bash\nls\n```\n\n```\nmake-it.sh  b.txt\n```\n", &["Command 1 ls", "Output 5"]);
}

#[test]
fn a_text_of_several_lines_is_one_command_of_powershells() {
    let text = "```\n> @'\nropes are long\n\nfile them here\n'@ | Set-Content ropes\n```\n";
    check(text, &["Command 1 ? @'\nropes are long\n\nfile them here\n'@ | Set-Content ropes"]);
    check("```\n> @'\nropes are long\n```\n", &["Other 1 ?"]);
}

#[test]
fn a_prompt_may_be_forgotten_where_a_remark_tells_of_the_command() {
    let text = |remark: &str| {
        let inside =
            "root@6dd93d6cdc80:/# apt-get update\n <Snip>\n\n apt-get install web-tools\n Reading lists... Done";
        format!("```\n$ docker exec -it 6dd9 bash\n\n# {remark}\n{inside}\n\nroot@6dd93d6cdc80:/# ls\n```\n")
    };
    let (begin, end) = ("Session 1 docker exec -it 6dd9 bash | @apt-get update", "@ls");
    let all = format!("{begin} | @apt-get install web-tools | {end}");
    check(&text("Update the lists and install the web-tools package"), &[&all]);
    check(&text("Update the lists"), &[&format!("{begin} | {end}")]);
}

#[test]
fn a_script_may_be_in_a_folder_that_a_variable_names() {
    for call in ["$BARN/bin/feed.sh", "\"$BARN/bin/feed.sh\"", "${BARN}/feed.sh --all", "sudo \"$BARN/feed.sh\""] {
        check(&format!("```bash\n{call}\n```\n"), &[&format!("Command 1 {call}")]);
    }
    check("```bash\n$BARN/bin\n```\n", &["Other 1 ?"]);
    check("```bash\n\"$BARN/hay.txt\"\n```\n", &["Other 1 ?"]);
}
