"""Which record a text means: refs, keys and names, and what is said where it is none or several."""

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Ran, Run, Unchanged, change

# Many files, made and opened: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

VOLUNTEERS = """key,name
V1,Zoë Wójcik
V2,Siân O'Brien
V3,Łukasz Reed-Ash
V4,Zoe Marsh
K5,Key Clash
K6,Key Ahead
"""
CHILDREN = """key,name
C1,Ann Lark
C2,Annabel Lark
C3,Noor
C4,Bea Former
"""
REFERRALS = """key,child,received_on,source
R1,C1,2026-01-01,iro
R2,C2,2026-01-01,iro
R3,C3,2026-01-01,iro
R4,C4,2026-01-01,iro
"""
MATCHES = """key,referral,volunteer,proposed_on,second_volunteer,started_on,ended_on
K1,R1,V1,2026-01-02,,2026-01-05,
007,R2,V1,2026-01-02,V2,2026-01-05,
K3,R3,V4,2026-01-02,,,
m03,R4,V3,2026-01-02,,2026-01-05,2026-06-01
"""
# Keys that no import takes any more, and files of earlier versions hold.
LIKE_REFS = """
UPDATE volunteer SET key = 'M-2' WHERE id = 5;
UPDATE volunteer SET key = 'V-9' WHERE id = 6;
UPDATE match SET key = 'M-2' WHERE id = 1;
UPDATE match SET key = 'M-9' WHERE id = 3;
"""


@pytest.fixture
def asked(run: Run, file: Path, tmp_path: Path) -> Callable[..., Ran]:
    """Runs a command line on a file with a few people whose keys and names are alike."""
    folder = tmp_path / "sheets"
    folder.mkdir()
    for name, text in (
        ("volunteers", VOLUNTEERS), ("children", CHILDREN), ("referrals", REFERRALS),
        ("matches", MATCHES),
    ):  # fmt: skip
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")

    def ran(*arguments: str, code: int = 0) -> Ran:
        return run("--today", "2026-11-22", *arguments, code=code)

    ran("import", str(folder))
    change(file, LIKE_REFS)
    return ran


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("M-1", "M-1"),
        ("m1", "M-1"),
        ("M-001", "M-1"),
        (" m-1 ", "M-1"),
        ("007", "M-2"),
        ("key:007", "M-2"),
        ("KEY: 007", "M-2"),
        ("M-9", "M-3"),
        ("key:M-9", "M-3"),
        ("key:M-2", "M-1"),
        ("m2", "M-2"),
        ("M-02", "M-2"),
        ("ann", "M-1 M-2"),
        ("annabel", "M-2"),
        ("ANNA LARK", "M-2"),
        ("sian", "M-2"),
        ("obrien", "M-2"),
        ("zoe w", "M-1 M-2"),
    ],
)
def test_a_match_is_found_by_ref_key_or_the_name_of_its_people(
    asked: Callable[..., Ran], text: str, ref: str
) -> None:
    if " " in ref:
        said = asked("match", "show", text, code=3).err
        assert all(each in said for each in ref.split())
    else:
        assert asked("match", "show", text, "--format", "json").out.startswith(
            f'[\n{{"ref": "{ref}",'
        )


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("v1", "V-1"),
        ("zoe wojcik", "V-1"),
        ("ZOË W", "V-1"),
        ("o'brien", "V-2"),
        ("lukasz", "V-3"),
        ("ash", "V-3"),
        ("M-2", "V-5"),
        ("V-9", "V-6"),
        ("key:V1", "V-1"),
    ],
)
def test_a_volunteer_is_found_by_ref_key_or_name(
    asked: Callable[..., Ran], text: str, ref: str
) -> None:
    assert asked("volunteer", "show", text, "--format", "json").out.startswith(
        f'[\n{{"ref": "{ref}",'
    )


def test_a_ref_that_is_also_a_key_is_asked_back_with_both(asked: Callable[..., Ran]) -> None:
    said = asked("match", "show", "M-2", code=3).err
    assert "M-2 is a ref, and also the key of M-1" in said
    assert "key:M-2 for the key, M-02 for the ref" in said
    assert '"ref": "M-1"' in asked("match", "show", "key:M-2", "--format", "json").out
    assert '"ref": "M-2"' in asked("match", "show", "M-02", "--format", "json").out


def test_a_clash_is_told_before_anything_is_written(
    asked: Callable[..., Ran], nothing_stored: Unchanged
) -> None:
    with nothing_stored():
        asked("visit", "log", "M-2", code=3)
        asked("visit", "log", "ann", code=3)
        asked("match", "pause", "M-99", code=3)


@pytest.mark.parametrize(
    ("names", "listed"),
    [
        ("full", "M-1 Ann Lark, M-2 Annabel Lark"),
        ("initials", "M-1 AL, M-2 AL"),
        ("refs", "M-1, M-2"),
    ],
)
def test_several_are_listed_with_names_as_far_as_they_are_shown(
    asked: Callable[..., Ran], names: str, listed: str
) -> None:
    ran = asked("match", "show", "ann", "--names", names, code=3)
    assert ran.err.startswith(f"ivtool: 2 of them answer to that: {listed}\n")
    assert ran.out == ""


