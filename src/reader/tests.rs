//! Whole lessons, limits, and what must hold for every text.

use super::limits::{MAX_BLOCKS, MAX_DEPTH};
use super::{Dialect, read, read_as};
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Node, NodeKind, plain_text};
use crate::source::{Source, Span};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

fn document(text: &str) -> Document {
    read(&Source::new("x.md", text)).0
}

fn codes(text: &str) -> Vec<&'static str> {
    read(&Source::new("x.md", text)).1.iter().map(|d: &Diagnostic| d.code).collect()
}

/// The tree in short: `h2 Title`, `p words`, `code 3-5 command: a | b`, `[tip Title] { … }`.
fn sketch(nodes: &[Node]) -> String {
    nodes.iter().map(sketch_node).collect::<Vec<_>>().join("; ")
}

fn sketch_node(node: &Node) -> String {
    match &node.kind {
        NodeKind::Heading { level, id, text } => format!("h{level} {} #{id}", plain_text(text)),
        NodeKind::Paragraph(text) => format!("p {}", plain_text(text)),
        NodeKind::List { start, items } => {
            let items: Vec<_> = items.iter().map(|i| sketch(i)).collect();
            format!("{} ({})", start.map_or("ul".to_owned(), |n| format!("ol{n}")), items.join(" / "))
        }
        NodeKind::Quote(children) => format!("quote {{ {} }}", sketch(children)),
        NodeKind::Callout(c) => {
            let folded = if c.collapsed { "+" } else { "" };
            format!("[{folded}{} {}] {{ {} }}", c.kind, c.title, sketch(&c.children))
        }
        NodeKind::Table { header, rows } => format!("table {}x{}", header.len(), rows.len()),
        NodeKind::Block(b) => {
            let commands: Vec<_> = b.commands.iter().map(|c| c.text.as_str()).collect();
            format!("code {}-{} {:?}: {}", b.line, b.end_line, b.kind, commands.join(" | "))
                .trim_end_matches([':', ' '])
                .to_owned()
        }
        NodeKind::Rule => "rule".to_owned(),
    }
}

fn check(text: &str, want: &str) {
    assert_eq!(sketch(&document(text).nodes), want, "{text}");
}

#[test]
fn plain_markdown() {
    check("# A\n\ntext `c`\n**b**\n\n---\n", "h1 A #a; p text c b; rule");
    check("A\n===\n\nB\n---\n## C ##\n", "h1 A #a; h2 B #b; h2 C #c");
    check("##NoSpace\ntext\n", "h2 NoSpace #nospace; p text");
    check("## Run it {#run}\n## Run\n", "h2 Run it #run; h2 Run #run-1");
    check("| a | b |\n|---|---|\n| 1 | 2 |\n", "table 2x1");
    check("- a\n- b\n  - c\nlazy\n\n1. d\n2. e\n", "ul (p a / p b; ul (p c lazy)); ol1 (p d / p e)");
    check("> a\nlazy\n\nafter\n", "quote { p a lazy }; p after");
    check("a [x][y] b\n\n[y]: http://z\n", "p a x b");
    check("name <container id> here", "p name <container id> here");
    check("text\r\n```bash\r\nls\r\n```\r\n", "p text; code 2-4 Command: ls");
}

#[test]
fn comments_and_tags_of_sites_are_not_shown() {
    check("a\n\n<!--\n## hidden\n\nx\n-->\n\nb\n", "p a; p b");
    check("```\n<!-- kept -->\n```\n", "code 1-3 Other");
    check("{% include links.md %}\na\n{: .class}\n", "p a");
    check("[a](b){target=_blank} :material-docker: Docker", "p a Docker");
    assert_eq!(codes("<!-- never closed"), ["L0104"]);
}

