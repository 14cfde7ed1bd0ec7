"""What children said, and what was rated, as facts: of visits, of matches and at their reviews."""

from datetime import date

from ivtool.domain.matching.vocabulary import Party
from ivtool.domain.support.voice import Said, Valued
from ivtool.queries.reading import Reader, needed_day
from ivtool.rows import records

VISIT, VIEW, REVIEW = "visit", "view", "review"
MOOD = "mood"


def said(reader: Reader, child: int, as_of: date) -> list[Said]:
    """Everything that a child said by a day, in their own words, by day."""
    rows = reader.execute(
        """
        SELECT v.visited_on AS said_on, :visit AS source, v.match_id AS match, v.id AS visit,
               v.mood, v.child_words AS words
          FROM visit v JOIN match m ON m.id = v.match_id
         WHERE m.child_id = :child AND v.child_words IS NOT NULL AND v.withdrawn_on IS NULL
           AND v.visited_on <= :as_of
        UNION ALL
        SELECT w.said_on, :view, w.match_id, NULL, NULL, w.words
          FROM match_view w JOIN match m ON m.id = w.match_id
         WHERE m.child_id = :child AND w.party = :party AND w.words IS NOT NULL
           AND w.said_on <= :as_of
        UNION ALL
        SELECT r.held_on, :review, r.match_id, NULL, NULL, w.words
          FROM match_review_view w
          JOIN match_review r ON r.id = w.match_review_id
          JOIN match m ON m.id = r.match_id
         WHERE m.child_id = :child AND w.party = :party AND r.withdrawn_on IS NULL
           AND r.held_on <= :as_of
         ORDER BY 1, 2, 3, 4
        """,
        {
            "visit": VISIT,
            "view": VIEW,
            "review": REVIEW,
            "child": child,
            "party": Party.CHILD.value,
            "as_of": as_of.isoformat(),
        },
    )
    return records(Said, rows)


def valued(
    reader: Reader, as_of: date, *, match: int | None = None, child: int | None = None
) -> list[Valued]:
    """The ratings at reviews and the moods on visits by a day, of a match or of a child's, by day.

    A rating is named by who and what, as `child feels supported`.
    """
    where = "(:match IS NULL OR m.id = :match) AND (:child IS NULL OR m.child_id = :child)"
    rows = reader.execute(
        f"""
        SELECT g.who, g.measure, r.held_on, g.rating
          FROM match_review_rating g
          JOIN match_review r ON r.id = g.match_review_id
          JOIN match m ON m.id = r.match_id
         WHERE r.withdrawn_on IS NULL AND r.held_on <= :as_of AND {where}
        UNION ALL
        SELECT :mood, '', v.visited_on, v.mood
          FROM visit v JOIN match m ON m.id = v.match_id
         WHERE v.mood IS NOT NULL AND v.withdrawn_on IS NULL AND v.visited_on <= :as_of
           AND {where}
         ORDER BY 3
        """,
        {"as_of": as_of.isoformat(), "match": match, "child": child, "mood": MOOD},
    )
    return [
        Valued(f"{who} {measure}".strip().replace("_", " "), needed_day(on), value)
        for who, measure, on, value in rows.fetchall()
    ]
