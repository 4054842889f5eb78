//! The parts of a command that the learner must replace.

mod dots;
mod general;
mod nobodys;
mod of_file;
mod persona;
mod quoted;
mod telling;

pub use general::of_synopsis;
pub use of_file::of_file;

use super::super::cursor::{Cursor, in_word};
use super::super::scan::{any_at, has_byte, has_part};
use super::metavariable;
use super::paths::{of_other_paths, of_paths, starts_path};
use super::stand_in::{LEAST, is_companion, is_stand_in};
use super::value_signs::{
    ANGLE, ANY, BRACE, BRACKET, CAPITAL, CROSS, DOLLAR, DOTS, GUILLEMET, HASH, MARKS, OTHER, QUOTE, SLASH, UNDERSCORE,
    look_through,
};
use super::variable::Variables;
use super::words::angle;
use memchr::memchr_iter;
use std::collections::BTreeSet;

/// Names in angle brackets that are no placeholders.
const NOT_ANGLE: &[&str] = &["none", "missing", "snip", "n", "h1", "h2", "p", "br", "html", "body", "div"];

/// The placeholders of a command, each once, in order.
pub fn of_command(text: &str) -> Vec<String> {
    with_variables(text, None)
}

/// The same with the variables that nothing set before.
pub fn with_variables(text: &str, mut variables: Option<&mut Variables<'_>>) -> Vec<String> {
    let text = without_remark(text);
    let (signs, stands_in) = look_through(text);
    let mut found = match &mut variables {
        Some(variables) if signs & DOLLAR != 0 => variables.unset(text),
        _ => Vec::new(),
    };
    if signs & ANGLE != 0 {
        of_angles(text, &mut found);
    }
    // What a here document holds is another language's, which has brackets and braces of its own.
    let has_document = signs & ANGLE != 0 && has_part(text, "<<");
    let line = if has_document { text.lines().next().unwrap_or_default() } else { text };
    let marked = if signs & MARKS != 0 { &MARKED[..] } else { &[] };
    for &(sign, mark, is) in marked {
        let text = if matches!(mark, "[" | "{" | "{{") { line } else { text };
        if signs & sign != 0 && text.contains(mark) {
            of_marks(text, mark, is, &mut found);
        }
    }
    if signs & (HASH | CROSS) != 0 {
        of_signs(text, &mut found);
        telling::of_masked(text, &mut found);
    }
    if signs & QUOTE != 0 {
        quoted::find(text, &mut found);
    }
    if signs & DOTS != 0 && has_part(text, "...") {
        dots::find(text, &mut found);
        nobodys::of_begun_value(text, &mut found);
    }
    if signs & ANGLE != 0 && !found.is_empty() {
        of_image(text, &mut found);
    }
    if signs & SLASH != 0 && has_path(text) {
        of_paths(text, &mut found);
    } else if signs & SLASH != 0 && any_at(text, b'/', |text, at| starts_path(&text[at..])) {
        of_other_paths(text, &mut found);
    }
    telling::find(text, signs, &mut found);
    if signs & SLASH != 0 && persona::may_be(text) {
        persona::find(text, &mut found);
    }
    if let Some(variables) = variables.as_deref().filter(|_| signs & SLASH != 0) {
        found.append(&mut persona::accounts(text, |account| variables.pushes_to(account)));
    }
    if stands_in || signs & OTHER != 0 {
        of_words(text, &mut found);
    }
    let metavariables = if signs & (CAPITAL | UNDERSCORE) != 0 { metavariable::find(text) } else { Vec::new() };
    let any = variables.filter(|_| signs & ANY != 0).map(|variables| variables.any_name(text)).unwrap_or_default();
    for (at, word) in metavariables.into_iter().chain(any) {
        if !found.iter().any(|(other, name)| (*other..other + name.len()).contains(&at)) {
            found.push((at, word));
        }
    }
    if has_document {
        // What is between two such signs is filled in before any shell reads it.
        found.retain(|(at, name)| *at < line.len() || is_learners(name) || name.starts_with("$$"));
    }
    if found.is_empty() {
        return Vec::new();
    }
    found.sort_by_key(|(at, _)| *at);
    unique(found.into_iter().map(|(_, word)| telling::without_mark(word)))
}

