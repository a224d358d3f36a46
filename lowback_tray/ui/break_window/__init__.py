"""The break window: one small window with three pages, prompt, guide and done.

    window.py       BreakWindow: the two ports of the engine, over the one window
    frame.py        the window itself: where it opens, that it never takes the keyboard, its keys
    shield.py       keys in flight do nothing (pure)
    placing.py      where on the screen (pure)
    wording.py      its sentences from the engine's values (pure)
    page.py         what pages share
    stage.py        what the window asks of the moving figure
    instructions.py, count.py, about_card.py  the guide's lines to read, its count, its card
    answers.py, left_out.py  chips to tap; what is left out for a week, and its undo
    prompt_page.py, guide_page.py, done_page.py

Rules it keeps: opening by itself never takes the focus; Esc and the close button always get
out; closing the prompt means "ask me later", closing the guide ends it there; closing never
quits the program; a page is rendered from one value of the engine and holds no truth of its own.
"""
