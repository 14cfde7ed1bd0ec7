"""The month's report on reviews, of matches and of children, and on whose views were heard.

docs/DOMAIN.md, section 11, figures 10 and 12.
"""

from ivtool.domain.matching.vocabulary import Party
from ivtool.domain.support.reviews import counted, unwanted
from ivtool.domain.support.vocabulary import Wanted
from ivtool.queries.reading import Reader
from ivtool.queries.support import reviews as queries
from ivtool.state.office.compliance import Known
from ivtool.state.support.reviews import dues_of_children, dues_of_matches

Figures = dict[str, object]
# Of a couple the second is a volunteer too.
HEARD = {
    "volunteer": (Party.VOLUNTEER, Party.SECOND_VOLUNTEER),
    "social_worker": (Party.SOCIAL_WORKER,),
    "carer": (Party.CARER,),
    "child": (Party.CHILD,),
}


def reviews(reader: Reader, service: Known) -> Figures:
    """Both sections. A review counts in the month of its due day, whenever it was held.

    Due: the due day is in the month, and the match live on it, or the child not gone. Held: of
    these, by the end of the month. In time: of these, by the due day.
    """
    return _reviews(reader, service) | _views(reader, service)


def _reviews(reader: Reader, service: Known) -> Figures:
    """Wanted: held, and the young person wanted the visitor there. Attended: of these, the visitor
    was. Attended without a yes is counted apart.
    """
    first, as_of, theirs = service.period.month.first, service.as_of, service.held.on
    of_matches = dues_of_matches(reader, service.matches, first, as_of, service.policy, theirs)
    of_children = list(dues_of_children(reader, first, as_of, theirs))
    held = [each.review for each in of_children if each.review and each.due.held_on is not None]
    wanted = [each for each in held if each.wants_iv is Wanted.YES]
    every = service.period.holds
    return {
        "match_reviews": counted(of_matches, every)._asdict(),
        "statutory_reviews": {
            **counted((each.due for each in of_children), every)._asdict(),
            "wanted": len(wanted),
            "attended": sum(each.iv_attended is True for each in wanted),
        },
        "attended_without_yes": sum(map(unwanted, held)),
    }


def _views(reader: Reader, service: Known) -> Figures:
    """Every view that was heard in the month, in matching or at a review of a match, by party."""
    found = queries.views(reader, service.period.month.first, service.as_of, service.authority)
    return {
        "views": {
            name: sum(found.get(party.value, 0) for party in parties)
            for name, parties in HEARD.items()
        }
    }