#[test]
fn fences_are_found_wherever_they_stand() {
    check("1. do\n\n    ```console\n    $ ls\n    ```\n2. then\n", "ol1 (p do; code 3-5 Command: ls / p then)");
    check("- a\n  ```sh\nls\n ```\n- b", "ul (p a; code 2-4 Command: ls / p b)");
    check("> ~~~\n> docker ps\n> ~~~\n", "quote { code 1-3 Command: docker ps }");
    check("!!! note\n    ```\n\t$ ls\n    ```\n", "[note Note] { code 2-4 Command: ls }");
    check("  ```shell\n$ ls\n  ```\ntext", "code 1-3 Command: ls; p text");
    check("```\n$ ls\n```{{exec}}\ntext", "code 1-3 Command: ls; p text");
    check("````bash\nls\n```\n## Next\n", "code 1-3 Command: ls; h2 Next #next");
    assert_eq!(codes("```bash\nls\n## Next\n"), ["L0103"]);
    check("```bash\nls\n## Next\n", "code 1-2 Command: ls; h2 Next #next");
}

#[test]
fn boxes_of_all_dialects() {
    check("> [!TIP]\n> text\n", "[tip ] { p text }");
    check("??? Tip \"A\"\n\n    b\n\n        c\n\nd", "[+tip A] { p b; code 5-5 Other }; p d");
    check("> ## T\n> a\n{: .callout}\n\nb", "[note T] { p a }; p b");
    check(
        "> ## T\n> > ## Solution\n> > s\n> {: .solution}\n{: .challenge}\n",
        "[challenge T] { [+solution Solution] { p s } }",
    );
    check("::::: challenge\n## T\n::: solution\ns\n:::::::\n:::\nb", "[challenge T] { [+solution ] { p s } }; p b");
    check("::: {.columns}\na\n:::\n", "p a");
    check("<details><summary><b>Hint</b> 1</summary>\n\na\n\n</details>\nb", "[+hint Hint 1] { p a }; p b");
    check("````{note} T\n```bash\nls\n```\n````\n", "[note T] { code 2-4 Command: ls }");
    check(
        "=== \"A\"\n    ```\n    ls\n    ```\n=== \"B\"\n    ```\n    pwd\n    ```\n",
        "p A; code 2-4 Command: ls; p B; code 6-8 Command: pwd",
    );
    assert_eq!(codes("::: note\na"), ["L0105"]);
    assert_eq!(codes("<details>\na"), ["L0106"]);
}

/// The example of the module's documentation.
#[test]
fn a_new_dialect_is_one_file_and_one_line_in_a_table() {
    let text = "%%% tip Stop it first\ntext\n\n%%% note\n```bash\nls\n```\n%%%\n%%%\nafter\n";
    check(text, "[tip Stop it first] { p text; [note ] { code 5-7 Command: ls } }; p after");
    assert_eq!(document(text).dialects, ["percent"]);
    let forced = |name| read_as(&Source::new("x.md", text), Dialect::named(name)).0.callouts().len();
    assert_eq!([forced("percent"), forced("gfm")], [2, 0]);
    check("%%% tip\nnever closed\n", "p never closed");
}

#[test]
fn a_tab_replaces_the_first_one_of_its_group() {
    let document = document("=== \"A\"\n    ```\n    ls\n    ```\n=== \"B\"\n    ```\n    pwd\n    ```\n");
    let found: Vec<_> = document.blocks().iter().map(|b| b.alternative_of).collect();
    assert_eq!(found, [None, Some(2)]);
}

#[test]
fn what_a_lesson_says_of_itself() {
    let text = "# T\n\n10 Minutes\n\n## Learning Objectives\n\n* Run `x`\n* Stop\n";
    let got = document(text);
    assert_eq!((got.title.as_deref(), got.minutes.teaching), (Some("T"), Some(10)));
    assert_eq!(got.objectives, ["Run `x`", "Stop"]);
    let got = document("# T\n\n**Time:** 45-60 minutes | **Level:** Beginner\n");
    assert_eq!(got.minutes.teaching, Some(60));
    let got = document("---\ntitle: T\nminutes: 15\nobjectives:\n  - A\n---\ntext (Hint: look)\n");
    assert_eq!((got.title.as_deref(), got.minutes.teaching), (Some("T"), Some(15)));
    assert_eq!((got.objectives.as_slice(), got.hints[0].text.as_str()), (["A".to_owned()].as_slice(), "look"));
}

