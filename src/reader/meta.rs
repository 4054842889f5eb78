//! What a lesson says of itself: title, objectives, minutes.

use super::callout::is_objectives;
use super::cursor::{Cursor, in_word};
use super::durations;
use super::facts;
use super::front_matter::FrontMatter;
use super::heading;
use super::inline_text::{marked, mentions, plain};
use super::scan::{has_byte, is_white, trimmed_end};
use crate::document::{Inline, Inlines, Minutes, Node, NodeKind, plain_text, walk};
use memchr::memchr2_iter;

/// Minutes are stated near the beginning.
const NODES_WITH_MINUTES: usize = 15;
/// A title has no more words.
const MAX_TITLE: usize = 4;

/// Sections that many lessons begin with.
const STOCK: &[&str] = &[
    "objective",
    "objectives",
    "overview",
    "introduction",
    "prerequisites",
    "requirements",
    "summary",
    "agenda",
    "steps",
    "task",
    "tasks",
    "goal",
    "goals",
    "table of contents",
    "contents",
];

/// From the front matter, else the first heading of level one above all blocks, which may be HTML, else the first
/// heading, else a first line in bold.
pub fn title(front: &FrontMatter<'_>, nodes: &[Node], text: &str) -> Option<String> {
    let stated = front.text("title").or(front.text("name")).map(heading::stated);
    let headings = || {
        nodes.iter().filter_map(|n| match &n.kind {
            NodeKind::Heading { level, text, .. } => Some((*level, text)),
            _ => None,
        })
    };
    // A section that every lesson has says nothing of this one.
    let is_stock = |text: &[Inline]| {
        let words = plain_text(text);
        let words = words.trim_matches(|c: char| !c.is_alphanumeric());
        STOCK.iter().any(|stock| stock.eq_ignore_ascii_case(words))
    };
    let first = || headings().next().filter(|(_, text)| !is_stock(text));
    let start = || nodes.iter().find(|n| matches!(n.kind, NodeKind::Heading { .. })).map(|n| n.span.start);
    let in_html = || heading::of_html(text, start().unwrap_or(text.len()));
    let best = || headings().find(|(level, _)| *level == 1);
    // Below blocks and another title it is a section's, whatever its level.
    let typed = nodes.iter().take_while(|n| !is_first_level(n)).any(|n| matches!(n.kind, NodeKind::Block(_)));
    let leads = || best().filter(|_| !typed);
    let words = |(_, text): (u8, &Inlines)| heading::words(text);
    let bold = || match nodes.first().map(|n| &n.kind) {
        Some(NodeKind::Paragraph(text)) => match text.as_slice() {
            [Inline::Strong(inner)] => Some(plain_text(inner).trim().to_owned()),
            _ => None,
        },
        _ => None,
    };
    let told = stated.or_else(|| leads().map(words)).or_else(in_html).or_else(|| first().map(words)).or_else(bold);
    told.or_else(|| best().map(words))
}

fn is_first_level(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Heading { level: 1, .. })
}

/// From the front matter, else a box, a section or a sentence that announces them. `boxes` are among the nodes.
pub fn objectives(front: &FrontMatter<'_>, nodes: &[Node], boxes: &[&Node]) -> Vec<String> {
    let stated = ["objectives", "learningoutcomes", "learning_outcomes", "learning_objectives"];
    if let Some(listed) = stated.iter().map(|key| front.list(key)).find(|list| !list.is_empty()) {
        return listed.iter().map(|item| item.clone().into_owned()).collect();
    }
    let found = boxed_objectives(boxes);
    let found = if found.is_empty() { objectives_section(nodes) } else { found };
    let found = if found.is_empty() { titled_objectives(nodes, boxes) } else { found };
    if found.is_empty() { announced_objectives(nodes) } else { found }
}

