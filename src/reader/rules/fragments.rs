//! Pieces of data: given to a command between quotes, or of a file.

use super::check;

#[test]
fn data_between_a_commands_quotes_is_no_file() {
    let data = "{\n  \"color\": \"red\",\n  \"count\": 3\n}";
    let text = |info: &str, before: &str, after: &str| format!("```{info}\n{before}'{data}'{after}\n```\n");
    for (info, before, after) in [
        ("bash", "CHANGE=", ""),
        ("bash", "curl -d ", " localhost:8080/paint"),
        ("", "curl -X POST -d ", " http://localhost:8080/paint"),
        ("console", "echo ", " | sudo tee /etc/docker/daemon.json"),
        ("bash", "# Paint it\ndocker run --rm alpine echo ", ""),
    ] {
        let lines = before.lines().last().unwrap_or_default();
        check(&text(info, before, after), &[&format!("Command 1 {lines}'{data}'{after}")]);
    }
    let list = "OPS='[{\n  \"op\": \"add\",\n  \"path\": \"/a\"\n}]'";
    check(&format!("```bash\n{list}\n```\n"), &[&format!("Command 1 {list}")]);
    // What is not closed is a piece of a file.
    check("```bash\n\"paint\": '{\n  \"color\": \"red\",\n  \"count\": 3\n```\n", &["File 1"]);
    check(&format!("```json\n{data}\n```\n"), &["File 1"]);
}

#[test]
fn a_piece_that_is_tagged_as_data_is_of_a_file() {
    let text = |said: &str, piece: &str| format!("{said}\n\n```yaml\n{piece}\n```\n");
    for piece in [
        "[ red, green, blue ]",
        "{ red: 1, green: 2 }",
        "#@ load(\"@ytt:data\", \"data\")",
        "one line: \"a\n  b\"\nmore lines: |\n  a\n  b",
        "- name: Paint\n  run: |\n    paintctl fetch\n    paintctl dry",
    ] {
        check(&text("A piece of it:", piece), &["File 3 ?"]);
    }
    check(&text("A piece of it:", "a heap of words"), &["Other 3 ?"]);
    check(&text("The output is:", "[ red, green, blue ]"), &["Output 3"]);
}

#[test]
fn what_prints_in_a_sentence_announces_no_output() {
    let keys = "jobs:\n  look:\n    run: |\n      paintctl dry";
    let text = |said: &str| format!("{said}\n\n```yaml\n{keys}\n```\n");
    check(&text("The `look:` script reads and prints that file, then throws it away."), &["File 3 ?"]);
    check(&text("The command prints:"), &["Output 3"]);
}

#[test]
fn what_is_told_of_a_script_stands_in_it() {
    let text = |said: &str, line: &str| format!("{said}\n\n```sh\n{line}\npaintctl wait dry\n```\n");
    let call = "echo -n \"red\" | paintctl set";
    let typed = "Command 3 echo -n \"red\" | paintctl set | paintctl wait dry";
    check(&text("In `paint.sh`, set the color with `paintctl set`, then wait for it:", call), &["File 3 > paint.sh"]);
    check(&text("In the `paint.sh` script, wait for it.", call), &["File 3 > paint.sh"]);
    check(&text("In `.paint.sh` the color is red. Now set it:", call), &[typed]);
    check(&text("In `paint.sh`, change the color, then run:", call), &[typed]);
    check(&text("In `paint.sh`, see what is left:", "cat paint.sh"), &["Command 3 cat paint.sh | paintctl wait dry"]);
}

#[test]
fn a_script_of_which_steps_are_left_out_is_not_typed() {
    let text = |remark: &str| format!("It may end so:\n\n```sh\n{remark}\nsudo reboot\n```\n");
    check(&text("# ... paint the box and wait for it ..."), &["File 3"]);
    check(&text("# Paint the box and wait for it ..."), &["Command 3 sudo reboot"]);
    check(&text("# ..."), &["Command 3 sudo reboot"]);
    check(&text("ls\n# ... change what you see ..."), &["Command 3 ls | sudo reboot"]);
}
