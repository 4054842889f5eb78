//! Where a page or a folder stands among its neighbours, as its own front matter says.

use crate::check::foreign_yaml;
use serde_json::Value;

/// What says the place: of Docusaurus, Hugo, Just the Docs, Starlight and others.
const KEYS: &[&str] = &["sidebar_position", "weight", "nav_order", "order"];

/// A place among neighbours: those with a number come first, in the order of their numbers.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Place(f64);

impl Default for Place {
    fn default() -> Self {
        Self(f64::INFINITY)
    }
}

impl Place {
    /// Which comes first.
    pub fn order(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }

    /// Whether it is said at all.
    pub fn is_said(&self) -> bool {
        self.0.is_finite()
    }
}

/// The place that a page's front matter says; the beginning of the page is enough.
pub fn place(page: &str) -> Place {
    let within = |fence: &str| within(page, fence);
    // Hugo counts from one: nothing is no place.
    let of_toml = |text: &str| {
        number(text.lines().find_map(|line| line.trim().strip_prefix("weight")?.trim().strip_prefix('='))?)
    };
    let said = match (within("---"), within("+++")) {
        (Some(yaml), _) if KEYS.iter().any(|key| yaml.contains(key)) => foreign_yaml(yaml).and_then(|front| of(&front)),
        (None, Some(toml)) => of_toml(toml),
        _ => None,
    };
    said.map(Place).unwrap_or_default()
}

/// What stands between two fences at the beginning of a page.
fn within<'p>(page: &'p str, fence: &str) -> Option<&'p str> {
    let page = page.strip_prefix('\u{feff}').unwrap_or(page);
    let text = page.strip_prefix(fence)?.trim_start_matches('\r').strip_prefix('\n')?;
    text.find(&format!("\n{fence}")).map(|end| &text[..end])
}

/// The name that a page's front matter gives it in place of its file's.
pub fn own_id(page: &str) -> Option<String> {
    let yaml = within(page, "---").filter(|yaml| yaml.contains("id:"))?;
    foreign_yaml(yaml)?.get("id")?.as_str().map(ToOwned::to_owned)
}

/// The place of a folder by Docusaurus's `_category_.json` or `_category_.yml`.
pub fn folder_place(category: &str) -> Place {
    let said = foreign_yaml(category).and_then(|c| c.get("position").and_then(Value::as_f64));
    said.map(Place).unwrap_or_default()
}

fn of(front: &Value) -> Option<f64> {
    let mut said =
        KEYS.iter().filter_map(|key| front.get(key)).chain(front.get("sidebar").and_then(|s| s.get("order")));
    said.find_map(|value| value.as_f64().or_else(|| number(value.as_str()?)))
}

fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_say_their_place() {
        for (page, want) in [
            ("---\nsidebar_position: 2\n---\n# A\n", 2.0),
            ("---\r\nweight: 10\r\n---\r\n", 10.0),
            ("---\ntitle: \"x\"\nnav_order: \"1.5\"\n---\n", 1.5),
            ("---\nsidebar:\n  order: 3\n---\n", 3.0),
            ("+++\ntitle = \"x\"\nweight = 4\n+++\n", 4.0),
            ("---\ntitle: x\n---\n", f64::INFINITY),
            ("---\norder: first\n---\n", f64::INFINITY),
            ("---\nweight: [1\n---\n", f64::INFINITY),
            ("# A\n\nweight: 3\n", f64::INFINITY),
        ] {
            assert!(place(page) == Place(want), "{page:?}");
        }
        assert_eq!(own_id("---\ntitle: A\nid: a-b\n---\n").as_deref(), Some("a-b"));
        assert_eq!(own_id("---\nvideo_id: 3\n---\n"), None);
        assert!(folder_place("{\"label\": \"x\", \"position\": 2}") == Place(2.0));
        assert!(folder_place("label: x\nposition: 3\n") == Place(3.0));
        assert!(!folder_place("{}").is_said());
        assert_eq!(Place(2.0).order(&Place::default()), std::cmp::Ordering::Less);
    }
}
