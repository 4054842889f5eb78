//! Files that the learner is to fill: made empty (`touch app.py`), or told of in words, and then shown by `cat app.py` as
//! they are meant to be. Nothing else says what is in them.

use crate::check::shell::{Command, split};
use crate::document::{Block, Location};
use std::collections::BTreeSet;

/// Words that tell the learner to make a file.
const MAKES: &[&str] =
    &["create a file", "create the file", "make a file", "with contents", "with the content", "contents:"];
/// Programs that leave a file as empty as it was, since nobody is at the keyboard.
const LEAVES: &[&str] = &["touch", "cat", "ls", "chmod", "vi", "vim", "nano", "code", "cd", "mkdir", "pwd"];

/// The files that were made empty and that nothing has filled since, and what may have made others.
#[derive(Debug, Clone, Default)]
pub(super) struct Touched {
    empty: BTreeSet<String>,
    makers: String,
}

impl Touched {
    /// Notes what a command makes, or may fill.
    pub fn see(&mut self, text: &str) {
        for command in split(text).iter().filter_map(Command::read) {
            let is_touch = command.program == "touch" && !text.contains('>');
            if is_touch {
                self.empty.extend(command.args.iter().cloned());
            } else if !LEAVES.contains(&command.program.as_str()) || text.contains('>') {
                // A program in a container may fill what it is shown.
                let shares = command.has("volume") || command.has("mount");
                self.empty.retain(|file| !(shares || text.contains(file.as_str())));
                self.makers.push_str(text);
                self.makers.push('\n');
            }
        }
    }

    /// Notes that a file is written.
    pub fn fill(&mut self, path: &str) {
        self.empty.remove(path);
        self.makers.push_str(path);
        self.makers.push('\n');
    }

    /// The file that a block shows as it is to be, with its content. `said` is what is told before the block.
    pub fn shown(&self, block: &Block, said: &str) -> Option<(String, String)> {
        let (command, before) = block.commands.split_last()?;
        let is_quiet = |text: &str| ["touch ", "mkdir ", "cd "].iter().any(|begin| text.starts_with(begin));
        if !before.iter().all(|command| is_quiet(command.typed())) {
            return None;
        }
        let content = block.expected.as_deref().filter(|text| !is_cut(text))?;
        let name = command.typed().strip_prefix("cat ").map(str::trim).filter(|name| is_name(name))?;
        let is_told = || {
            let tells = MAKES.iter().any(|words| said.contains(words)) && has_word(said, &name.to_lowercase());
            tells && !self.makers.contains(name)
        };
        let is_touched = || before.iter().any(|c| c.typed().strip_prefix("touch ") == Some(name));
        let is_open = command.location == Location::Host && (self.empty.contains(name) || is_touched() || is_told());
        is_open.then(|| (name.to_owned(), format!("{content}\n")))
    }
}

/// Whether a part is left out, or the file is not there.
fn is_cut(content: &str) -> bool {
    content.lines().any(|line| matches!(line.trim(), "..." | "…" | "[...]")) || content.contains("No such file")
}

/// Whether a text has a file's name as a word.
fn has_word(text: &str, name: &str) -> bool {
    let of_name = |c: char| c.is_alphanumeric() || "._-/".contains(c);
    text.split(|c: char| !of_name(c)).any(|word| word.trim_end_matches('.') == name)
}

/// Whether a text is nothing but a file's name in the folder at hand.
fn is_name(text: &str) -> bool {
    !text.starts_with(['/', '~', '-']) && text.chars().all(|c| c.is_alphanumeric() || "._-/".contains(c))
}

#[cfg(test)]
mod tests {
    use crate::lesson::{Step, Task, compile};
    use crate::source::Source;

    /// The paths and contents that are written.
    #[track_caller]
    fn check(text: &str, want: &[(&str, &str)]) {
        let (document, _) = crate::reader::read(&Source::new("x.md", format!("## Do\n\n{text}")));
        let (lesson, _) = compile("x", &document, None);
        let of_step = |step: &Step| step.tasks.clone();
        let written = lesson.steps.iter().flat_map(of_step).filter_map(|task| match task {
            Task::Write { path, content, .. } => Some((path, content)),
            _ => None,
        });
        let written: Vec<_> = written.collect();
        let written: Vec<_> = written.iter().map(|(path, content)| (path.as_str(), content.as_str())).collect();
        assert_eq!(written, want, "{text}");
    }

    const TOUCH: &str = "```bash\ntouch a.py\n```\n\n";
    const SHOWN: &str = "Put this in it:\n\n```console\n$ cat a.py\nprint(1)\n```\n";

    #[test]
    fn a_file_that_was_made_empty_gets_what_is_shown_of_it() {
        let print = [("a.py", "print(1)\n")];
        check(&format!("{TOUCH}{SHOWN}"), &print);
        check("```console\n$ touch a.py\n$ cat a.py\nprint(1)\n```\n", &print);
        check("Create a file called `my-a.py`:\n\n```console\n$ cat a.py\nprint(1)\n```\n", &[]);
        check("Create a file called `a.py`:\n\n```console\n$ cat a.py\nprint(1)\n```\n", &print);
    }

    #[test]
    fn what_has_a_content_keeps_it() {
        check(SHOWN, &[]);
        check(&format!("{TOUCH}```bash\necho 'print(1)' > a.py\n```\n\n{SHOWN}"), &[]);
        check(&format!("{TOUCH}```bash\ndocker run -v .:/app web\n```\n\n{SHOWN}"), &[]);
        check(&format!("{TOUCH}```console\n$ cat a.py\nprint(1)\n...\n```\n"), &[]);
        check(&format!("{TOUCH}{SHOWN}\nAgain:\n\n```console\n$ cat a.py\nprint(2)\n```\n"), &[("a.py", "print(1)\n")]);
    }
}
