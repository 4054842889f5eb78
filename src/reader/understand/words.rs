//! Just enough shell grammar: words of simple commands, and how many lines a command takes.

use super::super::scan::{has_byte, has_part, is_white, trimmed_end};
use std::borrow::Cow;
use std::ops::Range;

/// A command of more lines is taken for one that is not finished.
pub const MAX_CONTINUATION: usize = 60;
/// A here document may be a whole script.
pub const MAX_DOCUMENT: usize = 500;
/// The longest text between angle brackets that is a placeholder and no pair of redirections.
const MAX_ANGLE: usize = 60;

/// A word without its quotes; its own string only where quotes or escapes were taken away within.
pub type Word<'t> = Cow<'t, str>;

/// The simple commands of a text: one list of words, and where each command but the last ends in it.
#[derive(Debug, Clone, Default)]
pub struct Commands<'t> {
    words: Vec<Word<'t>>,
    ends: Vec<usize>,
}

impl<'t> Commands<'t> {
    /// The words of each command; none of them is empty.
    pub fn iter(&self) -> impl Iterator<Item = &[Word<'t>]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let ends = self.ends.iter().copied().chain([self.words.len()]);
        starts.zip(ends).map(|(start, end)| &self.words[start..end]).filter(|words| !words.is_empty())
    }

    /// The words of the first command.
    pub fn first(&self) -> Option<&[Word<'t>]> {
        self.iter().next()
    }

    /// The words of the only command.
    pub fn only(&self) -> Option<&[Word<'t>]> {
        (self.ends.is_empty() && !self.words.is_empty()).then_some(&*self.words)
    }

    /// The words of the last command.
    pub fn last(&self) -> Option<&[Word<'t>]> {
        let last = &self.words[self.ends.last().copied().unwrap_or(0)..];
        if last.is_empty() { self.iter().last() } else { Some(last) }
    }
}

/// The simple commands of a text (split at `|`, `;`, `&&`, line ends) as words without quotes and redirections.
pub fn simple_commands(text: &str) -> Commands<'_> {
    let done = Commands { words: Vec::with_capacity(FEW), ends: Vec::new() };
    let mut scan = Scan { text, done, word: None, skip: false };
    let mut at = 0;
    let has_brackets = has_byte(text, b'[');
    while at < text.len() {
        // Most is words without any sign, with a blank behind each.
        let mut plain = text.as_bytes()[at..].iter().take_while(|b| PLAIN[usize::from(**b)]).count();
        if has_brackets {
            plain = past_brackets(&text[at..], plain);
        }
        let next = text.as_bytes().get(at + plain);
        if plain > 0 && scan.is_between() && matches!(next, None | Some(b' ')) {
            scan.done.words.push(Cow::Borrowed(&text[at..at + plain]));
            at += plain + 1;
            continue;
        }
        if plain > 0 {
            scan.push(at..at + plain);
            at += plain;
        }
        match next {
            None => break,
            Some(b' ') => {
                scan.end_word();
                at += 1;
            }
            Some(&byte) => at += scan.step(byte, at),
        }
    }
    scan.end_word();
    scan.done
}

/// The length of a word with `[branch name]` in it, where so much of it has no sign.
fn past_brackets(text: &str, mut plain: usize) -> usize {
    while let Some(open) = text[..plain].rfind('[').filter(|open| !has_byte(&text[*open..plain], b']')) {
        let Some(length) = bracket(&text[open..]) else { break };
        plain = open + length;
        plain += text.as_bytes()[plain..].iter().take_while(|b| PLAIN[usize::from(**b)]).count();
    }
    plain
}

/// The length of `[branch name]` at the start of a text: small words, and no shell's test.
fn bracket(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('[')?;
    let end = inner.bytes().take(MAX_ANGLE).position(|b| b == b']')?;
    let words = &inner[..end];
    let in_words = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b' ' | b'_' | b'-');
    let fits = words.starts_with(|c: char| c.is_ascii_alphabetic())
        && has_byte(words, b' ')
        && !words.ends_with(' ')
        && words.bytes().all(in_words)
        && !has_part(words, " -");
    fits.then_some(end + 2)
}

/// Most commands have fewer words.
const FEW: usize = 8;

/// A word that is not finished: a part of the text as long as it is nothing else.
enum Open {
    Part(Range<usize>),
    Own(String),
}

