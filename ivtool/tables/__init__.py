"""Every table of the file, one module a noun: columns and named constraints, no rules."""

from sqlmodel import SQLModel

from ivtool.tables.authorities import Authority
from ivtool.tables.children import Child, ChildAuthority, ChildWorker, Placement
from ivtool.tables.concerns import Concern, ConcernLook, ConcernNote, ConcernTold
from ivtool.tables.expenses import Claim, ClaimLine, ClaimLineQuery, Payment
from ivtool.tables.history import Change, ChangeSet, ChangeValue
from ivtool.tables.jobs import JobRun, JobTold
from ivtool.tables.matches import Excuse, Match, MatchInterval, MatchPause, MatchView
from ivtool.tables.people import TwoPeople
from ivtool.tables.policy import PolicyEntry
from ivtool.tables.receipts import FileIdentity, FileReceipt
from ivtool.tables.recruiting import BookPage, PanelMeeting, Training, Waiver
from ivtool.tables.referrals import Referral, ReferralClosing, ReferralStepTaken
from ivtool.tables.staff import LeadWorker, Staff
from ivtool.tables.visits import Visit, VisitPlan
from ivtool.tables.volunteers import (
    Volunteer,
    VolunteerCheck,
    VolunteerHold,
    VolunteerSpell,
    VolunteerStage,
)

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
