//! In which shell or program something is typed, and what opens and leaves one.

use super::check;

#[test]
fn what_is_typed_as_root_has_no_mark() {
    check(
        "```\nsudo -i\n  cd /sys\n  cat a   # the shell and cat, better than most!\n```\n",
        &["Command 1 sudo -i | cd /sys | cat a   # the shell and cat, better than most!"],
    );
    check("```\nmyprobe web\nsudo nsenter -t 1 id\n```\n", &["Command 1 myprobe web | sudo nsenter -t 1 id"]);
    check("It prints:\n\n```\nmyprobe web\nsudo reboot\n```\n", &["Output 3"]);
    check("```\nmyprobe web\n```\n", &["Other 1 ?"]);
    // What the other systems need is not done by another program.
    check(
        "```\nsudo nsenter -t 1 id\n```\n\nOn Windows there is this:\n\n```\ndocker run x id\n```\n",
        &["Command 1 sudo nsenter -t 1 id", "Command 7 docker run x id"],
    );
}
