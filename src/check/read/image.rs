//! The assertion `image`.

use super::amount::DECIMAL;
use super::fields::{Fields, Reader, shorten};
use crate::check::yaml::{Node, Value};
use crate::check::{Bounds, ImageCheck};
use crate::source::Span;

/// The keys of `image`.
pub const IMAGE_KEYS: &[&str] = &[
    "ref",
    "same_as",
    "differs_from",
    "label",
    "env",
    "cmd",
    "entrypoint",
    "user",
    "workdir",
    "author",
    "comment",
    "dangling",
    "port",
    "min_size",
    "max_size",
    "layers",
    "base",
    "parent",
    "commit_of",
    "digest",
];
/// How many digits of a digest must be given, and how many there are.
const DIGEST_LEAST: usize = 7;
const DIGEST_MOST: usize = 64;

impl Reader<'_> {
    pub(super) fn image(&mut self, node: &Node) -> Option<ImageCheck> {
        if let Value::Scalar { .. } = node.value {
            return Some(ImageCheck { reference: Some(self.reference_of(node, "image")?), ..ImageCheck::default() });
        }
        let fields = self.fields(node, "image", "a reference, or a map with `ref`", IMAGE_KEYS)?;
        let check = ImageCheck {
            reference: self.reference(&fields, "ref"),
            same_as: self.reference(&fields, "same_as"),
            differs_from: self.reference(&fields, "differs_from"),
            labels: self.pairs(&fields, "label", "a map of labels"),
            env: self.pairs(&fields, "env", "a map of variables"),
            cmd: self.command_line(&fields, "cmd"),
            entrypoint: self.command_line(&fields, "entrypoint"),
            user: self.text(&fields, "user"),
            workdir: self.text(&fields, "workdir"),
            author: self.text(&fields, "author"),
            comment: self.text(&fields, "comment"),
            ports: self.image_ports(&fields),
            dangling: self.mark(&fields, "dangling", "name the image with `ref`"),
            size: self.size_bounds(&fields),
            layers: self.bounds(&fields, "layers"),
            base: self.reference(&fields, "base"),
            parent: self.reference(&fields, "parent"),
            commit_of: self.text(&fields, "commit_of"),
            digest: self.image_digest(&fields),
        };
        for key in ["same_as", "differs_from", "commit_of"] {
            if fields.get(key).is_some() && fields.get("ref").is_none() {
                self.missing(fields.span, &format!("`{key}` without `ref`"), "say which image is meant");
            }
        }
        if check.dangling && check.reference.is_some() {
            let message = "`ref` and `dangling` in one assertion".to_owned();
            self.bad_value(fields.span, message, "a dangling image has no name; leave one of them out");
        }
        Some(check)
    }

    fn image_ports(&mut self, fields: &Fields<'_>) -> Vec<String> {
        let Some(node) = fields.get("port") else { return Vec::new() };
        let texts = self.texts_of(node, "port");
        texts.iter().filter_map(|text| self.port(text, node.span)).collect()
    }

    /// `80` or `53/udp`, in the engine's spelling.
    pub(super) fn port(&mut self, text: &str, span: Span) -> Option<String> {
        let (number, protocol) = text.split_once('/').unwrap_or((text, "tcp"));
        if number.parse::<u16>().is_ok_and(|n| n > 0) && matches!(protocol, "tcp" | "udp" | "sctp") {
            return Some(format!("{number}/{protocol}"));
        }
        self.bad_value(span, format!("`{text}` is no port"), "write a number up to 65535, or `53/udp`");
        None
    }

    fn size_bounds(&mut self, fields: &Fields<'_>) -> Bounds {
        let (min, max) = (self.amount(fields, "min_size", DECIMAL), self.amount(fields, "max_size", DECIMAL));
        self.ordered(Bounds { min, max }, fields.span, "min_size", "max_size")
    }

    /// A digest, or its first digits.
    fn image_digest(&mut self, fields: &Fields<'_>) -> Option<String> {
        let node = fields.get("digest")?;
        let text = self.text_of(node, "digest")?;
        let digits = text.strip_prefix("sha256:").unwrap_or(&text);
        if (DIGEST_LEAST..=DIGEST_MOST).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Some(digits.to_ascii_lowercase());
        }
        let help = format!("write `sha256:` and {DIGEST_LEAST} to {DIGEST_MOST} hexadecimal digits");
        self.bad_value(node.span, format!("`{}` is no digest", shorten(&text)), &help);
        None
    }
}