/// The words that stand for others, where nothing was found yet.
fn of_words(text: &str, found: &mut Vec<(usize, String)>) {
    let within: Vec<_> = found.iter().map(|(at, name)| *at..at + name.len()).collect();
    let is_within = |at: usize| within.iter().any(|range| range.contains(&at));
    let mut at = 0;
    for word in text.split_inclusive(|c: char| c.is_whitespace()) {
        if !is_within(at) {
            let known = found.len();
            push_stand_ins(word.trim_end(), at, found);
            let new = found.split_off(known);
            found.extend(new.into_iter().filter(|(at, _)| !is_within(*at)));
        }
        at += word.len();
    }
}

/// Whether a path in a text may be of those that stand for any.
fn has_path(text: &str) -> bool {
    any_at(text, b'/', |text: &[u8], at: usize| text[at..].starts_with(b"/path") || text[at..].starts_with(b"/to/"))
}

/// A line without the comment at its end, which nobody has to type.
fn without_remark(text: &str) -> &str {
    let is_quoted = |at: usize| text[..at].bytes().filter(|b| matches!(b, b'\'' | b'"')).count() % 2 == 1;
    let begins = |at: &usize| text[at + 2..].starts_with(' ') && !is_quoted(*at);
    // Few commands have the sign at all.
    let mut signs = memchr_iter(b'#', text.as_bytes()).filter_map(|at| at.checked_sub(1));
    match signs.find(|at| text.as_bytes()[*at] == b' ' && begins(at) && !has_byte(text, b'\n')) {
        Some(at) => &text[..at],
        None => text,
    }
}

/// Whether a placeholder says that the learner has one: in a document the names of others are the document's own.
fn is_learners(name: &str) -> bool {
    let name = name.trim_start_matches(|c: char| !c.is_alphanumeric());
    ["your", "my"].iter().any(|own| name.get(..own.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(own)))
}

/// The bit of a sign, how what stands for a value begins with it, and where that ends.
static MARKED: [Marked; 7] = [
    (GUILLEMET, "«", guillemets),
    (BRACKET, "[", brackets),
    (DOLLAR, "$$", dollars),
    (DOLLAR, "${your-", your_variable),
    (BRACE, "{{", braces),
    (BRACE, "{", single_braces),
    (BRACKET, "[[", double_brackets),
];

type Marked = (u16, &'static str, End);
/// Where that ends which begins at a place, behind what stands before it.
type End = for<'t> fn(Cursor<'t>, &str) -> Option<Cursor<'t>>;

/// What begins with a mark, as far as it ends.
fn of_marks(text: &str, mark: &str, end: End, found: &mut Vec<(usize, String)>) {
    let mut from = 0;
    while let Some(at) = text[from..].find(mark).map(|i| from + i) {
        let here = Cursor(&text[at..]);
        from = match end(here, &text[..at]) {
            Some(after) => {
                found.push((at, after.since(here).to_owned()));
                text.len() - after.0.len()
            }
            // The next may begin with the second sign of this one.
            None => at + here.0.chars().next().map_or(1, char::len_utf8),
        };
    }
}

/// `[BOX NAME]`; but `[a-z]` is a range.
fn brackets<'t>(here: Cursor<'t>, before: &str) -> Option<Cursor<'t>> {
    let begins = before.is_empty()
        || before.ends_with(|c: char| c.is_whitespace() || "/:=@".contains(c))
        || before.ends_with("]-");
    let first = here.past("[").filter(|_| begins)?.one(|c| c.is_ascii_alphabetic())?;
    let range = first.past("-").is_some_and(|c| c.0.starts_with(in_word));
    first.some(|c| c.is_ascii_alphabetic() || matches!(c, ' ' | '_' | '-' | '\''))?.past("]").filter(|_| !range)
}

/// `«name»`
fn guillemets<'t>(here: Cursor<'t>, _: &str) -> Option<Cursor<'t>> {
    let start = here.past("«")?;
    let inner = &start.0[..start.0.char_indices().take(MAX_NAME).find(|(_, c)| *c == '»')?.0];
    let fits = |c: char| in_word(c) || matches!(c, ' ' | '\u{a0}' | '-' | '.' | '/' | '\'');
    (inner.starts_with(char::is_alphanumeric) && inner.chars().all(fits))
        .then(|| Cursor(&start.0[inner.len() + '»'.len_utf8()..]))
}

