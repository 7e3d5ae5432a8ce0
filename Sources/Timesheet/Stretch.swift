import Activity

/// A maximal run of one kind of time, made of pieces of spans.
struct Stretch {
  enum Kind: Hashable {
    case work(WorkKey)
    case unassigned(Unassigned)
    case away(Presence)
    /// Given to entries, or not settled yet: no proposal touches it or reaches across.
    case taken
    /// A visit of a scattered entry that a person changed and has not decided. Blocks go on over a
    /// short one, as they did before; else to change one visit would cut what lies around all.
    case visited(WorkKey)
  }

  struct Piece {
    var span: SpanID?
    var start: Int64
    var end: Int64
    var classification: Classification?
    var absorbed = false

    var seconds: Int64 { end - start }
  }

  var kind: Kind
  var pieces: [Piece]

  var start: Int64 { pieces[0].start }
  var end: Int64 { pieces[pieces.count - 1].end }
  var seconds: Int64 { end - start }

  var key: WorkKey? {
    guard case .work(let key) = kind else { return nil }
    return key
  }

  /// The day as stretches, with all of `taken` given away; they tile the timeline.
  static func list(of timeline: DayTimeline, taken: [Visit]) -> [Stretch] {
    list(of: timeline, given: taken.map { ($0, .taken) })
  }

  /// The day as stretches; they tile the timeline.
  ///
  /// - Parameter given: what is of another kind than its evidence says.
  static func list(of timeline: DayTimeline, given: [(visit: Visit, kind: Kind)]) -> [Stretch] {
    var stretches: [Stretch] = []
    var taken = given.sorted { $0.visit.start < $1.visit.start }[...]
    for segment in timeline.segments {
      var now = segment.start
      while now < segment.end {
        while let first = taken.first, first.visit.end <= now { taken.removeFirst() }
        var end = segment.end
        var kind = Kind(segment.kind)
        if let first = taken.first, first.visit.start < segment.end {
          if first.visit.start <= now {
            end = min(end, first.visit.end)
            kind = first.kind
          } else {
            end = first.visit.start
          }
        }
        let piece = Piece(
          span: segment.span, start: now, end: end, classification: segment.kind.classification)
        if stretches.last?.kind == kind {
          stretches[stretches.count - 1].pieces.append(piece)
        } else {
          stretches.append(Stretch(kind: kind, pieces: [piece]))
        }
        now = end
      }
    }
    return stretches
  }

  /// Counts short unplaced time between two stretches of one key to that key: the three become
  /// one stretch, which may absorb again.
  static func absorbing(_ stretches: [Stretch], policy: ProposePolicy) -> [Stretch] {
    var result: [Stretch] = []
    for stretch in stretches {
      guard let key = stretch.key, result.count >= 2,
        result[result.count - 1].kind == .unassigned(.plain),
        result[result.count - 1].seconds < policy.lengths(for: key).absorb,
        result[result.count - 2].key == key
      else {
        result.append(stretch)
        continue
      }
      var between = result.removeLast()
      for index in between.pieces.indices { between.pieces[index].absorbed = true }
      result[result.count - 1].pieces += between.pieces + stretch.pieces
    }
    return result
  }
}

extension Stretch.Kind {
  init(_ kind: Evidence.Kind) {
    switch kind {
    case .away(let presence):
      self = .away(presence)
    case .activePrivate:
      self = .unassigned(.private)
    case .active(let classification):
      guard let project = classification.project else {
        self = .unassigned(classification.handsOff ? .handsOff : .plain)
        return
      }
      self = .work(
        WorkKey(
          project: project, task: classification.task, billable: classification.billable,
          handsOff: classification.handsOff, terms: classification.terms))
    }
  }
}

extension DayTimeline {
  /// Where rules give time to a key.
  public func visits(of key: WorkKey) -> [Visit] {
    segments.filter { Stretch.Kind($0.kind) == .work(key) }
      .map { Visit(start: $0.start, end: $0.end) }
  }
}

extension Evidence.Kind {
  fileprivate var classification: Classification? {
    guard case .active(let classification) = self else { return nil }
    return classification
  }
}
