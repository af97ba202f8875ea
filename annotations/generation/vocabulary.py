"""The words that the generated texts are made of. All places and people are invented."""

# name, adjective, capital
STATES = (
    ("Valdoria", "Valdorian", "Esmark"),
    ("Karelund", "Karelundic", "Tornvik"),
    ("Çelikhan", "Çelik", "Yenişar"),
    ("Łagovia", "Łagovian", "Brześć Dolny"),
    ("Ostmark-Velen", "Velenese", "Velen"),
    ("San Telmo", "Telmese", "Puerto Ñandú"),
    ("Meridia", "Meridian", "Port Aurel"),
    ("Norrhavn", "Norrish", "Ålsund"),
    ("Qasrabad", "Qasri", "Dar al-Nur"),
    ("Tamiria", "Tamirian", "Koshekent"),
    ("Hoshima", "Hoshiman", "Kitazawa"),
    ("Bàn Sơn", "Sơn", "Hải Vân"),
    ("Dravania", "Dravanian", "Novigor"),
    ("Ketara", "Ketaran", "Moroku"),
    ("Île-Royale", "Royalais", "Port-Réal"),
    ("Sundara", "Sundari", "Jayapuri"),
    ("Orrelia", "Orrelian", "Castelmar"),
    ("Zemlin", "Zemlinski", "Đorđevo"),
    ("Pelagos", "Pelagic", "Thérma"),
    ("Umbala", "Umbalan", "Nkosara"),
)
GIVEN_NAMES = (
    *("Ana", "Bořek", "Chiara", "Dmitar", "Elif", "François", "Grażyna", "Håkon", "Inês", "Jürgen"),
    *("Kaito", "Leïla", "Mateo", "Nguyệt", "Óscar", "Priya", "Quentin", "Rūta", "Søren", "Tomás"),
    *("Ulrike", "Věra", "Wanjiru", "Ximena", "Yusuf", "Zoë", "Amadou", "Beatriz", "Ciarán", "Dóra"),
)
FAMILY_NAMES = (
    *(
        "Dvořáček",
        "Aldemir",
        "Benavides",
        "Castelnau",
        "Drummond",
        "Eriksen",
        "Fakhri",
        "Grabowiec",
    ),
    *("Hasegura", "Ibarrondo", "Jovanić", "Kallström", "Lindqvister", "Mbekani", "Nørgårdsen"),
    *("O’Shaughlin", "Pham-Duval", "Quintanar", "Rasmovski", "Sándorfi", "Tanakura", "Umarov-Lis"),
    *(
        "Vasileanu",
        "Wyszkow",
        "Xhakaj",
        "Yamadera",
        "Żurawek",
        "Åkerblom",
        "d’Harcourt",
        "Bianchetti",
    ),
)
BODIES = (
    # suffix of the slug, name after the adjective, kind, acronym or ""
    ("foreign-ministry", "Foreign Ministry", "government-body", ""),
    ("defence-ministry", "Ministry of Defence", "government-body", "MoD"),
    ("people-s-party", "People’s Party", "party", ""),
    ("navy", "Navy", "armed-force", ""),
)
ALLIANCES = (
    ("northern-compact", "Northern Compact", "alliance"),
    ("strait-dialogue", "Strait Dialogue", "dialogue-format"),
    ("league-of-coastal-states", "League of Coastal States", "alliance"),
    ("four-plus-two", "Four-Plus-Two", "dialogue-format"),
)
PUBLICATIONS = (
    *("The Meridian Review", "Strait Affairs", "Der Abendbote", "Le Carnet diplomatique"),
    *("Commonplace Quarterly", "The Harbour Dispatch", "Política Abierta", "Kitazawa Shimbun"),
    *("Institute for Frontier Studies", "The Plain Dealer of Esmark", "Open Horizons", "Przegląd"),
)
# slug, name, and noun phrases
TOPICS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("border-treaty", "Border treaty", ("the border treaty", "the frontier settlement")),
    ("missile-accords", "Missile accords", ("the missile accord", "the inspection regime")),
    ("energy", "Energy", ("the pipeline across the strait", "the gas contract")),
    ("embargoes", "Embargoes", ("the sanctions package", "the export ban")),
    ("fisheries", "Fisheries", ("the fishing quotas", "the fisheries protocol")),
    ("elections", "Elections", ("the electoral reform", "the postponed election")),
    ("trade", "Trade", ("the customs agreement", "the trade corridor")),
    ("migration", "Migration", ("the resettlement plan", "the visa regime")),
    ("press-freedom", "Press freedom", ("the new media law", "the broadcasting licence")),
    ("courts", "Courts", ("the court reform", "the constitutional case")),
    ("climate", "Climate", ("the emissions pledge", "the coastal adaptation fund")),
    ("islands", "Disputed islands", ("the question of the outer islands", "the island garrison")),
)
PAST = (
    *(
        "suspended",
        "reopened",
        "signed",
        "rejected",
        "endorsed",
        "shelved",
        "revived",
        "questioned",
    ),
    *("rewrote", "walked away from", "defended", "delayed", "quietly dropped", "put to a vote"),
)
PARTICIPLE = (
    *(
        "suspended",
        "reopened",
        "signed",
        "rejected",
        "endorsed",
        "shelved",
        "revived",
        "questioned",
    ),
    *("rewritten", "abandoned", "defended", "delayed", "dropped", "ratified"),
)
INFINITIVE = (
    *("suspend", "reopen", "sign", "reject", "endorse", "shelve", "revive", "renegotiate"),
    *("ratify", "abandon", "publish", "delay", "extend", "withdraw from"),
)
READING = (
    *("a test of nerve", "a concession dressed as a victory", "the price of a quiet frontier"),
    *("a warning to its neighbours", "the last card in a weak hand", "an overdue correction"),
    *("proof that patience pays", "a distraction from problems at home", "a matter of prestige"),
)
QUALITY = (
    *("more promising", "far riskier", "less urgent", "harder to verify", "better prepared"),
    *("more popular at home", "costlier than advertised", "weaker on paper than in practice"),
)
LIKELIHOOD = (
    # the words, and how a curator reads them
    ("will", "near-certain"),
    ("will almost certainly", "near-certain"),
    ("is likely to", "probable"),
    ("is very likely to", "probable"),
    ("will probably", "probable"),
    ("may", "possible"),
    ("could well", "possible"),
    ("is unlikely to", "unlikely"),
)
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
ASIDES = (
    *("—and not for the first time—", ", for what it is worth,", ", to put it mildly,", " …"),
    *(
        ", as the saying 「雨降って地固まる」 has it,",
        " (naïve as that may sound)",
        ", observers note,",
    ),
)
FILLERS = (
    "None of this is new.",
    "The details matter less than the direction of travel.",
    "“We have been here before,” a retired diplomat remarked over coffee. ☕",
    "It is a familiar pattern: a summit, a photograph, a communiqué, silence.",
    "Few in the room believed it; fewer said so.",
    "A post with a dove 🕊️ and the two flags was shared 40\u00a0000 times within the hour.",
    "What happened next depends on whom one asks.",
    "The archives, where they are open at all, tell a more tangled story.",
    "On paper the arithmetic is simple. In practice it never was.",
    "The crowd on the quay sang “Ça ira”, somewhat off-key, and went home.",
    "A headline in the evening edition read: „Ruhe vor dem Sturm“.",
    "The phrase السلام أولا (“peace first”) was painted on the customs house.",
)
EVENTS = (
    *("before the snow melts", "until the current talks end", "once the new parliament has met"),
    *("before the next summit", "after the harvest"),
)
VAGUE_TERMS = ("in the near future", "in the coming years", "before long", "sooner or later")
TITLES = ("Prime Minister", "President", "Foreign Minister", "Defence Minister", "Speaker")
EVIDENCE_SOURCES = ("Wire service", "Official gazette", "Ministry statement", "Court record")
RELATION_REASONS = {
    "supports": "The first is given as a reason for the second.",
    "contradicts": "Both cannot hold at the same time.",
    "restates": "Both say the same in other words.",
    "evidence-for": "The fact reported in the first bears out the second.",
    "condition-of": "The first states what the second depends on.",
    "resolves": "The first reports what became of the second.",
}
