//! A line of shell into its simple commands and their words.

use std::ops::Range;

/// One word of a command.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Word {
    /// Without quotes.
    pub text: String,
    /// Something that only a run tells, or that the learner must fill in: `$(…)`, `$HOME`, `<name>`.
    pub unknown: bool,
    /// Where it stands in the text, in bytes, its quotes included.
    pub span: Range<usize>,
}

/// A command without pipes and lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Simple {
    /// Its words.
    pub words: Vec<Word>,
    /// The files it writes its output to.
    pub writes: Vec<Word>,
    /// The file it reads its input from, by itself or through `cat`.
    pub reads: Option<Word>,
    /// Whether it reads what the command before it prints.
    pub piped: bool,
    /// Whether the shell goes on without waiting for it: `&` follows.
    pub background: bool,
}

/// The simple commands of a text: parted by `&&`, `||`, `;`, `|`, `&` and line breaks.
pub fn split(text: &str) -> Vec<Simple> {
    let mut splitter = Splitter { rest: text, length: text.len(), ..Splitter::default() };
    while let Some(c) = splitter.next() {
        splitter.take(c);
    }
    splitter.here = text.len();
    splitter.end_command(false);
    splitter.done
}

/// A word as it must be written for a shell to read it as one.
pub fn quote(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./:=@,+%*~".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[derive(Default)]
struct Splitter<'t> {
    rest: &'t str,
    /// Of the whole text, in bytes.
    length: usize,
    /// Where the character stands that was taken last.
    here: usize,
    done: Vec<Simple>,
    current: Simple,
    word: Option<Word>,
    /// Where the next word goes.
    target: Target,
    /// The end mark of a here-document that begins on the next line.
    heredoc: Option<String>,
}

#[derive(Default, Clone, Copy, PartialEq)]
enum Target {
    #[default]
    Words,
    Write,
    Read,
    /// Of `<<<`: a text.
    Given,
    Heredoc,
}

