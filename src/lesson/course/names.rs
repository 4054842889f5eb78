//! What the name of a file or folder says: whether it holds a lesson, and what comes before what.

use std::cmp::Ordering;
use std::path::Path;

/// How the names of Markdown files end, in any case of letters: Quarto and R Markdown and MDX have their own.
const EXTENSIONS: [&str; 7] = ["md", "markdown", "mdown", "mkd", "mdx", "qmd", "rmd"];

/// What a file may be in a folder of lessons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A lesson.
    Lesson,
    /// It tells of its folder (`README.md`), and is a lesson if it has something to do. Other names in capital letters
    /// are of the project.
    Telling,
    /// Hints or solutions, which belong to the lesson beside them.
    Aside,
    /// Nothing of a course.
    Other,
}

/// Texts about a project and its people, and pages of a site that are no content; in any case of letters.
const NO_LESSONS: &[&str] = &[
    "404",
    "agents",
    "authoring",
    "authors",
    "changelog",
    "changes",
    "citation",
    "claude",
    "code-of-conduct",
    "codeowners",
    "conduct",
    "contributing",
    "contributors",
    "copyright",
    "gemini",
    "governance",
    "issue-template",
    "licence",
    "license",
    "maintainers",
    "news",
    "pull-request-template",
    "security-policy",
    "summary-of-changes",
    "template",
];

/// Names of hints and solutions beside a lesson.
const ASIDES: &[&str] = &["hint", "hints", "solution", "solutions", "answer", "answers"];

/// Folders with what a site is built of or built into, with other people's things, and with programs.
const NO_COURSES: &[&str] = &[
    "__pycache__",
    "_build",
    "_drafts",
    "_includes",
    "_layouts",
    "_sass",
    "_site",
    "_templates",
    "archetypes",
    "bower_components",
    "examplesite",
    "includes",
    "layouts",
    "node_modules",
    "partials",
    "renv",
    "reveal.js",
    "site-packages",
    "template",
    "templates",
    "themes",
    "vendor",
    "venv",
    "wp-content",
    "wp-includes",
];

/// Whether a name is that of a Markdown file.
pub fn is_markdown(path: &Path) -> bool {
    path.extension().is_some_and(|own| EXTENSIONS.iter().any(|e| own.eq_ignore_ascii_case(e)))
}

/// What a name without its end may mean: each Markdown file of that name.
pub fn with_ends(path: &str) -> impl Iterator<Item = String> {
    // Unlike in names of files, the case of letters is that which programs write.
    EXTENSIONS.iter().chain(&["Rmd"]).map(move |end| format!("{path}.{end}"))
}

/// A name without the number that puts it in order, as Docusaurus tells them: `hello` of `02-hello`. A date and a version
/// are none.
pub fn without_number(name: &str) -> &str {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let bare = rest.trim_start_matches(|c: char| matches!(c, '-' | '_' | '.') || c.is_whitespace());
    let is_number = rest.len() < name.len() && bare.len() < rest.len() && !bare.is_empty();
    if is_number && !bare.starts_with(|c: char| c.is_ascii_digit()) { bare } else { name }
}

/// What a file is by its name.
pub fn kind_of(path: &Path) -> Kind {
    let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()).filter(|_| is_markdown(path)) else {
        return Kind::Other;
    };
    let folded = stem.to_lowercase().replace([' ', '_'], "-");
    let is_partial = stem.starts_with('.') || stem.starts_with('_') && !is_page_first(stem);
    let in_capitals = stem.chars().all(|c| c.is_ascii_uppercase() || c == '_' || c == '-');
    let is_template = folded.ends_with("-template") || folded.starts_with("template-");
    if matches!(folded.as_str(), "readme" | "pitchme") {
        Kind::Telling
    } else if is_partial || in_capitals || is_template || NO_LESSONS.contains(&folded.as_str()) {
        Kind::Other
    } else if ASIDES.contains(&folded.as_str()) {
        Kind::Aside
    } else {
        Kind::Lesson
    }
}

/// Whether a file is Markdown and has a name such as `README.md` or `LAB.md`: then it mostly tells of its folder.
pub fn tells_of_folder(path: &Path) -> bool {
    let in_capitals = |stem: &str| stem.chars().all(|c| c.is_ascii_uppercase() || c == '_' || c == '-');
    let is_named_so = || path.file_stem().and_then(|stem| stem.to_str()).is_some_and(in_capitals);
    is_markdown(path) && (kind_of(path) == Kind::Telling || is_named_so())
}

