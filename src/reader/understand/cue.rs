//! What the prose before a block says of it.

mod choice;
mod foretold;
mod look;
mod machine;
mod place;
mod seen;
mod target;
mod terminal;

pub use machine::{Machine, Role};
pub use place::sends_out;
pub use terminal::{Named, Which, in_comment as terminal_in_comment};

use super::super::cursor::Cursor;
use super::super::inline_text::{plain, push_marked};
use super::super::scan::{has_part, has_word_any_case, is_word, trimmed};
use super::instead;
use super::phrase::{self, last_word, says_output};
use super::topics::{self, Topics};
use crate::document::{Inline, Node, NodeKind, walk};
use memchr::memrchr2_iter;
use std::cell::OnceCell;

/// What commands are typed in.
const TERMINALS: &[&str] = &["terminal", "shell", "window", "tab", "console"];
const OTHER: &[&str] = &["another", "new", "second", "separate", "other", "different"];
/// Bytes of what is said before a block, mostly.
const ROOM: usize = 512;

/// Where the last sentence stands, and what it speaks of.
#[derive(Debug, Clone, Default)]
struct Gist {
    from: usize,
    to: usize,
    /// Found on the first question.
    topics: OnceCell<Topics>,
}

impl Gist {
    fn of(said: &str, fresh: usize) -> Self {
        let (from, to) = last_sentence(&said[fresh..]);
        Self { from: fresh + from, to: fresh + to, topics: OnceCell::new() }
    }

    /// What a sentence speaks of.
    fn topics(sentence: &str) -> Topics {
        let mut topics = Topics::default();
        topics::each(sentence, |at, found| {
            if !topics.has(found) {
                topics = topics.and(phrase::told(sentence, at, found));
            }
        });
        topics
    }
}

/// The part of a text between dots and line ends that holds a place, and where it begins.
fn sentence_at(text: &str, at: usize) -> (usize, &str) {
    let ends = |b: &u8| matches!(b, b'.' | b'\n');
    let from = text.as_bytes()[..at].iter().rposition(ends).map_or(0, |end| end + 1);
    let length = text.as_bytes()[from..].iter().position(ends).unwrap_or(text.len() - from);
    (from, &text[from..from + length])
}

/// Where the last sentence begins, and where it ends with its sign.
fn last_sentence(said: &str) -> (usize, usize) {
    let text = said.trim_end();
    let words = text.trim_end_matches(['.', ':', ' ']).as_bytes();
    let begins = |at: usize| match words[at] {
        b'\n' => Some(at + 1),
        _ => (words.get(at + 1) == Some(&b' ')).then_some(at + 2),
    };
    (memrchr2_iter(b'\n', b'.', words).find_map(begins).unwrap_or(0), text.len())
}

/// What a lesson says between its blocks.
pub struct Said {
    /// All of it, code marked by backticks.
    text: String,
    /// The titles of sections.
    titles: String,
    before: Vec<Before>,
    now: Before,
    /// Where the first heading below the last block stands.
    end: Option<usize>,
}

/// Where that stands which is said before a block, and of what kind it is.
#[derive(Debug, Clone, Copy, Default)]
struct Before {
    from: usize,
    to: usize,
    paragraphs: usize,
    heading: bool,
    fresh: usize,
    /// Where the title of its section stands among the titles.
    title: (usize, usize),
}

impl Said {
    /// What is said before so many blocks, none of it heard yet.
    pub fn new(blocks: usize) -> Self {
        let text = String::with_capacity(blocks * ROOM);
        Self { text, titles: String::new(), before: Vec::with_capacity(blocks), now: Before::default(), end: None }
    }

