//! How much of a file is read. Each limit ends in a diagnostic, never in a stop.

/// A longer text is cut at the line before.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;
/// Containers (quotes, items, admonitions …) nested deeper are read as running text.
pub const MAX_DEPTH: usize = 16;
/// Blocks after this many are shown but not understood.
pub const MAX_BLOCKS: usize = 2000;
/// Front matter that is longer is text.
pub const MAX_FRONT_MATTER: usize = 400;
/// How far a fence in a list item may drift to the left of the item before its closing fence.
pub const MAX_DRIFT: usize = 200;
/// Emphasis nested deeper is flattened.
pub const MAX_INLINE_DEPTH: usize = 16;
