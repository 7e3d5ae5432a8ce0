import Activity
import Workflow

/// Spans as JSON and for people.
enum SpanOutput {
  static func json(_ span: Span, subject: Subject, in days: WorkingDays) -> JSON {
    var members: [(String, JSON)] = [
      ("id", .string(span.id.text)),
      ("start", .string(moment(span.start, span.zone))),
      ("end", .string(moment(span.end, span.zone))),
      ("seconds", .int((span.end - span.start) / 1000)),
      ("presence", .string(span.presence.name)),
      ("source", .string(span.source)),
      ("zone", .string(span.zone.name)),
    ]
    if let reason = span.observation.handsOff {
      members.append(("handsOff", .string(reason.name)))
    }
    switch subject {
    case .nothing: break
    case .private: members.append(("private", .bool(true)))
    case .window(let window):
      for (name, text) in [
        ("app", window.app), ("instance", window.instance), ("title", window.title),
        ("workspace", window.workspace), ("executable", window.executable),
        ("directory", window.directory), ("url", window.url),
      ] where !text.isEmpty {
        members.append((name, .string(text)))
      }
      if window.fullscreen { members.append(("fullscreen", .bool(true))) }
    }
    return .object(members)
  }

  private static func moment(_ instant: Instant, _ zone: Zone) -> String {
    Moment.text(instant, offset: zone.offset)
  }

  /// `10:15:02-10:19:40 active Code "index.ts - acme-web"`.
  static func sentence(_ span: Span, subject: Subject, in days: WorkingDays) -> String {
    let from = Texts.clock(span.start.flooredSeconds, in: days.shown(in: span.zone))
    let to = Texts.clock(span.end.flooredSeconds, in: days.shown(in: span.zone), besides: days)
    return "\(from)-\(to) \(span.presence.name) \(name(of: subject))"
  }

  static func name(of subject: Subject) -> String {
    switch subject {
    case .nothing: "(no window)"
    case .private: "(private)"
    case .window(let window): "\(window.app) \"\(window.title)\""
    }
  }

  /// - Parameter showsDay: where the spans may be of several days, whose clocks say the same.
  static func table(
    _ spans: [(span: Span, subject: Subject)], in days: WorkingDays, showsDay: Bool
  ) -> Table {
    let columns: [Table.Column] = [
      .init(title: "from"), .init(title: "to"), .init(title: "length", alignment: .right),
      .init(title: "presence"), .init(title: "app", flexible: true),
      .init(title: "title", flexible: true),
    ]
    var table = Table((showsDay ? [.init(title: "day")] : []) + columns)
    for (span, subject) in spans {
      let (app, title): (String, String) =
        switch subject {
        case .nothing: ("", "")
        case .private: ("(private)", "")
        case .window(let window): (window.app, window.title)
        }
      let day = days.shown(in: span.zone).date(at: span.start.flooredSeconds)
      table.add(
        (showsDay ? [day.description] : []) + [
          Texts.clock(span.start.flooredSeconds, in: days.shown(in: span.zone)),
          Texts.clock(span.end.flooredSeconds, in: days.shown(in: span.zone), besides: days),
          Texts.clockLength((span.end - span.start + 500) / 1000), span.presence.name, app, title,
        ])
    }
    return table
  }
}
