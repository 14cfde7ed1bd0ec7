"""Volunteers by hand: from the first phone call to approval, on hold, and away."""

import json
import re
import shlex
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, Unchanged, change, opened

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

TODAY = "2026-11-22"
ON = "2026-11-20"
CAPACITY = "SELECT capacity, capacity_imported FROM volunteer"
CHILD_AND_MATCH = """
INSERT INTO child (id, name) VALUES (1, 'Cy');
INSERT INTO referral (id, child_id, received_on, source) VALUES (1, 1, '2026-01-05', 'carer');
INSERT INTO match (id, referral_id, child_id, volunteer_id, proposed_on, started_on, ended_on)
VALUES (1, 1, 1, 1, '2026-11-03', {started}, {ended});
"""


@pytest.fixture
def ann(run: Run) -> str:
    """Somebody who rang up in November."""
    ran(run, "add", "Ann Lee", "--phone", "07700 900123", "--on", "2026-11-02")
    return "V-1"


def ran(run: Run, *arguments: str, code: int = 0) -> Any:
    """Run a command of volunteers; its answer for scripts, or what it said instead."""
    words = ("--today", TODAY, "volunteer", *arguments)
    done = run(*words, "--format", "json", code=code)
    return done.err if code else json.loads(done.out)[0]


def codes(said: str) -> list[str]:
    """The codes of the reasons of a refusal."""
    return re.findall(r"\[([a-z]+\.[a-z_]+)\]", said)


def hints(said: str) -> list[str]:
    """The commands that a refusal names."""
    return [line.strip() for line in said.splitlines() if line.strip().startswith("ivtool ")]


def rows(file: Path, query: str) -> list[Any]:
    with closing(opened(file)) as connection:
        return connection.execute(query).fetchall()


def shown(run: Run, volunteer: str = "V-1") -> Any:
    return ran(run, "show", volunteer)


def typed(run: Run, hint: str) -> None:
    """Type a hint as it stands, but for a day, which is somebody's birth or a certificate's."""
    day = "1985-03-04" if "--born" in hint else ON
    words = shlex.split(hint.replace(" DAY", f" {day}"))[1:]
    run("--today", TODAY, *words)


@pytest.mark.parametrize("on", [ON, TODAY])
def test_every_hint_of_every_gate_can_be_typed(run: Run, ann: str, on: str) -> None:
    said = ran(run, "advance", ann, "--to", "approved", "--on", on, code=4)
    assert len(codes(said)) == len(hints(said)) == 24
    for hint in hints(said):
        typed(run, hint)
    advanced = ran(run, "advance", ann, "--to", "approved", "--on", on)
    assert advanced["stages"][-1] == "approved"
    found = shown(run)
    assert (found["stage"], found["approved_on"], found["clear"]) == ("approved", on, True)
    assert found["lacking"] == found["not_clear"] == []
    assert (found["next_stage"], len(found["stages"])) == (None, 9)


def test_stage_after_stage_what_the_card_names_is_what_lacks(run: Run, ann: str) -> None:
    for _ in range(8):
        found = shown(run)
        for lacking in found["lacking"]:
            typed(run, lacking["command"])
        assert shown(run)["lacking"] == []
        assert ran(run, "advance", ann)["stages"] == [found["next_stage"]]
    assert shown(run)["clear"] is True


def test_a_phone_call_is_one_line(run: Run) -> None:
    added = ran(run, "add", "Ann Lee", "--phone", "07700900123")
    assert (added["ref"], added["on"], added["stage"]) == ("V-1", TODAY, "interest_expressed")
    assert added["next_stage"] == "information_pack_sent"
    assert added["lacking"][0]["command"] == "ivtool volunteer check V-1 pack --method email"
    [stage] = shown(run)["stages"]
    assert stage["reached_on"] == TODAY


