//! What the learner is asked for, and what is typed as it stands.

use super::check;
use crate::reader::read;
use crate::source::Source;

/// What each block of a lesson asks for.
fn asked(text: &str) -> Vec<String> {
    let (document, _) = read(&Source::new("x.md", text));
    let of_commands = |block: &crate::document::Block| {
        let mut words: Vec<_> = block.commands.iter().flat_map(|command| command.placeholders.clone()).collect();
        words.extend(block.placeholders.iter().filter(|_| block.commands.is_empty()).cloned());
        words.join(", ")
    };
    document.blocks().into_iter().map(of_commands).collect()
}

/// What a block of one command asks for.
fn asked_by(call: &str) -> String {
    asked(&format!("```bash\n{call}\n```\n")).join("; ")
}

#[test]
fn what_a_name_cannot_do_without_is_asked_for() {
    for said in ["Get it:", "The syntax is:"] {
        let call = "docker pull [IMAGE NAME]:[TAG]";
        let text = format!("{said}\n\n```bash\n{call}\n```\n");
        check(&text, &[&format!("Command 3 {call}")]);
        assert_eq!(asked(&text), ["[IMAGE NAME], [TAG]"], "{said}");
    }
    assert_eq!(asked_by("docker tag box hub.example/[USER]/[NAME]:[TAG]"), "[USER], [NAME], [TAG]");
    let text = "The syntax is:\n\n```bash\ndocker pull [OPTIONS] NAME[:TAG]\n```\n";
    check(text, &["Synopsis 3"]);
}

#[test]
fn a_general_form_asks_for_what_a_command_asks_for() {
    let text = "```\n$ docker run -v /path/on/host:/path/in/container image ...\n```\n";
    check(text, &["Synopsis 1"]);
    assert_eq!(asked(text), ["/path/on/host, /path/in/container, image"]);
}

#[test]
fn what_the_author_left_out_or_made_up_is_asked_for() {
    for (call, want) in [
        ("docker swarm join --token <> <>", "<>"),
        ("docker save image/name:tag -o a.tar", "image, name, tag"),
        ("docker swarm join --token SWMTKN-xxxxxx-1", "SWMTKN-xxxxxx-1"),
        ("scp a.tar myuser@gpu.myuniversity.org:/data/myuser/", "myuser, gpu.myuniversity.org"),
        ("export DOCKER_PASSWORD='mysecretpass'", "mysecretpass"),
        ("docker run -e MYSQL_PASSWORD=mysecretpass db", ""),
        ("docker inspect -f '{{range .Mounts}}{{.Source}}{{println}}{{end}}' web", ""),
    ] {
        assert_eq!(asked_by(call), want, "{call}");
    }
}

#[test]
fn who_stands_for_the_learner_is_asked_for_wherever_an_image_is_named() {
    for (call, want) in [
        ("docker container run alice/box python3 main.py", "alice"),
        ("docker run -w /srv/web bob/box:2 ls alice/data", "bob"),
        ("docker image build -t alice/box . && docker push alice/box", "alice"),
        ("sudo docker buildx build --tag=ghcr.example.org/alice/box .", "alice"),
        ("docker tag box docker.io/bob/box", "bob"),
        ("docker rmi alice/box", "alice"),
        ("apptainer pull box.sif docker://alice/box", "alice"),
        ("docker run -w /srv/alice/x box", ""),
        ("docker build -t box github.com/alice/box", ""),
        ("git clone https://git.example.org/alice/box.git", ""),
        ("docker cp alice/data web:/", ""),
        ("docker run malice/box", ""),
        ("docker run -v /c/Users/auser/box:/x box", "auser"),
        ("docker run -v C:/Users/auser/box:/x box", "auser"),
        ("docker run -v box:/home/auser/x box", ""),
        ("ssh auser@boats", "auser"),
    ] {
        assert_eq!(asked_by(call), want, "{call}");
    }
}

