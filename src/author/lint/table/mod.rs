//! The rules' texts, a file a group.

mod commands;
mod courses;
mod links;
mod reading;
mod steps;

use super::Rule;

/// The groups of rules: `L01xx` to `L05xx`.
pub const GROUPS: &[(&str, &[Rule])] = &[
    ("Structure", reading::RULES),
    ("Blocks and commands", commands::RULES),
    ("Steps and questions", steps::RULES),
    ("Headings, pictures and links", links::RULES),
    ("Courses", courses::RULES),
];

/// How the manual begins.
pub const INTRODUCTION: &str = "# Lint rules

`ropewalk lint PATH…` reads lessons with a critical eye, and runs nothing. A finding has a code that stays the same;
`ropewalk lint --explain L0203` prints what is written here. Mistakes in a lesson's checks have codes that begin with
`C` and are listed in [checks.md](checks.md).

Of a folder it reads what `ropewalk outline` reads: not files whose name is all capitals, unless a folder has nothing but a
`README.md` with commands. Those with commands that it leaves out it names.

A *warning* or an *error* ends the command with status 1. A *note* does not, unless `--deny notes` is given.

Where one rule finds the same more than three times in a file, people read of the first and how many more there are, unless
each is about something of its own, as a file that is missing.
`--json` and `--sarif` have every finding.

To switch a rule off, write a comment. At the top of the file, before any text, it holds for the whole file; elsewhere
for what stands next:

```markdown
<!-- ropewalk: allow L0209 -->
```

Several rules are parted by commas, names are as good as codes, and a reason may follow behind a colon. In MDX write
`{/* ropewalk: allow L0209 */}`.

`--json` prints the findings as `{\"version\": 1, \"files\": …, \"findings\": […], \"unreadable\": […]}`, with columns that
count characters from 1, and `--sarif` as SARIF 2.1.0, which code hosts show beside the lines: with paths from the
repository's root. Both name the files that could not be read. Where a file, a folder or a pattern means nothing the status
is 2; where a file is no text it is 3.
";
