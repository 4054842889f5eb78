//! Several ways within one block, told apart by what stands between them.

use super::check;
use crate::document::OtherWay;
use crate::source::Source;

/// The ways of a block's choices, each with its name and the lines of its commands.
fn ways(text: &str) -> String {
    let (document, _) = super::read(&Source::new("x.md", format!("```bash\n{text}\n```\n")));
    let way = |way: &OtherWay| format!("{}{:?}", way.name, way.lines);
    let choices = document.blocks()[0].choices();
    choices.iter().map(|ways| ways.iter().map(way).collect::<Vec<_>>().join(" | ")).collect::<Vec<_>>().join("; ")
}

#[test]
fn what_stands_apart_below_both_ways_is_done_in_any_case() {
    assert_eq!(ways("docker pull a\n# or\ndocker image pull a\n\ndocker run a"), "[2] | or[4]");
    assert_eq!(ways("docker pull a\n# or\ndocker image pull a\n\n# or\nmake a\n\nls"), "[2] | or[4] | or[7]");
    // An empty line above the second way, too: nobody can tell where that ends.
    assert_eq!(ways("docker pull a\n\n# Or make it\nmake a\n\nmake b"), "[2] | Or make it[5, 7]");
    assert_eq!(ways("ls\n# or\ncat <<E\na\n\nb\nE\ndocker ps"), "[2] | or[4, 9]");
}

#[test]
fn or_is_told_without_a_blank_with_lines_around_and_without_a_sign() {
    assert_eq!(ways("docker stop a\n#OR\ndocker kill a"), "[2] | OR[4]");
    assert_eq!(ways("docker stop a\n## or:\ndocker kill a"), "[2] | or[4]");
    assert_eq!(ways("docker stop a\n\n# ---- OR ----\n\ndocker kill a\n# Look\nls"), "[2] | OR[6]");
    assert_eq!(ways("docker ps\n# can also be written as\ndocker container ls"), "[2] | can also be written as[4]");
    assert_eq!(ways("docker ps\n#ls\n#order them\ndocker images"), "");
    assert_eq!(ways("docker stop a\nor\ndocker kill a"), "[2] | or[4]");
    check("```bash\ndocker stop a\nor\ndocker kill a\n```\n", &["Command 1 docker stop a | docker kill a"]);
    check("```\n$ docker stop a\nor\n$ docker kill a\n```\n", &["Command 1 docker stop a | docker kill a"]);
}

#[test]
fn comments_that_name_nothing_but_systems_tell_ways_apart() {
    assert_eq!(
        ways("# Debian/Ubuntu\nsudo apt install jq\n# macOS (with Homebrew)\nbrew install jq\n# Check\njq --version"),
        "Debian/Ubuntu[3] | macOS (with Homebrew)[5]"
    );
    assert_eq!(ways("# Windows\ndocker ps\n# On Linux or Mac\nsudo docker ps"), "Windows[3] | On Linux or Mac[5]");
    // Images are called like that, too.
    assert_eq!(ways("# Ubuntu\ndocker run ubuntu\n# Debian\ndocker run debian"), "");
    assert_eq!(ways("# Linux\nls\n# Mac addresses\nip link"), "");
    assert_eq!(ways("# Get it\nls\n# Linux\npwd"), "");
}

#[test]
fn another_way_may_be_a_title_of_its_own() {
    let text =
        |said: &str| format!("```\ndocker run a x\n```\n\nIt takes a while.\n\n{said}\n\n```\ndocker run b y\n```\n");
    let both = ["Command 1 docker run a x", "Command 9 docker run b y"];
    check(&text("Alternative way:"), &[both[0], "Command 9 =1 docker run b y"]);
    check(&text("Another way:"), &[both[0], "Command 9 =1 docker run b y"]);
    check(&text("A long way:"), &both);
}

#[test]
fn two_commands_that_do_the_same_are_typed_once() {
    let text = |said: &str| format!("{said}\n\n```\ndocker run -p 1:2 a\n```\n```\ndocker run --publish 1:2 a\n```\n");
    let both = ["Command 3 docker run -p 1:2 a", "Command 6 docker run --publish 1:2 a"];
    check(
        &text("The following two commands both open the shop:"),
        &[both[0], "Command 6 =3 docker run --publish 1:2 a"],
    );
    check(&text("Run the following two commands to open both shops:"), &both);
}

#[test]
fn what_is_done_otherwise_replaces_what_is_done_in_a_case() {
    let text = |first: &str, second: &str, call: &str| {
        format!(
            "- {first}:\n\n  ```bash\n  cp -r /srv/play/box /copy\n  ```\n\n- {second}:\n\n  ```bash\n  {call}\n  ```\n"
        )
    };
    let (case, other, call) = ("If you use the playground, do this", "Otherwise, do that", "sudo cp -r /srv/box /copy");
    let one = "Command 3 cp -r /srv/play/box /copy";
    check(&text(case, other, call), &[one, &format!("Command 9 =3 {call}")]);
    check(&text(case, "Then do that", call), &[one, &format!("Command 9 {call}")]);
    check(&text("Copy it", other, call), &[one, &format!("Command 9 {call}")]);
}

#[test]
fn how_the_command_might_look_is_the_one_above() {
    let text = |said: &str| {
        format!(
            "```bash\ndocker run -it box --debug --name <name>\n```\n\n{said}\n\n```bash\ndocker run -it box --name <name>\n```\n"
        )
    };
    let (one, other) = ("Command 1 docker run -it box --debug --name <name>", "docker run -it box --name <name>");
    check(
        &text("This is an example of what your final command might look like:"),
        &[one, &format!("Command 7 =1 {other}")],
    );
    check(&text("Now without it:"), &[one, &format!("Command 7 {other}")]);
}
