"""The warning signs: plain text, never scored, never "all clear".

signs_text.py    the three tiers as text, for any page
signs_list.py    the same with a box before each sign of emergency and soon
signs_window.py  the page of its own: ticking one brings the contact text instead of exercises
cards.py         what Today shows while a sign is ticked, and when it is time to ask somebody
"""
