//! What is said, by the phrase that stands where a word begins that might speak of a topic.

use super::super::cursor::{Cursor, in_word};
use super::super::scan::{self, is_word};
use super::topics::{self, Topics};
use memchr::{memchr2_iter, memmem, memrchr};

mod adding;
mod beside;
mod change;
mod example;
mod failure;
mod field;
mod file;
mod going;
mod inside;
mod keys;
mod meant;
mod passing;
mod place;
mod script;
mod seen;
mod start_file;

pub use adding::{Change, change};
pub use beside::{file_to_fill, is_there_before, is_told_as_place, shown_file};
pub use change::{
    added_to_dockerfile, adds_lines, makes, saved_as, saved_from_above, settings_file, shows_part, tells_of_piece,
};
pub use example::{file_in_title, is_titled_advice, is_titled_example, only_file, tells_of_example};
pub use failure::supposes_error;
pub use field::fills_field;
pub use file::{docker_file, folder_before, folder_of, folder_within, ignore_file, plain_file};
pub use inside::{is_inside, is_titled_inside};
pub use keys::{leaves_by_keys, presses_sign, tells_to_press};
pub use meant::meant_file;
pub use place::{enters_shell, is_on_host, is_way_from_host, opens_exec};
pub use script::{file_to_save, script_told_of};
pub use seen::is_only_seen;
pub use start_file::{commented_start_file, gives_own, goes_into, names_start_file, start_file, start_file_around};

/// The topics that are spoken of for sure at a place where a word might speak of some.
pub fn told(sentence: &str, at: usize, topic: Topics) -> Topics {
    let is = match topic {
        topics::OUTPUT => is_output(sentence, at),
        topics::COMMAND => is_command(sentence, at),
        topics::SYNTAX => is_syntax(sentence, at),
        topics::FILE => is_file(sentence, at),
        topics::UNIX => is_unix(sentence, at),
        _ => false,
    };
    if is { topic } else { Topics::default() }
}

/// Whether any of some words stands at a place.
fn any_word(text: &str, at: usize, words: &[&str]) -> bool {
    let Some(first) = text.as_bytes().get(at) else { return false };
    // Most words are told by their first letter.
    let begins = |word: &str| word.as_bytes().first().is_some_and(|letter| letter.eq_ignore_ascii_case(first));
    words.iter().any(|word| begins(word) && is_word(text, at, word))
}

/// Whether a text ends with a word, in upper or lower case.
fn ends_with(text: &str, word: &str) -> bool {
    let Some(from) = text.len().checked_sub(word.len()) else { return false };
    let bytes = text.as_bytes();
    bytes[from..].eq_ignore_ascii_case(word.as_bytes())
        && from.checked_sub(1).is_none_or(|before| !scan::in_word(bytes[before]))
}

/// Whether a text ends with any of some words.
fn ends_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| ends_with(text, word))
}

/// The last word of a text, as far as it ends with one.
pub fn last_word(text: &str) -> &str {
    let bytes = text.as_bytes();
    match bytes.iter().rposition(|byte| !scan::in_word(*byte)) {
        // A letter of another alphabet may belong to it.
        Some(at) if !bytes[at].is_ascii() => &text[text.trim_end_matches(in_word).len()..],
        before => &text[before.map_or(0, |at| at + 1)..],
    }
}

