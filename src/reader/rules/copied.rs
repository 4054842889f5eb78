//! What is to be copied by a click: text for an editor, and commands where a sentence says so.

use super::check;

#[test]
fn what_is_copied_while_an_editor_is_open_is_text_for_the_file() {
    let text = |call: &str, said: &str| format!("Open it: `{call}`{{{{execute}}}}\n\n{said}\n");
    let opened = |call: &str| format!("Command 1 {call}");
    for (call, said, want) in [
        ("vi a.txt", "Paste this: `hello world`{{copy}}", "File 3 > a.txt"),
        ("sudo vi /etc/a", "Now, add this line:\n\n`A=\"1\"`{{copy}}", "File 5 >> /etc/a"),
        ("nano a.txt", "Type `docker ps`{{copy}} and save it.", "File 3 > a.txt"),
        ("vim run.sh", "```\necho hi\nls /\n```{{copy}}", "File 3 ? > run.sh"),
        ("vim a.txt", "```\ndocker ps\n```{{copy}}", "Command 3 docker ps"),
        ("vim run.sh", "Save it, and make it a script:\n\n`chmod +x run.sh`{{copy}}", "Command 5 chmod +x run.sh"),
        ("vi a.txt", "Leave with `:wq`{{copy}}", "Other 3 ?"),
        ("ls", "Paste this: `hello world`{{copy}}", "Other 3 ?"),
        ("vi a.txt", "See it: `cat a.txt`{{execute}}", "Command 3 cat a.txt"),
    ] {
        check(&text(call, said), &[&opened(call), want]);
    }
    // The container's file is no file of the host's.
    let open = "Go in: `docker exec -it web sh`{{execute}}\n\nOpen it: `vi a.txt`{{execute}}\n\n";
    check(
        &format!("{open}Add this: `hello`{{{{copy}}}}\n"),
        &["Command 1 docker exec -it web sh", "Session 3 @vi a.txt", "File 5"],
    );
}

#[test]
fn what_is_copied_and_called_a_command_is_typed() {
    let open = "Go in: `docker run -it me/fig`{{execute}}\n\n";
    let opened = "Command 1 docker run -it me/fig";
    let copied = "`mytool hello`{{copy}}";
    check(&format!("{open}Give it the following command:\n\n{copied}\n"), &[opened, "Session 5 @mytool hello"]);
    check(&format!("{open}This is its text:\n\n{copied}\n"), &[opened, "Other 5 ?"]);
}

#[test]
fn a_shell_is_left_in_the_terminal_in_which_it_is_open() {
    let text = "Go in: `docker exec -it web sh`{{execute T2}}\n\nLeave it with `exit`{{copy}}\n";
    let (document, _) = super::read(&super::Source::new("x.md", text));
    let terminals: Vec<_> = document.blocks().into_iter().map(|block| block.terminal).collect();
    assert_eq!(terminals, [2, 2]);
}