/// The list below a paragraph that is nothing but their title, in the text or in a box.
fn titled_objectives(nodes: &[Node], boxes: &[&Node]) -> Vec<String> {
    let is_title = |n: &Node| match &n.kind {
        NodeKind::Paragraph(text) if text.len() == 1 => {
            let title = plain(text);
            title.split_whitespace().nth(MAX_TITLE).is_none() && is_objectives(&title)
        }
        _ => false,
    };
    let below = |nodes: &[Node]| {
        let mut pairs = nodes.windows(2).filter(|pair| matches!(pair[1].kind, NodeKind::List { .. }));
        pairs.find(|pair| is_title(&pair[0])).map(|pair| items(&pair[1]))
    };
    let in_box = |node: &&Node| match &node.kind {
        NodeKind::Callout(callout) => below(&callout.children),
        _ => None,
    };
    below(nodes).or_else(|| boxes.iter().find_map(in_box)).unwrap_or_default()
}

fn boxed_objectives(boxes: &[&Node]) -> Vec<String> {
    let boxes = boxes.iter().filter_map(|node| match &node.kind {
        NodeKind::Callout(callout) if callout.kind == "objectives" => Some(callout),
        _ => None,
    });
    boxes.flat_map(|callout| &callout.children).flat_map(items).collect()
}

fn objectives_section(nodes: &[Node]) -> Vec<String> {
    let is_heading = |n: &Node| matches!(n.kind, NodeKind::Heading { .. });
    let announces = |n: &Node| matches!(&n.kind, NodeKind::Heading { text, .. } if is_objectives(&plain(text)));
    let found = nodes.iter().enumerate().find(|(at, node)| announces(node) && !is_of_exercise(nodes, *at));
    let Some((at, _)) = found else { return Vec::new() };
    let section = nodes[at + 1..].iter().take_while(|n| !is_heading(n));
    section.map(items).find(|list| !list.is_empty()).unwrap_or_default()
}

/// Whether a heading's section is in an exercise's, with code above it: it tells what the exercise is for.
fn is_of_exercise(nodes: &[Node], at: usize) -> bool {
    let NodeKind::Heading { level, .. } = nodes[at].kind else { return false };
    let above = nodes[..at].iter().rev().find_map(|node| match &node.kind {
        // The lesson itself may be an exercise.
        NodeKind::Heading { level: outer, text, .. } if *outer < level => {
            Some(if *outer > 1 { plain(text) } else { "".into() })
        }
        _ => None,
    });
    let words = ["exercise", "exercice", "ejercicio", "exercício", "übung", "challenge", "practice"];
    above.is_some_and(|title| words.iter().any(|word| title.to_lowercase().contains(word)))
        && nodes[..at].iter().any(|node| matches!(node.kind, NodeKind::Block(_)))
}

fn announced_objectives(nodes: &[Node]) -> Vec<String> {
    let is_lead =
        |n: &Node| matches!(&n.kind, NodeKind::Paragraph(text) if may_announce(text) && announces(&plain(text)));
    // The first one counts. It is looked for above lists: elsewhere it announces none.
    let is_list = |n: &Node| matches!(n.kind, NodeKind::List { .. });
    // In other scripts it is less sure: there it must stand before all code.
    let is_ascii = |n: &Node| matches!(&n.kind, NodeKind::Paragraph(text) if plain(text).is_ascii());
    let is_block = |n: &Node| matches!(n.kind, NodeKind::Block(_));
    match nodes.windows(2).position(|pair| is_list(&pair[1]) && is_lead(&pair[0])) {
        Some(at) if !nodes[..at].iter().any(is_lead) && (is_ascii(&nodes[at]) || !nodes[..at].iter().any(is_block)) => {
            items(&nodes[at + 1])
        }
        _ => Vec::new(),
    }
}

/// "In this lesson, you will …:", "You will learn …:"
fn announces(text: &str) -> bool {
    let text = trimmed_end(text);
    // `will` or `'ll` is said somewhere.
    let is_double = |at: usize| text.as_bytes().get(at + 1).is_some_and(|b| b | 0x20 == b'l');
    if !text.ends_with(':') {
        let learned = ["学びます。", "学習します。", "学ぶ。", "배웁니다.", "你将学到：", "我们将学习："];
        return !text.is_ascii() && learned.iter().any(|end| text.ends_with(end));
    }
    let line = text.rsplit('\n').next().unwrap_or_default();
    let line = line.rsplit(". ").next().unwrap_or_default();
    if !memchr2_iter(b'l', b'L', text.as_bytes()).any(is_double) {
        return promises_elsewise(line);
    }
    let begins =
        |(at, byte): &(usize, u8)| matches!(byte | 0x20, b'i' | b'w' | b'y') && !line[..*at].ends_with(in_word);
    let mut starts = line.bytes().enumerate().filter(begins).map(|(at, _)| Cursor(&line[at..]));
    let at_end = Cursor(line.trim_start()).past_any_case("by the end").is_some_and(Cursor::ends_word);
    starts.any(|place| is_promise(place) || at_end && is_outlook(place)) || promises_elsewise(line)
}

