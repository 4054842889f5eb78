//! Shows on a terminal how far each lesson is; nothing anywhere else.

use crate::app::Context;
use crate::text::printable;
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::time::Duration;

/// How often a spinner turns.
const TURN: Duration = Duration::from_millis(120);
/// A lesson's title and a step's are cut at this many columns each.
const TITLE_COLUMNS: usize = 32;

/// The lines of the lessons that are being played.
pub struct Progress {
    bars: MultiProgress,
    shown: bool,
}

impl Progress {
    /// Shown where errors go, if that is a terminal and lines may be redrawn.
    pub fn new(context: &Context) -> Self {
        let shown = !context.plain && std::io::stderr().is_terminal();
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        Self { bars: MultiProgress::with_draw_target(target), shown }
    }

    /// A line for a lesson; it appears with the first word that is said of it.
    pub fn bar(&self, title: &str, total: usize) -> Bar {
        if !self.shown {
            return Bar(ProgressBar::hidden());
        }
        let style = ProgressStyle::with_template("{spinner} {prefix} {pos}/{len} {wide_msg}")
            .unwrap_or_else(|_| ProgressStyle::default_spinner());
        let bar = ProgressBar::new(total as u64).with_style(style).with_prefix(cut(title));
        Bar(self.bars.add(bar))
    }

    /// Prints while the lines stand aside.
    pub fn print(&self, print: impl FnOnce()) {
        self.bars.suspend(print);
    }
}

/// The line of one lesson.
pub struct Bar(ProgressBar);

impl Bar {
    /// Something other than a step is being done.
    pub fn says(&self, what: &str) {
        self.0.enable_steady_tick(TURN);
        self.0.set_message(cut(what));
    }

    /// The step with this number, counted from 0, is being played.
    pub fn at(&self, step: usize, title: &str) {
        self.0.set_position(step as u64);
        self.says(title);
    }

    /// It is so many things that are counted from here on.
    pub fn counts(&self, total: usize) {
        self.0.set_length(total as u64);
    }

    /// The lesson is over.
    pub fn end(&self) {
        self.0.finish_and_clear();
    }
}

fn cut(text: &str) -> String {
    let text = printable(text).replace('\n', " ");
    if text.chars().count() <= TITLE_COLUMNS {
        return text;
    }
    text.chars().take(TITLE_COLUMNS - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_cut() {
        assert_eq!(cut("short"), "short");
        assert_eq!(cut(&"x".repeat(TITLE_COLUMNS)).chars().count(), TITLE_COLUMNS);
        assert_eq!(cut(&"x".repeat(TITLE_COLUMNS + 1)), format!("{}…", "x".repeat(TITLE_COLUMNS - 1)));
    }
}
