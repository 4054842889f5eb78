//! Words in capitals that stand for a value in a call of any program: `boxctl open BOX_ID`, `… | bash -s - INSTALL_DIR`.

use super::super::super::scan::has_part;
use super::{ENDINGS, NAMING, is_metavariable};

/// What is given the names of settings, which are written so too.
const KEEPERS: &[&str] = &[
    "alias", "awk", "declare", "echo", "egrep", "env", "export", "grep", "jq", "local", "make", "printenv", "printf",
    "read", "sed", "set", "setenv", "test", "typeset", "unset",
];
/// What is asked for or kept by such a name.
const KEPT: &[&str] = &["secret", "secrets", "env", "config", "config:get", "config:set", "variable", "get-value"];

/// The number of a process, and what knows it as the name of a column.
const PROCESS: &str = "PID";
const LISTERS: &[&str] = &["ps", "top", "htop", "pgrep", "lsof", "ss", "cut", "sort", "column", "head", "tail"];

/// Where such words stand: each is a whole word with underscores, and the last part of one says what it is.
pub fn find(text: &str) -> Vec<(usize, String)> {
    let of_process = has_part(text, PROCESS);
    if !(of_process || text.contains('_')) || has_part(text, "<<") {
        return Vec::new();
    }
    let (mut found, mut is_told) = (Vec::new(), false);
    let (mut at, mut quotes, mut before, mut program) = (0, 0, "", "");
    for part in text.split_inclusive(char::is_whitespace) {
        let (place, word) = (at, part.trim_end());
        at += part.len();
        let is_quoted = quotes % 2 == 1;
        quotes += word.bytes().filter(|b| matches!(b, b'"' | b'\'' | b'`')).count();
        if word.is_empty() || word == "\\" {
            continue;
        }
        // A comment at the end.
        if word.starts_with('#') && !is_quoted {
            break;
        }
        let ends = matches!(word, "|" | "||" | "&&" | ";" | "sudo" | "do" | "then");
        if ends || word.ends_with(';') {
            (before, program) = ("", "");
            continue;
        }
        if program.is_empty() {
            program = if word.contains('=') { "" } else { word };
            // Nothing is told of what the other begins.
            if KEEPERS.contains(&program) {
                program = KEEPERS[0];
            }
            continue;
        }
        if KEPT.contains(&word) {
            program = KEEPERS[0];
        }
        let named = NAMING.contains(&std::mem::replace(&mut before, word));
        if of_process && word == PROCESS && !is_quoted && program != KEEPERS[0] && !LISTERS.contains(&program) {
            is_told = true;
            found.push((place, word.to_owned()));
        }
        if is_quoted || named || program == KEEPERS[0] || !is_name(word) {
            continue;
        }
        is_told |= tells(word);
        found.push((place, word.to_owned()));
    }
    if is_told { found } else { Vec::new() }
}

/// `BOX_ID`
fn is_name(word: &str) -> bool {
    word.len() > 3
        && word.contains('_')
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.ends_with(|c: char| c.is_ascii_alphanumeric())
        && word.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}

/// Whether the last part of such a name says what belongs there.
fn tells(word: &str) -> bool {
    let last = word.rsplit('_').next().unwrap_or_default();
    ENDINGS.iter().any(|ending| ending.eq_ignore_ascii_case(last)) || is_metavariable(word)
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn words_of_any_program() {
        for (text, want) in [
            ("boxctl open BOX_ID --list", "12 BOX_ID"),
            ("boxctl open BOX_ID --drop PLACE_IN_ROW", "12 BOX_ID, 26 PLACE_IN_ROW"),
            ("boxctl open --drop PLACE_IN_ROW", ""),
            ("kill -9 PID", "8 PID"),
            ("ps aux | grep box && sudo nsenter -t PID -n boxctl", "37 PID"),
            ("ps -o PID", ""),
            ("grep PID a.txt", ""),
            ("kill $PID", ""),
            ("curl -s https://example.org/a.sh | \\\n  bash -s - INSTALL_DIR", "49 INSTALL_DIR"),
            ("export BOX_ID", ""),
            ("cd a && unset BOX_ID", ""),
            ("echo BOX_ID | grep OTHER_ID", ""),
            ("psql -c 'SELECT BOX_ID FROM a'", ""),
            ("boxctl env BOX_ID", ""),
            ("boxctl open BOX_ID=3 $BOX_ID", ""),
            ("cat <<E\na BOX_ID\nE", ""),
            ("ls # BOX_ID", ""),
        ] {
            let found: Vec<String> = find(text).into_iter().map(|(at, word)| format!("{at} {word}")).collect();
            assert_eq!(found.join(", "), want, "{text}");
        }
    }
}
