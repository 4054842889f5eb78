//! Code of other languages, told by how it begins and ends.

use super::super::lines::begun;
use super::super::scan::{is_blank, lines};

/// Words that begin a line of a program which others may use.
const EXPORTS: &[&str] = &[
    "module.exports",
    "exports.",
    "export default ",
    "export const ",
    "export function ",
    "export class ",
    "export async ",
];

/// Whether a text is a program's: what it exports, a decorated function, or a call with a function in it (`app.get('/',
/// (req, res) => {`), up to the bracket that closes it.
pub fn is_program(text: &str) -> bool {
    let begin = begun(text);
    if !begin.starts_with(|c: char| c.is_ascii_alphabetic() || c == '@') {
        return false;
    }
    let mut lines = lines(begin).map(str::trim).filter(|line| !is_blank(line));
    let (Some(first), last) = (lines.next(), lines.clone().last()) else { return false };
    if first.starts_with('@') {
        return is_decorator(first) && lines.find(|line| !line.starts_with('@')).is_some_and(defines);
    }
    let closes = last.is_some_and(|line| matches!(line.trim_end_matches([';', ')', ',']), "}" | "]"));
    let exports = || EXPORTS.iter().any(|word| first.starts_with(word)) && first.contains(['=', '{', '(']);
    closes && first.ends_with(['{', '[', '(']) && (exports() || is_of_member(first))
}

/// `@app.route("/")`
fn is_decorator(line: &str) -> bool {
    let name = line[1..].split('(').next().unwrap_or_default();
    let is_called = line.ends_with(')') || name.len() + 1 == line.len();
    !name.is_empty() && is_called && name.split('.').all(is_name)
}

/// `def hello():`, `class A {`
fn defines(line: &str) -> bool {
    ["def ", "async def ", "class ", "function ", "export class "].iter().any(|word| line.starts_with(word))
}

/// `app.get('/', (req, res) => {`, `web.conf = {`
fn is_of_member(line: &str) -> bool {
    let Some((owner, rest)) = line.split_once('.') else { return false };
    let member = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.')).count();
    let rest = rest[member..].trim_start();
    let calls = rest.starts_with('(') && (rest.ends_with("=> {") || rest.contains("function"));
    is_name(owner) && member > 0 && (calls || rest.starts_with("= "))
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}