#[test]
fn tables_of_html_are_tables() {
    let text = "<table class=\"x\">\n  <tr>\n    <th><b>A</b></th>\n    \n    <th>Reading Time</th>\n</tr>\n\n<tr><td>1 <br>2</td><td>5 min\n</td></tr>\n</table>\nafter";
    check(text, "table 2x1; p after");
    assert_eq!(document(text).minutes.teaching, Some(5));
    check("<table>\nnever closed", "p never closed");
}

#[test]
fn output_below_tabs_is_that_of_the_chosen_one() {
    let tab =
        |name: &str, more: &str| format!("=== \"{name}\"\n\n    ```bash\n    docker ps {name}\n    ```\n{more}\n");
    let expected = |text: &str| {
        let blocks = document(text);
        blocks.blocks().iter().map(|b| b.expected.clone().unwrap_or_default()).collect::<Vec<_>>().join("|")
    };
    let (a, b) = (tab("a", ""), tab("b", ""));
    assert_eq!(expected(&format!("{a}{b}\n```output\nx\n```\n")), "x||");
    let own = tab("b", "\n    ```output\n    y\n    ```\n");
    assert_eq!(expected(&format!("{a}{own}")), "|y|");
    let text = "=== \"Desktop\"\n\n    Press the button.\n\n";
    let other = document(&format!("{text}{a}{b}"));
    let instead = |document: &Document| document.blocks().iter().map(|b| b.alternative_of).collect::<Vec<_>>();
    assert_eq!(instead(&other), [None, Some(7)]);
    let windows = "=== \"PowerShell\"\n\n    ```powershell\n    docker ps\n    ```\n\n";
    assert_eq!(instead(&document(&format!("{windows}{a}{b}"))), [Some(9), None, Some(9)]);
    assert_eq!(instead(&document(windows)), [None]);
    let file = |name: &str| format!("=== \"{name}\"\n\n    ```yaml title=\"{name}\"\n    x: 1\n    ```\n\n");
    let files = |names: &[&str]| instead(&document(&names.iter().map(|name| file(name)).collect::<String>()));
    assert_eq!(files(&["a.yml", "b.yml"]), [None, None]);
    assert_eq!(files(&["a.yml", "a.yml"]), [None, Some(3)]);
}

#[test]
fn questions() {
    let quiz = |text: &str| {
        let quizzes = document(text).quizzes;
        quizzes.iter().map(|q| format!("{:?} {}: {}", q.kind, q.question, q.answer)).collect::<Vec<_>>().join("; ")
    };
    for (text, want) in [
        ("??? question \"Why?\"\n\n    Because.\n", "Reveal Why?: Because."),
        ("??? question \"Why?\"\n    !!! success \"Answer\"\n        So.\n", "Reveal Why?: So."),
        (
            "??? question \"True or False: x\"\n    !!! success \"False\"\n        No.\n",
            "TrueFalse True or False: x: False",
        ),
        ("{:.quiz}\nWhich?\n- ( ) a\n- (x) b\n", "Single Which?: b"),
        ("{:.quiz}\nA stack can:\n- [x] a\n- [ ] b\n", "Single A stack can:: a"),
        ("A stack can:\n- [x] a\n- [ ] b\n", ""),
        ("Which?\n\n- [x] a\n- [x] b\n- [ ] c\n", "Multiple Which?: a, b"),
        ("### Which one?\n\n- [x] a\n- [ ] b\n", "Single Which one?: a"),
        ("1. Which?\n   - [ ] a\n   - [x] b\n", "Single Which?: b"),
        ("**Which?**\n\nA) one  \nB) two\n\n**Answer:** B) two\n\n**Explanation:** So.\n", "Single Which?: two"),
        (
            "Which?\n\n- A. one\n- B. two\n\n<details>\n<summary>Show</summary>\n\n**Correct Answer: A**\n\n</details>\n",
            "Single Which?: one",
        ),
        ("**Q1: Same?** A) Yes B) No\n\n**Answer:** B\n", "Single Q1: Same?: No"),
        (
            "### Question 1\nWhich?\n- A) a\n- B) b\n\n## Answer key\n\n| # | Answer |\n|--|--|\n| 1 | B |\n",
            "Single Which?: b",
        ),
        ("Which?\n- A) a\n- B) b\n\n## Answers\n\n1. A\n", "Single Which?: a"),
        ("**True or False**: it runs.\n\n**Answer:** False. It ended.\n", "TrueFalse True or False: it runs.: False"),
        ("**Q: Why?**\nA: Because.\n", "Reveal Q: Why?: Because."),
        (
            "**Exercise:** Do it. What is seen?\n\n!!! note\n    x\n\n??? success \"Answer\"\n    y\n",
            "Reveal Exercise: Do it. What is seen?: y",
        ),
        (
            "```json\n[{\"question\": \"Q?\", \"type\": \"multiple_choice\", \"answers\": [{\"answer\": \"a\", \"correct\": true}, {\"answer\": \"b\", \"correct\": false}]}, {\"question\": \"N?\", \"type\": \"numeric\", \"answers\": [{\"type\": \"value\", \"value\": 3, \"correct\": true}]}]\n```\n",
            "Single Q?: a; Number N?: 3",
        ),
        (
            "```gift\n// c\n::T:: Which? {=right#yes ~wrong}\nIt runs. {F}\nHow many? {#3}\nWho? {=Ann =Bob}\n```\n",
            "Single Which?: right; TrueFalse It runs.: False; Number How many?: 3; Text Who?: Ann",
        ),
        (
            "> <question-title></question-title>\n> Why?\n>\n> > <solution-title></solution-title>\n> > So.\n> {: .solution}\n{: .question}\n",
            "Reveal Why?: So.",
        ),
        ("Choose A) or B) as you like.\n", ""),
        ("Done:\n\n- [x] a\n- [ ] b\n", ""),
        ("Which?\n\n- [ ] a\n- [ ] b\n", ""),
    ] {
        assert_eq!(quiz(text), want, "{text}");
    }
}

