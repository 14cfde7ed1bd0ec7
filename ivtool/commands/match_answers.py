"""Answers about matches."""

from typing import TYPE_CHECKING

from ivtool.commands.child_answers import to_know
from ivtool.commands.referral_answers import still_proposed
from ivtool.domain.days import spelled_day, spelled_month
from ivtool.domain.matching.vocabulary import EndingRoute, Party
from ivtool.domain.names import NamesShown
from ivtool.domain.refs import child_ref, match_ref, referral_ref, volunteer_ref
from ivtool.rendering import Answer, fields

if TYPE_CHECKING:
    from datetime import date

    from ivtool.domain.matching.records import Match, MatchPause
    from ivtool.services.matching.endings import EndedMatch, ReopenedMatch
    from ivtool.services.matching.matches import PausedMatch
    from ivtool.services.matching.proposals import HeardView, MatchDay, ProposedMatch


def proposed(done: "ProposedMatch", names: NamesShown) -> Answer:
    """A match that is now proposed."""
    match = done.match
    ref, child, people = match_ref(match.id), child_ref(match.child_id), _people(match)
    return Answer(
        [
            (
                f"{ref} proposed on {spelled_day(match.proposed_on)}: {child} with"
                f" {' and '.join(people)}."
            ),
            f"What it needs before it can start: ivtool match show {ref}",
        ],
        {
            "ref": ref,
            "referral": referral_ref(match.referral_id),
            "child": child,
            "volunteer": people[0],
            "second_volunteer": people[1] if len(people) > 1 else None,
            "proposed_on": match.proposed_on,
        },
        [*done.notes, *to_know(done.child, names)],
    )


def heard(view: "HeardView") -> Answer:
    """A view that was heard; what must follow where a child objects."""
    ref, said = match_ref(view.number), view.said
    when = "after the first meeting" if said.after_meeting else "before the first meeting"
    if view.running:
        when = "in the running match"
    sentences = [
        (
            f"{ref}: the {_words(said.party.value)} {SPOKEN.get(said.view.value, said.view.value)},"
            f" said on {spelled_day(said.said_on)}, {when}."
        )
    ]
    warnings = []
    end = f"ivtool match end {ref} --on {said.said_on} --route child_objected"
    if view.must_end:
        warnings.append(f"the child objects: {ref} must end now  ({end})")
    elif view.child_objects and said.party is Party.CHILD:
        warnings.append(f"the child objects: {ref} cannot start  ({end})")
    if view.child_objects and said.party is Party.CHILD and said.understanding is None:
        warnings.append(
            "whether the child is of sufficient understanding is not said, and counts as a yes"
            f"  (ivtool match heard {ref} child objects --understands no --on {said.said_on})"
        )
    if said.party is Party.CHILD and said.understanding is False:
        warnings.append(
            "the child objects and is not of sufficient understanding: find out their wishes"
            f"  (ivtool match heard {ref} child not_able --words TEXT --on DAY)"
        )
    return Answer(
        sentences,
        {
            "match": ref,
            **fields(said, "party", "view", "said_on", "after_meeting", "understanding"),
            "must_end": view.must_end,
        },
        warnings,
    )


def book_shown(done: "MatchDay") -> Answer:
    """The day on which the book was shown."""
    ref, child = match_ref(done.match.id), child_ref(done.match.child_id)
    return Answer(
        [f"{ref}: {child} was shown the book on {spelled_day(done.on)}."],
        {"match": ref, "book_shown_on": done.on},
    )


def met(done: "MatchDay", names: NamesShown) -> Answer:
    """The first meeting of the two."""
    ref = match_ref(done.match.id)
    parties = ("child", "volunteer", "second_volunteer")
    return Answer(
        [
            f"{ref}: first meeting on {spelled_day(done.on)}.",
            "The child and the volunteer are heard again after it:",
            *(
                f"  ivtool match heard {ref} {party} VIEW --on {done.on}"
                for party in parties[: len(_people(done.match)) + 1]
            ),
        ],
        {"match": ref, "first_meeting_on": done.on},
        [*done.not_clear, *to_know(done.child, names)],
    )


def started(done: "MatchDay", names: NamesShown) -> Answer:
    """A match that is live now."""
    ref, mine = match_ref(done.match.id), child_ref(done.match.child_id)
    return Answer(
        [
            (
                f"{ref} started on {spelled_day(done.on)}: {mine} with"
                f" {' and '.join(_people(done.match))}."
            )
        ],
        {"match": ref, "started_on": done.on, "child": mine},
        [
            *still_proposed(done.open_proposals),
            *(
                f"{mine} may be {child}, whose match {live} is live: one child has one match"
                f"  (ivtool child show {child})"
                for child, live in done.same_child
            ),
            *to_know(done.child, names),
        ],
    )


