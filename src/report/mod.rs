//! What is said of lessons and sessions in forms that others read.

pub mod outline;
pub mod sarif;
pub mod verify;