#[test]
fn an_account_that_nobody_has_is_asked_for_where_the_lesson_pushes_to_it() {
    let block = |call: &str| format!("```bash\n{call}\n```\n\n");
    for (call, want) in [
        ("docker tag box myuser/box:1.0", "myuser"),
        ("docker tag box docker.io/myuser/box", "myuser"),
        ("docker build -t myorg/box .", "myorg"),
        ("docker run -v /srv/myuser/x:/x ghcr.example.org/myorg/box", "myorg"),
        ("docker build -t my-org/box .", ""),
        ("docker pull localhost:5000/myorg/box", ""),
        ("git clone https://github.com/myorg/box.git", ""),
    ] {
        let push = "docker push myuser/box:1.0\ndocker push ghcr.example.org/myorg/box";
        assert_eq!(asked(&(block(call) + &block(push))), [want, "myuser, myorg"], "{call}");
    }
    assert_eq!(asked_by("docker pull ghcr.example.org/myorg/box"), "");
    assert_eq!(asked_by("docker buildx build -t my-org/box --push ."), "my-org");
    assert_eq!(asked_by("docker pull ghcr.example.org/owner/image:tag"), "owner, image, tag");
    assert_eq!(asked_by("docker push ghcr.example.org/owner/box:1"), "");
}

#[test]
fn what_is_highlighted_on_a_slide_may_be_told_to_be_replaced() {
    let text = |before: &str, after: &str| {
        format!("class: title\n\n# A\n\n---\n\n{before}\n\n```bash\nssh -p `2200` `ada`@`A.B.C.D`\n```\n\n{after}\n")
    };
    let all = ["2200, ada, A.B.C.D"];
    assert_eq!(asked(&text("Log in:", "(Replace the highlighted values with the ones on your card!)")), all);
    assert_eq!(asked(&text("Replace highlighted words by yours:", "Done.")), all);
    assert_eq!(asked(&text("Look at the highlighted values:", "Then replace the lamp.")), [""]);
    assert_eq!(asked(&text("Log in:", "Done.\n\nReplace the highlighted values.")), [""]);
}

#[test]
fn what_is_nobodys_by_its_shape_is_asked_for() {
    for (call, want) in [
        ("docker tag web me/web:YYYYMMDD", "YYYYMMDD"),
        ("tar xzf a-YYYY-MM-DD_HHMM.tgz", "YYYY-MM-DD_HHMM"),
        ("mytool --date-format YYYY-MM-DD", ""),
        ("git config --global user.name \"Your Name\"", "Your Name"),
        ("git config user.name 'Ada'", ""),
        ("git config --global user.name 'Ada Boat'", "Ada Boat"),
        ("git config --global user.email ada@boats.org && git init", "ada@boats.org"),
        ("git config --global user.name $NAME", ""),
        ("git config --global user.name", ""),
        ("git config --global user.email \"your.email@example.com\"", "your.email@example.com"),
        ("git config --global user.email you@example.org", "you@example.org"),
        ("git config user.email me@example.org", ""),
        ("ssh-keygen -C \"your_email@example.com\"", "your_email@example.com"),
        ("EMAIL=your.address@example.com", "your.address@example.com"),
        ("ssh-keygen -t ed25519 -C \"you@example.com\"", "you@example.com"),
        ("mytool login you@example.net", "you@example.net"),
        ("mytool login you@barge.net", ""),
        ("eval $(docker-machine env nodeX)", "nodeX"),
        ("mytool login ada@example.com", ""),
        ("mytool set KEY=xxx SECRET=XXX", "xxx, XXX"),
        ("mytool set KEY=xx xxx", ""),
        ("chmod u=rwx,g=xxxy a", ""),
        ("docker pull box@sha256:abc...", "abc..."),
        ("docker pull box@sha256:", ""),
        ("mytool -e \"who='Your Name'\" -e \"mail='your-email@example.com'\"", "Your Name, your-email@example.com"),
        ("docker run -e AUTHOR=\"Your Name\" web", "Your Name"),
        ("docker pull [image]:tag", "[image], tag"),
        ("docker push <image>:tag", "<image>, tag"),
        ("docker run <image>:tagged", "<image>"),
        ("curl http://HOST_IP:8080/a", "HOST_IP"),
        ("ssh root@SERVER_IP", "SERVER_IP"),
        ("ping -c 1 IP_ADDRESS", "IP_ADDRESS"),
        ("curl http://DB:80/NAME", ""),
    ] {
        assert_eq!(asked_by(call), want, "{call}");
    }
    let text = "The syntax is:\n\n```\nARG <name>[=<default>]\n```\n";
    check(text, &["Synopsis 3"]);
    assert_eq!(asked(text), ["<name>, <default>"]);
    assert_eq!(asked("The syntax is:\n\n```\ndocker pull [image]:tag\n```\n"), ["[image], tag"]);
}

