use super::*;

#[test]
fn phrases_of_leaving() {
    for (text, word, want) in [
        ("type the word `exit`", "exit", true),
        ("the word `exit`", "exit", false),
        ("Exit the container", "Exit", true),
        ("exit code", "exit", false),
        ("press CTRL + P, then CTRL + Q", "CTRL", true),
        ("press ctrl-p ctrl-q", "ctrl", true),
        ("Ctrl + D", "Ctrl", true),
        ("Ctrl down", "Ctrl", false),
        ("back on your own laptop", "back", true),
        ("back to the top", "back", false),
        ("in your own shell, you should now be in", "shell", true),
    ] {
        assert_eq!(leaves(text, text.find(word).unwrap()), want, "{text}");
    }
    assert!(supposes("Later you do it") && !supposes("do it"));
}

#[test]
fn names_of_files() {
    for (text, at_end, named) in [
        ("Create `a.py`:", Some("a.py"), Some("a.py")),
        ("In the `.gitignore` file:", Some(".gitignore"), Some(".gitignore")),
        ("saved it as a `x`", None, None),
        ("Save it as your `My-Makefile` now", None, Some("My-Makefile")),
        ("the program `a.py` file", Some("a.py"), None),
        ("in `a b.py`", None, None),
        ("src/app.py:", Some("src/app.py"), None),
        ("run app.py", None, None),
        ("in `b.exe`", None, Some("b.exe")),
        ("`", None, None),
    ] {
        assert_eq!((file_at_end(text), named_file(text)), (at_end, named), "{text}");
    }
}
