//! Ctrl-C pressed again and again: the way out of a program that does not react to it.

use std::time::{Duration, Instant};

/// The key Ctrl-C.
const CTRL_C: u8 = 0x03;

/// After so many of them in a row a program that shows nothing is said to ignore them; the next one stops it.
pub const PATIENT_INTERRUPTS: usize = 2;

/// How long a program has for its answer.
pub const ANSWER_TIME: Duration = Duration::from_millis(500);

/// Escape sequences begin with it: who draws is alive.
const ESCAPE: u8 = 0x1b;

/// What a press of keys is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meant {
    /// The program.
    Program,
    /// Its end.
    Kill,
}

/// The Ctrl-C in a row that a program left unanswered.
#[derive(Debug, Default)]
pub struct Interrupts {
    pressed: usize,
    /// The program was said to ignore them.
    told: bool,
    /// When to say so.
    due: Option<Instant>,
    /// What came since the last one was a line feed and, behind it, a prompt: an unfinished line.
    line_ended: bool,
    prompted: bool,
}

impl Interrupts {
    /// Takes keys on their way to the program. Any other key begins the count anew.
    pub fn keys(&mut self, keys: &[u8], now: Instant) -> Meant {
        if self.prompted || keys.iter().any(|key| *key != CTRL_C) {
            *self = Self::default();
        }
        let presses = keys.split(|key| *key == CTRL_C).count() - 1;
        if presses == 0 {
            return Meant::Program;
        }
        if self.told {
            return Meant::Kill;
        }
        self.pressed += presses;
        (self.line_ended, self.prompted) = (false, false);
        self.due = (self.pressed >= PATIENT_INTERRUPTS).then(|| now + ANSWER_TIME);
        Meant::Program
    }

    /// Takes what the program shows. A prompt on a new line answers, and so does drawing; a program that goes on
    /// printing its lines ignores Ctrl-C all the same.
    pub fn shown(&mut self, bytes: &[u8]) {
        for byte in bytes {
            match *byte {
                b'\n' => (self.line_ended, self.prompted) = (true, false),
                b'\r' => {}
                ESCAPE => self.prompted = true,
                _ => self.prompted |= self.line_ended,
            }
        }
    }

    /// When it is time to look whether the program answered.
    pub fn due(&self) -> Option<Instant> {
        self.due
    }

    /// Whether it is to be said now that the program ignores Ctrl-C: said once.
    pub fn is_ignored(&mut self) -> bool {
        self.due = None;
        self.told = !self.prompted;
        self.told
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keys are written as they are, `>` begins what the program shows, `.` lets the time for an answer pass.
    #[track_caller]
    fn check(played: &[&str], want: &str) {
        let (mut interrupts, mut now, mut said) = (Interrupts::default(), Instant::now(), String::new());
        for part in played {
            match part.strip_prefix('>') {
                Some(output) => interrupts.shown(output.as_bytes()),
                None if *part == "." => {
                    now += ANSWER_TIME;
                    if interrupts.due().is_some_and(|due| due <= now) && interrupts.is_ignored() {
                        said.push('!');
                    }
                }
                None => said.push(if interrupts.keys(part.as_bytes(), now) == Meant::Kill { 'K' } else { '-' }),
            }
        }
        assert_eq!(said, want, "{played:?}");
    }

    #[test]
    fn only_what_stays_unanswered_is_stopped() {
        const C: &str = "\u{3}";
        check(&[C, ">^C", ".", C, ">^C", ".", C], "--!K");
        check(&[C, C, C, ".", C], "---!K");
        check(&["\u{3}\u{3}", ".", C], "-!K");
        // A shell in a container shows its prompt again.
        let shell = [C, ">^C", ">\r\n/ # ", "."];
        check(&[shell, shell, shell, shell].concat(), "----");
        check(&[C, C, ">^C^C\r\n/ # \r\n/ # ", ".", C, ">^C\r\n/ # ", "."], "---");
        // Another key between them begins anew, also behind the warning.
        check(&[C, C, ".", "x", C, C, ".", C], "--!---!K");
        // Lines that go on are no answer; drawing is one.
        check(&[C, ">^Cone\r\n", C, ">^Ctwo\r\n", ".", ">three\r\n", C], "--!K");
        check(&[C, C, ">\u{1b}[24;1Hline 1", ".", C], "---");
        check(&[C, ">^C", "."], "-");
    }
}
