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

#[test]
fn a_shell_that_shows_only_a_sign_goes_on_behind_it() {
    let open = "```\n$ docker exec -it web sh\n # ip a\n1: lo\n```\n\n";
    let opened = "Session 1 docker exec -it web sh | @ip a";
    check(
        &format!("{open}```\n # ping db\nPING\n```\n\n```\n$ curl localhost\n```\n"),
        &[opened, "Session 7 @ping db", "Command 12 curl localhost"],
    );
    check(
        &format!("{open}```\n# ping db\n# exit\n$ docker rm -f web\n```\n"),
        &[opened, "Session 7 @ping db | @exit | docker rm -f web"],
    );
    // A comment, where another sign was shown, or nothing is left.
    check(
        "```\n$ docker exec -it web sh\n/ # ls\nbin\n```\n\n```\n# exit\n$ docker ps\n```\n",
        &["Session 1 docker exec -it web sh | @ls", "Command 7 docker ps"],
    );
    check(&format!("{open}```\n# list them\n$ docker ps\n```\n"), &[opened, "Command 7 docker ps"]);
}
