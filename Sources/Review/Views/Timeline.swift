import Activity
import Timesheet
import Workflow

/// The day as rows of half an hour or more, from its first entry to its last.
struct Timeline {
  private let day: ReviewDay?
  private let layout: Layout
  private let rowSeconds: Int64
  private let first: Int64
  private let rowCount: Int

  init(_ model: ReviewModel) {
    layout = Layout(model.size)
    day = model.day
    let entries = model.day?.entries.map(\.entry) ?? []
    let from = entries.map(\.start).min() ?? model.day?.start ?? 0
    let to = entries.map(\.end).max() ?? model.day?.end ?? 0
    first = from - (model.day?.clock.second(of: from) ?? 0) % 3600
    let length = max(1, to - first)
    let room = Int64(layout.body.count)
    rowSeconds =
      [1800, 3600, 7200, 14_400].first { (length + $0 - 1) / $0 <= room } ?? 28_800
    rowCount = Int(min(room, (length + rowSeconds - 1) / rowSeconds))
  }

  /// The second that a click means; nil where there is no time.
  func second(column: Int, row: Int) -> Int64? {
    let index = row - layout.body.lowerBound
    let cell = column - Layout.bar
    guard (0..<rowCount).contains(index), (0..<layout.cellsPerRow).contains(cell) else {
      return nil
    }
    return start(ofCell: index * layout.cellsPerRow + cell) + cellSeconds / 2
  }

  private var cellSeconds: Int64 { rowSeconds / Int64(layout.cellsPerRow) }
  private func start(ofCell cell: Int) -> Int64 { first + Int64(cell) * cellSeconds }

  private enum Content: Hashable {
    case entry(Int)
    case away(Presence)
    case nothing
  }

  func paint(_ model: ReviewModel, on canvas: inout Canvas) {
    guard let day else { return }
    let cells = contents(day, selected: model.cursor)
    for row in 0..<rowCount {
      let start = first + Int64(row) * rowSeconds
      let y = layout.body.lowerBound + row
      let time = day.clock.time(start)
      if time.hasSuffix("00") {
        canvas.put(String(time.prefix(2)), 1, y)
      } else {
        canvas.put(String(time.suffix(3)), 0, y, .dim)
      }
      for cell in 0..<layout.cellsPerRow {
        let content = cells[row * layout.cellsPerRow + cell]
        let (text, style) = look(of: content, day, model)
        canvas.put(text, Layout.bar + cell, y, width: 1, style)
      }
    }
    markSplit(model, on: &canvas)
    paintLegend(cells, day, model, on: &canvas)
  }

  /// What fills most of each cell; the selected entry shows wherever it has any time.
  private func contents(_ day: ReviewDay, selected: EntryID?) -> [Content] {
    var seconds = Array(
      repeating: [Content: Int64](), count: rowCount * layout.cellsPerRow)
    func add(_ content: Content, _ start: Int64, _ end: Int64) {
      var cell = max(0, Int((start - first) / cellSeconds))
      while cell < seconds.count, self.start(ofCell: cell) < end {
        let overlap =
          min(end, self.start(ofCell: cell) + cellSeconds) - max(start, self.start(ofCell: cell))
        if overlap > 0 { seconds[cell][content, default: 0] += overlap }
        cell += 1
      }
    }
    for away in day.away where away.end > first { add(.away(away.presence), away.start, away.end) }
    for (index, booked) in day.entries.enumerated() {
      for visit in booked.entry.visits { add(.entry(index), visit.start, visit.end) }
    }
    let chosen = day.entries.firstIndex { $0.entry.id == selected }.map(Content.entry)
    return seconds.map { cell in
      if let chosen, cell[chosen] != nil { return chosen }
      // Of equals the entry that comes first.
      return cell.max { ($0.value, order($1.key)) < ($1.value, order($0.key)) }?.key ?? .nothing
    }
  }

  private func order(_ content: Content) -> Int {
    switch content {
    case .entry(let index): index
    case .away: .max - 1
    case .nothing: .max
    }
  }

  private func look(
    of content: Content, _ day: ReviewDay, _ model: ReviewModel
  ) -> (String, Style) {
    switch content {
    case .nothing: return (" ", .plain)
    case .away(let presence): return (Timeline.mark(of: presence), .ink(.away))
    case .entry(let index):
      let booked = day.entries[index]
      let isSelected = booked.entry.id == model.cursor
      var (text, style) = look(of: booked.entry, day, model)
      if isSelected {
        style = Style(ink: .onPaper, paper: .selection, bold: true)
        if model.hasColours { text = "◆" }
      }
      return (text, style)
    }
  }

  private func look(
    of entry: Entry, _ day: ReviewDay, _ model: ReviewModel
  ) -> (String, Style) {
    guard let key = entry.key else { return ("?", .ink(.unassigned)) }
    guard entry.state != .rejected else { return ("×", .ink(.refused)) }
    let index = day.projects.firstIndex(of: key.project) ?? day.projects.count
    let isSettled = entry.state.approval != nil
    guard model.hasColours else {
      let letter = Timeline.letter(of: index)
      return (isSettled ? letter.uppercased() : letter, .plain)
    }
    return isSettled ? (" ", .paper(.project(index))) : ("▒", .ink(.project(index)))
  }

  static func letter(of project: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    return String(letters[project % letters.count])
  }

  static func mark(of presence: Presence) -> String {
    switch presence {
    case .active: " "
    case .idle: "·"
    case .locked: "-"
    case .asleep: "z"
    case .paused: "="
    case .off, .unknown: " "
    }
  }

  /// Where a split would cut, while it is being typed.
  private func markSplit(_ model: ReviewModel, on canvas: inout Canvas) {
    guard case .typing(let prompt) = model.mode, case .split = prompt.kind,
      let time = day?.second(typed: prompt.editor.text), time >= first
    else { return }
    let cell = Int((time - first) / cellSeconds)
    guard cell < rowCount * layout.cellsPerRow else { return }
    canvas.put(
      "┃", Layout.bar + cell % layout.cellsPerRow,
      layout.body.lowerBound + cell / layout.cellsPerRow, width: 1,
      Style(ink: .open, bold: true, reversed: true))
  }

  /// Which colour is which, where rows are left over.
  private func paintLegend(
    _ cells: [Content], _ day: ReviewDay, _ model: ReviewModel, on canvas: inout Canvas
  ) {
    var row = layout.body.lowerBound + rowCount + 1
    func line(_ mark: String, _ markStyle: Style, _ name: String, _ canvas: inout Canvas) {
      guard row < layout.body.upperBound else { return }
      canvas.put(mark, 1, row, width: 1, markStyle)
      canvas.put(name, 3, row, width: layout.list.lowerBound - 5, .dim)
      row += 1
    }
    let used = Set(day.entries.compactMap { $0.entry.key?.project })
    for (index, project) in day.projects.enumerated() where used.contains(project) {
      line(
        model.hasColours ? "■" : Timeline.letter(of: index), .ink(.project(index)),
        project.description, &canvas)
    }
    let seen = Set(cells)
    if day.entries.contains(where: { $0.entry.key == nil }) {
      line("?", .ink(.unassigned), "no project", &canvas)
    }
    for presence in [Presence.idle, .locked, .asleep, .paused]
    where seen.contains(.away(presence)) {
      line(Timeline.mark(of: presence), .ink(.away), presence.name, &canvas)
    }
  }
}
