//! What a piece of text is for, and how that looks on this terminal.

use super::raw;
use crate::text;
use console::Style;
use std::env;
use std::io::{IsTerminal, stdout};

/// The narrowest text column; on narrower terminals lines break where the terminal breaks them.
pub const MIN_WIDTH: usize = 60;
/// The widest text column: longer lines are hard to read.
pub const MAX_WIDTH: usize = 120;
/// The column where nobody can tell how wide the reader's window is.
pub const DEFAULT_WIDTH: usize = 80;

/// What a piece of text is for. A theme gives each role its look; no other module knows of colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Role {
    /// Running text.
    #[default]
    Text,
    /// The name of the lesson, of a file, of a step.
    Title,
    /// A section's heading.
    Heading,
    /// A command as it is typed.
    Command,
    /// A part of a command that the learner must replace.
    Placeholder,
    /// What a program prints.
    Output,
    /// The sign before a command, and the tutor's own prompt.
    Prompt,
    /// Done, right, good.
    Pass,
    /// Still to be done.
    NotYet,
    /// Cannot be reached any more; also errors.
    Impossible,
    /// Could not be found out.
    Unknown,
    /// Help that was asked for.
    Hint,
    /// A note beside the text: neither good nor bad.
    Note,
    /// Less important than the text around it: line art, labels, addresses.
    Muted,
    /// The words of a link.
    Link,
    /// Strongly stressed.
    Strong,
    /// Stressed.
    Emphasis,
    /// Struck out.
    Strike,
    /// Code within a sentence.
    Code,
}

/// How the tutor draws: with colour or not, as a screen or as plain lines, and how wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// Whether roles become colours.
    pub color: bool,
    /// Whether everything is one linear text without line art, for screen readers and pipes.
    pub plain: bool,
    /// Columns for text.
    pub width: usize,
}

impl Theme {
    /// Finds out what standard output can show; the only function here that looks at the world.
    pub fn detect(plain_flag: bool) -> Self {
        let terminal = stdout().is_terminal();
        let no_color = env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        let dumb = env::var_os("TERM").is_some_and(|v| v == "dumb");
        let columns = raw::window_size().filter(|_| terminal).map(|(columns, _)| usize::from(columns));
        Self::new(terminal && !no_color && !dumb, plain_flag, columns)
    }

    /// A theme for so many columns; `None` where nobody knows.
    pub fn new(color: bool, plain: bool, columns: Option<usize>) -> Self {
        let width = columns.filter(|_| !plain).unwrap_or(DEFAULT_WIDTH).clamp(MIN_WIDTH, MAX_WIDTH);
        Self { color: color && !plain, plain, width }
    }

    /// The text in the look of its role. It is cleaned first, so text must not be painted twice.
    pub fn paint(&self, role: Role, text: &str) -> String {
        let text = clean(text);
        if !self.color || role == Role::Text || text.is_empty() {
            return text;
        }
        style(role).force_styling(true).apply_to(text).to_string()
    }
}

/// The look of a role: only the eight basic colours, which every colour scheme keeps readable, and attributes.
/// Blue is left out (too dark on black in many schemes), and so are the bright ones (too pale on white).
fn style(role: Role) -> Style {
    let style = Style::new();
    match role {
        Role::Text | Role::Output => style,
        Role::Title | Role::Strong | Role::Command => style.bold(),
        Role::Heading => style.cyan().bold(),
        Role::Placeholder => style.yellow().italic(),
        Role::Prompt => style.green(),
        Role::Pass => style.green().bold(),
        Role::NotYet => style.yellow(),
        Role::Impossible => style.red().bold(),
        Role::Unknown | Role::Hint => style.magenta(),
        Role::Note | Role::Code => style.cyan(),
        Role::Muted => style.dim(),
        Role::Link => style.underlined(),
        Role::Emphasis => style.italic(),
        Role::Strike => style.strikethrough(),
    }
}

/// The text without control characters, and without the marks that turn the direction of writing, which can make
/// a command look like another one.
pub(super) fn clean(text: &str) -> String {
    let mut text = text::printable(text);
    text.retain(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}'));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_keeps_to_its_limits() {
        let cases = [(None, 80), (Some(10), 60), (Some(60), 60), (Some(99), 99), (Some(500), 120)];
        for (columns, want) in cases {
            assert_eq!(Theme::new(true, false, columns).width, want, "{columns:?}");
        }
        assert_eq!(Theme::new(true, true, Some(200)), Theme { color: false, plain: true, width: 80 });
    }

    #[test]
    fn paint_colours_only_when_asked_and_cleans_always() {
        let dull = Theme::new(false, false, None);
        let bright = Theme::new(true, false, None);
        assert_eq!(dull.paint(Role::Pass, "\u{1b}[31mdone\u{7}"), "done");
        assert_eq!(bright.paint(Role::Pass, "\u{1b}[31mdone\u{7}"), "\u{1b}[32m\u{1b}[1mdone\u{1b}[0m");
        assert_eq!(bright.paint(Role::Text, "a\u{202e}b"), "ab");
        assert_eq!(bright.paint(Role::Pass, ""), "");
    }
}
