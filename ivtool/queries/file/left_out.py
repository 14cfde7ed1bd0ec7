"""How much a file holds that no sheet has a column for."""

from ivtool.queries.file.undo import VOID
from ivtool.queries.reading import Reader


def left_out(reader: Reader) -> list[tuple[int, str]]:
    """How many there are of what no sheet holds, and what they are; none of which there is none."""
    asked = {
        "commands in the history": _rows("change_set"),
        "policy values that were set": (
            "SELECT count(DISTINCT h.row_id) FROM change h"
            " JOIN change_set s ON s.id = h.change_set_id"
            " WHERE h.table_name = 'policy' AND s.command <> 'db init'"
            f" AND s.id NOT IN ({VOID})"
        ),
        "withdrawn visits": _rows("visit", "withdrawn_on"),
        "child's own words on a visit": _rows("visit", "child_words"),
        "next planned days of visits": _rows("visit", "next_planned_on"),
        "withdrawn pauses": _rows("pause", "withdrawn_on"),
        "notes on pauses": _rows("pause", "note"),
        "views on matches": _rows("match_view"),
        "matches with the book shown, a goodbye or who told the child": _rows(
            "match", "book_shown_on", "goodbye_held", "told_by"
        ),
        "matches that go on after 18": _rows("match", "continued_on"),
        "earlier homes of children": _earlier("placement", "child_id"),
        "earlier workers of children": _earlier("child_worker", "child_id, role"),
        "children with no-contact names, risks, health, legal status or interpreter": _rows(
            "child",
            "no_contact",
            "risks",
            "health",
            "legal_status",
            "interpreter",
            "unaccompanied",
        ),
        "days to look again at a closed referral": _rows("referral_closing", "look_again_on"),
        "notes on stages and steps": (
            "SELECT (SELECT count(*) FROM volunteer_stage WHERE note IS NOT NULL)"
            " + (SELECT count(*) FROM referral_step s JOIN change h ON h.row_id = s.id"
            " AND h.table_name = 'referral_step' AND h.action = 'insert'"
            " JOIN change_set c ON c.id = h.change_set_id"
            " WHERE s.note IS NOT NULL AND c.command <> 'import')"
        ),
        "earlier spells of volunteers": _earlier("volunteer_spell", "volunteer_id"),
        "addresses of volunteers": _rows("volunteer", "address"),
        "volunteers with experience or an expected commitment": _rows(
            "volunteer", "experience", "commitment_months"
        ),
        "pairs of people who were said to be two": _rows("two_people"),
        "records of people that became one with another": _rows("merged_person"),
        "waivers": _rows("waiver"),
        "days on which a check was chased": _rows("volunteer_check", "chased_on"),
        "certificate numbers that were purged": _rows("volunteer_check", "number_purged_on"),
        "training sessions": _rows("training"),
        "panel meetings": _rows("panel_meeting"),
        'sections of "This is me" books': _rows("book_section"),
        "homes of children with a provider": _rows("placement", "provider"),
        "staff": _rows("staff"),
        "lead workers": _rows("lead_worker"),
        "payment runs": _rows("payment"),
        "planned visits": _rows("visit_plan"),
        "withdrawn support": _rows("support", "withdrawn_on"),
        "answers to invitations, and who did not come": (
            "SELECT count(*) FROM attendance a JOIN support u ON u.id = a.support_id"
            " WHERE u.withdrawn_on IS NULL AND (a.comes IS NOT NULL OR a.attended = 0)"
        ),
        "concerns": _rows("concern"),
        "withdrawn reviews": (
            "SELECT (SELECT count(*) FROM statutory_review WHERE withdrawn_on IS NOT NULL)"
            " + (SELECT count(*) FROM match_review WHERE withdrawn_on IS NOT NULL)"
        ),
        "views of second volunteers at reviews of matches": (
            "SELECT count(*) FROM match_review_view w"
            " JOIN match_review r ON r.id = w.match_review_id"
            " WHERE w.party = 'second_volunteer' AND r.withdrawn_on IS NULL"
        ),
        "claim lines with a duty or a reason": _rows(
            "claim_line", "duty", "receipt_why", "declined_why", "over_figure_why"
        ),
        "queries of claim lines": _rows("claim_line_query"),
        "reversals of payments": _rows("claim_line_reversal"),
    }
    counts = [(reader.execute(sql).fetchone()[0], what) for what, sql in asked.items()]
    return [(count, what) for count, what in counts if count]


def check_count(reader: Reader) -> int:
    """How many pieces of evidence there are about volunteers."""
    count: int = reader.execute(_rows("volunteer_check")).fetchone()[0]
    return count


def otherwise_gone(reader: Reader) -> int:
    """How many volunteers' latest spells ended otherwise than by leaving."""
    count: int = reader.execute(
        "SELECT count(*) FROM volunteer_spell s WHERE s.ended_as <> 'left' AND NOT EXISTS"
        " (SELECT 1 FROM volunteer_spell o WHERE o.volunteer_id = s.volunteer_id"
        " AND o.spell > s.spell)"
    ).fetchone()[0]
    return count


def _rows(table: str, *columns: str) -> str:
    """Counts the rows of a table, those in which one of the columns is filled if any are named."""
    filled = " OR ".join(f"{column} IS NOT NULL" for column in columns)
    return f"SELECT count(*) FROM {table}" + (f" WHERE {filled}" if filled else "")


def _earlier(table: str, whose: str) -> str:
    """Counts the rows of a table but one, the last, of each."""
    return (
        "SELECT coalesce(sum(n - 1), 0) FROM"
        f" (SELECT count(*) AS n FROM {table} GROUP BY {whose}) counted"
    )
