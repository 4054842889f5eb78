//! A new lesson, as files that pass lint and verify as they are. Nothing is written here.

/// The longest name of a lesson, in bytes: it becomes a file's name on every system.
pub const NAME_LIMIT: usize = 64;

/// Where the workflow for continuous integration stands; one serves all lessons of a folder.
pub const WORKFLOW: &str = ".github/workflows/lessons.yml";

/// A file to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// Where, relative to the course's folder.
    pub path: String,
    /// What.
    pub text: String,
    /// What it is, for people.
    pub what: &'static str,
    /// Whether one that is there already serves as well.
    pub shared: bool,
}

/// Why a name is none for a lesson, and a name near to it that is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadName {
    /// Lower case, no full stop.
    pub why: String,
    /// The nearest good name.
    pub near: Option<String>,
}

/// The files of a new lesson. Its name is made of lower-case letters, digits and hyphens, at most [`NAME_LIMIT`]
/// bytes long, and begins with a letter or a digit.
pub fn scaffold(name: &str) -> Result<Vec<NewFile>, BadName> {
    if let Some(why) = fault(name) {
        return Err(BadName { why, near: nearest(name) });
    }
    let file = |path: String, template: &str, what, shared| {
        let text = template.replace("@NAME@", name).replace("@TITLE@", &title(name));
        NewFile { path, text, what, shared }
    };
    Ok(vec![
        file(format!("lessons/{name}.md"), include_str!("lesson.md"), "the lesson", false),
        file(format!("checks/{name}.yaml"), include_str!("checks.yaml"), "its checks, hints and questions", false),
        file(WORKFLOW.to_owned(), include_str!("workflow.yml"), "proves all lessons on every push", true),
    ])
}

fn fault(name: &str) -> Option<String> {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.is_empty() {
        return Some("a lesson needs a name".to_owned());
    }
    if name.len() > NAME_LIMIT {
        return Some(format!("the name is {} bytes long; at most {NAME_LIMIT} are taken", name.len()));
    }
    if let Some(c) = name.chars().find(|c| !allowed(*c)) {
        return Some(format!("`{}` cannot stand in a lesson's name", c.escape_debug()));
    }
    let ends = |c: char| c == '-';
    (name.starts_with(ends) || name.ends_with(ends)).then(|| "a lesson's name has no hyphen at its ends".to_owned())
}

/// The name that was most likely meant.
fn nearest(name: &str) -> Option<String> {
    let stem = name.strip_suffix(".md").unwrap_or(name);
    let last = stem.rsplit(['/', '\\']).next().unwrap_or(stem);
    let spaced: String = last.chars().map(|c| if c == '_' || c == '.' { ' ' } else { c }).collect();
    let mut near = crate::text::slug(&spaced);
    near.retain(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    near.truncate(NAME_LIMIT);
    let near = near.trim_matches('-').to_owned();
    (fault(&near).is_none()).then_some(near)
}

/// `03-your-images` reads `Your images`.
fn title(name: &str) -> String {
    let words = name.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-').replace('-', " ");
    let words = if words.is_empty() { format!("lesson {name}") } else { words };
    let mut chars = words.chars();
    chars.next().map(|first| first.to_ascii_uppercase().to_string() + chars.as_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::author::lint::{Files, lint};
    use crate::source::Source;

    #[test]
    fn names_are_checked_and_a_better_one_is_said() {
        let long = "a".repeat(NAME_LIMIT + 1);
        let cases: [(&str, &str, Option<&str>); 9] = [
            ("", "a lesson needs a name", None),
            ("My Lesson", "`M` cannot stand in a lesson's name", Some("my-lesson")),
            ("lessons/x.md", "`/` cannot stand in a lesson's name", Some("x")),
            ("../x", "`.` cannot stand in a lesson's name", Some("x")),
            ("a_b", "`_` cannot stand in a lesson's name", Some("a-b")),
            ("-x", "a lesson's name has no hyphen at its ends", Some("x")),
            ("é", "`é` cannot stand in a lesson's name", None),
            ("a\nb", "`\\n` cannot stand in a lesson's name", Some("a-b")),
            (&long, "the name is 65 bytes long; at most 64 are taken", Some(&long[..NAME_LIMIT])),
        ];
        for (name, why, near) in cases {
            let want = BadName { why: why.to_owned(), near: near.map(ToOwned::to_owned) };
            assert_eq!(scaffold(name), Err(want), "{name:?}");
        }
        assert!(scaffold(&"a".repeat(NAME_LIMIT)).is_ok());
    }

    #[test]
    fn titles() {
        for (name, want) in [("03-your-images", "Your images"), ("x", "X"), ("03", "Lesson 03"), ("a-2", "A 2")] {
            assert_eq!(title(name), want);
        }
    }

    #[test]
    fn a_new_lesson_has_nothing_to_mend() {
        let files = scaffold("03-your-images").unwrap();
        let source = |at: usize| Source::new(files[at].path.clone(), files[at].text.clone());
        let (text, checks) = (source(0), source(1));
        let (document, read) = crate::reader::read(&text);
        let (sidecar, parsed) = crate::check::parse(&checks);
        let (lesson, joined) = crate::lesson::compile("03-your-images", &document, sidecar.map(|s| (&checks, s)));
        let found = lint(&text, &document, &lesson, Some(&checks), &Files::unread(&|_| false));
        assert_eq!([read, parsed, joined, found].concat(), []);
        assert_eq!((lesson.title.as_str(), lesson.steps.len()), ("Your images", 2));
        assert!(files.iter().all(|f| !f.text.contains('@') || f.path == WORKFLOW), "a mark was left");
    }
}