#[test]
fn expected_output_is_attached() {
    for (text, want) in [
        ("```console\n$ ls\na\n\nb\n$ \n```\n", Some("a\n\nb")),
        ("```bash\nls\n```\n```output\na\n```\n", Some("a")),
        ("```bash\nls\n```\n\nYou should see:\n\n```\na\n```\n", Some("a")),
        ("```bash\nls\n```\n\n## Next\n\n```output\na\n```\n", None),
        ("```bash\nls\n```\n```output\na\n$\n```\n", Some("a")),
        ("```bash\nls\n```\n\nIf you run `docker ps`, you will see:\n\n```output\na\n```\n", None),
        ("```bash\ndocker ps -a\n```\n\nThe `docker ps` command prints:\n\n```output\na\n```\n", Some("a")),
        ("```bash\nls\n```\n\nThe same again!\n\n```output\na\n```\n", Some("a")),
        ("```bash\nls\n```\n\nIf it fails:\n\n```output\na\n```\n", None),
        ("```bash\nls\n```\n", None),
    ] {
        assert_eq!(document(text).blocks()[0].expected.as_deref(), want, "{text}");
    }
}

#[test]
fn typographic_quotes_are_typed_straight() {
    let text = "text\n\n```bash\ndocker run -e “A=b” x\n```\n";
    let document = document(text);
    let command = &document.blocks()[0].commands[0];
    assert_eq!((command.text.as_str(), command.typed()), ("docker run -e “A=b” x", "docker run -e \"A=b\" x"));
}

#[test]
fn what_only_stands_out_on_slides_is_not_typed() {
    let typed = |text: &str| {
        let document = document(text);
        let commands = document.blocks()[0].commands.iter().map(|c| format!("{} => {}", c.text, c.typed()));
        commands.collect::<Vec<_>>().join("; ")
    };
    let block = "```bash\n$ docker run `-d` nginx\n*$ docker rm `docker ps -q`\n```\n";
    let slides = "docker run `-d` nginx => docker run -d nginx; docker rm `docker ps -q` => docker rm `docker ps -q`";
    assert_eq!(typed(&format!("class: title\n\n# A\n\n---\n\n{block}")), slides);
    assert_eq!(typed(block), "docker run `-d` nginx => docker run `-d` nginx");
}