/// A longer text in marks is no name.
const MAX_NAME: usize = 60;

/// `$$NAME$$`
fn dollars<'t>(here: Cursor<'t>, _: &str) -> Option<Cursor<'t>> {
    here.past("$$")?.one(|c| c.is_ascii_alphabetic() || c == '_')?.skip(in_word).past("$$")
}

/// `${your-name}`: a shell would take what stands behind the dash.
fn your_variable<'t>(here: Cursor<'t>, _: &str) -> Option<Cursor<'t>> {
    here.past("${your-")?.some(|c| in_word(c) || c == '-')?.past("}")
}

/// `{{ site.name }}`, `{{session_name}}`, `{{< param name >}}`; a Go template (`{{.Names}}`) has a dot first.
fn braces<'t>(here: Cursor<'t>, before: &str) -> Option<Cursor<'t>> {
    let in_name = |c: char| in_word(c) || c == '-';
    let start = here.past("{{")?;
    let start = start.past("<").or_else(|| start.past("%")).and_then(|c| c.white().past("param")).unwrap_or(start);
    let name = start.white();
    let mut place = name.one(|c| c.is_ascii_alphabetic() || c == '_')?.skip(in_name);
    let keyword = place.since(name);
    let tells = matches!(keyword, "range" | "with" | "if" | "json") && place.0.starts_with('.');
    if tells || GO_WORDS.contains(&keyword) || !keyword.contains(['_', '-']) && is_format(before) {
        return None;
    }
    while let Some(part) = place.past(".") {
        place = part.some(in_name)?;
    }
    place.white().maybe_one_of(&[">", "%"]).past("}}")
}

/// What a Go template calls or ends by a word alone.
const GO_WORDS: &[&str] = &["end", "else", "break", "continue", "print", "printf", "println", "now", "len", "json"];

/// So many bytes before a brace tell whether it stands in quotes.
const MAX_QUOTED: usize = 400;

/// Whether what stands behind a text is in the quotes of a format that the engine is told: `--format '{{.ID}} `.
fn is_format(before: &str) -> bool {
    let near = before.len().saturating_sub(MAX_QUOTED);
    let mut open = None;
    for (at, byte) in before.bytes().enumerate().skip(near).filter(|(_, b)| matches!(b, b'\'' | b'"')) {
        open = match open {
            None => Some((at, byte)),
            Some((_, quote)) if quote == byte => None,
            within => within,
        };
    }
    let told = open.map_or("", |(at, _)| &before[..at]);
    ["--format ", "--format=", " -f "].iter().any(|flag| told.ends_with(flag))
}

/// `{name}`, `{version number}`: a shell leaves them as they are, and no program wants them unless they are quoted.
fn single_braces<'t>(here: Cursor<'t>, before: &str) -> Option<Cursor<'t>> {
    let begins = before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || "/:=".contains(c));
    let start = here.past("{").filter(|_| begins)?;
    // No program wants another alphabet's words.
    let words = start.skip(|c| !"{}\"'`$,".contains(c));
    if words.since(start).contains(|c: char| !c.is_ascii() && c.is_alphabetic()) {
        return words.past("}");
    }
    let word = start.one(|c| c.is_ascii_alphabetic() || matches!(c, '_' | '-'))?;
    let after = word.skip(|c| c.is_ascii_alphabetic() || matches!(c, '_' | '-' | ' '));
    let name = after.since(start);
    let end = (name.len() > 2 || name == "id").then_some(after)?.past("}")?;
    // What stands far before is not looked at: a line of nothing but braces would be read once for each of them.
    let near = &before.as_bytes()[before.len().saturating_sub(MAX_QUOTED)..];
    let quoted = near.iter().filter(|b| matches!(b, b'\'' | b'"')).count() % 2 == 1;
    (!quoted).then_some(end)
}

/// `[[NAME]]`
fn double_brackets<'t>(here: Cursor<'t>, _: &str) -> Option<Cursor<'t>> {
    let name = here.past("[[")?.one(|c| c.is_ascii_uppercase())?;
    name.skip(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_').past("]]")
}

