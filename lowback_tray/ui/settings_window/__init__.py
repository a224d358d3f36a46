"""The settings window: every setting of the table on its page, applied as it is changed.

window.py   SettingsWindow: search, pages, the rows on them
rows.py     a setting in one row: label, help, editor, way back to the default, what is wrong
editors.py  the right editor for each kind of value
data_page.py   the page "Data and privacy"; own.py what it needs to know, doing_rows.py its rows
general.py  what is not in the settings file: start at login, where the data is, the version
shapes.py   what the window needs to know of a setting
"""
