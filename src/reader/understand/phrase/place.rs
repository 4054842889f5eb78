//! Words on where something is typed.

use super::super::super::cursor::{Cursor, in_word};

/// What is on the host already, and not made or done there.
const STAY: &[&str] =
    &["is", "are", "was", "were", "stored", "located", "files", "data", "exist", "exists", "remain", "stays"];

/// Whether a sentence asks for something on the host: "create a directory in the host", "on the host, run:". One that
/// speaks of a container too tells how the two belong together.
pub fn is_on_host(sentence: &str) -> bool {
    let places = [" in the host", " on the host", " on your host"];
    let asks = |place: &str| {
        let Some((before, after)) = sentence.split_once(place) else { return false };
        let last = before.rsplit(|c: char| !in_word(c)).find(|word| !word.is_empty()).unwrap_or_default();
        !after.starts_with(in_word) && !STAY.contains(&last)
    };
    !sentence.contains("container")
        && !sentence.contains("mount")
        && (places.into_iter().any(asks) || begins_on_host(sentence))
}

/// Whether a sentence begins with the host as its place, and goes on with what is done: "From the host, look at it:", "On
/// our host machine, run".
fn begins_on_host(sentence: &str) -> bool {
    let begin = Cursor(sentence.trim_start_matches(|c: char| !in_word(c))).maybe_one_of(&["now ", "now, ", "then "]);
    let place =
        begin.past_one_of(&["on ", "from ", "in "]).and_then(|place| place.past_one_of(&["the ", "your ", "our "]));
    let Some(place) = place.and_then(|place| place.maybe("docker ").past_any_case("host")) else { return false };
    let place = place.maybe_one_of(&[" machine", " system", " computer", "'s shell", " terminal", " shell"]);
    let is_end = place.0.trim_start_matches(['*', ')']).trim_end().is_empty();
    is_end || place.0.trim_start_matches('*').starts_with([',', ':', '.', ';'])
}

/// Whether a sentence gives a command to those who type it on the host, and so to nobody who is in a container: "if you are
/// running your command from the host, it is:".
pub fn is_way_from_host(sentence: &str) -> bool {
    let Some((before, after)) = sentence.split_once(" from the host") else { return false };
    let supposes = |text: &str| text.starts_with("If you") || text.contains(" if you");
    let runs = ["run", "type", "typing", "execut", "call"].iter().any(|verb| before.contains(verb));
    !after.starts_with(|c: char| in_word(c) || c == '\'')
        && runs
        && supposes(before)
        && sentence.trim_end().ends_with(':')
}

/// Whether a paragraph leads into a container's shell: "open a shell in the container and run:", "you need to open a shell
/// in the container and set its clock:", or "enter the container's shell. You can type the following command:".
pub fn enters_shell(paragraph: &str) -> bool {
    let is_led = paragraph.trim_end().ends_with(':');
    let mut sentences = paragraph.trim_end_matches(['.', ':', ' ']).rsplit(". ");
    let last = sentences.next().unwrap_or_default();
    let goes_on = |led: &Led| {
        let mut words = led.after().iter().take(FAR).skip_while(|word| *word != "and" && *word != "then");
        words.next().is_some() && words.take(2).any(|word| TYPED.contains(&&**word))
    };
    let leads = |led: Led| !led.after().iter().any(|word| word == "exit");
    let announces = || [" following", "ype ", "un "].iter().any(|words| last.contains(words));
    led(last).is_some_and(|last| goes_on(&last) || is_led && is_work(&last))
        || announces() && sentences.next().and_then(led).is_some_and(leads)
}

/// Whether what is done in a shell that is to be opened is told by a verb, and what follows is how: "and add a user".
/// Who wants to open one is told how to do that; so is who reads of a command.
fn is_work(led: &Led) -> bool {
    const MEANS: &[&str] = &["run", "running", "use", "using", "with", "command", "commands", "by", "via", "exit"];
    let mut before = led.words[..led.verb].iter().rev().map(|word| &**word);
    let is_asked = match before.next() {
        Some("to") => before.next().is_some_and(|word| matches!(word, "need" | "needs" | "have" | "has")),
        before => {
            before.is_none_or(|word| matches!(word, "can" | "could" | "must" | "should" | "please" | "then" | "and"))
        }
    };
    let is_joined = matches!(led.after(), [and, _, ..] if and == "and" || and == "then");
    is_asked && is_joined && !led.after().iter().any(|word| MEANS.contains(&&**word))
}

