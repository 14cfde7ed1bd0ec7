"""The service's own work: staff, what there is to do, jobs, policy, the month's report."""
