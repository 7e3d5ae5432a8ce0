import Activity
import Foundation

/// A timesheet on A4 pages, drawn by Pango and Cairo, which desktops have. They are opened at run
/// time: whoever wants no PDF needs neither.
public enum TimesheetPDF {
  /// - Throws: `Refusal` (1) where the libraries are not installed.
  public static func bytes(_ sheet: InvoiceTimesheet) throws -> Data {
    let folder = FileManager.default.temporaryDirectory.appending(path: "daybook-\(UUID())")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "timesheet.pdf")
    let canvas = try Canvas(path: file.path)
    draw(sheet, on: canvas)
    guard canvas.finish() else { throw Refusal(.failed, "The PDF could not be drawn.") }
    return try Data(contentsOf: file)
  }

  /// Points; A4 is 595 × 842.
  private static let columns: [(x: Double, width: Double)] = [
    (50, 76), (130, 100), (234, 88), (326, 56), (386, 160),
  ]

  private static func draw(_ sheet: InvoiceTimesheet, on canvas: Canvas) {
    var y = 50.0
    y += canvas.text(neutralised(sheet.client), x: 50, y: y, width: 495, font: "Sans Bold 14")
    y +=
      canvas.text(
        neutralised("Timesheet for \(sheet.number), \(sheet.reference)"), x: 50, y: y, width: 495,
        font: "Sans 10") + 12
    y += row(["Date", "Project", "Task", "Hours", "Note"], "Sans Bold 9", y, canvas) + 4
    for cells in sheet.cells {
      // No row is longer than a page.
      let cells = cells.map { neutralised(String($0.prefix(1000))) }
      let height = row(cells, "Sans 9", nil, canvas)
      if y + height > 792 {
        canvas.newPage()
        y = 50
      }
      y += row(cells, "Sans 9", y, canvas) + 3
    }
    let hours = (Decimal(sheet.seconds) / 3600).rounded(places: 4).plainText
    _ = row(["", "Total", "", hours, ""], "Sans Bold 9", y + 4, canvas)
  }

  /// - Parameter y: nil measures the row, and draws nothing.
  private static func row(
    _ cells: [String], _ font: String, _ y: Double?, _ canvas: Canvas
  ) -> Double {
    zip(cells, columns).map { cell, column in
      canvas.text(cell, x: column.x, y: y, width: column.width, font: font)
    }.max() ?? 0
  }
}

/// A page that texts are put on.
private final class Canvas {
  private typealias Pointer = UnsafeMutableRawPointer
  private let library: Library
  private let surface: Pointer
  private let context: Pointer

  init(path: String) throws {
    library = try Library()
    typealias MakeSurface = @convention(c) (UnsafePointer<CChar>, Double, Double) -> Pointer?
    typealias MakeContext = @convention(c) (Pointer) -> Pointer?
    let makeSurface = try library.function("cairo_pdf_surface_create", MakeSurface.self)
    let makeContext = try library.function("cairo_create", MakeContext.self)
    guard let surface = makeSurface(path, 595, 842), let context = makeContext(surface) else {
      throw Refusal(.failed, "The PDF could not be begun.")
    }
    self.surface = surface
    self.context = context
    try library.check()
  }

