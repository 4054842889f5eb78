//! Parts of a command that the learner must replace and that nothing in the lesson tells: each is asked for once, and
//! what is answered stands for it from then on.

use super::bindings::only_names_containers;
use super::compile::derive_checks;
use super::written::can_stay;
use super::{Lesson, Step, Task, Typed, Why};
use crate::check::shell::{Command, split};
use crate::check::{Check, derive};
use regex::Regex;
use std::sync::LazyLock;

/// What a model learner is called where a name is wanted that only the learner has.
pub const STAND_IN_USER: &str = "learner";

/// What a placeholder wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The learner's name at a registry.
    User,
    /// A container: another one each time.
    Container,
    /// Something else.
    Other,
}

/// A part of a command that the learner must replace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    /// As it stands in the command: `<your-name>`, `YOUR_USERNAME`, `$DOCKERID`.
    pub written: String,
    /// What it is the same by wherever it stands: `name`, `username`, `dockerid`.
    pub key: String,
}

impl Placeholder {
    /// One that is written like this.
    pub fn new(written: &str) -> Self {
        let plain: String = written.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
        let bare =
            ["your", "my", "the"].iter().find_map(|lead| plain.strip_prefix(lead)).filter(|rest| !rest.is_empty());
        let key = match bare {
            // `<your-name>` is not the `<name>` of something.
            Some("name") => "username",
            Some(rest) => rest,
            None if plain.is_empty() => written,
            None => &plain,
        };
        Self { written: written.to_owned(), key: key.to_owned() }
    }

    /// A value of the author's own that stands for what is called like this.
    pub fn of_author(written: &str, name: &str) -> Self {
        Self { written: written.to_owned(), ..Self::new(name) }
    }

    /// What it wants.
    pub fn role(&self) -> Role {
        if CONTAINER_WORDS.iter().any(|word| self.key.contains(word)) && !self.names_image() {
            Role::Container
        } else if is_user(&self.key) {
            Role::User
        } else {
            Role::Other
        }
    }

    /// Whether it says `image`, whatever else: `<container-image-name>`.
    fn names_image(&self) -> bool {
        let mut words = self.written.split(|c: char| !c.is_alphanumeric());
        IMAGE_WORDS.iter().any(|word| self.key.contains(word)) || words.any(|word| word.eq_ignore_ascii_case("tag"))
    }

    /// Whether it stands for a container that is there, wherever it stands in a command: what is pulled or tagged is
    /// none, nor is the name that a new one gets.
    pub fn is_container_in(&self, text: &str) -> bool {
        const PLACE: &str = "ropewalk_place";
        self.role() == Role::Container && only_names_containers(&self.filled(text, PLACE), PLACE)
    }

    /// Where it stands in a command, each time.
    fn places(&self, text: &str) -> Vec<usize> {
        let is_of_word = |c: char| c.is_alphanumeric() || "_-".contains(c);
        let (first, last) = (self.written.chars().next(), self.written.chars().next_back());
        let stands_alone = |at: &usize| {
            let before = text[..*at].chars().next_back().filter(|_| first.is_some_and(is_of_word));
            let after = text[at + self.written.len()..].chars().next().filter(|_| last.is_some_and(is_of_word));
            !before.is_some_and(is_of_word)
                && !after.is_some_and(|c| is_of_word(c) && !(c == '-' && first == Some('$')))
        };
        text.match_indices(&self.written).map(|(at, _)| at).filter(stands_alone).collect()
    }

    /// A command with a value in its place.
    pub fn filled(&self, text: &str, value: &str) -> String {
        let (mut out, mut from) = (String::new(), 0);
        for at in self.places(text) {
            out.push_str(&text[from..at]);
            out.push_str(value);
            from = at + self.written.len();
        }
        out + &text[from..]
    }
}

/// What a container is called in the languages of lessons, in lower case.
pub(super) const CONTAINER_WORDS: &[&str] = &[
    "container",
    "conteneur",
    "contenedor",
    "contêiner",
    "conteiner",
    "contenitore",
    "kontener",
    "konteyner",
    "контейнер",
    "容器",
    "コンテナ",
    "컨테이너",
];

/// What an image and the place it comes from are called, likewise.
const IMAGE_WORDS: &[&str] = &[
    "image",
    "imagen",
    "immagine",
    "imagem",
    "registry",
    "repo",
    "registre",
    "registro",
    "образ",
    "镜像",
    "映像",
    "イメージ",
    "이미지",
];

