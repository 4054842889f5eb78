//! Several ways to do the same: tabs, "or" blocks, `# or` within a block. One is among a step's tasks; each other may
//! take its place.

use super::compile::derived;
use super::tasks::Tasks;
use super::{Step, Task, Why};
use crate::check::Check;
use crate::check::shell::{self, split};
use crate::document::{Block, Form, Inline, Node, NodeKind, OtherWay, plain_text, walk};
use std::collections::BTreeMap;

/// Several ways to do the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// In the order of the text.
    pub ways: Vec<Way>,
    /// Which of them the step's tasks hold.
    pub chosen: usize,
}

/// One of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Way {
    /// What the lesson calls it; empty where it has no name.
    pub name: String,
    /// The lines of its tasks.
    lines: Vec<usize>,
    /// The texts of its tasks, where others share their line.
    texts: Vec<String>,
    /// Its tasks while it is not the chosen one.
    pub tasks: Vec<Task>,
}

impl Choice {
    /// Whether a task of the chosen way has this line.
    fn is_chosen(&self, line: usize) -> bool {
        self.ways.get(self.chosen).is_some_and(|way| way.lines.contains(&line))
    }

    /// Whether a task is the chosen way's.
    fn has(&self, task: &Task) -> bool {
        let is_its_own =
            |way: &Way| way.texts.is_empty() || task.text().is_some_and(|text| way.texts.iter().any(|own| own == text));
        self.is_chosen(task.line()) && !task.is_left_for_another() && self.ways.get(self.chosen).is_some_and(is_its_own)
    }

    /// The ways that can be typed, by their numbers.
    pub fn typable(&self) -> impl Iterator<Item = usize> {
        let can = |(number, way): &(usize, &Way)| {
            *number == self.chosen || way.tasks.iter().any(|task| task.offered().is_some())
        };
        self.ways.iter().enumerate().filter(can).map(|(number, _)| number)
    }

    /// The way after the chosen one that can be typed, the first one behind the last.
    fn following(&self) -> Option<usize> {
        let others: Vec<usize> = self.typable().filter(|number| *number != self.chosen).collect();
        others.iter().find(|number| **number > self.chosen).or(others.first()).copied()
    }
}

impl Step {
    /// The choice that a task belongs to, by its line, where another way can be typed.
    pub fn choice_at(&self, line: usize) -> Option<usize> {
        let has_others = |choice: &Choice| choice.is_chosen(line) && choice.following().is_some();
        let all: Vec<usize> = (0..self.choices.len()).filter(|number| has_others(&self.choices[*number])).collect();
        // Behind the last way within a tab comes the next tab.
        let leads_on = |number: &usize| self.choices[*number].following() > Some(self.choices[*number].chosen);
        all.iter().copied().rfind(leads_on).or(all.first().copied())
    }

    /// The choice, and the way of it, that has this very command and is not the chosen one.
    pub fn way_with(&self, is_it: impl Fn(&str) -> bool) -> Option<(usize, usize)> {
        let has = |way: &Way| way.tasks.iter().filter_map(Task::offered).any(|typed| is_it(&typed.text));
        let ways = self.choices.iter().enumerate().flat_map(|(c, choice)| {
            choice.ways.iter().enumerate().filter(|(w, _)| *w != choice.chosen).map(move |(w, way)| (c, w, way))
        });
        ways.into_iter().find(|(_, _, way)| has(way)).map(|(choice, number, _)| (choice, number))
    }

    /// Whether what begins at a line can be typed as soon as another way is chosen.
    pub fn is_in_other_way(&self, line: usize) -> bool {
        let is_in = |choice: &Choice| {
            choice.typable().any(|number| number != choice.chosen && choice.ways[number].lines.contains(&line))
        };
        self.choices.iter().any(is_in)
    }

    /// The way of a choice that follows the chosen one.
    pub fn following_way(&self, choice: usize) -> Option<usize> {
        self.choices.get(choice)?.following()
    }

