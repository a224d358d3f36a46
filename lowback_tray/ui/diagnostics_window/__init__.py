"""What works here and what does not: what `doctor` says, for people.

window.py   DiagnosticsWindow: the verdict, the findings, copy, look again
finding.py  one finding, and all of them as a text that names nobody
rows.py     a finding in a row: mark, word, what is so, what to do
"""
