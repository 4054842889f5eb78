//! Comments within a block that send the learner to a terminal.

use super::check;
use crate::source::Source;

/// The terminals of a lesson's blocks.
#[track_caller]
fn terminals(text: &str, want: &[u32]) {
    let (document, _) = super::read(&Source::new("x.md", text));
    assert_eq!(document.blocks().iter().map(|block| block.terminal).collect::<Vec<_>>(), want, "{text}");
}

#[test]
fn a_comment_above_the_commands_names_their_terminal() {
    let text = |comment: &str| format!("```bash\ndocker stats\n```\n\n```bash\n{comment}\ndocker ps\n```\n");
    terminals(&text("# In another terminal"), &[1, 2]);
    terminals(&text("# Look at them\n# (from a second terminal window)"), &[1, 2]);
    terminals(&text("# Terminal 3: what is left"), &[1, 3]);
    terminals(&text("# Window 2"), &[1, 2]);
    terminals(&text("# Terminal 1: Watch"), &[1, 1]);
    terminals(&text("# Restart your terminal"), &[1, 1]);
    terminals(&text("# In a new browser tab"), &[1, 1]);
    terminals(&text("# Windows 10"), &[1, 1]);
    terminals(&text("# Do not open another terminal"), &[1, 1]);
    terminals("```bash\ndocker stats\n# In another terminal\ndocker ps\n```\n", &[1]);
}

#[test]
fn what_follows_such_a_comment_is_typed_beside_the_shell_that_is_open() {
    let run = "docker run -it --name a alpine sh";
    check(
        &format!(
            "```bash\n{run}\nls /\n# In another terminal\nls\ndf\n# Back in the first terminal\npwd\nexit\nls\n```\n"
        ),
        &[&format!("Session 1 {run} | @ls / | ls | df | @pwd | @exit | ls")],
    );
    // Which one is left is the one that is open.
    check(
        &format!("```bash\n{run}\n# From a second terminal\ncat a\n# Done\nexit\n```\n\n```bash\nls\n```\n"),
        &[&format!("Session 1 {run} | cat a | @exit"), "Command 9 ls"],
    );
    check(
        "```bash\n# Terminal 1\ndocker logs -f a\n# Terminal 2\ndocker exec -it a sh\nls\n```\n",
        &["Session 1 docker logs -f a | docker exec -it a sh | @ls"],
    );
}

/// A lesson of blocks, each below a sentence.
fn lesson(blocks: &[(&str, &str)]) -> String {
    blocks.iter().map(|(said, typed)| format!("{said}\n\n```bash\n{typed}\n```\n\n")).collect::<Vec<_>>().concat()
}

#[test]
fn the_other_of_several_terminals_is_the_one_that_is_meant() {
    let open = [
        ("In terminal 1:", "docker run -it --name a alpine sh"),
        ("Open a second terminal:", "docker run -it --name b alpine sh"),
    ];
    let third = ("In a third terminal:", "docker run -it --name c alpine sh");
    let last = |before: &[(&str, &str)], said: &str| {
        let blocks: Vec<_> = open.iter().chain(before).copied().chain([(said, "hostname")]).collect();
        let (document, _) = super::read(&Source::new("x.md", lesson(&blocks)));
        document.blocks().last().map(|block| block.terminal)
    };
    for (said, two, three) in [
        ("Back in the first terminal:", 1, 1),
        ("In the 2nd terminal:", 2, 2),
        ("In terminal window 3:", 3, 3),
        ("In the original terminal:", 1, 1),
        ("Go back to the previous terminal and ask it:", 1, 2),
        ("Switch to the other terminal:", 1, 2),
        ("In the other terminal:", 2, 2),
        ("In the same terminal:", 2, 3),
        ("Open another terminal, and ask it:", 3, 4),
        ("And then:", 2, 3),
    ] {
        assert_eq!((last(&[], said), last(&[third], said)), (Some(two), Some(three)), "{said}");
    }
    let back = ("In the first terminal:", "ls");
    assert_eq!(last(&[back], "Go back to the other terminal:"), Some(2));
    assert_eq!(last(&[third, back], "Go back to the other terminal:"), Some(3));
    assert_eq!(last(&[third, back], "In the previous terminal:"), Some(3));
    assert_eq!(last(&[third, back], "In another terminal:"), Some(2));
    // Where nothing is open, the first is the one that was left.
    terminals(
        &lesson(&[("In a new terminal:", "docker ps"), ("So:", "ls"), ("In the previous terminal:", "ls")]),
        &[2, 1, 1],
    );
    terminals(&lesson(&[("Type:", "ls"), ("In the same terminal:", "ls")]), &[1, 1]);
    terminals(&lesson(&[("In a new terminal:", "ls"), ("In the same terminal:", "ls")]), &[2, 2]);
    terminals(&lesson(&[("In a new terminal:", "docker ps"), ("In another terminal:", "docker ps")]), &[2, 2]);
}

#[test]
fn who_joins_a_swarm_sits_at_the_next_terminals() {
    let join = "```\ndocker swarm join --token x 10.0.0.1:2377\n```\n\n";
    let text =
        |terms: &str| format!("```.term1\ndocker swarm init\n```\n\nPaste it on the others:\n\n{join}{join}{terms}");
    terminals(&text("```.term3\ndocker ps\n```\n"), &[1, 2, 3, 3]);
    terminals(&text("```.term1\ndocker ps\n```\n"), &[1, 1, 1, 1]);
}

#[test]
fn another_way_is_typed_where_the_first_is() {
    let block = |typed: &str| format!("```\n{typed}\n```\n\n");
    let text = format!(
        "{}Open another terminal window:\n\n{}or\n\n{}",
        block("docker run -p 80:80 web"),
        block("curl localhost"),
        block("wget localhost")
    );
    terminals(&text, &[1, 2, 2]);
}