/// The same in other languages: "Nous montrerons comment :".
fn promises_elsewise(line: &str) -> bool {
    const PROMISES: &[&str] = &[
        "nous montrerons",
        "nous verrons comment",
        "nous allons voir comment",
        "vous apprendrez",
        "vous allez apprendre",
        "aprenderás",
        "aprenderemos",
        "vas a aprender",
        "você aprenderá",
        "você vai aprender",
        "vamos aprender",
        "lernen sie",
        "sie lernen",
        "lernst du",
        "we will show how to",
    ];
    let begins = line.bytes().find(|b| !b.is_ascii_whitespace()).map(|b| b | 0x20);
    matches!(begins, Some(b'n' | b'v' | b'a' | b'l' | b's' | b'w' | b'd' | b'e' | b'i'))
        && PROMISES.iter().any(|words| line.to_lowercase().contains(words))
}

/// `you will`, `you'll`, `you should`: what is so at the end.
fn is_outlook(here: Cursor<'_>) -> bool {
    here.past_any_case("you")
        .and_then(|place| place.past_one_of(&["'ll", " will", " should"]))
        .is_some_and(Cursor::ends_word)
}

/// `In this lesson,`
fn in_this_one<'t>(here: Cursor<'t>, kinds: &[&str]) -> Option<Cursor<'t>> {
    Some(here.past_any_case("in this ")?.past_one_of(kinds)?.maybe(","))
}

fn is_promise(here: Cursor<'_>) -> bool {
    let kinds = ["section", "lesson", "chapter", "tutorial", "lab", "exercise"];
    let in_this = || here.past_any_case("in this ")?.past_one_of(&kinds)?.maybe(",").past_any_case(" you");
    let will = |place: Cursor<'_>| place.past_one_of(&["'ll", " will"]).is_some_and(Cursor::ends_word);
    let learn =
        || here.past_one_of(&["you will ", "you'll "]).and_then(|place| place.past_one_of(&["learn", "be able"]));
    // `In this lab we will:`, and nothing but a colon behind it: else it only tells what comes next.
    let we = || in_this_one(here, &kinds).unwrap_or(here).white().past_one_of(&["we will", "we'll"]);
    let kinds_of = ["learn how to", "see how to", "cover how to", "learn to", "learn"];
    let alone = |place: Cursor<'_>| place.white().past_one_of(&kinds_of).unwrap_or(place).to_word().0.is_empty();
    // "You will complete the following:", and nothing else: what is done in so many steps are the steps.
    let done = ["you will complete the following", "you will accomplish the following"];
    let does = || here.past_one_of(&done).is_some_and(|place| place.to_word().0.is_empty());
    in_this().is_some_and(will) || learn().is_some_and(Cursor::ends_word) || we().is_some_and(alone) || does()
}

/// Whether a paragraph ends with a colon, as far as its last piece tells.
fn may_announce(text: &[Inline]) -> bool {
    match text.last() {
        // Other scripts have a full stop and a colon of their own.
        Some(Inline::Text(last)) => matches!(trimmed_end(last).bytes().last(), Some(b':' | 0x80..) | None),
        Some(_) => true,
        None => false,
    }
}

/// The items of a list, each its first paragraph.
pub fn items(node: &Node) -> Vec<String> {
    let NodeKind::List { items, .. } = &node.kind else { return Vec::new() };
    let first = |item: &Vec<Node>| match item.first().map(|n| &n.kind) {
        Some(NodeKind::Paragraph(text)) => Some(unquoted(marked(text).trim()).to_owned()),
        _ => None,
    };
    items.iter().filter_map(first).collect()
}

