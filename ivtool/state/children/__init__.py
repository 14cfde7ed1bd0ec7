"""Children, their homes and workers, and the referrals that ask for a volunteer."""
