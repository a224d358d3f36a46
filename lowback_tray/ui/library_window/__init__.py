"""The library: every exercise and routine to look at, mark and start.

window.py         LibraryWindow: search, filters, the two lists, the way in and out of a detail
looking.py        what is looked for, and what fits it; pure
words.py          lengths, places and points in words; pure
picture.py        a small figure, painted when it comes into view
cards.py          one exercise or routine in a list
exercise_page.py  one exercise in full: the moving figure and everything to know about it
routine_page.py   one routine in full: its exercises, Start, favourite
about_page.py     what the exercises are about
lists.py          filters and the two lists
"""