    /// Puts another way in the place of the chosen one. What it brings about is expected then, where the step's checks
    /// come from its commands.
    pub fn choose(&mut self, choice: usize, number: usize) {
        let before = derived(self);
        let Some(choice) = self.choices.get_mut(choice).filter(|c| number < c.ways.len() && number != c.chosen) else {
            return;
        };
        let at = self.tasks.iter().position(|task| choice.has(task));
        let (mut taken, mut kept) = (Vec::new(), Vec::new());
        for task in std::mem::take(&mut self.tasks) {
            if choice.has(&task) { taken.push(task) } else { kept.push(task) }
        }
        let at = at.unwrap_or(kept.len()).min(kept.len());
        choice.ways[choice.chosen].tasks = taken;
        choice.chosen = number;
        kept.splice(at..at, std::mem::take(&mut choice.ways[number].tasks));
        self.tasks = kept;
        self.expect_otherwise(&before);
    }

    /// Expects what the tasks bring about by now. What was expected before and is still meant stays as it is: it may
    /// have been softened for a stand-in.
    fn expect_otherwise(&mut self, before: &[Check]) {
        if !self.is_derived() || self.expect.len() != before.len() {
            return;
        }
        let now = derived(self);
        let known = |check: &Check| before.iter().position(|old| old.assertion == check.assertion);
        self.expect = now.into_iter().map(|check| known(&check).map_or(check, |at| self.expect[at].clone())).collect();
    }
}

impl Task {
    /// 1-based line in the lesson.
    pub fn line(&self) -> usize {
        match self {
            Self::Type(typed) | Self::Ask { typed, .. } => typed.line,
            Self::Write { line, .. } | Self::Leave { line, .. } => *line,
        }
    }

    /// What is typed; none for a file, which has a line of its own.
    fn text(&self) -> Option<&str> {
        match self {
            Self::Type(typed) | Self::Ask { typed, .. } => Some(&typed.text),
            Self::Leave { text, .. } => Some(text),
            Self::Write { .. } => None,
        }
    }

    fn is_left_for_another(&self) -> bool {
        matches!(self, Self::Leave { why: Why::Alternative(_), .. })
    }
}

/// Where a block or a command stands among several ways.
pub(super) enum Seat<'w> {
    /// There are no others.
    Alone,
    /// In the chosen one.
    Chosen,
    /// In another one, whose tasks these are.
    Other {
        /// The line of what is chosen instead.
        line: usize,
        /// What was known before this way began.
        before: &'w mut Option<Tasks>,
        /// Its tasks so far.
        tasks: &'w mut Vec<Task>,
    },
    /// In another one, which cannot be typed in a sandbox.
    Elsewhere {
        /// The line of what is chosen instead.
        line: usize,
    },
}

/// The line by which a block or a command is known; for one within a sentence with its text, since others may share it.
type Place = (usize, String);

fn place_of(block: &Block) -> Place {
    (block.line, if block.form == Form::Inline { block.text.to_string() } else { String::new() })
}

#[derive(Debug, Default)]
struct Draft {
    name: String,
    /// Where the first of what it holds stands.
    first: Place,
    lines: Vec<usize>,
    /// As in [`Way`].
    texts: Vec<String>,
    tasks: Vec<Task>,
    before: Option<Tasks>,
    /// It is for another system's shell.
    is_foreign: bool,
}

/// The choices of a section while its tasks are found.
#[derive(Debug, Default)]
pub(super) struct Ways {
    choices: Vec<Vec<Draft>>,
    /// The choice and the way that a block belongs to or, within a block, a command.
    seats: BTreeMap<Place, (usize, usize)>,
}

