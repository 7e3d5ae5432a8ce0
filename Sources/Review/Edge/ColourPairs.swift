import CNcurses

/// Styles as what this terminal has: 256 colours, eight, or none.
final class ColourPairs {
  private let colours: Int
  private var pairs: [Pair: Int32] = [:]

  private struct Pair: Hashable { var ink, paper: Int32 }

  init(colours: Int) { self.colours = colours }

  /// The colour pair and the look's bits, as `screen_put` takes them.
  func look(of style: Style) -> (pair: Int32, look: Int32) {
    var look: Int32 = (style.bold ? 1 : 0) | (style.underlined ? 4 : 0) | (style.reversed ? 8 : 0)
    guard colours > 0 else {
      // A coloured ground is what stands out: reversed without colours.
      if style.paper != nil { look |= 8 }
      return (0, look | (style.dim && style.paper == nil ? 2 : 0))
    }
    // Eight-colour terminals tend to make dim text unreadable: grey is for 256.
    var ink = style.ink.map { number($0) } ?? -1
    if style.dim, style.ink == nil, colours >= 256 { ink = 245 }
    let paper = style.paper.map { number($0) } ?? -1
    return (pair(Pair(ink: ink, paper: paper)), look)
  }

  private func pair(_ pair: Pair) -> Int32 {
    if pair == Pair(ink: -1, paper: -1) { return 0 }
    if let known = pairs[pair] { return known }
    // 255 is what every terminal takes; a day has a dozen.
    guard pairs.count < 250 else { return 0 }
    let number = Int32(pairs.count + 1)
    guard screen_pair(number, pair.ink, pair.paper) == 1 else { return 0 }
    pairs[pair] = number
    return number
  }

  private func number(_ colour: Colour) -> Int32 {
    let many = colours >= 256
    switch colour {
    case .project(let index):
      let palette: [Int32] =
        many ? [75, 214, 114, 176, 80, 209, 149, 140, 222, 110] : [4, 3, 2, 5, 6, 1]
      return palette[index % palette.count]
    case .onPaper: return many ? 231 : 7
    case .settled: return many ? 114 : 2
    case .open: return many ? 221 : 3
    case .refused: return many ? 203 : 1
    case .selection: return many ? 24 : 4
    case .away: return many ? 240 : -1
    case .unassigned: return many ? 216 : 3
    case .key: return many ? 117 : 6
    case .bar: return many ? 238 : 4
    }
  }
}
