//! What a block is for, where its lines may be several things.

use super::check;

#[test]
fn paths_below_what_lists_them_are_printed() {
    check("```\nls ./web\n\n./web/a\n./web/b.sh\n```\n", &["Session 1 ls ./web"]);
    check("```bash\nls /opt/tools\n/opt/tools/a\n```\n", &["Session 1 ls /opt/tools"]);
    check("```\npwd\n/home/app\n```\n", &["Session 1 pwd"]);
    check("```bash\nwhich podman\n/usr/bin/podman\npodman info\n```\n", &["Session 1 which podman | podman info"]);
    check(
        "```\nsudo rpm -ql web | \\\n  grep bin\n\n/usr/bin/web   # this one\n/usr/bin/webd\n```\n",
        &["Session 1 sudo rpm -ql web | \\\n  grep bin"],
    );
    check("```bash\nfind . -name '*.sh'\n./a.sh\n./b.sh\n```\n", &["Session 1 find . -name '*.sh'"]);
    // Nothing lists these: they are typed.
    check("```bash\ncd web\n./a.sh\n```\n", &["Command 1 cd web | ./a.sh"]);
    check("```bash\nls\n./a.sh\n```\n", &["Command 1 ls | ./a.sh"]);
    check("```bash\nls -l ./a.sh\n./a.sh\n```\n", &["Command 1 ls -l ./a.sh | ./a.sh"]);
}

#[test]
fn trees_below_commands_are_printed() {
    let tree = "├── a\n└── b\n\n0 directories, 2 files\n";
    check(&format!("```\n# Look\ncd web\ntree ./src\n\n./src\n{tree}```\n"), &["Session 1 cd web | tree ./src"]);
    check(&format!("```bash\ntree\n.\n{tree}```\n"), &["Session 1 tree"]);
    check(
        "```\ngit clone https://example.org/web\n├── a\n└── b\n```\n",
        &["Session 1 git clone https://example.org/web"],
    );
    check("```\n./web\n├── a\n└── b\n```\n", &["Other 1 ?"]);
}

#[test]
fn a_path_between_commands_says_where_something_is() {
    let text = |path: &str| format!("```bash\n# It is kept here\n{path}\n\n# Read it\nsudo tail {path}\n```\n");
    check(&text("/var/log/web.log"), &["Command 1 sudo tail /var/log/web.log"]);
    check(&text("/srv/<name>/web.json"), &["Command 1 sudo tail /srv/<name>/web.json"]);
    check("```bash\n/var/log/web.log\n```\n", &["Other 1 ?"]);
}

#[test]
fn a_lesson_knows_its_own_programs() {
    let made = "```\nskyctl box create one --size small --region here\n```\n";
    check(made, &["Other 1 ?"]);
    let typed = format!("```\n$ skyctl login\n```\n\n## A box\n\n{made}");
    check(&typed, &["Command 1 skyctl login", "Command 7 skyctl box create one --size small --region here"]);
    let installed = format!("```\nbrew install skyctl\n```\n\n## A box\n\n{made}");
    check(&installed, &["Command 1 brew install skyctl", "Command 7 skyctl box create one --size small --region here"]);
    // What it says of itself.
    let said = "```\n$ skyctl login\n```\n\nIt prints:\n\n```\nskyctl login --as nobody failed\n```\n";
    check(said, &["Command 1 skyctl login", "Output 7"]);
}

#[test]
fn what_is_told_to_be_typed_at_a_programs_prompt_is_typed() {
    let text = |said: &str, typed: &str| {
        format!("```bash\n$ docker run -it --link kv busybox telnet kv 6379\n```\n\n{said}\n\n```\n{typed}\n```\n")
    };
    let start = "Command 1 docker run -it --link kv busybox telnet kv 6379";
    check(
        &text("Type these commands:", "SET a 1\nINFO all\nSAVE\nQUIT"),
        &[start, "Repl 7 ? @SET a 1 | @INFO all | @SAVE | @QUIT"],
    );
    check(&text("Issue some commands.", "GET a\nINFO all"), &[start, "Repl 7 ? @GET a | @INFO all"]);
    check(&text("Now we see what it holds.", "GET a\n+OK"), &[start, "Repl 7 ?"]);
}

