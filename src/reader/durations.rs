//! Minutes that stand part by part: Google's codelabs have `Duration: 5:00` below the heading of each.

use super::cursor::Cursor;
use crate::document::{Node, NodeKind};

/// The minutes of all parts. One part alone says that of the lesson only in the form that codelabs have: else the time
/// may be that of this part.
pub fn of_parts(nodes: &[Node], source: &str) -> Option<u32> {
    let (mut parts, mut seconds, mut is_certain) = (0, 0_u32, false);
    for pair in nodes.windows(2) {
        let (NodeKind::Heading { .. }, NodeKind::Paragraph(_)) = (&pair[0].kind, &pair[1].kind) else { continue };
        let line = source.get(pair[1].span.start..pair[1].span.end).and_then(|text| text.lines().next());
        if let Some((part, in_clock)) = line.and_then(duration) {
            parts += 1;
            seconds = seconds.saturating_add(part);
            is_certain |= in_clock;
        }
    }
    (seconds > 0 && (parts > 1 || is_certain)).then(|| seconds.div_ceil(60))
}

/// The seconds of `Duration: 5:00`, `Duration: 1:30:00`, `Duration: 5`, `Duration is 5 min`, and whether they stand there
/// as on a clock.
fn duration(line: &str) -> Option<(u32, bool)> {
    let behind = Cursor(line).past_any_case("duration")?;
    let text = behind.past(":").or_else(|| behind.past(" is "))?.0.trim();
    let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u32>().ok())?;
    let clock: Option<Vec<u32>> =
        text.split(':').map(|part| number(part).filter(|_| (1..=3).contains(&part.len()))).collect();
    match clock.as_deref() {
        Some([minutes]) => return Some((minutes * 60, false)),
        Some([minutes, seconds]) => return Some((minutes * 60 + seconds, true)),
        Some([hours, minutes, seconds]) => return Some((hours * 3600 + minutes * 60 + seconds, true)),
        _ => {}
    }
    let (minutes, unit) = text.split_once(' ')?;
    let is_unit = ["min", "mins", "minute", "minutes"].contains(&unit.trim_end_matches('.').to_lowercase().as_str());
    Some((number(minutes).filter(|_| is_unit && minutes.len() <= 3)? * 60, false))
}

#[cfg(test)]
mod tests {
    use super::duration;
    use crate::reader::read;
    use crate::source::Source;

    #[test]
    fn durations() {
        for (line, want) in [
            ("Duration: 5:00", Some((300, true))),
            ("duration: 0:45", Some((45, true))),
            ("Duration: 1:02:00", Some((3720, true))),
            ("Duration: 7", Some((420, false))),
            ("Duration is 2 min", Some((120, false))),
            ("Duration: 10 Minutes", Some((600, false))),
            ("Duration: 2h 3m", None),
            ("Duration: a while", None),
            ("Duration: 5000", None),
            ("Duration: ", None),
            ("Durations: 5", None),
        ] {
            assert_eq!(duration(line), want, "{line}");
        }
    }

    #[test]
    fn the_parts_of_a_codelab_are_added_up() {
        let read = |text: &str| read(&Source::new("x.md", text)).0.minutes.teaching;
        for (text, want) in [
            ("# T\n\n## A\nDuration: 2:00\n\nSo.\n\n## B\nDuration: 0:30\nDo it.\n", Some(3)),
            ("# T\n\n## A\nDuration: 4\n\nSo.\n\n## B\n\nDuration: 3\n", Some(7)),
            ("# T\n\n## A\nDuration: 5:00\n", Some(5)),
            ("---\nduration: 9\n---\n\n# T\n\n## A\nDuration: 5:00\n", Some(9)),
            ("# T\n\n## A\n\nIt prints:\n\nDuration: 5:00\n", None),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }
}
