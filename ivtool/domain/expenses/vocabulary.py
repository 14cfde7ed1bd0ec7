"""The fixed words of expense claims."""

from enum import StrEnum


class ExpenseCategory(StrEnum):
    """What an expense was for."""

    MILEAGE = "mileage"
    FARE = "fare"
    PARKING = "parking"
    ADMISSION = "admission"
    MEAL = "meal"
    ACTIVITY = "activity"
    OTHER = "other"


class Vehicle(StrEnum):
    """What a journey was made with."""

    CAR = "car"
    VAN = "van"
    MOTORCYCLE = "motorcycle"
    BICYCLE = "bicycle"


class Duty(StrEnum):
    """What an expense was for that belongs to no match."""

    TRAINING = "training"
    SUPERVISION = "supervision"
    GROUP = "group"
    OTHER = "other"


class LineStatus(StrEnum):
    """Where a line of an expense claim stands on a day."""

    CLAIMED = "claimed"
    APPROVED = "approved"
    PAID = "paid"
    DECLINED = "declined"
