//! Small trees of courses, and the lessons that are found in them.

use super::*;

fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

#[track_caller]
fn check(files: &[(&str, &str)], path: &str, want: &[&str]) {
    let folder = tree(files);
    let found = search(&[folder.path().join(path)]).unwrap().0;
    let names: Vec<String> =
        found.iter().map(|f| f.path.strip_prefix(folder.path()).unwrap().display().to_string()).collect();
    assert_eq!(names, want);
}

const LAB: &str = "# Lab\n\n```bash\ndocker run alpine\n```\n";

/// The lessons, and what is wrong with files that say their order.
fn search(paths: &[PathBuf]) -> Result<(Vec<Found>, Vec<Faulty>), Failure> {
    let (files, mut failures, faults) = expand_each(paths);
    failures.pop().map_or(Ok((files, faults)), |(_, failure)| Err(failure))
}

#[test]
fn folders_courses_and_patterns() {
    check(
        &[("b.md", ""), ("a.md", ""), ("README.md", LAB), ("x/c.md", ""), (".git/d.md", "")],
        "",
        &["a.md", "b.md", "x/c.md"],
    );
    check(
        &[("config.yaml", "episodes:\n- b.md\n- a.md\n"), ("episodes/a.md", ""), ("episodes/b.md", "")],
        "",
        &["episodes/b.md", "episodes/a.md"],
    );
    check(
        &[("_episodes/02-b.md", ""), ("_episodes/01-a.md", ""), ("_episodes/.00-c.md", ""), ("index.md", "")],
        "",
        &["_episodes/01-a.md", "_episodes/02-b.md"],
    );
    check(
        &[("index.json", r#"{"details":{"steps":[{"text":"s2.md"},{"text":"s1.md"}]}}"#), ("s1.md", ""), ("s2.md", "")],
        "",
        &["s2.md", "s1.md"],
    );
    check(&[("config.yaml", "episodes:\n- a.md\n"), ("episodes/a.md", "")], "config.yaml", &["episodes/a.md"]);
    check(&[("a/x.md", ""), ("b/y.md", ""), ("b/z.txt", "")], "*/*.md", &["a/x.md", "b/y.md"]);
    check(&[("a.md", "")], "a.md", &["a.md"]);
    check(&[("b.txt", ""), ("a.txt", ""), ("x.csv", ""), ("requirements.txt", "")], "", &["a.txt", "b.txt"]);
    check(&[("a.qmd", ""), ("b.mdx", ""), ("notes.txt", "")], "", &["a.qmd", "b.mdx"]);
}

#[test]
fn labs_in_readmes() {
    let labs = [
        ("README.md", "# About\n"),
        ("labs/README.md", "# All labs\n"),
        ("labs/a/README.md", LAB),
        ("labs/a/hints.md", ""),
        ("labs/b/README.md", "# Think\n"),
        ("labs/b/solution.md", ""),
        ("labs/c/README.md", "```bash\nnpm start\n```\n"),
        ("labs/d/one.md", ""),
        ("labs/d/one-solution.md", ""),
        ("labs/d/readme.md", LAB),
    ];
    check(&labs, "", &["labs/a/README.md", "labs/b/README.md", "labs/d/readme.md", "labs/d/one.md"]);
    check(&labs, "labs/a", &["labs/a/README.md"]);
    let any = "```bash\n./break-it.sh\n```\n";
    check(
        &[("README.md", LAB), ("a/README.md", LAB), ("b/README.md", any), ("c/README.md", "# C\n")],
        "",
        &["a/README.md", "b/README.md"],
    );
    check(&[("README.md", LAB), ("notes.txt", "")], "", &["README.md"]);
    check(&[("README.md", "```bash\nls\n```\n"), ("x.csv", "")], "", &["README.md"]);
    check(&[("README.md", ""), ("a/PITCHME.md", "# Slides\n")], "", &["a/PITCHME.md"]);
    check(&[("PITCHME.md", LAB)], "", &["PITCHME.md"]);
    check(&[("README.md", "# About\n"), ("template/a/PITCHME.md", "")], "", &["template/a/PITCHME.md"]);
}

#[test]
fn what_is_no_lesson_is_left_out() {
    check(
        &[
            ("a.md", ""),
            (".b.md", ""),
            ("_part.md", ""),
            ("CONTRIBUTING.md", ""),
            ("code-of-conduct.md", ""),
            ("_site/a.md", ""),
            ("node_modules/x/a.md", ""),
            ("themes/t/exampleSite/a.md", ""),
            ("site/templates/a.md", ""),
            ("w/docusaurus.config.ts", ""),
            ("w/docs/a.md", ""),
            ("w/blog/a.md", ""),
            ("w/src/pages/a.md", ""),
            ("x/blog/a.md", ""),
        ],
        "",
        &["a.md", "w/docs/a.md", "x/blog/a.md"],
    );
    check(&[("themes/a.md", "")], "themes", &["themes/a.md"]);
}

#[test]
fn names_are_in_the_order_in_which_people_count() {
    check(
        &[("10-c.md", ""), ("9-d.md", ""), ("index.md", ""), ("09-b/1.md", ""), ("09-b/index.md", ""), ("11.md", "")],
        "",
        &["index.md", "09-b/index.md", "09-b/1.md", "9-d.md", "10-c.md", "11.md"],
    );
}

#[test]
fn pages_say_their_places() {
    check(
        &[
            ("docs/a.md", ""),
            ("docs/b.md", "---\nsidebar_position: 3\n---\n"),
            ("docs/c/_category_.json", "{\"position\": 2}"),
            ("docs/c/x.md", ""),
            ("docs/d/_index.md", "---\nweight: 1\n---\n"),
            ("docs/d/x.md", "---\nweight: 1\n---\n"),
        ],
        "",
        &["docs/d/_index.md", "docs/d/x.md", "docs/c/x.md", "docs/b.md", "docs/a.md"],
    );
}

#[test]
fn a_folder_has_the_order_that_its_parent_says() {
    let course = [
        ("config.yaml", "episodes:\n- b.Rmd\n- a.md\n"),
        ("episodes/a.md", ""),
        ("episodes/b.Rmd", ""),
        ("episodes/draft.md", ""),
        ("learners/setup.md", ""),
    ];
    check(&course, "", &["episodes/b.Rmd", "episodes/a.md"]);
    check(&course, "episodes", &["episodes/b.Rmd", "episodes/a.md", "episodes/draft.md"]);
    check(&course, "learners", &["learners/setup.md"]);
}

#[test]
fn sites_and_books() {
    check(
        &[
            ("mkdocs.yaml", "docs_dir: Labs\nnav:\n- 'B b': my b.md\n- sub/\n- a.md\n"),
            ("Labs/a.md", ""),
            ("Labs/my b.md", ""),
            ("Labs/b.md", ""),
            ("Labs/sub/10.md", ""),
            ("Labs/sub/9.md", ""),
        ],
        "",
        &["Labs/my b.md", "Labs/sub/9.md", "Labs/sub/10.md", "Labs/a.md"],
    );
    check(
        &[
            ("workshop/workshop.yaml", "modules:\n  activate:\n  - z/start\n  - end\n"),
            ("workshop/content/end.md", ""),
            ("workshop/content/z/start.md", ""),
            ("README.md", LAB),
        ],
        "",
        &["workshop/content/z/start.md", "workshop/content/end.md"],
    );
    check(
        &[
            ("_quarto.yml", "book:\n  chapters: [index.qmd, z*.qmd, a.qmd]\n"),
            ("index.qmd", ""),
            ("z10.qmd", ""),
            ("z9.qmd", ""),
            ("a.qmd", ""),
            ("b.qmd", ""),
        ],
        "",
        &["index.qmd", "z9.qmd", "z10.qmd", "a.qmd", "b.qmd"],
    );
    check(
        &[("SUMMARY.md", "- [B](b/README.md)\n- [A](a.md)\n"), ("b/README.md", ""), ("a.md", ""), ("c.md", "")],
        "",
        &["b/README.md", "a.md", "c.md"],
    );
    check(
        &[
            ("structure.json", r#"{"items":[{"path":"two"},{"path":"one"}]}"#),
            ("one/index.json", r#"{"details":{"steps":[{"text":"s.md"}]}}"#),
            ("one/s.md", ""),
            ("two/t.md", ""),
            ("three/t.md", ""),
        ],
        "",
        &["two/t.md", "one/s.md", "three/t.md"],
    );
}

#[test]
fn sidebars_in_scripts() {
    let page = |id: &str| format!("{{type: 'doc', id: '{id}', label: 'The {id}'}}");
    check(
        &[
            (
                "sidebars.js",
                &format!("module.exports = {{s: ['z', {}, {{label: 'P', items: ['part/y']}}]}};", page("b")),
            ),
            ("docusaurus.config.js", "module.exports = {};"),
            ("docs/a.md", ""),
            ("docs/b.md", ""),
            ("docs/part/y.mdx", ""),
            ("docs/z.md", ""),
            ("blog/news.md", ""),
        ],
        "",
        &["docs/z.md", "docs/b.md", "docs/part/y.mdx", "docs/a.md"],
    );
    check(
        &[
            ("sidebars.js", "module.exports = {s: ['start/own', 'start/hello', 'end/last', 'start/gone']};"),
            ("docs/01-start/01-hello.md", ""),
            ("docs/01-start/02-other.md", "---\nid: own\n---\n"),
            ("docs/02-end/last.md", ""),
        ],
        "",
        &["docs/01-start/02-other.md", "docs/01-start/01-hello.md", "docs/02-end/last.md"],
    );
    check(
        &[
            (
                "astro.config.mjs",
                "export default {sidebar: [{slug: 'z'}, {autogenerate: {directory: 'part'}}, 'a', 'gone']};",
            ),
            ("src/content/docs/a.md", ""),
            ("src/content/docs/part/2.md", ""),
            ("src/content/docs/part/10.md", ""),
            ("src/content/docs/z.mdx", ""),
        ],
        "",
        &[
            "src/content/docs/z.mdx",
            "src/content/docs/part/2.md",
            "src/content/docs/part/10.md",
            "src/content/docs/a.md",
        ],
    );
}

#[test]
fn trees_of_sphinx() {
    check(
        &[
            ("content/index.rst", ".. toctree::\n   :maxdepth: 1\n\n   z\n   part/index\n   b.md\n"),
            ("content/part/index.rst", ".. toctree::\n\n   y\n"),
            ("content/part/y.md", ""),
            ("content/a.md", ""),
            ("content/b.md", ""),
            ("content/z.md", ""),
        ],
        "",
        &["content/z.md", "content/part/y.md", "content/b.md", "content/a.md"],
    );
    check(
        &[
            ("index.md", "# I\n\n```{toctree}\nb\na\n```\n"),
            ("a.md", ""),
            ("b.md", "```{toctree}\nindex\nc\n```\n"),
            ("c.md", ""),
        ],
        "",
        &["index.md", "b.md", "c.md", "a.md"],
    );
}

#[test]
fn courses_give_titles() {
    let files = [("index.json", r#"{"details":{"steps":[{"text":"s.md","title":"Start"}]}}"#), ("s.md", "Text.\n")];
    let folder = tree(&files);
    let found = search(&[folder.path().to_owned()]).unwrap().0;
    assert_eq!(found[0].title.as_deref(), Some("Start"));
}

#[test]
fn what_is_not_there_is_said() {
    let folder = tree(&[("x.csv", "")]);
    let refused = |path: PathBuf| search(&[path]).unwrap_err();
    assert!(refused(folder.path().to_owned()).message.contains("no lesson in this folder"));
    assert!(refused(folder.path().join("*.md")).message.contains("no file has such a name"));
    let folders = tree(&[("one/a.md", "# A\n")]);
    assert!(refused(folders.path().join("*")).message.contains("only folders"));
    let folder = tree(&[("content/a.rst", "")]);
    assert!(refused(folder.path().to_owned()).help.unwrap().contains("reStructuredText"));
    for (names, want) in [
        ("[a.md]", &[][..]),
        ("[a.md, b.md, web, https://x.y/c.md]", &["1:13 `b.md`"]),
        ("[a.md, b.md, c.md]", &["1:13 `b.md`", "1:19 `c.md`"]),
        ("[b.md]", &["1:7 `b.md`"]),
    ] {
        let folder = tree(&[("mkdocs.yml", &format!("nav: {names}\n")), ("docs/a.md", "")]);
        let faults = search(&[folder.path().to_owned()]).unwrap().1;
        let said = faults.iter().flat_map(|file| &file.found);
        let said: Vec<_> = said.map(|d| format!("{}:{} {}", d.line, d.column, d.message)).collect();
        let want: Vec<_> = want.iter().map(|at| format!("{at} is named here and is not there")).collect();
        assert_eq!(said, want, "{names}");
    }
}

#[test]
fn a_course_that_cannot_be_read_is_said() {
    let folder = tree(&[("index.json", "{\"details\":\n"), ("a.md", "")]);
    let (found, faults) = search(&[folder.path().to_owned()]).unwrap();
    assert_eq!((found.len(), faults.len(), faults[0].found[0].line), (1, 1, 2), "{faults:?}");
    // Other tools have files of such names.
    let folder = tree(&[("config.yaml", "a: 1\n"), ("index.json", "[]"), ("a.md", "")]);
    assert_eq!(search(&[folder.path().to_owned()]).unwrap().1.len(), 0);
}
