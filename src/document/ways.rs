//! Other ways to do the same that stand within one block.

mod systems;

use super::Block;

/// Commands of a block that do what others of it do too.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OtherWay {
    /// The comment that tells what it is; empty for the first way where none does.
    pub name: String,
    /// The lines of its commands.
    pub lines: Vec<usize>,
}

impl Block {
    /// Commands that stand for others above them in the same block, below a comment that says so: `# or`, `# Option 2`,
    /// `# Windows (PowerShell)`, `# Podman`; or with a remark behind that they are the same: `# is equivalent`. Each choice
    /// has its ways, the first one first.
    pub fn choices(&self) -> Vec<Vec<OtherWay>> {
        let mut choices = self.choices_below_comments();
        self.add_remarked(&mut choices);
        choices
    }

    /// Adds the commands that are the same as the one before, as a remark behind them says.
    fn add_remarked(&self, choices: &mut Vec<Vec<OtherWay>>) {
        let has = |choices: &[Vec<OtherWay>], line| choices.iter().flatten().any(|way| way.lines.contains(&line));
        for (i, command) in self.commands.iter().enumerate().skip(1) {
            let before = &self.commands[i - 1];
            let program = |text: &str| text.split_whitespace().next().map(str::to_owned);
            let Some(remark) = same_as_before(&command.text) else { continue };
            if program(&command.text) != program(&before.text) || has(choices, command.line) {
                continue;
            }
            let way = |name: &str, line| OtherWay { name: name.to_owned(), lines: vec![line] };
            let is_known = has(choices, before.line);
            match choices.iter_mut().find(|ways| ways.last().is_some_and(|way| way.lines == [before.line])) {
                Some(ways) => ways.push(way(remark, command.line)),
                None if is_known => {}
                None => choices.push(vec![way("", before.line), way(remark, command.line)]),
            }
        }
        choices.sort_by_key(|ways| ways.first().and_then(|way| way.lines.first().copied()));
    }

    fn choices_below_comments(&self) -> Vec<Vec<OtherWay>> {
        let mut choices: Vec<Vec<OtherWay>> = Vec::new();
        // The commands below the last comment, and whether they are another way.
        let mut part = OtherWay::default();
        let mut is_other = false;
        // Whether that one ends at an empty line, and whether it met one; whether the line above is empty.
        let (mut is_close, mut ends, mut is_below_gap) = (false, false, true);
        let mut commands = self.commands.iter().peekable();
        // Where the last command ends.
        let mut until = 0;
        for (line, text) in (self.line + 1..).zip(self.text.lines()) {
            while let Some(command) = commands.next_if(|command| command.line <= line) {
                until = command.line + command.text.lines().count() - usize::from(!command.text.is_empty());
                // What stands apart is done whatever way was taken.
                if std::mem::take(&mut ends) && is_other {
                    choices.last_mut().into_iter().for_each(|choice| choice.push(std::mem::take(&mut part)));
                    is_other = false;
                }
                part.lines.push(command.line);
            }
            // Within a command over several lines it is no comment.
            if line <= until {
                is_below_gap = false;
                continue;
            }
            let is_gap = text.trim().is_empty();
            ends |= is_gap && is_close && !part.lines.is_empty();
            let was_below_gap = std::mem::replace(&mut is_below_gap, is_gap);
            let Some(comment) = comment(text) else { continue };
            let is_other_now = || {
                is_other_way(comment)
                    || is_example(comment) && self.is_pattern(&part)
                    || systems::is_other(&part.name, comment, || self.installs(&part))
            };
            let (before, after) = (is_other, (is_other || !part.lines.is_empty()) && is_other_now());
            if after && !before {
                choices.push(vec![std::mem::take(&mut part)]);
                is_close = !was_below_gap;
            } else if before && let Some(choice) = choices.last_mut() {
                choice.push(std::mem::take(&mut part));
            }
            (part, is_other) = (OtherWay { name: comment.to_owned(), lines: Vec::new() }, after);
            (is_close, ends) = (is_close && after, false);
        }
        if is_other && let Some(choice) = choices.last_mut() {
            choice.push(part);
        }
        choices.iter_mut().for_each(|choice| choice.retain(|way| !way.lines.is_empty()));
        choices.iter_mut().for_each(|choice| shorten(choice));
        choices.retain(|choice| choice.len() > 1);
        choices
    }

