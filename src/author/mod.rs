//! The author's bench: reading a lesson with a critical eye, and proving that it works.

pub mod lint;
pub mod mutate;
pub mod preview;
pub mod record;
pub mod scaffold;
pub mod verify;
