"""Words that British and American English spell differently.

Written for this program after the rules that style manuals give: The Chicago Manual of Style 17,
7.1 (American spelling is Merriam-Webster's first), New Hart's Rules 2, 21.2 (-our, -re, -ll-, -ce,
-ogue, -ae-) and 3.1.4 (-ise and -ize; words that have -ise everywhere are not here). Listed are
stems, parted by blanks: what may follow is in the patterns of `spelling`. Left out are words that
both use in some sense: meter, program, tire, check, practice, license, story, draft.
"""

from __future__ import annotations

OUR = (
    "armo ardo behavio cando clamo colo demeano endeavo favo fervo flavo harbo hono humo labo"
    " neighbo odo parlo ranco rigo rumo savio savo splendo succo tumo valo vapo vigo"
)
"""colour, color: stem + "ur" or "r"."""
NO_U = ("laborator", "laborat", "laborio", "honorar", "humoris", "vaporis", "coloni", "coloss")
"""Beginnings that look like those stems and have no u anywhere."""
RE = "cent fib lit lust meag sab sceptr somb spect theat calib"
"""centre, center: stem + "re" or "er"."""
LL = (
    "cancel channel counsel dial duel equal fuel fulfil funnel initial label level marvel model"
    " panel pedal quarrel rival shovel signal total travel tunnel unravel"
)
"""labelled, labeled: stem + "ll" or "l" before -ed, -ing, -er."""
PAIRS = {
    "aeroplane": "airplane",
    "aluminium": "aluminum",
    "analyse": "analyze",
    "catalyse": "catalyze",
    "paralyse": "paralyze",
    "catalogue": "catalog",
    "cheque": "check",
    "cosy": "cozy",
    "defence": "defense",
    "offence": "offense",
    "pretence": "pretense",
    "enrol": "enroll",
    "enrolment": "enrollment",
    "fulfil": "fulfill",
    "fulfilment": "fulfillment",
    "instalment": "installment",
    "skilful": "skillful",
    "wilful": "willful",
    "grey": "gray",
    "jewellery": "jewelry",
    "kerb": "curb",
    "manoeuvre": "maneuver",
    "mould": "mold",
    "moustache": "mustache",
    "plough": "plow",
    "pyjamas": "pajamas",
    "sceptic": "skeptic",
    "sceptical": "skeptical",
    "scepticism": "skepticism",
    "sulphur": "sulfur",
    "tyre": "tire",
    "anaemia": "anemia",
    "anaesthetic": "anesthetic",
    "encyclopaedia": "encyclopedia",
    "haemorrhage": "hemorrhage",
    "leukaemia": "leukemia",
    "mediaeval": "medieval",
    "orthopaedic": "orthopedic",
    "paediatric": "pediatric",
    "foetus": "fetus",
    "oestrogen": "estrogen",
    "diarrhoea": "diarrhea",
}
AMBIGUOUS = frozenset({"check", "curb", "catalog", "mold", "tire", "medieval", "airplane"})
"""American forms that British English has too, if with another sense."""
ISE = (
    "agon apolog author bapt brutal capital categor central character civil colon commercial"
    " computer critic crystal custom democrat demoral denuclear destabil dramat econom emphas"
    " energ equal familiar fertil final formal fossil general global harmon hospital ideal immun"
    " industrial initial institutional internal international jeopard legal legitim liberal local"
    " marginal material maxim mechan memor militar minim mobil modern monopol moral national"
    " natural neutral normal optim organ penal personal polar political popular prior privat"
    " public radical rational real recogn reorgan revital revolution scrutin secular sensit social"
    " special stabil standard steril subsid summar symbol sympath synchron synthes terror trivial"
    " union urban util vandal victim visual weapon western"
)
"""organise, organize: stem + "ise", "isation" or "ize", "ization"."""
