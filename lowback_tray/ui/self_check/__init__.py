"""The self-check: seven questions, a few facts, and what they change. Never a score.

window.py   SelfCheckWindow: the page, its sections, Done and Delete
rows.py     a question with its drawing, choices as chips, a check list
result.py   what the answers change, in plain words; pure
"""