/// A text without the one pair of quotes around all of it, which a list in the front matter would lose too.
fn unquoted(text: &str) -> &str {
    let inner = ['"', '\''].iter().find_map(|quote| {
        let inner = text.strip_prefix(*quote)?.strip_suffix(*quote)?;
        (!inner.is_empty() && !inner.contains(*quote)).then_some(inner)
    });
    inner.unwrap_or(text)
}

/// From the front matter, else a line near the beginning that states nothing else.
pub fn minutes(front: &FrontMatter<'_>, nodes: &[Node], source: &str) -> Minutes {
    let (teaching, exercises) = (front.number("teaching"), front.number("exercises"));
    if teaching.or(exercises).is_some() {
        return Minutes { teaching, exercises };
    }
    let stated = ["minutes", "duration", "time"].iter().find_map(|key| front.number(key));
    let stated = stated.or_else(|| estimate(front.text("time_estimation")?));
    // What stands below a key is kept in its text.
    let within = || line_of_minutes(front.text("params")?.split_once("time: ").map(|(_, time)| time)?);
    let stated = stated.or_else(within);
    let stated = stated.or_else(|| front.number("timelimit").map(|seconds| seconds.div_ceil(60)));
    let mut found = stated.or_else(|| durations::of_parts(nodes, source));
    let mut parts = None;
    walk(&nodes[..nodes.len().min(NODES_WITH_MINUTES)], &mut |node| match &node.kind {
        _ if found.is_some() || parts.is_some() => {}
        // `Time: 45 minutes | Level: Beginner`
        NodeKind::Paragraph(text) if may_state(text) => {
            let stated = plain(text);
            parts = parted_minutes(&stated);
            found = if parts.is_none() { stated.split('|').find_map(line_of_minutes) } else { None };
            if parts.as_ref().is_none_or(|parts| parts.exercises.is_none()) {
                let facts = facts::of(node, source);
                parts = parted_minutes(&facts).or(parts.take());
                found = found.or_else(|| facts.split('|').find_map(line_of_minutes));
            }
        }
        NodeKind::Paragraph(_) => {
            found = facts::of(node, source).split('|').find_map(line_of_minutes);
        }
        NodeKind::Table { header, rows } => found = cell_of_minutes(header, rows),
        _ => {}
    });
    if let Some(parts) = parts {
        return parts;
    }
    let found = found.or_else(|| minutes_in_footer(nodes));
    if found.is_none() {
        return minutes_for_instructors(nodes);
    }
    Minutes { teaching: found, exercises: None }
}

/// `Teaching: 20 min | Exercises: 5 min`
fn parted_minutes(text: &str) -> Option<Minutes> {
    let part = |name: &str| {
        let stated = text.split('|').find_map(|part| Cursor(part.trim()).past_any_case(name))?;
        let (number, place) = short_number(stated.past(":")?.white())?;
        place.white().past_any_case("min").map(|_| number)
    };
    part("teaching").map(|teaching| Minutes { teaching: Some(teaching), exercises: part("exercises") })
}

/// So many nodes at the end may be a footer.
const FOOTER: usize = 3;

/// `**Time to complete:** 90 minutes` below everything else.
fn minutes_in_footer(nodes: &[Node]) -> Option<u32> {
    let is_stated =
        |line: &str| ["time", "duration", "estimated"].iter().any(|title| Cursor(line).past_any_case(title).is_some());
    let last = nodes[nodes.len().saturating_sub(FOOTER)..].iter().rev();
    last.into_iter().find_map(|node| match &node.kind {
        NodeKind::Paragraph(text) => {
            let mut lines = text.split(|piece| matches!(piece, Inline::Break)).map(plain_text);
            lines.find_map(|line| Some(line.trim()).filter(|line| is_stated(line)).and_then(line_of_minutes))
        }
        _ => None,
    })
}

/// `- 15 min teaching` and `- 10 min exercises` in a box for instructors.
fn minutes_for_instructors(nodes: &[Node]) -> Minutes {
    let mut minutes = Minutes::default();
    for callout in nodes.iter().filter_map(|n| if let NodeKind::Callout(c) = &n.kind { Some(c) } else { None }) {
        for text in callout.children.iter().filter(|_| callout.kind == "instructor").flat_map(items) {
            let Some((number, for_doing)) = part_of_minutes(&text) else { continue };
            let part = if for_doing { &mut minutes.exercises } else { &mut minutes.teaching };
            *part = Some(part.unwrap_or(0).saturating_add(number));
        }
    }
    minutes
}