  /// - Parameter y: nil measures it, and draws nothing.
  /// - Returns: the height it takes, in points.
  func text(_ text: String, x: Double, y: Double?, width: Double, font: String) -> Double {
    typealias Make = @convention(c) (Pointer) -> Pointer?
    typealias Move = @convention(c) (Pointer, Double, Double) -> Void
    typealias SetText = @convention(c) (Pointer, UnsafePointer<CChar>, Int32) -> Void
    typealias SetNumber = @convention(c) (Pointer, Int32) -> Void
    typealias SetFont = @convention(c) (Pointer, Pointer) -> Void
    typealias Font = @convention(c) (UnsafePointer<CChar>) -> Pointer?
    typealias Size =
      @convention(c) (
        Pointer, UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>
      ) -> Void
    typealias Show = @convention(c) (Pointer, Pointer) -> Void
    typealias Free = @convention(c) (Pointer) -> Void
    guard let make = library["pango_cairo_create_layout", Make.self],
      let move = library["cairo_move_to", Move.self],
      let setText = library["pango_layout_set_text", SetText.self],
      let setWidth = library["pango_layout_set_width", SetNumber.self],
      let setWrap = library["pango_layout_set_wrap", SetNumber.self],
      let setFont = library["pango_layout_set_font_description", SetFont.self],
      let makeFont = library["pango_font_description_from_string", Font.self],
      let freeFont = library["pango_font_description_free", Free.self],
      let size = library["pango_layout_get_pixel_size", Size.self],
      let show = library["pango_cairo_show_layout", Show.self],
      let free = library["g_object_unref", Free.self], let layout = make(context)
    else { return 0 }
    defer { free(layout) }
    setText(layout, text, -1)
    // PANGO_SCALE is 1024, PANGO_WRAP_WORD_CHAR is 2.
    setWidth(layout, Int32(width * 1024))
    setWrap(layout, 2)
    if let description = makeFont(font) {
      setFont(layout, description)
      freeFont(description)
    }
    if let y {
      move(context, x, y)
      show(context, layout)
    }
    var (wide, high) = (Int32(0), Int32(0))
    size(layout, &wide, &high)
    return Double(high)
  }

  func newPage() {
    library["cairo_show_page", (@convention(c) (Pointer) -> Void).self]?(context)
  }

  /// Whether all of it is in the file.
  func finish() -> Bool {
    typealias Free = @convention(c) (Pointer) -> Void
    typealias Status = @convention(c) (Pointer) -> Int32
    newPage()
    library["cairo_destroy", Free.self]?(context)
    library["cairo_surface_finish", Free.self]?(surface)
    let status = library["cairo_surface_status", Status.self]?(surface) ?? -1
    library["cairo_surface_destroy", Free.self]?(surface)
    return status == 0
  }
}

/// libpangocairo, with the libraries that it brings along. It stays open to the process's end.
private struct Library {
  private let handles: [UnsafeMutableRawPointer]

  init() throws {
    let names: [String] = [
      "libpangocairo-1.0.so.0", "libpango-1.0.so.0", "libcairo.so.2", "libgobject-2.0.so.0",
    ]
    handles = names.compactMap { dlopen($0, RTLD_NOW) }
    guard handles.count == 4 else {
      throw Refusal(
        .failed,
        "A PDF needs Pango and Cairo: install libpangocairo-1.0-0 (apt install "
          + "libpangocairo-1.0-0), or attach the CSV alone with --csv.")
    }
  }

  subscript<Function>(name: String, type: Function.Type) -> Function? {
    for handle in handles {
      if let symbol = dlsym(handle, name) { return unsafeBitCast(symbol, to: type) }
    }
    return nil
  }

  func function<Function>(_ name: String, _ type: Function.Type) throws -> Function {
    guard let function = self[name, type] else {
      throw Refusal(.failed, "The installed Pango or Cairo has no \(name).")
    }
    return function
  }

  /// All that a page needs is there.
  func check() throws {
    for name in [
      "pango_cairo_create_layout", "cairo_move_to", "pango_layout_set_text",
      "pango_layout_set_width", "pango_layout_set_wrap", "pango_layout_set_font_description",
      "pango_font_description_from_string", "pango_font_description_free",
      "pango_layout_get_pixel_size", "pango_cairo_show_layout", "g_object_unref",
      "cairo_show_page", "cairo_destroy", "cairo_surface_finish", "cairo_surface_status",
      "cairo_surface_destroy",
    ] where !handles.contains(where: { dlsym($0, name) != nil }) {
      throw Refusal(.failed, "The installed Pango or Cairo has no \(name).")
    }
  }
}
