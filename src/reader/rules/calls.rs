//! What whole lessons show of rules for what is a call and what is none, a few lines each.

use super::check;

#[test]
fn dots_in_the_place_of_a_word_are_not_typed() {
    check("```bash\ngit clone ...\ndocker compose up\n```\n", &["Synopsis 1"]);
    check("```bash\nnpm install …\n```\n", &["Synopsis 1"]);
    check("```bash\ndocker run \\\n  ... \\\n  nginx\n```\n", &["Synopsis 1"]);
    check("```bash\necho waiting ...\ngo test ./...\n```\n", &["Command 1 echo waiting ... | go test ./..."]);
    check("```\nsum ( ... )\n```\n", &["Other 1 ?"]);
    // In a session what it prints goes with it.
    check("```\n$ docker run ...\nhello\n$ docker ps\nNAMES\n```\n", &["Session 1 docker ps"]);
    check("```\n$ docker run ...\nhello\n```\n", &["Synopsis 1"]);
}
