//! Questions in code blocks: the JSON of `jupyterquiz`, and Moodle's GIFT.

use super::super::pattern::Pattern;
use super::super::scan::has_byte;
use super::choices::graded;
use crate::document::{Block, Choice, Quiz, QuizKind};
use serde_json::Value;

static GIFT: Pattern = Pattern::new(r"(?s)\s*(?:::[^:\n]*::)?\s*([^{}\n][^{}]*?)\s*\{([^{}]*)\}");
static ANSWER: Pattern = Pattern::new(r"(?s)([=~])\s*(?:%-?[\d.]+%)?\s*([^=~#]+)(?:#\s*([^=~#]*))?");
static COMMENT: Pattern = Pattern::new(r"(?m)^\s*//.*$");

/// The questions of a block, if it holds any.
pub fn questions(block: &Block) -> Vec<Quiz> {
    if block.language.eq_ignore_ascii_case("gift") {
        return gift(block);
    }
    let asks = has_byte(&block.text, b'"') && block.text.contains("\"question\"");
    if asks && block.text.contains("\"answers\"") { json(block) } else { Vec::new() }
}

fn json(block: &Block) -> Vec<Quiz> {
    let Ok(value) = serde_json::from_str::<Value>(&block.text) else { return Vec::new() };
    let list = match &value {
        Value::Array(list) => list.as_slice(),
        one => std::slice::from_ref(one),
    };
    list.iter().filter_map(|question| json_question(block.line, question)).collect()
}

fn json_question(line: usize, value: &Value) -> Option<Quiz> {
    let question = value["question"].as_str()?.to_owned();
    let answers = value["answers"].as_array()?;
    let text = |v: &Value| v.as_str().map_or_else(|| v.to_string(), str::to_owned);
    let feedback = |v: &Value| v["feedback"].as_str().unwrap_or_default().to_owned();
    let is_right = |v: &&Value| v["correct"].as_bool().unwrap_or(false);
    let right = answers.iter().find(is_right)?;
    let explanation = feedback(right);
    let kind = match value["type"].as_str()? {
        "numeric" => QuizKind::Number,
        "string" => QuizKind::Text,
        _ => {
            let choice = |v: &Value| Choice { text: text(&v["answer"]), correct: is_right(&v) };
            return graded(line, question, answers.iter().map(choice).collect(), explanation);
        }
    };
    let answer = if right["value"].is_null() { &right["answer"] } else { &right["value"] };
    Some(Quiz { line, question, kind, choices: Vec::new(), answer: text(answer), explanation })
}

fn gift(block: &Block) -> Vec<Quiz> {
    let text = COMMENT.remove(&block.text);
    let questions = GIFT.all(&text, 0);
    questions.into_iter().filter_map(|(_, whole)| gift_question(block.line, whole)).collect()
}

fn gift_question(line: usize, whole: &str) -> Option<Quiz> {
    let c = GIFT.captures(whole)?;
    let (question, body) = (c[1].trim().to_owned(), c[2].trim());
    let plain = |kind, answer: &str| {
        let (choices, explanation) = (Vec::new(), String::new());
        Quiz { line, question: question.clone(), kind, choices, answer: answer.to_owned(), explanation }
    };
    if let Some(number) = body.strip_prefix('#') {
        return Some(plain(
            QuizKind::Number,
            &gift_number(number.trim_start_matches('=').split(['#', '=', '~']).next()?),
        ));
    }
    let word = body.split('#').next().unwrap_or_default().trim().to_uppercase();
    if matches!(word.as_str(), "T" | "TRUE" | "F" | "FALSE") {
        let right = word.starts_with('T');
        let choices = super::truth(right);
        return graded(line, question.clone(), choices, body.split_once('#').map_or("", |(_, t)| t).trim().to_owned());
    }
    let answers = ANSWER.all(body, 0);
    let mut explanation = String::new();
    let choices: Vec<Choice> = answers
        .into_iter()
        .filter_map(|(_, part)| {
            let c = ANSWER.captures(part)?;
            let correct = &c[1] == "=";
            if let (true, Some(feedback)) = (correct, c.get(3)) {
                feedback.as_str().trim().clone_into(&mut explanation);
            }
            Some(Choice { text: c[2].trim().to_owned(), correct })
        })
        .collect();
    if choices.iter().all(|c| c.correct) {
        let first = choices.first()?.text.clone();
        return Some(Quiz { choices, explanation, ..plain(QuizKind::Text, &first) });
    }
    graded(line, question, choices, explanation)
}

/// `3.5`, `3.5:0.1` and `1..5` as a number with its tolerance.
fn gift_number(text: &str) -> String {
    let text = text.trim();
    if let Some((low, high)) = text.split_once("..")
        && let (Ok(low), Ok(high)) = (low.trim().parse::<f64>(), high.trim().parse::<f64>())
    {
        return format!("{} ± {}", f64::midpoint(low, high), (high - low) / 2.0);
    }
    match text.split_once(':') {
        Some((number, tolerance)) => format!("{} ± {}", number.trim(), tolerance.trim()),
        None => text.to_owned(),
    }
}