def test_all_that_is_known_at_once(run: Run) -> None:
    ran(
        run, "add", "  Ann   Lee ", "--email", "a@example.org", "--address", "1 High St",
        "--postcode", "AB1 2CD", "--born", "4/3/1985", "--gender", "woman",
        "--languages", "Polish,BSL;", "--interests", " baking ;football", "--no-drives",
        "--capacity", "2", "--min-age", "8", "--max-age", "14", "--max-miles", "20",
    )  # fmt: skip
    found = json.loads(
        run("--today", TODAY, "--names", "full", "volunteer", "show", "ann", "--format", "json").out
    )[0]
    assert found["name"] == "Ann Lee"
    assert (found["address"], found["age"], found["drives"]) == ("1 High St", 41, False)
    assert (found["languages"], found["interests"]) == ("Polish; BSL", "baking; football")
    limits = ("capacity", "min_child_age", "max_child_age", "max_miles")
    assert [found[name] for name in limits] == [2, 8, 14, 20]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), ["gate.no_contact"]),
        (("--postcode", "AB1 2CD"), ["gate.no_contact"]),
        (("--phone", " "), ["gate.no_contact"]),
        (("--phone", "1", "--on", "2026-11-23"), ["stage.in_future"]),
        (("--phone", "1", "--born", "2026-11-23"), ["volunteer.in_future"]),
        (("--phone", "1", "--capacity", "21"), ["volunteer.limits"]),
        (("--phone", "1", "--min-age", "9", "--max-age", "8"), ["volunteer.ages_crossed"]),
        (("--capacity", "-1", "--on", "tomorrow"),
         ["stage.in_future", "gate.no_contact", "volunteer.limits"]),
    ],
)  # fmt: skip
def test_who_cannot_be_added(
    run: Run, nothing_stored: Unchanged, options: tuple[str, ...], found: list[str]
) -> None:
    with nothing_stored():
        said = ran(run, "add", "Ann Lee", *options, code=4)
    assert codes(said) == found
    assert "Ann" not in said


def test_a_name_is_not_blank(run: Run, nothing_stored: Unchanged, ann: str) -> None:
    with nothing_stored():
        assert codes(ran(run, "add", " ", "--phone", "1", code=4)) == ["volunteer.no_name"]
        assert codes(ran(run, "edit", ann, "--name", " ", code=4)) == ["volunteer.no_name"]


def test_a_birth_has_four_digits_of_a_year(run: Run, nothing_stored: Unchanged, ann: str) -> None:
    with nothing_stored():
        assert "four" in ran(run, "add", "Bo", "--phone", "1", "--born", "4/3/85", code=2)
        ran(run, "edit", ann, "--born", "31/2/1985", code=2)


@pytest.mark.parametrize(
    ("options", "same"),
    [
        (("--phone", "+44 7700 900-123"), True),
        (("--phone", "07700 900124"), False),
        (("--phone", "1", "--email", "ANN@example.org"), True),
        (("--phone", "1", "--born", "1985-03-04"), True),
        (("--phone", "1", "--born", "1985-03-05"), False),
    ],
)
def test_somebody_who_is_there_already_is_added_only_on_purpose(
    run: Run, nothing_stored: Unchanged, options: tuple[str, ...], same: bool
) -> None:
    ran(run, "add", "Ánn Lee", "--phone", "07700900123", "--email", "ann@example.org",
        "--born", "4/3/1985")  # fmt: skip
    if same:
        with nothing_stored():
            said = ran(run, "add", "ann lee", *options, code=4)
        assert codes(said) == ["volunteer.already"]
        assert "ivtool volunteer show V-1" in said
        assert "--anyway" in said
    done = run("--today", TODAY, "volunteer", "add", "ann lee", *options,
               *(["--anyway"] if same else []))  # fmt: skip
    assert "V-1 has the same name" in done.err
    ran(run, "add", "Bo Lee", *options)


def test_only_what_is_named_changes(run: Run, ann: str) -> None:
    assert ran(run, "edit", ann, "--drives", "--max-miles", "12")["changed"] == [
        "drives", "max_miles"
    ]  # fmt: skip
    assert ran(run, "edit", ann, "--drives", "--max-miles", "12")["changed"] == []
    assert ran(run, "edit", ann, "--clear", "drives", "--clear", "max-miles")["changed"] == [
        "drives", "max_miles"
    ]  # fmt: skip
    found = shown(run)
    assert (found["drives"], found["max_miles"]) == (None, None)


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), ["volunteer.nothing_said"]),
        (("--phone", "1", "--clear", "phone"), ["volunteer.set_and_cleared"]),
        (("--clear", "phone"), ["volunteer.no_contact"]),
        (("--phone", ""), ["volunteer.no_contact"]),
        (("--max-miles", "-3"), ["volunteer.limits"]),
        (("--born", "2026-11-23"), ["volunteer.in_future"]),
    ],
)
def test_what_cannot_be_edited(
    run: Run, nothing_stored: Unchanged, ann: str, options: tuple[str, ...], found: list[str]
) -> None:
    with nothing_stored():
        assert set(found) <= set(codes(ran(run, "edit", ann, *options, code=4)))


