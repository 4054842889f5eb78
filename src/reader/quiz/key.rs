//! Keys: the answers to several questions by their numbers, in a section, a folded box or a line of their own.

use super::super::cursor::Cursor;
use super::super::inline_text::{mentions, of_nodes, plain};
use super::super::scan::{any_at, each_word_any_case};
use super::answer::answered;
use super::lettered::{letters, number};
use super::spread;
use crate::document::{Callout, Node, NodeKind};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// An answer in a key: the letters, and what is said behind them.
pub type Entry = (String, String);

/// The keys of a lesson.
#[derive(Default)]
pub struct Keys {
    /// By their lines.
    all: Vec<Key>,
    /// The lines of all their nodes.
    lines: BTreeSet<usize>,
    /// The lines of those that were used.
    used: RefCell<BTreeSet<usize>>,
}

/// One key.
struct Key {
    /// 1-based line.
    line: usize,
    entries: BTreeMap<usize, Entry>,
    /// All that it says of each number.
    said: BTreeMap<usize, String>,
    /// The lines of the nodes that hold nothing else.
    nodes: Vec<usize>,
}

impl Keys {
    /// The keys among the nodes of a lesson.
    pub fn of(nodes: &[Node]) -> Self {
        let mut keys = Vec::new();
        for at in 0..nodes.len() {
            keys.extend(key_at(nodes, at));
        }
        let lines = keys.iter().flat_map(|key| key.nodes.iter().copied().chain([key.line])).collect();
        Self { all: keys, lines, used: RefCell::default() }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The answer to the question with a number that stands at a line, in the first key below it.
    pub fn get(&self, number: usize, line: usize) -> Option<&Entry> {
        let key = self.below(line)?;
        let found = key.entries.get(&number)?;
        self.used.borrow_mut().extend(&key.nodes);
        Some(found)
    }

    /// The first key below a line.
    fn below(&self, line: usize) -> Option<&Key> {
        self.all.get(self.all.partition_point(|key| key.line <= line))
    }

    /// Whether one answers in words, too, or tells what is true.
    pub fn has_words(&self) -> bool {
        let is_letter = |key: &Key, number| {
            key.entries.get(number).is_some_and(|(letter, _)| !matches!(letter.as_str(), "TRUE" | "FALSE" | "T"))
        };
        self.all.iter().any(|key| key.said.keys().any(|number| !is_letter(key, number)))
    }

    /// What the first key below a line says of a number, in words.
    pub fn said(&self, number: usize, line: usize) -> Option<&str> {
        let key = self.below(line)?;
        let found = key.said.get(&number)?;
        self.used.borrow_mut().extend(&key.nodes);
        Some(found)
    }

    /// Where the last key above a line stands.
    pub fn above(&self, line: usize) -> usize {
        let above = self.all.partition_point(|key| key.line < line);
        above.checked_sub(1).map_or(0, |at| self.all[at].line)
    }

    /// Whether the node at a line is part of a key.
    pub fn has(&self, line: usize) -> bool {
        self.lines.contains(&line)
    }

    /// Whether the node at a line was used, and says nothing else.
    pub fn is_used(&self, line: usize) -> bool {
        self.used.borrow().contains(&line)
    }
}

/// The key that begins with a node.
fn key_at(nodes: &[Node], at: usize) -> Option<Key> {
    let node = &nodes[at];
    let (entries, said, held) = match &node.kind {
        NodeKind::Heading { text, level, .. } if is_title(&plain(text)) => {
            let level = *level;
            let ends = |n: &Node| matches!(&n.kind, NodeKind::Heading { level: other, .. } if *other <= level);
            let section = &nodes[at + 1..];
            let section = &section[..section.iter().position(ends).unwrap_or(section.len())];
            let mut entries = read(section);
            let whys = |(number, letter)| (number, (letter, String::new()));
            entries.extend(spread::key(section).into_iter().map(whys));
            let is_bare = section.iter().all(says_letters);
            (entries, items(section), if is_bare { section } else { &[] })
        }
        NodeKind::Callout(callout) if is_title(&callout.title) => {
            (read(&callout.children), items(&callout.children), std::slice::from_ref(node))
        }
        NodeKind::Paragraph(text) if mentions(text, has_sign) => {
            let said = plain(text);
            let rest = answered(said.trim()).or_else(|| behind_key(said.trim())).filter(|_| is_title(said.trim()))?;
            let mut entries: BTreeMap<usize, Entry> = pairs(rest, true).collect();
            // The title alone, and its list below.
            let below = nodes.get(at + 1..(at + 2).min(nodes.len())).filter(|_| rest.trim().is_empty());
            entries.extend(read(below.unwrap_or_default()));
            let mut said = parts(rest);
            said.extend(items(below.unwrap_or_default()));
            (entries, said, &nodes[at..=at + below.map_or(0, <[Node]>::len)])
        }
        _ => return None,
    };
    // One may be the answer to a single question.
    let is_key = match &node.kind {
        NodeKind::Heading { .. } => !entries.is_empty(),
        NodeKind::Paragraph(_) => entries.len() > 1 || entries.len() == 1 && said.len() > 1,
        _ => entries.len() > 1,
    };
    is_key.then(|| Key { line: node.line, entries, said, nodes: held.iter().map(|n| n.line).collect() })
}

/// Whether a box holds the answers to several questions.
pub fn is_key(callout: &Callout) -> bool {
    is_title(&callout.title) && read(&callout.children).len() > 1
}

/// What stands behind `Answer key:`.
fn behind_key(said: &str) -> Option<&str> {
    let (title, rest) = said.split_once(':')?;
    let ends = title.len().checked_sub(" key".len()).and_then(|at| title.get(at..));
    ends.filter(|end| end.eq_ignore_ascii_case(" key")).map(|_| rest.trim_start())
}

fn has_sign(text: &str) -> bool {
    any_at(text, b':', |_, _| true)
}

/// Whether a title promises several answers, or a key to them.
fn is_title(title: &str) -> bool {
    let has = |word: &str| {
        each_word_any_case(title, word).any(|at| {
            let end = Cursor(&title[at + word.len()..]).maybe("s");
            end.ends_word() && title[..at].len() < MAX_LEAD
        })
    };
    ["answer", "solution", "lösung", "lösungen", "antworten", "réponse", "respuesta", "soluciones"].into_iter().any(has)
        || title.contains("答案")
}

/// So many bytes at most stand before the word in a title.
const MAX_LEAD: usize = 24;

/// Whether a node of a key's section is the key itself: a list, a table or a line of letters.
fn says_letters(node: &Node) -> bool {
    match &node.kind {
        NodeKind::List { .. } | NodeKind::Table { .. } | NodeKind::Rule => !read(std::slice::from_ref(node)).is_empty(),
        NodeKind::Paragraph(text) => pairs(&plain(text), false).next().is_some(),
        _ => false,
    }
}

/// The answers in nodes: items of a numbered list, or pairs in the text.
fn read(nodes: &[Node]) -> BTreeMap<usize, Entry> {
    let mut found = BTreeMap::new();
    for node in nodes {
        match &node.kind {
            NodeKind::List { start: Some(start), items } => {
                let numbers = usize::try_from(*start).unwrap_or(1)..;
                let entry = |(number, item): (usize, &Vec<Node>)| Some((number, entry(&of_nodes(item))?));
                found.extend(numbers.zip(items).filter_map(entry));
            }
            _ => found.extend(pairs(&of_nodes([node]), false)),
        }
    }
    found
}

/// What the items of numbered lists say.
fn items(nodes: &[Node]) -> BTreeMap<usize, String> {
    let mut found = BTreeMap::new();
    for node in nodes {
        if let NodeKind::List { start: Some(start), items } = &node.kind {
            found.extend((usize::try_from(*start).unwrap_or(1)..).zip(items.iter().map(of_nodes)));
        }
    }
    found
}

/// What a line says of each number: `1-B, 2: because it is tight`. The numbers stand in their order.
fn parts(text: &str) -> BTreeMap<usize, String> {
    let mut starts: Vec<(usize, usize, usize)> = Vec::new();
    for (at, _) in text.match_indices(|c: char| c.is_ascii_digit()) {
        let before = &text[..at];
        let begins = before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || ",;Qq".contains(c));
        let Some((said, after)) = number(Cursor(&text[at..])).filter(|_| begins) else { continue };
        let is_next = starts.last().is_none_or(|(_, _, last)| last + 1 == said);
        if let Some(after) = after.one(|c| matches!(c, '.' | ')' | ':' | '-')).filter(|_| is_next) {
            starts.push((at, text.len() - after.0.len(), said));
        }
    }
    let ends = starts.iter().skip(1).map(|(at, ..)| *at).chain([text.len()]);
    let said = |((_, from, number), to): (&(usize, usize, usize), usize)| {
        let said = text.get(*from..to).unwrap_or_default().trim();
        // The name of the next one.
        let name = ["Question", "question", "Q", "q"].iter().find_map(|name| said.strip_suffix(name));
        let said = name.filter(|said| !said.ends_with(char::is_alphanumeric)).unwrap_or(said);
        (*number, said.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|')).to_owned())
    };
    starts.iter().zip(ends).map(said).collect()
}

/// `B`, `B - because`, `a, b`, `True`
fn entry(text: &str) -> Option<Entry> {
    let text = text.trim();
    let truth = ["true", "false"].iter().find(|word| Cursor(text).past_any_case(word).is_some_and(Cursor::ends_word));
    let said = match truth {
        Some(word) => &text[..word.len()],
        None => Some("T").filter(|_| text == "T").or_else(|| letters(text, false)).or_else(|| letters(text, true))?,
    };
    let at = text.find(said)? + said.len();
    let sign = |c: char| c.is_whitespace() || matches!(c, '.' | ')' | ':' | '-' | '–' | '—' | ',' | '*');
    Some((said.to_ascii_uppercase(), text[at..].trim_start_matches(sign).trim().to_owned()))
}

/// `1. B`, `2) C`, `3 | A`, `Q4: D`; in a line of nothing else also `1 b`.
fn pairs(text: &str, is_loose: bool) -> impl Iterator<Item = (usize, Entry)> {
    let found = places(text, is_loose);
    let starts = found.iter().skip(1).map(|(at, ..)| *at).chain([text.len()]);
    let why = |end: usize, next: usize| {
        let is_sign =
            |c: char| c.is_whitespace() || matches!(c, '.' | ')' | ':' | '-' | '–' | '—' | ',' | ';' | '|' | '*');
        // A line of its own says something else.
        let said = text.get(end..next).unwrap_or_default().lines().next().unwrap_or_default();
        let said = said.trim_start_matches(is_sign);
        // The name of the next one.
        let name = ["Question", "question", "Q", "q"].iter().find_map(|name| said.trim_end().strip_suffix(name));
        let said = name.filter(|said| !said.ends_with(char::is_alphanumeric)).unwrap_or(said);
        said.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|'))
    };
    let entries = found.iter().zip(starts).map(|((_, end, number, letter), next)| {
        let why = if is_loose { "" } else { why(*end, next) };
        (*number, (letter.to_ascii_uppercase(), why.to_owned()))
    });
    entries.collect::<Vec<_>>().into_iter()
}

/// Where pairs begin and end, and their numbers and letters.
fn places(text: &str, is_loose: bool) -> Vec<(usize, usize, usize, &str)> {
    let (mut from, mut found) = (0, Vec::new());
    while let Some(at) = text[from..].find(|c: char| c.is_ascii_digit()).map(|at| from + at) {
        let begins = |c: char| c.is_whitespace() || matches!(c, '|' | ',' | 'Q' | 'q' | ';');
        let begins = at == 0 || text[..at].ends_with(begins);
        let here = Cursor(&text[at..]);
        if let Some((number, letter, after)) = pair(here, is_loose).filter(|_| begins) {
            from = text.len() - after.0.len();
            found.push((at, from, number, letter));
        } else {
            from = text.len() - here.skip(|c| c.is_ascii_digit()).0.len();
        }
    }
    found
}

/// The number and the letter that stand at a place, and where they end.
fn pair(here: Cursor<'_>, is_loose: bool) -> Option<(usize, &str, Cursor<'_>)> {
    let sign = |c: char| matches!(c, '.' | ')' | ':' | '|' | '-');
    let (number, after) = number(here)?;
    // `1b`, where nothing else is said.
    let joined =
        || Some(after).filter(|c| is_loose && c.one(|c| c.is_ascii_alphabetic()).is_some_and(Cursor::ends_word));
    let signs = after.white().some(sign);
    let signs = signs.or_else(|| after.some(char::is_whitespace).filter(|_| is_loose)).or_else(joined)?;
    let letter = signs.skip(|c| sign(c) || c.is_whitespace());
    let capital = || letter.one(|c| matches!(c, 'A'..='H' | 'T')).filter(|c| c.ends_word());
    // A small one may be a word: `1. a folder`.
    let is_end = |c: char| matches!(c, '\n' | ')' | '.' | ',' | '|' | ';');
    let ends = |c: &Cursor<'_>| {
        let is_next = || is_loose && c.white().one(|c| c.is_ascii_digit()).is_some();
        c.0.is_empty() || c.0.starts_with(is_end) || is_next()
    };
    let small = || letter.one(|c| matches!(c, 'a'..='h')).filter(ends);
    let truth = || letter.past_one_of(&["true", "false"]).filter(|c| c.ends_word());
    let after = truth().or_else(capital).or_else(small)?;
    Some((number, after.since(letter), after))
}