struct Scan<'t> {
    text: &'t str,
    done: Commands<'t>,
    word: Option<Open>,
    skip: bool,
}

/// Bytes that mean nothing to a shell.
static PLAIN: [bool; 256] = plain();

const fn plain() -> [bool; 256] {
    let (mut plain, mut sign) = ([false; 256], 0_u8);
    while sign < 128 {
        let special =
            matches!(sign, b'\\' | b'`' | b'\'' | b'"' | b'$' | b'<' | b'>' | b'|' | b';' | b'&' | b'#' | b'^');
        plain[sign as usize] = sign.is_ascii_graphic() && !special;
        sign += 1;
    }
    plain
}

impl Scan<'_> {
    /// Takes what begins with a byte that means something; returns how many bytes that was.
    fn step(&mut self, byte: u8, at: usize) -> usize {
        let rest = &self.text[at..];
        match byte {
            // The last is the other system's command line's.
            b'\\' | b'`' | b'^' if rest[1..].starts_with('\n') => return 2,
            b'\\' if let Some(length) = remark(rest) => return length,
            b'\\' => {
                let next = rest[1..].chars().next().map_or(0, char::len_utf8);
                self.push(at + 1..at + 1 + next);
                return 1 + next;
            }
            b'\'' if is_apostrophe(self.text, at) => self.push(at..at + 1),
            b'\'' | b'"' => return self.quoted(char::from(byte), rest, at),
            b'$' if rest.starts_with("$(") => return self.substitution(rest, at),
            b'<' | b'>' => return self.angles(rest, at),
            b'|' | b';' | b'&' | b'\n' => self.end_command(),
            b'#' if self.word.is_none() => return self.hash(rest, at),
            _ => {
                let c = rest.chars().next().unwrap_or_default();
                if c.is_whitespace() {
                    self.end_word();
                } else {
                    self.push(at..at + c.len_utf8());
                }
                return c.len_utf8();
            }
        }
        1
    }

    /// Whether what comes next begins a word of the command.
    fn is_between(&self) -> bool {
        self.word.is_none() && !self.skip
    }

    /// A part of the text goes on with the word, or begins one.
    fn push(&mut self, part: Range<usize>) {
        match &mut self.word {
            None => self.word = Some(Open::Part(part)),
            Some(Open::Part(word)) if word.end == part.start => word.end = part.end,
            Some(Open::Part(word)) if word.start == word.end => *word = part,
            Some(Open::Part(word)) => {
                let both = [&self.text[word.clone()], &self.text[part]].concat();
                self.word = Some(Open::Own(both));
            }
            Some(Open::Own(word)) => word.push_str(&self.text[part]),
        }
    }

    fn quoted(&mut self, quote: char, rest: &str, at: usize) -> usize {
        let end = rest[1..].find(quote).map_or(rest.len(), |i| i + 1);
        self.push(at + 1..at + end);
        (end + 1).min(rest.len())
    }

    fn substitution(&mut self, rest: &str, at: usize) -> usize {
        let mut depth = 0_usize;
        let end = rest.bytes().enumerate().find_map(|(i, byte)| {
            depth = match byte {
                b'(' => depth + 1,
                b')' => depth.saturating_sub(1),
                _ => depth,
            };
            (byte == b')' && depth == 0).then_some(i + 1)
        });
        let end = end.unwrap_or(rest.len());
        self.push(at..at + end);
        end
    }

    /// A placeholder, or a redirection.
    fn angles(&mut self, rest: &str, at: usize) -> usize {
        if let Some(length) = angle(rest) {
            self.push(at..at + length);
            return length;
        }
        let descriptor = match &self.word {
            Some(Open::Part(word)) => self.text[word.clone()].bytes().all(|b| b.is_ascii_digit()),
            Some(Open::Own(word)) => word.bytes().all(|b| b.is_ascii_digit()),
            None => false,
        };
        if descriptor {
            self.word = None;
        }
        self.end_word();
        self.skip = true;
        rest.len() - rest.trim_start_matches(['<', '>', '&', '-']).len()
    }

    /// A comment, or a value to be filled in.
    fn hash(&mut self, rest: &str, at: usize) -> usize {
        if rest.starts_with("###") && rest.trim_start_matches('#').is_empty() {
            self.push(at..self.text.len());
            return rest.len();
        }
        rest.find('\n').unwrap_or(rest.len())
    }

    fn end_word(&mut self) {
        if let Some(word) = self.word.take()
            && !std::mem::take(&mut self.skip)
        {
            self.done.words.push(match word {
                Open::Part(part) => Cow::Borrowed(&self.text[part]),
                Open::Own(word) => Cow::Owned(word),
            });
        }
    }

    fn end_command(&mut self) {
        self.end_word();
        self.skip = false;
        let end = self.done.words.len();
        if end > self.done.ends.last().copied().unwrap_or(0) {
            self.done.ends.push(end);
        }
    }
}

