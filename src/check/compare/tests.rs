use super::*;
use proptest::prelude::*;

/// The differing lines, `shown | printed`, and what was ignored.
#[track_caller]
fn check(shown: &str, printed: &str, want: &[&str], ignored: &str) {
    let found = compare(shown, printed);
    let side = |line: Option<String>| line.unwrap_or_else(|| "-".to_owned());
    let lines: Vec<String> =
        found.differences.iter().map(Difference::aligned).map(|(a, b)| format!("{} | {}", side(a), side(b))).collect();
    assert_eq!(lines, want, "{shown}\n--\n{printed}");
    assert_eq!(found.ignored_words().unwrap_or_default(), ignored, "{shown}\n--\n{printed}");
}

#[test]
fn lines_are_compared_without_blanks_and_volatile_parts() {
    check("Hello\n\nworld \n", "Hello\nworld", &[], "");
    check("a  b\tc", "a b c", &[], "");
    check("Hello from Docker!", "Hello from Podman!", &["Hello from Docker! | Hello from Podman!"], "");
    check("8f3ac1d0be52", "0db38ea51a48", &[], "ids were not compared");
    check("up 3 seconds, 5MB", "up 2 minutes, 7.1MB", &[], "durations and sizes were not compared");
    check("a\nb\nc", "a\nc", &["b | -"], "");
    check("a\nc", "a\nb\nc", &["- | b"], "");
    check("one two four", "one two three four", &["one two       four | one two three four"], "");
}

#[test]
fn what_the_author_left_out_fits_anything() {
    check("a\n...\nz", "a\nb\nc\nz", &[], "");
    check("a\n...\nz", "a\nz", &[], "");
    check("a\n<snip>\nb\n[...]\nc", "a\nx\nb\nb\ny\nc", &[], "");
    check("h\n…\nt", "h\nt\nx\nt", &[], "");
    check("[output omitted]", "x\ny", &[], "");
    check("a ... d\nb", "a b c d\nb", &[], "");
    check("\"/docker-entrypoint.…\"", "\"/docker-entrypoint.sh nginx\"", &[], "");
    check("a\n...\nz", "b\nc\nz", &["a | b"], "");
    check("web Exited (0) … ago", "web Exited (0) Less than a second ago", &[], "durations were not compared");
    check("web Up ... minutes ago", "web Up 2 minutes ago", &[], "durations were not compared");
    check("a\n...\nz", "a\nb", &["z | b"], "");
}

#[test]
fn tables_are_compared_by_column() {
    let shown = "REPOSITORY   TAG      IMAGE ID       CREATED       VIRTUAL SIZE\nalpine       latest   8f3ac1d0be52   2 weeks ago   5.6MB\n";
    let same = "REPOSITORY    TAG     IMAGE ID      CREATED     SIZE\nalpine  latest  0db38ea51a48  3 days ago  8MB\n";
    let ignored = "ids, durations, the column `VIRTUAL SIZE` and the column `SIZE` were not compared";
    check(shown, same, &[], ignored);
    let other = same.replace("latest", "3.20  ");
    check(shown, &other, &["alpine latest 8f3ac1d0be52 2 weeks ago | alpine 3.20   0db38ea51a48 3 days ago"], ignored);
    let empty = "NAMES   PORTS    STATUS\nweb              Up 2 seconds\n";
    check(empty, &empty.replace("Up", "Exited (0)"), &["web Up         2 seconds | web Exited (0) 2 seconds"], "");
}

/// As a lesson whose own are these.
#[track_caller]
fn check_own(own: &[&str], shown: &str, printed: &str, want: &[&str], ignored: &str) {
    let found = compare_own(shown, printed, Some(&|name| own.contains(&name)));
    let side = |line: Option<String>| line.unwrap_or_else(|| "-".to_owned());
    let lines: Vec<String> =
        found.differences.iter().map(Difference::aligned).map(|(a, b)| format!("{} | {}", side(a), side(b))).collect();
    assert_eq!(lines, want, "{shown}\n--\n{printed}");
    assert_eq!(found.ignored_words().unwrap_or_default(), ignored, "{shown}\n--\n{printed}");
}

#[test]
fn rows_are_matched_by_name_and_those_of_other_machines_are_left_out() {
    let shown = "NAMES   IMAGE\nweb     nginx\ndb      redis\nold     postgres\n";
    let printed = "NAMES   IMAGE\nextra   busybox\ndb      redis:latest\nweb     nginx\n";
    let ignored = "rows about `extra` and `old` were not compared";
    check_own(&["web", "db"], shown, printed, &[], &ignored.replace("` and `", "`, `"));
    let stopped = printed.replace("web     nginx", "web     httpd");
    check_own(
        &["web", "db"],
        shown,
        &stopped,
        &["web nginx | web httpd"],
        "rows about `extra`, `old` were not compared",
    );
    check_own(&["web", "db", "old"], shown, printed, &["old postgres | -"], "rows about `extra` were not compared");
    check(shown, printed, &["old postgres | extra busybox"], "");
    let images = "REPOSITORY   TAG      SIZE\nalpine       latest   5MB\nubuntu       20.04    70MB\n";
    let other = "REPOSITORY   TAG      SIZE\n<none>       <none>   5MB\nalpine       latest   5MB\n";
    check_own(&["alpine:latest"], images, other, &[], "rows about `<none>:<none>`, `ubuntu:20.04` were not compared");
    let random = "IMAGE    NAMES\nalpine   jolly_euclid\nalpine   calm_noether\nnginx    web\n";
    let fewer = "IMAGE    NAMES\nnginx    web\nalpine   odd_turing\n";
    let names = "random names and rows about `alpine:latest` were not compared";
    check_own(&["web", "alpine:latest"], random, fewer, &[], names);
    check_own(&["web", "alpine:latest"], fewer, random, &[], names);
    check_own(&["web"], "NAMES  IMAGE\nweb    nginx\n...\n", "NAMES  IMAGE\na      b\nweb    nginx\n", &[], "");
}

