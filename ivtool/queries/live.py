"""Which matches are live, as SQL asks it: many a query asks nothing else of matches."""

# A match `m` that is live on a day. Said here and nowhere else.
LIVE = "m.started_on <= :as_of AND (m.ended_on IS NULL OR m.ended_on > :as_of)"
