//! What blocks are given once all of them are understood: their output, the block that is chosen in their place, and what
//! the learner must replace in their commands.

use super::super::scan::has_byte;
use super::answers::is_not_found;
use super::cue::Said;
use super::highlight;
use super::image_name::Images;
use super::placeholder;
use super::to_replace::{ToReplace, cut, owner_of_image, part};
use super::variable::Variables;
use crate::document::{Block, BlockKind, Command, Location, Node, NodeKind};
use std::collections::{BTreeMap, BTreeSet};

/// The parts of commands that the learner must replace. No shell reads what is typed in another program: `<` and
/// capitals are the other language's.
fn mark_placeholders<'n>(
    commands: &'n mut [Command],
    (variables, marked): (&mut Variables<'n>, &mut BTreeSet<String>),
    told: &[&str],
    owners: &[String],
    stand_out: bool,
) {
    for command in commands.iter_mut().filter(|c| c.location != Location::Program) {
        let Command { text, straight, placeholders, .. } = command;
        let typed = straight.as_deref().unwrap_or(text);
        *placeholders = placeholder::with_variables(typed, Some(variables));
        if !told.is_empty() {
            add(told, typed, placeholders);
        }
        if stand_out && has_byte(text, b'`') && !has_byte(typed, b'`') {
            let values = highlight::spans(text).filter(|span| !span.starts_with('-'));
            add(&values.collect::<Vec<_>>(), typed, placeholders);
        }
        add_owners(owners, typed, placeholders);
        add_marked(marked, typed, placeholders);
        variables.set_by(typed);
    }
}

/// Adds the words that the text says are to be replaced, in the order of the command.
pub fn add(told: &[&str], typed: &str, placeholders: &mut Vec<String>) {
    let found = |word: &&str| part(typed, word).map(|at| &typed[at..at + word.len()]).or_else(|| cut(typed, word));
    for word in &told.iter().filter_map(found).collect::<Vec<_>>() {
        if !placeholders.iter().any(|known| known.contains(word)) {
            placeholders.push((*word).to_owned());
        }
    }
    placeholders.sort_by_key(|name| typed.find(&**name));
}

/// Adds those whose image a command names: `ada` in `docker push ada/web`.
pub fn add_owners(owners: &[String], typed: &str, placeholders: &mut Vec<String>) {
    let owns = |owner: &&String| {
        let begins = |at: usize| typed[..at].ends_with(' ') && typed[at + owner.len()..].starts_with('/');
        part(typed, owner).is_some_and(begins)
    };
    for owner in owners.iter().filter(owns) {
        if !placeholders.contains(owner) {
            placeholders.push(owner.clone());
        }
    }
}

/// How names end that are nobody's and were marked as such once.
const ENDS: &[&str] = &["-ip", "_ip", "-id", "_id", "-address", "_address", "-token", "_token"];

/// Adds words that stand alone and stood in angle brackets further up, `docker swarm join master-ip` below `<master-ip>`, and
/// remembers those that do here. What a command is told to name something stays.
fn add_marked(marked: &mut BTreeSet<String>, typed: &str, placeholders: &mut Vec<String>) {
    if !marked.is_empty() {
        let words = typed.split_whitespace().filter(|word| marked.contains(*word));
        let is_name =
            |word: &str| typed[..word.as_ptr() as usize - typed.as_ptr() as usize].trim_end().ends_with("name");
        let new: Vec<&str> = words.filter(|word| !is_name(word)).collect();
        if !new.is_empty() {
            add(&new, typed, placeholders);
        }
    }
    let inner = |name: &String| name.strip_prefix('<')?.strip_suffix('>').map(str::to_owned);
    marked.extend(placeholders.iter().filter_map(inner).filter(|name| ENDS.iter().any(|end| name.ends_with(end))));
}

