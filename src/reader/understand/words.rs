//! Just enough shell grammar: words of simple commands, and how many lines a command takes.

/// A command of more lines is taken for one that is not finished.
pub const MAX_CONTINUATION: usize = 60;
/// The longest text between angle brackets that is a placeholder and no pair of redirections.
const MAX_ANGLE: usize = 60;

/// The simple commands of a text (split at `|`, `;`, `&&`, line ends) as words without quotes and redirections.
pub fn simple_commands(text: &str) -> Vec<Vec<String>> {
    let mut scan = Scan { done: Vec::new(), words: Vec::new(), word: None, skip: false };
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        at += scan.step(c, &text[at..]);
    }
    scan.end_command();
    scan.done
}

struct Scan {
    done: Vec<Vec<String>>,
    words: Vec<String>,
    word: Option<String>,
    skip: bool,
}

impl Scan {
    /// Takes what begins with `c`; returns how many bytes that was.
    fn step(&mut self, c: char, rest: &str) -> usize {
        match c {
            '\\' | '`' if rest[1..].starts_with('\n') => return 2,
            '\\' => {
                let next = rest.chars().nth(1);
                self.word.get_or_insert_default().extend(next);
                return 1 + next.map_or(0, char::len_utf8);
            }
            '\'' | '"' => return self.quoted(c, rest),
            '$' if rest.starts_with("$(") => return self.substitution(rest),
            '<' if angle(rest).is_some() => {
                let length = angle(rest).unwrap_or(1);
                self.word.get_or_insert_default().push_str(&rest[..length]);
                return length;
            }
            '<' | '>' => return self.redirection(rest),
            '|' | ';' | '&' | '\n' => self.end_command(),
            // Not a comment but a value to be filled in.
            '#' if self.word.is_none() && rest.starts_with("###") && rest.trim_start_matches('#').is_empty() => {
                self.word = Some(rest.to_owned());
                return rest.len();
            }
            '#' if self.word.is_none() => return rest.find('\n').unwrap_or(rest.len()),
            c if c.is_whitespace() => self.end_word(),
            c => self.word.get_or_insert_default().push(c),
        }
        c.len_utf8()
    }

    fn quoted(&mut self, quote: char, rest: &str) -> usize {
        let end = rest[1..].find(quote).map_or(rest.len(), |i| i + 1);
        self.word.get_or_insert_default().push_str(&rest[1..end]);
        (end + 1).min(rest.len())
    }

    fn substitution(&mut self, rest: &str) -> usize {
        let mut depth = 0_usize;
        let end = rest.char_indices().find_map(|(i, c)| {
            depth = match c {
                '(' => depth + 1,
                ')' => depth.saturating_sub(1),
                _ => depth,
            };
            (c == ')' && depth == 0).then_some(i + 1)
        });
        let end = end.unwrap_or(rest.len());
        self.word.get_or_insert_default().push_str(&rest[..end]);
        end
    }

    fn redirection(&mut self, rest: &str) -> usize {
        if self.word.as_ref().is_some_and(|w| w.chars().all(|c| c.is_ascii_digit())) {
            self.word = None;
        }
        self.end_word();
        let length = rest.len() - rest.trim_start_matches(['<', '>', '&', '-']).len();
        self.skip = true;
        length
    }

    fn end_word(&mut self) {
        if let Some(word) = self.word.take()
            && !std::mem::take(&mut self.skip)
        {
            self.words.push(word);
        }
    }

    fn end_command(&mut self) {
        self.end_word();
        self.skip = false;
        if !self.words.is_empty() {
            self.done.push(std::mem::take(&mut self.words));
        }
    }
}

/// The length of `<container id>` at the start of a text.
pub fn angle(text: &str) -> Option<usize> {
    let inner = text.strip_prefix('<')?;
    let end = inner.char_indices().take(MAX_ANGLE).find(|(_, c)| *c == '>').map(|(i, _)| i)?;
    let inside = &inner[..end];
    let fits = inside.starts_with(char::is_alphabetic)
        && !inside.ends_with(' ')
        && inside.chars().all(|c| c.is_alphanumeric() || " _-/.:|'".contains(c));
    fits.then_some(end + 2)
}

/// What a line leaves open for the next.
#[derive(Default)]
struct Unfinished {
    quote: Option<char>,
    heredoc: Option<String>,
    loops: usize,
    continued: bool,
}

impl Unfinished {
    fn take(&mut self, line: &str) {
        if let Some(end) = &self.heredoc {
            if line.trim() == end {
                self.heredoc = None;
            }
            return;
        }
        let mut before = ' ';
        let mut escaped = false;
        for (i, c) in line.char_indices() {
            match (self.quote, c) {
                _ if escaped => escaped = false,
                (Some('\''), '\\') => {}
                (_, '\\') => escaped = true,
                (Some(quote), c) if quote == c => self.quote = None,
                (None, '\'' | '"') => self.quote = Some(c),
                (None, '#') if before.is_whitespace() => break,
                (None, '<') if before != '<' => self.heredoc = heredoc(&line[i..]).or(self.heredoc.take()),
                _ => {}
            }
            before = c;
        }
        self.count_loops(line);
        let line = line.trim_end();
        self.continued = escaped || line.ends_with(" `") || line.ends_with("&&") || line.ends_with('|');
    }

    fn count_loops(&mut self, line: &str) {
        for (i, word) in line.split([' ', ';', '\t']).filter(|w| !w.is_empty()).enumerate() {
            match word {
                "for" | "while" | "until" | "if" | "case" if i == 0 => self.loops += 1,
                "done" | "fi" | "esac" => self.loops = self.loops.saturating_sub(1),
                _ => {}
            }
        }
    }

    fn is_finished(&self) -> bool {
        self.quote.is_none() && self.heredoc.is_none() && self.loops == 0 && !self.continued
    }
}

fn heredoc(text: &str) -> Option<String> {
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

/// How many of these lines the command takes that begins with the first; `None` for one that never ends: typed, it
/// would leave the shell waiting.
pub fn extent<'t>(lines: impl Iterator<Item = &'t str>) -> Option<usize> {
    let mut open = Unfinished::default();
    for (i, line) in lines.take(MAX_CONTINUATION).enumerate() {
        open.take(line);
        if open.is_finished() {
            return Some(i + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_commands() {
        for (text, want) in [
            ("docker run -it alpine sh", "docker run -it alpine sh"),
            ("docker save a:1 > a.tar", "docker save a:1"),
            ("docker commit <your container id> x", "docker commit <your container id> x"),
            ("cat < in 2>&1 | sort -u; ls", "cat / sort -u / ls"),
            ("docker rm $(docker ps -q)", "docker rm $(docker ps -q)"),
            ("echo 'a | b' \"c;d\" # e", "echo a | b c;d"),
            ("docker run \\\n  -d x && ls", "docker run -d x / ls"),
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
            ("ls |\nwc", Some(2)),
            ("docker run `\n x", Some(2)),
            ("echo don't", None),
            ("ls # don't\nls", Some(1)),
            ("cat <<<x\nls", Some(1)),
        ] {
            assert_eq!(extent(text.lines()), want, "{text:?}");
        }
    }
}