#[test]
fn an_image_without_a_tag_is_its_latest() {
    check("alpine:latest and \"a/b:latest\",", "alpine and \"a/b\",", &[], "");
    check("alpine:latest-slim", "alpine", &["alpine:latest-slim | alpine"], "");
}

#[test]
fn json_may_have_parts_left_out() {
    let printed = r#"[{"Id": "x", "State": {"Status": "running", "Pid": 7}, "Mounts": [1, 2, 3], "Name": "/web"}]"#;
    for shown in [
        "[\n  {\n    ...\n    \"Name\": \"/web\"\n  }\n]",
        "[{\"State\": {\"Status\": \"running\", ...}, …}]",
        "[{\"Id\": ..., \"State\": {...}, \"Mounts\": [1, ..., 3], \"Name\": \"/web\"}]",
        "[ ... ]",
        "[{\"Mounts\": [...], \"Name\": \"/w...\", <snip> }]",
    ] {
        check(shown, printed, &[], "");
    }
    check("[{\"Name\": \"/db\", ...}]", printed, &["\"Name\": \"/db\" | \"Name\": \"/web\""], "");
    check("[{\"Mounts\": [1, ..., 4], ...}]", printed, &["4 | 3"], "");
    check("[{\"Gone\": 1, \"Name\": \"/web\", ...}]", printed, &["\"Gone\": 1 | -"], "");
}

#[test]
fn json_is_compared_as_json() {
    let shown = r#"[{"Id": "8f3ac1d0be52", "Labels": {"a": "1", "b": "2"}}]"#;
    let printed = "[\n  {\n    \"Labels\": {\"b\": \"2\", \"a\": \"1\"},\n \"Id\": \"0db38ea51a48\"\n}\n]";
    check(shown, printed, &[], "ids were not compared");
    let stand_in = printed.replace("\"b\":", "\"ropewalk.stand-in\": \"x\", \"b\":");
    check(shown, &stand_in, &[], "ids were not compared");
    check(shown, &printed.replace("\"2\"", "\"3\""), &["\"b\": \"2\" | \"b\": \"3\""], "ids were not compared");
}

#[test]
fn progress_of_pulls_and_builds_is_not_compared() {
    let ignored = "the progress of pulls and builds was not compared";
    check("Unable to find image 'a:1' locally\n8f3ac1d0be52: Pull complete\nHello", "Hello", &[], ignored);
    check("Step 1/2 : FROM a\nok", "#1 [internal] load", &[], ignored);
}

#[test]
fn limits_are_told() {
    let long = |end: &str| format!("{}{end}", "x\n".repeat(LINE_LIMIT));
    check(&long("a"), &long("b"), &[], "the rest of a long output was not compared");
    let wide = |end: &str| format!("{}{end}", "x".repeat(WIDTH_LIMIT));
    check(&wide("a"), &wide("b"), &[], "the rest of a long output was not compared");
    check(&wide("")[1..], &format!("{}y", &wide("")[1..]), &[&format!("{0} | {0}y", &wide("")[1..])], "");
}

proptest! {
    #[test]
    fn any_text_equals_itself(text in "(\\PC|[ .\\[\\]{}\":…_0-9a-fA-F\\t\\n\\r\\x1b]|(\\.\\.\\.)|  |2 days ago|sha256:|ID  NAME\n){0,80}") {
        let found = compare(&text, &text);
        prop_assert!(found.is_equal() && found.ignored_words().is_none(), "{found:?}");
    }

    #[test]
    fn elided_parts_never_make_a_difference(a in "[0-9a-f]{12}", b in "[0-9a-f]{12}", m in 2_u32..60, n in 2_u32..60, size in 1_u32..999) {
        let text = |id: &str, n: u32| {
            format!("CONTAINER ID   IMAGE    CREATED             STATUS\n{id}   alpine   {:<17}   Up {n} hours\n{size}MB\n", format!("{n} minutes ago"))
        };
        prop_assert!(compare(&text(&a, m), &text(&b, n)).is_equal());
    }

    #[test]
    fn texts_of_any_kind_are_compared(a in "(\\PC|[ .{}\\[\\]\",:\n]){0,60}", b in "(\\PC|[ .{}\\[\\]\",:\n]){0,60}") {
        let found = compare(&a, &b);
        for difference in &found.differences {
            let (shown, printed) = difference.aligned();
            prop_assert!((shown.is_some() && printed.is_some()) || !difference.is_moved());
        }
    }
}

#[test]
fn what_only_stands_elsewhere_is_told_once() {
    check("a b\nc\nd", "c\nd\na b", &["a b | a b"], "");
    check(
        "web 8f3ac1d0be52\nc\nd",
        "c\nd\nweb 0db38ea51a48",
        &["web 8f3ac1d0be52 | web 0db38ea51a48"],
        "ids were not compared",
    );
    check("a\nc\nd", "c\nd\nb\na", &["a | a", "- | b"], "");
    check("a\na\nc\nd", "c\nd\na", &["a | a", "a | -"], "");
    for (shown, printed, want) in [
        ("a b\nc", "c\na b", true),
        ("80/tcp 443/tcp", "443/tcp 80/tcp", true),
        ("a\nb c", "b d\na", false),
        ("a b", "a b", false),
        ("a", "b", false),
    ] {
        assert_eq!(compare(shown, printed).is_order(), want, "{shown}\n--\n{printed}");
    }
}

#[test]
fn lines_without_a_common_word_keep_no_columns() {
    check("a very", "entirely different", &["a very | entirely different"], "");
}
