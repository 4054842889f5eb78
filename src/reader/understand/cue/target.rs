//! Which file is meant, and what becomes of it.

use super::super::super::scan::{has_any_case, has_byte, has_part, has_word_any_case};
use super::super::instead;
use super::super::phrase::{self, Change};
use super::super::rephrase;
use super::super::worked;
use super::Cue;

/// So many words may stand between "create" and the name of the file.
const NEAR: usize = 6;

impl Cue<'_> {
    /// The last paragraph since the last heading.
    fn last_paragraph(&self) -> &str {
        let fresh = self.fresh().trim_end();
        fresh.rsplit_once('\n').map_or(fresh, |(_, last)| last)
    }

    /// The file that lists what is not taken, if the last sentence names one, in plain words or not: "Use .dockerignore".
    pub fn ignore_file(&self) -> Option<&'static str> {
        has_part(self.sentence(), "ignore").then(|| phrase::ignore_file(self.sentence()))?
    }

    /// The script of which the last sentence tells what stands in it: "In `up.sh`, wait for the server".
    pub fn script_told_of(&self) -> Option<&str> {
        phrase::script_told_of(self.sentence())
    }

    /// The block is a part of a file that is there: "the first few lines of `X`".
    pub fn is_part(&self) -> bool {
        phrase::shows_part(self.last_paragraph())
    }

    /// The block is for whoever has another machine or engine than the learner, or cannot do the one before, if it does
    /// `the_same`.
    pub fn is_other_case(&self, the_same: impl Fn() -> bool) -> bool {
        let sentence = self.sentence();
        let is_other = || instead::names_other(sentence) || instead::falls_back(sentence);
        instead::begins_case(sentence) && the_same() && is_other()
    }

    /// What the last sentence tells of the command above and the one below.
    pub fn rephrases(&self) -> Option<rephrase::Told> {
        // The paragraph may go on with a remark.
        let first = || self.last_paragraph().split(". ").next();
        rephrase::told(self.sentence()).or_else(|| rephrase::told(first()?))
    }

    /// The case for which the block is told: "If you're using your own machine, …".
    pub fn case(&self) -> Option<&str> {
        rephrase::case(self.sentence())
    }

    /// The block is told for some case: "If there is a proxy, set it:".
    pub fn is_case(&self) -> bool {
        self.ends_with_colon() && rephrase::is_case(self.sentence())
    }

    /// The block is for all other cases: "Otherwise, leave it out:".
    pub fn is_otherwise(&self) -> bool {
        self.ends_with_colon() && rephrase::is_otherwise(self.sentence())
    }

    /// The block is another file that may be taken in the place of the one before.
    pub fn offers_other_file(&self) -> bool {
        instead::offers_other_file(self.last_paragraph(), self.sentence())
    }

    /// The block is an example of what stands before it.
    pub fn announces_example(&self) -> bool {
        !self.heading && worked::is_announced(self.last_paragraph())
    }

    /// The block is one of many that might be: "Consider a …", "might look like", below a title such as "An Example".
    pub fn is_example(&self) -> bool {
        phrase::tells_of_example(self.sentence()) || phrase::is_titled_example(self.title)
    }

    /// The title of the section says that it gives advice: "Dockerfile best practices".
    pub fn is_titled_advice(&self) -> bool {
        phrase::is_titled_advice(self.title)
    }

    /// The one file that is spoken of, where the last sentence says how "this file" looks, or that of the title.
    pub fn looked_at(&self) -> Option<&str> {
        let is_looked_at = self.tells_of("file") && self.is_look_of_file();
        is_looked_at.then(|| phrase::only_file(self.fresh()).or_else(|| phrase::file_in_title(self.title)))?
    }

    /// How something looks is told, and no output is spoken of.
    pub fn only_looks(&self) -> bool {
        self.looks_like(|_| true)
    }

    /// The author tells which file they changed: "I updated web.conf:"
    pub fn is_changed_file(&self) -> bool {
        let mut words = self.sentence().trim_end().trim_end_matches(':').split_whitespace().rev();
        let name = words.next().unwrap_or_default().trim_matches('`');
        let verb = words.find(|word| !matches!(*word, "the" | "my" | "our"));
        self.ends_with_colon()
            && verb.is_some_and(|verb| matches!(verb, "updated" | "edited" | "changed" | "modified"))
            && name.contains('.')
            && phrase::is_file_name(name)
    }

    /// The file with settings to which the learner is told to add something, or which is to be changed: "add this to your
    /// `~/.ssh/config`".
    pub fn settings_file(&self) -> Option<&str> {
        phrase::settings_file(self.sentence(), self.fresh())
    }

    /// The file is made here, and not there before.
    pub fn is_made(&self) -> bool {
        phrase::makes(self.sentence())
    }

    /// The block belongs into the midst of a file: "on line 12", "add this function".
    pub fn is_piece(&self) -> bool {
        phrase::tells_of_piece(self.sentence())
    }

    /// What is said behind the block before, up to a heading.
    pub fn behind_before(&self) -> &str {
        if self.heading { &self.said[..self.fresh] } else { self.said }
    }

    /// The Dockerfile to which lines are to be added.
    pub fn added_to_dockerfile(&self) -> Option<&str> {
        phrase::added_to_dockerfile(self.last_paragraph())
    }

    /// The block is to be added to the end of a file.
    pub fn is_added_at_end(&self) -> bool {
        let sentence = self.sentence();
        let has = |word: &str| has_word_any_case(sentence, word);
        has("append") || (has("add") || has("adding")) && (has("bottom") || has("end"))
    }

    /// The block is to be added to a file, which has lines without an order.
    pub fn is_added_to(&self, path: &str) -> bool {
        phrase::adds_lines(self.sentence(), path)
    }

    /// The block is something to use, and nothing that was printed: "Use these two tags:".
    pub fn is_to_use(&self) -> bool {
        let sentence = self.sentence().trim_start();
        let words = sentence.strip_prefix("Use ").and_then(|rest| rest.split(' ').next());
        words.is_some_and(|word| matches!(word, "this" | "these" | "either")) && !self.is_output()
    }

    /// The title of the section says that it tells of something and that nothing is done: "Bind mounts (theory)".
    pub fn is_titled_theory(&self) -> bool {
        const THEORY: &[&str] = &["theory", "teória", "teoria", "teoría", "théorie", "theorie", "reference", "理论"];
        let title = self.title.trim_end_matches([')', ':', ' ']);
        // All of them end with one of few letters.
        if !title.bytes().next_back().is_some_and(|last| matches!(last, b'y' | b'a' | b'e' | 0x80..)) {
            return false;
        }
        let last = title.rsplit([' ', '(']).next().unwrap_or_default();
        (6..=9).contains(&last.len()) && THEORY.contains(&&*last.to_lowercase())
    }

    /// The file is in an image or in a container, and not the learner's: "There should be a file in `/a/b` in it".
    pub fn tells_of_image(&self) -> bool {
        let fresh = self.fresh();
        let sentence = self.sentence();
        ["There should be ", "in the container", "in the image", "inside the "]
            .iter()
            .any(|words| has_part(sentence, words))
            || has_part(fresh, "Dockerfile should")
            || has_part(fresh, "Dockerfile` should")
    }

    /// It is to be put into an editor, or is in the file with data that the title names.
    pub fn is_to_paste(&self) -> bool {
        let is_data = |name: &str| name.rsplit_once('.').is_some_and(|(_, end)| matches!(end, "json" | "yaml" | "yml"));
        self.tells_of("paste the content") || phrase::file_in_title(self.title).is_some_and(is_data)
    }

    /// What is to be done with a file that is there, says the sentence that names it or the last one.
    pub fn change_of(&self, path: &str) -> Option<Change> {
        let name = path.rsplit('/').next().unwrap_or(path);
        phrase::change(self.naming(name), self.sentence(), path)
    }

    /// The last sentence that names a file.
    fn naming(&self, name: &str) -> &str {
        let sentences = self.fresh().split('\n').flat_map(|paragraph| paragraph.split(". "));
        sentences.filter(|sentence| has_part(sentence, name)).last().unwrap_or_default()
    }

    /// The learner is told to make a Compose file of the block, whatever it is called: "Save the following Compose file".
    pub fn asks_for_compose_file(&self) -> bool {
        let sentence = self.sentence().trim_start();
        let verbs = ["Place ", "Put ", "Save ", "Create ", "Write ", "Use "];
        let rest = verbs.iter().find_map(|verb| sentence.strip_prefix(verb)).filter(|_| sentence.ends_with(':'));
        let articles = ["the following ", "this ", "a "];
        rest.is_some_and(|rest| {
            articles.iter().any(|article| rest.strip_prefix(article).is_some_and(|r| r.starts_with("Compose file")))
        })
    }

    /// The file whose content the last sentence announces by what it tells to do with it.
    pub fn meant_file(&self) -> Option<&str> {
        phrase::meant_file(self.sentence())
    }

    /// The file that the last sentence tells to make of what looks like what is typed: "Create a script `up.sh`:".
    pub fn file_to_save(&self) -> Option<&str> {
        phrase::file_to_save(self.sentence())
    }

    /// The file that the last sentence names and goes on to fill: "Open `a.yaml` and copy the following into it:".
    pub fn file_to_fill(&self) -> Option<&str> {
        phrase::file_to_fill(self.sentence())
    }

    /// What is said tells that a file is there already: "Since you already have a `a.yaml` file".
    pub fn is_there_before(&self, path: &str) -> bool {
        has_part(self.fresh(), "already")
            && self.fresh().split('\n').any(|paragraph| phrase::is_there_before(paragraph, path))
    }

    /// The file that was spoken of is to be changed: "let's edit the file to get rid of the date".
    pub fn changes_the_file(&self) -> bool {
        let sentence = self.sentence();
        let is_told = ["the file", "this file", "that file"].iter().any(|words| {
            ["edit", "modify", "change", "update"]
                .iter()
                .any(|verb| has_word_any_case(sentence, &format!("{verb} {words}")))
        });
        is_told && !has_part(sentence, "`")
    }

    /// The folder in which a file is told to be, by the sentence that names it.
    pub fn folder_of(&self, name: &str) -> Option<&str> {
        // Few speak of any.
        let speaks = || ["older", "irector", "(in `", "/`"].iter().any(|word| has_part(self.fresh(), word));
        let told = || {
            let named = phrase::folder_of(self.naming(name), name);
            named
                .or_else(|| phrase::folder_before(self.fresh(), name))
                .or_else(|| phrase::folder_within(self.fresh(), name))
        };
        (!has_byte(name, b'/') && speaks()).then(told)?
    }

    /// The command below takes the file that stands farther above: "the definition file introduced above".
    pub fn tells_of_above(&self) -> bool {
        let sentence = self.sentence();
        ["above", "earlier"].iter().any(|place| has_word_any_case(sentence, place))
            && ["file", "recipe", "definition"].iter().any(|thing| has_word_any_case(sentence, thing))
    }

    /// The Compose file that the last sentence names, if nothing is to be changed in it.
    pub fn compose_file_named(&self) -> Option<&str> {
        let is_compose = |name: &&str| has_part(name, "compose") && !name.contains('/');
        let changes = ["add", "change", "edit", "modify", "update", "replace", "remove"];
        let name = phrase::only_file(self.sentence()).filter(is_compose)?;
        (!self.is_piece() && !changes.iter().any(|word| self.has_word(word))).then_some(name)
    }

    /// A file is told to be in what was spoken of before: "save a file `X` in it".
    pub fn is_in_it(&self, name: &str) -> bool {
        let behind = self.naming(name).split_once(name).map_or("", |(_, behind)| behind.trim_start_matches('`'));
        ["in it", "in that ", "in this ", "there"].iter().any(|place| behind.trim_start().starts_with(place))
    }

    /// The learner is told to write what follows to a file, and perhaps how: "Type the following into a file. You can
    /// use any editor."
    pub fn asks_to_write(&self) -> bool {
        self.written().is_some()
    }

    /// The sentence that tells to write what follows to a file.
    fn written(&self) -> Option<&str> {
        let verbs = ["type", "copy", "put", "paste", "write", "save", "add"];
        let asks = |sentence: &&str| {
            let has = |word: &str| has_word_any_case(sentence, word);
            sentence.contains("ollowing file should be")
                || sentence.contains("following") && (has("file") || has("file:")) && verbs.iter().any(|verb| has(verb))
        };
        self.fresh().split('\n').flat_map(|paragraph| paragraph.split(". ")).find(asks)
    }

    /// The file that a sentence before makes, where it goes on about it: "Create a file called `.dockerignore`. It keeps
    /// the build small:".
    pub fn made_before(&self) -> Option<&str> {
        let near = self.fresh().trim_end().rsplit('\n').take(2);
        let made = |sentence| {
            let name = phrase::quoted_file(sentence)?;
            let before = sentence.split_once(name)?.0;
            // "Create a container by a file `X`" speaks of another thing that is made.
            let near = before.rmatch_indices(' ').nth(NEAR).map_or(0, |(at, _)| at);
            (phrase::makes(&before[near..]) || before.trim_start() == "Add a `").then_some(name)
        };
        near.flat_map(|paragraph| paragraph.split(". ")).find_map(made)
    }

    /// The file with which a shell starts, where the learner is told to add something to it: "add this to `~/.bashrc`".
    pub fn start_file(&self) -> Option<&str> {
        phrase::start_file(self.sentence())
    }

    /// The same of what need not look like it: the sentence announces it, or an example of its author's follows it.
    pub fn start_file_told(&self) -> Option<&str> {
        let names = |text: &str| phrase::names_start_file(text) && !self.is_command();
        if phrase::gives_own(self.sentence()) {
            let paragraph = self.last_paragraph();
            return names(paragraph).then(|| paragraph.split(". ").filter_map(phrase::start_file).last())?;
        }
        names(self.sentence()).then(|| self.start_file())?
    }

    /// The same where it is only said that the block is in it: "I keep these in my `~/.bashrc`:".
    pub fn start_file_around(&self) -> Option<&str> {
        phrase::start_file_around(self.sentence())
    }

    /// The last sentence, or a heading right above that is one, has some words.
    pub fn tells_of_whole(&self, words: &str) -> bool {
        has_any_case(self.sentence(), words) || self.heading && has_any_case(self.title, words)
    }

    /// The title of its section.
    pub fn title(&self) -> &str {
        self.title
    }

    /// The block belongs into the file at hand, at the place that the last sentence tells.
    pub fn goes_into_file(&self) -> bool {
        phrase::goes_into(self.sentence())
    }

    /// The file that the last sentence speaks of without backticks.
    pub fn plain_file_name(&self) -> Option<&str> {
        phrase::plain_file(self.sentence()).or_else(|| phrase::plain_file(self.written()?))
    }
}
