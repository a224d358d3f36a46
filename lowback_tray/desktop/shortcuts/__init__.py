"""Keys that work in every program, where the desktop has a way.

keys.py     what a combination of keys is called by X and by the portal
xkeys.py    the X server: a key is grabbed for us alone
portal.py   Wayland: the desktop's portal asks the person and tells when a key is pressed
watch.py    Shortcuts: chooses one of them, and says in plain words what does not work
"""
