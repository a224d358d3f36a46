"""Why it asked, and why it did not: the last decisions, each with the setting that would change it.

window.py    WhyWindow: the present, filters, the days
entries.py   one decision in a few lines, a day of them on a card
decisions.py what the window needs to know of a decision
"""