/// Whether a text sends the learner to the shell that Docker Desktop has for a container: "Select Exec.", "open its Exec
/// tab".
pub fn opens_exec(text: &str) -> bool {
    let verbs = ["select", "click", "open", "choose"];
    let mut words = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).peekable();
    let mut near = ["", "", ""];
    while let Some(word) = words.next() {
        let is_told = || near.iter().any(|word: &&str| verbs.iter().any(|verb| verb.eq_ignore_ascii_case(word)));
        if word == "Exec" && is_told() && words.peek().is_none_or(|next| !matches!(*next, "from" | "command")) {
            return true;
        }
        near = [near[1], near[2], word];
    }
    false
}

/// Words further on speak of something else.
const FAR: usize = 8;
/// What is done with a command.
const TYPED: &[&str] = &["run", "type", "enter", "execute", "try"];
/// What is done with a shell that is not open.
const ENTERED: &[&str] = &["open", "enter", "access", "start", "launch", "get", "into"];

/// A sentence by which a container's shell is entered.
struct Led {
    /// Its words, in small letters.
    words: Vec<String>,
    /// Which of them enters, and which is the first behind the shell.
    verb: usize,
    after: usize,
}

impl Led {
    fn after(&self) -> &[String] {
        self.words.get(self.after..).unwrap_or_default()
    }
}

/// A sentence by which a container's shell is entered: "enter into the container shell …", "open a terminal inside the web
/// container …".
fn led(sentence: &str) -> Option<Led> {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let words: Vec<String> = sentence.split_whitespace().map(bare).collect();
    let is_shell = |word: &String| matches!(&**word, "shell" | "terminal");
    let is_container = |word: &String| matches!(&**word, "container" | "container's" | "container’s");
    let at = words.iter().position(is_shell)?;
    let near = at.saturating_sub(5);
    let verb = near + words[near..at].iter().position(|word| ENTERED.contains(&&**word))?;
    // What serves to do so is called outside.
    if words.first().is_some_and(|word| word == "to") {
        return None;
    }
    if at > 0 && is_container(&words[at - 1]) {
        return Some(Led { words, verb, after: at + 1 });
    }
    let inside = words.get(at + 1).is_some_and(|word| matches!(&**word, "in" | "inside" | "into" | "within" | "of"));
    let of = words.iter().take(at + 6).skip(at + 2).position(is_container).filter(|_| inside)?;
    Some(Led { words, verb, after: at + 2 + of + 1 })
}

#[cfg(test)]
mod tests {
    use super::{enters_shell, is_on_host, is_way_from_host, opens_exec};

    #[test]
    fn a_containers_shell_is_entered() {
        for (text, want) in [
            ("Select **Exec** to enter into the container shell. You can type the following command:", true),
            ("Open a shell in the container from the dashboard and run:", true),
            ("Open a terminal inside the `web` container, then type:", true),
            ("Enter the container's shell. Run this:", true),
            ("To open a shell in the container and look around, run:", false),
            ("Open a shell in the container:", false),
            ("You need to open a shell in the box container and set its clock as the [manual](x) says:", true),
            ("Open a shell in the container and set its clock:", true),
            ("Open a shell in the container and set its clock.", false),
            ("If you want to open a shell in the container and look around:", false),
            ("Open a shell in the container and look around with this command:", false),
            ("The script opens a shell in the container. Run it:", false),
            ("Enter the container's shell and then exit. Run this:", false),
            ("Open a second terminal and run:", false),
        ] {
            assert_eq!(enters_shell(text), want, "{text}");
        }
    }

    #[test]
    fn what_is_typed_from_the_host() {
        for (text, want) in [
            ("Recall that if you run the command from the host command line, it is this:", true),
            ("If you are typing from the host, write:", true),
            ("If you run it from the host's shell:", false),
            ("Run it from the host:", false),
            ("If you mount a folder from the host, write:", false),
        ] {
            assert_eq!(is_way_from_host(text), want, "{text}");
        }
    }

    #[test]
    fn docker_desktops_shell_is_opened() {
        for (text, want) in [
            ("Open the GUI.\nSelect Exec.\nRun this:", true),
            ("Click on the Exec tab, then type", true),
            ("Exec is a command", false),
            ("Open it. The Exec command does it:", false),
        ] {
            assert_eq!(opens_exec(text), want, "{text}");
        }
    }

    #[test]
    fn on_the_host() {
        for (text, want) in [
            ("Let's create a directory in the host with a constant", true),
            ("Now, on the host machine, run:", true),
            ("On the host machine, run", true),
            ("From our host, look at what it holds:", true),
            ("Now from the host:", true),
            ("From the host it is copied:", false),
            ("From the hostname, tell it:", false),
            ("The file is on the host, too:", false),
            ("This binds the directory from the host as `/data` in the container:", false),
            ("What is mounted on the host:", false),
            ("It has a name on the hostname list", false),
        ] {
            assert_eq!(is_on_host(text), want, "{text}");
        }
    }
}
