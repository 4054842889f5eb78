//! The file that a block is written to.
//!
//! Who writes a part of a file, or what changes in it, in the place of the whole ruins it: such a block is only shown.

use super::super::construct::snippet;
use super::super::raw::{RawBlock, Role};
use super::super::scan::{find_part, has_any_case, has_byte, has_part};
use super::alone::Alone;
use super::cue::Cue;
use super::share::{self, Share};
use super::{built, editor, listing, patch, phrase, shape, tag, template};
use crate::document::{Block, BlockKind};

/// Where a block stands.
pub struct Place<'p, 'c, 'r> {
    /// What is said before it.
    pub cue: &'p Cue<'c>,
    /// What is said behind it, before the next block or heading.
    pub behind: &'p str,
    /// What is said before each block below it.
    pub next: &'p [Cue<'c>],
    /// What is said below the last of them, up to a heading.
    pub tail: &'p str,
    /// The blocks above it.
    pub above: &'p [Alone<'r>],
    /// The blocks below it.
    pub below: &'p [Alone<'r>],
    /// The files that are written by blocks above, each with the place of its block among them.
    pub files: &'p [(String, usize)],
    /// The file with which a shell starts into which the block goes.
    pub start_file: Option<&'p str>,
    /// It stands in a folded box that explains an instruction.
    pub in_glossary: bool,
    /// It stands in a box with a note, in which nothing is run.
    pub in_note: bool,
    /// The file on the host that an editor has open, where the block is to be copied.
    pub editor: Option<&'p str>,
}