#[cfg(test)]
mod tests {
    use crate::source::Source;

    #[track_caller]
    fn check(text: &str, want: &str) {
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let said = document.quizzes.iter().map(|q| {
            let why = if q.explanation.is_empty() { String::new() } else { format!(" ({})", q.explanation) };
            format!("{:?} {} = {}{why}", q.kind, q.question, q.answer).replace('\n', "|")
        });
        assert_eq!(said.collect::<Vec<_>>().join("; "), want, "{text}");
    }

    #[test]
    fn a_key_answers_all_questions_above_it() {
        let items = "1. Which?\n   - A. one\n   - B. two\n\n2. Who?\n   - A. Ann\n   - B. Bob\n\n";
        let want = "Single Which? = two; Single Who? = Ann";
        let keys = [
            "<details><summary>Answers</summary>\n\n1. B\n2. A\n\n</details>\n",
            "??? success \"Solutions\"\n    1. B\n    2. A\n",
            "## Solutions\n\n1. B\n2. A\n",
            "## Answer key\n\nQ1: B\nQ2: A\n",
            "**Answers:** 1. B 2. A\n",
            "**Answers: 1-B, 2-A**\n",
            "*Answers: 1 b, 2 a*\n",
            "Answers:\nQuestion 1: B\nQuestion 2: A\n",
        ];
        keys.iter().for_each(|key| check(&format!("{items}{key}"), want));
        check(&format!("{items}## Answers\n\n1. B - it is\n2. A\n"), "Single Which? = two (it is); Single Who? = Ann");
        // Each part has its own.
        let parts = format!("## One\n\n{items}## Answers\n\n1. B\n2. A\n\n## Two\n\n{items}## Answers\n\n1. A\n2. B\n");
        check(&parts, &format!("{want}; Single Which? = one; Single Who? = Bob"));
        // A key is the answer to none of them, and one letter is no key.
        check("3. Why?\n\n<details><summary>Answers</summary>\n\n1. B\n2. A\n\n</details>\n", "");
        check(
            "A) one B) two\n\n**Q1:** Why?\n\n<details><summary>Answer</summary>\n\n1. B\n\n</details>\n",
            "Reveal Q1: Why? = B",
        );
    }