/// `you should see`, `output`, `results in`, `… shows:`
fn is_output(text: &str, at: usize) -> bool {
    let here = |words: &[&str]| any_word(text, at, words);
    match text.as_bytes()[at] | 0x20 {
        // "pick something from that output" announces none.
        b'o' => {
            here(&["output", "outputs"])
                && !ends_with_any(text[..at].trim_end(), &["from that", "from the", "from this", "following command"])
                && !here(&["output by"])
                && !seen::is_kept(&text[at..])
        }
        b'a' => here(&["ausgabe"]),
        b's' if here(&["sortie", "salida"]) => true,
        b's' if here(&["sehen"]) => has_any_word(text, &["sollten", "solltest", "sollte", "werden", "wirst", "würden"]),
        b'v' => here(&["voir", "ver", "vedere"]) && is_foretold_elsewhere(&text[..at]),
        b'l' => {
            here(&["looks like", "look like"])
                || here(&["look"]) && !here(&["look at", "look into"]) && is_foretold(text, at)
        }
        b's' => {
            let shows =
                || Cursor(&text[at..]).past_one_of(&["shows", "show"]).is_some_and(|c| c.to_word().0.is_empty());
            here(&["similar to", "something like", "something along the lines of"])
                && !ends_with_any(text[..at].trim_end(), &["it has", "it contains"])
                || here(&["see", "show"]) && is_foretold(text, at) && !is_met_often(&text[at..])
                || shows()
        }
        b'r' => {
            let verbs = ["is", "in", "will", "should"];
            let result = Cursor(&text[at..]).past_one_of(&["results ", "result "]);
            here(&["returns", "resulting in", "respond", "responds", "response"])
                || here(&["return"]) && is_foretold(text, at)
                || result.is_some_and(|c| any_word(c.0, 0, &verbs))
                    && !ends_with_any(text[..at].trim_end(), &["not", "what", "which"])
        }
        b'g' if here(&["give", "gives"]) => {
            // `gives:`, `will give (among other things):`
            let verb = Cursor(&text[at..]).past_one_of(&["gives", "give"]);
            let told = here(&["gives"]) || ends_with_any(text[..at].trim_end(), &["will", "should", "would"]);
            let rest = verb.map_or("", |c| c.0.trim_start());
            let aside = rest.strip_prefix('(').and_then(|r| r.split_once(')')).map_or(rest, |(_, after)| after);
            told && Cursor(aside).to_word().0.is_empty()
        }
        b'p' => here(&["prints"]) || here(&["produce", "print"]) && is_foretold(text, at),
        b'd' if here(&["displayed"]) => ends_with_any(text[..at].trim_end(), &["will be", "should be", "is", "are"]),
        _ => here(&["display", "get"]) && is_foretold(text, at),
    }
}

/// `see this a lot`, `see it often`: that is a way that others take, too.
fn is_met_often(sees: &str) -> bool {
    let object = Cursor(sees).past("see ").and_then(|c| c.past_one_of(&["this ", "that ", "it ", "them "]));
    let often = ["a lot", "often", "frequently", "everywhere", "all the time", "all over", "in many", "quite"];
    object.is_some_and(|c| any_word(c.0, 0, &often))
}

/// Whether the learner is to look at what something prints, rather than told what that should be: "Check the output:",
/// "we can see the output:".
pub fn asks_to_see(sentence: &str) -> bool {
    const VERBS: [&str; 7] = ["check ", "see ", "view ", "show ", "display ", "inspect ", "look at "];
    let mut sentence = sentence.trim_start();
    for opener in ["Now ", "Let's "] {
        while let Some(rest) = sentence.strip_prefix(opener) {
            sentence = rest;
        }
    }
    let (first, rest) = sentence.split_at(sentence.chars().next().map_or(0, char::len_utf8));
    let begins = |verb: &&str| first.eq_ignore_ascii_case(&verb[..1]) && rest.starts_with(&verb[1..]);
    let asks = || {
        let can = memmem::find(sentence.as_bytes(), b" can ").map(|at| &sentence[at + " can ".len()..]);
        can.is_some_and(|rest| VERBS.iter().any(|verb| rest.starts_with(verb)))
    };
    let foretells = || has_any_word(sentence, &["should", "will", "like", "similar", "following", "this"]);
    (VERBS.iter().any(begins) || asks()) && !foretells()
}

/// Whether a sentence ends with what is to be used: "you can see it using:".
pub fn ends_with_means(sentence: &str) -> bool {
    let words = sentence.trim_end_matches(|c: char| !c.is_alphanumeric());
    let by = |verb: &str| words.ends_with(verb) && words[..words.len() - verb.len()].ends_with(" by ");
    words.ends_with(" using") || ["running", "typing", "executing"].into_iter().any(by)
}