impl Place<'_, '_, '_> {
    /// The name under which the block is to be saved: "Copy the code above into a file called `X`."
    fn saved_as(&self) -> Option<String> {
        self.behind.split('\n').find_map(phrase::saved_as).map(str::to_owned)
    }

    /// The same where it is told farther below, and all blocks that stand between are shorter: they explain parts of it.
    fn saved_below(&self, text: &str) -> Option<String> {
        let lines = text.lines().count();
        for at in 0..FARTHEST {
            let cue = self.next.get(at);
            let said = cue.map_or(self.tail, Cue::behind_before);
            if let Some(name) = said.split('\n').find_map(phrase::saved_from_above) {
                return self.written(name).is_none().then(|| name.to_owned());
            }
            let block = self.below.get(at)?;
            if cue?.heading || block.lines.len() >= lines {
                return None;
            }
        }
        None
    }

    /// The file of the last block that is written, if a block with the same tag is to change it.
    fn last_file(&self, raw: &RawBlock<'_>) -> Option<String> {
        let (path, at) = self.files.last().filter(|_| self.cue.changes_the_file())?;
        self.above.get(*at).filter(|before| before.block.info == raw.info).map(|_| path.clone())
    }

    /// The file that is open in an editor; a part of a Dockerfile has a place of its own in it.
    fn edited(&self, is_docker: bool) -> Option<String> {
        self.editor.filter(|_| !is_docker).map(str::to_owned)
    }

    /// What a block above writes to a file.
    pub fn written(&self, path: &str) -> Option<String> {
        let is_same = |other: &str| {
            let tail = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.ends_with('/'));
            other == path || tail(other, path) || tail(path, other)
        };
        let (_, at) = self.files.iter().rev().find(|(other, _)| is_same(other))?;
        Some(self.above.get(*at)?.block.text())
    }

    /// The file in the folder that is spoken of with it, unless that is where the learner works.
    fn in_folder(&self, name: String) -> String {
        let made = || self.made_folder().filter(|_| self.cue.is_in_it(&name));
        let told = self.cue.folder_of(&name).or_else(made);
        let Some(folder) = told.filter(|folder| !self.is_work_folder(folder)) else { return name };
        format!("{}/{name}", folder.trim_end_matches('/'))
    }

    /// The folder that the command right above makes.
    fn made_folder(&self) -> Option<&str> {
        let last = self.above.last()?.lines.iter().map(|(_, line)| line.trim()).rfind(|line| !line.is_empty())?;
        let mut words = last.trim_start_matches(['$', ' ']).strip_prefix("mkdir ")?.split_whitespace();
        words.next_back().filter(|word| !word.starts_with('-'))
    }

    /// Whether the learner works in a folder: went there, or builds there what nothing else tells of.
    fn is_work_folder(&self, folder: &str) -> bool {
        let own = folder.trim_end_matches('/').rsplit('/').next().unwrap_or(folder);
        let mut at: Vec<&str> = Vec::new();
        lines(self.above).for_each(|line| walk_to(line, &mut at));
        let is_own = |word: &str| word == own;
        let names = |line: &str| line.split(|c: char| !(c.is_alphanumeric() || "._-".contains(c))).any(is_own);
        let tells = |line: &str| !has_part(line, "mkdir") && names(line);
        let builds = |line: &str| is_engine(line) && (line.trim_end().ends_with(" .") || has_part(line, "compose"));
        at.contains(&own) || lines(self.below).any(builds) && !lines(self.above).chain(lines(self.below)).any(tells)
    }

    /// Whether a command above makes a file or copies one to its place.
    pub fn is_made_by_command(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        let makes = |line: &str| {
            let Some(at) = find_part(line, name) else { return false };
            has_byte(&line[..at], b'>')
                || ["cp ", "mv ", "tee ", "curl ", "wget "].iter().any(|verb| has_part(line, verb))
        };
        self.above.iter().flat_map(|alone| alone.lines).any(|(_, line)| makes(line))
    }

    /// Whether a file is there before the lesson tells what to do with it: the text says so, or Compose ran with it.
    pub fn is_there_before(&self, path: &str) -> bool {
        let runs = |line: &str| is_engine(line) && has_part(line, "compose") && has_part(line, " up");
        self.cue.is_there_before(path)
            || self.behind.split('\n').any(|paragraph| phrase::is_there_before(paragraph, path))
            || has_part(path, "compose") && !has_byte(path, b'/') && lines(self.above).any(runs)
    }

    /// Whether the command right above shows the file that stands here: it is there.
    fn is_shown_by_command(&self) -> bool {
        if self.cue.paragraphs > 0 || self.cue.heading {
            return false;
        }
        let Some(above) = self.above.last() else { return false };
        let last = above.lines.iter().map(|(_, line)| line.trim()).rfind(|line| !line.is_empty()).unwrap_or_default();
        let mut words = last.trim_start_matches(['$', ' ']).split_whitespace();
        let shows = matches!(words.next(), Some("more" | "cat" | "less" | "type"));
        shows && words.next().is_some_and(phrase::is_file_name) && words.next().is_none()
    }

    /// Whether a note only holds a Dockerfile against the one that was written before: "We could have said this, too:".
    fn is_compared(&self) -> bool {
        const DOES: &[&str] = &[
            "add", "create", "edit", "change", "modify", "update", "replace", "write", "save", "copy", "paste", "use",
            "try", "make", "put",
        ];
        self.in_note && !DOES.iter().any(|verb| self.cue.has_word(verb)) && self.written("Dockerfile").is_some()
    }

    /// Whether a Dockerfile is told of as an example, and nothing builds it.
    fn is_example(&self) -> bool {
        self.cue.is_example() && !self.is_built()
    }

    /// Whether a Dockerfile only gives advice, below the lesson's own, or where nothing builds it.
    fn is_advice(&self) -> bool {
        self.cue.is_titled_advice() && !self.cue.is_made() && (self.written("Dockerfile").is_some() || !self.is_built())
    }

    /// Whether something builds the block's image before another one comes.
    fn is_built(&self) -> bool {
        let builds = |line: &str| is_engine(line) && (has_part(line, " build") || has_part(line, "compose"));
        let mut lines = self.below.iter().flat_map(|alone| alone.lines);
        let next = lines.find(|(_, line)| line.starts_with("FROM ") || builds(line));
        has_part(self.behind, "docker build") || next.is_some_and(|(_, line)| builds(line))
    }
}

/// So many blocks may stand between a file and the sentence that says what it is called.
const FARTHEST: usize = 8;

