"""Answers about children."""

from typing import TYPE_CHECKING

from ivtool.domain.children.children import no_contact_names
from ivtool.domain.days import spelled_day
from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.refs import child_ref, match_ref, referral_ref
from ivtool.domain.sentences import counted
from ivtool.rendering import Answer, fields

if TYPE_CHECKING:
    from ivtool.domain.children.records import Child
    from ivtool.services.children.children import ChildsWorker, EditedChild, MovedChild
    from ivtool.services.children.stays import CorrectedStay
    from ivtool.services.children.wishes import WishedChild


def edited(child: "EditedChild") -> Answer:
    """A child of whom something else is known now; never what, which may be private."""
    ref = child_ref(child.number)
    what = ", ".join(each.replace("_", " ") for each in child.changed)
    two = [f"{ref} and {child_ref(other)} are two children." for other in child.two]
    unchanged = two or [f"{ref}: nothing was changed."]
    warnings = []
    if child.looked_after is False and child.open_referral is not None:
        referral = referral_ref(child.open_referral)
        warnings.append(
            f"{ref} is not looked after, and {referral} is open"
            f"  (ivtool referral close {referral} --outcome not_eligible)"
        )
    if child.looked_after is False and child.live_match is not None:
        match = match_ref(child.live_match)
        warnings.append(
            f"{ref} is not looked after, and {match} is live"
            f"  (ivtool match end {match} --on DAY --route care_ended --reason TEXT)"
        )
    warnings += [
        f"{match_ref(each)} goes on as a friendship from before {ref} is 18"
        f"  (ivtool match continue {match_ref(each)} --withdraw)"
        for each in child.too_early
    ]
    sentences = [f"{ref}: {what} recorded.", *two] if what else unchanged
    if child.authority_from is not None:
        sentences.append(f"The authority holds from {spelled_day(child.authority_from)}.")
    return Answer(
        sentences,
        {"ref": ref, "changed": ", ".join(child.changed), "authority_from": child.authority_from},
        [*warnings, *of_age(ref, child.of_age), *_new(child.new_authority)],
    )


def wished(child: "WishedChild") -> Answer:
    """What a child wishes of a volunteer now; never the words, which may be private."""
    ref = child_ref(child.number)
    standing = {each.kind: "a must" if each.must else "preferred" for each in child.wishes}
    said = [
        f"{kind.value.replace('_', ' ')} {standing.get(kind, 'no longer wished')}"
        for kind in child.changed
    ]
    sentence = f"{ref}: {', '.join(said)}." if said else f"{ref}: nothing was changed."
    data: dict[str, object] = {"child": ref, "changed": ", ".join(child.changed)}
    data["musts"] = ", ".join(each.kind for each in child.wishes if each.must)
    data["preferences"] = ", ".join(each.kind for each in child.wishes if not each.must)
    return Answer([sentence], data)


def of_age(ref: str, said: str | None) -> list[str]:
    """What is to be looked at of a child's age, which is accepted."""
    return [] if said is None else [f"{ref} {said}  (ivtool child edit {ref} --born DAY)"]


def moved(child: "MovedChild") -> Answer:
    """A child who lives somewhere else now."""
    ref, home = child_ref(child.number), child.home
    said = (home.kind, home.provider, home.postcode, home.area)
    where = ", ".join(each for each in said if each)
    sentences = [f"{ref}: that home is recorded already; nothing was changed."]
    if child.changed:
        what = f": {where}" if where else ""
        sentences = [f"{ref} has a home from {spelled_day(child.from_on)}{what}."]
    if child.until_on is not None:
        sentences.append(
            f"A later home is known: this one was until {spelled_day(child.until_on)}."
        )
    if child.ended_on is not None:
        sentences.append(f"The home before was until {spelled_day(child.ended_on)}.")
    if child.live_match is not None and child.changed:
        match = match_ref(child.live_match)
        far = "" if child.miles is None else f", now about {counted(child.miles, 'mile')} apart"
        sentences.append(
            f"{match} goes on{far}. To pause it: ivtool match pause {match} --on {child.from_on}"
            " --reason placement_move"
        )
    return Answer(
        sentences,
        {
            "ref": ref,
            "from_on": child.from_on,
            "until_on": child.until_on,
            "kind": home.kind,
            "postcode": home.postcode,
            "area_authority": home.area,
            "provider": home.provider,
            "match": None if child.live_match is None else match_ref(child.live_match),
            "miles": child.miles,
            "changed": child.changed,
        },
        [*_connected(child), *_new(child.new_authority)],
    )


def worked_with(worker: "ChildsWorker") -> Answer:
    """Somebody who works with a child now; the name is not repeated."""
    ref, role = child_ref(worker.number), worker.role.value.replace("_", " ")
    if not worker.changed:
        sentences = [f"{ref}: that {role} is recorded already; nothing was changed."]
    else:
        sentences = [f"{ref} has this {role} from {spelled_day(worker.from_on)}."]
    if worker.ended_on is not None:
        sentences.append(f"The {role} before was until {spelled_day(worker.ended_on)}.")
    return Answer(
        sentences, {"child": ref, **fields(worker, "role", "from_on", "until_on", "changed")}
    )


def stay(done: "CorrectedStay") -> Answer:
    """The latest home, or worker, that was put right or taken back."""
    ref = child_ref(done.number)
    since = "" if done.from_on is None else f" from {spelled_day(done.from_on)}"
    stands = "never was" if done.withdrawn else "is corrected"
    sentences = [f"{ref}: the {done.what}{since} {stands}."]
    if done.before_until_on is not None:
        sentences.append(f"The {done.what} before was until {spelled_day(done.before_until_on)}.")
    return Answer(sentences, {"child": ref, **fields(done, "what", "from_on", "withdrawn")})


def to_know(child: "Child", names: NamesShown) -> list[str]:
    """What has to be known before anybody meets a child, as far as names may be shown.

    Who must not have contact, health and allergies, known risks.
    """
    ref, people = child_ref(child.id), no_contact_names(child.no_contact)
    where = f"  (ivtool child show {ref} --names full)"
    lines = []
    if people:
        shown = [name for each in people if (name := shown_name(each, names))]
        count = counted(len(people), "person", "people") + where
        lines.append(f"no contact with {ref}: {'; '.join(shown) or count}")
    for what, words in (("health and allergies", child.health), ("risks", child.risks)):
        if words is not None:
            told = f": {words}" if names is NamesShown.FULL else f" are recorded{where}"
            lines.append(f"{what} of {ref}{told}")
    return lines


def _connected(child: "MovedChild") -> list[str]:
    return [
        f"{volunteer} {said}: look whether the match can go on  (ivtool volunteer show {volunteer})"
        for volunteer, said in child.connected
    ]


def _new(authority: str | None) -> list[str]:
    return [f"{authority} is a new authority here"] if authority else []
