//! Amounts with units: bytes, times, processors, and bounds on them.

use super::fields::{Fields, Reader};
use crate::check::Bounds;
use crate::check::yaml::{Node, Scalar, Value};
use crate::source::Span;

/// What `k` is in sizes, as `docker images` shows them.
pub(super) const DECIMAL: u64 = 1000;
/// What `k` is in `docker run --memory`.
pub const BINARY: u64 = 1024;
/// The keys of bounds.
pub const BOUNDS_KEYS: &[&str] = &["is", "min", "max"];

impl Reader<'_> {
    /// Bytes: a number, or a text with a unit such as `50MB`; `k` is as much as it is in this place.
    pub(super) fn amount(&mut self, fields: &Fields<'_>, key: &str, k: u64) -> Option<u64> {
        let node = fields.get(key)?;
        let read = scalar(node).and_then(|text| bytes(text, k));
        if read.is_none() {
            self.wrong_type(node, key, "a number of bytes, or one with a unit such as `50MB`");
        }
        read
    }

    /// Processors in thousandths: `0.5`.
    pub(super) fn thousandths(&mut self, fields: &Fields<'_>, key: &str) -> Option<u64> {
        let node = fields.get(key)?;
        let read = scalar(node).and_then(|text| decimal(text, 1000));
        if read.is_none() {
            self.wrong_type(node, key, "a number such as `0.5`");
        }
        read
    }

    /// Seconds: `5s`, `1m`, or a bare number; up to a limit.
    pub(super) fn seconds(&mut self, fields: &Fields<'_>, key: &str, most: u32) -> Option<u32> {
        let node = fields.get(key)?;
        let read = scalar(node).and_then(seconds);
        match read {
            Some(seconds) if (1..=most).contains(&seconds) => return Some(seconds),
            Some(_) => {
                self.bad_value(node.span, format!("`{key}` is too short or too long"), &format!("write 1s to {most}s"));
            }
            None => self.wrong_type(node, key, "a time such as `5s`"),
        }
        None
    }

    /// A number, or a map with `is`, `min` and `max`.
    pub(super) fn bounds(&mut self, fields: &Fields<'_>, key: &str) -> Bounds {
        let Some(node) = fields.get(key) else { return Bounds::default() };
        if let Value::Scalar { .. } = node.value {
            return self
                .number(fields, key, "a number, or a map with `min` and `max`")
                .map_or_else(Bounds::default, Bounds::just);
        }
        let Some(inner) = self.fields(node, key, "a number, or a map with `min` and `max`", BOUNDS_KEYS) else {
            return Bounds::default();
        };
        let bounds = self.bounds_of(&inner);
        if inner.all().is_empty() {
            self.missing(node.span, &format!("`{key}` without a bound"), "add `is`, `min` or `max`");
        }
        bounds
    }

    /// `is`, `min` and `max` among other keys.
    pub(super) fn bounds_of(&mut self, fields: &Fields<'_>) -> Bounds {
        let [is, min, max] = ["is", "min", "max"].map(|key| self.number(fields, key, "a number"));
        let Some(is) = is else { return self.ordered(Bounds { min, max }, fields.span, "min", "max") };
        if min.is_some() || max.is_some() {
            let message = "`is` beside `min` or `max`".to_owned();
            self.bad_value(fields.span, message, "keep one of the two");
        }
        Bounds::just(is)
    }

    /// Reports bounds that nothing lies within.
    pub(super) fn ordered(&mut self, bounds: Bounds, span: Span, min: &str, max: &str) -> Bounds {
        if let (Some(least), Some(most)) = (bounds.min, bounds.max)
            && least > most
        {
            self.bad_value(span, format!("`{min}` is greater than `{max}`"), "change one of the two");
        }
        bounds
    }
}

fn scalar(node: &Node) -> Option<&str> {
    match &node.value {
        Value::Scalar { text, kind } if !matches!(kind, Scalar::Bool(_)) => Some(text),
        _ => None,
    }
}

/// `1500`, `50MB`, `1.5 GiB`: with `i` always in steps of 1024.
pub fn bytes(text: &str, k: u64) -> Option<u64> {
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let unit = unit.trim().to_ascii_lowercase();
    let (prefix, k) = match unit.trim_end_matches('b').strip_suffix('i') {
        Some(prefix) => (prefix.to_owned(), BINARY),
        None => (unit.trim_end_matches('b').to_owned(), k),
    };
    let power = ["", "k", "m", "g", "t"].iter().position(|known| **known == prefix)?;
    decimal(number, k.pow(u32::try_from(power).ok()?))
}

/// A decimal fraction times a factor, rounded down.
pub fn decimal(text: &str, factor: u64) -> Option<u64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_number = |part: &str| part.len() <= 15 && part.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let parse = |part: &str| if part.is_empty() { Some(0) } else { part.parse::<u128>().ok() };
    let scale = 10_u128.pow(u32::try_from(fraction.len()).ok()?);
    let parts = parse(whole)? * scale + parse(fraction)?;
    u64::try_from(parts * u128::from(factor) / scale).ok()
}

fn seconds(text: &str) -> Option<u32> {
    let (number, factor) = match text.trim() {
        text if text.ends_with('s') => (text.trim_end_matches('s'), 1),
        text if text.ends_with('m') => (text.trim_end_matches('m'), 60),
        text => (text, 1),
    };
    number.trim().parse::<u32>().ok()?.checked_mul(factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_in_bytes() {
        let cases = [
            ("0", DECIMAL, Some(0)),
            ("1500", DECIMAL, Some(1500)),
            ("50MB", DECIMAL, Some(50_000_000)),
            ("50 mb", DECIMAL, Some(50_000_000)),
            ("1.5GiB", DECIMAL, Some(1_610_612_736)),
            ("512m", BINARY, Some(536_870_912)),
            ("1g", BINARY, Some(1_073_741_824)),
            ("64k", BINARY, Some(65_536)),
            ("1.25kB", DECIMAL, Some(1250)),
            ("", DECIMAL, None),
            (".", DECIMAL, None),
            ("-1", DECIMAL, None),
            ("5XB", DECIMAL, None),
            ("9999999999999999", DECIMAL, None),
            ("999999999999999TB", DECIMAL, None),
        ];
        for (text, k, want) in cases {
            assert_eq!(bytes(text, k), want, "{text}");
        }
    }

    #[test]
    fn times_and_fractions() {
        for (text, want) in [("5s", Some(5)), ("2m", Some(120)), ("7", Some(7)), ("x", None), ("99999999m", None)] {
            assert_eq!(seconds(text), want, "{text}");
        }
        for (text, want) in [("0.5", Some(500)), ("2", Some(2000)), (".25", Some(250)), ("1.2.3", None), ("a", None)] {
            assert_eq!(decimal(text, 1000), want, "{text}");
        }
    }
}