/// Whether a file holds the hints or the solution of a lesson beside it: `one-solution.md` of `one.md`.
pub fn is_aside(path: &Path, beside: &[String]) -> bool {
    let Some(stem) = path.file_stem().and_then(|stem| stem.to_str()).map(str::to_lowercase) else { return false };
    let of =
        ASIDES.iter().filter_map(|word| stem.strip_suffix(word)).filter_map(|s| s.strip_suffix(['-', '_', '.', ' ']));
    of.into_iter().any(|lesson| beside.iter().any(|other| other.to_lowercase() == lesson))
}

/// Whether a folder holds no lessons by its name.
pub fn is_no_course(name: &str) -> bool {
    name.starts_with('.') || NO_COURSES.contains(&name.to_lowercase().as_str())
}

/// Whether a page is the first of its folder by its name.
pub fn is_page_first(stem: &str) -> bool {
    let name = stem.to_lowercase();
    // In other languages too: `index.de`.
    matches!(name.split('.').next(), Some("index" | "_index" | "readme"))
}

/// The order of names as people count: digits are numbers, and the case of letters tells apart what else is equal.
pub fn in_order(one: &str, other: &str) -> Ordering {
    let (mut left, mut right) = (one, other);
    loop {
        let (a, b) = (token(left), token(right));
        let order = match (a, b) {
            ("", "") => return one.cmp(other),
            (a, b) if is_number(a) && is_number(b) => {
                let (a, b) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
                a.len().cmp(&b.len()).then_with(|| a.cmp(b))
            }
            (a, b) => a.to_lowercase().cmp(&b.to_lowercase()),
        };
        if order != Ordering::Equal {
            return order;
        }
        (left, right) = (&left[a.len()..], &right[b.len()..]);
    }
}

/// A number or one other character.
fn token(text: &str) -> &str {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let length = if digits > 0 { digits } else { text.chars().next().map_or(0, char::len_utf8) };
    &text[..length]
}

fn is_number(token: &str) -> bool {
    token.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_a_file_is() {
        for (name, want) in [
            ("01-a.md", Kind::Lesson),
            ("index.qmd", Kind::Lesson),
            ("_index.en.md", Kind::Lesson),
            ("_index.md", Kind::Lesson),
            ("security.md", Kind::Lesson),
            ("templates.md", Kind::Lesson),
            ("a.Rmd", Kind::Lesson),
            ("README.md", Kind::Telling),
            ("readme.md", Kind::Telling),
            ("PITCHME.md", Kind::Telling),
            ("BUILD_NOTES.md", Kind::Other),
            ("hints.md", Kind::Aside),
            ("Solution.md", Kind::Aside),
            ("x.txt", Kind::Other),
            (".08-off.md", Kind::Other),
            ("_child.qmd", Kind::Other),
            ("AUTHORING.md", Kind::Other),
            ("Contributing.md", Kind::Other),
            ("CODE_OF_CONDUCT.md", Kind::Other),
            ("exercise-template.md", Kind::Other),
            ("404.md", Kind::Other),
        ] {
            assert_eq!(kind_of(Path::new(name)), want, "{name}");
        }
        let beside = ["one".to_owned()];
        assert!(is_aside(Path::new("one-solution.md"), &beside));
        assert!(!is_aside(Path::new("two-solution.md"), &beside));
        assert!(is_no_course("_site") && is_no_course(".git") && !is_no_course("_labs"));
    }

    #[test]
    fn numbers_before_names() {
        for (name, want) in [
            ("02-hello", "hello"),
            ("3. hello", "hello"),
            ("2024-05-01-news", "2024-05-01-news"),
            ("7.0-beta", "7.0-beta"),
            ("10", "10"),
            ("2nd", "2nd"),
            ("hello", "hello"),
        ] {
            assert_eq!(without_number(name), want);
        }
    }

    #[test]
    fn people_count() {
        let mut names = ["10-c", "9-d", "index", "lesson2", "lesson10", "lesson1", "B", "a", "007", "7"];
        names.sort_by(|a, b| in_order(a, b));
        assert_eq!(names, ["007", "7", "9-d", "10-c", "a", "B", "index", "lesson1", "lesson2", "lesson10"]);
        assert!(is_page_first("_index.en") && is_page_first("README") && !is_page_first("indexes"));
    }
}
