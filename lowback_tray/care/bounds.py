"""The box around a figure and what stands around it, so that a picture can be framed."""

from __future__ import annotations

from collections.abc import Mapping

from lowback_tray.care.rig import Joints

Box = tuple[float, float, float, float]  # left, bottom, right, top

_REACH = {"head": 7.5, "hip": 6.0, "waist": 5.5, "neck": 5.0}
_LIMB = 3.0


def body_box(joints: Joints) -> Box:
    """Joints with the flesh around them."""
    reach = [(point, _REACH.get(name, _LIMB)) for name, point in joints.items()]
    return (
        min(x - r for (x, _), r in reach),
        min(y - r for (_, y), r in reach),
        max(x + r for (x, _), r in reach),
        max(y + r for (_, y), r in reach),
    )


_SOLES_DEPTH = 23.0  # footprints are drawn under the floor line


def prop_box(prop: Mapping[str, object]) -> Box:
    """What a prop takes, with a little around it; a strap lies inside the body."""
    at = {name: float(value) for name, value in prop.items() if isinstance(value, (int, float))}
    across = [at[name] for name in ("x0", "x1", "x", "back_x") if name in at] or [0.0]
    up = [at[name] for name in ("y0", "y1", "y", "seat_y", "back_top") if name in at] or [0.0]
    low = -_SOLES_DEPTH if prop.get("kind") == "footprint" else min(0.0, *up)
    return (min(across) - 2, low - 2, max(across) + 2, max(up) + 2)
