//! What only the other system's shell knows.

use super::super::super::scan::has_part;

/// Verbs that the names of PowerShell's commands begin with.
const VERBS: &[&str] = &[
    "Get",
    "Set",
    "New",
    "Remove",
    "Invoke",
    "Start",
    "Stop",
    "Restart",
    "Write",
    "Out",
    "Select",
    "Test",
    "Copy",
    "Move",
    "Add",
    "Import",
    "Export",
    "ConvertTo",
    "ConvertFrom",
    "ForEach",
    "Where",
    "Enable",
    "Disable",
    "Install",
    "Register",
    "Uninstall",
    "Unregister",
    "Update",
    "Rename",
    "Clear",
    "Save",
    "Wait",
    "Resume",
    "Suspend",
    "Enter",
    "Exit",
    "Expand",
    "Format",
    "Measure",
    "Sort",
];

/// Whether a text begins with a command of PowerShell's own: `Get-Content x | docker build -`.
pub fn is_cmdlet(text: &str) -> bool {
    if let Some(name) = text.strip_prefix('$') {
        return name.starts_with("Env:") || name.starts_with("env:") || sets_variable(name);
    }
    if !text.starts_with(|c: char| c.is_ascii_uppercase()) {
        return false;
    }
    let first = text.split(char::is_whitespace).next().unwrap_or_default();
    let noun = |noun: &str| {
        noun.starts_with(|c: char| c.is_ascii_uppercase()) && noun.bytes().all(|b| b.is_ascii_alphabetic())
    };
    first.split_once('-').is_some_and(|(verb, rest)| VERBS.contains(&verb) && noun(rest))
}

/// Whether a value is given to a name, as only PowerShell does behind a dollar: `$path = "x"`.
fn sets_variable(text: &str) -> bool {
    let name = text.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'_').count();
    let value = text[name..].trim_start().strip_prefix('=');
    name > 0 && text.starts_with(|c: char| c.is_ascii_alphabetic()) && value.is_some_and(|v| !v.starts_with('='))
}

/// Text that only PowerShell gives to a call without a command: `"FROM x" | docker build -`, or on lines of its own between
/// `@"` and `"@`.
pub fn is_piped_text(text: &str) -> bool {
    match text.as_bytes() {
        [b'"', ..] => has_part(text, "\" | docker "),
        [b'@', b'"' | b'\'', b'\n', ..] => true,
        _ => false,
    }
}

/// Whether a line keeps a value under a name, as PowerShell does and nothing else that is typed: `$path = 'C:\\web'`,
/// `$id = docker ps -q`. Other languages end that with a semicolon.
pub fn keeps_value(line: &str) -> bool {
    let Some(name) = line.strip_prefix('$').filter(|name| sets_variable(name)) else { return false };
    let value = name.split_once('=').map_or("", |(_, value)| value.trim());
    let is_text = |sign: char| value.len() > 1 && value.starts_with(sign) && value.ends_with(sign);
    let is_value = is_text('"') || is_text('\'') || value.starts_with(['(', '@', '$', '[']);
    let called = || value.split(' ').next().is_some_and(super::is_program);
    !value.is_empty() && !value.ends_with(';') && (is_value || value.bytes().all(|b| b.is_ascii_digit()) || called())
}
