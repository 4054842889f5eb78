//! Moments as a clock on the learner's wall shows them.

use super::Snapshot;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Snapshot {
    /// When something was, in seconds since the epoch, as one says it at the time of this snapshot: "at 10:02"; "on 20
    /// November at 10:02" where that was not today.
    pub fn clock(&self, time: i64) -> String {
        let (then, today) = (self.on_the_wall(time), self.on_the_wall(self.taken));
        let clock = format!("at {:02}:{:02}", then.hour(), then.minute());
        if then.date() == today.date() {
            return clock;
        }
        let month = usize::try_from(then.month() - 1).ok().and_then(|at| MONTHS.get(at)).copied().unwrap_or_default();
        let year = if then.year() == today.year() { String::new() } else { format!(" {}", then.year()) };
        format!("on {} {month}{year} {clock}", then.day())
    }

    /// The same for programs, by RFC 3339: `2026-11-21T10:02:00+01:00`.
    pub fn rfc3339(&self, time: i64) -> String {
        let offset = self.offset();
        Timestamp::from_second(time).unwrap_or_default().display_with_offset(offset).to_string()
    }

    fn on_the_wall(&self, time: i64) -> DateTime {
        self.offset().to_datetime(Timestamp::from_second(time).unwrap_or_default())
    }

    /// An offset that no zone has is none.
    fn offset(&self) -> Offset {
        Offset::try_from(SignedDuration::from_secs(self.utc_offset.into())).unwrap_or(Offset::UTC)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_time_has_its_date_where_it_was_not_today() {
        let noon = 1_795_262_400; // 2026-11-21T12:00:00Z
        let cases = [
            (0, noon - 65, "at 11:58", "2026-11-21T11:58:55+00:00"),
            (3600, noon - 65, "at 12:58", "2026-11-21T12:58:55+01:00"),
            (-34_200, noon, "at 02:30", "2026-11-21T02:30:00-09:30"),
            (-34_200, noon - 10_000, "on 20 November at 23:43", "2026-11-20T23:43:20-09:30"),
            (0, noon - 31_536_000, "on 21 November 2025 at 12:00", "2025-11-21T12:00:00+00:00"),
            (i32::MAX, noon, "at 12:00", "2026-11-21T12:00:00+00:00"),
            (0, i64::MAX, "on 1 January 1970 at 00:00", "1970-01-01T00:00:00+00:00"),
        ];
        for (utc_offset, time, words, stamp) in cases {
            let now = Snapshot { taken: noon, utc_offset, ..Snapshot::default() };
            assert_eq!((now.clock(time).as_str(), now.rfc3339(time).as_str()), (words, stamp));
        }
    }
}
