//! Prompt marks: how the shell tells where a command begins and ends.
//!
//! Operating system command 133 of the `FinalTerm` protocol, as shells and terminals use it for "semantic
//! prompts", with a nonce so that no program can forge one: `ESC ] 133 ; A|B|C|D|P … ; k=<nonce> BEL`.
//! A mark with another nonce, or none, is output like any other.

/// A mark of the shell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// The prompt begins: the shell is ready.
    Prompt,
    /// The command line begins.
    Input,
    /// The shell wants a further line of the same command.
    More,
    /// The command runs; what follows is its output.
    Start,
    /// The command ended.
    End {
        /// Its exit status.
        status: i32,
        /// The shell's working directory.
        cwd: String,
        /// The shell's process number.
        pid: u32,
    },
}

/// A piece of what the shell's terminal printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Anything that is no mark.
    Bytes(Vec<u8>),
    /// A mark with the right nonce.
    Mark(Mark),
}

const INTRODUCER: &[u8] = b"\x1b]133;";
/// The longest mark in bytes, its command line included; a longer one is taken for output.
pub const MARK_LIMIT: usize = 256 * 1024;

/// Splits a stream of bytes into output and marks, however the stream is cut.
#[derive(Debug)]
pub struct Scanner {
    key: String,
    held: Vec<u8>,
}

impl Scanner {
    /// A scanner that believes marks with this nonce.
    pub fn new(nonce: &str) -> Self {
        Self { key: format!("k={nonce}"), held: Vec::new() }
    }

    /// Takes the next bytes; what may be the beginning of a mark is held back until it is known.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Piece> {
        self.held.extend_from_slice(bytes);
        let held = std::mem::take(&mut self.held);
        let mut pieces = Vec::new();
        let mut rest = held.as_slice();
        while let Some(at) = introducer(rest) {
            push_bytes(&mut pieces, &rest[..at]);
            rest = &rest[at..];
            let Some(end) = rest.iter().position(|&b| b == 0x07) else { break };
            match self.mark(&rest[INTRODUCER.len().min(end)..end]) {
                Some(mark) => pieces.push(Piece::Mark(mark)),
                None => push_bytes(&mut pieces, &rest[..=end]),
            }
            rest = &rest[end + 1..];
        }
        self.hold(rest, &mut pieces);
        pieces
    }

    fn hold(&mut self, rest: &[u8], pieces: &mut Vec<Piece>) {
        if introducer(rest).is_some() && rest.len() <= MARK_LIMIT {
            self.held = rest.to_vec();
        } else {
            push_bytes(pieces, rest);
        }
    }

    fn mark(&self, body: &[u8]) -> Option<Mark> {
        let body = std::str::from_utf8(body).ok()?;
        let fields: Vec<&str> = body.split(';').collect();
        if fields.last() != Some(&self.key.as_str()) {
            return None;
        }
        match fields[0] {
            "A" => Some(Mark::Prompt),
            "B" => Some(Mark::Input),
            "P" => Some(Mark::More),
            "C" => Some(Mark::Start),
            "D" => Some(end_mark(&fields)),
            _ => None,
        }
    }
}

fn end_mark(fields: &[&str]) -> Mark {
    let status = fields.get(1).and_then(|s| s.parse().ok()).unwrap_or(-1);
    let cwd = fields.iter().find_map(|f| f.strip_prefix("cwd=")).map(percent_decoded).unwrap_or_default();
    let pid = fields.iter().find_map(|f| f.strip_prefix("pid=")?.parse().ok()).unwrap_or_default();
    Mark::End { status, cwd, pid }
}

fn percent_decoded(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(b) = bytes.next() {
        let hex = |d: Option<u8>| d.and_then(|d| char::from(d).to_digit(16)).and_then(|d| u8::try_from(d).ok());
        match b {
            b'%' => {
                let (high, low) = (hex(bytes.next()), hex(bytes.next()));
                out.push(high.zip(low).map_or(b'?', |(h, l)| h * 16 + l));
            }
            _ => out.push(b),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Where a mark begins, or where the bytes end in what may become one.
fn introducer(bytes: &[u8]) -> Option<usize> {
    (0..bytes.len()).filter(|&i| bytes[i] == 0x1b).find(|&i| {
        let tail = &bytes[i..];
        tail.starts_with(INTRODUCER) || INTRODUCER.starts_with(tail)
    })
}

fn push_bytes(pieces: &mut Vec<Piece>, bytes: &[u8]) {
    match pieces.last_mut() {
        _ if bytes.is_empty() => {}
        Some(Piece::Bytes(last)) => last.extend_from_slice(bytes),
        _ => pieces.push(Piece::Bytes(bytes.to_vec())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const STREAM: &[u8] =
        b"hi\x1b]133;C;cl=bHM=;k=N\x07out\x1b[31m\x1b]133;D;130;cwd=/a%20b;pid=7;k=N\x07\x1b]133;A;k=N\x07\x1b]133;D;0;k=other\x07z";

    fn expected() -> Vec<Piece> {
        vec![
            Piece::Bytes(b"hi".to_vec()),
            Piece::Mark(Mark::Start),
            Piece::Bytes(b"out\x1b[31m".to_vec()),
            Piece::Mark(Mark::End { status: 130, cwd: "/a b".into(), pid: 7 }),
            Piece::Mark(Mark::Prompt),
            Piece::Bytes(b"\x1b]133;D;0;k=other\x07z".to_vec()),
        ]
    }

    fn merged(pieces: impl IntoIterator<Item = Piece>) -> Vec<Piece> {
        let mut all = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Bytes(b) => push_bytes(&mut all, &b),
                mark @ Piece::Mark(_) => all.push(mark),
            }
        }
        all
    }

    #[test]
    fn marks_are_found_and_forged_ones_are_output() {
        assert_eq!(Scanner::new("N").feed(STREAM), expected());
    }

    #[test]
    fn an_endless_mark_is_output() {
        let mut scanner = Scanner::new("N");
        let mut stream = INTRODUCER.to_vec();
        stream.resize(MARK_LIMIT + 1, b'x');
        assert_eq!(scanner.feed(&stream), [Piece::Bytes(stream.clone())]);
        assert_eq!(scanner.feed(b"after"), [Piece::Bytes(b"after".to_vec())]);
    }

    proptest! {
        #[test]
        fn any_cut_of_the_stream_gives_the_same(cuts in proptest::collection::vec(0..STREAM.len(), 0..6)) {
            let mut cuts = cuts;
            cuts.extend([0, STREAM.len()]);
            cuts.sort_unstable();
            let mut scanner = Scanner::new("N");
            let pieces = cuts.windows(2).flat_map(|w| scanner.feed(&STREAM[w[0]..w[1]])).collect::<Vec<_>>();
            prop_assert_eq!(merged(pieces), expected());
        }

        #[test]
        fn nothing_is_lost(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut scanner = Scanner::new("N");
            let mut got: Vec<u8> = Vec::new();
            for piece in scanner.feed(&bytes).into_iter().chain(scanner.feed(b"....")) {
                if let Piece::Bytes(b) = piece { got.extend(b); }
            }
            got.extend(&scanner.held);
            let mut want = bytes.clone();
            want.extend(b"....");
            prop_assert_eq!(got, want);
        }
    }
}
