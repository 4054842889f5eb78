//! Names that the page's builder would have filled in: `git clone https://@@REPO@@`.

use super::super::super::scan::has_part;

/// What stands before and behind such a name.
const SIGN: &str = "@@";

/// Where such names stand. Who replaces one by a command types it as it stands.
pub fn find(text: &str) -> Vec<(usize, String)> {
    if !has_part(text, SIGN) || ["sed ", "awk ", "perl ", "envsubst"].iter().any(|program| has_part(text, program)) {
        return Vec::new();
    }
    let in_name = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_';
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(at) = text[from..].find(SIGN).map(|at| from + at) {
        let name = at + SIGN.len();
        let end = name + text[name..].bytes().take_while(|b| in_name(*b)).count();
        if end > name + 1 && text[end..].starts_with(SIGN) {
            found.push((at, text[at..end + SIGN.len()].to_owned()));
            from = end + SIGN.len();
        } else {
            from = name;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn names_for_the_builder() {
        for (text, want) in [
            ("git clone https://@@REPO@@", "18 @@REPO@@"),
            ("cp @@A_DIR@@/x @@B2@@", "3 @@A_DIR@@, 15 @@B2@@"),
            ("sed -i 's/@@NAME@@/box/' a.txt", ""),
            ("echo @@ @@@@ @@a@@ @@A", ""),
            ("@@é@@AB@@", "4 @@AB@@"),
        ] {
            let found: Vec<String> = find(text).into_iter().map(|(at, word)| format!("{at} {word}")).collect();
            assert_eq!(found.join(", "), want, "{text}");
        }
    }
}
