import Workflow

/// Breaks text into lines between words; a word that is longer than a line is cut. What is indented
/// stays so, and goes on two cells further in.
enum Wrapping {
  static func lines(_ text: String, width: Int) -> [String] {
    guard cells(of: text) > width else { return [text] }
    let indentation = text.prefix { $0 == " " }
    let room = width - indentation.count - 2
    guard !indentation.isEmpty, room >= width / 2 else { return broken(text, width: width) }
    return broken(String(text.dropFirst(indentation.count)), width: room).enumerated().map {
      indentation + ($0 == 0 ? "" : "  ") + $1
    }
  }

  private static func broken(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      var word = String(word)
      if !line.isEmpty, used + 1 + cells(of: word) > width {
        lines.append(line)
        (line, used) = ("", 0)
      }
      while cells(of: word) > width {
        let head = prefix(of: word, width: width)
        lines.append(head)
        word.removeFirst(head.count)
      }
      used += cells(of: word) + (line.isEmpty ? 0 : 1)
      line += line.isEmpty ? word : " " + word
    }
    return lines + [line]
  }

  private static func prefix(of word: String, width: Int) -> String {
    var head = ""
    for character in word {
      guard head.isEmpty || cells(of: head + String(character)) <= width else { break }
      head.append(character)
    }
    return head
  }
}