    /// What nodes say between so many blocks; every paragraph is shown to who else wants to hear.
    pub fn of(nodes: &[Node], blocks: usize, mut hear: impl FnMut(&str)) -> Self {
        // Most of a lesson is said.
        let bytes = nodes.last().map_or(0, |last| last.span.end);
        let mut said = Self { text: String::with_capacity(bytes), ..Self::new(blocks) };
        walk(nodes, &mut |node| match &node.kind {
            NodeKind::Heading { text, .. } if said.before.len() < blocks => {
                said.head();
                said.entitle(&plain(text));
            }
            NodeKind::Heading { .. } => {
                said.end.get_or_insert(said.text.len());
            }
            NodeKind::Paragraph(text) => hear(said.say(text)),
            NodeKind::Block(_) if said.before.len() < blocks => said.block(),
            _ => {}
        });
        said
    }

    /// All paragraphs, with line ends between them.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where in the text that ends which is said of each block: before it, and in the paragraph right after it.
    pub fn ends(&self) -> Vec<usize> {
        let first = |from: usize, to: usize| self.text[from..to].match_indices('\n').nth(1).map(|(at, _)| from + at);
        let next = |at: usize| self.before.get(at + 1).map_or((self.now.from, self.text.len()), |b| (b.from, b.to));
        (0..self.before.len()).map(next).map(|(from, to)| first(from, to).unwrap_or(to)).collect()
    }

    /// Takes a paragraph, and returns its words.
    pub fn say(&mut self, text: &[Inline]) -> &str {
        self.text.push('\n');
        let from = self.text.len();
        push_marked(text, &mut self.text);
        self.now.paragraphs += 1;
        &self.text[from..]
    }

    /// Takes a heading: what was said before it counts no more, but for a change of terminals.
    fn head(&mut self) {
        self.now.heading = true;
        self.now.paragraphs += 1;
        self.now.fresh = self.text.len() - self.now.from;
    }

    /// Takes a heading that announces output: "Expected output".
    fn entitle(&mut self, title: &str) {
        let title = trimmed(title);
        let from = self.titles.len();
        self.titles.push_str(title);
        self.now.title = (from, self.titles.len());
        // A file's or a system's name and nothing else.
        let told = title.strip_suffix(')').and_then(|title| Some(title.rsplit_once(" (")?.1));
        let name = told.filter(|name| phrase::is_file_name(name.trim_matches('`'))).unwrap_or(title).trim_matches('`');
        let words = title.trim_matches(|c: char| !c.is_alphanumeric());
        if phrase::is_file_name(name) || words.eq_ignore_ascii_case("windows") {
            self.text.push('\n');
            self.text.push_str(name);
        }
        if phrase::tells_to_make_file(words) {
            self.text.push('\n');
            self.text.push_str(words);
            self.text.push(':');
        }
        let last = last_word(words);
        let is_output = || ["output", "outputs", "ausgabe"].iter().any(|word| word.eq_ignore_ascii_case(last));
        let begins = || words.starts_with("Sortie ") || words.starts_with("Salida ");
        let are_few = || words.split_whitespace().nth(3).is_none();
        if (is_output() || begins() || says_output(words)) && are_few() {
            self.text.push('\n');
            self.text.push_str(words);
        }
    }

    /// A block stands here.
    pub fn block(&mut self) {
        let end = self.text.len();
        self.before.push(Before { to: end, ..self.now });
        self.now = Before { from: end, title: self.now.title, ..Before::default() };
    }

    /// What is said below the last block, up to a heading.
    pub fn tail(&self) -> &str {
        &self.text[self.now.from..self.end.unwrap_or(self.text.len())]
    }

    /// What is said before each block, its gist found.
    pub fn cues(&self) -> Vec<Cue<'_>> {
        let cue = |Before { from, to, paragraphs, heading, fresh, title }: &Before| {
            let said = &self.text[*from..*to];
            let gist = Gist::of(said, *fresh);
            let (windows, terminals) = (OnceCell::new(), OnceCell::new());
            let title = &self.titles[title.0..title.1];
            Cue { said, title, gist, windows, terminals, paragraphs: *paragraphs, heading: *heading, fresh: *fresh }
        };
        self.before.iter().map(cue).collect()
    }
}

