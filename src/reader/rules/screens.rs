//! What was copied from a terminal with its prompts: which lines were typed, and which are a program's words.

use super::check;

#[test]
fn a_sentence_on_a_command_is_no_call() {
    let text = |typed: &str, said: &str| format!("```\n$ {typed}\n{said}\n```\n");
    let check = |typed: &str, said: &str| check(&text(typed, said), &[&format!("Session 1 {typed}")]);
    check("docker node ls", "docker node ls is only there for a swarm's manager");
    check("git status", "git version is too old for that");
    check("ls", "ls is not possible here");
    check("kubectl expose deployment shop --port=80", "service \"shop\" exposed");
    check("kubectl drain w1", "node \"w1\" drained");
}

#[test]
fn words_behind_a_command_may_be_its_own() {
    check(
        "```\n$ cd web\ngit commit -m \"it is done at last\"\n```\n",
        &["Command 1 cd web | git commit -m \"it is done at last\""],
    );
    check("```\n$ cd web\necho this is a test\n```\n", &["Command 1 cd web | echo this is a test"]);
    check("```\n$ cd web\nservice nginx start\n```\n", &["Command 1 cd web | service nginx start"]);
}

#[test]
fn a_gloss_is_no_image() {
    check("```\ndocker run -v logs:/logs:ro for the web only\n```\n", &["Synopsis 1"]);
    check("```\ndocker run --rm when done\n```\n", &["Synopsis 1"]);
    check("```\ndocker run --rm web for --all\n```\n", &["Command 1 docker run --rm web for --all"]);
}

#[test]
fn root_types_in_a_container_to_the_end_of_a_block() {
    let start = "```\n$ docker run -it node bash\n";
    check(
        &format!("{start}# mkdir shop && cd shop\n# npm install carts\n# vim a.js\n```\n"),
        &["Session 1 docker run -it node bash | @mkdir shop && cd shop | @npm install carts | @vim a.js"],
    );
    // These may be remarks.
    let alone = ["Command 1 docker run -it node bash"];
    check(&format!("{start}# install curl\n# ls the files\n```\n"), &alone);
    check(&format!("{start}# then look around\n# ls -l\n```\n"), &alone);
    check(&format!("{start}# docker ps -a\n```\n"), &alone);
    let both = ["Command 1 docker run -it node bash | docker ps"];
    check(&format!("{start}# ls -l\n$ docker ps\n```\n"), &both);
}

#[test]
fn a_made_up_prompt_is_one_in_all_blocks() {
    let known = "```\n[Our-Bay]🎈 >  docker ps\n```\n\n";
    let sure = "Command 1 docker ps";
    check(
        &format!(
            "{known}## Newer\n\n```\nError: cart 1.0 is there\n[Our-Bay]🎈 >  brew upgrade cart\n==> Upgrading\n```\n"
        ),
        &[sure, "Session 7 brew upgrade cart"],
    );
    let left = "```\nError: cart 1.0 is there\nTo get another one, wait\n[Our-Bay]🎈 >  brew upgrade cart\n==> Upgrading:\n```\n";
    check(&format!("{known}## Newer\n\n{left}"), &[sure, "Session 7 brew upgrade cart"]);
    // Its sign was forgotten.
    let text = "```\n[Our-Bay]🎈 WITH=swarm docker node ls\nID   NAME\n```\n";
    check(&format!("{known}{text}"), &[sure, "Session 5 WITH=swarm docker node ls"]);
    check(&format!("{known}```\n[Our-Bay]🎈 is where we are.\n```\n"), &[sure, "Output 5"]);
}

#[test]
fn what_was_left_on_the_screen_is_above_the_prompt() {
    let text = "## Newer\n\n```\nError: cart 1.0 is there\n$ brew upgrade cart\n==> Upgrading\n```\n";
    check(text, &["Session 3 brew upgrade cart"]);
    // What tells of commands is printed.
    check(&text.replace("is there", "is there\nTry this:"), &["Output 3"]);
    check(&text.replace("==> Upgrading\n", "").replace("is there", "is there\nStill"), &["Output 3"]);
}

#[test]
fn a_program_is_called_by_its_path() {
    check("Run this:\n\n```\n/opt/shop/bin/setup\n```\n", &["Command 3 /opt/shop/bin/setup"]);
    check("Run this:\n\n```\n/opt/shop/start.sh --all\n```\n", &["Command 3 /opt/shop/start.sh --all"]);
    check("It is here:\n\n```\n/opt/shop/bin/setup\n```\n", &["Other 3 ?"]);
    check(
        "## How do I run the checks?\n\n```\n/opt/shop/bin/checks\nshop: 2.1\n[OK]  carts\n```\n",
        &["Session 3 /opt/shop/bin/checks"],
    );
    check("## What there is to run\n\n```\n/opt/shop/bin/a\n/opt/shop/bin/b\n```\n", &["Other 3 ?"]);
    check("Enter it with the command below:\n\n```\nscreen ~/shop/tty\n```\n", &["Command 3 screen ~/shop/tty"]);
    check("It has these:\n\n```\nscreen ~/shop/tty\n```\n", &["Other 3 ?"]);
}

#[test]
fn a_backslash_may_be_forgotten() {
    check("```\ndocker run -d \\\n  -p 80:80\n  nginx\n```\n", &["Command 1 docker run -d \\\n  -p 80:80 \\\n  nginx"]);
    // The call is whole, or what stands below is no part of it.
    check(
        "```\n$ docker run -d \\\n  -p 80:80 nginx\n  0a1b\n```\n",
        &["Session 1 docker run -d \\\n  -p 80:80 nginx"],
    );
    check("```\ndocker run -d \\\n  -p 80:80\n  ls -l\n```\n", &["Synopsis 1"]);
}

#[test]
fn an_address_may_be_left_open() {
    use super::super::read;
    use crate::source::Source;
    let found = |text: &str| {
        let (document, _) = read(&Source::new("x.md", format!("```bash\n{text}\n```\n")));
        document.blocks()[0].commands[0].placeholders.clone()
    };
    assert_eq!(found("curl http://X.X.X.X:80/"), ["X.X.X.X"]);
    assert_eq!(found("ping xxx.xxx.xxx.xxx"), ["xxx.xxx.xxx.xxx"]);
    assert_eq!(found("ping 192.168.0.x"), ["192.168.0.x"]);
    assert!(found("ping 192.168.0.1").is_empty());
    assert!(found("docker pull web:1.2.x").is_empty());
    assert!(found("docker pull web-x.x.x.x.y").is_empty());
}
