//! What the learner is asked for, and what is typed as it stands.

use super::check;
use crate::reader::read;
use crate::source::Source;

/// What each block of a lesson asks for.
fn asked(text: &str) -> Vec<String> {
    let (document, _) = read(&Source::new("x.md", text));
    let of_commands = |block: &crate::document::Block| {
        let mut words: Vec<_> = block.commands.iter().flat_map(|command| command.placeholders.clone()).collect();
        words.extend(block.placeholders.iter().filter(|_| block.commands.is_empty()).cloned());
        words.join(", ")
    };
    document.blocks().into_iter().map(of_commands).collect()
}

/// What a block of one command asks for.
fn asked_by(call: &str) -> String {
    asked(&format!("```bash\n{call}\n```\n")).join("; ")
}

#[test]
fn what_a_name_cannot_do_without_is_asked_for() {
    for said in ["Get it:", "The syntax is:"] {
        let call = "docker pull [IMAGE NAME]:[TAG]";
        let text = format!("{said}\n\n```bash\n{call}\n```\n");
        check(&text, &[&format!("Command 3 {call}")]);
        assert_eq!(asked(&text), ["[IMAGE NAME], [TAG]"], "{said}");
    }
    assert_eq!(asked_by("docker tag box hub.example/[USER]/[NAME]:[TAG]"), "[USER], [NAME], [TAG]");
    let text = "The syntax is:\n\n```bash\ndocker pull [OPTIONS] NAME[:TAG]\n```\n";
    check(text, &["Synopsis 3"]);
}
