//! The shell's variables that are to hold a value of the learner's: their name at a registry (`docker push
//! $DOCKERID/web`), a container that nothing put there (`docker stop $CID`), and what the text says that a variable stands for.

use super::super::scan::{find_any_case, has_part};
use super::image_name::Images;
use super::to_replace::ToReplace;
use memchr::memchr_iter;

/// Parts of the names of such variables, without underscores.
const PARTS: &[&str] = &["dockerid", "dockeruser", "dockerhub", "hubuser", "hubid", "registryuser"];

/// One of these is in each of them.
const WORDS: &[&str] = &["docker", "hub", "registry"];

/// The variables that were set so far.
#[derive(Default)]
pub struct Variables<'t> {
    set: Vec<&'t str>,
    /// Texts that may set some: most lessons never use one, and nobody reads them.
    unread: Vec<&'t str>,
    /// Those that the text names.
    named: Option<&'t ToReplace<'t>>,
    /// What tells whether an image is made.
    images: Images<'t>,
}

impl<'t> Variables<'t> {
    /// None yet; those that a text names may be set, and the lesson may make images.
    pub fn of(named: &'t ToReplace<'t>, images: Images<'t>) -> Self {
        Self { named: Some(named), images, ..Self::default() }
    }

    /// Where a command has names that stand for any image, container or command.
    pub fn any_name(&self, text: &str) -> Vec<(usize, String)> {
        self.images.all_unmade(text)
    }

    /// Whether the lesson pushes an image to an account.
    pub fn pushes_to(&self, account: &str) -> bool {
        self.images.are_pushed_to(account)
    }

    /// Notes what a command sets: `export DOCKERID=ada`, `read DOCKERID`, and PowerShell's `$dockerId = 'ada'`.
    pub fn set_by(&mut self, text: &'t str) {
        self.unread.push(text);
    }

    /// Whether a variable was set.
    fn is_set(&mut self, name: &str) -> bool {
        for text in std::mem::take(&mut self.unread) {
            self.read(text);
        }
        self.set.contains(&name)
    }

    fn read(&mut self, text: &'t str) {
        for at in memchr_iter(b'=', text.as_bytes()) {
            let before = text[..at].trim_end_matches(' ');
            let (sign, name) =
                before.split_at(before.len() - before.bytes().rev().take_while(|b| is_of_name(*b)).count());
            if before.len() == at || sign.ends_with('$') {
                self.note(name);
            }
        }
        if has_part(text, "for ") {
            let loops = text.split([';', '\n']).filter_map(|part| part.trim_start().strip_prefix("for "));
            loops.filter_map(|part| part.split(" in ").next()).for_each(|name| self.note(name.trim()));
        }
        if !has_part(text, "read ") {
            return;
        }
        let parts = text.split([';', '&', '|', '\n']).map(str::trim_start);
        let reads = parts.filter_map(|part| part.strip_prefix("while ").unwrap_or(part).strip_prefix("read "));
        reads.filter_map(|names| names.split_whitespace().next_back()).for_each(|name| self.note(name));
    }

    fn note(&mut self, name: &'t str) {
        if (is_learners(name) || is_containers(name) || is_port(name) || self.is_named(name))
            && !self.set.contains(&name)
        {
            self.set.push(name);
        }
    }

    fn is_named(&self, name: &str) -> bool {
        self.named.is_some_and(|text| text.names_variable(name))
    }

    /// Where a command has one that nothing set.
    pub fn unset(&mut self, text: &str) -> Vec<(usize, String)> {
        let variable = |at: usize| {
            // `$$name$$` is another mark.
            if text[..at].ends_with('$') {
                return None;
            }
            let rest = &text[at + 1..];
            let (open, name) = rest.strip_prefix('{').map_or(("", rest), |name| ("{", name));
            let name = &name[..name.bytes().take_while(|b| is_of_name(*b)).count()];
            let end = at + 1 + open.len() + name.len();
            let end = if open.is_empty() { Some(end) } else { text[end..].starts_with('}').then_some(end + 1) }?;
            // Between single quotes it is another shell's.
            let is_free = || text[..at].bytes().filter(|b| *b == b'\'').count() % 2 == 0;
            let of_container =
                || (is_containers(name) || is_port(name)) && text.starts_with("docker ") && !is_told(text, name);
            let named = (self.is_named(name) || of_container()) && is_free();
            // Where it is set it is not used.
            let sets = text[..at].trim().is_empty() && text[end..].trim_start().starts_with('=');
            let unset = (is_learners(name) || named) && !sets && !self.is_set(name);
            unset.then(|| (at, text[at..end].to_owned()))
        };
        memchr_iter(b'$', text.as_bytes()).filter_map(variable).collect()
    }
}

