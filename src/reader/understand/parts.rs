//! Blocks whose comments say where each part belongs: `# In Dockerfile`, `# In docker run`.

use super::super::lines::begun;
use super::super::scan::{has_part, is_blank, trimmed};
use super::alone::Alone;
use super::known::Likeness;
use super::shape;
use super::transcript::{Item, bare, is_engine_call};

/// Whether a comment says that what is below stands in a file.
fn is_of_file(comment: &str) -> bool {
    let place = place(comment);
    ["dockerfile", "compose file", ".yml", ".yaml"].iter().any(|end| place.ends_with(end))
}

/// Whether a comment says that what is below is typed.
fn is_typed(comment: &str) -> bool {
    let place = place(comment);
    let ends = ["docker run", "command line", "cli", "terminal", "shell", "command"];
    ends.iter().any(|end| place.ends_with(end))
}

/// What a comment says, if it names a place: `in docker run`.
fn place(comment: &str) -> String {
    let said = begun(comment).trim_start_matches('#').trim().trim_end_matches(':').to_lowercase();
    let names = ["in ", "on ", "with ", "using ", "at "].iter().any(|word| said.starts_with(word));
    if names { said } else { String::new() }
}

/// The commands below a comment of their own at the end of a block that begins with drawn folders: `# Look at it`. Nobody
/// types the folders, and no command in the block printed them.
pub fn below_drawing<'r>(raw: &Alone<'r>, text: &str) -> Option<Vec<Item<'r>>> {
    let is_drawn = |line: &str| line.starts_with("├── ") || line.starts_with("└── ");
    if !(raw.has(b"\xE2") && raw.has(b"#") && has_part(text, "\n\n#") && text.lines().any(is_drawn)) {
        return None;
    }
    let mut parts = raw.lines.rsplit(|(_, t)| is_blank(t)).filter(|part| !part.is_empty());
    let ((_, comment), lines) = parts.next()?.split_first()?;
    let is_said = begun(comment).starts_with("# ") && !lines.is_empty();
    // A folder alone may stand above what is in it.
    let is_folder = |line: &str| trimmed(line).ends_with('/') && !trimmed(line).contains(' ');
    let is_look = |line: &str| is_drawn(line) || line.starts_with(['#', '│', ' ']) || is_folder(line);
    let are_drawn = || parts.flatten().all(|(_, line)| is_look(line));
    if is_said && are_drawn() { bare(lines, Likeness::Known) } else { None }
}

/// The calls of the engine in the parts that are typed, where other parts belong in files.
pub fn typed<'r>(raw: &Alone<'r>, text: &str) -> Option<Vec<Item<'r>>> {
    if !(begun(text).starts_with('#') && has_part(text, "\n\n")) {
        return None;
    }
    let (mut items, mut files) = (Vec::new(), 0);
    for part in raw.lines.split(|(_, t)| is_blank(t)).filter(|part| !part.is_empty()) {
        let ((_, comment), lines) = part.split_first()?;
        if is_of_file(comment) {
            files += 1;
        } else if is_typed(comment) && lines.first().is_some_and(|(_, t)| is_engine_call(trimmed(t))) {
            items.append(&mut bare(lines, Likeness::Known)?);
        } else {
            return None;
        }
    }
    (files > 0 && !items.is_empty() && !shape::is_script(text)).then_some(items)
}
