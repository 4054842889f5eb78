//! The lessons that come with the program.

/// A lesson with its sidecar.
pub struct Builtin {
    /// Its id.
    pub id: &'static str,
    /// Its Markdown.
    pub text: &'static str,
    /// Its checks.
    pub checks: &'static str,
}

macro_rules! builtin {
    ($($id:literal),* $(,)?) => {
        &[$(Builtin {
            id: $id,
            text: include_str!(concat!("../../lessons/", $id, ".md")),
            checks: include_str!(concat!("../../checks/", $id, ".yaml")),
        }),*]
    };
}

/// All of them, in order.
pub const BUILTINS: &[Builtin] = builtin![
    "01-first-container",
    "02-images-and-tags",
    "03-inside-a-container",
    "04-building-images",
    "05-snapshots-by-hand",
    "06-saving-and-moving",
];

/// The lesson with this id or this number (`01-first-container`, `01`, `1`).
pub fn builtin(name: &str) -> Option<&'static Builtin> {
    let number = |text: &str| text.parse::<u32>().ok();
    let has_number =
        |b: &Builtin| b.id.split_once('-').is_some_and(|(n, _)| number(n).is_some() && number(n) == number(name));
    BUILTINS.iter().find(|b| b.id == name || has_number(b))
}
