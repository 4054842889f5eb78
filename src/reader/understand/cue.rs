//! What the prose before a block says of it.

use super::super::inline_text::push_marked;
use super::super::pattern::Pattern;
use super::super::scan::is_word;
use super::topics::{self, Topics};
use crate::document::Inline;
use std::cell::OnceCell;

static OUTPUT: Pattern = Pattern::new(
    r"(?i)(?-u:\b)(?:outputs?|(?:should|will|can|would|might|may|you'll|you) (?:\w+ )?(?:see|return|produce|print|display|show|get|look)|similar to|something like|looks? like|returns|prints|results? (?:is|in|will|should)|responds?|response)(?-u:\b)|(?i)(?-u:\b)shows?\W*$",
);
static COMMAND: Pattern = Pattern::new(
    r"(?i)(?-u:\b)(?:run|type|execute|enter|issue|try|use|using|start|stop|with|commands?)(?-u:\b)[^.]*:?\s*$",
);
static SYNTAX: Pattern = Pattern::new(r"(?i)(?-u:\b)(?:syntax|usage|general form|form of)(?-u:\b)");
static FILE: Pattern = Pattern::new(
    r"(?i)(?-u:\b)(?:file|dockerfile|contents?|following lines|add (?:the|these|this)|replace|edit|compose\.ya?ml)(?-u:\b)",
);
static NAMED: Pattern = Pattern::new(
    r"(?i)(?-u:\b)(?:file|called|named|create|edit|open|into|to|in|save(?:d)? (?:it )?as)\s+(?:an?\s+|the\s+|your\s+)?(?:file\s+)?(?:called\s+|named\s+)?`([\w.~/-]*(?:\.\w+|[Dd]ockerfile|[Mm]akefile))`",
);
/// What commands are typed in.
const TERMINALS: &[&str] = &["terminal", "shell", "window", "tab", "console"];
const OTHER: &[&str] = &["another", "new", "second", "separate", "other", "different"];
static LEAVE: Pattern = Pattern::new(
    r"(?i)(?:(?-u:\b)(?:type|run|enter|issue|execute|giving|press|with|using)(?-u:\b)[^.;]{0,40}`(?:exit|logout)`|(?-u:\b)exit (?:the|this|from the|out of the) (?:container|shell)|ctrl\W+p\W+ctrl\W+q|ctrl\W{0,3}d(?-u:\b)|(?-u:\b)back (?:on|in|at|to) (?:the|your)(?: own)?(?: docker)? (?:host|computer|machine|laptop)(?-u:\b)|(?-u:\b)in your (?:own )?shell,? you should (?:still |now )?be in(?-u:\b))",
);
static PERHAPS: Pattern = Pattern::new(r"(?i)(?-u:\b)(?:if you|you can|when you|to exit|would|later)(?-u:\b)");
/// What only Windows has; its own name alone tells little.
const WINDOWS: &[&str] = &["powershell", "cmd.exe", "git bash", "windows user", "windows users"];
static UNIX: Pattern = Pattern::new(
    r"(?i)(?-u:\b)mac(?:os)?(?-u:\b)|(?-u:\b)linux(?-u:\b)|(?-u:\b)unix(?-u:\b)|(?-u:\b)(?:all|every|any) platforms?",
);
/// A file by its name, at the end of a sentence.
static FILE_AT_END: Pattern = Pattern::new(
    r"(?i)`([\w.~/-]*(?:\.(?:ya?ml|json|py|js|ts|go|rb|sh|conf|cfg|ini|toml|txt|html|css|sql|xml|env|md|csv|\w*ignore)|dockerfile|makefile))`(?: file)?\W*$",
);

/// Where the last sentence stands, and what it might speak of.
#[derive(Debug, Clone, Default)]
struct Gist {
    from: usize,
    to: usize,
    topics: Topics,
}

impl Gist {
    fn of(said: &str, fresh: usize) -> Self {
        let (from, to) = last_sentence(&said[fresh..]);
        let (from, to) = (fresh + from, fresh + to);
        let mut topics = Topics::default();
        topics::each(&said[from..to], |_, found| topics = topics.and(found));
        Self { from, to, topics }
    }
}

/// Where in a text words begin that might speak of a topic.
fn places(text: &str, topic: Topics) -> Vec<usize> {
    let mut places = Vec::new();
    topics::each(text, |at, topics| {
        if topics.has(topic) {
            places.push(at);
        }
    });
    places
}

/// The part of a text between dots and line ends that holds a place.
fn sentence_at(text: &str, at: usize) -> &str {
    let ends = |b: &u8| matches!(b, b'.' | b'\n');
    let from = text.as_bytes()[..at].iter().rposition(ends).map_or(0, |end| end + 1);
    let length = text.as_bytes()[from..].iter().position(ends).unwrap_or(text.len() - from);
    &text[from..from + length]
}

