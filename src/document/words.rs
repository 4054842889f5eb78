//! A piece of running text, which mostly stands in the lesson's own text as it is.

use crate::source::place_in;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// Words: where they can be, a part of one text that all pieces of a lesson share, so that none is copied.
#[derive(Clone)]
pub struct Words(Kept);

#[derive(Clone)]
enum Kept {
    Part { of: Arc<String>, start: u32, end: u32 },
    Own(String),
}

impl Words {
    /// A part of a shared text. What is not on character boundaries is empty.
    pub fn part(of: &Arc<String>, start: usize, end: usize) -> Self {
        match (u32::try_from(start), u32::try_from(end)) {
            (Ok(start), Ok(end)) => Self(Kept::Part { of: Arc::clone(of), start, end }),
            _ => Self(Kept::Own(of.get(start..end).unwrap_or_default().to_owned())),
        }
    }

    /// A text that may be a part of a shared one, and is copied where it is none.
    pub fn of(shared: &Arc<String>, text: &str) -> Self {
        match place_in(shared, text) {
            Some(place) => Self::part(shared, place.start, place.end),
            None => text.into(),
        }
    }

    /// Takes what stands at a place of the same shared text too, if that is right behind; else says no.
    pub fn grow(&mut self, from: usize, to: usize) -> bool {
        match (&mut self.0, u32::try_from(to)) {
            (Kept::Part { of, end, .. }, Ok(to)) if *end as usize == from && of.is_char_boundary(to as usize) => {
                *end = to;
                true
            }
            _ => false,
        }
    }

    /// Adds to the end; `room` bytes are kept free for what may follow.
    pub fn push_str(&mut self, text: &str, room: usize) {
        if let Kept::Own(own) = &mut self.0 {
            own.push_str(text);
            return;
        }
        let mut own = String::with_capacity(self.len() + text.len() + room);
        own.push_str(self);
        own.push_str(text);
        self.0 = Kept::Own(own);
    }

    /// Adds other words to the end.
    pub fn append(&mut self, other: &Self) {
        let grown = match &other.0 {
            Kept::Part { start, end, .. } if self.shares(other) => self.grow(*start as usize, *end as usize),
            _ => false,
        };
        if !grown {
            self.push_str(other, 0);
        }
    }

    /// Whether both are parts of the same text.
    fn shares(&self, other: &Self) -> bool {
        matches!((&self.0, &other.0), (Kept::Part { of, .. }, Kept::Part { of: other, .. }) if Arc::ptr_eq(of, other))
    }

    /// Drops what stands from a byte on, which must be a character's first.
    pub fn truncate(&mut self, length: usize) {
        if length < self.len() {
            *self = Self::from(&self[..length]);
        }
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Kept::Part { of, start, end } => of.get(*start as usize..*end as usize).unwrap_or_default(),
            Kept::Own(own) => own,
        }
    }
}

impl Default for Words {
    fn default() -> Self {
        Self(Kept::Own(String::new()))
    }
}

impl Deref for Words {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self(Kept::Own(text))
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self(Kept::Own(text.to_owned()))
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Words {}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_grow_and_are_left() {
        let text = Arc::new("one twé three".to_owned());
        let mut words = Words::part(&text, 0, 3);
        assert!(words.grow(3, 8));
        assert_eq!(&*words, "one twé");
        assert!(!words.grow(9, 10) && !words.grow(8, 99));
        words.push_str("!", 9);
        assert!(!words.grow(8, 9));
        assert_eq!(words, Words::from("one twé!"));
        words.truncate(3);
        assert_eq!(format!("{words:?}"), "\"one\"");
        let mut words = Words::part(&text, 0, 3);
        for more in [Words::part(&text, 3, 8), Words::part(&text, 9, 14), Words::from("!")] {
            words.append(&more);
        }
        assert_eq!(&*words, "one twéthree!");
        let other = String::from("one");
        for part in [&text[4..8], &text[14..], &other, ""] {
            assert_eq!(&*Words::of(&text, part), part);
        }
        assert!(Words::of(&text, &text[..3]).shares(&Words::part(&text, 0, 1)));
        for (start, end) in [(0, 7), (3, 2), (5, 99)] {
            assert_eq!(&*Words::part(&text, start, end), "", "{start}..{end}");
        }
    }
}