def ended(match: "EndedMatch") -> Answer:
    """A match that has ended, and where that leaves the referral."""
    ended, ending = match.match, match.ending
    ref, referral, child = (
        match_ref(ended.id),
        referral_ref(ended.referral_id),
        child_ref(ended.child_id),
    )
    started = ended.started_on is not None
    verb = "ended" if started else "came to nothing"
    sentences = [
        f"{ref} {verb} on {spelled_day(ending.ended_on)}: {_words(ending.ending_route.value)}."
    ]
    if match.referral_closed:
        sentences.append(f"{referral} is closed as matched.")
    elif started and ending.another_wanted and match.referral_open:
        sentences.append(
            f"{referral} waits again, from {spelled_day(match.received_on)} on:"
            f" ivtool match propose {referral}"
        )
    elif started and ending.another_wanted and match.other_open is not None:
        other = referral_ref(match.other_open)
        sentences.append(f"{child} waits by {other}: ivtool match propose {other}")
    elif match.referral_open:
        sentences.append(f"{referral} stays open: ivtool match propose {referral}")
    warnings = still_proposed(match.open_proposals)
    if started and ending.another_wanted is None and match.referral_closed:
        warnings.append(
            "whether another match is wanted was not said; if so"
            f"  (ivtool referral reopen {referral} --on {ending.ended_on})"
        )
    if ending.ending_route is EndingRoute.CARE_ENDED:
        warnings.append(
            f"if {child} is no longer looked after  (ivtool child edit {child} --looked-after no)"
        )
    return Answer(
        sentences,
        {
            "match": ref,
            "ended_on": ending.ended_on,
            "started": started,
            "route": ending.ending_route,
            **fields(ending, "planned", "goodbye_held", "another_wanted"),
            "referral": referral,
            "referral_open": match.referral_open,
        },
        warnings,
    )


def continued(match: "Match") -> Answer:
    """A match that goes on after 18, or of which that never was."""
    ref, on = match_ref(match.id), match.continued_on
    sentences = [f"{ref}: that it goes on after 18 never was."]
    if on is not None:
        sentences = [
            f"{ref} goes on as a friendship from {spelled_day(on)}.",
            "It is no longer the authority's appointment, and counted apart from that day on.",
        ]
    return Answer(sentences, {"ref": ref, "continued_on": on})


def reopened(done: "ReopenedMatch") -> Answer:
    """A match whose ending was taken back."""
    match, stays = done.match, "is {} again" if done.undone else "stays {}"
    ref, referral = match_ref(match.id), referral_ref(match.referral_id)
    stands = "is live again" if match.started_on is not None else "is proposed again"
    said = stays.format("open" if done.referral_open else "closed")
    return Answer(
        [f"{ref} {stands}: its ending never was.", f"{referral} {said}."],
        {
            "match": ref,
            "started_on": match.started_on,
            "ended_on": None,
            "was_ended_on": done.ended_on,
            "referral": referral,
            "referral_open": done.referral_open,
        },
        done.notes,
    )


def paused(match: "PausedMatch") -> Answer:
    """A match that is now paused."""
    pause = match.pause
    end = f"until {spelled_day(pause.until_on)}" if pause.until_on else "with no end set"
    ref = match_ref(pause.match_id)
    sentences = [f"{ref} is paused from {spelled_day(pause.from_on)} {end}."]
    if match.still_due:
        months = " and ".join(map(spelled_month, match.still_due))
        sentences.append(
            f"In the ledger a visit stays due in {months}: enough days are not paused."
        )
    return Answer(
        sentences, {**_pause_fields(pause), "months_due": [str(each) for each in match.still_due]}
    )


def pause_withdrawn(match: "PausedMatch") -> Answer:
    """A pause that was taken back."""
    pause = match.pause
    sentence = (
        f"{match_ref(pause.match_id)}: the pause from {spelled_day(pause.from_on)} never was."
    )
    return Answer([sentence], _pause_fields(pause))


def resumed(match: "PausedMatch", on: "date") -> Answer:
    """A match that is now resumed."""
    pause = match.pause
    sentence = f"{match_ref(pause.match_id)} resumes on {spelled_day(on)}"
    if pause.withdrawn_on:
        sentence += ": the pause that began on that day never was"
    elif pause.until_on:
        sentence += f"; its pause ran until {spelled_day(pause.until_on)}"
    return Answer([f"{sentence}."], _pause_fields(pause))


def _pause_fields(pause: "MatchPause") -> dict[str, object]:
    return {
        "match": match_ref(pause.match_id),
        "from_on": pause.from_on,
        "until_on": pause.until_on,
        "withdrawn": pause.withdrawn_on is not None,
    }


SPOKEN = {
    "agrees": "agrees",
    "unsure": "is unsure",
    "objects": "objects",
    "not_able": "is not able to say",
}


def _people(match: "Match") -> list[str]:
    people = (match.volunteer_id, match.second_volunteer_id)
    return [volunteer_ref(each) for each in people if each is not None]


def _words(word: str) -> str:
    return word.replace("_", " ")
