//! `L01xx`: what the file's structure is, and what of it could not be read.

use super::Rule;
use crate::diagnostic::Severity::Warning;

pub const RULES: &[Rule] = &[
    Rule {
        code: "L0101",
        name: "too-large",
        severity: Warning,
        what: "the file is larger than a lesson can be",
        why: "Only the first part is read. A lesson that nobody finishes in one sitting is better several lessons.",
        found: "(a file of many megabytes)",
        better: "(several files, in order of their names)",
    },
    Rule {
        code: "L0102",
        name: "nested-too-deep",
        severity: Warning,
        what: "lists, quotes and boxes stand too deep within each other",
        why: "The inner ones are read as text. On a screen so much indentation leaves no room for words either.",
        found: "> > > > > > > > > > > > > > > > > > > > text",
        better: "> text",
    },
    Rule {
        code: "L0103",
        name: "unclosed-fence",
        severity: Warning,
        what: "a code block is never closed",
        why: "Ropewalk ends it before the next heading of level two, or at the end of the file. Other readers take all \
              of the rest for code. A closing fence behind the last line of code is none for them either; Ropewalk \
              takes it for one where the fences of the lesson only come out so.",
        found: "```bash\ndocker ps\n\n## The next section",
        better: "```bash\ndocker ps\n```\n\n## The next section",
    },
    Rule {
        code: "L0104",
        name: "unclosed-comment",
        severity: Warning,
        what: "a comment is never closed",
        why: "Everything after it is hidden from the learner.",
        found: "<!-- to be written",
        better: "<!-- to be written -->",
    },
    Rule {
        code: "L0105",
        name: "unclosed-box",
        severity: Warning,
        what: "a box of colons is never closed, or a line of colons closes none",
        why: "`::: note` and `::hint-box` alike: the rest of the file stands in the box. A line of colons too many ends \
              nothing, and other readers show it.",
        found: "::: note\nMind the dot.",
        better: "::: note\nMind the dot.\n:::",
    },
    Rule {
        code: "L0106",
        name: "unclosed-details",
        severity: Warning,
        what: "a `<details>` is never closed, or a `</details>` closes none",
        why: "The rest of the file is folded away with it. A page with a template's tags is not looked at for a \
              `</details>` too many.",
        found: "<details><summary>Answer</summary>\n\nYes.",
        better: "<details><summary>Answer</summary>\n\nYes.\n\n</details>",
    },
    Rule {
        code: "L0107",
        name: "too-many-blocks",
        severity: Warning,
        what: "there are more code blocks than a lesson can have",
        why: "The blocks beyond the limit are shown, and never typed.",
        found: "(thousands of code blocks)",
        better: "(several files)",
    },
    Rule {
        code: "L0108",
        name: "broken-fence",
        severity: Warning,
        what: "a code block ends otherwise than its author meant",
        why: "Either its closing fence is shorter than the one that opened it, or another block opens while it is still \
              open, also in a block that shows Markdown between three signs. Ropewalk guesses, and says what it took for \
              what; other readers take text for code, or code for text. A fence left over below (`L0103`) is not told of.",
        found: "````bash\ndocker ps\n```",
        better: "```bash\ndocker ps\n```",
    },
    Rule {
        code: "L0109",
        name: "heading-without-space",
        severity: Warning,
        what: "there is no space after a heading's `#`",
        why: "Old Markdown read this as a heading, and so does Ropewalk. GitHub and most sites show a paragraph that \
              begins with `##`.",
        found: "##Create an image",
        better: "## Create an image",
    },
    Rule {
        code: "L0110",
        name: "unknown-rule",
        severity: Warning,
        what: "a comment allows a rule that does not exist, or nothing",
        why: "Most likely a digit is wrong, and the rule that was meant is still on. Each comment that begins with \
              `ropewalk` is looked at.",
        found: "<!-- ropewalk: allow L9206 -->",
        better: "<!-- ropewalk: allow L0206 -->",
    },
    Rule {
        code: "L0111",
        name: "unclosed-pre",
        severity: Warning,
        what: "a `<pre>` is never closed",
        why: "The rest of the file is taken for the content of a file.",
        found: "<pre class=\"file\" data-filename=\"notes.txt\">\nA note.",
        better: "<pre class=\"file\" data-filename=\"notes.txt\">\nA note.\n</pre>",
    },
    Rule {
        code: "L0112",
        name: "not-utf-8",
        severity: Warning,
        what: "a character is not saved as UTF-8",
        why: "The file was saved in another encoding, most likely an old one of Windows. Ropewalk and most sites show a \
              question mark in place of the character. A file in UTF-16 is read by few programs, and not by Ropewalk.",
        found: "Caf\u{fffd} au lait",
        better: "Café au lait",
    },
    Rule {
        code: "L0113",
        name: "box-not-indented",
        severity: Warning,
        what: "the text of a box is not indented",
        why: "MkDocs shows an empty box, and the text below it; four blanks are needed, for tabs (`=== \"Linux\"`) too. A box \
              of a title alone, with an empty line below, is fine.",
        found: "!!! note\nMind the dot.",
        better: "!!! note\n    Mind the dot.",
    },
    Rule {
        code: "L0114",
        name: "unclosed-div",
        severity: Warning,
        what: "a `<div>` is never closed, or a `</div>` closes none",
        why: "The rest of the page is taken for its content, and a site may lose its frame. A `</div>` too many ends the \
              frame too early; a page with a template's tags is not looked at for that.",
        found: "<div class=\"box\">\nMind the dot.",
        better: "<div class=\"box\">\nMind the dot.\n</div>",
    },
    Rule {
        code: "L0115",
        name: "unclosed-class",
        severity: Warning,
        what: "a box of a slide, as `.lab[`, is never closed",
        why: "Remark shows its first line as it is written, and none of the text stands in the box. A box ends with its `]` on \
              the same slide.",
        found: "class: title\n\n# Ropes\n\n---\n\n.lab[\n\n- Tie a knot.\n\n---\n\n# The end",
        better: "class: title\n\n# Ropes\n\n---\n\n.lab[\n\n- Tie a knot.\n\n]\n\n---\n\n# The end",
    },
    Rule {
        code: "L0116",
        name: "unclosed-element",
        severity: Warning,
        what: "a shortcode or an element that holds text is never closed",
        why: "Hugo and MDX do not build such a page; Ropewalk shows the text without the box or the tabs. Of Hugo's \
              shortcodes only those are looked at that have an end on every site (`tabs`, `tab`, `highlight`), or \
              elsewhere in the file.",
        found: "{{< tabs >}}\n{{< tab name=\"Linux\" >}}\nTie it.\n{{< /tab >}}",
        better: "{{< tabs >}}\n{{< tab name=\"Linux\" >}}\nTie it.\n{{< /tab >}}\n{{< /tabs >}}",
    },
    Rule {
        code: "L0117",
        name: "unclosed-front-matter",
        severity: Warning,
        what: "the keys at the top are never closed by `---`",
        why: "Ropewalk ends them at the first empty line or heading. Sites show the keys as text, or take all up to the \
              next rule (`---`) for keys: then the page has no text.",
        found: "---\ntitle: Knots\nteaching: 10\n\n# Tie one\n\nTake a rope.",
        better: "---\ntitle: Knots\nteaching: 10\n---\n\n# Tie one\n\nTake a rope.",
    },
    Rule {
        code: "L0118",
        name: "broken-front-matter",
        severity: Warning,
        what: "the keys at the top are no valid YAML",
        why: "Sites do not build such a page, or show it without its title. Ropewalk reads the keys line by line: a colon \
              within a value, a quote that is never closed, a tab and a colon that was forgotten do it no harm. Where \
              a template (`{{ x }}`) fills in values nobody can tell.",
        found: "---\ntitle: Knots: a start\n---\n\n# Tie one\n\nTake a rope.",
        better: "---\ntitle: \"Knots: a start\"\n---\n\n# Tie one\n\nTake a rope.",
    },
];
