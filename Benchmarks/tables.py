"""The tables that the benchmarks print, and keep for the one that runs them all."""

import json
import os

KEPT = "DAYBOOK_BENCH_TABLES"


def show(name, columns, rows):
  """Prints rows of text, the first column to the left; keeps them in the file that KEPT names."""
  rows = [[str(cell) for cell in row] for row in rows]
  widths = [max(map(len, column)) for column in zip(columns, *rows)]

  def line(cells):
    first, *rest = (cell.ljust(width) if place == 0 else cell.rjust(width)
                    for place, (cell, width) in enumerate(zip(cells, widths)))
    return "| " + " | ".join([first, *rest]) + " |"

  print(line(columns))
  print("| " + " | ".join(["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])])
        + " |")
  for row in rows:
    print(line(row))
  if os.environ.get(KEPT):
    with open(os.environ[KEPT], "a", encoding="utf-8") as file:
      print(json.dumps({"name": name, "columns": columns, "rows": rows}), file=file)
