"""Colours: evenly spaced hues for many alternatives, and shades from dark to light."""

from __future__ import annotations

import numpy as np
from matplotlib.colors import ListedColormap, to_hex

from mcda_ai.orders.weak_order import FloatArray

_LIGHTNESS, _SATURATION, _FIRST_HUE, _ROUND = 64.35, 0.891, 3.59, 359.0  # the circle in degrees
_TO_RED_GREEN_BLUE = np.array(
    [[3.2406, -1.5372, -0.4986], [-0.9689, 1.8758, 0.0415], [0.0557, -0.2040, 1.0570]]
)
_WHITE = (0.19784, 0.46834)  # u' and v' of daylight, D65
_MOST_CHROMA, _HALVINGS = 300.0, 50

# The 256 steps of "mako", made by Waskom for seaborn (2021), from dark to light.
_MAKO = (
    "0b04050d04060e05080f060910060a11070c12080d13090f140910150a12160b13170c15180d16190e181a0e19"
    "1b0f1a1c101c1d111d1e111f1f122020132221142322142523152624162825172926172b27182d28192e291930"
    "291a312a1b332b1c352c1c362d1d382e1e392e1e3b2f1f3d30203e312140312142322243332345342447342548"
    "35254a35264c36274d37284f372851382953382a54392b563a2c583a2c593b2d5b3b2e5d3b2f5f3c30603c3162"
    "3d31643d32663e33673e34693e356b3f366d3f366f3f3770403872403974403a76403b78403c79413d7b413e7d"
    "413e7f413f8041408241418441428541438741448840468a40478b40488d40498e3f4a8f3f4b903f4c923e4d93"
    "3e4f943e50953d51953d52963c53973c55983b56983b57993b589a3a599a3a5b9b3a5c9b395d9c395e9c385f9c"
    "38619d38629d38639d37649e37659e37669e37689f36699f366a9f366b9f366ca0366da0366fa03670a03671a0"
    "3572a13573a13574a13575a13576a23578a23579a2357aa2357ba3357ca3357da3357ea4347fa43480a43482a4"
    "3483a53484a53485a53486a53487a63488a63489a6348ba6348ca7348da7348ea7348fa73490a83491a83492a8"
    "3493a83495a93496a93497a93498a93499aa349aaa359baa359caa359eaa359fab35a0ab35a1ab36a2ab36a3ab"
    "36a4ab37a5ac37a6ac37a8ac38a9ac38aaac39abac39acac3aadac3aaead3bafad3cb1ad3cb2ad3db3ad3eb4ad"
    "3fb5ad3fb6ad40b7ad41b8ad42b9ad43baad44bcad45bdad46bead47bfad48c0ad49c1ad4bc2ad4cc3ad4dc4ad"
    "4fc5ad50c6ad52c7ad53c9ad55caad57cbad59ccad5bcdad5ecdad60ceac62cfac65d0ad68d1ad6ad2ad6dd3ad"
    "70d4ad73d4ad76d5ae79d6ae7cd6af7fd7af82d8b085d9b188d9b18bdab28edbb391dbb494dcb596ddb599ddb6"
    "9cdeb79edfb8a1dfb9a4e0bba6e1bca9e1bdabe2beaee3c0b0e4c1b2e4c2b5e5c4b7e6c5b9e6c7bbe7c8bee8ca"
    "c0e9ccc2e9cdc4eacfc6ebd1c8ecd2caedd4ccedd6ceeed7d0efd9d2f0dbd4f1dcd6f1ded8f2e0daf3e1dcf4e3"
    "def5e5"
)
DARK_TO_LIGHT = ListedColormap([f"#{_MAKO[at : at + 6]}" for at in range(0, len(_MAKO), 6)])
"""Shades of which each is lighter than the one before, also in grey print."""


def hues(n: int) -> list[str]:
    """Give evenly spaced hues that are equally light, each nearly as vivid as a screen shows it.

    In the polar form of CIE 1976 L*u*v*, with the share of the most chroma that a hue can have as
    the saturation (Boronine 2012, HUSL).

    Examples
    --------
    >>> hues(3)
    ['#f77189', '#50b131', '#3ba3ec']
    """
    angles = np.radians((_FIRST_HUE + _ROUND * np.arange(n) / n) % _ROUND)
    least, most = np.zeros(n), np.full(n, _MOST_CHROMA)
    for _ in range(_HALVINGS):
        middle = (least + most) / 2
        linear = _linear(angles, middle)
        shown = ((linear >= 0) & (linear <= 1)).all(axis=1)
        least, most = np.where(shown, middle, least), np.where(shown, most, middle)
    linear = _linear(angles, _SATURATION * least)
    rgb = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return [str(to_hex(each)) for each in rgb.clip(0, 1)]


def _linear(angles: FloatArray, chroma: FloatArray) -> FloatArray:
    """Give red, green and blue, linear in light, of hues with a chroma: shape (n, 3)."""
    u, v = (
        turned * chroma / (13 * _LIGHTNESS) + white
        for turned, white in zip((np.cos(angles), np.sin(angles)), _WHITE, strict=True)
    )
    y = np.full(len(angles), ((_LIGHTNESS + 16) / 116) ** 3)
    x, z = y * 9 * u / (4 * v), y * (12 - 3 * u - 20 * v) / (4 * v)
    return np.asarray(np.stack([x, y, z], axis=1) @ _TO_RED_GREEN_BLUE.T)
