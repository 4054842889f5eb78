//! Checks that are programs of their author's: their text is read where the lesson is read.

use super::read::{SCRIPT_SECONDS, codes};
use super::{Assertion, Check, Look, ScriptCheck, Sidecar};
use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// How long a script may be, in bytes.
pub const SCRIPT_SIZE_LIMIT: usize = 256 * 1024;

/// Reads the scripts that a sidecar names, each by `read` from its path beside the sidecar.
pub fn read_scripts(
    sidecar: &mut Sidecar,
    source: &Source,
    read: &dyn Fn(&str) -> Result<String, String>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let checks = sidecar.steps.iter_mut().flat_map(|step| step.expect.iter_mut().chain(&mut step.impossible));
    for script in checks.flat_map(|check| scripts(&mut check.assertion)) {
        let Some(path) = script.path.clone() else { continue };
        let text = read(&path).and_then(|text| if text.len() > SCRIPT_SIZE_LIMIT { Err(too_long()) } else { Ok(text) });
        match text {
            Ok(text) => script.text = text,
            Err(why) => {
                let message = format!("the script `{path}` cannot be read: {why}");
                let help = "its path begins at the folder of this file".to_owned();
                found.push(Diagnostic::error(codes::SCRIPT, source, script.span, message).help(help));
            }
        }
    }
    found
}

/// The check that a script agrees, as one by its path alone.
pub fn script_of(path: &str, text: &str) -> Check {
    let (path, text) = (Some(path.to_owned()), text.to_owned());
    let script = ScriptCheck { path, text, limit: SCRIPT_SECONDS, ..ScriptCheck::default() };
    Check::new(Assertion::Look(Box::new(Look::Script(script))), None)
}

fn too_long() -> String {
    format!("it is longer than {} KiB", SCRIPT_SIZE_LIMIT >> 10)
}

/// Gives scripts the texts that their files had in the same assertion as it was before.
pub(super) fn keep_texts(assertion: &mut Assertion, before: &Assertion) {
    let mut before = before.clone();
    for (script, known) in scripts(assertion).into_iter().zip(scripts(&mut before)) {
        if script.path.is_some() && script.path == known.path {
            script.text = std::mem::take(&mut known.text);
        }
    }
}

/// All that an assertion calls, also within the parts that it is made of.
pub(super) fn scripts(assertion: &mut Assertion) -> Vec<&mut ScriptCheck> {
    match assertion {
        Assertion::Look(look) => match look.as_mut() {
            Look::Script(script) => vec![script],
            _ => Vec::new(),
        },
        Assertion::All(parts) | Assertion::Any(parts) => parts.iter_mut().flat_map(scripts).collect(),
        Assertion::Not(inner) | Assertion::Absent(inner) => scripts(inner),
        Assertion::Count(check) => scripts(&mut check.of),
        Assertion::Image(_)
        | Assertion::Container(_)
        | Assertion::Volume(_)
        | Assertion::Network(_)
        | Assertion::File(_)
        | Assertion::Output(_)
        | Assertion::Exit(_)
        | Assertion::Ran(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::parse;

    #[test]
    fn scripts_are_read_beside_the_sidecar() {
        let yaml = "steps:\n  s:\n    expect:\n      - script: a.sh\n      - script: {command: 'true'}\n    impossible:\n      - script: b.sh\n";
        let source = Source::new("x.yaml", yaml);
        let mut sidecar = parse(&source).0.unwrap();
        let read = |path: &str| match path {
            "a.sh" => Ok("exit 0".to_owned()),
            _ => Err("there is none".to_owned()),
        };
        let found = read_scripts(&mut sidecar, &source, &read);
        let said: Vec<&str> = found.iter().map(|found| found.message.as_str()).collect();
        assert_eq!(said, ["the script `b.sh` cannot be read: there is none"]);
        assert_eq!(source.line(found[0].span.start), 7);
        let texts: Vec<_> = sidecar.steps[0].expect.iter_mut().flat_map(|c| scripts(&mut c.assertion)).collect();
        assert_eq!((texts[0].text.as_str(), texts[1].text.as_str()), ("exit 0", "true"));
        let long = |_: &str| Ok("x".repeat(SCRIPT_SIZE_LIMIT + 1));
        let found = read_scripts(&mut sidecar, &source, &long);
        assert_eq!(found[0].message, "the script `a.sh` cannot be read: it is longer than 256 KiB");
    }

    #[test]
    fn scripts_are_read_wherever_they_stand() {
        let yaml = "steps:\n  s:\n    expect:\n      - any: [{script: a}, {not: {script: b}}, {all: [{script: c}]}]\n";
        let mut sidecar = parse(&Source::new("x.yaml", yaml)).0.unwrap();
        let source = Source::new("x.yaml", yaml);
        assert_eq!(read_scripts(&mut sidecar, &source, &|path| Ok(format!("text of {path}"))), []);
        let texts: Vec<String> =
            scripts(&mut sidecar.steps[0].expect[0].assertion).iter().map(|script| script.text.clone()).collect();
        assert_eq!(texts, ["text of a", "text of b", "text of c"]);
    }
}