/// Where the last sentence begins, and where it ends with its sign.
fn last_sentence(said: &str) -> (usize, usize) {
    let text = said.trim_end();
    let words = text.trim_end_matches(['.', ':', ' ']).as_bytes();
    let ends = |at: usize| words[at] == b'\n' || (words[at] == b' ' && at > 0 && words[at - 1] == b'.');
    let from = (0..words.len()).rev().find(|at| ends(*at)).map_or(0, |at| at + 1);
    (from, text.len())
}

/// What was said since the block before.
#[derive(Debug, Clone, Default)]
pub struct Cue {
    /// All of it, code marked by backticks.
    said: String,
    /// What of it might matter: mostly nothing that a pattern would be tried for.
    gist: OnceCell<Gist>,
    output: OnceCell<bool>,
    command: OnceCell<bool>,
    file: OnceCell<bool>,
    windows: OnceCell<bool>,
    /// How many paragraphs that was.
    pub paragraphs: usize,
    /// Whether a heading stood between.
    pub heading: bool,
    /// Where in what was said the last heading stood.
    fresh: usize,
}

impl Cue {
    /// Takes a paragraph.
    pub fn say(&mut self, text: &[Inline]) {
        self.said.push('\n');
        push_marked(text, &mut self.said);
        self.paragraphs += 1;
    }

    /// Nothing said, in the same buffer.
    pub fn emptied(mut self) -> Self {
        self.said.clear();
        Self { said: self.said, ..Self::default() }
    }

    /// Takes a heading: what was said before it counts no more, but for a change of terminals.
    pub fn head(&mut self) {
        self.heading = true;
        self.paragraphs += 1;
        self.fresh = self.said.len();
    }

    /// What was said since the last heading.
    fn fresh(&self) -> &str {
        &self.said[self.fresh..]
    }

    fn gist(&self) -> &Gist {
        self.gist.get_or_init(|| Gist::of(&self.said, self.fresh))
    }

    /// Whether any of some topics may be spoken of in the last sentence.
    fn ends_on(&self, topic: Topics) -> bool {
        self.gist().topics.has(topic)
    }

    /// The last sentence.
    fn sentence(&self) -> &str {
        let &Gist { from, to, .. } = self.gist();
        &self.said[from..to]
    }

    /// The block is announced as output.
    pub fn is_output(&self) -> bool {
        *self.output.get_or_init(|| {
            let sentence = self.sentence();
            self.ends_on(topics::OUTPUT)
                && OUTPUT.is_match(sentence)
                && !(sentence.contains("following command") && self.is_command())
        })
    }

    /// It is one paragraph, which tells of no other command, file or case: what a command printed may stand below it.
    pub fn is_remark(&self) -> bool {
        let sentence = self.sentence().trim_start();
        let supposes = ["If ", "However, if", "Otherwise", "Before"].iter().any(|word| sentence.starts_with(word));
        self.paragraphs == 1 && !supposes && !self.is_command() && !self.is_file()
    }

    /// The block is announced as something to type.
    pub fn is_command(&self) -> bool {
        *self.command.get_or_init(|| self.ends_on(topics::COMMAND) && COMMAND.is_match(self.sentence()))
    }

    /// A command is spoken of word for word.
    pub fn names(&self, command: &str) -> bool {
        self.sentence().contains(&format!("`{command}`"))
    }

    /// A call of the engine is spoken of that is not this command: what is shown is what that one prints.
    pub fn names_other(&self, command: &str) -> bool {
        let mut codes = self.fresh().split('`').skip(1).step_by(2);
        codes.any(|code| code.starts_with("docker ") && !command.contains(code.trim()))
    }

    /// The block is announced as a command's general form.
    pub fn is_syntax(&self) -> bool {
        self.ends_on(topics::SYNTAX) && SYNTAX.is_match(self.sentence())
    }

    /// The block is announced as a file's content.
    pub fn is_file(&self) -> bool {
        *self.file.get_or_init(|| {
            let sentence = self.sentence();
            self.ends_on(topics::FILE) && FILE.is_match(sentence) || file_at_end(sentence).is_some()
        })
    }

    /// The block is announced by what a file looks like: no program printed it.
    pub fn is_look_of_file(&self) -> bool {
        let looks = |sentence: &str| {
            let sentence = sentence.to_lowercase();
            ["look like", "looks like"].iter().any(|l| sentence.contains(l)) && sentence.contains("file")
        };
        self.is_file() && looks(self.sentence())
    }

    /// The file that is spoken of.
    pub fn file_name(&self) -> Option<String> {
        let at_end = file_at_end(self.sentence()).map(str::to_owned);
        let named = || if self.fresh().contains('`') { NAMED.all(self.fresh(), 1) } else { Vec::new() };
        at_end.or_else(|| named().last().map(|(_, name)| (*name).to_owned()))
    }

    /// What follows is typed in another terminal.
    pub fn is_other_terminal(&self) -> bool {
        places(&self.said, topics::TERMINAL).into_iter().any(|at| is_other_terminal(&self.said, at))
    }

