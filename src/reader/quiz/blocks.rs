//! Questions in code blocks: the JSON of `jupyterquiz`, and Moodle's GIFT.

use super::super::pattern::Pattern;
use super::super::scan::has_part;
use super::choices::graded;
use super::python::questions_as_json;
use super::why;
use crate::document::{Block, Choice, Quiz, QuizKind};
use serde_json::Value;

static ANSWER: Pattern = Pattern::new(r"(?s)([=~])\s*(?:%(-?[\d.]+)%)?\s*([^=~#]+)(?:#\s*([^=~#]*))?");
static COMMENT: Pattern = Pattern::new(r"(?m)^\s*//.*$");

/// The questions of a block, if it holds any.
pub fn questions(block: &Block) -> Vec<Quiz> {
    if block.tag.eq_ignore_ascii_case("gift") {
        return gift(block);
    }
    let asks = || has_part(&block.text, "\"question\"") && has_part(&block.text, "\"answers\"");
    if block.text.trim_start().starts_with(['[', '{']) && asks() {
        return json(block.line, &block.text);
    }
    let is_python = block.tag.as_bytes().windows(2).any(|two| two == b"py") || block.tag.ends_with("cell");
    if is_python && has_part(&block.text, "display_quiz(") {
        return questions_as_json(&block.text).map(|text| json(block.line, &text)).unwrap_or_default();
    }
    Vec::new()
}

/// The questions of `jupyterquiz`.
pub fn json(line: usize, text: &str) -> Vec<Quiz> {
    let Ok(value) = serde_json::from_str::<Value>(text) else { return Vec::new() };
    let list = match &value {
        Value::Array(list) => list.as_slice(),
        one => std::slice::from_ref(one),
    };
    list.iter().filter_map(|question| json_question(line, question)).collect()
}

fn json_question(line: usize, value: &Value) -> Option<Quiz> {
    let question = value["question"].as_str()?.to_owned();
    let answers = value["answers"].as_array()?;
    let text = |v: &Value| v.as_str().map_or_else(|| v.to_string(), str::to_owned);
    let feedback = |v: &Value| v["feedback"].as_str().unwrap_or_default().to_owned();
    let is_right = |v: &&Value| v["correct"].as_bool().unwrap_or(false);
    let right = answers.iter().find(is_right);
    let explanation = right.map(feedback).unwrap_or_default();
    let said: Vec<String> = answers.iter().map(feedback).collect();
    let question = match value["code"].as_str() {
        Some(code) => format!("{question}\n{code}"),
        None => question,
    };
    let plain = |kind, answer: String, choices| Quiz {
        line,
        question: question.clone(),
        kind,
        choices,
        answer,
        explanation: explanation.clone(),
    };
    let Some(right) = right else { return Some(plain(QuizKind::Reveal, String::new(), Vec::new())) };
    let choice = |v: &Value| {
        let said = if v["answer"].is_null() { &v["code"] } else { &v["answer"] };
        Choice { text: text(said), correct: is_right(&v) }
    };
    let choices: Vec<Choice> = answers.iter().map(choice).collect();
    match value["type"].as_str()? {
        "numeric" => Some(plain(QuizKind::Number, json_number(right, &value["precision"]), Vec::new())),
        "string" => {
            let choices: Vec<Choice> = choices.into_iter().filter(|c| c.correct).collect();
            Some(plain(QuizKind::Text, choices.first()?.text.clone(), choices))
        }
        _ => {
            let explanation = why::of_each(&choices, &said);
            graded(line, question, choices, explanation)
        }
    }
}

/// A value to as many digits as count, or a range.
fn json_number(right: &Value, precision: &Value) -> String {
    if let (Some(low), Some(high)) = (right["range"][0].as_f64(), right["range"][1].as_f64()) {
        return gift_number(&format!("{low}..{high}"));
    }
    let value = if right["value"].is_null() { &right["answer"] } else { &right["value"] };
    match (value.as_f64().filter(|v| *v != 0.0), precision.as_i64().and_then(|p| i32::try_from(p).ok())) {
        (Some(number), Some(digits)) if digits > 0 => {
            #[expect(clippy::cast_possible_truncation, reason = "a logarithm of a finite number is small")]
            let first = number.abs().log10().floor() as i32;
            format!("{value} ± {}", 0.5 * 10_f64.powi(first - digits + 1))
        }
        _ => value.as_str().map_or_else(|| value.to_string(), str::to_owned),
    }
}