#[test]
fn roots_prompt_is_known_from_other_blocks() {
    let odd = "```\n # zpoolx scrub --now /srv/data\n```\n";
    check(odd, &["Other 1 ?"]);
    let text = format!("```\n # docker ps\n NAMES\n```\n\n{odd}");
    check(&text, &["Session 1 docker ps", "Command 6 zpoolx scrub --now /srv/data"]);
    let note = "```\n # docker ps\n NAMES\n```\n\n```\n # This is the way to do it - mostly.\n```\n";
    check(note, &["Session 1 docker ps", "Other 6 ?"]);
}

#[test]
fn what_goes_into_the_editor_is_not_typed() {
    let text = |comment: &str| format!("```\nsudo nano /etc/web.conf\n\n# {comment}\nOPTS=\"--fast\"\n```\n");
    check(&text("append this"), &["Command 1 sudo nano /etc/web.conf"]);
    check("```bash\nvi a.txt\n\n# start it\ndocker run web\n```\n", &["Command 1 vi a.txt | docker run web"]);
}

#[test]
fn comments_may_name_the_place_of_each_part() {
    let text = |other: &str| {
        format!("```bash\n# In the Dockerfile\nUSER nobody\n\n# {other}\ndocker run --user nobody web\n```\n")
    };
    check(&text("With docker run"), &["Command 1 docker run --user nobody web"]);
    check(&text("On the command line:"), &["Command 1 docker run --user nobody web"]);
    check(&text("As it was"), &["File 1"]);
}

#[test]
fn what_powershell_keeps_is_a_command() {
    check(
        "```\n$folder='C:\\web'\n$me = \"<your name>\"\n```\n",
        &["Command 1 ? $folder='C:\\web' | $me = \"<your name>\""],
    );
    let ran = "```\ngit clone https://example.org/web\n```\n\nThen keep the place:\n\n";
    let first = "Command 1 git clone https://example.org/web";
    check(
        &format!("{ran}```\n$place='C:\\web'\ndocker ps\n```\n"),
        &[first, "Command 7 ? $place='C:\\web' | docker ps"],
    );
    // Another language's, and what a program shows.
    check("```\n$a = 'b';\n$c = 1;\n```\n", &["Other 1 ?"]);
}

#[test]
fn dots_between_commands_are_output() {
    check("```\ndocker login\n...\ndocker push me/web\n```\n", &["Session 1 docker login | docker push me/web"]);
    check("```\ndocker pull a\ndocker pull b\n...\n```\n", &["Command 1 docker pull a | docker pull b"]);
}

#[test]
fn a_containers_prompt_at_the_end_makes_a_session() {
    check("```\n$ docker run -it web sh\n/ #\n```\n", &["Session 1 docker run -it web sh"]);
    check("```\n$ docker run -it web sh\n$\n```\n", &["Command 1 docker run -it web sh"]);
}

#[test]
fn what_somebody_drew_was_not_printed() {
    let two = "Here:          There:\n├── a          ├── a\n└── b  ───>    └── b\n";
    check(&format!("It is shown in the example below:\n\n~~~\n{two}~~~\n{{: .output}}\n"), &["Other 3"]);
    check(&format!("It looks like this:\n\n```\n{two}```\n"), &["Other 3 ?"]);
    let tree = "```\n├── a\n└── b\n    └── c\n```\n";
    check(&format!("The folder should look like this:\n\n{tree}"), &["Other 3 ?"]);
    let text = format!("```bash\ntree\n```\n\nIt should look like this:\n\n{tree}");
    check(&text, &["Command 1 tree", "Output 7"]);
    check(&format!("The output is:\n\n{tree}"), &["Output 3"]);
}

#[test]
fn what_a_file_looks_like_was_not_printed() {
    let unit = "```\n[Unit]\n# Why\nDescription=web\n\n[Service]\nExecStart=/bin/web\n```\n";
    check(&format!("Here is how it looks like this, with remarks:\n\n{unit}"), &["File 3"]);
    let shown = format!("```bash\n$ systemctl show-unit web\n```\n\nIt looks like this:\n\n{unit}");
    check(&shown, &["Command 1 systemctl show-unit web", "Output 7"]);
    check("So I updated deps.conf:\n\n```\nNAME OF IT     REF\nweb/a 0f1e...\n```\n", &["File 3 ?"]);
    let recipe = "~~~\nBootstrap: docker\nFrom: alpine:3\n\n%post\n    apk add curl\n~~~\n{: .output}\n";
    let built = format!("Save this recipe to a file:\n\n{recipe}\n```bash\n$ apptainer build web.sif web.def\n```\n");
    check(&built, &["File 3 > web.def", "Command 12 apptainer build web.sif web.def"]);
    let asked = format!("```bash\n$ apptainer inspect -d web.sif\n```\n\n{recipe}");
    check(&asked, &["Command 1 apptainer inspect -d web.sif", "Output 5"]);
    check("Note it in 'a.txt' in this format,\n\n```text\nbuild = $a.$b where $a is the year\n```\n", &["Other 3"]);
}

