"""Where a passage begins and ends in its sentence: the smallest clause (manual, section 6).

Connectives and reporting phrases stay out, so do the final full stop and half a pair of quotation
marks; an if-clause of the same sentence belongs to it.
"""

import re
from dataclasses import dataclass

_CONNECTIVE = re.compile(
    r"(?:however|moreover|furthermore|nevertheless|nonetheless|therefore|thus|hence|meanwhile|"
    r"finally|consequently|accordingly|similarly|likewise|instead|specifically|indeed|besides|"
    r"in particular|in short|in addition|for example|for instance|as a result|in fact|of course|"
    r"on the contrary|on the other hand|at the same time|after all|that said|to be sure|"
    r"first|second|third|and yes|and|but|yet|so|or|nor|then|because|although|though|while|whereas)"
    r"(?:,\s+|\s+(?=\S))",
    re.IGNORECASE,
)
# Connectives that are none without their comma: "In addition to …" is a part of the clause.
_NEEDS_COMMA = re.compile(
    r"(?:first|second|third|then|instead|indeed|besides|in \w+|for \w+|of course|on the .+|"
    r"as a result|at the same time|after all|that said|to be sure)\s+$",
    re.IGNORECASE,
)
REPORTING = re.compile(
    r"\b(?:sa(?:y|ys|id)|state[sd]?|assert(?:s|ed)?|announce[sd]?|claim(?:s|ed)?|argue[sd]?|"
    r"warn(?:s|ed)?|predict(?:s|ed)?|declare[sd]?|insist(?:s|ed)?|believe[sd]?|think(?:s)?|thought|"
    r"expect(?:s|ed)?|suggest(?:s|ed)?|indicate[sd]?|presume[sd]?|assume[sd]?|hint(?:s|ed)?|"
    r"estimate[sd]?|maintain(?:s|ed)?|add(?:s|ed)|told \w+|promise[sd]?|vow(?:s|ed)?|"
    r"pledge[sd]?|reassure[sd]?(?: one another)?|(?:is|are) (?:convinced|confident|certain)|"
    r"fear(?:s|ed)?)"
    r"\s+that\s+(?P<next>\S)",
    re.IGNORECASE,
)
_INFERRING = re.compile(r"presume|assume|think|thought|believe|expect|fear", re.IGNORECASE)
_IF = r"(?:if|unless|provided that|as long as|in case|should|without \w+ing)\b"
_COMMA = re.compile(r",[”\"]?\s")
# With a subject: "the effect upon its neighbor, Turkey, would be …".
_CLOSES = re.compile(
    r",[”\"]?\s+(?:then|the|this|that|these|those|it|its|there|they|we|he|she|you|I)\b"
)
_LATER_IF = re.compile(r"(?<=[\s,])(?:if|unless|provided that|as long as)\s[^;]*", re.IGNORECASE)
_BREAK = re.compile(
    r";\s+|[—–]|--|:\s+(?=[a-z])|,\s+(?:but|and|or|yet|so|while|whereas|although|though)\s+",
    re.IGNORECASE,
)
_AND = re.compile(r"\s(?:and|but)\s+(?:that\s+)?", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:\s(?:that|which|who))\s+$", re.IGNORECASE)
_NOUN = re.compile(
    r"(?<![\w’'-])(?:(?!(?:for|of|in|to|and|with|on|by|from|at|or|is|are|was|were|the)\b)[\w’'-]+\s+){0,2}"
    r"[\w’'-]+$"
)
_DOTTED = ("U.S.", "U.N.", "U.K.", "E.U.")  # their full stop is their own
# "Although this is so, that will come": the smallest clause is what comes after the comma.
_CONCESSION = re.compile(
    r"(?:even though|although|though|while|whereas|no matter)\s[^,;]+,\s+", re.IGNORECASE
)
_WITH = re.compile(r",\s+with\s+", re.IGNORECASE)
# "plans to deploy": a noun phrase that names the event is a passage of its own (section 3).
_EVENT_NOUN = re.compile(r"(?:plans?|intentions?|decision)\s", re.IGNORECASE)
_BEFORE_NOUN = re.compile(
    r"(?:(?P<whose>[A-Z][\w.-]*(?: [A-Z][\w.-]*)*[’']s?\s+)|"
    r"\b(?:about|of|for|with|by|on)\s+(?P<own>(?:its|their|his|her|the)\s+)?)$"
)
_PAIRS = {'"': '"', "“": "”", "«": "»", "„": "“", "「": "」"}

