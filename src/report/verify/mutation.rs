//! What trying wrong and equal ways showed of a lesson's checks.

use super::milliseconds;
use crate::author::mutate::{Judged, MUTANT_LIMIT, Strength, Verdict};
use crate::terminal::view::{Detail, Mark, VerifyRow, message, verify_row};
use crate::terminal::{Role, Theme};
use crate::text::count;
use serde_json::{Value, json};
use std::time::Duration;

/// A lesson's mutants and what came of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Mutation {
    /// The steps whose solution passes.
    pub steps: Vec<StepMutation>,
    /// How long all took.
    pub took: Duration,
    /// How many sandboxes there were at a time.
    pub jobs: usize,
    /// How many sandboxes were started.
    pub sandboxes: usize,
    /// Of a hundred wrong ways so many must not pass.
    pub least_percent: usize,
}

/// A step's mutants and what came of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StepMutation {
    /// The step's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// 1-based line of its heading.
    pub line: usize,
    /// What came of each mutant.
    pub judged: Vec<Judged>,
    /// Explanations of the sidecar that no mutant needs.
    pub unused: Vec<String>,
    /// How many ways more there are than are tried of one step.
    pub untried: usize,
}

impl StepMutation {
    /// How good its checks are.
    pub fn strength(&self) -> Strength {
        Strength::of(&self.judged)
    }
}

impl Mutation {
    /// How good the checks of the whole lesson are.
    pub fn strength(&self) -> Strength {
        Strength::of(self.judged())
    }

    fn judged(&self) -> impl Iterator<Item = &Judged> {
        self.steps.iter().flat_map(|step| &step.judged)
    }

    /// Whether too many wrong ways pass, or a right one does not.
    pub fn failed(&self) -> bool {
        let strength = self.strength();
        strength.percent() < self.least_percent || strength.refused > 0
    }

    /// Whether a sandbox failed.
    pub fn is_unknown(&self) -> bool {
        self.judged().any(|judged| matches!(judged.verdict, Verdict::Unknown(_)))
    }