/// What the learner is called, likewise.
const USER_WORDS: &[&str] = &[
    "username",
    "dockerid",
    "dockeruser",
    "dockerhub",
    "hubuser",
    "hubid",
    "registryuser",
    "nomutilisateur",
    "nomdutilisateur",
    "usuario",
    "usuário",
    "nomeutente",
    "benutzername",
    "用户名",
    "使用者名稱",
    "ユーザー名",
];

fn is_user(key: &str) -> bool {
    // `alice/web` is an image of the learner's, whom lessons call so.
    USER_WORDS.iter().any(|word| key.contains(word)) || matches!(key, "user" | "alice" | "bob")
}

static VARIABLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))").ok());
static ASSIGNED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:^|[\s;&|(])([A-Za-z_]\w*)=|(?:^|[;&|]\s*)read\s+(?:-\w+\s+)*([A-Za-z_]\w*)").ok());

/// The shell's variables that a lesson expects to hold the learner's name, and that no command before has set.
pub(super) fn unset_variables(text: &str, is_set: impl Fn(&str) -> bool) -> Vec<Placeholder> {
    let Some(variable) = VARIABLE.as_ref().filter(|_| text.contains('$')) else { return Vec::new() };
    let mut found: Vec<Placeholder> = Vec::new();
    // `$$name$$` is another mark.
    let is_marked = |used: &regex::Captures<'_>| used.get(0).is_some_and(|at| text[..at.start()].ends_with('$'));
    for used in variable.captures_iter(text).filter(|used| !is_marked(used)) {
        let name = used.get(1).or_else(|| used.get(2)).map_or("", |name| name.as_str());
        let placeholder = Placeholder::new(&used[0]);
        if placeholder.key != "user" && is_user(&placeholder.key) && !is_set(name) && !found.contains(&placeholder) {
            found.push(placeholder);
        }
    }
    found
}

/// The shell's variables that a command sets.
pub(super) fn assigned(text: &str) -> Vec<String> {
    let Some(assigned) = ASSIGNED.as_ref().filter(|_| text.contains('=') || text.contains("read ")) else {
        return Vec::new();
    };
    let name = |found: regex::Captures<'_>| found.get(1).or_else(|| found.get(2)).map(|name| name.as_str().to_owned());
    assigned.captures_iter(text).filter_map(name).collect()
}

/// The values in a line that is a command with its placeholders replaced; none where it is another command.
pub fn answers(command: &str, placeholders: &[Placeholder], line: &str) -> Option<Vec<(Placeholder, String)>> {
    let mut holes: Vec<(usize, &Placeholder)> =
        placeholders.iter().flat_map(|p| p.places(command).into_iter().map(move |at| (at, p))).collect();
    holes.sort_by_key(|(at, _)| *at);
    let mut pattern = String::from("^");
    let (mut from, mut order) = (0, Vec::new());
    for (at, placeholder) in holes.into_iter().filter(|(_, p)| !p.written.is_empty()) {
        let between = command.get(from..at)?;
        pattern += &loose(between);
        pattern += r"([^\s/:]+)";
        order.push(placeholder);
        from = at + placeholder.written.len();
    }
    pattern += &loose(&command[from..]);
    let found = Regex::new(&(pattern + "$")).ok()?;
    let groups = found.captures(line.trim())?;
    let mut values: Vec<(Placeholder, String)> = Vec::new();
    for (placeholder, group) in order.into_iter().zip(groups.iter().skip(1)) {
        let value = group?.as_str().to_owned();
        match values.iter().find(|(known, _)| known.key == placeholder.key) {
            Some((_, known)) if *known != value => return None,
            Some(_) => {}
            None => values.push((placeholder.clone(), value)),
        }
    }
    Some(values).filter(|values| !values.iter().any(|(p, value)| p.written == *value))
}

/// A part of a command, in which white space is as long as it likes.
fn loose(text: &str) -> String {
    let mut words = text.split_whitespace().map(regex::escape).collect::<Vec<_>>().join(r"\s+");
    if text.starts_with(char::is_whitespace) && !words.is_empty() {
        words.insert_str(0, r"\s+");
    }
    if text.ends_with(char::is_whitespace) {
        words.push_str(r"\s+");
    }
    words
}

