//! The tutor's prompt: a line editor with history, completion, and the next command on offer.

use super::complete::{Names, complete};
use super::raw;
use super::style::{Role, Theme, clean};
use rustyline::completion::{Completer, Pair};
use rustyline::config::{BellStyle, Builder, Config};
use rustyline::error::ReadlineError;
use rustyline::highlight::{CmdKind, Highlighter};
use rustyline::hint::{Hint, Hinter};
use rustyline::history::FileHistory;
use rustyline::validate::Validator;
use rustyline::{ColorMode, CompletionType, Context, Editor, ExternalPrinter, Helper};
use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many lines are remembered.
const HISTORY_LINES: usize = 1000;

/// What came from the learner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadLine {
    /// A line, possibly empty.
    Line(String),
    /// Ctrl-C.
    Interrupted,
    /// Ctrl-D on an empty line, or the end of a piped input.
    End,
}

/// A line editor with history and completion. It blocks while it reads, so it lives on a thread of its own; it
/// writes to the terminal, and listens to the change of its size, only while [`LinePrompt::read`] runs.
pub struct LinePrompt {
    editor: Editor<Side, FileHistory>,
    history: Option<PathBuf>,
}

impl LinePrompt {
    /// A prompt whose history is kept in a file, if one is given. A history that cannot be read begins anew.
    pub fn new(history: Option<&Path>, names: Arc<Mutex<Names>>, theme: Theme) -> io::Result<Self> {
        let mut editor = Editor::with_config(config(&theme).map_err(to_io)?).map_err(to_io)?;
        editor.set_helper(Some(Side { theme, names, offer: None }));
        if let Some(path) = history {
            let _ = editor.load_history(path);
        }
        Ok(Self { editor, history: history.map(Path::to_owned) })
    }

    /// A hand that writes above the line that is being typed, from another thread. While no line is being read it
    /// writes like anybody else.
    pub fn writer(&mut self) -> io::Result<Above> {
        self.editor.create_external_printer().map(|printer| Above(Box::new(printer))).map_err(to_io)
    }

    /// Reads one line. `offer` is the command that Enter on the empty line will run: it is shown greyed out while
    /// the line is empty, and the right arrow key puts it on the line to be changed.
    pub fn read(&mut self, prompt: &str, offer: Option<&str>) -> ReadLine {
        let prompt = clean(prompt);
        if let Some(side) = self.editor.helper_mut() {
            side.offer = offer.map(|command| Offer::new(command, prompt.width(), side.theme));
        }
        let remembered = raw::Remembered::now();
        let read = self.editor.readline(&prompt);
        drop(remembered);
        match read {
            Ok(line) => {
                self.remember(&line);
                ReadLine::Line(line)
            }
            Err(ReadlineError::Interrupted) => ReadLine::Interrupted,
            // A terminal that is gone ends the input as well.
            Err(_) => ReadLine::End,
        }
    }

    /// Written at once, so that it outlives a crash. A full disk is no reason to stop a lesson.
    fn remember(&mut self, line: &str) {
        let new = !line.trim().is_empty() && self.editor.add_history_entry(line).unwrap_or(false);
        if let Some(path) = self.history.as_ref().filter(|_| new) {
            let _ = self.editor.append_history(path);
        }
    }
}

/// Writes above the prompt; what is half typed stays as it is.
pub struct Above(Box<dyn ExternalPrinter + Send>);

impl Above {
    /// Writes whole lines.
    pub fn print(&mut self, text: &str) -> io::Result<()> {
        self.0.print(text.to_owned()).map_err(to_io)
    }
}

fn config(theme: &Theme) -> rustyline::Result<Config> {
    let color = if theme.color { ColorMode::Enabled } else { ColorMode::Disabled };
    let builder: Builder = Config::builder()
        .max_history_size(HISTORY_LINES)?
        .history_ignore_dups(true)?
        .history_ignore_space(true)
        .auto_add_history(false)
        .completion_type(CompletionType::List)
        .completion_show_all_if_ambiguous(true)
        .bell_style(BellStyle::None)
        .color_mode(color);
    Ok(builder.build())
}

fn to_io(error: ReadlineError) -> io::Error {
    match error {
        ReadlineError::Io(error) => error,
        other => io::Error::other(other.to_string()),
    }
}

/// What stands beside the line: completion, the offer, colours.
struct Side {
    theme: Theme,
    names: Arc<Mutex<Names>>,
    offer: Option<Offer>,
}

