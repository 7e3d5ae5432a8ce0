import Workflow

/// The search for a project, in place of the list.
enum PickerView {
  /// The first match that is shown.
  static func top(_ picker: Picker, in size: ScreenSize) -> Int {
    max(0, picker.selected - (Layout(size).body.count - 2) + 1)
  }

  static func paint(_ picker: Picker, _ model: ReviewModel, on canvas: inout Canvas) {
    let layout = Layout(model.size)
    let left = layout.list.lowerBound + 1
    let width = layout.list.count - 2
    let times = model.entry(picker.entry).map { model.times(of: $0) } ?? ""
    canvas.put("\(picker.title) \(times)", left, layout.body.lowerBound, .ink(.key, bold: true))
    let row = layout.body.lowerBound + 1
    var column = canvas.put("> ", left, row, .ink(.key, bold: true))
    canvas.put(picker.search.text, column, row)
    column += cells(of: picker.search.beforeCursor)
    canvas.showCursor(column, row)
    if picker.matches.isEmpty {
      canvas.put("No project has these letters in this order.", left, row + 1, .dim)
    }
    let keys = picker.matches.map { cells(of: $0.key) }.max() ?? 0
    let rows = (row + 1)..<layout.body.upperBound
    let top = top(picker, in: model.size)
    for (row, index) in zip(rows, top..<max(top, picker.matches.count)) {
      let choice = picker.matches[index]
      let project = model.day?.projects.firstIndex(of: choice.project) ?? 0
      canvas.put(
        model.hasColours ? "■" : Timeline.letter(of: project), left, row,
        .ink(.project(project)))
      let end = canvas.put(choice.key, left + 2, row, width: width - 2)
      let names = "\(choice.client): \(choice.name)" + (choice.isRecent ? " · recent" : "")
      let column = max(end + 2, left + 2 + min(keys, width / 2) + 2)
      canvas.put(names, column, row, width: left + width - column, .dim)
      if index == picker.selected {
        canvas.restyle((left + 1)..<(left + width), row) { style in
          style.paper = .selection
          style.ink = .onPaper
          style.dim = false
          style.bold = true
        }
      }
    }
  }
}