/// `###`, `xxxxxx`, `____`, `XXXX:latest`, `userXXXX`
fn of_signs(text: &str, found: &mut Vec<(usize, String)>) {
    let mut at = 0;
    for word in text.split(char::is_whitespace) {
        let all = |part: &str, signs: &[u8]| part.bytes().all(|b| signs.contains(&b));
        if word.len() >= 3 && (all(word, b"#") || all(word, b"_")) {
            found.push((at, word.to_owned()));
        }
        // Of a file's mode (`rwx`) and of an address there are fewer.
        let crossed = |part: &&str| {
            let begins = part.trim_end_matches('X');
            let numbered = part.len() - begins.len() >= 4 && begins.bytes().all(|b| b.is_ascii_alphanumeric());
            part.len() >= 4 && (all(part, b"x") || numbered || nobodys::is_crossed_id(part))
        };
        let mut begins = at;
        for part in word.split(['/', ':', '=', '@']) {
            let is_value = || text[..begins].ends_with('=') && matches!(part, "xxx" | "XXX");
            found.extend(Some(part).filter(|p| crossed(p) || is_value()).map(|part| (begins, part.to_owned())));
            begins += part.len() + 1;
        }
        at += word.len() + text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
    }
}

/// The image of `docker run -v <volume>:<path> image`: beside others that are to be replaced it is one too.
fn of_image(text: &str, found: &mut Vec<(usize, String)>) {
    let image = text.match_indices(" image").map(|(at, word)| (at + 1, &text[at + word.len()..]));
    let is_named = |at: usize| found.iter().any(|(from, name)| (*from..from + name.len()).contains(&at));
    let mut whole = image.filter(|(at, after)| (after.is_empty() || after.starts_with(' ')) && !is_named(*at));
    let runs = ["docker run ", "docker container run ", "podman run "].iter().any(|call| text.starts_with(call));
    if runs && let Some((at, _)) = whole.next() {
        found.push((at, "image".to_owned()));
    }
}

/// The letters and digits that a text begins with.
fn word_at(text: &str) -> &str {
    &text[..text.bytes().take_while(u8::is_ascii_alphanumeric).count()]
}

/// Whether `<>` between two texts asks for what the author left out: `join --token <> <>`. For the shell a file's name
/// stands behind it.
fn is_left_out(before: &str, after: &str) -> bool {
    let of_flag = || before.split_whitespace().next_back().is_some_and(|word| word.starts_with('-'));
    before.ends_with(' ') && (after.is_empty() || after.starts_with(' ') && of_flag())
}

/// `\<container-id\>`, escaped as if it stood in a sentence; `'\<a-b\>'` is a word's begin and end for `grep`.
fn escaped(text: &str, at: usize) -> Option<&str> {
    let begin = at.checked_sub(1).filter(|begin| text.as_bytes()[*begin] == b'\\')?;
    let inner = &text[at + 1..];
    let end = inner.char_indices().take(MAX_NAME).find(|(_, c)| *c == '\\').map(|(end, _)| end)?;
    let fits = inner.starts_with(|c: char| c.is_ascii_alphabetic())
        && inner[..end].contains(['-', '_', ' '])
        && inner[..end].chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '));
    let is_quoted = || text[..begin].contains(['\'', '"']);
    (fits && inner[end..].starts_with("\\>") && !is_quoted()).then(|| &text[begin..at + 1 + end + "\\>".len()])
}

/// `<container id>`
fn of_angles(text: &str, found: &mut Vec<(usize, String)>) {
    // `sed` has its own signs escaped: `<\/b>`.
    let closed = |at: usize| text[at + 1..].trim_start_matches('\\').strip_prefix('/').map(word_at);
    let elements: BTreeSet<&str> = text.match_indices('<').filter_map(|(at, _)| closed(at)).collect();
    for (at, _) in text.match_indices('<') {
        let inside_of = |l: usize| text[at + 1..at + l - 1].to_lowercase();
        // What is closed somewhere is an element of a page.
        if !elements.is_empty() && elements.contains(word_at(&text[at + 1..])) {
            continue;
        }
        let rest = &text[at + 1..];
        if rest.starts_with('>') && is_left_out(&text[..at], &rest[1..]) {
            found.push((at, "<>".to_owned()));
        }
        if let Some(escaped) = escaped(text, at) {
            found.push((at - 1, escaped.to_owned()));
        }
        if let Some(length) = angle(&text[at..])
            && !text[..at].ends_with('<')
            && !NOT_ANGLE.contains(&inside_of(length).as_str())
        {
            found.push((at, text[at..at + length].to_owned()));
        }
    }
}