#[test]
fn of_several_machines_only_the_first_is_the_learners() {
    let typed = |text: &str| {
        let document = document(text);
        let of = |b: &&crate::document::Block| {
            let shown =
                if b.commands.is_empty() || b.confidence != crate::document::Confidence::Guess { "" } else { "shown " };
            shown.to_owned() + &b.commands.iter().map(|c| c.text.clone()).collect::<Vec<_>>().join(", ")
        };
        document.blocks().iter().map(of).collect::<Vec<_>>().join("; ")
    };
    for (text, want) in [
        ("```\nnode1$ docker ps\nNAMES\nnode1$ ls\n```\n", "docker ps, ls"),
        (
            "```console\n[node1] $ docker ps\n```\n\n```\n[node2] $ docker ps\n```\n\n```\n[node1] $ ls\n```\n",
            "docker ps; shown docker ps; ls",
        ),
        ("```\nmanager1$ docker ps\nworker2# docker ps\n```\n", "shown docker ps, docker ps"),
        ("```bash\nmanager1$ docker ps\nworker2$ docker ps\n```\n", "shown docker ps, docker ps"),
        ("```bash\nworker2# docker ps\nmanager1$ ls\n```\n", "shown docker ps, ls"),
        ("```bash\nworker2# docker ps\nmanager1$ of them\n```\n", ""),
        ("```\n$ docker ps\nweb1$ docker ps\n```\n", "docker ps"),
        ("```\nweb1$ docker run -it x sh\n/ # ls\n```\n", "docker run -it x sh, ls"),
    ] {
        assert_eq!(typed(text), want, "{text}");
    }
}

#[test]
fn input_for_a_program_is_known_from_a_shells() {
    let commands = |text: &str| {
        let document = document(text);
        let of = |b: &&crate::document::Block| {
            let commands: Vec<_> = b.commands.iter().map(|c| format!("{:?} {}", c.location, c.text)).collect();
            format!("{:?}: {}", b.kind, commands.join(", "))
        };
        document.blocks().iter().map(of).collect::<Vec<_>>().join("; ")
    };
    for (text, want) in [
        ("```\nmysql> SHOW TABLES;\n```\n", "Repl: Program SHOW TABLES;"),
        (
            "```\n$ docker run -it python\n>>> a < b\n>>> exit()\n$ ls\n```\n",
            "Session: Host docker run -it python, Program a < b, Program exit(), Host ls",
        ),
        (
            "```\ndocker exec -it box telnet db 6379\n```\n\nType this:\n\n```bash\nSAVE\nQUIT\n```\n",
            "Command: Host docker exec -it box telnet db 6379; Repl: Program SAVE, Program QUIT",
        ),
        (
            "```\n$ docker run -it x sh\ndocker: Error response from daemon: no x.\n```\n\n```\n$ ls\n```\n",
            "Session: Host docker run -it x sh; Command: Host ls",
        ),
        // Without prompts: what follows a program that was started is typed in it, to its end.
        (
            "```\ndocker exec -it db psql\n```\n\n```\nCREATE TABLE a (b int);\n\\dt\n```\n\nAdd:\n\n```sql\nSELECT 1;\n\\q\n```\n\n\
             ```bash\nmytool up\n```\n",
            "Command: Host docker exec -it db psql; Repl: Program CREATE TABLE a (b int);, Program \\dt; Repl: Program SELECT 1;, Program \\q; Command: Host mytool up",
        ),
        (
            "```\npython3\n```\n\n```\nimport os\nfor i in (1, 2):\n    print(i)\n```\n\n```\nexit()\n```\n\n```\nls\n```\n",
            "Command: Host python3; Repl: Program import os, Program for i in (1, 2):\n    print(i); Repl: Program exit(); Command: Host ls",
        ),
        (
            "```\ndocker exec -it m mongosh\n```\n\nInsert:\n\n```js\ndb.x.insertOne({a: 1})\n```\n\n## Next\n\n```js\nlet a = {b: 1}\n```\n",
            "Command: Host docker exec -it m mongosh; Repl: Program db.x.insertOne({a: 1}); File: ",
        ),
        (
            "```\ndocker exec -it c redis-cli\n```\n\n```\nSET a 1\nGET a\n```\n\n```\ndocker ps\n```\n",
            "Command: Host docker exec -it c redis-cli; Repl: Program SET a 1, Program GET a; Command: Host docker ps",
        ),
        (
            "```\ndocker exec -it db mysql\n```\n\n```\nWelcome to it.  Commands end with ; or \\g.\nId is 8\n```\n",
            "Command: Host docker exec -it db mysql; Output: ",
        ),
        // A box on the side does not leave the container; what the text says of the place counts where none is open.
        (
            "```\ndocker run -it x\n```\n\n> [!NOTE]\n> ```\n> docker info\n> ```\n\n```\npwd\n```\n",
            "Command: Host docker run -it x; Command: Host docker info; Session: Container pwd",
        ),
        (
            "Now from inside the container, look:\n\n```bash\nls\n```\n\n```\nexit\n```\n\n```\npwd\n```\n",
            "Session: Container ls; Session: Container exit; Command: Host pwd",
        ),
    ] {
        assert_eq!(commands(text), want, "{text}");
    }
}

