"""The one style sheet of the program, made from a theme and a text size.

Widgets choose their look by dynamic properties, never by a style sheet of their own:

    rank    on buttons: "filled" (the one thing to do), "outlined", "text" (the least),
            "warm" (as quiet, but not to be missed), "link" (a quiet yes), "chip", "face"
    role    on labels: "title", "heading", "small", "muted" (small and muted), "warm", "caution",
            "notice" (a quiet banner)
    ground  on plain widgets and frames: "background", "card", "stage", "toast", "none"

Buttons keep a margin of `RING` around them in which `widgets.Button` paints the focus ring;
arrows and ticks are painted by `widgets.Combo`, `Spin`, `Check` (a style sheet would need
picture files for them, wrong at every text size but one).
"""

from __future__ import annotations

from lowback_tray.ui.theme import BODY, RADIUS, SMALL, SMALL_RADIUS, TITLE, Theme, mix

RING = 4  # pixels around a button for its focus ring, at 100 %: half the gap between two


def stylesheet(theme: Theme, percent: int) -> str:
    """The whole sheet; `percent` scales type, paddings and radii."""

    def px(length: float) -> str:
        return f"{round(length * percent / 100)}px"

    names = {
        "title": px(TITLE), "body": px(BODY), "small": px(SMALL), "heading": px(16),
        "r18": px(RADIUS), "r10": px(SMALL_RADIUS), "r6": px(6), "r5": px(5),
        "p2": px(2), "p4": px(4), "p6": px(6), "p8": px(8), "p10": px(10), "p12": px(12),
        "p16": px(16), "p18": px(18), "p24": px(24), "p28": px(28), "p32": px(32),
        "p9": px(9), "p74": px(74),
        "h36": px(20), "ring": px(RING),
        "faint": mix(theme.surface, theme.ink, 0.42), "off": mix(theme.surface, theme.ink, 0.08),
        "hover": theme.hover, "pressed": theme.pressed, "edge": theme.edge,
        "accent_hover": theme.accent_hover, "accent_pressed": theme.accent_pressed,
        "handle": mix(theme.surface, theme.ink, 0.28),
        "handle_hover": mix(theme.surface, theme.ink, 0.45),
        "background": theme.background, "surface": theme.surface, "stage": theme.stage,
        "ink": theme.ink, "muted": theme.muted, "line": theme.line, "accent": theme.accent,
        "on_accent": theme.on_accent, "accent_soft": theme.accent_soft,
        "warm_text": theme.warm_text, "caution": theme.caution,
        "caution_text": theme.caution_text, "notice": mix(theme.surface, theme.caution, 0.14),
    }  # fmt: skip
    sheet = _GROUND + _TEXT + _BUTTONS + _FIELDS + _CHOICES + _REST
    sheet += _HIGH if theme.high else ""
    for name, value in sorted(names.items(), key=lambda pair: -len(pair[0])):
        sheet = sheet.replace("$" + name, value)
    return sheet


_GROUND = """
QWidget { color: $ink; selection-background-color: $accent; selection-color: $on_accent; }
QWidget[ground="background"] { background: $background; }
QWidget[ground="none"] { background: transparent; }
QFrame[ground="card"] { background: $surface; border: 1px solid $line; border-radius: $r18; }
QFrame[ground="toast"] { background: $surface; border: 1px solid $edge; }
QFrame[ground="stage"] { background: $stage; border: none; border-radius: $r18; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
"""

_TEXT = """
QLabel { background: transparent; border: none; }
QLabel[role="title"] { font-size: $title; font-weight: 600; }
QLabel[role="heading"] { font-size: $heading; font-weight: 600; }
QLabel[role="small"] { font-size: $small; }
QLabel[role="muted"] { font-size: $small; color: $muted; }
QLabel[role="warm"] { color: $warm_text; }
QLabel[role="caution"] { font-size: $small; color: $caution_text; }
QLabel[role="notice"] { font-size: $small; color: $ink; background: $notice;
    border-radius: $r10; padding: $p8 $p12; }
"""

_BUTTONS = """
QPushButton { background: $surface; border: 1px solid $edge; border-radius: $r10;
    padding: $p8 $p16; margin: $ring; font-weight: 600; min-height: $h36; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:focus { outline: none; }
QPushButton:disabled { color: $faint; border-color: $line; }
QPushButton[rank="filled"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[rank="filled"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[rank="filled"]:pressed { background: $accent_pressed; border-color: $accent_pressed; }
QPushButton[rank="filled"]:disabled { background: $off; color: $faint; border-color: $off; }
QPushButton[rank="link"] { background: transparent; border-color: transparent; color: $accent;
    padding-left: $p10; padding-right: $p10; }
QPushButton[rank="link"]:hover { background: $hover; }
QPushButton[rank="link"]:pressed { background: $pressed; }
QPushButton[rank="warm"] { background: transparent; border-color: transparent;
    color: $warm_text; padding-left: $p10; padding-right: $p10; }
QPushButton[rank="warm"]:hover { background: $hover; }
QPushButton[rank="warm"]:pressed { background: $pressed; }
QPushButton[rank="text"] { background: transparent; border-color: transparent; color: $muted;
    padding-left: $p10; padding-right: $p10; }
QPushButton[rank="text"]:hover { background: $hover; color: $ink; }
QPushButton[rank="text"]:pressed { background: $pressed; color: $ink; }
QPushButton[rank="text"]:disabled { background: transparent; color: $faint; }
QPushButton[rank="chip"] { font-size: $small; font-weight: 500; padding: $p6 $p12; }
QPushButton[rank="chip"]:checked { background: $accent_soft; border-color: $accent; }
QPushButton[rank="face"] { min-height: $p74; padding: 0; font-weight: 500; }
QPushButton[join="left"] { border-top-right-radius: 0; border-bottom-right-radius: 0;
    border-right: none; margin-right: 0; padding-right: $p8; }
QPushButton[join="right"] { border-top-left-radius: 0; border-bottom-left-radius: 0;
    border-left: none; margin-left: 0; padding-left: $p2; padding-right: $p8; }
QPushButton::menu-indicator { image: none; width: 0; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: $r10;
    padding: $p6; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $pressed; }
QToolButton:focus { border: 2px solid $accent; }
"""

