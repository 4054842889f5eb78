//! What a lesson shows as the way not to do it: "❌ Bad", "Don't do this", `# wrong` above a command; or what is not to
//! be done, as the sentence above or below it says: "Please don't run this yet.", "Can you run it in a container?"

use crate::document::{Block, Callout, Form, Node, NodeKind, plain_text};
use std::collections::BTreeSet;

/// The lines of blocks and commands that a lesson warns of.
#[derive(Debug, Clone, Default)]
pub struct Warned(BTreeSet<usize>);

/// What a title says of what stands below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    /// It is the way not to do it.
    Wrong,
    /// It is the way to do it.
    Right,
    /// Neither.
    Nothing,
}

/// Names of the wrong way, alone or before a colon, a dash or a bracket.
const WRONG: &[&str] = &[
    "bad",
    "bad way",
    "the bad way",
    "bad practice",
    "bad practices",
    "bad example",
    "bad approach",
    "bad idea",
    "wrong",
    "wrong way",
    "the wrong way",
    "wrong approach",
    "wrong example",
    "wrong command",
    "wrong order",
    "incorrect",
    "incorrect way",
    "incorrect usage",
    "incorrect example",
    "don't",
    "don'ts",
    "do not",
    "don't do this",
    "do not do this",
    "don't do that",
    "don't use this",
    "never do this",
    "what not to do",
    "how not to do it",
    "avoid this",
    "anti-pattern",
    "antipattern",
    "falsch",
    "schlecht",
    "falscher weg",
    "schlechtes beispiel",
    "so nicht",
    "nicht so",
    "incorrecto",
    "incorrecta",
    "forma incorrecta",
    "manera incorrecta",
    "mal",
    "mala práctica",
    "no hagas esto",
    "mauvais",
    "mauvaise pratique",
    "mauvais exemple",
    "à éviter",
    "à ne pas faire",
    "ne pas faire",
    "errado",
    "forma errada",
    "jeito errado",
    "ruim",
    "má prática",
    "não faça isso",
    "sbagliato",
    "modo sbagliato",
    "错误",
    "错误做法",
    "错误示例",
    "错误写法",
    "错误方式",
    "错误用法",
    "错误的做法",
    "不推荐",
    "不好的做法",
    "反例",
    "錯誤做法",
    "錯誤示範",
];
/// How the names of the right way begin.
const RIGHT: &[&str] = &[
    "good", "right", "correct", "better", "best", "do", "do this", "gut", "richtig", "besser", "correcto", "bien",
    "bon", "bonne", "certo", "correto", "giusto", "正确", "推荐", "正確", "好",
];
/// Signs of the wrong way. Alone they also stand before an error that the text below explains.
const CROSSES: &[char] = &['❌', '✗', '✘', '🚫', '⛔', '👎'];
const TICKS: &[char] = &['✅', '✔', '✓', '👍'];
/// Words that make a title with a cross the wrong way, should it begin with one.
const FORBIDS: &[&str] =
    &["bad", "wrong", "don't", "never", "avoid", "incorrect", "not", "no", "without", "pas", "ne", "nicht", "kein"];
/// Titles are not longer, in bytes.
const MAX_TITLE: usize = 120;

impl Warned {
    /// What a lesson warns of.
    pub fn of(nodes: &[Node]) -> Self {
        let mut pass = Pass::default();
        pass.nodes(nodes);
        Self(pass.found)
    }

    /// Whether the block or the command at a line is shown as the way not to do it.
    pub fn has(&self, line: usize) -> bool {
        self.0.contains(&line)
    }
}

#[derive(Default)]
struct Pass {
    found: BTreeSet<usize>,
    /// The level of the heading that says so, as long as its section lasts.
    heading: Option<u8>,
    /// A title in the text says so, and whether a block stood below it.
    label: Option<bool>,
    /// How many boxes around are titled so.
    boxes: usize,
    /// The lines of the block above, should nothing stand between, and of its commands that call no engine.
    above: Vec<usize>,
    plain_above: Vec<usize>,
}

