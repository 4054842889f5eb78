//! What a stand-in for an image does not have: its distribution, or its age, is another one than the image's.

/// The package that a package manager (apt, apk, dnf or yum) could not find, by what it printed.
pub fn missing_package(output: &str) -> Option<&str> {
    output.lines().find_map(in_line)
}

fn in_line(line: &str) -> Option<&str> {
    let line = line.trim_end();
    let after = |sign: &str| line.split_once(sign).map(|(_, rest)| rest);
    let found = after("E: Unable to locate package ")
        .or_else(|| after("E: Package '")?.strip_suffix("' has no installation candidate"))
        .or_else(|| line.strip_suffix(" (no such package):")?.rsplit(' ').next())
        .or_else(|| after("No match for argument: "))
        .or_else(|| after("No package ")?.strip_suffix(" available."))?;
    let is_name = !found.is_empty() && !found.contains(char::is_whitespace);
    is_name.then_some(found)
}

#[cfg(test)]
mod tests {
    use super::missing_package;

    #[test]
    fn the_package_is_named_as_its_manager_names_it() {
        let check = |output: &str, want: Option<&str>| assert_eq!(missing_package(output), want, "{output}");
        check("Reading state information...\nE: Unable to locate package sl\n", Some("sl"));
        check("#9 1.217 E: Unable to locate package python3.6\r\n#9 ERROR", Some("python3.6"));
        check("E: Package 'python' has no installation candidate\n", Some("python"));
        check("ERROR: unable to select packages:\n  vim9 (no such package):\n    required by: world", Some("vim9"));
        check("No match for argument: tree\nError: Unable to find a match: tree\n", Some("tree"));
        check("No package htop available.\n", Some("htop"));
        check("E: Could not open lock file\n", None);
        check("No package manager is available.\n", None);
        check("", None);
    }
}
