//! What a script's line means on a keyboard.

/// The bytes for a line: its text and Enter, or, where it names nothing but keys (`Ctrl-P Ctrl-Q`), these keys alone.
pub(super) fn keystrokes(line: &str) -> Vec<u8> {
    let keys: Option<Vec<u8>> = line.split_whitespace().map(control).collect();
    keys.filter(|keys| !keys.is_empty()).unwrap_or_else(|| format!("{line}\n").into_bytes())
}

/// `Ctrl-A` to `Ctrl-Z`.
fn control(word: &str) -> Option<u8> {
    match word.strip_prefix("Ctrl-")?.as_bytes() {
        [letter] if letter.is_ascii_alphabetic() => Some(letter.to_ascii_uppercase() - b'A' + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_keys_are_pressed_and_the_rest_is_typed() {
        let cases: [(&str, &[u8]); 6] = [
            ("ls /", b"ls /\n"),
            ("", b"\n"),
            ("Ctrl-P Ctrl-Q", b"\x10\x11"),
            ("Ctrl-d", b"\x04"),
            ("echo Ctrl-C", b"echo Ctrl-C\n"),
            ("Ctrl-Alt", b"Ctrl-Alt\n"),
        ];
        for (line, want) in cases {
            assert_eq!(keystrokes(line), want, "{line:?}");
        }
    }
}
