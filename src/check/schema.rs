//! The JSON Schema of a sidecar, so that editors complete its keys and explain them.
//!
//! The types here are a picture of the YAML for `schemars` and hold nothing; the reader stays the judge of what is
//! right, since only it can say what is wrong in words. A test holds both to the same keys.
#![expect(dead_code, reason = "the types are only looked at by the derive")]

mod look;
mod object;
mod tight;

use super::read::{NAME_KEY, SAY_KEY};
use look::{ArchiveForm, Compose, DockerfileForm, Exec, HttpForm, RegistryForm, ScriptForm};
use object::{ContainerForm, ImageForm, NetworkForm, VolumeForm};
use schemars::{JsonSchema, schema_for};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The JSON Schema of a sidecar, for editors.
pub fn schema() -> Value {
    let mut schema = of_types();
    tight::tighten(&mut schema);
    schema
}

/// What the types say.
fn of_types() -> Value {
    let mut schema = schema_for!(Sidecar).to_value();
    if let Some(map) = schema.as_object_mut() {
        map.insert("title".to_owned(), json!("Ropewalk checks"));
    }
    with_names(&mut schema);
    with_words(&mut schema);
    without_null(&mut schema);
    schema
}

/// A thing can get a name, beside what is expected of it.
fn with_names(schema: &mut Value) {
    let name = json!({
        "type": "string",
        "description": "A name for the thing that is found: `${web.id}`, `${web.name}` in later steps mean that one.",
        "examples": ["web"],
    });
    let kinds = schema.pointer_mut("/$defs/Assertion/oneOf").and_then(Value::as_array_mut);
    for properties in kinds.into_iter().flatten().filter_map(|kind| kind["properties"].as_object_mut()) {
        if ["image", "container", "volume", "network"].iter().any(|kind| properties.contains_key(*kind)) {
            properties.insert(NAME_KEY.to_owned(), name.clone());
        }
    }
}

/// A check can have words for the learner, beside what is expected.
fn with_words(schema: &mut Value) {
    let words = json!({
        "type": "string",
        "description": "What the learner reads instead of the words that are made from the check.",
        "examples": ["`hostname`, typed inside `desk`, prints the container's ID"],
    });
    let kinds = schema.pointer_mut("/$defs/Assertion/oneOf").and_then(Value::as_array_mut);
    for properties in kinds.into_iter().flatten().filter_map(|kind| kind["properties"].as_object_mut()) {
        properties.insert(SAY_KEY.to_owned(), words.clone());
    }
}

/// A key that may be left out may not be empty: `null` goes from every choice of types.
fn without_null(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Array(types)) = map.get_mut("type") {
                types.retain(|kind| kind != "null");
            }
            if let Some(Value::Array(choices)) = map.get_mut("anyOf") {
                choices.retain(|choice| choice["type"] != "null");
            }
            map.values_mut().for_each(without_null);
        }
        Value::Array(items) => items.iter_mut().for_each(without_null),
        _ => {}
    }
}

/// The checks of a lesson, in a file beside it: `checks/03-images.yaml` for `lessons/03-images.md`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Sidecar {
    /// The lesson's file name without its ending.
    #[schemars(example = &"03-images")]
    lesson: Option<String>,
    /// The images that must be pullable.
    #[schemars(example = ["alpine", "hello-world"])]
    images: Option<Vec<String>>,
    /// Whether the learner's machine may reach the network.
    #[schemars(example = true)]
    network: Option<bool>,
    /// Values that each learner gets drawn, by their names: `${name}` stands for one, here and in the lesson.
    #[schemars(example = json!({"name": {"random_name": true}, "port": {"random_port": {"from": 8000, "to": 8999}}}))]
    variables: Option<BTreeMap<String, Variable>>,
    /// What is expected of each step, by the step's id: its heading in lower case with hyphens, or an explicit `{#id}`.
    #[schemars(example = json!({"tag-an-image": {"expect": [{"image": "devops/mysql:snapshot"}]}}))]
    steps: Option<BTreeMap<String, Step>>,
}

