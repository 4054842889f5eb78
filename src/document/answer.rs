//! Titles of boxes that say that they hold an answer.

/// What names an answer, in English, German, French and Spanish.
const NAMES: &[&str] = &[
    "answer",
    "answers",
    "solution",
    "solutions",
    "antwort",
    "antworten",
    "lösung",
    "lösungen",
    "musterlösung",
    "réponse",
    "réponses",
    "respuesta",
    "respuestas",
    "solución",
    "soluciones",
];

/// What may stand before the name.
const LEADS: &[&str] = &[
    "click",
    "to",
    "show",
    "see",
    "view",
    "reveal",
    "the",
    "for",
    "a",
    "check",
    "your",
    "possible",
    "sample",
    "suggested",
    "our",
    "example",
    "klick",
    "klicken",
    "hier",
    "für",
    "zeige",
    "zur",
    "die",
    "eine",
    "mögliche",
    "cliquez",
    "ici",
    "pour",
    "voir",
    "afficher",
    "montrer",
    "la",
    "les",
    "une",
    "ver",
    "mostrar",
    "las",
    "una",
    "posible",
];

/// `Answer`, `Show the solution`, `Click to show solutions`, `Voir la réponse`
pub fn is_title(title: &str) -> bool {
    let title = title.to_lowercase();
    let mut words = title.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.find(|word| !LEADS.contains(word)).is_some_and(|word| NAMES.contains(&word))
}

/// What titles say that only bid to open a box.
const BIDS: &[&str] =
    &["click", "tap", "press", "here", "me", "this", "to", "for", "show", "reveal", "see", "spoiler", "expand", "open"];

/// Whether a title says nothing but that the box is to be opened: `Click to reveal`, `Spoiler`.
pub fn bids_to_open(title: &str) -> bool {
    let mut words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| BIDS.iter().any(|bid| bid.eq_ignore_ascii_case(word)))
}

#[cfg(test)]
mod tests {
    use super::{bids_to_open, is_title};

    #[test]
    fn titles_bid_to_open_a_box() {
        for title in ["Click to reveal", "Spoiler!", "👉 Click me", "Open"] {
            assert!(bids_to_open(title), "{title}");
        }
        for title in ["", "…", "Click for more about knots", "Show the log"] {
            assert!(!bids_to_open(title), "{title}");
        }
    }

    #[test]
    fn titles_say_that_a_box_answers() {
        for title in ["Answer", "Click to show solutions", "Lösung anzeigen", "Voir la réponse", "Ver la solución"] {
            assert!(is_title(title), "{title}");
        }
        for title in ["", "The", "Answering machines", "La corde", "Is the answer right?"] {
            assert!(!is_title(title), "{title}");
        }
    }
}
