//! `variables:`.

use super::super::PREFIX_LIMIT;
use super::*;
use crate::check::{Seed, parse_for, unused};

fn faults(variables: &str, rest: &str) -> String {
    let yaml = format!("variables: {variables}\nsteps:\n  s:\n    {rest}\n");
    let (_, found) = read(&yaml);
    found.iter().map(|f| f.split_once(' ').map_or(f.as_str(), |(_, what)| what)).collect::<Vec<_>>().join("; ")
}

#[test]
fn values_stand_wherever_a_text_may() {
    let yaml = "\
images: ['${base}']
variables:
  name: { random_name: web- }
  port: { random_port: { from: 8111, to: 8111 } }
  base: { one_of: [alpine, alpine] }
  team: { text: blue }
steps:
  s:
    expect:
      - container: { name: '${name}', port: { 80: '${port}' }, label: { '${team}': '$${team}' } }
      - http: { port: '${port}' }
    hints: 'call it ${name}'
    solution: docker run -d --name ${name} -p ${port}:80 -e A=$${port} -e H=${HOME} ${base}
    also: [['a ${name}']]
    wrong: ['b ${name}']
    explained: [{ mutant: '${name} *', because: x }]
    quiz: [{ question: 'Where is ${name}?', kind: number, answer: '${port}' }]
";
    let (sidecar, found) = read(yaml);
    assert_eq!(found, Vec::<String>::new());
    let sidecar = sidecar.unwrap();
    let name = sidecar.variables[0].value.clone();
    assert!(name.starts_with("web-") && sidecar.variables.iter().all(|v| v.used), "{:?}", sidecar.variables);
    assert_eq!(sidecar.images, ["alpine"]);
    let step = &sidecar.steps[0];
    let Assertion::Container(check) = &step.expect[0].assertion else { panic!() };
    assert_eq!(check.name.as_ref(), Some(&name));
    assert_eq!(check.labels, map([("blue", "${team}")]));
    assert_eq!(format!("{:?}", check.ports), r#"{"80/tcp": Some(8111)}"#);
    assert_eq!(step.hints, [format!("call it {name}")]);
    assert_eq!(step.solution, [format!("docker run -d --name {name} -p 8111:80 -e A=${{port}} -e H=${{HOME}} alpine")]);
    assert_eq!((&step.also[0][0], &step.wrong[0][0]), (&format!("a {name}"), &format!("b {name}")));
    assert_eq!(step.explained[0].mutant, format!("{name} *"));
    assert_eq!(step.quizzes[0].question, format!("Where is {name}?"));

    let names: std::collections::BTreeSet<String> = (0..20)
        .map(|s| parse_for(&Source::new("x.yaml", yaml), Seed(s)).0.unwrap().variables[0].value.clone())
        .collect();
    assert!(names.len() > 15);
}

#[test]
fn mistakes_in_variables_are_reported() {
    let long = format!("{{n: {{random_name: {}}}}}", "a".repeat(PREFIX_LIMIT + 1));
    let fits = long.replace("aa}", "a}");
    let use_n = "hints: '${n}'";
    let prefix = |p: &str| {
        format!(
            "C0111 `{p}` cannot begin a name (write `true`, or small letters, digits, `-`, `_` and `.` with a letter or digit first, at most 30)"
        )
    };
    let cases: [(&str, &str, &str); 18] = [
        ("{n: {random_name: true}}", use_n, ""),
        ("{n: {random_port: {from: 80}}}", use_n, ""),
        (&fits, use_n, ""),
        (&long, "hints: x", &prefix(&"a".repeat(31))),
        ("{n: {random_name: Web}}", "hints: x", &prefix("Web")),
        ("[a]", "hints: x", "C0104 `variables` is a list (it must be a map from names to how their values are drawn)"),
        (
            "{HOME: {text: x}}",
            "hints: x",
            "C0111 `HOME` is no name for a variable (letters, digits and `_` make one, with a letter first and not in capitals alone)",
        ),
        (
            "{n: x}",
            "hints: x",
            "C0104 `variables` is the text `x` (it must be a map with `random_name`, `random_port`, `one_of` or `text`)",
        ),
        (
            "{n: {randomname: true}}",
            "hints: x",
            "C0103 `variables` has no key `randomname` (did you mean `random_name`?)",
        ),
        (
            "{n: {text: a, one_of: [b, c]}}",
            "hints: x",
            "C0112 a variable needs one way to draw its value, and this has 2 (it may have `random_name`, `random_port`, `one_of`, `text`)",
        ),
        (
            "{n: {}}",
            "hints: x",
            "C0112 a variable needs one way to draw its value, and this has 0 (it may have `random_name`, `random_port`, `one_of`, `text`)",
        ),
        ("{n: {one_of: [a]}}", "hints: x", "C0105 there is nothing to choose from (name two or more)"),
        ("{n: {random_port: {from: 9, to: 8}}}", "hints: x", "C0111 9 is more than 8 (write the lower port first)"),
        ("{n: {random_port: {to: 0}}}", "hints: x", "C0111 8100 is more than 0 (write the lower port first)"),
        (
            "{n: {random_port: {from: x}}}",
            "hints: x",
            "C0104 `from` is the text `x` (it must be a port from 1 to 65535)",
        ),
        (
            "{n: {random_port: {from: 8, to: 8}}, m: {random_port: {from: 8, to: 8}}}",
            "hints: '${n}${m}'",
            "C0111 no port is left for `m` (give it a wider range)",
        ),
        (
            "{name: {text: a}}",
            "hints: '${nmae} ${HOME} $${x}'",
            "C0115 there is no variable `nmae` (did you mean `${name}`? What the shell is to read is written `$${nmae}`)",
        ),
        (
            "{name: {text: a}}",
            "hints: '${elsewhere}'",
            "C0115 there is no variable `elsewhere` (declare it under `variables:`, or write `$${elsewhere}` for the shell to read)",
        ),
    ];
    for (variables, rest, want) in cases {
        assert_eq!(faults(variables, rest), want, "{variables} {rest}");
    }
    assert_eq!(read("steps: {s: {hints: '${x} ${name}'}}").1, Vec::<String>::new(), "there are no variables");
}

#[test]
fn a_variable_that_nothing_uses_is_told() {
    let source = Source::new(
        "x.yaml",
        "variables: {a: {text: x}, b: {text: x}, c: {text: x}, d: {text: x}}\nsteps: {s: {hints: '${a}'}}\n",
    );
    let sidecar = parse(&source).0.unwrap();
    let found = unused(&sidecar.variables, &source, "Look at ${b} and $$c$$.");
    let said: Vec<_> = found.iter().map(|d| (d.code, d.line, d.column, d.message.as_str())).collect();
    assert_eq!(said, [("C0116", 1, 55, "nothing uses the variable `d`")]);
}