impl Ways {
    /// The ways that blocks of a section are.
    pub fn of(nodes: &[Node]) -> Self {
        let mut found = Self::default();
        let mut titles = BTreeMap::new();
        let mut blocks = Vec::new();
        walk(nodes, &mut |node| match &node.kind {
            NodeKind::Paragraph(text) if matches!(text.as_slice(), [Inline::Strong(_)]) => {
                titles.insert(node.line, plain_text(text));
            }
            // Of several solutions each has a title of its own.
            NodeKind::Heading { text, .. } => {
                titles.insert(node.line, plain_text(text));
            }
            NodeKind::Callout(callout) => {
                titles.insert(node.line, callout.title.clone());
            }
            NodeKind::Block(block) => blocks.push(&**block),
            _ => {}
        });
        let others = blocks.iter().enumerate().filter(|(_, block)| !adds_names(block)).filter_map(|(at, block)| {
            let line = block.alternative_of?;
            let is_it = |chosen: &&&Block| chosen.line == line && chosen.alternative_of != Some(line);
            // Of several within a sentence the nearest is meant.
            let nearest = blocks[..at].iter().rfind(is_it).filter(|chosen| chosen.form == Form::Inline);
            Some((*block, *nearest.or_else(|| blocks.iter().find(|chosen| chosen.line == line))?))
        });
        let (within, apart): (Vec<_>, Vec<_>) =
            others.partition(|(block, chosen)| block.tab.is_some() && block.tab == chosen.tab);
        for (block, chosen) in apart {
            let known = found.seats.get(&place_of(chosen)).map(|(choice, _)| *choice);
            let choice = known.unwrap_or_else(|| found.begin(chosen, &blocks, &titles));
            found.sit(block, choice, &titles);
        }
        let mut begun = BTreeMap::new();
        for (block, chosen) in within {
            let choice = *begun.entry(place_of(chosen)).or_insert_with(|| found.begin_within(chosen));
            found.seat_within(block, choice);
        }
        found
    }

    /// Begins a choice between blocks of the same tab: whoever chose that still has the choice.
    fn begin_within(&mut self, chosen: &Block) -> usize {
        self.choices.push(Vec::new());
        let choice = self.choices.len() - 1;
        let seat = self.seats.get(&place_of(chosen)).copied();
        self.seat_within(chosen, choice);
        // It goes where its tab goes.
        self.seats.extend(seat.map(|seat| (place_of(chosen), seat)));
        choice
    }

    /// Adds a block as a way of its own.
    fn seat_within(&mut self, block: &Block, choice: usize) {
        let way =
            Draft { first: place_of(block), lines: lines_of(block), is_foreign: is_foreign(block), ..Draft::default() };
        self.choices[choice].push(way);
        self.seats.insert(place_of(block), (choice, self.choices[choice].len() - 1));
    }

    /// Begins a choice with the chosen way. The blocks of a tab go together.
    fn begin(&mut self, chosen: &Block, blocks: &[&Block], titles: &BTreeMap<usize, String>) -> usize {
        self.choices.push(Vec::new());
        let choice = self.choices.len() - 1;
        let together =
            |other: &&&Block| place_of(other) == place_of(chosen) || (chosen.tab.is_some() && other.tab == chosen.tab);
        for other in blocks.iter().filter(together) {
            self.sit(other, choice, titles);
        }
        choice
    }

    /// Adds a block to the way of its tab, else as a way of its own.
    fn sit(&mut self, block: &Block, choice: usize, titles: &BTreeMap<usize, String>) {
        let key = block.tab.map_or_else(|| place_of(block), |tab| (tab.line, String::new()));
        let ways = &mut self.choices[choice];
        let number = ways.iter().position(|way| way.first == key).unwrap_or_else(|| {
            let name = block.tab.and_then(|tab| titles.get(&tab.line).cloned()).unwrap_or_default();
            ways.push(Draft { name, first: key, ..Draft::default() });
            ways.len() - 1
        });
        let way = &mut ways[number];
        way.is_foreign |= is_of_windows(&way.name) || is_foreign(block);
        way.lines.extend(lines_of(block));
        self.seats.insert(place_of(block), (choice, number));
    }

    /// Notes the ways that stand within a block.
    pub fn within(&mut self, choices: &[Vec<OtherWay>]) {
        for ways in choices {
            let drafts = ways.iter().map(|way| Draft {
                name: way.name.clone(),
                first: (way.lines.first().copied().unwrap_or_default(), String::new()),
                lines: way.lines.clone(),
                is_foreign: is_of_windows(&way.name) || is_of_mac(&way.name),
                ..Draft::default()
            });
            self.choices.push(drafts.collect());
            let choice = self.choices.len() - 1;
            for (number, way) in ways.iter().enumerate() {
                self.seats.extend(way.lines.iter().map(|line| ((*line, String::new()), (choice, number))));
            }
        }
    }

