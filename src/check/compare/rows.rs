//! The rows of two tables: the same things in another order, and things that only one of two machines has.

use super::table::Table;
use crate::check::reference::normal_reference;
use std::collections::BTreeMap;

/// Columns that tell what a row is about; the first that both tables have.
const NAMES: [&str; 4] = ["NAMES", "REPOSITORY", "VOLUME NAME", "NAME"];

/// Whose a thing is, by its name.
pub type IsOwn<'f> = Option<&'f dyn Fn(&str) -> bool>;

/// What a row is about.
struct Name {
    text: String,
    /// Nobody chose it: the row stands for one of several of its image.
    is_random: bool,
}

/// Brings the printed rows into the order of the shown ones. Rows of things that only one machine has are left out and
/// named; where nobody says which those are, all rows stay.
pub fn settle(shown: &mut Table, printed: &mut Table, is_own: IsOwn<'_>) -> Vec<String> {
    let common = |name: &&str| [&shown.columns, &printed.columns].iter().all(|c| c.iter().any(|column| column == name));
    let Some(key) = NAMES.into_iter().find(common) else { return Vec::new() };
    let has_gap = shown.rows.iter().any(|row| row.len() == 1);
    let rows = std::mem::take(&mut printed.rows);
    let mut waiting: Vec<(Option<Name>, Vec<String>)> =
        rows.into_iter().map(|row| (name_of(printed, key, &row), row)).collect();
    let mut found: BTreeMap<String, bool> = BTreeMap::new();
    let mut foreign = Vec::new();
    // Of several that nobody named, how many there are is the machine's own affair.
    let is_foreign = |name: &Name, found: &BTreeMap<String, bool>| {
        is_own.is_some_and(|is_own| !is_own(&name.text) || (name.is_random && found.contains_key(&name.text)))
    };
    for row in std::mem::take(&mut shown.rows) {
        if let Some(name) = name_of(shown, key, &row) {
            let twin =
                waiting.iter().position(|(other, _)| other.as_ref().is_some_and(|other| other.text == name.text));
            match twin {
                Some(at) => {
                    printed.rows.push(waiting.remove(at).1);
                    found.insert(name.text, true);
                }
                None if is_foreign(&name, &found) => {
                    foreign.push(name.text);
                    continue;
                }
                None => {}
            }
        } else if let Some(at) = waiting.iter().position(|(other, same)| other.is_none() && *same == row) {
            printed.rows.push(waiting.remove(at).1);
        }
        shown.rows.push(row);
    }
    for (name, row) in waiting {
        match name {
            Some(name) if is_foreign(&name, &found) && !has_gap => foreign.push(name.text),
            Some(name) if is_foreign(&name, &found) => drop(name),
            _ => printed.rows.push(row),
        }
    }
    foreign.sort();
    foreign.dedup();
    foreign
}

fn name_of(table: &Table, key: &str, row: &[String]) -> Option<Name> {
    let cell = |column: &str| table.columns.iter().position(|c| c == column).and_then(|at| row.get(at));
    let text = cell(key).filter(|_| row.len() > 1 && row.len() == table.columns.len())?;
    let of_image = cell("IMAGE").filter(|_| key == "NAMES" && is_random(text));
    Some(match (of_image, key) {
        (Some(image), _) => Name { text: normal_reference(image), is_random: true },
        (None, "REPOSITORY") => {
            let tag = cell("TAG").map_or("latest", String::as_str);
            Name { text: normal_reference(&format!("{text}:{tag}")), is_random: text == "<none>" }
        }
        _ => Name { text: text.clone(), is_random: false },
    })
}

/// As the engine names containers that nobody names: `jolly_euclid`.
fn is_random(name: &str) -> bool {
    let is_word = |word: &str| word.len() >= 3 && word.bytes().all(|b| b.is_ascii_lowercase());
    name.split_once('_')
        .is_some_and(|(first, last)| is_word(first) && is_word(last.trim_end_matches(|c: char| c.is_ascii_digit())))
}
