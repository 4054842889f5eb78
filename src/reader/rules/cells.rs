//! Fences with a name in braces: boxes of Markdown, and cells of code and drawings.

use super::check;

#[test]
fn drawings_and_cells_hold_no_markdown() {
    let text = |name: &str| {
        format!("```bash\ndocker run web\n```\n\n```{{{name}}}\nboats {{\n\n    $ docker rm -f web\n}}\n```\n")
    };
    for name in ["dot", "graphviz", "plantuml", "ojs", "observable", "tikz, fig.cap=\"Boats\""] {
        check(&text(name), &["Command 1 docker run web", "Other 5"]);
    }
    check("```{console}\n$ docker ps\n```\n", &["Command 1 docker ps"]);
    check("```{prompt} bash $\ndocker ps\n```\n", &["Command 1 docker ps"]);
}

#[test]
fn boxes_that_nobody_knows_hold_markdown() {
    let run = "Then:\n\n```bash\ndocker ps\n```\n";
    check(&format!("````{{ropetip}}\nMind the long rope. {run}````\n"), &["Command 4 docker ps"]);
    check(
        &format!("````{{ropetip}} Ropes\n:class: long\n\n- Mind the long rope.\n\n{run}````\n"),
        &["Command 8 docker ps"],
    );
    check(&format!("````{{ropetip}}\nrope:\n\n{run}````\n"), &["Command 6 docker ps"]);
    check("```{ropetip}\nMind the long rope.\n\n    $ docker ps\n```\n", &["Command 4 docker ps"]);
}
