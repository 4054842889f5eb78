//! Which assertion of today takes the place of which of a sidecar.

use super::Entry;
use super::update::{same_kind, says, subject};
use crate::check::Check;

/// An assertion of the sidecar.
pub struct Item<'s> {
    /// What it says.
    pub check: &'s Check,
    /// What the recorder's comment above it says; none of one that its author wrote.
    pub why: Option<&'s str>,
    /// Its first line without `- ` and without a remark.
    pub text: &'s str,
    /// Whether it holds.
    pub fresh: bool,
}

/// What becomes of a sidecar's assertions.
pub struct Heirs<'e> {
    /// Of each of them, what it was when it was recorded, where that is known, and what takes its place.
    pub of_items: Vec<Option<(Option<&'e Entry>, &'e Entry)>>,
    /// What is to be asserted besides.
    pub new: Vec<&'e Entry>,
}

/// By what the recorder would have written of the lesson as it was: an entry of today that has no fellow among those of
/// then is new, and one whose fellow the sidecar does not have was deleted.
pub fn by_former<'e>(items: &[Item<'_>], former: &'e [Entry], now: &'e [Entry]) -> Heirs<'e> {
    let bases = bases(items, former);
    let fellows = fellows(former, now);
    let mut heirs = Heirs { of_items: vec![None; items.len()], new: Vec::new() };
    for (entry, fellow) in now.iter().zip(fellows) {
        let at = fellow.and_then(|fellow| bases.iter().position(|base| *base == Some(fellow)));
        let is_said = || items.iter().any(|item| item.fresh && says(item.check, entry));
        match (fellow, at) {
            (Some(fellow), Some(at)) => heirs.of_items[at] = Some((former.get(fellow), entry)),
            (None, _) if !is_said() => heirs.new.push(entry),
            _ => {}
        }
    }
    // What nobody knows as it was gets what stands where it stood.
    for (item, heir) in items.iter().zip(&mut heirs.of_items).filter(|(item, heir)| heir.is_none() && !item.fresh) {
        let by_it = |entry: &&&Entry| item.why == Some(entry.why.as_str()) && same_kind(item.check, &entry.check);
        if let Some(at) = heirs.new.iter().position(|entry| by_it(&entry)) {
            *heir = Some((None, heirs.new.remove(at)));
        }
    }
    heirs
}

/// What each assertion of the sidecar was when it was recorded.
fn bases(items: &[Item<'_>], former: &[Entry]) -> Vec<Option<usize>> {
    let mut bases: Vec<Option<usize>> = vec![None; items.len()];
    let ways: [fn(&Item<'_>, &Entry) -> bool; 3] = [
        |item, entry| item.text == entry.text,
        |item, entry| same_kind(item.check, &entry.check) && subject(item.check) == subject(&entry.check),
        |item, entry| same_kind(item.check, &entry.check),
    ];
    for fits in ways {
        for (at, item) in items.iter().enumerate().filter(|(_, item)| item.why.is_some()) {
            let is_free = |entry: usize| !bases.contains(&Some(entry));
            let is_it =
                |(n, entry): &(usize, &Entry)| is_free(*n) && item.why == Some(entry.why.as_str()) && fits(item, entry);
            if bases[at].is_none() {
                bases[at] = former.iter().enumerate().find(is_it).map(|(n, _)| n);
            }
        }
    }
    bases
}

/// The entry of then for each of today: about the same thing, or the same done by a command in the place of another.
fn fellows(former: &[Entry], now: &[Entry]) -> Vec<Option<usize>> {
    let mut fellows: Vec<Option<usize>> = vec![None; now.len()];
    let is_gone = |entry: &Entry, others: &[Entry]| !others.iter().any(|other| deed(other).0 == deed(entry).0);
    let is_fellow =
        |then: &Entry, entry: &Entry| deed(then).1 == deed(entry).1 && is_gone(then, now) && is_gone(entry, former);
    for by_about in [true, false] {
        let fits =
            |then: &Entry, entry: &Entry| if by_about { then.about == entry.about } else { is_fellow(then, entry) };
        for (at, entry) in now.iter().enumerate() {
            let is_it = |(n, then): &(usize, &Entry)| {
                !fellows.contains(&Some(*n)) && same_kind(&then.check, &entry.check) && fits(then, entry)
            };
            if fellows[at].is_none() {
                fellows[at] = former.iter().enumerate().find(is_it).map(|(n, _)| n);
            }
        }
    }
    fellows
}

/// A comment's command and what it says of it.
fn deed(entry: &Entry) -> (&str, &str) {
    entry.why.rsplit_once("` ").unwrap_or((&entry.why, ""))
}
