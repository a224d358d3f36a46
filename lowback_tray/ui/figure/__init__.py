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
    patch.py      a piece of the stage, painted before it is shown
    reel.py       moments that come round again, kept
    view.py       the widget
    export.py     thumbnails and SVG

Where the joints are at which second is `care.pose`; nothing here keeps time.
Each is imported by its own name, so that they can be loaded one at a time.
"""