/// The length of `\  # a remark` to its line's end at the start of a text, also of a `\` with nothing but blanks behind it:
/// who writes that means that the line goes on.
fn remark(text: &str) -> Option<usize> {
    let (line, _) = text.split_once('\n')?;
    let behind = line[1..].trim_start();
    (behind.is_empty() || behind.starts_with('#')).then_some(line.len() + 1)
}

/// The text without the remarks and blanks behind a line's end that is escaped, which no shell takes.
pub fn without_remarks(text: &str) -> Option<String> {
    if !has_byte(text, b'\\') || !(has_part(text, "\\ ") || has_part(text, "\\\t")) {
        return None;
    }
    let mut rest = text;
    let mut out = String::new();
    while let Some(at) = rest.find('\\') {
        match remark(&rest[at..]) {
            Some(length) if rest[at + 1..].starts_with([' ', '\t']) => {
                out.push_str(&rest[..=at]);
                out.push('\n');
                rest = &rest[at + length..];
            }
            _ => {
                out.push_str(&rest[..=at]);
                rest = &rest[at + 1..];
            }
        }
    }
    out.push_str(rest);
    (out != text).then_some(out)
}

/// Whether a line ends with `\` and blanks.
fn is_escaped_before_blanks(line: &str) -> bool {
    let end = line.trim_end();
    end.len() < line.len() && end.ends_with('\\') && !end.ends_with("\\\\")
}

/// Whether a quote is a letter of what stands in brackets: `[the owner's name]`.
pub fn is_apostrophe(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let is_letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphabetic);
    if !(at > 0 && is_letter(at - 1) && is_letter(at + 1)) {
        return false;
    }
    let near = &bytes[at.saturating_sub(MAX_ANGLE)..at];
    let opens = near.iter().rposition(|b| matches!(b, b'[' | b']' | b'\'' | b'"'));
    opens.is_some_and(|at| near[at] == b'[') && bytes[at..].iter().take(MAX_ANGLE).any(|b| *b == b']')
}

/// The length of `<container id>` at the start of a text.
pub fn angle(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('<')?;
    let end = inner.char_indices().take(MAX_ANGLE).find(|(_, c)| *c == '>').map(|(i, _)| i)?;
    let inside = &inner[..end];
    let fits = inside.starts_with(char::is_alphabetic)
        && !inside.ends_with(' ')
        && inside.chars().all(|c| c.is_alphanumeric() || " _-/.:|',=".contains(c));
    fits.then_some(end + 2)
}

/// What a line leaves open for the next.
#[derive(Default)]
struct Unfinished {
    quote: Option<u8>,
    heredoc: Option<String>,
    loops: usize,
    /// Commands between braces.
    groups: usize,
    /// `$(` at a line's end.
    substitutions: usize,
    continued: bool,
    /// By an operator, behind which empty lines may stand.
    joined: bool,
}

/// Whether a line has what may leave something open, which most have not.
fn has_signs(line: &str) -> bool {
    line.bytes().fold(false, |any, byte| any | LEAVES_OPEN[usize::from(byte)])
}

/// Bytes of what may go on in the next line.
static LEAVES_OPEN: [bool; 256] = {
    let (mut open, signs, mut at) = ([false; 256], b"'\"\\<#", 0);
    while at < signs.len() {
        open[signs[at] as usize] = true;
        at += 1;
    }
    open
};

impl Unfinished {
    fn take(&mut self, line: &str) {
        if let Some(end) = &self.heredoc {
            if line.trim() == end {
                self.heredoc = None;
            }
            return;
        }
        let within = self.quote.is_some();
        let escaped = (within || has_signs(line)) && self.take_signs(line);
        self.count_loops(line, within);
        let line = line.trim_end();
        if !within {
            self.groups += usize::from(begins_function(line));
            self.substitutions = self.substitutions.saturating_sub(usize::from(line.trim_start().starts_with(')')));
            self.substitutions += usize::from(line.ends_with("$("));
        }
        if line.is_empty() && self.joined {
            return;
        }
        self.joined = line.ends_with("&&") || line.ends_with('|');
        self.continued = escaped || self.joined || line.ends_with(" `") || line.ends_with(" ^");
    }