/// A number, and where it ends.
fn digits(here: Cursor<'_>) -> Option<(&str, Cursor<'_>)> {
    let after = here.some(|c| c.is_ascii_digit())?;
    Some((after.since(here), after))
}

/// Up to three digits, and where they end.
fn short_number(here: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    let (digits, after) = digits(here).filter(|(digits, _)| digits.len() <= 3)?;
    Some((digits.parse().ok()?, after))
}

/// `15 min teaching`, `10 min of exercises`: how many, and whether they are for doing something.
fn part_of_minutes(text: &str) -> Option<(u32, bool)> {
    let (number, place) = short_number(Cursor(text).to_word())?;
    let place = place.white().past_any_case("min")?.maybe("ute").maybe("s").maybe(".").some(char::is_whitespace)?;
    let place = place.maybe_one_of(&["of ", "for "]);
    let parts = ["teaching", "exercises", "exercise", "demo", "discussion", "type-along"];
    let after = place.past_one_of(&parts).filter(|c| c.ends_word())?;
    Some((number, after.since(place) != "teaching"))
}

/// `1H30M`, `15m`
fn estimate(text: &str) -> Option<u32> {
    let start = Cursor(text.trim());
    let (hours, place) = match digits(start) {
        Some((hours, after)) if after.past_any_case("h").is_some() => (hours, after.maybe("h").white()),
        _ => ("", start),
    };
    let (minutes, place) = match digits(place) {
        Some((minutes, after)) => (minutes, after.maybe("m")),
        None => ("", place),
    };
    let parsed = |digits: &str| digits.parse::<u32>().ok();
    let (hours, minutes) = (parsed(hours), parsed(minutes));
    hours.or(minutes).filter(|_| place.0.is_empty())?;
    Some(hours.unwrap_or(0).saturating_mul(60).saturating_add(minutes.unwrap_or(0)))
}

/// What minutes and hours are called. A unit that ends like another stands behind that one.
const MINUTES: &[&str] = &["min", "mins", "minute", "minutes", "minuten", "minuto", "minutos", "minuti", "分钟", "分"];
const HOURS: &[&str] =
    &["h", "hr", "hrs", "hour", "hours", "heure", "heures", "hora", "horas", "stunde", "stunden", "ora", "ore", "小时"];

/// `2 hours`, `1h30`, `1.5 h`, in minutes.
fn line_of_hours(end: &str) -> Option<u32> {
    if let Some(number) = hours_before(end) {
        return Some(number);
    }
    let unit = HOURS.iter().rev().find(|unit| ends_with(end, unit))?;
    let (before, number) = number_at_end(end[..end.len() - unit.len()].trim_end())?;
    let whole = before.strip_suffix(['.', ',']).and_then(number_at_end);
    let (before, minutes) = match whole {
        // A half and a quarter are all that is said so.
        Some((before, whole)) => (before, whole * 60 + number * if number < 10 { 6 } else { 0 }),
        None => (before, number * 60),
    };
    let lower = || number_at_end(without_sign(before)?.trim_end()).map(|(before, _)| before);
    (is_lead(before) || lower().is_some_and(is_lead)).then_some(minutes)
}

/// `1 h 30`, `1 hour and 30 minutes`, in minutes; the words end with the minutes, or their unit.
fn hours_before(end: &str) -> Option<u32> {
    let unit = MINUTES.iter().rev().find(|unit| ends_with(end, unit)).map_or(0, |unit| unit.len());
    let (before, minutes) = number_at_end(end[..end.len() - unit].trim_end())?;
    let before =
        ["and", "und", "et", "y", "e"].iter().find_map(|and| without_end(before.trim_end(), and)).unwrap_or(before);
    let before = before.trim_end();
    let unit = HOURS.iter().rev().find(|unit| ends_with(before, unit))?;
    let (before, hours) = number_at_end(before[..before.len() - unit.len()].trim_end())?;
    (is_lead(before) && minutes < 60).then_some(hours * 60 + minutes)
}

