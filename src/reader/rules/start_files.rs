//! Functions and aliases for the file with which a shell starts.

use super::check;

const FUNCTION: &str = "again() {\n    docker rm -f \"$1\"\n    docker run -d --name \"$1\" a\n}";

#[test]
fn functions_go_into_the_file_that_a_comment_names() {
    let text = |comment: &str| {
        format!("```bash\n{comment}\n\n# The engine\nalias d=docker\n\n{FUNCTION}\nexport -f again\n```\n")
    };
    check(&text("# ~/.bashrc or ~/.zshrc"), &["File 1 >> ~/.bashrc"]);
    check(&text("# Add to ~/.zshrc:"), &["File 1 >> ~/.zshrc"]);
    check("```bash\n# ~/.bashrc\ndocker ps\n```\n", &["Command 1 docker ps"]);
    check(
        "```bash\n# ~/.bashrc\nalias d=docker\nalias e=podman\nd ps -a | sort\n```\n",
        &["Command 1 alias d=docker | alias e=podman | d ps -a | sort"],
    );
}

#[test]
fn functions_and_aliases_go_into_the_file_that_the_sentence_tells() {
    let aliases = "alias d=docker\nalias e=podman";
    let text = |said: &str, block: &str| format!("{said}\n\n```bash\n{block}\n```\n");
    check(&text("I keep these in my `~/.bashrc` file:", FUNCTION), &["File 3 >> ~/.bashrc"]);
    check(&text("You can define shortcuts in your `~/.bash_aliases`.", aliases), &["File 3 >> ~/.bash_aliases"]);
    let typed = "Command 3 alias d=docker | alias e=podman";
    check(&text("Type this (nothing of it is in `~/.bashrc` or elsewhere):", aliases), &[typed]);
    check(&text("If it is in your `~/.bashrc` you have it.", aliases), &[typed]);
    check(&text("It is in `~/.bashrc`.", "alias d=docker"), &["Command 3 alias d=docker"]);
}