impl Pass {
    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match &node.kind {
                NodeKind::Heading { level, text, .. } => self.heading(*level, &plain_text(text)),
                NodeKind::Paragraph(text) => self.paragraph(&plain_text(text)),
                NodeKind::List { items, .. } => items.iter().for_each(|item| self.nodes(item)),
                NodeKind::Quote(children) => self.nodes(children),
                NodeKind::Callout(callout) => self.callout(callout),
                NodeKind::Block(block) => self.block(block),
                NodeKind::Table { .. } | NodeKind::Rule => {}
            }
        }
    }

    fn heading(&mut self, level: u8, title: &str) {
        let says = says(title);
        self.label = None;
        self.above.clear();
        self.plain_above.clear();
        self.heading = match says {
            Says::Wrong => Some(level),
            Says::Right => None,
            Says::Nothing => self.heading.filter(|outer| level > *outer),
        };
    }

    fn paragraph(&mut self, text: &str) {
        let (above, plain) = (std::mem::take(&mut self.above), std::mem::take(&mut self.plain_above));
        let is_below = forbids_below(text);
        if !is_below && forbids(text) {
            self.found.extend(above);
        } else if asks_for_other_way(text) {
            self.found.extend(plain);
        }
        match says(text) {
            _ if is_below => self.label = Some(false),
            Says::Wrong => self.label = Some(false),
            Says::Right => (self.label, self.heading) = (None, None),
            // What stands between a title and its block belongs to them.
            Says::Nothing => self.label = self.label.filter(|seen| !seen),
        }
    }

    fn callout(&mut self, callout: &Callout) {
        let wrong = usize::from(says(&callout.title) == Says::Wrong);
        self.boxes += wrong;
        self.nodes(&callout.children);
        self.boxes -= wrong;
    }

    fn block(&mut self, block: &Block) {
        if self.boxes > 0 || self.heading.is_some() || self.label.is_some() {
            self.found.insert(block.line);
            self.found.extend(block.commands.iter().map(|c| c.line));
        } else {
            self.comments(block);
        }
        self.label = self.label.map(|_| true);
        // A file may be written all the same.
        self.above = block.commands.iter().map(|c| c.line).collect();
        let is_plain = |text: &str| !ENGINES.iter().any(|engine| has_word(text, engine));
        self.plain_above = block.commands.iter().filter(|c| is_plain(&c.text)).map(|c| c.line).collect();
    }

    /// Comments within a block that say so, each of what stands below it up to the next one.
    fn comments(&mut self, block: &Block) {
        if block.commands.is_empty() || !block.text.contains('#') {
            return;
        }
        let first = block.line + usize::from(matches!(block.form, Form::Fence));
        let mut commands = block.commands.iter().map(|c| c.line).peekable();
        let mut wrong = false;
        for (line, text) in (first..).zip(block.text.lines()) {
            if let Some(comment) = text.trim_start().strip_prefix('#') {
                wrong = says(comment) == Says::Wrong;
            }
            while let Some(at) = commands.next_if(|at| *at <= line) {
                self.found.extend(Some(at).filter(|_| wrong));
            }
        }
    }
}

/// Programs that run containers, in lower case.
const ENGINES: &[&str] = &["docker", "podman", "singularity", "apptainer"];

/// Whether a text has a word.
fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|other| other == word)
}

/// Whether a paragraph announces what it forbids: "Do not run this:", "The command is (do not run it, yet):".
fn forbids_below(text: &str) -> bool {
    let Some(text) = text.trim_end().strip_suffix(':') else { return false };
    let sentence = text.rsplit(". ").next().unwrap_or_default();
    let aside = || text.trim_end().strip_suffix(')').and_then(|text| text.rsplit_once('(')).map(|(_, aside)| aside);
    forbids(sentence) || aside().is_some_and(forbids)
}

/// Whether a paragraph asks to run what stands above it in a way that it leaves to the learner: "How would you run the above
/// command using Singularity?"
fn asks_for_other_way(text: &str) -> bool {
    let Some((asked, _)) = text.split_once('?') else { return false };
    let asked = asked.rsplit(". ").next().unwrap_or_default().trim().to_lowercase();
    let begins = ["how would you ", "how do you ", "how can you ", "how could you ", "can you ", "could you "];
    let runs = ["run ", "execute "];
    let what = ["it ", "this ", "that ", "the above command ", "the command above ", "this command "];
    let by = ["using ", "with ", "through ", "in ", "inside ", "from "];
    let one_of = |text: &str, words: &[&str]| words.iter().find_map(|word| text.strip_prefix(word).map(str::to_owned));
    let way = one_of(&asked, &begins)
        .and_then(|rest| one_of(&rest, &runs))
        .and_then(|rest| one_of(&rest, &what))
        .and_then(|rest| one_of(&rest, &by));
    way.is_some_and(|way| ENGINES.iter().chain(&["container"]).any(|tool| has_word(&way, tool)))
}

/// Whether a paragraph begins with the words that something is not to be done: "Please don't do this yet". "Don't do this
/// in production" does not forbid it here.
fn forbids(text: &str) -> bool {
    let sentence = text.trim_start().split(['.', '!', ',', ';', '\n']).next().unwrap_or_default();
    if sentence.len() > MAX_TITLE {
        return false;
    }
    let sentence = sentence.to_lowercase().replace('’', "'").replace("do not ", "don't ");
    let mut words = sentence.split_whitespace().peekable();
    while words.next_if(|word| matches!(*word, "please" | "but" | "however" | "note:" | "warning:")).is_some() {}
    let is = |word: Option<&str>, known: &[&str]| word.is_some_and(|word| known.contains(&word));
    is(words.next(), &["don't", "never"])
        && is(words.next(), &["do", "run", "execute", "type", "try", "enter"])
        && is(words.next(), &["this", "that", "it", "these", "them"])
        && words.all(|word| matches!(word, "command" | "commands" | "yet" | "now" | "though" | "however"))
}

