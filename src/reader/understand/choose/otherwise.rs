//! Two ways of which one is for a case: "If you use the playground, …", and "Otherwise, …" in the next item.

use super::Seat;
use super::instead;

/// What the learner's case is told by.
const CASES: &[&str] = &["If you ", "If you're ", "If you've ", "If your "];

/// The block of "Otherwise" may replace the one of the case right above it, where nothing else tells of either.
pub fn choose(seats: &mut [Seat<'_, '_>]) -> bool {
    let mut changed = false;
    let mut case: Option<usize> = None;
    for at in 0..seats.len() {
        let seat = &seats[at];
        if !seat.is_free() {
            // What stands between belongs to neither.
            case = case.filter(|_| !seat.is_typed());
            continue;
        }
        let said = seat.said.trim_start();
        let is_other = said.starts_with("Otherwise") && !seat.cue.heading;
        match case.take() {
            Some(above) if is_other && seats[above].place != seat.place && may_replace(&seats[above], seat) => {
                let line = seats[above].block.line;
                seats[at].block.alternative_of = Some(line);
                changed = true;
            }
            _ => case = CASES.iter().any(|begin| said.starts_with(begin)).then_some(at),
        }
    }
    changed
}

/// Whether two blocks may do the same in their cases: as many calls, the last alike.
fn may_replace(above: &Seat<'_, '_>, other: &Seat<'_, '_>) -> bool {
    let (one, two) = (&above.block.commands, &other.block.commands);
    let alike = || one.last().zip(two.last()).is_some_and(|(a, b)| instead::may_do_the_same(&a.text, &b.text));
    one.len() == two.len() && alike()
}
