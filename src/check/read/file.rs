//! The assertion `file`, and where a file may be.

use super::codes;
use super::fields::{Fields, Reader};
use crate::check::FileCheck;
use crate::check::yaml::{Node, Scalar, Value};
use crate::source::Span;
use crate::state::{FileKind, Place};
use std::collections::{BTreeMap, BTreeSet};

/// The keys of `file`.
pub const FILE_KEYS: &[&str] =
    &["path", "in", "kind", "contains", "equals", "matches", "json", "min_size", "max_size", "mode", "owner"];
/// The keys of `in`.
pub const PLACE_KEYS: &[&str] = &["container", "image", "volume"];

impl Reader<'_> {
    pub(super) fn file(&mut self, node: &Node) -> Option<FileCheck> {
        if let Value::Scalar { .. } = node.value {
            return Some(FileCheck { path: self.text_of(node, "file")?, ..FileCheck::default() });
        }
        let fields = self.fields(node, "file", "a path, or a map with `path`", FILE_KEYS)?;
        let path = self.text(&fields, "path");
        if fields.get("path").is_none() {
            self.missing(node.span, "`file` without `path`", "say which file is meant");
        }
        let check = FileCheck {
            place: self.place(&fields),
            kind: self.file_kind(&fields),
            contains: self.texts(&fields, "contains"),
            equals: self.whole(&fields, "equals"),
            matches: self.pattern(&fields, "matches"),
            min_size: self.number(&fields, "min_size", "a number of bytes"),
            max_size: self.number(&fields, "max_size", "a number of bytes"),
            mode: self.mode(&fields),
            owner: self.text(&fields, "owner"),
            json: self.json(&fields),
            unquoted: unquoted(&fields),
            path: path?,
        };
        self.file_contradictions(&check, node.span);
        Some(check)
    }

    fn file_kind(&mut self, fields: &Fields<'_>) -> Option<FileKind> {
        let node = fields.get("kind")?;
        let text = self.text_of(node, "kind")?;
        match text.as_str() {
            "file" => Some(FileKind::File),
            "directory" => Some(FileKind::Directory),
            "link" => Some(FileKind::Link),
            _ => {
                let help = "write `file`, `directory` or `link`";
                self.bad_value(node.span, format!("there is no file of kind `{text}`"), help);
                None
            }
        }
    }

    fn mode(&mut self, fields: &Fields<'_>) -> Option<u32> {
        let node = fields.get("mode")?;
        let text = self.text_of(node, "mode")?;
        let digits = text.trim_start_matches("0o");
        let mode = u32::from_str_radix(digits, 8).ok().filter(|mode| *mode <= 0o7777 && digits.len() >= 3);
        if mode.is_none() {
            self.bad_value(node.span, format!("`{text}` is no file mode"), "write it in octal: `\"0644\"`");
        }
        mode
    }

    /// What the file is in: a container's name, or a map with one of the places as its key.
    fn place(&mut self, fields: &Fields<'_>) -> Option<Place> {
        let node = fields.get("in")?;
        if let Value::Scalar { .. } = node.value {
            return self.text_of(node, "in").map(Place::Container);
        }
        let map = self.fields(node, "in", "a container's name, or a map such as `image: alpine`", PLACE_KEYS)?;
        match map.all() {
            [("image", image, _)] => self.reference_of(image, "image").map(Place::Image),
            [("container", name, _)] => self.text_of(name, "container").map(Place::Container),
            [("volume", name, _)] => self.text_of(name, "volume").map(Place::Volume),
            // What is none of them has been reported.
            [_] => None,
            places => {
                let message = format!("`in` names {} places", places.len());
                self.error(codes::BAD_VALUE, node.span, message, Some("name one place".to_owned()));
                None
            }
        }
    }

    /// JSON pointers to values.
    fn json(&mut self, fields: &Fields<'_>) -> BTreeMap<String, String> {
        let pairs = self.pairs(fields, "json", "a map from JSON pointers to values");
        let span = fields.get("json").map_or(fields.span, |node| node.span);
        for pointer in pairs.keys().filter(|pointer| !pointer.is_empty() && !pointer.starts_with('/')) {
            let help = format!("a pointer begins with `/`: `/{}`", pointer.replace('.', "/"));
            self.bad_value(span, format!("`{pointer}` is no JSON pointer"), &help);
        }
        pairs
    }

    fn file_contradictions(&mut self, check: &FileCheck, span: Span) {
        let text = !check.contains.is_empty() || check.equals.is_some() || check.matches.is_some();
        let is_folder = check.kind == Some(FileKind::Directory) && (text || !check.json.is_empty());
        let sizes = check.min_size.zip(check.max_size).is_some_and(|(least, most)| least > most);
        let pairs = [(is_folder, "a directory has no text"), (sizes, "`min_size` is more than `max_size`")];
        for (_, message) in pairs.iter().filter(|(found, _)| *found) {
            self.bad_value(span, (*message).to_owned(), "keep one of the two");
        }
    }
}

/// The pointers whose value is a number, `true` or `false` by its form: what stands in quotes may be meant either way.
fn unquoted(fields: &Fields<'_>) -> BTreeSet<String> {
    let Some(Node { value: Value::Map(entries), .. }) = fields.get("json") else { return BTreeSet::new() };
    let is_plain = |node: &Node| matches!(node.value, Value::Scalar { kind: Scalar::Number | Scalar::Bool(_), .. });
    let pointer = |(key, value): &(Node, Node)| match &key.value {
        Value::Scalar { text, .. } if is_plain(value) => Some(text.clone()),
        _ => None,
    };
    entries.iter().filter_map(pointer).collect()
}
