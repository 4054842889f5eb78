//! An update where it is known how the sidecar was recorded.

use super::*;

/// A sidecar's two assertions of a load that made `a`, `b`, as their author left them, and what becomes of them where
/// the lesson's command makes others.
fn updated(items: &str, then: &[&str], now: &[&str]) -> Updated {
    let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let (_, former) = makes("one", &names(then), '0');
    let rename = |entry: Entry| Entry { why: entry.why.replace("-i x", "-i old"), ..entry };
    let former = RecordedStep { entries: former.entries.into_iter().map(rename).collect(), ..former };
    let text = format!(
        "steps:\n  one:\n    recorded: {}\n    expect:\n{items}    # as the lesson types it\n    solution: docker load -i old\n",
        digest('0')
    );
    let source = Source::new("c.yaml", text);
    update(&source, Seed::default(), &[makes("one", &names(now), '1')], &[], &[former]).unwrap()
}

#[test]
fn what_was_deleted_stays_away_though_its_command_is_another() {
    let mine = "      # `docker load -i old` made this image\n      - image: a\n";
    let found = updated(mine, &["a", "b"], &["a", "b", "c"]);
    // `b` was deleted; `c` was not there then.
    let want = "      # `docker load -i x` made this image\n      - image: a\n      # `docker load -i x` made this image\n      - image: c\n";
    assert!(found.text.contains(want) && !found.text.contains("image: b"), "{}", found.text);
    assert_eq!(found.left, Vec::<String>::new());
    // What stands for it now stays away too.
    let found = updated(mine, &["a", "b"], &["a", "d"]);
    assert!(!found.text.contains("image: d"), "{}", found.text);
    // Where none was left of it, none comes back.
    let found = updated("      - image: own\n", &["a"], &["d"]);
    assert!(!found.text.contains("image: d") && found.left.len() == 1, "{found:?}");
}

#[test]
fn what_an_author_wrote_within_braces_stays() {
    let items = "      # `docker load -i old` made this image\n      - image: { max_size: 1MB, ref: a }  # mine\n";
    let found = updated(items, &["a"], &["d"]);
    assert!(found.text.contains("      - image: { max_size: 1MB, ref: d }  # mine\n"), "{}", found.text);
    // What the author asks for and does not hold is theirs to change.
    let items = items.replace("max_size: 1MB", "user: me");
    let found = updated(&items, &["a"], &["d"]);
    assert!(found.text.contains(&items) && found.left.len() == 1, "{found:?}");
}