/// "You will see a terminal that is running a shell in the box container": a program of another kind opened it.
pub fn shows_shell(text: &str) -> bool {
    let found = "a shell in";
    scan::has_part(text, found)
        && memmem::find_iter(text.as_bytes(), found).any(|at| {
            let runs = ["running", "runs"].iter().any(|verb| ends_with(text[..at].trim_end(), verb));
            let from = text[..at].rfind(['.', '\n']).map_or(0, |end| end + 1);
            let sees = text[from..at].trim_start().starts_with("You");
            let after = text[at + found.len()..].split_whitespace().take(4);
            let container = |word: &str| word.trim_end_matches(|c: char| !c.is_alphanumeric()) == "container";
            runs && sees && after.into_iter().any(container)
        })
}

/// `will `, `you should now ` before a verb.
fn is_foretold(text: &str, at: usize) -> bool {
    let modal = |text: &str| {
        let words = ["should", "will", "can", "would", "might", "may", "you'll", "you"];
        ends_with_any(text, &words)
    };
    let Some(before) = text[..at].strip_suffix(' ') else { return false };
    let word = last_word(before);
    if word.eq_ignore_ascii_case("you") && passing::is_in_passing(text, at) {
        return false;
    }
    modal(before) || !word.is_empty() && before[..before.len() - word.len()].strip_suffix(' ').is_some_and(modal)
}

/// Whether a text has any of some words.
fn has_any_word(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| whole(text, word).next().is_some())
}

/// `vous devriez `, `deberías ` before `voir` or `ver`, perhaps with a word between.
fn is_foretold_elsewhere(before: &str) -> bool {
    let modal = |word: &str| {
        let lower = word.to_lowercase();
        ["devr", "deber", "debe", "dever", "deve", "dovr", "podr", "pourr", "potr", "pod", "allez", "vas", "vais"]
            .iter()
            .any(|begin| lower.starts_with(begin))
    };
    before.split_whitespace().rev().take(2).any(modal)
}

/// `Run this:`, and no full stop behind it.
fn is_command(text: &str, at: usize) -> bool {
    let verbs = [
        "run",
        "type",
        "execute",
        "enter",
        "issue",
        "try",
        "use",
        "using",
        "start",
        "stop",
        "with",
        "command",
        "commands",
        "befehl",
        "comando",
        "comandos",
        "commande",
        "commandes",
        "ejecuta",
        "ejecutar",
        "ejecute",
    ];
    // From the end: most dots of a long sentence stand there.
    any_word(text, at, &verbs) && memrchr(b'.', &text.as_bytes()[at..]).is_none()
}

fn is_syntax(text: &str, at: usize) -> bool {
    // "its syntax is easier, so we take it" announces none.
    any_word(text, at, &["syntax", "usage", "general form", "form of", "sintaxis", "syntaxe", "sintaxe", "sintassi"])
        && !text[at..].contains(", so ")
}

fn is_file(text: &str, at: usize) -> bool {
    let words = [
        "file",
        "dockerfile",
        "content",
        "contents",
        "following lines",
        "add the",
        "add these",
        "add this",
        "replace",
        "edit",
        "compose.yaml",
        "compose.yml",
        "archivo",
        "arquivo",
        "datei",
        "fichier",
        "fichero",
    ];
    any_word(text, at, &words)
}

/// `Linux`, `all platforms`
fn is_unix(text: &str, at: usize) -> bool {
    let every = || text[..at].strip_suffix(' ').is_some_and(|before| ends_with_any(before, &["all", "every", "any"]));
    any_word(text, at, &["mac", "macos", "linux", "unix"])
        || Cursor(&text[at..]).past_any_case("platform").is_some() && every()
}

/// The longest way from the verb to what is typed, in characters: "type the word `exit`".
const FAR: usize = 40;

