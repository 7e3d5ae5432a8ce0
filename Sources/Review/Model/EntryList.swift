import Timesheet

import struct Books.BookedEntry

/// The list on the right, line by line.
extension ReviewModel {
  enum ListLine: Hashable {
    case heading(String)
    case entry(BookedEntry)
    case remark(String)
  }

  /// What is asked of a person: is it right, whose was it, was it work at all?
  private enum Group: CaseIterable {
    case work
    /// Below the blocks that its visits lie in.
    case scattered
    case unassigned, asking

    var heading: String? {
      switch self {
      case .work: nil
      case .scattered: "Short visits, gathered by project:"
      case .unassigned: "No rule knew these: whose were they?"
      case .asking: "Hands off or private: was it work?"
      }
    }

    static func of(_ booked: BookedEntry) -> Group {
      if booked.asksWhetherWork { return .asking }
      if booked.entry.key == nil { return .unassigned }
      return booked.entry.scattered ? .scattered : .work
    }
  }

  /// What is listed, group by group, each by start.
  var shownEntries: [BookedEntry] {
    let entries = (day?.entries ?? []).filter { passes($0) && !isFolded($0) }
    return Group.allCases.flatMap { group in entries.filter { Group.of($0) == group } }
  }

  var listLines: [ListLine] {
    var lines: [ListLine] = []
    var last = Group.work
    for booked in shownEntries {
      let group = Group.of(booked)
      if group != last, let heading = group.heading { lines.append(.heading(heading)) }
      last = group
      lines.append(.entry(booked))
    }
    let folded = (day?.entries ?? []).filter { passes($0) && isFolded($0) }
    if !folded.isEmpty {
      let seconds = folded.reduce(0) { $0 + $1.entry.seconds }
      lines.append(
        .remark(
          "and \(folded.count) shorter than a minute, \(Words.length(seconds)): o shows"))
    }
    return lines
  }

  private func isFolded(_ booked: BookedEntry) -> Bool {
    booked.isFragment && !showsFragments && filter.isEmpty
  }

  var cursorLine: Int? { line(of: cursor, in: listLines) }

  func line(of id: EntryID?, in lines: [ListLine]) -> Int? {
    guard let id else { return nil }
    return lines.firstIndex {
      guard case .entry(let booked) = $0 else { return false }
      return booked.entry.id == id
    }
  }

  private func passes(_ booked: BookedEntry) -> Bool {
    guard !filter.isEmpty else { return true }
    let text = "\(subject(of: booked.entry)) \(booked.entry.note) \(booked.entry.state.name)"
      .lowercased()
    return filter.lowercased().split(separator: " ").allSatisfy { text.contains($0) }
  }

  func subject(of entry: Entry) -> String {
    switch entry.subject {
    case .work(let key): "\(key.project)" + (key.task.map { " \($0)" } ?? "")
    case .unassigned(.plain): "(no project)"
    case .unassigned(.handsOff): "(hands off)"
    case .unassigned(.private): "(private)"
    }
  }

  /// Puts the cursor on an entry that is listed, and its line on the screen.
  mutating func keepCursorInView() {
    let lines = listLines
    let height = Layout(size).body.count
    if line(of: cursor, in: lines) == nil {
      cursor = successor()
      cursorStart = entry(cursor)?.entry.start ?? cursorStart
    }
    if let line = line(of: cursor, in: lines) {
      // A heading is shown with its first entry.
      let first = line > 0 && lines[line - 1].isHeading ? line - 1 : line
      top = min(top, first)
      // And the remark with the last.
      let last = line + 1 == lines.count - 1 && lines[line + 1].isRemark ? line + 1 : line
      if last >= top + height { top = last - height + 1 }
    }
    top = max(0, min(top, lines.count - height))
  }

  /// The next open entry after the cursor, from the top again at the end; nil where all is decided.
  var nextOpen: EntryID? {
    let entries = shownEntries
    let here = entries.firstIndex { $0.entry.id == cursor } ?? -1
    let after = entries[(here + 1)...] + entries[..<max(0, here)]
    return after.first { $0.isOpen }?.entry.id
  }
}

extension ReviewModel.ListLine {
  var isHeading: Bool {
    if case .heading = self { true } else { false }
  }

  var isRemark: Bool {
    if case .remark = self { true } else { false }
  }
}
