"""`ivtool staff …`."""

from ivtool.commands.options import group

app = group("Who works for the service, and whom each of them leads.")
