//! Blocks in which comments say where output begins.

use super::super::super::lines::begun;
use super::super::super::scan::{any_three, are, has_byte, has_part, is_blank, trimmed};
use super::super::known::{Likeness, likeness};
use super::super::no_command::is_key;
use super::super::typed::Typed;
use super::{Item, Lines, gather, is_comment, trim_output};

/// More empty lines are no gap within a text that was printed.
const MAX_GAP: usize = 20;

/// Reads a block without prompts in which comments say where output begins: `# Output:`. It goes on to an empty line
/// below which a comment or a command stands. `None` where no comment says so.
pub fn with_comments<'r>(lines: &'r Lines<'_>, least: Likeness) -> Option<Vec<Item<'r>>> {
    if !lines.iter().any(|(_, t)| announces_output(t)) {
        return None;
    }
    let (mut items, mut at, mut printing) = (Vec::new(), 0, false);
    while let Some((line, text)) = lines.get(at) {
        let goes_on = || lines[at..].iter().take(MAX_GAP).map(|(_, t)| t.trim()).find(|t| !t.is_empty());
        if announces_output(text) {
            // `# Output: a list` may be all there is of it.
            let below = || lines.get(at + 1).is_some_and(|(_, t)| likeness(t.trim()) == Likeness::Known);
            printing = text.trim_end().ends_with(':') || !below();
        } else if printing && is_blank(text) {
            printing = !goes_on().is_some_and(|t| is_comment(t) || likeness(t) == Likeness::Known);
            items.push(Item::Output(*line, text));
        } else if printing {
            items.push(Item::Output(*line, text));
        } else if !(is_blank(text) || is_comment(text) || is_key(trimmed(text))) {
            let (command, taken) = gather(lines, at, trimmed(text))?;
            let typed = Typed::new(command);
            if typed.likeness() < least {
                return None;
            }
            items.push(Item::Command { line: *line, prompt: None, typed });
            at += taken - 1;
        }
        at += 1;
    }
    matches!(items.first(), Some(Item::Command { .. })).then(|| trim_output(items))
}

/// What comments below `# Expected output:` say that the commands of a block print, up to an empty line or a command. What is
/// told in a sentence is no output.
pub fn printed_in_comments(text: &str) -> Option<String> {
    if !(has_byte(text, b'#') && has_part(text, "utput") && has_part(text, "\n#")) {
        return None;
    }
    let mut found: Vec<&str> = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if !(announces_output(line) && line.trim_end().ends_with(':')) {
            continue;
        }
        let printed = lines.by_ref().map_while(|line| begun(line).strip_prefix('#'));
        let printed: Vec<&str> = printed.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        let is_told = |line: &&str| {
            let words = line.split_whitespace().filter(|word| word.bytes().all(|b| b.is_ascii_alphabetic()));
            words.count() >= WORDS_OF_SENTENCE
        };
        if !printed.iter().any(is_told) {
            found.extend(printed);
        }
    }
    let printed = found.join("\n");
    (!is_blank(&printed)).then_some(printed)
}

/// The same of the comments below so many lines, where none above announces anything.
pub fn printed_below(text: &str, lines: usize) -> Option<String> {
    // Most say nothing of output.
    if !(has_byte(text, b'#') && has_part(text, "utput")) || text.lines().take(lines).any(announces_output) {
        return None;
    }
    let above: usize = text.split_inclusive('\n').take(lines).map(str::len).sum();
    printed_in_comments(&text[above..])
}

/// So many words without other signs make up a sentence.
const WORDS_OF_SENTENCE: usize = 4;

/// What stands for output in other languages.
const OUTPUT: &[&str] = &[
    "ausgabe",
    "ergebnis",
    "sortie",
    "résultat",
    "salida",
    "resultado",
    "saída",
    "uscita",
    "risultato",
    "вывод",
    "результат",
    "çıktı",
    "出力",
    "出力例",
    "実行結果",
    "输出",
    "输出结果",
    "結果",
    "结果",
    "출력",
    "결과",
];

/// Whether some letters of the words occur by which output is announced.
fn may_announce(comment: &str) -> bool {
    any_three(comment.as_bytes(), |a, b, c| {
        are(a, b, c, *b"utp")
            | are(a, b, c, *b"esu")
            | are(a, b, c, *b"rin")
            | are(a, b, c, *b"tur")
            | are(a, b, c, *b"oul")
            // Of those of other languages, more than ASCII may tell as well.
            | are(a, b, c, *b"usg")
            | are(a, b, c, *b"rge")
            | are(a, b, c, *b"ort")
            | are(a, b, c, *b"ali")
            | are(a, b, c, *b"sci")
            | are(a, b, c, *b"isu")
            | u8::from(!a.is_ascii())
    })
}

/// What is done with output that is there: `# Check result` announces none.
const VERBS: &[&str] = &[
    "check", "verify", "see", "view", "show", "print", "display", "get", "save", "store", "read", "inspect", "compare",
    "capture", "redirect", "write", "parse", "copy", "fetch",
];

/// `# Output:`, `# Expected output`, `# You should see:`
fn announces_output(text: &str) -> bool {
    let Some(comment) = trimmed(text).strip_prefix('#').filter(|comment| may_announce(comment)) else { return false };
    let words = comment.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let last = words.rsplit(' ').next().unwrap_or_default();
    let is_told = || VERBS.contains(&words.split(' ').next().unwrap_or_default());
    let few = words.split(' ').count() <= 3 && !is_told();
    few && (matches!(last, "output" | "outputs" | "result" | "prints" | "returns") || OUTPUT.contains(&&*words))
        || words == "you should see"
        || tells_output(text)
}

/// `# Output: the id`
fn tells_output(text: &str) -> bool {
    let Some(comment) = text.trim().strip_prefix('#') else { return false };
    let Some((name, _)) = comment.split_once(':') else { return false };
    let name = name.trim();
    ["output", "expected output", "sample output", "result"].iter().any(|n| n.eq_ignore_ascii_case(name))
}
