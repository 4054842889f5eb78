//! Files that the learner is told to save, where what is in them looks like what is typed: scripts, and single lines.

use super::super::super::cursor::in_word;
use super::super::super::scan::{has_byte, has_part};
use super::{has_any_word, is_file_name, quoted_file};

/// How a file is made.
const MAKES: &[&str] = &["create", "make", "write"];
/// How something is put into one.
const PUTS: &[&str] = &["add", "append", "put", "paste", "insert", "copy", "save", "place", "write", "type", "include"];
/// What says that it is what follows.
const FOLLOWS: &[&str] = &["this", "these", "following", "below"];
/// What a file is called that is only named.
const LABELS: &[&str] = &["", "script", "file", "filename", "shell script", "bash script", "the script", "the file"];
/// How a sentence goes on behind the name of a file that it describes.
const GOES_ON: &[&str] =
    &["with", "containing", "that", "which", "in", "inside", "for", "file", "script", "to", "like"];
/// What is done with a script that is there, and by what.
const CALLS: &[&str] =
    &["run", "execute", "executable", "start", "launch", "call", "use", "using", "chmod", "then", "if"];
/// What is added to a list of such things by a command as often.
const BY_COMMAND: &[&str] =
    &["package", "packages", "dependency", "dependencies", "library", "libraries", "module", "modules"];

/// The file that a sentence tells to make of what follows: "Create a script `up.sh`:", "Save the following as `a.sh`:",
/// "`a.sh`:", and of a file that is no script "Append this to `a.txt`:".
pub fn file_to_save(sentence: &str) -> Option<&str> {
    let told = sentence.trim().trim_end_matches('*');
    if !has_byte(told, b'.') {
        return None;
    }
    let Some(told) = told.strip_suffix(':') else { return labelled(told) };
    let told = told.trim_end_matches('*');
    if let Some(name) = labelled(told) {
        return Some(name);
    }
    let name = script_in(told).or_else(|| quoted_file(told).filter(|name| !is_script(name)))?;
    let at = name.as_ptr() as usize - told.as_ptr() as usize;
    let (before, after) = (bare(&told[..at]), bare(&told[at + name.len()..]));
    if !is_script(name) {
        let is_last = matches!(after, "" | "file");
        return (is_last && puts(before) && !has_any_word(before, BY_COMMAND)).then_some(name);
    }
    let is_label = after.is_empty() && LABELS.iter().any(|label| label.eq_ignore_ascii_case(before));
    (is_label || (makes(before) || puts(before)) && describes(after)).then_some(name)
}

/// The script of which a sentence tells what stands in it: "In `up.sh`, wait for the server". Where something is run the
/// script may be that.
pub fn script_told_of(sentence: &str) -> Option<&str> {
    let told = sentence.trim_start_matches(|c: char| c.is_whitespace() || c == '*');
    let (name, rest) = told.strip_prefix("In ")?.trim_start_matches("the ").strip_prefix('`')?.split_once('`')?;
    let rest = ["", " script", " file"].iter().find_map(|noun| rest.strip_prefix(noun)?.strip_prefix(','))?;
    let runs = ["run", "execute", "call", "start", "launch", "type"];
    (is_script(name) && !has_any_word(rest, &runs)).then_some(name)
}

/// The file that a label names: "File: a.sh".
fn labelled(told: &str) -> Option<&str> {
    let (label, name) = told.split_once(':')?;
    let is_label = ["file", "filename", "file name"].iter().any(|known| label.trim().eq_ignore_ascii_case(known));
    is_label.then(|| bare(name)).filter(|name| is_file_name(name) && name.contains('.'))
}

/// Without the marks around a name.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '`' | '*' | '"' | '\'' | '(' | ')' | ':' | ','))
}

/// Whether a name is a script's.
fn is_script(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| matches!(ending, "sh" | "bash"))
}

/// The only script that a text names.
fn script_in(text: &str) -> Option<&str> {
    if !(has_part(text, ".sh") || has_part(text, ".bash")) {
        return None;
    }
    let own = |c: char| in_word(c) || matches!(c, '.' | '~' | '/' | '-');
    let mut names = text.split(|c: char| !own(c)).filter(|name| is_script(name) && is_file_name(name));
    let name = names.next().filter(|name| !name.starts_with("./") && !name.starts_with('.'))?;
    names.all(|other| other == name).then_some(name)
}

/// Whether the words before a file's name tell to make it: "Create a script".
fn makes(before: &str) -> bool {
    has_any_word(before, MAKES) && !has_any_word(before, &["sure"]) && !has_any_word(before, CALLS)
}

/// Whether they tell to put into it what follows: "Append this to".
fn puts(before: &str) -> bool {
    has_any_word(before, PUTS) && has_any_word(before, FOLLOWS) && !has_any_word(before, CALLS)
}

/// Whether the words behind a file's name tell what it is or what is to be put into it, and not what is done with it.
fn describes(after: &str) -> bool {
    let first = after.split_whitespace().next().unwrap_or_default();
    let fills = || first == "and" && (puts(after) || makes(after));
    let is_told = after.is_empty() || GOES_ON.contains(&first) || fills();
    // What a script is for may be to start something.
    let is_purpose = matches!(first, "that" | "which" | "to" | "for") && !has_any_word(after, &["then", "using"]);
    is_told && (is_purpose || !has_any_word(after, CALLS))
}

#[cfg(test)]
mod tests {
    use super::file_to_save;

    #[test]
    fn what_is_saved() {
        for (text, want) in [
            ("Create a file `up.sh`:", Some("up.sh")),
            ("Create a script `bin/up.sh` that starts all of it:", Some("bin/up.sh")),
            ("Let's write a new script called up.sh and add the following:", Some("up.sh")),
            ("Create a file named *up.sh*:", Some("up.sh")),
            ("Save the following as `up.sh`:", Some("up.sh")),
            ("Script (`up.sh`):", Some("up.sh")),
            ("`up.sh`:", Some("up.sh")),
            ("Write the commands below into `up.sh`:", Some("up.sh")),
            ("Append this to `names.txt`:", Some("names.txt")),
            ("Add the following lines to the `names.txt` file:", Some("names.txt")),
            ("Add the following packages to `package.json`:", None),
            ("Create a file `names.txt`:", None),
            ("Run `up.sh`:", None),
            ("Create a script `up.sh` and run it:", None),
            ("Make `up.sh` executable:", None),
            ("Make sure that `up.sh` is there:", None),
            ("Copy `up.sh` into the box:", None),
            ("Create a script `up.sh`.", None),
            ("File: `names.txt`", Some("names.txt")),
            ("Filename: up.sh:", Some("up.sh")),
            ("The file: names.txt", None),
            ("Create `a.sh` and `b.sh`:", None),
            ("Use `up.sh` to create it:", None),
            ("Create the image with `./up.sh`:", None),
        ] {
            assert_eq!(file_to_save(text), want, "{text}");
        }
    }
}
