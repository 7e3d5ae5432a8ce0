import Timesheet

import struct Books.BookedEntry

/// The entries of the day, one a line.
enum ListView {
  static func paint(_ model: ReviewModel, on canvas: inout Canvas) {
    let layout = Layout(model.size)
    let lines = model.listLines
    guard !lines.isEmpty else {
      canvas.put(
        model.filter.isEmpty
          ? "Nothing was recorded on this day. [ goes to the day before."
          : "No entry has “\(model.filter)” in it. Esc shows all.",
        layout.list.lowerBound + 1, layout.body.lowerBound + 1, .dim)
      return
    }
    let columns = Columns(model, layout)
    for (row, index) in zip(layout.body, model.top..<max(model.top, lines.count)) {
      switch lines[index] {
      case .heading(let text):
        canvas.put(text, layout.list.lowerBound + 1, row, .ink(.open, bold: true))
      case .remark(let text): canvas.put(text, layout.list.lowerBound + 1, row, .dim)
      case .entry(let booked): paint(booked, at: row, columns, model, on: &canvas)
      }
    }
    paintMore(model, lines.count, layout, on: &canvas)
  }

  /// Where the columns stand: the wider the screen, the more of each.
  struct Columns {
    var start, time, counted, subject, note, end: Int
    /// States as words, not as marks alone.
    var hasWords: Bool

    init(_ model: ReviewModel, _ layout: Layout) {
      start = layout.list.lowerBound
      end = layout.list.upperBound - 1
      let width = end - start
      hasWords = width >= 90
      time = start + 3 + (hasWords ? 9 : 0)
      counted = time + 12
      subject = counted + 11
      let longest = (model.day?.entries ?? []).map { model.subject(of: $0.entry).count }.max() ?? 0
      note = subject + 4 + min(longest, width < 75 ? 18 : width / 3)
    }
  }

  private static func paint(
    _ booked: BookedEntry, at row: Int, _ columns: Columns, _ model: ReviewModel,
    on canvas: inout Canvas
  ) {
    let entry = booked.entry
    let isSelected = entry.id == model.cursor
    let text: Style = entry.state == .proposed ? .plain : .dim
    let (mark, markStyle) = mark(of: entry)
    if isSelected { canvas.put("▸", columns.start, row, .ink(.key, bold: true)) }
    canvas.put(mark, columns.start + 1, row, markStyle)
    if columns.hasWords { canvas.put(entry.state.name, columns.start + 3, row, text) }
    canvas.put(model.times(of: booked), columns.time, row, text)
    canvas.put(Words.length(entry.seconds), endingAt: columns.counted + 8, row, text)
    if entry.key?.billable == true {
      canvas.put("$", columns.counted + 9, row, .ink(.settled))
    }
    let (chip, chipStyle) = chip(of: entry, model)
    canvas.put(chip, columns.subject, row, chipStyle)
    canvas.put(
      model.subject(of: entry), columns.subject + 2, row,
      width: columns.note - columns.subject - 3,
      entry.key == nil ? .ink(.unassigned) : text)
    canvas.put(note(of: entry), columns.note, row, width: columns.end - columns.note, .dim)
    if isSelected {
      canvas.restyle((columns.start + 1)..<(columns.end + 1), row) { style in
        style.paper = .selection
        style.dim = false
        style.bold = true
        if style.ink == nil || style.ink == .unassigned { style.ink = .onPaper }
      }
    }
  }

  static func mark(of entry: Entry) -> (String, Style) {
    switch entry.state {
    case .proposed: entry.key == nil ? ("?", .ink(.unassigned)) : ("•", .ink(.open))
    case .approved: ("✓", .ink(.settled, bold: true))
    case .invoiced: ("€", .ink(.settled, bold: true))
    case .writtenOff, .shownFree: ("−", .ink(.refused, bold: true))
    case .rejected: ("✗", .ink(.refused, bold: true))
    }
  }

  private static func chip(of entry: Entry, _ model: ReviewModel) -> (String, Style) {
    guard let project = entry.key?.project, let projects = model.day?.projects else {
      return (" ", .plain)
    }
    let index = projects.firstIndex(of: project) ?? projects.count
    return model.hasColours
      ? ("■", .ink(.project(index))) : (Timeline.letter(of: index), .plain)
  }

  private static func note(of entry: Entry) -> String {
    guard entry.scattered else { return entry.note }
    return "[\(entry.visits.count)×] \(entry.note)"
  }

  /// That there is more above or below.
  private static func paintMore(
    _ model: ReviewModel, _ count: Int, _ layout: Layout, on canvas: inout Canvas
  ) {
    let below = count - model.top - layout.body.count
    let column = layout.list.lowerBound - 1
    if model.top > 0 { canvas.put("▲", column, layout.body.lowerBound, .ink(.key)) }
    if below > 0 { canvas.put("▼", column, layout.body.upperBound - 1, .ink(.key)) }
  }
}