    /// Takes quotes, heredocs and comments; says whether the line's end is escaped.
    fn take_signs(&mut self, line: &str) -> bool {
        let bytes = line.as_bytes();
        let mut escaped = false;
        for (i, byte) in bytes.iter().enumerate() {
            match (self.quote, byte) {
                _ if escaped => escaped = false,
                (Some(b'\''), b'\\') => {}
                (_, b'\\') => escaped = true,
                (Some(quote), byte) if quote == *byte => self.quote = None,
                (None, b'\'') if is_apostrophe(line, i) => {}
                (None, b'\'' | b'"') => self.quote = Some(*byte),
                (None, b'#') if line[..i].chars().next_back().is_none_or(char::is_whitespace) => {
                    return line[..i].trim_end().ends_with('\\');
                }
                (None, b'<') if i == 0 || bytes[i - 1] != b'<' => {
                    self.heredoc = heredoc(&line[i..]).or(self.heredoc.take());
                }
                _ => {}
            }
        }
        escaped || self.quote.is_none() && is_escaped_before_blanks(line)
    }

    /// A loop in quoted text is another program's.
    fn count_loops(&mut self, line: &str, within: bool) {
        let fed = !within && is_fed_loop(line);
        if self.loops == 0 && !fed && !begins_like_loop(line) {
            return;
        }
        let first = line.split([' ', ';', '\t']).find(|w| !w.is_empty());
        // `{`, commands, and `} > file`.
        match first {
            Some("{") if !within && !has_byte(line, b'}') => self.groups += 1,
            Some("}") if !within => self.groups = self.groups.saturating_sub(1),
            _ => {}
        }
        let begins = !within && matches!(first, Some("for" | "while" | "until" | "if" | "case"));
        self.loops += usize::from(begins || fed);
        if self.loops == 0 {
            return;
        }
        for word in line.split([' ', ';', '\t']) {
            if matches!(word, "done" | "fi" | "esac") {
                self.loops = self.loops.saturating_sub(1);
            }
        }
    }

    fn is_finished(&self) -> bool {
        self.quote.is_none()
            && self.heredoc.is_none()
            && self.loops == 0
            && self.groups == 0
            && self.substitutions == 0
            && !self.continued
    }
}

/// Whether a line ends in a loop that another command feeds: `docker ps -q | while read id; do`.
fn is_fed_loop(line: &str) -> bool {
    let line = trimmed_end(line);
    line.ends_with(" do") && line.rsplit_once("| while ").is_some_and(|(_, rest)| rest.contains(';'))
}

/// Whether the first word of a line may begin or end a loop, a choice or a group, by its first letter.
fn begins_like_loop(line: &str) -> bool {
    let first = line.bytes().find(|b| !matches!(b, b' ' | b';' | b'\t'));
    matches!(first, Some(b'f' | b'w' | b'u' | b'i' | b'c' | b'{' | b'}'))
}

/// Whether a line is the first of a function: `build() {`, `function build {`. The other system's have capitals.
pub fn begins_function(line: &str) -> bool {
    let Some(head) = line.strip_suffix('{').map(str::trim) else { return false };
    let name = head.strip_prefix("function ").map(|name| name.strip_suffix("()").unwrap_or(name).trim());
    let name = name.filter(|name| !name.contains(|c: char| c.is_ascii_uppercase()));
    let name = name.or_else(|| head.strip_suffix("()").map(str::trim_end));
    let in_name = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
    name.is_some_and(|name| !name.is_empty() && name.bytes().all(in_name))
}

/// What ends the document that begins at the start of a text: `<<EOF`.
pub fn heredoc(text: &str) -> Option<String> {
    let rest = text.strip_prefix("<<")?;
    if rest.starts_with('<') {
        return None;
    }
    let word: String = rest
        .trim_start_matches('-')
        .trim_start()
        .trim_start_matches(['\'', '"', '\\'])
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect();
    (!word.is_empty()).then_some(word)
}

