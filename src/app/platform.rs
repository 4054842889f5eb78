//! Finds the script by which another platform judges a page of a course.

use super::load::beside;
use super::read::read_file;
use crate::check::{Check, SCRIPT_SIZE_LIMIT, script_of};
use crate::lesson::{lacking_program, page_scripts};
use crate::sandbox::image::has_program;
use std::path::Path;

/// The file in which Katacoda and Killercoda name a course's pages and their scripts.
const INDEX: &str = "index.json";
/// A page lies in the folder of that file, or in one of its own so deep below.
const DEPTH: usize = 3;

/// The check of a page; none where its course has none, and where the script calls a program that the sandbox does not
/// have: nobody could pass it.
pub fn platform_check(lesson: &str) -> Option<Check> {
    let lesson = Path::new(lesson).canonicalize().ok()?;
    let index = lesson.ancestors().skip(1).take(DEPTH).map(|folder| folder.join(INDEX)).find(|file| file.is_file())?;
    let pages = page_scripts(&read_file(&index).ok()?.text);
    let is_meant = |page: &str| index.with_file_name(page).canonicalize().is_ok_and(|page| page == lesson);
    let (_, script) = pages.into_iter().find(|(page, _)| is_meant(page))?;
    let text = beside(&index.display().to_string())(&script).ok()?;
    let can_run = text.len() <= SCRIPT_SIZE_LIMIT && lacking_program(&text, &has_program).is_none();
    can_run.then(|| script_of(&script, &text))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGES: &str = r#"{"details": {"steps": [{"text": "one/text.md", "verify": "one/verify.sh"},
        {"text": "./two.md", "verify": "two.sh"}, {"text": "three.md", "verify": "../three.sh"},
        {"text": "four.md", "verify": "none.sh"}, {"text": "five.md"}, {"text": "six.md", "verify": "six.sh"}]}}"#;

    #[test]
    fn a_page_has_the_script_that_its_course_names() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("course");
        std::fs::create_dir_all(root.join("one")).unwrap();
        let write = |name: &str, text: &str| std::fs::write(root.join(name), text).unwrap();
        write(INDEX, PAGES);
        ["one/text.md", "two.md", "three.md", "four.md", "five.md", "six.md", "seven.md"]
            .iter()
            .for_each(|name| write(name, "# P\n"));
        write("one/verify.sh", "docker ps");
        write("two.sh", "kubectl get pods");
        write("../three.sh", "docker ps");
        let long = "#".repeat(SCRIPT_SIZE_LIMIT + 1);
        write("six.sh", &long);
        let words = |name: &str| platform_check(&root.join(name).display().to_string()).map(|check| check.words());
        assert_eq!(words("one/text.md").as_deref(), Some("the script `one/verify.sh` agrees"));
        for name in ["two.md", "three.md", "four.md", "five.md", "six.md", "seven.md", "none.md"] {
            assert_eq!(words(name), None, "{name}");
        }
        write("six.sh", &long[1..]);
        assert!(words("six.md").is_some());
    }
}
