"""`ivtool training …`."""

from ivtool.commands.options import group

app = group("Training sessions and who attended them.")