Where = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, its condition if it has one, and whether it is what somebody is reported to say."""

    start: int
    end: int
    condition: Where | None = None
    attribution: str = "author"


def clause_around(text: str, sentence: Where, cue: Where) -> Clause:
    """Return the clause of a sentence in which a cue stands."""
    first, last = sentence
    start, attribution = _begin(text, first, cue)
    end = _end(text, cue[1], last)
    condition = None
    begins = _CONNECTIVE.match(text, first, cue[0])
    opening = _skip_connectives(text, first, cue[0]) if begins else first
    if match := _first_condition(text, opening, cue[0]):
        condition, start = match, opening
    elif later := _LATER_IF.search(text, cue[1], end):
        condition = _trimmed(text, later.start(), end)
    start, end = _trimmed(text, start, end)
    return Clause(start, end, condition, attribution)


def _begin(text: str, first: int, place: Where) -> tuple[int, str]:
    """Return where a clause begins, and whose words it then is."""
    cue = place[0]
    start, attribution = first, "author"
    if _EVENT_NOUN.match(text, *place) and (noun := _BEFORE_NOUN.search(text, first, cue)):
        begins = noun.start("whose") if noun["whose"] else noun.start("own")
        return (begins if begins >= 0 else cue), attribution
    for match in REPORTING.finditer(text, first, cue):
        start = match.start("next")
        inferred = _INFERRING.match(text, match.start())
        attribution = "inferred" if inferred else "reported"
    if concession := _CONCESSION.match(text, start, cue):
        start = concession.end()
    for match in _WITH.finditer(text, start, cue):
        start = match.end()
    for pattern in (_BREAK, _AND):
        for match in pattern.finditer(text, start, cue):
            if pattern is _BREAK or (attribution != "author" and _has_subject(text, match, cue)):
                start = match.end()
        if start != first:
            break
    if relative := _RELATIVE.search(text, start, cue):
        noun = _NOUN.search(text, start, relative.start())
        return (noun.start() if noun else start), attribution
    return _skip_connectives(text, start, cue), attribution


def _has_subject(text: str, match: re.Match[str], cue: int) -> bool:
    return "that" in match.group().lower() or not text[match.end() : cue].strip()


def _end(text: str, cue: int, last: int) -> int:
    """Return where a clause ends: before what begins another, or with its sentence."""
    for match in _BREAK.finditer(text, cue, last):
        rest = text[match.end() : last]
        mark = match.group().strip()
        # A dash, or "and" without a verb of its own after it, goes on with the same clause.
        if mark in (";", ":") or (mark not in ("—", "–", "--") and _is_a_clause(rest)):
            return match.start()
        if mark in ("—", "–", "--") and re.match(r"\s*(?:because|and|but|so|areas?)\b", rest):
            return match.start()
    return last


_VERB = re.compile(
    r"^(?:that\s)?(?:[\w’'.-]+\s){0,6}?(?:is|are|was|were|has|have|had|will|would|shall|may|might|"
    r"could|can|cannot|should|must|did|does|do|appears?|seems?|holds?|remains?|also)\b"
)


def _is_a_clause(rest: str) -> bool:
    return _VERB.match(rest) is not None


def _skip_connectives(text: str, start: int, cue: int) -> int:
    while match := _CONNECTIVE.match(text, start, cue):
        if _NEEDS_COMMA.match(match.group()):
            break
        start = match.end()
    return start


def _first_condition(text: str, start: int, cue: int) -> Where | None:
    """Return the if-clause with which a sentence begins, up to the comma that closes it."""
    if not re.match(_IF, text[start:cue], re.IGNORECASE):
        return None
    commas = [match.start() for match in _COMMA.finditer(text, start, cue)]
    if not commas:
        return None
    # What follows the first comma may go on with the condition; a main clause begins anew.
    comma = next((at for at in commas if _CLOSES.match(text, at)), commas[-1])
    end = comma + 2 if text[comma + 1] in '”"' else comma
    return start, end


def _trimmed(text: str, start: int, end: int) -> Where:
    """Return a passage without space, full stop and half a pair of quotation marks at its ends."""
    changed = True
    while changed and start < end:
        changed = False
        words = text[start:end]
        ends = words[-1] in ".!…。" and not words.endswith(_DOTTED)
        if words[0].isspace() or words[0] in ",;:—–-":
            start, changed = start + 1, True
        elif ends or words[-1].isspace() or words[-1] in ",;:—–-":
            end, changed = end - 1, True
        elif words[0] == "(" and words[-1] == ")" and ")" not in words[:-1]:
            start, end, changed = start + 1, end - 1, True
        elif words[0] in '"“«„「([' and not _is_paired(words, 0):
            start, changed = start + 1, True
        elif words[-1] in '"”»」)]' and not _is_paired(words, -1):
            end, changed = end - 1, True
    return start, end


def _is_paired(words: str, place: int) -> bool:
    """Whether the other half of a quotation mark or bracket at an end is in the words."""
    mark, rest = words[place], words[1:] if place == 0 else words[:-1]
    if mark == '"':
        return rest.count('"') % 2 == 1
    pairs = {**_PAIRS, "(": ")", "[": "]"}
    other = pairs.get(mark) or next((opens for opens, closes in pairs.items() if closes == mark))
    return other in rest