/// What was said since the block before.
pub struct Cue<'a> {
    /// All of it, code marked by backticks.
    said: &'a str,
    /// The title of its section.
    title: &'a str,
    /// What of it might matter: mostly nothing that a pattern would be tried for.
    gist: Gist,
    windows: OnceCell<bool>,
    /// Where words begin that might speak of terminals or of leaving one.
    terminals: OnceCell<Vec<(usize, Topics)>>,
    /// How many paragraphs that was.
    pub paragraphs: usize,
    /// Whether a heading stood between.
    pub heading: bool,
    /// Where in what was said the last heading stood.
    fresh: usize,
}

impl Cue<'_> {
    /// What was said since the last heading.
    fn fresh(&self) -> &str {
        &self.said[self.fresh..]
    }

    /// Whether a topic is spoken of in the last sentence.
    fn ends_on(&self, topic: Topics) -> bool {
        self.gist.topics.get_or_init(|| Gist::topics(self.sentence())).has(topic)
    }

    /// The last sentence.
    fn sentence(&self) -> &str {
        &self.said[self.gist.from..self.gist.to]
    }

    /// The block is announced as output.
    pub fn is_output(&self) -> bool {
        self.ends_on(topics::OUTPUT)
            && !phrase::ends_with_means(self.sentence())
            && !(self.is_command() && self.sentence().contains("following command"))
            || says_output(self.sentence())
    }

    /// The last sentence has a word.
    pub fn tells_of(&self, word: &str) -> bool {
        has_part(self.sentence(), word)
    }

    /// The last sentence has a word, whole.
    pub fn has_word(&self, word: &str) -> bool {
        has_word_any_case(self.sentence(), word)
    }

    /// What was said ends with a colon: the block is what it announces.
    pub fn ends_with_colon(&self) -> bool {
        self.fresh().trim_end_matches(|c: char| c.is_whitespace() || c == '*').ends_with(':')
    }

    /// It is one paragraph, which tells of no other command, file or case: what a command printed may stand below it.
    pub fn is_remark(&self) -> bool {
        let sentence = self.sentence().trim_start();
        let supposes = ["If ", "However, if", "Otherwise", "Before"].iter().any(|word| sentence.starts_with(word));
        self.paragraphs == 1 && !supposes && !self.is_command() && !self.is_file()
    }

    /// The block is announced as something to type.
    pub fn is_command(&self) -> bool {
        self.ends_on(topics::COMMAND)
    }

    /// The learner is told to look at what a command prints: "check your output:"
    pub fn asks_to_see(&self) -> bool {
        phrase::asks_to_see(self.sentence())
    }

    /// A command is spoken of word for word.
    pub fn names(&self, command: &str) -> bool {
        self.sentence().contains(&format!("`{command}`"))
    }

    /// A word is said to be a command: "the `filecap` command"; below a shell's mark its name is enough.
    pub fn names_program(&self, word: &str, in_shell: bool) -> bool {
        self.fresh().contains(&format!("`{word}`{}", if in_shell { "" } else { " command" }))
    }

    /// A call of the engine is spoken of that is not this command: what is shown is what that one prints.
    pub fn names_other(&self, command: &str) -> bool {
        let mut codes = self.fresh().split('`').skip(1).step_by(2);
        codes.any(|code| code.starts_with("docker ") && !command.contains(code.trim()))
    }

    /// It is told what something is: "The image's name is:"
    pub fn is_value(&self) -> bool {
        self.sentence().trim_end().trim_end_matches(':').ends_with(" is") && !self.is_command()
    }

    /// A file is spoken of, and how it begins.
    pub fn is_begin_of_file(&self) -> bool {
        self.sentence().contains("starts with") && has_word_any_case(self.fresh(), "file")
    }

    /// The block is announced as a command's general form.
    pub fn is_syntax(&self) -> bool {
        topics::may_tell_syntax(self.sentence()) && self.ends_on(topics::SYNTAX)
    }

    /// The block is announced as a file's content.
    pub fn is_file(&self) -> bool {
        self.ends_on(topics::FILE)
            || phrase::file_at_end(self.sentence()).is_some()
            || self.changes().is_some()
            || self.is_like_content_of_file()
    }

    /// The file that the last sentence tells to change: "Modify `a.txt` (add something):", "Change the line in `a.txt` so
    /// it reads:".
    fn changes(&self) -> Option<&str> {
        let sentence = self.sentence().trim_start();
        let tells = ["Modify `", "Update `", "Change `"].iter().any(|verb| sentence.starts_with(verb));
        let reads = || ["so it reads", "so that it reads", "to read"].iter().any(|words| sentence.contains(words));
        let changes = || ["Modify ", "Update ", "Change ", "Edit "].iter().any(|verb| sentence.starts_with(verb));
        (tells || changes() && reads()).then(|| phrase::quoted_file(sentence))?
    }

    /// A call of an editor is spoken of: what is seen is the file that it opens.
    pub fn is_opened_in_editor(&self) -> bool {
        let codes = self.fresh().split('`').skip(1).step_by(2);
        codes.last().is_some_and(|code| ["nano ", "vim ", "vi "].iter().any(|editor| code.starts_with(editor)))
    }

    /// The file that is spoken of.
    pub fn file_name(&self) -> Option<String> {
        let sentence = self.sentence();
        let at_end = phrase::file_at_end(sentence).filter(|name| !phrase::is_told_as_place(sentence, name));
        let named = at_end.or_else(|| phrase::shown_file(sentence)).or_else(|| self.file_to_fill());
        let named = named.or_else(|| phrase::named_file(self.fresh()));
        named
            .or_else(|| phrase::quoted_file(self.sentence()).filter(|_| self.is_look_of_file()))
            .or_else(|| self.changes())
            .filter(|name| !self.tells_of(&format!("similar to `{name}`")))
            .map(str::to_owned)
    }

    /// Whether these words stand as code in what was said since the last block.
    pub fn quotes(&self, words: &str) -> bool {
        self.fresh().contains(&format!("`{words}`"))
    }

    /// Where in what was said words begin that might speak of terminals, or of leaving one.
    fn places(&self, topic: Topics) -> impl Iterator<Item = usize> {
        let of_both = || {
            let mut places = Vec::new();
            topics::each(self.said, |at, found| {
                if found.has(topics::TERMINAL.and(topics::LEAVE)) {
                    places.push((at, found));
                }
            });
            places
        };
        let places = self.terminals.get_or_init(of_both).iter();
        places.filter(move |(_, found)| found.has(topic)).map(|(at, _)| *at)
    }

    /// What follows is typed in another terminal.
    pub fn is_other_terminal(&self) -> bool {
        self.places(topics::TERMINAL).any(|at| is_other_terminal(self.said, at))
    }

    /// The learner is told to leave the container.
    pub fn is_leaving(&self) -> bool {
        // Where the sentence ends that the place before was in, and what it only supposes.
        let (mut from, mut sentence, mut supposes) = (0, "", None);
        let mut leaves = |at: usize| {
            if at >= from + sentence.len() {
                (from, sentence) = sentence_at(self.said, at);
                supposes = None;
            }
            phrase::leaves(sentence, at - from) && !*supposes.get_or_insert_with(|| phrase::supposes(sentence))
        };
        topics::may_leave(self.said) && self.places(topics::LEAVE).any(&mut leaves) || self.presses_sign()
    }

    /// The Dockerfile that is spoken of by a name of its own, in backticks or not.
    pub fn dockerfile_name(&self) -> Option<&str> {
        phrase::docker_file(self.fresh(), self.sentence())
    }

    /// The block may replace the one before, whatever system that is for.
    pub fn says_or(&self) -> bool {
        instead::replaces(self.sentence(), &self.said[..self.gist.from])
    }

    /// The block and the next one do the same: "The following two commands both …".
    pub fn announces_two(&self) -> bool {
        instead::announces_two(self.sentence())
    }

    /// The sentence begins with `Or`: the block before may stand in the item before.
    pub fn begins_with_or(&self) -> bool {
        instead::begins_with_or(self.sentence())
    }

    /// The block is for Windows, and the one before for all others.
    pub fn is_windows(&self) -> bool {
        let fresh = self.fresh();
        let first = || fresh.trim_start().lines().next().unwrap_or_default();
        let told =
            || instead::may_say_windows(fresh) && (instead::says_windows(fresh) || instead::is_windows_alone(first()));
        *self.windows.get_or_init(told) && !self.ends_on(topics::UNIX)
    }
}