def test_who_has_applied_was_old_enough_whatever_is_edited(
    run: Run, nothing_stored: Unchanged, file: Path, ann: str
) -> None:
    change(
        file,
        "INSERT INTO volunteer_stage (volunteer_id, spell, stage, reached_on)"
        " VALUES (1, 1, 'application_completed', '2026-11-10')",
    )
    ran(run, "edit", ann, "--born", "2008-11-10")
    with nothing_stored():
        said = ran(run, "edit", ann, "--born", "2008-11-11", code=4)
        assert codes(said) == ["volunteer.too_young"]
        said = ran(run, "edit", ann, "--clear", "born", code=4)
        assert codes(said) == ["volunteer.no_birth"]


def test_a_capacity_set_by_hand_is_no_longer_the_imports(run: Run, file: Path, ann: str) -> None:
    change(file, "UPDATE volunteer SET capacity = 3, capacity_imported = 1")
    ran(run, "edit", ann, "--capacity", "3")
    ran(run, "edit", ann, "--gender", "woman")
    assert rows(file, CAPACITY) == [(3, 1)]
    ran(run, "edit", ann, "--capacity", "4")
    assert rows(file, CAPACITY) == [(4, 0)]


def test_a_stage_keeps_its_day_who_recorded_it_and_a_note(run: Run, file: Path, ann: str) -> None:
    ran(run, "check", ann, "pack", "--method", "post", "--on", "2026-11-03")
    ran(run, "advance", ann, "--on", "2026-11-03", "--note", "second class")
    columns = "spell, stage, reached_on, recorded_by, note"
    found = rows(file, f"SELECT {columns} FROM volunteer_stage ORDER BY id")
    assert found[1:] == [(1, "information_pack_sent", "2026-11-03", "tester", "second class")]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), ["gate.pack"]),
        (("--on", "2026-11-01"), ["stage.out_of_order"]),
        (("--on", "2026-11-23"), ["stage.in_future"]),
        (("--to", "interest_expressed"), ["stage.already"]),
        (("--to", "informal_chat"), ["gate.pack", "gate.chat"]),
    ],
)
def test_which_stages_cannot_be_reached(
    run: Run, nothing_stored: Unchanged, ann: str, options: tuple[str, ...], found: list[str]
) -> None:
    with nothing_stored():
        assert codes(ran(run, "advance", ann, *options, code=4)) == found


def test_a_refused_advance_records_none_of_the_stages_on_the_way(
    run: Run, nothing_stored: Unchanged, ann: str
) -> None:
    ran(run, "check", ann, "pack", "--method", "post")
    with nothing_stored():
        assert codes(ran(run, "advance", ann, "--to", "informal_chat", code=4)) == ["gate.chat"]


@pytest.mark.parametrize("stage", ["checks_completed", "approved"])
def test_what_an_import_took_for_done_is_not_asked_again(
    run: Run, file: Path, ann: str, stage: str
) -> None:
    change(
        file,
        "INSERT INTO volunteer_stage (volunteer_id, spell, stage, reached_on)"
        f" VALUES (1, 1, '{stage}', '2026-11-10')",
    )
    if stage == "approved":
        assert "stage.already" in ran(run, "advance", ann, code=4)
        assert [each["what"].split(" is")[0] for each in shown(run)["lacking"]] == [
            "no clear DBS check", "no safeguarding training", "no declaration of independence"
        ]  # fmt: skip
        return
    said = ran(run, "advance", ann, code=4)
    assert set(codes(said)) == {"gate.training", "gate.safeguarding", "gate.book"}


