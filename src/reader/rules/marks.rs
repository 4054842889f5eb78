//! What authors say of a block with marks of their dialect.

use super::check;
use crate::document::{Inline, NodeKind, plain_text};

#[test]
fn a_blank_may_stand_before_the_mark_of_a_button() {
    for mark in ["{{exec}}", "{{execute}}", "{{exec interrupt}}", "{{T1}}"] {
        let text = format!("```\ndocker ps\n``` {mark}\n\nThen look.\n\n```bash\ndocker images\n``` {mark}\n\nDone.\n");
        check(&text, &["Command 1 docker ps", "Command 7 docker images"]);
    }
    let text = "Now `docker pull alpine` {{execute}}\n\nand *then* `docker run -it alpine` {{execute}} and `exit` {{execute}}.\n";
    check(text, &["Command 1 docker pull alpine", "Command 3 docker run -it alpine", "Session 3 @exit"]);
    check("Read `docker ps` {{ site.more }} and `docker rm` { a }.\n", &[]);
}

#[test]
fn a_shell_that_the_teachers_notes_open_or_leave_is_not_the_learners() {
    let text = |notes: &str| {
        format!(
            "```bash\ndocker run -it alpine sh\n```\n\n::: instructor\n```bash\n{notes}\n```\n:::\n\n```bash\nls\n```\n"
        )
    };
    check(&text("exit"), &["Command 1 docker run -it alpine sh", "Session 6 @exit", "Session 11 @ls"]);
    let text = "::: instructor\n```bash\ndocker exec -it web sh\n```\n:::\n\n```bash\nls\n```\n";
    check(text, &["Command 2 docker exec -it web sh", "Command 7 ls"]);
}

#[test]
fn lines_that_go_into_a_file_are_not_all_of_it() {
    let action = |name: &str, keys: &str| format!("```editor:{name}\nfile: ~/app/Dockerfile\n{keys}\n```\n");
    for (name, keys) in [
        ("append-lines-after-match", "match: FROM a\ntext: RUN b"),
        ("insert-lines-before-line", "line: 2\ntext: RUN b"),
        ("replace-matching-text", "match: a\nreplacement: docker run b"),
        ("replace-text-selection", "text: FROM b"),
        ("insert-value-into-yaml", "path: services\nvalue:\n  web:\n    image: a"),
    ] {
        check(&action(name, keys), &["File 1"]);
    }
    check(&action("append-lines-to-file", "text: RUN b"), &["File 1 >> ~/app/Dockerfile"]);
    let pre = |target: &str| {
        format!("<pre class=\"file\" data-filename=\"Dockerfile\" data-target=\"{target}\">\nRUN b\n</pre>\n")
    };
    check(&pre("prepend"), &["File 1"]);
    check(&pre("insert\" data-marker=\"# here"), &["File 1"]);
    check(&pre("append"), &["File 1 >> Dockerfile"]);
}

#[test]
fn a_hidden_file_and_one_with_a_blank_may_be_named_by_a_mark() {
    check("``` title=\".dockerignore\"\nnode_modules\n```\n", &["File 1 > .dockerignore"]);
    check("```json save-as=\"a b.json\"\n{}\n```\n", &["File 1 > a b.json"]);
    check("```bash title=\"...\"\nls\n```\n", &["Command 1 ls"]);
}

/// What a text says, with the addresses of its links.
#[track_caller]
fn says(text: &str, want: &str) {
    let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
    let mut said = Vec::new();
    crate::document::walk(&document.nodes, &mut |node| match &node.kind {
        NodeKind::Paragraph(words) | NodeKind::Heading { text: words, .. } => {
            let part = |inline: &Inline| match inline {
                Inline::Link { text, url } => format!("{} <{url}>", plain_text(text)),
                other => plain_text(std::slice::from_ref(other)),
            };
            said.push(words.iter().map(part).collect::<String>());
        }
        NodeKind::Callout(callout) => said.push(format!("[{} {}]", callout.kind, callout.title)),
        NodeKind::Block(block) => said.push(format!("{{{}}}", block.action.as_deref().unwrap_or(&block.text))),
        _ => {}
    });
    assert_eq!(said.join("|"), want, "{text}");
}