/// How a value is drawn: one of these ways.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Variable {
    /// Two words and a number, as a name for a container, an image, a volume or a network; or what it begins with.
    #[schemars(example = true, example = &"web-")]
    random_name: Option<NameForm>,
    /// A port from 8100 to 9899, or within these bounds.
    #[schemars(example = true, example = json!({"from": 8000, "to": 8999}))]
    random_port: Option<PortForm>,
    /// One of these.
    #[schemars(example = ["red", "green", "blue"])]
    one_of: Option<Vec<Scalar>>,
    /// The same for everybody.
    #[schemars(example = &"team")]
    text: Option<Scalar>,
}

/// `true`, or the beginning of the name.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum NameForm {
    Any(bool),
    Prefix(String),
}

/// `true`, or both ends.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum PortForm {
    Any(bool),
    Within(Port),
}

/// The ends of the ports that one is drawn from, both included.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Port {
    /// The lowest.
    #[schemars(example = 8000)]
    from: Option<u16>,
    /// The highest.
    #[schemars(example = 8999)]
    to: Option<u16>,
}

/// Why the result of a mutant is meant.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Explained {
    /// Its commands as the report names them; `*` stands for any text.
    #[schemars(example = &"docker run -d --name web *")]
    mutant: String,
    /// Why it passes, or why it need not.
    #[schemars(example = &"any image will do here")]
    because: String,
}

/// One step of the lesson.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Step {
    /// What must hold for the step to be done.
    #[schemars(example = json!([{"container": {"name": "web", "running": true}}]))]
    expect: Option<Vec<Assertion>>,
    /// What must not come to hold, because the step could then no longer be done.
    #[schemars(example = json!([{"absent": {"image": "mysql-custom"}}]))]
    impossible: Option<Vec<Assertion>>,
    /// Hints, from vague to exact.
    #[schemars(example = ["An image can have more than one name.", "Look at `docker tag --help`."])]
    hints: Option<Texts>,
    /// The model commands: a text with a command a line, or a list. A line that begins with `> ` is typed into the
    /// program which the command above it starts.
    #[schemars(example = &"docker tag mysql-custom devops/mysql:snapshot")]
    solution: Option<Texts>,
    /// Other ways that must pass too, each a whole sequence of commands.
    #[schemars(example = ["docker image tag mysql-custom devops/mysql:snapshot"])]
    also: Option<Sequences>,
    /// Ways that must not pass, each a whole sequence of commands.
    #[schemars(example = ["docker tag mysql-custom devops/mysql"])]
    wrong: Option<Sequences>,
    /// Mutants of `ropewalk verify --mutate` whose result is meant: wrong ways that may pass, right ways that need not.
    #[schemars(example = json!([{"mutant": "docker run alpine; *", "because": "any command will do here"}]))]
    explained: Option<Vec<Explained>>,
    /// Questions to answer.
    #[schemars(example = json!([{"question": "Does a stopped container keep its files?", "answer": true}]))]
    quiz: Option<Vec<Quiz>>,
    /// The digest of the lesson's text that the step was recorded from; `ropewalk record` writes it.
    #[schemars(example = &"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    recorded: Option<String>,
}

/// One text or a list of texts.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Texts {
    One(Scalar),
    Many(Vec<Scalar>),
}

/// Command sequences: each a text with a command a line, or a list of commands.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Sequences {
    One(String),
    Many(Vec<Texts>),
}

/// Text; a number or `true` counts as it is written.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Scalar {
    Text(String),
    Number(f64),
    Flag(bool),
}

/// Text that may be empty; a number or `true` counts as it is written.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Whole {
    Text(String),
    Number(f64),
    Flag(bool),
}