    /// Where a block stands.
    pub fn seat(&mut self, block: &Block) -> Seat<'_> {
        self.seat_at(&place_of(block))
    }

    /// Notes the tasks of a block within a sentence that is the chosen way.
    pub fn keep(&mut self, block: &Block, tasks: &[Task]) {
        let Some((choice, way)) = self.seats.get(&place_of(block)).filter(|_| block.form == Form::Inline) else {
            return;
        };
        let texts = tasks.iter().filter_map(Task::text).map(str::to_owned);
        self.choices[*choice][*way].texts.extend(texts);
    }

    /// Where what begins at a line stands.
    pub fn seat_of_line(&mut self, line: usize) -> Seat<'_> {
        self.seat_at(&(line, String::new()))
    }

    fn seat_at(&mut self, place: &Place) -> Seat<'_> {
        let Some((choice, number)) = self.seats.get(place).copied() else { return Seat::Alone };
        let ways = &mut self.choices[choice];
        let chosen = chosen(ways);
        let instead = ways[chosen].lines.first().copied().unwrap_or_default();
        match &mut ways[number] {
            _ if number == chosen => Seat::Chosen,
            way if way.is_foreign => Seat::Elsewhere { line: instead },
            way => Seat::Other { line: instead, before: &mut way.before, tasks: &mut way.tasks },
        }
    }

    /// What was found.
    pub fn into_choices(self) -> Vec<Choice> {
        let way = |draft: Draft| {
            let Draft { name, first, lines, mut texts, tasks, .. } = draft;
            if !first.1.is_empty() {
                texts.extend(tasks.iter().filter_map(Task::text).map(str::to_owned));
            }
            Way { name, lines, texts, tasks }
        };
        let choices = self.choices.into_iter().filter(|ways| ways.len() > 1);
        choices.map(|ways| Choice { chosen: chosen(&ways), ways: ways.into_iter().map(way).collect() }).collect()
    }
}

/// The first way that a sandbox's own shell understands.
fn chosen(ways: &[Draft]) -> usize {
    ways.iter().position(|way| !way.is_foreign).unwrap_or_default()
}

/// The lines by which tasks of a block are known.
fn lines_of(block: &Block) -> Vec<usize> {
    std::iter::once(block.line).chain(block.commands.iter().map(|command| command.line)).collect()
}

/// Whether a block is for a shell that the sandbox does not have.
fn is_foreign(block: &Block) -> bool {
    is_of_windows(&block.tag) || block.text.contains("%CD%")
}

/// Whether a name says that something is for a shell that the sandbox does not have.
fn is_of_windows(name: &str) -> bool {
    let name = name.to_lowercase();
    let mut words = name.split(|c: char| !c.is_alphanumeric());
    words.any(|w| matches!(w, "windows" | "powershell" | "pwsh" | "ps1" | "cmd" | "bat" | "batch"))
        && !["linux", "mac", "wsl", "git bash"].iter().any(|w| name.contains(w))
}

/// Whether a name says that something is for a Mac alone, which the sandbox is not.
fn is_of_mac(name: &str) -> bool {
    let name = name.to_lowercase();
    let mut words = name.split(|c: char| !c.is_alphanumeric());
    let first = words.find(|word| !matches!(*word, "on" | "for" | "in" | "a"));
    first.is_some_and(|word| matches!(word, "mac" | "macos" | "osx"))
        && !["linux", "unix"].iter().any(|w| name.contains(w))
}

