//! The names that Docker gives to containers by itself, and those that a lesson gives them.

use crate::document::{Inline, Node, NodeKind, walk};
use std::collections::BTreeSet;

/// The first halves of Docker's own names, in the order of the alphabet.
const MOODS: &str = "admiring adoring affectionate agitated amazing angry awesome backstabbing beautiful berserk big \
    blissful bold boring brave busy charming clever cocky compassionate competent condescending confident cool crazy \
    cranky dazzling desperate determined distracted dreamy drunk eager ecstatic elastic elated elegant eloquent epic \
    evil exciting fervent festive flamboyant focused friendly frosty funny furious gallant gifted gloomy goofy \
    gracious grave great happy hardcore heuristic high hopeful hungry infallible inspiring insane intelligent \
    interesting jolly jovial keen kickass kind laughing lonely loving lucid mad magical modest musing mystifying \
    naughty nervous nice nifty nostalgic objective optimistic peaceful pedantic pensive practical priceless prickly \
    quirky quizzical recursing relaxed reverent romantic sad serene sharp sick silly sleepy small stoic strange \
    stupefied suspicious sweet tender thirsty tiny trusting unruffled upbeat vibrant vigilant vigorous wizardly \
    wonderful xenodochial youthful zealous zen";

/// The second halves: people of science.
const PEOPLE: &str = "agnesi albattani allen almeida antonelli archimedes ardinghelli aryabhata austin babbage banach \
    banzai bardeen bartik bassi beaver bell benz bhabha bhaskara black blackburn blackwell bohr booth borg bose \
    bouman boyd brahmagupta brattain brown buck burnell cannon carson cartwright carver cerf chandrasekhar chaplygin \
    chatelet chatterjee chaum chebyshev clarke cohen colden cori cray curie curran darwin davinci dewdney dhawan \
    diffie dijkstra dirac driscoll dubinsky easley edison einstein elbakyan elgamal elion ellis engelbart euclid \
    euler faraday feistel fermat fermi feynman franklin gagarin galileo galois ganguly gates gauss germain goldberg \
    goldstine goldwasser golick goodall gould greider grothendieck haibt hamilton haslett hawking heisenberg hellman \
    hermann herschel hertz heyrovsky hodgkin hofstadter hoover hopper hugle hypatia ishizaka jackson jang jemison \
    jennings jepsen johnson joliot jones kalam kapitsa kare keldysh keller kepler khayyam khorana kilby kirch knuth \
    kowalevski lalande lamarr lamport leakey leavitt lederberg lehmann lewin lichterman liskov lovelace lumiere \
    mahavira margulis matsumoto maxwell mayer mccarthy mcclintock mclaren mclean mcnulty meitner mendel mendeleev \
    meninsky merkle mestorf minsky mirzakhani montalcini moore morse moser murdock napier nash neumann newton \
    nightingale nobel noether northcutt noyce panini pare pascal pasteur payne perlman pike poincare poitras \
    proskuriakova ptolemy raman ramanujan rhodes ride ritchie robinson roentgen rosalind rubin saha sammet sanderson \
    satoshi shamir shannon shaw shirley shockley shtern sinoussi snyder solomon spence stallman stonebraker \
    sutherland swanson swartz swirles taussig tereshkova tesla tharp thompson torvalds tu turing varahamihira vaughan \
    villani visvesvaraya volhard wescoff wilbur wiles williams williamson wilson wing wozniak wright wu yalow yonath \
    zhukovsky";

/// Whether Docker gave a name by itself: `jolly_euclid`, and `jolly_euclid3` where that was taken.
pub(super) fn is_generated(name: &str) -> bool {
    let is_of = |list: &str, word: &str| list.split(' ').any(|known| known == word);
    let name = name.strip_suffix(|c: char| c.is_ascii_digit()).unwrap_or(name);
    name.split_once('_').is_some_and(|(mood, person)| is_of(MOODS, mood) && is_of(PEOPLE, person))
}

/// What stands before a name that a lesson gives to a container.
const GIVES: &[&str] = &["--name ", "--name=", "container_name:"];

/// The names that a lesson gives to containers, in its commands, files and text: `--name web`, `container_name: web`,
/// `docker rename old web`.
pub(super) fn given(nodes: &[Node]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    walk(nodes, &mut |node| match &node.kind {
        NodeKind::Block(block) => in_text(&block.text, &mut found),
        NodeKind::Heading { text, .. } | NodeKind::Paragraph(text) => in_inlines(text, &mut found),
        NodeKind::Table { rows, .. } => rows.iter().flatten().for_each(|cell| in_inlines(cell, &mut found)),
        _ => {}
    });
    found
}

fn in_inlines(text: &[Inline], found: &mut BTreeSet<String>) {
    for part in text {
        match part {
            Inline::Code(code) => in_text(code, found),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Link { text: inner, .. } => {
                in_inlines(inner, found);
            }
            _ => {}
        }
    }
}

fn in_text(text: &str, found: &mut BTreeSet<String>) {
    for sign in GIVES {
        found.extend(text.split(sign).skip(1).filter_map(name_at));
    }
    let renames = text.split(" rename ").skip(1).filter(|_| text.contains("docker"));
    found.extend(renames.filter_map(|rest| name_at(rest.trim_start().split_once(' ')?.1)));
}

/// The name at the beginning of a text, perhaps in quotes.
fn name_at(text: &str) -> Option<String> {
    let text = text.trim_start_matches([' ', '"', '\'']);
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || "_.-".contains(c))).unwrap_or(text.len());
    (end > 0).then(|| text[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn only_dockers_own_names_are_made_up() {
        for name in ["quirky_bell", "jolly_euclid", "happy_torvalds", "naughty_wing2"] {
            assert!(is_generated(name), "{name}");
        }
        for name in
            ["web_server", "quiet_volume", "happy_client", "my_bell", "jolly-euclid", "euclid", "busy_box_1", ""]
        {
            assert!(!is_generated(name), "{name}");
        }
    }

    #[test]
    fn a_lesson_gives_names_in_commands_files_and_text() {
        let text = "# L\n\nWith `docker run --name=a_one x` or **`--name \"a_two\"`**:\n\n\
            ```bash\ndocker run -d --name b_one x\ndocker rename b_one b_two\n```\n\n\
            ```yaml\nservices:\n  x:\n    container_name: 'c_one'\n```\n\n| Do |\n|---|\n| `docker create --name d_one x` |\n";
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let names: Vec<String> = given(&document.nodes).into_iter().collect();
        assert_eq!(names, ["a_one", "a_two", "b_one", "b_two", "c_one", "d_one"]);
    }
}
