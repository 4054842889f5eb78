//! Files that are typed by hand and ended by a key.

use super::check;
use crate::source::Source;

#[test]
fn what_is_typed_into_a_file_is_no_command() {
    check(
        "```bash\ncat > notes.txt\nbread\nls\ndocker ps\n^D\ncat notes.txt\n```\n",
        &["Command 1 cat > notes.txt << 'EOF'\nbread\nls\ndocker ps\nEOF | cat notes.txt"],
    );
    check(
        "```\n$ cat >> notes.txt\nmilk\n<Ctrl-D>\n$ cat notes.txt\nbread\nmilk\n```\n",
        &["Session 1 cat >> notes.txt << 'EOF'\nmilk\nEOF | cat notes.txt"],
    );
    check(
        "```\ncat > Dockerfile\nFROM alpine\nRUN ls\nCtrl+D\ndocker build .\n```\n",
        &["Command 1 cat > Dockerfile << 'EOF'\nFROM alpine\nRUN ls\nEOF | docker build ."],
    );
    // The key of a shell that is open.
    check(
        "```\n$ docker run -it alpine sh\n/ # cat > a\nhello\n^D\n/ # ^D\n$ ls\n```\n",
        &["Session 1 docker run -it alpine sh | @cat > a << 'EOF'\nhello\nEOF | ls"],
    );
}

#[test]
fn a_file_that_waits_for_its_lines_needs_a_person() {
    let waits = |typed: &str| {
        let (document, _) = super::read(&Source::new("x.md", format!("```bash\n{typed}\n```\n")));
        document.blocks().iter().flat_map(|block| &block.commands).map(|c| c.interactive).collect::<Vec<_>>()
    };
    assert_eq!(waits("cat > notes.txt"), [true]);
    assert_eq!(waits("cat > notes.txt\nbread\n^D"), [false]);
    assert_eq!(waits("cat a > notes.txt\necho a | cat > b\ncat > c < a"), [false; 3]);
}