/// Another name for an image never clashes with the first: both blocks can be typed.
fn adds_names(block: &Block) -> bool {
    let mut commands = block.commands.iter().flat_map(|c| split(&c.text)).filter_map(|s| shell::Command::read(&s));
    !block.commands.is_empty() && commands.all(|c| c.program == "docker" && c.verb == "tag")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::describe;
    use crate::source::Source;

    fn lesson(text: &str) -> crate::lesson::Lesson {
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        crate::lesson::compile("x", &document, None).0
    }

    fn typed(step: &Step) -> String {
        step.solution().iter().map(|typed| typed.text.clone()).collect::<Vec<_>>().join("; ")
    }

    /// The commands of a step, then with each further way that can be typed.
    #[track_caller]
    fn check(text: &str, want: &[&str]) {
        let mut step = lesson(&format!("# L\n\n## Do\n\n{text}")).steps.remove(0);
        let mut ways = vec![typed(&step)];
        for choice in 0..step.choices.len() {
            while let Some(number) = step.following_way(choice).filter(|number| *number > step.choices[choice].chosen) {
                step.choose(choice, number);
                ways.push(format!("{}: {}", step.choices[choice].ways[number].name, typed(&step)));
            }
        }
        assert_eq!(ways, want, "{text}");
    }

    const TABS: &str = "=== \"Shell\"\n\n    ```bash\n    docker volume create a\n    ```\n\n    Then:\n\n    ```bash\n    docker volume create b\n    ```\n\n\
        === \"Windows\"\n\n    ```powershell\n    docker volume create w\n    ```\n\n\
        === \"Labels\"\n\n    ```bash\n    docker volume create --label x a\n    ```\n\n    And:\n\n    ```bash\n    docker volume create --label x b\n    ```\n";

    #[test]
    fn an_example_below_its_pattern_is_another_way() {
        let block = |line: &str, comment: &str| {
            let text = format!("## Do\n\n```bash\n{line}\n# {comment}\ndocker stop 4c01db0b339c\n```\n");
            lesson(&text).steps.remove(0).choices.len()
        };
        assert_eq!(block("docker stop <container>", "e.g."), 1);
        assert_eq!(block("docker stop <container>", "then"), 0);
        assert_eq!(block("docker stop web", "e.g."), 0);
    }

    #[test]
    fn ways_within_a_sentence_share_a_line() {
        let mut step = lesson(
            "## Do\n\nPull it with `docker pull a`{{execute}}, list by `docker ps`{{execute}} or `docker container ls`{{execute}}.\n",
        )
        .steps
        .remove(0);
        let typed = |step: &Step| {
            step.tasks.iter().filter_map(Task::offered).map(|t| t.text.clone()).collect::<Vec<_>>().join(" | ")
        };
        assert_eq!(typed(&step), "docker pull a | docker ps");
        assert_eq!(step.choice_at(3), Some(0));
        step.choose(0, 1);
        assert_eq!(typed(&step), "docker pull a | docker container ls");
        step.choose(0, 0);
        assert_eq!(typed(&step), "docker pull a | docker ps");
    }

    #[test]
    fn each_way_takes_the_place_of_the_chosen_one() {
        check(
            &format!("```bash\ndocker ps\n```\n\n{TABS}\nLast:\n\n```bash\ndocker volume ls\n```\n"),
            &[
                "docker ps; docker volume create a; docker volume create b; docker volume ls",
                "Labels: docker ps; docker volume create --label x a; docker volume create --label x b; docker volume ls",
            ],
        );
        check(
            "```bash\ndocker ps\n```\n\nOr:\n\n```bash\ndocker container ls\n```\n\nThen:\n\n```bash\nls\n```\n",
            &["docker ps; ls", ": docker container ls; ls"],
        );
        check(
            "```bash\npwd\ndocker ps\n# or\ndocker container ls\n```\n",
            &["pwd; docker ps", "or: pwd; docker container ls"],
        );
        check(
            "```bash\ndocker tag a b\n```\n\nOr:\n\n```bash\ndocker tag a c\n```\n",
            &["docker tag a b; docker tag a c"],
        );
    }

    #[test]
    fn a_further_solution_takes_the_place_of_the_first() {
        let solution = |title: &str, commands: &str| format!("::: solution\n## {title}\n\n{commands}:::\n\n");
        let block = |command: &str| format!("```bash\n{command}\n```\n\n");
        let first = solution("Solution 1 -- short", &block("docker run web ls"));
        let second = solution("Solution 2 -- long", &(block("docker create web") + &block("docker ps")));
        check(
            &format!("::::: challenge\n## List\n\nList its files.\n\n{first}{second}:::::\n\n{}", block("ls")),
            &["docker run web ls; ls", "Solution 2 -- long: docker create web; docker ps; ls"],
        );
    }

    #[test]
    fn a_way_within_a_tab_is_not_typed_besides() {
        let block = |name: &str| format!("    ```bash\n    docker run --name {name} nginx\n    ```\n\n");
        let text = format!("=== \"CLI\"\n\n{}    Or:\n\n{}=== \"Old CLI\"\n\n{}", block("a"), block("b"), block("c"));
        let mut step = lesson(&format!("# L\n\n## Do\n\n{text}")).steps.remove(0);
        let mut ways = vec![typed(&step)];
        for _ in 0..3 {
            let line = step.tasks.iter().find_map(Task::offered).unwrap().line;
            let choice = step.choice_at(line).unwrap();
            step.choose(choice, step.following_way(choice).unwrap());
            ways.push(typed(&step));
        }
        let run = |name: &str| format!("docker run --name {name} nginx");
        assert_eq!(ways, [run("a"), run("b"), run("c"), run("b")]);
        // Without another tab.
        let lone = "=== \"CLI\"\n\n    ```bash\n    docker ps\n    ```\n\n    Or:\n\n    ```bash\n    docker container ls\n    ```\n";
        check(lone, &["docker ps", ": docker container ls"]);
    }

    #[test]
    fn the_first_way_that_the_sandbox_understands_is_chosen() {
        check(
            "=== \"PowerShell\"\n\n    ```powershell\n    docker run -v ${PWD}:/a alpine\n    ```\n\n=== \"Bash\"\n\n    ```bash\n    docker run -v $(pwd):/a alpine\n    ```\n",
            &["docker run -v $(pwd):/a alpine"],
        );
        check(
            "=== \"Desktop\"\n\n    Press the button.\n\n=== \"CLI\"\n\n    ```bash\n    docker ps\n    ```\n\n=== \"Old CLI\"\n\n    ```bash\n    docker container ls\n    ```\n",
            &["docker ps", "Old CLI: docker container ls"],
        );
    }

    #[test]
    fn what_the_chosen_way_brings_about_is_expected() {
        let mut step = lesson("# L\n\n## Do\n\n```bash\ndocker network create a\ndocker volume create v\n# or\ndocker volume create w\n```\n").steps.remove(0);
        let said =
            |step: &Step| step.expect.iter().map(|check| describe(&check.assertion)).collect::<Vec<_>>().join("; ");
        assert_eq!(said(&step), "network `a` exists; volume `v` exists");
        // Softened for a stand-in.
        step.expect[0].assertion = step.expect[1].assertion.clone();
        step.choose(0, 1);
        assert_eq!(said(&step), "volume `v` exists; volume `w` exists");
        step.choose(0, 7);
        assert_eq!(typed(&step), "docker network create a; docker volume create w");
    }

    #[test]
    fn a_way_without_its_program_is_not_offered() {
        let text = "# L\n\n## Do\n\n```bash\n# Docker\ndocker ps\n# Podman\npodman ps\n```\n";
        assert_eq!(lesson(text).steps[0].following_way(0), Some(1));
        assert_eq!(lesson(text).with_programs(&|name| name == "docker").steps[0].following_way(0), None);
    }

    #[test]
    fn what_is_for_a_mac_alone_is_not_the_sandboxs() {
        let names = ["macOS (with Homebrew)", "On a Mac", "Mac/Linux", "With a Mac", "for OSX"];
        assert_eq!(names.map(is_of_mac), [true, true, false, false, true]);
        let text = "# A\n\n```bash\n# macOS\nbrew install jq\n# Linux\ndocker ps\n```\n";
        let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
        let (_, _, choices) = Tasks::default().of_section(&document.nodes);
        assert_eq!(choices.iter().map(|choice| choice.chosen).collect::<Vec<_>>(), [1]);
    }
}
