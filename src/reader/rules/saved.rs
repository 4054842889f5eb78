//! What is saved to a file though it looks like what is typed, and files that are told in other words.

use super::check;

/// A lesson with words before a block.
fn told(said: &str, info: &str, text: &str) -> String {
    format!("{said}\n\n```{info}\n{text}\n```\n")
}

#[test]
fn a_script_that_is_to_be_saved_is_not_typed() {
    let script = |said: &str| told(said, "bash", "docker build -t web .\ndocker run web");
    let saved = ["File 3 > up.sh"];
    for said in [
        "Create a file `up.sh`:",
        "Now create a new script called `up.sh` that starts it all:",
        "Make a file named **up.sh** and add the following:",
        "Save the following as `up.sh`:",
        "Write the commands below into `up.sh`:",
        "Script (`up.sh`):",
        "File: `up.sh`",
        "`up.sh`:",
    ] {
        check(&script(said), &saved);
    }
    let typed = ["Command 3 docker build -t web . | docker run web"];
    for said in
        ["Run what `up.sh` does:", "Create a script `up.sh`, or execute this:", "Make sure that `up.sh` works:", "So:"]
    {
        check(&script(said), &typed);
    }
    check(&told("Create a script `up.sh`:", "bash", "nano up.sh"), &["Command 3 nano up.sh"]);
    check(&told("Create a script `up.sh`:", "bash", "$ docker ps"), &["Command 3 docker ps"]);
    check(&told("Create a file `up.txt`:", "bash", "docker ps"), &["Command 3 docker ps"]);
}

#[test]
fn a_line_for_a_list_is_not_typed() {
    let line = |said: &str| told(said, "", "flask");
    check(&line("Append this to `requirements.txt`:"), &["File 3 >> requirements.txt"]);
    check(&line("Add the following line to `requirements.txt`:"), &["File 3 >> requirements.txt"]);
    let adds = told("Add the following packages to `package.json`:", "bash", "npm install a");
    check(&adds, &["Command 3 npm install a"]);
    check(&told("File: `a.txt`", "", "Hello you"), &["File 3 > a.txt"]);
}

#[test]
fn variables_below_the_name_of_their_file_are_not_set_in_a_shell() {
    check(&told("Its settings:", "bash", "# ~/web/.env\nPORT=80\nNAME=web"), &["File 3 > ~/web/.env"]);
    let keys = "# Use variables in web.properties\nurl=jdbc:${HOST}\nweb.user-name=${NAME}";
    check(&told("Its settings:", "bash", keys), &["File 3"]);
    check(&told("Its settings:", "bash", "# all of it\nPORT=80\nNAME=web"), &["Command 3 PORT=80 | NAME=web"]);
}

#[test]
fn a_file_is_told_in_many_words() {
    let js = |said: &str| told(said, "js", "say(1)");
    check(&js("Create a new `a.js` file and add the following code:"), &["File 3 > a.js"]);
    check(&js("Replace the contents of `b/a.js` with:"), &["File 3 > b/a.js"]);
    check(&js("File: a.js"), &["File 3 > a.js"]);
    check(&js("Write it in your editor (`nano a.js`):"), &["File 3 > a.js"]);
    check(&told("vim `a.txt` and insert:", "", "hello you"), &["File 3 ? > a.txt"]);
    let stage = told("Add these lines at the end of the `.ci.yml` file to test it.", "yaml", "test: {}");
    check(&stage, &["File 3 ? >> .ci.yml"]);
    check(&told("Add a line at the end of `Dockerfile`:", "", "CMD [\"ls\"]"), &["File 3 >> Dockerfile"]);
    check(&told("Create the following file `a.txt` (in `~/lab`):", "text", "hello"), &["File 3 > ~/lab/a.txt"]);
    let page = told("Create a new directory `web`, and inside it a file named `a.html`:", "html", "<p>a</p>");
    check(&page, &["File 3 > web/a.html"]);
}