/// What is found once all blocks are understood.
pub struct Late<'n> {
    /// Their output.
    expected: BTreeMap<usize, String>,
    /// The blocks that are chosen in their place.
    instead: BTreeMap<usize, usize>,
    /// The lines of those whose last command waits at a prompt.
    waiting: BTreeSet<usize>,
    /// The variables that their commands set.
    variables: Variables<'n>,
    /// What the text says is to be replaced, and where in the text that ends which is said of each block.
    to_replace: &'n ToReplace<'n>,
    said: Vec<usize>,
    block: usize,
    /// What stood in angle brackets further up: `master-ip` of `<master-ip>`.
    marked: BTreeSet<String>,
    /// Who owns the images of which the text says that this part of the name is to be replaced.
    owner: Option<String>,
}

impl<'n> Late<'n> {
    /// The output and the chosen blocks, by the lines of the blocks they belong to; what the text says is to be replaced,
    /// and what is said between the blocks.
    pub fn new(
        expected: BTreeMap<usize, String>,
        instead: BTreeMap<usize, usize>,
        to_replace: &'n ToReplace<'n>,
        images: Images<'n>,
        said: &Said,
    ) -> Self {
        let variables = Variables::of(to_replace, images);
        let said = if to_replace.has_words() || to_replace.has_highlighted() { said.ends() } else { Vec::new() };
        let waiting = BTreeSet::new();
        Self { expected, instead, waiting, variables, to_replace, said, block: 0, marked: BTreeSet::new(), owner: None }
    }

    /// The lines of the blocks whose last command waits at a prompt.
    pub fn waiting(self, waiting: BTreeSet<usize>) -> Self {
        Self { waiting, ..self }
    }

    /// Gives it to them, and says what is to be replaced in their commands.
    pub fn attach(&mut self, nodes: &'n mut [Node]) {
        for node in nodes {
            match &mut node.kind {
                NodeKind::Block(block) => self.attach_to(block),
                NodeKind::List { items, .. } => items.iter_mut().for_each(|item| self.attach(item)),
                NodeKind::Quote(children) => self.attach(children),
                NodeKind::Callout(callout) => self.attach(&mut callout.children),
                _ => {}
            }
        }
    }

    /// Whose images are the learner's own, by what is said up to a block.
    fn owners(&mut self, end: usize, commands: &[Command]) -> Vec<String> {
        // What is said right behind the block before may be of that one, too.
        let from = self.block.checked_sub(2).and_then(|before| self.said.get(before)).copied().unwrap_or_default();
        if self.owner.is_none() && self.to_replace.has_role(from..end) {
            let is_plain = |c: &&Command| placeholder::of_command(c.typed()).is_empty();
            self.owner = commands.iter().filter(is_plain).find_map(|c| owner_of_image(c.typed())).map(str::to_owned);
        }
        self.to_replace.owners_until(end).map(str::to_owned).chain(self.owner.clone()).collect()
    }

    /// Whether it is said around a block that what stands out in it is to be replaced.
    fn replaces_highlighted(&self, end: usize) -> bool {
        let from = || self.block.checked_sub(1).and_then(|before| self.said.get(before)).copied().unwrap_or_default();
        self.to_replace.has_highlighted() && self.to_replace.replaces_highlighted(from().min(end)..end)
    }

