//! What is seen or looks like something, which need not be output.

use super::super::super::scan::has_part;
use super::super::phrase;
use super::Cue;

impl Cue<'_> {
    /// Nothing but "as you can see" tells of output: that may be said of a file and of a command, too.
    pub fn is_only_seen(&self) -> bool {
        phrase::is_only_seen(self.sentence())
    }

    /// What follows is a command, since the last sentence speaks of its output: "look at the response of:".
    pub fn wants_call(&self) -> bool {
        let mut words = self.sentence().trim_end_matches(|c: char| !c.is_alphanumeric()).rsplit(' ');
        let is_of = matches!(words.next(), Some("of" | "from"));
        is_of
            && words.next().is_some_and(|word| {
                let word = word.strip_suffix('s').unwrap_or(word);
                ["output", "response", "result", "answer", "reply"].contains(&word)
            })
    }

    /// A file is spoken of, or a part of one.
    pub fn tells_of_part(&self) -> bool {
        let parts = ["file", "section", "service", "key", "line"];
        phrase::quoted_file(self.fresh()).is_some() || parts.iter().any(|part| self.has_word(part))
    }

    /// An error is announced, and supposed at the same time: it need not come.
    pub fn supposes_error(&self) -> bool {
        phrase::supposes_error(self.sentence())
    }

    /// It is a command that looks so, which the learner copied before: "Copy the command. On the others it should look
    /// like this:".
    pub fn is_look_of_command(&self) -> bool {
        let said = self.fresh();
        let paragraph = said.trim_end().rsplit('\n').next().unwrap_or_default();
        let looks = ["look like this", "looks like this", "look like:", "look similar to", "look something like"];
        let copied = [
            "opy the command",
            "opy and paste the command",
            "aste the command",
            "aste the copied command",
            "opied command",
            "ommand you copied",
        ];
        has_part(paragraph, "ommand")
            && looks.iter().any(|words| self.tells_of(words))
            && (copied.iter().any(|words| has_part(paragraph, words)) || is_commands_look(self.sentence()))
    }
}

/// "Your command should look like this:"
fn is_commands_look(sentence: &str) -> bool {
    let before = sentence.split(" look").next().unwrap_or_default();
    let before =
        ["should", "will", "would", "now"].iter().fold(before, |text, word| text.trim_end().trim_end_matches(word));
    before.trim_end().ends_with("command")
}
