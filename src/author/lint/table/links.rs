//! `L04xx`: headings, pictures and links.

use super::Rule;
use crate::diagnostic::Severity::{Note, Warning};

pub const RULES: &[Rule] = &[
    Rule {
        code: "L0401",
        name: "duplicate-id",
        severity: Warning,
        what: "a heading is given an id that another one has",
        why: "The id names the step, for its checks and for the learner's progress. The second heading gets a number \
              behind its id, and the checks go to the first. Of two anchors with one name (`<a name>`, `<h2 id>`, \
              `(name)=`) links reach the first.",
        found: "## Run it {#run}\n\nHere.\n\n## Run it again {#run}\n\nThere.",
        better: "## Run it {#run}\n\nHere.\n\n## Run it again {#run-again}\n\nThere.",
    },
    Rule {
        code: "L0402",
        name: "repeated-heading",
        severity: Note,
        what: "two headings say the same",
        why: "Within different parts their ids are told apart by the part, within one by a number, which changes when a \
              section moves: links and progress then point to the wrong one. Titles of boxes and decks of slides are not meant.",
        found: "## Exercise\n\nOne.\n\n## Exercise\n\nTwo.",
        better: "## Exercise: one container\n\nOne.\n\n## Exercise: two containers\n\nTwo.",
    },
    Rule {
        code: "L0403",
        name: "skipped-level",
        severity: Note,
        what: "a heading is more than one level below the one before",
        why: "People who listen to a page go from heading to heading by level, and look for the one that is missing. \
              Decks of slides are not meant.",
        found: "# Volumes\n\n### Make one\n\nText.",
        better: "# Volumes\n\n## Make one\n\nText.",
    },
    Rule {
        code: "L0404",
        name: "no-alt-text",
        severity: Warning,
        what: "a picture has no description",
        why: "A terminal and a screen reader show the description and nothing else; `image` and the name of the file \
              describe nothing. An empty `alt=\"\"` or `role=\"presentation\"` says that a picture is for decoration, and is \
              left alone, as is one in a figure with a caption. `{{< figure >}}` and `{image}` are pictures, too.",
        found: "![](layers.png)",
        better: "![Three layers, the topmost one writable](layers.png)",
    },
    Rule {
        code: "L0405",
        name: "missing-file",
        severity: Warning,
        what: "a link leads to a file that is not there",
        why: "Paths are relative to the lesson's folder; some sites look in the folders above too, so a file that lies in \
              one of them, up to the repository's root, is there. Only files of a kind that lies beside lessons are \
              looked for, and `Dockerfile` and its like: not folders and pages (`.html`), not paths from a site's root \
              or by an alias (`@site/`, `~/`), not addresses with a template in them.",
        found: "See [the next lesson](03-volums.md).",
        better: "See [the next lesson](03-volumes.md).",
    },
    Rule {
        code: "L0406",
        name: "missing-anchor",
        severity: Warning,
        what: "a link leads to a place in a page that the page does not have",
        why: "Most likely the heading was renamed. Every way in which sites make anchors of headings is fine: with the \
              number before the words or without it, with signs dropped or not, `-1` and `_1` for the second of its \
              name; so are `{#id}`, `id=\"…\"`, `<a name>` and labels. A page that brings in text from elsewhere is not \
              looked at, and no link within slides and `MyST`, whose names belong to the whole.",
        found: "## Make a volume\n\nText.\n\nSee [above](#create-a-volume).",
        better: "## Make a volume\n\nText.\n\nSee [above](#make-a-volume).",
    },
];
