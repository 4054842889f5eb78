//! How the time grows with nasty texts: four times as much of anything must take about four times as long.

use super::read;
use super::tests::worked;
use crate::source::Source;
use std::time::Duration;

/// How often a piece stands in the smaller text; in the larger one it stands four times as often.
const PIECES: usize = 120;
/// Four times as much may take so many times as long: linear time and some noise, far from the sixteen of a square.
const MOST: f64 = 8.0;
/// How often a measurement is made again that does not hold: the machine may have been busy.
const AGAIN: usize = 6;
/// How long is measured at least: the kernel's clock of a thread ticks every few milliseconds.
const MEASURED: Duration = Duration::from_millis(12);
/// A text is read so often at most, as a power of two.
const MOST_DOUBLED: u32 = 10;
/// The least time that a text is taken to need: below it caches and the clock say more than the reader.
const LEAST: Duration = Duration::from_micros(50);

/// What stands before, the piece that is repeated, what is repeated as often behind all of them, and the end. `§` is the
/// number of the piece, and `¶` as many pairs of blanks, up to thirty.
type Text<'t> = [&'t str; 4];

const CONTAINERS: &[Text<'_>] = &[
    ["", "<details>\n<summary>x</summary>\n\n", "</details>\n", ""],
    ["", "<details>\n", "", ""],
    ["", "</details>\n", "", ""],
    ["", "<details><summary>Answer</summary>x</details>\n\n", "", ""],
    ["", "<summary>\n", "", ""],
    ["", "> ", "", "x\n"],
    ["", ">\n", "", ""],
    ["", "> ## x\n> y\n{: .callout}\n\n", "", ""],
    ["", "```\nls```\n", "", ""],
    ["", "¶- x\n", "", ""],
    ["", "- ", "", "x\n"],
    ["", "- a\n* b\n+ c\n", "", ""],
    ["", "§. a\n- b\n", "", ""],
    ["", "§. x\n\n    ```bash\n    ls\n    ```\n\n", "", ""],
    ["", "::: note\n", ":::\n", ""],
    ["", "::: note\n", "", ""],
    ["", "::::::::: callout\n", "::::\n", ""],
    ["", ":::row:::\n", "", ""],
    ["", "¶!!! note \"x\"\n", "", ""],
    ["", "!!! note \"x\"\n\n    body\n\n", "", ""],
    ["", "```{note}\n", "```\n", ""],
    ["", "<div>\n", "</div>\n", ""],
    ["", "<div markdown=\"1\">\n", "", ""],
    ["", "```bash\ncat <<END§\n```\n", "", ""],
    ["", "```bash\ncat <<END\n```\n", "END\n```\n", ""],
    ["", "=== \"t§\"\n\n    ```bash\n    ls\n    ```\n\n", "", ""],
    ["", "{{< note >}}\n", "{{< /note >}}\n", ""],
    ["", "{{< note >}}\n", "", ""],
    ["", "{{< highlight bash >}}\n", "", ""],
    ["", "{{< highlight bash >}}\nls\n{{< /highlight >}}\n", "", ""],
    ["", "{% highlight bash %}\n", "", ""],
    ["", "{% comment %}\n", "", ""],
    ["", "{% x %}\n", "", ""],
    ["", "<pre>\n", "", ""],
    ["", "<pre>ls</pre>\n\n", "", ""],
    ["", "<pre><code>", "", ""],
    ["", "::remark-box\n", "::\n", ""],
    ["", "::remark-box\n---\n", "", ""],
    ["", "::: {.panel-tabset}\n## a\nx\n", "", ""],
    ["", ":::{if}\n", "", ""],
    ["", "class: x\n\n---\n\n", "", ""],
    ["", "???\n\n", "", ""],
];