impl Splitter<'_> {
    fn next(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.here = self.length - self.rest.len();
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn eat(&mut self, prefix: &str) -> bool {
        let rest = self.rest.strip_prefix(prefix);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn word(&mut self) -> &mut Word {
        let here = self.here;
        self.word.get_or_insert_with(|| Word { span: here..here, ..Word::default() })
    }

    fn take(&mut self, c: char) {
        match c {
            '\\' if self.eat("\n") || self.eat("\r\n") => {}
            '\\' => {
                self.word();
                let next = self.next();
                self.word().text.extend(next);
            }
            '\'' => self.single_quoted(),
            '"' => self.double_quoted(),
            '$' | '`' => self.expansion(c),
            '<' => self.less(),
            '>' => self.write(),
            '\n' => self.end_line(),
            ';' | '(' | ')' => self.end_command(false),
            '|' => {
                let piped = !self.eat("|");
                self.eat("&");
                self.end_command(piped);
            }
            '&' if self.rest.starts_with('>') => {}
            '&' if self.eat("&") => self.end_command(false),
            '&' => {
                self.current.background = true;
                self.end_command(false);
            }
            '#' if self.word.is_none() => self.rest = &self.rest[self.rest.find('\n').unwrap_or(self.rest.len())..],
            c if c.is_whitespace() => self.end_word(),
            c => self.word().text.push(c),
        }
    }

    fn single_quoted(&mut self) {
        let end = self.rest.find('\'').unwrap_or(self.rest.len());
        let text = &self.rest[..end];
        self.rest = self.rest.get(end + 1..).unwrap_or_default();
        self.word().text.push_str(text);
    }

    fn double_quoted(&mut self) {
        self.word();
        while let Some(c) = self.next() {
            match c {
                '"' => break,
                '\\' if self.eat("\n") => {}
                '\\' if self.rest.starts_with(['"', '\\', '$', '`']) => {
                    let next = self.next();
                    self.word().text.extend(next);
                }
                '$' | '`' => self.expansion(c),
                c => self.word().text.push(c),
            }
        }
    }

    /// `$name`, `${…}`, `$(…)` and back-quotes: kept as written, and marked as unknown.
    fn expansion(&mut self, first: char) {
        let length = match (first, self.rest.chars().next()) {
            ('`', _) => self.rest.find('`').map_or(self.rest.len(), |end| end + 1),
            (_, Some('(')) => balanced(self.rest, '(', ')'),
            (_, Some('{')) => balanced(self.rest, '{', '}'),
            (_, Some(c)) if c.is_alphabetic() || c == '_' => {
                self.rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(self.rest.len())
            }
            (_, Some(c)) if c.is_ascii_digit() || "?!#@*$".contains(c) => 1,
            _ => 0,
        };
        let (text, rest) = self.rest.split_at(length);
        self.rest = rest;
        let word = self.word();
        word.text.push(first);
        word.text.push_str(text);
        word.unknown |= length > 0;
    }

    /// `<name>` is a part to fill in; any other `<` reads a file.
    fn less(&mut self) {
        if let Some(length) = placeholder(self.rest) {
            let (text, rest) = self.rest.split_at(length);
            self.rest = rest;
            let word = self.word();
            word.text.push('<');
            word.text.push_str(text);
            word.unknown = true;
            return;
        }
        self.end_word();
        self.target = Target::Read;
        if self.eat("<") {
            let is_text = self.eat("<");
            self.eat(if is_text { "" } else { "-" });
            self.target = if is_text { Target::Given } else { Target::Heredoc };
        }
    }

    fn write(&mut self) {
        // A number right before it is a file descriptor: `2> errors`.
        if self.word.as_ref().is_some_and(|w| !w.text.is_empty() && w.text.chars().all(|c| c.is_ascii_digit())) {
            self.word = None;
        }
        self.end_word();
        if !self.eat(">") {
            self.eat("|");
        }
        if self.eat("&") {
            let end = self.rest.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(self.rest.len());
            self.rest = &self.rest[end..];
        } else {
            self.target = Target::Write;
        }
    }

    fn end_word(&mut self) {
        let Some(mut word) = self.word.take() else { return };
        word.span.end = self.here;
        match std::mem::take(&mut self.target) {
            Target::Words => self.current.words.push(word),
            Target::Write if word.text != "/dev/null" => self.current.writes.push(word),
            Target::Heredoc => self.heredoc = Some(word.text),
            Target::Read => self.current.reads = Some(word),
            Target::Write | Target::Given => {}
        }
    }

    fn end_line(&mut self) {
        self.end_command(false);
        let Some(mark) = self.heredoc.take() else { return };
        while !self.rest.is_empty() {
            let end = self.rest.find('\n').map_or(self.rest.len(), |end| end + 1);
            let line = &self.rest[..end];
            self.rest = &self.rest[end..];
            if line.trim() == mark {
                break;
            }
        }
    }

    fn end_command(&mut self, piped: bool) {
        self.end_word();
        self.target = Target::Words;
        let mut command = std::mem::replace(&mut self.current, Simple { piped, ..Simple::default() });
        if command.piped && command.reads.is_none() {
            command.reads = self.done.last().and_then(printed_file).cloned();
        }
        if !command.words.is_empty() || !command.writes.is_empty() {
            self.done.push(command);
        }
    }
}

/// The one file that `cat` prints.
fn printed_file(command: &Simple) -> Option<&Word> {
    match command.words.as_slice() {
        [program, file] if program.text == "cat" && !file.text.starts_with('-') => Some(file),
        _ => None,
    }
}

/// The length of a bracketed text at the start, its brackets included; all of it where it is left open.
fn balanced(text: &str, open: char, close: char) -> usize {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return at + c.len_utf8();
            }
        }
    }
    text.len()
}