#[test]
fn programs_without_a_tag_are_files() {
    for code in [
        "module.exports.web = {\n  ...\n  port: 80,\n};",
        "export default {\n  name: 'web',\n}",
        "app.post('/a', (req, res) => {\n  res.end();\n});",
        "@app.get(\"/a\")\nasync def a():\n    return 1",
    ] {
        check(&format!("```\n{code}\n```\n"), &["File 1 ?"]);
    }
    check("```\n@someone wrote this\ndef\n```\n", &["Other 1 ?"]);
}

#[test]
fn a_page_below_curl_is_what_it_prints() {
    let text = "```\n~$ sudo curl localhost:80\n```\n\n```html\n<!DOCTYPE html>\n<p>Hi</p>\n```\n";
    check(text, &["Command 1 sudo curl localhost:80", "Output 5"]);
}

#[test]
fn a_recipe_may_begin_in_any_case() {
    let text =
        |key: &str| format!("The file will look like this:\n\n```\n{key}: docker\nFrom: alpine\n\n%post\n  ls\n```\n");
    check(&text("BootStrap"), &["File 3"]);
    check(&text("bootstrap"), &["File 3"]);
}

#[test]
fn cmdlets_behind_their_prompt_are_typed() {
    check("```\nPS C:\\Users\\Me> Get-Process\n```\n", &["Command 1 ? Get-Process"]);
    let text = "```\nPS C:\\> Install-Module X -Force\n\nName  Version\nX     1\n\nPS C:\\>\n```\n";
    check(text, &["Session 1 ? Install-Module X -Force"]);
    check("```\nPS C:\\> So it is here\n```\n", &["Other 1 ?"]);
    let text =
        "```\nPS C:\\> Install-Module X\nInstall-Module : no\nPS C:\\> A later one is needed for X to work\n```\n";
    check(text, &["Session 1 ? Install-Module X"]);
}

#[test]
fn a_comment_that_is_the_name_of_a_start_file_names_it() {
    let text = "```bash\n# ~/.bashrc or ~/.zshrc\n\nalias d=docker\nexport A=b\n```\n";
    check(text, &["File 1 >> ~/.bashrc"]);
}

#[test]
fn what_the_other_systems_tag_holds() {
    check("Save it:\n\n```cmd\n[OPTIONS] IMAGE [IMAGE...]\n```\n", &["Synopsis 3"]);
    check("The unit:\n\n```cmd\n[Unit]\nDescription=a\n```\n", &["File 3"]);
    check("```cmd\ntaskkill /f /im a.exe\n```\n", &["Command 1 taskkill /f /im a.exe"]);
}

#[test]
fn prompts_of_another_kind_in_a_container() {
    let text = "```bash\n$ docker exec -it a bash\n\n> ps aux\n> exit\n\n$ docker stop a\n```\n";
    check(text, &["Session 1 docker exec -it a bash | @ps aux | @exit | docker stop a"]);
    check("```\n$ docker run a\n> ls\n```\n", &["Session 1 docker run a"]);
}

#[test]
fn what_shows_a_file_prints_it_whatever_its_tag() {
    let text = |said: &str, command: &str, info: &str| {
        format!("```bash\n{command}\n```\n\n{said}```{info}\nimport sys\nprint(sys.path)\n```\n")
    };
    for (said, command) in [("", "cat a.py"), ("", "head -2 a.py"), ("The output is:\n\n", "cat a.py")] {
        let typed = format!("Command 1 {command}");
        let at = if said.is_empty() { 5 } else { 7 };
        check(&text(said, command, "py"), &[&typed, &format!("Output {at}")]);
    }
    // What is told to be done with the file is done.
    let saved = text("Change it to look like this:\n\n", "cat a.py", "py");
    check(&saved, &["Command 1 cat a.py", "File 7"]);
    check(&text("", "cat > a.py", "py"), &["Command 1 cat > a.py", "File 5"]);
    check(&text("", "cat a.py", "py title=\"a.py\""), &["Command 1 cat a.py", "File 5"]);
    check(&text("", "ls", "py"), &["Command 1 ls", "File 5"]);
    check(&text("The important lines are these:\n\n", "cat a.py", "py"), &["Command 1 cat a.py", "File 7"]);
}