const WORDS: &[Text<'_>] = &[
    ["", "`", "", "\n"],
    ["", "` ", "", "\n"],
    ["", "[", "", "\n"],
    ["", "[a]", "", "\n"],
    ["", "[a](", "", "\n"],
    ["", "![", "", "\n"],
    ["", "*", "", "\n"],
    ["", "*a ", "", "\n"],
    ["", "*a_ ", "", "\n"],
    ["", "_", "", "\n"],
    ["", "_a ", "", "\n"],
    ["", "~~a ", "", "\n"],
    ["", "<", "", "\n"],
    ["", "<a ", "", "\n"],
    ["", "<!-- ", "", "\n"],
    ["", "<!-- x\n", "", ""],
    ["", "<? ", "", "\n"],
    ["", "<![CDATA[ ", "", "\n"],
    ["", "{{", "", "\n"],
    ["", "{{\n", "", ""],
    ["", "{{< x >}} ", "", "\n"],
    ["", "{% ", "", "\n"],
    ["", "a ", "", "\n"],
    ["", "a\n", "", ""],
    ["", "a\r\n", "", ""],
    ["", "\n", "", ""],
    ["", " ", "", "x\n"],
    ["", "\t", "", "x\n"],
    ["", "&amp;", "", "\n"],
    ["", "&", "", "\n"],
    ["", "\\*", "", "\n"],
    ["", "http://x ", "", "\n"],
    ["", "😀", "", "\n"],
    ["", ":tada:", "", "\n"],
    ["", "<img src=\"x\">", "", "\n"],
    ["", "`ls`{{execute}}\n\n", "", ""],
    ["", "`ls`{{execute}} ", "", "\n"],
    ["", "Run `docker ps` and then ", "", "\n"],
    ["", "- Run `docker ps`\n", "", ""],
    ["", "10 minutes ", "", "\n"],
];

const STRUCTURE: &[Text<'_>] = &[
    ["", "| a |\n|---|\n| x |\n\n", "", ""],
    ["|", " a |", "", "\n"],
    ["| a |\n|---|\n", "| x |\n", "", ""],
    ["", "| a |\n", "", ""],
    ["", "# Run it\n\n", "", ""],
    ["", "## x {#same}\n\n", "", ""],
    ["", "## 😀 x\n\n", "", ""],
    ["", "## run §\n\nx\n\n", "", ""],
    ["", "a\n===\n", "", ""],
    ["", "[a§]: http://x/§\n", "", ""],
    ["", "[a§]: http://x/§\n\n[a§]\n\n", "", ""],
    ["", "[a]: http://x\n", "", ""],
    ["", "[a\n", "", ""],
    ["---\n", "k§: v\n", "", "---\n# x\n"],
    ["---\nobjectives:\n", "  - a\n", "", ""],
    ["---\n", "k: v\n", "", ""],
    ["## Objectives\n\n", "- x\n", "", ""],
    ["", "### Question §\n\n- A) x\n- B) y\n\n**Answer:** B\n\n", "", ""],
    ["", "**Q§.** What?\n\na) x\nb) y\n\n> *Answer:* b\n\n", "", ""],
    ["", "### Question §\n\n- A) x\n- B) y\n\n", "", ""],
    ["", "A) x B) ", "", "\n"],
    ["## Answers\n\n", "§. B\n", "", ""],
    ["", "## Answers\n\n", "", ""],
    ["", "Q: x?\nA: y\n\n", "", ""],
    ["", "What?\n\n", "", ""],
    ["", "::: challenge\n\nx\n\n::: solution\n\ny\n\n:::\n\n:::\n\n", "", ""],
    ["```gift\n", "Q {=a ~b}\n\n", "", "```\n"],
    ["```gift\nQ {", "=a ", "", "}\n```\n"],
    ["```json\n", "{\"question\":", "", "\n```\n"],
];

const FENCES: &[Text<'_>] = &[
    ["", "```x\n", "", ""],
    ["", "```sh\nls\n~~~\n", "", ""],
    ["", "```bash\nls\n\n## x\n\n", "", ""],
    ["", "````markdown\n```sh\n", "", ""],
    ["", "Run:\n\n```bash\ndocker run -it x sh\n```\n\n```\nout\n```\n", "", ""],
    ["", "```bash\ndocker run -it x sh\n```\n", "", ""],
    ["", "```bash\ndocker ps\n```\n\nYou should see:\n\n```\nNAMES\n```\n\n", "", ""],
    ["", "You can run exit in another terminal or see the file.\n\n", "", "```bash\nls\n```\n"],
    ["", "you can run exit in another terminal or see the file ", "", "\n\n```bash\nls\n```\n"],
    ["", "type `exit` container ", "", "\n\n```bash\nls\n```\n"],
    ["", "from the container, ", "", "\n\n```bash\nls\n```\n"],
    ["", "run it.x ", "", "\n\n```bash\nls\n```\n"],
    ["x\n\n", "    docker ps\n\n", "", ""],
    ["```dockerfile\n", "RUN x \\\n", "", "```\n"],
    ["```\n", "# docker ps\nx\n", "", "```\n"],
    ["```\n", "> docker ps\nx\n", "", "```\n"],
    ["```\n", "[node1] (local) root@10.0.0.7 ~$ docker ps\n", "", "```\n"],
    ["```\n$ docker run -it x\n", "/ # ls\nx\n", "", "```\n"],
    ["```console\n", "$ docker ps\nNAMES\n", "", "```\n"],
    ["```python\n", ">>> 1\n... 2\n", "", "```\n"],
];

