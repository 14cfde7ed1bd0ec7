"""The service's own work: what there is to do, jobs, the month's report, what is checked."""