#[test]
fn what_a_sentence_tells_to_be_the_learners_own_is_asked_for() {
    for (said, call, want) in [
        ("Replace 192.0.2.10 by the address of your machine:", "curl 192.0.2.10:80", "192.0.2.10"),
        ("Replace 192.0.2.10 by the address of your machine:", "curl 192.0.2.100:80", ""),
        ("Use your own token instead of key_1a2b3c4d:", "export KEY=key_1a2b3c4d", "key_1a2b3c4d"),
        ("Use your own token instead of key_1a…:", "echo key_1a2b3c | mytool login", "key_1a2b3c"),
        ("Where `ada` is your user name:", "mytool login ada", "ada"),
        ("Type this, where ada is your user name:", "docker build -t ada/web .", "ada"),
        ("Type this, where ada is your user name:", "mytool login ada", ""),
        ("Use your own folder instead of `/srv/ada`:", "docker run -v /srv/ada:/x web", "/srv/ada"),
    ] {
        assert_eq!(asked(&format!("{said}\n\n```bash\n{call}\n```\n")), [want], "{said}");
    }
}

#[test]
fn what_is_set_for_a_call_has_a_name_of_its_own() {
    for (call, want) in [
        ("TAG=2.0 docker compose build", ""),
        ("NAME=web VERSION=2 docker compose up -d", ""),
        ("DOCKER_HOST=USER@HOST docker ps", "USER, HOST"),
        ("sed -i 's/<title>.*<\\/title>/x/' a.html", ""),
        ("docker stop 'container ID'", "container ID"),
        ("docker run -e \"TOKEN=your-token\" web", "your-token"),
        ("docker run -e 'TOKEN=your-token' web", "your-token"),
        ("docker stop __CONTAINER__ the_container_id", "__CONTAINER__, the_container_id"),
        ("docker stop __box__", ""),
        ("docker stop \\<container-id\\>", "\\<container-id\\>"),
        ("grep '\\<a-b\\>' a.txt", ""),
        ("docker run -d --name web-YOURNAME -p HOSTPORT:80 nginx", "YOURNAME, HOSTPORT"),
    ] {
        assert_eq!(asked_by(call), want, "{call}");
    }
}

#[test]
fn a_file_is_not_saved_with_what_is_the_learners() {
    let text = |said: &str| format!("{said}\n\n```\nREGION=YOUR_REGION\nHOST=web-1.example.org\n```\n");
    assert_eq!(asked(&text("Create a file `.env`:")), ["YOUR_REGION"]);
    let replaced = "Replace `web-1.example.org` with your own host. Create a file `.env`:";
    assert_eq!(asked(&text(replaced)), ["YOUR_REGION, web-1.example.org"]);
    // What is only shown is not saved.
    assert_eq!(asked("```dockerfile\nFROM <image>\nCOPY <your sources>\n```\n"), [""]);
}

#[test]
fn a_command_in_a_sentence_asks_for_what_a_blocks_asks_for() {
    let asked = |text: &str| -> Vec<String> {
        let (document, _) = read(&Source::new("x.md", text));
        document.suggested.iter().map(|suggested| suggested.placeholders.join(", ")).collect()
    };
    assert_eq!(asked("Run `docker stop <name>`.\n"), ["<name>"]);
    assert_eq!(asked("Run `docker push alice/box:1`.\n"), ["alice"]);
    assert_eq!(asked("Run `docker stop box`.\n"), [""]);
    // As in blocks, by what the text says and what was set before.
    assert_eq!(asked("Run `docker push ada/box`. Replace ada with your own Docker ID.\n"), ["ada"]);
    let push = "Run `docker push $DOCKERID/box`.\n";
    assert_eq!(asked(push), ["$DOCKERID"]);
    assert_eq!(asked(&format!("```bash\nexport DOCKERID=ada\n```\n\n{push}")), [""]);
    assert_eq!(asked(&format!("Run `export DOCKERID=<your id>`.\n\n{push}")), ["<your id>", ""]);
}