    fn attach_to(&mut self, block: &'n mut Block) {
        if let Some(text) = self.expected.remove(&block.line) {
            block.expected = Some(text);
        }
        let instead = || self.instead.get(&block.line).copied().filter(|_| block.kind != BlockKind::Other);
        block.alternative_of = block.alternative_of.or_else(instead);
        // What another gives way to does not give way to it.
        if block.alternative_of.is_some_and(|other| self.instead.get(&other) == Some(&block.line)) {
            block.alternative_of = None;
        }
        if self.waiting.contains(&block.line)
            && let Some(last) = block.commands.last_mut()
        {
            last.interactive = true;
        }
        // What is not there opens nothing.
        if let Some(last) = block.commands.last_mut().filter(|last| last.interactive)
            && block.expected.as_deref().is_some_and(is_not_found)
        {
            last.interactive = false;
        }
        let end = self.said.get(self.block).copied();
        let told = |block: &Block| -> Vec<&str> {
            let is_asked = || !block.commands.is_empty() || block.path.is_some();
            end.filter(|_| is_asked()).map(|end| self.to_replace.words_until(end).collect()).unwrap_or_default()
        };
        let told = told(block);
        if block.kind == BlockKind::File
            && let Some(path) = &block.path
        {
            block.placeholders = placeholder::of_file(&block.text, path, &told);
        }
        if block.commands.is_empty() {
            self.variables.set_by(&block.text);
        } else {
            let owners = end.map(|end| self.owners(end, &block.commands)).unwrap_or_default();
            let stand_out = end.is_some_and(|end| self.replaces_highlighted(end));
            let of_all = (&mut self.variables, &mut self.marked);
            mark_placeholders(&mut block.commands, of_all, &told, &owners, stand_out);
        }
        self.block += 1;
    }
}

#[cfg(test)]
mod tests {
    use crate::source::Source;

    /// The placeholders of a lesson's commands.
    fn placeholders(text: &str) -> String {
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let commands = document.blocks().into_iter().flat_map(|block| &block.commands);
        commands.map(|c| c.placeholders.join(" ")).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn what_ends_at_a_prompt_waits_there() {
        let text = |shown: &str| format!("```\n$ apptainer run a.sif\n```\n\nThis is shown:\n\n```\n{shown}\n```\n");
        let waits = |text: &str| {
            let (document, _) = crate::reader::read(&Source::new("x.md", text));
            document.blocks().first().is_some_and(|block| block.commands.iter().any(|c| c.interactive))
        };
        assert!(waits(&text("Python 3.12.1 on linux\n>>> ")));
        assert!(!waits(&text("Hello from Python 3.12.1")));
    }

    #[test]
    fn what_is_told_or_shown_to_ask_waits_for_an_answer() {
        let asks = |text: &str| {
            let (document, _) = crate::reader::read(&Source::new("x.md", text));
            document.blocks().first().is_some_and(|block| block.commands.iter().any(|c| c.interactive))
        };
        let block = |call: &str| format!("```bash\n{call}\n```\n\n");
        assert!(asks(&(block("cloud configure") + "You will be prompted to enter the region.\n")));
        assert!(!asks(&(block("cloud configure --yes") + "You will be prompted to enter the region.\n")));
        assert!(!asks(&(block("cloud configure") + "It is done.\n\nYou will be prompted to enter the region.\n")));
        assert!(asks("You will be asked to enter a key:\n\n```bash\ndocker push me/web\n```\n"));
        assert!(asks("```\n$ docker push me/web\nPushed\nEnter passphrase for new root key:\n```\n"));
        assert!(!asks("```\n$ docker push me/web\nPushed\n```\n"));
        assert!(asks(&block("docker run -it alpine python3")));
        let gone = block("docker exec -it web python3") + "```output\nsh: python3: not found\n```\n";
        assert!(!asks(&gone));
    }

    #[test]
    fn whose_images_are_to_be_the_learners() {
        let block = |text: &str| format!("```\n$ {text}\n```\n\n");
        let rest = block("docker push ada/web:1") + &block("docker rm ada") + &block("docker rmi ada/web:1 eve/web");
        let lesson =
            |said: &str| format!("{}{said}\n\n{}{rest}", block("docker pull ada/x"), block("docker tag a ada/web:1"));
        assert_eq!(
            placeholders(&lesson("Replace the **docker-id** below with your own Docker ID.")),
            ", ada, ada, , ada"
        );
        // What is said right behind a block is of that one, too.
        assert_eq!(placeholders(&lesson("Replace ada with your own Docker ID.")), "ada, ada, ada, , ada");
        assert_eq!(placeholders(&lesson("Replace it with your own Docker ID.")), ", , , , ");
    }
}
