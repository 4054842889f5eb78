//! What a call prints that only starts or makes something: its id, and nothing else.

use super::super::scan::has_part;
use super::engine;

/// Whether a text cannot be what a call printed that only starts a container: `docker run -d` prints one id, below what the
/// engine tells of the image that it fetches.
pub fn is_not_its_own(command: &str, printed: &str) -> bool {
    let says = ["ull", "rror", "docker", "image", "igest", "tatus", "WARN"];
    let are_more = || printed.lines().filter(|line| line.trim().len() > 3).nth(1).is_some();
    starts_only(command) && are_more() && !says.iter().any(|words| has_part(printed, words))
}

fn starts_only(command: &str) -> bool {
    if !(has_part(command, " run ") && (has_part(command, " -d") || has_part(command, " --detach"))) {
        return false;
    }
    // `docker run` or `docker container run`, and nothing behind it.
    let mut words = command.split_ascii_whitespace().skip_while(|word| *word == "sudo");
    let is_run = words.next().is_some_and(engine::is_engine)
        && words.find(|word| *word != "container").is_some_and(|word| word == "run");
    let is_detached =
        |word: &str| word == "--detach" || word.starts_with("-d") || matches!(word, "-itd" | "-id" | "-td");
    is_run && !has_part(command, "\n") && !command.contains(['|', ';', '&']) && words.any(is_detached)
}

#[cfg(test)]
mod tests {
    use super::is_not_its_own;

    #[test]
    fn what_only_starts_something_prints_an_id() {
        let run = "docker container run -d web";
        for (command, printed, want) in [
            (run, "boats\nropes", true),
            (run, "4f5e6d7c8b9a", false),
            (run, "Unable to find image 'web' locally", false),
            (run, "docker: Error response", false),
            (run, "boats", false),
            (run, "4f5e6d7c8b9a\n$", false),
            (run, "4f5e6d7c8b9a\n4f5e6d7c8b9a-init\nl", true),
            ("docker run web", "boats\nropes", false),
            ("docker run -d web && ls", "boats\nropes", false),
            ("ls -d run a", "boats", false),
        ] {
            assert_eq!(is_not_its_own(command, printed), want, "{command} {printed}");
        }
    }
}