#[test]
fn nesting_that_is_too_deep_is_read_as_text() {
    let text = |depth: usize| format!("{}a\n", "> ".repeat(depth));
    assert_eq!(codes(&text(MAX_DEPTH - 1)), Vec::<&str>::new());
    assert_eq!(codes(&text(MAX_DEPTH + 1000)), ["L0102"]);
    assert_eq!(codes(&"*a ".repeat(20_000)), Vec::<&str>::new());
    document(&("**".repeat(20_000) + "a" + &"**".repeat(20_000)));
}

#[test]
fn blocks_that_are_too_many_are_only_shown() {
    let text = "```bash\nls\n```\n\n".repeat(MAX_BLOCKS + 1);
    let blocks = document(&text).blocks().iter().filter(|b| !b.commands.is_empty()).count();
    assert_eq!((blocks, codes(&text)), (MAX_BLOCKS, vec!["L0107"]));
}

/// Texts that cost a careless reader the square of their length. The bound is generous: it is for a slow machine,
/// and a quadratic reader misses it a hundred times.
#[test]
fn the_time_is_linear() {
    let numbered = |line: &str| {
        (0..10_000).fold(String::new(), |mut all, i| {
            let _ = writeln!(all, "{line}{i}");
            all
        })
    };
    for line in [
        "```",
        "~~~ x\n## ",
        "::: note ",
        "<details>",
        "<!--",
        "> ",
        "- ",
        "!!! note\n",
        "[a]: ",
        "[",
        "{% comment %}\n",
        "$ echo 'a",
        "1. ```\n",
        "=== \"x\"\n",
        "**",
        "<",
        "```{note}\n",
        "| a |\n|--|\n",
        "> ```\n",
        "::box\n",
        "{{< tab >}}\n",
        "<Tabs>\n",
        "<pre class=\"file\">\n",
        "<table>\n",
        "???\n.lab[\n",
        "A) x\nB) y\n\n",
        "Why?\n\nAnswer: b\n\n",
        "```terminal:execute\n",
        "`a`{{execute}} ",
        "[a]{.b} ",
        "```section:begin\n```\n",
        "```{exercise-start}\n```\n",
        ":::conditionalDisplay{os=\"unix\"}\n",
        "::: {.panel-tabset}\n### ",
        "::tabbed\n#a\n",
        "import {\n",
        ">>a<<\n(*) ",
    ] {
        let text = numbered(line);
        let begin = worked();
        document(&text);
        let took = worked().saturating_sub(begin);
        assert!(took.as_secs() < 20, "{line:?} took {took:?}");
    }
}

/// How long this thread has had a processor: on a busy machine much less time than has passed. Where the kernel does
/// not tell, the time that has passed.
pub fn worked() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|t| t.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(|| START.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}