_FIELDS = """
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox { background: $surface;
    border: 1px solid $edge; border-radius: $r10; padding: $p6 $p10; min-height: $h36;
    margin: 1px; }
QAbstractSpinBox QLineEdit, QComboBox QLineEdit { border: none; padding: 0; margin: 0;
    min-height: 0; background: transparent; }
QLineEdit:hover, QComboBox:hover, QAbstractSpinBox:hover { border-color: $muted; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 2px solid $accent; margin: 0; }
QLineEdit { placeholder-text-color: $muted; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { color: $faint;
    background: $off; border-color: $line; }
QLineEdit[wrong="true"], QAbstractSpinBox[wrong="true"] { border-color: $caution; }
QComboBox { padding-right: $p32; }
QComboBox::drop-down { border: none; width: $p28; background: transparent; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $edge; padding: $p4;
    outline: none; margin: 0; }
QComboBox QAbstractItemView::item { min-height: $p28; padding: $p2 $p8; border-radius: $r6; }
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $ink; }
QAbstractSpinBox { padding-right: $p28; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border;
    width: $p28; border: none; background: transparent; }
QAbstractSpinBox::up-button { subcontrol-position: top right; border-top-right-radius: $r10; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right;
    border-bottom-right-radius: $r10; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; }
QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow { image: none; width: 0; height: 0; }
"""

_CHOICES = """
QCheckBox, QRadioButton { spacing: $p10; padding: $p4; border: 2px solid transparent;
    border-radius: $r6; background: transparent; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; outline: none; }
QCheckBox:disabled, QRadioButton:disabled { color: $faint; }
QCheckBox::indicator, QRadioButton::indicator { width: $p18; height: $p18;
    border: 1px solid $muted; border-radius: $r5; background: $surface; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; }
QCheckBox::indicator:disabled { border-color: $line; background: $off; }
QRadioButton::indicator { border-radius: $p9; }
QRadioButton::indicator:checked { border-color: $accent; background: qradialgradient(cx: 0.5,
    cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5, stop: 0 $on_accent, stop: 0.42 $on_accent,
    stop: 0.5 $accent, stop: 1 $accent); }
"""

_REST = """
QMenu { background: $surface; border: 1px solid $edge; padding: $p6; }
QMenu::item { padding: $p8 $p32 $p8 $p16; border-radius: $r6; background: transparent; }
QMenu::item:selected { background: $accent_soft; color: $ink; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: $p6 $p8; }
QMenu::indicator { width: $p8; height: $p8; margin-left: $p6; border-radius: $p4; }
QMenu::indicator:checked { background: $accent; }
QToolTip { background: $ink; color: $surface; border: none; padding: $p6 $p8; }
QScrollBar:vertical { background: transparent; width: $p12; margin: 0; border: none; }
QScrollBar:horizontal { background: transparent; height: $p12; margin: 0; border: none; }
QScrollBar::handle { background: $handle; border-radius: $p4; margin: $p2; }
QScrollBar::handle:hover { background: $handle_hover; }
QScrollBar::handle:vertical { min-height: $p32; }
QScrollBar::handle:horizontal { min-width: $p32; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QListView, QTreeView, QTableView { background: transparent; border: none; outline: none; }
QListView::item { padding: $p8 $p12; border-radius: $r10; }
QListView::item:hover { background: $hover; }
QListView::item:selected { background: $accent_soft; color: $ink; }
QTabBar::tab { padding: $p8 $p12; border: none; border-bottom: 2px solid transparent;
    color: $muted; background: transparent; }
QTabBar::tab:selected { color: $ink; border-bottom-color: $accent; }
QProgressBar { background: $line; border: none; border-radius: $p4; max-height: $p8; }
QProgressBar::chunk { background: $accent; border-radius: $p4; }
QSlider::groove:horizontal { background: $line; height: $p4; border-radius: $p2; }
QSlider::handle:horizontal { background: $accent; width: $p16; margin: -$p6 0; border-radius: $p8; }
QSlider::sub-page:horizontal { background: $accent; border-radius: $p2; }
"""

# A stage and a chosen chip are else told by a shade that is too near to that of their ground.
_HIGH = """
QFrame[ground="stage"] { border: 1px solid $line; }
QPushButton[rank="chip"]:checked { background: $accent; color: $on_accent; border-color: $accent; }
QMenu::item:selected, QComboBox QAbstractItemView::item:selected, QListView::item:selected {
    background: $accent; color: $on_accent;
}
"""