    /// As JSON; `verdict` is `killed` `survived` `explained` `no effect` `same end` `accepted` `refused` `unknown`.
    pub fn json(&self) -> Value {
        json!({
            "milliseconds": milliseconds(self.took),
            "jobs": self.jobs,
            "sandboxes": self.sandboxes,
            "strength": strength_json(&self.strength()),
            "steps": self.steps.iter().map(|step| json!({
                "id": step.id,
                "line": step.line,
                "strength": strength_json(&step.strength()),
                "unused_explanations": step.unused,
                "untried": step.untried,
                "mutants": step.judged.iter().map(judged_json).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
        })
    }

    /// As text: a line a step, every mutant that did not come out as it should, and the strength of the whole.
    pub fn text(&self, theme: &Theme) -> String {
        let mut out = message(Role::Heading, "Wrong ways must not pass, equal ways must:", theme);
        for step in &self.steps {
            out += &verify_row(&row(step), theme);
        }
        let role = if self.failed() { Role::Impossible } else { Role::Pass };
        out + &message(role, &figure(&self.strength()), theme) + &message(Role::Muted, &self.cost(), theme)
    }

    /// `131 ways in 1 min 40 s: 1.3 a second, 2 at a time, in 23 sandboxes`
    fn cost(&self) -> String {
        let ways = self.judged().count();
        let tenths = (ways as u128 * 10_000).checked_div(self.took.as_millis()).unwrap_or(0);
        let (minutes, seconds) = (self.took.as_secs() / 60, self.took.as_secs() % 60);
        let time = if minutes > 0 { format!("{minutes} min {seconds} s") } else { format!("{seconds} s") };
        let rate = format!("{}.{} a second", tenths / 10, tenths % 10);
        let jobs = if self.jobs > 1 { format!("{} at a time, ", self.jobs) } else { String::new() };
        format!("{} in {time}: {rate}, {jobs}in {}", count(ways, "way"), sandboxes(self.sandboxes))
    }
}

fn sandboxes(n: usize) -> String {
    if n == 1 { "1 sandbox".to_owned() } else { format!("{n} sandboxes") }
}

/// `strength 97 %: 64 of 66 wrong ways do not pass, 31 of 31 equal ways pass`
fn figure(s: &Strength) -> String {
    let wrong = format!("{} of {} do not pass", s.killed, count(s.wrong, "wrong way"));
    format!("strength {} %: {wrong}, {} of {} pass", s.percent(), s.accepted, count(s.right, "equal way"))
}

fn row(step: &StepMutation) -> VerifyRow {
    let strength = step.strength();
    let of = |verdict: &dyn Fn(&Verdict) -> bool| step.judged.iter().filter(|j| verdict(&j.verdict)).count();
    let bad = of(&|v| matches!(v, Verdict::Survived | Verdict::Refused));
    let unknown = of(&|v| matches!(v, Verdict::Unknown(_)));
    let mark = match (bad, unknown) {
        (0, 0) => Mark::Pass,
        (0, _) => Mark::Unknown,
        _ => Mark::Impossible,
    };
    let aside = of(&|v| matches!(v, Verdict::NoEffect | Verdict::SameEnd));
    let aside = if aside > 0 { format!(", {aside} without effect") } else { String::new() };
    let (killed, wrong) = (strength.killed, strength.wrong);
    let what = format!("{}: {killed}/{wrong} wrong, {}/{} equal{aside}", step.title, strength.accepted, strength.right);
    let mut details: Vec<Detail> = step.judged.iter().flat_map(told).collect();
    let unused = |mutant: &String| format!("no mutant needs the explanation of `{mutant}`");
    details.extend(step.unused.iter().map(unused).map(Detail::Note));
    details.extend((step.untried > 0).then(|| {
        let ways = count(step.untried, "way");
        Detail::Note(format!("{ways} more not tried: of a step at most {MUTANT_LIMIT} are, as many of each kind"))
    }));
    let took: Duration = step.judged.iter().map(|j| j.took).sum();
    VerifyRow { mark, what, milliseconds: milliseconds(took), details }
}

/// What an author wants to know of a mutant; nothing where it came out as it should.
fn told(judged: &Judged) -> Vec<Detail> {
    let (kind, what, text) = (judged.mutant.kind.name(), &judged.mutant.what, judged.mutant.text());
    let what = if what == kind { String::new() } else { format!(", {what}") };
    let said = match &judged.verdict {
        Verdict::Killed | Verdict::Accepted => return Vec::new(),
        Verdict::Survived => format!("passes and is wrong ({kind}{what}): `{text}`"),
        Verdict::Refused => format!("does not pass and is right ({kind}{what}): `{text}`"),
        Verdict::Explained(because) => format!("explained ({kind}{what}): `{text}`: {because}"),
        Verdict::NoEffect => format!("no effect ({kind}{what}): it only reads, and no check asks about it"),
        Verdict::SameEnd => format!("no effect ({kind}{what}): `{text}` ends as a right way does"),
        Verdict::Unknown(why) => format!("could not be tried ({kind}{what}): `{text}`: {why}"),
    };
    let why = if matches!(judged.verdict, Verdict::Unknown(_)) { &[][..] } else { &judged.why[..] };
    [Detail::Note(said)].into_iter().chain(why.iter().map(|why| Detail::Note(format!("  {why}")))).collect()
}

fn strength_json(s: &Strength) -> Value {
    json!({
        "percent": s.percent(), "killed": s.killed, "wrong": s.wrong,
        "accepted": s.accepted, "right": s.right, "refused": s.refused,
    })
}

fn judged_json(judged: &Judged) -> Value {
    let because = if let Verdict::Explained(because) = &judged.verdict { Some(because) } else { None };
    json!({
        "kind": judged.mutant.kind.name(),
        "what": judged.mutant.what,
        "commands": judged.mutant.commands.iter().map(|typed| &typed.text).collect::<Vec<_>>(),
        "verdict": judged.verdict.name(),
        "why": judged.why,
        "because": because,
        "milliseconds": milliseconds(judged.took),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::author::mutate::{Kind, Mutant};
    use crate::report::verify::{LessonReport, lessons_json, summary_text};

    fn judged(kind: Kind, verdict: Verdict) -> Judged {
        let mutant = Mutant { kind, what: "`a` for `b`".into(), commands: Vec::new(), of: None };
        Judged { mutant, verdict, why: vec!["no check misses: x".into()], took: Duration::from_millis(500) }
    }

    #[test]
    fn a_survivor_is_named_with_its_reason_and_the_figure_is_told() {
        let judged = vec![
            judged(Kind::Tag, Verdict::Killed),
            judged(Kind::Name, Verdict::Survived),
            judged(Kind::Order, Verdict::Accepted),
            judged(Kind::LeftOut, Verdict::NoEffect),
        ];
        let step = StepMutation { title: "Run".into(), judged, untried: 3, ..StepMutation::default() };
        let took = Duration::from_secs(62);
        let mutation = Mutation { steps: vec![step], took, jobs: 2, sandboxes: 3, least_percent: 51 };
        let said = mutation.text(&Theme::new(false, false, Some(120)));
        for words in [
            "✗ Run: 1/2 wrong, 1/1 equal, 1 without effect (2.0 s)",
            "passes and is wrong (wrong name, `a` for `b`): `(nothing)`",
            "no check misses: x",
            "3 ways more not tried: of a step at most 80 are",
            "strength 50 %: 1 of 2 wrong ways do not pass, 1 of 1 equal way pass",
            "4 ways in 1 min 2 s: 0.0 a second, 2 at a time, in 3 sandboxes",
        ] {
            assert!(said.contains(words), "{words} in\n{said}");
        }
        assert!(mutation.failed() && !Mutation { least_percent: 50, ..mutation.clone() }.failed());
        assert_eq!(mutation.json()["steps"][0]["mutants"][1]["verdict"], "survived");
        assert_eq!(mutation.json()["steps"][0]["untried"], 3);
        let mut report = LessonReport::new("x.md", None, "X", vec![(Vec::new(), took)]);
        report.mutation = Some(mutation);
        assert_eq!(lessons_json(std::slice::from_ref(&report))["lessons"][0]["passed"], false);
        let said = summary_text(&[report], took, &Theme::new(false, false, Some(120)));
        assert!(said.contains("0 passed, the checks of 1 lesson are too weak"), "{said}");
    }
}
