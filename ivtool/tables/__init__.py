"""Every table of the file, one module a noun: columns and named constraints, no rules."""

from sqlmodel import SQLModel

from ivtool.tables.children import (
    Authority,
    Child,
    ChildAuthority,
    ChildWorker,
    Placement,
    Referral,
    ReferralClosing,
    ReferralStepTaken,
)
from ivtool.tables.concerns import Concern, ConcernLook, ConcernNote, ConcernTold
from ivtool.tables.expenses import Claim, ClaimLine, ClaimLineQuery, Payment
from ivtool.tables.file import Change, ChangeSet, ChangeValue, FileIdentity, FileReceipt
from ivtool.tables.matching import Excuse, Match, MatchInterval, MatchPause, MatchView
from ivtool.tables.office import JobRun, JobTold, LeadWorker, PolicyEntry, Staff, TwoPeople
from ivtool.tables.recruitment import (
    BookPage,
    PanelMeeting,
    Training,
    Volunteer,
    VolunteerCheck,
    VolunteerHold,
    VolunteerSpell,
    VolunteerStage,
    Waiver,
)
from ivtool.tables.visits import Visit, VisitPlan

__all__ = [
    "Authority",
    "BookPage",
    "Change",
    "ChangeSet",
    "ChangeValue",
    "Child",
    "ChildAuthority",
    "ChildWorker",
    "Claim",
    "ClaimLine",
    "ClaimLineQuery",
    "Concern",
    "ConcernLook",
    "ConcernNote",
    "ConcernTold",
    "Excuse",
    "FileIdentity",
    "FileReceipt",
    "JobRun",
    "JobTold",
    "LeadWorker",
    "Match",
    "MatchInterval",
    "MatchPause",
    "MatchView",
    "PanelMeeting",
    "Payment",
    "Placement",
    "PolicyEntry",
    "Referral",
    "ReferralClosing",
    "ReferralStepTaken",
    "SQLModel",
    "Staff",
    "Training",
    "TwoPeople",
    "Visit",
    "VisitPlan",
    "Volunteer",
    "VolunteerCheck",
    "VolunteerHold",
    "VolunteerSpell",
    "VolunteerStage",
    "Waiver",
]
