//! Sections of which the second begins with "Alternatively": "1. With Python", "2. With Docker".

use super::Seat;

/// Follows the first of such sections: what is typed in the next may replace what is typed there.
pub fn follow_first(seats: &mut [Seat<'_, '_>]) -> bool {
    let (mut changed, mut from) = (false, 0);
    // The lines of the section before, and its number.
    let mut before: (Vec<usize>, Option<u32>) = (Vec::new(), None);
    while from < seats.len() {
        let title = seats[from].cue.title();
        let to = seats[from..]
            .iter()
            .position(|seat| !std::ptr::eq(seat.cue.title(), title))
            .map_or(seats.len(), |n| from + n);
        let own = number(title);
        let is_next = own.is_some() && own.zip(before.1).is_some_and(|(own, before)| own == before + 1);
        let first = || seats[from].cue.paragraphs_up().filter(|said| *said != title).last().unwrap_or_default();
        let mut lines: Vec<usize> = Vec::new();
        if is_next && !before.0.is_empty() && begins_otherwise(first()) {
            let free = seats[from..to].iter_mut().filter(|seat| seat.is_free());
            for (nth, seat) in free.enumerate() {
                seat.block.alternative_of = before.0.get(nth).or(before.0.last()).copied();
                changed = true;
            }
            lines.append(&mut before.0);
        } else if own.is_some() {
            lines.extend(seats[from..to].iter().filter(|seat| seat.is_free()).map(|seat| seat.block.line));
        }
        before = (lines, own);
        from = to;
    }
    changed
}

/// The number that a title begins with.
fn number(title: &str) -> Option<u32> {
    let digits = title.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = digits.bytes().take_while(u8::is_ascii_digit).count();
    let behind = digits[end..].trim_start();
    digits.get(..end.min(3))?.parse().ok().filter(|_| end < 3 && behind.starts_with(['.', ')', ':']))
}

fn begins_otherwise(said: &str) -> bool {
    said.trim_start().starts_with("Alternatively, ") || said.trim_start().starts_with("Alternatively you can")
}