    #[test]
    fn what_a_used_key_says_is_not_read_before_the_questions() {
        let items = "1. Which?\n   - A. one\n   - B. two\n\n";
        let boxed = |text: String| {
            let (document, _) = crate::reader::read(&Source::new("x.md", text));
            document.callouts().iter().filter(|(_, c)| c.kind == super::super::QUIZ).count()
        };
        assert_eq!(boxed(format!("{items}## Answers\n\n1. B\n")), 2);
        assert_eq!(boxed(format!("{items}## Answers\n\n1. B\n\nIt is told in the part on layers.\n")), 1);
        assert_eq!(boxed(format!("{items}## Answers\n\n2. B\n")), 0);
    }

    #[test]
    fn a_box_or_its_title_may_ask_for_choices() {
        check("!!! question \"Which?\"\n\n    - [ ] one\n    - [x] two\n", "Single Which? = two");
        check("!!! question \"Pick\"\n\n    Which?\n\n    - [ ] one\n    - [x] two\n", "Single Which? = two");
        check(
            "!!! question \"Which?\"\n\n    - A. one\n    - B. two\n\n    ??? success \"Answer\"\n        B\n",
            "Single Which? = two",
        );
        check("!!! note \"Done\"\n\n    - [ ] one\n    - [x] two\n", "");
    }

