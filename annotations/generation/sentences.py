"""The patterns of the sentences: claims, predictions, and words between them."""

from annotations.generation.patterns import Pattern, Statement

PATTERNS = (
    Pattern(
        "<c1>{A} {past} {issue} in {month} {past_year}</c1>.",
        {"1": Statement("{A} {past} {issue} in {month} {past_year}.", "factual")},
        weight=4,
    ),
    Pattern(
        "According to {S}, <c1>{A} has {participle} {issue}</c1>{aside} and <c2>{B} {past} it "
        "within {number} days</c2>.",
        {
            "1": Statement("{A} has {participle} {issue}.", "factual", "reported", speaker="S"),
            "2": Statement("{B} {past} {issue} within {number} days.", "factual", about="B"),
        },
        weight=3,
    ),
    Pattern(
        "<c1>{A} appears to presume that <p2>{B} <l2>{likelihood}</l2> {infinitive} {issue} "
        "<h2>by {end_year}</h2></p2></c1>.",
        {
            "1": Statement(
                "{A} presumes that {B} will {infinitive} {issue} by {end_year}.", "interpretive"
            ),
            "2": Statement(
                "{B} will {infinitive} {issue} by {end_year}.",
                "forecast",
                "inferred",
                speaker="A",
                about="B",
                ground="stated",
            ),
        },
    ),
    Pattern(
        "<p1><k1>If {A} decides to {infinitive2} {issue2}</k1>, {B} <l1>{likelihood}</l1> "
        "{infinitive} {issue} <h1>{vague}</h1></p1>.",
        {"1": Statement("{B} will {infinitive} {issue}.", "forecast", about="AB")},
        weight=3,
    ),
    Pattern(
        "<c1>{A} {past} {issue} <c2>to reassure {B}</c1> ahead of the vote in {month}</c2>, "
        "a decision that {S} called {reading}.",
        {
            "1": Statement("{A} {past} {issue} to reassure {B}.", "causal", about="AB"),
            "2": Statement(
                "{B} needed to be reassured before the vote.", "interpretive", about="B"
            ),
        },
    ),
    Pattern(
        "<c1>After {past_year}, {A} lost interest in {issue2}, so that <p2>{B} "
        "<l2>{likelihood}</l2> {infinitive} {issue}</c1> <h2>{event}</h2></p2>.",
        {
            "1": Statement("{A} lost interest in {issue2} after {past_year}.", "causal"),
            "2": Statement("{B} will {infinitive} {issue}.", "forecast", about="B", ground="event"),
        },
    ),
    Pattern(
        "<p1>{A} <l1>{likelihood}</l1> {infinitive} {issue}</p1> and "
        "<p2>{infinitive2} {issue2} <h2>by {end_year}</h2></p2>.",
        {
            "1": Statement("{A} will {infinitive} {issue}.", "forecast", joined=True),
            "2": Statement(
                "{A} will {infinitive2} {issue2} by {end_year}.",
                "forecast",
                ground="stated",
                joined=True,
            ),
        },
    ),
    Pattern(
        "“<c1>{issue} is {reading}</c1>,” {S} said in {month}, {number} days before the vote.",
        {
            "1": Statement(
                "{issue} is {reading}.", "interpretive", "reported", speaker="S", about=""
            )
        },
        weight=3,
    ),
    Pattern(
        "<c1>For {A}, {issue} is {quality} than it was in {past_year}</c1>{aside} and "
        "<c2>nobody in {B} denies it</c2>.",
        {
            "1": Statement("{issue} is {quality} for {A} than in {past_year}.", "evaluative"),
            "2": Statement("Nobody in {B} denies it.", "factual", about="B", certainty="possible"),
        },
    ),
    Pattern(
        "<c1>{A} should {infinitive} {issue} before {B} does</c1>.",
        {"1": Statement("{A} should {infinitive} {issue} first.", "normative", about="AB")},
    ),
    Pattern(
        "<c1>Because {A} {past} {issue}, {B} {past2} {issue2}</c1>; {filler}",
        {"1": Statement("{B} {past2} {issue2} because of {A}.", "causal", about="AB")},
    ),
    Pattern(
        "<c1>The memorandum on {issue}, {number} pages long, was read by {B} as {reading}</c1>.",
        {"1": Statement("{B} read the memorandum as {reading}.", "interpretive", about="B")},
    ),
    Pattern(
        "{S} promised in {month} that <p1>{A} would {infinitive} {issue} <h1>by {end_year}</h1>"
        "</p1>.",
        {
            "1": Statement(
                "{A} will {infinitive} {issue} by {end_year}.",
                "commitment",
                "reported",
                speaker="S",
                ground="stated",
            )
        },
    ),
    Pattern(
        "<p1>{A} is said to plan to {infinitive} {issue}</p1>, though {S} would not confirm it.",
        {"1": Statement("{A} will {infinitive} {issue}.", "plan", "unattributed")},
    ),
    Pattern(
        "<c1>Why would {A} {infinitive} {issue} if {B} has already {participle} it?</c1>",
        {
            "1": Statement(
                "{A} has no reason to {infinitive} {issue}.",
                "interpretive",
                certainty="rhetorical",
                about="AB",
            )
        },
    ),
    Pattern(
        "In {month} {past_year}, {A} and {B} met without result; {S} was not invited.", weight=4
    ),
    Pattern("{A} kept silent{aside} while {S} spoke of {issue} and of little else.", weight=4),
    Pattern("{filler}", weight=5),
)
WEIGHTS = tuple(pattern.weight for pattern in PATTERNS)