/// The parts of a word that stand for a value.
fn push_stand_ins(word: &str, at: usize, found: &mut Vec<(usize, String)>) {
    let (word, at) = quoted::setting(word).map_or((word, at), |inner| (inner, at + 1));
    let parts = word.split(['/', ':', '=', '@', ',']);
    let may_be = |part: &str| is_stand_in(part.trim_matches(['"', '\'']));
    if word.len() < LEAST || !parts.clone().any(may_be) {
        return;
    }
    // `my$tag` is filled in by the shell, what stands beside it is not.
    if word.starts_with('-') && !word.contains('=')
        || word.contains('<')
        || has_part(word, "${")
        || has_part(word, "$(")
    {
        return;
    }
    // A whole value may be quoted; between its quotes there is nothing but it.
    let parts = parts.map(|part| {
        let inner = |quote: char| part.strip_prefix(quote)?.strip_suffix(quote);
        inner('\'').or_else(|| inner('"')).unwrap_or(part)
    });
    if word.contains(['"', '\'']) && !parts.clone().any(|part| is_stand_in(part) && !part.contains(['"', '\''])) {
        return;
    }
    // What a value is given to is the name of a setting: `-e USERNAME=me`.
    let place = |part: &str| part.as_ptr() as usize - word.as_ptr() as usize;
    let is_set = |part: &str| word[place(part) + part.len()..].starts_with('=');
    let stand_ins = parts.filter(|p| !is_set(p) && (is_stand_in(p) || is_companion(p)));
    found.extend(stand_ins.map(|part| (at + place(part), part.to_owned())));
}

/// So many words are compared with each other.
const FEW: usize = 16;