/// Takes a block for a file, and finds which.
pub fn take(block: &mut Block, raw: &RawBlock<'_>, place: &Place<'_, '_, '_>) {
    block.kind = BlockKind::File;
    let cue = place.cue;
    if let Some(plain) = without_numbers(&block.text) {
        block.text = plain.into();
    }
    if let Some((path, text)) = tag::is_change(raw).then(|| patch::new_file(&block.text)).flatten() {
        let (path, text) = (path.to_owned(), text.into());
        (block.path, block.text) = (Some(path), text);
        return;
    }
    // A button that saves it knows what it does.
    if !tag::is_saved(raw)
        && (is_part_of_file(raw, &block.text, cue)
            || place.is_shown_by_command()
            || tag::path(raw).is_none() && template::is_template(&block.text))
    {
        return;
    }
    let is_docker = shape::is_dockerfile(&block.text);
    let is_part = is_docker && !shape::is_whole_dockerfile(&block.text);
    block.path = tag::path(raw).or_else(|| place.edited(is_docker));
    // A title only names the file: lines of a Dockerfile are no Dockerfile.
    let titled = if is_part && !tag::is_saved(raw) { block.path.take() } else { None };
    if block.path.is_none() {
        block.path = match () {
            // Some lines of a Dockerfile are to be added to it, not to replace it.
            () if is_part => None,
            // So is one line of a Compose file.
            () if shape::is_key_of_compose(&block.text) => None,
            () if is_docker && is_base_of_other(raw, &block.text, place) => None,
            () if is_docker && (place.in_glossary || place.is_compared()) => None,
            () if is_docker => dockerfile(block, place).or_else(|| {
                block.usual_path = !cue.quotes("Dockerfile");
                let is_example =
                    contrasts(&block.text) || block.usual_path && (place.is_example() || place.is_advice());
                (!is_example).then(|| "Dockerfile".to_owned())
            }),
            () => other(block, raw, place).or_else(|| compose(block, place)).or_else(|| script(block, place)),
        };
    }
    if block.path.as_deref().is_some_and(|path| is_excerpt(&block.text, path, place)) && !tag::is_saved(raw) {
        block.path = None;
        return;
    }
    block.usual_path &= block.path.is_some();
    take_name_from_json(block);
    if let Some(path) = added(block, is_part, place).map(str::to_owned) {
        block.path = Some(path);
        block.append = true;
    } else if titled.is_some() && cue.is_added_at_end() {
        block.path = titled;
        block.append = true;
    } else if !(is_docker || tag::is_saved(raw)) {
        share_of(block, place);
    }
}

/// Takes the line away that only tells whose file this is: JSON has no comments.
fn take_name_from_json(block: &mut Block) {
    let is_json = |path: &&str| path.rsplit_once('.').is_some_and(|(_, ending)| ending == "json");
    let Some(path) = block.path.as_deref().filter(is_json) else { return };
    let Some((first, rest)) = block.text.split_once('\n') else { return };
    let name = first.strip_prefix("// ").or_else(|| first.strip_prefix("# "));
    if name.is_some_and(|name| name.trim() == path) && rest.trim_start().starts_with(['{', '[']) {
        let rest = rest.to_owned();
        block.text = rest.into();
    }
}

/// Whether a block is a piece of what a block above writes to a file: its lines stand there one below the other.
fn is_excerpt(text: &str, path: &str, place: &Place<'_, '_, '_>) -> bool {
    let lines = |text: &'_ str| -> Vec<String> {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    let Some(whole) = place.written(path) else { return false };
    // Less than before may be what is wanted now.
    let changes = ["change", "edit", "modify", "update", "replace", "remove", "delete", "simplify"];
    if place.cue.is_made() || changes.iter().any(|word| place.cue.has_word(word)) {
        return false;
    }
    let (own, whole) = (lines(text), lines(&whole));
    (1..whole.len()).contains(&own.len()) && whole.windows(own.len()).any(|part| part == own)
}

