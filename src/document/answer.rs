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

#[cfg(test)]
mod tests {
    use super::is_title;

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
