"""The fixed words of file, one enumeration a list: the file's CHECKs have them too."""

from enum import StrEnum


class FileDeed(StrEnum):
    """What was done with the file as a whole, and left a receipt."""

    BACKUP = "backup"
    RESTORE = "restore"
    DRILL = "drill"
    ENCRYPT = "encrypt"
    DECRYPT = "decrypt"
    REKEY = "rekey"
    RECOVERY_KEY = "recovery_key"
