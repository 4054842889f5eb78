//! Commands of PowerShell in a block without a mark: `Install-Module -Name web -Force`.

use super::super::lines::begun;
use super::super::scan::is_blank;
use super::alone::Alone;
use super::known::{Likeness, is_cmdlet};
use super::reading::Context;
use super::tag::Tag;
use super::transcript::Item;

/// A script of its own, called by its name: `Setup-Web.ps1`.
fn is_script(line: &str) -> bool {
    let name = line.strip_prefix(".\\").unwrap_or(line);
    name.strip_suffix(".ps1").is_some_and(|name| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    })
}

/// The commands of a block that has nothing else. A list of names has no flags, and what was printed comes after a command.
pub fn typed<'r>(raw: &Alone<'r>, text: &str, context: &Context<'_>) -> Option<Vec<Item<'r>>> {
    if context.tag != Tag::None || !begun(text).starts_with(|c: char| c.is_ascii_uppercase() || c == '.') {
        return None;
    }
    let lines =
        || raw.lines.iter().map(|(_, line)| line.trim()).filter(|line| !(is_blank(line) || line.starts_with('#')));
    let is_call = |line: &str| line.starts_with(|c: char| c.is_ascii_uppercase()) && is_cmdlet(line);
    let are_calls = lines().all(|line| is_call(line) || is_script(line)) && lines().any(|line| line.contains(" -"));
    (are_calls && !context.after_command && !context.cue.is_output()).then(|| raw.bare(Likeness::None))?
}
