"""Small widgets that every window shares; all take their look from `ui.theme`.

buttons.py   Button(text, rank), FaceButton(face, text), SplitButton(text)
fields.py    Combo, Spin, Check, CheckLine, Switch: editors with painted arrows, ticks and knob
labels.py    Label(text, role) wraps, Chip, StopLine
marks.py     RingTimer, ProgressSegments, CheckMark: painted, accessible
boxes.py     Card, StageBox, ScrollArea, ButtonRow: places to put the others in
announce.py  announce(widget, text): one sentence to whoever listens instead of looking
"""