/// A question.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Quiz {
    /// The question.
    #[schemars(example = &"Where does Docker keep a volume?")]
    question: String,
    /// How it is answered; without it the shape of `choices` and `answer` tells.
    #[schemars(example = &"single")]
    kind: Option<QuizKind>,
    /// The choices.
    #[schemars(example = ["in the image", "on the host"])]
    choices: Option<Vec<Scalar>>,
    /// The answer: a text, one of the choices, a list of choices or of texts that count, a number, `true` or `false`.
    #[schemars(example = &"on the host")]
    answer: Texts,
    /// For `text`: a regular expression that the whole answer may match, without regard to case.
    #[schemars(example = &"docker (container )?ls")]
    pattern: Option<String>,
    /// For `number`: how far an answer may be off.
    #[schemars(example = 0.5)]
    tolerance: Option<f64>,
    /// For `predict`: a regular expression for the commands before which it is asked.
    #[schemars(example = &"^docker ps$")]
    command: Option<String>,
    /// For `predict`: what must hold right after the command for the answer to be right; without it the command must
    /// print the answer.
    #[schemars(example = json!([{"output": {"excludes": "web"}}]))]
    expect: Option<Vec<Assertion>>,
    /// Why, shown after the answer.
    #[schemars(example = &"A volume outlives the containers that use it.")]
    explanation: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
enum QuizKind {
    Reveal,
    Single,
    Multiple,
    TrueFalse,
    Text,
    Number,
    Predict,
}