fn check_spans(source: &Source, nodes: &[Node], outer: Span) {
    for node in nodes {
        let Span { start, end } = node.span;
        assert!(source.text.get(start..end).is_some(), "{:?} is not on character boundaries", node.span);
        assert!(outer.contains(node.span), "{:?} is not within {outer:?}: {}", node.span, sketch_node(node));
        assert!(node.line <= source.line_count());
        match &node.kind {
            NodeKind::List { items, .. } => items.iter().for_each(|i| check_spans(source, i, node.span)),
            NodeKind::Quote(children) => check_spans(source, children, node.span),
            NodeKind::Callout(c) => check_spans(source, &c.children, node.span),
            NodeKind::Block(b) => {
                assert!(source.text.get(b.body.start..b.body.end).is_some());
                assert!(node.span.contains(b.body), "{:?} {:?}", node.span, b.body);
            }
            _ => {}
        }
    }
}

/// Pieces of every construct.
const PIECES: &[&str] = &[
    "    @@@ Sh\n",
    "~~~SECTION:notes~~~\n",
    "# ",
    "## x",
    "```",
    "```bash\n",
    "~~~",
    "> ",
    ">",
    "- ",
    "1. ",
    "    ",
    "\t",
    "!!! note \"é\"\n",
    "??? tip\n",
    ":::",
    "::: note\n",
    "<details>",
    "<summary>",
    "</summary>",
    "</details>",
    "<!--",
    "-->",
    "{: .callout}",
    "\n",
    "\n\n",
    "\r\n",
    "=== \"ü\"\n",
    "$ docker run -it x",
    "docker ps",
    "\\",
    "'",
    "<a b>",
    "[x]: y",
    "[x]",
    "| a |\n|---|\n",
    "---\n",
    "{% raw %}\n",
    "(x) ",
    "```{note}\n",
    "*",
    "`",
    "<<EOF",
    "$(",
    "@",
    "root@",
    "\u{feff}",
    "\u{1b}[31m",
    "ß",
    "::box\n",
    "::\n",
    "{{< tabs >}}\n",
    "{{< tab name=\"a\" >}}\n",
    "{{< /tab >}}\n",
    "{{< /tabs >}}\n",
    "<Tabs>\n",
    "<TabItem label=\"é\">\n",
    "</TabItem>\n",
    "</Tabs>\n",
    "<pre class=\"file\" data-filename=\"a\">",
    "</pre>",
    "<table><tr><td>é",
    "</table>",
    "`ls`{{execute}}",
    "```terminal:execute\n",
    "command: |-\n  ls\n",
    "???\n",
    ".lab[",
    "]\n",
    "class: a\n",
    "--\n",
    "{{ \"{{",
    "“",
    "A) b ",
    "B) c\n",
    "**Answer:** A\n",
    "Why?",
    "```gift\nq {=a ~b}\n",
    "> <tip-title>é</tip-title>\n",
    "{{exec}}",
    ">>> ",
    "... ",
    ">>Why?<<\n(*) é\n",
    "```{exercise-start}\n```\n",
    "```{exercise-end}\n```\n",
    "```section:begin\ntitle: é\n```\n",
    "```section:end\n```\n",
    ":::conditionalDisplay{os=\"unix\"}\n",
    "::: {.panel-tabset}\n",
    "::tabbed\n",
    "#é\n",
    "{/*",
    "import {\n",
    "(a)=\n",
    "{ref}`é <a>`",
    "[a](/){:data-port=\"80\"}",
];

fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(PIECES);
    prop_oneof![4 => known.prop_map(str::to_owned), 1 => ".{0,8}"]
}

// More than the usual cases: `PROPTEST_CASES=1000000 cargo test --release --lib reader::tests::every`.
proptest! {
    #[test]
    fn every_text_is_read_and_spans_nest(pieces in prop::collection::vec(piece(), 0..40)) {
        let source = Source::new("x.md", pieces.concat());
        let (document, diagnostics) = read(&source);
        check_spans(&source, &document.nodes, Span::new(0, source.text.len()));
        prop_assert!(diagnostics.iter().all(|d| d.span.end <= source.text.len()));
        prop_assert!(document.blocks().iter().all(|b| b.line <= b.end_line));
    }

    #[test]
    fn every_fence_of_a_lesson_is_a_block(bodies in prop::collection::vec("[a-z ]{0,12}", 0..12)) {
        let text = bodies.iter().fold(String::new(), |text, b| text + "text\n```bash\n" + b + "\n```\n");
        prop_assert_eq!(document(&text).blocks().len(), bodies.len());
    }
}
