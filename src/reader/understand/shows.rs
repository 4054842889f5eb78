//! Which commands print a file as it is: what stands right below them is in that file, and not to be written.

use super::super::scan::has_part;
use super::engine;

/// Programs that do.
const PRINTERS: &[&str] = &["cat", "head", "tail", "less", "more", "bat", "batcat", "nl", "Get-Content", "gc"];
/// What prints nothing.
const SILENT: &[&str] = &["cd ", "mkdir ", "export ", "chmod "];
/// What may stand before a program.
const BEFORE: &[&str] = &["sudo", "time", "winpty"];

/// Whether the last command of a line prints files, here or in a container: `cd web && sudo cat Dockerfile`,
/// `docker exec web cat /etc/hosts`.
pub fn shows_file(text: &str) -> bool {
    if has_part(text, "<<") || has_part(text, "| docker ") {
        return false;
    }
    let mut parts = text.rsplit([';', '\n']).flat_map(|part| part.rsplit("&&")).map(str::trim);
    let is_silent = |part: &&str| part.is_empty() || SILENT.iter().any(|begin| part.starts_with(begin));
    let last = parts.find(|part| !is_silent(part)).unwrap_or_default();
    let is_flag = |word: &&str| word.starts_with('-');
    let mut words = last.split_ascii_whitespace().skip_while(|word| BEFORE.contains(word)).skip_while(is_flag);
    let Some(program) = words.next() else { return false };
    if engine::is_engine(program) || program == "kubectl" {
        return has_part(last, "cat ") && in_container(words);
    }
    // In other shells it tells where a program is.
    let is_file = |word: &str| word.contains(['.', '/', '\\']) || word.ends_with("file");
    PRINTERS.contains(&program) || program == "type" && words.next().is_some_and(is_file)
}

/// Whether a call of the engine prints files in a container.
fn in_container<'t>(words: impl Iterator<Item = &'t str>) -> bool {
    let words = words.skip_while(|word| !matches!(*word, "exec" | "run")).skip(1);
    let mut words = words.map(|word| word.trim_matches(['"', '\''])).peekable();
    while let Some(word) = words.next() {
        // What follows a flag is its value, but for that of a shell.
        let may_be = !word.starts_with('-') || word.ends_with('c');
        if may_be && words.next_if(|next| matches!(*next, "cat" | "/bin/cat")).is_some() {
            return words.next().is_some();
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::shows_file;

    #[test]
    fn what_prints_a_file() {
        for (text, want) in [
            ("cat a", true),
            ("more web/Dockerfile", true),
            ("type web\\Dockerfile", true),
            ("type docker", false),
            ("sudo -n cat a", true),
            ("ls; cat a", true),
            ("cd web && cat a", true),
            ("cat a && cd web", true),
            ("cat a; make web", false),
            ("docker exec web cat /a", true),
            ("docker run --rm web cat /a", true),
            ("docker exec web sh -c 'cat /a'", true),
            ("docker run --name cat web", false),
            ("docker run -d cat", false),
            ("docker rm cat web", false),
            ("cat <<EOF > a\nb\nEOF", false),
            ("cat a | docker build -", false),
            ("ls", false),
            ("", false),
        ] {
            assert_eq!(shows_file(text), want, "{text}");
        }
    }
}
