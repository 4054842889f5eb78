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

#[test]
fn a_call_of_small_words_is_typed_where_the_lesson_calls_the_program() {
    let login = "```bash\nbarn login --name a\n```\n\n";
    check(
        &format!("{login}Then:\n\n```bash\n# Hay\nbarn stable open hay\ndocker ps\n```\n"),
        &["Command 1 barn login --name a", "Command 7 barn stable open hay | docker ps"],
    );
    check(
        &format!("{login}```bash\nbarn stable open hay\n```\n"),
        &["Command 1 barn login --name a", "Command 5 barn stable open hay"],
    );
    // The comment right above explains it.
    check(
        "```bash\n# Hay first\nbarn stable open hay\nbarn list\n```\n",
        &["Command 1 barn stable open hay | barn list"],
    );
    for said in ["barn is open for all", "barn stable open hay."] {
        check(&format!("{login}Then:\n\n```bash\n{said}\n```\n"), &["Command 1 barn login --name a", "Other 7 ?"]);
    }
    check("```bash\nbarn stable open hay\n```\n", &["Other 1 ?"]);
    check(
        "```bash\nmake -j 2\n```\n\nSo:\n\n```bash\nmake friends happy everywhere\n```\n",
        &["Command 1 make -j 2", "Other 7 ?"],
    );
    check(&format!("{login}Then:\n\n```\nbarn stable open hay\n```\n"), &["Command 1 barn login --name a", "Output 7"]);
}