/// What a title says of what stands below it.
fn says(title: &str) -> Says {
    let title = title.trim();
    if title.is_empty() || title.len() > MAX_TITLE {
        return Says::Nothing;
    }
    let (cross, tick) = (title.contains(CROSSES), title.contains(TICKS));
    if cross && tick {
        return Says::Nothing;
    }
    // `1. `, `**`, signs
    let words = title.trim_start_matches(|c: char| !c.is_alphabetic()).to_lowercase().replace('’', "'");
    let parts = |c: char| matches!(c, ':' | '：' | '(' | '（' | '–' | '—' | ',' | '.' | '!' | '！');
    let head = words.split(parts).next().unwrap_or_default();
    let head = head.split(" - ").next().unwrap_or_default();
    let head = head.trim_matches(|c: char| !c.is_alphanumeric());
    let first = head.split(' ').next().unwrap_or_default();
    if WRONG.contains(&head) || cross && !tick && (head.is_empty() || FORBIDS.contains(&first)) {
        return Says::Wrong;
    }
    let right = || RIGHT.iter().any(|name| first == *name || !name.is_ascii() && head.starts_with(name));
    if tick || right() { Says::Right } else { Says::Nothing }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn titles() {
        for (title, want) in [
            ("❌ Bad", Says::Wrong),
            ("❌", Says::Wrong),
            ("❌ Don’t run it as root", Says::Wrong),
            ("❌ Error: the port is taken", Says::Nothing),
            ("❌ Pas clair", Says::Wrong),
            ("Wrong:", Says::Wrong),
            ("2. Wrong way (too large)", Says::Wrong),
            ("Don't do this!", Says::Wrong),
            ("Don't panic", Says::Nothing),
            ("Wrong password", Says::Nothing),
            ("错误做法：", Says::Wrong),
            ("错误信息", Says::Nothing),
            ("Falsch", Says::Wrong),
            ("Forma incorrecta:", Says::Wrong),
            ("✅ Good", Says::Right),
            ("Better: use a tag", Says::Right),
            ("❌ Wrong and ✅ right", Says::Nothing),
            ("Run it", Says::Nothing),
            ("", Says::Nothing),
        ] {
            assert_eq!(says(title), want, "{title}");
        }
    }

    /// The lines of the commands that the lesson warns of.
    fn check(text: &str, want: &[usize]) {
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let warned = Warned::of(&document.nodes);
        let commands = document.blocks().into_iter().flat_map(|b| &b.commands).map(|c| c.line);
        assert_eq!(commands.filter(|line| warned.has(*line)).collect::<Vec<_>>(), want, "{text}");
    }

    #[test]
    fn a_title_counts_for_what_stands_below_it() {
        let block = "```bash\ndocker ps\n```\n\n";
        check(&format!("## ❌ Bad\n\n{block}### Once more\n\n{block}## Then\n\n{block}"), &[4, 10]);
        check(&format!("**Wrong:**\n\nToo large.\n\n{block}**Right:**\n\n{block}"), &[6]);
        check(&format!("Wrong:\n\n{block}Now go on.\n\n{block}"), &[4]);
        check(&format!("!!! failure \"Don't do this\"\n\n    Text.\n\n{block}"), &[]);
        check("!!! failure \"Don't do this\"\n\n    ```bash\n    docker ps\n    ```\n", &[4]);
    }

    #[test]
    fn a_sentence_below_a_block_forbids_it() {
        let block = "```bash\ndocker ps\n```\n\n";
        let below = |words: &str| format!("{block}{words}\n\n{block}");
        check(&below("Please don’t do this yet, however! There is more."), &[2]);
        check(&below("Do not run this command."), &[2]);
        check(&below("Don't do this in production."), &[]);
        check(&below("Look.\n\nDon't run it yet."), &[]);
        check(&format!("{block}## Next\n\nDon't run it yet.\n\n"), &[]);
    }

    #[test]
    fn a_sentence_above_a_block_forbids_it() {
        let block = "```bash\ndocker ps\n```\n\n";
        let above = |words: &str| format!("{words}\n\n{block}And:\n\n{block}");
        check(&above("Do not run this:"), &[4]);
        check(&above("Such a command is (do not run it, yet, that comes later):"), &[4]);
        check(&above("Don't run it yet."), &[]);
        check(&above("Such a command is (do not run it on a server):"), &[]);
        check(&above("Do not run this, but the next one. It is:"), &[]);
        check(&format!("{block}Do not run this:\n\n{block}"), &[8]);
    }

    #[test]
    fn what_is_to_be_run_by_another_tool_is_a_task() {
        let block = "```bash\npython a.py\n```\n\n";
        let below = |words: &str| format!("{block}> ## Task\n>\n> {words}\n{{: .challenge}}\n\n{block}");
        check(&below("How would you run the above command using Singularity and the image?"), &[2]);
        check(&below("So far so good. Can you run it in a container?"), &[2]);
        check(&below("Can you run it twice with the same seed?"), &[]);
        check(&below("How would you run the above command using Docker?").replace("python", "docker run a"), &[]);
    }

    #[test]
    fn a_comment_counts_up_to_the_next_one() {
        check("```bash\n# ❌ Bad\ndocker run a\ndocker ps\n\n# ✅ Good\ndocker run b\n```\n", &[3, 4]);
        check("```bash\n# look\ndocker ps\n```\n", &[]);
    }
}
