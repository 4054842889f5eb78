//! What an author should look at again, found without running anything.
//!
//! # How it is made
//! [`mod@rule`] holds the table of all rules: code, name, severity, explanation, example and mend. `ropewalk lint
//! --explain` and `docs/lint.md` are made from it. The finders below look at a lesson that is read already
//! ([`given::Given`]) and name rules by their codes; [`allow`] takes away what the author switched off.
//!
//! # What makes a good rule
//! A finding has to be true on lessons that real people wrote. Where a rule cannot be certain it stays silent: an
//! author who is wrongly blamed twice does not read the third finding.
//!
//! A new rule is a row of the table, a finder in [`FINDERS`], and a fixture in `tests/fixtures/lint`.

mod allow;
mod anchors;
mod command;
mod danger;
mod drift;
mod exercises;
mod fences;
mod files;
mod front;
mod given;
mod habits;
mod harm;
mod headings;
mod images;
mod links;
mod placeholders;
pub mod rule;
mod steps;
mod table;
mod tags;
mod terminal;
mod typing;
mod unclosed;

pub use allow::without_allowed;
pub use fences::unreadable;
pub use given::Files;
pub use habits::summed;
pub use rule::{Rule, explain, rule, rules};
pub use steps::UNCHECKED_STEP;

use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::lesson::Lesson;
use crate::source::Source;
use given::Given;

