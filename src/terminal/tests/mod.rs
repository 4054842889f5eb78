//! Whole screens, as a learner sees them.

mod properties;
mod pty;
mod sample;
mod screens;

use super::Theme;
use console::strip_ansi_codes;
use unicode_width::UnicodeWidthStr;

/// The looks that every screen is held in.
fn themes() -> Vec<(&'static str, Theme)> {
    vec![
        ("60", Theme::new(false, false, Some(60))),
        ("80", Theme::new(false, false, Some(80))),
        ("120", Theme::new(false, false, Some(120))),
        ("color", Theme::new(true, false, Some(80))),
        ("plain", Theme::new(false, true, None)),
    ]
}

/// The longest line in columns, without styles.
fn widest(text: &str) -> usize {
    text.lines().map(|l| strip_ansi_codes(l).width()).max().unwrap_or(0)
}

/// Control characters that are no part of a style.
fn controls(text: &str) -> Vec<char> {
    strip_ansi_codes(text).chars().filter(|c| c.is_control() && *c != '\n').collect()
}