#[test]
fn marks_name_a_file_in_many_ways() {
    for info in [
        "py title='web/a.py'",
        "python file=web/a.py",
        "python {path=\"web/a.py\"}",
        "{.python filename=\"web/a.py\"}",
        "python name=web/a.py",
    ] {
        check(&told("Here:", info, "say(1)"), &["File 3 > web/a.py"]);
    }
    check(&told("Here:", "python name=start", "say(1)"), &["File 3"]);
    check("```{code-block} python\n:caption: web/a.py\nsay(1)\n```\n", &["File 1 > web/a.py"]);
    check("```{code-block} python\n:caption: How it starts\nsay(1)\n```\n", &["File 1"]);
}

#[test]
fn the_folder_is_told_right_behind_the_name() {
    let text = |said: &str| told(&format!("{said} It does much.\n\n**Contents of `a.conf`:**"), "ini", "[a]\nb=c");
    for said in ["Two matter: `a.conf` in `conf.d/` and more.", "The `a.conf` file within `conf.d/` is read."] {
        check(&text(said), &["File 5 > conf.d/a.conf"]);
    }
    check(&text("What `a.conf` has is in `b.conf`, too."), &["File 5 > a.conf"]);
    check(&text("See `a.conf` in `/etc/`."), &["File 5 > a.conf"]);
}

#[test]
fn the_compose_file_that_is_started_next_is_the_one_that_is_named() {
    let text = |said: &str, next: &str| {
        told(said, "", "web:\n  image: nginx\n  ports:\n    - 80:80") + &format!("\nNow:\n\n```\n$ {next}\n```\n")
    };
    let said = "Here is a `docker-compose.yml` file that does it all.";
    let up = "docker-compose up -d";
    check(&text(said, up), &["File 3 > docker-compose.yml", &format!("Command 12 {up}")]);
    check(&text(said, "docker ps"), &["File 3", "Command 12 docker ps"]);
    check(&text("Change this in `docker-compose.yml`.", up), &["File 3", &format!("Command 12 {up}")]);
}

#[test]
fn a_dockerfile_in_a_note_only_compares() {
    let whole = |base: &str| format!("```dockerfile\nFROM {base}\nRUN ls\n```\n");
    let note = |said: &str, more: &str| {
        let inner = format!("{said}\n\n{}{more}", whole("alpine"));
        let inner = inner.lines().map(|line| format!("    {line}\n")).collect::<Vec<_>>().concat();
        format!("Create a `Dockerfile`:\n\n{}\n!!! note\n{inner}\n```\n$ docker build .\n```\n", whole("alpine:3"))
    };
    let (first, last) = ("File 3 > Dockerfile", "Command 16 docker build .");
    check(&note("We could have said this, too:", ""), &[first, "File 11", last]);
    check(&note("With ARM, use this `Dockerfile`:", ""), &[first, "File 11 > Dockerfile", last]);
    let built = "\n```\n$ docker build -t b .\n```\n";
    let (inner, last) = ("Command 16 docker build -t b .", "Command 20 docker build .");
    check(&note("We could have said this, too:", built), &[first, "File 11 > Dockerfile", inner, last]);
    // An entry about an instruction has its own.
    let entry = "??? Abstract \"USER\"\n\n    It is in the `Dockerfile`, e.g.\n\n    ```\n    FROM alpine\n    USER me\n    ```\n\n```\n$ docker build .\n```\n";
    check(entry, &["File 5", "Command 10 docker build ."]);
}

#[test]
fn a_definition_far_above_is_built_where_the_text_says_so() {
    let definition = "```\nBootstrap: docker\nFrom: alpine\n\n%post\n    ls\n```\n";
    let text = |said: &str| format!("{definition}\n# More\n\n{said}\n\n```\n$ apptainer build a.sif a.def\n```\n");
    let typed = "Command 13 apptainer build a.sif a.def";
    check(&text("Build it of the definition file above:"), &["File 1 > a.def", typed]);
    check(&text("Build it of your file:"), &["File 1", typed]);
}
