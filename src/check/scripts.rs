//! Checks that are programs of their author's: their text is read where the lesson is read.

use super::read::codes;
use super::{Assertion, Look, ScriptCheck, Sidecar};
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
    for script in checks.filter_map(|check| script(&mut check.assertion)) {
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

fn too_long() -> String {
    format!("it is longer than {} KiB", SCRIPT_SIZE_LIMIT >> 10)
}

fn script(assertion: &mut Assertion) -> Option<&mut ScriptCheck> {
    match assertion {
        Assertion::Look(look) => match look.as_mut() {
            Look::Script(script) => Some(script),
            _ => None,
        },
        _ => None,
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
        let texts: Vec<_> = sidecar.steps[0].expect.iter_mut().filter_map(|c| script(&mut c.assertion)).collect();
        assert_eq!((texts[0].text.as_str(), texts[1].text.as_str()), ("exit 0", "true"));
        let long = |_: &str| Ok("x".repeat(SCRIPT_SIZE_LIMIT + 1));
        let found = read_scripts(&mut sidecar, &source, &long);
        assert_eq!(found[0].message, "the script `a.sh` cannot be read: it is longer than 256 KiB");
    }
}
