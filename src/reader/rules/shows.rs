//! Files that the command right above prints.

use super::check;

#[test]
fn a_file_that_was_printed_is_not_to_be_written() {
    let text = |call: &str, tag: &str| format!("```\n$ {call}\n```\n\n```{tag}\nFROM node\nRUN npm ci\n```\n");
    for call in [
        "more app/Dockerfile",
        "type app\\Dockerfile",
        "bat app/Dockerfile",
        "sudo cat app/Dockerfile",
        "docker exec web cat app/Dockerfile",
        "docker run --rm web cat app/Dockerfile",
        "cd app && cat Dockerfile",
        "ls; cat app/Dockerfile",
    ] {
        for tag in ["", "dockerfile"] {
            check(&text(call, tag), &[&format!("Command 1 {call}"), "Output 5"]);
        }
    }
    check(
        &text("cat app/Dockerfile; make app", ""),
        &["Command 1 cat app/Dockerfile; make app", "File 5 > Dockerfile"],
    );
}