/// What stands for a placeholder in a command; none where nobody knows.
type Value<'v> = &'v dyn Fn(&Placeholder, &str) -> Option<String>;

impl Step {
    /// The same with the commands whose placeholders all have a value; what they bring about is expected too where the
    /// step's checks come from its commands.
    #[must_use]
    pub fn filled(&self, value: Value<'_>) -> Self {
        let mut step = self.clone();
        let texts = step.fill(value);
        if step.is_derived() {
            for assertion in texts.iter().flat_map(|text| derive(text)) {
                if !step.expect.iter().any(|check| check.assertion == assertion) {
                    step.expect.push(Check::new(assertion, None));
                }
            }
        }
        step
    }

    /// Fills what can be filled; gives the commands that became whole.
    fn fill(&mut self, value: Value<'_>) -> Vec<String> {
        let mut texts = Vec::new();
        for task in &mut self.tasks {
            let Task::Ask { typed, placeholders } = task else { continue };
            let values = placeholders.iter().map(|p| Some((p, value(p, &typed.text)?)));
            let Some(values) = values.collect::<Option<Vec<_>>>() else { continue };
            let text = values.iter().fold(typed.text.clone(), |text, (p, value)| p.filled(&text, value));
            for (placeholder, value) in values {
                let given = (placeholder.written.clone(), value);
                if !self.given.contains(&given) {
                    self.given.push(given);
                }
            }
            texts.push(text.clone());
            *task = Task::Type(Typed { text, ..typed.clone() });
        }
        texts
    }

    /// Whether its checks come from its own commands.
    pub(super) fn is_derived(&self) -> bool {
        let by_author = self.expect.iter().chain(&self.impossible).any(|check| check.line.is_some());
        !by_author && self.solution.is_empty() && self.hints.is_empty()
    }

    /// Whether a command of it waits for a value.
    pub fn asks(&self) -> bool {
        self.tasks.iter().any(|task| matches!(task, Task::Ask { .. }))
    }
}

impl Lesson {
    /// The same for a run with nobody who could be asked: the learner's name in docker's commands is
    /// [`STAND_IN_USER`], and what wants anything else is shown and not typed.
    #[must_use]
    pub fn with_stand_ins(self) -> Self {
        self.asking_nobody(&|placeholder, text| {
            let whole = placeholder.filled(text, STAND_IN_USER);
            let fits = placeholder.role() == Role::User && is_dockers(&whole);
            fits.then(|| STAND_IN_USER.to_owned())
        })
    }

    /// The same where nothing is typed that wants a value.
    #[must_use]
    pub fn without_asking(self) -> Self {
        self.asking_nobody(&|_, _| None)
    }

    fn asking_nobody(mut self, value: Value<'_>) -> Self {
        // What a command that is left would have put into the shell's variables.
        let mut unset: Vec<String> = Vec::new();
        for step in &mut self.steps {
            let texts = step.fill(value);
            let mut has_changed = !texts.is_empty();
            for task in &mut step.tasks {
                if let Task::Ask { typed, placeholders } = task
                    && can_stay(&typed.text, placeholders)
                {
                    *task = Task::Type(std::mem::take(typed));
                    has_changed = true;
                    continue;
                }
                let names = match task {
                    Task::Ask { placeholders, .. } => placeholders.iter().map(|p| p.written.clone()).collect(),
                    Task::Type(typed) => unset_variables(&typed.text, |name| !unset.iter().any(|known| known == name))
                        .into_iter()
                        .map(|p| p.written)
                        .collect::<Vec<_>>(),
                    _ => Vec::new(),
                };
                if let (false, Some(typed)) = (names.is_empty(), task.offered()) {
                    has_changed |= matches!(task, Task::Type(_));
                    unset.extend(assigned(&typed.text));
                    *task = Task::Leave { line: typed.line, text: typed.text, why: Why::Placeholder(names) };
                }
            }
            if has_changed && step.is_derived() {
                derive_checks(step);
            }
        }
        self
    }
}