/// What stands before the sign between the two ends of a range.
fn without_sign(before: &str) -> Option<&str> {
    ["-", "–", "to"].iter().find_map(|sign| without_end(before.trim_end(), sign))
}

/// Whether nothing but letters and white space may stand behind the last number of a text.
fn may_end_with_number(text: &str) -> bool {
    let mut last = text.bytes().rev().skip_while(|b| b.is_ascii_alphabetic() || !b.is_ascii());
    last.find(|b| b.is_ascii() && !is_white(*b)).is_none_or(|b| b.is_ascii_digit())
}

/// The same of a paragraph, as far as its last piece tells; or it may have several parts.
fn may_state(text: &[Inline]) -> bool {
    let ends = match text.last() {
        Some(Inline::Text(last)) => may_end_with_number(last.trim_end_matches(|c| !in_word(c))),
        last => last.is_some(),
    };
    ends || mentions(text, |piece| has_byte(piece, b'|'))
}

/// The upper end of a range.
fn line_of_minutes(text: &str) -> Option<u32> {
    // The words end with the unit.
    let end = text.trim_end_matches(|c| !in_word(c));
    if !may_end_with_number(end) {
        return None;
    }
    let Some(unit) = MINUTES.iter().rev().find(|unit| ends_with(end, unit)) else { return line_of_hours(end) };
    if let Some(number) = hours_before(end) {
        return Some(number);
    }
    let (before, number) = number_at_end(end[..end.len() - unit.len()].trim_end())?;
    let lower = || number_at_end(without_sign(before)?.trim_end()).map(|(before, _)| before);
    (is_lead(before) || lower().is_some_and(is_lead)).then_some(number)
}

/// A number of up to three digits at the end of a text, and what stands before it.
fn number_at_end(text: &str) -> Option<(&str, u32)> {
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = text[before.len()..].parse().ok().filter(|_| text.len() - before.len() <= 3)?;
    Some((before, number))
}

/// A text without a word at its end, which may stand there in upper or lower case.
fn without_end<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    ends_with(text, word).then(|| &text[..text.len() - word.len()])
}

/// So many characters at most stand between `Time` and the number.
const MAX_LEAD: usize = 40;

/// Whether nothing stands before a number of minutes but what tells that they are: `Estimated time: about `.
fn is_lead(text: &str) -> bool {
    let about = ["approximately ", "about ", "approx ", "approx. ", "around "];
    let number = about.iter().find_map(|word| without_end(text, word)).unwrap_or(text);
    let start = Cursor(text).to_word();
    if Cursor(number).to_word().0.is_empty() {
        return true;
    }
    let titled = |place: Cursor<'_>| {
        let other = ["durée", "dauer", "aufwand", "duración", "duração", "tiempo", "zeit", "tempo"];
        let after =
            place.past_one_of(&["time", "duration", "reading", "effort"]).or_else(|| place.past_one_of(&other))?;
        let between = number.len().checked_sub(text.len() - after.0.len()).map_or(after.0, |length| &after.0[..length]);
        (between.chars().count() <= MAX_LEAD && !after.0.contains(char::is_numeric)).then_some(())
    };
    let second = || titled(start.some(in_word)?.maybe(".").past(" ")?);
    titled(start).or_else(second).is_some() || is_taken_by_lesson(number)
}

/// `This lab takes`: not what a command of it takes.
fn is_taken_by_lesson(text: &str) -> bool {
    let kinds =
        ["lesson", "lab", "tutorial", "workshop", "exercise", "module", "section", "course", "episode", "chapter"];
    let text = text.trim_end();
    let text = without_end(text, " you").unwrap_or(text);
    let subject = without_end(text, " takes")
        .or_else(|| without_end(text, " should take"))
        .or_else(|| without_end(text, " will take"));
    let is_this = |subject: &str| {
        Cursor(subject)
            .past_any_case("this ")
            .and_then(|place| place.past_one_of(&kinds))
            .is_some_and(|after| after.0.is_empty())
    };
    subject.is_some_and(|subject| is_this(subject.trim_start()))
}