def test_in_a_pipe_no_name_is_listed(asked: Callable[..., Ran]) -> None:
    said = asked("volunteer", "show", "zoe", code=3).err
    assert "V-1, V-4" in said
    assert "Zo" not in said


@pytest.mark.parametrize("noun", ["match", "volunteer", "child", "referral"])
@pytest.mark.parametrize(
    "text", ["Kayleigh-Zzyzx", "key:Kayleigh-Zzyzx", "Kayleigh Zzyzx", "", " ", "%", "key:", "'"]
)
def test_nothing_found_is_told_without_what_was_typed(
    asked: Callable[..., Ran], noun: str, text: str
) -> None:
    ran = asked(noun, "show", text, code=3)
    assert ran.out == ""
    assert ran.err == (
        f"ivtool: no {noun} answers to that ref, key or name\n  ivtool {noun} list\n"
    )


def test_an_ended_match_is_not_found_by_a_name_and_a_proposal_where_none_is_live(
    asked: Callable[..., Ran],
) -> None:
    found = {
        name: asked("match", "show", name, "--format", "json", code=code).out[:16]
        for name, code in (("bea", 3), ("noor", 0))
    }
    assert found == {"bea": "", "noor": '[\n{"ref": "M-3",'[:16]}
    for ref in ("M-3", "M-4"):
        spelt = ref.replace("-", "-00")
        assert f'"ref": "{ref}"' in asked("match", "show", spelt, "--format", "json").out


@pytest.mark.parametrize(
    ("noun", "ref", "said"),
    [
        ("match", "V-1", "V-1 is a ref of a volunteer; a match is asked for, such as M-1"),
        ("volunteer", "m1", "M-1 is a ref of a match; a volunteer is asked for, such as V-1"),
        ("child", "R-1", "R-1 is a ref of a referral; a child is asked for, such as C-1"),
        ("visit", "M-1", "M-1 is a ref of a match; a visit is asked for, such as L-1"),
        ("match", "K-1", "K-1 is a ref of a concern; a match is asked for"),
        ("match", "M-77", "there is no match M-77"),
        ("volunteer", "v0077", "there is no volunteer V-77"),
        ("match", "S-1", "S-1 is a ref of a member of staff; a match is asked for, such as M-1"),
        ("match", "t1", "T-1 is a ref of a training session; a match is asked for, such as M-1"),
    ],
)
def test_a_ref_of_another_kind_of_record_is_told_as_such(
    asked: Callable[..., Ran], noun: str, ref: str, said: str
) -> None:
    assert said in asked(noun, "show", ref, code=3).err


def test_an_option_names_records_in_the_same_ways(asked: Callable[..., Ran]) -> None:
    found = asked("match", "list", "--volunteer", "zoe w", "--format", "json").out
    assert found.count('"ref"') == 2
    assert asked("visit", "list", "--match", "ann", code=3).out == ""
    assert asked("report", "ledger", "--match", "annabel").out.count("M-2 ") == 11


@pytest.fixture
def staffed(asked: Callable[..., Ran]) -> Callable[..., Ran]:
    """The same with three of the staff, of whom one has left."""
    for name in ("Zoë Wójcik", "Rosa Lark", "Ros Hale"):
        asked("staff", "add", name, "--role", "co-ordinator", "--on", "1/9/2026")
    asked("staff", "leave", "S-3", "--on", "1/10/2026")
    return asked


@pytest.mark.parametrize(
    ("text", "ref"),
    [("S-2", "S-2"), ("s02", "S-2"), ("zoe w", "S-1"), ("ROS", "S-2"), ("hale", "S-3")],
)
def test_staff_are_found_by_ref_or_name_and_first_who_works_here(
    staffed: Callable[..., Ran], text: str, ref: str
) -> None:
    said = staffed("staff", "edit", text, "--hours", "20", "--format", "json").out
    assert said.startswith(f'[\n{{"ref": "{ref}",')


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kayleigh-Zzyzx", "no member of staff answers to that ref, key or name"),
        ("S-4", "there is no member of staff S-4"),
        ("V-1", "V-1 is a ref of a volunteer; a member of staff is asked for, such as S-1"),
        ("o", "no member of staff answers"),
    ],
)
def test_nobody_of_the_staff_is_told_without_what_was_typed(
    staffed: Callable[..., Ran], nothing_stored: Unchanged, text: str, said: str
) -> None:
    with nothing_stored():
        err = staffed("staff", "leave", text, code=3).err
    assert said in err
    assert err.endswith("\n  ivtool staff list\n")


def test_several_of_the_staff_are_listed_as_far_as_names_are_shown(
    staffed: Callable[..., Ran],
) -> None:
    staffed("staff", "add", "Ros Moss", "--role", "manager", "--on", "1/9/2026")
    said = staffed("staff", "lead", "ros", "--names", "full", code=3).err
    assert said.startswith("ivtool: 2 of them answer to that: S-2 Rosa Lark, S-4 Ros Moss\n")
    assert staffed("staff", "lead", "ros", code=3).err.startswith(
        "ivtool: 2 of them answer to that: S-2, S-4\n"
    )