impl Helper for Side {}

/// Any line is good: the shell is the judge of that.
impl Validator for Side {}

impl Completer for Side {
    type Candidate = Pair;

    fn complete(&self, line: &str, pos: usize, _: &Context<'_>) -> rustyline::Result<(usize, Vec<Pair>)> {
        let names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        let (start, found) = complete(line, pos, &names);
        Ok((start, found.into_iter().map(pair).collect()))
    }
}

/// A word as it is listed, and with the blank that a shell puts after it; `web:` waits for its path.
fn pair(display: String) -> Pair {
    let blank = if display.ends_with(':') { "" } else { " " };
    Pair { replacement: format!("{display}{blank}"), display }
}

/// The next command, as it is shown on an empty line.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Offer {
    shown: String,
    command: String,
}

impl Offer {
    /// One line of it, cut to the window: a longer one would push the prompt up.
    fn new(command: &str, prompt: usize, theme: Theme) -> Self {
        let command = clean(command);
        let first = command.lines().next().unwrap_or_default();
        let more = command.lines().nth(1).is_some();
        let columns = raw::window_size().map_or(theme.width, |(columns, _)| usize::from(columns));
        let (before, after) = if theme.plain { ("(Enter: ", ")") } else { ("⏎ ", "") };
        let room = columns.saturating_sub(prompt + before.width() + after.width() + 1);
        let shown = format!("{before}{}{after}", shorten(first, room, more));
        Self { shown, command }
    }
}

/// The text cut to so many columns, with dots where something is left out.
fn shorten(text: &str, columns: usize, more: bool) -> String {
    if text.width() <= columns && !more {
        return text.to_owned();
    }
    let mut room = columns.saturating_sub(2);
    let fits = |c: &char| {
        let width = c.width().unwrap_or(0);
        let fits = width <= room;
        room = room.saturating_sub(width);
        fits
    };
    let kept: String = text.trim_end_matches(['\\', ' ']).chars().take_while(fits).collect();
    format!("{} …", kept.trim_end())
}

impl Hint for Offer {
    fn display(&self) -> &str {
        &self.shown
    }
    fn completion(&self) -> Option<&str> {
        Some(&self.command)
    }
}

impl Hinter for Side {
    type Hint = Offer;

    fn hint(&self, line: &str, _: usize, _: &Context<'_>) -> Option<Offer> {
        self.offer.clone().filter(|_| line.is_empty())
    }
}

impl Highlighter for Side {
    fn highlight_prompt<'b, 's: 'b, 'p: 'b>(&'s self, prompt: &'p str, _default: bool) -> Cow<'b, str> {
        Cow::Owned(self.theme.paint(Role::Prompt, prompt))
    }

    fn highlight_hint<'h>(&self, hint: &'h str) -> Cow<'h, str> {
        Cow::Owned(self.theme.paint(Role::Muted, hint))
    }

    /// The tutor's words stand out, so that a learner sees who will be asked.
    fn highlight<'l>(&self, line: &'l str, _pos: usize) -> Cow<'l, str> {
        if line.starts_with(':') { Cow::Owned(self.theme.paint(Role::Hint, line)) } else { Cow::Borrowed(line) }
    }

    fn highlight_char(&self, line: &str, _pos: usize, _kind: CmdKind) -> bool {
        line.starts_with(':')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(plain: bool) -> Theme {
        Theme { color: false, plain, width: 80 }
    }

    #[test]
    fn offers_are_one_line_that_fits() {
        let long = format!("docker run {}", "x".repeat(200));
        let cases = [
            ("docker ps", false, "⏎ docker ps"),
            ("docker ps", true, "(Enter: docker ps)"),
            ("docker run \\\n  alpine", false, "⏎ docker run …"),
            ("docker \u{1b}[31mps", false, "⏎ docker ps"),
        ];
        for (command, plain, want) in cases {
            assert_eq!(Offer::new(command, 2, theme(plain)).shown, want);
        }
        assert!(Offer::new(&long, 2, theme(false)).shown.ends_with("x …"));
        assert_eq!(shorten("docker ps -a", 11, false), "docker ps …");
        assert_eq!(shorten("日本語日本語", 8, false), "日本語 …");
    }

    #[test]
    fn a_prompt_can_live_on_a_thread() {
        fn send<T: Send>() {}
        send::<LinePrompt>();
    }
}