#[test]
fn what_is_left_out_or_stands_for_any_is_asked_for() {
    for (call, want) in [
        ("export CLOUD_KEY_ID=QRS...", "QRS..."),
        ("export CLOUD_KEY=...", "..."),
        ("export CLOUD_ACCOUNT=XXXXXXXX-XXXX-XXXX-XXXXXXXXXXXX", "XXXXXXXX-XXXX-XXXX-XXXXXXXXXXXX"),
        ("export PATH=$PATH:...", ""),
        ("export LOG_LEVEL=info", ""),
        ("docker-machine ssh workerX", "workerX"),
        ("docker-machine ssh spaceX", ""),
        ("docker image inspect image:tag", "image, tag"),
        ("docker image inspect image:3", ""),
        ("for t in 1 2; do\n  docker push username/web:$t\ndone", "username"),
        ("docker push $username/web:1", ""),
    ] {
        assert_eq!(asked_by(call), want, "{call}");
    }
}

#[test]
fn a_name_without_its_end_is_asked_for() {
    assert_eq!(asked_by("docker start web-lab-..."), "web-lab-...");
    assert_eq!(asked_by("BOX=$(boxctl start web_lab_...)"), "web_lab_...");
    assert_eq!(asked_by("docker ps -f name=web-..."), "web-...");
    for call in ["go test ./...", "git log a-...b-", "docker run --...", "echo wait-...", "cd ../.."] {
        assert_eq!(asked_by(call), "", "{call}");
    }
}

#[test]
fn what_is_the_learners_own_is_asked_for_between_quotes() {
    assert_eq!(asked_by("docker login -u 'your Docker ID'"), "your Docker ID");
    assert_eq!(asked_by("echo \"Your container runs\""), "");
    assert_eq!(asked_by("echo \"your name is not here\""), "");
}

#[test]
fn of_a_path_only_the_learners_part_is_asked_for() {
    assert_eq!(asked_by("source path/to/your-copy/bin/setup"), "path/to/your-copy");
    assert_eq!(asked_by("ls /path/to/my_copy/bin"), "/path/to/my_copy");
    assert_eq!(asked_by("ls /path/to/your/copy"), "/path/to/your/copy");
    assert_eq!(asked_by("cat /sys/fs/box/.../memory.max"), "...");
    assert_eq!(asked_by("go get example.org/a/b/..."), "");
    assert_eq!(asked_by("go vet ./.../a"), "");
    assert_eq!(asked_by("sudo ip link set box1 netns PID"), "PID");
    assert_eq!(asked_by("ps -eo PID"), "");
}

#[test]
fn marks_around_a_stand_in_are_no_part_of_it() {
    assert_eq!(asked_by("docker exec -it \"CONTAINER ID/NAME\" sh"), "CONTAINER ID/NAME");
    assert_eq!(asked_by("git clone _https://example.com/YOU/YOUR_REPO_"), "YOU, YOUR_REPO");
    assert_eq!(asked_by("oc login --token=sha256~xxxx --server=https://api.here.org"), "sha256~xxxx");
}

#[test]
fn what_was_marked_once_needs_no_mark() {
    let text =
        |call: &str| format!("```bash\ndocker swarm init --advertise-addr <main-ip>\n```\n\n```bash\n{call}\n```\n");
    assert_eq!(asked(&text("docker swarm join main-ip")), ["<main-ip>", "main-ip"]);
    assert_eq!(asked(&text("docker run --name main-ip web")), ["<main-ip>", ""]);
    assert_eq!(asked_by("docker swarm join main-ip"), "");
}