/// A file without the numbers by which the page explains its lines, `RUN ls # <1>`; `None` where it has none.
fn without_numbers(text: &str) -> Option<String> {
    let is_number = |inner: &str| !inner.is_empty() && inner.bytes().all(|b| b.is_ascii_digit());
    let bare = |line: &str| {
        let at = line.rfind(" # <").or_else(|| line.rfind(" // <"))?;
        let inner = line[at..].trim_end().trim_start_matches([' ', '#', '/']).strip_prefix('<')?.strip_suffix('>')?;
        is_number(inner).then_some(at)
    };
    if !(has_part(text, "# <") || has_part(text, "// <")) || !text.lines().any(|line| bare(line).is_some()) {
        return None;
    }
    let plain = |line: &str| bare(line).map_or(line, |at| line[..at].trim_end()).to_owned();
    let lines: Vec<String> = text.lines().map(plain).collect();
    Some(lines.join("\n") + if text.ends_with('\n') { "\n" } else { "" })
}

/// Adds what is to be added to a file, and leaves the file alone of which the block is only a part.
fn share_of(block: &mut Block, place: &Place<'_, '_, '_>) {
    match block.path.as_deref().map(|path| share::of(&block.text, path, place)) {
        Some(Share::End) => block.append = true,
        Some(Share::Part) => block.path = None,
        Some(Share::Whole) | None => {}
    }
}

/// Whether the block is not all of its file: what changes in it, what is there before, or what stands around something
/// that is left out.
fn is_part_of_file(raw: &RawBlock<'_>, text: &str, cue: &Cue<'_>) -> bool {
    // In Python three dots do nothing.
    let leaves_out = || !raw.info.starts_with("py") && shape::leaves_out(text);
    raw.role == Role::Part
        || tag::is_change(raw)
        || shape::is_change(text)
        || leaves_out()
        || includes_other(text)
        || cue.is_part()
        || raw.set_in > 0 && share::lacks_parent(text)
}

/// Whether the site puts what another file holds in the place of a line: `--8<-- "docker/Dockerfile"`.
fn includes_other(text: &str) -> bool {
    has_part(text, "8<-") && text.lines().any(snippet::is_mark)
}

/// Whether a block is nothing but the line with the base image, and that of a Dockerfile with more in it: one that is to
/// be changed, or shown as it is.
fn is_base_of_other(raw: &RawBlock<'_>, text: &str, place: &Place<'_, '_, '_>) -> bool {
    let mut code = text.lines().map(str::trim).filter(|line| !(line.is_empty() || line.starts_with('#')));
    if !code.next().is_some_and(|line| line.starts_with("FROM ")) || code.next().is_some() || tag::is_saved(raw) {
        return false;
    }
    let changes = ["has the following", "currently", "update", "change", "replace", "switch", "instead of", "look at"];
    has_part(&raw.info, "no-run-button")
        || has_byte(text, b'<')
        // The site puts a value there.
        || has_part(text, "$$")
        || has_byte(text, b'\\')
        || !place.cue.is_made() && changes.iter().any(|words| place.cue.has_word(words))
}

/// What remarks say of a line that is to be taken, and of one that is not.
const VERDICTS: [&[&str]; 2] = [
    &["good", "better", "best", "right", "correct", "do", "preferred", "recommended"],
    &["bad", "avoid", "wrong", "worse", "don't", "not", "incorrect"],
];

/// Whether a text shows how something is done and how it is not: `FROM a:1  # Good` above `FROM a  # Avoid`.
fn contrasts(text: &str) -> bool {
    let says = |words: &[&str]| {
        text.lines().filter_map(|line| line.split_once('#')).any(|(_, remark)| {
            let first = remark.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
            let first = first.split(|c: char| !(c.is_ascii_alphabetic() || c == '\'')).next().unwrap_or_default();
            words.iter().any(|word| word.eq_ignore_ascii_case(first))
        })
    };
    has_byte(text, b'#') && VERDICTS.iter().all(|words| says(words))
}

/// Settings that a program reads: `ssh` knows its own, others are told of by their file.
pub fn is_settings(text: &str, cue: &Cue<'_>) -> bool {
    shape::is_ssh_config(text) || cue.settings_file().is_some()
}