/// Each word once, in order.
fn unique(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut many = BTreeSet::new();
    for word in words {
        let is_known = if out.len() < FEW { out.contains(&word) } else { !many.insert(word.clone()) };
        if is_known {
            continue;
        }
        out.push(word);
        if out.len() == FEW {
            many.extend(out.iter().cloned());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_of_commands() {
        for (text, want) in [
            ("docker commit <your box id> a/b:1", "<your box id>"),
            ("curl localhost:{映射的 port}", "{映射的 port}"),
            ("tail -f /var/lib/docker/volumes/OUR_ID/_data/x", "OUR_ID"),
            ("docker run -v <path-on-disk/dir>:/x <image name>", "<path-on-disk/dir>, <image name>"),
            ("docker start [BOX NAME]", "[BOX NAME]"),
            ("docker node update UPDATE_ID_HERE", "UPDATE_ID_HERE"),
            ("docker pull centos:{version number}", "{version number}"),
            ("f() { ls; }", ""),
            ("docker run -v nom-du-volume:/chemin/dans/x nom-image", "nom-du-volume, /chemin/dans/x, nom-image"),
            ("docker run IMAGE-ID ls", "IMAGE-ID"),
            ("kill ${your-own-number}", "${your-own-number}"),
            ("echo ${HOME-x}", ""),
            ("docker tag username/imagename:oldtag imagename:newtag", "username, imagename, oldtag, newtag"),
            ("docker push harbor.example.org/project/imagename:newtag", "project, imagename, newtag"),
            ("docker push r.example.org/username/imagename:tag ", "username, imagename, tag"),
            ("docker pull image_name", "image_name"),
            ("docker run -e USERNAME=me web", ""),
            ("docker build --build-arg USERNAME=yourname .", "yourname"),
            ("git clone https://git.example.org/GITHUB_USERNAME/a.git", "GITHUB_USERNAME"),
            ("docker run -e DB_USERNAME=me -e PW=$DOCKER_USERNAME web", ""),
            ("docker pull yourname/app", "yourname"),
            ("docker run $$image$$", "$$image$$"),
            ("bash <<'E'\nIMAGE=\"example.org/$$user$$/web\"\nE", "$$user$$"),
            ("ls /srv/[YOUR_ID]/data", "[YOUR_ID]"),
            ("docker run -u [uid]:[gid] x", "[uid], [gid]"),
            ("ls [a-z]*", ""),
            ("docker inspect ###", "###"),
            ("cd {{ site.name }}/{{session_name}}", "{{ site.name }}, {{session_name}}"),
            ("curl {{< param host >}}", "{{< param host >}}"),
            ("curl {{% param host %}}", "{{% param host %}}"),
            ("docker ps --format '{{.Names}} {{json .}}'", ""),
            ("docker inspect -f '{{ range.Networks }}{{ .IPAddress }}{{ end }}' x", ""),
            ("docker ps --format '{{if .Names}}a{{else}}b{{end}}'", ""),
            ("docker swarm join <>", "<>"),
            ("docker swarm join --token <> <ip>", "<>, <ip>"),
            ("exec 3<>/dev/tcp/a/80", ""),
            ("cat <> a", ""),
            ("docker save image/name:tag -o a.tar", "image, name, tag"),
            ("docker push user/image", "user, image"),
            ("docker push repo/name:tag", "repo, name, tag"),
            ("docker push USER/IMAGE:TAG", "USER, IMAGE, TAG"),
            ("docker run -v user/data:/x user/image:2 repo/web ls user/name.txt", ""),
            ("cp user/name x", ""),
            ("docker-machine create --ocean-access-token 3xxxxxx9d one", "3xxxxxx9d"),
            ("curl -H Authorization --password=abc****def http://x", "abc****def"),
            ("docker run -e API_KEY=ab-xxxx web", "ab-xxxx"),
            ("docker run --token-file /srv/xxxxx/a --name axxxxb web", "xxxxx"),
            ("scp a myuser@gpu.mycompany.org:/data/myuser", "myuser, gpu.mycompany.org"),
            ("ssh user@host ls", "user, host"),
            ("ssh me@10.0.0.1 mail@example.org", "example.org"),
            ("git config user.email me@example.org", ""),
            ("export REGISTRY_PASSWORD='mysecretpass'", "mysecretpass"),
            ("export APPTAINER_DOCKER_PASSWORD=my-token", "my-token"),
            ("export MYSQL_PASSWORD=mysecretpass", ""),
            ("export REGISTRY_PASSWORD=$(cat mysecret)", ""),
            ("docker ps --format '{{.Names}}{{println}}{{len .Ports}}{{now}}{{end}}'", ""),
            ("docker inspect {{box}} -f '{{.Id}} {{name}}'", "{{box}}"),
            ("docker inspect -f '{{.Id}} {{user_name}}' {{ my.box }}", "{{user_name}}, {{ my.box }}"),
            ("docker rm <the id, or name>", "<the id, or name>"),
            ("docker run -e MYSQL_USER=x --name web nginx", ""),
            ("docker save x > y.tar 2>&1", ""),
            ("cat <<EOF > x", ""),
            ("echo '<h1>hi</h1>'", ""),
            ("docker rmi <none>", ""),
            ("wc < in > out", ""),
        ] {
            assert_eq!(of_command(text).join(", "), want, "{text}");
        }
    }

    #[test]
    fn every_shape_that_lessons_write() {
        for (text, want) in [
            ("docker rm <container id>", "<container id>"),
            (
                "docker pull a.b/[the owner's name]/[my box]:[branch]-[short SHA]",
                "[the owner's name], [my box], [branch], [short SHA]",
            ),
            ("docker build -t USERNAME/MY_BOX_NAME:TAG .", "USERNAME, MY_BOX_NAME, TAG"),
            ("docker build -t MY_BOX_NAME .", ""),
            ("docker rm <CONTAINER ID>", "<CONTAINER ID>"),
            ("docker rm <container-id> <containerID>", "<container-id>, <containerID>"),
            ("docker rm <the-container-id>", "<the-container-id>"),
            ("docker login -u <your user name>", "<your user name>"),
            ("docker start [CONTAINER NAME]", "[CONTAINER NAME]"),
            ("docker login -u [USER NAME]", "[USER NAME]"),
            ("docker stop \"container ID\"", "container ID"),
            ("docker swarm join --token SWMTKN-1-2ypam... <ip>:2377", "SWMTKN-1-2ypam..., <ip>"),
            ("docker pull web@sha256:abc123...def", "abc123...def"),
            ("go test ./... && git diff v1...v2 && docker network create...", ""),
            ("docker run -v <volume>:<path> image", "<volume>, <path>, image"),
            ("docker run -v data:/x image", ""),
            ("docker run --rm <container image name> ls", "<container image name>"),
            ("docker stop \"the container name\" && ls", "the container name"),
            ("docker run -e A=\"an image id of mine\" x", ""),
            ("echo \"Hello world\" \"a container\"", ""),
        ] {
            assert_eq!(of_command(text).join(", "), want, "{text}");
        }
    }

    #[test]
    fn more_shapes_that_lessons_write() {
        for (text, want) in [
            ("docker push YOURUSER/app:TAGID", "YOURUSER, TAGID"),
            ("docker rm CONTAINER", "CONTAINER"),
            ("docker exec CONTAINERNAME ls", "CONTAINERNAME"),
            ("docker push yourusername/app", "yourusername"),
            ("ls /data/myusername/x", "myusername"),
            ("docker run --mount type=bind,source=/c/myusername,target=/x a", "myusername"),
            ("docker run -v /host/source/path:/data x", "/host/source/path"),
            ("docker run -v /path/to/app:/data x", "/path/to/app"),
            ("docker run -v \"/path/to/your/data\":/data x", "/path/to/your/data"),
            ("docker run -e PATH=/usr/bin -v /srv/path:/x x", ""),
            ("docker rmi xxxxxxxxxxxx", "xxxxxxxxxxxx"),
            ("docker run -p XXXX:80 app", "XXXX"),
            ("docker tag a xxxx:latest", "xxxx"),
            ("ssh userXXXX@box", "userXXXX"),
            ("mktemp /tmp/a.XXXXXX", ""),
            ("chmod u=rwx,xxx a.x", ""),
            ("docker push alice/web; docker run -v /srv/alice/x:/x alice/x", "alice"),
            ("docker image push docker.io/alice/web", "alice"),
            ("docker build -t alice/web . && ls bob/data", "alice"),
            ("docker run alice/web ls bob/data", "alice"),
            ("export A='your-id' B=\"your-name\"", "your-id, your-name"),
            ("export A='your big secret' B=\"username", ""),
            ("echo 'say your-name'", ""),
            ("docker login # >>> your username", ""),
            ("docker rm ### # the id", "###"),
            ("echo 'a # <b>'", "<b>"),
            ("docker run -v /my/dir/to/mount/:/x -v /srv/to/x:/y a", "/my/dir/to/mount/"),
            ("docker rm «name» «container id»", "«name», «container id»"),
            ("echo « »", ""),
            ("docker rm id_contenedor", "id_contenedor"),
            ("docker push usuarioHub/app", "usuarioHub"),
            ("docker push seu-usuario/app", "seu-usuario"),
            ("docker tag tu-imagen ada/tu-demo", "tu-imagen"),
            ("docker exec -it 容器名 sh", "容器名"),
            ("docker run --name tutor alpine", ""),
            ("docker rmi <none> $USER $(pwd) $$", ""),
            ("cat <<E > a.py\nprint(f\"{message}\")\na = [args]\nE", ""),
            ("cat <<E > a.yml\nimage: yourname/app\nE", "yourname"),
            ("cat <<E > a.html\n<head><title>a</title></head><name>\nE", ""),
            ("cat <<E > a.py\n@app.get('/<int:id>')\nE", ""),
            ("cat <<E > a.yml\ncontainer_name: web\nimage: <your name>/web\nE", "<your name>"),
            ("docker rm {id}", "{id}"),
            ("docker push my-dockerhub-id/web", "my-dockerhub-id"),
            ("docker rm containerID", "containerID"),
            ("docker rm NAME", "NAME"),
            ("export A=<the username here>", "<the username here>"),
        ] {
            assert_eq!(of_command(text).join(", "), want, "{text}");
        }
    }

    #[test]
    fn many_names_are_each_taken_once() {
        let names: Vec<String> = (0..40).map(|i| format!("<a{}>", i % 30)).collect();
        assert_eq!(of_command(&names.join(" ")).len(), 30);
    }
}
