//! The JSON Schema of a sidecar, so that editors complete its keys and explain them.
//!
//! The types here are a picture of the YAML for `schemars` and hold nothing; the reader stays the judge of what is
//! right, since only it can say what is wrong in words. A test holds both to the same keys.
#![expect(dead_code, reason = "the types are only looked at by the derive")]

mod look;

use look::{ArchiveForm, Compose, DockerfileForm, Exec, HttpForm, RegistryForm, ScriptForm};
use schemars::{JsonSchema, schema_for};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The JSON Schema of a sidecar, for editors.
pub fn schema() -> Value {
    let mut schema = schema_for!(Sidecar).to_value();
    if let Some(map) = schema.as_object_mut() {
        map.insert("title".to_owned(), json!("Ropewalk checks"));
    }
    without_null(&mut schema);
    schema
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
    /// What is expected of each step, by the step's id: its heading in lower case with hyphens, or an explicit `{#id}`.
    #[schemars(example = json!({"tag-an-image": {"expect": [{"image": "devops/mysql:snapshot"}]}}))]
    steps: Option<BTreeMap<String, Step>>,
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
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum ImageForm {
    Reference(String),
    Map(Box<Image>),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Image {
    /// Its reference; `alpine` is `alpine:latest`.
    #[schemars(rename = "ref", example = &"devops/mysql:snapshot")]
    reference: Option<String>,
    /// It is the same image as this one: another name for it.
    #[schemars(example = &"mysql-custom")]
    same_as: Option<String>,
    /// It is another image than this one.
    #[schemars(example = &"alpine")]
    differs_from: Option<String>,
    /// Labels it has.
    #[schemars(example = json!({"maintainer": "Ada"}))]
    label: Option<BTreeMap<String, Scalar>>,
    /// Variables it sets.
    #[schemars(example = json!({"MODE": "dev"}))]
    env: Option<BTreeMap<String, Scalar>>,
    /// Its default command.
    #[schemars(example = ["python", "app.py"])]
    cmd: Option<Texts>,
    /// Its entrypoint.
    #[schemars(example = &"/entrypoint.sh")]
    entrypoint: Option<Texts>,
    /// The user its processes run as.
    #[schemars(example = &"app")]
    user: Option<Scalar>,
    /// Its working directory.
    #[schemars(example = &"/app")]
    workdir: Option<String>,
    /// Who made it.
    #[schemars(example = &"Ada")]
    author: Option<String>,
    /// Its commit message.
    #[schemars(example = &"with curl")]
    comment: Option<String>,
    /// It is an image without a name.
    #[schemars(example = true)]
    dangling: Option<bool>,
    /// Ports it exposes.
    #[schemars(example = 80)]
    port: Option<Texts>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum ContainerForm {
    Name(String),
    Map(Box<Container>),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Container {
    /// Its name; without one any container that fits will do.
    #[schemars(example = &"web")]
    name: Option<String>,
    /// The image it was made from.
    #[schemars(example = &"nginx")]
    image: Option<String>,
    /// Whether it runs.
    #[schemars(example = true)]
    running: Option<bool>,
    /// Whether it is paused.
    #[schemars(example = true)]
    paused: Option<bool>,
    /// Whether it has exited.
    #[schemars(example = true)]
    exited: Option<bool>,
    /// The status it exited with.
    #[schemars(example = 0)]
    exit_code: Option<i64>,
    /// It started in this step, and may be gone again.
    #[schemars(example = true)]
    ran: Option<bool>,
    /// It was there and is gone.
    #[schemars(example = true)]
    removed: Option<bool>,
    /// Labels it has.
    #[schemars(example = json!({"tier": "front"}))]
    label: Option<BTreeMap<String, Scalar>>,
    /// Variables it has.
    #[schemars(example = json!({"MODE": "dev"}))]
    env: Option<BTreeMap<String, Scalar>>,
    /// Its ports to the ports of the host, or to `any`.
    #[schemars(example = json!({"80": 8080}))]
    port: Option<BTreeMap<String, Scalar>>,
    /// Paths in it to a volume or a path of the host.
    #[schemars(example = json!({"/data": "my-volume"}))]
    mount: Option<BTreeMap<String, String>>,
    /// Networks it is in.
    #[schemars(example = &"front")]
    network: Option<Texts>,
    /// What runs in it: a part of the command as a text, or its last words as a list.
    #[schemars(example = &"sleep")]
    command: Option<Texts>,
    /// Its restart policy.
    #[schemars(example = &"always")]
    restart: Option<Restart>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
enum Restart {
    No,
    Always,
    OnFailure,
    UnlessStopped,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum VolumeForm {
    Name(String),
    Map(Volume),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Volume {
    /// Its name; without one any volume that fits will do.
    #[schemars(example = &"data")]
    name: Option<String>,
    /// Its driver.
    #[schemars(example = &"local")]
    driver: Option<String>,
    /// Labels it has.
    #[schemars(example = json!({"tier": "back"}))]
    label: Option<BTreeMap<String, Scalar>>,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum NetworkForm {
    Name(String),
    Map(Network),
}

#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Network {
    /// Its name; without one any network but Docker's own that fits will do.
    #[schemars(example = &"front")]
    name: Option<String>,
    /// Its driver.
    #[schemars(example = &"bridge")]
    driver: Option<String>,
    /// Labels it has.
    #[schemars(example = json!({"tier": "back"}))]
    label: Option<BTreeMap<String, Scalar>>,
    /// The names of containers that are in it.
    #[schemars(example = ["web", "db"])]
    members: Option<Texts>,
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
    equals: Option<Scalar>,
    /// A regular expression for its text; `^` and `$` are the ends of a line.
    #[schemars(example = &"^FROM ")]
    matches: Option<String>,
    /// What its text, which is JSON, has at these JSON pointers.
    #[schemars(example = json!({"/services/web/port": 80}))]
    json: Option<BTreeMap<String, Scalar>>,
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
    equals: Option<Scalar>,
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
mod tests {
    use super::*;
    use crate::check::{parse, read};
    use crate::source::Source;

    fn properties(schema: &Value) -> Vec<&str> {
        schema["properties"].as_object().unwrap().keys().map(String::as_str).collect()
    }

    #[test]
    fn the_schema_has_the_keys_that_the_reader_takes() {
        let schema = schema();
        assert_eq!(properties(&schema), read::SIDECAR_KEYS);
        let cases = [
            ("Step", read::STEP_KEYS),
            ("Quiz", read::QUIZ_KEYS),
            ("Image", read::IMAGE_KEYS),
            ("Container", read::CONTAINER_KEYS),
            ("Volume", read::VOLUME_KEYS),
            ("Network", read::NETWORK_KEYS),
            ("File", read::FILE_KEYS),
            ("Place", read::PLACE_KEYS),
            ("Output", read::OUTPUT_KEYS),
            ("Exit", read::EXIT_KEYS),
            ("Ran", read::RAN_KEYS),
            ("Dockerfile", read::DOCKERFILE_KEYS),
            ("Compose", read::COMPOSE_KEYS),
            ("Exec", read::EXEC_KEYS),
            ("Http", read::HTTP_KEYS),
            ("Archive", read::ARCHIVE_KEYS),
            ("Registry", read::REGISTRY_KEYS),
            ("Script", read::SCRIPT_KEYS),
        ];
        for (name, keys) in cases {
            assert_eq!(properties(&schema["$defs"][name]), keys, "{name}");
        }
        let kinds = schema["$defs"]["Assertion"]["oneOf"].as_array().unwrap();
        assert_eq!(kinds.iter().flat_map(properties).collect::<Vec<_>>(), read::ASSERTION_KEYS);
    }

    #[test]
    fn every_key_is_described_with_an_example() {
        let schema = schema();
        let definitions = schema["$defs"].as_object().unwrap().values();
        let mut seen = 0;
        for (key, property) in definitions.chain([&schema]).filter_map(|d| d["properties"].as_object()).flatten() {
            let example = property["examples"].as_array().is_some_and(|examples| !examples.is_empty());
            assert!(property["description"].is_string() && example, "{key}: {property}");
            seen += 1;
        }
        for kind in schema["$defs"]["Assertion"]["oneOf"].as_array().unwrap() {
            assert!(kind["description"].is_string() && kind["examples"].is_array(), "{kind}");
            seen += 1;
        }
        assert!(seen > 70, "{seen} keys");
    }

    /// JSON is YAML, so that the examples can be given to the reader.
    #[test]
    fn examples_are_read_without_a_finding() {
        let schema = schema();
        let required = json!({"path": "f", "answer": "a", "question": "q", "command": "ls", "status": 0, "ref": "localhost:5000/a", "port": 80});
        let fill = |kind: &str, key: &str, example: &Value| {
            let mut map = serde_json::Map::new();
            map.insert(key.to_owned(), example.clone());
            let also: &[&str] = match (kind, key) {
                ("file" | "archive", _) | ("script", "args" | "limit") => &["path"],
                ("exit", "command") => &["status"],
                ("ran", "status") => &["command"],
                ("output", "command") => &["contains"],
                ("image", "same_as" | "differs_from") | ("registry", "same_as" | "digest") => &["ref"],
                ("exec", _) => &["container", "command"],
                ("http", _) => &["port"],
                _ => &[],
            };
            for key in also {
                map.entry(*key).or_insert_with(|| required.get(*key).cloned().unwrap_or(json!("x")));
            }
            json!({"steps": {"s": {"expect": [{kind: map}]}}})
        };
        for kind in [
            "Image",
            "Container",
            "Volume",
            "Network",
            "File",
            "Output",
            "Exit",
            "Ran",
            "Dockerfile",
            "Compose",
            "Exec",
            "Http",
            "Archive",
            "Registry",
            "Script",
        ] {
            for (key, property) in schema["$defs"][kind]["properties"].as_object().unwrap() {
                let yaml = fill(&kind.to_lowercase(), key, &property["examples"][0]).to_string();
                let (_, found) = parse(&Source::new("x.yaml", yaml.clone()));
                assert!(found.is_empty(), "{yaml}: {found:?}");
            }
        }
    }
}