/// The name of a whole Dockerfile, where something tells it.
fn dockerfile(block: &Block, place: &Place<'_, '_, '_>) -> Option<String> {
    let is_docker = |name: &&str| has_any_case(name, "dockerfile");
    let cue = place.cue;
    let before = shape::commented_name(&block.text).filter(is_docker).or_else(|| cue.dockerfile_name());
    let before = before.map(str::to_owned).or_else(|| cue.file_name().filter(|name| is_docker(&&**name)));
    let before = before.map(|name| place.in_folder(name));
    before
        .or_else(|| place.saved_as())
        .or_else(|| built::dockerfile_in_row(place))
        .or_else(|| built::dockerfile(place.below))
}

/// The name of any other file.
fn other(block: &Block, raw: &RawBlock<'_>, place: &Place<'_, '_, '_>) -> Option<String> {
    let cue = place.cue;
    let said = cue.file_name().or_else(|| cue.plain_file_name().or_else(|| cue.looked_at()).map(str::to_owned));
    let saved = || cue.file_to_save().or_else(|| cue.meant_file()).map(str::to_owned);
    let ignores = || cue.ignore_file().filter(|_| listing::has_patterns(&block.text)).map(str::to_owned);
    let said = said.or_else(saved).map(|name| place.in_folder(name)).or_else(ignores);
    // The sentence may say the folder too.
    let own = shape::commented_file(&block.text).filter(|own| !said.as_ref().is_some_and(|s| s.ends_with(own)));
    let made = || cue.made_before().filter(|_| raw.info.is_empty()).map(str::to_owned);
    let told =
        || place.saved_as().or_else(|| place.last_file(raw)).or_else(|| place.saved_below(&block.text)).or_else(made);
    let by_command = || {
        let built = built::definition(block, place).or_else(|| built::fetched(&block.text, place));
        built.or_else(|| built::started(block, place))
    };
    let name = own.map(str::to_owned).or(said).or_else(told).or_else(by_command)?;
    // The services of a Compose file, without the key above them, are a part of it.
    let is_yaml = || name.rsplit_once('.').is_some_and(|(_, end)| matches!(end, "yaml" | "yml"));
    let is_compose = || has_part(&name, "compose") && is_yaml();
    let is_part =
        is_compose() && !shape::is_whole_compose(&block.text) && !(cue.is_made() && shape::is_like_yaml(&block.text));
    // Services stood at the left once.
    let is_old = || cue.file_to_fill().is_some() || built::started(block, place).is_some();
    let is_part = is_part && !(shape::is_old_compose(&block.text) && is_old());
    // A place in an image is not the learner's.
    let is_inside = name.starts_with('/') && cue.tells_of_image();
    if is_part || is_inside || cue.is_piece() { None } else { Some(name) }
}

/// The Compose file, where nothing tells its name: the next call of Compose is for a service of this block that the file
/// at hand lacks, or there is none at hand.
fn compose(block: &mut Block, place: &Place<'_, '_, '_>) -> Option<String> {
    let begins = ["services:", "version:", "name:"].iter().any(|key| block.text.starts_with(key));
    if !(begins && block.text.lines().any(|line| line.starts_with("services:")))
        || place.is_example()
        || place.cue.is_piece()
    {
        return None;
    }
    let is_compose =
        |line: &&str| is_engine(line) && (has_part(line, "docker-compose ") || has_part(line, "docker compose "));
    let call = lines(place.below).take_while(|line| !line.starts_with("services:")).find(is_compose);
    // "Place the following Compose file at the root":
    let call = match call {
        None if place.cue.asks_for_compose_file() && place.files.iter().all(|(path, _)| !has_part(path, "compose")) => {
            block.usual_path = true;
            return Some("compose.yaml".to_owned());
        }
        call => call?,
    };
    let at_hand = place.files.iter().rev().find(|(path, _)| has_part(path, "compose") && !has_byte(path, b'/'));
    let at_hand_holds = |word: &str| {
        let text = at_hand.and_then(|(_, at)| place.above.get(*at)).map(|alone| alone.block.text()).unwrap_or_default();
        is_service(&text, word)
    };
    let names = |word: &str| is_service(&block.text, word) && !at_hand_holds(word);
    if !call.split_whitespace().any(names) || has_part(call, " -f ") || has_part(call, " --file") {
        return None;
    }
    block.usual_path = true;
    let usual = || if has_part(call, "docker-compose ") { "docker-compose.yml" } else { "compose.yaml" }.to_owned();
    Some(at_hand.map_or_else(usual, |(path, _)| path.clone()))
}

