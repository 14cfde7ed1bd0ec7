"""What a made-up service is put together from; every list is invented, the surnames by halves."""

import random
from collections.abc import Iterator

SERVICE = "Harebell Independent Visitors (demonstration: everybody in it is invented)"
CONTACT = "demonstration@example.org"
AUTHORITIES = ("Wexmoor County Council", "Haverdale City Council")
# Who works there: the name, as what, and how many hours a week, in tenths.
STAFF = (
    ("Rosalind Hale", "co-ordinator", 300),
    ("Anselm Osier", "co-ordinator", 225),
    ("Winifred Pell", "manager", 370),
)
ELSEWHERE = "Sallowby Metropolitan Borough Council"

GIRLS = (
    "Abena", "Aisling", "Bea", "Callie", "Delphine", "Edie", "Farida", "Gwenna", "Halima", "Imani",
    "Jessamy", "Keziah", "Leonie", "Mabli", "Nadia", "Orla", "Perdita", "Rosheen", "Saskia",
    "Zofia",
)  # fmt: skip
BOYS = (
    "Aled", "Bram", "Caius", "Dashiell", "Emre", "Fergus", "Gethin", "Hamza", "Idris", "Jago",
    "Kofi", "Lorcan", "Milo", "Nikhil", "Osian", "Perran", "Rafe", "Samir", "Tobiah", "Yusuf",
)  # fmt: skip
SURNAME_BEGINNINGS = (
    "Alder", "Brack", "Cinder", "Dapple", "Elder", "Fenn", "Gorse", "Haw", "Ivel", "Juni", "Kestle",
    "Larch", "Marl", "Nether", "Osier", "Pebble", "Quill", "Rowan", "Sedge", "Tarn", "Umber",
    "Vetch", "Wick", "Yarrow",
)  # fmt: skip
SURNAME_ENDINGS = (
    "bourne", "by", "combe", "croft", "dale", "field", "ford", "garth", "holt", "hurst", "ley",
    "mere", "ridge", "stead", "thwaite", "wick",
)  # fmt: skip

INTERESTS = (
    "animals", "art", "baking", "board games", "climbing", "coding", "cycling", "dancing",
    "drumming", "football", "gaming", "gardening", "museums", "music", "reading", "science",
    "swimming", "theatre", "trains", "walking",
)  # fmt: skip
LIKES = ("pizza", "dogs", "being asked first", "loud music", "rain", "a plan", "spicy food", "maps")
DISLIKES = ("crowds", "long drives", "surprises", "being late", "loud rooms", "early mornings")
ACTIVITIES = (
    ("cinema", "The Lantern"), ("swimming", "Wexmoor Baths"), ("bowling", "Pin Alley"),
    ("baking", "at home"), ("a walk with the dog", "Sallow Common"), ("park", "Mill Meadow"),
    ("climbing", "Haverdale Wall"), ("museum", "Haverdale Museum"), ("lunch", "The Blue Kettle"),
    ("board games", "the library"), ("football", "the rec"), ("crafts", "at home"),
)  # fmt: skip
NOTES = (
    "Talked about school and the holidays.", "Chose the activity and paid at the till.",
    "Quiet at first, then did not want to stop.", "Wants to go again next month.",
    "Met the new foster brother.", "Rain, so we changed the plan together.",
)  # fmt: skip
CHILD_SAYS = (
    "I like our days out.", "It is good to have somebody who comes back.",
    "I would like to go swimming more.", "She listens to me.", "It is fine.",
    "I tell him things that I tell nobody.",
)  # fmt: skip
CARER_SAYS = ("Comes back happy.", "Looks forward to it all week.", "A bit tired afterwards.")
AGREED = ("Ask about the school holidays", "Plan the next three visits", "Ring the carer")
REASONS = (
    "little_or_no_family_contact", "distance_from_home", "cannot_go_out_alone",
    "residential_setting", "education_or_health", "best_interests",
)  # fmt: skip
ETHNICITIES = ("White", "White", "White", "White", "Asian", "Black", "Mixed", "Other")
RELIGIONS = ("", "", "None", "Christian", "Muslim", "Hindu")
DISABILITIES = ("", "", "", "", "", "Autism", "Hearing impairment", "Learning disability")
PLACEMENTS = ("Foster care", "Foster care", "Foster care", "Residential", "Supported accommodation")
# First halves of postcodes near one another; what would follow is nobody's business.
POSTCODES = ("HR1", "HR2", "HR4", "HR6", "HR8", "LD1", "LD8", "SY7", "SY8", "WR6", "WR13", "WR15")
FAR_POSTCODE = "TR1"
EXCUSES = ("in hospital", "away with the foster family", "exams", "roads flooded all month")
LEAVING = ("moved away", "new job", "family reasons", "studies finished", "health")
# How matches end: the route, why, planned or not, another match wanted or not.
ENDINGS = (
    ("volunteer_resigned", "new job", "yes", "yes"),
    ("agreed_end", "both felt it had run its course", "yes", "no"),
    ("care_ended", "went home to live", "yes", "no"),
    ("volunteer_resigned", "moved away", "no", "yes"),
    ("authority_notice", "moved to the far end of the country", "no", "no"),
    ("agreed_end", "busy with college", "yes", "no"),
    ("child_objected", "asked for it to stop", "no", "no"),
    ("care_ended", "turned 18", "yes", "no"),
)


def names(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Names and genders, none twice: after 15,000 with a second surname."""
    surnames = [first + last for first in SURNAME_BEGINNINGS for last in SURNAME_ENDINGS]
    firsts = [(each, "Female") for each in GIRLS] + [(each, "Male") for each in BOYS]
    pairs = [(first, surname) for first in firsts for surname in surnames]
    chance.shuffle(pairs)
    second = ""
    while True:
        for (first, gender), surname in pairs:
            yield f"{first} {surname}{second}", gender
        second += f"-{chance.choice(surnames)}"
