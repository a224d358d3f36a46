"""The moving figure: key poses become a person who shows the exercise.

    colours.py    design tokens in, tones of body and furniture out
    shapes.py     tapering limbs and smooth outlines in rig units
    sheet.py      from rig units to pixels
    side.py       the body from the side
    front.py      the body from the front and from above
    furniture.py  chair, desk, wall, mat, strap, footprints, floor
    glow.py       the warm place an exercise eases
    pictures.py   pictures that somebody gave instead of poses
    scene.py      one picture: framed, in the right order
    reel.py       moments that come round again, kept
    view.py       the widget
    export.py     thumbnails and SVG

Where the joints are at which second is `care.pose`; nothing here keeps time.
"""

from lowback_tray.ui.figure.colours import FigureColours
from lowback_tray.ui.figure.export import thumbnail, to_svg
from lowback_tray.ui.figure.scene import paint
from lowback_tray.ui.figure.view import FigureView

__all__ = ["FigureColours", "FigureView", "paint", "thumbnail", "to_svg"]
