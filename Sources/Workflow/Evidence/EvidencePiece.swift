import Activity
import ActivityLog
import Rules
import Timesheet

/// A part of a span that an entry counts.
public struct EvidencePiece: Sendable {
  public var share: SpanShare
  /// As it may be shown; nil where the evidence is gone.
  public var span: Span?
  /// The rule that places it by the files as they stand; nil for absorbed time.
  public var rule: RuleReference?
}

extension Home {
  /// What each entry counts, in order, with the exclusions and redactions that hold now.
  ///
  /// A day's evidence is read once for all its entries.
  func pieces(of entries: [Entry], in log: ActivityLog?) throws -> [[EvidencePiece]] {
    // Rules hide names too.
    try settings.refuseBadRules()
    let classifier = Classifier(rules)
    var spans: [SpanID: Span] = [:]
    for entries in Dictionary(grouping: entries, by: \.day).values {
      let shares = entries.flatMap(\.shares)
      guard let log, let from = shares.map(\.from).min(), let to = shares.map(\.to).max() else {
        continue
      }
      let wanted = Set(shares.compactMap(\.span))
      // A share's border is floored: its span may end within the second before.
      for span in try log.spans(from: Instant(seconds: from - 1), to: Instant(seconds: to + 1))
      where wanted.contains(span.id) {
        spans[span.id] = span
      }
    }
    return entries.map { entry in
      entry.shares.flatMap {
        EvidencePiece.pieces(of: $0, of: $0.span.flatMap { spans[$0] }, classifier)
      }
    }
  }
}

extension EvidencePiece {
  /// The share, cut where the rules begin or end to hide or place something. What the span no
  /// longer covers is a piece without one.
  static func pieces(
    of share: SpanShare, of span: Span?, _ classifier: Classifier
  ) -> [EvidencePiece] {
    var pieces: [EvidencePiece] = []
    var now = share.from
    func add(to end: Int64, _ span: Span?, _ rule: RuleReference?) {
      guard end > now else { return }
      var part = share
      (part.from, part.to) = (now, end)
      pieces.append(EvidencePiece(share: part, span: span, rule: rule))
      now = end
    }
    if let span {
      for piece in classifier.classify(span) {
        add(to: min(piece.from.flooredSeconds, share.to), nil, nil)
        add(
          to: min(piece.to.flooredSeconds, share.to), span.showing(piece.subject),
          share.absorbed ? nil : piece.classification.reason)
      }
    }
    add(to: share.to, nil, nil)
    return pieces
  }
}