def test_asked_then_answered_is_one_record_and_a_renewal_another(run: Run, ann: str) -> None:
    ran(run, "check", ann, "dbs", "--asked", "2026-11-03")
    assert ran(run, "check", ann, "dbs", "--asked", "2026-11-04")["asked_on"] == "2026-11-04"
    answered = ran(
        run, "check", ann, "dbs", "--outcome", "clear", "--issued", "2026-11-10", "--number", "007",
        "--level", "enhanced_barred", "--why", "regulated activity", "--seen-by", "A. Osier",
        "--update-service", "--on", "2026-11-12",
    )  # fmt: skip
    assert (answered["asked_on"], answered["from_on"]) == ("2026-11-04", "2026-11-10")
    assert answered["until_on"] == "2029-11-09"
    assert len(shown(run)["checks"]) == 1
    assert ran(run, "check", ann, "dbs", "--checked", ON)["until_on"] == "2029-11-19"
    ran(run, "check", ann, "dbs", "--asked", TODAY)
    renewed = ran(run, "check", ann, "dbs", "--outcome", "clear", "--issued", TODAY)
    assert (renewed["asked_on"], renewed["until_on"]) == (TODAY, "2029-11-21")
    found = [(each["from_on"], each["rechecked_on"]) for each in shown(run)["checks"]]
    assert found == [("2026-11-10", None), (None, ON), (TODAY, None)]


def test_a_status_check_that_is_not_clear_undoes_the_certificate(run: Run, ann: str) -> None:
    ran(run, "check", ann, "dbs", "--outcome", "clear", "--issued", "2026-11-10")
    told = ran(run, "check", ann, "dbs", "--checked", ON, "--outcome", "not_clear")
    assert (told["from_on"], told["outcome"], told["until_on"]) == (ON, "not_clear", None)
    assert shown(run)["dbs"] == "not_recorded"
    ran(run, "check", ann, "dbs", "--outcome", "risk_assessed", "--issued", TODAY)
    assert shown(run)["dbs"] == "in_date"


def test_the_two_references_are_told_apart(run: Run, ann: str) -> None:
    ran(run, "check", ann, "reference", "--slot", "1", "--referee", "Bo")
    ran(run, "check", ann, "reference", "--slot", "2", "--referee", "Cy", "--asked", ON)
    ran(run, "check", ann, "reference", "--slot", "1", "--outcome", "not_clear", "--on", ON)
    ran(run, "check", ann, "reference", "--slot", "1", "--referee", "Di", "--asked", ON)
    ran(run, "check", ann, "reference", "--slot", "1", "--outcome", "clear", "--on", TODAY)
    found = [each for each in shown(run)["checks"] if each["kind"] == "reference"]
    assert [(each["slot"], each["outcome"]) for each in found] == [
        (1, "not_clear"), (1, "clear"), (2, None)
    ]  # fmt: skip


def test_safeguarding_is_a_module_that_is_refreshed(run: Run, ann: str) -> None:
    told = ran(run, "check", ann, "training", "--module", "safeguarding")
    assert (told["kind"], told["until_on"]) == ("safeguarding", "2029-11-21")
    told = ran(run, "check", ann, "training", "--module", "Health and Safety")
    assert (told["kind"], told["module"]) == ("training", "health_and_safety")


def test_the_modules_are_the_services_own(run: Run, nothing_stored: Unchanged, ann: str) -> None:
    run("--today", TODAY, "policy", "set", "training.modules", "Safeguarding, first aid")
    with nothing_stored():
        said = ran(run, "check", ann, "training", "--module", "boundaries", code=4)
    assert "safeguarding, first_aid" in said
    ran(run, "check", ann, "training", "--module", "first_aid")


