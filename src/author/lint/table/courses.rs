//! `L05xx`: the files in which courses say their order.

use super::Rule;
use crate::diagnostic::Severity::{Error, Warning};
use crate::lesson::course::{BROKEN, MISSING};

pub const RULES: &[Rule] = &[
    Rule {
        code: BROKEN,
        name: "broken-course",
        severity: Error,
        what: "the file in which a course says its order cannot be read",
        why: "`index.json`, `labspace.yaml`, `config.yaml`, `mkdocs.yml` and their like say which lessons a course has, and \
              in which order. From one that is no valid YAML or JSON nothing is taken: the lessons come in the order of \
              their names, without the titles that the course gives them.",
        found: "episodes:\n- 01-images.md\n  - 02-containers.md: [",
        better: "episodes:\n- 01-images.md\n- 02-containers.md",
    },
    Rule {
        code: MISSING,
        name: "missing-lesson",
        severity: Warning,
        what: "a course names a lesson that is not there",
        why: "The file was renamed or never written, or its name has a mistake. The course goes on without it.",
        found: "nav:\n- docs/imgaes.md",
        better: "nav:\n- docs/images.md",
    },
];
