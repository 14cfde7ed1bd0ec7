"""`ivtool panel …`."""

from ivtool.commands.options import group

app = group("Panel meetings: who is on the agenda, what was decided.")