    #[test]
    fn choices_are_marked_in_many_ways() {
        for mark in ["✓", "✅", "← correct", "(correct)"] {
            check(&format!("Which?\n\n- A. one\n- B. two {mark}\n- C. three\n"), "Single Which? = two");
        }
        check("Which?\n\n- ⬜ one\n- ✅ two\n", "Single Which? = two");
        check("Which?\n\n- ( ) one\n- (•) two\n", "Single Which? = two");
        check("Which?\n\n- ❌ one\n- ✅ two\n", "");
        check("Is it done?\n\n- ✅ one\n- ✅ two\n", "");
        check("Which?\n\n- A. one ✓\n- B. two ✓\n", "");
    }

    #[test]
    fn choices_have_code_between_them_and_reasons_below() {
        let of = |letter: char| format!("{letter})\n\n```python\nprint({letter:?})\n```\n\n");
        let code = format!("1. **Which prints b?**\n\n{}", of('a') + &of('b'));
        check(&format!("{}**Answer:** b\n", code.replacen("1. ", "", 1)), "Single Which prints b? = print('b')");
        check("### What is it?\n\n```bash\nls\n```\n\nA) one\nB) two\n\n**Answer:** B\n", "Single What is it? = two");
        for why in [
            "*Explanation:* So.\n",
            "> Explanation: So.\n",
            "<details><summary>Explanation</summary>\n\nSo.\n\n</details>\n",
        ] {
            check(&format!("Which?\n\n- [ ] one\n- [x] two\n\n{why}"), "Single Which? = two (So.)");
        }
    }
}