def test_what_was_recorded_wrongly_is_put_right(
    run: Run, nothing_stored: Unchanged, ann: str
) -> None:
    ran(run, "check", ann, "dbs", "--outcome", "clear", "--issued", "2026-10-11")
    told = ran(run, "check", ann, "dbs", "--issued", "2025-10-11", "--instead-of", "2026-10-11")
    assert (told["from_on"], told["until_on"]) == ("2025-10-11", "2028-10-10")
    ran(run, "check", ann, "interview", "--by", "A", "--outcome", "clear", "--on", ON)
    told = ran(run, "check", ann, "interview", "--on", "2026-11-19", "--instead-of", ON)
    assert (told["from_on"], told["outcome"]) == ("2026-11-19", "clear")
    # The same day's answer is put right by saying it again.
    ran(run, "check", ann, "medical", "--outcome", "clear")
    ran(run, "check", ann, "medical", "--outcome", "not_clear")
    assert len(shown(run)["checks"]) == 3
    with nothing_stored():
        said = ran(run, "check", ann, "medical", "--outcome", "clear", "--instead-of", ON, code=4)
    assert codes(said) == ["check.none_on_day"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("pack", "check.no_method"),
        ("pack --method post --outcome clear", "check.not_for_kind"),
        ("chat", "check.no_held_by"),
        ("interview --outcome clear", "check.no_held_by"),
        ("interview --by A", "check.nothing_said"),
        ("application --on tomorrow", "check.in_future"),
        ("application --on 1985-03-04", "check.before_birth"),
        ("medical", "check.nothing_said"),
        ("medical --on today", "check.no_outcome"),
        ("medical --asked tomorrow", "check.in_future"),
        ("medical --asked today --outcome clear --on yesterday", "check.out_of_order"),
        ("medical --outcome approved", "check.outcome"),
        ("medical --outcome clear --note asthma", "check.contents"),
        ("dbs --outcome clear", "check.no_issue_day"),
        ("dbs --outcome clear --issued tomorrow", "check.in_future"),
        ("dbs --outcome clear --issued today --on yesterday", "check.out_of_order"),
        ("dbs --outcome clear --issued today --level enhanced_barred", "check.no_level_why"),
        ("dbs --issued today", "check.no_outcome"),
        ("dbs --number 1", "check.nothing_said"),
        ("dbs --checked today", "check.no_dbs"),
        ("dbs --outcome clear --issued today --note words", "check.contents"),
        ("reference --outcome clear", "check.slot"),
        ("reference --slot 3 --outcome clear", "check.slot"),
        ("training", "check.module"),
        ("training --module juggling", "check.module"),
        ("panel", "check.nothing_said"),
        ("panel --outcome clear", "check.outcome"),
        ("panel --outcome approved_with_conditions", "check.no_conditions"),
        ("second_match --outcome not_clear", "check.outcome"),
        ("book --by A", "check.not_for_kind"),
    ],
)
def test_what_cannot_be_recorded(
    run: Run, nothing_stored: Unchanged, ann: str, words: str, found: str
) -> None:
    ran(run, "edit", ann, "--born", "1985-03-04")
    with nothing_stored():
        said = ran(run, "check", ann, *words.split(), code=4)
    assert found in codes(said)
    assert "asthma" not in said


def test_a_repeat_is_refused_and_a_detail_is_added(
    run: Run, nothing_stored: Unchanged, ann: str
) -> None:
    for words in (
        "pack --method post", "dbs --asked today", "panel --outcome deferred",
        "independence --connection none", "reference --slot 1 --referee Bo",
    ):  # fmt: skip
        ran(run, "check", ann, *words.split())
        with nothing_stored():
            assert codes(ran(run, "check", ann, *words.split(), code=4)) == ["check.already"]
    ran(run, "check", ann, "dbs", "--number", "007")
    ran(run, "check", ann, "panel", "--outcome", "deferred", "--note", "one question open")


def test_conditions_are_kept_and_go_with_the_decision(run: Run, ann: str) -> None:
    with_conditions = ("--outcome", "approved_with_conditions", "--conditions", "days only")
    ran(run, "check", ann, "panel", *with_conditions)
    found = run("--today", TODAY, "--names", "full", "volunteer", "show", ann).out
    assert "panel, approved with conditions, from 22 Nov 2026, days only" in found
    assert "days only" not in run("--today", TODAY, "volunteer", "show", ann).out
    ran(run, "check", ann, "panel", "--outcome", "approved")
    assert "days only" not in run("--today", TODAY, "--names", "full", "volunteer", "show", ann).out


def test_somebody_not_on_the_update_service_has_no_status(
    run: Run, nothing_stored: Unchanged, ann: str
) -> None:
    ran(run, "check", ann, "dbs", "--outcome", "clear", "--issued", ON, "--no-update-service")
    with nothing_stored():
        said = ran(run, "check", ann, "dbs", "--checked", "today", code=4)
    assert codes(said) == ["check.not_on_update_service"]
    typed(run, hints(said)[0])


@pytest.mark.parametrize(("asked", "is_chased"), [("2026-10-23", False), ("2026-10-22", True)])
def test_what_was_asked_for_too_long_ago_is_chased(
    run: Run, ann: str, asked: str, is_chased: bool
) -> None:
    ran(run, "check", ann, "medical", "--asked", asked)
    [check] = shown(run)["checks"]
    assert check["remark"] == ("asked for 31 days ago: chase" if is_chased else None)
    ran(run, "check", ann, "medical", "--outcome", "clear")
    [check] = shown(run)["checks"]
    assert check["remark"] is None


