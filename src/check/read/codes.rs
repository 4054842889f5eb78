//! The codes of what can be wrong with a sidecar; `docs/checks.md` lists them for authors.

/// The file is no YAML.
pub const SYNTAX: &str = "C0101";
/// A key stands twice in one map.
pub const REPEATED_KEY: &str = "C0102";
/// A key that nothing knows.
pub const UNKNOWN_KEY: &str = "C0103";
/// A list where a text must be, and so on.
pub const WRONG_TYPE: &str = "C0104";
/// An assertion, list or step that expects nothing.
pub const EMPTY: &str = "C0105";
/// An assertion of no known kind, or of more than one.
pub const KIND: &str = "C0106";
/// A regular expression that cannot be read.
pub const BAD_PATTERN: &str = "C0107";
/// A quiz without an answer.
pub const NO_ANSWER: &str = "C0108";
/// A quiz whose answer does not fit its choices or kind.
pub const BAD_ANSWER: &str = "C0109";
/// More than is read.
pub const LIMIT: &str = "C0110";
/// A value of the right type that cannot be meant, or two that exclude each other.
pub const BAD_VALUE: &str = "C0111";
/// A key that must be there is not.
pub const MISSING: &str = "C0112";
/// A script that a check names and that cannot be read.
pub const SCRIPT: &str = "C0113";
/// A name in `${…}` that no step before gives, or a field that such a thing does not have.
pub const NAME: &str = "C0114";
/// `${name}` that no variable has.
pub const VARIABLE: &str = "C0115";
/// A variable that nothing uses.
pub const UNUSED: &str = "C0116";