#[test]
fn a_trace_of_python_is_printed_whatever_its_tag() {
    let trace = "Traceback (most recent call last):\n  File \"a.py\", line 1, in <module>\nImportError: no boat\n";
    for info in ["py", "python", "bash", ""] {
        check(
            &format!("```bash\npython3 a.py\n```\n\n```{info}\n{trace}```\n"),
            &["Command 1 python3 a.py", "Output 5"],
        );
    }
    check(&format!("```py\ntext = '''\n{trace}'''\n```\n"), &["File 1"]);
}

#[test]
fn a_whole_walk_is_typed_where_its_prompts_say_so() {
    let walk = |first: &str| {
        format!("{first}\nPassword:\nType one of these:\n$ sail\n[ada@boats ~]$ row\nrowing\n[ada@boats ~]$")
    };
    let text = |said: &str, shown: &str| format!("{said}\n\n```\n{shown}\n```\n");
    let said = "The whole process looks like this:";
    check(&text(said, &walk("git pull")), &["Session 3 git pull | row"]);
    // What is typed on a server is no learner's.
    check(&text(said, &walk("ssh ada@boats")), &["Session 3 ? ssh ada@boats"]);
    check(&text("The output looks like this:", &walk("Welcome")), &["Output 3"]);
}

#[test]
fn what_is_only_drawn_is_not_printed() {
    let made = "```bash\nmkdir -p ./data\nsudo chown -R 99:0 ./data\n```\n\n";
    let tree = "```\n/srv/box/\n├── Dockerfile  # how it is built\n└── NOTES.md\n```\n";
    let start = "Command 1 mkdir -p ./data | sudo chown -R 99:0 ./data";
    check(&format!("{made}The structure of the folder looks like this:\n\n{tree}"), &[start, "Other 8 ?"]);
    check(
        &format!("```bash\ntree ./data\n```\n\nThe structure of the folder looks like this:\n\n{tree}"),
        &["Command 1 tree ./data", "Output 7"],
    );
    let way = "```\nLaptop → Port 80\n   ↓\nProxy → Port 8080\n   ↓\nApp\n```\n";
    check(
        &format!("```bash\ncurl localhost\n```\n\n**The way there:**\n\n{way}"),
        &["Command 1 curl localhost", "Other 7 ?"],
    );
}

#[test]
fn messages_and_errors_that_are_told_of_are_printed() {
    let text =
        |said: &str| format!("```bash\ndocker logs web\n```\n\n{said}\n\n```\nThe web is up.\nAll is well.\n```\n");
    check(&text("**Look for these start messages:**"), &["Command 1 docker logs web", "Output 7"]);
    let red = "```bash\ndocker ps\n```\n\nThat will lead to following error:\n\n<pre style=\"color: red\">\nweb | LOST! => {\n    \"ok\": false\n}\n</pre>\n";
    check(red, &["Command 1 docker ps", "Output 7"]);
}

#[test]
fn what_is_seen_in_passing_announces_no_output() {
    let text = |said: &str| format!("{said}\n\n```\n› Tie me a rope to that long boat - no knots, please.\n```\n");
    let kind = |said: &str| {
        let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text(said)));
        format!("{:?}", document.blocks()[0].kind)
    };
    for said in [
        "And when you get stuck in a knot, the harbour can help, or call others.",
        "Unlike in dark harbours, you see - and keep - all of it: come at any time to look at what lies there.",
        "Say what results should be expected of a good knot, and which ones are best.",
        "Say which results should be kept.",
    ] {
        assert_eq!(kind(said), "Other", "{said}");
    }
    for said in ["When you run it, you should see:", "If you get an error like this, wait:", "The results should be:"] {
        assert_eq!(kind(said), "Output", "{said}");
    }
}