/// Whether a text is commands of docker's alone, or sets a variable for them.
fn is_dockers(text: &str) -> bool {
    let commands = split(text);
    let is_dockers = |command: Command| matches!(command.program.as_str(), "docker" | "export");
    !commands.is_empty() && commands.iter().all(|simple| Command::read(simple).is_some_and(is_dockers))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::describe;
    use crate::source::Source;

    #[test]
    fn one_name_in_many_forms_is_the_same() {
        for (written, key, role) in [
            ("<your-name>", "username", Role::User),
            ("YOUR_USERNAME", "username", Role::User),
            ("username", "username", Role::User),
            ("$DOCKERID", "dockerid", Role::User),
            ("<your docker id>", "dockerid", Role::User),
            ("<CONTAINER ID>", "containerid", Role::Container),
            ("<NAME>", "name", Role::Other),
            ("[YOUR_ID]", "id", Role::Other),
            ("###", "###", Role::Other),
            ("<id-du-conteneur>", "idduconteneur", Role::Container),
            ("NOMBRE_CONTENEDOR", "nombrecontenedor", Role::Container),
            ("<容器ID>", "容器id", Role::Container),
            ("<tu-usuario>", "tuusuario", Role::User),
            ("<用户名>", "用户名", Role::User),
            ("CONTAINER_IMAGE_NAME", "containerimagename", Role::Other),
            ("<container tag>", "containertag", Role::Other),
            ("<nom-image-conteneur>", "nomimageconteneur", Role::Other),
        ] {
            let placeholder = Placeholder::new(written);
            assert_eq!((placeholder.key.as_str(), placeholder.role()), (key, role), "{written}");
        }
    }

    #[test]
    fn a_container_is_what_stands_where_docker_takes_one() {
        for (text, want) in [
            ("docker stop <container>", true),
            ("sudo docker container rm -f web <container> && docker ps", true),
            ("docker exec -it <container> ls <container>", false),
            ("docker cp <container>:/etc/hosts .", true),
            ("docker cp notes.md <container>:/tmp", true),
            ("docker network connect back <container>", true),
            ("docker run --volumes-from <container> alpine", true),
            ("docker run -d --name <container> nginx", false),
            ("docker rename web <container>", false),
            ("docker pull <container>", false),
            ("docker rmi <container>", false),
            ("docker tag <container> a/b", false),
            ("docker build -t me/<container> .", false),
            ("curl http://<container>:80", false),
        ] {
            assert_eq!(Placeholder::new("<container>").is_container_in(text), want, "{text}");
        }
    }

    #[test]
    fn a_value_takes_the_place_of_its_placeholder_alone() {
        for (written, text, want) in [
            ("<you>", "docker tag a <you>/a:<you>", "docker tag a ada/a:ada"),
            ("username", "docker login --username username x", "docker login --username ada x"),
            ("username", "docker tag a username/a-username", "docker tag a ada/a-username"),
            ("$DOCKERID", "docker push $DOCKERID/a $DOCKERIDS", "docker push ada/a $DOCKERIDS"),
            ("${DOCKERID}", "docker push ${DOCKERID}/a", "docker push ada/a"),
        ] {
            assert_eq!(Placeholder::new(written).filled(text, "ada"), want, "{text}");
        }
    }

    #[test]
    fn who_types_the_value_has_answered() {
        let of = |command: &str, names: &[&str], line: &str| {
            let placeholders: Vec<Placeholder> = names.iter().map(|name| Placeholder::new(name)).collect();
            let found = answers(command, &placeholders, line);
            found.map(|found| found.iter().map(|(p, v)| format!("{}={v}", p.key)).collect::<Vec<_>>().join(" "))
        };
        let tag = "docker tag a <you>/a";
        for (line, want) in [
            ("docker tag a ada/a", Some("you=ada")),
            ("docker  tag a   ada/a ", Some("you=ada")),
            ("docker tag a <you>/a", None),
            ("docker tag b ada/a", None),
            ("docker tag a ada/b/a", None),
            ("ls", None),
        ] {
            assert_eq!(of(tag, &["<you>"], line).as_deref(), want, "{line}");
        }
        assert_eq!(of("a <x> <x>", &["<x>"], "a 1 2"), None, "one name has one value");
        assert_eq!(of("a <x>:<y>", &["<x>", "<y>"], "a 1:2").as_deref(), Some("x=1 y=2"));
    }

    #[test]
    fn a_name_in_a_variable_is_wanted_where_nothing_sets_it() {
        let unset = |text: &str, set: &[&str]| {
            let found = unset_variables(text, |name| set.contains(&name));
            found.into_iter().map(|p| p.written).collect::<Vec<_>>().join(" ")
        };
        for (text, set, want) in [
            ("docker build -t $DOCKERID/a ${DOCKERID}", &[][..], "$DOCKERID ${DOCKERID}"),
            ("docker build -t $DOCKERID/a .", &["DOCKERID"], ""),
            ("echo $HOME $USER $(id -u) $1 '{print $2}'", &[], ""),
            ("docker push $DOCKER_USERNAME/a", &[], "$DOCKER_USERNAME"),
            ("docker push $$dockerUsername$$/a", &[], ""),
        ] {
            assert_eq!(unset(text, set), want, "{text}");
        }
        assert_eq!(assigned("export DOCKERID=ada; X=1 Y=2 ls --a=b").join(" "), "DOCKERID X Y");
        assert_eq!(assigned("read -r NAME").join(" "), "NAME");
    }

    const LESSON: &str = "# L\n\n## Tag\n\n```console\n$ docker tag alpine $DOCKERID/app\n$ docker tag alpine <your docker id>/b\n\
        $ docker volume create <volume>\n$ ssh <username>@boats\n```\n";

    fn lesson() -> Lesson {
        let (document, _) = crate::reader::read(&Source::new("x.md", LESSON));
        crate::lesson::compile("x", &document, None).0
    }

    fn expected(step: &Step) -> Vec<String> {
        step.expect.iter().map(|check| describe(&check.assertion)).collect()
    }

    #[test]
    fn with_nobody_to_ask_a_name_has_a_stand_in_and_all_else_is_left() {
        let lesson = lesson().with_stand_ins();
        let tasks = lesson.steps[0].tasks.iter().map(|task| match task {
            Task::Type(typed) => typed.text.clone(),
            Task::Leave { why, .. } => why.to_string(),
            _ => String::new(),
        });
        let want = [
            "docker tag alpine learner/app",
            "docker tag alpine learner/b",
            "for its placeholder <volume>",
            "for its placeholder <username>",
        ];
        assert_eq!(tasks.collect::<Vec<_>>(), want);
        let given: Vec<_> = lesson.steps[0].given.iter().map(|(p, v)| format!("{p} {v}")).collect();
        assert_eq!(given, ["$DOCKERID learner", "<your docker id> learner"]);
        assert_eq!(expected(&lesson.steps[0]).len(), 2, "{:?}", expected(&lesson.steps[0]));
        assert!(super::tests::lesson().without_asking().steps.iter().all(|s| !s.asks() && s.given.is_empty()));
    }

    #[test]
    fn a_name_that_the_lesson_keeps_in_a_variable_is_asked_for_once() {
        let text = "# L\n\n## Tag\n\n```bash\nexport DOCKERID=<your docker id>\ndocker tag alpine $DOCKERID/app\n```\n";
        let (document, _) = crate::reader::read(&Source::new("x.md", text));
        let lesson = crate::lesson::compile("x", &document, None).0;
        let short = |lesson: &Lesson| {
            let said = |task: &Task| match task {
                Task::Ask { placeholders, .. } => format!("? {}", placeholders[0].written),
                Task::Leave { why, .. } => why.to_string(),
                task => task.typed().unwrap_or_default().text,
            };
            lesson.steps[0].tasks.iter().map(said).collect::<Vec<_>>()
        };
        assert_eq!(short(&lesson), ["? <your docker id>", "docker tag alpine $DOCKERID/app"]);
        let stood_in = short(&lesson.clone().with_stand_ins());
        assert_eq!(stood_in, ["export DOCKERID=learner", "docker tag alpine $DOCKERID/app"]);
        let left = short(&lesson.without_asking());
        assert_eq!(left, ["for its placeholder <your docker id>", "for its placeholder $DOCKERID"]);
    }

    #[test]
    fn a_command_with_its_value_is_typed_and_judged() {
        let step = &lesson().steps[0];
        assert_eq!((expected(step).len(), step.asks()), (0, true));
        let step = step.filled(&|p, _| (p.key == "dockerid").then(|| "ada".to_owned()));
        let said = expected(&step).join("; ");
        assert!(said.contains("ada/app") && said.contains("ada/b") && step.asks(), "{said}");
    }
}