fn is_of_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether a variable's name says that it holds the learner's name.
fn is_learners(name: &str) -> bool {
    let begins = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    begins && WORDS.iter().any(|word| find_any_case(name, word).is_some()) && {
        let plain: String = name.chars().filter(|c| *c != '_').collect();
        PARTS.iter().any(|part| find_any_case(&plain, part).is_some())
    }
}

/// Whether a variable's name says that it holds a container's id or name: `CID`, `CONTAINER_ID`.
fn is_containers(name: &str) -> bool {
    const NAMES: [&str; 5] = ["cid", "container", "containerid", "containername", "ctr"];
    (3..=14).contains(&name.len()) && name.starts_with(['c', 'C']) && {
        let plain: String = name.chars().filter(|c| *c != '_').collect();
        NAMES.iter().any(|known| known.eq_ignore_ascii_case(&plain))
    }
}

/// Whether it says that it holds a port on either side: `HOSTPORT`, `CONTAINER_PORT`.
fn is_port(name: &str) -> bool {
    let side = name.strip_suffix("PORT").map(|side| side.trim_end_matches('_'));
    matches!(side, Some("HOST" | "CONTAINER"))
}

/// Whether a variable's name stands somewhere without its sign: perhaps it is set there.
fn is_told(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let of_name = |c: Option<u8>| c.is_some_and(is_of_name);
        let before = at.checked_sub(1).and_then(|before| text.as_bytes().get(before)).copied();
        let is_whole = !of_name(before) && !of_name(text.as_bytes().get(at + name.len()).copied());
        is_whole && !text[..at].ends_with(['$', '{'])
    })
}

#[cfg(test)]
mod tests {
    use super::{Images, ToReplace, Variables};

    #[test]
    fn the_learners_name() {
        let mut variables = Variables::default();
        let unset = |variables: &mut Variables<'_>, text: &str| {
            variables.unset(text).into_iter().map(|(at, name)| format!("{at} {name}")).collect::<Vec<_>>().join(", ")
        };
        for (text, want) in [
            ("docker push $DOCKERID/web", "12 $DOCKERID"),
            ("docker push ${DOCKER_ID}/web $HOME", "12 ${DOCKER_ID}"),
            ("docker push ${DOCKER_ID:-x}/web", ""),
            ("$dockerId = 'ada'", ""),
            ("docker push $$docker_id$$/web", ""),
            ("docker login -u $DOCKERHUB_USERNAME", "16 $DOCKERHUB_USERNAME"),
            ("docker run -u $UID -e A=$USER $(docker ps -q) $1 $", ""),
        ] {
            assert_eq!(unset(&mut variables, text), want, "{text}");
        }
        variables.set_by("export DOCKERID=ada");
        variables.set_by("echo -n 'Name: ' && read -r DOCKER_USER");
        assert_eq!(unset(&mut variables, "docker push $DOCKERID/web $DOCKER_USER $DOCKER_ID"), "39 $DOCKER_ID");
        variables.set_by("$dockerId = 'ada'; HubUser = x");
        assert_eq!(unset(&mut variables, "docker push $dockerId/web $HubUser"), "26 $HubUser");
    }

    #[test]
    fn a_container_that_no_variable_was_given() {
        let mut variables = Variables::default();
        let mut unset = |text: &str| variables.unset(text).into_iter().map(|(_, name)| name).collect::<Vec<_>>();
        assert_eq!(unset("docker stop $CONTAINER_ID ${CID}"), ["$CONTAINER_ID", "${CID}"]);
        assert_eq!(unset("docker run -p $HOSTPORT:${CONTAINER_PORT} web"), ["$HOSTPORT", "${CONTAINER_PORT}"]);
        for text in [
            "docker exec web sh -c 'echo $CID'",
            "echo $CID",
            "docker stop $CID_FILE",
            "docker ps -q; for CID in a b; do docker stop $CID; done",
        ] {
            assert_eq!(unset(text), [""; 0], "{text}");
        }
        variables.set_by("CID=$(docker run -d nginx)");
        variables.set_by("docker ps -q | while read CONTAINER; do docker stop $CONTAINER; done");
        assert_eq!(
            variables.unset("docker stop $CID $CONTAINER ${CONTAINER_ID}"),
            [(28, "${CONTAINER_ID}".to_owned())]
        );
    }

    #[test]
    fn what_the_text_names() {
        let told = ToReplace::of("`$CAP` and `$FILE` are used below, `$each` too");
        let mut variables = Variables::of(&told, Images::default());
        variables.set_by("FILE=a");
        variables.set_by("for each in a b; do echo $each; done");
        let unset = variables.unset("docker run --cap-add $CAP alpine cat $FILE $OTHER $each; sh -c '$CAP'");
        assert_eq!(unset, [(21, "$CAP".to_owned())]);
    }
}
