//! Changes of files that tell all of a file: those that make it.

/// The name and the text of the file that a change makes out of nothing, should it be the only one.
pub fn new_file(change: &str) -> Option<(&str, String)> {
    let mut lines = change.lines().skip_while(|line| !line.starts_with("--- "));
    lines.next().filter(|line| line.trim_end() == "--- /dev/null")?;
    let name = lines.next()?.strip_prefix("+++ ")?.split('\t').next()?.trim_end();
    let name = name.strip_prefix("b/").unwrap_or(name);
    let (mut text, mut has_place) = (String::new(), false);
    for line in lines {
        // What is there before, or another file.
        if line.starts_with(['-', ' ']) && !line.trim().is_empty() || line.starts_with("diff ") {
            return None;
        }
        has_place |= line.starts_with("@@ ");
        if let Some(added) = line.strip_prefix('+').filter(|_| has_place) {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(added);
        }
    }
    (!text.is_empty() && !name.is_empty() && !name.contains(' ')).then_some((name, text))
}