/// The first word of a text, as far as white space parts words.
pub fn first_word(text: &str) -> Option<&str> {
    let end = text.bytes().position(|b| !b.is_ascii_graphic()).unwrap_or(text.len());
    match text.as_bytes().get(end) {
        None if end > 0 => Some(text),
        Some(byte) if end > 0 && is_white(*byte) => Some(&text[..end]),
        _ => text.split_whitespace().next(),
    }
}

/// Whether a command has no sign and no word that may leave it open at its line's end, as most have none.
pub fn is_whole(line: &str) -> bool {
    let line = trimmed_end(line);
    let goes_on = matches!(line.as_bytes().last(), None | Some(b'&' | b'|' | b'`' | b'^' | b'{' | b'('));
    !(goes_on || has_signs(line) || begins_like_loop(line) || is_fed_loop(line))
}

/// How many of these lines the command takes that begins with the first; `None` for one that never ends: typed, it
/// would leave the shell waiting.
pub fn extent<'t>(lines: impl Iterator<Item = &'t str>) -> Option<usize> {
    let (mut open, mut taken) = (Unfinished::default(), 0);
    for (i, line) in lines.take(MAX_DOCUMENT).enumerate() {
        if i >= MAX_CONTINUATION && open.heredoc.is_none() {
            return None;
        }
        open.take(line);
        if open.is_finished() {
            return Some(i + 1);
        }
        taken = i + 1;
    }
    // Behind the last line's backslash nothing follows.
    let is_cut = open.continued && !open.joined && open.quote.is_none() && open.loops == 0 && open.groups == 0;
    (is_cut && open.substitutions == 0).then_some(taken)
}

/// What ends the text of several lines that the other system's shell begins here: `@"`.
pub fn here_string(first: &str) -> Option<&'static str> {
    let first = first.trim_end();
    let begins = |sign: &str| {
        let before = first.strip_suffix(sign)?;
        (before.is_empty() || before.ends_with([' ', '=', '('])).then_some(())
    };
    begins("@\"").map(|()| "\"@").or_else(|| begins("@'").map(|()| "'@"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_commands() {
        for (text, want) in [
            ("docker run -it alpine sh", "docker run -it alpine sh"),
            ("docker run ^\n -d a^b", "docker run -d a^b"),
            ("docker save a:1 > a.tar", "docker save a:1"),
            ("docker commit <your container id> x", "docker commit <your container id> x"),
            ("cat < in 2>&1 | sort -u; ls", "cat / sort -u / ls"),
            ("docker rm $(docker ps -q)", "docker rm $(docker ps -q)"),
            ("echo 'a | b' \"c;d\" # e", "echo a | b c;d"),
            ("docker run \\\n  -d x && ls", "docker run -d x / ls"),
            ("docker run \\  # why\n  -d \\\n  x", "docker run -d x"),
            ("docker inspect ###", "docker inspect ###"),
            ("echo 'open", "echo open"),
            ("echo é\\", "echo é"),
            ("", ""),
        ] {
            let got: Vec<_> = simple_commands(text).iter().map(|c| c.join(" ")).collect();
            assert_eq!(got.join(" / "), want, "{text:?}");
        }
    }

    #[test]
    fn lines_of_commands() {
        for (text, want) in [
            ("ls\nls", Some(1)),
            ("docker run \\\n -d \\\n x\nls", Some(3)),
            ("echo 'a\nb'\nls", Some(2)),
            ("cat <<EOF > x\na\n\nb\nEOF\nls", Some(5)),
            ("for i in 1 2; do\n echo $i\ndone\nls", Some(3)),
            ("awk '{\n  if (a) {\n    print\n  }\n}'\nls", Some(5)),
            ("for i in 1 2; do echo '\n'; done\nls", Some(2)),
            ("ls |\nwc", Some(2)),
            ("ls &&\n\npwd\nls", Some(3)),
            ("ls \\\n\npwd", Some(2)),
            ("docker run `\n x", Some(2)),
            ("docker run \\  # why\n  -d \\ # b\n  x # c\nls", Some(3)),
            ("docker run -d $(\n  docker images -q web\n)\nls", Some(3)),
            ("build() {\n  docker build .\n}\nbuild", Some(3)),
            ("echo don't", None),
            ("ls # don't\nls", Some(1)),
            ("cat <<<x\nls", Some(1)),
        ] {
            assert_eq!(extent(text.lines()), want, "{text:?}");
        }
    }
}
