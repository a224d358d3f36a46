"""Today: the home window. What comes next, what the day looked like, how the back feels.

window.py       TodayWindow: the cards together, the notices above them, the links below
now_card.py     the ring, the next prompt in words, the buttons that fit the moment
actions.py      which buttons those are, as data
day_card.py     the day in numbers, its hours as a strip, the last seven days as bars
charts.py       the strip and the bars
feeling.py      how the lower back feels today, one tap; what holds because of it
body.py         what can be said of the back and what is in force, as data
menu_button.py  a quiet button with a menu
tip.py          the tip card
checking.py     the line that asks for the self-check
days.py         what the history has to offer for a day
"""