/// Signs that mean themselves behind a backslash, and what stands for them while a question is taken apart.
const ESCAPED: [(&str, &str); 7] = [
    ("\\{", "\u{e000}"),
    ("\\}", "\u{e001}"),
    ("\\=", "\u{e002}"),
    ("\\~", "\u{e003}"),
    ("\\#", "\u{e004}"),
    ("\\:", "\u{e005}"),
    ("\\n", "\u{e006}"),
];

fn unescaped(text: &str) -> String {
    let plain =
        |text: String, (sign, mark): &(&str, &str)| text.replace(mark, if *sign == "\\n" { "\n" } else { &sign[1..] });
    ESCAPED.iter().fold(text.trim().to_owned(), plain)
}

/// Questions are parted by empty lines, or end with their braces. One without braces is a remark.
fn gift(block: &Block) -> Vec<Quiz> {
    let text = COMMENT.remove(&block.text);
    let text = ESCAPED.iter().fold(text, |text, (sign, mark)| text.replace(sign, mark));
    let (mut parts, mut part, mut is_open) = (Vec::new(), String::new(), false);
    for line in text.lines() {
        is_open = line.rfind(['{', '}']).map_or(is_open, |at| line[at..].starts_with('{'));
        part += line;
        part.push('\n');
        // An empty line between braces parts nothing.
        if !is_open && (line.trim().is_empty() || line.trim_end().ends_with('}')) {
            parts.push(std::mem::take(&mut part));
        }
    }
    parts.push(part);
    let questions = parts.iter().filter_map(|part| gift_question(block.line, part));
    questions.map(|quiz| Quiz { question: unescaped(&quiz.question), ..quiz }).collect()
}

fn gift_question(line: usize, whole: &str) -> Option<Quiz> {
    let (before, rest) = whole.split_once('{')?;
    let (body, after) = rest.split_once('}')?;
    let before = before.trim();
    let before = before.strip_prefix("::").and_then(|title| title.split_once("::")).map_or(before, |(_, text)| text);
    let formats = ["[html]", "[markdown]", "[plain]", "[moodle]"];
    let before = formats.iter().find_map(|format| before.trim().strip_prefix(format)).unwrap_or(before).trim();
    let question = match after.trim() {
        "" => before.to_owned(),
        after => format!("{before} ____ {after}"),
    };
    gift_answers(line, question, body.trim())
}

