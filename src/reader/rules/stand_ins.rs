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
fn an_image_that_is_pushed_is_made_and_run_by_the_same_name() {
    let text = |last: &str| {
        format!(
            "```\ndocker build -t alice/box .\n```\n\n```\ndocker run -w /srv/alice/x alice/box\n```\n\n```\n{last}\n```\n"
        )
    };
    assert_eq!(asked(&text("docker push alice/box")), ["alice", "alice", "alice"]);
    assert_eq!(asked(&text("docker rmi alice/box")), ["", "", ""]);
}
