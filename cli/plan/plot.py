"""A plot of what happened over time, as SVG: one panel for each quantity, one step for each part of the time."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, LEFT, RIGHT, TOP = 760, 64, 16, 40
PANEL, GAP = 110, 34
STYLE = (
    "text{font:12px sans-serif;fill:#333}.title{font-weight:600;font-size:14px}.tick{fill:#666;font-size:11px}"
    ".axis{stroke:#999}.grid{stroke:#e5e5e5}.area{fill:#2f9e44;fill-opacity:.18;stroke:#2b8a3e;stroke-width:1.5}"
)


@dataclass(frozen=True)
class Panel:
    """One quantity, a value for each part of the time."""

    title: str
    values: Sequence[float]


def plot(title: str, panels: Sequence[Panel], times: Sequence[str]) -> str:
    """An SVG document; `times` are labels spread evenly over the whole time, both ends included."""
    height = TOP + len(panels) * (PANEL + GAP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'role="img"><title>{escape(title)}</title><style>{STYLE}</style>'
        f'<rect width="100%" height="100%" fill="#fff"/><text class="title" x="{LEFT}" y="20">{escape(title)}</text>'
    ]
    for index, panel in enumerate(panels):
        parts += _panel(panel, TOP + index * (PANEL + GAP) + 12, times)
    return "\n".join([*parts, "</svg>", ""])


def _panel(panel: Panel, top: float, times: Sequence[str]) -> list[str]:
    bottom, right = top + PANEL - 12, WIDTH - RIGHT
    highest = max(panel.values, default=0) or 1
    parts = [f'<text x="{LEFT}" y="{top - 6}">{escape(panel.title)}</text>']
    for share in (0, 0.5, 1):
        y = bottom - share * (bottom - top)
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(
            f'<text class="tick" x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{share * highest:,.4g}</text>'
        )
    step = (right - LEFT) / len(panel.values)
    points = [f"M{LEFT},{bottom}"]
    for index, value in enumerate(panel.values):
        y = bottom - value / highest * (bottom - top)
        points.append(f"L{LEFT + index * step:.1f},{y:.1f}L{LEFT + (index + 1) * step:.1f},{y:.1f}")
    parts.append(f'<path class="area" d="{"".join(points)}L{right},{bottom}Z"/>')
    parts.append(f'<line class="axis" x1="{LEFT}" x2="{right}" y1="{bottom}" y2="{bottom}"/>')
    for index, label in enumerate(times):
        x = LEFT + index * (right - LEFT) / (len(times) - 1)
        parts.append(f'<text class="tick" x="{x:.1f}" y="{bottom + 14}" text-anchor="middle">{escape(label)}</text>')
    return parts
