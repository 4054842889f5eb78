//! Dockerfiles that only show which instructions stand where: nobody can build them.

use super::super::scan::{has_byte, has_part};
use super::shape;

/// So many instructions with words in the place of what they take make a Dockerfile one that is only shown.
const ENOUGH: usize = 2;

/// Whether a Dockerfile says in words what its instructions take: `COPY <the sources>`, `RUN <run the tests>`.
pub fn is_template(text: &str) -> bool {
    if !(has_byte(text, b'<') && has_part(text, ">")) {
        return false;
    }
    let is_words = |line: &&str| {
        let Some((instruction, operand)) = line.trim().split_once(' ') else { return false };
        let inner = operand.trim().strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
        shape::is_instruction(instruction) && inner.is_some_and(|inner| !inner.contains(['<', '>']))
    };
    text.lines().filter(is_words).take(ENOUGH).count() == ENOUGH
}
