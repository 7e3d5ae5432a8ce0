import Testing

@testable import Desktop

@Suite struct TrayIconTests {
  @Test(arguments: TrayFace.Icon.allCases)
  func `every icon is there in every size, transparent outside`(icon: TrayFace.Icon) throws {
    for size in IconPixels.sizes {
      let pixels = try #require(IconPixels(icon, size: size))
      #expect(pixels.argb.count == size * size)
      #expect(pixels.networkOrder.count == size * size * 4)
      for corner in [0, size - 1, size * (size - 1), size * size - 1] {
        #expect(pixels.argb[corner] >> 24 == 0)
      }
      // The book's cover is opaque.
      let place = size / 5 * size + size / 2
      let cover: UInt32 = pixels.argb[place]
      #expect(cover >> 24 == 0xff)
      let bytes = Array(pixels.networkOrder[(place * 4)..<(place * 4 + 4)])
      let parts: [UInt8] = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: cover >> $0) }
      #expect(bytes == parts)
    }
    #expect(IconPixels(icon, size: 23) == nil)
  }

  @Test func `icons differ in more than their colour`() throws {
    // Which points are white: the sign on the cover.
    let signs = try TrayFace.Icon.allCases.map { icon in
      try #require(IconPixels(icon, size: 22)).argb.map { $0 & 0xffffff > 0xeeeeee }
    }
    #expect(Set(signs).count == signs.count)
  }

  @Test(arguments: [1, 7, 16, 21, 22, 23, 30, 64])
  func `a panel of any size gets an icon that fits`(side: Int) throws {
    let pixels = try #require(IconPixels.fitting(.recording, side: side))
    #expect(pixels.size <= side)
    #expect(pixels.argb.count == pixels.size * pixels.size)
  }

  @Test func `points are laid over what is behind them`() {
    #expect(UInt32(0xff12_3456).over(0xabcdef) == 0x123456)
    #expect(UInt32(0x0012_3456).over(0xabcdef) == 0xabcdef)
    #expect(UInt32(0x80ff_ffff).over(0) == 0x808080)
    #expect(UInt32(0x80ff_0000).multipliedByAlpha == 0x8080_0000)
  }
}

@Suite struct TrayMenuTests {
  private let menu = TrayMenu([
    .init(1, "Recording", .words), .init(2, "", .separator),
    .init(3, "Pause", .submenu([.init(4, "1 h", .choice), .init(5, "15 min", .choice)])),
    .init(6, "Quit", .choice),
  ])

  @Test func `underscores are no keys`() {
    #expect(BusMenu.label("a_b__c") == "a__b____c")
    #expect(BusMenu.label("plain") == "plain")
  }

  private var layout: PopupLayout { PopupLayout(menu, textHeight: 10) { $0.count * 6 } }

  @Test func `a submenu opens under its row`() {
    var layout = layout
    #expect(layout.lines.map(\.row.id) == [1, 2, 3, 6])
    let closed = layout.height
    layout.toggle(3)
    #expect(layout.lines.map(\.row.id) == [1, 2, 3, 4, 5, 6])
    #expect(layout.height == closed + 2 * 18)
    layout.toggle(3)
    #expect(layout.height == closed)
  }

  @Test func `every point of the popup is in one row`() {
    var layout = layout
    layout.toggle(3)
    var seen: [Int] = []
    for y in 0..<layout.height {
      guard let row = layout.row(0, y) else { continue }
      if seen.last != row { seen.append(row) }
    }
    #expect(seen == Array(layout.lines.indices))
    #expect(layout.row(-1, 0) == nil)
    #expect(layout.row(0, layout.height) == nil)
  }

  @Test func `keys go around and past what can't be chosen`() {
    let layout = layout
    #expect(layout.next(to: nil, by: 1) == 2)
    #expect(layout.next(to: 2, by: 1) == 3)
    #expect(layout.next(to: 3, by: 1) == 2)
    #expect(layout.next(to: nil, by: -1) == 3)
    #expect(layout.next(to: 2, by: -1) == 3)
    #expect(PopupLayout(TrayMenu([]), textHeight: 10) { _ in 0 }.next(to: nil, by: 1) == nil)
  }

  @Test(arguments: [(0, 0), (790, 0), (0, 590), (790, 590), (400, 300)])
  func `the popup stays on the screen, beside the icon`(x: Int, y: Int) {
    var layout = layout
    layout.place(beside: (x, y), (22, 22), width: 800, height: 600)
    layout.toggle(3)
    layout.fit(width: 800, height: 600)
    #expect(layout.x >= 0 && layout.x + layout.width + 2 <= 800)
    #expect(layout.y >= 0 && layout.y + layout.height + 2 <= 600)
    #expect(layout.y >= y + 22 || layout.y + layout.height + 2 <= y)
  }
}