/// The length of `name>` at the start, where the whole reads as a part to fill in and not as two redirections.
fn placeholder(rest: &str) -> Option<usize> {
    let end = rest.find('>')?;
    let name = &rest[..end];
    let allowed = |c: char| c.is_alphanumeric() || " _-./:'’|".contains(c);
    let shaped = name.starts_with(char::is_alphabetic) && !name.ends_with(' ') && name.chars().all(allowed);
    shaped.then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Words in brackets, `?` after an unknown one, `>` before a file that is written, `|` before a piped command.
    fn show(text: &str) -> String {
        let word = |w: &Word| format!("[{}]{}", w.text, if w.unknown { "?" } else { "" });
        let simple = |s: &Simple| {
            let written = |w: &Word| format!(">{}", word(w));
            let shown: Vec<String> = s.words.iter().map(word).chain(s.writes.iter().map(written)).collect();
            format!("{}{}", if s.piped { "|" } else { "" }, shown.concat())
        };
        split(text).iter().map(simple).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_and_commands() {
        let cases = [
            ("docker ps -a", "[docker][ps][-a]"),
            ("a  'b c' \"d e\" f\\ g", "[a][b c][d e][f g]"),
            ("a ''", "[a][]"),
            ("docker run \\\n  -d \\\r\n nginx", "[docker][run][-d][nginx]"),
            ("a && b || c; d & e", "[a] [b] [c] [d] [e]"),
            ("a | b |& c", "[a] |[b] |[c]"),
            ("a > f 2>&1", "[a]>[f]"),
            ("a >> 'my f' 2> err", "[a]>[my f]>[err]"),
            ("a 2>/dev/null &> all", "[a]>[all]"),
            ("a >&2", "[a]"),
            ("cat <in >out", "[cat]>[out]"),
            ("docker rm <container id>", "[docker][rm][<container id>]?"),
            ("docker tag a <user>/b", "[docker][tag][a][<user>/b]?"),
            ("rm $(docker ps -aq) x", "[rm][$(docker ps -aq)]?[x]"),
            ("echo \"$(a \"b\")\" `c d`", "[echo][$(a \"b\")]?[`c d`]?"),
            ("-v $PWD:/x ${A} $ '$B'", "[-v][$PWD:/x]?[${A}]?[$][$B]"),
            ("a # why\nb #c", "[a] [b]"),
            ("a#b", "[a#b]"),
            ("cat <<EOF > f\nx; y\nEOF\nls", "[cat]>[f] [ls]"),
            ("cat <<< hello", "[cat]"),
            ("(a; b)", "[a] [b]"),
            ("a '", "[a][]"),
            ("a $(b", "[a][$(b]?"),
            ("", ""),
        ];
        for (text, want) in cases {
            assert_eq!(show(text), want, "{text:?}");
        }
    }

    #[test]
    fn words_know_where_they_stand() {
        for text in ["a  'b c'd \\e <name> $(f g)", "x=\"1 2\" y>out;z|w", "é ü\\\n 'ö'"] {
            let simples = split(text);
            for word in simples.iter().flat_map(|s| s.words.iter().chain(&s.writes)) {
                let again = split(&text[word.span.clone()]);
                assert_eq!(again[0].words[0].text, word.text, "{:?} of {text:?}", &text[word.span.clone()]);
            }
        }
    }

    proptest! {
        #[test]
        fn a_quoted_word_is_read_back(text in "[^\u{0}]{0,20}") {
            let words = split(&quote(&text));
            prop_assert_eq!(words.iter().flat_map(|s| &s.words).map(|w| w.text.clone()).collect::<Vec<_>>(), vec![text]);
        }

        #[test]
        fn splitting_never_panics(text in "[a\\\\'\"$(){}`<>|&;# \n0é]{0,30}") {
            for simple in split(&text) {
                prop_assert!(!simple.words.is_empty() || !simple.writes.is_empty());
            }
        }
    }
}
