//! A small document that holds every kind of node.

use crate::document::{
    Block, BlockKind, Callout, Command, Confidence, Form, Inline, Inlines, Location, Node, NodeKind,
};
use crate::source::Span;

pub fn text(words: &str) -> Vec<Inline> {
    vec![Inline::Text(words.into())]
}

/// `code` in backticks, **strong**: enough Markdown to write a sentence.
pub fn sentence(words: &str) -> Vec<Inline> {
    let mut out = Vec::new();
    for (i, part) in words.split('`').enumerate() {
        if i % 2 == 1 {
            out.push(Inline::Code(part.into()));
            continue;
        }
        for (j, part) in part.split("**").enumerate() {
            let plain = Inline::Text(part.into());
            out.push(if j % 2 == 1 { Inline::Strong(vec![plain]) } else { plain });
        }
    }
    out
}

pub fn node(kind: NodeKind) -> Node {
    Node { kind, span: Span::default(), line: 1 }
}

pub fn heading(level: u8, words: &str) -> Node {
    node(NodeKind::Heading { level, id: String::new(), text: sentence(words).into() })
}

pub fn paragraph(words: &str) -> Node {
    node(NodeKind::Paragraph(sentence(words).into()))
}

pub fn callout(kind: &str, title: &str, collapsed: bool, children: Vec<Node>) -> Node {
    node(NodeKind::Callout(Callout { kind: kind.to_owned(), title: title.to_owned(), collapsed, children }))
}

pub fn list(start: Option<u64>, items: Vec<Vec<Node>>) -> Node {
    node(NodeKind::List { start, items })
}

pub fn table(rows: &[&[&str]]) -> Node {
    let cells = |row: &&[&str]| row.iter().map(|c| sentence(c)).collect::<Vec<_>>();
    let mut rows: Vec<_> = rows.iter().map(cells).collect();
    let header = rows.remove(0);
    node(NodeKind::Table { header, rows })
}

/// A block; lines of the text that begin with `$ ` or `# ` are commands.
pub fn block(kind: BlockKind, language: &str, body: &str) -> Block {
    let mut commands: Vec<Command> = Vec::new();
    let mut more = false;
    for (i, line) in body.lines().enumerate() {
        let typed = line.strip_prefix("$ ").or_else(|| line.strip_prefix("/ # "));
        let location = if line.starts_with('/') { Location::Container } else { Location::Host };
        match (typed, commands.last_mut()) {
            (None, Some(last)) if more => last.text = format!("{}\n{line}", last.text),
            (Some(text), _) => {
                let placeholders = if text.contains("<name>") { vec!["<name>".to_owned()] } else { vec![] };
                commands.push(Command {
                    line: i + 2,
                    text: text.to_owned(),
                    straight: None,
                    location,
                    interactive: false,
                    placeholders,
                });
            }
            _ => {}
        }
        more = line.ends_with('\\');
    }
    Block {
        line: 1,
        end_line: body.lines().count() + 2,
        kind,
        tag: language.into(),
        text: body.into(),
        body: Span::default(),
        confidence: Confidence::default(),
        form: Form::default(),
        path: None,
        append: false,
        terminal: 1,
        commands,
        output: false,
        expected: None,
        placeholders: vec![],
        alternative_of: None,
        tab: None,
        usual_path: false,
        action: None,
    }
}

pub fn code(kind: BlockKind, language: &str, body: &str) -> Node {
    node(NodeKind::Block(Box::new(block(kind, language, body))))
}

const SESSION: &str = "\
$ docker run -it --rm --name <name> alpine sh
Unable to find image 'alpine:latest' locally
latest: Pulling from library/alpine
/ # ls /etc/os-release
/etc/os-release
/ # exit
$ docker ps --all --no-trunc --format 'table {{.ID}}\\t{{.Image}}\\t{{.Command}}\\t{{.Status}}\\t{{.Names}}'
CONTAINER ID   IMAGE     COMMAND   STATUS    NAMES";

const DOCKERFILE: &str =
    "FROM debian:trixie-slim\nRUN apt-get update \\\n\t&& apt-get install -y python3\nCMD [\"python3\"]";

pub fn document() -> Vec<Node> {
    [prose_and_code(), boxes_and_lists()].concat()
}

fn prose_and_code() -> Vec<Node> {
    let mut file = block(BlockKind::File, "dockerfile", DOCKERFILE);
    file.path = Some("web/Dockerfile".to_owned());
    let mut other =
        block(BlockKind::Command, "bash", "# the long form\n$ docker container run \\\n    --detach \\\n    nginx");
    other.terminal = 2;
    other.alternative_of = Some(4);
    vec![
        heading(1, "Running containers"),
        paragraph(
            "A container is a process that believes it is **alone on its machine**. The command `docker run` makes \
             one from an image, and `docker ps --all` lists those that have ended as well; what is written in a \
             container is lost with it, unless it lies on a *volume*.",
        ),
        node(NodeKind::Paragraph(Inlines::from(vec![
            Inline::Text("The ".into()),
            Inline::Link { text: text("reference of the run command"), url: "https://docs.docker.com/run/".into() },
            Inline::Text(" tells all, ".into()),
            Inline::Link { text: text("https://example.com"), url: "https://example.com".into() },
            Inline::Text(" less, and the ".into()),
            Inline::Link { text: text("next page"), url: "../next.md".into() },
            Inline::Text(" more. ".into()),
            Inline::Strike(text("Old words.")),
            Inline::Break,
            Inline::Image { alt: "a whale".into(), url: "whale.png".into() },
            Inline::Text(" ".into()),
            Inline::Emphasis(text("A new line.")),
        ]))),
        heading(2, "A session with `sh`"),
        code(BlockKind::Session, "console", SESSION),
        node(NodeKind::Block(Box::new(other))),
        heading(3, "Files"),
        node(NodeKind::Block(Box::new(file))),
    ]
}

fn boxes_and_lists() -> Vec<Node> {
    vec![
        callout(
            "note",
            "Note",
            false,
            vec![paragraph("Images are *read only*. Every container gets a thin layer of its own to write to.")],
        ),
        callout(
            "warning",
            "Mind the data",
            false,
            vec![
                paragraph("`docker rm -v` removes the volumes too:"),
                list(None, vec![vec![paragraph("anonymous ones,")], vec![paragraph("but not those with a name.")]]),
                code(BlockKind::Command, "bash", "$ docker rm -v web"),
            ],
        ),
        callout("solution", "Solution", true, vec![paragraph("Use `docker rm`.")]),
        list(
            Some(9),
            vec![
                vec![paragraph(
                    "Pull the image; this may take a while when the network is slow, and longer when it is not there.",
                )],
                vec![
                    paragraph("Run it:"),
                    list(None, vec![vec![paragraph("in the foreground")], vec![paragraph("or detached, with `-d`")]]),
                ],
            ],
        ),
        node(NodeKind::Quote(vec![paragraph("Containers are not virtual machines.")])),
        table(&[
            &["Command", "What it does", "Short form"],
            &[
                "`docker container ls`",
                "lists the containers that run; with `--all` those that have ended as well",
                "`docker ps`",
            ],
            &["`docker image ls`", "lists images", "`docker images`"],
        ]),
        node(NodeKind::Rule),
        code(BlockKind::Output, "", "Hello from Docker!"),
        code(BlockKind::Synopsis, "", "docker run [OPTIONS] IMAGE [COMMAND]"),
    ]
}