def test_on_hold_until_a_day_and_back(run: Run, nothing_stored: Unchanged, ann: str) -> None:
    ran(run, "hold", ann, "--on", ON, "--until", "2026-12-24", "--reason", "a new baby")
    assert shown(run)["standing"] == "on_hold"
    with nothing_stored():
        said = ran(run, "hold", ann, "--reason", "again", code=4)
    assert codes(said) == ["hold.already"]
    typed(run, hints(said)[0])
    found = shown(run)
    assert (found["standing"], found["holds"][0]["until_on"]) == ("active", "2026-11-21")
    with nothing_stored():
        assert codes(ran(run, "hold", ann, "--end", code=4)) == ["hold.none"]
    ran(run, "hold", ann, "--reason", "again")
    assert ran(run, "hold", ann, "--end")["withdrawn"] is True
    assert len(shown(run)["holds"]) == 1


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("--on tomorrow --reason x", ["hold.in_future"]),
        ("--until yesterday --reason x", ["hold.ends_before_start"]),
        ("", ["hold.no_reason"]),
    ],
)
def test_what_is_no_hold(
    run: Run, nothing_stored: Unchanged, ann: str, words: str, found: list[str]
) -> None:
    with nothing_stored():
        assert codes(ran(run, "hold", ann, *words.split(), code=4)) == found
        ran(run, "hold", ann, "--end", "--reason", "x", code=2)


@pytest.mark.parametrize("how", ["left", "withdrew", "not_accepted"])
def test_leaving_ends_it(run: Run, nothing_stored: Unchanged, ann: str, how: str) -> None:
    assert ran(run, "leave", ann, "--how", how, "--reason", "moved")["as"] == how
    found = shown(run)
    assert (found["standing"], found["left_on"], found["left_reason"]) == (how, TODAY, "moved")
    assert (found["next_stage"], found["lacking"]) == (None, [])
    with nothing_stored():
        assert codes(ran(run, "leave", ann, "--reason", "x", code=4)) == ["leaving.already"]
        assert codes(ran(run, "advance", ann, code=4)) == ["volunteer.left"]
        assert codes(ran(run, "hold", ann, "--reason", "x", code=4)) == ["volunteer.left"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("--on tomorrow --reason x", ["leaving.in_future"]),
        ("--on 2026-11-01 --reason x", ["leaving.out_of_order"]),
        ("--reason=", ["leaving.no_reason"]),
    ],
)
def test_what_is_no_leaving(
    run: Run, nothing_stored: Unchanged, ann: str, words: str, found: list[str]
) -> None:
    with nothing_stored():
        assert codes(ran(run, "leave", ann, *words.split(), code=4)) == found


@pytest.mark.parametrize(
    ("started", "ended", "refused"),
    [
        ("'2026-11-04'", "NULL", True),
        ("'2026-11-04'", "'2026-11-21'", True),
        ("'2026-11-04'", "'2026-11-20'", False),
        ("NULL", "NULL", False),
    ],
)
def test_nobody_leaves_a_live_match(
    run: Run,
    nothing_stored: Unchanged,
    file: Path,
    ann: str,
    started: str,
    ended: str,
    refused: bool,
) -> None:
    change(file, CHILD_AND_MATCH.format(started=started, ended=ended))
    if not refused:
        done = run("--today", TODAY, "volunteer", "leave", ann, "--on", ON, "--reason", "moved")
        assert ("still proposed" in done.err) == (started == "NULL")
        return
    with nothing_stored():
        said = ran(run, "leave", ann, "--on", ON, "--reason", "moved", code=4)
    assert codes(said) == ["leaving.live_match"]
    if ended == "NULL":
        assert "ivtool match end M-1 --on 2026-11-20" in said
        done = run("--today", TODAY, "volunteer", "hold", ann, "--reason", "x")
        assert "ivtool match pause M-1" in done.err


def test_the_file_is_in_order_after_all_of_it(run: Run, ann: str) -> None:
    for hint in hints(ran(run, "advance", ann, "--to", "approved", code=4)):
        typed(run, hint)
    ran(run, "advance", ann, "--to", "approved")
    ran(run, "hold", ann, "--reason", "x")
    ran(run, "hold", ann, "--end")
    ran(run, "leave", ann, "--reason", "x")
    assert "nothing wrong" in run("--today", TODAY, "db", "check", "--format", "table").out