/// The cell below a title such as `Reading Time`.
fn cell_of_minutes(header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> Option<u32> {
    let column = header.iter().position(|title| {
        let title = plain_text(title).to_lowercase();
        title.ends_with("time") || title.ends_with("duration")
    })?;
    line_of_minutes(&plain_text(rows.first()?.get(column)?))
}

/// Whether a text ends with a word in lower or upper case.
fn ends_with(text: &str, word: &str) -> bool {
    let last = text.len().checked_sub(word.len()).and_then(|from| text.get(from..));
    last.is_some_and(|last| last.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_minutes() {
        for (text, want) in [
            ("10 Minutes", Some(10)),
            ("Time: Approximately 30 minutes", Some(30)),
            ("Estimated time: 45-60 min.", Some(60)),
            ("**Aufwand:** ca. 15–20 Minuten.", Some(20)),
            ("**Effort:** about 15 minutes.", Some(15)),
            ("Durée : 2 heures", Some(120)),
            ("Duración: 2 horas", Some(120)),
            ("Dauer: 2 Stunden", Some(120)),
            ("Durée : 1 h 30", Some(90)),
            ("Time: 1h30", Some(90)),
            ("Time: 1-2 hours", Some(120)),
            ("Time: 1.5 hours", Some(90)),
            ("Time: 1 hour and 15 minutes", Some(75)),
            ("Dauer: 45 Minuten", Some(45)),
            ("It runs for 2 hours", None),
            ("Time: 4 x", None),
            ("h", None),
            ("Wait 10 minutes for it", None),
            ("It takes 10 minutes", None),
            ("This lab takes about 30 minutes.", Some(30)),
            ("This workshop should take you 2-3 hours.", Some(180)),
            ("This takes about 30 minutes.", None),
            ("", None),
        ] {
            assert_eq!(line_of_minutes(text), want, "{text}");
        }
        assert_eq!(["15m", "1H30M", "2h", "soon", ""].map(estimate), [Some(15), Some(90), Some(120), None, None]);
    }

    #[test]
    fn minutes_below_everything() {
        let read = |text: &str| crate::reader::read(&crate::source::Source::new("x.md", text)).0.minutes.teaching;
        let text =
            format!("# T\n\n{}---\n\n**Level:** 2  \n**Time to Complete:** 90-120 minutes\n", "So.\n\n".repeat(30));
        assert_eq!(read(&text), Some(120));
        assert_eq!(read(&text.replace("Time to Complete", "Then wait")), None);
    }

    #[test]
    fn objectives_below_their_title() {
        let read = |text: &str| crate::reader::read(&crate::source::Source::new("x.md", text)).0.objectives;
        for (text, want) in [
            ("# T\n\nObjectives\n\n- Tie a knot\n", "Tie a knot"),
            ("# T\n\nObjectives\n\n- \"Tie it.\"\n- \"A\" or \"b\"\n", "Tie it., \"A\" or \"b\""),
            ("# T\n\n!!! info \"Overview\"\n\n    Objectives\n\n    - Tie it\n    - Cut it\n", "Tie it, Cut it"),
            ("# T\n\n## Goal\n\nBy the end of this setup, you will:\n\n- tie it\n", "tie it"),
            ("# T\n\n!!! abstract \"Was du in dieser Übung lernst\"\n\n    - tun\n", "tun"),
            ("# T\n\nここでは以下の内容を学びます。\n\n* 実行\n", "実行"),
            ("# T\n\n```\ndocker ps\n```\n\nここでは以下の内容を学びます。\n\n* 実行\n", ""),
            ("# T\n\nNous montrerons comment :\n\n- faire\n", "faire"),
            ("# T\n\n```\ndocker ps\n```\n\n## Exercice\n\n### Objectif :\n\n1. faire\n", ""),
            ("# T\n\n## 🎯 Learning Goals\n\n- tie it\n", "tie it"),
            ("# Exercise 1\n\n## Objectives\n\n- tie it\n", "tie it"),
            ("# T\n\nIn this lab you will tie it. What you need includes:\n\n- a rope\n", ""),
            ("# T\n\nThe objectives of all that are many.\n\n- Tie a knot\n", ""),
        ] {
            assert_eq!(read(text).join(", "), want, "{text}");
        }
    }
}