/// Whether a heading tells to make a file: `Create a docker-compose.yml file`.
pub fn tells_to_make_file(title: &str) -> bool {
    let verb = title.split(' ').next().unwrap_or_default();
    ["create", "write", "add", "edit", "creating"].iter().any(|known| known.eq_ignore_ascii_case(verb))
        && title.split(' ').skip(1).any(|word| is_file_name(word.trim_matches('`')))
}

/// Whether a sentence sends the learner out of a container: "type `exit`", "Ctrl-P Ctrl-Q", "back on your computer".
pub fn leaves(text: &str, at: usize) -> bool {
    let here = Cursor(&text[at..]);
    match text.as_bytes()[at] | 0x20 {
        b'e' | b'l' if types_exit(text, at) || going::exits(here) && !is_last(text, at) => !going::is_denied(text, at),
        b'l' | b'q' | b'd' => keys::is_told_to_leave(text, at) && !is_last(text, at),
        b'c' => keys::detaches(here) || keys::ends_input(here),
        b'b' => goes_back(here),
        b's' => is_in_shell(text, at),
        _ => false,
    }
}

/// "type `exit`"
fn types_exit(text: &str, at: usize) -> bool {
    let verbs = ["type", "run", "enter", "issue", "execute", "giving", "press", "with", "using"];
    let Some(before) = going::before_marked(text, at) else { return going::is_typed_plain(text, at) };
    if going::is_announced(text, before, at) {
        return true;
    }
    // A verb farther away is not looked for: a character has four bytes at most.
    let before = scan::tail(before, FAR * 5);
    let near = |end: usize| !before[end..].contains(['.', ';']) && before[end..].chars().count() <= FAR;
    verbs.iter().any(|verb| whole(before, verb).last().is_some_and(|at| near(at + verb.len())))
}

/// Whether something comes first that a sentence asks for and announces: "create a file and then exit the container:"
fn is_last(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end();
    let before = before.strip_suffix("then").map_or(before, |before| before.trim_end_matches([' ', ',']));
    text.trim_end().ends_with(':') && ends_with(before, "and")
}

/// "back on your own computer"
fn goes_back(here: Cursor<'_>) -> bool {
    let place = here
        .past_one_of(&["back on ", "back in ", "back at ", "back to "])
        .and_then(|place| place.past_one_of(&["the", "your", "our"]))
        .and_then(|place| place.maybe(" own").maybe(" docker").past(" "));
    place.is_some_and(|place| any_word(place.0, 0, &["host", "computer", "machine", "laptop"]))
}

/// "in your shell, you should now be in"
fn is_in_shell(text: &str, at: usize) -> bool {
    let before = text[..at].strip_suffix(' ').filter(|before| ends_with_any(before, &["in your", "in your own"]));
    let place = before.and_then(|_| Cursor(&text[at..]).past_any_case("shell"));
    let place = place.and_then(|place| place.maybe(",").past_any_case(" you should "));
    place.is_some_and(|place| is_word(place.maybe_one_of(&["still ", "now "]).0, 0, "be in"))
}

/// Whether a sentence only supposes what it says.
pub fn supposes(text: &str) -> bool {
    // Who is still there is told to go.
    if ["If you still", "If you are still", "If you're still"].iter().any(|words| text.trim_start().starts_with(words))
    {
        return false;
    }
    let words = ["if you", "you can", "when you", "to exit", "would", "later"];
    let is_meant = |words: &str, at: usize| words != "to exit" || !going::is_purpose(text, at);
    words.iter().any(|words| whole(text, words).any(|at| is_meant(words, at))) && !tells_to_press(text)
}

/// Where words stand in a text that begin and end there, in upper or lower case.
fn whole(text: &str, words: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let begins = move |at: &usize| at.checked_sub(1).is_none_or(|before| !scan::in_word(bytes[before]));
    let first = words.bytes().next().unwrap_or_default();
    memchr2_iter(first, first.to_ascii_uppercase(), bytes).filter(begins).filter(move |at| is_word(text, *at, words))
}

