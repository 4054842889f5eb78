//! Files that a lesson has the learner write, as commands.

use super::placeholders::Placeholder;
use super::{Task, Typed};
use crate::document::Block;

/// Writes a file, once the learner has said what stands for the variables of the lesson's page in it (`$$org$$`) and for
/// what is to be replaced there: `YOUR_REGION`.
pub fn write(block: &Block, path: &str) -> Task {
    let both = [path, &block.text].join("\n");
    let parts: Vec<&str> = both.split("$$").collect();
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    };
    let mut placeholders: Vec<Placeholder> = Vec::new();
    // What stands between two of them; the last part has none behind it.
    for name in parts.iter().take(parts.len() - 1).skip(1).filter(|name| is_name(name)) {
        let placeholder = Placeholder::new(&format!("$${name}$$"));
        if !placeholders.contains(&placeholder) {
            placeholders.push(placeholder);
        }
    }
    for name in &block.placeholders {
        let placeholder = Placeholder::new(name);
        if !placeholders.iter().any(|known| known.written == placeholder.written) {
            placeholders.push(placeholder);
        }
    }
    let (line, content) = (block.line, block.text.to_string());
    if placeholders.is_empty() {
        return Task::Write { line, path: path.to_owned(), content, append: block.append };
    }
    let text = write_command(path, &content, block.append);
    Task::Ask { typed: Typed { line, text, ..Typed::default() }, placeholders }
}

/// Whether a command of [`write_command`]'s has nothing for the page to fill in: with nobody to ask, the file is written as
/// the lesson shows it, as a learner's is who saves it first and looks later.
pub fn can_stay(text: &str, placeholders: &[Placeholder]) -> bool {
    let is_write = || text.lines().next().is_some_and(|first| first.contains("cat >") && first.contains(" << '"));
    !placeholders.iter().any(|p| p.written.starts_with("$$")) && is_write()
}

/// A command that writes a file, or adds to it, whatever is in it.
pub fn write_command(path: &str, content: &str, append: bool) -> String {
    let mut end = "EOF".to_owned();
    while content.lines().any(|l| l == end) {
        end.push('_');
    }
    // The home folder is there.
    let folder = path.rsplit_once('/').map(|(f, _)| f).filter(|f| !(f.is_empty() || *f == "~"));
    let make = folder.map(|f| format!("mkdir -p {} && ", shell_word(f))).unwrap_or_default();
    let content = content.trim_end_matches('\n');
    let sign = if append { ">>" } else { ">" };
    let path = shell_word(path);
    format!("{make}cat {sign} {path} << '{end}'\n{content}\n{end}")
}

/// A path from a lesson as one word for the shell, whatever is in it. A `~/` at its beginning stays the home folder.
pub fn shell_word(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "_./+-@%,:".contains(c);
    let (home, rest) = path.strip_prefix("~/").map_or(("", path), |rest| ("~/", rest));
    // A name that begins with a dash would be taken for an option.
    let here = if home.is_empty() && rest.starts_with('-') { "./" } else { "" };
    if !rest.is_empty() && rest.chars().all(plain) {
        return format!("{home}{here}{rest}");
    }
    format!("{home}{here}'{}'", rest.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_page_fills_in_is_asked_for_before_a_file_is_written() {
        let block = |body: &str| {
            let text = format!("```dockerfile\n{body}```\n");
            let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
            document.blocks()[0].clone()
        };
        let asked = write(&block("FROM $$org$$/a\nLABEL b=$$org$$ c=$$(id)\n"), "Dockerfile");
        let Task::Ask { typed, placeholders } = asked else { panic!("{asked:?}") };
        assert_eq!(typed.text, "cat > Dockerfile << 'EOF'\nFROM $$org$$/a\nLABEL b=$$org$$ c=$$(id)\nEOF");
        assert_eq!(placeholders, [Placeholder::new("$$org$$")]);
        assert!(matches!(write(&block("a=$$\nb=$$(id)\n"), "x.sh"), Task::Write { .. }));
        let Task::Ask { placeholders, .. } = write(&block("FROM a\n"), "$$dir$$/Dockerfile") else { panic!("asks") };
        assert_eq!(placeholders, [Placeholder::new("$$dir$$")]);
    }

    #[test]
    fn what_is_to_be_replaced_in_a_file_is_asked_for_before_it_is_written() {
        let text = "# L\n\n## Save\n\nCreate a file `.env`:\n\n```\nREGION=YOUR_REGION\nNAME=<your-name>\n```\n";
        let (document, _) = crate::reader::read(&crate::source::Source::new("x.md", text));
        let lesson = crate::lesson::compile("x", &document, None).0;
        let [Task::Ask { typed, placeholders }] = &lesson.steps[0].tasks[..] else {
            panic!("{:?}", lesson.steps[0].tasks)
        };
        assert_eq!(typed.text, "cat > .env << 'EOF'\nREGION=YOUR_REGION\nNAME=<your-name>\nEOF");
        assert_eq!(placeholders, &[Placeholder::new("YOUR_REGION"), Placeholder::new("<your-name>")]);
        let filled = lesson.steps[0].filled(&|p, _| Some(if p.key == "region" { "north" } else { "ada" }.to_owned()));
        let Task::Type(typed) = &filled.tasks[0] else { panic!("{:?}", filled.tasks) };
        assert_eq!(typed.text, "cat > .env << 'EOF'\nREGION=north\nNAME=ada\nEOF");
        // With nobody to ask it is written as it is.
        let lesson = lesson.with_stand_ins();
        assert!(matches!(&lesson.steps[0].tasks[..], [Task::Type(typed)] if typed.text.contains("YOUR_REGION")));
    }

    #[test]
    fn a_file_that_holds_the_end_mark_is_written_whole() {
        assert_eq!(write_command("a/b", "x\nEOF\n", false), "mkdir -p a && cat > a/b << 'EOF_'\nx\nEOF\nEOF_");
        assert_eq!(write_command("b", "x", true), "cat >> b << 'EOF'\nx\nEOF");
        assert_eq!(write_command("~/b", "x", false), "cat > ~/b << 'EOF'\nx\nEOF");
        assert!(write_command("~/a/b", "x", false).starts_with("mkdir -p ~/a && cat > ~/a/b <<"));
    }

    #[test]
    fn a_path_is_one_word() {
        for (path, want) in [
            ("a/b.txt", "a/b.txt"),
            ("~/site/index.html", "~/site/index.html"),
            ("~/my site/x", "~/'my site/x'"),
            ("x; rm -rf ~", "'x; rm -rf ~'"),
            ("$(id)", "'$(id)'"),
            ("it's", "'it'\\''s'"),
            ("-rf", "./-rf"),
            ("", "''"),
        ] {
            assert_eq!(shell_word(path), want, "{path}");
        }
        assert!(write_command("a b/c", "x", false).starts_with("mkdir -p 'a b' && cat > 'a b/c' <<"));
    }
}