const COMMANDS: &[Text<'_>] = &[
    ["", "cat <<EOF\n", "", ""],
    ["", "cat <<EOF\nx\nEOF\n", "", ""],
    ["cat ", "<<EOF ", "", "\n"],
    ["", "cat <<E§\n", "", ""],
    ["", "'", "", "\n"],
    ["", "echo 'x\n", "", ""],
    ["", "echo \"x\ny\n", "", ""],
    ["", "ls && ", "", "ls\n"],
    ["", "ls &&\n", "", "ls\n"],
    ["", "ls \\\n", "", "ls\n"],
    ["echo ", "${", "", "\n"],
    ["echo ", "$(", "", "\n"],
    ["ls ", "| wc ", "", "\n"],
    ["", "for i in 1; do\n", "", ""],
    ["", "docker rm x\n", "", ""],
    ["", "docker run myimage\n", "", ""],
    ["", "docker push container\n", "", ""],
    ["docker push me/x\n", "docker tag a myuser/b\n", "", ""],
    ["docker rm ", "<a ", "", "\n"],
    ["docker rm ", "<a§> ", "", "\n"],
    ["docker rm ", "[A", "", "\n"],
    ["docker rm ", "{a", "", "\n"],
    ["docker rm ", "{abc} ", "", "\n"],
    ["docker rm ", "your§ ", "", "\n"],
    ["docker rm ", "username:", "", "\n"],
    ["docker rm ", "«a", "", "\n"],
    ["docker rm ", "\"container ID ", "", "\n"],
    ["docker rm ", "$$a", "", "\n"],
    ["docker rm ", "/path/to/x:", "", "\n"],
    ["docker rm ", "xxxx:", "", "\n"],
    ["docker run ", "[OPTIONS] ", "", "\n"],
    ["docker run ", "[A]", "", "\n"],
    ["docker run ", "A... ", "", "\n"],
    ["", "echo hi\nhi\n", "", ""],
    ["", "docker volume ls -q\nweb\n", "", ""],
    ["", "docker ps\n# Output:\nNAMES\n\n", "", ""],
    ["# Output:\n", "\n", "", ""],
    ["# x\n", "  \n", "", ""],
    ["ls\n# Output:\n", "x\n\n", "", ""],
    ["", "sed -i 's/a/b/' x\n", "", ""],
    ["", "export A=1\n", "", ""],
];

/// A text with so many pieces.
fn text([before, piece, closing, end]: Text<'_>, count: usize) -> String {
    let numbered = |i: usize| piece.replace('§', &i.to_string()).replace('¶', &"  ".repeat(i % 30));
    let pieces: String = (0..count).map(numbered).collect();
    format!("{before}{pieces}{}{end}", closing.repeat(count))
}

/// How long the processor works at reading a text: as often as it takes for the clock to tell.
fn work(source: &Source) -> Duration {
    let (begin, mut done) = (worked(), 0);
    for times in (0..MOST_DOUBLED).map(|power| 1 << power) {
        (0..times).for_each(|_| drop(std::hint::black_box(read(source))));
        done += times;
        if worked().saturating_sub(begin) > MEASURED {
            break;
        }
    }
    worked().saturating_sub(begin) / done
}

/// How many times as long four times as much takes.
fn growth(pattern: Text<'_>) -> f64 {
    let [small, large] = [PIECES, PIECES * 4].map(|count| Source::new("x.md", text(pattern, count)));
    let (mut short, mut long) = (work(&small), work(&large));
    for _ in 0..AGAIN {
        if long < short.max(LEAST).mul_f64(MOST) {
            break;
        }
        (short, long) = (short.min(work(&small)), long.min(work(&large)));
    }
    long.as_secs_f64() / short.max(LEAST).as_secs_f64()
}

/// What is wrong with a text's growth.
fn fault(pattern: Text<'_>) -> Option<String> {
    let grown = growth(pattern);
    (grown >= MOST).then(|| format!("four times as much takes {grown:.1} times as long: {pattern:?}"))
}

#[test]
fn four_times_as_much_takes_about_four_times_as_long() {
    let plain = [CONTAINERS, WORDS, STRUCTURE, FENCES].into_iter().flatten().filter_map(|pattern| fault(*pattern));
    let typed = COMMANDS.iter().filter_map(|[before, piece, closing, end]| {
        fault([&format!("```bash\n{before}"), piece, closing, &format!("{end}```\n")])
    });
    let faults: Vec<String> = plain.chain(typed).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
