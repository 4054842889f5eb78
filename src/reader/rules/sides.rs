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
