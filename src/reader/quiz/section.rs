//! What the title of a section says of the questions in it: that they are put to whoever learns, or that those who had
//! trouble asked them.

use super::super::scan::{has_any_case, has_word_any_case};

/// Whether the questions of a section are those that people often ask, or what they ask for when something fails.
pub fn helps(title: &str) -> bool {
    let words = ["faq", "faqs", "help", "support"];
    words.iter().any(|word| has_word_any_case(title, word))
        || ["frequently asked", "common ", "troubleshoot", "q&a", "häufig", "fréquent", "frecuente"]
            .iter()
            .any(|part| has_any_case(title, part))
}

/// Whether the questions of a section are put to whoever learns: `Quiz`, `Check your understanding`, `Questions`.
pub fn tests(title: &str) -> bool {
    let words = ["quiz", "quizzes", "questions", "self-check", "exam", "fragen", "preguntas"];
    let parts = [
        "check your",
        "check yourself",
        "test your",
        "test yourself",
        "self-assessment",
        "knowledge check",
        "understanding check",
        "think about",
        "autoévaluation",
    ];
    words.iter().any(|word| has_word_any_case(title, word)) || parts.iter().any(|part| has_any_case(title, part))
}
