//! What is saved to a file though it looks like what is typed, and files that are told in other words.

use super::check;

/// A lesson with words before a block.
fn told(said: &str, info: &str, text: &str) -> String {
    format!("{said}\n\n```{info}\n{text}\n```\n")
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
