//! Files that are told by their look or by what a remark says, and what an editor gets.

use super::check;

#[test]
fn what_terraform_reads_is_a_file() {
    let text = "resource \"docker_image\" \"web\" {\n  name = \"web\"\n}\n";
    let block = format!("```\n{text}```\n");
    check(&format!("The content of main.tf looks like as shown below:\n\n{block}"), &["File 3"]);
    check(&format!("```\nterraform show\n```\n\n{block}"), &["Command 1 terraform show", "Output 5"]);
}

#[test]
fn what_stands_below_the_call_of_an_editor_goes_into_the_file() {
    check("```\nsudo vi /etc/hostname\nbox.example.net\n```\n", &["Command 1 sudo vi /etc/hostname"]);
    check("```\nvi notes\ncat notes\n```\n", &["Command 1 vi notes | cat notes"]);
}

#[test]
fn code_with_a_button_is_not_typed() {
    check("Enter it:\n\n`node('linux') {}`{{execute}}\n", &["File 3"]);
    check("`stop() { docker stop web; }`{{execute}}\n", &["Command 1 stop() { docker stop web; }"]);
}

#[test]
fn dockerfiles_in_a_row_are_built_in_order() {
    let files =
        "```dockerfile\nFROM a\nCMD [\"ls\"]\n```\n\nOr:\n\n```dockerfile\nFROM a\nENTRYPOINT [\"ls\"]\n```\n\n";
    let build = "```bash\ndocker build -t a -f Dockerfile.cmd .\ndocker build -t b -f Dockerfile.entry .\n```\n";
    let typed = "Command 13 docker build -t a -f Dockerfile.cmd . | docker build -t b -f Dockerfile.entry .";
    check(&format!("{files}{build}"), &["File 1 > Dockerfile.cmd", "File 8 > Dockerfile.entry", typed]);
    // Another one above them is somebody else's.
    let three = format!("```dockerfile\nFROM b\n```\n\n```yaml\na: b\nc: d\n```\n\n{files}{build}");
    let want = [
        "File 1 > Dockerfile",
        "File 5 ?",
        "File 10 > Dockerfile.cmd",
        "File 17 > Dockerfile.entry",
        "Command 22 docker build -t a -f Dockerfile.cmd . | docker build -t b -f Dockerfile.entry .",
    ];
    check(&three, &want);
}

#[test]
fn a_remark_tells_of_the_file_and_of_what_is_left_out() {
    check("```bash\n# .env file\nSHOP_PORT=80\nSHOP_NAME=web\n```\n", &["File 1 > .env"]);
    let text = |remark: &str| format!("Add labels:\n\n```dockerfile\nFROM a\nLABEL b=\"c\"\n# {remark}\n```\n");
    check(&text("... rest of Dockerfile"), &["File 3"]);
    check(&text("the rest is for later"), &["File 3 > Dockerfile"]);
}

#[test]
fn a_script_that_its_path_calls_is_typed_below_a_title() {
    let text = |said: &str, path: &str| format!("Text.\n\n## Clean up\n\n{said}```\n{path}\n```\n");
    check(&text("", "/usr/local/bin/clean-up.sh"), &["Command 5 ? /usr/local/bin/clean-up.sh"]);
    check(&text("", "/srv/shop/clean-up.sh"), &["Other 5 ?"]);
    check(&text("It prints this:\n\n", "/usr/local/bin/clean-up.sh"), &["Output 7"]);
}