/// Looks at a lesson and adds what it finds.
type Finder = fn(&Given<'_>, &mut Vec<Diagnostic>);

/// All finders; their order does not matter.
const FINDERS: &[Finder] = &[
    fences::find,
    unclosed::find,
    front::find,
    tags::find,
    typing::find,
    placeholders::find,
    images::find,
    terminal::find,
    danger::find,
    harm::find,
    steps::find,
    headings::find,
    links::find,
    anchors::find,
    drift::find,
    files::find,
];

/// What an author should look at again. `files` are those beside the lesson. What the reader itself found is not repeated.
pub fn lint(
    source: &Source,
    document: &Document,
    lesson: &Lesson,
    sidecar: Option<&Source>,
    files: &Files<'_>,
) -> Vec<Diagnostic> {
    let given = Given::new(source, document, lesson, sidecar, files);
    let mut found = Vec::new();
    for find in FINDERS {
        find(&given, &mut found);
    }
    found.extend(given.allowances.unknown(source));
    found.retain(|d| d.file != source.name || !given.allowances.hold(d.code, d.line));
    found.sort_by_key(|d| (d.line, d.column, d.code));
    found.dedup();
    found
}

/// Takes away what follows from another finding: below a block that ends otherwise than its author meant, what opens and what
/// closes are mixed up, and a block that is never closed is one of those closers. Of a file that is too large nobody knows
/// what stands below the last heading.
pub fn without_consequences(found: &mut Vec<Diagnostic>) {
    if found.iter().any(|d| d.code == "L0101") {
        found.retain(|d| d.code != "L0301");
    }
    let broken = found.iter().filter(|d| d.code == "L0108").map(|d| d.line).min();
    let is_end = |d: &Diagnostic| d.code == "L0103" || d.message.ends_with("closes nothing");
    found.retain(|d| !is_end(d) || broken.is_none_or(|line| d.line <= line));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn codes(text: &str) -> Vec<&'static str> {
        let source = Source::new("x.md", text);
        let (document, _) = crate::reader::read(&source);
        let (lesson, _) = crate::lesson::compile("x", &document, None);
        let found = lint(&source, &document, &lesson, None, &Files::unread(&|_| false));
        for d in &found {
            assert!(source.text.get(d.span.start..d.span.end).is_some(), "{d:?}");
            assert!(rule(d.code).is_some() && (1..=source.line_count()).contains(&d.line), "{d:?}");
        }
        found.iter().map(|d| d.code).collect()
    }

    fn typed(command: &str) -> String {
        codes(&format!("# Title\n\nType this:\n\n```console\n$ {command}\n```\n")).join(" ")
    }

    #[test]
    fn commands() {
        for (command, want) in [
            ("docker run -it alpine:3 sh", ""),
            ("docker run alpine:3 sh", "L0207"),
            ("docker run alpine:3 sh -c ls", ""),
            ("docker run -dit alpine:3 sh", ""),
            ("docker exec -i db mysql < dump.sql", ""),
            ("cat x | docker exec -i db sh", ""),
            ("docker exec web /bin/bash", "L0207"),
            ("docker run -i alpine:3 sh", "L0207"),
            ("docker exec -i db psql -U postgres", "L0207"),
            ("docker exec -i db psql -U postgres < a.sql", ""),
            ("podman exec web bash", "L0207"),
            ("docker exec -t web bash", "L0207"),
            ("docker exec -u root web bash", "L0207"),
            ("docker compose exec -T web bash", "L0207"),
            ("docker compose exec --no-TTY web bash", "L0207"),
            ("docker-compose run --rm -T web sh", "L0207"),
            ("docker compose exec --interactive=false web bash", "L0207"),
            ("docker compose exec web bash", ""),
            ("docker compose run web sh", ""),
            ("docker compose exec -T web bash -c ls", ""),
            ("docker compose exec -T db psql -U postgres < a.sql", ""),
            ("docker compose exec -d -T web bash", ""),
            ("docker compose exec -T web ls", ""),
            ("podman run --privileged alpine:3 ls", "L0209"),
            ("podman run nginx", "L0206"),
            ("podman system prune -af", "L0208"),
            ("docker ps –a", "L0203"),
            ("echo \"it’s fine\"", ""),
            ("docker run\u{a0}alpine:3", "L0203"),
            ("docker run \\ \n  alpine:3", "L0203"),
            ("docker run \\  # it\n  alpine:3", "L0203"),
            ("docker run \\\n  alpine:3", ""),
            ("docker rm <your container>", ""),
            ("docker rm <thing>", "L0204"),
            ("docker pull hello-world", ""),
            ("docker pull alpine@sha256:12", ""),
            ("docker pull alpine:latest", "L0206"),
            ("docker run word-count", ""),
            ("sudo docker ps", "L0210"),
            ("echo a | sudo tee /etc/x", "L0210"),
            (":(){ :|:& };:", "L0208"),
            ("docker run --rm --privileged alpine:3 ls", "L0209"),
        ] {
            assert_eq!(typed(command), want, "{command}");
        }
    }

    #[test]
    fn what_is_meant_is_not_reported() {
        for text in [
            "# A\n\n```bash\ndocker run alpine:3 sh\n```\n\nNothing happened: the shell exited.\n",
            "# A\n\n```bash\ndocker build -t mysql .\ndocker run mysql\n```\n",
            "# A\n\n````markdown\n```bash\nls\n```\n````\n",
            "# A\n\n- [ ] one\n- [ ] two\n",
            "# A\n\n![](x.png){alt='A ship'}\n\n<img src=\"https://x.y/z\" alt=\"\">\n"
                .replace("x.png", "/x.png")
                .as_str(),
            "# A\n\n`![](x.png)` is how it is written, see [there](https://a.b/c.md) and [here](setup.html).\n",
            "# A\n\n## B\n\n### C\n\nText.\n\n## D\n\nText.\n",
        ] {
            assert_eq!(codes(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn habits_are_told_once() {
        for (text, want) in [
            ("# A\n\n```yaml\n$ docker ps\n```\n\n```yaml\n$ docker ps\n```\n", "L0201"),
            ("# A\n\n```bash\nsudo docker ps\n```\n\n```bash\nsudo docker info\n```\n", "L0210"),
            ("# A\n\nCaf\u{fffd}\n\nCaf\u{fffd}\n", "L0112"),
            ("", "L0301"),
            ("# A\n\n## B\n\nTODO\n\n## C\n\nText.\n", "L0301"),
            ("# A\n\n## B\n\n```bash\n\n```\n\n## C\n\nText.\n", "L0301"),
            ("# A\n\n## B\n\nTODO: `x`\n\n## C\n\nText.\n", ""),
            ("# A\n\n!!! Note inline end\nText.\n", "L0113"),
            ("# A\n\n=== \"Linux\"\n  Text.\n", "L0113"),
            ("# A\n\n=== \"Linux\"\n\tText.\n", ""),
            (" \n\n", "L0301"),
        ] {
            assert_eq!(codes(text).join(" "), want, "{text}");
        }
    }

    #[test]
    fn what_is_allowed_at_one_place_is_told_of_the_others() {
        let source = |text: &str| {
            let source = Source::new("x.md", text);
            let (document, _) = crate::reader::read(&source);
            let (lesson, _) = crate::lesson::compile("x", &document, None);
            let found = lint(&source, &document, &lesson, None, &Files::unread(&|_| false));
            found.iter().map(|d| format!("{} {}", d.line, d.message)).collect::<Vec<_>>()
        };
        let (run, allow) = ("```bash\ndocker run -d nginx\n```\n\n", "<!-- ropewalk: allow L0206 -->\n\n");
        let second = source(&format!("# A\n\n{allow}{run}{run}"));
        assert!(second.len() == 1 && second[0].starts_with("10 ") && !second[0].contains("also"), "{second:?}");
        let first = source(&format!("# A\n\n{run}{allow}{run}"));
        assert!(first.len() == 1 && first[0].starts_with("4 ") && !first[0].contains("also"), "{first:?}");
    }

    #[test]
    fn placeholders_are_looked_at_up_to_a_limit() {
        let many: Vec<String> = (0..300).map(|i| format!("$ docker rm <thing-{i}x>\n")).collect();
        let found = codes(&format!("# A\n\n```console\n{}```\n", many.concat()));
        assert_eq!(found.len(), 200);
    }

    proptest! {
        #[test]
        fn never_panics_and_points_into_the_file(parts in prop::collection::vec(prop::sample::select(PARTS), 0..20)) {
            codes(&parts.concat());
        }
    }

    const PARTS: &[&str] = &[
        "# é\n",
        "##x\n",
        "### {#a}\n",
        "## b {#a}\n",
        "```bash\n",
        "````\n",
        "```\n",
        "~~~\n",
        "> ",
        "- ",
        "\n",
        "\n\n",
        "    ",
        "$ docker run –it <é> “a”\\\n",
        "docker rm $(docker ps -aq)\n",
        "![](",
        "é.png)",
        "{alt=",
        "}",
        "<img src='a.png'>",
        "<!-- ropewalk: allow L0206, L9 -->",
        "<!--",
        "-->",
        "::: challenge\n",
        ":::\n",
        "( ) a\n",
        "what?\n",
        "FROM é\n",
        "image: x\n",
        "\u{a0}",
        "`",
        "---\n",
        "title: x\n",
        "\r\n",
        "\t",
        "'",
        "sudo \n",
        "docker pull `",
        "cat <<EOF\n",
    ];
}
