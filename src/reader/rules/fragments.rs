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
