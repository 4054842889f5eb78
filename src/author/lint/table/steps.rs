//! `L03xx`: steps, challenges and questions.

use super::Rule;
use crate::diagnostic::Severity::{Note, Warning};

pub const RULES: &[Rule] = &[
    Rule {
        code: "L0301",
        name: "empty-section",
        severity: Warning,
        what: "a section has nothing to read and nothing to do",
        why: "A heading, and then the next one: most likely something is still to be written, or a comment hides it all. \
              So does `TODO`, `...` or an empty block \
              alone. A last heading that says good-bye (`The end`) is a note.",
        found: "## Clean up\n\n## What you can do now\n\nYou can run containers.",
        better: "## What you can do now\n\nYou can run containers.",
    },
    Rule {
        code: "L0302",
        name: "unchecked-step",
        severity: Note,
        what: "a step of a lesson with checks has none",
        why: "It has commands to type, and its checks expect nothing: the learner may type anything and goes on.",
        found: "steps:\n  clean-up:\n    hints: [ \"Remove the container.\" ]",
        better: "steps:\n  clean-up:\n    hints: [ \"Remove the container.\" ]\n    expect:\n      - container: { name: web, removed: true }",
    },
    Rule {
        code: "L0303",
        name: "challenge-without-solution",
        severity: Note,
        what: "a challenge has no solution",
        why: "A learner who is stuck stays stuck, and nobody can prove that the challenge can be solved. A box or a quote \
              is a challenge by its kind or where its title begins so (`Challenge`, `Exercise 2`), and a section by its \
              heading (also `Your turn`) where it tells to do something and nothing in the lesson solves it. A \
              challenge whose commands stand in the box or right below it needs none, nor does a question with its answer \
              in the paragraph below, nor one of a lesson with a sidecar.",
        found: "> ## Challenge\n> Start two containers that share a volume.\n{: .challenge}",
        better: "> ## Challenge\n> Start two containers that share a volume.\n> > ## Solution\n> > Give both `-v shared:/data`.\n> {: .solution}\n{: .challenge}",
    },
    Rule {
        code: "L0304",
        name: "question-without-answer",
        severity: Warning,
        what: "a question has no answer",
        why: "None of the choices is ticked, the box of a question is empty, or nothing stands behind `**Answer:**`; one \
              that tells to discuss or to do something wants none. Boxes to tick below anything but a question are a \
              list of things to do.",
        found: "Which command lists containers?\n\n- ( ) `docker ps`\n- ( ) `docker images`",
        better: "Which command lists containers?\n\n- (x) `docker ps`\n- ( ) `docker images`",
    },
    Rule {
        code: "L0305",
        name: "lesson-moved-on",
        severity: Note,
        what: "a step's text has changed since its checks were recorded",
        why: "`ropewalk record` keeps in `recorded:` a digest of the text that it played. Another text may ask for \
              something else than the checks do. Whether it does, `ropewalk record --update` finds out: it plays the \
              step again and shows what is stale. White space alone makes no difference.",
        found: "steps:\n  pull:\n    recorded: sha256:0000000000000000000000000000000000000000000000000000000000000000",
        better: "steps:\n  pull:\n    recorded: sha256:6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b",
    },
    Rule {
        code: "L0306",
        name: "pattern-without-words",
        severity: Note,
        what: "a pattern of a check has no words for the learner",
        why: "A learner never reads a regular expression. Of a plain one, such as `^100$`, words are made; of any other \
              the learner reads no more than that something else was asked for. `say:` beside the check tells it.",
        found: "steps:\n  look-around:\n    expect:\n      - output: { command: \"^docker exec\", matches: \"^ *[0-9]+ root .*sh$\" }",
        better: "steps:\n  look-around:\n    expect:\n      - output: { command: \"^docker exec\", matches: \"^ *[0-9]+ root .*sh$\" }\n        say: \"`ps`, typed inside, lists your shell\"",
    },
];
