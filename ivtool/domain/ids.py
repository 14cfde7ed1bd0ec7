"""The ids of records, each kind a type of its own: a child's is never taken for a match's."""

from typing import NewType

AuthorityId = NewType("AuthorityId", int)
ChangeSetId = NewType("ChangeSetId", int)
CheckId = NewType("CheckId", int)
ChildId = NewType("ChildId", int)
ClaimId = NewType("ClaimId", int)
ConcernId = NewType("ConcernId", int)
MatchId = NewType("MatchId", int)
MatchReviewId = NewType("MatchReviewId", int)
PanelMeetingId = NewType("PanelMeetingId", int)
PaymentId = NewType("PaymentId", int)
ReferralId = NewType("ReferralId", int)
StaffId = NewType("StaffId", int)
StatutoryReviewId = NewType("StatutoryReviewId", int)
SupportId = NewType("SupportId", int)
TrainingId = NewType("TrainingId", int)
VisitId = NewType("VisitId", int)
VolunteerId = NewType("VolunteerId", int)
