//! Blocks that stand side by side, each with a comment at its top that says for which system it is: "# Install it for Mac",
//! "# Install it for Linux".

use super::Seat;
use super::systems::{Systems, parts};

/// Of such neighbours whose comments say nothing else that differs the one for the sandbox's system is chosen.
pub fn choose(seats: &mut [Seat<'_, '_>]) -> bool {
    let (mut changed, mut from) = (false, 0);
    while from + 1 < seats.len() {
        let Some((first, rest)) = told(&seats[from]) else {
            from += 1;
            continue;
        };
        let mut all = vec![first];
        for seat in &seats[from + 1..] {
            let is_beside = seat.cue.paragraphs == 0 && !seat.cue.heading && seat.place == seats[from].place;
            match told(seat).filter(|(_, own)| is_beside && *own == rest) {
                Some((systems, _)) => all.push(systems),
                None => break,
            }
        }
        let ours = all.iter().position(|systems| systems.is_ours()).filter(|_| all.iter().any(|s| s.is_others()));
        if let Some(line) = ours.map(|at| seats[from + at].block.line) {
            for (at, _) in all.iter().enumerate().filter(|(_, systems)| systems.is_others()) {
                seats[from + at].block.alternative_of = Some(line);
                changed = true;
            }
        }
        from += all.len();
    }
    changed
}

/// The systems that a block's first line names, where that is a comment, and its other words.
fn told(seat: &Seat<'_, '_>) -> Option<(Systems, String)> {
    if !seat.is_free() {
        return None;
    }
    let comment = seat.block.text.trim_start().strip_prefix('#')?.lines().next()?;
    parts(comment).filter(|(systems, _)| systems.names_system())
}