/// One expectation, of one kind.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
enum Assertion {
    /// An image exists and looks like this; a text is its reference.
    #[schemars(example = json!({"image": "alpine"}))]
    Image(ImageForm),
    /// A container is, ran or was removed like this; a text is its name.
    #[schemars(example = json!({"container": {"name": "web", "running": true}}))]
    Container(ContainerForm),
    /// A volume exists; a text is its name.
    #[schemars(example = json!({"volume": "data"}))]
    Volume(VolumeForm),
    /// A network exists; a text is its name.
    #[schemars(example = json!({"network": {"name": "front", "members": ["web"]}}))]
    Network(NetworkForm),
    /// A file of the learner's machine, a container, an image or a volume is there; a text is its path.
    #[schemars(example = json!({"file": {"path": "notes.txt", "contains": "docker"}}))]
    File(FileForm),
    /// A command of the step printed this.
    #[schemars(example = json!({"output": {"contains": "Hello from Docker"}}))]
    Output(Output),
    /// A command of the step ended like this; a number is the last command's status.
    #[schemars(example = json!({"exit": 0}))]
    Exit(ExitForm),
    /// Such a command was run; `*` stands for any one word.
    #[schemars(example = json!({"ran": "docker ps -a"}))]
    Ran(RanForm),
    /// A file is a Dockerfile like this; a text is its path.
    #[schemars(example = json!({"dockerfile": {"from": "alpine", "has": ["LABEL maintainer=Ada"]}}))]
    Dockerfile(DockerfileForm),
    /// Services of a compose project are there.
    #[schemars(example = json!({"compose": {"project": "shop", "services": ["web", "db"]}}))]
    Compose(Compose),
    /// A command in a container gives this.
    #[schemars(example = json!({"exec": {"container": "web", "command": "cat /etc/motd", "contains": "hello"}}))]
    Exec(Exec),
    /// A port of the learner's machine answers over HTTP; a number is the port.
    #[schemars(example = json!({"http": {"port": 8080, "contains": "Welcome"}}))]
    Http(HttpForm),
    /// A file is an archive like this; a text is its path.
    #[schemars(example = json!({"archive": {"path": "app.tar", "is": "image", "tags": "app:1"}}))]
    Archive(ArchiveForm),
    /// A registry on the learner's machine has this; a text is its reference.
    #[schemars(example = json!({"registry": {"ref": "localhost:5000/app:1", "same_as": "app:1"}}))]
    Registry(RegistryForm),
    /// A program of the author's agrees: it ends with status 0, else its last line says why. A text is its path.
    #[schemars(example = json!({"script": {"command": "docker ps | grep -q web"}}))]
    Script(ScriptForm),
    /// A thing that was there and is gone.
    #[schemars(example = json!({"absent": {"container": "old"}}))]
    Absent(Box<Assertion>),
    /// Each of these holds.
    #[schemars(example = json!({"all": [{"image": "app"}, {"container": "web"}]}))]
    All(Vec<Assertion>),
    /// At least one of these holds.
    #[schemars(example = json!({"any": [{"container": {"name": "web", "running": false}}, {"absent": {"container": "web"}}]}))]
    Any(Vec<Assertion>),
    /// This does not hold.
    #[schemars(example = json!({"not": {"container": {"image": "nginx", "running": true}}}))]
    Not(Box<Assertion>),
    /// There are so many images, containers, volumes or networks like this.
    #[schemars(example = json!({"count": {"of": {"container": {"image": "nginx"}}, "min": 2}}))]
    Count(Box<Count>),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Count {
    /// What is counted.
    #[schemars(example = json!({"container": {"image": "nginx"}}))]
    of: Box<Assertion>,
    /// Just so many.
    #[schemars(example = 3)]
    is: Option<u64>,
    /// The least.
    #[schemars(example = 1)]
    min: Option<u64>,
    /// The most.
    #[schemars(example = 5)]
    max: Option<u64>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum FileForm {
    Path(String),
    Map(Box<File>),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct File {
    /// Where it is.
    #[schemars(example = &"notes.txt")]
    path: String,
    /// What it is in, where it is not the learner's machine: a container's name, or one of the places.
    #[schemars(rename = "in", example = json!({"container": "web"}))]
    place: Option<PlaceForm>,
    /// What it is.
    #[schemars(example = &"directory")]
    kind: Option<FileKind>,
    /// Texts it contains.
    #[schemars(example = &"FROM alpine")]
    contains: Option<Texts>,
    /// Its whole text.
    #[schemars(example = &"hello")]
    equals: Option<Whole>,
    /// A regular expression for its text; `^` and `$` are the ends of a line.
    #[schemars(example = &"^FROM ")]
    matches: Option<String>,
    /// What its text, which is JSON, has at these JSON pointers; a number without quotes is not fulfilled by a text.
    #[schemars(example = json!({"/services/web/port": 80}))]
    json: Option<BTreeMap<String, Whole>>,
    /// Its least size in bytes.
    #[schemars(example = 1)]
    min_size: Option<u64>,
    /// Its greatest size in bytes.
    #[schemars(example = 1000)]
    max_size: Option<u64>,
    /// Its permissions in octal.
    #[schemars(example = &"0644")]
    mode: Option<Scalar>,
    /// The user it belongs to: a name, or a number.
    #[schemars(example = &"root")]
    owner: Option<Scalar>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum PlaceForm {
    Container(String),
    Map(Place),
}

/// What a file is in; one of them.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Place {
    /// A container; it need not run.
    #[schemars(example = &"web")]
    container: Option<String>,
    /// An image.
    #[schemars(example = &"me/app:1")]
    image: Option<String>,
    /// A volume.
    #[schemars(example = &"data")]
    volume: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
enum FileKind {
    File,
    Directory,
    Link,
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Output {
    /// Texts it contains.
    #[schemars(example = &"Hello from Docker")]
    contains: Option<Texts>,
    /// A regular expression for it; `^` and `$` are the ends of a line.
    #[schemars(example = &"^web .* Up")]
    matches: Option<String>,
    /// The whole of it.
    #[schemars(example = &"hello")]
    equals: Option<Whole>,
    /// What it is like: the same but for ids, times, sizes and the like. `...` stands for anything.
    #[schemars(example = &"REPOSITORY  TAG\nalpine  latest")]
    like: Option<String>,
    /// Texts it does not contain.
    #[schemars(example = &"Error")]
    excludes: Option<Texts>,
    /// A regular expression for the commands that are meant; without it any command of the step.
    #[schemars(example = &"^docker ps")]
    command: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum ExitForm {
    Status(Status),
    Map(Exit),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Exit {
    /// The status.
    #[schemars(example = &"nonzero")]
    status: Status,
    /// A regular expression for the commands that are meant; without it the last command of the step.
    #[schemars(example = &"^docker run")]
    command: Option<String>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum Status {
    Number(u8),
    Word(StatusWord),
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
enum StatusWord {
    Nonzero,
    Any,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum RanForm {
    Command(String),
    Map(Ran),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Ran {
    /// The first words of the command; `docker container ls` is `docker ps`, and flags may stand in any order.
    #[schemars(example = &"docker ps -a")]
    command: String,
    /// How it ended; 0 without this.
    #[schemars(example = &"any")]
    status: Option<Status>,
}

#[cfg(test)]
mod tests;