/// `another terminal`, `a second Linux shell`, by where the terminal's word begins.
fn is_other_terminal(text: &str, at: usize) -> bool {
    let is_other = |text: &str| OTHER.iter().any(|other| other.eq_ignore_ascii_case(last_word(text)));
    // "Terminal 2", "terminal #3"
    let number = Cursor(&text[at..]).past_one_of(TERMINALS).and_then(|c| c.past(" ")).map(|c| c.past("#").unwrap_or(c));
    if number.and_then(|c| c.one(|c| matches!(c, '2'..='9'))).is_some_and(Cursor::ends_word) {
        return true;
    }
    let Some(before) = text[..at].strip_suffix(' ') else { return false };
    let word = last_word(before);
    let further = || before[..before.len() - word.len()].strip_suffix(' ');
    // A container's shell is in this terminal.
    let is_inner = word.eq_ignore_ascii_case("container");
    let follows = is_other(before) || (!word.is_empty() && !is_inner && further().is_some_and(is_other));
    follows && TERMINALS.iter().any(|name| is_word(text, at, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Said {
        let mut said = Said::new(1);
        said.say(&[Inline::Text(text.into())]);
        said.block();
        said
    }

    /// What a sentence is taken for.
    fn topic(text: &str) -> &'static str {
        let said = said(text);
        let cue = &said.cues()[0];
        let tests: [(&str, bool); 7] = [
            ("alternative", cue.says_or() || cue.is_windows()),
            ("syntax", cue.is_syntax()),
            ("terminal", cue.is_other_terminal()),
            ("leaving", cue.is_leaving()),
            ("output", cue.is_output()),
            ("file", cue.is_file()),
            ("none", true),
        ];
        tests.iter().find(|(_, is)| *is).map_or("", |(name, _)| name)
    }

    #[test]
    fn cues() {
        for (text, want) in [
            ("You should now see output:", "output"),
            ("That should print a table:", "output"),
            ("Do it. You'll get such an output:", "output"),
            ("You will see it. Now run:", "none"),
            ("That command gives (among other things):", "output"),
            ("Resulting in:", "output"),
            ("This gives it a name:", "none"),
            ("The general syntax is:", "syntax"),
            ("El comando tiene la siguiente sintaxis:", "syntax"),
            ("La syntaxe est :", "syntax"),
            ("or", "alternative"),
            ("Oder, um eine andere zu starten, nehmen Sie:", "alternative"),
            ("Ou bien:", "alternative"),
            ("或者：", "alternative"),
            ("You can use this one instead:", "alternative"),
            ("Run it so that it prints the date instead:", "output"),
            ("Change the script to print your name instead.", "none"),
            ("In PowerShell, type this.", "alternative"),
            ("For `cmd.exe` on Windows:", "alternative"),
            ("For macOS, Linux or PowerShell:", "none"),
            ("In PowerShell it differs. On all platforms, this cleans up:", "none"),
            ("Open a new terminal.", "terminal"),
            ("Terminal 2:", "terminal"),
            ("Terminal 1:", "none"),
            ("This is a new container shell.", "none"),
            ("Type `exit` to leave.", "leaving"),
            ("If you type `exit` it ends.", "none"),
            ("List the users and then exit the container:", "none"),
            ("Then exit the container:", "leaving"),
            ("Back on your computer, list them.", "leaving"),
            ("In your shell, you should still be in the `ropes` folder.", "leaving"),
            ("Go back to the list.", "none"),
            ("Add this to the file:", "file"),
            ("Sortie attendue :", "output"),
            ("La salida es:", "output"),
            ("Erwartete Ausgabe:", "output"),
            ("预期输出：", "output"),
            ("你应该看到：", "output"),
            ("Vous devriez voir :", "output"),
            ("Vous devriez maintenant voir ceci :", "output"),
            ("Deberías ver algo así:", "output"),
            ("Você deve ver:", "output"),
            ("Dovresti vedere:", "output"),
            ("Sie sollten diese Meldung sehen:", "output"),
            ("Das Ergebnis:", "output"),
            ("Resultado esperado:", "output"),
            ("Para ver los contenedores:", "none"),
            ("Um sie zu sehen:", "none"),
            ("Crea el archivo con esto:", "file"),
            ("Hello.", "none"),
            ("The command outputs:", "output"),
            ("We can look at its state to see that it runs", "none"),
            ("Pick one thing from that output.", "none"),
            ("", "none"),
        ] {
            assert_eq!(topic(text), want, "{text}");
        }
    }

    #[test]
    fn where_it_is_typed_and_which_dockerfile() {
        for (text, inside, docker) in [
            ("From inside the container, list its files.", true, None),
            ("Run some commands from within the container:", true, None),
            ("As a test, create a file in your container", true, None),
            ("What becomes of a file in your container?", false, None),
            ("Be sure that you are in the docker container.", true, None),
            ("Copy a file from inside the container:", false, None),
            ("and then from the container look at it", true, None),
            ("Now you are inside your container:", true, None),
            ("From the client container terminal, list its files:", true, None),
            ("In the web container, list its files:", true, None),
            ("From the web container we get what it has:", false, None),
            ("Back in the container, list its files:", true, None),
            ("Go back to the container and look:", true, None),
            ("Return to the container's shell:", true, None),
            ("This adds it to the container:", false, None),
            ("Is the file inside the container?", false, None),
            ("Copy the folder into the container:", false, None),
            ("See what is in the container with `docker diff`:", false, None),
            ("Make a Dockerfile named Dockerfile-two like this.", false, Some("Dockerfile-two")),
            ("Fill `Dockerfile.dev`.", false, Some("Dockerfile.dev")),
            ("Fill the Dockerfile.", false, None),
            ("Create the file web.dockerfile.", false, Some("web.dockerfile")),
        ] {
            let said = said(text);
            let cue = &said.cues()[0];
            assert_eq!((cue.is_inside(), cue.dockerfile_name()), (inside, docker), "{text}");
        }
    }

    #[test]
    fn file_names_without_backticks() {
        for (text, want) in [
            ("Create the app.py with this:", Some("app.py")),
            ("Make a file called notes.txt and add this line to that file:", Some("notes.txt")),
            ("Copy the following content into deck.js file.", Some("deck.js")),
            ("Create a folder and an index.html file in that folder with this:", None),
            ("See how app.py calls hello.py:", None),
            ("Node.js is a runtime.", None),
            ("Crea el archivo \"index.html\" con una línea:", Some("index.html")),
            ("Open github.com/a/b.py and look:", None),
        ] {
            let said = said(text);
            let cue = &said.cues()[0];
            assert_eq!(cue.plain_file_name(), want, "{text}");
        }
    }

    #[test]
    fn file_names() {
        for (text, want) in [
            ("Create a file called `app.py` with this:", Some("app.py")),
            ("Edit `src/Dockerfile`:", Some("src/Dockerfile")),
            ("Now run `docker build`:", None),
            ("创建 `a.yml` 文件：", Some("a.yml")),
            ("In der `a.yml`-Datei:", Some("a.yml")),
            ("Make `a.yml` first. Describe it in the `b/c.yaml` file:", Some("b/c.yaml")),
        ] {
            let said = said(text);
            let cue = &said.cues()[0];
            assert_eq!(cue.file_name().as_deref(), want, "{text}");
        }
    }
}