    /// Whether the first command of a part installs something by what one kind of system has.
    fn installs(&self, part: &OtherWay) -> bool {
        let first = part.lines.first().and_then(|line| self.commands.iter().find(|c| c.line == *line));
        first.is_some_and(|command| systems::is_installer(&command.text))
    }

    /// Whether the last command of a part has something to fill in.
    fn is_pattern(&self, part: &OtherWay) -> bool {
        let last = part.lines.last().and_then(|line| self.commands.iter().find(|c| c.line == *line));
        last.is_some_and(|command| !command.placeholders.is_empty())
    }
}

/// What a comment says, without what it is drawn with: `# ---- or ----`. A line with nothing but `or` is one, and so is what
/// has no blank behind its sign, where it tells of another way: `#OR`.
fn comment(text: &str) -> Option<&str> {
    let line = text.trim();
    let Some(rest) = line.strip_prefix('#') else { return is_lone_or(line).then(|| plain(line)) };
    let rest = rest.trim_start_matches('#');
    (rest.starts_with(' ') || is_other_way(rest)).then(|| plain(rest))
}

/// Without the lines and signs around.
fn plain(words: &str) -> &str {
    let drawn = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '=' | '*' | '_' | '~');
    let words = words.trim_matches(drawn);
    words.strip_suffix(':').unwrap_or(words).trim_end_matches(drawn)
}

/// Whether a line says `or` and nothing else: `OR:`, `-- or --`.
pub fn is_lone_or(line: &str) -> bool {
    // Few lines are as short.
    line.len() < LONE && plain(line.trim()).eq_ignore_ascii_case("or")
}

/// A line with `or` and signs around it is shorter.
const LONE: usize = 40;

/// Without a comment that says where it begins, the first way has as many commands as the second.
fn shorten(choice: &mut [OtherWay]) {
    if let [first, second, ..] = choice
        && first.name.is_empty()
        && first.lines.len() > second.lines.len()
    {
        first.lines.drain(..first.lines.len() - second.lines.len());
    }
}

/// Whether a comment says that an example follows, and nothing else.
fn is_example(comment: &str) -> bool {
    let words = comment.trim_matches(|c: char| !c.is_alphanumeric());
    ["e.g", "eg", "example", "for example", "for instance"].iter().any(|known| known.eq_ignore_ascii_case(words))
}

/// The remark behind a command that says that it is the one before in other words.
fn same_as_before(text: &str) -> Option<&str> {
    let remark = text.rsplit_once(" # ").filter(|(_, remark)| !remark.contains('\n'))?.1.trim();
    let lower = remark.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).peekable();
    while words.next_if(|word| matches!(*word, "this" | "it" | "is" | "the" | "does" | "an" | "exactly")).is_some() {}
    let (first, second, third) = (words.next(), words.next(), words.next());
    let above = |word: Option<&str>| matches!(word, Some("above" | "before" | "previous" | "first" | "the" | "last"));
    let is_same = match first? {
        "or" | "alternatively" | "alternative" => second.is_none(),
        "equivalent" | "identical" => second.is_none_or(|word| !matches!(word, "of" | "to" | "with")) || above(third),
        "same" => match second {
            Some("as") => above(third),
            other => matches!(other, None | Some("thing" | "command" | "effect" | "result")),
        },
        _ => false,
    };
    is_same.then_some(remark)
}

fn is_other_way(comment: &str) -> bool {
    let comment = comment.to_lowercase();
    let mut words = comment.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    match first {
        "or" | "alternatively" | "alternative" | "equivalent" | "equivalently" | "windows" | "powershell"
        | "podman" => true,
        "another" => second == "way",
        "can" | "could" => second == "also" && words.next() == Some("be"),
        "on" | "for" | "with" | "using" => matches!(second, "windows" | "powershell" | "podman"),
        "option" | "method" | "way" => matches!(second, "2" | "3" | "4" | "b" | "c" | "two" | "three"),
        _ => false,
    }
}
