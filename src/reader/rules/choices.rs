//! Which blocks leave a choice: the same in other words, what is done in another case.

use super::check;

/// A lesson with a command, words, and another command.
fn between(one: &str, said: &str, other: &str) -> String {
    format!("```sh\n{one}\n```\n\n{said}\n\n```sh\n{other}\n```\n")
}

#[test]
fn the_same_in_other_words() {
    let text = |said: &str| between("docker run -d -p 80:80 web", said, "docker run -dp 80:80 web");
    let (one, other) = ("Command 1 docker run -d -p 80:80 web", "docker run -dp 80:80 web");
    for said in ["Signs may be joined, so it could be written as:", "You could also write:", "You can also use:"] {
        check(&text(said), &[one, &format!("Command 7 =1 {other}")]);
    }
    check(&text("Now start another one:"), &[one, &format!("Command 7 {other}")]);
    let boxed = format!(
        "```sh\n{}\n```\n\n- `-d` hides it\n\n!!! tip\n    It can be written as:\n    ```\n    {other}\n    ```\n",
        "docker run -d -p 80:80 web"
    );
    check(&boxed, &[one, &format!("Command 9 =1 {other}")]);
    let short = between(
        "docker rmi quay.io/a/web",
        "You can also leave `quay.io/a` out. It is the only one.",
        "docker rmi web",
    );
    check(&short, &["Command 1 docker rmi quay.io/a/web", "Command 7 =1 docker rmi web"]);
    let more = between("docker run web", "You can also do so in the background:", "docker run -d web");
    check(&more, &["Command 1 docker run web", "Command 7 docker run -d web"]);
}

#[test]
fn an_option_more_if_it_is_needed() {
    let text = "```sh\ndocker run -it web\n```\n\n> **Note:** It may warn. If needed, you can pass `--pull always`:\n> ```sh\n> docker run --pull always -it web\n> ```\n";
    check(text, &["Command 1 docker run -it web", "Command 6 =1 docker run --pull always -it web"]);
}

#[test]
fn who_uses_their_own_does_the_other_thing() {
    let text = |one: &str, other: &str| format!("{one}\n\n{}", between("git pull", other, "git clone https://x.y/z"));
    let (pull, clone) = ("Command 3 git pull", "git clone https://x.y/z");
    let own = "If you're using your own machine, fetch it:";
    check(
        &text("If you're using a prepared machine, bring it up to date:", own),
        &[pull, &format!("Command 9 =3 {clone}")],
    );
    check(&text("Bring it up to date:", own), &[pull, &format!("Command 9 {clone}")]);
}

#[test]
fn or_with_another_aim_is_a_further_step() {
    let text = |said: &str| between("docker run a", said, "docker run a /x");
    check(&text("Or to run another program, use:"), &["Command 1 docker run a", "Command 7 docker run a /x"]);
    check(&text("Or, to say it in full, use:"), &["Command 1 docker run a", "Command 7 =1 docker run a /x"]);
}

#[test]
fn what_the_first_way_prints_may_stand_between() {
    let text = |said: &str| {
        format!(
            "```sh\ndocker images web\n```\n\n```output\nREPOSITORY\n```\n\n{said}\n\n```sh\ndocker images --filter=reference=web\n```\n"
        )
    };
    let other = "docker images --filter=reference=web";
    check(&text("or, in full"), &["Command 1 docker images web", "Output 5", &format!("Command 11 =1 {other}")]);
    check(&text("Now in full:"), &["Command 1 docker images web", "Output 5", &format!("Command 11 {other}")]);
}

#[test]
fn an_example_may_have_options_that_its_pattern_lacks() {
    let text = between("docker run -v <here>:<there> <image>", "For example:", "docker run --rm -it -v $PWD:/data web");
    check(
        &text,
        &["Command 1 =7 docker run -v <here>:<there> <image>", "Command 7 docker run --rm -it -v $PWD:/data web"],
    );
}

#[test]
fn shortcodes_that_deny_each_other_leave_a_choice() {
    let text = |name: &str, other: &str| {
        format!(
            "{{{{< {name} >}}}}\n\n```\ndocker pull a\n```\n\n{{{{< /{name} >}}}}\n\n{{{{< {other} >}}}}\n\n```\ndocker pull b\n```\n\n{{{{< /{other} >}}}}\n"
        )
    };
    let pull = "Command 3 docker pull a";
    check(&text("net-available", "net-unavailable"), &[pull, "Command 11 =3 docker pull b"]);
    check(&text("no-net", "net"), &[pull, "Command 11 =3 docker pull b"]);
    check(&text("net-available", "net-slow"), &[pull, "Command 11 docker pull b"]);
}