    /// The learner is told to leave the container.
    pub fn is_leaving(&self) -> bool {
        let leaves = |s: &str| LEAVE.is_match(s) && !PERHAPS.is_match(s);
        places(&self.said, topics::LEAVE).into_iter().any(|at| leaves(sentence_at(&self.said, at)))
    }

    /// The block may replace the one before.
    pub fn is_alternative(&self) -> bool {
        replaces(self.sentence()) || self.is_windows()
    }

    /// The block is for Windows, and the one before for all others.
    pub fn is_windows(&self) -> bool {
        let fresh = self.fresh();
        let told = || places(fresh, topics::WINDOWS).into_iter().any(|at| is_windows(fresh, at));
        *self.windows.get_or_init(told) && !(self.ends_on(topics::UNIX) && UNIX.is_match(self.sentence()))
    }
}

/// The last word of a text, as far as it ends with one.
fn last_word(text: &str) -> &str {
    &text[text.trim_end_matches(|c: char| c.is_alphanumeric() || c == '_').len()..]
}

/// `another terminal`, `a second Linux shell`, by where the terminal's word begins.
fn is_other_terminal(text: &str, at: usize) -> bool {
    let is_other = |text: &str| OTHER.iter().any(|other| other.eq_ignore_ascii_case(last_word(text)));
    let Some(before) = text[..at].strip_suffix(' ') else { return false };
    let word = last_word(before);
    let further = || before[..before.len() - word.len()].strip_suffix(' ');
    let follows = is_other(before) || (!word.is_empty() && further().is_some_and(is_other));
    follows && TERMINALS.iter().any(|name| is_word(text, at, name))
}

/// `on Windows`, `Git Bash`, by where the word with the system begins.
fn is_windows(text: &str, at: usize) -> bool {
    let on = || text[..at].strip_suffix(' ').is_some_and(|before| last_word(before).eq_ignore_ascii_case("on"));
    WINDOWS.iter().any(|words| is_word(text, at, words)) || (is_word(text, at, "windows") && on())
}

/// `Or …`, `Alternatively …`, `… instead`
fn replaces(sentence: &str) -> bool {
    let no_word = |c: char| !c.is_alphanumeric() && c != '_';
    let words = sentence.trim_matches(no_word);
    let first = words.split(no_word).next().unwrap_or_default();
    let last = words.len().checked_sub("instead".len()).and_then(|from| words.get(from..)).unwrap_or_default();
    first.eq_ignore_ascii_case("or")
        || first.eq_ignore_ascii_case("alternatively")
        || last.eq_ignore_ascii_case("instead")
}

/// The name in backticks at the end of a sentence, if it is a file's.
fn file_at_end(sentence: &str) -> Option<&str> {
    let rest = sentence.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_' && c != '`');
    let near = rest.ends_with('`') || rest.get(rest.len().saturating_sub(4)..)?.eq_ignore_ascii_case("file");
    if near { FILE_AT_END.group(sentence, 1) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues() {
        let cue = |text: &str| {
            let mut cue = Cue::default();
            cue.say(&[Inline::Text(text.to_owned())]);
            let tests: [(&str, bool); 7] = [
                ("alternative", cue.is_alternative()),
                ("syntax", cue.is_syntax()),
                ("terminal", cue.is_other_terminal()),
                ("leaving", cue.is_leaving()),
                ("output", cue.is_output()),
                ("file", cue.is_file()),
                ("none", true),
            ];
            tests.iter().find(|(_, is)| *is).map_or("", |(name, _)| name)
        };
        for (text, want) in [
            ("You should now see output:", "output"),
            ("That should print a table:", "output"),
            ("Do it. You'll get such an output:", "output"),
            ("You will see it. Now run:", "none"),
            ("The general syntax is:", "syntax"),
            ("or", "alternative"),
            ("In PowerShell, type this.", "alternative"),
            ("For `cmd.exe` on Windows:", "alternative"),
            ("For macOS, Linux or PowerShell:", "none"),
            ("In PowerShell it differs. On all platforms, this cleans up:", "none"),
            ("Open a new terminal.", "terminal"),
            ("Type `exit` to leave.", "leaving"),
            ("If you type `exit` it ends.", "none"),
            ("Back on your computer, list them.", "leaving"),
            ("In your shell, you should still be in the `ropes` folder.", "leaving"),
            ("Go back to the list.", "none"),
            ("Add this to the file:", "file"),
            ("Hello.", "none"),
            ("", "none"),
        ] {
            assert_eq!(cue(text), want, "{text}");
        }
    }

    #[test]
    fn file_names() {
        for (text, want) in [
            ("Create a file called `app.py` with this:", Some("app.py")),
            ("Edit `src/Dockerfile`:", Some("src/Dockerfile")),
            ("Now run `docker build`:", None),
            ("Make `a.yml` first. Describe it in the `b/c.yaml` file:", Some("b/c.yaml")),
        ] {
            let mut cue = Cue::default();
            cue.say(&[Inline::Text(text.to_owned())]);
            assert_eq!(cue.file_name().as_deref(), want, "{text}");
        }
    }
}