/// Endings of files that lessons show.
const ENDINGS: &[&str] = &[
    "yaml", "yml", "json", "py", "js", "ts", "go", "rb", "sh", "conf", "cfg", "ini", "toml", "txt", "html", "css",
    "sql", "xml", "env", "md", "csv", "jsx", "tsx", "rs", "c", "h", "cpp", "java", "php",
];

/// Whether a word has no other signs than the names of files.
fn is_path(name: &str) -> bool {
    // `127.0.0.1`
    let has_name = name.contains(|c: char| !(c.is_ascii_digit() || c == '.'));
    has_name && name.chars().all(|c| in_word(c) || matches!(c, '.' | '~' | '/' | '-'))
}

/// Files that have no ending.
fn is_docker_or_make(name: &str) -> bool {
    let ends = |end: &str| {
        name.len().checked_sub(end.len()).is_some_and(|from| Cursor(&name[from..]).past_any_case(end).is_some())
    };
    name.is_ascii() && (ends("dockerfile") || ends("makefile") || name == "Jenkinsfile")
}

/// Whether a text is a file's name.
pub fn is_file_name(name: &str) -> bool {
    let known = |end: &str| ENDINGS.contains(&end) || is_ignored(end);
    is_path(name) && (name.rsplit_once('.').is_some_and(|(_, end)| known(end)) || is_docker_or_make(name))
}

/// The first file's name that stands in backticks in a sentence.
pub fn quoted_file(sentence: &str) -> Option<&str> {
    let known = |end: &str| ENDINGS.iter().any(|e| e.eq_ignore_ascii_case(end)) || is_ignored(end);
    let is_file = |name: &str| name.rsplit_once('.').is_some_and(|(_, end)| known(end)) || is_docker_or_make(name);
    sentence.split('`').skip(1).step_by(2).find(|name| is_path(name) && is_file(name))
}

/// How a sentence ends behind the name of a file in other languages: "in der `a.yml`-Datei:", "创建 `a.yml` 文件：".
const OTHER_FILES: &[&str] = &["`-datei", "` datei", "`文件", "` 文件", "`檔案", "` 檔案"];

/// What stands before it, up to the name's end.
fn before_file(sentence: &str) -> Option<&str> {
    let text = sentence.trim_end_matches(|c: char| !c.is_alphanumeric());
    OTHER_FILES.iter().find_map(|end| {
        let from = text.len().checked_sub(end.len())?;
        text.get(from..)?.eq_ignore_ascii_case(end).then(|| &text[..from])
    })
}

/// What stands before "file", and before words on how it looks: "a basic `a.yml` file as", "a `b.c` file like this".
fn before_its_look(mut end: &str) -> Option<&str> {
    loop {
        let last = last_word(end);
        let before = end[..end.len() - last.len()].strip_suffix(' ')?;
        match last {
            "as" | "like" | "so" | "this" | "follows" | "with" | "following" | "content" | "contents" | "the" => {}
            _ => return last.eq_ignore_ascii_case("file").then_some(before),
        }
        end = before;
    }
}

/// The name in backticks at the end of a sentence, if it is a file's: "in the `a.yml` file:".
pub fn file_at_end(sentence: &str) -> Option<&str> {
    let known = |end: &str| ENDINGS.iter().any(|e| e.eq_ignore_ascii_case(end)) || is_ignored(end);
    let is_file = |name: &str| {
        let ends = name.rsplit_once('.').is_some_and(|(_, end)| known(end)) || is_docker_or_make(name);
        ends && is_path(name)
    };
    // A name and nothing else, in bold perhaps.
    let alone = sentence.trim().trim_end_matches(':');
    if is_file(alone) {
        return Some(alone);
    }
    let end = sentence.trim_end_matches(|c| !in_word(c));
    let before = if sentence[end.len()..].starts_with('`') {
        end
    } else if let Some(before) = before_file(sentence) {
        before
    } else {
        before_its_look(end)?.strip_suffix('`')?
    };
    let name = &before[memrchr(b'`', before.as_bytes())? + 1..];
    is_file(name).then_some(name)
}