fn gift_answers(line: usize, question: String, body: &str) -> Option<Quiz> {
    let plain = |kind, answer: &str| {
        let (choices, explanation) = (Vec::new(), String::new());
        Quiz { line, question: question.clone(), kind, choices, answer: answer.to_owned(), explanation }
    };
    if body.is_empty() {
        return Some(plain(QuizKind::Reveal, ""));
    }
    if let Some(number) = body.strip_prefix('#') {
        let first = number.trim().trim_start_matches('=').split(['#', '=', '~']).next()?;
        return Some(plain(QuizKind::Number, &gift_number(first)));
    }
    let word = body.split('#').next().unwrap_or_default().trim().to_uppercase();
    if matches!(word.as_str(), "T" | "TRUE" | "F" | "FALSE") {
        // What is said of a wrong answer stands before what is said of the right one.
        let said = body.split_once('#').map_or("", |(_, said)| said);
        let explanation = said.rsplit('#').find(|said| !said.trim().is_empty());
        let explanation = unescaped(explanation.unwrap_or_default());
        return graded(line, question, super::truth(word.starts_with('T')), explanation);
    }
    // What is said whatever was chosen stands at the end.
    let (body, general) = body.split_once("####").unwrap_or((body, ""));
    let parts: Vec<_> = ANSWER.all(body, 0).into_iter().filter_map(|(_, part)| ANSWER.captures(part)).collect();
    let mut said = Vec::new();
    let mut choices = Vec::new();
    // Beside what is right altogether, a share is for what is nearly so.
    let any_right = parts.iter().any(|c| &c[1] == "=" && c.get(2).is_none());
    for c in &parts {
        let share = c.get(2).and_then(|share| share.as_str().parse::<f64>().ok());
        let correct = share.map_or(&c[1] == "=", |share| if any_right { share >= 100.0 } else { share > 0.0 });
        said.push(c.get(4).map_or_else(String::new, |feedback| unescaped(feedback.as_str())));
        choices.push(Choice { text: unescaped(&c[3]), correct });
    }
    let mut explanation = why::of_each(&choices, &said);
    if !general.trim().is_empty() {
        let both = format!("{explanation}\n{}", unescaped(general));
        both.trim_start().clone_into(&mut explanation);
    }
    // Pairs to match: nobody types them as one text.
    if choices.iter().all(|c| c.correct && c.text.contains("->")) {
        let pairs: Vec<&str> = choices.iter().map(|c| c.text.as_str()).collect();
        return Some(plain(QuizKind::Reveal, &pairs.join("; ")));
    }
    if choices.iter().all(|c| c.correct) {
        let first = choices.first()?.text.clone();
        return Some(Quiz { choices, explanation, ..plain(QuizKind::Text, &first) });
    }
    let any_will_do = !parts.iter().any(|c| c.get(2).is_some());
    let quiz = graded(line, question.clone(), choices, explanation);
    let single = |quiz: Quiz| if any_will_do && quiz.kind == QuizKind::Multiple { QuizKind::Single } else { quiz.kind };
    Some(match quiz {
        Some(quiz) => Quiz { kind: single(quiz.clone()), ..quiz },
        // None of the choices is right.
        None => plain(QuizKind::Reveal, ""),
    })
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

#[cfg(test)]
mod tests {
    use crate::source::Source;

    #[track_caller]
    fn check(language: &str, text: &str, want: &str) {
        let (document, _) = crate::reader::read(&Source::new("x.md", format!("```{language}\n{text}\n```\n")));
        let said = document.quizzes.iter().map(|q| format!("{:?} {}: {}", q.kind, q.question, q.answer));
        assert_eq!(said.collect::<Vec<_>>().join("; "), want, "{text}");
    }

    #[test]
    fn moodles_questions() {
        for (text, want) in [
            (
                "::T:: Which? {\n =one#yes\n ~two#no\n}\n\nA remark.\n\nSo? {T}",
                "Single Which?: one; TrueFalse So?: True",
            ),
            ("Which two? {~%50%a ~%50%b ~%-100%c}", "Multiple Which two?: a, b"),
            ("Near? {=a#yes ~%50%b ~c}", "Single Near?: a"),
            ("Written in {=Go =Golang ~C} mostly.", "Single Written in ____ mostly.: Go, Golang"),
            ("Match. {\n =a -> 1\n\n =b -> 2\n}", "Reveal Match.: a -> 1; b -> 2"),
            ("Essay. {}", "Reveal Essay.: "),
            ("How many? {#=4:0#yes =%50%5:1}", "Number How many?: 4 ± 0"),
            ("How many? {#1..5}", "Number How many?: 3 ± 2"),
            ("[html]Is \\{a\\=b\\} set? {=a\\=b ~a\\~b}", "Single Is {a=b} set?: a=b"),
            ("A remark only.", ""),
            ("Broken {=a", ""),
        ] {
            check("gift", text, want);
        }
    }

    #[test]
    fn questions_of_notebooks() {
        let one = |kind: &str, rest: &str| format!("[{{\"question\": \"Q\", \"type\": \"{kind}\", {rest}}}]");
        for (kind, rest, want) in [
            (
                "numeric",
                r#""precision": 3, "answers": [{"type": "value", "value": 3.14, "correct": true}]"#,
                "Number Q: 3.14 ± 0.005",
            ),
            ("numeric", r#""answers": [{"type": "range", "range": [1, 2], "correct": true}]"#, "Number Q: 1.5 ± 0.5"),
            (
                "string",
                r#""answers": [{"answer": "a", "correct": true}, {"answer": "b", "correct": false}]"#,
                "Text Q: a",
            ),
            (
                "multiple_choice",
                r#""answers": [{"code": "ls", "correct": true}, {"answer": 2, "correct": false}]"#,
                "Single Q: ls",
            ),
            ("many_choice", r#""code": "x", "answers": [{"answer": "a", "correct": false}]"#, "Reveal Q\nx: "),
        ] {
            check("json", &one(kind, rest), want);
        }
        let cell = "from jupyterquiz import display_quiz\nq = [{'question': 'Q', 'type': 'multiple_choice', 'answers': [\n\
                    {'answer': 'a', 'correct': True},\n{'answer': 'b', 'correct': False},\n]}]\ndisplay_quiz(q)";
        check("{code-cell} python", cell, "Single Q: a");
        check("python", "display_quiz('questions.json')", "");
    }
}
