//! `as: web`, and `${web.id}` in what comes after it.

use super::codes;
use super::fields::Reader;
use super::quiz::COMMAND_KEY;
use crate::check::bind::{Names, Use, filled_node, is_name, kind, stand_in, texts, uses};
use crate::check::yaml::{Node, Value};
use crate::check::{Assertion, Check, StepChecks};
use crate::source::Source;
use crate::state::BoundKind;
use crate::text::did_you_mean;

/// The key that gives a name.
pub const NAME_KEY: &str = "as";
/// The key that gives words for the learner.
pub const SAY_KEY: &str = "say";
/// The keys of a step whose texts may use names.
const USING_KEYS: &[&str] = &["expect", "impossible", "hints", "solution", "also", "wrong", "quiz"];
/// The key whose texts come when the step is done, so that its own names are known.
const AFTERWARDS: &str = "quiz";
/// Every field of some kind of thing: what asks for another, such as `${project.version}`, is somebody else's.
const FIELDS: &[&str] = &["id", "name", "image", "image_id"];

/// Reads an assertion anew, with the values of its names in it; none where it is not valid with them.
pub fn again(node: &Node) -> Option<Assertion> {
    let source = Source::new("", "");
    let mut reader = Reader::new(&source);
    reader.assertion(node).filter(|_| reader.faults == 0)
}

impl Reader<'_> {
    /// One check of `expect` or `impossible`.
    pub(super) fn check(&mut self, item: &Node, may_name: bool) -> Option<Check> {
        let line = Some(self.line(item));
        let (item, say) = without(item, SAY_KEY);
        let say = say.and_then(|words| self.text_of(words, SAY_KEY));
        // Where no name may be given the key is reported as a stranger.
        let (node, name) = if may_name { without(&item, NAME_KEY) } else { (item.clone(), None) };
        let node = &node;
        let (known, strangers) = (self.names.clone(), self.strangers.clone());
        let value = |name: &str, field: &str| {
            let is_use = known.contains_key(name) || strangers.contains(name);
            is_use.then(|| stand_in(name, field, known.get(name).copied()))
        };
        let mut assertion = self.assertion(&filled_node(node, &value))?;
        let gives = name.and_then(|name| self.name_of(name, &assertion));
        let names = Names::of(gives, node, &known, &mut assertion);
        Some(Check { assertion, line, names, say })
    }

    fn name_of(&mut self, node: &Node, assertion: &Assertion) -> Option<String> {
        let name = self.text_of(node, NAME_KEY)?;
        if !is_name(&name) {
            let message = format!("`{name}` is no name");
            self.bad_value(node.span, message, "letters, digits, `_` and `-` make one, with a letter first");
        } else if kind(assertion).is_none() {
            let message = "only an image, a container, a volume or a network can get a name".to_owned();
            self.bad_value(node.span, message, "write `as` beside one of them");
        } else if self.names.contains_key(&name) {
            let message = format!("the name `{name}` is given already");
            self.bad_value(node.span, message, "take another one: what it means would change on the way");
        } else {
            return Some(name);
        }
        None
    }

    /// From here on the names of this step may be used.
    pub(super) fn give_names(&mut self, step: &StepChecks) {
        for check in &step.expect {
            if let (Some(name), Some(kind)) = (&check.names.gives, kind(&check.assertion)) {
                self.names.insert(name.clone(), kind);
            }
        }
    }

    /// Reports uses of names that no step before gives, and fields that such a thing does not have.
    pub(super) fn uses(&mut self, step: &Node) {
        self.strangers.clear();
        let given: Vec<String> = part(step, "expect").map_or_else(Vec::new, names_in);
        for (key, node) in USING_KEYS.iter().filter_map(|key| Some((*key, part(step, key)?))) {
            for (text, place, later) in texts_of(key, node) {
                let is_own = |name: &str| later && given.iter().any(|known| known == name);
                let meant = |found: &Use<'_>| !is_own(found.name);
                for found in uses(text).into_iter().filter(meant) {
                    if let Some((message, help)) = self.fault_of(found.name, found.field, &given) {
                        self.error(codes::NAME, place.span, message, Some(help));
                        self.strangers.insert(found.name.to_owned());
                    }
                }
            }
        }
    }

    fn fault_of(&self, name: &str, field: &str, given: &[String]) -> Option<(String, String)> {
        let all = |fields: &[&str]| {
            fields.iter().map(|field| format!("`${{{name}.{field}}}`")).collect::<Vec<_>>().join(", ")
        };
        match self.names.get(name) {
            Some(kind) if kind.fields().contains(&field) => None,
            Some(kind) => {
                let message = format!("`{name}` is {} and has no `{field}`", noun(*kind));
                Some((message, format!("there is {}", all(kind.fields()))))
            }
            None if given.iter().any(|known| known == name) => {
                let message = format!("which one `{name}` is, is known when this step is done");
                Some((message, format!("use `${{{name}.{field}}}` in a later step")))
            }
            None if FIELDS.contains(&field) => {
                let help = match did_you_mean(name, self.names.keys().map(String::as_str)) {
                    Some(near) => format!("did you mean `${{{near}.{field}}}`?"),
                    None => format!(
                        "write `as: {name}` beside a check of a step before; what the shell is to read is written `$${{{name}.{field}}}`"
                    ),
                };
                Some((format!("no step before gives the name `{name}`"), help))
            }
            None => None,
        }
    }
}

/// The texts of a step's key with their places, and whether each is shown when the step is done: a question that comes
/// before a command is not.
fn texts_of<'n>(key: &str, node: &'n Node) -> Vec<(&'n str, &'n Node, bool)> {
    let items = match &node.value {
        Value::List(items) if key == AFTERWARDS => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    let of = |item: &'n Node| {
        let later = key == AFTERWARDS && part(item, COMMAND_KEY).is_none();
        texts(item).into_iter().map(move |(text, place)| (text, place, later))
    };
    items.iter().flat_map(of).collect()
}

/// The value of a key of a map.
fn part<'n>(map: &'n Node, name: &str) -> Option<&'n Node> {
    let Value::Map(entries) = &map.value else { return None };
    let is_name = |key: &Node| matches!(&key.value, Value::Scalar { text, .. } if text == name);
    entries.iter().find(|(key, _)| is_name(key)).map(|(_, value)| value)
}

fn noun(kind: BoundKind) -> &'static str {
    match kind {
        BoundKind::Image => "an image",
        BoundKind::Container => "a container",
        BoundKind::Volume => "a volume",
        BoundKind::Network => "a network",
    }
}

/// The check without what stands beside its kind, and that.
fn without<'n>(item: &'n Node, key: &str) -> (Node, Option<&'n Node>) {
    let Value::Map(entries) = &item.value else { return (item.clone(), None) };
    let is_meant = |node: &Node| matches!(&node.value, Value::Scalar { text, .. } if text == key);
    let found = entries.iter().find(|(key, _)| is_meant(key)).map(|(_, value)| value);
    let mut is_first = true;
    let rest = entries.iter().filter(|(key, _)| !(is_meant(key) && std::mem::take(&mut is_first))).cloned().collect();
    (Node { value: Value::Map(rest), span: item.span }, found)
}

/// The names that a list of checks gives.
fn names_in(node: &Node) -> Vec<String> {
    let Value::List(items) = &node.value else { return Vec::new() };
    let names = items.iter().filter_map(|item| without(item, NAME_KEY).1.cloned());
    names.filter_map(|name| if let Value::Scalar { text, .. } = name.value { Some(text) } else { None }).collect()
}
