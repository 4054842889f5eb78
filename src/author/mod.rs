//! The author's bench: proving that a lesson works.

pub mod verify;
