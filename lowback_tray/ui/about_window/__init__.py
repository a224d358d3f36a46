"""What this program is, what it is not, and whose work it stands on.

window.py   AboutWindow
parts.py    what it is told: version, libraries with their licences
"""
