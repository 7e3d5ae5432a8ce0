import Activity

/// The top line: which day, and how far it is.
enum HeaderView {
  static func paint(_ model: ReviewModel, on canvas: inout Canvas) {
    let style = Style.paper(.bar)
    let title = Style.paper(.bar, bold: true)
    canvas.fill(0..<model.size.columns, 0, style)
    guard let day = model.day else {
      canvas.put(" Daybook", 0, 0, title)
      return
    }
    var pieces: [(String, Style)] = [(" " + Words.longDate(day.date), title)]
    if model.isDemo {
      pieces.append((", a demo", style))
    } else if day.date == model.today {
      pieces.append((", today", style))
    } else if day.date == model.today.adding(days: -1) {
      pieces.append((", yesterday", style))
    }
    if let zone = day.otherZone { pieces.append((", \(zone)", style)) }
    if !model.filter.isEmpty { pieces.append((" · only “\(model.filter)”", title)) }
    if model.days.lowerBound < model.days.upperBound, model.days.contains(day.date) {
      let number = day.date.daysSince1970 - model.days.lowerBound.daysSince1970 + 1
      let count = model.days.upperBound.daysSince1970 - model.days.lowerBound.daysSince1970 + 1
      pieces.append((" · day \(number) of \(count)", style))
    }
    let state = state(of: model) + " "
    canvas.put(pieces, 0, 0, width: model.size.columns - state.count - 1)
    canvas.put(state, endingAt: model.size.columns, 0, title)
  }

  private static func state(of model: ReviewModel) -> String {
    let open = (model.day?.entries ?? []).filter(\.isOpen)
    if model.day?.entries.isEmpty == true { return "nothing recorded" }
    if open.isEmpty { return "all decided ✓" }
    let asking = open.count(where: \.asksWhetherWork)
    let unassigned = open.count { $0.entry.key == nil && !$0.asksWhetherWork }
    let proposed = open.count - asking - unassigned
    return [
      proposed > 0 ? "\(proposed) proposed" : nil,
      unassigned > 0 ? "\(unassigned) no project" : nil,
      asking > 0 ? "\(asking) to ask" : nil,
    ].compactMap { $0 }.joined(separator: " · ")
  }
}