/// The name of a script that nothing tells, by the next command: `sbatch a.sh`, `./a.sh`.
fn script(block: &Block, place: &Place<'_, '_, '_>) -> Option<String> {
    if !block.text.starts_with("#!") {
        return None;
    }
    let mut typed = place.below.first()?.lines.iter().map(|(_, line)| line.trim()).filter(|line| !line.is_empty());
    let line = typed.find(|line| !line.starts_with('#'))?.trim_start_matches(['$', ' ']);
    let mut words = line.split_whitespace();
    let first = words.next()?;
    let name = match first {
        "sh" | "bash" | "sbatch" | "qsub" | "source" => words.next()?,
        "chmod" => words.nth(1)?,
        first => first.strip_prefix("./")?,
    };
    let name = name.strip_prefix("./").unwrap_or(name);
    let is_script = phrase::is_file_name(name) || [".slurm", ".sbatch", ".bash"].iter().any(|end| name.ends_with(end));
    (is_script && place.written(name).is_none() && !place.is_made_by_command(name)).then(|| name.to_owned())
}

/// Whether a Compose file has a service: `  web:`.
fn is_service(text: &str, name: &str) -> bool {
    let mut keys = text.lines().filter_map(|line| line.strip_prefix("  ")?.strip_prefix(name)?.strip_prefix(':'));
    keys.any(|rest| rest.trim_start().is_empty() || rest.trim_start().starts_with('#'))
}

/// The file that a block is added to: it is there before, and more in it.
fn added<'p>(block: &'p Block, is_part_of_dockerfile: bool, place: &Place<'p, '_, '_>) -> Option<&'p str> {
    let cue = place.cue;
    if let Some(path) = place.editor.filter(|path| block.path.as_deref() == Some(*path)) {
        return (editor::adds(cue, &block.text) || place.written(path).is_some()).then_some(path);
    }
    if is_part_of_dockerfile && block.path.is_none() {
        return cue.added_to_dockerfile();
    }
    if place.start_file.is_some() {
        return place.start_file;
    }
    if shape::is_setup(&block.text) {
        return cue.start_file().or_else(|| phrase::commented_start_file(&block.text));
    }
    let settings = cue.settings_file().filter(|_| !shape::is_json(&block.text) && !shape::is_like_yaml(&block.text));
    if let Some(path) = settings {
        return Some(path);
    }
    if block.path.is_none() && shape::is_ssh_config(&block.text) {
        return Some("~/.ssh/config");
    }
    let path = block.path.as_deref()?;
    (cue.is_added_to(path) && !share::repeats(&block.text, path, place)).then_some(path)
}

/// The lines of some blocks.
fn lines<'r>(blocks: &'r [Alone<'_>]) -> impl Iterator<Item = &'r str> {
    blocks.iter().flat_map(|alone| alone.lines).map(|(_, line)| &**line)
}

/// Follows the calls of `cd` in a line.
fn walk_to<'l>(line: &'l str, at: &mut Vec<&'l str>) {
    let mut words = line.split_whitespace();
    while words.find(|word| *word == "cd").is_some() {
        let Some(path) = words.next() else { break };
        if path.starts_with(['/', '~']) {
            at.clear();
        }
        for part in path.trim_end_matches(';').split('/').filter(|part| !matches!(*part, "" | "." | "~")) {
            if part == ".." {
                at.pop();
            } else {
                at.push(part);
            }
        }
    }
}

/// Whether a line begins with a call of the engine, behind a prompt perhaps.
pub fn is_engine(line: &str) -> bool {
    let line = line.trim_start_matches(['$', '#', '>', '%', ' ']);
    line.trim_start_matches("sudo ").starts_with("docker")
}