/// `gitignore`, `dockerignore`
fn is_ignored(end: &str) -> bool {
    let from = end.len().checked_sub("ignore".len());
    from.is_some_and(|from| end.as_bytes()[from..].eq_ignore_ascii_case(b"ignore")) && end.chars().all(in_word)
}

/// The last name in backticks that is introduced as a file's: "create a file called `a.yml`".
pub fn named_file(text: &str) -> Option<&str> {
    let mut end = memrchr(b'`', text.as_bytes())?;
    while let Some(start) = memrchr(b'`', &text.as_bytes()[..end]) {
        let name = &text[start + 1..end];
        let ending = |end: &str| !end.is_empty() && end.chars().all(in_word);
        let is_file =
            is_path(name) && (name.rsplit_once('.').is_some_and(|(_, e)| ending(e)) || is_docker_or_make(name));
        if is_file
            && !is_ending(name)
            && introduces(&text[..start])
            && !beside::is_beside(&text[..start])
            && !is_value(name, &text[..start])
        {
            return Some(name);
        }
        end = start;
    }
    None
}

/// Whether a name with an ending that no file has is a value of a program: "it is available in `data.values`".
fn is_value(name: &str, before: &str) -> bool {
    before.trim_end().ends_with(" available in") && !is_file_name(name)
}

/// Whether a name is nothing but a kind of file: "a `.sif` file".
fn is_ending(name: &str) -> bool {
    const KINDS: [&str; 12] =
        [".sif", ".tar", ".img", ".iso", ".zip", ".gz", ".tgz", ".jar", ".def", ".sh", ".yml", ".yaml"];
    KINDS.contains(&name)
}

/// "create a", "file called", "save it as" before a file's name.
fn introduces(before: &str) -> bool {
    let says = |text: &str| {
        let words = [
            "file", "called", "named", "create", "edit", "modify", "change", "update", "open", "into", "to", "in",
            "archivo", "arquivo", "fichero", "fichier", "datei", "llamado", "chamado",
        ];
        let saves = ["save as", "saved as", "save it as", "saved it as"];
        ends_with_any(text, &words) || ends_with_any(text, &saves)
    };
    let text = before.trim_end();
    // "create a new"
    let plain = text.strip_suffix(" new").unwrap_or(text);
    let articles = ["a", "an", "the", "your"];
    let further = |article: &&str| {
        let before =
            plain.len().checked_sub(article.len()).filter(|_| ends_with(plain, article)).map(|from| &plain[..from]);
        before.is_some_and(|before| before.ends_with(char::is_whitespace) && says(before.trim_end()))
    };
    text.len() < before.len() && (says(text) || articles.iter().any(further))
}

/// How output is announced in words that have other letters: "预期输出：", "Résultat attendu :".
pub fn says_output(sentence: &str) -> bool {
    let words =
        ["预期", "输出", "輸出", "应该看到", "应该会看到", "会看到", "應該看到", "ésultat attendu", "aída esperada"];
    !sentence.is_ascii() && words.iter().any(|words| sentence.contains(words))
        || failure::announces_error(sentence)
        || failure::looks_for_message(sentence)
        || ends_like_output(sentence.trim_end_matches(|c: char| !c.is_alphanumeric()))
}

/// `Resultado esperado:`, `Ergebnis:`, alone or at the end of a sentence.
fn ends_like_output(sentence: &str) -> bool {
    let ends = ["resultado", "esperado", "esperada", "risultato", "ergebnis", "résultat"];
    // Most words end with other letters.
    let may_be = sentence.bytes().last().is_some_and(|last| matches!(last | 0x20, b'o' | b'a' | b's' | b't'));
    may_be && {
        let last = last_word(sentence);
        ends.iter().any(|end| last.eq_ignore_ascii_case(end))
    }
}

#[cfg(test)]
mod tests;
