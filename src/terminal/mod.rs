//! What the learner sees and types: text in the look of its role, the tutor's screens, the prompt, and the raw
//! terminal that programs get.
//!
//! Everything that draws is pure: it takes values and a [`Theme`] and gives whole lines. Only [`Theme::detect`],
//! [`prompt`] and [`raw`] touch the terminal. Text from lessons and programs loses its control characters in
//! [`Theme::paint`], the one place that all of it passes through.

mod code;
mod complete;
pub mod diagnostics;
mod docker;
mod foretell;
mod frame;
mod inline;
mod layout;
mod listing;
pub mod markdown;
pub mod pager;
pub mod prompt;
pub mod raw;
pub mod screen;
mod style;
mod table;
#[cfg(test)]
mod tests;
mod unlike;
pub mod view;

pub use complete::Names;
pub use layout::columns;
pub use style::{DEFAULT_WIDTH, MAX_WIDTH, MIN_WIDTH, Role, Theme};
