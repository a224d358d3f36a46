"""The history window: a day, a week, a month or a year, told in pictures and in words.

window.py   HistoryWindow: which period, its cards, moving back and forth
periods.py  a period as dates: where it begins, what is before and after it, its name. Pure
words.py    days and totals in words, for tool tips and screen readers. Pure
bars.py     a week or a month as bars, the longest sitting and the feeling below them
year.py     a year as twelve small months
done.py     what was done, per point and per side
marks.py    the marks for how the back felt
shapes.py   what the window needs to know of a day
"""