#[test]
fn icons_and_options_are_the_pages() {
    says("=== \":material-linux: Linux\"\n\n    One\n", "Linux|One");
    says("!!! tip \"Look :octicons-arrow-24: there\"\n    One\n", "[tip Look there]|One");
    says("<Tabs>\n<TabItem value=\"b\" label=\"Linux / Mac\">\nOne\n</TabItem>\n</Tabs>\n", "Linux / Mac|One");
    says("<Tabs>\n<TabItem value=\"b\">\nOne\n</TabItem>\n</Tabs>\n", "b|One");
    says("```{bash}\n#| eval: false\n#| echo: true\nls\n```\n", "{ls}");
    says("```bash\n#| eval: false\n```\n", "{#| eval: false}");
    says("```execute-2\n<ctrl+c>\n```\n\n```execute\n<ctrl-d>\n```\n", "{Press Ctrl-C in terminal 2.}|{Press Ctrl-D.}");
}

#[test]
fn a_link_of_the_page_tells_where_it_leads_and_a_variable_what_it_asks() {
    says("::tabLink[Open it]{href=\"http://localhost:3000\" id=\"a\"}\n", "Open it <http://localhost:3000>");
    says("Click :tabLink[App]{href=\"http://localhost:80\"} :material-x: now\n", "Click App <http://localhost:80> now");
    says("::variableDefinition[user]{prompt=\"What is your name?\"}\n", "What is your name? ($$user$$)");
    says(
        "::variableDefinition[port]\n\nSee :fileLink[a.yml]{path=\"b/a.yml\"}.\n",
        "::variableDefinition[port]|See a.yml.",
    );
}

#[test]
fn a_file_may_begin_with_a_title_of_one_hash_without_a_blank() {
    says("#Ropes and knots\nText.\n\n##Tie\n", "Ropes and knots|Text.|Tie");
    says("\n#1. Begin\n\nText\n", "1. Begin|Text");
    says("Text\n\n#tag and more\n", "Text|#tag and more");
    says("#!/bin/sh\n", "#!/bin/sh");
}

#[test]
fn a_line_break_in_a_button_is_entered() {
    let text = "Go there with `cd barn\nls hay`{{execute}}.\n";
    check(text, &["Command 1 cd barn | ls hay"]);
    check("`docker run \\\n  -d nginx`{{execute}}\n", &["Command 1 docker run \\\n  -d nginx"]);
    check("`into() {\n  ls\n}`{{execute}}\n", &["Command 1 into() {\n  ls\n}"]);
    check("- a\n\n  `cd barn\n  ls hay`{{execute}}\n", &["Command 3 cd barn | ls hay"]);
    let (document, _) =
        crate::reader::read(&crate::source::Source::new("x.md", "Run `docker ps \\\n  -a`{{execute}}.\n"));
    assert!(crate::reader::read(&crate::source::Source::new("x.md", text)).0.suggested.is_empty());
    assert!(document.suggested.is_empty());
}

#[test]
fn an_answer_to_click_is_no_command() {
    let text = |answer: &str| {
        format!("`ssh barn`{{{{execute}}}}\n\nAnswer with `{answer}`{{{{execute}}}}.\n\n`ls`{{{{execute}}}}\n")
    };
    check(&text("yes"), &["Command 1 ssh barn", "Repl 3 @yes", "Command 5 ls"]);
    check(&text("Y"), &["Command 1 ssh barn", "Repl 3 @Y", "Command 5 ls"]);
    check(&text("yes | ls"), &["Command 1 ssh barn", "Command 3 yes | ls", "Command 5 ls"]);
}
