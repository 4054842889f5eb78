//! What is wrong with a lesson or its sidecar, as data. Front ends draw it.

use crate::source::{Source, Span};
use serde::Serialize;
use std::fmt;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing has to change.
    Note,
    /// Works, but likely not as meant.
    Warning,
    /// The file cannot be used as it is.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// One finding: what was found, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// A stable code, `L0101` for lessons, `C0101` for checks.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The file as the user named it.
    pub file: String,
    /// 1-based line.
    pub line: usize,
    /// 1-based column in characters.
    pub column: usize,
    /// The bytes it is about.
    #[serde(skip)]
    pub span: Span,
    /// What was found: lower case, no full stop.
    pub message: String,
    /// What to do, where there is something to do.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error at a span of a source.
    pub fn error(code: &'static str, source: &Source, span: Span, message: impl Into<String>) -> Self {
        Self::at(code, Severity::Error, source, span, message)
    }

    /// A warning at a span of a source.
    pub fn warning(code: &'static str, source: &Source, span: Span, message: impl Into<String>) -> Self {
        Self::at(code, Severity::Warning, source, span, message)
    }

    /// A note at a span of a source.
    pub fn note(code: &'static str, source: &Source, span: Span, message: impl Into<String>) -> Self {
        Self::at(code, Severity::Note, source, span, message)
    }

    fn at(code: &'static str, severity: Severity, source: &Source, span: Span, message: impl Into<String>) -> Self {
        let (line, column) = source.line_column(span.start);
        // The sign of a text's order of bytes is no character that anybody sees.
        let is_marked = line == 1 && column > 1 && source.text.starts_with('\u{feff}');
        let column = column - usize::from(is_marked);
        Self { code, severity, file: source.name.clone(), line, column, span, message: message.into(), help: None }
    }

    /// The same with a way to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// `file:line:column: error[C0101]: message`, and a `help:` line where there is one.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, severity, file, line, column, message, .. } = self;
        write!(f, "{file}:{line}:{column}: {severity}[{code}]: {message}")?;
        self.help.as_ref().map_or(Ok(()), |h| write!(f, "\n  help: {h}"))
    }
}