#[test]
fn how_names_are_made_up_is_not_printed() {
    let drawn = "```\nBOAT       ROPE\n[  ]       [      ]\nv1.2_rope-0a1b2c3d\n```\n";
    check(
        &format!("The files have the following name format, with BOAT as a version:\n\n{drawn}"),
        &["Other 1 ?".replace('1', "3").as_str()],
    );
    check(&format!("```\n$ boats\n```\n\nThey are:\n\n{drawn}"), &["Command 1 boats", "Output 7"]);
}

#[test]
fn names_of_files_are_listed() {
    let names = "```\nshop.cfg\ncarts-2.txt\nweb.yml\n```\n";
    check(&format!("## See which files there are\n\n{names}"), &["Output 3"]);
    check(&format!("## What we need\n\n{names}"), &["Other 3 ?"]);
    check("## See which files there are\n\n```\nshop.cfg\nthe other one\n```\n", &["Other 3 ?"]);
}

#[test]
fn a_script_of_the_other_system_is_called_by_its_path() {
    check("```\ncd $root\\v2\n.\\make.ps1 $user\n```\n", &["Command 1 cd $root\\v2 | .\\make.ps1 $user"]);
    check("```\ndocker ps\n.\\tools\\clean.bat\n```\n", &["Command 1 docker ps | .\\tools\\clean.bat"]);
    check("```\n.\\of all\n```\n", &["Other 1 ?"]);
}

#[test]
fn output_that_lies_in_a_folder_is_none_that_follows() {
    let block = "```\nls .\\site\\web\n```\n";
    check(&format!("See that the output is there in the `site` folder:\n\n{block}"), &["Command 3 ls .\\site\\web"]);
    check(&format!("Check the output directory:\n\n{block}"), &["Command 3 ls .\\site\\web"]);
    check(&format!("The output is:\n\n{block}"), &["Output 3"]);
}

#[test]
fn what_goes_on_in_powershell_replaces_nothing() {
    let text = "```\n.\\make.ps1 $user\n```\n\nOpen PowerShell again:\n\n```\nInvoke-WebRequest -OutFile a -Uri http://x\n```\n";
    check(text, &["Command 1 .\\make.ps1 $user", "Command 7 ? Invoke-WebRequest -OutFile a -Uri http://x"]);
}

#[test]
fn what_will_be_completed_is_learned() {
    let objectives = |text: &str| super::read(&super::Source::new("x.md", text)).0.objectives;
    assert_eq!(objectives("# T\n\nYou will complete the following:\n\n- Build it\n- Run it\n"), ["Build it", "Run it"]);
    assert_eq!(objectives("# T\n\nYou will complete the following steps:\n\n- Build it\n"), [""; 0]);
}

#[test]
fn a_remark_above_indented_commands_tells_nothing_of_them() {
    let block = |words: &str| format!("{words}\n\n     # Open the port\n     docker ps\n     docker images\n");
    check(&block("Then open it:"), &["Command 3 docker ps | docker images"]);
    check(&block("The output is:"), &["Output 3"]);
    check("Look:\n\n     # A title\n     Some words here\n", &["Other 3 ?"]);
}

#[test]
fn a_remark_of_another_language_may_stand_above_data() {
    let text = |tag: &str, remark: &str| format!("```{tag}\n// {remark}\n{{ \"hold\": \"full\" }}\n```\n");
    check(&text("json", "/etc/barge/hold.json"), &["File 1 > /etc/barge/hold.json"]);
    check(&text("json", "what is in it"), &["File 1"]);
    check("```json\n// nothing below\n```\n", &["Other 1 ?"]);
}

#[test]
fn a_command_may_stand_below_drawn_folders() {
    let text = |end: &str| {
        format!(
            "```bash\n# As root\n/srv/barn/\n\n# As ada\n~/barn/\n├── hay/\n└── oats/   # for later\n\n{end}\n```\n"
        )
    };
    check(&text("# See where it is\nls ~/barn | grep hay"), &["Command 1 ls ~/barn | grep hay"]);
    for end in ["# See where it is", "ls ~/barn", "# See where it is\nthere it is"] {
        let (document, _) = super::read(&super::Source::new("x.md", text(end)));
        assert!(document.blocks()[0].commands.is_empty(), "{end}");
    }
}
