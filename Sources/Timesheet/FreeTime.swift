import Activity

/// What a person has not decided of a day's stretches.
struct FreeTime {
  /// In order and apart from each other.
  private let decided: [Visit]

  init(without decided: [Visit]) {
    self.decided = decided.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
      .reduce(into: []) { visits, visit in
        if let last = visits.last, last.end >= visit.start {
          visits[visits.count - 1].end = max(last.end, visit.end)
        } else {
          visits.append(visit)
        }
      }
  }

  /// What is left of a stretch of work. Time was absorbed because work surrounds it: where that
  /// was cut away, the absorbed time goes too.
  func pieces(of stretch: Stretch) -> [Stretch.Piece] {
    runs(of: stretch).flatMap { run in
      guard let first = run.firstIndex(where: { !$0.absorbed }),
        let last = run.lastIndex(where: { !$0.absorbed })
      else { return [Stretch.Piece]() }
      return Array(run[first...last])
    }
  }

  /// The absorbed time that goes.
  func loosened(from stretch: Stretch) -> [Stretch.Piece] {
    guard !decided.isEmpty else { return [] }
    return runs(of: stretch).flatMap { run in
      let first = run.firstIndex { !$0.absorbed } ?? run.endIndex
      let last = run.lastIndex { !$0.absorbed } ?? run.endIndex - 1
      return run[..<first] + run[(last + 1)...]
    }
  }

  /// What is left of a stretch, each part without a gap.
  func parts(of stretch: Stretch) -> [Stretch] {
    runs(of: stretch).map { Stretch(kind: stretch.kind, pieces: $0) }
  }

  /// The pieces that are left, those together that touch.
  private func runs(of stretch: Stretch) -> [[Stretch.Piece]] {
    let taken = decided(in: stretch)
    guard !taken.isEmpty else { return [stretch.pieces] }
    return stretch.pieces.flatMap { left(of: $0, taken) }.reduce(into: []) { runs, piece in
      if let last = runs.last?.last, last.end == piece.start {
        runs[runs.count - 1].append(piece)
      } else {
        runs.append([piece])
      }
    }
  }

  private func decided(in stretch: Stretch) -> [Visit] {
    var low = 0
    var high = decided.count
    while low < high {
      let middle = (low + high) / 2
      if decided[middle].end <= stretch.start { low = middle + 1 } else { high = middle }
    }
    return Array(decided[low...].prefix { $0.start < stretch.end })
  }

  private func left(of piece: Stretch.Piece, _ taken: [Visit]) -> [Stretch.Piece] {
    var parts: [Stretch.Piece] = []
    var rest = piece
    for visit in taken where visit.end > rest.start && visit.start < rest.end {
      if visit.start > rest.start {
        var part = rest
        part.end = visit.start
        parts.append(part)
      }
      rest.start = min(visit.end, rest.end)
    }
    return rest.start < rest.end ? parts + [rest] : parts
  }
}
