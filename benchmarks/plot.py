"""A drawing of how near each measurement comes to its target, readable on a light and on a dark page."""

from html import escape
from pathlib import Path

from harness import Line

_ROW, _LEFT, _WIDTH, _TOP = 26, 370, 880, 64
_STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #1c1b19 }
  .small { font-size: 11px; fill: #5d5a54 }
  .title { font-size: 16px; font-weight: 600 }
  .met { fill: #2f6f5e } .missed { fill: #b3401f }
  line { stroke: #1c1b19; stroke-width: 1.5 } .grid { stroke: #d8d3c8; stroke-width: 1 }
  @media (prefers-color-scheme: dark) {
    text { fill: #efece6 } .small { fill: #b5b0a6 } .met { fill: #6fbfa6 } .missed { fill: #ef8a63 }
    line { stroke: #efece6 } .grid { stroke: #45423c }
  }
"""


def draw(file: Path, title: str, lines: list[Line]) -> None:
    """A bar for each line: how much better than its target, 1 being the target, cut off at four times."""
    height = _TOP + _ROW * len(lines) + 34
    scale = (_WIDTH - _LEFT - 100) / 4
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-label="{escape(title)}: how each measurement stands to its target"><style>{_STYLE}</style>',
        f'<text class="title" x="0" y="20">{escape(title)}: ratio to the floor, against its target</text>',
        '<text class="small" x="0" y="40">'
        "The upright line is the target. "
        "Longer bars are better, and end at four times.</text>",
    ]
    bottom = _TOP + _ROW * len(lines)
    for step in range(5):
        x = _LEFT + step * scale
        parts.append(f'<line class="grid" x1="{x:.0f}" x2="{x:.0f}" y1="{_TOP - 8}" y2="{bottom}"/>')
        parts.append(f'<text class="small" x="{x:.0f}" y="{bottom + 18}" text-anchor="middle">{step} ×</text>')
    for number, line in enumerate(lines):
        parts += _bar(line, _TOP + number * _ROW, scale)
    x = _LEFT + scale
    parts.append(f'<line x1="{x:.0f}" x2="{x:.0f}" y1="{_TOP - 8}" y2="{bottom}"/></svg>\n')
    file.write_text("\n".join(parts))


def _bar(line: Line, y: int, scale: float) -> list[str]:
    better = line.ratio / line.target if line.is_rate else line.target / max(line.ratio, 0.001)
    width = min(better, 4) * scale
    kind = "met" if line.is_met else "missed"
    sign = "≥" if line.is_rate else "≤"
    name = escape(f"{line.what} / {line.against}, {line.size:,}")
    return [
        f'<text x="{_LEFT - 10}" y="{y + 13}" text-anchor="end">{name}</text>',
        f'<rect class="{kind}" x="{_LEFT}" y="{y}" width="{width:.0f}" height="17"/>',
        f'<text class="small" x="{_LEFT + width + 6:.0f}" y="{y + 13}">{line.ratio:.2f} ({sign} {line.target})</text>',
    ]
