//! Configuration in blocks, as Terraform and its like read it.

use super::super::super::lines::begun;
use super::super::super::scan::has_byte;
use super::significant;

/// The kinds of blocks that begin such a file.
const KINDS: &[&str] =
    &["terraform", "provider", "resource", "variable", "output", "module", "data", "locals", "job", "group", "target"];

/// `resource "docker_image" "web" {`, closed by a bracket at the end of the text.
pub fn is_hcl(text: &str) -> bool {
    let begin = begun(text);
    // Most begin with something else.
    if !begin.starts_with(['t', 'p', 'r', 'v', 'o', 'm', 'd', 'l', 'j', 'g', '#']) || !has_byte(text, b'{') {
        return false;
    }
    let mut lines = significant(text).filter(|line| !line.starts_with(['#', '/'])).map(str::trim_end);
    let (Some(first), Some(last)) = (lines.next(), lines.last()) else { return false };
    last.trim() == "}" && opens(first)
}

fn opens(line: &str) -> bool {
    let Some(head) = line.strip_suffix('{') else { return false };
    let mut words = head.split_whitespace();
    let Some(kind) = words.next().filter(|kind| KINDS.contains(kind)) else { return false };
    let is_label = |word: &str| word.len() > 2 && word.starts_with('"') && word.ends_with('"');
    let labels = words.clone().count();
    words.all(is_label) && (labels > 0 || matches!(kind, "terraform" | "locals"))
}

#[cfg(test)]
mod tests {
    use super::is_hcl;

    #[test]
    fn blocks_of_configuration() {
        for (text, want) in [
            ("terraform {\n  required_version = \"1\"\n}\n", true),
            ("# it\nresource \"docker_image\" \"web\" {\n  name = \"web\"\n}\n\noutput \"a\" {\n}\n", true),
            ("resource \"docker_image\" \"web\" {\n  name = \"web\"\n", false),
            ("output {\n}", false),
            ("data is here {\n}", false),
            ("terraform plan", false),
            ("", false),
        ] {
            assert_eq!(is_hcl(text), want, "{text}");
        }
    }
}
